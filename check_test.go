package main

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"liangping/data"
	"liangping/data/sheet"
)

// `liangping check FOLDER` verifies an archive wherever it lies and names the file in which a byte was flipped.
func TestCheckAnArchive(t *testing.T) {
	s, err := data.Open(filepath.Join(t.TempDir(), "office.db"), data.Options{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.SetOperator("刘敏"); err != nil {
		t.Fatal(err)
	}
	c := data.PlanTemplate(2011)
	c.Office = "某县油区工作办公室"
	if err := s.CreateCampaign(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	folder, err := s.ArchiveCampaign(t.Context(), t.TempDir(), data.ArchiveOptions{Tables: sheet.ArchiveTables})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	elsewhere := filepath.Join(t.TempDir(), "别处")
	if err := os.Rename(folder, elsewhere); err != nil {
		t.Fatal(err)
	}
	var out, problems bytes.Buffer
	if code := run([]string{"check", elsewhere}, &out, &problems); code != 0 || !strings.Contains(out.String(), "核验完毕，没有问题") {
		t.Fatalf("code %d\n%s%s", code, &out, &problems)
	}
	table := filepath.Join(elsewhere, "表格", "整改台账.xlsx")
	content, err := os.ReadFile(table)
	if err != nil {
		t.Fatal(err)
	}
	content[len(content)/2] ^= 1
	if err := os.Chmod(table, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(table, content, 0o600); err != nil {
		t.Fatal(err)
	}
	out.Reset()
	if code := run([]string{"check", elsewhere}, &out, &problems); code != 1 || !strings.Contains(out.String(), "“表格/整改台账.xlsx”被改动过") ||
		!strings.Contains(problems.String(), "没有通过核验") {
		t.Errorf("code %d\n%s%s", code, &out, &problems)
	}
}

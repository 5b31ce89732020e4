package gui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"liangping/pdf"
)

func TestSafeName(t *testing.T) {
	for name, want := range map[string]string{
		"2011-内部评议-评议票-干部职工.pdf": "2011-内部评议-评议票-干部职工.pdf",
		"../../etc/passwd":        "_.._etc_passwd",
		`a<b>c:d"e/f\g|h?i*j.pdf`: "a_b_c_d_e_f_g_h_i_j.pdf",
		"con.pdf":                 "_con.pdf",
		"LPT1.pdf":                "_LPT1.pdf",
		" . .pdf":                 "公文.pdf",
		"行\n行.pdf":                "行_行.pdf",
		"李𬭎.pdf":                  "李𬭎.pdf",
	} {
		if got := safeName(name); got != want {
			t.Errorf("safeName(%q) = %q, want %q", name, got, want)
		}
	}
	if got := safeName(strings.Repeat("长", 300) + ".pdf"); len([]rune(got)) != 124 {
		t.Errorf("%d characters", len([]rune(got)))
	}
}

func TestSaveAsNeverReplaces(t *testing.T) {
	t.Setenv("HOME", t.TempDir())
	p := newRoundsDesk(t, newTestStore(t))
	path, err := keepPaper(p.app.options.PapersDir, &pdf.Paper{Name: "通知.pdf", PDF: []byte("one")})
	if err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(os.Getenv("HOME"), "通知.pdf")
	if err := os.WriteFile(copied, []byte("another"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.app.saveAs(path)
	roundsPress(p, fyne.KeyReturn, fyne.KeyReturn)
	if content, _ := os.ReadFile(copied); !p.app.dialogOpen() || string(content) != "another" {
		t.Fatalf("the file that was there now holds %q", content)
	}
	p.app.escape()
	os.Remove(copied)
	p.app.saveAs(path)
	roundsPress(p, fyne.KeyReturn, fyne.KeyReturn)
	if content, _ := os.ReadFile(copied); p.app.dialogOpen() || string(content) != "one" {
		t.Errorf("the copy holds %q", content)
	}
}

func TestKeepPaperReplacesOrLeavesAlone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "公文")
	path, err := keepPaper(dir, &pdf.Paper{Name: "通知.pdf", PDF: []byte("one")})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := keepPaper(dir, &pdf.Paper{Name: "通知.pdf", PDF: []byte("two")}); err != nil {
		t.Fatal(err)
	}
	if content, _ := os.ReadFile(path); string(content) != "two" {
		t.Errorf("it holds %q", content)
	}
	if files, _ := os.ReadDir(dir); len(files) != 1 {
		t.Errorf("%d files, want the paper alone", len(files))
	}
	blocked := filepath.Join(path, "below a file")
	if _, err := keepPaper(blocked, &pdf.Paper{Name: "x.pdf"}); err == nil || !strings.Contains(err.Error(), "没有改动") {
		t.Errorf("a folder that can't be made: %v", err)
	}
}

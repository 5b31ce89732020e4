package main

import (
	"os/exec"
	"strings"
	"testing"
)

// tags are the build tags of every command in the Makefile.
const tags = "x11,migrated_fynedo"

// TestImportsRunOneWay holds the rules of design.md §2: main → gui → pdf → data, one importer of
// gofpdf, one importer of Fyne's driver.
func TestImportsRunOneWay(t *testing.T) {
	const (
		fyne   = "fyne.io/fyne/v2"
		driver = "fyne.io/fyne/v2/app"
		gofpdf = "github.com/jung-kurt/gofpdf"
		sqlite = "github.com/mattn/go-sqlite3"
	)
	rules := []struct {
		pkg       string
		forbidden []string // anywhere below pkg
	}{
		{"liangping/data", []string{fyne, gofpdf, "liangping/pdf", "liangping/gui"}},
		{"liangping/pdf", []string{fyne, "liangping/gui"}},
		{"liangping/pdf/typeset", []string{fyne, sqlite, "liangping/data", "liangping/gui"}},
		{"liangping/pdf/font", []string{fyne, gofpdf, sqlite, "liangping/data", "liangping/gui"}},
		{"liangping/gui", []string{driver}},
	}
	for _, rule := range rules {
		for _, dep := range goList(t, "-deps", "-f", "{{.ImportPath}}", rule.pkg) {
			for _, f := range rule.forbidden {
				if dep == f {
					t.Errorf("%s depends on %s", rule.pkg, f)
				}
			}
		}
	}
	direct := []struct {
		imported string
		by       string // the only package that may import it
	}{
		{gofpdf, "liangping/pdf/typeset"},
		{sqlite, "liangping/data"},
		{driver, "liangping"},
		{"database/sql", "liangping/data"},
	}
	for _, line := range goList(t, "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./...") {
		pkg, imports, _ := strings.Cut(line, " ")
		for _, rule := range direct {
			for imported := range strings.FieldsSeq(imports) {
				if imported == rule.imported && pkg != rule.by {
					t.Errorf("%s imports %s; only %s may", pkg, imported, rule.by)
				}
			}
		}
	}
}

func goList(t *testing.T, args ...string) []string {
	t.Helper()
	out, err := exec.Command("go", append([]string{"list", "-tags", tags}, args...)...).Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}

package typeset_test

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"liangping/pdf/font"
	"liangping/pdf/typeset"
)

// library opens the program's own fonts, which set-up has put in place.
func library(tb testing.TB) *font.Library {
	tb.Helper()
	lib, err := font.Own(filepath.Join("..", "fonts", "beside"))
	if err != nil {
		tb.Fatal("run make setup first: ", err)
	}
	return lib
}

func style(tb testing.TB, role font.Role, size float64) typeset.Style {
	return typeset.Style{Chain: library(tb).Chain(role), Size: size}
}

// write makes the PDF file of a document in a fresh folder.
func write(t *testing.T, doc *typeset.Doc) (path string) {
	t.Helper()
	pdf, err := doc.PDF()
	if err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "paper.pdf")
	if err := os.WriteFile(path, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// tool runs a program of poppler-utils.
func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	var out, problem bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.Stdout, cmd.Stderr = &out, &problem
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, problem.String())
	}
	if problem.Len() > 0 {
		t.Errorf("%s complains about the file:\n%s", name, problem.String())
	}
	return out.String()
}

func pdfText(t *testing.T, path string) string {
	t.Helper()
	return tool(t, "pdftotext", "-layout", path, "-")
}

// word is a word that pdftotext found, in millimetres.
type word struct {
	page                   int
	left, top, right, foot float64
	text                   string
}

var wordLine = regexp.MustCompile(`<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*)</word>`)

func words(t *testing.T, path string) []word {
	t.Helper()
	var all []word
	page := 0
	for line := range strings.Lines(tool(t, "pdftotext", "-bbox", path, "-")) {
		if strings.Contains(line, "<page ") {
			page++
		}
		if m := wordLine.FindStringSubmatch(line); m != nil {
			w := word{page: page, text: m[5]}
			for i, v := range []*float64{&w.left, &w.top, &w.right, &w.foot} {
				points, err := strconv.ParseFloat(m[i+1], 64)
				if err != nil {
					t.Fatal(err)
				}
				*v = points * 25.4 / 72
			}
			all = append(all, w)
		}
	}
	return all
}

// render draws the first page of a file.
func render(t *testing.T, path string, dpi int) image.Image {
	t.Helper()
	base := filepath.Join(t.TempDir(), "page")
	tool(t, "pdftoppm", "-png", "-singlefile", "-r", strconv.Itoa(dpi), path, base)
	return readPNG(t, base+".png")
}

func readPNG(t *testing.T, path string) image.Image {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	img, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

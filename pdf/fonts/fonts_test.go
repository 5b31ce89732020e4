package fonts_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"strings"
	"testing"

	typesetting "github.com/go-text/typesetting/font"
	"liangping/pdf/fonts"
)

func read(t *testing.T, name string) []byte {
	t.Helper()
	data, err := fonts.Read(name)
	if err != nil {
		t.Fatalf("run make setup: %v", err)
	}
	return data
}

func parse(t *testing.T, data []byte) *typesetting.Face {
	t.Helper()
	f, err := typesetting.ParseTTF(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// What is inside the program is what SHA256SUMS says, complete, under a name of its own, and not too much.
func TestEmbeddedFiles(t *testing.T) {
	list, err := os.ReadFile("SHA256SUMS")
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	for _, name := range fonts.Embedded {
		data := read(t, name)
		total += len(data)
		if line := fmt.Sprintf("%x  embedded/%s\n", sha256.Sum256(data), name); !strings.Contains(string(list), line) {
			t.Errorf("%s is not what SHA256SUMS lists: run make setup", name)
		}
		if family := parse(t, data).Describe().Family; !strings.HasPrefix(family, "Liangping ") {
			t.Errorf("%s is called %s", name, family)
		}
	}
	if total > 40e6 {
		t.Errorf("the fonts inside the program are %d bytes, more than 40 MB", total)
	}
	if n := strings.Count(string(list), "  embedded/") - strings.Count(string(list), "LICENCE-"); n != len(fonts.Embedded)-1 {
		t.Errorf("SHA256SUMS and Embedded list different files")
	}
}

func TestAbsentFile(t *testing.T) {
	if fonts.Has("absent.ttf") {
		t.Error("has it")
	}
	if _, err := fonts.Read("absent.ttf"); err == nil || !strings.Contains(err.Error(), "make setup") {
		t.Errorf("error %v, want one that tells what to do", err)
	}
}

// The window's fonts: all signs of the screens, rare names, figures of one width, and lines of one height in both.
func TestWindow(t *testing.T) {
	if !fonts.Has(fonts.Hei) {
		t.Fatal("run make setup")
	}
	regular, bold, err := fonts.Window()
	if err != nil {
		t.Fatal(err)
	}
	characters, err := os.ReadFile("../font/testdata/characters.txt")
	if err != nil {
		t.Fatal(err)
	}
	faces := map[string]*typesetting.Face{"regular": parse(t, regular), "bold": parse(t, bold)}
	for name, f := range faces {
		for _, r := range "䶮𬭎堃珺玥镕昇·①" + strings.ReplaceAll(string(characters), "\n", "") {
			if _, ok := f.NominalGlyph(r); !ok {
				t.Errorf("%s: no glyph for %c", name, r)
			}
		}
		zero, _ := f.NominalGlyph('0')
		for _, r := range "123456789" {
			if id, _ := f.NominalGlyph(r); f.HorizontalAdvance(id) != f.HorizontalAdvance(zero) {
				t.Errorf("%s: %c is not as wide as 0", name, r)
			}
		}
	}
	r, _ := faces["regular"].FontHExtents()
	b, _ := faces["bold"].FontHExtents()
	if r != b || r.Ascender <= 0 || r.Descender >= 0 {
		t.Errorf("heights of lines: %v regular, %v bold", r, b)
	}
	if w := faces["bold"].Describe().Aspect.Weight; w != typesetting.WeightBold {
		t.Errorf("bold has weight %v", w)
	}
	if w := faces["regular"].Describe().Aspect.Weight; w != typesetting.WeightNormal {
		t.Errorf("regular has weight %v", w)
	}
}

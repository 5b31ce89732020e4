package font_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"liangping/pdf/font"
	"liangping/pdf/fonts"
)

// The office's own font comes first, in its role alone, and the program's own stand behind it.
func TestChosenFontComesFirst(t *testing.T) {
	base := own(t)
	chosen := open(t, "X", cut(t, "国一评。1", "X"))
	lib := font.With(base, map[font.Role]*font.Face{font.Fang: chosen})
	if got := lib.Chain(font.Fang).Pick('国'); got != chosen {
		t.Errorf("国 is set in %s", got.Name())
	}
	if got, want := lib.Chain(font.Fang).Pick('喆'), base.Chain(font.Fang).Pick('喆'); got != want {
		t.Errorf("what the chosen font lacks is set in %s, not %s", got.Name(), want.Name())
	}
	if lib.Chain(font.Hei)[0] != base.Chain(font.Hei)[0] || base.Chain(font.Fang)[0] == chosen {
		t.Error("other roles or the base have changed")
	}
}

func TestRead(t *testing.T) {
	dir := t.TempDir()
	file := func(name string, content []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	whole := bytes.Clone(ownFile(t, fonts.Kai))
	if face, err := font.Read(file("楷.ttf", whole)); err != nil || face.Name() != "楷.ttf" {
		t.Fatalf("the program's own font: %v", err)
	}
	if _, err := font.Read(file("latin.ttf", cut(t, "abc", "L"))); !errors.Is(err, font.ErrNotChinese) {
		t.Errorf("without Chinese: %v", err)
	}
	if _, err := font.Read(file("text.ttf", []byte("no font"))); err == nil {
		t.Error("a text was opened as a font")
	}
	if _, err := font.Read(filepath.Join(dir, "gone.ttf")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	_, os2 := tableAt(t, whole, "OS/2")
	binary.BigEndian.PutUint16(whole[os2+8:], 2) // restricted licence embedding
	if _, err := font.Read(file("forbidden.ttf", whole)); !errors.Is(err, font.ErrForbidden) {
		t.Errorf("restricted: %v", err)
	}
}

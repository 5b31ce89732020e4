package font_test

import (
	"encoding/binary"
	"slices"
	"strings"
	"testing"

	"golang.org/x/image/font/gofont/goregular"
	"liangping/pdf/font"
	"liangping/pdf/fonts"
)

func TestAdvanceIsTheOtherReadersWidth(t *testing.T) {
	for _, name := range []string{fonts.Song, fonts.Kai, fonts.Fang} {
		data := ownFile(t, name)
		f, other := open(t, name, data), parsed(t, data)
		for _, r := range "国评议1A—“·g" {
			id, _ := other.NominalGlyph(r)
			want := other.HorizontalAdvance(id) * 1000 / float32(other.Upem())
			if got, ok := f.Advance(r); !ok || got < int(want-0.5) || got > int(want+0.5) {
				t.Errorf("%s: %c is %d wide, %v; want %v", name, r, got, ok, want)
			}
		}
	}
	f := open(t, "Go", goregular.TTF) // 2048 units per em
	if w, ok := f.Advance('A'); w != 667 || !ok {
		t.Errorf("Go Regular: A is %d wide, want 667 (1366 of 2048)", w)
	}
	if w, ok := f.Advance('国'); w != 0 || ok {
		t.Errorf("a missing character is %d wide, %v", w, ok)
	}
}

func TestOneFaceOfACollection(t *testing.T) {
	data := collection(t, cut(t, "国", "First"), cut(t, "评", "Second"))
	if n, err := font.Count(data); n != 2 || err != nil {
		t.Fatalf("%d faces, %v", n, err)
	}
	for i, has := range []string{"国", "评"} {
		f, err := font.Open("two", data, i)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range "国评" {
			if f.Has(r) != (string(r) == has) {
				t.Errorf("face %d: has %c: %v", i, r, f.Has(r))
			}
		}
		if s := subset(t, f, "国评"); len(s.Missing) != 1 {
			t.Errorf("face %d misses %q", i, s.Missing)
		}
	}
	for _, i := range []int{-1, 2} {
		if _, err := font.Open("two", data, i); err == nil {
			t.Errorf("face %d was opened", i)
		}
	}
	if n, err := font.Count(cut(t, "国", "One")); n != 1 || err != nil {
		t.Errorf("a single font: %d faces, %v", n, err)
	}
}

// The cases are those of the OpenType specification, OS/2, fsType.
func TestEmbeddable(t *testing.T) {
	data := cut(t, "国", "X")
	_, os2 := tableAt(t, data, "OS/2")
	for _, c := range []struct {
		fsType uint16
		want   bool
		why    string
	}{
		{0x0000, true, "installable"},
		{0x0002, false, "restricted"},
		{0x0004, true, "preview and print"},
		{0x0008, true, "editable"},
		{0x000A, true, "restricted or editable: the less strict holds"},
		{0x0006, true, "restricted or preview: the less strict holds"},
		{0x0100, false, "no subsetting"},
		{0x0108, false, "editable, no subsetting"},
		{0x0200, false, "bitmaps only"},
		{0x0204, false, "preview, bitmaps only"},
	} {
		binary.BigEndian.PutUint16(data[os2+8:], c.fsType)
		if got := open(t, "X", data).Embeddable(); got != c.want {
			t.Errorf("%s (%#04x): %v", c.why, c.fsType, got)
		}
	}
	entry, _ := tableAt(t, data, "OS/2")
	copy(data[entry:], "OS/9")
	if !open(t, "X", data).Embeddable() {
		t.Error("a font without OS/2 forbids nothing")
	}
}

func TestBrokenFilesGiveErrors(t *testing.T) {
	whole := cut(t, "国", "X")
	for _, c := range []struct {
		why   string
		spoil func(data []byte) []byte
	}{
		{"empty", func([]byte) []byte { return nil }},
		{"not a font", func([]byte) []byte { return []byte("第一章 总则，不是字体文件") }},
		{"cut in half", func(d []byte) []byte { return d[:len(d)/2] }},
		{"a collection of millions", func([]byte) []byte { return []byte("ttcf\x00\x01\x00\x00\x7f\xff\xff\xff") }},
		{"a collection that points outside", func([]byte) []byte { return []byte("ttcf\x00\x01\x00\x00\x00\x00\x00\x01\xff\xff\xff\xf0") }},
		{"a table outside", func(d []byte) []byte { return setEntry(t, d, "glyf", 8, 0xFFFFFFF0) }},
		{"a table longer than the file", func(d []byte) []byte { return setEntry(t, d, "glyf", 12, 0xFFFFFFF0) }},
		{"no widths", func(d []byte) []byte { return setEntry(t, d, "hmtx", 12, 0) }},
		{"short loca", func(d []byte) []byte { return setEntry(t, d, "loca", 12, 4) }},
		{"0 units per em", func(d []byte) []byte { return setContent(t, d, "head", 18, 0) }},
		{"no long metrics", func(d []byte) []byte { return setContent(t, d, "hhea", 34, 0) }},
		{"no glyphs", func(d []byte) []byte { return setContent(t, d, "maxp", 4, 0) }},
	} {
		if _, err := font.Open("X", c.spoil(slices.Clone(whole)), 0); err == nil {
			t.Errorf("%s: no error", c.why)
		}
	}
	for why, place := range map[string]int{"contours beyond the end": 0, "points out of order": 10} {
		f := open(t, "X", setContent(t, slices.Clone(whole), "glyf", glyphOne(t, whole)+place, 0x7FFF))
		if _, err := f.Subset([]rune("国")); err == nil {
			t.Errorf("%s: no error", why)
		}
	}
}

// glyphOne is where glyph 1 begins in table glyf.
func glyphOne(t *testing.T, data []byte) int {
	_, loca := tableAt(t, data, "loca")
	return int(binary.BigEndian.Uint32(data[loca+4:]))
}

func setEntry(t *testing.T, data []byte, tag string, at int, v uint32) []byte {
	entry, _ := tableAt(t, data, tag)
	binary.BigEndian.PutUint32(data[entry+at:], v)
	return data
}

func setContent(t *testing.T, data []byte, tag string, at int, v uint16) []byte {
	_, content := tableAt(t, data, tag)
	binary.BigEndian.PutUint16(data[content+at:], v)
	return data
}

// A segment of all 65,536 codes overflows the parser's count of its glyphs.
func TestCmapThatTheParserMisreads(t *testing.T) {
	data := subset(t, open(t, "楷", ownFile(t, fonts.Kai)), "国").TTF
	for at, v := range map[int]uint16{26: 0xFFFF, 32: 0, 40: 4} { // end, start and list of the first of two segments
		data = setContent(t, data, "cmap", at, v)
	}
	f := open(t, "X", data)
	if f.Has('国') {
		t.Error("a glyph out of nowhere")
	}
	if _, ok := f.Advance('国'); ok {
		t.Error("a width out of nowhere")
	}
	if s := subset(t, f, "国"); len(s.Missing) != 1 {
		t.Errorf("missing %q", s.Missing)
	}
}

// A composite glyph that contains itself would send the PDF library round for ever.
func TestCompositeThatContainsItself(t *testing.T) {
	data := subset(t, open(t, "楷", ownFile(t, fonts.Kai)), composite).TTF
	if _, err := open(t, "楷", data).Subset([]rune(composite)); err != nil {
		t.Fatal(err)
	}
	data = setContent(t, data, "glyf", glyphOne(t, data)+12, 1) // its first component: itself
	if _, err := open(t, "楷", data).Subset([]rune(composite)); err == nil || !strings.Contains(err.Error(), "contains itself") {
		t.Errorf("error %v", err)
	}
}

package font_test

import (
	"bytes"
	"encoding/binary"
	"maps"
	"math"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/image/font/gofont/goregular"
	"liangping/pdf/font"
	"liangping/pdf/fonts"
)

// A TrueType font's outlines come through unchanged, with their widths; composites (¨ and − of 楷) too.
func TestSubsetKeepsOutlines(t *testing.T) {
	for _, c := range []struct {
		name, text string
		data       []byte
	}{
		{"楷", "国评议买提·堃1A%“¨´−", ownFile(t, fonts.Kai)},
		{"仿宋", "国评议买提·1A%“", ownFile(t, fonts.Fang)},
		{"Go", "éÅüA1", goregular.TTF},
	} {
		before := slices.Clone(c.data)
		s := subset(t, open(t, c.name, c.data), c.text)
		if !bytes.Equal(before, c.data) {
			t.Errorf("%s: the font itself was changed", c.name)
		}
		src, dst := parsed(t, c.data), parsed(t, s.TTF)
		for _, r := range c.text {
			if !slices.Equal(outline(t, src, r), outline(t, dst, r)) {
				t.Errorf("%s: the outline of %c changed", c.name, r)
			}
			from, _ := src.NominalGlyph(r)
			to, _ := dst.NominalGlyph(r)
			if src.HorizontalAdvance(from) != dst.HorizontalAdvance(to) {
				t.Errorf("%s: the width of %c changed", c.name, r)
			}
		}
		if len(s.TTF) > len(c.data)/5 {
			t.Errorf("%s: the subset has %d of %d bytes", c.name, len(s.TTF), len(c.data))
		}
	}
	data := subset(t, open(t, "楷", ownFile(t, fonts.Kai)), composite).TTF
	_, glyf := tableAt(t, data, "glyf")
	if n := int16(binary.BigEndian.Uint16(data[glyf+glyphOne(t, data):])); n >= 0 {
		t.Errorf("%s is no composite any more: %d contours", composite, n)
	}
}

// Cubic curves become quadratic ones: within a unit everywhere (a quarter for the curve, the rest for the grid), the same
// area within 0.3 %, and filled on the other side of the line.
func TestCompactOutlinesBecomeTrueType(t *testing.T) {
	data, err := os.ReadFile("testdata/CFFTest.otf")
	if err != nil {
		t.Fatal(err)
	}
	s := subset(t, open(t, "CFF", data), "01Q中")
	if len(s.Missing) > 0 {
		t.Fatalf("missing: %q", s.Missing)
	}
	src, dst := parsed(t, data), parsed(t, s.TTF)
	for _, r := range "01Q中" {
		a, b := dots(outline(t, src, r), 64), dots(outline(t, dst, r), 64)
		if len(a) != len(b) {
			t.Errorf("%c: %d contours, were %d", r, len(b), len(a))
		}
		if d := max(farthest(a, b), farthest(b, a)); d > 1 {
			t.Errorf("%c strays by %.2f units", r, d)
		}
		was, is := signedArea(a), signedArea(b)
		if math.Abs(was+is) > 0.003*math.Abs(was) {
			t.Errorf("%c: area %.0f, was %.0f; want the same, turned", r, is, was)
		}
	}
	if binary.BigEndian.Uint32(s.TTF) != 0x00010000 {
		t.Error("not a TrueType file")
	}
}

func TestCharactersAboveTheBasicPlane(t *testing.T) {
	data := ownFile(t, fonts.Song)
	s := subset(t, open(t, "宋", data), "𬭎国𠅤")
	want := map[rune]rune{'𠅤': 0xE000, '𬭎': 0xE001}
	if !maps.Equal(s.Alias, want) {
		t.Fatalf("aliases %v, want %v", s.Alias, want)
	}
	src, dst := parsed(t, data), parsed(t, s.TTF)
	for r, alias := range want {
		if !slices.Equal(outline(t, src, r), outline(t, dst, alias)) {
			t.Errorf("%c looks different under its alias", r)
		}
	}
	// A private-use character of the document's own keeps its code.
	alias, err := font.ShortenCodes([]rune{0xE000, 0xE001, 0x20000, 0x2CB4E})
	if err != nil || !maps.Equal(alias, map[rune]rune{0x20000: 0xE002, 0x2CB4E: 0xE003}) {
		t.Errorf("aliases %v, %v", alias, err)
	}
	var many []rune
	for r := rune(0x20000); r < 0x20000+6401; r++ {
		many = append(many, r)
	}
	if _, err := font.ShortenCodes(many); err == nil {
		t.Error("6,401 characters fit into 6,400 private-use codes")
	}
	if alias, err := font.ShortenCodes(many[1:]); err != nil || len(alias) != 6400 {
		t.Errorf("6,400 characters: %d aliases, %v", len(alias), err)
	}
}

func TestMissingCharactersAreListed(t *testing.T) {
	s := subset(t, open(t, "仿宋", ownFile(t, fonts.Fang)), "玥国堃玥𬭎")
	if want := []rune("堃玥𬭎"); !slices.Equal(s.Missing, want) {
		t.Errorf("missing %q, want %q", s.Missing, want)
	}
}

// Only the set of characters counts.
func TestSubsetIsReproducible(t *testing.T) {
	f := open(t, "宋", ownFile(t, fonts.Song))
	a, b := subset(t, f, "李𬭎王喆买买提·艾力"), subset(t, f, "力艾·提买喆王𬭎李李")
	if !bytes.Equal(a.TTF, b.TTF) {
		t.Error("the order of the characters shows in the file")
	}
	if &a.TTF[0] == &b.TTF[0] {
		t.Error("two documents share one font file")
	}
}

func TestFaceIsSafeForConcurrentUse(t *testing.T) {
	lib := own(t)
	want := subset(t, lib.Chain(font.Song)[0], "李𬭎王喆")
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			f := lib.Chain(font.Song).Pick('𬭎')
			s, err := f.Subset([]rune("李𬭎王喆"))
			if err != nil || !bytes.Equal(s.TTF, want.TTF) {
				t.Errorf("another result at the same time: %v", err)
			}
			s.TTF[len(s.TTF)-1]++ // what the PDF library does
		})
	}
	all.Wait()
}

// What the PDF library needs and, if it is missing, only complains of on stdout or prints boxes for.
func TestSubsetIsWhatThePDFLibraryTakes(t *testing.T) {
	for _, data := range [][]byte{ownFile(t, fonts.Song), ownFile(t, fonts.Kai)} {
		ttf := subset(t, open(t, "font", data), "李𬭎国1").TTF
		_, cmap := tableAt(t, ttf, "cmap")
		if n := binary.BigEndian.Uint16(ttf[cmap+2:]); n != 1 {
			t.Errorf("%d cmap subtables", n)
		}
		if format := binary.BigEndian.Uint16(ttf[cmap+12:]); format != 4 {
			t.Errorf("cmap format %d", format)
		}
		_, name := tableAt(t, ttf, "name")
		if format := binary.BigEndian.Uint16(ttf[name:]); format != 0 {
			t.Errorf("name format %d", format)
		}
		for i := range int(binary.BigEndian.Uint16(ttf[4:])) {
			if at := binary.BigEndian.Uint32(ttf[12+16*i+8:]); at%4 != 0 {
				t.Errorf("table %s begins at %d", ttf[12+16*i:][:4], at)
			}
		}
		if sum := wordSum(ttf); sum != 0xB1B0AFBA {
			t.Errorf("the words of the file add up to %#x", sum)
		}
	}
}

func wordSum(data []byte) (sum uint32) {
	for word := range slices.Chunk(data, 4) {
		sum += binary.BigEndian.Uint32(word)
	}
	return sum
}

// A font for programs keeps its codes, and bears a new name with the old licence.
func TestCut(t *testing.T) {
	src := ownFile(t, fonts.Song)
	data, err := open(t, "宋", src).Cut([]rune("国𬭎𠅤\u1100"), font.Names{Family: "Liangping Test", Bold: true})
	if err != nil {
		t.Fatal(err)
	}
	f, other := parsed(t, data), parsed(t, src)
	for _, r := range "国𬭎𠅤" {
		if !slices.Equal(outline(t, f, r), outline(t, other, r)) {
			t.Errorf("%c looks different", r)
		}
	}
	if _, ok := f.NominalGlyph('\u1100'); ok {
		t.Error("a character that the source lacks")
	}
	if d := f.Describe(); d.Family != "Liangping Test" {
		t.Errorf("family %q", d.Family)
	}
	_, name := tableAt(t, data, "name")
	if text := strings.ReplaceAll(string(data[name:]), "\x00", ""); !strings.Contains(text, "SIL Open Font License") {
		t.Error("the licence is lost")
	}
	if wordSum(data) != 0xB1B0AFBA {
		t.Error("wrong checksum")
	}
}

// FuzzOpen: whatever the file, errors and no panics.
func FuzzOpen(f *testing.F) {
	cff, err := os.ReadFile("testdata/CFFTest.otf")
	if err != nil {
		f.Fatal(err)
	}
	kai := cut(f, "国1"+composite, "X")
	latin := subset(f, open(f, "Go", goregular.TTF), "é1").TTF
	for _, seed := range [][]byte{kai, cff, latin, collection(f, kai, latin)} {
		f.Add(seed)
		for i := 7; i < len(seed); i += max(len(seed)/60, 1) {
			f.Add(seed[:i])
			flipped := slices.Clone(seed)
			flipped[i] ^= 0xFF
			f.Add(flipped)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		n, err := font.Count(data)
		if err != nil {
			return
		}
		for i := range min(n, 3) {
			face, err := font.Open("fuzz", data, i)
			if err != nil {
				continue
			}
			face.Embeddable()
			face.Advance('国')
			for _, r := range "国é¨" {
				if outline, err := face.Outline(r); err == nil && len(outline) > 0 && outline[0].Kind != font.Move {
					t.Errorf("the outline of %c begins nowhere", r)
				}
			}
			if s, err := face.Subset([]rune("国1é¨Q中\U0002CB4E")); err == nil {
				if _, err := font.Open("again", s.TTF, 0); err != nil {
					t.Errorf("a subset that can't be read: %v", err)
				}
			}
		}
	})
}

// BenchmarkPaper makes the fonts of a one-page paper: 300 different characters in three faces.
func BenchmarkPaper(b *testing.B) {
	lib := own(b)
	text, err := os.ReadFile("testdata/characters.txt")
	if err != nil {
		b.Fatal(err)
	}
	characters := []rune(strings.ReplaceAll(string(text), "\n", ""))[60:]
	for b.Loop() {
		for i, role := range []font.Role{font.Fang, font.Kai, font.Title} {
			if _, err := lib.Chain(role)[0].Subset(characters[100*i : 100*i+100]); err != nil {
				b.Fatal(err)
			}
		}
	}
}

package font_test

import (
	"bytes"
	"encoding/binary"
	"math"
	"os"
	"slices"
	"testing"

	typesetting "github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"liangping/pdf/font"
	"liangping/pdf/fonts"
)

const (
	beside    = "../fonts/beside"
	composite = "¨" // a character that 楷 makes of other glyphs
)

// own is the program's own library, complete.
func own(t testing.TB) *font.Library {
	t.Helper()
	l, err := font.Own(beside)
	if err != nil {
		t.Fatalf("run make setup: %v", err)
	}
	return l
}

// ownFile is the content of one of the program's own fonts.
func ownFile(t testing.TB, name string) []byte {
	t.Helper()
	data, err := fonts.Read(name)
	if name == fonts.Fang {
		data, err = os.ReadFile(beside + "/" + fonts.Fang)
	}
	if err != nil {
		t.Fatalf("run make setup: %v", err)
	}
	return data
}

func open(t testing.TB, name string, data []byte) *font.Face {
	t.Helper()
	f, err := font.Open(name, data, 0)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// cut is a small font of a few characters of 楷.
func cut(t testing.TB, characters, family string) []byte {
	t.Helper()
	data, err := open(t, "Kai", ownFile(t, fonts.Kai)).Cut([]rune(characters), font.Names{Family: family})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func subset(t testing.TB, f *font.Face, characters string) *font.Subset {
	t.Helper()
	s, err := f.Subset([]rune(characters))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// parsed is the font as another reader sees it.
func parsed(t testing.TB, data []byte) *typesetting.Face {
	t.Helper()
	f, err := typesetting.ParseTTF(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// outline is what the other reader draws for r.
func outline(t testing.TB, f *typesetting.Face, r rune) []opentype.Segment {
	t.Helper()
	id, ok := f.NominalGlyph(r)
	if !ok {
		t.Fatalf("no glyph for %c", r)
	}
	o, ok := f.GlyphData(id).(typesetting.GlyphOutline)
	if !ok {
		t.Fatalf("no outline for %c", r)
	}
	return o.Segments
}

type dot struct{ x, y float64 }

// dots walks along an outline in small steps, contour by contour.
func dots(segments []opentype.Segment, steps int) (contours [][]dot) {
	at := func(a opentype.SegmentPoint) dot { return dot{float64(a.X), float64(a.Y)} }
	var contour []dot
	for _, s := range segments {
		if s.Op == opentype.SegmentOpMoveTo {
			contours, contour = append(contours, contour), []dot{at(s.Args[0])}
			continue
		}
		control := []dot{contour[len(contour)-1]}
		for _, a := range s.ArgsSlice() {
			control = append(control, at(a))
		}
		for i := range steps {
			contour = append(contour, casteljau(control, float64(i+1)/float64(steps)))
		}
	}
	return slices.DeleteFunc(append(contours, contour), func(c []dot) bool { return len(c) == 0 })
}

// casteljau gives the point of a curve of any degree at t.
func casteljau(control []dot, t float64) dot {
	c := slices.Clone(control)
	for n := len(c) - 1; n > 0; n-- {
		for i := range n {
			c[i] = dot{c[i].x + t*(c[i+1].x-c[i].x), c[i].y + t*(c[i+1].y-c[i].y)}
		}
	}
	return c[0]
}

// signedArea is what the contours enclose: positive when they run against the clock.
func signedArea(contours [][]dot) (sum float64) {
	for _, c := range contours {
		for i, p := range c {
			q := c[(i+1)%len(c)]
			sum += (p.x*q.y - q.x*p.y) / 2
		}
	}
	return sum
}

// farthest is how far any dot of one outline is from the other outline.
func farthest(of, from [][]dot) (most float64) {
	for _, p := range slices.Concat(of...) {
		least := math.Inf(1)
		for _, c := range from {
			for i, a := range c {
				b := c[(i+1)%len(c)]
				dx, dy := b.x-a.x, b.y-a.y
				t := 0.0
				if l := dx*dx + dy*dy; l > 0 {
					t = min(max(((p.x-a.x)*dx+(p.y-a.y)*dy)/l, 0), 1)
				}
				least = min(least, math.Hypot(p.x-a.x-t*dx, p.y-a.y-t*dy))
			}
		}
		most = max(most, least)
	}
	return most
}

// tableAt finds a table in a font file: the place of its directory entry and of its content.
func tableAt(t testing.TB, data []byte, tag string) (entry, content int) {
	t.Helper()
	for i := range int(binary.BigEndian.Uint16(data[4:])) {
		if at := 12 + 16*i; string(data[at:at+4]) == tag {
			return at, int(binary.BigEndian.Uint32(data[at+8:]))
		}
	}
	t.Fatalf("no table %s", tag)
	return 0, 0
}

// collection packs fonts into a TTC file.
func collection(t testing.TB, members ...[]byte) []byte {
	t.Helper()
	out := []byte("ttcf\x00\x01\x00\x00")
	out = binary.BigEndian.AppendUint32(out, uint32(len(members)))
	at := len(out) + 4*len(members)
	for _, m := range members {
		out = binary.BigEndian.AppendUint32(out, uint32(at))
		at += len(m)
	}
	for _, m := range members {
		base := uint32(len(out))
		m = slices.Clone(m)
		for i := range int(binary.BigEndian.Uint16(m[4:])) {
			place := m[12+16*i+8:]
			binary.BigEndian.PutUint32(place, binary.BigEndian.Uint32(place)+base)
		}
		out = append(out, m...)
	}
	return out
}

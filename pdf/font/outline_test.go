package font_test

import (
	"slices"
	"testing"

	"github.com/go-text/typesetting/font/opentype"
	"golang.org/x/image/font/gofont/goregular"
	"liangping/pdf/font"
	"liangping/pdf/fonts"
)

// asOther gives an outline in the other reader's form and units.
func asOther(outline []font.Segment, unitsPerEm float32) (segments []opentype.Segment) {
	at := func(x, y float32) opentype.SegmentPoint {
		return opentype.SegmentPoint{X: x * unitsPerEm, Y: y * unitsPerEm}
	}
	for _, s := range outline {
		var o opentype.Segment
		switch s.Kind {
		case font.Move:
			o.Op, o.Args[0] = opentype.SegmentOpMoveTo, at(s.X, s.Y)
		case font.LineTo:
			o.Op, o.Args[0] = opentype.SegmentOpLineTo, at(s.X, s.Y)
		case font.CurveTo:
			o.Op, o.Args[0], o.Args[1] = opentype.SegmentOpQuadTo, at(s.CX, s.CY), at(s.X, s.Y)
		}
		segments = append(segments, o)
	}
	return segments
}

func TestOutlineIsTheOtherReadersOutline(t *testing.T) {
	check := func(name string, data []byte, characters string) {
		f, other := open(t, name, data), parsed(t, data)
		for _, r := range characters {
			got, err := f.Outline(r)
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			a, b := dots(asOther(got, float32(other.Upem())), 8), dots(outline(t, other, r), 8)
			if len(a) != len(b) || len(a) == 0 {
				t.Errorf("%s: %c has %d contours, want %d", name, r, len(a), len(b))
				continue
			}
			if d := max(farthest(a, b), farthest(b, a)); d > 1 {
				t.Errorf("%s: %c is %.1f units off", name, r, d)
			}
		}
	}
	for _, name := range []string{fonts.Song, fonts.Title, fonts.Hei, fonts.Kai, fonts.Fang} {
		check(name, ownFile(t, name), "国评议回8g。—“")
	}
	check("composite", ownFile(t, fonts.Kai), composite)
	check("Go", goregular.TTF, "AgéÅ&") // é and Å are made of parts; 2048 units per em
}

func TestOutlineOfNothing(t *testing.T) {
	f := open(t, fonts.Kai, ownFile(t, fonts.Kai))
	if outline, err := f.Outline(' '); err != nil || len(outline) > 0 {
		t.Errorf("a space has %d segments, %v", len(outline), err)
	}
	if _, err := f.Outline('\U0010FFFD'); err == nil {
		t.Error("an outline of a character that the face lacks")
	}
}

func TestOutlineOfBrokenGlyphs(t *testing.T) {
	whole := subset(t, open(t, "楷", ownFile(t, fonts.Kai)), composite).TTF
	at := glyphOne(t, whole)
	for why, place := range map[string]int{"contains itself": 12, "a part that is not there": 12, "joined at points": 10} {
		v := map[string]uint16{"contains itself": 1, "a part that is not there": 0x7FFF, "joined at points": 0}[why]
		f := open(t, "X", setContent(t, slices.Clone(whole), "glyf", at+place, v))
		if _, err := f.Outline([]rune(composite)[0]); err == nil {
			t.Errorf("%s: no error", why)
		}
	}
	simple := cut(t, "国", "X")
	f := open(t, "X", setContent(t, slices.Clone(simple), "glyf", glyphOne(t, simple), 0x7FFF))
	if _, err := f.Outline('国'); err == nil {
		t.Error("contours beyond the end: no error")
	}
}

package typeset

import (
	"math"

	"liangping/pdf/font"
)

// Op is one drawing operation of a page: Text, Stroke, Frame or Fill.
type Op interface{ op() }

// Text is a run of characters of one face on one base line.
type Text struct {
	X, Y   float64 // start of the base line
	Face   *font.Face
	Size   float64 // points
	Track  float64 // millimetres added after every character
	Color  Color
	Runes  []rune // what a reader copies
	Glyphs []rune // what is drawn: the same characters, but for dashes
	Turned bool   // by a quarter, clockwise: the base line runs down the page
}

// Stroke is a straight line.
type Stroke struct {
	X1, Y1, X2, Y2 float64
	Width          float64
	Color          Color
}

// Frame is the outline of a rectangle; the line is centred on its edges.
type Frame struct {
	X, Y, W, H float64
	Width      float64
	Color      Color
}

// Fill is a filled rectangle.
type Fill struct {
	X, Y, W, H float64
	Color      Color
}

func (Text) op()   {}
func (Stroke) op() {}
func (Frame) op()  {}
func (Fill) op()   {}

// Draw adds an operation to the page.
func (p *Page) Draw(op Op) { p.Ops = append(p.Ops, op) }

// ascent is the part of an em square above the base line; East Asian faces are drawn in a square of 880 and 120.
const ascent = 0.88

// Set puts a line on the page: x is the left edge of its paragraph, top the top edge of its em square. A character
// that no face has becomes a crossed square and is listed by Doc.Missing.
func (p *Page) Set(l Line, x, top float64) {
	if l.label != nil {
		p.Set(*l.label, x, top)
	}
	base := top + ascent*MM(l.size())
	x += l.x
	var r run
	for i, b := range l.boxes {
		at := x + b.off
		switch {
		case b.face == nil && (b.r == ' ' || b.r == '\u3000'): // needs no glyph
		case b.face == nil:
			p.cross(b, x, base)
			p.doc.miss(b.r, l.source)
		case b.r == ' ' && b.adv == 0: // hangs over the end of the line
		case r.takes(b, at):
			r.add(b, at)
		default:
			r.draw(p)
			r = run{Text: Text{X: at, Y: base, Face: b.face, Size: b.style.Size, Color: b.style.Color}}
			r.add(b, at)
		}
		x += b.adv
		if i+1 < len(l.boxes) && l.stretches(i) {
			x += l.spread
		}
	}
	r.draw(p)
}

// A run collects characters as long as one Text can place them.
type run struct {
	Text
	end float64 // where its last glyph ends
}

func (r *run) takes(b box, at float64) bool {
	const close = 0.0005 // mm
	if r.Face != b.face || r.Size != b.style.Size || r.Color != b.style.Color {
		return false
	}
	return len(r.Runes) == 1 || math.Abs(at-r.end-r.Track) < close
}

func (r *run) add(b box, at float64) {
	if len(r.Runes) == 1 {
		r.Track = at - r.end
	}
	r.Runes = append(r.Runes, b.r)
	r.Glyphs = append(r.Glyphs, b.glyph)
	r.end = at + b.nat
}

func (r *run) draw(p *Page) {
	if len(r.Runes) > 0 {
		p.Draw(r.Text)
	}
}

// cross draws a crossed square in place of a character that no face has.
func (p *Page) cross(b box, x, base float64) {
	em := b.style.Em()
	side := 0.84 * em
	left, top := x+(b.adv-side)/2, base-ascent*em+(em-side)/2
	p.Draw(Frame{X: left, Y: top, W: side, H: side, Width: em / 30, Color: b.style.Color})
	p.Draw(Stroke{X1: left, Y1: top, X2: left + side, Y2: top + side, Width: em / 30, Color: b.style.Color})
	p.Draw(Stroke{X1: left, Y1: top + side, X2: left + side, Y2: top, Width: em / 30, Color: b.style.Color})
}

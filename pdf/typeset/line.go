package typeset

import (
	"strings"

	"liangping/pdf/font"
)

// A box is one character with the room that it takes in its line, in millimetres.
type box struct {
	r     rune
	face  *font.Face // nil: no face has the character
	style *Style
	nat   float64 // the glyph's own advance
	adv   float64 // the room it takes
	off   float64 // where the glyph starts in that room
}

// Line is one line of text, ready to be drawn.
type Line struct {
	boxes  []box
	spread float64 // added at every gap that may stretch
	source string  // the paragraph, to say where a character is missing
	x      float64 // where it starts, from the left edge of its paragraph
	width  float64
}

// Text gives the characters of the line.
func (l Line) Text() string {
	var s strings.Builder
	for _, b := range l.boxes {
		s.WriteRune(b.r)
	}
	return s.String()
}

// Width is the length of the line in millimetres, without its indent.
func (l Line) Width() float64 { return l.width }

// X is where the line starts, in millimetres from the left edge of its paragraph.
func (l Line) X() float64 { return l.x }

// size is the largest size in the line, in points.
func (l Line) size() float64 {
	size := 0.0
	for _, b := range l.boxes {
		size = max(size, b.style.Size)
	}
	return size
}

// Height is the side of the largest em square in the line, in millimetres.
func (l Line) Height() float64 { return MM(l.size()) }

// Span is a piece of text in one style.
type Span struct {
	Text  string
	Style Style
}

// makeBoxes gives every character its face and its room. The spans together are one paragraph, already cleaned.
func makeBoxes(spans []Span) []box {
	var boxes []box
	chinese := false
	for i := range spans {
		style := &spans[i].Style
		for _, r := range spans[i].Text {
			boxes = append(boxes, newBox(r, style))
			chinese = chinese || wide(r)
		}
	}
	for i := range boxes {
		setMark(boxes, i, chinese)
	}
	squeeze(boxes)
	return boxes
}

func newBox(r rune, style *Style) box {
	b := box{r: r, style: style, face: style.Chain.Pick(r), nat: style.Em()}
	if b.face != nil {
		thousandths, _ := b.face.Advance(stand(b.face, r))
		b.nat = float64(thousandths) / 1000 * style.Em()
	}
	b.adv = b.nat / style.Em() * style.cell()
	return b
}

// stand gives the character whose glyph is drawn for r. In the Noto faces the dash is 0.89 em wide and two of them
// leave a gap, while the horizontal bar fills its square, so it stands in; a reader still copies the dash.
func stand(face *font.Face, r rune) rune {
	const bar = '\u2015'
	if r != '—' {
		return r
	}
	if w, ok := face.Advance(bar); ok && w == 1000 {
		return bar
	}
	return r
}

// setMark gives box i the room that GB/T 15834-2011 5.1 gives to its mark: a whole square for quotation marks,
// dash and ellipsis, half a square for the dot between the parts of a name.
func setMark(boxes []box, i int, chinese bool) {
	b := &boxes[i]
	em := b.style.cell()
	switch {
	case b.r == '·' && i > 0 && i+1 < len(boxes) && wide(boxes[i-1].r) && wide(boxes[i+1].r):
		b.adv = em / 2
		b.off = (b.adv - b.nat) / 2
	case !fullMark(b.r) || b.nat > 0.95*b.style.Em():
	case b.r == '—':
		b.adv = em
		b.off = (em - b.nat) / 2
	case !chinese || b.r == '’' && i > 0 && latin(boxes[i-1].r) && i+1 < len(boxes) && latin(boxes[i+1].r):
	default:
		b.adv = em
		switch b.r {
		case '“', '‘':
			b.off = em - b.nat
		case '…':
			b.off = (em - b.nat) / 2
		}
	}
}

func latin(r rune) bool { return r < 0x250 && r > ' ' && !digit(r) }

// squeeze takes the blank half out of one of two neighbouring marks: ）， 》《 （《.
func squeeze(boxes []box) {
	for i := range len(boxes) - 1 {
		a, b := &boxes[i], &boxes[i+1]
		switch {
		case closing(a.r) && (opening(b.r) || closing(b.r) || b.r == '！' || b.r == '？'):
			a.halve()
		case opening(a.r) && opening(b.r):
			b.halve()
		}
	}
}

// halve takes away the blank half of a mark's square, once.
func (b *box) halve() {
	half := b.style.cell() / 2
	if b.adv < 2*half-0.001 {
		return
	}
	if opening(b.r) {
		b.off -= half
	}
	b.adv -= half
}

// stretches tells whether the gap between two characters may grow when a line is spread: beside Han characters and
// at spaces, never inside a word or a number, a dash or an ellipsis.
func stretches(a, b rune) bool {
	if a == b && (a == '—' || a == '…') {
		return false
	}
	return a == ' ' || wide(a) || wide(b) || fullMark(a) || fullMark(b)
}

package typeset

import (
	"strings"

	"liangping/pdf/font"
)

// A box is one character with the room that it takes in its line, in millimetres.
type box struct {
	r     rune
	glyph rune       // the character whose glyph is drawn; r itself but for dashes
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
	label  *Line // set on the same base line, at its own place
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
	b := box{r: r, glyph: r, style: style, face: style.Chain.Pick(r), nat: style.Em()}
	if b.face != nil {
		b.nat = advance(b.face, r) * style.Em()
	}
	b.adv = b.nat / style.Em() * style.cell()
	return b
}

// advance is the width of a character in ems.
func advance(face *font.Face, r rune) float64 {
	thousandths, _ := face.Advance(r)
	return float64(thousandths) / 1000
}

// setDash draws a dash that doesn't fill its square, as in the Noto faces, with the glyph of another character: the
// horizontal bar when it stands alone, the line of a box when it is one half of —— and the halves have to join. A reader
// still copies a dash.
func (b *box) setDash(paired bool) {
	stand := '―' // U+2015
	if paired {
		stand = '─' // U+2500
	}
	if b.face != nil && b.nat < b.style.Em() && advance(b.face, stand) == 1 {
		b.glyph = stand
		b.nat = b.style.Em()
	}
	b.adv = b.style.cell()
	b.off = (b.adv - b.nat) / 2
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
	case b.r == '—':
		b.setDash(i > 0 && boxes[i-1].r == '—' || i+1 < len(boxes) && boxes[i+1].r == '—')
	case !fullMark(b.r) || b.nat > 0.95*b.style.Em():
	case chinese:
		b.adv = em
		switch b.r {
		case '“', '‘':
			b.off = em - b.nat
		case '…':
			b.off = (em - b.nat) / 2
		}
	}
}

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

package font

import "errors"

var errGlyph = errors.New("broken glyph outline")

// trueType reads the outlines of a TrueType font. Glyphs are taken over byte for byte, with their instructions: some
// older Chinese fonts put their strokes in place by instructions alone.
type trueType struct {
	glyf, loca []byte
	long       bool // loca has 4-byte offsets rather than halved 2-byte ones
}

func newTrueType(glyf, loca []byte, long bool, glyphs int) (*trueType, error) {
	size := 2
	if long {
		size = 4
	}
	if len(loca) < size*(glyphs+1) {
		return nil, errors.New("table loca is missing or too short")
	}
	return &trueType{glyf, loca, long}, nil
}

// offset is where glyph id begins; the glyph ends where the next one begins.
func (t *trueType) offset(id int) int {
	if t.long {
		return int(be.Uint32(t.loca[4*id:]))
	}
	return 2 * int(be.Uint16(t.loca[2*id:]))
}

func (t *trueType) glyph(id int) ([]byte, error) {
	from, to := t.offset(id), t.offset(id+1)
	if from == to {
		return nil, nil
	}
	if from > to || to > len(t.glyf) || to-from < glyphHeader {
		return nil, errGlyph
	}
	g := t.glyf[from:to:to]
	if isComposite(g) {
		return g, nil
	}
	return g, checkSimple(g)
}

// glyphHeader is the length of what every glyph begins with: the number of contours (negative: a composite of other
// glyphs) and the bounding box xMin, yMin, xMax, yMax.
const glyphHeader = 10

func isComposite(g []byte) bool { return len(g) >= glyphHeader && int16(be.Uint16(g)) < 0 }

// Flags of a point of a simple glyph (OpenType specification, glyf).
const (
	onCurve     = 0x01
	xShort      = 0x02 // the step fits in a byte; its sign is xSameOrPlus
	yShort      = 0x04
	repeats     = 0x08 // the next byte tells how often the flag is repeated
	xSameOrPlus = 0x10 // without xShort: no step at all
	ySameOrPlus = 0x20
)

// checkSimple makes sure that the arrays of a simple glyph are as long as they say.
func checkSimple(g []byte) error {
	contours := int(be.Uint16(g))
	at := glyphHeader + 2*contours
	if contours == 0 || at+2 > len(g) {
		if contours == 0 {
			return nil
		}
		return errGlyph
	}
	points := 0
	for i := range contours {
		end := int(be.Uint16(g[glyphHeader+2*i:])) + 1
		if end <= points && i > 0 {
			return errGlyph
		}
		points = end
	}
	at += 2 + int(be.Uint16(g[at:])) // instructions
	steps := 0                       // bytes of coordinates
	for n := 0; n < points; {
		if at+2 > len(g) {
			return errGlyph
		}
		flag, times := g[at], 1
		at++
		if flag&repeats != 0 {
			times += int(g[at])
			at++
		}
		steps += times * (stepSize(flag, xShort, xSameOrPlus) + stepSize(flag, yShort, ySameOrPlus))
		n += times
	}
	if at+steps > len(g) {
		return errGlyph
	}
	return nil
}

func stepSize(flag, short, same byte) int {
	switch {
	case flag&short != 0:
		return 1
	case flag&same != 0:
		return 0
	}
	return 2
}

// Flags of a component of a composite glyph.
const (
	argsAreWords   = 0x0001
	oneScale       = 0x0008
	moreComponents = 0x0020
	twoScales      = 0x0040
	matrix         = 0x0080
)

// components gives the places, in a composite glyph, where the numbers of its component glyphs stand.
func components(g []byte) (places []int, err error) {
	for at := glyphHeader; ; {
		if at+4 > len(g) {
			return nil, errGlyph
		}
		flags := be.Uint16(g[at:])
		places = append(places, at+2)
		at += 6
		if flags&argsAreWords != 0 {
			at += 2
		}
		switch {
		case flags&oneScale != 0:
			at += 2
		case flags&twoScales != 0:
			at += 4
		case flags&matrix != 0:
			at += 8
		}
		if at > len(g) {
			return nil, errGlyph
		}
		if flags&moreComponents == 0 {
			return places, nil
		}
	}
}

package font

import (
	"errors"
	"fmt"
)

// Segment is a piece of a glyph's outline: a line to (X, Y), or a quadratic curve to (X, Y) bent towards (CX, CY).
// Coordinates are parts of the type size, y upwards from the base line.
type Segment struct {
	X, Y   float32
	CX, CY float32
	Kind   Kind
}

// Kind is what a [Segment] does.
type Kind uint8

// The kinds of segments. A Move closes the contour before it and begins the next.
const (
	Move Kind = iota
	LineTo
	CurveTo
)

// Outline gives the outline of r, to be filled by the nonzero winding rule. It is empty for a space. A character that the
// face lacks and an outline that is broken are errors.
func (f *Face) Outline(r rune) (outline []Segment, err error) {
	defer recovered(f.name, &err)
	id, ok := f.glyphOf(r)
	if !ok {
		return nil, fmt.Errorf("font %s: no glyph for %q", f.name, r)
	}
	parts := maxParts
	contours, err := f.contours(id, &parts)
	if err != nil {
		return nil, fmt.Errorf("font %s: %q: %w", f.name, r, err)
	}
	shift, scale := f.shift(id), 1/float32(f.unitsPerEm)
	for _, contour := range contours {
		outline = appendContour(outline, contour, shift, scale)
	}
	return outline, nil
}

// shift is how far an outline is moved to the right: its left edge goes where its side bearing says.
func (f *Face) shift(id int) float32 {
	g, err := f.outlines.glyph(id)
	if err != nil || len(g) < glyphHeader {
		return 0
	}
	return float32(int16(f.bearing(id, g))) - float32(int16(be.Uint16(g[2:])))
}

// outlinePoint is a point of a contour in font units; composites may put it between whole numbers.
type outlinePoint struct {
	vector
	on bool
}

// maxParts is how many glyphs may go into one: no font needs as many, and one that contains itself must end.
const maxParts = 64

// contours gives the outline of a glyph, that of its components put together; parts is how many more there may be.
func (f *Face) contours(id int, parts *int) ([][]outlinePoint, error) {
	if *parts--; *parts < 0 {
		return nil, errors.New("composite glyph of too many parts")
	}
	g, err := f.outlines.glyph(id)
	if err != nil || len(g) == 0 {
		return nil, err
	}
	if !isComposite(g) {
		return simpleContours(g), nil
	}
	places, err := components(g)
	if err != nil {
		return nil, err
	}
	var all [][]outlinePoint
	for _, at := range places {
		part := int(be.Uint16(g[at:]))
		if part >= f.glyphs {
			return nil, errGlyph
		}
		contours, err := f.contours(part, parts)
		if err != nil {
			return nil, err
		}
		move, err := componentTransform(g, at-2)
		if err != nil {
			return nil, err
		}
		for _, contour := range contours {
			for i := range contour {
				contour[i].vector = move(contour[i].vector)
			}
		}
		all = append(all, contours...)
	}
	return all, nil
}

// simpleContours reads the points of a simple glyph, whose lengths checkSimple has checked.
func simpleContours(g []byte) [][]outlinePoint {
	count := int(be.Uint16(g))
	if count == 0 {
		return nil
	}
	ends := g[glyphHeader:]
	points := int(be.Uint16(ends[2*count-2:])) + 1
	at := glyphHeader + 2*count
	at += 2 + int(be.Uint16(g[at:])) // instructions
	flags := make([]byte, 0, points)
	for len(flags) < points {
		flag, times := g[at], 1
		at++
		if flag&repeats != 0 {
			times += int(g[at])
			at++
		}
		for range min(times, points-len(flags)) {
			flags = append(flags, flag)
		}
	}
	all := make([]outlinePoint, points)
	x, y := 0, 0
	for i, flag := range flags {
		x, at = step(g, at, x, flag&xShort, flag&xSameOrPlus)
		all[i] = outlinePoint{vector{x: float32(x)}, flag&onCurve != 0}
	}
	for i, flag := range flags {
		y, at = step(g, at, y, flag&yShort, flag&ySameOrPlus)
		all[i].y = float32(y)
	}
	contours, start := make([][]outlinePoint, count), 0
	for i := range contours {
		end := int(be.Uint16(ends[2*i:])) + 1
		contours[i], start = all[start:end:end], end
	}
	return contours
}

// step adds the next step of a coordinate, and tells where the one after it stands.
func step(g []byte, at, v int, short, sameOrPlus byte) (sum, next int) {
	switch {
	case short != 0 && sameOrPlus != 0:
		return v + int(g[at]), at + 1
	case short != 0:
		return v - int(g[at]), at + 1
	case sameOrPlus != 0:
		return v, at
	}
	return v + int(int16(be.Uint16(g[at:]))), at + 2
}

// Flags of a component beside those of components.
const argsAreSteps = 0x0002 // rather than numbers of points that are laid on each other

// componentTransform tells how the component at this place of a composite glyph is put into it: scaled, turned and moved.
func componentTransform(g []byte, at int) (func(vector) vector, error) {
	flags := be.Uint16(g[at:])
	if flags&argsAreSteps == 0 {
		return nil, errors.New("composite glyph joined at points")
	}
	var dx, dy float32
	at += 4
	if flags&argsAreWords != 0 {
		dx, dy = float32(int16(be.Uint16(g[at:]))), float32(int16(be.Uint16(g[at+2:])))
		at += 4
	} else {
		dx, dy = float32(int8(g[at])), float32(int8(g[at+1]))
		at += 2
	}
	fixed := func(i int) float32 { return float32(int16(be.Uint16(g[at+2*i:]))) / (1 << 14) }
	xx, xy, yx, yy := float32(1), float32(0), float32(0), float32(1)
	switch {
	case flags&oneScale != 0:
		xx, yy = fixed(0), fixed(0)
	case flags&twoScales != 0:
		xx, yy = fixed(0), fixed(1)
	case flags&matrix != 0:
		xx, xy, yx, yy = fixed(0), fixed(1), fixed(2), fixed(3)
	}
	return func(v vector) vector {
		return vector{v.x*xx + v.y*yx + dx, v.x*xy + v.y*yy + dy}
	}, nil
}

// appendContour turns a contour into segments. Between two points off the curve the one midway is on it.
func appendContour(outline []Segment, c []outlinePoint, shift, scale float32) []Segment {
	if len(c) < 2 {
		return outline
	}
	place := func(v vector) (x, y float32) { return (v.x + shift) * scale, v.y * scale }
	start := c[0]
	switch last := c[len(c)-1]; {
	case start.on:
		c = c[1:]
	case last.on:
		start, c = last, c[:len(c)-1]
	default:
		start = outlinePoint{midway(start.vector, last.vector), true}
	}
	x, y := place(start.vector)
	outline = append(outline, Segment{Kind: Move, X: x, Y: y})
	for i, p := range c {
		x, y := place(p.vector)
		if p.on {
			if i == 0 || c[i-1].on {
				outline = append(outline, Segment{Kind: LineTo, X: x, Y: y})
			}
			continue
		}
		to := start
		if i+1 < len(c) {
			to = c[i+1]
		}
		end := to.vector
		if !to.on {
			end = midway(p.vector, end)
		}
		s := Segment{Kind: CurveTo, CX: x, CY: y}
		s.X, s.Y = place(end)
		outline = append(outline, s)
	}
	return outline // the next Move, or the end, closes it
}

func midway(a, b vector) vector { return vector{(a.x + b.x) / 2, (a.y + b.y) / 2} }

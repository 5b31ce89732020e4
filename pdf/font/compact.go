package font

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/go-text/typesetting/font/cff"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/font/opentype/tables"
)

// compact reads the outlines of a CFF (PostScript) font and turns their cubic curves into the quadratic ones of TrueType.
type compact struct{ font *cff.CFF }

func newCompact(table []byte) (compact, error) {
	font, err := cff.Parse(table)
	if err != nil {
		return compact{}, fmt.Errorf("table CFF: %w", err)
	}
	return compact{font}, nil
}

func (c compact) glyph(id int) ([]byte, error) {
	segments, _, err := c.font.LoadGlyph(tables.GlyphID(id))
	if err != nil {
		return nil, err
	}
	var p pen
	for _, s := range segments {
		a := [3]vector{{s.Args[0].X, s.Args[0].Y}, {s.Args[1].X, s.Args[1].Y}, {s.Args[2].X, s.Args[2].Y}}
		switch s.Op {
		case opentype.SegmentOpMoveTo:
			p.move(a[0])
		case opentype.SegmentOpLineTo:
			p.add(a[0], true)
		case opentype.SegmentOpQuadTo:
			p.add(a[0], false)
			p.add(a[1], true)
		case opentype.SegmentOpCubeTo:
			p.cube(a[0], a[1], a[2])
		}
	}
	p.close()
	return encodeGlyph(p.contours)
}

type vector struct{ x, y float32 }

// mix is Σ kᵢ·vᵢ.
func mix(k [4]float32, a, b, c, d vector) vector {
	return vector{k[0]*a.x + k[1]*b.x + k[2]*c.x + k[3]*d.x, k[0]*a.y + k[1]*b.y + k[2]*c.y + k[3]*d.y}
}

// point is a point of a TrueType contour. Between two points off the curve the one midway is on it, unwritten.
type point struct {
	x, y int
	on   bool
}

// pen collects contours.
type pen struct {
	contours [][]point
	contour  []point
	at       vector
}

func (p *pen) move(to vector) {
	p.close()
	p.add(to, true)
}

func (p *pen) add(v vector, on bool) {
	p.contour = append(p.contour, point{round(v.x), round(v.y), on})
	p.at = v
}

// tolerance is how far, in font units, a quadratic curve may stray from the cubic one before both go to the grid. At
// 22 pt and 1000 units per em this is 2 µm on paper.
const tolerance = 0.25

// cube draws a cubic curve to d as n quadratic ones over equal parts of its parameter. The error of one is √3/36 times
// the third difference, which n equal parts divide by n³. All joints then lie exactly midway between their neighbours
// off the curve, so that they need not be written at all.
func (p *pen) cube(b, c, d vector) {
	a := p.at
	third := mix([4]float32{-1, 3, -3, 1}, a, b, c, d)
	n := math.Ceil(math.Cbrt(math.Hypot(float64(third.x), float64(third.y)) * math.Sqrt(3) / 36 / tolerance))
	n = min(max(n, 1), 64) // also for what no real font has: coordinates that are not numbers
	for i := range int(n) {
		b1, c1, a1, d1 := part(a, b, c, d, float32(i)/float32(n), float32(i+1)/float32(n))
		p.add(mix([4]float32{-0.25, 0.75, 0.75, -0.25}, a1, b1, c1, d1), false)
	}
	p.add(d, true)
}

// part gives the control points (b, c) and ends (a, d) of a cubic curve between the parameters t and u.
func part(a, b, c, d vector, t, u float32) (b1, c1, a1, d1 vector) {
	blossom := func(t, u, v float32) vector {
		t1, u1, v1 := 1-t, 1-u, 1-v
		return mix([4]float32{
			t1 * u1 * v1,
			t*u1*v1 + t1*u*v1 + t1*u1*v,
			t*u*v1 + t*u1*v + t1*u*v,
			t * u * v,
		}, a, b, c, d)
	}
	return blossom(t, t, u), blossom(t, u, u), blossom(t, t, t), blossom(u, u, u)
}

// close ends the contour: its last point, if the first again, is dropped, and its direction turned, since TrueType fills
// to the right of the line and PostScript to the left. The first point stays first: it is on the curve.
func (p *pen) close() {
	c := p.contour
	if n := len(c); n > 1 && c[0] == c[n-1] {
		c = c[:n-1]
	}
	if len(c) > 2 {
		slices.Reverse(c[1:])
		p.contours = append(p.contours, c)
	}
	p.contour = nil
}

func round(v float32) int { return int(math.Floor(float64(v) + 0.5)) }

// maxCoordinate keeps every step between two points within 16 bits.
const maxCoordinate = 1<<14 - 1

// encodeGlyph writes contours as a simple glyph without instructions; no contours are an empty glyph.
func encodeGlyph(contours [][]point) ([]byte, error) {
	if len(contours) == 0 {
		return nil, nil
	}
	all := slices.Concat(contours...)
	box := [4]int{maxCoordinate, maxCoordinate, -maxCoordinate, -maxCoordinate}
	for _, p := range all {
		if max(p.x, -p.x, p.y, -p.y) > maxCoordinate {
			return nil, errors.New("outline reaches far beyond the em square")
		}
		box = [4]int{min(box[0], p.x), min(box[1], p.y), max(box[2], p.x), max(box[3], p.y)}
	}
	if len(all) > math.MaxUint16 {
		return nil, errors.New("outline with too many points")
	}
	g := make([]byte, 0, glyphHeader+2*len(contours)+2+4*len(all))
	g = be.AppendUint16(g, uint16(len(contours)))
	for _, v := range box {
		g = be.AppendUint16(g, uint16(v))
	}
	end := -1
	for _, c := range contours {
		end += len(c)
		g = be.AppendUint16(g, uint16(end))
	}
	g = be.AppendUint16(g, 0) // no instructions
	return appendPoints(g, all), nil
}

// appendPoints writes first all flags, equal neighbours joined, then all steps in x, then all in y.
func appendPoints(g []byte, points []point) []byte {
	flags := make([]byte, len(points))
	var xs, ys []byte
	last := point{}
	for i, p := range points {
		if p.on {
			flags[i] = onCurve
		}
		flags[i], xs = appendStep(flags[i], xs, p.x-last.x, xShort, xSameOrPlus)
		flags[i], ys = appendStep(flags[i], ys, p.y-last.y, yShort, ySameOrPlus)
		last = p
	}
	for i := 0; i < len(flags); {
		n := 1
		for i+n < len(flags) && flags[i+n] == flags[i] && n < 256 {
			n++
		}
		if n > 2 {
			g = append(g, flags[i]|repeats, byte(n-1))
		} else {
			g = append(g, flags[i:i+n]...)
		}
		i += n
	}
	return append(append(g, xs...), ys...)
}

func appendStep(flag byte, steps []byte, step int, short, sameOrPlus byte) (byte, []byte) {
	switch {
	case step == 0:
		return flag | sameOrPlus, steps
	case step > 0 && step < 256:
		return flag | short | sameOrPlus, append(steps, byte(step))
	case step < 0 && step > -256:
		return flag | short, append(steps, byte(-step))
	}
	return flag, be.AppendUint16(steps, uint16(step))
}

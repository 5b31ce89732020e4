package typeset

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"math"

	"liangping/pdf/font"

	"golang.org/x/image/vector"
)

// maxPixels bounds a picture: an A4 page at 1200 dpi has 140 million.
const maxPixels = 150_000_000

// Picture draws a page (from 0) on white: the same operations that PDF writes, so that the preview is the paper. 3.78
// pixels per millimetre are the page at 100 % on a screen of 96 dpi. A page that the document lacks, a scale that makes no
// picture and a broken font are errors. Several pages may be drawn at the same time.
func (d *Doc) Picture(page int, pixelsPerMM float64) (*image.RGBA, error) {
	if page < 0 || page >= len(d.Pages) {
		return nil, fmt.Errorf("draw page %d of %d", page+1, len(d.Pages))
	}
	p := d.Pages[page]
	w, h := math.Round(p.Width*pixelsPerMM), math.Round(p.Height*pixelsPerMM)
	if !(w >= 1 && h >= 1 && w*h <= maxPixels) { // also for a scale that is not a number
		return nil, fmt.Errorf("draw a page of %.0f × %.0f pixels", w, h)
	}
	img := image.NewRGBA(image.Rect(0, 0, int(w), int(h)))
	draw.Draw(img, img.Bounds(), image.White, image.Point{}, draw.Src)
	painter := &painter{img: img, scale: pixelsPerMM, outlines: make(map[outlineKey][]font.Segment)}
	for _, op := range p.Ops {
		if err := painter.paint(op); err != nil {
			return nil, fmt.Errorf("draw page %d: %w", page+1, err)
		}
	}
	return img, nil
}

// painter plays drawing operations to a picture.
type painter struct {
	img      *image.RGBA
	scale    float64 // pixels in a millimetre
	outlines map[outlineKey][]font.Segment
	raster   vector.Rasterizer
}

type outlineKey struct {
	face  *font.Face
	glyph rune
}

func (p *painter) paint(op Op) error {
	switch op := op.(type) {
	case Text:
		return p.text(op)
	case Stroke:
		p.stroke(op)
	case Frame:
		p.frame(op)
	case Fill:
		p.cover(image.Rect(p.round(op.X), p.round(op.Y), p.round(op.X+op.W), p.round(op.Y+op.H)), op.Color)
	}
	return nil
}

func (p *painter) round(mm float64) int { return int(math.Round(mm * p.scale)) }

// thick is how many whole pixels a line covers, at least one, so that thin rules stay sharp.
func (p *painter) thick(width float64) int { return max(1, p.round(width)) }

// first is the first pixel across a line that has its middle there.
func (p *painter) first(middle float64, thick int) int {
	return int(math.Round(middle*p.scale - float64(thick)/2))
}

func ink(c Color) *image.Uniform { return image.NewUniform(color.RGBA{c.R, c.G, c.B, 0xFF}) }

func (p *painter) cover(area image.Rectangle, c Color) {
	draw.Draw(p.img, area, ink(c), image.Point{}, draw.Src)
}

func (p *painter) stroke(s Stroke) {
	thick := p.thick(s.Width)
	switch {
	case s.Y1 == s.Y2:
		y := p.first(s.Y1, thick)
		p.cover(image.Rect(p.round(s.X1), y, p.round(s.X2), y+thick), s.Color)
	case s.X1 == s.X2:
		x := p.first(s.X1, thick)
		p.cover(image.Rect(x, p.round(s.Y1), x+thick, p.round(s.Y2)), s.Color)
	default:
		p.slanting(s)
	}
}

// frame covers a rectangle but for its inside.
func (p *painter) frame(f Frame) {
	thick := p.thick(f.Width)
	left, top := p.first(f.X, thick), p.first(f.Y, thick)
	right, foot := p.first(f.X+f.W, thick)+thick, p.first(f.Y+f.H, thick)+thick
	p.cover(image.Rect(left, top, right, top+thick), f.Color)
	p.cover(image.Rect(left, foot-thick, right, foot), f.Color)
	p.cover(image.Rect(left, top, left+thick, foot), f.Color)
	p.cover(image.Rect(right-thick, top, right, foot), f.Color)
}

// slanting draws a line across the page as the outline of a glyph with an em square of one millimetre.
func (p *painter) slanting(s Stroke) {
	dx, dy := s.X2-s.X1, s.Y2-s.Y1
	half := max(s.Width, 1/p.scale) / 2 / math.Hypot(dx, dy)
	nx, ny := -dy*half, dx*half
	corner := func(kind font.Kind, x, y float64) font.Segment {
		return font.Segment{Kind: kind, X: float32(x), Y: -float32(y)}
	}
	p.fill(place{em: p.scale}, []font.Segment{
		corner(font.Move, s.X1+nx, s.Y1+ny),
		corner(font.LineTo, s.X2+nx, s.Y2+ny),
		corner(font.LineTo, s.X2-nx, s.Y2-ny),
		corner(font.LineTo, s.X1-nx, s.Y1-ny),
	}, ink(s.Color))
}

// text fills the outlines of a run's glyphs.
func (p *painter) text(t Text) error {
	em := MM(t.Size)
	ink := ink(t.Color)
	along := 0.0 // the base line, from its start
	for _, glyph := range t.Glyphs {
		outline, err := p.outline(t.Face, glyph)
		if err != nil {
			return err
		}
		x, y := t.X+along, t.Y
		if t.Turned {
			x, y = t.X, t.Y+along
		}
		p.fill(place{x * p.scale, y * p.scale, em * p.scale, t.Turned}, outline, ink)
		along += advance(t.Face, glyph)*em + t.Track
	}
	return nil
}

func (p *painter) outline(face *font.Face, glyph rune) ([]font.Segment, error) {
	key := outlineKey{face, glyph}
	outline, known := p.outlines[key]
	if !known {
		var err error
		if outline, err = face.Outline(glyph); err != nil {
			return nil, err
		}
		p.outlines[key] = outline
	}
	return outline, nil
}

// place is where and how large a glyph stands, in pixels.
type place struct {
	x, y, em float64
	turned   bool
}

// at gives the pixel place of a point of an outline.
func (g place) at(x, y float32) (px, py float32) {
	if g.turned {
		return float32(g.x) + y*float32(g.em), float32(g.y) + x*float32(g.em)
	}
	return float32(g.x) + x*float32(g.em), float32(g.y) - y*float32(g.em)
}

// fill draws one glyph. The raster is only as large as the glyph: that is what makes a page quick.
func (p *painter) fill(g place, outline []font.Segment, ink image.Image) {
	area := g.bounds(outline).Intersect(p.img.Bounds())
	if area.Empty() {
		return
	}
	p.raster.Reset(area.Dx(), area.Dy())
	left, top := float32(area.Min.X), float32(area.Min.Y)
	for _, s := range outline {
		x, y := g.at(s.X, s.Y)
		switch s.Kind {
		case font.Move:
			p.raster.ClosePath()
			p.raster.MoveTo(x-left, y-top)
		case font.LineTo:
			p.raster.LineTo(x-left, y-top)
		case font.CurveTo:
			cx, cy := g.at(s.CX, s.CY)
			p.raster.QuadTo(cx-left, cy-top, x-left, y-top)
		}
	}
	p.raster.ClosePath()
	p.raster.Draw(p.img, area, ink, image.Point{})
}

// bounds is the rectangle of pixels that a glyph touches.
func (g place) bounds(outline []font.Segment) image.Rectangle {
	if len(outline) == 0 {
		return image.Rectangle{}
	}
	x0, y0 := float32(math.Inf(1)), float32(math.Inf(1))
	x1, y1 := -x0, -y0
	reach := func(x, y float32) {
		px, py := g.at(x, y)
		x0, y0, x1, y1 = min(x0, px), min(y0, py), max(x1, px), max(y1, py)
	}
	for _, s := range outline {
		reach(s.X, s.Y)
		if s.Kind == font.CurveTo {
			reach(s.CX, s.CY)
		}
	}
	floor := func(v float32) int { return int(math.Floor(float64(v))) }
	return image.Rect(floor(x0), floor(y0), floor(x1)+1, floor(y1)+1)
}

package typeset_test

import (
	"image"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"liangping/pdf/typeset"
)

// The pictures and what poppler draws of the PDF are the same page, for every form of paper.
func TestThePictureIsThePaper(t *testing.T) {
	const dpi = 150
	for name, paper := range forms(t) {
		t.Run(name, func(t *testing.T) {
			doc := paper.Doc()
			golden := renderAll(t, write(t, doc), dpi)
			if len(golden) != len(doc.Pages) {
				t.Fatalf("%d pages, poppler has %d", len(doc.Pages), len(golden))
			}
			for i := range doc.Pages {
				img, err := doc.Picture(i, dpi/25.4)
				if err != nil {
					t.Fatal(err)
				}
				mean, worst := compare(t, img, golden[i])
				if !same(mean, worst) {
					t.Errorf("page %d: mean difference %.2f, %.0f on the worst square", i+1, mean, worst)
				}
			}
		})
	}
}

// The comparison sees one character that is another, one that is missing and a line that is not there.
func TestTheComparisonSeesFaults(t *testing.T) {
	const dpi = 150
	paper := notice(t, invitation)
	golden := renderAll(t, write(t, paper.Doc()), dpi)[0]
	for what, change := range map[string]func(*typeset.Official, *typeset.Page){
		"another character": func(o *typeset.Official, _ *typeset.Page) {
			o.Addressee = strings.Replace(o.Addressee, "属", "人", 1)
		},
		"a line less": func(_ *typeset.Official, p *typeset.Page) {
			p.Ops = slices.DeleteFunc(p.Ops, func(op typeset.Op) bool { _, line := op.(typeset.Stroke); return line })
		},
		"all a millimetre lower": func(_ *typeset.Official, p *typeset.Page) {
			for i, op := range p.Ops {
				if text, ok := op.(typeset.Text); ok {
					text.Y++
					p.Ops[i] = text
				}
			}
		},
	} {
		other := *paper
		doc := paper.Doc()
		change(&other, doc.Pages[0])
		if other.Addressee != paper.Addressee {
			doc = other.Doc()
		}
		img, err := doc.Picture(0, dpi/25.4)
		if err != nil {
			t.Fatal(err)
		}
		if mean, worst := compare(t, img, golden); same(mean, worst) {
			t.Errorf("%s: mean difference %.2f, %.0f on the worst square: not seen", what, mean, worst)
		}
	}
}

// A character that no face has is the same crossed square on both.
func TestThePictureShowsWhatIsMissing(t *testing.T) {
	const dpi = 150
	doc := page(t, "张\U000F1234同志")
	img, err := doc.Picture(0, dpi/25.4)
	if err != nil {
		t.Fatal(err)
	}
	if mean, worst := compare(t, img, renderAll(t, write(t, doc), dpi)[0]); !same(mean, worst) {
		t.Errorf("mean difference %.2f, %.0f on the worst square", mean, worst)
	}
}

func TestNoPicture(t *testing.T) {
	doc := page(t, sample)
	for _, c := range []struct {
		page  int
		scale float64
	}{{-1, 4}, {1, 4}, {0, 0}, {0, -4}, {0, math.NaN()}, {0, math.Inf(1)}, {0, 1e9}} {
		if _, err := doc.Picture(c.page, c.scale); err == nil {
			t.Errorf("a picture of page %d at %v pixels per millimetre", c.page, c.scale)
		}
	}
}

// same tells whether two pictures differ by no more than smoothing.
func same(mean, worst float64) bool { return mean <= 4 && worst <= 60 }

// compare gives the mean difference of two pictures' pixels, from 0 to 255, and how much the mean shade differs at most on a
// square of side pixels, a little more than a millimetre. The first bears with smoothing, the second finds a glyph or a line that is
// missing or misplaced.
func compare(t *testing.T, a, b *image.RGBA) (mean, worst float64) {
	t.Helper()
	const side = 8
	size, other := a.Bounds().Size(), b.Bounds().Size()
	if abs(size.X-other.X) > 1 || abs(size.Y-other.Y) > 1 {
		t.Fatalf("%v pixels, want %v", size, other)
	}
	w, h := min(size.X, other.X), min(size.Y, other.Y)
	across := w/side + 1
	squares := make([]float64, across*(h/side+1))
	for y := range h {
		for x := range w {
			d := shade(a, x, y) - shade(b, x, y)
			mean += math.Abs(d)
			squares[y/side*across+x/side] += d / (side * side)
		}
	}
	for _, d := range squares {
		worst = max(worst, math.Abs(d))
	}
	return mean / float64(w*h), worst
}

// shade is how light a pixel is.
func shade(img *image.RGBA, x, y int) float64 {
	at := img.PixOffset(x, y)
	return float64(int(img.Pix[at])+int(img.Pix[at+1])+int(img.Pix[at+2])) / 3
}

func abs(n int) int { return max(n, -n) }

// renderAll draws all pages of a file with poppler.
func renderAll(t *testing.T, path string, dpi int) (pages []*image.RGBA) {
	t.Helper()
	base := filepath.Join(t.TempDir(), "page")
	tool(t, "pdftoppm", "-png", "-r", strconv.Itoa(dpi), path, base)
	files, err := filepath.Glob(base + "*.png")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files { // in order: numbers have leading zeros
		img, ok := readPNG(t, file).(*image.RGBA)
		if !ok {
			t.Fatalf("%s is not what poppler writes", file)
		}
		pages = append(pages, img)
	}
	return pages
}

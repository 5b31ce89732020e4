package typeset_test

import (
	"image"
	"math"
	"path/filepath"
	"strconv"
	"testing"
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
				t.Logf("page %d: mean difference %.2f, at most %.0f on a square", i+1, mean, worst)
				if mean > 6 || worst > 60 {
					t.Errorf("page %d: mean difference %.2f, %.0f on the worst square", i+1, mean, worst)
				}
			}
		})
	}
}

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

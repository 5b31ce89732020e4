package pdf_test

import (
	"image"
	"image/draw"
	"math"
	"os"
	"path/filepath"
	"testing"

	"liangping/data"
)

// What the preview shows of each paper is what poppler draws of its file.
func TestThePreviewIsThePaper(t *testing.T) {
	const dpi = 100
	_, in := sample(t)
	for _, paper := range data.Papers {
		t.Run(string(paper), func(t *testing.T) {
			d := written(paper, in)
			made, err := press(t).Document(in.Campaign, in.Settings, d)
			if err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(t.TempDir(), "paper.pdf")
			if err := os.WriteFile(path, made.PDF, 0o600); err != nil {
				t.Fatal(err)
			}
			doc := press(t).Compose(in.Campaign, in.Settings, d)
			if len(doc.Pages) != made.Pages {
				t.Fatalf("the preview has %d pages, the file %d", len(doc.Pages), made.Pages)
			}
			for i := range doc.Pages {
				picture, err := doc.Picture(i, dpi/25.4)
				if err != nil {
					t.Fatal(err)
				}
				if worst := worstSquare(grey(picture), render(t, path, i+1, dpi)); worst > 60 {
					t.Errorf("page %d differs by %.0f of 255 on a square", i+1, worst)
				}
			}
			other := d
			other.Title = "另一份公文"
			another, err := press(t).Compose(in.Campaign, in.Settings, other).Picture(0, dpi/25.4)
			if worst := worstSquare(grey(another), render(t, path, 1, dpi)); err != nil || worst <= 60 {
				t.Errorf("another title differs by %.0f only (%v)", worst, err)
			}
		})
	}
}

// worstSquare is how much the mean shade of two pictures, 0 … 255, differs at most on a square of two millimetres: more than
// smoothing does when a character or a line is missing there or stands elsewhere.
func worstSquare(a, b *image.Gray) (worst float64) {
	const side = 8
	area := a.Rect.Intersect(b.Rect)
	across := area.Dx()/side + 1
	squares := make([]int, across*(area.Dy()/side+1))
	for y := range area.Dy() {
		for x := range area.Dx() {
			squares[y/side*across+x/side] += int(a.GrayAt(x, y).Y) - int(b.GrayAt(x, y).Y)
		}
	}
	for _, d := range squares {
		worst = max(worst, math.Abs(float64(d))/(side*side))
	}
	return worst
}

func grey(img *image.RGBA) *image.Gray {
	all := image.NewGray(img.Rect)
	draw.Draw(all, all.Rect, img, image.Point{}, draw.Src)
	return all
}

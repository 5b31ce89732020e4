package pdf_test

import (
	"image"
	"math"
	"slices"
	"strings"
	"testing"

	"liangping/data"
	"liangping/pdf"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

func ballot(t *testing.T, f data.Form, copies int) (path string) {
	t.Helper()
	internal := round(data.Internal)
	paper, err := press(t).Ballot(campaign(), internal, internal.Groups[0], f, copies)
	return save(t, paper, err)
}

// scan is a rendered page that is measured in millimetres.
type scan struct {
	*image.Gray
	dpi float64
}

func (s scan) px(mm float64) int { return int(math.Round(mm / 25.4 * s.dpi)) }

// ink is the rectangle around all black points of an area.
func (s scan) ink(area pdf.Rect) (r pdf.Rect) {
	x0, y0, x1, y1 := math.MaxInt, math.MaxInt, -1, -1
	for y := s.px(area.Y); y < s.px(area.Y+area.H); y++ {
		for x := s.px(area.X); x < s.px(area.X+area.W); x++ {
			if s.GrayAt(x, y).Y < 128 {
				x0, y0, x1, y1 = min(x0, x), min(y0, y), max(x1, x+1), max(y1, y+1)
			}
		}
	}
	mm := 25.4 / s.dpi
	return pdf.Rect{X: float64(x0) * mm, Y: float64(y0) * mm, W: float64(x1-x0) * mm, H: float64(y1-y0) * mm}
}

// clear tells whether an area is white, but for what lies in one of the holes.
func (s scan) clear(area pdf.Rect, holes ...pdf.Rect) bool {
	for y := s.px(area.Y); y < s.px(area.Y+area.H); y++ {
	point:
		for x := s.px(area.X); x < s.px(area.X+area.W); x++ {
			for _, h := range holes {
				if x >= s.px(h.X) && x < s.px(h.X+h.W) && y >= s.px(h.Y) && y < s.px(h.Y+h.H) {
					continue point
				}
			}
			if s.GrayAt(x, y).Y < 250 {
				return false
			}
		}
	}
	return true
}

func grow(r pdf.Rect, by float64) pdf.Rect {
	return pdf.Rect{X: r.X - by, Y: r.Y - by, W: r.W + 2*by, H: r.H + 2*by}
}

// The marks that a machine reads lie within 0.3 mm of the geometry, alone.
func TestPrintedMarksMatchTheGeometry(t *testing.T) {
	f := form(t, people...)
	sheet, err := pdf.NewSheet(f)
	if err != nil {
		t.Fatal(err)
	}
	path := ballot(t, f, 1)
	for side := range sheet.Sides {
		page := scan{render(t, path, side+1, 200), 200}
		check := func(what string, want pdf.Rect) {
			t.Helper()
			got := page.ink(grow(want, 1.4))
			for _, d := range []float64{got.X - want.X, got.Y - want.Y, got.W - want.W, got.H - want.H} {
				if math.Abs(d) > 0.3 {
					t.Errorf("side %d: %s at %.2f, want %.2f", side+1, what, got, want)
					return
				}
			}
		}
		for _, r := range pdf.Fiducials {
			check("fiducial", r)
			if !page.clear(grow(r, 3.9), grow(r, 0.2)) {
				t.Errorf("side %d: fiducial %v is not alone", side+1, r)
			}
		}
		if !page.clear(grow(pdf.FiducialHole, -0.2)) {
			t.Errorf("side %d: the hole of the first fiducial is closed", side+1)
		}
		for row := range sheet.Sides[side].Lines {
			for _, r := range sheet.Ticks(row) {
				check("tick", r)
			}
			for grade := range data.Grades {
				box := sheet.Box(row, grade)
				check("box", grow(box, 0.15)) // the line is 0.3 thick
				if !page.clear(grow(box, -0.4)) {
					t.Errorf("side %d: box %d of row %d is not empty", side+1, grade+1, row+1)
				}
			}
		}
	}
}

// No grid line comes nearer than 3 mm to a box; only the boxes above and below may.
func TestGridLinesKeepAwayFromBoxes(t *testing.T) {
	f := form(t, people...)
	sheet, err := pdf.NewSheet(f)
	if err != nil {
		t.Fatal(err)
	}
	page := scan{render(t, ballot(t, f, 1), 1, 200), 200}
	for row := range sheet.Sides[0].Lines {
		for grade := range data.Grades {
			var boxes []pdf.Rect
			for _, r := range []int{row - 1, row, row + 1} {
				boxes = append(boxes, grow(sheet.Box(r, grade), 0.4))
			}
			if !page.clear(grow(sheet.Box(row, grade), 2.9), boxes...) {
				t.Fatalf("something is nearer than 3 mm to box %d of row %d", grade+1, row+1)
			}
		}
	}
}

func TestBothCodesCanBeRead(t *testing.T) {
	f := form(t, people...)
	sheet, err := pdf.NewSheet(f)
	if err != nil {
		t.Fatal(err)
	}
	path := ballot(t, f, 1)
	internal := round(data.Internal)
	for side := range sheet.Sides {
		want := sheet.Code(internal, internal.Groups[0], side)
		page := scan{render(t, path, side+1, 150), 150}
		for i, square := range pdf.QRCodes {
			if got := decode(t, page, grow(square, 3)); got != want {
				t.Errorf("side %d: code %d reads %q, want %q", side+1, i+1, got, want)
			}
			if !page.clear(grow(square, 2.4), grow(square, 0.2)) {
				t.Errorf("side %d: the quiet zone of code %d is not clear", side+1, i+1)
			}
		}
		if n := strings.Count(tool(t, "pdftotext", "-f", string(rune('1'+side)), "-l", string(rune('1'+side)), path, "-"), want); n != 2 {
			t.Errorf("side %d: the code is printed %d times, want 2", side+1, n)
		}
	}
}

func decode(t *testing.T, page scan, area pdf.Rect) string {
	t.Helper()
	part := image.NewGray(image.Rect(0, 0, page.px(area.W), page.px(area.H)))
	for y := range part.Rect.Dy() {
		for x := range part.Rect.Dx() {
			part.SetGray(x, y, page.GrayAt(page.px(area.X)+x, page.px(area.Y)+y))
		}
	}
	bitmap, err := gozxing.NewBinaryBitmapFromImage(part)
	if err != nil {
		t.Fatal(err)
	}
	result, err := qrcode.NewQRCodeReader().Decode(bitmap, nil)
	if err != nil {
		t.Fatalf("QR code at %v: %v", area, err)
	}
	return result.GetText()
}

func TestEveryLineIsOnTheBallotOnce(t *testing.T) {
	f := form(t, people...)
	path := ballot(t, f, 1)
	text := plain(t, path)
	for _, name := range append([]string{"油区办领导班子"}, people...) {
		if n := strings.Count(text, name); n != 1 {
			t.Errorf("%s is there %d times", name, n)
		}
	}
	for _, c := range campaign().Criteria {
		if strings.Count(text, c.Name) != 1 || strings.Count(text, strings.ReplaceAll(c.Focus, " ", "")) != 1 {
			t.Errorf("criterion %s or what to look at is not there once", c.Name)
		}
	}
	for side := range 2 {
		n := string(rune('1' + side))
		words := strings.Fields(tool(t, "pdftotext", "-raw", "-f", n, "-l", n, path, "-"))
		for _, want := range []string{"满意", "基本满意", "不满意", "不了解"} {
			if !slices.Contains(words, want) {
				t.Errorf("side %s has no grade %s", n, want)
			}
		}
		all := strings.Join(words, "")
		for _, want := range []string{"评议人员类别：干部职工", "在方框内打“√”，每行只选一项；不写姓名，请勿折叠。", "某县油区工作办公室", "2011年“两评一树”活动内部评议票"} {
			if !strings.Contains(all, want) {
				t.Errorf("side %s lacks %s", n, want)
			}
		}
	}
	if n := strings.Count(text, "意见和建议"); n != 1 {
		t.Errorf("%d frames for opinions, want 1", n)
	}
}

func TestCopiesAreIdentical(t *testing.T) {
	path := ballot(t, form(t, people...), 3)
	if n := pages(t, path); n != 6 {
		t.Fatalf("3 copies of 2 sides are %d pages", n)
	}
	for side := range 2 {
		first := render(t, path, side+1, 60)
		for copy := range 2 {
			if !slices.Equal(first.Pix, render(t, path, 2*(copy+1)+side+1, 60).Pix) {
				t.Errorf("side %d of copy %d differs", side+1, copy+2)
			}
		}
	}
}

// Criteria may be edited: however long they get, a row's text stays in its row.
func TestLongCriteriaStayInTheirRows(t *testing.T) {
	c := campaign()
	long := strings.Repeat("能否认真开展“项目攻坚年”活动，全力以赴推进项目建设；", 8)
	c.Criteria[2].Name, c.Criteria[2].Focus = "服务民生、改善民生、促进公平正义和维护社会稳定情况", "重点看"+long
	var people []data.Target
	for i := range 19 {
		people = append(people, data.Target{ID: data.ID(rune('a' + i)), Name: "王喆", Kind: data.Leader, Ask: data.AskAspects, Rank: i + 1})
	}
	f, err := data.BuildForm(data.Round{}, append(people, data.Target{ID: "team", Name: "领导班子", Ask: data.AskCriteria}), c.Criteria)
	if err != nil {
		t.Fatal(err)
	}
	sheet, err := pdf.NewSheet(f)
	if err != nil {
		t.Fatal(err)
	}
	path := ballot(t, f, 1)
	if !strings.Contains(plain(t, path), "重点看"+long) {
		t.Error("the long text is not complete")
	}
	for _, w := range words(t, path) {
		if w.left < 55 || w.right > 110 || w.top < 40 || w.top > 40+float64(len(sheet.Sides[w.page-1].Lines))*sheet.Pitch {
			continue
		}
		row := math.Floor((w.top - 40) / sheet.Pitch)
		if w.foot > 40+(row+1)*sheet.Pitch {
			t.Errorf("%q reaches from %.2f to %.2f, out of row %.0f", w.text, w.top, w.foot, row+1)
		}
	}
}

// Names of 30 characters, as many as go on a sheet, stay in their cells, alone or below a team with its criteria.
func TestLongNamesStayInTheirCells(t *testing.T) {
	name := strings.Repeat("油区地质勘探与工程技术综合协调", 2)
	if n := len([]rune(name)); n != data.MaxName {
		t.Fatalf("the name has %d characters", n)
	}
	team := data.Target{ID: "team", Name: name, Kind: data.Team, Ask: data.AskCriteria}
	for _, c := range []struct {
		title   string
		targets []data.Target
		people  int
		right   float64 // edge of their column
	}{
		{"alone", nil, data.MaxLines, 80},
		{"with a team", []data.Target{team}, data.MaxLines - 9, 55},
	} {
		t.Run(c.title, func(t *testing.T) {
			for i := range c.people {
				c.targets = append(c.targets, data.Target{
					ID: data.ID(rune('a' + i)), Name: name, Kind: data.KeyPost, Ask: data.AskOverall, Rank: i + 1,
				})
			}
			f, err := data.BuildForm(data.Round{}, c.targets, campaign().Criteria)
			if err != nil {
				t.Fatal(err)
			}
			sheet, err := pdf.NewSheet(f)
			if err != nil {
				t.Fatal(err)
			}
			seen := map[int]string{} // what stands in each row, by side and row
			for _, w := range words(t, ballot(t, f, 1)) {
				row := int((w.top - 40) / sheet.Pitch)
				lines := sheet.Sides[w.page-1].Lines
				if w.left < 27 || w.left >= c.right || w.top < 40 || row >= len(lines) || lines[row].TargetID == "team" {
					continue
				}
				seen[w.page*100+row] += w.text
				if w.right > c.right || w.foot > 40+float64(row+1)*sheet.Pitch+0.01 {
					t.Errorf("%q stands outside its cell: %.1f to %.1f, down to %.1f", w.text, w.left, w.right, w.foot)
				}
			}
			for row, text := range seen {
				if text != name {
					t.Errorf("row %d says %q", row, text)
				}
			}
			if len(seen) != c.people {
				t.Errorf("%d names found, want %d", len(seen), c.people)
			}
		})
	}
}

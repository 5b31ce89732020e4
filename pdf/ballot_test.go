package pdf_test

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"image"
	"io"
	"math"
	"os"
	"regexp"
	"slices"
	"strconv"
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

// fullForms are those that fill paper: a usual one of two sides, and one of as many lines as go on a sheet with names as long as
// they may be, some with characters above U+FFFF.
func fullForms(t *testing.T) map[string]data.Form {
	t.Helper()
	name := "李𬭎" + strings.Repeat("油区地质勘探与工程技术综合协调", 2)[:(data.MaxName-2)*len("油")]
	var targets []data.Target
	for i := range data.MaxLines / 2 {
		targets = append(targets, data.Target{ID: data.ID(fmt.Sprint(i)), Name: name, Kind: data.KeyPost, Ask: data.AskAspects, Rank: i + 1})
	}
	full, err := data.BuildForm(data.Round{}, targets, campaign().Criteria)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(full.Lines); n != data.MaxLines {
		t.Fatalf("the full form has %d lines", n)
	}
	return map[string]data.Form{"usual": form(t, people...), "full": full}
}

// scans are both sides of a form's ballot as scanners of these resolutions see them.
func scans(t *testing.T, f data.Form, resolutions []int, try func(t *testing.T, sheet *pdf.Sheet, side int, page scan)) {
	t.Helper()
	sheet, err := pdf.NewSheet(f)
	if err != nil {
		t.Fatal(err)
	}
	path := ballot(t, f, 1)
	for side := range sheet.Sides {
		for _, dpi := range resolutions {
			t.Run(fmt.Sprintf("side %d at %d dpi", side+1, dpi), func(t *testing.T) {
				try(t, sheet, side, scan{render(t, path, side+1, dpi), float64(dpi)})
			})
		}
	}
}

// The marks that a machine reads lie within 0.3 mm of the geometry, alone, and both codes can be read. LIANGPING_PROVE=1 tries
// every form in every resolution.
func TestPrintedMarksMatchTheGeometry(t *testing.T) {
	for name, f := range fullForms(t) {
		t.Run(name, func(t *testing.T) {
			resolutions := []int{150, 200, 300}
			if name == "full" && os.Getenv("LIANGPING_PROVE") != "1" {
				resolutions = resolutions[:1]
			}
			scans(t, f, resolutions, func(t *testing.T, sheet *pdf.Sheet, side int, page scan) {
				marksMatch(t, sheet, side, page)
				codesRead(t, sheet, side, page)
			})
		})
	}
}

// marksMatch looks for fiducials, ticks and boxes where the geometry has them. At 150 dpi half a point is 0.08 mm.
func marksMatch(t *testing.T, sheet *pdf.Sheet, side int, page scan) {
	t.Helper()
	check := func(what string, want pdf.Rect) {
		t.Helper()
		got := page.ink(grow(want, 1.4))
		for _, d := range []float64{got.X - want.X, got.Y - want.Y, got.X + got.W - want.X - want.W, got.Y + got.H - want.Y - want.H} {
			if math.Abs(d) > 0.3 {
				t.Errorf("%s at %.2f, want %.2f", what, got, want)
				return
			}
		}
	}
	for _, r := range sheet.Fiducials {
		check("fiducial", r)
		if !page.clear(grow(r, 3.9), grow(r, 0.2)) {
			t.Errorf("fiducial %v is not alone", r)
		}
	}
	if !page.clear(grow(sheet.FiducialHole, -0.2)) {
		t.Error("the hole of the first fiducial is closed")
	}
	for i, row := range sheet.Sides[side].Rows {
		for _, r := range row.Ticks {
			check("tick", r)
		}
		for grade, box := range row.Boxes {
			check("box", grow(box, 0.15)) // the line is 0.3 thick
			if !page.clear(grow(box, -0.4)) {
				t.Errorf("box %d of row %d is not empty", grade+1, i+1)
			}
		}
	}
}

// codesRead reads both codes of a side with a decoder that knows nothing of the printer.
func codesRead(t *testing.T, sheet *pdf.Sheet, side int, page scan) {
	t.Helper()
	internal := round(data.Internal)
	want := sheet.Code(internal, internal.Groups[0], side)
	for i, square := range sheet.QRCodes {
		if got := decode(t, page, grow(square, 3)); got != want {
			t.Errorf("code %d reads %q, want %q", i+1, got, want)
		}
		if !page.clear(grow(square, 2.4), grow(square, 0.2)) {
			t.Errorf("the quiet zone of code %d is not clear", i+1)
		}
	}
}

// No grid line comes nearer than 3 mm to a box; only the boxes above and below may.
func TestGridLinesKeepAwayFromBoxes(t *testing.T) {
	for name, f := range fullForms(t) {
		sheet, err := pdf.NewSheet(f)
		if err != nil {
			t.Fatal(err)
		}
		page := scan{render(t, ballot(t, f, 1), 1, 200), 200}
		rows := sheet.Sides[0].Rows
		for i, row := range rows {
			for grade, box := range row.Boxes {
				var boxes []pdf.Rect
				for _, near := range rows[max(i-1, 0):min(i+2, len(rows))] {
					boxes = append(boxes, grow(near.Boxes[grade], 0.4))
				}
				if !page.clear(grow(box, 2.9), boxes...) {
					t.Fatalf("%s: something is nearer than 3 mm to box %d of row %d", name, grade+1, i+1)
				}
			}
		}
	}
}

// Each side names itself where people can read it, too: what a machine reads stands beside both codes.
func TestEachSideNamesItself(t *testing.T) {
	internal := round(data.Internal)
	for name, f := range fullForms(t) {
		sheet, err := pdf.NewSheet(f)
		if err != nil {
			t.Fatal(err)
		}
		path := ballot(t, f, 1)
		for side := range sheet.Sides {
			n, code := strconv.Itoa(side+1), sheet.Code(internal, internal.Groups[0], side)
			text := tool(t, "pdftotext", "-f", n, "-l", n, path, "-")
			if strings.Count(text, code) != 2 || !strings.Contains(text, "第"+n+"面，共2面。") {
				t.Errorf("%s, side %s: the code is printed %d times", name, n, strings.Count(text, code))
			}
			if turn := strings.Contains(text, "请翻面继续填写"); turn != (side == 0) {
				t.Errorf("%s, side %s: asks to turn: %v", name, n, turn)
			}
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

// Every copy is drawn by the same bytes, read by a parser that knows nothing of the writer, and comes out in the same points; as
// many as a large meeting needs take hardly more room than one.
func TestCopiesAreIdentical(t *testing.T) {
	const copies = 300
	path := ballot(t, form(t, people...), copies)
	if n := pages(t, path); n != 2*copies {
		t.Fatalf("%d copies of 2 sides are %d pages", copies, n)
	}
	streams := contents(t, path)
	if len(streams) != 2*copies || bytes.Equal(streams[0], streams[1]) || len(streams[0]) < 1000 {
		t.Fatalf("%d pages, the first of %d bytes", len(streams), len(streams[0]))
	}
	for i, stream := range streams {
		if !bytes.Equal(stream, streams[i%2]) {
			t.Errorf("page %d is drawn by other bytes than page %d", i+1, i%2+1)
		}
	}
	for side := range 2 {
		first := render(t, path, side+1, 60)
		for _, copy := range []int{1, copies / 2, copies - 1} {
			if !slices.Equal(first.Pix, render(t, path, 2*copy+side+1, 60).Pix) {
				t.Errorf("side %d of copy %d differs", side+1, copy+1)
			}
		}
	}
	one, err := os.Stat(ballot(t, form(t, people...), 1))
	if err != nil {
		t.Fatal(err)
	}
	if all, err := os.Stat(path); err != nil || all.Size() > one.Size()+1000+250*copies {
		t.Errorf("%d copies take %d bytes, one takes %d (%v)", copies, all.Size(), one.Size(), err)
	}
}

var (
	objectAt  = regexp.MustCompile(`(?s)(\d+) 0 obj\n(.*?)\nendobj\n`)
	kidsOf    = regexp.MustCompile(`/Kids \[([^]]*)\]`)
	contentOf = regexp.MustCompile(`/Contents (\d+) 0 R`)
)

// contents gives what draws each page of a file, unpacked, in the order of the pages.
func contents(t *testing.T, path string) (streams [][]byte) {
	t.Helper()
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	objects := map[string][]byte{}
	for _, m := range objectAt.FindAllSubmatch(file, -1) {
		objects[string(m[1])] = m[2]
	}
	if want := fmt.Sprintf("/Size %d\n", len(objects)+1); !bytes.Contains(file, []byte(want)) {
		t.Errorf("the trailer doesn't tell of %d objects", len(objects))
	}
	for _, ref := range strings.Split(string(kidsOf.FindSubmatch(file)[1]), " 0 R") {
		if ref = strings.TrimSpace(ref); ref == "" {
			continue
		}
		content := contentOf.FindSubmatch(objects[ref])
		if content == nil {
			t.Fatalf("page object %s draws nothing", ref)
		}
		_, stream, _ := bytes.Cut(objects[string(content[1])], []byte("stream\n"))
		unpacked, err := zlib.NewReader(bytes.NewReader(stream))
		if err != nil {
			t.Fatal(err)
		}
		plain, err := io.ReadAll(unpacked)
		if err != nil {
			t.Fatal(err)
		}
		streams = append(streams, plain)
	}
	return streams
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

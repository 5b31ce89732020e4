package pdf_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"liangping/data"
	"liangping/pdf"
)

// lines makes a form with one line for each number of a target's lines.
func lines(perTarget ...int) data.Form {
	var f data.Form
	for i, n := range perTarget {
		for range n {
			f.Lines = append(f.Lines, data.Line{Number: len(f.Lines) + 1, TargetID: data.ID(fmt.Sprint(i)), TargetName: "对象", Label: "总体"})
		}
	}
	return f
}

func twos(n int) []int { return repeat(n, 2) }

func repeat(n, each int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = each
	}
	return all
}

func TestSheetKeepsPaperRules(t *testing.T) {
	for n := 1; n <= data.MaxLines; n++ {
		sheet, err := pdf.NewSheet(lines(repeat(n, 1)...))
		if err != nil {
			t.Fatalf("%d lines: %v", n, err)
		}
		if sheet.Pitch < 8 {
			t.Errorf("%d lines: pitch %.2f, at least 8", n, sheet.Pitch)
		}
		if o := sheet.Opinions; o.W < 170 || o.H < 30 {
			t.Errorf("%d lines: opinions %.1f × %.1f, at least 170 × 30", n, o.W, o.H)
		}
		number := 0
		boxes := sheet.Sides[0].Rows[0].Boxes
		for i := range 3 {
			if pitch := boxes[i+1].X - boxes[i].X; pitch < 20 {
				t.Errorf("columns are %.1f apart, at least 20", pitch)
			}
		}
		for side := range sheet.Sides {
			if got := len(sheet.Sides[side].Lines); got > data.LinesPerSide {
				t.Errorf("%d lines: side %d has %d", n, side+1, got)
			}
			for row, line := range sheet.Sides[side].Lines {
				number++
				if line.Number != number {
					t.Fatalf("%d lines: row has number %d, want %d", n, line.Number, number)
				}
				for _, b := range sheet.Sides[side].Rows[row].Boxes {
					if b.W != 5 || b.H != 5 || b.Y < 35 || b.Y+b.H > 234 {
						t.Errorf("%d lines: box at %v", n, b)
					}
				}
			}
		}
		if number != n {
			t.Errorf("%d lines: %d are on the sheet", n, number)
		}
	}
}

func TestMarksKeepAwayFromTheEdges(t *testing.T) {
	inside := func(what string, r pdf.Rect, margin float64) {
		if r.X < margin || r.Y < margin || r.X+r.W > 210-margin || r.Y+r.H > 297-margin {
			t.Errorf("%s %v is nearer than %.0f mm to an edge", what, r, margin)
		}
	}
	wants := [][2]float64{{13, 13}, {197, 13}, {13, 284}, {197, 284}}
	center := func(r pdf.Rect) [2]float64 { return [2]float64{r.X + r.W/2, r.Y + r.H/2} }
	sheet, err := pdf.NewSheet(lines(repeat(24, 1)...))
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range sheet.Fiducials {
		inside("fiducial", r, 9)
		if center(r) != wants[i] || r.W != 6 || r.H != 6 {
			t.Errorf("fiducial %d is %v", i, r)
		}
	}
	for _, r := range sheet.QRCodes {
		inside("QR code", r, 14)
		if r.W != 16 || r.H != 16 {
			t.Errorf("QR code is %v, want 16 × 16", r)
		}
	}
	for _, row := range sheet.Sides[0].Rows {
		for i, r := range row.Ticks {
			inside("tick", r, 9)
			if c := center(r); c[0] != []float64{13, 197}[i] || c[1] != center(row.Boxes[0])[1] {
				t.Errorf("tick %v is not level with its row", r)
			}
		}
	}
}

func TestATargetStaysOnOneSide(t *testing.T) {
	for _, c := range []struct {
		targets []int
		first   int
	}{
		{[]int{9, 2, 2}, 13},                           // one side
		{append([]int{9}, twos(17)...), 23},            // 43 lines: the 24th would part a target
		{append([]int{9, 9}, twos(15)...), 24},         // 48 lines
		{append([]int{1}, twos(23)...), 23},            // 47 lines
		{append([]int{1}, append(twos(23), 1)...), 24}, // 48 lines: only a full first side leaves room
	} {
		sheet, err := pdf.NewSheet(lines(c.targets...))
		if err != nil {
			t.Fatal(err)
		}
		if got := len(sheet.Sides[0].Lines); got != c.first {
			t.Errorf("%v: %d lines on the first side, want %d", c.targets, got, c.first)
		}
	}
}

func TestAFormThatIsNoSheetIsRefused(t *testing.T) {
	for _, f := range []data.Form{{}, lines(repeat(49, 1)...)} {
		_, err := pdf.NewSheet(f)
		var refused *data.Error
		if !errors.As(err, &refused) || !strings.Contains(refused.Message, "请") {
			t.Errorf("%d lines: %v", len(f.Lines), err)
		}
	}
}

func TestTheCodeNamesWhatItIsFor(t *testing.T) {
	sheet, err := pdf.NewSheet(form(t, people...))
	if err != nil {
		t.Fatal(err)
	}
	social := round(data.Social)
	seen := map[string]bool{}
	for _, r := range []data.Round{round(data.Internal), social} {
		for _, g := range r.Groups {
			for side := range sheet.Sides {
				code := sheet.Code(r, g, side)
				if len(code) > 29 || strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") != "" {
					t.Errorf("%s does not fit a version 2-Q code", code)
				}
				seen[code] = true
			}
		}
	}
	// The internal round of the tests has the identity of the social one and shares its first group.
	if len(seen) != 8 {
		t.Errorf("%d different codes for 4 groups of 2 sides", len(seen))
	}
	other, err := pdf.NewSheet(form(t, people[1:]...))
	if err != nil {
		t.Fatal(err)
	}
	if other.Hash == sheet.Hash {
		t.Error("another form has the same layout code")
	}
}

package pdf

import (
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"strings"

	"liangping/data"
)

// Rect is a rectangle on a side of a sheet, in millimetres from its top left corner.
type Rect struct{ X, Y, W, H float64 }

func around(x, y, w, h float64) Rect { return Rect{x - w/2, y - h/2, w, h} }

// gradeColumns are the middles of the four columns of boxes, in the order of data.Grades.
var gradeColumns = [4]float64{120, 140, 160, 180}

const (
	leftMarks  = 13.0 // the middles of what stands at the edges: fiducials and ticks
	rightMarks = 197.0
	topMarks   = 13.0
	footMarks  = 284.0

	qrModules = 25   // a version 2 code is 25 modules wide
	qrModule  = 0.64 // mm
	// codeStep is the step in which a code's two coordinates differ. It is a whole number of points at 150, 200 and 300 dpi, so
	// that a page drawn without a scanner's blur has all modules as high as they are wide: gozxing misses a finder pattern of
	// 35 × 36 points.
	codeStep = 25.4 / 50

	rowsTop      = 40.0 // where the first row begins
	rowsBottom   = 232.0
	leastPitch   = (rowsBottom - rowsTop) / data.LinesPerSide // 8 mm
	mostPitch    = 10.0
	boxSide      = 5.0
	tickWidth    = 4.5
	tickHeight   = 1.6
	rowsMargin   = 1.5 // between the rows and the line above or below them all, which keeps 3 mm away from the boxes
	opinionsEnd  = 264.0
	opinionsMost = 60.0
)

// Sheet is the geometry of a ballot: which line of the form stands where (paper.md §4). The printer draws by this one value,
// and a reader of scans looks by it.
type Sheet struct {
	// Fiducials are the solid squares at the corners of every side: top left, top right, bottom left, bottom right. The first
	// has a white hole in the middle, so that a sheet that was scanned upside down is recognised.
	Fiducials    [4]Rect
	FiducialHole Rect
	QRCodes      [2]Rect // identical, on every side: top right and bottom left
	Pitch        float64 // from row to row
	Sides        []Side
	Opinions     Rect   // the frame for opinions, on the last side
	Hash         string // of lines and places: six characters; another hash, another layout
}

// Side is one side of the sheet: its lines and, for each, where its row stands.
type Side struct {
	Lines []data.Line
	Rows  []SheetRow
}

// SheetRow is a row of boxes on a ballot.
type SheetRow struct {
	Y     float64 // its middle
	Ticks [2]Rect // the bars level with it, at the left and the right edge
	Boxes [4]Rect // in the order of data.Grades
}

// NewSheet lays a form out. A form of at most data.LinesPerSide lines takes one side, a longer one two; a target's
// lines stay on one side where that is possible. The error is for a form without lines, or longer than one sheet
// (design.md §11).
func NewSheet(f data.Form) (*Sheet, error) {
	switch n := len(f.Lines); {
	case n == 0:
		return nil, &data.Error{Code: data.Invalid, Message: "票样还没有评价项，印不出评议票。请先在“评议对象”里录入对象。"}
	case n > data.MaxLines:
		return nil, &data.Error{Code: data.Invalid, Message: fmt.Sprintf("票样有%d项，一张纸两面最多排%d项。"+
			"请把部分对象改为按“工作、作风”或“总体”评议，或分成两张票。", n, data.MaxLines)}
	}
	const code, corner, hole = qrModules * qrModule, 6, 2
	s := &Sheet{
		Fiducials: [4]Rect{
			around(leftMarks, topMarks, corner, corner), around(rightMarks, topMarks, corner, corner),
			around(leftMarks, footMarks, corner, corner), around(rightMarks, footMarks, corner, corner),
		},
		FiducialHole: around(leftMarks, topMarks, hole, hole),
		QRCodes:      [2]Rect{{170, 170 - 307*codeStep, code, code}, {24, 24 + 478*codeStep, code, code}},
	}
	parts := sides(f.Lines)
	longest := 0
	for _, lines := range parts {
		longest = max(longest, len(lines))
	}
	s.Pitch = min(mostPitch, (rowsBottom-rowsTop)/float64(longest))
	for _, lines := range parts {
		s.Sides = append(s.Sides, s.side(lines))
	}
	top := s.RowsEnd(len(s.Sides) - 1)
	s.Opinions = Rect{20, top, 170, min(opinionsEnd-top, opinionsMost)}
	s.Hash = s.hash()
	return s, nil
}

// sides spreads the lines over the sides of the sheet.
func sides(lines []data.Line) [][]data.Line {
	if len(lines) <= data.LinesPerSide {
		return [][]data.Line{lines}
	}
	cut := data.LinesPerSide
	for k := cut; k >= len(lines)-data.LinesPerSide; k-- {
		if lines[k-1].TargetID != lines[k].TargetID {
			cut = k // the fullest first side that ends with a target
			break
		}
	}
	return [][]data.Line{lines[:cut], lines[cut:]}
}

// side places the rows of a side.
func (s *Sheet) side(lines []data.Line) Side {
	side := Side{Lines: lines}
	for i := range lines {
		row := SheetRow{Y: rowsTop + (float64(i)+0.5)*s.Pitch}
		row.Ticks = [2]Rect{around(leftMarks, row.Y, tickWidth, tickHeight), around(rightMarks, row.Y, tickWidth, tickHeight)}
		for grade, x := range gradeColumns {
			row.Boxes[grade] = around(x, row.Y, boxSide, boxSide)
		}
		side.Rows = append(side.Rows, row)
	}
	return side
}

// RowsEnd is where the table of a side ends; on the last side the frame for opinions begins there.
func (s *Sheet) RowsEnd(side int) float64 {
	return rowsTop + float64(len(s.Sides[side].Lines))*s.Pitch + rowsMargin
}

func (s *Sheet) hash() string {
	var text strings.Builder
	fmt.Fprintf(&text, "%.3f %.3f %.3f %.3f\n", s.Fiducials, s.FiducialHole, s.QRCodes, s.Opinions)
	for i, side := range s.Sides {
		for row, line := range side.Lines {
			fmt.Fprintf(&text, "%d %d %s %s %.3f\n", i, line.Number, line.TargetID, line.Item, side.Rows[row])
		}
	}
	return digest(text.String(), 6)
}

// Code is the payload of the codes on one side, from 0: program and version, round, group, side of sides, layout. It
// is printed beside the codes as well. Every copy of a group has the same: a ballot that can be told apart is void.
func (s *Sheet) Code(r data.Round, g data.Group, side int) string {
	return fmt.Sprintf("LP1-%s-%s-%d%d-%s", digest(string(r.ID), 6), digest(string(g.ID), 4), side+1, len(s.Sides), s.Hash)
}

// digest shortens a text to n characters, five bits each, without those that are easily mixed up (0 and O, 1 and I).
func digest(text string, n int) string {
	sum := sha256.Sum256([]byte(text))
	return base32.NewEncoding("23456789ABCDEFGHJKLMNPQRSTUVWXYZ").EncodeToString(sum[:])[:n]
}

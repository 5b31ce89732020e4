package pdf

import (
	"fmt"

	"liangping/data"
	"liangping/pdf/font"
	"liangping/pdf/typeset"
)

// Where the parts of a ballot that only people read stand, in millimetres.
const (
	textLeft    = 20.0 // the fiducials and ticks have the margins for themselves
	textRight   = 190.0
	titleRight  = 166.0 // the code stands right of it
	nameLeft    = 27.0  // columns of the table: 序号, 评议对象, 评价项, four grades
	labelLeft   = 55.0
	boxesLeft   = 110.0
	headTop     = 33.5
	headBottom  = rowsTop - 1.5 // 3 mm from the first boxes
	cross       = 3.0           // half the length of the strokes that stand for grid lines between the boxes
	gridWidth   = 0.15
	frameWidth  = 0.3
	cellPadding = 1.0
)

// ballotRules are the filling-in rules on every side.
const ballotRules = "填写说明：在方框内打“√”，每行只选一项；不写姓名，请勿折叠。"

// Ballot prints the ballot sheet of a group: as many identical copies as asked for, at least one. There is no serial
// number and no difference between copies (design.md §6).
func (p *Press) Ballot(c data.Campaign, r data.Round, g data.Group, f data.Form, copies int) (*Paper, error) {
	sheet, err := NewSheet(f)
	if err != nil {
		return nil, err
	}
	title := fmt.Sprintf("%d年%s%s票", c.Year, c.Title, r.Name())
	doc := &typeset.Doc{Title: title + "（" + g.Kind.String() + "）", Author: c.Office, Date: midnight(r.Date)}
	for side := range sheet.Sides {
		b := &ballotSide{Press: p, sheet: sheet, side: side, page: doc.Portrait()}
		b.marks()
		b.heading(c.Office, title, g)
		b.columns()
		b.rows()
		b.opinions()
		if err := b.codes(sheet.Code(r, g, side)); err != nil {
			return nil, err
		}
	}
	one := doc.Pages
	for range copies - 1 {
		doc.Pages = append(doc.Pages, one...)
	}
	return finish(doc, fmt.Sprint(c.Year), r.Name(), "评议票", g.Kind.String())
}

// ballotSide is one side of a ballot in the making.
type ballotSide struct {
	*Press
	sheet *Sheet
	side  int
	page  *typeset.Page
}

func (b *ballotSide) fill(r Rect, c typeset.Color) {
	b.page.Draw(typeset.Fill{X: r.X, Y: r.Y, W: r.W, H: r.H, Color: c})
}

func (b *ballotSide) grid(x1, y1, x2, y2 float64) {
	b.page.Draw(typeset.Stroke{X1: x1, Y1: y1, X2: x2, Y2: y2, Width: gridWidth, Color: typeset.Grey})
}

// marks draws what a reader of scans looks for: fiducials, ticks and boxes.
func (b *ballotSide) marks() {
	for _, square := range Fiducials {
		b.fill(square, typeset.Black)
	}
	b.fill(FiducialHole, typeset.Color{R: 255, G: 255, B: 255})
	for row := range b.sheet.Sides[b.side].Lines {
		for _, tick := range b.sheet.Ticks(row) {
			b.fill(tick, typeset.Black)
		}
		for grade := range data.Grades {
			box := b.sheet.Box(row, grade)
			b.page.Draw(typeset.Frame{X: box.X, Y: box.Y, W: box.W, H: box.H, Width: frameWidth})
		}
	}
}

// heading sets the office, the title, the group and the rules.
func (b *ballotSide) heading(office, title string, g data.Group) {
	center := typeset.Measure{Width: titleRight - textLeft, Align: typeset.Center}
	b.fitLine(center, b.style(font.Song, typeset.SizeSmall4), office, 10)
	b.fitLine(center, b.style(font.Title, 18), title, 15.4)
	left := typeset.Measure{Width: titleRight - textLeft, Align: typeset.Left}
	b.fitLine(left, b.style(font.Hei, typeset.Size5), "评议人员类别："+g.Kind.String(), 23.6)
	b.fitLine(left, b.style(font.Song, typeset.SizeSmall5), ballotRules, 28.6)
}

// fitLine sets one line, smaller if it has to be.
func (b *ballotSide) fitLine(m typeset.Measure, s typeset.Style, text string, top float64) {
	for ; s.Size > typeset.Size6; s.Size -= 0.5 {
		if len(m.Lines(typeset.Span{Text: text, Style: s})) == 1 {
			break
		}
	}
	put(b.page, m, s, text, textLeft, top, s.Em())
}

// codes draws both QR codes, and their text where people can read it.
func (b *ballotSide) codes(code string) error {
	for _, square := range QRCodes {
		if err := drawQR(b.page, square, code); err != nil {
			return err
		}
	}
	small := b.style(font.Song, typeset.Size6)
	put(b.page, typeset.Measure{Width: titleRight - textLeft, Align: typeset.Right}, small, code, textLeft, 24.6, 3)
	beside := QRCodes[1].X + QRCodes[1].W + 4
	left := typeset.Measure{Width: textRight - beside, Align: typeset.Left}
	put(b.page, left, small, code, beside, 278, 3)
	n := len(b.sheet.Sides)
	if n == 1 {
		return nil
	}
	text := fmt.Sprintf("第%d面，共%d面。", b.side+1, n)
	if b.side+1 < n {
		text += "背面还有评价项，请翻面继续填写。"
	}
	put(b.page, left, b.style(font.Hei, typeset.Size5), text, beside, 268, 5)
	return nil
}

// columns sets the head of the table, with the names of the grades, and its upright lines.
func (b *ballotSide) columns() {
	bottom := rowsTop + float64(len(b.sheet.Sides[b.side].Lines))*b.sheet.Pitch
	b.grid(textLeft, headTop, textRight, headTop)
	b.grid(textLeft, headBottom, textRight, headBottom)
	for _, x := range []float64{textLeft, nameLeft, labelLeft, boxesLeft, textRight} {
		b.grid(x, headTop, x, bottom)
	}
	head := b.style(font.Hei, typeset.Size5)
	cell := func(text string, left, right float64, s typeset.Style) {
		m := typeset.Measure{Width: right - left, Align: typeset.Center}
		put(b.page, m, s, text, left, (headTop+headBottom-s.Em())/2, s.Em())
	}
	cell("序号", textLeft, nameLeft, head.At(typeset.Size6))
	cell("评议对象", nameLeft, labelLeft, head)
	cell("评价项", labelLeft, boxesLeft, head)
	for i, grade := range data.Grades {
		cell(grade.String(), GradeColumns[i]-10, GradeColumns[i]+10, head)
	}
}

// rows sets number, target and label of every row, and the light lines between rows. Lines keep 3 mm away from the
// boxes, so between the boxes there are only short strokes where lines would cross.
func (b *ballotSide) rows() {
	lines, pitch := b.sheet.Sides[b.side].Lines, b.sheet.Pitch
	for row, line := range lines {
		top := rowsTop + float64(row)*pitch
		number := b.style(font.Song, typeset.SizeSmall5)
		put(b.page, typeset.Measure{Width: nameLeft - textLeft, Align: typeset.Center}, number, fmt.Sprint(line.Number), textLeft, top+(pitch-number.Em())/2, pitch)
		b.label(line, Rect{labelLeft, top, boxesLeft - labelLeft, pitch})
		rows := 1
		for row+rows < len(lines) && lines[row+rows].TargetID == line.TargetID {
			rows++
		}
		if row == 0 || lines[row-1].TargetID != line.TargetID {
			b.name(line, Rect{nameLeft, top, labelLeft - nameLeft, float64(rows) * pitch})
		}
		left := labelLeft // the line below the row ends at the name, if the target goes on
		if rows == 1 {
			left = textLeft
		} else {
			b.grid(textLeft, top+pitch, nameLeft, top+pitch)
		}
		b.grid(left, top+pitch, boxesLeft+cross, top+pitch)
		for _, x := range []float64{130, 150, 170} {
			b.grid(x-cross, top+pitch, x+cross, top+pitch)
			b.grid(x, top+pitch-cross, x, top+pitch+cross)
		}
		b.grid(textRight-cross, top+pitch, textRight, top+pitch)
	}
}

// name sets a target's name in the middle of its rows, in the largest size that fits.
func (b *ballotSide) name(line data.Line, cell Rect) {
	b.fitCell(cell, typeset.Center, func(scale float64) []typeset.Span {
		return []typeset.Span{{Text: line.TargetName, Style: b.style(font.Hei, typeset.SizeSmall4*scale)}}
	})
}

// label sets what a line asks, and in small type what to look at.
func (b *ballotSide) label(line data.Line, cell Rect) {
	b.fitCell(cell, typeset.Left, func(scale float64) []typeset.Span {
		spans := []typeset.Span{{Text: line.Label, Style: b.style(font.Song, typeset.Size5*scale)}}
		if line.Focus != "" {
			spans = append(spans, typeset.Span{Text: "\n" + line.Focus, Style: b.style(font.Song, 6.5*scale)})
		}
		return spans
	})
}

// fitCell sets text in the middle of a cell, smaller by steps until it fits in.
func (b *ballotSide) fitCell(cell Rect, align typeset.Align, text func(scale float64) []typeset.Span) {
	m := typeset.Measure{Width: cell.W - 2*cellPadding, Align: align}
	for scale := 1.0; ; scale -= 0.04 {
		lines := m.Lines(text(scale)...)
		height := 0.0
		for _, line := range lines {
			height += line.Height() * 1.08
		}
		if height > cell.H-0.4 && scale > 0.4 {
			continue
		}
		y := cell.Y + (cell.H-height)/2
		for _, line := range lines {
			b.page.Set(line, cell.X+cellPadding, y+line.Height()*0.04)
			y += line.Height() * 1.08
		}
		return
	}
}

// opinions draws the frame for opinions on the last side.
func (b *ballotSide) opinions() {
	if b.side+1 < len(b.sheet.Sides) {
		return
	}
	o := b.sheet.Opinions
	b.page.Draw(typeset.Frame{X: o.X, Y: o.Y, W: o.W, H: o.H, Width: frameWidth})
	small := b.style(font.Hei, typeset.SizeSmall5)
	put(b.page, typeset.Measure{Width: o.W - 4, Align: typeset.Left}, small, "意见和建议（可不填）：", o.X+2, o.Y+1.5, 4)
}

package pdf

import (
	"fmt"
	"slices"

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
	boxesLeft   = 110.0
	gradeWidth  = (textRight - boxesLeft) / 4
	headTop     = 33.5
	headBottom  = rowsTop - rowsMargin
	dash        = 4.3 // half of the strokes that stand for grid lines between the boxes, which keep 3 mm away
	gridWidth   = 0.15
	frameWidth  = 0.3
	cellPadding = 1.0
	sizeStep    = 0.25 // points, by which text shrinks to fit
	leastSize   = 4.0
	scaleStep   = 0.02
	evenScale   = 0.75 // the small type is the same in every row down to this; below it a long row shrinks alone
	leastScale  = 0.3
)

// ballotRules are the filling-in rules on every side.
const ballotRules = "填写说明：在方框内打“√”，每行只选一项；不写姓名，请勿折叠。"

// Ballot prints the ballot sheet of a group: as many identical copies as asked for, at least one. There is no serial
// number and no difference between copies (design.md §6).
func (p *Press) Ballot(c data.Campaign, r data.Round, g data.Group, f data.Form, copies int) (*Paper, error) {
	doc, err := p.ComposeBallot(c, r, g, f)
	if err != nil {
		return nil, err
	}
	one := doc.Pages
	for range copies - 1 {
		doc.Pages = append(doc.Pages, one...)
	}
	return finish(doc, fmt.Sprint(c.Year), r.Name(), "评议票", g.Kind.String())
}

// ComposeBallot lays one copy of a group's ballot sheet out: what a preview shows and a file holds is this one Doc.
func (p *Press) ComposeBallot(c data.Campaign, r data.Round, g data.Group, f data.Form) (*typeset.Doc, error) {
	sheet, err := NewSheet(f)
	if err != nil {
		return nil, err
	}
	title := fmt.Sprintf("%d年%s%s票", c.Year, c.Title, r.Name())
	doc := &typeset.Doc{Title: title + "（" + g.Kind.String() + "）", Author: c.Office, Date: made(c, r.Date)}
	for side := range sheet.Sides {
		b := p.newSide(sheet, side, doc.Portrait())
		b.marks()
		b.heading(c.Office, title, g)
		b.columns()
		b.rows()
		b.opinions()
		if err := b.codes(sheet.Code(r, g, side)); err != nil {
			return nil, err
		}
	}
	return doc, nil
}

// ballotSide is one side of a ballot in the making.
type ballotSide struct {
	*Press
	sheet *Sheet
	side  int
	page  *typeset.Page
	label float64 // left edge of the column 评价项
	scale float64 // of the type in it
}

// newSide begins a side of the ballot. A sheet without criteria gives their room to the names.
func (p *Press) newSide(sheet *Sheet, side int, page *typeset.Page) *ballotSide {
	b := &ballotSide{Press: p, sheet: sheet, side: side, page: page, label: 80, scale: 1}
	var lines []data.Line
	for _, side := range sheet.Sides {
		lines = append(lines, side.Lines...)
	}
	if slices.ContainsFunc(lines, func(l data.Line) bool { return l.Focus != "" }) {
		b.label = 55
	}
	for _, line := range lines {
		for b.scale > evenScale && !b.fits(b.question(line, b.scale)) {
			b.scale -= scaleStep
		}
	}
	return b
}

// fits tells whether lines go into one row.
func (b *ballotSide) fits(lines []typeset.Line) bool {
	return height(lines) <= b.sheet.Pitch-cellPadding/2
}

func (b *ballotSide) fill(r Rect, c typeset.Color) {
	b.page.Draw(typeset.Fill{X: r.X, Y: r.Y, W: r.W, H: r.H, Color: c})
}

func (b *ballotSide) grid(x1, y1, x2, y2 float64) {
	b.page.Draw(typeset.Stroke{X1: x1, Y1: y1, X2: x2, Y2: y2, Width: gridWidth, Color: typeset.Grey})
}

// marks draws what a reader of scans looks for: fiducials, ticks and boxes.
func (b *ballotSide) marks() {
	for _, square := range b.sheet.Fiducials {
		b.fill(square, typeset.Black)
	}
	b.fill(b.sheet.FiducialHole, typeset.Color{R: 255, G: 255, B: 255})
	for _, row := range b.sheet.Sides[b.side].Rows {
		for _, tick := range row.Ticks {
			b.fill(tick, typeset.Black)
		}
		for _, box := range row.Boxes {
			b.page.Draw(typeset.Frame{X: box.X, Y: box.Y, W: box.W, H: box.H, Width: frameWidth})
		}
	}
}

// heading sets the office, the title, the group and the rules.
func (b *ballotSide) heading(office, title string, g data.Group) {
	line := func(text string, s typeset.Style, align typeset.Align, top float64) {
		b.page.Set(typeset.Measure{Width: titleRight - textLeft, Align: align}.Fit(text, s), textLeft, top)
	}
	line(office, b.style(font.Song, typeset.SizeSmall4), typeset.Center, 10)
	line(title, b.style(font.Title, 18), typeset.Center, 15.4)
	line("评议人员类别："+g.Kind.String(), b.style(font.Hei, typeset.Size5), typeset.Left, 23.6)
	line(ballotRules, b.style(font.Song, typeset.SizeSmall5), typeset.Left, 28.6)
}

// codes draws both QR codes, and their text where people can read it.
func (b *ballotSide) codes(code string) error {
	for _, square := range b.sheet.QRCodes {
		if err := drawQR(b.page, square, code); err != nil {
			return err
		}
	}
	small := b.style(font.Song, typeset.Size6)
	put(b.page, typeset.Measure{Width: titleRight - textLeft, Align: typeset.Right}, small, code, textLeft, 24.6, 3)
	beside := b.sheet.QRCodes[1].X + b.sheet.QRCodes[1].W + 4
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
	bottom := b.sheet.RowsEnd(b.side)
	for _, y := range []float64{headTop, headBottom, bottom} {
		b.grid(textLeft, y, textRight, y)
	}
	for _, x := range []float64{textLeft, nameLeft, b.label} {
		b.grid(x, headTop, x, bottom)
	}
	for x := boxesLeft; x <= textRight; x += gradeWidth {
		b.grid(x, headTop, x, bottom)
	}
	head := b.style(font.Hei, typeset.Size5)
	cell := func(text string, left, right float64, s typeset.Style) {
		m := typeset.Measure{Width: right - left, Align: typeset.Center}
		put(b.page, m, s, text, left, (headTop+headBottom-s.Em())/2, s.Em())
	}
	cell("序号", textLeft, nameLeft, head.At(typeset.Size6))
	cell("评议对象", nameLeft, b.label, head)
	cell("评价项", b.label, boxesLeft, head)
	for i, grade := range data.Grades {
		cell(grade.String(), gradeColumns[i]-gradeWidth/2, gradeColumns[i]+gradeWidth/2, head)
	}
}

// rows sets number, target and label of every row.
func (b *ballotSide) rows() {
	lines, pitch := b.sheet.Sides[b.side].Lines, b.sheet.Pitch
	for row, line := range lines {
		top := rowsTop + float64(row)*pitch
		if row > 0 {
			b.between(lines[row-1], line, top)
		}
		number := b.style(font.Song, typeset.SizeSmall5)
		m := typeset.Measure{Width: nameLeft - textLeft, Align: typeset.Center}
		put(b.page, m, number, fmt.Sprint(line.Number), textLeft, top+(pitch-number.Em())/2, pitch)
		b.ask(line, Rect{b.label, top, boxesLeft - b.label, pitch})
		if row == 0 || lines[row-1].TargetID != line.TargetID {
			n := 1
			for row+n < len(lines) && lines[row+n].TargetID == line.TargetID {
				n++
			}
			b.name(line, Rect{nameLeft, top, b.label - nameLeft, float64(n) * pitch})
		}
	}
}

// between draws the light line between two rows. It goes past the name of a target that goes on, and keeps 3 mm away
// from the boxes.
func (b *ballotSide) between(above, below data.Line, y float64) {
	if above.TargetID == below.TargetID {
		b.grid(textLeft, y, nameLeft, y)
		b.grid(b.label, y, boxesLeft, y)
	} else {
		b.grid(textLeft, y, boxesLeft, y)
	}
	for x := boxesLeft; x <= textRight; x += gradeWidth {
		b.grid(max(x-dash, boxesLeft), y, min(x+dash, textRight), y)
	}
}

// name sets a target's name in the middle of its rows, somewhat smaller if it then fits on one line.
func (b *ballotSide) name(line data.Line, cell Rect) {
	m := typeset.Measure{Width: cell.W - 2*cellPadding, Align: typeset.Center}
	lines := func(size float64) []typeset.Line {
		return m.Balanced(typeset.Span{Text: line.TargetName, Style: b.style(font.Hei, size)})
	}
	size := typeset.SizeSmall4
	for smaller := size; smaller >= typeset.Size5; smaller -= sizeStep {
		if len(lines(smaller)) == 1 {
			size = smaller
			break
		}
	}
	for size > leastSize && height(lines(size)) > cell.H-cellPadding {
		size -= sizeStep
	}
	b.setCell(cell, lines(size))
}

// ask sets what a line asks.
func (b *ballotSide) ask(line data.Line, cell Rect) {
	scale := b.scale
	for scale > leastScale && !b.fits(b.question(line, scale)) {
		scale -= scaleStep
	}
	b.setCell(cell, b.question(line, scale))
}

// question is what a line asks, and in small type what to look at. The small type shrinks first.
func (b *ballotSide) question(line data.Line, scale float64) []typeset.Line {
	m := typeset.Measure{Width: boxesLeft - b.label - 2*cellPadding, Align: typeset.Left}
	asked := min(1, 1.5*scale)
	if line.Focus == "" {
		return m.Lines(typeset.Span{Text: line.Label, Style: b.style(font.Song, typeset.Size5*asked)})
	}
	return m.Lines(
		typeset.Span{Text: line.Label + "\n", Style: b.style(font.Song, typeset.SizeSmall5*asked)},
		typeset.Span{Text: line.Focus, Style: b.style(font.Song, typeset.Size6*scale)},
	)
}

// setCell sets lines in the middle of a cell's height.
func (b *ballotSide) setCell(cell Rect, lines []typeset.Line) {
	y := cell.Y + (cell.H-height(lines))/2
	for _, line := range lines {
		b.page.Set(line, cell.X+cellPadding, y)
		y += line.Height() * tight
	}
}

// tight is the distance from line to line in the cells, in line heights.
const tight = 1.05

func height(lines []typeset.Line) (h float64) {
	for _, line := range lines {
		h += line.Height() * tight
	}
	return h
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

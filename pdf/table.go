package pdf

import (
	"fmt"

	"liangping/pdf/font"
	"liangping/pdf/typeset"
)

// The block of a landscape table in millimetres: bound at its upper edge, like the portrait papers it is filed with.
const (
	tableTop    = 28.0
	tableLeft   = 26.0
	tableWidth  = typeset.A4Long - 2*tableLeft
	tableBottom = typeset.A4Short - 22
)

// The block of an upright table or form.
const (
	uprightTop    = 30.0
	uprightLeft   = 28.0
	uprightWidth  = 156.0
	uprightBottom = 275.0
)

// landscape begins a landscape table, on every page of it the mark, if there is one.
func (p *Press) landscape(doc *typeset.Doc, mark string) *typeset.Flow {
	flow := &typeset.Flow{Left: tableLeft, Width: tableWidth, Top: tableTop, Bottom: tableBottom}
	flow.Next = func() *typeset.Page {
		page := doc.Landscape()
		p.mark(page, mark, tableLeft+tableWidth, tableTop-4)
		return page
	}
	flow.Turn()
	return flow
}

// upright begins an upright table or form, on every page of it the mark, if there is one.
func (p *Press) upright(doc *typeset.Doc, mark string) *typeset.Flow {
	flow := &typeset.Flow{Left: uprightLeft, Width: uprightWidth, Top: uprightTop, Bottom: uprightBottom}
	flow.Next = func() *typeset.Page {
		page := doc.Portrait()
		p.mark(page, mark, uprightLeft+uprightWidth, uprightTop-3)
		return page
	}
	flow.Turn()
	return flow
}

// uprightTitle sets the title of an upright table or form.
func (p *Press) uprightTitle(f *typeset.Flow, text string) {
	heading := typeset.Span{Text: title(text), Style: p.style(font.Title, typeset.Size2)}
	f.Put(typeset.Measure{Width: f.Width, Align: typeset.Center}.Balanced(heading), 11)
	f.Y += 4
}

// mark sets a word in a frame, 未封存 or 草稿, whose bottom right corner is given. Without a word there is no frame.
func (p *Press) mark(page *typeset.Page, word string, right, bottom float64) {
	if word == "" {
		return
	}
	const width, height = 24.0, 8.0
	left, top := right-width, bottom-height
	page.Draw(typeset.Frame{X: left, Y: top, W: width, H: height, Width: 0.4})
	style := p.style(font.Hei, typeset.SizeSmall4)
	put(page, typeset.Measure{Width: width, Align: typeset.Center}, style, word, left, top+(height-style.Em())/2, height)
}

// tableHead sets the title of a landscape table, and three notes below it: left, middle and right. A long note at a
// side is set smaller before it would reach the one in the middle.
func (p *Press) tableHead(f *typeset.Flow, title, left, middle, right string) {
	heading := p.style(font.Title, 18)
	f.Y = put(f.Page, typeset.Measure{Width: f.Width, Align: typeset.Center}, heading, title, f.Left, f.Y, 9) + 3
	small := p.style(font.Song, typeset.Size5)
	center := typeset.Measure{Width: f.Width, Align: typeset.Center}.Fit(middle, small)
	side := (f.Width-center.Width())/2 - small.Em()
	f.Page.Set(typeset.Measure{Width: side, Align: typeset.Left}.Fit(left, small), f.Left, f.Y)
	f.Page.Set(center, f.Left, f.Y)
	f.Page.Set(typeset.Measure{Width: side, Align: typeset.Right}.Fit(right, small), f.Left+f.Width-side, f.Y)
	f.Y += small.Em() + 2
}

// column is a column of a ruled list.
type column struct {
	head  string
	width float64
	align typeset.Align
}

// ruled gives a list without rows.
func (p *Press) ruled(columns []column) *typeset.Table {
	t := &typeset.Table{
		Style: p.style(font.Song, typeset.Size5), Leading: 4.4, Pad: typeset.Padding{X: 1.5, Y: 1.5}, Rule: 0.2,
	}
	bold := p.style(font.Hei, typeset.Size5)
	var head typeset.Row
	for _, column := range columns {
		t.Columns = append(t.Columns, typeset.Column{Width: column.width, Align: column.align})
		head.Cells = append(head.Cells, typeset.Cell{Text: column.head, Align: typeset.Center, Style: &bold})
	}
	t.Head = []typeset.Row{head}
	return t
}

// row makes a row of a list, a text for each column.
func row(texts ...string) typeset.Row {
	var r typeset.Row
	for _, text := range texts {
		r.Cells = append(r.Cells, typeset.Cell{Text: text})
	}
	return r
}

// across makes a row of one text from edge to edge: what stands in an empty list.
func across(t *typeset.Table, text string) typeset.Row {
	return typeset.Row{Cells: []typeset.Cell{{Text: text, Span: len(t.Columns), Align: typeset.Left}}}
}

// group makes the row that names a group of the rows below it, set like the head, and stays with them.
func group(t *typeset.Table, text string) typeset.Row {
	r := across(t, text)
	r.Cells[0].Style, r.Shade, r.Keep = t.Head[0].Cells[0].Style, true, true
	return r
}

// tableFoot sets a note in small type below a table; without one nothing.
func (p *Press) tableFoot(f *typeset.Flow, note string) {
	if note == "" {
		return
	}
	const step = 4.6
	lines := typeset.Measure{Width: f.Width}.Lines(typeset.Span{Text: note, Style: p.style(font.Song, typeset.SizeSmall5)})
	f.Need(2 + step)
	f.Y += 2
	f.Put(lines, step)
}

// pageNumbers sets 第1页，共2页 below each page of a table of several pages.
func (p *Press) pageNumbers(doc *typeset.Doc) {
	if len(doc.Pages) == 1 {
		return
	}
	style := p.style(font.Song, typeset.SizeSmall5)
	for i, page := range doc.Pages {
		text := fmt.Sprintf("第%d页，共%d页", i+1, len(doc.Pages))
		left, width, y := tableLeft, tableWidth, tableBottom+4
		if page.Height > page.Width {
			left, width, y = uprightLeft, uprightWidth, uprightBottom+4
		}
		put(page, typeset.Measure{Width: width, Align: typeset.Right}, style, text, left, y, style.Em())
	}
}

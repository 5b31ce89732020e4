package pdf

import (
	"strings"

	"liangping/data"
	"liangping/pdf/font"
	"liangping/pdf/typeset"
)

// formColumns are the widths of a form: a name, what it holds, another name, what that holds.
var formColumns = []float64{28, 50, 28, 50}

// handwriting is what a field without text holds: room for three lines.
const handwriting = "\n\n\n"

// formTable makes a form of its lines: names and what they hold by turns. The last one runs to the edge; what holds nothing
// has room to be written by hand.
func (p *Press) formTable(lines []string) *typeset.Table {
	t := &typeset.Table{
		Style: p.style(font.Song, typeset.SizeSmall4), Leading: 6, Pad: typeset.Padding{X: 2, Y: 2.4}, Rule: 0.2,
	}
	for _, width := range formColumns {
		t.Columns = append(t.Columns, typeset.Column{Width: width, Align: typeset.Center})
	}
	bold := p.style(font.Hei, typeset.SizeSmall4)
	for _, line := range lines {
		var r typeset.Row
		cells := cellsOf(line, len(formColumns))
		for i, text := range cells {
			cell := typeset.Cell{Text: text}
			if i%2 == 0 {
				cell.Style = &bold
			}
			if i == len(cells)-1 {
				cell.Span = len(formColumns) - i
			}
			if cell.Span > 1 {
				cell.Align = typeset.Left
				if text == "" {
					cell.Text = handwriting
				}
			}
			r.Cells = append(r.Cells, cell)
		}
		t.Rows = append(t.Rows, r)
	}
	return t
}

// formSheet lays out a sheet whose text is a form, one row a line.
func (p *Press) formSheet(c data.Campaign, d data.Document) *typeset.Doc {
	return p.tableSheet(c, d, func(text string) (string, *typeset.Table) {
		return "", p.formTable(strings.Split(strings.Trim(text, "\n"), "\n"))
	})
}

// listSheet lays out a sheet whose text is a list below some lines.
func (p *Press) listSheet(c data.Campaign, d data.Document) *typeset.Doc {
	return p.tableSheet(c, d, func(text string) (string, *typeset.Table) {
		before, table, _ := p.partTable(text)
		return before, table
	})
}

// tableSheet lays out a sheet: its title, the lines before its table, the table.
func (p *Press) tableSheet(c data.Campaign, d data.Document, part func(text string) (before string, table *typeset.Table)) *typeset.Doc {
	doc := &typeset.Doc{Title: d.TitleLine(), Author: c.Office, Date: made(c, d.Date)}
	mark := ""
	if draft(d) {
		mark = "草稿"
	}
	flow := p.upright(doc, mark)
	p.uprightTitle(flow, d.Title)
	before, table := part(typeset.Clean(d.Text))
	if before != "" {
		flow.Put(typeset.Measure{Width: flow.Width}.Lines(typeset.Span{Text: before, Style: p.style(font.Song, typeset.Size5)}), 5.4)
		flow.Y += 1
	}
	if table != nil {
		table.Place(flow)
	}
	p.pageNumbers(doc)
	return doc
}

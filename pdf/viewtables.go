package pdf

import (
	"fmt"
	"strings"

	"liangping/data"
	"liangping/pdf/font"
	"liangping/pdf/typeset"
)

// Tables prints tables of 统计 that no other paper has, such as 历年, made on the given day: every cell as it is exported, under
// each table its notes. r tells whether the figures are sealed.
func (p *Press) Tables(c data.Campaign, name string, r data.Result, sheets []data.PlainTable, day data.Date) (*Paper, error) {
	title := fmt.Sprintf("%d年%s%s", c.Year, c.Title, name)
	doc := &typeset.Doc{Title: title, Author: c.Office, Date: made(c, day)}
	flow := p.landscape(doc, unsealed(r))
	p.tableHead(flow, title, "填报单位："+c.Office, "", "制表日期："+day.Chinese())
	for i, sheet := range sheets {
		_, head, _ := strings.Cut(sheet.Title, "·")
		p.numberedTable(flow, i+1, namedTable{head, p.evenTable(sheet)})
		if len(sheet.Notes) > 0 {
			note := typeset.Measure{Width: flow.Width}.Lines(typeset.Span{Text: strings.Join(sheet.Notes, "\n"), Style: p.style(font.Song, typeset.SizeSmall5)})
			flow.Put(note, 4.6)
			flow.Y += 5
		}
	}
	p.pageNumbers(doc)
	return finish(doc, fmt.Sprint(c.Year), name)
}

// evenTable prints a table whose numbers get columns of one width and its name what they leave. Where the kind stands before the
// name, it becomes a row before the rows of that kind.
func (p *Press) evenTable(sheet data.PlainTable) *typeset.Table {
	const name, most = 60.0, 26.0 // the least width of a name, the greatest of a number
	heads := sheet.Columns
	kinds := len(heads) > 1 && !heads[1].Number
	if kinds {
		heads = heads[1:]
	}
	each := min(most, (tableWidth-name)/float64(max(len(heads)-1, 1)))
	columns := []column{{heads[0].Name, tableWidth - each*float64(len(heads)-1), typeset.Left}}
	for _, h := range heads[1:] {
		columns = append(columns, column{strings.Replace(h.Name, "年", "年\n", 1), each, typeset.Right})
	}
	t := p.ruled(columns)
	for i, cells := range sheet.Rows {
		if kinds {
			if i == 0 || sheet.Rows[i-1][0] != cells[0] {
				t.Rows = append(t.Rows, group(t, cells[0]))
			}
			cells = cells[1:]
		}
		t.Rows = append(t.Rows, row(cells...))
	}
	return t
}

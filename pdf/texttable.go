package pdf

import (
	"math"
	"strings"
	"unicode"

	"liangping/data"
	"liangping/pdf/font"
	"liangping/pdf/typeset"
)

// cellMark parts the cells of a row where a table stands in the text of a document, lineMark the lines of a cell. The
// first row is its head; a line without a cellMark runs across the table, from edge to edge. So a table can be changed like any
// other text, and what was issued can be read without the program.
const (
	cellMark = "｜"
	lineMark = "／"
)

// inCell keeps marks of the records from being taken for those of a table.
var inCell = strings.NewReplacer(cellMark, "|", lineMark, "/", "\n", lineMark)

// tableLine writes a row of a table as text.
func tableLine(cells ...string) string {
	for i := range cells {
		cells[i] = inCell.Replace(cells[i])
	}
	return strings.Join(cells, cellMark)
}

// cellsOf reads a row of a table: as many cells as it has columns, what there is more in the last of them. A line that runs
// across is one cell.
func cellsOf(line string, columns int) []string {
	cells := strings.SplitN(strings.ReplaceAll(line, lineMark, "\n"), cellMark, columns)
	if len(cells) == 1 {
		return cells
	}
	return append(cells, make([]string, columns-len(cells))...)
}

// inLine brings a text of several lines into one.
func inLine(text string) string {
	lines := strings.FieldsFunc(text, func(r rune) bool { return r == '\n' })
	for i := range len(lines) - 1 {
		lines[i] = strings.TrimRight(lines[i], "；;，, ") + "；"
		if strings.HasSuffix(lines[i], "。；") {
			lines[i] = strings.TrimSuffix(lines[i], "；")
		}
	}
	return strings.Join(lines, "")
}

// cutTable parts a text into what stands before its table and the lines of the table; nil: it has none.
func cutTable(text string) (before string, table []string) {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if strings.Contains(line, cellMark) {
			return strings.Trim(strings.Join(lines[:i], "\n"), "\n"), lines[i:]
		}
	}
	return text, nil
}

// partTable parts a text into what stands before its table and the table; nil: it has none.
func (p *Press) partTable(text string) (before string, table *typeset.Table) {
	before, lines := cutTable(text)
	if lines != nil {
		table = p.textTable(lines)
	}
	return before, table
}

// textTable makes a table of its lines.
func (p *Press) textTable(lines []string) *typeset.Table {
	heads := cellsOf(lines[0], strings.Count(lines[0], cellMark)+1)
	var rows [][]string
	for _, line := range lines[1:] {
		if line != "" {
			rows = append(rows, cellsOf(line, len(heads)))
		}
	}
	t := p.ruled(textColumns(heads, rows))
	t.Leading = 4.8
	for i, cells := range rows {
		switch {
		case len(cells) > 1:
			t.Rows = append(t.Rows, row(cells...))
		case i+1 < len(rows) && len(rows[i+1]) > 1:
			t.Rows = append(t.Rows, group(t, cells[0]))
		default:
			t.Rows = append(t.Rows, across(t, cells[0]))
		}
	}
	return t
}

// Widths of columns, in ems. A column whose every text is short is as wide as that, the others share the rest.
const (
	em       = typeset.Size5 * 25.4 / 72 // mm
	blockEms = uprightWidth / em
	shortEms = 8.5 // a date is short
	emptyEms = 16  // room to write in a column without any text
	wholeEms = 3   // a head as short as this isn't broken
	padEms   = 0.9
)

// textColumns gives the columns widths by their texts, together as wide as the block. Those of short texts are centred.
func textColumns(heads []string, rows [][]string) (columns []column) {
	rest, shares := blockEms, 0.0
	for i, head := range heads {
		c := column{head: head, width: longest(i, rows), align: typeset.Left}
		if c.width == 0 {
			c.width = emptyEms
		}
		if c.width > shortEms {
			c.width = math.Sqrt(c.width)
			shares += c.width
		} else {
			c.width, c.align = max(c.width, min(ems(head), max(ems(head)/2, wholeEms)))+padEms, typeset.Center
			rest -= c.width
		}
		columns = append(columns, c)
	}
	total := 0.0
	for i := range columns {
		if columns[i].align == typeset.Left {
			columns[i].width *= max(rest, blockEms/3) / shares
		}
		total += columns[i].width
	}
	for i := range columns {
		columns[i].width *= blockEms / total
		columns[i].head = broken(columns[i].head, columns[i].width-padEms)
		columns[i].width *= em
	}
	return columns
}

// longest is how long the longest text of a column is.
func longest(column int, rows [][]string) (n float64) {
	for _, cells := range rows {
		if len(cells) > 1 {
			n = max(n, ems(cells[column]))
		}
	}
	return n
}

// broken breaks a head that is longer than its column in the middle.
func broken(head string, width float64) string {
	if ems(head) <= width {
		return head
	}
	r := []rune(head)
	middle := (len(r) + 1) / 2
	return string(r[:middle]) + "\n" + string(r[middle:])
}

// ems is how long a text is, in its own size.
func ems(text string) (n float64) {
	for _, r := range text {
		if r <= unicode.MaxLatin1 {
			n += 0.55
		} else {
			n++
		}
	}
	return n
}

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
		cells := strings.SplitN(strings.ReplaceAll(line, lineMark, "\n"), cellMark, len(formColumns))
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
	return p.tableSheet(c, d, p.partTable)
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

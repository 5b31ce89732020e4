package pdf

import (
	"math"
	"regexp"
	"strings"
	"unicode"

	"liangping/pdf/font"
	"liangping/pdf/typeset"
)

// cellMark parts the cells of a row where a table stands in the text of a document, lineMark the lines of a cell. The first row is
// its head. A line without a cellMark runs across the table: it names the rows below it, or closes the table; from 注： on the
// lines are a note. So a table can be changed like any other text, and what was issued can be read without the program.
const (
	cellMark = "｜"
	lineMark = "／"
)

// inCell keeps marks of the records from being taken for those of a table.
var inCell = strings.NewReplacer(cellMark, "|", lineMark, "/", "\n", lineMark)

// noteMark begins the note below a table.
const noteMark = "注："

// wideTable is how many columns still fit on an upright page.
const wideTable = 9

// tableLine writes a row of a table as text.
func tableLine(cells ...string) string {
	for i := range cells {
		cells[i] = inCell.Replace(cells[i])
	}
	return strings.Join(cells, cellMark)
}

// cellsOf reads the cells of a row, what there is more than columns in the last of them. A line that runs across is one cell.
func cellsOf(line string, columns int) []string {
	return strings.SplitN(strings.ReplaceAll(line, lineMark, "\n"), cellMark, columns)
}

// padded gives a row of too few cells empty ones; a line that runs across stays one cell.
func padded(cells []string, columns int) []string {
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

// partTable parts a text into what stands before its table and the table; nil: it has none. A table of many columns wants a
// page on its side.
func (p *Press) partTable(text string) (before string, table *typeset.Table, landscape bool) {
	before, lines := cutTable(text)
	if lines != nil {
		table, landscape = p.textTable(lines)
	}
	return before, table, landscape
}

// textTable makes a table of its lines.
func (p *Press) textTable(lines []string) (t *typeset.Table, landscape bool) {
	heads, rest := cellsOf(lines[0], strings.Count(lines[0], cellMark)+1), lines[1:]
	landscape = len(heads) > wideTable
	var note string
	for i, line := range rest {
		if strings.HasPrefix(line, noteMark) {
			note, rest = strings.TrimSpace(strings.Join(rest[i:], "\n")), rest[:i]
			break
		}
	}
	var rows [][]string
	for _, line := range rest {
		if strings.TrimSpace(line) != "" {
			rows = append(rows, cellsOf(line, len(heads)))
		}
	}
	width := blockEms
	if landscape {
		width = landscapeEms
	}
	t = p.ruled(textColumns(heads, rows, width))
	t.Leading = 4.8
	for i, cells := range rows {
		switch {
		case len(cells) > 1:
			t.Rows = append(t.Rows, textRow(cells, len(heads)))
		case i+1 < len(rows) && len(rows[i+1]) > 1:
			t.Rows = append(t.Rows, group(t, cells[0]))
		default:
			t.Rows = append(t.Rows, across(t, cells[0]))
		}
	}
	if note != "" {
		r, small := across(t, note), p.style(font.Song, typeset.SizeSmall5)
		r.Cells[0].Style = &small
		t.Rows = append(t.Rows, r)
	}
	return t, landscape
}

// figure is a cell that stands at the right.
var figure = regexp.MustCompile(`^(-?[0-9.]+|—)$`)

// textRow makes a row of cells; the last of too few takes the columns that are left.
func textRow(cells []string, columns int) typeset.Row {
	var r typeset.Row
	for i, text := range cells {
		cell := typeset.Cell{Text: strings.TrimSpace(text), Span: 1}
		if i > 0 && figure.MatchString(cell.Text) { // the first is a number of the row, or a rank
			cell.Align = typeset.Right
		}
		r.Cells = append(r.Cells, cell)
	}
	r.Cells[len(cells)-1].Span = columns - len(cells) + 1
	return r
}

// Widths of columns, in ems. A column whose every text is short is as wide as that, the others share the rest.
const (
	em           = typeset.Size5 * 25.4 / 72 // mm
	blockEms     = uprightWidth / em
	landscapeEms = 225 / em // GB/T 9704-2012 7.3.6: the block lies on its side
	shortEms     = 8.5      // a date is short
	emptyEms     = 16       // room to write in a column without any text
	wholeEms     = 3        // a head as short as this isn't broken
	padEms       = 0.9
)

// textColumns gives the columns widths by their texts, together so many ems wide. Those of short texts are centred.
func textColumns(heads []string, rows [][]string, whole float64) (columns []column) {
	rest, shares := whole, 0.0
	for i, head := range heads {
		c := column{head: head, width: longest(i, rows), align: typeset.Left}
		if c.width == 0 {
			c.width = emptyEms
		}
		if c.width > shortEms {
			c.width = math.Sqrt(c.width)
			shares += c.width
		} else {
			c.width, c.align = max(c.width, narrowest(head))+padEms, typeset.Center
			rest -= c.width
		}
		columns = append(columns, c)
	}
	total := 0.0
	for i := range columns {
		if columns[i].align == typeset.Left {
			columns[i].width *= max(rest, whole/3) / shares
		}
		total += columns[i].width
	}
	for i := range columns {
		columns[i].width *= whole / total
		columns[i].head = broken(columns[i].head, columns[i].width-padEms)
		columns[i].width *= em
	}
	return columns
}

// longest is how long the longest text of a column is.
func longest(column int, rows [][]string) (n float64) {
	for _, cells := range rows {
		if len(cells) > max(column, 1) {
			n = max(n, ems(cells[column]))
		}
	}
	return n
}

// narrowest is how narrow the column of a head may be.
func narrowest(head string) (n float64) {
	if ems(head) <= wholeEms {
		return ems(head)
	}
	for line := range strings.SplitSeq(broken(head, max(ems(head)/2, wholeEms)), "\n") {
		n = max(n, ems(line))
	}
	return n
}

// brokenHeads are the heads whose two lines part at a word.
var brokenHeads = map[string]string{
	"基本满意": "基本\n满意", "空、多选": "空、\n多选", "满意率%": "满意率\n%", "满意和基本满意率%": "满意和基本\n满意率%",
	"综合得分": "综合\n得分", "不满意率%": "不满意率\n%", "不了解率%": "不了解率\n%",
}

// broken breaks a head that is longer than its column: at a word, or in the middle.
func broken(head string, width float64) string {
	if ems(head) <= width {
		return head
	}
	if words := brokenHeads[head]; words != "" {
		return words
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

package pdf

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"

	"liangping/data"
	"liangping/pdf/font"
	"liangping/pdf/typeset"
)

// cellMark stands between the cells of a table in the text of a document: 评价项｜满意｜基本满意. The first such line is the
// head. A line without it within the table names the rows below it; from 注： on the lines are a note.
const cellMark = "｜"

// noteMark begins the note below a table.
const noteMark = "注："

// wideTable is how many columns still fit on an upright page.
const wideTable = 9

// notedTable takes the table out of the text of an attachment; without a line of cells there is none.
func (p *Press) notedTable(text string) (body string, table *typeset.Table, landscape bool) {
	before, _, found := strings.Cut(text, cellMark)
	if !found {
		return text, nil, false
	}
	start := strings.LastIndex(before, "\n") + 1
	lines := strings.Split(text[start:], "\n")
	head := strings.Split(lines[0], cellMark)
	table = p.ruled(notedColumns(head, lines))
	table.Pad.X, table.Pad.Y = 1.2, 1.2
	for i, line := range lines[1:] {
		switch {
		case strings.TrimSpace(line) == "":
		case strings.HasPrefix(line, noteMark):
			note := across(table, strings.TrimSpace(strings.Join(lines[i+1:], "\n")))
			small := p.style(font.Song, typeset.SizeSmall5)
			note.Cells[0].Style = &small
			table.Rows = append(table.Rows, note)
			return strings.TrimRight(text[:start], "\n"), table, len(head) > wideTable
		case strings.Contains(line, cellMark):
			table.Rows = append(table.Rows, notedRow(line, len(head)))
		default:
			table.Rows = append(table.Rows, group(table, line))
		}
	}
	return strings.TrimRight(text[:start], "\n"), table, len(head) > wideTable
}

// notedColumns gives each column the room of its head and its longest cell, in characters.
func notedColumns(head, lines []string) []column {
	columns := make([]column, len(head))
	for i, name := range head {
		columns[i].head, columns[i].align = cmp.Or(brokenHeads[name], name), typeset.Left
		for part := range strings.SplitSeq(columns[i].head, "\n") {
			columns[i].width = max(columns[i].width, ems(part))
		}
	}
	for _, line := range lines[1:] {
		cells := strings.Split(line, cellMark)
		if strings.HasPrefix(line, noteMark) {
			break
		}
		for i := range min(len(cells), len(columns)) {
			if len(cells) == len(columns) {
				columns[i].width = min(max(columns[i].width, ems(cells[i])), 16)
			}
		}
	}
	for i := range columns {
		columns[i].width += 0.9 // the padding
	}
	return columns
}

// brokenHeads are the heads that take two lines.
var brokenHeads = map[string]string{
	"基本满意": "基本\n满意", "空、多选": "空、\n多选", "满意率%": "满意率\n%", "满意和基本满意率%": "满意和基本\n满意率%",
	"综合得分": "综合\n得分", "不满意率%": "不满意率\n%", "不了解率%": "不了解率\n%",
}

// ems is about how long a text is, in full-width characters.
func ems(text string) (n float64) {
	for _, r := range text {
		if n++; r < 0x80 {
			n -= 0.48
		}
	}
	return n
}

// figure is a cell that stands at the right.
var figure = regexp.MustCompile(`^(-?[0-9.]+|—)$`)

// notedRow makes a row of a line; the last of too few cells takes the columns that are left.
func notedRow(line string, columns int) typeset.Row {
	var r typeset.Row
	for i, text := range strings.SplitN(line, cellMark, columns) {
		cell := typeset.Cell{Text: strings.TrimSpace(text), Span: 1}
		if figure.MatchString(cell.Text) {
			cell.Align = typeset.Right
			if i == 0 { // a rank
				cell.Align = typeset.Center
			}
		}
		r.Cells = append(r.Cells, cell)
		if i == columns-1 {
			break
		}
	}
	r.Cells[len(r.Cells)-1].Span = columns - len(r.Cells) + 1
	return r
}

// resultColumns heads the table of results in the text of a document, after what names its rows.
var resultColumns = []string{"满意", "基本满意", "不满意", "不了解", "空、多选", "满意率%", "满意和基本满意率%", "综合得分", "不满意率%", "不了解率%"}

// resultCells are the cells under resultColumns; what is withheld says why.
func resultCells(sc data.Scoring, c data.Counts, f data.Figures, w data.Withholding) (cells []string) {
	for _, n := range []int{c.Satisfied, c.MostlySatisfied, c.Dissatisfied, c.Unfamiliar, c.Blank + c.Multiple} {
		if cell := fmt.Sprint(n); w.HidesCounts() {
			cells = append(cells, w.String())
		} else {
			cells = append(cells, cell)
		}
	}
	for _, m := range metrics {
		if cell := sc.Format(m, m.Of(f)); w.HidesFigures() {
			cells = append(cells, w.String())
		} else {
			cells = append(cells, cell)
		}
	}
	return cells
}

// note is the rule below a table, with the warning of a draft before it.
func note(r *data.Result) []string {
	text := r.RuleText()
	if !r.Sealed {
		text = append([]string{data.UnsealedNote}, text...)
	}
	text[0] = noteMark + text[0]
	return text
}

func cells(texts ...string) string { return strings.Join(texts, cellMark) }

package pdf

import (
	"fmt"

	"liangping/data"
)

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

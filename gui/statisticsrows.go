package gui

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"liangping/data"
)

// resultRow is a line of a statistics table: a target's result, or that of one of its lines or groups, with the words of its
// group's head.
type resultRow struct {
	data.TargetResult
	key      string
	scoring  data.Scoring
	group    string         // 领导干部　5 个
	counted  string         // 按工作、作风两项合计，每票 2 项
	peers    int            // targets of its kind
	beside   [2]*resultPart // two parts beside each other; nil for a part that there is not
	metric   data.Metric    // that ranks them
	band     data.Band      // what the outcome rules say of it
	parts    []resultPart   // in the detail: 评价项 and groups of a target, the targets of an 评价项 or a group
	numbers  []int          // of opinions: all, and by channel
	unranked bool           // it is no target's
}

// resultPart is a part of a result under its name.
type resultPart struct {
	label string
	data.Counts
	data.Figures
	Withheld data.Withholding
}

// lineParts are the 评价项 of a target, then its groups of evaluators where there are several.
func lineParts(t data.TargetResult) (parts []resultPart) {
	for _, l := range t.Lines {
		parts = append(parts, resultPart{l.Label, l.Counts, l.Figures, l.Withheld})
	}
	if len(t.Groups) > 1 {
		for _, g := range t.Groups {
			parts = append(parts, resultPart{g.Kind.String(), g.Counts, g.Figures, g.Withheld})
		}
	}
	return parts
}

// resultRows returns the lines of a result in its order.
func resultRows(r *data.Result) []resultRow {
	peers := map[data.Kind]int{}
	for _, t := range r.Targets {
		peers[t.Kind]++
	}
	rows := make([]resultRow, len(r.Targets))
	for i, t := range r.Targets {
		rows[i] = resultRow{
			TargetResult: t, key: string(t.TargetID), scoring: r.Scoring, group: fmt.Sprintf("%s　%d 个", t.Kind, peers[t.Kind]),
			counted: r.Basis(t.Kind), peers: peers[t.Kind], metric: data.ScoreMetric, parts: lineParts(t),
		}
	}
	return rows
}

// newResultTable returns a table of targets in their ranks, each with its marks, its figures and its bar.
func newResultTable(what string) *table[resultRow] {
	rank := column[resultRow]{label: "名次", width: 52, align: fyne.TextAlignTrailing, text: resultRow.rankText}
	return newStatisticsTable(append([]column[resultRow]{rank}, resultColumns(what)...))
}

// newPooledTable is newResultTable for rows that have no rank.
func newPooledTable(what string) *table[resultRow] { return newStatisticsTable(resultColumns(what)) }

func resultColumns(what string) []column[resultRow] {
	return []column[resultRow]{
		{label: what, text: resultRow.nameText},
		countColumn("满意", 58, func(c data.Counts) int { return c.Satisfied }),
		countColumn("基本\n满意", 50, func(c data.Counts) int { return c.MostlySatisfied }),
		countColumn("不满意", 56, func(c data.Counts) int { return c.Dissatisfied }),
		countColumn("不了解", 56, func(c data.Counts) int { return c.Unfamiliar }),
		countColumn("空、\n多选", 46, func(c data.Counts) int { return c.Blank + c.Multiple }),
		figureColumn("满意率\n%", 66, data.SatisfiedMetric),
		figureColumn("满意和基本\n满意率 %", 84, data.AtLeastMostlyMetric),
		figureColumn("综合\n得分", 70, data.ScoreMetric),
		figureColumn("不满意率\n%", 67, data.DissatisfiedMetric),
		figureColumn("不了解率\n%", 67, data.UnfamiliarMetric),
		{
			width: 204, legend: true, text: func(r resultRow) string { return r.Withheld.String() }, look: mutedLook,
			bar: func(r resultRow) (data.Counts, bool) { return r.Counts, r.Graded() > 0 && !r.Withheld.HidesCounts() },
		},
	}
}

// newBesideTable returns a table of two parts of each result beside each other, by the figure that ranks.
func newBesideTable(first, second string) *table[resultRow] {
	part := func(i int, label string) column[resultRow] {
		figure := func(r resultRow) *big.Rat { return r.besideFigure(i) }
		return column[resultRow]{
			label: label, width: 92, align: fyne.TextAlignTrailing,
			text: func(r resultRow) string { return r.besideText(i) },
			sort: func(a, b resultRow) int { return data.CompareFigures(figure(a), figure(b)) },
		}
	}
	bar := func(i int, label string) column[resultRow] {
		return column[resultRow]{label: label, width: 202, bar: func(r resultRow) (data.Counts, bool) {
			b := r.beside[i]
			if b == nil || b.Withheld.HidesCounts() {
				return data.Counts{}, false
			}
			return b.Counts, b.Graded() > 0
		}}
	}
	return newStatisticsTable([]column[resultRow]{
		{label: "名次", width: 52, align: fyne.TextAlignTrailing, text: resultRow.rankText},
		{label: "评议对象", text: resultRow.nameText},
		part(0, first),
		part(1, second),
		{
			label: "相差", width: 76, align: fyne.TextAlignTrailing, text: resultRow.differenceText,
			sort: func(a, b resultRow) int { return data.CompareFigures(a.difference(), b.difference()) },
		},
		{
			label: "合计", name: anyMetric, width: 84, align: fyne.TextAlignTrailing, look: boldLook,
			text: func(r resultRow) string { return r.figureText(r.metric) },
			sort: func(a, b resultRow) int { return data.CompareFigures(a.metric.Of(a.Figures), b.metric.Of(b.Figures)) },
		},
		bar(0, first), bar(1, second),
	})
}

func newStatisticsTable(columns []column[resultRow]) *table[resultRow] {
	t := newTable(func(r resultRow) string { return r.key }, columns)
	t.group = func(r resultRow) (title, remark string) { return r.group, r.counted }
	t.bare, t.noFooter = true, true
	return t
}

func boldLook(resultRow) look { return look{bold: true} }

func mutedLook(resultRow) look { return look{color: colorMuted} }

// nameText marks a target that the outcome rules touch, and one whose valid marks are all the same.
func (r resultRow) nameText() string {
	name := r.Name
	if r.Unanimous != 0 {
		name = "≡ " + name
	}
	if r.band != "" {
		name = bandChip(r.band).sign + " " + name
	}
	return name
}

// countColumn is a column of marks, empty where they are withheld.
func countColumn(label string, width float32, count func(data.Counts) int) column[resultRow] {
	return column[resultRow]{
		label: label, width: width, align: fyne.TextAlignTrailing,
		text: func(r resultRow) string {
			if r.Withheld.HidesCounts() {
				return ""
			}
			return strconv.Itoa(count(r.Counts))
		},
		sort: func(a, b resultRow) int { return count(a.Counts) - count(b.Counts) },
	}
}

// figureColumn is a column of a figure, a rate in percent.
func figureColumn(label string, width float32, m data.Metric) column[resultRow] {
	c := column[resultRow]{
		label: label, name: string(m), width: width, align: fyne.TextAlignTrailing,
		text: func(r resultRow) string { return r.figureText(m) },
		sort: func(a, b resultRow) int { return data.CompareFigures(m.Of(a.Figures), m.Of(b.Figures)) },
	}
	if m == data.ScoreMetric {
		c.look = boldLook
	}
	return c
}

// figureText is a figure as the rule shows it, "" where it is withheld.
func (r resultRow) figureText(m data.Metric) string {
	if r.Withheld.HidesFigures() {
		return ""
	}
	return r.scoring.Format(m, m.Of(r.Figures))
}

func (r resultRow) besideFigure(i int) *big.Rat {
	if b := r.beside[i]; b != nil && !b.Withheld.HidesFigures() {
		return r.metric.Of(b.Figures)
	}
	return nil
}

// besideText is the figure of one part, or why there is none.
func (r resultRow) besideText(i int) string {
	switch b := r.beside[i]; {
	case b == nil:
		return "—"
	case b.Withheld == data.TooFew:
		return b.Withheld.String()
	case b.Withheld.HidesFigures():
		return "不单列"
	}
	return r.scoring.Format(r.metric, r.besideFigure(i))
}

// difference is how much the first part is above the second, nil where one is missing.
func (r resultRow) difference() *big.Rat {
	a, b := r.besideFigure(0), r.besideFigure(1)
	if a == nil || b == nil {
		return nil
	}
	return new(big.Rat).Sub(a, b)
}

func (r resultRow) differenceText() string { return signed(r.scoring, r.metric, r.difference()) }

// signed is a difference of two figures with its sign.
func signed(sc data.Scoring, m data.Metric, d *big.Rat) string {
	text := sc.Format(m, d)
	if d != nil && d.Sign() > 0 {
		text = "+" + text
	}
	return text
}

// newOpinionTable returns the table of the opinions, by channel.
func newOpinionTable() *table[resultRow] {
	number := func(i int, label string) column[resultRow] {
		return column[resultRow]{
			label: label, width: 104, align: fyne.TextAlignTrailing,
			text: func(r resultRow) string { return strconv.Itoa(r.numbers[i]) },
			sort: func(a, b resultRow) int { return a.numbers[i] - b.numbers[i] },
		}
	}
	columns := []column[resultRow]{{label: "意见说的是", text: resultRow.nameText}, number(0, "合计")}
	columns[1].look = boldLook
	for i, c := range data.OpinionChannels {
		columns = append(columns, number(i+1, c.String()))
	}
	return newStatisticsTable(append(columns, column[resultRow]{width: 24})) // free of the scroll bar
}

// rankText is the rank, “—” for a target without a figure to rank by.
func (r resultRow) rankText() string {
	switch {
	case r.unranked:
		return ""
	case r.Rank == 0:
		return "—"
	}
	return strconv.Itoa(r.Rank)
}

// place says where the target stands among its kind.
func (r resultRow) place() string {
	switch {
	case r.unranked || r.peers == 0:
		return r.group
	case r.Rank == 0:
		return fmt.Sprintf("%s　共 %d 个，没有得分，不排名次", r.Kind, r.peers)
	}
	return fmt.Sprintf("%s　第 %d 名，共 %d 个", r.Kind, r.Rank, r.peers)
}

const (
	detailWidth   = 296
	detailPadding = 12
)

// resultDetail shows the chosen row whole: its full name, its place, the figure that ranks it, and each of its parts.
func resultDetail(r resultRow) fyne.CanvasObject {
	const width = detailWidth - 2*detailPadding
	head := vbox(4)
	for _, s := range wrap(r.Name, width, textHeading, true) {
		head.Add(heading(s))
	}
	head.Add(newParagraph(r.place()+"\n"+r.counted, textCaption, colorMuted, width))
	list := vbox(8, head)
	if r.Unanimous != 0 {
		list.Add(newNotice(r.Warning()+"。", width))
	}
	if r.numbers != nil {
		return pad(detailPadding, list)
	}
	parts := []resultPart{{"合计", r.Counts, r.Figures, r.Withheld}} // what ranks comes first
	for _, part := range r.parts {
		if part.label == "总体" {
			parts[0].label = part.label
			continue
		}
		parts = append(parts, part)
	}
	for _, part := range parts {
		list.Add(line())
		list.Add(figureBlock(r.scoring, part))
	}
	return pad(detailPadding, list)
}

// figureBlock shows counts and figures under a label: the score, the bar, the marks, the rates; or why they are not shown.
func figureBlock(sc data.Scoring, part resultPart) fyne.CanvasObject {
	const width = detailWidth - 2*detailPadding
	c, f, w := part.Counts, part.Figures, part.Withheld
	score := sc.Format(data.ScoreMetric, f.Score)
	if w.HidesFigures() {
		score = ""
	}
	room := width - textWidth(score, textBody, true) - 2*cellPadding
	block := vbox(3, hbox(4, bold(body(fit(part.label, room, textBody, true))), spacer(), bold(body(score))))
	if w.HidesCounts() {
		block.Add(caption(w.String()))
	} else {
		block.Add(hbox(0, newGradeBar(c)))
		block.Add(caption(fmt.Sprintf("满意 %d　基本满意 %d　不满意 %d　不了解 %d", c.Satisfied, c.MostlySatisfied, c.Dissatisfied, c.Unfamiliar)))
	}
	if w.HidesFigures() {
		return block
	}
	show := func(m data.Metric) string { return m.String() + " " + figureText(sc, m, m.Of(f)) }
	block.Add(caption(show(data.SatisfiedMetric) + "　" + show(data.AtLeastMostlyMetric)))
	block.Add(caption(show(data.DissatisfiedMetric) + "　" + show(data.UnfamiliarMetric)))
	var idle []string
	if c.Blank > 0 {
		idle = append(idle, fmt.Sprintf("空 %d", c.Blank))
	}
	if c.Multiple > 0 {
		idle = append(idle, fmt.Sprintf("多选 %d", c.Multiple))
	}
	if len(idle) > 0 && !w.HidesCounts() {
		block.Add(caption("另有" + strings.Join(idle, "、") + "，不计"))
	}
	return block
}

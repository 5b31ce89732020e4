package gui

import (
	"fmt"
	"math/big"
	"strconv"

	"fyne.io/fyne/v2"

	"liangping/data"
)

// resultRow is a line of the statistics table: a target's result with the words of its group's head.
type resultRow struct {
	data.TargetResult
	group   string // 领导干部　5 个
	counted string // 按工作、作风两项合计，每票 2 项
	peers   int    // targets of its kind
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
			TargetResult: t, group: fmt.Sprintf("%s　%d 个", t.Kind, peers[t.Kind]), counted: r.Basis(t.Kind), peers: peers[t.Kind],
		}
	}
	return rows
}

// overallOf returns the index of the 总体 line, -1 when the form has none.
func overallOf(lines []data.LineResult) int {
	for i, l := range lines {
		if l.Item == data.Overall {
			return i
		}
	}
	return -1
}

// newResultTable returns the table of the targets, ranked by 综合得分 downwards.
func newResultTable() *table[resultRow] {
	t := newTable(func(r resultRow) string { return string(r.TargetID) }, resultColumns())
	t.group = func(r resultRow) (title, remark string) { return r.group, r.counted }
	t.bare, t.noFooter = true, true
	for i, c := range t.columns {
		if c.chosen {
			t.sorted, t.down = i, true
		}
	}
	return t
}

// resultColumns are the columns of screen 07: rank and name, the marks, the five figures, the bar.
func resultColumns() []column[resultRow] {
	return []column[resultRow]{
		{label: "名次", width: 52, align: fyne.TextAlignTrailing, text: resultRow.rankText},
		{label: "评议对象", text: func(r resultRow) string { return r.Name }},
		countColumn("满意", 58, func(c data.Counts) int { return c.Satisfied }),
		countColumn("基本\n满意", 50, func(c data.Counts) int { return c.MostlySatisfied }),
		countColumn("不满意", 56, func(c data.Counts) int { return c.Dissatisfied }),
		countColumn("不了解", 56, func(c data.Counts) int { return c.Unfamiliar }),
		countColumn("空、\n多选", 46, func(c data.Counts) int { return c.Blank + c.Multiple }),
		rateColumn("满意率\n%", 66, func(f data.Figures) *big.Rat { return f.SatisfiedRate }),
		rateColumn("满意和基本\n满意率 %", 84, func(f data.Figures) *big.Rat { return f.AtLeastMostly }),
		{
			label: "综合\n得分", width: 70, align: fyne.TextAlignTrailing, chosen: true,
			text: func(r resultRow) string { return data.FormatScore(r.Score) },
			look: func(resultRow) look { return look{bold: true} },
			sort: func(a, b resultRow) int { return data.CompareFigures(a.Score, b.Score) },
		},
		rateColumn("不满意率\n%", 71, func(f data.Figures) *big.Rat { return f.DissatisfiedRate }),
		rateColumn("不了解率\n%", 66, func(f data.Figures) *big.Rat { return f.UnfamiliarRate }),
		{width: 227, legend: true, bar: func(r resultRow) ([4]int, bool) { return gradeCounts(r.Counts), r.Graded() > 0 }},
	}
}

// countColumn is a column of marks.
func countColumn(label string, width float32, count func(data.Counts) int) column[resultRow] {
	return column[resultRow]{
		label: label, width: width, align: fyne.TextAlignTrailing,
		text: func(r resultRow) string { return strconv.Itoa(count(r.Counts)) },
		sort: func(a, b resultRow) int { return count(a.Counts) - count(b.Counts) },
	}
}

// rateColumn is a column of a rate in percent.
func rateColumn(label string, width float32, rate func(data.Figures) *big.Rat) column[resultRow] {
	return column[resultRow]{
		label: label, width: width, align: fyne.TextAlignTrailing,
		text: func(r resultRow) string { return data.FormatPercent(rate(r.Figures)) },
		sort: func(a, b resultRow) int { return data.CompareFigures(rate(a.Figures), rate(b.Figures)) },
	}
}

// rankText is the rank, “—” for a target without a score.
func (r resultRow) rankText() string {
	if r.Rank == 0 {
		return "—"
	}
	return strconv.Itoa(r.Rank)
}

// gradeCounts are the four parts of the bar.
func gradeCounts(c data.Counts) [4]int {
	return [4]int{c.Satisfied, c.MostlySatisfied, c.Dissatisfied, c.Unfamiliar}
}

const (
	detailWidth   = 296
	detailPadding = 12
)

// resultDetail shows the chosen target whole: its full name, its place, the figure that ranks it, and each 评价项.
func resultDetail(r resultRow) fyne.CanvasObject {
	const width = detailWidth - 2*detailPadding
	head := vbox(4)
	for _, s := range wrap(r.Name, width, textHeading, true) {
		head.Add(heading(s))
	}
	place := fmt.Sprintf("%s　第 %d 名，共 %d 个", r.Kind, r.Rank, r.peers)
	if r.Rank == 0 {
		place = fmt.Sprintf("%s　共 %d 个，没有得分，不排名次", r.Kind, r.peers)
	}
	head.Add(newParagraph(place+"\n"+r.Basis(), textCaption, colorMuted, width))
	list := vbox(8, head)

	overall, label := overallOf(r.Lines), "合计"
	if overall >= 0 {
		label = r.Lines[overall].Label
	}
	list.Add(line())
	list.Add(figureBlock(label, r.Counts, r.Figures)) // what ranks comes first
	for i, l := range r.Lines {
		if i != overall {
			list.Add(line())
			list.Add(figureBlock(l.Label, l.Counts, l.Figures))
		}
	}
	return pad(detailPadding, list)
}

// figureBlock shows counts and figures under a label: the score, the bar, the marks, the rates.
func figureBlock(label string, c data.Counts, f data.Figures) fyne.CanvasObject {
	const width = detailWidth - 2*detailPadding
	score := data.FormatScore(f.Score)
	room := width - textWidth(score, textBody, true) - 2*cellPadding
	block := vbox(3,
		hbox(4, bold(body(fit(label, room, textBody, true))), spacer(), bold(body(score))),
		hbox(0, newGradeBar(gradeCounts(c))),
		caption(fmt.Sprintf("满意 %d　基本满意 %d　不满意 %d　不了解 %d", c.Satisfied, c.MostlySatisfied, c.Dissatisfied, c.Unfamiliar)),
		caption(fmt.Sprintf("满意率 %s　满意和基本满意率 %s", percent(f.SatisfiedRate), percent(f.AtLeastMostly))),
		caption(fmt.Sprintf("不满意率 %s　不了解率 %s", percent(f.DissatisfiedRate), percent(f.UnfamiliarRate))),
	)
	switch {
	case c.Blank > 0 && c.Multiple > 0:
		block.Add(caption(fmt.Sprintf("另有空 %d、多选 %d，不计", c.Blank, c.Multiple)))
	case c.Blank > 0:
		block.Add(caption(fmt.Sprintf("另有空 %d，不计", c.Blank)))
	case c.Multiple > 0:
		block.Add(caption(fmt.Sprintf("另有多选 %d，不计", c.Multiple)))
	}
	return block
}

// percent is a rate with its sign; “—” without a denominator.
func percent(rate *big.Rat) string {
	if rate == nil {
		return data.FormatPercent(rate)
	}
	return data.FormatPercent(rate) + "%"
}

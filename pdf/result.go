package pdf

import (
	"fmt"
	"strconv"

	"liangping/data"
	"liangping/pdf/typeset"
)

// figureColumns are the columns that every table of figures ends with, the same as on the screen: the counts, the figures,
// the bar.
var figureColumns = []column{
	{"满意", 13, typeset.Right},
	{"基本\n满意", 13, typeset.Right},
	{"不满意", 14.5, typeset.Right},
	{"不了解", 14.5, typeset.Right},
	{"空、\n多选", 13, typeset.Right},
	{"满意率\n%", 17, typeset.Right},
	{"满意和基本\n满意率 %", 22, typeset.Right},
	{"综合\n得分", 16, typeset.Right},
	{"不满意率\n%", 18, typeset.Right},
	{"不了解率\n%", 18, typeset.Right},
	{"分布", 34, typeset.Left},
}

// The counts and the figures among figureColumns.
const countColumns, rateColumns = 5, 5

// metrics are the figures in the order of figureColumns.
var metrics = [rateColumns]data.Metric{
	data.SatisfiedMetric, data.AtLeastMostlyMetric, data.ScoreMetric, data.DissatisfiedMetric, data.UnfamiliarMetric,
}

// figureCells fill figureColumns. What is withheld says why in the place of its counts, of its figures.
func (p *Press) figureCells(sc data.Scoring, c data.Counts, f data.Figures, w data.Withholding) (cells []typeset.Cell) {
	why := func(span int) typeset.Cell { return typeset.Cell{Text: w.String(), Span: span, Align: typeset.Center} }
	if w.HidesCounts() {
		cells = append(cells, why(countColumns))
	} else {
		for _, n := range []int{c.Satisfied, c.MostlySatisfied, c.Dissatisfied, c.Unfamiliar, c.Blank + c.Multiple} {
			cells = append(cells, typeset.Cell{Text: strconv.Itoa(n)})
		}
	}
	if w.HidesFigures() {
		cells = append(cells, why(rateColumns))
	} else {
		for _, m := range metrics {
			cells = append(cells, typeset.Cell{Text: sc.Format(m, m.Of(f))})
		}
	}
	if w.HidesCounts() {
		return append(cells, typeset.Cell{})
	}
	return append(cells, p.bar(c))
}

// figureTable gives a table without rows, of some columns and figureColumns.
func (p *Press) figureTable(columns ...column) *typeset.Table {
	return p.ruled(append(columns, figureColumns...))
}

// Result prints the 评议结果汇总表 of a scope, made on the given day: every target with its counts and figures, by kind,
// and the rule under it. As long as a round isn't sealed the paper says so.
func (p *Press) Result(c data.Campaign, r data.Result, day data.Date) (*Paper, error) {
	title := fmt.Sprintf("%d年%s%s", c.Year, c.Title, resultTitle(r.Scope))
	doc := &typeset.Doc{Title: title, Author: c.Office, Date: made(c, day)}
	flow := p.landscape(doc, unsealed(r))
	p.resultHead(flow, title, c, r, day)
	p.resultTable(r).Place(flow)
	p.resultFoot(flow, r)
	p.pageNumbers(doc)
	return finish(doc, fmt.Sprint(c.Year), r.Scope.String(), "评议结果汇总表")
}

// unsealed is the mark of a paper whose figures can still change.
func unsealed(r data.Result) string {
	if r.Sealed {
		return ""
	}
	return "未封存"
}

func resultTitle(s data.Scope) string {
	if s == data.Combined {
		return "群众评议综合结果汇总表"
	}
	return s.String() + "结果汇总表"
}

// resultHead sets title, office, number of ballots and date.
func (p *Press) resultHead(f *typeset.Flow, title string, c data.Campaign, r data.Result, day data.Date) {
	p.tableHead(f, title, "填报单位："+c.Office, fmt.Sprintf("有效票%d张，废票%d张", r.Valid, r.Spoiled), "制表日期："+day.Chinese())
}

// resultTable lays the targets out, a row each, with a row for every kind before them.
func (p *Press) resultTable(r data.Result) *typeset.Table {
	t := p.figureTable(column{"名次", 12, typeset.Center}, column{"评议对象", 40, typeset.Left})
	for i, target := range r.Targets {
		if i == 0 || r.Targets[i-1].Kind != target.Kind {
			t.Rows = append(t.Rows, group(t, kindLine(r, target.Kind)))
		}
		t.Rows = append(t.Rows, p.resultRow(r.Scoring, target))
	}
	if len(r.Targets) == 0 {
		t.Rows = []typeset.Row{across(t, "还没有录入评议票。")}
	}
	return t
}

// kindLine names a kind, how many targets it has, and how their figures come about.
func kindLine(r data.Result, kind data.Kind) string {
	n := 0
	for _, t := range r.Targets {
		if t.Kind == kind {
			n++
		}
	}
	return fmt.Sprintf("%s　%d个　（%s）", kind, n, r.Basis(kind))
}

func (p *Press) resultRow(sc data.Scoring, t data.TargetResult) typeset.Row {
	cells := []typeset.Cell{{Text: data.RankText(t.Rank)}, {Text: t.Name}}
	return typeset.Row{Cells: append(cells, p.figureCells(sc, t.Counts, t.Figures, t.Withheld)...)}
}

// resultFoot sets the legend, the rule, and the lines for the signatures of scrutineers and tellers, together on one page.
func (p *Press) resultFoot(f *typeset.Flow, r data.Result) {
	p.legend(f, len(ruleText(r))+4)
	p.signedFoot(f, ruleText(r), "监票人（签名）：", "计票人（签名）：", "负责人（签名）：")
}

// ruleText is the rule under a table, and a warning for each target whose marks are all the same.
func ruleText(r data.Result) []string {
	text := r.RuleText()
	for _, t := range r.Targets {
		if warning := t.Warning(); warning != "" {
			text = append(text, fmt.Sprintf("提示：%s%s。", t.Name, warning))
		}
	}
	return text
}

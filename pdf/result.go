package pdf

import (
	"fmt"
	"strings"

	"liangping/data"
	"liangping/pdf/font"
	"liangping/pdf/typeset"
)

// resultColumns are the columns of the result table, the same as on the screen.
var resultColumns = []column{
	{"名次", 12, typeset.Center},
	{"评议对象", 50, typeset.Left},
	{"满意", 15, typeset.Right},
	{"基本\n满意", 15, typeset.Right},
	{"不满意", 15, typeset.Right},
	{"不了解", 15, typeset.Right},
	{"空、\n多选", 15, typeset.Right},
	{"满意率\n%", 20, typeset.Right},
	{"满意和基本\n满意率 %", 26, typeset.Right},
	{"综合\n得分", 20, typeset.Right},
	{"不满意率\n%", 21, typeset.Right},
	{"不了解率\n%", 21, typeset.Right},
}

// Result prints the 评议结果汇总表 of a scope, made on the given day: every target with its counts and figures, by kind,
// and the rule under it. As long as a round isn't sealed the paper says so.
func (p *Press) Result(c data.Campaign, r data.Result, day data.Date) (*Paper, error) {
	title := fmt.Sprintf("%d年%s%s", c.Year, c.Title, resultTitle(r.Scope))
	doc := &typeset.Doc{Title: title, Author: c.Office, Date: made(c, day)}
	mark := ""
	if !r.Sealed {
		mark = "未封存"
	}
	flow := p.landscape(doc, mark)
	p.resultHead(flow, title, c, r, day)
	p.resultTable(r).Place(flow)
	p.resultFoot(flow, r)
	p.pageNumbers(doc)
	return finish(doc, fmt.Sprint(c.Year), r.Scope.String(), "评议结果汇总表")
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
	t := p.ruled(resultColumns)
	for i, target := range r.Targets {
		if i == 0 || r.Targets[i-1].Kind != target.Kind {
			t.Rows = append(t.Rows, group(t, kindLine(r, target.Kind)))
		}
		t.Rows = append(t.Rows, resultRow(target))
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

func resultRow(t data.TargetResult) typeset.Row {
	rank := "—"
	if t.Rank > 0 {
		rank = fmt.Sprint(t.Rank)
	}
	return row(
		rank,
		t.Name,
		fmt.Sprint(t.Satisfied),
		fmt.Sprint(t.MostlySatisfied),
		fmt.Sprint(t.Dissatisfied),
		fmt.Sprint(t.Unfamiliar),
		fmt.Sprint(t.Blank+t.Multiple),
		data.FormatPercent(t.SatisfiedRate),
		data.FormatPercent(t.AtLeastMostly),
		data.FormatScore(t.Score),
		data.FormatPercent(t.DissatisfiedRate),
		data.FormatPercent(t.UnfamiliarRate),
	)
}

// resultFoot sets the rule, and the lines for the signatures of scrutineers and tellers, together on one page.
func (p *Press) resultFoot(f *typeset.Flow, r data.Result) {
	style := p.style(font.Song, typeset.SizeSmall5)
	rule := typeset.Measure{Width: f.Width}.Lines(typeset.Span{Text: strings.Join(r.RuleText(), "\n"), Style: style})
	const step, signing = 4.6, 14.0
	f.Need(2 + float64(len(rule))*step + signing)
	f.Y += 2
	f.Put(rule, step)
	f.Y += signing / 2
	sign := p.style(font.Song, typeset.Size5)
	for i, who := range []string{"监票人（签名）：", "计票人（签名）：", "负责人（签名）："} {
		x := f.Left + float64(i)*f.Width/3
		put(f.Page, typeset.Measure{Width: f.Width / 3, Align: typeset.Left}, sign, who, x, f.Y, sign.Em())
	}
	f.Y += signing / 2
}

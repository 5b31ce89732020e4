package pdf

import (
	"fmt"
	"strings"

	"liangping/data"
	"liangping/pdf/font"
	"liangping/pdf/typeset"
)

// The block of a landscape table in millimetres: bound at its upper edge, like the portrait papers it is filed with.
const (
	tableTop    = 28.0
	tableLeft   = 26.0
	tableWidth  = typeset.A4Long - 2*tableLeft
	tableBottom = typeset.A4Short - 22
)

// resultColumns are the columns of the result table, the same as on the screen.
var resultColumns = []struct {
	head  string
	width float64
	align typeset.Align
}{
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
	flow := &typeset.Flow{Left: tableLeft, Width: tableWidth, Top: tableTop, Bottom: tableBottom}
	flow.Next = func() *typeset.Page {
		page := doc.Landscape()
		if !r.Sealed {
			p.mark(page, "未封存", tableLeft+tableWidth, tableTop-4)
		}
		return page
	}
	flow.Turn()
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

// mark sets a word in a frame, 未封存 or 草稿, whose bottom right corner is given.
func (p *Press) mark(page *typeset.Page, word string, right, bottom float64) {
	const width, height = 24.0, 8.0
	left, top := right-width, bottom-height
	page.Draw(typeset.Frame{X: left, Y: top, W: width, H: height, Width: 0.4})
	style := p.style(font.Hei, typeset.SizeSmall4)
	put(page, typeset.Measure{Width: width, Align: typeset.Center}, style, word, left, top+(height-style.Em())/2, height)
}

// resultHead sets title, office, number of ballots and date.
func (p *Press) resultHead(f *typeset.Flow, title string, c data.Campaign, r data.Result, day data.Date) {
	p.tableHead(f, title, "填报单位："+c.Office, fmt.Sprintf("有效票%d张，废票%d张", r.Valid, r.Spoiled), "制表日期："+day.Chinese())
}

// tableHead sets the title of a landscape table, and three notes below it: left, middle and right. A long note at a
// side is set smaller before it would reach the one in the middle.
func (p *Press) tableHead(f *typeset.Flow, title, left, middle, right string) {
	heading := p.style(font.Title, 18)
	f.Y = put(f.Page, typeset.Measure{Width: f.Width, Align: typeset.Center}, heading, title, f.Left, f.Y, 9) + 3
	small := p.style(font.Song, typeset.Size5)
	center := typeset.Measure{Width: f.Width, Align: typeset.Center}.Fit(middle, small)
	side := (f.Width-center.Width())/2 - small.Em()
	f.Page.Set(typeset.Measure{Width: side, Align: typeset.Left}.Fit(left, small), f.Left, f.Y)
	f.Page.Set(center, f.Left, f.Y)
	f.Page.Set(typeset.Measure{Width: side, Align: typeset.Right}.Fit(right, small), f.Left+f.Width-side, f.Y)
	f.Y += small.Em() + 2
}

// resultTable lays the targets out, a row each, with a row for every kind before them.
func (p *Press) resultTable(r data.Result) *typeset.Table {
	t := &typeset.Table{
		Style: p.style(font.Song, typeset.Size5), Leading: 4.4, Pad: typeset.Padding{X: 1.5, Y: 1.5}, Rule: 0.2,
	}
	bold := p.style(font.Hei, typeset.Size5)
	var head typeset.Row
	for _, column := range resultColumns {
		t.Columns = append(t.Columns, typeset.Column{Width: column.width, Align: column.align})
		head.Cells = append(head.Cells, typeset.Cell{Text: column.head, Align: typeset.Center, Style: &bold})
	}
	t.Head = []typeset.Row{head}
	across := func(text string) typeset.Row {
		return typeset.Row{Cells: []typeset.Cell{{Text: text, Span: len(resultColumns), Align: typeset.Left, Style: &bold}}}
	}
	for i, target := range r.Targets {
		if i == 0 || r.Targets[i-1].Kind != target.Kind {
			row := across(kindLine(r, target.Kind))
			row.Shade, row.Keep = true, true
			t.Rows = append(t.Rows, row)
		}
		t.Rows = append(t.Rows, resultRow(target))
	}
	if len(r.Targets) == 0 {
		t.Rows = []typeset.Row{across("还没有录入评议票。")}
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
	texts := []string{
		rank,
		t.Name,
		fmt.Sprint(t.Satisfied),
		fmt.Sprint(t.MostlySatisfied),
		fmt.Sprint(t.Dissatisfied),
		fmt.Sprint(t.Unfamiliar),
		fmt.Sprint(t.Blank + t.Multiple),
		data.FormatPercent(t.SatisfiedRate),
		data.FormatPercent(t.AtLeastMostly),
		data.FormatScore(t.Score),
		data.FormatPercent(t.DissatisfiedRate),
		data.FormatPercent(t.UnfamiliarRate),
	}
	var row typeset.Row
	for _, text := range texts {
		row.Cells = append(row.Cells, typeset.Cell{Text: text})
	}
	return row
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

// pageNumbers sets 第1页，共2页 below each page of a table of several pages.
func (p *Press) pageNumbers(doc *typeset.Doc) {
	if len(doc.Pages) == 1 {
		return
	}
	style := p.style(font.Song, typeset.SizeSmall5)
	for i, page := range doc.Pages {
		text := fmt.Sprintf("第%d页，共%d页", i+1, len(doc.Pages))
		put(page, typeset.Measure{Width: tableWidth, Align: typeset.Right}, style, text, tableLeft, tableBottom+4, style.Em())
	}
}

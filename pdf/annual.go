package pdf

import (
	"fmt"
	"strings"

	"liangping/data"
	"liangping/pdf/font"
	"liangping/pdf/typeset"
)

// annualColumns are the columns of the 年度考核计分表.
var annualColumns = []column{
	{"序号", 12, typeset.Center},
	{"评议对象", 40, typeset.Left},
	{"职务（岗位）", 40, typeset.Left},
	{"单位", 30, typeset.Left},
	{"民主测评\n得分", 20, typeset.Right},
	{"社会评议\n得分", 20, typeset.Right},
	{"综合\n得分", 20, typeset.Right},
	{"名次", 13, typeset.Center},
	{"结果运用", 50, typeset.Left},
}

// Annual prints the 年度考核计分表, made on the given day: the scores that the campaign contributes to the year's 目标考核
// (plan.md §三.2（3）), 民主测评 from the internal round and 社会评议 from the social ones, with what was decided.
func (p *Press) Annual(c data.Campaign, stats *data.Statistics, rows []data.AnnualRow, day data.Date) (*Paper, error) {
	r := *stats.Of(data.Combined)
	title := fmt.Sprintf("%d年度考核计分表（%s）", c.Year, strings.TrimSuffix(c.Title, "活动")+"活动")
	doc := &typeset.Doc{Title: title, Author: c.Office, Date: made(c, day)}
	flow := p.landscape(doc, unsealed(r))
	p.tableHead(flow, title, "填报单位："+c.Office, fmt.Sprintf("共%d个评议对象", len(rows)), "制表日期："+day.Chinese())
	p.annualTable(stats, rows).Place(flow)
	notes := append([]string{"民主测评得分取内部评议，社会评议得分取社会评议。"}, r.RuleText()...)
	p.signedFoot(flow, notes, "制表人（签名）：", "审核人（签名）：", "负责人（签名）：")
	p.pageNumbers(doc)
	return finish(doc, fmt.Sprint(c.Year), "年度考核计分表")
}

func (p *Press) annualTable(stats *data.Statistics, rows []data.AnnualRow) *typeset.Table {
	t := p.ruled(annualColumns)
	sheet := data.AnnualTable(rows, stats) // every cell as in the workbook
	for i, cells := range sheet.Rows {
		if i == 0 || sheet.Rows[i-1][0] != cells[0] {
			t.Rows = append(t.Rows, group(t, cells[0]))
		}
		t.Rows = append(t.Rows, row(append([]string{fmt.Sprint(i + 1)}, cells[1:]...)...))
	}
	if len(rows) == 0 {
		t.Rows = []typeset.Row{across(t, "还没有评议结果。")}
	}
	return t
}

// signedFoot sets notes and below them the lines for signatures, together on one page.
func (p *Press) signedFoot(f *typeset.Flow, notes []string, signatures ...string) {
	const step, signing = 4.6, 14.0
	text := typeset.Span{Text: strings.Join(notes, "\n"), Style: p.style(font.Song, typeset.SizeSmall5)}
	lines := typeset.Measure{Width: f.Width}.Lines(text)
	f.Need(2 + float64(len(lines))*step + signing)
	f.Y += 2
	f.Put(lines, step)
	f.Y += signing / 2
	style := p.style(font.Song, typeset.Size5)
	for i, who := range signatures {
		width := f.Width / float64(len(signatures))
		put(f.Page, typeset.Measure{Width: width, Align: typeset.Left}, style, who, f.Left+float64(i)*width, f.Y, style.Em())
	}
	f.Y += signing / 2
}

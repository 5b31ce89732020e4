package pdf

import (
	"cmp"
	"fmt"
	"strings"

	"liangping/data"
	"liangping/pdf/font"
	"liangping/pdf/typeset"
)

// ReviewForm prints the 审核意见表 of a target, filled in from the record of its reviews: who reviews it, each version that
// was handed in and what became of it, the latest opinion with room to sign, the 公示. What the record doesn't hold stays
// free to be written by hand.
func (p *Press) ReviewForm(c data.Campaign, t data.Target, r data.Report) (*Paper, error) {
	const form = "自查自评报告和公开承诺书审核意见表"
	var day data.Date
	for _, step := range r.Reviews {
		day = step.Date
	}
	doc := &typeset.Doc{Title: activity(c) + form, Author: c.Office, Date: made(c, day)}
	flow := p.upright(doc, "")
	p.uprightTitle(flow, activity(c)+"\n"+form)
	table := p.reviewTable(c, t)
	for _, part := range data.Parts {
		table.Rows = append(table.Rows, p.reviewRows(c, r, part)...)
	}
	table.Place(flow)
	p.tableFoot(flow, "注：领导班子和主要负责同志的自查自评报告及公开承诺，由活动督导组审核把关；领导班子其他成员和其他评议对象的，由主要负责同志审核把关。")
	p.pageNumbers(doc)
	return finish(doc, fmt.Sprint(c.Year), "审核意见表", t.Name)
}

// reviewColumns is how many columns the form has, all of one width.
const reviewColumns = 6

// reviewTable begins the form with the target and its reviewer.
func (p *Press) reviewTable(c data.Campaign, t data.Target) *typeset.Table {
	form := &typeset.Table{
		Style: p.style(font.Song, typeset.Size5), Leading: 4.8, Pad: typeset.Padding{X: 1.5, Y: 2.1}, Rule: 0.2,
	}
	for range reviewColumns {
		form.Columns = append(form.Columns, typeset.Column{Width: uprightWidth / reviewColumns, Align: typeset.Center})
	}
	kind := t.Kind.String()
	if t.Level != "" {
		kind += "（" + t.Level.String() + "）"
	}
	reviewer := principal(c)
	if t.Route() == data.BySupervisionGroup {
		reviewer = supervisors(c)
	}
	form.Rows = []typeset.Row{
		{Cells: []typeset.Cell{p.label("评议对象"), {Text: t.Name, Span: 2}, p.label("类别"), {Text: kind, Span: 2}}},
		{Cells: []typeset.Cell{p.label("职务（岗位）"), {Text: t.Post, Span: 2}, p.label("所在单位"), {Text: cmp.Or(t.Unit, short(c)), Span: 2}}},
		{Cells: []typeset.Cell{p.label("审核"), {Text: reviewer, Span: reviewColumns - 1}}},
	}
	return form
}

// label is a cell that says what others hold.
func (p *Press) label(text string) typeset.Cell {
	bold := p.style(font.Hei, typeset.Size5)
	return typeset.Cell{Text: text, Style: &bold}
}

// version is one handing in of a text, and what was decided on it; nil: nothing yet.
type version struct{ submitted, decided *data.Review }

// versionsOf follows a text through its record. 退回草稿 undoes what was decided before.
func versionsOf(r data.Report, part data.Part) (all []version) {
	for i := range r.Reviews {
		step := &r.Reviews[i]
		switch {
		case step.Part != part:
		case step.Kind == data.ReviewSubmitted:
			all = append(all, version{submitted: step})
		case len(all) > 0 && step.Kind != data.ReviewPublished:
			all[len(all)-1].decided = step
		}
	}
	return all
}

// reviewRows is the part of the form that belongs to one text.
func (p *Press) reviewRows(c data.Campaign, r data.Report, part data.Part) []typeset.Row {
	name := p.label(part.String())
	name.Span, name.Align = reviewColumns, typeset.Left
	head := typeset.Row{Keep: true}
	for _, text := range []string{"稿次", "送审人", "送审日期", "审核人", "审核日期", "审核结果"} {
		head.Cells = append(head.Cells, p.label(text))
	}
	rows := []typeset.Row{{Cells: []typeset.Cell{name}, Shade: true, Keep: true}, head}
	versions := versionsOf(r, part)
	var last *data.Review
	for i, v := range versions {
		texts := []string{fmt.Sprintf("第%d稿", i+1), v.submitted.By, v.submitted.Date.String(), "", "", "审核中"}
		if last = v.decided; last != nil {
			texts[3], texts[4], texts[5] = signatory(c, last.By), last.Date.String(), last.Kind.String()
		}
		rows = append(rows, row(texts...))
		if i+1 < len(versions) && last != nil {
			rows = append(rows, p.wide(fmt.Sprintf("第%d稿\n审核意见", i+1), decision(last)))
		}
	}
	if len(versions) == 0 {
		rows = append(rows, row("", "", "", "", "", "尚未送审"))
	}
	rows = append(rows, p.wide("审核意见", toSign(c, last)))
	if shown := r.LastReview(part); shown != nil && shown.Kind == data.ReviewPublished {
		rows = append(rows, p.wide("公示", shownLine(shown.Publication)))
	}
	return rows
}

// wide is a row of a label and a text as wide as the rest.
func (p *Press) wide(label, text string) typeset.Row {
	return typeset.Row{Cells: []typeset.Cell{p.label(label), {Text: text, Span: reviewColumns - 1, Align: typeset.Left}}}
}

// decision is what the reviewer said, and by when a returned text is expected back.
func decision(r *data.Review) string {
	text := sentence(cmp.Or(strings.TrimSpace(r.Opinion), r.Kind.String()))
	if !r.Until.IsZero() {
		text += fmt.Sprintf("请于%s前修改后重新送审。", r.Until.Chinese())
	}
	return text
}

// toSign is the latest opinion with room for the reviewer to sign; without one, there is room to write it too.
func toSign(c data.Campaign, decided *data.Review) string {
	text, day := "", fmt.Sprintf("%d年　　月　　日", c.Year)
	if decided != nil {
		text, day = decision(decided), decided.Date.Chinese()
	}
	return text + "\n\n\n\n" + strings.Repeat("　", 12) + "审核人（签名）：" + strings.Repeat("　", 4) + day
}

// shownLine tells where and how long a text was shown.
func shownLine(p data.Publication) string {
	text := fmt.Sprintf("%s，共%d天", long(p.Start, p.End), p.Days())
	if p.Place != "" {
		text += "，" + p.Place
	}
	return text + "。"
}

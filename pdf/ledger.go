package pdf

import (
	"fmt"
	"slices"
	"strings"

	"liangping/data"
	"liangping/pdf/font"
	"liangping/pdf/typeset"
)

// ledgerColumns are the columns of the 整改台账 (design.md §9).
var ledgerColumns = []column{
	{"序号", 9.5, typeset.Center},
	{"存在问题\n（来源）", 37, typeset.Left},
	{"评议对象", 16, typeset.Left},
	{"整改措施", 38, typeset.Left},
	{"整改目标", 26, typeset.Left},
	{"责任领导\n责任科室\n责任人", 18.5, typeset.Center},
	{"整改类型\n整改时限", 20, typeset.Center},
	{"分步措施和进展", 38, typeset.Left},
	{"公示", 19.5, typeset.Left},
	{"状态和销号", 22.5, typeset.Left},
}

// Ledger prints the 整改台账 as it stands on the given day: the items of a view in the order given, each with what hangs
// under it. The view names the part of the ledger that is printed; it is empty for the whole.
func (p *Press) Ledger(c data.Campaign, view string, items []data.ItemRecord, day data.Date) (*Paper, error) {
	title := fmt.Sprintf("%d年%s整改台账", c.Year, activity(c))
	name := "整改台账"
	if view != "" {
		title, name = title+"（"+view+"）", name+"（"+view+"）"
	}
	doc := &typeset.Doc{Title: title, Author: c.Office, Date: made(c, day)}
	flow := p.landscape(doc, "")
	p.tableHead(flow, title, "填报单位："+c.Office, itemCounts(items, day), "制表日期："+day.Chinese())
	rows := make([]typeset.Row, len(items))
	for n, i := range items {
		rows[n] = row(ledgerCells(c, i, day)...)
	}
	p.ledgerTable(rows).Place(flow)
	p.pageNumbers(doc)
	return finish(doc, fmt.Sprint(c.Year), name)
}

// ledgerSheet writes the whole ledger as a document, so that it can be kept in the register as it stood (design.md §11): how
// far the items are, then a row for each.
func (in Records) ledgerSheet(d *data.Document) {
	c := in.Campaign
	d.Title = fmt.Sprintf("%d年%s整改台账", c.Year, activity(c))
	items := slices.Clone(in.Ledger)
	sortByNumber(items)
	var heads []string
	for _, column := range ledgerColumns {
		heads = append(heads, column.head)
	}
	lines := []string{itemCounts(items, in.Today), tableLine(heads...)}
	for _, i := range items {
		lines = append(lines, tableLine(ledgerCells(c, i, in.Today)...))
	}
	d.Text = paragraphs(lines...)
}

// ledgerPaper lays out a ledger that is a document. Its head is always the same, whatever its text says.
func (p *Press) ledgerPaper(c data.Campaign, d data.Document) *typeset.Doc {
	doc := &typeset.Doc{Title: d.TitleLine(), Author: c.Office, Date: made(c, d.Date)}
	mark := ""
	if draft(d) {
		mark = "草稿"
	}
	flow := p.landscape(doc, mark)
	before, lines := cutTable(typeset.Clean(d.Text))
	p.tableHead(flow, d.TitleLine(), "填报单位："+c.Office, before, "制表日期："+d.Date.Chinese())
	var rows []typeset.Row
	for _, line := range lines[min(len(lines), 1):] {
		if line != "" {
			rows = append(rows, textRow(padded(cellsOf(line, len(ledgerColumns)), len(ledgerColumns)), len(ledgerColumns)))
		}
	}
	p.ledgerTable(rows).Place(flow)
	p.pageNumbers(doc)
	return doc
}

// ledgerTable lays the items out in small type: ten columns of facts have to stand on one sheet.
func (p *Press) ledgerTable(rows []typeset.Row) *typeset.Table {
	t := p.ruled(ledgerColumns)
	small := p.style(font.Hei, typeset.SizeSmall5)
	for i := range t.Head[0].Cells {
		t.Head[0].Cells[i].Style = &small
	}
	t.Style, t.Leading, t.Pad = p.style(font.Song, typeset.SizeSmall5), 3.8, typeset.Padding{X: 1.2, Y: 1.3}
	if t.Rows = rows; len(rows) == 0 {
		t.Rows = []typeset.Row{across(t, "没有整改事项。")}
	}
	return t
}

// itemCounts tells how far the items are: 共7项：已销号1项，整改中5项，草拟1项；逾期1项.
func itemCounts(items []data.ItemRecord, day data.Date) string {
	text := fmt.Sprintf("共%d项", len(items))
	count, overdue := map[data.ItemState]int{}, 0
	for _, i := range items {
		count[i.State]++
		if i.In(data.TermOverdue, day) {
			overdue++
		}
	}
	var parts []string
	for _, state := range []data.ItemState{data.ItemClosed, data.ItemClosing, data.ItemOpen, data.ItemReview, data.ItemDraft} {
		if count[state] > 0 {
			parts = append(parts, fmt.Sprintf("%s%d项", state, count[state]))
		}
	}
	if len(parts) > 0 {
		text += "：" + strings.Join(parts, "，")
	}
	if overdue > 0 {
		text += fmt.Sprintf("；逾期%d项", overdue)
	}
	return text
}

// ledgerCells are the texts of an item's row.
func ledgerCells(c data.Campaign, i data.ItemRecord, day data.Date) []string {
	return []string{
		fmt.Sprint(i.Number), filled(i.Problem, bracketed(source(i))), whose(c, i), i.Measures, i.Goal,
		filled(i.Leader, i.Unit, i.Person), filled(i.Class.String(), i.Due.String()), courseCell(i), shownCell(i), stateCell(i, day),
	}
}

// filled puts the texts that aren't empty one below the other.
func filled(texts ...string) string {
	var lines []string
	for _, text := range texts {
		if text != "" {
			lines = append(lines, text)
		}
	}
	return strings.Join(lines, "\n")
}

// source tells where an item comes from, without the blanks that a screen has around figures.
func source(i data.ItemRecord) string {
	switch {
	case i.Opinions == 0:
		return i.Source
	case i.Source == "":
		return fmt.Sprintf("群众意见%d条", i.Opinions)
	}
	return fmt.Sprintf("%s等%d条", i.Source, i.Opinions)
}

// whose names the target of an item.
func whose(c data.Campaign, i data.ItemRecord) string {
	if i.TargetID == "" {
		return wholeOffice(c)
	}
	return i.TargetName
}

// wholeOffice is what an item concerns that is about no target: 全办.
func wholeOffice(c data.Campaign) string { return "全" + strings.TrimPrefix(we(c), "我") }

// courseCell is what was planned, done and found on the way.
func courseCell(i data.ItemRecord) string {
	lines := []string{fmt.Sprintf("进度%d%%", i.Percent)}
	for n, s := range i.Plan {
		done := "，" + s.Due.String() + "前"
		if !s.Done.IsZero() {
			done = "，" + s.Done.String() + "完成"
		}
		lines = append(lines, fmt.Sprintf("（%d）%s%s%s", n+1, s.Content, done, bracketed(s.Note)))
	}
	for _, p := range i.Progress {
		lines = append(lines, fmt.Sprintf("%s（%d%%）%s%s", p.Date, p.Percent, p.Text, bracketed(p.By)))
	}
	for _, e := range i.Evidence {
		lines = append(lines, "佐证（"+e.Date.String()+"）："+named(e.Text, e.File.Name))
	}
	for _, v := range i.Inspections {
		lines = append(lines, fmt.Sprintf("%s督查（%s）：%s", v.Date, v.By, v.Finding))
	}
	for _, c := range i.DueChanges {
		lines = append(lines, fmt.Sprintf("%s时限由%s改为%s（%s批准）：%s", c.Date, c.Old, c.New, c.Approver, c.Reason))
	}
	return filled(lines...)
}

// named tells what a piece of evidence shows and the name of its file.
func named(text, file string) string {
	if text == "" {
		return file
	}
	return text + bracketed(file)
}

// bracketed puts a remark in brackets; without one nothing.
func bracketed(text string) string {
	if text == "" {
		return ""
	}
	return "（" + text + "）"
}

func shownCell(i data.ItemRecord) string {
	var lines []string
	for _, s := range i.Publications {
		lines = append(lines, fmt.Sprintf("%s %s：%s", s.Date, s.Subject, s.Place))
	}
	return filled(lines...)
}

// stateCell is the state, what follows from a missed deadline, and what the 销号 rests on.
func stateCell(i data.ItemRecord, day data.Date) string {
	lines := []string{i.State.String()}
	if i.In(data.TermOverdue, day) {
		lines = append(lines, fmt.Sprintf("逾期%d天", -i.DaysLeft(day)))
	}
	if i.Rejected != "" {
		lines = append(lines, "驳回："+i.Rejected)
	}
	for _, a := range i.Accountability {
		lines = append(lines, fmt.Sprintf("责任追究：%s %s，%s，%s（%s决定）", a.Date, a.Person, a.Reason, a.Measure, a.Decider))
	}
	lines = append(lines, i.Closing.Note)
	if i.Closing.Acceptor != "" {
		lines = append(lines, "验收人："+i.Closing.Acceptor)
	}
	return filled(append(lines, i.Closing.Date.String())...)
}

package pdf

import (
	"fmt"
	"strings"

	"liangping/data"
	"liangping/pdf/font"
	"liangping/pdf/typeset"
)

// registerColumns are the columns of the printed register.
var registerColumns = []struct {
	head  string
	width float64
	align typeset.Align
}{
	{"序号", 12, typeset.Center},
	{"发文字号", 42, typeset.Left},
	{"标题", 71, typeset.Left},
	{"文种", 14, typeset.Center},
	{"主送", 38, typeset.Left},
	{"成文日期", 22, typeset.Center},
	{"签发人", 16, typeset.Center},
	{"页数", 12, typeset.Center},
	{"状态", 18, typeset.Center},
}

// Register prints the 发文登记表: the lines that the filter let through, in the order given, on the given day. Withdrawn
// ones stand with their reason.
func (p *Press) Register(c data.Campaign, f data.DocumentFilter, lines []data.Document, day data.Date) (*Paper, error) {
	title := registerTitle(f)
	doc := &typeset.Doc{Title: c.Office + title, Author: c.Office, Date: made(c, day)}
	flow := &typeset.Flow{Left: tableLeft, Width: tableWidth, Top: tableTop, Bottom: tableBottom, Next: doc.Landscape}
	flow.Turn()
	p.tableHead(flow, title, "单位："+c.Office, fmt.Sprintf("共%d件", len(lines)), "打印日期："+day.Chinese())
	p.registerTable(lines).Place(flow)
	p.pageNumbers(doc)
	return finish(doc, title)
}

// registerTitle names the part of the register that is printed: 2011年通知发文登记表（有文号）.
func registerTitle(f data.DocumentFilter) string {
	var title strings.Builder
	if f.Year != 0 {
		fmt.Fprintf(&title, "%d年", f.Year)
	}
	title.WriteString(f.Kind.String() + "发文登记表")
	var parts []string
	if f.Numbering != "" {
		parts = append(parts, map[data.Numbering]string{data.Numbered: "有文号", data.Unnumbered: "无文号"}[f.Numbering])
	}
	if f.State != "" {
		parts = append(parts, f.State.String())
	}
	if f.Search != "" {
		parts = append(parts, "含“"+f.Search+"”")
	}
	if len(parts) > 0 {
		title.WriteString("（" + strings.Join(parts, "，") + "）")
	}
	return title.String()
}

func (p *Press) registerTable(lines []data.Document) *typeset.Table {
	t := &typeset.Table{
		Style: p.style(font.Song, typeset.Size5), Leading: 4.4, Pad: typeset.Padding{X: 1.5, Y: 1.5}, Rule: 0.2,
	}
	bold := p.style(font.Hei, typeset.Size5)
	var head typeset.Row
	for _, column := range registerColumns {
		t.Columns = append(t.Columns, typeset.Column{Width: column.width, Align: column.align})
		head.Cells = append(head.Cells, typeset.Cell{Text: column.head, Align: typeset.Center, Style: &bold})
	}
	t.Head = []typeset.Row{head}
	for i, d := range lines {
		var row typeset.Row
		for _, text := range registerLine(i+1, d) {
			row.Cells = append(row.Cells, typeset.Cell{Text: text})
		}
		t.Rows = append(t.Rows, row)
	}
	if len(lines) == 0 {
		t.Rows = []typeset.Row{{Cells: []typeset.Cell{{Text: "没有登记的公文。", Span: len(registerColumns), Align: typeset.Left}}}}
	}
	return t
}

func registerLine(n int, d data.Document) []string {
	pages := ""
	if d.Pages > 0 {
		pages = fmt.Sprint(d.Pages)
	}
	title := d.TitleLine()
	if d.Reason != "" {
		title += "（作废原因：" + d.Reason + "）"
	}
	number := d.Number.String()
	if number == "" && d.State != data.DocumentDraft {
		number = "无"
	}
	return []string{fmt.Sprint(n), number, title, d.Kind.String(), d.Addressee, d.Date.String(), d.Signer, pages, d.State.String()}
}

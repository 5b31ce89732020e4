package pdf

import (
	"fmt"
	"strings"

	"liangping/data"
	"liangping/pdf/typeset"
)

// registerColumns are the columns of the printed register.
var registerColumns = []column{
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
	flow := p.landscape(doc, "")
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
	t := p.ruled(registerColumns)
	for i, d := range lines {
		t.Rows = append(t.Rows, row(registerLine(i+1, d)...))
	}
	if len(lines) == 0 {
		t.Rows = []typeset.Row{across(t, "没有登记的公文。")}
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

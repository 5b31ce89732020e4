package pdf

import (
	"fmt"
	"strconv"
	"strings"

	"liangping/data"
	"liangping/pdf/font"
	"liangping/pdf/typeset"
)

// Breakdown prints the 分类汇总表 of a scope, made on the given day: by criterion, by group of evaluators, each target line by
// line, 工作 beside 作风, and for the combined result the internal one beside the social one; under it the rule. Every
// cell is that of the screen; what is withheld there is withheld here.
func (p *Press) Breakdown(c data.Campaign, stats *data.Statistics, scope data.Scope, day data.Date) (*Paper, error) {
	r := *stats.Of(scope)
	title := fmt.Sprintf("%d年%s%s", c.Year, c.Title, strings.Replace(resultTitle(scope), "结果汇总表", "结果分类汇总表", 1))
	doc := &typeset.Doc{Title: title, Author: c.Office, Date: made(c, day)}
	flow := p.landscape(doc, unsealed(r))
	p.resultHead(flow, title, c, r, day)
	tables := []namedTable{{"按评议内容", p.itemTable(stats, scope)}, {"按评议人员类别", p.groupTable(stats, scope)}}
	if scope == data.Combined {
		tables = append(tables, namedTable{"内部评议与社会评议", p.plainTable(stats.ScopeSheet())})
	}
	tables = append(tables, namedTable{"工作评价与作风评价", p.plainTable(stats.AspectSheet(scope))}, namedTable{"各评议对象逐项", p.lineTable(r)})
	for i, t := range tables {
		p.numberedTable(flow, i+1, t)
	}
	p.breakdownFoot(flow, r)
	p.pageNumbers(doc)
	return finish(doc, fmt.Sprint(c.Year), scope.String(), "评议结果分类汇总表")
}

// namedTable is one of several tables of a paper.
type namedTable struct {
	name  string
	table *typeset.Table
}

// numberedTable places a table, its number and name above its head on every page.
func (p *Press) numberedTable(f *typeset.Flow, number int, named namedTable) {
	t := named.table
	if len(t.Rows) == 0 {
		t.Rows = []typeset.Row{across(t, "还没有录入评议票。")}
	}
	t.Pad.Y = 1.1 // there are many rows
	heading := group(t, fmt.Sprintf("表%d　%s", number, named.name))
	heading.Shade = false
	t.Head = append([]typeset.Row{heading}, t.Head...)
	t.Place(f)
	f.Y += 5
}

// breakdownFoot sets the legend and the rule, together on one page.
func (p *Press) breakdownFoot(f *typeset.Flow, r data.Result) {
	const step = 4.6
	text := strings.Join(append(ruleText(r), data.WithholdingText, data.GapText), "\n")
	rule := typeset.Measure{Width: f.Width}.Lines(typeset.Span{Text: text, Style: p.style(font.Song, typeset.SizeSmall5)})
	p.legend(f, len(rule))
	f.Y += 2
	f.Put(rule, step)
}

// itemTable is the table by criterion: the marks of all targets of a kind, line by line.
func (p *Press) itemTable(stats *data.Statistics, scope data.Scope) *typeset.Table {
	t := p.figureTable(column{"评价项", 40, typeset.Left}, column{"对象\n个数", 12, typeset.Right})
	rows := stats.ByItem(scope, data.Choice{})
	for i, row := range rows {
		if i == 0 || rows[i-1].Kind != row.Kind {
			t.Rows = append(t.Rows, group(t, row.Kind.String()))
		}
		t.Rows = append(t.Rows, p.figureRow(stats.Scoring, row.Label, row.Targets, row.Counts, row.Figures, row.Withheld))
	}
	return t
}

// groupTable is the table by group of evaluators.
func (p *Press) groupTable(stats *data.Statistics, scope data.Scope) *typeset.Table {
	t := p.figureTable(column{"评议人员类别", 40, typeset.Left}, column{"有效\n票", 12, typeset.Right})
	rows := stats.ByGroup(scope, data.Choice{})
	for i, row := range rows {
		if i == 0 || rows[i-1].Kind != row.Kind {
			t.Rows = append(t.Rows, group(t, row.Kind.String()))
		}
		t.Rows = append(t.Rows, p.figureRow(stats.Scoring, row.Group.String(), row.Ballots, row.Counts, row.Figures, row.Withheld))
	}
	return t
}

// lineTable is the table of every line of every target.
func (p *Press) lineTable(r data.Result) *typeset.Table {
	t := p.figureTable(column{"评价项", 52, typeset.Left})
	for _, target := range r.Targets {
		t.Rows = append(t.Rows, group(t, target.Kind.String()+"　"+target.Name))
		for i, l := range target.Lines {
			cells := append([]typeset.Cell{{Text: l.Label}}, p.figureCells(r.Scoring, l.Counts, l.Figures, l.Withheld)...)
			t.Rows = append(t.Rows, typeset.Row{Cells: cells, Keep: i == 0 && len(target.Lines) == 2}) // two lines stay together
		}
	}
	return t
}

// figureRow is a row of a name, a number and figureColumns.
func (p *Press) figureRow(sc data.Scoring, name string, n int, c data.Counts, f data.Figures, w data.Withholding) typeset.Row {
	cells := []typeset.Cell{{Text: name}, {Text: strconv.Itoa(n)}}
	return typeset.Row{Cells: append(cells, p.figureCells(sc, c, f, w)...)}
}

// plainColumns are how the columns of a table of comparisons are headed and how wide they are, by the end of their names.
var plainColumns = []column{
	{"满意和基本满意率%", 22, typeset.Right},
	{"综合得分", 19, typeset.Right},
	{"名次", 18, typeset.Right},
	{"内部减社会", 20, typeset.Right},
	{"工作减作风", 20, typeset.Right},
}

// plainHeads break the heads of plainColumns.
var plainHeads = strings.NewReplacer("满意和基本满意率%", "满意和基本\n满意率 %", "内部减社会", "内部\n减社会", "工作减作风", "工作\n减作风")

// plainTable prints a table of comparisons. Its first column is the kind, which becomes a row before the rows of that kind;
// its second one, the target, takes what the numbers leave.
func (p *Press) plainTable(sheet data.PlainTable) *typeset.Table {
	const most = 76.0 // of the name's width
	columns, rest := []column{{sheet.Columns[1].Name, 0, typeset.Left}}, tableWidth
	for _, c := range sheet.Columns[2:] {
		for _, known := range plainColumns {
			if before, found := strings.CutSuffix(c.Name, known.head); found {
				known.head = strings.TrimPrefix(before+"\n"+plainHeads.Replace(known.head), "\n")
				columns, rest = append(columns, known), rest-known.width
				break
			}
		}
	}
	columns[0].width = min(rest, most)
	t := p.ruled(columns)
	for i, cells := range sheet.Rows {
		if i == 0 || sheet.Rows[i-1][0] != cells[0] {
			t.Rows = append(t.Rows, group(t, cells[0]))
		}
		t.Rows = append(t.Rows, row(cells[1:]...))
	}
	return t
}

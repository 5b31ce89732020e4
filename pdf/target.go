package pdf

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"liangping/data"
	"liangping/pdf/typeset"
)

// rosterColumns are the columns of the roster.
var rosterColumns = []column{
	{"序号", 12, typeset.Center},
	{"姓名（名称）", 46, typeset.Left},
	{"层次", 28, typeset.Center},
	{"职务（岗位）", 55, typeset.Left},
	{"所在科室（单位）", 46, typeset.Left},
	{"部门\n性质", 16, typeset.Center},
	{"备注", 42, typeset.Left},
}

// Roster prints the 评议对象名册, made on the given day: by kind, within a kind by 任职顺序 or by 姓氏笔画. Those who were
// withdrawn are named below the table.
func (p *Press) Roster(c data.Campaign, targets []data.Target, byStrokes bool, day data.Date) (*Paper, error) {
	order := "按任职顺序排列"
	if byStrokes {
		order = "按姓氏笔画为序"
	}
	var active, withdrawn []data.Target
	for _, t := range inOrder(targets, byStrokes) {
		if t.Withdrawn {
			withdrawn = append(withdrawn, t)
		} else {
			active = append(active, t)
		}
	}
	title := fmt.Sprintf("%d年%s评议对象名册", c.Year, activity(c))
	doc := &typeset.Doc{Title: title, Author: c.Office, Date: made(c, day)}
	flow := p.landscape(doc, "")
	p.tableHead(flow, title, "填报单位："+c.Office, fmt.Sprintf("共%d个，%s", len(active), order), "制表日期："+day.Chinese())
	p.rosterTable(active).Place(flow)
	p.tableFoot(flow, withdrawnLine(withdrawn))
	p.pageNumbers(doc)
	return finish(doc, fmt.Sprint(c.Year), "评议对象名册", order)
}

// inOrder gives the targets by kind, within a kind by rank or by strokes; the records stay as they are.
func inOrder(targets []data.Target, byStrokes bool) []data.Target {
	ordered := slices.Clone(targets)
	if byStrokes {
		data.SortByStrokes(ordered)
	} else {
		slices.SortStableFunc(ordered, func(a, b data.Target) int { return cmp.Compare(a.Rank, b.Rank) })
	}
	slices.SortStableFunc(ordered, func(a, b data.Target) int {
		return cmp.Compare(slices.Index(data.Kinds, a.Kind), slices.Index(data.Kinds, b.Kind))
	})
	return ordered
}

func (p *Press) rosterTable(targets []data.Target) *typeset.Table {
	t := p.ruled(rosterColumns)
	for i, target := range targets {
		if i == 0 || targets[i-1].Kind != target.Kind {
			n := len(Records{Targets: targets}.targets(target.Kind))
			t.Rows = append(t.Rows, group(t, fmt.Sprintf("%s　%d%s", target.Kind, n, counter(target.Kind))))
		}
		t.Rows = append(t.Rows, row(fmt.Sprint(i+1), target.Name, target.Level.String(), target.Post, target.Unit, target.UnitClass.String(), target.Note))
	}
	if len(targets) == 0 {
		t.Rows = []typeset.Row{across(t, "名册里还没有在评的对象。")}
	}
	return t
}

// person tells whether a target of this kind is a person, not a team or a window.
func person(k data.Kind) bool { return k != data.Team && k != data.ServiceWindow }

// counter is the word that counts targets of a kind.
func counter(k data.Kind) string {
	if person(k) {
		return "名"
	}
	return "个"
}

// withdrawnLine names those who no longer take part, with the reason; it is empty if there are none.
func withdrawnLine(targets []data.Target) string {
	if len(targets) == 0 {
		return ""
	}
	var names []string
	for _, t := range targets {
		name := t.Name
		if t.Note != "" {
			name += "（" + t.Note + "）"
		}
		names = append(names, name)
	}
	return fmt.Sprintf("另有停评%d个：%s。", len(targets), strings.Join(names, "、"))
}

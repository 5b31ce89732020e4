package gui

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"liangping/data"
)

// statisticsView is one way to look at the figures: a table, what fills it, and what is said under it.
type statisticsView struct {
	word   string
	page   *statisticsPage
	table  *table[resultRow]
	rows   func() []resultRow
	rule   func() []string // under the table; nil for the rule of the result
	item   bool            // a 评价项 can be chosen
	metric bool            // it is ranked by a figure of one's choice
	scope  bool            // it is of one scope
}

// The views, in the order of the switch.
const (
	byTarget = iota
	byItem
	byGroup
	besideScopes
	besideAspects
	byYear
	byOpinion
)

// allViews makes the views in the order of the switch.
func (p *statisticsPage) allViews() []*statisticsView {
	views := []*statisticsView{
		byTarget:      {word: "按对象", table: newResultTable("评议对象"), rows: p.targetRows, item: true, metric: true, scope: true},
		byItem:        {word: "按评议内容", table: newPooledTable("评价项"), rows: p.itemRows, item: true, scope: true},
		byGroup:       {word: "按人员类别", table: newPooledTable("评议人员类别"), rows: p.groupRows, rule: p.groupRule, item: true, scope: true},
		besideScopes:  {word: "内外对照", table: newBesideTable("内部评议", "社会评议"), rows: p.scopeRows, rule: p.scopeRule, metric: true},
		besideAspects: {word: "工作作风", table: newBesideTable("工作评价", "作风评价"), rows: p.aspectRows, rule: p.aspectRule, metric: true, scope: true},
		byYear:        {word: "历年", table: newResultTable("年度"), rows: p.yearRows, rule: p.yearRule, scope: true},
		byOpinion:     {word: "意见", table: newOpinionTable(), rows: p.opinionRows, rule: p.opinionRule},
	}
	for _, v := range views {
		v.page = p
		v.table.onSelect = p.showDetail
		v.table.onOpen = func(resultRow) { p.openDetail() }
		v.table.onKey = p.switchScope
	}
	return views
}

func (v *statisticsView) takeFocus() { v.page.app.focus(v.table) }

func (v *statisticsView) focused() bool {
	return v.page.app.canvas.Focused() == fyne.Focusable(v.table)
}

// show fills the table and marks the column that ranks.
func (v *statisticsView) show() {
	enable := func(o fyne.Disableable, on bool) {
		if on {
			o.Enable()
		} else {
			o.Disable()
		}
	}
	enable(v.page.item, v.item)
	enable(v.page.metric, v.metric)
	enable(v.page.scope, v.scope)
	enable(v.page.kind, v.page.view.chosen != byOpinion)
	if v.metric {
		m := v.page.chosenMetric()
		v.table.rankBy(rankColumn(v.table.columns, m), m.Better())
	}
	v.table.setRows(v.rows())
}

// filter shows one kind of targets, all for "".
func (v *statisticsView) filter(kind data.Kind) {
	v.table.setFilter(func(r resultRow) bool { return kind == "" || r.Kind == "" || r.Kind == kind })
}

// selectTarget selects the first row of a target and reports whether there is one.
func (v *statisticsView) selectTarget(id data.ID) bool {
	i := slices.IndexFunc(v.table.all, func(r resultRow) bool { return r.TargetID == id })
	return i >= 0 && v.table.selectKey(v.table.all[i].key)
}

// ofItem narrows a result to the lines that ask one item; "" leaves the figure of each target.
func ofItem(r *data.Result, item data.Item) *data.Result {
	if item == "" {
		return r
	}
	one := *r
	one.Targets = nil
	for _, t := range r.Targets {
		if l := t.Line(item); l != nil {
			t.Counts, t.Figures, t.Withheld, t.Unanimous = l.Counts, l.Figures, l.Withheld, 0
			one.Targets = append(one.Targets, t)
		}
	}
	return &one
}

// targetRows are the targets, ranked within their kind.
func (p *statisticsPage) targetRows() []resultRow {
	item := p.chosenItem()
	rows := resultRows(ofItem(p.result, item).RankedBy(p.chosenMetric()))
	for i := range rows {
		rows[i].band = p.band(rows[i].TargetID)
	}
	if item != "" {
		for i := range rows {
			rows[i].counted = "只看“" + p.itemLabel() + "”一项"
		}
	}
	return rows
}

// band is what the outcome rules say of a target, "" for nothing.
func (p *statisticsPage) band(id data.ID) data.Band {
	for _, s := range p.read.outcomes.Suggestions {
		if s.TargetID == id {
			return s.Band
		}
	}
	return ""
}

// itemRows are the 评价项 of each kind, the marks of its targets pooled; in the detail stand the targets.
func (p *statisticsPage) itemRows() (rows []resultRow) {
	for _, one := range p.read.stats.ByItem(p.result.Scope, data.Choice{Item: p.chosenItem()}) {
		row := p.pooledRow(one.Kind, one.Label, one.Counts, one.Figures, one.Withheld)
		row.key = string(one.Kind) + " " + string(one.Item)
		row.counted = fmt.Sprintf("%d 个对象的票合在一起", one.Targets)
		for _, t := range ofItem(p.result, one.Item).RankedBy(data.ScoreMetric).Targets {
			if t.Kind == one.Kind {
				row.parts = append(row.parts, resultPart{t.Name, t.Counts, t.Figures, t.Withheld})
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// groupRows are the groups of evaluators for each kind; in the detail stand the targets as the group saw them.
func (p *statisticsPage) groupRows() (rows []resultRow) {
	for _, one := range p.read.stats.ByGroup(p.result.Scope, data.Choice{Item: p.chosenItem()}) {
		row := p.pooledRow(one.Kind, fmt.Sprintf("%s　%d 票", one.Group, one.Ballots), one.Counts, one.Figures, one.Withheld)
		if one.Withheld.HidesFigures() {
			row.Name = one.Group.String()
		}
		row.key = string(one.Kind) + " " + string(one.Round) + " " + string(one.Group)
		row.counted, row.Unanimous = fmt.Sprintf("%d 个对象的票合在一起", one.Targets), one.Unanimous
		for _, t := range p.result.Targets {
			for _, g := range t.Groups {
				if t.Kind != one.Kind || g.Round != one.Round || g.Kind != one.Group {
					continue
				}
				part := resultPart{t.Name, g.Counts, g.Figures, g.Withheld}
				if l := lineOf(g.Lines, p.chosenItem()); l != nil {
					part = resultPart{t.Name, l.Counts, l.Figures, l.Withheld}
				}
				row.parts = append(row.parts, part)
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// groupRule adds what is withheld to the rule.
func (p *statisticsPage) groupRule() []string {
	return append(p.result.RuleText(), data.WithholdingText)
}

func lineOf(lines []data.LineResult, item data.Item) *data.LineResult {
	for i := range lines {
		if lines[i].Item == item {
			return &lines[i]
		}
	}
	return nil
}

// pooledRow is a row that is not one target's.
func (p *statisticsPage) pooledRow(kind data.Kind, name string, c data.Counts, f data.Figures, w data.Withholding) resultRow {
	return resultRow{
		TargetResult: data.TargetResult{Name: name, Kind: kind, Counts: c, Figures: f, Withheld: w},
		scoring:      p.result.Scoring, group: kind.String(), unranked: true, metric: data.ScoreMetric,
	}
}

// scopeRows set the internal figures beside the social ones.
func (p *statisticsPage) scopeRows() []resultRow {
	rows := resultRows(p.read.stats.Of(data.Combined).RankedBy(p.chosenMetric()))
	for i := range rows {
		rows[i].metric = p.chosenMetric()
		for j, scope := range data.Scopes[:2] {
			if t := p.read.stats.Of(scope).Target(rows[i].TargetID); t != nil {
				rows[i].beside[j] = &resultPart{scope.String(), t.Counts, t.Figures, t.Withheld}
			}
		}
	}
	return rows
}

// scopeRule adds how the difference comes about.
func (p *statisticsPage) scopeRule() []string {
	return append(p.read.stats.Of(data.Combined).RuleText(), data.GapText)
}

// aspectRows set 工作评价 beside 作风评价.
func (p *statisticsPage) aspectRows() (rows []resultRow) {
	halves := map[data.ID]data.AspectRow{}
	for _, a := range p.read.stats.ByAspect(p.result.Scope) {
		halves[a.TargetID] = a
	}
	for _, row := range resultRows(p.result.RankedBy(p.chosenMetric())) {
		a, asked := halves[row.TargetID]
		if !asked {
			continue
		}
		row.metric = p.chosenMetric()
		for j, half := range []struct {
			name   string
			result data.AspectResult
		}{{"工作评价", a.Work}, {"作风评价", a.Conduct}} {
			if half.result.Lines > 0 {
				row.beside[j] = &resultPart{half.name, half.result.Counts, half.result.Figures, a.Withheld}
			}
		}
		row.counted = fmt.Sprintf("工作 %d 项，作风 %d 项", a.Work.Lines, a.Conduct.Lines)
		rows = append(rows, row)
	}
	return rows
}

// aspectRule adds how the difference comes about.
func (p *statisticsPage) aspectRule() []string { return append(p.result.RuleText(), data.GapText) }

// yearRows are the targets of this year, each with what the campaigns of earlier years say of it, the newest first.
func (p *statisticsPage) yearRows() (rows []resultRow) {
	for _, one := range data.YearOnYear(p.result.Scope, p.read.years) {
		change := ""
		if one.Change != nil {
			change = "综合得分比上一次 " + signed(p.result.Scoring, data.ScoreMetric, one.Change)
		}
		for i, t := range one.Years {
			if t == nil {
				continue
			}
			row := resultRow{TargetResult: *t, scoring: p.read.years[i].Scoring, group: one.Kind.String() + "　" + one.Name, counted: change, metric: data.ScoreMetric}
			row.key = fmt.Sprintf("%s %s %d", one.Kind, one.Name, p.read.years[i].Year)
			row.Name, row.Kind = fmt.Sprintf("%d年", p.read.years[i].Year), one.Kind
			row.parts = lineParts(*t)
			rows = append(rows, row)
		}
	}
	return rows
}

func (p *statisticsPage) yearRule() []string {
	if len(p.read.years) < 2 {
		return append(p.result.RuleText(), "资料里只有这一次活动；下一年建立新活动以后，这里逐年对照。")
	}
	return data.YearText(p.read.years)
}

// opinionRows count the opinions by aspect, by criterion and by target.
func (p *statisticsPage) opinionRows() (rows []resultRow) {
	for _, part := range []struct {
		head  string
		lines []data.OpinionCount
	}{{"按工作、作风", p.read.opinions.ByAspect}, {"按评议内容", p.read.opinions.ByCriteria}, {"按对象", p.read.opinions.ByTarget}} {
		for _, one := range part.lines {
			row := resultRow{TargetResult: data.TargetResult{Name: one.Name}, group: part.head, counted: fmt.Sprintf("共 %d 条", p.read.opinions.Total)}
			row.key, row.unranked = part.head+one.Name, true
			row.numbers = append([]int{one.Total}, one.Channels...)
			rows = append(rows, row)
		}
	}
	return rows
}

func (p *statisticsPage) opinionRule() []string {
	var channels []string
	for i, c := range data.OpinionChannels {
		channels = append(channels, fmt.Sprintf("%s %d 条", c, p.read.opinions.Channels[i]))
	}
	return []string{
		fmt.Sprintf("意见建议共 %d 条：%s。", p.read.opinions.Total, strings.Join(channels, "，")),
		"每条意见在三个表里各计一次：属于工作还是作风，对应哪项评议内容，说的是谁；不针对某个对象的记在“综合”。",
	}
}

// rankColumn finds the column of the figure that ranks, -1 when the table has none.
func rankColumn(columns []column[resultRow], m data.Metric) int {
	return slices.IndexFunc(columns, func(c column[resultRow]) bool { return c.name == string(m) || c.name == anyMetric })
}

// anyMetric names the column that shows whatever figure was chosen.
const anyMetric = "chosen"

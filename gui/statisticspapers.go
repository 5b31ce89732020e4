package gui

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"liangping/data"
	tables "liangping/data/sheet"
	"liangping/pdf"
)

// commands are the page's lines in the menu.
func (p *statisticsPage) commands() []command {
	var list []command
	for i, v := range p.views {
		list = append(list, command{menu: menuStatistics, label: v.word, do: func() { p.view.pick(i) }})
	}
	list = append(list, command{menu: menuStatistics})
	for i, scope := range data.Scopes {
		list = append(list, command{menu: menuStatistics, label: scope.String(), do: func() { p.scope.pick(i) }})
	}
	return append(list, command{menu: menuStatistics},
		command{menu: menuStatistics, label: "投影公布", key: fyne.KeyF9, enabled: p.hasResult, do: p.announce},
		command{menu: menuStatistics, label: "结果运用", enabled: p.hasResult, do: p.goToOutcomes},
		command{menu: menuStatistics, label: "打印评议结果汇总表", enabled: p.hasResult, do: p.printResult},
		command{menu: menuStatistics, label: "打印分类汇总表", enabled: p.hasResult, do: p.printBreakdown},
		command{menu: menuStatistics, label: "打印年度考核计分表", enabled: p.hasResult, do: p.printAnnual},
		command{menu: menuStatistics, label: "导出全部表…", enabled: p.hasResult, do: p.exportAll},
		command{menu: menuSettings, label: "计分规则…", do: func() { p.app.editScoring(p.records) }},
		command{menu: menuSettings, label: "结果运用规则…", do: func() { p.app.editOutcomeRules(p.records) }})
}

// goToOutcomes goes to what is to be decided.
func (p *statisticsPage) goToOutcomes() {
	p.side.choose(sideOutcomes)
	p.showSide(sideOutcomes)
	if p.outcomes.first != nil {
		p.app.focus(p.outcomes.first)
	}
}

func (p *statisticsPage) hasResult() bool { return p.result != nil && len(p.result.Targets) > 0 }

// announce shows the result of the chosen scope on the wall.
func (p *statisticsPage) announce() {
	if !p.hasResult() {
		return
	}
	wall := newProjector(*p.read.campaign, p.result, func() {
		p.app.window.SetFullScreen(false)
		p.app.showTabs()
	})
	p.app.window.SetFullScreen(true)
	p.app.showAlone(wall)
	p.app.focus(wall)
}

// print prints what is in front: the 汇总表 of the targets, else the 分类汇总表, which has the tables of the other views; what
// stands in neither, as its own table. Ctrl+P.
func (p *statisticsPage) print() {
	switch p.view.chosen {
	case byTarget:
		p.printResult()
	case byYear, byOpinion:
		p.printView()
	default:
		p.printBreakdown()
	}
}

// printView makes the tables of the view as they are exported.
func (p *statisticsPage) printView() {
	if !p.hasResult() {
		return
	}
	campaign, name, sheets, day := *p.read.campaign, p.viewName(), p.sheets(), p.app.today()
	mark := data.Result{Sealed: true}
	if p.view.chosen == byYear {
		mark = *p.result
	}
	p.app.makePaper(name, func() (*pdf.Paper, error) { return p.app.press().Tables(campaign, name, mark, sheets, day) })
}

// viewName is what a paper of the view is called.
func (p *statisticsPage) viewName() string {
	if p.view.chosen == byYear {
		return p.result.Scope.String() + "结果历年对照表"
	}
	return "意见建议分类统计表"
}

// printResult makes the 评议结果汇总表 of the chosen scope.
func (p *statisticsPage) printResult() {
	if !p.hasResult() {
		return
	}
	campaign, result, day := *p.read.campaign, *p.result, p.app.today()
	p.app.makePaper("评议结果汇总表", func() (*pdf.Paper, error) { return p.app.press().Result(campaign, result, day) })
}

// printBreakdown makes the 分类汇总表 of the chosen scope; of 综合, where the internal figures stand beside the social ones.
func (p *statisticsPage) printBreakdown() {
	if !p.hasResult() {
		return
	}
	campaign, stats, scope, day := *p.read.campaign, p.read.stats, p.result.Scope, p.app.today()
	if !p.current().scope {
		scope = data.Combined
	}
	p.app.makePaper("评议结果分类汇总表", func() (*pdf.Paper, error) { return p.app.press().Breakdown(campaign, stats, scope, day) })
}

// printAnnual makes the 年度考核计分表.
func (p *statisticsPage) printAnnual() {
	if !p.hasResult() {
		return
	}
	rows, err := p.records.AnnualSheet(context.Background())
	if err != nil {
		p.app.showError("没有打印年度考核计分表", err)
		return
	}
	campaign, stats, day := *p.read.campaign, p.read.stats, p.app.today()
	p.app.makePaper("年度考核计分表", func() (*pdf.Paper, error) { return p.app.press().Annual(campaign, stats, rows, day) })
}

// exportPage makes an Excel file of the view: Ctrl+E.
func (p *statisticsPage) exportPage() {
	if p.hasResult() {
		p.exportTables("统计表", p.current().word, p.sheets())
	}
}

// sheets are the tables of the view as they are exported.
func (p *statisticsPage) sheets() []data.PlainTable {
	stats, scope, choice := p.read.stats, p.result.Scope, data.Choice{Kind: p.chosenKind(), Item: p.chosenItem()}
	switch p.view.chosen {
	case byItem:
		return []data.PlainTable{stats.ItemSheet(scope, choice)}
	case byGroup:
		return []data.PlainTable{stats.GroupSheet(scope, choice)}
	case besideScopes:
		return []data.PlainTable{stats.ScopeSheet()}
	case besideAspects:
		return []data.PlainTable{stats.AspectSheet(scope)}
	case byYear:
		return []data.PlainTable{data.YearSheet(scope, p.read.years)}
	case byOpinion:
		return p.read.opinions.Sheets()
	}
	return []data.PlainTable{ofKind(ofItem(p.result, p.chosenItem()), p.chosenKind()).RankedBy(p.chosenMetric()).TargetSheet()}
}

// ofKind narrows a result to one kind, "" for all.
func ofKind(r *data.Result, kind data.Kind) *data.Result {
	one := *r
	one.Targets = slices.DeleteFunc(slices.Clone(r.Targets), func(t data.TargetResult) bool { return kind != "" && t.Kind != kind })
	return &one
}

// exportAll makes one Excel file of every table.
func (p *statisticsPage) exportAll() {
	if !p.hasResult() {
		return
	}
	annual, err := p.records.AnnualSheet(context.Background())
	if err != nil {
		p.app.showError("没有导出全部表", err)
		return
	}
	p.exportTables("全部统计表", "全部表", data.AllSheets(p.read.stats, p.read.years, p.read.outcomes, p.read.opinions, annual))
}

func (p *statisticsPage) exportTables(what, part string, all []data.PlainTable) {
	c, made := p.read.campaign, p.app.now()
	name := fmt.Sprintf("%d-%s-%s.xlsx", c.Year, p.result.Scope, part)
	if p.view.chosen == byOpinion || part == "全部表" {
		name = fmt.Sprintf("%d-统计-%s.xlsx", c.Year, part)
	}
	p.app.makeSheet(what, func(context.Context) (string, []byte, error) {
		content, err := tables.Results(c.Office, made, all...)
		return name, content, err
	})
}

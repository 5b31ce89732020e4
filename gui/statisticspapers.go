package gui

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"liangping/data"
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
		command{menu: menuStatistics, label: "打印评议结果汇总表", enabled: p.hasResult, do: p.print},
		command{menu: menuSettings, label: "计分规则…", do: func() { p.app.editScoring(p.records) }})
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

// print makes the 评议结果汇总表 of the chosen scope.
func (p *statisticsPage) print() {
	if p.paper.Disabled() {
		return
	}
	campaign, result, day := *p.read.campaign, *p.result, p.app.today()
	p.app.makePaper("评议结果汇总表", func() (*pdf.Paper, error) { return p.app.press().Result(campaign, result, day) })
}

func (p *statisticsPage) exportView() {}

var (
	_ = context.Background
	_ = fmt.Sprint
)

package gui

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"liangping/data"
	"liangping/pdf"
)

// statisticsRecords are the use cases that 统计 needs. Every figure on the page comes from Result.
type statisticsRecords interface {
	Campaign(context.Context) (*data.Campaign, error)
	Rounds(context.Context) ([]data.Round, error)
	Result(context.Context, data.Scope) (*data.Result, error)
}

// statisticsPage is the tab 统计 (screens.md, screen 07): the targets ranked within their kind, the rule under the table, and
// each 评价项 of the chosen target at the right.
type statisticsPage struct {
	app     *App
	records statisticsRecords

	scope  *segmented
	kind   *selectBox
	seal   *chipView
	basis  *canvas.Text // which rounds were read
	paper  *button
	bar    *fyne.Container // all of these
	table  *table[resultRow]
	rule   *paragraph
	ranks  *fyne.Container // the table with the rule under it
	detail *reader
	panels fyne.CanvasObject
	body   *fyne.Container // the panels, or why there is nothing to show

	result *data.Result
	kinds  []data.Kind // what kind offers after 全部类别
}

// newStatisticsPage returns the tab.
func newStatisticsPage(a *App, records statisticsRecords) *statisticsPage {
	p := &statisticsPage{app: a, records: records}
	var scopes []string
	for _, s := range data.Scopes {
		scopes = append(scopes, s.String())
	}
	p.scope = newSegmented(scopes, func(int) { p.reload() })
	p.kind = newSelect([]string{allKinds}, func(int) { p.filter() })
	p.kind.choose(0)
	p.seal = newChip(chip{})
	p.basis = caption("")
	p.paper = newButton("打印", p.print).withIcon(theme.DocumentPrintIcon())
	p.table = newResultTable()
	p.table.onSelect = func(r resultRow) { p.detail.show(resultDetail(r)) }
	p.table.onOpen = func(resultRow) { takeFocus(p.detail) }
	p.table.onKey = p.switchScope
	p.rule = newParagraph("", textCaption, colorMuted, statisticsTableWidth-2*rulePadding)
	p.detail = newReader(p.table.takeFocus)
	return p
}

const (
	allKinds             = "全部类别"
	statisticsTableWidth = 1030
	rulePadding          = 12
)

func (p *statisticsPage) title() string { return string(data.AtStatistics) }

func (p *statisticsPage) content() fyne.CanvasObject {
	rule := vbox(0, line(), pad2(rulePadding, 7, p.rule))
	p.ranks = container.NewBorder(nil, rule, nil, nil, p.table)
	p.panels = newSplit(newPanel(p.ranks), newPanel(p.detail), statisticsTableWidth)
	p.body = container.NewStack()
	p.bar = hbox(8, p.scope, sized(136, 0, p.kind), p.seal, p.basis, spacer(), p.paper)
	return newPage(p.bar, p.body)
}

// reload reads the result of the chosen scope and shows it, or says what is missing for it.
func (p *statisticsPage) reload() {
	result, err := p.records.Result(context.Background(), p.chosenScope())
	if err != nil {
		p.app.showError("没有算出统计结果", err)
		return
	}
	p.result = result
	empty := len(result.Targets) == 0
	if p.paper.setEnabled(!empty); empty {
		p.kind.Disable()
	} else {
		p.kind.Enable()
	}
	p.seal.Hidden, p.basis.Hidden = empty, empty
	p.seal.set(sealChip(result))
	p.basis.Text = basisText(result)
	p.bar.Refresh()
	if empty {
		p.show(newPanel(p.missing()))
		return
	}
	p.show(p.panels)
	p.rule.setText(strings.Join(result.RuleText(), "\n"))
	p.ranks.Refresh()
	p.offerKinds()
	p.table.setRows(resultRows(result))
	p.filter()
	if row, ok := p.table.selected(); ok {
		p.detail.show(resultDetail(row)) // the same target, but other figures
	}
}

// show puts the panels, or the page that says what is missing, under the toolbar.
func (p *statisticsPage) show(body fyne.CanvasObject) {
	if len(p.body.Objects) == 1 && p.body.Objects[0] == body {
		return
	}
	inside := p.app.canvas.Focused() == fyne.Focusable(p.table)
	p.body.Objects = []fyne.CanvasObject{body}
	p.body.Refresh()
	if inside && body != p.panels {
		p.app.focus(p.scope) // ← → go on switching the scope
	}
}

// focus begins at the table, or at the scope while there is none.
func (p *statisticsPage) focus() {
	if p.result != nil && len(p.result.Targets) > 0 {
		p.app.focus(p.table)
		return
	}
	p.app.focus(p.scope)
}

func (p *statisticsPage) leave(proceed func()) { proceed() }

// open selects a target.
func (p *statisticsPage) open(key string) { p.table.selectKey(key) }

func (p *statisticsPage) chosenScope() data.Scope { return data.Scopes[p.scope.chosen] }

// switchScope lets ← and → of the table change the scope.
func (p *statisticsPage) switchScope(key *fyne.KeyEvent) bool {
	switch key.Name {
	case fyne.KeyLeft:
		p.scope.pick(p.scope.chosen - 1)
	case fyne.KeyRight:
		p.scope.pick(p.scope.chosen + 1)
	default:
		return false
	}
	return true
}

// offerKinds lets the kinds of the result be chosen and keeps the choice.
func (p *statisticsPage) offerKinds() {
	chosen := p.chosenKind()
	p.kinds = p.kinds[:0]
	options := []string{allKinds}
	for _, t := range p.result.Targets {
		if !slices.Contains(p.kinds, t.Kind) {
			p.kinds = append(p.kinds, t.Kind)
			options = append(options, t.Kind.String())
		}
	}
	p.kind.setOptions(options, slices.Index(p.kinds, chosen)+1)
}

// chosenKind is the kind shown, "" for all.
func (p *statisticsPage) chosenKind() data.Kind {
	if i := p.kind.chosen - 1; i >= 0 && i < len(p.kinds) {
		return p.kinds[i]
	}
	return ""
}

func (p *statisticsPage) filter() {
	kind := p.chosenKind()
	p.table.setFilter(func(r resultRow) bool { return kind == "" || r.Kind == kind })
}

// sealChip says whether the figures can still change.
func sealChip(r *data.Result) chip {
	if r.Sealed {
		return chip{chipGrey, "■", "已封存"}
	}
	return chip{chipOrange, "○", "未封存"}
}

// basisText says which rounds were read, and how many ballots.
func basisText(r *data.Result) string {
	var rounds []string
	for _, kind := range r.Rounds {
		rounds = append(rounds, kind.String())
	}
	return fmt.Sprintf("%s　有效票 %d 张，废票 %d 张", strings.Join(rounds, "、"), r.Valid, r.Spoiled)
}

// missing says why there is no result yet and leads to where it comes from.
func (p *statisticsPage) missing() fyne.CanvasObject {
	rounds, err := p.records.Rounds(context.Background())
	if err != nil {
		p.app.showError("没有读出评议", err)
	}
	scope := p.chosenScope()
	rounds = slices.DeleteFunc(rounds, func(r data.Round) bool {
		return !r.Live() || scope != data.Combined && data.Scope(r.Kind) != scope
	})
	steps := []string{
		"在“评议票”里新建评议，填写各类人员的票数",
		"印票，开会评议，收回",
		"逐张录入；每录一张，这里的结果就更新一次",
	}
	goThere := func(key data.ID) func() { return func() { p.app.showPage(string(data.AtRounds), string(key)) } }
	if len(rounds) == 0 {
		what := scope.String()
		if scope == data.Combined {
			what = "评议"
		}
		return emptyPage("还没有评议结果", []string{"结果从录入的评议票算出。现在还没有建立" + what + "。"},
			[]*button{newButton("去建立"+what, goThere("")).high()}, steps)
	}
	returned := 0
	for _, r := range rounds {
		for _, g := range r.Groups {
			returned += g.Returned
		}
	}
	return emptyPage("还没有评议结果",
		[]string{fmt.Sprintf("%s已经建立，登记收回 %d 张票，还没有录入。", rounds[0].Name(), returned)},
		[]*button{newButton("去录入", goThere(rounds[0].ID)).high()}, steps)
}

// commands are the page's lines in the menu.
func (p *statisticsPage) commands() []command {
	var list []command
	for i, scope := range data.Scopes {
		list = append(list, command{menu: menuStatistics, label: scope.String(), do: func() { p.scope.pick(i) }})
	}
	return append(list, command{menu: menuStatistics},
		command{menu: menuStatistics, label: "打印评议结果汇总表", do: p.print})
}

// print makes the 评议结果汇总表 of the chosen scope.
func (p *statisticsPage) print() {
	if p.paper.Disabled() {
		return
	}
	campaign, err := p.records.Campaign(context.Background())
	if err != nil {
		p.app.showError("没有做成评议结果汇总表", err)
		return
	}
	result, day := *p.result, p.app.today()
	p.app.makePaper("评议结果汇总表", func() (*pdf.Paper, error) { return p.app.press().Result(*campaign, result, day) })
}

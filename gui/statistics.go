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
)

// statisticsRecords are the use cases that 统计 needs. Every figure on the page comes from Statistics.
type statisticsRecords interface {
	scoringRecords
	outcomeRecords
	AnnualSheet(context.Context) ([]data.AnnualRow, error)
	Campaign(context.Context) (*data.Campaign, error)
	Rounds(context.Context) ([]data.Round, error)
	Years(context.Context) ([]*data.Statistics, error)
	Opinions(context.Context, data.OpinionFilter) ([]data.Opinion, error)
	Targets(context.Context) ([]data.Target, error)
}

// statisticsPage is the tab 统计 (screens.md, screen 07): the figures by target, by criterion, by group, two beside each other,
// year on year, with the rule always in sight under them; at the right what follows from them and each 评价项 of the chosen
// target.
type statisticsPage struct {
	app     *App
	records statisticsRecords

	scope  *segmented
	view   *segmented
	kind   *selectBox
	item   *selectBox
	metric *selectBox
	seal   *chipView
	rules  *chipView       // 规则已变更
	basis  *canvas.Text    // which rounds were read
	alike  *canvas.Text    // whose marks are all the same
	legend *fyne.Container // of the bars, where the table's head has no room for it
	out    *button
	paper  *button
	bar    *fyne.Container // all of these

	views    []*statisticsView
	room     *fyne.Container // the table of the view
	rule     *paragraph
	foot     *fyne.Container
	ranks    *fyne.Container // the table with the rule under it
	side     *segmented      // 结果运用, or the chosen row
	outcomes *outcomePanel
	detail   *reader
	aside    *fyne.Container // one of the two
	panels   fyne.CanvasObject
	body     *fyne.Container // the panels, or why there is nothing to show

	read    statisticsReading
	result  *data.Result // of the chosen scope
	asked   int          // the last reading that was asked for; an older one that comes late is dropped
	waiting bool         // the focus goes to the table as soon as there is one
	kinds   []data.Kind  // what kind offers after 全部类别
	items   []data.Item  // what item offers after 全部评价项
}

// newStatisticsPage returns the tab.
func newStatisticsPage(a *App, records statisticsRecords) *statisticsPage {
	p := &statisticsPage{app: a, records: records}
	var scopes, metrics, words []string
	for _, s := range data.Scopes {
		scopes = append(scopes, s.String())
	}
	for _, m := range data.Metrics {
		metrics = append(metrics, "按"+m.String())
	}
	p.views = p.allViews()
	for _, v := range p.views {
		words = append(words, v.word)
	}
	p.scope = newSegmented(scopes, func(int) { p.showScope() })
	p.view = newSegmented(words, func(int) { p.showView() })
	p.kind = newSelect([]string{allKinds}, func(int) { p.filter() })
	p.item = newSelect([]string{allItems}, func(int) { p.showRows() })
	p.metric = newSelect(metrics, func(int) { p.showRows() })
	for _, s := range []*selectBox{p.kind, p.item, p.metric} {
		s.choose(0)
	}
	p.seal, p.rules = newChip(chip{}), newChip(chip{chipOrange, "△", "规则已变更"})
	p.basis, p.alike = caption(""), newText("", textCaption, theme.ColorNameWarning)
	p.out = newButton("导出…", p.exportPage)
	p.paper = newButton("打印", p.print)
	p.out.Disable() // until there are figures
	p.paper.Disable()
	p.rule = newParagraph("", textCaption, colorMuted, statisticsTableWidth-2*rulePadding)
	p.detail = newReader(func() { p.current().takeFocus() })
	p.outcomes = newOutcomePanel(p)
	p.side = newSegmented([]string{"结果运用", "明细"}, p.showSide)
	return p
}

const (
	allKinds             = "全部类别"
	allItems             = "全部评价项"
	statisticsTableWidth = 1030
	rulePadding          = 12
)

func (p *statisticsPage) title() string { return string(data.AtStatistics) }

func (p *statisticsPage) content() fyne.CanvasObject {
	p.legend = newLegend()
	p.foot = hbox(8, p.seal, p.rules, p.basis, spacer(), p.legend, p.alike, newSmallButton("投影公布", p.announce).key("F9"))
	rule := vbox(0, line(), pad2(rulePadding, 6, vbox(4, p.foot, p.rule)))
	p.room = container.NewStack(p.current().table)
	p.ranks = container.NewBorder(nil, rule, nil, nil, p.room)
	p.aside = container.NewStack(p.outcomes.scroll, p.detail)
	right := container.NewBorder(vbox(0, pad2(detailPadding, 8, hbox(0, p.side)), line()), nil, nil, nil, p.aside)
	p.showSide(p.side.chosen)
	p.panels = newSplit(newPanel(p.ranks), newPanel(right), statisticsTableWidth)
	p.body = container.NewStack(newPanel(container.NewCenter(remark("正在统计……"))))
	p.bar = hbox(8, p.scope, p.view, sized(112, 0, p.kind), sized(112, 0, p.item), sized(156, 0, p.metric), spacer(), p.out, p.paper)
	return newPage(p.bar, p.body)
}

// current is the view that is shown.
func (p *statisticsPage) current() *statisticsView { return p.views[p.view.chosen] }

// statisticsReading is all that the page shows, read at one time.
type statisticsReading struct {
	campaign *data.Campaign
	stats    *data.Statistics
	years    []*data.Statistics
	opinions data.OpinionFigures
	outcomes *data.Outcomes
	targets  []data.Target
}

// reload works all figures out anew, away from the window, and shows them, or says what is missing for them.
func (p *statisticsPage) reload() {
	p.asked++
	asked := p.asked
	var read statisticsReading
	var err error
	p.app.soon(func() { read, err = readStatistics(context.Background(), p.records) }, func() {
		switch {
		case asked != p.asked:
		case err != nil:
			p.app.showError("没有算出统计结果", err)
		default:
			p.read = read
			p.showScope()
			p.app.menu.update() // what can be done with figures
		}
	})
}

func readStatistics(ctx context.Context, records statisticsRecords) (r statisticsReading, err error) {
	if r.campaign, err = records.Campaign(ctx); err != nil {
		return r, err
	}
	if r.stats, err = records.Statistics(ctx); err != nil {
		return r, err
	}
	if r.years, err = records.Years(ctx); err != nil {
		return r, err
	}
	if r.outcomes, err = records.Outcomes(ctx); err != nil {
		return r, err
	}
	if r.targets, err = records.Targets(ctx); err != nil {
		return r, err
	}
	opinions, err := records.Opinions(ctx, data.OpinionFilter{})
	r.opinions = data.AnalyseOpinions(opinions, r.campaign.Criteria, r.targets)
	return r, err
}

// showScope shows the result of the chosen scope, or what is missing for it.
func (p *statisticsPage) showScope() {
	if p.read.stats == nil {
		return
	}
	result := p.read.stats.Of(p.chosenScope())
	p.result = result
	empty := len(result.Targets) == 0
	for _, b := range []*button{p.paper, p.out} {
		b.setEnabled(!empty)
	}
	for _, s := range []fyne.Disableable{p.kind, p.item, p.metric, p.view} {
		if empty {
			s.Disable()
		} else {
			s.Enable()
		}
	}
	if empty {
		p.show(newPanel(p.missing()))
		return
	}
	p.show(p.panels)
	p.offerKinds()
	p.offerItems()
	p.outcomes.show(p.read.outcomes)
	p.showRows()
	if p.waiting {
		p.focus()
	}
}

// showView puts the table of another view under the toolbar.
func (p *statisticsPage) showView() {
	p.room.Objects = []fyne.CanvasObject{p.current().table}
	p.room.Refresh()
	p.showRows()
}

// showRows fills the view, and says under it how its figures come about.
func (p *statisticsPage) showRows() {
	if p.result == nil || len(p.result.Targets) == 0 {
		return
	}
	v, result := p.current(), p.result
	if !v.scope {
		result = p.read.stats.Of(data.Combined)
	}
	p.seal.set(sealChip(result))
	p.rules.Hidden = !result.RulesChanged
	p.basis.Text = basisText(result)
	p.alike.Text = alikeText(result)
	ballots := p.view.chosen != byOpinion
	p.seal.Hidden, p.basis.Hidden, p.alike.Hidden = !ballots, !ballots, !ballots
	p.legend.Hidden = p.view.chosen != besideScopes && p.view.chosen != besideAspects
	p.foot.Refresh()
	rule := result.RuleText
	if v.rule != nil {
		rule = v.rule
	}
	p.rule.setText(strings.Join(rule(), "\n"))
	p.ranks.Refresh()
	v.show()
	p.filter()
	if row, ok := v.table.selected(); ok {
		p.showDetail(row) // the same target, but other figures
	}
}

func (p *statisticsPage) showDetail(r resultRow) { p.detail.show(resultDetail(r)) }

// openDetail goes to the figures of the chosen row.
func (p *statisticsPage) openDetail() {
	p.side.choose(sideDetail)
	p.showSide(sideDetail)
	p.app.focus(p.detail) // it may never have been drawn: takeFocus would not find its window
}

const (
	sideOutcomes = iota
	sideDetail
)

// showSide shows 结果运用 or the chosen row at the right.
func (p *statisticsPage) showSide(i int) { showOnly(p.aside, i) }

// showBasis shows the figures of a target that a suggestion rests on: its row of the combined result, whole.
func (p *statisticsPage) showBasis(id data.ID) {
	p.scope.choose(len(data.Scopes) - 1)
	p.item.choose(0)
	p.kind.choose(0)
	p.view.choose(byTarget)
	p.showScope()
	p.showView()
	if p.current().selectTarget(id) {
		p.openDetail()
	}
}

// targetName is the name of a target of the campaign, also of one without a result.
func (p *statisticsPage) targetName(id data.ID) string {
	for _, t := range p.read.targets {
		if t.ID == id {
			return t.Name
		}
	}
	return ""
}

// show puts the panels, or the page that says what is missing, under the toolbar.
func (p *statisticsPage) show(body fyne.CanvasObject) {
	if len(p.body.Objects) == 1 && p.body.Objects[0] == body {
		return
	}
	inside := p.current().focused()
	p.body.Objects = []fyne.CanvasObject{body}
	p.body.Refresh()
	if inside && body != p.panels {
		p.app.focus(p.scope) // ← → go on switching the scope
	}
}

// focus begins at the table, or at the scope while there is none.
func (p *statisticsPage) focus() {
	p.waiting = p.read.stats == nil
	if p.result != nil && len(p.result.Targets) > 0 {
		p.current().takeFocus()
		return
	}
	p.app.focus(p.scope)
}

func (p *statisticsPage) leave(proceed func()) {
	p.waiting = false
	proceed()
}

// open selects a target.
func (p *statisticsPage) open(key string) { p.current().selectTarget(data.ID(key)) }

func (p *statisticsPage) chosenScope() data.Scope { return data.Scopes[p.scope.chosen] }

func (p *statisticsPage) chosenMetric() data.Metric { return data.Metrics[max(p.metric.chosen, 0)] }

// chosenItem is the 评价项 shown, "" for the figure of the target.
func (p *statisticsPage) chosenItem() data.Item {
	if i := p.item.chosen - 1; i >= 0 && i < len(p.items) {
		return p.items[i]
	}
	return ""
}

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

// offerItems lets the 评价项 of the result be chosen and keeps the choice.
func (p *statisticsPage) offerItems() {
	chosen := p.chosenItem()
	p.items = p.items[:0]
	options := []string{allItems}
	for _, t := range p.result.Targets {
		for _, l := range t.Lines {
			if !slices.Contains(p.items, l.Item) {
				p.items = append(p.items, l.Item)
				options = append(options, l.Label)
			}
		}
	}
	p.item.setOptions(options, slices.Index(p.items, chosen)+1)
}

// itemLabel names the 评价项 shown.
func (p *statisticsPage) itemLabel() string { return p.item.options[max(p.item.chosen, 0)] }

// chosenKind is the kind shown, "" for all.
func (p *statisticsPage) chosenKind() data.Kind {
	if i := p.kind.chosen - 1; i >= 0 && i < len(p.kinds) {
		return p.kinds[i]
	}
	return ""
}

func (p *statisticsPage) filter() { p.current().filter(p.chosenKind()) }

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

// alikeText warns of targets whose valid marks are all the same: who was there then knows how everybody marked.
func alikeText(r *data.Result) string {
	alike := 0
	for _, t := range r.Targets {
		if t.Unanimous != 0 {
			alike++
		}
	}
	if alike == 0 {
		return ""
	}
	return fmt.Sprintf("≡ %d 个对象评价完全一致，能推知每张票怎样填，公布前请斟酌", alike)
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

package gui

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"liangping/data"
	"liangping/pdf"
)

// opinionRecords is what 意见建议 needs of the store.
type opinionRecords interface {
	Campaign(ctx context.Context) (*data.Campaign, error)
	Targets(ctx context.Context) ([]data.Target, error)
	Gatherings(ctx context.Context) ([]data.Gathering, error)
	SaveGathering(ctx context.Context, g data.Gathering) error
	DeleteGathering(ctx context.Context, id data.ID) error
	Opinions(ctx context.Context, f data.OpinionFilter) ([]data.Opinion, error)
	SaveOpinions(ctx context.Context, opinions ...data.Opinion) error
	DeleteOpinion(ctx context.Context, id data.ID) error
	mergeRecords
}

// The choices of the switch, which are the first objects of the room; the empty page comes behind them.
const (
	viewGatherings = iota
	viewOpinions
	viewMerge
	viewNothing
)

// opinionsPage is the tab 意见建议: what was said before the reports were written (plan.md §三.2（1）). A switch shows the
// 征求活动 (gatherings.go), all opinions with the form of one of them, or how they are merged into problems (merge.go).
type opinionsPage struct {
	app      *App
	records  opinionRecords
	campaign data.Campaign
	targets  []data.Target
	all      []data.Opinion

	view            *segmented
	channel, target *selectBox
	searchFor       *entry
	table           *table[data.Opinion]
	form            *opinionForm
	gatherings      *gatheringsView
	merge           *mergeView
	add, first      *button // in the toolbar and on the empty page
	gather, paper   *button
	which           *fyne.Container // the choice of 归并
	toolbar         *fyne.Container
	room            *fyne.Container // the opinions, the gatherings, or the empty page
}

func newOpinionsPage(a *App, records opinionRecords) *opinionsPage {
	return &opinionsPage{app: a, records: records}
}

func (p *opinionsPage) title() string { return string(data.AtOpinions) }

const opinionsTableWidth = 876

func (p *opinionsPage) content() fyne.CanvasObject {
	p.table = newTable(func(o data.Opinion) string { return string(o.ID) }, []column[data.Opinion]{
		{label: "意见建议原文", text: func(o data.Opinion) string { return oneLine(o.Text) }},
		{label: "涉及对象", width: 136, text: func(o data.Opinion) string { return p.targetName(o.TargetID) }, sort: p.byTarget},
		{label: "评议内容", width: 132, text: p.contentName, sort: byContent},
		{label: "来源", width: 88, text: func(o data.Opinion) string { return o.Channel.String() }, sort: byChannel},
		{label: "日期", width: 104, align: fyne.TextAlignTrailing, text: func(o data.Opinion) string { return o.Date.String() }, sort: byOpinionDate},
	})
	p.view = newSegmented(make([]string, viewNothing), func(i int) { p.showView(i) })
	p.channel = newSelect(append([]string{"全部来源"}, names(data.Channels)...), func(int) { p.filter() })
	p.target = newSelect(nil, func(int) { p.filter() })
	p.channel.choose(0)
	p.searchFor = newSearch("搜索意见", func(string) { p.filter() })
	p.form = newOpinionForm(p)
	p.gatherings = newGatheringsView(p)
	p.merge = newMergeView(p)
	p.table.onSelect = p.form.offer
	p.table.onOpen = func(data.Opinion) { p.form.focusText() }
	p.table.onType = p.searchFor.take
	p.table.leave = p.leave
	toTable := func() { p.shownTable().takeFocus() }
	p.searchFor.down, p.searchFor.enter = toTable, toTable

	p.add = newButton("登记意见", p.newOpinion).withIcon(theme.ContentAddIcon())
	p.gather = newButton("登记征求活动…", p.newGathering).withIcon(theme.ContentAddIcon())
	p.paper = newButton("打印汇总", p.print).withIcon(theme.DocumentPrintIcon())
	p.which = sized(132, 0, p.merge.which)
	p.toolbar = hbox(8, p.view, p.which, sized(116, 0, p.channel), sized(164, 0, p.target), sized(184, 0, p.searchFor), spacer(),
		p.gather, p.add, p.merge.undo, p.paper)
	p.view.choose(viewOpinions)
	p.first = newButton("登记一次征求活动…", p.newGathering).high().key("Ctrl+N")
	nothing := newPanel(emptyPage("还没有征求意见", []string{
		"写自查自评报告以前，通过恳谈会、意见箱、走访群众、个别谈话征求意见。",
		"针对某个对象的意见，写它的报告时列在旁边。",
	}, []*button{p.first}, []string{
		"登记一次征求活动：方式、日期、地点、主持人和人数", "在它下面逐条记意见，Ctrl+回车记下一条", "意见只记内容，不记是谁提的",
	}))
	p.room = container.NewStack(p.gatherings.panels, newSplit(p.table, p.form.box, opinionsTableWidth), p.merge.panels, nothing)
	return newPage(p.toolbar, p.room)
}

// reload reads the opinions. What is being typed stays.
func (p *opinionsPage) reload() {
	ctx := context.Background()
	campaign, err := p.records.Campaign(ctx)
	if err == nil {
		p.targets, err = p.records.Targets(ctx)
	}
	var gatherings []data.Gathering
	if err == nil {
		gatherings, err = p.records.Gatherings(ctx)
	}
	if err == nil {
		p.all, err = p.records.Opinions(ctx, data.OpinionFilter{})
	}
	var problems []data.Problem
	if err == nil {
		problems, err = p.records.Problems(ctx)
	}
	if err != nil {
		p.app.showError("没有读到意见建议", err)
		return
	}
	p.campaign = *campaign
	p.offerTargets()
	p.form.offerChoices(gatherings)
	p.gatherings.setRows(gatherings)
	p.table.setRows(p.all)
	p.table.setFooter(channelCounts(p.all), "")
	p.filter()
	p.form.reload()
	p.merge.setRows(p.all, problems)
	p.view.setWords([]string{fmt.Sprintf("征求活动 %d", len(gatherings)), fmt.Sprintf("意见 %d", len(p.all)), fmt.Sprintf("归并 %d", len(problems))})
	p.toolbar.Refresh() // the switch is as wide as its counts
	p.showView(p.view.chosen)
}

// offerTargets offers everybody to the filter, and keeps who is chosen.
func (p *opinionsPage) offerTargets() {
	options := append([]string{"全部对象", "综合"}, targetNames(p.targets)...)
	p.target.setOptions(options, max(p.target.chosen, 0))
	if p.target.chosen < 0 {
		p.target.choose(0)
	}
}

// showView shows the gatherings or the opinions, or the empty page while there is neither.
func (p *opinionsPage) showView(i int) {
	p.view.choose(i)
	empty := p.empty()
	merging := i == viewMerge && !empty
	p.which.Hidden, p.merge.undo.Hidden = !merging, !merging
	p.gather.Hidden, p.add.Hidden = merging, merging
	p.toolbar.Refresh()
	for _, o := range []fyne.Disableable{p.view, p.channel, p.target, p.searchFor, p.add, p.paper} {
		if empty || o == fyne.Disableable(p.target) && i == viewGatherings {
			o.Disable()
		} else {
			o.Enable()
		}
	}
	if empty {
		i = viewNothing
	}
	showOnly(p.room, i)
}

// empty reports whether there was no gathering yet.
func (p *opinionsPage) empty() bool { return len(p.form.gatherings) == 0 }

// shownTable is the table of the view that is shown.
func (p *opinionsPage) shownTable() interface {
	fyne.Focusable
	takeFocus()
} {
	switch p.view.chosen {
	case viewGatherings:
		return p.gatherings.table
	case viewMerge:
		return p.merge.said
	}
	return p.table
}

// chosen is what the choices on the screen let through.
func (p *opinionsPage) chosen() data.OpinionFilter {
	f := data.OpinionFilter{Search: p.searchFor.Text, General: p.target.chosen == 1, Channel: p.chosenChannel()}
	if i := p.target.chosen - 2; i >= 0 && i < len(p.targets) {
		f.TargetID = p.targets[i].ID
	}
	return f
}

func (p *opinionsPage) chosenChannel() data.Channel {
	if p.channel.chosen < 1 {
		return ""
	}
	return data.Channels[p.channel.chosen-1]
}

func (p *opinionsPage) filter() {
	p.table.setFilter(p.chosen().Match)
	p.gatherings.filter(p.chosenChannel(), p.searchFor.Text)
	p.merge.filter()
}

// showAll takes every filter away.
func (p *opinionsPage) showAll() {
	p.channel.choose(0)
	p.target.choose(0)
	p.searchFor.SetText("")
	p.filter()
}

func (p *opinionsPage) focus() {
	switch {
	case p.empty():
		p.app.focus(p.first)
	case p.view.chosen == viewOpinions && len(p.table.rows) == 0:
		p.form.focusText()
	default:
		p.app.focus(p.shownTable())
	}
}

// search is Ctrl+F.
func (p *opinionsPage) search() { p.app.focus(p.searchFor) }

// escape goes from the form back to the table, and from what is alike to all.
func (p *opinionsPage) escape() {
	switch {
	case p.empty():
	case p.view.chosen == viewMerge && p.merge.alike != nil:
		p.merge.listAll()
	default:
		p.shownTable().takeFocus()
	}
}

// leave asks once what to do with an opinion or a problem that isn't saved.
func (p *opinionsPage) leave(proceed func()) {
	if !p.form.dirty() {
		p.merge.form.leave(proceed)
		return
	}
	p.app.leaveUnsaved("这条意见", p.form.trySave, func() {
		p.form.revert()
		proceed()
	})
}

// open shows the opinions about the target with the ID, or the problem with it.
func (p *opinionsPage) open(id string) {
	if p.merge.problems.position(id) >= 0 {
		p.showView(viewMerge)
		p.merge.problems.selectKey(id)
		p.app.focus(p.merge.problems)
		return
	}
	i := slices.IndexFunc(p.targets, func(t data.Target) bool { return string(t.ID) == id })
	p.showAll()
	p.target.choose(i + 2)
	p.filter()
	p.showView(viewOpinions)
	p.focus()
}

// openOpinion shows one opinion, whatever the filters hide.
func (p *opinionsPage) openOpinion(id data.ID) {
	p.leave(func() {
		p.showView(viewOpinions)
		if p.table.position(string(id)) < 0 {
			p.showAll()
		}
		p.table.selectKey(string(id))
		p.form.showSelected()
		p.form.focusText()
	})
}

// newRecord is Ctrl+N: another opinion, another gathering where these are shown or there is none, another problem in 归并.
func (p *opinionsPage) newRecord() {
	switch {
	case p.view.chosen == viewGatherings:
		p.newGathering()
	case p.view.chosen == viewMerge && !p.empty():
		p.merge.askProblem()
	default:
		p.newOpinion()
	}
}

// newOpinion opens an empty form for an opinion of the gathering that is in front: the selected one, or that of the form.
func (p *opinionsPage) newOpinion() {
	if p.empty() {
		p.newGathering()
		return
	}
	id := p.form.value().GatheringID
	if g, ok := p.gatherings.table.selected(); ok && p.view.chosen == viewGatherings {
		id = g.ID
	}
	p.note(id)
}

// note opens an empty form for an opinion of a gathering.
func (p *opinionsPage) note(gathering data.ID) {
	p.leave(func() {
		p.showView(viewOpinions)
		p.form.begin(gathering)
		p.table.deselect()
		p.form.focusText()
	})
}

// newGathering asks for a gathering and shows it.
func (p *opinionsPage) newGathering() {
	p.gatherings.edit(data.Gathering{ID: data.NewID(), Channel: data.Forum, Date: p.app.today()}, func(id data.ID) {
		p.showAll()
		p.showView(viewGatherings)
		p.gatherings.table.selectKey(string(id))
	})
}

// save is Ctrl+S.
func (p *opinionsPage) save() {
	if p.form.dirty() {
		p.form.trySave()
	}
	p.merge.form.trySave()
}

// saveAndNext keeps the opinion and opens the form for the next one of the same gathering.
func (p *opinionsPage) saveAndNext() {
	if !p.form.dirty() || p.form.trySave() {
		p.note(p.form.value().GatheringID)
	}
}

// print makes the 征求意见汇总 of all opinions, whatever the filters show: Ctrl+P.
func (p *opinionsPage) print() {
	if p.paper.Disabled() {
		return
	}
	p.leave(func() {
		c, gatherings, opinions, targets, day := p.campaign, p.form.gatherings, p.all, p.targets, p.app.today()
		p.app.makePaper("征求意见汇总", func() (*pdf.Paper, error) {
			return p.app.press().OpinionSummary(c, gatherings, opinions, targets, day)
		})
	})
}

// commands are the page's lines in the menu.
func (p *opinionsPage) commands() []command {
	inFront := func() bool { return p.app.page() == page(p) && !p.empty() }
	return append([]command{
		{menu: menuAppraisal},
		{menu: menuAppraisal, label: "登记征求活动…", do: p.newGathering},
		{
			menu: menuAppraisal, label: "保存意见，记下一条", key: fyne.KeyReturn, with: fyne.KeyModifierControl,
			enabled: func() bool { return inFront() && p.view.chosen == viewOpinions }, do: p.saveAndNext,
		},
	}, p.mergeCommands()...)
}

// targetName is the name of a target, 综合 for nobody in particular.
func (p *opinionsPage) targetName(id data.ID) string {
	for _, t := range p.targets {
		if t.ID == id {
			return t.Name
		}
	}
	return "综合"
}

// contentName is what an opinion concerns: 工作 · 推动发展, 工作评价, or — .
func (p *opinionsPage) contentName(o data.Opinion) string {
	for _, c := range p.campaign.Criteria {
		if c.Number == o.Criterion {
			return criterionName(c)
		}
	}
	return dash(o.Aspect.String())
}

// criterionName is 工作 · 推动发展.
func criterionName(c data.Criterion) string {
	return strings.TrimSuffix(c.Aspect.String(), "评价") + " · " + c.Short
}

func (p *opinionsPage) byTarget(a, b data.Opinion) int {
	return p.targetOrder(a.TargetID) - p.targetOrder(b.TargetID)
}

// targetOrder is the place of a target on the roster; nobody in particular comes first.
func (p *opinionsPage) targetOrder(id data.ID) int {
	return slices.IndexFunc(p.targets, func(t data.Target) bool { return t.ID == id })
}

func byContent(a, b data.Opinion) int { return a.Criterion - b.Criterion }

func byChannel(a, b data.Opinion) int {
	return slices.Index(data.Channels, a.Channel) - slices.Index(data.Channels, b.Channel)
}

func byOpinionDate(a, b data.Opinion) int { return strings.Compare(a.Date.String(), b.Date.String()) }

// channelCounts counts opinions by where they come from: 恳谈会 12　意见箱 3.
func channelCounts(all []data.Opinion) string {
	counts := map[data.Channel]int{}
	for _, o := range all {
		counts[o.Channel]++
	}
	var parts []string
	for _, c := range append(slices.Clone(data.Channels), data.BallotSheet) {
		if counts[c] > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", c, counts[c]))
		}
	}
	return strings.Join(parts, "　")
}

// targetNames are the names of targets in their order.
func targetNames(targets []data.Target) []string {
	words := make([]string, len(targets))
	for i, t := range targets {
		words[i] = t.Name
	}
	return words
}

// oneLine is a text without its line ends, for a row of a table.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

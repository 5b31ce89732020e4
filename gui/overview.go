package gui

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"liangping/data"
)

// overviewRecords is what 总览 and the settings reached from it need of the store.
type overviewRecords interface {
	campaignRecords
	archiveRecords
	eventRecords
	Overview(ctx context.Context) (*data.Overview, error)
}

// overviewPage is 总览: where the campaign stands, what is to be done next, each line a link to its place, and the figures; behind
// a switch the 活动记录 (events.go).
type overviewPage struct {
	app     *App
	records overviewRecords
	today   data.Date

	phases *phaseBar
	todos  *table[todoRow]
	head   *fyne.Container
	counts [4]*chipView // by urgency
	who    *selectBox
	facts  *factList
	view   *segmented // 待办, 活动记录
	events *eventsView
	rooms  []*fyne.Container // tools, table and side, each for both views
}

// The choices of the switch.
const (
	viewTodos = iota
	viewEvents
)

// todoRow is a line of 待办. The number keeps its key apart from that of another line about the same record.
type todoRow struct {
	data.Todo
	key string
}

func newOverviewPage(a *App, records overviewRecords) *overviewPage {
	return &overviewPage{app: a, records: records}
}

func (p *overviewPage) title() string { return "总览" }

func (p *overviewPage) content() fyne.CanvasObject {
	p.phases = newPhaseBar()
	p.todos = newTable(func(r todoRow) string { return r.key }, []column[todoRow]{
		{label: "状态", width: 108, chip: func(r todoRow) (chip, bool) { return todoChip(r.Todo, p.today), true }},
		{label: "事项", text: func(r todoRow) string { return r.What }, remark: func(r todoRow) string { return r.Why }},
		{label: "责任人", width: 136, text: func(r todoRow) string { return r.Who }},
		{label: "期限", width: 96, align: fyne.TextAlignTrailing, text: func(r todoRow) string { return r.Due.MonthDay() }},
		{label: "去办理", width: 116, text: func(r todoRow) string { return "→ " + string(r.Place) }, tapped: p.follow},
	})
	p.todos.onOpen = p.follow
	p.facts = newFactList(func(f data.Fact) { p.app.showPage(string(f.Place), "") })
	p.who = newSelect(nil, func(int) { p.filter() })

	p.view = newSegmented([]string{"待办", "活动记录"}, p.showView)
	p.events = newEventsView(p.app, p.records)
	p.head = hbox(8)
	for i := range p.counts {
		p.counts[i] = newChip(chip{})
		p.head.Add(p.counts[i])
	}
	p.head.Add(spacer())
	p.head.Add(sized(144, 0, p.who))
	add := newButton("登记", p.newRecord).key("Ctrl+N").withIcon(theme.ContentAddIcon())
	p.todos.bare = true
	facts := container.New(&above{}, pad2(16, 6, vbox(0, sized(0, rowHeight, heading("概况")))), p.facts.box)
	p.rooms = []*fyne.Container{
		container.NewStack(p.head, hbox(8, sized(124, 0, p.events.kind), spacer(), add)),
		container.NewStack(p.todos, p.events.table),
		container.NewStack(facts, p.events.form.content),
	}
	top := container.NewBorder(nil, nil, hbox(0, p.view, sized(12, 0, spacer())), nil, p.rooms[0])
	left := newPanel(container.New(&above{}, pad2(12, 6, top), p.rooms[1]))
	p.showView(viewTodos)
	return newPage(sized(0, phaseBarHeight, p.phases), columns(panelGap, []float32{0, 370}, left, newPanel(p.rooms[2])))
}

// showView shows 待办 with 概况, or 活动记录 with the form of one.
func (p *overviewPage) showView(i int) {
	p.view.choose(i)
	for _, room := range p.rooms {
		showOnly(room, i)
	}
}

// newRecord is Ctrl+N: another 活动记录.
func (p *overviewPage) newRecord() {
	p.showView(viewEvents)
	p.events.begin()
}

// save is Ctrl+S.
func (p *overviewPage) save() { p.events.form.trySave() }

// escape goes from the form back to the table.
func (p *overviewPage) escape() { p.focus() }

func (p *overviewPage) reload() {
	o, err := p.records.Overview(context.Background())
	if err == nil {
		err = p.events.reload()
	}
	if err != nil {
		p.app.showError("没有读到总览", err)
		return
	}
	p.show(o)
}

// show writes what is to be done and where the campaign stands.
func (p *overviewPage) show(o *data.Overview) {
	p.today = o.Today
	p.phases.set(phaseCells(o))
	rows := make([]todoRow, len(o.Todos))
	var counts [4]int
	var names []string
	for i, t := range o.Todos {
		rows[i] = todoRow{t, fmt.Sprintf("%s %s %s", t.Place, t.Record, t.What)}
		counts[t.Urgency]++
		if t.Who != "" && !slices.Contains(names, t.Who) {
			names = append(names, t.Who)
		}
	}
	for i, n := range counts {
		c := urgencyChips[i]
		c.word += " " + strconv.Itoa(n)
		p.counts[i].set(c)
		p.counts[i].Hidden = n == 0
	}
	p.view.setWords([]string{fmt.Sprintf("待办 %d", len(rows)), fmt.Sprintf("活动记录 %d", len(p.events.table.all))})
	p.head.Refresh()
	p.setNames(names)
	p.todos.setRows(rows)
	p.facts.set(o.Facts)
	footer := "↑ ↓ 选择　回车 去办理"
	if len(rows) == 0 {
		footer = "眼下没有要办的事。"
	}
	p.todos.setFooter(footer, "")
}

// setNames offers the persons who have something to do, and keeps the one chosen.
func (p *overviewPage) setNames(names []string) {
	chosen := p.person()
	p.who.setOptions(append([]string{"全部责任人"}, names...), slices.Index(names, chosen)+1)
	p.filter()
}

// person is the one whose lines are shown, "" for all.
func (p *overviewPage) person() string {
	if p.who.chosen < 1 {
		return ""
	}
	return p.who.options[p.who.chosen]
}

func (p *overviewPage) filter() {
	if name := p.person(); name != "" {
		p.todos.setFilter(func(r todoRow) bool { return r.Who == name })
		return
	}
	p.todos.setFilter(nil)
}

// follow goes to the record itself in its tab.
func (p *overviewPage) follow(r todoRow) { p.app.showPage(string(r.Place), string(r.Record)) }

// commands are the settings of the campaign and the choice of another: what they change shows here first.
func (p *overviewPage) commands() []command {
	return append([]command{
		{
			menu: menuSettings, label: "活动设置…", key: fyne.KeyComma, with: fyne.KeyModifierControl, inPlace: true,
			do: func() { p.app.editCampaign(p.records) },
		},
		{menu: menuSettings, label: "换活动…", enabled: p.hasOthers, do: func() { p.app.changeCampaign(p.records) }},
	}, p.app.archiveCommands(p.records)...)
}

// hasOthers reports whether there is another campaign than the current one.
func (p *overviewPage) hasOthers() bool {
	all, err := p.records.Campaigns(context.Background())
	return err == nil && len(all) > 1
}

func (p *overviewPage) focus() {
	if p.view.chosen == viewEvents {
		p.app.focus(p.events.table)
		return
	}
	p.app.focus(p.todos)
}

func (p *overviewPage) leave(proceed func()) { p.events.form.leave(proceed) }

// urgencyChips are the heads of the four urgencies.
var urgencyChips = [...]chip{
	data.Overdue: {chipRed, "▲", "逾期"}, data.Blocked: {chipOrange, "■", "受阻"}, data.Soon: {chipBlue, "●", "7 天内"}, data.Later: {chipGrey, "○", "以后"},
}

// todoChip tells how urgent a line is: 逾期 3 天, 受阻, 今天, 还有 6 天.
func todoChip(t data.Todo, today data.Date) chip {
	c := urgencyChips[t.Urgency]
	days := today.DaysUntil(t.Due)
	switch {
	case t.Urgency == data.Blocked:
	case days < 0:
		c.word = fmt.Sprintf("逾期 %d 天", -days)
	case days == 0:
		c.word = "今天"
	case days == 1:
		c.word = "明天"
	default:
		c.word = fmt.Sprintf("还有 %d 天", days)
	}
	return c
}

// phaseCells is the campaign's course as the phase bar shows it.
func phaseCells(o *data.Overview) []phaseCell {
	cells := make([]phaseCell, len(o.Phases))
	for i, p := range o.Phases {
		c := phaseCell{
			name: fmt.Sprintf("%d %s", i+1, p.Kind), dates: p.Start.MonthDay() + " — " + p.End.MonthDay(), line: p.Line,
			state: chip{chipGrey, "○", p.State}, total: p.Days(),
		}
		switch {
		case p.Day > 0:
			c.state.kind, c.state.sign = chipBlue, "▶"
			c.done = p.Day
			c.today = "今天 " + o.Today.MonthDay()
			c.left = fmt.Sprintf("第 %d 天，还剩 %d 天", p.Day, p.Left)
		case o.Today.After(p.End):
			c.state.kind, c.state.sign = chipGreen, "✓"
			c.done = c.total
		}
		cells[i] = c
	}
	return cells
}

// factList is 概况: one line per fact, a link, a figure and a remark.
type factList struct {
	box    *fyne.Container
	follow func(data.Fact)
}

const factHeight = 50

func newFactList(follow func(data.Fact)) *factList { return &factList{box: vbox(0), follow: follow} }

// set shows the facts. A line that says the same stays the same object, so the focus stays in it.
func (l *factList) set(facts []data.Fact) {
	for i, f := range facts {
		if i == len(l.box.Objects) {
			l.box.Add(newFactView(func() { l.follow(f) }))
		}
		l.box.Objects[i].(*fyne.Container).Layout.(*factView).set(f)
	}
	l.box.Objects = l.box.Objects[:len(facts)]
	l.box.Refresh()
}

// factView lays a line of 概况 out.
type factView struct {
	name           *link
	figure, remark *canvas.Text
	line           *canvas.Rectangle
}

func newFactView(follow func()) *fyne.Container {
	v := &factView{name: newLink("", follow), figure: bold(body("")), remark: caption(""), line: newRectangle(theme.ColorNameSeparator, 0)}
	v.figure.Alignment, v.remark.Alignment = fyne.TextAlignTrailing, fyne.TextAlignTrailing
	return container.New(v, v.line, v.name, v.figure, v.remark)
}

func (v *factView) set(f data.Fact) {
	v.name.setText(f.Name)
	v.figure.Text, v.remark.Text = f.Figure, f.Remark
	v.figure.Refresh()
	v.remark.Refresh()
}

// MinSize is one line of the list.
func (v *factView) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(300, factHeight) }

// Layout sets the name at the left, figure and remark at the right.
func (v *factView) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	const remarkWidth = 104
	place(v.line, 0, 0, size.Width, 1)
	name := v.name.MinSize()
	place(v.name, 16, (factHeight-name.Height)/2, name.Width, name.Height)
	place(v.figure, 16, 0, size.Width-32-remarkWidth, factHeight)
	place(v.remark, size.Width-16-remarkWidth, 0, remarkWidth, factHeight)
}

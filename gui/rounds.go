package gui

import (
	"context"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"liangping/data"
)

// roundRecords is what 评议票 needs of the store.
type roundRecords interface {
	entryStore
	Campaign(ctx context.Context) (*data.Campaign, error)
	Rounds(ctx context.Context) ([]data.Round, error)
	SaveRound(ctx context.Context, r data.Round) error
	Form(ctx context.Context, round data.ID) (*data.Form, error)
	FreezeForm(ctx context.Context, round data.ID) (*data.Form, error)
}

// The steps of a round that exist so far; each is a cell of the stepper.
const (
	stepForm  = iota // 票样
	stepPrint        // 印票
	stepKey          // 录票
)

// roundsPage is 评议票: the rounds at the left, the chosen one at the right with its steps. While ballots are keyed the entry
// page stands in its place.
type roundsPage struct {
	app      *App
	records  roundRecords
	campaign data.Campaign
	rounds   []data.Round
	progress map[data.ID][]data.EntryProgress // by round
	form     *data.Form                       // of the chosen round, nil while there is none
	formErr  error                            // why there is none
	chosen   data.ID
	step     int

	saving func() // stops the saving that lies ahead
	dirty  bool   // counts were typed that are not on the disk yet

	room    *fyne.Container // the round, the empty page or the entry page
	nothing fyne.CanvasObject
	first   *button // of the empty page
	whole   fyne.CanvasObject
	list    *roundList
	add     *button
	name    *canvas.Text
	facts   *fitText
	steps   *stepper
	body    *fyne.Container // what belongs to the step
	lines   *formTable
	counts  *accounting
	checks  *checksPanel
	keying  *progressPanel
	press   *pressPanel
	entry   *entryPage // nil unless ballots are being keyed
}

// saveDelay is how long after the last key the counts are saved.
const saveDelay = 600 * time.Millisecond

func newRoundsPage(a *App, records roundRecords) *roundsPage {
	return &roundsPage{app: a, records: records, saving: func() {}, step: stepKey}
}

func (p *roundsPage) title() string { return string(data.AtRounds) }

func (p *roundsPage) content() fyne.CanvasObject {
	p.list = newRoundList(p.choose)
	p.add = newSmallButton("新建", p.newRecord)
	listHead := sized(0, 40, pad2(12, 8, hbox(8, bold(body("评议")), spacer(), p.add)))
	left := newPanel(container.New(&above{}, vbox(0, listHead, line()), newScroll(p.list)))

	p.name, p.facts = heading(""), newFitText(textBody, colorMuted)
	head := container.NewBorder(nil, nil, p.name,
		hbox(8, newButton("编辑…", p.editRound), newButton("会议通知…", p.writeNotice)), pad2(12, 0, p.facts))
	p.steps = newStepper(func(i int) { p.showStep(i) })
	p.lines = newFormTable()
	p.counts = newAccounting(p.typed)
	p.checks = newChecksPanel(p.counts.takeFocus)
	p.keying = newProgressPanel(p.keyBallots, p.keyGroup)
	p.counts.after = p.keying.keyAll
	p.press = newPressPanel(p.printBallots)
	p.body = container.NewStack()
	right := container.New(&above{gap: panelGap}, pad2(0, 4, head), container.New(&above{gap: panelGap}, p.steps, p.body))

	p.whole = newPage(nil, columns(panelGap, []float32{208, 0}, left, right))
	p.first = newButton("新建评议…", p.newRecord).high().key("Ctrl+N")
	p.nothing = newPage(nil, newPanel(emptyPage("还没有评议", []string{
		"群众评议分两次：内部评议由本单位党组召开全体干部职工大会，社会评议由县活动办公室组织。",
		"每次评议先定票样，再印票、发票、收票，最后逐张录入。",
	}, []*button{p.first}, []string{
		"在“评议对象”里登记名单，票样由名单生成", "写明时间、地点、主持、监票和计票", "印票；当场清点，填写发出、收回、有效和废票", "按 F5 逐张录入，结果在“统计”里看",
	})))
	p.room = container.NewStack()
	return p.room
}

// round returns the chosen round as it is stored; nil when there is none.
func (p *roundsPage) round() *data.Round {
	for i := range p.rounds {
		if p.rounds[i].ID == p.chosen {
			return &p.rounds[i]
		}
	}
	return nil
}

func (p *roundsPage) reload() {
	if p.entry != nil {
		p.entry.reload()
		return
	}
	if !p.flush() {
		return // what was typed stays on the screen
	}
	if err := p.read(context.Background()); err != nil {
		p.app.showError("没有读到评议", err)
		return
	}
	p.show()
}

// read fetches the rounds and what belongs to them.
func (p *roundsPage) read(ctx context.Context) error {
	campaign, err := p.records.Campaign(ctx)
	if err != nil {
		return err
	}
	p.campaign = *campaign
	if p.rounds, err = p.records.Rounds(ctx); err != nil {
		return err
	}
	if p.round() == nil && len(p.rounds) > 0 {
		p.chosen = p.rounds[0].ID
	}
	p.progress = map[data.ID][]data.EntryProgress{}
	for _, r := range p.rounds {
		if p.progress[r.ID], err = p.records.Progress(ctx, r.ID); err != nil {
			return err
		}
	}
	p.form, p.formErr = nil, nil
	if r := p.round(); r != nil {
		p.form, p.formErr = p.records.Form(ctx, r.ID)
	}
	return nil
}

// show brings what is drawn up to date with what was read.
func (p *roundsPage) show() {
	r := p.round()
	if r == nil {
		p.put(p.nothing)
		return
	}
	p.showList()
	p.add.setEnabled(len(p.missingKinds()) > 0)
	setText(p.name, r.Name(), theme.ColorNameForeground)
	p.facts.setText(roundFacts(*r))
	p.lines.set(p.form, p.formErr, p.app)
	p.counts.set(*r)
	p.press.set(*r)
	p.judge()
	p.showStep(p.step)
	p.put(p.whole)
}

// showList brings the list of rounds up to date.
func (p *roundsPage) showList() {
	items, chosen := make([]roundItem, len(p.rounds)), 0
	for i, one := range p.rounds {
		items[i] = newRoundItem(one, keyedSheets(p.progress[one.ID]))
		if one.ID == p.chosen {
			chosen = i
		}
	}
	p.list.set(items, chosen)
}

// put shows one of the three contents.
func (p *roundsPage) put(o fyne.CanvasObject) {
	if len(p.room.Objects) != 1 || p.room.Objects[0] != o {
		p.room.Objects = []fyne.CanvasObject{o}
		p.room.Refresh()
	}
}

// roundFacts is the line of facts in the head of a round.
func roundFacts(r data.Round) string {
	var facts []string
	add := func(before, text, after string) {
		if text != "" {
			facts = append(facts, before+text+after)
		}
	}
	add("", r.Date.MonthDay()+r.Time, "")
	add("", r.Convener, "召集")
	add("主持 ", r.Chair, "")
	add("监票 ", r.Scrutineers, "")
	add("计票 ", r.Tellers, "")
	add("派员 ", r.Observers, "")
	add("", r.Place, "")
	return strings.Join(facts, "　")
}

func keyedSheets(progress []data.EntryProgress) (n int) {
	for _, p := range progress {
		n += p.Keyed
	}
	return n
}

// judge tries the checks on the counts as they are typed and shows how far each step is.
func (p *roundsPage) judge() {
	r := p.counts.round
	progress := p.progress[r.ID]
	p.checks.set(data.CheckRound(r, progress))
	p.keying.set(r, progress)
	p.steps.set(p.roundSteps(r, keyedSheets(progress)), p.step)
}

// roundSteps are the cells of the stepper. The first step that isn't done is the one to go on with.
func (p *roundsPage) roundSteps(r data.Round, keyed int) []step {
	printed, issued, returned := 0, 0, returnedSheets(r)
	for _, g := range r.Groups {
		printed, issued = printed+g.Printed, issued+g.Issued
	}
	steps := []step{
		{name: "票样", figure: "还做不成", alarm: p.formErr != nil},
		{name: "印票", figure: fmt.Sprintf("印制 %d，发出 %d", printed, issued)},
		{name: "录票", figure: fmt.Sprintf("已录 %d / %d", keyed, returned)},
	}
	if p.form != nil {
		steps[stepForm].figure = formFigure(*p.form)
	}
	done := []bool{r.FormFrozen, issued > 0, returned > 0 && keyed >= returned}
	for i := range steps {
		if done[i] {
			steps[i].state = stepDone
			continue
		}
		steps[i].state = stepNow
		break
	}
	return steps
}

// showStep shows what belongs to a step: the form, or the accounting with the printing or the keying beside the checks.
func (p *roundsPage) showStep(i int) {
	p.step = i
	p.steps.set(p.steps.steps, i)
	var o fyne.CanvasObject
	switch i {
	case stepForm:
		o = p.lines.box
	case stepPrint:
		o = p.accountingWith(p.press.box)
	default:
		o = p.accountingWith(p.keying.box)
	}
	p.body.Objects = []fyne.CanvasObject{o}
	p.body.Refresh()
}

func (p *roundsPage) accountingWith(panel fyne.CanvasObject) fyne.CanvasObject {
	return container.New(&above{gap: panelGap}, p.counts.box, columns(panelGap, []float32{0, 478}, p.checks.box, panel))
}

// choose shows another round.
func (p *roundsPage) choose(i int) {
	if !p.flush() {
		return
	}
	p.chosen = p.rounds[i].ID
	p.app.reload()
}

// open shows the round with the ID, such as from 总览.
func (p *roundsPage) open(key string) {
	if p.entry == nil && p.flush() {
		p.chosen = data.ID(key)
		p.app.reload()
	}
}

// focus goes to the first cell that breaks a check, else to the keying.
func (p *roundsPage) focus() {
	switch {
	case p.entry != nil:
		p.entry.focus()
	case p.round() == nil:
		p.app.focus(p.first)
	case p.step != stepForm && p.counts.firstBroken() != nil:
		p.app.focus(p.counts.firstBroken())
	case p.step == stepKey:
		p.app.focus(p.keying.keyAll)
	default:
		p.app.focus(p.steps)
	}
}

// typed follows a key in the accounting table: the checks at once, the disk when the typing pauses.
func (p *roundsPage) typed() {
	p.dirty = true
	p.judge()
	p.saving()
	p.saving = p.app.later(saveDelay, func() { p.flush() })
}

// flush saves the counts that were typed. It reports whether nothing is left unsaved.
func (p *roundsPage) flush() bool {
	p.saving()
	if !p.dirty {
		return true
	}
	p.dirty = false
	if err := p.records.SaveRound(context.Background(), p.counts.round); err != nil {
		p.dirty = true
		p.app.showError("票数没有存上", err, action{"再试一次", func() { p.flush() }})
		return false
	}
	for i := range p.rounds {
		if p.rounds[i].ID == p.counts.round.ID {
			p.rounds[i].Groups = append([]data.Group(nil), p.counts.round.Groups...)
		}
	}
	p.showList()
	p.app.saved(p.counts.round.Name() + "票数")
	return true
}

// save saves what is typed at once (Ctrl+S).
func (p *roundsPage) save() { p.flush() }

// leave saves what is typed; while a sheet is in the grid it asks.
func (p *roundsPage) leave(proceed func()) {
	if p.entry != nil {
		p.entry.leave(func() {
			p.entry = nil
			proceed()
		})
		return
	}
	if p.flush() {
		proceed()
	}
}

// print goes to 印票 (Ctrl+P).
func (p *roundsPage) print() {
	if p.canWork() {
		p.showStep(stepPrint)
		p.app.focus(p.press.make)
	}
}

// canWork reports whether a round is shown, with nobody keying.
func (p *roundsPage) canWork() bool { return p.entry == nil && p.round() != nil }

// notKeying reports whether the page may do something else. Whether there is a round it knows only when it is in front.
func (p *roundsPage) notKeying() bool { return p.entry == nil }

func (p *roundsPage) commands() []command {
	return []command{
		{menu: menuAppraisal, label: "新建评议…", enabled: p.notKeying, do: p.newRecord},
		{menu: menuAppraisal, label: "编辑评议…", enabled: p.notKeying, do: p.editRound},
		{menu: menuAppraisal},
		{menu: menuAppraisal, label: "票样", enabled: p.notKeying, do: p.showForm},
		{menu: menuAppraisal, label: "印票", enabled: p.notKeying, do: p.print},
		{menu: menuAppraisal, label: "逐张录入", key: fyne.KeyF5, enabled: p.notKeying, do: p.keyBallots},
	}
}

// writeNotice begins the 会议通知 of the round, in the place where papers are written.
func (p *roundsPage) writeNotice() { p.app.newPaper(data.MeetingNotice, p.chosen) }

// showForm goes to 票样.
func (p *roundsPage) showForm() {
	if p.canWork() {
		p.showStep(stepForm)
		p.app.focus(p.steps)
	}
}

// keyBallots keys the first group that has sheets left.
func (p *roundsPage) keyBallots() {
	r := p.round()
	if !p.canWork() {
		return
	}
	next := r.Groups[0].ID
	for _, g := range p.counts.round.Groups {
		if keyedOf(p.progress[r.ID], g.ID) < g.Returned {
			next = g.ID
			break
		}
	}
	p.keyGroup(next)
}

// keyGroup opens the entry page for a group.
func (p *roundsPage) keyGroup(group data.ID) {
	if !p.flush() {
		return
	}
	r := p.round()
	form, err := p.records.Form(context.Background(), r.ID)
	if err != nil {
		p.app.showError("现在不能录票", err)
		return
	}
	p.entry = newEntryPage(p.app, p.records, *r, *r.Group(group), *form, p.campaign.Criteria, p.endEntry)
	p.put(p.entry.root)
	p.app.reload()
	p.entry.focus()
}

// endEntry goes back from the entry page to the round.
func (p *roundsPage) endEntry() {
	p.entry = nil
	p.step = stepKey
	p.app.reload()
	p.focus()
}

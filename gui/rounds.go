package gui

import (
	"context"
	"slices"
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
	workRecords
	attendanceRecords
	sealRecords
	sheetRecords
	Campaign(ctx context.Context) (*data.Campaign, error)
	Rounds(ctx context.Context) ([]data.Round, error)
	SaveRound(ctx context.Context, r data.Round) error
	VoidRound(ctx context.Context, id data.ID, reason string) error
	SpoilReasons(ctx context.Context) ([]string, error)
	SaveSpoilReasons(ctx context.Context, reasons []string) error
	AskTargets(ctx context.Context, ids []data.ID, ask data.Ask) error
	Targets(ctx context.Context) ([]data.Target, error)
	RedoRound(ctx context.Context, voidID data.ID) (data.Round, error)
	Form(ctx context.Context, round data.ID) (*data.Form, error)
	FreezeForm(ctx context.Context, round data.ID) (*data.Form, error)
}

// roundsPage is 评议票: the rounds at the left, the chosen one at the right with its steps. While something is keyed, its page
// stands in their place.
type roundsPage struct {
	app       *App
	records   roundRecords
	campaign  data.Campaign
	targets   []data.Target
	rounds    []data.Round
	progress  map[data.ID][]data.EntryProgress // by round
	form      *data.Form                       // of the chosen round, nil while there is none
	formErr   error                            // why there is none
	seal      *data.Seal                       // of the chosen round, nil while it isn't sealed
	obstacles []data.Check                     // what keeps the chosen round from its seal, as typed
	passed    []data.Check                     // what the second pass of the chosen round means for its seal
	chosen    data.ID
	step      int

	saving func() // stops the saving that lies ahead
	dirty  bool   // counts were typed that are not on the disk yet

	room    *fyne.Container // the round, the empty page or what stands in the round's place
	nothing fyne.CanvasObject
	first   *button // of the empty page
	whole   fyne.CanvasObject
	list    *roundList
	add     *button
	name    *canvas.Text
	facts   *fitText
	steps   *stepper
	body    *fyne.Container // what belongs to the step
	forms   *formPanel
	people  *peoplePanel
	sealing *sealPanel
	sealNow *button // 封存… or 启封… in the head
	change  *button // 编辑…
	counts  *accounting
	checks  *checksPanel
	keying  *progressPanel
	compare *comparePanel
	press   *pressPanel
	work    workPage // what stands in the round's place; nil for nothing
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

	p.change, p.sealNow = newButton("编辑…", p.editRound), newButton("封存…", p.sealOrOpen)
	p.name, p.facts = heading(""), newFitText(textBody, colorMuted)
	head := container.NewBorder(nil, nil, p.name,
		hbox(8, p.change, newButton("会议通知…", p.writeNotice), newButton("报告单…", p.printSheets).withIcon(theme.DocumentPrintIcon()), p.sealNow), pad2(12, 0, p.facts))
	p.steps = newStepper(func(i int) { p.showStep(i) })
	p.forms = newFormPanel(p)
	p.counts = newAccounting(p.typed)
	p.checks = newChecksPanel(p.counts.takeFocus, p.voidRound)
	p.keying = newProgressPanel(p.keyBallots, p.keyTotals, p.keyOpinions, p.keyGroup)
	p.compare = newComparePanel(p)
	p.counts.after = p.keying.keyAll
	p.press = newPressPanel(p)
	p.people = newPeoplePanel(p)
	p.sealing = newSealPanel(p)
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
	if p.work != nil {
		p.work.reload()
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
	if p.targets, err = p.records.Targets(ctx); err != nil {
		return err
	}
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
		if err := p.people.read(ctx, *r); err != nil {
			return err
		}
		if p.seal, err = p.records.Seal(ctx, r.ID); err != nil {
			return err
		}
		checks, err := p.records.SealChecks(ctx, r.ID)
		p.passed = passChecks(checks)
		return err
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
	p.add.setEnabled(len(p.freeRounds()) > 0)
	setText(p.name, r.Name(), theme.ColorNameForeground)
	p.facts.setText(roundFacts(*r))
	p.change.setEnabled(!p.readOnly())
	p.sealNow.setEnabled(r.Live())
	p.sealNow.setText(map[bool]string{true: "启封…", false: "封存…"}[r.State == data.RoundSealed])
	p.forms.set(*r, p.targets)
	another := p.counts.round.ID != r.ID
	p.counts.set(*r)
	p.press.set(*r)
	p.people.set(*r)
	p.compare.reload(*r)
	p.judge()
	if another {
		p.step = currentStep(p.steps.steps)
	}
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

// choose shows another round.
func (p *roundsPage) choose(i int) {
	if !p.flush() {
		return
	}
	p.chosen = p.rounds[i].ID
	p.app.reload()
}

// open shows the round with the ID at the step to go on with, such as from 总览.
func (p *roundsPage) open(key string) {
	if p.work != nil || !p.flush() {
		return
	}
	p.chosen = data.ID(key)
	p.app.reload()
	if p.round() != nil {
		p.showStep(currentStep(p.steps.steps))
		p.focus()
	}
}

// focus goes to the first cell that breaks a check, else to the keying.
func (p *roundsPage) focus() {
	switch {
	case p.work != nil:
		p.work.focus()
	case p.round() == nil:
		p.app.focus(p.first)
	case p.step == stepForm && p.form != nil:
		p.forms.takeFocus()
	case p.step == stepPeople:
		p.people.takeFocus()
	case p.step >= stepPrint && !p.readOnly() && p.counts.firstBroken() != nil:
		p.app.focus(p.counts.firstBroken())
	case p.step == stepSeal && !p.sealing.seal.Hidden:
		p.app.focus(p.sealing.seal)
	case p.step == stepCompare && !p.readOnly():
		p.compare.takeFocus()
	case p.step == stepKey && !p.readOnly():
		p.app.focus(p.keying.keyAll)
	default:
		p.app.focus(p.steps)
	}
}

// typed follows a key in the accounting table: the checks at once, the disk when the typing pauses.
func (p *roundsPage) typed() {
	p.dirty = true
	p.judge()
	p.saveSoon()
}

// saveSoon saves what is typed when the typing pauses.
func (p *roundsPage) saveSoon() {
	p.saving()
	p.saving = p.app.later(saveDelay, func() { p.flush() })
}

// flush saves the counts and the list of people that were typed. It reports whether nothing is left unsaved.
func (p *roundsPage) flush() bool {
	p.saving()
	if !p.people.flush() {
		return false
	}
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
func (p *roundsPage) save() {
	if w, ok := p.work.(saver); ok {
		w.save()
		return
	}
	p.flush()
}

// leave saves what is typed; while a sheet is in the grid it asks.
func (p *roundsPage) leave(proceed func()) {
	if p.work != nil {
		p.work.leave(func() {
			p.work = nil
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
		p.press.takeFocus()
	}
}

// canWork reports whether a round is shown, with nothing in its place.
func (p *roundsPage) canWork() bool { return p.work == nil && p.round() != nil }

// mayChange begins every command that changes the round: what was typed is on the disk. Of a closed round, and where there is
// none, it says why nothing happens.
func (p *roundsPage) mayChange() bool {
	switch r := p.round(); {
	case p.work != nil:
		return false
	case r == nil:
		p.app.tell("还没有评议", "先按 Ctrl+N 新建一次评议，再印票、录票。")
		return false
	case p.readOnly():
		p.app.showError("现在不能改动", r.RefuseClosed())
		return false
	}
	return p.flush()
}

// readOnly reports whether the chosen round is closed: a sealed or a void one can only be looked at.
func (p *roundsPage) readOnly() bool { r := p.round(); return r != nil && r.State != data.RoundOpen }

// notWorking reports whether nothing stands in the round's place. Whether there is a round the page knows only when it is in front.
func (p *roundsPage) notWorking() bool { return p.work == nil }

func (p *roundsPage) commands() []command {
	return append([]command{
		{menu: menuAppraisal, label: "新建评议…", enabled: p.notWorking, do: p.newRecord},
		{menu: menuAppraisal, label: "编辑评议…", enabled: p.notWorking, do: p.editRound},
		{menu: menuAppraisal, label: "作废重评…", enabled: p.notWorking, do: p.voidRound},
		{menu: menuAppraisal},
		{menu: menuAppraisal, label: "票样", enabled: p.notWorking, do: p.showForm},
		{menu: menuAppraisal, label: "人员", enabled: p.notWorking, do: p.showPeople},
		{menu: menuAppraisal, label: "印票", enabled: p.notWorking, do: p.print},
	}, slices.Concat(p.workCommands(), []command{
		{menu: menuAppraisal},
		{menu: menuAppraisal, label: "废票原因…", enabled: p.notWorking, do: p.editSpoilReasons},
		{menu: menuAppraisal, label: "打印报告单…", enabled: p.notWorking, do: p.printSheets},
		{menu: menuAppraisal, label: "封存…", enabled: p.notWorking, do: p.askSealing},
		{menu: menuAppraisal, label: "启封…", enabled: p.notWorking, do: p.askUnsealing},
	})...)
}

// writeNotice begins the 会议通知 of the round, in the place where papers are written.
func (p *roundsPage) writeNotice() { p.app.newPaper(data.MeetingNotice, p.chosen) }

// showPeople goes to 人员.
func (p *roundsPage) showPeople() {
	if p.canWork() {
		p.showStep(stepPeople)
		p.focus()
	}
}

// showForm goes to 票样.
func (p *roundsPage) showForm() {
	if p.canWork() {
		p.showStep(stepForm)
		p.focus()
	}
}

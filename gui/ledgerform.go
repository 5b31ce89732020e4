package gui

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"liangping/data"
)

// newLedgerTable returns the table of the items.
func newLedgerTable() *table[ledgerRow] {
	return newTable(func(r ledgerRow) string { return string(r.ID) }, []column[ledgerRow]{
		{label: "序号", width: 56, align: fyne.TextAlignTrailing, text: ledgerRow.numberText, sort: func(x, y ledgerRow) int { return x.Number - y.Number }},
		{
			label: "存在问题", text: ledgerRow.problemText,
			sort: func(x, y ledgerRow) int { return cmp.Compare(x.Problem, y.Problem) },
		},
		{label: "责任人", width: 86, text: func(r ledgerRow) string { return r.Person }, sort: func(x, y ledgerRow) int { return cmp.Compare(x.Person, y.Person) }},
		{label: "类型", width: 74, text: func(r ledgerRow) string { return r.Class.String() }, sort: func(x, y ledgerRow) int { return cmp.Compare(x.Class, y.Class) }},
		{label: "时限", width: 100, align: fyne.TextAlignTrailing, text: func(r ledgerRow) string { return r.Due.String() }, sort: byDue},
		{
			label: "剩余", width: 116,
			text: func(r ledgerRow) string { text, _ := r.leftText(); return text },
			look: func(r ledgerRow) look { _, how := r.leftText(); return how },
		},
		{
			label: "进度", width: 62, align: fyne.TextAlignTrailing,
			text: func(r ledgerRow) string { return strconv.Itoa(r.Percent) + "%" },
			sort: func(x, y ledgerRow) int { return x.Percent - y.Percent },
		},
		{
			label: "状态", width: 92, chip: func(r ledgerRow) (chip, bool) { return itemChip(r.LedgerItem), true },
			sort: func(x, y ledgerRow) int { return stateOrder(x.State) - stateOrder(y.State) },
		},
	})
}

func byDue(x, y ledgerRow) int {
	switch {
	case x.Due == y.Due:
		return 0
	case y.Due.IsZero() || !x.Due.IsZero() && x.Due.Before(y.Due):
		return -1
	}
	return 1
}

func stateOrder(s data.ItemState) int { return slices.Index(data.ItemStates, s) }

func (r ledgerRow) numberText() string {
	if r.begun {
		return "新"
	}
	return strconv.Itoa(r.Number)
}

func (r ledgerRow) problemText() string {
	if r.begun {
		return "（还没有保存）"
	}
	return r.Problem
}

// ledgerActions are what the buttons of the form do; updated is told when other ones can be pressed.
type ledgerActions struct {
	save, undo, submit, remove, updated func()
}

// ledgerForm shows the fields of a draft, or those of an item at work, to be changed.
type ledgerForm struct {
	item    data.LedgerItem // as stored
	targets []data.Target

	head                         *fyne.Container
	problem, measures, goal      *textEntry
	source, leader, unit, person *entry
	target, class                *selectBox
	due                          *dateEntry
	problemField, dueField       *field
	steps                        *fyne.Container // the 分步措施 of a stored draft
	scroll                       *container.Scroll

	saveButton, undoButton, submitButton, removeButton *button
	blocked                                            *paragraph // why the next state can't be reached yet
	content                                            fyne.CanvasObject
	showing                                            bool   // fields are being filled, not typed in
	updated                                            func() // the buttons have changed
}

const (
	ledgerFormWidth   = designWidth - 2*pageMargin - panelGap - ledgerTableWidth
	ledgerFormPadding = 16
)

// newLedgerForm returns an empty form.
func newLedgerForm(today data.Date, do ledgerActions) *ledgerForm {
	f := &ledgerForm{updated: do.updated}
	changed := func(string) { f.update() }
	text := func(rows int) *textEntry {
		e := newTextEntry()
		e.SetMinRowsVisible(rows)
		e.OnChanged = changed
		return e
	}
	line := func() *entry {
		e := newEntry()
		e.OnChanged = changed
		return e
	}
	f.problem, f.measures, f.goal = text(2), text(2), text(2)
	f.source, f.leader, f.unit, f.person = line(), line(), line(), line()
	f.target = newSelect(nil, func(int) { f.update() })
	f.class = newSelect(classOptions(), func(int) { f.update() })
	f.due = newDateEntry(today, f.update)
	f.saveButton = newButton("保存", do.save).key("Ctrl+S").high()
	f.undoButton = newButton("撤回更改", do.undo)
	f.submitButton = newButton("送审", do.submit)
	f.removeButton = newButton("删除…", do.remove)
	f.steps = vbox(6)
	f.blocked = newParagraph("", textCaption, colorNoticeText, ledgerFormWidth-2*ledgerFormPadding)
	f.head = vbox(8)
	f.layOut()
	return f
}

func classOptions() []string {
	var options []string
	for _, c := range data.ItemClasses {
		options = append(options, c.String())
	}
	return options
}

// layOut sets head, fields and buttons; the buttons stay while the fields scroll.
func (f *ledgerForm) layOut() {
	labelled := func(label string, control fyne.CanvasObject) *field { return newField(label, labelNarrow, control) }
	pair := func(left, right fyne.CanvasObject) fyne.CanvasObject { return columns(8, []float32{0, 0}, left, right) }
	f.problemField = labelled("存在问题", f.problem)
	f.dueField = labelled("时限", f.due)
	fields := vbox(4,
		f.problemField,
		labelled("来源", f.source),
		labelled("对象", f.target),
		labelled("整改措施", f.measures),
		labelled("整改目标", f.goal),
		pair(labelled("责任领导", f.leader), labelled("责任科室", f.unit)),
		pair(labelled("责任人", f.person), labelled("类型", f.class)),
		pair(f.dueField, spacer()),
		f.steps,
	)
	f.scroll = newScroll(pad2(ledgerFormPadding, 8, fields))
	for o, edge := range map[fyne.CanvasObject]*frame{
		f.problem: f.problem.frame, f.source: f.source.frame, f.target: f.target.frame, f.measures: f.measures.frame, f.goal: f.goal.frame,
		f.leader: f.leader.frame, f.unit: f.unit.frame, f.person: f.person.frame, f.class: f.class.frame, f.due: f.due.entry.frame,
	} {
		edge.gained = func() { f.reveal(o) }
	}
	actions := vbox(8, f.blocked, hbox(8, f.removeButton, spacer(), f.undoButton, f.saveButton, f.submitButton))
	f.content = container.NewBorder(
		vbox(0, pad2(ledgerFormPadding, 8, f.head), line()),
		vbox(0, line(), pad2(ledgerFormPadding, 8, actions)), nil, nil,
		f.scroll,
	)
}

// reveal scrolls the fields so that one of them, or what stands under them, is in sight.
func (f *ledgerForm) reveal(o fyne.CanvasObject) {
	f.scroll.ScrollToOffset(f.scroll.Offset.AddXY(0, hiddenBy(f.scroll, o)))
}

// offerTargets lets an item concern the office as a whole or one of the targets.
func (f *ledgerForm) offerTargets(targets []data.Target) {
	chosen := f.chosenTarget()
	f.targets = targets
	options := []string{"全办"}
	for _, t := range targets {
		options = append(options, t.Name)
	}
	f.target.setOptions(options, 0)
	f.chooseTarget(chosen)
}

func (f *ledgerForm) chooseTarget(id data.ID) {
	f.target.choose(0)
	for i, t := range f.targets {
		if t.ID == id {
			f.target.choose(i + 1)
		}
	}
}

func (f *ledgerForm) chosenTarget() data.ID {
	if i := f.target.chosen - 1; i >= 0 && i < len(f.targets) {
		return f.targets[i].ID
	}
	return ""
}

// show fills the form with an item.
func (f *ledgerForm) show(item data.LedgerItem) {
	f.showing = true
	f.item = item
	for e, text := range map[*textEntry]string{f.problem: item.Problem, f.measures: item.Measures, f.goal: item.Goal} {
		e.SetText(text)
	}
	for e, text := range map[*entry]string{f.source: item.Source, f.leader: item.Leader, f.unit: item.Unit, f.person: item.Person} {
		e.SetText(text)
	}
	f.chooseTarget(item.TargetID)
	f.class.choose(-1)
	for i, c := range data.ItemClasses {
		if c == item.Class {
			f.class.choose(i)
		}
	}
	f.due.set(item.Due)
	if item.State == data.ItemOpen { // only by 变更时限, with a reason
		f.due.Disable()
	} else {
		f.due.Enable()
	}
	f.showing = false
	f.showHead()
	f.update()
}

// forget gives up what was typed.
func (f *ledgerForm) forget() { f.show(f.item) }

// showHead shows number, problem and state, and why it came back.
func (f *ledgerForm) showHead() {
	f.head.Objects = []fyne.CanvasObject{itemHead(f.item, f.due.today)}
	if f.item.Rejected != "" {
		f.head.Add(newNotice("驳回："+f.item.Rejected, ledgerTextWidth))
	}
	f.head.Refresh()
}

// showSteps shows the steps under the fields of a stored draft: they are planned before the review.
func (f *ledgerForm) showSteps(d *ledgerDetail) {
	f.steps.Objects = nil
	if f.item.Number > 0 && f.item.State == data.ItemDraft {
		d.addSteps(f.steps)
	}
	f.steps.Refresh()
}

// what names the item.
func (f *ledgerForm) what() string { return itemName(f.item) }

// typed returns the item as it stands in the form; ok is false while the deadline is no date.
func (f *ledgerForm) typed() (item data.LedgerItem, ok bool) {
	item = f.item
	item.Problem, item.Measures, item.Goal = f.problem.Text, f.measures.Text, f.goal.Text
	item.Source, item.Leader, item.Unit, item.Person = f.source.Text, f.leader.Text, f.unit.Text, f.person.Text
	item.TargetID = f.chosenTarget()
	if f.class.chosen >= 0 {
		item.Class = data.ItemClasses[f.class.chosen]
	}
	due, isDate := f.due.date()
	item.Due = due
	return item, isDate || f.due.empty()
}

// changed tells whether anything differs from what is stored.
func (f *ledgerForm) changed() bool {
	if f.item.ID == "" || f.item.State != data.ItemDraft && f.item.State != data.ItemOpen {
		return false
	}
	item, ok := f.typed()
	return !ok || item != f.item
}

// read returns the item to be saved, or says beside the fields what can't be saved.
func (f *ledgerForm) read() (item data.LedgerItem, ok bool) {
	item, _ = f.typed()
	ok = true
	refuse := func(field *field, focus fyne.Focusable, sentence string) {
		field.refuse(sentence)
		if ok {
			takeFocus(focus)
		}
		ok = false
	}
	if item.Problem == "" {
		refuse(f.problemField, f.problem, "请写明存在什么问题。")
	}
	if _, isDate := f.due.date(); !isDate && !f.due.empty() {
		refuse(f.dueField, f.due.entry, "要写成 2011-10-31 的样子。")
	}
	f.content.Refresh() // room for the refusals
	return item, ok
}

// update brings the buttons up to date with what is typed.
func (f *ledgerForm) update() {
	if f.showing {
		return
	}
	for _, field := range []*field{f.problemField, f.dueField} {
		field.accept()
	}
	changed, draft := f.changed(), f.item.State == data.ItemDraft
	f.saveButton.setEnabled(changed)
	f.undoButton.setEnabled(changed || f.item.Number == 0 || !draft)
	f.undoButton.setText("撤回更改")
	if !draft && !changed {
		f.undoButton.setText("返回")
	}
	reason := f.notReady()
	f.submitButton.Hidden, f.removeButton.Hidden = !draft, !draft
	f.submitButton.setEnabled(draft && reason == "")
	f.removeButton.setEnabled(draft && f.item.Number > 0 && f.item.OriginID == "")
	if !draft {
		reason = "时限用“变更时限”改，写明原因和批准人。"
	}
	f.blocked.setText(reason)
	f.blocked.Hidden = reason == ""
	f.content.Refresh()
	f.updated()
}

// notReady says why a draft can't be handed in.
func (f *ledgerForm) notReady() string {
	if f.item.State != data.ItemDraft {
		return ""
	}
	if f.item.Number == 0 {
		return "保存以后才能送审。"
	}
	item, _ := f.typed()
	if missing := item.Missing(); len(missing) > 0 {
		return "还缺" + strings.Join(missing, "、") + "，填好以后送审。"
	}
	return ""
}

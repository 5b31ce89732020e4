package gui

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"liangping/data"
)

// targetForm is the form of one target. It is always open; 保存 and 撤回更改 come alive with the first change.
type targetForm struct {
	page    *targetsPage
	shown   data.Target // as it was when the form was filled
	fresh   bool        // it is not in the roster yet
	filling bool        // the fields are being filled, not typed in

	head, place, note     *canvas.Text
	state                 *chipView
	kind, level, ask      *selectBox
	unitClass             *selectBox
	withdrawn             *radio
	name, post, unit      *entry
	remarks               *entry
	rank                  *numberEntry
	nameField, levelField *field
	up, down, undo, keep  *button
	last, strokes         *canvas.Text // beside the place: of a new target, and its strokes
	report                *chipView
	opinions              *canvas.Text
	links                 *fyne.Container
	box                   fyne.CanvasObject
}

func newTargetForm(p *targetsPage) *targetForm {
	f := &targetForm{page: p, head: heading(""), place: caption(""), note: caption(""), strokes: caption(""), opinions: body(""), state: newChip(chip{}), report: newChip(chip{})}
	typed := func(string) { f.changed() }
	picked := func(int) { f.changed() }
	f.kind = newSelect(names(data.Kinds), func(int) { f.kindChanged() })
	f.level = newSelect(names(data.Levels), picked)
	f.ask = newSelect(names(data.Asks), picked)
	f.unitClass = newSelect(append([]string{"不分性质"}, names(data.UnitClasses)...), picked)
	f.withdrawn = newRadio([]string{"在评", "停评"}, picked)
	f.name, f.post, f.unit, f.remarks = newEntry(), newEntry(), newEntry(), newEntry()
	for _, e := range []*entry{f.name, f.post, f.unit, f.remarks} {
		e.OnChanged = typed
	}
	f.rank = newNumberEntry(9999, f.changed)
	f.up = newButton("上移", func() { p.move(-1) })
	f.down = newButton("下移", func() { p.move(1) })
	f.undo = newButton("撤回更改", func() { f.revert(); p.showPanels() })
	f.keep = newButton("保存", func() {
		if f.trySave() {
			p.table.takeFocus()
		}
	}).key("Ctrl+S")
	f.unit.enter = func() { p.app.focus(f.rank) }
	f.rank.enter = func() { p.app.focus(f.remarks) } // past the buttons beside it
	f.remarks.enter = func() { p.app.focus(f.keep) }
	f.last = caption("不填就排在最后")
	open := func(place string) *link {
		return newLink("→ 打开", func() { p.app.showPage(place, string(f.shown.ID)) })
	}
	f.links = vbox(0, line(),
		newField("自查自评", labelUsual, hbox(8, f.report, spacer(), open(string(data.AtReports)))),
		newField("意见建议", labelUsual, hbox(8, f.opinions, spacer(), open(string(data.AtOpinions)))))
	f.box = f.layOut()
	return f
}

func (f *targetForm) layOut() fyne.CanvasObject {
	f.nameField = newField("姓名（名称）", labelUsual, f.name)
	f.levelField = newField("层次", labelUsual, f.level)
	fields := newForm(
		newField("类别", labelUsual, f.kind), f.levelField, f.nameField,
		newField("职务（岗位）", labelUsual, f.post), newField("所在科室", labelUsual, columns(8, []float32{0, 104}, f.unit, f.unitClass)),
		newField("任职顺序", labelUsual, hbox(8, sized(72, 0, f.rank), f.up, f.down, f.last, f.strokes)),
		newField("票样", labelUsual, f.ask), newField("状态", labelUsual, f.withdrawn), newField("备注", labelUsual, f.remarks),
	)
	top := vbox(8, hbox(8, f.head, f.state, spacer(), f.place), fields, f.links)
	buttons := hbox(8, f.undo, spacer(), f.note, f.keep)
	return newPanel(pad(panelPadding, container.NewBorder(top, buttons, nil, nil)))
}

func (f *targetForm) content() fyne.CanvasObject { return f.box }

// begin opens the form for a target that is not in the roster yet.
func (f *targetForm) begin(t data.Target) {
	f.fresh = true
	f.fill(t)
}

// offer shows a target of the roster, unless something unsaved stands in the form: a search may hide the row under it.
func (f *targetForm) offer(t data.Target) {
	if f.dirty() {
		return
	}
	f.fresh = false
	f.fill(t)
}

// reload shows the target as it is in the records now, and the selected one when the form's has gone.
func (f *targetForm) reload() {
	if f.dirty() || f.fresh {
		f.update()
		return
	}
	if i := slices.IndexFunc(f.page.targets, func(t data.Target) bool { return t.ID == f.shown.ID }); i >= 0 {
		f.fill(f.page.targets[i])
		return
	}
	f.showSelected()
}

// showSelected shows the selected row, an empty form when there is none.
func (f *targetForm) showSelected() {
	t, ok := f.page.table.selected()
	f.fresh = false
	if !ok {
		t = data.Target{Kind: data.Team, Ask: data.AskCriteria}
	}
	f.fill(t)
}

// focusName begins typing behind the name.
func (f *targetForm) focusName() {
	f.name.CursorColumn = utf8.RuneCountInString(f.name.Text)
	f.page.app.focus(f.name)
}

func (f *targetForm) isNew() bool { return f.fresh }

// dirty reports whether something unsaved stands in the form.
func (f *targetForm) dirty() bool { return f.shown.ID != "" && f.value() != f.shown }

// revert takes the changes back; a target that is not in the roster yet goes.
func (f *targetForm) revert() {
	if f.fresh {
		f.showSelected()
		return
	}
	f.fill(f.shown)
}

// fill writes a target into the fields.
func (f *targetForm) fill(t data.Target) {
	f.filling = true
	f.shown = t
	f.kind.choose(slices.Index(data.Kinds, t.Kind))
	f.level.choose(slices.Index(data.Levels, t.Level))
	f.ask.choose(slices.Index(data.Asks, t.Ask))
	f.unitClass.choose(1 + slices.Index(data.UnitClasses, t.UnitClass))
	f.name.SetText(t.Name)
	f.post.SetText(t.Post)
	f.unit.SetText(t.Unit)
	f.remarks.SetText(t.Note)
	if f.rank.clear(); t.Rank > 0 {
		f.rank.set(t.Rank)
	}
	f.withdrawn.choose(0)
	if t.Withdrawn {
		f.withdrawn.choose(1)
	}
	f.filling = false
	f.changed()
}

// value returns the target as it stands in the form.
func (f *targetForm) value() data.Target {
	t := f.shown
	t.Kind, t.Ask = data.Kinds[max(f.kind.chosen, 0)], data.Asks[max(f.ask.chosen, 0)]
	t.Level = ""
	if t.Kind == data.Leader && f.level.chosen >= 0 {
		t.Level = data.Levels[f.level.chosen]
	}
	t.Name, t.Post, t.Unit, t.Note = f.name.Text, f.post.Text, f.unit.Text, f.remarks.Text
	t.UnitClass = ""
	if i := f.unitClass.chosen - 1; i >= 0 {
		t.UnitClass = data.UnitClasses[i]
	}
	t.Rank, _ = f.rank.number()
	t.Withdrawn = f.withdrawn.chosen == 1
	return t
}

// kindChanged asks about the new kind the way the plan does, and lets leaders have a level.
func (f *targetForm) kindChanged() {
	kind := data.Kinds[f.kind.chosen]
	f.ask.choose(slices.Index(data.Asks, data.DefaultAsk(kind)))
	if f.level.chosen < 0 {
		f.level.choose(slices.Index(data.Levels, data.Member))
	}
	f.changed()
}

// changed takes refusals back and says whether there is something to save.
func (f *targetForm) changed() {
	if f.filling {
		return
	}
	f.nameField.accept()
	if refusal := refusedName(f.name.Text); f.name.Text != "" && refusal != "" {
		f.nameField.refuse(refusal)
	}
	f.levelField.accept()
	f.update()
}

// update shows head, chips and buttons of the present state.
func (f *targetForm) update() {
	const headWidth = 240
	t := f.value()
	f.head.Text = fit(cmp.Or(data.CleanName(t.Name), "新的评议对象"), headWidth, textHeading, true)
	f.state.set(chip{chipGreen, "✓", "在评"})
	if t.Withdrawn {
		f.state.set(chip{chipGrey, "■", "停评"})
	}
	f.place.Text = fmt.Sprintf("第 %d 个，共 %d 个", f.shown.Rank, len(f.page.targets))
	if f.fresh {
		f.state.set(chip{chipBlue, "○", "新增"})
		f.place.Text = fmt.Sprintf("现有 %d 个", len(f.page.targets))
	}
	f.report.set(reportChip(f.page.reports[f.shown.ID], f.page.app.today()))
	setHidden(f.levelField, t.Kind != data.Leader)
	f.opinions.Text = fmt.Sprintf("%d 条", f.page.opinions[f.shown.ID])
	f.strokes.Text = ""
	if n := data.Strokes(data.CleanName(t.Name)); n > 0 {
		f.strokes.Text = fmt.Sprintf("姓氏笔画 %d", n)
	}
	for _, o := range []fyne.CanvasObject{f.links, f.up, f.down} {
		setHidden(o, f.fresh)
	}
	for _, b := range []*button{f.up, f.down} {
		b.setEnabled(!f.page.byStrokes())
	}
	setHidden(f.last, !f.fresh)
	dirty := f.dirty()
	f.undo.setEnabled(dirty || f.fresh)
	f.keep.setEnabled(dirty)
	f.keep.importance = widget.MediumImportance
	f.note.Text = "没有未保存的更改"
	if dirty {
		f.keep.importance = widget.HighImportance
		f.note.Text = "有更改，还没有保存"
	}
	f.keep.Refresh()
	f.page.setPrimary()
	f.box.Refresh()
}

// trySave writes the target into the roster. It reports whether it could; what is refused is said at its field, even where
// nothing has been typed yet.
func (f *targetForm) trySave() bool {
	if !f.dirty() && !f.fresh {
		return true
	}
	t := f.value()
	if refusal := refusedName(t.Name); refusal != "" {
		f.nameField.refuse(refusal)
		f.focusName()
		return false
	}
	if t.Kind == data.Leader && t.Level == "" {
		f.levelField.refuse("请选定层次：它决定由谁审核报告。")
		f.page.app.focus(f.level)
		return false
	}
	if err := f.page.records.SaveTarget(context.Background(), t); err != nil {
		f.page.app.showError("没有保存“"+t.Name+"”", err)
		return false
	}
	f.fresh = false
	f.fill(t)
	f.page.app.reload()
	f.page.table.selectKey(string(t.ID))
	f.page.app.saved("“" + data.CleanName(t.Name) + "”")
	return true
}

// refusedName says why a name can't stand on a ballot, "" when it can: the rule of the records, asked about the name alone.
func refusedName(name string) string {
	t := data.Target{Name: data.CleanName(name), Kind: data.Team, Ask: data.AskOverall}
	if err := t.Validate(); err != nil {
		return err.Error()
	}
	return ""
}

func setHidden(o fyne.CanvasObject, hidden bool) {
	if hidden {
		o.Hide()
	} else {
		o.Show()
	}
}

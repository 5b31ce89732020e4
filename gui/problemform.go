package gui

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"liangping/data"
)

// problemForm is the form of the selected problem with the opinions that were merged into it.
type problemForm struct {
	view    *mergeView
	shown   data.Problem // as stored; without ID: none
	filling bool

	title              *entry
	content, cause     *textEntry
	concerns, target   *selectBox
	contents           []opinionContent
	targets            []data.Target
	prominent          *checkBox
	titleField         *field
	said               *table[data.Opinion]
	alike              *button
	remove, join, undo *button
	keep, list         *button
	fields             fyne.CanvasObject
	panel              *fyne.Container
}

func newProblemForm(v *mergeView) *problemForm {
	f := &problemForm{view: v, title: newEntry(), content: newTextEntry(), cause: newTextEntry()}
	f.title.OnChanged = func(string) { f.update() }
	for _, e := range []*textEntry{f.content, f.cause} {
		e.SetMinRowsVisible(1)
		e.OnChanged = func(string) { f.update() }
	}
	f.concerns, f.target = newSelect(nil, func(int) { f.update() }), newSelect(nil, func(int) { f.update() })
	f.prominent = newCheck("突出问题", func(bool) { f.update() })
	f.titleField = newField("问题", labelNarrow, f.title)
	f.said = newTable(func(o data.Opinion) string { return string(o.ID) }, []column[data.Opinion]{
		{label: "来源", width: 80, text: func(o data.Opinion) string { return o.Channel.String() }},
		{label: "日期", width: 84, text: func(o data.Opinion) string { return o.Date.MonthDay() }},
		{label: "已归并的意见", text: func(o data.Opinion) string { return oneLine(o.Text) }},
		{label: "回车 拆出", width: 76, text: func(data.Opinion) string { return "拆出" }, tapped: func(o data.Opinion) { v.split(o.ID) }},
	})
	f.said.bare, f.said.noFooter = true, true
	f.said.onOpen = func(o data.Opinion) { v.split(o.ID) }
	f.alike = newButton("找相似的", func() { v.findAlikeProblem(f.shown) })
	f.remove = newButton("删除…", f.askDeletion)
	f.join = newButton("并入…", f.askJoining)
	f.undo = newButton("撤回更改", func() { f.fill(f.shown); v.problems.takeFocus() })
	f.keep = newButton("保存", func() {
		if f.trySave() {
			v.problems.takeFocus()
		}
	}).key("Ctrl+S")
	f.list = newButton("列入台账", f.putInLedger).high()
	f.layOut()
	return f
}

func (f *problemForm) layOut() {
	concerns := columns(8, []float32{0, 0, 0},
		newField("评议内容", labelNarrow, f.concerns), newField("对象", 36, f.target), hbox(0, f.prominent))
	concerns.Layout.(*columnLayout).widths = []float32{0, 216, 104}
	top := vbox(4, f.titleField, newField("具体表现", labelNarrow, f.content), newField("根源", labelNarrow, f.cause), concerns)
	buttons := hbox(8, f.remove, f.join, f.alike, spacer(), f.undo, f.keep, f.list)
	f.fields = container.NewBorder(pad2(panelPadding, 8, top), vbox(0, line(), pad2(panelPadding, 8, buttons)), nil, nil, f.said)
	f.panel = newPanel(f.fields)
}

// offerChoices offers targets and contents as they are in the records now.
func (f *problemForm) offerChoices() {
	f.targets, f.contents = f.view.page.targets, f.view.page.form.contents
	now := f.value()
	f.filling = true
	words := slices.Clone(f.view.page.form.concerns.options)
	f.concerns.setOptions(words, 0)
	f.target.setOptions(append([]string{"全办"}, targetNames(f.targets)...), 0)
	f.choose(now)
	f.filling = false
}

func (f *problemForm) choose(q data.Problem) {
	f.concerns.choose(slices.Index(f.contents, opinionContent{q.Aspect, q.Criterion}))
	f.target.choose(1 + slices.IndexFunc(f.targets, func(t data.Target) bool { return t.ID == q.TargetID }))
}

// reload shows the selected problem as it is in the records now; what is being typed stays.
func (f *problemForm) reload() {
	changed := f.dirty()
	f.offerChoices()
	q, ok := f.view.problems.selected()
	switch {
	case !ok:
		f.fill(data.Problem{})
	case changed && q.ID == f.shown.ID:
		f.shown.Opinions, f.shown.ItemID = q.Opinions, q.ItemID
		f.showSaid()
		f.update()
	default:
		f.fill(q)
	}
}

// show shows another problem.
func (f *problemForm) show(q data.Problem) {
	if q.ID != f.shown.ID || !f.dirty() {
		f.fill(q)
	}
}

func (f *problemForm) fill(q data.Problem) {
	f.filling = true
	f.shown = q
	f.title.SetText(q.Title)
	f.content.SetText(q.Content)
	f.cause.SetText(q.Cause)
	f.choose(q)
	f.prominent.set(q.Prominent)
	f.filling = false
	f.showSaid()
	f.update()
}

// showSaid lists the opinions of the problem.
func (f *problemForm) showSaid() {
	var said []data.Opinion
	for _, o := range f.view.page.all {
		if f.shown.ID != "" && o.ProblemID == f.shown.ID {
			said = append(said, o)
		}
	}
	f.said.setRows(said)
}

// value returns the problem as it stands in the form.
func (f *problemForm) value() data.Problem {
	q := f.shown
	q.Title, q.Content, q.Cause, q.Prominent = f.title.Text, f.content.Text, f.cause.Text, f.prominent.on
	if i := f.target.chosen - 1; i >= 0 && i < len(f.targets) {
		q.TargetID = f.targets[i].ID
	} else if f.target.chosen == 0 {
		q.TargetID = ""
	}
	if i := f.concerns.chosen; i >= 0 && i < len(f.contents) {
		q.Aspect, q.Criterion = f.contents[i].aspect, f.contents[i].criterion
	}
	return q
}

// dirty reports whether something unsaved stands in the form.
func (f *problemForm) dirty() bool { return f.shown.ID != "" && f.value() != f.shown }

// update shows what can be done now.
func (f *problemForm) update() {
	if f.filling {
		return
	}
	f.titleField.accept()
	there, dirty := f.shown.ID != "", f.dirty()
	for _, o := range []fyne.Disableable{f.title, f.content, f.cause, f.concerns, f.target, f.prominent} {
		if there {
			o.Enable()
		} else {
			o.Disable()
		}
	}
	f.remove.setEnabled(there && f.shown.ItemID == "")
	f.join.setEnabled(there && f.shown.ItemID == "" && len(f.view.problems.all) > 1)
	f.undo.setEnabled(dirty)
	f.keep.setEnabled(dirty)
	f.list.setEnabled(there)
	if f.list.setText("列入台账"); f.shown.ItemID != "" {
		f.list.setText("→ 整改台账")
	}
	f.alike.setEnabled(there)
	f.panel.Refresh()
}

// leave asks once what to do with a problem that isn't saved.
func (f *problemForm) leave(proceed func()) {
	if !f.dirty() {
		proceed()
		return
	}
	f.view.page.app.leaveUnsaved("“"+f.shown.Title+"”", f.trySave, func() {
		f.fill(f.shown)
		proceed()
	})
}

// trySave writes the problem into the records and reports whether it could.
func (f *problemForm) trySave() bool {
	if !f.dirty() {
		return true
	}
	q := f.value()
	if data.CleanLine(q.Title) == "" {
		f.titleField.refuse("请用一句话写明问题。")
		f.panel.Refresh()
		f.view.page.app.focus(f.title)
		return false
	}
	if err := f.view.page.records.SaveProblem(context.Background(), q); err != nil {
		f.view.page.app.showError("没有保存这个问题", err)
		return false
	}
	f.fill(q)
	f.view.page.app.reload()
	f.view.page.app.saved("问题")
	return true
}

// putInLedger saves what is typed, puts the problem into the ledger and goes there.
func (f *problemForm) putInLedger() {
	p := f.view.page
	if f.shown.ItemID != "" {
		p.app.showPage(string(data.AtLedger), string(f.shown.ItemID))
		return
	}
	if !f.trySave() {
		return
	}
	item, err := p.records.PutInLedger(context.Background(), f.shown.ID)
	if err != nil {
		p.app.showError("没有列入台账", err)
		return
	}
	p.app.reload()
	p.app.saved("列入台账")
	p.app.confirm(question{
		title: "已列入整改台账", lines: []string{f.shown.Title, "台账新增一件草拟事项。整改措施、责任人和时限在台账里填写。"}, doing: "去填写",
	}, func() { p.app.showPage(string(data.AtLedger), string(item)) })
}

// askDeletion asks before a problem is taken out; its opinions stay.
func (f *problemForm) askDeletion() {
	q := f.shown
	f.view.page.app.confirm(question{
		title: "删除这个问题？", lines: []string{q.Title, fmt.Sprintf("它的 %d 条意见退回“未归并”。", q.Opinions)}, after: "可以用“撤销归并”恢复。", doing: "删除", danger: true,
	}, func() {
		f.fill(q)
		f.view.step("没有删除", func(ctx context.Context) (data.Merging, error) { return f.view.page.records.DeleteProblem(ctx, q.ID) })
	})
}

// askJoining asks into which other problem this one goes with all its opinions.
func (f *problemForm) askJoining() {
	q, a := f.shown, f.view.page.app
	var others []data.Problem
	for _, other := range f.view.problems.all {
		if other.ID != q.ID {
			others = append(others, other)
		}
	}
	list := newTable(func(o data.Problem) string { return string(o.ID) }, []column[data.Problem]{
		{label: "问题", text: func(o data.Problem) string { return o.Title }},
		{label: "意见", width: 72, align: fyne.TextAlignTrailing, text: func(o data.Problem) string { return fmt.Sprintf("%d 条", o.Opinions) }},
	})
	list.noFooter = true
	list.setRows(others)
	var closeIt func()
	join := func(into data.Problem) {
		closeIt()
		f.fill(q)
		f.view.step("没有并入", func(ctx context.Context) (data.Merging, error) {
			return f.view.page.records.JoinProblems(ctx, into.ID, q.ID)
		})
		f.view.problems.selectKey(string(into.ID))
	}
	list.onOpen = join
	cancel := newButton("取消", func() { closeIt() }).key("Esc")
	doing := newButton("并入", func() { list.call(join) }).high().key("回车")
	const rows = 8
	content := vbox(12, heading("并入哪个问题？"),
		newParagraph(fmt.Sprintf("“%s”的 %d 条意见归入选定的问题，这个问题不再单列。", q.Title, q.Opinions), textBody, colorMuted, dialogWidth-2*dialogPadding),
		sized(0, headHeight+float32(min(len(others), rows))*rowHeight+3, list))
	closeIt = a.show(frameDialog(dialogWidth, content, cancel, doing), list, func() { closeIt() })
}

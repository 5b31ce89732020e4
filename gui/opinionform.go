package gui

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"liangping/data"
)

// opinionForm is the form of one opinion. It is always open; what it doesn't ask is who said it.
type opinionForm struct {
	page    *opinionsPage
	shown   data.Opinion // as it was when the form was filled
	fresh   bool         // it is not in the records yet
	filling bool         // the fields are being filled, not typed in

	gatherings []data.Gathering // what 来自 offers
	targets    []data.Target    // what 对象 offers after 综合
	contents   []opinionContent // what 评议内容 offers

	head, note             *canvas.Text
	from, target, concerns *selectBox
	text                   *textEntry
	fromField, textField   *field
	remove, undo           *button
	keep, next             *button
	box                    fyne.CanvasObject
}

// opinionContent is what an opinion may concern: a criterion, an aspect as a whole, or neither.
type opinionContent struct {
	aspect    data.Aspect
	criterion int
}

func newOpinionForm(p *opinionsPage) *opinionForm {
	f := &opinionForm{page: p, head: heading(""), note: caption("")}
	picked := func(int) { f.changed() }
	f.from, f.target, f.concerns = newSelect(nil, picked), newSelect(nil, picked), newSelect(nil, picked)
	f.from.placeholder = "请选定是哪一次征求活动"
	f.text = newTextEntry()
	f.text.SetMinRowsVisible(9)
	f.text.OnChanged = func(string) { f.changed() }
	f.remove = newButton("删除…", f.askDeletion)
	f.undo = newButton("撤回更改", func() { f.revert(); p.focus() })
	f.keep = newButton("保存", func() {
		if f.trySave() {
			p.table.takeFocus()
		}
	}).key("Ctrl+S")
	f.next = newButton("记下一条", p.saveAndNext).key("Ctrl+回车").high()

	f.fromField = newField("来自", labelNarrow, f.from)
	f.textField = newField("意见", labelNarrow, f.text)
	fields := newForm(f.fromField, f.textField, newField("对象", labelNarrow, f.target), newField("评议内容", labelNarrow, f.concerns))
	top := vbox(12, hbox(8, f.head, spacer(), f.note), fields)
	buttons := vbox(8, line(), hbox(8, f.remove, spacer(), f.undo), hbox(8, spacer(), f.keep, f.next))
	f.box = newPanel(pad(panelPadding, container.NewBorder(top, buttons, nil, nil)))
	return f
}

// offerChoices offers gatherings, targets and contents as they are in the records now. What is chosen stays.
func (f *opinionForm) offerChoices(gatherings []data.Gathering) {
	present := f.value()
	campaign := f.page.campaign
	f.gatherings, f.targets = gatherings, f.page.targets
	f.contents = []opinionContent{{}}
	words := []string{"不分内容"}
	for _, aspect := range []data.Aspect{data.Work, data.Conduct} {
		f.contents = append(f.contents, opinionContent{aspect: aspect})
		words = append(words, aspect.String())
		for _, c := range campaign.Criteria {
			if c.Aspect == aspect {
				f.contents = append(f.contents, opinionContent{aspect, c.Number})
				words = append(words, criterionName(c))
			}
		}
	}
	var times []string
	for _, g := range gatherings {
		times = append(times, gatheringName(g))
	}
	f.from.setOptions(times, -1)
	f.target.setOptions(append([]string{"综合，不针对哪一个"}, targetNames(f.targets)...), 0)
	f.concerns.setOptions(words, 0)
	f.choose(present)
}

// choose shows the choices of an opinion.
func (f *opinionForm) choose(o data.Opinion) {
	f.from.choose(slices.IndexFunc(f.gatherings, func(g data.Gathering) bool { return g.ID == o.GatheringID }))
	f.target.choose(1 + slices.IndexFunc(f.targets, func(t data.Target) bool { return t.ID == o.TargetID }))
	f.concerns.choose(slices.Index(f.contents, opinionContent{o.Aspect, o.Criterion}))
}

// begin opens the form for an opinion that is not in the records yet.
func (f *opinionForm) begin(gathering data.ID) {
	f.fresh = true
	f.fill(data.Opinion{ID: data.NewID(), GatheringID: gathering})
}

// offer shows an opinion, unless something unsaved stands in the form: a filter may hide the row under it.
func (f *opinionForm) offer(o data.Opinion) {
	if f.dirty() {
		return
	}
	f.fresh = false
	f.fill(o)
}

// reload shows the opinion as it is in the records now.
func (f *opinionForm) reload() {
	i := slices.IndexFunc(f.page.all, func(o data.Opinion) bool { return o.ID == f.shown.ID })
	switch {
	case f.dirty(), f.fresh && f.shown.GatheringID != "":
		f.update()
	case i >= 0:
		f.fill(f.page.all[i])
	default:
		f.showSelected()
	}
}

// showSelected shows the selected row, an empty form of the newest gathering when there is none.
func (f *opinionForm) showSelected() {
	o, ok := f.page.table.selected()
	if !ok {
		newest := data.ID("")
		if len(f.gatherings) > 0 {
			newest = f.gatherings[0].ID
		}
		f.begin(newest)
		return
	}
	f.fresh = false
	f.fill(o)
}

func (f *opinionForm) fill(o data.Opinion) {
	f.filling = true
	f.shown = o
	f.choose(o)
	f.text.SetText(o.Text)
	f.filling = false
	f.changed()
}

// value returns the opinion as it stands in the form.
func (f *opinionForm) value() data.Opinion {
	o := f.shown
	o.Text, o.GatheringID, o.TargetID = f.text.Text, "", ""
	if i := f.from.chosen; i >= 0 {
		o.GatheringID = f.gatherings[i].ID
	}
	if i := f.target.chosen - 1; i >= 0 {
		o.TargetID = f.targets[i].ID
	}
	if i := f.concerns.chosen; i >= 0 {
		o.Aspect, o.Criterion = f.contents[i].aspect, f.contents[i].criterion
	}
	return o
}

// dirty reports whether something unsaved stands in the form. Another gathering alone is nothing to be lost.
func (f *opinionForm) dirty() bool {
	o := f.value()
	if f.fresh {
		o.GatheringID = f.shown.GatheringID
	}
	return f.shown.ID != "" && o != f.shown
}

// revert takes the changes back; an opinion that is not in the records yet goes.
func (f *opinionForm) revert() {
	if f.fresh {
		f.fresh = false
		f.showSelected()
		return
	}
	f.fill(f.shown)
}

func (f *opinionForm) changed() {
	if f.filling {
		return
	}
	f.fromField.accept()
	f.textField.accept()
	f.update()
}

// update shows head and buttons of the present state.
func (f *opinionForm) update() {
	dirty := f.dirty()
	f.head.Text, f.note.Text = f.shown.Channel.String(), "没有未保存的更改"
	if f.shown.Number > 0 {
		f.head.Text += fmt.Sprintf("　第 %d 条", f.shown.Number)
	}
	if f.fresh {
		f.head.Text, f.note.Text = "新的意见", ""
		if n := f.held(f.value().GatheringID); n > 0 {
			f.note.Text = fmt.Sprintf("这一次已记 %d 条", n)
		}
	}
	if dirty {
		f.note.Text = "有更改，还没有保存"
	}
	f.remove.setEnabled(!f.fresh)
	f.undo.setEnabled(dirty)
	f.keep.setEnabled(dirty)
	if f.next.setText("记下一条"); dirty {
		f.next.setText("保存，记下一条")
	}
	f.box.Refresh()
}

// held is how many opinions a gathering has.
func (f *opinionForm) held(gathering data.ID) (n int) {
	for _, o := range f.page.all {
		if o.GatheringID == gathering {
			n++
		}
	}
	return n
}

// focusText begins typing in the text.
func (f *opinionForm) focusText() { f.page.app.focus(f.text) }

// trySave writes the opinion into the records. It reports whether it could; what is refused is said at its field.
func (f *opinionForm) trySave() bool {
	if !f.dirty() {
		return true
	}
	o := f.value()
	if strings.TrimSpace(o.Text) == "" {
		f.textField.refuse("请写明意见内容。")
		f.box.Refresh()
		f.focusText()
		return false
	}
	if o.GatheringID == "" {
		f.fromField.refuse("请选定是哪一次征求活动。")
		f.box.Refresh()
		f.page.app.focus(f.from)
		return false
	}
	if err := f.page.records.SaveOpinions(context.Background(), o); err != nil {
		f.page.app.showError("没有保存这条意见", err)
		return false
	}
	f.fresh, f.shown = false, o
	f.page.app.reload()
	f.page.table.selectKey(string(o.ID))
	f.page.app.saved("意见")
	return true
}

// askDeletion asks before an opinion is taken out.
func (f *opinionForm) askDeletion() {
	o := f.shown
	f.page.app.confirm(question{
		title: "删除这条意见？", doing: "删除", danger: true,
		lines: []string{fit(cmp.Or(oneLine(o.Text), "—"), dialogWidth-2*dialogPadding, textBody, false), "删除以后不能找回。"},
	}, func() {
		if err := f.page.records.DeleteOpinion(context.Background(), o.ID); err != nil {
			f.page.app.showError("没有删除这条意见", err)
			return
		}
		f.fill(o) // what was typed goes with it
		f.page.app.reload()
		f.page.app.saved("删除意见")
	})
}

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

// eventRecords is what 活动记录 needs of the store.
type eventRecords interface {
	Events(ctx context.Context, kind data.EventKind) ([]data.Event, error)
	SaveEvent(ctx context.Context, e data.Event) error
	DeleteEvent(ctx context.Context, id data.ID) error
}

// eventsView is 活动记录 within 总览: meetings, publicity, exemplars and visits from above, with the form of one of them in place
// of 概况 (screens.md, screen 01). They feed the summary report.
type eventsView struct {
	app     *App
	records eventRecords

	kind  *selectBox
	table *table[data.Event]
	form  *eventForm
}

// eventWords are the words of the form for each kind; "" hides the field.
var eventWords = map[data.EventKind]struct{ title, place, people, medium, text, reason, publicity string }{
	data.MeetingEvent:   {title: "会议名称", place: "地点", people: "参加人员", text: "会议纪要"},
	data.PublicityEvent: {title: "题目", medium: "载体", text: "内容"},
	data.ExemplarEvent:  {title: "个人或单位", text: "主要事迹", reason: "选树理由", publicity: "宣传情况"},
	data.VisitEvent:     {title: "检查名称", place: "地点", people: "检查人员", text: "检查情况"},
}

func newEventsView(a *App, records eventRecords) *eventsView {
	v := &eventsView{app: a, records: records}
	v.kind = newSelect(append([]string{"全部类别"}, names(data.EventKinds)...), func(int) { v.filter() })
	v.kind.choose(0)
	v.table = newTable(func(e data.Event) string { return string(e.ID) }, []column[data.Event]{
		{label: "日期", width: 104, align: fyne.TextAlignTrailing, text: func(e data.Event) string { return e.Date.String() }, sort: func(a, b data.Event) int { return strings.Compare(a.Date.String(), b.Date.String()) }},
		{label: "类别", width: 92, text: func(e data.Event) string { return e.Kind.String() }, sort: func(a, b data.Event) int { return cmp.Compare(a.Kind, b.Kind) }},
		{label: "名称", text: func(e data.Event) string { return e.Title }, remark: func(e data.Event) string { return oneLine(e.Text) }},
		{label: "地点、载体", width: 176, text: eventPlace},
	})
	v.table.bare = true
	v.form = newEventForm(v)
	v.table.onSelect = v.form.show
	v.table.onOpen = func(data.Event) { a.focus(v.form.title) }
	v.table.leave = v.form.leave
	return v
}

// eventPlace is where an event was, or the medium with the number of the 简报.
func eventPlace(e data.Event) string {
	if e.Bulletin > 0 {
		return fmt.Sprintf("%s第 %d 期", e.Medium, e.Bulletin)
	}
	return cmp.Or(e.Place, e.Medium)
}

// reload shows the events as they are in the records now. What is being typed stays.
func (v *eventsView) reload() error {
	all, err := v.records.Events(context.Background(), "")
	if err != nil {
		return err
	}
	counts := map[data.EventKind]int{}
	for _, e := range all {
		counts[e.Kind]++
	}
	var words []string
	for _, k := range data.EventKinds {
		words = append(words, fmt.Sprintf("%s %d", k, counts[k]))
	}
	v.table.setFooter(strings.Join(words, "　"), "")
	v.table.setRows(all)
	v.filter()
	return nil
}

func (v *eventsView) filter() {
	v.table.setFilter(func(e data.Event) bool { return v.kind.chosen <= 0 || e.Kind == data.EventKinds[v.kind.chosen-1] })
	v.form.follow()
}

// begin opens an empty form for an event of the kind that is shown: Ctrl+N.
func (v *eventsView) begin() {
	v.form.leave(func() {
		v.table.deselect()
		kind := data.MeetingEvent
		if v.kind.chosen > 0 {
			kind = data.EventKinds[v.kind.chosen-1]
		}
		v.form.begin(data.Event{ID: data.NewID(), Kind: kind, Date: v.app.today()})
		v.app.focus(v.form.title)
	})
}

// eventForm is the form of one event.
type eventForm struct {
	view    *eventsView
	shown   data.Event
	fresh   bool // it is not in the records yet
	filling bool

	head                          *canvas.Text
	kind                          *selectBox
	title, place, people, medium  *entry
	date                          *dateEntry
	bulletin                      *numberEntry
	text, reason, publicity       *textEntry
	titleField, dateField         *field
	placeField, peopleField       *field
	mediumField, bulletinField    *field
	textField, reasonField, prRow *field
	remove, undo, keep            *button
	content                       fyne.CanvasObject
}

func newEventForm(v *eventsView) *eventForm {
	f := &eventForm{view: v, head: heading("")}
	changed := func(string) { f.update() }
	single := func() *entry { e := newEntry(); e.OnChanged = changed; return e }
	long := func(rows int) *textEntry {
		e := newTextEntry()
		e.SetMinRowsVisible(rows)
		e.OnChanged = changed
		return e
	}
	f.kind = newSelect(names(data.EventKinds), func(int) { f.setWords(); f.update() })
	f.kind.choose(0)
	f.title, f.place, f.people, f.medium = single(), single(), single(), single()
	f.date, f.bulletin = newDateEntry(v.app.today(), f.update), newNumberEntry(999, f.update)
	f.text, f.reason, f.publicity = long(5), long(2), long(2)
	f.titleField, f.dateField = newField("", labelUsual, f.title), newField("日期", labelUsual, f.date)
	f.placeField, f.peopleField = newField("", labelUsual, f.place), newField("", labelUsual, f.people)
	f.mediumField = newField("", labelUsual, f.medium)
	f.bulletinField = newField("简报", labelUsual, hbox(4, body("第"), sized(64, 0, f.bulletin), body("期"), caption("　不是简报的留空")))
	f.textField, f.reasonField, f.prRow = newField("", labelUsual, f.text), newField("", labelUsual, f.reason), newField("", labelUsual, f.publicity)
	f.remove = newButton("删除…", f.askDeletion)
	f.undo = newButton("撤回更改", func() { f.revert(); v.table.takeFocus() })
	f.keep = newButton("保存", func() {
		if f.trySave() {
			v.table.takeFocus()
		}
	}).key("Ctrl+S").high()
	fields := newForm(newField("类别", labelUsual, f.kind), f.titleField, f.dateField, f.placeField, f.peopleField, f.mediumField, f.bulletinField, f.textField, f.reasonField, f.prRow)
	top := pad2(panelPadding, 8, sized(0, rowHeight, f.head))
	buttons := vbox(0, line(), pad2(panelPadding, 8, hbox(8, f.remove, spacer(), f.undo, f.keep)))
	f.content = container.NewBorder(top, buttons, nil, nil, newScroll(pad2(panelPadding, 4, fields)))
	f.show(data.Event{})
	return f
}

// setWords names the fields as the kind needs them and hides the others.
func (f *eventForm) setWords() {
	w := eventWords[data.EventKinds[f.kind.chosen]]
	for _, row := range []struct {
		field *field
		word  string
	}{
		{f.titleField, w.title},
		{f.placeField, w.place},
		{f.peopleField, w.people},
		{f.mediumField, w.medium},
		{f.textField, w.text},
		{f.reasonField, w.reason},
		{f.prRow, w.publicity},
	} {
		row.field.setLabel(row.word)
		row.field.Hidden = row.word == ""
	}
	f.bulletinField.Hidden = w.medium == ""
}

// begin shows an event that is not in the records yet.
func (f *eventForm) begin(e data.Event) {
	f.fresh = true
	f.fill(e)
}

// show shows an event of the records, unless something unsaved stands in the form.
func (f *eventForm) show(e data.Event) {
	if f.dirty() {
		return
	}
	f.fresh = e.ID == ""
	f.fill(e)
}

// follow shows the selected row, an empty form when there is none.
func (f *eventForm) follow() {
	if f.fresh && f.shown.ID != "" {
		return
	}
	if e, ok := f.view.table.selected(); ok {
		f.show(e)
		return
	}
	f.show(data.Event{ID: data.NewID(), Kind: data.MeetingEvent, Date: f.view.app.today()})
	f.fresh = true
	f.update()
}

func (f *eventForm) fill(e data.Event) {
	f.filling = true
	f.shown = e
	f.kind.choose(max(slices.Index(data.EventKinds, e.Kind), 0))
	f.setWords()
	for field, text := range map[*entry]string{f.title: e.Title, f.place: e.Place, f.people: e.People, f.medium: e.Medium} {
		field.SetText(text)
	}
	for field, text := range map[*textEntry]string{f.text: e.Text, f.reason: e.Reason, f.publicity: e.Publicity} {
		field.SetText(text)
	}
	f.date.set(e.Date)
	if f.bulletin.clear(); e.Bulletin > 0 {
		f.bulletin.set(e.Bulletin)
	}
	f.filling = false
	f.update()
}

// value returns the event as it stands in the form.
func (f *eventForm) value() data.Event {
	e := f.shown
	e.Kind = data.EventKinds[f.kind.chosen]
	e.Title, e.Place, e.People, e.Medium = f.title.Text, f.place.Text, f.people.Text, f.medium.Text
	e.Text, e.Reason, e.Publicity = f.text.Text, f.reason.Text, f.publicity.Text
	e.Date, _ = f.date.date()
	e.Bulletin, _ = f.bulletin.number()
	return e
}

// dirty reports whether something unsaved stands in the form; another kind of an empty one is nothing to be lost.
func (f *eventForm) dirty() bool {
	e := f.value()
	if f.fresh {
		e.Kind, e.Date = f.shown.Kind, f.shown.Date
	}
	return f.shown.ID != "" && e != f.shown
}

// update shows head and buttons of the present state.
func (f *eventForm) update() {
	if f.filling {
		return
	}
	f.titleField.accept()
	f.dateField.accept()
	f.head.Text = data.EventKinds[f.kind.chosen].String()
	if f.fresh {
		f.head.Text = "登记" + f.head.Text
	}
	dirty := f.dirty()
	f.remove.setEnabled(!f.fresh)
	f.undo.setEnabled(dirty)
	f.keep.setEnabled(dirty)
	f.content.Refresh()
}

func (f *eventForm) revert() {
	shown := f.shown
	if f.fresh {
		f.shown, f.fresh = data.Event{}, false
		f.fill(data.Event{})
		f.follow()
		return
	}
	f.fill(shown)
}

// leave asks once what to do with an event that isn't saved.
func (f *eventForm) leave(proceed func()) {
	if !f.dirty() {
		f.fresh = false
		proceed()
		return
	}
	f.view.app.leaveUnsaved("这条活动记录", f.trySave, func() {
		f.revert()
		f.fresh = false
		proceed()
	})
}

// trySave writes the event into the records and reports whether it could.
func (f *eventForm) trySave() bool {
	if !f.dirty() {
		return true
	}
	e := f.value()
	if _, ok := f.date.date(); !ok {
		f.dateField.refuse("要写成 2011-08-03 的样子。")
		f.content.Refresh()
		f.view.app.focus(f.date.entry)
		return false
	}
	if err := f.view.records.SaveEvent(context.Background(), e); err != nil {
		f.view.app.showError("没有保存这条活动记录", err)
		return false
	}
	f.fresh, f.shown = false, e
	if f.view.kind.chosen > 0 && data.EventKinds[f.view.kind.chosen-1] != e.Kind {
		f.view.kind.choose(0)
	}
	f.fill(e)
	f.view.app.reload()
	f.view.table.selectKey(string(e.ID))
	f.view.app.saved("活动记录")
	return true
}

// askDeletion asks before an event is taken out.
func (f *eventForm) askDeletion() {
	e := f.shown
	f.view.app.confirm(question{
		title: "删除这条活动记录？", lines: []string{e.Date.Chinese() + "　" + e.Title, "删除以后不能找回。"}, doing: "删除", danger: true,
	}, func() {
		if err := f.view.records.DeleteEvent(context.Background(), e.ID); err != nil {
			f.view.app.showError("没有删除", err)
			return
		}
		f.fill(e)
		f.view.app.reload()
		f.view.app.saved("删除活动记录")
	})
}

package gui

import (
	"context"
	"fmt"
	"reflect"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"liangping/data"
	"liangping/pdf/typeset"
)

// formFigure sums a form up: 18 个对象，43 行，两面.
func formFigure(f data.Form) string {
	targets := map[data.ID]bool{}
	for _, l := range f.Lines {
		targets[l.TargetID] = true
	}
	sides := "一面"
	if turn(f) < len(f.Lines) {
		sides = "两面"
	}
	return fmt.Sprintf("%d 个对象，%d 行，%s", len(targets), len(f.Lines), sides)
}

// formPanel is 票样: how the ballot asks about each target, in which order, and a picture of the sheet.
type formPanel struct {
	page    *roundsPage
	order   *radio
	table   *table[formRow]
	ask     *segmented
	alike   *button
	hint    *canvas.Text    // how the keys change what is asked
	state   *fyne.Container // that the form is fixed, or why there is none
	preview *paperPreview
	panels  fyne.CanvasObject
	box     *fyne.Container
	shown   formSubject // what the preview shows
}

// formRow is a target on the ballot.
type formRow struct {
	id    data.ID
	name  string
	kind  string
	ask   data.Ask
	lines string // 10–11
	side  string // 正面, 反面, 正反面
}

// formSubject is all that a picture of the sheet depends on.
type formSubject struct {
	campaign data.Campaign
	round    data.Round
	form     data.Form
}

// askWords are the ways to ask, each with its key in the table.
var askWords = []string{"1 总体", "2 工作+作风", "3 八项+总体"}

const formPreviewWidth = 540

func newFormPanel(p *roundsPage) *formPanel {
	f := &formPanel{page: p, state: container.NewStack()}
	f.order = newRadio(names(data.LineOrders), func(i int) { f.setOrder(data.LineOrders[i]) })
	f.table = newTable(func(r formRow) string { return string(r.id) }, []column[formRow]{
		{label: "行", width: 64, align: fyne.TextAlignTrailing, text: func(r formRow) string { return r.lines }},
		{label: "评议对象", text: func(r formRow) string { return r.name }},
		{label: "类别", width: 132, text: func(r formRow) string { return r.kind }},
		{label: "评价项", width: 108, text: func(r formRow) string { return askShort(r.ask) }},
		{label: "面", width: 72, text: func(r formRow) string { return r.side }},
	})
	f.table.bare = true
	f.table.onSelect = func(r formRow) { f.ask.choose(slices.Index(data.Asks, r.ask)) }
	f.table.onType = func(r rune) { f.type1(entryRune(r)) }
	f.table.onCheck = func(r formRow) { f.setAsk(data.Asks[(slices.Index(data.Asks, r.ask)+1)%len(data.Asks)], r.id) }
	f.table.onOpen = func(formRow) { p.app.focus(f.preview.table) }
	f.ask = newSegmented(askWords, func(i int) {
		if r, ok := f.table.selected(); ok {
			f.setAsk(data.Asks[i], r.id)
		}
	})
	f.alike = newButton("同类都这样问", f.askAlike)
	f.preview = newPaperPreview(p.app, f.table.takeFocus)
	f.preview.zoom.choose(pageWidth)

	f.hint = caption("在表里按 1、2、3 改问法")
	head := vbox(4, hbox(8, bold(body("排列")), f.order, spacer(), f.hint),
		hbox(8, f.ask, f.alike, spacer()), f.state)
	left := newPanel(container.New(&above{}, pad2(12, 8, head), f.table))
	f.panels = columns(panelGap, []float32{0, formPreviewWidth}, left, f.preview.box)
	f.box = container.NewStack(f.panels)
	return f
}

// askShort names a way to ask as the screen has it.
func askShort(a data.Ask) string {
	return map[data.Ask]string{data.AskOverall: "总体", data.AskAspects: "工作、作风", data.AskCriteria: "八项、总体"}[a]
}

// set shows the form of a round; without one it says why, and where the names come from.
func (f *formPanel) set(r data.Round, targets []data.Target) {
	rows := f.rows(r, targets)
	if len(rows) == 0 {
		f.box.Objects = []fyne.CanvasObject{newPanel(emptyPage("还没有票样", []string{f.page.app.sentence(f.page.formErr)}, []*button{
			newButton("去评议对象", func() { f.page.app.showPage(string(data.AtTargets), "") }).high(),
		}, nil))}
		f.box.Refresh()
		return
	}
	f.box.Objects = []fyne.CanvasObject{f.panels}
	f.order.choose(slices.Index(data.LineOrders, r.Order))
	f.table.setRows(rows)
	f.enable(!r.FormFrozen && r.State == data.RoundOpen)
	f.say(r)
	f.box.Refresh()
}

// enable opens the choices or closes them.
func (f *formPanel) enable(open bool) {
	for _, o := range []fyne.Disableable{f.order, f.ask, f.alike} {
		if open {
			o.Enable()
		} else {
			o.Disable()
		}
	}
	f.hint.Hidden = !open
}

// takeFocus begins in the table.
func (f *formPanel) takeFocus() { f.page.app.focus(f.table) }

// say tells above the table why there is no ballot, or that it is fixed, and in the footer how long it is.
func (f *formPanel) say(r data.Round) {
	const width = 520
	f.state.Objects = nil
	switch {
	case f.page.form == nil:
		f.state.Objects = []fyne.CanvasObject{newNotice(f.page.app.sentence(f.page.formErr), width)}
		f.table.setFooter(fmt.Sprintf("现有 %d 行，最多 %d 行", f.lineCount(), data.MaxLines), "")
		return
	case r.FormFrozen:
		f.state.Objects = []fyne.CanvasObject{newNotice("票样已经定稿：名单和问法再改，这张票不变。", width)}
	default:
		f.state.Objects = []fyne.CanvasObject{newParagraph("还没有定稿：第一次印票或者录第一张票时定稿。问法改了，别的评议没有定稿的票样也跟着改。", textCaption, colorMuted, width)}
	}
	f.table.setFooter(formFigure(*f.page.form), fmt.Sprintf("每面最多 %d 行", data.LinesPerSide))
}

// lineCount is how many lines the ballot would have.
func (f *formPanel) lineCount() (n int) {
	for _, row := range f.table.all {
		n += f.askLines(row.ask)
	}
	return n
}

// askLines is the number of lines that a way to ask takes.
func (f *formPanel) askLines(a data.Ask) int {
	switch a {
	case data.AskOverall:
		return 1
	case data.AskAspects:
		return 2
	}
	return len(f.page.campaign.Criteria) + 1
}

// rows are the targets of the ballot: as printed once it is fixed, else as the roster asks for them, also when they are too many.
func (f *formPanel) rows(r data.Round, targets []data.Target) (rows []formRow) {
	if r.FormFrozen && f.page.form != nil {
		for _, l := range f.page.form.Lines {
			if n := len(rows); n == 0 || rows[n-1].id != l.TargetID {
				rows = append(rows, formRow{id: l.TargetID, name: l.TargetName, kind: l.TargetKind.String(), ask: askOf(l.Item)})
			}
		}
	} else {
		for _, t := range r.Order.Sort(targets) {
			if r.AsksAbout(t) {
				rows = append(rows, formRow{id: t.ID, name: t.Name, kind: t.Kind.String(), ask: t.Ask})
			}
		}
	}
	back := 0 // the first line of the back, from 0
	if f.page.form != nil {
		back = turn(*f.page.form)
	}
	first := 1
	for i := range rows {
		row := &rows[i]
		last := first + f.askLines(row.ask) - 1
		if row.lines = fmt.Sprint(first); last > first {
			row.lines = fmt.Sprintf("%d–%d", first, last)
		}
		switch {
		case back == 0:
		case last <= back:
			row.side = "正面"
		case first > back:
			row.side = "反面"
		default:
			row.side = "正反面"
		}
		first = last + 1
	}
	return rows
}

// askOf tells from its first line how a fixed ballot asks about a target.
func askOf(first data.Item) data.Ask {
	switch first {
	case data.Overall:
		return data.AskOverall
	case data.WorkItem:
		return data.AskAspects
	}
	return data.AskCriteria
}

// type1 takes the key of a way to ask, and goes on to the next target.
func (f *formPanel) type1(r rune) {
	i := int(r - '1')
	row, ok := f.table.selected()
	if !ok || i < 0 || i >= len(data.Asks) || f.ask.Disabled() {
		return
	}
	f.setAsk(data.Asks[i], row.id)
	f.table.move(f.table.cursor + 1)
}

// askAlike asks about every target of the same kind as the selected one in the same way.
func (f *formPanel) askAlike() {
	row, ok := f.table.selected()
	if !ok {
		return
	}
	var ids []data.ID
	for _, r := range f.table.all {
		if r.kind == row.kind {
			ids = append(ids, r.id)
		}
	}
	f.setAsk(row.ask, ids...)
}

// setAsk changes how the ballot asks about targets.
func (f *formPanel) setAsk(ask data.Ask, ids ...data.ID) {
	p := f.page
	if f.ask.Disabled() || !p.flush() {
		return
	}
	if err := p.records.AskTargets(context.Background(), ids, ask); err != nil {
		p.app.showError("问法没有改成", err)
		return
	}
	p.app.reload()
	p.app.saved("票样")
}

// setOrder changes the order of the lines.
func (f *formPanel) setOrder(order data.LineOrder) {
	p := f.page
	if !p.flush() {
		return
	}
	r := *p.round()
	r.Order = order
	if err := p.records.SaveRound(context.Background(), r); err != nil {
		p.app.showError("顺序没有改成", err)
		p.app.reload()
		return
	}
	p.app.reload()
	p.app.saved("票样")
}

// draw draws the sheet, away from the UI goroutine, unless the picture is of this very form.
func (f *formPanel) draw() {
	p := f.page
	if p.form == nil || p.round() == nil {
		f.shown = formSubject{}
		f.preview.set(&typeset.Doc{}, nil) // not the picture of what it was before
		return
	}
	s := formSubject{p.campaign, *p.round(), *p.form}
	if reflect.DeepEqual(s, f.shown) {
		f.preview.draw()
		return
	}
	f.shown = s
	press := p.app.press()
	f.preview.show(func() (*typeset.Doc, error) {
		return press.ComposeBallot(s.campaign, s.round, s.round.Groups[0], s.form)
	})
}

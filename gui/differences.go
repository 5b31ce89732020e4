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

// differenceStore is what settling needs of the records.
type differenceStore interface {
	operatorRecords
	Operator() string
	SpoilReasons(ctx context.Context) ([]string, error)
	SecondPass(ctx context.Context, round data.ID) (*data.SecondPass, error)
	SettleDifference(ctx context.Context, d data.Difference, settled data.Reading, by string) (*data.Difference, error)
}

// differencesPage is 核对差异: where the two readings of a sheet differ, each place is settled from the paper. Both readings
// are shown, and nothing says whose was which (design.md §11).
type differencesPage struct {
	app   *App
	store differenceStore
	round data.Round
	lines []data.Line
	done  func()

	pass    *data.SecondPass
	figures []*canvas.Text // 第一遍, 第二遍, …
	view    *segmented     // all, or those to be settled
	table   *table[data.Difference]
	place   *canvas.Text // of the chosen one: where to find the paper …
	group   *canvas.Text
	line    *canvas.Text // … and what to look at
	choices *settleChoices
	by      *selectBox
	names   []string
	notice  *paragraph
	panel   *fyne.Container
	toolbar *fyne.Container
	root    fyne.CanvasObject
}

var differenceFigures = []string{"第一遍", "第二遍", "两遍都录的项", "两遍一致", "不一致"}

func newDifferencesPage(app *App, store differenceStore, round data.Round, form data.Form, criteria []data.Criterion, done func()) *differencesPage {
	p := &differencesPage{app: app, store: store, round: round, lines: slices.Clone(form.Lines), done: done}
	for i, l := range p.lines {
		p.lines[i].Label = l.Short(criteria)
	}
	p.root = p.content()
	return p
}

func (p *differencesPage) content() fyne.CanvasObject {
	back := newButton("返回", p.done).withIcon(theme.NavigateBackIcon()).key("Esc")
	p.view = newSegmented(make([]string, 2), p.filter)
	p.toolbar = hbox(8, back, hbox(16, heading(p.round.Name()), heading("两遍核对")), spacer(), p.view)

	strip := make([]fyne.CanvasObject, len(differenceFigures))
	for i, name := range differenceFigures {
		figure := body("")
		p.figures = append(p.figures, figure)
		strip[i] = pad2(panelPadding, 6, vbox(0, caption(name), figure))
	}
	figures := newPanel(columns(0, []float32{116, 116, 232, 136, 0}, strip...))

	p.table = newTable(func(d data.Difference) string { return fmt.Sprint(d.GroupID, d.Position(), d.Line) }, p.columns())
	p.table.onSelect = func(data.Difference) { p.showChosen() }
	p.table.onOpen = func(data.Difference) { p.app.focus(p.choices) }
	p.table.onType = func(r rune) {
		p.app.focus(p.choices)
		p.choices.TypedRune(r)
	}
	left := container.New(&above{gap: panelGap}, figures, p.table)
	return newPage(p.toolbar, columns(panelGap, []float32{0, entrySideWidth}, left, p.settlePanel()))
}

func (p *differencesPage) columns() []column[data.Difference] {
	right := fyne.TextAlignTrailing
	list := []column[data.Difference]{
		{label: "批", width: 44, align: right, text: func(d data.Difference) string { return strconv.Itoa(d.Batch) }},
		{label: "第几张", width: 64, align: right, text: func(d data.Difference) string { return strconv.Itoa(d.Sheet) }},
		{label: "行", width: 44, align: right, text: func(d data.Difference) string {
			if d.Line == 0 {
				return "整张"
			}
			return strconv.Itoa(d.Line)
		}},
		{label: "评价项", text: p.lineName},
		{label: "两遍读出", width: 156, text: p.readings},
		{label: "按原票定为", width: 112, text: func(d data.Difference) string {
			if d.SettledBy == "" {
				return "—"
			}
			return shortReading(d.Settled)
		}, look: func(data.Difference) look { return look{bold: true} }},
		{label: "处理人", width: 84, text: func(d data.Difference) string { return dash(d.SettledBy) }},
		{label: "状态", width: 92, chip: func(d data.Difference) (chip, bool) { return differenceChip(d), true }},
	}
	if len(p.round.Groups) > 1 {
		kind := column[data.Difference]{label: "类别", width: 108, text: func(d data.Difference) string { return p.round.Group(d.GroupID).Kind.String() }}
		list = slices.Insert(list, 0, kind)
	}
	return list
}

// settlePanel is the right side: which paper to take out, what stands on it, and who looked.
func (p *differencesPage) settlePanel() fyne.CanvasObject {
	p.place, p.group, p.line = bold(newText("", textLarge, theme.ColorNameForeground)), remark(""), heading("")
	p.choices = newSettleChoices(p.settle)
	p.choices.move = func(step int) { p.table.move(p.table.cursor + step) }
	p.choices.other = p.askReason
	p.by = newSelect(nil, nil)
	p.notice = newParagraph("", textBody, colorMuted, entrySideWidth-2*panelPadding)
	skip := newButton("跳过", func() { p.choices.move(1) }).key("↓")
	settle := newButton("按原票定", func() { p.choices.confirm() }).high().key("回车")
	top := vbox(8, hbox(8, p.place, spacer(), p.group), p.line, line(), remark("请取出原票，照票面定为"), p.choices, p.notice)
	p.panel = pad(panelPadding, container.NewBorder(top, hbox(8, remark("处理人"), sized(112, 0, p.by), spacer(), skip, settle), nil, nil))
	return newPanel(p.panel)
}

// object is what stands in the round's place.
func (p *differencesPage) object() fyne.CanvasObject { return p.root }

func (p *differencesPage) focus() {
	if _, ok := p.table.selected(); ok {
		p.app.focus(p.choices)
		return
	}
	p.app.focus(p.table)
}

// leave needs no question: what is settled is on the disk.
func (p *differencesPage) leave(proceed func()) { proceed() }

// escape goes back to the round.
func (p *differencesPage) escape() { p.done() }

// reload shows what is on the disk.
func (p *differencesPage) reload() {
	ctx := context.Background()
	pass, err := p.store.SecondPass(ctx, p.round.ID)
	if err == nil {
		p.names, err = p.store.Operators(ctx)
	}
	if err != nil {
		p.app.showError("没有读到两遍的差异", err)
		return
	}
	p.pass = pass
	chosen := p.store.Operator()
	if p.by.chosen >= 0 {
		chosen = p.by.options[p.by.chosen]
	}
	p.by.setOptions(p.names, max(slices.Index(p.names, chosen), 0))
	p.showFigures()
	p.table.setRows(pass.Differences)
	p.showChosen()
}

// showFigures tells what was compared.
func (p *differencesPage) showFigures() {
	first, second := 0, 0
	for _, g := range p.pass.Groups {
		first, second = first+g.Keyed, second+g.Read
	}
	sheets, open := map[data.SheetPlace]bool{}, len(p.pass.Open())
	for _, d := range p.pass.Differences {
		sheets[d.SheetPlace] = true
	}
	n := len(p.pass.Differences)
	for i, words := range []string{
		fmt.Sprintf("%d 张", first), fmt.Sprintf("%d 张", second),
		fmt.Sprintf("%d 张 × %d 项 = %d 项", second, len(p.lines), second*len(p.lines)),
		fmt.Sprintf("%d 项", second*len(p.lines)-n),
		fmt.Sprintf("%d 处，分在 %d 张票上", n, len(sheets)),
	} {
		setText(p.figures[i], words, theme.ColorNameForeground)
	}
	p.view.setWords([]string{fmt.Sprintf("全部 %d", n), fmt.Sprintf("待处理 %d", open)})
	p.toolbar.Refresh() // the switch is as wide as its counts
	p.table.setFooter(fmt.Sprintf("已处理 %d　待处理 %d　封存后批次、张号和第二遍一并清除", n-open, open), "")
}

// filter shows all differences or those to be settled.
func (p *differencesPage) filter(i int) {
	p.table.setFilter(func(d data.Difference) bool { return i == 0 || d.SettledBy == "" })
	p.showChosen()
}

// showChosen shows at the right what the selected row is about.
func (p *differencesPage) showChosen() {
	d, ok := p.table.selected()
	if !ok {
		setText(p.place, "没有不一致", theme.ColorNameForeground)
		setText(p.group, "", colorMuted)
		setText(p.line, "", theme.ColorNameForeground)
		p.choices.show(data.Difference{Line: 1})
		p.notice.setText("两遍都录过的票，各项一致。")
		p.panel.Refresh()
		return
	}
	setText(p.place, fmt.Sprintf("第 %d 批　第 %d 张", d.Batch, d.Sheet), theme.ColorNameForeground)
	where := p.round.Group(d.GroupID).Kind.String()
	if d.Line > 0 {
		where += fmt.Sprintf("　票面第 %d 行", d.Line)
	}
	setText(p.group, where, colorMuted)
	setText(p.line, fit(p.lineName(d), entrySideWidth-2*panelPadding, textHeading, true), theme.ColorNameForeground)
	p.choices.show(d)
	p.notice.setText(differenceNotice(d))
	p.panel.Refresh()
}

// differenceNotice says who settled it, and when that was one of the two readers.
func differenceNotice(d data.Difference) string {
	switch {
	case d.SettledBy == "":
		return "按数字选定，回车存下，自动转到下一处。"
	case d.SameHand:
		return "△ 已定为“" + readingWords(d.Settled) + "”。" + d.SettledBy + "也录过这一批；有第三人在，最好由第三人核对。"
	}
	return "✓ 已由" + d.SettledBy + "定为“" + readingWords(d.Settled) + "”。要再改，按批号、张号打开这一张（F5、F8）。"
}

// lineName is what the difference is about.
func (p *differencesPage) lineName(d data.Difference) string {
	if d.Line < 1 || d.Line > len(p.lines) {
		return "整张票"
	}
	l := p.lines[d.Line-1]
	return l.TargetName + "　" + l.Label
}

// readings are both readings side by side, in the order of their values.
func (p *differencesPage) readings(d data.Difference) string {
	return shortReading(d.Readings[0]) + " / " + shortReading(d.Readings[1])
}

// shortReading is a reading in a narrow place: the reason of a 废票 stands at the right.
func shortReading(r data.Reading) string {
	if r.Spoiled != "" {
		return "废票"
	}
	return readingWords(r)
}

// readingWords say what was read: a mark, a valid ballot or a 废票.
func readingWords(r data.Reading) string {
	switch {
	case r.Spoiled != "":
		return "废票：" + r.Spoiled
	case len(r.Marks) == 1:
		return data.Mark(r.Marks[0]).String()
	}
	return "有效票"
}

func differenceChip(d data.Difference) chip {
	switch {
	case d.SettledBy == "":
		return chip{chipOrange, "≠", "待处理"}
	case d.SameHand:
		return chip{chipGreen, "△", "已处理"}
	}
	return chip{chipGreen, "✓", "已处理"}
}

// askReason asks for another reason of a 废票 than those that were read.
func (p *differencesPage) askReason() {
	d, ok := p.table.selected()
	if !ok || d.Line > 0 {
		return
	}
	reasons, err := p.store.SpoilReasons(context.Background())
	if err != nil {
		p.app.showError("没有读到废票原因", err)
		return
	}
	askSpoilReason(p.app, reasons, d.Position(), func(reason string) { p.settle(data.Reading{Spoiled: reason}) })
}

// settle puts on the disk what stands on the paper and goes on to the next difference.
func (p *differencesPage) settle(settled data.Reading) {
	d, ok := p.table.selected()
	if !ok || p.by.chosen < 0 {
		return
	}
	if d.SettledBy != "" {
		p.goOn()
		return
	}
	if _, err := p.store.SettleDifference(context.Background(), d, settled, p.names[p.by.chosen]); err != nil {
		p.app.showError("没有存上", err)
		return
	}
	p.app.saved(d.String())
	p.app.reload()
	p.goOn()
}

// goOn selects the next difference to be settled, which may be the selected one; from the last it begins at the top again.
func (p *differencesPage) goOn() {
	p.app.focus(p.choices)
	n := len(p.table.rows)
	for step := range n {
		i := (max(p.table.cursor, 0) + step) % n
		if d := p.table.lines[p.table.rows[i]].row; d.SettledBy == "" {
			p.table.move(i)
			return
		}
	}
	if n := len(p.pass.Differences); n > 0 {
		p.notice.setText(fmt.Sprintf("✓ %d 处都处理完了，两遍一致。按 Esc 返回。", n))
		p.panel.Refresh()
	}
}

// settleDifferences opens 核对差异 (F7).
func (p *roundsPage) settleDifferences() {
	if !p.mayChange() {
		return
	}
	r := p.round()
	pass, err := p.records.SecondPass(context.Background(), r.ID)
	var form *data.Form
	if err == nil {
		form, err = p.records.Form(context.Background(), r.ID)
	}
	switch {
	case err != nil:
		p.app.showError("现在不能核对", err)
	case len(pass.Differences) == 0:
		p.tellNoDifference(*pass)
	default:
		w := newDifferencesPage(p.app, p.records, *r, *form, p.campaign.Criteria, func() { p.endWork(stepCompare) })
		p.startWork(w)
		w.goOn()
	}
}

// tellNoDifference says how far the comparison is when there is nothing to settle.
func (p *roundsPage) tellNoDifference(pass data.SecondPass) {
	keyed, read := 0, 0
	for _, g := range pass.Groups {
		keyed, read = keyed+g.Keyed, read+g.Read
	}
	switch {
	case read == 0:
		p.app.tell("还没有可以核对的", "第二遍还没有录。按 F6，换一个人录第二遍，录过的票马上就能核对。")
	case read < keyed:
		p.app.tell("目前没有不一致", fmt.Sprintf("第二遍录了 %d 张，与第一遍都一致；还有 %d 张没有录第二遍，按 F6 接着录。", read, keyed-read))
	default:
		p.app.tell("两遍一致", fmt.Sprintf("%d 张票两遍都录过，各项一致，没有要核对的。", read))
	}
}

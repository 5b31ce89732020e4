package gui

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"liangping/data"
)

// ledgerRecords are the use cases that 整改台账 needs.
type ledgerRecords interface {
	LedgerItems(context.Context) ([]data.LedgerItem, error)
	Targets(context.Context) ([]data.Target, error)
	SaveLedgerItem(context.Context, data.LedgerItem) error
	SubmitItem(context.Context, data.ID, data.Signature) error
	ApplyClosing(context.Context, data.ID, string, data.Signature) error
	CloseItem(context.Context, data.ID, data.Signature) error
}

// ledgerPage is the tab 整改台账 (screens.md, screen 08): the items by deadline, and the chosen one with all its fields at the
// right, to be changed as long as it isn't closed. An item just begun is a row like the others until it is saved or left empty.
type ledgerPage struct {
	app     *App
	records ledgerRecords

	term   *segmented // 全部, 逾期, 10 天内, 20 天内
	state  *selectBox
	find   *entry
	table  *table[ledgerRow]
	form   *ledgerForm
	detail *fyne.Container // the form, or the facts of a closed item
	first  *button         // begins the first item of an empty ledger
	panels fyne.CanvasObject
	body   *fyne.Container // the panels, or why there are none

	items []data.LedgerItem
	names map[data.ID]string // of the targets
	begun *data.LedgerItem   // not saved yet; nil for none
}

// newLedgerPage returns the tab.
func newLedgerPage(a *App, records ledgerRecords) *ledgerPage {
	p := &ledgerPage{app: a, records: records}
	p.term = newSegmented(make([]string, len(terms)), func(int) { p.filter() })
	p.term.setWords(p.termWords())
	p.state = newSelect(stateOptions(), func(int) { p.filter() })
	p.state.choose(0)
	p.find = newSearch("搜索问题、对象、责任人", func(string) { p.filter() })
	p.table = newLedgerTable()
	p.table.onSelect = func(r ledgerRow) { p.showItem(r.LedgerItem) }
	p.table.onOpen = func(ledgerRow) { p.focusDetail() }
	p.table.onType = p.find.take
	p.table.leave = p.leave
	p.find.down = p.table.takeFocus
	p.find.enter = p.table.takeFocus
	p.form = newLedgerForm(a.today(), ledgerActions{
		save: p.save, undo: p.undo, start: p.start, closeItem: p.closeItem, updated: func() { a.menu.update() },
	})
	p.detail = container.NewStack()
	p.first = newButton("新增一件", p.newRecord).key("Ctrl+N").high()
	return p
}

const ledgerTableWidth = 846

func (p *ledgerPage) title() string { return string(data.AtLedger) }

func (p *ledgerPage) content() fyne.CanvasObject {
	add := newButton("新增事项", p.newRecord).withIcon(theme.ContentAddIcon())
	toolbar := hbox(8, p.term, sized(116, 0, p.state), sized(216, 0, p.find), spacer(), add)
	p.panels = newSplit(p.table, newPanel(p.detail), ledgerTableWidth)
	p.body = container.NewStack()
	return newPage(toolbar, p.body)
}

// reload reads the ledger. What is being typed stays.
func (p *ledgerPage) reload() {
	ctx := context.Background()
	items, err := p.records.LedgerItems(ctx)
	if err != nil {
		p.app.showError("没有读出整改台账", err)
		return
	}
	targets, err := p.records.Targets(ctx)
	if err != nil {
		p.app.showError("没有读出评议对象", err)
		return
	}
	p.items, p.names = items, map[data.ID]string{}
	for _, t := range targets {
		p.names[t.ID] = t.Name
	}
	if len(p.items) == 0 && p.begun == nil {
		p.show(newPanel(p.missing()))
	} else {
		p.show(p.panels)
	}
	p.form.due.today = p.app.today()
	p.form.offerTargets(targets)
	p.term.setWords(p.termWords())
	p.table.setFooter(p.stateCounts(), "")
	p.table.setRows(p.rows())
	p.filter()
	if row, ok := p.table.selected(); ok && !p.form.changed() {
		p.showItem(row.LedgerItem)
	}
}

func (p *ledgerPage) show(body fyne.CanvasObject) {
	if len(p.body.Objects) != 1 || p.body.Objects[0] != body {
		p.body.Objects = []fyne.CanvasObject{body}
		p.body.Refresh()
	}
}

// rows are the items with what the table says about them, an item just begun at the end.
func (p *ledgerPage) rows() []ledgerRow {
	today := p.app.today()
	var rows []ledgerRow
	for _, item := range p.items {
		rows = append(rows, newLedgerRow(item, today, p.names[item.TargetID]))
	}
	if p.begun != nil {
		row := newLedgerRow(*p.begun, today, "")
		row.begun = true
		rows = append(rows, row)
	}
	return rows
}

// terms are the choices of the switch. 20 天内 includes 10 天内; closed items are in none but 全部 (screens.md, screen 08).
var terms = []struct {
	word string
	has  func(ledgerRow) bool
}{
	{"全部", func(ledgerRow) bool { return true }},
	{"▲ 逾期", func(r ledgerRow) bool { return r.running() && r.left < 0 }},
	{"10 天内", func(r ledgerRow) bool { return r.running() && r.left >= 0 && r.left <= 10 }},
	{"20 天内", func(r ledgerRow) bool { return r.running() && r.left >= 0 && r.left <= 20 }},
}

func (p *ledgerPage) termWords() []string {
	rows := p.rows()
	words := make([]string, len(terms))
	for i, term := range terms {
		n := 0
		for _, r := range rows {
			if !r.begun && term.has(r) {
				n++
			}
		}
		words[i] = fmt.Sprintf("%s %d", term.word, n)
	}
	return words
}

// states are the choices after 全部状态.
var states = []data.ItemState{data.ItemDraft, data.ItemOpen, data.ItemClosed}

func stateOptions() []string {
	options := []string{"全部状态"}
	for _, s := range states {
		options = append(options, s.String())
	}
	return options
}

// stateCounts is how many items stand where, for the footer.
func (p *ledgerPage) stateCounts() string {
	var words []string
	for _, s := range states {
		n := 0
		for _, item := range p.items {
			if item.State == s {
				n++
			}
		}
		words = append(words, fmt.Sprintf("%s %d", s, n))
	}
	return strings.Join(words, "　")
}

// filter shows the rows that switch, state and search ask for. What is being typed stays in sight whatever they say.
func (p *ledgerPage) filter() {
	sought := strings.ToLower(strings.TrimSpace(p.find.Text))
	edited := p.form.changed()
	p.table.setFilter(func(r ledgerRow) bool {
		if r.begun || edited && r.ID == p.form.item.ID {
			return true
		}
		return terms[p.term.chosen].has(r) && (p.state.chosen <= 0 || r.State == states[p.state.chosen-1]) && r.mentions(sought)
	})
	if _, ok := p.table.selected(); !ok {
		p.setDetail(container.NewCenter(remark("没有符合条件的事项")))
	}
}

// showAll takes every filter away.
func (p *ledgerPage) showAll() {
	p.term.choose(0)
	p.state.choose(0)
	p.find.SetText("")
	p.filter()
}

// showItem shows the item at the right: the form, or the facts of a closed one.
func (p *ledgerPage) showItem(item data.LedgerItem) {
	p.form.show(item)
	if item.State == data.ItemClosed {
		facts := newReader(p.table.takeFocus)
		facts.show(ledgerFacts(item, p.names[item.TargetID]))
		p.setDetail(facts)
		return
	}
	p.setDetail(p.form.content)
}

func (p *ledgerPage) setDetail(o fyne.CanvasObject) {
	p.detail.Objects = []fyne.CanvasObject{o}
	p.detail.Refresh()
}

// focusDetail goes from the table to the right.
func (p *ledgerPage) focusDetail() {
	if facts, ok := p.detail.Objects[0].(*reader); ok {
		p.app.focus(facts)
		return
	}
	p.app.focus(p.form.problem)
}

func (p *ledgerPage) focus() {
	if len(p.items) == 0 && p.begun == nil {
		p.app.focus(p.first)
		return
	}
	p.app.focus(p.table)
}

func (p *ledgerPage) search() { p.app.focus(p.find) }

// escape goes from the form back to the table.
func (p *ledgerPage) escape() { p.table.takeFocus() }

// open shows the item with the key, whatever the filters hide.
func (p *ledgerPage) open(key string) {
	if p.table.position(key) < 0 {
		p.showAll()
	}
	p.table.selectKey(key)
}

// leave asks once what to do with changes that aren't saved.
func (p *ledgerPage) leave(proceed func()) {
	gone := func() {
		if p.begun != nil && p.begun.ID == p.form.item.ID {
			p.begun = nil
			defer p.reload()
		}
		proceed()
	}
	if !p.form.changed() {
		gone()
		return
	}
	p.app.leaveUnsaved(p.form.what(), p.store, func() {
		p.form.forget()
		gone()
		p.reload()
	})
}

// newRecord begins an item: Ctrl+N.
func (p *ledgerPage) newRecord() {
	p.leave(func() {
		p.begun = &data.LedgerItem{ID: data.NewID(), Class: data.Deadline, State: data.ItemDraft}
		p.form.forget()
		p.showAll()
		p.reload()
		p.table.selectKey(string(p.begun.ID))
		p.app.focus(p.form.problem)
	})
}

// save saves the form: Ctrl+S.
func (p *ledgerPage) save() {
	if p.form.changed() && p.store() {
		p.app.reload()
	}
}

// store writes the form to the records and reports whether it could.
func (p *ledgerPage) store() bool {
	item, ok := p.form.read()
	if !ok {
		return false
	}
	if err := p.records.SaveLedgerItem(context.Background(), item); err != nil {
		p.app.showError("没有保存", err)
		return false
	}
	if p.begun != nil && p.begun.ID == item.ID {
		p.begun = nil
	}
	p.form.item = item
	p.form.forget()
	p.app.saved("整改事项")
	return true
}

// undo gives up the changes; an item just begun goes with them.
func (p *ledgerPage) undo() {
	if p.begun != nil && p.begun.ID == p.form.item.ID {
		p.begun = nil
	}
	p.form.forget()
	p.app.reload()
	p.table.takeFocus()
}

// start saves what is typed and begins the work on a draft.
func (p *ledgerPage) start() {
	id := p.form.item.ID
	if p.form.changed() && !p.store() {
		return
	}
	if err := p.records.SubmitItem(context.Background(), id, data.Signature{}); err != nil {
		p.app.showError("没有开始整改", err)
	} else {
		p.app.saved("开始整改")
	}
	p.app.reload()
}

// closeItem saves what is typed and asks what the 销号 rests on.
func (p *ledgerPage) closeItem() {
	id := p.form.item.ID
	if p.form.changed() && !p.store() {
		return
	}
	p.app.reload()
	i := slices.IndexFunc(p.items, func(item data.LedgerItem) bool { return item.ID == id }) // a filter may have hidden it
	p.app.askClosing(p.items[i], func(closing data.CloseOut) error {
		ctx := context.Background()
		if err := p.records.ApplyClosing(ctx, id, closing.Note, data.Signature{Date: closing.Date}); err != nil {
			return err
		}
		if err := p.records.CloseItem(ctx, id, data.Signature{By: closing.Acceptor, Date: closing.Date}); err != nil {
			return err
		}
		p.app.saved("销号")
		p.app.reload()
		return nil
	})
}

// commands are the page's lines in the menu.
func (p *ledgerPage) commands() []command {
	can := func(b *button) func() bool {
		return func() bool {
			_, ok := p.table.selected()
			return ok && !b.Disabled()
		}
	}
	return []command{
		{menu: menuLedger, label: "新增事项", do: p.newRecord},
		{menu: menuLedger, label: "撤回更改", enabled: p.form.changed, do: p.undo},
		{menu: menuLedger},
		{menu: menuLedger, label: "开始整改", enabled: can(p.form.startButton), do: p.start},
		{menu: menuLedger, label: "销号…", enabled: can(p.form.closeButton), do: p.closeItem},
	}
}

// missing says what the ledger is for while it is empty.
func (p *ledgerPage) missing() fyne.CanvasObject {
	return emptyPage("还没有整改事项",
		[]string{"群众意见里的突出问题列入台账，每件写明责任领导、责任科室、责任人和时限。"},
		[]*button{p.first},
		[]string{
			"写明存在问题和来源，填好整改措施、责任人和时限",
			"按“开始整改”；10 天内到期的在“总览”提醒",
			"整改完成后写明结果，由责任人以外的人验收，销号",
		})
}

// ledgerRow is an item with what the table says about it.
type ledgerRow struct {
	data.LedgerItem
	target string
	left   int // days to the deadline; no meaning without one
	begun  bool
}

func newLedgerRow(item data.LedgerItem, today data.Date, target string) ledgerRow {
	r := ledgerRow{LedgerItem: item, target: target}
	if !item.Due.IsZero() {
		r.left = item.DaysLeft(today)
	}
	return r
}

// running tells whether the deadline still counts.
func (r ledgerRow) running() bool { return r.State != data.ItemClosed && !r.Due.IsZero() }

// mentions tells whether the text, in lower case, stands in the item.
func (r ledgerRow) mentions(text string) bool {
	return slices.ContainsFunc([]string{r.Problem, r.target, r.Person, r.Leader, r.Unit}, func(s string) bool {
		return strings.Contains(strings.ToLower(s), text)
	})
}

// leftText is how much time is left, as far as it asks for attention: nothing beyond 20 days.
func (r ledgerRow) leftText() (string, look) {
	switch {
	case !r.running() || r.left > 20:
		return "", look{}
	case r.left < 0:
		return fmt.Sprintf("▲ 逾期 %d 天", -r.left), look{color: theme.ColorNameError, bold: true}
	case r.left == 0:
		return "今天到期", look{color: theme.ColorNameWarning, bold: true}
	case r.left <= 10:
		return fmt.Sprintf("还有 %d 天", r.left), look{color: theme.ColorNameWarning, bold: true}
	}
	return fmt.Sprintf("还有 %d 天", r.left), look{}
}

// itemChip shows where an item stands.
func itemChip(s data.ItemState) chip {
	switch s {
	case data.ItemOpen:
		return chip{chipBlue, "▶", s.String()}
	case data.ItemClosed:
		return chip{chipGreen, "✓", s.String()}
	}
	return chip{chipGrey, "○", s.String()}
}

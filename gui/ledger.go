package gui

import (
	"context"
	"slices"

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
	DeleteLedgerItem(context.Context, data.ID) error
	Campaign(context.Context) (*data.Campaign, error)
	Ledger(context.Context) ([]data.ItemRecord, error)
	stateRecords
	itemRecords
}

// ledgerPage is the tab 整改台账 (screens.md, screen 08): the items by deadline, and the chosen one at the right: a draft as the form
// of its fields, any other with everything that hangs under it. An item just begun is a row like the others until it is saved
// or left empty.
type ledgerPage struct {
	app     *App
	records ledgerRecords

	term                    *segmented // 全部, 逾期, 10 天内, 20 天内
	state, person, grouping *selectBox
	find                    *entry
	strip                   *deadlineStrip
	table                   *table[ledgerRow]
	form                    *ledgerForm
	detail                  *ledgerDetail
	side                    *fyne.Container // the form or the detail
	first                   *button         // begins the first item of an empty ledger
	panels                  fyne.CanvasObject
	body                    *fyne.Container // the panels, or why there are none

	items      []data.LedgerItem
	begun      *data.LedgerItem // not saved yet; nil for none
	editing    data.ID          // the item at work whose fields are being changed; "" for none
	lastFolder string           // where the last file was
}

// newLedgerPage returns the tab.
func newLedgerPage(a *App, records ledgerRecords) *ledgerPage {
	p := &ledgerPage{app: a, records: records}
	p.term = newSegmented(make([]string, len(data.Terms)), func(int) { p.filter() })
	p.term.setWords(p.termWords())
	p.state = newSelect(stateOptions(), func(int) { p.filter() })
	p.state.choose(0)
	p.person = newSelect(nil, func(int) { p.filter() })
	p.grouping = newSelect(groupingOptions(), func(int) { p.filter() })
	p.grouping.choose(0)
	p.find = newSearch("搜索问题、对象", func(string) { p.filter() })
	p.strip = newDeadlineStrip(p.openDay)
	p.table = newLedgerTable()
	p.table.onSelect = func(r ledgerRow) { p.showItem(r.LedgerItem) }
	p.table.onOpen = func(ledgerRow) { p.focusDetail() }
	p.table.onType = p.find.take
	p.table.leave = p.leave
	p.find.down = p.table.takeFocus
	p.find.enter = p.table.takeFocus
	p.form = newLedgerForm(a.today(), ledgerActions{
		save: p.save, undo: p.undo, submit: p.submit, remove: p.askRemoval, updated: func() { a.menu.update() },
	})
	p.detail = newLedgerDetail(p)
	p.side = container.NewStack()
	p.first = newButton("新增一件", p.newRecord).key("Ctrl+N").high()
	return p
}

const ledgerTableWidth = 846

func (p *ledgerPage) title() string { return string(data.AtLedger) }

func (p *ledgerPage) content() fyne.CanvasObject {
	add := newButton("新增事项", p.newRecord).withIcon(theme.ContentAddIcon())
	out := newButton("导出", p.exportPage).withIcon(theme.DownloadIcon())
	paper := newButton("打印台账", p.print).withIcon(theme.DocumentPrintIcon())
	toolbar := hbox(8, p.term, sized(116, 0, p.state), sized(116, 0, p.person), sized(124, 0, p.grouping), sized(176, 0, p.find), spacer(), add, out, paper)
	p.panels = container.New(&above{gap: panelGap}, p.strip, newSplit(p.table, newPanel(p.side), ledgerTableWidth))
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
	p.items = items
	if len(p.items) == 0 && p.begun == nil {
		p.show(newPanel(p.missing()))
	} else {
		p.show(p.panels)
	}
	p.form.due.today = p.app.today()
	p.form.offerTargets(targets)
	p.term.setWords(p.termWords())
	p.offerPersons()
	p.strip.set(p.items, p.app.today())
	p.table.setFooter(p.stateCounts(), "")
	p.group()
	p.table.all = p.rows()
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
		rows = append(rows, newLedgerRow(item, today))
	}
	if p.begun != nil {
		row := newLedgerRow(*p.begun, today)
		row.begun = true
		rows = append(rows, row)
	}
	return rows
}

// filter shows the rows that the choices on the screen let through. What is being typed stays in sight whatever they say.
func (p *ledgerPage) filter() {
	f, today := p.chosen(), p.app.today()
	edited := p.form.changed()
	p.group()
	p.table.setFilter(func(r ledgerRow) bool {
		return r.begun || edited && r.ID == p.form.item.ID || f.Match(r.LedgerItem, today)
	})
	if _, ok := p.table.selected(); !ok {
		p.setSide(container.NewCenter(remark("没有符合条件的事项")))
	}
}

// showAll takes every filter away.
func (p *ledgerPage) showAll() {
	p.term.choose(0)
	p.state.choose(0)
	p.person.choose(0)
	p.find.SetText("")
	p.filter()
}

// openDay shows what is due on a day, whatever the filters hide.
func (p *ledgerPage) openDay(day data.Date) {
	for _, item := range p.items {
		if item.Deadline() == day {
			p.open(string(item.ID))
			return
		}
	}
}

// showItem shows the item at the right: a draft as a form, any other with what hangs under it.
func (p *ledgerPage) showItem(item data.LedgerItem) {
	if item.ID != p.editing {
		p.editing = ""
	}
	p.form.show(item)
	record := &data.ItemRecord{LedgerItem: item}
	if item.Number > 0 {
		stored, err := p.records.Item(context.Background(), item.ID)
		if err != nil {
			p.app.showError("没有读出整改事项", err)
			return
		}
		record = stored
	}
	p.detail.show(*record)
	if item.State == data.ItemDraft || item.ID == p.editing {
		p.form.showSteps(p.detail)
		p.setSide(p.form.content)
		return
	}
	p.setSide(p.detail.content)
}

func (p *ledgerPage) setSide(o fyne.CanvasObject) {
	if len(p.side.Objects) == 1 && p.side.Objects[0] == o {
		return
	}
	p.side.Objects = []fyne.CanvasObject{o}
	p.side.Refresh()
}

// showsForm tells whether the fields can be typed in.
func (p *ledgerPage) showsForm() bool {
	return len(p.side.Objects) == 1 && p.side.Objects[0] == p.form.content
}

// focusDetail goes from the table to the right.
func (p *ledgerPage) focusDetail() {
	if p.showsForm() {
		p.app.focus(p.form.problem)
		return
	}
	p.app.focus(p.detail.rest)
}

// edit opens the fields of an item at work.
func (p *ledgerPage) edit(item data.LedgerItem) {
	p.editing = item.ID
	p.showItem(item)
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

// escape goes from the right back to the table; fields that were opened without a change close.
func (p *ledgerPage) escape() {
	if p.editing != "" && !p.form.changed() {
		p.editing = ""
		p.reload()
	}
	p.table.takeFocus()
}

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
	p.form.item, p.editing = item, ""
	p.form.forget()
	p.app.saved("整改事项")
	return true
}

// undo gives up the changes; an item just begun goes with them.
func (p *ledgerPage) undo() {
	if p.begun != nil && p.begun.ID == p.form.item.ID {
		p.begun = nil
	}
	p.editing = ""
	p.form.forget()
	p.app.reload()
	p.table.takeFocus()
}

// submit saves what is typed and hands a draft in for review.
func (p *ledgerPage) submit() {
	id := p.form.item.ID
	if p.form.changed() && !p.store() {
		return
	}
	if err := p.records.SubmitItem(context.Background(), id, data.Signature{}); err != nil {
		p.app.showError("没有送审", err)
	} else {
		p.app.saved("送审")
	}
	p.app.reload()
	p.table.takeFocus()
}

// askRemoval asks before a draft is taken out that was entered by mistake.
func (p *ledgerPage) askRemoval() {
	item := p.form.item
	p.app.confirm(question{
		title: "删除这件事项？", lines: []string{itemName(item), "草拟的内容和分步措施一起删除，不能找回。其他事项的序号不变。"}, doing: "删除", danger: true,
	}, func() {
		p.form.forget()
		if err := p.keep("删除整改事项", func() error { return p.records.DeleteLedgerItem(context.Background(), item.ID) }); err != nil {
			p.app.showError("没有删除", err)
		}
	})
}

// commands are the page's lines in the menu; each is alive when its item is in the state for it.
func (p *ledgerPage) commands() []command {
	in := func(states ...data.ItemState) func() bool {
		return func() bool {
			row, ok := p.table.selected()
			return ok && !p.app.archived() && !row.begun && slices.Contains(states, row.State)
		}
	}
	with := func(do func(data.ItemRecord)) func() {
		return func() { p.leave(func() { do(p.detail.record) }) }
	}
	today := p.app.today
	return []command{
		{menu: menuLedger, label: "新增事项", do: p.newRecord},
		{menu: menuLedger, label: "修改事项…", enabled: in(data.ItemOpen), do: with(func(r data.ItemRecord) { p.edit(r.LedgerItem) })},
		{menu: menuLedger, label: "撤回更改", enabled: p.form.changed, do: p.undo},
		{menu: menuLedger},
		{menu: menuLedger, label: "记进展…", key: fyne.KeyF2, enabled: in(data.ItemOpen), do: with(func(r data.ItemRecord) {
			p.askProgress(r, data.ItemProgress{ID: data.NewID(), ItemID: r.ID, Percent: r.Percent, Date: today(), By: r.Person})
		})},
		{menu: menuLedger, label: "附佐证文件…", enabled: in(data.ItemOpen, data.ItemClosing), do: with(p.attach)},
		{menu: menuLedger, label: "变更时限…", enabled: in(data.ItemOpen), do: with(p.askDue)},
		{menu: menuLedger, label: "督办通知单", key: fyne.KeyF8, enabled: in(data.ItemOpen), do: with(p.supervise)},
		{menu: menuLedger, label: "责任追究记录", enabled: in(data.ItemOpen, data.ItemClosing, data.ItemClosed), do: with(func(r data.ItemRecord) {
			p.app.newItemPaper(data.AccountabilityRecord, r.ID)
		})},
		{menu: menuLedger},
		{menu: menuLedger, label: "送审", enabled: func() bool { return in(data.ItemDraft)() && !p.form.submitButton.Disabled() }, do: p.submit},
		{menu: menuLedger, label: "审核通过…", enabled: in(data.ItemReview), do: with(p.askApproval)},
		{menu: menuLedger, label: "驳回…", enabled: in(data.ItemReview, data.ItemClosing), do: with(p.askRejection)},
		{menu: menuLedger, label: "申请销号…", enabled: func() bool { return in(data.ItemOpen)() && len(lackingToApply(p.detail.record)) == 0 }, do: with(p.askApplication)},
		{menu: menuLedger, label: "销号…", enabled: in(data.ItemClosing), do: with(p.askClosing)},
	}
}

// missing says what the ledger is for while it is empty.
func (p *ledgerPage) missing() fyne.CanvasObject {
	return emptyPage("还没有整改事项",
		[]string{"群众意见里的突出问题列入台账，每件写明责任领导、责任科室、责任人和时限。"},
		[]*button{p.first},
		[]string{
			"在“意见建议 — 归并”把问题列入台账，或者在这里新增",
			"填好整改措施、责任人和时限，送审；审核通过后开始整改",
			"10 天内到期的在“总览”提醒；整改完成后由责任人以外的人验收，销号",
		})
}

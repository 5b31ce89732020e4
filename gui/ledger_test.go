package gui

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"liangping/data"
)

// ledgerDay is the present day of the tests.
var ledgerDay = data.DateOf(testNow)

// newLedger opens 整改台账 on a new campaign with the items.
func newLedger(t *testing.T, items ...data.LedgerItem) (*App, *ledgerPage) {
	t.Helper()
	store := newTestStore(t)
	ctx := context.Background()
	for _, item := range items {
		state, closing := item.State, item.Closing
		if err := store.SaveLedgerItem(ctx, item); err != nil {
			t.Fatal(err)
		}
		var steps []func() error
		if state != data.ItemDraft {
			steps = append(steps, func() error { return store.SubmitItem(ctx, item.ID, data.Signature{}) },
				func() error { return store.ApproveItem(ctx, item.ID, data.Signature{By: "王喆"}) })
		}
		if state == data.ItemClosed {
			steps = append(steps, func() error {
				return store.SaveEvidence(ctx, data.Evidence{ID: data.NewID(), ItemID: item.ID, Date: ledgerDay, Text: "台账"})
			}, func() error {
				return store.SaveItemPublication(ctx, data.ItemPublication{ID: data.NewID(), ItemID: item.ID, Date: ledgerDay, Subject: data.EffectShown, Place: "公开栏"})
			}, func() error { return store.ApplyClosing(ctx, item.ID, closing.Note, data.Signature{}) },
				func() error { return store.CloseItem(ctx, item.ID, data.Signature{By: closing.Acceptor}) })
		}
		for _, step := range steps {
			if err := step(); err != nil {
				t.Fatal(err)
			}
		}
	}
	a, _, p := newStatistics(t, store)
	a.enter(1)
	return a, p
}

// ledgerItem is an item that is due so many days after the present day.
func ledgerItem(problem string, days int, state data.ItemState) data.LedgerItem {
	return data.LedgerItem{
		ID: data.NewID(), Problem: problem, Measures: "首问登记", Person: "曹德顺", Due: ledgerDay.AddDays(days), Class: data.Deadline,
		State: state, Closing: data.CloseOut{Note: "办结", Acceptor: "刘建军", Date: ledgerDay},
	}
}

// storedItem returns the item of that number from the disk.
func storedItem(t *testing.T, p *ledgerPage, number int) data.LedgerItem {
	t.Helper()
	items, err := p.app.options.Store.LedgerItems(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(items, func(i data.LedgerItem) bool { return i.Number == number })
	if i < 0 {
		t.Fatalf("no item %d among %d", number, len(items))
	}
	return items[i]
}

func problems(p *ledgerPage) string {
	var all []string
	for _, i := range p.table.rows {
		all = append(all, p.table.lines[i].row.Problem)
	}
	return strings.Join(all, " ")
}

// TestLedgerByKeyboard leads an item from nothing to 销号 without a mouse.
func TestLedgerByKeyboard(t *testing.T) {
	a, p := newLedger(t)
	if !onScreen(a, "还没有整改事项") {
		t.Fatal("an empty ledger says nothing")
	}
	saveScreen(t, a, "08-empty")
	typeKeys(a, fyne.KeyReturn) // on 新增一件
	writeText(t, a, "油地纠纷受理后答复慢")
	typeKeys(a, fyne.KeyTab)
	writeText(t, a, "恳谈会")
	menuKey(t, a, fyne.KeyS, fyne.KeyModifierControl)
	item := storedItem(t, p, 1)
	if item.Problem != "油地纠纷受理后答复慢" || item.Source != "恳谈会" || item.State != data.ItemDraft || item.Class != data.Deadline {
		t.Fatalf("saved %+v", item)
	}
	if !p.form.submitButton.Disabled() || p.form.blocked.text != "还缺整改措施、责任人、整改时限，填好以后送审。" {
		t.Errorf("the form does not say what is missing: %q", p.form.blocked.text)
	}

	a.focus(p.table)
	typeKeys(a, fyne.KeyReturn, fyne.KeyTab, fyne.KeyTab, fyne.KeyTab) // over 来源 and 对象
	writeText(t, a, "首问登记")
	typeKeys(a, fyne.KeyTab, fyne.KeyTab, fyne.KeyReturn, fyne.KeyReturn) // over 目标, 责任领导 and 责任科室
	writeText(t, a, "曹德顺")
	typeKeys(a, fyne.KeyReturn, fyne.KeyLeft, fyne.KeyTab) // 类型 one to the left
	writeText(t, a, "2011-9-30")
	typeKeys(a, fyne.KeyReturn)
	bothSizes(t, a, "08-draft")
	if p.form.submitButton.Disabled() {
		t.Fatalf("can't be handed in: %q", p.form.blocked.text)
	}
	a.focus(p.form.submitButton)
	typeKeys(a, fyne.KeyReturn)
	item = storedItem(t, p, 1)
	due := data.Date{Year: 2011, Month: 9, Day: 30}
	if item.State != data.ItemReview || item.Measures != "首问登记" || item.Person != "曹德顺" || item.Class != data.Immediate || item.Due != due {
		t.Fatalf("handed in %+v", item)
	}

	act(t, a, p, "审核通过…")
	fill(t, a, "王喆")
	enterThrough(a)
	if item = storedItem(t, p, 1); item.State != data.ItemOpen {
		t.Fatalf("approved %+v: %q", item, shown(a))
	}
	if apply := p.detail.buttons["action 申请销号…"]; !apply.Disabled() || p.detail.blocked.text != "还缺佐证材料、整改成效的公示，补齐后申请销号。" {
		t.Errorf("the detail does not say what is missing: %q", p.detail.blocked.text)
	}
	work(t, a, p)
	bothSizes(t, a, "08-open")

	act(t, a, p, "申请销号…")
	writeText(t, a, "积压件全部书面答复")
	saveScreen(t, a, "08-apply")
	typeKeys(a, fyne.KeyTab)
	enterThrough(a)
	if item = storedItem(t, p, 1); item.State != data.ItemClosing || item.Closing.Note != "积压件全部书面答复" {
		t.Fatalf("applied %+v: %q", item, shown(a))
	}
	act(t, a, p, "销号…")
	writeText(t, a, "曹德顺")
	enterThrough(a)
	if !strings.Contains(shown(a), "请由另一个人验收") {
		t.Errorf("the person responsible may accept: %q", shown(a))
	}
	saveScreen(t, a, "08-close")
	a.escape()
	act(t, a, p, "销号…")
	writeText(t, a, "刘建军")
	enterThrough(a)
	item = storedItem(t, p, 1)
	want := data.CloseOut{Note: "积压件全部书面答复", Acceptor: "刘建军", Date: ledgerDay}
	if item.State != data.ItemClosed || item.Percent != 100 || item.Closing != want {
		t.Fatalf("closed %+v", item)
	}
	if p.showsForm() || !onScreen(a, "积压件全部书面答复") {
		t.Error("a closed item is still open to change")
	}
	bothSizes(t, a, "08-closed")
}

// act presses a button of the detail that is reached by the keys alone.
func act(t *testing.T, a *App, p *ledgerPage, word string) {
	t.Helper()
	b := p.detail.buttons["action "+word]
	if b == nil || b.Disabled() {
		t.Fatalf("no %s: %q", word, p.detail.blocked.text)
	}
	a.focus(p.table)
	typeKeys(a, fyne.KeyReturn)
	for range 30 {
		if a.canvas.Focused() == b {
			typeKeys(a, fyne.KeyReturn)
			return
		}
		typeKeys(a, fyne.KeyTab)
	}
	t.Fatalf("Tab doesn't reach %s", word)
}

// fill writes into the focused field in place of what stands in it.
func fill(t *testing.T, a *App, text string) {
	t.Helper()
	a.canvas.Focused().(*entry).SetText("")
	writeText(t, a, text)
}

// enterThrough presses Enter from a one-line field to the doing button of the dialog, and presses that.
func enterThrough(a *App) {
	for range 10 {
		b, ok := a.canvas.Focused().(*button)
		typeKeys(a, fyne.KeyReturn)
		if ok && b.importance == widget.HighImportance {
			return
		}
	}
}

// small presses a small button of a section.
func small(t *testing.T, p *ledgerPage, key string) {
	t.Helper()
	b := p.detail.buttons[key]
	if b == nil {
		t.Fatalf("no button %s", key)
	}
	b.Tapped(nil)
}

// work enters one of everything that hangs under the item in front.
func work(t *testing.T, a *App, p *ledgerPage) {
	t.Helper()
	small(t, p, "steps增加…")
	writeText(t, a, "清理积压纠纷")
	typeKeys(a, fyne.KeyReturn)
	writeText(t, a, "2011-9-14")
	enterThrough(a)

	menuKey(t, a, fyne.KeyF2, 0)
	writeText(t, a, "清理积压 21 件，逐件排期")
	typeKeys(a, fyne.KeyTab, fyne.KeyHome, fyne.KeyDelete)
	writeText(t, a, "60")
	enterThrough(a)

	small(t, p, "evidence写说明…")
	writeText(t, a, "答复台账")
	typeKeys(a, fyne.KeyTab)
	enterThrough(a)

	small(t, p, "publication登记…")
	typeKeys(a, fyne.KeyRight, fyne.KeyTab) // 整改成效
	writeText(t, a, "公开栏")
	for range 4 {
		typeKeys(a, fyne.KeyTab) // over the usual places
	}
	enterThrough(a)

	small(t, p, "inspection督查…")
	writeText(t, a, "孙玉琴")
	typeKeys(a, fyne.KeyReturn)
	writeText(t, a, "4 件未答复，要求 9 月 30 日前办完")
	typeKeys(a, fyne.KeyTab)
	enterThrough(a)

	small(t, p, "accountability追究…")
	writeText(t, a, "逾期 8 天")
	typeKeys(a, fyne.KeyTab)
	writeText(t, a, "诫勉谈话")
	typeKeys(a, fyne.KeyReturn)
	writeText(t, a, "党组")
	enterThrough(a)

	record, err := p.records.Item(context.Background(), p.detail.record.ID)
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprint(len(record.Plan), len(record.Progress), len(record.Evidence), len(record.Publications), len(record.Inspections), len(record.Accountability))
	if got != "1 1 1 1 1 1" || a.dialogOpen() || !onScreen(a, "清理积压纠纷") {
		t.Fatalf("entered %s: %+v, %q", got, record, shown(a))
	}
}

// TestLedgerLosesNothing moves, filters and leaves with unsaved changes.
func TestLedgerLosesNothing(t *testing.T) {
	a, p := newLedger(t, ledgerItem("甲", 1, data.ItemDraft), ledgerItem("乙", 2, data.ItemDraft), ledgerItem("丙", 30, data.ItemDraft))
	typeKeys(a, fyne.KeyReturn)
	writeText(t, a, "新")
	p.term.pick(1)
	p.find.SetText("丙")
	a.reload()
	if p.form.problem.Text != "新甲" || !p.form.changed() || problems(p) != "甲 丙" && problems(p) != "甲" {
		t.Fatalf("a filter took what was typed: %q among %s", p.form.problem.Text, problems(p))
	}
	p.showAll()

	p.escape()
	typeKeys(a, fyne.KeyDown)
	if !strings.Contains(shown(a), "还没有保存") {
		t.Fatal("moved on without asking")
	}
	a.escape()
	if p.form.problem.Text != "新甲" || p.table.cursor != 0 {
		t.Error("返回修改 does not go back to what was typed")
	}
	typeKeys(a, fyne.KeyDown)
	typeKeys(a, fyne.KeyReturn) // 保存
	if storedItem(t, p, 1).Problem != "新甲" || p.form.problem.Text != "乙" || a.dialogOpen() {
		t.Errorf("saved %q and shows %q", storedItem(t, p, 1).Problem, p.form.problem.Text)
	}

	typeKeys(a, fyne.KeyReturn)
	writeText(t, a, "改")
	a.showTab(0)
	if a.current != 1 || !a.dialogOpen() {
		t.Fatal("left the page without asking")
	}
	typeKeys(a, fyne.KeyLeft, fyne.KeyReturn) // 不保存
	if a.current != 0 || storedItem(t, p, 2).Problem != "乙" {
		t.Error("不保存 does not leave, or saves")
	}
	a.showTab(1)
	if row, _ := p.table.selected(); p.form.problem.Text != row.Problem || p.form.changed() {
		t.Errorf("what was given up is still in the form: %q", p.form.problem.Text)
	}
}

// fullLedger refuses to save.
type fullLedger struct{ ledgerRecords }

func (fullLedger) SaveLedgerItem(context.Context, data.LedgerItem) error {
	return &data.Error{Code: data.Disk, Message: "磁盘已满，没有保存。"}
}

func TestLedgerKeepsWhatTheDiskRefuses(t *testing.T) {
	a, p := newLedger(t, ledgerItem("甲", 1, data.ItemDraft), ledgerItem("乙", 2, data.ItemDraft))
	p.records = fullLedger{p.records}
	typeKeys(a, fyne.KeyReturn)
	writeText(t, a, "新")
	menuKey(t, a, fyne.KeyS, fyne.KeyModifierControl)
	if !strings.Contains(shown(a), "磁盘已满，没有保存。") {
		t.Errorf("the refusal is not said: %q", shown(a))
	}
	a.escape()
	p.escape()
	typeKeys(a, fyne.KeyDown, fyne.KeyReturn) // 保存, which fails again
	a.escape()
	if p.form.problem.Text != "新甲" || !p.form.changed() || p.table.cursor != 0 || a.dialogOpen() {
		t.Errorf("the form shows %q", p.form.problem.Text)
	}
}

func TestLedgerNewItemLeftEmpty(t *testing.T) {
	a, p := newLedger(t, ledgerItem("甲", 1, data.ItemOpen), ledgerItem("乙", 2, data.ItemOpen))
	p.term.pick(1)
	p.newRecord()
	if row, _ := p.table.selected(); !row.begun || len(p.table.rows) != 3 || a.canvas.Focused() != p.form.problem {
		t.Fatal("a new item does not stand in the table with its form open")
	}
	p.escape()
	typeKeys(a, fyne.KeyUp)
	if a.dialogOpen() || p.begun != nil || problems(p) != "甲 乙" || p.form.problem.Text != "乙" {
		t.Errorf("an empty item stays: %s, form %q", problems(p), p.form.problem.Text)
	}
	menuKey(t, a, fyne.KeyN, fyne.KeyModifierControl)
	writeText(t, a, "丙")
	p.undo()
	if problems(p) != "甲 乙" || p.form.changed() || p.form.item.Number == 0 {
		t.Errorf("撤回更改 leaves %s, form %q", problems(p), p.form.problem.Text)
	}
	p.newRecord()
	writeText(t, a, "丙")
	p.newRecord() // asks for the one before
	typeKeys(a, fyne.KeyReturn)
	if storedItem(t, p, 3).Problem != "丙" || p.begun == nil || p.form.problem.Text != "" {
		t.Error("the item before is not saved, or no new one begun")
	}
}

// TestLedgerMenu: a line of the menu is alive exactly in the state for it.
func TestLedgerMenu(t *testing.T) {
	a, p := newLedger(t, ledgerItem("甲", 1, data.ItemOpen), ledgerItem("乙", 2, data.ItemDraft), ledgerItem("丙", 3, data.ItemClosed))
	alive := func() string {
		var words []string
		for _, label := range []string{"撤回更改", "变更时限…", "送审", "审核通过…", "驳回…", "申请销号…", "销号…"} {
			if !item(t, a, label).Disabled {
				words = append(words, label)
			}
		}
		return strings.Join(words, " ")
	}
	for _, want := range []string{"变更时限…", "送审", ""} {
		if got := alive(); got != want {
			t.Errorf("%s: the menu offers %q", p.form.item.Problem, got)
		}
		typeKeys(a, fyne.KeyDown)
	}
	p.find.SetText("没有")
	if got := alive(); got != "" {
		t.Errorf("without a row the menu offers %q", got)
	}
	p.showAll()
	p.table.selectKey(string(storedItem(t, p, 2).ID))
	p.form.goal.SetText("全部办结")
	if got := alive(); got != "撤回更改 送审" {
		t.Errorf("after a change the menu offers %q", got)
	}
}

func TestLedgerRefusals(t *testing.T) {
	a, p := newLedger(t, ledgerItem("甲", 1, data.ItemOpen))
	act(t, a, p, "修改…")
	if !p.showsForm() || !p.form.due.Disabled() {
		t.Fatal("the fields of an item at work don't open, or its deadline can be changed without a reason")
	}
	p.form.problem.SetText("")
	p.save()
	if got := p.form.problemField.refusal; got != "请写明存在什么问题。" {
		t.Errorf("an item without a problem is refused by %q", got)
	}
	if a.canvas.Focused() != p.form.problem || storedItem(t, p, 1).Problem != "甲" {
		t.Error("a refused item is saved, or the focus is not on what is refused")
	}
	saveScreen(t, a, "08-refused")
	p.form.problem.SetText("乙")
	p.form.person.SetText("") // an item at work needs somebody: the store's own rule
	p.save()
	if !a.dialogOpen() || p.form.problem.Text != "乙" {
		t.Error("what the store refuses is not said, or what was typed is gone")
	}
	a.escape()
	p.form.person.SetText("何春梅")
	p.save()
	if got := storedItem(t, p, 1); got.Problem != "乙" || got.Person != "何春梅" || p.showsForm() {
		t.Errorf("saved %+v", got)
	}
}

// TestLedgerDraftDate: a draft is not saved with a deadline that is no date.
func TestLedgerDraftDate(t *testing.T) {
	_, p := newLedger(t, ledgerItem("甲", 1, data.ItemDraft))
	p.form.due.entry.SetText("2011-13-40")
	p.save()
	if p.form.dueField.refusal != "要写成 2011-10-31 的样子。" || storedItem(t, p, 1).Due != ledgerDay.AddDays(1) {
		t.Errorf("refused by %q", p.form.dueField.refusal)
	}
}

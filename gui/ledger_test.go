package gui

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

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

func TestLedgerFilters(t *testing.T) {
	noDate := ledgerItem("无期", 0, data.ItemDraft)
	noDate.Due = data.Date{}
	a, p := newLedger(t,
		ledgerItem("昨天", -1, data.ItemOpen), ledgerItem("草拟的昨天", -1, data.ItemDraft), ledgerItem("今天", 0, data.ItemOpen),
		ledgerItem("十天", 10, data.ItemOpen), ledgerItem("十一天", 11, data.ItemOpen), ledgerItem("二十天", 20, data.ItemOpen),
		ledgerItem("二十一天", 21, data.ItemOpen), ledgerItem("办完", -5, data.ItemClosed), noDate)
	if got := strings.Join(p.term.words, "｜"); got != "全部 9｜▲ 逾期 2｜10 天内 2｜20 天内 4" {
		t.Errorf("the switch says %s", got)
	}
	if p.table.left != "草拟 2　整改中 6　已销号 1" {
		t.Errorf("the footer says %s", p.table.left)
	}
	for i, want := range []string{
		"昨天 草拟的昨天 今天 十天 十一天 二十天 二十一天 无期 办完", "昨天 草拟的昨天", "今天 十天", "今天 十天 十一天 二十天",
	} {
		p.term.pick(i)
		if got := problems(p); got != want {
			t.Errorf("%s shows %s", terms[i].word, got)
		}
	}
	for i, want := range []string{"昨天", "今天"} { // 全部, then each state under 逾期 and 20 天内
		p.term.pick(1 + 2*i)
		p.state.pick(2)
		if got := problems(p); !strings.HasPrefix(got, want) || strings.Contains(got, "草拟") {
			t.Errorf("整改中 of %s shows %s", terms[1+2*i].word, got)
		}
	}
	p.showAll()
	p.search()
	writeText(t, a, "二十一")
	if got := problems(p); got != "二十一天" {
		t.Errorf("the search shows %s", got)
	}
	writeText(t, a, "没有")
	if problems(p) != "" || !onScreen(a, "没有符合条件的事项") {
		t.Error("the detail shows an item that no row shows")
	}
	for days, want := range map[int]string{-1: "▲ 逾期 1 天", 0: "今天到期", 10: "还有 10 天", 11: "还有 11 天", 20: "还有 20 天", 21: ""} {
		row := newLedgerRow(ledgerItem("", days, data.ItemOpen), ledgerDay, "")
		if got, _ := row.leftText(); got != want {
			t.Errorf("%d days left: %q", days, got)
		}
	}
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
	if !p.form.startButton.Disabled() || !strings.Contains(p.form.blocked.text, "整改措施、责任人、整改时限") {
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
	writeText(t, a, "40")
	saveScreen(t, a, "08-typed")
	if p.form.startButton.Disabled() {
		t.Fatalf("can't start: %q", p.form.blocked.text)
	}
	a.focus(p.form.startButton)
	typeKeys(a, fyne.KeyReturn)
	item = storedItem(t, p, 1)
	due := data.Date{Year: 2011, Month: 9, Day: 30}
	if item.State != data.ItemOpen || item.Measures != "首问登记" || item.Person != "曹德顺" || item.Class != data.Immediate || item.Due != due || item.Percent != 40 {
		t.Fatalf("started %+v", item)
	}

	a.focus(p.form.closeButton)
	typeKeys(a, fyne.KeyReturn)
	if !strings.Contains(shown(a), "还缺整改结果、验收人。") {
		t.Errorf("the dialog does not say what is missing: %q", shown(a))
	}
	writeText(t, a, "积压件全部书面答复")
	typeKeys(a, fyne.KeyTab)
	writeText(t, a, " 曹德顺")
	if !strings.Contains(shown(a), "“曹德顺”是责任人，请由另一个人验收。") {
		t.Errorf("the person responsible may accept: %q", shown(a))
	}
	saveScreen(t, a, "08-close")
	writeText(t, a, "妻") // another name
	typeKeys(a, fyne.KeyReturn, fyne.KeyReturn, fyne.KeyReturn)
	if a.dialogOpen() {
		t.Fatalf("the dialog is still open: %q", shown(a))
	}
	item = storedItem(t, p, 1)
	want := data.CloseOut{Note: "积压件全部书面答复", Acceptor: "曹德顺妻", Date: ledgerDay}
	if item.State != data.ItemClosed || item.Percent != 100 || item.Closing != want {
		t.Fatalf("closed %+v", item)
	}
	if facts, ok := p.detail.Objects[0].(*reader); !ok || !strings.Contains(words(facts.scroll.Content), "积压件全部书面答复") {
		t.Error("a closed item is still open to change")
	}
}

// TestLedgerLosesNothing moves, filters and leaves with unsaved changes.
func TestLedgerLosesNothing(t *testing.T) {
	a, p := newLedger(t, ledgerItem("甲", 1, data.ItemOpen), ledgerItem("乙", 2, data.ItemOpen), ledgerItem("丙", 30, data.ItemOpen))
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

// TestLedgerClosesTheItemOfTheForm: saving the new deadline hides the item under the filter, and another row is selected.
func TestLedgerClosesTheItemOfTheForm(t *testing.T) {
	a, p := newLedger(t, ledgerItem("甲", -3, data.ItemOpen), ledgerItem("乙", -2, data.ItemOpen))
	p.term.pick(1)
	p.form.due.entry.SetText("2011-12-31")
	p.closeItem()
	if !strings.Contains(shown(a), "第 1 项　甲") || problems(p) != "乙" {
		t.Errorf("the dialog is about %q", shown(a))
	}
}

// fullLedger refuses to save.
type fullLedger struct{ ledgerRecords }

func (fullLedger) SaveLedgerItem(context.Context, data.LedgerItem) error {
	return &data.Error{Code: data.Disk, Message: "磁盘已满，没有保存。"}
}

func TestLedgerKeepsWhatTheDiskRefuses(t *testing.T) {
	a, p := newLedger(t, ledgerItem("甲", 1, data.ItemOpen), ledgerItem("乙", 2, data.ItemOpen))
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

// TestLedgerMenu: a line of the menu is alive exactly when its button is.
func TestLedgerMenu(t *testing.T) {
	a, p := newLedger(t, ledgerItem("甲", 1, data.ItemOpen), ledgerItem("乙", 2, data.ItemDraft), ledgerItem("丙", 3, data.ItemClosed))
	alive := func() string {
		var words []string
		for _, label := range []string{"撤回更改", "开始整改", "销号…"} {
			if !item(t, a, label).Disabled {
				words = append(words, label)
			}
		}
		return strings.Join(words, " ")
	}
	for _, want := range []string{"销号…", "开始整改", ""} {
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
	p.table.selectKey(string(p.items[0].ID))
	p.form.goal.SetText("全部办结")
	if got := alive(); got != "撤回更改 销号…" {
		t.Errorf("after a change the menu offers %q", got)
	}
}

func TestLedgerRefusals(t *testing.T) {
	a, p := newLedger(t, ledgerItem("甲", 1, data.ItemOpen))
	p.form.problem.SetText("")
	p.form.due.entry.SetText("2011-13-40")
	p.form.percent.clear()
	p.form.update()
	p.save()
	for field, want := range map[*field]string{
		p.form.problemField: "请写明存在什么问题。", p.form.dueField: "要写成 2011-10-31 的样子。", p.form.percentField: "请填 0 至 100 的数。",
	} {
		if field.refusal != want {
			t.Errorf("%s: %q", field.label, field.refusal)
		}
	}
	if a.canvas.Focused() != p.form.problem || storedItem(t, p, 1).Problem != "甲" {
		t.Error("a refused item is saved, or the focus is not on what is refused")
	}
	saveScreen(t, a, "08-refused")
	p.form.problem.SetText("乙")
	p.form.due.set(ledgerDay)
	p.form.percent.set(100)
	p.form.person.SetText("") // an item at work needs somebody: the store's own rule
	p.save()
	if !a.dialogOpen() || p.form.problem.Text != "乙" {
		t.Error("what the store refuses is not said, or what was typed is gone")
	}
	a.escape()
	p.form.person.SetText("何春梅")
	p.save()
	if got := storedItem(t, p, 1); got.Problem != "乙" || got.Person != "何春梅" || got.Due != ledgerDay || got.Percent != 100 {
		t.Errorf("saved %+v", got)
	}
}

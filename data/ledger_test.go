package data_test

import (
	"testing"

	"liangping/data"
)

func (o *office) item(problem, due string) data.LedgerItem {
	o.t.Helper()
	i := data.LedgerItem{
		ID: data.NewID(), Problem: problem, Measures: "首问登记", Leader: "李𬭎", Unit: "油地协调科", Person: "曹德顺", Class: data.Deadline,
	}
	if due != "" {
		i.Due = day(o.t, due)
	}
	o.ok(o.SaveLedgerItem(o.ctx, i))
	return i
}

// begin takes a draft to 整改中.
func (o *office) begin(id data.ID) {
	o.t.Helper()
	o.ok(o.SubmitItem(o.ctx, id, data.Signature{}))
	o.ok(o.ApproveItem(o.ctx, id, data.Signature{By: "王喆"}))
}

// prove gives an item what its 销号 rests on.
func (o *office) prove(id data.ID) {
	o.t.Helper()
	today := data.DateOf(o.clock.now)
	o.ok(o.SaveEvidence(o.ctx, data.Evidence{ID: data.NewID(), ItemID: id, Date: today, Text: "答复台账"}))
	o.ok(o.SaveItemPublication(o.ctx, data.ItemPublication{ID: data.NewID(), ItemID: id, Date: today, Subject: data.EffectShown, Place: "公开栏"}))
}

// finish takes an item from 整改中 to 已销号.
func (o *office) finish(id data.ID, note string) {
	o.t.Helper()
	o.prove(id)
	o.ok(o.ApplyClosing(o.ctx, id, note, data.Signature{}))
	o.ok(o.CloseItem(o.ctx, id, data.Signature{By: "王喆"}))
}

func (o *office) stored(id data.ID) data.LedgerItem {
	o.t.Helper()
	items, err := o.LedgerItems(o.ctx)
	o.ok(err)
	for _, i := range items {
		if i.ID == id {
			return i
		}
	}
	o.t.Fatalf("item %s is not in the ledger", id)
	return data.LedgerItem{}
}

// An item on its whole way, with what the store keeps for itself.
func TestLedger(t *testing.T) {
	o := newOffice(t)
	window := o.target("油地纠纷调解窗口", data.ServiceWindow, "")
	i := data.LedgerItem{
		ID: data.NewID(), Problem: " 油地纠纷受理后答复慢 ", Source: "评议票、恳谈会", TargetID: window.ID, Class: data.Immediate,
		Number: 77, State: data.ItemClosed, Percent: 90, Moved: 3, // the store's
	}
	o.ok(o.SaveLedgerItem(o.ctx, i))
	want := i
	want.Problem, want.Number, want.State, want.Percent, want.Moved = "油地纠纷受理后答复慢", 1, data.ItemDraft, 0, 0
	want.TargetName = "油地纠纷调解窗口"
	if got := o.stored(i.ID); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	refused(t, o.SubmitItem(o.ctx, i.ID, data.Signature{}), data.Invalid, "第 1 项", "整改措施、责任人、整改时限")
	want.Measures, want.Person = "5 个工作日内答复", "曹德顺"
	o.ok(o.SaveLedgerItem(o.ctx, want))
	refused(t, o.SubmitItem(o.ctx, i.ID, data.Signature{}), data.Invalid, "还缺整改时限")
	if got := o.stored(i.ID); got.State != data.ItemDraft {
		t.Errorf("a refused step left the item %s", got.State)
	}
	want.Due = day(t, "2011-09-20")
	o.ok(o.SaveLedgerItem(o.ctx, want))
	o.begin(i.ID)
	stripped := want
	stripped.Person = " "
	refused(t, o.SaveLedgerItem(o.ctx, stripped), data.Invalid, "还缺责任人")
	moved := want
	moved.Due = day(t, "2011-09-21")
	refused(t, o.SaveLedgerItem(o.ctx, moved), data.State, "变更时限")
	want.Unit = "油地协调科"
	o.ok(o.SaveLedgerItem(o.ctx, want))
	o.finish(i.ID, " 积压件全部答复 ")
	want.State, want.Percent, want.Closing = data.ItemClosed, 100, data.CloseOut{"积压件全部答复", "王喆", day(t, "2011-08-18")}
	if got := o.stored(i.ID); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	refused(t, o.SaveLedgerItem(o.ctx, want), data.State, "已经销号")
}

func TestLedgerRefusals(t *testing.T) {
	o := newOffice(t)
	good := data.LedgerItem{ID: data.NewID(), Problem: "执法前告知不够", Class: data.LongTerm}
	for name, test := range map[string]struct {
		spoil func(i *data.LedgerItem)
		code  data.Code
		part  string
	}{
		"no problem": {func(i *data.LedgerItem) { i.Problem = " \n" }, data.Invalid, "存在问题"},
		"no class":   {func(i *data.LedgerItem) { i.Class = "" }, data.Invalid, "整改类型"},
		"no target":  {func(i *data.LedgerItem) { i.TargetID = data.NewID() }, data.NotFound, "评议对象"},
	} {
		i := good
		test.spoil(&i)
		t.Run(name, func(t *testing.T) { refused(t, o.SaveLedgerItem(o.ctx, i), test.code, test.part) })
	}
	refused(t, o.SubmitItem(o.ctx, good.ID, data.Signature{}), data.NotFound, "没有找到")
	if items, err := o.LedgerItems(o.ctx); err != nil || len(items) > 0 {
		t.Errorf("%+v, %v", items, err)
	}
}

// What runs out first stands first, a step of a long-term item as well; then what has no deadline, then what is closed.
func TestLedgerOrder(t *testing.T) {
	o := newOffice(t)
	closed := o.item("已办", "2011-09-01")
	for _, i := range [][2]string{{"后", "2011-12-31"}, {"无时限", ""}, {"先", "2011-09-20"}, {"同先", "2011-09-20"}} {
		o.item(i[0], i[1])
	}
	long := o.item("有步骤", "2012-06-30")
	long.Class = data.LongTerm
	o.ok(o.SaveLedgerItem(o.ctx, long))
	o.ok(o.SaveStep(o.ctx, data.Step{ID: data.NewID(), ItemID: long.ID, Content: "第一步", Due: day(t, "2011-10-20")}))
	o.begin(closed.ID)
	o.finish(closed.ID, "办完")
	items, err := o.LedgerItems(o.ctx)
	o.ok(err)
	got := ""
	for _, i := range items {
		got += i.Problem + " "
	}
	if got != "先 同先 有步骤 后 无时限 已办 " || items[0].Number != 4 {
		t.Errorf("%s, the first is number %d", got, items[0].Number)
	}
	if n := items[0].DaysLeft(day(t, "2011-09-28")); n != -8 {
		t.Errorf("%d days left, want −8", n)
	}
}

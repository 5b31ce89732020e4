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

func TestLedger(t *testing.T) {
	o := newOffice(t)
	window := o.target("油地纠纷调解窗口", data.ServiceWindow, "")
	i := data.LedgerItem{
		ID: data.NewID(), Problem: " 油地纠纷受理后答复慢 ", Source: "评议票、恳谈会等 9 条", TargetID: window.ID, Class: data.Immediate,
		Number: 77, State: data.ItemClosed, // both are the store's
	}
	o.ok(o.SaveLedgerItem(o.ctx, i))
	want := i
	want.Problem, want.Number, want.State = "油地纠纷受理后答复慢", 1, data.ItemDraft
	if got := o.stored(i.ID); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	refused(t, o.StartItem(o.ctx, i.ID), data.Invalid, "第 1 项", "整改措施、责任人、整改时限")
	refused(t, o.CloseItem(o.ctx, i.ID, data.CloseOut{"办完", "王喆", day(t, "2011-09-20")}), data.State, "草拟")
	want.Measures, want.Person, want.Percent = "5 个工作日内答复", "曹德顺", 80
	o.ok(o.SaveLedgerItem(o.ctx, want))
	refused(t, o.StartItem(o.ctx, i.ID), data.Invalid, "还缺整改时限")
	if got := o.stored(i.ID); got.State != data.ItemDraft {
		t.Errorf("a refused start left the item %s", got.State)
	}
	want.Due = day(t, "2011-09-20")
	o.ok(o.SaveLedgerItem(o.ctx, want))
	o.ok(o.StartItem(o.ctx, i.ID))
	refused(t, o.StartItem(o.ctx, i.ID), data.State, "第 1 项是“整改中”")
	stripped := want
	stripped.Person = " "
	refused(t, o.SaveLedgerItem(o.ctx, stripped), data.Invalid, "还缺责任人")

	for name, test := range map[string]struct {
		closing data.CloseOut
		part    string
	}{
		"no note":              {data.CloseOut{" ", "王喆", day(t, "2011-09-19")}, "整改结果"},
		"no acceptor":          {data.CloseOut{"办完", "", day(t, "2011-09-19")}, "验收人"},
		"no date":              {data.CloseOut{"办完", "王喆", data.Date{}}, "销号日期"},
		"the person himself":   {data.CloseOut{"办完", "曹德顺", day(t, "2011-09-19")}, "就是责任人"},
		"himself, in disguise": {data.CloseOut{"办完", " 曹德\u200b顺", day(t, "2011-09-19")}, "就是责任人"},
	} {
		t.Run(name, func(t *testing.T) { refused(t, o.CloseItem(o.ctx, i.ID, test.closing), data.Invalid, test.part) })
	}
	o.ok(o.CloseItem(o.ctx, i.ID, data.CloseOut{" 积压件全部答复 ", " 王喆 ", day(t, "2011-09-19")}))
	want.State, want.Percent, want.Closing = data.ItemClosed, 100, data.CloseOut{"积压件全部答复", "王喆", day(t, "2011-09-19")}
	if got := o.stored(i.ID); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	refused(t, o.CloseItem(o.ctx, i.ID, want.Closing), data.State, "已销号")
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
		"percent":    {func(i *data.LedgerItem) { i.Percent = 101 }, data.Invalid, "101%"},
		"no target":  {func(i *data.LedgerItem) { i.TargetID = data.NewID() }, data.NotFound, "评议对象"},
	} {
		i := good
		test.spoil(&i)
		t.Run(name, func(t *testing.T) { refused(t, o.SaveLedgerItem(o.ctx, i), test.code, test.part) })
	}
	refused(t, o.StartItem(o.ctx, good.ID), data.NotFound, "没有找到")
	refused(t, o.CloseItem(o.ctx, good.ID, data.CloseOut{}), data.NotFound, "没有找到")
	if items, err := o.LedgerItems(o.ctx); err != nil || len(items) > 0 {
		t.Errorf("%+v, %v", items, err)
	}
}

func TestLedgerOrder(t *testing.T) {
	o := newOffice(t)
	closed := o.item("已办", "2011-09-01")
	for _, i := range [][2]string{{"后", "2011-12-31"}, {"无时限", ""}, {"先", "2011-09-20"}, {"同先", "2011-09-20"}} {
		o.item(i[0], i[1])
	}
	o.ok(o.StartItem(o.ctx, closed.ID))
	o.ok(o.CloseItem(o.ctx, closed.ID, data.CloseOut{"办完", "王喆", day(t, "2011-09-01")}))
	items, err := o.LedgerItems(o.ctx)
	o.ok(err)
	got := ""
	for _, i := range items {
		got += i.Problem + " "
	}
	if got != "先 同先 后 无时限 已办 " || items[0].Number != 4 {
		t.Errorf("%s, the first is number %d", got, items[0].Number)
	}
	if n := items[0].DaysLeft(day(t, "2011-09-28")); n != -8 {
		t.Errorf("%d days left, want −8", n)
	}
}

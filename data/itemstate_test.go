package data_test

import (
	"fmt"
	"strings"
	"testing"

	"liangping/data"
)

// itemSteps are the ways to take an item from one state to another, by name.
var itemSteps = []struct {
	name string
	take func(o *office, id data.ID) error
}{
	{"送审", func(o *office, id data.ID) error { return o.SubmitItem(o.ctx, id, data.Signature{}) }},
	{"审核通过", func(o *office, id data.ID) error { return o.ApproveItem(o.ctx, id, data.Signature{By: "王喆"}) }},
	{"驳回", func(o *office, id data.ID) error {
		return o.RejectItem(o.ctx, id, data.Signature{By: "王喆", Opinion: "措施不具体"})
	}},
	{"申请销号", func(o *office, id data.ID) error { return o.ApplyClosing(o.ctx, id, "全部答复", data.Signature{}) }},
	{"销号", func(o *office, id data.ID) error { return o.CloseItem(o.ctx, id, data.Signature{By: "刘建军"}) }},
}

// Every step from every state: 6 are taken, 19 refused, each with a sentence of its own (design.md §9).
func TestItemStates(t *testing.T) {
	to := map[string]data.ItemState{
		"草拟 送审": data.ItemReview, "待审 审核通过": data.ItemOpen, "待审 驳回": data.ItemDraft, "整改中 申请销号": data.ItemClosing,
		"待销号 驳回": data.ItemOpen, "待销号 销号": data.ItemClosed,
	}
	sentences := map[string]bool{}
	for _, state := range data.ItemStates {
		for _, step := range itemSteps {
			name := state.String() + " " + step.name
			t.Run(name, func(t *testing.T) {
				o := newOffice(t)
				id := o.itemAt(state)
				if name == "整改中 申请销号" {
					o.prove(id)
				}
				err := step.take(o, id)
				if want, ok := to[name]; ok {
					o.ok(err)
					if got := o.stored(id).State; got != want {
						t.Errorf("it is %s, want %s", got, want)
					}
					delete(to, name)
					return
				}
				refused(t, err, data.State, "第 1 项", "不能"+step.name)
				if got := o.stored(id).State; got != state {
					t.Errorf("a refused step left it %s", got)
				}
				if sentences[err.Error()] {
					t.Errorf("two steps are refused with %s", err)
				}
				sentences[err.Error()] = true
			})
		}
	}
	if len(to) > 0 || len(sentences) != 19 {
		t.Errorf("not taken: %v; %d refusals", to, len(sentences))
	}
}

// itemAt enters an item and takes it to a state.
func (o *office) itemAt(state data.ItemState) data.ID {
	o.t.Helper()
	id := o.item("答复慢", "2011-09-20").ID
	for _, next := range data.ItemStates[1:] {
		if o.stored(id).State == state {
			break
		}
		switch next {
		case data.ItemReview:
			o.ok(o.SubmitItem(o.ctx, id, data.Signature{}))
		case data.ItemOpen:
			o.ok(o.ApproveItem(o.ctx, id, data.Signature{By: "王喆"}))
		case data.ItemClosing:
			o.prove(id)
			o.ok(o.ApplyClosing(o.ctx, id, "全部答复", data.Signature{}))
		case data.ItemClosed:
			o.ok(o.CloseItem(o.ctx, id, data.Signature{By: "刘建军"}))
		}
	}
	return id
}

// What a step has to bring with it.
func TestItemStepRefusals(t *testing.T) {
	for name, test := range map[string]struct {
		state data.ItemState
		take  func(o *office, id data.ID) error
		part  string
	}{
		"approved by nobody": {data.ItemReview, func(o *office, id data.ID) error { return o.ApproveItem(o.ctx, id, data.Signature{By: " "}) }, "由谁审核通过"},
		"approved tomorrow": {data.ItemReview, func(o *office, id data.ID) error {
			return o.ApproveItem(o.ctx, id, data.Signature{By: "王喆", Date: day(o.t, "2011-08-19")})
		}, "还没有到"},
		"approved before it was handed in": {data.ItemReview, func(o *office, id data.ID) error {
			return o.ApproveItem(o.ctx, id, data.Signature{By: "王喆", Date: day(o.t, "2011-08-17")})
		}, "早于上一步"},
		"rejected for nothing": {data.ItemReview, func(o *office, id data.ID) error {
			return o.RejectItem(o.ctx, id, data.Signature{By: "王喆", Opinion: "\n"})
		}, "驳回的原因"},
		"rejected by nobody": {data.ItemClosing, func(o *office, id data.ID) error {
			return o.RejectItem(o.ctx, id, data.Signature{Opinion: "没做完"})
		}, "由谁驳回销号"},
		"nothing to show": {data.ItemOpen, func(o *office, id data.ID) error { return o.ApplyClosing(o.ctx, id, " ", data.Signature{}) }, "整改结果、佐证材料、整改成效的公示"},
		"only measures shown": {data.ItemOpen, func(o *office, id data.ID) error {
			o.ok(o.SaveEvidence(o.ctx, data.Evidence{ID: data.NewID(), ItemID: id, Date: day(o.t, "2011-08-18"), Text: "台账"}))
			o.ok(o.SaveItemPublication(o.ctx, data.ItemPublication{
				ID: data.NewID(), ItemID: id, Date: day(o.t, "2011-08-18"), Subject: data.MeasuresShown, Place: "网站",
			}))
			return o.ApplyClosing(o.ctx, id, "办结", data.Signature{})
		}, "还缺整改成效的公示"},
		"accepted by nobody":  {data.ItemClosing, func(o *office, id data.ID) error { return o.CloseItem(o.ctx, id, data.Signature{}) }, "验收人"},
		"accepted by himself": {data.ItemClosing, func(o *office, id data.ID) error { return o.CloseItem(o.ctx, id, data.Signature{By: "曹德顺"}) }, "就是责任人"},
		"himself, in disguise": {data.ItemClosing, func(o *office, id data.ID) error {
			return o.CloseItem(o.ctx, id, data.Signature{By: " 曹德\u200b顺"})
		}, "就是责任人"},
		"the proof was removed": {data.ItemClosing, func(o *office, id data.ID) error {
			r, err := o.Item(o.ctx, id)
			o.ok(err)
			o.ok(o.DeleteItemEntry(o.ctx, id, r.Evidence[0].ID))
			return o.CloseItem(o.ctx, id, data.Signature{By: "刘建军"})
		}, "还缺佐证材料"},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			id := o.itemAt(test.state)
			refused(t, test.take(o, id), data.Invalid, test.part)
			if got := o.stored(id).State; got != test.state {
				t.Errorf("a refused step left it %s", got)
			}
		})
	}
}

// The way of an item is kept: who, when, why; while it was sent back the reason stands at it.
func TestItemDecisions(t *testing.T) {
	o := newOffice(t)
	id := o.itemAt(data.ItemReview)
	o.ok(o.RejectItem(o.ctx, id, data.Signature{By: "王喆", Opinion: "措施不具体"}))
	if got := o.stored(id); got.Rejected != "措施不具体" || got.State != data.ItemDraft {
		t.Errorf("%+v", got)
	}
	o.ok(o.SubmitItem(o.ctx, id, data.Signature{}))
	if got := o.stored(id).Rejected; got != "" {
		t.Errorf("still rejected: %s", got)
	}
	o.ok(o.ApproveItem(o.ctx, id, data.Signature{By: "李𬭎", Opinion: "同意"}))
	o.prove(id)
	o.ok(o.ApplyClosing(o.ctx, id, "答复了一半", data.Signature{}))
	o.ok(o.RejectItem(o.ctx, id, data.Signature{By: "刘建军", Opinion: "还差 4 件"}))
	if got := o.stored(id); got.Rejected != "还差 4 件" || got.State != data.ItemOpen || got.Percent != 0 {
		t.Errorf("%+v", got)
	}
	o.ok(o.ApplyClosing(o.ctx, id, "全部答复", data.Signature{By: "李𬭎"}))
	o.ok(o.CloseItem(o.ctx, id, data.Signature{By: "刘建军"}))
	r, err := o.Item(o.ctx, id)
	o.ok(err)
	var got []string
	for _, d := range r.Decisions {
		got = append(got, fmt.Sprint(d.Number, d.Kind, " ", d.By, " ", d.Opinion, " ", d.Operator))
	}
	want := `1送审 曹德顺  刘敏
2驳回 王喆 措施不具体 刘敏
3送审 曹德顺  刘敏
4审核通过 李𬭎 同意 刘敏
5申请销号 曹德顺  刘敏
6驳回销号 刘建军 还差 4 件 刘敏
7申请销号 李𬭎  刘敏
8销号 刘建军  刘敏`
	if text := strings.Join(got, "\n"); text != want {
		t.Errorf("got\n%s", text)
	}
}

// Whatever goes around the use cases is refused by the database itself.
func TestItemTriggers(t *testing.T) {
	o := newOffice(t)
	open, closed, draft := o.itemAt(data.ItemOpen), o.itemAt(data.ItemClosed), o.itemAt(data.ItemDraft)
	for _, statement := range []string{
		"UPDATE ledger_item SET state = 'open' WHERE id = '" + string(draft) + "'",
		"UPDATE ledger_item SET state = 'closed', closing_note = 'a', acceptor = 'b', closed_on = '2011-09-01' WHERE id = '" + string(open) + "'",
		"UPDATE ledger_item SET state = 'draft' WHERE id = '" + string(open) + "'",
		"UPDATE ledger_item SET due = '2011-12-01' WHERE id = '" + string(open) + "'",
		"UPDATE ledger_item SET state = 'open' WHERE id = '" + string(closed) + "'",
		"UPDATE ledger_item SET problem = 'a' WHERE id = '" + string(closed) + "'",
		"DELETE FROM ledger_item WHERE id = '" + string(open) + "'",
		"UPDATE item_decision SET by = 'a'",
		"DELETE FROM item_decision",
		"INSERT INTO ledger_item SELECT '0123456789abcdef0123456789abcdef', campaign_id, 99, problem, source, target_id, measures, goal, leader, unit, person, due, class, percent, 'open', '', '', '', NULL, NULL FROM ledger_item WHERE id = '" + string(open) + "'",
	} {
		if _, err := o.DB().Exec(statement); err == nil {
			t.Errorf("the database let through: %s", statement)
		}
	}
	// closing without evidence, though the state is right
	id := o.itemAt(data.ItemClosing)
	if _, err := o.DB().Exec("DELETE FROM evidence WHERE item_id = ?", id); err != nil {
		t.Fatal(err)
	}
	if _, err := o.DB().Exec("UPDATE ledger_item SET state = 'closed', acceptor = '王喆', closed_on = '2011-08-18' WHERE id = ?", id); err == nil {
		t.Error("closed without evidence")
	}
}

// Only a draft is deleted, and all that hangs under it goes with it.
func TestDeleteLedgerItem(t *testing.T) {
	o := newOffice(t)
	for _, state := range data.ItemStates[1:] {
		refused(t, o.DeleteLedgerItem(o.ctx, o.itemAt(state)), data.State, "不能删除")
	}
	draft := o.itemAt(data.ItemDraft)
	o.ok(o.SaveStep(o.ctx, data.Step{ID: data.NewID(), ItemID: draft, Content: "排期", Due: day(t, "2011-09-10")}))
	o.ok(o.SubmitItem(o.ctx, draft, data.Signature{}))
	o.ok(o.RejectItem(o.ctx, draft, data.Signature{By: "王喆", Opinion: "重复"}))
	o.ok(o.DeleteLedgerItem(o.ctx, draft))
	items, err := o.LedgerItems(o.ctx)
	o.ok(err)
	if len(items) != 4 {
		t.Errorf("%d items, want 4", len(items))
	}
	for _, table := range []string{"item_decision", "item_step"} {
		var left int
		o.ok(o.DB().QueryRow("SELECT count(*) FROM "+table+" WHERE item_id = ?", draft).Scan(&left))
		if left > 0 {
			t.Errorf("%d rows of %s are left of it", left, table)
		}
	}
}

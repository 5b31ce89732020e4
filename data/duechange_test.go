package data_test

import (
	"fmt"
	"testing"

	"liangping/data"
)

func TestChangeDue(t *testing.T) {
	o := newOffice(t)
	id := o.itemAt(data.ItemOpen) // due 2011-09-20
	step := data.Step{ID: data.NewID(), ItemID: id, Content: "排期", Due: day(t, "2011-09-15")}
	o.ok(o.SaveStep(o.ctx, step))
	change := func(due, reason, approver, on string) error {
		dates := []data.Date{{}, {}}
		for i, text := range []string{due, on} {
			if text != "" {
				dates[i] = day(t, text)
			}
		}
		return o.ChangeDue(o.ctx, id, dates[0], reason, approver, dates[1])
	}
	refused(t, change("", "汛期", "王喆", ""), data.Invalid, "新的整改时限")
	refused(t, change("2011-09-20", "汛期", "王喆", ""), data.Invalid, "与原来的一样")
	refused(t, change("2011-10-20", " ", "王喆", ""), data.Invalid, "原因")
	refused(t, change("2011-10-20", "汛期", "", ""), data.Invalid, "批准人")
	refused(t, change("2011-10-20", "汛期", "王喆", "2011-08-19"), data.Invalid, "还没有到")
	refused(t, change("2011-09-14", "提前", "王喆", ""), data.State, "1 个分步措施", "晚于 2011-09-14")
	o.ok(change("2011-10-20", "汛期道路不通", "王喆", "2011-08-17"))
	o.ok(change("2011-10-10", "路已修通", "王喆", ""))
	r, err := o.Item(o.ctx, id)
	o.ok(err)
	got := ""
	for _, c := range r.DueChanges {
		got += fmt.Sprintf("%d %s→%s %s %s %s %s；", c.Number, c.Old, c.New, c.Reason, c.Approver, c.Date, c.Operator)
	}
	if want := "1 2011-09-20→2011-10-20 汛期道路不通 王喆 2011-08-17 刘敏；2 2011-10-20→2011-10-10 路已修通 王喆 2011-08-18 刘敏；"; got != want {
		t.Errorf("got %s", got)
	}
	if r.Due != day(t, "2011-10-10") || r.Moved != 2 {
		t.Errorf("%+v", r.LedgerItem)
	}
	for _, state := range []data.ItemState{data.ItemDraft, data.ItemReview, data.ItemClosing, data.ItemClosed} {
		refused(t, o.ChangeDue(o.ctx, o.itemAt(state), day(t, "2011-12-01"), "汛期", "王喆", data.Date{}), data.State, "时限")
	}
}

// 活动延期: every open item of the target moves with its steps, the history is kept, nothing else moves (plan.md §三.2（3）).
func TestMoveDeadlines(t *testing.T) {
	o := newOffice(t)
	target, other := o.target("周立民", data.Leader, data.Member), o.target("李𬭎", data.Leader, data.Member)
	enter := func(of data.ID, due string) data.ID {
		i := o.item("问题", due)
		i.TargetID = of
		o.ok(o.SaveLedgerItem(o.ctx, i))
		return i.ID
	}
	draft, open, closed := enter(target.ID, "2011-10-31"), enter(target.ID, "2011-09-30"), enter(target.ID, "2011-08-20")
	dateless, others := enter(target.ID, ""), enter(other.ID, "2011-09-30")
	o.begin(open)
	done := data.Step{ID: data.NewID(), ItemID: open, Content: "一", Due: day(t, "2011-08-10"), Done: day(t, "2011-08-10")}
	o.ok(o.SaveStep(o.ctx, done))
	o.ok(o.SaveStep(o.ctx, data.Step{ID: data.NewID(), ItemID: open, Content: "二", Due: day(t, "2011-09-10")}))
	o.begin(closed)
	o.finish(closed, "办完")
	n, err := o.MoveDeadlines(target.ID, func(d data.Date) data.Date { return d.AddDays(61) }, "活动延期2个月", "县活动办公室")
	o.ok(err)
	if n != 2 {
		t.Errorf("%d items moved, want 2", n)
	}
	for id, want := range map[data.ID]string{draft: "2011-12-31 1", open: "2011-11-30 1", closed: "2011-08-20 0", dateless: " 0", others: "2011-09-30 0"} {
		if i := o.stored(id); fmt.Sprint(i.Due, " ", i.Moved) != want {
			t.Errorf("%s %d, want %s", i.Due, i.Moved, want)
		}
	}
	r, err := o.Item(o.ctx, open)
	o.ok(err)
	if r.Plan[0].Due != done.Due || r.Plan[1].Due != day(t, "2011-11-10") || r.DueChanges[0].Reason != "活动延期2个月" || r.DueChanges[0].Approver != "县活动办公室" {
		t.Errorf("%+v", r)
	}
}

package data_test

import (
	"testing"

	"liangping/data"
)

// approved gives a member with one pledge, due on 2011-08-31, whose texts are passed.
func (o *office) approved() (data.Target, data.ID) {
	o.t.Helper()
	member := o.roster()[2]
	o.written(member)
	o.ok(o.SubmitReport(o.ctx, member.ID, data.Parts, data.Signature{}))
	o.ok(o.ApproveReport(o.ctx, member.ID, data.Parts, data.Signature{By: "王喆"}))
	return member, o.pledge(member.ID, 1).ID
}

func (o *office) pledge(target data.ID, number int) data.Pledge {
	o.t.Helper()
	all, err := o.TargetPledges(o.ctx, target)
	o.ok(err)
	if len(all) < number {
		o.t.Fatalf("there are %d pledges", len(all))
	}
	return all[number-1]
}

// plan.md §三.3: “务实承诺”—“落实践诺”—“评诺提高”.
func TestPledge(t *testing.T) {
	o := newOffice(t)
	member, id := o.approved()
	done := data.Fulfilment{"答复登记簿", day(t, "2011-08-17")}
	refused(t, o.FulfilPledge(o.ctx, id, data.Fulfilment{Date: done.Date}), data.Invalid, "践诺情况还没有填写")
	refused(t, o.FulfilPledge(o.ctx, id, data.Fulfilment{Evidence: "有"}), data.Invalid, "践诺日期还没有填写")
	refused(t, o.FulfilPledge(o.ctx, id, data.Fulfilment{"有", day(t, "2011-08-19")}), data.Invalid, "还没有到")
	kept := data.Judgement{Kept: true, By: "王喆", Date: day(t, "2011-08-18")}
	refused(t, o.JudgePledge(o.ctx, id, kept), data.State, "还没有登记践诺", "请先登记践诺情况")
	o.ok(o.FulfilPledge(o.ctx, id, data.Fulfilment{"先写的", done.Date}))
	o.ok(o.FulfilPledge(o.ctx, id, done))
	refused(t, o.JudgePledge(o.ctx, id, data.Judgement{Kept: true, Date: kept.Date}), data.Invalid, "评诺人还没有填写")
	refused(t, o.JudgePledge(o.ctx, id, data.Judgement{Kept: true, By: "李𬭎", Date: kept.Date}), data.Invalid, "就是承诺人")
	refused(t, o.JudgePledge(o.ctx, id, data.Judgement{Kept: true, By: "王喆", Date: day(t, "2011-08-16")}), data.Invalid, "早于践诺日期")
	_, err := o.RectifyPledge(o.ctx, id)
	refused(t, err, data.State, "“已践诺”", "评为未兑现的才列入")
	for range 2 {
		o.ok(o.JudgePledge(o.ctx, id, kept))
	}
	want := data.Pledge{
		ID: id, TargetID: member.ID, Number: 1, Content: "五日内答复", Due: day(t, "2011-08-31"), State: data.PledgeKept, Done: done, Judged: kept,
	}
	if got := o.pledge(member.ID, 1); got != want {
		t.Errorf("got %+v", got)
	}
	refused(t, o.FulfilPledge(o.ctx, id, done), data.State, "已经评诺，结果是已兑现")
	refused(t, o.JudgePledge(o.ctx, id, data.Judgement{By: "王喆", Date: kept.Date, Remark: "不算"}), data.State, "已经评诺")
	_, err = o.RectifyPledge(o.ctx, id)
	refused(t, err, data.State, "“已兑现”")
}

// A pledge that wasn't kept goes into the ledger in one step and once, with where it comes from.
func TestBrokenPledge(t *testing.T) {
	o := newOffice(t)
	member, id := o.approved()
	broken := data.Judgement{By: "王喆", Date: day(t, "2011-08-18"), Remark: "没有动"}
	refused(t, o.JudgePledge(o.ctx, id, broken), data.State, "还没有到期", "请先登记践诺情况，或者到期后再评")
	o.clock.now = at("2011-09-01")
	refused(t, o.JudgePledge(o.ctx, id, data.Judgement{By: "王喆", Date: broken.Date}), data.Invalid, "未兑现的原因")
	o.ok(o.JudgePledge(o.ctx, id, broken))
	first, err := o.RectifyPledge(o.ctx, id)
	o.ok(err)
	second, err := o.RectifyPledge(o.ctx, id)
	o.ok(err)
	items, err := o.LedgerItems(o.ctx)
	o.ok(err)
	if first != second || len(items) != 1 || o.pledge(member.ID, 1).ItemID != first {
		t.Fatalf("%s, %s, %+v", first, second, items)
	}
	want := data.LedgerItem{
		ID: first, Number: 1, Problem: "公开承诺没有兑现：五日内答复", Source: "公开承诺第 1 项评诺", TargetID: member.ID, Person: "李𬭎",
		Class: data.Deadline, State: data.ItemDraft, TargetName: "李𬭎",
	}
	if items[0] != want {
		t.Errorf("got %+v", items[0])
	}
	_, err = o.RectifyPledge(o.ctx, data.NewID())
	refused(t, err, data.NotFound, "没有找到这项承诺")
}

// Pledges change only while the commitment does, and number themselves.
func TestPledgesOfADraft(t *testing.T) {
	o := newOffice(t)
	roster := o.roster()
	member := roster[2]
	refused(t, o.SavePledge(o.ctx, data.Pledge{ID: data.NewID(), TargetID: member.ID, Content: " "}), data.Invalid, "承诺内容还没有填写")
	refused(t, o.SavePledge(o.ctx, data.Pledge{ID: data.NewID(), TargetID: data.NewID(), Content: "一"}), data.NotFound, "没有找到")
	var ids []data.ID
	for _, content := range []string{"一", "二", "三"} {
		ids = append(ids, data.NewID())
		o.ok(o.SavePledge(o.ctx, data.Pledge{ID: ids[len(ids)-1], TargetID: member.ID, Content: content, Number: 9, State: data.PledgeKept}))
	}
	refused(t, o.SavePledge(o.ctx, data.Pledge{ID: ids[0], TargetID: roster[1].ID, Content: "移走"}), data.State, "属于另一个对象")
	refused(t, o.FulfilPledge(o.ctx, ids[0], data.Fulfilment{"有", day(t, "2011-08-18")}), data.State, "公开承诺书还是草稿", "请先审核通过")
	o.ok(o.SavePledge(o.ctx, data.Pledge{ID: ids[2], TargetID: member.ID, Content: "三改", Due: day(t, "2011-10-31")}))
	before := dump(t, o)
	o.ok(o.SavePledge(o.ctx, data.Pledge{ID: ids[2], TargetID: member.ID, Content: "三改", Due: day(t, "2011-10-31")}))
	if dump(t, o) != before {
		t.Error("an unchanged pledge was written again")
	}
	o.ok(o.DeletePledge(o.ctx, ids[0]))
	all, err := o.Pledges(o.ctx)
	o.ok(err)
	if len(all) != 2 || all[0].Content != "二" || all[0].Number != 1 || all[1].Content != "三改" || all[1].Number != 2 || all[1].State != data.PledgeMade {
		t.Errorf("%+v", all)
	}
	o.written(member)
	refused(t, o.SubmitReport(o.ctx, member.ID, data.Parts, data.Signature{}), data.State, "第 1 项承诺没有完成时限")
	o.ok(o.SavePledge(o.ctx, data.Pledge{ID: ids[1], TargetID: member.ID, Content: "二", Due: day(t, "2011-10-31")}))
	o.ok(o.SubmitReport(o.ctx, member.ID, data.Parts, data.Signature{}))
	refused(t, o.DeletePledge(o.ctx, ids[1]), data.State, "公开承诺书已经送审，不能再改。退回草稿才能改。")
	refused(t, o.SavePledge(o.ctx, data.Pledge{ID: ids[1], TargetID: member.ID, Content: "二改"}), data.State, "退回草稿才能改")
}

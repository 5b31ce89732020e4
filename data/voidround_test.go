package data_test

import (
	"reflect"
	"strings"
	"testing"

	"liangping/data"
)

// overReturned sets up an internal round with an agenda, a list and a ballot too many, and declares it void.
func overReturned(t *testing.T, o *office) data.Round {
	t.Helper()
	o.roster()
	r := data.NewRound(data.Internal, o.campaign)
	r.Date, r.Time, r.Place, r.Chair = day(t, "2011-08-24"), "上午9:00", "三楼会议室", "孙玉琴"
	r.Scrutineers, r.Tellers, r.Observers = "丁一鸣、吕秀兰", "刘敏、韩雪", "县纪委1人"
	r.Order, r.Quorum, r.Agenda = data.ByStrokes, data.Quorums[1], data.Agenda{"作报告", "填票"}
	r.Groups[0] = data.Group{r.Groups[0].ID, data.Staff, 32, 31, 34, 31, 32, 0, 32, 0, "粉红纸"}
	o.ok(o.SaveRound(o.ctx, r))
	o.ok(o.SaveAttendance(o.ctx, r.ID, []data.Invitee{{data.Staff, "丁一鸣", "办公室", true}, {data.Staff, "吕秀兰", "", false}}))
	o.key(r, 0, strings.Repeat("1", rosterLines))
	o.ok(o.VoidRound(o.ctx, r.ID, " 收回比发出多 1 张 "))
	return r
}

func storedRound(o *office, id data.ID) data.Round {
	o.t.Helper()
	all, err := o.Rounds(o.ctx)
	o.ok(err)
	for _, r := range all {
		if r.ID == id {
			return r
		}
	}
	o.t.Fatal("the round is gone")
	return data.Round{}
}

func TestVoidRound(t *testing.T) {
	o := newOffice(t)
	r := o.round(data.Internal)
	refused(t, o.VoidRound(o.ctx, r.ID, " "), data.Invalid, "原因还没有填写")
	refused(t, o.VoidRound(o.ctx, data.NewID(), "多一张"), data.NotFound, "没有找到")
	_, err := o.RedoRound(o.ctx, r.ID)
	refused(t, err, data.State, "内部评议没有定为无效")

	o = newOffice(t)
	r = overReturned(t, o)
	before := dump(t, o)
	void := storedRound(o, r.ID)
	if void.State != data.RoundVoid || void.Live() || void.VoidReason != "收回比发出多 1 张" || void.Name() != "内部评议" || void.State.String() != "整次无效" {
		t.Errorf("%+v", void)
	}
	if !strings.Contains(before, "内部评议整次无效：收回比发出多 1 张") {
		t.Error("the journal doesn't tell of it")
	}
	pass, err := o.SecondPass(o.ctx, r.ID) // its sheets have no places any more
	o.ok(err)
	if !pass.Closed || len(pass.Groups) != 0 {
		t.Errorf("the second pass of a void round: %+v", pass)
	}
	_, err = o.SealChecks(o.ctx, r.ID)
	o.ok(err)
	o.ok(o.VoidRound(o.ctx, r.ID, "收回比发出多 1 张"))
	const closed = "内部评议已经定为整次无效，只能查看"
	refused(t, o.VoidRound(o.ctx, r.ID, "别的原因"), data.State, closed)
	refused(t, o.SaveRound(o.ctx, r), data.State, closed)
	refused(t, o.SaveAttendance(o.ctx, r.ID, nil), data.State, closed)
	_, err = o.FreezeForm(o.ctx, r.ID)
	refused(t, err, data.State, closed)
	_, err = o.SaveBallot(o.ctx, data.Ballot{ID: data.NewID(), RoundID: r.ID, GroupID: r.Groups[0].ID, Marks: strings.Repeat("1", rosterLines)})
	refused(t, err, data.State, closed)
	if dump(t, o) != before {
		t.Error("a void round changed")
	}
}

// What was keyed into a void round is never counted: the statistics are those of a campaign without it.
func TestVoidRoundIsNotCounted(t *testing.T) {
	o := newOffice(t)
	overReturned(t, o)
	for _, scope := range data.Scopes {
		result, err := o.Result(o.ctx, scope)
		if err != nil || result.Valid != 0 || len(result.Rounds) != 0 || len(result.Targets) != 0 {
			t.Errorf("%s: %+v, %v", scope, result, err)
		}
	}
	overview, err := o.Overview(o.ctx)
	o.ok(err)
	for _, f := range overview.Facts {
		if f.Name == "内部评议" && f.Figure != "未安排" {
			t.Errorf("%+v", f)
		}
	}
	if !todo(overview, "商定内部评议会议的日期和地点") {
		t.Errorf("nothing says that the round is to be held again: %+v", overview.Todos)
	}
}

func todo(o *data.Overview, what string) bool {
	for _, t := range o.Todos {
		if t.What == what {
			return true
		}
	}
	return false
}

func TestRedoRound(t *testing.T) {
	o := newOffice(t)
	r := overReturned(t, o)
	again, err := o.RedoRound(o.ctx, r.ID)
	o.ok(err)
	stored := storedRound(o, again.ID)
	if !reflect.DeepEqual(stored, again) {
		t.Errorf("returned %+v, stored %+v", again, stored)
	}
	want := r
	want.ID, want.Date, want.Attempt = again.ID, data.Date{}, 2
	want.Groups = []data.Group{{ID: again.Groups[0].ID, Kind: data.Staff, Expected: 32, Paper: "粉红纸"}}
	if !reflect.DeepEqual(again, want) || again.ID == r.ID || again.Groups[0].ID == r.Groups[0].ID {
		t.Errorf("got %+v, want %+v", again, want)
	}
	if again.Name() != "内部评议（第2次）" || !again.Live() || again.FormFrozen {
		t.Errorf("%+v", again)
	}
	list, err := o.Attendance(o.ctx, again.ID)
	if want := []data.Invitee{{data.Staff, "丁一鸣", "办公室", false}, {data.Staff, "吕秀兰", "", false}}; err != nil || !reflect.DeepEqual(list, want) {
		t.Errorf("%+v, %v", list, err)
	}
	if kept, err := o.Attendance(o.ctx, r.ID); err != nil || !kept[0].Present {
		t.Errorf("the list of the void round changed: %+v, %v", kept, err)
	}
	progress, err := o.Progress(o.ctx, again.ID)
	if err != nil || progress[0].Keyed != 0 {
		t.Errorf("%+v, %v", progress, err)
	}
	_, err = o.RedoRound(o.ctx, r.ID)
	refused(t, err, data.Conflict, "内部评议（第2次）已经建立")

	o.key(again, 0, strings.Repeat("2", rosterLines))
	result, err := o.Result(o.ctx, data.Combined)
	if err != nil || result.Valid != 1 || result.Targets[0].Satisfied != 0 {
		t.Errorf("the void round is counted: %+v, %v", result, err)
	}
	o.ok(o.VoidRound(o.ctx, again.ID, "票箱没有封好"))
	third, err := o.RedoRound(o.ctx, again.ID)
	if err != nil || third.Name() != "内部评议（第3次）" {
		t.Errorf("%s, %v", third.Name(), err)
	}
	all, err := o.Rounds(o.ctx)
	if err != nil || len(all) != 3 || all[0].ID != r.ID || all[1].ID != again.ID || all[2].ID != third.ID {
		t.Errorf("%+v, %v", all, err)
	}
}

// A new round of the kind, set up by hand after one that was void, counts on as well.
func TestNewRoundAfterVoid(t *testing.T) {
	o := newOffice(t)
	overReturned(t, o)
	r := o.round(data.Internal)
	if got := storedRound(o, r.ID); got.Name() != "内部评议（第2次）" {
		t.Errorf("%+v", got)
	}
}

// plan.md §三.2（2）: 区分党群、经济、执法等不同部门单位性质.
func TestUnitClasses(t *testing.T) {
	o := newOffice(t)
	party := data.NewRound(data.Social, o.campaign)
	party.UnitClass = data.PartyUnit
	enforcement := data.NewRound(data.Social, o.campaign)
	enforcement.UnitClass = data.EnforcementUnit
	o.ok(o.SaveRound(o.ctx, enforcement))
	o.ok(o.SaveRound(o.ctx, party))
	internal := o.round(data.Internal)
	all, err := o.Rounds(o.ctx)
	o.ok(err)
	var names []string
	for _, r := range all {
		names = append(names, r.Name())
	}
	if got := strings.Join(names, " "); got != "内部评议 社会评议（党群） 社会评议（执法）" {
		t.Error(got)
	}
	twin := data.NewRound(data.Social, o.campaign)
	twin.UnitClass = data.PartyUnit
	refused(t, o.SaveRound(o.ctx, twin), data.Conflict, "社会评议（党群）已经建立")
	enforcement.UnitClass = data.PartyUnit
	refused(t, o.SaveRound(o.ctx, enforcement), data.Conflict, "社会评议（党群）已经建立")
	internal.UnitClass = data.PartyUnit
	refused(t, o.SaveRound(o.ctx, internal), data.Invalid, "内部评议不分部门性质")
	twin.UnitClass = "other"
	refused(t, o.SaveRound(o.ctx, twin), data.Invalid, "不是党群、经济、执法")

	o.ok(o.VoidRound(o.ctx, party.ID, "多一张"))
	again, err := o.RedoRound(o.ctx, party.ID)
	if err != nil || again.Name() != "社会评议（党群，第2次）" {
		t.Errorf("%s, %v", again.Name(), err)
	}
	enforcement.UnitClass = data.EconomyUnit
	o.ok(o.SaveRound(o.ctx, enforcement))
	if got := storedRound(o, enforcement.ID); got.Name() != "社会评议（经济）" {
		t.Errorf("%s", got.Name())
	}
}

func TestRoundRules(t *testing.T) {
	o := newOffice(t)
	r := data.NewRound(data.Internal, o.campaign)
	if r.Quorum.String() != "超过应到的 1/2" || r.Order != data.ByRank || r.Attempt != 1 {
		t.Errorf("%+v", r)
	}
	if r.Agenda[0] != "领导班子和领导干部分别作履职情况报告" || len(r.Agenda) != 4 || len(data.NewRound(data.Social, o.campaign).Agenda) != 3 {
		t.Errorf("%q", r.Agenda)
	}
	r.Agenda = data.Agenda{" 作报告 ", "", "填\n票"}
	r.Quorum, r.Groups[0].Paper = data.Quorum{5, 6, true}, " 粉红纸 "
	o.ok(o.SaveRound(o.ctx, r))
	got := storedRound(o, r.ID)
	if !reflect.DeepEqual(got.Agenda, data.Agenda{"作报告", "填 票"}) || got.Quorum != r.Quorum || got.Groups[0].Paper != "粉红纸" {
		t.Errorf("%+v", got)
	}
	for name, spoil := range map[string]func(r *data.Round){
		"no order":      func(r *data.Round) { r.Order = "" },
		"no quorum":     func(r *data.Round) { r.Quorum = data.Quorum{} },
		"more than all": func(r *data.Round) { r.Quorum = data.Quorum{1, 1, false} },
		"above all":     func(r *data.Round) { r.Quorum = data.Quorum{4, 3, true} },
		"a third order": func(r *data.Round) { r.Order = "age" },
	} {
		bad := r
		spoil(&bad)
		t.Run(name, func(t *testing.T) { refused(t, o.SaveRound(o.ctx, bad), data.Invalid) })
	}
	o.roster()
	_, err := o.FreezeForm(o.ctx, r.ID)
	o.ok(err)
	r.Order = data.ByStrokes
	refused(t, o.SaveRound(o.ctx, r), data.State, "票样已经定稿")
}

// Quorums at their very edge, by hand.
func TestQuorum(t *testing.T) {
	for _, test := range []struct {
		quorum            data.Quorum
		words             string
		expected, present int
		met               bool
	}{
		{data.Quorums[0], "超过应到的 1/2", 20, 10, false},
		{data.Quorums[0], "超过应到的 1/2", 20, 11, true},
		{data.Quorums[0], "超过应到的 1/2", 21, 10, false},
		{data.Quorums[0], "超过应到的 1/2", 21, 11, true},
		{data.Quorums[1], "不少于应到的 2/3", 30, 20, true},
		{data.Quorums[1], "不少于应到的 2/3", 30, 19, false},
		{data.Quorums[1], "不少于应到的 2/3", 31, 20, false},
		{data.Quorums[1], "不少于应到的 2/3", 31, 21, true},
		{data.Quorums[3], "不少于应到的 4/5", 95, 76, true},
		{data.Quorums[3], "不少于应到的 4/5", 95, 75, false},
	} {
		if test.quorum.String() != test.words || test.quorum.Met(test.present, test.expected) != test.met {
			t.Errorf("%s: %d of %d is %t", test.quorum, test.present, test.expected, !test.met)
		}
	}
}

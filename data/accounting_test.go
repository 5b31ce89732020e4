package data_test

import (
	"testing"

	"liangping/data"
)

// The social round of screens 04: 82 sheets came back, 58 are keyed.
func screenRound() (data.Round, []data.EntryProgress) {
	r := data.Round{Kind: data.Social, Quorum: data.Quorums[0], Groups: []data.Group{
		{"1", data.PartyDelegate, 15, 14, 16, 14, 14, 0, 14, 0, ""},
		{"2", data.PeoplesDeputy, 15, 13, 16, 13, 13, 0, 13, 0, ""},
		{"3", data.CPPCCMember, 12, 11, 13, 11, 10, 0, 10, 0, ""},
		{"4", data.ServiceUser, 48, 46, 52, 46, 45, 1, 44, 1, ""},
	}}
	return r, []data.EntryProgress{
		{GroupID: "1", Keyed: 14, Valid: 14},
		{GroupID: "2", Keyed: 13, Valid: 13},
		{GroupID: "3", Keyed: 10, Valid: 10},
		{GroupID: "4", Keyed: 21, Valid: 20, Spoiled: 1},
	}
}

func TestCheckRoundAsOnScreen(t *testing.T) {
	r, progress := screenRound()
	const rule = "计票规则："
	want := []data.Check{
		{"printed", "印制 ≥ 发出", "印制 97，发出 84，剩余 13", "", data.Holds, rule + "发出的票不能多于印制的票，剩余的票销毁或者留存。"},
		{
			"issued", "发出 = 收回 + 未收回", "政协委员：发出 11，收回 10，未收回 0，差 1 张", "请清点后填写未收回数", data.Breaks,
			rule + "发出的票，或者收回，或者未收回，一张不能差。",
		},
		{"returned", "收回 ≤ 发出", "收回 82，发出 84", "", data.Holds, rule + "收回的票多于发出的票，整次无效，重新评议。"},
		{"valid", "收回 = 有效 + 废票", "82 = 81 + 1", "", data.Holds, rule + "收回的票，或者有效，或者是废票，一张不能差。"},
		{
			"quorum", "实到超过应到的 1/2", "84 / 90，93.33%", "", data.Holds,
			"工作方案：“参加人员为部分党代表、人大代表、政协委员和服务对象代表”。到会比例由本单位设定。",
		},
		{
			"service-users", "服务对象代表不少于 50%", "应到 48 / 90，53.33%；实到 46 / 84，54.76%", "", data.Holds,
			"工作方案：“其中服务对象代表不少于评议人员的50%”。应邀的和到会的都要达到。",
		},
		{"keyed", "录完", "已录 58，收回 82，还差 24", "", data.Pending, "工作方案：“办公室收回和汇总评议票，评议结果适时反馈。”收回的票全部录入。"},
		{"agreement", "清点数与录入数一致", "录完后核对", "", data.Pending, rule + "当场清点的有效票、废票与录入的一致，才能封存。"},
	}
	got := data.CheckRound(r, progress)
	if len(got) != len(want) {
		t.Fatalf("%d checks, want %d: %+v", len(got), len(want), got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("check %d:\n got %+v\nwant %+v", i+1, got[i], want[i])
		}
	}
	if s := got[1].Sentence(); s != "政协委员：发出 11，收回 10，未收回 0，差 1 张。请清点后填写未收回数" {
		t.Error(s)
	}
	if s := got[0].Sentence(); s != "印制 97，发出 84，剩余 13" {
		t.Error(s)
	}
}

// Each rule broken alone, and at its very edge.
func TestCheckRound(t *testing.T) {
	sound := data.Group{"1", data.Staff, 20, 11, 12, 11, 10, 1, 9, 1, ""}
	keyed := data.EntryProgress{GroupID: "1", Keyed: 10, Valid: 9, Spoiled: 1}
	for _, test := range []struct {
		name    string
		change  func(g *data.Group, p *data.EntryProgress)
		rule    string
		state   data.CheckState
		figures string
	}{
		{"all is well", func(*data.Group, *data.EntryProgress) {}, "发出 = 收回 + 未收回", data.Holds, "11 = 10 + 1"},
		{"printed as many as issued", func(g *data.Group, _ *data.EntryProgress) { g.Printed = 11 }, "印制 ≥ 发出", data.Holds, "印制 11，发出 11，剩余 0"},
		{"printed too few", func(g *data.Group, _ *data.EntryProgress) { g.Printed = 10 }, "印制 ≥ 发出", data.Breaks, "干部职工：印制 10，发出 11，多 1 张"},
		{"nothing printed", func(g *data.Group, _ *data.EntryProgress) { g.Printed, g.Issued = 0, 0 }, "印制 ≥ 发出", data.Pending, "印制数还没有填写"},
		{"too many unreturned", func(g *data.Group, _ *data.EntryProgress) { g.Unreturned = 3 }, "发出 = 收回 + 未收回", data.Breaks, "干部职工：发出 11，收回 10，未收回 3，差 2 张"},
		{"nothing back yet", func(g *data.Group, _ *data.EntryProgress) { g.Returned, g.Unreturned = 0, 0 }, "发出 = 收回 + 未收回", data.Pending, "收回数还没有填写"},
		{"all back", func(g *data.Group, _ *data.EntryProgress) { g.Returned, g.Unreturned = 11, 0 }, "收回 ≤ 发出", data.Holds, "收回 11，发出 11"},
		{"more back than issued", func(g *data.Group, _ *data.EntryProgress) { g.Returned = 12 }, "收回 ≤ 发出", data.Breaks, "干部职工：收回 12，发出 11，多 1 张"},
		{"none back", func(g *data.Group, _ *data.EntryProgress) { g.Returned = 0 }, "收回 ≤ 发出", data.Pending, "收回数还没有填写"},
		{"one neither valid nor spoiled", func(g *data.Group, _ *data.EntryProgress) { g.Valid = 8 }, "收回 = 有效 + 废票", data.Breaks, "干部职工：收回 10，有效 8，废票 1，差 1 张"},
		{"not sorted yet", func(g *data.Group, _ *data.EntryProgress) { g.Valid, g.Spoiled = 0, 0 }, "收回 = 有效 + 废票", data.Pending, "有效票数和废票数还没有填写"},
		{"just above half", func(*data.Group, *data.EntryProgress) {}, "实到超过应到的 1/2", data.Holds, "11 / 20，55.00%"},
		{"exactly half", func(g *data.Group, _ *data.EntryProgress) { g.Expected = 22 }, "实到超过应到的 1/2", data.Breaks, "11 / 22，50.00%"},
		{"more than expected", func(g *data.Group, _ *data.EntryProgress) { g.Expected = 10 }, "实到超过应到的 1/2", data.Breaks, "干部职工：应到 10，实到 11，多 1 人"},
		{"heads not counted", func(g *data.Group, _ *data.EntryProgress) { g.Present = 0 }, "实到超过应到的 1/2", data.Pending, "应到和实到人数还没有填写"},
		{"all keyed", func(*data.Group, *data.EntryProgress) {}, "录完", data.Holds, "已录 10，收回 10"},
		{"one missing", func(_ *data.Group, p *data.EntryProgress) { p.Keyed, p.Valid = 9, 8 }, "录完", data.Pending, "已录 9，收回 10，还差 1"},
		{"one too many", func(_ *data.Group, p *data.EntryProgress) { p.Keyed, p.Valid = 11, 10 }, "录完", data.Breaks, "已录 11，收回 10，多 1"},
		{"hall and keys agree", func(*data.Group, *data.EntryProgress) {}, "清点数与录入数一致", data.Holds, "有效 9，废票 1"},
		{"hall and keys differ", func(_ *data.Group, p *data.EntryProgress) { p.Valid, p.Spoiled = 10, 0 }, "清点数与录入数一致", data.Breaks, "干部职工：清点有效 9、废票 1，录入有效 10、废票 0"},
		{"two got no ballot", func(g *data.Group, _ *data.EntryProgress) { g.Present = 13 }, "发出 = 实到", data.Warns, "干部职工：发出 11，实到 13，相差 2"},
	} {
		t.Run(test.name, func(t *testing.T) {
			g, p := sound, keyed
			test.change(&g, &p)
			for _, c := range data.CheckRound(data.Round{Kind: data.Internal, Quorum: data.Quorums[0], Groups: []data.Group{g}}, []data.EntryProgress{p}) {
				if c.Rule != test.rule {
					continue
				}
				if c.State != test.state || c.Figures != test.figures {
					t.Errorf("got %+v, want state %d, %s", c, test.state, test.figures)
				}
				if (c.State == data.Breaks || c.State == data.Warns) != (c.Advice != "") {
					t.Errorf("advice %q in state %d", c.Advice, c.State)
				}
				return
			}
			t.Errorf("there is no check %s", test.rule)
		})
	}
}

// Sums over the groups may agree while two groups are wrong in opposite directions.
func TestGroupsAreCheckedOneByOne(t *testing.T) {
	r := data.Round{Kind: data.Social, Quorum: data.Quorums[0], Groups: []data.Group{
		{"1", data.PartyDelegate, 10, 10, 10, 10, 9, 0, 9, 0, ""},
		{"2", data.ServiceUser, 10, 10, 10, 10, 10, 1, 10, 0, ""},
	}}
	if c := data.CheckRound(r, nil)[1]; c.State != data.Breaks || c.Figures != "党代表：发出 10，收回 9，未收回 0，差 1 张" {
		t.Errorf("%+v", c)
	}
}

// plan.md §三.2（2）: at least half, so exactly half is enough; of those invited and of those present.
func TestServiceUsers(t *testing.T) {
	for _, test := range []struct {
		others, users, othersHere, usersHere int
		state                                data.CheckState
	}{
		{10, 10, 0, 0, data.Pending},
		{10, 10, 9, 9, data.Holds},
		{10, 10, 9, 8, data.Breaks},
		{10, 9, 5, 9, data.Breaks},
		{0, 0, 0, 0, data.Pending},
	} {
		r := data.Round{Kind: data.Social, Quorum: data.Quorums[0], Groups: []data.Group{
			{ID: "1", Kind: data.PartyDelegate, Expected: test.others, Present: test.othersHere},
			{ID: "2", Kind: data.ServiceUser, Expected: test.users, Present: test.usersHere},
		}}
		if c := data.CheckRound(r, nil)[5]; c.Rule != "服务对象代表不少于 50%" || c.State != test.state {
			t.Errorf("%+v: %+v", test, c)
		}
	}
}

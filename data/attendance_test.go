package data_test

import (
	"reflect"
	"strings"
	"testing"

	"liangping/data"
)

func TestAttendance(t *testing.T) {
	o := newOffice(t)
	r := o.round(data.Social)
	list, err := o.Attendance(o.ctx, r.ID)
	if err != nil || len(list) != 0 {
		t.Errorf("%+v, %v", list, err)
	}
	want := []data.Invitee{
		{data.ServiceUser, "郑某", "某村书记", true},
		{data.PartyDelegate, "买买提·艾力", "", true},
		{data.ServiceUser, "郑某", "某村会计", false},
		{data.PeoplesDeputy, "何某", "", false},
	}
	typed := append([]data.Invitee{}, want...)
	typed[1].Name, typed[0].Post = " 买买提•艾力 ", "某村书记 "
	o.ok(o.SaveAttendance(o.ctx, r.ID, typed))
	if typed[1].Name != " 买买提•艾力 " {
		t.Error("the caller's list was changed")
	}
	if list, err = o.Attendance(o.ctx, r.ID); err != nil || !reflect.DeepEqual(list, want) {
		t.Errorf("%+v, %v", list, err)
	}
	before := dump(t, o)
	if !strings.Contains(before, "社会评议人员名单：4 人，到会 2 人") {
		t.Error("the journal doesn't tell of the list")
	}
	for _, line := range strings.Split(before, "\n") {
		if strings.HasPrefix(line, "journal|") && strings.Contains(line, "郑某") {
			t.Error("the journal names who was invited")
		}
	}
	o.ok(o.SaveAttendance(o.ctx, r.ID, want))
	if dump(t, o) != before {
		t.Error("saving the same list changed something")
	}
	o.ok(o.SaveAttendance(o.ctx, r.ID, want[:1]))
	if list, err = o.Attendance(o.ctx, r.ID); err != nil || len(list) != 1 {
		t.Errorf("%+v, %v", list, err)
	}
	o.ok(o.SaveAttendance(o.ctx, r.ID, nil))

	_, err = o.Attendance(o.ctx, data.NewID())
	refused(t, err, data.NotFound)
	refused(t, o.SaveAttendance(o.ctx, data.NewID(), nil), data.NotFound)
	for name, test := range map[string]struct {
		list []data.Invitee
		code data.Code
		part string
	}{
		"no name":     {[]data.Invitee{want[0], {data.ServiceUser, " ", "", false}}, data.Invalid, "第 2 人：姓名还没有填写"},
		"long":        {[]data.Invitee{{data.ServiceUser, strings.Repeat("长", 31), "", false}}, data.Invalid, "31 个字"},
		"other group": {[]data.Invitee{{data.Staff, "丁一鸣", "", false}}, data.Invalid, "请选定党代表、人大代表"},
		"twice":       {[]data.Invitee{want[0], {data.ServiceUser, "郑某", "某村书记", false}}, data.Conflict, "郑某在服务对象代表里写了两次"},
		"too many":    {make([]data.Invitee, data.MaxInvitees+1), data.Invalid, "2001 人"},
	} {
		t.Run(name, func(t *testing.T) { refused(t, o.SaveAttendance(o.ctx, r.ID, test.list), test.code, test.part) })
	}

	o.ok(o.CreateCampaign(o.ctx, func() data.Campaign { c := data.PlanTemplate(2012); c.Office = "某办"; return c }()))
	refused(t, o.SaveAttendance(o.ctx, r.ID, want), data.State, "另一个活动")
}

// 按名单填写: the counts of the list, group by group, and the plan's 50 % on them (plan.md §三.2（2）).
func TestWithAttendance(t *testing.T) {
	r := data.NewRound(data.Social, campaign())
	r.Groups[0].Expected, r.Groups[0].Printed = 99, 20
	var list []data.Invitee
	add := func(group data.GroupKind, n, present int) {
		for i := range n {
			list = append(list, data.Invitee{group, string(rune('甲' + i)), "", i < present})
		}
	}
	add(data.PartyDelegate, 5, 4)
	add(data.PeoplesDeputy, 3, 3)
	add(data.ServiceUser, 8, 7)
	filled := r.WithAttendance(list)
	want := [][2]int{{5, 4}, {3, 3}, {0, 0}, {8, 7}}
	for i, g := range filled.Groups {
		if [2]int{g.Expected, g.Present} != want[i] {
			t.Errorf("%s: %d %d, want %v", g.Kind, g.Expected, g.Present, want[i])
		}
	}
	if filled.Groups[0].Printed != 20 || r.Groups[0].Expected != 99 {
		t.Error("more than 应到 and 实到 changed")
	}
	c := data.SocialQuota(filled)
	if c.State != data.Holds || c.Figures != "应到 8 / 16，50.00%；实到 7 / 14，50.00%" || !strings.Contains(c.Basis, "“其中服务对象代表不少于评议人员的50%”") {
		t.Errorf("%+v", c)
	}
	list[4].Present = true // one more of the others came
	if c := data.SocialQuota(r.WithAttendance(list)); c.State != data.Breaks || c.Sentence() != "应到 8 / 16，50.00%；实到 7 / 15，46.67%。到会的服务对象代表不够，请补请后再发票" {
		t.Errorf("%+v", c)
	}
	list = append(list, data.Invitee{data.CPPCCMember, "多", "", false})
	if c := data.SocialQuota(r.WithAttendance(list)); c.State != data.Breaks || c.Advice != "请增加服务对象代表" {
		t.Errorf("%+v", c)
	}
}

// No column of the list leads to a ballot, and none of a ballot to the list.
func TestAttendanceIsNoBallot(t *testing.T) {
	o := newOffice(t)
	var found string
	o.ok(o.DB().QueryRow(`SELECT group_concat(p."table", ' ') FROM pragma_foreign_key_list('invitee') AS p`).Scan(&found))
	if strings.Contains(found, "ballot") {
		t.Errorf("invitee refers to %s", found)
	}
	var referring int
	o.ok(o.DB().QueryRow(`SELECT count(*) FROM sqlite_schema AS s, pragma_foreign_key_list(s.name) AS p WHERE p."table" = 'invitee'`).Scan(&referring))
	if referring != 0 {
		t.Errorf("%d columns refer to invitee", referring)
	}
}

// The sample's lists have as many people as were counted in its rounds.
func TestSampleAttendance(t *testing.T) {
	o := emptyOffice(t)
	o.ok(data.Sample(o.ctx, o.Store))
	rounds, err := o.Rounds(o.ctx)
	o.ok(err)
	for _, r := range rounds {
		list, err := o.Attendance(o.ctx, r.ID)
		o.ok(err)
		if filled := r.WithAttendance(list); !reflect.DeepEqual(filled, r) {
			t.Errorf("by the list %+v, counted %+v", filled.Groups, r.Groups)
		}
	}
}

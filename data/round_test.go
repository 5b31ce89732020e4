package data_test

import (
	"reflect"
	"testing"

	"liangping/data"
)

func TestRounds(t *testing.T) {
	o := newOffice(t)
	social := data.NewRound(data.Social, o.campaign)
	if social.Convener != "县活动办公室" || len(social.Groups) != 4 {
		t.Errorf("%+v", social)
	}
	internal := data.NewRound(data.Internal, o.campaign)
	if internal.Convener != "油区办党组" || len(internal.Groups) != 1 || internal.Groups[0].Kind != data.Staff {
		t.Errorf("%+v", internal)
	}
	if r := data.NewRound(data.Internal, data.PlanTemplate(2011)); r.Convener != "办党组" {
		t.Errorf("the plan's convener is 办党组, not %s", r.Convener)
	}
	social.Date, social.Time, social.Place, social.Chair = day(t, "2011-09-01"), "上午9:00", "县会议中心", "赵明远"
	social.Scrutineers, social.Tellers, social.Observers = "丁一鸣、吕秀兰", "刘敏、韩雪", "县纪委 1 人"
	social.Groups[2] = data.Group{social.Groups[2].ID, data.CPPCCMember, 12, 11, 13, 11, 10, 1, 9, 1, "粉红纸"}
	o.ok(o.SaveRound(o.ctx, social))
	o.ok(o.SaveRound(o.ctx, social))
	o.ok(o.SaveRound(o.ctx, internal))
	got, err := o.Rounds(o.ctx)
	if want := []data.Round{internal, social}; err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v, want %+v", got, err, want)
	}
	if n := social.Groups[2].Remaining(); n != 2 {
		t.Errorf("%d sheets remain, want 2", n)
	}
	if g := social.Group(social.Groups[2].ID); g != &social.Groups[2] || social.Group("none") != nil {
		t.Errorf("%+v", g)
	}

	refused(t, o.SaveRound(o.ctx, data.NewRound(data.Social, o.campaign)), data.Conflict, "社会评议已经建立")
	other := internal
	other.Kind, other.Groups = data.Social, social.Groups
	refused(t, o.SaveRound(o.ctx, other), data.State, "内部评议不能改成社会评议")
	for name, spoil := range map[string]func(r *data.Round){
		"negative":     func(r *data.Round) { r.Groups[0].Unreturned = -1 },
		"no kind":      func(r *data.Round) { r.Kind = "" },
		"wrong group":  func(r *data.Round) { r.Groups[0].Kind = data.PartyDelegate },
		"second group": func(r *data.Round) { r.Groups = append(r.Groups, r.Groups[0]) },
	} {
		bad := data.NewRound(data.Internal, o.campaign)
		bad.ID = internal.ID
		spoil(&bad)
		t.Run(name, func(t *testing.T) { refused(t, o.SaveRound(o.ctx, bad), data.Invalid) })
	}
}

func TestRoundKeepsItsKind(t *testing.T) {
	o := newOffice(t)
	r := o.round(data.Internal)
	turned := data.NewRound(data.Social, o.campaign)
	turned.ID = r.ID
	refused(t, o.SaveRound(o.ctx, turned), data.State, "内部评议不能改成社会评议")
}

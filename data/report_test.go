package data_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"liangping/data"
)

// plan.md §三.2（1）: the team and the principal by the supervision group, everyone else by the principal.
func TestReviewer(t *testing.T) {
	c := data.PlanTemplate(2011)
	c.PartyGroupHead = "赵明远"
	principal := data.Target{Name: "王喆", Kind: data.Leader, Level: data.Principal}
	gone := data.Target{Name: "前任", Kind: data.Leader, Level: data.Principal, Withdrawn: true}
	for _, test := range []struct {
		target data.Target
		roster []data.Target
		want   string
	}{
		{data.Target{Kind: data.Team}, []data.Target{principal}, "督导组"},
		{principal, []data.Target{principal}, "督导组"},
		{data.Target{Kind: data.Leader, Level: data.Member}, []data.Target{gone, principal}, "王喆"},
		{data.Target{Kind: data.Leader, Level: data.UnitHead}, []data.Target{principal}, "王喆"},
		{data.Target{Kind: data.KeyPost}, []data.Target{principal}, "王喆"},
		{data.Target{Kind: data.ServiceWindow}, []data.Target{principal}, "王喆"},
		{data.Target{Kind: data.RiskPost}, []data.Target{gone}, "赵明远"},
	} {
		if got := test.target.Reviewer(c, test.roster); got != test.want {
			t.Errorf("%s %s is reviewed by %s, want %s", test.target.Kind, test.target.Level, got, test.want)
		}
	}
	c.PartyGroupHead = ""
	if got := (data.Target{Kind: data.KeyPost}).Reviewer(c, nil); got != "主要负责同志" {
		t.Error(got)
	}
}

func TestReports(t *testing.T) {
	o := newOffice(t)
	roster := o.roster()
	empty, err := o.Report(o.ctx, roster[1].ID)
	o.ok(err)
	if !empty.Empty() || empty.TargetID != roster[1].ID || !empty.SavedAt.IsZero() {
		t.Errorf("%+v", empty)
	}
	text := strings.Repeat("一、履职情况\n　　2011年以来……\n", 500)
	r := data.Report{TargetID: roster[1].ID, Text: text, SelfRating: map[int]data.SelfGrade{1: data.Good, 8: data.Poor, 3: ""}}
	o.ok(o.SaveReport(o.ctx, r))
	saved, err := o.Report(o.ctx, r.TargetID)
	o.ok(err)
	delete(r.SelfRating, 3)
	r.Reviews = saved.Reviews
	r.SavedAt = saved.SavedAt
	if !saved.SavedAt.Equal(o.clock.now) || !reflect.DeepEqual(*saved, r) {
		t.Errorf("got %+v, want %+v", *saved, r)
	}

	before := dump(t, o)
	o.clock.now = o.clock.now.Add(5 * time.Second)
	o.ok(o.SaveReport(o.ctx, r)) // the page saves by itself: nothing changed, nothing is written
	if dump(t, o) != before {
		t.Error("an unchanged report was written again")
	}
	r.Commitment, r.SelfRating = "我承诺……", map[int]data.SelfGrade{2: data.Average}
	o.ok(o.SaveReport(o.ctx, r))
	all, err := o.Reports(o.ctx)
	o.ok(err)
	if got := all[r.TargetID]; len(all) != 1 || got.Commitment != r.Commitment || !reflect.DeepEqual(got.SelfRating, r.SelfRating) {
		t.Errorf("%+v", all)
	}

	r.TargetID = data.NewID()
	refused(t, o.SaveReport(o.ctx, r), data.NotFound, "没有找到")
	_, err = o.Report(o.ctx, r.TargetID)
	refused(t, err, data.NotFound, "没有找到")
	refused(t, o.SaveReport(o.ctx, data.Report{TargetID: roster[0].ID, SelfRating: map[int]data.SelfGrade{9: data.Good}}), data.Invalid, "第 9 项")
	refused(t, o.SaveReport(o.ctx, data.Report{TargetID: roster[0].ID, SelfRating: map[int]data.SelfGrade{1: "best"}}), data.Invalid, "第 1 项")
}

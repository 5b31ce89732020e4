package data_test

import (
	"testing"

	"liangping/data"
)

// The way of asking changes for all that are named at once, and never on a form that is fixed.
func TestAskTargets(t *testing.T) {
	o := newOffice(t)
	one, two := o.target("王喆", data.Leader, data.Principal), o.target("李𬭎", data.Leader, data.Member)
	both := []data.ID{one.ID, two.ID}
	round := data.NewRound(data.Internal, o.campaign)
	o.ok(o.SaveRound(o.ctx, round))
	lines := func() int {
		t.Helper()
		form, err := o.Form(o.ctx, round.ID)
		o.ok(err)
		return len(form.Lines)
	}
	for _, step := range []struct {
		ids  []data.ID
		ask  data.Ask
		want int
	}{{both, data.AskOverall, 2}, {both[:1], data.AskCriteria, 10}, {both, data.AskAspects, 4}} {
		o.ok(o.AskTargets(o.ctx, step.ids, step.ask))
		if got := lines(); got != step.want {
			t.Errorf("%d asked by %s: %d lines, want %d", len(step.ids), step.ask, got, step.want)
		}
	}
	refused(t, o.AskTargets(o.ctx, append(both, data.NewID()), data.AskOverall), data.NotFound, "没有找到")
	refused(t, o.AskTargets(o.ctx, both, "two"), data.Invalid, "重新选定")
	if got := lines(); got != 4 {
		t.Errorf("a refused change left %d lines", got)
	}
	_, err := o.FreezeForm(o.ctx, round.ID)
	o.ok(err)
	o.ok(o.AskTargets(o.ctx, both, data.AskOverall))
	if got := lines(); got != 4 {
		t.Errorf("a fixed form has %d lines now", got)
	}
}

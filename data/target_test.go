package data_test

import (
	"fmt"
	"strings"
	"testing"

	"liangping/data"
)

func TestTargetValidate(t *testing.T) {
	good := data.Target{Name: "王喆", Kind: data.Leader, Level: data.Member, Ask: data.AskAspects}
	if err := good.Validate(); err != nil {
		t.Error(err)
	}
	for name, test := range map[string]struct {
		spoil func(t *data.Target)
		parts []string
	}{
		"no name":          {func(t *data.Target) { t.Name = "" }, []string{"姓名（名称）还没有填写"}},
		"60 characters":    {func(t *data.Target) { t.Name = strings.Repeat("𬭎", 60) }, []string{"60 个字", "30 个字", "简称"}},
		"31 characters":    {func(t *data.Target) { t.Name = strings.Repeat("长", 31) }, []string{"31 个字"}},
		"no kind":          {func(t *data.Target) { t.Kind = "" }, []string{"王喆", "类别"}},
		"unknown kind":     {func(t *data.Target) { t.Kind = "boss" }, []string{"王喆", "类别"}},
		"leader's level":   {func(t *data.Target) { t.Level = "" }, []string{"王喆", "层次"}},
		"level of no rank": {func(t *data.Target) { t.Kind = data.KeyPost }, []string{"王喆", "不分层次"}},
		"no ask":           {func(t *data.Target) { t.Ask = "" }, []string{"王喆", "票样"}},
		"rank":             {func(t *data.Target) { t.Rank = -1 }, []string{"任职顺序“-1”"}},
	} {
		target := good
		test.spoil(&target)
		t.Run(name, func(t *testing.T) { refused(t, target.Validate(), data.Invalid, test.parts...) })
	}
	thirty := good
	thirty.Name = strings.Repeat("𬭎", 30)
	if err := thirty.Validate(); err != nil {
		t.Error(err)
	}
}

// order returns the names by rank with the ranks checked.
func order(o *office) string {
	o.t.Helper()
	targets, err := o.Targets(o.ctx)
	o.ok(err)
	var names []string
	for i, target := range targets {
		if target.Rank != i+1 {
			o.t.Errorf("%s has rank %d at place %d", target.Name, target.Rank, i+1)
		}
		names = append(names, target.Name)
	}
	return strings.Join(names, "")
}

func TestRanks(t *testing.T) {
	o := newOffice(t)
	ids := map[string]data.Target{}
	for _, name := range []string{"甲", "乙", "丙", "丁"} {
		ids[name] = o.target(name, data.KeyPost, "")
	}
	first := data.Target{ID: data.NewID(), Name: "戊", Kind: data.Team, Ask: data.AskCriteria, Rank: 2}
	o.ok(o.SaveTarget(o.ctx, first))
	for _, step := range []struct {
		name string
		rank int
		want string
	}{
		{"甲", 0, "甲戊乙丙丁"}, {"丁", 1, "丁甲戊乙丙"}, {"丁", 3, "甲戊丁乙丙"}, {"丁", 99, "甲戊乙丙丁"}, {"丁", 5, "甲戊乙丙丁"}, {"甲", 2, "戊甲乙丙丁"},
	} {
		if step.rank == 0 {
			o.ok(o.SaveTarget(o.ctx, ids[step.name])) // saving with rank 0 keeps the place
		} else {
			o.ok(o.MoveTarget(o.ctx, ids[step.name].ID, step.rank))
		}
		if got := order(o); got != step.want {
			t.Errorf("%s to %d: %s, want %s", step.name, step.rank, got, step.want)
		}
	}
	moved := ids["丙"]
	moved.Rank, moved.Withdrawn, moved.Note = 1, true, " 调离 "
	o.ok(o.SaveTarget(o.ctx, moved))
	if got := order(o); got != "丙戊甲乙丁" {
		t.Error(got)
	}
	targets, err := o.Targets(o.ctx)
	o.ok(err)
	moved.Note = "调离"
	if targets[0] != moved {
		t.Errorf("got %+v, want %+v", targets[0], moved)
	}
	refused(t, o.MoveTarget(o.ctx, data.NewID(), 1), data.NotFound, "没有找到")
}

func TestNamesAreStoredClean(t *testing.T) {
	o := newOffice(t)
	for i, name := range []string{" 买买提 • 艾力", "李\u200b𬭎 "} {
		o.ok(o.SaveTarget(o.ctx, data.Target{ID: data.NewID(), Name: name, Kind: data.KeyPost, Ask: data.AskAspects, Post: fmt.Sprint(" 科长\n", i)}))
	}
	targets, err := o.Targets(o.ctx)
	o.ok(err)
	if targets[0].Name != "买买提·艾力" || targets[1].Name != "李𬭎" || targets[1].Post != "科长 1" {
		t.Errorf("%+v", targets)
	}
	if err := o.SaveTarget(o.ctx, data.Target{Name: "没有编号", Kind: data.KeyPost, Ask: data.AskAspects}); err == nil {
		t.Error("a target without an ID was saved")
	}
}

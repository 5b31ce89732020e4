package data_test

import (
	"maps"
	"strings"
	"testing"

	"liangping/data"
)

func TestGatherings(t *testing.T) {
	o := newOffice(t)
	forum := data.Gathering{data.NewID(), data.Forum, day(t, "2011-08-03"), "三楼会议室", "王喆、刘建军", 18, "采油队代表"}
	box := data.Gathering{data.NewID(), data.Box, day(t, "2011-08-06"), "一楼大厅", "刘敏", 0, ""}
	o.ok(o.SaveGathering(o.ctx, forum))
	o.ok(o.SaveGathering(o.ctx, box))
	box.People = 9
	for range 2 {
		o.ok(o.SaveGathering(o.ctx, box))
	}
	all, err := o.Gatherings(o.ctx)
	o.ok(err)
	if len(all) != 2 || all[0] != box || all[1] != forum {
		t.Errorf("%+v", all)
	}
	for name, test := range map[string]struct {
		spoil func(g *data.Gathering)
		part  string
	}{
		"no channel":    {func(g *data.Gathering) { g.Channel = "" }, "方式还没有选定"},
		"ballots":       {func(g *data.Gathering) { g.Channel = data.BallotSheet }, "方式还没有选定"},
		"no date":       {func(g *data.Gathering) { g.Date = data.Date{} }, "恳谈会的日期还没有填写"},
		"minus persons": {func(g *data.Gathering) { g.People = -1 }, "人数“-1”不对"},
	} {
		g := forum
		test.spoil(&g)
		t.Run(name, func(t *testing.T) { refused(t, o.SaveGathering(o.ctx, g), data.Invalid, test.part) })
	}
	o.ok(o.SaveOpinions(o.ctx, data.Opinion{ID: data.NewID(), GatheringID: box.ID, Text: "路不好"}))
	refused(t, o.DeleteGathering(o.ctx, box.ID), data.State, "这次意见箱下面还有 1 条意见")
	o.ok(o.DeleteGathering(o.ctx, forum.ID))
	refused(t, o.DeleteGathering(o.ctx, forum.ID), data.NotFound, "没有找到这次征求意见")
}

func TestOpinions(t *testing.T) {
	o := newOffice(t)
	roster := o.roster()
	forum := data.Gathering{ID: data.NewID(), Channel: data.Forum, Date: day(t, "2011-08-03"), Place: "会议室"}
	visit := data.Gathering{ID: data.NewID(), Channel: data.Visit, Date: day(t, "2011-08-08"), Place: "河口村"}
	o.ok(o.SaveGathering(o.ctx, forum))
	o.ok(o.SaveGathering(o.ctx, visit))
	said := []data.Opinion{
		{ID: data.NewID(), GatheringID: forum.ID, TargetID: roster[2].ID, Criterion: 6, Text: " 纠纷答复慢\r\n没有回执 "},
		{ID: data.NewID(), GatheringID: forum.ID, Aspect: data.Work, Text: "手续多"},
		{ID: data.NewID(), GatheringID: forum.ID, TargetID: roster[2].ID, Text: "多到村里走走"},
		{ID: data.NewID(), GatheringID: visit.ID, TargetID: roster[0].ID, Criterion: 3, Text: "路灯没人修"},
	}
	for range 2 { // a form that is saved twice is written once
		o.ok(o.SaveOpinions(o.ctx, said...))
	}
	list := func(f data.OpinionFilter) string {
		all, err := o.Opinions(o.ctx, f)
		o.ok(err)
		var texts []string
		for _, one := range all {
			texts = append(texts, one.Text)
		}
		return strings.Join(texts, "，")
	}
	for _, test := range []struct {
		filter data.OpinionFilter
		want   string
	}{
		{data.OpinionFilter{}, "路灯没人修，纠纷答复慢\n没有回执，手续多，多到村里走走"},
		{data.OpinionFilter{Channel: data.Visit}, "路灯没人修"},
		{data.OpinionFilter{GatheringID: visit.ID}, "路灯没人修"},
		{data.OpinionFilter{TargetID: roster[2].ID}, "纠纷答复慢\n没有回执，多到村里走走"},
		{data.OpinionFilter{General: true}, "手续多"},
		{data.OpinionFilter{Aspect: data.Conduct}, "纠纷答复慢\n没有回执"}, // the sixth criterion brings its aspect with it
		{data.OpinionFilter{Aspect: data.Work}, "路灯没人修，手续多"},
		{data.OpinionFilter{Criterion: 3}, "路灯没人修"},
		{data.OpinionFilter{Search: "没 回执"}, "纠纷答复慢\n没有回执"},
		{data.OpinionFilter{Search: "没有的话"}, ""},
	} {
		if got := list(test.filter); got != test.want {
			t.Errorf("%+v: %q, want %q", test.filter, got, test.want)
		}
	}
	all, err := o.Opinions(o.ctx, data.OpinionFilter{TargetID: roster[2].ID})
	o.ok(err)
	if got := all[0]; got.Number != 1 || all[1].Number != 3 || got.Channel != data.Forum || got.Date != forum.Date || got.Place != "会议室" {
		t.Errorf("%+v", all)
	}
	everything, err := o.Opinions(o.ctx, data.OpinionFilter{})
	o.ok(err)
	if got := data.CountOpinions(everything); !maps.Equal(got, map[data.ID]int{"": 1, roster[0].ID: 1, roster[2].ID: 2}) {
		t.Error(got)
	}

	moved := said[1]
	moved.GatheringID, moved.Text = visit.ID, "手续太多"
	o.ok(o.SaveOpinions(o.ctx, moved))
	if got := list(data.OpinionFilter{GatheringID: visit.ID}); got != "路灯没人修，手续太多" {
		t.Error(got)
	}
	o.ok(o.DeleteOpinion(o.ctx, moved.ID))
	refused(t, o.DeleteOpinion(o.ctx, moved.ID), data.NotFound, "没有找到这条意见")
	if journal := strings.Join(o.journal(), "\n"); strings.Contains(journal, "手续") || !strings.Contains(journal, "登记意见建议") {
		t.Error("the journal tells an opinion, or nothing")
	}
}

// Of many opinions all are entered or none.
func TestOpinionsRefused(t *testing.T) {
	o := newOffice(t)
	g := data.Gathering{ID: data.NewID(), Channel: data.Box, Date: day(t, "2011-08-06")}
	o.ok(o.SaveGathering(o.ctx, g))
	good := data.Opinion{ID: data.NewID(), GatheringID: g.ID, Text: "好"}
	for name, test := range map[string]struct {
		spoil func(*data.Opinion)
		code  data.Code
		part  string
	}{
		"empty":        {func(o *data.Opinion) { o.Text = " \n" }, data.Invalid, "意见内容还没有填写"},
		"criterion":    {func(o *data.Opinion) { o.Criterion = 9 }, data.Invalid, "没有第 9 项评议内容"},
		"aspect":       {func(o *data.Opinion) { o.Aspect = "other" }, data.Invalid, "工作评价或者作风评价"},
		"no target":    {func(o *data.Opinion) { o.TargetID = data.NewID() }, data.NotFound, "没有找到这个评议对象"},
		"no gathering": {func(o *data.Opinion) { o.GatheringID = data.NewID() }, data.NotFound, "没有找到这次征求意见"},
	} {
		bad := good
		bad.ID = data.NewID()
		test.spoil(&bad)
		t.Run(name, func(t *testing.T) { refused(t, o.SaveOpinions(o.ctx, good, bad), test.code, test.part) })
	}
	all, err := o.Opinions(o.ctx, data.OpinionFilter{})
	o.ok(err)
	if len(all) > 0 {
		t.Errorf("%+v", all)
	}
}

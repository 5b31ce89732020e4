package data_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"liangping/data"
)

// Who has not handed in, what waits for whom, what is overdue: each line of 总览 as the steps are taken.
func TestReportTodos(t *testing.T) {
	o := newOffice(t)
	roster := o.roster()
	o.ok(o.SaveGathering(o.ctx, data.Gathering{ID: data.NewID(), Channel: data.Forum, Date: day(t, "2011-08-03")}))
	has := func(want ...string) {
		t.Helper()
		overview, err := o.Overview(o.ctx)
		o.ok(err)
		var got []string
		for _, line := range strings.Split(todos(overview), "\n") {
			if strings.HasSuffix(line, "|"+string(data.AtReports)) {
				got = append(got, strings.TrimSuffix(line, "|"+string(data.AtReports)))
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("got\n%s", strings.Join(got, "\n"))
		}
	}
	for _, target := range roster[:3] {
		o.written(target)
	}
	o.ok(o.SetReportDue(o.ctx, roster[3].ID, day(t, "2011-08-20")))
	team := "逾期|油区办领导班子 自查自评报告和公开承诺书还是草稿||王喆|2011-08-15"
	principal := "逾期|王喆 自查自评报告和公开承诺书还是草稿||王喆|2011-08-15"
	window := "将到|信访接待窗口 自查自评报告还是空的||信访接待窗口|2011-08-20"
	has(team, principal, "逾期|李𬭎 自查自评报告和公开承诺书还是草稿||李𬭎|2011-08-15", window)

	sign := func(day data.Date) data.Signature { return data.Signature{By: "督导组张工", Date: day} }
	o.ok(o.SubmitReport(o.ctx, roster[0].ID, data.Parts, data.Signature{Date: day(t, "2011-08-16")}))
	o.ok(o.SubmitReport(o.ctx, roster[1].ID, data.Parts, data.Signature{}))
	o.ok(o.SubmitReport(o.ctx, roster[2].ID, data.Parts, data.Signature{}))
	has("将到|审核自查自评 2 份（油区办领导班子等）||督导组|2011-08-19", window, "将到|审核自查自评 1 份（李𬭎）||王喆|2011-08-21")

	pledges := []string{ // due on the 31st, 13 days ahead
		"以后|油区办领导班子 公开承诺第 1 项到期：五日内答复||王喆|2011-08-31", "以后|王喆 公开承诺第 1 项到期：五日内答复||王喆|2011-08-31",
	}
	o.ok(o.ApproveReport(o.ctx, roster[0].ID, data.Parts, sign(day(t, "2011-08-16"))))
	o.ok(o.ApproveReport(o.ctx, roster[1].ID, data.Parts, sign(day(t, "2011-08-18"))))
	o.ok(o.ReturnReport(o.ctx, roster[2].ID, data.Parts[1:], data.Signature{By: "王喆", Opinion: "改"}, day(t, "2011-08-19")))
	has("将到|李𬭎 公开承诺书退回后未重新送审||李𬭎|2011-08-19", "将到|公示自查自评 2 份（油区办领导班子等）|||2011-08-19", window,
		"将到|审核自查自评 1 份（李𬭎）||王喆|2011-08-21", pledges[0], pledges[1])

	o.ok(o.PublishReports(o.ctx, []data.ID{roster[0].ID, roster[1].ID}, data.Parts, data.Publication{Place: "公开栏"}))
	member := []string{"将到|李𬭎 公开承诺书退回后未重新送审||李𬭎|2011-08-19", window, "将到|审核自查自评 1 份（李𬭎）||王喆|2011-08-21"}
	has(append(member, pledges...)...)

	first := o.pledge(roster[0].ID, 1).ID
	o.ok(o.FulfilPledge(o.ctx, first, data.Fulfilment{"有", day(t, "2011-08-18")}))
	has(append(member, pledges[1], "以后|评诺 1 项（油区办领导班子）|||2011-10-31")...)
	o.ok(o.JudgePledge(o.ctx, first, data.Judgement{By: "督导组张工", Date: day(t, "2011-08-18"), Remark: "没有做到"}))
	has(append(member, pledges[1], "以后|油区办领导班子 公开承诺第 1 项没有兑现，列入整改台账|||2011-10-31")...)
	_, err := o.RectifyPledge(o.ctx, first)
	o.ok(err)
	has(append(member, pledges[1])...)

	overview, err := o.Overview(o.ctx)
	o.ok(err)
	want := []data.Fact{
		{data.AtReports, "自查自评审核通过", "2 / 4", "公示中 2 个"}, {data.AtOpinions, "意见建议", "0 条", "1 个渠道"}, {data.AtReports, "公开承诺事项", "3 项", "本月到期 1 项"},
	}
	if !slices.Equal(overview.Facts[1:4], want) {
		t.Errorf("%+v", overview.Facts)
	}
	o.clock.now = at("2011-09-01")
	overview, err = o.Overview(o.ctx)
	o.ok(err)
	if got := overview.Facts[3].Remark; got != "逾期 1 项" {
		t.Error(got)
	}
}

// The roster needs who reviews, and the plan asks for opinions before reports.
func TestTodosBeforeReports(t *testing.T) {
	s := data.Snapshot{Campaign: campaign(), Targets: []data.Target{{ID: "d", Name: "杜志刚", Kind: data.KeyPost, Rank: 1}}}
	got := todos(s.Overview(day(t, "2011-08-02")))
	for _, want := range []string{
		"以后|征求群众意见|还没有登记恳谈会、意见箱、走访或者谈话||2011-08-15|意见建议",
		"以后|登记主要负责同志|班子成员和其他对象的自查自评要由主要负责同志审核||2011-08-15|评议对象",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
}

// The sample campaign stands as the picture of 自查自评 has it, with a story that could be.
func TestSampleReports(t *testing.T) {
	s, err := data.Open(filepath.Join(t.TempDir(), "office.db"), data.Options{Clock: func() time.Time { return data.SampleNow }})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := data.Sample(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	reports, err := s.Reports(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	counts := map[data.ReportState]int{}
	for _, r := range reports {
		counts[r.State(data.ReportPart, data.DateOf(data.SampleNow))]++
		for _, review := range r.Reviews {
			if at := data.DateOf(review.At); at != review.Date {
				t.Errorf("%s of %s was keyed on %s", review.Kind, review.Date, at)
			}
		}
	}
	for state, want := range map[data.ReportState]int{
		data.ReportDraft: 1, data.ReportSubmitted: 3, data.ReportReturned: 1, data.ReportApproved: 5, data.ReportPublished: 4, data.ReportExpired: 4,
	} {
		if counts[state] != want {
			t.Errorf("%s: %d, want %d", state, counts[state], want)
		}
	}
	opinions, err := s.Opinions(t.Context(), data.OpinionFilter{})
	if err != nil || len(opinions) != 31 {
		t.Errorf("%d opinions, %v", len(opinions), err)
	}
	var backwards int
	if err := s.DB().QueryRow("SELECT count(*) FROM journal WHERE what LIKE '%电脑时间早于%'").Scan(&backwards); err != nil || backwards > 0 {
		t.Errorf("the clock of the sample ran backwards %d times, %v", backwards, err)
	}
}

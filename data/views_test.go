package data_test

import (
	"fmt"
	"strings"
	"testing"

	"liangping/data"
)

func TestBar(t *testing.T) {
	bar := data.NewBar(data.Counts{Satisfied: 2, Dissatisfied: 1, Unfamiliar: 1, Blank: 7})
	want := "[{满意 2 0 0.5} {不满意 1 0.5 0.75} {不了解 1 0.75 1}]"
	if got := fmt.Sprint(bar.Parts); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	thirds := data.NewBar(data.Counts{Satisfied: 1, MostlySatisfied: 1, Dissatisfied: 1})
	if p := thirds.Parts; p[0].To != p[1].From || p[1].To != p[2].From || p[2].To != 1 {
		t.Errorf("%v has gaps", p)
	}
	if got := data.NewBar(data.Counts{Blank: 3}); len(got.Parts) != 0 {
		t.Error(got)
	}
}

// appraised is an office with both rounds of four targets: the team by 总体 and the criteria, people by two lines.
func appraised(t *testing.T) *office {
	o := newOffice(t)
	o.roster()
	internal, social := o.round(data.Internal), o.round(data.Social)
	for i := range 6 {
		o.key(internal, 0, strings.Repeat("12", 4)+"1"+"12"+"13"+"22")
		for g, n := range []int{5, 6, 6, 2} {
			if i < n {
				o.key(social, g, strings.Repeat("2", 9)+"11"+"14"+"32")
			}
		}
	}
	return o
}

func TestViews(t *testing.T) {
	o := appraised(t)
	stats, err := o.Statistics(o.ctx)
	o.ok(err)
	var got []string
	for _, row := range stats.ByItem(data.InternalScope, data.Choice{Kind: data.Leader}) {
		got = append(got, fmt.Sprint(row.Label, row.Targets, row.Counts))
	}
	if s := strings.Join(got, " "); s != "工作2 {12 0 0 0 0 0} 作风2 {0 6 6 0 0 0}" {
		t.Error(s)
	}
	team := stats.ByItem(data.InternalScope, data.Choice{Kind: data.Team})
	if len(team) != 9 || team[0].Aspect != data.Work || team[7].Aspect != data.Conduct || team[8].Item != data.Overall {
		t.Errorf("%+v", team)
	}
	got = nil
	for _, row := range stats.ByGroup(data.Combined, data.Choice{Kind: data.ServiceWindow}) {
		got = append(got, fmt.Sprint(row.Group, row.Ballots, row.Counts, row.Withheld, row.Warning()))
	}
	// two 服务对象代表 are too few; the smallest other group covers them
	if s := strings.Join(got, "\n"); s != "干部职工6 {0 12 0 0 0 0} 全部为“基本满意”，公布后等于公开每个人的评价\n党代表5 {0 0 0 0 0 0} 不单列\n"+
		"人大代表6 {0 6 6 0 0 0} \n政协委员6 {0 6 6 0 0 0} \n服务对象代表2 {0 0 0 0 0 0} 不足5票" {
		t.Errorf("\n%s", s)
	}
	side := stats.SideBySide()
	if len(side) != 4 || side[0].Kind != data.Team || data.FormatScore(side[0].Gap) != "25.00" || side[0].Internal.Rank != 1 {
		t.Errorf("%+v", side)
	}
	aspects := stats.ByAspect(data.InternalScope)
	if len(aspects) != 4 || aspects[0].Work.Lines != 4 || aspects[0].Conduct.Lines != 4 || aspects[1].Work.Lines != 1 || data.FormatScore(aspects[2].Gap) != "100.00" {
		t.Errorf("%+v", aspects[0])
	}
	worst := stats.Of(data.InternalScope).RankedBy(data.DissatisfiedMetric)
	if worst.Targets[1].Name != "王喆" || worst.Targets[1].Rank != 1 || worst.Targets[2].Rank != 2 {
		t.Errorf("%+v", worst.Targets[1])
	}
}

func TestYearOnYear(t *testing.T) {
	o := appraised(t)
	next := data.PlanTemplate(2012)
	next.Office, next.OfficeShort = o.campaign.Office, "油区办"
	o.ok(o.CreateCampaign(o.ctx, next))
	o.campaign = next
	o.target("李𬭎", data.Leader, data.Member)
	o.target("新窗口", data.ServiceWindow, "")
	r := o.round(data.Internal)
	for range 6 {
		o.key(r, 0, "1111")
	}
	years, err := o.Years(o.ctx)
	o.ok(err)
	rows := data.YearOnYear(data.InternalScope, years)
	if len(years) != 2 || len(rows) != 2 || rows[0].Name != "李𬭎" || data.FormatScore(rows[0].Change) != "50.00" || rows[1].Years[1] != nil || rows[1].Change != nil {
		t.Errorf("%d years, %+v", len(years), rows)
	}
	if text := data.YearText(years); !strings.HasPrefix(text[0], "2012年：综合得分 =") || len(text) != 3 {
		t.Error(text)
	}
}

// The example of screens 12: every figure written out, and worked out again for other rules.
func TestWorkedExample(t *testing.T) {
	o := appraised(t)
	targets, err := o.Targets(o.ctx)
	o.ok(err)
	stats, err := o.Statistics(o.ctx)
	o.ok(err)
	example := stats.WorkedExample(targets[2].ID) // internal 1 and 3, social 1 and 4
	written := func(e data.Example, section int) (all string) {
		for _, f := range e.Sections[section].Formulas {
			all += f.Name + " = " + f.Expression + " = " + f.Value + "\n"
		}
		return all
	}
	if got, want := written(example, 0), `满意率 = 6 ÷ 12 = 50.00%
满意和基本满意率 = （6 + 0）÷ 12 = 50.00%
综合得分 = （100 × 6 + 75 × 0 + 0 × 6）÷ 12 = 50.00
不满意率 = 6 ÷ 12 = 50.00%
不了解率 = 0 ÷ 12 = 0.00%
`; got != want || example.Sections[0].Note != "按工作、作风两项合计，每票 2 项" {
		t.Errorf("\n%s\n%s", got, example.Sections[0].Note)
	}
	if got := written(example, 2); !strings.Contains(got, "综合得分 = 内部 50.00 × 50% + 社会 100.00 × 50% = 75.00\n") {
		t.Errorf("\n%s", got)
	}
	rule := stats.Scoring
	rule.Aspects, rule.Decimals, rule.InternalWeight = [2]data.Share{600, 400}, 1, 40
	other := stats.With(rule).WorkedExample(targets[2].ID)
	if got := written(other, 0); !strings.Contains(got, "作风：综合得分 = （100 × 0 + 75 × 0 + 0 × 6）÷ 6 = 0.0\n综合得分 = 工作 100.0 × 60% + 作风 0.0 × 40% = 60.0\n") {
		t.Errorf("\n%s", got)
	}
	if stats.Scoring == rule || len(stats.WorkedExample("nobody").Sections) != 0 {
		t.Error("the statistics changed")
	}
}

// Every value of an example is the figure of the result.
func TestExampleAgreesWithResult(t *testing.T) {
	o := appraised(t)
	stats, err := o.Statistics(o.ctx)
	o.ok(err)
	rule := stats.Scoring
	rule.Aspects, rule.TeamByCriteria, rule.Criteria = [2]data.Share{700, 300}, true, [8]data.Share{125, 125, 125, 125, 125, 125, 125, 125}
	for _, stats := range []*data.Statistics{stats, stats.With(rule)} {
		for _, r := range stats.Of(data.Combined).Targets {
			for i, section := range stats.WorkedExample(r.TargetID).Sections {
				one := stats.Of(data.Scopes[i]).Target(r.TargetID)
				for _, m := range data.Metrics {
					found := false
					for _, f := range section.Formulas {
						found = found || f.Name == m.String() && strings.TrimSuffix(f.Value, "%") == stats.Scoring.Format(m, m.Of(one.Figures))
					}
					if !found {
						t.Errorf("%s, %s: no formula comes to %s %s", r.Name, section.Title, m, stats.Scoring.Format(m, m.Of(one.Figures)))
					}
				}
			}
		}
	}
}

func TestAnalyseOpinions(t *testing.T) {
	criteria := data.PlanTemplate(2011).Criteria
	targets := []data.Target{{ID: "a", Name: "甲", Rank: 1}, {ID: "b", Name: "乙", Rank: 2}, {ID: "c", Name: "丙", Rank: 3}}
	opinions := []data.Opinion{
		{TargetID: "b", Aspect: data.Work, Criterion: 3, Channel: data.Forum},
		{TargetID: "b", Aspect: data.Conduct, Criterion: 7, Channel: data.Box},
		{TargetID: "a", Aspect: data.Conduct, Channel: data.BallotSheet},
		{Channel: data.Box},
	}
	f := data.AnalyseOpinions(opinions, criteria, targets)
	sums := func(lines []data.OpinionCount) (text string, total int) {
		for _, l := range lines {
			text += fmt.Sprint(l.Name, l.Total, l.Channels) + " "
			total += l.Total
		}
		return text, total
	}
	for _, test := range []struct {
		lines []data.OpinionCount
		want  string
	}{
		{f.ByAspect, "工作评价1 [1 0 0 0 0] 作风评价2 [0 1 0 0 1] 未分类1 [0 1 0 0 0] "},
		{f.ByTarget, "乙2 [1 1 0 0 0] 甲1 [0 0 0 0 1] 综合1 [0 1 0 0 0] "},
	} {
		if got, total := sums(test.lines); got != test.want || total != f.Total {
			t.Errorf("%s, %d in all", got, total)
		}
	}
	if _, total := sums(f.ByCriteria); total != 4 || len(f.ByCriteria) != 9 || fmt.Sprint(f.Channels) != "[1 2 0 0 1]" {
		t.Errorf("%+v", f)
	}
}

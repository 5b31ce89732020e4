package data_test

import (
	"crypto/sha256"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"liangping/data"
)

// planSum is the SHA-256 of the eight paragraphs of plan.md §二（二） that begin with 1、 to 4、, each with its line
// break. It was taken from the plan's text by grep and sha256sum.
const planSum = "7fdc53c33470395496ee8342e2d90aa7b29488337e97617501979eb93a663d2f"

func TestPlanTemplate(t *testing.T) {
	c := data.PlanTemplate(2011)
	if c.Title != "“两评一树”活动" || c.Basis != "关于在县直部门单位开展“两评一树”活动的指导意见" || c.Office != "" || c.Scoring != data.DefaultScoring {
		t.Errorf("%+v", c)
	}
	paragraphs, shorts := "", ""
	for i, criterion := range c.Criteria {
		paragraphs += fmt.Sprintf("%d、%s。%s%s\n", i%4+1, criterion.Name, criterion.Text, criterion.Focus)
		shorts += criterion.Short + " "
		if want := []data.Aspect{data.Work, data.Conduct}[i/4]; criterion.Number != i+1 || criterion.Aspect != want || !strings.HasPrefix(criterion.Focus, "重点看") {
			t.Errorf("criterion %d: %+v", i+1, criterion)
		}
	}
	if sum := fmt.Sprintf("%x", sha256.Sum256([]byte(paragraphs))); sum != planSum {
		t.Errorf("the criteria are not the plan's, word for word:\n%s", paragraphs)
	}
	if shorts != "推动发展 履职尽责 服务民生 优化环境 提升境界 注重落实 联系群众 清正廉洁 " {
		t.Error(shorts)
	}
	var days []string
	for _, p := range c.Phases {
		days = append(days, p.Kind.String()+p.Start.MonthDay()+p.End.MonthDay())
	}
	if got := strings.Join(days, " "); got != "宣传发动7月21日7月31日 组织评议8月1日9月10日 整改提高9月11日10月31日" {
		t.Error(got)
	}
	if n := c.Phases[0].Days() + c.Phases[1].Days() + c.Phases[2].Days(); n != 103 {
		t.Errorf("%d days, want 103", n)
	}
	c.Criteria[0].Text = "改过"
	if data.PlanTemplate(2012).Criteria[0].Text == "改过" {
		t.Error("a change of one campaign reaches the template")
	}
}

func TestCampaignPhase(t *testing.T) {
	c := data.PlanTemplate(2011)
	for date, want := range map[string]string{"2011-07-21": "宣传发动", "2011-07-31": "宣传发动", "2011-08-01": "组织评议", "2011-10-31": "整改提高"} {
		if p, ok := c.Phase(day(t, date)); !ok || p.Kind.String() != want {
			t.Errorf("%s is in %v, %v", date, p.Kind, ok)
		}
	}
	if _, ok := c.Phase(day(t, "2011-11-01")); ok {
		t.Error("November is in the campaign")
	}
}

func TestCampaignValidate(t *testing.T) {
	for name, test := range map[string]struct {
		spoil func(c *data.Campaign)
		parts []string
	}{
		"year":       {func(c *data.Campaign) { c.Year = 11 }, []string{"年度“11”"}},
		"title":      {func(c *data.Campaign) { c.Title = "" }, []string{"活动名称"}},
		"office":     {func(c *data.Campaign) { c.Office = " " }, []string{"单位名称"}},
		"no date":    {func(c *data.Campaign) { c.Phases[1].End = data.Date{} }, []string{"组织评议", "没有填全"}},
		"backwards":  {func(c *data.Campaign) { c.Phases[0].End = day(t, "2011-07-01") }, []string{"2011-07-01", "早于", "2011-07-21"}},
		"overlap":    {func(c *data.Campaign) { c.Phases[2].Start = day(t, "2011-09-10") }, []string{"整改提高", "2011-09-10", "重叠"}},
		"no content": {func(c *data.Campaign) { c.Criteria = nil }, []string{"0 项"}},
		"too many":   {func(c *data.Campaign) { c.Criteria = append(c.Criteria, c.Criteria[0]) }, []string{"9 项"}},
		"numbers":    {func(c *data.Campaign) { c.Criteria[3].Number = 8 }, []string{"第 4 项", "第 8 项"}},
		"aspect":     {func(c *data.Campaign) { c.Criteria[3].Aspect = "" }, []string{"第 4 项"}},
		"short":      {func(c *data.Campaign) { c.Criteria[3].Short = "" }, []string{"第 4 项", "简称"}},
		"coeff":      {func(c *data.Campaign) { c.Scoring.Satisfied = 101 }, []string{"101"}},
		"order":      {func(c *data.Campaign) { c.Scoring.Dissatisfied = 80 }, []string{"100、75、80"}},
		"weight":     {func(c *data.Campaign) { c.Scoring.InternalWeight = -1 }, []string{"-1%"}},
	} {
		t.Run(name, func(t *testing.T) {
			o := emptyOffice(t)
			c := data.PlanTemplate(2011)
			c.Office = "某县油区工作办公室"
			test.spoil(&c)
			refused(t, o.CreateCampaign(o.ctx, c), data.Invalid, test.parts...)
			if all, err := o.Campaigns(o.ctx); err != nil || len(all) > 0 {
				t.Errorf("%d campaigns are there, %v", len(all), err)
			}
		})
	}
}

func TestCampaigns(t *testing.T) {
	o := newOffice(t)
	o.ok(o.CreateCampaign(o.ctx, o.campaign)) // saved twice: there once
	got, err := o.Campaign(o.ctx)
	o.ok(err)
	if !reflect.DeepEqual(*got, o.campaign) {
		t.Errorf("got\n%+v\nwant\n%+v", *got, o.campaign)
	}

	changed := o.campaign
	changed.Basis, changed.Criteria = " 另一份文件\n", changed.Criteria[:3]
	changed.Scoring = data.Scoring{Satisfied: 100, MostlySatisfied: 70, Dissatisfied: 30, InternalWeight: 60}
	changed.Phases[2].End = day(t, "2011-12-31")
	o.ok(o.SaveCampaign(o.ctx, changed))
	changed.Basis = "另一份文件"
	if got, err = o.Campaign(o.ctx); err != nil || !reflect.DeepEqual(*got, changed) {
		t.Errorf("got\n%+v\nwant\n%+v (%v)", *got, changed, err)
	}
	stranger := o.campaign
	stranger.ID = data.NewID()
	refused(t, o.SaveCampaign(o.ctx, stranger), data.NotFound, "没有找到")
	refused(t, o.SwitchCampaign(o.ctx, stranger.ID), data.NotFound, "没有找到")

	old := o.target("王喆", data.Leader, data.Principal)
	next := data.PlanTemplate(2012)
	next.Office = changed.Office
	o.ok(o.CreateCampaign(o.ctx, next))
	if targets, err := o.Targets(o.ctx); err != nil || len(targets) > 0 {
		t.Errorf("the new campaign begins with %d targets, %v", len(targets), err)
	}
	refused(t, o.SaveTarget(o.ctx, old), data.State, "另一个活动")
	refused(t, o.MoveTarget(o.ctx, old.ID, 1), data.State, "另一个活动")
	all, err := o.Campaigns(o.ctx)
	if err != nil || len(all) != 2 || all[0].Year != 2012 || all[1].Year != 2011 {
		t.Errorf("campaigns %+v, %v", all, err)
	}
	o.ok(o.SwitchCampaign(o.ctx, o.campaign.ID))
	if targets, err := o.Targets(o.ctx); err != nil || len(targets) != 1 {
		t.Errorf("back in 2011 there are %d targets, %v", len(targets), err)
	}
}

// Without a campaign every page says the same and nothing breaks.
func TestNoCampaign(t *testing.T) {
	o := emptyOffice(t)
	_, targets := o.Targets(o.ctx)
	_, rounds := o.Rounds(o.ctx)
	_, reports := o.Reports(o.ctx)
	_, items := o.LedgerItems(o.ctx)
	_, overview := o.Overview(o.ctx)
	_, result := o.Result(o.ctx, data.Combined)
	target := o.SaveTarget(o.ctx, data.Target{ID: data.NewID(), Name: "王喆", Kind: data.KeyPost, Ask: data.AskAspects})
	for _, err := range []error{targets, rounds, reports, items, overview, result, target} {
		refused(t, err, data.NotFound, "还没有建立活动")
	}
	if findings, err := o.Check(o.ctx); err != nil || !findings.OK || !strings.Contains(strings.Join(findings.Lines, "\n"), "还没有建立活动") {
		t.Errorf("%+v, %v", findings, err)
	}
}

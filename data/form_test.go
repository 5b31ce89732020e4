package data_test

import (
	"fmt"
	"strings"
	"testing"

	"liangping/data"
)

// shape returns a form as text: one row per line.
func shape(f data.Form) string {
	var rows []string
	for i, l := range f.Lines {
		if l.Number != i+1 {
			return fmt.Sprintf("line %d has number %d", i+1, l.Number)
		}
		rows = append(rows, l.TargetName+" "+string(l.Item)+" "+l.Label)
	}
	return strings.Join(rows, "\n")
}

func TestBuildForm(t *testing.T) {
	criteria := data.PlanTemplate(2011).Criteria
	roster := []data.Target{
		{ID: "3", Name: "窗口", Kind: data.ServiceWindow, Rank: 3, Ask: data.AskOverall},
		{ID: "2", Name: "王喆", Kind: data.Leader, Rank: 2, Ask: data.AskAspects},
		{ID: "4", Name: "停评的", Kind: data.Leader, Rank: 4, Ask: data.AskAspects, Withdrawn: true},
		{ID: "1", Name: "班子", Kind: data.Team, Rank: 1, Ask: data.AskCriteria},
	}
	form, err := data.BuildForm(data.Round{ID: "round"}, roster, criteria)
	if err != nil {
		t.Fatal(err)
	}
	want := `班子 c1 推动发展情况
班子 c2 履职尽责情况
班子 c3 服务民生情况
班子 c4 优化环境情况
班子 c5 提升境界、锐意进取情况
班子 c6 注重落实、积极作为情况
班子 c7 联系群众、文明行政情况
班子 c8 遵纪守法、清正廉洁情况
班子 overall 总体
王喆 work 工作
王喆 conduct 作风
窗口 overall 总体`
	if got := shape(form); got != want || form.RoundID != "round" || form.Frozen {
		t.Errorf("got\n%s", got)
	}
	if l := form.Lines[0]; l.TargetID != "1" || l.TargetKind != data.Team || l.Focus != criteria[0].Focus || form.Lines[8].Focus != "" {
		t.Errorf("%+v", l)
	}
	if roster[0].Name != "窗口" {
		t.Error("the roster was sorted in place")
	}
}

func TestFormLimits(t *testing.T) {
	person := data.Target{Name: "某某", Kind: data.KeyPost, Ask: data.AskAspects}
	withdrawn := person
	withdrawn.Withdrawn = true
	for name, roster := range map[string][]data.Target{"empty": nil, "all withdrawn": {withdrawn}} {
		_, err := data.BuildForm(data.Round{ID: "r"}, roster, nil)
		t.Run(name, func(t *testing.T) { refused(t, err, data.State, "名单", "评议对象") })
	}
	var roster []data.Target
	for range data.MaxLines / 2 {
		roster = append(roster, person)
	}
	form, err := data.BuildForm(data.Round{ID: "r"}, roster, nil)
	if err != nil || len(form.Lines) != 48 {
		t.Errorf("%d lines, %v: two full sides are one sheet", len(form.Lines), err)
	}
	person.Ask = data.AskOverall
	_, err = data.BuildForm(data.Round{ID: "r"}, append(roster, person), nil)
	refused(t, err, data.State, "49 行", "48 行", "两项", "总体", "两张票")
}

func TestFreezeForm(t *testing.T) {
	o := newOffice(t)
	r := o.round(data.Internal)
	_, err := o.FreezeForm(o.ctx, r.ID)
	refused(t, err, data.State, "名单")
	_, err = o.Form(o.ctx, r.ID)
	refused(t, err, data.State, "名单")
	_, err = o.FreezeForm(o.ctx, data.NewID())
	refused(t, err, data.NotFound, "没有找到")

	roster := o.roster()
	open, err := o.Form(o.ctx, r.ID)
	o.ok(err)
	roster[3].Ask = data.AskOverall
	o.ok(o.SaveTarget(o.ctx, roster[3]))
	follows, err := o.Form(o.ctx, r.ID)
	o.ok(err)
	if len(open.Lines) != rosterLines || len(follows.Lines) != rosterLines-1 || follows.Frozen {
		t.Errorf("%d then %d lines: the open form doesn't follow the targets", len(open.Lines), len(follows.Lines))
	}
	frozen, err := o.FreezeForm(o.ctx, r.ID)
	o.ok(err)
	if !frozen.Frozen || shape(*frozen) != shape(*follows) {
		t.Errorf("%+v", frozen)
	}

	roster[1].Name, roster[2].Withdrawn = "改了名", true
	o.ok(o.SaveTarget(o.ctx, roster[1]))
	o.ok(o.SaveTarget(o.ctx, roster[2]))
	o.ok(o.MoveTarget(o.ctx, roster[3].ID, 1))
	o.target("新来的", data.KeyPost, "")
	before := dump(t, o)
	again, err := o.FreezeForm(o.ctx, r.ID)
	o.ok(err)
	if shape(*again) != shape(*frozen) || !again.Frozen || dump(t, o) != before {
		t.Errorf("the frozen form changed:\n%s", shape(*again))
	}
	rounds, err := o.Rounds(o.ctx)
	o.ok(err)
	if !rounds[0].FormFrozen {
		t.Error("the round doesn't know that its form is frozen")
	}
	r.Place = "三楼会议室"
	o.ok(o.SaveRound(o.ctx, r)) // r still says that the form is open
	if rounds, err = o.Rounds(o.ctx); err != nil || !rounds[0].FormFrozen || rounds[0].Place != "三楼会议室" {
		t.Errorf("saving the round thawed its form: %+v, %v", rounds, err)
	}
}

// The names of a form's targets, each once, in the order of the sheet.
func asked(f data.Form) string {
	var names []string
	for i, l := range f.Lines {
		if i == 0 || l.TargetName != f.Lines[i-1].TargetName {
			names = append(names, l.TargetName)
		}
	}
	return strings.Join(names, " ")
}

// By 姓氏笔画 the kinds stand apart: 丁 2, 王 4, 周 8 among the leaders, 于 3, 马 3, 韩 12 among the posts; the team isn't moved
// behind them by its first character.
func TestFormOrder(t *testing.T) {
	var roster []data.Target
	for i, name := range []string{"韩雪", "周立民", "油区办领导班子", "王喆", "马晓东", "丁一鸣", "于飞"} {
		kind := data.Leader
		switch name {
		case "油区办领导班子":
			kind = data.Team
		case "韩雪", "马晓东", "于飞":
			kind = data.KeyPost
		}
		roster = append(roster, data.Target{ID: data.ID(name), Name: name, Kind: kind, Rank: i + 1, Ask: data.AskAspects})
	}
	for order, want := range map[data.LineOrder]string{
		data.ByRank:    "韩雪 周立民 油区办领导班子 王喆 马晓东 丁一鸣 于飞",
		data.ByStrokes: "油区办领导班子 丁一鸣 王喆 周立民 于飞 马晓东 韩雪",
	} {
		form, err := data.BuildForm(data.Round{Order: order}, roster, nil)
		if err != nil || asked(form) != want {
			t.Errorf("%s: %s, %v", order, asked(form), err)
		}
	}
	if roster[0].Name != "韩雪" {
		t.Error("the roster was sorted in place")
	}
}

// A social round of a unit class asks about the targets of that class and those without one.
func TestFormOfUnitClass(t *testing.T) {
	roster := []data.Target{
		{Name: "班子", Kind: data.Team},
		{Name: "党务", Kind: data.KeyPost, UnitClass: data.PartyUnit},
		{Name: "执法", Kind: data.KeyPost, UnitClass: data.EnforcementUnit},
		{Name: "停评", Kind: data.KeyPost, UnitClass: data.PartyUnit, Withdrawn: true},
	}
	for class, want := range map[data.UnitClass]string{
		"": "班子 党务 执法", data.PartyUnit: "班子 党务", data.EnforcementUnit: "班子 执法", data.EconomyUnit: "班子",
	} {
		form, err := data.BuildForm(data.Round{Kind: data.Social, UnitClass: class}, roster, nil)
		if err != nil || asked(form) != want {
			t.Errorf("%s: %s, %v", class, asked(form), err)
		}
	}
	_, err := data.BuildForm(data.Round{Kind: data.Social, UnitClass: data.EconomyUnit}, roster[1:], nil)
	refused(t, err, data.State, "评议对象")
}

// The choice of a round reaches its stored form, and stays with it once it is frozen.
func TestFormFollowsItsRound(t *testing.T) {
	o := newOffice(t)
	for _, name := range []string{"周立民", "王喆", "丁一鸣"} {
		o.target(name, data.KeyPost, "")
	}
	r := data.NewRound(data.Social, o.campaign)
	o.ok(o.SaveRound(o.ctx, r))
	for order, want := range map[data.LineOrder]string{data.ByRank: "周立民 王喆 丁一鸣", data.ByStrokes: "丁一鸣 王喆 周立民"} {
		r.Order = order
		o.ok(o.SaveRound(o.ctx, r))
		form, err := o.Form(o.ctx, r.ID)
		if err != nil || asked(*form) != want {
			t.Errorf("%s: %s, %v", order, asked(*form), err)
		}
	}
	frozen, err := o.FreezeForm(o.ctx, r.ID)
	o.ok(err)
	turned := r
	turned.Order = map[data.LineOrder]data.LineOrder{data.ByRank: data.ByStrokes, data.ByStrokes: data.ByRank}[r.Order]
	refused(t, o.SaveRound(o.ctx, turned), data.State, "票样已经定稿")
	turned = r
	turned.UnitClass = data.PartyUnit
	refused(t, o.SaveRound(o.ctx, turned), data.State, "票样已经定稿")
	o.ok(o.SaveRound(o.ctx, r))
	if again, err := o.Form(o.ctx, r.ID); err != nil || asked(*again) != asked(*frozen) {
		t.Errorf("%s, %v", asked(*again), err)
	}
}

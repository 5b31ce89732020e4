package data_test

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"liangping/data"
)

// marked is a round that asks so many times about one target each, by the marks of its sheets on its one line.
func marked(kind data.Kind, marks ...string) (data.Tally, []data.Target) {
	v := voted{kind: data.Internal, groups: []votedGroup{{kind: data.Staff}}}
	var targets []data.Target
	for i := range marks {
		id := data.ID(fmt.Sprint("t", i))
		targets = append(targets, data.Target{ID: id, Name: fmt.Sprint("某", i), Kind: kind, Rank: i + 1})
		v.lines = append(v.lines, data.Line{TargetID: id, TargetName: fmt.Sprint("某", i), TargetKind: kind, Item: data.Overall, Label: "总体"})
	}
	for sheet := range marks[0] {
		row := ""
		for _, m := range marks {
			row += m[sheet : sheet+1]
		}
		v.groups[0].sheets = append(v.groups[0].sheets, row)
	}
	return v.tally(), targets
}

// marksOf writes n of m grades: marksOf(2, '1', 3, '3') is 2 of 3 satisfied.
func marksOf(n int, good string, of int, bad string) string {
	return strings.Repeat(good, n) + strings.Repeat(bad, of-n)
}

// The thresholds of 08_rules_catalogue.csv fall exactly on the stated side: at the threshold, just below, just above.
func TestThresholds(t *testing.T) {
	for _, test := range []struct {
		source, threshold string
		metric            data.Metric
		comparator        data.Comparator
		good              string // the mark that the metric counts
		below, at, above  bool   // does the rule apply with one mark fewer than the threshold, just so many, one more?
	}{
		{"default", "2/3", data.AtLeastMostlyMetric, data.Below, "2", true, false, false},
		{"default", "1/2", data.AtLeastMostlyMetric, data.Below, "1", true, false, false},
		{"county2009_cadre", "2/3", data.AtLeastMostlyMetric, data.Below, "2", true, false, false}, // 优秀+称职 < 2/3
		{"county2009_cadre", "1/3", data.DissatisfiedMetric, data.Above, "3", false, false, true},  // 不称职 > 1/3
		{"beijing2001", "1/3", data.DissatisfiedMetric, data.AtLeast, "3", false, true, true},      // 不称职票 >= 1/3
		{"laohekou", "60%", data.AtLeastMostlyMetric, data.Below, "1", true, false, false},
		{"laohekou", "2/3", data.SatisfiedMetric, data.Below, "1", true, false, false},
		{"xiuwu2015", "50%", data.SatisfiedMetric, data.Below, "1", true, false, false},
		{"xiuwu2015", "30%", data.SatisfiedMetric, data.Below, "1", true, false, false},
		{"chenxi", "85%", data.AtLeastMostlyMetric, data.Below, "2", true, false, false},
		{"village_rule", "90%", data.AtLeastMostlyMetric, data.AtLeast, "1", false, true, true},
		{"village_rule", "50%", data.DissatisfiedMetric, data.AtLeast, "3", false, true, true},
		{"wanzhong", "60", data.ScoreMetric, data.Below, "1", true, false, false},
		{"shenyang", "60", data.ScoreMetric, data.AtLeast, "1", false, true, true},
		{"ppcc_rule", "85%", data.AtLeastMostlyMetric, data.AtMost, "1", true, true, false},
	} {
		threshold, err := data.ParseFraction(test.threshold)
		if err != nil {
			t.Fatal(err)
		}
		rule := data.OutcomeRule{Kinds: []data.Kind{data.KeyPost}, Metric: test.metric, Comparator: test.comparator, Threshold: threshold, Band: data.BandPoor}
		if err := data.ValidateOutcomeRules([]data.OutcomeRule{rule}); err != nil {
			t.Fatal(err)
		}
		of := threshold.Denominator * 60
		if threshold.Denominator == 1 {
			of = 6000 // a score of 60 is 60 in 100
		}
		at := threshold.Numerator * of / threshold.Denominator
		if threshold.Denominator == 1 {
			at = threshold.Numerator * of / 100
		}
		bad := "3"
		if test.good == "3" {
			bad = "1"
		}
		for n, want := range map[int]bool{at - 1: test.below, at: test.at, at + 1: test.above} {
			tally, targets := marked(data.KeyPost, marksOf(n, test.good, of, bad))
			got := data.Suggest(data.Compute([]data.Tally{tally}, targets, data.DefaultScoring), []data.OutcomeRule{rule}, targets)
			if (len(got) == 1) != want {
				t.Errorf("%s: %d of %d under %s: %v, want %v", test.source, n, of, rule, len(got) == 1, want)
			}
		}
	}
	sources := published(t, "08_rules_catalogue.csv")
	for _, id := range []string{"county2009_cadre", "beijing2001", "laohekou", "xiuwu2015", "chenxi", "village_rule", "wanzhong", "shenyang", "ppcc_rule"} {
		if !strings.Contains(fmt.Sprint(sources), "id:"+id) {
			t.Errorf("the catalogue has no %s", id)
		}
	}
}

// chenxi: 满意+基本满意 < 85% and among the last three of the kind. Those who share a place are last together.
func TestLastOfKind(t *testing.T) {
	rule := data.OutcomeRule{
		Kinds: []data.Kind{data.ServiceWindow}, Metric: data.AtLeastMostlyMetric, Comparator: data.Below,
		Threshold: data.Fraction{Numerator: 85, Denominator: 100}, Last: 3, Band: data.BandPoor,
	}
	for _, test := range []struct {
		marks []string
		want  string
	}{
		{[]string{"1111111113", "1111111133", "1111111333", "1111113333", "1111133333"}, "某2 某3 某4"}, // 某1 has 80% and is fourth from the end
		{[]string{"1111111133", "1111113333", "1111113333", "1111113333", "1111113333"}, "某1 某2 某3 某4"},
		{[]string{"1111111111", "1111111113", "1111111133"}, "某2"},
	} {
		tally, targets := marked(data.ServiceWindow, test.marks...)
		var got []string
		for _, s := range data.Suggest(data.Compute([]data.Tally{tally}, targets, data.DefaultScoring), []data.OutcomeRule{rule}, targets) {
			got = append(got, s.Name)
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%v, want %s", got, test.want)
		}
	}
}

func TestParseFraction(t *testing.T) {
	for text, want := range map[string]string{
		"2/3": "2/3", "2／3": "2/3", " 85 % ": "85%", "85％": "85%", "85.5%": "171/200", "60": "60", "0.5": "1/2", "50/100": "50%", "0": "0", "1/3": "1/3",
	} {
		if got, err := data.ParseFraction(text); err != nil || got.String() != want {
			t.Errorf("%q: %s, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "三分之二", "2/0", "-1/2", "1e3", "101", "1/2%", "0x10", "2/3/4", "NaN", "85%%"} {
		_, err := data.ParseFraction(text)
		refused(t, err, data.Invalid, text, "2/3")
	}
}

func TestOutcomeRulesRefused(t *testing.T) {
	good := data.DefaultOutcomeRules[3]
	for name, change := range map[string]func(*data.OutcomeRule){
		"没有选定适用的类别": func(r *data.OutcomeRule) { r.Kinds = nil },
		"哪一个指标":     func(r *data.OutcomeRule) { r.Metric = "" },
		"怎样比较":      func(r *data.OutcomeRule) { r.Comparator = "=" },
		"界限不对":      func(r *data.OutcomeRule) { r.Threshold = data.Fraction{Numerator: 1} },
		"超过 100%":   func(r *data.OutcomeRule) { r.Threshold = data.Fraction{Numerator: 3, Denominator: 2} },
		"后 -1 名":    func(r *data.OutcomeRule) { r.Last = -1 },
		"较差或者特别差":   func(r *data.OutcomeRule) { r.Band = "" },
		"只用于特别差的":   func(r *data.OutcomeRule) { r.Band = data.BandPoor },
		"不适用于服务窗口":  func(r *data.OutcomeRule) { r.Kinds = []data.Kind{data.ServiceWindow} },
		"超过 100 分": func(r *data.OutcomeRule) {
			r.Metric, r.Threshold = data.ScoreMetric, data.Fraction{Numerator: 101, Denominator: 1}
		},
		"“”不适用于领导干部": func(r *data.OutcomeRule) { r.Measures = []data.Measure{"x"} },
	} {
		r := good
		change(&r)
		refused(t, data.ValidateOutcomeRules([]data.OutcomeRule{good, r}), data.Invalid, "第 2 条", name)
	}
	if err := data.ValidateOutcomeRules(data.DefaultOutcomeRules); err != nil {
		t.Error(err)
	}
}

func TestSaveOutcomeRules(t *testing.T) {
	o := newOffice(t)
	rules, err := o.OutcomeRules(o.ctx)
	o.ok(err)
	if len(rules) != len(data.DefaultOutcomeRules) || rules[0].String() != "满意和基本满意率 ＜ 2/3" {
		t.Errorf("%v", rules)
	}
	own := []data.OutcomeRule{rules[5], {
		Kinds: []data.Kind{data.Leader}, Metric: data.ScoreMetric, Comparator: data.AtMost, Threshold: data.Fraction{Numerator: 60, Denominator: 1}, Last: 2, Band: data.BandPoor,
	}}
	o.ok(o.SaveOutcomeRules(o.ctx, own))
	if rules, err = o.OutcomeRules(o.ctx); err != nil || fmt.Sprint(rules) != fmt.Sprint(own) || len(rules[0].Measures) != 2 {
		t.Errorf("%v, %v", rules, err)
	}
	o.ok(o.SaveOutcomeRules(o.ctx, nil)) // no rules at all are rules, too
	if rules, err = o.OutcomeRules(o.ctx); err != nil || len(rules) != 0 {
		t.Errorf("%v, %v", rules, err)
	}
}

// judged is an office whose leader 李𬭎 and window did very badly, whose principal did well.
func judged(t *testing.T) (*office, []data.Target) {
	o := newOffice(t)
	all := o.roster()
	all[3].Post, all[3].Unit = "负责人：冯国强", "办公室"
	o.ok(o.SaveTarget(o.ctx, all[3]))
	r := o.round(data.Internal)
	for range 6 {
		o.key(r, 0, strings.Repeat("1", 9)+"11"+"33"+"13")
	}
	o.key(r, 0, strings.Repeat("1", 9)+"11"+"11"+"33")
	return o, all
}

func decision(target data.Target, measures ...data.Measure) data.Decision {
	d := data.Decision{ID: data.NewID(), TargetID: target.ID, Basis: "党组会议研究", Decider: "王喆", Date: data.Date{Year: 2011, Month: 9, Day: 6}, Serious: data.NotSerious}
	for _, m := range measures {
		d.Measures = append(d.Measures, data.DecidedMeasure{Measure: m, Subject: target.Name})
	}
	return d
}

func TestSuggestions(t *testing.T) {
	o, all := judged(t)
	outcomes, err := o.Outcomes(o.ctx)
	o.ok(err)
	if len(outcomes.Suggestions) != 2 || outcomes.Untouched != 2 || outcomes.Note != "只进行了内部评议，按内部评议结果。" {
		t.Fatalf("%+v", outcomes)
	}
	leader, window := outcomes.Suggestions[0], outcomes.Suggestions[1]
	if leader.TargetID != all[2].ID || leader.Band != data.BandVeryPoor || leader.Triggers[0].Text != "内部评议满意和基本满意率 14.29% ＜ 1/2" || len(leader.Triggers) != 1 {
		t.Errorf("%+v", leader)
	}
	if fmt.Sprint(window.Measures) != "[{计入工作绩效 信访接待窗口 true} {取消当年评先评优资格 信访接待窗口 true} {诫勉谈话 冯国强 true}]" || window.Rank != 1 {
		t.Errorf("%+v", window.Measures)
	}
	_, err = o.ConfirmOutcome(o.ctx, decision(all[2], data.Rectify))
	refused(t, err, data.State, "内部评议还没有封存")
}

func TestDecisions(t *testing.T) {
	o, all := judged(t)
	var dues []data.Date
	for i, due := range []string{"2011-10-31", "2011-12-31", "2011-11-30"} {
		item := data.LedgerItem{ID: data.NewID(), Problem: "问题", TargetID: all[2].ID, Measures: "措施", Person: "某", Due: day(t, due), Class: data.Deadline}
		o.ok(o.SaveLedgerItem(o.ctx, item))
		o.begin(item.ID)
		if i == 2 {
			o.finish(item.ID, "办了")
		}
	}
	ledger := func() string {
		items, err := o.LedgerItems(o.ctx)
		o.ok(err)
		dues = nil
		for _, i := range items {
			dues = append(dues, i.Due)
		}
		return fmt.Sprint(dues)
	}
	before := ledger()
	for part, change := range map[string]func(*data.Decision){
		"依据":       func(d *data.Decision) { d.Basis = " " },
		"决定人":      func(d *data.Decision) { d.Decider = "" },
		"决定日期":     func(d *data.Decision) { d.Date = data.Date{} },
		"一项措施也没有选": func(d *data.Decision) { d.Measures = nil },
		"是否确实存在":   func(d *data.Decision) { d.Serious = data.NotAsked },
		"严重问题是什么":  func(d *data.Decision) { d.Serious = data.IsSerious },
		"没有核实严重问题": func(d *data.Decision) {
			d.Measures = append(d.Measures, data.DecidedMeasure{Measure: data.Extension, Subject: "李𬭎"})
		},
		"不适用于特别差的":  func(d *data.Decision) { d.Measures[0].Measure = data.NoAward },
		"针对谁还没有填写":  func(d *data.Decision) { d.Measures[0].Subject = "" },
		"措施“限期整改”不": func(d *data.Decision) { d.Measures = append(d.Measures, d.Measures[0]) },
	} {
		d := decision(all[2], data.Rectify)
		change(&d)
		d.Confirmed = true
		_, err := o.DecideSealed(o.ctx, d)
		refused(t, err, data.Invalid, part)
	}
	_, err := o.DecideSealed(o.ctx, decision(all[1], data.Rectify))
	refused(t, err, data.State, "没有处理建议")

	d := decision(all[2], data.Rectify, data.Extension)
	d.Confirmed, d.Serious, d.Problems = true, data.IsSerious, "挪用占地补偿款"
	taken, err := o.DecideSealed(o.ctx, d)
	o.ok(err)
	if taken.ExtendedTo != day(t, "2011-12-31") || len(taken.Moved) != 2 || ledger() != "[2011-12-31 2012-02-29 2011-11-30]" {
		t.Errorf("%s, %v, %s", taken.ExtendedTo, taken.Moved, ledger())
	}
	if again, err := o.DecideSealed(o.ctx, d); err != nil || again.Number != 1 || ledger() != "[2011-12-31 2012-02-29 2011-11-30]" {
		t.Errorf("saving it twice: %+v, %v, %s", again, err, ledger())
	}
	other := decision(all[2], data.Talk)
	other.Confirmed = true
	_, err = o.DecideSealed(o.ctx, other)
	refused(t, err, data.Conflict, "2011-09-06", "撤销")

	stored, err := o.Decisions(o.ctx)
	o.ok(err)
	if same := jsonOf(t, *taken) == jsonOf(t, stored[0]); !same || len(stored) != 1 {
		t.Errorf("\n%s\n%s", jsonOf(t, *taken), jsonOf(t, stored[0]))
	}
	if f := stored[0].Figures; len(f) != 2 || f[1].Scope != data.Combined || f[1].AtLeastMostly.RatString() != "1/7" || f[1].Dissatisfied != 12 {
		t.Errorf("%+v", f)
	}
	if phase := data.RectificationOf(o.campaign, all[2].ID, stored); phase.End != day(t, "2011-12-31") {
		t.Error(phase)
	}
	if phase := data.RectificationOf(o.campaign, all[1].ID, stored); phase.End != o.campaign.Phases[data.Rectification].End {
		t.Error(phase)
	}
	o.noFigureInJournal()

	refused(t, o.WithdrawDecision(o.ctx, d.ID, " "), data.Invalid, "理由")
	o.ok(o.WithdrawDecision(o.ctx, d.ID, "复核后问题不属实"))
	refused(t, o.WithdrawDecision(o.ctx, d.ID, "再一次"), data.State, "已经撤销")
	if ledger() != before {
		t.Errorf("after the withdrawal %s, before the decision %s", ledger(), before)
	}
	if stored, err = o.Decisions(o.ctx); err != nil || stored[0].Stands() || stored[0].Withdrawal != "复核后问题不属实" {
		t.Errorf("%+v, %v", stored, err)
	}
	if phase := data.RectificationOf(o.campaign, all[2].ID, stored); phase.End != o.campaign.Phases[data.Rectification].End {
		t.Error(phase)
	}
	reject := decision(all[2])
	if taken, err = o.DecideSealed(o.ctx, reject); err != nil || taken.Number != 2 || taken.Text() != "不采纳" || taken.Took(data.Rectify) {
		t.Errorf("%+v, %v", taken, err)
	}
	for _, statement := range []string{
		"UPDATE decision SET basis = '改了'", "DELETE FROM decision", "UPDATE decision_figure SET rank = 1", "UPDATE decision_measure SET subject = '别人'",
		"UPDATE decision SET withdrawn_on = '' WHERE withdrawn_on <> ''", "DELETE FROM decision_figure", "DELETE FROM decision_measure",
	} {
		if _, err := o.DB().Exec(statement); err == nil {
			t.Errorf("%s was possible", statement)
		}
	}
}

func jsonOf(t *testing.T, d data.Decision) string {
	t.Helper()
	d.At = d.At.UTC()
	b, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// noFigureInJournal: never a grade (safety.md §4).
func (o *office) noFigureInJournal() {
	o.t.Helper()
	rows, err := o.DB().Query("SELECT what FROM journal")
	o.ok(err)
	defer rows.Close()
	seen := 0
	for rows.Next() {
		var what string
		o.ok(rows.Scan(&what))
		if strings.Contains(what, "满意") || strings.Contains(what, "较差") || strings.Contains(what, "特别差") || strings.Contains(what, "14.29") {
			o.t.Errorf("the journal says %s", what)
		}
		if strings.Contains(what, "结果运用") {
			seen++
		}
	}
	if o.ok(rows.Err()); seen == 0 {
		o.t.Error("the decision isn't in the journal")
	}
}

// 总览 reminds of suggestions that wait for a decision.
func TestOutcomeTodo(t *testing.T) {
	s := data.Snapshot{Campaign: data.PlanTemplate(2011), Undecided: 2}
	var got []string
	for _, todo := range s.Overview(day(t, "2011-09-06")).Todos {
		if todo.Place == data.AtStatistics {
			got = append(got, todo.What+"："+todo.Why)
		}
	}
	if len(got) != 1 || got[0] != "确认结果运用的处理建议：还有 2 件待确认" {
		t.Errorf("%q", got)
	}
}

// The sample shows both bands, so that every part of 结果运用 can be seen.
func TestSampleSuggestions(t *testing.T) {
	s, err := data.Open(filepath.Join(t.TempDir(), "office.db"), data.Options{Clock: func() time.Time { return data.SampleNow }, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := data.Sample(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	o, err := s.Outcomes(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, suggestion := range o.Suggestions {
		got = append(got, suggestion.Name+suggestion.Band.String())
	}
	if strings.Join(got, " ") != "油地纠纷调解窗口特别差 周立民较差" {
		t.Error(got)
	}
}

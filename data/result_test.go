package data_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"liangping/data"
)

// checkRanks: a rank is one more than the number of better ones of the kind; every target that a form names is there.
func checkRanks(t *testing.T, result *data.Result, targets []data.Target, read []voted) (ties int) {
	t.Helper()
	named := map[data.ID]bool{}
	for _, v := range read {
		for _, l := range v.lines {
			named[l.TargetID] = true
		}
	}
	if len(result.Targets) != len(named) {
		t.Fatalf("%d targets in the result, %d on the forms", len(result.Targets), len(named))
	}
	seat := func(id data.ID) int { return slices.IndexFunc(targets, func(x data.Target) bool { return x.ID == id }) }
	for i, a := range result.Targets {
		better := 0
		for j, b := range result.Targets {
			if a.Kind != b.Kind || i == j || b.Score == nil || a.Score == nil {
				continue
			}
			switch b.Score.Cmp(a.Score) {
			case 1:
				better++
			case 0:
				ties++
				if (i < j) != (seat(a.TargetID) < seat(b.TargetID)) {
					t.Fatalf("equal scores aren't by 任职顺序")
				}
			}
		}
		want := better + 1
		if a.Score == nil {
			want = 0
		}
		if a.Rank != want {
			t.Fatalf("%s has rank %d, want %d", a.Name, a.Rank, want)
		}
		if i > 0 {
			before := result.Targets[i-1]
			if slices.Index(data.Kinds, before.Kind) > slices.Index(data.Kinds, a.Kind) || before.Kind == a.Kind && before.Rank == 0 && a.Rank > 0 ||
				before.Kind == a.Kind && a.Rank > 0 && before.Rank > a.Rank {
				t.Fatalf("%s stands before %s", before.Name, a.Name)
			}
		}
	}
	return ties
}

// design.md §11: 1, 2, 2, 4.
func TestSharedRanks(t *testing.T) {
	v := voted{kind: data.Internal, groups: []votedGroup{{kind: data.Staff, sheets: []string{"1232"}}}}
	var targets []data.Target
	for i, name := range []string{"甲", "乙", "丙", "丁"} {
		targets = append(targets, data.Target{ID: data.ID(name), Rank: 4 - i})
		v.lines = append(v.lines, data.Line{TargetID: data.ID(name), TargetName: name, TargetKind: data.KeyPost, Item: data.Overall})
	}
	got := ""
	for _, target := range data.Compute(tallies([]voted{v}), targets, data.DefaultScoring).Of(data.Combined).Targets {
		got += fmt.Sprint(target.Rank, target.Name, " ")
	}
	if got != "1甲 2丁 2乙 4丙 " {
		t.Error(got)
	}
}

func TestRuleText(t *testing.T) {
	round := func(kind data.RoundKind) data.Tally {
		return data.Tally{Round: kind, Groups: []data.GroupTally{{Valid: 3}}}
	}
	internal, social := round(data.Internal), round(data.Social)
	for _, test := range []struct {
		scope   data.Scope
		tallies []data.Tally
		scoring data.Scoring
		want    string
	}{
		{data.Combined, []data.Tally{internal, social}, rule(100, 75, 0, true, 40), "票数为两次评议相加；各率和得分按内部评议 40%、社会评议 60% 加权，没有有效评价的一方不参加。"},
		{data.Combined, []data.Tally{social}, data.DefaultScoring, "只进行了社会评议，综合结果即社会评议结果。"},
		{data.Combined, []data.Tally{internal, {Round: data.Social}}, data.DefaultScoring, "只进行了内部评议，综合结果即内部评议结果。"},
		{data.InternalScope, []data.Tally{internal, social}, rule(100, 70, 30, false, 50), "综合得分 =（100 × 满意 + 70 × 基本满意 + 30 × 不满意）÷（满意 + 基本满意 + 不满意）。四舍五入到两位小数，各率不凑足 100。"},
	} {
		rule := data.Compute(test.tallies, nil, test.scoring).Of(test.scope).RuleText()
		if got := rule[len(rule)-1]; got != test.want {
			t.Errorf("got %s", got)
		}
		if out := strings.Contains(rule[0], "不了解不计入分母"); out == test.scoring.CountUnfamiliar {
			t.Errorf("the rule doesn't say what becomes of 不了解: %s", rule[0])
		}
	}
}

// Through the store: two rounds keyed sheet by sheet, one taken back, one spoiled, against the independent calculation.
func TestStoredResult(t *testing.T) {
	o := newOffice(t)
	o.roster()
	rnd := rand.New(rand.NewPCG(1, 2))
	var all []voted
	for _, kind := range []data.RoundKind{data.Internal, data.Social} {
		r := o.round(kind)
		form, err := o.Form(o.ctx, r.ID)
		o.ok(err)
		v := voted{kind: kind, lines: form.Lines, groups: make([]votedGroup, len(r.Groups))}
		for i := range 30 {
			marks := ""
			for range rosterLines {
				marks += string("1112230451"[rnd.IntN(10)])
			}
			o.key(r, i%len(r.Groups), marks)
			if i == 7 {
				_, err := o.TakeBackBallot(o.ctx, r.ID, r.Groups[i%len(r.Groups)].ID)
				o.ok(err)
				continue
			}
			v.groups[i%len(r.Groups)].sheets = append(v.groups[i%len(r.Groups)].sheets, marks)
		}
		_, err = o.SaveBallot(o.ctx, data.Ballot{ID: data.NewID(), RoundID: r.ID, GroupID: r.Groups[0].ID, Spoiled: "整张空白"})
		o.ok(err)
		all = append(all, v)
	}
	result, err := o.Result(o.ctx, data.Combined)
	o.ok(err)
	if result.Valid != 58 || result.Spoiled != 2 || len(result.Targets) != 4 || len(result.Targets[0].Lines) != 9 {
		t.Errorf("%d valid, %d spoiled, %d targets", result.Valid, result.Spoiled, len(result.Targets))
	}
	for _, got := range result.Targets {
		if g, want := text(got.Counts, got.Figures), independent(all, figureLines(got.TargetID, data.DefaultScoring), "", data.DefaultScoring); g != want {
			t.Errorf("%s:\n got %s\nwant %s", got.Name, g, want)
		}
	}
	social, err := o.Result(o.ctx, data.SocialScope)
	if err != nil || social.Valid != 29 || !slices.Equal(social.Rounds, []data.RoundKind{data.Social}) {
		t.Errorf("%+v, %v", social, err)
	}
}

func TestResultWithoutBallots(t *testing.T) {
	o := newOffice(t)
	o.roster()
	o.round(data.Internal)
	result, err := o.Result(o.ctx, data.Combined)
	if err != nil || result.Valid != 0 || len(result.Rounds) != 0 || len(result.Targets) != 0 {
		t.Errorf("%+v, %v", result, err)
	}
}

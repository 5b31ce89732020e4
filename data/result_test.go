package data_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"liangping/data"
)

// voted is what the independent calculation begins with: the raw sheets of one round.
type voted struct {
	kind   data.RoundKind
	lines  []data.Line
	sheets []string // marks; "x" for a spoiled one
}

func (v voted) form() data.Form { return data.Form{Lines: v.lines} }

// round has one group, whose sheets they are.
func (v voted) round() data.Round { return data.Round{Kind: v.kind, Groups: make([]data.Group, 1)} }

func (v voted) ballots() (all []data.Ballot) {
	for _, marks := range v.sheets {
		b := data.Ballot{Marks: marks}
		if marks == "x" {
			b = data.Ballot{Spoiled: "整张空白"}
		}
		all = append(all, b)
	}
	return all
}

// share counts, sheet by sheet, how many of the marks on some lines are among of, and how many among the base.
func share(v voted, lines []int, of, base string, weight map[byte]int64) (sum, total int64) {
	for _, marks := range v.sheets {
		if marks == "x" {
			continue
		}
		for _, line := range lines {
			mark := marks[line]
			if strings.IndexByte(base, mark) >= 0 {
				total++
			}
			if strings.IndexByte(of, mark) >= 0 {
				if weight == nil {
					sum++
				} else {
					sum += weight[mark]
				}
			}
		}
	}
	return sum, total
}

// average weighs one figure over the rounds: Σ weight·value ÷ Σ weight over those rounds that have a value. That is
// another road than the program's: it needs no special case for a round that didn't take place.
func average(rounds []voted, pick func(voted) []int, sc data.Scoring, of, base string, weight map[byte]int64) string {
	top, bottom := new(big.Rat), new(big.Rat)
	for _, v := range rounds {
		sum, total := share(v, pick(v), of, base, weight)
		if total == 0 {
			continue
		}
		w := big.NewRat(int64(sc.InternalWeight), 100)
		if v.kind == data.Social {
			w = big.NewRat(int64(100-sc.InternalWeight), 100)
		}
		top.Add(top, new(big.Rat).Mul(w, big.NewRat(sum, total)))
		bottom.Add(bottom, w)
	}
	if bottom.Sign() == 0 {
		return "—"
	}
	return new(big.Rat).Quo(top, bottom).RatString()
}

// figureLines returns the lines that make a target's figure: 总体 alone where there is one.
func figureLines(target data.ID) func(voted) []int {
	return func(v voted) (lines []int) {
		for i, l := range v.lines {
			if l.TargetID == target && l.Item == data.Overall {
				return []int{i}
			}
			if l.TargetID == target {
				lines = append(lines, i)
			}
		}
		return lines
	}
}

func oneLine(target data.ID, item data.Item) func(voted) []int {
	return func(v voted) (lines []int) {
		for i, l := range v.lines {
			if l.TargetID == target && l.Item == item {
				lines = append(lines, i)
			}
		}
		return lines
	}
}

// independent works one row out from the raw sheets.
func independent(rounds []voted, pick func(voted) []int, sc data.Scoring) string {
	base := "1234"
	if !sc.CountUnfamiliar {
		base = "123"
	}
	weight := map[byte]int64{'1': int64(sc.Satisfied), '2': int64(sc.MostlySatisfied), '3': int64(sc.Dissatisfied)}
	var counts []string
	for _, mark := range "123405" {
		n := int64(0)
		for _, v := range rounds {
			sum, _ := share(v, pick(v), string(mark), "", nil)
			n += sum
		}
		counts = append(counts, fmt.Sprint(n))
	}
	return strings.Join(append(counts,
		average(rounds, pick, sc, "1", base, nil), average(rounds, pick, sc, "12", base, nil), average(rounds, pick, sc, "3", base, nil),
		average(rounds, pick, sc, "4", "1234", nil), average(rounds, pick, sc, "123", "123", weight)), " ")
}

func text(c data.Counts, f data.Figures) string {
	row := fmt.Sprint(c.Satisfied, c.MostlySatisfied, c.Dissatisfied, c.Unfamiliar, c.Blank, c.Multiple)
	for _, r := range []*big.Rat{f.SatisfiedRate, f.AtLeastMostly, f.DissatisfiedRate, f.UnfamiliarRate, f.Score} {
		if r == nil {
			row += " —"
		} else {
			row += " " + r.RatString()
		}
	}
	return row
}

// randomCampaign invents a roster and up to two rounds; few sheets and few grades, so that ties, empty denominators
// and rounds without ballots are common.
func randomCampaign(rnd *rand.Rand) (targets []data.Target, rounds []voted, sc data.Scoring) {
	for i := range 1 + rnd.IntN(8) {
		kind := data.Kinds[rnd.IntN(len(data.Kinds))]
		targets = append(targets, data.Target{ID: data.ID(fmt.Sprint("t", i)), Name: fmt.Sprint("某", i), Kind: kind, Rank: i + 1, Ask: data.Asks[rnd.IntN(3)]})
	}
	for _, kind := range []data.RoundKind{data.Social, data.Internal} { // the order must not matter
		some := slices.DeleteFunc(slices.Clone(targets), func(data.Target) bool { return rnd.IntN(6) == 0 })
		form, err := data.BuildForm("", some, data.PlanTemplate(2011).Criteria[:2])
		if err != nil {
			continue
		}
		v := voted{kind: kind, lines: form.Lines}
		alphabet := []string{"1", "12", "4", "0", "123405", "1111123"}[rnd.IntN(6)]
		for range rnd.IntN(7) {
			marks := "x"
			if rnd.IntN(8) > 0 {
				marks = ""
				for range v.lines {
					marks += string(alphabet[rnd.IntN(len(alphabet))])
				}
			}
			v.sheets = append(v.sheets, marks)
		}
		rounds = append(rounds, v)
	}
	sc = []data.Scoring{
		data.DefaultScoring, {100, 75, 55, false, 30}, {100, 70, 30, true, 60}, {100, 60, 0, true, 50},
	}[rnd.IntN(4)]
	return targets, rounds, sc
}

func TestResultAgainstIndependentCalculation(t *testing.T) {
	rnd := rand.New(rand.NewPCG(2011, 8))
	ties, dashes := 0, 0
	for n := range 2000 {
		targets, rounds, sc := randomCampaign(rnd)
		for _, scope := range data.Scopes {
			var read []voted
			var tallies []data.Tally
			valid := 0
			for _, v := range rounds {
				tallies = append(tallies, data.NewTally(v.round(), v.form(), v.ballots()))
				if len(v.sheets) > 0 && (scope == data.Combined || string(scope) == string(v.kind)) {
					read = append(read, v)
					valid += len(v.sheets) - strings.Count(strings.Join(v.sheets, ""), "x")
				}
			}
			result := data.Compute(scope, tallies, targets, sc)
			if result.Valid != valid || len(result.Rounds) != len(read) || result.Sealed {
				t.Fatalf("campaign %d, %s: %d valid ballots of %v, want %d of %d rounds", n, scope, result.Valid, result.Rounds, valid, len(read))
			}
			for _, got := range result.Targets {
				if g, want := text(got.Counts, got.Figures), independent(read, figureLines(got.TargetID), sc); g != want {
					t.Fatalf("campaign %d, %s, %s:\n got %s\nwant %s", n, scope, got.Name, g, want)
				}
				for _, l := range got.Lines {
					if g, want := text(l.Counts, l.Figures), independent(read, oneLine(got.TargetID, l.Item), sc); g != want {
						t.Fatalf("campaign %d, %s, %s %s:\n got %s\nwant %s", n, scope, got.Name, l.Item, g, want)
					}
				}
				if got.Score == nil {
					dashes++
				}
			}
			ties += checkRanks(t, result, targets, read)
		}
	}
	if ties < 100 || dashes < 100 {
		t.Errorf("only %d ties and %d rows without a score: too tame", ties, dashes)
	}
}

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
	v := voted{kind: data.Internal, sheets: []string{"1232"}}
	var targets []data.Target
	for i, name := range []string{"甲", "乙", "丙", "丁"} {
		targets = append(targets, data.Target{ID: data.ID(name), Rank: 4 - i})
		v.lines = append(v.lines, data.Line{TargetID: data.ID(name), TargetName: name, TargetKind: data.KeyPost, Item: data.Overall})
	}
	got := ""
	for _, target := range data.Compute(data.Combined, []data.Tally{data.NewTally(v.round(), v.form(), v.ballots())}, targets, data.DefaultScoring).Targets {
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
		{data.Combined, []data.Tally{internal, social}, data.Scoring{100, 75, 0, true, 40}, "票数为两次评议相加；各率和得分按内部评议 40%、社会评议 60% 加权。"},
		{data.Combined, []data.Tally{social}, data.DefaultScoring, "只进行了社会评议，综合结果即社会评议结果。"},
		{data.Combined, []data.Tally{internal, {Round: data.Social}}, data.DefaultScoring, "只进行了内部评议，综合结果即内部评议结果。"},
		{data.InternalScope, []data.Tally{internal, social}, data.Scoring{100, 70, 30, false, 50}, "综合得分 =（100 × 满意 + 70 × 基本满意 + 30 × 不满意）÷（满意 + 基本满意 + 不满意）。四舍五入到两位小数，各率不凑足 100。"},
	} {
		rule := data.Compute(test.scope, test.tallies, nil, test.scoring).RuleText()
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
		v := voted{kind: kind, lines: form.Lines}
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
			v.sheets = append(v.sheets, marks)
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
		if g, want := text(got.Counts, got.Figures), independent(all, figureLines(got.TargetID), data.DefaultScoring); g != want {
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

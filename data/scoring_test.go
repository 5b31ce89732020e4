package data_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"liangping/data"
)

// The coefficients of 08_rules_catalogue.csv, each under its own convention, on marks that were worked out by hand.
func TestCatalogueCoefficients(t *testing.T) {
	words := map[string]string{}
	for _, row := range published(t, "08_rules_catalogue.csv") {
		words[row["id"]] = row["rule"]
	}
	four := data.DefaultScoring // the fourth mark is a grade of its own
	four.Satisfied, four.MostlySatisfied, four.Dissatisfied, four.ScoreUnfamiliar, four.Unfamiliar = 100, 90, 70, true, 50
	for _, test := range []struct {
		id, says string
		scoring  data.Scoring
		counts   data.Counts
		score    string
	}{
		{"kaixian", "1.0 满意0.9 基本满意0.7 不满意0.5", four, data.Counts{Unfamiliar: 7}, "50.00"}, // 100% 不满意 still gave 50
		{"kaixian", "得票总数", four, data.Counts{Satisfied: 1, MostlySatisfied: 1, Dissatisfied: 1, Unfamiliar: 1}, "77.50"},
		{"county106", "基本满意70 不满意30", data.Presets[2].Apply(data.DefaultScoring), data.Counts{Satisfied: 2, MostlySatisfied: 1, Dissatisfied: 1, Unfamiliar: 96}, "75.00"},
		{"shandong2008", "100% 75% 55%", data.Presets[1].Apply(data.DefaultScoring), data.Counts{Satisfied: 1, MostlySatisfied: 1, Dissatisfied: 2, Unfamiliar: 5}, "71.25"},
		{"jinchang2011", "满意1 基本满意0.75 不满意0", data.Presets[0].Apply(data.DefaultScoring), data.Counts{Satisfied: 127, MostlySatisfied: 31, Dissatisfied: 2}, "93.91"},
		{"doczj_cadre", "100/80/60/40", data.Presets[3].Apply(data.DefaultScoring), data.Counts{Satisfied: 10, MostlySatisfied: 5, Dissatisfied: 3, Unfamiliar: 2}, "83.00"},
	} {
		if !strings.Contains(words[test.id], test.says) {
			t.Errorf("the catalogue says of %s: %s", test.id, words[test.id])
		}
		if got := test.scoring.Format(data.ScoreMetric, test.scoring.Figures(test.counts, 0).Score); got != test.score {
			t.Errorf("%s: %s, want %s", test.id, got, test.score)
		}
	}
	for _, p := range data.Presets {
		if got := data.PresetOf(p.Apply(data.DefaultScoring)); got == nil || got.Name != p.Name || p.Source == "" {
			t.Errorf("%s isn't found again", p.Name)
		}
	}
	if data.Presets[0].Apply(data.DefaultScoring) != data.DefaultScoring || data.PresetOf(four) != nil {
		t.Error("the first preset isn't the default, or four is one")
	}
}

// doczj_cadre weighs 分管领导20% 干部职工40% 考核组40%, zhenhai divides by all members: worked out by hand on four groups.
func TestWeightsByHand(t *testing.T) {
	social := askedOnce(data.Social, "1111122223", "3333311111", "", "1111111111")
	for i := range social.groups {
		social.groups[i].expected, social.groups[i].present = []int{10, 20, 5, 15}[i], []int{10, 10, 0, 10}[i]
	}
	pooled := data.DefaultScoring
	byGroup := pooled
	byGroup.Groups = [4]data.Share{200, 400, 0, 400}
	equal := pooled
	equal.Groups = [4]data.Share{250, 250, 250, 250} // the empty third group drops out: the mean of three
	members, present := pooled, pooled
	members.Denominator, present.Denominator = data.ByExpected, data.ByPresent
	for _, test := range []struct {
		name    string
		scoring data.Scoring
		want    string // 满意率, 综合得分
	}{
		{"pooled", pooled, "66.67 76.67"},               // 20/30; (20 × 100 + 4 × 75)/30
		{"20/40/40", byGroup, "70.00 76.00"},            // 0.2 × 50 + 0.4 × 50 + 0.4 × 100; 0.2 × 80 + 0.4 × 50 + 0.4 × 100
		{"the mean of the rates", equal, "66.67 76.67"}, // equal groups: the same as pooled
		{"应到", members, "40.00 76.67"},                  // 20/50
		{"实到", present, "66.67 76.67"},                  // 20/30
	} {
		r := data.Compute([]data.Tally{social.tally()}, window(), test.scoring).Of(data.SocialScope).Target("t")
		got := test.scoring.Format(data.SatisfiedMetric, r.SatisfiedRate) + " " + test.scoring.Format(data.ScoreMetric, r.Score)
		if got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
	// groups of different size: pooled and mean of rates differ, and say so
	uneven := askedOnce(data.Social, "1", "3333", "", "")
	a := data.Compute([]data.Tally{uneven.tally()}, window(), pooled).Of(data.SocialScope)
	b := data.Compute([]data.Tally{uneven.tally()}, window(), equal).Of(data.SocialScope)
	if a.Targets[0].SatisfiedRate.RatString() != "1/5" || b.Targets[0].SatisfiedRate.RatString() != "1/2" {
		t.Errorf("pooled %s, mean %s", a.Targets[0].SatisfiedRate, b.Targets[0].SatisfiedRate)
	}
	if text := strings.Join(b.RuleText(), ""); !strings.Contains(text, "按类别加权：党代表 25%、人大代表 25%、政协委员 25%、服务对象代表 25%") || strings.Contains(strings.Join(a.RuleText(), ""), "按类别加权") {
		t.Error(text)
	}
}

func TestScoringRefused(t *testing.T) {
	for part, change := range map[string]func(*data.Scoring){
		"系数“101”": func(s *data.Scoring) { s.Satisfied = 101 },
		"系数“-1”":  func(s *data.Scoring) { s.ScoreUnfamiliar, s.Unfamiliar = true, -1 },
		"不应高于满意": func(s *data.Scoring) {
			s.Satisfied, s.MostlySatisfied, s.ScoreUnfamiliar, s.Unfamiliar = 60, 50, true, 80
		},
		"却填了系数 40":   func(s *data.Scoring) { s.Unfamiliar = 40 },
		"权重“101%”":   func(s *data.Scoring) { s.InternalWeight = 101 },
		"分母还没有选定":    func(s *data.Scoring) { s.Denominator = 3 },
		"小数位数“5”":    func(s *data.Scoring) { s.Decimals = 5 },
		"合计 90%":     func(s *data.Scoring) { s.Groups = [4]data.Share{200, 200, 200, 300} },
		"合计 99.9%":   func(s *data.Scoring) { s.Aspects = [2]data.Share{500, 499} },
		"权重“-10%”不对": func(s *data.Scoring) { s.Criteria = [8]data.Share{-100, 1000, 100} },
	} {
		s := data.DefaultScoring
		change(&s)
		refused(t, s.Validate(), data.Invalid, part)
	}
}

func TestSaveScoring(t *testing.T) {
	o := newOffice(t)
	rnd := rand.New(rand.NewPCG(1, 1))
	for range 20 {
		rule := randomRule(rnd)
		rule.Decimals = rnd.IntN(5)
		o.ok(o.SaveScoring(o.ctx, rule, ""))
		if c, err := o.Campaign(o.ctx); err != nil || c.Scoring != rule {
			t.Fatalf("%+v, %v, want %+v", c.Scoring, err, rule)
		}
	}
	rule := data.Presets[3].Apply(data.DefaultScoring)
	refused(t, o.SaveScoringSealed(o.ctx, rule, "  "), data.Invalid, "已经封存", "理由")
	o.ok(o.SaveScoringSealed(o.ctx, rule, "县里要求按四等计分"))
	o.ok(o.SaveScoringSealed(o.ctx, rule, "没有变化，不再记")) // the same rule
	changes, err := o.RuleChanges(o.ctx)
	o.ok(err)
	if len(changes) != 1 || changes[0].Reason != "县里要求按四等计分" || !strings.Contains(changes[0].After, "40 × 不了解") || changes[0].Operator != "刘敏" {
		t.Errorf("%+v", changes)
	}
	stats, err := o.Statistics(o.ctx)
	o.ok(err)
	if text := stats.Of(data.Combined).RuleText(); !stats.RulesChanged || !strings.Contains(text[len(text)-1], "规则已变更") {
		t.Errorf("%v %v", stats.RulesChanged, text)
	}
	for _, statement := range []string{"UPDATE rule_change SET reason = '别的'", "DELETE FROM rule_change"} {
		if _, err := o.DB().Exec(statement); err == nil {
			t.Errorf("%s was possible", statement)
		}
	}
}

// shuffled returns the rounds, their groups and their sheets in another order.
func shuffled(rnd *rand.Rand, rounds []voted) (other []voted) {
	for _, v := range rounds {
		v.groups = slices.Clone(v.groups)
		for i := range v.groups {
			v.groups[i].sheets = slices.Clone(v.groups[i].sheets)
			rnd.Shuffle(len(v.groups[i].sheets), func(a, b int) {
				s := v.groups[i].sheets
				s[a], s[b] = s[b], s[a]
			})
		}
		rnd.Shuffle(len(v.groups), func(a, b int) { v.groups[a], v.groups[b] = v.groups[b], v.groups[a] })
		other = append(other, v)
	}
	return other
}

// The order of ballots, groups and targets never matters; one more 满意 never lowers a score or a satisfied rate.
func TestResultProperties(t *testing.T) {
	rnd := rand.New(rand.NewPCG(7, 7))
	raised := 0
	for n := range proofSize(5000, 400) {
		targets, rounds := randomCampaign(rnd, 7)
		sc := randomRule(rnd)
		stats := data.Compute(tallies(rounds), targets, sc)
		other := slices.Clone(targets)
		rnd.Shuffle(len(other), func(a, b int) { other[a], other[b] = other[b], other[a] })
		again := data.Compute(tallies(shuffled(rnd, rounds)), other, sc)
		for _, scope := range data.Scopes {
			if a, b := shown(stats.Of(scope)), shown(again.Of(scope)); a != b {
				t.Fatalf("campaign %d, %s: the order matters:\n%s\n%s", n, scope, a, b)
			}
		}
		if len(rounds) == 0 {
			continue
		}
		v := &rounds[rnd.IntN(len(rounds))]
		g := &v.groups[rnd.IntN(len(v.groups))]
		if len(g.sheets) == 0 || g.sheets[0] == "x" {
			continue
		}
		line := rnd.IntN(len(v.lines))
		better := []byte(g.sheets[0])
		better[line] = '1'
		g.sheets[0] = string(better)
		id := v.lines[line].TargetID
		for _, scope := range data.Scopes {
			before, after := stats.Of(scope).Target(id), data.Compute(tallies(rounds), targets, sc).Of(scope).Target(id)
			if before == nil || before.Score == nil {
				continue // a figure that appears isn't lower
			}
			switch data.CompareFigures(after.Score, before.Score) {
			case -1:
				t.Fatalf("campaign %d, %s, %+v: one more 满意 lowers %s to %s", n, scope, sc, before.Score, after.Score)
			case 1:
				raised++
			}
			if before.SatisfiedRate != nil && after.SatisfiedRate.Cmp(before.SatisfiedRate) < 0 {
				t.Fatalf("campaign %d, %s: one more 满意 lowers the rate %s to %s", n, scope, before.SatisfiedRate, after.SatisfiedRate)
			}
		}
	}
	if raised < 50 {
		t.Errorf("only %d scores were raised: too tame", raised)
	}
}

// shown writes a result down without the order of groups, which follows the round's.
func shown(r *data.Result) (all string) {
	for _, t := range r.Targets {
		all += fmt.Sprint(t.Name, t.Rank, " ", text(t.Counts, t.Figures))
		for _, l := range t.Lines {
			all += fmt.Sprint(" ", l.Item, text(l.Counts, l.Figures))
		}
		var groups []string
		for _, g := range t.Groups {
			groups = append(groups, fmt.Sprint(g.Round, g.Kind, g.Ballots, text(g.Counts, g.Figures)))
		}
		slices.Sort(groups)
		all += fmt.Sprintln(groups)
	}
	return all
}

// 10,000 ballots × 48 lines in at most 0.5 s: counting, all scopes, withholding, suggestions.
func TestRecalculationIsQuick(t *testing.T) {
	rounds, targets := largeCampaign()
	var fastest time.Duration
	for range 3 {
		start := time.Now()
		stats := data.Compute(tallies(rounds), targets, data.DefaultScoring).With(data.DefaultScoring)
		data.Suggest(stats, data.DefaultOutcomeRules, targets)
		if took := time.Since(start); fastest == 0 || took < fastest {
			fastest = took
		}
	}
	t.Logf("%v", fastest)
	if fastest > 500*time.Millisecond {
		t.Errorf("it takes %v", fastest)
	}
}

// largeCampaign is a campaign of 24 people, by two lines each, and 10,000 ballots, four of them of a group that is withheld.
func largeCampaign() (rounds []voted, targets []data.Target) {
	rnd := rand.New(rand.NewPCG(3, 3))
	for i := range 24 {
		targets = append(targets, data.Target{ID: data.ID(fmt.Sprint(i)), Name: fmt.Sprint("某", i), Kind: data.KeyPost, Rank: i + 1, Ask: data.AskAspects})
	}
	form, err := data.BuildForm(data.Round{}, targets, nil)
	if err != nil {
		panic(err)
	}
	for _, kind := range []data.RoundKind{data.Internal, data.Social} {
		v := voted{kind: kind, lines: form.Lines}
		for i, g := range kind.GroupKinds() {
			group := votedGroup{kind: g}
			for range map[data.RoundKind][]int{data.Internal: {5000}, data.Social: {4, 1000, 996, 3000}}[kind][i] {
				marks := make([]byte, len(form.Lines))
				for j := range marks {
					marks[j] = "1111222340"[rnd.IntN(10)]
				}
				group.sheets = append(group.sheets, string(marks))
			}
			v.groups = append(v.groups, group)
		}
		rounds = append(rounds, v)
	}
	return rounds, targets
}

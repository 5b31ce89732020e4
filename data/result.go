package data

import (
	"cmp"
	"context"
	"fmt"
	"math/big"
	"slices"
)

// Counts is how often each mark stands on some lines.
type Counts struct {
	Satisfied, MostlySatisfied, Dissatisfied, Unfamiliar int
	Blank, Multiple                                      int
}

// Graded returns the number of valid marks: 四个等次合计.
func (c Counts) Graded() int {
	return c.Satisfied + c.MostlySatisfied + c.Dissatisfied + c.Unfamiliar
}

// Scoring is how counts become figures (design.md §7).
type Scoring struct {
	// Coefficients of 满意, 基本满意, 不满意 in 综合得分, 0 … 100.
	Satisfied, MostlySatisfied, Dissatisfied int
	// CountUnfamiliar tells whether 不了解 is in the denominator of the rates.
	CountUnfamiliar bool
	// InternalWeight is the percentage of the internal round in the combined figures; the social round has the rest.
	InternalWeight int
}

// DefaultScoring is the rule that a new campaign starts with (design.md §7).
var DefaultScoring = Scoring{Satisfied: 100, MostlySatisfied: 75, Dissatisfied: 0, CountUnfamiliar: true, InternalWeight: 50}

// Figures are the named figures of design.md §7, exact. A nil figure has an empty denominator and is shown as —.
type Figures struct {
	SatisfiedRate    *big.Rat // 满意率, 0 … 1
	AtLeastMostly    *big.Rat // 满意和基本满意率
	DissatisfiedRate *big.Rat // 不满意率
	UnfamiliarRate   *big.Rat // 不了解率
	Score            *big.Rat // 综合得分, 0 … 100
}

// Scope says which rounds a table reads.
type Scope string

// The scopes of statistics.
const (
	InternalScope Scope = "internal" // 内部评议
	SocialScope   Scope = "social"   // 社会评议
	Combined      Scope = "combined" // 综合
)

// Scopes lists every scope in the order of the screen.
var Scopes = []Scope{InternalScope, SocialScope, Combined}

// String returns the scope's name.
func (s Scope) String() string {
	return map[Scope]string{InternalScope: "内部评议", SocialScope: "社会评议", Combined: "综合"}[s]
}

// LineResult is the result of one 评价项.
type LineResult struct {
	Item  Item
	Label string
	Counts
	Figures
}

// TargetResult is the result of one target: its figure by design.md §11 and its lines.
type TargetResult struct {
	TargetID ID
	Name     string
	Kind     Kind
	Rank     int // 名次 within the kind by 综合得分; equal scores share it (1, 2, 2, 4); 0 without a score
	Counts
	Figures
	Lines []LineResult
}

// Result is the one answer to every question about a scope's figures: the window, the PDF and any
// export read it and nothing else, so they can never disagree.
type Result struct {
	Scope   Scope
	Scoring Scoring
	Rounds  []RoundKind    // the rounds that were read; a combined result may hold only one
	Sealed  bool           // every round read is sealed; until then papers say 未封存
	Valid   int            // valid ballots
	Spoiled int            // 废票
	Targets []TargetResult // by kind in the order of Kinds, then by rank, then by 任职顺序
}

// Result computes the statistics of a scope of the current campaign from the ballots on the disk.
func (s *Store) Result(ctx context.Context, scope Scope) (result *Result, err error) {
	err = s.read(ctx, func(t *tx) error {
		c, err := currentCampaign(t)
		if err != nil {
			return err
		}
		all, err := targets(t, c.ID)
		if err != nil {
			return err
		}
		held, err := rounds(t, "campaign_id = ?", c.ID)
		if err != nil {
			return err
		}
		var tallies []Tally
		for i := range held {
			tally, err := tally(t, &held[i])
			if err != nil {
				return err
			}
			tallies = append(tallies, tally)
		}
		result = Compute(scope, tallies, all, c.Scoring)
		return nil
	})
	return result, err
}

// Compute is the one calculation behind every table. It reads the rounds of the scope that took place, that is,
// that have ballots. Combined figures are the weighted figures of the rounds, combined counts their sums; if
// only one round took place, its figures stand (design.md §7, §11). Targets outside the forms have no result.
func Compute(scope Scope, rounds []Tally, targets []Target, sc Scoring) *Result {
	result := &Result{Scope: scope, Scoring: sc}
	rounds = slices.SortedStableFunc(slices.Values(rounds), func(a, b Tally) int { return cmp.Compare(a.Round, b.Round) })
	for _, round := range rounds {
		if round.Ballots() == 0 || scope != Combined && Scope(round.Round) != scope {
			continue
		}
		result.Rounds = append(result.Rounds, round.Round)
		result.Valid += round.Valid()
		result.Spoiled += round.Spoiled()
		for _, t := range roundResults(round, sc) {
			result.merge(t)
		}
	}
	result.order(targets)
	return result
}

// roundResults returns the results of one round in the order of its form.
func roundResults(round Tally, sc Scoring) []TargetResult {
	var all []TargetResult
	for i, l := range round.Lines {
		if len(all) == 0 || all[len(all)-1].TargetID != l.TargetID {
			all = append(all, TargetResult{TargetID: l.TargetID, Name: l.TargetName, Kind: l.TargetKind})
		}
		t := &all[len(all)-1]
		counts := round.Pooled(i)
		t.Lines = append(t.Lines, LineResult{l.Item, l.Label, counts, sc.Figures(counts)})
	}
	for i := range all {
		all[i].Counts = figureCounts(all[i].Lines)
		all[i].Figures = sc.Figures(all[i].Counts)
	}
	return all
}

// figureCounts returns the counts that make a target's figure (design.md §11): its 总体 line where the form has
// one, else the marks of all its lines pooled.
func figureCounts(lines []LineResult) (pooled Counts) {
	for _, l := range lines {
		if l.Item == Overall {
			return l.Counts
		}
		pooled = pooled.Plus(l.Counts)
	}
	return pooled
}

// merge adds a round's target: first those of the internal round, then those of the social one.
func (r *Result) merge(t TargetResult) {
	i := slices.IndexFunc(r.Targets, func(x TargetResult) bool { return x.TargetID == t.TargetID })
	if i < 0 {
		r.Targets = append(r.Targets, t)
		return
	}
	sum := &r.Targets[i]
	sum.Counts = sum.Counts.Plus(t.Counts)
	sum.Figures = r.Scoring.combine(sum.Figures, t.Figures)
	for _, l := range t.Lines {
		j := slices.IndexFunc(sum.Lines, func(x LineResult) bool { return x.Item == l.Item })
		if j < 0 {
			sum.Lines = append(sum.Lines, l)
			continue
		}
		sum.Lines[j].Counts = sum.Lines[j].Counts.Plus(l.Counts)
		sum.Lines[j].Figures = r.Scoring.combine(sum.Lines[j].Figures, l.Figures)
	}
}

// order sorts the targets by kind, score and 任职顺序 and ranks them within their kind.
func (r *Result) order(targets []Target) {
	seat := map[ID]int{}
	for _, t := range targets {
		seat[t.ID] = t.Rank
	}
	slices.SortStableFunc(r.Targets, func(a, b TargetResult) int {
		return cmp.Or(
			cmp.Compare(slices.Index(Kinds, a.Kind), slices.Index(Kinds, b.Kind)),
			-CompareFigures(a.Score, b.Score),
			cmp.Compare(seat[a.TargetID], seat[b.TargetID]),
		)
	})
	first := 0 // of the kind
	for i := range r.Targets {
		t := &r.Targets[i]
		if i > 0 && t.Kind != r.Targets[i-1].Kind {
			first = i
		}
		switch {
		case t.Score == nil:
		case i > first && CompareFigures(t.Score, r.Targets[i-1].Score) == 0:
			t.Rank = r.Targets[i-1].Rank
		default:
			t.Rank = i - first + 1
		}
	}
}

// CompareFigures orders figures; one without a denominator is the lowest.
func CompareFigures(a, b *big.Rat) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return -1
	case b == nil:
		return 1
	}
	return a.Cmp(b)
}

// Basis says which lines make the target's figure: 总体 where the form has it, else all of them pooled.
func (t TargetResult) Basis() string {
	for _, l := range t.Lines {
		if l.Item == Overall {
			return "按“总体”一项计，每票 1 项"
		}
	}
	if n := len(t.Lines); n != 2 || t.Lines[0].Item != WorkItem || t.Lines[1].Item != ConductItem {
		return fmt.Sprintf("按 %d 项合计，每票 %d 项", n, n)
	}
	return "按工作、作风两项合计，每票 2 项"
}

// Basis says how the figures of a kind's targets come about; they may be asked differently.
func (r *Result) Basis(kind Kind) (basis string) {
	for _, t := range r.Targets {
		switch {
		case t.Kind != kind:
		case basis == "":
			basis = t.Basis()
		case basis != t.Basis():
			return "票样不同，各按自己的项计"
		}
	}
	return basis
}

// RuleText returns the rule that is printed under every table, in sentences.
func (r *Result) RuleText() []string {
	sc := r.Scoring
	base, unfamiliar := "四个等次合计", "不了解计入分母"
	if !sc.CountUnfamiliar {
		base, unfamiliar = "（满意 + 基本满意 + 不满意）", "不了解不计入分母，不了解率 = 不了解 ÷ 四个等次合计"
	}
	rule := []string{
		fmt.Sprintf("有效票 %d 张。满意率 = 满意 ÷ %s；满意和基本满意率 =（满意 + 基本满意）÷ %s；%s。", r.Valid, base, base, unfamiliar),
		fmt.Sprintf("综合得分 =（%d × 满意 + %d × 基本满意 + %d × 不满意）÷（满意 + 基本满意 + 不满意）。四舍五入到两位小数，各率不凑足 100。",
			sc.Satisfied, sc.MostlySatisfied, sc.Dissatisfied),
	}
	switch {
	case r.Scope == Combined && len(r.Rounds) > 1:
		rule = append(rule, fmt.Sprintf("票数为两次评议相加；各率和得分按内部评议 %d%%、社会评议 %d%% 加权。", sc.InternalWeight, 100-sc.InternalWeight))
	case r.Scope == Combined && len(r.Rounds) == 1:
		rule = append(rule, fmt.Sprintf("只进行了%s，综合结果即%s结果。", r.Rounds[0], r.Rounds[0]))
	}
	return rule
}

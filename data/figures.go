package data

import "math/big"

// Counts is how often each mark stands on some lines.
type Counts struct {
	Satisfied, MostlySatisfied, Dissatisfied, Unfamiliar int
	Blank, Multiple                                      int
}

// Graded returns the number of valid marks: 四个等次合计.
func (c Counts) Graded() int {
	return c.Satisfied + c.MostlySatisfied + c.Dissatisfied + c.Unfamiliar
}

// Of returns how often one mark stands there.
func (c Counts) Of(m Mark) int {
	switch m {
	case Satisfied:
		return c.Satisfied
	case MostlySatisfied:
		return c.MostlySatisfied
	case Dissatisfied:
		return c.Dissatisfied
	case Unfamiliar:
		return c.Unfamiliar
	case Blank:
		return c.Blank
	case Multiple:
		return c.Multiple
	}
	return 0
}

// Unanimous returns the grade that every valid mark is, 0 where they differ or where there are fewer than two. Who
// was there then knows how everybody marked (safety.md §1).
func (c Counts) Unanimous() Mark {
	for _, m := range Grades {
		if n := c.Of(m); n > 1 && n == c.Graded() {
			return m
		}
	}
	return 0
}

// Figures are the named figures of design.md §7, exact. A nil figure has an empty denominator and is shown as —.
type Figures struct {
	SatisfiedRate    *big.Rat // 满意率, 0 … 1
	AtLeastMostly    *big.Rat // 满意和基本满意率
	DissatisfiedRate *big.Rat // 不满意率
	UnfamiliarRate   *big.Rat // 不了解率
	Score            *big.Rat // 综合得分, 0 … 100
}

// Metric names one of the Figures, to rank by it or to hold it against a threshold.
type Metric string

// The metrics.
const (
	ScoreMetric         Metric = "score"           // 综合得分
	AtLeastMostlyMetric Metric = "at-least-mostly" // 满意和基本满意率
	SatisfiedMetric     Metric = "satisfied"       // 满意率
	DissatisfiedMetric  Metric = "dissatisfied"    // 不满意率
	UnfamiliarMetric    Metric = "unfamiliar"      // 不了解率
)

// Metrics lists every metric.
var Metrics = []Metric{ScoreMetric, AtLeastMostlyMetric, SatisfiedMetric, DissatisfiedMetric, UnfamiliarMetric}

// String returns the metric's name on screen and paper.
func (m Metric) String() string {
	return map[Metric]string{
		ScoreMetric: "综合得分", AtLeastMostlyMetric: "满意和基本满意率", SatisfiedMetric: "满意率", DissatisfiedMetric: "不满意率", UnfamiliarMetric: "不了解率",
	}[m]
}

// Of returns the figure that the metric names.
func (m Metric) Of(f Figures) *big.Rat {
	switch m {
	case AtLeastMostlyMetric:
		return f.AtLeastMostly
	case SatisfiedMetric:
		return f.SatisfiedRate
	case DissatisfiedMetric:
		return f.DissatisfiedRate
	case UnfamiliarMetric:
		return f.UnfamiliarRate
	}
	return f.Score
}

// Better tells whether a higher value of the metric is the better one.
func (m Metric) Better() bool { return m != DissatisfiedMetric && m != UnfamiliarMetric }

// Figures returns the exact figures of some counts (design.md §7). Blank and multiple marks are in no denominator;
// 不了解 is scored only where the rule says so. members is how many marks there would be if everybody entitled had
// marked every line; it matters only where the rule divides by the membership.
func (s Scoring) Figures(c Counts, members int) Figures {
	base, graded := s.base(c, members), c.Graded()
	if s.Denominator != ByMarks {
		graded = members
	}
	points := s.Satisfied*c.Satisfied + s.MostlySatisfied*c.MostlySatisfied + s.Dissatisfied*c.Dissatisfied
	if s.ScoreUnfamiliar {
		points += s.Unfamiliar * c.Unfamiliar
	}
	return Figures{
		SatisfiedRate:    ratio(c.Satisfied, base),
		AtLeastMostly:    ratio(c.Satisfied+c.MostlySatisfied, base),
		DissatisfiedRate: ratio(c.Dissatisfied, base),
		UnfamiliarRate:   ratio(c.Unfamiliar, graded),
		Score:            ratio(points, s.scored(c)),
	}
}

// base returns the denominator of the rates.
func (s Scoring) base(c Counts, members int) int {
	switch {
	case s.Denominator != ByMarks:
		return members
	case !s.CountUnfamiliar:
		return c.Graded() - c.Unfamiliar
	}
	return c.Graded()
}

// scored returns the denominator of the score.
func (s Scoring) scored(c Counts) int {
	if s.ScoreUnfamiliar {
		return c.Graded()
	}
	return c.Graded() - c.Unfamiliar
}

// weighted are the figures of one part of a whole with its weight.
type weighted struct {
	weight int
	Figures
}

// weigh returns the weighted mean of each figure by itself. A part that has no figure drops out and the others'
// weights are rescaled; where none is left there is no figure.
func weigh(parts []weighted) Figures {
	mean := func(of func(Figures) *big.Rat) *big.Rat {
		sum, total := new(big.Rat), 0
		for _, p := range parts {
			if f := of(p.Figures); f != nil && p.weight > 0 {
				sum.Add(sum, new(big.Rat).Mul(f, ratio(p.weight, 1)))
				total += p.weight
			}
		}
		if total == 0 {
			return nil
		}
		return sum.Quo(sum, ratio(total, 1))
	}
	return Figures{
		SatisfiedRate:    mean(SatisfiedMetric.Of),
		AtLeastMostly:    mean(AtLeastMostlyMetric.Of),
		DissatisfiedRate: mean(DissatisfiedMetric.Of),
		UnfamiliarRate:   mean(UnfamiliarMetric.Of),
		Score:            mean(ScoreMetric.Of),
	}
}

// ratio returns a ÷ b, nil for an empty denominator.
func ratio(a, b int) *big.Rat {
	if b == 0 {
		return nil
	}
	return big.NewRat(int64(a), int64(b))
}

// Fixed returns r with a fixed number of decimals, rounded half up (away from zero); nil is —.
func Fixed(r *big.Rat, decimals int) string {
	if r == nil {
		return "—"
	}
	return r.FloatString(decimals)
}

// FormatPercent returns a rate as percent with two decimals and without the sign: 79.38; nil is —.
func FormatPercent(r *big.Rat) string { return percent(r, 2) }

// FormatScore returns a score with two decimals; nil is —.
func FormatScore(r *big.Rat) string { return Fixed(r, 2) }

func percent(r *big.Rat, decimals int) string {
	if r == nil {
		return "—"
	}
	return Fixed(new(big.Rat).Mul(r, big.NewRat(100, 1)), decimals)
}

// Format returns a figure as the rule shows it: a rate in percent without the sign, a score as it is; nil is —.
func (s Scoring) Format(m Metric, r *big.Rat) string {
	if m == ScoreMetric {
		return Fixed(r, s.Decimals)
	}
	return percent(r, s.Decimals)
}

// MajorityGrade returns the grade that a body reaches by majorities of all its members, as people's congresses
// vote: more than half 满意, else more than half 满意 and 基本满意 together; exactly half isn't enough.
func MajorityGrade(c Counts, members int) Mark {
	switch {
	case 2*c.Satisfied > members:
		return Satisfied
	case 2*(c.Satisfied+c.MostlySatisfied) > members:
		return MostlySatisfied
	}
	return Dissatisfied
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

package data

import "math/big"

// Validate refuses a rule that can't be meant.
func (s Scoring) Validate() error {
	for _, c := range []int{s.Satisfied, s.MostlySatisfied, s.Dissatisfied} {
		if c < 0 || c > 100 {
			return refuse(Invalid, "计分系数“%d”不对。系数应在 0 至 100 之间。", c)
		}
	}
	switch {
	case s.Satisfied < s.MostlySatisfied || s.MostlySatisfied < s.Dissatisfied:
		return refuse(Invalid, "计分系数 %d、%d、%d 的顺序不对。满意不应低于基本满意，基本满意不应低于不满意。",
			s.Satisfied, s.MostlySatisfied, s.Dissatisfied)
	case s.InternalWeight < 0 || s.InternalWeight > 100:
		return refuse(Invalid, "内部评议的权重“%d%%”不对。权重应在 0%% 至 100%% 之间。", s.InternalWeight)
	}
	return nil
}

// Figures returns the exact figures of some counts (design.md §7). Blank and multiple marks are in no
// denominator; 不了解 is never scored.
func (s Scoring) Figures(c Counts) Figures {
	scored := c.Satisfied + c.MostlySatisfied + c.Dissatisfied
	base := scored
	if s.CountUnfamiliar {
		base = c.Graded()
	}
	return Figures{
		SatisfiedRate:    ratio(c.Satisfied, base),
		AtLeastMostly:    ratio(c.Satisfied+c.MostlySatisfied, base),
		DissatisfiedRate: ratio(c.Dissatisfied, base),
		UnfamiliarRate:   ratio(c.Unfamiliar, c.Graded()),
		Score:            ratio(s.Satisfied*c.Satisfied+s.MostlySatisfied*c.MostlySatisfied+s.Dissatisfied*c.Dissatisfied, scored),
	}
}

// combine weighs the figures of the internal and the social round. Where only one has a figure, that one stands.
func (s Scoring) combine(internal, social Figures) Figures {
	return Figures{
		SatisfiedRate:    s.weigh(internal.SatisfiedRate, social.SatisfiedRate),
		AtLeastMostly:    s.weigh(internal.AtLeastMostly, social.AtLeastMostly),
		DissatisfiedRate: s.weigh(internal.DissatisfiedRate, social.DissatisfiedRate),
		UnfamiliarRate:   s.weigh(internal.UnfamiliarRate, social.UnfamiliarRate),
		Score:            s.weigh(internal.Score, social.Score),
	}
}

func (s Scoring) weigh(internal, social *big.Rat) *big.Rat {
	switch {
	case internal == nil:
		return social
	case social == nil:
		return internal
	}
	a := new(big.Rat).Mul(internal, ratio(s.InternalWeight, 100))
	b := new(big.Rat).Mul(social, ratio(100-s.InternalWeight, 100))
	return a.Add(a, b)
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
func FormatPercent(r *big.Rat) string {
	if r == nil {
		return "—"
	}
	return Fixed(new(big.Rat).Mul(r, big.NewRat(100, 1)), 2)
}

// FormatScore returns a score with two decimals; nil is —.
func FormatScore(r *big.Rat) string { return Fixed(r, 2) }

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

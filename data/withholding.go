package data

// Withholding says what of a row may not be shown (design.md §11; safety.md §4).
type Withholding int

// The ways.
const (
	Shown    Withholding = iota
	NoCounts             // 不单列: the figures are shown; the counts beside them would give a group away
	Covering             // 不单列: shown, it would give a group of fewer than five away by subtraction
	TooFew               // 不足5票: the group has fewer than five valid ballots
)

// MinBallots is the smallest number of valid ballots that are shown by themselves.
const MinBallots = 5

// String returns what stands in place of the figures: 不足5票.
func (w Withholding) String() string {
	return [...]string{"", "不单列", "不单列", "不足5票"}[w]
}

// HidesCounts tells whether the counts are withheld.
func (w Withholding) HidesCounts() bool { return w != Shown }

// HidesFigures tells whether the rates and the score are withheld.
func (w Withholding) HidesFigures() bool { return w == TooFew || w == Covering }

// and returns the stricter one.
func (w Withholding) and(other Withholding) Withholding { return max(w, other) }

// apply takes out what is withheld.
func (w Withholding) apply(c Counts, f Figures) (Counts, Figures) {
	if w.HidesCounts() {
		c = Counts{}
	}
	if w.HidesFigures() {
		f = Figures{}
	}
	return c, f
}

// withhold takes out of the statistics what may not be shown.
func (s *Statistics) withhold() {
}

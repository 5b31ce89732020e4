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

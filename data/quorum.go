package data

import "fmt"

// Quorum is the share of those expected who have to be present for a round to count: more than Numerator/Denominator of
// them, or at least that many if Inclusive (design.md §6).
type Quorum struct {
	Numerator, Denominator int
	Inclusive              bool
}

// Quorums lists the usual choices; a new round begins with the first.
var Quorums = []Quorum{{1, 2, false}, {2, 3, true}, {3, 4, true}, {4, 5, true}}

// String returns the quorum in words: 超过应到的 1/2, 不少于应到的 2/3.
func (q Quorum) String() string {
	if q.Inclusive {
		return fmt.Sprintf("不少于应到的 %d/%d", q.Numerator, q.Denominator)
	}
	return fmt.Sprintf("超过应到的 %d/%d", q.Numerator, q.Denominator)
}

// Met tells whether enough of those expected are present.
func (q Quorum) Met(present, expected int) bool {
	have, need := present*q.Denominator, expected*q.Numerator
	return have > need || q.Inclusive && have == need
}

// Validate refuses a share that no meeting could have.
func (q Quorum) Validate() error {
	if q.Numerator < 1 || q.Denominator < q.Numerator || q.Denominator > 100 || q.Numerator == q.Denominator && !q.Inclusive {
		return refuse(Invalid, "到会人数的比例“%s”不对。请从列表中选择，或者填写 1/2 这样的分数。", q)
	}
	return nil
}

package data

import "time"

// SelfGrade is how a target rates itself on one criterion (design.md §11). Empty: not yet filled in.
type SelfGrade string

// The four self-ratings.
const (
	Good    SelfGrade = "good"    // 好
	Fair    SelfGrade = "fair"    // 较好
	Average SelfGrade = "average" // 一般
	Poor    SelfGrade = "poor"    // 差
)

// SelfGrades lists every self-rating, best first.
var SelfGrades = []SelfGrade{Good, Fair, Average, Poor}

// String returns the self-rating's name.
func (g SelfGrade) String() string {
	return map[SelfGrade]string{Good: "好", Fair: "较好", Average: "一般", Poor: "差"}[g]
}

// Report holds what a target writes: 自查自评报告 and 公开承诺书, and its self-rating by criterion number.
type Report struct {
	TargetID   ID
	Text       string            // 自查自评报告
	Commitment string            // 公开承诺书
	SelfRating map[int]SelfGrade // by Criterion.Number
	SavedAt    time.Time         // zero: never saved
}

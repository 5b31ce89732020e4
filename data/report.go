package data

import (
	"cmp"
	"context"
	"database/sql/driver"
	"maps"
	"time"
)

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

// Reviewer returns who has to pass the target's report and commitment (plan.md §三.2（1）): the supervision
// group for the team and the principal, the principal for everyone else.
func (t Target) Reviewer(c Campaign, targets []Target) string {
	if t.Kind == Team || t.Level == Principal {
		return "督导组"
	}
	for _, other := range targets {
		if other.Level == Principal && !other.Withdrawn {
			return other.Name
		}
	}
	return cmp.Or(c.PartyGroupHead, Principal.String())
}

// Empty tells whether nothing at all was written yet.
func (r Report) Empty() bool {
	return r.Text == "" && r.Commitment == "" && len(r.SelfRating) == 0
}

const reportColumns = "target_id, text, commitment, saved_at"

// storedTime keeps a time as RFC 3339 text.
type storedTime struct{ *time.Time }

// Value returns the text.
func (t storedTime) Value() (driver.Value, error) { return t.Format(time.RFC3339Nano), nil }

// Scan reads the text.
func (t storedTime) Scan(src any) (err error) {
	text, _ := src.(string)
	*t.Time, err = time.Parse(time.RFC3339Nano, text)
	return err
}

func (r *Report) fields() []any {
	return []any{&r.TargetID, &r.Text, &r.Commitment, storedTime{&r.SavedAt}}
}

// Reports returns every report of the current campaign by its target's ID. Targets that wrote nothing have none.
func (s *Store) Reports(ctx context.Context) (all map[ID]Report, err error) {
	err = s.read(ctx, func(t *tx) error {
		campaign, err := currentID(t)
		if err != nil {
			return err
		}
		all, err = reports(t, "target_id IN (SELECT id FROM target WHERE campaign_id = ?)", campaign)
		return err
	})
	return all, err
}

// Report returns the target's report, an empty one if nothing was written yet. NotFound without such a target.
func (s *Store) Report(ctx context.Context, target ID) (r *Report, err error) {
	err = s.read(ctx, func(t *tx) error {
		if _, err := findTarget(t, target); err != nil {
			return err
		}
		r, err = report(t, target)
		return err
	})
	return r, err
}

// SaveReport writes the report, the commitment and the self-rating as they are. Nothing is written when
// nothing was changed. SavedAt is the store's.
func (s *Store) SaveReport(ctx context.Context, r Report) error {
	for number, grade := range r.SelfRating {
		if grade != "" && grade.String() == "" || number < 1 || number > len(planCriteria) {
			return refuse(Invalid, "第 %d 项自我评价不是好、较好、一般、差。请重新选择。", number)
		}
	}
	r.SelfRating = maps.Clone(r.SelfRating)
	maps.DeleteFunc(r.SelfRating, func(_ int, grade SelfGrade) bool { return grade == "" })
	return s.write(ctx, func(t *tx) error {
		target, err := findTarget(t, r.TargetID)
		if err != nil {
			return err
		}
		old, err := report(t, r.TargetID)
		if err != nil {
			return err
		}
		if old.Text == r.Text && old.Commitment == r.Commitment && maps.Equal(old.SelfRating, r.SelfRating) {
			return nil
		}
		r.SavedAt = t.now
		if err := saveReport(t, &r); err != nil {
			return err
		}
		return t.journal(r.TargetID, "保存自查自评 %s", target.Name)
	})
}

func report(t *tx, target ID) (*Report, error) {
	found, err := reports(t, "target_id = ?", target)
	r := found[target]
	r.TargetID = target
	return &r, err
}

func reports(t *tx, where string, args ...any) (map[ID]Report, error) {
	found, err := list(t, (*Report).fields, "SELECT "+reportColumns+" FROM report WHERE "+where, args...)
	if err != nil {
		return nil, err
	}
	all := make(map[ID]Report, len(found))
	for _, r := range found {
		r.SelfRating = map[int]SelfGrade{}
		all[r.TargetID] = r
	}
	type rating struct {
		target ID
		number int
		grade  SelfGrade
	}
	ratings, err := list(t, func(r *rating) []any { return []any{&r.target, &r.number, &r.grade} },
		"SELECT target_id, number, grade FROM self_rating WHERE "+where, args...)
	for _, r := range ratings {
		all[r.target].SelfRating[r.number] = r.grade
	}
	return all, err
}

func saveReport(t *tx, r *Report) error {
	if err := t.upsert("report", reportColumns, 1, r.fields()...); err != nil {
		return err
	}
	if err := t.exec("DELETE FROM self_rating WHERE target_id = ?", r.TargetID); err != nil {
		return err
	}
	for number, grade := range r.SelfRating {
		if err := t.exec("INSERT INTO self_rating (target_id, number, grade) VALUES (?, ?, ?)", r.TargetID, number, grade); err != nil {
			return err
		}
	}
	return nil
}

package data

import (
	"cmp"
	"context"
	"database/sql/driver"
	"maps"
	"strings"
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
	Due        Date              // the target's own day for its texts; zero: the campaign's
	Reviews    []Review          // 审核记录 of both texts, the oldest first
}

// Reviewer returns who has to pass the target's report and commitment (plan.md §三.2（1）): the supervision
// group for the team and the principal, the principal for everyone else.
func (t Target) Reviewer(c Campaign, targets []Target) string {
	if t.Route() == BySupervisionGroup {
		return "督导组"
	}
	if heads := principals(targets); len(heads) > 0 {
		return heads[0]
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

// SaveReport writes the report, the commitment and the self-rating as they are; SavedAt, Due and Reviews are the store's.
// Nothing is written when nothing was changed. What was handed in is refused: it can be changed only as 草稿 or 退回. The
// journal tells of it once of each operator: it is saved while it is typed, and every version that is handed in is kept.
func (s *Store) SaveReport(ctx context.Context, r Report) error {
	for number, grade := range r.SelfRating {
		if grade != "" && grade.String() == "" || number < 1 || number > len(planCriteria) {
			return refuse(Invalid, "第 %d 项自我评价不是好、较好、一般、差。请重新选择。", number)
		}
	}
	r.SelfRating = maps.Clone(r.SelfRating)
	maps.DeleteFunc(r.SelfRating, func(_ int, grade SelfGrade) bool { return grade == "" })
	return s.write(ctx, func(t *tx) error {
		h, err := handle(t, r.TargetID)
		if err != nil {
			return err
		}
		old := h.report
		rated := !maps.Equal(old.SelfRating, r.SelfRating)
		if old.Text == r.Text && old.Commitment == r.Commitment && !rated {
			return nil
		}
		for part, changed := range map[Part]bool{
			ReportPart: rated || old.Text != r.Text, CommitmentPart: old.Commitment != r.Commitment,
		} {
			if changed {
				if err := h.open(part); err != nil {
					return err
				}
			}
		}
		r.SavedAt = t.now
		if err := saveReport(t, &r, rated); err != nil {
			return err
		}
		if err := h.begin(t, r); err != nil {
			return err
		}
		return t.journalOnce(r.TargetID, "保存自查自评 "+h.target.Name)
	})
}

// open refuses a change of a text that was handed in, and names the way back to the draft.
func (h *handling) open(part Part) error {
	state := h.report.State(part, h.today)
	if state.Open() {
		return nil
	}
	return refuse(State, "%s的%s%s，不能再改。退回草稿才能改。", h.target.Name, part, state.said())
}

// begin opens the record of a text with its first words.
func (h *handling) begin(t *tx, r Report) error {
	for _, part := range Parts {
		if h.report.LastReview(part) != nil || strings.TrimSpace(r.TextOf(part)) == "" {
			continue
		}
		begun := Review{Part: part, Kind: ReviewDrafted, By: h.target.Writer(h.targets), Date: h.today}
		if err := addReview(t, h, begun, ""); err != nil {
			return err
		}
	}
	return nil
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
	if err := addReviews(t, all, where, args...); err != nil {
		return nil, err
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

// addReviews adds the own days and the records of the reviews.
func addReviews(t *tx, all map[ID]Report, where string, args ...any) error {
	type own struct {
		target ID
		due    Date
	}
	dues, err := list(t, func(o *own) []any { return []any{&o.target, &o.due} }, "SELECT target_id, due FROM report_due WHERE "+where, args...)
	if err != nil {
		return err
	}
	for _, o := range dues {
		r := all[o.target]
		r.TargetID, r.Due = o.target, o.due
		all[o.target] = r
	}
	type line struct {
		target ID
		Review
	}
	record, err := list(t, func(l *line) []any { return append([]any{&l.target}, l.Review.fields()...) },
		"SELECT target_id, "+reviewColumns+" FROM review WHERE "+where+" ORDER BY at, number, part", args...)
	for _, l := range record {
		r := all[l.target]
		r.TargetID, r.Reviews = l.target, append(r.Reviews, l.Review)
		all[l.target] = r
	}
	return err
}

func saveReport(t *tx, r *Report, rated bool) error {
	if err := t.upsert("report", reportColumns, 1, r.fields()...); err != nil || !rated {
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

package data

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
)

// handling is what the steps of one target's review are decided on.
type handling struct {
	campaign *Campaign
	targets  []Target
	target   Target
	report   *Report
	pledges  []Pledge
	today    Date
}

// SubmitReport hands texts of a target in for review: 草稿 or 退回 → 送审. What is handed in has to be complete, and
// whoever reviews it has to be there. The text as it was handed in is kept as a version. Signature.By empty: the writer.
func (s *Store) SubmitReport(ctx context.Context, target ID, parts []Part, by Signature) error {
	return s.review(ctx, target, parts, func(h *handling, part Part) (Review, string, error) {
		r := by.review(ReviewSubmitted, part)
		r.By = cmp.Or(r.By, h.target.Writer(h.targets))
		if err := h.may(r); err != nil {
			return r, "", err
		}
		if h.target.Route() == ByPrincipal && len(principals(h.targets)) == 0 {
			return r, "", h.target.noPrincipal(part)
		}
		return r, h.version(part), h.complete(part)
	})
}

// ReturnReport gives texts back to be changed and handed in again by a day: 送审 → 退回. Signature.Opinion is the
// reason; only who reviews on the target's route may return them.
func (s *Store) ReturnReport(ctx context.Context, target ID, parts []Part, by Signature, until Date) error {
	return s.review(ctx, target, parts, func(h *handling, part Part) (Review, string, error) {
		r := by.review(ReviewReturned, part)
		r.Until = until
		if err := h.mayReview(r); err != nil {
			return r, "", err
		}
		switch {
		case r.Opinion == "":
			return r, "", refuse(Invalid, "退回%s的%s的原因还没有填写。请写明要改什么，再退回。", h.target.Name, part)
		case until.IsZero():
			return r, "", refuse(Invalid, "重新送审的期限还没有填写。请填写后再退回。")
		case until.Before(cmp.Or(r.Date, h.today)):
			return r, "", refuse(Invalid, "重新送审的期限 %s 早于退回日期 %s。请改正后再退回。", until, cmp.Or(r.Date, h.today))
		}
		return r, "", nil
	})
}

// ApproveReport passes texts: 送审 → 审核通过. Only who reviews on the target's route may pass them.
func (s *Store) ApproveReport(ctx context.Context, target ID, parts []Part, by Signature) error {
	return s.review(ctx, target, parts, func(h *handling, part Part) (Review, string, error) {
		r := by.review(ReviewApproved, part)
		return r, "", h.mayReview(r)
	})
}

// ReopenReport makes texts drafts again, from 送审 on; an approval is lost and a 公示 ends. Signature.Opinion is the
// reason. Signature.By empty: the operator.
func (s *Store) ReopenReport(ctx context.Context, target ID, parts []Part, by Signature) error {
	return s.review(ctx, target, parts, func(h *handling, part Part) (Review, string, error) {
		r := by.review(ReviewReopened, part)
		if err := h.may(r); err != nil {
			return r, "", err
		}
		if r.Opinion == "" {
			return r, "", refuse(Invalid, "退回草稿的原因还没有填写。请填写后再退回草稿。")
		}
		return r, "", nil
	})
}

// PublishReports puts approved texts of many targets on the board: 审核通过 → 公示, all of them or none. The zero
// Start is today, the zero End follows from PublicationDays. Before its first day a 公示 can be arranged anew.
func (s *Store) PublishReports(ctx context.Context, targets []ID, parts []Part, p Publication) error {
	if len(targets) == 0 {
		return refuse(Invalid, "还没有选定要公示的对象。请选定后再公示。")
	}
	p.Place = CleanLine(p.Place)
	return s.write(ctx, func(t *tx) error {
		if p.Start.IsZero() {
			p.Start = DateOf(t.now)
		}
		if p.End.IsZero() {
			p.End = p.Start.AddDays(PublicationDays - 1)
		}
		if err := p.Validate(); err != nil {
			return err
		}
		for _, id := range targets {
			if err := review(t, id, parts, func(h *handling, part Part) (Review, string, error) {
				r := Review{Part: part, Kind: ReviewPublished, Date: h.today, Publication: p}
				if p.Start.Before(h.today) {
					r.Date = p.Start
				}
				return r, "", h.may(r)
			}); err != nil {
				return err
			}
		}
		return nil
	})
}

// Validate refuses a 公示 without a place or with its days the wrong way round.
func (p Publication) Validate() error {
	switch {
	case p.Place == "":
		return refuse(Invalid, "公示地点还没有填写。请填写后再公示。")
	case p.End.Before(p.Start):
		return refuse(Invalid, "公示的结束日期 %s 早于开始日期 %s。请改正后再公示。", p.End, p.Start)
	}
	return nil
}

// SetReportDue gives a target its own day for its texts; the zero Date gives it the campaign's again.
func (s *Store) SetReportDue(ctx context.Context, target ID, due Date) error {
	return s.write(ctx, func(t *tx) error {
		h, err := handle(t, target)
		if err != nil {
			return err
		}
		if h.report.Due == due {
			return nil
		}
		if due.IsZero() {
			if err := t.exec("DELETE FROM report_due WHERE target_id = ?", target); err != nil {
				return err
			}
			return t.journal(target, "%s 的自查自评恢复统一期限", h.target.Name)
		}
		if err := t.upsert("report_due", "target_id, due", 1, target, due); err != nil {
			return err
		}
		return t.journal(target, "%s 的自查自评期限改为 %s", h.target.Name, due)
	})
}

func (by Signature) review(kind ReviewKind, part Part) Review {
	return Review{Part: part, Kind: kind, By: CleanName(by.By), Date: by.Date, Opinion: strings.TrimSpace(by.Opinion)}
}

// review takes one step with each of the parts, in one transaction.
func (s *Store) review(ctx context.Context, target ID, parts []Part, step func(*handling, Part) (Review, string, error)) error {
	return s.write(ctx, func(t *tx) error { return review(t, target, parts, step) })
}

func review(t *tx, target ID, parts []Part, step func(*handling, Part) (Review, string, error)) error {
	if len(parts) == 0 || slices.ContainsFunc(parts, func(p Part) bool { return p.String() == "" }) {
		return refuse(Invalid, "还没有选定自查自评报告或者公开承诺书。请选定后再办理。")
	}
	h, err := handle(t, target)
	if err != nil {
		return err
	}
	for _, part := range parts {
		r, version, err := step(h, part)
		r.By, r.Date = cmp.Or(r.By, t.operator), cmp.Or(r.Date, h.today)
		if last := h.report.LastReview(part); last != nil && r.same(*last) {
			continue // it is done already
		}
		if err != nil {
			return err
		}
		if err := addReview(t, h, r, version); err != nil {
			return err
		}
	}
	return nil
}

func handle(t *tx, id ID) (*handling, error) {
	h := &handling{today: DateOf(t.now)}
	var err error
	if h.campaign, err = currentCampaign(t); err != nil {
		return nil, err
	}
	target, err := findTarget(t, id)
	if err != nil {
		return nil, err
	}
	h.target = *target
	if _, err := t.belongs("target", id, h.campaign.ID); err != nil {
		return nil, err
	}
	if h.targets, err = targets(t, h.campaign.ID); err != nil {
		return nil, err
	}
	if h.report, err = report(t, id); err != nil {
		return nil, err
	}
	h.pledges, err = pledges(t, "target_id = ?", id)
	return h, err
}

// may refuses a step that the target, its text's state or the days don't allow.
func (h *handling) may(r Review) error {
	if h.target.Withdrawn {
		return refuse(State, "“%s”已经停评，%s不再办理。要办理，请先在“评议对象”里恢复在评。", h.target.Name, r.Part)
	}
	if err := r.Kind.checkState(h.target, r.Part, h.report.State(r.Part, h.today)); err != nil {
		return err
	}
	date := cmp.Or(r.Date, h.today)
	if date.After(h.today) {
		return refuse(Invalid, "%s日期 %s 还没有到。请核对日期。", r.Kind, date)
	}
	if last := h.report.LastReview(r.Part); last != nil && last.Kind != ReviewDrafted && date.Before(last.Date) {
		return refuse(Invalid, "%s日期 %s 早于%s日期 %s。请核对日期。", r.Kind, date, last.Kind, last.Date)
	}
	return nil
}

// mayReview also refuses whoever doesn't review on the target's route.
func (h *handling) mayReview(r Review) error {
	if err := h.may(r); err != nil {
		return err
	}
	if r.By == "" {
		return refuse(Invalid, "审核人还没有填写。%s的%s须经%s审核，请填写后再办理。", h.target.Name, r.Part, h.target.Route())
	}
	return h.target.checkReviewer(r.Part, r.By, h.targets)
}

// complete refuses a text that can't be reviewed yet, and says what it lacks (plan.md §三.2（1）).
func (h *handling) complete(part Part) error {
	name := h.target.Name
	if strings.TrimSpace(h.report.TextOf(part)) == "" {
		return refuse(State, "%s的%s还是空的。请写好后再送审。", name, part)
	}
	if part == ReportPart {
		if open := h.campaign.unrated(*h.report); open > 0 {
			return refuse(State, "%s的自我评价还有 %d 项没有填。请填好后再送审。", name, open)
		}
		return nil
	}
	if len(h.pledges) == 0 {
		return refuse(State, "%s还没有列出承诺事项。请至少列出一项，写明时限，再送审。", name)
	}
	for _, p := range h.pledges {
		if p.Due.IsZero() {
			return refuse(State, "%s的第 %d 项承诺没有完成时限。请填好后再送审。", name, p.Number)
		}
	}
	return nil
}

// unrated returns how many criteria the target didn't rate itself on.
func (c Campaign) unrated(r Report) (open int) {
	for _, criterion := range c.Criteria {
		if r.SelfRating[criterion.Number] == "" {
			open++
		}
	}
	return open
}

// version returns a text as it is handed in: the report with the self-rating, the commitment with the pledges.
func (h *handling) version(part Part) string {
	var b strings.Builder
	b.WriteString(strings.TrimRight(h.report.TextOf(part), "\n "))
	if part == ReportPart {
		b.WriteString("\n自我评价")
		for _, c := range h.campaign.Criteria {
			fmt.Fprintf(&b, "\n%s：%s", c.Name, h.report.SelfRating[c.Number])
		}
		return b.String()
	}
	b.WriteString("\n承诺事项")
	for _, p := range h.pledges {
		fmt.Fprintf(&b, "\n%d. %s（%s前）", p.Number, p.Content, p.Due.Chinese())
	}
	return b.String()
}

const (
	reviewColumns = "part, number, kind, by, date, opinion, until, place, first_day, last_day, operator, at"
)

func (r *Review) fields() []any {
	return []any{
		&r.Part, &r.Number, &r.Kind, &r.By, &r.Date, &r.Opinion, &r.Until,
		&r.Publication.Place, &r.Publication.Start, &r.Publication.End, &r.Operator,
		storedTime{&r.At},
	}
}

// addReview writes the next line of the record. The journal names the step, never the opinion.
func addReview(t *tx, h *handling, r Review, version string) error {
	r.Number, r.Operator, r.At = 1, t.operator, t.now
	if last := h.report.LastReview(r.Part); last != nil {
		r.Number = last.Number + 1
	}
	values := append([]any{h.target.ID, version}, r.fields()...)
	if err := t.exec("INSERT INTO review (target_id, text, "+reviewColumns+") VALUES (?, ?"+strings.Repeat(", ?", len(values)-2)+")",
		values...); err != nil {
		return err
	}
	h.report.Reviews = append(h.report.Reviews, r)
	return t.journal(h.target.ID, "%s%s %s", r.Part, r.Kind, h.target.Name)
}

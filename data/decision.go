package data

import (
	"context"
	"database/sql/driver"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"time"
)

// Serious says whether serious problems were verified (确实存在严重问题, plan.md §三.2（3）).
type Serious string

// The answers.
const (
	NotAsked   Serious = ""    // only asked of a 特别差
	NotSerious Serious = "no"  // 没有
	IsSerious  Serious = "yes" // 有: Problems says which
)

// Decision is what a person decided on a suggestion, with the figures as they were.
type Decision struct {
	ID        ID // random; taken when the dialog opens
	TargetID  ID
	Confirmed bool // else rejected (不采纳)
	Measures  []DecidedMeasure
	Basis     string // 依据
	Decider   string // 决定人
	Date      Date
	Serious   Serious
	Problems  string // the serious problems that were verified

	// The store's.
	Number      int // of the target's decisions
	Band        Band
	Reading     string          // the figures that triggered it, in words
	Rule        string          // the scoring rule of the day, a sentence a line
	Figures     []DecidedFigure // in the order of Scopes
	ExtendedTo  Date            // the end of the target's 整改提高 phase; zero: not extended
	Moved       []MovedDeadline
	Operator    string
	At          time.Time
	WithdrawnOn Date
	Withdrawal  string // why it was withdrawn
}

// Stands tells whether the decision wasn't withdrawn.
func (d Decision) Stands() bool { return d.WithdrawnOn.IsZero() }

// Took tells whether the decision confirmed a measure.
func (d Decision) Took(m Measure) bool {
	return d.Confirmed && slices.ContainsFunc(d.Measures, func(x DecidedMeasure) bool { return x.Measure == m })
}

// DecidedMeasure is a measure with the person or unit that it concerns.
type DecidedMeasure struct {
	Measure Measure
	Subject string
}

// DecidedFigure is the target's result of one scope on the day of the decision.
type DecidedFigure struct {
	Scope Scope
	Rank  int
	Counts
	Figures
	Withheld Withholding
}

// MovedDeadline is a deadline that 活动延期2个月 moved: an item's, or that of one of its steps.
type MovedDeadline struct {
	ItemID        ID
	Before, After Date
}

// ConfirmOutcome confirms the suggestion of a target with the chosen measures. It is refused while a round isn't sealed, and
// when the target already has a decision that stands. A 特别差 must say whether serious problems were verified; only then
// 活动延期2个月 may be chosen: the end of the target's 整改提高 phase and its open ledger items move by two calendar months.
func (s *Store) ConfirmOutcome(ctx context.Context, d Decision) (*Decision, error) {
	d.Confirmed = true
	return s.decide(ctx, d)
}

// RejectOutcome decides that nothing is done about a suggestion (不采纳): why is the decision's basis.
func (s *Store) RejectOutcome(ctx context.Context, d Decision) (*Decision, error) {
	d.Confirmed, d.Measures = false, nil
	return s.decide(ctx, d)
}

func (s *Store) decide(ctx context.Context, d Decision) (*Decision, error) {
	err := s.write(ctx, func(t *tx) error {
		c, err := currentCampaign(t)
		if err != nil {
			return err
		}
		stats, err := statistics(t, c)
		if err != nil {
			return err
		}
		if err := stats.Of(Combined).Issuable(); err != nil {
			return err
		}
		return takeDecision(t, c, stats, &d)
	})
	if err != nil {
		return nil, err
	}
	return &d, nil
}

// takeDecision writes a decision on a suggestion. The same decision, saved twice, is written once.
func takeDecision(t *tx, c *Campaign, stats *Statistics, d *Decision) error {
	d.clean()
	if stored, err := decisions(t, "id = ?", d.ID); err != nil || len(stored) > 0 {
		if err == nil {
			*d = stored[0]
		}
		return err
	}
	o, err := outcomes(t, c, stats)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(o.Suggestions, func(s Suggestion) bool { return s.TargetID == d.TargetID })
	if i < 0 {
		return refuse(State, "按现在的结果和规则，这个对象没有处理建议。请刷新后再看。")
	}
	suggestion := o.Suggestions[i]
	if old := suggestion.Decision; old != nil {
		return refuse(Conflict, "“%s”在 %s 已经作过决定。要改变，请先撤销那个决定并写明理由。", suggestion.Name, old.Date)
	}
	if err := d.validate(suggestion); err != nil {
		return err
	}
	d.keep(stats, suggestion, o.Decisions)
	d.Operator, d.At = t.operator, t.now
	if err := d.extend(t, c); err != nil {
		return err
	}
	if err := insertDecision(t, c.ID, d); err != nil {
		return err
	}
	return t.journal(d.TargetID, "%s", d.step(suggestion.Name)) // never a grade (safety.md §4)
}

// step tells the journal what was decided, without any figure.
func (d *Decision) step(name string) string {
	if !d.Confirmed {
		return fmt.Sprintf("结果运用：%s，不采纳建议，决定人 %s", name, d.Decider)
	}
	var measures []string
	for _, m := range d.Measures {
		measures = append(measures, m.Measure.String())
	}
	return fmt.Sprintf("结果运用：%s，%s，决定人 %s", name, strings.Join(measures, "、"), d.Decider)
}

func (d *Decision) clean() {
	d.Basis, d.Decider, d.Problems = strings.TrimSpace(d.Basis), CleanLine(d.Decider), strings.TrimSpace(d.Problems)
	d.Measures = slices.Clone(d.Measures)
	for i := range d.Measures {
		d.Measures[i].Subject = CleanName(d.Measures[i].Subject)
	}
	slices.SortFunc(d.Measures, func(a, b DecidedMeasure) int {
		return slices.Index(Measures, a.Measure) - slices.Index(Measures, b.Measure)
	})
}

// validate refuses a decision that rests on nothing or takes a measure that the plan doesn't know here.
func (d *Decision) validate(s Suggestion) error {
	switch {
	case d.ID == "":
		return fmt.Errorf("decision without an id")
	case d.Basis == "":
		return refuse(Invalid, "依据还没有填写。请写明根据什么作出决定。")
	case d.Decider == "":
		return refuse(Invalid, "决定人还没有填写。请填写后再保存。")
	case d.Date.IsZero():
		return refuse(Invalid, "决定日期还没有填写。请填写后再保存。")
	case !d.Confirmed:
		d.Serious, d.Problems = NotAsked, ""
		return nil
	case len(d.Measures) == 0:
		return refuse(Invalid, "一项措施也没有选。请选定措施；不打算处理的，请用“不采纳”。")
	}
	if s.Band != BandVeryPoor || s.Kind != Leader {
		d.Serious, d.Problems = NotAsked, ""
	} else if err := d.validateSerious(s); err != nil {
		return err
	}
	for i, m := range d.Measures {
		offered := slices.ContainsFunc(s.Measures, func(x SuggestedMeasure) bool { return x.Measure == m.Measure })
		switch {
		case !offered || i > 0 && d.Measures[i-1].Measure == m.Measure:
			return refuse(Invalid, "措施“%s”不适用于%s的%s。请重新选择。", m.Measure, s.Band, s.Kind)
		case m.Subject == "":
			return refuse(Invalid, "“%s”针对谁还没有填写。请填写后再保存。", m.Measure)
		}
	}
	return nil
}

// validateSerious: 特别差, and verified or not (plan.md §三.2（3）：确实存在严重问题的干部，活动延期2个月).
func (d *Decision) validateSerious(s Suggestion) error {
	switch {
	case d.Serious != IsSerious && d.Serious != NotSerious:
		return refuse(Invalid, "“%s”的结果特别差，是否确实存在严重问题还没有填写。请核实后选定有或者没有。", s.Name)
	case d.Serious == IsSerious && d.Problems == "":
		return refuse(Invalid, "核实的严重问题是什么还没有填写。请填写后再保存。")
	case d.Serious == NotSerious && d.Took(Extension):
		return refuse(Invalid, "没有核实严重问题，不能作“%s”的决定。请去掉这项措施，或者写明核实的问题。", Extension)
	case d.Serious == NotSerious:
		d.Problems = ""
	}
	return nil
}

// keep writes the figures of the day into the decision.
func (d *Decision) keep(stats *Statistics, s Suggestion, earlier []Decision) {
	d.Number = 1
	for _, old := range earlier {
		if old.TargetID == d.TargetID {
			d.Number = max(d.Number, old.Number+1)
		}
	}
	d.Band = s.Band
	var reading []string
	for _, trigger := range s.Triggers {
		text := trigger.Text
		if len(trigger.Scopes) > 0 {
			text += "（" + strings.Join(trigger.Scopes, "；") + "）"
		}
		reading = append(reading, text)
	}
	d.Reading = strings.Join(reading, "；")
	d.Rule = strings.Join(stats.Of(Combined).RuleText(), "\n")
	d.Figures = nil
	for _, scope := range Scopes {
		if t := stats.Of(scope).Target(d.TargetID); t != nil {
			d.Figures = append(d.Figures, DecidedFigure{scope, t.Rank, t.Counts, t.Figures, t.Withheld})
		}
	}
}

// extend carries 活动延期2个月 out.
func (d *Decision) extend(t *tx, c *Campaign) (err error) {
	d.ExtendedTo, d.Moved = Date{}, nil
	if !d.Took(Extension) {
		return nil
	}
	d.ExtendedTo = c.Phases[Rectification].End.AddMonths(ExtensionMonths)
	later := func(due Date) Date { return due.AddMonths(ExtensionMonths) }
	if d.Moved, err = deadlines(t, d.TargetID, later); err != nil {
		return err
	}
	_, err = moveDeadlines(t, d.TargetID, later, "活动延期2个月："+d.Problems, d.Decider)
	return err
}

// deadlines returns where an extension puts the deadlines of a target's open items and of their open steps.
func deadlines(t *tx, target ID, later func(Date) Date) (all []MovedDeadline, err error) {
	const open = "SELECT id FROM ledger_item WHERE target_id = ?1 AND state <> 'closed' AND due <> ''"
	all, err = list(t, func(m *MovedDeadline) []any { return []any{&m.ItemID, &m.Before} },
		"SELECT id, due FROM ledger_item WHERE id IN ("+open+`)
		UNION SELECT item_id, due FROM item_step WHERE done_on = '' AND item_id IN (`+open+") ORDER BY due, id", target)
	for i := range all {
		all[i].After = later(all[i].Before)
	}
	return all, err
}

// WithdrawDecision takes a decision back (撤销); it needs a reason. The record stays. Deadlines that it moved and nobody changed
// since go back.
func (s *Store) WithdrawDecision(ctx context.Context, id ID, reason string) error {
	reason = CleanLine(reason)
	if reason == "" {
		return refuse(Invalid, "撤销决定要写明理由。请填写后再撤销。")
	}
	return s.write(ctx, func(t *tx) error {
		found, err := decisions(t, "id = ?", id)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return refuse(NotFound, "没有找到这个决定。请刷新后再看。")
		}
		d := found[0]
		campaign, err := currentID(t)
		if err != nil {
			return err
		}
		if _, err := t.belongs("decision", id, campaign); err != nil {
			return err
		}
		if !d.Stands() {
			return refuse(State, "这个决定在 %s 已经撤销。", d.WithdrawnOn)
		}
		if err := d.restore(t, reason); err != nil {
			return err
		}
		if err := t.exec("UPDATE decision SET withdrawn_on = ?, withdrawal = ? WHERE id = ?", DateOf(t.now), reason, id); err != nil {
			return err
		}
		return t.journal(d.TargetID, "撤销结果运用的决定，理由：%s", reason)
	})
}

// restore moves the deadlines back that still stand where the extension put them.
func (d *Decision) restore(t *tx, reason string) error {
	back := map[Date]Date{}
	for _, m := range d.Moved {
		if old, known := back[m.After]; !known || old.Before(m.Before) {
			back[m.After] = m.Before // where two days were moved onto one, the later one: never less time than before
		}
	}
	if len(back) == 0 {
		return nil
	}
	_, err := moveDeadlines(t, d.TargetID, func(due Date) Date {
		if before, moved := back[due]; moved {
			return before
		}
		return due
	}, "撤销延期："+reason, d.Decider)
	return err
}

// Decisions returns every decision of the current campaign, withdrawn ones too, the newest first.
func (s *Store) Decisions(ctx context.Context) (all []Decision, err error) {
	err = s.read(ctx, func(t *tx) error {
		campaign, err := currentID(t)
		if err != nil {
			return err
		}
		all, err = decisions(t, "campaign_id = ? ORDER BY at DESC, number DESC, id", campaign)
		return err
	})
	return all, err
}

// RectificationOf returns the 整改提高 phase as it holds for a target: extended where a decision extended it.
func RectificationOf(c Campaign, target ID, decisions []Decision) Phase {
	phase := c.Phases[Rectification]
	for _, d := range decisions {
		if d.TargetID == target && d.Stands() && !d.ExtendedTo.IsZero() {
			phase.End = d.ExtendedTo
		}
	}
	return phase
}

const decisionColumns = "id, target_id, number, confirmed, band, basis, decider, date, serious, problems, reading, rule, extended_to, " +
	"operator, at, withdrawn_on, withdrawal"

func (d *Decision) fields() []any {
	return []any{
		&d.ID, &d.TargetID, &d.Number, &d.Confirmed, &d.Band, &d.Basis, &d.Decider, &d.Date, &d.Serious, &d.Problems, &d.Reading, &d.Rule,
		&d.ExtendedTo, &d.Operator,
		storedTime{&d.At},
		&d.WithdrawnOn, &d.Withdrawal,
	}
}

func insertDecision(t *tx, campaign ID, d *Decision) error {
	if err := t.upsert("decision", "id, campaign_id, "+strings.TrimPrefix(decisionColumns, "id, "), 2,
		slices.Insert(d.fields(), 1, any(campaign))...); err != nil {
		return err
	}
	for _, m := range d.Measures {
		if err := t.exec("INSERT INTO decision_measure (decision_id, measure, subject) VALUES (?, ?, ?)", d.ID, m.Measure, m.Subject); err != nil {
			return err
		}
	}
	for i := range d.Figures {
		if err := t.exec("INSERT INTO decision_figure (decision_id, "+decidedColumns+") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			slices.Insert(d.Figures[i].fields(), 0, any(d.ID))...); err != nil {
			return err
		}
	}
	for _, m := range d.Moved {
		if err := t.exec("INSERT INTO moved_deadline (decision_id, item_id, before, after) VALUES (?, ?, ?, ?)", d.ID, m.ItemID, m.Before, m.After); err != nil {
			return err
		}
	}
	return nil
}

const decidedColumns = "scope, rank, satisfied, mostly_satisfied, dissatisfied, unfamiliar, blank, multiple, satisfied_rate, at_least_mostly, " +
	"dissatisfied_rate, unfamiliar_rate, score, withheld"

func (f *DecidedFigure) fields() []any {
	return []any{
		&f.Scope, &f.Rank, &f.Satisfied, &f.MostlySatisfied, &f.Dissatisfied, &f.Unfamiliar, &f.Blank, &f.Multiple,
		storedRat{&f.SatisfiedRate},
		storedRat{&f.AtLeastMostly},
		storedRat{&f.DissatisfiedRate},
		storedRat{&f.UnfamiliarRate},
		storedRat{&f.Score},
		&f.Withheld,
	}
}

func decisions(t *tx, where string, args ...any) ([]Decision, error) {
	all, err := list(t, (*Decision).fields, "SELECT "+decisionColumns+" FROM decision WHERE "+where, args...)
	for i := range all {
		d := &all[i]
		if d.Measures, err = list(t, func(m *DecidedMeasure) []any { return []any{&m.Measure, &m.Subject} },
			"SELECT measure, subject FROM decision_measure WHERE decision_id = ?", d.ID); err != nil {
			return nil, err
		}
		d.clean()
		if d.Figures, err = list(t, (*DecidedFigure).fields, "SELECT "+decidedColumns+" FROM decision_figure WHERE decision_id = ?", d.ID); err != nil {
			return nil, err
		}
		slices.SortFunc(d.Figures, func(a, b DecidedFigure) int { return slices.Index(Scopes, a.Scope) - slices.Index(Scopes, b.Scope) })
		if d.Moved, err = list(t, func(m *MovedDeadline) []any { return []any{&m.ItemID, &m.Before, &m.After} },
			"SELECT item_id, before, after FROM moved_deadline WHERE decision_id = ? ORDER BY before, item_id", d.ID); err != nil {
			return nil, err
		}
	}
	return all, err
}

// storedRat keeps a figure exactly: 48/97, "" for none.
type storedRat struct{ p **big.Rat }

// Value returns the text.
func (r storedRat) Value() (driver.Value, error) {
	if *r.p == nil {
		return "", nil
	}
	return (*r.p).RatString(), nil
}

// Scan reads the text.
func (r storedRat) Scan(src any) error {
	text, _ := src.(string)
	if *r.p = nil; text == "" {
		return nil
	}
	value, ok := new(big.Rat).SetString(text)
	if !ok {
		return fmt.Errorf("figure %q is no fraction", text)
	}
	*r.p = value
	return nil
}

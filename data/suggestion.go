package data

import (
	"context"
	"fmt"
	"math/big"
	"slices"
	"strings"
)

// Suggestion is what the outcome rules say of a target. It is never applied by itself: a person confirms or rejects it.
type Suggestion struct {
	TargetID ID
	Name     string
	Kind     Kind
	Band     Band
	Scope    Scope // the scope whose figures were read: the combined one, or the only one that took place
	Rank     int
	Peers    int // targets of its kind
	Sealed   bool
	Triggers []Trigger
	Measures []SuggestedMeasure // what the plan knows for the kind, in its order
	Decision *Decision          // the one that stands; nil: 待确认
}

// Trigger is a rule that applies, with the figures that made it apply.
type Trigger struct {
	Rule   OutcomeRule
	Value  *big.Rat
	Text   string   // 综合满意和基本满意率 48.97% ＜ 1/2
	Scopes []string // 内部 46.99%, 社会 50.94%, 各占 50%; empty if only one round took place
}

// SuggestedMeasure is a measure that may be taken.
type SuggestedMeasure struct {
	Measure Measure
	Subject string // whom it concerns: the target, or for a 诫勉谈话 the head of the unit; may be empty, then it has to be entered
	Ticked  bool   // the rule suggests it
}

// Outcomes is the state of 结果运用: what is suggested, what was decided.
type Outcomes struct {
	Suggestions []Suggestion // the worst band first, then in the order of the result
	Untouched   int          // targets with a result that no rule touches
	Note        string       // which result was read: 按综合结果 … or 只进行了内部评议，按内部评议结果
	Decisions   []Decision   // every decision, withdrawn ones too, the newest first
}

// Outcomes computes what the outcome rules say of the current campaign's result and joins what was decided.
func (s *Store) Outcomes(ctx context.Context) (o *Outcomes, err error) {
	err = s.read(ctx, func(t *tx) error {
		c, err := currentCampaign(t)
		if err != nil {
			return err
		}
		stats, err := statistics(t, c)
		if err != nil {
			return err
		}
		o, err = outcomes(t, c, stats)
		return err
	})
	return o, err
}

func outcomes(t *tx, c *Campaign, stats *Statistics) (*Outcomes, error) {
	rules, err := outcomeRules(t, c.ID)
	if err != nil {
		return nil, err
	}
	all, err := targets(t, c.ID)
	if err != nil {
		return nil, err
	}
	o := &Outcomes{Suggestions: Suggest(stats, rules, all), Note: stats.reading()}
	o.Untouched = len(stats.Of(Combined).Targets) - len(o.Suggestions)
	if o.Decisions, err = decisions(t, "campaign_id = ? ORDER BY at DESC, number DESC, id", c.ID); err != nil {
		return nil, err
	}
	for i := range o.Suggestions {
		for j := range o.Decisions {
			if d := &o.Decisions[j]; d.TargetID == o.Suggestions[i].TargetID && d.Stands() {
				o.Suggestions[i].Decision = d
			}
		}
	}
	return o, nil
}

// undecided returns how many suggestions wait for a decision. As long as a round isn't sealed none does.
func undecided(t *tx, c *Campaign) (n int, err error) {
	stats, err := statistics(t, c)
	if err != nil || !stats.Of(Combined).Sealed {
		return 0, err
	}
	o, err := outcomes(t, c, stats)
	if err != nil {
		return 0, err
	}
	for _, s := range o.Suggestions {
		if s.Decision == nil {
			n++
		}
	}
	return n, nil
}

// reading says which result the outcome rules read.
func (s *Statistics) reading() string {
	r := s.Of(Combined)
	switch len(r.Rounds) {
	case 0:
		return "还没有评议结果。"
	case 1:
		return fmt.Sprintf("只进行了%s，按%s结果。", r.Rounds[0], r.Rounds[0])
	}
	return fmt.Sprintf("按综合结果，内部评议占 %d%%，社会评议占 %d%%。", s.Scoring.InternalWeight, 100-s.Scoring.InternalWeight)
}

// Suggest holds every target's combined result against the rules. A target that several rules touch has the worst of their
// bands, and the triggers and measures of that band.
func Suggest(stats *Statistics, rules []OutcomeRule, targets []Target) (all []Suggestion) {
	result := stats.Of(Combined)
	peers := map[Kind]int{}
	for _, t := range result.Targets {
		peers[t.Kind]++
	}
	for _, t := range result.Targets {
		s := Suggestion{TargetID: t.TargetID, Name: t.Name, Kind: t.Kind, Scope: stats.read(), Rank: t.Rank, Peers: peers[t.Kind], Sealed: result.Sealed}
		var ticked []Measure
		for _, rule := range rules {
			if !rule.applies(result, t) || slices.Index(Bands, rule.Band) < slices.Index(Bands, s.Band) {
				continue
			}
			if rule.Band != s.Band {
				s.Band, s.Triggers, ticked = rule.Band, nil, nil
			}
			s.Triggers = append(s.Triggers, stats.trigger(rule, t))
			ticked = append(ticked, rule.Measures...)
		}
		if s.Band == "" {
			continue
		}
		for _, m := range MeasuresFor(t.Kind) {
			if m == Extension && s.Band != BandVeryPoor {
				continue
			}
			s.Measures = append(s.Measures, SuggestedMeasure{m, subject(m, t, targets), slices.Contains(ticked, m)})
		}
		all = append(all, s)
	}
	slices.SortStableFunc(all, func(a, b Suggestion) int { return slices.Index(Bands, b.Band) - slices.Index(Bands, a.Band) })
	return all
}

// read returns the scope whose figures the rules read.
func (s *Statistics) read() Scope {
	if rounds := s.Of(Combined).Rounds; len(rounds) == 1 {
		return Scope(rounds[0])
	}
	return Combined
}

// applies tells whether the rule touches a target. A target whose figure is withheld or has no denominator is never touched.
func (r OutcomeRule) applies(result *Result, t TargetResult) bool {
	value := r.Metric.Of(t.Figures)
	return slices.Contains(r.Kinds, t.Kind) && value != nil && r.Comparator.holds(value, r.Threshold.Rat()) &&
		(r.Last == 0 || result.worse(t) < r.Last)
}

// worse returns how many targets of the kind have a lower score. Those who share a place are last together.
func (r *Result) worse(t TargetResult) (n int) {
	for _, other := range r.Targets {
		if other.Kind == t.Kind && other.Score != nil && CompareFigures(other.Score, t.Score) < 0 {
			n++
		}
	}
	return n
}

// trigger writes down the figures by which a rule touches a target.
func (s *Statistics) trigger(rule OutcomeRule, t TargetResult) Trigger {
	sign := "%"
	if rule.Metric == ScoreMetric {
		sign = ""
	}
	value := rule.Metric.Of(t.Figures)
	trigger := Trigger{Rule: rule, Value: value, Text: fmt.Sprintf("%s%s %s%s %s %s",
		s.read(), rule.Metric, s.Scoring.Format(rule.Metric, value), sign, rule.Comparator, rule.Threshold)}
	if rule.Last > 0 {
		trigger.Text += fmt.Sprintf("，综合得分在同类后 %d 名", rule.Last)
	}
	if s.read() != Combined {
		return trigger
	}
	for _, part := range []struct {
		scope  Scope
		name   string
		weight int
	}{{InternalScope, "内部", s.Scoring.InternalWeight}, {SocialScope, "社会", 100 - s.Scoring.InternalWeight}} {
		figure := "—"
		if one := s.Of(part.scope).Target(t.TargetID); one != nil {
			if one.Withheld.HidesFigures() {
				figure = one.Withheld.String()
			} else if f := rule.Metric.Of(one.Figures); f != nil {
				figure = s.Scoring.Format(rule.Metric, f) + sign
			}
		}
		trigger.Scopes = append(trigger.Scopes, fmt.Sprintf("%s %s，占 %d%%", part.name, figure, part.weight))
	}
	return trigger
}

// subject returns whom a measure concerns: the target itself, but talked to is the head of a team or a unit.
func subject(m Measure, t TargetResult, targets []Target) string {
	if m != Talk || t.Kind == Leader || t.Kind == KeyPost || t.Kind == RiskPost {
		return t.Name
	}
	i := slices.IndexFunc(targets, func(x Target) bool { return x.ID == t.TargetID })
	if i < 0 {
		return ""
	}
	return head(targets[i], targets)
}

// head returns the person at the head of a team or a unit: the principal, the 单位负责人 of the same unit, else whoever the
// window's post names as 负责人.
func head(of Target, targets []Target) string {
	for _, t := range targets {
		if of.Kind == Team && t.Level == Principal && !t.Withdrawn || of.Unit != "" && t.Level == UnitHead && t.Unit == of.Unit && !t.Withdrawn {
			return t.Name
		}
	}
	if _, name, found := strings.Cut(of.Post, "负责人"); found {
		return CleanName(strings.Trim(name, "：: "))
	}
	return ""
}

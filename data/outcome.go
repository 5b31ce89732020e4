package data

import (
	"context"
	"fmt"
	"math/big"
	"slices"
	"strings"
)

// Band is how bad a result is (plan.md §三.2（3）).
type Band string

// The bands, the worse one last.
const (
	BandPoor     Band = "poor"      // 较差
	BandVeryPoor Band = "very-poor" // 特别差
)

// Bands lists every band.
var Bands = []Band{BandPoor, BandVeryPoor}

// String returns the band's name.
func (b Band) String() string {
	return map[Band]string{BandPoor: "较差", BandVeryPoor: "特别差"}[b]
}

// Measure is a 处理措施 of the plan.
type Measure string

// The measures, in the order in which they are offered.
const (
	Rectify     Measure = "rectify"     // 限期整改
	Criticism   Measure = "criticism"   // 通报批评
	Talk        Measure = "talk"        // 诫勉谈话; of a unit: with its head
	Extension   Measure = "extension"   // 活动延期2个月: leaders only, once serious problems were verified
	Performance Measure = "performance" // 计入工作绩效
	NoAward     Measure = "no-award"    // 取消当年评先评优资格
)

// Measures lists every measure.
var Measures = []Measure{Rectify, Criticism, Talk, Extension, Performance, NoAward}

// String returns the measure's name.
func (m Measure) String() string {
	return map[Measure]string{
		Rectify: "限期整改", Criticism: "通报批评", Talk: "诫勉谈话", Extension: "活动延期2个月", Performance: "计入工作绩效", NoAward: "取消当年评先评优资格",
	}[m]
}

// MeasuresFor returns the measures that the plan knows for a kind: team and leaders are made to mend their ways, the
// others' results count for their work and awards.
func MeasuresFor(k Kind) []Measure {
	switch k {
	case Leader:
		return []Measure{Rectify, Criticism, Talk, Extension}
	case Team:
		return []Measure{Rectify, Criticism, Talk}
	}
	return []Measure{Performance, NoAward, Talk}
}

// ExtensionMonths is how long 活动延期2个月 lasts.
const ExtensionMonths = 2

// Comparator is how a figure is held against a threshold.
type Comparator string

// The comparators; with “=” the threshold itself is included.
const (
	Below   Comparator = "<"
	AtMost  Comparator = "<="
	Above   Comparator = ">"
	AtLeast Comparator = ">="
)

// Comparators lists every comparator.
var Comparators = []Comparator{Below, AtMost, Above, AtLeast}

// String returns the comparator as it is printed.
func (c Comparator) String() string {
	return map[Comparator]string{Below: "＜", AtMost: "≤", Above: "＞", AtLeast: "≥"}[c]
}

// holds tells whether a stands in that relation to b, exactly.
func (c Comparator) holds(a, b *big.Rat) bool {
	switch order := a.Cmp(b); c {
	case Below:
		return order < 0
	case AtMost:
		return order <= 0
	case Above:
		return order > 0
	default:
		return order >= 0
	}
}

// Fraction is an exact threshold: 2/3, 85/100; of a score 60/1.
type Fraction struct{ Numerator, Denominator int }

// Rat returns the fraction's value.
func (f Fraction) Rat() *big.Rat { return big.NewRat(int64(f.Numerator), int64(f.Denominator)) }

// String returns the fraction as it is printed: 2/3, 85%, 60.
func (f Fraction) String() string {
	switch f.Denominator {
	case 1:
		return fmt.Sprint(f.Numerator)
	case 100:
		return fmt.Sprintf("%d%%", f.Numerator)
	}
	return fmt.Sprintf("%d/%d", f.Numerator, f.Denominator)
}

// ParseFraction reads 2/3, 85%, 85.5% or 60. Its error says how a threshold is written.
func ParseFraction(text string) (Fraction, error) {
	clean := strings.Map(func(r rune) rune {
		switch r {
		case '／':
			return '/'
		case '％':
			return '%'
		case ' ', '　':
			return -1
		}
		return r
	}, text)
	number, isPercent := strings.CutSuffix(clean, "%")
	r, ok := new(big.Rat).SetString(number)
	if !ok || strings.ContainsAny(number, "eExXpPbBoO_+") || isPercent && strings.Contains(number, "/") || r.Sign() < 0 || r.Cmp(big.NewRat(100, 1)) > 0 {
		return Fraction{}, refuse(Invalid, "界限“%s”看不懂。请写成 2/3、85%% 或者 60 的样子。", text)
	}
	scale := int64(1)
	if before, after, found := strings.Cut(clean, "/"); found { // as it was typed: 50/100 stays so
		var f Fraction
		if _, err := fmt.Sscanf(before+" "+after, "%d %d", &f.Numerator, &f.Denominator); err == nil && f.Denominator > 0 {
			return f, nil
		}
	}
	if isPercent {
		scale = 100
	}
	if r.IsInt() {
		return Fraction{int(r.Num().Int64()), int(scale)}, nil
	}
	return Fraction{int(r.Num().Int64()), int(r.Denom().Int64() * scale)}, nil
}

// OutcomeRule tells which results are 较差 or 特别差, and what is then suggested (design.md §8).
type OutcomeRule struct {
	Kinds      []Kind
	Metric     Metric
	Comparator Comparator
	Threshold  Fraction
	Last       int // only if the target is also among the last so many of its kind by 综合得分; 0: whatever its rank
	Band       Band
	Measures   []Measure // ticked beforehand
}

// DefaultOutcomeRules are the rules that a campaign starts with: 较差 when 满意和基本满意率 is less than 2/3, 特别差 when less than
// 1/2, with the measures of the plan (§三.2（3）).
var DefaultOutcomeRules = []OutcomeRule{
	below(Fraction{2, 3}, BandPoor, []Kind{Team}, Rectify),
	below(Fraction{1, 2}, BandVeryPoor, []Kind{Team}, Rectify, Criticism),
	below(Fraction{2, 3}, BandPoor, []Kind{Leader}, Rectify, Talk),
	below(Fraction{1, 2}, BandVeryPoor, []Kind{Leader}, Rectify, Criticism, Talk, Extension),
	below(Fraction{2, 3}, BandPoor, []Kind{KeyPost, RiskPost}, Performance),
	below(Fraction{1, 2}, BandVeryPoor, []Kind{KeyPost, RiskPost}, Performance, NoAward),
	below(Fraction{2, 3}, BandPoor, []Kind{ServiceWindow}, Performance, Talk),
	below(Fraction{1, 2}, BandVeryPoor, []Kind{ServiceWindow}, Performance, NoAward, Talk),
}

func below(threshold Fraction, band Band, kinds []Kind, measures ...Measure) OutcomeRule {
	return OutcomeRule{Kinds: kinds, Metric: AtLeastMostlyMetric, Comparator: Below, Threshold: threshold, Band: band, Measures: measures}
}

// String returns the rule in words: 满意和基本满意率 ＜ 2/3，并且综合得分在同类后 3 名.
func (r OutcomeRule) String() string {
	text := fmt.Sprintf("%s %s %s", r.Metric, r.Comparator, r.Threshold)
	if r.Last > 0 {
		text += fmt.Sprintf("，并且综合得分在同类后 %d 名", r.Last)
	}
	return text
}

// Validate refuses a rule that can't be meant. number is its place in the list, from 1.
func (r OutcomeRule) validate(number int) error {
	no := func(format string, args ...any) error {
		return refuse(Invalid, "第 %d 条规则"+format, append([]any{number}, args...)...)
	}
	rate := r.Metric != ScoreMetric
	switch {
	case len(r.Kinds) == 0:
		return no("没有选定适用的类别。请至少选一类。")
	case r.Metric.String() == "":
		return no("没有选定看哪一个指标。请选定后再保存。")
	case r.Comparator.String() == "":
		return no("没有选定怎样比较。请选定＜、≤、＞或者≥。")
	case r.Threshold.Denominator <= 0 || r.Threshold.Numerator < 0:
		return no("的界限不对。请写成 2/3、85%% 或者 60 的样子。")
	case rate && r.Threshold.Numerator > r.Threshold.Denominator:
		return no("的界限 %s 超过 100%%。比率的界限应写成 2/3 或者 85%% 的样子。", r.Threshold)
	case !rate && r.Threshold.Rat().Cmp(big.NewRat(100, 1)) > 0:
		return no("的界限 %s 超过 100 分。请改正。", r.Threshold)
	case r.Last < 0:
		return no("的后 %d 名不对。请填 1 以上的数，不看名次的留空。", r.Last)
	case r.Band.String() == "":
		return no("没有选定较差或者特别差。请选定后再保存。")
	}
	for _, k := range r.Kinds {
		if k.String() == "" {
			return no("的类别不对。请重新选择。")
		}
		for _, m := range r.Measures {
			if m.String() == "" || !slices.Contains(MeasuresFor(k), m) {
				return no("的措施“%s”不适用于%s。请去掉这项措施，或者分成两条规则。", m, k)
			}
			if m == Extension && r.Band != BandVeryPoor {
				return no("把“%s”用在了%s上。这项措施只用于特别差的。请改正。", m, r.Band)
			}
		}
	}
	return nil
}

// ValidateOutcomeRules refuses rules that can't be meant.
func ValidateOutcomeRules(rules []OutcomeRule) error {
	for i, r := range rules {
		if err := r.validate(i + 1); err != nil {
			return err
		}
	}
	return nil
}

// OutcomeRules returns the current campaign's rules; the plan's while it has none of its own.
func (s *Store) OutcomeRules(ctx context.Context) (rules []OutcomeRule, err error) {
	err = s.read(ctx, func(t *tx) error {
		campaign, err := currentID(t)
		if err != nil {
			return err
		}
		rules, err = outcomeRules(t, campaign)
		return err
	})
	return rules, err
}

// SaveOutcomeRules changes the rules of the current campaign. Decisions that were taken keep the figures and rules of their day.
func (s *Store) SaveOutcomeRules(ctx context.Context, rules []OutcomeRule) error {
	if err := ValidateOutcomeRules(rules); err != nil {
		return err
	}
	return s.write(ctx, func(t *tx) error {
		campaign, err := currentID(t)
		if err != nil {
			return err
		}
		if err := replaceOutcomeRules(t, campaign, rules); err != nil {
			return err
		}
		return t.journal(campaign, "修改结果运用规则，%d 条", len(rules))
	})
}

// replaceOutcomeRules gives a campaign rules of its own.
func replaceOutcomeRules(t *tx, campaign ID, rules []OutcomeRule) error {
	for _, statement := range []string{
		"DELETE FROM outcome_rule_kind WHERE campaign_id = ?", "DELETE FROM outcome_rule_measure WHERE campaign_id = ?",
		"DELETE FROM outcome_rule WHERE campaign_id = ?", "INSERT INTO outcome_rules (campaign_id) VALUES (?) ON CONFLICT DO NOTHING",
	} {
		if err := t.exec(statement, campaign); err != nil {
			return err
		}
	}
	for i, r := range rules {
		if err := insertOutcomeRule(t, campaign, i+1, r); err != nil {
			return err
		}
	}
	return nil
}

// inheritOutcomeRules gives the next campaign the rules of the last one, where that had its own.
func inheritOutcomeRules(t *tx, last, next ID) error {
	var own ID
	if found, err := t.value(&own, "SELECT campaign_id FROM outcome_rules WHERE campaign_id = ?", last); err != nil || !found {
		return err
	}
	rules, err := outcomeRules(t, last)
	if err != nil {
		return err
	}
	return replaceOutcomeRules(t, next, rules)
}

func insertOutcomeRule(t *tx, campaign ID, number int, r OutcomeRule) error {
	if err := t.exec(`INSERT INTO outcome_rule (campaign_id, number, metric, comparator, numerator, denominator, last, band)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		campaign, number, r.Metric, r.Comparator, r.Threshold.Numerator, r.Threshold.Denominator, r.Last, r.Band); err != nil {
		return err
	}
	for _, k := range r.Kinds {
		if err := t.exec("INSERT INTO outcome_rule_kind (campaign_id, number, kind) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", campaign, number, k); err != nil {
			return err
		}
	}
	for _, m := range r.Measures {
		if err := t.exec("INSERT INTO outcome_rule_measure (campaign_id, number, measure) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", campaign, number, m); err != nil {
			return err
		}
	}
	return nil
}

func outcomeRules(t *tx, campaign ID) ([]OutcomeRule, error) {
	var own ID
	if found, err := t.value(&own, "SELECT campaign_id FROM outcome_rules WHERE campaign_id = ?", campaign); err != nil || !found {
		return DefaultOutcomeRules, err
	}
	rules, err := list(t, func(r *OutcomeRule) []any {
		return []any{&r.Metric, &r.Comparator, &r.Threshold.Numerator, &r.Threshold.Denominator, &r.Last, &r.Band}
	}, "SELECT metric, comparator, numerator, denominator, last, band FROM outcome_rule WHERE campaign_id = ? ORDER BY number", campaign)
	for i := range rules {
		r := &rules[i]
		if r.Kinds, err = list(t, func(k *Kind) []any { return []any{k} },
			"SELECT kind FROM outcome_rule_kind WHERE campaign_id = ? AND number = ?", campaign, i+1); err != nil {
			return nil, err
		}
		if r.Measures, err = list(t, func(m *Measure) []any { return []any{m} },
			"SELECT measure FROM outcome_rule_measure WHERE campaign_id = ? AND number = ?", campaign, i+1); err != nil {
			return nil, err
		}
		slices.SortFunc(r.Kinds, func(a, b Kind) int { return slices.Index(Kinds, a) - slices.Index(Kinds, b) })
		slices.SortFunc(r.Measures, func(a, b Measure) int { return slices.Index(Measures, a) - slices.Index(Measures, b) })
	}
	return rules, err
}

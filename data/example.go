package data

import (
	"fmt"
	"math/big"
	"strings"
)

// Example is a 算例: every figure of one target written out with its numbers, part by part (screens 12).
type Example struct {
	Name     string
	Sections []ExampleSection
}

// ExampleSection is a part of an Example: the internal round, the social rounds, what they come to together.
type ExampleSection struct {
	Title    string  // 内部评议
	Counts   *Counts // nil for the combined part and where they are withheld
	Note     string  // 按工作、作风两项合计，每票 2 项；空 4、多选 1 不计
	Formulas []Formula
}

// Formula is one figure with how it comes about.
type Formula struct {
	Name       string // 满意率; 党代表：满意率 for a step on the way
	Expression string // （47 + 53）÷ 165
	Value      string // 60.61%; — without a denominator
}

// WorkedExample writes out how the figures of a target come about. A target without a result has no sections.
func (s *Statistics) WorkedExample(target ID) (e Example) {
	for _, scope := range []Scope{InternalScope, SocialScope} {
		if t := s.Of(scope).Target(target); t != nil {
			e.Name = t.Name
			e.Sections = append(e.Sections, s.scopeSection(scope, t))
		}
	}
	if t := s.Of(Combined).Target(target); t != nil && len(e.Sections) > 1 {
		e.Sections = append(e.Sections, s.combinedSection(t))
	}
	return e
}

func (s *Statistics) scopeSection(scope Scope, t *TargetResult) ExampleSection {
	section := ExampleSection{Title: scope.String(), Note: t.Basis(s.Scoring)}
	if t.Withheld != Shown {
		section.Note += "；有的类别不足 5 票，不列算式"
		return section
	}
	c := t.Counts
	section.Counts = &c
	for _, skipped := range []struct {
		name string
		n    int
	}{{"空", c.Blank}, {"多选", c.Multiple}} {
		if skipped.n > 0 {
			section.Note += fmt.Sprintf("；%s %d 不计", skipped.name, skipped.n)
		}
	}
	var figure []cell
	for _, x := range t.cells {
		if x.figure {
			figure = append(figure, x)
		}
	}
	for _, m := range exampleMetrics {
		section.Formulas = append(section.Formulas, s.groupFormulas(m, t, figure)...)
	}
	return section
}

var exampleMetrics = []Metric{SatisfiedMetric, AtLeastMostlyMetric, ScoreMetric, DissatisfiedMetric, UnfamiliarMetric}

// groupFormulas writes out a figure of one scope: its groups first if they are weighed, then what they come to.
func (s *Statistics) groupFormulas(m Metric, t *TargetResult, cells []cell) []Formula {
	sc := s.Scoring
	if cells[0].round == Internal || !weighs(sc.Groups[:]) {
		return s.lineFormulas(m, "", cells)
	}
	for _, g := range t.Groups {
		if g.Withheld != Shown {
			return []Formula{{m.String(), "有的类别不足 5 票，不列算式", s.value(m, m.Of(t.Figures))}}
		}
	}
	var all []Formula
	var parts []part
	for _, group := range split(cells, func(c cell) GroupKind { return c.group }) {
		kind := group[0].group
		all = append(all, s.lineFormulas(m, kind.String()+"：", group)...)
		parts = append(parts, part{kind.String(), sc.group(kind), m.Of(sc.lines(group))})
	}
	return append(all, s.mean(m, m.String(), parts, m.Of(sc.groups(cells))))
}

// lineFormulas writes out a figure of some cells: the lines first if they are weighed, then what they come to.
func (s *Statistics) lineFormulas(m Metric, before string, cells []cell) []Formula {
	sc := s.Scoring
	lines := split(cells, func(c cell) Item { return c.item })
	weighed := len(lines) > 1
	for _, line := range lines {
		_, ok := sc.item(line[0].item)
		weighed = weighed && ok
	}
	if !weighed {
		return []Formula{{before + m.String(), sc.expression(m, pool(cells), sc.members(cells)), s.value(m, m.Of(sc.Figures(pool(cells), sc.members(cells))))}}
	}
	var all []Formula
	var parts []part
	for _, line := range lines {
		value := m.Of(sc.lines(line))
		weight, _ := sc.item(line[0].item)
		all = append(all, Formula{before + line[0].label + "：" + m.String(), sc.expression(m, pool(line), sc.members(line)), s.value(m, value)})
		parts = append(parts, part{line[0].label, weight, value})
	}
	return append(all, s.mean(m, before+m.String(), parts, m.Of(sc.lines(cells))))
}

// expression writes a figure of some counts out: （47 + 53）÷ 165.
func (s Scoring) expression(m Metric, c Counts, members int) string {
	base := s.base(c, members)
	if m == UnfamiliarMetric && s.Denominator == ByMarks {
		base = c.Graded()
	}
	switch m {
	case SatisfiedMetric:
		return fmt.Sprintf("%d ÷ %d", c.Satisfied, base)
	case AtLeastMostlyMetric:
		return fmt.Sprintf("（%d + %d）÷ %d", c.Satisfied, c.MostlySatisfied, base)
	case DissatisfiedMetric:
		return fmt.Sprintf("%d ÷ %d", c.Dissatisfied, base)
	case UnfamiliarMetric:
		return fmt.Sprintf("%d ÷ %d", c.Unfamiliar, base)
	}
	sum := fmt.Sprintf("%d × %d + %d × %d + %d × %d", s.Satisfied, c.Satisfied, s.MostlySatisfied, c.MostlySatisfied, s.Dissatisfied, c.Dissatisfied)
	if s.ScoreUnfamiliar {
		sum += fmt.Sprintf(" + %d × %d", s.Unfamiliar, c.Unfamiliar)
	}
	return fmt.Sprintf("（%s）÷ %d", sum, s.scored(c))
}

// part is one of several figures that are weighed.
type part struct {
	name   string
	weight Share
	value  *big.Rat
}

// mean writes a weighted mean out: 内部 60.61% × 50% + 社会 64.78% × 50%; where parts dropped out, divided by what is left.
func (s *Statistics) mean(m Metric, name string, parts []part, value *big.Rat) Formula {
	var terms []string
	total := Share(0)
	for _, p := range parts {
		if p.value != nil && p.weight > 0 {
			terms = append(terms, fmt.Sprintf("%s %s × %s", p.name, s.value(m, p.value), p.weight))
			total += p.weight
		}
	}
	expression := strings.Join(terms, " + ")
	switch {
	case len(terms) == 0:
		expression = "没有有效评价"
	case total != 1000:
		expression = fmt.Sprintf("（%s）÷ %s", expression, total)
	}
	return Formula{name, expression, s.value(m, value)}
}

func (s *Statistics) combinedSection(t *TargetResult) ExampleSection {
	section := ExampleSection{Title: Combined.String()}
	if t.Withheld.HidesFigures() {
		section.Note = "有的类别不足 5 票，不列算式"
		return section
	}
	internal, social := s.Of(InternalScope).Target(t.TargetID), s.Of(SocialScope).Target(t.TargetID)
	for _, m := range exampleMetrics {
		if internal.Withheld.HidesFigures() || social.Withheld.HidesFigures() {
			section.Formulas = append(section.Formulas, Formula{m.String(), "有的类别不足 5 票，不列算式", s.value(m, m.Of(t.Figures))})
			continue
		}
		weight := Share(10 * s.Scoring.InternalWeight)
		section.Formulas = append(section.Formulas, s.mean(m, m.String(), []part{
			{"内部", weight, m.Of(internal.Figures)}, {"社会", 1000 - weight, m.Of(social.Figures)},
		}, m.Of(t.Figures)))
	}
	return section
}

// value is a figure with its sign; “—” without a denominator.
func (s *Statistics) value(m Metric, r *big.Rat) string {
	text := s.Scoring.Format(m, r)
	if r != nil && m != ScoreMetric {
		text += "%"
	}
	return text
}

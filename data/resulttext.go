package data

import "fmt"

// Issuable refuses to issue a paper with figures that can still change.
func (r *Result) Issuable() error {
	switch {
	case len(r.Rounds) == 0:
		return refuse(State, "还没有%s结果。请先录入评议票并封存，再签发。", r.Scope)
	case !r.Sealed:
		return refuse(State, "%s还没有封存，票数还会变，结果文书现在只能打印草稿。请先在“评议票”里封存，再签发。", roundNames(r.Rounds))
	}
	return nil
}

func roundNames(kinds []RoundKind) string {
	text := ""
	for i, k := range kinds {
		if i > 0 {
			text += "、"
		}
		text += k.String()
	}
	return text
}

// Basis says which lines make the target's figure: 总体 where the form has it, else all of them pooled or weighed.
func (t TargetResult) Basis(sc Scoring) string {
	overall, criteria := findLine(t.Lines, Overall) != nil, 0
	for _, l := range t.Lines {
		if l.Item.criterion() > 0 {
			criteria++
		}
	}
	lines := len(t.Lines)
	switch {
	case overall && (criteria == 0 || !sc.TeamByCriteria):
		return "按“总体”一项计，每票 1 项"
	case overall:
		lines = criteria
	}
	if weighs(sc.Criteria[:]) && criteria == lines && sc.TeamByCriteria {
		return fmt.Sprintf("按 %d 项加权，每票 %d 项", lines, lines)
	}
	if lines != 2 || t.Lines[0].Item != WorkItem || t.Lines[1].Item != ConductItem {
		return fmt.Sprintf("按 %d 项合计，每票 %d 项", lines, lines)
	}
	if weighs(sc.Aspects[:]) {
		return "按工作、作风两项加权，每票 2 项"
	}
	return "按工作、作风两项合计，每票 2 项"
}

// Basis says how the figures of a kind's targets come about; they may be asked differently.
func (r *Result) Basis(kind Kind) (basis string) {
	for _, t := range r.Targets {
		switch {
		case t.Kind != kind:
		case basis == "":
			basis = t.Basis(r.Scoring)
		case basis != t.Basis(r.Scoring):
			return "票样不同，各按自己的项计"
		}
	}
	return basis
}

// RuleText returns the rule that is printed under every table, in sentences.
func (r *Result) RuleText() []string {
	rule := r.Scoring.Words()
	rule[0] = fmt.Sprintf("有效票 %d 张。", r.Valid) + rule[0]
	switch {
	case r.Scope == Combined && len(r.Rounds) > 1:
		rule = append(rule, fmt.Sprintf("票数为两次评议相加；各率和得分按内部评议 %d%%、社会评议 %d%% 加权，没有有效评价的一方不参加。", r.Scoring.InternalWeight, 100-r.Scoring.InternalWeight))
	case r.Scope == Combined && len(r.Rounds) == 1:
		rule = append(rule, fmt.Sprintf("只进行了%s，综合结果即%s结果。", r.Rounds[0], r.Rounds[0]))
	}
	if r.RulesChanged {
		rule = append(rule, "规则已变更：评议封存后改过计分规则，本表按改后的规则重算。")
	}
	return rule
}

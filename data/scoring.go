package data

import (
	"fmt"
	"slices"
	"strings"
)

// Scoring is how counts become figures (design.md §7). It belongs to a campaign; the rule in words stands under every
// table. Two rules can be compared with ==.
type Scoring struct {
	// Coefficients of 满意, 基本满意, 不满意 in 综合得分, 0 … 100.
	Satisfied, MostlySatisfied, Dissatisfied int
	// CountUnfamiliar tells whether 不了解 is in the denominator of the rates; only where that is the marks.
	CountUnfamiliar bool
	// InternalWeight is the percentage of the internal round in the combined figures; the social rounds have the rest.
	InternalWeight int
	// ScoreUnfamiliar tells whether 不了解 is scored, with the coefficient Unfamiliar.
	ScoreUnfamiliar bool
	Unfamiliar      int
	// Denominator is what the rates are divided by.
	Denominator Denominator
	// TeamByCriteria tells whether a target asked by 八项 and 总体 is counted by its 八项; else by 总体 alone.
	TeamByCriteria bool
	// Groups are the weights of the groups of the social rounds, in the order of Social.GroupKinds; all zero: their
	// ballots are pooled.
	Groups [4]Share
	// Aspects are the weights of 工作 and 作风; all zero: their marks are pooled.
	Aspects [2]Share
	// Criteria are the weights of the eight criteria by number, where TeamByCriteria; all zero: their marks are pooled.
	Criteria [8]Share
	// Decimals is how many are shown, 0 … 4.
	Decimals int
}

// DefaultScoring is the rule that a new campaign starts with (design.md §7).
var DefaultScoring = Scoring{Satisfied: 100, MostlySatisfied: 75, Dissatisfied: 0, CountUnfamiliar: true, InternalWeight: 50, Decimals: 2}

// Denominator is what the rates are divided by.
type Denominator int

// The denominators.
const (
	ByMarks    Denominator = iota // 四个等次合计: the valid marks
	ByExpected                    // 应到人数: the whole membership, as people's congresses count
	ByPresent                     // 实到人数
)

// Denominators lists every denominator.
var Denominators = []Denominator{ByMarks, ByExpected, ByPresent}

// String returns the denominator's name.
func (d Denominator) String() string {
	if d < ByMarks || d > ByPresent {
		return ""
	}
	return [...]string{"四个等次合计", "应到人数", "实到人数"}[d]
}

// Share is a weight in thousandths: 125 is 12.5%.
type Share int

// String returns the share as percent: 12.5%.
func (s Share) String() string {
	if s%10 == 0 {
		return fmt.Sprintf("%d%%", s/10)
	}
	return fmt.Sprintf("%d.%d%%", s/10, s%10)
}

// Preset is a set of coefficients in use somewhere, with where it comes from.
type Preset struct {
	Name   string // 100 / 75 / 0，不了解不计分
	Source string
	apply  func(*Scoring)
}

// Presets lists the known sets of coefficients, the default first (design.md §7).
var Presets = []Preset{
	preset("100 / 75 / 0，不了解不计分（默认）", "2011年《指导意见》未定分值，用通行办法：2011年金昌市创卫满意度测评按满意1、基本满意0.75、不满意0计；可按县里要求改。", 100, 75, 0, -1),
	preset("100 / 75 / 55，不了解不计分", "2008年山东省有关评议办法：满意、基本满意、不满意分别按分值的100%、75%、55%计，不了解不计分。", 100, 75, 55, -1),
	preset("100 / 70 / 30，不了解不计分", "某县106个单位评议办法：满意100、基本满意70、不满意30，不了解不作有效票、不计分。", 100, 70, 30, -1),
	preset("100 / 80 / 60 / 40，不了解计40分", "干部民主测评常用办法：四个等次分别按100、80、60、40计，除以有效票。", 100, 80, 60, 40),
}

// preset makes one; unfamiliar -1: not scored.
func preset(name, source string, satisfied, mostly, dissatisfied, unfamiliar int) Preset {
	return Preset{name, source, func(s *Scoring) {
		s.Satisfied, s.MostlySatisfied, s.Dissatisfied = satisfied, mostly, dissatisfied
		s.ScoreUnfamiliar, s.Unfamiliar = unfamiliar >= 0, max(unfamiliar, 0)
	}}
}

// Apply returns the rule with the preset's coefficients; everything else stays.
func (p Preset) Apply(s Scoring) Scoring {
	p.apply(&s)
	return s
}

// PresetOf returns the preset whose coefficients the rule has, nil for other coefficients.
func PresetOf(s Scoring) *Preset {
	for i, p := range Presets {
		if p.Apply(s) == s {
			return &Presets[i]
		}
	}
	return nil
}

// Validate refuses a rule that can't be meant.
func (s Scoring) Validate() error {
	for _, c := range []int{s.Satisfied, s.MostlySatisfied, s.Dissatisfied, s.Unfamiliar} {
		if c < 0 || c > 100 {
			return refuse(Invalid, "计分系数“%d”不对。系数应在 0 至 100 之间。", c)
		}
	}
	switch {
	case s.Satisfied < s.MostlySatisfied || s.MostlySatisfied < s.Dissatisfied:
		return refuse(Invalid, "计分系数 %d、%d、%d 的顺序不对。满意不应低于基本满意，基本满意不应低于不满意。",
			s.Satisfied, s.MostlySatisfied, s.Dissatisfied)
	case s.ScoreUnfamiliar && s.Unfamiliar > s.Satisfied:
		return refuse(Invalid, "不了解的系数 %d 高于满意的 %d。不了解不应高于满意，请改正。", s.Unfamiliar, s.Satisfied)
	case !s.ScoreUnfamiliar && s.Unfamiliar != 0:
		return refuse(Invalid, "不了解不计分，却填了系数 %d。请去掉系数，或者改为计分。", s.Unfamiliar)
	case s.InternalWeight < 0 || s.InternalWeight > 100:
		return refuse(Invalid, "内部评议的权重“%d%%”不对。权重应在 0%% 至 100%% 之间。", s.InternalWeight)
	case s.Denominator.String() == "":
		return refuse(Invalid, "比率的分母还没有选定。请选定四个等次合计、应到人数或者实到人数。")
	case s.Decimals < 0 || s.Decimals > 4:
		return refuse(Invalid, "小数位数“%d”不对。请选 0 至 4 位。", s.Decimals)
	}
	for _, w := range []struct {
		what   string
		shares []Share
	}{{"评议人员各类别", s.Groups[:]}, {"工作、作风", s.Aspects[:]}, {"各项评议内容", s.Criteria[:]}} {
		if err := validateShares(w.what, w.shares); err != nil {
			return err
		}
	}
	return nil
}

// validateShares refuses weights that don't add up to 100%; no weights at all are legal.
func validateShares(what string, shares []Share) error {
	sum := Share(0)
	for _, w := range shares {
		if w < 0 || w > 1000 {
			return refuse(Invalid, "%s的权重“%s”不对。权重应在 0%% 至 100%% 之间。", what, w)
		}
		sum += w
	}
	if sum != 0 && sum != 1000 {
		return refuse(Invalid, "%s的权重合计 %s，应当是 100%%。请改正后再保存。", what, sum)
	}
	return nil
}

// weighs tells whether any weight is set.
func weighs(shares []Share) bool {
	return slices.ContainsFunc(shares, func(w Share) bool { return w != 0 })
}

// group returns the weight of a group of the social rounds.
func (s Scoring) group(k GroupKind) Share {
	if i := slices.Index(Social.GroupKinds(), k); i >= 0 {
		return s.Groups[i]
	}
	return 0
}

// item returns the weight of a line and whether the line's part of the form is weighed at all.
func (s Scoring) item(i Item) (weight Share, weighed bool) {
	switch i {
	case WorkItem:
		return s.Aspects[0], weighs(s.Aspects[:])
	case ConductItem:
		return s.Aspects[1], weighs(s.Aspects[:])
	}
	if n := i.criterion(); n > 0 && n <= len(s.Criteria) {
		return s.Criteria[n-1], s.TeamByCriteria && weighs(s.Criteria[:])
	}
	return 0, false
}

// criterion returns the number of the criterion that the line asks, 0 for other lines.
func (i Item) criterion() (n int) {
	fmt.Sscanf(string(i), "c%d", &n) // leaves 0 for the others
	return n
}

// Words returns the rule in sentences: how rates and score are calculated, and what is weighed.
func (s Scoring) Words() []string {
	base, note := "四个等次合计", "不了解计入分母"
	switch {
	case s.Denominator != ByMarks:
		base, note = s.Denominator.String(), "没有到会、没有投票或者没有填写的也在分母里；多项合计的，分母按项数计"
	case !s.CountUnfamiliar:
		base, note = "（满意 + 基本满意 + 不满意）", "不了解不计入分母，不了解率 = 不了解 ÷ 四个等次合计"
	}
	points, scored := "%d × 满意 + %d × 基本满意 + %d × 不满意", "满意 + 基本满意 + 不满意"
	values := []any{s.Satisfied, s.MostlySatisfied, s.Dissatisfied}
	if s.ScoreUnfamiliar {
		points, scored, values = points+" + %d × 不了解", scored+" + 不了解", append(values, s.Unfamiliar)
	}
	rule := []string{
		fmt.Sprintf("满意率 = 满意 ÷ %s；满意和基本满意率 =（满意 + 基本满意）÷ %s；%s。", base, base, note),
		fmt.Sprintf("综合得分 =（"+points+"）÷（"+scored+"）。", values...) + s.rounding(),
	}
	return append(rule, s.weightsText()...)
}

func (s Scoring) rounding() string {
	if s.Decimals == 0 {
		return "四舍五入到整数，各率不凑足 100。"
	}
	return fmt.Sprintf("四舍五入到%s位小数，各率不凑足 100。", [...]string{"", "一", "两", "三", "四"}[s.Decimals])
}

// weightsText tells what is weighed, a sentence each; pooled parts need none.
func (s Scoring) weightsText() (text []string) {
	named := func(names []string, shares []Share) string {
		var parts []string
		for i, w := range shares {
			if w != 0 {
				parts = append(parts, names[i]+" "+w.String())
			}
		}
		return strings.Join(parts, "、")
	}
	if weighs(s.Groups[:]) {
		var names []string
		for _, k := range Social.GroupKinds() {
			names = append(names, k.String())
		}
		text = append(text, fmt.Sprintf("社会评议的各率和得分按类别加权：%s。", named(names, s.Groups[:])))
	}
	if weighs(s.Aspects[:]) {
		text = append(text, fmt.Sprintf("工作、作风两项分别计算再加权：%s。", named([]string{"工作", "作风"}, s.Aspects[:])))
	}
	if weighs(s.Criteria[:]) && s.TeamByCriteria {
		text = append(text, fmt.Sprintf("八项评议内容分别计算再加权：%s。",
			named([]string{"第1项", "第2项", "第3项", "第4项", "第5项", "第6项", "第7项", "第8项"}, s.Criteria[:])))
	}
	if text != nil {
		text = append(text, "没有有效评价的部分不参加加权，其余部分的权重按比例折算。")
	}
	return text
}

package pdf

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"liangping/data"
)

// resultBulletin writes the 通报 of the results to the staff (plan.md §三.2（2）：评议结果适时反馈): how the appraisal was
// held, the results by kind, what follows; every target's figures in an 附件. Nobody is blamed in it.
func (in Records) resultBulletin(d *data.Document) {
	c := in.Campaign
	d.Title = c.Office + "关于" + activity(c) + "群众评议结果的通报"
	d.Addressee = everyone
	d.Copies = leadingGroup(c) + "，" + supervisors(c)
	parts := []string{
		"按照" + basis(c) + "，" + we(c) + "组织开展了" + activity(c) + "群众评议。现将评议结果通报如下：",
		"一、评议组织情况",
		in.objects(),
	}
	parts = append(parts, numbered(in.roundsHeld())...)
	parts = append(parts, "二、评议结果")
	parts = append(parts, in.resultSummary()...)
	parts = append(parts,
		"三、结果运用",
		fmt.Sprintf("评议结果纳入%d年度目标考核，计入社会评议和民主测评成绩，并作为考察考核领导班子和领导干部的重要依据；其他评议对象的评议结果作为工作绩效和评先树优的重要指标。对评议结果较差的，按照方案规定分别处理。", c.Year),
		"四、有关要求",
	)
	parts = append(parts, numbered([]string{
		"正确对待评议结果。评议对象要虚心听取群众意见，既肯定成绩，又正视不足，不得追查评议人的填写情况。",
		"认真抓好整改。评议对象要对照评议结果和群众意见，制定整改措施，列入整改台账，明确责任和时限，于" + in.due(c.Phases[data.Rectification].End).MonthDay() + "前整改到位。",
		"主动接受监督。整改措施和成效通过公开栏、网站、新闻媒体等向群众公示。",
	})...)
	d.Text = paragraphs(append(parts, in.resultAttachment()...)...)
}

// roundsHeld tells of each round that was held, in a paragraph.
func (in Records) roundsHeld() (rounds []string) {
	for _, r := range in.Rounds {
		if in.past(r) {
			rounds = append(rounds, r.Name()+"。"+roundHeld(in.Campaign, r))
		}
	}
	return rounds
}

// result is the combined result; one without targets while there is none.
func (in Records) result() *data.Result {
	if in.Stats == nil {
		return &data.Result{Scope: data.Combined, Scoring: in.Campaign.Scoring}
	}
	return in.Stats.Of(data.Combined)
}

// reading names the result that papers give: 综合结果, or the only round that took place (design.md §11).
func reading(r *data.Result) string {
	if len(r.Rounds) == 1 {
		return r.Rounds[0].String() + "结果"
	}
	return "综合结果"
}

// resultSummary tells the result kind by kind: a single target's figures, of several the highest and the lowest.
func (in Records) resultSummary() []string {
	r := in.result()
	if len(r.Targets) == 0 {
		return []string{"评议结果待统计。"}
	}
	opening := fmt.Sprintf("综合结果中内部评议占%d%%，社会评议占%d%%。", r.Scoring.InternalWeight, 100-r.Scoring.InternalWeight)
	if len(r.Rounds) == 1 {
		opening = fmt.Sprintf("只进行了%s，以下为%s。", r.Rounds[0], reading(r))
	}
	var kinds []string
	for _, kind := range data.Kinds {
		var of []data.TargetResult
		for _, t := range r.Targets {
			if t.Kind == kind {
				of = append(of, t)
			}
		}
		if len(of) > 0 {
			kinds = append(kinds, kindSummary(r, kind, of))
		}
	}
	return append([]string{opening + "各评议对象的票数、比率和得分见附件。"}, numbered(kinds)...)
}

func kindSummary(r *data.Result, kind data.Kind, of []data.TargetResult) string {
	text := fmt.Sprintf("%s（%d%s）。", kind, len(of), counter(kind))
	if len(of) == 1 {
		return text + sentence(of[0].Name+figures(r.Scoring, of[0].Figures, of[0].Withheld))
	}
	var ranges []string
	for _, m := range []data.Metric{data.AtLeastMostlyMetric, data.ScoreMetric} {
		var values []*big.Rat
		for _, t := range of {
			if value := m.Of(t.Figures); value != nil && !t.Withheld.HidesFigures() {
				values = append(values, value)
			}
		}
		if len(values) > 1 {
			ranges = append(ranges, fmt.Sprintf("%s最高%s，最低%s", m, shown(r.Scoring, m, slices.MaxFunc(values, data.CompareFigures)),
				shown(r.Scoring, m, slices.MinFunc(values, data.CompareFigures))))
		}
	}
	if len(ranges) == 0 {
		return text
	}
	return text + strings.Join(ranges, "；") + "。"
}

// shown is a figure in a sentence, with its unit: 91.57%, 87.50分.
func shown(sc data.Scoring, m data.Metric, value *big.Rat) string {
	switch {
	case value == nil:
		return "无"
	case m == data.ScoreMetric:
		return sc.Format(m, value) + "分"
	}
	return sc.Format(m, value) + "%"
}

// figures tells the named figures in a sentence: 满意率62.65%，满意和基本满意率91.57%，综合得分87.50分.
func figures(sc data.Scoring, f data.Figures, w data.Withholding) string {
	if w.HidesFigures() {
		return "有效票较少，按规定不单列"
	}
	if f.Score == nil && f.SatisfiedRate == nil {
		return "没有有效评价"
	}
	var parts []string
	for _, m := range []data.Metric{data.SatisfiedMetric, data.AtLeastMostlyMetric, data.ScoreMetric} {
		parts = append(parts, m.String()+shown(sc, m, m.Of(f)))
	}
	return strings.Join(parts, "，")
}

// resultAttachment is the 附件 with every target's figures and the rule below them.
func (in Records) resultAttachment() []string {
	r := in.result()
	if len(r.Targets) == 0 {
		return nil
	}
	lines := []string{"", "附件：" + activity(in.Campaign) + "群众评议结果汇总表", tableLine(append([]string{"名次", "评议对象"}, resultColumns...)...)}
	for i, t := range r.Targets {
		if i == 0 || r.Targets[i-1].Kind != t.Kind {
			lines = append(lines, kindLine(*r, t.Kind))
		}
		lines = append(lines, tableLine(append([]string{data.RankText(t.Rank), t.Name}, resultCells(r.Scoring, t.Counts, t.Figures, t.Withheld)...)...))
	}
	return append(lines, note(r)...)
}

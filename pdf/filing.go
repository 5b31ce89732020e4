package pdf

import (
	"fmt"
	"slices"
	"strings"

	"liangping/data"
)

// filingReport writes the 报告 by which the appraisal is filed (备案) with the leading group's office (plan.md §三.2（2）):
// how the rounds were held, their accounting, the method of counting, what follows. It asks for nothing: a 报告 must not
// hold a 请示 (党政机关公文处理工作条例 第十五条).
func (in Records) filingReport(d *data.Document) {
	c := in.Campaign
	d.Title = c.Office + "关于" + activity(c) + "群众评议情况的报告"
	d.Addressee = leadingGroup(c)
	d.Copies = supervisors(c)
	according := "按照县委统一安排部署"
	if c.Basis != "" {
		according = "按照《" + c.Basis + "》要求"
	}
	parts := []string{
		according + "，" + we(c) + "认真组织开展了" + activity(c) + "群众评议工作。现将有关情况报告如下：",
		"一、基本情况",
		in.objects(),
	}
	var rounds []string
	for _, r := range in.Rounds {
		if in.past(r) {
			rounds = append(rounds, r.Name()+"。"+roundHeld(c, r))
		}
	}
	parts = append(parts, numbered(rounds)...)
	if len(rounds) == 0 {
		parts = append(parts, "群众评议由内部评议和社会评议两部分组成，与会人员填写书面评议票，按照“满意”、“基本满意”、“不满意”、“不了解”四个评价等次进行评价，并提出意见和建议。")
	}
	parts = append(parts,
		"二、计票和统计办法",
		"评议票由监票人、计票人当场清点，逐张录入，核对无误后封存。空项、多选项不计入有效评价；内部评议和社会评议分别统计。"+scoring(c.Scoring),
	)
	settled := in.result().Sealed // figures that can still change are never reported
	next := 3
	heading := func(name string) {
		parts = append(parts, chinese(next)+"、"+name)
		next++
	}
	if settled {
		heading("评议结果")
		parts = append(append(parts, in.resultSummary()...), in.outcomesSummary()...)
	}
	heading("群众意见和建议的办理")
	parts = append(parts, in.opinionsSummary()+"办公室对群众提出的意见和建议逐条登记、归纳分析，找准、理清群众不满意的突出问题及其根源，提出整改措施，建立整改台账，明确责任和时限，并及时向群众公开。")
	heading("下一步工作")
	parts = append(parts,
		fmt.Sprintf("按照方案安排，于%s前集中抓好整改，整改措施和成效通过公开栏、网站、新闻媒体等向群众公示，整改落实情况另行报告。", c.Phases[data.Rectification].End.Chinese()),
		"特此报告，请予备案。",
	)
	if settled {
		parts = append(parts, in.resultAttachment()...)
	}
	d.Text = paragraphs(parts...)
}

// opinionsSummary tells how many opinions there are, and on what.
func (in Records) opinionsSummary() string {
	all := data.AnalyseOpinions(in.Opinions, in.Campaign.Criteria, in.Targets)
	if all.Total == 0 {
		return ""
	}
	var parts []string
	for _, line := range all.ByAspect {
		if line.Total > 0 && line.Aspect != "" {
			parts = append(parts, fmt.Sprintf("%s方面%d条", strings.TrimSuffix(line.Name, "评价"), line.Total))
		}
	}
	text := fmt.Sprintf("共收到群众意见和建议%d条", all.Total)
	if len(parts) > 0 {
		text += "，其中" + strings.Join(parts, "、")
	}
	return text + "。"
}

// outcomesSummary tells what was decided on the results.
func (in Records) outcomesSummary() []string {
	var decided []string
	for _, d := range in.Decisions {
		i := slices.IndexFunc(in.Targets, func(t data.Target) bool { return t.ID == d.TargetID })
		if !d.Confirmed || !d.Stands() || i < 0 {
			continue
		}
		var measures []string
		for _, m := range d.Measures {
			measures = append(measures, m.Measure.String())
		}
		decided = append(decided, fmt.Sprintf("%s评议结果%s，%s", comrade(in.Targets[i]), d.Band, strings.Join(measures, "、")))
	}
	if len(decided) == 0 {
		return nil
	}
	return []string{fmt.Sprintf("按照方案关于结果运用的规定，对%d个评议对象作出如下处理：%s。", len(decided), strings.Join(decided, "；"))}
}

// past tells whether a round was held by today.
func (in Records) past(r data.Round) bool {
	return !r.Date.IsZero() && (in.Today.IsZero() || !r.Date.After(in.Today))
}

// objects tells who was appraised, by kind and number.
func (in Records) objects() string {
	all := 0
	var kinds []string
	for _, kind := range data.Kinds {
		if n := len(in.targets(kind)); n > 0 {
			all += n
			kinds = append(kinds, fmt.Sprintf("%d%s", n, counted[kind]))
		}
	}
	if all == 0 {
		return "评议对象为" + we(in.Campaign) + "领导班子和领导干部。"
	}
	return fmt.Sprintf("评议对象共%d个，包括%s。", all, strings.Join(kinds, "、"))
}

// roundHeld tells in a paragraph how a round was held.
func roundHeld(c data.Campaign, r data.Round) string {
	text := held(c, r)
	if r.Kind == data.Social {
		text += "参加人员为" + evaluators(r) + "，由活动督导组确定。"
	} else {
		text += "领导班子和领导干部分别作了履职情况报告，参加评议人员为全体干部职工。"
	}
	if r.Observers != "" {
		text += observers(r) + "到会监督。"
	}
	if sum := total(r); sum.Issued > 0 {
		text += accounting(sum)
	}
	return text
}

// scoring tells how the figures come about (design.md §7).
func scoring(s data.Scoring) string {
	base := "四个等次有效评价合计"
	if !s.CountUnfamiliar {
		base = "“满意”、“基本满意”、“不满意”三个等次有效评价合计"
	}
	text := fmt.Sprintf("满意率为“满意”评价占%s的比率；综合得分按“满意”%d分、“基本满意”%d分、“不满意”%d分计算，“不了解”不计分", base, s.Satisfied, s.MostlySatisfied, s.Dissatisfied)
	return text + fmt.Sprintf("；综合结果中内部评议占%d%%，社会评议占%d%%。", s.InternalWeight, 100-s.InternalWeight)
}

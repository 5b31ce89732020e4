package pdf

import (
	"fmt"
	"slices"
	"strings"

	"liangping/data"
)

// feedbackLetter writes the 函 that gives a target its result back (plan.md §三.2（2）): its own figures and the merged
// opinions about it, nothing of anybody else, nothing of a group, never who said something, when or where.
func (in Records) feedbackLetter(d *data.Document) {
	c, t := in.Campaign, in.target()
	d.TargetID = t.ID
	d.Title = c.Office + "关于反馈" + activity(c) + "群众评议结果的函"
	d.Addressee = comrade(t)
	parts := []string{
		"按照" + basis(c) + "，" + we(c) + "组织开展了" + activity(c) + "群众评议。现将" + you(t) + "的评议结果和群众意见建议反馈如下：",
		"一、评议结果",
	}
	parts = append(parts, in.ownResult(t))
	parts = append(parts, "二、群众意见和建议")
	opinions := in.mergedOpinions(t)
	if len(opinions) == 0 {
		parts = append(parts, "没有收到针对"+you(t)+"的具体意见和建议。")
	} else {
		parts = append(parts, fmt.Sprintf("群众对%s提出的意见和建议，归纳为%d条：", you(t), len(opinions)))
		parts = append(parts, numbered(listed(opinions))...)
	}
	parts = append(parts,
		"三、有关要求",
		fmt.Sprintf("请%s正确对待群众评议，对照评议结果和群众意见查找问题、分析根源，制定整改措施，于%s前送%s，列入整改台账，于%s前整改到位。不得追查评议人和提出意见的人员。",
			you(t), in.within(extension).MonthDay(), short(c), in.extended(t).MonthDay()),
		"专此函达。",
	)
	d.Text = paragraphs(append(parts, in.ownAttachment(t)...)...)
}

// target is the target that the paper is about; one without a name or ID while none was chosen.
func (in Records) target() data.Target {
	if in.Target != nil {
		return *in.Target
	}
	return data.Target{Kind: data.Leader}
}

// comrade is how a paper names and addresses a target: 周立民同志, 油区办领导班子.
func comrade(t data.Target) string {
	switch {
	case t.Name == "":
		return "评议对象"
	case person(t.Kind):
		return t.Name + "同志"
	}
	return t.Name
}

// you is how a paper speaks to a target.
func you(t data.Target) string {
	switch t.Kind {
	case data.Team:
		return "你们班子"
	case data.ServiceWindow:
		return "你窗口"
	}
	return "你"
}

// ownResult tells a target its figures: the combined ones and those of each scope.
func (in Records) ownResult(t data.Target) string {
	r := in.result()
	own := r.Target(t.ID)
	if own == nil {
		return "评议结果待统计。"
	}
	text := reading(r) + "为" + sentence(figures(r.Scoring, own.Figures, own.Withheld))
	if len(r.Rounds) > 1 {
		for _, scope := range []data.Scope{data.InternalScope, data.SocialScope} {
			if part := in.Stats.Of(scope).Target(t.ID); part != nil {
				text += scope.String() + sentence(figures(r.Scoring, part.Figures, part.Withheld))
			}
		}
	}
	return text + "各项评价情况见附件。"
}

// mergedOpinions are the opinions about a target, by criterion: those that were merged stand as the problem that they have in
// common, of the others those that say the same are one, each with its number.
func (in Records) mergedOpinions(t data.Target) (merged []string) {
	type said struct {
		criterion int
		text      string
		times     int
	}
	var all []said
	problems := map[data.ID]bool{}
	for _, p := range in.Problems {
		if p.TargetID == t.ID && t.ID != "" && p.Opinions > 0 {
			problems[p.ID] = true
			all = append(all, said{p.Criterion, inList(p.Title), p.Opinions})
		}
	}
	for _, o := range in.Opinions {
		if o.TargetID != t.ID || t.ID == "" || problems[o.ProblemID] {
			continue
		}
		text := inList(o.Text)
		if i := slices.IndexFunc(all, func(s said) bool { return s.text == text }); i >= 0 {
			all[i].times++
		} else {
			all = append(all, said{o.Criterion, text, 1})
		}
	}
	slices.SortStableFunc(all, func(a, b said) int { return a.criterion - b.criterion })
	for _, s := range all {
		if s.times > 1 {
			s.text += fmt.Sprintf("（%d条）", s.times)
		}
		merged = append(merged, s.text)
	}
	return merged
}

// ownAttachment is the 附件 with a target's lines and the rule below them.
func (in Records) ownAttachment(t data.Target) []string {
	r := in.result()
	own := r.Target(t.ID)
	if own == nil {
		return nil
	}
	row := func(name string, c data.Counts, f data.Figures, w data.Withholding) string {
		return tableLine(append([]string{name}, resultCells(r.Scoring, c, f, w)[:feedbackColumns]...)...)
	}
	lines := []string{"", "附件：" + comrade(t) + "评议结果明细表", tableLine(append([]string{"评价项"}, resultColumns[:feedbackColumns]...)...)}
	for _, l := range own.Lines {
		lines = append(lines, row(l.Label, l.Counts, l.Figures, l.Withheld))
	}
	if len(own.Lines) != 1 {
		lines = append(lines, row("评议结果", own.Counts, own.Figures, own.Withheld))
	}
	return append(append(lines, note(r)...), "评议结果"+own.Basis(r.Scoring)+"。")
}

// feedbackColumns is how many of resultColumns an upright page takes.
const feedbackColumns = 8

// inList is an opinion or a problem as it can stand in a list.
func inList(text string) string {
	return strings.TrimRight(strings.Join(strings.Fields(text), ""), "。；，")
}

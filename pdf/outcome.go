package pdf

import (
	"fmt"
	"strings"

	"liangping/data"
)

// The papers of 结果运用 (plan.md §三.2（3）). They say no more than what was decided: basis, figures, measure, dates.

// outcome is what a paper about a measure is written from.
type outcome struct {
	target   data.Target
	subject  string         // whom the measure concerns: the target, or the head of its unit
	decision *data.Decision // nil: none is recorded
	measure  data.Measure
}

// outcome finds the decision on the target that stands and took the measure.
func (in Records) outcome(m data.Measure) outcome {
	o := outcome{target: in.target(), measure: m}
	o.subject = o.target.Name
	for i := range in.Decisions {
		d := &in.Decisions[i]
		if d.TargetID != o.target.ID || !d.Stands() || !d.Took(m) || o.decision != nil {
			continue
		}
		o.decision = d
		for _, taken := range d.Measures {
			if taken.Measure == m {
				o.subject = taken.Subject
			}
		}
	}
	return o
}

// head tells whether the measure concerns the head of a team or a unit in its stead.
func (o outcome) head() bool { return o.subject != o.target.Name }

// who names whom the measure concerns: 周立民同志.
func (o outcome) who() string {
	if o.head() {
		return o.subject + "同志"
	}
	return comrade(o.target)
}

// you is how the paper speaks to whom it concerns.
func (o outcome) you() string {
	if o.head() {
		return "你"
	}
	return you(o.target)
}

// owner says whose result it is: 你的, or 你负责的油地纠纷调解窗口.
func (o outcome) owner() string {
	if o.head() {
		return "你负责的" + o.target.Name
	}
	return you(o.target) + "的"
}

// decided tells when, by whom and by what rule it was decided, up to the measure.
func (o outcome) decided(c data.Campaign) string {
	text := "按照" + plan(c) + "关于结果运用的规定，"
	if o.decision == nil {
		return text + "经研究决定，"
	}
	return text + o.decision.Date.Chinese() + "经" + o.decision.Decider + "研究决定，"
}

// result tells the figures on which it was decided, as they were on that day, and the band.
func (in Records) outcomeResult(o outcome, owner string) string {
	r := in.result()
	if o.decision == nil {
		if own := r.Target(o.target.ID); own != nil {
			return "在" + activity(in.Campaign) + "群众评议中，" + owner + reading(r) + "为" + sentence(figures(r.Scoring, own.Figures, own.Withheld))
		}
		return "在" + activity(in.Campaign) + "群众评议中，" + owner + "评议结果较差。"
	}
	name, text := "综合结果", ""
	if len(o.decision.Figures) == 2 { // the combined one, and the only round that took place
		name = o.decision.Figures[0].Scope.String() + "结果"
	}
	for _, f := range o.decision.Figures {
		if f.Scope == data.Combined {
			text = figures(r.Scoring, f.Figures, f.Withheld)
		}
	}
	return "在" + activity(in.Campaign) + "群众评议中，" + owner + name + "为" + text + "，评议结果" + o.decision.Band.String() + "。"
}

// grounds is the basis of the decision, with the serious problems that were verified.
func (o outcome) grounds() string {
	if o.decision == nil {
		return "以群众评议结果为依据。"
	}
	text := sentence(o.decision.Basis)
	if o.decision.Problems != "" {
		text += "经核实，存在以下严重问题：" + sentence(o.decision.Problems)
	}
	return text
}

// begin fills in what the papers to a target have in common.
func (in Records) begin(d *data.Document, m data.Measure) outcome {
	o := in.outcome(m)
	d.TargetID = o.target.ID
	d.Addressee = o.who()
	d.Copies = supervisors(in.Campaign)
	return o
}

// within is the day by which something is asked for, so many days from today.
func (in Records) within(days int) data.Date {
	if in.Today.IsZero() {
		return in.Campaign.Phases[data.Rectification].Start.AddDays(days)
	}
	return in.Today.AddDays(days)
}

// extended is the last day of a target's 整改提高 phase; once that has passed, a week from today.
func (in Records) extended(t data.Target) data.Date {
	return in.due(data.RectificationOf(in.Campaign, t.ID, in.Decisions).End)
}

// toMend lists what a target has to mend: its open items, or else what was said about it.
func (in Records) toMend(t data.Target) []string {
	var items []string
	for _, i := range in.Ledger {
		if i.TargetID == t.ID && t.ID != "" && i.State != data.ItemClosed {
			text := strings.TrimRight(i.Problem, "。；")
			if !i.Due.IsZero() {
				text += "，整改时限" + i.Due.Chinese()
			}
			items = append(items, text)
		}
	}
	if len(items) == 0 {
		items = in.mergedOpinions(t)
	}
	if len(items) == 0 {
		return []string{"对照群众提出的意见和建议，逐条查找原因，制定整改措施，抓好整改。"}
	}
	return append([]string{"对照群众提出的意见和建议，重点整改以下问题："}, numbered(listed(items))...)
}

// rectifyNotice writes the 限期整改通知书.
func (in Records) rectifyNotice(d *data.Document) {
	c := in.Campaign
	o := in.begin(d, data.Rectify)
	d.Title = c.Office + "关于" + o.who() + "限期整改的通知"
	parts := []string{
		o.decided(c) + "要求" + o.you() + "限期整改。现将有关事项通知如下：",
		"一、评议结果", in.outcomeResult(o, o.owner()),
		"二、决定依据", o.grounds(),
		"三、整改内容",
	}
	parts = append(parts, in.toMend(o.target)...)
	parts = append(parts, "四、时限和要求")
	parts = append(parts, numbered([]string{
		"于" + in.within(extension).Chinese() + "前制定整改方案，写明整改措施、责任和完成时限，报" + short(c) + "列入整改台账。",
		"于" + in.extended(o.target).Chinese() + "前完成整改，书面报告整改情况，整改措施和成效向群众公示。",
		"整改情况由" + short(c) + "跟踪督查，并接受活动督导组的监督检查。",
	})...)
	d.Text = paragraphs(append(parts, in.draftNote()...)...)
}

// criticismCircular writes the 通报 by which a target is criticised.
func (in Records) criticismCircular(d *data.Document) {
	c := in.Campaign
	o := in.begin(d, data.Criticism)
	d.Title = c.Office + "关于对" + o.who() + "通报批评的通报"
	d.Addressee, d.Copies = everyone, leadingGroup(c)+"，"+supervisors(c)
	name := o.who()
	if post := fullPost(o.target); person(o.target.Kind) && !o.head() && post != "" {
		name += "（" + post + "）"
	}
	d.Text = paragraphs(append([]string{
		in.outcomeResult(o, name) + o.grounds(),
		o.decided(c) + "对" + o.who() + "通报批评。",
		o.who() + "要正视存在的问题，对照群众意见和建议查找原因，抓好整改，于" + in.extended(o.target).Chinese() + "前书面报告整改情况。",
		"各科室、各单位要认真对待群众评议中反映的问题，举一反三，改进工作和作风。",
	}, in.draftNote()...)...)
}

// talkNotice writes the 诫勉谈话通知书. Day and place are the office's to arrange.
func (in Records) talkNotice(d *data.Document) {
	c := in.Campaign
	o := in.begin(d, data.Talk)
	d.Title = c.Office + "关于对" + o.who() + "进行诫勉谈话的通知"
	parts := []string{
		o.decided(c) + "对" + o.you() + "进行诫勉谈话。现将有关事项通知如下：",
		"一、谈话事由", in.outcomeResult(o, o.owner()),
		"二、决定依据", o.grounds(),
		"三、谈话安排", "谈话人为" + in.talker(o) + "，时间、地点另行通知。",
		"四、有关要求",
	}
	parts = append(parts, numbered([]string{
		"按时参加谈话，实事求是说明情况，可以对有关问题作出解释。",
		"谈话后7日内，向" + short(c) + "书面报告整改措施。",
		"于" + in.extended(o.target).Chinese() + "前完成整改，书面报告整改情况。",
	})...)
	d.Text = paragraphs(append(parts, in.draftNote()...)...)
}

// talker is who holds the talk: the principal, but never with himself.
func (in Records) talker(o outcome) string {
	if head := in.Campaign.PartyGroupHead; head == "" || head == o.subject {
		return supervisors(in.Campaign) + "负责同志"
	}
	return principal(in.Campaign)
}

// extensionNotice writes the 延期整改通知书 with every date that moved.
func (in Records) extensionNotice(d *data.Document) {
	c := in.Campaign
	o := in.begin(d, data.Extension)
	d.Title = c.Office + "关于" + o.who() + "延期整改的通知"
	before := c.Phases[data.Rectification].End
	after := before.AddMonths(data.ExtensionMonths)
	moved := []string{}
	if o.decision != nil {
		after = o.decision.ExtendedTo
		for _, m := range o.decision.Moved {
			moved = append(moved, in.movedItem(m))
		}
	}
	dates := append([]string{fmt.Sprintf("活动整改提高阶段由%s延长至%s。", before.Chinese(), after.Chinese())}, moved...)
	parts := []string{
		o.decided(c) + fmt.Sprintf("%s的活动延期%d个月。现将有关事项通知如下：", o.you(), data.ExtensionMonths),
		"一、评议结果", in.outcomeResult(o, o.owner()),
		"二、决定依据", o.grounds(),
		"三、延长后的时限",
	}
	parts = append(parts, numbered(dates)...)
	parts = append(parts, "四、有关要求")
	parts = append(parts, numbered([]string{
		"深入查摆整改，解决存在的突出问题，于" + in.within(extension).Chinese() + "前将调整后的整改方案报" + short(c) + "。",
		"于" + after.Chinese() + "前完成整改，书面报告整改情况，整改措施和成效向群众公示。",
		"延期只适用于" + o.you() + "，活动的其他安排不变。",
	})...)
	d.Text = paragraphs(append(parts, in.draftNote()...)...)
}

// movedItem tells how a ledger item's deadline moved.
func (in Records) movedItem(m data.MovedDeadline) string {
	for _, i := range in.Ledger {
		if i.ID == m.ItemID {
			return fmt.Sprintf("整改台账第%d项“%s”，整改时限由%s延长至%s。", i.Number, strings.TrimRight(i.Problem, "。"), m.Before.Chinese(), m.After.Chinese())
		}
	}
	return fmt.Sprintf("整改台账事项，整改时限由%s延长至%s。", m.Before.Chinese(), m.After.Chinese())
}

// noAwardNotice writes the 通知 that a target can't be chosen for the year's awards.
func (in Records) noAwardNotice(d *data.Document) {
	c := in.Campaign
	o := in.begin(d, data.NoAward)
	d.Title = fmt.Sprintf("%s关于取消%s%d年度评先评优资格的通知", c.Office, o.who(), c.Year)
	d.Copies = leadingGroup(c) + "，" + supervisors(c)
	also := ""
	if o.decision != nil && o.decision.Took(data.Performance) {
		also = "评议结果同时计入" + o.you() + "的年度工作绩效。"
	}
	d.Text = paragraphs(append([]string{
		fmt.Sprintf("%s取消%s%d年度评先评优资格。现将有关事项通知如下：", o.decided(c), o.you(), c.Year),
		"一、评议结果", in.outcomeResult(o, o.owner()),
		"二、决定依据", o.grounds(),
		"三、有关要求",
		also + "请" + o.you() + "对照群众意见和建议查找原因，改进工作和作风，于" + in.extended(o.target).Chinese() + "前书面报告整改情况。",
	}, in.draftNote()...)...)
}

// draftNote warns in the text of a paper that was begun before the seal; the store doesn't issue it then.
func (in Records) draftNote() []string {
	if r := in.result(); len(r.Rounds) > 0 && !r.Sealed {
		return []string{data.UnsealedNote}
	}
	return nil
}

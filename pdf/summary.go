package pdf

import (
	"fmt"
	"math/big"
	"strings"

	"liangping/data"
)

// summaryReport writes the 活动总结报告 to the leading group's office: the whole campaign by its phases with its figures, the
// exemplars (plan.md §四（三）: 选树活动中涌现出的先进典型), what is left and how it goes on. It asks for nothing.
func (in Records) summaryReport(d *data.Document) {
	c := in.Campaign
	d.Title = c.Office + "关于" + activity(c) + "的总结报告"
	d.Addressee = leadingGroup(c)
	d.Copies = supervisors(c)
	begin, end := c.Phases[data.Publicity].Start, c.Phases[data.Rectification].End
	parts := []string{
		"按照县委统一安排部署，" + we(c) + "自" + long(begin, end) + "开展了以“让群众评价工作、让群众评价作风、树立群众满意形象”为主要内容的" + activity(c) + "。现将活动情况总结报告如下：",
		"一、基本情况",
		in.objects() + "活动分宣传发动、组织评议、整改提高三个阶段进行，各阶段任务已经完成。",
		"二、主要做法和成效",
	}
	parts = append(parts, numbered([]string{
		"宣传发动，营造氛围。" + in.publicity(),
		"广泛征求意见，认真自查自评。" + in.selfAppraised(),
		"严密组织，开展群众评议。" + in.appraised(),
		"建立台账，集中整改。" + in.rectified(),
	})...)
	parts = append(parts, "三、先进典型")
	parts = append(parts, in.exemplars()...)
	parts = append(parts, "四、存在的问题和下一步打算")
	parts = append(parts, in.lasting()...)
	parts = append(parts, "特此报告。")
	if len(in.Ledger) > 0 {
		parts = append(parts, "", "附件："+figuresName, in.figuresTable())
	}
	d.Text = paragraphs(parts...)
}

// events are those of a kind, the oldest first.
func (in Records) events(kind data.EventKind) (chosen []data.Event) {
	for i := len(in.Events) - 1; i >= 0; i-- {
		if in.Events[i].Kind == kind {
			chosen = append(chosen, in.Events[i])
		}
	}
	return chosen
}

// publicity tells of meetings, of what was made known where, and of inspections from above.
func (in Records) publicity() string {
	text := "层层动员，广泛发动，激发干部群众的参与热情。"
	var counts []string
	if n := len(in.events(data.MeetingEvent)); n > 0 {
		counts = append(counts, fmt.Sprintf("召开会议%d次", n))
	}
	pieces, bulletins := 0, 0
	for _, e := range in.events(data.PublicityEvent) {
		if e.Bulletin > 0 {
			bulletins++
		} else {
			pieces++
		}
	}
	if pieces > 0 {
		counts = append(counts, fmt.Sprintf("通过网站、报纸、电视台等宣传报道%d次", pieces))
	}
	if bulletins > 0 {
		counts = append(counts, fmt.Sprintf("编发活动简报%d期", bulletins))
	}
	if n := len(in.events(data.VisitEvent)); n > 0 {
		counts = append(counts, fmt.Sprintf("接受上级检查指导%d次", n))
	}
	if len(counts) > 0 {
		text += "活动期间，" + strings.Join(counts, "，") + "。"
	}
	return text
}

// selfAppraised tells of opinions by channel, of reports and of pledges.
func (in Records) selfAppraised() string {
	text := "领导班子和领导干部围绕工作和作风，广泛征求群众意见，深入查找群众不满意的问题，形成自查自评报告，按程序审核把关后公示，并向社会公开承诺。"
	if len(in.Opinions) > 0 {
		var by []string
		for _, channel := range channels(in.Opinions) {
			if n := len(filtered(in.Opinions, data.OpinionFilter{Channel: channel})); n > 0 {
				by = append(by, fmt.Sprintf("%s%d条", channel, n))
			}
		}
		text += fmt.Sprintf("共征求意见和建议%d条，其中%s。", len(in.Opinions), strings.Join(by, "、"))
	}
	if len(in.Pledges) > 0 {
		kept := 0
		for _, p := range in.Pledges {
			if p.State == data.PledgeKept {
				kept++
			}
		}
		text += fmt.Sprintf("公开承诺事项%d项，经评诺已兑现%d项。", len(in.Pledges), kept)
	}
	return text
}

// appraised tells how the rounds were held and what came of them.
func (in Records) appraised() string {
	text := ""
	for _, r := range in.Rounds {
		if !in.past(r) {
			continue
		}
		text += r.Date.Chinese() + "召开" + r.Name() + "会议，参加人员为" + evaluators(r) + "。"
		if sum := total(r); sum.Issued > 0 {
			text += accounting(sum)
		}
	}
	if text == "" {
		text = "群众评议由内部评议和社会评议两部分组成，按照“满意”、“基本满意”、“不满意”、“不了解”四个评价等次进行评价。"
	}
	return text + in.satisfaction()
}

// satisfaction tells the figures of the team, and the lowest of the leaders, without naming one. A result that isn't
// sealed isn't reported.
func (in Records) satisfaction() string {
	if !in.result().Sealed {
		return ""
	}
	text, leaders := "", 0
	var lowest *big.Rat
	for _, t := range in.result().Targets {
		switch {
		case t.AtLeastMostly == nil:
		case t.Kind == data.Team:
			text += fmt.Sprintf("综合评议结果，%s满意率%s%%，满意和基本满意率%s%%。", t.Name, data.FormatPercent(t.SatisfiedRate), data.FormatPercent(t.AtLeastMostly))
		case t.Kind == data.Leader:
			if leaders++; lowest == nil || t.AtLeastMostly.Cmp(lowest) < 0 {
				lowest = t.AtLeastMostly
			}
		}
	}
	if leaders > 0 {
		text += fmt.Sprintf("%d名领导干部的满意和基本满意率均不低于%s%%。", leaders, data.FormatPercent(lowest))
	}
	return text
}

// rectified tells how far the ledger is.
func (in Records) rectified() string {
	if len(in.Ledger) == 0 {
		return "认真梳理群众意见和建议，明确责任和时限要求，抓好整改。"
	}
	shown := 0
	for _, i := range in.Ledger {
		shown += min(len(i.Publications), 1)
	}
	text := in.sorted() + "坚持重点问题抓紧改，长远问题分步改。" + in.totals(in.figures())
	if shown > 0 {
		text += fmt.Sprintf("整改措施和成效通过公开栏、网站、新闻媒体等向群众公示，已公示%d项。", shown)
	}
	return text
}

// exemplars tells of each 先进典型: its deeds, why it was chosen, how it was made known.
func (in Records) exemplars() []string {
	var parts []string
	for _, e := range in.events(data.ExemplarEvent) {
		text := phrase(e.Title) + "。主要事迹：" + said(e.Text) + "选树理由：" + said(e.Reason)
		if e.Publicity != "" {
			text += "宣传推广：" + said(e.Publicity)
		}
		parts = append(parts, text)
	}
	if len(parts) == 0 {
		return []string{"活动中涌现出的先进典型正在推荐。"}
	}
	return append([]string{
		fmt.Sprintf("注意选树活动中涌现出的先进典型，共选树%d个，发挥了好的示范带动作用。", len(parts)),
	}, numbered(parts)...)
}

// lasting tells what is left of the ledger, and how the campaign goes on.
func (in Records) lasting() []string {
	open := in.items(func(i data.ItemRecord) bool { return i.State != data.ItemClosed })
	sortByNumber(open)
	var parts []string
	if len(open) > 0 {
		var names []string
		for _, i := range open[:min(len(open), mostNamed)] {
			names = append(names, "“"+strings.Trim(phrase(i.Problem), "“”")+"”")
		}
		text := strings.Join(names, "、")
		if len(open) > mostNamed {
			text += "等"
		}
		parts = append(parts, fmt.Sprintf("抓好未办结事项的整改。%s%d项尚未办结，继续按照整改台账明确的责任和时限抓好落实，长期坚持的事项转入下一年度，一抓到底。", text, len(open)))
	}
	return numbered(append(parts,
		"建立长效机制。完善问政于民、问计于民、问需于民的工作机制，完善“务实承诺”、“落实践诺”、“评诺提高”的工作机制，整合各类评议活动，逐步建立起统一的群众评议制度。",
		"巩固扩大成果。把群众满意作为衡量工作的标准，把活动中形成的好经验好做法坚持下去，推动工作再上新水平。",
	))
}

// mostNamed is how many open items the summary names.
const mostNamed = 5

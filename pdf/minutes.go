package pdf

import (
	"fmt"

	"liangping/data"
)

// meetingMinutes writes the 纪要 of a round's meeting: what was done, the accounting of the ballots, what was agreed, who
// was there (GB/T 9704-2012 10.3).
func (in Records) meetingMinutes(d *data.Document) {
	c, r := in.Campaign, in.round()
	d.RoundID = r.ID
	d.Title = activity(c) + r.Name() + "会议纪要"
	d.Copies = leadingGroup(c) + "，" + supervisors(c)
	parts := []string{
		held(c, r) + "现将会议情况纪要如下：",
		"一、听取履职情况报告",
		"会议听取了" + principal(c) + "代表领导班子所作的履职情况报告和领导干部的个人履职情况报告。",
		"二、进行群众评议",
		balloting(r),
		"三、会议要求",
		"（一）认真分析评议结果。办公室要如实统计、汇总评议票和书面意见，找准、理清群众不满意的突出问题及其根源，评议结果适时反馈。",
		"（二）切实抓好整改。评议对象要对照群众意见建议制定整改措施，列入整改台账，明确责任和时限，及时向群众公开，并报" + leadingGroup(c) + "备案。",
		"（三）严守评议纪律。评议票和计票资料由办公室妥善保管，任何单位和个人不得追查评议人的填写情况。",
	}
	d.Text = paragraphs(append(parts, attendance(c, r)...)...)
}

// held tells when, where and by whom the meeting was held.
func held(c data.Campaign, r data.Round) string {
	when := "近日"
	if !r.Date.IsZero() {
		when = r.Date.Chinese() + r.Time
	}
	place := ""
	if r.Place != "" {
		place = "在" + r.Place
	}
	text := fmt.Sprintf("%s，%s%s召开%s%s会议。", when, convener(c, r), place, activity(c), r.Name())
	if r.Chair != "" {
		text += "会议由" + r.Chair + "同志主持。"
	}
	return text
}

// balloting tells how the ballots were given out and came back, as far as it was typed.
func balloting(r data.Round) string {
	text := "会议说明了评议办法和填票要求，推选了监票人、计票人。"
	switch {
	case r.Scrutineers != "" && r.Tellers != "":
		text = "会议说明了评议办法和填票要求，推选" + r.Scrutineers + "为监票人，" + r.Tellers + "为计票人。"
	case r.Scrutineers != "":
		text = "会议说明了评议办法和填票要求，推选" + r.Scrutineers + "为监票人。"
	}
	text += "与会人员按照“满意”、“基本满意”、“不满意”、“不了解”四个评价等次填写了书面评议票，并提出了意见和建议。"
	if sum := total(r); sum.Issued > 0 {
		text += accounting(sum)
	}
	return text
}

// total adds up the accounting of a round's groups.
func total(r data.Round) (sum data.Group) {
	for _, g := range r.Groups {
		sum.Expected += g.Expected
		sum.Present += g.Present
		sum.Printed += g.Printed
		sum.Issued += g.Issued
		sum.Returned += g.Returned
		sum.Unreturned += g.Unreturned
		sum.Valid += g.Valid
		sum.Spoiled += g.Spoiled
	}
	return sum
}

// accounting is the sentence of a round's figures.
func accounting(sum data.Group) string {
	text := ""
	if sum.Expected > 0 {
		text = fmt.Sprintf("应到%d人，实到%d人，", sum.Expected, sum.Present)
	}
	text += fmt.Sprintf("发出评议票%d张，收回%d张", sum.Issued, sum.Returned)
	switch {
	case sum.Spoiled > 0:
		text += fmt.Sprintf("，其中有效票%d张、废票%d张", sum.Valid, sum.Spoiled)
	case sum.Valid > 0:
		text += "，均为有效票"
	}
	return text + "。"
}

// attendance lists 出席 and 列席 at the end of a 纪要, by groups.
func attendance(c data.Campaign, r data.Round) []string {
	present := "出席：" + we(c) + "领导班子成员和领导干部"
	if r.Kind == data.Internal {
		present = "出席：全体干部职工"
		if n := total(r).Present; n > 0 {
			present += fmt.Sprintf("%d人", n)
		}
	} else {
		for _, g := range r.Groups {
			present += "、" + g.Kind.String()
			if g.Present > 0 {
				present += fmt.Sprintf("%d人", g.Present)
			}
		}
	}
	lines := []string{present}
	if r.Observers != "" {
		lines = append(lines, "列席："+perHead.ReplaceAllString(r.Observers, "$1$2"))
	}
	return lines
}

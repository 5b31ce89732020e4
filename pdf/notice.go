package pdf

import (
	"fmt"
	"slices"

	"liangping/data"
)

// noticeAhead is how many days before the meeting its notice is dated (design.md §11).
const noticeAhead = 3

// meetingNotice writes the 通知 of a round's meeting (plan.md §三.2（2）): time and place, who takes part, the agenda, what
// is asked of all.
func (in Records) meetingNotice(d *data.Document) {
	c, r := in.Campaign, in.round()
	d.RoundID = r.ID
	d.Title = c.Office + "关于召开" + activity(c) + r.Name() + "会议的通知"
	d.Addressee = everyone
	d.Copies = leadingGroup(c)
	if !r.Date.IsZero() {
		d.Date = r.Date.AddDays(-noticeAhead)
	}
	parts := []string{
		noticeOpening(c, r),
		"一、时间和地点",
		meetingTime(r),
		"二、参加人员",
		participants(c, r),
		"三、会议议程",
	}
	if r.Chair != "" {
		parts = append(parts, "会议由"+r.Chair+"同志主持，议程如下：")
	}
	parts = append(parts, numbered(listed(agenda(c)))...)
	parts = append(parts, "四、有关要求")
	parts = append(parts, numbered([]string{
		"请各科室、各单位认真组织，参会人员提前10分钟入场，无特殊情况不得请假。",
		"与会人员要本着对组织、对同志负责的态度，按照“满意”、“基本满意”、“不满意”、“不了解”四个评价等次独立填写评议票，并提出意见和建议。评议票不写姓名。",
		"作履职情况报告的同志要围绕工作和作风，实事求是，突出重点，会前将书面报告送办公室。",
	})...)
	d.Text = paragraphs(parts...)
}

func noticeOpening(c data.Campaign, r data.Round) string {
	call := "经" + convener(c, r) + "研究"
	if r.Kind == data.Social {
		call = "根据" + convener(c, r) + "统一安排"
	}
	day := "近期"
	if !r.Date.IsZero() {
		day = r.Date.MonthDay()
	}
	return fmt.Sprintf("按照%s，%s，定于%s召开%s%s会议。现将有关事项通知如下：", basis(c), call, day, activity(c), r.Name())
}

// meetingTime tells day, hour and place, as far as they are set.
func meetingTime(r data.Round) string {
	switch {
	case r.Date.IsZero() && r.Place == "":
		return "时间、地点另行通知。"
	case r.Date.IsZero():
		return "时间另行通知，地点在" + r.Place + "。"
	}
	when := fmt.Sprintf("%s（%s）%s", r.Date.Chinese(), r.Date.Weekday(), r.Time)
	if r.Place == "" {
		return when + "，地点另行通知。"
	}
	return when + "，" + r.Place + "。"
}

func participants(c data.Campaign, r data.Round) string {
	text := "全体干部职工。"
	if r.Kind == data.Social {
		text = "部分党代表、人大代表、政协委员和服务对象代表，具体人员由活动督导组确定；" + we(c) + "领导班子成员和领导干部。"
	}
	if r.Observers != "" {
		text += "邀请" + observers(r) + "参加。"
	}
	return text
}

// agenda lists the steps of the meeting, in the plan's order.
func agenda(c data.Campaign) []string {
	return []string{
		principal(c) + "代表领导班子作履职情况报告",
		"领导干部分别作履职情况报告",
		"说明评议办法和填票要求，推选监票人、计票人",
		"发放、填写、收回评议票",
		"当场清点票数，宣布发出和收回情况",
	}
}

// mobilizationNotice writes the 通知 of the 动员会议 that opens the campaign (plan.md §三.1). The records don't know its day:
// it is taken to be called as long ahead as any meeting, at the place of the internal round.
func (in Records) mobilizationNotice(d *data.Document) {
	c := in.Campaign
	meeting := data.Round{Date: in.mobilization(), Time: "上午9:00"}
	for _, r := range in.Rounds {
		if r.Kind == data.Internal {
			meeting.Place = r.Place
		}
	}
	d.Title = c.Office + "关于召开" + activity(c) + "动员会议的通知"
	d.Addressee = everyone
	d.Copies = leadingGroup(c) + "，" + supervisors(c)
	parts := []string{
		"按照" + basis(c) + "，经" + we(c) + "党组研究，定于" + meeting.Date.MonthDay() + "召开" + activity(c) + "动员会议。现将有关事项通知如下：",
		"一、时间和地点",
		meetingTime(meeting),
		"二、参加人员",
		"全体干部职工，下属各单位负责人。邀请" + supervisors(c) + "到会指导。",
		"三、会议议程",
	}
	parts = append(parts, numbered(listed([]string{
		"宣读" + plan(c),
		principal(c) + "作动员讲话",
		"下属单位负责人代表作表态发言",
		"活动督导组负责同志讲话",
	}))...)
	parts = append(parts, "四、有关要求")
	parts = append(parts, numbered([]string{
		"请各科室、各单位认真组织，参会人员提前10分钟入场，无特殊情况不得请假。",
		"作表态发言的同志，请于会前1天将发言材料送办公室。",
		"会后，各科室、各单位要迅速传达会议精神，层层动员，广泛发动，并于3日内将传达贯彻情况报办公室。",
	})...)
	d.Text = paragraphs(parts...)
}

// mobilization is the working day on which the 动员会议 is taken to be held.
func (in Records) mobilization() data.Date {
	day := in.Campaign.Phases[data.Publicity].Start
	if !in.Today.IsZero() {
		day = in.Today.AddDays(noticeAhead)
	}
	for slices.Contains([]string{"星期六", "星期日"}, day.Weekday()) {
		day = day.AddDays(1)
	}
	return day
}

package pdf

import (
	"regexp"
	"strings"

	"liangping/data"
)

// invitation writes the 函 that asks the parties concerned to send somebody to a round's meeting (派员参加, plan.md
// §三.2（3）).
func (in Records) invitation(d *data.Document) {
	c, r := in.Campaign, in.round()
	d.RoundID = r.ID
	d.Title = c.Office + "关于请派员参加" + activity(c) + r.Name() + "会议的函"
	d.Addressee = invited(c, r)
	if !r.Date.IsZero() {
		d.Date = r.Date.AddDays(-noticeAhead)
	}
	day := "近期"
	if !r.Date.IsZero() {
		day = r.Date.MonthDay()
	}
	d.Text = paragraphs(
		"按照"+basis(c)+"，"+we(c)+"定于"+day+"召开"+activity(c)+r.Name()+"会议，由"+evaluators(r)+"对"+we(c)+"领导班子和领导干部的工作、作风进行评议。"+
			"为保证评议客观公正，请贵单位派员参加会议，对评议全过程进行监督。现将有关事项函告如下：",
		"一、时间和地点",
		meetingTime(r),
		"二、会议内容",
		"听取"+we(c)+"领导班子和领导干部的履职情况报告，组织填写评议票，当场清点票数。",
		"三、有关事项",
		"请贵单位确定1名同志参加，并于会前1天将姓名、职务和联系电话告知"+we(c)+"。",
		"专此函达，请予支持。",
	)
}

// perHead is how many persons observers send, as it stands behind their names: 各派1人, 2名, 派员.
var perHead = regexp.MustCompile(`(各?)派?([0-9一二两三四五]+[人名]|员)$`)

// observers tells in a sentence who sends how many: 县纪委派1人.
func observers(r data.Round) string { return perHead.ReplaceAllString(r.Observers, "${1}派$2") }

// invited names the bodies that send observers.
func invited(c data.Campaign, r data.Round) string {
	if names := strings.Trim(perHead.ReplaceAllString(r.Observers, ""), "、，； "); names != "" {
		return names
	}
	return supervisors(c)
}

// evaluators names the groups that fill in ballots.
func evaluators(r data.Round) string {
	if r.Kind == data.Internal {
		return "全体干部职工"
	}
	return "部分党代表、人大代表、政协委员和服务对象代表"
}

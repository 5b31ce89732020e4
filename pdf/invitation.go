package pdf

import (
	"fmt"
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
	meeting := activity(c) + r.Name() + "会议"
	d.Text = paragraphs(
		"按照"+basis(c)+"，"+we(c)+convened(r, meeting)+"由"+evaluators(r)+"对"+we(c)+"领导班子和领导干部的工作、作风进行评议。"+
			"为保证评议客观公正，请贵单位派员参加会议，对评议过程进行监督，并于会前1天将参会人员的姓名、职务和联系电话告知"+we(c)+"。",
		"专此函达，请予支持。",
	)
}

// convened tells in half a sentence when and where a meeting will be, as far as that is set.
func convened(r data.Round, meeting string) string {
	switch {
	case r.Date.IsZero():
		return "拟于近期召开" + meeting + "（时间、地点另行通知），"
	case r.Place == "":
		return fmt.Sprintf("定于%s（%s）%s召开%s（地点另行通知），", r.Date.Chinese(), r.Date.Weekday(), r.Time, meeting)
	}
	return fmt.Sprintf("定于%s（%s）%s在%s召开%s，", r.Date.Chinese(), r.Date.Weekday(), r.Time, r.Place, meeting)
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

package pdf

import (
	"fmt"
	"strings"

	"liangping/data"
	"liangping/pdf/font"
	"liangping/pdf/typeset"
)

// opinionFormName is what the title of a 征求意见表 ends in.
const opinionFormName = "征求意见表"

// opinionDays is how many days of the appraisal phase opinions are gathered, before the reports are written.
const opinionDays = 10

// opinionsDue is the last day on which opinions are handed in.
func (in Records) opinionsDue() data.Date {
	return in.due(in.Campaign.Phases[data.Appraisal].Start.AddDays(opinionDays - 1))
}

// opinionNotice writes the 通知 to gather opinions through the plan's four channels (plan.md §三.2（1）).
func (in Records) opinionNotice(d *data.Document) {
	c := in.Campaign
	begin, end := c.Phases[data.Appraisal].Start, in.opinionsDue()
	if !in.Today.IsZero() && in.Today.After(begin) {
		begin = in.Today
	}
	d.Title = c.Office + "关于征求对领导班子和领导干部意见建议的通知"
	d.Addressee = everyone
	d.Copies = leadingGroup(c)
	parts := []string{
		"按照" + basis(c) + "，为广泛听取群众意见，深入查找群众不满意的问题，扎实做好自查自评，现就征求对领导班子和领导干部等评议对象的意见建议有关事项通知如下：",
		"一、征求意见的时间",
		long(begin, end) + "。",
		"二、征求意见的内容",
		"围绕" + contents(c) + "，征求对评议对象的意见和建议。" + in.whom(),
		"三、征求意见的方式",
	}
	parts = append(parts, numbered([]string{
		"召开恳谈会。分别召开干部职工、服务对象、基层单位代表参加的恳谈会，当面听取意见。每次会议都要有专人记录，写明时间、地点和参加人数。",
		"设立意见箱。在办公场所和服务窗口设立意见箱，由专人定期开启，意见逐条登记。",
		"走访群众。领导干部带头深入基层、深入群众，走访服务对象，听取意见，了解诉求。",
		"个别谈话。领导班子成员之间、班子成员与分管科室和单位的干部职工之间开展谈话，诚恳听取意见。",
	})...)
	parts = append(parts, "四、有关要求")
	parts = append(parts, numbered([]string{
		"充分发扬民主。引导干部群众讲真话、讲实话，对提出意见的人员严格保密，不得追查。",
		"如实汇总意见。各科室、各单位要如实记录、分类汇总意见和建议，不得隐瞒、篡改，连同《" + activity(c) + opinionFormName + "》，于" + end.MonthDay() + "前送办公室。",
		"认真自查自评。评议对象要对照意见和建议，撰写自查自评报告和公开承诺，于" + in.due(c.ReportDue()).MonthDay() + "前按程序送审。",
	})...)
	parts = append(parts, "", "附件："+activity(c)+opinionFormName, in.opinionFormText())
	d.Text = paragraphs(parts...)
}

// contents names the criteria in running text.
func contents(c data.Campaign) string {
	var names []string
	for _, criterion := range c.Criteria {
		names = append(names, criterion.Short)
	}
	if len(names) == 0 {
		return "工作和作风"
	}
	return "工作和作风两个方面，重点是" + strings.Join(names, "、") + "等情况"
}

// whom tells the targets by name where there are any.
func (in Records) whom() string {
	var groups []string
	for _, kind := range data.Kinds {
		targets := in.targets(kind)
		if text := names(targets); len(targets) > 0 {
			if n := len(targets); n > 1 {
				text = fmt.Sprintf("%s等%d%s", text, n, counted[kind])
			}
			groups = append(groups, text)
		}
	}
	if len(groups) == 0 {
		return ""
	}
	return "评议对象为" + strings.Join(groups, "；") + "。"
}

// counted is what stands behind a number of targets of a kind: 5名领导干部.
var counted = map[data.Kind]string{
	data.Team: "个领导班子", data.Leader: "名领导干部", data.KeyPost: "名重点岗位人员", data.ServiceWindow: "个服务窗口",
	data.RiskPost: "名廉政风险防范管理岗位人员",
}

// opinionLetter writes the 函 that asks the parties concerned for their opinions (plan.md §三.2（3）).
func (in Records) opinionLetter(d *data.Document) {
	c := in.Campaign
	d.Title = c.Office + "关于征求对领导班子和领导干部意见建议的函"
	d.Addressee = "各有关单位"
	d.Text = paragraphs(
		"按照"+basis(c)+"，"+we(c)+"正在开展以“让群众评价工作、让群众评价作风、树立群众满意形象”为主要内容的"+activity(c)+"。为广泛听取各方面意见，切实改进工作和作风，"+
			"现就征求贵单位意见建议有关事项函告如下：",
		"一、征求意见的内容",
		"围绕"+contents(c)+"，对"+we(c)+"领导班子和领导干部等评议对象提出意见和建议。"+in.whom(),
		"二、有关事项",
		"请贵单位组织与"+we(c)+"工作联系较多的同志填写《"+activity(c)+opinionFormName+"》，实事求是反映情况，写明具体的人和事，也可另附材料。请于"+
			in.opinionsDue().Chinese()+"前将征求意见表密封后送"+we(c)+"。对反映的意见和建议，"+we(c)+"将逐条梳理，认真整改，并对提出意见的人员严格保密。",
		"专此函达，请予支持。",
		"",
		"附件："+activity(c)+opinionFormName,
		in.opinionFormText(),
	)
}

// opinionForm writes what stands at the head of the table of a 征求意见表.
func (in Records) opinionForm(d *data.Document) {
	d.Title = short(in.Campaign) + activity(in.Campaign) + opinionFormName
	d.Text = in.opinionFormText()
	if whom := in.whom(); whom != "" {
		d.Text = paragraphs(d.Text, whom)
	}
}

func (in Records) opinionFormText() string {
	return paragraphs(
		"填表人（请打√）：□干部职工　□党代表　□人大代表　□政协委员　□服务对象　□其他",
		"填表说明：请对照各项评议内容，写明意见和建议，指出具体的人和事。本表不写姓名，请于"+in.opinionsDue().Chinese()+"前投入意见箱或者送"+short(in.Campaign)+"。",
	)
}

// opinionTable is the table of a 征求意见表: its text at the head, a row with room to write for each criterion by aspect, and
// one for what fits under none. As an 附件 it takes one page, the 版记 below it.
func (p *Press) opinionTable(c data.Campaign, text string) *typeset.Table {
	const room = "\n\n" // three lines to write on
	bold := p.style(font.Hei, typeset.Size5)
	t := &typeset.Table{
		Columns: []typeset.Column{{Width: 74, Align: typeset.Left}, {Width: 82, Align: typeset.Left}},
		Style:   p.style(font.Song, typeset.Size5), Leading: 4.2, Pad: typeset.Padding{X: 1.5, Y: 1.2}, Rule: 0.2,
		Head: []typeset.Row{{Cells: []typeset.Cell{
			{Text: "评议内容", Align: typeset.Center, Style: &bold}, {Text: "意见和建议", Align: typeset.Center, Style: &bold},
		}}},
	}
	if text = strings.Trim(text, " 　\n"); text != "" {
		t.Rows = append(t.Rows, typeset.Row{Cells: []typeset.Cell{{Text: text, Span: 2}}})
	}
	for i, criterion := range c.Criteria {
		if i == 0 || c.Criteria[i-1].Aspect != criterion.Aspect {
			t.Rows = append(t.Rows, typeset.Row{
				Cells: []typeset.Cell{{Text: criterion.Aspect.String(), Span: 2, Style: &bold}}, Shade: true, Keep: true,
			})
		}
		t.Rows = append(t.Rows, typeset.Row{Cells: []typeset.Cell{{Text: sentence(criterion.Name) + sentence(criterion.Focus)}, {Text: room}}})
	}
	other := "其他意见和建议（涉及具体评议对象的，请写明姓名或者名称）。"
	t.Rows = append(t.Rows, typeset.Row{Cells: []typeset.Cell{{Text: other}, {Text: room}}})
	return t
}

// opinionSheet lays out a 征求意见表 that is a paper of its own.
func (p *Press) opinionSheet(c data.Campaign, d data.Document) *typeset.Doc {
	doc := &typeset.Doc{Title: d.TitleLine(), Author: c.Office, Date: made(c, d.Date)}
	mark := ""
	if draft(d) {
		mark = "草稿"
	}
	flow := p.upright(doc, mark)
	p.uprightTitle(flow, d.Title)
	p.opinionTable(c, d.Text).Place(flow)
	return doc
}

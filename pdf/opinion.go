package pdf

import (
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
func opinionsDue(c data.Campaign) data.Date {
	return c.Phases[data.Appraisal].Start.AddDays(opinionDays - 1)
}

// opinionNotice writes the 通知 to gather opinions through the plan's four channels (plan.md §三.2（1）).
func (in Records) opinionNotice(d *data.Document) {
	c := in.Campaign
	begin, end := c.Phases[data.Appraisal].Start, opinionsDue(c)
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
		"要充分发扬民主，引导干部群众讲真话、讲实话。对提出意见的人员要严格保密，不得追查。",
		"各科室、各单位要如实记录、原汁原味汇总意见和建议，连同《" + activity(c) + opinionFormName + "》，于" + end.MonthDay() + "前送办公室。",
		"评议对象要认真对照意见和建议，撰写自查自评报告和公开承诺，于" + reportsDue(c).MonthDay() + "前按程序送审。",
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
		if names := in.roster(kind, false); names != "" {
			if kind != data.Team {
				names = kind.String() + names
			}
			groups = append(groups, names)
		}
	}
	if len(groups) == 0 {
		return ""
	}
	return "评议对象为：" + strings.Join(groups, "；") + "。"
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
			opinionsDue(c).Chinese()+"前将征求意见表密封后送"+we(c)+"办公室。对反映的意见和建议，"+we(c)+"将逐条梳理，认真整改，并对提出意见的人员严格保密。",
		"专此函达，请予支持。",
		"",
		"附件："+activity(c)+opinionFormName,
		in.opinionFormText(),
	)
}

// opinionForm writes what stands above the table of a 征求意见表.
func (in Records) opinionForm(d *data.Document) {
	d.Title = short(in.Campaign) + activity(in.Campaign) + opinionFormName
	d.Text = in.opinionFormText()
}

func (in Records) opinionFormText() string {
	parts := []string{
		"填表人（请打√）：□干部职工　□党代表　□人大代表　□政协委员　□服务对象　□其他",
		"填表说明：请对照各项评议内容，写明意见和建议，指出具体的人和事。本表不写姓名，请于" + opinionsDue(in.Campaign).Chinese() + "前投入意见箱或者送办公室。",
	}
	if whom := in.whom(); whom != "" {
		parts = append(parts, whom)
	}
	return paragraphs(parts...)
}

// opinionTable has a row for each criterion, and rows for what fits under none, with room to write.
func (p *Press) opinionTable(c data.Campaign) *typeset.Table {
	const room = "\n\n" // three lines to write on
	small, bold := p.style(font.Song, typeset.Size5), p.style(font.Hei, typeset.Size5)
	t := &typeset.Table{
		Columns: []typeset.Column{{Width: 18, Align: typeset.Center}, {Width: 58, Align: typeset.Left}, {Width: 80, Align: typeset.Left}},
		Style:   small, Leading: 5, Pad: typeset.Padding{X: 1.5, Y: 2}, Rule: 0.2,
	}
	for _, head := range []string{"方面", "评议内容", "意见和建议"} {
		if len(t.Head) == 0 {
			t.Head = []typeset.Row{{}}
		}
		t.Head[0].Cells = append(t.Head[0].Cells, typeset.Cell{Text: head, Align: typeset.Center, Style: &bold})
	}
	for _, criterion := range c.Criteria {
		t.Rows = append(t.Rows, typeset.Row{Cells: []typeset.Cell{
			{Text: strings.TrimSuffix(criterion.Aspect.String(), "评价")}, {Text: criterion.Name + "\n" + criterion.Focus}, {Text: room},
		}})
	}
	for _, about := range []string{"对领导班子的其他意见和建议", "对领导干部和其他评议对象的意见和建议（请写明姓名或者名称）", "对本次活动的意见和建议"} {
		t.Rows = append(t.Rows, typeset.Row{Cells: []typeset.Cell{{Text: about, Span: 2}, {Text: room}}})
	}
	return t
}

// opinionSheet lays out a 征求意见表 that is a paper of its own: its text in small type, so that the table fits on the page.
func (p *Press) opinionSheet(c data.Campaign, d data.Document) *typeset.Doc {
	const top, bottom, left, width, step = 25.0, 275.0, 28.0, 156.0, 6.0
	doc := &typeset.Doc{Title: d.TitleLine(), Author: c.Office, Date: made(c, d.Date)}
	flow := &typeset.Flow{Left: left, Width: width, Top: top, Bottom: bottom, Next: doc.Portrait}
	flow.Turn()
	heading, small := p.style(font.Title, typeset.Size2), p.style(font.Song, typeset.SizeSmall4)
	flow.Put(typeset.Measure{Width: width, Align: typeset.Center}.Lines(typeset.Span{Text: title(d.Title), Style: heading}), 11)
	flow.Y += 3
	for line := range strings.SplitSeq(d.Text, "\n") {
		if line = strings.Trim(line, " 　"); line != "" {
			flow.Put(typeset.Measure{Width: width, First: 2 * small.Em()}.Lines(typeset.Span{Text: line, Style: small}), step)
		}
	}
	flow.Y += 2
	p.opinionTable(c).Place(flow)
	return doc
}

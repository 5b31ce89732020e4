package pdf

import (
	"fmt"
	"strings"

	"liangping/data"
)

// rectificationReport writes the 整改落实情况报告 to the leading group's office (plan.md §四（二）): how much is done, by class and by
// target, what came of it, what is open and why, and what follows. It asks for nothing.
func (in Records) rectificationReport(d *data.Document) {
	c := in.Campaign
	d.Title = c.Office + "关于" + activity(c) + "整改落实情况的报告"
	d.Addressee = leadingGroup(c)
	d.Copies = supervisors(c)
	parts := []string{
		"按照" + plan(c) + "安排，" + we(c) + "认真梳理群众意见和建议，建立整改台账，制定整改方案，集中时间、集中力量抓好整改。现将" + in.asOf() + "整改落实情况报告如下：",
		"一、总体情况",
	}
	parts = append(parts, in.settled()...)
	parts = append(parts, "二、已办结事项和成效")
	parts = append(parts, in.done()...)
	parts = append(parts, "三、尚未办结的事项")
	parts = append(parts, in.open()...)
	parts = append(parts, "四、督查和责任追究情况", in.supervised(), "五、下一步工作")
	parts = append(parts, in.following()...)
	parts = append(parts, "特此报告。")
	if len(in.Ledger) > 0 {
		parts = append(parts, "", "附件："+figuresName, in.figuresTable())
	}
	d.Text = paragraphs(parts...)
}

const figuresName = "整改落实情况统计表"

// asOf names the day of the figures: 截至2011年10月31日的.
func (in Records) asOf() string {
	if in.Today.IsZero() {
		return ""
	}
	return "截至" + in.Today.Chinese() + "的"
}

// figures counts the ledger as of today.
func (in Records) figures() data.RectificationFigures {
	var items []data.LedgerItem
	for _, i := range in.Ledger {
		items = append(items, i.LedgerItem)
	}
	return data.CountRectification(items, in.Targets, in.Today)
}

// settled tells in sentences how far all is, and each class.
func (in Records) settled() []string {
	if len(in.Ledger) == 0 {
		return []string{"整改台账正在建立。"}
	}
	f := in.figures()
	parts := []string{in.sorted() + in.totals(f)}
	var classes []string
	for _, class := range f.Classes {
		if class.Total > 0 {
			classes = append(classes, fmt.Sprintf("%s%d项。%s。", class.Class, class.Total, progressed(class.RectificationCount)))
		}
	}
	return append(parts, numbered(classes)...)
}

// totals tells how far the ledger is as a whole.
func (in Records) totals(f data.RectificationFigures) string {
	text := "其中，" + progressed(f.All)
	if f.All.Done > 0 {
		text += fmt.Sprintf("；已办结事项中按期办结%d项，按期办结率%s%%", f.All.OnTime, data.FormatPercent(f.All.OnTimeRate()))
	}
	text += "。"
	targets, general := 0, ""
	for _, t := range f.Targets {
		if t.TargetID == "" {
			general = "和" + wholeOffice(in.Campaign) + "工作"
		} else {
			targets++
		}
	}
	if targets > 0 {
		text += fmt.Sprintf("整改事项涉及%d个评议对象%s，具体情况见附件。", targets, general)
	}
	return text
}

// progressed tells the three states: 办结1项，部分完成5项，未启动2项，办结率12.50%，逾期未办结1项.
func progressed(c data.RectificationCount) string {
	text := fmt.Sprintf("办结%d项，部分完成%d项，未启动%d项，办结率%s%%", c.Done, c.Partly, c.NotStarted, data.FormatPercent(c.DoneRate()))
	if c.Overdue > 0 {
		text += fmt.Sprintf("，逾期未办结%d项", c.Overdue)
	}
	return text
}

// done lists what was settled with what came of it.
func (in Records) done() []string {
	items := in.items(func(i data.ItemRecord) bool { return i.State == data.ItemClosed })
	if len(items) == 0 {
		return []string{"目前还没有办结的事项。"}
	}
	sortByNumber(items)
	var parts []string
	for _, i := range items {
		parts = append(parts, said(i.Problem)+said(i.Closing.Note)+i.Closing.Date.Chinese()+"经"+i.Closing.Acceptor+"验收销号。")
	}
	return numbered(parts)
}

// open lists what isn't settled: how far it is, what is in the way.
func (in Records) open() []string {
	items := in.items(func(i data.ItemRecord) bool { return i.State != data.ItemClosed })
	if len(items) == 0 {
		return []string{"列入整改台账的事项已全部办结。"}
	}
	sortByNumber(items)
	var parts []string
	for _, i := range items {
		text := fmt.Sprintf("%s%s，%s", said(i.Problem), i.Class, in.dueAndLeft(i))
		switch {
		case i.State == data.ItemDraft || i.State == data.ItemReview:
			text += "，整改措施正在制定"
		case i.State == data.ItemClosing:
			text += "，已申请销号，正在验收"
		case i.Percent == 0:
			text += "，尚未启动"
		default:
			text += fmt.Sprintf("，进度%d%%", i.Percent)
		}
		parts = append(parts, text+"。"+unfinished(i))
	}
	return numbered(parts)
}

func (in Records) dueAndLeft(i data.ItemRecord) string {
	if i.Due.IsZero() {
		return "整改时限还没有确定"
	}
	text := "整改时限为" + dueSaid(i)
	if i.In(data.TermOverdue, in.Today) {
		text += "，" + in.timeLeft(i)
	}
	return text
}

// unfinished names the steps that are still to come.
func unfinished(i data.ItemRecord) string {
	var steps []string
	for _, s := range i.Plan {
		if s.Done.IsZero() {
			steps = append(steps, phrase(s.Content)+"（"+s.Due.Chinese()+"前）")
		}
	}
	if len(steps) == 0 {
		return ""
	}
	return "尚需完成：" + strings.Join(steps, "，") + "。"
}

// supervised tells of inspections, of deadlines that were changed, and of 责任追究.
func (in Records) supervised() string {
	inspected, notices, moved, held := 0, 0, 0, 0
	for _, i := range in.Ledger {
		inspected += len(i.Inspections)
		held += len(i.Accountability)
		moved += min(len(i.DueChanges), 1)
		for _, v := range i.Inspections {
			if v.DocumentID != "" {
				notices++
			}
		}
	}
	text := "坚持定期督查，进展情况逐项登记，整改完成的事项由责任人以外的同志验收，整改成效公示后销号。"
	if inspected > 0 {
		text += fmt.Sprintf("共开展督查%d次", inspected)
		if notices > 0 {
			text += fmt.Sprintf("，发出督办通知%d份", notices)
		}
		text += "。"
	}
	if moved > 0 {
		text += fmt.Sprintf("按程序变更整改时限%d项。", moved)
	}
	if held > 0 {
		return text + fmt.Sprintf("对整改不力的，追究责任%d人次。", held)
	}
	return text + "没有发生需要追究责任的情形。"
}

// following is what comes next: what is open, what goes on beyond the campaign, what becomes lasting.
func (in Records) following() []string {
	overdue, open, lasting := 0, 0, 0
	for _, i := range in.Ledger {
		switch {
		case i.State == data.ItemClosed:
		case i.In(data.TermOverdue, in.Today):
			overdue++
		case i.CarriesOver(in.Campaign):
			lasting++
		default:
			open++
		}
	}
	var parts []string
	if overdue > 0 {
		parts = append(parts, fmt.Sprintf("紧盯逾期事项。对逾期的%d项逐项督办，查明原因，限期办结，仍不落实的追究责任。", overdue))
	}
	if open > 0 {
		parts = append(parts, fmt.Sprintf("抓好其余事项。对正在整改的%d项，按照整改台账明确的措施和时限，逐项推进，确保按期办结。", open))
	}
	if lasting > 0 {
		parts = append(parts, fmt.Sprintf("坚持长期整改。对需要长期坚持的%d项，分步推进，活动结束后转入下一年度继续整改，责任不变、力度不减。", lasting))
	}
	return numbered(append(parts, "健全长效机制。巩固整改成果，完善“务实承诺”、“落实践诺”、“评诺提高”的工作机制，及时向群众通报反馈整改结果，防止问题反弹。"))
}

// figuresTable is the table of done, partly done and not begun, by class and by target.
func (in Records) figuresTable() string {
	f := in.figures()
	line := func(name string, c data.RectificationCount) string {
		return tableLine(name, fmt.Sprint(c.Total), fmt.Sprint(c.Done), fmt.Sprint(c.Partly), fmt.Sprint(c.NotStarted), fmt.Sprint(c.Overdue),
			fmt.Sprint(c.OnTime), data.FormatPercent(c.DoneRate()), data.FormatPercent(c.OnTimeRate()))
	}
	lines := []string{
		tableLine("类别", "总数", "办结", "部分完成", "未启动", "其中逾期", "按期办结", "办结率（%）", "按期办结率（%）"),
		"按整改类型",
	}
	for _, class := range f.Classes {
		lines = append(lines, line(class.Class.String(), class.RectificationCount))
	}
	lines = append(lines, "按评议对象")
	for _, t := range f.Targets {
		name := t.Name
		if t.TargetID == "" {
			name = wholeOffice(in.Campaign)
		}
		lines = append(lines, line(name, t.RectificationCount))
	}
	return paragraphs(append(lines, line("合计", f.All),
		"注：办结率为办结事项占总数的比率，按期办结率为在整改时限内办结的事项占办结事项的比率。")...)
}

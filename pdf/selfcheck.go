package pdf

import (
	"fmt"
	"strings"

	"liangping/data"
)

// selfCheck writes the 专项督查自查表 (plan.md §四（一）: 活动开展情况作为“专项督查”内容纳入年度综合考核): what the plan orders, phase by
// phase, and what the records show of it.
func (in Records) selfCheck(d *data.Document) {
	c := in.Campaign
	d.Title = short(c) + activity(c) + "专项督查自查表"
	lines := []string{
		"自查单位：" + c.Office + "　　自查日期：" + in.Today.Chinese(),
		tableLine("序号", "督查内容", "自查情况", "督查意见"),
	}
	number := 0
	for _, part := range []struct {
		name   string
		points []checkPoint
	}{
		{"宣传发动", in.checkPublicity()}, {"组织评议", in.checkAppraisal()}, {"整改提高", in.checkRectification()},
	} {
		lines = append(lines, part.name)
		for _, p := range part.points {
			number++
			lines = append(lines, tableLine(fmt.Sprint(number), p.asked, p.found, ""))
		}
	}
	d.Text = paragraphs(append(lines, "督查组签名：　　　　　　　　　　　　　　日期："+fmt.Sprintf("%d年　　月　　日", c.Year))...)
}

// checkPoint is a line of the sheet. What the records don't show is left to be written.
type checkPoint struct{ asked, found string }

func (in Records) checkPublicity() []checkPoint {
	meetings, news := "", ""
	for _, e := range in.events(data.MeetingEvent) {
		meetings += fmt.Sprintf("%s召开%s。", e.Date.Chinese(), phrase(e.Title))
	}
	if n := len(in.events(data.PublicityEvent)); n > 0 {
		news = fmt.Sprintf("宣传报道、编发简报共%d次。", n)
	}
	return []checkPoint{
		{"召开动员会议，作出安排部署，制定具体实施方案。", meetings},
		{"采取灵活多样的形式，加大宣传力度。", news},
		{"选树先进典型，及时推广好经验好做法。", countOf("选树先进典型%d个。", len(in.events(data.ExemplarEvent)))},
	}
}

func (in Records) checkAppraisal() []checkPoint {
	var held []string
	for _, r := range in.Rounds {
		if in.past(r) {
			text := r.Date.Chinese() + "召开" + r.Name() + "会议。"
			if sum := total(r); sum.Issued > 0 {
				text += accounting(sum)
			}
			held = append(held, text)
		}
	}
	pledged := countOf("公开承诺事项%d项。", len(in.Pledges))
	return []checkPoint{
		{"通过恳谈会、意见箱、走访群众、个别谈话等方式，广泛征求群众意见。", countOf("征求意见和建议%d条。", len(in.Opinions))},
		{"形成自查自评报告，审核把关后公示，并向社会公开承诺。", pledged},
		{"召开内部评议和社会评议会议，填写书面评议票。", strings.Join(held, "")},
		{"找准、理清群众不满意的突出问题及其根源。", countOf("归纳问题%d个。", len(in.Problems))},
	}
}

func (in Records) checkRectification() []checkPoint {
	settled, shown := "", 0
	if len(in.Ledger) > 0 {
		settled = sentence(progressed(in.figures().All))
	}
	inspected, held := 0, 0
	for _, i := range in.Ledger {
		shown += min(len(i.Publications), 1)
		inspected += len(i.Inspections)
		held += len(i.Accountability)
	}
	return []checkPoint{
		{"建立整改台账，制定整改方案，明确责任和时限要求。", countOf("列入整改台账%d项。", len(in.Ledger))},
		{"集中时间、集中力量抓好整改，逐项抓好落实。", settled},
		{"整改措施和成效通过公开栏、网站、新闻媒体等向群众公示。", countOf("已公示%d项。", shown)},
		{"建立健全整改落实情况报告、整改情况督查和整改责任追究等制度。", countOf("督查%d次。", inspected) + countOf("追究责任%d人次。", held)},
	}
}

// countOf tells a number, of nothing nothing.
func countOf(format string, n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(format, n)
}

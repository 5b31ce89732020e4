package pdf

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"liangping/data"
)

// supervisionNotice writes the 督办通知单 of an item, or of every overdue one (plan.md §四（二）: 整改情况督查). It goes out as a
// 通知, because 督办 is none of the kinds of document that there are.
func (in Records) supervisionNotice(d *data.Document) {
	c := in.Campaign
	d.Addressee = in.urgedUnits()
	d.Copies = leadingGroup(c) + "，" + supervisors(c)
	if in.Item != nil {
		d.Title = c.Office + "关于督办" + data.ItemName(in.Item.Number) + "的通知"
		d.TargetID = in.Item.TargetID
		d.Text = in.urgeItem(*in.Item)
		return
	}
	d.Title = c.Office + "关于督办逾期整改事项的通知"
	d.Text = in.urgeOverdue()
}

// urged are the items that the notice is about.
func (in Records) urged() []data.ItemRecord {
	if in.Item != nil {
		return []data.ItemRecord{*in.Item}
	}
	return in.items(func(i data.ItemRecord) bool { return i.In(data.TermOverdue, in.Today) })
}

// items are those of the ledger that a paper tells of.
func (in Records) items(tells func(data.ItemRecord) bool) (chosen []data.ItemRecord) {
	for _, i := range in.Ledger {
		if tells(i) {
			chosen = append(chosen, i)
		}
	}
	return chosen
}

// urgedUnits are those responsible for the items.
func (in Records) urgedUnits() string {
	var units []string
	for _, i := range in.urged() {
		if i.Unit != "" && !slices.Contains(units, i.Unit) {
			units = append(units, i.Unit)
		}
	}
	return cmp.Or(strings.Join(units, "、"), everyone)
}

func (in Records) urgeItem(i data.ItemRecord) string {
	parts := []string{
		fmt.Sprintf("按照%s关于整改情况督查的要求，经检查，%s%s，尚未办结。现予督办，有关事项通知如下：", plan(in.Campaign), data.ItemName(i.Number), in.timeLeft(i)),
		"一、督办事项",
	}
	parts = append(parts, numbered(itemFacts(i))...)
	parts = append(parts, "二、进展情况", itemCourse(i), "三、督办要求")
	return paragraphs(append(parts, in.urging()...)...)
}

func (in Records) urgeOverdue() string {
	items := in.urged()
	if len(items) == 0 {
		return "整改台账目前没有逾期的事项。"
	}
	parts := []string{
		fmt.Sprintf("按照%s关于整改情况督查的要求，经检查，整改台账有%d项逾期，尚未办结。现予督办，有关事项通知如下：", plan(in.Campaign), len(items)),
		"一、督办事项",
	}
	var listed []string
	for _, i := range items {
		listed = append(listed, fmt.Sprintf("%s。%s%s整改时限为%s，%s，目前进度%d%%。",
			data.ItemName(i.Number), said(i.Problem), responsible(i), i.Deadline().Chinese(), in.timeLeft(i), i.Percent))
	}
	parts = append(parts, numbered(listed)...)
	return paragraphs(append(append(parts, "二、督办要求"), in.urging()...)...)
}

// urging is what those responsible have to do now: to settle the item by a day that is still to come.
func (in Records) urging() []string {
	day := in.Campaign.Phases[data.Rectification].End
	if items := in.urged(); len(items) == 1 && !items[0].Deadline().IsZero() {
		day = items[0].Deadline()
	}
	by := in.due(day).Chinese()
	return numbered([]string{
		"抓紧办结。责任科室和责任人要对照整改措施，逐项查找没有完成的原因，集中力量抓好整改，于" + by + "前完成。",
		"靠上督促。责任领导要及时协调解决整改中的困难。确需变更整改时限的，要书面说明原因，按程序报批。",
		"及时报告。办结后报送整改结果和佐证材料，申请销号，整改成效向群众公示。办理情况于" + by + "前书面报办公室。",
		"严肃追责。逾期仍未办结的，按照整改责任追究制度的规定，追究有关人员的责任。",
	})
}

// timeLeft tells how long an item is overdue, or has left.
func (in Records) timeLeft(i data.ItemRecord) string {
	if in.Today.IsZero() || i.Deadline().IsZero() {
		return "正在整改"
	}
	what := "整改"
	if i.Deadline() != i.Due {
		what = "分步措施" // of a long-term item, whose next step counts
	}
	switch left := i.DaysLeft(in.Today); {
	case left < 0 && what == "整改":
		return fmt.Sprintf("已逾期%d天", -left)
	case left < 0:
		return fmt.Sprintf("%s已逾期%d天", what, -left)
	case left == 0:
		return what + "时限已到"
	default:
		return fmt.Sprintf("距%s时限还有%d天", what, left)
	}
}

// itemFacts tells what an item is about and whose it is, leaving out what isn't known.
func itemFacts(i data.ItemRecord) (facts []string) {
	for _, fact := range []struct{ name, text string }{
		{"存在问题", i.Problem},
		{"问题来源", source(i)},
		{"整改措施", i.Measures},
		{"整改目标", i.Goal},
		{"责任分工", strings.TrimSuffix(responsible(i), "，")},
		{"整改时限", dueSaid(i)},
	} {
		if fact.text != "" {
			facts = append(facts, fact.name+"。"+said(fact.text))
		}
	}
	return facts
}

// dueSaid is the deadline, and how often it was changed.
func dueSaid(i data.ItemRecord) string {
	day := i.Due.Chinese()
	if n := len(i.DueChanges); n > 0 {
		day += fmt.Sprintf("（原定%s，变更%d次）", i.DueChanges[0].Old.Chinese(), n)
	}
	return day
}

// responsible names those responsible, with a comma behind them.
func responsible(i data.ItemRecord) string {
	text := ""
	for _, who := range []struct{ duty, name string }{{"责任领导", i.Leader}, {"责任科室", i.Unit}, {"责任人", i.Person}} {
		if who.name != "" {
			text += who.duty + who.name + "，"
		}
	}
	return text
}

// itemCourse tells how far an item is: its last report, the steps that aren't done, what inspections found.
func itemCourse(i data.ItemRecord) string {
	text := fmt.Sprintf("目前进度%d%%。", i.Percent)
	if n := len(i.Progress); n > 0 {
		text += i.Progress[n-1].Date.Chinese() + "报告：" + said(i.Progress[n-1].Text)
	}
	for _, s := range i.Plan {
		if s.Done.IsZero() {
			text += fmt.Sprintf("“%s”应于%s前完成，尚未完成%s。", phrase(s.Content), s.Due.Chinese(), bracketed(phrase(s.Note)))
		}
	}
	for _, v := range i.Inspections {
		text += v.Date.Chinese() + v.By + "督查，发现" + said(v.Finding)
	}
	return text
}

// phrase is a text of the records in one line, without the mark at its end, so that it can stand within a sentence.
func phrase(text string) string {
	return strings.TrimRight(inLine(strings.TrimSpace(text)), "。；;，,、 　")
}

// said is a text of the records as a sentence.
func said(text string) string {
	if text = phrase(text); text == "" {
		return ""
	}
	return sentence(text)
}

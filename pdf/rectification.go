package pdf

import (
	"cmp"
	"fmt"
	"slices"

	"liangping/data"
)

// rectificationPlan writes the 通知 that the 整改方案 is issued with; the plan and its tasks are its 附件 (plan.md §三.3:
// 认真梳理群众意见建议，建立整改台账，制定整改方案，明确责任和时限要求).
func (in Records) rectificationPlan(d *data.Document) {
	c := in.Campaign
	name := short(c) + activity(c) + "整改方案"
	d.Title = c.Office + "关于印发《" + name + "》的通知"
	d.Addressee = everyone
	d.Copies = leadingGroup(c) + "，" + supervisors(c)
	parts := []string{
		"《" + name + "》已经" + we(c) + "党组研究同意，现印发给你们，请认真抓好落实。",
		"各科室、各单位要对照任务分解表，细化措施，责任到人，按时限完成整改。进展情况和遇到的问题及时报办公室。",
		"",
		"附件：" + name,
		in.rectificationText(),
	}
	if len(in.Ledger) > 0 {
		parts = append(parts, "附件："+tasksName, in.tasks())
	}
	d.Text = paragraphs(parts...)
}

const tasksName = "整改任务分解表"

func (in Records) rectificationText() string {
	c := in.Campaign
	parts := []string{
		"按照" + plan(c) + "安排，" + in.sorted() + "为切实抓好整改，明确责任和时限要求，制定如下方案。",
		"一、目标要求",
		"按照“向群众汇报、请群众评判、让群众满意”的总体要求，坚持重点问题抓紧改、长远问题分步改，把整改的重点放在群众最关心、最直接、最现实的利益问题上，" +
			"放在班子、干部存在的突出问题上，从群众最急需办、当前能够办好的事情做起，逐项抓好落实，着力提高工作效率和服务水平，树立为民、务实、清廉的良好形象。",
		"二、突出问题及其根源",
	}
	parts = append(parts, in.prominent()...)
	parts = append(parts, "三、整改任务")
	parts = append(parts, in.classes()...)
	parts = append(parts, "四、方法步骤")
	parts = append(parts, in.rectificationSteps()...)
	parts = append(parts, "五、有关要求")
	return paragraphs(append(parts, rectificationDemands()...)...)
}

// sorted tells how many opinions became how many problems and items.
func (in Records) sorted() string {
	text := we(in.Campaign) + "对自查自评和群众评议中征求到的意见和建议逐条进行了梳理"
	if n := len(in.Opinions); n > 0 {
		text = fmt.Sprintf("%s对自查自评和群众评议中征求到的%d条意见和建议逐条进行了梳理", we(in.Campaign), n)
	}
	prominent := 0
	for _, p := range in.Problems {
		if p.Prominent {
			prominent++
		}
	}
	switch {
	case prominent > 0:
		text += fmt.Sprintf("，归纳问题%d个，其中突出问题%d个", len(in.Problems), prominent)
	case len(in.Problems) > 0:
		text += fmt.Sprintf("，归纳问题%d个", len(in.Problems))
	}
	if n := len(in.Ledger); n > 0 {
		text += fmt.Sprintf("，列入整改台账%d项", n)
	}
	return text + "。"
}

// prominent lists the problems of weight with their causes; all problems while none is marked as one.
func (in Records) prominent() []string {
	var listed, all []string
	for _, p := range in.Problems {
		text := phrase(p.Title)
		if p.Opinions > 0 {
			text += fmt.Sprintf("（%d条意见）", p.Opinions)
		}
		text += "。" + said(p.Content)
		if p.Cause != "" {
			text += "根源是" + said(p.Cause)
		}
		all = append(all, text)
		if p.Prominent {
			listed = append(listed, text)
		}
	}
	if len(listed) == 0 {
		listed = all
	}
	if len(listed) == 0 {
		return []string{"群众不满意的突出问题及其根源正在梳理。"}
	}
	return numbered(listed)
}

// classAims is what each class asks for (plan.md §四（二）).
var classAims = map[data.ItemClass]string{
	data.Immediate: "能够立即解决的，马上就改，",
	data.Deadline:  "通过努力能够解决的，限定时间抓紧改，",
	data.LongTerm:  "涉及长远的，分步改，明确每一步的措施和时限，",
}

// classes tells of each class how many items there are and by when they end.
func (in Records) classes() []string {
	if len(in.Ledger) == 0 {
		return []string{"整改任务按照立行立改、限期整改、长期坚持三类，列入整改台账，逐项明确责任和时限。"}
	}
	var parts []string
	for _, class := range data.ItemClasses {
		own := in.items(func(i data.ItemRecord) bool { return i.Class == class })
		if len(own) == 0 {
			continue
		}
		var end data.Date
		for _, i := range own {
			if i.Due.After(end) {
				end = i.Due
			}
		}
		text := fmt.Sprintf("%s%d项。%s", class, len(own), classAims[class])
		switch {
		case end.IsZero():
			text += "尽快明确完成时限。"
		case class == data.LongTerm:
			text += "最后一步于" + end.Chinese() + "前完成。"
		default:
			text += "于" + end.Chinese() + "前全部完成。"
		}
		parts = append(parts, text)
	}
	return append(numbered(parts), "各项任务的整改措施、责任领导、责任科室、责任人和完成时限见《"+tasksName+"》。")
}

// rectificationSteps are the steps of the third phase: the first and the last take a fifth of it each.
func (in Records) rectificationSteps() []string {
	phase := in.Campaign.Phases[data.Rectification]
	fifth := max((phase.Start.DaysUntil(phase.End)+1)/5, 1)
	plan, check := phase.Start.AddDays(fifth), phase.End.AddDays(-fifth) // the first day after the plan, the last before the check
	return numbered([]string{
		"梳理问题，制定措施（" + days(phase.Start, plan.AddDays(-1)) + "）。责任科室对照整改任务，细化整改措施，报责任领导审定后实施，整改措施向群众公示。",
		"集中整改，逐项落实（" + days(plan, check) + "）。集中时间、集中力量抓好整改，进展情况及时登记。办公室定期督查，对逾期的事项发出督办通知。",
		"验收销号，公示总结（" + days(check.AddDays(1), phase.End) + "）。整改完成的，由责任人以外的同志验收，整改成效公示后销号。办公室汇总整改落实情况，报" +
			leadingGroup(in.Campaign) + "。",
	})
}

func rectificationDemands() []string {
	return numbered([]string{
		"加强领导，落实责任。主要负责同志负总责，班子成员抓好分管范围内的整改，责任科室、责任人逐项抓好落实，做到事事有人管、件件有着落。",
		"加强督查，按期办结。建立健全整改落实情况报告和整改情况督查制度，整改事项逐项销号。确需变更整改时限的，说明原因，按程序报批。",
		"公开透明，接受监督。整改措施和成效通过公开栏、网站、新闻媒体等向群众公示，及时向群众通报反馈整改结果。",
		"严肃纪律，追究责任。对整改不力、逾期不改、弄虚作假的，追究有关人员的责任。",
		"着眼长远，建立机制。把整改中的好做法固定下来，积极探索建立“让群众满意”的长效机制。",
	})
}

// tasks is the table of what has to be done by whom and when.
func (in Records) tasks() string {
	lines := []string{tableLine("序号", "存在问题", "整改措施和目标", "责任领导", "责任科室", "责任人", "完成时限")}
	for _, i := range in.inClasses() {
		if i.group != "" {
			lines = append(lines, i.group)
		}
		lines = append(lines, tableLine(fmt.Sprint(i.Number), phrase(i.Problem), said(i.Measures)+said(i.Goal), i.Leader, i.Unit, i.Person, i.Due.Chinese()))
	}
	return paragraphs(lines...)
}

// sortByNumber puts items in the order of the ledger.
func sortByNumber(items []data.ItemRecord) {
	slices.SortFunc(items, func(a, b data.ItemRecord) int { return cmp.Compare(a.Number, b.Number) })
}

// groupedItem is an item, with the name of its group if it is the first of one.
type groupedItem struct {
	data.ItemRecord
	group string
}

// inClasses puts the items in order by class and number.
func (in Records) inClasses() (all []groupedItem) {
	for _, class := range data.ItemClasses {
		own := in.items(func(i data.ItemRecord) bool { return i.Class == class })
		sortByNumber(own)
		for n, i := range own {
			group := ""
			if n == 0 {
				group = fmt.Sprintf("%s（%d项）", class, len(own))
			}
			all = append(all, groupedItem{i, group})
		}
	}
	return all
}

// rectificationPublication writes the 公示 of measures and effects (plan.md §三.3: 整改措施和成效要通过公开栏、网站、新闻媒体等
// 向群众公示). It names the units responsible, not the persons; what isn't approved yet isn't shown.
func (in Records) rectificationPublication(d *data.Document) {
	c := in.Campaign
	begin := cmp.Or(in.Today, c.Phases[data.Rectification].Start)
	d.Title = c.Office + "关于" + activity(c) + "整改情况的公示"
	shown := in.items(func(i data.ItemRecord) bool { return i.State != data.ItemDraft && i.State != data.ItemReview })
	parts := []string{
		fmt.Sprintf("按照%s，%s对群众反映的问题认真进行了整改。现将整改措施和成效通过公开栏、网站、新闻媒体予以公示，公示期为%s，共%d天。",
			plan(c), we(c), long(begin, begin.AddDays(data.PublicationDays-1)), data.PublicationDays),
		"一、整改情况",
		shownSoFar(shown),
		"二、意见反映",
		"公示期间对整改情况有意见的，可以通过来信、来访、电话等方式，向" + we(c) + "或者" + supervisors(c) + "反映。反映情况要实事求是，提倡署实名，对反映人严格保密。",
		"联系电话：",
	}
	if len(shown) > 0 {
		parts = append(parts, "", "附件：整改措施和成效一览表", shownTable(shown))
	}
	d.Text = paragraphs(parts...)
}

func shownSoFar(items []data.ItemRecord) string {
	if len(items) == 0 {
		return "整改措施正在制定，经审定后予以公示。"
	}
	closed := 0
	for _, i := range items {
		if i.State == data.ItemClosed {
			closed++
		}
	}
	switch {
	case closed == len(items):
		return fmt.Sprintf("列入整改台账的%d项问题已全部办结，整改措施和成效见附件。", closed)
	case closed == 0:
		return fmt.Sprintf("列入整改台账的%d项问题正在整改，整改措施和进展见附件。", len(items))
	}
	return fmt.Sprintf("列入整改台账的%d项问题，已办结%d项，正在整改%d项，整改措施和成效见附件。", len(items), closed, len(items)-closed)
}

func shownTable(items []data.ItemRecord) string {
	sortByNumber(items)
	lines := []string{tableLine("序号", "群众反映的问题", "整改措施", "整改成效", "责任科室", "整改时限")}
	for n, i := range items {
		effect := fmt.Sprintf("正在整改，进度%d%%。", i.Percent)
		switch {
		case i.State == data.ItemClosed:
			effect = "已办结。" + said(i.Closing.Note)
		case i.State == data.ItemClosing:
			effect = "已完成，待验收。" + said(i.Closing.Note)
		case i.Percent == 0:
			effect = "正在整改。"
		}
		lines = append(lines, tableLine(fmt.Sprint(n+1), phrase(i.Problem), said(i.Measures), effect, i.Unit, i.Due.Chinese()))
	}
	return paragraphs(lines...)
}

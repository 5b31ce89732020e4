package pdf

import (
	"fmt"
	"strings"

	"liangping/data"
)

// planNotice writes the 通知 that the work plan is issued with; the plan itself is its 附件.
func (in Records) planNotice(d *data.Document) {
	c := in.Campaign
	d.Title = c.Office + "关于印发" + plan(c) + "的通知"
	d.Addressee = everyone
	d.Copies = leadingGroup(c) + "，" + supervisors(c)
	d.Text = paragraphs(
		plan(c)+"已经"+we(c)+"党组研究同意，现印发给你们，请结合实际，认真贯彻执行。",
		"",
		"附件："+planTitle(c),
		in.planText(),
	)
}

// planText is the work plan of this campaign, in the order and the words of plan.md. What held for its year alone, the
// slogans of the county's leaders among it, is left for the office to add.
func (in Records) planText() string {
	return paragraphs(in.planOpening(), in.planContent(), in.planSteps(), in.planDemands())
}

func (in Records) planOpening() string {
	c := in.Campaign
	held := "按照县委统一安排部署"
	if c.Basis != "" {
		held += "，根据《" + c.Basis + "》"
	}
	return paragraphs(
		fmt.Sprintf("%s，%s决定自%s，在全%s范围内开展以“让群众评价工作、让群众评价作风、树立群众满意形象”为主要内容的%s。为切实抓好各项工作，现结合实际，制定如下实施方案。",
			held, we(c), long(c.Phases[data.Publicity].Start, c.Phases[data.Rectification].End), strings.TrimPrefix(we(c), "我"), activity(c)),
		"一、指导思想",
		"以改进工作作风、推进任务落实、促进科学发展为目标，按照“向群众汇报、请群众评判、让群众满意”的总体要求，进一步强化党员领导干部的群众意识，"+
			"坚持问政于民、问计于民、问需于民，着力提升为民、务实、清廉的良好形象，进一步增强忧患意识、责任意识、创新意识，攻坚克难，奋发有为，"+
			"为推动全县经济社会发展提供有力保障。",
	)
}

// planContent is plan.md §二: who is appraised, and by what.
func (in Records) planContent() string {
	c := in.Campaign
	parts := []string{
		"二、主要形式和内容",
		"紧密结合" + we(c) + "领导班子建设和工作推进情况，通过组织领导班子和领导干部自查自评、述职述德述廉、群众评议、集中整改，解决工作、作风中存在的突出问题，树立群众满意的形象。",
		"（一）评议对象",
		"领导班子和领导干部。各单位根据各自实际，将评议对象向重点岗位、服务窗口和廉政风险防范管理岗位及其人员延伸。",
	}
	if targets := in.targetList(); len(targets) > 0 {
		parts = append(parts, we(c)+"本次活动的评议对象为：")
		parts = append(parts, targets...)
	}
	parts = append(parts, "（二）评议内容")
	return paragraphs(append(parts, criteria(c)...)...)
}

// targetList names the targets, a numbered line for each kind that has any.
func (in Records) targetList() (lines []string) {
	for _, kind := range data.Kinds {
		if targets := in.targets(kind); len(targets) > 0 {
			lines = append(lines, fmt.Sprintf("%d.%s：%s", len(lines)+1, kind, posts(targets)))
		}
	}
	return listed(lines)
}

// criteria writes the 评议内容 out in full, by aspect.
func criteria(c data.Campaign) (parts []string) {
	if hasAspect(c, data.Work) && hasAspect(c, data.Conduct) {
		parts = append(parts, "评议的内容分工作评价和作风评价两部分。")
	}
	for _, aspect := range []data.Aspect{data.Work, data.Conduct} {
		if !hasAspect(c, aspect) {
			continue
		}
		parts = append(parts, aspect.String()+"的主要内容为：")
		n := 0
		for _, criterion := range c.Criteria {
			if criterion.Aspect == aspect {
				n++
				parts = append(parts, fmt.Sprintf("%d.%s%s%s", n, sentence(criterion.Name), sentence(criterion.Text), sentence(criterion.Focus)))
			}
		}
	}
	return parts
}

func hasAspect(c data.Campaign, aspect data.Aspect) bool {
	for _, criterion := range c.Criteria {
		if criterion.Aspect == aspect {
			return true
		}
	}
	return false
}

// planSteps is plan.md §三: the three phases.
func (in Records) planSteps() string {
	c := in.Campaign
	begin := c.Phases[data.Publicity].Start
	phase := func(kind data.PhaseKind) string {
		p := c.Phases[kind]
		return fmt.Sprintf("（%s）%s阶段（%s）", chinese(int(kind)+1), kind, days(p.Start, p.End))
	}
	return paragraphs(
		"三、方法步骤",
		fmt.Sprintf("活动从%d年%s结束，共分三个阶段进行。", begin.Year, strings.Replace(days(begin, c.Phases[data.Rectification].End), "至", "开始，至", 1)),
		phase(data.Publicity),
		"召开动员会议，作出安排部署。制定具体实施方案，层层动员，广泛发动，激发干部群众的参与热情，营造浓厚的社会氛围，推动活动迅速展开。",
		phase(data.Appraisal),
		"1.自查自评。领导干部围绕工作和作风，通过召开恳谈会、设立意见箱、走访群众、个别谈话等多种方式，广泛征求群众意见，深入查找群众不满意的问题，"+
			"形成自查自评报告，总结工作情况，作出自我评价，向全体干部职工公示，并向社会公开承诺。各单位负责人要在认真吸收群众意见的基础上，撰写个人自查自评报告，并公开承诺。"+
			"自查自评报告和公开承诺于"+c.ReportDue().MonthDay()+"前完成。领导班子和主要负责同志的自查自评报告及公开承诺须经活动督导组审核把关，"+
			"领导班子其他成员和其他评议对象的自查自评报告及公开承诺须经主要负责同志审核把关。",
		"2.群众评议。群众评议由内部评议和社会评议两部分组成。内部评议会议由"+we(c)+"党组主持召开，领导班子和领导干部分别作履职情况报告，评议参加人员为全体干部职工；"+
			"社会评议由县活动办公室区分党群、经济、执法等不同部门单位性质，统一组织、集中评议，参加人员为部分党代表、人大代表、政协委员和服务对象代表，其中服务对象代表不少于评议人员的50%，具体人员由活动督导组根据情况确定。"+
			"与会人员填写书面评议票，对领导班子和领导干部按照“满意”、“基本满意”、“不满意”、“不了解”四个评价等次进行评价，并提出意见和建议。办公室收回和汇总评议票，评议结果适时反馈。"+
			"办公室根据反馈意见，认真统计、分析，找准、理清群众不满意的突出问题及其根源，提出整改措施，及时向群众公开，并报"+leadingGroup(c)+"备案。",
		fmt.Sprintf("3.结果运用。评议结果纳入%d年度目标考核，计入社会评议和民主测评成绩，并作为考察考核领导班子和领导干部的重要依据。", c.Year)+
			"群众评议要征求有关方面的意见，并请相关方面派员参加。对群众评议结果较差的干部，要求限期整改，并对有关人员进行通报批评或诫勉谈话；"+
			"对群众评议结果特别差，确实存在严重问题的干部，活动延期2个月，深入查摆整改，解决存在的突出问题。要将其他评议对象评议结果作为工作绩效及评先树优的一项重要指标和条件，"+
			"对因工作不力造成群众满意度较低、问题较多的单位，要对其负责人进行诫勉谈话、取消当年评先评优资格。",
		phase(data.Rectification),
		"评议对象要在“树形象”上狠下功夫。要认真梳理群众意见建议，建立整改台账，制定整改方案，明确责任和时限要求，集中时间、集中力量抓好整改，"+
			"着力解决一批群众关注、社会关心的突出问题，着力提高工作效率和服务水平，着力提升发展境界，明确新思路，展示新作风，做出新作为，树立为民、务实、清廉的良好形象。"+
			"整改措施和成效要通过公开栏、网站、新闻媒体等向群众公示。在认真搞好总结的基础上，积极探索建立“让群众满意”的长效机制。"+
			"工作上狠抓落实，完善问政于民、问计于民、问需于民的工作机制，集中民智，聚集民力，凝聚民心。作风上全面加强政风行风建设，完善“务实承诺”—“落实践诺”—“评诺提高”的工作机制，"+
			"完善落实群众知情权、参与权、表达权和监督权的工作机制，整合各类评议活动，逐步建立起统一的群众评议制度。",
	)
}

// planDemands is plan.md §四.
func (in Records) planDemands() string {
	c := in.Campaign
	return paragraphs(
		"四、有关要求",
		"（一）提高认识，切实加强组织领导。开展"+activity(c)+"，事关"+we(c)+"政风行风建设成效，事关事业发展全局。各单位要高度重视，切实把活动摆上重要位置，成立活动组织领导机构，"+
			"精心组织实施，确保活动扎实有效。活动开展情况作为“专项督查”内容纳入年度综合考核。",
		"（二）注重实效，切实解决实际问题。要坚持把征求群众意见贯穿始终，把整改落实贯穿始终，把推动工作、改进作风贯穿始终，以评促改，以评促建，以评促树，"+
			"把接受评议的压力转化为动力，坚持重点问题抓紧改，长远问题分步改，把整改的重点放在群众最关心、最直接、最现实的利益问题上，放在班子、干部存在的突出问题上，"+
			"从群众最急需办、当前能够办好的事情做起，逐项抓好落实。要建立健全整改落实情况报告、整改情况督查和整改责任追究等制度，及时向群众通报反馈整改结果，"+
			"督促整改任务落到实处，不断增强整改的实效性。",
		"（三）加强宣传，营造良好的社会氛围。要注意选树活动中涌现出的先进典型，及时推广开展群众评议的好经验好做法，发挥好示范带动作用。"+
			"要采取灵活多样的形式，加大宣传力度，全面展示活动带来的新气象、新成效、新变化，为评议活动的顺利开展加油鼓劲。",
	)
}

package gui

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"liangping/data"
	"liangping/pdf"
)

// newPaperRow is a paper that can be begun; those of a meeting once for each round, those of a ledger item for that one too. Those
// about a target once for each target when only they are asked for, else their target is asked for next.
type newPaperRow struct {
	paper  data.Paper
	round  *data.Round
	target *data.Target
	item   data.ID
}

// ofMeeting are the papers that are about the meeting of a round.
var ofMeeting = []data.Paper{data.Invitation, data.MeetingNotice, data.MeetingMinutes}

// key names the row in the table.
func (r newPaperRow) key() string {
	switch {
	case r.round != nil:
		return string(r.paper) + string(r.round.ID)
	case r.target != nil:
		return string(r.paper) + string(r.target.ID)
	}
	return string(r.paper)
}

// about names the round or the target.
func (r newPaperRow) about() string {
	switch {
	case r.round != nil:
		return r.round.Name()
	case r.target != nil:
		return r.target.Name
	}
	return ""
}

// targetRows list a paper for each target that it can be about: a 反馈函 for all, the others for those that it was decided on.
func targetRows(paper data.Paper, targets []data.Target, decisions []data.Decision) (rows []newPaperRow) {
	for i, t := range targets {
		decided := slices.ContainsFunc(decisions, func(d data.Decision) bool {
			return d.TargetID == t.ID && d.Stands() && d.Took(paper.Measure())
		})
		if decided || paper.Measure() == "" && !t.Withdrawn {
			rows = append(rows, newPaperRow{paper: paper, target: &targets[i]})
		}
	}
	return rows
}

// newPaperRows lists the papers that can be begun.
func newPaperRows(rounds []data.Round, papers []data.Paper) (rows []newPaperRow) {
	for _, paper := range papers {
		if !slices.Contains(ofMeeting, paper) || len(rounds) == 0 {
			rows = append(rows, newPaperRow{paper: paper})
			continue
		}
		for i := range rounds {
			rows = append(rows, newPaperRow{paper: paper, round: &rounds[i]})
		}
	}
	return rows
}

// newRecord is Ctrl+N and 新建公文….
func (p *registerPage) newRecord() { p.askPaper(data.Papers...) }

// askPaper asks which of the papers to begin; of a single one only for which round, if there are several.
func (p *registerPage) askPaper(papers ...data.Paper) {
	in, err := readPaperRecords(context.Background(), p.records, p.app.today())
	if err != nil {
		p.app.showError("没有新建公文", err)
		return
	}
	rows := newPaperRows(in.Rounds, papers)
	if only := papers[0]; len(papers) == 1 && only.AboutTarget() {
		if rows, err = p.aboutTargets(only, in); err != nil {
			p.app.showError("没有新建"+only.String(), err)
			return
		}
	}
	if len(rows) == 1 {
		p.begin(rows[0], in)
		return
	}
	list := newTable(newPaperRow.key, []column[newPaperRow]{
		{label: "公文", width: 200, text: func(r newPaperRow) string { return r.paper.String() }, remark: newPaperRow.about},
		{label: "文种", width: 80, text: func(r newPaperRow) string { return r.paper.Kind().String() }},
		{label: "用途", text: func(r newPaperRow) string { return paperUses[r.paper] }},
	})
	list.noFooter = true
	list.setRows(rows)
	list.selectKey(rows[0].key())
	const most = 13 // rows before the list scrolls
	var closeIt func()
	choose := func(r newPaperRow) {
		closeIt()
		p.begin(r, in)
	}
	list.onOpen = choose
	cancel := newButton("取消", func() { closeIt() }).key("Esc")
	confirm := newButton("新建", func() { list.call(choose) }).high().key("回车")
	content := vbox(12, heading("新建公文"), sized(0, headHeight+float32(min(len(rows), most))*rowHeight+3, list))
	closeIt = p.app.show(frameDialog(newPaperWidth, content, cancel, confirm), list, func() { closeIt() })
}

const newPaperWidth = 720

// aboutTargets lists a paper for the targets that it can be about; where there is none the error says why.
func (p *registerPage) aboutTargets(paper data.Paper, in pdf.Records) ([]newPaperRow, error) {
	decisions, err := p.records.Decisions(context.Background())
	if err != nil {
		return nil, err
	}
	rows := targetRows(paper, in.Targets, decisions)
	switch {
	case len(rows) > 0:
		return rows, nil
	case paper.Measure() == "":
		return nil, &data.Error{Code: data.State, Message: "还没有评议对象。请先在“评议对象”里填写名册。"}
	}
	return nil, &data.Error{Code: data.State, Message: fmt.Sprintf("还没有作出“%s”的决定。请先在“统计”的结果运用里确认，再写%s。", paper.Measure(), paper)}
}

// paperUses say what each paper is for (plan.md §三).
var paperUses = map[data.Paper]string{
	data.PlanNotice:         "印发活动实施方案，方案作附件",
	data.MobilizationNotice: "召开动员会议",
	data.OpinionNotice:      "向本单位征求意见，附征求意见表",
	data.OpinionLetter:      "请相关方面提意见，附征求意见表",
	data.OpinionForm:        "单独印发的空白表",
	data.Invitation:         "请有关方面派员参加评议会议",
	data.MeetingNotice:      "召开评议会议",
	data.MeetingMinutes:     "记录评议会议情况",
	data.FilingReport:       "报上级活动办公室备案",
	data.PublicationNotice:  "自查自评和公开承诺公示",
	data.ResultBulletin:     "向本单位通报评议结果，附汇总表",
	data.FeedbackLetter:     "把评议结果和群众意见反馈给评议对象",
	data.RectifyNotice:      "要求评议结果较差的限期整改",
	data.CriticismCircular:  "通报批评",
	data.TalkNotice:         "通知本人或者单位负责人参加谈话",
	data.TalkRecord:         "谈话时填写、签名的表",
	data.ExtensionNotice:    "活动延期2个月，列明延长后的时限",
	data.NoAwardNotice:      "取消当年评先评优资格",
	data.OtherPaper:         "空白公文，自己写",

	data.RectificationPlan:        "印发整改方案，附整改任务分解表",
	data.LedgerSheet:              "留存某一天的整改台账",
	data.SupervisionNotice:        "督办逾期的整改事项",
	data.RectificationPublication: "整改措施和成效公示",
	data.RectificationReport:      "报上级活动办公室，附统计表",
	data.AccountabilityRecord:     "记录对整改不力的责任追究",
	data.SummaryReport:            "活动结束后总结，附先进典型",
	data.SelfCheck:                "迎接专项督查，逐条自查",
	data.Briefing:                 "编发一期活动简报",
}

// begin opens a new paper after the one that is being written has been kept.
func (p *registerPage) begin(r newPaperRow, in pdf.Records) {
	if r.paper.AboutTarget() && r.target == nil {
		p.askPaper(r.paper)
		return
	}
	p.leave(func() {
		if r.round != nil {
			in = aboutRound(in, r.round.ID)
		}
		in.Target = r.target
		d, err := newDocument(context.Background(), p.records, r.paper, func(i data.ItemRecord) bool { return i.ID == r.item }, in)
		if err != nil {
			p.app.showError("没有新建"+r.paper.String(), err)
			return
		}
		p.edit(d)
	})
}

// beginFor begins a paper about a round, such as from the page of the rounds.
func (p *registerPage) beginFor(paper data.Paper, round data.ID) {
	in, err := readPaperRecords(context.Background(), p.records, p.app.today())
	if err != nil {
		p.app.showError("没有新建"+paper.String(), err)
		return
	}
	in = aboutRound(in, round)
	p.begin(newPaperRow{paper: paper, round: in.Round}, in)
}

// beginForItem begins a paper about a ledger item.
func (p *registerPage) beginForItem(paper data.Paper, item data.ID) {
	in, err := readPaperRecords(context.Background(), p.records, p.app.today())
	if err != nil {
		p.app.showError("没有新建"+paper.String(), err)
		return
	}
	p.begin(newPaperRow{paper: paper, item: item}, in)
}

// beginForTarget begins a paper about a target.
func (p *registerPage) beginForTarget(paper data.Paper, target data.ID) {
	in, err := readPaperRecords(context.Background(), p.records, p.app.today())
	if err != nil {
		p.app.showError("没有新建"+paper.String(), err)
		return
	}
	in = aboutTarget(in, target)
	p.begin(newPaperRow{paper: paper, target: in.Target}, in)
}

// newTargetPaper goes to the register and begins a paper about a target there, such as a 限期整改通知书.
func (a *App) newTargetPaper(paper data.Paper, target data.ID) {
	a.toRegister(func(p *registerPage) { p.beginForTarget(paper, target) })
}

// newPaper goes to the register and begins a paper about a round there.
func (a *App) newPaper(paper data.Paper, round data.ID) {
	a.toRegister(func(p *registerPage) { p.beginFor(paper, round) })
}

// newItemPaper goes to the register and begins a paper about a ledger item there, such as a 督办通知单.
func (a *App) newItemPaper(paper data.Paper, item data.ID) {
	a.toRegister(func(p *registerPage) { p.beginForItem(paper, item) })
}

// toRegister leaves the page in front for the register.
func (a *App) toRegister(then func(*registerPage)) {
	for i, p := range a.pages {
		if register, ok := p.(*registerPage); ok {
			a.page().leave(func() {
				a.enter(i)
				then(register)
			})
		}
	}
}

// paperGroups are the papers as they stand in the menu (screens.md §3), in the order of the campaign; those without a name stand in
// the menu itself.
var paperGroups = []struct {
	name   string
	papers []data.Paper
}{
	{"", []data.Paper{data.PlanNotice}},
	{"会议通知", []data.Paper{data.MobilizationNotice, data.Invitation, data.MeetingNotice, data.MeetingMinutes}},
	{"自查自评与公示", []data.Paper{data.OpinionNotice, data.OpinionLetter, data.OpinionForm, data.PublicationNotice}},
	{"结果运用文书", []data.Paper{
		data.FilingReport, data.ResultBulletin, data.FeedbackLetter, data.RectifyNotice, data.CriticismCircular, data.TalkNotice,
		data.TalkRecord, data.ExtensionNotice, data.NoAwardNotice,
	}},
	{"整改文书", []data.Paper{
		data.RectificationPlan, data.LedgerSheet, data.SupervisionNotice, data.RectificationPublication, data.RectificationReport,
		data.AccountabilityRecord, data.SelfCheck,
	}},
	{"", []data.Paper{data.SummaryReport, data.Briefing}},
}

// commands are the lines of 公文.
func (p *registerPage) commands() []command {
	list := []command{
		{menu: menuPapers, label: "新建公文…", key: fyne.KeyN, with: fyne.KeyModifierControl | fyne.KeyModifierShift, do: p.newRecord},
		{menu: menuPapers},
	}
	for _, g := range paperGroups {
		if g.name != "" {
			list = append(list, command{menu: menuPapers, group: g.name, label: g.name, do: func() { p.askPaper(g.papers...) }})
		}
		for _, paper := range g.papers {
			list = append(list, command{menu: menuPapers, group: g.name, label: paper.String() + "…", do: func() { p.askPaper(paper) }})
		}
	}
	writing := func() bool { return p.app.page() == page(p) && p.editor != nil }
	return append(list,
		command{menu: menuPapers},
		command{menu: menuPapers, label: "登记程序外文号…", do: p.enterOutside},
		command{menu: menuPapers, label: "打印登记表", do: p.printList},
		command{menu: menuPapers, label: "打印草稿", enabled: writing, do: func() { p.editor.print() }},
		command{menu: menuPapers, label: "签发…", enabled: func() bool { return writing() && p.editor.draft() }, do: func() { p.editor.askIssuing() }},
		command{menu: menuSettings, label: "单位设置…", inPlace: true, do: func() { p.app.editOffice(p.records) }},
	)
}

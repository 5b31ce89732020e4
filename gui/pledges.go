package gui

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"liangping/data"
)

// pledgeRecords is what 承诺事项 need of the store.
type pledgeRecords interface {
	Pledges(ctx context.Context) ([]data.Pledge, error)
	SavePledge(ctx context.Context, p data.Pledge) error
	DeletePledge(ctx context.Context, id data.ID) error
	FulfilPledge(ctx context.Context, id data.ID, done data.Fulfilment) error
	JudgePledge(ctx context.Context, id data.ID, j data.Judgement) error
	RectifyPledge(ctx context.Context, id data.ID) (item data.ID, err error)
}

// pledgeChip shows how far a pledge is (plan.md §三.3: 务实承诺—落实践诺—评诺提高).
func pledgeChip(p data.Pledge, today data.Date) chip {
	switch {
	case p.State == data.PledgeKept:
		return chip{chipGreen, "✓", p.State.String()}
	case p.State == data.PledgeBroken:
		return chip{chipRed, "×", p.State.String()}
	case p.State == data.PledgeDone:
		return chip{chipBlue, "◐", "待评诺"}
	case p.Due.IsZero():
		return chip{chipOrange, "△", "缺时限"}
	case p.Overdue(today):
		return chip{chipRed, "▲", "逾期"}
	}
	return chip{chipGrey, "○", p.State.String()}
}

// addPledges lists the target's pledges; each line opens what can be done with it.
func (s *reportSide) addPledges(content *fyne.Container) {
	var links []*sideLink
	if s.page.mayPledge(s.row) {
		links = append(links, s.newLink("pledge", "增加…", func() {
			s.page.askPledge(s.row, data.Pledge{ID: data.NewID(), Due: s.page.campaign.DefaultPledgeDue()})
		}))
	}
	content.Add(section("承诺事项", fmt.Sprintf("%d 项", len(s.row.pledges)), links...))
	if len(s.row.pledges) == 0 {
		content.Add(caption("公开承诺书送审以前，至少列出一项承诺，写明时限。"))
	}
	const numberWidth, dueWidth, chipWidth = 20, 76, 76
	for _, p := range s.row.pledges {
		due := remark("未填")
		if !p.Due.IsZero() {
			due = remark(p.Due.MonthDay())
		}
		due.Alignment = fyne.TextAlignTrailing
		text := fit(p.Content, reportSideText-numberWidth-dueWidth-chipWidth-3*8, textBody, false)
		content.Add(sized(0, 24, columns(8, []float32{numberWidth, 0, dueWidth, chipWidth},
			remark(fmt.Sprint(p.Number)), s.newLink(string(p.ID), text, func() { s.page.openPledge(s.row, p) }), due, newChip(pledgeChip(p, s.page.app.today())))))
	}
}

// mayPledge tells whether the pledges of a target can still be written: they go with the commitment.
func (p *reportsPage) mayPledge(row reportRow) bool {
	return row.report.State(data.CommitmentPart, p.app.today()).Open() && !row.target.Withdrawn
}

// openPledge opens a pledge: to be changed while the commitment is written, to be followed up afterwards.
func (p *reportsPage) openPledge(row reportRow, pledge data.Pledge) {
	if p.mayPledge(row) && pledge.State == data.PledgeMade {
		p.askPledge(row, pledge)
		return
	}
	p.followPledge(row, pledge)
}

// askPledge asks for a pledge and its day.
func (p *reportsPage) askPledge(row reportRow, pledge data.Pledge) {
	text, due := newEntry(), newDateEntry(p.app.today(), nil)
	text.SetText(pledge.Content)
	text.PlaceHolder = "如：纠纷受理后 5 个工作日内答复"
	due.set(pledge.Due)
	dueField := newField("完成时限", labelUsual, due)
	form := newForm(newField("承诺内容", labelUsual, text), dueField)
	title, what := "增加承诺事项", "承诺事项"
	if pledge.Number > 0 {
		title = fmt.Sprintf("承诺事项　第 %d 项", pledge.Number)
		remove := newSmallButton("删除这一项…", nil)
		remove.tapped = func() { p.askPledgeDeletion(pledge) }
		form.Add(hbox(0, spacer(), remove))
	}
	pledge.TargetID = row.target.ID
	p.app.formWith(dialogWidth, title, "保存", form, text, func() error {
		date, ok := due.date()
		if dueField.accept(); !ok && !due.empty() {
			dueField.refuse("日期要写成 2011-10-31。")
			return errRefused
		}
		pledge.Content, pledge.Due = text.Text, date
		return p.step(what, func() error { return p.records.SavePledge(context.Background(), pledge) })
	})
}

// askPledgeDeletion asks before a pledge is taken out of the commitment; the dialog of the pledge closes with it.
func (p *reportsPage) askPledgeDeletion(pledge data.Pledge) {
	p.app.confirm(question{
		title: fmt.Sprintf("删除第 %d 项承诺？", pledge.Number), lines: []string{pledge.Content, "后面各项的序号依次提前。"}, doing: "删除", danger: true,
	}, func() {
		if err := p.step("删除承诺事项", func() error { return p.records.DeletePledge(context.Background(), pledge.ID) }); err != nil {
			p.app.showError("没有删除承诺事项", err)
			return
		}
		p.app.escape() // the pledge's own dialog
	})
}

// followPledge shows a pledge of a commitment that was handed in, and what can be done with it now.
func (p *reportsPage) followPledge(row reportRow, pledge data.Pledge) {
	const width = dialogWidth - 2*dialogPadding
	content := vbox(8, hbox(8, heading(fmt.Sprintf("承诺事项　第 %d 项", pledge.Number)), newChip(pledgeChip(pledge, p.app.today()))))
	fact := func(name, text string) {
		if text != "" {
			content.Add(columns(12, []float32{72, 0}, vbox(0, remark(name)), newParagraph(text, textBody, theme.ColorNameForeground, width-84)))
		}
	}
	fact("承诺内容", pledge.Content)
	fact("完成时限", pledge.Due.Chinese())
	fact("践诺情况", pledge.Done.Evidence)
	if !pledge.Done.Date.IsZero() {
		fact("践诺日期", pledge.Done.Date.Chinese())
	}
	if pledge.Judged.By != "" {
		fact("评诺", fmt.Sprintf("%s，%s，%s", pledge.Judged.By, pledge.Judged.Date.Chinese(), pledge.State))
		fact("评诺说明", pledge.Judged.Remark)
	}
	var closeIt func()
	then := func(do func()) func() { return func() { closeIt(); do() } }
	buttons := []*button{newButton("关闭", func() { closeIt() }).key("Esc")}
	passed := row.report.State(data.CommitmentPart, p.app.today()).Passed() && !row.target.Withdrawn
	switch {
	case pledge.ItemID != "":
		buttons = append(buttons, newButton("→ 整改台账", then(func() { p.app.showPage(string(data.AtLedger), string(pledge.ItemID)) })))
	case pledge.State == data.PledgeBroken:
		buttons = append(buttons, newButton("列入整改台账…", then(func() { p.askRectification(row, pledge) })))
	case pledge.State == data.PledgeDone:
		buttons = append(buttons, newButton("改践诺…", then(func() { p.askFulfilment(pledge) })), newButton("评诺…", then(func() { p.askJudgement(pledge) })))
	case passed:
		if pledge.Overdue(p.app.today()) {
			buttons = append(buttons, newButton("评诺…", then(func() { p.askJudgement(pledge) })))
		}
		buttons = append(buttons, newButton("践诺…", then(func() { p.askFulfilment(pledge) })))
	default:
		content.Add(caption("公开承诺书审核通过以后登记践诺。"))
	}
	last := buttons[len(buttons)-1].high()
	closeIt = p.app.dialogs.show(frameDialog(dialogWidth, content, buttons...), last, func() { closeIt() })
}

// askFulfilment is 践诺: what was done for a pledge, with what shows it.
func (p *reportsPage) askFulfilment(pledge data.Pledge) {
	evidence, date := newTextEntry(), newDateEntry(p.app.today(), nil)
	evidence.SetText(pledge.Done.Evidence)
	evidence.SetMinRowsVisible(4)
	date.set(p.app.today())
	if !pledge.Done.Date.IsZero() {
		date.set(pledge.Done.Date)
	}
	dateField := newField("践诺日期", labelUsual, date)
	p.app.formWith(dialogWidth, fmt.Sprintf("践诺　第 %d 项", pledge.Number), "保存", vbox(8,
		newParagraph(pledge.Content, textBody, colorMuted, dialogWidth-2*dialogPadding),
		newForm(newField("践诺情况", labelUsual, evidence), dateField),
		caption("写明做了什么、有什么佐证。"),
	), evidence, func() error {
		done, ok := date.date()
		if dateField.accept(); !ok && !date.empty() {
			dateField.refuse("日期要写成 2011-10-31。")
			return errRefused
		}
		return p.step("践诺", func() error {
			return p.records.FulfilPledge(context.Background(), pledge.ID, data.Fulfilment{Evidence: evidence.Text, Date: done})
		})
	})
}

// askJudgement is 评诺: was the pledge kept, and who says so.
func (p *reportsPage) askJudgement(pledge data.Pledge) {
	by, date, remarks := newEntry(), newDateEntry(p.app.today(), nil), newTextEntry()
	date.set(p.app.today())
	remarks.SetMinRowsVisible(3)
	verdict := newRadio([]string{data.PledgeKept.String(), data.PledgeBroken.String()}, nil)
	verdictField, dateField := newField("评诺结果", labelUsual, verdict), newField("评诺日期", labelUsual, date)
	p.app.formWith(dialogWidth, fmt.Sprintf("评诺　第 %d 项", pledge.Number), "保存", vbox(8,
		newParagraph(pledge.Content, textBody, colorMuted, dialogWidth-2*dialogPadding),
		newForm(verdictField, newField("说明", labelUsual, remarks), newField("评诺人", labelUsual, by), dateField),
		caption("评诺人不能是承诺人自己。未兑现的写明原因，可以列入整改台账。"),
	), verdict, func() error {
		day, ok := date.date()
		verdictField.accept()
		switch dateField.accept(); {
		case verdict.chosen < 0:
			verdictField.refuse("请选已兑现或者未兑现。")
			return errRefused
		case !ok && !date.empty():
			dateField.refuse("日期要写成 2011-10-31。")
			return errRefused
		}
		return p.step("评诺", func() error {
			return p.records.JudgePledge(context.Background(), pledge.ID, data.Judgement{Kept: verdict.chosen == 0, By: by.Text, Date: day, Remark: remarks.Text})
		})
	})
}

// askRectification asks before a broken pledge becomes an item of the ledger (design.md §5).
func (p *reportsPage) askRectification(row reportRow, pledge data.Pledge) {
	p.app.confirm(question{
		title: "列入整改台账？", lines: []string{pledge.Content, fmt.Sprintf("整改台账新增一件草拟事项，对象%s，责任人%s。", row.target.Name, row.writer)},
		after: "整改措施和时限在“整改台账”里填写。", doing: "列入",
	}, func() {
		if err := p.step("整改事项", func() error {
			_, err := p.records.RectifyPledge(context.Background(), pledge.ID)
			return err
		}); err != nil {
			p.app.showError("没有列入整改台账", err)
		}
	})
}

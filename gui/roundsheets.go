package gui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2/theme"

	"liangping/data"
	"liangping/pdf"
)

// sheetRecords is what the 报告单 of a round are made from.
type sheetRecords interface {
	CountSheet(ctx context.Context, round data.ID) (*data.CountSheet, error)
	sheetRegister
}

// sheetRemarks say when each 报告单 is wanted.
var sheetRemarks = map[data.Paper]string{
	data.AttendanceSheet: "开会前：应到、实到和派员参加",
	data.IssuedSheet:     "发票后：印制、发出和剩余",
	data.ReturnedSheet:   "收票后：收回、未收回，是否有效",
	data.CountedSheet:    "封存后：计票结果和封存码，签字",
}

// printSheets offers the four 报告单 of the round and its 签到表. The one that is wanted now has the focus.
func (p *roundsPage) printSheets() {
	if !p.canWork() || !p.flush() {
		return
	}
	r := *p.round()
	content := vbox(8, heading("打印“"+r.Name()+"”报告单"))
	var closeIt func()
	var buttons []*button
	offer := func(name, remarks string, do func()) {
		b := newButton(name, func() { closeIt(); do() }).withIcon(theme.DocumentPrintIcon())
		buttons = append(buttons, b)
		content.Add(columns(12, []float32{196, 0}, b, remark(remarks)))
	}
	for _, paper := range data.RoundSheets {
		offer(paper.String(), sheetRemarks[paper], func() { p.makeSheet(r, paper) })
	}
	offer("签到表", "按人员名单，到会的人签名", func() { p.makeSignIn(r) })
	if r.State != data.RoundSealed {
		content.Add(caption("还没有封存，计票结果报告单上印“未封存”。"))
	}
	cancel := newButton("取消", func() { closeIt() }).key("Esc")
	closeIt = p.app.show(frameDialog(dialogWideWidth, content, cancel), buttons[wantedSheet(p.step)], func() { closeIt() })
}

// wantedSheet is the 报告单 that belongs to a step, by its place in data.RoundSheets.
func wantedSheet(step int) int {
	switch {
	case step <= stepPeople:
		return slices.Index(data.RoundSheets, data.AttendanceSheet)
	case step == stepPrint:
		return slices.Index(data.RoundSheets, data.IssuedSheet)
	case step == stepKey:
		return slices.Index(data.RoundSheets, data.ReturnedSheet)
	}
	return slices.Index(data.RoundSheets, data.CountedSheet)
}

// makeSheet makes one of the 报告单 in a task. Those of a sealed round go into the register.
func (p *roundsPage) makeSheet(r data.Round, paper data.Paper) {
	press, campaign, records, today := p.app.press(), p.campaign, p.records, p.app.today()
	p.app.makePaper(paper.String(), func() (*pdf.Paper, error) {
		sheet, err := records.CountSheet(context.Background(), r.ID)
		if err != nil {
			return nil, err
		}
		list, err := records.Attendance(context.Background(), r.ID)
		if err != nil {
			return nil, err
		}
		made, err := press.RoundSheet(paper, campaign, *sheet, list)
		if err != nil || sheet.Seal == nil {
			return made, err
		}
		return registeredSheet(context.Background(), records, campaign, *sheet, paper, today, made)
	})
}

// makeSignIn makes the 签到表 in a task.
func (p *roundsPage) makeSignIn(r data.Round) {
	press, campaign, list := p.app.press(), p.campaign, slices.Clone(p.people.people)
	p.app.makePaper("签到表", func() (*pdf.Paper, error) { return press.SignIn(campaign, r, list) })
}

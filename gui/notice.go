package gui

import (
	"strings"

	"fyne.io/fyne/v2"

	"liangping/data"
	"liangping/pdf"
)

const (
	noticeWidth = 760
	noticeRows  = 11 // of its text
)

// makeNotice asks for what a 会议通知 says, all filled in from the records, and makes the paper.
func (p *roundsPage) makeNotice() {
	if !p.canWork() || !p.flush() {
		return
	}
	r := *p.round()
	usual := pdf.NewNotice(p.campaign, r)
	if r.Date.IsZero() {
		usual.Date = p.app.today()
	}
	number, date, addressee, copies := newEntry(), newDateEntry(p.app.today(), nil), newEntry(), newEntry()
	number.PlaceHolder = "不填，纸上留空"
	title, text := newTextEntry(), newTextEntry()
	title.SetMinRowsVisible(2)
	text.SetMinRowsVisible(noticeRows)
	date.set(usual.Date)
	addressee.SetText(usual.Addressee)
	copies.SetText(usual.Copies)
	title.SetText(usual.Title)
	text.SetText(usual.Text)

	dateField, textField := newField("成文日期", labelNarrow, date), newField("正文", labelNarrow, text)
	fields := vbox(4,
		columns(16, []float32{0, 300}, newField("文号", labelNarrow, number), dateField),
		newField("标题", labelNarrow, title), newField("主送", labelNarrow, addressee), newField("抄送", labelNarrow, copies), textField)
	var first fyne.Focusable = number
	p.app.formWith(noticeWidth, r.Name()+"会议通知", "制作通知", fields, first, func() error {
		dateField.accept()
		textField.accept()
		day, ok := date.date()
		if !ok {
			dateField.refuse("日期要写成 2011-08-24。")
			return errRefused
		}
		if strings.TrimSpace(text.Text) == "" {
			textField.refuse("正文还没有写。")
			return errRefused
		}
		press, campaign := p.app.options.Press, p.campaign
		notice := pdf.Notice{
			Number: data.CleanLine(number.Text), Title: strings.TrimSpace(title.Text), Addressee: data.CleanLine(addressee.Text),
			Text: text.Text, Date: day, Copies: data.CleanLine(copies.Text),
		}
		p.app.makePaper("会议通知", func() (*pdf.Paper, error) { return press.Notice(campaign, r, notice) })
		return nil
	})
}

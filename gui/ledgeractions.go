package gui

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"liangping/data"
)

// stateRecords are the steps of an item through its states.
type stateRecords interface {
	SubmitItem(context.Context, data.ID, data.Signature) error
	ApproveItem(context.Context, data.ID, data.Signature) error
	RejectItem(context.Context, data.ID, data.Signature) error
	ApplyClosing(context.Context, data.ID, string, data.Signature) error
	CloseItem(context.Context, data.ID, data.Signature) error
}

// showActions shows at the bottom what can be done with the item in its state; what the next state lacks is named above.
func (d *ledgerDetail) showActions() {
	p, r := d.page, d.record
	action := func(word string, do func()) *button {
		b := d.buttons["action "+word]
		if b == nil {
			b = newButton(word, nil)
			d.buttons["action "+word] = b
		}
		b.tapped = do
		return b
	}
	var row []fyne.CanvasObject
	reason := ""
	switch r.State {
	case data.ItemReview:
		row = []fyne.CanvasObject{spacer(), action("驳回…", func() { p.askRejection(r) }), action("审核通过…", func() { p.askApproval(r) }).high()}
		reason = "审核通过以后开始整改。"
	case data.ItemOpen:
		lacking := lackingToApply(r)
		apply := action("申请销号…", func() { p.askApplication(r) }).high()
		apply.setEnabled(len(lacking) == 0)
		if len(lacking) > 0 {
			reason = "还缺" + strings.Join(lacking, "、") + "，补齐后申请销号。"
		}
		row = []fyne.CanvasObject{
			action("督办通知单", func() { p.supervise(r) }).withIcon(theme.DocumentPrintIcon()),
			action("变更时限…", func() { p.askDue(r) }), action("修改…", func() { p.edit(r.LedgerItem) }), spacer(), apply,
		}
	case data.ItemClosing:
		row = []fyne.CanvasObject{spacer(), action("驳回…", func() { p.askRejection(r) }), action("销号…", func() { p.askClosing(r) }).high()}
		reason = "由责任人以外的人验收。"
	case data.ItemClosed:
		reason = "已经销号，内容不能再改；公示、督查和责任追究还可以登记。"
	}
	d.blocked.setText(reason)
	d.blocked.Hidden = reason == ""
	d.actions.Objects = row
	d.actions.Hidden = len(row) == 0
	d.actions.Refresh()
}

// supervise begins the 督办通知单 of an item: F8.
func (p *ledgerPage) supervise(r data.ItemRecord) { p.app.newItemPaper(data.SupervisionNotice, r.ID) }

// lackingToApply names what has to be there before the 销号 is asked for; what was done is written in the asking itself.
func lackingToApply(r data.ItemRecord) []string {
	r.Closing.Note = "asked for in the dialog"
	return r.MissingToClose()
}

// signing is a dialog in which somebody takes a step with an item: who, when, and a text.
type signing struct {
	title, doing  string
	lines         []string // what it is about and what follows
	who, by       string   // the label of the name, and the name to begin with
	what, text    string   // the label of the text, and the text to begin with
	rows          int      // of the text; 0: none is asked for
	beginWithText bool
}

// sign asks and takes the step; what the store refuses is said in the dialog.
func (p *ledgerPage) sign(s signing, do func(text string, by data.Signature) error) {
	const width = dialogWidth - 2*dialogPadding
	who, note, date := newEntry(), newTextEntry(), newDateEntry(p.app.today(), nil)
	who.SetText(s.by)
	note.SetText(s.text)
	note.SetMinRowsVisible(max(s.rows, 1))
	date.set(p.app.today())
	dateField := newField("日期", labelUsual, date)
	var fields []*field
	if s.rows > 0 {
		fields = append(fields, newField(s.what, labelUsual, note))
	}
	fields = append(fields, newField(s.who, labelUsual, who), dateField)
	content := vbox(12)
	for _, line := range s.lines {
		content.Add(newParagraph(line, textBody, theme.ColorNameForeground, width))
	}
	content.Add(newForm(fields...))
	var focus fyne.Focusable = who
	if s.beginWithText {
		focus = note
	}
	p.app.formWith(dialogWidth, s.title, s.doing, content, focus, func() error {
		day, err := dayOf(p.app, dateField, date)
		if err != nil {
			return err
		}
		if err := do(strings.TrimSpace(note.Text), data.Signature{By: who.Text, Date: day, Opinion: note.Text}); err != nil {
			return err
		}
		p.app.saved(s.doing)
		p.app.reload()
		return nil
	})
}

// dayOf reads a date; what is no date is refused at the field.
func dayOf(a *App, f *field, d *dateEntry) (data.Date, error) {
	f.accept()
	day, ok := d.date()
	if !ok && !d.empty() {
		f.refuse("要写成 2011-10-31 的样子。")
		a.resizeTop()
		return data.Date{}, errRefused
	}
	return day, nil
}

func (p *ledgerPage) askApproval(r data.ItemRecord) {
	p.sign(signing{
		title: "审核通过", doing: "审核通过", lines: []string{itemName(r.LedgerItem)}, who: "审核人", by: r.Leader, what: "意见", text: "同意。", rows: 2,
	}, func(_ string, by data.Signature) error { return p.records.ApproveItem(context.Background(), r.ID, by) })
}

func (p *ledgerPage) askRejection(r data.ItemRecord) {
	title, after := "驳回", "退回草拟，改好以后重新送审。"
	if r.State == data.ItemClosing {
		title, after = "驳回销号", "退回整改中，继续整改。"
	}
	p.sign(signing{
		title: title, doing: "驳回", lines: []string{itemName(r.LedgerItem), after}, who: "驳回人", by: r.Leader, what: "原因", rows: 3, beginWithText: true,
	}, func(_ string, by data.Signature) error { return p.records.RejectItem(context.Background(), r.ID, by) })
}

func (p *ledgerPage) askApplication(r data.ItemRecord) {
	p.sign(signing{
		title: "申请销号", doing: "申请销号", lines: []string{itemName(r.LedgerItem)}, who: "申请人", by: r.Person, what: "整改结果", text: r.Closing.Note,
		rows: 4, beginWithText: true,
	}, func(text string, by data.Signature) error {
		by.Opinion = ""
		return p.records.ApplyClosing(context.Background(), r.ID, text, by)
	})
}

// askClosing asks who accepted what was done.
func (p *ledgerPage) askClosing(r data.ItemRecord) {
	p.sign(signing{
		title: "销号", doing: "销号", lines: []string{
			itemName(r.LedgerItem), "整改结果：" + r.Closing.Note,
			fmt.Sprintf("佐证材料 %d 件，公示 %d 次。销号以后内容不能再改，进度记为 100%%。", len(r.Evidence), len(r.Publications)),
			fmt.Sprintf("责任人是%s，由另一个人验收。", r.Person),
		}, who: "验收人",
	}, func(_ string, by data.Signature) error { return p.records.CloseItem(context.Background(), r.ID, by) })
}

// askDue asks for another deadline with the reason and who approved it; the history is kept.
func (p *ledgerPage) askDue(r data.ItemRecord) {
	due, reason, approver, date := newDateEntry(p.app.today(), nil), newTextEntry(), newEntry(), newDateEntry(p.app.today(), nil)
	reason.SetMinRowsVisible(3)
	approver.SetText(r.Leader)
	date.set(p.app.today())
	due.set(r.Due)
	dueField, dateField := newField("新的时限", labelUsual, due), newField("批准日期", labelUsual, date)
	content := vbox(12,
		newParagraph(itemName(r.LedgerItem), textBody, theme.ColorNameForeground, dialogWidth-2*dialogPadding),
		newForm(dueField, newField("原因", labelUsual, reason), newField("批准人", labelUsual, approver), dateField),
		caption(fmt.Sprintf("现在的时限 %s。每次变更都留在台账里。", r.Due)))
	p.app.formWith(dialogWidth, "变更时限", "变更", content, due.entry, func() error {
		day, err := dayOf(p.app, dueField, due)
		if err != nil {
			return err
		}
		approved, err := dayOf(p.app, dateField, date)
		if err != nil {
			return err
		}
		return p.keep("时限变更", func() error {
			return p.records.ChangeDue(context.Background(), r.ID, day, reason.Text, approver.Text, approved)
		})
	})
}

// keep does a use case, and shows what is then.
func (p *ledgerPage) keep(what string, do func() error) error {
	if err := do(); err != nil {
		return err
	}
	p.app.saved(what)
	p.app.reload()
	return nil
}

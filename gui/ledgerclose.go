package gui

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2/theme"

	"liangping/data"
)

// closing is the dialog that asks what a 销号 rests on: what was done, who accepted it, when. Its button is disabled until all
// of it is there, and the line above says what is missing (screens.md, screen 08).
type closing struct {
	item     data.LedgerItem
	note     *textEntry
	acceptor *entry
	date     *dateEntry
	missing  *paragraph
	doing    *button
}

// askClosing opens the dialog for an item. do closes the item; what it refuses is said in the dialog.
func (a *App) askClosing(item data.LedgerItem, do func(data.CloseOut) error) {
	const width = dialogWidth - 2*dialogPadding
	c := &closing{item: item, note: newTextEntry(), acceptor: newEntry()}
	c.date = newDateEntry(a.today(), func() { c.check() })
	c.date.set(a.today())
	c.note.SetMinRowsVisible(4)
	c.note.OnChanged = func(string) { c.check() }
	c.acceptor.OnChanged = func(string) { c.check() }
	c.missing = newParagraph("", textBody, colorNoticeText, width)

	var closeIt func()
	cancel := newButton("取消", func() { closeIt() }).key("Esc")
	c.doing = newButton("销号", func() {
		if err := do(c.read()); err != nil {
			c.missing.setText(a.sentence(err))
			a.resizeTop()
			return
		}
		closeIt()
	}).high()
	c.date.entry.enter = func() {
		if !c.doing.Disabled() {
			a.focus(c.doing)
		}
	}
	c.check()
	content := vbox(12,
		heading("销号"),
		newParagraph(fmt.Sprintf("第 %d 项　%s", item.Number, item.Problem), textBody, theme.ColorNameForeground, width),
		newForm(
			newField("整改结果", labelUsual, c.note),
			newField("验收人", labelUsual, c.acceptor),
			newField("销号日期", labelUsual, c.date),
		),
		caption("销号以后，这一项的内容不能再改，进度记为 100%。"),
		sized(0, rowHeight, c.missing),
	)
	closeIt = a.dialogs.show(frameDialog(dialogWidth, content, cancel, c.doing), c.note, func() { closeIt() })
}

// read returns what is typed.
func (c *closing) read() data.CloseOut {
	date, _ := c.date.date()
	return data.CloseOut{Note: strings.TrimSpace(c.note.Text), Acceptor: data.CleanName(c.acceptor.Text), Date: date}
}

// check says what is missing.
func (c *closing) check() {
	reason := c.reason()
	c.missing.setText(reason)
	c.doing.setEnabled(reason == "")
}

func (c *closing) reason() string {
	typed := c.read()
	var missing []string
	for _, need := range []struct {
		name  string
		empty bool
	}{{"整改结果", typed.Note == ""}, {"验收人", typed.Acceptor == ""}, {"销号日期", typed.Date.IsZero()}} {
		if need.empty {
			missing = append(missing, need.name)
		}
	}
	switch {
	case len(missing) > 0:
		return "还缺" + strings.Join(missing, "、") + "。"
	case typed.Acceptor == data.CleanName(c.item.Person):
		return fmt.Sprintf("“%s”是责任人，请由另一个人验收。", typed.Acceptor)
	}
	return ""
}

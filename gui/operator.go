package gui

import (
	"context"

	"fyne.io/fyne/v2"
)

// operatorRecords is what the question who sits here needs of the store.
type operatorRecords interface {
	Operators(ctx context.Context) ([]string, error)
	SetOperator(name string) error
}

const (
	operatorWidth = 360
	operatorRows  = 6 // of the list before it scrolls
)

// askOperator asks who sits at the program: the names in a list, the last one chosen first, and a field for a new one. It is no
// password, only a name for the journal (design.md §4). At the start it can't be passed over, only the program left; later Esc
// leaves it as it is.
func (a *App) askOperator(records operatorRecords, atStart bool) {
	names, err := records.Operators(context.Background())
	if err != nil {
		a.showError("没有读到操作人名单", err)
		return
	}
	name := filled("新操作人的姓名")
	nameField := newField("", 0, name)
	list := newTable(func(s string) string { return s }, []column[string]{{label: "姓名", text: func(s string) string { return s }}})
	list.noFooter = true
	list.setRows(names)

	var closeIt func()
	choose := func(chosen string) {
		if err := records.SetOperator(chosen); err != nil {
			nameField.refuse(a.sentence(err))
			a.focus(name)
			a.resizeTop()
			return
		}
		closeIt()
		a.operatorChanged()
		if atStart {
			a.remindLedger(a.options.Store)
		}
	}
	confirm := newButton("确定", func() {
		chosen, _ := list.selected()
		if name.Text != "" {
			chosen = name.Text
		}
		choose(chosen)
	}).high().key("回车")
	name.enter = confirm.tapped
	name.OnChanged = func(string) { nameField.accept() }
	list.onOpen = choose
	list.onType = name.take

	content := vbox(12, heading("现在谁在操作？"), newParagraph("只是一个姓名，不是密码；每一步记录都写上它。", textBody, colorMuted, operatorWidth-2*dialogPadding))
	var focus fyne.Focusable = name
	if len(names) > 0 {
		focus = list
		content.Add(sized(0, headHeight+float32(min(len(names), operatorRows))*rowHeight+3, list))
	}
	content.Add(nameField)
	cancel := newButton("取消", func() { closeIt() }).key("Esc")
	escape := cancel.tapped
	if atStart {
		cancel, escape = newButton("退出", a.window.Close), nil
	}
	closeIt = a.show(frameDialog(operatorWidth, content, cancel, confirm), focus, escape)
}

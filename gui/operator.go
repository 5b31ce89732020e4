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

// whoQuestion asks who sits here from now on, or for one piece of work.
type whoQuestion struct {
	title, note, word string
	width             float32
	must              bool                    // it can't be passed over, only the program left
	check             func(name string) error // refuses a name before it is taken; may be nil
	done              func()                  // what follows
}

// askOperator asks who sits at the program. At the start it can't be passed over, only the program left; later Esc leaves it as
// it is.
func (a *App) askOperator(records operatorRecords, atStart bool) {
	a.askWho(records, whoQuestion{
		title: "现在谁在操作？", note: "只是一个姓名，不是密码；每一步记录都写上它。", word: "确定", width: operatorWidth, must: atStart,
		done: func() {
			if atStart {
				a.remindLedger(a.options.Store)
			}
		},
	})
}

// askWho asks whose hands are at the keys from now on: the names in a list, the last one chosen first, and a field for a new one.
// It is no password, only a name for the journal (design.md §4).
func (a *App) askWho(records operatorRecords, q whoQuestion) {
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
		if err := takeOperator(records, chosen, q.check); err != nil {
			nameField.refuse(a.sentence(err))
			a.focus(name)
			a.resizeTop()
			return
		}
		closeIt()
		a.operatorChanged()
		q.done()
	}
	confirm := newButton(q.word, func() {
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

	content := vbox(12, heading(q.title), newParagraph(q.note, textBody, colorMuted, q.width-2*dialogPadding))
	var focus fyne.Focusable = name
	if len(names) > 0 {
		focus = list
		content.Add(sized(0, headHeight+float32(min(len(names), operatorRows))*rowHeight+3, list))
	}
	content.Add(nameField)
	cancel := newButton("取消", func() { closeIt() }).key("Esc")
	escape := cancel.tapped
	if q.must {
		cancel, escape = newButton("退出", a.window.Close), nil
	}
	closeIt = a.show(frameDialog(q.width, content, cancel, confirm), focus, escape)
}

// takeOperator makes a name the operator's, unless the check refuses it.
func takeOperator(records operatorRecords, name string, check func(name string) error) error {
	if check != nil {
		if err := check(name); err != nil {
			return err
		}
	}
	return records.SetOperator(name)
}

package gui

import (
	"errors"
	"fmt"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"liangping/data"
)

// The widths of a dialog: a question or a failure, and one with figures or a larger form.
const (
	dialogWidth     = 560
	dialogWideWidth = 620
	dialogPadding   = 24
)

// dialogs shows dialogs over the window, one above the other. While one is open the menu's shortcuts are dead (dialogOpen), Esc
// means its 取消, and when it closes the focus is where it was.
//
//	a.confirm(question{title: "删除“李𬭎”？", lines: []string{"名单中不再有这个对象。"}, doing: "删除", danger: true}, p.remove)
//	a.showError("没有保存", err)
//	a.form("新增事项", "新增", []*field{problem, due}, problem.control, func() error { return p.add() })
type dialogs struct {
	canvas   fyne.Canvas
	log      *slog.Logger
	lost     func()                                             // moves the focus when the widget that had it before a dialog has gone
	away     func(work func())                                  // does work on another goroutine; the demo does it at once
	patience time.Duration                                      // how long the window waits for what soon reads
	later    func(delay time.Duration, do func()) (stop func()) // afterDelay; tests have a clock of their own
	open     []*dialog
}

// dialog is one that is open.
type dialog struct {
	modal  *modal
	cancel func() // what Esc does; nil when it does nothing
}

// dialogOpen reports whether a dialog is open.
func (d *dialogs) dialogOpen() bool { return len(d.open) > 0 }

// escape does what Esc does: the 取消 of the topmost dialog. It reports whether there was a dialog.
func (d *dialogs) escape() bool {
	if len(d.open) == 0 {
		return false
	}
	if cancel := d.open[len(d.open)-1].cancel; cancel != nil {
		cancel()
	}
	return true
}

// show opens a dialog with the content and moves the focus to a widget in it, to the first one for nil. The returned function closes it; a second call is harmless.
// cancel is what Esc does; nil makes Esc do nothing.
func (d *dialogs) show(content fyne.CanvasObject, focus fyne.Focusable, cancel func()) (closeIt func()) {
	before := d.canvas.Focused()
	if before != nil && len(d.canvas.Overlays().List()) == len(d.open) {
		before.FocusLost() // Fyne leaves the mark of the focus under an overlay
	}
	one := &dialog{modal: newModal(content, d.canvas), cancel: cancel}
	d.open = append(d.open, one)
	one.modal.open()
	if focus != nil {
		d.canvas.Focus(focus)
	} else {
		d.canvas.FocusNext()
	}
	return func() {
		for i, o := range d.open {
			if o == one {
				d.open = append(d.open[:i], d.open[i+1:]...)
				one.modal.close()
				d.giveBack(before)
				return
			}
		}
	}
}

// giveBack returns the focus to the widget that had it before a dialog. What the dialog did may have taken that widget away:
// the button of an empty page goes with the first record.
func (d *dialogs) giveBack(before fyne.Focusable) {
	if before == nil {
		return
	}
	if !d.dialogOpen() && d.lost != nil && !stillThere(before) {
		d.lost()
		return
	}
	if d.canvas.Focused() == before {
		before.FocusGained()
		return
	}
	if o, ok := before.(fyne.CanvasObject); ok && canvasOf(o) == d.canvas {
		d.canvas.Focus(before)
	}
}

// frameDialog lays a dialog out: content above, buttons at the bottom right with the doing one last.
func frameDialog(width float32, content fyne.CanvasObject, buttons ...*button) fyne.CanvasObject {
	row := hbox(8, spacer())
	for _, b := range buttons {
		row.Add(b)
	}
	return sized(width, 0, pad(dialogPadding, vbox(dialogPadding, content, row)))
}

// question asks before something is done.
type question struct {
	title  string
	about  fyne.CanvasObject // the figures concerned; nil for none
	lines  []string          // what will happen, line by line
	after  string            // what can still be undone, muted
	extra  fyne.CanvasObject // such as boxes to tick; nil for none
	doing  string            // the word on the doing button: 封存
	danger bool              // it deletes
	final  bool              // it can't be undone: the focus begins on 取消
}

// confirm asks the question and calls do when the user agrees.
func (d *dialogs) confirm(q question, do func()) {
	content := vbox(8, heading(q.title))
	if q.about != nil {
		content.Add(q.about)
	}
	content.Add(paragraphs(dialogWidth-2*dialogPadding, q.lines))
	if q.after != "" {
		content.Add(newParagraph(q.after, textBody, colorMuted, dialogWidth-2*dialogPadding))
	}
	if q.extra != nil {
		content.Add(q.extra)
	}
	var closeIt func()
	cancel := newButton("取消", func() { closeIt() }).key("Esc")
	doing := newButton(q.doing, func() { closeIt(); do() }).high()
	if q.danger {
		doing.danger()
	}
	focus := doing
	if q.final || q.danger {
		focus = cancel
	}
	closeIt = d.show(frameDialog(dialogWidth, content, cancel, doing), focus, func() { closeIt() })
}

// leaveUnsaved asks once what to do with unsaved changes: save them, drop them, or stay. save reports whether it could.
func (d *dialogs) leaveUnsaved(what string, save func() bool, proceed func()) {
	content := vbox(8, heading("还没有保存"), newParagraph(what+"有改动，还没有保存。", textBody, theme.ColorNameForeground, dialogWidth-2*dialogPadding))
	var closeIt func()
	stay := newButton("返回修改", func() { closeIt() }).key("Esc")
	drop := newButton("不保存", func() { closeIt(); proceed() })
	keep := newButton("保存", func() {
		closeIt()
		if save() {
			proceed()
		}
	}).high()
	closeIt = d.show(frameDialog(dialogWidth, content, stay, drop, keep), keep, func() { closeIt() })
}

// tell says something that needs no decision.
func (d *dialogs) tell(title string, lines ...string) {
	d.showContent(dialogWidth, vbox(8, heading(title), paragraphs(dialogWidth-2*dialogPadding, lines)))
}

// showContent shows anything with a single button 关闭, such as the list of keys.
func (d *dialogs) showContent(width float32, content fyne.CanvasObject) {
	var closeIt func()
	done := newButton("关闭", func() { closeIt() }).key("Esc").high()
	closeIt = d.show(frameDialog(width, content, done), done, func() { closeIt() })
}

// form asks for the fields. do saves them; a refusal that it returns is said in the dialog, which stays open with all that was
// typed. It refuses single fields itself by field.refuse and then returns errRefused. focus is where typing begins.
func (d *dialogs) form(title, doing string, fields []*field, focus fyne.Focusable, do func() error) {
	d.formWith(dialogWidth, title, doing, newForm(fields...), focus, do)
}

// errRefused says that a form's fields already tell what is wrong with them.
var errRefused = errors.New("the fields tell what is refused")

// formWith is form with a layout of one's own and a width of one's own.
func (d *dialogs) formWith(width float32, title, doing string, fields fyne.CanvasObject, focus fyne.Focusable, do func() error) {
	refusal := newParagraph("", textBody, theme.ColorNameError, width-2*dialogPadding)
	refusal.Hide()
	content := vbox(16, heading(title), fields, refusal)
	var closeIt func()
	cancel := newButton("取消", func() { closeIt() }).key("Esc")
	confirm := newButton(doing, nil).high()
	confirm.tapped = func() {
		err := do()
		switch {
		case err == nil:
			closeIt()
		case errors.Is(err, errRefused):
		default:
			refusal.setText(d.sentence(err))
			refusal.Show()
			d.resizeTop()
		}
	}
	// Tab reaches 取消 before the doing button, but Enter in the last field goes to the doing one.
	if last := lastEntry(fields); last != nil && last.enter == nil {
		last.enter = func() { d.canvas.Focus(confirm) }
	}
	closeIt = d.show(frameDialog(width, content, cancel, confirm), focus, func() { closeIt() })
}

// resizeTop makes room in the topmost dialog for what has appeared in it.
func (d *dialogs) resizeTop() {
	if n := len(d.open); n > 0 {
		d.open[n-1].modal.Refresh()
	}
}

// lastEntry finds the last field for one line within an object.
func lastEntry(o fyne.CanvasObject) (last *entry) {
	switch o := o.(type) {
	case *entry:
		return o
	case *dateEntry:
		return o.entry
	case *field:
		return lastEntry(o.control)
	case *fyne.Container:
		for _, child := range o.Objects {
			if found := lastEntry(child); found != nil {
				last = found
			} else if _, other := child.(fyne.Focusable); other {
				last = nil
			}
		}
	}
	return last
}

// sentence is what an error means to the user. What is not an error of the office's rules is logged in full.
func (d *dialogs) sentence(err error) string {
	if own, ok := errors.AsType[*data.Error](err); ok {
		return own.Message
	}
	d.log.Error("gui: failed", "err", err)
	return "程序没有做成这件事，资料没有改动。请再试一次；还不行，请把技术信息交给维护人员。"
}

// action is another way out of a failure: 再试一次, 另存为….
type action struct {
	word string
	do   func()
}

// showError says what did not happen, why, and what to do. title names what was wanted: “没有导出 Excel”. The actions follow
// 取消; the last one is the primary. The technical text is folded in and can be copied.
func (d *dialogs) showError(title string, err error, actions ...action) {
	if err == nil {
		return
	}
	var closeIt func()
	buttons := []*button{newButton("取消", func() { closeIt() }).key("Esc")}
	if len(actions) == 0 {
		buttons[0].setText("知道了")
	}
	for _, a := range actions {
		buttons = append(buttons, newButton(a.word, func() { closeIt(); a.do() }))
	}
	last := buttons[len(buttons)-1].high()
	closeIt = d.show(frameDialog(dialogWidth, d.failure(title, err, d.resizeTop), buttons...), last, func() { closeIt() })
}

// failure is an icon, what did not happen, why and what to do, and the folded technical text; changed is called when it needs
// another height.
func (d *dialogs) failure(title string, err error, changed func()) fyne.CanvasObject {
	const left = 36 // the icon's column
	width := float32(dialogWidth - 2*dialogPadding - left)
	text := vbox(8, heading(title), newParagraph(d.sentence(err), textBody, theme.ColorNameForeground, width))
	if detail := technical(err); detail != "" {
		text.Add(newFold("技术信息（可复制给维护人员）", detail, changed))
	}
	icon := canvas.NewImageFromResource(theme.NewErrorThemedResource(theme.ErrorIcon()))
	return columns(12, []float32{24, 0}, vbox(0, sized(24, 24, icon)), text)
}

// technical is the text behind an error's sentence, "" when the sentence says it all.
func technical(err error) string {
	own, ok := errors.AsType[*data.Error](err)
	if !ok {
		return err.Error()
	}
	if own.Err == nil {
		return ""
	}
	return fmt.Sprintf("%v: %v", own.Code, own.Err)
}

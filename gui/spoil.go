package gui

import (
	"fmt"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"liangping/data"
)

// askSpoilReason asks why the sheet is a 废票: a figure chooses one of the usual reasons and is enough; another reason is
// written. done gets the reason after the dialog has closed.
func askSpoilReason(app *App, reasons []string, position int, done func(reason string)) {
	own := newEntry()
	own.PlaceHolder = "写明原因，按回车"
	own.Disable()
	var closeIt func()
	finish := func(reason string) {
		closeIt()
		done(reason)
	}
	list := newReasonList(reasons, finish, func() {
		own.Enable()
		takeFocus(own)
	})
	own.enter = func() {
		if reason := data.CleanLine(own.Text); reason != "" {
			finish(reason)
		} else {
			own.setRefused(true)
		}
	}
	content := vbox(12, heading(fmt.Sprintf("第 %d 张作为废票", position)),
		remark("按数字选原因。存为废票后各项不计；存错了按 PageUp 打开改正。"), list, own)
	cancel := newButton("取消", func() { closeIt() }).key("Esc")
	closeIt = app.show(frameDialog(dialogWidth, content, cancel), list, func() { closeIt() })
}

// reasonList is the list of the usual reasons, each with its figure; the last line leads to a reason of one's own.
type reasonList struct {
	widget.BaseWidget
	reasons []string
	chosen  int
	pick    func(string)
	other   func()
}

var _ fyne.Focusable = (*reasonList)(nil)

func newReasonList(reasons []string, pick func(string), other func()) *reasonList {
	l := &reasonList{reasons: reasons, pick: pick, other: other}
	l.ExtendBaseWidget(l)
	return l
}

// take chooses a line.
func (l *reasonList) take(i int) {
	if i < 0 || i > len(l.reasons) {
		return
	}
	l.chosen = i
	l.Refresh()
	if i == len(l.reasons) {
		l.other()
		return
	}
	l.pick(l.reasons[i])
}

// TypedRune takes the figure of a reason.
func (l *reasonList) TypedRune(r rune) { l.take(int(entryRune(r) - '1')) }

// TypedKey moves the choice; Enter takes it.
func (l *reasonList) TypedKey(key *fyne.KeyEvent) {
	switch {
	case isEnter(key):
		l.take(l.chosen)
	case key.Name == fyne.KeyUp:
		l.move(l.chosen - 1)
	case key.Name == fyne.KeyDown:
		l.move(l.chosen + 1)
	default:
		passOn(l, key)
	}
}

func (l *reasonList) move(to int) {
	l.chosen = min(max(to, 0), len(l.reasons))
	l.Refresh()
}

// Tapped takes the line under the pointer.
func (l *reasonList) Tapped(ev *fyne.PointEvent) { l.take(int(ev.Position.Y / rowHeight)) }

// FocusGained needs no mark: the chosen line shows it.
func (l *reasonList) FocusGained() {}

// FocusLost needs no mark.
func (l *reasonList) FocusLost() {}

// CreateRenderer draws a line per reason.
func (l *reasonList) CreateRenderer() fyne.WidgetRenderer {
	ground := newRectangle(colorRowSelection, 4)
	d := &drawing{objects: []fyne.CanvasObject{ground}}
	words := append(append([]string{}, l.reasons...), "其他原因…")
	keys, texts := make([]*canvas.Text, len(words)), make([]*canvas.Text, len(words))
	for i, w := range words {
		keys[i], texts[i] = bold(newText(strconv.Itoa(i+1), textHeading, theme.ColorNamePrimary)), body(w)
		d.objects = append(d.objects, keys[i], texts[i])
	}
	d.size = func() fyne.Size { return fyne.NewSize(300, rowHeight*float32(len(words))) }
	d.layout = func(size fyne.Size) {
		place(ground, 0, rowHeight*float32(l.chosen), size.Width, rowHeight)
		for i := range words {
			place(keys[i], 12, rowHeight*float32(i), 24, rowHeight)
			place(texts[i], 40, rowHeight*float32(i), size.Width-40, rowHeight)
		}
	}
	d.refresh = func() { d.layout(l.Size()) }
	return d
}

package gui

import (
	"image/color"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// numberEntry is a field for a count: figures only, right-aligned, as on a form. What is typed first replaces the number, so
// that a column of counts is keyed without clearing anything; Backspace instead corrects it. Fyne's entry can't align right.
//
//	issued := newNumberEntry(9999, func() { p.check() })
//	issued.enter = func() { p.below(issued) }
//	issued.set(84)
//	if n, ok := issued.number(); ok { ... }
type numberEntry struct {
	widget.DisableableWidget
	text    string
	limit   int
	changed func()
	enter   func()                    // Enter; nil goes to the next field
	onKey   func(*fyne.KeyEvent) bool // sees the arrows first; true when it used the key

	frame *frame
	fresh bool // nothing typed since the focus came
}

var (
	_ fyne.Focusable    = (*numberEntry)(nil)
	_ fyne.Shortcutable = (*numberEntry)(nil)
)

// newNumberEntry returns an empty field for numbers from 0 to limit.
func newNumberEntry(limit int, changed func()) *numberEntry {
	n := &numberEntry{limit: limit, changed: changed, frame: newFrame()}
	n.ExtendBaseWidget(n)
	return n
}

// number returns the number; ok is false for an empty field.
func (n *numberEntry) number() (number int, ok bool) {
	number, err := strconv.Atoi(n.text)
	return number, err == nil
}

// set writes a number without calling back.
func (n *numberEntry) set(number int) {
	n.text = strconv.Itoa(number)
	n.Refresh()
}

// clear empties the field without calling back.
func (n *numberEntry) clear() {
	n.text = ""
	n.Refresh()
}

// setRefused marks the number as refused.
func (n *numberEntry) setRefused(refused bool) {
	if n.frame.refused != refused {
		n.frame.refused = refused
		n.Refresh()
	}
}

// write is a change by the user; a number above the limit is not taken.
func (n *numberEntry) write(text string) {
	short := strings.TrimLeft(text, "0")
	if short == "" && text != "" {
		short = "0"
	}
	if number, err := strconv.Atoi(short); err != nil || number > n.limit {
		return
	}
	n.fresh = false
	n.change(short)
}

func (n *numberEntry) change(text string) {
	if n.text == text {
		return
	}
	n.text = text
	n.Refresh()
	if n.changed != nil {
		n.changed()
	}
}

// TypedRune takes figures, also full-width ones.
func (n *numberEntry) TypedRune(r rune) {
	if r >= '０' && r <= '９' {
		r = r - '０' + '0'
	}
	if n.Disabled() || r < '0' || r > '9' {
		return
	}
	if n.fresh {
		n.write(string(r))
		return
	}
	n.write(n.text + string(r))
}

// TypedKey corrects the number or goes on.
func (n *numberEntry) TypedKey(key *fyne.KeyEvent) {
	switch {
	case n.onKey != nil && n.onKey(key):
	case isEnter(key) && n.enter != nil:
		n.enter()
	case isEnter(key):
		focusNext(n)
	case n.Disabled():
		passOn(n, key)
	case key.Name == fyne.KeyBackspace && n.text != "":
		n.fresh = false
		n.change(n.text[:len(n.text)-1])
	case key.Name == fyne.KeyDelete:
		n.change("")
	default:
		passOn(n, key)
	}
}

// TypedShortcut copies and pastes the number; the rest it leaves to the window.
func (n *numberEntry) TypedShortcut(shortcut fyne.Shortcut) {
	switch s := shortcut.(type) {
	case *fyne.ShortcutCopy:
		s.Clipboard.SetContent(n.text)
	case *fyne.ShortcutPaste:
		if text := strings.TrimSpace(s.Clipboard.Content()); !n.Disabled() && strings.Trim(text, "0123456789") == "" {
			n.write(text)
		}
	default:
		passShortcut(n, shortcut)
	}
}

// Tapped takes the focus.
func (n *numberEntry) Tapped(*fyne.PointEvent) {
	if !n.Disabled() {
		takeFocus(n)
	}
}

// FocusGained shows the strong border; the next figure replaces the number.
func (n *numberEntry) FocusGained() {
	n.frame.focused, n.fresh = true, true
	n.Refresh()
}

// FocusLost shows the thin border again.
func (n *numberEntry) FocusLost() {
	n.frame.focused = false
	n.Refresh()
}

// CreateRenderer draws the ground, the number, a cursor at its end and the border.
func (n *numberEntry) CreateRenderer() fyne.WidgetRenderer {
	ground := newRectangle(theme.ColorNameInputBackground, 4)
	chosen := newRectangle(theme.ColorNameSelection, 0)
	text := canvas.NewText("", color.Black)
	text.TextSize, text.Alignment = textBody, fyne.TextAlignTrailing
	cursor := newRectangle(theme.ColorNamePrimary, 0)
	const side = 9
	d := &drawing{objects: []fyne.CanvasObject{ground, chosen, text, cursor, n.frame.stroke}}
	d.size = func() fyne.Size { return fyne.NewSize(56, rowHeight) }
	d.layout = func(size fyne.Size) {
		width := textWidth(n.text, textBody, false)
		place(ground, 0, 0, size.Width, size.Height)
		place(text, side, 0, size.Width-2*side, size.Height)
		place(chosen, size.Width-side-width, 6, width, size.Height-12)
		place(cursor, size.Width-side+1, 7, 1, size.Height-14)
		n.frame.update(size)
	}
	d.refresh = func() {
		groundColor, textColor := theme.ColorNameInputBackground, theme.ColorNameForeground
		if n.Disabled() {
			groundColor, textColor = theme.ColorNameDisabledButton, theme.ColorNameDisabled
		}
		ground.FillColor, text.Color, text.Text = theme.Color(groundColor), theme.Color(textColor), n.text
		cursor.Hidden = !n.frame.focused
		chosen.Hidden = !n.frame.focused || !n.fresh || n.text == ""
		d.layout(n.Size())
	}
	d.refresh()
	return d
}

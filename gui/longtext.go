package gui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// longText is a field for a text of many pages. Fyne's own entry works on every row at every key, each time on the whole
// text, and takes nearly half a second per key at 20,000 characters; this one breaks only the paragraph that was changed and
// draws only the rows in sight. One that is read-only keeps the focus, so that it can be read and copied from by keyboard.
//
//	text := newLongText()
//	text.OnChanged = func(string) { p.changed() }
//	text.setReadOnly(report.State(part, today) == data.ReportSubmitted)
type longText struct {
	widget.BaseWidget
	Text      string
	OnChanged func(string) // after each change, also by SetText
	readOnly  bool

	lines   longLines
	cursor  caret
	anchor  caret   // the other end of the selection; the cursor where there is none
	atEnd   bool    // at a break, the cursor stands behind the row above
	goal    float32 // where ↑ and ↓ aim at; -1: where the cursor is
	history longHistory

	shift, focused bool
	frame          *frame
	scroll         *container.Scroll
	body           *longBody
}

var (
	_ fyne.Focusable    = (*longText)(nil)
	_ fyne.Shortcutable = (*longText)(nil)
	_ desktop.Keyable   = (*longText)(nil)
)

// newLongText returns an empty field.
func newLongText() *longText {
	e := &longText{frame: newFrame(), goal: -1, lines: newLongLines()}
	e.body = newLongBody(e)
	e.scroll = newScroll(e.body)
	e.scroll.OnScrolled = func(fyne.Position) { e.body.draw() }
	e.ExtendBaseWidget(e)
	return e
}

// SetText shows another text from its beginning.
func (e *longText) SetText(text string) {
	e.history = longHistory{}
	e.lines.set(clean(text))
	e.move(caret{}, false)
	e.scroll.ScrollToTop()
	e.changed()
}

// clean takes out what a text of the office doesn't have: the line ends of other systems and tabs.
func clean(text string) string {
	return strings.NewReplacer("\r\n", "\n", "\r", "\n", "\t", " ").Replace(strings.ToValidUTF8(text, ""))
}

// setReadOnly closes the text or opens it.
func (e *longText) setReadOnly(readOnly bool) {
	if e.readOnly != readOnly {
		e.readOnly = readOnly
		e.Refresh()
	}
}

// selection returns the two ends of what is selected, in order; they are the same where nothing is.
func (e *longText) selection() (from, to caret) {
	if e.anchor.before(e.cursor) {
		return e.anchor, e.cursor
	}
	return e.cursor, e.anchor
}

// replace puts a text in place of another one.
func (e *longText) replace(kind editKind, from, to caret, text string) {
	if e.readOnly || from == to && text == "" {
		return
	}
	e.history.remember(kind, longState{e.Text, e.cursor})
	e.move(e.lines.replace(from, to, text), false)
	e.history.last = e.cursor
	e.changed()
}

// changed tells of another text and shows it.
func (e *longText) changed() {
	e.Text = e.lines.text()
	e.show()
	if e.OnChanged != nil {
		e.OnChanged(e.Text)
	}
}

// show brings rows and cursor up to date and into sight.
func (e *longText) show() {
	if e.lines.width == 0 {
		return // not laid out yet
	}
	if height := e.body.MinSize().Height; height != e.body.height {
		e.body.height = height
		e.scroll.Refresh()
	}
	top := float32(e.lines.rowOf(e.cursor, e.atEnd)) * longRowHeight
	switch bottom := top + longRowHeight + 2*longPadding; {
	case top < e.scroll.Offset.Y:
		e.scroll.ScrollToOffset(fyne.NewPos(0, top))
	case bottom > e.scroll.Offset.Y+e.scroll.Size().Height:
		e.scroll.ScrollToOffset(fyne.NewPos(0, bottom-e.scroll.Size().Height))
	}
	e.body.draw()
}

// move sets the cursor; the selection goes on to there or ends.
func (e *longText) move(to caret, extend bool) {
	e.cursor, e.atEnd, e.goal = to, false, -1
	if !extend {
		e.anchor = to
	}
}

// moveRows moves by rows, keeping the distance from the left edge as well as they allow it.
func (e *longText) moveRows(n int, extend bool) {
	row := e.lines.rowOf(e.cursor, e.atEnd)
	goal := e.goal
	if goal < 0 {
		goal = e.lines.x(row, e.cursor.col)
	}
	switch target := row + n; {
	case target < 0:
		e.move(caret{}, extend)
	case target >= len(e.lines.rows):
		e.move(e.lines.end(), extend)
	default:
		to, behind := e.lines.at(target, goal)
		e.move(to, extend)
		e.atEnd, e.goal = behind, goal
	}
}

// TypedRune writes a character in place of what is selected.
func (e *longText) TypedRune(r rune) {
	from, to := e.selection()
	e.replace(editTyping, from, to, clean(string(r)))
}

// TypedKey moves, erases and breaks lines; Esc and the function keys are the window's.
func (e *longText) TypedKey(key *fyne.KeyEvent) {
	switch {
	case isWindowKey(key):
		passOn(e, key)
		return
	case isEnter(key):
		from, to := e.selection()
		e.replace(editOther, from, to, "\n")
		return
	case key.Name == fyne.KeyBackspace || key.Name == fyne.KeyDelete:
		e.erase(key.Name == fyne.KeyBackspace)
		return
	}
	e.moveBy(key.Name, e.shift)
	e.show()
}

// erase takes out what is selected, or the character before or behind the cursor.
func (e *longText) erase(before bool) {
	from, to := e.selection()
	if from == to && before {
		from = e.lines.step(from, -1)
	} else if from == to {
		to = e.lines.step(to, 1)
	}
	e.replace(editErasing, from, to, "")
}

// moveBy moves the cursor as a key says.
func (e *longText) moveBy(key fyne.KeyName, extend bool) {
	page := max(int(e.scroll.Size().Height/longRowHeight)-1, 1)
	row := e.lines.rowOf(e.cursor, e.atEnd)
	from, to := e.selection()
	switch key {
	case fyne.KeyLeft:
		if from == to || extend {
			from = e.lines.step(e.cursor, -1)
		}
		e.move(from, extend)
	case fyne.KeyRight:
		if from == to || extend {
			to = e.lines.step(e.cursor, 1)
		}
		e.move(to, extend)
	case fyne.KeyUp:
		e.moveRows(-1, extend)
	case fyne.KeyDown:
		e.moveRows(1, extend)
	case fyne.KeyPageUp:
		e.moveRows(-page, extend)
	case fyne.KeyPageDown:
		e.moveRows(page, extend)
	case fyne.KeyHome:
		e.move(caret{e.cursor.para, e.lines.rows[row].start}, extend)
	case fyne.KeyEnd:
		e.move(caret{e.cursor.para, e.lines.rows[row].end}, extend)
		e.atEnd = true
	}
}

// TypedShortcut does what the usual keys with Ctrl do.
func (e *longText) TypedShortcut(shortcut fyne.Shortcut) {
	from, to := e.selection()
	switch s := shortcut.(type) {
	case *fyne.ShortcutCopy:
		e.copy(s.Clipboard)
	case *fyne.ShortcutCut:
		e.cut(s.Clipboard)
	case *fyne.ShortcutPaste:
		e.replace(editOther, from, to, clean(s.Clipboard.Content()))
	case *fyne.ShortcutSelectAll:
		e.selectAll()
	case *fyne.ShortcutUndo:
		e.restore(e.history.undo)
	case *fyne.ShortcutRedo:
		e.restore(e.history.redo)
	case *desktop.CustomShortcut:
		extend := s.Modifier&fyne.KeyModifierShift != 0
		switch s.KeyName {
		case fyne.KeyHome:
			e.move(caret{}, extend)
		case fyne.KeyEnd:
			e.move(e.lines.end(), extend)
		case fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown:
			e.moveBy(s.KeyName, extend)
		default:
			return
		}
		e.show()
	}
}

func (e *longText) copy(clipboard fyne.Clipboard) {
	if from, to := e.selection(); from != to {
		clipboard.SetContent(e.lines.between(from, to))
	}
}

func (e *longText) cut(clipboard fyne.Clipboard) {
	if e.readOnly {
		return
	}
	e.copy(clipboard)
	from, to := e.selection()
	e.replace(editOther, from, to, "")
}

func (e *longText) selectAll() {
	e.move(e.lines.end(), false)
	e.anchor = caret{}
	e.body.draw()
}

// restore takes an edit back or does it again.
func (e *longText) restore(how func(longState) (longState, bool)) {
	if e.readOnly {
		return
	}
	if s, ok := how(longState{e.Text, e.cursor}); ok {
		e.lines.set(s.text)
		e.move(s.cursor, false)
		e.changed()
	}
}

// KeyDown notes Shift, with which keys and clicks select.
func (e *longText) KeyDown(key *fyne.KeyEvent) { e.noteShift(key, true) }

// KeyUp notes that Shift is up again.
func (e *longText) KeyUp(key *fyne.KeyEvent) { e.noteShift(key, false) }

func (e *longText) noteShift(key *fyne.KeyEvent, down bool) {
	if slices.Contains([]fyne.KeyName{desktop.KeyShiftLeft, desktop.KeyShiftRight}, key.Name) {
		e.shift = down
	}
}

// FocusGained shows the strong border and the cursor.
func (e *longText) FocusGained() {
	e.focused, e.frame.focused = true, true
	e.Refresh()
}

// FocusLost shows the thin border again.
func (e *longText) FocusLost() {
	e.focused, e.frame.focused, e.shift = false, false, false
	e.Refresh()
}

// CreateRenderer draws the ground, the scroll with the rows and the border.
func (e *longText) CreateRenderer() fyne.WidgetRenderer {
	ground := newRectangle(theme.ColorNameInputBackground, 4)
	d := &drawing{objects: []fyne.CanvasObject{ground, e.scroll, e.frame.stroke}}
	d.size = func() fyne.Size { return fyne.NewSize(120, 3*longRowHeight) }
	d.layout = func(size fyne.Size) {
		place(ground, 0, 0, size.Width, size.Height)
		place(e.scroll, 2, 2, size.Width-4, size.Height-4)
		e.frame.update(size)
		if e.lines.setWidth(size.Width - 4 - 2*longPadding) {
			e.show()
		}
		e.body.draw()
	}
	d.refresh = func() {
		name := theme.ColorNameInputBackground
		if e.readOnly {
			name = theme.ColorNameHeaderBackground
		}
		ground.FillColor = theme.Color(name)
		e.frame.update(e.Size())
		e.body.draw()
	}
	d.refresh()
	return d
}

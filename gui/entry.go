package gui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// entry is a field for one line of text. Enter goes to the next field.
//
//	name := newEntry()
//	name.OnChanged = func(string) { p.changed() }
//	search := newSearch("搜索姓名、职务、科室", p.table.search)
//	search.down = p.table.takeFocus
type entry struct {
	widget.Entry
	enter  func()                  // Enter; nil goes to the next field
	down   func()                  // ↓; nil moves the cursor
	escape func()                  // Esc; nil leaves it to the window
	blur   func()                  // the focus has gone
	accept func(rune) (rune, bool) // what may be typed; nil takes all

	frame *frame
}

// newEntry returns an empty field for one line.
func newEntry() *entry {
	e := &entry{frame: newFrame()}
	e.ExtendBaseWidget(e)
	return e
}

// newSearch returns a search field that calls changed at each change. Esc empties it.
func newSearch(placeholder string, changed func(string)) *entry {
	e := newEntry()
	e.PlaceHolder = placeholder
	e.Icon = theme.NewThemedResource(theme.SearchIcon())
	e.OnChanged = changed
	e.escape = func() {
		if e.Text != "" {
			e.SetText("")
		}
	}
	return e
}

// take begins a search with a character that was typed elsewhere, such as in a table.
func (e *entry) take(r rune) {
	takeFocus(e)
	e.TypedRune(r)
}

// setRefused marks the content as refused.
func (e *entry) setRefused(refused bool) {
	e.frame.refused = refused
	e.Refresh()
}

// TypedShortcut leaves what the field has no use for to the window.
func (e *entry) TypedShortcut(s fyne.Shortcut) {
	e.Entry.TypedShortcut(s)
	passShortcut(e, s)
}

// TypedKey sends Enter to the next field; Esc and function keys go to the window.
func (e *entry) TypedKey(key *fyne.KeyEvent) {
	switch {
	case isEnter(key) && e.enter != nil:
		e.enter()
	case isEnter(key):
		focusNext(e)
	case key.Name == fyne.KeyDown && e.down != nil:
		e.down()
	case key.Name == fyne.KeyEscape && e.escape != nil && e.Text != "":
		e.escape()
	case isWindowKey(key):
		passOn(e, key)
	default:
		e.Entry.TypedKey(key)
	}
}

// TypedRune writes what may be typed here.
func (e *entry) TypedRune(r rune) {
	if e.accept != nil {
		var ok bool
		if r, ok = e.accept(r); !ok {
			return
		}
	}
	e.Entry.TypedRune(r)
}

// FocusGained shows the strong border.
func (e *entry) FocusGained() {
	e.frame.gain()
	e.Entry.FocusGained()
}

// FocusLost shows the thin border again.
func (e *entry) FocusLost() {
	e.frame.focused = false
	e.Entry.FocusLost()
	if e.blur != nil {
		e.blur()
	}
}

// CreateRenderer draws the program's border over Fyne's.
func (e *entry) CreateRenderer() fyne.WidgetRenderer {
	e.ExtendBaseWidget(e)
	return newFramed(e.Entry.CreateRenderer(), e, e.frame)
}

// textEntry is a field for a text of many lines, wrapped at words. It is a type of its own so that there is one place for what
// the input methods of the systems need.
type textEntry struct {
	widget.Entry
	enter func() // Enter; nil begins a new line
	blur  func() // the focus has gone
	frame *frame
}

// newTextEntry returns an empty text field; scroll is its own.
func newTextEntry() *textEntry {
	e := &textEntry{frame: newFrame()}
	e.MultiLine = true
	e.Wrapping = fyne.TextWrapBreak
	e.ExtendBaseWidget(e)
	return e
}

// setRefused marks the content as refused.
func (e *textEntry) setRefused(refused bool) {
	e.frame.refused = refused
	e.Refresh()
}

// TypedKey leaves Esc and the function keys to the window.
func (e *textEntry) TypedKey(key *fyne.KeyEvent) {
	if isEnter(key) && e.enter != nil {
		e.enter()
		return
	}
	if isWindowKey(key) {
		passOn(e, key)
		return
	}
	e.Entry.TypedKey(key)
}

// AcceptsTab lets Tab go to the next field: a text of the office has no tabs in it.
func (e *textEntry) AcceptsTab() bool { return false }

// FocusGained shows the strong border.
func (e *textEntry) FocusGained() {
	e.frame.gain()
	e.Entry.FocusGained()
}

// FocusLost shows the thin border again.
func (e *textEntry) FocusLost() {
	e.frame.focused = false
	e.Entry.FocusLost()
	if e.blur != nil {
		e.blur()
	}
}

// CreateRenderer draws the program's border over Fyne's.
func (e *textEntry) CreateRenderer() fyne.WidgetRenderer {
	e.ExtendBaseWidget(e)
	return newFramed(e.Entry.CreateRenderer(), e, e.frame)
}

// isWindowKey reports whether the key belongs to the window and never to a text: Esc and F1 to F12.
func isWindowKey(key *fyne.KeyEvent) bool {
	name := key.Name
	return name == fyne.KeyEscape || len(name) >= 2 && name[0] == 'F' && name[1] >= '1' && name[1] <= '9'
}

// framed adds the border to the renderer of one of Fyne's widgets.
type framed struct {
	fyne.WidgetRenderer
	owner fyne.CanvasObject
	frame *frame
}

func newFramed(inner fyne.WidgetRenderer, owner fyne.CanvasObject, f *frame) *framed {
	for _, o := range inner.Objects() {
		if scroll, ok := o.(*container.Scroll); ok {
			noShadow(scroll)
		}
	}
	return &framed{WidgetRenderer: inner, owner: owner, frame: f}
}

// Objects returns Fyne's objects and the border on top of them.
func (f *framed) Objects() []fyne.CanvasObject {
	inner := f.WidgetRenderer.Objects()
	return append(inner[:len(inner):len(inner)], f.frame.stroke)
}

// Layout places the border along the edge.
func (f *framed) Layout(size fyne.Size) {
	f.WidgetRenderer.Layout(size)
	f.arrange(size)
}

// Refresh shows the border of the present state.
func (f *framed) Refresh() {
	f.WidgetRenderer.Refresh()
	f.arrange(f.owner.Size())
}

// arrange hides Fyne's border under the program's and sets its icon to the middle.
func (f *framed) arrange(size fyne.Size) {
	for _, o := range f.WidgetRenderer.Objects() {
		switch o := o.(type) {
		case *canvas.Rectangle:
			o.StrokeColor = color.Transparent
		case *canvas.Image:
			o.Move(fyne.NewPos(8, (size.Height-o.Size().Height)/2))
		}
	}
	f.frame.update(size)
}

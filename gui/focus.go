package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// canvasOf returns the canvas that shows the object, nil when none does.
func canvasOf(o fyne.CanvasObject) fyne.Canvas {
	return fyne.CurrentApp().Driver().CanvasForObject(o)
}

// stillThere reports whether a widget is shown. None is in the very corner of the window, where Fyne puts what it doesn't find.
func stillThere(o fyne.Focusable) bool {
	return !fyne.CurrentApp().Driver().AbsolutePositionForObject(o.(fyne.CanvasObject)).IsZero()
}

// takeFocus moves the focus to a widget of the program when it is clicked, which Fyne leaves to each widget.
func takeFocus(o fyne.Focusable) {
	if c := canvasOf(o.(fyne.CanvasObject)); c != nil && c.Focused() != o {
		c.Focus(o)
	}
}

// focusNext moves the focus to the next widget, as Tab does.
func focusNext(o fyne.CanvasObject) {
	if c := canvasOf(o); c != nil {
		c.FocusNext()
	}
}

// passOn hands a key that the focused widget has no use for to the window. Fyne gives a key without a modifier (Esc, F1, F5)
// to the focused widget alone, so each widget of the program passes on what it leaves.
func passOn(o fyne.CanvasObject, key *fyne.KeyEvent) {
	if c := canvasOf(o); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(key)
	}
}

// passShortcut does the same for Ctrl with a key, where there is no menu to look it up in.
func passShortcut(o fyne.CanvasObject, s fyne.Shortcut) {
	if c, ok := canvasOf(o).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// isEnter reports whether the key is Enter, on the main or on the numeric pad.
func isEnter(key *fyne.KeyEvent) bool {
	return key.Name == fyne.KeyReturn || key.Name == fyne.KeyEnter
}

// frame is the border of a field: a thin one, a strong one with the focus, a red one when its content is refused.
type frame struct {
	stroke  *canvas.Rectangle
	focused bool
	refused bool
	gained  func() // the focus has come to the field; nil where nobody cares
}

// gain marks that the focus has come.
func (f *frame) gain() {
	f.focused = true
	if f.gained != nil {
		f.gained()
	}
}

func newFrame() *frame { return &frame{stroke: newStroke(theme.ColorNameInputBorder, 1, 4)} }

// update sets the stroke to the state. The window draws a stroke inside its rectangle, so whole pixels stay sharp.
func (f *frame) update(size fyne.Size) {
	name, width := theme.ColorNameInputBorder, float32(1)
	switch {
	case f.refused:
		name, width = theme.ColorNameError, 2
	case f.focused:
		name, width = theme.ColorNamePrimary, 2
	}
	setStroke(f.stroke, name, width)
	place(f.stroke, 0, 0, size.Width, size.Height)
	f.stroke.Refresh()
}

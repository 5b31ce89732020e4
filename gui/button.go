package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// button is the program's own button: Enter works like Space, and the focus is a ring around it (Fyne's own knows only Space
// and shows the focus as a tint).
//
//	save := newButton("保存本张", p.save).high().key("回车")
//	print := newButton("打印", p.print).withIcon(theme.DocumentPrintIcon())
//	save.Disable()
type button struct {
	widget.DisableableWidget
	text       string
	hint       string
	icon       fyne.Resource
	importance widget.Importance
	small      bool
	tapped     func()
	gained     func() // the focus has come; nil where nobody cares

	focused, hovered bool
}

var (
	_ fyne.Focusable    = (*button)(nil)
	_ fyne.Disableable  = (*button)(nil)
	_ desktop.Hoverable = (*button)(nil)
)

// newButton returns a medium button 32 high.
func newButton(text string, tapped func()) *button {
	b := &button{text: text, tapped: tapped}
	b.ExtendBaseWidget(b)
	return b
}

// newSmallButton returns a button 24 high for use inside panels.
func newSmallButton(text string, tapped func()) *button {
	b := newButton(text, tapped)
	b.small = true
	return b
}

// high makes it the one primary button of a page or dialog.
func (b *button) high() *button { b.importance = widget.HighImportance; return b }

// danger marks a button that deletes.
func (b *button) danger() *button { b.importance = widget.DangerImportance; return b }

// key names the key that does the same; it stands after the word.
func (b *button) key(hint string) *button { b.hint = hint; return b }

// withIcon sets an icon before the word.
func (b *button) withIcon(icon fyne.Resource) *button { b.icon = icon; return b }

// setText changes the word on the button.
func (b *button) setText(text string) {
	if b.text != text {
		b.text = text
		b.Refresh()
	}
}

// setEnabled enables or disables the button.
func (b *button) setEnabled(on bool) {
	if on {
		b.Enable()
	} else {
		b.Disable()
	}
}

// Tapped does what the button is for. A click also takes the focus.
func (b *button) Tapped(*fyne.PointEvent) {
	if b.Disabled() {
		return
	}
	takeFocus(b)
	if b.tapped != nil {
		b.tapped()
	}
}

// TypedKey presses the button on Enter and Space.
func (b *button) TypedKey(key *fyne.KeyEvent) {
	switch {
	case isEnter(key) || key.Name == fyne.KeySpace:
		b.Tapped(nil)
	case key.Name == fyne.KeyLeft || key.Name == fyne.KeyUp:
		if c := canvasOf(b); c != nil {
			c.FocusPrevious()
		}
	case key.Name == fyne.KeyRight || key.Name == fyne.KeyDown:
		focusNext(b)
	default:
		passOn(b, key)
	}
}

// TypedRune has no meaning for a button.
func (b *button) TypedRune(rune) {}

// FocusGained shows the ring.
func (b *button) FocusGained() {
	b.focused = true
	b.Refresh()
	if b.gained != nil {
		b.gained()
	}
}

// FocusLost hides the ring.
func (b *button) FocusLost() { b.focused = false; b.Refresh() }

// MouseIn tints the button.
func (b *button) MouseIn(*desktop.MouseEvent) { b.hovered = true; b.Refresh() }

// MouseMoved has no meaning for a button.
func (b *button) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the tint away.
func (b *button) MouseOut() { b.hovered = false; b.Refresh() }

// label is the word with the key that does the same.
func (b *button) label() string {
	if b.hint == "" {
		return b.text
	}
	return b.text + "　" + b.hint
}

// colors returns the ground and the text colour of the present state.
func (b *button) colors() (ground, text fyne.ThemeColorName) {
	switch {
	case b.Disabled():
		return theme.ColorNameDisabledButton, theme.ColorNameDisabled
	case b.importance == widget.HighImportance:
		return theme.ColorNamePrimary, theme.ColorNameForegroundOnPrimary
	case b.importance == widget.DangerImportance:
		return theme.ColorNameError, theme.ColorNameForegroundOnError
	}
	return theme.ColorNameButton, theme.ColorNameForeground
}

const (
	iconSize = 16
	ringGap  = 3 // a ring of 2 px and 1 px between it and the button
)

// CreateRenderer draws ground, tint, ring, icon and word.
func (b *button) CreateRenderer() fyne.WidgetRenderer {
	ground := newRectangle(theme.ColorNameButton, 4)
	tint := newRectangle(theme.ColorNameHover, 4)
	ring := newStroke(theme.ColorNamePrimary, 2, 6)
	text := newText(b.label(), textBody, theme.ColorNameForeground)
	icon := canvas.NewImageFromResource(nil)
	icon.FillMode = canvas.ImageFillContain

	d := &drawing{objects: []fyne.CanvasObject{ring, ground, tint, icon, text}}
	d.size = func() fyne.Size { return b.leastSize() }
	d.layout = func(size fyne.Size) {
		place(ground, 0, 0, size.Width, size.Height)
		place(tint, 0, 0, size.Width, size.Height)
		place(ring, -ringGap, -ringGap, size.Width+2*ringGap, size.Height+2*ringGap)
		x := (size.Width - b.contentWidth()) / 2
		if b.icon != nil {
			place(icon, x, (size.Height-iconSize)/2, iconSize, iconSize)
			x += iconSize + 4
		}
		place(text, x, 0, size.Width-x, size.Height)
	}
	d.refresh = func() {
		groundColor, textColor := b.colors()
		ground.FillColor = theme.Color(groundColor)
		tint.Hidden = !b.hovered || b.Disabled()
		ring.Hidden = !b.focused
		text.Text, text.TextSize, text.Color = b.label(), b.textSize(), theme.Color(textColor)
		if icon.Hidden = b.icon == nil; b.icon != nil {
			icon.Resource = theme.NewColoredResource(b.icon, textColor)
		}
		d.layout(b.Size())
	}
	d.refresh()
	return d
}

func (b *button) textSize() float32 {
	if b.small {
		return textCaption
	}
	return textBody
}

func (b *button) contentWidth() float32 {
	width := textWidth(b.label(), b.textSize(), false)
	if b.icon != nil {
		width += iconSize + 4
	}
	return width
}

// leastSize is text + 28 wide and 32 high; a small button is text + 20 wide and 24 high.
func (b *button) leastSize() fyne.Size {
	if b.small {
		return fyne.NewSize(b.contentWidth()+20, 24)
	}
	width := b.contentWidth() + 28
	if b.icon != nil {
		width -= 4 // an icon stands nearer to the edge than a word
	}
	return fyne.NewSize(width, rowHeight)
}

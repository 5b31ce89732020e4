package gui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// selectBox is a choice of one among a few words. ↓, Enter and Space open the list, ← and → step through it. It speaks in
// indices, because two options may well have the same words.
//
//	kind := newSelect(data.KindNames(), func(i int) { p.changed() })
//	kind.choose(2)          // shows it, without calling back
//	k := data.Kind(kind.chosen)
type selectBox struct {
	widget.DisableableWidget
	options     []string
	chosen      int // -1 for none
	placeholder string
	changed     func(int)

	frame *frame
}

var (
	_ fyne.Focusable     = (*selectBox)(nil)
	_ desktop.Cursorable = (*selectBox)(nil)
)

// newSelect returns a choice with nothing chosen yet; it then shows 请选择.
func newSelect(options []string, changed func(int)) *selectBox {
	s := &selectBox{options: options, chosen: -1, placeholder: "请选择", changed: changed, frame: newFrame()}
	s.ExtendBaseWidget(s)
	return s
}

// choose shows the option with the index, none when there is no such option. It does not call back.
func (s *selectBox) choose(i int) {
	if i < 0 || i >= len(s.options) {
		i = -1
	}
	s.chosen = i
	s.Refresh()
}

// setOptions shows other options and chooses one of them, without calling back.
func (s *selectBox) setOptions(options []string, chosen int) {
	s.options = options
	s.choose(chosen)
}

// setRefused marks the choice as refused.
func (s *selectBox) setRefused(refused bool) {
	s.frame.refused = refused
	s.Refresh()
}

// pick is a choice by the user.
func (s *selectBox) pick(i int) {
	if i == s.chosen || i < 0 || i >= len(s.options) {
		return
	}
	s.choose(i)
	if s.changed != nil {
		s.changed(i)
	}
}

// Tapped opens the list.
func (s *selectBox) Tapped(*fyne.PointEvent) {
	if s.Disabled() {
		return
	}
	takeFocus(s)
	s.open()
}

// open shows the list under the field; Fyne's menu knows ↑ ↓ Enter and Esc.
func (s *selectBox) open() {
	c := canvasOf(s)
	if c == nil || len(s.options) == 0 {
		return
	}
	items := make([]*fyne.MenuItem, len(s.options))
	for i, option := range s.options {
		items[i] = fyne.NewMenuItem(option, func() { s.pick(i) })
	}
	list := widget.NewPopUpMenu(fyne.NewMenu("", items...), c)
	list.ShowAtPosition(fyne.CurrentApp().Driver().AbsolutePositionForObject(s).AddXY(0, s.Size().Height))
	list.Resize(fyne.NewSize(max(s.Size().Width, list.MinSize().Width), list.MinSize().Height))
	for range s.chosen + 1 { // the list opens on the present choice
		list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	}
}

// TypedKey opens the list or steps through it.
func (s *selectBox) TypedKey(key *fyne.KeyEvent) {
	switch {
	case isEnter(key) || key.Name == fyne.KeySpace || key.Name == fyne.KeyDown || key.Name == fyne.KeyUp:
		s.open()
	case key.Name == fyne.KeyLeft:
		s.pick(s.chosen - 1)
	case key.Name == fyne.KeyRight:
		s.pick(s.chosen + 1)
	default:
		passOn(s, key)
	}
}

// TypedRune has no meaning here.
func (s *selectBox) TypedRune(rune) {}

// FocusGained shows the strong border.
func (s *selectBox) FocusGained() { s.frame.gain(); s.Refresh() }

// FocusLost shows the thin border again.
func (s *selectBox) FocusLost() { s.frame.focused = false; s.Refresh() }

// Cursor is the ordinary arrow.
func (s *selectBox) Cursor() desktop.Cursor { return desktop.DefaultCursor }

// CreateRenderer draws the ground, the chosen word, the arrow and the border.
func (s *selectBox) CreateRenderer() fyne.WidgetRenderer {
	ground := newRectangle(theme.ColorNameInputBackground, 4)
	text := canvas.NewText("", color.Black)
	text.TextSize = textBody
	arrow := canvas.NewImageFromResource(nil)
	arrow.FillMode = canvas.ImageFillContain

	const side = 6 // from the border to the words, as in an entry
	d := &drawing{objects: []fyne.CanvasObject{ground, text, arrow, s.frame.stroke}}
	d.size = func() fyne.Size { return fyne.NewSize(64, rowHeight) }
	d.layout = func(size fyne.Size) {
		place(ground, 0, 0, size.Width, size.Height)
		place(text, side, 0, size.Width-3*side-iconSize, size.Height)
		place(arrow, size.Width-9-iconSize, (size.Height-iconSize)/2, iconSize, iconSize)
		text.Text = fit(s.shown(), text.Size().Width, textBody, false)
		s.frame.update(size)
	}
	d.refresh = func() {
		groundColor, textColor := theme.ColorNameInputBackground, theme.ColorNameForeground
		if s.chosen < 0 {
			textColor = theme.ColorNamePlaceHolder
		}
		if s.Disabled() {
			groundColor, textColor = theme.ColorNameDisabledButton, theme.ColorNameDisabled
		}
		ground.FillColor, text.Color = theme.Color(groundColor), theme.Color(textColor)
		arrow.Resource = theme.NewColoredResource(theme.MenuDropDownIcon(), textColor)
		d.layout(s.Size())
	}
	d.refresh()
	return d
}

func (s *selectBox) shown() string {
	if s.chosen < 0 || s.chosen >= len(s.options) {
		return s.placeholder
	}
	return s.options[s.chosen]
}

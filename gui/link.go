package gui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// link is a word that leads somewhere: → 打开. Enter and Space follow it.
//
//	open := newLink("→ 打开", func() { p.app.showPage(reportsPage, id) })
type link struct {
	widget.BaseWidget
	text    string
	size    float32
	follow  func()
	reached func() // the focus has come, such as for a scroll that follows it (a link's ↑ and ↓ then go to its neighbours); nil for nothing
	focused bool
}

var _ fyne.Focusable = (*link)(nil)

// newLink returns a link in ordinary size.
func newLink(text string, follow func()) *link {
	l := &link{text: text, size: textBody, follow: follow}
	l.ExtendBaseWidget(l)
	return l
}

// small makes the link 12 high.
func (l *link) small() *link { l.size = textCaption; return l }

// setText changes the word.
func (l *link) setText(text string) {
	l.text = text
	l.Refresh()
}

// Tapped follows the link.
func (l *link) Tapped(*fyne.PointEvent) {
	takeFocus(l)
	if l.follow != nil {
		l.follow()
	}
}

// TypedKey follows the link on Enter and Space.
func (l *link) TypedKey(key *fyne.KeyEvent) {
	c := canvasOf(l)
	switch {
	case isEnter(key) || key.Name == fyne.KeySpace:
		l.Tapped(nil)
	case key.Name == fyne.KeyUp && l.reached != nil && c != nil:
		c.FocusPrevious()
	case key.Name == fyne.KeyDown && l.reached != nil && c != nil:
		c.FocusNext()
	default:
		passOn(l, key)
	}
}

// TypedRune has no meaning for a link.
func (l *link) TypedRune(rune) {}

// FocusGained underlines the link.
func (l *link) FocusGained() {
	l.focused = true
	l.Refresh()
	if l.reached != nil {
		l.reached()
	}
}

// FocusLost takes the line away.
func (l *link) FocusLost() { l.focused = false; l.Refresh() }

// CreateRenderer draws the word and the line under it.
func (l *link) CreateRenderer() fyne.WidgetRenderer {
	text := canvas.NewText("", color.Black)
	under := newRectangle(theme.ColorNamePrimary, 0)
	d := &drawing{objects: []fyne.CanvasObject{text, under}}
	d.size = func() fyne.Size { return fyne.MeasureText(l.text, l.size, fyne.TextStyle{}) }
	d.layout = func(size fyne.Size) {
		least := d.size()
		place(text, 0, 0, size.Width, size.Height)
		place(under, 0, (size.Height+least.Height)/2-2, least.Width, 2)
	}
	d.refresh = func() {
		text.Text, text.TextSize, text.Color = l.text, l.size, theme.Color(theme.ColorNameHyperlink)
		under.Hidden = !l.focused
		d.layout(l.Size())
	}
	d.refresh()
	return d
}

// fold hides a text behind a line that opens it.
type fold struct {
	widget.BaseWidget
	label, text string
	opened      bool
	changed     func()
	link        *link
	content     *textEntry
}

// newFold returns a closed fold; changed is called when it opens or closes and needs another height.
func newFold(label, text string, changed func()) *fold {
	f := &fold{label: label, text: text, changed: changed}
	f.link = newLink("▸ "+label, f.toggle)
	f.content = newTextEntry()
	f.content.SetText(text)
	f.content.SetMinRowsVisible(4)
	f.content.Hide()
	f.ExtendBaseWidget(f)
	return f
}

func (f *fold) toggle() {
	f.opened = !f.opened
	if f.opened {
		f.link.setText("▾ " + f.label)
		f.content.Show()
	} else {
		f.link.setText("▸ " + f.label)
		f.content.Hide()
	}
	f.Refresh()
	f.changed()
}

// CreateRenderer shows the line, and the text when it is opened.
func (f *fold) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(vbox(4, hbox(0, f.link), f.content))
}

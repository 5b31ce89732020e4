package gui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// checkBox is a sentence to tick; Space and Enter tick it.
//
//	present := newCheck("监票人丁一鸣、吕秀兰在场，已核对收票数", func(on bool) { seal.setEnabled(on) })
type checkBox struct {
	widget.DisableableWidget
	text    string
	on      bool
	changed func(bool)
	focused bool
	reached func() // the focus has come, such as for a scroll that follows it; nil for nothing
}

var _ fyne.Focusable = (*checkBox)(nil)

// newCheck returns a box that is not ticked.
func newCheck(text string, changed func(bool)) *checkBox {
	c := &checkBox{text: text, changed: changed}
	c.ExtendBaseWidget(c)
	return c
}

// set ticks the box or not, without calling back.
func (c *checkBox) set(on bool) {
	c.on = on
	c.Refresh()
}

// Tapped ticks the box or takes the tick away.
func (c *checkBox) Tapped(*fyne.PointEvent) {
	if c.Disabled() {
		return
	}
	takeFocus(c)
	c.set(!c.on)
	if c.changed != nil {
		c.changed(c.on)
	}
}

// TypedKey ticks on Space and Enter.
func (c *checkBox) TypedKey(key *fyne.KeyEvent) {
	if isEnter(key) || key.Name == fyne.KeySpace {
		c.Tapped(nil)
		return
	}
	passOn(c, key)
}

// TypedRune has no meaning for a box.
func (c *checkBox) TypedRune(rune) {}

// FocusGained shows the frame around the box.
func (c *checkBox) FocusGained() {
	c.focused = true
	c.Refresh()
	if c.reached != nil {
		c.reached()
	}
}

// FocusLost hides it.
func (c *checkBox) FocusLost() { c.focused = false; c.Refresh() }

// CreateRenderer draws the box and the sentence.
func (c *checkBox) CreateRenderer() fyne.WidgetRenderer {
	icon := canvas.NewImageFromResource(nil)
	text := canvas.NewText("", color.Black)
	text.TextSize = textBody
	ring := newStroke(theme.ColorNamePrimary, 2, 4)
	d := &drawing{objects: []fyne.CanvasObject{ring, icon, text}}
	d.size = func() fyne.Size { return fyne.NewSize(24+textWidth(c.text, textBody, false), 26) }
	d.layout = func(size fyne.Size) {
		place(icon, 0, (size.Height-20)/2, 20, 20)
		place(ring, -1, (size.Height-22)/2, 22, 22)
		place(text, 24, 0, size.Width-24, size.Height)
	}
	d.refresh = func() {
		icon.Resource = checkIcon(c.on)
		ring.Hidden = !c.focused
		name := theme.ColorNameForeground
		if c.Disabled() {
			name = theme.ColorNameDisabled
			icon.Resource = theme.NewDisabledResource(icon.Resource)
		}
		text.Text, text.Color = c.text, theme.Color(name)
		d.layout(c.Size())
	}
	d.refresh()
	return d
}

// radio is a choice of one among a few words side by side, each with its circle. ← and → move the choice.
//
//	level := newRadio([]string{"主要负责同志", "班子成员"}, func(i int) { p.changed() })
type radio struct {
	widget.DisableableWidget
	words   []string
	chosen  int // -1 for none
	changed func(int)
	focused bool
}

var _ fyne.Focusable = (*radio)(nil)

// newRadio returns a choice with nothing chosen.
func newRadio(words []string, changed func(int)) *radio {
	r := &radio{words: words, chosen: -1, changed: changed}
	r.ExtendBaseWidget(r)
	return r
}

// choose shows another choice, without calling back.
func (r *radio) choose(i int) {
	r.chosen = i
	r.Refresh()
}

func (r *radio) pick(i int) {
	if r.Disabled() || i == r.chosen || i < 0 || i >= len(r.words) {
		return
	}
	r.choose(i)
	if r.changed != nil {
		r.changed(i)
	}
}

func radioWidth(word string) float32 { return 24 + textWidth(word, textBody, false) + 24 }

// Tapped chooses the word under the pointer.
func (r *radio) Tapped(ev *fyne.PointEvent) {
	if r.Disabled() {
		return
	}
	takeFocus(r)
	x := float32(0)
	for i, word := range r.words {
		if x += radioWidth(word); ev.Position.X < x {
			r.pick(i)
			return
		}
	}
}

// TypedKey moves the choice.
func (r *radio) TypedKey(key *fyne.KeyEvent) {
	switch {
	case key.Name == fyne.KeyLeft:
		r.pick(r.chosen - 1)
	case key.Name == fyne.KeyRight:
		r.pick(r.chosen + 1)
	case isEnter(key):
		focusNext(r)
	default:
		passOn(r, key)
	}
}

// TypedRune has no meaning here.
func (r *radio) TypedRune(rune) {}

// FocusGained shows the frame around the chosen circle.
func (r *radio) FocusGained() { r.focused = true; r.Refresh() }

// FocusLost hides it.
func (r *radio) FocusLost() { r.focused = false; r.Refresh() }

// CreateRenderer draws the circles and the words.
func (r *radio) CreateRenderer() fyne.WidgetRenderer {
	ring := newStroke(theme.ColorNamePrimary, 2, 11)
	d := &drawing{objects: []fyne.CanvasObject{ring}}
	icons, texts := make([]*canvas.Image, len(r.words)), make([]*canvas.Text, len(r.words))
	for i, word := range r.words {
		icons[i], texts[i] = canvas.NewImageFromResource(nil), body(word)
		d.objects = append(d.objects, icons[i], texts[i])
	}
	d.size = func() fyne.Size {
		width := float32(0)
		for _, word := range r.words {
			width += radioWidth(word)
		}
		return fyne.NewSize(width, rowHeight)
	}
	d.layout = func(size fyne.Size) {
		x := float32(0)
		for i, word := range r.words {
			place(icons[i], x, (size.Height-20)/2, 20, 20)
			place(texts[i], x+24, 0, radioWidth(word)-24, size.Height)
			if i == max(r.chosen, 0) {
				place(ring, x-1, (size.Height-22)/2, 22, 22)
			}
			x += radioWidth(word)
		}
	}
	d.refresh = func() {
		ring.Hidden = !r.focused
		for i := range r.words {
			icon, name := theme.RadioButtonIcon(), theme.ColorNamePlaceHolder
			if i == r.chosen {
				icon, name = theme.RadioButtonCheckedIcon(), theme.ColorNamePrimary
			}
			textName := theme.ColorNameForeground
			if r.Disabled() {
				name, textName = theme.ColorNameDisabled, theme.ColorNameDisabled
			}
			icons[i].Resource = theme.NewColoredResource(icon, name)
			texts[i].Color = theme.Color(textName)
		}
		d.layout(r.Size())
	}
	d.refresh()
	return d
}

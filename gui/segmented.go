package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// segmented is a switch of a few words without gaps, of which one is chosen: 待办 | 活动记录. ← and → move the choice.
//
//	view := newSegmented([]string{"按对象", "按评议内容"}, func(i int) { p.showView(i) })
//	view.setWords([]string{"待办 10", "活动记录"})
type segmented struct {
	widget.DisableableWidget
	words   []string
	chosen  int
	changed func(int)

	focused bool
}

var _ fyne.Focusable = (*segmented)(nil)

// newSegmented returns a switch with the first word chosen.
func newSegmented(words []string, changed func(int)) *segmented {
	s := &segmented{words: words, changed: changed}
	s.ExtendBaseWidget(s)
	return s
}

// choose shows another choice, without calling back.
func (s *segmented) choose(i int) {
	s.chosen = i
	s.Refresh()
}

// setWords changes the words, such as the counts in them; their number stays.
func (s *segmented) setWords(words []string) {
	s.words = words
	s.Refresh()
}

// pick is a choice by the user.
func (s *segmented) pick(i int) {
	if s.Disabled() || i == s.chosen || i < 0 || i >= len(s.words) {
		return
	}
	s.choose(i)
	if s.changed != nil {
		s.changed(i)
	}
}

// Tapped chooses the word under the pointer.
func (s *segmented) Tapped(ev *fyne.PointEvent) {
	if s.Disabled() {
		return
	}
	takeFocus(s)
	x := float32(0)
	for i, word := range s.words {
		if x += segmentWidth(word); ev.Position.X < x {
			s.pick(i)
			return
		}
	}
}

// TypedKey moves the choice.
func (s *segmented) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyLeft:
		s.pick(s.chosen - 1)
	case fyne.KeyRight:
		s.pick(s.chosen + 1)
	case fyne.KeyHome:
		s.pick(0)
	case fyne.KeyEnd:
		s.pick(len(s.words) - 1)
	default:
		passOn(s, key)
	}
}

// TypedRune has no meaning here.
func (s *segmented) TypedRune(rune) {}

// FocusGained shows the ring.
func (s *segmented) FocusGained() { s.focused = true; s.Refresh() }

// FocusLost hides the ring.
func (s *segmented) FocusLost() { s.focused = false; s.Refresh() }

func segmentWidth(word string) float32 { return textWidth(word, textBody, false) + 28 }

// CreateRenderer draws the ground, the chosen part and the words.
func (s *segmented) CreateRenderer() fyne.WidgetRenderer {
	ground := newRectangle(theme.ColorNameButton, 4)
	ring := newStroke(theme.ColorNamePrimary, 2, 6)
	chosen := newRectangle(theme.ColorNamePrimary, 4)
	d := &drawing{objects: []fyne.CanvasObject{ring, ground, chosen}}
	texts := make([]*canvas.Text, len(s.words))
	for i := range s.words {
		texts[i] = body("")
		texts[i].Alignment = fyne.TextAlignCenter
		d.objects = append(d.objects, texts[i])
	}
	d.size = func() fyne.Size {
		width := float32(0)
		for _, word := range s.words {
			width += segmentWidth(word)
		}
		return fyne.NewSize(width, rowHeight)
	}
	d.layout = func(size fyne.Size) {
		x := float32(0)
		for i, word := range s.words {
			width := segmentWidth(word)
			place(texts[i], x, 0, width, size.Height)
			if i == s.chosen {
				place(chosen, x, 0, width, size.Height)
			}
			x += width
		}
		place(ground, 0, 0, x, size.Height)
		place(ring, -ringGap, -ringGap, x+2*ringGap, size.Height+2*ringGap)
	}
	d.refresh = func() {
		ring.Hidden = !s.focused
		for i, t := range texts {
			name := theme.ColorNameForeground
			switch {
			case s.Disabled():
				name = theme.ColorNameDisabled
			case i == s.chosen:
				name = theme.ColorNameForegroundOnPrimary
			}
			t.Text, t.Color = s.words[i], theme.Color(name)
		}
		chosen.Hidden = s.Disabled()
		d.layout(s.Size())
	}
	d.refresh()
	return d
}

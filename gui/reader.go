package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// reader is a scroll that takes the focus, so that what is longer than its panel can be read without a mouse: ↑ ↓ PageUp
// PageDown Home End scroll, ← goes back to where the reader came from.
//
//	p.detail = newReader(p.table.takeFocus)
//	p.table.onOpen = func(resultRow) { takeFocus(p.detail) }
//	p.detail.show(figures)
type reader struct {
	widget.BaseWidget
	scroll  *container.Scroll
	back    func()
	focused bool
}

var _ fyne.Focusable = (*reader)(nil)

const readerStep = 40 // of one arrow key

// newReader returns an empty reader; back is what ← does.
func newReader(back func()) *reader {
	r := &reader{scroll: newScroll(container.NewWithoutLayout()), back: back}
	r.ExtendBaseWidget(r)
	return r
}

// show shows other content from its top.
func (r *reader) show(content fyne.CanvasObject) {
	r.scroll.Content = content
	r.scroll.Offset = fyne.Position{}
	r.scroll.Refresh()
}

// TypedKey scrolls.
func (r *reader) TypedKey(key *fyne.KeyEvent) {
	page := r.scroll.Size().Height - readerStep
	switch key.Name {
	case fyne.KeyUp:
		r.scrollBy(-readerStep)
	case fyne.KeyDown:
		r.scrollBy(readerStep)
	case fyne.KeyPageUp:
		r.scrollBy(-page)
	case fyne.KeyPageDown:
		r.scrollBy(page)
	case fyne.KeyHome:
		r.scroll.ScrollToTop()
	case fyne.KeyEnd:
		r.scroll.ScrollToBottom()
	case fyne.KeyLeft:
		r.back()
	default:
		passOn(r, key)
	}
}

func (r *reader) scrollBy(distance float32) {
	lowest := max(r.scroll.Content.MinSize().Height-r.scroll.Size().Height, 0)
	r.scroll.ScrollToOffset(fyne.NewPos(0, min(max(r.scroll.Offset.Y+distance, 0), lowest)))
}

// Tapped takes the focus.
func (r *reader) Tapped(*fyne.PointEvent) { takeFocus(r) }

// TypedRune has no meaning here.
func (r *reader) TypedRune(rune) {}

// FocusGained shows the ring.
func (r *reader) FocusGained() { r.focused = true; r.Refresh() }

// FocusLost hides the ring.
func (r *reader) FocusLost() { r.focused = false; r.Refresh() }

// CreateRenderer draws the scroll and the ring around it.
func (r *reader) CreateRenderer() fyne.WidgetRenderer {
	ring := newStroke(theme.ColorNamePrimary, 2, 4)
	d := &drawing{objects: []fyne.CanvasObject{r.scroll, ring}}
	d.size = r.scroll.MinSize
	d.layout = func(size fyne.Size) {
		place(r.scroll, 0, 0, size.Width, size.Height)
		place(ring, 1, 1, size.Width-2, size.Height-2)
	}
	d.refresh = func() { ring.Hidden = !r.focused }
	d.refresh()
	return d
}

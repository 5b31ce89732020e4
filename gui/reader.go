package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// reader is a scroll that takes the focus, so that what is longer than its panel can be read without a mouse: ↑ ↓ PageUp
// PageDown Home End scroll, → and ← too where the content is wider; ← at the left edge goes back to where the reader came from.
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
		r.scrollBy(0, -readerStep)
	case fyne.KeyDown:
		r.scrollBy(0, readerStep)
	case fyne.KeyPageUp:
		r.scrollBy(0, -page)
	case fyne.KeyPageDown:
		r.scrollBy(0, page)
	case fyne.KeyHome:
		r.scrollBy(-r.scroll.Offset.X, -r.scroll.Offset.Y)
	case fyne.KeyEnd:
		r.scrollBy(0, r.scroll.Content.MinSize().Height)
	case fyne.KeyRight:
		r.scrollBy(readerStep, 0)
	case fyne.KeyLeft:
		if r.scroll.Offset.X > 0 {
			r.scrollBy(-readerStep, 0)
			return
		}
		r.back()
	default:
		passOn(r, key)
	}
}

// scrollBy scrolls as far as there is content, and says so, which Fyne does for the mouse alone.
func (r *reader) scrollBy(dx, dy float32) {
	rest := r.scroll.Content.MinSize().Subtract(r.scroll.Size())
	x, y := r.scroll.Offset.X+dx, r.scroll.Offset.Y+dy
	r.scroll.ScrollToOffset(fyne.NewPos(min(max(x, 0), max(rest.Width, 0)), min(max(y, 0), max(rest.Height, 0))))
	if r.scroll.OnScrolled != nil {
		r.scroll.OnScrolled(r.scroll.Offset)
	}
}

// reveal scrolls as little as needed to show a widget of the content, such as one that has got the focus.
func (r *reader) reveal(o fyne.CanvasObject) { r.scrollBy(0, hiddenBy(r.scroll, o)) }

// hiddenBy is how far a scroll has to move to show an object of its content, with a little room; 0 when it is in sight.
func hiddenBy(scroll *container.Scroll, o fyne.CanvasObject) float32 {
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(scroll).Y
	switch bottom := top + o.Size().Height + 8; {
	case top < 0:
		return top - 8
	case bottom > scroll.Size().Height:
		return bottom - scroll.Size().Height
	}
	return 0
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

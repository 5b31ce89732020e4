package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
)

// The distances between the parts of a page: everything is 4, 8, 12, 16 or 24 from everything.
const (
	pageMargin   = 16 // left and right of a page
	panelGap     = 8  // between panels, and above and below them
	rowHeight    = 32 // of a toolbar, a table row, a button
	panelPadding = 16
)

// newPanel puts content on a white panel with a thin stroke, without any padding.
//
//	detail := newPanel(pad(16, vbox(8, head, form)))
func newPanel(content fyne.CanvasObject) *fyne.Container {
	ground := newRectangle(colorPanel, 4)
	ground.StrokeColor, ground.StrokeWidth = theme.Color(theme.ColorNameSeparator), 1
	return container.NewStack(ground, content)
}

// newPage lays out a tab: the toolbar (nil for none) above the panels, with the margins of every page.
//
//	return newPage(hbox(8, p.search, spacer(), p.add, p.print), newSplit(p.table, p.detail, 876))
func newPage(toolbar, panels fyne.CanvasObject) fyne.CanvasObject {
	content := panels
	if toolbar != nil {
		content = container.New(&above{gap: panelGap}, toolbar, panels)
	}
	return container.New(layout.NewCustomPaddedLayout(panelGap, panelGap, pageMargin, pageMargin), content)
}

// newNotice is a sentence on an orange ground that asks for something, at most width wide.
func newNotice(text string, width float32) *fyne.Container {
	lines := newParagraph(text, textBody, colorNoticeText, width-24)
	return container.NewStack(newRectangle(colorNotice, 4), pad2(12, 8, lines))
}

// hbox sets objects side by side, gap apart, each as high as the highest.
func hbox(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedHBoxLayout(gap), objects...)
}

// vbox sets objects one under the other, gap apart, each as wide as the widest.
func vbox(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedVBoxLayout(gap), objects...)
}

// spacer takes the room that is left in an hbox or vbox.
func spacer() fyne.CanvasObject { return layout.NewSpacer() }

// pad surrounds an object with the same room on every side.
func pad(distance float32, o fyne.CanvasObject) *fyne.Container { return pad2(distance, distance, o) }

// pad2 surrounds an object with room at its sides and with room above and below it.
func pad2(sides, ends float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedLayout(ends, ends, sides, sides), o)
}

// sized gives an object a least width and a least height; 0 leaves that side as it is.
func sized(width, height float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(leastSize{width, height}, o)
}

// line is a horizontal Separator line of 1 px.
func line() fyne.CanvasObject {
	return sized(0, 1, newRectangle(theme.ColorNameSeparator, 0))
}

// columns sets objects side by side, gap apart, with these widths; a width of 0 shares the rest. All are as high as the room.
//
//	columns(8, []float32{300, 0, 450}, list, text, side)
func columns(gap float32, widths []float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&columnLayout{gap: gap, widths: widths}, objects...)
}

// The client area that the screens are drawn for: 1366 × 768 less a title bar and a task bar.
const (
	designWidth  = 1366
	designHeight = 698
)

// above sets the first object on top of the second, which takes the rest.
type above struct{ gap float32 }

// MinSize is that of both, one above the other.
func (l *above) MinSize(o []fyne.CanvasObject) fyne.Size {
	top, rest := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(max(top.Width, rest.Width), max(top.Height, rowHeight)+l.gap+rest.Height)
}

// Layout gives the first its least height and the second what is left.
func (l *above) Layout(o []fyne.CanvasObject, size fyne.Size) {
	top := max(o[0].MinSize().Height, rowHeight)
	place(o[0], 0, 0, size.Width, top)
	place(o[1], 0, top+l.gap, size.Width, size.Height-top-l.gap)
}

type leastSize struct{ width, height float32 }

// MinSize is the objects' least size, but not less than the given one.
func (l leastSize) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(l.width, l.height)
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return size
}

// Layout gives every object the whole room.
func (l leastSize) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		place(o, 0, 0, size.Width, size.Height)
	}
}

type columnLayout struct {
	gap    float32
	widths []float32
}

// MinSize is the sum of the widths; a flexible column needs its object's least width.
func (l *columnLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(l.gap*float32(len(objects)-1), 0)
	for i, o := range objects {
		least := o.MinSize()
		size.Width += max(l.widths[i], least.Width)
		size.Height = max(size.Height, least.Height)
	}
	return size
}

// Layout gives each object its width and shares the rest between the flexible ones.
func (l *columnLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	rest, flexible := size.Width-l.gap*float32(len(objects)-1), 0
	for _, w := range l.widths {
		rest -= w
		if w == 0 {
			flexible++
		}
	}
	x := float32(0)
	for i, o := range objects {
		width := l.widths[i]
		if width == 0 {
			width = max(rest, 0) / float32(flexible)
		}
		place(o, x, 0, width, size.Height)
		x += width + l.gap
	}
}

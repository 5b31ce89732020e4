package gui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// newScroll lets a column of content scroll up and down, without the shadows that Fyne draws at its ends.
func newScroll(content fyne.CanvasObject) *container.Scroll {
	s := container.NewVScroll(content)
	noShadow(s)
	return s
}

// noShadow draws an object with a transparent Shadow. Giving a theme to an object for good is all that the override is needed
// for; the container around it is not shown.
func noShadow(o fyne.CanvasObject) {
	container.NewThemeOverride(o, shadowless{fyne.CurrentApp().Settings().Theme()})
}

type shadowless struct{ fyne.Theme }

// Color is that of the theme, but for shadows.
func (t shadowless) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	if name == theme.ColorNameShadow {
		return color.Transparent
	}
	return t.Theme.Color(name, variant)
}

// split sets two panels side by side. The gap between them is the handle: it can be dragged, and both keep a least width.
//
//	newSplit(p.table, p.detail, 876) // 876 wide at the design width
type split struct {
	widget.BaseWidget
	left, right fyne.CanvasObject
	share       float32 // of the left one
	handle      *splitHandle
}

// newSplit gives the left panel leftWidth at the design width of 1366; both keep their share of other widths.
func newSplit(left, right fyne.CanvasObject, leftWidth float32) *split {
	s := &split{left: left, right: right, share: leftWidth / (designWidth - 2*pageMargin - panelGap)}
	s.handle = &splitHandle{split: s}
	s.handle.ExtendBaseWidget(s.handle)
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer places the panels and the handle.
func (s *split) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{objects: []fyne.CanvasObject{s.left, s.handle, s.right}}
	d.size = func() fyne.Size {
		left, right := s.left.MinSize(), s.right.MinSize()
		return fyne.NewSize(left.Width+panelGap+right.Width, max(left.Height, right.Height))
	}
	d.layout = func(size fyne.Size) {
		room := size.Width - panelGap
		left := min(max(room*s.share, s.left.MinSize().Width), room-s.right.MinSize().Width)
		place(s.left, 0, 0, left, size.Height)
		place(s.handle, left, 0, panelGap, size.Height)
		place(s.right, left+panelGap, 0, room-left, size.Height)
	}
	return d
}

// splitHandle is the gap between two panels.
type splitHandle struct {
	widget.BaseWidget
	split *split
}

// Dragged moves the gap.
func (h *splitHandle) Dragged(ev *fyne.DragEvent) {
	s := h.split
	room := s.Size().Width - panelGap
	left := min(max(s.left.Size().Width+ev.Dragged.DX, s.left.MinSize().Width), room-s.right.MinSize().Width)
	s.share = left / room
	s.Resize(s.Size())
	s.Refresh()
}

// DragEnd has nothing left to do.
func (h *splitHandle) DragEnd() {}

// Cursor shows that the gap can be dragged.
func (h *splitHandle) Cursor() desktop.Cursor { return desktop.HResizeCursor }

// CreateRenderer draws nothing: the gap is handle enough.
func (h *splitHandle) CreateRenderer() fyne.WidgetRenderer {
	return &drawing{size: func() fyne.Size { return fyne.NewSize(panelGap, 0) }, layout: func(fyne.Size) {}}
}

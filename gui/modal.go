package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// modal covers the window with a dim ground and shows a panel in its middle, as wide and high as its content needs. It swallows
// every click beside the panel.
type modal struct {
	widget.BaseWidget
	canvas  fyne.Canvas
	content fyne.CanvasObject
}

func newModal(content fyne.CanvasObject, c fyne.Canvas) *modal {
	m := &modal{canvas: c, content: content}
	m.ExtendBaseWidget(m)
	return m
}

func (m *modal) open() { m.canvas.Overlays().Add(m) }

func (m *modal) close() { m.canvas.Overlays().Remove(m) }

// Tapped swallows clicks beside the panel.
func (m *modal) Tapped(*fyne.PointEvent) {}

// TappedSecondary swallows clicks beside the panel.
func (m *modal) TappedSecondary(*fyne.PointEvent) {}

// CreateRenderer draws the dim ground, the panel and the content.
func (m *modal) CreateRenderer() fyne.WidgetRenderer {
	dim := canvas.NewRectangle(theme.Color(theme.ColorNameShadow))
	panel := newRectangle(theme.ColorNameOverlayBackground, 6)
	d := &drawing{objects: []fyne.CanvasObject{dim, panel, m.content}}
	d.size = func() fyne.Size { return m.content.MinSize() }
	d.layout = func(size fyne.Size) {
		place(dim, 0, 0, size.Width, size.Height)
		inner := m.content.MinSize().Min(size)
		x, y := (size.Width-inner.Width)/2, (size.Height-inner.Height)/2
		place(panel, x, y, inner.Width, inner.Height)
		place(m.content, x, y, inner.Width, inner.Height)
	}
	d.refresh = func() { d.layout(m.Size()) }
	return d
}

package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// CreateRenderer builds head, body and footer.
func (t *table[T]) CreateRenderer() fyne.WidgetRenderer {
	v := &tableView[T]{table: t, ground: newRectangle(colorPanel, 4)}
	v.ground.StrokeColor, v.ground.StrokeWidth = theme.Color(theme.ColorNameSeparator), 1
	v.head = newRectangle(theme.ColorNameHeaderBackground, 0)
	v.head.TopLeftCornerRadius, v.head.TopRightCornerRadius = 3, 3 // within those of the panel
	v.headLine = newRectangle(theme.ColorNameSeparator, 0)
	v.footLine = newRectangle(theme.ColorNameSeparator, 0)
	v.ring = newStroke(theme.ColorNamePrimary, 2, 4)
	v.left, v.right = caption(""), caption("")
	v.right.Alignment = fyne.TextAlignTrailing
	v.body = &fyne.Container{Layout: tableBody[T]{t}}
	v.scroll = newScroll(v.body)
	v.scroll.OnScrolled = func(fyne.Position) { v.drawRows() }
	t.view = v
	v.rebuild()
	return v
}

// tableBody tells the scroll how high all the lines are together.
type tableBody[T any] struct{ table *table[T] }

// MinSize is the height of all lines.
func (b tableBody[T]) MinSize([]fyne.CanvasObject) fyne.Size {
	lines := b.table.lines
	if len(lines) == 0 {
		return fyne.Size{}
	}
	last := lines[len(lines)-1]
	return fyne.NewSize(0, last.y+last.height)
}

// Layout does nothing: drawRows places the visible rows.
func (b tableBody[T]) Layout([]fyne.CanvasObject, fyne.Size) {}

var _ fyne.WidgetRenderer = (*tableView[int])(nil)

// tableView draws a table; its rows are in tablerow.go.
type tableView[T any] struct {
	table              *table[T]
	ground, head       *canvas.Rectangle
	headLine, footLine *canvas.Rectangle
	ring               *canvas.Rectangle // around the rows while the table has the focus and no row to show it
	left, right        *canvas.Text
	heads              []*headView
	scroll             *container.Scroll
	body               *fyne.Container
	pool               []*rowView[T]
	widths             []float32
	size               fyne.Size
}

// rebuild makes the heads; the rows are made when they are first seen.
func (v *tableView[T]) rebuild() {
	v.heads, v.pool = nil, nil
	for _, c := range v.table.columns {
		v.heads = append(v.heads, newHead(c.label, c.align, c.chosen, c.legend))
	}
	v.body.Objects = nil
}

func (v *tableView[T]) headHeight() float32 {
	for _, h := range v.heads {
		if len(h.lines) > 1 || h.legend != nil {
			return headHeightTwo
		}
	}
	return headHeight
}

func (v *tableView[T]) footHeight() float32 {
	if v.table.noFooter {
		return 0
	}
	return footHeight
}

// MinSize leaves room for three rows; the width is that of the columns, 120 for the flexible one.
func (v *tableView[T]) MinSize() fyne.Size {
	width := float32(0)
	for _, c := range v.table.columns {
		if c.width == 0 {
			width += 120
		}
		width += c.width
	}
	return fyne.NewSize(width, v.headHeight()+3*rowHeight+v.footHeight())
}

// Layout gives the flexible column the room that is left and the body the height that is left.
func (v *tableView[T]) Layout(size fyne.Size) {
	first := v.size.IsZero()
	v.size = size
	v.measure(size.Width)
	head, foot := v.headHeight(), v.footHeight()
	place(v.ground, 0, 0, size.Width, size.Height)
	place(v.head, 1, 1, size.Width-2, head-1)
	place(v.headLine, 1, head, size.Width-2, 1)
	x := float32(0)
	for i, h := range v.heads {
		h.place(x, v.widths[i], head)
		x += v.widths[i]
	}
	place(v.scroll, 1, head+1, size.Width-2, max(size.Height-head-foot-2, 0))
	place(v.ring, 2, head+2, size.Width-4, max(size.Height-head-foot-4, 0))
	place(v.footLine, 1, size.Height-foot, size.Width-2, 1)
	place(v.left, 12, size.Height-foot, size.Width-24, foot)
	place(v.right, 12, size.Height-foot, size.Width-24, foot)
	if first {
		v.table.show() // what was selected before there was anything to see
	}
	v.drawRows()
}

// measure works out the widths of the columns.
func (v *tableView[T]) measure(width float32) {
	rest := width
	for _, c := range v.table.columns {
		rest -= c.width
	}
	v.widths = v.widths[:0]
	for _, c := range v.table.columns {
		if c.width == 0 {
			v.widths = append(v.widths, max(rest, 40))
		} else {
			v.widths = append(v.widths, c.width)
		}
	}
}

// columnAt returns the column at x, -1 when there is none.
func (v *tableView[T]) columnAt(x float32) int {
	for i, w := range v.widths {
		if x -= w; x < 0 {
			return i
		}
	}
	return -1
}

// reveal scrolls as little as needed to show what is between top and bottom.
func (v *tableView[T]) reveal(top, bottom float32) {
	offset, height := v.scroll.Offset.Y, v.scroll.Size().Height
	switch {
	case height < bottom-top: // not laid out yet
		return
	case top < offset:
		offset = top
	case bottom > offset+height:
		offset = bottom - height
	default:
		return
	}
	v.body.Resize(fyne.NewSize(v.scroll.Size().Width, max(v.body.MinSize().Height, height)))
	v.scroll.ScrollToOffset(fyne.NewPos(0, max(offset, 0))) // does not tell OnScrolled
	v.drawRows()
}

// Objects returns what is drawn, the panel first.
func (v *tableView[T]) Objects() []fyne.CanvasObject {
	var objects []fyne.CanvasObject
	if !v.table.bare {
		objects = append(objects, v.ground)
	}
	objects = append(objects, v.head, v.headLine)
	for _, h := range v.heads {
		objects = append(objects, h.objects()...)
	}
	objects = append(objects, v.scroll, v.ring)
	if !v.table.noFooter {
		objects = append(objects, v.footLine, v.left, v.right)
	}
	return objects
}

// Refresh shows the sort mark, the rows and the footer.
func (v *tableView[T]) Refresh() {
	t := v.table
	for i, h := range v.heads {
		mark := ""
		if i == t.sorted {
			mark = " ▲"
			if t.down {
				mark = " ▼"
			}
		}
		h.setMark(mark)
	}
	v.left.Text, v.right.Text = t.footer(), t.right
	v.left.Refresh()
	v.right.Refresh()
	v.scroll.Refresh()
	if !v.size.IsZero() {
		v.drawRows()
	}
	canvas.Refresh(t)
}

// Destroy has nothing to give back.
func (v *tableView[T]) Destroy() {}

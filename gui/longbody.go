package gui

import (
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// A long text is set 14 on 24 (screens.md, screen 03).
const (
	longRowHeight = 24
	longPadding   = 10
)

// longBody is what scrolls in a longText: it draws the rows in sight and takes the mouse.
type longBody struct {
	widget.BaseWidget
	owner  *longText
	height float32 // that the scroll knows of

	rows     []*canvas.Text      // those in sight
	marks    []*canvas.Rectangle // behind them, what is selected
	cursor   *canvas.Rectangle
	renderer *drawing
}

var (
	_ desktop.Mouseable      = (*longBody)(nil)
	_ desktop.Cursorable     = (*longBody)(nil)
	_ fyne.Draggable         = (*longBody)(nil)
	_ fyne.DoubleTappable    = (*longBody)(nil)
	_ fyne.SecondaryTappable = (*longBody)(nil)
)

func newLongBody(owner *longText) *longBody {
	b := &longBody{owner: owner, cursor: newRectangle(theme.ColorNamePrimary, 0)}
	b.ExtendBaseWidget(b)
	return b
}

// draw shows the rows in sight, what is selected of them, and the cursor.
func (b *longBody) draw() {
	e := b.owner
	if b.renderer == nil || e.lines.width == 0 {
		return
	}
	visible := int(e.scroll.Size().Height/longRowHeight) + 2
	for len(b.rows) < visible {
		b.rows = append(b.rows, body(""))
		b.marks = append(b.marks, newRectangle(theme.ColorNameSelection, 0))
		b.renderer.objects = nil
	}
	if b.renderer.objects == nil {
		for _, m := range b.marks {
			b.renderer.objects = append(b.renderer.objects, m)
		}
		for _, r := range b.rows {
			b.renderer.objects = append(b.renderer.objects, r)
		}
		b.renderer.objects = append(b.renderer.objects, b.cursor)
	}
	first := max(int((e.scroll.Offset.Y-longPadding)/longRowHeight), 0)
	for i := range b.rows {
		b.drawRow(i, first+i)
	}
	b.cursor.Hidden = !e.focused || e.readOnly
	row := e.lines.rowOf(e.cursor, e.atEnd)
	place(b.cursor, longPadding+e.lines.x(row, e.cursor.col)-1, longPadding+float32(row)*longRowHeight+2, 2, longRowHeight-4)
	canvas.Refresh(b)
}

// drawRow shows a row of the text with the i-th object.
func (b *longBody) drawRow(i, row int) {
	e, text, mark := b.owner, b.rows[i], b.marks[i]
	text.Hidden, mark.Hidden = row >= len(e.lines.rows), true
	if text.Hidden {
		return
	}
	r, y := e.lines.rows[row], longPadding+float32(row)*longRowHeight
	color := theme.Color(theme.ColorNameForeground)
	if shown := e.lines.part(row, r.start, r.end); text.Text != shown || text.Color != color {
		text.Text, text.Color = shown, color
		text.Refresh()
	}
	place(text, longPadding, y, e.lines.width, longRowHeight)
	from, to := e.selection()
	if from == to || to.before(caret{r.para, r.start}) || (caret{r.para, r.end}).before(from) {
		return
	}
	left, right := float32(0), float32(4)
	if from.para == r.para && from.col > r.start {
		left = e.lines.x(row, min(from.col, r.end))
	}
	if to.para == r.para && to.col <= r.end {
		right = e.lines.x(row, max(to.col, r.start))
	} else {
		right += e.lines.x(row, r.end)
	}
	mark.Hidden = right <= left
	place(mark, longPadding+left, y, right-left, longRowHeight)
}

// at returns the place in the text under the pointer.
func (b *longBody) at(p fyne.Position) (c caret, behind bool) {
	lines := &b.owner.lines
	row := min(max(int((p.Y-longPadding)/longRowHeight), 0), len(lines.rows)-1)
	return lines.at(row, p.X-longPadding)
}

// MouseDown sets the cursor; with Shift it selects up to there.
func (b *longBody) MouseDown(ev *desktop.MouseEvent) {
	takeFocus(b.owner)
	if ev.Button != desktop.MouseButtonPrimary {
		return
	}
	to, behind := b.at(ev.Position)
	b.owner.move(to, ev.Modifier&fyne.KeyModifierShift != 0)
	b.owner.atEnd = behind
	b.draw()
}

// MouseUp has nothing left to do.
func (b *longBody) MouseUp(*desktop.MouseEvent) {}

// Dragged selects up to the pointer.
func (b *longBody) Dragged(ev *fyne.DragEvent) {
	to, behind := b.at(ev.Position)
	b.owner.move(to, true)
	b.owner.atEnd = behind
	b.owner.show()
}

// DragEnd has nothing left to do.
func (b *longBody) DragEnd() {}

// DoubleTapped selects what stands between two marks of punctuation.
func (b *longBody) DoubleTapped(ev *fyne.PointEvent) {
	e := b.owner
	to, _ := b.at(ev.Position)
	para := e.lines.paras[to.para]
	isWord := func(i int) bool {
		return i >= 0 && i < len(para) && (unicode.IsLetter(para[i]) || unicode.IsDigit(para[i]))
	}
	from := to
	for isWord(from.col - 1) {
		from.col--
	}
	for isWord(to.col) {
		to.col++
	}
	e.move(to, false)
	e.anchor = from
	b.draw()
}

// TappedSecondary offers what the keys do too.
func (b *longBody) TappedSecondary(ev *fyne.PointEvent) {
	e, clipboard := b.owner, fyne.CurrentApp().Clipboard()
	item := func(word string, changes bool, do func()) *fyne.MenuItem {
		i := fyne.NewMenuItem(word, func() { takeFocus(e); do() })
		i.Disabled = changes && e.readOnly
		return i
	}
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("",
		item("剪切", true, func() { e.cut(clipboard) }),
		item("复制", false, func() { e.copy(clipboard) }),
		item("粘贴", true, func() { e.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipboard}) }),
		item("全选", false, e.selectAll),
	), canvasOf(e), ev.AbsolutePosition)
}

// Cursor is the one for texts.
func (b *longBody) Cursor() desktop.Cursor { return desktop.TextCursor }

// MinSize is as high as all rows.
func (b *longBody) MinSize() fyne.Size {
	return fyne.NewSize(0, float32(len(b.owner.lines.rows))*longRowHeight+2*longPadding)
}

// CreateRenderer draws the rows in sight.
func (b *longBody) CreateRenderer() fyne.WidgetRenderer {
	b.rows, b.marks = nil, nil
	b.renderer = &drawing{size: b.MinSize, layout: func(fyne.Size) {}}
	b.draw()
	return b.renderer
}

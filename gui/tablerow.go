package gui

import (
	"sort"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"liangping/data"
)

// drawRows shows the lines that are visible, in row views taken from a pool.
func (v *tableView[T]) drawRows() {
	t := v.table
	top := v.scroll.Offset.Y
	bottom := top + v.scroll.Size().Height
	first := sort.Search(len(t.lines), func(i int) bool { return t.lines[i].y+t.lines[i].height > top })
	n := 0
	for i := first; i < len(t.lines) && t.lines[i].y < bottom; i++ {
		if n == len(v.pool) {
			r := newRow(t.columns)
			v.pool = append(v.pool, r)
			v.body.Add(r.box)
		}
		row := v.pool[n]
		n++
		line := &t.lines[i]
		selected := t.cursor >= 0 && t.rows[t.cursor] == i
		place(row.box, 0, line.y, v.scroll.Size().Width, line.height)
		row.show(line, v.widths, selected, t.focused)
	}
	for _, r := range v.pool[n:] {
		r.box.Hide()
	}
	v.ring.Hidden = !t.focused || t.cursor >= 0
}

// headView is the head of a column: one or two lines, or the legend of the grade bar.
type headView struct {
	label  string
	mark   string
	align  fyne.TextAlign
	ground *canvas.Rectangle // only of a chosen head
	lines  []*canvas.Text
	legend []fyne.CanvasObject
}

func newHead(label string, align fyne.TextAlign, chosen, legend bool) *headView {
	h := &headView{label: label, align: align}
	if chosen {
		h.ground = newRectangle(colorHeadChosen, 0)
	}
	if legend {
		for i, word := range gradeWords {
			h.legend = append(h.legend, newRectangle(gradeColors[i], 0), newText(word, textCaption, colorHeader))
		}
		return h
	}
	for s := range strings.SplitSeq(label, "\n") {
		text := bold(newText(s, textCaption, colorHeader))
		text.Alignment = align
		h.lines = append(h.lines, text)
	}
	return h
}

func (h *headView) objects() []fyne.CanvasObject {
	objects := h.legend
	if h.ground != nil {
		objects = append(objects, h.ground)
	}
	for _, t := range h.lines {
		objects = append(objects, t)
	}
	return objects
}

func (h *headView) place(x, width, height float32) {
	if h.ground != nil {
		place(h.ground, x, 1, width, height-1)
	}
	const lineHeight = 17
	y := (height - lineHeight*float32(len(h.lines))) / 2
	for i, t := range h.lines {
		place(t, x+cellPadding, y+lineHeight*float32(i), width-2*cellPadding, lineHeight)
	}
	for i := 0; i < len(h.legend); i += 2 {
		column, row := float32(i/2%2), float32(i/4)
		left, middle := x+cellPadding+84*column, 5+lineHeight*row
		place(h.legend[i], left, middle+4, 10, 10)
		place(h.legend[i+1], left+14, middle, 70, lineHeight)
	}
}

// setMark sets ▲ or ▼ behind the last word of the head.
func (h *headView) setMark(mark string) {
	if h.mark == mark || len(h.lines) == 0 {
		return
	}
	h.mark = mark
	last := h.lines[len(h.lines)-1]
	words := strings.Split(h.label, "\n")
	last.Text = words[len(words)-1] + mark
	last.Refresh()
}

// rowView draws one line of a table and is used again for another when the table scrolls.
type rowView[T any] struct {
	columns             []column[T]
	box                 *fyne.Container
	ground, mark, under *canvas.Rectangle
	ring                *canvas.Rectangle
	title, note         *canvas.Text // of a group's head
	cells               []*cellView
}

func newRow[T any](columns []column[T]) *rowView[T] {
	r := &rowView[T]{
		columns: columns,
		ground:  newRectangle(colorRowSelection, 0),
		mark:    newRectangle(theme.ColorNamePrimary, 0),
		under:   newRectangle(theme.ColorNameSeparator, 0),
		ring:    newStroke(theme.ColorNamePrimary, 1, 0),
		title:   bold(newText("", textCaption, colorHeader)),
		note:    caption(""),
	}
	r.box = &fyne.Container{Objects: []fyne.CanvasObject{r.ground, r.under, r.mark, r.title, r.note}}
	for _, c := range columns {
		cell := &cellView{text: body(""), remark: remark("")}
		cell.text.Alignment = c.align
		r.box.Add(cell.text)
		if c.remark != nil {
			r.box.Add(cell.remark)
		}
		if c.chip != nil {
			cell.chip = newChip(chip{})
			r.box.Add(cell.chip)
		}
		if c.bar != nil {
			cell.bar = newGradeBar(data.Counts{})
			r.box.Add(cell.bar)
		}
		if c.check != nil {
			cell.check = canvas.NewImageFromResource(nil)
			r.box.Add(cell.check)
		}
		r.cells = append(r.cells, cell)
	}
	r.box.Add(r.ring)
	return r
}

// cellView holds the objects of a cell; chip, bar and check are nil in columns that have none.
type cellView struct {
	text, remark *canvas.Text
	chip         *chipView
	bar          *gradeBar
	check        *canvas.Image
}

// show draws the line in this view.
func (r *rowView[T]) show(line *tableLine[T], widths []float32, selected, focused bool) {
	width, height := r.box.Size().Width, line.height
	r.box.Show()
	r.title.Hidden, r.note.Hidden = !line.head, !line.head
	r.mark.Hidden = !selected
	r.ring.Hidden = !selected || !focused
	r.ground.Hidden = !selected && !line.head
	ground := colorRowSelection
	if line.head {
		ground = colorGroupRow
	}
	r.ground.FillColor = theme.Color(ground)
	place(r.ground, 0, 0, width, height-1)
	place(r.mark, 0, 0, 3, height-1)
	place(r.under, 0, height-1, width, 1)
	place(r.ring, 0, 0, width, height-1)
	if line.head {
		r.title.Text, r.note.Text = line.title, line.remark
		place(r.title, cellPadding, 0, width, height)
		place(r.note, cellPadding+textWidth(line.title, textCaption, true)+24, 0, width, height)
	}
	x := float32(-1) // the body begins 1 px inside the panel's stroke
	for i, c := range r.columns {
		r.cells[i].show(c.state(line), x+cellPadding, widths[i]-2*cellPadding, height)
		x += widths[i]
	}
	r.box.Refresh()
}

// cellState is what a cell shows of a line.
type cellState struct {
	text, remark   string
	look           look
	chip           chip
	bar            data.Counts
	ticked         bool
	hasChip        bool
	hasBar, hasBox bool
}

// state works out what the column shows of a line; nothing in the head of a group.
func (c column[T]) state(line *tableLine[T]) cellState {
	var s cellState
	if line.head {
		return s
	}
	if c.text != nil {
		s.text = c.text(line.row)
	}
	if c.remark != nil {
		s.remark = c.remark(line.row)
	}
	if c.tapped != nil {
		s.look.color = theme.ColorNameHyperlink
	}
	if c.look != nil {
		s.look = c.look(line.row)
	}
	if c.chip != nil {
		s.chip, s.hasChip = c.chip(line.row)
	}
	if c.bar != nil {
		s.bar, s.hasBar = c.bar(line.row)
	}
	if c.check != nil {
		s.ticked, s.hasBox = c.check(line.row), true
	}
	return s
}

// show draws the state in the room of the cell.
func (v *cellView) show(s cellState, x, width, height float32) {
	if s.look.color == "" {
		s.look.color = theme.ColorNameForeground
	}
	v.text.Text = fit(s.text, width, textBody, s.look.bold)
	v.text.Color = theme.Color(s.look.color)
	v.text.TextStyle.Bold = s.look.bold
	v.text.Hidden = s.text == ""
	place(v.text, x, 0, width, height-1)
	left := textWidth(v.text.Text, textBody, s.look.bold) + 14
	if v.remark.Hidden = s.remark == "" || width-left < 2*textBody; !v.remark.Hidden {
		v.remark.Text = fit(s.remark, width-left, textBody, false)
		place(v.remark, x+left, 0, width-left, height-1)
	}
	if v.chip != nil {
		v.chip.Hidden = !s.hasChip
		v.chip.set(s.chip)
		place(v.chip, x, 0, width, height-1)
	}
	if v.bar != nil {
		v.bar.Hidden = !s.hasBar
		v.bar.set(s.bar)
		place(v.bar, x, 0, width, height-1)
	}
	if v.check != nil {
		v.check.Hidden = !s.hasBox
		v.check.Resource = checkIcon(s.ticked)
		place(v.check, x, (height-20)/2, 20, 20)
	}
}

// checkIcon is the box to tick, ticked or not.
func checkIcon(ticked bool) fyne.Resource {
	if ticked {
		return theme.NewColoredResource(theme.CheckButtonCheckedIcon(), theme.ColorNamePrimary)
	}
	return theme.NewColoredResource(theme.CheckButtonIcon(), theme.ColorNamePlaceHolder)
}

package gui

import (
	"fmt"
	"image/color"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"liangping/data"
)

// entryParts is what the entry grid draws. Rows are reused: the row of line n is number n mod the rows there are, so that
// scrolling by one line changes one row and moves the others. Only what has changed is drawn again.
type entryParts struct {
	objects []fyne.CanvasObject

	ground, headGround *canvas.Rectangle
	heads              []*canvas.Text // 行, 评价项, then key and word of each mark
	rows               []*entryRow
	frame              *canvas.Rectangle // around the current row
	pointer            *canvas.Text
	thumb              *canvas.Rectangle

	footGround, footLine *canvas.Rectangle
	alarm                *fyne.Animation // the footer while a key is being refused; nil for none
	count, page, notice  *canvas.Text
	bar                  *progressBar
	border               *canvas.Rectangle
}

// newEntryParts makes everything but the rows, whose number depends on the height.
func newEntryParts() *entryParts {
	p := &entryParts{
		ground: newRectangle(colorPanel, 4), headGround: newRectangle(theme.ColorNameHeaderBackground, 4),
		frame: newStroke(theme.ColorNamePrimary, 2, 0), pointer: newText("▶", textHeading, theme.ColorNamePrimary),
		thumb:      newRectangle(theme.ColorNameScrollBar, 2),
		footGround: newRectangle(colorPanel, 4), footLine: newRectangle(theme.ColorNameSeparator, 0),
		count: body(""), page: remark(""), notice: remark(""), bar: newProgressBar(6),
		border: newStroke(theme.ColorNameSeparator, 1, 4),
	}
	p.notice.Alignment = fyne.TextAlignTrailing
	number := bold(newText("行", textCaption, colorHeader))
	number.Alignment = fyne.TextAlignTrailing
	p.heads = []*canvas.Text{number, bold(newText("评价项", textCaption, colorHeader))}
	for _, m := range data.Marks {
		p.heads = append(p.heads, heading(string(rune(m))), body(m.String()))
	}
	return p
}

// layout places what doesn't depend on the sheet and provides as many rows as the height can show.
func (p *entryParts) layout(size fyne.Size) {
	rows := int((size.Height-entryHead-entryFoot)/entryRowHeight) + 2
	for len(p.rows) < rows {
		p.rows = append(p.rows, newEntryRow())
	}
	p.collect()
	for _, r := range p.rows {
		r.width = 0 // draws anew
	}
	place(p.ground, 0, 0, size.Width, size.Height)
	place(p.border, 0, 0, size.Width, size.Height)
	place(p.headGround, 1, 1, size.Width-2, entryHead-1)
	place(p.heads[0], 0, 0, entryNumberRight, entryHead)
	place(p.heads[1], entryName, 0, 100, entryHead)
	for i, fromRight := range entryBoxes {
		key, word := p.heads[2+2*i], p.heads[3+2*i]
		keyWidth, wordWidth := textWidth(key.Text, textHeading, true), textWidth(word.Text, textBody, false)
		x := entryEdge(size.Width) - fromRight + (entryBoxWidth-keyWidth-wordWidth-4)/2
		place(key, x, 0, keyWidth, entryHead)
		place(word, x+keyWidth+4, 1, wordWidth, entryHead)
	}
	y := size.Height - entryFoot
	place(p.footGround, 1, y, size.Width-2, entryFoot-1)
	place(p.footLine, 0, y, size.Width, 1)
	place(p.count, 16, y, 150, entryFoot)
	place(p.bar, 156, y, 160, entryFoot)
	place(p.page, 336, y, 150, entryFoot)
}

// collect lists the objects, the lowest first: the footer lies over the last row.
func (p *entryParts) collect() {
	p.objects = []fyne.CanvasObject{p.ground}
	for _, r := range p.rows {
		p.objects = append(p.objects, r.objects...)
	}
	p.objects = append(p.objects, p.frame, p.pointer, p.thumb, p.headGround)
	for _, t := range p.heads {
		p.objects = append(p.objects, t)
	}
	p.objects = append(p.objects, p.footGround, p.footLine, p.count, p.bar, p.page, p.notice, p.border)
}

// show draws the sheet of the grid.
func (p *entryParts) show(g *entryGrid) {
	size := g.Size()
	bottom := size.Height - entryFoot
	used := make(map[*entryRow]bool, len(p.rows))
	for line := g.top; line < len(g.lines) && g.rowTop(line) < bottom-4; line++ {
		row := p.rows[line%len(p.rows)]
		used[row] = true
		row.show(g, line)
	}
	for _, row := range p.rows {
		row.setVisible(used[row])
	}
	p.showPointer(g, size)
	p.showFooter(g, size)
}

func (p *entryParts) showPointer(g *entryGrid, size fyne.Size) {
	current := g.sheet.current
	p.frame.Hidden = current == len(g.lines)
	p.pointer.Hidden = p.frame.Hidden
	if y := g.rowTop(current); !p.frame.Hidden {
		place(p.frame, 1, y+1, size.Width-2, entryCurrentHeight-2)
		place(p.pointer, entryName-23, y, 20, entryCurrentHeight)
	}
	room := size.Height - entryHead - entryFoot
	all := entryRowHeight * float32(len(g.lines))
	if p.thumb.Hidden = all <= room; !p.thumb.Hidden {
		place(p.thumb, size.Width-6, entryHead+room*entryRowHeight*float32(g.top)/(all+entryRowHeight), 4, room*room/all)
	}
	look := theme.ColorNamePrimary
	if g.refused {
		look = theme.ColorNameError
	}
	setStroke(p.frame, look, 2)
	canvas.Refresh(p.frame)
	canvas.Refresh(p.pointer)
}

// showFooter tells how far the sheet is. A refusal takes the whole footer.
func (p *entryParts) showFooter(g *entryGrid, size fyne.Size) {
	n, all := g.sheet.answered(), len(g.lines)
	setText(p.count, fmt.Sprintf("本张已录 %d / %d 项", n, all), theme.ColorNameForeground)
	p.bar.set(n, all)
	setText(p.page, sideWords(min(g.sheet.current, all-1), g.turn, all), colorMuted)
	p.count.Hidden, p.bar.Hidden, p.page.Hidden = g.refused, g.refused, g.refused

	words, look := g.notice, theme.ColorNameForeground
	if words == "" {
		words, look = sheetWords(g.sheet)
	}
	if g.refused {
		p.showRefusal("▲ "+words, size)
		return
	}
	left := float32(490)
	if p.page.Hidden = textWidth(words, textBody, false) > size.Width-left-16; p.page.Hidden {
		left = 330
	}
	p.notice.Alignment, p.notice.TextStyle.Bold, p.notice.TextSize = fyne.TextAlignTrailing, false, textBody
	p.showNotice(left, words, look, size)
}

// sheetWords say what is to be done with a sheet.
func sheetWords(s *sheet) (words string, look fyne.ThemeColorName) {
	all := len(s.marks)
	switch {
	case s.stored != nil && !s.changed():
		return "没有改动。PageUp、PageDown 翻看前后，Esc 回到新的一张", colorMuted
	case s.stored != nil:
		return fmt.Sprintf("改了 %d 项，橙色框是原来录的。按回车存改动，Esc 不改", s.differing()), theme.ColorNameWarning
	case s.answered() == all:
		return fmt.Sprintf("%d 项已录齐，按回车保存", all), theme.ColorNameForeground
	}
	return fmt.Sprintf("%d 项录齐后按回车保存", all), colorMuted
}

// showRefusal writes a refusal as large as the footer takes it.
func (p *entryParts) showRefusal(words string, size fyne.Size) {
	p.notice.Alignment, p.notice.TextStyle.Bold, p.notice.TextSize = fyne.TextAlignLeading, true, textHeading
	if textWidth(words, textHeading, true) > size.Width-32 {
		p.notice.TextSize = textBody
	}
	p.showNotice(16, words, colorBrokenText, size)
}

func (p *entryParts) showNotice(left float32, words string, look fyne.ThemeColorName, size fyne.Size) {
	place(p.notice, left, size.Height-entryFoot, size.Width-left-16, entryFoot)
	p.notice.Text = fit(words, p.notice.Size().Width, p.notice.TextSize, p.notice.TextStyle.Bold)
	p.notice.Color = theme.Color(look)
	p.notice.Refresh()
}

const alarmPeriod = 400 * time.Millisecond

// flash makes the footer red and lets it fade, anew for each refused key, so that two refusals in a row are seen as two.
func (p *entryParts) flash(refused bool) {
	if p.alarm != nil {
		p.alarm.Stop()
		p.alarm = nil
	}
	if !refused {
		p.footGround.FillColor = theme.Color(colorPanel)
		canvas.Refresh(p.footGround)
		return
	}
	p.alarm = canvas.NewColorRGBAAnimation(theme.Color(theme.ColorNameError), theme.Color(colorBroken), alarmPeriod, func(c color.Color) {
		p.footGround.FillColor = c
		canvas.Refresh(p.footGround)
	})
	p.alarm.Start()
}

// sideWords tell on which side of the paper a line stands.
func sideWords(line, turn, lines int) string {
	switch {
	case turn == lines:
		return "票面共 1 页"
	case line < turn:
		return "票面第 1 页，共 2 页"
	}
	return "票面第 2 页，共 2 页"
}

// setText changes a line of text and draws it again if it is another.
func setText(t *canvas.Text, text string, name fyne.ThemeColorName) {
	if c := theme.Color(name); t.Text != text || t.Color != c {
		t.Text, t.Color = text, c
		t.Refresh()
	}
}

// entryRow is what is drawn for one line of the form.
type entryRow struct {
	objects      []fyne.CanvasObject
	ground, line *canvas.Rectangle
	number, name *canvas.Text
	boxes        []*canvas.Rectangle
	ticks        []*canvas.Text

	index   int // what it shows: the line, its mark, …
	mark    data.Mark
	before  data.Mark // of a reopened sheet: the mark on the disk
	current bool
	width   float32
	visible bool
}

func newEntryRow() *entryRow {
	r := &entryRow{
		ground: newRectangle(colorRowSelection, 0), line: newRectangle(theme.ColorNameSeparator, 0),
		number: remark(""), name: newText("", textHeading, theme.ColorNameForeground), visible: true,
	}
	r.number.Alignment = fyne.TextAlignTrailing
	r.objects = []fyne.CanvasObject{r.ground, r.line, r.number, r.name}
	for range data.Marks {
		box, tick := newStroke(theme.ColorNameInputBorder, 1, 4), newText("✓", textHeading, theme.ColorNameForeground)
		tick.Alignment = fyne.TextAlignCenter
		r.boxes, r.ticks = append(r.boxes, box), append(r.ticks, tick)
		r.objects = append(r.objects, box, tick)
	}
	return r
}

// setVisible shows or hides the row's objects.
func (r *entryRow) setVisible(visible bool) {
	if r.visible == visible {
		return
	}
	r.visible, r.width = visible, 0
	for _, o := range r.objects {
		if visible {
			o.Show()
		} else {
			o.Hide()
		}
	}
}

// show draws a line of the form at its place. What the row shows already is only moved.
func (r *entryRow) show(g *entryGrid, line int) {
	r.setVisible(true)
	mark, before, current, width := g.sheet.marks[line], g.sheet.before(line), line == g.sheet.current, g.Size().Width
	changed := r.index != line || r.mark != mark || r.before != before || r.current != current || r.width != width
	r.index, r.mark, r.before, r.current, r.width = line, mark, before, current, width
	r.move(g.rowTop(line), width)
	if changed {
		r.draw(g.lines[line])
	}
}

func (r *entryRow) move(y, width float32) {
	height := entryRowHeight
	if r.current {
		height = entryCurrentHeight
	}
	place(r.ground, 1, y, width-2, height)
	place(r.line, 0, y+height-1, width, 1)
	place(r.number, 0, y, entryNumberRight, height)
	edge := entryEdge(width)
	place(r.name, entryName, y, edge-entryName-entryBoxes[0], height)
	for i, fromRight := range entryBoxes {
		place(r.boxes[i], edge-fromRight, y+(height-entryBoxHeight)/2, entryBoxWidth, entryBoxHeight)
		place(r.ticks[i], edge-fromRight, y, entryBoxWidth, height)
	}
}

// draw sets words and colours.
func (r *entryRow) draw(line data.Line) {
	r.ground.Hidden = !r.current
	r.number.Text = strconv.Itoa(line.Number)
	r.name.TextStyle.Bold = r.current
	r.name.Color = theme.Color(theme.ColorNameForeground)
	if r.mark == unanswered && !r.current {
		r.name.Color = theme.Color(theme.ColorNamePlaceHolder)
	}
	r.name.Text = lineWords(line, r.name.Size().Width-12, r.current)
	for i, m := range data.Marks {
		r.drawBox(r.boxes[i], r.ticks[i], m)
	}
	for _, o := range r.objects {
		o.Refresh()
	}
}

// lineWords are the target and what is asked about it. Where both don't fit, the longer one is shortened.
func lineWords(line data.Line, room float32, isBold bool) string {
	const gap = "　"
	room -= textWidth(gap, textHeading, isBold)
	name, label := textWidth(line.TargetName, textHeading, isBold), textWidth(line.Label, textHeading, isBold)
	label = max(min(label, room/2), min(label, room-name))
	return fit(line.TargetName, room-label, textHeading, isBold) + gap + fit(line.Label, label, textHeading, isBold)
}

// drawBox fills the box that is chosen. On a reopened sheet the box that was chosen before keeps a frame and its tick.
func (r *entryRow) drawBox(box *canvas.Rectangle, tick *canvas.Text, m data.Mark) {
	chosen, was := m == r.mark, m == r.before
	tick.Hidden = !chosen && !was
	switch {
	case chosen:
		ground, text := markColors(m)
		box.FillColor, tick.Color = theme.Color(ground), theme.Color(text)
		box.StrokeWidth = 0
		return
	case was:
		box.FillColor, tick.Color = theme.Color(colorPanel), theme.Color(theme.ColorNameWarning)
		box.StrokeColor, box.StrokeWidth = theme.Color(theme.ColorNameWarning), 2
		return
	}
	stroke := theme.ColorNameInputBorder
	switch {
	case r.current:
		stroke = theme.ColorNamePrimary
	case r.mark != unanswered:
		stroke = theme.ColorNameSeparator
	}
	box.FillColor, box.StrokeColor, box.StrokeWidth = color.Transparent, theme.Color(stroke), 1
	if r.current {
		box.FillColor = theme.Color(colorPanel)
	}
}

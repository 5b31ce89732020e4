package gui

import (
	"fmt"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"liangping/data"
)

// totalsGrid is the table of six counts per line, with what they add up to. Enter goes along a row and on to the next, the
// arrows go up and down.
type totalsGrid struct {
	lines []data.Line
	rows  []*totalsRow
	after fyne.Focusable // Enter in the last cell goes there

	heads  []*canvas.Text
	box    *fyne.Container // the head above the scroll
	scroll *container.Scroll
	body   *fyne.Container
}

type totalsRow struct {
	number, name, sum, verdict *canvas.Text
	cells                      []*numberEntry // in the order of data.Marks
	line                       *canvas.Rectangle
}

const (
	totalsRowHeight float32 = 36
	totalsNumber    float32 = 44
	totalsCell      float32 = 84
	totalsSum       float32 = 72
	totalsVerdict   float32 = 132
)

func newTotalsGrid(lines []data.Line, changed func()) *totalsGrid {
	g := &totalsGrid{lines: lines}
	words := []string{"行", "评价项"}
	for _, m := range data.Marks {
		words = append(words, m.String())
	}
	ground := newRectangle(theme.ColorNameHeaderBackground, 0)
	head := newFree(func() fyne.Size { return fyne.NewSize(600, rowHeight) }, func(size fyne.Size) {
		place(ground, 0, 0, size.Width, size.Height)
		g.placeHeads(size.Width)
	})
	head.Objects = []fyne.CanvasObject{ground}
	for i, w := range append(words, "相加", "核对") {
		t := bold(newText(w, textCaption, colorHeader))
		if i != 1 && w != "核对" {
			t.Alignment = fyne.TextAlignTrailing
		}
		g.heads = append(g.heads, t)
		head.Objects = append(head.Objects, t)
	}
	g.body = newFree(func() fyne.Size { return fyne.NewSize(600, totalsRowHeight*float32(len(lines))) }, g.layout)
	for i := range lines {
		g.rows = append(g.rows, g.newRow(i, changed))
	}
	g.scroll = newScroll(g.body)
	g.box = container.New(&above{}, head, g.scroll)
	return g
}

func (g *totalsGrid) newRow(i int, changed func()) *totalsRow {
	l := g.lines[i]
	r := &totalsRow{
		number: remark(strconv.Itoa(l.Number)), name: body(""), sum: body(""), verdict: body(""), line: newRectangle(theme.ColorNameSeparator, 0),
	}
	r.number.Alignment, r.sum.Alignment = fyne.TextAlignTrailing, fyne.TextAlignTrailing
	g.body.Objects = append(g.body.Objects, r.line, r.number, r.name, r.sum, r.verdict)
	for j := range data.Marks {
		cell := newNumberEntry(mostSheets, changed)
		cell.enter = func() { g.next(i, j) }
		cell.onKey = func(key *fyne.KeyEvent) bool { return g.arrow(i, j, key) }
		cell.gained = func() { g.reveal(i) }
		r.cells = append(r.cells, cell)
		g.body.Objects = append(g.body.Objects, cell)
	}
	return r
}

// placeHeads sets the words of the head above their columns.
func (g *totalsGrid) placeHeads(width float32) {
	const y, height = 0, rowHeight
	texts := g.heads
	place(texts[0], 0, y, totalsNumber, height)
	place(texts[1], totalsNumber+16, y, g.firstCell(width)-totalsNumber-24, height)
	for i := 2; i < len(texts)-2; i++ {
		place(texts[i], g.firstCell(width)+totalsCell*float32(i-2), y, totalsCell-13, height)
	}
	sum := g.firstCell(width) + totalsCell*float32(len(data.Marks))
	place(texts[len(texts)-2], sum, y, totalsSum-16, height)
	place(texts[len(texts)-1], sum+totalsSum, y, totalsVerdict, height)
}

// firstCell is where the cells begin. On a wide screen they stay near the names.
func (g *totalsGrid) firstCell(width float32) float32 {
	return min(width-totalsVerdict-totalsSum-totalsCell*float32(len(data.Marks)), 560)
}

func (g *totalsGrid) layout(size fyne.Size) {
	first := g.firstCell(size.Width)
	sum := first + totalsCell*float32(len(data.Marks))
	for i, r := range g.rows {
		y := totalsRowHeight * float32(i)
		place(r.number, 0, y, totalsNumber, totalsRowHeight)
		place(r.name, totalsNumber+16, y, first-totalsNumber-24, totalsRowHeight)
		r.name.Text = fit(g.lines[i].TargetName+"　"+g.lines[i].Label, r.name.Size().Width, textBody, false)
		for j, cell := range r.cells {
			place(cell, first+totalsCell*float32(j)+4, y+2, totalsCell-8, rowHeight)
		}
		place(r.sum, sum, y, totalsSum-16, totalsRowHeight)
		place(r.verdict, sum+totalsSum, y, totalsVerdict, totalsRowHeight)
		place(r.line, 0, y+totalsRowHeight-1, size.Width, 1)
	}
}

// entries lists every cell.
func (g *totalsGrid) entries() (all []*numberEntry) {
	for _, r := range g.rows {
		all = append(all, r.cells...)
	}
	return all
}

// countsOf are the six counts in the order of data.Marks.
func countsOf(c *data.Counts) []*int {
	return []*int{&c.Satisfied, &c.MostlySatisfied, &c.Dissatisfied, &c.Unfamiliar, &c.Blank, &c.Multiple}
}

// set shows counts; a line without any is shown empty, not as zeros.
func (g *totalsGrid) set(counts []data.Counts) {
	for i, r := range g.rows {
		for j, n := range countsOf(&counts[i]) {
			if counts[i].Sum() == 0 {
				r.cells[j].clear()
			} else {
				r.cells[j].set(*n)
			}
		}
	}
}

// counts are what stands in the cells; an empty one counts as 0.
func (g *totalsGrid) counts() []data.Counts {
	all := make([]data.Counts, len(g.rows))
	for i, r := range g.rows {
		for j, n := range countsOf(&all[i]) {
			*n = r.cells[j].value()
		}
	}
	return all
}

// judge says of each line whether it adds up, and returns how many do.
func (g *totalsGrid) judge(valid int) (right int) {
	for i, c := range g.counts() {
		sum, r := c.Sum(), g.rows[i]
		words, look := "✓ 相符", theme.ColorNameSuccess
		switch {
		case sum == 0:
			words, look = "○ 没有填", colorMuted
		case sum < valid:
			words, look = fmt.Sprintf("× 少 %d", valid-sum), theme.ColorNameError
		case sum > valid:
			words, look = fmt.Sprintf("× 多 %d", sum-valid), theme.ColorNameError
		default:
			right++
		}
		setText(r.sum, strconv.Itoa(sum), theme.ColorNameForeground)
		setText(r.verdict, words, look)
	}
	return right
}

// firstWrong returns the first line that doesn't add up, -1 when all do.
func (g *totalsGrid) firstWrong(valid int) int {
	for i, c := range g.counts() {
		if c.Sum() != valid {
			return i
		}
	}
	return -1
}

// focusCell goes to a cell.
func (g *totalsGrid) focusCell(line, mark int) { takeFocus(g.rows[line].cells[mark]) }

// next goes along the row, and from its end to the next one.
func (g *totalsGrid) next(i, j int) {
	switch {
	case j+1 < len(data.Marks):
		g.focusCell(i, j+1)
	case i+1 < len(g.rows):
		g.focusCell(i+1, 0)
	case g.after != nil:
		takeFocus(g.after)
	}
}

// arrow moves up and down within a column.
func (g *totalsGrid) arrow(i, j int, key *fyne.KeyEvent) bool {
	switch {
	case key.Name == fyne.KeyUp && i > 0:
		g.focusCell(i-1, j)
	case key.Name == fyne.KeyDown && i+1 < len(g.rows):
		g.focusCell(i+1, j)
	default:
		return key.Name == fyne.KeyUp || key.Name == fyne.KeyDown
	}
	return true
}

// reveal scrolls so that a line is seen.
func (g *totalsGrid) reveal(i int) {
	y, room := totalsRowHeight*float32(i), g.scroll.Size().Height
	offset := min(max(g.scroll.Offset.Y, y+totalsRowHeight-room), y)
	g.scroll.ScrollToOffset(fyne.NewPos(0, max(offset, 0)))
}

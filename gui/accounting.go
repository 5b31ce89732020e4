package gui

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"liangping/data"
)

// accountingColumns are the counts of the hall, in the order in which they are known (design.md §6).
var accountingColumns = []struct {
	head  string
	count func(*data.Group) *int
}{
	{"应到", func(g *data.Group) *int { return &g.Expected }},
	{"实到", func(g *data.Group) *int { return &g.Present }},
	{"印制", func(g *data.Group) *int { return &g.Printed }},
	{"发出", func(g *data.Group) *int { return &g.Issued }},
	{"收回", func(g *data.Group) *int { return &g.Returned }},
	{"未收回", func(g *data.Group) *int { return &g.Unreturned }},
	{"有效", func(g *data.Group) *int { return &g.Valid }},
	{"废票", func(g *data.Group) *int { return &g.Spoiled }},
}

// accountingRules are the checks that hold within a group, with the column to look at when one breaks.
var accountingRules = map[data.CheckID]int{
	data.CheckPrinted:  3,
	data.CheckIssued:   5,
	data.CheckReturned: 4,
	data.CheckValid:    6,
}

const mostSheets = 9999 // a count above it is a slip of the finger

// accounting is the table of a round's counts: a row per group with a number entry per count, 剩余 and the sums computed.
// Tab goes along a row, Enter down a column.
//
//	table := newAccounting(func() { p.changed() })
//	table.set(round)
//	checks := data.CheckRound(table.round, progress)
type accounting struct {
	round   data.Round // as typed
	changed func()
	after   fyne.Focusable // Enter in the last cell goes there

	box  *fyne.Container
	rows []*accountingRow
	sums []*canvas.Text // 合计, one per count, then 剩余
}

type accountingRow struct {
	name      *canvas.Text
	counts    []*numberEntry
	closed    []*canvas.Text // in their place on a closed round
	remaining *canvas.Text
	verdict   *canvas.Text // ✓ 相符, × 差 1 张
	line      *canvas.Rectangle
}

// newAccounting returns the table without rows; changed is called at each key.
func newAccounting(changed func()) *accounting {
	a := &accounting{changed: changed}
	a.box = newFree(a.size, a.layout)
	return a
}

// set shows a round's counts. The entries of the same round stay, and with them the focus.
func (a *accounting) set(round data.Round) {
	anew := round.ID != a.round.ID
	round.Groups = append([]data.Group(nil), round.Groups...)
	a.round = round
	if anew {
		a.build()
	}
	for i := range round.Groups {
		for j, column := range accountingColumns {
			if entry := a.rows[i].counts[j]; entry.value() != *column.count(&round.Groups[i]) || anew {
				entry.set(*column.count(&round.Groups[i]))
			}
		}
	}
	for _, row := range a.rows {
		for j, entry := range row.counts {
			entry.setEnabled(round.State == data.RoundOpen)
			entry.Hidden = round.State != data.RoundOpen
			row.closed[j].Hidden = !entry.Hidden
			setText(row.closed[j], strconv.Itoa(entry.value()), theme.ColorNameForeground)
		}
	}
	a.box.Refresh()
	a.compute()
}

func (a *accounting) build() {
	a.rows, a.sums = nil, nil
	ground := newPanelGround()
	head := newRectangle(theme.ColorNameHeaderBackground, 4)
	sum := newRectangle(colorGroupRow, 4)
	a.box.Objects = []fyne.CanvasObject{ground, head, sum}
	for i, word := range append(append([]string{"人员类别"}, accountingHeads()...), "剩余", "核对") {
		t := bold(newText(word, textCaption, colorHeader))
		if i > 0 && word != "核对" {
			t.Alignment = fyne.TextAlignTrailing
		}
		a.box.Add(t)
	}
	for i, g := range a.round.Groups {
		a.rows = append(a.rows, a.newRow(i, g))
	}
	for range len(accountingColumns) + 1 {
		t := bold(body(""))
		t.Alignment = fyne.TextAlignTrailing
		a.sums = append(a.sums, t)
	}
	a.box.Add(bold(body("合计")))
	for _, t := range a.sums {
		a.box.Add(t)
	}
}

func accountingHeads() (heads []string) {
	for _, c := range accountingColumns {
		heads = append(heads, c.head)
	}
	return heads
}

func (a *accounting) newRow(i int, g data.Group) *accountingRow {
	r := &accountingRow{
		name: body(g.Kind.String()), remaining: body(""), verdict: body(""), line: newRectangle(theme.ColorNameSeparator, 0),
	}
	r.remaining.Alignment = fyne.TextAlignTrailing
	a.box.Add(r.line)
	a.box.Add(r.name)
	for j := range accountingColumns {
		entry := newNumberEntry(mostSheets, func() { a.typed(i, j) })
		entry.enter = func() { a.down(i, j) }
		entry.onKey = func(key *fyne.KeyEvent) bool { return a.arrow(i, j, key) }
		closed := body("")
		closed.Alignment = fyne.TextAlignTrailing
		r.counts, r.closed = append(r.counts, entry), append(r.closed, closed)
		a.box.Add(entry)
		a.box.Add(closed)
	}
	a.box.Add(r.remaining)
	a.box.Add(r.verdict)
	return r
}

// typed takes a count over as it is being typed.
func (a *accounting) typed(i, j int) {
	*accountingColumns[j].count(&a.round.Groups[i]) = a.rows[i].counts[j].value()
	a.compute()
	a.changed()
}

// down goes to the cell below, from the last row to the head of the next column.
func (a *accounting) down(i, j int) {
	switch {
	case i+1 < len(a.rows):
		takeFocus(a.rows[i+1].counts[j])
	case j+1 < len(accountingColumns):
		takeFocus(a.rows[0].counts[j+1])
	case a.after != nil:
		takeFocus(a.after)
	}
}

// takeFocus begins in the first cell.
func (a *accounting) takeFocus() { takeFocus(a.rows[0].counts[0]) }

// arrow moves up and down within a column.
func (a *accounting) arrow(i, j int, key *fyne.KeyEvent) bool {
	switch {
	case key.Name == fyne.KeyUp && i > 0:
		takeFocus(a.rows[i-1].counts[j])
	case key.Name == fyne.KeyDown && i+1 < len(a.rows):
		takeFocus(a.rows[i+1].counts[j])
	default:
		return key.Name == fyne.KeyUp || key.Name == fyne.KeyDown
	}
	return true
}

// compute brings 剩余, sums and verdicts up to date.
func (a *accounting) compute() {
	sums := make([]int, len(accountingColumns)+1)
	for i := range a.round.Groups {
		g, row := &a.round.Groups[i], a.rows[i]
		for j, c := range accountingColumns {
			sums[j] += *c.count(g)
		}
		sums[len(accountingColumns)] += g.Remaining()
		setText(row.remaining, strconv.Itoa(g.Remaining()), theme.ColorNameForeground)
		row.judge(*g)
	}
	for i, sum := range sums {
		setText(a.sums[i], strconv.Itoa(sum), theme.ColorNameForeground)
	}
}

// judge says whether a group's counts agree and marks the cell to look at where they don't.
func (r *accountingRow) judge(g data.Group) {
	words, look, isBold, wrong := "✓ 相符", theme.ColorNameSuccess, false, -1
	for _, c := range data.CheckRound(data.Round{Groups: []data.Group{g}}, nil) {
		column, ours := accountingRules[c.ID]
		switch {
		case !ours:
		case c.State == data.Breaks && (wrong < 0 || overReturned(c)): // more back than given out is the worst
			wrong = column
			words, look, isBold = "× "+c.Figures[strings.LastIndex(c.Figures, "，")+len("，"):], theme.ColorNameError, true
		case c.State == data.Pending && wrong < 0:
			words, look = "○ 没有填完", colorMuted
		}
	}
	for j, entry := range r.counts {
		entry.setRefused(j == wrong)
	}
	r.verdict.TextStyle.Bold = isBold
	setText(r.verdict, words, look)
}

// firstBroken returns the first cell that breaks a check, nil when none does.
func (a *accounting) firstBroken() fyne.Focusable {
	for _, row := range a.rows {
		for _, entry := range row.counts {
			if entry.frame.refused {
				return entry
			}
		}
	}
	return nil
}

// The measures of the table (screens.md, screen 04).
const (
	accountingName   float32 = 120
	accountingColumn float32 = 78
	accountingRowH   float32 = 40
	accountingSumH   float32 = 36
)

func (a *accounting) size() fyne.Size {
	width := accountingName + accountingColumn*float32(len(accountingColumns)+1) + 120
	return fyne.NewSize(width, rowHeight+accountingRowH*float32(len(a.rows))+accountingSumH)
}

func (a *accounting) layout(size fyne.Size) {
	if len(a.rows) == 0 {
		return
	}
	columns := len(accountingColumns)
	x := func(j int) float32 { return accountingName + accountingColumn*float32(j) }
	verdict := x(columns+1) + 16
	o := a.box.Objects
	place(o[0], 0, 0, size.Width, a.size().Height)
	place(o[1], 1, 1, size.Width-2, rowHeight)
	heads := o[3:]
	place(heads[0], 8, 0, accountingName, rowHeight)
	for j := range columns + 1 {
		place(heads[1+j], x(j), 0, accountingColumn-13, rowHeight)
	}
	place(heads[columns+2], verdict, 0, 100, rowHeight)
	y := float32(rowHeight)
	for _, row := range a.rows {
		place(row.name, 8, y, accountingName, accountingRowH)
		for j, entry := range row.counts {
			place(entry, x(j)+4, y+4, accountingColumn-8, rowHeight)
			place(row.closed[j], x(j), y, accountingColumn-13, accountingRowH)
		}
		place(row.remaining, x(columns), y, accountingColumn-13, accountingRowH)
		place(row.verdict, verdict, y, size.Width-verdict-8, accountingRowH)
		place(row.line, 0, y+accountingRowH-1, size.Width, 1)
		y += accountingRowH
	}
	place(o[2], 1, y, size.Width-2, accountingSumH-1)
	total := o[len(o)-len(a.sums)-1]
	place(total, 8, y, accountingName, accountingSumH)
	for j, t := range a.sums {
		place(t, x(j), y, accountingColumn-13, accountingSumH)
	}
}

// newPanelGround is the white ground of a panel with its thin stroke.
func newPanelGround() *canvas.Rectangle {
	ground := newRectangle(colorPanel, 4)
	ground.StrokeColor, ground.StrokeWidth = theme.Color(theme.ColorNameSeparator), 1
	return ground
}

// value is the number in the entry; an empty one counts as 0.
func (n *numberEntry) value() int {
	number, _ := n.number()
	return number
}

// free is a layout that places objects by a function.
type free struct {
	size   func() fyne.Size
	layout func(fyne.Size)
}

// newFree returns a container whose objects the function places.
func newFree(size func() fyne.Size, layout func(fyne.Size)) *fyne.Container {
	return &fyne.Container{Layout: &free{size, layout}}
}

// MinSize is what the function says.
func (f *free) MinSize([]fyne.CanvasObject) fyne.Size { return f.size() }

// Layout places the objects.
func (f *free) Layout(_ []fyne.CanvasObject, size fyne.Size) { f.layout(size) }

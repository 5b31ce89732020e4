package gui

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"liangping/data"
)

// entryGrid is where ballots are keyed, by keyboard only: one sheet of paper at a time, a row per line of the form, a box per
// mark. It draws the visible rows and takes every key; the page does what concerns more than the sheet in it.
//
//	grid := newEntryGrid(form.Lines, 24)
//	grid.save, grid.spoil, grid.takeBack, grid.end = p.save, p.spoil, p.takeBack, p.end
//	grid.previous, grid.following, grid.find = p.previous, p.following, p.find
//	grid.open(newSheet(len(form.Lines)))
type entryGrid struct {
	widget.BaseWidget
	lines []data.Line
	turn  int // the first line on the back of the paper; len(lines) when the back is empty
	sheet *sheet

	save, spoil, takeBack, end func() // Enter, /, *, Esc
	previous, following, find  func() // PageUp, PageDown, F8: other sheets of paper

	notice  string // in the footer until the next key: a refusal or an advice
	refused bool   // the notice is a refusal
	changed func() // a key has changed the sheet or the place in it

	top     int         // the line drawn first
	figures figureKeys  // notices that Num Lock is off
	parts   *entryParts // what is drawn; nil until the grid is shown
}

var (
	_ fyne.Focusable  = (*entryGrid)(nil)
	_ fyne.Tabbable   = (*entryGrid)(nil)
	_ fyne.Tappable   = (*entryGrid)(nil)
	_ desktop.Keyable = (*entryGrid)(nil)
)

// newEntryGrid returns the grid for the lines of a form, of which those from turn on stand on the back of the paper, with an
// empty sheet in it.
func newEntryGrid(lines []data.Line, turn int) *entryGrid {
	g := &entryGrid{lines: lines, turn: turn, sheet: newSheet(len(lines))}
	g.ExtendBaseWidget(g)
	return g
}

// open puts another sheet of paper into the grid.
func (g *entryGrid) open(s *sheet) {
	g.sheet = s
	g.advise("")
}

// refuse says in red in the footer why a key did nothing.
func (g *entryGrid) refuse(sentence string) { g.say(sentence, true) }

// advise says something in the footer, "" takes it away.
func (g *entryGrid) advise(sentence string) { g.say(sentence, false) }

func (g *entryGrid) say(sentence string, refused bool) {
	g.notice, g.refused = sentence, refused
	g.update()
	if g.parts != nil {
		g.parts.flash(refused)
	}
}

// AcceptsTab keeps Tab from moving the focus away.
func (g *entryGrid) AcceptsTab() bool { return true }

// FocusGained shows the frame of the current row.
func (g *entryGrid) FocusGained() {}

// FocusLost needs no mark: the page gives the focus back.
func (g *entryGrid) FocusLost() {}

// Tapped marks the box under the pointer, or makes its row the current one.
func (g *entryGrid) Tapped(ev *fyne.PointEvent) {
	takeFocus(g)
	line, ok := g.lineAt(ev.Position.Y)
	if !ok {
		return
	}
	g.sheet.current = line
	for i, fromRight := range entryBoxes {
		if x := ev.Position.X - entryEdge(g.Size().Width) + fromRight; x >= 0 && x < entryBoxWidth {
			g.sheet.mark(data.Marks[i])
		}
	}
	g.do(true, "")
}

// lineAt returns the line drawn at a height.
func (g *entryGrid) lineAt(y float32) (line int, ok bool) {
	if y < entryHead || y >= g.Size().Height-entryFoot {
		return 0, false
	}
	for line := g.top; line < len(g.lines); line++ {
		if y < g.rowTop(line+1) {
			return line, true
		}
	}
	return 0, false
}

// rowTop returns where a line begins. The current row is higher than the others.
func (g *entryGrid) rowTop(line int) float32 {
	y := entryHead + entryRowHeight*float32(line-g.top)
	if g.sheet.current >= g.top && g.sheet.current < line {
		y += entryCurrentHeight - entryRowHeight
	}
	return y
}

// The measures of the grid (screens.md, screen 05).
const (
	entryHead          float32 = 44
	entryFoot          float32 = 38
	entryRowHeight     float32 = 40
	entryCurrentHeight float32 = 48
	entryBoxWidth      float32 = 56
	entryBoxHeight     float32 = 30
	entryNumberRight   float32 = 45 // where the numbers of the lines end
	entryName          float32 = 77 // where the names begin
)

// entryBoxes are the distances of the boxes' left edges from the right edge of the grid, in the order of data.Marks.
var entryBoxes = [...]float32{511, 415, 319, 223, 140, 70}

// entryEdge is where the boxes end. On a wide screen they stay near the names: an eye slips from a long empty row.
func entryEdge(width float32) float32 { return min(width, 1060) }

// firstRow returns the line to be drawn first so that the current row is within the middle third of the height, moving as
// little as possible from the present one. Only near both ends of the form does the row leave the middle.
func firstRow(top, current, lines int, height float32) int {
	all := entryRowHeight*float32(lines) + entryCurrentHeight - entryRowHeight
	if all <= height {
		return 0
	}
	above := func(y float32) float64 { return float64((y - entryCurrentHeight/2) / entryRowHeight) } // rows above a centre at y
	lowest := current - int(math.Floor(above(height*2/3)))
	highest := current - int(math.Ceil(above(height/3)))
	last := int(math.Ceil(float64((all - height) / entryRowHeight)))
	return min(max(min(max(top, lowest), highest), 0), last)
}

// update brings what is drawn up to date with the sheet.
func (g *entryGrid) update() {
	if g.parts == nil || g.Size().IsZero() {
		return
	}
	g.top = firstRow(g.top, min(g.sheet.current, len(g.lines)-1), len(g.lines), g.Size().Height-entryHead-entryFoot)
	g.parts.show(g)
}

// CreateRenderer draws the head, the rows and the footer.
func (g *entryGrid) CreateRenderer() fyne.WidgetRenderer {
	g.parts = newEntryParts()
	return &entryGridRenderer{grid: g}
}

type entryGridRenderer struct{ grid *entryGrid }

// MinSize leaves room for a few rows and a name.
func (r *entryGridRenderer) MinSize() fyne.Size {
	return fyne.NewSize(entryName+200+entryBoxes[0], entryHead+5*entryRowHeight+entryFoot)
}

// Layout draws everything anew.
func (r *entryGridRenderer) Layout(size fyne.Size) {
	r.grid.parts.layout(size)
	r.grid.update()
}

// Refresh draws the sheet.
func (r *entryGridRenderer) Refresh() {
	r.grid.update()
	canvas.Refresh(r.grid)
}

// Objects returns what is drawn.
func (r *entryGridRenderer) Objects() []fyne.CanvasObject { return r.grid.parts.objects }

// Destroy has nothing to give back.
func (r *entryGridRenderer) Destroy() {}

// markColors are the ground and the tick of a chosen box.
func markColors(m data.Mark) (ground, tick fyne.ThemeColorName) {
	switch m {
	case data.Blank:
		return theme.ColorNameButton, theme.ColorNameForeground
	case data.Multiple:
		return colorNotice, colorNoticeText
	}
	grade := m - data.Satisfied
	return gradeColors[grade], gradeTextColors[grade]
}

package gui

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"liangping/data"
)

// checkList shows the rules of the accounting, each with its sign and figures; a broken one on red ground with what to do. The
// selected one and those that break tell also where the rule comes from. ↑ and ↓ move the selection, ← goes back.
type checkList struct {
	widget.BaseWidget
	checks   []data.Check
	back     func()
	narrow   bool // the figures stand under the rule, for want of room beside it
	selected int
	focused  bool
	scroll   *container.Scroll // around the list; it follows the selection
	tops     []float32         // where each check begins, and where the last one ends
}

var _ fyne.Focusable = (*checkList)(nil)

// newCheckList returns an empty list; back is what ← does.
func newCheckList(back func()) *checkList {
	l := &checkList{back: back}
	l.ExtendBaseWidget(l)
	l.scroll = newScroll(l)
	return l
}

// set shows other checks.
func (l *checkList) set(checks []data.Check) {
	if slices.Equal(checks, l.checks) {
		return
	}
	l.checks = checks
	l.selected = min(l.selected, max(len(checks)-1, 0))
	l.Refresh()
	l.scroll.Refresh()
}

// move selects another check and shows it.
func (l *checkList) move(i int) {
	l.selected = min(max(i, 0), len(l.checks)-1)
	l.Refresh()
	l.scroll.Refresh()
	l.reveal()
}

// reveal scrolls so that the whole selected check is in sight.
func (l *checkList) reveal() {
	if l.selected+1 >= len(l.tops) {
		return
	}
	y := l.scroll.Offset.Y
	y = max(y, l.tops[l.selected+1]-l.scroll.Size().Height)
	l.scroll.ScrollToOffset(fyne.NewPos(0, max(min(y, l.tops[l.selected]), 0)))
}

// TypedKey moves the selection.
func (l *checkList) TypedKey(key *fyne.KeyEvent) {
	switch {
	case key.Name == fyne.KeyUp:
		l.move(l.selected - 1)
	case key.Name == fyne.KeyDown:
		l.move(l.selected + 1)
	case key.Name == fyne.KeyHome:
		l.move(0)
	case key.Name == fyne.KeyEnd:
		l.move(len(l.checks) - 1)
	case key.Name == fyne.KeyLeft:
		l.back()
	case isEnter(key):
		focusNext(l)
	default:
		passOn(l, key)
	}
}

// Tapped selects the check under the pointer.
func (l *checkList) Tapped(ev *fyne.PointEvent) {
	takeFocus(l)
	for i := range l.checks {
		if i+1 < len(l.tops) && ev.Position.Y < l.tops[i+1] {
			l.move(i)
			return
		}
	}
}

// TypedRune has no meaning here.
func (l *checkList) TypedRune(rune) {}

// FocusGained shows the selection.
func (l *checkList) FocusGained() {
	l.focused = true
	l.move(l.selected)
}

// FocusLost hides it.
func (l *checkList) FocusLost() {
	l.focused = false
	l.Refresh()
	l.scroll.Refresh()
}

// summary counts them: 8 条，5 条满足.
func (l *checkList) summary() string {
	holds := 0
	for _, c := range l.checks {
		if c.State == data.Holds {
			holds++
		}
	}
	return fmt.Sprintf("%d 条，%d 条满足", len(l.checks), holds)
}

// checkSign is the sign of a state, in its colour.
func checkSign(s data.CheckState) (sign string, look fyne.ThemeColorName) {
	switch s {
	case data.Holds:
		return "✓", theme.ColorNameSuccess
	case data.Breaks:
		return "×", theme.ColorNameError
	case data.Warns:
		return "△", theme.ColorNameWarning
	}
	return "○", colorMuted
}

const (
	checkLine   float32 = 22  // height of a check of one line
	checkRule   float32 = 28  // where the rule begins
	checkFigure float32 = 208 // where the figures begin
)

type checkView struct {
	ground, mark    *canvas.Rectangle
	sign, rule      *canvas.Text
	sentence, basis string
	look, basisLook fyne.ThemeColorName
	lines           []*canvas.Text
}

// CreateRenderer draws a row per check, as high as its sentences need.
func (l *checkList) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{}
	var views []*checkView
	d.size = func() fyne.Size {
		height := float32(0)
		if n := len(l.tops); n > 0 {
			height = l.tops[n-1]
		}
		if l.narrow {
			return fyne.NewSize(checkFigure, height)
		}
		return fyne.NewSize(checkFigure+200, height)
	}
	d.layout = func(size fyne.Size) {
		d.objects, l.tops = nil, l.tops[:0]
		y := float32(0)
		for _, v := range views {
			l.tops = append(l.tops, y)
			y += v.place(y, size.Width, l.narrow)
			d.objects = append(d.objects, v.objects()...)
		}
		l.tops = append(l.tops, y)
	}
	d.refresh = func() {
		views = nil
		for i, c := range l.checks {
			views = append(views, newCheckView(c, l.focused && i == l.selected))
		}
		d.layout(l.Size())
	}
	d.refresh()
	return d
}

func newCheckView(c data.Check, selected bool) *checkView {
	sign, look := checkSign(c.State)
	v := &checkView{
		ground: newRectangle(colorRowSelection, 3), mark: newRectangle(theme.ColorNamePrimary, 0),
		sign: bold(newText(sign, textBody, look)), rule: body(c.Rule), sentence: c.Sentence(), look: colorMuted, basisLook: colorMuted,
	}
	v.sign.Alignment = fyne.TextAlignCenter
	switch c.State {
	case data.Breaks:
		v.look, v.basisLook = colorBrokenText, colorBrokenText
		v.ground.FillColor = theme.Color(colorBroken)
	case data.Warns:
		v.look = theme.ColorNameWarning
	}
	if selected || c.State == data.Breaks {
		v.basis = c.Basis
	}
	v.ground.Hidden, v.mark.Hidden = !selected && c.State != data.Breaks, !selected
	return v
}

// place sets the row at a height and returns its own.
func (v *checkView) place(y, width float32, narrow bool) float32 {
	const lineHeight = 18
	v.lines = v.lines[:0]
	figures, first := checkFigure, y+2
	if narrow {
		figures, first = checkRule, y+checkLine-2
	}
	add := func(text string, x float32, look fyne.ThemeColorName) {
		room := max(width-x-8, 100)
		for _, s := range wrap(text, room, textCaption, false) {
			t := newText(s, textCaption, look)
			place(t, x, first+lineHeight*float32(len(v.lines)), room, lineHeight)
			v.lines = append(v.lines, t)
		}
	}
	add(v.sentence, figures, v.look)
	if v.basis != "" {
		add(v.basis, checkRule, v.basisLook)
	}
	height := max(checkLine, first-y+2+lineHeight*float32(len(v.lines)))
	place(v.ground, 0, y, width, height-1)
	place(v.mark, 0, y, 3, height-1)
	place(v.sign, 0, y, 24, checkLine)
	place(v.rule, checkRule, y, width-checkRule, checkLine)
	return height
}

func (v *checkView) objects() []fyne.CanvasObject {
	all := []fyne.CanvasObject{v.ground, v.mark, v.sign, v.rule}
	for _, t := range v.lines {
		all = append(all, t)
	}
	return all
}

// checksPanel is the panel under the accounting table.
type checksPanel struct {
	box   *fyne.Container
	count *canvas.Text
	list  *checkList
	redo  *button // 作废重评…, while more sheets came back than were given out
}

// newChecksPanel returns the panel without checks; back is what ← in it does, redo what the button of a void round does.
func newChecksPanel(back, redo func()) *checksPanel {
	p := &checksPanel{count: remark(""), list: newCheckList(back)}
	p.redo = newSmallButton("作废重评…", redo).danger()
	head := hbox(8, bold(body("检查")), p.count, spacer(), container.NewCenter(p.redo))
	p.box = newPanel(pad2(12, 8, container.NewBorder(pad2(0, 2, head), nil, nil, nil, p.list.scroll)))
	return p
}

// set shows other checks; open tells whether the round may still change.
func (p *checksPanel) set(checks []data.Check, open bool) {
	p.list.set(checks)
	over := slices.ContainsFunc(checks, overReturned)
	words, look := p.list.summary(), colorMuted
	if over {
		words, look = "× 整次无效", theme.ColorNameError
	}
	setText(p.count, words, look)
	p.redo.Hidden = !over || !open
	p.box.Refresh()
}

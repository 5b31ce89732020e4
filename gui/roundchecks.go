package gui

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"liangping/data"
)

// checkList shows the rules of the accounting, each with its sign and figures; a broken one on red ground with what to do.
type checkList struct {
	widget.BaseWidget
	checks []data.Check
}

func newCheckList() *checkList {
	l := &checkList{}
	l.ExtendBaseWidget(l)
	return l
}

// set shows other checks.
func (l *checkList) set(checks []data.Check) {
	l.checks = checks
	l.Refresh()
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
	ground     *canvas.Rectangle
	sign, rule *canvas.Text
	sentence   string
	look       fyne.ThemeColorName
	lines      []*canvas.Text
}

// CreateRenderer draws a row per check, as high as its sentence needs.
func (l *checkList) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{}
	var views []*checkView
	height := float32(0)
	d.size = func() fyne.Size { return fyne.NewSize(checkFigure+200, height) }
	d.layout = func(size fyne.Size) {
		d.objects = nil
		y := float32(0)
		for _, v := range views {
			y += v.place(y, size.Width)
			d.objects = append(d.objects, v.objects()...)
		}
		height = y
	}
	d.refresh = func() {
		views = nil
		for _, c := range l.checks {
			views = append(views, newCheckView(c))
		}
		d.layout(l.Size())
	}
	d.refresh()
	return d
}

func newCheckView(c data.Check) *checkView {
	sign, look := checkSign(c.State)
	v := &checkView{
		ground: newRectangle(colorBroken, 3), sign: bold(newText(sign, textBody, look)), rule: body(c.Rule),
		sentence: c.Sentence(), look: colorMuted,
	}
	v.sign.Alignment = fyne.TextAlignCenter
	switch c.State {
	case data.Breaks:
		v.look = colorBrokenText
	case data.Warns:
		v.look = theme.ColorNameWarning
	}
	v.ground.Hidden = c.State != data.Breaks
	return v
}

// place sets the row at a height and returns its own.
func (v *checkView) place(y, width float32) float32 {
	room := max(width-checkFigure-8, 100)
	v.lines = v.lines[:0]
	for _, s := range wrap(v.sentence, room, textCaption, false) {
		v.lines = append(v.lines, newText(s, textCaption, v.look))
	}
	for i, t := range v.lines {
		place(t, checkFigure, y+18*float32(i)+2, room, 18)
	}
	height := checkLine + 18*float32(len(v.lines)-1)
	place(v.ground, 0, y, width, height-1)
	place(v.sign, 0, y, 24, checkLine)
	place(v.rule, checkRule, y, checkFigure-checkRule, checkLine)
	return height
}

func (v *checkView) objects() []fyne.CanvasObject {
	all := []fyne.CanvasObject{v.ground, v.sign, v.rule}
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
	all   *reader // four groups with broken rules are longer than the panel
}

// newChecksPanel returns the panel without checks; back is what ← in it does.
func newChecksPanel(back func()) *checksPanel {
	p := &checksPanel{count: remark(""), list: newCheckList(), all: newReader(back)}
	head := hbox(8, bold(body("检查")), p.count)
	p.all.show(p.list)
	p.box = newPanel(pad2(12, 8, container.NewBorder(pad2(0, 2, head), nil, nil, nil, p.all)))
	return p
}

func (p *checksPanel) set(checks []data.Check) {
	p.list.set(checks)
	setText(p.count, p.list.summary(), colorMuted)
}

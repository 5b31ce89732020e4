package gui

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// phaseCell is one phase of the campaign in the phase bar.
type phaseCell struct {
	name        string // 2 组织评议
	state       chip
	dates       string // 8月1日 — 9月10日
	line        string // what it consists of and how much is done
	done, total int    // days gone by; the bar and today's mark
	today       string // 今天 8月18日, in the current phase only
	left        string // 第 18 天，还剩 23 天
}

// phaseBar shows the three phases side by side: name, state, dates, a bar, and a mark at today's place in the current one.
//
//	bar := newPhaseBar()
//	bar.set([]phaseCell{{name: "1 宣传发动", state: chip{chipGreen, "✓", "已结束"}, dates: "7月21日 — 7月31日", done: 1, total: 1}, ...})
type phaseBar struct {
	widget.BaseWidget
	cells []phaseCell
}

const phaseBarHeight = 110

// newPhaseBar returns an empty bar.
func newPhaseBar() *phaseBar {
	b := &phaseBar{}
	b.ExtendBaseWidget(b)
	return b
}

// set shows the phases.
func (b *phaseBar) set(cells []phaseCell) {
	b.cells = cells
	b.Refresh()
}

// CreateRenderer draws a panel with a third of its width for each phase.
func (b *phaseBar) CreateRenderer() fyne.WidgetRenderer {
	ground := newRectangle(colorPanel, 4)
	ground.StrokeColor, ground.StrokeWidth = theme.Color(theme.ColorNameSeparator), 1
	d := &drawing{}
	var views []*phaseView
	d.size = func() fyne.Size { return fyne.NewSize(600, phaseBarHeight) }
	d.layout = func(size fyne.Size) {
		place(ground, 0, 0, size.Width, size.Height)
		width := size.Width / float32(max(len(views), 1))
		for i, v := range views {
			v.place(width*float32(i), width, i > 0)
		}
	}
	d.refresh = func() {
		d.objects = []fyne.CanvasObject{ground}
		views = nil
		for _, c := range b.cells {
			v := newPhaseView(c)
			views = append(views, v)
			d.objects = append(d.objects, v.objects()...)
		}
		d.layout(b.Size())
	}
	d.refresh()
	return d
}

type phaseView struct {
	cell              phaseCell
	name, dates, line *canvas.Text
	today, left       *canvas.Text
	state             *chipView
	bar               *progressBar
	mark, separator   *canvas.Rectangle
}

func newPhaseView(c phaseCell) *phaseView {
	v := &phaseView{
		cell: c, name: heading(c.name), dates: body(c.dates), line: remark(c.line),
		today: bold(newText(c.today, textCaption, theme.ColorNameForeground)),
		left:  newText(c.left, textCaption, theme.ColorNameForeground),
		state: newChip(c.state), bar: newProgressBar(8),
		mark: newRectangle(theme.ColorNameForeground, 0), separator: newRectangle(theme.ColorNameSeparator, 0),
	}
	v.dates.Alignment = fyne.TextAlignTrailing
	v.bar.set(c.done, c.total)
	return v
}

func (v *phaseView) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{v.separator, v.name, v.state, v.dates, v.line, v.bar, v.mark, v.today, v.left}
}

func (v *phaseView) place(x, width float32, separated bool) {
	v.separator.Hidden = !separated
	place(v.separator, x, 1, 1, phaseBarHeight-2)
	x, width = x+16, width-32
	nameWidth := textWidth(v.cell.name, textHeading, true)
	place(v.name, x, 14, nameWidth, 26)
	place(v.state, x+nameWidth+8, 16, v.state.MinSize().Width, chipHeight)
	place(v.dates, x, 16, width, 20)
	v.line.Text = fit(v.cell.line, width, textBody, false)
	place(v.line, x, 42, width, 20)
	place(v.bar, x, 69, width, 8)
	isToday := v.cell.today != ""
	v.mark.Hidden, v.today.Hidden, v.left.Hidden = !isToday, !isToday, !isToday
	if !isToday {
		return
	}
	at := x + width*float32(v.cell.done)/float32(max(v.cell.total, 1))
	place(v.mark, at-1, 65, 2, 16)
	todayWidth := textWidth(v.cell.today, textCaption, true) + 12
	total := todayWidth + textWidth(v.cell.left, textCaption, false)
	start := min(max(at-total/2, x), x+width-total)
	place(v.today, start, 83, todayWidth, 17)
	place(v.left, start+todayWidth, 83, total-todayWidth, 17)
}

// stepState is how far a step is; it decides the picture in its circle.
type stepState int

// The states of a step: its number, ▶, ✓ or ■.
const (
	stepAhead stepState = iota
	stepNow
	stepDone
	stepSealed
)

// step is one cell of a stepper.
type step struct {
	name   string
	figure string // 第一遍 58 / 82
	state  stepState
	alarm  bool // the figure says what is still wrong
}

// stepper is a row of steps, each a button that shows what belongs to it. ← and → move from one to the next.
//
//	steps := newStepper(func(i int) { p.showStep(i) })
//	steps.set([]step{{"票样", "18 个对象，43 项", stepDone, false}, ...}, 3)
type stepper struct {
	widget.BaseWidget
	steps   []step
	chosen  int
	changed func(int)
	focused bool
}

var _ fyne.Focusable = (*stepper)(nil)

const stepperHeight = 58

// newStepper returns an empty stepper.
func newStepper(changed func(int)) *stepper {
	s := &stepper{changed: changed}
	s.ExtendBaseWidget(s)
	return s
}

// set shows the steps with one chosen, without calling back.
func (s *stepper) set(steps []step, chosen int) {
	s.steps, s.chosen = steps, chosen
	s.Refresh()
}

func (s *stepper) pick(i int) {
	if i == s.chosen || i < 0 || i >= len(s.steps) {
		return
	}
	s.chosen = i
	s.Refresh()
	if s.changed != nil {
		s.changed(i)
	}
}

// Tapped shows the step under the pointer.
func (s *stepper) Tapped(ev *fyne.PointEvent) {
	takeFocus(s)
	if len(s.steps) > 0 {
		s.pick(int(ev.Position.X / (s.Size().Width / float32(len(s.steps)))))
	}
}

// TypedKey moves from step to step.
func (s *stepper) TypedKey(key *fyne.KeyEvent) {
	switch {
	case key.Name == fyne.KeyLeft:
		s.pick(s.chosen - 1)
	case key.Name == fyne.KeyRight:
		s.pick(s.chosen + 1)
	case isEnter(key):
		focusNext(s)
	default:
		passOn(s, key)
	}
}

// TypedRune has no meaning here.
func (s *stepper) TypedRune(rune) {}

// FocusGained shows the ring.
func (s *stepper) FocusGained() { s.focused = true; s.Refresh() }

// FocusLost hides the ring.
func (s *stepper) FocusLost() { s.focused = false; s.Refresh() }

// CreateRenderer draws the cells.
func (s *stepper) CreateRenderer() fyne.WidgetRenderer {
	ground := newRectangle(colorPanel, 4)
	ground.StrokeColor, ground.StrokeWidth = theme.Color(theme.ColorNameSeparator), 1
	under := newRectangle(theme.ColorNamePrimary, 0)
	ring := newStroke(theme.ColorNamePrimary, 2, 4)
	d := &drawing{}
	var views []*stepView
	d.size = func() fyne.Size { return fyne.NewSize(600, stepperHeight) }
	d.layout = func(size fyne.Size) {
		place(ground, 0, 0, size.Width, size.Height)
		width := size.Width / float32(max(len(views), 1))
		for i, v := range views {
			v.place(width*float32(i), width, i > 0)
		}
		x := width * float32(s.chosen)
		place(under, x, size.Height-3, width, 3)
		place(ring, x+1, 1, width-2, size.Height-2)
	}
	d.refresh = func() {
		d.objects, views = []fyne.CanvasObject{ground}, nil
		for i, one := range s.steps {
			v := newStepView(i+1, one, i == s.chosen)
			views = append(views, v)
			d.objects = append(d.objects, v.objects()...)
		}
		ring.Hidden, under.Hidden = !s.focused, len(views) == 0
		d.objects = append(d.objects, under, ring)
		d.layout(s.Size())
	}
	d.refresh()
	return d
}

type stepView struct {
	circle             *canvas.Circle
	sign, name, figure *canvas.Text
	separator          *canvas.Rectangle
	words              string // the figure in full
}

func newStepView(number int, s step, chosen bool) *stepView {
	fill, ink, sign := chipColors[chipGrey].fill, chipColors[chipGrey].text, strconv.Itoa(number)
	switch s.state {
	case stepNow:
		fill, ink, sign = palette[theme.ColorNamePrimary], color.NRGBA{255, 255, 255, 255}, "▶"
	case stepDone:
		fill, ink, sign = chipColors[chipGreen].fill, chipColors[chipGreen].text, "✓"
	case stepSealed:
		sign = "■"
	}
	v := &stepView{circle: canvas.NewCircle(fill), separator: newRectangle(theme.ColorNameSeparator, 0), words: s.figure}
	v.sign = bold(canvas.NewText(sign, ink))
	v.sign.TextSize, v.sign.Alignment = textCaption, fyne.TextAlignCenter
	v.name, v.figure = body(s.name), caption(s.figure)
	v.name.TextStyle.Bold = chosen
	if s.alarm {
		v.figure.Color = theme.Color(theme.ColorNameError)
	}
	return v
}

func (v *stepView) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{v.separator, v.circle, v.sign, v.name, v.figure}
}

func (v *stepView) place(x, width float32, separated bool) {
	v.separator.Hidden = !separated
	place(v.separator, x, 1, 1, stepperHeight-2)
	place(v.circle, x+14, 17, 24, 24)
	place(v.sign, x+14, 17, 24, 24)
	place(v.name, x+48, 9, width-52, 20)
	v.figure.Text = fit(v.words, width-52, textCaption, false)
	place(v.figure, x+48, 29, width-52, 18)
}

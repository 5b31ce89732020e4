package gui

import (
	"fmt"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"liangping/data"
)

// deadlineStrip shows the deadlines of the coming weeks at one glance: what is overdue at the left, then a cell for each day with
// how many items are due on it, then what is later. ← and → go from one day with a deadline to the next, Enter opens it.
type deadlineStrip struct {
	widget.BaseWidget
	open    func(data.Date)
	today   data.Date
	overdue int
	oldest  data.Date // of those overdue
	counts  [stripDays]int
	later   int
	cursor  int // the day that the keys are on
	focused bool
}

var _ fyne.Focusable = (*deadlineStrip)(nil)

const (
	stripDays   = 42 // six weeks
	stripHeight = 44
	stripSides  = 92 // of what is overdue, and of what is later
)

func newDeadlineStrip(open func(data.Date)) *deadlineStrip {
	s := &deadlineStrip{open: open}
	s.ExtendBaseWidget(s)
	return s
}

// set counts the deadlines of the items that aren't closed.
func (s *deadlineStrip) set(items []data.LedgerItem, today data.Date) {
	s.today, s.overdue, s.later, s.counts = today, 0, 0, [stripDays]int{}
	s.oldest = data.Date{}
	for _, i := range items {
		day := i.Deadline()
		if day.IsZero() {
			continue
		}
		switch left := today.DaysUntil(day); {
		case left < 0:
			s.overdue++
			if s.oldest.IsZero() || day.Before(s.oldest) {
				s.oldest = day
			}
		case left < stripDays:
			s.counts[left]++
		default:
			s.later++
		}
	}
	s.Refresh()
}

// TypedKey goes from day to day and opens one.
func (s *deadlineStrip) TypedKey(key *fyne.KeyEvent) {
	switch {
	case key.Name == fyne.KeyLeft:
		s.move(-1)
	case key.Name == fyne.KeyRight:
		s.move(1)
	case isEnter(key) || key.Name == fyne.KeySpace:
		if s.counts[s.cursor] > 0 {
			s.open(s.today.AddDays(s.cursor))
		}
	default:
		passOn(s, key)
	}
}

// move goes to the next day with a deadline.
func (s *deadlineStrip) move(by int) {
	for i := s.cursor + by; i >= 0 && i < stripDays; i += by {
		if s.counts[i] > 0 {
			s.cursor = i
			s.Refresh()
			return
		}
	}
}

// TypedRune has no meaning here.
func (s *deadlineStrip) TypedRune(rune) {}

// FocusGained shows the day that the keys are on: the first with a deadline.
func (s *deadlineStrip) FocusGained() {
	s.focused = true
	if s.counts[s.cursor] == 0 {
		s.cursor = max(slices.IndexFunc(s.counts[:], func(n int) bool { return n > 0 }), 0)
	}
	s.Refresh()
}

// FocusLost hides it.
func (s *deadlineStrip) FocusLost() { s.focused = false; s.Refresh() }

// Tapped opens the day under the pointer, or the item that is overdue longest.
func (s *deadlineStrip) Tapped(ev *fyne.PointEvent) {
	takeFocus(s)
	width := s.dayWidth(s.Size())
	i := int((ev.Position.X - stripSides) / width)
	switch {
	case ev.Position.X < stripSides && s.overdue > 0:
		s.open(s.oldest)
	case ev.Position.X >= stripSides && i < stripDays && s.counts[i] > 0:
		s.cursor = i
		s.Refresh()
		s.open(s.today.AddDays(i))
	}
}

func (s *deadlineStrip) dayWidth(size fyne.Size) float32 {
	return (size.Width - 2*stripSides) / stripDays
}

// CreateRenderer draws a panel with a cell for each day; the dates stand over the Mondays.
func (s *deadlineStrip) CreateRenderer() fyne.WidgetRenderer {
	ground := newRectangle(colorPanel, 4)
	ground.StrokeColor, ground.StrokeWidth = theme.Color(theme.ColorNameSeparator), 1
	overdue, later := bold(caption("")), caption("")
	later.Alignment = fyne.TextAlignCenter
	overdue.Alignment = fyne.TextAlignCenter
	ring := newStroke(theme.ColorNamePrimary, 2, 3)
	d := &drawing{objects: []fyne.CanvasObject{ground, overdue, later}}
	var cells [stripDays]*canvas.Rectangle
	var figures, dates [stripDays]*canvas.Text
	for i := range stripDays {
		cells[i] = newRectangle(colorGroupRow, 2)
		figures[i], dates[i] = bold(caption("")), caption("")
		figures[i].Alignment = fyne.TextAlignCenter
		d.objects = append(d.objects, cells[i], figures[i], dates[i])
	}
	d.objects = append(d.objects, ring)
	d.size = func() fyne.Size { return fyne.NewSize(stripDays*16+2*stripSides, stripHeight) }
	d.layout = func(size fyne.Size) {
		place(ground, 0, 0, size.Width, size.Height)
		place(overdue, 0, 0, stripSides, size.Height)
		place(later, size.Width-stripSides, 0, stripSides, size.Height)
		width := s.dayWidth(size)
		for i := range stripDays {
			x := stripSides + float32(i)*width
			place(dates[i], x, 2, 7*width, 16)
			place(cells[i], x, 18, width-2, size.Height-18-6)
			place(figures[i], x, 18, width-2, size.Height-18-6)
			if i == s.cursor {
				place(ring, x-2, 16, width+2, size.Height-18-2)
			}
		}
	}
	d.refresh = func() {
		overdue.Text, overdue.Color = "没有逾期", theme.Color(colorMuted)
		if s.overdue > 0 {
			overdue.Text, overdue.Color = fmt.Sprintf("▲ 逾期 %d", s.overdue), theme.Color(theme.ColorNameError)
		}
		later.Text = fmt.Sprintf("以后 %d", s.later)
		ring.Hidden = !s.focused
		for i := range stripDays {
			s.drawDay(i, cells[i], figures[i], dates[i])
		}
		d.layout(s.Size())
	}
	d.refresh()
	return d
}

// drawDay colours a day by how near it is, as the chips are.
func (s *deadlineStrip) drawDay(i int, cell *canvas.Rectangle, figure, date *canvas.Text) {
	figure.Text, date.Text = "", ""
	if s.today.IsZero() {
		return
	}
	day := s.today.AddDays(i)
	switch {
	case i == 0:
		date.Text = "今天"
	case day.Weekday() == "星期一" && i > 1:
		date.Text = day.MonthDay()
	}
	cell.FillColor = theme.Color(colorGroupRow)
	if day.Weekday() == "星期六" || day.Weekday() == "星期日" {
		cell.FillColor = theme.Color(theme.ColorNameHeaderBackground)
	}
	if n := s.counts[i]; n > 0 {
		kind := chipBlue
		if i <= 10 {
			kind = chipOrange
		}
		figure.Text = strconv.Itoa(n)
		cell.FillColor, figure.Color = chipColors[kind].fill, chipColors[kind].text
	}
}

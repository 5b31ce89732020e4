package gui

import (
	"fmt"
	"image/color"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"liangping/data"
)

// dateEntry is a field for a date, written 2011-07-25, with a calendar behind a button and behind ↓. Fyne's own writes dates
// the American way and has an English calendar.
//
//	due := newDateEntry(today, func() { p.changed() })
//	due.set(item.Due)
//	if d, ok := due.date(); !ok { dueField.refuse("日期要写成 2011-07-25。") }
type dateEntry struct {
	widget.BaseWidget
	entry   *entry
	today   data.Date // where the calendar opens when the field is empty
	changed func()
	popUp   *widget.PopUp
}

// newDateEntry returns an empty date field.
func newDateEntry(today data.Date, changed func()) *dateEntry {
	d := &dateEntry{entry: newEntry(), today: today, changed: changed}
	d.entry.PlaceHolder = today.String()
	d.entry.ActionItem = newCalendarButton(d.openCalendar)
	d.entry.accept = dateRune
	d.entry.down = d.openCalendar
	d.entry.OnChanged = func(string) { d.check(false) }
	d.entry.blur = func() { d.check(true) }
	d.ExtendBaseWidget(d)
	return d
}

// dateRune takes the figures and separators of a date, also full-width ones and those of 2011.7.25 and 2011/7/25.
func dateRune(r rune) (rune, bool) {
	switch {
	case r >= '0' && r <= '9':
		return r, true
	case r >= '０' && r <= '９':
		return r - '０' + '0', true
	case strings.ContainsRune("-./－。．／年月日", r):
		return '-', true
	}
	return 0, false
}

// date returns the date; ok is false for an empty field and for what is no date.
func (d *dateEntry) date() (date data.Date, ok bool) {
	date, err := data.ParseDate(complete(d.entry.Text))
	return date, err == nil && !date.IsZero()
}

// empty reports whether nothing is written.
func (d *dateEntry) empty() bool { return strings.TrimSpace(d.entry.Text) == "" }

// set writes a date, the zero date as an empty field, without calling back.
func (d *dateEntry) set(date data.Date) {
	changed := d.changed
	d.changed = nil
	if date.IsZero() {
		d.entry.SetText("")
	} else {
		d.entry.SetText(date.String())
	}
	d.changed = changed
}

// setRefused marks the content as refused.
func (d *dateEntry) setRefused(refused bool) { d.entry.setRefused(refused) }

// Enable lets the date be changed.
func (d *dateEntry) Enable() { d.entry.Enable() }

// Disable keeps the date as it is.
func (d *dateEntry) Disable() { d.entry.Disable() }

// Disabled reports whether the date can't be changed.
func (d *dateEntry) Disabled() bool { return d.entry.Disabled() }

// check marks what is no date: as soon as it is ten characters long, and in any case when the focus leaves. Leaving also
// writes 2011-7-5 as 2011-07-05.
func (d *dateEntry) check(leaving bool) {
	date, ok := d.date()
	if leaving && ok && d.entry.Text != date.String() {
		d.set(date)
	}
	d.entry.setRefused(!ok && !d.empty() && (leaving || len(d.entry.Text) >= 10))
	if !leaving && d.changed != nil {
		d.changed()
	}
}

// complete fills 2011-7-5 up to 2011-07-05, parts 20110705, and reads 2011年7月5日, which can be pasted.
func complete(text string) string {
	text = strings.Map(func(r rune) rune {
		if plain, ok := dateRune(r); ok {
			return plain
		}
		return r
	}, text)
	text = strings.Trim(strings.TrimSpace(text), "-")
	if len(text) == len("20110705") && !strings.Contains(text, "-") {
		return text[:4] + "-" + text[4:6] + "-" + text[6:]
	}
	parts := strings.Split(text, "-")
	if len(parts) != 3 {
		return text
	}
	for i, p := range parts[1:] {
		if len(p) == 1 {
			parts[i+1] = "0" + p
		}
	}
	return strings.Join(parts, "-")
}

// openCalendar shows the calendar under the field; the day picked is written and the focus comes back.
func (d *dateEntry) openCalendar() {
	c := canvasOf(d)
	if c == nil || d.Disabled() {
		return
	}
	start, ok := d.date()
	if !ok {
		start = d.today
	}
	calendar := newCalendar(start, d.today, func(date data.Date, picked bool) {
		d.popUp.Hide()
		if picked {
			d.entry.SetText(date.String())
		}
		takeFocus(d.entry)
	})
	d.popUp = widget.NewPopUp(calendar, c)
	d.popUp.ShowAtPosition(calendarPosition(d, calendar, c))
	c.Focus(calendar)
}

// calendarPosition is below the field, or above it when there is no room below.
func calendarPosition(o, calendar fyne.CanvasObject, c fyne.Canvas) fyne.Position {
	p := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
	size := calendar.MinSize()
	p.X = min(p.X, c.Size().Width-size.Width)
	if below := p.Y + o.Size().Height + 2; below+size.Height <= c.Size().Height {
		p.Y = below
	} else {
		p.Y = max(p.Y-size.Height-2, 0)
	}
	return p
}

// MinSize holds a date and the button.
func (d *dateEntry) MinSize() fyne.Size { return fyne.NewSize(140, d.entry.MinSize().Height) }

// CreateRenderer shows the entry.
func (d *dateEntry) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(d.entry) }

// calendarButton is the small picture in a date field. It takes no focus: ↓ in the field does the same.
type calendarButton struct {
	widget.BaseWidget
	tapped func()
}

func newCalendarButton(tapped func()) *calendarButton {
	b := &calendarButton{tapped: tapped}
	b.ExtendBaseWidget(b)
	return b
}

// Tapped opens the calendar.
func (b *calendarButton) Tapped(*fyne.PointEvent) { b.tapped() }

// CreateRenderer draws the picture of a calendar.
func (b *calendarButton) CreateRenderer() fyne.WidgetRenderer {
	icon := canvas.NewImageFromResource(theme.NewColoredResource(theme.CalendarIcon(), colorMuted))
	icon.FillMode = canvas.ImageFillContain
	d := &drawing{objects: []fyne.CanvasObject{icon}}
	d.size = func() fyne.Size { return fyne.NewSize(iconSize+16, iconSize) }
	d.layout = func(size fyne.Size) {
		place(icon, (size.Width-iconSize)/2, (size.Height-iconSize)/2, iconSize, iconSize)
	}
	return d
}

// calendar shows one month, Monday first. ← → ↑ ↓ move by day and week, PageUp and PageDown by month, Enter picks, Esc closes.
type calendar struct {
	widget.BaseWidget
	day, today data.Date
	done       func(day data.Date, picked bool)
}

var _ fyne.Focusable = (*calendar)(nil)

func newCalendar(day, today data.Date, done func(data.Date, bool)) *calendar {
	c := &calendar{day: day, today: today, done: done}
	c.ExtendBaseWidget(c)
	return c
}

const (
	calendarCell  = 32
	calendarHead  = 36
	calendarWeeks = 6
	calendarWidth = 7 * calendarCell
)

// first is the Monday of the week in which the month begins.
func (c *calendar) first() data.Date {
	start := data.Date{Year: c.day.Year, Month: c.day.Month, Day: 1}
	weekday := time.Date(start.Year, start.Month, 1, 0, 0, 0, 0, time.UTC).Weekday()
	return start.AddDays(-(int(weekday) + 6) % 7)
}

// addMonths moves to the same day of another month, or to its last day.
func (c *calendar) addMonths(n int) {
	start := time.Date(c.day.Year, c.day.Month+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := start.AddDate(0, 1, -1).Day()
	c.move(data.Date{Year: start.Year(), Month: start.Month(), Day: min(c.day.Day, last)})
}

// move marks another day, within the years that a date can be written in.
func (c *calendar) move(day data.Date) {
	if day.Year < 1900 || day.Year > 2199 {
		return
	}
	c.day = day
	c.Refresh()
}

// TypedKey moves the mark.
func (c *calendar) TypedKey(key *fyne.KeyEvent) {
	switch {
	case isEnter(key) || key.Name == fyne.KeySpace:
		c.done(c.day, true)
	case key.Name == fyne.KeyEscape:
		c.done(c.day, false)
	case key.Name == fyne.KeyLeft:
		c.move(c.day.AddDays(-1))
	case key.Name == fyne.KeyRight:
		c.move(c.day.AddDays(1))
	case key.Name == fyne.KeyUp:
		c.move(c.day.AddDays(-7))
	case key.Name == fyne.KeyDown:
		c.move(c.day.AddDays(7))
	case key.Name == fyne.KeyPageUp:
		c.addMonths(-1)
	case key.Name == fyne.KeyPageDown:
		c.addMonths(1)
	}
}

// TypedRune has no meaning here.
func (c *calendar) TypedRune(rune) {}

// FocusGained needs no mark: the calendar is alone.
func (c *calendar) FocusGained() {}

// FocusLost needs no mark.
func (c *calendar) FocusLost() {}

// Tapped picks a day or turns to the month before or after.
func (c *calendar) Tapped(ev *fyne.PointEvent) {
	x, y := ev.Position.X-8, ev.Position.Y-8
	if y < calendarHead {
		if x < calendarCell {
			c.addMonths(-1)
		} else if x >= calendarWidth-calendarCell {
			c.addMonths(1)
		}
		return
	}
	column, week := int(x/calendarCell), int((y-calendarHead)/calendarCell)-1
	if column >= 0 && column < 7 && week >= 0 && week < calendarWeeks {
		c.done(c.first().AddDays(7*week+column), true)
	}
}

// CreateRenderer draws the month, its weekdays and six weeks.
func (c *calendar) CreateRenderer() fyne.WidgetRenderer {
	head := bold(body(""))
	head.Alignment = fyne.TextAlignCenter
	before, after := remark("‹"), remark("›")
	before.Alignment, after.Alignment = fyne.TextAlignCenter, fyne.TextAlignCenter
	mark := newRectangle(theme.ColorNamePrimary, 4)
	today := newStroke(theme.ColorNamePrimary, 1, 4)
	d := &drawing{objects: []fyne.CanvasObject{head, before, after, mark, today}}
	var names, days []*canvas.Text
	add := func(list *[]*canvas.Text, word string) {
		t := canvas.NewText(word, color.Black)
		t.TextSize, t.Alignment, t.Color = textBody, fyne.TextAlignCenter, theme.Color(colorMuted)
		*list = append(*list, t)
		d.objects = append(d.objects, t)
	}
	for _, name := range []string{"一", "二", "三", "四", "五", "六", "日"} {
		add(&names, name)
	}
	for range 7 * calendarWeeks {
		add(&days, "")
	}
	d.size = func() fyne.Size {
		return fyne.NewSize(calendarWidth+16, calendarHead+calendarCell*(calendarWeeks+1)+16)
	}
	cell := func(i int) (x, y float32) {
		return 8 + calendarCell*float32(i%7), 8 + calendarHead + calendarCell*float32(1+i/7)
	}
	d.layout = func(fyne.Size) {
		place(head, 8, 8, calendarWidth, calendarHead)
		place(before, 8, 8, calendarCell, calendarHead)
		place(after, 8+calendarWidth-calendarCell, 8, calendarCell, calendarHead)
		for i, t := range names {
			place(t, 8+calendarCell*float32(i), 8+calendarHead, calendarCell, calendarCell)
		}
		for i, t := range days {
			x, y := cell(i)
			place(t, x, y, calendarCell, calendarCell)
		}
	}
	d.refresh = func() {
		head.Text = fmt.Sprintf("%d年%d月", c.day.Year, c.day.Month)
		first := c.first()
		today.Hidden = true
		for i, t := range days {
			date := first.AddDays(i)
			t.Text = strconv.Itoa(date.Day)
			t.Color = theme.Color(theme.ColorNameForeground)
			x, y := cell(i)
			switch {
			case date == c.day:
				t.Color = theme.Color(theme.ColorNameForegroundOnPrimary)
				place(mark, x+1, y+1, calendarCell-2, calendarCell-2)
			case date.Month != c.day.Month:
				t.Color = theme.Color(theme.ColorNamePlaceHolder)
			}
			if date == c.today {
				today.Hidden = false
				place(today, x+1, y+1, calendarCell-2, calendarCell-2)
			}
		}
	}
	d.refresh()
	return d
}

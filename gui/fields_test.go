package gui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"liangping/data"
)

// inWindow shows an object in a window with the program's look.
func inWindow(t *testing.T, o fyne.CanvasObject) fyne.Canvas {
	t.Helper()
	newTestApp(t).Settings().SetTheme(newTheme(nil, nil))
	w := test.NewTempWindow(t, o)
	w.Resize(fyne.NewSize(600, 500))
	return w.Canvas()
}

// typeInto types a text into the focused widget.
func typeInto(c fyne.Canvas, text string) {
	for _, r := range text {
		c.Focused().TypedRune(r)
	}
}

var aDay = data.Date{Year: 2011, Month: 7, Day: 25}

func TestDateEntry(t *testing.T) {
	for _, c := range []struct {
		typed   string
		want    string // the date, "" for none
		written string // what stands in the field after leaving it
		refused bool
	}{
		{"2011-07-25", "2011-07-25", "2011-07-25", false},
		{"2011-7-5", "2011-07-05", "2011-07-05", false},
		{"2011.7.25", "2011-07-25", "2011-07-25", false},
		{"20110725", "2011-07-25", "2011-07-25", false},
		{"20111301", "", "20111301", true},
		{"2011年7月25日", "2011-07-25", "2011-07-25", false},
		{"２０１１-0７-25", "2011-07-25", "2011-07-25", false},
		{"2012-02-29", "2012-02-29", "2012-02-29", false},
		{"2011-02-29", "", "2011-02-29", true},
		{"2011-13-01", "", "2011-13-01", true},
		{"2011-07", "", "2011-07", true},
		{"明天", "", "", false}, // letters can't be typed
		{"", "", "", false},
	} {
		t.Run(c.typed, func(t *testing.T) {
			changes := 0
			d := newDateEntry(aDay, func() { changes++ })
			other := newEntry()
			canvas := inWindow(t, vbox(8, d, other))
			canvas.Focus(d.entry)
			typeInto(canvas, c.typed)
			canvas.Focus(other)
			date, ok := d.date()
			if date.String() != c.want || ok != (c.want != "") {
				t.Errorf("date %v, %v", date, ok)
			}
			if d.entry.Text != c.written || d.entry.frame.refused != c.refused {
				t.Errorf("it shows %q, refused %v", d.entry.Text, d.entry.frame.refused)
			}
			if (changes > 0) != (d.entry.Text != "") {
				t.Errorf("%d calls for %q", changes, d.entry.Text)
			}
		})
	}
}

func TestCalendar(t *testing.T) {
	for _, c := range []struct {
		name string
		keys []fyne.KeyName
		want string
	}{
		{"Enter takes the day shown", []fyne.KeyName{fyne.KeyReturn}, "2011-07-25"},
		{"a day on", []fyne.KeyName{fyne.KeyRight, fyne.KeyReturn}, "2011-07-26"},
		{"a week on, into the next month", []fyne.KeyName{fyne.KeyDown, fyne.KeyEnter}, "2011-08-01"},
		{"a month back", []fyne.KeyName{fyne.KeyPageUp, fyne.KeyReturn}, "2011-06-25"},
		{"from 31 July to February", []fyne.KeyName{fyne.KeyDown, fyne.KeyLeft, fyne.KeyPageUp, fyne.KeyPageUp, fyne.KeyPageUp, fyne.KeyPageUp, fyne.KeyPageUp, fyne.KeyReturn}, "2011-02-28"},
		{"Esc changes nothing", []fyne.KeyName{fyne.KeyDown, fyne.KeyEscape}, "2011-07-25"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDateEntry(aDay, nil)
			canvas := inWindow(t, vbox(8, d))
			d.set(aDay)
			canvas.Focus(d.entry)
			key(canvas.Focused(), fyne.KeyDown) // opens the calendar
			for _, k := range c.keys {
				key(canvas.Focused(), k)
			}
			if d.entry.Text != c.want || canvas.Focused() != d.entry {
				t.Errorf("%s, focus on %T", d.entry.Text, canvas.Focused())
			}
		})
	}
}

func TestCalendarClick(t *testing.T) {
	d := newDateEntry(aDay, nil)
	canvas := inWindow(t, vbox(8, d))
	d.set(aDay)
	d.openCalendar()
	calendar := canvas.Focused().(*calendar)
	// July 2011 begins on a Friday, so its first row is 27 June to 3 July and the Friday of its second the 8th.
	test.TapAt(calendar, fyne.NewPos(8+4*calendarCell+5, 8+calendarHead+2*calendarCell+5))
	if d.entry.Text != "2011-07-08" {
		t.Errorf("picked %s", d.entry.Text)
	}
}

func TestNumberEntry(t *testing.T) {
	for _, c := range []struct {
		name, before, typed string
		keys                []fyne.KeyName
		want                string
	}{
		{"figures", "", "84", nil, "84"},
		{"full width", "", "８４", nil, "84"},
		{"only figures", "", "-8.4a", nil, "84"},
		{"the first figure replaces", "90", "84", nil, "84"},
		{"the same figure replaces too", "8", "84", nil, "84"},
		{"zero replaces", "90", "0", nil, "0"},
		{"no leading zeros", "", "007", nil, "7"},
		{"not above the limit", "", "12345", nil, "1234"},
		{"Backspace corrects", "90", "", []fyne.KeyName{fyne.KeyBackspace}, "9"},
		{"Delete empties", "90", "", []fyne.KeyName{fyne.KeyDelete}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			changes := 0
			n := newNumberEntry(9999, func() { changes++ })
			canvas := inWindow(t, hbox(8, n))
			n.text = c.before
			canvas.Focus(n)
			key(n, c.keys...)
			typeInto(canvas, c.typed)
			if n.text != c.want {
				t.Errorf("%q, want %q", n.text, c.want)
			}
			if (n.text != c.before) != (changes > 0) {
				t.Errorf("%d calls", changes)
			}
		})
	}
}

func TestSelectKeys(t *testing.T) {
	var picked []int
	s := newSelect([]string{"领导班子", "领导干部", "重点岗位"}, func(i int) { picked = append(picked, i) })
	canvas := inWindow(t, hbox(8, s))
	if s.shown() != "请选择" {
		t.Errorf("nothing chosen shows %q", s.shown())
	}
	s.choose(1)
	canvas.Focus(s)
	key(canvas.Focused(), fyne.KeyReturn) // the list opens on the present choice
	key(canvas.Focused(), fyne.KeyDown)
	key(canvas.Focused(), fyne.KeyReturn)
	if s.chosen != 2 || canvas.Focused() != s {
		t.Errorf("chosen %d, focus on %T", s.chosen, canvas.Focused())
	}
	key(s, fyne.KeyRight, fyne.KeyLeft, fyne.KeyLeft, fyne.KeyLeft)
	if s.chosen != 0 || len(picked) != 3 {
		t.Errorf("chosen %d after %v", s.chosen, picked)
	}
	s.setOptions([]string{"一", "二"}, 5)
	if s.chosen != -1 || len(picked) != 3 {
		t.Errorf("an option that does not exist is chosen: %d", s.chosen)
	}
}

func TestButtonAndSwitchKeys(t *testing.T) {
	pressed, ticked, views := 0, 0, []int{}
	b := newButton("保存", func() { pressed++ }).high().key("Ctrl+S")
	c := newCheck("在场", func(bool) { ticked++ })
	s := newSegmented([]string{"待办", "活动记录", "全部"}, func(i int) { views = append(views, i) })
	canvas := inWindow(t, vbox(8, b, c, s))
	key(b, fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace)
	b.Disable()
	key(b, fyne.KeyReturn)
	test.Tap(b)
	key(c, fyne.KeySpace, fyne.KeyReturn)
	key(s, fyne.KeyRight, fyne.KeyRight, fyne.KeyRight, fyne.KeyHome)
	test.TapAt(s, fyne.NewPos(segmentWidth("待办")+3, 10))
	if pressed != 3 || ticked != 2 || c.on {
		t.Errorf("pressed %d, ticked %d", pressed, ticked)
	}
	if want := []int{1, 2, 0, 1}; len(views) != 4 || views[0] != want[0] || views[1] != want[1] || views[2] != want[2] || views[3] != want[3] {
		t.Errorf("views %v, want %v", views, want)
	}
	if canvas.Focused() != s {
		t.Error("a click does not take the focus")
	}
}

// Dates are pasted from papers, past the filter of what is typed.
func TestDateEntryPaste(t *testing.T) {
	for _, text := range []string{"2011年7月25日", " ２０１１．７．２５", "20110725", "2011-07-25\n"} {
		d, other := newDateEntry(aDay, nil), newEntry()
		canvas := inWindow(t, vbox(8, d, other))
		canvas.Focus(d.entry)
		clipboard := test.NewClipboard()
		clipboard.SetContent(text)
		d.entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipboard})
		canvas.Focus(other)
		if date, _ := d.date(); date != aDay || d.entry.Text != "2011-07-25" || d.entry.frame.refused {
			t.Errorf("%q pasted: %v, shown as %q, refused %v", text, date, d.entry.Text, d.entry.frame.refused)
		}
	}
}

func TestFieldRefusal(t *testing.T) {
	name := newEntry()
	f := newField("姓名", labelUsual, name)
	inWindow(t, vbox(4, f))
	height := f.MinSize().Height
	f.refuse("请写姓名。")
	if !name.frame.refused || !strings.Contains(words(f), "请写姓名。") || f.MinSize().Height <= height {
		t.Error("the refusal is not shown in colour and in words")
	}
	f.accept()
	if name.frame.refused || strings.Contains(words(f), "请写姓名。") || f.MinSize().Height != height {
		t.Error("the refusal stays")
	}
}

// A refusal makes its field higher, but not the control of the field beside it.
func TestFieldBesideARefusal(t *testing.T) {
	head, operator := newEntry(), newEntry()
	left, right := newField("党组书记", labelUsual, head), newField("经办人", labelUsual, operator)
	inWindow(t, vbox(4, columns(8, []float32{200, 0}, left, right)))
	right.refuse("请写您的姓名。")
	left.Resize(left.Size().AddWidthHeight(0, refusalHeight))
	if got := head.Size().Height; got != operator.Size().Height {
		t.Errorf("the field beside is %v high, want %v", got, operator.Size().Height)
	}
}

func TestEntryKeys(t *testing.T) {
	first, second, search := newEntry(), newEntry(), newSearch("搜索", nil)
	down := 0
	search.down = func() { down++ }
	canvas := inWindow(t, vbox(8, first, second, search))
	canvas.Focus(first)
	key(first, fyne.KeyReturn)
	if canvas.Focused() != second {
		t.Error("Enter does not go to the next field")
	}
	search.take('李')
	if search.Text != "李" || canvas.Focused() != search {
		t.Errorf("a search begun elsewhere: %q", search.Text)
	}
	key(search, fyne.KeyDown, fyne.KeyEscape)
	if down != 1 || search.Text != "" {
		t.Errorf("↓ %d times, Esc leaves %q", down, search.Text)
	}
}

func TestWrap(t *testing.T) {
	inWindow(t, newEntry())
	width := textWidth("国国国国国国", textBody, false)
	for _, c := range []struct {
		text string
		want []string
	}{
		{"", []string{""}},
		{"国国国国国国", []string{"国国国国国国"}},
		{"国国国国国国国", []string{"国国国国国国", "国"}},
		{"国国国国国国。国", []string{"国国国国国", "国。国"}}, // no full stop begins a line
		{"国国国国国《国国", []string{"国国国国国", "《国国"}}, // no opening bracket ends one
		{"国\n国", []string{"国", "国"}},
		{"国国国国 Excel 国", []string{"国国国国 ", "Excel 国"}}, // a word stays whole
	} {
		got := wrap(c.text, width, textBody, false)
		if strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestFit(t *testing.T) {
	inWindow(t, newEntry())
	const text = "油地纠纷受理后答复慢，超过十五日"
	for _, width := range []float32{20, 60, 120, 400} {
		got := fit(text, width, textBody, false)
		if w := textWidth(got, textBody, false); w > width {
			t.Errorf("%q is %v wide, the room is %v", got, w, width)
		}
		if got != text && !strings.HasSuffix(got, "…") {
			t.Errorf("%q was cut without …", got)
		}
	}
	if fit(text, 1000, textBody, false) != text {
		t.Error("what fits was cut")
	}
}

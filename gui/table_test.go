package gui

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// person is a row of the tables under test.
type person struct {
	id, name, unit string
	rank           int
}

func people(n int) []person {
	rows := make([]person, n)
	for i := range rows {
		rows[i] = person{id: fmt.Sprint("p", i), name: fmt.Sprintf("第%05d人", i), unit: []string{"办公室", "财务科"}[i%2], rank: n - i}
	}
	return rows
}

// testTable is a table of people in a window of 600 × 400, with the focus.
func testTable(t *testing.T, rows []person) (*table[person], fyne.Canvas) {
	t.Helper()
	newTestApp(t).Settings().SetTheme(newTheme(nil, nil))
	tb := newTable(func(p person) string { return p.id }, []column[person]{
		{label: "姓名", text: func(p person) string { return p.name }, sort: func(a, b person) int { return strings.Compare(a.name, b.name) }},
		{label: "顺序", width: 80, text: func(p person) string { return fmt.Sprint(p.rank) }, sort: func(a, b person) int { return cmp.Compare(a.rank, b.rank) }},
	})
	w := test.NewTempWindow(t, tb)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(600, 400))
	tb.setRows(rows)
	w.Canvas().Focus(tb)
	return tb, w.Canvas()
}

func key(o fyne.Focusable, names ...fyne.KeyName) {
	for _, name := range names {
		o.TypedKey(&fyne.KeyEvent{Name: name})
	}
}

func (t *table[T]) selectedKey() string {
	row, ok := t.selected()
	if !ok {
		return ""
	}
	return t.key(row)
}

// The focus is seen also where no row can show it.
func TestTableFocusWithoutRows(t *testing.T) {
	tb, c := testTable(t, people(3))
	ring := func() bool { return !tb.view.ring.Hidden }
	if ring() {
		t.Error("the chosen row shows the focus already")
	}
	tb.setFilter(func(person) bool { return false })
	if !ring() {
		t.Error("an empty table doesn't show the focus")
	}
	c.Unfocus()
	if ring() {
		t.Error("the mark stays after the focus")
	}
}

func TestTableKeys(t *testing.T) {
	tb, _ := testTable(t, people(100))
	var selections []string
	tb.onSelect = func(p person) { selections = append(selections, p.id) }
	// Of 400, the head takes 33, the footer 29: ten whole rows of 32 fit, and a page keeps one of them in sight.
	for _, step := range []struct {
		key  fyne.KeyName
		want string
	}{
		{fyne.KeyUp, "p0"},
		{fyne.KeyDown, "p1"},
		{fyne.KeyDown, "p2"},
		{fyne.KeyUp, "p1"},
		{fyne.KeyPageDown, "p10"},
		{fyne.KeyPageUp, "p1"},
		{fyne.KeyPageUp, "p0"},
		{fyne.KeyEnd, "p99"},
		{fyne.KeyDown, "p99"},
		{fyne.KeyHome, "p0"},
	} {
		key(tb, step.key)
		if got := tb.selectedKey(); got != step.want {
			t.Fatalf("after %s: %s, want %s", step.key, got, step.want)
		}
	}
	if want := []string{"p1", "p2", "p1", "p10", "p1", "p0", "p99", "p0"}; !slices.Equal(selections, want) {
		t.Errorf("onSelect: %v, want %v", selections, want)
	}
}

func TestTableOpensChecksSearches(t *testing.T) {
	tb, canvas := testTable(t, people(3))
	var log []string
	tb.onOpen = func(p person) { log = append(log, "open "+p.id) }
	tb.onCheck = func(p person) { log = append(log, "check "+p.id) }
	tb.onType = func(r rune) { log = append(log, "type "+string(r)) }
	key(tb, fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter)
	canvas.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	canvas.Focused().TypedRune(' ') // the window sends both for the space bar
	canvas.Focused().TypedRune('李')
	if want := []string{"open p1", "open p1", "check p1", "type 李"}; !slices.Equal(log, want) {
		t.Errorf("%v, want %v", log, want)
	}
}

func TestTableSelectedRowIsVisible(t *testing.T) {
	tb, _ := testTable(t, people(100))
	for _, k := range []fyne.KeyName{fyne.KeyEnd, fyne.KeyHome, fyne.KeyPageDown, fyne.KeyPageDown, fyne.KeyUp} {
		key(tb, k)
		line := tb.lines[tb.rows[tb.cursor]]
		top, height := tb.view.scroll.Offset.Y, tb.view.scroll.Size().Height
		if line.y < top || line.y+line.height > top+height {
			t.Fatalf("after %s row %d at %v is outside %v + %v", k, tb.cursor, line.y, top, height)
		}
	}
}

func TestTableSortsByHead(t *testing.T) {
	tb, _ := testTable(t, people(5))
	tb.selectKey("p1")
	first := func() string { return tb.lines[0].row.id }
	head := fyne.NewPos(560, 10) // the second column
	test.TapAt(tb, head)
	if first() != "p4" || tb.selectedKey() != "p1" {
		t.Fatalf("sorted by rank: first %s, selected %s", first(), tb.selectedKey())
	}
	test.TapAt(tb, head)
	if first() != "p0" {
		t.Fatalf("sorted downwards: first %s", first())
	}
	if !strings.HasSuffix(tb.view.heads[1].lines[0].Text, "▼") || strings.Contains(tb.view.heads[0].lines[0].Text, "▼") {
		t.Error("▼ is not after the word of the sorted head alone")
	}
}

func TestTableKeepsSelectionByKey(t *testing.T) {
	tb, _ := testTable(t, people(10))
	tb.selectKey("p5")
	var selected []string
	tb.onSelect = func(p person) { selected = append(selected, p.id) }

	rows := people(10)
	slices.Reverse(rows)
	tb.setRows(rows)
	if tb.selectedKey() != "p5" || len(selected) != 0 {
		t.Fatalf("after a reload in another order: %s, onSelect %v", tb.selectedKey(), selected)
	}
	tb.setRows(slices.DeleteFunc(rows, func(p person) bool { return p.id == "p5" }))
	if got := tb.selectedKey(); got != "p4" || !slices.Equal(selected, []string{"p4"}) {
		t.Fatalf("after the row has gone: %s, onSelect %v; want its neighbour p4", got, selected)
	}
	tb.setFilter(func(p person) bool { return p.unit == "财务科" })
	if got := tb.footer(); got != "显示 5 / 9" && got != "显示 4 / 9" {
		t.Errorf("footer %q", got)
	}
	tb.setRows(nil)
	if _, ok := tb.selected(); ok {
		t.Error("an empty table has a selection")
	}
	key(tb, fyne.KeyDown, fyne.KeyEnd, fyne.KeyReturn, fyne.KeyPageUp)
}

func TestTableDeselect(t *testing.T) {
	tb, _ := testTable(t, people(3))
	tb.deselect()
	opened := false
	tb.onOpen = func(person) { opened = true }
	key(tb, fyne.KeyReturn)
	if tb.selectedKey() != "" || opened {
		t.Error("a row is still selected")
	}
	key(tb, fyne.KeyDown)
	if tb.selectedKey() != "p0" {
		t.Errorf("↓ from nothing selects %s", tb.selectedKey())
	}
}

func TestTableGroups(t *testing.T) {
	tb, _ := testTable(t, nil)
	tb.group = func(p person) (string, string) { return p.unit, "" }
	tb.setRows(people(4)) // 办公室 p0 p2, 财务科 p1 p3
	var order []string
	for _, l := range tb.lines {
		if l.head {
			order = append(order, l.title)
		} else {
			order = append(order, l.row.id)
		}
	}
	if want := []string{"办公室", "p0", "p2", "财务科", "p1", "p3"}; !slices.Equal(order, want) {
		t.Fatalf("%v, want %v", order, want)
	}
	key(tb, fyne.KeyDown, fyne.KeyDown) // passes the head of the second group
	if tb.selectedKey() != "p1" {
		t.Errorf("two down from p0 is %s", tb.selectedKey())
	}
	test.TapAt(tb, fyne.NewPos(50, 33+10)) // the head of a group can't be selected
	if tb.selectedKey() != "p1" {
		t.Errorf("a tap on a head selects %s", tb.selectedKey())
	}
	test.TapAt(tb, fyne.NewPos(50, 33+24+10))
	if tb.selectedKey() != "p0" {
		t.Errorf("a tap on the first row selects %s", tb.selectedKey())
	}
}

func TestTableAsksLeave(t *testing.T) {
	tb, _ := testTable(t, people(3))
	var proceed func()
	tb.leave = func(f func()) { proceed = f }
	key(tb, fyne.KeyDown)
	if tb.selectedKey() != "p0" {
		t.Fatal("the selection moved without leave")
	}
	proceed()
	if tb.selectedKey() != "p1" {
		t.Fatal("the selection did not move with leave")
	}
}

func TestTableTenThousandRows(t *testing.T) {
	tb, canvas := testTable(t, people(10_000))
	start := time.Now()
	const presses = 50
	for range presses / 2 {
		key(canvas.Focused(), fyne.KeyEnd, fyne.KeyHome)
	}
	if each := time.Since(start) / presses; each > 20*time.Millisecond {
		t.Errorf("a jump takes %v", each)
	}
	if n := len(tb.view.pool); n > 15 {
		t.Errorf("%d rows exist as objects, about 11 are visible", n)
	}
}

func BenchmarkTableKey(b *testing.B) {
	newTestApp(b).Settings().SetTheme(newTheme(nil, nil))
	tb := newTable(func(p person) string { return p.id }, []column[person]{
		{label: "姓名", text: func(p person) string { return p.name }},
		{label: "科室", width: 80, text: func(p person) string { return p.unit }},
	})
	w := test.NewTempWindow(b, tb)
	w.Resize(fyne.NewSize(900, 560))
	tb.setRows(people(10_000))
	for b.Loop() {
		key(tb, fyne.KeyPageDown)
		if tb.cursor == 9999 {
			key(tb, fyne.KeyHome)
		}
	}
}

package gui

import (
	"fmt"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"liangping/data"
)

// column declares one column of a table. What a row shows in it is text, with the others as additions or in its place.
type column[T any] struct {
	label string  // the head; "\n" in any head makes the header 44 high
	name  string  // by which the page finds the column again; the user never sees it
	width float32 // 0 takes the room that is left; at most one column has 0
	align fyne.TextAlign

	text   func(T) string
	remark func(T) string              // muted, behind the text
	look   func(T) look                // nil for ordinary text
	chip   func(T) (chip, bool)        // in place of the text
	bar    func(T) (data.Counts, bool) // the grade bar in place of the text
	check  func(T) bool                // a box to tick in place of the text
	sort   func(a, b T) int            // nil when a click on the head does not sort
	tapped func(T)                     // a click on the cell; the text is shown as a link
	chosen bool                        // the head is darker: the table is ranked by this column
	legend bool                        // the head shows what the colours of the grade bar mean
}

// look is how the text of a cell is written.
type look struct {
	color fyne.ThemeColorName // "" for ordinary
	bold  bool
}

// table shows rows in declared columns. It is one focusable widget: ↑ ↓ PageUp PageDown Home End move the selection, Enter
// opens, Space checks, typing starts a search. The selection belongs to a key, not to a position, so it survives a reload.
// Only the visible rows exist as objects; 10,000 rows are as quick as ten.
//
//	p.table = newTable(func(r targetRow) string { return r.id }, []column[targetRow]{
//		{label: "顺序", width: 64, align: fyne.TextAlignTrailing, text: func(r targetRow) string { return r.order }, sort: byOrder},
//		{label: "姓名（名称）", text: func(r targetRow) string { return r.name }, sort: byName},
//		{label: "状态", width: 96, chip: func(r targetRow) (chip, bool) { return r.state, true }},
//	})
//	p.table.onSelect = p.showTarget
//	p.table.onOpen = func(targetRow) { p.app.focus(p.name) }
//	p.table.onType = p.search.take
//	p.table.setRows(rows)                                          // keeps the selected key
//	p.table.setFilter(func(r targetRow) bool { return r.matches(p.search.Text) })
//	p.table.setFooter("在评 18　停评 1", "")
type table[T any] struct {
	widget.BaseWidget
	columns []column[T]
	key     func(T) string

	group     func(T) (title, remark string) // rows with the same title follow a head of their own; nil for none
	rowHeight float32                        // 32 unless set
	bare      bool                           // no panel of its own: the table stands inside one
	noFooter  bool
	onSelect  func(T)                   // another row is selected
	onOpen    func(T)                   // Enter or double click
	onCheck   func(T)                   // Space, or a click on a box
	onType    func(rune)                // typing
	onKey     func(*fyne.KeyEvent) bool // sees every key first; true when it was used
	leave     func(proceed func())      // asked before the selection moves, such as for unsaved changes

	all    []T            // as given
	keep   func(T) bool   // the filter
	lines  []tableLine[T] // what is shown: rows and heads of groups
	rows   []int          // the lines that are rows
	cursor int            // index into rows, -1 for none
	chosen string         // the key of the selected row
	sorted int            // the column that sorts, -1 for the order given
	down   bool           // it sorts downwards

	left, right string // the footer
	focused     bool
	lastTap     time.Time
	view        *tableView[T]
}

// tableLine is one line of the body: a row, or the head of a group.
type tableLine[T any] struct {
	row           T
	title, remark string
	head          bool
	y, height     float32
}

var _ fyne.Focusable = (*table[int])(nil)

const (
	headHeight      = 32
	headHeightTwo   = 44
	footHeight      = 28
	groupRowHeight  = 24
	cellPadding     = 8
	doubleTapPeriod = 400 * time.Millisecond
)

// newTable returns an empty table. key names a row for ever, such as by its record's ID.
func newTable[T any](key func(T) string, columns []column[T]) *table[T] {
	t := &table[T]{columns: columns, key: key, cursor: -1, sorted: -1, rowHeight: rowHeight}
	t.ExtendBaseWidget(t)
	return t
}

// setRows shows other rows. The selected key stays selected; when it has gone, its neighbour is, and onSelect is called.
func (t *table[T]) setRows(rows []T) {
	t.all = rows
	t.arrange()
}

// setFilter shows the rows that keep accepts, nil for all.
func (t *table[T]) setFilter(keep func(T) bool) {
	t.keep = keep
	t.arrange()
}

// setFooter sets what stands behind “显示 a / b” and at the right end of the footer.
func (t *table[T]) setFooter(left, right string) {
	t.left, t.right = left, right
	t.Refresh()
}

// sortBy sorts by the column with the index, as a click on its head does; again, it sorts the other way round.
func (t *table[T]) sortBy(i int) {
	if t.columns[i].sort == nil {
		return
	}
	t.down = t.sorted == i && !t.down
	t.sorted = i
	t.arrange()
}

// rankBy makes a column the one that ranks: its head is darker and it sorts, downwards when more is better. -1 for none.
func (t *table[T]) rankBy(i int, down bool) {
	if i >= 0 && t.columns[i].chosen {
		return
	}
	for j := range t.columns {
		t.columns[j].chosen = j == i
	}
	if t.sorted, t.down = i, down; i < 0 {
		t.down = false
	}
	if t.view != nil {
		t.view.rebuild()
		t.view.Layout(t.view.size)
	}
	t.arrange()
}

// selected returns the selected row, if any.
func (t *table[T]) selected() (row T, ok bool) {
	if t.cursor < 0 || t.cursor >= len(t.rows) {
		return row, false
	}
	return t.lines[t.rows[t.cursor]].row, true
}

// deselect selects nothing, such as while a new record is being written; the next key or reload selects again.
func (t *table[T]) deselect() {
	t.cursor, t.chosen = -1, ""
	t.Refresh()
}

// selectKey selects the row with the key and shows it. It reports whether there is one among the rows shown.
func (t *table[T]) selectKey(key string) bool {
	i := t.position(key)
	if i < 0 {
		return false
	}
	t.move(i)
	return true
}

// takeFocus moves the focus to the table.
func (t *table[T]) takeFocus() { takeFocus(t) }

// position returns the index of the key among the rows shown, -1 when it is not.
func (t *table[T]) position(key string) int {
	return slices.IndexFunc(t.rows, func(i int) bool { return t.key(t.lines[i].row) == key })
}

// arrange filters, sorts and groups the rows, then finds the selected one again.
func (t *table[T]) arrange() {
	rows := make([]T, 0, len(t.all))
	for _, r := range t.all {
		if t.keep == nil || t.keep(r) {
			rows = append(rows, r)
		}
	}
	if t.sorted >= 0 {
		order := t.columns[t.sorted].sort
		slices.SortStableFunc(rows, func(a, b T) int {
			if t.down {
				return order(b, a)
			}
			return order(a, b)
		})
	}
	t.setLines(rows)
	before := t.chosen
	if i := t.position(t.chosen); i >= 0 {
		t.cursor = i
	} else {
		t.cursor = min(max(t.cursor, 0), len(t.rows)-1)
	}
	row, ok := t.selected()
	if t.chosen = ""; ok {
		t.chosen = t.key(row)
	}
	t.Refresh()
	if ok && t.chosen != before {
		t.show()
		if t.onSelect != nil {
			t.onSelect(row)
		}
	}
}

// setLines puts the rows one under the other, those of a group under its head, groups in the order of their first row as given.
func (t *table[T]) setLines(rows []T) {
	t.lines, t.rows = t.lines[:0], t.rows[:0]
	y := float32(0)
	add := func(l tableLine[T]) {
		l.y = y
		y += l.height
		t.lines = append(t.lines, l)
	}
	addRow := func(r T) {
		t.rows = append(t.rows, len(t.lines))
		add(tableLine[T]{row: r, height: t.rowHeight})
	}
	if t.group == nil {
		for _, r := range rows {
			addRow(r)
		}
		return
	}
	var titles []string
	for _, r := range t.all {
		if title, _ := t.group(r); !slices.Contains(titles, title) {
			titles = append(titles, title)
		}
	}
	for _, title := range titles {
		first := true
		for _, r := range rows {
			name, remark := t.group(r)
			if name != title {
				continue
			}
			if first {
				add(tableLine[T]{title: title, remark: remark, head: true, height: groupRowHeight})
				first = false
			}
			addRow(r)
		}
	}
}

// move selects the row with the index after asking leave, and calls onSelect when it is another one.
func (t *table[T]) move(i int) {
	i = min(max(i, 0), len(t.rows)-1)
	if i < 0 {
		return
	}
	if i == t.cursor {
		t.show()
		return
	}
	proceed := func() {
		t.cursor = i
		row, ok := t.selected()
		if !ok {
			return
		}
		t.chosen = t.key(row)
		t.show()
		t.Refresh()
		if t.onSelect != nil {
			t.onSelect(row)
		}
	}
	if t.leave != nil {
		t.leave(proceed)
		return
	}
	proceed()
}

// show scrolls so that the selected row is visible, with the head of its group when it is the first of it.
func (t *table[T]) show() {
	if t.view == nil || t.view.size.IsZero() || t.cursor < 0 {
		return
	}
	line := t.lines[t.rows[t.cursor]]
	top := line.y
	if before := t.rows[t.cursor] - 1; before >= 0 && t.lines[before].head {
		top = t.lines[before].y
	}
	t.view.reveal(top, line.y+line.height)
}

// TypedKey moves, opens and checks.
func (t *table[T]) TypedKey(key *fyne.KeyEvent) {
	if t.onKey != nil && t.onKey(key) {
		return
	}
	page := 1
	if t.view != nil {
		page = max(int(t.view.scroll.Size().Height/t.rowHeight)-1, 1)
	}
	switch {
	case key.Name == fyne.KeyUp:
		t.move(t.cursor - 1)
	case key.Name == fyne.KeyDown:
		t.move(t.cursor + 1)
	case key.Name == fyne.KeyPageUp:
		t.move(t.cursor - page)
	case key.Name == fyne.KeyPageDown:
		t.move(t.cursor + page)
	case key.Name == fyne.KeyHome:
		t.move(0)
	case key.Name == fyne.KeyEnd:
		t.move(len(t.rows) - 1)
	case isEnter(key):
		t.call(t.onOpen)
	case key.Name == fyne.KeySpace:
		t.call(t.onCheck)
	default:
		passOn(t, key)
	}
}

// call hands the selected row to a callback.
func (t *table[T]) call(do func(T)) {
	if row, ok := t.selected(); ok && do != nil {
		do(row)
	}
}

// TypedRune starts a search; Space has its own meaning.
func (t *table[T]) TypedRune(r rune) {
	if r != ' ' && t.onType != nil {
		t.onType(r)
	}
}

// FocusGained marks the selected row.
func (t *table[T]) FocusGained() { t.focused = true; t.Refresh() }

// FocusLost leaves the row selected, without the mark.
func (t *table[T]) FocusLost() { t.focused = false; t.Refresh() }

// Tapped sorts on a head and selects on a row; a second tap on the same row opens it.
func (t *table[T]) Tapped(ev *fyne.PointEvent) {
	takeFocus(t)
	if t.view == nil {
		return
	}
	x, y := ev.Position.X, ev.Position.Y
	column := t.view.columnAt(x)
	if y < t.view.headHeight() {
		if column >= 0 {
			t.sortBy(column)
		}
		return
	}
	i, ok := t.rowAt(y - t.view.headHeight() + t.view.scroll.Offset.Y)
	if !ok || y >= t.view.headHeight()+t.view.scroll.Size().Height {
		return
	}
	again := i == t.cursor && time.Since(t.lastTap) < doubleTapPeriod
	t.lastTap = time.Now()
	t.move(i)
	if i != t.cursor { // the user stays with unsaved changes
		return
	}
	switch {
	case column >= 0 && t.columns[column].check != nil:
		t.call(t.onCheck)
	case column >= 0 && t.columns[column].tapped != nil:
		t.call(t.columns[column].tapped)
	case again:
		t.call(t.onOpen)
	}
}

// rowAt returns the index of the row at a height of the body.
func (t *table[T]) rowAt(y float32) (int, bool) {
	for i, line := range t.rows {
		if l := t.lines[line]; y >= l.y && y < l.y+l.height {
			return i, true
		}
	}
	return 0, false
}

// footer is “显示 a / b” and what the page adds.
func (t *table[T]) footer() string {
	shown := fmt.Sprintf("显示 %d / %d", len(t.rows), len(t.all))
	if t.left != "" {
		shown += "　" + t.left
	}
	return shown
}

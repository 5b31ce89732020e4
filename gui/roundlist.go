package gui

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"liangping/data"
)

// roundItem is a round as the list at the left shows it.
type roundItem struct {
	id     data.ID
	name   string
	state  chip
	first  string // 8月24日　三楼会议室
	second string // 收回 86　已录 85
}

// newRoundItem sums a round up; keyed is the number of its sheets on the disk.
func newRoundItem(r data.Round, keyed int) roundItem {
	returned := returnedSheets(r)
	item := roundItem{id: r.ID, name: r.Kind.String(), first: r.Date.MonthDay(), second: fmt.Sprintf("收回 %d　已录 %d", returned, keyed)}
	if item.first == "" {
		item.first = "日期未定"
	}
	if r.UnitClass != "" {
		item.first += "　" + r.UnitClass.String() + "部门专场"
	}
	if r.Attempt > 1 {
		item.first += fmt.Sprintf("　第%d次", r.Attempt)
	}
	if r.Place != "" {
		item.first += "　" + r.Place
	}
	switch {
	case r.State == data.RoundVoid:
		item.state, item.second = chip{chipOrange, "×", "作废"}, "整次无效，只能查看"
	case r.State == data.RoundSealed:
		item.state, item.second = chip{chipGrey, "■", "已封存"}, fmt.Sprintf("收回 %d　有效 %d", returned, validSheets(r))
	case returned > 0 && keyed >= returned:
		item.state = chip{chipBlue, "◐", "待封存"}
	case keyed > 0:
		item.state = chip{chipBlue, "▶", "录票中"}
	case r.FormFrozen:
		item.state = chip{chipBlue, "◐", "待录票"}
	default:
		item.state = chip{chipGrey, "○", "未开始"}
	}
	return item
}

// returnedSheets is the number of sheets that came back, over all groups.
func returnedSheets(r data.Round) (n int) {
	for _, g := range r.Groups {
		n += g.Returned
	}
	return n
}

// validSheets is the number of valid sheets as counted in the hall, over all groups.
func validSheets(r data.Round) (n int) {
	for _, g := range r.Groups {
		n += g.Valid
	}
	return n
}

// roundList is the list of rounds. ↑ and ↓ choose.
type roundList struct {
	widget.BaseWidget
	items   []roundItem
	chosen  int
	changed func(int)
	focused bool
}

var _ fyne.Focusable = (*roundList)(nil)

func newRoundList(changed func(int)) *roundList {
	l := &roundList{changed: changed}
	l.ExtendBaseWidget(l)
	return l
}

// set shows the rounds with one chosen, without calling back.
func (l *roundList) set(items []roundItem, chosen int) {
	l.items, l.chosen = items, chosen
	l.Refresh()
}

func (l *roundList) pick(i int) {
	if i >= 0 && i < len(l.items) && i != l.chosen {
		l.changed(i)
	}
}

// Tapped chooses the round under the pointer.
func (l *roundList) Tapped(ev *fyne.PointEvent) {
	takeFocus(l)
	l.pick(int(ev.Position.Y / roundItemHeight))
}

// TypedKey moves the choice.
func (l *roundList) TypedKey(key *fyne.KeyEvent) {
	switch {
	case key.Name == fyne.KeyUp:
		l.pick(l.chosen - 1)
	case key.Name == fyne.KeyDown:
		l.pick(l.chosen + 1)
	case isEnter(key):
		focusNext(l)
	default:
		passOn(l, key)
	}
}

// TypedRune has no meaning here.
func (l *roundList) TypedRune(rune) {}

// FocusGained shows the ring.
func (l *roundList) FocusGained() { l.focused = true; l.Refresh() }

// FocusLost hides the ring.
func (l *roundList) FocusLost() { l.focused = false; l.Refresh() }

const roundItemHeight float32 = 84

// CreateRenderer draws a block per round; there are never more than a handful.
func (l *roundList) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{}
	var views []*roundItemView
	d.size = func() fyne.Size { return fyne.NewSize(160, roundItemHeight*float32(len(l.items))) }
	d.layout = func(size fyne.Size) {
		for i, v := range views {
			v.place(roundItemHeight*float32(i), size.Width)
		}
	}
	d.refresh = func() {
		d.objects, views = nil, nil
		for i, item := range l.items {
			v := newRoundItemView(item, i == l.chosen, i == l.chosen && l.focused)
			views = append(views, v)
			d.objects = append(d.objects, v.ground, v.bar, v.ring, v.name, v.chip, v.first, v.second, v.line)
		}
		d.layout(l.Size())
	}
	d.refresh()
	return d
}

type roundItemView struct {
	ground, bar, ring, line *canvas.Rectangle
	name, first, second     *canvas.Text
	chip                    *chipView
	words                   string
}

func newRoundItemView(item roundItem, chosen, focused bool) *roundItemView {
	v := &roundItemView{
		ground: newRectangle(colorRowSelection, 0), bar: newRectangle(theme.ColorNamePrimary, 0),
		ring: newStroke(theme.ColorNamePrimary, 2, 0), line: newRectangle(theme.ColorNameSeparator, 0),
		name: body(item.name), first: caption(""), second: caption(item.second), chip: newChip(item.state), words: item.first,
	}
	v.ground.Hidden, v.bar.Hidden, v.ring.Hidden = !chosen, !chosen, !focused
	return v
}

func (v *roundItemView) place(y, width float32) {
	const side = 12
	place(v.ground, 1, y, width-2, roundItemHeight-1)
	place(v.ring, 2, y+1, width-4, roundItemHeight-3)
	place(v.bar, 1, y, 3, roundItemHeight-1)
	place(v.line, 0, y+roundItemHeight-1, width, 1)
	chipWidth := v.chip.MinSize().Width
	place(v.name, side, y+8, width-2*side-chipWidth, 24)
	place(v.chip, width-side-chipWidth, y+10, chipWidth, chipHeight)
	v.first.Text = fit(v.words, width-2*side, textCaption, false)
	place(v.first, side, y+34, width-2*side, 18)
	place(v.second, side, y+54, width-2*side, 18)
}

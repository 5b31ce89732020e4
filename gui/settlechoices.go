package gui

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"liangping/data"
)

// settleChoices is what may stand on the paper where two readings differ: the six marks by their keys, or, when they differ
// about the whole sheet, the two readings. None is chosen beforehand; a key chooses, Enter settles.
type settleChoices struct {
	widget.BaseWidget
	settle func(data.Reading)
	other  func()         // / : another reason of a 废票
	move   func(step int) // ↑ ↓ and PageUp PageDown: another difference

	difference data.Difference
	options    []settleOption
	chosen     int // -1 for none
	focused    bool
	refused    bool // Enter or a key without meaning
	figures    figureKeys
}

// settleOption is one of the choices; read tells that one of the passes read it.
type settleOption struct {
	key     rune
	words   string
	reading data.Reading
	read    bool
}

var _ fyne.Focusable = (*settleChoices)(nil)

func newSettleChoices(settle func(data.Reading)) *settleChoices {
	c := &settleChoices{settle: settle, chosen: -1}
	c.ExtendBaseWidget(c)
	return c
}

// show offers what may stand on the paper.
func (c *settleChoices) show(d data.Difference) {
	c.difference, c.options, c.chosen, c.refused = d, nil, -1, false
	if d.Line == 0 {
		for i, r := range d.Readings {
			c.options = append(c.options, settleOption{'1' + rune(i), wholeWords(r), r, true})
		}
		c.options = append(c.options, settleOption{'/', "废票，另选原因…", data.Reading{}, false})
	} else {
		for _, m := range data.Marks {
			r := data.Reading{Marks: string(rune(m))}
			c.options = append(c.options, settleOption{rune(m), m.String(), r, r == d.Readings[0] || r == d.Readings[1]})
		}
	}
	for i, o := range c.options {
		if d.SettledBy != "" && o.reading == d.Settled {
			c.chosen = i
		}
	}
	c.Refresh()
}

// wholeWords say what a whole sheet is by one reading.
func wholeWords(r data.Reading) string {
	if r.Spoiled != "" {
		return "废票：" + r.Spoiled
	}
	counts := data.CountMarks(r.Marks)
	var parts []string
	for i, n := range []int{counts.Satisfied, counts.MostlySatisfied, counts.Dissatisfied, counts.Unfamiliar, counts.Blank, counts.Multiple} {
		if n > 0 {
			parts = append(parts, data.Marks[i].String()+" "+strconv.Itoa(n))
		}
	}
	return "有效票：" + strings.Join(parts, "，")
}

// confirm settles what is chosen.
func (c *settleChoices) confirm() {
	if c.chosen < 0 {
		c.refused = true
		c.Refresh()
		return
	}
	c.settle(c.options[c.chosen].reading)
}

// TypedRune chooses by the key of the entry grid.
func (c *settleChoices) TypedRune(r rune) {
	c.figures.arrived()
	r = entryRune(r)
	c.refused = true
	for i, o := range c.options {
		if o.key == r && c.difference.SettledBy == "" {
			c.chosen, c.refused = i, false
		}
	}
	c.Refresh()
	if r == '/' && !c.refused {
		c.chosen = -1
		c.other()
	}
}

// TypedKey settles, or moves on.
func (c *settleChoices) TypedKey(key *fyne.KeyEvent) {
	switch {
	case isEnter(key):
		c.confirm()
	case key.Name == fyne.KeyUp || key.Name == fyne.KeyPageUp:
		c.move(-1)
	case key.Name == fyne.KeyDown || key.Name == fyne.KeyPageDown:
		c.move(1)
	default:
		c.figures.down(key)
		passOn(c, key)
	}
}

// KeyDown needs nothing: TypedKey sees the key too.
func (c *settleChoices) KeyDown(*fyne.KeyEvent) {}

// KeyUp notices a figure key without a figure: Num Lock is off.
func (c *settleChoices) KeyUp(key *fyne.KeyEvent) {
	if c.figures.up(key) != "" {
		c.refused = true
		c.Refresh()
	}
}

// Tapped chooses the row under the pointer.
func (c *settleChoices) Tapped(ev *fyne.PointEvent) {
	takeFocus(c)
	for i := range c.options {
		if _, y, _, h := c.box(i, c.Size()); ev.Position.Y >= y && ev.Position.Y < y+h {
			if x, _, w, _ := c.box(i, c.Size()); ev.Position.X >= x && ev.Position.X < x+w {
				c.TypedRune(c.options[i].key)
				return
			}
		}
	}
}

// FocusGained shows the ring.
func (c *settleChoices) FocusGained() { c.focused = true; c.Refresh() }

// FocusLost hides the ring.
func (c *settleChoices) FocusLost() { c.focused = false; c.Refresh() }

const (
	settleHeight float32 = 40
	settleGap    float32 = 4
	settleFoot   float32 = 24
)

// box is the place of a choice: one under the other, the last two of the six side by side.
func (c *settleChoices) box(i int, size fyne.Size) (x, y, width, height float32) {
	row := float32(min(i, 4)) * (settleHeight + settleGap)
	if i < 4 {
		return 0, row, size.Width, settleHeight
	}
	half := (size.Width - settleGap) / 2
	return float32(i-4) * (half + settleGap), row, half, settleHeight
}

// CreateRenderer draws the six choices and a line for what is wrong.
func (c *settleChoices) CreateRenderer() fyne.WidgetRenderer {
	const most = 6
	var grounds [most]*canvas.Rectangle
	var keys, words, notes [most]*canvas.Text
	foot := newText("", textBody, colorBrokenText)
	d := &drawing{objects: []fyne.CanvasObject{foot}}
	for i := range most {
		grounds[i] = newStroke(theme.ColorNameInputBorder, 1, 4)
		keys[i], words[i], notes[i] = heading(""), newText("", textHeading, theme.ColorNameForeground), remark("")
		notes[i].Alignment = fyne.TextAlignTrailing
		d.objects = append(d.objects, grounds[i], keys[i], words[i], notes[i])
	}
	d.size = func() fyne.Size { return fyne.NewSize(300, 5*(settleHeight+settleGap)+settleFoot) }
	d.layout = func(size fyne.Size) {
		for i := range most {
			x, y, w, h := c.box(i, size)
			place(grounds[i], x, y, w, h)
			place(keys[i], x+13, y, 24, h)
			place(words[i], x+49, y, w-49-13, h)
			place(notes[i], x+49, y, w-49-13, h)
		}
		place(foot, 0, 5*(settleHeight+settleGap), size.Width, settleFoot)
	}
	d.refresh = func() {
		for i := range most {
			there := i < len(c.options)
			for _, o := range []fyne.CanvasObject{grounds[i], keys[i], words[i], notes[i]} {
				setVisible(o, there)
			}
			if !there {
				continue
			}
			o := c.options[i]
			keys[i].Text, notes[i].Text = string(o.key), ""
			if o.read && c.difference.Line > 0 {
				notes[i].Text = "有一遍读作此项"
			}
			_, _, width, _ := c.box(i, c.Size())
			words[i].Text = fit(o.words, max(width-62, 80), textHeading, false)
			setStroke(grounds[i], theme.ColorNameInputBorder, 1)
			grounds[i].FillColor = theme.Color(colorPanel)
			if o.read {
				grounds[i].FillColor = theme.Color(colorGroupRow)
			}
			if i == c.chosen {
				setStroke(grounds[i], theme.ColorNamePrimary, 2)
				grounds[i].FillColor = theme.Color(colorRowSelection)
			}
		}
		foot.Text = ""
		switch {
		case !c.refused:
		case c.difference.SettledBy != "":
			foot.Text = "▲ 这一处已经处理，不再改。"
		default:
			foot.Text = "▲ 请按原票上的等次按数字键，再按回车。"
		}
		d.layout(c.Size())
	}
	d.refresh()
	return d
}

func setVisible(o fyne.CanvasObject, visible bool) {
	if visible {
		o.Show()
	} else {
		o.Hide()
	}
}

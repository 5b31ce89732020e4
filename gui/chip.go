package gui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// chipKind is the ground of a chip. Which state has which ground and sign is listed in screens.md §2.
type chipKind int

// The grounds of a chip.
const (
	chipGrey chipKind = iota
	chipBlue
	chipOrange
	chipRed
	chipGreen
	chipOutline
)

// chip is a state in one sign and one word, such as ◐ 送审. Colour never stands alone.
type chip struct {
	kind chipKind
	sign string
	word string
}

// text is what the chip shows.
func (c chip) text() string {
	if c.sign == "" {
		return c.word
	}
	return c.sign + " " + c.word
}

var chipColors = [...]struct{ fill, text color.NRGBA }{
	chipGrey:    {rgb(0xE7EAEE), rgb(0x454E5B)},
	chipBlue:    {rgb(0xC6DBF3), rgb(0x16427A)},
	chipOrange:  {rgb(0xFBE6CF), rgb(0x834200)},
	chipRed:     {rgb(0xF9DDD6), rgb(0x96270F)},
	chipGreen:   {rgb(0xD6EEE5), rgb(0x0A5743)},
	chipOutline: {rgb(0xFFFFFF), rgb(0x194B86)},
}

const (
	chipHeight = 20
	chipPad    = 7
)

// chipView draws a chip, 20 high and as wide as its text.
type chipView struct {
	widget.BaseWidget
	chip chip
}

// newChip returns the picture of a chip.
//
//	head := hbox(8, heading("李𬭎"), newChip(chip{chipGreen, "✓", "在评"}))
func newChip(c chip) *chipView {
	v := &chipView{chip: c}
	v.ExtendBaseWidget(v)
	return v
}

// set shows another chip.
func (v *chipView) set(c chip) {
	if v.chip != c {
		v.chip = c
		v.Refresh()
	}
}

// CreateRenderer draws the rectangle and its words.
func (v *chipView) CreateRenderer() fyne.WidgetRenderer {
	ground := newRectangle(theme.ColorNameButton, 4)
	text := canvas.NewText("", color.Black)
	text.TextSize = textCaption
	text.Alignment = fyne.TextAlignCenter
	d := &drawing{objects: []fyne.CanvasObject{ground, text}}
	d.size = func() fyne.Size {
		return fyne.NewSize(textWidth(v.chip.text(), textCaption, false)+2*chipPad, chipHeight)
	}
	d.layout = func(size fyne.Size) {
		y := (size.Height - chipHeight) / 2
		width := min(size.Width, d.size().Width)
		place(ground, 0, y, width, chipHeight)
		place(text, 0, y, width, chipHeight)
	}
	d.refresh = func() {
		colors := chipColors[v.chip.kind]
		ground.FillColor = colors.fill
		ground.StrokeWidth = 0
		if v.chip.kind == chipOutline {
			ground.StrokeColor, ground.StrokeWidth = colors.text, 1
		}
		text.Color, text.Text = colors.text, v.chip.text()
		d.layout(v.Size())
	}
	d.refresh()
	return d
}

package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// fitText is one line of text that takes the room it is given and ends in … when that is too little.
type fitText struct {
	widget.BaseWidget
	text  string
	size  float32
	color fyne.ThemeColorName
}

func newFitText(size float32, color fyne.ThemeColorName) *fitText {
	t := &fitText{size: size, color: color}
	t.ExtendBaseWidget(t)
	return t
}

// setText shows another text.
func (t *fitText) setText(text string) {
	if t.text != text {
		t.text = text
		t.Refresh()
	}
}

// CreateRenderer draws the line.
func (t *fitText) CreateRenderer() fyne.WidgetRenderer {
	text := newText("", t.size, t.color)
	d := &drawing{objects: []fyne.CanvasObject{text}}
	d.size = func() fyne.Size { return fyne.MeasureText("国", t.size, fyne.TextStyle{}) }
	d.layout = func(size fyne.Size) {
		place(text, 0, 0, size.Width, size.Height)
		text.Text = fit(t.text, size.Width, t.size, false)
	}
	d.refresh = func() { d.layout(t.Size()) }
	return d
}

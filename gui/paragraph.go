package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// paragraph is text that runs over as many lines as it needs, broken by the rules of Chinese punctuation, which Fyne's labels
// do not know. Its height is right from the first layout on, because it is told a width beforehand.
type paragraph struct {
	widget.BaseWidget
	text  string
	size  float32
	color fyne.ThemeColorName
	width float32
}

// newParagraph returns text broken at the given width. When it is laid out wider or narrower it breaks anew.
func newParagraph(text string, size float32, color fyne.ThemeColorName, width float32) *paragraph {
	p := &paragraph{text: text, size: size, color: color, width: width}
	p.ExtendBaseWidget(p)
	return p
}

// setText shows another text.
func (p *paragraph) setText(text string) {
	if p.text != text {
		p.text = text
		p.Refresh()
	}
}

// paragraphs sets several one under the other.
func paragraphs(width float32, lines []string) *fyne.Container {
	box := vbox(4)
	for _, s := range lines {
		box.Add(newParagraph(s, textBody, theme.ColorNameForeground, width))
	}
	return box
}

// CreateRenderer draws one text object per line.
func (p *paragraph) CreateRenderer() fyne.WidgetRenderer {
	r := &paragraphRenderer{paragraph: p}
	r.breakLines()
	return r
}

type paragraphRenderer struct {
	paragraph *paragraph
	lines     []fyne.CanvasObject
}

func (r *paragraphRenderer) lineHeight() float32 {
	return fyne.MeasureText("国", r.paragraph.size, fyne.TextStyle{}).Height + 2
}

func (r *paragraphRenderer) breakLines() {
	p := r.paragraph
	r.lines = r.lines[:0]
	for _, s := range wrap(p.text, p.width, p.size, false) {
		t := canvas.NewText(s, theme.Color(p.color))
		t.TextSize = p.size
		r.lines = append(r.lines, t)
	}
}

// MinSize is as high as the lines; the width is free.
func (r *paragraphRenderer) MinSize() fyne.Size {
	return fyne.NewSize(0, float32(len(r.lines))*r.lineHeight())
}

// Layout breaks the text anew when the width has changed.
func (r *paragraphRenderer) Layout(size fyne.Size) {
	if size.Width != r.paragraph.width && size.Width > 0 {
		r.paragraph.width = size.Width
		r.breakLines()
	}
	for i, o := range r.lines {
		place(o, 0, float32(i)*r.lineHeight(), size.Width, r.lineHeight())
	}
}

// Objects returns the lines.
func (r *paragraphRenderer) Objects() []fyne.CanvasObject { return r.lines }

// Refresh breaks the text anew.
func (r *paragraphRenderer) Refresh() {
	r.breakLines()
	r.Layout(r.paragraph.Size())
	canvas.Refresh(r.paragraph)
}

// Destroy has nothing to give back.
func (r *paragraphRenderer) Destroy() {}

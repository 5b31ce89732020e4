package gui

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// drawing is the renderer of the program's own widgets: a fixed list of objects and three functions of the widget.
type drawing struct {
	objects []fyne.CanvasObject
	size    func() fyne.Size // the least size
	layout  func(fyne.Size)
	refresh func() // sets colours and texts; nil when nothing changes
}

// MinSize returns the least size of the widget.
func (d *drawing) MinSize() fyne.Size { return d.size() }

// Layout places the objects.
func (d *drawing) Layout(size fyne.Size) { d.layout(size) }

// Objects returns what is drawn, the lowest first.
func (d *drawing) Objects() []fyne.CanvasObject { return d.objects }

// Destroy has nothing to give back.
func (d *drawing) Destroy() {}

// Refresh brings the objects up to date with the widget.
func (d *drawing) Refresh() {
	if d.refresh != nil {
		d.refresh()
	}
	for _, o := range d.objects {
		o.Refresh()
	}
}

// newText returns one line of text in a size and colour of the theme.
func newText(text string, size float32, name fyne.ThemeColorName) *canvas.Text {
	t := canvas.NewText(text, theme.Color(name))
	t.TextSize = size
	return t
}

// bold makes a line of text bold and returns it.
func bold(t *canvas.Text) *canvas.Text {
	t.TextStyle.Bold = true
	return t
}

// heading is a name or the head of a section: 18 bold.
func heading(text string) *canvas.Text {
	return bold(newText(text, textHeading, theme.ColorNameForeground))
}

// body is ordinary text: 14.
func body(text string) *canvas.Text { return newText(text, textBody, theme.ColorNameForeground) }

// remark is secondary text beside ordinary text: 14 muted.
func remark(text string) *canvas.Text { return newText(text, textBody, colorMuted) }

// caption is small secondary text: 12 muted.
func caption(text string) *canvas.Text { return newText(text, textCaption, colorMuted) }

// newRectangle returns a rectangle filled with a colour of the theme.
func newRectangle(name fyne.ThemeColorName, radius float32) *canvas.Rectangle {
	r := canvas.NewRectangle(theme.Color(name))
	r.CornerRadius = radius
	return r
}

// newStroke returns an empty rectangle with a stroke of the given width.
func newStroke(name fyne.ThemeColorName, width, radius float32) *canvas.Rectangle {
	r := &canvas.Rectangle{CornerRadius: radius}
	setStroke(r, name, width)
	return r
}

// setStroke gives an empty rectangle another stroke. Its ground has the stroke's own colour, all but transparent: the window
// blends the stroke's edge with it, and a black transparent ground would make a light stroke dirty.
func setStroke(r *canvas.Rectangle, name fyne.ThemeColorName, width float32) {
	c := theme.Color(name)
	r.StrokeColor, r.StrokeWidth = c, width
	ground := color.NRGBAModel.Convert(c).(color.NRGBA)
	ground.A = 1
	r.FillColor = ground
}

// place moves and sizes an object in one line.
func place(o fyne.CanvasObject, x, y, width, height float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(width, height))
}

// textWidth measures one line.
func textWidth(text string, size float32, isBold bool) float32 {
	return fyne.MeasureText(text, size, fyne.TextStyle{Bold: isBold}).Width
}

// fit shortens a line to the width, ending it in “…” when something was cut off.
func fit(text string, width, size float32, isBold bool) string {
	if text == "" || textWidth(text, size, isBold) <= width {
		return text
	}
	runes := []rune(text)
	low, high := 0, len(runes) // runes[:low] fits, runes[:high] does not
	for high-low > 1 {
		middle := (low + high) / 2
		if textWidth(string(runes[:middle])+"…", size, isBold) <= width {
			low = middle
		} else {
			high = middle
		}
	}
	return string(runes[:low]) + "…"
}

// notAtStart are the marks that may not begin a line and notAtEnd those that may not end one (GB/T 15834-2011 5.1.9).
const (
	notAtStart = "，。、；：？！）》〉」』】〕”’％,.;:?!)%"
	notAtEnd   = "（《〈「『【〔“‘("
)

// wrap breaks text into lines no wider than width. Chinese breaks after any character, figures and Latin words stay whole
// where they fit a line.
func wrap(text string, width, size float32, isBold bool) []string {
	var lines []string
	for paragraph := range strings.SplitSeq(text, "\n") {
		runes := []rune(paragraph)
		for {
			n := lineEnd(runes, width, size, isBold)
			lines = append(lines, string(runes[:n]))
			rest := strings.TrimLeft(string(runes[n:]), " ")
			if runes = []rune(rest); len(runes) == 0 {
				break
			}
		}
	}
	return lines
}

// lineEnd returns how many of the runes go on the first line.
func lineEnd(runes []rune, width, size float32, isBold bool) int {
	n := 0
	for n < len(runes) && textWidth(string(runes[:n+1]), size, isBold) <= width {
		n++
	}
	if n == len(runes) {
		return n
	}
	for i := n; i > 0; i-- {
		if mayBreak(runes[i-1], runes[i]) {
			return i
		}
	}
	return max(n, 1)
}

// mayBreak reports whether a line may end between the two runes.
func mayBreak(before, after rune) bool {
	if strings.ContainsRune(notAtStart, after) || strings.ContainsRune(notAtEnd, before) {
		return false
	}
	return !isWordRune(before) || !isWordRune(after)
}

func isWordRune(r rune) bool { return r > ' ' && r < 0x2000 && r != '·' }

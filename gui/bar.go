package gui

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"liangping/data"
)

// progressBar is a thin bar of progress, 6 or 8 high. The figure stands beside it, never on it.
//
//	bar := newProgressBar(8)
//	bar.set(61, 86)
type progressBar struct {
	widget.BaseWidget
	height      float32
	done, total int
}

// newProgressBar returns an empty bar of the height.
func newProgressBar(height float32) *progressBar {
	b := &progressBar{height: height}
	b.ExtendBaseWidget(b)
	return b
}

// set shows done of total; nothing of nothing is an empty bar.
func (b *progressBar) set(done, total int) {
	b.done, b.total = done, total
	b.Refresh()
}

// CreateRenderer draws the track and the part done.
func (b *progressBar) CreateRenderer() fyne.WidgetRenderer {
	track := newRectangle(theme.ColorNameSeparator, b.height/2)
	part := newRectangle(theme.ColorNamePrimary, b.height/2)
	d := &drawing{objects: []fyne.CanvasObject{track, part}}
	d.size = func() fyne.Size { return fyne.NewSize(b.height, b.height) }
	d.layout = func(size fyne.Size) {
		y := (size.Height - b.height) / 2
		place(track, 0, y, size.Width, b.height)
		width := float32(0)
		if b.total > 0 {
			width = size.Width * min(float32(b.done)/float32(b.total), 1)
		}
		if width > 0 {
			width = max(width, b.height)
		}
		part.Hidden = width == 0
		place(part, 0, y, width, b.height)
	}
	d.refresh = func() { d.layout(b.Size()) }
	return d
}

// The bar of the statistics table (screens.md, screen 07).
const (
	gradeBarWidth  = 186
	gradeBarHeight = 18
	gradeBarFigure = 22 // no figure in a narrower part
)

// gradeWords are the four parts of a bar, in their order.
var gradeWords = [4]string{"满意", "基本满意", "不满意", "不了解"}

// gradeBar is a row's four counts 满意, 基本满意, 不满意, 不了解 as a bar of parts, with the figures on those wide enough.
type gradeBar struct {
	widget.BaseWidget
	counts data.Counts
}

// newGradeBar returns the bar of four counts.
func newGradeBar(counts data.Counts) *gradeBar {
	b := &gradeBar{counts: counts}
	b.ExtendBaseWidget(b)
	return b
}

// set shows other counts.
func (b *gradeBar) set(counts data.Counts) {
	if b.counts != counts {
		b.counts = counts
		b.Refresh()
	}
}

// newLegend says in a line what the colours of a bar mean.
func newLegend() *fyne.Container {
	box := hbox(4)
	for i, word := range gradeWords {
		box.Add(container.NewCenter(sized(10, 10, newRectangle(gradeColors[i], 0))))
		box.Add(newText(word, textCaption, colorHeader))
	}
	return box
}

// barPart is where a part of a bar lies on the screen.
type barPart struct {
	grade       int // its place in gradeColors
	count       int
	left, width float32
}

// barParts lays a bar out in the width, 1 px of the ground between two parts. Its geometry is the one of the paper.
func barParts(counts data.Counts, width float32) (parts []barPart) {
	for _, s := range data.NewBar(counts).Parts {
		left := width * float32(s.From)
		parts = append(parts, barPart{slices.Index(data.Grades, s.Mark), s.Count, left, max(width*float32(s.To)-left-1, 1)})
	}
	return parts
}

// CreateRenderer draws four rectangles and their figures.
func (b *gradeBar) CreateRenderer() fyne.WidgetRenderer {
	var parts [4]*canvas.Rectangle
	var figures [4]*canvas.Text
	d := &drawing{}
	for i := range parts {
		parts[i] = newRectangle(gradeColors[i], 0)
		figures[i] = newText("", textCaption, gradeTextColors[i])
		figures[i].Alignment = fyne.TextAlignCenter
		d.objects = append(d.objects, parts[i], figures[i])
	}
	d.size = func() fyne.Size { return fyne.NewSize(gradeBarWidth, gradeBarHeight) }
	d.layout = func(size fyne.Size) {
		y := (size.Height - gradeBarHeight) / 2
		for i := range parts {
			parts[i].Hidden, figures[i].Hidden = true, true
		}
		for _, p := range barParts(b.counts, gradeBarWidth) {
			i := p.grade
			parts[i].Hidden, figures[i].Hidden = false, p.width < gradeBarFigure
			place(parts[i], p.left, y, p.width, gradeBarHeight)
			place(figures[i], p.left, y, p.width, gradeBarHeight)
			figures[i].Text = strconv.Itoa(p.count)
		}
	}
	d.refresh = func() { d.layout(b.Size()) }
	d.refresh()
	return d
}

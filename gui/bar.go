package gui

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
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

// gradeBar is a row's four counts 满意, 基本满意, 不满意, 不了解 as a bar of parts, with the figures on those wide enough.
type gradeBar struct {
	widget.BaseWidget
	counts [4]int
}

// newGradeBar returns the bar of four counts.
func newGradeBar(counts [4]int) *gradeBar {
	b := &gradeBar{counts: counts}
	b.ExtendBaseWidget(b)
	return b
}

// set shows other counts.
func (b *gradeBar) set(counts [4]int) {
	if b.counts != counts {
		b.counts = counts
		b.Refresh()
	}
}

// CreateRenderer draws four rectangles, 1 px of the ground showing between them, and their figures.
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
		total := float32(b.counts[0] + b.counts[1] + b.counts[2] + b.counts[3])
		sum := 0
		for i, n := range b.counts {
			if parts[i].Hidden = n == 0; n == 0 {
				figures[i].Hidden = true
				continue
			}
			left := gradeBarWidth * float32(sum) / total
			sum += n
			width := gradeBarWidth*float32(sum)/total - left - 1
			place(parts[i], left, y, max(width, 1), gradeBarHeight)
			place(figures[i], left, y, width, gradeBarHeight)
			figures[i].Hidden = width < gradeBarFigure
			figures[i].Text = strconv.Itoa(n)
		}
	}
	d.refresh = func() { d.layout(b.Size()) }
	d.refresh()
	return d
}

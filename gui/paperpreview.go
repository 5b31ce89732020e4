package gui

import (
	"fmt"
	"image"
	"math"
	"sync/atomic"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"liangping/pdf"
	"liangping/pdf/typeset"
)

// The zooms of the preview, in the order of the switch.
const (
	wholePages = iota // 整页: as many pages beside each other as fit
	pageWidth         // 页宽
	magnified         // 放大
)

const (
	sheetGap      = 12  // around a page
	magnification = 1.6 // of 页宽
)

// paperPreview shows the pages of a paper as they will be printed: typeset lays them out and draws them, away from the UI
// goroutine. Only the pages in sight are drawn.
type paperPreview struct {
	app     *App
	compose *latest
	drawing *latest
	turn    atomic.Int64 // of the last layout that was asked for; what belongs to an older one is dropped
	doc     *typeset.Doc
	sheets  []*sheetView
	count   *canvas.Text
	zoom    *segmented
	table   *reader
	pages   *fyne.Container
	warning *fyne.Container
	box     *fyne.Container
	laidOut func() // after each new layout
}

// sheetView is one page on the table.
type sheetView struct {
	page  *typeset.Page
	edge  *canvas.Rectangle
	image *canvas.Image
	drawn float64 // pixels in a millimetre of its picture; 0: none, or one of an older layout
}

// newPaperPreview returns an empty preview; back is what ← does in it.
func newPaperPreview(a *App, back func()) *paperPreview {
	v := &paperPreview{app: a, compose: newLatest(a.away), drawing: newLatest(a.away), count: remark(""), laidOut: func() {}}
	v.zoom = newSegmented([]string{"整页", "页宽", "放大"}, func(int) { v.arrange() })
	v.pages = &fyne.Container{Layout: &sheetLayout{v}}
	v.table = newReader(back)
	v.table.show(v.pages)
	v.table.scroll.OnScrolled = func(fyne.Position) { v.draw() }
	v.warning = container.NewStack()
	head := pad2(12, 4, hbox(8, bold(body("预览")), v.count, spacer(), v.zoom))
	ground := container.New(&sighted{v}, newRectangle(colorPaperTable, 0), v.table)
	v.box = newPanel(container.New(&above{}, vbox(0, head, v.warning), ground))
	return v
}

// show asks for a new layout; the one before it is dropped if it isn't ready.
func (v *paperPreview) show(compose func() (*typeset.Doc, error)) {
	turn := v.turn.Add(1)
	v.compose.do(func() {
		var doc *typeset.Doc
		err := v.app.guard("preview", func() (err error) { doc, err = compose(); return err })
		fyne.Do(func() {
			if v.turn.Load() == turn {
				v.set(doc, err)
			}
		})
	})
}

// set shows a layout. The old pictures stay until the new ones are drawn, so that nothing flickers.
func (v *paperPreview) set(doc *typeset.Doc, err error) {
	v.warning.Objects = nil
	if err != nil {
		v.warn(v.app.sentence(err))
		return
	}
	v.doc = doc
	v.sheets = v.sheets[:min(len(v.sheets), len(doc.Pages))]
	for i, page := range doc.Pages {
		if i == len(v.sheets) {
			v.sheets = append(v.sheets, newSheetView())
		}
		v.sheets[i].page, v.sheets[i].drawn = page, 0
	}
	v.pages.Objects = v.pages.Objects[:0]
	for _, s := range v.sheets {
		v.pages.Objects = append(v.pages.Objects, s.edge, s.image)
	}
	v.count.Text = fmt.Sprintf("共 %d 页", len(doc.Pages))
	if trouble := (&pdf.Paper{Missing: doc.Missing()}).Warning(); trouble != "" {
		v.warn(trouble)
	}
	v.arrange()
	v.laidOut()
}

// warn says above the pages what is wrong with them.
func (v *paperPreview) warn(sentence string) {
	v.warning.Objects = []fyne.CanvasObject{pad2(12, 4, newNotice(sentence, max(v.box.Size().Width-24, 300)))}
}

func newSheetView() *sheetView {
	s := &sheetView{edge: newRectangle(theme.ColorNameInputBackground, 0), image: canvas.NewImageFromImage(nil)}
	s.edge.StrokeColor, s.edge.StrokeWidth = theme.Color(theme.ColorNameInputBorder), 1
	s.image.FillMode, s.image.ScaleMode = canvas.ImageFillStretch, canvas.ImageScaleFastest
	return s
}

// pageCount is the number of pages of the last layout.
func (v *paperPreview) pageCount() int {
	if v.doc == nil {
		return 0
	}
	return len(v.doc.Pages)
}

// arrange lays the pages out for the present zoom and draws what is in sight.
func (v *paperPreview) arrange() {
	v.table.scroll.Direction = container.ScrollVerticalOnly
	if v.zoom.chosen == magnified {
		v.table.scroll.Direction = container.ScrollBoth
	}
	v.box.Refresh()
	v.pages.Refresh()
	v.table.scroll.Refresh()
	v.draw()
}

// density is how many units of the window a millimetre takes.
func (v *paperPreview) density() float64 {
	room := v.table.scroll.Size()
	wide := float64(room.Width-2*sheetGap) / typeset.A4Short
	switch v.zoom.chosen {
	case pageWidth:
		return max(wide, 0.1)
	case magnified:
		return max(wide*magnification, 0.1)
	}
	high := float64(room.Height-2*sheetGap-1) / typeset.A4Long // 1 for rounding to whole pixels
	return max(min(high, float64(room.Width-3*sheetGap)/(2*typeset.A4Short)), 0.1)
}

// scale is how many pixels a unit of the window takes.
func (v *paperPreview) scale() float64 { return max(float64(v.app.canvas.Scale()), 0.1) }

// draw draws the pages in sight that aren't drawn, and forgets the pictures of those that are far away.
func (v *paperPreview) draw() {
	if v.doc == nil || v.table.scroll.Size().IsZero() {
		return
	}
	density := v.density() * v.scale()
	top := v.table.scroll.Offset.Y
	height := v.table.scroll.Size().Height
	var wanted []int
	for i, s := range v.sheets {
		y, bottom := s.edge.Position().Y, s.edge.Position().Y+s.edge.Size().Height
		switch {
		case bottom < top-3*height || y > top+4*height:
			s.image.Image, s.drawn = nil, 0
		case bottom >= top && y <= top+height && s.drawn != density:
			wanted = append(wanted, i)
		}
	}
	if len(wanted) == 0 {
		return
	}
	turn, doc := v.turn.Load(), v.doc
	v.drawing.do(func() {
		for _, i := range wanted {
			if v.turn.Load() != turn {
				return
			}
			var picture *image.RGBA
			err := v.app.guard("preview", func() (err error) {
				picture, err = doc.Picture(i, density)
				return err
			})
			fyne.Do(func() { v.setPicture(doc, i, density, picture, err) })
		}
	})
}

// setPicture shows the picture of a page unless there is a newer layout.
func (v *paperPreview) setPicture(doc *typeset.Doc, i int, density float64, picture *image.RGBA, err error) {
	if v.doc != doc {
		return
	}
	s := v.sheets[i]
	s.drawn = density
	if err != nil {
		v.warn(v.app.sentence(err))
		v.box.Refresh()
		return
	}
	s.image.Image = picture
	s.image.Refresh()
}

// sheetLayout lays the pages in rows, as many in each as fit, each row in the middle.
type sheetLayout struct{ preview *paperPreview }

// rows places each page and returns the room that all take.
func (l *sheetLayout) rows(put func(s *sheetView, x, y, w, h float32)) fyne.Size {
	v := l.preview
	density, scale := v.density(), v.scale()
	whole := func(n float64) float32 { return float32(math.Round(n*scale) / scale) } // on whole pixels everything is sharp
	room := v.table.scroll.Size().Width
	size := fyne.NewSize(0, sheetGap)
	for first := 0; first < len(v.sheets); {
		width, height, end := float32(sheetGap), float32(0), first
		for ; end < len(v.sheets); end++ {
			page := v.sheets[end].page
			w := whole(page.Width * density)
			if end > first && width+w+sheetGap > room {
				break
			}
			width += w + sheetGap
			height = max(height, whole(page.Height*density))
		}
		x := whole(float64(max(room-width, 0)/2)) + sheetGap
		for _, s := range v.sheets[first:end] {
			w := whole(s.page.Width * density)
			put(s, x, size.Height, w, whole(s.page.Height*density))
			x += w + sheetGap
		}
		size.Width = max(size.Width, width)
		size.Height += height + sheetGap
		first = end
	}
	return size
}

// MinSize is the room that the pages take; only 放大 is wider than the window.
func (l *sheetLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	size := l.rows(func(*sheetView, float32, float32, float32, float32) {})
	if l.preview.zoom.chosen != magnified {
		size.Width = 0
	}
	return size
}

// Layout places pages and their edges.
func (l *sheetLayout) Layout([]fyne.CanvasObject, fyne.Size) {
	l.rows(func(s *sheetView, x, y, w, h float32) {
		place(s.edge, x-1, y-1, w+2, h+2)
		place(s.image, x, y, w, h)
	})
}

// sighted gives its objects all its room and draws what has come in sight when that room changes.
type sighted struct{ preview *paperPreview }

// MinSize leaves room for a small page.
func (l *sighted) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(300, 200) }

// Layout fills the room.
func (l *sighted) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		place(o, 0, 0, size.Width, size.Height)
	}
	l.preview.pages.Refresh()
	l.preview.table.scroll.Refresh()
	l.preview.draw()
}

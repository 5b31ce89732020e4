package gui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"liangping/data"
)

// projector announces a result on the spot: the whole window in type that the last row of the hall can read, one thing at a
// time. First what was counted, then each kind with its names in their order, then each of its targets. ↓, Space, Enter or a
// click goes on, ↑ goes back, Esc leaves. The type grows with the window, so that it fills the wall whatever the projector is.
type projector struct {
	widget.BaseWidget
	head   string // above every slide: the campaign and the scope
	seal   chip   // whether the figures are final
	slides []slide
	at     int
	leave  func()
}

var _ fyne.Focusable = (*projector)(nil)

// slide draws what stands on the wall at a time.
type slide func(*wall)

// newProjector returns the announcement of a result, from its cover on.
func newProjector(c data.Campaign, r *data.Result, leave func()) *projector {
	p := &projector{head: fmt.Sprintf("%s　%d年%s", c.Office, c.Year, c.Title), seal: sealChip(r), slides: slides(c, r), leave: leave}
	p.ExtendBaseWidget(p)
	return p
}

// slides are the cover, and for each kind the order of its names and each of them.
func slides(c data.Campaign, r *data.Result) []slide {
	all := []slide{coverSlide(c, r)}
	rule := r.RuleText()
	for _, kind := range data.Kinds {
		var rows []resultRow
		for _, row := range resultRows(r) {
			if row.Kind == kind {
				rows = append(rows, row)
			}
		}
		if len(rows) > 1 { // one name has no order
			for page := range slices.Chunk(rows, rankingRows) {
				all = append(all, rankingSlide(page, rule))
			}
		}
		for _, row := range rows {
			all = append(all, targetSlide(row, rule))
		}
	}
	return all
}

// A wall is 160 units wide and at least 90 high, whatever the window measures.
const (
	wallWidth   = 160
	wallHeight  = 90
	wallMargin  = 5
	rankingRows = 8
)

// wall is what a slide is drawn on; places and sizes are in units.
type wall struct {
	unit    float32
	width   float32 // in units: 160, or more in a window that is wider than 16 : 9
	objects []fyne.CanvasObject
}

func newWall(size fyne.Size) *wall {
	unit := min(size.Width/wallWidth, size.Height/wallHeight)
	return &wall{unit: unit, width: size.Width / unit}
}

func (w *wall) right() float32 { return w.width - wallMargin }

// text writes one line whose capitals hang at y, made smaller where it is longer than the room. Trailing text ends at x.
func (w *wall) text(text string, x, y, size, room float32, color fyne.ThemeColorName, isBold bool, align fyne.TextAlign) {
	const measure = 0.97 // the window rounds the size of its glyphs up
	if long := textWidth(text, size*w.unit, isBold); long > room*w.unit*measure {
		size *= room * w.unit * measure / long
	}
	t := newText(text, size*w.unit, color)
	t.TextStyle.Bold, t.Alignment = isBold, align
	if align == fyne.TextAlignTrailing {
		x -= room
	}
	w.put(t, x, y, room, size*1.3)
}

func (w *wall) put(o fyne.CanvasObject, x, y, width, height float32) {
	place(o, x*w.unit, y*w.unit, width*w.unit, height*w.unit)
	w.objects = append(w.objects, o)
}

// bar draws counts as parts of one bar, with the figures on those wide enough for them.
func (w *wall) bar(counts data.Counts, x, y, width, height float32) {
	for _, part := range barParts(counts, width*w.unit) {
		left, wide := x+part.left/w.unit, part.width/w.unit
		w.put(newRectangle(gradeColors[part.grade], 0), left, y, wide, height)
		figure := newText(strconv.Itoa(part.count), height*0.6*w.unit, gradeTextColors[part.grade])
		if figure.MinSize().Width < part.width-2 {
			figure.Alignment = fyne.TextAlignCenter
			w.put(figure, left, y, wide, height)
		}
	}
}

func coverSlide(c data.Campaign, r *data.Result) slide {
	return func(w *wall) {
		room := w.width - 2*wallMargin
		w.text(c.Title, wallMargin, 18, 8, room, theme.ColorNameForeground, true, fyne.TextAlignCenter)
		w.text(r.Scope.String()+"结果", wallMargin, 30, 10, room, theme.ColorNamePrimary, true, fyne.TextAlignCenter)
		w.text(fmt.Sprintf("有效票 %d 张　废票 %d 张", r.Valid, r.Spoiled), wallMargin, 49, 6, room, theme.ColorNameForeground, false, fyne.TextAlignCenter)
		kinds := map[data.Kind]int{}
		for _, t := range r.Targets {
			kinds[t.Kind]++
		}
		var words []string
		for _, kind := range data.Kinds {
			if kinds[kind] > 0 {
				words = append(words, fmt.Sprintf("%s %d 个", kind, kinds[kind]))
			}
		}
		w.text(strings.Join(words, "　"), wallMargin, 60, 4.4, room, colorMuted, false, fyne.TextAlignCenter)
		for i, s := range r.RuleText() {
			w.text(s, wallMargin, 69+4*float32(i), 2.6, room, colorMuted, false, fyne.TextAlignCenter)
		}
	}
}

// rankingSlide shows names of a kind in their order, each with its bar and its score; fewer names stand larger.
func rankingSlide(rows []resultRow, rule []string) slide {
	return func(w *wall) {
		w.text(rows[0].Kind.String(), wallMargin, 7.4, 5.6, 90, theme.ColorNameForeground, true, fyne.TextAlignLeading)
		w.text("综合得分", w.right(), 10, 3.6, 60, colorMuted, false, fyne.TextAlignTrailing)
		pitch := min(60/float32(len(rows)), 11)
		size := pitch * 0.56
		for i, row := range rows {
			y := 16 + pitch*float32(i)
			w.put(newRectangle(theme.ColorNameSeparator, 0), wallMargin, y, w.width-2*wallMargin, 0.15)
			y += (pitch - 1.3*size) / 2
			w.text(row.rankText(), wallMargin+8, y, size, 8, colorMuted, false, fyne.TextAlignTrailing)
			w.text(row.Name, wallMargin+12, y, size, 54, theme.ColorNameForeground, true, fyne.TextAlignLeading)
			if row.Withheld.HidesCounts() {
				w.text(row.Withheld.String(), wallMargin+70, y, size, 60, colorMuted, false, fyne.TextAlignLeading)
			} else {
				w.bar(row.Counts, wallMargin+70, y+0.1*size, w.width-2*wallMargin-94, size*1.1)
			}
			w.text(row.figureText(data.ScoreMetric), w.right(), y, size, 22, theme.ColorNameForeground, true, fyne.TextAlignTrailing)
		}
		w.legend(76.5)
		w.rule(rule)
	}
}

// rule writes the rule in words at the foot of the slide.
func (w *wall) rule(sentences []string) {
	const pitch = 2.9
	for i, s := range sentences {
		w.text(s, wallMargin, 86.4-pitch*float32(len(sentences)-i), 2, w.width-2*wallMargin, colorMuted, false, fyne.TextAlignLeading)
	}
}

// legend says what the colours of the bars mean.
func (w *wall) legend(y float32) {
	for i, word := range gradeWords {
		x := wallMargin + 70 + 20*float32(i)
		w.put(newRectangle(gradeColors[i], 0), x, y+0.5, 2, 2)
		w.text(word, x+3, y, 2.4, 16, colorHeader, false, fyne.TextAlignLeading)
	}
}

// targetSlide shows one target: its name and place, its score, its marks as a bar and as figures.
func targetSlide(row resultRow, rule []string) slide {
	return func(w *wall) {
		place := fmt.Sprintf("%s　第 %d 名，共 %d 个", row.Kind, row.Rank, row.peers)
		switch {
		case row.Rank == 0:
			place = fmt.Sprintf("%s　没有得分，不排名次", row.Kind)
		case row.peers == 1:
			place = row.Kind.String()
		}
		w.text(place, wallMargin, 11, 4.6, 100, colorMuted, false, fyne.TextAlignLeading)
		w.text(row.Name, wallMargin, 17.5, 10, w.width-2*wallMargin-46, theme.ColorNameForeground, true, fyne.TextAlignLeading)
		w.text("综合得分", w.right(), 11, 4.6, 44, colorMuted, false, fyne.TextAlignTrailing)
		w.text(row.figureText(data.ScoreMetric), w.right(), 16, 12.5, 44, theme.ColorNamePrimary, true, fyne.TextAlignTrailing)
		if row.Withheld.HidesCounts() {
			w.text(row.Withheld.String(), wallMargin, 45, 6, 80, colorMuted, false, fyne.TextAlignLeading)
		} else {
			w.counts(row.Counts)
		}
		w.text(ratesText(row), wallMargin, 67.5, 4.2, w.width-2*wallMargin, theme.ColorNameForeground, false, fyne.TextAlignLeading)
		w.text(row.counted, wallMargin, 73.4, 2.6, w.width-2*wallMargin, colorMuted, false, fyne.TextAlignLeading)
		w.rule(rule)
	}
}

// counts draws the marks as a bar and as figures under it.
func (w *wall) counts(c data.Counts) {
	w.bar(c, wallMargin, 36, w.width-2*wallMargin, 9)
	step := (w.width - 2*wallMargin) / 4
	for i, mark := range data.Grades {
		x := wallMargin + step*float32(i)
		w.put(newRectangle(gradeColors[i], 0), x, 51, 3.4, 3.4)
		w.text(gradeWords[i], x+5, 49.6, 4.6, step-6, colorHeader, false, fyne.TextAlignLeading)
		w.text(strconv.Itoa(c.Of(mark)), x+5, 55, 8.4, step-6, theme.ColorNameForeground, true, fyne.TextAlignLeading)
	}
}

// ratesText are the rates of a target in a line.
func ratesText(row resultRow) string {
	var words []string
	if row.Withheld.HidesFigures() {
		return ""
	}
	for _, m := range []data.Metric{data.SatisfiedMetric, data.AtLeastMostlyMetric, data.DissatisfiedMetric, data.UnfamiliarMetric} {
		words = append(words, m.String()+" "+figureText(row.scoring, m, m.Of(row.Figures)))
	}
	return strings.Join(words, "　")
}

// draw draws the slide between the head and the keys.
func (p *projector) draw(size fyne.Size) []fyne.CanvasObject {
	w := newWall(size)
	ground := newRectangle(colorPanel, 0)
	place(ground, 0, 0, size.Width, size.Height)
	w.objects = append(w.objects, ground)
	w.text(p.head, wallMargin, 3, 3, w.width-2*wallMargin-24, colorMuted, false, fyne.TextAlignLeading)
	color := colorMuted
	if p.seal.kind == chipOrange {
		color = theme.ColorNameWarning
	}
	w.text(p.seal.text(), w.right(), 3, 3, 22, color, true, fyne.TextAlignTrailing)
	p.slides[p.at](w)
	w.text("↓ 空格　下一页　　↑　上一页　　Esc　返回", wallMargin, 86.8, 2, 100, colorMuted, false, fyne.TextAlignLeading)
	w.text(fmt.Sprintf("%d / %d", p.at+1, len(p.slides)), w.right(), 86.8, 2, 30, colorMuted, false, fyne.TextAlignTrailing)
	return w.objects
}

// show shows the slide with the index; there is nothing before the first and after the last.
func (p *projector) show(i int) {
	if i = min(max(i, 0), len(p.slides)-1); i != p.at {
		p.at = i
		p.Refresh()
	}
}

// TypedKey goes on, back, or leaves. The keys of a presenter's remote (PageUp, PageDown) do the same.
func (p *projector) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyDown, fyne.KeyRight, fyne.KeyPageDown, fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		p.show(p.at + 1)
	case fyne.KeyUp, fyne.KeyLeft, fyne.KeyPageUp, fyne.KeyBackspace:
		p.show(p.at - 1)
	case fyne.KeyHome:
		p.show(0)
	case fyne.KeyEnd:
		p.show(len(p.slides) - 1)
	case fyne.KeyEscape:
		p.leave()
	}
}

// TypedRune has no meaning here.
func (p *projector) TypedRune(rune) {}

// FocusGained and FocusLost change nothing: the wall shows no focus.
func (p *projector) FocusGained() {}

// FocusLost changes nothing.
func (p *projector) FocusLost() {}

// Tapped goes on.
func (p *projector) Tapped(*fyne.PointEvent) {
	takeFocus(p)
	p.show(p.at + 1)
}

// CreateRenderer draws the slide anew for each size.
func (p *projector) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{}
	d.size = func() fyne.Size { return fyne.NewSize(wallWidth, wallHeight) }
	d.layout = func(size fyne.Size) { d.objects = p.draw(size) }
	d.refresh = func() {
		d.layout(p.Size())
		canvas.Refresh(p)
	}
	return d
}

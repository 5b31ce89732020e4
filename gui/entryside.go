package gui

import (
	"fmt"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"liangping/data"
)

const (
	entrySideWidth = 450
	recentSheets   = 4
)

// entrySide stands beside the grid: which sheet is in the hand, the keys as they lie under it, and the sheets saved last.
type entrySide struct {
	widget.BaseWidget
	sheet, size  *canvas.Text // 第 3 批　第 12 张, 每批 25 张
	total, saved *canvas.Text // 第 62 张 / 收回 86, 已存 61　还剩 25
	bar          *progressBar
	recent       *recentList
	base         string // what the sheets are counted against: 收回, or 第一遍
	content      fyne.CanvasObject
}

// newEntrySide returns the side of the first or the second pass.
func newEntrySide(second bool) *entrySide {
	s := &entrySide{
		sheet: bold(newText("", textLarge, theme.ColorNameForeground)), size: remark(""),
		total: heading(""), saved: body(""), bar: newProgressBar(8), recent: newRecentList(), base: "收回",
	}
	if second {
		s.base = "第一遍"
	}
	sheetBox := newPanel(pad2(panelPadding, 8, vbox(4, hbox(0, s.sheet, spacer(), s.size), hbox(0, s.total, spacer(), s.saved),
		sized(0, 16, s.bar))))
	keyBox := newPanel(pad2(panelPadding, 8, vbox(4, titled("按键", "小键盘、主键盘都可用　PageUp 前一张　F8 找一张"), newKeypad(second))))
	recentBox := newPanel(vbox(0, pad2(panelPadding, 6, titled("最近几张", "已写入磁盘")), s.recent))
	s.content = container.New(&above{gap: panelGap}, vbox(panelGap, sheetBox, keyBox), recentBox)
	s.ExtendBaseWidget(s)
	return s
}

// titled is the head of a panel: a bold word and a remark.
func titled(title, words string) *fyne.Container {
	return hbox(8, bold(body(title)), remark(words))
}

// show tells where the operator is: how far the pass is, where the sheet in the grid lies, and whether it was reopened.
func (s *entrySide) show(state pileState, position int, reopened bool) {
	at := data.Ballot{Position: max(position, 1)}
	setText(s.sheet, fmt.Sprintf("第 %d 批　第 %d 张", at.Batch(), at.Sheet()), theme.ColorNameForeground)
	size, look := fmt.Sprintf("每批 %d 张", data.BatchSize), colorMuted
	if reopened {
		size, look = "◐ 已录，核对改正", theme.ColorNameWarning
	}
	setText(s.size, size, look)
	words, saved, savedLook := "收回数还没有填写", fmt.Sprintf("已存 %d", state.keyed), theme.ColorNameForeground
	if state.all > 0 {
		words = fmt.Sprintf("%s %d", s.base, state.all)
		saved += fmt.Sprintf("　还剩 %d", max(state.all-state.keyed, 0))
	}
	switch {
	case state.all > 0 && state.keyed > state.all:
		saved, savedLook = fmt.Sprintf("▲ 已存 %d，比收回多 %d 张，请清点", state.keyed, state.keyed-state.all), theme.ColorNameError
	case state.all > 0 && state.keyed == state.all:
		saved, savedLook = fmt.Sprintf("✓ 已存 %d，全部录完", state.keyed), theme.ColorNameSuccess
	}
	setText(s.total, fmt.Sprintf("第 %d 张 / %s", position, words), theme.ColorNameForeground)
	setText(s.saved, saved, savedLook)
	s.bar.set(state.keyed, state.all)
	s.recent.set(state.recent)
	s.Refresh()
}

// CreateRenderer shows the three panels.
func (s *entrySide) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(s.content)
}

// padKey is a key of the numeric pad at a place in columns and rows, with what it does; without a word it does nothing.
type padKey struct {
	column, row, width, height float32
	key, word                  string
}

var padKeys = []padKey{
	{0, 0, 1, 1, "Num", ""},
	{1, 0, 1, 1, "/", "废票"},
	{2, 0, 1, 1, "*", "撤回上一张"},
	{3, 0, 1, 1, "−", "退一行"},
	{0, 1, 1, 1, "7", ""},
	{1, 1, 1, 1, "8", ""},
	{2, 1, 1, 1, "9", ""},
	{3, 1, 1, 2, "+", "余下同此项"},
	{0, 2, 1, 1, "4", data.Unfamiliar.String()},
	{1, 2, 1, 1, "5", "多选（无效）"},
	{2, 2, 1, 1, "6", ""},
	{0, 3, 1, 1, "1", data.Satisfied.String()},
	{1, 3, 1, 1, "2", data.MostlySatisfied.String()},
	{2, 3, 1, 1, "3", data.Dissatisfied.String()},
	{3, 3, 1, 2, "回车", "保存本张"},
	{0, 4, 2, 1, "0", "空（弃权）"},
	{2, 4, 1, 1, ".", "清除此行"},
}

const (
	padWidth  float32 = 105 // from key to key
	padHeight float32 = 48
	padGap    float32 = 4
)

// newKeypad draws the numeric pad. It is a picture, not buttons: the keys are under the hand. In the second pass nothing is
// taken back.
func newKeypad(second bool) fyne.CanvasObject {
	keys := make([]fyne.CanvasObject, len(padKeys))
	for i, k := range padKeys {
		if second && k.key == "*" {
			k.word = ""
		}
		keys[i] = newPadKey(k)
	}
	return container.New(padLayout{}, keys...)
}

type padLayout struct{}

// MinSize is the size of the pad.
func (padLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(4*padWidth-padGap, 5*padHeight-padGap)
}

// Layout puts each key at its place.
func (padLayout) Layout(keys []fyne.CanvasObject, _ fyne.Size) {
	for i, k := range padKeys {
		place(keys[i], k.column*padWidth, k.row*padHeight, k.width*padWidth-padGap, k.height*padHeight-padGap)
	}
}

// picture is a drawing that never changes and takes no input.
type picture struct {
	widget.BaseWidget
	drawing *drawing
}

func newPicture(d *drawing) *picture {
	p := &picture{drawing: d}
	p.ExtendBaseWidget(p)
	return p
}

// CreateRenderer draws it.
func (p *picture) CreateRenderer() fyne.WidgetRenderer { return p.drawing }

func newPadKey(k padKey) fyne.CanvasObject {
	ground, ink := newStroke(theme.ColorNamePlaceHolder, 1, 4), theme.ColorNameForeground
	if k.word == "" {
		ground.FillColor, ground.StrokeColor = theme.Color(colorGroupRow), theme.Color(theme.ColorNameSeparator)
		ink = theme.ColorNameDisabled
	}
	key, word := bold(newText(k.key, textHeading, ink)), newText(k.word, textCaption, ink)
	d := &drawing{objects: []fyne.CanvasObject{ground, key, word}}
	d.size = func() fyne.Size { return fyne.NewSize(40, 40) }
	d.layout = func(size fyne.Size) {
		place(ground, 0, 0, size.Width, size.Height)
		y := (size.Height - 42) / 2
		if k.word == "" {
			place(key, 9, 0, size.Width-9, size.Height)
			return
		}
		place(key, 9, y, size.Width-9, 24)
		place(word, 9, y+22, size.Width-9, 18)
	}
	return newPicture(d)
}

// recentList is the table of the sheets saved last: its counts per mark. It is on the screen only.
type recentList struct {
	widget.BaseWidget
	ballots []data.Ballot
}

func newRecentList() *recentList {
	l := &recentList{}
	l.ExtendBaseWidget(l)
	return l
}

// set shows other sheets, the newest first.
func (l *recentList) set(ballots []data.Ballot) {
	l.ballots = ballots
	l.Refresh()
}

// recentRight are the right edges of the columns; the second is left-aligned.
var (
	recentHeads = [...]string{"张", "批-张", "满意", "基本满意", "不满意", "不了解", "空、多选"}
	recentRight = [...]float32{36, 96, 162, 232, 302, 372, 442}
)

const (
	recentHeadHeight float32 = 28
	recentRowHeight  float32 = 28
)

// CreateRenderer draws the head and the rows.
func (l *recentList) CreateRenderer() fyne.WidgetRenderer {
	ground := newRectangle(theme.ColorNameHeaderBackground, 0)
	d := &drawing{objects: []fyne.CanvasObject{ground}}
	cells := make([][]*canvas.Text, 1+recentSheets)
	lines := make([]*canvas.Rectangle, recentSheets)
	chips := make([]*chipView, recentSheets)
	for i := range cells {
		for j, head := range recentHeads {
			t := body("")
			if i == 0 {
				t = bold(newText(head, textCaption, colorHeader))
			}
			t.Alignment = fyne.TextAlignTrailing
			if j == 1 {
				t.Alignment = fyne.TextAlignLeading
			}
			cells[i] = append(cells[i], t)
			d.objects = append(d.objects, t)
		}
	}
	for i := range recentSheets {
		lines[i], chips[i] = newRectangle(theme.ColorNameSeparator, 0), newChip(chip{})
		d.objects = append(d.objects, lines[i], chips[i])
	}
	d.size = func() fyne.Size {
		return fyne.NewSize(recentRight[len(recentRight)-1], recentHeadHeight+recentSheets*recentRowHeight)
	}
	d.layout = func(size fyne.Size) {
		place(ground, 1, 0, size.Width-2, recentHeadHeight)
		y, height := float32(0), recentHeadHeight
		for i, row := range cells {
			left := float32(0)
			for j, t := range row {
				place(t, left+16, y, recentRight[j]-left-16, height)
				left = recentRight[j]
			}
			if i > 0 {
				place(lines[i-1], 0, y+height-1, size.Width, 1)
				place(chips[i-1], recentRight[1]+12, y, size.Width-recentRight[1]-24, height)
			}
			y, height = y+height, recentRowHeight
		}
	}
	d.refresh = func() {
		for i := range recentSheets {
			row := cells[i+1]
			words, spoiled := make([]string, len(row)), ""
			if i < len(l.ballots) {
				words, spoiled = recentWords(l.ballots[i]), l.ballots[i].Spoiled
			}
			for j, t := range row {
				t.Text = words[j]
			}
			lines[i].Hidden = i >= len(l.ballots)
			chips[i].Hidden = spoiled == ""
			chips[i].set(chip{chipOrange, "×", fit("废票："+spoiled, 280, textCaption, false)})
		}
	}
	d.refresh()
	return d
}

// recentWords are the cells of a saved sheet; a 废票 has only its place.
func recentWords(b data.Ballot) []string {
	words := make([]string, len(recentHeads))
	words[0], words[1] = strconv.Itoa(b.Position), fmt.Sprintf("%d-%d", b.Batch(), b.Sheet())
	if b.Spoiled != "" {
		return words
	}
	c := data.CountMarks(b.Marks)
	for i, n := range []int{c.Satisfied, c.MostlySatisfied, c.Dissatisfied, c.Unfamiliar, c.Blank + c.Multiple} {
		words[2+i] = strconv.Itoa(n)
	}
	return words
}

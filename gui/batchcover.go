package gui

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"liangping/data"
)

// batchCover stands over the grid when a batch is done: the sheets are tied up and their number is written on them before the
// next batch begins. Enter passes it; a figure keyed by a hand that went on is refused.
//
//	cover := newBatchCover()
//	cover.pass, cover.others = p.nextBatch, p.grid.TypedKey
//	cover.show("内部评议　干部职工", 3, 25, "录")
type batchCover struct {
	widget.BaseWidget
	pass     func()               // Enter
	takeBack func()               // *
	others   func(*fyne.KeyEvent) // every other key that isn't a character: Esc, PageUp

	whose         string // 内部评议　干部职工
	batch, sheets int
	deed          string // what was done with the sheets: 录, 读
	refused       bool
}

var (
	_ fyne.Focusable = (*batchCover)(nil)
	_ fyne.Tabbable  = (*batchCover)(nil)
)

func newBatchCover() *batchCover {
	c := &batchCover{}
	c.ExtendBaseWidget(c)
	c.Hide()
	return c
}

// show covers the grid after so many sheets of a batch.
func (c *batchCover) show(whose string, batch, sheets int, deed string) {
	c.whose, c.batch, c.sheets, c.deed, c.refused = whose, batch, sheets, deed, false
	c.Show()
	c.Refresh()
}

// span are the sheets of the batch by their numbers within the group.
func (c *batchCover) span() string {
	first := (c.batch-1)*data.BatchSize + 1
	return fmt.Sprintf("第 %d 张至第 %d 张", first, first+c.sheets-1)
}

// TypedRune takes * alone.
func (c *batchCover) TypedRune(r rune) {
	if entryRune(r) == '*' {
		c.takeBack()
		return
	}
	c.refused = true
	c.Refresh()
}

// TypedKey passes on Enter.
func (c *batchCover) TypedKey(key *fyne.KeyEvent) {
	switch {
	case isEnter(key):
		c.pass()
	case key.Name == fyne.KeyEscape || key.Name == fyne.KeyPageUp || isWindowKey(key):
		c.others(key)
	}
}

// AcceptsTab keeps Tab from moving the focus away.
func (c *batchCover) AcceptsTab() bool { return true }

// FocusGained needs no mark: nothing else can have the focus.
func (c *batchCover) FocusGained() {}

// FocusLost needs no mark.
func (c *batchCover) FocusLost() {}

// Tapped swallows clicks on the grid below.
func (c *batchCover) Tapped(*fyne.PointEvent) {}

// CreateRenderer draws what is done, the cover as it is to be written, and what the keys do.
func (c *batchCover) CreateRenderer() fyne.WidgetRenderer {
	ground := newPanelGround()
	done := bold(newText("", textLarge, theme.ColorNameForeground))
	order := heading("")
	paper := newStroke(theme.ColorNameForeground, 1, 0)
	whose, number, span := body(""), bold(newText("", textLarge, theme.ColorNameForeground)), body("")
	keys := remark("")
	for _, t := range []*canvas.Text{done, order, whose, number, span, keys} {
		t.Alignment = fyne.TextAlignCenter
	}
	d := &drawing{objects: []fyne.CanvasObject{ground, done, order, paper, whose, number, span, keys}}
	d.size = func() fyne.Size { return fyne.NewSize(coverWidth, coverHeight) }
	d.layout = func(size fyne.Size) {
		place(ground, 0, 0, size.Width, size.Height)
		y := (size.Height - coverHeight) / 2
		place(done, 0, y, size.Width, 40)
		place(order, 0, y+44, size.Width, 32)
		place(paper, (size.Width-coverPaper)/2, y+92, coverPaper, 132)
		place(whose, 0, y+104, size.Width, 28)
		place(number, 0, y+136, size.Width, 40)
		place(span, 0, y+182, size.Width, 28)
		place(keys, 0, y+240, size.Width, 32)
	}
	d.refresh = func() {
		done.Text = fmt.Sprintf("第 %d 批 %d 张%s完", c.batch, c.sheets, c.deed)
		order.Text = "请扎好，封面写上批号，再按回车。"
		whose.Text, number.Text, span.Text = c.whose, fmt.Sprintf("第 %d 批　%d 张", c.batch, c.sheets), c.span()
		keys.Text, keys.Color = "回车　继续　　*　撤回上一张　　PageUp　看前面的票　　Esc　结束", theme.Color(colorMuted)
		ground.FillColor = theme.Color(colorPanel)
		if c.refused {
			keys.Text, keys.Color = fmt.Sprintf("▲ 没有录进去：先扎好第 %d 批，按回车再录下一张。", c.batch), theme.Color(colorBrokenText)
			ground.FillColor = theme.Color(colorBroken)
		}
		keys.TextStyle.Bold = c.refused
	}
	d.refresh()
	return d
}

const (
	coverWidth  float32 = 520
	coverHeight float32 = 272
	coverPaper  float32 = 360
)

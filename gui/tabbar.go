package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

const tabBarHeight = 42

// tabBar is the row of tabs. It asks before it changes, so that a page with unsaved changes can keep its place; Fyne's AppTabs
// has changed already when it tells. The keys are Alt+1… and Ctrl+Tab, so it takes no focus.
type tabBar struct {
	widget.BaseWidget
	titles  []string
	chosen  int
	hovered int
	ask     func(int) // the user wants another tab
}

var _ desktop.Hoverable = (*tabBar)(nil)

func newTabBar(titles []string, ask func(int)) *tabBar {
	t := &tabBar{titles: titles, ask: ask, hovered: -1}
	t.ExtendBaseWidget(t)
	return t
}

// choose shows another tab as the chosen one.
func (t *tabBar) choose(i int) {
	t.chosen = i
	t.Refresh()
}

const (
	tabStart   = 8
	tabPadding = 12
	tabGap     = 4
)

func tabWidth(title string) float32 { return textWidth(title, textBody, false) + 2*tabPadding }

// at returns the tab at x, -1 when there is none.
func (t *tabBar) at(x float32) int {
	left := float32(tabStart)
	for i, title := range t.titles {
		if x >= left && x < left+tabWidth(title) {
			return i
		}
		left += tabWidth(title) + tabGap
	}
	return -1
}

// Tapped asks for the tab under the pointer.
func (t *tabBar) Tapped(ev *fyne.PointEvent) {
	if i := t.at(ev.Position.X); i >= 0 && i != t.chosen {
		t.ask(i)
	}
}

// MouseIn tints the tab under the pointer.
func (t *tabBar) MouseIn(ev *desktop.MouseEvent) { t.MouseMoved(ev) }

// MouseMoved tints the tab under the pointer.
func (t *tabBar) MouseMoved(ev *desktop.MouseEvent) {
	if i := t.at(ev.Position.X); i != t.hovered {
		t.hovered = i
		t.Refresh()
	}
}

// MouseOut takes the tint away.
func (t *tabBar) MouseOut() {
	t.hovered = -1
	t.Refresh()
}

// CreateRenderer draws the words, the line under all and the strong line under the chosen one.
func (t *tabBar) CreateRenderer() fyne.WidgetRenderer {
	divider := newRectangle(theme.ColorNameSeparator, 0)
	under := newRectangle(theme.ColorNamePrimary, 0)
	tint := newRectangle(theme.ColorNameHover, 4)
	d := &drawing{objects: []fyne.CanvasObject{tint, divider, under}}
	texts := make([]*canvas.Text, len(t.titles))
	for i, title := range t.titles {
		texts[i] = body(title)
		texts[i].Alignment = fyne.TextAlignCenter
		d.objects = append(d.objects, texts[i])
	}
	d.size = func() fyne.Size { return fyne.NewSize(0, tabBarHeight) }
	d.layout = func(size fyne.Size) {
		place(divider, 0, tabBarHeight-2, size.Width, 2)
		x := float32(tabStart)
		for i, title := range t.titles {
			width := tabWidth(title)
			place(texts[i], x, 0, width, tabBarHeight-2)
			if i == t.chosen {
				place(under, x, tabBarHeight-2, width, 2)
			}
			if i == t.hovered {
				place(tint, x, 0, width, tabBarHeight-2)
			}
			x += width + tabGap
		}
	}
	d.refresh = func() {
		tint.Hidden = t.hovered < 0
		for i, text := range texts {
			name := theme.ColorNameForeground
			if i == t.chosen {
				name = theme.ColorNamePrimary
			}
			text.Color = theme.Color(name)
		}
		d.layout(t.Size())
	}
	d.refresh()
	return d
}

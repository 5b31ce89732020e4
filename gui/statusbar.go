package gui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

const (
	statusHeight = 28
	statusGap    = "　　"
)

// statusBar is the line at the foot of the window: what was saved and when; date, phase and who sits at the program.
type statusBar struct {
	box         *fyne.Container
	left, right *canvas.Text
}

// newStatusBar returns an empty bar; change is what 更换 does.
func newStatusBar(change func()) *statusBar {
	s := &statusBar{left: caption(""), right: caption("")}
	row := hbox(12, s.left, spacer(), s.right, newLink("更换", change).small())
	s.box = container.NewBorder(line(), nil, nil, nil, sized(0, statusHeight-1, pad2(pageMargin, 0, row)))
	return s
}

// setLeft shows what was saved, and such, one after the other.
func (s *statusBar) setLeft(parts ...string) { s.set(s.left, parts) }

// setRight shows date, phase and operator.
func (s *statusBar) setRight(parts ...string) { s.set(s.right, parts) }

func (s *statusBar) set(t *canvas.Text, parts []string) {
	t.Text = strings.Join(parts, statusGap)
	s.box.Refresh()
}

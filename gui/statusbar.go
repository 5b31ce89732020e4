package gui

import (
	"context"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"liangping/data"
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

// statusRecords is what the status bar needs of the store.
type statusRecords interface {
	Operator() string
	LastSaved() time.Time
	Campaign(ctx context.Context) (*data.Campaign, error)
	Archived(ctx context.Context) (data.Archive, bool, error)
}

// archived tells whether the campaign in front can only be looked at and printed.
func (a *App) archived() bool { return !a.mark.Hidden }

// updateStatus shows when something was saved last, the date, the phase, who sits at the program, and whether the campaign in
// front is archived.
func (a *App) updateStatus() {
	_, archived, err := a.records.Archived(context.Background())
	a.mark.Hidden = err != nil || !archived
	a.mark.Refresh()
	if at := a.records.LastSaved(); !at.IsZero() {
		a.status.setLeft(a.savedWhat + "已保存 " + at.Format(time.TimeOnly))
	}
	today := a.today()
	right := []string{today.String() + " " + today.Weekday()}
	if c, err := a.records.Campaign(context.Background()); err == nil && c != nil {
		if phase := phaseToday(c, today); phase != "" {
			right = append(right, phase)
		}
	}
	if name := a.records.Operator(); name != "" {
		right = append(right, "操作人 "+name)
	}
	a.status.setRight(right...)
}

// saved says in the status bar what has been saved just now: “第 61 张已保存 10:42:07”.
func (a *App) saved(what string) {
	a.savedWhat = what
	a.updateStatus()
}

// operatorChanged shows who sits at the program now.
func (a *App) operatorChanged() { a.updateStatus() }

// phaseToday is the phase of the day with the days gone by and left: 组织评议阶段 第 18 天，还剩 23 天.
func phaseToday(c *data.Campaign, today data.Date) string {
	p, ok := c.Phase(today)
	if !ok {
		return ""
	}
	return fmt.Sprintf("%v阶段 第 %d 天，还剩 %d 天", p.Kind, p.Start.DaysUntil(today)+1, today.DaysUntil(p.End))
}

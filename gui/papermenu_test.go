package gui

import (
	"testing"

	"fyne.io/fyne/v2"

	"liangping/data"
)

// TestPaperMenu: every paper stands in the menu 公文 once, and with all its groups open it fits the smallest window.
func TestPaperMenu(t *testing.T) {
	d := newRegisterDesk(t, newSampleStore(t), nil)
	seen := map[string]int{}
	var count func(m *fyne.Menu)
	count = func(m *fyne.Menu) {
		if len(m.Items) > 14 {
			t.Errorf("%s has %d lines", m.Label, len(m.Items))
		}
		for _, i := range m.Items {
			if i.ChildMenu != nil {
				count(i.ChildMenu)
				continue
			}
			seen[i.Label]++
		}
	}
	for _, m := range d.window.MainMenu().Items {
		if m.Label == menuPapers {
			count(m)
		}
	}
	for _, paper := range data.Papers {
		want := 1
		if paper == data.OtherPaper { // begun by 新建公文…
			want = 0
		}
		if got := seen[paper.String()+"…"]; got != want {
			t.Errorf("%s stands in the menu %d times", paper, got)
		}
	}
	item(t, d.App, "会议通知").Action() // Enter on the line, before it is open
	if !onScreen(d.App, "动员会议通知") || onScreen(d.App, "实施方案通知") {
		t.Error("Enter on a group does not offer its papers")
	}
}

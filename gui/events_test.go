package gui

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"liangping/data"
)

// storedEvents describes the events on the disk.
func storedEvents(t *testing.T, a *App) string {
	t.Helper()
	all, err := a.options.Store.Events(context.Background(), "")
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, e := range all {
		lines = append(lines, strings.Join([]string{e.Kind.String(), e.Date.String(), e.Title, e.Place, e.Medium, e.Text, e.Reason}, " "))
	}
	return strings.Join(lines, "\n")
}

// TestEventsByKeyboard enters a meeting and an exemplar without a mouse, changes one and takes it out.
func TestEventsByKeyboard(t *testing.T) {
	a := newOffice(t, newTestStore(t))
	p := a.pages[0].(*overviewPage)
	menuKey(t, a, fyne.KeyN, fyne.KeyModifierControl)
	writeText(t, a, "动员会")
	typeKeys(a, fyne.KeyReturn, fyne.KeyReturn) // over the date, which is today
	writeText(t, a, "三楼会议室")
	typeKeys(a, fyne.KeyReturn, fyne.KeyReturn) // over 参加人员
	writeText(t, a, "部署活动")
	bothSizes(t, a, "01-event")
	menuKey(t, a, fyne.KeyS, fyne.KeyModifierControl)
	if got := storedEvents(t, a); got != "会议 2011-08-18 动员会 三楼会议室  部署活动 " || a.dialogOpen() {
		t.Fatalf("stored %q: %q", got, shown(a))
	}
	menuKey(t, a, fyne.KeyN, fyne.KeyModifierControl)
	a.focus(p.events.form.kind)
	typeKeys(a, fyne.KeyRight, fyne.KeyRight, fyne.KeyTab) // 先进典型
	writeText(t, a, "何春梅")
	menuKey(t, a, fyne.KeyS, fyne.KeyModifierControl)
	if !strings.Contains(shown(a), "事迹还没有填写") {
		t.Errorf("an exemplar without deeds is taken: %q", shown(a))
	}
	a.escape()
	bothSizes(t, a, "01-exemplar")
	p.events.form.text.SetText("微笑服务")
	p.events.form.reason.SetText("群众公认")
	menuKey(t, a, fyne.KeyS, fyne.KeyModifierControl)
	if got := storedEvents(t, a); !strings.Contains(got, "先进典型 2011-08-18 何春梅   微笑服务 群众公认") {
		t.Fatalf("stored %q: %q", got, shown(a))
	}
	p.events.form.title.SetText("改")
	a.showTab(1)
	if a.current != 0 || !strings.Contains(shown(a), "还没有保存") {
		t.Fatal("left without asking")
	}
	typeKeys(a, fyne.KeyLeft, fyne.KeyReturn) // 不保存
	a.showTab(0)
	p.events.table.takeFocus()
	p.events.form.askDeletion()
	typeKeys(a, fyne.KeyRight, fyne.KeyReturn)
	if got := strings.Count(storedEvents(t, a), "\n"); got != 0 || storedEvents(t, a) == "" {
		t.Errorf("%q is left", storedEvents(t, a))
	}
}

// TestEventsOnlyOfAKind shows one kind.
func TestEventsOnlyOfAKind(t *testing.T) {
	a := newOffice(t, newSampleStore(t))
	p := a.pages[0].(*overviewPage)
	p.view.pick(viewEvents)
	a.focusPage()
	bothSizes(t, a, "01-events")
	for i, kind := range data.EventKinds {
		p.events.kind.pick(i + 1)
		for _, line := range p.events.table.rows {
			if got := p.events.table.lines[line].row.Kind; got != kind {
				t.Errorf("%s shows %s", kind, got)
			}
		}
	}
}

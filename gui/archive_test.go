package gui

import (
	"context"
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"liangping/data"
)

// runLine does a line of the menu.
func runLine(t *testing.T, a *App, label string) {
	t.Helper()
	for i, item := range a.menu.items {
		if item.Label == label {
			a.menu.run(a.menu.commands[i])
			return
		}
	}
	t.Fatalf("the menu has no %q", label)
}

// tabTo moves the focus to the button with the word.
func tabTo(t *testing.T, a *App, word string) {
	t.Helper()
	for range 12 {
		if b, ok := a.canvas.Focused().(*button); ok && b.text == word {
			return
		}
		typeKeys(a, fyne.KeyTab)
	}
	t.Fatalf("Tab doesn't reach %s", word)
}

// TestArchiveBlocked says what has to be done before.
func TestArchiveBlocked(t *testing.T) {
	a := newOffice(t, newSampleStore(t))
	runLine(t, a, "归档…")
	if got := shown(a); !strings.Contains(got, "还不能归档") || !strings.Contains(got, "油地纠纷受理后答复慢") {
		t.Errorf("the dialog says %q", got)
	}
	bothSizes(t, a, "14-blocked")
}

// TestArchiveByKeyboard archives a campaign, looks at it, begins the next one and goes back, without a mouse.
func TestArchiveByKeyboard(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	store := newTestStore(t)
	a := newOffice(t, store)
	if !a.mark.Hidden {
		t.Fatal("a campaign at work is marked as archived")
	}
	runLine(t, a, "归档…")
	saveScreen(t, a, "14-archive")
	typeKeys(a, fyne.KeyRight, fyne.KeyReturn) // the focus begins on 取消
	tabTo(t, a, "归档到这里")
	typeKeys(a, fyne.KeyReturn)
	tasksEnd(t)
	if !strings.Contains(shown(a), "归档完成") {
		t.Fatalf("the dialog says %q", shown(a))
	}
	saveScreen(t, a, "14-archived")
	entries, err := os.ReadDir(home)
	if err != nil || len(entries) != 1 {
		t.Fatalf("the folder has %v, %v", entries, err)
	}
	a.escape()
	bothSizes(t, a, "01-archived")
	if a.mark.Hidden || !onScreen(a, "已归档，只能查看和打印") || !item(t, a, "归档…").Disabled || !item(t, a, "新增").Disabled {
		t.Error("the archived campaign isn't marked")
	}
	p := a.pages[0].(*overviewPage)
	p.newRecord()
	writeText(t, a, "补记")
	p.save()
	if !strings.Contains(shown(a), "归档") {
		t.Errorf("an archived campaign is written to: %q", shown(a))
	}
	a.escape()
	p.events.form.revert()

	runLine(t, a, "新建下一年度活动…")
	saveScreen(t, a, "14-next")
	tabTo(t, a, "新建")
	typeKeys(a, fyne.KeyReturn)
	c, err := store.Campaign(context.Background())
	if err != nil || c.Year != 2012 || !a.mark.Hidden || a.dialogOpen() {
		t.Fatalf("the next is %+v, %v", c, err)
	}
	runLine(t, a, "换活动…")
	if !onScreen(a, "已归档") {
		t.Error("the archived campaign isn't marked among the others")
	}
	list := a.canvas.Focused().(*table[data.Campaign])
	for _, i := range list.rows {
		if row := list.lines[i].row; row.Year == 2011 {
			list.selectKey(string(row.ID))
		}
	}
	typeKeys(a, fyne.KeyReturn)
	if c, _ := store.Campaign(context.Background()); c.Year != 2011 || a.mark.Hidden {
		t.Error("there is no way back to the archived one")
	}
}

// TestArchiveCancelled leaves nothing behind.
func TestArchiveCancelled(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	a := newOffice(t, newTestStore(t))
	a.archive(cancelledArchive{a.options.Store}, home)
	tasksEnd(t)
	if !strings.Contains(shown(a), "没有留下文件") || !a.mark.Hidden {
		t.Errorf("the dialog says %q", shown(a))
	}
}

// cancelledArchive is cancelled while it is at work.
type cancelledArchive struct{ archiveRecords }

func (cancelledArchive) ArchiveCampaign(context.Context, string, data.ArchiveOptions) (string, error) {
	return "", context.Canceled
}

package gui

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"liangping/data"
)

// fakeRecords is what the status bar reads, without a database.
type fakeRecords struct{}

func (fakeRecords) Operator() string { return "刘敏" }
func (fakeRecords) Archived(context.Context) (data.Archive, bool, error) {
	return data.Archive{}, false, nil
}
func (fakeRecords) LastSaved() time.Time { return time.Date(2011, 8, 18, 10, 42, 7, 0, time.UTC) }
func (fakeRecords) Campaign(context.Context) (*data.Campaign, error) {
	c := &data.Campaign{}
	c.Phases[1] = data.Phase{
		Kind:  data.PhaseKind(1),
		Start: data.Date{Year: 2011, Month: 8, Day: 1}, End: data.Date{Year: 2011, Month: 9, Day: 10},
	}
	return c, nil
}

// examplePage is a page as a tab file writes one: a search field above a table.
type examplePage struct {
	app     *App
	name    string
	find    *entry
	table   *table[string]
	dirty   bool // there are unsaved changes
	printed int
	keyed   int
	opened  string
}

func (p *examplePage) title() string { return p.name }

func (p *examplePage) content() fyne.CanvasObject {
	p.table = newTable(func(s string) string { return s }, []column[string]{{label: "姓名", text: func(s string) string { return s }}})
	p.find = newSearch("搜索", func(s string) { p.table.setFilter(func(row string) bool { return strings.Contains(row, s) }) })
	p.table.onType = p.find.take
	p.find.down = p.table.takeFocus
	return newPage(hbox(8, sized(200, 0, p.find), spacer(), newButton("打印", p.print)), p.table)
}

func (p *examplePage) reload()         { p.table.setRows([]string{"王喆", "李𬭎", "买买提·艾力"}) }
func (p *examplePage) focus()          { p.app.focus(p.table) }
func (p *examplePage) print()          { p.printed++ }
func (p *examplePage) search()         { p.app.focus(p.find) }
func (p *examplePage) open(key string) { p.opened = key; p.table.selectKey(key) }

func (p *examplePage) leave(proceed func()) {
	if !p.dirty {
		proceed()
		return
	}
	p.app.leaveUnsaved("“李𬭎”", func() bool { p.dirty = false; return true }, func() { p.dirty = false; proceed() })
}

func (p *examplePage) commands() []command {
	return []command{{menu: menuAppraisal, label: "逐张录入", key: fyne.KeyF5, do: func() { p.keyed++ }}}
}

// testApp is a window of 1366 × 698 with two example pages, 甲 and 乙.
func testApp(t *testing.T) (*App, *examplePage, *examplePage) {
	t.Helper()
	app := newTestApp(t)
	app.Settings().SetTheme(newTheme(nil, nil))
	a := newApp(app, test.NewTempWindow(t, nil), Options{
		Clock: func() time.Time { return time.Date(2011, 8, 18, 10, 42, 7, 0, time.UTC) },
		Log:   slog.New(slog.DiscardHandler),
	}, fakeRecords{})
	drive(t, a)
	first, second := &examplePage{app: a, name: "甲"}, &examplePage{app: a, name: "乙"}
	a.build([]page{first, second})
	return a, first, second
}

// item finds a line of the menu by its words.
func item(t *testing.T, a *App, label string) *fyne.MenuItem {
	t.Helper()
	for _, m := range a.window.MainMenu().Items {
		if i := slices.IndexFunc(m.Items, func(i *fyne.MenuItem) bool { return i.Label == label }); i >= 0 {
			return m.Items[i]
		}
	}
	t.Fatalf("the menu has no %q", label)
	return nil
}

// press sends a key to the focused widget, as the window does.
func press(a *App, names ...fyne.KeyName) {
	for _, name := range names {
		key := &fyne.KeyEvent{Name: name}
		if focused := a.canvas.Focused(); focused != nil {
			focused.TypedKey(key)
		} else {
			a.canvas.OnTypedKey()(key)
		}
	}
}

func TestTabsMoveAndFocus(t *testing.T) {
	a, first, second := testApp(t)
	if a.canvas.Focused() != first.table {
		t.Fatal("the first page does not have the focus at the start")
	}
	item(t, a, "下一页").Action()
	if a.page() != second || a.canvas.Focused() != second.table {
		t.Fatal("Ctrl+Tab does not move to the next page and its focus")
	}
	item(t, a, "甲").Action()
	if a.page() != first {
		t.Fatal("Alt+1 does not move to the first page")
	}
	test.TapAt(a.tabs, fyne.NewPos(tabStart+tabWidth("甲")+tabGap+5, 20))
	if a.page() != second {
		t.Fatal("a click on a tab does not move to it")
	}
	a.showPage("甲", "李𬭎")
	if row, _ := first.table.selected(); a.page() != first || row != "李𬭎" {
		t.Fatalf("showPage leads to %s, %s", a.page().title(), row)
	}
}

func TestUnsavedChangesAskOnce(t *testing.T) {
	a, first, second := testApp(t)
	first.dirty = true
	item(t, a, "下一页").Action()
	if !a.dialogOpen() || a.page() != first {
		t.Fatal("a page with unsaved changes was left without a question")
	}
	press(a, fyne.KeyEscape)
	if a.dialogOpen() || a.page() != first || !first.dirty {
		t.Fatal("Esc does not stay on the page")
	}
	item(t, a, "下一页").Action()
	press(a, fyne.KeyReturn) // the focus is on 保存
	if a.dialogOpen() || a.page() != second || first.dirty {
		t.Fatal("Enter does not save and go on")
	}
}

func TestMenuIsDeadUnderDialog(t *testing.T) {
	a, first, _ := testApp(t)
	item(t, a, "打印本页").Action()
	if first.printed != 1 {
		t.Fatal("Ctrl+P does not print the page")
	}
	a.tell("说明")
	item(t, a, "打印本页").Action()
	item(t, a, "下一页").Action()
	press(a, fyne.KeyF5)
	if first.printed != 1 || first.keyed != 0 || a.page() != first {
		t.Fatal("a shortcut of the menu works under a dialog")
	}
}

func TestMenuShowsWhatCanBeDone(t *testing.T) {
	a, _, _ := testApp(t)
	if item(t, a, "打印本页").Disabled {
		t.Error("打印本页 is disabled though the page prints")
	}
	for _, label := range []string{"保存", "新增", "新建活动…", "更换操作人…"} {
		if !item(t, a, label).Disabled {
			t.Errorf("%s is enabled though nothing does it", label)
		}
		item(t, a, label).Action() // its shortcut comes through all the same and must do nothing
	}
	a.chooseOperator = func() {}
	a.reload()
	if item(t, a, "更换操作人…").Disabled {
		t.Error("更换操作人… stays disabled")
	}
}

func TestKeysOfTheWindow(t *testing.T) {
	a, first, second := testApp(t)
	a.focus(first.find)
	press(a, fyne.KeyF5) // a function key passes through an entry
	if first.keyed != 1 || second.keyed != 0 {
		t.Fatalf("F5 in the search field: %d, %d", first.keyed, second.keyed)
	}
	press(a, fyne.KeyF1)
	if !a.dialogOpen() {
		t.Fatal("F1 does not show the keys")
	}
	press(a, fyne.KeyEscape)
	if a.dialogOpen() || a.canvas.Focused() != first.find {
		t.Fatal("Esc does not close and give the focus back")
	}
}

func TestEveryShortcutIsUnique(t *testing.T) {
	a, _, _ := testApp(t)
	seen := map[string]string{}
	for _, m := range a.window.MainMenu().Items {
		for _, i := range m.Items {
			s, ok := i.Shortcut.(*desktop.CustomShortcut)
			if !ok || m.Label == menuAppraisal { // both example pages offer the same command
				continue
			}
			if other, ok := seen[s.ShortcutName()]; ok {
				t.Errorf("%s: %s and %s", s.ShortcutName(), other, i.Label)
			}
			seen[s.ShortcutName()] = i.Label
		}
	}
}

func TestStatusBar(t *testing.T) {
	a, _, _ := testApp(t)
	if got, want := a.status.left.Text, "已保存 10:42:07"; got != want {
		t.Errorf("left: %q, want %q", got, want)
	}
	// 1 August is the first day, so the 18th is the 18th; from then to 10 September are 13 + 10 days.
	if got, want := a.status.right.Text, "2011-08-18 星期四　　组织评议阶段 第 18 天，还剩 23 天　　操作人 刘敏"; got != want {
		t.Errorf("right: %q, want %q", got, want)
	}
}

func TestWindowFitsTheScreen(t *testing.T) {
	a, _, _ := testApp(t)
	if size := a.window.Content().MinSize(); size.Width > designWidth || size.Height > designHeight {
		t.Errorf("the window needs %v", size)
	}
}

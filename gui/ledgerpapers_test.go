package gui

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"liangping/data"
	tables "liangping/data/sheet"
)

// TestLedgerPrint prints what the screen shows, under the name of the view.
func TestLedgerPrint(t *testing.T) {
	a, p := newLedger(t, ledgerItem("昨天", -1, data.ItemOpen), ledgerItem("五天", 5, data.ItemOpen), ledgerItem("办完", 5, data.ItemClosed))
	a.options.Press = demoPress(t)
	p.term.pick(1)
	if p.viewName() != "逾期" {
		t.Errorf("the view is named %q", p.viewName())
	}
	menuKey(t, a, fyne.KeyP, fyne.KeyModifierControl)
	tasksEnd(t)
	if !strings.Contains(shown(a), "整改台账做好了") {
		t.Fatalf("the dialog says %q", shown(a))
	}
	entries, err := os.ReadDir(a.options.PapersDir)
	if err != nil || len(entries) != 1 || !strings.HasSuffix(filepath.Base(entries[0].Name()), ".pdf") {
		t.Errorf("made %v, %v", entries, err)
	}
	a.escape()
	p.find.SetText("没有")
	p.print()
	if !strings.Contains(shown(a), "没有可以打印的事项") {
		t.Errorf("an empty view is printed: %q", shown(a))
	}
	all, err := a.options.Store.Ledger(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if got := inOrder(all, []data.ID{all[2].ID, all[0].ID}); len(got) != 2 || got[0].ID != all[2].ID || got[1].ID != all[0].ID {
		t.Errorf("printed in the order %v", got)
	}
}

// TestLedgerExport exports what the screen shows, in its order, with what hangs under each item.
func TestLedgerExport(t *testing.T) {
	a, p := newLedger(t, ledgerItem("昨天", -1, data.ItemOpen), ledgerItem("五天", 5, data.ItemOpen), ledgerItem("三天", 3, data.ItemOpen))
	p.term.pick(2)
	menuKey(t, a, fyne.KeyE, fyne.KeyModifierControl)
	tasksEnd(t)
	if !strings.Contains(shown(a), "整改台账做好了") {
		t.Fatalf("the dialog says %q", shown(a))
	}
	rows, err := tables.Read(t.Context(), filepath.Join(a.options.PapersDir, "2011-整改台账-10 天内.xlsx"))
	if err != nil || len(rows) != 3 || rows[1].Cells[1] != "三天" || rows[2].Cells[1] != "五天" {
		t.Errorf("exported %v, %v", rows, err)
	}
	a.escape()
	p.find.SetText("没有")
	menuKey(t, a, fyne.KeyE, fyne.KeyModifierControl)
	if !strings.Contains(shown(a), "没有可以导出的事项") {
		t.Errorf("an empty view is exported: %q", shown(a))
	}
}

// TestSupervisionInTwoKeys: Enter on the overdue line of 总览 goes to the item, F8 begins its 督办通知单 (issue 7).
func TestSupervisionInTwoKeys(t *testing.T) {
	store := newTestStore(t)
	ctx := context.Background()
	item := ledgerItem("油地纠纷答复慢", -3, data.ItemDraft)
	for _, err := range []error{
		store.SaveLedgerItem(ctx, item), store.SubmitItem(ctx, item.ID, data.Signature{}), store.ApproveItem(ctx, item.ID, data.Signature{By: "王喆"}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	a := newTestWindow(t, store)
	a.options.Press = demoPress(t)
	a.build([]page{newOverviewPage(a, store), newLedgerPage(a, store), newRegisterPage(a, store)})
	overview := a.pages[0].(*overviewPage)
	for _, i := range overview.todos.rows {
		if row := overview.todos.lines[i].row; row.Record == item.ID {
			overview.todos.selectKey(row.key)
		}
	}
	typeKeys(a, fyne.KeyReturn, fyne.KeyF8)
	tasksEnd(t)
	register, ok := a.page().(*registerPage)
	if !ok || register.editor == nil || !strings.Contains(onPaper(register), "油地纠纷答复慢") {
		t.Fatalf("two keys lead to %s", a.page().title())
	}
}

// onPaper is the text that is being written.
func onPaper(p *registerPage) string { return p.editor.heading.Text + p.editor.kept.Text }

// TestLedgerReminder says at the start what is overdue, and leads there.
func TestLedgerReminder(t *testing.T) {
	a, p := newLedger(t, ledgerItem("昨天", -1, data.ItemOpen), ledgerItem("五天", 5, data.ItemOpen), ledgerItem("以后", 50, data.ItemOpen))
	a.enter(0)
	a.remindLedger(a.options.Store)
	if got := shown(a); !strings.Contains(got, "▲ 逾期 1") || !strings.Contains(got, "昨天") || !strings.Contains(got, "五天") || strings.Contains(got, "以后") {
		t.Errorf("the reminder says %q", got)
	}
	bothSizes(t, a, "14-reminder")
	typeKeys(a, fyne.KeyRight, fyne.KeyReturn)
	if row, _ := p.table.selected(); a.page() != page(p) || row.Problem != "昨天" {
		t.Errorf("leads to %s of %s", row.Problem, a.page().title())
	}
}

// TestLedgerNoReminder says nothing while nothing presses.
func TestLedgerNoReminder(t *testing.T) {
	a, _ := newLedger(t, ledgerItem("以后", 50, data.ItemOpen), ledgerItem("办完", -5, data.ItemClosed))
	a.remindLedger(a.options.Store)
	if a.dialogOpen() {
		t.Errorf("reminds of nothing: %q", shown(a))
	}
}

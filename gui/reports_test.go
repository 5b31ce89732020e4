package gui

import (
	"context"
	"maps"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"liangping/data"
)

// reportsOf opens 自查自评 on the records with a few targets; nothing is saved by itself.
func reportsOf(t *testing.T, records reportRecords, store *data.Store) (*App, *reportsPage) {
	t.Helper()
	a, _ := targetsOf(t, store, store)
	p := newReportsPage(a, records)
	a.build([]page{p, newTargetsPage(a, store)})
	return a, p
}

// stored returns what the store has of the n-th target.
func stored(t *testing.T, store *data.Store, n int) data.Report {
	t.Helper()
	targets, err := store.Targets(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	reports, err := store.Reports(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return reports[targets[n].ID]
}

func TestWriteReportByKeyboard(t *testing.T) {
	store := newTestStore(t)
	a, p := reportsOf(t, store, store)
	bothSizes(t, a, "03-reports-unwritten")
	typeKeys(a, fyne.KeyDown, fyne.KeyReturn) // 王喆
	writeText(t, a, "一、履职 情况\n做了实事。")
	if p.editor.count.Text != "报告正文 11 字" {
		t.Errorf("the count says %q", p.editor.count.Text)
	}
	a.focus(p.editor.switched)
	typeKeys(a, fyne.KeyRight)
	a.focus(p.editor.entry())
	writeText(t, a, "按时答复。")
	a.focus(p.side.ratings[0])
	typeKeys(a, fyne.KeyRight)
	a.focus(p.side.ratings[7])
	typeKeys(a, fyne.KeyRight, fyne.KeyRight)
	menuKey(t, a, fyne.KeyS, fyne.KeyModifierControl)

	got := stored(t, store, 1)
	if got.Text != "一、履职 情况\n做了实事。" || got.Commitment != "按时答复。" ||
		!maps.Equal(got.SelfRating, map[int]data.SelfGrade{1: data.Good, 8: data.Fair}) {
		t.Errorf("stored is %+v", got)
	}
	if !onScreen(a, "未写 3　草稿 1") || !onScreen(a, "8 项已填 2 项") {
		t.Error("list and self-rating don't count what was written")
	}
}

// Two seconds after the first key the text is on disk, rest or no rest, without a dialog.
func TestReportSavesItself(t *testing.T) {
	store := newTestStore(t)
	a, p := reportsOf(t, store, store)
	typeKeys(a, fyne.KeyReturn)
	for _, key := range "正在写" { // without a rest
		if got := stored(t, store, 0).Text; got != "" {
			t.Fatalf("while the keys are coming %q is stored", got)
		}
		writeText(t, a, string(key))
		currentLoop().pass(700 * time.Millisecond)
	}
	if got := stored(t, store, 0).Text; got != "正在写" || a.dialogOpen() || a.canvas.Focused() != p.editor.report {
		t.Errorf("stored is %q, dialog %t", got, a.dialogOpen())
	}
	if p.editor.saved.Text != "10:42 自动保存" {
		t.Errorf("the page says %q", p.editor.saved.Text)
	}
}

func TestReportSavedOnLeaving(t *testing.T) {
	store := newTestStore(t)
	a, p := reportsOf(t, store, store)
	typeKeys(a, fyne.KeyReturn)
	writeText(t, a, "第一份")
	a.focus(p.table)
	typeKeys(a, fyne.KeyDown, fyne.KeyReturn)
	if got := stored(t, store, 0).Text; got != "第一份" {
		t.Errorf("going to another target stores %q", got)
	}
	if p.editor.report.Text != "" {
		t.Errorf("the next report begins with %q", p.editor.report.Text)
	}
	writeText(t, a, "第二份")
	a.showTab(1)
	if got := stored(t, store, 1).Text; a.current != 1 || got != "第二份" {
		t.Errorf("leaving the page stores %q", got)
	}
	a.showTab(0)
	p.searchFor.SetText("李𬭎") // hides the target in the editor
	p.searchFor.SetText("")
	a.focus(p.editor.report)
	writeText(t, a, "第三份")
	p.searchFor.SetText("油区办")
	if got := stored(t, store, 2).Text; got != "第三份" {
		t.Errorf("a search that hides the report stores %q", got)
	}
	if got := stored(t, store, 0).Text; got != "第一份" {
		t.Errorf("then the first report is %q", got)
	}
}

// A report that is being written stays in front when it is saved, although 未写 doesn't hold for it any more.
func TestAutosaveUnderFilter(t *testing.T) {
	store := newTestStore(t)
	a, p := reportsOf(t, store, store)
	p.state.pick(1) // 未写
	a.focus(p.editor.report)
	writeText(t, a, "第一句。")
	p.editor.autosave()
	writeText(t, a, "第二句。")
	menuKey(t, a, fyne.KeyS, fyne.KeyModifierControl)
	if got := stored(t, store, 0).Text; got != "第一句。第二句。" || stored(t, store, 1).Text != "" {
		t.Errorf("stored are %q and %q", got, stored(t, store, 1).Text)
	}
	if row, _ := p.table.selected(); row.report.Text != "第一句。第二句。" || p.counts.Text != "未写 3　草稿 1" {
		t.Errorf("the list shows %q and %q", row.report.Text, p.counts.Text)
	}
}

func TestReportStaysWhenDiskIsFull(t *testing.T) {
	store := newTestStore(t)
	a, p := reportsOf(t, fullDisk{store}, store)
	typeKeys(a, fyne.KeyReturn)
	writeText(t, a, "写好的正文")
	p.editor.autosave()
	if a.dialogOpen() || p.editor.saved.Text != "磁盘已满，这一次没有保存。" {
		t.Errorf("while typing the page says %q, dialog: %t", p.editor.saved.Text, a.dialogOpen())
	}
	a.showTab(1)
	if a.current != 0 || !a.dialogOpen() {
		t.Error("the page is left although the text couldn't be saved")
	}
	typeKeys(a, fyne.KeyEscape)
	if p.editor.report.Text != "写好的正文" {
		t.Error("the text is lost")
	}
}

func TestReviewersAndHelp(t *testing.T) {
	store := newTestStore(t)
	a, p := reportsOf(t, store, store)
	want := []string{"督导组", "督导组", "王喆", "王喆"} // plan.md §三.2（1）
	for i, row := range p.table.all {
		if row.reviewer != want[i] {
			t.Errorf("%s is reviewed by %s, not %s", row.target.Name, row.reviewer, want[i])
		}
	}
	if !onScreen(a, "1　推动发展情况。重点看能否认真开展") {
		t.Error("the plan's requirements aren't beside the text")
	}
}

func TestReportsWithoutTargets(t *testing.T) {
	a := newOffice(t, newTestStore(t))
	a.showTab(2)
	if !onScreen(a, "先把名单登记好") {
		t.Error("the page doesn't say where to begin")
	}
	bothSizes(t, a, "15-no-reports")
}

package gui

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"liangping/data"
)

// roster returns the names of the store's targets in their order, withdrawn ones in brackets.
func roster(t *testing.T, records targetRecords) (names []string) {
	t.Helper()
	targets, err := records.Targets(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, target := range targets {
		name := target.Name
		if target.Withdrawn {
			name = "（" + name + "）"
		}
		names = append(names, name)
	}
	return names
}

// targetsOf opens 评议对象 on the records with a few targets.
func targetsOf(t *testing.T, records targetRecords, store *data.Store) (*App, *targetsPage) {
	t.Helper()
	for _, target := range []data.Target{
		{Name: "油区办领导班子", Kind: data.Team, Ask: data.AskCriteria},
		{Name: "王喆", Kind: data.Leader, Level: data.Principal, Post: "党组书记、主任", Ask: data.AskAspects},
		{Name: "李𬭎", Kind: data.Leader, Level: data.Member, Post: "党组成员、副主任", Ask: data.AskAspects},
		{Name: "刘建军", Kind: data.KeyPost, Post: "办公室主任", Unit: "办公室", Ask: data.AskAspects},
	} {
		target.ID = data.NewID()
		if err := store.SaveTarget(context.Background(), target); err != nil {
			t.Fatal(err)
		}
	}
	a := newTestWindow(t, store)
	p := newTargetsPage(a, records)
	a.build([]page{p, newReportsPage(a, store)})
	return a, p
}

// The roster is entered by keyboard from its first line; each new target is what it most likely is.
func TestEnterRosterByKeyboard(t *testing.T) {
	store := newTestStore(t)
	a := newOffice(t, store)
	a.showTab(1)
	if !onScreen(a, "还没有评议对象") {
		t.Error("the empty page doesn't say that the roster is empty")
	}
	bothSizes(t, a, "15-no-targets")
	for _, name := range []string{"油区办领导班子", "王喆", " 买买提•艾力 "} {
		menuKey(t, a, fyne.KeyN, fyne.KeyModifierControl)
		pasteText(t, a, name)
		menuKey(t, a, fyne.KeyS, fyne.KeyModifierControl)
	}
	menuKey(t, a, fyne.KeyN, fyne.KeyModifierControl)
	for _, text := range []string{"李𬭎", "党组成员、副主任"} {
		writeText(t, a, text)
		typeKeys(a, fyne.KeyReturn)
	}
	bothSizes(t, a, "02-targets-new")
	typeKeys(a, fyne.KeyReturn, fyne.KeyReturn) // through 所在科室 and 任职顺序 to 备注
	writeText(t, a, "分管油地协调")
	typeKeys(a, fyne.KeyReturn, fyne.KeyReturn) // to 保存
	if a.canvas.Focused() != a.pages[1].(*targetsPage).table {
		t.Error("after 保存 the focus isn't in the roster")
	}

	targets, err := store.Targets(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	want := []data.Target{
		{Name: "油区办领导班子", Kind: data.Team, Ask: data.AskCriteria},
		{Name: "王喆", Kind: data.Leader, Level: data.Principal, Ask: data.AskAspects},
		{Name: "买买提·艾力", Kind: data.Leader, Level: data.Member, Ask: data.AskAspects},
		{Name: "李𬭎", Kind: data.Leader, Level: data.Member, Ask: data.AskAspects, Post: "党组成员、副主任", Note: "分管油地协调"},
	}
	for i := range targets {
		want[i].ID, want[i].Rank = targets[i].ID, i+1
	}
	if !slices.Equal(targets, want) {
		t.Errorf("the roster is %+v", targets)
	}
	if !onScreen(a, "显示 4 / 4　在评 4　领导班子 1　领导干部 3") {
		t.Error("the footer doesn't count the roster")
	}
}

func TestEditAndWithdrawByKeyboard(t *testing.T) {
	store := newTestStore(t)
	a, p := targetsOf(t, store, store)
	writeText(t, a, "副主任") // the focus begins in the search
	typeKeys(a, fyne.KeyDown, fyne.KeyReturn)
	if a.canvas.Focused() != p.form.name || p.form.name.Text != "李𬭎" {
		t.Fatal("search, ↓ and Enter don't lead to the name of 李𬭎")
	}
	typeKeys(a, fyne.KeyReturn, fyne.KeyReturn)
	writeText(t, a, "油地协调科")
	for a.canvas.Focused() != p.form.withdrawn {
		typeKeys(a, fyne.KeyTab)
	}
	typeKeys(a, fyne.KeyRight)
	menuKey(t, a, fyne.KeyS, fyne.KeyModifierControl)
	targets, _ := store.Targets(context.Background())
	if got := targets[2]; got.Name != "李𬭎" || got.Unit != "油地协调科" || !got.Withdrawn || got.Level != data.Member {
		t.Errorf("the edited target is %+v", got)
	}
	p.searchFor.SetText("")
	p.state.pick(2)
	if len(p.table.rows) != 1 || !onScreen(a, "停评 1") {
		t.Error("停评 doesn't filter the withdrawn target")
	}
	p.state.pick(0)
	p.kind.pick(1 + slices.Index(data.Kinds, data.Leader))
	if len(p.table.rows) != 2 {
		t.Errorf("领导干部 shows %d targets, not 2", len(p.table.rows))
	}
}

func TestRankOrder(t *testing.T) {
	store := newTestStore(t)
	a, p := targetsOf(t, store, store)
	p.open(string(p.targets[3].ID))
	p.form.up.Tapped(nil)
	want := []string{"油区办领导班子", "王喆", "刘建军", "李𬭎"}
	if got := roster(t, store); !slices.Equal(got, want) {
		t.Errorf("上移 gives %v", got)
	}
	if row, _ := p.table.selected(); row.Name != "刘建军" || p.form.shown.Rank != 3 {
		t.Error("the moved target isn't the selected one any more")
	}
	a.focus(p.form.rank)
	p.form.rank.TypedRune('1')
	menuKey(t, a, fyne.KeyS, fyne.KeyModifierControl)
	want = []string{"刘建军", "油区办领导班子", "王喆", "李𬭎"}
	if got := roster(t, store); !slices.Equal(got, want) {
		t.Errorf("任职顺序 1 gives %v", got)
	}
	menuKey(t, a, fyne.KeyUp, fyne.KeyModifierAlt) // nothing lies before the first
	if got := roster(t, store); !slices.Equal(got, want) {
		t.Errorf("上移 of the first gives %v", got)
	}
	menuKey(t, a, fyne.KeyDown, fyne.KeyModifierAlt)
	want = []string{"油区办领导班子", "刘建军", "王喆", "李𬭎"}
	if got := roster(t, store); !slices.Equal(got, want) {
		t.Errorf("Alt+↓ gives %v", got)
	}
	a.showTab(1)
	menuKey(t, a, fyne.KeyDown, fyne.KeyModifierAlt)
	if got := roster(t, store); a.current != 1 || !slices.Equal(got, want) {
		t.Errorf("Alt+↓ on another tab gives %v", got)
	}
}

func TestOnlyLeadersHaveLevel(t *testing.T) {
	store := newTestStore(t)
	_, p := targetsOf(t, store, store)
	p.open(string(p.targets[2].ID))
	if !p.form.levelField.Visible() {
		t.Error("a leader has no level to choose")
	}
	p.form.kind.pick(slices.Index(data.Kinds, data.Team))
	if p.form.levelField.Visible() || p.form.value().Level != "" {
		t.Error("a team has a level")
	}
	if p.form.value().Ask != data.AskCriteria {
		t.Error("a team isn't asked by the eight criteria")
	}
	if !p.form.trySave() {
		t.Error("a leader can't become a team")
	}
}

func TestUnsavedTargetAsksOnce(t *testing.T) {
	store := newTestStore(t)
	a, p := targetsOf(t, store, store)
	change := func(name string) {
		p.open(string(p.targets[1].ID))
		p.form.focusName()
		writeText(t, a, name)
	}
	change("甲")
	a.showTab(1)
	bothSizes(t, a, "14-unsaved")
	typeKeys(a, fyne.KeyEscape)
	if a.current != 0 || p.form.name.Text != "王喆甲" || a.canvas.Focused() != p.form.name {
		t.Fatal("返回修改 loses the change or leaves the page")
	}
	a.showTab(1)
	typeKeys(a, fyne.KeyReturn) // 保存
	if got := roster(t, store)[1]; a.current != 1 || got != "王喆甲" {
		t.Errorf("保存 saves %q and shows tab %d", got, a.current)
	}
	a.showTab(0)
	change("乙")
	a.focus(p.table)
	typeKeys(a, fyne.KeyDown)
	a.canvas.Focused().(*button).TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	typeKeys(a, fyne.KeyReturn) // 不保存
	if got := roster(t, store)[1]; got != "王喆甲" || p.form.name.Text != "李𬭎" || a.dialogOpen() {
		t.Errorf("不保存 saves %q and shows %q", got, p.form.name.Text)
	}
}

// A search that hides the row under a changed form leaves the form alone.
func TestSearchKeepsUnsavedTarget(t *testing.T) {
	store := newTestStore(t)
	_, p := targetsOf(t, store, store)
	p.newRecord()
	p.form.name.SetText("新来的")
	p.searchFor.SetText("刘建军")
	p.searchFor.SetText("没有这个人")
	p.searchFor.SetText("")
	if p.form.name.Text != "新来的" || !p.form.trySave() {
		t.Fatal("a search loses the new target")
	}
	if got := roster(t, store); got[4] != "新来的" {
		t.Errorf("the roster is %v", got)
	}
	if row, _ := p.table.selected(); row.Name != "新来的" {
		t.Errorf("after saving %q is selected", row.Name)
	}
}

// Ctrl+S in a new form says what is missing, even before a key.
func TestEmptyNewTargetIsRefused(t *testing.T) {
	store := newTestStore(t)
	a, p := targetsOf(t, store, store)
	before := roster(t, store)
	menuKey(t, a, fyne.KeyN, fyne.KeyModifierControl)
	a.focus(p.searchFor)
	menuKey(t, a, fyne.KeyS, fyne.KeyModifierControl)
	if p.form.nameField.refusal == "" || a.canvas.Focused() != p.form.name {
		t.Errorf("the name says %q, the focus is on %T", p.form.nameField.refusal, a.canvas.Focused())
	}
	if got := roster(t, store); !slices.Equal(got, before) {
		t.Errorf("the roster is %v", got)
	}
	typeKeys(a, fyne.KeyEscape)
	if p.form.isNew() || a.dialogOpen() {
		t.Error("Esc doesn't give the empty form up")
	}
}

func TestTooLongNameStays(t *testing.T) {
	store := newTestStore(t)
	a, p := targetsOf(t, store, store)
	before := roster(t, store)
	menuKey(t, a, fyne.KeyN, fyne.KeyModifierControl)
	long := strings.Repeat("油区办事", 15)
	pasteText(t, a, long)
	menuKey(t, a, fyne.KeyS, fyne.KeyModifierControl)
	if p.form.nameField.refusal != "姓名（名称）有 60 个字，最多 30 个字。请改用简称。" || !p.form.name.frame.refused {
		t.Errorf("the field says %q", p.form.nameField.refusal)
	}
	if p.form.name.Text != long || a.canvas.Focused() != p.form.name || !slices.Equal(roster(t, store), before) {
		t.Error("the refused name is lost or stored")
	}
	bothSizes(t, a, "02-targets-refused")
	p.form.name.SetText("油区办事大厅")
	if p.form.nameField.refusal != "" || !p.form.trySave() {
		t.Error("a name that was shortened is still refused")
	}
}

// fullDisk refuses to write.
type fullDisk struct{ *data.Store }

var errFullDisk = &data.Error{Code: data.Disk, Message: "磁盘已满，这一次没有保存。", Err: errors.New("ENOSPC")}

func (fullDisk) SaveTarget(context.Context, data.Target) error { return errFullDisk }
func (fullDisk) SaveReport(context.Context, data.Report) error { return errFullDisk }

func TestTargetStaysWhenDiskIsFull(t *testing.T) {
	store := newTestStore(t)
	a, p := targetsOf(t, fullDisk{store}, store)
	p.newRecord()
	writeText(t, a, "陈晓燕")
	menuKey(t, a, fyne.KeyS, fyne.KeyModifierControl)
	if !a.dialogOpen() || !onScreen(a, "磁盘已满") {
		t.Fatal("a full disk isn't told")
	}
	typeKeys(a, fyne.KeyEscape)
	if a.dialogOpen() || p.form.name.Text != "陈晓燕" || !p.form.dirty() {
		t.Error("what was typed is lost")
	}
}

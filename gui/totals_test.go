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

// newWorkDesk opens 评议票 on an internal round of so many returned sheets.
func newWorkDesk(t *testing.T, returned int) *roundsPage {
	t.Helper()
	store := newTestStore(t)
	entryRound(t, store, returned)
	return newRoundsDesk(t, store)
}

func TestTotalsByKeyboard(t *testing.T) {
	p := newWorkDesk(t, 10)
	p.keyTotals()
	w := p.work.(*totalsPage)
	roundsType(p, "10")
	roundsPress(p, fyne.KeyReturn)
	roundsType(p, "0")
	roundsPress(p, fyne.KeyReturn)
	for i := range 15 {
		for _, n := range []string{"6", "2", "1", "0", "1", "0"} {
			roundsType(p, n)
			roundsPress(p, fyne.KeyReturn)
		}
		if i == 3 && w.grid.rows[3].verdict.Text != "✓ 相符" {
			t.Errorf("line 4: %q", w.grid.rows[3].verdict.Text)
		}
	}
	if w.state.Text != "✓ 各行都相符" || p.app.canvas.Focused() != fyne.Focusable(w.keep) {
		t.Errorf("%q, the focus on %T", w.state.Text, p.app.canvas.Focused())
	}
	roundsPress(p, fyne.KeyReturn)
	total, err := p.records.Totals(context.Background(), w.round.ID, w.group().ID)
	if err != nil || total == nil || total.Valid != 10 || total.Counts[14] != (data.Counts{Satisfied: 6, MostlySatisfied: 2, Dissatisfied: 1, Blank: 1}) {
		t.Fatalf("stored %+v, %v", total, err)
	}
	saveScreen(t, p.app, "17-totals")
	roundsPress(p, fyne.KeyEscape)
	if p.work != nil {
		t.Error("Esc does not go back")
	}
	if state := p.keying.showing[0]; state.way != data.ByTotals || state.keyed != 10 {
		t.Errorf("progress: %+v", state)
	}
}

func TestTotalsLineThatDoesNotAddUp(t *testing.T) {
	p := newWorkDesk(t, 10)
	p.keyTotals()
	w := p.work.(*totalsPage)
	w.valid.set(10)
	counts := make([]data.Counts, 15)
	for i := range counts {
		counts[i].Satisfied = 10
	}
	counts[7].Satisfied = 8
	w.grid.set(counts)
	w.typed()
	if got := w.grid.rows[7].verdict.Text; got != "× 少 2" {
		t.Errorf("verdict %q", got)
	}
	p.save()
	if w.notice.Hidden || !strings.Contains(w.notice.text, "第 8 行") || p.app.canvas.Focused() != fyne.Focusable(w.grid.rows[7].cells[0]) {
		t.Errorf("refused with %q, the focus on %T", w.notice.text, p.app.canvas.Focused())
	}
	saveScreen(t, p.app, "17-refused")
	if total, _ := p.records.Totals(context.Background(), w.round.ID, w.group().ID); total != nil {
		t.Error("it was stored")
	}
	p.app.typedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if !p.app.dialogOpen() {
		t.Error("typed counts were dropped without asking")
	}
	p.app.escape()
}

// The table that is handed out comes back filled in.
func TestTotalsTableComesBack(t *testing.T) {
	p := newWorkDesk(t, 10)
	ctx := context.Background()
	p.keyTotals()
	w := p.work.(*totalsPage)
	rows, err := p.records.TotalsTable(ctx, w.round.ID)
	if err != nil {
		t.Fatal(err)
	}
	for i := range rows {
		copy(rows[i][4:], []string{"7", "0", "2", "0", "0", "0"})
	}
	rows[0][10], rows[0][11] = "9", "1"
	content, err := tables.Totals(rows, w.round, "某县油区工作办公室", testNow)
	path := filepath.Join(t.TempDir(), "合计.xlsx")
	if err == nil {
		err = os.WriteFile(path, content, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	w.previewTotals(path)
	tasksEnd(t)
	if !focusedTable(p) {
		t.Fatal("no preview")
	}
	saveScreen(t, p.app, "17-import")
	if total, _ := p.records.Totals(ctx, w.round.ID, w.group().ID); total != nil {
		t.Fatal("the preview wrote something")
	}
	roundsPress(p, fyne.KeyReturn, fyne.KeyReturn)
	total, err := p.records.Totals(ctx, w.round.ID, w.group().ID)
	if err != nil || total == nil || total.Valid != 9 || total.Spoiled != 1 || w.valid.value() != 9 {
		t.Errorf("stored %+v, %v; shown %d", total, err, w.valid.value())
	}
	w.exportTotals()
	tasksEnd(t)
	if found, _ := filepath.Glob(filepath.Join(p.app.options.PapersDir, "*合计表.xlsx")); len(found) != 1 || focusedWord(p) != "打开" {
		t.Errorf("made %v, the focus is on %s", found, focusedWord(p))
	}
	p.app.escape()
}

func focusedTable(p *roundsPage) bool {
	_, ok := p.app.canvas.Focused().(*table[data.TotalsRow])
	return ok
}

func TestTotalsAfterBallots(t *testing.T) {
	p := newWorkDesk(t, 10)
	p.keyBallots()
	roundsType(p, "1+")
	roundsPress(p, fyne.KeyReturn, fyne.KeyEscape)
	p.keyTotals()
	w := p.work.(*totalsPage)
	if w.notice.Hidden || !strings.Contains(w.notice.text, "已经逐张录了 1 张") || !w.valid.Disabled() {
		t.Errorf("notice %q", w.notice.text)
	}
	w.askWipe()
	p.app.canvas.FocusNext()
	roundsPress(p, fyne.KeyReturn)
	if p.app.dialogOpen() || w.way != "" || w.valid.Disabled() {
		t.Errorf("not cleared: %q", w.way)
	}
}

func TestBallotOpinionsByKeyboard(t *testing.T) {
	p := newWorkDesk(t, 10)
	p.keyOpinions()
	w := p.work.(*ballotOpinionsPage)
	for _, one := range [][2]string{{"wz", "多到基层看看"}, {"3", "材料来回跑了三趟"}, {"", "食堂办得好"}} {
		roundsType(p, one[0])
		roundsPress(p, fyne.KeyReturn)
		roundsType(p, one[1])
		roundsPress(p, fyne.KeyReturn)
	}
	byText := map[string]string{}
	for _, o := range w.all {
		byText[o.Text] = w.targetName(o.TargetID)
		if o.Number != 0 || !o.Date.IsZero() {
			t.Errorf("an opinion tells its order or its time: %+v", o)
		}
	}
	if len(byText) != 3 || byText["多到基层看看"] != "王喆" || byText["材料来回跑了三趟"] != "李𬭎" || byText["食堂办得好"] != "综合" {
		t.Errorf("stored %v", byText)
	}
	roundsType(p, "没有此人")
	roundsPress(p, fyne.KeyReturn)
	roundsType(p, "话")
	saveScreen(t, p.app, "18-opinions")
	roundsPress(p, fyne.KeyReturn)
	if len(w.all) != 3 || p.app.canvas.Focused() != fyne.Focusable(w.target) {
		t.Error("an opinion about nobody known was stored")
	}
}

func TestWaiverNeedsAReason(t *testing.T) {
	p := newWorkDesk(t, 10)
	p.keyBallots()
	roundsType(p, "1+")
	roundsPress(p, fyne.KeyReturn, fyne.KeyEscape)
	p.showStep(stepCompare)
	saveScreen(t, p.app, "04-compare")
	p.compare.askWaiver()
	roundsPress(p, fyne.KeyReturn, fyne.KeyReturn)
	if !p.app.dialogOpen() || p.compare.pass.Waiver != nil {
		t.Fatal("waived without a reason")
	}
	p.app.escape()
	p.compare.askWaiver()
	roundsType(p, "当场唱票")
	roundsPress(p, fyne.KeyReturn, fyne.KeyReturn)
	if p.app.dialogOpen() || p.compare.pass.Waiver == nil || p.compare.pass.Waiver.Reason != "当场唱票" {
		t.Fatalf("waiver: %+v", p.compare.pass.Waiver)
	}
	if words, done := p.compare.figure(); words != "不录第二遍" || !done {
		t.Errorf("step: %q %v", words, done)
	}
	p.compare.askWaiver()
	roundsPress(p, fyne.KeyReturn)
	if p.compare.pass.Waiver != nil {
		t.Error("the waiver was not taken back")
	}
}

func TestSecondPassAsksWhoReads(t *testing.T) {
	p := newWorkDesk(t, 1)
	p.keyBallots()
	roundsType(p, "1+")
	roundsPress(p, fyne.KeyReturn, fyne.KeyEscape)
	p.readSecond()
	roundsPress(p, fyne.KeyReturn) // 刘敏, who keyed them
	if !p.app.dialogOpen() || p.records.Operator() != "刘敏" {
		t.Fatal("the first keyer reads again")
	}
	saveScreen(t, p.app, "05-who")
	roundsType(p, "韩雪")
	roundsPress(p, fyne.KeyReturn)
	w, ok := p.work.(*entryPage)
	if p.app.dialogOpen() || !ok || !w.second || p.records.Operator() != "韩雪" {
		t.Fatal("the second pass did not begin")
	}
	roundsType(p, "4+")
	roundsPress(p, fyne.KeyReturn, fyne.KeyReturn)
	if p.work != nil || p.step != stepCompare || len(p.compare.pass.Open()) != 15 {
		t.Errorf("work %T, step %d, %d differences", p.work, p.step, len(p.compare.pass.Open()))
	}
	p.settleDifferences()
	if _, ok := p.work.(*differencesPage); !ok {
		t.Error("F7 does not open the differences")
	}
}

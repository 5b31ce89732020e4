package gui

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"liangping/data"
)

// newSocialDesk opens a social round of an office with the roster of the entry tests.
func newSocialDesk(t testing.TB) *roundsPage {
	t.Helper()
	store := newTestStore(t)
	entryRound(t, store, 0)
	c, err := store.Campaign(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	social := data.NewRound(data.Social, *c)
	if err := store.SaveRound(context.Background(), social); err != nil {
		t.Fatal(err)
	}
	p := newRoundsDesk(t, store)
	p.open(string(social.ID))
	return p
}

// The ballot's questions are chosen by figures, for one target or for its kind; they stay once the form is fixed.
func TestRoundsAskByFigures(t *testing.T) {
	p := newSocialDesk(t)
	if p.step != stepForm || p.app.canvas.Focused() != nil && p.form == nil {
		t.Fatalf("a new round opens at step %d", p.step)
	}
	p.focus()
	if p.app.canvas.Focused() != p.forms.table {
		t.Fatal("the focus does not begin in the list of targets")
	}
	roundsType(p, "2") // the team by work and conduct, and on to the next
	roundsType(p, "1")
	if row, _ := p.forms.table.selected(); row.name != "李𬭎" || row.lines != "4–5" {
		t.Errorf("selected is %+v", row)
	}
	if got := len(p.form.Lines); got != 2+1+2+2 {
		t.Errorf("%d lines", got)
	}
	roundsPress(p, fyne.KeySpace)
	p.forms.alike.tapped()
	if got := len(p.form.Lines); got != 2+9+9+9 || p.forms.table.all[3].side != "反面" {
		t.Errorf("%d lines after asking alike, the last one on %q", got, p.forms.table.all[3].side)
	}
	if n := p.forms.preview.pageCount(); n != 2 {
		t.Errorf("the preview has %d sides", n)
	}
	p.forms.setOrder(data.ByStrokes)
	if storedRound(t, p).Order != data.ByStrokes || p.forms.table.all[1].name != "王喆" {
		t.Errorf("by strokes: %v", p.forms.table.all)
	}
	if _, err := p.records.FreezeForm(context.Background(), p.chosen); err != nil {
		t.Fatal(err)
	}
	p.app.reload()
	roundsType(p, "1")
	if len(p.form.Lines) != 29 || !p.forms.ask.Disabled() {
		t.Error("a fixed form was changed")
	}
}

// A form that needs more than one sheet of paper is refused in words, and mended on the spot.
func TestRoundsFormTooLong(t *testing.T) {
	p := newSocialDesk(t)
	for i := range 6 {
		target := data.Target{ID: data.NewID(), Name: "科室" + string(rune('甲'+i)), Kind: data.KeyPost, Ask: data.AskCriteria}
		if err := p.app.options.Store.SaveTarget(context.Background(), target); err != nil {
			t.Fatal(err)
		}
	}
	p.app.reload()
	if p.form != nil || len(p.forms.state.Objects) == 0 || !strings.Contains(p.app.sentence(p.formErr), "最多 48 行") {
		t.Fatalf("69 lines were taken: %v", p.formErr)
	}
	saveScreen(t, p.app, "04-long")
	p.forms.table.selectKey(p.forms.table.key(p.forms.table.all[4]))
	p.forms.setAsk(data.AskAspects, p.forms.table.all[4].id)
	p.forms.askAlike()
	if p.form == nil || len(p.form.Lines) != 15+12 {
		t.Errorf("mended: %v, %v", p.form, p.formErr)
	}
}

// The list of people: typed, pasted, ticked at the door by Space, then 应到 and 实到 from it.
func TestRoundsPeople(t *testing.T) {
	p := newSocialDesk(t)
	p.showPeople()
	if p.app.canvas.Focused() != p.people.name {
		t.Fatal("an empty list does not begin with a name")
	}
	p.people.group.choose(3)
	for _, name := range []string{"赵明远", "何春梅"} {
		roundsType(p, name)
		roundsPress(p, fyne.KeyReturn)
		roundsType(p, "油地村")
		roundsPress(p, fyne.KeyReturn)
	}
	roundsType(p, "何春梅")
	roundsPress(p, fyne.KeyReturn)
	roundsType(p, "油地村")
	roundsPress(p, fyne.KeyReturn)
	if !p.app.dialogOpen() || len(p.people.people) != 2 {
		t.Fatal("somebody is on the list twice")
	}
	p.app.escape()
	p.people.name.SetText("")
	p.people.post.SetText("")

	p.people.askPaste()
	p.app.canvas.Focused().(*textEntry).SetText("1. 王大力　县油区医院　党代表\n丁　一\t县人大\t人大代表\n何春梅 油地村 服务对象代表\n")
	formDone(p)
	saveScreen(t, p.app, "04-people-paste")
	if !p.app.dialogOpen() || len(p.people.people) != 2 {
		t.Fatal("pasted without a preview")
	}
	roundsPress(p, fyne.KeyReturn, fyne.KeyReturn) // from the rows to 加入, and press it
	if got := len(p.people.people); p.app.dialogOpen() || got != 4 {
		t.Fatalf("%d on the list", got)
	}

	p.app.focus(p.people.table)
	roundsPress(p, fyne.KeyHome, fyne.KeySpace, fyne.KeyDown, fyne.KeyDown, fyne.KeySpace)
	if listed := p.people.round.WithAttendance(p.people.people); listed.Groups[0].Present != 1 || listed.Groups[3].Present != 1 {
		t.Errorf("present: %+v", listed.Groups)
	}
	if p.people.take.Disabled() {
		t.Fatal("the counts can't be taken from the list")
	}
	saveScreen(t, p.app, "04-people")
	roundsFits(t, p)
	p.people.takeCounts()
	g := storedRound(t, p).Groups
	if g[0].Expected != 1 || g[0].Present != 1 || g[3].Expected != 2 || g[3].Present != 1 {
		t.Errorf("stored: %+v", g)
	}
	stored, err := p.app.options.Store.Attendance(context.Background(), p.chosen)
	if err != nil || len(stored) != 4 || !slices.ContainsFunc(stored, func(i data.Invitee) bool { return i.Name == "丁一" && i.Group == data.PeoplesDeputy }) {
		t.Errorf("on the disk: %v, %v", stored, err)
	}
	roundsPress(p, fyne.KeyDelete)
	roundsPress(p, fyne.KeyTab)
	p.app.escape()
	if len(p.people.people) != 4 {
		t.Error("Delete does not ask")
	}
}

// A table file of the list can be taken in again: who is on the list already is not taken twice.
func TestRoundsPeopleFile(t *testing.T) {
	p := newSocialDesk(t)
	p.showPeople()
	p.people.change([]data.Invitee{{Group: data.ServiceUser, Name: "赵明远", Post: "油地村", Present: true}, {Group: data.PartyDelegate, Name: "丁一"}})
	p.people.exportList()
	file := filepath.Join(p.app.options.PapersDir, "2011年社会评议人员名单.xlsx")
	tasksEnd(t)
	p.app.escape()
	p.people.change(p.people.people[:1])
	p.people.readFile(file)
	tasksEnd(t)
	roundsPress(p, fyne.KeyReturn, fyne.KeyReturn)
	if got := p.people.people; p.app.dialogOpen() || len(got) != 2 || got[1].Name != "丁一" || got[1].Group != data.PartyDelegate {
		t.Errorf("the list is %+v", got)
	}
}

// More sheets back than were given out: the round is void, and held again with nothing counted.
func TestRoundsVoidAndAgain(t *testing.T) {
	p := newSocialDesk(t)
	p.showStep(stepKey)
	if !p.checks.redo.Hidden {
		t.Fatal("a sound round can be thrown away by a red button")
	}
	for _, n := range []struct {
		column int
		count  string
	}{{0, "15"}, {1, "15"}, {2, "20"}, {3, "15"}, {4, "16"}} {
		p.app.focus(p.counts.rows[3].counts[n.column])
		roundsType(p, n.count)
	}
	if p.checks.redo.Hidden || p.checks.count.Text != "× 整次无效" {
		t.Fatalf("the checks say %q", p.checks.count.Text)
	}
	saveScreen(t, p.app, "04-void")
	old := p.chosen
	p.voidRound()
	saveScreen(t, p.app, "04-void-ask")
	formDone(p)
	if p.app.dialogOpen() || p.chosen == old {
		t.Fatal("the round was not set up again")
	}
	r := storedRound(t, p)
	if r.Attempt != 2 || r.Groups[3].Expected != 15 || r.Groups[3].Issued != 0 || p.readOnly() {
		t.Errorf("again: %+v", r)
	}
	p.keyBallots() // the longer name must not push the window wider
	roundsFits(t, p)
	p.endWork(stepKey)
	p.keyTotals()
	roundsFits(t, p)
	p.endWork(stepKey)
	p.open(string(old))
	p.showStep(stepKey)
	if !p.readOnly() || !p.counts.rows[0].counts[0].Disabled() || !p.press.lines[0].make.Disabled() || p.canRedo() {
		t.Error("a void round can be changed")
	}
	if item := p.list.items[1]; item.state.word != "作废" {
		t.Errorf("the list says %+v", item)
	}
	p.showStep(stepSeal)
	saveScreen(t, p.app, "04-void-round")
	keyingRefused(t, p, "已经定为整次无效，只能查看")
}

// Each check tells where it comes from when it is selected; a broken one always does.
func TestChecksTellTheirBasis(t *testing.T) {
	p := newSocialDesk(t)
	p.showStep(stepKey)
	list := p.checks.list
	for i := 0; p.app.canvas.Focused() != list && i < 100; i++ {
		p.app.canvas.FocusNext()
	}
	at := slices.IndexFunc(list.checks, func(c data.Check) bool { return c.ID == data.CheckServiceUsers })
	before := list.MinSize().Height
	for range at {
		roundsPress(p, fyne.KeyDown)
	}
	if !strings.Contains(list.checks[list.selected].Basis, "服务对象代表不少于评议人员的50%") {
		t.Errorf("selected is %+v", list.checks[list.selected])
	}
	if after := list.MinSize().Height; after <= before-checkLine/2 {
		t.Errorf("no room for the basis: %v, before %v", after, before)
	}
	saveScreen(t, p.app, "04-basis")
}

// Sealing by keyboard: what is in the way is said; who seals vouches; the round is read-only until it is unsealed with a reason.
func TestRoundsSeal(t *testing.T) {
	store := newSampleStore(t)
	p := newRoundsDesk(t, store)
	ctx := context.Background()
	r := storedRound(t, p)
	if r.State != data.RoundOpen {
		if err := store.UnsealRound(ctx, r.ID, "测试"); err != nil {
			t.Fatal(err)
		}
		p.app.reload()
	}
	pass, err := store.SecondPass(ctx, r.ID)
	if err != nil {
		t.Fatal(err)
	}
	if pass.Waiver == nil && !pass.Complete() {
		p.askSealing()
		saveScreen(t, p.app, "14-obstacles")
		roundsPress(p, fyne.KeyReturn)
		if p.app.dialogOpen() || storedRound(t, p).State != data.RoundOpen {
			t.Fatal("sealed without a second pass")
		}
		if err := store.WaiveSecondPass(ctx, r.ID, "人手不够"); err != nil {
			t.Fatal(err)
		}
		p.app.reload()
	}
	p.showStep(stepSeal)
	p.focus()
	roundsPress(p, fyne.KeyReturn)
	if focusedWord(p) != "取消" {
		t.Fatalf("the focus begins on %q", focusedWord(p))
	}
	saveScreen(t, p.app, "14-seal")
	for range 2 { // both ticks
		p.app.canvas.FocusPrevious()
		roundsPress(p, fyne.KeySpace)
	}
	formDone(p)
	tasksEnd(t)
	if storedRound(t, p).State != data.RoundSealed || focusedWord(p) != "打印报告单…" {
		t.Fatal("not sealed")
	}
	saveScreen(t, p.app, "14-sealed")
	roundsPress(p, fyne.KeyReturn)
	saveScreen(t, p.app, "14-sheets")
	if focusedWord(p) != "计票结果报告单" {
		t.Errorf("after the seal %q is offered", focusedWord(p))
	}
	roundsPress(p, fyne.KeyReturn)
	tasksEnd(t)
	p.app.escape()
	if made, err := filepath.Glob(filepath.Join(p.app.options.PapersDir, "*计票结果报告单*.pdf")); err != nil || len(made) != 1 {
		t.Errorf("made: %v, %v", made, err)
	}
	if p.seal == nil || p.steps.steps[stepSeal].state != stepSealed || p.list.items[0].state.word != "已封存" || p.sealNow.text != "启封…" {
		t.Error("the page does not show the seal")
	}
	saveScreen(t, p.app, "04-sealed")
	if !p.change.Disabled() || !p.counts.rows[0].counts[0].Disabled() {
		t.Error("a sealed round can be changed")
	}
	if text := words(p.compare.box); !strings.Contains(text, "已经清除") || strings.Contains(text, "还没有") {
		t.Errorf("of the second pass of a sealed round it says %q", text)
	}
	keyingRefused(t, p, "内部评议已经封存，不能再改。要改正，请先启封并写明原因。")
	p.keyOpinions()
	if p.work == nil {
		t.Fatal("no opinions after the seal")
	}
	p.escape()
	p.askUnsealing()
	formDone(p)
	if !p.app.dialogOpen() {
		t.Fatal("opened without a reason")
	}
	p.app.canvas.FocusPrevious()
	p.app.canvas.FocusPrevious()
	roundsType(p, "收回数写错")
	saveScreen(t, p.app, "14-unseal")
	formDone(p)
	if p.app.dialogOpen() || storedRound(t, p).State != data.RoundOpen || p.readOnly() {
		t.Error("not opened again")
	}
}

// keyingRefused gives every command that keys or changes something, and expects each to say why it doesn't.
func keyingRefused(t *testing.T, p *roundsPage, why string) {
	t.Helper()
	group := p.round().Groups[0].ID
	for name, do := range map[string]func(){
		"F5": p.keyBallots, "录一类": func() { p.keyGroup(group) }, "F6": p.readSecond, "F7": p.settleDifferences, "按合计录入": p.keyTotals,
		"编辑": p.editRound, "作废重评": p.voidRound, "封存": p.askSealing, "不录第二遍": p.compare.askWaiver, "粘贴名单": p.people.askPaste,
	} {
		do()
		if p.work != nil || !p.app.dialogOpen() || !strings.Contains(shown(p.app), why) {
			t.Fatalf("%s doesn't say why it is refused", name)
		}
		p.app.escape()
	}
}

func TestRoundsSpoilReasons(t *testing.T) {
	p := newSocialDesk(t)
	p.editSpoilReasons()
	saveScreen(t, p.app, "04-reasons")
	p.app.canvas.Focused().(*textEntry).SetText("涂改无法辨认\n\n　撕毁\n")
	formDone(p)
	got, err := p.app.options.Store.SpoilReasons(context.Background())
	if err != nil || p.app.dialogOpen() || !slices.Equal(got, []string{"涂改无法辨认", "撕毁"}) {
		t.Errorf("%v, %v", got, err)
	}
	p.editSpoilReasons()
	p.app.canvas.Focused().(*textEntry).SetText("")
	formDone(p)
	if !p.app.dialogOpen() {
		t.Error("an empty list was taken")
	}
}

package gui

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"liangping/data"
)

// A secretary sets the campaign up with the keyboard alone; what isn't typed comes from the plan.
func TestWizardByKeyboard(t *testing.T) {
	store := newEmptyStore(t)
	a := newOffice(t, store)
	a.start()
	bothSizes(t, a, "13-first-run-1")
	for _, text := range []string{"某县油区工作办公室", "油区办", "某油发", "某县"} {
		writeText(t, a, text)
		typeKeys(a, fyne.KeyReturn)
	}
	bothSizes(t, a, "13-first-run-2")
	typeKeys(a, fyne.KeyReturn) // the year stands; the next empty field is 党组书记
	writeText(t, a, "王喆")
	typeKeys(a, fyne.KeyReturn)
	writeText(t, a, "刘敏")
	typeKeys(a, fyne.KeyReturn)
	bothSizes(t, a, "13-first-run-3")
	typeKeys(a, fyne.KeyReturn)

	c, err := store.Campaign(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	plan := data.PlanTemplate(2011)
	if c.Office != "某县油区工作办公室" || c.OfficeShort != "油区办" || c.NumberPrefix != "某油发" || c.County != "某县" || c.PartyGroupHead != "王喆" {
		t.Errorf("what was typed is stored as %+v", c)
	}
	if c.Title != plan.Title || c.Phases != plan.Phases || !slices.Equal(c.Criteria, plan.Criteria) || c.Scoring != plan.Scoring {
		t.Errorf("what was not typed is stored as %+v, not as in the plan", c)
	}
	if store.Operator() != "刘敏" {
		t.Errorf("the operator is %q", store.Operator())
	}
	if a.window.MainMenu() == nil || a.canvas.Focused() != a.pages[0].(*overviewPage).todos {
		t.Error("after the wizard the window is not in 总览")
	}
	if a.window.Title() != "2011年“两评一树”活动 — 某县油区工作办公室" {
		t.Errorf("the window is called %q", a.window.Title())
	}
}

// wizardAt returns the wizard of an empty window.
func wizardAt(t *testing.T, records wizardRecords, done func()) *wizard {
	t.Helper()
	a := newTestWindow(t, newEmptyStore(t))
	w := newWizard(a, records, newCampaignForm(data.PlanTemplate(2011), a.today(), true), "退出", func() {}, done)
	a.showAlone(w.content())
	w.start()
	return w
}

func TestWizardKeepsWhatWasTyped(t *testing.T) {
	w := wizardAt(t, newEmptyStore(t), nil)
	w.next.Tapped(nil)
	if w.step != 0 || w.app.canvas.Focused() != w.form.office || w.form.officeField.refusal == "" {
		t.Fatal("the wizard goes on without the office's name, or doesn't say what is missing")
	}
	bothSizes(t, w.app, "13-first-run-refused")
	writeText(t, w.app, "某办")
	if w.form.officeField.refusal != "" {
		t.Error("the refusal stays after the name was typed")
	}
	w.next.Tapped(nil)
	w.form.title.SetText("民主评议活动")
	w.back.Tapped(nil)
	if w.step != 0 || w.form.office.Text != "某办" {
		t.Error("going back loses the office's name")
	}
	w.list.Tapped(&fyne.PointEvent{Position: fyne.NewPos(20, 2.5*stepListHeight)})
	if w.step != 1 || w.app.canvas.Focused() != w.form.operator {
		t.Error("a click on the last step passes the one in which the operator is missing")
	}
	if w.form.title.Text != "民主评议活动" {
		t.Error("going back and forth loses the title")
	}
	if !onScreen(w.app, "2011年民主评议活动") {
		t.Error("the list of steps doesn't show what was typed")
	}
}

// refusingWizard refuses the first campaign.
type refusingWizard struct {
	*data.Store
	refusals int
}

func (r *refusingWizard) CreateCampaign(ctx context.Context, c data.Campaign) error {
	if r.refusals > 0 {
		r.refusals--
		return &data.Error{Code: data.Disk, Message: "磁盘已满，这一次没有保存。", Err: errors.New("ENOSPC")}
	}
	return r.Store.CreateCampaign(ctx, c)
}

func TestWizardTriesAgain(t *testing.T) {
	store, done := newEmptyStore(t), false
	w := wizardAt(t, &refusingWizard{store, 1}, func() { done = true })
	w.form.office.SetText("某办")
	w.form.operator.SetText("刘敏")
	w.show(2)
	typeKeys(w.app, fyne.KeyReturn)
	if done || !w.app.dialogOpen() || !onScreen(w.app, "磁盘已满") {
		t.Fatal("a full disk isn't told")
	}
	bothSizes(t, w.app, "14-not-created")
	typeKeys(w.app, fyne.KeyReturn)
	if c, err := store.Campaign(context.Background()); !done || err != nil || c.Office != "某办" {
		t.Errorf("再试一次 gives %v, %v", c, err)
	}
}

func TestPhaseNote(t *testing.T) {
	day := func(m time.Month, d int) data.Date { return data.Date{Year: 2011, Month: m, Day: d} }
	cases := []struct {
		name   string
		change func(*[3]data.Phase)
		want   string
		wrong  int // the field to correct: 2 × phase, + 1 for its end; -1 for none
	}{
		{"the plan", func(*[3]data.Phase) {}, "✓ 三个阶段首尾相接，共 103 天", -1},
		{"a gap", func(p *[3]data.Phase) { p[1].Start = day(8, 3) }, "△ 宣传发动到7月31日结束，组织评议从8月3日开始，中间空 2 天。", -1},
		{"an overlap", func(p *[3]data.Phase) { p[2].Start = day(9, 10) }, "▲ 整改提高阶段从 2011-09-10 开始，组织评议阶段到 2011-09-10 才结束，两个阶段重叠。请改正后再保存。", 4},
		{"an end before its start", func(p *[3]data.Phase) { p[0].End = day(7, 20) }, "▲ 宣传发动阶段的结束日期 2011-07-20 早于开始日期 2011-07-21。请改正后再保存。", 1},
		{"a campaign of the past", func(p *[3]data.Phase) { *p = data.PlanTemplate(2010).Phases }, "△ 三个阶段首尾相接，共 103 天，都已过去。", -1},
		{"a date missing", func(p *[3]data.Phase) { p[1].End = data.Date{} }, "▲ 组织评议阶段的起止日期还没有填全。请填好后再保存。", 3},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			newTestWindow(t, nil)
			phases := data.PlanTemplate(2011).Phases
			c.change(&phases)
			f := newPhaseForm(day(8, 18))
			f.content()
			f.set(phases)
			if f.note.Text != c.want {
				t.Errorf("note %q, want %q", f.note.Text, c.want)
			}
			focus, refused := f.refused()
			if refused != (c.wrong >= 0) {
				t.Fatalf("refused: %t", refused)
			}
			if refused && focus != []fyne.Focusable{
				f.start[0].entry, f.end[0].entry, f.start[1].entry, f.end[1].entry, f.start[2].entry, f.end[2].entry,
			}[c.wrong] {
				t.Error("the focus goes to another date")
			}
		})
	}
}

// The dates of the plan follow the year, those set by hand don't.
func TestYearMovesPlanDates(t *testing.T) {
	newTestWindow(t, nil)
	f := newCampaignForm(data.PlanTemplate(2011), data.Date{Year: 2011, Month: 8, Day: 18}, true)
	f.year.FocusGained()
	for _, r := range "2012" {
		f.year.TypedRune(r)
	}
	if got, want := f.value().Phases, data.PlanTemplate(2012).Phases; f.value().Year != 2012 || got != want {
		t.Errorf("2012 has the phases %v", got)
	}
	f.phases.end[2].set(data.Date{Year: 2012, Month: 11, Day: 15})
	f.year.set(201)
	f.year.TypedRune('3')
	if got := f.value(); got.Year != 2013 || got.Phases[2].End != (data.Date{Year: 2012, Month: 11, Day: 15}) {
		t.Errorf("a date set by hand became %v", got.Phases[2])
	}
}

// A date that can't be read is not a date that is missing.
func TestPhaseFormNamesWhatIsNoDate(t *testing.T) {
	f := newPhaseForm(aDay)
	inWindow(t, f.content())
	f.set(data.PlanTemplate(2011).Phases)
	f.end[1].entry.SetText("2011-09-31")
	if want := "▲ “2011-09-31”不是日期。请写成 2011-07-25 的样子。"; f.note.Text != want {
		t.Errorf("note %q, want %q", f.note.Text, want)
	}
	if focus, refused := f.refused(); !refused || focus != fyne.Focusable(f.end[1].entry) {
		t.Error("the date is not refused")
	}
	f.end[1].entry.SetText("20110910")
	if _, refused := f.refused(); refused {
		t.Errorf("the corrected date is refused: %q", f.note.Text)
	}
}

package gui

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"liangping/data"
)

// Enter on a line of 待办 leads to the record itself.
func TestOverviewLeadsToRecord(t *testing.T) {
	a := newOffice(t, newSampleStore(t))
	bothSizes(t, a, "01-overview")
	p := a.pages[0].(*overviewPage)
	if a.canvas.Focused() != p.todos {
		t.Fatal("the focus doesn't begin in 待办")
	}
	row, ok := p.todos.selected()
	if !ok || row.Place != data.AtReports {
		t.Fatalf("the first line is %+v", row)
	}
	typeKeys(a, fyne.KeyReturn)
	reports := a.pages[2].(*reportsPage)
	if a.current != 2 || string(reports.editor.row.target.ID) != string(row.Record) || a.canvas.Focused() != reports.editor.report {
		t.Errorf("Enter on %q shows tab %d and the report of %s", row.What, a.current, reports.editor.row.target.Name)
	}
	bothSizes(t, a, "03-reports-from-overview")
	a.showTab(0)
	p.facts.box.Objects[0].(*fyne.Container).Layout.(*factView).name.Tapped(nil)
	if a.current != 1 {
		t.Errorf("评议对象 in 概况 shows tab %d", a.current)
	}
}

func TestOverviewOfOnePerson(t *testing.T) {
	a := newOffice(t, newSampleStore(t))
	p := a.pages[0].(*overviewPage)
	p.who.pick(1)
	name := p.who.options[1]
	if len(p.todos.rows) == 0 || len(p.todos.rows) == len(p.todos.all) {
		t.Fatalf("%s has %d of %d lines", name, len(p.todos.rows), len(p.todos.all))
	}
	for _, i := range p.todos.rows {
		if who := p.todos.lines[i].row.Who; who != name {
			t.Errorf("a line of %s shows for %s", who, name)
		}
	}
	p.reload()
	if p.person() != name {
		t.Error("reloading forgets the person")
	}
}

func TestOverviewOfNewCampaign(t *testing.T) {
	a := newOffice(t, newTestStore(t))
	bothSizes(t, a, "15-new-campaign")
	if !onScreen(a, "登记评议对象") {
		t.Error("the first thing to do isn't to enter the roster")
	}
	typeKeys(a, fyne.KeyReturn)
	if a.current != 1 || !onScreen(a, "还没有评议对象") {
		t.Error("登记评议对象 doesn't lead to the empty roster")
	}
	if _, ok := a.canvas.Focused().(*button); !ok {
		t.Error("the one next step hasn't the focus")
	}
}

func TestTodoChip(t *testing.T) {
	today := data.Date{Year: 2011, Month: time.August, Day: 18}
	cases := []struct {
		urgency data.Urgency
		days    int
		want    string
	}{
		{data.Overdue, -3, "▲ 逾期 3 天"},
		{data.Blocked, 4, "■ 受阻"},
		{data.Soon, 0, "● 今天"},
		{data.Soon, 1, "● 明天"},
		{data.Soon, 6, "● 还有 6 天"},
		{data.Later, 8, "○ 还有 8 天"},
	}
	for _, c := range cases {
		if got := todoChip(data.Todo{Urgency: c.urgency, Due: today.AddDays(c.days)}, today).text(); got != c.want {
			t.Errorf("%d days ahead, urgency %d: %q, want %q", c.days, c.urgency, got, c.want)
		}
	}
}

func TestPhaseCells(t *testing.T) {
	for day, want := range map[int][3]string{
		1: {"○ 未开始", "○ 未开始", "○ 未开始"}, 18 + 31: {"✓ 已结束", "▶ 进行中", "○ 未开始"}, 200: {"✓ 已结束", "✓ 已结束", "✓ 已结束"},
	} {
		snapshot := data.Snapshot{Campaign: data.PlanTemplate(2011)}
		cells := phaseCells(snapshot.Overview(data.Date{Year: 2011, Month: time.July, Day: 1}.AddDays(day - 1)))
		for i, c := range cells {
			if c.state.text() != want[i] || (c.today != "") != (c.state.word == "进行中") {
				t.Errorf("day %d, phase %d: %q, today %q", day, i, c.state.text(), c.today)
			}
		}
	}
}

func TestChooseOperator(t *testing.T) {
	store := newTestStore(t)
	a := newOffice(t, store)
	a.start()
	bothSizes(t, a, "13-operator")
	typeKeys(a, fyne.KeyEscape)
	if !a.dialogOpen() {
		t.Fatal("at the start Esc passes over the question")
	}
	typeKeys(a, fyne.KeyReturn) // the last one chosen
	if a.dialogOpen() || store.Operator() != "刘敏" {
		t.Errorf("Enter gives the operator %q", store.Operator())
	}
	a.changeOperator()
	writeText(t, a, "韩雪") // typing in the list begins a new name
	typeKeys(a, fyne.KeyReturn)
	if store.Operator() != "韩雪" || !onScreen(a, "操作人 韩雪") {
		t.Errorf("a new name gives the operator %q", store.Operator())
	}
	a.changeOperator()
	writeText(t, a, "一个长得谁也不会用来当作自己姓名的姓名一个长得谁也不会用来当作")
	typeKeys(a, fyne.KeyReturn)
	if !a.dialogOpen() || store.Operator() != "韩雪" {
		t.Error("a name of more than thirty characters is taken")
	}
	typeKeys(a, fyne.KeyEscape)
	names, err := store.Operators(context.Background())
	if err != nil || len(names) != 2 || names[0] != "韩雪" {
		t.Errorf("the names are %v, %v", names, err)
	}
}

func TestCampaignSettings(t *testing.T) {
	store := newTestStore(t)
	a := newOffice(t, store)
	a.showTab(1)
	menuKey(t, a, fyne.KeyComma, fyne.KeyModifierControl)
	if a.current != 1 || !a.dialogOpen() {
		t.Errorf("Ctrl+, shows tab %d, dialog %t", a.current, a.dialogOpen())
	}
	bothSizes(t, a, "12-settings-1")
	typeKeys(a, fyne.KeyRight)
	bothSizes(t, a, "12-settings-2")
	typeKeys(a, fyne.KeyRight)
	bothSizes(t, a, "12-settings-3")
	typeKeys(a, fyne.KeyTab) // the list of criteria
	typeKeys(a, fyne.KeyDown, fyne.KeyReturn)
	writeText(t, a, "新")
	for {
		b, ok := a.canvas.Focused().(*button)
		if ok && b.text == "保存" {
			break
		}
		typeKeys(a, fyne.KeyTab)
	}
	typeKeys(a, fyne.KeyReturn)
	c, err := store.Campaign(context.Background())
	if err != nil || a.dialogOpen() || c.Criteria[1].Name != "新履职尽责情况" || c.Criteria[0] != data.PlanTemplate(2011).Criteria[0] {
		t.Errorf("the criteria are %v, %v", c.Criteria, err)
	}
}

// A refused field of the settings is shown, whatever step it stands in.
func TestCampaignSettingsRefuse(t *testing.T) {
	a := newOffice(t, newTestStore(t))
	a.editCampaign(a.options.Store)
	typeKeys(a, fyne.KeyTab)
	office := a.canvas.Focused().(*entry)
	office.SetText("")
	typeKeys(a, fyne.KeyTab, fyne.KeyTab, fyne.KeyTab, fyne.KeyTab, fyne.KeyTab)
	typeKeys(a, fyne.KeyReturn)
	if !a.dialogOpen() || a.canvas.Focused() != office || !onScreen(a, "请写单位全称") {
		t.Error("an office without a name is saved, or the dialog doesn't say where")
	}
}

func TestAnotherCampaignAndBack(t *testing.T) {
	store := newTestStore(t)
	a := newOffice(t, store)
	a.start()
	typeKeys(a, fyne.KeyReturn)
	first, _ := store.Campaign(context.Background())
	a.newCampaign()
	typeKeys(a, fyne.KeyEnd)
	if a.window.MainMenu() != nil {
		t.Error("the menu stays over the wizard")
	}
	for {
		if b, ok := a.canvas.Focused().(*button); ok && b.text == "取消" {
			break
		}
		typeKeys(a, fyne.KeyTab)
	}
	typeKeys(a, fyne.KeyReturn)
	if now, _ := store.Campaign(context.Background()); now.ID != first.ID || a.window.MainMenu() == nil {
		t.Fatal("取消 doesn't lead back to the campaign")
	}
	a.newCampaign()
	for range 3 { // office, activity with its operator, criteria: all is filled in but 所在县 and 党组书记
		b := a.canvas.Focused()
		for {
			if next, ok := b.(*button); ok && next.importance != 0 {
				break
			}
			typeKeys(a, fyne.KeyTab)
			b = a.canvas.Focused()
		}
		typeKeys(a, fyne.KeyReturn)
	}
	second, _ := store.Campaign(context.Background())
	if second.ID == first.ID || second.Office != first.Office || second.Year != 2012 || second.Phases != data.PlanTemplate(2012).Phases {
		t.Fatalf("the new campaign is %+v", second)
	}
	a.changeCampaign(store)
	bothSizes(t, a, "12-campaigns")
	typeKeys(a, fyne.KeyUp, fyne.KeyDown)
	list := a.canvas.Focused().(*table[data.Campaign])
	list.selectKey(string(first.ID))
	typeKeys(a, fyne.KeyReturn)
	if now, _ := store.Campaign(context.Background()); now.ID != first.ID {
		t.Error("the first campaign doesn't come back")
	}
}

package gui

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"liangping/data"
	tables "liangping/data/sheet"
)

// rosterFile writes a comma-separated roster and returns its path.
func rosterFile(t testing.TB, lines ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "名单.csv")
	text := "姓名,类别,层次,职务,科室\n" + strings.Join(lines, "\n") + "\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// openPreview reads a file and waits for its preview.
func openPreview(t testing.TB, a *App, p *targetsPage, path string) {
	t.Helper()
	p.previewRoster(path)
	tasksEnd(t)
	if !strings.Contains(shown(a), "导入名单　") {
		t.Fatalf("no preview: %q", shown(a))
	}
}

// TestRosterImport shows every problem by row and enters nothing before it is confirmed.
func TestRosterImport(t *testing.T) {
	store := newTestStore(t)
	a, p := targetsOf(t, store, store)
	before := roster(t, store)
	path := rosterFile(t,
		"陈晓燕,重点岗位,,科长,油地协调科", // row 2
		"李𬭎,领导干部,班子成员,,",     // on the roster already
		"张 三,重点岗位,,,办公室",     // a space inside
		"信访接待窗口,服务窗口,,负责人 冯国强,办公室",
		",重点岗位,,,",       // no name
		"赵六,科室干部,,,",     // an unknown kind
		"陈晓燕,重点岗位,,,办公室") // another one of that name
	openPreview(t, a, p, path)
	bothSizes(t, a, "02-import")
	for _, want := range []string{
		"共 7 行，可以导入 3 个；4 行有问题，不导入", "全部 7", "▲ 有问题 4", "△ 请核对 1", "与现有名单重复。请只留一个。",
		"“张 三”中间有空格。请写成“张三”。", "姓名（名称）是空的。请填写。", "类别“科室干部”不认识", "确认导入 3 个",
	} {
		if !strings.Contains(shown(a), want) && !onScreen(a, want) {
			t.Errorf("the preview doesn't say %q", want)
		}
	}
	if got := roster(t, store); !slices.Equal(got, before) {
		t.Fatalf("entered before confirmation: %v", got)
	}
	typeKeys(a, fyne.KeyEscape)
	if got := roster(t, store); a.dialogOpen() || !slices.Equal(got, before) {
		t.Fatalf("取消 leaves %v", got)
	}

	openPreview(t, a, p, path)
	typeKeys(a, fyne.KeyReturn, fyne.KeyReturn) // from the table to 确认导入, and press it
	tasksEnd(t)
	want := append(before, "陈晓燕", "信访接待窗口", "陈晓燕")
	if got := roster(t, store); a.dialogOpen() || !slices.Equal(got, want) {
		t.Errorf("the roster is %v", got)
	}
	if !onScreen(a, "在评 7") {
		t.Error("the page doesn't show the imported")
	}
	openPreview(t, a, p, path) // all of them are there now
	if !strings.Contains(shown(a), "确认导入 0 个") {
		t.Errorf("a second time: %q", shown(a))
	}
	typeKeys(a, fyne.KeyReturn) // the button is disabled
	if !a.dialogOpen() {
		t.Error("an import of nothing can be confirmed")
	}
}

// TestRosterImportFaults plants forty faults among 500 rows.
func TestRosterImportFaults(t *testing.T) {
	store := newTestStore(t)
	a, p := targetsOf(t, store, store)
	var lines, faulty []string
	for i := range 500 {
		name, kind := fmt.Sprintf("第%d岗位", i+1), "重点岗位"
		if i%50 < 4 { // four in every fifty
			faulty = append(faulty, fmt.Sprint(i+2))
			switch i % 50 {
			case 0:
				kind = "不知道"
			case 1:
				name = ""
			case 2:
				name = "王 小 二"
			case 3:
				name = strings.Repeat("长", 31)
			}
		}
		lines = append(lines, name+","+kind+",,,")
	}
	path := rosterFile(t, lines...)
	start := time.Now()
	openPreview(t, a, p, path)
	if took := time.Since(start); took > 3*time.Second {
		t.Errorf("the preview takes %v", took)
	}
	if !onScreen(a, "确认导入 460 个") || !onScreen(a, "▲ 有问题 40") {
		t.Error("not forty problems")
	}
	a.canvas.FocusPrevious() // from the table to the switch
	typeKeys(a, fyne.KeyRight)
	shownTable := findIn[*table[data.ImportRow]](a.canvas.Overlays().Top())
	var rows []string
	for _, i := range shownTable.rows {
		rows = append(rows, fmt.Sprint(shownTable.lines[i].row.Number))
	}
	if !slices.Equal(rows, faulty) {
		t.Errorf("▲ 有问题 shows the rows %v", rows)
	}
	bothSizes(t, a, "02-import-500")
	if len(roster(t, store)) != 4 {
		t.Error("entered before confirmation")
	}
}

// A file that is no table is refused with a sentence, and another can be chosen.
func TestRosterImportRefuses(t *testing.T) {
	store := newTestStore(t)
	a, p := targetsOf(t, store, store)
	path := filepath.Join(t.TempDir(), "名单.xlsx")
	if err := os.WriteFile(path, []byte("%PDF-1.4\n%âãÏÓ\n1 0 obj"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.previewRoster(path)
	tasksEnd(t)
	if !strings.Contains(shown(a), "“名单.xlsx”是 PDF，不是表格。") {
		t.Errorf("a renamed PDF: %q", shown(a))
	}
	bothSizes(t, a, "02-import-refused")
	typeKeys(a, fyne.KeyReturn) // 另选一个文件…
	if !strings.Contains(shown(a), "选一个表格文件") {
		t.Error("no other file can be chosen")
	}
	place := findIn[*entry](a.canvas.Overlays().Top())
	place.SetText(rosterFile(t, "陈晓燕,重点岗位,,,"))
	a.focus(place)
	typeKeys(a, fyne.KeyReturn)
	tasksEnd(t)
	if !strings.Contains(shown(a), "确认导入 1 个") {
		t.Errorf("another file: %q", shown(a))
	}
}

// What the roster gives out can be read in again; the template is refused as long as its example stands in it.
func TestRosterExportAndTemplate(t *testing.T) {
	store := newTestStore(t)
	a, p := targetsOf(t, store, store)
	p.order.pick(1)
	menuKey(t, a, fyne.KeyE, fyne.KeyModifierControl)
	tasksEnd(t)
	if !strings.Contains(shown(a), "名单做好了") {
		t.Fatalf("no file: %q", shown(a))
	}
	bothSizes(t, a, "02-export")
	typeKeys(a, fyne.KeyEscape)
	rows, err := tables.Read(context.Background(), filepath.Join(a.options.PapersDir, "2011年评议对象名单.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, r := range rows {
		if len(r.Cells) > 2 && slices.ContainsFunc(p.targets, func(t data.Target) bool { return t.Name == r.Cells[0] }) {
			names = append(names, r.Cells[0])
		}
	}
	if want := []string{"王喆", "刘建军", "李𬭎", "油区办领导班子"}; !slices.Equal(names, want) {
		t.Errorf("exported %v", names)
	}
	p.exportTemplate()
	tasksEnd(t)
	typeKeys(a, fyne.KeyEscape)
	openPreview(t, a, p, filepath.Join(a.options.PapersDir, "评议对象名单模板.xlsx"))
	if !strings.Contains(shown(a), "这是模板里的示例。请删去这一行。") || !strings.Contains(shown(a), "确认导入 0 个") {
		t.Errorf("the template: %q", shown(a))
	}
}

func TestRosterCopy(t *testing.T) {
	store := newTestStore(t)
	a, p := targetsOf(t, store, store)
	p.copyRoster()
	if !onScreen(a, "没有以前的活动") {
		t.Error("copies without another campaign")
	}
	typeKeys(a, fyne.KeyEscape)
	c := data.PlanTemplate(2012)
	c.Office, c.OfficeShort, c.NumberPrefix = "某县油区工作办公室", "油区办", "某油发"
	if err := store.CreateCampaign(context.Background(), c); err != nil {
		t.Fatal(err)
	}
	a.reload()
	if !onScreen(a, "复制以前的名单…") {
		t.Fatal("the empty page doesn't offer the roster of before")
	}
	bothSizes(t, a, "15-no-targets-second")
	p.copyRoster()
	bothSizes(t, a, "02-copy")
	typeKeys(a, fyne.KeyTab, fyne.KeyTab, fyne.KeyReturn) // over 取消 to 复制
	if got := roster(t, store); !slices.Equal(got, []string{"油区办领导班子", "王喆", "李𬭎", "刘建军"}) || a.dialogOpen() {
		t.Errorf("copied %v", got)
	}
	p.copyRoster()
	typeKeys(a, fyne.KeyTab, fyne.KeyTab, fyne.KeyReturn)
	if !strings.Contains(shown(a), "都已经在现有名单里") {
		t.Errorf("a second time: %q", shown(a))
	}
}

// 姓氏笔画 orders the roster: 王 4, 刘 6, 李 7, 油 8. The office's own order is not touched.
func TestStrokeOrderAndPinyinSearch(t *testing.T) {
	store := newTestStore(t)
	a, p := targetsOf(t, store, store)
	shownNames := func() (names []string) {
		for _, i := range p.table.rows {
			names = append(names, p.table.lines[i].row.Name)
		}
		return names
	}
	p.order.pick(1)
	if got := shownNames(); !slices.Equal(got, []string{"王喆", "刘建军", "李𬭎", "油区办领导班子"}) {
		t.Errorf("按姓氏笔画 gives %v", got)
	}
	if p.form.up.Disabled() == false {
		t.Error("上移 works in another order than 任职顺序")
	}
	bothSizes(t, a, "02-targets-strokes")
	p.order.pick(0)
	if got := shownNames(); got[0] != "油区办领导班子" || p.form.up.Disabled() {
		t.Errorf("按任职顺序 gives %v", got)
	}
	for query, want := range map[string]string{"wz": "王喆", "ljj": "刘建军", "liuj 办公室": "刘建军", "LH": "李𬭎"} {
		p.searchFor.SetText(query)
		if got := shownNames(); !slices.Equal(got, []string{want}) {
			t.Errorf("%s finds %v", query, got)
		}
	}
	p.newRecord()
	p.searchFor.SetText("")
	p.form.name.SetText("欧阳文")
	if p.form.strokes.Text != "姓氏笔画 8" {
		t.Errorf("the strokes of 欧: %q", p.form.strokes.Text)
	}
}

func TestTargetUnitClassAndOpinions(t *testing.T) {
	store := newTestStore(t)
	a, p := targetsOf(t, store, store)
	opinions := newOpinionsPage(a, store)
	a.build([]page{p, opinions})
	opinionsGathered(t, store) // two about the second on the roster
	a.reload()
	p.open(string(p.targets[1].ID))
	if p.form.opinions.Text != "2 条" {
		t.Errorf("王喆 has %s opinions", p.form.opinions.Text)
	}
	p.form.unitClass.pick(1 + slices.Index(data.UnitClasses, data.EnforcementUnit))
	menuKey(t, a, fyne.KeyS, fyne.KeyModifierControl)
	if all, _ := store.Targets(context.Background()); all[1].UnitClass != data.EnforcementUnit || all[0].UnitClass != "" {
		t.Errorf("the unit class is %q", all[1].UnitClass)
	}
	bothSizes(t, a, "02-targets")
	links := p.form.links.Objects[2].(*field)
	findIn[*link](links.control).Tapped(nil)
	if a.page() != page(opinions) || opinions.target.options[opinions.target.chosen] != "王喆" || len(opinions.table.rows) != 2 {
		t.Error("→ 打开 doesn't show the opinions about 王喆")
	}
}

// slowRoster takes until it is cancelled.
type slowRoster struct{ *data.Store }

func (slowRoster) PreviewImport(ctx context.Context, _ []data.SheetRow) (*data.Import, error) {
	<-ctx.Done()
	return nil, ctx.Err()
}

func (slowRoster) ConfirmImport(ctx context.Context, _ data.Import) (int, error) {
	<-ctx.Done()
	return 0, ctx.Err()
}

func TestRosterImportCancelled(t *testing.T) {
	store := newTestStore(t)
	a, p := targetsOf(t, slowRoster{store}, store)
	p.previewRoster(rosterFile(t, "陈晓燕,重点岗位,,,"))
	if !strings.Contains(shown(a), "正在读取名单") {
		t.Fatal("reading isn't shown")
	}
	typeKeys(a, fyne.KeyEscape)
	tasksEnd(t)
	if a.dialogOpen() {
		t.Errorf("cancelled reading leaves %q", shown(a))
	}

	preview, err := store.PreviewImport(context.Background(), []data.SheetRow{
		{Number: 1, Cells: []string{"姓名", "类别"}}, {Number: 2, Cells: []string{"陈晓燕", "重点岗位"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	p.askImport("名单.xlsx", *preview)
	typeKeys(a, fyne.KeyReturn, fyne.KeyReturn) // to 确认导入, and press it
	if !strings.Contains(shown(a), "正在导入名单") {
		t.Fatal("entering isn't shown")
	}
	typeKeys(a, fyne.KeyEscape)
	tasksEnd(t)
	if !strings.Contains(shown(a), "确认导入 1 个") || len(roster(t, store)) != 4 {
		t.Error("a cancelled import closes the preview or enters something")
	}
}

// A roster that changed behind the preview is told, and the preview stays.
func TestRosterChangedAfterPreview(t *testing.T) {
	store := newTestStore(t)
	a, p := targetsOf(t, store, store)
	openPreview(t, a, p, rosterFile(t, "陈晓燕,重点岗位,,,", "韩雪,重点岗位,,,"))
	if err := store.SaveTarget(context.Background(), data.Target{ID: data.NewID(), Name: "韩雪", Kind: data.KeyPost, Ask: data.AskAspects}); err != nil {
		t.Fatal(err)
	}
	typeKeys(a, fyne.KeyReturn, fyne.KeyReturn)
	tasksEnd(t)
	if !strings.Contains(shown(a), "名单在预览之后有变动，没有导入。") {
		t.Errorf("told %q", shown(a))
	}
	if got := roster(t, store); len(got) != 5 {
		t.Errorf("the roster is %v", got)
	}
	typeKeys(a, fyne.KeyReturn) // 知道了
	if !strings.Contains(shown(a), "确认导入 2 个") {
		t.Error("the preview is gone")
	}
}

// The pages need no more room than the office's screens have.
func TestTargetsAndOpinionsFit(t *testing.T) {
	store := newSampleStore(t)
	a := newTestWindow(t, store)
	p := newOpinionsPage(a, store)
	a.build([]page{newTargetsPage(a, store), p})
	fits := func(what string) {
		if least := a.canvas.Content().MinSize(); least.Width > designWidth || least.Height > withMenu {
			t.Errorf("%s needs %v", what, least)
		}
		bothSizes(t, a, "sample-"+what)
	}
	fits("targets")
	a.enter(1)
	fits("opinions")
	p.showView(viewGatherings)
	fits("gatherings")
	preview, err := store.PreviewImport(context.Background(), []data.SheetRow{
		{Number: 1, Cells: []string{"姓名", "类别", strings.Repeat("列", 400)}}, {Number: 2, Cells: []string{strings.Repeat("长", 60), "重点岗位"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	a.pages[0].(*targetsPage).askImport(strings.Repeat("很长的文件名", 30)+".xlsx", *preview)
	if least := a.canvas.Overlays().Top().MinSize(); least.Width > designWidth || least.Height > withMenu {
		t.Errorf("the preview needs %v", least)
	}
	bothSizes(t, a, "sample-import-long")
}

// BenchmarkRosterSearch is one key of a search in a roster of 500.
func BenchmarkRosterSearch(b *testing.B) {
	store := newTestStore(b)
	a := newTestWindow(b, store)
	p := newTargetsPage(a, store)
	a.build([]page{p})
	targets := make([]data.Target, 500)
	for i := range targets {
		targets[i] = data.Target{ID: data.NewID(), Name: fmt.Sprintf("买买提·艾力%d", i), Kind: data.KeyPost, Post: "党组成员、副主任", Unit: "油地协调科"}
	}
	p.targets = targets
	p.arrange()
	words := []string{"m", "mm", "mmt", "mmta", "zqx"}
	n := 0
	for b.Loop() {
		p.searchFor.SetText(words[n%len(words)])
		n++
	}
}

package gui

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"liangping/data"
)

// opinionsOf opens 意见建议 on the records, with two leaders on the roster.
func opinionsOf(t *testing.T, records opinionRecords, store *data.Store) (*App, *opinionsPage) {
	t.Helper()
	for _, target := range []data.Target{
		{Name: "王喆", Kind: data.Leader, Level: data.Principal, Ask: data.AskAspects},
		{Name: "李𬭎", Kind: data.Leader, Level: data.Member, Ask: data.AskAspects},
	} {
		target.ID = data.NewID()
		if err := store.SaveTarget(context.Background(), target); err != nil {
			t.Fatal(err)
		}
	}
	a := newTestWindow(t, store)
	p := newOpinionsPage(a, records)
	a.build([]page{newTargetsPage(a, store), p})
	a.enter(1)
	return a, p
}

// opinionsGathered registers a forum of 3 August with two opinions and an opened box of 6 August with one.
func opinionsGathered(t *testing.T, store *data.Store) {
	t.Helper()
	ctx := context.Background()
	targets, err := store.Targets(ctx)
	if err != nil {
		t.Fatal(err)
	}
	forum := data.Gathering{ID: data.NewID(), Channel: data.Forum, Date: data.Date{Year: 2011, Month: 8, Day: 3}, Place: "三楼会议室", Hosts: "王喆", People: 18}
	box := data.Gathering{ID: data.NewID(), Channel: data.Box, Date: data.Date{Year: 2011, Month: 8, Day: 6}, Place: "办事大厅", People: 4}
	for _, err := range []error{
		store.SaveGathering(ctx, forum), store.SaveGathering(ctx, box),
		store.SaveOpinions(ctx,
			data.Opinion{ID: data.NewID(), GatheringID: forum.ID, Text: "油地纠纷受理后迟迟没有答复", TargetID: targets[1].ID, Criterion: 6},
			data.Opinion{ID: data.NewID(), GatheringID: forum.ID, Text: "油区道路坑洼，多年没人修"},
			data.Opinion{ID: data.NewID(), GatheringID: box.ID, Text: "调解窗口电话经常打不通", TargetID: targets[1].ID}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
}

// opinionsStored describes every opinion in the records: channel, number, target, aspect, criterion and text.
func opinionsStored(t *testing.T, p *opinionsPage) string {
	t.Helper()
	all, err := p.app.options.Store.Opinions(context.Background(), data.OpinionFilter{})
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, o := range all {
		lines = append(lines, fmt.Sprintf("%s %d %s %s %d %s", o.Channel, o.Number, p.targetName(o.TargetID), o.Aspect, o.Criterion, o.Text))
	}
	return strings.Join(lines, "\n")
}

// shownOpinions are the texts in the table.
func shownOpinions(p *opinionsPage) string {
	var texts []string
	for _, i := range p.table.rows {
		texts = append(texts, p.table.lines[i].row.Text)
	}
	return strings.Join(texts, "\n")
}

// TestGatherAndNoteByKeyboard registers a meeting and many opinions in a row without a mouse.
func TestGatherAndNoteByKeyboard(t *testing.T) {
	store := newTestStore(t)
	a, p := opinionsOf(t, store, store)
	if !onScreen(a, "还没有征求意见") {
		t.Fatal("the empty page says nothing")
	}
	bothSizes(t, a, "09-no-gatherings")
	typeKeys(a, fyne.KeyReturn) // on 登记一次征求活动
	typeKeys(a, fyne.KeyTab, fyne.KeyTab)
	writeText(t, a, "三楼会议室")
	typeKeys(a, fyne.KeyReturn)
	writeText(t, a, "王喆、李𬭎")
	typeKeys(a, fyne.KeyReturn)
	writeText(t, a, "18")
	bothSizes(t, a, "09-gathering-form")
	typeKeys(a, fyne.KeyReturn, fyne.KeyReturn, fyne.KeyReturn) // over 备注 to 登记
	all, err := store.Gatherings(context.Background())
	if err != nil || len(all) != 1 {
		t.Fatalf("registered %d gatherings, %v", len(all), err)
	}
	want := data.Gathering{ID: all[0].ID, Channel: data.Forum, Date: data.DateOf(testNow), Place: "三楼会议室", Hosts: "王喆、李𬭎", People: 18}
	if all[0] != want {
		t.Errorf("registered %+v", all[0])
	}
	if a.canvas.Focused() != p.gatherings.table || p.view.chosen != viewGatherings {
		t.Fatal("after registering the focus isn't on the gathering")
	}

	typeKeys(a, fyne.KeyReturn) // 记意见
	writeText(t, a, "油地纠纷受理后迟迟没有答复")
	typeKeys(a, fyne.KeyTab, fyne.KeyRight, fyne.KeyRight) // 对象: 王喆, 李𬭎
	typeKeys(a, fyne.KeyTab, fyne.KeyRight, fyne.KeyRight) // 评议内容: 工作评价, the first criterion
	menuKey(t, a, fyne.KeyReturn, fyne.KeyModifierControl) // the next
	writeText(t, a, "油区道路坑洼")
	menuKey(t, a, fyne.KeyReturn, fyne.KeyModifierControl)
	if a.canvas.Focused() != p.form.text || p.form.text.Text != "" || p.form.value().GatheringID != all[0].ID || p.form.target.chosen != 0 {
		t.Error("Ctrl+Enter doesn't open the next opinion of the same gathering")
	}
	writeText(t, a, "用地手续几个科室来回跑")
	menuKey(t, a, fyne.KeyS, fyne.KeyModifierControl)
	if got := opinionsStored(t, p); got != "恳谈会 1 李𬭎 工作评价 1 油地纠纷受理后迟迟没有答复\n恳谈会 2 综合  0 油区道路坑洼\n恳谈会 3 综合  0 用地手续几个科室来回跑" {
		t.Errorf("stored:\n%s", got)
	}
	if !onScreen(a, "显示 3 / 3　恳谈会 3") || !onScreen(a, "第 3 条") {
		t.Error("footer or head don't count the opinions")
	}
	bothSizes(t, a, "09-opinions-typed")
}

func TestOpinionFilters(t *testing.T) {
	store := newTestStore(t)
	a, p := opinionsOf(t, store, store)
	opinionsGathered(t, store)
	a.reload()
	for _, c := range []struct {
		channel, target int
		search, want    string
	}{
		{0, 0, "", "调解窗口电话经常打不通\n油地纠纷受理后迟迟没有答复\n油区道路坑洼，多年没人修"},
		{1, 0, "", "油地纠纷受理后迟迟没有答复\n油区道路坑洼，多年没人修"},
		{0, 1, "", "油区道路坑洼，多年没人修"},
		{0, 3, "", "调解窗口电话经常打不通\n油地纠纷受理后迟迟没有答复"},
		{2, 3, "", "调解窗口电话经常打不通"},
		{0, 0, "油 没", "油地纠纷受理后迟迟没有答复\n油区道路坑洼，多年没人修"},
		{3, 0, "", ""},
	} {
		p.channel.choose(c.channel)
		p.target.choose(c.target)
		p.searchFor.SetText(c.search)
		p.filter()
		if got := shownOpinions(p); got != c.want {
			t.Errorf("filters %d %d %q show:\n%s", c.channel, c.target, c.search, got)
		}
	}
	p.open(string(p.targets[1].ID))
	if got := shownOpinions(p); got != "调解窗口电话经常打不通\n油地纠纷受理后迟迟没有答复" || p.view.chosen != viewOpinions {
		t.Errorf("open shows:\n%s", got)
	}
	bothSizes(t, a, "09-opinions")
	p.showAll()
	a.focus(p.view)
	typeKeys(a, fyne.KeyLeft)
	bothSizes(t, a, "09-gatherings")
	if !onScreen(a, "恳谈会 1 次　意见箱 1 次") || !onScreen(a, "共 22 人次") {
		t.Error("the footer doesn't count the gatherings")
	}
	p.searchFor.SetText("三楼")
	if g, _ := p.gatherings.table.selected(); g.Channel != data.Forum || len(p.gatherings.said.rows) != 2 {
		t.Errorf("searching the place shows %v with %d opinions", g.Channel, len(p.gatherings.said.rows))
	}
	a.focus(p.gatherings.said)
	typeKeys(a, fyne.KeyDown, fyne.KeyReturn)
	if p.form.text.Text != "油区道路坑洼，多年没人修" || a.canvas.Focused() != p.form.text {
		t.Errorf("Enter on what was said opens %q", p.form.text.Text)
	}
}

func TestOpinionLosesNothing(t *testing.T) {
	store := newTestStore(t)
	a, p := opinionsOf(t, store, store)
	opinionsGathered(t, store)
	a.reload()
	p.focus()
	typeKeys(a, fyne.KeyEnd, fyne.KeyReturn)
	writeText(t, a, "新：")
	p.channel.pick(2)
	p.searchFor.SetText("没有这样的意见")
	a.focus(p.view)
	typeKeys(a, fyne.KeyLeft, fyne.KeyRight)
	a.reload()
	if p.form.text.Text != "新：油区道路坑洼，多年没人修" || !p.form.dirty() {
		t.Fatalf("filters and views leave %q", p.form.text.Text)
	}
	a.showTab(0)
	if a.current != 1 || !onScreen(a, "这条意见有改动，还没有保存。") {
		t.Fatal("leaves without asking")
	}
	typeKeys(a, fyne.KeyReturn) // 保存
	if a.current != 0 || !strings.Contains(opinionsStored(t, p), "新：油区道路坑洼，多年没人修") {
		t.Error("保存 doesn't save and go on")
	}
	a.showTab(1)
	p.showAll()
	menuKey(t, a, fyne.KeyN, fyne.KeyModifierControl)
	menuKey(t, a, fyne.KeyReturn, fyne.KeyModifierControl) // nothing is written yet
	if a.dialogOpen() || len(p.all) != 3 {
		t.Error("an empty opinion is saved or asked about")
	}
	p.form.target.pick(1)
	menuKey(t, a, fyne.KeyReturn, fyne.KeyModifierControl)
	if p.form.textField.refusal != "请写明意见内容。" || a.canvas.Focused() != p.form.text {
		t.Errorf("an opinion without text: %q", p.form.textField.refusal)
	}
}

func TestDeleteOpinionsAndGatherings(t *testing.T) {
	store := newTestStore(t)
	a, p := opinionsOf(t, store, store)
	opinionsGathered(t, store)
	a.reload()
	p.showView(viewGatherings)
	p.gatherings.remove.Tapped(nil)
	typeKeys(a, fyne.KeyTab, fyne.KeyReturn)
	if !onScreen(a, "下面还有 1 条意见，不能删除") {
		t.Fatal("the refusal isn't told")
	}
	bothSizes(t, a, "09-gathering-refused")
	typeKeys(a, fyne.KeyEscape)

	p.openOpinion(p.gatherings.said.all[0].ID)
	a.focus(p.form.remove)
	typeKeys(a, fyne.KeyReturn)
	if !onScreen(a, "调解窗口电话经常打不通") {
		t.Error("the question doesn't name the opinion")
	}
	typeKeys(a, fyne.KeyReturn) // the focus begins on 取消
	if len(p.all) != 3 {
		t.Fatal("Enter deletes at once")
	}
	typeKeys(a, fyne.KeyReturn, fyne.KeyTab, fyne.KeyReturn)
	if got := opinionsStored(t, p); strings.Contains(got, "调解窗口") || strings.Count(got, "\n") != 1 {
		t.Errorf("after deleting:\n%s", got)
	}
	p.showView(viewGatherings)
	p.gatherings.remove.Tapped(nil)
	typeKeys(a, fyne.KeyTab, fyne.KeyReturn)
	if left, _ := store.Gatherings(context.Background()); len(left) != 1 || left[0].Channel != data.Forum || a.dialogOpen() {
		t.Errorf("after deleting the box there are %+v", left)
	}
}

func TestGatheringFormRefuses(t *testing.T) {
	store := newTestStore(t)
	a, p := opinionsOf(t, store, store)
	opinionsGathered(t, store)
	a.reload()
	p.showView(viewGatherings)
	p.gatherings.change.Tapped(nil)
	typeKeys(a, fyne.KeyTab)
	date := a.canvas.Focused().(*entry)
	press := func() {
		typeKeys(a, fyne.KeyReturn, fyne.KeyReturn, fyne.KeyReturn, fyne.KeyReturn, fyne.KeyReturn) // to the button
		typeKeys(a, fyne.KeyReturn)
		a.focus(date)
	}
	date.SetText("2011-13-45")
	press()
	if !strings.Contains(shown(a), "要写成 2011-08-03 的样子。") {
		t.Errorf("a wrong date: %q", shown(a))
	}
	date.SetText("")
	press()
	if !strings.Contains(shown(a), "意见箱的日期还没有填写。请填写后再保存。") {
		t.Errorf("no date: %q", shown(a))
	}
	date.SetText("2011-8-7")
	press()
	all, _ := store.Gatherings(context.Background())
	if a.dialogOpen() || all[0].Date != (data.Date{Year: 2011, Month: 8, Day: 7}) || all[0].Place != "办事大厅" {
		t.Errorf("changed to %+v", all[0])
	}
}

// fullOpinions refuses to write.
type fullOpinions struct{ *data.Store }

func (fullOpinions) SaveOpinions(context.Context, ...data.Opinion) error { return errFullDisk }

func TestOpinionStaysWhenDiskIsFull(t *testing.T) {
	store := newTestStore(t)
	a, p := opinionsOf(t, fullOpinions{store}, store)
	opinionsGathered(t, store)
	a.reload()
	menuKey(t, a, fyne.KeyN, fyne.KeyModifierControl)
	writeText(t, a, "领导下采油队太少")
	menuKey(t, a, fyne.KeyReturn, fyne.KeyModifierControl)
	if !onScreen(a, "磁盘已满") {
		t.Fatal("a full disk isn't told")
	}
	typeKeys(a, fyne.KeyEscape)
	if p.form.text.Text != "领导下采油队太少" || !p.form.dirty() {
		t.Error("what was typed is lost")
	}
}

package gui

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"liangping/data"
)

// reportPress goes with Tab to the button with the word, wherever it is, and presses it.
func reportPress(t *testing.T, a *App, word string) {
	t.Helper()
	for range 60 {
		if b, ok := a.canvas.Focused().(*button); ok && b.text == word && b.Visible() {
			typeKeys(a, fyne.KeyReturn)
			return
		}
		typeKeys(a, fyne.KeyTab)
	}
	t.Fatalf("Tab leads to no button %s", word)
}

// reportDate fits the tests: the day of testNow.
var reportDate = data.DateOf(testNow)

// written gives the n-th target a complete report and commitment with two pledges.
func written(t *testing.T, store *data.Store, n int) data.Target {
	t.Helper()
	ctx := context.Background()
	targets, err := store.Targets(ctx)
	if err != nil {
		t.Fatal(err)
	}
	target := targets[n]
	rating := map[int]data.SelfGrade{}
	for i := 1; i <= 8; i++ {
		rating[i] = data.Fair
	}
	due := data.Date{Year: 2011, Month: 10, Day: 31}
	for _, err := range []error{
		store.SaveReport(ctx, data.Report{
			TargetID: target.ID, SelfRating: rating, Commitment: "按时答复，说到做到。",
			Text: "一、履职情况\n2011年以来，牵头办理油地纠纷 63 件，办结 58 件；组织油区联合执法 12 次，拆除违章占压管线建筑 9 处。\n二、群众意见和存在的问题\n油地纠纷受理后答复慢。\n三、整改打算\n受理后 5 个工作日内答复。",
		}),
		store.SavePledge(ctx, data.Pledge{ID: data.NewID(), TargetID: target.ID, Content: "纠纷受理后 5 个工作日内答复，逾期说明原因，每月公布办理结果", Due: due}),
		store.SavePledge(ctx, data.Pledge{ID: data.NewID(), TargetID: target.ID, Content: "执法事项提前 3 日书面告知", Due: reportDate.AddDays(-1)}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return target
}

// The whole way of a report by keyboard: handed in, returned, handed in again, approved, published.
func TestReviewByKeyboard(t *testing.T) {
	store := newTestStore(t)
	a, p := reportsOf(t, store, store)
	written(t, store, 2) // 李𬭎, whose texts the principal 王喆 reviews
	a.reload()
	typeKeys(a, fyne.KeyDown, fyne.KeyDown)

	reportPress(t, a, "送审…")
	reportPress(t, a, "送审")
	expectState(t, store, 2, data.ReportSubmitted)
	if !p.editor.report.readOnly || !p.side.ratings[0].Disabled() || !onScreen(a, "等王喆审核。要改，请退回草稿。") {
		t.Error("what was handed in can be changed, or the page doesn't say where it is")
	}

	reportPress(t, a, "审核…")
	saveScreen(t, a, "03-review-dialog")
	reportPress(t, a, "保存审核结果")
	if !strings.Contains(shown(a), "请选审核通过或者退回。") {
		t.Errorf("a review without a result: the dialog shows %q", shown(a))
	}
	for {
		if r, ok := a.canvas.Focused().(*radio); ok {
			r.pick(verdictReturned)
			break
		}
		typeKeys(a, fyne.KeyTab)
	}
	typeKeys(a, fyne.KeyTab)
	writeText(t, a, "“服务民生”一项缺少具体事例")
	reportPress(t, a, "保存审核结果")
	if !strings.Contains(shown(a), "重新送审的期限还没有填写。") {
		t.Errorf("a return without a day: the dialog shows %q", shown(a))
	}
	for {
		if e, ok := a.canvas.Focused().(*entry); ok && e.PlaceHolder == reportDate.String() && e.Text == "" {
			writeText(t, a, "2011-08-20")
			break
		}
		typeKeys(a, fyne.KeyTab)
	}
	reportPress(t, a, "保存审核结果")
	expectState(t, store, 2, data.ReportReturned)
	if p.editor.report.readOnly || !onScreen(a, "应于 8月20日重新送审") || !onScreen(a, "缺少具体事例") {
		t.Error("what came back can't be changed, or the page doesn't say why it came back")
	}
	bothSizes(t, a, "03-reports-returned")

	a.focus(p.editor.report)
	writeText(t, a, "全年走访 36 户，")
	reportPress(t, a, "重新送审…")
	reportPress(t, a, "重新送审")
	reportPress(t, a, "审核…")
	for {
		if r, ok := a.canvas.Focused().(*radio); ok {
			r.pick(verdictApproved)
			break
		}
		typeKeys(a, fyne.KeyTab)
	}
	reportPress(t, a, "保存审核结果")
	expectState(t, store, 2, data.ReportApproved)

	reportPress(t, a, "开始公示…")
	if !strings.Contains(shown(a), "共 7 天") {
		t.Errorf("the dialog counts no 7 days: %q", shown(a))
	}
	saveScreen(t, a, "03-publication-dialog")
	reportPress(t, a, "公示")
	expectState(t, store, 2, data.ReportPublished)
	if !onScreen(a, "8月18日至8月24日在单位公开栏公示，共 7 天，今天是第 1 天") || !onScreen(a, "公示 1") {
		t.Error("the page doesn't say that it is in public")
	}
	bothSizes(t, a, "03-reports-published")

	p.showVersions(p.editor.row)
	if text := shown(a); !strings.Contains(text, "有 1 处不同") || !strings.Contains(text, "＋") {
		t.Errorf("the comparison shows %q", text)
	}
	saveScreen(t, a, "03-versions")
	typeKeys(a, fyne.KeyEscape)

	reportPress(t, a, "退回草稿…")
	reportPress(t, a, "退回草稿")
	if !strings.Contains(shown(a), "退回草稿的原因还没有填写") {
		t.Errorf("reopening without a reason: the dialog shows %q", shown(a))
	}
	a.escape()
	expectState(t, store, 2, data.ReportPublished)
	if lines := recordLines(stored(t, store, 2).Reviews); len(lines) != 6 || len(lines[1].parts) != 2 {
		t.Errorf("the record has %d lines", len(lines)) // 起草 送审 退回 送审 审核通过 公示
	}
}

// expectState tells whether both texts of the n-th target stand where they should.
func expectState(t *testing.T, store *data.Store, n int, want data.ReportState) {
	t.Helper()
	r := stored(t, store, n)
	for _, part := range data.Parts {
		if got := r.State(part, reportDate); got != want {
			t.Fatalf("%s is %s, not %s", part, got, want)
		}
	}
}

// Approved texts of many targets hang out together; those that aren't approved are not offered.
func TestPublishTogether(t *testing.T) {
	store := newTestStore(t)
	a, p := reportsOf(t, store, store)
	ctx := context.Background()
	for n, by := range []string{"活动督导组", "活动督导组", "王喆"} {
		target := written(t, store, n)
		if err := store.SubmitReport(ctx, target.ID, data.Parts, data.Signature{}); err != nil {
			t.Fatal(err)
		}
		if n == 1 {
			continue
		}
		if err := store.ApproveReport(ctx, target.ID, data.Parts, data.Signature{By: by}); err != nil {
			t.Fatal(err)
		}
	}
	a.reload()
	if p.counts.Text != "未写 1　送审 1　通过 2" {
		t.Errorf("the footer counts %q", p.counts.Text)
	}
	p.state.pick(5) // 审核通过
	if len(p.table.rows) != 2 {
		t.Errorf("the filter leaves %d", len(p.table.rows))
	}
	p.askPublication(p.table.all[0])
	if strings.Contains(shown(a), "王喆") {
		t.Error("a text that is still under review is offered for publication")
	}
	reportPress(t, a, "全选")
	reportPress(t, a, "公示")
	expectState(t, store, 0, data.ReportPublished)
	expectState(t, store, 1, data.ReportSubmitted)
	expectState(t, store, 2, data.ReportPublished)
}

// What the records refuse is said in the dialog, which stays with all that was typed.
func TestSubmissionRefused(t *testing.T) {
	store := newTestStore(t)
	a, p := reportsOf(t, store, store)
	typeKeys(a, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	writeText(t, a, "一、履职情况")
	reportPress(t, a, "送审…")
	reportPress(t, a, "送审")
	if !strings.Contains(shown(a), "李𬭎的自我评价还有 8 项没有填。请填好后再送审。") {
		t.Errorf("the dialog shows %q", shown(a))
	}
	a.escape()
	if p.editor.report.Text != "一、履职情况" {
		t.Error("the text is lost")
	}
}

// A target's own day for its texts, and the note once it is over.
func TestOwnDeadline(t *testing.T) {
	store := newTestStore(t)
	a, p := reportsOf(t, store, store)
	row, _ := p.table.selected()
	p.askDeadline(row)
	writeText(t, a, "2011-08-16")
	reportPress(t, a, "保存")
	if stored(t, store, 0).Due != (data.Date{Year: 2011, Month: 8, Day: 16}) || !onScreen(a, "应于 8月16日送审，已逾期 2 天。") {
		t.Error("the day isn't kept, or the page doesn't say that it is over")
	}
}

// Each link of 总览 opens the report that it is about.
func TestOverviewLeadsToReport(t *testing.T) {
	store := newTestStore(t)
	a, p := reportsOf(t, store, store)
	o := newOverviewPage(a, store)
	a.build([]page{o, p})
	led := 0
	for _, r := range o.todos.all {
		if r.Place != data.AtReports {
			continue
		}
		led++
		a.showTab(0)
		o.follow(r)
		if a.current != 1 || p.editor.row.target.ID != r.Record {
			t.Errorf("%s leads to %s", r.What, p.editor.row.target.Name)
		}
	}
	if led == 0 {
		t.Error("总览 asks for no report")
	}
}

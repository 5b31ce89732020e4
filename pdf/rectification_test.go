package pdf_test

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"liangping/data"
	"liangping/pdf"
)

// finished gives the records of the sample campaign at its end.
func finished(t *testing.T) pdf.Records {
	t.Helper()
	ctx, now := context.Background(), data.SampleNow
	store, err := data.Open(filepath.Join(t.TempDir(), "office.db"), data.Options{
		Clock: func() time.Time { return now }, Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	if err := data.Sample(ctx, store); err != nil {
		t.Fatal(err)
	}
	now = data.SampleEnd
	if err := data.FinishSample(ctx, store); err != nil {
		t.Fatal(err)
	}
	in := pdf.Records{Today: data.DateOf(now)}
	readRecords(t, store, &in)
	return in
}

// The reports at the end of the campaign tell what the records hold by then; counted by hand.
func TestReportsAtTheEnd(t *testing.T) {
	in := finished(t)
	report := pdf.NewDocument(data.RectificationReport, in)
	holds(t, report.Text, "截至2011年11月2日的整改落实情况", "其中，办结6项，部分完成1项，未启动1项，办结率75.00%", "按期办结",
		"（一）立行立改2项。办结2项，部分完成0项，未启动0项，办结率100.00%。", "（二）限期整改4项。办结4项", "（三）长期坚持2项。办结0项，部分完成1项，未启动1项，办结率0.00%",
		"二、已办结事项和成效", "油地纠纷受理后答复慢，超过15日。整改措施全部落实，群众回访满意。2011年10月31日经孙玉琴验收销号。", "三、尚未办结的事项", "油区道路损坏长期无人管。长期坚持，整改时限为2012年6月30日，分步措施已逾期33天，进度15%。",
		"对需要长期坚持的1项", "合计｜8｜6｜1｜1｜")
	summary := pdf.NewDocument(data.SummaryReport, in)
	holds(t, summary.Text, "召开会议2次，通过网站、报纸、电视台等宣传报道1次，编发活动简报1期，接受上级检查指导1次", "共征求意见和建议31条，其中恳谈会11条",
		"其中，办结6项", "三、先进典型", "共选树1个", "（一）陈晓燕（油地协调科科长）。主要事迹：一年走访21个村、8个采油队，当场调解纠纷37件。选树理由：",
		"宣传推广：活动简报第2期、县电视台。", "“油区道路损坏长期无人管”、“群众意见没有统一登记和答复”2项尚未办结")
	for _, d := range []data.Document{report, summary} {
		d.State = data.DocumentIssued
		made, err := press(t).Document(in.Campaign, in.Settings, d)
		everyParagraph(t, plain(t, save(t, made, err)), d)
	}
}

// What isn't sealed isn't reported; what is, is reported without naming the last.
func TestTheSummaryTellsASealedResult(t *testing.T) {
	_, in := sample(t)
	in.Stats = new(data.Statistics)
	combined := in.Stats.Of(data.Combined)
	*combined = *result(data.Combined)
	combined.Sealed = false
	if d := pdf.NewDocument(data.SummaryReport, in); strings.Contains(d.Text, "综合评议结果") {
		t.Errorf("an open result is reported:\n%s", d.Text)
	}
	combined.Sealed = true
	d := pdf.NewDocument(data.SummaryReport, in)
	holds(t, d.Text, "综合评议结果，油区办领导班子满意率62.65%，满意和基本满意率91.57%。4名领导干部的满意和基本满意率均不低于60.61%。")
}

// What is public names neither persons nor what isn't approved.
func TestThePublicationOfRectification(t *testing.T) {
	_, in := sample(t)
	text := pdf.NewDocument(data.RectificationPublication, in).Text
	holds(t, text, "公示期为2011年9月16日至9月22日，共7天", "列入整改台账的6项问题，已办结1项，正在整改5项", "1｜油地纠纷受理后答复慢，超过15日｜")
	for _, i := range in.Ledger {
		if i.Person != "" && strings.Contains(text, i.Person) {
			t.Errorf("%s is named", i.Person)
		}
		if i.State == data.ItemDraft && strings.Contains(text, i.Problem) {
			t.Errorf("a draft is shown: %s", i.Problem)
		}
	}
	for percent, want := range map[int]string{0: "｜正在整改。｜", 30: "｜正在整改，进度30%。｜"} {
		in.Ledger = []data.ItemRecord{{LedgerItem: data.LedgerItem{Number: 1, Problem: "甲", State: data.ItemOpen, Percent: percent}}}
		holds(t, pdf.NewDocument(data.RectificationPublication, in).Text, "列入整改台账的1项问题正在整改", want)
	}
	in.Ledger[0].State = data.ItemClosed
	holds(t, pdf.NewDocument(data.RectificationPublication, in).Text, "1项问题已全部办结")
}

// item gives the item of the number.
func item(t *testing.T, in pdf.Records, number int) *data.ItemRecord {
	t.Helper()
	for i := range in.Ledger {
		if in.Ledger[i].Number == number {
			return &in.Ledger[i]
		}
	}
	t.Fatalf("no item %d", number)
	return nil
}

// A notice about one item tells all about it, before and after its last day.
func TestTheNoticeAboutAnItem(t *testing.T) {
	_, in := sample(t)
	in.Item = item(t, in, 1)
	for _, each := range []struct {
		today data.Date
		left  string
		by    string
	}{
		{day(9, 16), "整改台账第1项已逾期4天，尚未办结", "于2011年9月23日前完成"},
		{day(9, 12), "整改台账第1项整改时限已到，尚未办结", "于2011年9月12日前完成"},
		{day(9, 10), "整改台账第1项距整改时限还有2天，尚未办结", "于2011年9月12日前完成"},
		{data.Date{}, "整改台账第1项正在整改，尚未办结", "于2011年9月12日前完成"},
	} {
		in.Today = each.today
		d := pdf.NewDocument(data.SupervisionNotice, in)
		holds(t, d.Text, each.left, "（一）存在问题。油地纠纷受理后答复慢，超过15日。", "（二）问题来源。内部评议票、恳谈会、意见箱等5条。", "（五）责任分工。责任领导李𬭎，责任科室油地协调科，责任人曹德顺。",
			"“积压件全部书面答复”应于2011年9月12日前完成，尚未完成（完成17件，差4件）。2011年9月14日孙玉琴督查，发现4件未答复，要求9月20日前办完。", each.by)
		if d.TitleLine() != "某县油区工作办公室关于督办整改台账第1项的通知" || d.Addressee != "油地协调科" || d.TargetID != in.Item.TargetID {
			t.Errorf("%s to %s about %s", d.TitleLine(), d.Addressee, d.TargetID)
		}
		if !strings.Contains(d.TitleLine(), data.ItemName(1)) {
			t.Error("the title doesn't hold the name of the item")
		}
	}
	in.Item, in.Today, in.Ledger = nil, day(9, 16), nil
	holds(t, pdf.NewDocument(data.SupervisionNotice, in).Text, "整改台账目前没有逾期的事项。")
}

// The record holds the last 责任追究 that was entered, of the given item or of all.
func TestTheRecordOfAccountability(t *testing.T) {
	_, in := sample(t)
	second := item(t, in, 2)
	second.Accountability = []data.Accountability{
		{Person: "马晓东", Reason: "逾期", Measure: "提醒谈话", Decider: "局党组", Date: day(9, 20)},
		{Person: "马晓东", Reason: "补偿标准仍未公开", Measure: "诫勉谈话", Decider: "办党组", Date: day(9, 30)},
	}
	d := pdf.NewDocument(data.AccountabilityRecord, in)
	holds(t, d.TitleLine(), "整改台账第2项责任追究记录")
	holds(t, d.Text, "被追究人｜马晓东｜责任科室｜油地协调科", "追究原因｜补偿标准仍未公开。", "追究方式｜诫勉谈话。", "作出决定｜办党组｜追究日期｜2011年9月30日")
	in.Item = item(t, in, 1)
	holds(t, pdf.NewDocument(data.AccountabilityRecord, in).Text, "被追究人｜曹德顺", "已逾期4天", "作出决定｜｜追究日期｜")
	made, err := press(t).Document(in.Campaign, in.Settings, d)
	text := plain(t, save(t, made, err))
	for _, want := range []string{"被追究人马晓东责任科室油地协调科", "追究方式诫勉谈话。", "被追究人意见（签名）"} {
		if !strings.Contains(text, want) {
			t.Errorf("the record lacks %q:\n%s", want, text)
		}
	}
}

// A table in the text of a document is set whole: short rows are filled up, long ones keep what they have, lines without a
// mark run across, and the secretary's text before it stands above it.
func TestATableInTheText(t *testing.T) {
	_, in := sample(t)
	var lines []string
	for i := range 120 {
		lines = append(lines, fmt.Sprintf("%d｜第%d件事情的情况｜科室%d", i+1, i+1, i+1))
	}
	d := data.Document{
		Paper: data.OtherPaper, Kind: data.Notice, Title: "关于办理情况的通知", Addressee: "各科室", Date: in.Today,
		Text: "现将情况通知如下：\n\n附件：办理情况表\n说明文字在表的上面。\n序号｜情况｜科室\n第一组\n" + strings.Join(lines, "\n") + "\n121｜只有两格\n122｜甲｜乙｜丙\n注：完。",
	}
	made, err := press(t).Document(in.Campaign, in.Settings, d)
	text := pageNumber.ReplaceAllString(plain(t, save(t, made, err)), "")
	holds(t, text, "附件：办理情况表", "说明文字在表的上面。序号情况科室第一组1第1件事情的情况科室1", "121只有两格122甲乙｜丙注：完。")
	for i := range 120 {
		if want := fmt.Sprintf("%d第%d件事情的情况科室%d", i+1, i+1, i+1); !strings.Contains(text, want) {
			t.Errorf("the table lacks %q", want)
		}
	}
	if n := strings.Count(text, "序号情况科室"); n < 3 || n != made.Pages-1 {
		t.Errorf("%d heads on %d pages", n, made.Pages)
	}
}

// A list fills the block from edge to edge, whether it stands in an 附件 or on a sheet, and what is to be written by hand has
// room.
func TestListsFillTheBlock(t *testing.T) {
	_, in := sample(t)
	for paper, last := range map[data.Paper]string{
		data.SelfCheck: "督查意见", data.RectificationPlan: "完成时限", data.RectificationPublication: "整改时限", data.RectificationReport: "率（%）",
	} {
		made, err := press(t).Document(in.Campaign, in.Settings, written(paper, in))
		right := 0.0
		for _, w := range words(t, save(t, made, err)) {
			if w.text == last {
				right = max(right, w.right)
			}
		}
		if least := map[bool]float64{true: 150, false: 170}[paper == data.SelfCheck]; right < least {
			t.Errorf("the last head of %s ends at %.1f", paper, right)
		}
		if most := 2; paper == data.SelfCheck && made.Pages > most {
			t.Errorf("the sheet takes %d pages", made.Pages)
		}
	}
}

// The 版记 never stands on a page alone below a table: its last row comes along (GB/T 9704-2012 7.4).
func TestTheImprintStandsWithTheLastRow(t *testing.T) {
	_, in := sample(t)
	in.Ledger = in.Ledger[:1]
	turned := false
	for n := 1; n <= 24; n++ {
		made, err := press(t).Document(in.Campaign, in.Settings, pdf.NewDocument(data.RectificationPlan, in))
		path := save(t, made, err)
		last := fmt.Sprint(made.Pages)
		text := strings.Join(strings.Fields(tool(t, "pdftotext", "-raw", "-f", last, "-l", last, path, "-")), "")
		if !strings.Contains(text, "印发") || !strings.Contains(text, "完成时限") || !strings.Contains(text, "曹德顺") {
			t.Errorf("with %d items the last page holds %s", n, text)
		}
		turned = turned || !strings.Contains(text, "附件2")
		in.Ledger = append(in.Ledger, in.Ledger[0])
	}
	if !turned {
		t.Error("no table was longer than a page")
	}
}

// Marks of a table within the records don't part a cell, and the lines of a cell stay lines.
func TestMarksOfATableInTheRecords(t *testing.T) {
	_, in := sample(t)
	in.Ledger = []data.ItemRecord{{LedgerItem: data.LedgerItem{Number: 1, Problem: "甲｜乙／丙", Measures: "第一条\n第二条", Person: "曹德顺"}}}
	made, err := press(t).Document(in.Campaign, in.Settings, pdf.NewDocument(data.LedgerSheet, in))
	path := save(t, made, err)
	tops := map[string]float64{}
	for _, w := range words(t, path) {
		tops[w.text] = w.top
	}
	if tops["甲|乙/丙"] == 0 || tops["第一条"] == 0 || tops["第二条"] <= tops["第一条"] {
		t.Errorf("the cells read %v", tops)
	}
}

package data_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"liangping/data"
)

// numberedOffice is an office with a 代字.
func numberedOffice(t testing.TB) *office {
	t.Helper()
	o := newOffice(t)
	o.campaign.NumberPrefix, o.campaign.PartyGroupHead = "某油发", "王喆"
	o.ok(o.SaveCampaign(o.ctx, o.campaign))
	return o
}

// notice is a document that lacks nothing.
func notice(title string) data.Document {
	return data.Document{
		ID: data.NewID(), Paper: data.MeetingNotice, Kind: data.Notice, Title: title, Addressee: "各科室、下属各单位",
		Copies: "县纪委", Date: data.Date{Year: 2011, Month: 8, Day: 19}, Signer: "王喆", Text: "现将有关事项通知如下：\n一、时间和地点", Pages: 2,
	}
}

func (o *office) draft(title string) data.Document {
	o.t.Helper()
	d := notice(title)
	o.ok(o.SaveDraft(o.ctx, d))
	return d
}

// printed stands for the press: a paper that shows the number.
func printed(d data.Document) (data.IssuedPaper, error) {
	return data.IssuedPaper{PDF: []byte("%PDF " + d.Number.String() + " " + d.Text + " " + d.State.String()), Pages: 3, FileName: d.TitleLine() + ".pdf"}, nil
}

func (o *office) issue(d data.Document) data.Document {
	o.t.Helper()
	o.ok(o.SaveDraft(o.ctx, d))
	issued, err := o.IssueDocument(o.ctx, d.ID, printed)
	o.ok(err)
	return *issued
}

func (o *office) document(id data.ID) data.Document {
	o.t.Helper()
	d, err := o.Document(o.ctx, id)
	o.ok(err)
	return *d
}

// Each paper has the 文种 that the office's rules give it (paper.md §1), and only 公示 and sheets go without a number.
func TestPapers(t *testing.T) {
	want := map[data.Paper]string{
		data.PlanNotice: "实施方案通知 通知 true", data.MobilizationNotice: "动员会议通知 通知 true", data.MeetingNotice: "评议会议通知 通知 true",
		data.OpinionNotice: "征求意见通知 通知 true", data.Invitation: "邀请函 函 true", data.OpinionLetter: "征求意见函 函 true",
		data.OpinionForm: "征求意见表 表 false", data.FilingReport: "备案报告 报告 true", data.MeetingMinutes: "评议会议纪要 纪要 true",
		data.PublicationNotice: "公示 公示 false", data.BallotPaper: "评议票 表 false", data.ResultSheet: "结果汇总表 表 false",
		data.RectificationPlan: "整改方案 通知 true", data.LedgerSheet: "整改台账 表 false", data.SupervisionNotice: "督办通知单 通知 true",
		data.RectificationPublication: "整改情况公示 公示 false", data.RectificationReport: "整改落实情况报告 报告 true",
		data.AccountabilityRecord: "责任追究记录 表 false", data.SummaryReport: "活动总结报告 报告 true",
		data.SelfCheck: "专项督查自查表 表 false", data.Briefing: "活动简报 表 false",
		data.OtherPaper: "其他 通知 true", data.AttendanceSheet: "出席情况报告单 表 false", data.IssuedSheet: "发票情况报告单 表 false",
		data.ReturnedSheet: "收票情况报告单 表 false", data.CountedSheet: "计票结果报告单 表 false",
		data.ResultBulletin: "结果通报 通报 true", data.FeedbackLetter: "反馈函 函 true",
		data.RectifyNotice: "限期整改通知书 通知 true", data.CriticismCircular: "通报批评 通报 true", data.TalkNotice: "诫勉谈话通知书 通知 true",
		data.TalkRecord: "诫勉谈话记录 表 false", data.ExtensionNotice: "延期整改通知书 通知 true", data.NoAwardNotice: "取消评先评优通知 通知 true",
	}
	filled := append([]data.Paper{data.BallotPaper, data.ResultSheet}, data.RoundSheets...) // from records alone
	for p, text := range want {
		numbered := "false"
		if p.Kind().Numbered() {
			numbered = "true"
		}
		if got := p.String() + " " + p.Kind().String() + " " + numbered; got != text {
			t.Errorf("%s is %s, want %s", p, got, text)
		}
	}
	for _, p := range data.Papers {
		if want[p] == "" || slices.Contains(filled, p) {
			t.Errorf("%q is not written as text", p)
		}
	}
	if n := len(want) - len(filled); len(data.Papers) != n {
		t.Errorf("%d papers to write, want %d", len(data.Papers), n)
	}
}

func TestSaveDraft(t *testing.T) {
	o := numberedOffice(t)
	round, target := o.round(data.Internal), o.target("周立民", data.Leader, data.Member)
	d := notice("  关于召开“两评一树”\r\n内部评议会议的通知\n")
	d.RoundID, d.TargetID, d.Text, d.Addressee = round.ID, target.ID, "第一段\r\n\r\n  第二段\xff", "各科室，\n下属各单位"
	d.State, d.Number, d.SHA256, d.Reason = data.DocumentIssued, data.DocumentNumber{Series: "某油发", Year: 2011, Number: 7}, "00", "x" // not the editor's
	for range 2 {
		o.ok(o.SaveDraft(o.ctx, d))
	}
	want := d
	want.Title, want.Text, want.Addressee = "关于召开“两评一树”\n内部评议会议的通知", "第一段\n\n  第二段", "各科室， 下属各单位"
	want.State, want.Number, want.SHA256, want.Reason, want.Year = data.DocumentDraft, data.DocumentNumber{}, "", "", 2011
	got := o.document(d.ID)
	if !got.CreatedAt.Equal(o.clock.now) || !got.UpdatedAt.Equal(o.clock.now) {
		t.Errorf("made at %v, changed at %v", got.CreatedAt, got.UpdatedAt)
	}
	want.CreatedAt, want.UpdatedAt = got.CreatedAt, got.UpdatedAt
	if got != want {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if got.TitleLine() != "关于召开“两评一树”内部评议会议的通知" || got.Code() != "" {
		t.Errorf("%q, %q", got.TitleLine(), got.Code())
	}

	o.clock.now = o.clock.now.Add(time.Minute)
	before := dump(t, o)
	o.ok(o.SaveDraft(o.ctx, d))
	if dump(t, o) != before || !o.document(d.ID).UpdatedAt.Equal(want.UpdatedAt) {
		t.Error("saving the same again wrote something")
	}
	for _, text := range []string{"改", "再改"} {
		d.Text = text
		o.ok(o.SaveDraft(o.ctx, d))
	}
	if got := o.document(d.ID); got.Text != "再改" || !got.UpdatedAt.Equal(o.clock.now) || !got.CreatedAt.Equal(want.CreatedAt) {
		t.Errorf("after a change: %+v", got)
	}
	told := strings.Join(o.journal(), "\n")
	if strings.Count(told, "起草评议会议通知") != 1 || strings.Count(told, "修改公文草稿") != 1 {
		t.Errorf("the journal tells\n%s", told)
	}
}

// A draft without a date is of the campaign's year.
func TestYearOfDraft(t *testing.T) {
	o := numberedOffice(t)
	d := notice("通知")
	for _, test := range []struct {
		date data.Date
		want int
	}{{data.Date{}, 2011}, {data.Date{Year: 2012, Month: 1, Day: 4}, 2012}} {
		d.Date = test.date
		o.ok(o.SaveDraft(o.ctx, d))
		if got := o.document(d.ID).Year; got != test.want {
			t.Errorf("dated %q it is of %d, want %d", test.date, got, test.want)
		}
	}
	o.draft("另一份")
	years, err := o.DocumentYears(o.ctx)
	if err != nil || len(years) != 2 || years[0] != 2012 || years[1] != 2011 {
		t.Errorf("years %v, %v", years, err)
	}
}

func TestRefusedDrafts(t *testing.T) {
	o := numberedOffice(t)
	for _, test := range []struct {
		change func(*data.Document)
		code   data.Code
		part   string
	}{
		{func(d *data.Document) { d.Paper = "poem" }, data.Invalid, "哪一种公文"},
		{func(d *data.Document) { d.Kind = "" }, data.Invalid, "文种"},
		{func(d *data.Document) { d.Pages = -1 }, data.Invalid, "页数“-1”"},
		{func(d *data.Document) { d.Date.Year = 211 }, data.Invalid, "年份“211”"},
		{func(d *data.Document) { d.RoundID = data.NewID() }, data.NotFound, ""},
		{func(d *data.Document) { d.TargetID = data.NewID() }, data.NotFound, "评议对象"},
	} {
		d := notice("通知")
		test.change(&d)
		refused(t, o.SaveDraft(o.ctx, d), test.code, test.part)
	}
	_, err := o.Document(o.ctx, data.NewID())
	refused(t, err, data.NotFound, "发文登记")
	refused(t, o.DeleteDraft(o.ctx, data.NewID()), data.NotFound)

	d := o.draft("通知")
	next := data.PlanTemplate(2012)
	next.Office = "某县油区工作办公室"
	o.ok(o.CreateCampaign(o.ctx, next))
	refused(t, o.SaveDraft(o.ctx, d), data.State, "另一个活动")
	_, err = o.IssueDocument(o.ctx, d.ID, printed)
	refused(t, err, data.State, "另一个活动")
}

// What can be done in which state (design.md §11), every step from every state.
func TestDocumentStates(t *testing.T) {
	steps := map[string]func(*office, data.ID) error{
		"save": func(o *office, id data.ID) error {
			d := notice("改过的标题")
			d.ID = id
			return o.SaveDraft(o.ctx, d)
		},
		"delete": func(o *office, id data.ID) error { return o.DeleteDraft(o.ctx, id) },
		"issue": func(o *office, id data.ID) error {
			_, err := o.IssueDocument(o.ctx, id, printed)
			return err
		},
		"withdraw": func(o *office, id data.ID) error { return o.WithdrawDocument(o.ctx, id, "印错了") },
	}
	for _, test := range []struct {
		state       data.DocumentState
		step, after string // after: the state, 没有 for a document that is gone, or part of the refusal
	}{
		{data.DocumentDraft, "save", "草稿"},
		{data.DocumentDraft, "delete", "没有"},
		{data.DocumentDraft, "issue", "已签发"},
		{data.DocumentDraft, "withdraw", "直接删除"},
		{data.DocumentIssued, "save", "发新文"},
		{data.DocumentIssued, "delete", "请作废"},
		{data.DocumentIssued, "issue", "已签发"}, // again: nothing happens
		{data.DocumentIssued, "withdraw", "作废"},
		{data.DocumentWithdrawn, "save", "已经作废"},
		{data.DocumentWithdrawn, "delete", "不能删除"},
		{data.DocumentWithdrawn, "issue", "不能签发"},
		{data.DocumentWithdrawn, "withdraw", "不再需要"},
		{data.DocumentOutside, "save", "程序外"},
		{data.DocumentOutside, "delete", "不能删除"},
		{data.DocumentOutside, "issue", "不能签发"},
		{data.DocumentOutside, "withdraw", "作废"},
	} {
		t.Run(string(test.state)+" "+test.step, func(t *testing.T) {
			o := numberedOffice(t)
			id := data.NewID()
			if test.state == data.DocumentOutside {
				o.ok(o.EnterOutsideNumber(o.ctx, id, data.DocumentNumber{Series: "某油发", Year: 2011, Number: 1}, "汛期安全生产检查", day(t, "2011-08-04")))
			} else {
				d := notice("通知")
				d.ID = id
				o.ok(o.SaveDraft(o.ctx, d))
			}
			if test.state == data.DocumentIssued || test.state == data.DocumentWithdrawn {
				o.ok(steps["issue"](o, id))
			}
			if test.state == data.DocumentWithdrawn {
				o.ok(o.WithdrawDocument(o.ctx, id, "不再需要"))
			}
			before := dump(t, o)
			err := steps[test.step](o, id)
			if err != nil {
				refused(t, err, data.State, test.after)
				if dump(t, o) != before {
					t.Error("a refused step changed something")
				}
				return
			}
			after := "没有"
			if d, err := o.Document(o.ctx, id); err == nil {
				after = d.State.String()
			}
			if after != test.after {
				t.Errorf("it is %s, want %s", after, test.after)
			}
		})
	}
}

// What a paper must show before it can go out (GB/T 9704-2012 7.2.6, 7.3).
func TestReadyToIssue(t *testing.T) {
	o := numberedOffice(t)
	for _, test := range []struct {
		kind   data.DocumentKind
		empty  string // the fields left empty
		wanted string // what the refusal names; "" when it is issued
	}{
		{data.Notice, "", ""},
		{data.Notice, "签发人 抄送", ""},
		{data.Notice, "标题", "标题"},
		{data.Notice, "成文日期", "成文日期"},
		{data.Notice, "主送", "主送"},
		{data.Notice, "正文", "正文"},
		{data.Notice, "标题 成文日期 主送 正文", "标题、成文日期、主送、正文"},
		{data.Circular, "主送", "主送"},
		{data.Letter, "主送", "主送"},
		{data.Letter, "签发人", ""},
		{data.Submission, "签发人", "签发人"},
		{data.Submission, "主送 签发人", "主送、签发人"},
		{data.Minutes, "主送 签发人", ""},
		{data.Minutes, "正文", "正文"},
		{data.PublicNotice, "主送 签发人", ""},
		{data.PublicNotice, "成文日期", "成文日期"},
		{data.Sheet, "主送 签发人 正文", ""},
		{data.Sheet, "标题", "标题"},
	} {
		d := notice("标题")
		d.Kind = test.kind
		for _, field := range strings.Fields(test.empty) {
			switch field {
			case "标题":
				d.Title = ""
			case "成文日期":
				d.Date = data.Date{}
			case "主送":
				d.Addressee = ""
			case "抄送":
				d.Copies = ""
			case "签发人":
				d.Signer = ""
			case "正文":
				d.Text = " \n　"
			}
		}
		o.ok(o.SaveDraft(o.ctx, d))
		issued, err := o.IssueDocument(o.ctx, d.ID, printed)
		switch {
		case test.wanted != "":
			refused(t, err, data.Invalid, "还缺"+test.wanted+"。")
		case err != nil:
			t.Errorf("%s without %s: %v", test.kind, test.empty, err)
		case (issued.Number.Number > 0) != test.kind.Numbered():
			t.Errorf("%s has the number %q", test.kind, issued.Number)
		}
	}
}

func TestDocumentFilter(t *testing.T) {
	issued := func(kind data.DocumentKind, title, addressee string, number int) data.Document {
		n := data.DocumentNumber{}
		if number > 0 {
			n = data.DocumentNumber{Series: "某油发", Year: 2011, Number: number}
		}
		return data.Document{Kind: kind, State: data.DocumentIssued, Title: title, Addressee: addressee, Number: n, Year: 2011}
	}
	draft := data.Document{Kind: data.Notice, State: data.DocumentDraft, Title: "满意率低于50%\n的单位名单_1", Year: 2012}
	outside := data.Document{State: data.DocumentOutside, Title: "汛期安全生产检查", Number: data.DocumentNumber{Series: "某油发", Year: 2011, Number: 19}, Year: 2011}
	all := []data.Document{
		issued(data.Notice, "关于召开会议的通知", "各科室", 17), issued(data.Submission, "情况报告", "领导小组办公室", 22),
		issued(data.PublicNotice, "整改情况公示", "", 0), issued(data.Sheet, "评议票", "", 0), draft, outside,
	}
	for _, test := range []struct {
		filter data.DocumentFilter
		want   string
	}{
		{data.DocumentFilter{}, "012345"},
		{data.DocumentFilter{Numbering: data.Numbered}, "0145"},
		{data.DocumentFilter{Numbering: data.Unnumbered}, "23"},
		{data.DocumentFilter{Year: 2011}, "01235"},
		{data.DocumentFilter{Year: 2010}, ""},
		{data.DocumentFilter{Kind: data.Notice}, "04"},
		{data.DocumentFilter{State: data.DocumentIssued}, "0123"},
		{data.DocumentFilter{State: data.DocumentOutside, Year: 2011}, "5"},
		{data.DocumentFilter{Search: " 会议 "}, "0"},
		{data.DocumentFilter{Search: "领导小组"}, "1"},
		{data.DocumentFilter{Search: "〔2011〕2"}, "1"},
		{data.DocumentFilter{Search: "19号"}, "5"},
		{data.DocumentFilter{Search: "50%的单位"}, "4"}, // across the break of the title
		{data.DocumentFilter{Search: "%"}, "4"},
		{data.DocumentFilter{Search: "_"}, "4"},
		{data.DocumentFilter{Search: "_2"}, ""},
		{data.DocumentFilter{Search: "'"}, ""},
		{data.DocumentFilter{Numbering: data.Numbered, Year: 2011, Kind: data.Submission, State: data.DocumentIssued, Search: "报告"}, "1"},
	} {
		got := ""
		for i, d := range all {
			if test.filter.Match(d) {
				got += string(rune('0' + i))
			}
		}
		if got != test.want {
			t.Errorf("%+v chooses %q, want %q", test.filter, got, test.want)
		}
	}
}

// Drafts on top, the last touched first; then the newest first.
func TestRegisterOrder(t *testing.T) {
	o := numberedOffice(t)
	dated := func(title, date string) data.Document {
		d := notice(title)
		d.Date = day(t, date)
		return d
	}
	o.issue(dated("一号", "2011-08-02"))
	o.issue(dated("二号", "2011-08-19"))
	o.issue(dated("三号", "2011-08-19"))
	public := dated("公示", "2011-08-10")
	public.Kind = data.PublicNotice
	o.issue(public)
	o.ok(o.SaveDraft(o.ctx, dated("先起草", "2011-09-01")))
	o.clock.now = o.clock.now.Add(time.Minute)
	o.ok(o.SaveDraft(o.ctx, dated("后起草", "2011-07-01")))
	var titles []string
	all, err := o.Documents(o.ctx, data.DocumentFilter{Year: 2011})
	o.ok(err)
	for _, d := range all {
		titles = append(titles, d.Title)
	}
	if got, want := strings.Join(titles, " "), "后起草 先起草 三号 二号 公示 一号"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if none, err := o.Documents(o.ctx, data.DocumentFilter{Search: "%"}); err != nil || len(none) > 0 {
		t.Errorf("%% finds %d documents, %v", len(none), err)
	}
}

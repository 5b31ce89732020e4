package data_test

import (
	"fmt"
	"strings"
	"testing"

	"liangping/data"
)

// todos returns the list as text: urgency, what, why, who, due, place.
func todos(o *data.Overview) string {
	var rows []string
	for _, t := range o.Todos {
		rows = append(rows, fmt.Sprintf("%s|%s|%s|%s|%s|%s", [...]string{"逾期", "受阻", "将到", "以后"}[t.Urgency], t.What, t.Why, t.Who, t.Due, t.Place))
	}
	return strings.Join(rows, "\n")
}

func campaign() data.Campaign {
	c := data.PlanTemplate(2011)
	c.Office = "某县油区工作办公室"
	return c
}

func TestPhases(t *testing.T) {
	s := data.Snapshot{Campaign: campaign()}
	for _, test := range []struct{ today, want string }{
		{"2011-07-20", "未开始 0 0；未开始 0 0；未开始 0 0"},
		{"2011-07-21", "进行中 1 10；未开始 0 0；未开始 0 0"},
		{"2011-08-18", "已结束 0 0；进行中 18 23；未开始 0 0"}, // screens 01
		{"2011-09-02", "已结束 0 0；进行中 33 8；未开始 0 0"},  // screens 04
		{"2011-09-28", "已结束 0 0；已结束 0 0；进行中 18 33"}, // screens 08
		{"2011-10-31", "已结束 0 0；已结束 0 0；进行中 51 0"},
		{"2011-11-01", "已结束 0 0；已结束 0 0；已结束 0 0"},
	} {
		var got []string
		overview := s.Overview(day(t, test.today))
		for _, p := range overview.Phases {
			got = append(got, fmt.Sprint(p.State, " ", p.Day, " ", p.Left))
			if waits := strings.Contains(p.Line, fmt.Sprintf("待办 %d 项", len(overview.Todos))); waits != (p.State == "进行中") {
				t.Errorf("%s, %s: %s", test.today, p.Kind, p.Line)
			}
		}
		if text := strings.Join(got, "；"); text != test.want {
			t.Errorf("%s: %s, want %s", test.today, text, test.want)
		}
	}
}

func TestTodosOfAnEmptyCampaign(t *testing.T) {
	s := data.Snapshot{Campaign: campaign()}
	want := `受阻|商定内部评议会议的日期和地点|先办：登记评议对象||2011-09-10|评议票
受阻|商定社会评议会议的日期和地点|先办：登记评议对象||2011-09-10|评议票
将到|登记评议对象|名单还是空的||2011-07-31|评议对象`
	if got := todos(s.Overview(day(t, "2011-07-25"))); got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestTodos(t *testing.T) {
	full := map[int]data.SelfGrade{}
	for i := range 8 {
		full[i+1] = data.Good
	}
	board := data.Publication{"公开栏", day(t, "2011-08-14"), day(t, "2011-08-20")}
	onTheBoard := []data.Review{
		{Part: data.ReportPart, Kind: data.ReviewPublished, Publication: board}, {Part: data.CommitmentPart, Kind: data.ReviewPublished, Publication: board},
	}
	internal := data.NewRound(data.Internal, campaign())
	internal.ID, internal.Date, internal.Time, internal.Chair, internal.Tellers = "in", day(t, "2011-08-24"), "上午9:00", "王喆", "刘敏"
	internal.Groups[0].Expected = 95
	social := data.NewRound(data.Social, campaign())
	s := data.Snapshot{
		Campaign: campaign(),
		Targets: []data.Target{
			{ID: "t", Name: "油区办领导班子", Kind: data.Team, Rank: 1},
			{ID: "p", Name: "王喆", Kind: data.Leader, Level: data.Principal, Rank: 2},
			{ID: "l", Name: "李𬭎", Kind: data.Leader, Level: data.Member, Rank: 3},
			{ID: "d", Name: "杜志刚", Kind: data.KeyPost, Rank: 4},
			{ID: "w", Name: "停评的", Kind: data.KeyPost, Rank: 5, Withdrawn: true},
		},
		Reports: map[data.ID]data.Report{
			"p": {Text: "文", Commitment: "诺", SelfRating: full, Reviews: onTheBoard},
			"l": {Text: "文"},
			"d": {Text: "文", Commitment: "诺", SelfRating: map[int]data.SelfGrade{1: data.Good}},
		},
		Gatherings: []data.Gathering{{Channel: data.Forum}, {Channel: data.Box}, {Channel: data.Box}},
		Opinions:   make([]data.Opinion, 3),
		Rounds:     []data.Round{internal, social},
		Ledger: []data.LedgerItem{
			{ID: "1", Problem: "答复慢", Person: "曹德顺", Due: day(t, "2011-08-10"), State: data.ItemOpen, Percent: 80},
			{ID: "2", Problem: "告知不够", Person: "高振海", Due: day(t, "2011-08-28"), State: data.ItemOpen},
			{ID: "6", Problem: "一周", Person: "高振海", Due: day(t, "2011-08-25"), State: data.ItemOpen},
			{ID: "3", Problem: "还早", Person: "高振海", Due: day(t, "2011-08-29"), State: data.ItemOpen},
			{ID: "4", Problem: "草拟的", State: data.ItemDraft},
			{ID: "5", Problem: "办完的", Due: day(t, "2011-08-01"), State: data.ItemClosed},
		},
		Documents: []data.Document{
			{ID: "1", State: data.DocumentIssued},
			{ID: "2", State: data.DocumentDraft},
			{ID: "3", State: data.DocumentIssued},
			{ID: "4", State: data.DocumentWithdrawn},
			{ID: "5", State: data.DocumentOutside},
		},
	}
	want := `逾期|整改：答复慢|进度 80%|曹德顺|2011-08-10|整改台账
逾期|油区办领导班子 自查自评报告还是空的||王喆|2011-08-15|自查自评
逾期|李𬭎 公开承诺书还是空的||李𬭎|2011-08-15|自查自评
逾期|杜志刚 自我评价还有 7 项没有填||杜志刚|2011-08-15|自查自评
受阻|印制内部评议票 95 张|先办：指定监票人||2011-08-22|评议票
将到|发出内部评议会议通知|||2011-08-21|评议票
将到|召开内部评议会议（8月24日上午9:00）||王喆|2011-08-24|评议票
将到|整改：一周|进度 0%|高振海|2011-08-25|整改台账
以后|整改：告知不够|进度 0%|高振海|2011-08-28|整改台账
以后|商定社会评议会议的日期和地点|||2011-09-10|评议票
以后|落实整改事项：草拟的|还是草拟||2011-10-31|整改台账`
	overview := s.Overview(day(t, "2011-08-18"))
	if got := todos(overview); got != want {
		t.Errorf("got\n%s", got)
	}
	if got := fmt.Sprint(overview.Facts); got != "[{评议对象 评议对象 4 个 停评 1 个} {自查自评 自查自评审核通过 1 / 4 公示中 1 个} {意见建议 意见建议 3 条 2 个渠道} {自查自评 公开承诺事项 0 项 } {评议票 内部评议 筹备 8月24日} "+
		"{评议票 社会评议 筹备 日期未定} {整改台账 整改事项销号 1 / 6 逾期 1 项} {发文登记 发文 2 份 草稿 1 份}]" {
		t.Error(got)
	}
	if r := overview.Todos[4].Record; r != "in" {
		t.Errorf("the to-do leads to %q", r)
	}

	// The notice's reminder ends with its day; the meeting that nobody counted becomes overdue; a blocked step that is overdue is overdue.
	s.Targets, s.Ledger, s.Rounds = s.Targets[1:2], nil, []data.Round{internal}
	want = `逾期|印制内部评议票 95 张|先办：指定监票人||2011-08-22|评议票
逾期|召开内部评议会议（8月24日上午9:00）||王喆|2011-08-24|评议票
以后|商定社会评议会议的日期和地点|||2011-09-10|评议票`
	if got := todos(s.Overview(day(t, "2011-08-25"))); got != want {
		t.Errorf("got\n%s", got)
	}

	// The ballots are back.
	internal.Groups[0] = data.Group{"g", data.Staff, 95, 90, 95, 90, 88, 1, 85, 3, ""}
	s.Rounds, s.Progress = []data.Round{internal}, map[data.ID][]data.EntryProgress{"in": {{"g", 58, 57, 1, data.ByBallots}}}
	want = `以后|核对内部评议票数|干部职工：发出 90，收回 88，未收回 1，差 1 张。请清点后填写未收回数|刘敏|2011-09-10|评议票
以后|录入内部评议票|已录 58，收回 88，还差 30|刘敏|2011-09-10|评议票
以后|商定社会评议会议的日期和地点|||2011-09-10|评议票`
	overview = s.Overview(day(t, "2011-08-25"))
	if got := todos(overview); got != want {
		t.Errorf("got\n%s", got)
	}
	if f := overview.Facts[4]; f.Figure != "录票中" || f.Remark != "58 / 88" {
		t.Errorf("%+v", f)
	}

	// Everything is keyed and agrees: the second pass is left to do, then the seal.
	internal.Groups[0].Unreturned = 2
	s.Rounds, s.Progress = []data.Round{internal}, map[data.ID][]data.EntryProgress{"in": {{"g", 88, 85, 3, data.ByBallots}}}
	s.Passes = map[data.ID]data.SecondPass{"in": {Groups: []data.SecondProgress{{"g", 88, 80, 81}}}}
	if got := todos(s.Overview(day(t, "2011-09-10"))); !strings.HasPrefix(got,
		"将到|核对内部评议两遍录入|第二遍已录 80，还差 8。请换一个人录完第二遍，或者写明不录第二遍的原因|刘敏|2011-09-10|评议票\n") {
		t.Errorf("got\n%s", got)
	}
	s.Passes["in"] = data.SecondPass{Groups: []data.SecondProgress{{"g", 88, 80, 81}}, Waiver: &data.Waiver{Reason: "人手不够"}}
	overview = s.Overview(day(t, "2011-09-12"))
	want = `逾期|封存内部评议|票已录完，检查全部通过|刘敏|2011-09-10|评议票
逾期|商定社会评议会议的日期和地点|||2011-09-10|评议票
以后|列出整改事项|整改台账还是空的||2011-10-31|整改台账`
	if got := todos(overview); got != want {
		t.Errorf("got\n%s", got)
	}
	if f := overview.Facts[4]; f.Figure != "已录完" || f.Remark != "88 张" {
		t.Errorf("%+v", f)
	}
}

func TestStoredOverview(t *testing.T) {
	o := newOffice(t)
	o.roster()
	r := o.round(data.Internal)
	o.key(r, 0, strings.Repeat("1", rosterLines))
	o.item("答复慢", "2011-08-01")
	overview, err := o.Overview(o.ctx)
	o.ok(err)
	if overview.Today != day(t, "2011-08-18") || overview.Phases[data.Appraisal].Day != 18 || overview.Todos[0].What != "落实整改事项：答复慢" ||
		overview.Facts[0].Figure != "4 个" || overview.Facts[5].Figure != "未安排" {
		t.Errorf("%+v", overview)
	}
	if got := todos(overview); !strings.Contains(got, "核对内部评议票数|已录 1，收回 0，多 1。") {
		t.Errorf("got\n%s", got)
	}
}

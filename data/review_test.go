package data_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"liangping/data"
)

// plan.md §三.2（1）: “领导班子和主要负责同志的自查自评报告及公开承诺须经活动督导组审核把关，领导班子其他成员和其他评议对象的自查自评报告及
// 公开承诺须经主要负责同志审核把关。”
func TestRoute(t *testing.T) {
	for _, test := range []struct {
		kind  data.Kind
		level data.Level
		want  string
	}{
		{data.Team, "", "活动督导组"},               // 领导班子
		{data.Leader, data.Principal, "活动督导组"}, // 主要负责同志
		{data.Leader, data.Member, "主要负责同志"},   // 领导班子其他成员
		{data.Leader, data.UnitHead, "主要负责同志"}, // 各单位负责人
		{data.KeyPost, "", "主要负责同志"},           // 其他评议对象
		{data.ServiceWindow, "", "主要负责同志"},
		{data.RiskPost, "", "主要负责同志"},
	} {
		if got := (data.Target{Kind: test.kind, Level: test.level}).Route().String(); got != test.want {
			t.Errorf("%s %s: %s, want %s", test.kind, test.level, got, test.want)
		}
	}
}

// written enters a roster and gives a target all that can be handed in.
func (o *office) written(target data.Target) {
	o.t.Helper()
	r := data.Report{TargetID: target.ID, Text: "一、履职情况", Commitment: "我承诺", SelfRating: map[int]data.SelfGrade{}}
	for i := range 8 {
		r.SelfRating[i+1] = data.Good
	}
	o.ok(o.SaveReport(o.ctx, r))
	o.ok(o.SavePledge(o.ctx, data.Pledge{ID: data.NewID(), TargetID: target.ID, Content: "五日内答复", Due: day(o.t, "2011-08-31")}))
}

// state returns where both texts stand on the clock's day.
func (o *office) state(target data.ID) string {
	o.t.Helper()
	r, err := o.Report(o.ctx, target)
	o.ok(err)
	today := data.DateOf(o.clock.now)
	return r.State(data.ReportPart, today).String() + " " + r.State(data.CommitmentPart, today).String()
}

// Who may sign for whom, in data: each wrong one is refused with the right one's name.
func TestReviewers(t *testing.T) {
	o := newOffice(t)
	roster := append(o.roster(), o.target("刘建军", data.KeyPost, ""), o.target("何春梅", data.Leader, data.UnitHead), o.target("杜志刚", data.RiskPost, ""))
	const group = "县“两评一树”活动第三督导组"
	for i, test := range []struct {
		target string
		by     string
		parts  []string // of the refusal; none: it is passed
	}{
		{"油区办领导班子", "王喆", []string{"油区办领导班子的自查自评报告须经活动督导组审核", "“王喆”是评议对象", "请送活动督导组"}},
		{"油区办领导班子", "李𬭎", []string{"“李𬭎”是评议对象"}},
		{"油区办领导班子", "", []string{"审核人还没有填写", "活动督导组"}},
		{"油区办领导班子", group, nil},
		{"王喆", "王喆", []string{"须经活动督导组审核", "请送活动督导组"}},
		{"王喆", "赵明远", nil}, // a member of the group
		{"李𬭎", group, []string{"李𬭎的自查自评报告须经主要负责同志审核", "请送王喆审核"}},
		{"李𬭎", "李𬭎", []string{"须经主要负责同志审核", "“李𬭎”不能审核"}},
		{"李𬭎", "王喆", nil},
		{"何春梅", "李𬭎", []string{"请送王喆审核"}},
		{"何春梅", "王喆", nil},
		{"刘建军", group, []string{"请送王喆审核"}},
		{"刘建军", " 王喆 ", nil},
		{"信访接待窗口", group, []string{"请送王喆审核"}},
		{"信访接待窗口", "王喆", nil},
		{"杜志刚", "", []string{"审核人还没有填写", "主要负责同志"}},
		{"杜志刚", "王喆", nil},
	} {
		target := roster[slices.IndexFunc(roster, func(x data.Target) bool { return x.Name == test.target })]
		if o.state(target.ID) == "草稿 草稿" {
			o.written(target)
			o.ok(o.SubmitReport(o.ctx, target.ID, data.Parts, data.Signature{}))
		}
		err := o.ApproveReport(o.ctx, target.ID, data.Parts, data.Signature{By: test.by})
		if test.parts == nil {
			o.ok(err)
			if got := o.state(target.ID); got != "审核通过 审核通过" {
				t.Errorf("%d: %s", i, got)
			}
			continue
		}
		code := data.State
		if test.by == "" {
			code = data.Invalid
		}
		refused(t, err, code, test.parts...)
		refused(t, o.ReturnReport(o.ctx, target.ID, data.Parts, data.Signature{By: test.by, Opinion: "改"}, day(t, "2011-08-20")), code, test.parts...)
		if got := o.state(target.ID); got != "送审 送审" {
			t.Errorf("%d: %s", i, got)
		}
	}
}

// Without a 主要负责同志 nobody can pass the others' texts: they aren't taken in.
func TestNoPrincipal(t *testing.T) {
	o := newOffice(t)
	team, member := o.target("油区办领导班子", data.Team, ""), o.target("李𬭎", data.Leader, data.Member)
	o.written(team)
	o.written(member)
	o.ok(o.SubmitReport(o.ctx, team.ID, data.Parts, data.Signature{}))
	refused(t, o.SubmitReport(o.ctx, member.ID, data.Parts, data.Signature{}), data.State, "名单里还没有主要负责同志", "请先在“评议对象”里登记")
	principal := o.target("王喆", data.Leader, data.Principal)
	o.ok(o.SubmitReport(o.ctx, member.ID, data.Parts, data.Signature{}))
	principal.Withdrawn = true
	o.ok(o.SaveTarget(o.ctx, principal))
	refused(t, o.ApproveReport(o.ctx, member.ID, data.Parts, data.Signature{By: "王喆"}), data.State, "名单里还没有主要负责同志")
	member.Withdrawn = true
	o.ok(o.SaveTarget(o.ctx, member))
	refused(t, o.ApproveReport(o.ctx, member.ID, data.Parts, data.Signature{By: "王喆"}), data.State, "“李𬭎”已经停评", "恢复在评")
}

// design.md §5: 草稿 → 送审 → 退回 or 审核通过 → 公示 → 公示期满, and back to 草稿. Every step from every state: allowed, or
// refused with the sentence that names the right one.
func TestStateMachine(t *testing.T) {
	steps := map[string]func(*office, data.ID) error{
		"送审": func(o *office, id data.ID) error {
			return o.SubmitReport(o.ctx, id, data.Parts, data.Signature{Opinion: "第二次"})
		},
		"退回": func(o *office, id data.ID) error {
			return o.ReturnReport(o.ctx, id, data.Parts, data.Signature{By: "王喆", Opinion: "再改"}, day(o.t, "2011-09-30"))
		},
		"审核": func(o *office, id data.ID) error {
			return o.ApproveReport(o.ctx, id, data.Parts, data.Signature{By: "王喆", Opinion: "再审"})
		},
		"公示": func(o *office, id data.ID) error {
			return o.PublishReports(o.ctx, []data.ID{id}, data.Parts, data.Publication{Place: "网站"})
		},
		"退回草稿": func(o *office, id data.ID) error {
			return o.ReopenReport(o.ctx, id, data.Parts, data.Signature{Opinion: "有新情况"})
		},
		"修改": func(o *office, id data.ID) error {
			r, err := o.Report(o.ctx, id)
			o.ok(err)
			r.Text += "。"
			return o.SaveReport(o.ctx, *r)
		},
		"改承诺": func(o *office, id data.ID) error {
			return o.SavePledge(o.ctx, data.Pledge{ID: data.NewID(), TargetID: id, Content: "又一项", Due: day(o.t, "2011-09-30")})
		},
	}
	// By state and step: the state after it, or the refusal.
	const locked = "！不能再改。退回草稿才能改。"
	table := map[string]map[string]string{
		"草稿": {
			"送审": "送审", "退回": "！还是草稿，不能退回。请先送审。", "审核": "！还是草稿，不能审核通过。请先送审。", "公示": "！还是草稿，不能公示。请先送审。",
			"退回草稿": "！还是草稿，不能退回草稿。请先送审。", "修改": "草稿", "改承诺": "草稿",
		},
		"送审": {
			"送审": "！已经送审，不能送审。请等主要负责同志审核", "退回": "退回", "审核": "审核通过", "公示": "！已经送审，不能公示。请等主要负责同志审核",
			"退回草稿": "草稿", "修改": locked, "改承诺": locked,
		},
		"退回": {
			"送审": "送审", "退回": "！已经退回，不能退回。请按退回意见修改后重新送审。", "审核": "！已经退回，不能审核通过。请按退回意见修改后重新送审。",
			"公示": "！已经退回，不能公示。请按退回意见修改后重新送审。", "退回草稿": "！已经退回，不能退回草稿。请按退回意见修改后重新送审。", "修改": "退回", "改承诺": "退回",
		},
		"审核通过": {
			"送审": "！已经审核通过，不能送审。可以开始公示；要改，请先退回草稿。", "退回": "！已经审核通过，不能退回。可以开始公示；要改，请先退回草稿。",
			"审核": "！已经审核通过，不能审核通过。可以开始公示", "公示": "公示中", "退回草稿": "草稿", "修改": locked, "改承诺": locked,
		},
		"公示中": {
			"送审": "！正在公示，不能送审。要改，请先退回草稿。", "退回": "！正在公示，不能退回。要改，请先退回草稿。", "审核": "！正在公示，不能审核通过。",
			"公示": "！正在公示，不能公示。要改，请先退回草稿。", "退回草稿": "草稿", "修改": locked, "改承诺": locked,
		},
		"公示期满": {
			"送审": "！公示期已满，不能送审。要改，请先退回草稿。", "退回": "！公示期已满，不能退回。要改，请先退回草稿。", "审核": "！公示期已满，不能审核通过。",
			"公示": "！公示期已满，不能公示。要改，请先退回草稿。", "退回草稿": "草稿", "修改": locked, "改承诺": locked,
		},
	}
	// The way to each state.
	principal := data.Signature{By: "王喆", Opinion: "看过"}
	lead := func(o *office, id data.ID, state string) {
		o.t.Helper()
		if state != "草稿" {
			o.ok(o.SubmitReport(o.ctx, id, data.Parts, data.Signature{}))
		}
		switch state {
		case "退回":
			o.ok(o.ReturnReport(o.ctx, id, data.Parts, principal, day(o.t, "2011-08-20")))
		case "审核通过", "公示中", "公示期满":
			o.ok(o.ApproveReport(o.ctx, id, data.Parts, principal))
		}
		if strings.HasPrefix(state, "公示") {
			o.ok(o.PublishReports(o.ctx, []data.ID{id}, data.Parts, data.Publication{Place: "公开栏"}))
		}
		if state == "公示期满" {
			o.clock.now = at("2011-08-25")
		}
	}
	for state, row := range table {
		for step, want := range row {
			t.Run(state+"-"+step, func(t *testing.T) {
				o := newOffice(t)
				member := o.roster()[2]
				o.written(member)
				lead(o, member.ID, state)
				if got := o.state(member.ID); got != state+" "+state {
					t.Fatalf("led to %s", got)
				}
				before := dump(t, o)
				err := steps[step](o, member.ID)
				if message, no := strings.CutPrefix(want, "！"); no {
					refused(t, err, data.State, "李𬭎的", message)
					if dump(t, o) != before {
						t.Error("a refused step changed something")
					}
					return
				}
				o.ok(err)
				if got := o.state(member.ID); got != want+" "+want {
					t.Errorf("%s, want %s", got, want)
				}
			})
		}
		if len(row) != len(steps) {
			t.Errorf("%s: %d steps, want %d", state, len(row), len(steps))
		}
	}
}

// Each text has its own state: the report can be on the board while the commitment comes back.
func TestPartsGoTheirOwnWay(t *testing.T) {
	o := newOffice(t)
	member := o.roster()[2]
	o.written(member)
	report, commitment := []data.Part{data.ReportPart}, []data.Part{data.CommitmentPart}
	o.ok(o.SubmitReport(o.ctx, member.ID, report, data.Signature{}))
	r, err := o.Report(o.ctx, member.ID)
	o.ok(err)
	r.Commitment = "我郑重承诺"
	o.ok(o.SaveReport(o.ctx, *r)) // the commitment is still a draft
	r.SelfRating[1] = data.Poor
	refused(t, o.SaveReport(o.ctx, *r), data.State, "李𬭎的自查自评报告已经送审，不能再改。退回草稿才能改。")
	o.ok(o.SubmitReport(o.ctx, member.ID, commitment, data.Signature{}))
	o.ok(o.ApproveReport(o.ctx, member.ID, report, data.Signature{By: "王喆"}))
	o.ok(o.ReturnReport(o.ctx, member.ID, commitment, data.Signature{By: "王喆", Opinion: "没有时限"}, day(t, "2011-08-20")))
	refused(t, o.PublishReports(o.ctx, []data.ID{member.ID}, data.Parts, data.Publication{Place: "公开栏"}), data.State, "公开承诺书已经退回")
	if got := o.state(member.ID); got != "审核通过 退回" {
		t.Errorf("the refused 公示 left %s", got)
	}
	o.ok(o.PublishReports(o.ctx, []data.ID{member.ID}, report, data.Publication{Place: "公开栏"}))
	if got := o.state(member.ID); got != "公示中 退回" {
		t.Error(got)
	}
	refused(t, o.SubmitReport(o.ctx, member.ID, nil, data.Signature{}), data.Invalid, "还没有选定")
}

// What is handed in has to be complete.
func TestSubmitWhatIsComplete(t *testing.T) {
	o := newOffice(t)
	member := o.roster()[2]
	submit := func(parts ...data.Part) error { return o.SubmitReport(o.ctx, member.ID, parts, data.Signature{}) }
	refused(t, submit(data.ReportPart), data.State, "李𬭎的自查自评报告还是空的")
	r := data.Report{TargetID: member.ID, Text: "文", SelfRating: map[int]data.SelfGrade{1: data.Good}}
	o.ok(o.SaveReport(o.ctx, r))
	refused(t, submit(data.ReportPart), data.State, "自我评价还有 7 项没有填")
	refused(t, submit(data.CommitmentPart), data.State, "公开承诺书还是空的")
	r.Commitment = "诺"
	o.ok(o.SaveReport(o.ctx, r))
	refused(t, submit(data.CommitmentPart), data.State, "还没有列出承诺事项")
	pledge := data.Pledge{ID: data.NewID(), TargetID: member.ID, Content: "五日内答复"}
	o.ok(o.SavePledge(o.ctx, pledge))
	refused(t, submit(data.CommitmentPart), data.State, "第 1 项承诺没有完成时限")
	pledge.Due = day(t, "2011-10-31")
	o.ok(o.SavePledge(o.ctx, pledge))
	o.ok(submit(data.CommitmentPart))
	refused(t, submit(data.ReportPart), data.State, "自我评价还有 7 项没有填")
	if got := o.state(member.ID); got != "草稿 送审" {
		t.Error(got)
	}
}

// Who, when, which opinion: the record keeps every step; a step taken twice is taken once; days can't run backwards.
func TestRecordOfReviews(t *testing.T) {
	o := newOffice(t)
	member := o.roster()[2]
	o.written(member)
	part := []data.Part{data.ReportPart}
	on := func(d string) data.Signature {
		return data.Signature{By: "王喆", Date: day(t, d), Opinion: "缺具体事例"}
	}
	refused(t, o.SubmitReport(o.ctx, member.ID, part, data.Signature{Date: day(t, "2011-08-19")}), data.Invalid, "送审日期 2011-08-19 还没有到")
	o.ok(o.SubmitReport(o.ctx, member.ID, part, data.Signature{Date: day(t, "2011-08-12")}))
	refused(t, o.ReturnReport(o.ctx, member.ID, part, on("2011-08-11"), day(t, "2011-08-15")), data.Invalid, "退回日期 2011-08-11 早于送审日期 2011-08-12")
	refused(t, o.ReturnReport(o.ctx, member.ID, part, on("2011-08-13"), day(t, "2011-08-12")), data.Invalid, "早于退回日期")
	refused(t, o.ReturnReport(o.ctx, member.ID, part, on("2011-08-13"), data.Date{}), data.Invalid, "期限还没有填写")
	refused(t, o.ReturnReport(o.ctx, member.ID, part, data.Signature{By: "王喆"}, day(t, "2011-08-20")), data.Invalid, "原因还没有填写")
	for range 2 {
		o.ok(o.ReturnReport(o.ctx, member.ID, part, on("2011-08-13"), day(t, "2011-08-15")))
	}
	o.ok(o.SubmitReport(o.ctx, member.ID, part, data.Signature{Date: day(t, "2011-08-14")}))
	o.ok(o.ApproveReport(o.ctx, member.ID, part, data.Signature{By: "王喆", Date: day(t, "2011-08-15"), Opinion: "同意"}))
	refused(t, o.PublishReports(o.ctx, []data.ID{member.ID}, part, data.Publication{Place: "公开栏", Start: day(t, "2011-08-14")}), data.Invalid, "早于审核通过日期")
	o.ok(o.PublishReports(o.ctx, []data.ID{member.ID}, part, data.Publication{Place: "公开栏", Start: day(t, "2011-08-16")}))
	refused(t, o.ReopenReport(o.ctx, member.ID, part, data.Signature{}), data.Invalid, "退回草稿的原因还没有填写")
	o.ok(o.ReopenReport(o.ctx, member.ID, part, data.Signature{Opinion: "数字有误"}))
	r, err := o.Report(o.ctx, member.ID)
	o.ok(err)
	var got []string
	for _, v := range r.Reviews {
		if v.Part == data.ReportPart {
			got = append(got, fmt.Sprintf("%d %s %s %s %s %s %s", v.Number, v.Date, v.By, v.Kind, v.Opinion, v.Until, v.Operator))
		}
	}
	want := `1 2011-08-18 李𬭎 起草   刘敏
2 2011-08-12 李𬭎 送审   刘敏
3 2011-08-13 王喆 退回 缺具体事例 2011-08-15 刘敏
4 2011-08-14 李𬭎 送审   刘敏
5 2011-08-15 王喆 审核通过 同意  刘敏
6 2011-08-16 刘敏 公示   刘敏
7 2011-08-18 刘敏 退回草稿 数字有误  刘敏`
	if text := strings.Join(got, "\n"); text != want {
		t.Errorf("got\n%s", text)
	}
	if journal := strings.Join(o.journal(), "\n"); strings.Contains(journal, "缺具体事例") || !strings.Contains(journal, "自查自评报告退回 李𬭎") {
		t.Error("the journal tells too much or too little")
	}
}

// A 公示 begins and ends by the calendar; both its ends count.
func TestPublication(t *testing.T) {
	o := newOffice(t)
	member := o.roster()[2]
	o.written(member)
	o.ok(o.SubmitReport(o.ctx, member.ID, data.Parts, data.Signature{}))
	o.ok(o.ApproveReport(o.ctx, member.ID, data.Parts, data.Signature{By: "王喆"}))
	publish := func(p data.Publication) error { return o.PublishReports(o.ctx, []data.ID{member.ID}, data.Parts, p) }
	refused(t, publish(data.Publication{}), data.Invalid, "公示地点还没有填写")
	refused(t, publish(data.Publication{Place: "公开栏", End: day(t, "2011-08-17")}), data.Invalid, "早于开始日期")
	refused(t, o.PublishReports(o.ctx, nil, data.Parts, data.Publication{Place: "公开栏"}), data.Invalid, "还没有选定")
	o.ok(publish(data.Publication{Place: "网站", Start: day(t, "2011-08-30")}))
	o.ok(publish(data.Publication{Place: "公开栏", Start: day(t, "2011-08-20")})) // before it began it is arranged anew
	r, err := o.Report(o.ctx, member.ID)
	o.ok(err)
	p := r.LastReview(data.ReportPart).Publication
	if p.End != day(t, "2011-08-26") || p.Days() != 7 || p.Place != "公开栏" {
		t.Errorf("%+v, %d days", p, p.Days())
	}
	for _, test := range []struct{ today, want string }{
		{"2011-08-19", "审核通过"}, {"2011-08-20", "公示中"}, {"2011-08-26", "公示中"}, {"2011-08-27", "公示期满"},
	} {
		if got := r.State(data.CommitmentPart, day(t, test.today)).String(); got != test.want {
			t.Errorf("%s: %s, want %s", test.today, got, test.want)
		}
	}
}

// The day for a text: the campaign's, the target's own, the reviewer's.
func TestReportDeadline(t *testing.T) {
	o := newOffice(t)
	member := o.roster()[2]
	deadline := func() string {
		r, err := o.Report(o.ctx, member.ID)
		o.ok(err)
		return r.Deadline(data.ReportPart, o.campaign).String()
	}
	if got := deadline(); got != "2011-08-15" { // the 15th day of the phase that begins on August 1
		t.Error(got)
	}
	o.ok(o.SetReportDue(o.ctx, member.ID, day(t, "2011-08-22")))
	if got := deadline(); got != "2011-08-22" {
		t.Error(got)
	}
	o.written(member)
	o.ok(o.SubmitReport(o.ctx, member.ID, data.Parts, data.Signature{}))
	o.ok(o.ReturnReport(o.ctx, member.ID, data.Parts, data.Signature{By: "王喆", Opinion: "改"}, day(t, "2011-08-25")))
	if got := deadline(); got != "2011-08-25" {
		t.Error(got)
	}
	o.ok(o.SubmitReport(o.ctx, member.ID, data.Parts, data.Signature{}))
	o.ok(o.SetReportDue(o.ctx, member.ID, data.Date{}))
	if got := deadline(); got != "2011-08-15" {
		t.Error(got)
	}
	short := o.campaign
	short.Phases[data.Appraisal].End = day(t, "2011-08-10")
	if got := short.ReportDue().String(); got != "2011-08-10" {
		t.Errorf("a phase of ten days: %s", got)
	}
}

func TestVersions(t *testing.T) {
	o := newOffice(t)
	member := o.roster()[2]
	o.written(member)
	o.ok(o.SubmitReport(o.ctx, member.ID, data.Parts, data.Signature{}))
	o.ok(o.ReturnReport(o.ctx, member.ID, data.Parts, data.Signature{By: "王喆", Opinion: "改"}, day(t, "2011-08-25")))
	r, err := o.Report(o.ctx, member.ID)
	o.ok(err)
	r.Text += "\n二、存在的问题"
	r.SelfRating[3] = data.Average
	o.ok(o.SaveReport(o.ctx, *r))
	o.ok(o.SubmitReport(o.ctx, member.ID, data.Parts, data.Signature{}))
	reports, err := o.Versions(o.ctx, member.ID, data.ReportPart)
	o.ok(err)
	commitments, err := o.Versions(o.ctx, member.ID, data.CommitmentPart)
	o.ok(err)
	if len(reports) != 2 || len(commitments) != 2 || reports[1].Number != 2 || reports[0].By != "李𬭎" {
		t.Fatalf("%+v", reports)
	}
	if commitments[0].Text != "我承诺\n承诺事项\n1. 五日内答复（2011年8月31日前）" {
		t.Error(commitments[0].Text)
	}
	var changed []string
	for _, c := range data.Compare(reports[0].Text, reports[1].Text) {
		if c.Kind != data.LineKept {
			changed = append(changed, fmt.Sprint(c.Kind, " ", c.Line))
		}
	}
	want := "added 二、存在的问题，removed 服务民生情况：好，added 服务民生情况：一般"
	if got := strings.Join(changed, "，"); got != want {
		t.Error(got)
	}
	_, err = o.Versions(o.ctx, data.NewID(), data.ReportPart)
	refused(t, err, data.NotFound, "没有找到")
}

// A comparison loses nothing: the kept and removed lines are the one text, the kept and added ones the other.
func TestCompare(t *testing.T) {
	for _, test := range []struct{ before, after, want string }{
		{"", "", ""},
		{"a", "", "-a"},
		{"", "a\nb", "+a+b"},
		{"a\nb\nc", "a\nb\nc", " a b c"},
		{"a\nb\nc", "a\nx\nc", " a-b+x c"},
		{"a\nb\nc\nd", "b\nd\ne", "-a b-c d+e"},
		{"a\nb\nb", "b\nb\na", "-a b b+a"},
	} {
		var got, before, after strings.Builder
		for _, c := range data.Compare(test.before, test.after) {
			got.WriteString(map[data.ChangeKind]string{data.LineKept: " ", data.LineAdded: "+", data.LineRemoved: "-"}[c.Kind] + c.Line)
			if c.Kind != data.LineAdded {
				before.WriteString(c.Line + "\n")
			}
			if c.Kind != data.LineRemoved {
				after.WriteString(c.Line + "\n")
			}
		}
		if got.String() != test.want || strings.TrimSuffix(before.String(), "\n") != test.before || strings.TrimSuffix(after.String(), "\n") != test.after {
			t.Errorf("%q → %q: %q", test.before, test.after, got.String())
		}
	}
}

// What stands in the file can't be changed around the use cases either.
func TestReviewTriggers(t *testing.T) {
	o := newOffice(t)
	member := o.roster()[2]
	o.written(member)
	o.ok(o.SubmitReport(o.ctx, member.ID, data.Parts, data.Signature{}))
	o.ok(o.ApproveReport(o.ctx, member.ID, data.Parts, data.Signature{By: "王喆"}))
	const step = `INSERT INTO review (target_id, part, number, kind, by, date, opinion, until, place, first_day, last_day, text, operator, at)
		SELECT target_id, part, 4, 'approved', by, date, opinion, '', '', '', '', '', operator, at FROM review WHERE number = 3 AND part = 'report'`
	for _, statement := range []string{
		"UPDATE review SET opinion = '同意'", "DELETE FROM review", step,
		"UPDATE report SET text = '改了'", "UPDATE report SET commitment = '改了'", "DELETE FROM report",
		"UPDATE self_rating SET grade = 'poor'", "DELETE FROM self_rating",
		"UPDATE pledge SET content = '改了'", "UPDATE pledge SET due = '2012-01-01'", "DELETE FROM pledge",
		"INSERT INTO pledge SELECT '" + string(data.NewID()) + "', target_id, 2, content, due, state, evidence, done_on, judge, judged_on, remark, item_id FROM pledge",
	} {
		if _, err := o.DB().Exec(statement); err == nil {
			t.Errorf("%s was let through", statement)
		}
	}
	if _, err := o.DB().Exec("UPDATE report SET saved_at = '2011-08-19T00:00:00Z'"); err != nil {
		t.Errorf("the triggers refuse too much: %v", err)
	}
}

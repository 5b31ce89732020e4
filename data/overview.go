package data

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
)

// Urgency orders the to-do list (design.md §4; screens 01).
type Urgency int

// The urgencies, most urgent first.
const (
	Overdue Urgency = iota // 逾期 n 天
	Blocked                // 受阻: something else has to be done first
	Soon                   // 今天, 明天, 还有 n 天 (up to 7)
	Later                  // 还有 n 天
)

// Place is where a to-do is done.
type Place string

// The places.
const (
	AtTargets    Place = "评议对象"
	AtOpinions   Place = "意见建议"
	AtReports    Place = "自查自评"
	AtRounds     Place = "评议票"
	AtStatistics Place = "统计"
	AtLedger     Place = "整改台账"
	AtRegister   Place = "发文登记"
)

// Todo is one line of 待办, computed from the records.
type Todo struct {
	Urgency Urgency
	What    string // 李𬭎 自查自评报告还是空的
	Why     string // what blocks it, or a remark
	Who     string // 责任人
	Due     Date
	Place   Place
	Record  ID // the record itself: a target, a round or a ledger item; may be empty
}

// Fact is one line of 概况.
type Fact struct {
	Place  Place
	Name   string // 评议对象
	Figure string // 18 个
	Remark string // 停评 1 个
}

// PhaseProgress is one third of the phase stepper.
type PhaseProgress struct {
	Phase
	State string // 未开始, 进行中, 已结束
	Line  string // what belongs to the phase
	Day   int    // the running number of today within the phase, 0 unless running
	Left  int    // days left after today, 0 unless running
}

// Overview is what 总览 shows.
type Overview struct {
	Today  Date
	Phases [3]PhaseProgress
	Todos  []Todo // by urgency, then by due date
	Facts  []Fact
}

// Snapshot is what the overview is computed from.
type Snapshot struct {
	Campaign   Campaign
	Targets    []Target
	Reports    map[ID]Report
	Pledges    []Pledge
	Gatherings []Gathering
	Opinions   []Opinion
	Rounds     []Round
	Progress   map[ID][]EntryProgress // by round
	Passes     map[ID]SecondPass      // by round
	Problems   []Problem
	Ledger     []LedgerItem
	OpenSteps  []Step     // 分步措施 that aren't done, of items being worked on
	Documents  []Document // of the campaign
	Undecided  int        // suggestions of the outcome rules that nobody confirmed or rejected, once all is sealed
	LastDay    Date       // the day of the journal's last entry; later than today when the clock was set back
}

// Milestones that nobody enters (design.md §11).
const (
	noticeDays = 3 // a meeting's notice goes out this many days ahead
	printDays  = 2 // ballots are printed this many days ahead
	soonDays   = 7 // a deadline this near is Soon
)

// Overview computes 总览 for the current campaign as of the clock's today. NotFound when there is no campaign.
func (s *Store) Overview(ctx context.Context) (o *Overview, err error) {
	err = s.read(ctx, func(t *tx) error {
		snapshot, err := takeSnapshot(t)
		if err != nil {
			return err
		}
		o = snapshot.Overview(DateOf(t.now))
		return nil
	})
	return o, err
}

func takeSnapshot(t *tx) (*Snapshot, error) {
	c, err := currentCampaign(t)
	if err != nil {
		return nil, err
	}
	s := &Snapshot{Campaign: *c, Progress: map[ID][]EntryProgress{}, Passes: map[ID]SecondPass{}}
	if s.Targets, err = targets(t, c.ID); err != nil {
		return nil, err
	}
	if s.Reports, err = reports(t, "target_id IN (SELECT id FROM target WHERE campaign_id = ?)", c.ID); err != nil {
		return nil, err
	}
	if s.Pledges, err = campaignPledges(t, c.ID); err != nil {
		return nil, err
	}
	if s.Gatherings, err = gatherings(t, c.ID); err != nil {
		return nil, err
	}
	if s.Opinions, err = campaignOpinions(t, c.ID); err != nil {
		return nil, err
	}
	if s.Rounds, err = rounds(t, "campaign_id = ? AND state <> 'void'", c.ID); err != nil {
		return nil, err
	}
	for i := range s.Rounds {
		r := &s.Rounds[i]
		if s.Progress[r.ID], err = progress(t, r); err != nil {
			return nil, err
		}
		pass, err := secondPass(t, r)
		if err != nil {
			return nil, err
		}
		s.Passes[r.ID] = *pass
	}
	if err := s.takeLedger(t); err != nil {
		return nil, err
	}
	if s.Documents, err = documents(t, "campaign_id = ?", c.ID); err != nil {
		return nil, err
	}
	if s.Undecided, err = undecided(t, c); err != nil {
		return nil, err
	}
	_, err = t.value(&s.LastDay, "SELECT substr(at, 1, 10) FROM journal ORDER BY number DESC LIMIT 1")
	return s, err
}

// Overview computes 总览: the phases as of today, what is to be done by urgency, and the facts.
func (s *Snapshot) Overview(today Date) *Overview {
	o := &Overview{Today: today, Facts: s.facts(today)}
	for i, p := range s.Campaign.Phases {
		o.Phases[i] = p.progress(today)
	}
	o.Todos = slices.Concat(s.clockTodos(today), s.targetTodos(today), s.roundTodos(today), s.outcomeTodos(), s.ledgerTodos(today))
	for i := range o.Todos {
		o.Todos[i].Urgency = urgency(o.Todos[i], today)
	}
	for i := range o.Phases {
		if p := &o.Phases[i]; p.Day > 0 && len(o.Todos) > 0 {
			p.Line += fmt.Sprintf("　待办 %d 项", len(o.Todos))
		}
	}
	slices.SortStableFunc(o.Todos, func(a, b Todo) int {
		return cmp.Or(cmp.Compare(a.Urgency, b.Urgency), b.Due.DaysUntil(a.Due))
	})
	return o
}

// urgency: a blocked step that is overdue is overdue first of all.
func urgency(t Todo, today Date) Urgency {
	switch days := today.DaysUntil(t.Due); {
	case days < 0:
		return Overdue
	case t.Urgency == Blocked:
		return Blocked
	case days <= soonDays:
		return Soon
	}
	return Later
}

func (p Phase) progress(today Date) PhaseProgress {
	progress := PhaseProgress{Phase: p, State: "进行中", Line: [...]string{
		"动员会议、实施方案、公告", "自查自评、内部评议、社会评议", "归并问题、整改台账、销号、总结",
	}[p.Kind]}
	switch {
	case today.Before(p.Start):
		progress.State = "未开始"
	case today.After(p.End):
		progress.State = "已结束"
	default:
		progress.Day, progress.Left = p.Start.DaysUntil(today)+1, today.DaysUntil(p.End)
	}
	return progress
}

// clockTodos: with the clock set back every other deadline is wrong.
func (s *Snapshot) clockTodos(today Date) []Todo {
	if s.LastDay.IsZero() || !today.Before(s.LastDay) {
		return nil
	}
	return []Todo{{
		Urgency: Blocked, What: "核对电脑日期", Why: fmt.Sprintf("今天是 %s，上一次记录却在 %s", today, s.LastDay), Due: today, Place: AtTargets,
	}}
}

func (s *Snapshot) targetTodos(today Date) []Todo {
	if s.active() == 0 {
		return []Todo{{What: "登记评议对象", Why: "名单还是空的", Due: s.Campaign.Phases[Publicity].End, Place: AtTargets}}
	}
	return slices.Concat(s.reportTodos(today), s.pledgeTodos(today))
}

func (s *Snapshot) active() (n int) {
	for _, t := range s.Targets {
		if !t.Withdrawn {
			n++
		}
	}
	return n
}

// held returns the rounds of a kind, one for each unit class that is called by itself.
func (s *Snapshot) held(kind RoundKind) (held []*Round) {
	for i := range s.Rounds {
		if s.Rounds[i].Kind == kind {
			held = append(held, &s.Rounds[i])
		}
	}
	return held
}

func (s *Snapshot) roundTodos(today Date) []Todo {
	var todos []Todo
	for _, kind := range []RoundKind{Internal, Social} {
		held := s.held(kind)
		if len(held) == 0 {
			todos = append(todos, s.arrange(Round{Kind: kind}))
		}
		for _, r := range held {
			switch {
			case r.State == RoundSealed: // nothing is left to do
			case s.returned(r)+s.keyed(r) > 0:
				todos = append(todos, s.count(r)...)
			case r.Date.IsZero():
				todos = append(todos, s.arrange(*r))
			default:
				todos = append(todos, s.prepare(r, today)...)
			}
		}
	}
	return todos
}

// arrange: the meeting has no day yet.
func (s *Snapshot) arrange(r Round) Todo {
	t := Todo{
		What: fmt.Sprintf("商定%s会议的日期和地点", r.Name()), Due: s.Campaign.Phases[Appraisal].End, Place: AtRounds, Record: r.ID,
	}
	if s.active() == 0 {
		t.Urgency, t.Why = Blocked, "先办：登记评议对象"
	}
	return t
}

// prepare: the meeting lies ahead, or nothing of it was counted. Whether the notice went out isn't recorded, so
// its reminder ends with its day.
func (s *Snapshot) prepare(r *Round, today Date) []Todo {
	var todos []Todo
	if notice := r.Date.AddDays(-noticeDays); !notice.Before(today) {
		todos = append(todos, Todo{What: fmt.Sprintf("发出%s会议通知", r.Name()), Due: notice, Place: AtRounds, Record: r.ID})
	}
	if printed := s.total(r, func(g Group) int { return g.Printed }); printed == 0 {
		t := Todo{What: fmt.Sprintf("印制%s票", r.Name()), Due: r.Date.AddDays(-printDays), Place: AtRounds, Record: r.ID}
		if n := s.total(r, func(g Group) int { return g.Expected }); n > 0 {
			t.What += fmt.Sprintf(" %d 张", n)
		}
		if before := s.beforePrinting(r); before != "" {
			t.Urgency, t.Why = Blocked, "先办："+before
		}
		todos = append(todos, t)
	}
	return append(todos, Todo{
		What: fmt.Sprintf("召开%s会议（%s%s）", r.Name(), r.Date.MonthDay(), r.Time), Who: r.Chair, Due: r.Date, Place: AtRounds, Record: r.ID,
	})
}

func (s *Snapshot) beforePrinting(r *Round) string {
	var before []string
	if s.active() == 0 {
		before = append(before, "登记评议对象")
	}
	if r.Scrutineers == "" {
		before = append(before, "指定监票人")
	}
	if r.Tellers == "" {
		before = append(before, "指定计票人")
	}
	return strings.Join(before, "，")
}

// count: the ballots are back. What keeps the round from its seal comes first, then the seal itself.
func (s *Snapshot) count(r *Round) []Todo {
	todo := func(what, why string) Todo {
		return Todo{What: fmt.Sprintf(what, r.Name()), Why: why, Who: r.Tellers, Due: s.Campaign.Phases[Appraisal].End, Place: AtRounds, Record: r.ID}
	}
	var todos []Todo
	checks := CheckRound(*r, s.Progress[r.ID])
	if i := slices.IndexFunc(checks, func(c Check) bool { return c.State == Breaks }); i >= 0 {
		todos = append(todos, todo("核对%s票数", checks[i].Sentence()))
	}
	if returned, keyed := s.returned(r), s.keyed(r); keyed < returned {
		todos = append(todos, todo("录入%s票", fmt.Sprintf("已录 %d，收回 %d，还差 %d", keyed, returned, returned-keyed)))
	}
	if len(todos) > 0 {
		return todos
	}
	if obstacles := SealObstacles(append(checks, s.Passes[r.ID].check()...)); len(obstacles) > 0 {
		return []Todo{todo("核对%s两遍录入", obstacles[0].Sentence())}
	}
	return []Todo{todo("封存%s", "票已录完，检查全部通过")}
}

// outcomeTodos: results decide nothing by themselves (design.md §8).
func (s *Snapshot) outcomeTodos() []Todo {
	if s.Undecided == 0 {
		return nil
	}
	return []Todo{{
		What: "确认结果运用的处理建议", Why: fmt.Sprintf("还有 %d 件待确认", s.Undecided), Who: s.Campaign.PartyGroupHead,
		Due: s.Campaign.Phases[Appraisal].End, Place: AtStatistics,
	}}
}

func (s *Snapshot) total(r *Round, count func(Group) int) (n int) {
	for _, g := range r.Groups {
		n += count(g)
	}
	return n
}

func (s *Snapshot) returned(r *Round) int { return s.total(r, func(g Group) int { return g.Returned }) }

func (s *Snapshot) keyed(r *Round) (n int) {
	for _, p := range s.Progress[r.ID] {
		n += p.Keyed
	}
	return n
}

func (s *Snapshot) facts(today Date) []Fact {
	active := s.active()
	facts := append([]Fact{
		{AtTargets, "评议对象", fmt.Sprintf("%d 个", active), remark("停评 %d 个", len(s.Targets)-active)},
	}, s.reportFacts(today)...)
	for _, kind := range []RoundKind{Internal, Social} {
		facts = append(facts, s.roundFact(kind))
	}
	return append(facts, s.ledgerFact(today), s.documentFact())
}

// documentFact counts what was issued; a number used outside the program is none of its papers.
func (s *Snapshot) documentFact() Fact {
	issued, drafts := 0, 0
	for _, d := range s.Documents {
		switch d.State {
		case DocumentIssued:
			issued++
		case DocumentDraft:
			drafts++
		}
	}
	return Fact{AtRegister, "发文", fmt.Sprintf("%d 份", issued), remark("草稿 %d 份", drafts)}
}

func remark(format string, n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(format, n)
}

func (s *Snapshot) roundFact(kind RoundKind) Fact {
	f := Fact{Place: AtRounds, Name: kind.String(), Figure: "未安排"}
	held := s.held(kind)
	if len(held) == 0 {
		return f
	}
	returned, keyed, sealed := 0, 0, true
	for _, r := range held {
		returned, keyed, sealed = returned+s.returned(r), keyed+s.keyed(r), sealed && r.State == RoundSealed
	}
	switch {
	case sealed:
		f.Figure, f.Remark = "已封存", fmt.Sprintf("%d 张", keyed)
	case returned == 0 && keyed == 0:
		f.Figure, f.Remark = "筹备", cmp.Or(held[0].Date.MonthDay(), "日期未定")
	case keyed < returned:
		f.Figure, f.Remark = "录票中", fmt.Sprintf("%d / %d", keyed, returned)
	default:
		f.Figure, f.Remark = "已录完", fmt.Sprintf("%d 张", keyed)
	}
	return f
}

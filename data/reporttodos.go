package data

import (
	"fmt"
	"slices"
	"strings"
)

// Milestones of reports and pledges that nobody enters (design.md §11).
const (
	reportDay   = 15 // reports are due on this day of the appraisal phase
	reviewDays  = 3  // whoever reviews has this many days
	publishDays = 3  // what was approved goes on the board within this many days
	pledgeAlert = 14 // reminders begin this many days before a pledge's day
)

// reportTodos: who has not handed in, what waits for whom, what is overdue (design.md §5).
func (s *Snapshot) reportTodos(today Date) []Todo {
	var todos []Todo
	if len(s.Gatherings) == 0 {
		todos = append(todos, Todo{What: "征求群众意见", Why: "还没有登记恳谈会、意见箱、走访或者谈话", Due: s.Campaign.ReportDue(), Place: AtOpinions})
	}
	if len(principals(s.Targets)) == 0 && slices.ContainsFunc(s.Targets, func(t Target) bool { return !t.Withdrawn && t.Route() == ByPrincipal }) {
		todos = append(todos, Todo{What: "登记主要负责同志", Why: "班子成员和其他对象的自查自评要由主要负责同志审核", Due: s.Campaign.ReportDue(), Place: AtTargets})
	}
	reviews := map[string]*batch{}
	var publish batch
	for _, t := range s.Targets {
		if t.Withdrawn {
			continue
		}
		r := s.Reports[t.ID]
		todos = append(todos, s.handIn(t, r, today)...)
		if day := earliest(r, ReviewSubmitted); !day.IsZero() {
			reviewer := t.Reviewer(s.Campaign, s.Targets)
			if reviews[reviewer] == nil {
				reviews[reviewer] = &batch{who: reviewer}
			}
			reviews[reviewer].add(t, day.AddDays(reviewDays))
		}
		if day := earliest(r, ReviewApproved); !day.IsZero() {
			publish.add(t, day.AddDays(publishDays))
		}
	}
	for _, t := range s.Targets { // in the order of the roster
		reviewer := t.Reviewer(s.Campaign, s.Targets)
		if b := reviews[reviewer]; b != nil {
			todos = append(todos, b.todo("审核"))
			delete(reviews, reviewer)
		}
	}
	if len(publish.names) > 0 {
		todos = append(todos, publish.todo("公示"))
	}
	return todos
}

// earliest returns the earliest day on which a text took the step that it stands at; zero when none stands there.
func earliest(r Report, kind ReviewKind) (day Date) {
	for _, part := range Parts {
		if last := r.LastReview(part); last != nil && last.Kind == kind && (day.IsZero() || last.Date.Before(day)) {
			day = last.Date
		}
	}
	return day
}

// batch gathers what one person can do in one go.
type batch struct {
	who   string
	names []string
	first ID
	due   Date // the earliest
}

func (b *batch) add(t Target, due Date) {
	if len(b.names) == 0 {
		b.first, b.due = t.ID, due
	}
	if b.names = append(b.names, t.Name); due.Before(b.due) {
		b.due = due
	}
}

func (b *batch) todo(what string) Todo {
	return Todo{
		What: fmt.Sprintf("%s自查自评 %d 份（%s）", what, len(b.names), b.whose()), Who: b.who, Due: b.due, Place: AtReports, Record: b.first,
	}
}

// whose names the first, and says when there are others.
func (b *batch) whose() string {
	if slices.ContainsFunc(b.names, func(name string) bool { return name != b.names[0] }) {
		return b.names[0] + "等"
	}
	return b.names[0]
}

// handIn tells what a target still has to hand in: what came back, and what was never handed in.
func (s *Snapshot) handIn(t Target, r Report, today Date) []Todo {
	var todos []Todo
	for _, state := range []ReportState{ReportReturned, ReportDraft} {
		var parts []Part
		for _, part := range Parts {
			if r.State(part, today) == state {
				parts = append(parts, part)
			}
		}
		if len(parts) == 0 {
			continue
		}
		what := s.missing(t, r, parts)
		switch {
		case state == ReportReturned:
			what = names(parts, "和") + "退回后未重新送审"
		case what == "":
			what = names(parts, "和") + "还是草稿"
		}
		due := r.Deadline(parts[0], s.Campaign)
		if other := r.Deadline(parts[len(parts)-1], s.Campaign); other.Before(due) {
			due = other
		}
		todos = append(todos, Todo{What: t.Name + " " + what, Who: t.Writer(s.Targets), Due: due, Place: AtReports, Record: t.ID})
	}
	return todos
}

// missing says what the drafts among a target's texts still lack; "" when they can be handed in.
func (s *Snapshot) missing(t Target, r Report, parts []Part) string {
	if slices.Contains(parts, ReportPart) && strings.TrimSpace(r.Text) == "" {
		return "自查自评报告还是空的"
	}
	if slices.Contains(parts, CommitmentPart) && strings.TrimSpace(r.Commitment) == "" {
		return "公开承诺书还是空的"
	}
	if open := s.Campaign.unrated(r); slices.Contains(parts, ReportPart) && open > 0 {
		return fmt.Sprintf("自我评价还有 %d 项没有填", open)
	}
	if slices.Contains(parts, CommitmentPart) && !slices.ContainsFunc(s.Pledges, func(p Pledge) bool { return p.TargetID == t.ID }) {
		return "还没有列出承诺事项"
	}
	return ""
}

// pledgeTodos: 承诺 that come due, 践诺 that nobody judged, and the broken ones that aren't in the ledger.
func (s *Snapshot) pledgeTodos(today Date) []Todo {
	var todos []Todo
	var judge batch
	end := s.Campaign.DefaultPledgeDue()
	for _, t := range s.Targets {
		if t.Withdrawn || !s.Reports[t.ID].State(CommitmentPart, today).Passed() {
			continue
		}
		for _, p := range s.Pledges {
			if p.TargetID != t.ID {
				continue
			}
			switch {
			case p.State == PledgeMade && !p.Due.IsZero() && today.DaysUntil(p.Due) <= pledgeAlert:
				todos = append(todos, Todo{
					What: fmt.Sprintf("%s 公开承诺第 %d 项到期：%s", t.Name, p.Number, p.Content), Who: t.Writer(s.Targets), Due: p.Due, Place: AtReports, Record: t.ID,
				})
			case p.State == PledgeDone:
				judge.add(t, end)
			case p.State == PledgeBroken && p.ItemID == "":
				todos = append(todos, Todo{
					What: fmt.Sprintf("%s 公开承诺第 %d 项没有兑现，列入整改台账", t.Name, p.Number), Due: end, Place: AtReports, Record: t.ID,
				})
			}
		}
	}
	if n := len(judge.names); n > 0 {
		todos = append(todos, Todo{What: fmt.Sprintf("评诺 %d 项（%s）", n, judge.whose()), Due: end, Place: AtReports, Record: judge.first})
	}
	return todos
}

// reportFacts: how many have passed, what people said, what was pledged.
func (s *Snapshot) reportFacts(today Date) []Fact {
	active, passed, shown := s.active(), 0, 0
	for _, t := range s.Targets {
		if r := s.Reports[t.ID]; !t.Withdrawn {
			if r.State(ReportPart, today).Passed() && r.State(CommitmentPart, today).Passed() {
				passed++
			}
			if r.State(ReportPart, today) == ReportPublished || r.State(CommitmentPart, today) == ReportPublished {
				shown++
			}
		}
	}
	channels := map[Channel]bool{}
	for _, g := range s.Gatherings {
		channels[g.Channel] = true
	}
	overdue, due := 0, 0
	for _, p := range s.Pledges {
		switch passed := s.Reports[p.TargetID].State(CommitmentPart, today).Passed(); {
		case !passed: // not yet a promise
		case p.Overdue(today):
			overdue++
		case p.State == PledgeMade && p.Due.Year == today.Year && p.Due.Month == today.Month:
			due++
		}
	}
	pledged := remark("本月到期 %d 项", due)
	if overdue > 0 {
		pledged = remark("逾期 %d 项", overdue)
	}
	return []Fact{
		{AtReports, "自查自评审核通过", fmt.Sprintf("%d / %d", passed, active), remark("公示中 %d 个", shown)},
		{AtOpinions, "意见建议", fmt.Sprintf("%d 条", len(s.Opinions)), remark("%d 个渠道", len(channels))},
		{AtReports, "公开承诺事项", fmt.Sprintf("%d 项", len(s.Pledges)), pledged},
	}
}

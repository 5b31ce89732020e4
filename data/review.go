package data

import (
	"slices"
	"strings"
	"time"
)

// Part is one of the two texts that a target hands in. Each goes its own way through review (design.md §11).
type Part string

// The two texts.
const (
	ReportPart     Part = "report"     // 自查自评报告
	CommitmentPart Part = "commitment" // 公开承诺书
)

// Parts lists both texts: they are usually handed in together.
var Parts = []Part{ReportPart, CommitmentPart}

// String returns the text's name.
func (p Part) String() string {
	return map[Part]string{ReportPart: "自查自评报告", CommitmentPart: "公开承诺书"}[p]
}

// Route tells who has to pass the texts of a target (plan.md §三.2（1）).
type Route string

// The two routes.
const (
	BySupervisionGroup Route = "supervision-group" // 活动督导组
	ByPrincipal        Route = "principal"         // 主要负责同志
)

// String returns who reviews on this route.
func (r Route) String() string {
	return map[Route]string{BySupervisionGroup: "活动督导组", ByPrincipal: "主要负责同志"}[r]
}

// Route returns the target's route: the supervision group for the team and the principal, the principal for everyone
// else (plan.md §三.2（1）).
func (t Target) Route() Route {
	if t.Kind == Team || t.Level == Principal {
		return BySupervisionGroup
	}
	return ByPrincipal
}

// ReportState is where a text stands (design.md §5).
type ReportState string

// The states: 草稿 → 送审 → 退回 or 审核通过 → 公示 → 公示期满.
const (
	ReportDraft     ReportState = "draft"     // 草稿; also of a text that nobody began
	ReportSubmitted ReportState = "submitted" // 送审
	ReportReturned  ReportState = "returned"  // 退回
	ReportApproved  ReportState = "approved"  // 审核通过
	ReportPublished ReportState = "published" // 公示中
	ReportExpired   ReportState = "expired"   // 公示期满
)

// ReportStates lists every state, in order.
var ReportStates = []ReportState{ReportDraft, ReportSubmitted, ReportReturned, ReportApproved, ReportPublished, ReportExpired}

// String returns the state's name.
func (s ReportState) String() string {
	return map[ReportState]string{
		ReportDraft: "草稿", ReportSubmitted: "送审", ReportReturned: "退回", ReportApproved: "审核通过",
		ReportPublished: "公示中", ReportExpired: "公示期满",
	}[s]
}

// Open tells whether a text in this state can be edited.
func (s ReportState) Open() bool { return s == ReportDraft || s == ReportReturned }

// Passed tells whether a text in this state was approved.
func (s ReportState) Passed() bool {
	return s == ReportApproved || s == ReportPublished || s == ReportExpired
}

// ReviewKind is what was done in a step of the review.
type ReviewKind string

// The steps.
const (
	ReviewDrafted   ReviewKind = "drafted"   // 起草: the first words were saved
	ReviewSubmitted ReviewKind = "submitted" // 送审
	ReviewReturned  ReviewKind = "returned"  // 退回
	ReviewApproved  ReviewKind = "approved"  // 审核通过
	ReviewReopened  ReviewKind = "reopened"  // 退回草稿
	ReviewPublished ReviewKind = "published" // 公示
)

// String returns the step's name.
func (k ReviewKind) String() string {
	return map[ReviewKind]string{
		ReviewDrafted: "起草", ReviewSubmitted: "送审", ReviewReturned: "退回", ReviewApproved: "审核通过",
		ReviewReopened: "退回草稿", ReviewPublished: "公示",
	}[k]
}

// from lists the states in which a step can be taken; any other is refused.
func (k ReviewKind) from() []ReportState {
	return map[ReviewKind][]ReportState{
		ReviewDrafted:   {ReportDraft},
		ReviewSubmitted: {ReportDraft, ReportReturned},
		ReviewReturned:  {ReportSubmitted},
		ReviewApproved:  {ReportSubmitted},
		ReviewReopened:  {ReportSubmitted, ReportApproved, ReportPublished, ReportExpired},
		ReviewPublished: {ReportApproved},
	}[k]
}

// PublicationDays is how long a 公示 lasts unless the secretary says otherwise (design.md §11).
const PublicationDays = 7

// Publication is a 公示: where and from which day to which.
type Publication struct {
	Place      string
	Start, End Date // both included
}

// Days returns the number of days, both ends included; 0 while a day is not set.
func (p Publication) Days() int {
	if p.Start.IsZero() || p.End.IsZero() {
		return 0
	}
	return p.Start.DaysUntil(p.End) + 1
}

// Review is one line of 审核记录: who, when, what, with which opinion. It never changes.
type Review struct {
	Part        Part
	Number      int // 1 … within the text's record
	Kind        ReviewKind
	By          string // who took the step: the writer, the reviewer
	Date        Date   // the day on the paper
	Opinion     string // 审核意见; of 退回 and 退回草稿 the reason
	Until       Date   // 退回: to be handed in again by
	Publication Publication
	Operator    string    // who keyed it
	At          time.Time // when
}

// same tells whether two steps say the same: taking a step twice takes it once.
func (r Review) same(other Review) bool {
	other.Number, other.Operator, other.At = r.Number, r.Operator, r.At
	return r == other
}

// Signature is who takes a step, when and with which opinion. The zero Date means today.
type Signature struct {
	By      string
	Date    Date
	Opinion string
}

// LastReview returns the last step that a text took, nil if it took none.
func (r Report) LastReview(part Part) *Review {
	for i := len(r.Reviews) - 1; i >= 0; i-- {
		if r.Reviews[i].Part == part {
			return &r.Reviews[i]
		}
	}
	return nil
}

// State returns where a text stands on a day: a 公示 begins and ends by itself. One that begins later is still 审核通过.
func (r Report) State(part Part, today Date) ReportState {
	last := r.LastReview(part)
	if last == nil {
		return ReportDraft
	}
	switch last.Kind {
	case ReviewSubmitted:
		return ReportSubmitted
	case ReviewReturned:
		return ReportReturned
	case ReviewApproved:
		return ReportApproved
	case ReviewPublished:
		switch {
		case today.Before(last.Publication.Start):
			return ReportApproved
		case today.After(last.Publication.End):
			return ReportExpired
		}
		return ReportPublished
	}
	return ReportDraft
}

// TextOf returns one of the two texts.
func (r Report) TextOf(part Part) string {
	if part == CommitmentPart {
		return r.Commitment
	}
	return r.Text
}

// Deadline returns the day by which a text has to be handed in: of a returned one the reviewer's, else the target's own,
// else the campaign's.
func (r Report) Deadline(part Part, c Campaign) Date {
	if last := r.LastReview(part); last != nil && last.Kind == ReviewReturned {
		return last.Until
	}
	if !r.Due.IsZero() {
		return r.Due
	}
	return c.ReportDue()
}

// ReportDue returns the day by which reports are due: the 15th of the appraisal phase, or its last if it is shorter (design.md §11).
func (c Campaign) ReportDue() Date {
	p := c.Phases[Appraisal]
	if due := p.Start.AddDays(reportDay - 1); due.Before(p.End) {
		return due
	}
	return p.End
}

// Writer returns who writes a target's texts: a person his or her own, the principal the team's.
func (t Target) Writer(targets []Target) string {
	if principals := principals(targets); t.Kind == Team && len(principals) > 0 {
		return principals[0]
	}
	return t.Name
}

// principals returns the names of the 主要负责同志 who take part, by rank.
func principals(targets []Target) (names []string) {
	for _, t := range targets {
		if t.Level == Principal && !t.Withdrawn {
			names = append(names, t.Name)
		}
	}
	return names
}

// checkReviewer refuses whoever can't review the target's texts. For the supervision group anyone from outside may sign:
// the group itself or a member of it, never one of those who are appraised.
func (t Target) checkReviewer(part Part, by string, targets []Target) error {
	heads := principals(targets)
	if t.Route() == BySupervisionGroup {
		if slices.ContainsFunc(targets, func(other Target) bool { return other.Name == by }) {
			return refuse(State, "%s的%s须经活动督导组审核，“%s”是评议对象，不能审核。请送活动督导组。", t.Name, part, by)
		}
		return nil
	}
	if slices.Contains(heads, by) {
		return nil
	}
	if len(heads) == 0 {
		return t.noPrincipal(part)
	}
	return refuse(State, "%s的%s须经主要负责同志审核，“%s”不能审核。请送%s审核。", t.Name, part, by, strings.Join(heads, "或者"))
}

func (t Target) noPrincipal(part Part) error {
	return refuse(State, "%s的%s须经主要负责同志审核，名单里还没有主要负责同志。请先在“评议对象”里登记，再送审。", t.Name, part)
}

// checkState refuses a step that the text's state doesn't allow, and says which step is the right one.
func (k ReviewKind) checkState(t Target, part Part, state ReportState) error {
	if slices.Contains(k.from(), state) {
		return nil
	}
	return refuse(State, "%s的%s%s，不能%s。%s", t.Name, part, state.said(), k, state.nextStep(t))
}

// said puts a state into a sentence.
func (s ReportState) said() string {
	return map[ReportState]string{
		ReportDraft: "还是草稿", ReportSubmitted: "已经送审", ReportReturned: "已经退回", ReportApproved: "已经审核通过",
		ReportPublished: "正在公示", ReportExpired: "公示期已满",
	}[s]
}

// nextStep says what can be done with a text in this state.
func (s ReportState) nextStep(t Target) string {
	switch s {
	case ReportDraft:
		return "请先送审。"
	case ReportSubmitted:
		return "请等" + t.Route().String() + "审核；要改，请先退回草稿。"
	case ReportReturned:
		return "请按退回意见修改后重新送审。"
	case ReportApproved:
		return "可以开始公示；要改，请先退回草稿。"
	}
	return "要改，请先退回草稿。"
}

package data

import "slices"

// DocumentKind is the 文种 of a document (GB/T 9704-2012; 党政机关公文处理工作条例 第八条). Empty for a line of the
// register whose paper was made outside the program.
type DocumentKind string

// The kinds of document that the campaign needs.
const (
	Notice       DocumentKind = "notice"        // 通知
	Circular     DocumentKind = "circular"      // 通报
	Submission   DocumentKind = "submission"    // 报告, the only one that goes upward (上行文)
	Letter       DocumentKind = "letter"        // 函
	Minutes      DocumentKind = "minutes"       // 纪要
	PublicNotice DocumentKind = "public-notice" // 公示
	Sheet        DocumentKind = "sheet"         // 表: forms, ballots, count sheets
)

// DocumentKinds lists every kind, the numbered ones first.
var DocumentKinds = []DocumentKind{Notice, Circular, Submission, Letter, Minutes, PublicNotice, Sheet}

// String returns the kind's name.
func (k DocumentKind) String() string {
	return map[DocumentKind]string{
		Notice: "通知", Circular: "通报", Submission: "报告", Letter: "函", Minutes: "纪要", PublicNotice: "公示", Sheet: "表",
	}[k]
}

// Numbered tells whether documents of this kind take a 发文字号 when they are issued. 公示, forms and count sheets
// don't: they are in the register without one (design.md §11). A number used outside the program is one.
func (k DocumentKind) Numbered() bool { return k != PublicNotice && k != Sheet }

// Paper tells which of the program's papers a document is.
type Paper string

// The papers (design.md §10).
const (
	PlanNotice         Paper = "plan-notice"         // 实施方案通知
	MobilizationNotice Paper = "mobilization-notice" // 动员会议通知
	MeetingNotice      Paper = "meeting-notice"      // 评议会议通知
	OpinionNotice      Paper = "opinion-notice"      // 征求意见通知
	Invitation         Paper = "invitation"          // 邀请函
	OpinionLetter      Paper = "opinion-letter"      // 征求意见函
	OpinionForm        Paper = "opinion-form"        // 征求意见表
	FilingReport       Paper = "filing-report"       // 备案报告
	MeetingMinutes     Paper = "meeting-minutes"     // 评议会议纪要
	PublicationNotice  Paper = "publication-notice"  // 公示
	BallotPaper        Paper = "ballot-paper"        // 评议票
	ResultSheet        Paper = "result-sheet"        // 结果汇总表
	AttendanceSheet    Paper = "attendance-sheet"    // 出席情况报告单
	IssuedSheet        Paper = "issued-sheet"        // 发票情况报告单
	ReturnedSheet      Paper = "returned-sheet"      // 收票情况报告单
	CountedSheet       Paper = "counted-sheet"       // 计票结果报告单

	ResultBulletin    Paper = "result-bulletin"    // 结果通报
	FeedbackLetter    Paper = "feedback-letter"    // 反馈函
	RectifyNotice     Paper = "rectify-notice"     // 限期整改通知书
	CriticismCircular Paper = "criticism-circular" // 通报批评
	TalkNotice        Paper = "talk-notice"        // 诫勉谈话通知书
	TalkRecord        Paper = "talk-record"        // 诫勉谈话记录
	ExtensionNotice   Paper = "extension-notice"   // 延期整改通知书
	NoAwardNotice     Paper = "no-award-notice"    // 取消评先评优通知

	RectificationPlan        Paper = "rectification-plan"        // 整改方案
	LedgerSheet              Paper = "ledger-sheet"              // 整改台账
	SupervisionNotice        Paper = "supervision-notice"        // 督办通知单
	RectificationPublication Paper = "rectification-publication" // 整改情况公示
	RectificationReport      Paper = "rectification-report"      // 整改落实情况报告
	AccountabilityRecord     Paper = "accountability-record"     // 责任追究记录
	SummaryReport            Paper = "summary-report"            // 活动总结报告
	SelfCheck                Paper = "self-check"                // 专项督查自查表
	Briefing                 Paper = "briefing"                  // 活动简报

	OtherPaper Paper = "other" // 其他
)

// papers holds the name and the usual kind of each paper.
var papers = map[Paper]struct {
	name string
	kind DocumentKind
}{
	PlanNotice:         {"实施方案通知", Notice},
	MobilizationNotice: {"动员会议通知", Notice},
	MeetingNotice:      {"评议会议通知", Notice},
	OpinionNotice:      {"征求意见通知", Notice},
	Invitation:         {"邀请函", Letter},
	OpinionLetter:      {"征求意见函", Letter},
	OpinionForm:        {"征求意见表", Sheet},
	FilingReport:       {"备案报告", Submission},
	MeetingMinutes:     {"评议会议纪要", Minutes},
	PublicationNotice:  {"公示", PublicNotice},
	BallotPaper:        {"评议票", Sheet},
	ResultSheet:        {"结果汇总表", Sheet},
	AttendanceSheet:    {"出席情况报告单", Sheet},
	IssuedSheet:        {"发票情况报告单", Sheet},
	ReturnedSheet:      {"收票情况报告单", Sheet},
	CountedSheet:       {"计票结果报告单", Sheet},

	ResultBulletin:    {"结果通报", Circular},
	FeedbackLetter:    {"反馈函", Letter},
	RectifyNotice:     {"限期整改通知书", Notice},
	CriticismCircular: {"通报批评", Circular},
	TalkNotice:        {"诫勉谈话通知书", Notice},
	TalkRecord:        {"诫勉谈话记录", Sheet},
	ExtensionNotice:   {"延期整改通知书", Notice},
	NoAwardNotice:     {"取消评先评优通知", Notice},

	RectificationPlan:        {"整改方案", Notice},
	LedgerSheet:              {"整改台账", Sheet},
	SupervisionNotice:        {"督办通知单", Notice},
	RectificationPublication: {"整改情况公示", PublicNotice},
	RectificationReport:      {"整改落实情况报告", Submission},
	AccountabilityRecord:     {"责任追究记录", Sheet},
	SummaryReport:            {"活动总结报告", Submission},
	SelfCheck:                {"专项督查自查表", Sheet},
	Briefing:                 {"活动简报", Sheet},

	OtherPaper: {"其他", Notice},
}

// ThirdPhasePapers lists the papers that are written from the ledger and the 活动记录, in the order of the campaign.
var ThirdPhasePapers = []Paper{
	RectificationPlan, LedgerSheet, SupervisionNotice, RectificationPublication, RectificationReport, AccountabilityRecord, SummaryReport,
	SelfCheck, Briefing,
}

// RoundSheets lists the 报告单 of a round, in the order of its meeting.
var RoundSheets = []Paper{AttendanceSheet, IssuedSheet, ReturnedSheet, CountedSheet}

// Papers lists the papers that are written as text, in the order of the campaign.
var Papers = slices.Concat([]Paper{
	PlanNotice, MobilizationNotice, OpinionNotice, OpinionLetter, OpinionForm, Invitation, MeetingNotice, MeetingMinutes,
	FilingReport, PublicationNotice, ResultBulletin, FeedbackLetter, RectifyNotice, CriticismCircular, TalkNotice, TalkRecord,
	ExtensionNotice, NoAwardNotice,
}, ThirdPhasePapers, []Paper{OtherPaper})

// String returns the paper's name.
func (p Paper) String() string { return papers[p].name }

// Kind returns the paper's usual 文种; the secretary may choose another.
func (p Paper) Kind() DocumentKind { return papers[p].kind }

// outcomePapers are the papers of 结果运用, each with the measure that a decision must have taken.
var outcomePapers = map[Paper]Measure{
	RectifyNotice: Rectify, CriticismCircular: Criticism, TalkNotice: Talk, TalkRecord: Talk, ExtensionNotice: Extension, NoAwardNotice: NoAward,
}

// Measure returns the measure that the paper carries out, "" for the papers that carry out none.
func (p Paper) Measure() Measure { return outcomePapers[p] }

// AboutTarget tells whether the paper is about one target.
func (p Paper) AboutTarget() bool { return p == FeedbackLetter || p.Measure() != "" }

// ShowsResult tells whether the paper gives figures out, so that it can't be issued before they are sealed.
func (p Paper) ShowsResult() bool { return p == ResultBulletin || p.AboutTarget() }

package data

// Kind is the kind of a 评议对象 (plan.md §二（一）).
type Kind string

// The kinds, in the order in which papers list them.
const (
	Team          Kind = "team"           // 领导班子
	Leader        Kind = "leader"         // 领导干部
	KeyPost       Kind = "key-post"       // 重点岗位
	ServiceWindow Kind = "service-window" // 服务窗口
	RiskPost      Kind = "risk-post"      // 廉政风险防范管理岗位
)

// Kinds lists every kind in the order of papers.
var Kinds = []Kind{Team, Leader, KeyPost, ServiceWindow, RiskPost}

// String returns the kind's name on screen and paper.
func (k Kind) String() string {
	return map[Kind]string{
		Team: "领导班子", Leader: "领导干部", KeyPost: "重点岗位", ServiceWindow: "服务窗口", RiskPost: "廉政风险防范管理岗位",
	}[k]
}

// Level tells leaders apart; it decides who reviews a report (plan.md §三.2（1）). Empty for other kinds.
type Level string

// The levels of a Leader.
const (
	Principal Level = "principal" // 主要负责同志
	Member    Level = "member"    // 班子成员
	UnitHead  Level = "unit-head" // 单位负责人
)

// Levels lists every level.
var Levels = []Level{Principal, Member, UnitHead}

// String returns the level's name.
func (l Level) String() string {
	return map[Level]string{Principal: "主要负责同志", Member: "班子成员", UnitHead: "单位负责人"}[l]
}

// Ask tells which lines the ballot has for a target (design.md §6, Form).
type Ask string

// The three ways to ask about a target.
const (
	AskOverall  Ask = "overall"  // 总体: one line
	AskAspects  Ask = "aspects"  // 工作、作风: two lines
	AskCriteria Ask = "criteria" // 八项 and 总体: nine lines
)

// Asks lists every way to ask.
var Asks = []Ask{AskOverall, AskAspects, AskCriteria}

// String returns the way's name on screen.
func (a Ask) String() string {
	return map[Ask]string{AskOverall: "一项：总体", AskAspects: "两项：工作、作风", AskCriteria: "九项：八项内容和总体"}[a]
}

// Target is a 评议对象 of one campaign.
type Target struct {
	ID        ID
	Name      string // a person, or the name of a team or window; at most MaxName characters
	Kind      Kind
	Level     Level // leaders only
	Post      string
	Unit      string
	Rank      int // 任职顺序, from 1; papers and ballots list targets by it
	Ask       Ask
	Withdrawn bool // 停评: kept with its history, left off new ballots
	Note      string
}

// MaxName is the longest name in characters; a ballot row holds no more.
const MaxName = 30

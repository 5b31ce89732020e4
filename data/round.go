package data

// RoundKind tells the two halves of the 群众评议 apart (plan.md §三.2（2）).
type RoundKind string

// The two kinds of round; they are also the scopes of statistics.
const (
	Internal RoundKind = "internal" // 内部评议
	Social   RoundKind = "social"   // 社会评议
)

// String returns the kind's name.
func (k RoundKind) String() string {
	return map[RoundKind]string{Internal: "内部评议", Social: "社会评议"}[k]
}

// GroupKind is a 评议人员类别.
type GroupKind string

// The groups of evaluators (plan.md §三.2（2）).
const (
	Staff         GroupKind = "staff"          // 干部职工
	PartyDelegate GroupKind = "party-delegate" // 党代表
	PeoplesDeputy GroupKind = "peoples-deputy" // 人大代表
	CPPCCMember   GroupKind = "cppcc-member"   // 政协委员
	ServiceUser   GroupKind = "service-user"   // 服务对象代表
)

// String returns the group's name on screen and ballot.
func (k GroupKind) String() string {
	return map[GroupKind]string{
		Staff: "干部职工", PartyDelegate: "党代表", PeoplesDeputy: "人大代表", CPPCCMember: "政协委员", ServiceUser: "服务对象代表",
	}[k]
}

// GroupKinds returns the groups that take part in a round of this kind, in order.
func (k RoundKind) GroupKinds() []GroupKind {
	if k == Internal {
		return []GroupKind{Staff}
	}
	return []GroupKind{PartyDelegate, PeoplesDeputy, CPPCCMember, ServiceUser}
}

// Group is one group of evaluators in a round with its accounting, counted in the hall and typed
// (design.md §6). All counts are sheets or heads, never negative.
type Group struct {
	ID         ID
	Kind       GroupKind
	Expected   int // 应到
	Present    int // 实到
	Printed    int // 印制
	Issued     int // 发出
	Returned   int // 收回
	Unreturned int // 未收回
	Valid      int // 有效
	Spoiled    int // 废票
}

// Remaining returns 剩余 = 印制 − 发出.
func (g Group) Remaining() int { return g.Printed - g.Issued }

// Round is one meeting at which ballots are filled in.
type Round struct {
	ID          ID
	Kind        RoundKind
	Date        Date
	Time        string // 上午9:00, as it stands in the notice
	Place       string
	Convener    string // who calls the meeting
	Chair       string // 主持
	Scrutineers string // 监票人, names separated by 、
	Tellers     string // 计票人
	Observers   string // 派员参加
	Groups      []Group
	FormFrozen  bool // set at the first printing or the first ballot: the lines can't change any more
}

// Name returns the round's name: 内部评议.
func (r Round) Name() string { return r.Kind.String() }

// Group returns the round's group with this ID, or nil.
func (r *Round) Group(id ID) *Group {
	for i := range r.Groups {
		if r.Groups[i].ID == id {
			return &r.Groups[i]
		}
	}
	return nil
}

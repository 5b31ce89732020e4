package data

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
	AtReports    Place = "自查自评"
	AtRounds     Place = "评议票"
	AtStatistics Place = "统计"
	AtLedger     Place = "整改台账"
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

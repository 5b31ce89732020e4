package data

// Aspect is one of the two halves of the appraisal (plan.md §二（二）).
type Aspect string

// The two aspects.
const (
	Work    Aspect = "work"    // 工作评价
	Conduct Aspect = "conduct" // 作风评价
)

// String returns the aspect's name on paper.
func (a Aspect) String() string {
	switch a {
	case Work:
		return "工作评价"
	case Conduct:
		return "作风评价"
	}
	return ""
}

// Criterion is one 评议内容.
type Criterion struct {
	Number int // 1 … 8, in the plan's order: four of Work, then four of Conduct
	Aspect Aspect
	Name   string // 推动发展情况
	Short  string // 推动发展, for narrow columns
	Text   string // what is appraised, in full
	Focus  string // 重点看…, printed small on the ballot
}

// PhaseKind is one of the plan's three phases.
type PhaseKind int

// The three phases, in order (plan.md §三).
const (
	Publicity     PhaseKind = iota // 宣传发动
	Appraisal                      // 组织评议
	Rectification                  // 整改提高
)

// String returns the phase's name.
func (k PhaseKind) String() string {
	return [...]string{"宣传发动", "组织评议", "整改提高"}[k]
}

// Phase is a phase with its first and last day.
type Phase struct {
	Kind       PhaseKind
	Start, End Date
}

// Days returns the number of days, both ends included.
func (p Phase) Days() int { return p.Start.DaysUntil(p.End) + 1 }

// Campaign is one year's 民主评议 activity of the office.
type Campaign struct {
	ID                 ID
	Year               int
	Title              string // “两评一树”活动
	Basis              string // 依据文件, without 《》
	Office             string // full name, the head of every paper
	OfficeShort        string // 油区办: in running text
	NumberPrefix       string // 某油发: in document numbers
	County             string
	LeadingGroupOffice string // 县“两评一树”活动领导小组办公室
	SupervisionGroup   string
	PartyGroupHead     string
	Phases             [3]Phase
	Criteria           []Criterion
	Scoring            Scoring
}

// Phase returns the phase that day falls in. ok is false outside the campaign.
func (c *Campaign) Phase(day Date) (p Phase, ok bool) {
	for _, p := range c.Phases {
		if !day.Before(p.Start) && !day.After(p.End) {
			return p, true
		}
	}
	return Phase{}, false
}

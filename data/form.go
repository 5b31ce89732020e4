package data

// Item tells what a line of the ballot asks about its target.
type Item string

// The items besides the eight criteria, whose items are "c1" … "c8".
const (
	Overall     Item = "overall" // 总体
	WorkItem    Item = "work"    // 工作
	ConductItem Item = "conduct" // 作风
)

// Line is one 评价项: a row of boxes on the ballot.
type Line struct {
	Number     int // 1 …, the row on the ballot and the place in Ballot.Marks
	TargetID   ID
	TargetName string // as printed; frozen with the form
	TargetKind Kind
	Item       Item
	Label      string // 总体, 工作, 推动发展情况 …
	Focus      string // 重点看 in small type, criteria only
}

// Form is what a round's ballot asks: the same sheet for every group.
type Form struct {
	RoundID ID
	Frozen  bool
	Lines   []Line
}

// A ballot is one sheet of paper, both sides if need be (design.md §11).
const (
	LinesPerSide = 24
	MaxLines     = 2 * LinesPerSide
)

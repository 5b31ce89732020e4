package data

// Mark is what one line of a ballot shows. Its values are the keys of the entry grid.
type Mark byte

// The marks (design.md §6). Blank is 弃权 on that line, Multiple makes that line invalid.
const (
	Blank           Mark = '0' // 空
	Satisfied       Mark = '1' // 满意
	MostlySatisfied Mark = '2' // 基本满意
	Dissatisfied    Mark = '3' // 不满意
	Unfamiliar      Mark = '4' // 不了解
	Multiple        Mark = '5' // 多选
)

// Marks lists every mark in the order of the entry grid's columns.
var Marks = []Mark{Satisfied, MostlySatisfied, Dissatisfied, Unfamiliar, Blank, Multiple}

// Grades lists the four grades of the ballot, in the order in which they are always shown.
var Grades = []Mark{Satisfied, MostlySatisfied, Dissatisfied, Unfamiliar}

// String returns the mark's name.
func (m Mark) String() string {
	return map[Mark]string{
		Satisfied: "满意", MostlySatisfied: "基本满意", Dissatisfied: "不满意", Unfamiliar: "不了解", Blank: "空", Multiple: "多选",
	}[m]
}

// BatchSize is the number of sheets that are stacked together when ballots are keyed.
const BatchSize = 25

// Ballot is one returned sheet of paper. It holds no time and no person; Position is only its place
// in the stack while it is being keyed and goes at the seal (safety.md §2).
type Ballot struct {
	ID       ID // random; taken when the empty sheet opens in the grid
	RoundID  ID
	GroupID  ID
	Position int    // 1 …, within the group; given by the store when the ballot is saved
	Marks    string // one Mark per line of the form; empty when spoiled
	Spoiled  string // 废票: the reason; empty for a valid ballot
}

// Batch returns the ballot's batch, from 1.
func (b Ballot) Batch() int { return (b.Position-1)/BatchSize + 1 }

// Sheet returns the ballot's place in its batch, from 1.
func (b Ballot) Sheet() int { return (b.Position-1)%BatchSize + 1 }

// SpoilReasons lists the usual reasons for a 废票, in the order of their keys 1, 2, ….
var SpoilReasons = []string{"涂改无法辨认", "整张空白", "写有姓名或记号", "不是本次印发的票"}

// EntryProgress tells how far the keying of a group is.
type EntryProgress struct {
	GroupID ID
	Keyed   int // ballots on disk, spoiled ones included
	Valid   int
	Spoiled int
}

package data

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"
)

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

// Place returns where the sheet lies.
func (b Ballot) Place() SheetPlace { return SheetPlace{b.RoundID, b.GroupID, b.Batch(), b.Sheet()} }

// Reading returns what the sheet shows.
func (b Ballot) Reading() Reading { return Reading{b.Marks, b.Spoiled} }

// Way is how a group's ballots are entered.
type Way string

// The two ways (design.md §6). A group goes one of them, never both.
const (
	ByBallots Way = "ballots" // sheet by sheet
	ByTotals  Way = "totals"  // the counts of each line
)

// EntryProgress tells how far the entry of a group is.
type EntryProgress struct {
	GroupID ID
	Keyed   int // ballots on disk, spoiled ones included; with totals as many as these tell of
	Valid   int
	Spoiled int
	Way     Way // empty until something was entered
}

// ValidateMarks refuses marks that don't answer every line of the form. A line left empty on the paper is
// keyed as Blank: a sheet of blanks is legal, a line without an answer isn't.
func ValidateMarks(marks string, lines int) error {
	known := 0
	for _, r := range marks {
		if strings.ContainsRune("012345", r) {
			known++
		} else if r != ' ' {
			return refuse(Invalid, "第 %d 行的“%c”不是评价等次。请用 1 满意、2 基本满意、3 不满意、4 不了解、0 空、5 多选。",
				utf8.RuneCountInString(marks[:strings.IndexRune(marks, r)])+1, r)
		}
	}
	switch n := utf8.RuneCountInString(marks); {
	case n > lines:
		return refuse(Invalid, "这张票录了 %d 行，票样只有 %d 行。请核对原票后重录。", n, lines)
	case known < lines:
		return refuse(Invalid, "这张票共 %d 行，还有 %d 行没有录。空着的行请按 0，录完再保存。", lines, lines-known)
	}
	return nil
}

// CountMarks counts the marks of any number of lines.
func CountMarks(marks string) (c Counts) {
	for i := range len(marks) {
		c.add(Mark(marks[i]))
	}
	return c
}

// entry is what SaveBallot has to know of a round: a frozen form and the groups of a round never change, so it is
// kept in memory once a transaction that read it was committed.
type entry struct {
	round  string
	lines  int
	groups map[ID]GroupKind
}

// stack is what SaveBallot has to know of a group's sheets. It is the store's alone: the instance lock keeps every
// other writer out, so nobody can put a sheet on it behind our back.
type stack struct {
	height  int    // the position of the last sheet
	batch   int    // the last batch that the journal tells of …
	keyedBy string // … and its operator
}

// SaveBallot puts a keyed sheet on the disk, valid or spoiled, and returns it with its position. The first one
// freezes the round's form. Saving the same sheet again changes nothing and returns what is stored; another
// content under the same ID is a Conflict. The journal tells of each batch once, never of a sheet.
func (s *Store) SaveBallot(ctx context.Context, b Ballot) (Ballot, error) {
	b.Spoiled = CleanLine(b.Spoiled)
	if b.Spoiled != "" && b.Marks != "" {
		return b, refuse(Invalid, "这张票已定为废票，不再计等次。请清空各行，或者取消废票。")
	}
	s.keying.Lock()
	defer s.keying.Unlock()
	e, top := s.entries[b.RoundID], s.stacks[b.GroupID]
	delete(s.stacks, b.GroupID) // until the commit says that it is true
	err := s.write(ctx, func(t *tx) (err error) {
		if e == nil {
			if e, err = openEntry(t, b.RoundID); err != nil {
				return err
			}
		}
		if top == nil {
			if top, err = openStack(t, b.GroupID, e); err != nil {
				return err
			}
		}
		return e.put(t, top, &b)
	})
	if err != nil {
		return b, err
	}
	s.entries[b.RoundID], s.stacks[b.GroupID] = e, top
	return b, nil
}

// put writes a sheet on top of its group's stack, unless it is there already.
func (e *entry) put(t *tx, top *stack, b *Ballot) error {
	kind, ok := e.groups[b.GroupID]
	if !ok {
		return refuse(NotFound, "%s里没有这一类评议人员。请重新打开录票。", e.round)
	}
	if b.Spoiled == "" {
		if err := ValidateMarks(b.Marks, e.lines); err != nil {
			return err
		}
	}
	b.Position = top.height + 1
	fresh, err := insertBallot(t, b)
	if err != nil || !fresh {
		return err
	}
	top.height = b.Position
	if top.batch == b.Batch() && top.keyedBy == t.operator {
		return nil
	}
	top.batch, top.keyedBy = b.Batch(), t.operator
	if err := enterPass(t, b.Place(), 1); err != nil {
		return err
	}
	return t.journalOnce(b.GroupID, fmt.Sprintf("%s录票：%s第 %d 批", e.round, kind, b.Batch()))
}

func openEntry(t *tx, round ID) (*entry, error) {
	form, err := freezeForm(t, round)
	if err != nil {
		return nil, err
	}
	r, err := openRound(t, round)
	if err != nil {
		return nil, err
	}
	e := &entry{round: r.Name(), lines: len(form.Lines), groups: map[ID]GroupKind{}}
	for _, g := range r.Groups {
		e.groups[g.ID] = g.Kind
	}
	return e, nil
}

// openStack refuses a group that is entered by totals.
func openStack(t *tx, group ID, e *entry) (*stack, error) {
	if total, err := findTotal(t, group); err != nil {
		return nil, err
	} else if total != nil {
		return nil, refuse(State, "%s已经按合计数录入，不能再逐张录票。要改为逐张录，请先清空这一类的合计数。", e.groups[group])
	}
	var top stack
	_, err := t.value(&top.height, "SELECT coalesce(max(position), 0) FROM ballot WHERE group_id = ?", group)
	return &top, err
}

// insertBallot writes the sheet. fresh is false when it was there already; b is then what is stored.
func insertBallot(t *tx, b *Ballot) (fresh bool, err error) {
	result, err := t.ExecContext(t.ctx, "INSERT INTO ballot (group_id, id, position, marks, spoiled) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
		b.GroupID, b.ID, b.Position, b.Marks, b.Spoiled)
	if err != nil {
		return false, err
	}
	if n, err := result.RowsAffected(); err != nil || n == 1 {
		return n == 1, err
	}
	found, err := ballots(t, "group_id = ? AND ballot.id = ?", b.GroupID, b.ID)
	if err != nil {
		return false, err
	}
	if stored := found[0]; stored.Marks == b.Marks && stored.Spoiled == b.Spoiled {
		*b = stored
		return false, nil
	}
	return false, refuse(Conflict, "这张票已经存过，内容与这一次不同。请撤回上一张，核对原票后重录。")
}

const ballotColumns = "ballot.id, round_id, group_id, coalesce(position, 0), marks, ballot.spoiled"

func (b *Ballot) fields() []any {
	return []any{&b.ID, &b.RoundID, &b.GroupID, &b.Position, &b.Marks, &b.Spoiled}
}

func ballots(t *tx, where string, args ...any) ([]Ballot, error) {
	return list(t, (*Ballot).fields,
		"SELECT "+ballotColumns+" FROM ballot JOIN round_group ON round_group.id = group_id WHERE "+where, args...)
}

// TakeBackBallot removes the last sheet of a group's stack and returns it, so that the grid can show it again.
// NotFound when the stack is empty.
func (s *Store) TakeBackBallot(ctx context.Context, round, group ID) (*Ballot, error) {
	s.keying.Lock()
	defer s.keying.Unlock()
	delete(s.stacks, group)
	var last Ballot
	err := s.write(ctx, func(t *tx) error {
		found, err := ballots(t, "group_id = ? AND round_id = ? ORDER BY position DESC LIMIT 1", group, round)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return refuse(NotFound, "这一类还没有录过票，没有可以撤回的。")
		}
		last = found[0]
		if _, err := openRound(t, round); err != nil {
			return err
		}
		if err := dropSecondReading(t, last.Place()); err != nil {
			return err
		}
		if err := t.exec("DELETE FROM ballot WHERE group_id = ? AND id = ?", group, last.ID); err != nil {
			return err
		}
		return t.journalOnce(group, fmt.Sprintf("撤回重录：第 %d 批", last.Batch()))
	})
	if err != nil {
		return nil, err
	}
	return &last, nil
}

// RecentBallots returns the last n sheets of a group's stack, the newest first.
func (s *Store) RecentBallots(ctx context.Context, round, group ID, n int) (recent []Ballot, err error) {
	err = s.read(ctx, func(t *tx) error {
		recent, err = ballots(t, "group_id = ? AND round_id = ? ORDER BY position DESC LIMIT ?", group, round, n)
		return err
	})
	return recent, err
}

// Progress returns how far the keying of each group of the round is, in the groups' order.
func (s *Store) Progress(ctx context.Context, round ID) (all []EntryProgress, err error) {
	err = s.read(ctx, func(t *tx) error {
		r, err := findRound(t, round)
		if err != nil {
			return err
		}
		all, err = progress(t, r)
		return err
	})
	return all, err
}

func progress(t *tx, r *Round) ([]EntryProgress, error) {
	var all []EntryProgress
	for _, g := range r.Groups {
		p := EntryProgress{GroupID: g.ID}
		err := t.QueryRowContext(t.ctx, "SELECT count(*), count(*) FILTER (WHERE spoiled = '') FROM ballot WHERE group_id = ?", g.ID).
			Scan(&p.Keyed, &p.Valid)
		if err != nil {
			return nil, err
		}
		p.Spoiled = p.Keyed - p.Valid
		if p.Keyed > 0 {
			p.Way = ByBallots
		} else if total, err := findTotal(t, g.ID); err != nil {
			return nil, err
		} else if total != nil {
			p = EntryProgress{g.ID, total.Valid + total.Spoiled, total.Valid, total.Spoiled, ByTotals}
		}
		all = append(all, p)
	}
	return all, nil
}

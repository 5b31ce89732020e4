package data

import (
	"context"
	"fmt"
)

// SheetPlace is where a sheet of paper lies while its round is open: each batch has a cover with its number, and the sheets
// are counted from the top.
type SheetPlace struct {
	RoundID, GroupID ID
	Batch, Sheet     int // from 1
}

// Position returns the sheet's place in its group's stack, from 1; 0 when there is no such place.
func (p SheetPlace) Position() int {
	if p.Batch < 1 || p.Sheet < 1 || p.Sheet > BatchSize {
		return 0
	}
	return (p.Batch-1)*BatchSize + p.Sheet
}

// placeAt returns the place of a position, from 1.
func placeAt(round, group ID, position int) SheetPlace {
	return Ballot{RoundID: round, GroupID: group, Position: position}.Place()
}

// String returns the place as it is said: 第 3 批第 12 张.
func (p SheetPlace) String() string { return fmt.Sprintf("第 %d 批第 %d 张", p.Batch, p.Sheet) }

// Reading is what somebody read from a sheet, or, in a difference, from one line of it.
type Reading struct {
	Marks   string // one Mark per line of the form; empty when spoiled
	Spoiled string // 废票: the reason; empty for a valid ballot
}

// validate refuses a reading that can't be of this form.
func (r *Reading) validate(lines int) error {
	r.Spoiled = CleanLine(r.Spoiled)
	switch {
	case r.Spoiled == "":
		return ValidateMarks(r.Marks, lines)
	case r.Marks != "":
		return refuse(Invalid, "这张票已定为废票，不再计等次。请清空各行，或者取消废票。")
	}
	return nil
}

// BallotAt returns the sheet at a place, to look at it or to correct it. NotFound when nothing was keyed there; sealed
// rounds have no places any more.
func (s *Store) BallotAt(ctx context.Context, p SheetPlace) (b *Ballot, err error) {
	err = s.read(ctx, func(t *tx) error {
		if _, err := placeOf(t, p); err != nil {
			return err
		}
		b, err = ballotAt(t, p)
		return err
	})
	return b, err
}

// CorrectBallot replaces what was keyed from a sheet by what stands on the paper. old is what the form was opened with: if
// something else is stored by now, nothing changes (Conflict). What was settled about the sheet has to be settled again,
// where the second reading still differs. The journal tells of the batch only.
func (s *Store) CorrectBallot(ctx context.Context, p SheetPlace, old, corrected Reading) error {
	s.keying.Lock()
	defer s.keying.Unlock()
	return s.write(ctx, func(t *tx) error {
		w, err := placeOf(t, p)
		if err != nil {
			return err
		}
		if err := corrected.validate(w.lines); err != nil {
			return err
		}
		b, err := ballotAt(t, p)
		if err != nil {
			return err
		}
		if b.Reading() == corrected {
			return nil
		}
		if b.Reading() != old {
			return refuse(Conflict, "%s的%s在打开之后已经改过，这一次没有保存。请重新打开，核对原票。", w.kind, p)
		}
		if err := unsettle(t, p); err != nil {
			return err
		}
		if err := correctBallot(t, p, corrected); err != nil {
			return err
		}
		if err := enterCorrection(t, p); err != nil {
			return err
		}
		return t.journal(p.GroupID, "%s改正录票：%s第 %d 批", w.round, w.kind, p.Batch)
	})
}

func correctBallot(t *tx, p SheetPlace, r Reading) error {
	return t.exec("UPDATE ballot SET marks = ?, spoiled = ? WHERE group_id = ? AND position = ?", r.Marks, r.Spoiled, p.GroupID, p.Position())
}

// whereabouts is what the use cases on one sheet have to know of its round.
type whereabouts struct {
	round string
	kind  GroupKind
	lines int
}

// placeOf refuses a place in a round that isn't open, or in a group that isn't the round's.
func placeOf(t *tx, p SheetPlace) (w whereabouts, err error) {
	r, err := openRound(t, p.RoundID)
	if err != nil {
		return w, err
	}
	g := r.Group(p.GroupID)
	if g == nil {
		return w, refuse(NotFound, "%s里没有这一类评议人员。请重新打开录票。", r.Name())
	}
	w = whereabouts{round: r.Name(), kind: g.Kind}
	_, err = t.value(&w.lines, "SELECT count(*) FROM line WHERE round_id = ?", r.ID)
	return w, err
}

func ballotAt(t *tx, p SheetPlace) (*Ballot, error) {
	found, err := ballots(t, "group_id = ? AND round_id = ? AND position = ?", p.GroupID, p.RoundID, p.Position())
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, refuse(NotFound, "%s还没有录过票。请核对批号和张号。", p)
	}
	return &found[0], nil
}

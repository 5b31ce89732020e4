package gui

import (
	"context"
	"errors"

	"liangping/data"
)

// pile is the stack of returned sheets of a group as one pass sees it: the first, in which each sheet gets its place, or the
// second (secondpass.go), which reads sheets at their places again.
type pile interface {
	state(ctx context.Context) (pileState, error)
	may(ctx context.Context, position int) error // refuses whoever must not key the sheet in this pass
	save(ctx context.Context, b data.Ballot) (data.Ballot, error)
	at(ctx context.Context, position int) (*data.Ballot, error) // as this pass has it
	correct(ctx context.Context, position int, old, corrected data.Reading) error
	takeBack(ctx context.Context) (*data.Ballot, error) // removes the last sheet
}

// pileState is how far a pass is.
type pileState struct {
	keyed  int // sheets on the disk
	all    int // sheets that there are to key; 0 while nobody has counted them
	next   int // the position of the sheet to be keyed now; 0 when none is left
	recent []data.Ballot
}

// firstPile is the first pass: a saved sheet lies on top of those before it.
type firstPile struct {
	store entryStore
	round data.ID
	group data.Group
}

// placeAt is the place of a position in a group's pile.
func placeAt(round, group data.ID, position int) data.SheetPlace {
	return data.Ballot{RoundID: round, GroupID: group, Position: position}.Place()
}

func (f *firstPile) state(ctx context.Context) (s pileState, err error) {
	progress, err := f.store.Progress(ctx, f.round)
	if err != nil {
		return s, err
	}
	s.keyed, s.all = keyedOf(progress, f.group.ID), f.group.Returned
	s.next = s.keyed + 1
	s.recent, err = f.store.RecentBallots(ctx, f.round, f.group.ID, recentSheets)
	return s, err
}

func (f *firstPile) may(context.Context, int) error { return nil }

// save saves a ballot. A save that was reported as failed may have reached the disk after all, and its sheet may have been
// corrected since: then what stands in the grid replaces what is on the disk.
func (f *firstPile) save(ctx context.Context, b data.Ballot) (data.Ballot, error) {
	stored, err := f.store.SaveBallot(ctx, b)
	if !isConflict(err) {
		return stored, err
	}
	recent, readErr := f.store.RecentBallots(ctx, f.round, f.group.ID, 1)
	if readErr != nil || len(recent) == 0 || recent[0].ID != b.ID {
		return stored, err
	}
	if _, err := f.takeBack(ctx); err != nil {
		return stored, err
	}
	return f.store.SaveBallot(ctx, b)
}

func isConflict(err error) bool {
	refusal, ok := errors.AsType[*data.Error](err)
	return ok && refusal.Code == data.Conflict
}

func (f *firstPile) at(ctx context.Context, position int) (*data.Ballot, error) {
	return f.store.BallotAt(ctx, placeAt(f.round, f.group.ID, position))
}

func (f *firstPile) correct(ctx context.Context, position int, old, corrected data.Reading) error {
	return f.store.CorrectBallot(ctx, placeAt(f.round, f.group.ID, position), old, corrected)
}

func (f *firstPile) takeBack(ctx context.Context) (*data.Ballot, error) {
	return f.store.TakeBackBallot(ctx, f.round, f.group.ID)
}

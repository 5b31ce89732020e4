package data

import (
	"context"
	"slices"
	"unicode/utf8"
)

// DefaultSpoilReasons are the usual reasons for a 废票, which an office uses until it has written its own.
var DefaultSpoilReasons = []string{"涂改无法辨认", "整张空白", "写有姓名或记号", "不是本次印发的票"}

// The limits of the list: keys 1 to 8 choose a reason, the key after the last one asks for another.
const (
	MaxSpoilReasons = 8
	maxSpoilReason  = 20 // characters
)

// SpoilReasons returns the office's reasons for a 废票, in the order of their keys 1, 2, ….
func (s *Store) SpoilReasons(ctx context.Context) (reasons []string, err error) {
	err = s.read(ctx, func(t *tx) error {
		reasons, err = spoilReasons(t)
		return err
	})
	return reasons, err
}

func spoilReasons(t *tx) ([]string, error) {
	reasons, err := list(t, func(reason *string) []any { return []any{reason} }, "SELECT reason FROM spoil_reason ORDER BY rank")
	if len(reasons) == 0 {
		reasons = slices.Clone(DefaultSpoilReasons)
	}
	return reasons, err
}

// SaveSpoilReasons changes the reasons that are offered: their words, their order, which there are. A ballot holds the
// words of its time, so a reason that is renamed or left out stays on the ballots that have it. The usual ones go on
// following the program.
func (s *Store) SaveSpoilReasons(ctx context.Context, reasons []string) error {
	reasons = slices.Clone(reasons)
	for i := range reasons {
		reasons[i] = CleanLine(reasons[i])
	}
	if err := validateSpoilReasons(reasons); err != nil {
		return err
	}
	return s.write(ctx, func(t *tx) error {
		old, err := spoilReasons(t)
		if err != nil || slices.Equal(old, reasons) {
			return err
		}
		if err := t.exec("DELETE FROM spoil_reason"); err != nil {
			return err
		}
		if !slices.Equal(reasons, DefaultSpoilReasons) {
			for i, reason := range reasons {
				if err := t.exec("INSERT INTO spoil_reason (rank, reason) VALUES (?, ?)", i+1, reason); err != nil {
					return err
				}
			}
		}
		return t.journal("", "修改废票原因")
	})
}

func validateSpoilReasons(reasons []string) error {
	if n := len(reasons); n < 1 || n > MaxSpoilReasons {
		return refuse(Invalid, "废票原因有 %d 条，应当是 1 至 %d 条。请改正后再保存。", n, MaxSpoilReasons)
	}
	for i, reason := range reasons {
		switch n := utf8.RuneCountInString(reason); {
		case n == 0:
			return refuse(Invalid, "第 %d 条废票原因是空的。请填写，或者删去这一条。", i+1)
		case n > maxSpoilReason:
			return refuse(Invalid, "废票原因“%s”有 %d 个字，最多 %d 个字。请改短。", reason, n, maxSpoilReason)
		case slices.Contains(reasons[:i], reason):
			return refuse(Conflict, "废票原因“%s”写了两次。请只留一条。", reason)
		}
	}
	return nil
}

package data

import (
	"context"
	"slices"
	"strings"
)

// Version is a text as it was handed in, with the self-rating or the pledges in words.
type Version struct {
	Number int // 1 …, the first that was handed in
	By     string
	Date   Date
	Text   string // lines
}

// Versions returns what a target handed in of a text, the first first.
func (s *Store) Versions(ctx context.Context, target ID, part Part) (all []Version, err error) {
	err = s.read(ctx, func(t *tx) error {
		if _, err := findTarget(t, target); err != nil {
			return err
		}
		all, err = list(t, func(v *Version) []any { return []any{&v.Number, &v.By, &v.Date, &v.Text} },
			`SELECT row_number() OVER (ORDER BY number), by, date, text FROM review
			WHERE target_id = ? AND part = ? AND kind = 'submitted' ORDER BY number`, target, part)
		return err
	})
	return all, err
}

// ChangeKind tells what became of a line.
type ChangeKind string

// The kinds of change.
const (
	LineKept    ChangeKind = "kept"
	LineRemoved ChangeKind = "removed"
	LineAdded   ChangeKind = "added"
)

// Change is one line of a comparison.
type Change struct {
	Kind ChangeKind
	Line string
}

// Compare tells line by line how one text became another, with as many lines kept as can be. A changed line is one that
// was removed and one that was added.
func Compare(before, after string) []Change {
	a, b := lines(before), lines(after)
	// kept[i][j] is how many lines of a[i:] and b[j:] can be kept.
	kept := make([][]int, len(a)+1)
	for i := range kept {
		kept[i] = make([]int, len(b)+1)
	}
	for i := range slices.Backward(a) {
		for j := range slices.Backward(b) {
			if a[i] == b[j] {
				kept[i][j] = kept[i+1][j+1] + 1
			} else {
				kept[i][j] = max(kept[i+1][j], kept[i][j+1])
			}
		}
	}
	var changes []Change
	for i, j := 0, 0; i < len(a) || j < len(b); {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			changes = append(changes, Change{LineKept, a[i]})
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && kept[i+1][j] >= kept[i][j+1]:
			changes = append(changes, Change{LineRemoved, a[i]})
			i++
		default:
			changes = append(changes, Change{LineAdded, b[j]})
			j++
		}
	}
	return changes
}

func lines(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
}

package data

import (
	"context"
)

// MinGroup is the number of valid ballots below which a group's grades aren't shown alone (design.md §6, §11).
const MinGroup = 5

// CountSheet is what the 计票结果报告单 says of a round.
type CountSheet struct {
	Round   Round // with everybody's names, and the accounting of each group
	Lines   []Line
	Groups  []CountGroup // in the round's order: the accounting is always shown
	Columns []CountColumn
	Small   bool    // all groups together have fewer than MinGroup valid ballots: who wrote what may be guessed
	Waiver  *Waiver // the second pass was waived; nil: it wasn't
	Seal    *Seal   // nil: 未封存
	Opened  []Seal  // earlier seals that were opened again
	Journal int     // how long the journal is: at the seal, or now
	Head    string  // the link of its last entry, 64 hex digits
}

// CountGroup is what was counted in a group besides the grades.
type CountGroup struct {
	Kind    GroupKind
	Way     Way // empty: nothing was entered
	Valid   int
	Spoiled int
	Reasons []ReasonCount // why ballots were spoiled; none where they are known by their total only
}

// ReasonCount is how many ballots were spoiled for a reason.
type ReasonCount struct {
	Reason string
	Count  int
}

// CountColumn is one column of the count: a group, or several that are shown together.
type CountColumn struct {
	Groups []GroupKind
	Valid  int
	Counts []Counts // of each line
}

// CountSheet returns what the count sheet of a round says. Until the round is sealed it is a draft.
func (s *Store) CountSheet(ctx context.Context, round ID) (sheet *CountSheet, err error) {
	err = s.read(ctx, func(t *tx) error {
		sheet, err = countSheet(t, round)
		return err
	})
	return sheet, err
}

func countSheet(t *tx, round ID) (*CountSheet, error) {
	r, err := findRound(t, round)
	if err != nil {
		return nil, err
	}
	counted, err := tally(t, r)
	if err != nil {
		return nil, err
	}
	sheet := &CountSheet{Round: *r, Lines: counted.Lines, Columns: countColumns(counted.Groups), Small: counted.Valid() < MinGroup}
	entered, err := progress(t, r)
	if err != nil {
		return nil, err
	}
	for i, g := range counted.Groups {
		reasons, err := list(t, func(c *ReasonCount) []any { return []any{&c.Reason, &c.Count} },
			"SELECT spoiled, count(*) FROM ballot WHERE group_id = ? AND spoiled <> '' GROUP BY spoiled ORDER BY count(*) DESC, spoiled", g.GroupID)
		if err != nil {
			return nil, err
		}
		sheet.Groups = append(sheet.Groups, CountGroup{g.Kind, entered[i].Way, g.Valid, g.Spoiled, reasons})
	}
	if sheet.Waiver, err = findWaiver(t, round); err != nil {
		return nil, err
	}
	return sheet, sheet.seal(t)
}

// seal fills in the seal and the journal.
func (c *CountSheet) seal(t *tx) error {
	all, err := seals(t, c.Round.ID)
	if err != nil {
		return err
	}
	if c.Seal = standing(all); c.Seal != nil {
		c.Opened, c.Journal, c.Head = all[:len(all)-1], c.Seal.Journal, c.Seal.Head
		return nil
	}
	c.Opened = all
	_, err = t.value(&c.Journal, "SELECT coalesce(max(number), 0) FROM journal")
	if err != nil {
		return err
	}
	_, err = t.value(&c.Head, "SELECT lower(hex(hash)) FROM journal ORDER BY number DESC LIMIT 1")
	return err
}

// countColumns puts groups with fewer than MinGroup valid ballots together with the next one, the last one with the one
// before, until every column has enough (design.md §11). Since the columns add up to the whole, no subtraction gives a small
// group away. A group without valid ballots has no column.
func countColumns(groups []GroupTally) (columns []CountColumn) {
	small := func() bool { return len(columns) > 0 && columns[len(columns)-1].Valid < MinGroup }
	for _, g := range groups {
		if g.Valid == 0 {
			continue
		}
		column := CountColumn{[]GroupKind{g.Kind}, g.Valid, g.Counts}
		if small() {
			column = columns[len(columns)-1].with(column)
			columns = columns[:len(columns)-1]
		}
		columns = append(columns, column)
	}
	if n := len(columns); n > 1 && small() {
		columns = append(columns[:n-2], columns[n-2].with(columns[n-1]))
	}
	return columns
}

// with returns both columns as one.
func (c CountColumn) with(d CountColumn) CountColumn {
	sum := CountColumn{append(append([]GroupKind{}, c.Groups...), d.Groups...), c.Valid + d.Valid, nil}
	for i := range c.Counts {
		sum.Counts = append(sum.Counts, c.Counts[i].Plus(d.Counts[i]))
	}
	return sum
}

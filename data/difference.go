package data

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
)

// Difference is where the two readings of a sheet differ: on one line, or as a whole when only one of them says 废票 or
// both give another reason for it. It is settled from the paper.
type Difference struct {
	SheetPlace
	Line      int        // of the form, from 1; 0: the whole sheet
	Readings  [2]Reading // in the order of their values: nothing says whose was which (design.md §11)
	Settled   Reading    // what stands on the paper
	SettledBy string     // who decided; empty until then
	SameHand  bool       // whoever decided also keyed this batch: unusual where there is a third person
}

// sheetTwice is a sheet with what each pass read from it; second is empty until it was read a second time.
type sheetTwice struct {
	position      int
	first, second Reading
}

// differences compares the readings of a group's sheets.
func differences(round, group ID, sheets []sheetTwice) (all []Difference) {
	for _, sheet := range sheets {
		a, b := sheet.first, sheet.second
		if (b == Reading{}) || a == b {
			continue
		}
		place := placeAt(round, group, sheet.position)
		if a.Spoiled != "" || b.Spoiled != "" || len(a.Marks) != len(b.Marks) {
			all = append(all, Difference{SheetPlace: place, Readings: inOrder(a, b)})
			continue
		}
		for i := range len(a.Marks) {
			if a.Marks[i] != b.Marks[i] {
				all = append(all, Difference{
					SheetPlace: place, Line: i + 1, Readings: inOrder(Reading{Marks: a.Marks[i : i+1]}, Reading{Marks: b.Marks[i : i+1]}),
				})
			}
		}
	}
	return all
}

func inOrder(a, b Reading) [2]Reading {
	if compareReadings(a, b) > 0 {
		a, b = b, a
	}
	return [2]Reading{a, b}
}

func compareReadings(a, b Reading) int {
	return cmp.Or(strings.Compare(a.Marks, b.Marks), strings.Compare(a.Spoiled, b.Spoiled))
}

// merge puts open and settled differences of a group in the order of the stack.
func merge(open, settled []Difference) []Difference {
	return slices.SortedFunc(slices.Values(append(open, settled...)), func(a, b Difference) int {
		return cmp.Or(cmp.Compare(a.Position(), b.Position()), cmp.Compare(a.Line, b.Line))
	})
}

// SettleDifference decides a difference from the paper: settled is what stands there, one mark for a line, a whole sheet
// for line 0; it may be neither of the readings. Both passes agree from then on, and the difference stays in the list with
// the name of who decided. That should be a third person where there is one: a name that keyed this batch isn't refused,
// since an office may have but two at hand, but comes back as SameHand. If the sheet has changed since the list was read,
// nothing changes (Conflict).
func (s *Store) SettleDifference(ctx context.Context, d Difference, settled Reading, by string) (*Difference, error) {
	if by = CleanName(by); by == "" {
		return nil, refuse(Invalid, "裁定人还没有填写。请写明对照原票裁定的人。")
	}
	if err := validateName("裁定人", by); err != nil {
		return nil, err
	}
	s.keying.Lock()
	defer s.keying.Unlock()
	err := s.write(ctx, func(t *tx) error {
		w, err := placeOf(t, d.SheetPlace)
		if err != nil {
			return err
		}
		whole, err := settledSheet(t, d, settled, w)
		if err != nil {
			return err
		}
		if err := correctBallot(t, d.SheetPlace, whole.first); err != nil {
			return err
		}
		if err := correctSecondReading(t, d.SheetPlace, whole.second); err != nil {
			return err
		}
		d.Settled, d.SettledBy = settled, by
		if err := t.exec(`INSERT INTO settlement (group_id, position, line, one_marks, one_spoiled, two_marks, two_spoiled, marks, spoiled, settled_by)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, append([]any{d.GroupID, d.Position(), d.Line}, d.fields()[2:]...)...); err != nil {
			return err
		}
		if d.SameHand, err = keyed(t, d.SheetPlace, by); err != nil {
			return err
		}
		return t.journalOnce(d.GroupID, fmt.Sprintf("%s裁定两遍不一致：%s第 %d 批，裁定人 %s", w.round, w.kind, d.Batch, by))
	})
	if err != nil {
		return nil, err
	}
	return &d, nil
}

// settledSheet returns what both readings of the sheet become.
func settledSheet(t *tx, d Difference, settled Reading, w whereabouts) (sheet sheetTwice, err error) {
	lines := 1
	if d.Line == 0 {
		lines = w.lines
	}
	if err := settled.validate(lines); err != nil {
		return sheet, err
	}
	if d.Line > 0 && settled.Spoiled != "" {
		return sheet, refuse(Invalid, "这一处只裁定第 %d 行。整张是废票的，请打开这一张改正。", d.Line)
	}
	b, err := ballotAt(t, d.SheetPlace)
	if err != nil {
		return sheet, err
	}
	second, err := wantSecondReading(t, d.SheetPlace)
	if err != nil {
		return sheet, err
	}
	sheet = sheetTwice{d.Position(), b.Reading(), *second}
	found := slices.ContainsFunc(differences(d.RoundID, d.GroupID, []sheetTwice{sheet}), func(now Difference) bool {
		return now.Line == d.Line && now.Readings == d.Readings
	})
	if !found {
		return sheet, refuse(Conflict, "%s的%s在打开之后已经改过或者裁定过。请重新打开不一致清单。", w.kind, d.SheetPlace)
	}
	if d.Line == 0 {
		sheet.first, sheet.second = settled, settled
		return sheet, nil
	}
	for _, r := range []*Reading{&sheet.first, &sheet.second} {
		r.Marks = r.Marks[:d.Line-1] + settled.Marks + r.Marks[d.Line:]
	}
	return sheet, nil
}

// unsettle forgets what was settled about a sheet that is read again.
func unsettle(t *tx, p SheetPlace) error {
	return t.exec("DELETE FROM settlement WHERE group_id = ? AND position = ?", p.GroupID, p.Position())
}

// keyed tells whether somebody keyed in the batch, in either pass.
func keyed(t *tx, p SheetPlace, who string) (was bool, err error) {
	_, err = t.value(&was, "SELECT EXISTS (SELECT 1 FROM batch_keyer WHERE group_id = ? AND batch = ? AND operator = ?)", p.GroupID, p.Batch, who)
	return was, err
}

// readTwice returns a group's sheets in the order of the stack.
func readTwice(t *tx, round, group ID) ([]sheetTwice, error) {
	return list(t, func(x *sheetTwice) []any {
		return []any{&x.position, &x.first.Marks, &x.first.Spoiled, &x.second.Marks, &x.second.Spoiled}
	}, `SELECT ballot.position, ballot.marks, ballot.spoiled, coalesce(second_reading.marks, ''), coalesce(second_reading.spoiled, '')
		FROM ballot LEFT JOIN second_reading USING (group_id, position) WHERE group_id = ? ORDER BY ballot.position`, group)
}

func (d *Difference) fields() []any {
	return []any{
		&d.Sheet, &d.Line, &d.Readings[0].Marks, &d.Readings[0].Spoiled, &d.Readings[1].Marks, &d.Readings[1].Spoiled,
		&d.Settled.Marks, &d.Settled.Spoiled, &d.SettledBy,
	}
}

// settlements returns what was settled in a group.
func settlements(t *tx, round, group ID) ([]Difference, error) {
	settled, err := list(t, (*Difference).fields, `SELECT position, line, one_marks, one_spoiled, two_marks, two_spoiled, marks, spoiled, settled_by
		FROM settlement WHERE group_id = ?`, group)
	if err != nil {
		return nil, err
	}
	for i := range settled {
		d := &settled[i]
		d.SheetPlace = placeAt(round, group, d.Sheet)
		if d.SameHand, err = keyed(t, d.SheetPlace, d.SettledBy); err != nil {
			return nil, err
		}
	}
	return settled, nil
}

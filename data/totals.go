package data

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// Total is a group entered by totals: from a hand count (正字), or from the sheet that the county sends back.
type Total struct {
	Valid, Spoiled int
	Counts         []Counts // of each line of the form; every one adds up to Valid
}

// Sum returns how many sheets the counts tell of.
func (c Counts) Sum() int { return c.Graded() + c.Blank + c.Multiple }

// numbers returns the six counts in the order of Marks.
func (c *Counts) numbers() []*int {
	return []*int{&c.Satisfied, &c.MostlySatisfied, &c.Dissatisfied, &c.Unfamiliar, &c.Blank, &c.Multiple}
}

// ValidateTotal refuses totals that can't be of this form: every line was answered, left blank or marked twice on each valid
// ballot, so its six counts add up to 有效.
func ValidateTotal(total Total, lines []Line) error {
	switch {
	case total.Valid < 0 || total.Spoiled < 0:
		return refuse(Invalid, "有效票 %d 张，废票 %d 张，票数不能是负数。请改正后再保存。", total.Valid, total.Spoiled)
	case total.Valid+total.Spoiled == 0:
		return refuse(Invalid, "有效票数和废票数还没有填写。请填写后再保存。")
	case len(total.Counts) != len(lines):
		return refuse(Invalid, "合计数有 %d 行，票样有 %d 行。请按票样逐行填写。", len(total.Counts), len(lines))
	}
	for i, l := range lines {
		if problem := total.problem(l, total.Counts[i]); problem != "" {
			return refuse(Invalid, "%s", problem)
		}
	}
	return nil
}

// problem says what is wrong with the counts of one line; empty when they may be.
func (total Total) problem(l Line, c Counts) string {
	name := l.name()
	for _, n := range c.numbers() {
		if *n < 0 {
			return fmt.Sprintf("%s的票数里有 %d。票数不能是负数，请改正。", name, *n)
		}
	}
	switch diff := c.Sum() - total.Valid; {
	case diff < 0:
		return fmt.Sprintf("%s的六项相加是 %d，有效票 %d，少 %d。请核对这一行。", name, c.Sum(), total.Valid, -diff)
	case diff > 0:
		return fmt.Sprintf("%s的六项相加是 %d，有效票 %d，多 %d。请核对这一行。", name, c.Sum(), total.Valid, diff)
	}
	return ""
}

// name is how a sentence points at a line: 第 3 行（王喆，工作）.
func (l Line) name() string {
	return fmt.Sprintf("第 %d 行（%s，%s）", l.Number, l.TargetName, l.Label)
}

// SaveTotals puts a group's totals on the disk, or other ones in their place; the first ones freeze the form. A group of which
// ballots were keyed is refused: it goes one way only.
func (s *Store) SaveTotals(ctx context.Context, round, group ID, total Total) error {
	return s.saveTotals(ctx, round, map[ID]Total{group: total}, "按合计数录入")
}

// saveTotals writes the totals of some groups, all or none.
func (s *Store) saveTotals(ctx context.Context, round ID, totals map[ID]Total, how string) error {
	s.keying.Lock()
	defer s.keying.Unlock()
	for group := range totals {
		delete(s.stacks, group)
	}
	return s.write(ctx, func(t *tx) error {
		form, err := freezeForm(t, round)
		if err != nil {
			return err
		}
		r, err := openRound(t, round)
		if err != nil {
			return err
		}
		for group := range totals {
			if r.Group(group) == nil {
				return refuse(NotFound, "%s里没有这一类评议人员。请重新打开录票。", r.Name())
			}
		}
		for _, g := range r.Groups {
			total, ok := totals[g.ID]
			if !ok {
				continue
			}
			if err := ValidateTotal(total, form.Lines); err != nil {
				return err
			}
			if err := refuseKeyed(t, g); err != nil {
				return err
			}
			changed, err := saveTotal(t, g.ID, total)
			if err != nil {
				return err
			}
			if !changed {
				continue
			}
			if err := t.journal(g.ID, "%s%s：%s", r.Name(), how, g.Kind); err != nil {
				return err
			}
		}
		return nil
	})
}

func refuseKeyed(t *tx, g Group) error {
	var keyed int
	if _, err := t.value(&keyed, "SELECT count(*) FROM ballot WHERE group_id = ?", g.ID); err != nil || keyed == 0 {
		return err
	}
	return refuse(State, "%s已经逐张录了 %d 张票，不能再按合计数录入。请接着逐张录；要改为按合计数，请先清空这一类的票。", g.Kind, keyed)
}

const totalLineColumns = "group_id, number, satisfied, mostly_satisfied, dissatisfied, unfamiliar, blank, multiple"

// saveTotal writes a group's totals unless they are there already.
func saveTotal(t *tx, group ID, total Total) (changed bool, err error) {
	old, err := findTotal(t, group)
	if err != nil || old != nil && old.Valid == total.Valid && old.Spoiled == total.Spoiled && slices.Equal(old.Counts, total.Counts) {
		return false, err
	}
	if err := deleteTotal(t, group); err != nil {
		return false, err
	}
	if err := t.exec("INSERT INTO total (group_id, valid, spoiled) VALUES (?, ?, ?)", group, total.Valid, total.Spoiled); err != nil {
		return false, err
	}
	for i, c := range total.Counts {
		values := []any{group, i + 1}
		for _, n := range c.numbers() {
			values = append(values, *n)
		}
		if err := t.exec("INSERT INTO total_line ("+totalLineColumns+") VALUES (?"+strings.Repeat(", ?", 7)+")", values...); err != nil {
			return false, err
		}
	}
	return true, nil
}

func deleteTotal(t *tx, group ID) error {
	if err := t.exec("DELETE FROM total_line WHERE group_id = ?", group); err != nil {
		return err
	}
	return t.exec("DELETE FROM total WHERE group_id = ?", group)
}

// Totals returns a group's totals; nil when it isn't entered by totals.
func (s *Store) Totals(ctx context.Context, round, group ID) (total *Total, err error) {
	err = s.read(ctx, func(t *tx) error {
		r, err := findRound(t, round)
		if err != nil {
			return err
		}
		if r.Group(group) == nil {
			return refuse(NotFound, "%s里没有这一类评议人员。请重新打开录票。", r.Name())
		}
		total, err = findTotal(t, group)
		return err
	})
	return total, err
}

// findTotal returns nil when the group isn't entered by totals.
func findTotal(t *tx, group ID) (*Total, error) {
	found, err := list(t, func(total *Total) []any { return []any{&total.Valid, &total.Spoiled} },
		"SELECT valid, spoiled FROM total WHERE group_id = ?", group)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	total := &found[0]
	total.Counts, err = list(t, func(c *Counts) []any {
		var all []any
		for _, n := range c.numbers() {
			all = append(all, n)
		}
		return all
	}, "SELECT "+strings.TrimPrefix(totalLineColumns, "group_id, number, ")+" FROM total_line WHERE group_id = ? ORDER BY number", group)
	return total, err
}

// ClearGroup takes out everything that was entered for a group, so that it can go the other way or begin anew: its ballots
// with their second readings, or its totals. The form stays frozen. NotFound when there is nothing.
func (s *Store) ClearGroup(ctx context.Context, round, group ID) error {
	s.keying.Lock()
	defer s.keying.Unlock()
	delete(s.stacks, group)
	return s.write(ctx, func(t *tx) error {
		r, err := openRound(t, round)
		if err != nil {
			return err
		}
		g := r.Group(group)
		if g == nil {
			return refuse(NotFound, "%s里没有这一类评议人员。请重新打开录票。", r.Name())
		}
		all, err := progress(t, r)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(all, func(p EntryProgress) bool { return p.GroupID == group })
		switch all[i].Way {
		case "":
			return refuse(NotFound, "%s还没有录入，没有可以清空的。", g.Kind)
		case ByTotals:
			if err := deleteTotal(t, group); err != nil {
				return err
			}
			return t.journal(group, "%s清空合计数：%s", r.Name(), g.Kind)
		}
		if err := forgetPlaces(t, group); err != nil {
			return err
		}
		if err := t.exec("DELETE FROM ballot WHERE group_id = ?", group); err != nil {
			return err
		}
		return t.journal(group, "%s清空已录的票：%s %d 张", r.Name(), g.Kind, all[i].Keyed)
	})
}

// forgetPlaces drops what is known of a group by batch and sheet, but for the ballots' own positions.
func forgetPlaces(t *tx, group ID) error {
	for _, table := range []string{"settlement", "second_reading", "batch_keyer"} {
		if err := t.exec("DELETE FROM "+table+" WHERE group_id = ?", group); err != nil {
			return err
		}
	}
	return nil
}

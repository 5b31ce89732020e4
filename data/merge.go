package data

import (
	"context"
	"fmt"
	"maps"
	"slices"
)

// Merging is one step of 归并 as it can be undone: which opinions moved from which problem to which, and the problems that
// came or went with it. The window keeps those of its session and undoes the last first; after the program is closed
// opinions are split off one by one.
type Merging struct {
	What string // 归入 3 条意见

	from, to map[ID]ID // by opinion: its problem before and after; empty: none
	made     *Problem
	gone     []Problem
}

// NewProblem makes a problem of opinions; those that belonged to another one leave it. What p leaves open, criterion,
// aspect and target, is taken from the opinions as far as they agree.
func (s *Store) NewProblem(ctx context.Context, p Problem, of ...ID) (m Merging, err error) {
	err = s.merge(ctx, &m, func(t *tx, c *Campaign) error {
		if exists, err := t.belongs("problem", p.ID, c.ID); err != nil {
			return err
		} else if exists {
			return refuse(Conflict, "这个问题已经建立。请从列表中选择。")
		}
		if len(of) == 0 {
			return refuse(Invalid, "还没有选中意见。请先选中要归并的意见。")
		}
		merged, err := ownOpinions(t, of)
		if err != nil {
			return err
		}
		p.takeFrom(merged)
		if err := enterProblem(t, c, &p); err != nil {
			return err
		}
		if err := m.move(t, merged, p.ID); err != nil {
			return err
		}
		p.Opinions, p.ItemID = len(of), ""
		m.What, m.made = fmt.Sprintf("新建问题“%s”", p.Title), &p
		return t.journal(p.ID, "新建问题，归入意见 %d 条", len(of))
	})
	return m, err
}

// takeFrom takes over what all opinions agree in.
func (p *Problem) takeFrom(merged []Opinion) {
	first := merged[0]
	agree := func(same func(Opinion) bool) bool {
		return !slices.ContainsFunc(merged, func(o Opinion) bool { return !same(o) })
	}
	if p.TargetID == "" && agree(func(o Opinion) bool { return o.TargetID == first.TargetID }) {
		p.TargetID = first.TargetID
	}
	if p.Criterion == 0 && p.Aspect == "" && agree(func(o Opinion) bool { return o.Aspect == first.Aspect }) {
		p.Aspect = first.Aspect
		if agree(func(o Opinion) bool { return o.Criterion == first.Criterion }) {
			p.Criterion = first.Criterion
		}
	}
}

// MergeOpinions puts opinions into a problem; those that belonged to another one leave it.
func (s *Store) MergeOpinions(ctx context.Context, problem ID, of ...ID) (m Merging, err error) {
	err = s.merge(ctx, &m, func(t *tx, _ *Campaign) error {
		p, err := findProblem(t, problem)
		if err != nil {
			return err
		}
		m.What = fmt.Sprintf("归入 %d 条意见", len(of))
		return m.moveOwn(t, of, p.ID)
	})
	return m, err
}

// SplitOpinions takes opinions out of their problems; they belong to none afterwards.
func (s *Store) SplitOpinions(ctx context.Context, of ...ID) (m Merging, err error) {
	err = s.merge(ctx, &m, func(t *tx, _ *Campaign) error {
		m.What = fmt.Sprintf("拆出 %d 条意见", len(of))
		return m.moveOwn(t, of, "")
	})
	return m, err
}

// JoinProblems moves the opinions of other problems into one and takes the others out. One that is in the ledger stays and
// is refused.
func (s *Store) JoinProblems(ctx context.Context, into ID, others ...ID) (m Merging, err error) {
	err = s.merge(ctx, &m, func(t *tx, _ *Campaign) error {
		kept, err := findProblem(t, into)
		if err != nil {
			return err
		}
		if len(others) == 0 || slices.Contains(others, into) {
			return refuse(Invalid, "还没有选定要并入“%s”的另一个问题。请重新选择。", kept.Title)
		}
		m.What = fmt.Sprintf("并入“%s”", kept.Title)
		return m.remove(t, into, others)
	})
	return m, err
}

// DeleteProblem takes a problem out; its opinions belong to none afterwards. One that is in the ledger is refused.
func (s *Store) DeleteProblem(ctx context.Context, id ID) (m Merging, err error) {
	err = s.merge(ctx, &m, func(t *tx, _ *Campaign) error {
		p, err := findProblem(t, id)
		if err != nil {
			return err
		}
		m.What = fmt.Sprintf("删除问题“%s”", p.Title)
		return m.remove(t, "", []ID{id})
	})
	return m, err
}

// UndoMerge undoes a step of 归并. Should what it left have been changed since, nothing is undone and it says so: undo
// the later steps first.
func (s *Store) UndoMerge(ctx context.Context, m Merging) error {
	return s.write(ctx, func(t *tx) error {
		c, err := currentCampaign(t)
		if err != nil {
			return err
		}
		now, err := ownOpinions(t, slices.Sorted(maps.Keys(m.from)))
		if err != nil {
			return err
		}
		for _, o := range now {
			if o.ProblemID != m.to[o.ID] {
				return m.overtaken()
			}
		}
		for _, p := range m.gone {
			if err := enterProblem(t, c, &p); err != nil {
				return err
			}
		}
		for _, o := range now {
			if before := m.from[o.ID]; before != "" {
				if _, err := findProblem(t, before); err != nil {
					return m.overtaken()
				}
			}
			if err := t.exec("UPDATE opinion SET problem_id = ? WHERE id = ?", orNull(m.from[o.ID]), o.ID); err != nil {
				return err
			}
		}
		if m.made != nil {
			if err := m.unmake(t); err != nil {
				return err
			}
		}
		return t.journal("", "撤销：%s", m.step())
	})
}

// step names the step for the journal, without anybody's words.
func (m Merging) step() string {
	if m.made != nil || len(m.gone) > 0 {
		return fmt.Sprintf("归并问题，意见 %d 条", len(m.from))
	}
	return m.What
}

// unmake takes a problem out again that the step made, unless something was done with it.
func (m Merging) unmake(t *tx) error {
	p, err := findProblem(t, m.made.ID)
	if err != nil {
		return m.overtaken()
	}
	made := *m.made
	made.Opinions = 0
	if *p != made {
		return m.overtaken()
	}
	return t.exec("DELETE FROM problem WHERE id = ?", p.ID)
}

func (m Merging) overtaken() error {
	return refuse(Conflict, "“%s”以后又有改动，不能撤销。请先撤销后面的改动，或者逐条拆出。", m.What)
}

// merge runs one step in a transaction; what it did comes back only when it was done.
func (s *Store) merge(ctx context.Context, m *Merging, step func(*tx, *Campaign) error) error {
	*m = Merging{from: map[ID]ID{}, to: map[ID]ID{}}
	err := s.write(ctx, func(t *tx) error {
		c, err := currentCampaign(t)
		if err != nil {
			return err
		}
		return step(t, c)
	})
	if err != nil {
		*m = Merging{}
	}
	return err
}

// moveOwn moves opinions of the current campaign and tells the journal.
func (m *Merging) moveOwn(t *tx, of []ID, to ID) error {
	if len(of) == 0 {
		return refuse(Invalid, "还没有选中意见。请先选中意见，再归并。")
	}
	merged, err := ownOpinions(t, of)
	if err != nil {
		return err
	}
	if err := m.move(t, merged, to); err != nil {
		return err
	}
	return t.journal(to, "%s", m.What)
}

// move puts opinions into a problem, or into none, and remembers where they were.
func (m *Merging) move(t *tx, merged []Opinion, to ID) error {
	for _, o := range merged {
		m.from[o.ID], m.to[o.ID] = o.ProblemID, to
		if err := t.exec("UPDATE opinion SET problem_id = ? WHERE id = ?", orNull(to), o.ID); err != nil {
			return err
		}
	}
	return nil
}

// remove takes problems out and moves their opinions into another, or into none.
func (m *Merging) remove(t *tx, into ID, problems []ID) error {
	for _, id := range problems {
		p, err := findProblem(t, id)
		if err != nil {
			return err
		}
		if p.ItemID != "" {
			return refuse(State, "问题“%s”已经列入整改台账，不能删除或者并入别的问题。", p.Title)
		}
		merged, err := opinions(t, "opinion.problem_id = ? ORDER BY opinion.id", id)
		if err != nil {
			return err
		}
		if err := m.move(t, merged, into); err != nil {
			return err
		}
		if err := t.exec("DELETE FROM problem WHERE id = ?", id); err != nil {
			return err
		}
		m.gone = append(m.gone, *p)
		if err := t.journal(id, "删除问题，意见 %d 条", len(merged)); err != nil {
			return err
		}
	}
	return nil
}

// ownOpinions returns opinions of the current campaign; each has to be there.
func ownOpinions(t *tx, of []ID) ([]Opinion, error) {
	campaign, err := currentID(t)
	if err != nil {
		return nil, err
	}
	var all []Opinion
	for _, id := range of {
		found, err := opinions(t, "opinion.id = ? AND campaign_id = ?", id, campaign)
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			return nil, refuse(NotFound, "没有找到这条意见。请从列表中重新选择。")
		}
		all = append(all, found[0])
	}
	return all, nil
}

package data

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// Problem is a 突出问题 or one on the way to it: what many opinions have in common (plan.md §三.2（2）: 找准、理清群众不满意的突出
// 问题及其根源).
type Problem struct {
	ID        ID
	Title     string // 油地纠纷受理后答复慢
	Content   string // in full; may be empty
	Cause     string // 根源
	Aspect    Aspect // may be empty
	Criterion int    // Criterion.Number; 0: none in particular
	TargetID  ID     // empty: the office as a whole
	Prominent bool   // 突出

	// Counted by the store.
	Opinions int // how many were merged into it
	ItemID   ID  // its ledger item; empty: not in the ledger
}

const problemColumns = "id, title, content, cause, aspect, criterion, target_id, prominent"

func (p *Problem) stored() []any {
	return []any{&p.ID, &p.Title, &p.Content, &p.Cause, &p.Aspect, &p.Criterion, &p.TargetID, &p.Prominent}
}

func (p *Problem) fields() []any { return append(p.stored(), &p.Opinions, &p.ItemID) }

// validate refuses a problem without a title or about what the campaign doesn't have. A criterion brings its aspect with it.
func (p *Problem) validate(t *tx, c *Campaign) error {
	p.Title, p.Content, p.Cause = CleanLine(p.Title), cleanText(p.Content), cleanText(p.Cause)
	if p.Title == "" {
		return refuse(Invalid, "问题还没有填写。请用一句话写明，再保存。")
	}
	subject := Opinion{Text: p.Title, TargetID: p.TargetID, Aspect: p.Aspect, Criterion: p.Criterion}
	err := subject.validate(t, c)
	p.Aspect = subject.Aspect
	return err
}

// SaveProblem enters a problem without opinions or changes one.
func (s *Store) SaveProblem(ctx context.Context, p Problem) error {
	return s.write(ctx, func(t *tx) error {
		c, err := currentCampaign(t)
		if err != nil {
			return err
		}
		exists, err := t.belongs("problem", p.ID, c.ID)
		if err != nil {
			return err
		}
		if err := enterProblem(t, c, &p); err != nil {
			return err
		}
		if exists {
			return t.journal(p.ID, "修改问题")
		}
		return t.journal(p.ID, "登记问题")
	})
}

func enterProblem(t *tx, c *Campaign, p *Problem) error {
	if err := p.validate(t, c); err != nil {
		return err
	}
	values := p.stored()
	values[6] = orNull(p.TargetID)
	return t.upsert("problem", "id, campaign_id, "+strings.TrimPrefix(problemColumns, "id, "), 2, slices.Insert(values, 1, any(c.ID))...)
}

// Problems returns the problems of the current campaign: the prominent ones first, then by the number of opinions.
func (s *Store) Problems(ctx context.Context) (all []Problem, err error) {
	err = s.read(ctx, func(t *tx) error {
		campaign, err := currentID(t)
		if err != nil {
			return err
		}
		all, err = problems(t, "problem.campaign_id = ?", campaign)
		return err
	})
	return all, err
}

func problems(t *tx, where string, args ...any) ([]Problem, error) {
	return list(t, (*Problem).fields, `SELECT problem.id, title, content, cause, aspect, criterion, coalesce(problem.target_id, ''), prominent,
		(SELECT count(*) FROM opinion WHERE problem_id = problem.id) AS opinions, coalesce(ledger_item.id, '')
		FROM problem LEFT JOIN ledger_item ON ledger_item.problem_id = problem.id WHERE `+where+
		" ORDER BY prominent DESC, opinions DESC, title, problem.id", args...)
}

func findProblem(t *tx, id ID) (*Problem, error) {
	campaign, err := currentID(t)
	if err != nil {
		return nil, err
	}
	found, err := problems(t, "problem.id = ?", id)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, refuse(NotFound, "没有找到这个问题。请从列表中重新选择。")
	}
	_, err = t.belongs("problem", id, campaign)
	return &found[0], err
}

// PutInLedger puts a problem into the ledger as a draft, once, and returns the item: the same one when it is there already.
// The item's source is where the opinions came from; how many they are is counted ever anew.
func (s *Store) PutInLedger(ctx context.Context, problem ID) (item ID, err error) {
	return s.putInLedger(ctx, problem, NewID())
}

// putInLedger gives a new item the ID.
func (s *Store) putInLedger(ctx context.Context, problem, id ID) (item ID, err error) {
	err = s.write(ctx, func(t *tx) error {
		p, err := findProblem(t, problem)
		if err != nil {
			return err
		}
		if item = p.ItemID; item != "" {
			return nil
		}
		merged, err := opinions(t, "opinion.problem_id = ? ORDER BY date DESC, gathering_id, number, opinion.id", p.ID)
		if err != nil {
			return err
		}
		campaign, err := currentID(t)
		if err != nil {
			return err
		}
		entry := LedgerItem{ID: id, ProblemID: p.ID, Problem: p.Title, Source: sources(merged), TargetID: p.TargetID, Class: Deadline}
		if p.TargetID != "" {
			target, err := findTarget(t, p.TargetID)
			if err != nil {
				return err
			}
			entry.Unit = target.Unit
		}
		item = id
		return enterItem(t, campaign, &entry)
	})
	return item, err
}

// sources names the channels by which opinions came in, each once.
func sources(merged []Opinion) string {
	var names []string
	for _, channel := range append(slices.Clone(Channels), BallotSheet) {
		if slices.ContainsFunc(merged, func(o Opinion) bool { return o.Channel == channel }) {
			names = append(names, channel.String())
		}
	}
	return strings.Join(names, "、")
}

// SourceText returns where an item comes from with the number of opinions: 恳谈会、意见箱等 9 条.
func (i LedgerItem) SourceText() string {
	switch {
	case i.Opinions == 0:
		return i.Source
	case i.Source == "":
		return fmt.Sprintf("群众意见 %d 条", i.Opinions)
	}
	return fmt.Sprintf("%s等 %d 条", i.Source, i.Opinions)
}

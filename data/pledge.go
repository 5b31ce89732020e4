package data

import (
	"context"
	"fmt"
	"strings"
)

// PledgeState is how far a pledge is: 务实承诺 → 落实践诺 → 评诺提高 (plan.md §三.3).
type PledgeState string

// The states.
const (
	PledgeMade   PledgeState = "made"   // 承诺
	PledgeDone   PledgeState = "done"   // 已践诺
	PledgeKept   PledgeState = "kept"   // 已兑现
	PledgeBroken PledgeState = "broken" // 未兑现
)

// PledgeStates lists every state.
var PledgeStates = []PledgeState{PledgeMade, PledgeDone, PledgeKept, PledgeBroken}

// String returns the state's name.
func (s PledgeState) String() string {
	return map[PledgeState]string{PledgeMade: "承诺", PledgeDone: "已践诺", PledgeKept: "已兑现", PledgeBroken: "未兑现"}[s]
}

// Pledge is a 承诺事项 of a target's commitment.
type Pledge struct {
	ID       ID
	TargetID ID
	Number   int // within the target, given by the store, from 1
	Content  string
	Due      Date // zero: not yet set
	State    PledgeState
	Done     Fulfilment
	Judged   Judgement
	ItemID   ID // the ledger item that a broken pledge became; empty: none
}

// Fulfilment is 践诺: what was done, when.
type Fulfilment struct {
	Evidence string
	Date     Date
}

// Judgement is 评诺: was the pledge kept, who said so, when.
type Judgement struct {
	Kept   bool
	By     string // never the one who pledged
	Date   Date
	Remark string
}

// Overdue tells whether a pledge that nobody carried out is past its day.
func (p Pledge) Overdue(today Date) bool {
	return p.State == PledgeMade && !p.Due.IsZero() && today.After(p.Due)
}

// DefaultPledgeDue returns the day that a pledge gets unless another is set: the end of the campaign (design.md §11).
func (c Campaign) DefaultPledgeDue() Date { return c.Phases[Rectification].End }

// Pledges returns the pledges of the current campaign, by target and number.
func (s *Store) Pledges(ctx context.Context) (all []Pledge, err error) {
	err = s.read(ctx, func(t *tx) error {
		campaign, err := currentID(t)
		if err != nil {
			return err
		}
		all, err = campaignPledges(t, campaign)
		return err
	})
	return all, err
}

// TargetPledges returns a target's pledges by number.
func (s *Store) TargetPledges(ctx context.Context, target ID) (all []Pledge, err error) {
	err = s.read(ctx, func(t *tx) error {
		if _, err := findTarget(t, target); err != nil {
			return err
		}
		all, err = pledges(t, "target_id = ?", target)
		return err
	})
	return all, err
}

// SavePledge adds a pledge to a commitment or changes its content and day. The commitment has to be 草稿 or 退回;
// number, state and what follows are the store's.
func (s *Store) SavePledge(ctx context.Context, p Pledge) error {
	p.Content = strings.TrimSpace(CleanLine(p.Content))
	if p.Content == "" {
		return refuse(Invalid, "承诺内容还没有填写。请填写后再保存。")
	}
	return s.write(ctx, func(t *tx) error {
		h, err := handle(t, p.TargetID)
		if err != nil {
			return err
		}
		old, err := pledges(t, "id = ?", p.ID)
		if err != nil {
			return err
		}
		switch {
		case len(old) == 0:
			p.State, p.Done, p.Judged, p.ItemID = PledgeMade, Fulfilment{}, Judgement{}, ""
			p.Number = len(h.pledges) + 1
		case old[0].TargetID != p.TargetID:
			return refuse(State, "这项承诺属于另一个对象。请从名单中重新选择。")
		case old[0].Content == p.Content && old[0].Due == p.Due:
			return nil
		case old[0].State != PledgeMade:
			return refuse(State, "第 %d 项%s，内容不能再改。", old[0].Number, old[0].State)
		default:
			p.Number, p.State, p.Done, p.Judged, p.ItemID = old[0].Number, old[0].State, old[0].Done, old[0].Judged, old[0].ItemID
		}
		if err := h.open(CommitmentPart); err != nil {
			return err
		}
		if err := savePledge(t, &p); err != nil {
			return err
		}
		return t.journal(p.ID, "填写承诺事项 %s 第 %d 项", h.target.Name, p.Number)
	})
}

// DeletePledge takes a pledge out of a commitment that is 草稿 or 退回; the ones after it close up.
func (s *Store) DeletePledge(ctx context.Context, id ID) error {
	return s.changePledge(ctx, id, func(t *tx, h *handling, p *Pledge) error {
		if err := h.open(CommitmentPart); err != nil {
			return err
		}
		if p.State != PledgeMade {
			return refuse(State, "第 %d 项%s，不能删除。", p.Number, p.State)
		}
		if err := t.exec("DELETE FROM pledge WHERE id = ?", id); err != nil {
			return err
		}
		for _, later := range h.pledges {
			if later.Number > p.Number {
				if err := t.exec("UPDATE pledge SET number = number - 1 WHERE id = ?", later.ID); err != nil {
					return err
				}
			}
		}
		return t.journal(id, "删除承诺事项 %s 第 %d 项", h.target.Name, p.Number)
	})
}

// FulfilPledge is 践诺: what was done for a pledge of an approved commitment, with the evidence. Until it is judged it can
// be said anew.
func (s *Store) FulfilPledge(ctx context.Context, id ID, done Fulfilment) error {
	done.Evidence = strings.TrimSpace(done.Evidence)
	return s.changePledge(ctx, id, func(t *tx, h *handling, p *Pledge) error {
		switch {
		case !h.report.State(CommitmentPart, h.today).Passed():
			return refuse(State, "%s的公开承诺书%s，还不能登记践诺。请先审核通过。", h.target.Name, h.report.State(CommitmentPart, h.today).said())
		case p.State == PledgeKept || p.State == PledgeBroken:
			return refuse(State, "第 %d 项已经评诺，结果是%s，不能再登记践诺。", p.Number, p.State)
		case done.Evidence == "":
			return refuse(Invalid, "践诺情况还没有填写。请写明做了什么、有什么佐证，再保存。")
		}
		if err := h.past("践诺", done.Date); err != nil {
			return err
		}
		p.State, p.Done = PledgeDone, done
		if err := savePledge(t, p); err != nil {
			return err
		}
		return t.journal(id, "登记践诺 %s 第 %d 项", h.target.Name, p.Number)
	})
}

// JudgePledge is 评诺: 已兑现 for a pledge that was carried out, 未兑现 also for one that is past its day. By is never the
// one who pledged.
func (s *Store) JudgePledge(ctx context.Context, id ID, j Judgement) error {
	j.By, j.Remark = CleanName(j.By), strings.TrimSpace(j.Remark)
	return s.changePledge(ctx, id, func(t *tx, h *handling, p *Pledge) error {
		if p.Judged == j {
			return nil
		}
		if err := h.mayJudge(*p, j); err != nil {
			return err
		}
		p.State, p.Judged = PledgeBroken, j
		if j.Kept {
			p.State = PledgeKept
		}
		if err := savePledge(t, p); err != nil {
			return err
		}
		return t.journal(id, "评诺 %s 第 %d 项", h.target.Name, p.Number)
	})
}

func (h *handling) mayJudge(p Pledge, j Judgement) error {
	switch {
	case p.State == PledgeKept || p.State == PledgeBroken:
		return refuse(State, "第 %d 项已经评诺，结果是%s。", p.Number, p.State)
	case p.State == PledgeMade && j.Kept:
		return refuse(State, "第 %d 项还没有登记践诺，不能评为已兑现。请先登记践诺情况。", p.Number)
	case p.State == PledgeMade && !p.Overdue(h.today):
		return refuse(State, "第 %d 项还没有到期，也没有登记践诺。请先登记践诺情况，或者到期后再评。", p.Number)
	case j.By == "":
		return refuse(Invalid, "评诺人还没有填写。请填写后再保存。")
	case j.By == h.target.Name:
		return refuse(Invalid, "评诺人“%s”就是承诺人。请由另一个人评诺。", j.By)
	case !j.Kept && j.Remark == "":
		return refuse(Invalid, "未兑现的原因还没有填写。请填写后再保存。")
	case j.Date.Before(p.Done.Date):
		return refuse(Invalid, "评诺日期 %s 早于践诺日期 %s。请核对日期。", j.Date, p.Done.Date)
	}
	return h.past("评诺", j.Date)
}

// RectifyPledge puts a broken pledge into the ledger as a draft, once, and returns the item: the same one when it is
// there already (design.md §5).
func (s *Store) RectifyPledge(ctx context.Context, id ID) (item ID, err error) {
	err = s.changePledge(ctx, id, func(t *tx, h *handling, p *Pledge) error {
		if item = p.ItemID; item != "" {
			return nil
		}
		if p.State != PledgeBroken {
			return refuse(State, "第 %d 项是“%s”，评为未兑现的才列入整改台账。请先评诺。", p.Number, p.State)
		}
		fresh, err := s.randomID()
		if err != nil {
			return err
		}
		entry := LedgerItem{
			ID: fresh, Problem: "公开承诺没有兑现：" + p.Content, Source: fmt.Sprintf("公开承诺第 %d 项评诺", p.Number),
			TargetID: p.TargetID, Unit: h.target.Unit, Person: h.target.Writer(h.targets), Class: Deadline,
		}
		if err := enterItem(t, h.campaign.ID, &entry); err != nil {
			return err
		}
		item, p.ItemID = entry.ID, entry.ID
		return savePledge(t, p)
	})
	return item, err
}

// past refuses a day that is not set or lies ahead.
func (h *handling) past(what string, date Date) error {
	switch {
	case date.IsZero():
		return refuse(Invalid, "%s日期还没有填写。请填写后再保存。", what)
	case date.After(h.today):
		return refuse(Invalid, "%s日期 %s 还没有到。请核对日期。", what, date)
	}
	return nil
}

func (s *Store) changePledge(ctx context.Context, id ID, change func(*tx, *handling, *Pledge) error) error {
	return s.write(ctx, func(t *tx) error {
		found, err := pledges(t, "id = ?", id)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return refuse(NotFound, "没有找到这项承诺。请从承诺事项中重新选择。")
		}
		h, err := handle(t, found[0].TargetID)
		if err != nil {
			return err
		}
		return change(t, h, &found[0])
	})
}

const pledgeColumns = "id, target_id, number, content, due, state, evidence, done_on, judge, judged_on, remark, item_id"

func (p *Pledge) fields() []any {
	return []any{
		&p.ID, &p.TargetID, &p.Number, &p.Content, &p.Due, &p.State, &p.Done.Evidence, &p.Done.Date,
		&p.Judged.By, &p.Judged.Date, &p.Judged.Remark, &p.ItemID,
	}
}

func pledges(t *tx, where string, args ...any) ([]Pledge, error) {
	all, err := list(t, (*Pledge).fields, "SELECT "+strings.Replace(pledgeColumns, "item_id", "coalesce(item_id, '')", 1)+
		" FROM pledge WHERE "+where+" ORDER BY target_id, number", args...)
	for i := range all {
		all[i].Judged.Kept = all[i].State == PledgeKept
	}
	return all, err
}

func campaignPledges(t *tx, campaign ID) ([]Pledge, error) {
	return pledges(t, "target_id IN (SELECT id FROM target WHERE campaign_id = ?)", campaign)
}

func savePledge(t *tx, p *Pledge) error {
	values := p.fields()
	values[len(values)-1] = orNull(p.ItemID)
	return t.upsert("pledge", pledgeColumns, 3, values...)
}

package data

import (
	"cmp"
	"context"
	"time"
)

// DueChange is a 变更时限: the record only grows.
type DueChange struct {
	ItemID   ID
	Number   int
	Old, New Date
	Reason   string
	Approver string
	Date     Date // of the approval
	Operator string
	At       time.Time
}

// ChangeDue gives an item in 整改中 another deadline, with the reason and who approved it. The zero Date of the approval
// means today. Steps that would end after the new deadline are in the way.
func (s *Store) ChangeDue(ctx context.Context, id ID, due Date, reason, approver string, approved Date) error {
	return s.changeItem(ctx, id, func(t *tx, i *LedgerItem) error {
		c := DueChange{
			ItemID: id, Old: i.Due, New: due, Reason: cleanText(reason), Approver: CleanLine(approver), Date: cmp.Or(approved, DateOf(t.now)),
		}
		if err := c.may(i, DateOf(t.now)); err != nil {
			return err
		}
		var later int
		if _, err := t.value(&later, "SELECT count(*) FROM item_step WHERE item_id = ? AND done_on = '' AND due > ?", id, due); err != nil {
			return err
		}
		if later > 0 {
			return refuse(State, "第 %d 项有 %d 个分步措施的时限晚于 %s。请先改分步措施的时限，再变更整改时限。", i.Number, later, due)
		}
		return moveDue(t, i, c)
	})
}

func (c DueChange) may(i *LedgerItem, today Date) error {
	switch {
	case i.State == ItemDraft:
		return refuse(State, "第 %d 项还是草拟，时限可以直接改，不用办变更。", i.Number)
	case i.State != ItemOpen:
		return refuse(State, "第 %d 项%s，不能变更时限。整改中的事项才能变更时限。", i.Number, i.State.said())
	case c.New.IsZero():
		return refuse(Invalid, "新的整改时限还没有填写。请填写后再变更。")
	case c.New == c.Old:
		return refuse(Invalid, "新的时限 %s 与原来的一样。请改成另一天。", c.New)
	case c.Reason == "":
		return refuse(Invalid, "变更时限的原因还没有填写。请填写后再变更。")
	case c.Approver == "":
		return refuse(Invalid, "批准人还没有填写。请填写后再变更。")
	case c.Date.After(today):
		return refuse(Invalid, "批准日期 %s 还没有到。请核对日期。", c.Date)
	}
	return nil
}

// moveDue writes a change of a deadline and the deadline itself.
func moveDue(t *tx, i *LedgerItem, c DueChange) error {
	c.Operator, c.At = t.operator, t.now
	if _, err := t.value(&c.Number, "SELECT coalesce(max(number), 0) + 1 FROM due_change WHERE item_id = ?", i.ID); err != nil {
		return err
	}
	if err := t.exec("INSERT INTO due_change ("+dueChangeColumns+") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", c.fields()...); err != nil {
		return err
	}
	if err := t.exec("UPDATE ledger_item SET due = ? WHERE id = ?", c.New, i.ID); err != nil {
		return err
	}
	return t.journal(i.ID, "变更整改事项第 %d 项的时限：%s 改为 %s", i.Number, c.Old, c.New)
}

// moveDeadlines moves the deadlines of a target's items that aren't closed, and of their open steps, and keeps the history:
// 活动延期 (plan.md §三.2（3）). n is the number of items moved; one without a deadline isn't.
func moveDeadlines(t *tx, target ID, move func(Date) Date, reason, approver string) (n int, err error) {
	moved, err := list(t, (*LedgerItem).fields, itemSelect+"i.target_id = ? AND state <> 'closed' AND i.due <> '' ORDER BY i.number", target)
	if err != nil {
		return 0, err
	}
	for _, i := range moved {
		c := DueChange{ItemID: i.ID, Old: i.Due, New: move(i.Due), Reason: reason, Approver: approver, Date: DateOf(t.now)}
		if c.New == c.Old {
			continue
		}
		if err := moveDue(t, &i, c); err != nil {
			return n, err
		}
		open, err := steps(t, "item_id = ? AND done_on = ''", i.ID)
		if err != nil {
			return n, err
		}
		for _, step := range open {
			if err := t.exec("UPDATE item_step SET due = ? WHERE id = ?", move(step.Due), step.ID); err != nil {
				return n, err
			}
		}
		n++
	}
	return n, nil
}

const dueChangeColumns = "item_id, number, old_due, new_due, reason, approver, date, operator, at"

func (c *DueChange) fields() []any {
	return []any{&c.ItemID, &c.Number, &c.Old, &c.New, &c.Reason, &c.Approver, &c.Date, &c.Operator, storedTime{&c.At}}
}

func dueChanges(t *tx, where string, args ...any) ([]DueChange, error) {
	return list(t, (*DueChange).fields, "SELECT "+dueChangeColumns+" FROM due_change WHERE "+where+" ORDER BY item_id, number", args...)
}

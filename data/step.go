package data

import "context"

// Step is a 分步措施: one dated part of an item's measures (plan.md §四（二）: 长远问题分步改).
type Step struct {
	ID      ID
	ItemID  ID
	Number  int // the order in which they were entered; the store's
	Content string
	Due     Date
	Done    Date   // zero: still to be done
	Note    string // 完成 17 件，差 4 件
}

// Overdue tells whether a step that isn't done is past its day.
func (s Step) Overdue(today Date) bool { return s.Done.IsZero() && today.After(s.Due) }

// SaveStep enters a step or changes it, also to say that it was done. Steps are planned in 草拟 and carried out in 整改中;
// none may end after its item.
func (s *Store) SaveStep(ctx context.Context, step Step) error {
	step.Content, step.Note = CleanLine(step.Content), CleanLine(step.Note)
	e := newEntry("item_step", step.ID, step.ItemID, "content, due, done_on, note", step.Content, step.Due, step.Done, step.Note)
	return s.keepEntry(ctx, e, func(t *tx, i *LedgerItem) error { return step.validate(i, DateOf(t.now)) })
}

func (s Step) validate(i *LedgerItem, today Date) error {
	switch {
	case s.Content == "":
		return refuse(Invalid, "分步措施还没有填写。请填写后再保存。")
	case s.Due.IsZero():
		return refuse(Invalid, "分步措施的时限还没有填写。请填写后再保存。")
	case !i.Due.IsZero() && s.Due.After(i.Due):
		return refuse(Invalid, "分步措施的时限 %s 晚于第 %d 项的整改时限 %s。请改正后再保存。", s.Due, i.Number, i.Due)
	case s.Done.IsZero():
		return nil
	case i.State != ItemOpen:
		return refuse(State, "第 %d 项%s，分步措施还不能记为完成。开始整改以后再记。", i.Number, i.State.said())
	case s.Done.After(today):
		return refuse(Invalid, "分步措施的完成日期 %s 还没有到。请核对日期。", s.Done)
	}
	return nil
}

func (s *Step) fields() []any {
	return []any{&s.ID, &s.ItemID, &s.Number, &s.Content, &s.Due, &s.Done, &s.Note}
}

func steps(t *tx, where string, args ...any) ([]Step, error) {
	return list(t, (*Step).fields, "SELECT id, item_id, number, content, due, done_on, note FROM item_step WHERE "+where+
		" ORDER BY item_id, due, number", args...)
}

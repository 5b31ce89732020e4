package data

import "context"

// ItemProgress is a 进展: how far an item is on a day, in words and in percent.
type ItemProgress struct {
	ID      ID
	ItemID  ID
	Number  int // the order in which they were entered; the store's
	Date    Date
	Percent int // 0 … 100
	Text    string
	By      string // who reported it; may be empty
}

// RecordProgress enters a progress entry of an item in 整改中, or changes it. The item's percentage is that of its last entry.
func (s *Store) RecordProgress(ctx context.Context, p ItemProgress) error {
	p.Text, p.By = cleanText(p.Text), CleanName(p.By)
	e := newEntry("item_progress", p.ID, p.ItemID, "date, percent, text, by", p.Date, p.Percent, p.Text, p.By)
	return s.keepEntry(ctx, e, func(t *tx, _ *LedgerItem) error { return p.validate(DateOf(t.now)) },
		func(t *tx) error { return updatePercent(t, p.ItemID) })
}

func (p ItemProgress) validate(today Date) error {
	switch {
	case p.Text == "":
		return refuse(Invalid, "进展情况还没有填写。请写明做了什么，再保存。")
	case p.Percent < 0 || p.Percent > 100:
		return refuse(Invalid, "进度“%d%%”不对。进度应在 0%% 至 100%% 之间。", p.Percent)
	}
	return past("进展", p.Date, today)
}

// past refuses a day that isn't set or lies ahead.
func past(what string, day, today Date) error {
	switch {
	case day.IsZero():
		return refuse(Invalid, "%s的日期还没有填写。请填写后再保存。", what)
	case day.After(today):
		return refuse(Invalid, "%s的日期 %s 还没有到。请核对日期。", what, day)
	}
	return nil
}

// updatePercent takes the percentage of the last entry over into the item.
func updatePercent(t *tx, item ID) error {
	return t.exec(`UPDATE ledger_item SET percent = coalesce((SELECT percent FROM item_progress WHERE item_id = ?1
		ORDER BY date DESC, number DESC LIMIT 1), 0) WHERE id = ?1`, item)
}

func (p *ItemProgress) fields() []any {
	return []any{&p.ID, &p.ItemID, &p.Number, &p.Date, &p.Percent, &p.Text, &p.By}
}

func itemProgress(t *tx, where string, args ...any) ([]ItemProgress, error) {
	return list(t, (*ItemProgress).fields, "SELECT id, item_id, number, date, percent, text, by FROM item_progress WHERE "+where+
		" ORDER BY item_id, date, number", args...)
}

package data

import (
	"context"
	"slices"
)

// itemEntry is a row of one of the entryTables: what is done to it is the same for all of them.
type itemEntry struct {
	entryTable
	id, item ID
	columns  string // after id, item_id, number
	values   []any  // of the columns
}

// entryTable is a table that hangs under an item and whose rows can be taken out again.
type entryTable struct {
	table, name string
	states      []ItemState // of the item in which its rows may be entered or changed
}

var entryTables = []entryTable{
	{"item_step", "分步措施", []ItemState{ItemDraft, ItemOpen}},
	{"item_progress", "进展", []ItemState{ItemOpen}},
	{"evidence", "佐证材料", []ItemState{ItemOpen, ItemClosing}},
	{"item_publication", "公示", []ItemState{ItemOpen, ItemClosing, ItemClosed}},
	{"inspection", "督查", []ItemState{ItemOpen, ItemClosing, ItemClosed}},
	{"accountability", "责任追究", []ItemState{ItemOpen, ItemClosing, ItemClosed}},
}

// newEntry returns an entry of a table.
func newEntry(table string, id, item ID, columns string, values ...any) itemEntry {
	i := slices.IndexFunc(entryTables, func(t entryTable) bool { return t.table == table })
	return itemEntry{entryTables[i], id, item, columns, values}
}

// may refuses an entry that doesn't go with the state of its item.
func (e entryTable) may(i *LedgerItem) error {
	if slices.Contains(e.states, i.State) {
		return nil
	}
	switch i.State {
	case ItemDraft, ItemReview:
		return refuse(State, "第 %d 项%s，还不能登记%s。开始整改以后再登记。", i.Number, i.State.said(), e.name)
	case ItemClosed:
		return refuse(State, "第 %d 项已经销号，%s不能再改。", i.Number, e.name)
	}
	return refuse(State, "第 %d 项%s，%s不能再改。驳回以后才能改。", i.Number, i.State.said(), e.name)
}

// said names a state within a sentence.
func (s ItemState) said() string {
	return map[ItemState]string{
		ItemDraft: "还是草拟", ItemReview: "正在待审", ItemOpen: "正在整改", ItemClosing: "正在待销号", ItemClosed: "已经销号",
	}[s]
}

// keepEntry enters an entry or changes it, if check lets it, and then does what follows from it: the same ID twice is
// the same entry.
func (s *Store) keepEntry(ctx context.Context, e itemEntry, check func(*tx, *LedgerItem) error, then ...func(*tx) error) error {
	return s.changeItem(ctx, e.item, func(t *tx, i *LedgerItem) error {
		if err := check(t, i); err != nil {
			return err
		}
		return keepEntry(t, i, e, then...)
	})
}

func keepEntry(t *tx, i *LedgerItem, e itemEntry, then ...func(*tx) error) error {
	if err := e.may(i); err != nil {
		return err
	}
	var owner ID
	exists, err := t.value(&owner, "SELECT item_id FROM "+e.table+" WHERE id = ?", e.id)
	if err != nil {
		return err
	}
	if exists && owner != e.item {
		return refuse(State, "这条%s属于另一个整改事项。请从台账中重新选择。", e.name)
	}
	for _, write := range append([]func(*tx) error{e.write}, then...) {
		if err := write(t); err != nil {
			return err
		}
	}
	if exists {
		return t.journal(e.item, "修改整改事项第 %d 项的%s", i.Number, e.name)
	}
	return t.journal(e.item, "登记整改事项第 %d 项的%s", i.Number, e.name)
}

func (e itemEntry) write(t *tx) error {
	number := 0
	if _, err := t.value(&number, "SELECT coalesce(max(iif(id = ?1, number, NULL)), max(number) + 1, 1) FROM "+e.table+" WHERE item_id = ?2",
		e.id, e.item); err != nil {
		return err
	}
	return t.upsert(e.table, "id, item_id, number, "+e.columns, 3, append([]any{e.id, e.item, number}, e.values...)...)
}

// DeleteItemEntry takes out a step, a progress entry, a piece of evidence, a publication, an inspection or an
// accountability record that was entered by mistake. Deadline changes and decisions stay.
func (s *Store) DeleteItemEntry(ctx context.Context, item, entry ID) error {
	return s.changeItem(ctx, item, func(t *tx, i *LedgerItem) error {
		for _, e := range entryTables {
			var number int
			found, err := t.value(&number, "SELECT number FROM "+e.table+" WHERE id = ? AND item_id = ?", entry, item)
			if err != nil {
				return err
			}
			if !found {
				continue
			}
			if err := e.may(i); err != nil {
				return err
			}
			return e.delete(t, i, entry)
		}
		return refuse(NotFound, "没有找到这条记录。请从整改事项中重新选择。")
	})
}

func (e entryTable) delete(t *tx, i *LedgerItem, entry ID) error {
	if i.State == ItemClosed {
		return refuse(State, "第 %d 项已经销号，%s不能删除。", i.Number, e.name)
	}
	if err := t.exec("DELETE FROM "+e.table+" WHERE id = ?", entry); err != nil {
		return err
	}
	if e.table == "item_progress" {
		if err := updatePercent(t, i.ID); err != nil {
			return err
		}
	}
	return t.journal(i.ID, "删除整改事项第 %d 项的%s", i.Number, e.name)
}

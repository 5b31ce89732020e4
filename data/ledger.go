package data

import (
	"context"
	"slices"
	"strings"
)

// ItemClass tells how fast a ledger item has to be settled (plan.md §四（二）).
type ItemClass string

// The classes.
const (
	Immediate ItemClass = "immediate" // 立行立改
	Deadline  ItemClass = "deadline"  // 限期整改
	LongTerm  ItemClass = "long-term" // 长期坚持
)

// ItemClasses lists every class.
var ItemClasses = []ItemClass{Immediate, Deadline, LongTerm}

// String returns the class's name.
func (c ItemClass) String() string {
	return map[ItemClass]string{Immediate: "立行立改", Deadline: "限期整改", LongTerm: "长期坚持"}[c]
}

// ItemState is where a ledger item stands.
type ItemState string

// The states (design.md §9).
const (
	ItemDraft  ItemState = "draft"  // 草拟
	ItemOpen   ItemState = "open"   // 整改中
	ItemClosed ItemState = "closed" // 已销号
)

// String returns the state's name.
func (s ItemState) String() string {
	return map[ItemState]string{ItemDraft: "草拟", ItemOpen: "整改中", ItemClosed: "已销号"}[s]
}

// LedgerItem is a 整改事项.
type LedgerItem struct {
	ID       ID
	Number   int // 序号, given by the store, from 1
	Problem  string
	Source   string
	TargetID ID // empty: concerns the office as a whole
	Measures string
	Goal     string
	Leader   string // 责任领导
	Unit     string // 责任科室
	Person   string // 责任人
	Due      Date   // 整改时限
	Class    ItemClass
	Percent  int // 进度, 0 … 100
	State    ItemState
	Closing  CloseOut // set once State is ItemClosed
}

// CloseOut is what a 销号 rests on.
type CloseOut struct {
	Note     string // what was done
	Acceptor string // 验收人: never the person responsible
	Date     Date
}

// DaysLeft returns the days until the deadline; negative when it is overdue. The deadline must be set.
func (i LedgerItem) DaysLeft(today Date) int { return today.DaysUntil(i.Due) }

// Validate refuses an item that can't stand in the ledger.
func (i LedgerItem) Validate() error {
	switch {
	case i.Problem == "":
		return refuse(Invalid, "存在问题还没有填写。请填写后再保存。")
	case i.Class.String() == "":
		return refuse(Invalid, "整改类型还没有选定。请选定立行立改、限期整改或者长期坚持。")
	case i.Percent < 0 || i.Percent > 100:
		return refuse(Invalid, "进度“%d%%”不对。进度应在 0%% 至 100%% 之间。", i.Percent)
	}
	if i.State == ItemOpen {
		return i.ready()
	}
	return nil
}

// ready refuses an item that can't be carried out: no measures, nobody responsible or no deadline.
func (i LedgerItem) ready() error {
	var missing []string
	for _, need := range []struct {
		name  string
		empty bool
	}{{"整改措施", i.Measures == ""}, {"责任人", i.Person == ""}, {"整改时限", i.Due.IsZero()}} {
		if need.empty {
			missing = append(missing, need.name)
		}
	}
	if len(missing) > 0 {
		return refuse(Invalid, "第 %d 项还缺%s。请填好后再开始整改。", i.Number, strings.Join(missing, "、"))
	}
	return nil
}

// validate refuses a 销号 that rests on nothing, or on the word of the person responsible (design.md §9).
func (c CloseOut) validate(i *LedgerItem) error {
	switch {
	case c.Note == "":
		return refuse(Invalid, "整改结果还没有填写。请写明做了什么，再销号。")
	case c.Acceptor == "":
		return refuse(Invalid, "验收人还没有填写。请填写后再销号。")
	case c.Acceptor == CleanName(i.Person):
		return refuse(Invalid, "验收人“%s”就是责任人。请由另一个人验收。", c.Acceptor)
	case c.Date.IsZero():
		return refuse(Invalid, "销号日期还没有填写。请填写后再销号。")
	}
	return nil
}

const (
	itemColumns = "id, number, problem, source, target_id, measures, goal, leader, unit, person, due, class, percent, state, " +
		"closing_note, acceptor, closed_on"
	itemSelect = "SELECT id, number, problem, source, coalesce(target_id, ''), measures, goal, leader, unit, person, due, class, " +
		"percent, state, closing_note, acceptor, closed_on FROM ledger_item WHERE "
)

func (i *LedgerItem) fields() []any {
	return []any{
		&i.ID, &i.Number, &i.Problem, &i.Source, &i.TargetID, &i.Measures, &i.Goal, &i.Leader, &i.Unit, &i.Person, &i.Due,
		&i.Class, &i.Percent, &i.State, &i.Closing.Note, &i.Closing.Acceptor, &i.Closing.Date,
	}
}

// SaveLedgerItem enters an item as a draft or changes one that isn't closed. Its number and state are the store's;
// a closed item is refused.
func (s *Store) SaveLedgerItem(ctx context.Context, item LedgerItem) error {
	for _, text := range []*string{&item.Source, &item.Leader, &item.Unit, &item.Person} {
		*text = CleanLine(*text)
	}
	for _, text := range []*string{&item.Problem, &item.Measures, &item.Goal} {
		*text = strings.TrimSpace(*text)
	}
	return s.write(ctx, func(t *tx) error {
		campaign, err := currentID(t)
		if err != nil {
			return err
		}
		exists, err := t.belongs("ledger_item", item.ID, campaign)
		if err != nil {
			return err
		}
		if !exists {
			return enterItem(t, campaign, &item)
		}
		old, err := findItem(t, item.ID)
		if err != nil {
			return err
		}
		if old.State == ItemClosed {
			return refuse(State, "第 %d 项已经销号，不能再改。", old.Number)
		}
		item.Number, item.State, item.Closing = old.Number, old.State, old.Closing
		if err := item.Validate(); err != nil {
			return err
		}
		if err := saveItem(t, campaign, &item); err != nil {
			return err
		}
		return t.journal(item.ID, "修改整改事项第 %d 项", item.Number)
	})
}

// enterItem writes a new item as a draft with the next number.
func enterItem(t *tx, campaign ID, item *LedgerItem) error {
	item.State, item.Closing = ItemDraft, CloseOut{}
	if _, err := t.value(&item.Number, "SELECT coalesce(max(number), 0) + 1 FROM ledger_item WHERE campaign_id = ?", campaign); err != nil {
		return err
	}
	if err := item.Validate(); err != nil {
		return err
	}
	if err := saveItem(t, campaign, item); err != nil {
		return err
	}
	return t.journal(item.ID, "登记整改事项第 %d 项", item.Number)
}

// LedgerItems returns the current campaign's items: by deadline, those without one last; closed ones after them.
func (s *Store) LedgerItems(ctx context.Context) (all []LedgerItem, err error) {
	err = s.read(ctx, func(t *tx) error {
		campaign, err := currentID(t)
		if err != nil {
			return err
		}
		all, err = items(t, campaign)
		return err
	})
	return all, err
}

// StartItem begins the work on a draft: 草拟 → 整改中. It refuses when measures, person or deadline are missing.
func (s *Store) StartItem(ctx context.Context, id ID) error {
	return s.changeItem(ctx, id, "整改事项第 %d 项开始整改", func(i *LedgerItem) error {
		if i.State != ItemDraft {
			return refuse(State, "第 %d 项是“%s”，不能再开始整改。", i.Number, i.State)
		}
		i.State = ItemOpen
		return i.ready()
	})
}

// CloseItem strikes an item off: 整改中 → 已销号, with what was done and who accepted it, never the person
// responsible. Percent becomes 100.
func (s *Store) CloseItem(ctx context.Context, id ID, closing CloseOut) error {
	closing.Note, closing.Acceptor = strings.TrimSpace(closing.Note), CleanName(closing.Acceptor)
	return s.changeItem(ctx, id, "整改事项第 %d 项销号", func(i *LedgerItem) error {
		if i.State != ItemOpen {
			return refuse(State, "第 %d 项是“%s”，整改中的事项才能销号。", i.Number, i.State)
		}
		if err := closing.validate(i); err != nil {
			return err
		}
		i.State, i.Percent, i.Closing = ItemClosed, 100, closing
		return nil
	})
}

func (s *Store) changeItem(ctx context.Context, id ID, what string, change func(*LedgerItem) error) error {
	return s.write(ctx, func(t *tx) error {
		campaign, err := currentID(t)
		if err != nil {
			return err
		}
		if _, err := t.belongs("ledger_item", id, campaign); err != nil {
			return err
		}
		item, err := findItem(t, id)
		if err != nil {
			return err
		}
		if err := change(item); err != nil {
			return err
		}
		if err := saveItem(t, campaign, item); err != nil {
			return err
		}
		return t.journal(id, what, item.Number)
	})
}

func items(t *tx, campaign ID) ([]LedgerItem, error) {
	return list(t, (*LedgerItem).fields, itemSelect+"campaign_id = ? ORDER BY state = 'closed', due = '', due, number", campaign)
}

func findItem(t *tx, id ID) (*LedgerItem, error) {
	found, err := list(t, (*LedgerItem).fields, itemSelect+"id = ?", id)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, refuse(NotFound, "没有找到这个整改事项。请从台账中重新选择。")
	}
	return &found[0], nil
}

func saveItem(t *tx, campaign ID, i *LedgerItem) error {
	values := i.fields()
	if i.TargetID == "" {
		values[4] = nil // the office as a whole
	} else if _, err := findTarget(t, i.TargetID); err != nil {
		return err
	}
	return t.upsert("ledger_item", "id, campaign_id, "+strings.TrimPrefix(itemColumns, "id, "), 2,
		slices.Insert(values, 1, any(campaign))...)
}

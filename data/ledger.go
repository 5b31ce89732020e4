package data

import (
	"cmp"
	"context"
	"slices"
	"strings"
)

// ItemClass tells how fast a ledger item has to be settled (plan.md §四（二）: 重点问题抓紧改，长远问题分步改).
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

// LedgerItem is a 整改事项 as the ledger lists it. What hangs under it is its [ItemRecord].
type LedgerItem struct {
	ID        ID
	Number    int // 序号, given by the store, from 1
	ProblemID ID  // the problem that it settles; empty: none. The store's
	Problem   string
	Source    string // where the problem came to light
	TargetID  ID     // empty: concerns the office as a whole
	Measures  string
	Goal      string
	Leader    string // 责任领导
	Unit      string // 责任科室
	Person    string // 责任人
	Due       Date   // 整改时限
	Class     ItemClass
	Percent   int // 进度, 0 … 100, of the last progress entry; the store's
	State     ItemState
	Closing   CloseOut
	OriginID  ID // the item of the last campaign that it carries on (延续事项); empty: none. The store's

	// Counted by the store from what hangs under the item.
	TargetName string // empty: the office as a whole
	Opinions   int    // how many opinions were merged into its problem
	Steps      int    // 分步措施
	StepsDone  int
	NextStep   Date   // the earliest day of a step that isn't done; zero: none
	Moved      int    // how often its deadline was changed
	Rejected   string // why it came back (驳回), as long as it wasn't handed in again
}

// Validate refuses an item that can't stand in the ledger.
func (i LedgerItem) Validate() error {
	switch {
	case i.Problem == "":
		return refuse(Invalid, "存在问题还没有填写。请填写后再保存。")
	case i.Class.String() == "":
		return refuse(Invalid, "整改类型还没有选定。请选定立行立改、限期整改或者长期坚持。")
	}
	if i.State != ItemDraft {
		return i.ready()
	}
	return nil
}

// Missing names what an item lacks to be carried out: measures, somebody responsible, a deadline.
func (i LedgerItem) Missing() (names []string) {
	for _, need := range []struct {
		name  string
		empty bool
	}{{"整改措施", i.Measures == ""}, {"责任人", i.Person == ""}, {"整改时限", i.Due.IsZero()}} {
		if need.empty {
			names = append(names, need.name)
		}
	}
	return names
}

func (i LedgerItem) ready() error {
	if missing := i.Missing(); len(missing) > 0 {
		return refuse(Invalid, "第 %d 项还缺%s。请填好后再送审。", i.Number, strings.Join(missing, "、"))
	}
	return nil
}

// itemSelect counts what hangs under each item on the way: grouped, so that the whole ledger is read in one go.
const (
	itemColumns = "id, number, problem_id, problem, source, target_id, measures, goal, leader, unit, person, due, class, percent, state, " +
		"closing_note, acceptor, closed_on, origin_id"
	itemSelect = `SELECT i.id, i.number, coalesce(i.problem_id, ''), problem, source, coalesce(i.target_id, ''), measures, goal, leader,
		i.unit, person, i.due, class, percent, state, closing_note, acceptor, closed_on, coalesce(i.origin_id, ''),
		coalesce(target.name, ''), (SELECT count(*) FROM opinion WHERE opinion.problem_id = i.problem_id),
		coalesce(s.steps, 0), coalesce(s.done, 0), coalesce(s.next, ''), (SELECT count(*) FROM due_change WHERE item_id = i.id),
		coalesce((SELECT iif(kind IN ('rejected', 'refused'), opinion, '') FROM item_decision WHERE item_id = i.id
			ORDER BY number DESC LIMIT 1), '')
		FROM ledger_item AS i LEFT JOIN target ON target.id = i.target_id
		LEFT JOIN (SELECT item_id, count(*) AS steps, sum(done_on <> '') AS done, min(iif(done_on = '', due, NULL)) AS next
			FROM item_step GROUP BY item_id) AS s ON s.item_id = i.id WHERE `
)

func (i *LedgerItem) stored() []any {
	return []any{
		&i.ID, &i.Number, &i.ProblemID, &i.Problem, &i.Source, &i.TargetID, &i.Measures, &i.Goal, &i.Leader, &i.Unit, &i.Person, &i.Due,
		&i.Class, &i.Percent, &i.State, &i.Closing.Note, &i.Closing.Acceptor, &i.Closing.Date, &i.OriginID,
	}
}

func (i *LedgerItem) fields() []any {
	return append(i.stored(), &i.TargetName, &i.Opinions, &i.Steps, &i.StepsDone, &i.NextStep, &i.Moved, &i.Rejected)
}

func (i *LedgerItem) clean() {
	for _, text := range []*string{&i.Source, &i.Leader, &i.Unit} {
		*text = CleanLine(*text)
	}
	i.Person = CleanName(i.Person)
	for _, text := range []*string{&i.Problem, &i.Measures, &i.Goal} {
		*text = cleanText(*text)
	}
}

// cleanText brings a text of several lines into the form that is stored.
func cleanText(s string) string {
	return strings.TrimSpace(strings.ReplaceAll(strings.ToValidUTF8(s, ""), "\r\n", "\n"))
}

// SaveLedgerItem enters an item as a draft or changes one. Number, state, percentage and what it is linked to are the
// store's. A draft can be changed in everything, an item being worked on in everything but its deadline; one that waits
// for review or acceptance, or is closed, is refused.
func (s *Store) SaveLedgerItem(ctx context.Context, item LedgerItem) error {
	item.clean()
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
		if err := old.mayChange(item); err != nil {
			return err
		}
		item.Number, item.State, item.Percent, item.Closing = old.Number, old.State, old.Percent, old.Closing
		item.ProblemID, item.OriginID = old.ProblemID, old.OriginID
		if err := item.Validate(); err != nil {
			return err
		}
		if err := saveItem(t, campaign, &item); err != nil {
			return err
		}
		return t.journal(item.ID, "修改整改事项第 %d 项", item.Number)
	})
}

// mayChange refuses to change an item whose words others rest on.
func (i *LedgerItem) mayChange(item LedgerItem) error {
	switch i.State {
	case ItemReview, ItemClosing:
		return refuse(State, "第 %d 项%s，不能再改。驳回以后才能改。", i.Number, i.State.said())
	case ItemClosed:
		return refuse(State, "第 %d 项已经销号，不能再改。", i.Number)
	case ItemOpen:
		if item.Due != i.Due {
			return refuse(State, "第 %d 项正在整改，时限不能直接改。请用“变更时限”，写明原因和批准人。", i.Number)
		}
	}
	return nil
}

// enterItem writes a new item as a draft with the next number.
func enterItem(t *tx, campaign ID, item *LedgerItem) error {
	item.State, item.Percent, item.Closing, item.OriginID = ItemDraft, 0, CloseOut{}, ""
	if err := numberItem(t, campaign, item); err != nil {
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

func numberItem(t *tx, campaign ID, item *LedgerItem) error {
	_, err := t.value(&item.Number, "SELECT coalesce(max(number), 0) + 1 FROM ledger_item WHERE campaign_id = ?", campaign)
	return err
}

// DeleteLedgerItem takes a draft out that was entered by mistake, with what hangs under it. Its problem or pledge can be put
// into the ledger again. The numbers of the others stay.
func (s *Store) DeleteLedgerItem(ctx context.Context, id ID) error {
	return s.changeItem(ctx, id, func(t *tx, i *LedgerItem) error {
		if i.State != ItemDraft {
			return refuse(State, "第 %d 项%s，不能删除。草拟的事项才能删除。", i.Number, i.State.said())
		}
		if i.OriginID != "" {
			return refuse(State, "第 %d 项是上一次活动的延续事项，不能删除。请整改到底，再销号。", i.Number)
		}
		if err := t.exec("UPDATE pledge SET item_id = NULL WHERE item_id = ?", id); err != nil {
			return err
		}
		if err := t.exec("DELETE FROM ledger_item WHERE id = ?", id); err != nil {
			return err
		}
		return t.journal(id, "删除整改事项第 %d 项", i.Number)
	})
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

// changeItem changes an item of the current campaign.
func (s *Store) changeItem(ctx context.Context, id ID, change func(*tx, *LedgerItem) error) error {
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
		return change(t, item)
	})
}

func items(t *tx, campaign ID) ([]LedgerItem, error) {
	all, err := list(t, (*LedgerItem).fields, itemSelect+"i.campaign_id = ? ORDER BY i.due, i.number", campaign)
	// What runs out first stands first, be it a step of a long-term item; then what has no deadline, then what is closed.
	slices.SortStableFunc(all, func(a, b LedgerItem) int {
		return cmp.Or(cmp.Compare(a.urgency(), b.urgency()), b.Deadline().DaysUntil(a.Deadline()))
	})
	return all, err
}

// urgency parts what runs out, what has no deadline and what is closed.
func (i LedgerItem) urgency() int {
	switch {
	case i.State == ItemClosed:
		return 2
	case i.Deadline().IsZero():
		return 1
	}
	return 0
}

func findItem(t *tx, id ID) (*LedgerItem, error) {
	found, err := list(t, (*LedgerItem).fields, itemSelect+"i.id = ?", id)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, refuse(NotFound, "没有找到这个整改事项。请从台账中重新选择。")
	}
	return &found[0], nil
}

func saveItem(t *tx, campaign ID, i *LedgerItem) error {
	if i.TargetID != "" { // empty: the office as a whole
		if _, err := findTarget(t, i.TargetID); err != nil {
			return err
		}
	}
	values := i.stored()
	for n, value := range values {
		if id, ok := value.(*ID); ok {
			values[n] = orNull(*id)
		}
	}
	return t.upsert("ledger_item", "id, campaign_id, "+strings.TrimPrefix(itemColumns, "id, "), 2,
		slices.Insert(values, 1, any(campaign))...)
}

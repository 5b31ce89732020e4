package data

import (
	"cmp"
	"context"
	"strings"
	"time"
)

// ItemState is where a ledger item stands: 草拟 → 待审 → 整改中 → 待销号 → 已销号, with 驳回 back (design.md §9).
type ItemState string

// The states.
const (
	ItemDraft   ItemState = "draft"   // 草拟
	ItemReview  ItemState = "review"  // 待审
	ItemOpen    ItemState = "open"    // 整改中
	ItemClosing ItemState = "closing" // 待销号
	ItemClosed  ItemState = "closed"  // 已销号
)

// ItemStates lists every state, in their order.
var ItemStates = []ItemState{ItemDraft, ItemReview, ItemOpen, ItemClosing, ItemClosed}

// String returns the state's name.
func (s ItemState) String() string {
	return map[ItemState]string{
		ItemDraft: "草拟", ItemReview: "待审", ItemOpen: "整改中", ItemClosing: "待销号", ItemClosed: "已销号",
	}[s]
}

// ItemDecisionKind is one step of an item through its states.
type ItemDecisionKind string

// The kinds of decision.
const (
	ItemSubmitted ItemDecisionKind = "submitted" // 送审: 草拟 → 待审
	ItemApproved  ItemDecisionKind = "approved"  // 审核通过: 待审 → 整改中
	ItemRejected  ItemDecisionKind = "rejected"  // 驳回: 待审 → 草拟
	ItemApplied   ItemDecisionKind = "applied"   // 申请销号: 整改中 → 待销号
	ItemRefused   ItemDecisionKind = "refused"   // 驳回销号: 待销号 → 整改中
	ItemAccepted  ItemDecisionKind = "closed"    // 销号: 待销号 → 已销号
)

// itemMoves tells from which state to which each decision leads.
var itemMoves = map[ItemDecisionKind]struct {
	name     string
	from, to ItemState
}{
	ItemSubmitted: {"送审", ItemDraft, ItemReview},
	ItemApproved:  {"审核通过", ItemReview, ItemOpen},
	ItemRejected:  {"驳回", ItemReview, ItemDraft},
	ItemApplied:   {"申请销号", ItemOpen, ItemClosing},
	ItemRefused:   {"驳回销号", ItemClosing, ItemOpen},
	ItemAccepted:  {"销号", ItemClosing, ItemClosed},
}

// String returns the decision's name.
func (k ItemDecisionKind) String() string { return itemMoves[k].name }

// ItemDecision is a step that an item took: who, when, with which opinion. The record only grows.
type ItemDecision struct {
	ItemID   ID
	Number   int
	Kind     ItemDecisionKind
	By       string
	Date     Date
	Opinion  string // the reason of a 驳回
	Operator string // who sat at the program
	At       time.Time
}

// CloseOut is what a 销号 rests on.
type CloseOut struct {
	Note     string // what was done
	Acceptor string // 验收人: never the person responsible; set once the item is closed
	Date     Date   // of the 销号
}

// May refuses a decision that an item can't take in its present state, with what to do instead.
func (i LedgerItem) May(kind ItemDecisionKind) error {
	if itemMoves[kind].from == i.State {
		return nil
	}
	switch i.State {
	case ItemDraft:
		return refuse(State, "第 %d 项还是草拟，不能%s。请先送审。", i.Number, kind)
	case ItemReview:
		return refuse(State, "第 %d 项正在待审，不能%s。请先审核通过或者驳回。", i.Number, kind)
	case ItemOpen:
		return refuse(State, "第 %d 项正在整改，不能%s。整改完成以后，请申请销号。", i.Number, kind)
	case ItemClosing:
		return refuse(State, "第 %d 项正在待销号，不能%s。请验收销号或者驳回。", i.Number, kind)
	}
	return refuse(State, "第 %d 项已经销号，不能%s。", i.Number, kind)
}

// SubmitItem hands a draft in for review: 草拟 → 待审. Measures, person and deadline have to be there. Signature.By
// empty: the person responsible.
func (s *Store) SubmitItem(ctx context.Context, id ID, by Signature) error {
	return s.moveItem(ctx, id, ItemSubmitted, by, func(_ *tx, i *LedgerItem, d *ItemDecision) error {
		d.By = cmp.Or(d.By, i.Person)
		return i.ready()
	})
}

// ApproveItem lets the work begin: 待审 → 整改中. Signature.By says who approved.
func (s *Store) ApproveItem(ctx context.Context, id ID, by Signature) error {
	return s.moveItem(ctx, id, ItemApproved, by, func(*tx, *LedgerItem, *ItemDecision) error { return nil })
}

// RejectItem sends an item back: 待审 → 草拟, 待销号 → 整改中. Signature.Opinion is the reason.
func (s *Store) RejectItem(ctx context.Context, id ID, by Signature) error {
	return s.moveItem(ctx, id, ItemRejected, by, func(_ *tx, i *LedgerItem, d *ItemDecision) error {
		if d.Opinion == "" {
			return refuse(Invalid, "驳回的原因还没有填写。请写明要改什么，再驳回。")
		}
		return nil
	})
}

// ApplyClosing asks for the 销号 of an item: 整改中 → 待销号. The note says what was done; evidence and the 公示 of the
// effect have to be there already. Signature.By empty: the person responsible.
func (s *Store) ApplyClosing(ctx context.Context, id ID, note string, by Signature) error {
	return s.moveItem(ctx, id, ItemApplied, by, func(t *tx, i *LedgerItem, d *ItemDecision) error {
		d.By = cmp.Or(d.By, i.Person)
		i.Closing.Note = cleanText(note)
		record, err := itemRecord(t, i)
		if err != nil {
			return err
		}
		return record.readyToClose()
	})
}

// CloseItem strikes an item off: 待销号 → 已销号. Signature.By is the 验收人, never the person responsible. Its
// percentage becomes 100.
func (s *Store) CloseItem(ctx context.Context, id ID, by Signature) error {
	return s.moveItem(ctx, id, ItemAccepted, by, func(t *tx, i *LedgerItem, d *ItemDecision) error {
		if d.By == "" {
			return refuse(Invalid, "验收人还没有填写。请填写后再销号。")
		}
		if d.By == CleanName(i.Person) {
			return refuse(Invalid, "验收人“%s”就是责任人。请由另一个人验收。", d.By)
		}
		record, err := itemRecord(t, i)
		if err != nil {
			return err
		}
		i.Percent, i.Closing.Acceptor, i.Closing.Date = 100, d.By, d.Date
		return record.readyToClose()
	})
}

// decide takes one step with an item and records it. A 驳回 is the one that fits the item's state.
func (s *Store) moveItem(ctx context.Context, id ID, kind ItemDecisionKind, by Signature, check func(*tx, *LedgerItem, *ItemDecision) error) error {
	return s.changeItem(ctx, id, func(t *tx, i *LedgerItem) error {
		if kind == ItemRejected && i.State == ItemClosing {
			kind = ItemRefused
		}
		if err := i.May(kind); err != nil {
			return err
		}
		d := ItemDecision{
			ItemID: id, Kind: kind, By: CleanName(by.By), Date: by.Date, Opinion: strings.TrimSpace(by.Opinion), Operator: t.operator, At: t.now,
		}
		if d.Date.IsZero() {
			d.Date = DateOf(t.now)
		}
		if err := check(t, i, &d); err != nil {
			return err
		}
		if err := d.validate(t, i); err != nil {
			return err
		}
		i.State = itemMoves[kind].to
		if err := saveItemDecision(t, &d); err != nil {
			return err
		}
		campaign, err := currentID(t)
		if err != nil {
			return err
		}
		if err := saveItem(t, campaign, i); err != nil {
			return err
		}
		return t.journal(id, "整改事项第 %d 项%s", i.Number, kind)
	})
}

// validate refuses a decision by nobody, of a day to come or before the last one.
func (d *ItemDecision) validate(t *tx, i *LedgerItem) error {
	if d.By == "" {
		return refuse(Invalid, "由谁%s还没有填写。请填写后再办理。", d.Kind)
	}
	if today := DateOf(t.now); d.Date.After(today) {
		return refuse(Invalid, "%s日期 %s 还没有到。请核对日期。", d.Kind, d.Date)
	}
	var last Date
	found, err := t.value(&last, "SELECT max(date) FROM item_decision WHERE item_id = ? HAVING count(*) > 0", i.ID)
	if err == nil && found && d.Date.Before(last) {
		err = refuse(Invalid, "%s日期 %s 早于上一步的 %s。请核对日期。", d.Kind, d.Date, last)
	}
	return err
}

const itemDecisionColumns = "item_id, number, kind, by, date, opinion, operator, at"

func (d *ItemDecision) fields() []any {
	return []any{&d.ItemID, &d.Number, &d.Kind, &d.By, &d.Date, &d.Opinion, &d.Operator, storedTime{&d.At}}
}

func saveItemDecision(t *tx, d *ItemDecision) error {
	if _, err := t.value(&d.Number, "SELECT coalesce(max(number), 0) + 1 FROM item_decision WHERE item_id = ?", d.ItemID); err != nil {
		return err
	}
	return t.exec("INSERT INTO item_decision ("+itemDecisionColumns+") VALUES (?, ?, ?, ?, ?, ?, ?, ?)", d.fields()...)
}

func itemDecisions(t *tx, where string, args ...any) ([]ItemDecision, error) {
	return list(t, (*ItemDecision).fields, "SELECT "+itemDecisionColumns+" FROM item_decision WHERE "+where+" ORDER BY item_id, number", args...)
}

package data

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

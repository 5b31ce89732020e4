package data

import "strings"

// Term chooses items by how long is left (screens.md, screen 08).
type Term int

// The terms.
const (
	AnyTerm     Term = iota // 全部
	TermOverdue             // 逾期
	TermIn10                // 10 天内, the last day and today included
	TermIn20                // 20 天内: those within 10 days are among them
)

// Terms lists every term.
var Terms = []Term{AnyTerm, TermOverdue, TermIn10, TermIn20}

// String returns the term's name.
func (m Term) String() string { return [...]string{"全部", "逾期", "10 天内", "20 天内"}[m] }

// Deadline returns the day that counts for an item now: that of the next open step of a long-term one, else its own
// deadline. Zero when there is none; of a closed item too.
func (i LedgerItem) Deadline() Date {
	switch {
	case i.State == ItemClosed:
		return Date{}
	case i.Class == LongTerm && !i.NextStep.IsZero():
		return i.NextStep
	}
	return i.Due
}

// DaysLeft returns the days until the day that counts; negative when it is overdue, 0 on the last day. There has to be one.
func (i LedgerItem) DaysLeft(today Date) int { return today.DaysUntil(i.Deadline()) }

// In tells whether an item belongs to a term. A closed one and one without a deadline are in none but 全部.
func (i LedgerItem) In(m Term, today Date) bool {
	if m == AnyTerm {
		return true
	}
	if i.Deadline().IsZero() {
		return false
	}
	left := i.DaysLeft(today)
	switch m {
	case TermOverdue:
		return left < 0
	case TermIn10:
		return left >= 0 && left <= 10
	}
	return left >= 0 && left <= 20
}

// LedgerFilter is a view of the ledger. An empty field chooses all.
type LedgerFilter struct {
	Term     Term
	State    ItemState
	Class    ItemClass
	Unit     string // 责任科室
	Person   string
	TargetID ID
	General  bool   // only those about nobody in particular
	Search   string // every word has to be there
}

// Match tells whether the filter lets the item through as of today.
func (f LedgerFilter) Match(i LedgerItem, today Date) bool {
	if f.Search != "" {
		text := strings.ToLower(strings.Join([]string{i.Problem, i.TargetName, i.Leader, i.Unit, i.Person, i.Measures, i.Source}, "\n"))
		for word := range strings.FieldsSeq(strings.ToLower(f.Search)) {
			if !strings.Contains(text, word) {
				return false
			}
		}
	}
	return i.In(f.Term, today) &&
		(f.State == "" || f.State == i.State) &&
		(f.Class == "" || f.Class == i.Class) &&
		(f.Unit == "" || f.Unit == i.Unit) &&
		(f.Person == "" || f.Person == i.Person) &&
		(f.TargetID == "" || f.TargetID == i.TargetID) &&
		(!f.General || i.TargetID == "")
}

// CountTerms returns how many items belong to each term, in the order of Terms.
func CountTerms(all []LedgerItem, today Date) (counts []int) {
	counts = make([]int, len(Terms))
	for _, i := range all {
		for n, m := range Terms {
			if i.In(m, today) {
				counts[n]++
			}
		}
	}
	return counts
}

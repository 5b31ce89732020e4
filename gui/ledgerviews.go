package gui

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2/theme"

	"liangping/data"
	tables "liangping/data/sheet"
	"liangping/pdf"
)

// ledgerRow is an item with what the table says about it.
type ledgerRow struct {
	data.LedgerItem
	left  int  // days to the day that counts; no meaning without one
	begun bool // it isn't saved yet
}

func newLedgerRow(item data.LedgerItem, today data.Date) ledgerRow {
	r := ledgerRow{LedgerItem: item}
	if r.running() {
		r.left = item.DaysLeft(today)
	}
	return r
}

// running tells whether a deadline still counts.
func (r ledgerRow) running() bool { return !r.Deadline().IsZero() }

// leftText is how much time is left, as far as it asks for attention: nothing beyond 20 days. Of a long-term item it is the next
// step that counts.
func (r ledgerRow) leftText() (string, look) {
	still := "还有"
	if r.running() && r.Deadline() != r.Due {
		still = "下一步"
	}
	switch {
	case !r.running() || r.left > 20:
		return "", look{}
	case r.left < 0:
		return fmt.Sprintf("▲ 逾期 %d 天", -r.left), look{color: theme.ColorNameError, bold: true}
	case r.left == 0:
		return "今天到期", look{color: theme.ColorNameWarning, bold: true}
	case r.left <= 10:
		return fmt.Sprintf("%s %d 天", still, r.left), look{color: theme.ColorNameWarning, bold: true}
	}
	return fmt.Sprintf("%s %d 天", still, r.left), look{}
}

// itemChip shows where an item stands; one that came back says so.
func itemChip(i data.LedgerItem) chip {
	if i.Rejected != "" && (i.State == data.ItemDraft || i.State == data.ItemOpen) {
		return chip{chipOrange, "←", "驳回"}
	}
	switch i.State {
	case data.ItemReview, data.ItemClosing:
		return chip{chipBlue, "◐", i.State.String()}
	case data.ItemOpen:
		return chip{chipBlue, "▶", i.State.String()}
	case data.ItemClosed:
		return chip{chipGreen, "✓", i.State.String()}
	}
	return chip{chipGrey, "○", i.State.String()}
}

// termWords are the choices of the switch with their counts: 20 天内 includes 10 天内, closed items are in none but 全部.
func (p *ledgerPage) termWords() []string {
	words := make([]string, len(data.Terms))
	for i, n := range data.CountTerms(p.items, p.app.today()) {
		sign := ""
		if data.Terms[i] == data.TermOverdue {
			sign = "▲ "
		}
		words[i] = fmt.Sprintf("%s%s %d", sign, data.Terms[i], n)
	}
	return words
}

func stateOptions() []string { return append([]string{"全部状态"}, names(data.ItemStates)...) }

// stateCounts is how many items stand where, for the footer.
func (p *ledgerPage) stateCounts() string {
	counts, rejected := map[data.ItemState]int{}, 0
	for _, item := range p.items {
		counts[item.State]++
		if itemChip(item).word == "驳回" {
			rejected++
		}
	}
	var words []string
	for _, s := range data.ItemStates {
		words = append(words, fmt.Sprintf("%s %d", s, counts[s]))
	}
	return strings.Join(append(words, fmt.Sprintf("其中驳回 %d", rejected)), "　")
}

// ledgerGroupings are the ways in which the table is divided.
var ledgerGroupings = []struct {
	word string
	of   func(data.LedgerItem) string // nil: not at all
}{
	{"不分组", nil},
	{"按责任科室", func(i data.LedgerItem) string { return cmp.Or(i.Unit, "没有填写科室") }},
	{"按评议对象", func(i data.LedgerItem) string { return cmp.Or(i.TargetName, "全办") }},
	{"按整改类型", func(i data.LedgerItem) string { return i.Class.String() }},
}

func groupingOptions() (words []string) {
	for _, g := range ledgerGroupings {
		words = append(words, g.word)
	}
	return words
}

// group divides the table as it is chosen, each part with its counts.
func (p *ledgerPage) group() {
	of := ledgerGroupings[max(p.grouping.chosen, 0)].of
	if of == nil {
		p.table.group = nil
		return
	}
	remarks := p.groupRemarks(of)
	p.table.group = func(r ledgerRow) (string, string) {
		title := of(r.LedgerItem)
		return title, remarks[title]
	}
}

// groupRemarks counts each group: 12 项，逾期 3，已销号 4.
func (p *ledgerPage) groupRemarks(of func(data.LedgerItem) string) map[string]string {
	type counts struct{ all, overdue, closed int }
	groups, today := map[string]*counts{}, p.app.today()
	for _, i := range p.items {
		c := groups[of(i)]
		if c == nil {
			c = &counts{}
			groups[of(i)] = c
		}
		c.all++
		switch {
		case i.State == data.ItemClosed:
			c.closed++
		case i.In(data.TermOverdue, today):
			c.overdue++
		}
	}
	remarks := map[string]string{}
	for title, c := range groups {
		remarks[title] = fmt.Sprintf("%d 项，逾期 %d，已销号 %d", c.all, c.overdue, c.closed)
	}
	return remarks
}

// offerPersons offers everybody who is responsible for something, and keeps who is chosen.
func (p *ledgerPage) offerPersons() {
	chosen := p.chosenPerson()
	var persons []string
	for _, i := range p.items {
		if i.Person != "" {
			persons = append(persons, i.Person)
		}
	}
	slices.Sort(persons)
	persons = slices.Compact(persons)
	p.person.setOptions(append([]string{"全部责任人"}, persons...), slices.Index(persons, chosen)+1)
}

func (p *ledgerPage) chosenPerson() string {
	if p.person.chosen < 1 {
		return ""
	}
	return p.person.options[p.person.chosen]
}

// chosen is the view that the screen asks for.
func (p *ledgerPage) chosen() data.LedgerFilter {
	f := data.LedgerFilter{Term: data.Terms[p.term.chosen], Person: p.chosenPerson(), Search: p.find.Text}
	if p.state.chosen > 0 {
		f.State = data.ItemStates[p.state.chosen-1]
	}
	return f
}

// print makes the 整改台账 of the items that are shown, in the order of the screen: Ctrl+P.
func (p *ledgerPage) print() {
	p.withShown("打印", func(order []data.ID) {
		view, day, press := p.viewName(), p.app.today(), p.app.press()
		p.app.makePaper("整改台账", func() (*pdf.Paper, error) {
			c, items, err := p.read(context.Background(), order)
			if err != nil {
				return nil, err
			}
			return press.Ledger(*c, view, items, day)
		})
	})
}

// exportPage makes an Excel file of the items as they are shown, with everything that hangs under them: Ctrl+E.
func (p *ledgerPage) exportPage() {
	p.withShown("导出", func(order []data.ID) {
		view, made := p.viewName(), p.app.now()
		p.app.makeSheet("整改台账", func(ctx context.Context) (string, []byte, error) {
			c, items, err := p.read(ctx, order)
			if err != nil {
				return "", nil, err
			}
			content, err := tables.Ledger(items, c.Office, made)
			return strings.Join(filledIn(strconv.Itoa(c.Year), "整改台账", view), "-") + ".xlsx", content, err
		})
	})
}

// withShown goes on with the items of the table in their order; doing is what is done with them.
func (p *ledgerPage) withShown(doing string, proceed func(order []data.ID)) {
	if len(p.table.rows) == 0 {
		p.app.tell("没有可以"+doing+"的事项", "先放宽筛选，再"+doing+"台账。")
		return
	}
	p.leave(func() {
		var order []data.ID
		for _, i := range p.table.rows {
			order = append(order, p.table.lines[i].row.ID)
		}
		proceed(order)
	})
}

// read reads the campaign and the items with the IDs, in their order.
func (p *ledgerPage) read(ctx context.Context, order []data.ID) (*data.Campaign, []data.ItemRecord, error) {
	c, err := p.records.Campaign(ctx)
	if err != nil {
		return nil, nil, err
	}
	all, err := p.records.Ledger(ctx)
	return c, inOrder(all, order), err
}

// inOrder are the records with the IDs, in their order.
func inOrder(all []data.ItemRecord, order []data.ID) []data.ItemRecord {
	byID := map[data.ID]data.ItemRecord{}
	for _, r := range all {
		byID[r.ID] = r
	}
	var items []data.ItemRecord
	for _, id := range order {
		if r, ok := byID[id]; ok {
			items = append(items, r)
		}
	}
	return items
}

// viewName says which part of the ledger is shown: 逾期，曹德顺. It is empty for the whole.
func (p *ledgerPage) viewName() string {
	f := p.chosen()
	var parts []string
	if f.Term != data.AnyTerm {
		parts = append(parts, f.Term.String())
	}
	if f.State != "" {
		parts = append(parts, f.State.String())
	}
	return strings.Join(append(parts, filledIn(f.Person, strings.TrimSpace(f.Search))...), "，")
}

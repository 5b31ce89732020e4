package gui

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2/theme"

	"liangping/data"
)

// reminderRecords is what the reminder at the start needs of the store.
type reminderRecords interface {
	LedgerItems(ctx context.Context) ([]data.LedgerItem, error)
	Archived(ctx context.Context) (data.Archive, bool, error)
}

// remindedItems is how many items the reminder names.
const remindedItems = 6

// remindLedger says at the start what of the ledger is overdue and what is due within 10 days (design.md §9). It says nothing
// when there is nothing, and nothing of an archived campaign.
func (a *App) remindLedger(records reminderRecords) {
	ctx := context.Background()
	if _, archived, err := records.Archived(ctx); err != nil || archived {
		return
	}
	items, err := records.LedgerItems(ctx)
	if err != nil {
		return // the page itself will say so
	}
	today := a.today()
	var urgent []data.LedgerItem // the most urgent first, as the ledger is ordered
	for _, i := range items {
		if i.In(data.TermOverdue, today) || i.In(data.TermIn10, today) {
			urgent = append(urgent, i)
		}
	}
	if len(urgent) == 0 {
		return
	}
	const width = dialogWideWidth - 2*dialogPadding
	counts := data.CountTerms(items, today)
	chips := hbox(8)
	for i, c := range []chip{{chipRed, "▲", "逾期"}, {chipOrange, "△", "10 天内到期"}} {
		if n := counts[int(data.TermOverdue)+i]; n > 0 {
			c.word = fmt.Sprintf("%s %d", c.word, n)
			chips.Add(newChip(c))
		}
	}
	content := vbox(8, hbox(8, heading("整改提醒"), spacer(), chips))
	for _, i := range urgent[:min(len(urgent), remindedItems)] {
		text, how := newLedgerRow(i, today).leftText()
		left := newText(text, textBody, how.color)
		left.TextStyle.Bold = how.bold
		content.Add(columns(8, []float32{0, 80, 110},
			newText(fit(itemName(i), width-80-110-16, textBody, false), textBody, theme.ColorNameForeground), remark(i.Person), left))
	}
	if more := len(urgent) - remindedItems; more > 0 {
		content.Add(caption(fmt.Sprintf("另有 %d 项。", more)))
	}
	var closeIt func()
	later := newButton("知道了", func() { closeIt() }).key("Esc")
	show := newButton("去台账", func() { closeIt(); a.showPage(string(data.AtLedger), string(urgent[0].ID)) }).high()
	closeIt = a.show(frameDialog(dialogWideWidth, content, later, show), later, func() { closeIt() })
}

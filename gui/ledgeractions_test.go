package gui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"liangping/data"
)

// TestLedgerChangeDue asks for reason and approval and keeps the history.
func TestLedgerChangeDue(t *testing.T) {
	a, p := newLedger(t, ledgerItem("甲", -3, data.ItemOpen))
	act(t, a, p, "变更时限…")
	fill(t, a, ledgerDay.AddDays(30).String())
	typeKeys(a, fyne.KeyTab, fyne.KeyTab)
	writeText(t, a, "王喆")
	enterThrough(a)
	if !strings.Contains(shown(a), "变更时限的原因还没有填写") {
		t.Errorf("a deadline is moved without a reason: %q", shown(a))
	}
	a.escape()
	act(t, a, p, "变更时限…")
	fill(t, a, ledgerDay.AddDays(30).String())
	typeKeys(a, fyne.KeyTab)
	writeText(t, a, "汛期道路不通")
	typeKeys(a, fyne.KeyTab)
	writeText(t, a, "王喆")
	enterThrough(a)
	if got := storedItem(t, p, 1); got.Due != ledgerDay.AddDays(30) || got.Moved != 1 {
		t.Fatalf("moved to %+v: %q", got, shown(a))
	}
	if !onScreen(a, "变更 1 次") || !onScreen(a, "汛期道路不通") {
		t.Error("the history isn't shown")
	}
}

// TestLedgerRejected sends items back from both stations.
func TestLedgerRejected(t *testing.T) {
	a, p := newLedger(t, ledgerItem("甲", 3, data.ItemDraft))
	p.submit()
	act(t, a, p, "驳回…")
	writeText(t, a, "措施太笼统")
	typeKeys(a, fyne.KeyTab)
	fill(t, a, "王喆")
	enterThrough(a)
	if got := storedItem(t, p, 1); got.State != data.ItemDraft || got.Rejected != "措施太笼统" {
		t.Fatalf("sent back %+v: %q", got, shown(a))
	}
	if !p.showsForm() || !onScreen(a, "驳回：措施太笼统") {
		t.Error("the form doesn't say why it came back")
	}
	bothSizes(t, a, "08-rejected")
}

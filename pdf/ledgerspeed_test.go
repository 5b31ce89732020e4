//go:build unix

package pdf_test

import (
	"syscall"
	"testing"
	"time"

	"liangping/data"
)

// cpu is the time that this program has computed so far.
func cpu(tb testing.TB) time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// usualItems are items as an office writes them: some 200 characters each.
func usualItems(n int) []data.ItemRecord {
	items, _ := manyItems(n)
	for i := range items {
		items[i].Measures = string([]rune(items[i].Measures)[:20])
	}
	return items
}

// The ledger of 2,000 items takes less than a second of computing. The time allowed is three times that, because other
// programs run while tests do.
func TestALedgerOf2000Items(t *testing.T) {
	items := usualItems(2000)
	if _, err := press(t).Ledger(campaign(), "", items[:20], september); err != nil { // the fonts are open
		t.Fatal(err)
	}
	started := cpu(t)
	paper, err := press(t).Ledger(campaign(), "", items, september)
	if err != nil {
		t.Fatal(err)
	}
	used := cpu(t) - started
	t.Logf("%d pages, %d KB: %v of computing", paper.Pages, len(paper.PDF)>>10, used)
	if used > 3*time.Second {
		t.Errorf("the ledger takes %v of computing", used)
	}
}

// BenchmarkLedger prints 2,000 items. 1 s is allowed.
func BenchmarkLedger(b *testing.B) {
	items, p := usualItems(2000), press(b)
	for b.Loop() {
		if _, err := p.Ledger(campaign(), "", items, september); err != nil {
			b.Fatal(err)
		}
	}
}

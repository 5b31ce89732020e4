//go:build unix

package typeset_test

import (
	"os"
	"path/filepath"
	"runtime"
	"runtime/metrics"
	"strings"
	"syscall"
	"testing"
	"time"

	"liangping/pdf/typeset"
)

// longPaper has at least 500 pages of running text.
func longPaper(tb testing.TB) *typeset.Official {
	tb.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "plan.txt"))
	if err != nil {
		tb.Fatal(err)
	}
	title, body, _ := strings.Cut(string(text), "\n")
	return &typeset.Official{Library: library(tb), Title: title, Body: strings.Repeat(body+"\n", 77), Made: made}
}

// cpu is the time that this program has computed so far.
func cpu(tb testing.TB) time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// heap is how many bytes were in use at the last sweep; how much has not been swept yet depends on the tests before.
func heap() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// 500 pages take less than half a second of computing and 100 MB beside the fonts. The time allowed is three times that,
// because other programs run while tests do.
func Test500Pages(t *testing.T) {
	paper := longPaper(t)
	warm := *paper
	warm.Body = "字体"
	write(t, warm.Doc()) // the fonts are open
	runtime.GC()
	before, started := heap(), cpu(t)
	most := make(chan uint64)
	done := make(chan struct{})
	go func() {
		peak := uint64(0)
		for {
			peak = max(peak, heap())
			select {
			case <-done:
				most <- peak
				return
			case <-time.After(time.Millisecond):
			}
		}
	}()
	doc := paper.Doc()
	_, err := doc.PDF()
	used := cpu(t) - started
	close(done)
	peak := <-most
	if err != nil || len(doc.Pages) < 500 {
		t.Fatalf("%d pages, %v", len(doc.Pages), err)
	}
	megabytes := (int64(peak) - int64(before)) >> 20
	t.Logf("%d pages: %v of computing, %d MB", len(doc.Pages), used, megabytes)
	if used > 1500*time.Millisecond || megabytes > 100 {
		t.Errorf("%d pages take %v of computing and %d MB", len(doc.Pages), used, megabytes)
	}
}

// Benchmark500Pages sets running text. 0.5 s are allowed.
func Benchmark500Pages(b *testing.B) {
	paper := longPaper(b)
	for b.Loop() {
		if _, err := paper.Doc().PDF(); err != nil {
			b.Fatal(err)
		}
	}
}

// twoPages is a notice of two pages.
func twoPages(b *testing.B) *typeset.Official {
	paper := notice(b, strings.Repeat("按照县委统一安排部署，定于2011年8月24日上午9:00召开内部评议会议，请全体干部职工参加。\n", 12))
	if n := len(paper.Doc().Pages); n != 2 {
		b.Fatalf("the notice has %d pages", n)
	}
	return paper
}

// BenchmarkNotice makes the file of a notice of two pages. 20 ms are allowed.
func BenchmarkNotice(b *testing.B) {
	paper := twoPages(b)
	for b.Loop() {
		if _, err := paper.Doc().PDF(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPreview lays the same notice out and draws both pages at 100 %. 100 ms are allowed, with all that the window
// does beside it.
func BenchmarkPreview(b *testing.B) {
	paper := twoPages(b)
	for b.Loop() {
		doc := paper.Doc()
		for i := range doc.Pages {
			if _, err := doc.Picture(i, 3.78); err != nil {
				b.Fatal(err)
			}
		}
	}
}

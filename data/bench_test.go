package data_test

import (
	"context"
	"database/sql"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"liangping/data"
)

// keying returns a function that saves one ballot of 43 lines through the use case.
func keying(tb testing.TB) func() {
	o := newOffice(tb)
	o.target("油区办领导班子", data.Team, "")
	for range 17 {
		o.target("某某", data.KeyPost, "")
	}
	r := o.round(data.Internal)
	marks := strings.Repeat("1", 43)
	return func() { o.key(r, 0, marks) }
}

// committing returns a function that makes one bare durable commit: the same sheet as a row, nothing else, on the
// same disk with the same settings and a prepared statement.
func committing(tb testing.TB) func() {
	db := data.OpenDB(filepath.Join(tb.TempDir(), "bare.db"))
	tb.Cleanup(func() { db.Close() })
	exec := func(_ sql.Result, err error) {
		if err != nil {
			tb.Fatal(err)
		}
	}
	exec(db.Exec("CREATE TABLE sheet (id TEXT PRIMARY KEY, marks TEXT) WITHOUT ROWID"))
	marks := strings.Repeat("1", 43)
	return func() {
		tx, err := db.BeginTx(context.Background(), nil)
		exec(nil, err)
		exec(tx.Exec("INSERT INTO sheet VALUES (?, ?)", data.NewID(), marks))
		exec(nil, tx.Commit())
	}
}

func BenchmarkSaveBallot(b *testing.B) {
	save := keying(b)
	for b.Loop() {
		save()
	}
}

func BenchmarkBareCommit(b *testing.B) {
	commit := committing(b)
	for b.Loop() {
		commit()
	}
}

// BenchmarkSaveBallotRatio takes both in turns, each first every other time, so that the disk's moods meet both alike,
// and reports the ratio of the medians: saving a keyed ballot may cost at most 1.5 times a bare durable commit.
func BenchmarkSaveBallotRatio(b *testing.B) {
	steps := [2]func(){keying(b), committing(b)}
	var times [2][]time.Duration
	for n := 0; b.Loop(); n++ {
		for _, step := range []int{n % 2, 1 - n%2} {
			start := time.Now()
			steps[step]()
			times[step] = append(times[step], time.Since(start))
		}
	}
	median := func(step int) float64 {
		slices.Sort(times[step])
		return float64(times[step][len(times[step])/2])
	}
	b.ReportMetric(median(0)/median(1), "×bare")
}

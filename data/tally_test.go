package data_test

import (
	"database/sql"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"testing"
	"time"

	"liangping/data"
)

// large returns a round of 48 lines with n ballots in one group, written straight into the table.
func large(t *testing.T, n int) (*office, data.Round, sheets) {
	t.Helper()
	o := newOffice(t)
	for range 24 {
		o.target("某某", data.KeyPost, "")
	}
	r := o.round(data.Internal)
	_, err := o.FreezeForm(o.ctx, r.ID)
	o.ok(err)
	paper := throw(rand.New(rand.NewPCG(15, 16)), n, data.MaxLines)
	tx, err := o.DB().Begin()
	o.ok(err)
	for i, sheet := range paper {
		reading := readingOf(sheet)
		_, err := tx.Exec("INSERT INTO ballot (group_id, id, position, marks, spoiled) VALUES (?, ?, ?, ?, ?)",
			r.Groups[0].ID, data.NewID(), i+1, reading.Marks, reading.Spoiled)
		o.ok(err)
	}
	o.ok(tx.Commit())
	return o, r, paper
}

// bare reads the same rows as the tally does, in bare SQL, and does nothing with them.
func (o *office) bare(r data.Round) (n int) {
	o.t.Helper()
	tx, err := o.DB().Begin()
	o.ok(err)
	defer tx.Rollback()
	rows, err := tx.Query("SELECT marks, spoiled FROM ballot WHERE group_id = ?", r.Groups[0].ID)
	o.ok(err)
	defer rows.Close()
	var marks, spoiled sql.RawBytes
	for rows.Next() {
		if err := rows.Scan(&marks, &spoiled); err != nil {
			o.t.Fatal(err)
		}
		n += len(marks)
	}
	o.ok(rows.Err())
	return n
}

// Counting the ballots costs hardly more than reading them: at full size, 10,000 of 48 lines, at most 1.2 times one pass
// over the same rows in bare SQL, and little more memory than the marks themselves.
func TestTallyCost(t *testing.T) {
	o, r, paper := large(t, size(500, 10_000))
	var counted data.Tally
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	n := 0
	steps := [2]func(){
		func() { n = o.bare(r) },
		func() {
			var err error
			counted, err = o.Tally(o.ctx, r.ID)
			o.ok(err)
		},
	}
	var times [2][]time.Duration
	rounds := size(4, 200)
	for i := range rounds {
		for _, step := range []int{i % 2, 1 - i%2} { // each first every other time
			start := time.Now()
			steps[step]()
			times[step] = append(times[step], time.Since(start))
		}
		if n != counted.Valid()*data.MaxLines {
			t.Fatalf("%d marks were read, %d ballots counted", n, counted.Valid())
		}
	}
	runtime.ReadMemStats(&after)
	for line, c := range counted.Groups[0].Counts {
		want := data.Counts{
			Satisfied: cell(paper, line, '1'), MostlySatisfied: cell(paper, line, '2'), Dissatisfied: cell(paper, line, '3'),
			Unfamiliar: cell(paper, line, '4'), Blank: cell(paper, line, '0'), Multiple: cell(paper, line, '5'),
		}
		if c != want {
			t.Errorf("line %d: %+v, want %+v", line+1, c, want)
		}
	}
	median := func(step int) time.Duration { return slices.Sorted(slices.Values(times[step]))[rounds/2] }
	ratio := float64(median(1)) / float64(median(0))
	_, err := o.DB().Exec("PRAGMA wal_checkpoint(TRUNCATE)")
	o.ok(err)
	info, err := os.Stat(o.Path())
	o.ok(err)
	each := (after.TotalAlloc - before.TotalAlloc) / uint64(2*rounds) / uint64(len(paper))
	t.Logf("%d ballots: counted in %v, read in %v, %.2f times; %d bytes allocated for each ballot; the file has %d KB",
		len(paper), median(1), median(0), ratio, each, info.Size()>>10)
	if proving && ratio > 1.2 {
		t.Errorf("the tally costs %.2f times one pass over the rows", ratio)
	}
	if proving && each > 100 {
		t.Errorf("%d bytes were allocated for each ballot", each)
	}
}

package main

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"liangping/data"
)

// meeting is a meeting's ballots as they lie on the table, and the keys with which they are typed.
type meeting struct {
	sheets, lines int
	marks         []string // of each sheet
}

// newMeeting makes ballots out of a fixed seed, every mark among them.
func newMeeting(sheets, lines int) meeting {
	m := meeting{sheets: sheets, lines: lines}
	random := rand.New(rand.NewPCG(2011, 8))
	for range sheets {
		marks := make([]byte, lines)
		for i := range marks {
			marks[i] = "11111222233445012"[random.IntN(17)]
		}
		m.marks = append(m.marks, string(marks))
	}
	return m
}

// keys are what the operator types: the marks of each sheet and Enter, and at the end of each batch Enter for its cover. The pad
// and the main keyboard take turns.
func (m meeting) keys() (names []string) {
	for n, marks := range m.marks {
		for _, mark := range marks {
			name := string(mark)
			if n%2 == 1 {
				name = "KP_" + name
			}
			names = append(names, name)
		}
		names = append(names, "Return")
		if (n+1)%data.BatchSize == 0 || n+1 == m.sheets {
			names = append(names, "KP_Enter")
		}
	}
	return names
}

// TestWindowMeeting types a whole meeting into the real window, without one event of a mouse, at ten keys a second and more,
// and finds every ballot on the disk as it was typed (issue 5). The full size, 200 sheets of 20 lines, takes minutes:
// LIANGPING_PROVE=1.
func TestWindowMeeting(t *testing.T) {
	m := newMeeting(5, 20)
	if os.Getenv("LIANGPING_PROVE") != "" {
		m = newMeeting(200, 20)
	}
	d := newDesk(t, "1366x768")
	round := d.prepareMeeting(m)
	d.start()
	d.keys("Return") // the operator of last time
	d.keys("alt+5")
	d.keys("F5")
	d.pressWithoutNumLock()
	took := d.keyMeeting(m.keys())
	d.settle()
	d.picture("meeting-ends")
	d.keys("Escape")
	d.close()
	keys := len(m.keys())
	rate := float64(keys) / took.Seconds()
	t.Logf("%d keys in %v: %.1f a second", keys, took.Round(time.Millisecond), rate)
	if rate < 10 && os.Getenv("LIANGPING_PROVE") != "" {
		t.Errorf("%.1f keys a second, want 10 and more", rate)
	}
	d.compareMeeting(m, round)
}

// pressWithoutNumLock presses the pad's 1 as it is without Num Lock: the window must say so, and nothing is marked.
func (d *desk) pressWithoutNumLock() {
	d.t.Helper()
	before := d.picture("meeting-begins")
	d.keys("KP_End")
	if n := changed(before, d.picture("meeting-numlock")); n < 2000 {
		d.t.Errorf("%d pixels changed: the key without its figure was not noticed", n)
	}
}

// keyMeeting presses keys at a rate of more than ten a second, a thousand per call of xdotool, and returns how long it took.
func (d *desk) keyMeeting(names []string) time.Duration {
	d.t.Helper()
	start := time.Now()
	for part := range slices.Chunk(names, 1000) {
		d.command("xdotool", append([]string{"key", "--delay", "60"}, part...)...)
	}
	return time.Since(start)
}

// prepareMeeting sets up an office with a form of the meeting's lines and a round of which its sheets came back.
func (d *desk) prepareMeeting(m meeting) data.Round {
	d.t.Helper()
	if err := os.MkdirAll(d.dir, 0o700); err != nil {
		d.t.Fatal(err)
	}
	s, err := data.Open(filepath.Join(d.dir, "office.db"), data.Options{})
	if err != nil {
		d.t.Fatal(err)
	}
	ctx := context.Background()
	c := data.PlanTemplate(time.Now().Year())
	c.Office, c.OfficeShort, c.NumberPrefix = "某县油区工作办公室", "油区办", "某油发"
	check := func(err error) {
		d.t.Helper()
		if err != nil {
			d.t.Fatal(err)
		}
	}
	check(s.SetOperator("刘敏"))
	check(s.CreateCampaign(ctx, c))
	for i := range m.lines / 2 {
		check(s.SaveTarget(ctx, data.Target{
			ID: data.NewID(), Name: fmt.Sprintf("岗位%d", i+1), Kind: data.KeyPost, Ask: data.AskAspects,
		}))
	}
	own, err := s.Campaign(ctx)
	check(err)
	round := data.NewRound(data.Internal, *own)
	g := &round.Groups[0]
	g.Expected, g.Present, g.Printed, g.Issued, g.Returned, g.Valid = m.sheets, m.sheets, m.sheets, m.sheets, m.sheets, m.sheets
	check(s.SaveRound(ctx, round))
	check(s.Close())
	return round
}

// compareMeeting holds what is on the disk against what was typed, sheet by sheet.
func (d *desk) compareMeeting(m meeting, round data.Round) {
	d.t.Helper()
	s, err := data.OpenReadOnly(filepath.Join(d.dir, "office.db"))
	if err != nil {
		d.t.Fatal(err)
	}
	defer s.Close()
	stored, err := s.RecentBallots(context.Background(), round.ID, round.Groups[0].ID, 10*m.sheets)
	if err != nil {
		d.t.Fatal(err)
	}
	slices.Reverse(stored)
	var marks []string
	for _, b := range stored {
		marks = append(marks, b.Marks+b.Spoiled)
	}
	if !slices.Equal(marks, m.marks) {
		wrong := map[int]bool{}
		for i := range max(len(marks), len(m.marks)) {
			if i >= len(marks) || i >= len(m.marks) || marks[i] != m.marks[i] {
				wrong[i+1] = true
			}
		}
		d.t.Errorf("%d sheets on the disk, want %d; not as typed: %v", len(marks), m.sheets, slices.Sorted(maps.Keys(wrong)))
	}
}

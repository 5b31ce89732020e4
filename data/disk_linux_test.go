package data_test

import (
	"os/signal"
	"strings"
	"syscall"
	"testing"

	"liangping/data"
)

// A disk that refuses further bytes: the sheet in hand is refused with a sentence, nothing saved before is lost, and
// the same sheet is saved once there is room again.
func TestDiskRefuses(t *testing.T) {
	signal.Ignore(syscall.SIGXFSZ)
	defer signal.Reset(syscall.SIGXFSZ)
	tests := map[string]func(o *office) (restore func()){
		"no room in the file": func(o *office) func() {
			_, err := o.DB().Exec("PRAGMA max_page_count = 60")
			o.ok(err)
			return func() {
				_, err := o.DB().Exec("PRAGMA max_page_count = 1000000")
				o.ok(err)
			}
		},
		"writing fails": func(o *office) func() {
			var limit syscall.Rlimit
			o.ok(syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit))
			o.ok(syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 600_000, Max: limit.Max}))
			return func() { o.ok(syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit)) }
		},
	}
	for name, fill := range tests {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			o.roster()
			r := o.round(data.Internal)
			restore := fill(o)
			b, saved := data.Ballot{}, 0
			var err error
			for ; err == nil && saved < 2000; saved++ {
				b = data.Ballot{ID: data.NewID(), RoundID: r.ID, GroupID: r.Groups[0].ID, Marks: strings.Repeat("1", rosterLines)}
				_, err = o.SaveBallot(o.ctx, b)
			}
			saved--
			restore()
			refused(t, err, data.Disk, "以前保存的都还在")
			progress, err := o.Progress(o.ctx, r.ID)
			o.ok(err)
			if progress[0].Keyed != saved {
				t.Errorf("%d ballots on the disk, %d were confirmed", progress[0].Keyed, saved)
			}
			again, err := o.SaveBallot(o.ctx, b)
			o.ok(err)
			if again.Position != saved+1 {
				t.Errorf("the refused ballot is now at %d, want %d", again.Position, saved+1)
			}
			findings, err := o.Check(o.ctx)
			if err != nil || !findings.OK {
				t.Errorf("%+v, %v", findings, err)
			}
		})
	}
}

package data_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"liangping/data"
)

// An environment variable turns the test binary into a clerk who works on the file that it names until he is killed.
const (
	keyForEver   = "LIANGPING_KEY_INTO"
	issueForEver = "LIANGPING_ISSUE_INTO"
	migrateOnce  = "LIANGPING_MIGRATE"
)

func TestMain(m *testing.M) {
	for variable, work := range map[string]func(path string) error{keyForEver: clerk, issueForEver: issuer, migrateOnce: migrator, keyRecorded: recordedClerk} {
		path := os.Getenv(variable)
		if path == "" {
			continue
		}
		if err := work(path); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

// clerk keys ballots until it is killed. It says each one's ID before saving and again when the store said that it
// is saved; every third one it saves twice.
func clerk(path string) error {
	ctx := context.Background()
	s, err := data.Open(path, data.Options{})
	if err != nil {
		return err
	}
	if err := s.SetOperator("刘敏"); err != nil {
		return err
	}
	rounds, err := s.Rounds(ctx)
	if err != nil {
		return err
	}
	r := rounds[0]
	for i := 0; ; i++ {
		b := data.Ballot{ID: data.NewID(), RoundID: r.ID, GroupID: r.Groups[0].ID, Marks: strings.Repeat("2", rosterLines)}
		fmt.Println("try", b.ID)
		if _, err := s.SaveBallot(ctx, b); err != nil {
			return err
		}
		if i%3 == 0 {
			if _, err := s.SaveBallot(ctx, b); err != nil {
				return err
			}
		}
		fmt.Println("saved", b.ID)
	}
}

// kill −9 in the middle of the keying, again and again: no confirmed ballot is lost, none is doubled, and no more
// than the one in flight is there unconfirmed.
func TestKill(t *testing.T) {
	o := newOffice(t)
	o.roster()
	r := o.round(data.Internal)
	path := filepath.Join(t.TempDir(), "killed.db")
	o.ok(o.Close())
	o.ok(copyTo(path, o.Path()))

	saved, tried := map[data.ID]bool{}, map[data.ID]bool{}
	const kills = 10
	for range kills {
		workAndKill(t, keyForEver, path, saved, tried)
		s, err := data.Open(path, data.Options{})
		o.ok(err)
		sheets, err := s.RecentBallots(o.ctx, r.ID, r.Groups[0].ID, 1_000_000)
		o.ok(err)
		seen, positions := map[data.ID]bool{}, map[int]bool{}
		for _, b := range sheets {
			if seen[b.ID] || positions[b.Position] || !tried[b.ID] {
				t.Fatalf("ballot %s at %d is there twice or was never keyed", b.ID, b.Position)
			}
			seen[b.ID], positions[b.Position] = true, true
		}
		for id := range saved {
			if !seen[id] {
				t.Fatalf("the confirmed ballot %s is lost", id)
			}
		}
		if extra := len(seen) - len(saved); extra > kills {
			t.Errorf("%d ballots are there without a confirmation", extra)
		}
		o.ok(s.Close())
	}
	if len(saved) < kills {
		t.Errorf("only %d ballots were confirmed in %d runs: nothing was proved", len(saved), kills)
	}
	o.open(o.Path())
}

// workAndKill runs a clerk for a moment and kills it.
func workAndKill(t *testing.T, work, path string, saved, tried map[data.ID]bool) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), work+"="+path)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var kill *time.Timer
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if kill == nil {
			kill = time.AfterFunc(time.Duration(rand.IntN(60))*time.Millisecond, func() { cmd.Process.Kill() })
		}
		what, id, _ := strings.Cut(lines.Text(), " ")
		switch what {
		case "try":
			tried[data.ID(id)] = true
		case "saved":
			saved[data.ID(id)] = true
		}
	}
	if err := cmd.Wait(); err == nil || kill == nil {
		t.Fatalf("the clerk ended by itself: %v", err)
	}
}

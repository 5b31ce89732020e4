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
	sealForEver  = "LIANGPING_SEAL"
)

func TestMain(m *testing.M) {
	for variable, work := range map[string]func(path string) error{
		keyForEver: clerk, issueForEver: issuer, migrateOnce: migrator, keyRecorded: recordedClerk, sealForEver: sealer,
	} {
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
	kills := size(10, 200)
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

// sealer seals and unseals a round until it is killed. It says when it begins and when the store said that it is done.
func sealer(path string) error {
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
	for r := rounds[0]; ; r.State = data.RoundSealed {
		if r.State == data.RoundSealed {
			if err := s.UnsealRound(ctx, r.ID, "再核对一次"); err != nil {
				return err
			}
			// As a start of the day or an import would: a copy from the time of entry, which the next seal has to find.
			if err := s.BackUp(ctx, "录票"); err != nil {
				return err
			}
		}
		fmt.Println("try", data.NewID())
		if _, err := s.SealRound(ctx, r.ID); err != nil {
			return err
		}
		fmt.Println("saved", data.NewID())
	}
}

// kill −9 in the middle of sealing, VACUUM, backup and purge: the next start finishes what was begun. A round is sealed as a
// whole or not at all, no copy from the time of entry outlives its seal, and no ballot is lost.
func TestKillWhileSealing(t *testing.T) {
	o := newOffice(t)
	r, paper := o.meeting()
	path := filepath.Join(t.TempDir(), "office.db")
	o.ok(o.Close())
	o.ok(copyTo(path, o.Path()))
	saved, tried := map[data.ID]bool{}, map[data.ID]bool{}
	sealed, interrupted := 0, 0
	for range size(12, 200) {
		workAndKill(t, sealForEver, path, saved, tried)
		raw, err := data.OpenReadOnly(path)
		o.ok(err)
		findings, err := raw.Check(o.ctx)
		o.ok(err)
		if strings.Contains(strings.Join(findings.Lines, "\n"), "封存后的整理还没有做完") {
			interrupted++
		}
		o.ok(raw.Close())
		s, err := data.Open(path, data.Options{})
		o.ok(err)
		seal, err := s.Seal(o.ctx, r.ID)
		o.ok(err)
		var ballots, places, waiting int
		o.ok(s.DB().QueryRow("SELECT count(*), count(position), (SELECT count(*) FROM unwiped) FROM ballot").Scan(&ballots, &places, &waiting))
		o.ok(s.Close())
		if waiting != 0 || ballots != len(paper) || seal != nil && places != 0 || seal == nil && places != len(paper) {
			t.Fatalf("after a kill: %d of %d ballots, %d places, %d rounds to wipe, the seal %+v", ballots, len(paper), places, waiting, seal)
		}
		if seal == nil {
			continue
		}
		sealed++
		for _, name := range files(t, filepath.Dir(path)) {
			if strings.Contains(name, "录票") || strings.Contains(name, ".part") || strings.HasSuffix(name, "-wal") {
				t.Fatalf("%s outlived the seal", name)
			}
		}
	}
	t.Logf("%d kills left the round sealed, %d in the middle of the wiping", sealed, interrupted)
	if sealed == 0 {
		t.Error("no kill came after a seal: nothing was proved")
	}
	o.open(o.Path())
}

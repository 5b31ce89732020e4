package data_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"liangping/data"
)

// A power cut leaves what was synced; of the rest it leaves what it likes: nothing, all of it, some writes, or halves of
// them. The recorder (testdata/powercut) writes down what SQLite asks of the disk while a clerk keys ballots; each cut
// stops that at some moment, makes up what the disk holds and opens it as the program does.

// The variables that tell a recorded clerk where to write and how safely.
const (
	keyRecorded = "LIANGPING_KEY_RECORDED"
	recordTo    = "RECORD_TO"
	recordHow   = "RECORD_SYNCHRONOUS"
)

const recordedBallots = 150

// recordedClerk keys ballots; each one that the store calls saved goes into the recording as an event of its own.
func recordedClerk(path string) error {
	ctx := context.Background()
	s, err := data.Open(path, data.Options{})
	if err != nil {
		return err
	}
	// Fold the -wal in often, so that cuts meet that as well.
	if _, err := s.DB().Exec("PRAGMA wal_autocheckpoint = 20; PRAGMA synchronous = " + os.Getenv(recordHow)); err != nil {
		return err
	}
	if err := s.SetOperator("刘敏"); err != nil {
		return err
	}
	rounds, err := s.Rounds(ctx)
	if err != nil {
		return err
	}
	trace, err := os.OpenFile(os.Getenv(recordTo), os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return err
	}
	for range recordedBallots {
		b := data.Ballot{ID: data.NewID(), RoundID: rounds[0].ID, GroupID: rounds[0].Groups[0].ID, Marks: strings.Repeat("2", rosterLines)}
		if _, err := s.SaveBallot(ctx, b); err != nil {
			return err
		}
		saved := append([]byte{'A', 0, 0}, make([]byte, 16)...)
		binary.LittleEndian.PutUint64(saved[11:], uint64(len(b.ID)))
		if _, err := trace.Write(append(saved, b.ID...)); err != nil {
			return err
		}
	}
	os.Exit(0) // without closing: the power goes while the program runs
	return nil
}

// diskEvent is one event of the recording.
type diskEvent struct {
	op     byte // 'C' created, 'W' written, 'T' truncated, 'S' synced, 'A' called saved
	name   string
	offset int
	bytes  []byte
}

func readEvents(t *testing.T, path string) (events []diskEvent) {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for len(raw) > 0 {
		name, length := int(binary.LittleEndian.Uint16(raw[1:])), int(binary.LittleEndian.Uint64(raw[11:]))
		e := diskEvent{op: raw[0], name: string(raw[19 : 19+name]), offset: int(binary.LittleEndian.Uint64(raw[3:]))}
		e.bytes = raw[19+name : 19+name+length]
		events, raw = append(events, e), raw[19+name+length:]
	}
	return events
}

// diskFile is a file as the disk may hold it.
type diskFile struct {
	synced  []byte
	pending []diskEvent // written, not synced
	named   bool        // its name is on the disk: it was there before, or its folder was synced
}

// apply does to a file what an event says; torn writes only some of its sectors.
func (e diskEvent) apply(file []byte, rnd *rand.Rand, torn bool) []byte {
	if e.op == 'T' {
		return append(file[:min(e.offset, len(file))], make([]byte, max(0, e.offset-len(file)))...)
	}
	if end := e.offset + len(e.bytes); end > len(file) {
		file = append(file, make([]byte, end-len(file))...)
	}
	const sector = 512
	for at := 0; at < len(e.bytes); at += sector {
		if !torn || rnd.IntN(2) == 0 {
			copy(file[e.offset+at:], e.bytes[at:min(at+sector, len(e.bytes))])
		}
	}
	return file
}

// disk is what was asked of the disk up to some event.
type disk struct {
	files map[string]*diskFile
	saved []data.ID // what the store had called saved
}

func (d *disk) take(e diskEvent) {
	f := d.files[e.name]
	if f == nil {
		f = &diskFile{named: e.op != 'C'}
		d.files[e.name] = f
	}
	switch e.op {
	case 'A':
		d.saved = append(d.saved, data.ID(e.bytes))
	case 'W', 'T':
		f.pending = append(f.pending, e)
	case 'S':
		for _, written := range f.pending {
			f.synced = written.apply(f.synced, nil, false)
		}
		f.pending = nil
		if e.name == "." {
			for _, other := range d.files {
				other.named = true
			}
		}
	}
}

// cut writes into folder what a power cut may leave now.
func (d *disk) cut(t *testing.T, folder string, rnd *rand.Rand) {
	t.Helper()
	const nothing, everything, some = 0, 1, 2 // 3: some, and some of these torn
	mood := rnd.IntN(4)
	for name, f := range d.files {
		if name == "" || name == "." || !f.named && (mood == nothing || rnd.IntN(2) == 0) {
			continue
		}
		content := bytes.Clone(f.synced)
		for _, e := range f.pending {
			if mood == everything || mood >= some && rnd.IntN(2) == 0 {
				content = e.apply(content, rnd, mood > some && rnd.IntN(2) == 0)
			}
		}
		if err := os.WriteFile(filepath.Join(folder, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// record lets a clerk work under the recorder on a copy of the office's file, and returns the file as it was and what was
// asked of the disk.
func record(t *testing.T, synchronous string) (before []byte, round data.Round, events []diskEvent) {
	t.Helper()
	o := newOffice(t)
	o.roster()
	round = o.round(data.Internal)
	o.ok(o.Close())
	before, err := os.ReadFile(o.Path())
	o.ok(err)
	folder := t.TempDir()
	recorder, trace := filepath.Join(folder, "recorder.so"), filepath.Join(folder, "trace")
	if out, err := exec.Command("gcc", "-shared", "-fPIC", "-O1", "-o", recorder, "testdata/powercut/recorder.c", "-ldl").CombinedOutput(); err != nil {
		t.Fatalf("build the recorder: %v\n%s", err, out)
	}
	live := filepath.Join(folder, "live")
	o.ok(os.Mkdir(live, 0o700))
	o.ok(os.WriteFile(filepath.Join(live, "office.db"), before, 0o600))
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), keyRecorded+"="+filepath.Join(live, "office.db"), recordHow+"="+synchronous,
		"LD_PRELOAD="+recorder, "RECORD_FOLDER="+live, recordTo+"="+trace)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("the recorded clerk: %v\n%s", err, out)
	}
	o.open(o.Path())
	return before, round, readEvents(t, trace)
}

// lostAfterCuts cuts the power n times at random moments and counts after how many of them a saved ballot was gone. A
// file that doesn't open, a doubled ballot, and one that was never keyed fail the test.
func lostAfterCuts(t *testing.T, synchronous string, cuts int) (lost int) {
	t.Helper()
	before, round, events := record(t, synchronous)
	rnd := rand.New(rand.NewPCG(2011, 9))
	for range cuts {
		d := disk{files: map[string]*diskFile{"office.db": {synced: bytes.Clone(before), named: true}}}
		for _, e := range events[:1+rnd.IntN(len(events))] {
			d.take(e)
		}
		folder, err := os.MkdirTemp("", "liangping-cut")
		if err != nil {
			t.Fatal(err)
		}
		d.cut(t, folder, rnd)
		if !keptAll(t, filepath.Join(folder, "office.db"), round, d.saved) {
			lost++
		}
		os.RemoveAll(folder)
	}
	return lost
}

// keptAll opens what a cut left and looks for the saved ballots.
func keptAll(t *testing.T, path string, round data.Round, saved []data.ID) bool {
	t.Helper()
	s, err := data.Open(path, data.Options{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatalf("after a power cut with %d ballots saved the file doesn't open: %v", len(saved), err)
	}
	defer s.Close()
	sheets, err := s.RecentBallots(context.Background(), round.ID, round.Groups[0].ID, 2*recordedBallots)
	if err != nil {
		t.Fatal(err)
	}
	there, places := map[data.ID]bool{}, map[int]bool{}
	for _, b := range sheets {
		there[b.ID], places[b.Position] = true, true
	}
	if len(there) != len(sheets) || len(places) != len(sheets) || len(sheets) > len(saved)+1 {
		t.Fatalf("%d sheets with %d places, %d saved", len(sheets), len(places), len(saved))
	}
	for _, id := range saved {
		if !there[id] {
			return false
		}
	}
	return true
}

// What was called saved survives a power cut (safety.md §1); with synchronous at NORMAL, the driver's own choice, it
// does not, so this test can tell.
func TestPowerCut(t *testing.T) {
	cuts := proof(60, 10_000)
	if lost := lostAfterCuts(t, "FULL", cuts); lost > 0 {
		t.Errorf("%d of %d power cuts lost a saved ballot", lost, cuts)
	}
	if lost := lostAfterCuts(t, "NORMAL", cuts); lost == 0 {
		t.Errorf("%d power cuts lost nothing even without syncing: they prove nothing", cuts)
	} else {
		t.Logf("%d of %d power cuts lose a ballot with synchronous NORMAL", lost, cuts)
	}
}

// proof returns how often a slow proof is tried: few times in `make test`, full size in `make prove`.
func proof(short, full int) int {
	if os.Getenv("LIANGPING_PROVE") != "" {
		return full
	}
	return short
}

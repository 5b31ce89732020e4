package data_test

import (
	"path/filepath"
	"testing"
	"time"

	"liangping/data"
)

// TestSample runs the sample campaign through the use cases and looks at what a secretary would
// check first: nothing in the accounting is broken, every ballot is there, the file verifies.
func TestSample(t *testing.T) {
	s, err := data.Open(filepath.Join(t.TempDir(), "office.db"), data.Options{
		Clock: func() time.Time { return data.SampleNow },
	})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := data.Sample(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	rounds, err := s.Rounds(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	keyed := 0
	for _, r := range rounds {
		progress, err := s.Progress(t.Context(), r.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range progress {
			keyed += p.Keyed
		}
		for _, c := range data.CheckRound(r, progress) {
			if c.State == data.Breaks {
				t.Errorf("%s: %s: %s %s", r.Name(), c.Rule, c.Figures, c.Advice)
			}
		}
	}
	if keyed != 60 {
		t.Errorf("%d ballots, want 60", keyed)
	}
	findings, err := s.Check(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if !findings.OK {
		t.Error(findings.Lines)
	}
}

// The sample campaign comes to its end: it can be archived, verifies, and the next one carries the long-term items on.
func TestFinishSample(t *testing.T) {
	now := data.SampleNow
	s, err := data.Open(filepath.Join(t.TempDir(), "office.db"), data.Options{Clock: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := data.Sample(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	now = data.SampleEnd
	if err := data.FinishSample(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	folder, err := s.ArchiveCampaign(t.Context(), t.TempDir(), data.ArchiveOptions{})
	if err != nil {
		t.Fatal(err)
	}
	findings, err := data.CheckArchive(t.Context(), folder)
	if err != nil || !findings.OK {
		t.Errorf("%+v, %v", findings, err)
	}
	if _, err := s.StartNextCampaign(t.Context(), 2012); err != nil {
		t.Fatal(err)
	}
	items, err := s.LedgerItems(t.Context())
	if err != nil || len(items) != 2 || items[0].Steps+items[1].Steps != 3 || items[0].State != data.ItemOpen || items[1].State != data.ItemDraft {
		t.Errorf("%+v, %v", items, err)
	}
}

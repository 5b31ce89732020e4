package gui

import (
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"liangping/data"
	tables "liangping/data/sheet"
	"liangping/pdf"
)

// demoArchive is the folder into which the sample campaign is archived.
const demoArchive = "归档"

// archive takes a copy of the records to the end of the campaign and archives it there: whoever opens the sample is still in the
// middle of its rectification. The copy is made within work.
func (d *demo) archive(work, records string) (err error) {
	twin := filepath.Join(work, "twin.db")
	if err := copyRecords(twin, records); err != nil {
		return err
	}
	s, err := data.Open(twin, data.Options{Clock: func() time.Time { return data.SampleEnd }, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if err := s.SetOperator(data.SampleOperator); err != nil {
		return err
	}
	if err := errors.Join(data.FinishSample(d.ctx, s), d.issueDrafts(s)); err != nil {
		return err
	}
	parent := filepath.Join(d.dir, demoArchive)
	if err := errors.Join(os.RemoveAll(parent), os.Mkdir(parent, 0o700)); err != nil { // that of the last run
		return demoFault(d.dir, err)
	}
	folder, err := s.ArchiveCampaign(d.ctx, parent, data.ArchiveOptions{Tables: tables.ArchiveTables})
	if err != nil {
		return err
	}
	d.say("归档　%s", filepath.Join(demoArchive, filepath.Base(folder)))
	return nil
}

// issueDrafts issues what is still a draft: nothing goes into an archive half-done.
func (d *demo) issueDrafts(s *data.Store) error {
	in, err := readPaperRecords(d.ctx, s, data.DateOf(data.SampleEnd))
	if err != nil {
		return err
	}
	drafts, err := s.Documents(d.ctx, data.DocumentFilter{State: data.DocumentDraft})
	for _, draft := range drafts {
		var paper *pdf.Paper
		if _, issuing := s.IssueDocument(d.ctx, draft.ID, issuer(d.press, in, &paper)); issuing != nil {
			err = errors.Join(err, issuing)
		}
	}
	return err
}

// copyRecords copies records that nobody works with.
func copyRecords(to, from string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

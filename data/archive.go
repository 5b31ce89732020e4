package data

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// Archive tells that a campaign is finished: read-only, still to be looked at and printed (design.md §4).
type Archive struct {
	CampaignID ID
	Date       Date
	Operator   string
}

// ArchiveTable is a table that goes into the archive as an Excel file.
type ArchiveTable struct {
	Name string // 整改台账, without ending
	Make func(context.Context, *Store) ([]byte, error)
}

// ArchiveOptions say what goes into an archive beside the database and the issued papers.
type ArchiveOptions struct {
	Tables   []ArchiveTable                        // see package sheet
	Progress func(done, total int, current string) // nil: nobody looks
}

// The parts of an archive's folder.
const (
	archiveRecords  = "资料.db"
	archivePapers   = "公文"
	archiveTables   = "表格"
	archiveManifest = "归档清单.txt"
)

// Archived returns the archive of the current campaign; ok is false while it is still worked on.
func (s *Store) Archived(ctx context.Context) (a Archive, ok bool, err error) {
	err = s.read(ctx, func(t *tx) error {
		campaign, err := currentID(t)
		if err != nil {
			return err
		}
		a, ok, err = archived(t, campaign)
		return err
	})
	return a, ok, err
}

// ArchivedCampaigns returns the archives of all campaigns.
func (s *Store) ArchivedCampaigns(ctx context.Context) (all []Archive, err error) {
	err = s.read(ctx, func(t *tx) error {
		all, err = archives(t, "1 = 1 ORDER BY date, campaign_id")
		return err
	})
	return all, err
}

func archived(t *tx, campaign ID) (a Archive, ok bool, err error) {
	found, err := archives(t, "campaign_id = ?", campaign)
	if len(found) == 0 {
		return Archive{}, false, err
	}
	return found[0], true, err
}

func archives(t *tx, where string, args ...any) ([]Archive, error) {
	return list(t, func(a *Archive) []any { return []any{&a.CampaignID, &a.Date, &a.Operator} },
		"SELECT campaign_id, date, operator FROM archive WHERE "+where, args...)
}

// CarriesOver tells whether an item that isn't closed goes on in the next campaign (design.md §11): a long-term one, and one
// whose deadline was moved beyond the end of this campaign, as 活动延期 does.
func (i LedgerItem) CarriesOver(c Campaign) bool {
	return i.State != ItemClosed && (i.Class == LongTerm || i.Moved > 0 && i.Due.After(c.Phases[Rectification].End))
}

// ArchiveBlockers says, a sentence each, what has to be done before the current campaign can be archived; nothing when it can.
func (s *Store) ArchiveBlockers(ctx context.Context) (sentences []string, err error) {
	err = s.read(ctx, func(t *tx) error {
		c, err := currentCampaign(t)
		if err != nil {
			return err
		}
		sentences, err = archiveBlockers(t, c)
		return err
	})
	return sentences, err
}

func archiveBlockers(t *tx, c *Campaign) (sentences []string, err error) {
	if a, ok, err := archived(t, c.ID); err != nil {
		return nil, err
	} else if ok {
		return []string{fmt.Sprintf("这个活动已经在 %s 由%s归档。", a.Date, a.Operator)}, nil
	}
	listed, err := items(t, c.ID)
	if err != nil {
		return nil, err
	}
	for _, i := range listed {
		if i.State != ItemClosed && !i.CarriesOver(*c) {
			sentences = append(sentences, fmt.Sprintf("整改事项第 %d 项“%s”%s，还没有销号。", i.Number, i.Problem, i.State.said()))
		}
	}
	merged, err := problems(t, "problem.campaign_id = ? AND prominent AND ledger_item.id IS NULL", c.ID)
	if err != nil {
		return nil, err
	}
	for _, p := range merged {
		sentences = append(sentences, fmt.Sprintf("突出问题“%s”还没有列入整改台账。", p.Title))
	}
	drafts, err := documents(t, "campaign_id = ? AND state = 'draft' ORDER BY updated_at", c.ID)
	for _, d := range drafts {
		sentences = append(sentences, fmt.Sprintf("%s还是草稿，请签发或者删除。", d.called()))
	}
	return sentences, err
}

// refuseBlocked names what stands in the way, the first few in full.
func refuseBlocked(sentences []string) error {
	const named = 5
	if len(sentences) == 0 {
		return nil
	}
	message := "还不能归档。"
	for _, sentence := range sentences[:min(named, len(sentences))] {
		message += sentence
	}
	if more := len(sentences) - named; more > 0 {
		message += fmt.Sprintf("另有 %d 处。", more)
	}
	return refuse(State, "%s", message)
}

// ArchiveCampaign closes the current campaign for ever and writes its archive: a new folder within parent with a verified copy
// of the database, every issued paper, the tables as Excel and a manifest with the SHA-256 of each file. The folder gets
// its name only when it is whole, in the same transaction in which the campaign becomes read-only; whatever goes wrong, or
// ctx being cancelled, leaves neither. Everything in it is read from the copy, so that its parts agree.
func (s *Store) ArchiveCampaign(ctx context.Context, parent string, o ArchiveOptions) (folder string, err error) {
	c, err := s.mayArchive(ctx)
	if err != nil {
		return "", err
	}
	if folder, err = archiveFolder(ctx, parent, c); err != nil {
		return "", err
	}
	parent = filepath.Dir(folder) // absolute: a file: address knows no other
	work, err := os.MkdirTemp(parent, ".归档-")
	if err != nil {
		return "", archiveFault(ctx, parent, err)
	}
	defer os.RemoveAll(work) // gone already when all went well
	a := &archiving{source: s, campaign: c, work: work, options: o, now: s.clock()}
	if err := a.write(ctx); err != nil {
		return "", archiveFault(ctx, parent, err)
	}
	if err := s.finishCampaign(ctx, a, folder); err != nil {
		return "", archiveFault(ctx, parent, err)
	}
	return folder, nil
}

func (s *Store) mayArchive(ctx context.Context) (c *Campaign, err error) {
	err = s.read(ctx, func(t *tx) error {
		if c, err = currentCampaign(t); err != nil {
			return err
		}
		blockers, err := archiveBlockers(t, c)
		if err != nil {
			return err
		}
		return refuseBlocked(blockers)
	})
	return c, err
}

// archiveFolder returns the folder that the archive will be, and refuses one that is there, and a place within an archive.
func archiveFolder(ctx context.Context, parent string, c *Campaign) (string, error) {
	parent, err := filepath.Abs(parent)
	if err != nil {
		return "", archiveFault(ctx, parent, err)
	}
	for dir := parent; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, archiveManifest)); err == nil {
			return "", refuse(Conflict, "“%s”在一份归档里面，不能再往里写。请另选一个文件夹。", parent)
		}
		if dir == filepath.Dir(dir) {
			break
		}
	}
	folder := filepath.Join(parent, CleanFileName(fmt.Sprintf("%d年%s归档", c.Year, c.Title)))
	if _, err := os.Lstat(folder); err == nil {
		return "", refuse(Conflict, "“%s”已经存在，没有写入。请先移走它，或者另选一个文件夹。", folder)
	} else if !errors.Is(err, fs.ErrNotExist) {
		return "", archiveFault(ctx, parent, err)
	}
	return folder, nil
}

// archiveFault says why no archive was written.
func archiveFault(ctx context.Context, parent string, err error) error {
	if ctx.Err() != nil { // SQLite, interrupted, has an error of its own
		return &Error{State, "归档已经取消，没有留下文件，活动还可以继续修改。", err}
	}
	refusal, ours := errors.AsType[*Error](fault(err))
	if ours && refusal.Code != Disk {
		return refusal
	}
	_, path := errors.AsType[*fs.PathError](err)
	_, link := errors.AsType[*os.LinkError](err)
	if !ours && !path && !link {
		return err
	}
	return &Error{Disk, fmt.Sprintf("不能在“%s”里写归档。请检查文件夹是否存在、有没有写入权限、磁盘是否已满，或者换一个文件夹。", parent), err}
}

// finishCampaign makes the campaign read-only and gives the folder its name, unless the records changed while it was written.
func (s *Store) finishCampaign(ctx context.Context, a *archiving, folder string) error {
	named := false
	err := s.write(ctx, func(t *tx) error {
		t.now = a.now
		length, err := journalLength(t)
		if err != nil {
			return err
		}
		if length != a.journal {
			return refuse(Conflict, "归档的时候资料又有改动，没有归档。请再归档一次。")
		}
		if err := markArchived(t, a.campaign, fmt.Sprintf("，清单 %s%x", issuedHash, a.manifest)); err != nil {
			return err
		}
		if err := os.Rename(a.work, folder); err != nil {
			return err
		}
		named = true
		return flushFolder(filepath.Dir(folder))
	})
	if err != nil && named {
		err = errors.Join(err, os.RemoveAll(folder))
	}
	return err
}

func markArchived(t *tx, c *Campaign, remark string) error {
	if err := t.exec("INSERT INTO archive (campaign_id, date, operator) VALUES (?, ?, ?)", c.ID, DateOf(t.now), t.operator); err != nil {
		return err
	}
	return t.journal(c.ID, "归档 %d年%s%s", c.Year, c.Title, remark)
}

func journalLength(t *tx) (n int, err error) {
	_, err = t.value(&n, "SELECT coalesce(max(number), 0) FROM journal")
	return n, err
}

// archiving is an archive being written into its working folder.
type archiving struct {
	source   *Store
	campaign *Campaign
	work     string
	options  ArchiveOptions
	now      time.Time

	copy     *Store // on the copy of the database
	files    []archivedFile
	counts   []string
	journal  int // the journal's length before the archive
	manifest [sha256.Size]byte

	done, total int
}

// archivedFile is a line of the manifest.
type archivedFile struct {
	name string // within the folder, with /
	size int64
	hash string // 64 hex digits
}

func (a *archiving) write(ctx context.Context) (err error) {
	a.total = 3 + len(a.options.Tables)
	a.step("复制资料")
	if err := a.copyRecords(ctx); err != nil {
		return err
	}
	defer func() {
		if a.copy != nil {
			err = errors.Join(err, a.copy.db.Close())
		}
	}()
	if err := a.papers(ctx); err != nil {
		return err
	}
	for _, table := range a.options.Tables {
		a.step(table.Name)
		content, err := table.Make(ctx, a.copy)
		if err != nil {
			return fmt.Errorf("make the table %s: %w", table.Name, err)
		}
		if err := a.add(ctx, archiveTables+"/"+CleanFileName(table.Name+".xlsx"), content); err != nil {
			return err
		}
	}
	a.step("核验")
	if err := a.finishRecords(ctx); err != nil {
		return err
	}
	return a.writeManifest(ctx)
}

func (a *archiving) step(what string) {
	if a.options.Progress != nil {
		a.options.Progress(a.done, a.total, what)
	}
	a.done++
}

// copyRecords copies the database and marks the campaign as archived in the copy.
func (a *archiving) copyRecords(ctx context.Context) error {
	path := filepath.Join(a.work, archiveRecords)
	if err := private(path); err != nil {
		return err
	}
	if err := a.source.vacuumInto(ctx, path); err != nil {
		return err
	}
	db, _ := openDB(path, "_journal_mode=DELETE&_txlock=immediate&_foreign_keys=on&_recursive_triggers=on")
	a.copy = &Store{path: path, clock: func() time.Time { return a.now }, log: a.source.log, db: db, operator: a.source.Operator()}
	return a.copy.write(ctx, func(t *tx) (err error) {
		if a.journal, err = journalLength(t); err != nil {
			return err
		}
		if a.counts, err = archiveCounts(t, a.campaign.ID); err != nil {
			return err
		}
		return markArchived(t, a.campaign, "")
	})
}

// vacuumInto copies the database; only for this may it reach another file.
func (s *Store) vacuumInto(ctx context.Context, path string) error {
	s.conn.maintenance.Store(true)
	defer s.conn.maintenance.Store(false)
	_, err := s.db.ExecContext(ctx, "VACUUM INTO ?", path)
	return err
}

// papers writes every paper that was issued, in the order of the register.
func (a *archiving) papers(ctx context.Context) error {
	var issued []Document
	if err := a.copy.read(ctx, func(t *tx) (err error) {
		issued, err = documents(t, "campaign_id = ? AND sha256 IS NOT NULL ORDER BY date, series, number, document.id", a.campaign.ID)
		return err
	}); err != nil {
		return err
	}
	a.total += len(issued)
	for n, d := range issued {
		a.step(d.called())
		pdf, err := a.copy.IssuedPDF(ctx, d.ID)
		if err != nil {
			return err
		}
		name := fmt.Sprintf("%03d %s %s", n+1, d.Number, d.FileName)
		if d.Number.Number == 0 {
			name = fmt.Sprintf("%03d %s", n+1, d.FileName)
		}
		if err := a.add(ctx, archivePapers+"/"+CleanFileName(name), pdf); err != nil {
			return err
		}
	}
	return nil
}

// finishRecords closes the copy and takes it into the manifest once it is verified.
func (a *archiving) finishRecords(ctx context.Context) error {
	path := filepath.Join(a.work, archiveRecords)
	err := a.copy.db.Close()
	a.copy = nil
	if err != nil {
		return err
	}
	if err := verifyCopy(ctx, path); err != nil {
		return err
	}
	if err := flush(path); err != nil {
		return err
	}
	file, err := fingerprintFile(a.work, archiveRecords)
	if err != nil {
		return err
	}
	a.files = slices.Insert(a.files, 0, file)
	return os.Chmod(path, 0o400)
}

// add writes a file of the archive and waits until it is on the disk.
func (a *archiving) add(ctx context.Context, name string, content []byte) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	path := filepath.Join(a.work, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o400)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	file, err := fingerprintFile(a.work, name) // what the disk gives back, not what was meant
	a.files = append(a.files, file)
	return err
}

// archiveCounts tells what the campaign holds, for the manifest.
func archiveCounts(t *tx, campaign ID) (lines []string, err error) {
	for _, count := range []struct{ format, query string }{
		{"评议对象 %d 个", "SELECT count(*) FROM target WHERE campaign_id = ?"},
		{"意见建议 %d 条", "SELECT count(*) FROM opinion JOIN gathering ON gathering.id = gathering_id WHERE campaign_id = ?"},
		{"问题 %d 个", "SELECT count(*) FROM problem WHERE campaign_id = ?"},
		{"整改事项 %d 项", "SELECT count(*) FROM ledger_item WHERE campaign_id = ?"},
		{"已销号 %d 项", "SELECT count(*) FROM ledger_item WHERE state = 'closed' AND campaign_id = ?"},
		{"评议票 %d 张", `SELECT count(*) FROM ballot JOIN round_group ON round_group.id = group_id JOIN round ON round.id = round_id
			WHERE campaign_id = ?`},
		{"存档公文 %d 份", "SELECT count(*) FROM issued_paper JOIN document ON document.id = document_id WHERE campaign_id = ?"},
		{"活动记录 %d 条", "SELECT count(*) FROM event WHERE campaign_id = ?"},
	} {
		var n int
		if _, err := t.value(&n, count.query, campaign); err != nil {
			return nil, err
		}
		lines = append(lines, fmt.Sprintf(count.format, n))
	}
	return lines, nil
}

package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"
)

// Findings are what a check of the file found, in sentences.
type Findings struct {
	OK      bool
	Lines   []string
	bad     []string
	altered bool // a sealed round was changed: the user has to read of it
}

// Trouble returns what is wrong; "" when all is well.
func (f Findings) Trouble() string { return strings.Join(f.bad, "\n") }

// damage returns an *Error if anything is wrong.
func (f Findings) damage() error {
	if f.OK {
		return nil
	}
	if f.altered {
		return &Error{Damaged, f.Trouble() + "程序没有改动这个文件。请从封存时的备份恢复，并保留这个文件。", errors.New(f.Trouble())}
	}
	return &Error{Damaged, fileDamaged, errors.New(f.Trouble())}
}

func (f *Findings) note(format string, args ...any) {
	f.Lines = append(f.Lines, fmt.Sprintf(format, args...))
}

func (f *Findings) wrong(format string, args ...any) {
	f.OK = false
	f.bad = append(f.bad, fmt.Sprintf(format, args...))
	f.note(format, args...)
}

// OpenReadOnly opens a database for a look (`check`): nothing is written, no file is left behind. It refuses like
// Open; a file in use by the window is InUse, since its newest records aren't in the file yet.
func OpenReadOnly(path string) (_ *Store, err error) {
	s, err := newStore(path, Options{})
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(s.path); err != nil {
		return nil, &Error{NotFound, fmt.Sprintf("没有找到文件“%s”。请检查路径。", s.path), err}
	}
	defer func() {
		if err != nil {
			s.abandon()
			err = openFault(s.path, err)
		}
	}()
	if err := s.shareLock(); err != nil {
		return nil, err
	}
	ctx := context.Background()
	if s.db, s.clean, err = look(s.path); err != nil {
		return nil, err
	}
	if err := identify(ctx, s.db); err != nil {
		return nil, err
	}
	var version int
	if err := s.db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return nil, err
	}
	if version == 0 {
		return nil, refuse(State, "文件“%s”还是空的。请先用程序打开一次，再检查。", s.path)
	}
	if known := len(migrations()); version < known {
		return nil, refuse(State, "这份资料是第 %d 版，还没有升级到第 %d 版。请先用程序打开一次，再检查。", version, known)
	}
	return s, nil
}

// shareLock keeps the window from opening the file during the look. Without a lock file no copy ever ran here.
func (s *Store) shareLock() error {
	if _, err := os.Stat(s.path + ".lock"); err != nil {
		return nil
	}
	lock := flock.New(s.path+".lock", flock.SetFlag(os.O_RDONLY))
	held, err := lock.TryRLock()
	if err == nil && !held {
		err = refuse(InUse, fileInUse)
	}
	if held {
		s.lock = lock
	}
	return err
}

// look opens a file for reading only: without a lock, without recovery, and no -wal is left behind. After a kill
// the newest records are in the -wal, which only a writer can fold in; then a copy is looked at, which clean removes.
func look(path string) (db *sql.DB, clean func(), err error) {
	const options = "&_foreign_keys=on"
	if info, err := os.Stat(path + "-wal"); err != nil || info.Size() == 0 {
		db, _ = openDB(path, "mode=ro&immutable=1"+options)
		return db, func() {}, nil
	}
	dir, err := os.MkdirTemp("", "liangping")
	if err != nil {
		return nil, nil, err
	}
	clean = func() { os.RemoveAll(dir) }
	twin := filepath.Join(dir, "office.db")
	if err := errors.Join(copyFile(twin, path), copyFile(twin+"-wal", path+"-wal")); err != nil {
		clean()
		return nil, nil, err
	}
	db, _ = openDB(twin, "_query_only=on"+options)
	return db, clean, nil
}

func copyFile(to, from string) error {
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

// Check verifies the file, the journal and the seals and tells what the records hold, in sentences for the user. Findings.OK
// is false when something is wrong; the sentence that says what is among the lines.
func (s *Store) Check(ctx context.Context) (Findings, error) {
	return inspect(ctx, s.db, verifyFile, verifyVersion, verifyChain, countRecords, verifySeals, verifySeries, verifyDocuments, verifyAttachments)
}

// inspect runs verifications until one finds something wrong: what follows would rest on damaged ground.
func inspect(ctx context.Context, db *sql.DB, verifications ...func(*tx, *Findings) error) (Findings, error) {
	f := Findings{OK: true}
	t, err := db.BeginTx(ctx, nil)
	if err != nil {
		return f, fault(err)
	}
	defer t.Rollback()
	for _, verify := range verifications {
		err := fault(verify(&tx{Tx: t, ctx: ctx}, &f))
		if e, ok := errors.AsType[*Error](err); ok && e.Code == Damaged {
			f.wrong("文件已损坏：%v。", e.Err)
		} else if err != nil {
			return f, err
		}
		if !f.OK {
			break
		}
	}
	return f, nil
}

func verifyFile(t *tx, f *Findings) error {
	lines, err := list(t, func(line *string) []any { return []any{line} }, "PRAGMA integrity_check(5)")
	if err != nil {
		return err
	}
	if len(lines) != 1 || lines[0] != "ok" {
		f.wrong("文件已损坏：%s。", strings.Join(lines, "；"))
		return nil
	}
	var orphans int
	if _, err := t.value(&orphans, "SELECT count(*) FROM pragma_foreign_key_check"); err != nil {
		return err
	}
	if orphans > 0 {
		f.wrong("有 %d 条记录的上级记录不见了。", orphans)
		return nil
	}
	f.note("文件完好")
	return nil
}

func verifyVersion(t *tx, f *Findings) error {
	var version int
	_, err := t.value(&version, "PRAGMA user_version")
	f.note("表结构第 %d 版", version)
	return err
}

func verifyChain(t *tx, f *Findings) error {
	length, trouble, err := verifyJournal(t)
	switch {
	case err != nil:
		return err
	case trouble != "":
		f.wrong("%s", trouble)
	default:
		f.note("日志 %d 条，前后相连", length)
	}
	return nil
}

// countRecords tells what each campaign holds.
func countRecords(t *tx, f *Findings) error {
	all, err := campaigns(t, "1 = 1")
	if err != nil {
		return err
	}
	if len(all) == 0 {
		f.note("还没有建立活动")
	}
	for _, c := range all {
		var targets, items int
		if _, err := t.value(&targets, "SELECT count(*) FROM target WHERE campaign_id = ?", c.ID); err != nil {
			return err
		}
		if _, err := t.value(&items, "SELECT count(*) FROM ledger_item WHERE campaign_id = ?", c.ID); err != nil {
			return err
		}
		f.note("%d年%s：评议对象 %d 个，整改事项 %d 项", c.Year, c.Title, targets, items)
		if err := countBallots(t, c.ID, f); err != nil {
			return err
		}
	}
	return nil
}

// countBallots tells how many sheets each round has, and finds those that don't fit their form or share a place.
func countBallots(t *tx, campaign ID, f *Findings) error {
	held, err := rounds(t, "campaign_id = ?", campaign)
	if err != nil {
		return err
	}
	for i := range held {
		r := &held[i]
		tally, err := tally(t, r)
		if err != nil {
			return err
		}
		f.note("%s：有效票 %d 张，废票 %d 张", r.Name(), tally.Valid(), tally.Spoiled())
		var odd, doubled int
		if _, err := t.value(&odd, `SELECT count(*) FROM ballot JOIN round_group ON round_group.id = group_id
			WHERE round_id = ? AND ballot.spoiled = '' AND length(marks) <> ?`, r.ID, len(tally.Lines)); err != nil {
			return err
		}
		if _, err := t.value(&doubled, `SELECT count(position) - count(DISTINCT group_id || position) FROM ballot
			JOIN round_group ON round_group.id = group_id WHERE round_id = ?`, r.ID); err != nil {
			return err
		}
		if odd > 0 {
			f.wrong("%s有 %d 张票的行数与票样不符。", r.Name(), odd)
		}
		if doubled > 0 {
			f.wrong("%s有 %d 张票的位置重复。", r.Name(), doubled)
		}
	}
	return nil
}

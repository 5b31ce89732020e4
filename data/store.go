package data

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/gofrs/flock"
)

// Store is the office's database: one file, one connection, one user at a time. Its methods are the use
// cases and may be called from any goroutine.
type Store struct {
	path  string
	clock func() time.Time
	log   *slog.Logger
	db    *sql.DB
	conn  *connector   // of db; nil for a read-only look
	lock  *flock.Flock // nil when there is no lock file to hold (a read-only look)
	clean func()       // removes what a read-only look needed

	random io.Reader // the ballots' keys at the seal, and its salt

	mu        sync.Mutex // guards what follows
	operator  string
	lastSaved time.Time

	keying  sync.Mutex    // held while a stack of ballots changes; guards what follows
	entries map[ID]*entry // by round, see SaveBallot
	stacks  map[ID]*stack // by group
}

// Options are the surroundings of a Store.
type Options struct {
	Clock func() time.Time // nil: time.Now
	Log   *slog.Logger     // nil: slog.Default()
}

const fileInUse = "这份资料正由另一个窗口使用。请换到那个窗口；确实没有打开时，稍等片刻再试。"

// Open opens the office's database, creating it and its folder if there is none. It takes the instance
// lock, reads every setting back, migrates, and checks the file, the foreign keys and the journal's chain
// before anything is shown. The error is an *Error with code InUse, Foreign, Newer, Damaged or Disk; a
// refused file is not changed.
func Open(path string, o Options) (_ *Store, err error) {
	s, err := newStore(path, o)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(s.path), 0o700); err != nil {
		return nil, openFault(s.path, err)
	}
	s.lock = flock.New(s.path+".lock", flock.SetPermissions(0o600))
	if held, err := s.lock.TryLock(); err != nil {
		return nil, openFault(s.path, err)
	} else if !held {
		return nil, refuse(InUse, fileInUse)
	}
	defer func() {
		if err != nil {
			s.abandon()
			err = openFault(s.path, err)
		}
	}()
	ctx := context.Background()
	if err := recognise(ctx, s.path); err != nil {
		return nil, err
	}
	if err := private(s.path); err != nil {
		return nil, err
	}
	db, conn := openDB(s.path, settings)
	s.db, s.conn = db, conn
	if err := verifySettings(ctx, db); err != nil {
		return nil, err
	}
	if err := migrate(ctx, db, conn, s.path, s.clock()); err != nil {
		return nil, err
	}
	findings, err := s.Check(ctx)
	if err == nil {
		err = findings.damage()
	}
	if err != nil {
		return nil, err
	}
	if err := s.wipe(ctx); err != nil {
		s.log.Error("wipe the order of entry", "err", err) // the mark stays, and the next start tries again
	}
	return s, nil
}

func newStore(path string, o Options) (*Store, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("find %s: %w", path, err)
	}
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	return &Store{path: path, clock: o.Clock, log: o.Log, random: rand.Reader, entries: map[ID]*entry{}, stacks: map[ID]*stack{}}, nil
}

// private makes the file the owner's alone. SQLite gives the -wal the same permissions.
func private(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err == nil {
		return f.Close()
	}
	if errors.Is(err, os.ErrExist) {
		return os.Chmod(path, 0o600) // a path, not a handle: closing one would drop SQLite's locks
	}
	return err
}

// openFault says which file can't be opened.
func openFault(path string, err error) error {
	err = fault(err)
	if e, ok := errors.AsType[*Error](err); ok && e.Code == Disk {
		return &Error{Disk, fmt.Sprintf("不能在“%s”里读写资料。请检查文件夹是否存在、有没有写入权限、磁盘是否已满，或者换一个文件夹。", filepath.Dir(path)), err}
	}
	return err
}

// Close writes everything into the one file and lets go of it. It is called once.
func (s *Store) Close() error {
	var err error
	if s.clean == nil {
		_, err = s.db.Exec("PRAGMA wal_checkpoint(TRUNCATE)")
	}
	return fault(errors.Join(err, s.abandon()))
}

// abandon closes whatever is open.
func (s *Store) abandon() error {
	var errs []error
	if s.db != nil {
		errs = append(errs, s.db.Close())
	}
	if s.clean != nil {
		s.clean()
	}
	if s.lock != nil {
		errs = append(errs, s.lock.Unlock())
	}
	return errors.Join(errs...)
}

// Path returns the absolute path of the database file.
func (s *Store) Path() string { return s.path }

// LastSaved returns the time of the last commit, for the status bar; zero if there was none in this run.
func (s *Store) LastSaved() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.lastSaved
}

// tx is one transaction of a use case.
type tx struct {
	*sql.Tx
	ctx      context.Context
	now      time.Time
	operator string
}

// write runs a use case in one transaction and commits it. It refuses while nobody said who sits here:
// every entry of the journal names an operator.
func (s *Store) write(ctx context.Context, do func(*tx) error) error {
	operator := s.Operator()
	if operator == "" {
		return refuse(State, "还没有选定操作人。请先选定操作人，再保存一次。")
	}
	return s.writeAs(ctx, operator, do)
}

func (s *Store) writeAs(ctx context.Context, operator string, do func(*tx) error) error {
	err := s.transact(ctx, operator, do, (*sql.Tx).Commit)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lastSaved = s.clock()
	return nil
}

// read runs do on one snapshot of the records.
func (s *Store) read(ctx context.Context, do func(*tx) error) error {
	return s.transact(ctx, "", do, (*sql.Tx).Rollback)
}

func (s *Store) transact(ctx context.Context, operator string, do func(*tx) error, end func(*sql.Tx) error) error {
	t, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return s.report(fmt.Errorf("begin: %w", err))
	}
	if err := do(&tx{Tx: t, ctx: ctx, now: s.clock(), operator: operator}); err != nil {
		t.Rollback() // the first error is the one that counts
		return s.report(err)
	}
	if err := end(t); err != nil {
		return s.report(fmt.Errorf("end: %w", err))
	}
	return nil
}

// report turns err into a sentence where there is one, and logs what the user can't act on.
func (s *Store) report(err error) error {
	err = fault(err)
	if e, ok := errors.AsType[*Error](err); !ok || e.Err != nil {
		s.log.Error("store", "err", errors.Join(err, errors.Unwrap(err)))
	}
	return err
}

package data

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// wipe finishes what closing a round begins, sealed or void: it takes the order of entry out of the file and out of the copies beside it.
// VACUUM builds the file anew without the pages that were given back, the checkpoint empties the -wal, a verified copy is
// put aside, and every copy from the time of entry goes, since comparing two of them shows which ballots came between them
// (safety.md §4). Killed in the middle it begins again at the next start: the mark goes last, when the file itself is clean.
func (s *Store) wipe(ctx context.Context) error {
	var waiting int
	if err := s.read(ctx, func(t *tx) error {
		_, err := t.value(&waiting, "SELECT count(*) FROM unwiped")
		return err
	}); err != nil || waiting == 0 {
		return err
	}
	s.conn.maintenance.Store(true) // VACUUM attaches its new file
	defer s.conn.maintenance.Store(false)
	for _, statement := range []string{"VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"} {
		if _, err := s.db.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	if err := backUp(ctx, s.db, s.path, "封存", s.clock(), verifySeals); err != nil {
		return err
	}
	if err := s.purge(ctx); err != nil {
		return err
	}
	for _, statement := range []string{"DELETE FROM unwiped", "PRAGMA wal_checkpoint(TRUNCATE)"} {
		if _, err := s.db.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}

// notWiped says that a round is closed when the rest failed; nil when it didn't.
func notWiped(closed string, err error) error {
	if err == nil {
		return nil
	}
	return &Error{Disk, "这次评议已经" + closed + "，但之后的备份没有做成。请清理磁盘，再打开一次程序，程序会接着做完。", fault(err)}
}

// backupName is how backUp names a copy after the file's own name.
var backupName = regexp.MustCompile(`^-.+-\d{8}-\d{6}\.db$`)

// purge removes the copies that the program made while a round that is closed now was keyed. They are told by what they hold,
// not by the time in their names: a clock may have been set back. A copy that can't be read stays: it may be evidence.
func (s *Store) purge(ctx context.Context) error {
	closed, err := s.closedGroups(ctx)
	if err != nil {
		return err
	}
	dir, name := filepath.Split(strings.TrimSuffix(s.path, filepath.Ext(s.path)))
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		if rest, ours := strings.CutPrefix(e.Name(), name); !ours || !backupName.MatchString(rest) {
			continue
		}
		tells, err := tellsOrder(ctx, path, closed)
		if err != nil {
			s.log.Warn("a copy that can't be read stays", "path", path, "err", err)
			continue
		}
		if !tells {
			continue
		}
		if err := os.Remove(path); err != nil {
			return err
		}
	}
	if err := os.Remove(s.path + ".part"); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return flushFolder(filepath.Dir(s.path))
}

// closedGroups returns the groups of the rounds that were closed and not wiped yet.
func (s *Store) closedGroups(ctx context.Context) (groups map[ID]bool, err error) {
	err = s.read(ctx, func(t *tx) error {
		ids, err := list(t, func(id *ID) []any { return []any{id} },
			"SELECT id FROM round_group WHERE round_id IN (SELECT round_id FROM unwiped)")
		groups = map[ID]bool{}
		for _, id := range ids {
			groups[id] = true
		}
		return err
	})
	return groups, err
}

// tellsOrder tells whether a copy holds places of ballots of these groups.
func tellsOrder(ctx context.Context, path string, groups map[ID]bool) (tells bool, err error) {
	db, clean, err := look(path)
	if err != nil {
		return false, err
	}
	defer clean()
	defer db.Close()
	t, err := db.BeginTx(ctx, nil)
	if err != nil {
		return false, err
	}
	defer t.Rollback()
	ids, err := list(&tx{Tx: t, ctx: ctx}, func(id *ID) []any { return []any{id} },
		"SELECT DISTINCT group_id FROM ballot WHERE position IS NOT NULL")
	for _, id := range ids {
		tells = tells || groups[id]
	}
	return tells, err
}

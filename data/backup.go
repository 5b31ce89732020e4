package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// backUp writes a copy of the database beside it, under its name with a mark: office-第1版-20110916-104207.db. The copy
// gets that name only when it is whole, verified and on the disk (safety.md §3), so that a file of such a name is
// always good; anything that goes wrong leaves neither a file nor a change. more is verified besides the file and the chain.
func backUp(ctx context.Context, db *sql.DB, path, mark string, now time.Time, more ...func(*tx, *Findings) error) (err error) {
	final := fmt.Sprintf("%s-%s-%s.db", strings.TrimSuffix(path, filepath.Ext(path)), mark, now.Format("20060102-150405"))
	temporary := path + ".part" // one name, so that what a kill left is found
	if err := os.Remove(temporary); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(temporary)
		}
	}()
	if err := private(temporary); err != nil {
		return err
	}
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", temporary); err != nil {
		return err
	}
	if err := verifyCopy(ctx, temporary, more...); err != nil {
		return err
	}
	if err := flush(temporary); err != nil {
		return err
	}
	if err := os.Rename(temporary, final); err != nil {
		return err
	}
	return flushFolder(filepath.Dir(final))
}

// verifyCopy opens a copy and refuses it when its file or its journal isn't whole.
func verifyCopy(ctx context.Context, path string, more ...func(*tx, *Findings) error) error {
	db, clean, err := look(path)
	if err != nil {
		return err
	}
	defer clean()
	defer db.Close()
	findings, err := inspect(ctx, db, append([]func(*tx, *Findings) error{verifyFile, verifyChain}, more...)...)
	if err != nil {
		return err
	}
	return findings.damage()
}

// flush waits until a file is on the disk.
func flush(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

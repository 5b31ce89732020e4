package data

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/mattn/go-sqlite3"
)

//go:embed schema/*.sql
var schema embed.FS

// applicationID marks a file as this program's: "LPYS" (两评一树).
const applicationID = 0x4C505953

// recognise looks at a file without changing a byte of it, and refuses what isn't ours and what is damaged. No file
// and an empty one are ours to fill.
func recognise(ctx context.Context, path string) error {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err != nil {
		return err
	}
	if info.IsDir() {
		return refuse(Disk, "“%s”是一个文件夹，不是资料文件。请另选一个文件。", path)
	}
	db, clean, err := look(path)
	if err != nil {
		return err
	}
	defer clean()
	defer db.Close()
	if err := identify(ctx, db); err != nil {
		return err
	}
	findings, err := inspect(ctx, db, verifyFile)
	if err != nil {
		return err
	}
	return findings.damage()
}

// identify refuses a database that isn't this program's or comes from a newer version.
func identify(ctx context.Context, db *sql.DB) error {
	foreign := refuse(Foreign, "这个文件不是本程序的资料，程序没有改动它。请把它移到别处，或者另选一个文件。")
	var app, version, tables int
	if err := db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&app); err != nil {
		if e, ok := errors.AsType[sqlite3.Error](err); ok && e.Code == sqlite3.ErrNotADB {
			foreign.Err = err
			return foreign
		}
		return err
	}
	err := db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables)
	switch {
	case app == applicationID:
	case app == 0 && err == nil && tables == 0:
		return nil // new, or killed before the first migration
	default:
		foreign.Err = err
		return foreign
	}
	if err != nil {
		return err
	}
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	if known := len(migrations()); version > known {
		return refuse(Newer, "这份资料由更新的程序保存（第 %d 版，本程序认得到第 %d 版），程序没有改动它。请安装新版程序再打开。", version, known)
	}
	return nil
}

// migrations returns the names of the schema files in order; the n-th leads to user_version n.
func migrations() []string {
	names, err := fs.Glob(schema, "schema/*.sql")
	if err != nil {
		panic(err) // the pattern is a constant
	}
	return names
}

// notBackedUp says why the database isn't migrated.
func notBackedUp(err error) error {
	err = fault(err)
	if e, ok := errors.AsType[*Error](err); ok && e.Code == Damaged {
		return err
	}
	return &Error{State, "升级资料之前没有备份成功，程序没有改动它。请检查文件夹能否写入、磁盘是否已满，再打开一次。", err}
}

// migrate brings the database to the newest version, in one immediate transaction together with
// user_version and application_id: it is there as a whole or not at all. A database that holds records is backed up
// first; without a good backup it stays as it is.
func migrate(ctx context.Context, db *sql.DB, conn *connector, path string, now time.Time) error {
	if err := identify(ctx, db); err != nil {
		return err
	}
	var version int
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	names := migrations()
	if version == len(names) {
		return nil
	}
	conn.maintenance.Store(true)
	defer conn.maintenance.Store(false)
	if version > 0 {
		if err := backUp(ctx, db, path, fmt.Sprintf("第%d版", version), now); err != nil {
			return notBackedUp(err)
		}
	}
	t, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer t.Rollback()
	for _, name := range names[version:] {
		script, err := schema.ReadFile(name)
		if err != nil {
			return err
		}
		if _, err := t.ExecContext(ctx, string(script)); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	if err := guardArchives(&tx{Tx: t, ctx: ctx}); err != nil {
		return err
	}
	if _, err := t.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, len(names))); err != nil {
		return err
	}
	if err := t.Commit(); err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)") // so that the file itself says whose it is
	return err
}

package data

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"sync/atomic"

	"github.com/mattn/go-sqlite3"
)

// settings are the DSN options of the live database (safety.md §2). The driver would set synchronous to
// NORMAL, which loses confirmed commits at a power cut; without recursive_triggers INSERT OR REPLACE
// walks through the journal's triggers.
const settings = "_journal_mode=WAL&_synchronous=FULL&_locking_mode=EXCLUSIVE&_txlock=immediate" +
	"&_busy_timeout=5000&_foreign_keys=on&_secure_delete=on&_recursive_triggers=on&_stmt_cache_size=64"

// hookSettings are the settings that the driver has no DSN option for.
var hookSettings = []string{"PRAGMA trusted_schema = OFF", "PRAGMA cell_size_check = ON", "PRAGMA mmap_size = 0"}

// readBack lists what every PRAGMA has to answer once the live database is open: a misspelt DSN option
// is ignored in silence, so nothing counts until it is read back.
var readBack = []struct{ pragma, want string }{
	{"journal_mode", "wal"},
	{"synchronous", "2"},
	{"locking_mode", "exclusive"},
	{"busy_timeout", "5000"},
	{"foreign_keys", "1"},
	{"secure_delete", "1"},
	{"recursive_triggers", "1"},
	{"trusted_schema", "0"},
	{"cell_size_check", "1"},
	{"mmap_size", "0"},
}

// connector opens the one connection of a Store. Outside maintenance its authorizer denies everything
// that could undo the schema or reach another file.
type connector struct {
	driver      sqlite3.SQLiteDriver
	dsn         string
	maintenance atomic.Bool
}

// openDB returns a database on path with exactly one connection, for ever: PRAGMAs reach one connection only.
func openDB(path, options string) (*sql.DB, *connector) {
	c := &connector{dsn: dsn(path, options)}
	c.driver.ConnectHook = c.prepare
	db := sql.OpenDB(c)
	db.SetMaxOpenConns(1)
	db.SetMaxIdleConns(1)
	return db, c
}

// dsn writes path as an escaped file URI: a bare # or ? in a path would open another file.
func dsn(path, options string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/… on Windows
	}
	u := url.URL{Scheme: "file", OmitHost: true, Path: path, RawQuery: options}
	return u.String()
}

// Connect opens the connection.
func (c *connector) Connect(context.Context) (driver.Conn, error) { return c.driver.Open(c.dsn) }

// Driver returns the driver.
func (c *connector) Driver() driver.Driver { return &c.driver }

func (c *connector) prepare(conn *sqlite3.SQLiteConn) error {
	for _, pragma := range hookSettings {
		if _, err := conn.Exec(pragma, nil); err != nil {
			return fmt.Errorf("%s: %w", pragma, err)
		}
	}
	conn.RegisterAuthorizer(c.authorize)
	return nil
}

func (c *connector) authorize(action int, arg1, _, _ string) int {
	if c.maintenance.Load() {
		return sqlite3.SQLITE_OK
	}
	switch action {
	case sqlite3.SQLITE_DROP_INDEX, sqlite3.SQLITE_DROP_TABLE, sqlite3.SQLITE_DROP_TRIGGER, sqlite3.SQLITE_DROP_VIEW,
		sqlite3.SQLITE_DROP_VTABLE, sqlite3.SQLITE_DROP_TEMP_INDEX, sqlite3.SQLITE_DROP_TEMP_TABLE,
		sqlite3.SQLITE_DROP_TEMP_TRIGGER, sqlite3.SQLITE_DROP_TEMP_VIEW,
		sqlite3.SQLITE_ALTER_TABLE, sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH:
		return sqlite3.SQLITE_DENY
	case sqlite3.SQLITE_PRAGMA:
		if strings.EqualFold(arg1, "writable_schema") {
			return sqlite3.SQLITE_DENY
		}
	}
	return sqlite3.SQLITE_OK
}

// verifySettings reads every setting back and returns an error that names the first one that differs.
func verifySettings(ctx context.Context, db *sql.DB) error {
	for _, s := range readBack {
		var got string
		if err := db.QueryRowContext(ctx, "PRAGMA "+s.pragma).Scan(&got); err != nil {
			return fmt.Errorf("read %s back: %w", s.pragma, err)
		}
		if got != s.want {
			return fmt.Errorf("PRAGMA %s is %s, want %s", s.pragma, got, s.want)
		}
	}
	return nil
}

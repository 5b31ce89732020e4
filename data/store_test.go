package data_test

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mattn/go-sqlite3"
	"liangping/data"
)

// hash returns the SHA-256 of a file.
func hash(t testing.TB, path string) [32]byte {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return sha256.Sum256(content)
}

// tamper opens a file behind the program's back.
func tamper(t testing.TB, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, statement := range statements {
		if _, err := db.Exec(statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
}

func TestSQLiteIsNewEnough(t *testing.T) {
	if _, number, _ := sqlite3.Version(); number < 3_051_003 {
		t.Errorf("SQLite %d is older than 3.51.3", number)
	}
}

// The settings of safety.md §2, read by another road than the store's own reading back.
func TestSettings(t *testing.T) {
	o := newOffice(t)
	for pragma, want := range map[string]string{
		"journal_mode": "wal", "synchronous": "2", "locking_mode": "exclusive", "busy_timeout": "5000", "foreign_keys": "1",
		"secure_delete": "1", "recursive_triggers": "1", "trusted_schema": "0", "cell_size_check": "1", "mmap_size": "0",
		"application_id": "1280334163", "user_version": fmt.Sprint(newest(t)),
	} {
		var got string
		o.ok(o.DB().QueryRow("PRAGMA " + pragma).Scan(&got))
		if got != want {
			t.Errorf("%s is %s, want %s", pragma, got, want)
		}
	}
	if n := o.DB().Stats().MaxOpenConnections; n != 1 {
		t.Errorf("the pool may open %d connections", n)
	}
	var loose int
	o.ok(o.DB().QueryRow("SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type <> 'view' AND name NOT LIKE 'sqlite%' AND NOT strict").Scan(&loose))
	if loose > 0 {
		t.Errorf("%d tables are not STRICT", loose)
	}
}

func TestAuthorizer(t *testing.T) {
	o := newOffice(t)
	for _, statement := range []string{
		"DROP TABLE ballot", "DROP TRIGGER journal_no_update", "DROP INDEX target_campaign", "ALTER TABLE ballot ADD COLUMN at TEXT",
		"ATTACH ':memory:' AS other", "DETACH main", "PRAGMA writable_schema = ON",
	} {
		var e sqlite3.Error
		if _, err := o.DB().Exec(statement); !errors.As(err, &e) || e.Code != sqlite3.ErrAuth {
			t.Errorf("%s: %v, want not authorized", statement, err)
		}
	}
}

func TestSchemaRefusesNonsense(t *testing.T) {
	o := newOffice(t)
	o.roster()
	r := o.round(data.Internal)
	o.key(r, 0, strings.Repeat("1", rosterLines))
	for _, statement := range []string{
		"UPDATE journal SET what = 'x'", "DELETE FROM journal", "INSERT OR REPLACE INTO journal SELECT * FROM journal",
		"UPDATE target SET rank = 'abc'", "UPDATE target SET rank = 0", "UPDATE target SET kind = 'boss'", "UPDATE target SET name = NULL",
		"UPDATE target SET level = '' WHERE kind = 'leader'", "UPDATE round SET date = '2011-02-30'", "UPDATE round SET date = 'soon'",
		"UPDATE phase SET last_day = '2011-01-01'", "UPDATE round_group SET valid = -1", "UPDATE ballot SET marks = '17'", "UPDATE ballot SET marks = ''",
		"UPDATE ballot SET id = 'X'", "UPDATE campaign SET internal_weight = 101", "DELETE FROM target WHERE kind = 'team'", "DELETE FROM round",
		"UPDATE ballot SET group_id = (SELECT id FROM target LIMIT 1)",
	} {
		if _, err := o.DB().Exec(statement); err == nil {
			t.Errorf("%s went through", statement)
		}
	}
}

func TestEscapedPath(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a b#c?d%20&e=两评一树", "新")
	path := filepath.Join(dir, "资料#1?mode=memory.db")
	o := &office{t: t, ctx: context.Background(), clock: &clock{at("2011-08-18")}}
	o.open(path)
	if o.Path() != path {
		t.Errorf("the store says %s", o.Path())
	}
	o.ok(o.Close())
	entries, err := os.ReadDir(dir)
	o.ok(err)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if want := []string{filepath.Base(path), filepath.Base(path) + ".lock"}; !slices.Equal(names, want) {
		t.Errorf("the folder holds %q, want %q", names, want)
	}
	if runtime.GOOS == "windows" {
		return // permissions are not bits there
	}
	for path, want := range map[string]os.FileMode{dir: 0o700, path: 0o600, path + ".lock": 0o600} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v %v, want %v", path, info.Mode().Perm(), err, want)
		}
	}
}

func TestFilesArePrivateWhileOpen(t *testing.T) {
	if runtime.GOOS == "windows" {
		return // permissions are not bits there
	}
	o := newOffice(t)
	for _, suffix := range []string{"", "-wal", ".lock"} {
		info, err := os.Stat(o.Path() + suffix)
		o.ok(err)
		if info.Mode().Perm() != 0o600 {
			t.Errorf("%s%s is %v", filepath.Base(o.Path()), suffix, info.Mode().Perm())
		}
	}
}

// Not only our own lock keeps others out: SQLite's does too, in a new file and in one opened again.
func TestHeldExclusively(t *testing.T) {
	o := newOffice(t)
	for range 2 {
		db, err := sql.Open("sqlite3", "file:"+o.Path()+"?_busy_timeout=1")
		o.ok(err)
		var n int
		var e sqlite3.Error
		if err := db.QueryRow("SELECT count(*) FROM journal").Scan(&n); !errors.As(err, &e) || e.Code != sqlite3.ErrBusy {
			t.Errorf("another program reads %d entries, %v", n, err)
		}
		o.ok(db.Close())
		o.ok(o.Close())
		o.open(o.Path())
	}
}

func TestSecondCopy(t *testing.T) {
	o := newOffice(t)
	_, err := data.Open(o.Path(), data.Options{})
	refused(t, err, data.InUse, "另一个窗口")
	_, err = data.OpenReadOnly(o.Path())
	refused(t, err, data.InUse)
	o.ok(o.Close())
	s, err := data.Open(o.Path(), data.Options{})
	o.ok(err)
	o.Store = s
}

func TestReadOnlyLook(t *testing.T) {
	o := newOffice(t)
	o.roster()
	o.ok(o.Close())
	before := hash(t, o.Path())
	s, err := data.OpenReadOnly(o.Path())
	o.ok(err)
	if err := s.SetOperator("刘敏"); err == nil {
		t.Error("a look can write")
	}
	c, err := s.Campaign(o.ctx)
	o.ok(err)
	if c.Office != "某县油区工作办公室" {
		t.Errorf("a look sees %q", c.Office)
	}
	_, err = data.Open(o.Path(), data.Options{})
	refused(t, err, data.InUse)
	o.ok(s.Close())
	if hash(t, o.Path()) != before {
		t.Error("the look changed the file")
	}
	if _, err := os.Stat(o.Path() + "-wal"); err == nil {
		t.Error("the look left a -wal")
	}
	_, err = data.OpenReadOnly(filepath.Join(t.TempDir(), "none.db"))
	refused(t, err, data.NotFound, "none.db")
	o.open(o.Path())
}

func TestUnusableFolders(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "文件")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	paths := map[string]string{
		"the folder is a file":          filepath.Join(file, "office.db"),
		"the file is a folder":          dir,
		"the folder above is no folder": filepath.Join(file, "a", "b", "office.db"),
	}
	if runtime.GOOS == "linux" {
		paths["the folder can't be written, even by root"] = "/proc/office.db"
		paths["the folder can't be made, even by root"] = "/proc/两评一树/office.db"
	}
	for name, path := range paths {
		if _, err := data.Open(path, data.Options{}); err == nil {
			t.Errorf("%s: opened", name)
		} else {
			refused(t, err, data.Disk, "文件夹")
		}
	}
}

func TestEmptyFileIsOurs(t *testing.T) {
	path := filepath.Join(t.TempDir(), "office.db")
	if err := os.WriteFile(path, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := data.OpenReadOnly(path)
	refused(t, err, data.State, "还是空的")
	o := &office{t: t, ctx: context.Background(), clock: &clock{at("2011-08-18")}}
	o.open(path)
	defer o.Close()
	_, err = o.Campaign(o.ctx)
	refused(t, err, data.NotFound, "新建活动")
}

func TestEverythingStaysAfterReopening(t *testing.T) {
	o := newOffice(t)
	if !o.LastSaved().Equal(o.clock.now) {
		t.Errorf("last saved %v, want %v", o.LastSaved(), o.clock.now)
	}
	o.roster()
	r := o.round(data.Social)
	o.key(r, 3, strings.Repeat("2", rosterLines))
	want := dump(t, o)
	o.ok(o.Close())
	if content, err := os.ReadFile(o.Path()); err != nil || !bytes.HasPrefix(content, []byte("SQLite format 3\x00")) {
		t.Error("the file is no SQLite file")
	}
	s, err := data.Open(o.Path(), data.Options{Clock: o.clock.Now})
	o.ok(err)
	o.Store = s
	if got := dump(t, o); got != want {
		t.Errorf("after reopening:\n%s\nbefore:\n%s", got, want)
	}
	if !o.LastSaved().IsZero() {
		t.Errorf("last saved %v in a run that saved nothing", o.LastSaved())
	}
}

// tables returns the names of every table.
func tables(t testing.TB, db *sql.DB) []string {
	t.Helper()
	var names string
	if err := db.QueryRow("SELECT group_concat(name, ' ' ORDER BY name) FROM sqlite_schema WHERE type = 'table'").Scan(&names); err != nil {
		t.Fatal(err)
	}
	return strings.Fields(names)
}

// dump returns every row of every table as text.
func dump(t testing.TB, o *office) string {
	t.Helper()
	return contents(t, o.DB(), tables(t, o.DB()))
}

// contents returns every row of the tables as text. A table is a name, or a name and its columns: "phase:kind,first_day".
func contents(t testing.TB, db *sql.DB, tables []string) string {
	t.Helper()
	ok := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	var b strings.Builder
	for _, table := range tables {
		table, names, _ := strings.Cut(table, ":")
		rows, err := db.Query("SELECT " + cmp.Or(names, "*") + " FROM " + table)
		ok(err)
		columns, err := rows.Columns()
		ok(err)
		for rows.Next() {
			cells := make([]sql.NullString, len(columns))
			dest := make([]any, len(columns))
			for i := range cells {
				dest[i] = &cells[i]
			}
			ok(rows.Scan(dest...))
			b.WriteString(table)
			for _, c := range cells {
				b.WriteString("|" + c.String)
			}
			b.WriteByte('\n')
		}
		ok(rows.Close())
	}
	return b.String()
}

func TestWritesNeedAnOperator(t *testing.T) {
	s, err := data.Open(filepath.Join(t.TempDir(), "office.db"), data.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	c := data.PlanTemplate(2011)
	c.Office = "某县油区工作办公室"
	refused(t, s.CreateCampaign(context.Background(), c), data.State, "操作人")
	refused(t, s.SetOperator(" \u200b"), data.Invalid, "操作人还没有填写")
	refused(t, s.SetOperator(strings.Repeat("长", 60)), data.Invalid, "60 个字", "最多 30 个字")
	if got := s.Operator(); got != "" {
		t.Errorf("the operator is %q", got)
	}
	for _, name := range []string{"刘敏", "王喆", "刘敏", "买买提•艾力"} {
		if err := s.SetOperator(name); err != nil {
			t.Fatal(err)
		}
	}
	names, err := s.Operators(context.Background())
	if want := []string{"买买提·艾力", "刘敏", "王喆"}; err != nil || !slices.Equal(names, want) {
		t.Errorf("operators %q, %v, want %q", names, err, want)
	}
	if s.Operator() != "买买提·艾力" {
		t.Errorf("the operator is %q", s.Operator())
	}
}

// A cancelled use case changes nothing.
func TestCancelled(t *testing.T) {
	o := newOffice(t)
	before := dump(t, o)
	ctx, cancel := context.WithDeadline(o.ctx, time.Now().Add(-time.Second))
	defer cancel()
	err := o.SaveTarget(ctx, data.Target{ID: data.NewID(), Name: "王喆", Kind: data.KeyPost, Ask: data.AskAspects})
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	if dump(t, o) != before {
		t.Error("something was written")
	}
}

package data_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"liangping/data"
)

// damage flips bytes in the middle of every page from the second on.
func damage(t testing.TB, path string) {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := 4096; i+1200 < len(content); i += 4096 {
		for j := range 200 {
			content[i+j*5] ^= 0x5a
		}
	}
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

// A file that is refused is not changed by a byte, whether the window or `check` opens it.
func TestRefusedFiles(t *testing.T) {
	tests := []struct {
		name  string
		make  func(t *testing.T, path string)
		code  data.Code
		parts string
	}{
		{"text", func(t *testing.T, path string) {
			if err := os.WriteFile(path, []byte(strings.Repeat("这不是数据库\n", 100)), 0o600); err != nil {
				t.Fatal(err)
			}
		}, data.Foreign, "不是本程序的资料"},
		{"other program's database", func(t *testing.T, path string) {
			tamper(t, path, "PRAGMA application_id = 77", "CREATE TABLE a (b)")
		}, data.Foreign, "不是本程序的资料"},
		{"database without a mark", func(t *testing.T, path string) {
			tamper(t, path, "CREATE TABLE a (b)", "INSERT INTO a VALUES (1)")
		}, data.Foreign, "不是本程序的资料"},
		{"marked but empty", func(t *testing.T, path string) { tamper(t, path, "PRAGMA application_id = 77") }, data.Foreign, "不是本程序的资料"},
		{"newer", func(t *testing.T, path string) {
			tamper(t, office1(t, path), fmt.Sprint("PRAGMA user_version = ", newest(t)+1))
		}, data.Newer, fmt.Sprintf("第 %d 版，本程序认得到第 %d 版", newest(t)+1, newest(t))},
		{"damaged pages", func(t *testing.T, path string) { damage(t, office1(t, path)) }, data.Damaged, "从备份恢复"},
		{"cut short", func(t *testing.T, path string) {
			if err := os.Truncate(office1(t, path), 8192); err != nil {
				t.Fatal(err)
			}
		}, data.Damaged, "从备份恢复"},
		{"broken journal", func(t *testing.T, path string) {
			tamper(t, office1(t, path), "DROP TRIGGER journal_no_update", "UPDATE journal SET operator = '别人' WHERE number = 2")
		}, data.Damaged, "从备份恢复"},
		{"orphans", func(t *testing.T, path string) {
			tamper(t, office1(t, path), "PRAGMA foreign_keys = OFF", "DELETE FROM campaign")
		}, data.Damaged, "从备份恢复"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "office.db")
			test.make(t, path)
			before := hash(t, path)
			s, err := data.Open(path, data.Options{})
			if err == nil {
				s.Close()
			}
			refused(t, err, test.code, test.parts)
			if hash(t, path) != before {
				t.Error("the window changed the file")
			}
			if s, err := data.OpenReadOnly(path); err == nil {
				findings, err := s.Check(context.Background())
				if err != nil || findings.OK || findings.Trouble() == "" || test.code != data.Damaged {
					t.Errorf("check finds %+v, %v", findings, err)
				}
				s.Close()
			} else {
				refused(t, err, test.code)
			}
			if hash(t, path) != before {
				t.Error("check changed the file")
			}
			for _, suffix := range []string{"-wal", "-shm", "-journal"} {
				if _, err := os.Stat(path + suffix); err == nil {
					t.Errorf("a %s file is left", suffix)
				}
			}
		})
	}
}

// office1 makes a database with some records and closes it.
func office1(t *testing.T, path string) string {
	t.Helper()
	o := newOffice(t)
	o.roster()
	o.ok(o.Close())
	o.ok(os.Rename(o.Path(), path))
	o.open(o.Path()) // for the cleaning up
	return path
}

// killed copies the files of a running store, as a kill −9 would leave them.
func killed(t testing.TB, o *office) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "office.db")
	for _, suffix := range []string{"", "-wal"} {
		o.ok(copyTo(path+suffix, o.Path()+suffix))
	}
	return path
}

func copyTo(to, from string) error {
	content, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, content, 0o600)
}

// A foreign database that was killed keeps its -wal: ours must not fold it in.
func TestForeignWAL(t *testing.T) {
	path := filepath.Join(t.TempDir(), "other.db")
	db, err := sql.Open("sqlite3", "file:"+path+"?_journal_mode=WAL")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("CREATE TABLE a (b)"); err != nil {
		t.Fatal(err)
	}
	twin := filepath.Join(t.TempDir(), "office.db")
	for _, suffix := range []string{"", "-wal"} {
		if err := copyTo(twin+suffix, path+suffix); err != nil {
			t.Fatal(err)
		}
	}
	before, beforeWAL := hash(t, twin), hash(t, twin+"-wal")
	_, err = data.Open(twin, data.Options{})
	refused(t, err, data.Foreign)
	if hash(t, twin) != before || hash(t, twin+"-wal") != beforeWAL {
		t.Error("the foreign files were changed")
	}
}

// What was said to be saved is there after a kill, also for `check`, which leaves no trace.
func TestLookAfterKill(t *testing.T) {
	o := newOffice(t)
	o.roster()
	path := killed(t, o)
	before, beforeWAL := hash(t, path), hash(t, path+"-wal")
	s, err := data.OpenReadOnly(path)
	o.ok(err)
	targets, err := s.Targets(o.ctx)
	o.ok(err)
	if len(targets) != 4 {
		t.Errorf("check sees %d targets, want 4", len(targets))
	}
	o.ok(s.Close())
	if hash(t, path) != before || hash(t, path+"-wal") != beforeWAL {
		t.Error("check changed the files")
	}
	s, err = data.Open(path, data.Options{})
	o.ok(err)
	if targets, err = s.Targets(o.ctx); err != nil || len(targets) != 4 {
		t.Errorf("the window sees %d targets, want 4 (%v)", len(targets), err)
	}
	o.ok(s.Close())
}

// A damaged file whose program was killed: the window mustn't fold the -wal into it.
func TestDamagedAfterKill(t *testing.T) {
	o := newOffice(t)
	o.roster()
	o.ok(o.Close())
	o.open(o.Path())
	path := killed(t, o)
	damage(t, path)
	before, beforeWAL := hash(t, path), hash(t, path+"-wal")
	_, err := data.Open(path, data.Options{})
	refused(t, err, data.Damaged, "从备份恢复")
	if hash(t, path) != before || hash(t, path+"-wal") != beforeWAL {
		t.Error("the window changed the damaged files")
	}
}

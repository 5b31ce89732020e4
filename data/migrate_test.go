package data_test

import (
	"database/sql"
	"fmt"
	"log/slog"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"liangping/data"
)

// newest returns the version that the schema files lead to.
func newest(t testing.TB) int {
	t.Helper()
	files, err := filepath.Glob("schema/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	return len(files)
}

// version1 makes a database of version 1 that holds the sample campaign, and returns its tables with their columns.
func version1(t *testing.T, path string) []string {
	t.Helper()
	return earlier(t, path, 1)
}

// earlier makes a database of an earlier version that holds the sample campaign, by the schemas up to it alone, and
// returns its tables with their columns.
func earlier(t *testing.T, path string, version int) []string {
	t.Helper()
	sample := filepath.Join(t.TempDir(), "sample.db")
	s, err := data.Open(sample, data.Options{Clock: func() time.Time { return data.SampleNow }, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	if err := data.SampleBeforeSeal(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	names, err := filepath.Glob("schema/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names[:version] {
		script, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		tamper(t, path, string(script))
	}
	tamper(t, path, "PRAGMA application_id = 1280334163", fmt.Sprint("PRAGMA user_version = ", version), "PRAGMA journal_mode = WAL")
	db, err := sql.Open("sqlite3", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	names = tables(t, db)
	statements := []string{"ATTACH '" + sample + "' AS sample"}
	restore := dropTriggers(t, db) // a copy doesn't come in the order of the office's steps
	for i, table := range names {
		names[i] += ":" + columns(t, db, table)
		statement := fmt.Sprintf("INSERT INTO main.%[1]s SELECT %[2]s FROM sample.%[1]s", table, columns(t, db, table))
		if table == "ledger_item" {
			statement += " WHERE state IN ('draft', 'open', 'closed')" // the states that there were
		}
		statements = append(statements, statement)
	}
	for _, statement := range append(append(statements, "DETACH sample"), restore...) {
		if _, err := db.Exec(statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
	return names
}

// dropTriggers takes every trigger out and returns how to make them again.
func dropTriggers(t *testing.T, db *sql.DB) (restore []string) {
	t.Helper()
	rows, err := db.Query("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var names []string
	for rows.Next() {
		var name, statement string
		if err := rows.Scan(&name, &statement); err != nil {
			t.Fatal(err)
		}
		names, restore = append(names, name), append(restore, statement)
	}
	rows.Close()
	for _, name := range names {
		if _, err := db.Exec("DROP TRIGGER " + name); err != nil {
			t.Fatal(err)
		}
	}
	return restore
}

// columns returns the names of a table's columns: later versions add some at the end.
func columns(t *testing.T, db *sql.DB, table string) string {
	t.Helper()
	var names string
	if err := db.QueryRow("SELECT group_concat(name) FROM pragma_table_info(?)", table).Scan(&names); err != nil {
		t.Fatal(err)
	}
	return names
}

// fileContents returns the rows of the tables of a file that isn't open, and its version.
func fileContents(t *testing.T, path string, tables []string) string {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+path+"?mode=ro&immutable=1")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var version int
	if err := db.QueryRow("PRAGMA user_version").Scan(&version); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("version %d\n%s", version, contents(t, db, tables))
}

// files returns the names in a folder, without the lock.
func files(t *testing.T, dir string) []string {
	t.Helper()
	names := map[string]bool{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		names[e.Name()] = !strings.HasSuffix(e.Name(), ".lock")
	}
	maps.DeleteFunc(names, func(_ string, counts bool) bool { return !counts })
	return slices.Sorted(maps.Keys(names))
}

// A file of version 1 becomes one of the newest with every row in it; as it was before it stays beside it.
func TestMigrate(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "office.db")
	old := version1(t, path)
	before := fileContents(t, path, old)
	if !strings.Contains(before, "买买提·艾力") || strings.Count(before, "\nballot|") != 60 {
		t.Fatal("the file of version 1 lacks the sample")
	}
	_, err := data.OpenReadOnly(path)
	refused(t, err, data.State, "第 1 版", fmt.Sprintf("升级到第 %d 版", newest(t)))

	clock := &clock{at("2011-09-16")}
	s, err := data.Open(path, data.Options{Clock: clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	d := notice("升级之后的通知")
	if err := s.SetOperator("刘敏"); err != nil {
		t.Fatal(err)
	}
	if err := s.SaveDraft(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	issued, err := s.IssueDocument(t.Context(), d.ID, printed)
	if err != nil || issued.Number.String() != "某油发〔2011〕1号" {
		t.Errorf("after the migration: %+v, %v", issued, err)
	}
	findings, err := s.Check(t.Context())
	if err != nil || !findings.OK || findings.Lines[1] != fmt.Sprintf("表结构第 %d 版", newest(t)) {
		t.Errorf("%+v, %v", findings, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}

	const backup = "office-第1版-20110916-104200.db"
	if got, want := files(t, dir), []string{backup, "office.db"}; !slices.Equal(got, want) {
		t.Errorf("the folder holds %q, want %q", got, want)
	}
	if got := fileContents(t, filepath.Join(dir, backup), old); got != before {
		t.Error("the backup differs from the file as it was")
	}
	if info, err := os.Stat(filepath.Join(dir, backup)); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("others may read the backup: %v, %v", info.Mode(), err)
	}
	rest := slices.DeleteFunc(slices.Clone(old), func(table string) bool {
		return strings.HasPrefix(table, "journal:") || strings.HasPrefix(table, "operator:")
	}) // these went on growing
	oldRows, newRows := fileContents(t, filepath.Join(dir, backup), rest), fileContents(t, path, rest)
	if strings.Replace(oldRows, "version 1", fmt.Sprintf("version %d", newest(t)), 1) != newRows {
		t.Error("the migration changed a row")
	}

	// opened again, it is neither migrated nor backed up
	if s, err = data.Open(path, data.Options{Clock: func() time.Time { return clock.now.Add(time.Hour) }}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if got := files(t, dir); len(got) != 2 {
		t.Errorf("the folder holds %q", got)
	}
}

// From every later version, too, every row comes along: the ledger is made anew under the pledges that refer to it.
func TestMigrateLater(t *testing.T) {
	for version := 2; version < newest(t); version++ {
		t.Run(fmt.Sprint("version ", version), func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "office.db")
			old := earlier(t, path, version)
			before := fileContents(t, path, old)
			if strings.Count(before, "\nledger_item|") < 8 || version > 2 && !strings.Contains(before, "\npledge|") {
				t.Fatal("the file lacks the sample")
			}
			s, err := data.Open(path, data.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			if got := fileContents(t, path, old); got != strings.Replace(before, fmt.Sprint("version ", version), fmt.Sprint("version ", newest(t)), 1) {
				t.Error("the migration changed a row")
			}
		})
	}
}

// Without a good backup the file stays as it is, byte for byte.
func TestMigrateRefused(t *testing.T) {
	for _, test := range []struct {
		name    string
		prepare func(t *testing.T, path string)
		code    data.Code
		part    string
	}{
		{"no room for the backup", func(t *testing.T, path string) {
			if err := os.MkdirAll(filepath.Join(path+".part", "folder"), 0o700); err != nil {
				t.Fatal(err)
			}
		}, data.State, "没有备份成功"},
		{"broken journal", func(t *testing.T, path string) {
			tamper(t, path, "DROP TRIGGER journal_no_update", "UPDATE journal SET operator = '别人' WHERE number = 2")
		}, data.Damaged, "从备份恢复"},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "office.db")
			version1(t, path)
			test.prepare(t, path)
			before, there := hash(t, path), files(t, dir)
			_, err := data.Open(path, data.Options{Log: slog.New(slog.DiscardHandler)})
			refused(t, err, test.code, test.part)
			if hash(t, path) != before {
				t.Error("the file was changed")
			}
			if got := files(t, dir); !slices.Equal(got, there) {
				t.Errorf("the folder holds %q, want %q", got, there)
			}
		})
	}
}

// migrator opens a file and closes it again, which migrates it.
func migrator(path string) error {
	fmt.Println("open")
	s, err := data.Open(path, data.Options{})
	if err != nil {
		return err
	}
	if err := s.Close(); err != nil {
		return err
	}
	os.Exit(0)
	return nil
}

// kill −9 in the middle of a migration, at any moment of it: the file is of one version or the other with every row in
// it, and the next start brings it to the newest. A backup that has its name is whole.
func TestKillWhileMigrating(t *testing.T) {
	original := filepath.Join(t.TempDir(), "office.db")
	old := version1(t, original)
	want := strings.TrimPrefix(fileContents(t, original, old), "version 1\n")
	unfinished := 0
	for i := range 15 {
		dir := t.TempDir()
		path := filepath.Join(dir, "office.db")
		if err := copyTo(path, original); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), migrateOnce+"="+path)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if _, err := out.Read(make([]byte, 4)); err != nil { // it begins to open
			t.Fatal(err)
		}
		time.Sleep(time.Duration(rand.IntN(1+2*i)) * time.Millisecond)
		cmd.Process.Kill()
		if cmd.Wait() != nil {
			unfinished++
		}
		s, err := data.Open(path, data.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if fileContents(t, path, old) != fmt.Sprintf("version %d\n", newest(t))+want {
			t.Error("a row is lost or changed")
		}
		backups := 0
		for _, name := range files(t, dir) {
			if name == "office.db" {
				continue
			}
			backups++
			if fileContents(t, filepath.Join(dir, name), old) != "version 1\n"+want {
				t.Errorf("%s isn't whole", name)
			}
		}
		if backups == 0 {
			t.Error("it was migrated without a backup")
		}
	}
	if unfinished == 0 {
		t.Error("no migration was killed: nothing was proved")
	}
}

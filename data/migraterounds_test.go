package data_test

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"liangping/data"
)

// version3 makes a database of version 3, by its own three schema files, that holds the sample campaign with a draft about
// each round and an opinion from its ballots. It returns its tables with their columns.
func version3(t *testing.T, path string) []string {
	t.Helper()
	sample := filepath.Join(t.TempDir(), "sample.db")
	s, err := data.Open(sample, data.Options{Clock: (&clock{data.SampleNow}).Now, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	if err := data.SampleBeforeSeal(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	rounds, err := s.Rounds(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rounds {
		d := notice(r.Name() + "会议通知")
		d.RoundID = r.ID
		if err := s.SaveDraft(t.Context(), d); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"0001_main_job", "0002_documents", "0003_targets_reports"} {
		script, err := os.ReadFile("schema/" + name + ".sql")
		if err != nil {
			t.Fatal(err)
		}
		tamper(t, path, string(script))
	}
	tamper(t, path, "PRAGMA application_id = 1280334163", "PRAGMA user_version = 3", "PRAGMA journal_mode = WAL")
	db, err := sql.Open("sqlite3", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	return copyRows(t, db, sample)
}

// copyRows fills the tables of a database from another one. The triggers look the other way meanwhile.
func copyRows(t *testing.T, db *sql.DB, from string) []string {
	t.Helper()
	names := tables(t, db)
	triggers := strings.Split(one(t, db, "SELECT group_concat(sql, ';;') FROM sqlite_schema WHERE type = 'trigger'"), ";;")
	statements := []string{"ATTACH '" + from + "' AS sample"}
	for _, name := range strings.Fields(one(t, db, "SELECT group_concat(name, ' ') FROM sqlite_schema WHERE type = 'trigger'")) {
		statements = append(statements, "DROP TRIGGER "+name)
	}
	for i, table := range names {
		names[i] += ":" + columns(t, db, table)
		statements = append(statements, fmt.Sprintf("INSERT INTO main.%[1]s SELECT %[2]s FROM sample.%[1]s", table, columns(t, db, table)))
	}
	for _, statement := range append(append(statements, triggers...), "DETACH sample") {
		if _, err := db.Exec(statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
	return names
}

// one returns a value that is one text.
func one(t *testing.T, db *sql.DB, query string) (text string) {
	t.Helper()
	if err := db.QueryRow(query).Scan(&text); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return text
}

// A file of version 3 with rounds that groups, lines, ballots, documents and opinions hang on: the table of rounds is made
// anew under them and not one row is lost or changes.
func TestMigrateRounds(t *testing.T) {
	path := filepath.Join(t.TempDir(), "office.db")
	old := version3(t, path)
	before := strings.TrimPrefix(fileContents(t, path, old), "version 3\n")
	for _, row := range []string{"\nround|", "\nround_group|", "\nline|", "\nballot|", "内部评议会议通知"} {
		if !strings.Contains(before, row) {
			t.Fatalf("the file of version 3 lacks %q", row)
		}
	}
	s, err := data.Open(path, data.Options{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	db := s.DB()
	if after := contents(t, db, old); after != before {
		t.Error("the migration changed a row")
	}
	rounds, err := s.Rounds(t.Context())
	if err != nil || len(rounds) != 2 {
		t.Fatalf("%d rounds, %v", len(rounds), err)
	}
	for _, r := range rounds {
		if r.State != data.RoundOpen || r.Attempt != 1 || r.UnitClass != "" || r.Order != data.ByRank || r.Quorum != data.Quorums[0] || r.Agenda != nil {
			t.Errorf("%+v", r)
		}
	}
	for _, child := range []string{"round_group", "line", "document", "gathering", "invitee"} {
		if got := one(t, db, "SELECT group_concat(DISTINCT \"table\") FROM pragma_foreign_key_list('"+child+"')"); !strings.Contains(got, "round") {
			t.Errorf("%s refers to %s", child, got)
		}
	}
	if _, err := db.Exec("DELETE FROM round WHERE id = ?", rounds[0].ID); err == nil {
		t.Error("a round with groups was deleted: the foreign keys don't hold any more")
	}
	if left := one(t, db, "SELECT count(*) FROM sqlite_schema WHERE name = 'round_before'"); left != "0" {
		t.Error("the old table is left")
	}
	// The rule of version 3 held for all rounds, that of version 4 for those that aren't void.
	twin := "INSERT INTO round SELECT '0123456789abcdef0123456789abcdef', campaign_id, kind, date, time, place, convener, chair, scrutineers, tellers, " +
		"observers, form_frozen, unit_class, 2, %s, line_order, 1, 2, 0, '' FROM round WHERE kind = 'internal'"
	if _, err := db.Exec(fmt.Sprintf(twin, "'open', ''")); err == nil {
		t.Error("a second live round of the kind was written")
	}
	if _, err := db.Exec(fmt.Sprintf(twin, "'void', '重新评议'")); err != nil {
		t.Error(err)
	}
}

// A file with rows that have no parent isn't migrated: it stays as it was.
func TestMigrateOrphans(t *testing.T) {
	path := filepath.Join(t.TempDir(), "office.db")
	version3(t, path)
	tamper(t, path, "UPDATE line SET round_id = '00000000000000000000000000000000' WHERE number = 1 AND round_id = (SELECT min(id) FROM round)")
	_, err := data.Open(path, data.Options{Log: slog.New(slog.DiscardHandler)})
	if err == nil {
		t.Fatal("it was migrated")
	}
	if got := fileContents(t, path, nil); got != "version 3\n" {
		t.Errorf("the file is of %s", got)
	}
}

// The triggers of the schema hold without the program: a void round never changes.
func TestVoidRoundInDatabase(t *testing.T) {
	for _, state := range []data.RoundState{data.RoundOpen, data.RoundVoid} {
		t.Run(string(state), func(t *testing.T) {
			o := newOffice(t)
			o.roster()
			r := o.round(data.Internal)
			o.ok(o.SaveAttendance(o.ctx, r.ID, []data.Invitee{{data.Staff, "丁一鸣", "", true}}))
			_, err := o.FreezeForm(o.ctx, r.ID)
			o.ok(err)
			_, err = o.DB().Exec("UPDATE round SET state = ?, void_reason = iif(? = 'void', '多一张', '') WHERE id = ?", state, state, r.ID)
			o.ok(err)
			for _, statement := range []string{
				"UPDATE round SET chair = '别人'",
				"UPDATE round SET state = 'open', void_reason = '', place = '别处'",
				"INSERT OR REPLACE INTO round SELECT * FROM round",
				"UPDATE round_group SET returned = returned + 1",
				"INSERT INTO round_group SELECT '0123456789abcdef0123456789abcdef', round_id, 'party-delegate', 0, 0, 0, 0, 0, 0, 0, 0, '' FROM round_group",
				"UPDATE line SET label = '别的' WHERE number = 1",
				"DELETE FROM line WHERE number = 15",
				"INSERT INTO line SELECT round_id, 16, target_id, target_name, target_kind, item, label, focus FROM line WHERE number = 1",
				"UPDATE invitee SET present = 0",
				"INSERT INTO invitee SELECT round_id, 2, kind, '别人', post, present FROM invitee",
				"DELETE FROM invitee",
			} {
				tx, err := o.DB().BeginTx(context.Background(), nil)
				o.ok(err)
				if statement[:6] == "INSERT" && strings.Contains(statement, "REPLACE") {
					_, err = tx.Exec("PRAGMA defer_foreign_keys = ON")
					o.ok(err)
				}
				_, err = tx.Exec(statement)
				if (err == nil) != (state == data.RoundOpen) {
					t.Errorf("%s: %v", statement, err)
				}
				o.ok(tx.Rollback())
			}
			_, err = o.DB().Exec("UPDATE round SET state = 'open', void_reason = ''")
			if (err == nil) != (state != data.RoundVoid) {
				t.Errorf("opening it again: %v", err)
			}
		})
	}
}

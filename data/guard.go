package data

import (
	"fmt"
	"strings"
)

// An archived campaign is read-only (design.md §4), whichever use case would write to it: every table whose rows hang under
// a campaign gets triggers that refuse. They are made from the schema itself after each migration, so that no table is
// forgotten.

// archivedMark is what the triggers say; fault turns it into a sentence.
const archivedMark = "the campaign is archived"

// guardArchives makes the triggers of every table that hangs under a campaign.
func guardArchives(t *tx) error {
	tables, err := list(t, func(name *string) []any { return []any{name} },
		"SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'archive' ORDER BY name")
	if err != nil {
		return err
	}
	for _, table := range tables {
		owner, err := findOwner(t, table)
		if err != nil {
			return err
		}
		if owner == nil {
			continue // the office's, not a campaign's
		}
		for _, guard := range []struct{ event, rows string }{
			{"INSERT", owner("new")},
			{"UPDATE" + changeable(table), owner("old") + ", " + owner("new")},
			{"DELETE", owner("old")},
		} {
			verb, _, _ := strings.Cut(guard.event, " ")
			name := "archived_" + table + "_" + strings.ToLower(verb)
			if err := t.exec("DROP TRIGGER IF EXISTS " + name); err != nil {
				return err
			}
			if err := t.exec(fmt.Sprintf("CREATE TRIGGER %s BEFORE %s ON %s WHEN EXISTS (SELECT 1 FROM archive WHERE campaign_id IN (%s)) BEGIN SELECT raise(ABORT, '%s'); END",
				name, guard.event, table, guard.rows, archivedMark)); err != nil {
				return err
			}
		}
	}
	return nil
}

// changeable limits the guard of the table campaign: which one is current may always change.
func changeable(table string) string {
	if table == "campaign" {
		return " OF " + campaignColumns
	}
	return ""
}

// findOwner returns how to write the campaign of a row of a table in SQL, given a name for the row; nil when the
// table hangs under none. The way leads along the foreign keys that are never NULL.
func findOwner(t *tx, table string) (owner func(row string) string, err error) {
	if table == "campaign" {
		return func(row string) string { return row + ".id" }, nil
	}
	type key struct{ column, parent, parentColumn string }
	keys, err := list(t, func(k *key) []any { return []any{&k.column, &k.parent, &k.parentColumn} },
		`SELECT k."from", k."table", k."to" FROM pragma_foreign_key_list(?1) AS k JOIN pragma_table_info(?1) AS c ON c.name = k."from"
			WHERE c."notnull" = 1 ORDER BY k."table" <> 'campaign', c.cid`, table)
	if err != nil {
		return nil, err
	}
	for _, k := range keys {
		if k.parent == "campaign" {
			return func(row string) string { return row + "." + k.column }, nil
		}
		above, err := findOwner(t, k.parent)
		if err != nil {
			return nil, err
		}
		if above != nil {
			return func(row string) string {
				return fmt.Sprintf("(SELECT %s FROM %s WHERE %s.%s = %s.%s)", above(k.parent), k.parent, k.parent, k.parentColumn, row, k.column)
			}, nil
		}
	}
	return nil, nil
}

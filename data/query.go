package data

import (
	"database/sql"
	"errors"
	"strings"
)

// exec runs a statement.
func (t *tx) exec(query string, args ...any) error {
	_, err := t.ExecContext(t.ctx, query, args...)
	return err
}

// value fetches one value into dest; found is false when there is no row.
func (t *tx) value(dest any, query string, args ...any) (found bool, err error) {
	err = t.QueryRowContext(t.ctx, query, args...).Scan(dest)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// list fetches every row; fields returns the addresses of a T's columns.
func list[T any](t *tx, fields func(*T) []any, query string, args ...any) ([]T, error) {
	rows, err := t.QueryContext(t.ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		var v T
		if err := rows.Scan(fields(&v)...); err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, rows.Err()
}

// upsert inserts a row, or updates it when its key, the first column, is already there. The first owned
// columns are never updated: a record stays where it belongs.
func (t *tx) upsert(table, columns string, owned int, values ...any) error {
	names := strings.Split(columns, ", ")
	var set []string
	for _, name := range names[owned:] {
		set = append(set, name+" = excluded."+name)
	}
	return t.exec("INSERT INTO "+table+" ("+columns+") VALUES (?"+strings.Repeat(", ?", len(names)-1)+
		") ON CONFLICT ("+names[0]+") DO UPDATE SET "+strings.Join(set, ", "), values...)
}

// belongs refuses when the record exists but isn't the current campaign's. exists tells whether it is there.
func (t *tx) belongs(table string, id, campaign ID) (exists bool, err error) {
	if id == "" {
		return false, errors.New("record without an id")
	}
	var owner ID
	exists, err = t.value(&owner, "SELECT campaign_id FROM "+table+" WHERE id = ?", id)
	if err == nil && exists && owner != campaign {
		err = refuse(State, "这条记录属于另一个活动。请先换到那个活动，再修改。")
	}
	return exists, err
}

// noRow turns the lack of a row into a refusal.
func noRow(err error, sentence string) error {
	if errors.Is(err, sql.ErrNoRows) {
		return refuse(NotFound, "%s", sentence)
	}
	return err
}

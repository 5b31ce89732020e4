package data

import (
	"context"
	"database/sql"
)

// DB gives the tests the store's own connection.
func (s *Store) DB() *sql.DB { return s.db }

// OpenDB opens a bare database as the store does.
func OpenDB(path string) *sql.DB {
	db, _ := openDB(path, settings)
	return db
}

// Settings are the DSN options of the live database.
const Settings = settings

// VerifySettings opens a database with some options and reads the settings back.
func VerifySettings(path, options string) error {
	db, _ := openDB(path, options)
	defer db.Close()
	return verifySettings(context.Background(), db)
}

// MoveDeadlines moves a target's deadlines in a transaction of its own, as the use case of 活动延期 does.
func (s *Store) MoveDeadlines(target ID, move func(Date) Date, reason, approver string) (n int, err error) {
	err = s.write(context.Background(), func(t *tx) error {
		n, err = moveDeadlines(t, target, move, reason, approver)
		return err
	})
	return n, err
}

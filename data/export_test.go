package data

import "database/sql"

// DB gives the tests the store's own connection.
func (s *Store) DB() *sql.DB { return s.db }

// OpenDB opens a bare database as the store does.
func OpenDB(path string) *sql.DB {
	db, _ := openDB(path, settings)
	return db
}

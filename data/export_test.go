package data

import (
	"context"
	"database/sql"
	"io"
	"slices"
	"strings"
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

// SetRandom sets where the ballots' keys at the seal and its salt come from.
func (s *Store) SetRandom(r io.Reader) { s.random = r }

// SealCode is how a hash is printed.
var SealCode = sealCode

// BallotsRoot returns the root over sheets, each given by its marks or, after a !, by the reason for which it is spoiled.
func BallotsRoot(sheets []string) [32]byte {
	var leaves [][32]byte
	for _, sheet := range sheets {
		if reason, spoiled := strings.CutPrefix(sheet, "!"); spoiled {
			leaves = append(leaves, leaf(nil, []byte(reason)))
		} else {
			leaves = append(leaves, leaf([]byte(sheet), nil))
		}
	}
	return merkleRoot(leaves)
}

// VerifySeals runs what every start verifies of the seals.
func (s *Store) VerifySeals(ctx context.Context) (Findings, error) {
	return inspect(ctx, s.db, verifySeals)
}

// BackUp puts a copy of the database beside it, as the program does before a migration.
func (s *Store) BackUp(ctx context.Context, mark string) error {
	s.conn.maintenance.Store(true)
	defer s.conn.maintenance.Store(false)
	return backUp(ctx, s.db, s.path, mark, s.clock())
}

// Tally counts a round.
func (s *Store) Tally(ctx context.Context, round ID) (all Tally, err error) {
	err = s.read(ctx, func(t *tx) error {
		r, err := findRound(t, round)
		if err != nil {
			return err
		}
		all, err = tally(t, r)
		return err
	})
	return all, err
}

// MoveDeadlines moves a target's deadlines in a transaction of its own, as the use case of 活动延期 does.
func (s *Store) MoveDeadlines(target ID, move func(Date) Date, reason, approver string) (n int, err error) {
	err = s.write(context.Background(), func(t *tx) error {
		n, err = moveDeadlines(t, target, move, reason, approver)
		return err
	})
	return n, err
}

// SampleBeforeSeal fills a store with the sample campaign as a version that knew no seals could hold it.
func SampleBeforeSeal(ctx context.Context, s *Store) error {
	return takeSteps(ctx, s, slices.DeleteFunc(slices.Clone(sampleSteps), func(step sampleStep) bool {
		return step.name == "seals" || step.name == "outcomes"
	}))
}

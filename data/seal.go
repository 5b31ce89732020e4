package data

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// Seal is a 封存 of a round (safety.md §4). Its code stands on the signed count sheet: a later change of the round shows
// against it. A round that is unsealed and sealed again gets another code.
type Seal struct {
	RoundID  ID
	Number   int // 第几次封存, from 1
	At       time.Time
	Operator string
	Code     string  // 7K3M-0QXA-…: four groups of four
	Hash     string  // in full, 64 hex digits
	Program  string  // the version of the program that made it
	Scoring  Scoring // in force at the seal
	Journal  int     // how long the journal was, with the entry of this seal
	Head     string  // the link of that entry, 64 hex digits
	Opened   *Unsealing
}

// Unsealing is a 启封.
type Unsealing struct {
	At       time.Time
	Operator string
	Reason   string
}

// SealChecks returns every check of a round as it stands on the disk: the accounting and the second pass. SealObstacles
// tells which of them keep it from being sealed.
func (s *Store) SealChecks(ctx context.Context, round ID) (checks []Check, err error) {
	err = s.read(ctx, func(t *tx) error {
		r, err := findRound(t, round)
		if err != nil {
			return err
		}
		checks, err = sealChecks(t, r)
		return err
	})
	return checks, err
}

func sealChecks(t *tx, r *Round) ([]Check, error) {
	all, err := progress(t, r)
	if err != nil {
		return nil, err
	}
	pass, err := secondPass(t, r)
	if err != nil {
		return nil, err
	}
	return append(CheckRound(*r, all), pass.check()...), nil
}

// SealRound seals a round (封存). It is refused until every check of SealChecks holds. From then on nothing of the round
// changes; batches, second readings and the keyers' names are gone, and the ballots have fresh random keys: nothing tells
// any more in which order they came. Afterwards the order is wiped from the file and from the backups (see wipe); if that
// fails the seal stands all the same and is returned beside the error.
func (s *Store) SealRound(ctx context.Context, round ID) (*Seal, error) {
	s.keying.Lock()
	defer s.keying.Unlock()
	var seal *Seal
	err := s.write(ctx, func(t *tx) (err error) {
		r, err := openRound(t, round)
		if err != nil {
			return err
		}
		if err := t.ownRound(r); err != nil {
			return err
		}
		checks, err := sealChecks(t, r)
		if err != nil {
			return err
		}
		if obstacles := SealObstacles(checks); len(obstacles) > 0 {
			return refuse(State, "%s还不能封存：%s。", r.Name(), obstacles[0].Sentence())
		}
		if err := s.forgetOrder(t, r); err != nil {
			return err
		}
		if seal, err = s.insertSeal(t, r); err != nil {
			return err
		}
		return t.exec("UPDATE round SET state = ? WHERE id = ?", RoundSealed, r.ID)
	})
	if err != nil {
		return nil, err
	}
	delete(s.entries, round)
	clear(s.stacks)
	return seal, notWiped("封存", s.wipe(ctx))
}

// forgetOrder drops what tells of the order in which a round's ballots came: their places, the second pass, the keyers, and
// the keys themselves. What the file still remembers is left for wipe.
func (s *Store) forgetOrder(t *tx, r *Round) error {
	for _, g := range r.Groups {
		if err := forgetPlaces(t, g.ID); err != nil {
			return err
		}
		if err := s.rekey(t, g.ID); err != nil {
			return err
		}
	}
	return t.exec("INSERT INTO unwiped (round_id) VALUES (?) ON CONFLICT DO NOTHING", r.ID)
}

// rekey writes a group's ballots anew, without places. The new keys are random, so the order in which the rows lie from now on
// tells nothing; they are handed out in the order of the ballots' contents, so that it doesn't depend on the order of entry
// which ballot gets which either.
func (s *Store) rekey(t *tx, group ID) error {
	sheets, err := ballots(t, "group_id = ? ORDER BY marks, ballot.spoiled", group)
	if err != nil {
		return err
	}
	if err := t.exec("DELETE FROM ballot WHERE group_id = ?", group); err != nil {
		return err
	}
	for _, b := range sheets {
		id, err := s.randomID()
		if err != nil {
			return err
		}
		if err := t.exec("INSERT INTO ballot (group_id, id, position, marks, spoiled) VALUES (?, ?, NULL, ?, ?)",
			group, id, b.Marks, b.Spoiled); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) randomID() (ID, error) {
	var b [16]byte
	_, err := s.random.Read(b[:])
	return ID(hex.EncodeToString(b[:])), err
}

const sealColumns = "round_id, number, at, operator, program, rules, salt, hash, journal, head"

// sealRow is a seal as it is stored.
type sealRow struct {
	Seal
	at               string
	rules            string
	salt, hash, head []byte
}

func (s *sealRow) fields() []any {
	return []any{&s.RoundID, &s.Number, &s.at, &s.Operator, &s.Program, &s.rules, &s.salt, &s.hash, &s.Journal, &s.head}
}

func (s *Store) insertSeal(t *tx, r *Round) (*Seal, error) {
	row := sealRow{Seal: Seal{RoundID: r.ID, Operator: t.operator, Program: ProgramVersion}, at: t.now.Format(time.RFC3339), salt: make([]byte, 16)}
	if _, err := s.random.Read(row.salt); err != nil {
		return nil, err
	}
	if _, err := t.value(&row.Number, "SELECT count(*) + 1 FROM seal WHERE round_id = ?", r.ID); err != nil {
		return nil, err
	}
	owner, err := ownerOf(t, r.ID)
	if err != nil {
		return nil, err
	}
	rules, err := json.Marshal(owner.Scoring)
	if err != nil {
		return nil, err
	}
	row.rules = string(rules)
	parts, err := partsOf(t, r)
	if err != nil {
		return nil, err
	}
	row.hash = sealHash(&row.Seal, row.rules, row.salt, parts)
	row.Code = sealCode(row.hash)
	if err := t.journal(r.ID, "%s", row.journalSentence(r.Name())); err != nil {
		return nil, err
	}
	if err := t.QueryRowContext(t.ctx, "SELECT number, hash FROM journal ORDER BY number DESC LIMIT 1").Scan(&row.Journal, &row.head); err != nil {
		return nil, err
	}
	if err := t.exec("INSERT INTO seal ("+sealColumns+") VALUES (?"+strings.Repeat(", ?", 9)+")", row.fields()...); err != nil {
		return nil, err
	}
	for _, p := range parts {
		if err := t.exec("INSERT INTO seal_part (round_id, number, part, digest) VALUES (?, ?, ?, ?)", r.ID, row.Number, p.Part, p.Digest); err != nil {
			return nil, err
		}
	}
	return row.seal()
}

// seal completes the seal from its row.
func (s *sealRow) seal() (*Seal, error) {
	at, err := time.Parse(time.RFC3339, s.at)
	if err != nil {
		return nil, err
	}
	s.At, s.Hash, s.Code, s.Head = at, hex.EncodeToString(s.hash), sealCode(s.hash), hex.EncodeToString(s.head)
	return &s.Seal, json.Unmarshal([]byte(s.rules), &s.Scoring)
}

// ownerOf returns the campaign of a round.
func ownerOf(t *tx, round ID) (*Campaign, error) {
	owners, err := campaigns(t, "id = (SELECT campaign_id FROM round WHERE id = ?)", round)
	if err != nil {
		return nil, err
	}
	return &owners[0], nil
}

// partsOf hashes a round as it is stored now.
func partsOf(t *tx, r *Round) ([]sealedPart, error) {
	lines, err := list(t, (*Line).fields, "SELECT "+lineColumns+" FROM line WHERE round_id = ? ORDER BY number", r.ID)
	if err != nil {
		return nil, err
	}
	waiver, err := findWaiver(t, r.ID)
	if err != nil {
		return nil, err
	}
	digests := map[ID][]byte{}
	for _, g := range r.Groups {
		if digests[g.ID], err = groupDigest(t, g.ID); err != nil {
			return nil, err
		}
	}
	return sealedParts(r, lines, waiver, digests), nil
}

// groupDigest hashes what was counted in a group, ballots without holding them.
func groupDigest(t *tx, group ID) ([]byte, error) {
	total, err := findTotal(t, group)
	if err != nil {
		return nil, err
	}
	if total != nil {
		return total.digest(group), nil
	}
	var leaves [][sha256.Size]byte
	err = eachSheet(t, group, func(marks, spoiled []byte) { leaves = append(leaves, leaf(marks, spoiled)) })
	return ballotsDigest(group, leaves), err
}

// eachSheet walks over a group's ballots. The bytes are good only during the call.
func eachSheet(t *tx, group ID, visit func(marks, spoiled []byte)) error {
	// A context that can't be cancelled spares the driver a goroutine for every row.
	rows, err := t.QueryContext(context.WithoutCancel(t.ctx), "SELECT marks, spoiled FROM ballot WHERE group_id = ?", group)
	if err != nil {
		return err
	}
	defer rows.Close()
	var marks, spoiled sql.RawBytes
	for rows.Next() {
		if err := rows.Scan(&marks, &spoiled); err != nil {
			return err
		}
		visit(marks, spoiled)
	}
	return rows.Err()
}

// Seals returns every seal of a round, the first first; one that was opened again says so.
func (s *Store) Seals(ctx context.Context, round ID) (all []Seal, err error) {
	err = s.read(ctx, func(t *tx) error {
		if _, err := findRound(t, round); err != nil {
			return err
		}
		all, err = seals(t, round)
		return err
	})
	return all, err
}

// Seal returns the seal that stands on a round; nil when it isn't sealed.
func (s *Store) Seal(ctx context.Context, round ID) (*Seal, error) {
	all, err := s.Seals(ctx, round)
	return standing(all), err
}

func standing(all []Seal) *Seal {
	if n := len(all); n > 0 && all[n-1].Opened == nil {
		return &all[n-1]
	}
	return nil
}

func seals(t *tx, round ID) (all []Seal, err error) {
	rows, err := sealRows(t, round)
	if err != nil {
		return nil, err
	}
	for i := range rows {
		seal, err := rows[i].seal()
		if err != nil {
			return nil, err
		}
		if seal.Opened, err = unsealing(t, seal); err != nil {
			return nil, err
		}
		all = append(all, *seal)
	}
	return all, nil
}

func sealRows(t *tx, round ID) ([]sealRow, error) {
	return list(t, (*sealRow).fields, "SELECT "+sealColumns+" FROM seal WHERE round_id = ? ORDER BY number", round)
}

func unsealing(t *tx, s *Seal) (*Unsealing, error) {
	type row struct {
		Unsealing
		at string
	}
	found, err := list(t, func(u *row) []any { return []any{&u.at, &u.Operator, &u.Reason} },
		"SELECT at, operator, reason FROM unseal WHERE round_id = ? AND number = ?", s.RoundID, s.Number)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	u := &found[0]
	u.At, err = time.Parse(time.RFC3339, u.at)
	return &u.Unsealing, err
}

// UnsealRound opens a sealed round again (启封), for a reason that the journal keeps; the next seal has another code. The
// ballots get places in the order of their random keys: the order of the paper is gone for good, so a sheet is found again
// by its content only, and a group with many corrections is better cleared and keyed anew. Where the second pass was made,
// both readings are what was sealed: a correction needs both again, or a settlement.
func (s *Store) UnsealRound(ctx context.Context, round ID, reason string) error {
	if reason = CleanLine(reason); reason == "" {
		return refuse(Invalid, "启封的原因还没有填写。请写明原因，再启封。")
	}
	s.keying.Lock()
	defer s.keying.Unlock()
	return s.write(ctx, func(t *tx) error {
		r, err := findRound(t, round)
		if err != nil {
			return err
		}
		if err := t.ownRound(r); err != nil {
			return err
		}
		if r.State != RoundSealed {
			return refuse(State, "%s没有封存，不用启封。", r.Name())
		}
		all, err := seals(t, round)
		if err != nil {
			return err
		}
		seal := standing(all)
		if seal == nil {
			return fmt.Errorf("round %s is sealed without a seal", round)
		}
		if err := t.exec("INSERT INTO unseal (round_id, number, at, operator, reason) VALUES (?, ?, ?, ?, ?)",
			round, seal.Number, t.now.Format(time.RFC3339), t.operator, reason); err != nil {
			return err
		}
		if err := t.exec("UPDATE round SET state = ? WHERE id = ?", RoundOpen, round); err != nil {
			return err
		}
		waiver, err := findWaiver(t, round)
		if err != nil {
			return err
		}
		for _, g := range r.Groups {
			if err := placeAnew(t, g.ID, waiver == nil); err != nil {
				return err
			}
		}
		return t.journal(round, "启封%s（第%d次封存）：%s", r.Name(), seal.Number, reason)
	})
}

// placeAnew stacks a group's ballots in the order of their keys, which are random.
func placeAnew(t *tx, group ID, twice bool) error {
	if err := t.exec(`UPDATE ballot SET position = place.position
		FROM (SELECT id, row_number() OVER (ORDER BY id) AS position FROM ballot WHERE group_id = ?1) AS place
		WHERE group_id = ?1 AND place.id = ballot.id`, group); err != nil || !twice {
		return err
	}
	return t.exec("INSERT INTO second_reading (group_id, position, marks, spoiled) SELECT group_id, position, marks, spoiled FROM ballot WHERE group_id = ?", group)
}

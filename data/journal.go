package data

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"time"
)

// journalEntry is one step: who, when, what. It never holds a grade or the text of an opinion, and
// ballots appear by batch only (safety.md §4).
type journalEntry struct {
	Number         int
	At             string // RFC 3339, the computer's own time
	Operator       string
	Record         ID
	What           string
	Previous, Hash []byte
}

const journalColumns = "number, at, operator, record, what, previous, hash"

func (e *journalEntry) fields() []any {
	return []any{&e.Number, &e.At, &e.Operator, &e.Record, &e.What, &e.Previous, &e.Hash}
}

// sum returns the entry's link in the chain: SHA-256 over its canonical bytes, which begin with a domain
// prefix and the previous link; every text is preceded by its length, so no two entries share their bytes.
func (e *journalEntry) sum() []byte {
	var b bytes.Buffer
	b.WriteString("liangping journal 1\n")
	b.Write(e.Previous)
	binary.Write(&b, binary.BigEndian, uint64(e.Number)) // a bytes.Buffer takes everything
	for _, text := range []string{e.At, e.Operator, string(e.Record), e.What} {
		binary.Write(&b, binary.BigEndian, uint64(len(text)))
		b.WriteString(text)
	}
	sum := sha256.Sum256(b.Bytes())
	return sum[:]
}

// journal adds an entry in the same transaction as the write that it tells of. A clock that was set back
// is named in the entry: the chain keeps the order, the secretary may have to correct a date.
func (t *tx) journal(record ID, format string, args ...any) error {
	last := journalEntry{Hash: make([]byte, sha256.Size)}
	entries, err := list(t, (*journalEntry).fields, "SELECT "+journalColumns+" FROM journal ORDER BY number DESC LIMIT 1")
	if err != nil {
		return err
	}
	if len(entries) > 0 {
		last = entries[0]
	}
	e := journalEntry{
		Number: last.Number + 1, At: t.now.Format(time.RFC3339), Operator: t.operator, Record: record,
		What: fmt.Sprintf(format, args...), Previous: last.Hash,
	}
	if e.before(last) {
		e.What += "（电脑时间早于上一条记录）"
	}
	e.Hash = e.sum()
	return t.exec("INSERT INTO journal ("+journalColumns+") VALUES (?, ?, ?, ?, ?, ?, ?)", e.fields()...)
}

// journalOnce adds an entry unless the same operator already made the same one.
func (t *tx) journalOnce(record ID, what string) error {
	var number int
	found, err := t.value(&number, "SELECT number FROM journal WHERE record = ? AND what = ? AND operator = ?", record, what, t.operator)
	if err != nil || found {
		return err
	}
	return t.journal(record, "%s", what)
}

// before tells whether the clock stood earlier at e than at the entry last.
func (e *journalEntry) before(last journalEntry) bool {
	at, err1 := time.Parse(time.RFC3339, e.At)
	then, err2 := time.Parse(time.RFC3339, last.At)
	return err1 == nil && err2 == nil && at.Before(then)
}

// verifyJournal walks the chain and returns its length and, where a link doesn't fit, a sentence.
func verifyJournal(t *tx) (length int, trouble string, err error) {
	entries, err := list(t, (*journalEntry).fields, "SELECT "+journalColumns+" FROM journal ORDER BY number")
	if err != nil {
		return 0, "", err
	}
	previous := make([]byte, sha256.Size)
	for i, e := range entries {
		if e.Number != i+1 || !bytes.Equal(e.Previous, previous) || !bytes.Equal(e.Hash, e.sum()) {
			return len(entries), fmt.Sprintf("日志在第 %d 条断开：内容被改动过，或者缺了一条。", i+1), nil
		}
		previous = e.Hash
	}
	return len(entries), "", nil
}

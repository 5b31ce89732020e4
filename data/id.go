package data

import (
	"crypto/rand"
	"encoding/hex"
)

// ID is a record's identity: 128 random bits in 32 hex digits. A form takes its ID when it opens, so
// that saving it twice writes it once (a commit can survive a kill unconfirmed).
type ID string

// NewID returns a fresh random ID.
func NewID() ID {
	var b [16]byte
	rand.Read(b[:]) // never fails: crypto/rand aborts the program instead
	return ID(hex.EncodeToString(b[:]))
}

package data

import "fmt"

// Code tells a caller what kind of refusal an Error is; the window never shows it.
type Code string

// The kinds of refusal.
const (
	Invalid  Code = "invalid"   // what was typed breaks a rule
	NotFound Code = "not-found" // the record is gone
	State    Code = "state"     // the step is not allowed in the record's present state
	Conflict Code = "conflict"  // the record clashes with another one
	InUse    Code = "in-use"    // another copy of the program holds the file
	Foreign  Code = "foreign"   // the file is not this program's
	Newer    Code = "newer"     // the file comes from a newer version
	Damaged  Code = "damaged"   // the file is this program's but fails its checks
	Disk     Code = "disk"      // the disk refuses: full, read-only, no such folder
)

// Error is a refusal that the secretary can act on: Message is a Chinese sentence that says what
// happened, to what, and what to do. Err, if any, is the technical cause, for the log only.
type Error struct {
	Code    Code
	Message string
	Err     error
}

// Error returns the sentence for the user.
func (e *Error) Error() string { return e.Message }

// Unwrap returns the technical cause.
func (e *Error) Unwrap() error { return e.Err }

func refuse(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

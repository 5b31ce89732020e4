package data_test

import "os"

// proving tells whether the proofs run at their full size (LIANGPING_PROVE=1): minutes instead of seconds.
var proving = os.Getenv("LIANGPING_PROVE") == "1"

// size returns how often a proof is repeated.
func size(short, full int) int {
	if proving {
		return full
	}
	return short
}

//go:build unix

package data

import (
	"errors"
	"os"
)

// flushFolder waits until the names in a folder are on the disk.
func flushFolder(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

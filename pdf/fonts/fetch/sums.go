package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

const sumsFile = "SHA256SUMS"

// sums gives each result's SHA-256 by its path below pdf/fonts, as `sha256sum -c` reads it.
type sums map[string]string

func sumOf(data []byte) string { return fmt.Sprintf("%x", sha256.Sum256(data)) }

func readSums(path string) (sums, error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("no %s: run this from the top of the repository", path)
	}
	if err != nil {
		return nil, err
	}
	s := sums{}
	for line := range strings.Lines(string(text)) {
		sum, name, ok := strings.Cut(strings.TrimSpace(line), "  ")
		if !ok || len(sum) != 2*sha256.Size {
			return nil, fmt.Errorf("%s: can't read the line %q", path, line)
		}
		s[name] = sum
	}
	return s, nil
}

func sumsOf(made []result) sums {
	s := sums{}
	for _, m := range made {
		s[m.path] = sumOf(m.data)
	}
	return s
}

// hold tells whether every file is in place below dir, unaltered.
func (s sums) hold(dir string) bool {
	for path, sum := range s {
		data, err := os.ReadFile(filepath.Join(dir, path))
		if err != nil || sumOf(data) != sum {
			return false
		}
	}
	return true
}

// check compares what was made with what should have been.
func (s sums) check(made []result) error {
	got := sumsOf(made)
	for path := range s {
		if got[path] != s[path] {
			return fmt.Errorf("%s came out otherwise than %s says; if the cutting was changed on purpose, run again with -update",
				path, sumsFile)
		}
	}
	if len(got) != len(s) {
		return fmt.Errorf("%d files made, %d listed in %s; run again with -update", len(got), len(s), sumsFile)
	}
	return nil
}

func (s sums) String() string {
	var b strings.Builder
	for _, path := range slices.Sorted(maps.Keys(s)) {
		fmt.Fprintf(&b, "%s  %s\n", s[path], path)
	}
	return b.String()
}

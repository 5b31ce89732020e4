// Command fetch makes the program's own font files: it takes the fonts from Debian's packages, cuts them to the
// characters that the program needs, turns them into TrueType and writes them, with their licences, to pdf/fonts.
//
//	go run ./pdf/fonts/fetch            # from the top of the repository
//	go run ./pdf/fonts/fetch -update    # after a change here: write SHA256SUMS anew
//
// Everything is checked by SHA-256: the sources against the sums in sources.go, the results against SHA256SUMS. If all
// results are in place it says so and ends at once. Nothing is installed; an installed package is used if its files are the
// very same. Files appear whole or not at all.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	update := flag.Bool("update", false, "write SHA256SUMS anew instead of checking against it")
	flag.Parse()
	if err := run(filepath.Join("pdf", "fonts"), *update); err != nil {
		fmt.Fprintln(os.Stderr, "fonts:", err)
		os.Exit(1)
	}
}

// run brings all results into dir.
func run(dir string, update bool) error {
	sums, err := readSums(filepath.Join(dir, sumsFile))
	if err != nil && !update {
		return err
	}
	if !update && sums.hold(dir) {
		fmt.Printf("fonts: all %d files are in place\n", len(sums))
		return nil
	}
	tmp, err := os.MkdirTemp("", "liangping-fonts-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	made, err := makeAll(&supply{tmp: tmp})
	if err != nil {
		return err
	}
	if update {
		sums = sumsOf(made)
	} else if err := sums.check(made); err != nil {
		return err
	}
	for _, m := range made {
		if err := writeWhole(filepath.Join(dir, m.path), m.data); err != nil {
			return err
		}
		fmt.Printf("fonts: %-28s %6.1f MB\n", m.path, float64(len(m.data))/1e6)
	}
	if update {
		return writeWhole(filepath.Join(dir, sumsFile), []byte(sums.String()))
	}
	return nil
}

// writeWhole writes a file beside its place and then moves it there, so that it is never seen half-written.
func writeWhole(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".new-")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // nothing there any more once it is moved
	_, err = f.Write(data)
	for _, finish := range []func() error{func() error { return f.Chmod(0o644) }, f.Sync, f.Close} {
		if e := finish(); err == nil {
			err = e
		}
	}
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

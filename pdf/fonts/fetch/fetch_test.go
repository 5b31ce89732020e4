package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestSums(t *testing.T) {
	dir := t.TempDir()
	made := []result{{"embedded/a", []byte("a")}, {"beside/b", []byte("b")}}
	for _, m := range made {
		if err := writeWhole(filepath.Join(dir, m.path), m.data); err != nil {
			t.Fatal(err)
		}
	}
	list := filepath.Join(dir, sumsFile)
	if err := writeWhole(list, []byte(sumsOf(made).String())); err != nil {
		t.Fatal(err)
	}
	s, err := readSums(list)
	if err != nil || !maps.Equal(s, sumsOf(made)) {
		t.Fatalf("read back as %v, %v", s, err)
	}
	// The sum of "a" is from sha256sum.
	if s["embedded/a"] != "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb" {
		t.Errorf("sum of a: %s", s["embedded/a"])
	}
	if err := run(dir, false); err != nil || !s.hold(dir) {
		t.Errorf("all files are in place, and yet: %v", err)
	}
	if err := s.check(made); err != nil {
		t.Error(err)
	}
	for why, other := range map[string][]result{
		"altered": {{"embedded/a", []byte("A")}, made[1]},
		"fewer":   made[:1],
		"more":    append(slices.Clone(made), result{"embedded/c", nil}),
	} {
		if s.check(other) == nil {
			t.Errorf("%s: no error", why)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "beside", "b"), []byte("bb"), 0o644); err != nil {
		t.Fatal(err)
	}
	if s.hold(dir) {
		t.Error("an altered file goes unnoticed")
	}
	for _, text := range []string{"nonsense\n", "abc  embedded/a\n"} {
		if err := os.WriteFile(list, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := readSums(list); err == nil {
			t.Errorf("%q was read", text)
		}
	}
	if err := run(t.TempDir(), false); err == nil || !strings.Contains(err.Error(), "top of the repository") {
		t.Errorf("in the wrong folder: %v", err)
	}
}

func TestWriteWholeLeavesNothingElse(t *testing.T) {
	dir := t.TempDir()
	for _, text := range []string{"first", "second"} {
		if err := writeWhole(filepath.Join(dir, "f"), []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(filepath.Join(dir, "f"))
	if err != nil || string(got) != "second" {
		t.Errorf("%q, %v", got, err)
	}
	if list, _ := os.ReadDir(dir); len(list) != 1 {
		t.Errorf("left behind: %v", list)
	}
}

// A download that fails names the package and what to do.
func TestFailedDownload(t *testing.T) {
	bin := t.TempDir()
	script := "#!/bin/sh\necho 'E: no network' >&2\nexit 100\n"
	if err := os.WriteFile(filepath.Join(bin, "apt-get"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin)
	_, err := (&supply{tmp: t.TempDir()}).get(source{"fonts-example", "no/such/file", "0"})
	for _, want := range []string{"fonts-example", "apt-get update", "E: no network"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v doesn't say %q", err, want)
		}
	}
}

func TestFromTar(t *testing.T) {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, name := range []string{"./usr/share/a", "./usr/share/b"} {
		if err := w.WriteHeader(&tar.Header{Name: name, Size: 1, Typeflag: tar.TypeReg}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(name[len(name)-1:])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if got, err := fromTar(bytes.NewReader(b.Bytes()), "usr/share/b"); string(got) != "b" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := fromTar(bytes.NewReader(b.Bytes()), "usr/share/c"); err == nil {
		t.Error("found what isn't there")
	}
}

func TestGunzip(t *testing.T) {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte("text")); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	for _, in := range [][]byte{b.Bytes(), []byte("text")} {
		if got, err := gunzip(in); string(got) != "text" || err != nil {
			t.Errorf("%q, %v", got, err)
		}
	}
}

func TestRepertoires(t *testing.T) {
	if _, err := commonCharacters([]byte("not bzip2")); err == nil {
		t.Error("read a table out of nothing")
	}
	whole := wholeRepertoire()
	for _, r := range "A·—“〔①○◐▶√￥，国䶮𬭎" {
		if !slices.Contains(whole, r) {
			t.Errorf("%c is left out", r)
		}
	}
	for _, r := range "ᄀ국" {
		if slices.Contains(whole, r) {
			t.Errorf("Hangul %c is kept", r)
		}
	}
}

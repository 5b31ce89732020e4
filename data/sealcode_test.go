package data_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"os"
	"slices"
	"strings"
	"testing"

	"liangping/data"
)

// The code is the first 80 bits of the hash, five bits a character.
func TestSealCode(t *testing.T) {
	for hash, want := range map[string]string{
		strings.Repeat("00", 32): "0000-0000-0000-0000",
		strings.Repeat("ff", 32): "ZZZZ-ZZZZ-ZZZZ-ZZZZ",
		// 00000 00001 00010 … 01111 written in bytes
		"00443214c74254b635cf" + strings.Repeat("ee", 22): "0123-4567-89AB-CDEF",
	} {
		b, err := hex.DecodeString(hash)
		if err != nil {
			t.Fatal(err)
		}
		if got := data.SealCode(b); got != want {
			t.Errorf("%s is %s, want %s", hash, got, want)
		}
	}
}

// The root by another road: level by level as RFC 6962 §2.1 has it for up to seven leaves, written out.
func TestBallotsRoot(t *testing.T) {
	all := sheets{"123", "1!", "!整张空白", "123", "555", "000", "!涂改无法辨认"}
	all[1] = "124"
	leaf := func(sheet string) []byte {
		reading := readingOf(sheet)
		content := binary.BigEndian.AppendUint64([]byte{0}, uint64(len(reading.Marks)))
		sum := sha256.Sum256([]byte(string(content) + reading.Marks + reading.Spoiled))
		return sum[:]
	}
	node := func(a, b []byte) []byte {
		sum := sha256.Sum256(slices.Concat([]byte{1}, a, b))
		return sum[:]
	}
	var l [][]byte
	for _, sheet := range all {
		l = append(l, leaf(sheet))
	}
	sorted := func(n int) [][]byte { return slices.SortedFunc(slices.Values(l[:n]), bytes.Compare) }
	empty := sha256.Sum256(nil)
	s2, s3, s5, s7 := sorted(2), sorted(3), sorted(5), sorted(7)
	four := func(s [][]byte) []byte { return node(node(s[0], s[1]), node(s[2], s[3])) }
	for n, want := range map[int][]byte{
		0: empty[:],
		1: l[0],
		2: node(s2[0], s2[1]),
		3: node(node(s3[0], s3[1]), s3[2]),
		5: node(four(s5), s5[4]),
		7: node(four(s7), node(node(s7[4], s7[5]), s7[6])),
	} {
		if got := data.BallotsRoot(all[:n]); !bytes.Equal(got[:], want) {
			t.Errorf("the root of %d sheets is %x, want %x", n, got, want)
		}
	}
}

// The version in the seals is the program's.
func TestProgramVersion(t *testing.T) {
	app, err := os.ReadFile("../FyneApp.toml")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(app), "\nVersion = \""+data.ProgramVersion+"\"\n") {
		t.Errorf("FyneApp.toml has another version than %s", data.ProgramVersion)
	}
}

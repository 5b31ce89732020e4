// Command strokes makes data/strokes.txt, the order of Chinese characters by which the program sorts names (按姓氏笔画为序).
//
//	apt-get download unicode-data rime-data-stroke
//	for p in *.deb; do dpkg-deb -x $p unpacked; done
//	go run ./data/strokes unpacked   # from the top of the repository
//
// The packages are those of Debian 12; what is read is checked by SHA-256, and the same sources make the same file.
//
// The order is the one of the published lists (GF 3003-1999, GB13000.1字符集汉字字序（笔画序）规范): first the number of
// strokes, then the strokes one by one, 横 竖 撇 点 折. It comes from three tables:
//
//   - Unihan kTotalStrokes gives the number of strokes, the first value being the one for simplified Chinese.
//   - Unihan kTGH gives the place in 通用规范汉字表 (2013). Each of its three levels is printed in this very order, so
//     within a level its order is taken as it is; it also settles what the strokes alone don't, such as 甲 before 申.
//   - rime-stroke gives the strokes of each character. They merge the three levels and place what is in none of them. Of
//     several ways to write a character the one is taken that fits 通用规范汉字表 best.
//
// Characters with the same strokes follow by radical and residual strokes (kRSUnicode), then by code point; those whose
// strokes nobody lists come last among their number.
package main

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/bzip2"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// sources are the files that are read, by package, with their SHA-256.
var sources = map[string]string{
	"usr/share/unicode/Unihan_IRGSources.txt.bz2":    "52e6e55d22dd124d61dfbb845033fe354caf9a62ab84ac89aa0c374b0f8b99c5",
	"usr/share/unicode/Unihan_OtherMappings.txt.bz2": "bdeef44d75d914e793b7f27ddc3bee01b2d11dd34f4e52de1a9fba74a1612dc2",
	"usr/share/rime-data/stroke.dict.yaml":           "c0c3f446ee50b3b0bdefd95cc58260aa91736f6d60eb0f60d381f13643abffe1",
}

const head = `# Chinese characters in the order of strokes: each line is a number of strokes and the characters that have it, in order.
# Made by data/strokes, which says how, from Unicode 15.0's Unihan (kTotalStrokes, kTGH, kRSUnicode; Unicode Licence) and
# rime-stroke 0.0~git20230204 (github.com/rime/rime-stroke; LGPL-3, after CNS11643).
`

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: go run ./data/strokes FOLDER-OF-UNPACKED-PACKAGES")
		os.Exit(2)
	}
	if err := run(os.Args[1], filepath.Join("data", "strokes.txt")); err != nil {
		fmt.Fprintln(os.Stderr, "strokes:", err)
		os.Exit(1)
	}
}

func run(from, to string) error {
	t := table{}
	for name, read := range map[string]func([]byte) error{
		"usr/share/unicode/Unihan_IRGSources.txt.bz2":    t.readUnihan,
		"usr/share/unicode/Unihan_OtherMappings.txt.bz2": t.readUnihan,
		"usr/share/rime-data/stroke.dict.yaml":           t.readStrokes,
	} {
		content, err := os.ReadFile(filepath.Join(from, name))
		if err != nil {
			return err
		}
		if sum := sha256.Sum256(content); hex.EncodeToString(sum[:]) != sources[name] {
			return fmt.Errorf("%s has SHA-256 %x, not the one of Debian 12", name, sum)
		}
		if err := read(content); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	var b strings.Builder
	b.WriteString(head)
	strokes := 0
	for _, c := range t.order() {
		if c.strokes != strokes {
			strokes = c.strokes
			fmt.Fprintf(&b, "\n%d ", strokes)
		}
		b.WriteRune(c.char)
	}
	b.WriteString("\n")
	return os.WriteFile(to, []byte(b.String()), 0o644)
}

// character is what the tables say of one.
type character struct {
	char     rune
	strokes  int
	standard int // the place in 通用规范汉字表; 0: not in it
	radical  int
	residual int
	written  []string // its strokes, in each way to write it
	sequence string   // the way that was taken
}

// level returns the level of 通用规范汉字表: 一级字表 has 3,500 characters, 二级 3,000, 三级 1,605.
func (c *character) level() int {
	switch {
	case c.standard == 0:
		return 4
	case c.standard <= 3500:
		return 1
	case c.standard <= 6500:
		return 2
	}
	return 3
}

type table map[rune]*character

func (t table) get(r rune) *character {
	if t[r] == nil {
		t[r] = &character{char: r}
	}
	return t[r]
}

// readUnihan reads U+674E<tab>kTotalStrokes<tab>7 and its like.
func (t table) readUnihan(content []byte) error {
	lines := bufio.NewScanner(bzip2.NewReader(bytes.NewReader(content)))
	for lines.Scan() {
		fields := strings.Split(lines.Text(), "\t")
		if len(fields) != 3 || !slices.Contains([]string{"kTotalStrokes", "kTGH", "kRSUnicode"}, fields[1]) {
			continue
		}
		code, err := strconv.ParseUint(strings.TrimPrefix(fields[0], "U+"), 16, 32)
		if err != nil {
			return err
		}
		if err := t.get(rune(code)).take(fields[1], strings.Fields(fields[2])[0]); err != nil {
			return err
		}
	}
	return lines.Err()
}

func (c *character) take(field, value string) (err error) {
	switch field {
	case "kTotalStrokes":
		c.strokes, err = strconv.Atoi(value)
	case "kTGH": // 2013:1234
		c.standard, err = strconv.Atoi(strings.TrimPrefix(value, "2013:"))
	case "kRSUnicode": // 167'.7
		radical, residual, _ := strings.Cut(value, ".")
		if c.radical, err = strconv.Atoi(strings.Trim(radical, "'")); err == nil {
			c.residual, err = strconv.Atoi(residual)
		}
	}
	return err
}

// readStrokes reads 李<tab>hspnzsh: h s p n z are 横 竖 撇 点(捺) 折, which become 1 … 5.
func (t table) readStrokes(content []byte) error {
	numbers := strings.NewReplacer("h", "1", "s", "2", "p", "3", "n", "4", "z", "5")
	for line := range strings.Lines(string(content)) {
		char, code, found := strings.Cut(strings.TrimSpace(line), "\t")
		if runes := []rune(char); found && len(runes) == 1 && t[runes[0]] != nil {
			t[runes[0]].written = append(t[runes[0]].written, numbers.Replace(code))
		}
	}
	return nil
}

// order returns every character whose strokes are counted, in order.
func (t table) order() []*character {
	var all []*character
	lists := map[[2]int][]*character{} // by strokes and level
	for _, c := range t {
		if c.strokes == 0 {
			continue
		}
		all = append(all, c)
		key := [2]int{c.strokes, c.level()}
		lists[key] = append(lists[key], c)
	}
	for key, list := range lists {
		if key[1] < 4 {
			slices.SortFunc(list, func(a, b *character) int { return cmp.Compare(a.standard, b.standard) })
			fit(list)
			continue
		}
		for _, c := range list {
			if c.sequence = "6"; len(c.written) > 0 { // after every stroke
				c.sequence = closest(c)
			}
		}
	}
	slices.SortFunc(all, func(a, b *character) int {
		return cmp.Or(cmp.Compare(a.strokes, b.strokes), cmp.Compare(a.sequence, b.sequence), cmp.Compare(a.level(), b.level()),
			cmp.Compare(a.standard, b.standard), cmp.Compare(a.radical, b.radical), cmp.Compare(a.residual, b.residual), cmp.Compare(a.char, b.char))
	})
	return all
}

// closest returns the way to write a character whose length is nearest to its number of strokes.
func closest(c *character) string {
	return slices.MinFunc(c.written, func(a, b string) int {
		return cmp.Or(cmp.Compare(abs(len(a)-c.strokes), abs(len(b)-c.strokes)), cmp.Compare(a, b))
	})
}

func abs(n int) int { return max(n, -n) }

// fit gives each character of a list that is in the right order the strokes that agree with it: the longest run of ways
// to write them that never falls. A character that has none in the run takes the strokes of the one before it, so that it
// keeps its place.
func fit(list []*character) {
	type choice struct {
		index    int
		sequence string
		previous *choice
		length   int
	}
	var best []*choice // by length - 1, the run that ends lowest
	for i, c := range list {
		var found []*choice
		for _, sequence := range c.written {
			if len(sequence) != c.strokes {
				continue
			}
			n, _ := slices.BinarySearchFunc(best, sequence, func(run *choice, s string) int {
				if run.sequence <= s {
					return -1
				}
				return 1
			})
			next := &choice{index: i, sequence: sequence, length: n + 1}
			if n > 0 {
				next.previous = best[n-1]
			}
			found = append(found, next)
		}
		for _, next := range found {
			switch n := next.length; {
			case n > len(best):
				best = append(best, next)
			case next.sequence < best[n-1].sequence:
				best[n-1] = next
			}
		}
	}
	chosen := map[int]string{}
	if len(best) > 0 {
		for run := best[len(best)-1]; run != nil; run = run.previous {
			chosen[run.index] = run.sequence
		}
	}
	sequence := ""
	for i, c := range list {
		if s, ok := chosen[i]; ok {
			sequence = s
		}
		c.sequence = sequence
	}
}

package main

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// span is a range of characters, both ends included.
type span struct{ from, to rune }

// signs are all characters that are neither Han nor Hangul: letters, punctuation, ○ ◐ ▶ ① √ ㎡ ￥ and their like.
// A font keeps those of them that it has.
var signs = []span{
	{0x0020, 0x10FF},
	{0x1200, 0x2E7F}, // Hangul Jamo are at 1100
	{0x2E80, 0x33FF},
	{0xFE10, 0xFE1F},
	{0xFE30, 0xFE6F},
	{0xFF01, 0xFFEE}, // vertical and full-width forms
}

// han are all Han characters, in and above the basic plane.
var han = []span{{0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0xF900, 0xFAFF}, {0x20000, 0x3FFFF}}

func characters(spans []span) (list []rune) {
	for _, s := range spans {
		for r := s.from; r <= s.to; r++ {
			list = append(list, r)
		}
	}
	return list
}

// wholeRepertoire is every sign and every Han character, for names.
func wholeRepertoire() []rune { return append(characters(signs), characters(han)...) }

// commonCharacters are the signs, the 6,763 Han characters of GB 2312 and the 8,105 of 通用规范汉字表 (2013), which
// Unihan lists as kGB0 and kTGH.
func commonCharacters(unihan []byte) ([]rune, error) {
	count := map[string]int{}
	list := characters(signs)
	lines := bufio.NewScanner(bzip2.NewReader(bytes.NewReader(unihan)))
	for lines.Scan() {
		fields := strings.Split(lines.Text(), "\t")
		if len(fields) != 3 || fields[1] != "kGB0" && fields[1] != "kTGH" {
			continue
		}
		code, err := strconv.ParseUint(strings.TrimPrefix(fields[0], "U+"), 16, 32)
		if err != nil {
			return nil, fmt.Errorf("the Unihan table: %w", err)
		}
		count[fields[1]]++
		list = append(list, rune(code))
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("the Unihan table: %w", err)
	}
	if count["kGB0"] != 6763 || count["kTGH"] != 8105 {
		return nil, fmt.Errorf("the Unihan table lists %d characters of GB 2312 and %d of 通用规范汉字表, not 6763 and 8105",
			count["kGB0"], count["kTGH"])
	}
	slices.Sort(list)
	return slices.Compact(list), nil
}

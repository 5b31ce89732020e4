package data

import (
	"strings"
	"unicode"

	"github.com/mozillazg/go-pinyin"
)

// MatchTarget tells whether a target fits what was typed: every word of the query is found in its name, level, post, unit
// or note as it stands, or in its name by pinyin, whole or by initials or mixed: wz, wangz and wangzhe find 王喆. Every
// reading of a character counts: 单 is found by s and by d.
func MatchTarget(t Target, query string) bool {
	text := strings.ToLower(strings.Join([]string{t.Name, t.Kind.String(), t.Level.String(), t.Post, t.Unit, t.Note}, "\n"))
	for word := range strings.FieldsSeq(strings.ToLower(query)) {
		if !strings.Contains(text, word) && !soundsLike(t.Name, word) {
			return false
		}
	}
	return true
}

// soundsLike tells whether letters spell a run of characters of the name.
func soundsLike(name, letters string) bool {
	runes := []rune(strings.ReplaceAll(name, "·", ""))
	for i := range runes {
		if spells(runes[i:], letters) {
			return true
		}
	}
	return false
}

// spells tells whether letters are made of beginnings of the characters' readings, one after the other.
func spells(runes []rune, letters string) bool {
	if letters == "" {
		return true
	}
	if len(runes) == 0 {
		return false
	}
	for _, reading := range readings(runes[0]) {
		for n := 1; n <= min(len(reading), len(letters)) && reading[:n] == letters[:n]; n++ {
			if spells(runes[1:], letters[n:]) {
				return true
			}
		}
	}
	return false
}

// readings returns the pinyin of a character without tones, ü as v; of anything else itself.
func readings(r rune) []string {
	if !unicode.Is(unicode.Han, r) {
		return []string{strings.ToLower(string(r))}
	}
	return pinyin.SinglePinyin(r, pinyin.Args{Style: pinyin.Normal, Heteronym: true})
}

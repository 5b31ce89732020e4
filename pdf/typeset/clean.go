package typeset

import (
	"strings"
	"unicode"
)

// replacement stands on paper for bytes that are no text at all.
const replacement = '\uFFFD'

// Clean makes any string fit to print, and is the one gate that all text passes on its way to a page: valid UTF-8,
// no control characters, nothing of zero width, no variation selectors. Line ends become '\n', tabs and the odd
// spaces become ' '; the ideographic space stays. Bytes that are not UTF-8 and code points that can never be
// characters become U+FFFD, so that the damage shows on paper. Cleaning twice changes nothing more.
func Clean(s string) string {
	s = strings.ToValidUTF8(s, string(replacement))
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Map(cleanRune, s)
}

// cleanRune gives what is printed for r; a negative result drops it.
func cleanRune(r rune) rune {
	switch {
	case r == '\n' || r == '\u3000':
		return r
	case r >= ' ' && r <= '~', unicode.Is(unicode.Han, r):
		return r // the common cases first: most text is nothing else
	case r == '\r', r == '\u2028', r == '\u2029':
		return '\n'
	case r == '\t', unicode.Is(unicode.Zs, r):
		return ' '
	case r == '\u2015':
		return '—' // some input methods give the horizontal bar for the dash of GB/T 15834 4.13
	case r&0xFFFE == 0xFFFE, r >= 0xFDD0 && r <= 0xFDEF:
		return replacement // noncharacters
	case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point):
		return -1
	}
	return r
}

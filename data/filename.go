package data

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxFileName is the longest file name in bytes that every system takes, with room for a mark such as “ (2)”.
const maxFileName = 200

// CleanFileName makes a name under which a file may be kept in any folder of Windows, UOS or Kylin: no path in front of it,
// none of the characters that a system refuses, nothing that can't be seen, not too long. Its ending stays. What leaves
// nothing is called 未命名.
func CleanFileName(name string) string {
	name = strings.ReplaceAll(strings.ToValidUTF8(name, ""), `\`, "/")
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`<>:"|?*`, r) {
			return '_'
		}
		if unicode.In(r, unicode.Cc, unicode.Cf, unicode.Variation_Selector, unicode.Zl, unicode.Zp) {
			return -1
		}
		return r
	}, path.Base(strings.TrimRight(name, "/")))
	name = strings.Trim(name, " ")
	if strings.Trim(name, "./ ") == "" {
		return "未命名"
	}
	name = strings.TrimRight(name, ". ")
	base, ending := cutEnding(name)
	if reservedName(base) {
		base = "_" + base
	}
	if len(ending) > 20 { // not an ending
		base, ending = base+ending, ""
	}
	for len(base)+len(ending) > maxFileName {
		_, size := utf8.DecodeLastRuneInString(base)
		base = base[:len(base)-size]
	}
	return strings.TrimRight(base, " ") + ending
}

// cutEnding cuts a file name before its ending: 照片, .jpg.
func cutEnding(name string) (base, ending string) {
	ending = path.Ext(name)
	return strings.TrimSuffix(name, ending), ending
}

// reservedName tells whether Windows takes a name for a device, whatever its ending.
func reservedName(base string) bool {
	base, _, _ = strings.Cut(strings.ToUpper(base), ".")
	base = strings.TrimRight(base, " ")
	switch base {
	case "CON", "PRN", "AUX", "NUL":
		return true
	}
	port, isPort := strings.CutPrefix(strings.Replace(base, "LPT", "COM", 1), "COM")
	return isPort && len(port) == 1 && port >= "0" && port <= "9"
}

package data

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// CleanName brings a name into the one form that is stored and printed: no spaces around it and no two
// inside it, one dot (· U+00B7) for every look-alike in names such as 买买提·艾力, no zero-width characters,
// variation selectors or controls. Rare characters stay as they are.
func CleanName(s string) string {
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(s, "") {
		switch {
		case strings.ContainsRune("·•‧∙⋅・･⸱．", r):
			b.WriteRune('·')
		case unicode.IsSpace(r):
			b.WriteRune(' ')
		case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Variation_Selector):
		default:
			b.WriteRune(r)
		}
	}
	name := strings.Join(strings.Fields(b.String()), " ")
	return strings.ReplaceAll(strings.ReplaceAll(name, " ·", "·"), "· ", "·")
}

// CleanLine trims a one-line text and drops what can't be printed.
func CleanLine(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n':
			return ' '
		case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Variation_Selector):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "")))
}

// validateName refuses an empty name and one that a row of the ballot can't hold.
func validateName(what, name string) error {
	if name == "" {
		return refuse(Invalid, "%s还没有填写。请填写后再保存。", what)
	}
	if n := utf8.RuneCountInString(name); n > MaxName {
		return refuse(Invalid, "%s有 %d 个字，最多 %d 个字。请改用简称。", what, n, MaxName)
	}
	return nil
}

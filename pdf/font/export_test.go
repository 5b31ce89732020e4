package font

// ShortenCodes lets a test see the codes that characters above U+FFFF get.
func ShortenCodes(codes []rune) (map[rune]rune, error) {
	var wanted []mapping
	for i, c := range codes {
		wanted = append(wanted, mapping{c, i + 1})
	}
	return shortenCodes(wanted)
}

// WithFolders is System on folders of the test's choice.
var WithFolders = withFolders

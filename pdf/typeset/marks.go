package typeset

import "unicode"

// opening tells whether r opens a bracket, a title or a quotation: its ink stands in the right half of its square,
// and no line may end with it (GB/T 15834-2011 5.1).
func opening(r rune) bool {
	switch r {
	case '（', '〔', '［', '｛', '《', '〈', '「', '『', '【', '〖', '“', '‘':
		return true
	}
	return false
}

// closing tells whether r is a mark whose ink stands in the left half of its square. No line may start with it.
func closing(r rune) bool {
	switch r {
	case '）', '〕', '］', '｝', '》', '〉', '」', '』', '】', '〗', '”', '’', '、', '，', '。', '；', '：', '．':
		return true
	}
	return false
}

// noStart tells whether no line may start with r (GB/T 15834-2011 5.1).
func noStart(r rune) bool {
	switch r {
	case '？', '！', '…', '—', '～', '~', '·', '•', '–', '／', '/', '%', '％', '‰', '℃', '°':
		return true
	}
	return closing(r)
}

// noEnd tells whether no line may end with r: signs that belong to what follows.
func noEnd(r rune) bool {
	switch r {
	case '￥', '¥', '№', '／', '/':
		return true
	}
	return opening(r)
}

// fullMark tells whether r takes a whole square in Chinese text, whatever its width in the font: the quotation marks
// and the ellipsis share their code points with Western text, and many fonts make them narrow.
func fullMark(r rune) bool {
	switch r {
	case '“', '”', '‘', '’', '…', '—':
		return true
	}
	return false
}

// wide tells whether r is set in a square: Han characters and full-width forms.
func wide(r rune) bool {
	return r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFF60 || unicode.Is(unicode.Han, r)
}

func digit(r rune) bool { return r >= '0' && r <= '9' }

package typeset

import "github.com/go-text/typesetting/segmenter"

// breaksAfter tells after which characters of a paragraph a line may end: the line breaking of Unicode (UAX #14),
// narrowed by GB/T 15834, which Unicode does not know.
func breaksAfter(text []rune) []bool {
	may := make([]bool, len(text))
	if len(text) == 0 {
		return may
	}
	var seg segmenter.Segmenter
	seg.Init(text)
	for lines := seg.LineIterator(); lines.Next(); {
		line := lines.Line()
		if end := line.Offset + len(line.Text) - 1; end >= 0 {
			may[end] = true
		}
	}
	for i := range len(text) - 1 {
		a, b := text[i], text[i+1]
		if noEnd(a) || noStart(b) || a == b && (a == '—' || a == '…') {
			may[i] = false
		}
	}
	keepNumbers(text, may)
	may[len(text)-1] = true
	return may
}

// keepNumbers forbids breaks inside a document number: 〔2011〕12号 stays in one piece.
func keepNumbers(text []rune, may []bool) {
	for i := 0; i < len(text); i++ {
		if text[i] != '〔' {
			continue
		}
		j := i + 1
		for j < len(text) && digit(text[j]) {
			j++
		}
		if j >= len(text) || text[j] != '〕' {
			continue
		}
		for j++; j < len(text) && digit(text[j]); {
			j++
		}
		if j < len(text) && text[j] == '号' {
			j++
		}
		for k := i; k < j-1; k++ {
			may[k] = false
		}
		i = j - 1
	}
}

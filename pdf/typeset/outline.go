package typeset

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"liangping/pdf/font"
)

// bodyParagraph is a paragraph of a paper's text: a heading, or running text whose first sentence may be one, or those
// who were there.
type bodyParagraph struct {
	label   string    // 出席：; the rest stands right of it
	lead    string    // what is set in the face of its level; may be empty
	role    font.Role // of the lead
	rest    string
	heading bool // nothing but lead
}

// levels are the headings of GB/T 9704-2012 7.3.3 that have a face of their own: 一、 黑体 and （一） 楷体. 1. and （1） are
// set like the text.
var levels = []struct {
	start *regexp.Regexp
	role  font.Role
}{
	{regexp.MustCompile(`^[一二三四五六七八九十]+、`), font.Hei},
	{regexp.MustCompile(`^（[一二三四五六七八九十]+）`), font.Kai},
}

// attendance is what begins a list of people in a 纪要 (GB/T 9704-2012 10.3).
var attendance = regexp.MustCompile(`^(出席|请假|列席)：`)

// bodyParagraphs reads a text, one paragraph a line. Blank lines and the spaces at a line's start are the writer's own
// habit; the indent comes from the page.
func bodyParagraphs(text string) []bodyParagraph {
	var paragraphs []bodyParagraph
	for line := range strings.SplitSeq(Clean(text), "\n") {
		if line = strings.Trim(line, " \u3000"); line != "" {
			paragraphs = append(paragraphs, newParagraph(line))
		}
	}
	return paragraphs
}

// longestLead is how many characters a heading at the start of a paragraph has at most: it fits on the first line.
const longestLead = 25

// newParagraph tells headings from text: a numbered line without a mark at its end is a heading, and the first sentence
// of a longer numbered paragraph is one as well. A single numbered sentence is an item of a list.
func newParagraph(line string) bodyParagraph {
	if label := attendance.FindString(line); label != "" {
		return bodyParagraph{label: label, rest: line[len(label):]}
	}
	for _, level := range levels {
		if !level.start.MatchString(line) {
			continue
		}
		first, rest, ended := strings.Cut(line, "。")
		switch {
		case !ended && !unfinished(line):
			return bodyParagraph{lead: line, role: level.role, heading: true}
		case ended && rest != "" && utf8.RuneCountInString(first) <= longestLead:
			return bodyParagraph{lead: first + "。", role: level.role, rest: rest}
		}
	}
	return bodyParagraph{rest: line}
}

// unfinished tells whether a line ends with a mark, so that it is an item of a list and no heading.
func unfinished(line string) bool {
	last, _ := utf8.DecodeLastRuneInString(line)
	return unicode.IsPunct(last) && !strings.ContainsRune("）》”", last)
}

// lines breaks the paragraph to the width of the block. What follows 出席： wraps under its own first character.
func (p bodyParagraph) lines(width float64, style func(font.Role) Style) []Line {
	spans := []Span{{p.rest, style(font.Fang)}}
	if p.label != "" {
		label := Measure{Width: width, First: indent, Align: Left}.Lines(Span{p.label, style(font.Hei)})[0]
		x := indent + 3*cell
		lines := Measure{Width: width, First: x, Hang: x}.Lines(spans...)
		lines[0].label = &label
		return lines
	}
	if p.lead != "" {
		spans = append([]Span{{p.lead, style(p.role)}}, spans...)
	}
	return Measure{Width: width, First: indent}.Lines(spans...)
}

package typeset

import (
	"math"
	"strings"
)

// Align is how lines stand in their measure.
type Align int

// The ways to align text. The zero Align is that of a cell's column; elsewhere it is Justify, which sets every line
// but the last of a paragraph to the full measure.
const (
	Justify Align = iota + 1
	Left
	Center
	Right
)

// Measure is the room that a paragraph is set in, in millimetres.
type Measure struct {
	Width float64 // of the lines
	First float64 // indent of the first line
	Hang  float64 // indent of the other lines
	Align Align
}

// Lines breaks the spans, set one after another, into lines. A '\n' starts a new paragraph of the same measure.
// Every character that passes Clean is in exactly one line, in order, but for the '\n' themselves. A text without a
// place to break is broken where the line is full.
func (m Measure) Lines(spans ...Span) []Line {
	var lines []Line
	for _, paragraph := range paragraphs(spans) {
		lines = append(lines, m.paragraph(paragraph)...)
	}
	return lines
}

// Fit sets a text on one line, in a smaller size if it would be too long. Line ends become spaces.
func (m Measure) Fit(text string, style Style) Line {
	text = strings.ReplaceAll(Clean(text), "\n", " ")
	whole := Measure{Width: math.MaxFloat32, Align: Left}.Lines(Span{text, style})[0].width
	if room := m.Width - m.First; whole > room {
		style.Size *= room / whole
		style.Cell *= room / whole
		m.Width += MM(0.01) // rounding must not break the line after all
	}
	return m.Lines(Span{text, style})[0]
}

// paragraphs cleans the spans and cuts them at line ends.
func paragraphs(spans []Span) [][]Span {
	all := [][]Span{nil}
	for _, span := range spans {
		for i, text := range strings.Split(Clean(span.Text), "\n") {
			if i > 0 {
				all = append(all, nil)
			}
			last := len(all) - 1
			all[last] = append(all[last], Span{text, span.Style})
		}
	}
	return all
}

// Balanced breaks the spans as Lines does, into just as many lines, but makes the lines of each paragraph about as long
// as each other: for titles and names, where a last line of one character looks like a slip.
func (m Measure) Balanced(spans ...Span) []Line {
	var lines []Line
	for _, paragraph := range paragraphs(spans) {
		lines = append(lines, m.balanced(paragraph)...)
	}
	return lines
}

func (m Measure) balanced(spans []Span) []Line {
	lines, spare := m.paragraph(spans), 0.0
	if len(lines) == 1 {
		return lines
	}
	narrow := m
	for step := m.Width / 40; narrow.Width > step; {
		narrow.Width -= step
		tried := narrow.paragraph(spans)
		if len(tried) > len(lines) {
			break
		}
		lines, spare = tried, m.Width-narrow.Width
	}
	for i := range lines {
		switch m.Align {
		case Center:
			lines[i].x += spare / 2
		case Right:
			lines[i].x += spare
		}
	}
	return lines
}

func (m Measure) paragraph(spans []Span) []Line {
	boxes := makeBoxes(spans)
	text := make([]rune, len(boxes))
	for i, b := range boxes {
		text[i] = b.r
	}
	may := breaksAfter(text)
	source := string(text)
	var lines []Line
	indent := m.First
	for start := 0; start < len(boxes) || start == 0; {
		end := fit(boxes, may, start, m.Width-indent)
		line := Line{boxes: boxes[start:end:end], source: source, x: indent}
		line.finish(m, end < len(boxes))
		lines = append(lines, line)
		if end == len(boxes) {
			break
		}
		start, indent = end, m.Hang
	}
	return lines
}

// fit gives the end of the line that starts at box start: the last place to break that the width allows, or, where
// there is none, as many characters as go in, but at least one.
func fit(boxes []box, may []bool, start int, width float64) int {
	const slack = 0.001 // mm: rounding, not room
	used, spaces, last := 0.0, 0.0, 0
	i := start
	for ; i < len(boxes); i++ {
		b := boxes[i]
		if b.r == ' ' {
			spaces += b.adv // they may hang over the end, so they count only when something follows
		} else {
			least := b
			if closing(b.r) {
				least.halve()
			}
			if used+spaces+least.adv > width+slack {
				break
			}
			used += spaces + b.adv
			spaces = 0
		}
		if may[i] {
			last = i + 1
		}
	}
	switch {
	case i == len(boxes):
		return i
	case last > start:
		return last
	}
	return max(i, start+1)
}

// finish fixes the widths of a line: spaces at its end take no room, a mark at its end gives up its blank half if it
// has to, and a line that goes on is spread to the measure.
func (l *Line) finish(m Measure, goesOn bool) {
	width := m.Width - l.x
	for i := len(l.boxes) - 1; i >= 0 && l.boxes[i].r == ' '; i-- {
		l.boxes[i].adv = 0
	}
	l.width = sum(l.boxes)
	if n := len(l.boxes); n > 0 && l.width > width && closing(l.boxes[n-1].r) {
		l.boxes[n-1].halve()
		l.width = sum(l.boxes)
	}
	switch m.Align {
	case 0, Justify:
		if goesOn {
			l.justify(width)
		}
	case Center:
		l.x += (width - l.width) / 2
	case Right:
		l.x += width - l.width
	}
}

// justify spreads the line to the width, or draws it in by a hair where rounding made it too long.
func (l *Line) justify(width float64) {
	gaps := 0
	for i := range len(l.boxes) - 1 {
		if l.stretches(i) {
			gaps++
		}
	}
	if gaps == 0 {
		return // one long word: nothing to spread, and letters are never pulled apart
	}
	l.spread = (width - l.width) / float64(gaps)
	l.width = width
}

// stretches tells whether the gap after box i may grow. Spaces that hang over the end of the line have none.
func (l *Line) stretches(i int) bool {
	b := l.boxes[i+1]
	return !(b.r == ' ' && b.adv == 0) && stretches(l.boxes[i].r, b.r)
}

func sum(boxes []box) float64 {
	width := 0.0
	for _, b := range boxes {
		width += b.adv
	}
	return width
}

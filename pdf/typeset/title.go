package typeset

import (
	"slices"
	"strings"
)

// titleEms is how many characters of 2号 the block is wide.
const titleEms = 20

// BreakTitle puts a '\n' where the lines of a title should end; line ends that it has already are undone first. Lines break
// between words only, and make a trapezoid or a diamond (GB/T 9704-2012 7.3.1): best before 关于, never inside a word of the
// field, a number or a pair of quotation marks or 书名号 that fits on a line.
//
// The words are those of titles that such an office writes (words.go). A library with a dictionary of the whole language
// weighs tens of megabytes and knows 民主 and 评议 but not 民主评议; here a word that is unknown merely stays whole with its
// unknown neighbours, and the line ends elsewhere.
func BreakTitle(title string) string { return breakTitle(title, titleEms) }

func breakTitle(title string, ems float64) string {
	units := titleUnits(strings.ReplaceAll(Clean(title), "\n", ""), ems)
	lines := bestLines(units, ems)
	if lines == nil {
		lines = fullLines(units, ems)
	}
	text := make([]string, len(lines))
	for i, line := range lines {
		for _, u := range line {
			text[i] += u.text
		}
	}
	return strings.Join(text, "\n")
}

// unit is a piece of a title that stays on one line.
type unit struct {
	text  string
	width float64 // ems
	known bool    // a word of the list, a number or a quotation
}

// Most lines that a title is weighed in, and most units: longer ones than any office writes are just filled up.
const (
	mostTitleLines = 4
	mostTitleUnits = 48
)

// bestLines finds the lines with the least badness, or nil if the title is too long or a unit does not fit.
func bestLines(units []unit, ems float64) (best [][]unit) {
	if len(units) > mostTitleUnits {
		return nil
	}
	least := 0.0
	for n := 1; n <= min(mostTitleLines, len(units)); n++ {
		splitUnits(units, n, ems, nil, func(lines [][]unit) {
			if bad := badness(lines); best == nil || bad < least {
				best, least = slices.Clone(lines), bad
			}
		})
	}
	return best
}

// splitUnits calls try with every way to put the units on n lines that are not too long.
func splitUnits(units []unit, n int, ems float64, before [][]unit, try func([][]unit)) {
	if n == 1 {
		if unitsWidth(units) <= ems {
			try(append(before, units))
		}
		return
	}
	width := 0.0
	for i := range len(units) - n + 1 {
		if width += units[i].width; width > ems {
			return
		}
		splitUnits(units[i+1:], n-1, ems, append(before, units[:i+1]), try)
	}
}

func unitsWidth(units []unit) (width float64) {
	for _, u := range units {
		width += u.width
	}
	return width
}

// What makes the lines of a title bad, in squares of ems.
const (
	badLine    = 70.0 // one line more
	badWaist   = 60.0 // a line shorter than one before and one after: an hourglass
	badUnknown = 8.0  // a break beside a word that is not in the list
	badAbout   = 30.0 // 关于 not at the start of its line
	badShort   = 40.0 // a line of less than a third of the longest
)

// badness weighs the lines of a title: as few as can be, about as long as each other, broken where the sense breaks.
func badness(lines [][]unit) (bad float64) {
	widths := make([]float64, len(lines))
	mean, longest := 0.0, 0.0
	for i, line := range lines {
		widths[i] = unitsWidth(line)
		mean += widths[i] / float64(len(lines))
		longest = max(longest, widths[i])
	}
	for i, w := range widths {
		bad += badLine + (w-mean)*(w-mean)
		if w < longest/3 {
			bad += badShort
		}
		if i > 0 && w < slices.Max(widths[:i]) && w < slices.Max(append(widths[i+1:], 0)) {
			bad += badWaist
		}
	}
	for i, line := range lines[1:] {
		before := lines[i][len(lines[i])-1]
		if !before.known || !line[0].known {
			bad += badUnknown
		}
	}
	if len(lines) > 1 && aboutInside(lines) {
		bad += badAbout
	}
	return bad
}

// aboutInside tells whether the first 关于 of the title stands inside a line.
func aboutInside(lines [][]unit) bool {
	for _, line := range lines {
		for i, u := range line {
			if strings.HasPrefix(u.text, "关于") {
				return i > 0
			}
		}
	}
	return false
}

// fullLines fills line after line.
func fullLines(units []unit, ems float64) (lines [][]unit) {
	for from := 0; from < len(units); {
		to, width := from+1, units[from].width
		for to < len(units) && width+units[to].width <= ems {
			width += units[to].width
			to++
		}
		lines = append(lines, units[from:to])
		from = to
	}
	return lines
}

// ems is the width of a text in characters; Latin letters and digits are about half as wide as Han.
func textEms(text string) (ems float64) {
	for _, r := range text {
		if wide(r) || fullMark(r) {
			ems++
		} else {
			ems += 0.6
		}
	}
	return ems
}

package gui

import (
	"slices"
	"sort"
	"strings"
)

// caret is a place in a text: before the character with the index in a paragraph.
type caret struct{ para, col int }

func (c caret) before(d caret) bool { return c.para < d.para || c.para == d.para && c.col < d.col }

// longRow is one row of a paragraph on the screen: its characters from start to end.
type longRow struct{ para, start, end int }

// longLines is a text in paragraphs, each broken into rows by the rules of Chinese punctuation. A change breaks only the
// paragraphs that it touches.
type longLines struct {
	paras  [][]rune
	starts [][]int // by paragraph, where its rows begin; nil: not broken yet
	rows   []longRow
	width  float32          // of a row; 0: not known yet
	widths map[rune]float32 // of single characters
}

func newLongLines() longLines {
	l := longLines{widths: map[rune]float32{}}
	l.set("")
	return l
}

// set replaces the whole text.
func (l *longLines) set(text string) {
	l.paras = nil
	for line := range strings.SplitSeq(text, "\n") {
		l.paras = append(l.paras, []rune(line))
	}
	l.starts = make([][]int, len(l.paras))
	l.arrange()
}

// text returns the whole text.
func (l *longLines) text() string { return l.between(caret{}, l.end()) }

// end is the place behind the last character.
func (l *longLines) end() caret {
	last := len(l.paras) - 1
	return caret{last, len(l.paras[last])}
}

// between returns the text between two places.
func (l *longLines) between(from, to caret) string {
	var b strings.Builder
	for i := from.para; i <= to.para; i++ {
		start, end := 0, len(l.paras[i])
		if i == from.para {
			start = from.col
		} else {
			b.WriteByte('\n')
		}
		if i == to.para {
			end = to.col
		}
		b.WriteString(string(l.paras[i][start:end]))
	}
	return b.String()
}

// replace puts a text in place of what is between two places, and returns the place behind it.
func (l *longLines) replace(from, to caret, text string) caret {
	head, tail := l.paras[from.para][:from.col], l.paras[to.para][to.col:]
	var fresh [][]rune
	for line := range strings.SplitSeq(text, "\n") {
		fresh = append(fresh, []rune(line))
	}
	last := len(fresh) - 1
	fresh[0] = slices.Concat(head, fresh[0])
	behind := caret{from.para + last, len(fresh[last])}
	fresh[last] = slices.Concat(fresh[last], tail)
	l.paras = slices.Replace(l.paras, from.para, to.para+1, fresh...)
	l.starts = slices.Replace(l.starts, from.para, to.para+1, make([][]int, len(fresh))...)
	l.arrange()
	return behind
}

// step returns the place n characters on, 1 or -1; the end of a paragraph counts as one.
func (l *longLines) step(c caret, n int) caret {
	switch col := c.col + n; {
	case col >= 0 && col <= len(l.paras[c.para]):
		return caret{c.para, col}
	case n < 0 && c.para > 0:
		return caret{c.para - 1, len(l.paras[c.para-1])}
	case n > 0 && c.para < len(l.paras)-1:
		return caret{c.para + 1, 0}
	}
	return c
}

// setWidth breaks the text anew for another width. It reports whether it is another one.
func (l *longLines) setWidth(width float32) bool {
	if width <= 0 || width == l.width {
		return false
	}
	l.width = width
	clear(l.starts)
	l.arrange()
	return true
}

// arrange breaks the paragraphs that need it and lists the rows.
func (l *longLines) arrange() {
	l.rows = l.rows[:0]
	for i, para := range l.paras {
		if l.starts[i] == nil {
			l.starts[i] = l.breaks(para)
		}
		for j, start := range l.starts[i] {
			end := len(para)
			if j+1 < len(l.starts[i]) {
				end = l.starts[i][j+1]
			}
			l.rows = append(l.rows, longRow{i, start, end})
		}
	}
}

// breaks returns where the rows of a paragraph begin.
func (l *longLines) breaks(para []rune) []int {
	starts, start, x := []int{0}, 0, float32(0)
	for i, r := range para {
		width := l.runeWidth(r)
		if l.width > 0 && x+width > l.width && i > start {
			at := i
			for at > start && !mayBreak(para[at-1], para[at]) {
				at--
			}
			if at == start {
				at = i
			}
			starts, start, x = append(starts, at), at, 0
			for _, moved := range para[at:i] {
				x += l.runeWidth(moved)
			}
		}
		x += width
	}
	return starts
}

func (l *longLines) runeWidth(r rune) float32 {
	width, known := l.widths[r]
	if !known {
		width = textWidth(string(r), textBody, false)
		l.widths[r] = width
	}
	return width
}

// rowOf returns the row of a place; at a break the lower one unless it is to stand behind the upper one.
func (l *longLines) rowOf(c caret, behind bool) int {
	i := sort.Search(len(l.rows), func(i int) bool {
		row := l.rows[i]
		return row.para > c.para || row.para == c.para && row.start > c.col
	}) - 1
	if behind && i > 0 && l.rows[i].start == c.col && l.rows[i-1].para == c.para {
		i--
	}
	return max(i, 0)
}

// part returns characters of a row.
func (l *longLines) part(row, start, end int) string {
	return string(l.paras[l.rows[row].para][start:end])
}

// x returns how far from the left edge a character of a row begins.
func (l *longLines) x(row, col int) float32 {
	return textWidth(l.part(row, l.rows[row].start, col), textBody, false)
}

// at returns the place in a row that is nearest to x; behind is set for its end.
func (l *longLines) at(row int, x float32) (c caret, behind bool) {
	r := l.rows[row]
	n := sort.Search(r.end-r.start, func(i int) bool {
		return (l.x(row, r.start+i)+l.x(row, r.start+i+1))/2 > x
	})
	return caret{r.para, r.start + n}, n == r.end-r.start
}

// editKind tells which edits are taken back together: what was typed in a run, what was erased in a run.
type editKind int

const (
	editOther editKind = iota
	editTyping
	editErasing
)

// longState is a text at some moment.
type longState struct {
	text   string
	cursor caret
}

// undoDepth is how many edits can be taken back.
const undoDepth = 100

// longHistory keeps what a text was before its edits.
type longHistory struct {
	past, future []longState
	kind         editKind
	last         caret // where the last edit left the cursor
}

// remember keeps the state before an edit, unless the edit goes on with the one before.
func (h *longHistory) remember(kind editKind, now longState) {
	goesOn := kind != editOther && kind == h.kind && now.cursor == h.last && len(h.past) > 0
	h.kind, h.future = kind, nil
	if goesOn {
		return
	}
	if h.past = append(h.past, now); len(h.past) > undoDepth {
		h.past = slices.Delete(h.past, 0, 1)
	}
}

func (h *longHistory) undo(now longState) (longState, bool) {
	return turnBack(h, &h.past, &h.future, now)
}

func (h *longHistory) redo(now longState) (longState, bool) {
	return turnBack(h, &h.future, &h.past, now)
}

func turnBack(h *longHistory, from, to *[]longState, now longState) (longState, bool) {
	n := len(*from)
	if n == 0 {
		return longState{}, false
	}
	s := (*from)[n-1]
	*from, *to, h.kind = (*from)[:n-1], append(*to, now), editOther
	return s, true
}

package gui

import (
	"slices"

	"liangping/data"
)

// unanswered is the place of a mark that hasn't been keyed yet. It is never stored: an unmarked line of the paper is keyed
// as data.Blank.
const unanswered data.Mark = ' '

// sheet is one ballot while it is being keyed: the marks so far and the line at which the operator is. It knows no window
// and no disk. Its ID is taken when the sheet opens, so that saving it twice writes it once.
type sheet struct {
	id      data.ID
	marks   []data.Mark
	current int    // the line to be keyed, from 0; len(marks) when the last one is done
	last    int    // the line keyed last, -1 for none: + repeats its mark
	spoiled string // the reason, for a 废票 that was taken back or reopened

	stored *data.Reading // what is on the disk, for a sheet that was reopened; nil for one that is keyed for the first time
}

// newSheet returns an empty ballot of so many lines.
func newSheet(lines int) *sheet {
	return &sheet{id: data.NewID(), marks: slices.Repeat([]data.Mark{unanswered}, lines), last: -1}
}

// sheetOf returns a ballot that was taken back, with its marks.
func sheetOf(b data.Ballot, lines int) *sheet {
	s := newSheet(lines)
	s.id, s.spoiled = b.ID, b.Spoiled
	if b.Spoiled == "" {
		s.marks = []data.Mark(b.Marks)
	}
	s.current = s.firstOpen()
	return s
}

// reopened returns a ballot that stays on the disk while it is looked at and, perhaps, corrected.
func reopened(b data.Ballot, lines int) *sheet {
	s := sheetOf(b, lines)
	s.current = 0
	stored := b.Reading()
	s.stored = &stored
	return s
}

// mark answers the current line and goes on to the next. It reports false when every line has been passed: then a figure
// keyed once too often must not change the last line.
func (s *sheet) mark(m data.Mark) bool {
	if s.current == len(s.marks) {
		return false
	}
	s.marks[s.current] = m
	s.last = s.current
	s.current++
	s.spoiled = ""
	return true
}

// move goes so many lines down (or up), not beyond the first line or the end. It reports whether it moved.
func (s *sheet) move(lines int) bool {
	to := min(max(s.current+lines, 0), len(s.marks))
	moved := to != s.current
	s.current = to
	return moved
}

// fill answers the open lines from the current one on like the line keyed last; what is answered stays. It reports false
// when nothing was keyed yet or nothing is open from here on.
func (s *sheet) fill() bool {
	if s.last < 0 {
		return false
	}
	filled := false
	s.spoiled = ""
	for i := s.current; i < len(s.marks); i++ {
		if s.marks[i] == unanswered {
			s.marks[i] = s.marks[s.last]
			filled = true
		}
	}
	if filled {
		s.current = s.firstOpen()
	}
	return filled
}

// clear takes the mark of the current line away. It reports whether there was one.
func (s *sheet) clear() bool {
	if s.current == len(s.marks) || s.marks[s.current] == unanswered {
		return false
	}
	s.marks[s.current] = unanswered
	if s.last == s.current {
		s.last = -1
	}
	return true
}

// firstOpen returns the first line that isn't answered, len(marks) when all are.
func (s *sheet) firstOpen() int {
	if i := slices.Index(s.marks, unanswered); i >= 0 {
		return i
	}
	return len(s.marks)
}

// answered returns how many lines are keyed.
func (s *sheet) answered() int {
	n := 0
	for _, m := range s.marks {
		if m != unanswered {
			n++
		}
	}
	return n
}

// begun reports whether ending now would lose something.
func (s *sheet) begun() bool {
	if s.stored != nil {
		return s.changed()
	}
	return s.answered() > 0 || s.spoiled != ""
}

// changed reports whether a reopened sheet shows something else than what is on the disk.
func (s *sheet) changed() bool {
	if s.spoiled != s.stored.Spoiled {
		return true
	}
	return s.spoiled == "" && s.marked() != s.stored.Marks
}

// marked are the marks so far as they are stored, unanswered ones as spaces.
func (s *sheet) marked() string {
	marks := make([]byte, len(s.marks))
	for i, m := range s.marks {
		marks[i] = byte(m)
	}
	return string(marks)
}

// before returns what a line of a reopened sheet shows on the disk, unanswered when there is nothing to remember.
func (s *sheet) before(line int) data.Mark {
	if s.stored == nil || s.stored.Spoiled != "" {
		return unanswered
	}
	return data.Mark(s.stored.Marks[line])
}

// differing counts the lines that show something else than on the disk.
func (s *sheet) differing() (n int) {
	for i, m := range s.marks {
		if m != s.before(i) {
			n++
		}
	}
	return n
}

// allBlank reports whether every line is keyed as 空.
func (s *sheet) allBlank() bool {
	return !slices.ContainsFunc(s.marks, func(m data.Mark) bool { return m != data.Blank })
}

// ballot returns the sheet as it is stored. A 废票 has no marks.
func (s *sheet) ballot(round, group data.ID) data.Ballot {
	b := data.Ballot{ID: s.id, RoundID: round, GroupID: group, Spoiled: s.spoiled}
	if s.spoiled == "" {
		b.Marks = s.marked()
	}
	return b
}

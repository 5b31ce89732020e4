package typeset

import (
	"fmt"
	"math"
	"strings"

	"liangping/pdf/font"
)

const (
	indent     = 2 * cell       // of a paragraph, 7.3.3
	stampLines = 2              // left empty above the signature, for the stamp
	signLines  = stampLines + 2 // what the signature takes
	signIndent = 4 * cell       // of the date from the right, 7.3.5.1
)

func (s *sheet) addressee() {
	if s.Addressee == "" {
		return
	}
	s.put(Measure{Width: blockWidth}.Lines(Span{s.Addressee + "：", s.style(font.Fang)}))
}

// body sets the text and 附件说明. The end of both stands on the page of the signature: never 此页无正文 (GB/T 9704-2012
// 7.3.5.5), and never 版记 alone where no 附件 comes between.
func (s *sheet) body() {
	last, heads := s.paragraphs(s.Body)
	with := min(len(last), 2) // lines that go along with the signature
	if list := s.attachmentList(); len(list) > 0 {
		if len(last) > 0 {
			last = append(last, Line{}) // one empty line, 7.3.4
		}
		last = append(last, list...)
		with = min(with+1+len(list), gridLines/2)
	}
	if s.Table != nil {
		s.putEnd(last, heads, min(with, 1), s.tableLines())
		return
	}
	s.putEnd(last, heads, with, s.closing())
}

// tableLines is how many lines of the grid the head of the table and its first row take: the body's last line stays with
// them.
func (s *sheet) tableLines() int {
	t := s.fitted(*s.Table)
	head, rows := t.layout(t.Head), t.layout(t.Rows)
	return min(int(math.Ceil((group(head, 0)+group(rows, 0))/gridStep)), gridLines/2)
}

// closing is how many lines of a page what follows the text takes: the signature, 附注 and 版记.
func (s *sheet) closing() (lines int) {
	if s.signed() {
		lines = signLines
	}
	if s.Note != "" {
		lines++
	}
	if len(s.Attachments) == 0 {
		lines += s.imprintLines()
	}
	return lines
}

// paragraphs sets all paragraphs of a text but the last, whose lines it gives, the headings before it first. Headings stay
// with the line that follows them.
func (s *sheet) paragraphs(text string) (last []Line, heads int) {
	paragraphs := bodyParagraphs(text)
	for i, p := range paragraphs {
		heads = len(last)
		last = append(last, p.lines(s.block.width, s.style)...)
		if i == len(paragraphs)-1 || p.heading && heads < gridLines/2 {
			continue
		}
		s.putHeaded(last, heads)
		last = nil
	}
	return last, heads
}

// putHeaded sets lines that begin with headings, at least one of the others on the same page.
func (s *sheet) putHeaded(lines []Line, heads int) {
	if s.line > 0 && s.line+heads >= s.block.lines {
		s.turn()
	}
	s.put(lines)
}

// putEnd sets the last lines so that some of them, at least as many as with, stand on the page of what closes the paper. A
// page doesn't end with the headings that the lines begin with.
func (s *sheet) putEnd(lines []Line, heads, with, closing int) {
	for len(lines) > 0 {
		room, n := s.block.lines-s.line, len(lines)
		if n+closing > room {
			n = max(min(n-with, room), 0)
		}
		if n <= heads && s.line > 0 {
			n = 0
		}
		s.put(lines[:n])
		if lines = lines[n:]; len(lines) > 0 {
			s.turn()
			heads -= n
		}
	}
}

// attachmentList gives the lines of 附件说明: 附件：1. and the names, without a mark at their end; a name that wraps stays under
// its first character (GB/T 9704-2012 7.3.4).
func (s *sheet) attachmentList() (list []Line) {
	var names []string
	for _, a := range s.Attachments {
		if a.Name != "" {
			names = append(names, a.Name)
		}
	}
	fang := s.style(font.Fang)
	const at = indent + 3*cell // below 附件：
	for i, name := range names {
		var number string
		x := at
		if len(names) > 1 {
			number = fmt.Sprintf("%d.", i+1)
			x += Measure{Width: s.block.width}.Fit(fmt.Sprintf("%d.", len(names)), fang).Width() + cell/4
		}
		label := Measure{Width: s.block.width, First: at}.Fit(number, fang)
		if i == 0 {
			label = Measure{Width: s.block.width, First: indent}.Fit("附件："+number, fang)
		}
		lines := Measure{Width: s.block.width, First: x, Hang: x}.Lines(Span{strings.ReplaceAll(name, "\n", " "), fang})
		lines[0].label = &label
		list = append(list, lines...)
	}
	return list
}

// signed tells whether the paper has a signature.
func (s *sheet) signed() bool { return s.Office != "" || s.Date != "" }

// signature sets the office and the date, with room for the stamp: the date 4 characters from the right, the office
// centred above it (GB/T 9704-2012 7.3.5.1).
func (s *sheet) signature() {
	if !s.signed() {
		return
	}
	if s.line+signLines > s.block.lines {
		s.turn()
	}
	s.line += stampLines
	measure := Measure{Width: blockWidth - 2*cell, Align: Left}
	date, office := measure.Fit(s.Date, s.style(font.Fang)), measure.Fit(s.Office, s.style(font.Fang))
	middle := blockWidth - signIndent - date.Width()/2
	if over := middle + office.Width()/2 - measure.Width; over > 0 {
		middle -= over // a long name keeps two characters from the edge, and the date moves with it
	}
	for _, line := range []Line{office, date} {
		if len(line.boxes) == 0 {
			continue
		}
		s.page.Set(line, s.block.left+middle-line.Width()/2, s.block.lineTop(s.line))
		s.line++
	}
}

// note sets 附注 in brackets on the line below the date (GB/T 9704-2012 7.3.7).
func (s *sheet) note() {
	if s.Note == "" {
		return
	}
	text := "（" + strings.TrimSuffix(strings.TrimPrefix(s.Note, "（"), "）") + "）"
	s.put(Measure{Width: s.block.width, First: indent}.Lines(Span{text, s.style(font.Fang)}))
}

package typeset

import "liangping/pdf/font"

const (
	imprintRow  = 7.0       // height of a row of the 版记
	imprintStep = em4 * 1.3 // from line to line of 抄送
	copyLines   = 35        // of 抄送 on a page of nothing else
	outerRule   = 0.35      // first and last line, GB/T 9704-2012 7.4.1
	innerRule   = 0.25      // the lines between
)

// imprintMost is how many lines of the grid a 版记 takes at most; one that is longer stands where it fits.
const imprintMost = 5

// imprintTop is where the 版记 with n lines of 抄送 begins.
func (s *sheet) imprintTop(n int) float64 {
	top := blockBottom
	if s.issuing() {
		top -= imprintRow
	}
	if n > 0 {
		top -= imprintRow + float64(n-1)*imprintStep
	}
	return top
}

// imprintLines is how many lines of the grid the 版记 takes from the text of the last page.
func (s *sheet) imprintLines() int {
	free := 0
	for free < gridLines && !s.meets(free+1, s.imprintTop(len(s.copies()))) {
		free++
	}
	if n := gridLines - free; n <= imprintMost {
		return n
	}
	return 0
}

// meets tells whether n lines of text come too near to what begins at top.
func (s *sheet) meets(n int, top float64) bool {
	return top < blockBottom && blockTop+float64(n-1)*gridStep+em3+gridStep/2 > top
}

// issuing tells whether the 版记 has a row for who printed the paper and when. That of a letter has none (10.1).
func (s *sheet) issuing() bool { return (s.Issuer != "" || s.Issued != "") && !s.letter() }

// imprint sets the 版记 at the bottom of the last page (GB/T 9704-2012 7.4): 抄送, then who printed it and when. Its last
// line is the bottom of the block. That of a letter is 抄送 alone, without lines (10.1).
func (s *sheet) imprint() {
	copies := s.copies()
	for len(copies) > 1 && s.imprintTop(len(copies)) < blockTop { // more than a page can hold goes before
		n := min(len(copies)-1, copyLines)
		s.upright()
		s.putCopies(copies[:n], blockTop)
		s.line, copies = s.block.lines, copies[n:]
	}
	top := s.imprintTop(len(copies))
	if top == blockBottom {
		return
	}
	if s.page.Width > s.page.Height || s.line > 0 && s.meets(s.line, top) {
		s.upright()
	}
	if s.letter() {
		s.putCopies(copies, top+imprintRow-em4)
		return
	}
	s.putCopies(copies, top+(imprintRow-em4)/2)
	s.rule(top, outerRule)
	if s.issuing() {
		s.putIssuing()
		if len(copies) > 0 {
			s.rule(blockBottom-imprintRow, innerRule)
		}
	}
	s.rule(blockBottom, outerRule)
}

// upright begins an upright page for the 版记.
func (s *sheet) upright() {
	s.landscape = false
	s.turn()
}

func (s *sheet) imprintStyle() Style { return Style{Chain: s.Library.Chain(font.Fang), Size: Size4} }

// copies gives the lines of 抄送, which wrap under the first name (7.4.2).
func (s *sheet) copies() []Line {
	if s.Copies == "" {
		return nil
	}
	const names = 3 * em4 // where they begin
	label := Measure{Width: names, Align: Left}.Lines(Span{"抄送：", s.imprintStyle()})[0]
	lines := Measure{Width: blockWidth - 2*em4, First: names, Hang: names}.Lines(Span{s.Copies + "。", s.imprintStyle()})
	lines[0].label = &label
	return lines
}

func (s *sheet) putCopies(lines []Line, y float64) {
	for _, line := range lines {
		s.page.Set(line, s.block.left+em4, y)
		y += imprintStep
	}
}

// putIssuing sets who printed the paper and when, on the last row.
func (s *sheet) putIssuing() {
	const width = blockWidth/2 - em4
	set := func(text string, align Align, x float64) {
		line := Measure{Width: width, Align: align}.Fit(text, s.imprintStyle())
		s.page.Set(line, x, blockBottom-imprintRow+(imprintRow-em4)/2)
	}
	set(s.Issuer, Left, s.block.left+em4)
	if s.Issued != "" {
		set(s.Issued+"印发", Right, s.block.left+em4+width)
	}
}

func (s *sheet) rule(y, width float64) {
	s.page.Draw(Stroke{X1: s.block.left, Y1: y, X2: s.block.right(), Y2: y, Width: width})
}

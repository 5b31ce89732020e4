package typeset

import "liangping/pdf/font"

const (
	imprintRow  = 7.0       // height of a row of the 版记
	imprintStep = em4 * 1.3 // from line to line of 抄送
	copyLines   = 35        // of 抄送 on a page of nothing else
	outerRule   = 0.35      // first and last line, GB/T 9704-2012 7.4.1
	innerRule   = 0.25      // the lines between
)

// imprint sets the 版记 at the bottom of the last page (GB/T 9704-2012 7.4): 抄送, then who printed it and when. Its last
// line is the bottom of the block. That of a letter is 抄送 alone, without lines (10.1).
func (s *sheet) imprint() {
	copies := s.copies()
	issuing := (s.Issuer != "" || s.Issued != "") && !s.letter()
	if len(copies) == 0 && !issuing {
		return
	}
	below := 0.0 // of 抄送
	if issuing {
		below = imprintRow
	}
	high := func(n int) float64 { return imprintRow + float64(n-1)*imprintStep }
	for len(copies) > 1 && high(len(copies)) > blockHeight-below { // more than a page can hold goes before
		n := min(len(copies)-1, copyLines)
		s.upright()
		s.putCopies(copies[:n], blockTop)
		s.line, copies = s.block.lines, copies[n:]
	}
	top := blockBottom - below
	if len(copies) > 0 {
		top -= high(len(copies))
	}
	if s.page.Width > s.page.Height || s.line > 0 && s.block.lineTop(s.line-1)+em3+gridStep/2 > top {
		s.upright()
	}
	if s.letter() {
		s.putCopies(copies, top+imprintRow-em4)
		return
	}
	s.putCopies(copies, top+(imprintRow-em4)/2)
	if issuing {
		s.issuing()
	}
	s.rule(top, outerRule)
	if issuing && len(copies) > 0 {
		s.rule(blockBottom-imprintRow, innerRule)
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

// issuing sets who printed the paper and when, on the last row.
func (s *sheet) issuing() {
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

package typeset

import "liangping/pdf/font"

// imprint sets the 版记 at the bottom of the last page (GB/T 9704-2012 7.4): 抄送, then who printed it and when. Its last
// line is the bottom of the block.
func (s *sheet) imprint() {
	style := Style{Chain: s.Library.Chain(font.Fang), Size: Size4}
	width := blockWidth - 2*em4
	var copies []Line
	if s.Copies != "" {
		copies = Measure{Width: width, Hang: 3 * em4}.Lines(Span{"抄送：" + s.Copies + "。", style})
	}
	const step = em4 * 1.3
	high := 0.0 // of the 抄送
	if len(copies) > 0 {
		high = imprintRow + float64(len(copies)-1)*step
	}
	issuing := s.Issuer != "" || s.Issued != ""
	top := blockBottom - high
	if issuing {
		top -= imprintRow
	}
	if top == blockBottom {
		return
	}
	if s.line > 0 && lineTop(s.line-1)+em3+gridStep/2 > top {
		s.turn()
	}
	s.rule(top, outerRule)
	for i, line := range copies {
		s.page.Set(line, s.left()+em4, top+(imprintRow-em4)/2+float64(i)*step)
	}
	if issuing {
		row := blockBottom - imprintRow
		if len(copies) > 0 {
			s.rule(row, innerRule)
		}
		line := func(text string, align Align, x float64) {
			l := Measure{Width: width / 2, Align: align}.Fit(text, style)
			s.page.Set(l, x, row+(imprintRow-em4)/2)
		}
		line(s.Issuer, Left, s.left()+em4)
		line(s.issued(), Right, s.left()+em4+width/2)
	}
	s.rule(blockBottom, outerRule)
}

func (s *sheet) issued() string {
	if s.Issued == "" {
		return ""
	}
	return s.Issued + "印发"
}

func (s *sheet) rule(y, width float64) {
	s.page.Draw(Stroke{X1: s.left(), Y1: y, X2: s.left() + blockWidth, Y2: y, Width: width})
}

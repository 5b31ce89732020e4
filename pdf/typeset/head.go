package typeset

import (
	"strings"

	"liangping/pdf/font"
)

const (
	headTop     = blockTop + 35 // GB/T 9704-2012 7.2.4, and 10.3 for a 纪要
	headMost    = 48.0          // points: a head no larger than this, smaller if it would not fit on one line
	numberLines = 2             // empty lines between head and number, 7.2.5
	numberRule  = 4.0           // from the number to the red rule, 7.2.7
	redRule     = 0.7           // its thickness
	titleLines  = 2             // empty lines above the title, 7.3.1 and 10.1
	titleStep   = 12.0          // from line to line of the title
	bylineGap   = 5.0           // from the title to the name below it [K]
)

// The head of a letter (GB/T 9704-2012 10.1). How thick the lines of its double rules are is custom [K].
const (
	letterTop    = 30.0          // of the head, from the edge of the page
	letterRule   = 4.0           // from the head to the first double rule
	letterBottom = A4Long - 20.0 // where the second double rule ends
	letterWidth  = 170.0         // of both, in the middle of the page
	letterLeft   = (A4Short - letterWidth) / 2
	letterNumber = em3 * 7 / 8 // from the first double rule to the number
	thickRule    = 1.0
	thinRule     = 0.35
	ruleGap      = 0.5 // white between the two
)

func (s *sheet) letter() bool { return s.Form == LetterForm && s.Head != "" }

// head sets what stands above the title and tells where the title goes.
func (s *sheet) head() (y float64) {
	switch {
	case s.Form == Plain || s.Head == "":
		return s.block.top
	case s.letter():
		y = s.letterHead()
	default:
		y = s.generalHead()
	}
	return y + titleLines*gridStep
}

// headLine sets 发文机关标志 on one line, centred in the width, and tells where it ends.
func (s *sheet) headLine(left, width, top float64) (foot float64) {
	style := Style{Chain: s.Library.Chain(font.Title), Size: headMost, Color: Red}
	line := Measure{Width: width, Align: Center}.Fit(s.Head, style)
	s.page.Set(line, left, top)
	return top + line.Height()
}

// generalHead sets 发文机关标志, 发文字号 and the red rule, where it ends (GB/T 9704-2012 7.2).
func (s *sheet) generalHead() (y float64) {
	y = s.headLine(s.block.left+cell, blockWidth-2*cell, headTop) + numberLines*gridStep
	s.number(y)
	y += em3 + numberRule
	s.page.Draw(Stroke{X1: s.block.left, Y1: y, X2: s.block.right(), Y2: y, Width: redRule, Color: Red})
	return y
}

// number sets 发文字号 in the middle, or, on a report upward, flush left with 签发人 at the right, each one character from its
// edge (GB/T 9704-2012 7.2.5, 7.2.6).
func (s *sheet) number(y float64) {
	left, number := s.block.left+cell, Measure{Width: blockWidth - 2*cell, Align: Center}
	if s.Signer != "" {
		number = Measure{Width: blockWidth/2 - cell, Align: Left}
		label := number.Fit("签发人：", s.style(font.Fang))
		name := Measure{Width: number.Width - label.Width(), Align: Left}.Fit(s.Signer, s.style(font.Kai))
		x := s.block.right() - cell - name.Width()
		s.page.Set(label, x-label.Width(), y)
		s.page.Set(name, x, y)
	}
	s.page.Set(number.Fit(s.Number, s.style(font.Fang)), left, y)
}

// letterHead sets the head of a letter between its double rules, the name of the office alone, and the number flush right
// below the first of them. It tells where they end. Text may go on down to 7/8 of a character above the second double rule
// (10.1); the block ends before that.
func (s *sheet) letterHead() (y float64) {
	y = s.headLine(letterLeft+2*cell, letterWidth-4*cell, letterTop) + letterRule
	s.letterStroke(y, thickRule)
	s.letterStroke(y+thickRule+ruleGap, thinRule)
	s.letterStroke(letterBottom-thickRule-ruleGap-thinRule, thinRule)
	s.letterStroke(letterBottom-thickRule, thickRule)
	y += thickRule + ruleGap + thinRule
	if s.Number == "" {
		return y
	}
	y += letterNumber
	s.page.Set(Measure{Width: s.block.width, Align: Right}.Fit(s.Number, s.style(font.Fang)), s.block.left, y)
	return y + em3
}

// letterStroke draws one line of a double rule below y.
func (s *sheet) letterStroke(y, width float64) {
	y += width / 2
	s.page.Draw(Stroke{X1: letterLeft, Y1: y, X2: letterLeft + letterWidth, Y2: y, Width: width, Color: Red})
}

// title sets a title in 2号小标宋 from y on, tells where it ends, and finds the line where the text begins: one empty line
// below it.
func (s *sheet) title(title string, y float64) (foot float64) {
	if strings.TrimSpace(title) == "" {
		s.line = s.block.line(y)
		return y
	}
	style := Style{Chain: s.Library.Chain(font.Title), Size: Size2}
	if !strings.Contains(title, "\n") {
		title = breakTitle(title, s.block.width/style.Em())
	}
	for _, line := range (Measure{Width: s.block.width, Align: Center}).Balanced(Span{title, style}) {
		if y+style.Em() > s.block.bottom() { // no office has such a title, but none may run off the page
			s.turn()
			y = s.block.top
		}
		s.page.Set(line, s.block.left, y)
		y += titleStep
	}
	y += style.Em() - titleStep
	s.line = s.block.line(y + gridStep)
	return y
}

// byline sets who wrote the paper below the title, in 3号楷体 [K]; the text begins one empty line below it.
func (s *sheet) byline(y float64) {
	if s.Byline == "" {
		return
	}
	y += bylineGap
	for _, line := range (Measure{Width: s.block.width, Align: Center}).Balanced(Span{s.Byline, s.style(font.Kai)}) {
		if y+em3 > s.block.bottom() { // as with the title: none may run off the page
			s.turn()
			y = s.block.top
		}
		s.page.Set(line, s.block.left, y)
		y += gridStep
	}
	s.line = s.block.line(y + gridStep/2)
}

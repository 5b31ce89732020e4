package typeset

import (
	"fmt"
	"math"

	"liangping/pdf/font"
)

// The block of GB/T 9704-2012 5.2.1 and the grid on it: 22 lines of 28 characters. Line 1 touches the top of the
// block and line 22 its bottom.
const (
	blockTop    = 37.0
	blockWidth  = 156.0
	blockHeight = 225.0
	blockBottom = blockTop + blockHeight
	bindOdd     = 28.0                             // the binding edge is left on odd pages …
	bindEven    = A4Short - bindOdd - blockWidth   // … and right on even ones
	cell        = blockWidth / 28                  // one character of the grid
	gridLines   = 22                               // on an upright page
	landLines   = 15                               // on a landscape one: as many as fit
	gridStep    = (blockHeight - em3) / 21         // from line to line
	em3         = Size3 * 25.4 / 72                // the square of 3号
	em4         = Size4 * 25.4 / 72                // the square of 4号
	pageNumber  = blockBottom + 7 - dashHeight*em4 // its square, so that the dashes stand 7 mm below the block, 7.5
	dashHeight  = 0.5                              // of a dash in its square
)

// block is where the text of a page stands.
type block struct {
	left, top     float64
	width, height float64
	lines         int // of the grid
}

// blockOf gives the block of a page by its number. A landscape page is an upright one turned by a quarter, so that its
// head lies left: at the binding edge of an odd page, at the outer edge of an even one (GB/T 9704-2012 5.2.3 [K]).
func blockOf(number int, page *Page) block {
	side := bindOdd
	if number%2 == 0 {
		side = bindEven
	}
	if page.Width > page.Height {
		return block{left: A4Long - blockBottom, top: side, width: blockHeight, height: blockWidth, lines: landLines}
	}
	return block{left: side, top: blockTop, width: blockWidth, height: blockHeight, lines: gridLines}
}

func (b block) right() float64           { return b.left + b.width }
func (b block) bottom() float64          { return b.top + b.height }
func (b block) lineTop(line int) float64 { return b.top + float64(line)*gridStep }

// line gives the line of the grid where text goes on that would begin at y: the next one, or the one before if that is
// hardly higher. The text stands on the grid, so that it ends at the bottom of the block.
func (b block) line(y float64) int {
	return int(math.Ceil((y-b.top)/gridStep - 0.25))
}

// sheet is an official paper in the making.
type sheet struct {
	*Official
	doc       *Doc
	page      *Page
	block     block // of the page
	line      int   // the next free line of the grid, from 0
	landscape bool  // how pages are added
}

// turn begins a new page.
func (s *sheet) turn() {
	if s.landscape {
		s.page = s.doc.Landscape()
	} else {
		s.page = s.doc.Portrait()
	}
	s.block = blockOf(len(s.doc.Pages), s.page)
	s.line = 0
}

// style is a role's face on the grid.
func (s *sheet) style(role font.Role) Style {
	return Style{Chain: s.Library.Chain(role), Size: Size3, Cell: cell}
}

// put sets lines on the grid. No page begins with an empty line.
func (s *sheet) put(lines []Line) {
	for _, line := range lines {
		if s.line >= s.block.lines {
			s.turn()
		}
		if s.line == 0 && len(line.boxes) == 0 && line.label == nil {
			continue
		}
		s.page.Set(line, s.block.left, s.block.lineTop(s.line))
		s.line++
	}
}

// pageNumber sets — 1 — outside below the block (GB/T 9704-2012 7.5). The first page of a letter has none (10.1).
func (s *sheet) pageNumber(number int, page *Page) {
	if s.letter() && number == 1 {
		return
	}
	upright := &Page{doc: s.doc} // of the same number: on a landscape page it stays where the others have it
	block := blockOf(number, upright)
	style := Style{Chain: s.Library.Chain(font.Song), Size: Size4}
	measure := Measure{Width: blockWidth - 2*em4, Align: Right}
	if number%2 == 0 {
		measure.Align = Left
	}
	upright.Set(measure.Fit(fmt.Sprintf("— %d —", number), style), block.left+em4, pageNumber)
	for _, op := range upright.Ops {
		if text, ok := op.(Text); ok && page.Width > page.Height {
			text.X, text.Y, text.Turned = A4Long-text.Y, text.X, true
			op = text
		}
		page.Draw(op)
	}
}

// The frame of 草稿, in the margin above the block.
const (
	draftTop    = 14.0
	draftWidth  = 20.0
	draftHeight = 8.0
	draftRule   = 0.35
)

// draft marks a page as part of a draft.
func (s *sheet) draft(number int, page *Page) {
	x := blockOf(number, page).right() - draftWidth
	line := Measure{Width: draftWidth, Align: Center}.Fit("草稿", Style{Chain: s.Library.Chain(font.Hei), Size: Size4})
	page.Draw(Frame{X: x, Y: draftTop, W: draftWidth, H: draftHeight, Width: draftRule})
	page.Set(line, x, draftTop+(draftHeight-line.Height())/2)
}

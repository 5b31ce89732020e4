package typeset

import "liangping/pdf/font"

// Color is a colour of print.
type Color struct{ R, G, B uint8 }

// The colours that papers use.
var (
	Black = Color{}
	Red   = Color{R: 230, B: 18} // CMYK 0/100/100/0 on a screen: heads and rules of official papers (GB/T 9704 7.2.4)
	Grey  = Color{R: 170, G: 170, B: 170}
	Pale  = Color{R: 238, G: 238, B: 238}
)

// Sizes of type in points, under the names that a typist knows them by.
const (
	Size2      = 22.0 // 2号
	Size3      = 16.0 // 3号
	Size4      = 14.0 // 4号
	SizeSmall4 = 12.0 // 小4号
	Size5      = 10.5 // 5号
	SizeSmall5 = 9.0  // 小5号
	Size6      = 7.5  // 6号
)

// MM gives the length of pt points in millimetres.
func MM(pt float64) float64 { return pt * 25.4 / 72 }

// Style is how characters are set.
type Style struct {
	Chain font.Chain // faces, first choice first; each character takes the first that has it
	Size  float64    // in points
	Cell  float64    // millimetres that one full-width character takes in the line; 0: as much as its size
	Color Color
}

// Em is the side of the square of a full-width character in millimetres.
func (s *Style) Em() float64 { return MM(s.Size) }

// cell is what one em of text measures in the line.
func (s *Style) cell() float64 {
	if s.Cell > 0 {
		return s.Cell
	}
	return s.Em()
}

// At gives the same style in another size.
func (s Style) At(size float64) Style {
	s.Size, s.Cell = size, 0
	return s
}

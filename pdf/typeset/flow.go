package typeset

// Flow is a column that running material fills from top to bottom, page after page.
type Flow struct {
	Page        *Page
	Left, Width float64
	Top, Bottom float64
	Y           float64      // the next free place
	Next        func() *Page // makes the next page
}

// Fits tells whether h millimetres are left on the page.
func (f *Flow) Fits(h float64) bool { return f.Y+h <= f.Bottom+0.01 }

// Turn goes on to the next page.
func (f *Flow) Turn() {
	f.Page = f.Next()
	f.Y = f.Top
}

// Need goes on to the next page unless h millimetres are left, or the page is empty anyway.
func (f *Flow) Need(h float64) {
	if !f.Fits(h) && f.Y > f.Top {
		f.Turn()
	}
}

// Put sets lines one below the other, each step millimetres high.
func (f *Flow) Put(lines []Line, step float64) {
	for _, line := range lines {
		f.Need(MM(line.size()))
		f.Page.Set(line, f.Left, f.Y)
		f.Y += step
	}
}

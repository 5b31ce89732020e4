// Package typeset lays out Chinese papers and writes them as PDF.
//
// Text goes through one gate (Clean), is broken into lines by the rules of GB/T 15834 (Measure.Lines) and lands on
// pages as a list of drawing operations: Text, Stroke, Frame and Fill. Layout ends there. Writing a document
// (Doc.PDF) and drawing it for a preview (Doc.Picture) only play the list, so the two can never differ.
//
// Official is the paper of an office in the forms of GB/T 9704-2012; Table, Measure and Flow serve every other paper.
//
// Lengths are millimetres from the top left corner of the page; sizes of type are points, as typists count them. A
// line of text is placed by the top of its em square, because GB/T 9704 measures edges, not base lines.
//
// This is the only package that knows gofpdf, and it asks little of it. gofpdf's own line breaking drops characters,
// it panics on characters above U+FFFF, prints empty boxes without a word and takes 50 ms for each whole font. So it
// gets finished strings, and fonts that hold just the characters of the document.
package typeset

import "time"

// Doc is a document: pages of drawing operations, and the properties that a reader shows.
type Doc struct {
	Title  string
	Author string    // the office, never a program
	Date   time.Time // written as the date of creation; the same document with the same date gives the same bytes
	Pages  []*Page   // one that stands here again is a copy, and written once

	missing []Missing
}

// The sides of an A4 sheet in millimetres.
const (
	A4Short = 210.0
	A4Long  = 297.0
)

// Page is one side of paper.
type Page struct {
	Width, Height float64
	Ops           []Op

	doc *Doc
}

// Portrait adds an upright A4 page.
func (d *Doc) Portrait() *Page { return d.add(A4Short, A4Long) }

// Landscape adds an A4 page that lies on its long side.
func (d *Doc) Landscape() *Page { return d.add(A4Long, A4Short) }

func (d *Doc) add(width, height float64) *Page {
	page := &Page{Width: width, Height: height, doc: d}
	d.Pages = append(d.Pages, page)
	return page
}

// Missing is a character that no face has, with the text that it stands in. On paper there is a crossed square in
// its place.
type Missing struct {
	Rune rune
	Text string
}

// Missing lists each character that could not be printed once, with the first text that it stands in.
func (d *Doc) Missing() []Missing { return d.missing }

func (d *Doc) miss(r rune, text string) {
	for _, m := range d.missing {
		if m.Rune == r {
			return
		}
	}
	d.missing = append(d.missing, Missing{r, text})
}

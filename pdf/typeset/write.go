package typeset

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"

	"liangping/pdf/font"

	"github.com/jung-kurt/gofpdf"
)

// PDF writes the document. The same document gives the same bytes. A character that no face has is no error here:
// it is a crossed square on paper and listed by Missing.
func (d *Doc) PDF() (pdf []byte, err error) {
	defer func() { // gofpdf panics on input that it doesn't expect
		if r := recover(); r != nil {
			pdf, err = nil, fmt.Errorf("write PDF: %v", r)
		}
	}()
	if len(d.Pages) == 0 {
		return nil, errors.New("write PDF: the document has no page")
	}
	w := d.newWriter()
	pages, order := d.distinct()
	if err := w.addFonts(pages); err != nil {
		return nil, fmt.Errorf("write PDF: %w", err)
	}
	for _, page := range pages {
		w.page(page)
	}
	var out bytes.Buffer
	if err := w.pdf.Output(&out); err != nil {
		return nil, fmt.Errorf("write PDF: %w", err)
	}
	return mend(out.Bytes(), w.fonts, order)
}

// writer plays the drawing operations to gofpdf. It remembers what is set, because each setting costs a line of PDF.
type writer struct {
	pdf   *gofpdf.Fpdf
	fonts []*docFont // in order of first use
	of    map[*font.Face]*docFont

	face  *font.Face
	size  float64
	track float64
	text  Color
	line  Color
	fill  Color
	width float64
}

// docFont is a face cut down to the characters of one document.
type docFont struct {
	name  string // inside gofpdf: f0, f1, …
	face  *font.Face
	means map[rune]rune // the glyphs that are drawn, by character, and the characters that they stand for
	alias map[rune]rune // codes in the font for characters above U+FFFF
}

func (d *Doc) newWriter() *writer {
	pdf := gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "mm", Size: gofpdf.SizeType{Wd: A4Short, Ht: A4Long}})
	pdf.SetMargins(0, 0, 0)
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetCatalogSort(true)
	pdf.SetCompression(false) // mend does it
	pdf.SetCreationDate(d.Date)
	pdf.SetModificationDate(d.Date)
	pdf.SetProducer("", false)
	pdf.SetTitle(Clean(d.Title), true)
	pdf.SetAuthor(Clean(d.Author), true)
	return &writer{pdf: pdf, of: make(map[*font.Face]*docFont)}
}

// addFonts gives gofpdf one font for every face of the document, with just the characters that it sets.
func (w *writer) addFonts(pages []*Page) error {
	for _, page := range pages {
		for _, op := range page.Ops {
			if text, ok := op.(Text); ok {
				w.collect(text)
			}
		}
	}
	for _, f := range w.fonts {
		subset, err := f.face.Subset(f.glyphs())
		if err != nil {
			return err
		}
		if len(subset.Missing) > 0 {
			return fmt.Errorf("font %s lacks %q", f.face.Name(), subset.Missing)
		}
		f.alias = subset.Alias
		w.pdf.AddUTF8FontFromBytes(f.name, "", subset.TTF)
	}
	return w.pdf.Error()
}

func (w *writer) collect(text Text) {
	f := w.of[text.Face]
	if f == nil {
		f = &docFont{name: fmt.Sprintf("f%d", len(w.fonts)), face: text.Face, means: make(map[rune]rune)}
		w.of[text.Face] = f
		w.fonts = append(w.fonts, f)
	}
	for i, glyph := range text.Glyphs {
		if f.means[glyph] == 0 || glyph != text.Runes[i] { // a glyph that stands for a dash means the dash
			f.means[glyph] = text.Runes[i]
		}
	}
}

// glyphs lists the characters whose glyphs are drawn, in order.
func (f *docFont) glyphs() []rune { return slices.Sorted(maps.Keys(f.means)) }

// code is the code of a glyph in the font.
func (f *docFont) code(glyph rune) rune {
	if alias, ok := f.alias[glyph]; ok {
		return alias
	}
	return glyph
}

func (w *writer) page(page *Page) {
	orientation, size := "P", gofpdf.SizeType{Wd: page.Width, Ht: page.Height}
	if page.Width > page.Height {
		orientation, size = "L", gofpdf.SizeType{Wd: page.Height, Ht: page.Width}
	}
	w.pdf.AddPageFormat(orientation, size)
	w.face, w.track = nil, 0 // a page starts with no font and no tracking
	for _, op := range page.Ops {
		switch op := op.(type) {
		case Text:
			w.setText(op)
		case Stroke:
			w.setLine(op.Width, op.Color)
			w.pdf.Line(op.X1, op.Y1, op.X2, op.Y2)
		case Frame:
			w.setLine(op.Width, op.Color)
			w.pdf.Rect(op.X, op.Y, op.W, op.H, "D")
		case Fill:
			if op.Color != w.fill {
				w.fill = op.Color
				w.pdf.SetFillColor(rgb(op.Color))
			}
			w.pdf.Rect(op.X, op.Y, op.W, op.H, "F")
		}
	}
}

func (w *writer) setText(t Text) {
	f := w.of[t.Face]
	if t.Face != w.face || t.Size != w.size {
		w.face, w.size = t.Face, t.Size
		w.pdf.SetFont(f.name, "", t.Size)
	}
	if t.Track != w.track {
		w.track = t.Track
		w.pdf.RawWriteStr(fmt.Sprintf("%.3f Tc", t.Track*72/25.4))
	}
	if t.Color != w.text {
		w.text = t.Color
		w.pdf.SetTextColor(rgb(t.Color))
	}
	codes := make([]rune, len(t.Glyphs))
	for i, glyph := range t.Glyphs {
		codes[i] = f.code(glyph)
	}
	if t.Turned {
		w.pdf.TransformBegin()
		w.pdf.TransformRotate(-90, t.X, t.Y)
		defer w.pdf.TransformEnd()
	}
	w.pdf.Text(t.X, t.Y, string(codes))
}

func (w *writer) setLine(width float64, color Color) {
	if width != w.width {
		w.width = width
		w.pdf.SetLineWidth(width)
	}
	if color != w.line {
		w.line = color
		w.pdf.SetDrawColor(rgb(color))
	}
}

func rgb(c Color) (r, g, b int) { return int(c.R), int(c.G), int(c.B) }

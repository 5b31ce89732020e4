// Package pdf prints the office's papers: one file for each family, from the records of package data.
//
// A [Press] holds the fonts. Each of its methods takes records and gives a finished [Paper]; the same records give the
// same bytes, so a paper that was issued can be compared with one made again. All layout is done by package typeset;
// this package knows what stands on a paper and where (design.md §10), and nothing about PDF.
package pdf

import (
	"fmt"
	"strings"
	"time"

	"liangping/data"
	"liangping/pdf/font"
	"liangping/pdf/typeset"
)

// Press prints papers with the fonts of a library. It is safe for concurrent use.
type Press struct{ lib *font.Library }

// New gives a press that prints with the given fonts.
func New(lib *font.Library) *Press { return &Press{lib} }

// Paper is a finished paper.
type Paper struct {
	Name    string            // of its file: 2011-内部评议-评议票-干部职工.pdf
	PDF     []byte            // the file
	Pages   int               // of the file
	Missing []typeset.Missing // characters that no font has; a crossed square stands on paper in place of each
}

// Warning tells the secretary which characters are missing where, or is empty. It has to be shown with the paper.
func (p *Paper) Warning() string {
	if len(p.Missing) == 0 {
		return ""
	}
	var where []string
	for _, m := range p.Missing {
		where = append(where, fmt.Sprintf("“%c”（在“%s”中）", m.Rune, shorten(m.Text, 20)))
	}
	return "现有字体没有这些字：" + strings.Join(where, "、") + "。纸上留了打叉的方框，请手写补上，或换用有这些字的字体后重新打印。"
}

func shorten(text string, n int) string {
	if r := []rune(text); len(r) > n {
		return string(r[:n]) + "…"
	}
	return text
}

// style gives a role's faces in a size.
func (p *Press) style(role font.Role, size float64) typeset.Style {
	return typeset.Style{Chain: p.lib.Chain(role), Size: size}
}

// finish writes the document under the name made of the parts.
func finish(doc *typeset.Doc, parts ...string) (*Paper, error) {
	name := fileName(parts)
	pdf, err := doc.PDF()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return &Paper{Name: name, PDF: pdf, Pages: len(doc.Pages), Missing: doc.Missing()}, nil
}

// fileName joins the parts, without anything that Windows forbids in the name of a file.
func fileName(parts []string) string {
	clean := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`<>:"/\|?*`, r) || r == '\n' {
			return -1
		}
		return r
	}, typeset.Clean(strings.Join(parts, "-")))
	return clean + ".pdf"
}

// made is the time that a paper of this day bears in its properties: never that of the clock, so that a paper made again
// has the same bytes. A paper without a day has the first one of its year.
func made(c data.Campaign, day data.Date) time.Time {
	if day.IsZero() {
		day = data.Date{Year: c.Year, Month: time.January, Day: 1}
	}
	return time.Date(day.Year, day.Month, day.Day, 0, 0, 0, 0, time.UTC)
}

// put sets text in a measure whose top left corner is given, and tells where it ends.
func put(page *typeset.Page, m typeset.Measure, s typeset.Style, text string, x, y, step float64) (bottom float64) {
	for _, line := range m.Lines(typeset.Span{Text: text, Style: s}) {
		page.Set(line, x, y)
		y += step
	}
	return y
}

package typeset_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"liangping/pdf/font"
	"liangping/pdf/typeset"
)

// hostile are texts that come out of damaged files, other programs and tired hands.
var hostile = []string{
	"",
	"\x00\x1b[0m\x07控制\x7f符",
	"\xff\xfe坏\xed\xa0\x80字\xc3",
	"半个代\xed\xb8\x80理",
	strings.Repeat("长", 10000),
	strings.Repeat("a", 10000),
	strings.Repeat("《", 2000),
	strings.Repeat("，", 2000),
	"表情👨\u200d👩\u200d👧🇨🇳☎\ufe0f",
	"没有的字\U000F1234和\uE000",
	"李𬭎、王喆、买买提·艾力、ȺỄ、اَلْعَرَبِيَّة",
	"\u202e反向\u202c零\u200b宽\ufeff字\u00ad",
	"\n\n\n一、\n（一）\n1.\n出席：\n\n",
	strings.Repeat("一、标题\n", 60),
	strings.Repeat("（一）", 400),
	strings.Repeat("\\()<>&%\r\n\t", 20),
	strings.Repeat("————……", 300),
}

// A text in every part of a paper is printed, or the paper tells which character it cannot print.
func TestHostileTextInEveryPart(t *testing.T) {
	for i, text := range hostile {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			for form := typeset.RedHead; form <= typeset.Plain; form++ {
				checkPaper(t, stuffed(library(t), form, text), text)
			}
		})
	}
}

// stuffed is a paper with the same text in every part.
func stuffed(lib *font.Library, form typeset.Form, text string) *typeset.Official {
	small := typeset.Style{Chain: lib.Chain(font.Song), Size: typeset.Size5}
	table := &typeset.Table{
		Columns: []typeset.Column{{Width: 2}, {Width: 1}}, Rule: 0.2, Leading: 5, Style: small,
		Rows: []typeset.Row{{Cells: []typeset.Cell{{Text: text}, {Text: "一"}}}},
	}
	return &typeset.Official{
		Library: lib, Form: form, Draft: true, Made: made,
		Head: text, Number: text, Signer: text, Title: text, Addressee: text, Body: text, Office: text, Date: text, Note: text,
		Copies: text, Issuer: text, Issued: text,
		Attachments: []typeset.Attachment{{Name: text, Title: text, Body: text}, {Name: text, Table: table, Landscape: true}},
	}
}

// checkPaper tests that the paper can be written and drawn, that nothing stands off its pages, and that every character of
// the text is drawn or listed as missing.
func checkPaper(t *testing.T, paper *typeset.Official, text string) {
	t.Helper()
	doc := paper.Doc()
	if _, err := doc.PDF(); err != nil {
		t.Fatal(err)
	}
	for _, i := range []int{0, len(doc.Pages) - 1} {
		if _, err := doc.Picture(i, 1); err != nil {
			t.Fatal(err)
		}
	}
	seen := map[rune]bool{' ': true, '\n': true, '\u3000': true}
	for i, page := range doc.Pages {
		for _, op := range page.Ops {
			run, ok := op.(typeset.Text)
			if !ok {
				continue
			}
			if run.X < 0 || run.X > page.Width || run.Y < 0 || run.Y > page.Height || math.IsNaN(run.X+run.Y+run.Size+run.Track) {
				t.Errorf("page %d: %.20q stands at %.1f, %.1f", i+1, string(run.Runes), run.X, run.Y)
			}
			for _, r := range run.Runes {
				seen[r] = true
			}
		}
	}
	for _, m := range doc.Missing() {
		seen[m.Rune] = true
		if !strings.ContainsRune(m.Text, m.Rune) {
			t.Errorf("%q is missing in %q, where it is not", m.Rune, m.Text)
		}
	}
	for _, r := range typeset.Clean(text) {
		if !seen[r] {
			t.Errorf("%q is neither printed nor missed", r)
		}
	}
}

func FuzzOfficial(f *testing.F) {
	for i, text := range hostile {
		f.Add(text[:min(len(text), 200)], i)
	}
	f.Add(invitation, 1)
	lib := library(f)
	f.Fuzz(func(t *testing.T, text string, form int) {
		if len(text) > 300 {
			return
		}
		checkPaper(t, stuffed(lib, typeset.Form(form&3), text), text)
	})
}

package typeset_test

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"liangping/pdf/font"
	"liangping/pdf/fonts"
	"liangping/pdf/typeset"

	"github.com/jung-kurt/gofpdf"
)

// BenchmarkPaper makes a paper of one page. BenchmarkWholeFonts plays the very same page to gofpdf with whole fonts.
// Both have their fonts in memory. The first has to be at least four times as fast.
func BenchmarkPaper(b *testing.B) {
	paper := onePage(b)
	for b.Loop() {
		if _, err := paper.Doc().PDF(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWholeFonts(b *testing.B) {
	doc := onePage(b).Doc()
	data := make(map[string][]byte)
	for _, op := range doc.Pages[0].Ops {
		if text, ok := op.(typeset.Text); ok {
			data[text.Face.Name()] = fontFile(b, text.Face.Name())
		}
	}
	for b.Loop() {
		pdf := gofpdf.New("P", "mm", "A4", "")
		for name, bytes := range data {
			pdf.AddUTF8FontFromBytes(name, "", bytes)
		}
		pdf.AddPage()
		for _, op := range doc.Pages[0].Ops {
			switch op := op.(type) {
			case typeset.Text:
				pdf.SetFont(op.Face.Name(), "", op.Size)
				pdf.Text(op.X, op.Y, string(op.Glyphs))
			case typeset.Stroke:
				pdf.Line(op.X1, op.Y1, op.X2, op.Y2)
			}
		}
		if err := pdf.Output(io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}

func onePage(b *testing.B) *typeset.Official {
	paper := notice(b, "定于8月24日上午9:00在机关三楼召开内部评议会议，请全体干部职工参加，无特殊情况不得请假。")
	if n := len(paper.Doc().Pages); n != 1 {
		b.Fatalf("the paper has %d pages", n)
	}
	return paper
}

func fontFile(b *testing.B, name string) []byte {
	data, err := fonts.Read(name)
	if name == fonts.Fang {
		data, err = os.ReadFile(filepath.Join("..", "fonts", "beside", name))
	}
	if err != nil {
		b.Fatal(err)
	}
	return data
}

// BenchmarkLines sets a page of running text, 22 lines.
func BenchmarkLines(b *testing.B) {
	grid := typeset.Style{Chain: library(b).Chain(font.Fang), Size: typeset.Size3, Cell: 156.0 / 28}
	text := typeset.Span{Text: string([]rune(strings.Repeat(sample, 4))[:616]), Style: grid}
	for b.Loop() {
		typeset.Measure{Width: 156}.Lines(text)
	}
}

package typeset_test

import (
	"bytes"
	"strings"
	"testing"

	"liangping/pdf/font"
	"liangping/pdf/fonts"

	"github.com/jung-kurt/gofpdf"
)

const pageBody = "按照《油区办“两评一树”工作方案》，经办党组研究，定于8月24日召开内部评议会议。现将有关事项通知如下：\n" +
	"一、时间和地点\n8月24日上午9:00，机关三楼会议室，会期半天。\n二、参加人员\n全体干部职工。请县纪委、县活动办公室派员参加。\n" +
	"三、有关要求\n（一）各科室要认真组织，无特殊情况不得请假。\n（二）评议票不署名，由本人独立填写。"

// BenchmarkPaper makes a paper of one page; BenchmarkWholeFonts makes the same page with gofpdf and whole fonts.
// Both have their fonts in memory. The first has to be at least four times as fast.
func BenchmarkPaper(b *testing.B) {
	paper := notice(b, pageBody)
	if n := len(paper.Doc().Pages); n != 2 {
		b.Fatalf("the paper has %d pages", n)
	}
	for b.Loop() {
		if _, err := paper.Doc().PDF(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWholeFonts(b *testing.B) {
	data := make(map[font.Role][]byte)
	for role, name := range map[font.Role]string{font.Song: fonts.Song, font.Title: fonts.Title, font.Hei: fonts.Hei, font.Kai: fonts.Kai} {
		bytes, err := fonts.Read(name)
		if err != nil {
			b.Fatal(err)
		}
		data[role] = bytes
	}
	paper := notice(b, pageBody)
	for b.Loop() {
		pdf := gofpdf.New("P", "mm", "A4", "")
		for role, bytes := range data {
			pdf.AddUTF8FontFromBytes(role.String(), "", bytes)
		}
		pdf.AddPage()
		pdf.SetFont(font.Title.String(), "", 22)
		pdf.Text(40, 80, paper.Title)
		y := 100.0
		for line := range strings.Lines(paper.Body) {
			pdf.SetFont(font.Song.String(), "", 16)
			pdf.Text(28, y, line)
			y += 10
		}
		var out bytes.Buffer
		if err := pdf.Output(&out); err != nil {
			b.Fatal(err)
		}
	}
}

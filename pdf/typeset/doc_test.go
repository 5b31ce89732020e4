package typeset_test

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"liangping/pdf/font"
	"liangping/pdf/typeset"
)

var made = time.Date(2011, 8, 19, 10, 40, 0, 0, time.UTC)

// page makes a document of one upright page with the text in every role.
func page(t *testing.T, text string) *typeset.Doc {
	doc := &typeset.Doc{Title: "评议票", Author: "临黄县油区工作办公室", Date: made}
	p := doc.Portrait()
	y := 20.0
	for role := font.Song; role <= font.Fang; role++ {
		for _, line := range (typeset.Measure{Width: 150}).Lines(typeset.Span{Text: text, Style: style(t, role, typeset.Size3)}) {
			p.Set(line, 30, y)
			y += 8
		}
	}
	return doc
}

func TestReadersGetTheTrueCharacters(t *testing.T) {
	const names = "李𬭎、王喆、买买提·艾力——“两评一树”〔2011〕12号……㛃堃珺玥镕昇"
	path := write(t, page(t, names))
	if got := strings.Count(strings.Join(strings.Fields(pdfText(t, path)), ""), names); got != 5 {
		t.Errorf("pdftotext finds the names %d times, want once for each of 5 faces:\n%s", got, pdfText(t, path))
	}
}

// The two halves of a dash join, in every face: on the picture there is a black line of nearly two characters.
func TestTheDashIsOneLine(t *testing.T) {
	const dpi = 200
	img := render(t, write(t, page(t, "——")), dpi)
	lines, above := 0, false // dashes found, and whether the row above was part of one
	for y := range img.Bounds().Dy() {
		longest, run := 0, 0
		for x := range img.Bounds().Dx() {
			if r, _, _, _ := img.At(x, y).RGBA(); r < 0xB000 {
				run++
				longest = max(longest, run)
			} else {
				run = 0
			}
		}
		joined := float64(longest)/dpi*25.4 > 1.8*em3
		if joined && !above {
			lines++
		}
		above = joined
	}
	if lines != 5 {
		t.Errorf("%d of 5 faces have a dash in one piece", lines)
	}
}

func TestFontsAreEmbeddedSubsets(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(tool(t, "pdffonts", write(t, page(t, "李𬭎")))), "\n")
	for _, line := range lines[2:] {
		f := strings.Fields(line)
		// name, type (two words), encoding, emb, sub, uni, object (two words)
		if len(f) != 9 || f[4] != "yes" || f[5] != "yes" || f[6] != "yes" {
			t.Errorf("not an embedded subset with a Unicode map: %s", line)
		}
	}
	if len(lines) < 3 {
		t.Errorf("no fonts: %v", lines)
	}
}

func TestSameDocumentSameBytes(t *testing.T) {
	first, err := page(t, sample).PDF()
	if err != nil {
		t.Fatal(err)
	}
	for range 5 {
		again, err := page(t, sample).PDF()
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first, again) {
			t.Fatal("the same document gave other bytes")
		}
	}
}

func TestPropertiesCarryTheOffice(t *testing.T) {
	path := write(t, page(t, "一"))
	info := tool(t, "pdfinfo", path)
	for _, want := range []string{"评议票", "临黄县油区工作办公室", "Fri Aug 19 10:40:00 2011"} {
		if !strings.Contains(info, want) {
			t.Errorf("properties lack %s:\n%s", want, info)
		}
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, never := range []string{"FPDF", "/Producer", "/Creator", "/EmbeddedFiles"} {
		if bytes.Contains(file, []byte(never)) {
			t.Errorf("the file holds %s", never)
		}
	}
}

func TestAMissingCharacterIsDrawnAndListed(t *testing.T) {
	doc := page(t, "张\U000F1234同志")
	missing := doc.Missing()
	if len(missing) != 1 || missing[0].Rune != 0xF1234 || missing[0].Text != "张\U000F1234同志" {
		t.Fatalf("missing = %q", missing)
	}
	frames := 0
	for _, op := range doc.Pages[0].Ops {
		if _, ok := op.(typeset.Frame); ok {
			frames++
		}
	}
	if frames != 5 {
		t.Errorf("%d squares are drawn for 5 faces", frames)
	}
	write(t, doc)
	if m := page(t, sample).Missing(); len(m) != 0 {
		t.Errorf("the sample lacks %q", m)
	}
}

func TestHostileTextMakesAPaper(t *testing.T) {
	for _, text := range []string{"", "\x00\xff\xfe", strings.Repeat("长", 10000), "👨\u200d👩\u200d👧", "(\\)\r\n", "\U0010FFFF\uFFFF\uE000", "اَلْعَرَبِيَّة"} {
		write(t, page(t, text))
	}
	if _, err := (&typeset.Doc{}).PDF(); err == nil {
		t.Error("a document without pages is written")
	}
}

package typeset

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// gofpdf writes sound pages but careless fonts: every font claims that its codes are Unicode, which isn't so for
// the private-use codes of rare characters; no font says that it is a subset; and ascent and descent are those of the
// whole file. mend takes the finished file apart at its own cross-reference table, puts these right, and writes it
// again. The em square becomes the height of every font, so that what a reader marks, and what pdftotext -bbox
// measures, is the square that the character was placed in. order tells which of the written pages each page is.
func mend(pdf []byte, fonts []*docFont, order []int) ([]byte, error) {
	objects, trailer, err := takeApart(pdf)
	if err != nil {
		return nil, fmt.Errorf("mend PDF: %w", err)
	}
	var p packer
	for n, body := range objects {
		objects[n] = p.pack(n, withoutAttachments(body))
	}
	for _, f := range fonts {
		if err := f.mend(objects, &p); err != nil {
			return nil, fmt.Errorf("mend PDF: %w", err)
		}
	}
	if err := repeat(objects, order); err != nil {
		return nil, fmt.Errorf("mend PDF: %w", err)
	}
	return putTogether(objects, trailer), nil
}

var (
	startXref = regexp.MustCompile(`startxref\n(\d+)\n%%EOF\s*$`)
	toUnicode = regexp.MustCompile(`/ToUnicode (\d+) 0 R`)
	size      = regexp.MustCompile(`/Size \d+\n`)
	height    = regexp.MustCompile(`/Ascent -?\d+ /Descent -?\d+ /CapHeight -?\d+`)
)

// takeApart gives the objects of the file by number, from "n 0 obj" to "endobj", and the trailer's dictionary.
func takeApart(pdf []byte) (objects map[int][]byte, trailer []byte, err error) {
	at := startXref.FindSubmatch(pdf)
	if at == nil {
		return nil, nil, fmt.Errorf("no startxref")
	}
	start, _ := strconv.Atoi(string(at[1]))
	if start > len(pdf) {
		return nil, nil, fmt.Errorf("startxref is outside the file")
	}
	table, trailer, ok := bytes.Cut(pdf[start:], []byte("trailer\n"))
	if !ok {
		return nil, nil, fmt.Errorf("no trailer")
	}
	trailer, _, _ = bytes.Cut(trailer, []byte("startxref"))
	type place struct{ number, offset int }
	var places []place
	for number, line := range strings.Split(string(table), "\n")[2:] {
		if offset, ok := strings.CutSuffix(strings.TrimSpace(line), " 00000 n"); ok {
			o, err := strconv.Atoi(offset)
			if err != nil || o > start {
				return nil, nil, fmt.Errorf("bad cross-reference %q", line)
			}
			places = append(places, place{number, o})
		}
	}
	slices.SortFunc(places, func(a, b place) int { return a.offset - b.offset })
	objects = make(map[int][]byte)
	for i, p := range places {
		end := start
		if i+1 < len(places) {
			end = places[i+1].offset
		}
		objects[p.number] = pdf[p.offset:end]
	}
	return objects, trailer, nil
}

// withoutAttachments takes the empty list of attached files out of the catalogue: some readers open a side panel.
func withoutAttachments(body []byte) []byte {
	if !bytes.Contains(body, []byte("/Type /Catalog\n")) {
		return body
	}
	head, rest, found := bytes.Cut(body, []byte("/Names <<\n"))
	_, tail, ended := bytes.Cut(rest, []byte("\n>>\n"))
	if !found || !ended {
		return body
	}
	return slices.Concat(head, tail)
}

// mend corrects the objects of one font.
func (f *docFont) mend(objects map[int][]byte, p *packer) error {
	given := []byte("/utf8" + f.name + "\n")
	proper := []byte("/" + f.properName() + "\n")
	found := false
	for n, body := range objects {
		if !bytes.Contains(body, given) {
			continue
		}
		body = bytes.ReplaceAll(body, given, proper)
		if ref := toUnicode.FindSubmatch(body); ref != nil {
			m, _ := strconv.Atoi(string(ref[1]))
			objects[m] = p.stream(m, f.unicodeMap())
			found = true
		}
		objects[n] = height.ReplaceAll(body, []byte("/Ascent 880 /Descent -120 /CapHeight 880"))
	}
	if !found {
		return fmt.Errorf("font %s not found", f.name)
	}
	return nil
}

// properName is the name of a subset (ISO 32000-1 9.6.4): a tag of six letters, different for every set of characters,
// and the font's own name.
func (f *docFont) properName() string {
	sum := sha256.Sum256([]byte(string(f.glyphs())))
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	name := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || digit(r) || r == '-' {
			return r
		}
		return -1
	}, strings.TrimSuffix(f.face.Name(), ".ttf"))
	return string(tag) + "+" + name
}

// unicodeMap is the ToUnicode map of the font: from the codes of the file to the characters that they stand for.
func (f *docFont) unicodeMap() []byte {
	var lines []string
	for _, glyph := range f.glyphs() {
		var utf strings.Builder
		for _, u := range utf16.AppendRune(nil, f.means[glyph]) {
			fmt.Fprintf(&utf, "%04X", u)
		}
		lines = append(lines, fmt.Sprintf("<%04X> <%s>\n", f.code(glyph), utf.String()))
	}
	slices.Sort(lines) // by code
	var m bytes.Buffer
	m.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for part := range slices.Chunk(lines, 100) { // at most 100 in a block
		fmt.Fprintf(&m, "%d beginbfchar\n%sendbfchar\n", len(part), strings.Join(part, ""))
	}
	m.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return m.Bytes()
}

// packer compresses streams one after another. gofpdf would make a new writer of a megabyte for each page.
type packer struct {
	z      *zlib.Writer
	packed bytes.Buffer
}

// stream is a compressed stream object. Writing can't fail: the buffer is in memory.
func (p *packer) stream(number int, data []byte) []byte {
	p.packed.Reset()
	if p.z == nil {
		p.z, _ = zlib.NewWriterLevel(&p.packed, zlib.BestSpeed) // the level is one of zlib's own
	} else {
		p.z.Reset(&p.packed)
	}
	p.z.Write(data)
	p.z.Close()
	return fmt.Appendf(nil, "%d 0 obj\n<</Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream\nendobj\n",
		number, p.packed.Len(), p.packed.Bytes())
}

var plainStream = regexp.MustCompile(`^\d+ 0 obj\n<</Length (\d+)>>\nstream\n`)

// pack compresses an object that is a stream as gofpdf writes it, and leaves others as they are.
func (p *packer) pack(number int, body []byte) []byte {
	head := plainStream.FindSubmatch(body)
	if head == nil {
		return body
	}
	start := len(head[0])
	length, err := strconv.Atoi(string(head[1]))
	if err != nil || length > len(body)-start {
		return body
	}
	return p.stream(number, body[start:start+length])
}

// putTogether writes the objects, a new cross-reference table and the trailer.
func putTogether(objects map[int][]byte, trailer []byte) []byte {
	var out bytes.Buffer
	out.WriteString("%PDF-1.4\n%\xE2\xE3\xCF\xD3\n") // four high bytes: the file is binary (ISO 32000-1 7.5.2)
	offsets := make([]int, len(objects)+1)
	for n := 1; n <= len(objects); n++ {
		offsets[n] = out.Len()
		out.Write(objects[n])
	}
	start := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(offsets))
	for _, offset := range offsets[1:] {
		fmt.Fprintf(&out, "%010d 00000 n \n", offset)
	}
	trailer = size.ReplaceAll(trailer, fmt.Appendf(nil, "/Size %d\n", len(offsets)))
	fmt.Fprintf(&out, "trailer\n%sstartxref\n%d\n%%%%EOF\n", trailer, start)
	return out.Bytes()
}

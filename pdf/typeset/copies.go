package typeset

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
)

// distinct gives the pages to be written, each once, and for every page of the document which of these it is. A page that
// stands in the document again is a copy.
func (d *Doc) distinct() (pages []*Page, order []int) {
	for _, page := range d.Pages {
		at := slices.Index(pages, page)
		if at < 0 {
			at = len(pages)
			pages = append(pages, page)
		}
		order = append(order, at)
	}
	return pages, order
}

var (
	kids    = regexp.MustCompile(`/Kids \[((?:\d+ 0 R )+)\]\n/Count \d+\n`)
	pageRef = regexp.MustCompile(`(\d+) 0 R `)
)

// repeat makes the pages of the file those of the document: order tells of each which of the written ones it is. Copies share
// the stream that draws them, so nothing can differ between them, and 500 take no more room than one.
func repeat(objects map[int][]byte, order []int) error {
	root, list := 0, []byte(nil)
	for n, body := range objects {
		if m := kids.FindSubmatch(body); m != nil {
			root, list = n, m[1]
		}
	}
	var numbers []int
	for _, ref := range pageRef.FindAllSubmatch(list, -1) {
		n, _ := strconv.Atoi(string(ref[1]))
		numbers = append(numbers, n)
	}
	if want := slices.Max(order) + 1; len(numbers) != want {
		return fmt.Errorf("%d pages in the file, want %d", len(numbers), want)
	}
	var all bytes.Buffer
	used := make(map[int]bool)
	for _, i := range order {
		n := numbers[i]
		if used[n] {
			_, body, _ := bytes.Cut(objects[n], []byte("\n"))
			n = len(objects) + 1
			objects[n] = fmt.Appendf(nil, "%d 0 obj\n%s", n, body)
		}
		used[n] = true
		fmt.Fprintf(&all, "%d 0 R ", n)
	}
	objects[root] = kids.ReplaceAll(objects[root], fmt.Appendf(nil, "/Kids [%s]\n/Count %d\n", all.Bytes(), len(order)))
	return nil
}

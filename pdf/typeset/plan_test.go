package typeset_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"liangping/pdf/font"
	"liangping/pdf/typeset"
)

// printed is a line of text as it stands on the finished page.
type printed struct {
	page        int
	top         float64
	left, right float64
	text        string
}

// printedLines puts the words of a file together that stand level, in the block or, for what is below, not at all.
func printedLines(all []word) (lines []printed) {
	for _, w := range all {
		if w.foot > 263 {
			continue // the page number
		}
		if n := len(lines) - 1; n >= 0 && lines[n].page == w.page && w.top-lines[n].top < 1 && lines[n].top-w.top < 1 {
			lines[n].text += w.text
			lines[n].right = max(lines[n].right, w.right)
			continue
		}
		lines = append(lines, printed{w.page, w.top, w.left, w.right, w.text})
	}
	return lines
}

// The plan of a whole campaign, issued by a notice: read back from the finished file.
func TestThePlanIssuedByANotice(t *testing.T) {
	source, err := os.ReadFile(filepath.Join("testdata", "plan.txt"))
	if err != nil {
		t.Fatal(err)
	}
	title, body, _ := strings.Cut(string(source), "\n")
	paper := notice(t, "现将《油区办“两评一树”工作方案》印发给你们，请认真贯彻执行。")
	paper.Attachments = []typeset.Attachment{{Title: title, Body: body}}
	paper.Copies, paper.Issuer, paper.Issued = "", "", ""
	doc := paper.Doc()
	if m := doc.Missing(); len(m) > 0 {
		t.Errorf("missing: %q", m)
	}
	var plan []printed
	for _, line := range printedLines(words(t, write(t, doc))) {
		if line.page > 1 {
			plan = append(plan, line)
		}
	}
	checkCharacters(t, plan, string(source))
	checkPages(t, plan, len(doc.Pages))
	checkEdges(t, plan)
	lib := library(t)
	for text, role := range map[string]font.Role{
		"指导思想": font.Hei, "有关要求": font.Hei, "评议对象": font.Kai, "切实加强组织领导": font.Kai,
		"推动发展情况": font.Fang, "自查自评": font.Fang, "坚持以": font.Fang, "群众评议由": font.Fang,
	} {
		issued := &typeset.Doc{Pages: doc.Pages[1:]}
		if got, want := faceOf(t, issued, text), lib.Chain(role)[0].Name(); got != want {
			t.Errorf("%s is set in %s, want %s", text, got, want)
		}
	}
}

// checkCharacters tests that every character of the source is there once and in order.
func checkCharacters(t *testing.T, lines []printed, source string) {
	t.Helper()
	var got strings.Builder
	for _, line := range lines {
		got.WriteString(line.text)
	}
	if want := strings.Join(strings.Fields(source), ""); got.String() != want {
		t.Errorf("the paper holds %d bytes, the plan %d", got.Len(), len(want))
	}
}

// checkPages tests that all pages but the first and the last have 22 lines, or 21 where a heading has gone to the next.
func checkPages(t *testing.T, lines []printed, last int) {
	t.Helper()
	count, first := map[int]int{}, map[int]string{}
	for _, line := range lines {
		if count[line.page]++; count[line.page] == 1 {
			first[line.page] = line.text
			if line.page > 2 {
				near(t, "first line", line.top, 37)
			}
		}
		near(t, "line, on the grid", line.top, 37+step*float64(int((line.top-37)/step+0.5)))
	}
	full := 0
	for page := 3; page < last; page++ {
		want := 22
		if strings.HasPrefix(first[page+1], "（") || strings.Contains(first[page+1], "、") && len(first[page+1]) < 60 {
			want = 21
		}
		if n := count[page]; n < want || n > 22 {
			t.Errorf("page %d has %d lines, want %d", page, n, want)
		} else if n == 22 {
			full++
		}
	}
	if full < 3 {
		t.Errorf("%d full pages", full)
	}
}

// checkEdges tests what begins and ends lines, and that those which go on reach the right edge of the block. A mark at the
// end may have given up its blank half, which then hangs over.
func checkEdges(t *testing.T, lines []printed) {
	t.Helper()
	wrapped := 0
	for i, line := range lines[:len(lines)-1] {
		next := lines[i+1]
		if next.left > left(next.page)+1 {
			continue // a paragraph begins
		}
		wrapped++
		start, end := []rune(next.text)[0], []rune(line.text)
		if strings.ContainsRune(neverFirst, start) || strings.ContainsRune(neverLast, end[len(end)-1]) {
			t.Errorf("the line ends between %q and %q", line.text, next.text)
		}
		right := left(line.page) + 156
		if over := line.right - right; over < -0.5 || over > 0.5 && (over > cell/2+0.5 || !strings.ContainsRune(neverFirst, end[len(end)-1])) {
			t.Errorf("%q ends at %.2f, want %.2f", line.text, line.right, right)
		}
	}
	if wrapped < 100 {
		t.Errorf("%d lines go on", wrapped)
	}
}

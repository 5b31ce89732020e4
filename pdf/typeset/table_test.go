package typeset_test

import (
	"fmt"
	"strings"
	"testing"

	"liangping/pdf/font"
	"liangping/pdf/typeset"
)

// place sets a table on landscape pages and gives the document.
func place(table *typeset.Table) *typeset.Doc {
	doc := &typeset.Doc{Title: "表", Date: made}
	flow := &typeset.Flow{Left: 20, Width: 257, Top: 20, Bottom: 190, Next: doc.Landscape}
	flow.Turn()
	table.Place(flow)
	return doc
}

func newTable(t *testing.T, rows ...typeset.Row) *typeset.Table {
	return &typeset.Table{
		Columns: []typeset.Column{{Width: 20, Align: typeset.Center}, {Width: 60, Align: typeset.Left}, {Width: 30, Align: typeset.Right}},
		Head:    []typeset.Row{{Cells: []typeset.Cell{{Text: "名次"}, {Text: "评议对象"}, {Text: "得分", Align: typeset.Center}}}},
		Rows:    rows,
		Style:   style(t, font.Song, typeset.Size5),
		Leading: 5, Pad: typeset.Padding{X: 1.5, Y: 1.5}, Rule: 0.2,
	}
}

func TestTheHeadComesAgainOnEveryPage(t *testing.T) {
	var rows []typeset.Row
	for i := range 200 {
		rows = append(rows, typeset.Row{Cells: []typeset.Cell{{Text: fmt.Sprint(i + 1)}, {Text: fmt.Sprintf("对象%d号", i+1)}, {Text: "90.00"}}})
	}
	all := words(t, write(t, place(newTable(t, rows...))))
	heads, seen := map[int]int{}, map[string]int{}
	pages := 0
	for _, w := range all {
		pages = max(pages, w.page)
		if w.text == "评议对象" {
			heads[w.page]++
			near(t, "head", w.top, 21.5)
		}
		seen[w.text]++
		if w.foot > 190 {
			t.Errorf("%s stands below the column, at %.1f", w.text, w.foot)
		}
	}
	if pages < 5 || len(heads) != pages {
		t.Errorf("%d pages, %d heads", pages, len(heads))
	}
	for i := range 200 {
		if seen[fmt.Sprintf("对象%d号", i+1)] != 1 {
			t.Errorf("row %d is there %d times", i+1, seen[fmt.Sprintf("对象%d号", i+1)])
		}
	}
}

func TestRowsStayWholeWhereTheyFit(t *testing.T) {
	var rows []typeset.Row
	for i := range 40 {
		name := strings.Repeat(string(rune('甲'+i)), 60) // wraps to 4 lines
		rows = append(rows, typeset.Row{Cells: []typeset.Cell{{Text: fmt.Sprint(i + 1)}, {Text: name}, {}}})
	}
	page := map[rune]int{}
	for _, w := range words(t, write(t, place(newTable(t, rows...)))) {
		r := []rune(w.text)[0]
		if r < 0x3000 || w.text == "名次" || w.text == "评议对象" || w.text == "得分" {
			continue
		}
		if page[r] == 0 {
			page[r] = w.page
		} else if page[r] != w.page {
			t.Errorf("row %c is on pages %d and %d", r, page[r], w.page)
		}
	}
	if len(page) != 40 {
		t.Errorf("%d rows found, want 40", len(page))
	}
}

func TestARowHigherThanAPageGoesOn(t *testing.T) {
	text := strings.Repeat("评议群众满意形象", 200)
	doc := place(newTable(t, typeset.Row{Cells: []typeset.Cell{{Text: "1"}, {Text: text}, {Text: "90.00"}}}))
	if len(doc.Pages) < 2 {
		t.Fatalf("%d page", len(doc.Pages))
	}
	got := 0
	for _, w := range words(t, write(t, doc)) {
		got += strings.Count(w.text, "众满意形")
		if w.foot > 190 {
			t.Errorf("%q stands below the column", w.text)
		}
	}
	joined := strings.Join(strings.Fields(pdfText(t, write(t, doc))), "")
	for _, cut := range []string{"名次评议对象得分", "90.00", "1"} {
		joined = strings.ReplaceAll(joined, cut, "")
	}
	if joined != text {
		t.Errorf("%d bytes of the cell came out, want %d (%d whole)", len(joined), len(text), got)
	}
}

func TestAPageTooLowForAnyRowEnds(t *testing.T) {
	doc := &typeset.Doc{Date: made}
	flow := &typeset.Flow{Left: 20, Width: 257, Top: 20, Bottom: 30, Next: doc.Landscape}
	flow.Turn()
	newTable(t, typeset.Row{Cells: []typeset.Cell{{Text: "1"}, {Text: "王喆"}, {}}}).Place(flow)
	find(t, words(t, write(t, doc)), "王喆")
}

func TestAGroupRowStaysWithItsRows(t *testing.T) {
	for n := range 40 {
		rows := make([]typeset.Row, n, n+2)
		for i := range rows {
			rows[i] = typeset.Row{Cells: []typeset.Cell{{Text: "1"}, {Text: "对象"}, {}}}
		}
		rows = append(
			rows,
			typeset.Row{Cells: []typeset.Cell{{Text: "领导干部", Span: 3, Align: typeset.Left}}, Shade: true, Keep: true},
			typeset.Row{Cells: []typeset.Cell{{Text: "1"}, {Text: "王喆"}, {}}},
		)
		all := words(t, write(t, place(newTable(t, rows...))))
		if group, person := find(t, all, "领导干部"), find(t, all, "王喆"); group.page != person.page {
			t.Errorf("%d rows before: the group's name is on page %d, its first row on page %d", n, group.page, person.page)
		}
	}
}

func TestCellsAlign(t *testing.T) {
	all := words(t, write(t, place(newTable(t, typeset.Row{Cells: []typeset.Cell{{Text: "1"}, {Text: "王喆"}, {Text: "90.80"}}}))))
	one, name, score := find(t, all, "1"), find(t, all, "王喆"), find(t, all, "90.80")
	near(t, "centred", (one.left+one.right)/2, 30)
	near(t, "left", name.left, 41.5)
	near(t, "right", score.right, 20+110-1.5)
}

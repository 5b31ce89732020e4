package gui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"liangping/data"
)

// In the sample campaign every line of 总览 that leads to 自查自评 opens the target that it names, and the page reads as
// screen 03 does.
func TestReportsOfSample(t *testing.T) {
	a := newOffice(t, newSampleStore(t))
	todos := slices.Clone(a.pages[0].(*overviewPage).todos.all)
	a.showPage(string(data.AtReports), "")
	p := a.page().(*reportsPage)
	a.later = nil // nothing is typed
	for _, r := range todos {
		if r.Place != data.AtReports {
			continue
		}
		a.showTab(0)
		a.pages[0].(*overviewPage).follow(r)
		if a.page() != page(p) || p.editor.row.target.ID != r.Record {
			t.Errorf("%q leads to %s", r.What, p.editor.row.target.Name)
		}
	}
	a.focus(p.table)
	for range len(p.table.rows) {
		typeKeys(a, fyne.KeyUp)
	}
	bothSizes(t, a, "03-reports-sample")
	if row, ok := p.table.selected(); !ok || row.target.ID != p.editor.row.target.ID {
		t.Error("the text isn't that of the chosen target")
	}
}

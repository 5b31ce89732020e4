package gui

import (
	"os"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"liangping/data"
)

// printed waits for the offer to open a paper, closes it and returns the paper's name.
func printed(t *testing.T, a *App) string {
	t.Helper()
	tasksEnd(t)
	if !strings.Contains(shown(a), "做好了") {
		t.Fatalf("the dialog says %q", shown(a))
	}
	typeKeys(a, fyne.KeyEscape)
	entries, err := os.ReadDir(a.options.PapersDir)
	if err != nil || len(entries) != 1 {
		t.Fatalf("%d papers in the folder: %v", len(entries), err)
	}
	if err := os.RemoveAll(a.options.PapersDir); err != nil {
		t.Fatal(err)
	}
	return entries[0].Name()
}

// TestPrintRosterAndOpinions makes the papers of two tabs by Ctrl+P.
func TestPrintRosterAndOpinions(t *testing.T) {
	store := newSampleStore(t)
	a := newTestWindow(t, store)
	a.options.Press = demoPress(t)
	a.build([]page{newTargetsPage(a, store), newOpinionsPage(a, store)})
	for i, want := range []string{"名册", "征求意见"} {
		a.enter(i)
		menuKey(t, a, fyne.KeyP, fyne.KeyModifierControl)
		if got := printed(t, a); !strings.Contains(got, want) {
			t.Errorf("%s is printed, want %s", got, want)
		}
	}
}

// TestPrintReports makes each paper of 自查自评 by keyboard: Ctrl+P begins with the text in front.
func TestPrintReports(t *testing.T) {
	store := newSampleStore(t)
	a, p := reportsOf(t, store, store)
	a.options.Press = demoPress(t)
	menuKey(t, a, fyne.KeyP, fyne.KeyModifierControl)
	typeKeys(a, fyne.KeyReturn)
	if got := printed(t, a); !strings.Contains(got, "自查自评报告") {
		t.Errorf("%s is printed", got)
	}
	p.editor.switched.pick(1)
	menuKey(t, a, fyne.KeyP, fyne.KeyModifierControl)
	typeKeys(a, fyne.KeyReturn)
	if got := printed(t, a); !strings.Contains(got, "承诺") {
		t.Errorf("%s is printed with the commitment in front", got)
	}
	row, _ := p.table.selected()
	for i, want := range []string{2: "审核意见表", 3: "台账"} {
		if want == "" {
			continue
		}
		p.makeReportPaper(i, row)
		if got := printed(t, a); !strings.Contains(got, want) {
			t.Errorf("%s is printed, want %s", got, want)
		}
	}
}

// TestLastPublication finds the 公示 that the 公示 paper tells of.
func TestLastPublication(t *testing.T) {
	if lastPublication(map[data.ID]data.Report{"a": {}}) != nil {
		t.Error("a publication without any")
	}
	published := func(day int) data.Report {
		start := data.Date{Year: 2011, Month: time.August, Day: day}
		return data.Report{Reviews: []data.Review{
			{}, {Kind: data.ReviewPublished, Publication: data.Publication{Place: "公开栏", Start: start, End: start.AddDays(6)}},
		}}
	}
	last := lastPublication(map[data.ID]data.Report{"a": published(3), "b": published(20), "c": published(9)})
	if last == nil || last.Start.Day != 20 {
		t.Errorf("the last publication is %v", last)
	}
}

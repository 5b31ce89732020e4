package gui

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

// newDifferencesDesk opens 核对差异 on sheets of which both readings are given.
func newDifferencesDesk(t *testing.T, first, second []string) (*entryDesk, *differencesPage) {
	t.Helper()
	d := newSecondDesk(t, first...)
	for _, keys := range second {
		d.keys(keys)
		if !strings.HasPrefix(keys, "/") {
			d.keys("<回车>")
		}
	}
	if err := d.store.SetOperator("刘建军"); err != nil {
		t.Fatal(err)
	}
	form, err := d.store.Form(context.Background(), d.page.round.ID)
	if err != nil {
		t.Fatal(err)
	}
	c, err := d.store.Campaign(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	p := newRoundsPage(d.app, d.store)
	d.app.pages, d.app.built = []page{p}, []fyne.CanvasObject{p.content()}
	w := newDifferencesPage(d.app, d.store, d.page.round, *form, c.Criteria, func() { d.ended = true })
	d.app.room.Objects[0] = w.root
	d.app.room.Refresh()
	p.work = w
	w.reload()
	w.goOn()
	return d, w
}

func TestDifferencesSettledByKeyboard(t *testing.T) {
	d, w := newDifferencesDesk(t, []string{"1+", "2+", "3+"}, []string{"1+", "224+", "334-4" + "+"})
	if n := len(w.pass.Open()); n != 13+13 {
		t.Fatalf("%d differences", n)
	}
	saveScreen(t, d.app, "06-differences")
	if words := w.readings(w.pass.Differences[0]); words != "基本满意 / 不了解" {
		t.Errorf("readings: %q", words)
	}
	d.keys("<回车>") // nothing is chosen beforehand
	if !w.choices.refused || w.choices.chosen != -1 {
		t.Error("Enter settled without a choice")
	}
	d.keys("9")
	if !w.choices.refused {
		t.Error("a key without a meaning was not refused")
	}
	d.keys("4")
	saveScreen(t, d.app, "06-chosen")
	d.keys("<回车>")
	if n := len(w.pass.Open()); n != 25 {
		t.Errorf("%d to be settled, want 25", n)
	}
	if x, _ := w.table.selected(); x.Line != 4 || x.Sheet != 2 {
		t.Errorf("went on to sheet %d line %d", x.Sheet, x.Line)
	}
	for range 12 { // the rest of the sheet, by what neither of them read too
		d.keys("5<回车>")
	}
	d.keys("<↓>0<回车>") // one is passed over and comes back at the end
	for range len(w.pass.Open()) {
		d.keys("3<回车>")
	}
	if want := "22" + "4" + strings.Repeat("5", 12); d.stored()[1] != want {
		t.Errorf("stored %q, want %q", d.stored()[1], want)
	}
	if got := d.stored()[2]; strings.Count(got, "0") != 1 || got[2] != '3' || got[3] != '0' {
		t.Errorf("stored %q", got)
	}
	for _, x := range w.pass.Differences {
		if x.SettledBy != "刘建军" || x.SameHand {
			t.Errorf("settled by %q, same hand %v", x.SettledBy, x.SameHand)
		}
	}
	if !strings.Contains(w.notice.text, "26 处都处理完了") {
		t.Errorf("at the end: %q", w.notice.text)
	}
	saveScreen(t, d.app, "06-settled")
	d.app.typedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if !d.ended {
		t.Error("Esc does not go back")
	}
}

// Nothing on the screen may say whose reading was which (design.md §11).
func TestDifferencesNameNobody(t *testing.T) {
	_, one := newDifferencesDesk(t, []string{"1+"}, []string{"4+"})
	_, other := newDifferencesDesk(t, []string{"4+"}, []string{"1+"})
	for i := range one.pass.Differences {
		a, b := one.pass.Differences[i], other.pass.Differences[i]
		if one.readings(a) != other.readings(b) {
			t.Errorf("line %d: %q and %q", i+1, one.readings(a), other.readings(b))
		}
	}
	if one.place.Text != other.place.Text || one.notice.text != other.notice.text {
		t.Error("the panel differs")
	}
}

func TestDifferencesOfWholeSheets(t *testing.T) {
	d, w := newDifferencesDesk(t, []string{"1+", "2+"}, []string{"/1", "/2"})
	if n := len(w.pass.Open()); n != 2 {
		t.Fatalf("%d differences", n)
	}
	saveScreen(t, d.app, "06-whole")
	d.keys("/3")
	if got := d.stored(); got[0] != "写有姓名或记号" {
		t.Errorf("stored %q", got)
	}
	for i, o := range w.choices.options {
		if o.reading.Spoiled == "" && i < 2 {
			d.keys(string(o.key) + "<回车>")
			break
		}
	}
	if got := d.stored(); got[1] != full("2") || len(w.pass.Open()) != 0 {
		t.Errorf("stored %q, %d open", got, len(w.pass.Open()))
	}
}

// An office of two settles too; the list says so.
func TestDifferencesBySameHand(t *testing.T) {
	d, w := newDifferencesDesk(t, []string{"1+"}, []string{"14" + strings.Repeat("1", 13)})
	for i, name := range w.by.options {
		if name == "刘敏" {
			w.by.choose(i)
		}
	}
	d.keys("1<回车>")
	if x := w.pass.Differences[0]; x.SettledBy != "刘敏" || !x.SameHand || differenceChip(x).sign != "△" {
		t.Errorf("%+v", x)
	}
}

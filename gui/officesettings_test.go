package gui

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"liangping/data"
)

// One first number for each row of numbers; those of other years stay.
func TestOfficeNumbers(t *testing.T) {
	before := data.DocumentNumber{Series: "某油发", Year: 2010, Number: 7}
	f := newNumberForm(data.OfficeSettings{
		Prefixes:     map[data.DocumentKind]string{data.Notice: "某油发", data.Circular: "某油发", data.Letter: "某油函"},
		FirstNumbers: []data.DocumentNumber{before, {Series: "某油函", Year: 2011, Number: 3}},
	}, 2011)
	newTestWindow(t, nil)
	enabled := func() (list []bool) {
		for _, n := range f.firsts {
			list = append(list, !n.Disabled())
		}
		return list
	}
	if got := enabled(); !slices.Equal(got, []bool{true, false, false, true, false}) { // 通知 通报 报告 函 纪要
		t.Errorf("first numbers can be entered for %v", got)
	}
	if got := f.firsts[3].value(); got != 3 {
		t.Errorf("函 begins with %d", got)
	}
	f.firsts[0].set(13)
	f.prefixes[3].SetText(" 某油发 ")
	f.prefixes[1].SetText("某油通报")
	if got := enabled(); !slices.Equal(got, []bool{true, true, false, false, false}) {
		t.Errorf("after other 代字 first numbers can be entered for %v", got)
	}
	prefixes, firsts := f.value()
	want := map[data.DocumentKind]string{data.Notice: "某油发", data.Circular: "某油通报", data.Submission: "", data.Letter: "某油发", data.Minutes: ""}
	if !maps.Equal(prefixes, want) || !slices.Equal(firsts, []data.DocumentNumber{before, {Series: "某油发", Year: 2011, Number: 13}}) {
		t.Errorf("%v %v", prefixes, firsts)
	}
}

// A setting that the register contradicts is refused in the dialog, and what was typed stays.
func TestOfficeSettingsRefused(t *testing.T) {
	store := newSampleStore(t)
	d := newRegisterDesk(t, store, nil)
	day := data.Date{Year: 2011, Month: 8, Day: 1}
	number := data.DocumentNumber{Series: "某油发", Year: 2011, Number: 1}
	if err := store.EnterOutsideNumber(context.Background(), data.NewID(), number, "别的事", day); err != nil {
		t.Fatal(err)
	}
	d.editOffice(store)
	typeKeys(d.App, fyne.KeyTab, fyne.KeyTab) // 通知's first number
	writeText(t, d.App, "5")
	for range 20 {
		if b, ok := d.canvas.Focused().(*button); ok && b.text == "保存" {
			break
		}
		typeKeys(d.App, fyne.KeyTab)
	}
	typeKeys(d.App, fyne.KeyReturn)
	if !d.dialogOpen() || !onScreen(d.App, "起始号不能再改") {
		t.Error("a first number after which numbers are taken isn't refused")
	}
	saveScreen(t, d.App, "12-office-refused")
}

func TestFileDialog(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"乙.TTF", "甲.ttf", "丙.doc", ".隐藏.ttf"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	inner := filepath.Join(dir, "里面")
	if err := os.Mkdir(inner, 0o700); err != nil {
		t.Fatal(err)
	}
	a := newTestWindow(t, newTestStore(t))
	a.build([]page{newTargetsPage(a, a.options.Store)})
	var taken string
	ask := func(in string) { a.askFile("选字体", in, []string{".ttf"}, func(path string) { taken = path }) }
	ask(inner)
	typeKeys(a, fyne.KeyHome, fyne.KeyReturn) // the way up
	list := a.canvas.Focused().(*table[fileRow])
	var names []string
	for _, r := range list.all {
		names = append(names, r.name)
	}
	if !slices.Equal(names, []string{upFolder, "里面", "乙.TTF", "甲.ttf"}) {
		t.Errorf("the folder shows %q", names)
	}
	list.TypedRune('甲')
	typeKeys(a, fyne.KeyReturn)
	if taken != filepath.Join(dir, "甲.ttf") || a.dialogOpen() {
		t.Errorf("taken is %q", taken)
	}
	ask(filepath.Join(dir, "没有"))
	if !onScreen(a, "没有这个位置") {
		t.Error("a place that isn't there isn't refused")
	}
	a.escape()
	if a.dialogOpen() {
		t.Error("Esc doesn't close it")
	}
}

package gui

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"liangping/data"
)

// registerDesk is the register on a store of its own, where nothing happens by itself: what lies ahead is done by tick, and
// pages are laid out and drawn at once.
type registerDesk struct {
	*App
	t     *testing.T
	page  *registerPage
	ahead map[time.Duration]func()
}

func newRegisterDesk(t *testing.T, store *data.Store, through func(*data.Store) registerRecords) *registerDesk {
	t.Helper()
	a := newTestWindow(t, store)
	a.options.Press = demoPress(t)
	var records registerRecords = store
	if through != nil {
		records = through(store)
	}
	d := &registerDesk{App: a, t: t, page: newRegisterPage(a, records), ahead: map[time.Duration]func(){}}
	a.build([]page{d.page, newRoundsPage(a, store)})
	return d
}

// begin opens a paper and takes its clock away.
func (d *registerDesk) begin(paper data.Paper) *paperEditor {
	d.t.Helper()
	d.page.beginFor(paper, "")
	return d.still()
}

// still makes the open editor wait for tick.
func (d *registerDesk) still() *paperEditor {
	d.t.Helper()
	e := d.page.editor
	if e == nil {
		d.t.Fatal("no paper is open")
	}
	e.later = func(delay time.Duration, do func()) func() {
		d.ahead[delay] = do
		return func() { delete(d.ahead, delay) }
	}
	atOnce := func(work func()) { work() }
	e.preview.compose.away, e.preview.drawing.away = atOnce, atOnce
	waitFor(d.t, "the first layout", func() bool { return e.preview.pageCount() > 0 })
	return e
}

// tick lets the keyboard rest for so long.
func (d *registerDesk) tick(delay time.Duration) {
	d.t.Helper()
	do := d.ahead[delay]
	if do == nil {
		d.t.Fatalf("nothing is to be done after %v", delay)
	}
	delete(d.ahead, delay)
	do()
}

func (d *registerDesk) documents() []data.Document {
	d.t.Helper()
	all, err := d.options.Store.Documents(context.Background(), data.DocumentFilter{})
	if err != nil {
		d.t.Fatal(err)
	}
	return all
}

func (d *registerDesk) waitForDialog(word string) {
	d.t.Helper()
	waitFor(d.t, word, func() bool {
		b, ok := d.canvas.Focused().(*button)
		return d.dialogOpen() && ok && (b.text == word)
	})
}

// The whole life of a paper, by keys: begun, written, saved by itself, opened again, issued, frozen, printed, withdrawn.
func TestPaperByKeyboard(t *testing.T) {
	store := newSampleStore(t)
	d := newRegisterDesk(t, store, nil)
	bothSizes(t, d.App, "11-empty")
	menuKey(t, d.App, fyne.KeyN, fyne.KeyModifierControl|fyne.KeyModifierShift)
	bothSizes(t, d.App, "10-new")
	typeKeys(d.App, fyne.KeyDown, fyne.KeyReturn) // 动员会议通知
	e := d.still()
	if len(d.documents()) != 0 {
		t.Fatal("a paper that was only begun is in the register")
	}
	bothSizes(t, d.App, "10-paper")
	if d.canvas.Focused() != e.text {
		t.Error("the focus isn't in the text")
	}
	writeText(t, d.App, "各科室：")
	d.tick(composeDelay)
	d.tick(autosaveDelay)
	all := d.documents()
	if len(all) != 1 || all[0].State != data.DocumentDraft || !strings.HasPrefix(all[0].Text, "各科室：") || all[0].Pages < 1 {
		t.Fatalf("after two seconds the register holds %+v", all)
	}
	typeKeys(d.App, fyne.KeyEscape)
	if d.page.editor != nil || d.canvas.Focused() != d.page.table {
		t.Fatal("Esc doesn't lead back to the register")
	}
	bothSizes(t, d.App, "11-draft")
	typeKeys(d.App, fyne.KeyReturn)
	e = d.still()
	if !strings.HasPrefix(e.text.Text, "各科室：") {
		t.Fatalf("opened again, the text is %q", e.text.Text)
	}

	e.askIssuing()
	bothSizes(t, d.App, "14-issue")
	if !onScreen(d.App, "某油发〔2011〕1号") {
		t.Error("the question doesn't name the number")
	}
	if b, ok := d.canvas.Focused().(*button); !ok || b.text != "取消" {
		t.Error("what can't be undone doesn't begin on 取消")
	}
	typeKeys(d.App, fyne.KeyRight, fyne.KeyReturn)
	waitFor(t, "the issued paper", func() bool { return !d.dialogOpen() && !e.draft() })
	bothSizes(t, d.App, "10-issued")
	for _, o := range []fyne.Disableable{e.text, e.heading, e.kind, e.addressee, e.copies, e.date, e.signer, e.issue, e.restore} {
		if !o.Disabled() {
			t.Errorf("%T can still be changed", o)
		}
	}
	issued := d.documents()[0]
	if issued.Number.String() != "某油发〔2011〕1号" || issued.Pages != e.preview.pageCount() {
		t.Errorf("issued is %+v, the preview has %d pages", issued, e.preview.pageCount())
	}
	typeKeys(d.App, fyne.KeyEscape)
	bothSizes(t, d.App, "11-issued")

	d.reprints(issued)
	d.withdraws(issued)
}

// reprints opens and prints the issued paper; both get the bytes that were issued.
func (d *registerDesk) reprints(issued data.Document) {
	d.t.Helper()
	want, err := d.options.Store.IssuedPDF(context.Background(), issued.ID)
	if err != nil {
		d.t.Fatal(err)
	}
	var given []byte
	var how Printing
	d.options.OpenFile = func(path string) error { given, _ = os.ReadFile(path); return nil }
	d.options.PrintFile = func(path string, p Printing) error { given, _ = os.ReadFile(path); how = p; return nil }
	typeKeys(d.App, fyne.KeyReturn)
	waitFor(d.t, "the viewer", func() bool { return given != nil && !d.dialogOpen() })
	if !bytes.Equal(given, want) {
		d.t.Error("the viewer gets other bytes than were issued")
	}
	given = nil
	path := filepath.Join(d.options.PapersDir, safeName(issued.FileName))
	if err := os.WriteFile(path, []byte("changed by hand"), 0o600); err != nil {
		d.t.Fatal(err)
	}
	d.page.withIssued(issued, func(path string) { d.askPrinting(path, 1) })
	waitFor(d.t, "the question for copies", func() bool { _, ok := d.canvas.Focused().(*numberEntry); return ok })
	saveScreen(d.t, d.App, "14-print")
	writeText(d.t, d.App, "3")
	typeKeys(d.App, fyne.KeyTab, fyne.KeySpace, fyne.KeyTab, fyne.KeyTab, fyne.KeyReturn)
	waitFor(d.t, "the printer", func() bool { return given != nil && !d.dialogOpen() })
	if !bytes.Equal(given, want) || how != (Printing{Copies: 3}) {
		d.t.Errorf("the printer gets %d bytes, %+v", len(given), how)
	}
}

// withdraws asks for the reason and keeps number and paper.
func (d *registerDesk) withdraws(issued data.Document) {
	d.t.Helper()
	d.page.askWithdrawal(issued)
	typeKeys(d.App, fyne.KeyReturn, fyne.KeyReturn)
	if !d.dialogOpen() || d.documents()[0].State != data.DocumentIssued {
		d.t.Fatal("withdrawn without a reason")
	}
	d.escape()
	d.page.askWithdrawal(issued)
	writeText(d.t, d.App, "时间有误")
	saveScreen(d.t, d.App, "14-withdraw")
	typeKeys(d.App, fyne.KeyReturn, fyne.KeyReturn)
	now := d.documents()[0]
	if now.State != data.DocumentWithdrawn || now.Reason != "时间有误" || now.Number != issued.Number || now.SHA256 != issued.SHA256 {
		d.t.Errorf("withdrawn is %+v", now)
	}
	if !onScreen(d.App, "时间有误") {
		d.t.Error("the register doesn't tell the reason")
	}
	saveScreen(d.t, d.App, "11-withdrawn")
}

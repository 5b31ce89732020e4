package gui

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"liangping/data"
)

// registerDesk is the register on a store of its own, where nothing happens by itself: what lies ahead is done by tick, and
// pages are laid out and drawn at once.
type registerDesk struct {
	*App
	t    *testing.T
	page *registerPage
}

func newRegisterDesk(t *testing.T, store *data.Store, through func(*data.Store) registerRecords) *registerDesk {
	t.Helper()
	a := newTestWindow(t, store)
	a.options.Press = demoPress(t)
	var records registerRecords = store
	if through != nil {
		records = through(store)
	}
	a.away = currentLoop().atOnce
	d := &registerDesk{App: a, t: t, page: newRegisterPage(a, records)}
	a.build([]page{d.page, newRoundsPage(a, store)})
	return d
}

// begin opens a paper.
func (d *registerDesk) begin(paper data.Paper) *paperEditor {
	d.t.Helper()
	d.page.beginFor(paper, "")
	return d.editor()
}

// editor is the open one.
func (d *registerDesk) editor() *paperEditor {
	d.t.Helper()
	e := d.page.editor
	if e == nil {
		d.t.Fatal("no paper is open")
	}
	return e
}

func (d *registerDesk) documents() []data.Document {
	d.t.Helper()
	all, err := d.options.Store.Documents(context.Background(), data.DocumentFilter{})
	if err != nil {
		d.t.Fatal(err)
	}
	return all
}

// expectDialog expects a dialog that begins on the button with the word.
func (d *registerDesk) expectDialog(word string) {
	d.t.Helper()
	if b, ok := d.canvas.Focused().(*button); !d.dialogOpen() || !ok || b.text != word {
		d.t.Fatalf("no dialog with %s, the focus is on %T", word, d.canvas.Focused())
	}
}

// The whole life of a paper, by keys: begun, written, saved by itself, opened again, issued, frozen, printed, withdrawn.
func TestPaperByKeyboard(t *testing.T) {
	store := newSampleStore(t)
	d := newRegisterDesk(t, store, nil)
	bothSizes(t, d.App, "11-empty")
	menuKey(t, d.App, fyne.KeyN, fyne.KeyModifierControl|fyne.KeyModifierShift)
	bothSizes(t, d.App, "10-new")
	typeKeys(d.App, fyne.KeyDown, fyne.KeyReturn) // 动员会议通知
	e := d.editor()
	if len(d.documents()) != 0 {
		t.Fatal("a paper that was only begun is in the register")
	}
	bothSizes(t, d.App, "10-paper")
	if d.canvas.Focused() != e.text {
		t.Error("the focus isn't in the text")
	}
	writeText(t, d.App, "各科室：")
	currentLoop().pass(composeDelay)
	currentLoop().pass(autosaveDelay)
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
	e = d.editor()
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
	if d.dialogOpen() || e.draft() {
		t.Fatal("not issued")
	}
	bothSizes(t, d.App, "10-issued")
	for _, o := range []fyne.Disableable{e.heading, e.kind, e.addressee, e.copies, e.date, e.signer, e.issue, e.restore} {
		if !o.Disabled() {
			t.Errorf("%T can still be changed", o)
		}
	}
	if !e.text.readOnly {
		t.Error("the text can still be changed")
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
	if d.dialogOpen() || !bytes.Equal(given, want) {
		d.t.Error("the viewer gets other bytes than were issued")
	}
	given = nil
	path := filepath.Join(d.options.PapersDir, safeName(issuedName(issued)))
	if content, err := os.ReadFile(path); err != nil || !bytes.Equal(content, want) || !strings.Contains(path, issued.Number.String()) {
		d.t.Errorf("%s: %v", path, err)
	}
	if err := os.WriteFile(path, []byte("changed by hand"), 0o600); err != nil {
		d.t.Fatal(err)
	}
	d.page.withIssued(issued, func(path string) { d.askPrinting(path, 1) })
	saveScreen(d.t, d.App, "14-print")
	writeText(d.t, d.App, "3")
	typeKeys(d.App, fyne.KeyTab, fyne.KeySpace, fyne.KeyTab, fyne.KeyTab, fyne.KeyReturn)
	if d.dialogOpen() || !bytes.Equal(given, want) || how != (Printing{Copies: 3}) {
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

func TestRegisterLines(t *testing.T) {
	store := newSampleStore(t)
	d := newRegisterDesk(t, store, nil)
	ctx := context.Background()
	issue := func(paper data.Paper, title string, day data.Date) {
		t.Helper()
		doc := data.Document{ID: data.NewID(), Paper: paper, Kind: paper.Kind(), Title: title, Addressee: "各科室", Date: day, Text: "正文", Signer: "王喆"}
		if err := store.SaveDraft(ctx, doc); err != nil {
			t.Fatal(err)
		}
		render := func(data.Document) (data.IssuedPaper, error) {
			return data.IssuedPaper{PDF: []byte("%PDF-"), Pages: 1, FileName: title + ".pdf"}, nil
		}
		if _, err := store.IssueDocument(ctx, doc.ID, render); err != nil {
			t.Fatal(err)
		}
	}
	issue(data.MeetingNotice, "会议", data.Date{Year: 2011, Month: 8, Day: 1})
	issue(data.PublicationNotice, "公示一", data.Date{Year: 2011, Month: 8, Day: 2})
	issue(data.MeetingNotice, "去年的", data.Date{Year: 2010, Month: 8, Day: 2})
	d.reload()

	// A number from outside: the next one is filled in, one that leaves a gap is refused.
	d.page.enterOutside()
	bothSizes(t, d.App, "14-outside")
	writeText(t, d.App, "汛期安全生产检查")
	number := func() *numberEntry { return findIn[*numberEntry](d.canvas.Overlays().Top()) }
	if number().text != "2" {
		t.Errorf("the number offered is %q", number().text)
	}
	number().set(4)
	typeKeys(d.App, fyne.KeyReturn, fyne.KeyReturn, fyne.KeyReturn)
	if !d.dialogOpen() || !onScreen(d.App, "不能跳号") {
		t.Fatal("a gap isn't refused")
	}
	number().set(2)
	typeKeys(d.App, fyne.KeyReturn)
	if d.dialogOpen() || !onScreen(d.App, "（程序外发文：汛期安全生产检查）") {
		t.Fatal("the number isn't in the register")
	}
	draft := data.Document{ID: data.NewID(), Paper: data.FilingReport, Kind: data.Submission, Title: "还在写的报告", Text: "正文"}
	if err := store.SaveDraft(ctx, draft); err != nil {
		t.Fatal(err)
	}
	d.reload()
	bothSizes(t, d.App, "11-register")

	shown := func() string {
		var titles []string
		for _, i := range d.page.table.rows {
			titles = append(titles, d.page.table.lines[i].row.Title)
		}
		return strings.Join(titles, " ")
	}
	expect := func(want string) {
		t.Helper()
		if got := shown(); got != want {
			t.Errorf("shown are %q, want %q", got, want)
		}
	}
	expect("还在写的报告 汛期安全生产检查 会议") // drafts on top, then the newest first
	if !onScreen(d.App, "显示 3 / 3　已签发 1　草稿 1　程序外 1") || !onScreen(d.App, "下一号 某油发〔2011〕3号　下一号 某油函〔2011〕1号") {
		t.Error("the footer is wrong")
	}
	d.page.numbering.pick(1)
	expect("公示一")
	d.page.numbering.pick(2)
	expect("还在写的报告 汛期安全生产检查 公示一 会议")
	d.page.year.pick(0)
	expect("还在写的报告 汛期安全生产检查 公示一 会议 去年的")
	d.page.kind.pick(1)
	expect("会议 去年的")
	d.page.kind.pick(0)
	d.page.state.pick(4)
	expect("汛期安全生产检查")
	d.page.state.pick(0)
	d.focus(d.page.table)
	writeText(t, d.App, "2011〕2")
	expect("汛期安全生产检查")
	d.page.open(string(draft.ID))
	if row, _ := d.page.table.selected(); row.ID != draft.ID {
		t.Error("open doesn't show what the search hides")
	}
	d.page.askDeletion(draft)
	saveScreen(t, d.App, "14-delete")
	typeKeys(d.App, fyne.KeyRight, fyne.KeyReturn)
	expect("汛期安全生产检查 公示一 会议 去年的")
	d.page.printList()
	d.expectDialog("打开")
	if files, _ := filepath.Glob(filepath.Join(d.options.PapersDir, "*登记表*.pdf")); len(files) != 1 {
		t.Errorf("the register was printed into %q", files)
	}
}

// findIn returns the first widget of a type within an object.
func findIn[T fyne.CanvasObject](o fyne.CanvasObject) (found T) {
	for _, child := range test.LaidOutObjects(o) {
		if w, ok := child.(T); ok {
			return w
		}
	}
	return found
}

// Only one needs more room than the office's screens have: nothing.
func TestPaperFits(t *testing.T) {
	d := newRegisterDesk(t, newSampleStore(t), nil)
	d.begin(data.FilingReport)
	if least := d.window.Canvas().Content().MinSize(); least.Width > designWidth || least.Height > withMenu {
		t.Errorf("the editor needs %v", least)
	}
	d.page.closeEditor()
	if least := d.window.Canvas().Content().MinSize(); least.Width > designWidth || least.Height > withMenu {
		t.Errorf("the register needs %v", least)
	}
}

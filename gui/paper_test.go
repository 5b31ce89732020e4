package gui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"liangping/data"
	"liangping/pdf/fonts"
	"liangping/pdf/typeset"
)

// failingRegister can't save drafts while full is set, nor issue while busy is.
type failingRegister struct {
	*data.Store
	full, busy bool
}

func (f *failingRegister) SaveDraft(ctx context.Context, d data.Document) error {
	if f.full {
		return errFullDisk
	}
	return f.Store.SaveDraft(ctx, d)
}

func (f *failingRegister) IssueDocument(ctx context.Context, id data.ID, render func(data.Document) (data.IssuedPaper, error)) (*data.Document, error) {
	if f.busy {
		return nil, errFullDisk
	}
	return f.Store.IssueDocument(ctx, id, render)
}

// Whoever types without a rest is saved all the same: a key doesn't put off the saving that lies ahead.
func TestPaperIsSavedWhileTyping(t *testing.T) {
	d := newRegisterDesk(t, newSampleStore(t), nil)
	e := d.begin(data.OtherPaper)
	for typed, key := range []rune("一刻不停地写啊写") {
		writeText(t, d.App, string(key))
		currentLoop().pass(700 * time.Millisecond)
		saved := ""
		if all := d.documents(); len(all) == 1 {
			saved = all[0].Text
		}
		if n := countCharacters(saved); n < typed-1 || n > 0 && typed < 2 {
			t.Errorf("%d ms after the first key, %q is saved", 700*(typed+1), saved)
		}
	}
	currentLoop().pass(autosaveDelay)
	if e.dirty() || d.documents()[0].Text != "一刻不停地写啊写" {
		t.Errorf("dirty %t with %q", e.dirty(), d.documents()[0].Text)
	}
}

// Nothing that was typed is lost when it can't be saved, and it can be tried again.
func TestPaperSurvivesFailingSave(t *testing.T) {
	var records *failingRegister
	d := newRegisterDesk(t, newSampleStore(t), func(s *data.Store) registerRecords {
		records = &failingRegister{Store: s, full: true}
		return records
	})
	e := d.begin(data.OtherPaper)
	writeText(t, d.App, "写好的话")
	currentLoop().pass(autosaveDelay)
	if d.dialogOpen() || !strings.HasPrefix(e.saved.Text, "没有存上：") {
		t.Errorf("the page says %q, dialog %t", e.saved.Text, d.dialogOpen())
	}
	saveScreen(t, d.App, "10-not-saved")
	typeKeys(d.App, fyne.KeyEscape)
	if !d.dialogOpen() || d.page.editor == nil {
		t.Fatal("a paper that isn't saved was left")
	}
	d.escape()
	d.showTab(1)
	if d.current != 0 || !d.dialogOpen() || e.text.Text != "写好的话" {
		t.Fatalf("tab %d, text %q", d.current, e.text.Text)
	}
	records.full = false
	typeKeys(d.App, fyne.KeyReturn) // 再试一次
	if d.current != 1 {
		t.Error("what is saved at last doesn't let go")
	}
	d.showTab(0)
	if got := d.documents(); len(got) != 1 || got[0].Text != "写好的话" {
		t.Errorf("stored is %+v", got)
	}

	records.busy = true
	e.heading.SetText("关于试写的通知")
	e.addressee.SetText("各科室")
	e.askIssuing()
	typeKeys(d.App, fyne.KeyRight, fyne.KeyReturn)
	d.expectDialog("再试一次")
	if !e.draft() || e.text.readOnly || d.documents()[0].State != data.DocumentDraft {
		t.Error("what couldn't be issued is locked")
	}
	records.busy = false
	typeKeys(d.App, fyne.KeyReturn)
	if d.dialogOpen() || e.draft() {
		t.Error("a second attempt doesn't issue it")
	}

	typeKeys(d.App, fyne.KeyEscape)
	records.full = true
	d.begin(data.OtherPaper)
	writeText(t, d.App, "不要了")
	typeKeys(d.App, fyne.KeyEscape)
	typeKeys(d.App, fyne.KeyLeft, fyne.KeyReturn) // 不保存，离开
	if d.page.editor != nil || len(d.documents()) != 1 {
		t.Error("a paper can't be given up")
	}
}

// What is missing is said before anything is asked, and the draft stays a draft.
func TestIssueIncomplete(t *testing.T) {
	store := newSampleStore(t)
	d := newRegisterDesk(t, store, nil)
	e := d.begin(data.OtherPaper)
	writeText(t, d.App, "只有正文")
	e.askIssuing()
	if !onScreen(d.App, "还缺标题、主送") || !e.draft() {
		t.Error("what is missing isn't said")
	}
	d.escape()
	e.heading.SetText("关于试写的通知")
	e.addressee.SetText("各科室")
	settings, err := store.OfficeSettings(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	campaign, err := store.Campaign(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	campaign.NumberPrefix = ""
	if err := errors.Join(store.SaveCampaign(context.Background(), *campaign), store.SaveOfficeSettings(context.Background(), data.OfficeSettings{})); err != nil {
		t.Fatal(err)
	}
	e.askIssuing()
	if !onScreen(d.App, "还没有发文代字") {
		t.Error("a missing 代字 isn't said")
	}
	typeKeys(d.App, fyne.KeyReturn) // 去填写
	saveScreen(t, d.App, "14-no-prefix")
	if err := store.SaveOfficeSettings(context.Background(), settings); err != nil {
		t.Fatal(err)
	}
	d.escape()
	d.reload()
	if e.number.Text != "某油发〔2011〕　　号" {
		t.Errorf("after the settings the number is %q", e.number.Text)
	}
}

// A layout that is no longer wanted is never shown, however late it comes.
func TestStalePreviewDropped(t *testing.T) {
	d := newRegisterDesk(t, newSampleStore(t), nil)
	e := d.begin(data.OtherPaper)
	var work []func()
	e.preview.compose.away = func(do func()) { work = append(work, do) }
	pages := func(n int) func() (*typeset.Doc, error) {
		return func() (*typeset.Doc, error) {
			doc := &typeset.Doc{}
			for range n {
				doc.Portrait()
			}
			return doc, nil
		}
	}
	composed := 0
	e.preview.show(func() (*typeset.Doc, error) {
		composed++
		e.preview.show(pages(5)) // the next key, while this one is being laid out
		e.preview.show(pages(3))
		return pages(7)()
	})
	seen := []int{}
	e.preview.laidOut = func() { seen = append(seen, e.preview.pageCount()) }
	if len(work) != 1 {
		t.Fatalf("%d goroutines at once", len(work))
	}
	currentLoop().atOnce(work[0])
	if len(seen) != 1 || seen[0] != 3 || composed != 1 {
		t.Errorf("shown were layouts of %v pages, want the last one alone", seen)
	}
	e.preview.show(func() (*typeset.Doc, error) { panic("broken font") })
	currentLoop().atOnce(work[1])
	if e.preview.pageCount() != 3 || len(e.preview.warning.Objects) == 0 {
		t.Error("a layout that fails takes the last one away, or says nothing")
	}
	e.preview.show(pages(4))
	d.page.closeEditor()
	currentLoop().atOnce(work[2])
	if e.preview.pageCount() != 3 {
		t.Error("a closed paper is laid out")
	}
}

// The layout waits until the keyboard rests; only pages in sight are drawn.
func TestPreview(t *testing.T) {
	d := newRegisterDesk(t, newSampleStore(t), nil)
	e := d.begin(data.PlanNotice)
	before := e.preview.turn.Load()
	writeText(t, d.App, "啊啊啊")
	if e.preview.turn.Load() != before {
		t.Error("laid out while the keys are coming")
	}
	currentLoop().pass(composeDelay)
	if e.preview.turn.Load() != before+1 {
		t.Errorf("%d layouts after three keys", e.preview.turn.Load()-before)
	}
	drawn := func() (n int) {
		for _, s := range e.preview.sheets {
			if s.image.Image != nil {
				n++
			}
		}
		return n
	}
	if got, all := drawn(), e.preview.pageCount(); all < 5 || got >= all || got == 0 {
		t.Errorf("%d of %d pages are drawn", got, all)
	}
	bothSizes(t, d.App, "10-plan")
	d.focus(e.preview.table)
	typeKeys(d.App, fyne.KeyEnd)
	if last := e.preview.sheets[e.preview.pageCount()-1]; last.drawn == 0 {
		t.Error("the last page in sight isn't drawn")
	}
	for zoom := range 3 {
		e.preview.zoom.pick(zoom)
		typeKeys(d.App, fyne.KeyHome)
		saveScreen(t, d.App, []string{"10-whole", "10-width", "10-large"}[zoom])
	}
	first := e.preview.sheets[0]
	if size := first.image.Size(); size.Width != float32(first.image.Image.Bounds().Dx()) {
		t.Errorf("a page %v wide has a picture of %d pixels", size, first.image.Image.Bounds().Dx())
	}
	typeKeys(d.App, fyne.KeyEnd)
	if first.image.Image != nil || drawn() > 5 {
		t.Errorf("%d pictures are kept, many screens away", drawn())
	}
	typeKeys(d.App, fyne.KeyHome)
	if first.image.Image == nil {
		t.Error("back at the first page, it isn't drawn")
	}
	typeKeys(d.App, fyne.KeyRight, fyne.KeyLeft)
	if d.canvas.Focused() != e.preview.table {
		t.Error("← leaves before the left edge")
	}
	typeKeys(d.App, fyne.KeyLeft)
	if d.canvas.Focused() != e.text {
		t.Error("← doesn't lead back to the text")
	}
}

func TestTitleBreaks(t *testing.T) {
	d := newRegisterDesk(t, newSampleStore(t), nil)
	e := d.begin(data.OtherPaper)
	d.focus(e.heading)
	title := "某县油区工作办公室关于召开“两评一树”活动动员会议的通知"
	writeText(t, d.App, title)
	d.focus(e.text)
	if want := typeset.BreakTitle(title); e.heading.Text != want || !strings.Contains(want, "\n") {
		t.Errorf("the title typed in one line shows %q", e.heading.Text)
	}
	e.heading.SetText("某县油区工作办公室关于\n召开“两评一树”活动动员会议的通知")
	d.focus(e.addressee)
	if !strings.HasPrefix(e.heading.Text, "某县油区工作办公室关于\n召开") {
		t.Errorf("line ends of one's own became %q", e.heading.Text)
	}
	test.Tap(e.breaking)
	if e.heading.Text != typeset.BreakTitle(title) {
		t.Errorf("broken anew it is %q", e.heading.Text)
	}
}

// A report upward asks for its signer; a 公示 takes no number; a character that no font has is said.
func TestPaperParts(t *testing.T) {
	d := newRegisterDesk(t, newSampleStore(t), nil)
	e := d.begin(data.FilingReport)
	if !e.signerField.Visible() || e.value().Signer != "王喆" || e.number.Text != "某油发〔2011〕　　号" {
		t.Errorf("signer %q, number %q", e.value().Signer, e.number.Text)
	}
	bothSizes(t, d.App, "10-report")
	d.focus(e.kind)
	for _, next := range []fyne.Focusable{
		e.heading, e.breaking, e.addressee, e.copies, e.date.entry, e.signer, e.text, e.preview.zoom, e.preview.table,
	} {
		if typeKeys(d.App, fyne.KeyTab); d.canvas.Focused() != next {
			t.Fatalf("Tab leads to %T, not to %T", d.canvas.Focused(), next)
		}
	}
	e.kind.pick(5) // 公示
	if e.signerField.Visible() || e.number.Text != "不编文号" {
		t.Errorf("a 公示 has the number %q", e.number.Text)
	}
	d.focus(e.text)
	writeText(t, d.App, "국")
	currentLoop().pass(composeDelay)
	if !onScreen(d.App, "现有字体没有这些字") {
		t.Error("a character that no font has isn't said")
	}
	saveScreen(t, d.App, "10-missing")
	currentLoop().pass(autosaveDelay)
	e.askRestoring()
	typeKeys(d.App, fyne.KeyRight, fyne.KeyReturn)
	if strings.Contains(e.text.Text, "국") || e.value().Kind != data.Submission || !e.dirty() {
		t.Errorf("restored, it is a %s", e.value().Kind)
	}
	if !e.save() || e.dirty() {
		t.Error("the restored text isn't kept")
	}
}

// From the page of the rounds, the notice is about the round that is shown there.
func TestNoticeOfRound(t *testing.T) {
	d := newRegisterDesk(t, newSampleStore(t), nil)
	d.showTab(1)
	rounds := d.pages[1].(*roundsPage)
	rounds.choose(1)
	rounds.writeNotice()
	e := d.editor()
	if d.current != 0 || e.value().RoundID != rounds.chosen || e.value().Paper != data.MeetingNotice || !strings.Contains(e.text.Text, "社会评议") {
		t.Errorf("tab %d, %+v", d.current, e.value())
	}
}

// A paper about a ledger item tells of that item, and still does when its text is restored later; without an item it tells of
// every one that it concerns.
func TestPaperAboutAnItem(t *testing.T) {
	d := newRegisterDesk(t, newSampleStore(t), nil)
	d.options.Clock = sampleClock
	items, err := d.options.Store.LedgerItems(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	road := items[slices.IndexFunc(items, func(i data.LedgerItem) bool { return i.Number == 5 })]
	d.showTab(1)
	d.newItemPaper(data.SupervisionNotice, road.ID)
	if d.current != 0 || d.editor().value().TitleLine() != "某县油区工作办公室关于督办整改台账第5项的通知" || !strings.Contains(d.editor().text.Text, "油区道路损坏长期无人管") {
		t.Errorf("tab %d, %+v", d.current, d.editor().value())
	}
	d.editor().text.SetText("改过的")
	if !d.editor().save() {
		t.Fatal("the notice isn't kept")
	}
	kept := d.editor().kept
	d.page.escape()
	d.page.edit(kept)
	d.editor().askRestoring()
	typeKeys(d.App, fyne.KeyRight, fyne.KeyReturn)
	if text := d.editor().text.Text; !strings.Contains(text, "油区道路损坏长期无人管") || strings.Contains(text, "油地纠纷") {
		t.Errorf("restored, it says %s", text)
	}
	d.page.beginFor(data.SupervisionNotice, "")
	if text := d.editor().text.Text; !strings.Contains(text, "油地纠纷受理后答复慢") || strings.Contains(text, "油区道路") {
		t.Errorf("about every overdue item: %s", text)
	}
}

// From a key in a paper of two pages until its pictures show it, in real time: the screens allow 100 ms.
func BenchmarkPreview(b *testing.B) {
	store := newSampleStore(b)
	a := newTestWindow(b, store)
	a.options.Press = demoPress(b)
	a.later = afterDelay
	p := newRegisterPage(a, store)
	a.build([]page{p})
	p.beginFor(data.OtherPaper, "")
	e := p.editor
	for e.preview.pageCount() < 2 {
		e.text.SetText(e.text.Text + "\n再写一段，把通知写到第二页。")
		e.compose()
		tasksEnd(b)
	}
	before := e.preview.doc
	shown := func() bool { return e.preview.doc != before && e.preview.sheets[1].drawn > 0 }
	for b.Loop() {
		e.text.TypedRune('字')
		for !shown() {
			(<-currentLoop().queue)()
		}
		before = e.preview.doc
	}
	b.ReportMetric(float64(e.preview.pageCount()), "pages")
}

// What the office chose itself is printed with; what can't be used is said.
func TestOfficeFonts(t *testing.T) {
	store := newSampleStore(t)
	d := newRegisterDesk(t, store, nil)
	dir := t.TempDir()
	kai, err := fonts.Read(fonts.Kai)
	if err != nil {
		t.Fatal(err)
	}
	own := filepath.Join(dir, "自选楷体.ttf")
	if err := errors.Join(os.WriteFile(own, kai, 0o600), os.WriteFile(filepath.Join(dir, "坏.ttf"), []byte("x"), 0o600),
		os.Mkdir(filepath.Join(dir, "下一层"), 0o700), os.WriteFile(filepath.Join(dir, "说明.txt"), nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	d.editOffice(store)
	bothSizes(t, d.App, "12-office-numbers")
	typeKeys(d.App, fyne.KeyRight)
	saveScreen(t, d.App, "12-office-signers")
	typeKeys(d.App, fyne.KeyRight)
	bothSizes(t, d.App, "12-office-fonts")
	typeKeys(d.App, fyne.KeyTab)
	writeText(t, d.App, filepath.Join(dir, "坏.ttf"))
	typeKeys(d.App, fyne.KeyTab)
	if !onScreen(d.App, "这个文件打不开") {
		t.Error("a file that is no font isn't refused")
	}
	typeKeys(d.App, fyne.KeyReturn) // 选文件…, in the folder of what is written
	saveScreen(t, d.App, "12-office-file")
	if onScreen(d.App, "说明.txt") || !onScreen(d.App, "下一层") {
		t.Error("the list of files is wrong")
	}
	typeKeys(d.App, fyne.KeyEnd, fyne.KeyReturn) // 自选楷体.ttf
	saveScreen(t, d.App, "12-office-chosen")
	if !onScreen(d.App, "没有名单里的“") && !onScreen(d.App, "名单里的字都有") {
		t.Error("the chosen font isn't held against the roster")
	}
	for range 10 {
		typeKeys(d.App, fyne.KeyTab)
		if b, ok := d.canvas.Focused().(*button); ok && b.text == "保存" {
			break
		}
	}
	typeKeys(d.App, fyne.KeyReturn)
	settings, err := store.OfficeSettings(context.Background())
	if err != nil || settings.Fonts["宋"] != own || d.dialogOpen() {
		t.Fatalf("stored are %v, %v, dialog %t", settings.Fonts, err, d.dialogOpen())
	}
	if got := d.press().Chain(fontRoles[0])[0].Name(); got != "自选楷体.ttf" {
		t.Errorf("papers are printed with %s", got)
	}
	os.Remove(own)
	d.loadFonts()
	if !d.dialogOpen() || !onScreen(d.App, "没有找到这个字体文件") {
		t.Error("a font that has gone isn't said at the start")
	}
}

// A key in the text of a whole plan: Fyne's entry breaks all of it anew.
func BenchmarkPaperKey(b *testing.B) {
	store := newSampleStore(b)
	a := newTestWindow(b, store)
	a.options.Press = demoPress(b)
	a.away = currentLoop().atOnce
	p := newRegisterPage(a, store)
	a.build([]page{p})
	p.beginFor(data.PlanNotice, "")
	for b.Loop() {
		p.editor.text.TypedRune('字')
		p.editor.text.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	}
	b.ReportMetric(float64(countCharacters(p.editor.text.Text)), "characters")
}

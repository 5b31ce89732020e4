package gui

import (
	"context"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"liangping/data"
	"liangping/pdf"
	"liangping/pdf/typeset"
)

// paperRecords is what writing a paper needs of the store.
type paperRecords interface {
	Campaign(ctx context.Context) (*data.Campaign, error)
	Targets(ctx context.Context) ([]data.Target, error)
	Rounds(ctx context.Context) ([]data.Round, error)
	Reports(ctx context.Context) (map[data.ID]data.Report, error)
	Problems(ctx context.Context) ([]data.Problem, error)
	Ledger(ctx context.Context) ([]data.ItemRecord, error)
	Opinions(ctx context.Context, f data.OpinionFilter) ([]data.Opinion, error)
	Pledges(ctx context.Context) ([]data.Pledge, error)
	Events(ctx context.Context, kind data.EventKind) ([]data.Event, error)
	Statistics(ctx context.Context) (*data.Statistics, error)
	Decisions(ctx context.Context) ([]data.Decision, error)
	OfficeSettings(ctx context.Context) (data.OfficeSettings, error)
	NextNumber(ctx context.Context, kind data.DocumentKind, year int) (data.DocumentNumber, error)
	SaveDraft(ctx context.Context, d data.Document) error
	RestoreDraft(ctx context.Context, d data.Document) error
	IssueDocument(ctx context.Context, id data.ID, render func(data.Document) (data.IssuedPaper, error)) (*data.Document, error)
	IssuedPDF(ctx context.Context, id data.ID) ([]byte, error)
}

// readPaperRecords reads what the usual text of a paper is written from.
func readPaperRecords(ctx context.Context, records paperRecords, today data.Date) (in pdf.Records, err error) {
	campaign, err := records.Campaign(ctx)
	if err != nil {
		return in, err
	}
	in.Campaign, in.Today = *campaign, today
	if in.Settings, err = records.OfficeSettings(ctx); err != nil {
		return in, err
	}
	if in.Targets, err = records.Targets(ctx); err != nil {
		return in, err
	}
	if in.Rounds, err = records.Rounds(ctx); err != nil {
		return in, err
	}
	in.Rounds = slices.DeleteFunc(in.Rounds, func(r data.Round) bool { return !r.Live() })
	reports, err := records.Reports(ctx)
	in.Publication = lastPublication(reports)
	return in, err
}

// readOutcome reads what the papers after the ballot are written from besides. No other paper needs it.
func readOutcome(ctx context.Context, records paperRecords, paper data.Paper, in *pdf.Records) (err error) {
	if !slices.Contains(data.ThirdPhasePapers, paper) && !paper.ShowsResult() && paper != data.FilingReport {
		return nil
	}
	if in.Stats, err = records.Statistics(ctx); err != nil {
		return err
	}
	if in.Decisions, err = records.Decisions(ctx); err != nil {
		return err
	}
	if in.Opinions, err = records.Opinions(ctx, data.OpinionFilter{}); err != nil {
		return err
	}
	if in.Problems, err = records.Problems(ctx); err != nil {
		return err
	}
	if in.Ledger, err = records.Ledger(ctx); err != nil {
		return err
	}
	if in.Pledges, err = records.Pledges(ctx); err != nil {
		return err
	}
	in.Events, err = records.Events(ctx, "")
	return err
}

// newDocument begins a paper from the records, about the ledger item that is chosen, if any is.
func newDocument(ctx context.Context, records paperRecords, paper data.Paper, chosen func(data.ItemRecord) bool, in pdf.Records) (data.Document, error) {
	if err := readOutcome(ctx, records, paper, &in); err != nil {
		return data.Document{}, err
	}
	if i := slices.IndexFunc(in.Ledger, chosen); i >= 0 {
		in.Item = &in.Ledger[i]
	}
	return pdf.NewDocument(paper, in), nil
}

// aboutRound lets the paper be about the round with the ID.
func aboutRound(in pdf.Records, id data.ID) pdf.Records {
	if i := slices.IndexFunc(in.Rounds, func(r data.Round) bool { return r.ID == id }); i >= 0 {
		in.Round = &in.Rounds[i]
	}
	return in
}

// aboutTarget lets the paper be about the target with the ID.
func aboutTarget(in pdf.Records, id data.ID) pdf.Records {
	if i := slices.IndexFunc(in.Targets, func(t data.Target) bool { return t.ID == id }); i >= 0 {
		in.Target = &in.Targets[i]
	}
	return in
}

const (
	paperFormWidth = 560
	composeDelay   = 50 * time.Millisecond // from the last key to the new layout, which with its pictures takes some 10 ms
	numberSoon     = "签发时取号"
	paperHint      = "一、（一）1.（1）起头的行排成标题；“附件：名称”起头的另页排成附件；“｜”分格的排成表格"
)

// paperEditor is the writing of one paper (screens.md, screen 10): its parts and its text at the left, at the right the pages as
// they will be printed. A draft saves itself two seconds after the first key and when it is left; once issued, nothing of it can be
// changed any more.
type paperEditor struct {
	page    *registerPage
	records pdf.Records
	kept    data.Document // as it stands in the store, or as it was begun
	anew    bool          // the text was made anew from the records, which isn't kept yet
	filling bool
	saving  func() // stops the saving that lies ahead
	waiting bool   // for it
	laying  func() // stops the layout that lies ahead

	name           *canvas.Text
	state          *chipView
	saved          *canvas.Text
	bar            *fyne.Container
	restore, issue *button
	printIt        *button

	kind                      *selectBox
	number, addressee, copies *entry
	numbering                 *canvas.Text
	heading                   *textEntry // 标题, with its line breaks
	breaking                  *button
	date                      *dateEntry
	dateField                 *field
	signer                    *selectBox
	signerField               *field
	signers                   []string
	text                      *longText
	form                      *fyne.Container

	preview *paperPreview
	root    fyne.CanvasObject
}

// newPaperEditor opens a document. A new one is not kept before something is changed or it is issued.
func newPaperEditor(p *registerPage, d data.Document) (*paperEditor, error) {
	in, err := readPaperRecords(context.Background(), p.records, p.app.today())
	if err != nil {
		return nil, err
	}
	e := &paperEditor{page: p, records: in, saving: func() {}, laying: func() {}}
	e.build()
	e.show(d)
	return e, nil
}

// build makes the widgets.
func (e *paperEditor) build() {
	typed := func(string) { e.typed() }
	e.kind = newSelect(names(data.DocumentKinds), func(int) { e.typed() })
	e.number, e.addressee, e.copies = newEntry(), newEntry(), newEntry()
	e.number.Disable()
	e.numbering = caption("")
	e.heading, e.text = newTextEntry(), newLongText()
	e.heading.SetMinRowsVisible(2)
	e.heading.blur = e.breakTitle
	e.breaking = newSmallButton("重新断行", func() { e.breakAnew() })
	e.date = newDateEntry(e.page.app.today(), e.typed)
	e.signer = newSelect(nil, func(int) { e.typed() })
	e.addressee.OnChanged, e.copies.OnChanged, e.heading.OnChanged = typed, typed, typed
	e.text.OnChanged = func(string) { e.rest() }
	e.preview = newPaperPreview(e.page.app, func() { takeFocus(e.text) })
	e.preview.laidOut = e.update

	e.name, e.state, e.saved = heading(""), newChip(chip{}), remark("")
	back := newButton("返回", e.page.escape).key("Esc").withIcon(theme.NavigateBackIcon())
	e.restore = newButton("恢复范文…", e.askRestoring)
	e.printIt = newButton("打印草稿", e.print).withIcon(theme.DocumentPrintIcon())
	e.issue = newButton("签发…", e.askIssuing).high()
	e.bar = hbox(8, back, pad2(8, 0, e.name), e.state, e.saved, spacer(), e.restore, e.printIt, e.issue)
	e.dateField, e.signerField = newField("成文日期", labelNarrow, e.date), newField("签发人", 52, e.signer)
	e.form = vbox(4,
		columns(16, []float32{labelNarrow + labelGap + 112, 0, 76}, newField("文种", labelNarrow, e.kind), newField("文号", 32, e.number), e.numbering),
		newField("标题", labelNarrow, container.NewBorder(nil, nil, nil, vbox(0, e.breaking), e.heading)),
		newField("主送", labelNarrow, e.addressee), newField("抄送", labelNarrow, e.copies),
		columns(16, []float32{labelNarrow + labelGap + 140, 52 + labelGap + 140}, e.dateField, e.signerField))
	hint := pad2(0, 4, fitted(newFitText(textCaption, colorMuted), paperHint))
	left := newPanel(pad2(12, 10, container.New(&above{gap: 12}, e.form, container.NewBorder(nil, hint, nil, nil, e.text))))
	e.root = newPage(e.bar, columns(panelGap, []float32{paperFormWidth, 0}, left, e.preview.box))
}

// fitted gives a line its text.
func fitted(t *fitText, text string) *fitText {
	t.setText(text)
	return t
}

// show fills the fields with a document.
func (e *paperEditor) show(d data.Document) {
	e.filling = true
	e.kept = d
	e.kind.choose(slices.Index(data.DocumentKinds, d.Kind))
	e.heading.SetText(d.Title)
	e.addressee.SetText(d.Addressee)
	e.copies.SetText(d.Copies)
	e.date.set(d.Date)
	e.offerSigners(d.Signer)
	e.text.SetText(d.Text)
	e.filling = false
	e.lock()
	e.update()
}

// draft reports whether the paper can still be changed.
func (e *paperEditor) draft() bool { return e.kept.State == data.DocumentDraft }

// lock disables what can't be changed any more.
func (e *paperEditor) lock() {
	fields := []fyne.Disableable{e.kind, e.heading, e.breaking, e.addressee, e.copies, e.date, e.signer, e.restore, e.issue}
	for _, o := range fields {
		if e.draft() {
			o.Enable()
		} else {
			o.Disable()
		}
	}
	e.text.setReadOnly(!e.draft())
	word := "打印草稿"
	if !e.draft() {
		word = "打印…"
	}
	e.printIt.setText(word)
}

// value returns the document as it stands in the fields.
func (e *paperEditor) value() data.Document {
	d := e.kept
	if e.kind.chosen >= 0 {
		d.Kind = data.DocumentKinds[e.kind.chosen]
	}
	d.Title, d.Addressee, d.Copies, d.Text = e.heading.Text, e.addressee.Text, e.copies.Text, e.text.Text
	d.Date = data.Date{}
	if day, ok := e.date.date(); ok {
		d.Date = day
	}
	if i := e.signer.chosen; i >= 0 && i < len(e.signers) {
		d.Signer = e.signers[i]
	}
	return d
}

// refresh reads the settings anew, such as after they were changed while the paper was being written.
func (e *paperEditor) refresh() {
	in, err := readPaperRecords(context.Background(), e.page.records, e.page.app.today())
	if err != nil {
		e.page.app.showError("没有读到单位设置", err)
		return
	}
	e.records = in
	e.offerSigners(e.value().Signer)
	e.update()
	e.compose()
}

// offerSigners offers those of the settings, and the one who is chosen.
func (e *paperEditor) offerSigners(chosen string) {
	e.signers = e.records.Settings.Signers
	if chosen != "" && !slices.Contains(e.signers, chosen) {
		e.signers = append(slices.Clone(e.signers), chosen)
	}
	e.signer.setOptions(e.signers, slices.Index(e.signers, chosen))
}

// typed follows a key in one of the parts.
func (e *paperEditor) typed() {
	if !e.filling && e.draft() {
		e.update()
	}
	e.rest()
}

// rest lays the paper out when the keyboard has rested. It saves two seconds after the first unsaved key, rest or no rest.
func (e *paperEditor) rest() {
	if e.filling || !e.draft() {
		return
	}
	e.laying()
	e.laying = e.page.app.later(composeDelay, e.compose)
	if !e.waiting {
		e.waiting = true
		e.saving = e.page.app.later(autosaveDelay, e.autosave)
	}
}

// compose lays the paper out as it stands in the fields.
func (e *paperEditor) compose() {
	e.laying()
	press, in, d := e.page.app.press(), e.records, e.value()
	e.preview.show(func() (*typeset.Doc, error) { return press.Compose(in.Campaign, in.Settings, d), nil })
}

// breakTitle shows where the lines of a title end that was typed in one.
func (e *paperEditor) breakTitle() {
	if e.draft() && !strings.Contains(strings.TrimSpace(e.heading.Text), "\n") {
		e.breakAnew()
	}
}

// breakAnew breaks the title between words.
func (e *paperEditor) breakAnew() {
	if broken := typeset.BreakTitle(data.Document{Title: e.heading.Text}.TitleLine()); broken != e.heading.Text {
		e.heading.SetText(broken)
	}
}

// update shows name, state and number of the present state.
func (e *paperEditor) update() {
	const nameWidth = 300
	d := e.value()
	name := d.Paper.String()
	if d.Paper == data.OtherPaper {
		name = d.Kind.String()
	}
	e.name.Text = fit(name, nameWidth, textHeading, true)
	e.state.set(documentChip(d.State))
	number := d.Number
	e.numbering.Text = ""
	switch {
	case !d.Kind.Numbered():
		e.number.SetText("不编文号")
	case number.Number == 0:
		number = data.DocumentNumber{Series: e.records.Settings.Prefixes[d.Kind], Year: d.Date.Year}
		if number.Year == 0 {
			number.Year = e.records.Campaign.Year
		}
		e.numbering.Text = numberSoon
		fallthrough
	default:
		e.number.SetText(number.String())
	}
	e.signerField.Hidden = d.Kind != data.Submission
	e.heading.SetMinRowsVisible(min(max(strings.Count(d.Title, "\n")+1, 2), 3))
	e.bar.Refresh()
	e.form.Refresh()
}

// focus moves the focus to the text.
func (e *paperEditor) focus() {
	if e.draft() {
		e.page.app.focus(e.text)
		return
	}
	e.page.app.focus(e.preview.table)
}

// leave saves what was typed. When that can't be done it says so, and the paper stays unless the user gives it up.
func (e *paperEditor) leave(proceed func()) {
	err := e.write()
	if err == nil {
		proceed()
		return
	}
	e.page.app.showError("没有保存"+e.kept.Paper.String(), err,
		action{"不保存，离开", func() {
			e.show(e.kept)
			proceed()
		}}, action{"再试一次", func() { e.leave(proceed) }})
}

// close drops what lies ahead.
func (e *paperEditor) close() {
	e.dontSave()
	e.laying()
	e.preview.turn.Add(1)
}

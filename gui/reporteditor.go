package gui

import (
	"context"
	"fmt"
	"maps"
	"time"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"liangping/data"
)

// autosaveDelay is how long at most what was typed is not saved.
const autosaveDelay = 2 * time.Second

// reportEditor holds the two texts that a target writes, with the button of their next step and a note on where they stand.
// Together with the self-rating it saves by itself two seconds after the first key, when another target is chosen and when the
// page is left.
type reportEditor struct {
	page    *reportsPage
	row     reportRow // as it was when it was shown or saved
	filling bool
	stop    func() // the saving that lies ahead
	waiting bool   // for it

	column       *fyne.Container
	title        *fyne.Container
	head         *canvas.Text
	state        *chipView
	note         *fyne.Container // where the text in front stands, if that asks for something
	switched     *segmented
	report       *longText
	commitment   *longText
	texts        *fyne.Container // one of the two
	count, saved *canvas.Text
	keep, reopen *button
	next         *button // the next step: its word follows the state
}

func newReportEditor(p *reportsPage) *reportEditor {
	e := &reportEditor{page: p, stop: func() {}, head: heading(""), state: newChip(chip{}), count: caption(""), saved: caption("")}
	e.report, e.commitment = newLongText(), newLongText()
	e.report.OnChanged = func(string) { e.typed() }
	e.commitment.OnChanged = func(string) { e.typed() }
	e.switched = newSegmented([]string{"报告正文", "公开承诺书"}, func(int) { e.arrange() })
	e.keep = newButton("保存", func() { e.save() }).key("Ctrl+S")
	e.reopen = newButton("退回草稿…", func() { p.askReopening(e.row) })
	e.next = newButton("送审…", e.takeNextStep).high()
	e.note = container.NewStack()
	e.texts = container.NewStack(e.report, e.commitment)
	showOnly(e.texts, 0)
	return e
}

// text is the column of the texts.
func (e *reportEditor) text() fyne.CanvasObject {
	e.title = hbox(8, e.head, remark("自查自评"), e.state, spacer(), e.keep, e.reopen, e.next)
	foot := hbox(8, e.count, spacer(), e.saved)
	print := newSmallButton("打印…", e.page.print).withIcon(theme.DocumentPrintIcon())
	e.column = container.New(reportColumn{}, e.title, e.note, hbox(0, e.switched, spacer(), print), e.texts, foot)
	return e.column
}

// show shows what a target has written, after saving what stands in the editor.
func (e *reportEditor) show(row reportRow) {
	if e.row.target.ID == row.target.ID && e.dirty() {
		e.row.pledges, e.row.opinions = row.pledges, row.opinions
		return
	}
	if !e.save() {
		return
	}
	e.filling = true
	e.row = row
	setChanged(e.report, row.report.Text)
	setChanged(e.commitment, row.report.Commitment)
	e.page.side.setRatings(row.report.SelfRating)
	e.saved.Text = ""
	if !row.report.SavedAt.IsZero() {
		e.saved.Text = row.report.SavedAt.Local().Format("1月2日 15:04") + " 保存"
	}
	e.saved.Color = theme.Color(colorMuted)
	e.filling = false
	e.arrange()
}

// setChanged shows another text; the same one leaves the cursor where it is.
func setChanged(e *longText, text string) {
	if e.Text != text {
		e.SetText(text)
	}
}

// entry is the text in front.
func (e *reportEditor) entry() *longText {
	if e.part() == data.CommitmentPart {
		return e.commitment
	}
	return e.report
}

// part is which of the texts is in front.
func (e *reportEditor) part() data.Part { return data.Parts[e.switched.chosen] }

// start is where work on the target begins: its text, or the next step of one that is closed.
func (e *reportEditor) start() fyne.Focusable {
	switch {
	case !e.entry().readOnly:
		return e.entry()
	case e.next.Visible():
		return e.next
	case e.reopen.Visible():
		return e.reopen
	}
	return e.page.table
}

// value returns the report as it stands in the editor.
func (e *reportEditor) value() data.Report {
	r := e.row.report
	r.Text, r.Commitment = e.report.Text, e.commitment.Text
	r.SelfRating = e.page.side.selfRating()
	return r
}

// dirty reports whether something unsaved stands in the editor.
func (e *reportEditor) dirty() bool {
	now, before := e.value(), e.row.report
	return e.row.target.ID != "" &&
		(now.Text != before.Text || now.Commitment != before.Commitment || !maps.Equal(now.SelfRating, before.SelfRating))
}

// typed saves two seconds later, with all that has been typed by then.
func (e *reportEditor) typed() {
	if e.filling {
		return
	}
	e.update()
	if !e.waiting {
		e.waiting = true
		e.stop = e.page.app.later(autosaveDelay, e.autosave)
	}
}

// autosave saves without a dialog: whoever is typing is not interrupted, and leaving the page tries again.
func (e *reportEditor) autosave() {
	if err := e.write(); err != nil {
		e.tell(fit(e.page.app.sentence(err), 420, textCaption, false), theme.ColorNameError)
	}
}

// save writes what was typed. When it can't, it says why and offers to try again; the text stays.
func (e *reportEditor) save() bool {
	err := e.write()
	if err != nil {
		e.page.app.showError("没有保存“"+e.row.target.Name+"”的自查自评", err, action{"再试一次", func() { e.save() }})
	}
	return err == nil
}

func (e *reportEditor) write() error {
	e.stop()
	e.waiting = false
	if !e.dirty() {
		return nil
	}
	ctx, r := context.Background(), e.value()
	if err := e.page.records.SaveReport(ctx, r); err != nil {
		return err
	}
	known := len(r.Reviews)
	stored, err := e.page.records.Report(ctx, r.TargetID)
	if err != nil {
		return err
	}
	e.row.report = *stored
	e.tell(e.page.app.now().Format("15:04")+" 自动保存", colorMuted)
	e.page.app.saved("“" + e.row.target.Name + "”的自查自评")
	e.page.refreshRow(e.row)
	if len(stored.Reviews) != known { // it was begun
		e.arrange()
		e.page.side.show(e.row)
	}
	return nil
}

func (e *reportEditor) tell(text string, color fyne.ThemeColorName) {
	e.saved.Text, e.saved.Color = text, theme.Color(color)
	e.saved.Refresh()
}

// update shows the counts of the present text. It runs at every key.
func (e *reportEditor) update() {
	e.count.Text = fmt.Sprintf("%s %d 字", []string{"报告正文", "公开承诺书"}[e.switched.chosen], countCharacters(e.entry().Text))
	e.count.Refresh()
	e.page.side.countRatings()
}

// arrange shows head, chip, note and buttons of where the text in front stands, and closes the texts that were handed in.
func (e *reportEditor) arrange() {
	const headWidth = 200
	today := e.page.app.today()
	state, withdrawn := e.row.report.State(e.part(), today), e.row.target.Withdrawn
	e.head.Text = fit(e.row.target.Name, headWidth, textHeading, true)
	e.state.set(standingChip(e.standing(state)))
	e.switched.setWords(e.words())
	showOnly(e.texts, e.switched.chosen)
	e.report.setReadOnly(!e.row.report.State(data.ReportPart, today).Open())
	e.commitment.setReadOnly(!e.row.report.State(data.CommitmentPart, today).Open())
	e.page.side.enableRatings(e.row.report.State(data.ReportPart, today).Open())
	e.keep.Hidden = !state.Open()
	e.reopen.Hidden = state.Open() || withdrawn
	word, has := nextStep(state)
	e.next.setText(word)
	e.next.Hidden = !has || withdrawn
	e.note.Objects = nil
	if text, urgent := e.page.noteOn(e.row, e.part()); text != "" {
		e.note.Objects = []fyne.CanvasObject{newReportNote(text, urgent)}
	}
	e.note.Refresh()
	e.column.Refresh()
	e.saved.Refresh()
	e.update()
}

// standing is the word of the text in front.
func (e *reportEditor) standing(state data.ReportState) string {
	if state == data.ReportDraft && e.row.report.LastReview(e.part()) == nil {
		return unwritten
	}
	return state.String()
}

// words are those of the switch; the two texts say where they stand when they don't stand together.
func (e *reportEditor) words() []string {
	words, states := []string{"报告正文", "公开承诺书"}, make([]data.ReportState, len(data.Parts))
	for i, part := range data.Parts {
		states[i] = e.row.report.State(part, e.page.app.today())
	}
	if states[0] != states[1] {
		for i := range words {
			words[i] += "　" + standingChip(states[i].String()).text()
		}
	}
	return words
}

// nextStep is the word on the button of the next step; a text that is in public has none.
func nextStep(state data.ReportState) (word string, has bool) {
	switch state {
	case data.ReportDraft:
		return "送审…", true
	case data.ReportReturned:
		return "重新送审…", true
	case data.ReportSubmitted:
		return "审核…", true
	case data.ReportApproved:
		return "开始公示…", true
	}
	return "", false
}

// takeNextStep opens the dialog of the next step, after saving what was typed.
func (e *reportEditor) takeNextStep() {
	if !e.save() {
		return
	}
	state := e.row.report.State(e.part(), e.page.app.today())
	switch {
	case state.Open():
		e.page.askSubmission(e.row)
	case state == data.ReportSubmitted:
		e.page.askReview(e.row)
	default:
		e.page.askPublication(e.row)
	}
}

// countCharacters counts as offices do: every character but spaces.
func countCharacters(text string) (n int) {
	for _, r := range text {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	return n
}

// reportColumn sets head, note, switch, text and foot one under the other. The note is as high as its words need at this width;
// the text takes what is left.
type reportColumn struct{}

// MinSize is that of all parts; the note breaks its words wherever it has to.
func (reportColumn) MinSize(o []fyne.CanvasObject) fyne.Size {
	width := max(o[0].MinSize().Width, o[2].MinSize().Width)
	return fyne.NewSize(width, 2*rowHeight+o[1].MinSize().Height+o[3].MinSize().Height+reportFoot+3*panelGap)
}

// Layout places the parts.
func (reportColumn) Layout(o []fyne.CanvasObject, size fyne.Size) {
	place(o[0], 0, 0, size.Width, rowHeight)
	y := float32(rowHeight + panelGap)
	if note := o[1]; note.MinSize().Height > 0 {
		note.Resize(fyne.NewSize(size.Width, note.MinSize().Height)) // breaks its words
		height := note.MinSize().Height
		place(note, 0, y, size.Width, height)
		y += height + panelGap
	}
	place(o[2], 0, y, size.Width, rowHeight)
	y += rowHeight + panelGap
	place(o[3], 0, y, size.Width, size.Height-y-reportFoot)
	place(o[4], 0, size.Height-reportFoot, size.Width, reportFoot)
}

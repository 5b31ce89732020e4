package gui

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"liangping/data"
)

// autosaveDelay is how long the keyboard rests before what was typed is saved.
const autosaveDelay = 2 * time.Second

// reportEditor holds what one target writes: the report, the commitment and the self-rating. It saves by itself when the keyboard
// has rested, when another target is chosen and when the page is left.
type reportEditor struct {
	page    *reportsPage
	row     reportRow // as it was when it was shown or saved
	filling bool
	later   func(time.Duration, func()) (stop func()) // afterIdle; tests run it when they want
	stop    func()                                    // the saving that lies ahead

	title        *fyne.Container
	head         *canvas.Text
	state        *chipView
	switched     *segmented
	report       *textEntry
	commitment   *textEntry
	texts        *fyne.Container // one of the two
	count, saved *canvas.Text
	keep         *button

	criteria []data.Criterion
	ratings  []*selectBox // by criterion
	rated    *canvas.Text
	help     *fyne.Container
	rating   *fyne.Container
}

func newReportEditor(p *reportsPage) *reportEditor {
	e := &reportEditor{page: p, later: afterIdle, stop: func() {}, head: heading(""), state: newChip(chip{}), count: caption(""), saved: caption("")}
	e.report, e.commitment = newTextEntry(), newTextEntry()
	e.report.OnChanged = func(string) { e.typed() }
	e.commitment.OnChanged = func(string) { e.typed() }
	e.switched = newSegmented([]string{"报告正文", "公开承诺书"}, func(i int) {
		showOnly(e.texts, i)
		e.update()
	})
	e.keep = newButton("保存", func() { e.save() }).key("Ctrl+S")
	e.texts = container.NewStack(e.report, e.commitment)
	showOnly(e.texts, 0)
	e.rated = remark("")
	e.rating = container.NewStack()
	e.help = container.NewStack()
	return e
}

// text is the column of the texts.
func (e *reportEditor) text() fyne.CanvasObject {
	e.title = hbox(8, e.head, remark("自查自评"), e.state, spacer(), e.keep)
	foot := hbox(8, e.count, spacer(), e.saved)
	top := vbox(8, e.title, hbox(0, e.switched))
	return container.NewBorder(vbox(8, top, spacer()), sized(0, 24, foot), nil, nil, e.texts)
}

// side is the column of the self-rating and of what the plan asks.
func (e *reportEditor) side() fyne.CanvasObject {
	rating := container.New(layout.NewCustomPaddedLayout(12, 6, panelPadding, panelPadding), vbox(8, hbox(8, bold(body("自我评价")), e.rated), e.rating, line(), bold(body("工作方案的要求"))))
	return newPanel(container.NewBorder(rating, nil, nil, nil, e.help))
}

// setCriteria sets a choice for each criterion, in two columns, and shows what the plan looks at.
func (e *reportEditor) setCriteria(criteria []data.Criterion) {
	if slices.Equal(e.criteria, criteria) {
		return
	}
	e.criteria, e.ratings = criteria, nil
	grades := append([]string{"未填"}, names(data.SelfGrades)...)
	halves := map[data.Aspect]*fyne.Container{}
	var both []fyne.CanvasObject
	help := vbox(4)
	for _, c := range criteria {
		if halves[c.Aspect] == nil {
			halves[c.Aspect] = vbox(4, caption(c.Aspect.String()))
			both = append(both, halves[c.Aspect])
		}
		choice := newSelect(grades, func(int) { e.typed() })
		choice.choose(0)
		e.ratings = append(e.ratings, choice)
		halves[c.Aspect].Add(newField(c.Short, labelNarrow, choice))
		help.Add(newParagraph(fmt.Sprintf("%d　%s。%s", c.Number, c.Name, c.Focus), textCaption, colorHeader, 418))
	}
	e.rating.Objects = []fyne.CanvasObject{columns(24, make([]float32, len(both)), both...)}
	e.rating.Refresh()
	e.help.Objects = []fyne.CanvasObject{newScroll(pad2(panelPadding, 0, help))}
	e.help.Refresh()
}

// show shows what a target has written, after saving what stands in the editor.
func (e *reportEditor) show(row reportRow) {
	if e.row.target.ID == row.target.ID && e.dirty() {
		return
	}
	if !e.save() {
		return
	}
	e.filling = true
	e.row = row
	e.report.SetText(row.report.Text)
	e.commitment.SetText(row.report.Commitment)
	for i, c := range e.criteria {
		e.ratings[i].choose(slices.Index(data.SelfGrades, row.report.SelfRating[c.Number]) + 1)
	}
	e.saved.Text = ""
	if !row.report.SavedAt.IsZero() {
		e.saved.Text = row.report.SavedAt.Local().Format("1月2日 15:04") + " 保存"
	}
	e.filling = false
	e.update()
}

// entry is the text in front.
func (e *reportEditor) entry() *textEntry {
	if e.switched.chosen == 1 {
		return e.commitment
	}
	return e.report
}

// value returns the report as it stands in the editor.
func (e *reportEditor) value() data.Report {
	r := e.row.report
	r.Text, r.Commitment = e.report.Text, e.commitment.Text
	r.SelfRating = map[int]data.SelfGrade{}
	for i, c := range e.criteria {
		if n := e.ratings[i].chosen; n > 0 {
			r.SelfRating[c.Number] = data.SelfGrades[n-1]
		}
	}
	return r
}

// dirty reports whether something unsaved stands in the editor.
func (e *reportEditor) dirty() bool {
	now, before := e.value(), e.row.report
	return e.row.target.ID != "" &&
		(now.Text != before.Text || now.Commitment != before.Commitment || !maps.Equal(now.SelfRating, before.SelfRating))
}

// typed saves after the keyboard has rested.
func (e *reportEditor) typed() {
	if e.filling {
		return
	}
	e.update()
	e.stop()
	e.stop = e.later(autosaveDelay, e.autosave)
}

// afterIdle does something on the UI goroutine after the delay, unless it is stopped before.
func afterIdle(delay time.Duration, do func()) (stop func()) {
	timer := time.AfterFunc(delay, func() { fyne.Do(do) })
	return func() { timer.Stop() }
}

// autosave saves without a dialog: whoever is typing is not interrupted, and leaving the page tries again.
func (e *reportEditor) autosave() {
	if err := e.write(); err != nil {
		e.note(fit(e.page.app.sentence(err), 420, textCaption, false), theme.ColorNameError)
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
	if !e.dirty() {
		return nil
	}
	r := e.value()
	if err := e.page.records.SaveReport(context.Background(), r); err != nil {
		return err
	}
	e.row.report = r
	e.note(e.page.app.now().Format("15:04")+" 自动保存", colorMuted)
	e.page.app.saved("“" + e.row.target.Name + "”的自查自评")
	e.page.refreshRow(e.row)
	return nil
}

func (e *reportEditor) note(text string, color fyne.ThemeColorName) {
	e.saved.Text, e.saved.Color = text, theme.Color(color)
	e.saved.Refresh()
}

// update shows head, chip and counts of the present state.
func (e *reportEditor) update() {
	const headWidth = 260
	r := e.value()
	e.head.Text = fit(e.row.target.Name, headWidth, textHeading, true)
	e.state.set(reportChip(r))
	e.count.Text = fmt.Sprintf("%s %d 字", e.switched.words[e.switched.chosen], countCharacters(e.entry().Text))
	e.rated.Text = fmt.Sprintf("%d 项已填 %d 项", len(e.criteria), len(r.SelfRating))
	e.title.Refresh()
	e.count.Refresh()
	e.rated.Refresh()
	e.saved.Refresh()
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

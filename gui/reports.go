package gui

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"liangping/data"
)

// reportRecords is what 自查自评 needs of the store.
type reportRecords interface {
	pledgeRecords
	Campaign(ctx context.Context) (*data.Campaign, error)
	Targets(ctx context.Context) ([]data.Target, error)
	Reports(ctx context.Context) (map[data.ID]data.Report, error)
	Report(ctx context.Context, target data.ID) (*data.Report, error)
	SaveReport(ctx context.Context, r data.Report) error
	SubmitReport(ctx context.Context, target data.ID, parts []data.Part, by data.Signature) error
	ApproveReport(ctx context.Context, target data.ID, parts []data.Part, by data.Signature) error
	ReturnReport(ctx context.Context, target data.ID, parts []data.Part, by data.Signature, until data.Date) error
	ReopenReport(ctx context.Context, target data.ID, parts []data.Part, by data.Signature) error
	PublishReports(ctx context.Context, targets []data.ID, parts []data.Part, p data.Publication) error
	SetReportDue(ctx context.Context, target data.ID, due data.Date) error
	Versions(ctx context.Context, target data.ID, part data.Part) ([]data.Version, error)
	Opinions(ctx context.Context, f data.OpinionFilter) ([]data.Opinion, error)
}

// reportsPage is 自查自评 (screens.md, screen 03): who has written and how far it is, the text of the chosen target with its
// next step, and beside it all that belongs to it.
type reportsPage struct {
	app     *App
	records reportRecords

	campaign data.Campaign

	searchFor *entry
	state     *selectBox
	table     *table[reportRow]
	counts    *canvas.Text // how many stand where
	editor    *reportEditor
	side      *reportSide
	room      *fyne.Container // the three columns, or the empty page
	first     *button         // of the empty page
}

const (
	reportListWidth = 300
	reportFoot      = 24 // the line under the list and the text
)

// reportRow is a target with what it has written and what belongs to it.
type reportRow struct {
	target   data.Target
	report   data.Report
	reviewer string // who has to pass its texts
	writer   string // who hands them in
	pledges  []data.Pledge
	opinions []data.Opinion // about it, the newest first
}

func newReportsPage(a *App, records reportRecords) *reportsPage {
	return &reportsPage{app: a, records: records}
}

func (p *reportsPage) title() string { return string(data.AtReports) }

func (p *reportsPage) content() fyne.CanvasObject {
	p.table = newTable(func(r reportRow) string { return string(r.target.ID) }, []column[reportRow]{
		{label: "对象", text: func(r reportRow) string { return r.target.Name }},
		{label: "状态", width: 94, chip: func(r reportRow) (chip, bool) { return reportChip(r.report, p.app.today()), true }},
		{label: "审核人", width: 66, text: func(r reportRow) string { return r.reviewer }},
	})
	p.table.noFooter = true
	p.counts = caption("")
	p.searchFor = newSearch("搜索", func(string) { p.filter() })
	p.searchFor.down, p.searchFor.enter = p.table.takeFocus, p.table.takeFocus
	p.state = newSelect(append([]string{"全部状态"}, standings...), func(int) { p.filter() })
	p.state.choose(0)
	p.editor, p.side = newReportEditor(p), newReportSide(p)
	p.table.onSelect = p.show
	p.table.onOpen = func(reportRow) { p.app.focus(p.editor.start()) }
	p.table.onType = p.searchFor.take
	p.table.leave = p.leave

	left := container.New(&above{gap: panelGap}, columns(panelGap, []float32{0, 124}, p.searchFor, p.state),
		container.NewBorder(nil, sized(0, reportFoot, p.counts), nil, nil, p.table))
	panels := columns(panelGap, []float32{reportListWidth, 0, reportSideWidth}, left, p.editor.text(), p.side.panel())
	p.first = newButton("去登记评议对象", func() { p.app.showPage(string(data.AtTargets), "") }).high()
	nothing := newPanel(emptyPage("还没有评议对象", []string{
		"自查自评报告和公开承诺书按评议对象写，每个对象一份。先把名单登记好。",
	}, []*button{p.first}, []string{
		"在“评议对象”里登记领导班子、领导干部和其他对象",
		"回到这里，选一个对象，写报告正文和公开承诺书，填自我评价，列承诺事项",
		"送审、审核、公示都在这里办；写的内容自动保存，不用另外存盘",
	}))
	p.room = container.NewStack(panels, nothing)
	return newPage(nil, p.room)
}

// show shows a target in the middle and at the right.
func (p *reportsPage) show(row reportRow) {
	if p.editor.show(row); p.editor.row.target.ID == row.target.ID { // else what stands there couldn't be saved
		p.side.show(row)
	}
}

func (p *reportsPage) reload() {
	rows, err := p.rows()
	if err != nil {
		p.app.showError("没有读到自查自评", err)
		return
	}
	p.table.setRows(rows)
	p.count()
	if row, ok := p.table.selected(); ok {
		p.show(row)
	}
	if len(rows) == 0 {
		showOnly(p.room, 1)
	} else {
		showOnly(p.room, 0)
	}
}

// rows are the targets that take part, and the withdrawn ones that have written something.
func (p *reportsPage) rows() ([]reportRow, error) {
	ctx := context.Background()
	campaign, err := p.records.Campaign(ctx)
	if err != nil {
		return nil, err
	}
	targets, err := p.records.Targets(ctx)
	if err != nil {
		return nil, err
	}
	reports, err := p.records.Reports(ctx)
	if err != nil {
		return nil, err
	}
	pledges, err := p.records.Pledges(ctx)
	if err != nil {
		return nil, err
	}
	opinions, err := p.records.Opinions(ctx, data.OpinionFilter{})
	if err != nil {
		return nil, err
	}
	p.campaign = *campaign
	p.side.setCriteria(campaign.Criteria)
	var rows []reportRow
	for _, t := range targets {
		r := reports[t.ID]
		if t.Withdrawn && r.Empty() {
			continue
		}
		r.TargetID = t.ID
		row := reportRow{target: t, report: r, reviewer: t.Reviewer(*campaign, targets), writer: t.Writer(targets)}
		for _, pledge := range pledges {
			if pledge.TargetID == t.ID {
				row.pledges = append(row.pledges, pledge)
			}
		}
		for _, o := range opinions {
			if o.TargetID == t.ID {
				row.opinions = append(row.opinions, o)
			}
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func (p *reportsPage) filter() {
	words := strings.Fields(p.searchFor.Text)
	p.table.setFilter(func(r reportRow) bool {
		if p.state.chosen > 0 && standing(r.report, p.app.today()) != standings[p.state.chosen-1] {
			return false
		}
		return containsAll(r.target.Name+"\n"+r.target.Post+"\n"+r.target.Unit, words)
	})
}

func (p *reportsPage) focus() {
	if len(p.table.all) == 0 {
		p.app.focus(p.first)
		return
	}
	p.app.focus(p.table)
}

func (p *reportsPage) search() { p.app.focus(p.searchFor) }

// save is Ctrl+S; the texts are saved without it too.
func (p *reportsPage) save() { p.editor.save() }

// escape goes from the text back to the list.
func (p *reportsPage) escape() { p.table.takeFocus() }

// leave saves what was typed. When that can't be done it asks.
func (p *reportsPage) leave(proceed func()) {
	if p.editor.save() {
		proceed()
	}
}

// open shows the report of the target with the ID, whatever the search hides.
func (p *reportsPage) open(id string) {
	if !p.table.selectKey(id) {
		p.searchFor.SetText("")
		p.state.choose(0)
		p.filter()
		p.table.selectKey(id)
	}
	p.app.focus(p.editor.start())
}

// commands are the page's lines in the menu.
func (p *reportsPage) commands() []command {
	line := func(label string, can func(reportRow) bool, do func(reportRow)) command {
		chosen := func() (reportRow, bool) {
			if p.table == nil {
				return reportRow{}, false
			}
			return p.table.selected()
		}
		return command{
			menu: menuAppraisal, label: label,
			enabled: func() bool { row, ok := chosen(); return ok && can(row) },
			do: func() {
				if row, ok := chosen(); ok && p.editor.save() {
					do(row)
				}
			},
		}
	}
	in := func(states ...data.ReportState) func(reportRow) bool {
		return func(r reportRow) bool {
			return !r.target.Withdrawn && slices.ContainsFunc(data.Parts, func(part data.Part) bool {
				return slices.Contains(states, r.report.State(part, p.app.today()))
			})
		}
	}
	return []command{
		line("自查自评送审…", in(data.ReportDraft, data.ReportReturned), p.askSubmission),
		line("审核自查自评…", in(data.ReportSubmitted), p.askReview),
		line("公示自查自评…", func(reportRow) bool { return true }, p.askPublication),
		line("自查自评退回草稿…", in(closedStates...), p.askReopening),
		line("自查自评送审期限…", func(reportRow) bool { return true }, p.askDeadline),
		line("自查自评历次送审稿…", wasSubmitted, p.showVersions),
		{menu: menuAppraisal},
	}
}

// unwritten is how a target stands that wrote nothing at all; the others stand where their texts do.
const unwritten = "未写"

// standings lists what the list tells of a target, in order.
var standings = append([]string{unwritten}, names(data.ReportStates)...)

// shortStandings are the words under the list, which is narrow.
var shortStandings = []string{unwritten, "草稿", "送审", "退回", "通过", "公示", "期满"}

// behind orders the states by what is still to be done: a text that came back first.
var behind = []data.ReportState{
	data.ReportReturned, data.ReportDraft, data.ReportSubmitted, data.ReportApproved, data.ReportPublished, data.ReportExpired,
}

// standing tells where a target stands: where that of its two texts does which has further to go.
func standing(r data.Report, today data.Date) string {
	if r.Empty() && len(r.Reviews) == 0 {
		return unwritten
	}
	states := []data.ReportState{r.State(data.ReportPart, today), r.State(data.CommitmentPart, today)}
	return slices.MinFunc(states, func(a, b data.ReportState) int { return slices.Index(behind, a) - slices.Index(behind, b) }).String()
}

// reportChip shows where a target stands.
func reportChip(r data.Report, today data.Date) chip { return standingChip(standing(r, today)) }

// standingChip shows where a target or a text stands.
func standingChip(standing string) chip {
	switch standing {
	case data.ReportSubmitted.String():
		return chip{chipBlue, "◐", standing}
	case data.ReportReturned.String():
		return chip{chipOrange, "←", standing}
	case data.ReportApproved.String(), data.ReportExpired.String():
		return chip{chipGreen, "✓", standing}
	case data.ReportPublished.String():
		return chip{chipOutline, "●", standing}
	}
	return chip{chipGrey, "○", standing}
}

// refreshRow shows a row anew after its report was saved. It stays even where the filter would hide it now: the report is
// still being written.
func (p *reportsPage) refreshRow(row reportRow) {
	for i, r := range p.table.all {
		if r.target.ID == row.target.ID {
			p.table.all[i] = row
		}
	}
	for i, l := range p.table.lines {
		if l.row.target.ID == row.target.ID {
			p.table.lines[i].row = row
		}
	}
	p.count()
	p.app.menu.update()
}

// count counts under the list how many stand where.
func (p *reportsPage) count() {
	var words []string
	for i, word := range standings {
		n := 0
		for _, r := range p.table.all {
			if standing(r.report, p.app.today()) == word {
				n++
			}
		}
		if n > 0 {
			words = append(words, fmt.Sprintf("%s %d", shortStandings[i], n))
		}
	}
	p.counts.Text = fit(strings.Join(words, "　"), reportListWidth, textCaption, false)
	p.counts.Refresh()
}

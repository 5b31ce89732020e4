package gui

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"liangping/data"
)

// reportRecords is what 自查自评 needs of the store.
type reportRecords interface {
	Campaign(ctx context.Context) (*data.Campaign, error)
	Targets(ctx context.Context) ([]data.Target, error)
	Reports(ctx context.Context) (map[data.ID]data.Report, error)
	SaveReport(ctx context.Context, r data.Report) error
}

// reportsPage is 自查自评: who has written, the text of the chosen target, and beside it the self-rating with what the plan asks.
type reportsPage struct {
	app     *App
	records reportRecords

	searchFor *entry
	state     *selectBox
	table     *table[reportRow]
	editor    *reportEditor
	room      *fyne.Container // the three columns, or the empty page
	first     *button         // of the empty page
}

// reportRow is a target with what it has written.
type reportRow struct {
	target   data.Target
	report   data.Report
	reviewer string
}

func newReportsPage(a *App, records reportRecords) *reportsPage {
	return &reportsPage{app: a, records: records}
}

func (p *reportsPage) title() string { return string(data.AtReports) }

func (p *reportsPage) content() fyne.CanvasObject {
	p.table = newTable(func(r reportRow) string { return string(r.target.ID) }, []column[reportRow]{
		{label: "对象", text: func(r reportRow) string { return r.target.Name }},
		{label: "报告状态", width: 84, chip: func(r reportRow) (chip, bool) { return reportChip(r.report), true }},
		{label: "审核人", width: 76, text: func(r reportRow) string { return r.reviewer }},
	})
	p.searchFor = newSearch("搜索", func(string) { p.filter() })
	p.searchFor.down, p.searchFor.enter = p.table.takeFocus, p.table.takeFocus
	p.state = newSelect([]string{"全部状态", "未写", "草稿"}, func(int) { p.filter() })
	p.state.choose(0)
	p.editor = newReportEditor(p)
	p.table.onSelect = p.editor.show
	p.table.onOpen = func(reportRow) { p.app.focus(p.editor.entry()) }
	p.table.onType = p.searchFor.take
	p.table.leave = p.leave

	left := container.New(&above{gap: panelGap}, columns(panelGap, []float32{0, 124}, p.searchFor, p.state), p.table)
	panels := columns(panelGap, []float32{300, 0, 450}, left, p.editor.text(), p.editor.side())
	p.first = newButton("去登记评议对象", func() { p.app.showPage(string(data.AtTargets), "") }).high()
	nothing := newPanel(emptyPage("还没有评议对象", []string{
		"自查自评报告和公开承诺书按评议对象写，每个对象一份。先把名单登记好。",
	}, []*button{p.first}, []string{
		"在“评议对象”里登记领导班子、领导干部和其他对象", "回到这里，选一个对象，写报告正文和公开承诺书，填八项自我评价", "写的内容自动保存，不用另外存盘",
	}))
	p.room = container.NewStack(panels, nothing)
	return newPage(nil, p.room)
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
		p.editor.show(row)
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
	p.editor.setCriteria(campaign.Criteria)
	var rows []reportRow
	for _, t := range targets {
		r := reports[t.ID]
		if t.Withdrawn && r.Empty() {
			continue
		}
		r.TargetID = t.ID
		rows = append(rows, reportRow{t, r, t.Reviewer(*campaign, targets)})
	}
	return rows, nil
}

func (p *reportsPage) filter() {
	words := strings.Fields(p.searchFor.Text)
	p.table.setFilter(func(r reportRow) bool {
		if p.state.chosen == 1 && !r.report.Empty() || p.state.chosen == 2 && r.report.Empty() {
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
	p.app.focus(p.editor.entry())
}

// reportChip tells whether anything of the report is there.
func reportChip(r data.Report) chip {
	if r.Empty() {
		return chip{chipGrey, "○", "未写"}
	}
	return chip{chipBlue, "◐", "草稿"}
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
}

// count counts the reports in the footer.
func (p *reportsPage) count() {
	rows, written := p.table.all, 0
	for _, r := range rows {
		if !r.report.Empty() {
			written++
		}
	}
	p.table.setFooter(fmt.Sprintf("草稿 %d　未写 %d", written, len(rows)-written), "")
}

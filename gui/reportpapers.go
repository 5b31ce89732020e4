package gui

import (
	"cmp"
	"context"
	"slices"

	"liangping/data"
	"liangping/pdf"
)

// reportPapers are the papers of 自查自评 in the order of the office's work; the last is about everybody.
var reportPapers = []struct {
	name string
	make func(*pdf.Press, data.Campaign, reportRow) (*pdf.Paper, error)
}{
	{"自查自评报告", func(p *pdf.Press, c data.Campaign, r reportRow) (*pdf.Paper, error) {
		return p.SelfReport(c, r.target, r.report)
	}},
	{"公开承诺书", func(p *pdf.Press, c data.Campaign, r reportRow) (*pdf.Paper, error) {
		return p.Commitment(c, r.target, r.report, r.pledges)
	}},
	{"审核意见表", func(p *pdf.Press, c data.Campaign, r reportRow) (*pdf.Paper, error) {
		return p.ReviewForm(c, r.target, r.report)
	}},
}

const pledgeLedger = "承诺践诺台账"

// print asks which paper of the chosen target to make, beginning with the text in front: Ctrl+P.
func (p *reportsPage) print() {
	if _, ok := p.table.selected(); !ok || !p.editor.save() {
		return
	}
	p.reload() // what was just saved is printed
	row, _ := p.table.selected()
	var names []string
	for _, paper := range reportPapers {
		names = append(names, paper.name+"　"+row.target.Name)
	}
	which := newSelect(append(names, pledgeLedger+"　全部对象"), nil)
	which.choose(slices.Index(data.Parts, p.editor.part()))
	var closeIt func()
	cancel := newButton("取消", func() { closeIt() }).key("Esc")
	doing := newButton("制作", func() {
		closeIt()
		p.makeReportPaper(which.chosen, row)
	}).high()
	content := vbox(16, heading("打印"), newField("文书", labelNarrow, which))
	closeIt = p.app.show(frameDialog(dialogWidth, content, cancel, doing), doing, func() { closeIt() })
}

// makeReportPaper makes the paper with the index.
func (p *reportsPage) makeReportPaper(i int, row reportRow) {
	c, press := p.campaign, p.app.press()
	if i < len(reportPapers) {
		paper := reportPapers[i]
		p.app.makePaper(paper.name, func() (*pdf.Paper, error) { return paper.make(press, c, row) })
		return
	}
	day := p.app.today()
	p.app.makePaper(pledgeLedger, func() (*pdf.Paper, error) {
		targets, err := p.records.Targets(context.Background())
		if err != nil {
			return nil, err
		}
		pledges, err := p.records.Pledges(context.Background())
		if err != nil {
			return nil, err
		}
		return press.PledgeLedger(c, targets, pledges, day)
	})
}

// lastPublication is the 公示 that began last, nil while there is none.
func lastPublication(reports map[data.ID]data.Report) (last *data.Publication) {
	for _, r := range reports {
		for _, review := range r.Reviews {
			p := review.Publication
			if p.Start.IsZero() || last != nil && cmp.Or(last.Start.DaysUntil(p.Start), last.End.DaysUntil(p.End), cmp.Compare(p.Place, last.Place)) <= 0 {
				continue
			}
			last = &p
		}
	}
	return last
}

package gui

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"liangping/data"
)

// waiverStore is what the panel of 核对 needs of the records.
type waiverStore interface {
	SecondPass(ctx context.Context, round data.ID) (*data.SecondPass, error)
	WaiveSecondPass(ctx context.Context, round data.ID, reason string) error
	UndoWaiver(ctx context.Context, round data.ID) error
}

// comparePanel shows how far the second pass is and what is to be settled, with the ways there and the way past it.
type comparePanel struct {
	page *roundsPage
	pass data.SecondPass

	box                 *fyne.Container
	count               *canvas.Text
	rows                *fyne.Container
	state               *paragraph
	read, settle, waive *button
}

func newComparePanel(page *roundsPage) *comparePanel {
	p := &comparePanel{page: page, count: remark(""), rows: vbox(2)}
	p.state = newParagraph("", textBody, colorMuted, 478-24)
	p.read = newButton("第二遍录入…", page.readSecond).high().key("F6")
	p.settle = newButton("核对差异", page.settleDifferences).key("F7")
	p.waive = newButton("不录第二遍…", p.askWaiver)
	head := hbox(8, bold(body("两遍核对")), p.count)
	p.box = newPanel(pad2(12, 8, container.NewBorder(pad2(0, 2, head), hbox(8, p.read, p.settle, p.waive), nil, nil, vbox(4, p.rows, p.state))))
	return p
}

// reload shows the round as it is on the disk.
func (p *comparePanel) reload(r data.Round) {
	pass, err := p.page.records.SecondPass(context.Background(), r.ID)
	if err != nil {
		p.page.app.showError("没有读到第二遍", err)
		return
	}
	p.pass = *pass
	p.rows.Objects = nil
	keyed, read := 0, 0
	for _, g := range pass.Groups {
		keyed, read = keyed+g.Keyed, read+g.Read
		p.rows.Add(compareRow(r.Group(g.GroupID).Kind.String(), g))
	}
	figure := fmt.Sprintf("第二遍 %d / %d", read, keyed)
	if pass.Closed {
		figure = "" // its readings are gone
	}
	setText(p.count, figure, colorMuted)
	p.state.setText(p.words(keyed, read))
	isOpen := r.State == data.RoundOpen
	p.read.setEnabled(isOpen && read < keyed)
	p.settle.setEnabled(isOpen && len(pass.Differences) > 0)
	p.waive.setEnabled(isOpen && (pass.Waiver != nil || read < keyed || keyed == 0))
	p.waive.setText("不录第二遍…")
	if pass.Waiver != nil {
		p.waive.setText("仍录第二遍")
	}
	p.box.Refresh()
}

// takeFocus begins with what is to be done next.
func (p *comparePanel) takeFocus() {
	if p.read.Disabled() && !p.settle.Disabled() {
		takeFocus(p.settle)
		return
	}
	takeFocus(p.read)
}

func compareRow(name string, g data.SecondProgress) fyne.CanvasObject {
	bar := newProgressBar(6)
	bar.set(g.Read, g.Keyed)
	figure := body(fmt.Sprintf("%d / %d", g.Read, g.Keyed))
	figure.Alignment = fyne.TextAlignTrailing
	last := newText("", textBody, theme.ColorNameSuccess)
	if g.Read == g.Keyed {
		last.Text = "✓ 读完"
	}
	last.Alignment = fyne.TextAlignTrailing
	return sized(0, 28, columns(12, []float32{90, 0, 72, 60}, body(name), bar, figure, last))
}

// words say what is to be done.
func (p *comparePanel) words(keyed, read int) string {
	open, all := len(p.pass.Open()), len(p.pass.Differences)
	switch {
	case open > 0:
		return fmt.Sprintf("≠ %d 处不一致没有处理。按 F7 取出原票逐处定。", open)
	case p.pass.Waiver != nil:
		return fmt.Sprintf("不录第二遍（%s，%s）：%s。计票结果报告单上写明。", p.pass.Waiver.Operator, p.pass.Waiver.Date, p.pass.Waiver.Reason)
	case p.pass.Closed:
		return "第二遍的记录和批次、张号，在封存或作废时已经清除。"
	case p.byTotals():
		return "票是按合计录入的，没有逐张的票要录第二遍。"
	case keyed == 0:
		return "还没有逐张录的票。录完一批，就可以换一个人录这一批的第二遍。"
	case read < keyed:
		return "换一个人，不看第一遍，照原票再录一遍；不一致的按原票定。"
	case all > 0:
		return fmt.Sprintf("✓ 两遍都录完，%d 处不一致都已按原票处理。", all)
	}
	return "✓ 两遍都录完，各项一致。"
}

// byTotals reports whether the round is entered by totals alone: then nothing is read twice.
func (p *comparePanel) byTotals() bool {
	progress := p.page.progress[p.page.chosen]
	return len(p.pass.Groups) == 0 && slices.ContainsFunc(progress, func(e data.EntryProgress) bool { return e.Way == data.ByTotals })
}

// figure is what the step's cell says, and whether the step is done.
func (p *comparePanel) figure() (words string, done bool) {
	keyed, read := 0, 0
	for _, g := range p.pass.Groups {
		keyed, read = keyed+g.Keyed, read+g.Read
	}
	switch open := len(p.pass.Open()); {
	case p.byTotals():
		return "按合计录入", true
	case open > 0:
		return fmt.Sprintf("待处理 %d", open), false
	case p.pass.Waiver != nil:
		return "不录第二遍", true
	case read < keyed || keyed == 0:
		return fmt.Sprintf("第二遍 %d / %d", read, keyed), false
	}
	return "两遍一致", true
}

// askWaiver asks why the round goes without a second pass, or takes that back.
func (p *comparePanel) askWaiver() {
	a, records, r := p.page.app, p.page.records, p.page.round()
	if !p.page.mayChange() {
		return
	}
	if p.pass.Waiver != nil {
		a.confirm(question{
			title: "仍录第二遍？", lines: []string{"封存以前要换一个人录完第二遍。", "不录第二遍的原因“" + p.pass.Waiver.Reason + "”不再有效。"}, doing: "仍录第二遍",
		}, func() {
			if err := records.UndoWaiver(context.Background(), r.ID); err != nil {
				a.showError("没有改成", err)
				return
			}
			a.reload()
		})
		return
	}
	reason := newEntry()
	reason.PlaceHolder = "如：当场唱票，监票人全程监督"
	a.form("不录第二遍", "不录第二遍", []*field{newField("原因", labelNarrow, reason)}, reason, func() error {
		if err := records.WaiveSecondPass(context.Background(), r.ID, reason.Text); err != nil {
			return err
		}
		a.reload()
		a.saved("不录第二遍的原因")
		return nil
	})
}

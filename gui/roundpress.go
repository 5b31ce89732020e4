package gui

import (
	"context"
	"fmt"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"liangping/data"
	"liangping/pdf"
)

// formFigure sums a form up: 18 个对象，43 行，正反两面.
func formFigure(f data.Form) string {
	targets := map[data.ID]bool{}
	for _, l := range f.Lines {
		targets[l.TargetID] = true
	}
	sides := "一面"
	if turn(f) < len(f.Lines) {
		sides = "正反两面"
	}
	return fmt.Sprintf("%d 个对象，%d 行，%s", len(targets), len(f.Lines), sides)
}

// formTable is 票样: what the ballot asks, line by line, or why there is none.
type formTable struct {
	box   *fyne.Container
	table *table[formLine]
}

type formLine struct {
	data.Line
	side string // 第一面, 第二面
}

func newFormTable() *formTable {
	t := &formTable{table: newTable(func(l formLine) string { return strconv.Itoa(l.Number) }, []column[formLine]{
		{label: "行", width: 64, align: fyne.TextAlignTrailing, text: func(l formLine) string { return strconv.Itoa(l.Number) }},
		{label: "评议对象", width: 260, text: func(l formLine) string { return l.TargetName }},
		{label: "类别", width: 200, text: func(l formLine) string { return l.TargetKind.String() }},
		{label: "评价项", text: func(l formLine) string { return l.Label }, remark: func(l formLine) string { return l.Focus }},
	})}
	t.table.group = func(l formLine) (title, remark string) { return l.side, "" }
	t.box = container.NewStack()
	return t
}

// set shows the form; without one it says why, and where the names come from.
func (t *formTable) set(f *data.Form, err error, app *App) {
	if f == nil {
		why := "名单里还没有对象。"
		if err != nil {
			why = app.sentence(err)
		}
		t.box.Objects = []fyne.CanvasObject{newPanel(emptyPage("还没有票样", []string{why}, []*button{
			newButton("去评议对象", func() { app.showPage(string(data.AtTargets), "") }).high(),
		}, nil))}
		t.box.Refresh()
		return
	}
	back := turn(*f)
	lines := make([]formLine, len(f.Lines))
	for i, l := range f.Lines {
		lines[i] = formLine{l, "第一面"}
		if i >= back {
			lines[i].side = "第二面"
		}
	}
	t.table.setRows(lines)
	state := "还没有定稿：名单改了，票样跟着改。印票或者录第一张票时定稿"
	if f.Frozen {
		state = "已经定稿：名单再改，这张票不变"
	}
	t.table.setFooter(formFigure(*f), state)
	t.box.Objects = []fyne.CanvasObject{t.table}
	t.box.Refresh()
}

// pressPanel is 印票: for whom, and whether as one sheet or as many pages.
type pressPanel struct {
	box    *fyne.Container
	group  *selectBox
	way    *radio
	copies *numberEntry
	make   *button
	round  data.Round
}

// mostCopies is the most pages that one file may have.
const mostCopies = 500

func newPressPanel(do func(group data.ID, copies int)) *pressPanel {
	p := &pressPanel{copies: newNumberEntry(mostCopies, nil)}
	p.group = newSelect(nil, func(int) { p.suggest() })
	p.way = newRadio([]string{"只做一份", "做成多份"}, func(i int) { p.copies.setEnabled(i == 1) })
	p.way.choose(0)
	p.copies.Disable()
	p.make = newButton("制作评议票…", func() {
		copies := 1
		if p.way.chosen == 1 {
			copies = max(p.copies.value(), 1)
		}
		do(p.round.Groups[max(p.group.chosen, 0)].ID, copies)
	}).high().withIcon(theme.DocumentPrintIcon())
	advice := newParagraph("每一份完全相同，不编号、不做记号。一般只做一份，打印时选份数；打印选 A4 纸、实际大小，两面的票选双面打印。",
		textCaption, colorMuted, 440)
	form := newForm(newField("人员类别", labelNarrow, p.group), newField("份数", labelNarrow, hbox(8, p.way, p.copies)))
	p.box = newPanel(pad2(12, 8, container.NewBorder(pad2(0, 2, titled("印票", "做成 PDF，再打印")), hbox(0, p.make), nil, nil, vbox(8, form, advice))))
	return p
}

// set offers the groups of a round.
func (p *pressPanel) set(r data.Round) {
	anew := r.ID != p.round.ID
	p.round = r
	if !anew {
		return
	}
	words := make([]string, len(r.Groups))
	for i, g := range r.Groups {
		words[i] = g.Kind.String()
	}
	p.group.setOptions(words, 0)
	p.suggest()
}

// suggest offers as many copies as were entered as 印制, or the 应到.
func (p *pressPanel) suggest() {
	g := p.round.Groups[max(p.group.chosen, 0)]
	n := g.Printed
	if n == 0 {
		n = g.Expected
	}
	p.copies.set(min(max(n, 1), mostCopies))
}

// setEnabled lets a number be typed or not.
func (n *numberEntry) setEnabled(on bool) {
	if on {
		n.Enable()
	} else {
		n.Disable()
	}
	n.Refresh()
}

// printBallots makes the ballots of a group. The first printing fixes the form, which is asked before.
func (p *roundsPage) printBallots(group data.ID, copies int) {
	if !p.flush() {
		return
	}
	r := p.round()
	switch {
	case p.form == nil:
		p.app.showError("现在不能印票", p.formErr)
	case p.form.Frozen:
		p.makeBallots(group, copies)
	default:
		p.app.confirm(question{
			title: r.Name() + "票样定稿？",
			lines: []string{
				"票样：" + formFigure(*p.form) + "。",
				"印出的票要和录入、统计的一致，所以印票时定稿。以后名单再改，这次评议的票不变。",
			},
			after: "各类人员用同一张票样，只是票上写的类别不同。",
			doing: "定稿，制作评议票",
		}, func() { p.makeBallots(group, copies) })
	}
}

func (p *roundsPage) makeBallots(group data.ID, copies int) {
	form, err := p.records.FreezeForm(context.Background(), p.chosen)
	if err != nil {
		p.app.showError("票样没有定稿", err)
		return
	}
	p.app.reload()
	r, press, campaign := *p.round(), p.app.press(), p.campaign
	g := *r.Group(group)
	printed := 1 // sheets that the printer is asked for
	if copies == 1 {
		printed = p.press.copies.value()
	}
	p.app.makeCopies("评议票", printed, func() (*pdf.Paper, error) { return press.Ballot(campaign, r, g, *form, copies) })
}

package gui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"liangping/data"
	"liangping/pdf"
)

// pressPanel is 印票: for each group its paper, by which the hall tells the groups apart, and how many sheets; as one sheet that
// the printer copies, or as many pages in one file.
type pressPanel struct {
	box   *fyne.Container
	way   *radio
	rows  *fyne.Container
	lines []*pressRow
	round data.Round
	page  *roundsPage
}

// pressRow is the line of a group.
type pressRow struct {
	group  data.ID
	paper  *entry
	copies *numberEntry
	make   *button
}

// mostCopies is the most pages that one file may have.
const mostCopies = 500

// The ways to print, in the order of their words.
const (
	oneSheet  = iota // the printer makes the copies
	manyPages        // every copy is a page of the file
)

func newPressPanel(page *roundsPage) *pressPanel {
	p := &pressPanel{page: page, rows: vbox(4)}
	p.way = newRadio([]string{"一份，打印时选份数", "多份在一个文件"}, nil)
	p.way.choose(oneSheet)
	advice := newParagraph("每一份完全相同，不编号、不做记号。各类人员用不同颜色的纸，当场好分。打印选 A4 纸、实际大小、双面。",
		textCaption, colorMuted, 440)
	p.box = newPanel(pad2(12, 4, container.NewBorder(hbox(4, bold(body("印票")), spacer(), p.way), nil, nil, nil, newScroll(vbox(4, p.rows, advice)))))
	return p
}

// set offers the groups of a round.
func (p *pressPanel) set(r data.Round) {
	anew := r.ID != p.round.ID
	p.round = r
	if anew {
		p.build()
	}
	for i, g := range r.Groups {
		line := p.lines[i]
		if line.paper.Text != g.Paper && !line.paper.frame.focused {
			line.paper.SetText(g.Paper)
		}
		for _, o := range []fyne.Disableable{line.paper, line.copies, line.make} {
			if r.State == data.RoundOpen {
				o.Enable()
			} else {
				o.Disable()
			}
		}
		if anew {
			line.suggest(g)
		}
	}
}

func (p *pressPanel) build() {
	p.lines, p.rows.Objects = nil, nil
	for i, g := range p.round.Groups {
		line := &pressRow{group: g.ID, paper: newEntry(), copies: newNumberEntry(mostCopies, nil)}
		line.paper.PlaceHolder = "白纸"
		line.paper.SetText(g.Paper)
		line.paper.OnChanged = func(text string) { p.page.namePaper(i, data.CleanLine(text)) }
		line.make = newSmallButton("制作…", func() { p.print(line) })
		p.lines = append(p.lines, line)
		p.rows.Add(sized(0, rowHeight, columns(8, []float32{92, 0, 64, 64}, body(g.Kind.String()), line.paper, line.copies,
			container.NewCenter(line.make))))
	}
	p.rows.Refresh()
}

// suggest offers as many copies as were entered as 印制, or the 应到.
func (l *pressRow) suggest(g data.Group) {
	n := g.Printed
	if n == 0 {
		n = g.Expected
	}
	l.copies.set(min(max(n, 1), mostCopies))
}

// print makes the sheets of a group.
func (p *pressPanel) print(l *pressRow) {
	n := max(l.copies.value(), 1)
	if p.way.chosen == manyPages {
		p.page.printBallots(l.group, n, 1)
		return
	}
	p.page.printBallots(l.group, 1, n)
}

// takeFocus begins at the first group's button.
func (p *pressPanel) takeFocus() { p.page.app.focus(p.lines[0].make) }

// namePaper takes the paper of a group over as it is being typed.
func (p *roundsPage) namePaper(i int, paper string) {
	if p.counts.round.Groups[i].Paper != paper {
		p.counts.round.Groups[i].Paper = paper
		p.typed()
	}
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

// printBallots makes the ballots of a group: a file of so many pages, of which the printer is asked for so many copies. The
// first printing fixes the form, which is asked before.
func (p *roundsPage) printBallots(group data.ID, pages, copies int) {
	if !p.mayChange() {
		return
	}
	r := p.round()
	switch {
	case p.form == nil:
		p.app.showError("现在不能印票", p.formErr)
	case p.form.Frozen:
		p.makeBallots(group, pages, copies)
	default:
		p.app.confirm(question{
			title: r.Name() + "票样定稿？",
			lines: []string{
				"票样：" + formFigure(*p.form) + "。",
				"印出的票要和录入、统计的一致，所以印票时定稿。以后名单再改，这次评议的票不变。",
			},
			after: "各类人员用同一张票样，只是票上写的类别不同。",
			doing: "定稿，制作评议票",
		}, func() { p.makeBallots(group, pages, copies) })
	}
}

func (p *roundsPage) makeBallots(group data.ID, pages, copies int) {
	form, err := p.records.FreezeForm(context.Background(), p.chosen)
	if err != nil {
		p.app.showError("票样没有定稿", err)
		return
	}
	p.app.reload()
	r, press, campaign := *p.round(), p.app.press(), p.campaign
	g := *r.Group(group)
	p.app.makeCopies("评议票", copies, func() (*pdf.Paper, error) { return press.Ballot(campaign, r, g, *form, pages) })
}

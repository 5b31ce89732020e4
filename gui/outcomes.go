package gui

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"liangping/data"
)

// outcomeRecords is what 结果运用 needs of the store.
type outcomeRecords interface {
	Outcomes(context.Context) (*data.Outcomes, error)
	ConfirmOutcome(context.Context, data.Decision) (*data.Decision, error)
	RejectOutcome(context.Context, data.Decision) (*data.Decision, error)
	WithdrawDecision(ctx context.Context, id data.ID, reason string) error
	OutcomeRules(context.Context) ([]data.OutcomeRule, error)
	SaveOutcomeRules(context.Context, []data.OutcomeRule) error
}

// outcomePanel shows what the outcome rules suggest, a block for each target: the figures that triggered it, the measures to
// tick, and who decided what. The program only suggests; a person decides on each (design.md §8).
type outcomePanel struct {
	page     *statisticsPage
	outcomes *data.Outcomes
	touched  map[data.ID]map[data.Measure]bool // what the user ticked or not, by target
	list     *fyne.Container
	scroll   *container.Scroll
	first    fyne.Focusable // where work begins
}

func newOutcomePanel(p *statisticsPage) *outcomePanel {
	o := &outcomePanel{page: p, touched: map[data.ID]map[data.Measure]bool{}, list: vbox(8)}
	o.scroll = newScroll(pad(detailPadding, o.list))
	return o
}

const outcomeWidth = detailWidth - 2*detailPadding

// show builds the blocks.
func (o *outcomePanel) show(outcomes *data.Outcomes) {
	o.outcomes, o.first = outcomes, nil
	o.list.RemoveAll()
	waiting, unsealed := 0, false
	for _, s := range outcomes.Suggestions {
		if s.Decision == nil {
			waiting++
		}
		unsealed = unsealed || !s.Sealed
	}
	switch n := len(outcomes.Suggestions); {
	case n > 0 && waiting == 0:
		o.list.Add(caption(fmt.Sprintf("建议 %d 件，都已作出决定", n)))
	case n > 0:
		o.list.Add(caption(fmt.Sprintf("建议 %d 件，待确认 %d 件，须逐件确认", n, waiting)))
	}
	if unsealed {
		o.list.Add(newNotice("评议还没有封存，票数还会变。封存以后才能确认。", outcomeWidth))
	}
	for _, s := range outcomes.Suggestions {
		o.list.Add(o.block(s))
		o.list.Add(line())
	}
	for _, d := range o.outside() {
		o.list.Add(o.outsideBlock(d))
		o.list.Add(line())
	}
	o.list.Add(newParagraph(o.summary(), textCaption, colorMuted, outcomeWidth))
	o.scroll.Refresh()
}

// summary says what the signs mean, which result was read, and that nothing happens by itself.
func (o *outcomePanel) summary() string {
	rest := fmt.Sprintf("其余 %d 个对象未达到规则界限。", o.outcomes.Untouched)
	if len(o.outcomes.Suggestions) == 0 {
		rest = fmt.Sprintf("%d 个对象都未达到规则界限，没有处理建议。", o.outcomes.Untouched)
	}
	return "▲ 特别差　△ 较差。" + rest + o.outcomes.Note + "程序只提建议，由领导决定；依据、决定人和日期记入登记。"
}

// outside are the decisions that stand though the rules, as they are now, suggest nothing any more.
func (o *outcomePanel) outside() []data.Decision {
	return slices.DeleteFunc(slices.Clone(o.outcomes.Decisions), func(d data.Decision) bool {
		return !d.Stands() || slices.ContainsFunc(o.outcomes.Suggestions, func(s data.Suggestion) bool { return s.TargetID == d.TargetID })
	})
}

// bandChip is the sign and the word of a band.
func bandChip(b data.Band) chip {
	if b == data.BandVeryPoor {
		return chip{chipRed, "▲", b.String()}
	}
	return chip{chipOrange, "△", b.String()}
}

// stateChip says whether somebody decided.
func stateChip(d *data.Decision) chip {
	switch {
	case d == nil:
		return chip{chipGrey, "○", "待确认"}
	case d.Confirmed:
		return chip{chipGreen, "✓", "已确认"}
	}
	return chip{chipGrey, "×", "不采纳"}
}

// block is one suggestion.
func (o *outcomePanel) block(s data.Suggestion) fyne.CanvasObject {
	band, state := newChip(bandChip(s.Band)), newChip(stateChip(s.Decision))
	box := vbox(4)
	for _, text := range wrap(s.Name, outcomeWidth, textBody, true) {
		box.Add(bold(body(text)))
	}
	box.Add(hbox(8, band, state, spacer()))
	for _, t := range s.Triggers {
		box.Add(newParagraph(t.Text, textBody, theme.ColorNameForeground, outcomeWidth))
		if len(t.Scopes) > 0 {
			box.Add(newParagraph(strings.Join(t.Scopes, "　"), textCaption, colorMuted, outcomeWidth))
		}
	}
	if s.Decision != nil {
		if s.Decision.Band != s.Band {
			text := fmt.Sprintf("作决定时是“%s”，按现在的规则和票数是“%s”；原来的决定仍然有效。", s.Decision.Band, s.Band)
			box.Add(newParagraph(text, textCaption, colorNoticeText, outcomeWidth))
		}
		o.addDecision(box, s.Name, *s.Decision)
		return box
	}
	ticked := o.ticks(s)
	for _, m := range s.Measures {
		word := m.Measure.String()
		if m.Subject != s.Name && m.Subject != "" {
			word += "：" + m.Subject
		}
		check := newCheck(fit(word, outcomeWidth-24, textBody, false), func(on bool) {
			ticked[m.Measure] = on
			o.touch(s.TargetID, m.Measure, on)
		})
		check.set(ticked[m.Measure])
		o.follow(&check.reached, check)
		o.begin(check)
		box.Add(check)
	}
	confirm := newSmallButton("确认…", func() { o.page.askConfirming(s, ticked) }).high()
	reject := newSmallButton("不采纳…", func() { o.page.askRejecting(s) })
	basis := newLink("→ 查看依据", func() { o.page.showBasis(s.TargetID) }).small()
	confirm.setEnabled(s.Sealed)
	reject.setEnabled(s.Sealed)
	for _, b := range []*button{confirm, reject} {
		o.follow(&b.reached, b)
	}
	o.follow(&basis.reached, basis)
	o.begin(basis)
	box.Add(hbox(8, confirm, reject, spacer(), basis))
	return box
}

// ticks are the measures ticked for a target: as the rules suggest now, but for those that the user touched.
func (o *outcomePanel) ticks(s data.Suggestion) map[data.Measure]bool {
	ticked := map[data.Measure]bool{}
	for _, m := range s.Measures {
		ticked[m.Measure] = m.Ticked
		if on, touched := o.touched[s.TargetID][m.Measure]; touched {
			ticked[m.Measure] = on
		}
	}
	return ticked
}

// touch remembers what the user ticked, for the next reload.
func (o *outcomePanel) touch(target data.ID, m data.Measure, on bool) {
	if o.touched[target] == nil {
		o.touched[target] = map[data.Measure]bool{}
	}
	o.touched[target][m] = on
}

// addDecision shows what was decided, by whom, on what basis, and the papers that follow.
func (o *outcomePanel) addDecision(box *fyne.Container, name string, d data.Decision) {
	box.Add(newParagraph(d.Text(), textBody, theme.ColorNameForeground, outcomeWidth))
	lines := []string{fmt.Sprintf("%s 决定，%s", d.Decider, d.Date), "依据　" + d.Basis}
	switch d.Serious {
	case data.IsSerious:
		lines = append(lines, "核实的严重问题　"+d.Problems)
	case data.NotSerious:
		lines = append(lines, "没有核实到严重问题")
	}
	if !d.ExtendedTo.IsZero() {
		moved := "没有要顺延时限的整改事项"
		if n := len(d.Moved); n > 0 {
			moved = fmt.Sprintf("整改事项 %d 件的时限顺延", n)
		}
		lines = append(lines, fmt.Sprintf("整改提高阶段延到 %s，%s", d.ExtendedTo, moved))
	}
	box.Add(newParagraph(strings.Join(lines, "\n"), textCaption, colorMuted, outcomeWidth))
	for _, paper := range papersOf(d) {
		write := newLink("→ 写"+paper.String(), func() { o.page.app.newTargetPaper(paper, d.TargetID) }).small()
		o.follow(&write.reached, write)
		o.begin(write)
		box.Add(hbox(0, write, spacer()))
	}
	withdraw := newSmallButton("撤销决定…", func() { o.page.askWithdrawing(name, d) })
	basis := newLink("→ 查看依据", func() { o.page.showBasis(d.TargetID) }).small()
	o.follow(&withdraw.reached, withdraw)
	o.follow(&basis.reached, basis)
	o.begin(withdraw)
	box.Add(hbox(8, withdraw, spacer(), basis))
}

// papersOf are the papers that carry out a decision, in the order of the campaign.
func papersOf(d data.Decision) []data.Paper {
	return slices.DeleteFunc(slices.Clone(data.Papers), func(paper data.Paper) bool {
		return !d.Stands() || paper.Measure() == "" || !d.Took(paper.Measure())
	})
}

// outsideBlock is a decision without a suggestion.
func (o *outcomePanel) outsideBlock(d data.Decision) fyne.CanvasObject {
	name := o.page.targetName(d.TargetID)
	box := vbox(4, bold(body(fit(name, outcomeWidth, textBody, true))), hbox(8, newChip(bandChip(d.Band)), newChip(stateChip(&d)), spacer()),
		newParagraph("按现在的规则和票数，这个对象没有处理建议；原来的决定仍然有效。", textCaption, colorNoticeText, outcomeWidth))
	o.addDecision(box, name, d)
	return box
}

// follow lets the panel scroll to a widget when the focus comes to it, which Fyne leaves to the mouse.
func (o *outcomePanel) follow(reached *func(), w fyne.CanvasObject) {
	*reached = func() {
		driver := fyne.CurrentApp().Driver()
		top := driver.AbsolutePositionForObject(w).Y - driver.AbsolutePositionForObject(o.scroll.Content).Y
		bottom, offset, height := top+w.Size().Height, o.scroll.Offset.Y, o.scroll.Size().Height
		const room = 8
		switch {
		case top-room < offset:
			o.scroll.ScrollToOffset(fyne.NewPos(0, max(top-room, 0)))
		case bottom+room > offset+height:
			o.scroll.ScrollToOffset(fyne.NewPos(0, bottom+room-height))
		}
	}
}

// begin remembers the first widget that can be used.
func (o *outcomePanel) begin(w fyne.Focusable) {
	if o.first == nil {
		o.first = w
	}
}

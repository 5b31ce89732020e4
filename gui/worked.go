package gui

import (
	"math/big"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"liangping/data"
)

// workedExample works a rule out on one target of the campaign: each figure with its formula in numbers, so that the
// secretary can do it again on a pocket calculator (screens.md, screen 12).
type workedExample struct {
	stats   *data.Statistics
	rule    data.Scoring
	target  *selectBox
	ids     []data.ID
	figures *reader
}

const workedWidth = scoringExample - 2*16

// newWorkedExample returns the example of the target with the lowest score: there the rule matters most.
func newWorkedExample(stats *data.Statistics) *workedExample {
	e := &workedExample{stats: stats, rule: stats.Scoring}
	var names []string
	last, lowest := 0, (*big.Rat)(nil)
	for i, t := range stats.Of(data.Combined).Targets {
		names, e.ids = append(names, t.Name), append(e.ids, t.TargetID)
		if t.Score != nil && (lowest == nil || t.Score.Cmp(lowest) < 0) {
			last, lowest = i, t.Score
		}
	}
	e.target = newSelect(names, func(int) { e.show(e.rule) })
	e.target.choose(last)
	e.figures = newReader(func() { takeFocus(e.target) })
	return e
}

// content is the head with the choice of the target over the figures, so many high.
func (e *workedExample) content(height float32) fyne.CanvasObject {
	return vbox(8, hbox(8, bold(body("算例")), spacer(), sized(200, 0, e.target)), sized(workedWidth, height, e.figures))
}

// show works a rule out. One that can't be meant leaves the figures of the last one.
func (e *workedExample) show(rule data.Scoring) {
	if rule.Validate() != nil {
		return
	}
	e.rule = rule
	if len(e.ids) == 0 {
		e.figures.show(newParagraph("录入评议票以后，这里用一个对象的票数把规则算一遍。", textCaption, colorMuted, workedWidth))
		return
	}
	list := vbox(6)
	for i, section := range e.stats.With(rule).WorkedExample(e.ids[max(e.target.chosen, 0)]).Sections {
		if i > 0 {
			list.Add(line())
		}
		list.Add(bold(body(section.Title)))
		if section.Counts != nil {
			list.Add(countsTable(*section.Counts))
		}
		if section.Note != "" {
			list.Add(newParagraph(section.Note, textCaption, colorMuted, workedWidth-12))
		}
		for _, f := range section.Formulas {
			list.Add(vbox(0, hbox(4, body(f.Name), spacer(), bold(body(f.Value))), newParagraph(f.Expression, textCaption, colorMuted, workedWidth-12)))
		}
	}
	list.Add(line())
	list.Add(bold(body("规则")))
	list.Add(newParagraph(strings.Join(rule.Words(), "\n"), textCaption, colorMuted, workedWidth-12))
	at := e.figures.scroll.Offset
	e.figures.show(pad2(6, 0, list))
	e.figures.scroll.ScrollToOffset(at) // typing does not lose the place
}

// countsTable shows the four counts in a row under their words.
func countsTable(c data.Counts) fyne.CanvasObject {
	words, figures := columns(0, []float32{0, 0, 0, 0}), columns(0, []float32{0, 0, 0, 0})
	for i, mark := range data.Grades {
		words.Add(pad2(8, 2, trailing(bold(newText(gradeWords[i], textCaption, colorHeader)))))
		figures.Add(pad2(8, 2, trailing(body(strconv.Itoa(c.Of(mark))))))
	}
	return panelled(vbox(0, words, line(), figures))
}

// trailing sets a line of text to the right of its room.
func trailing(t *canvas.Text) *canvas.Text {
	t.Alignment = fyne.TextAlignTrailing
	return t
}

// figureText is a figure as the rule shows it, a rate with its sign.
func figureText(sc data.Scoring, m data.Metric, r *big.Rat) string {
	text := sc.Format(m, r)
	if r != nil && m != data.ScoreMetric {
		text += "%"
	}
	return text
}

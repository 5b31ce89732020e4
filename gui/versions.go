package gui

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"liangping/data"
)

// The size of the comparison, within the design size.
const (
	versionsWidth  = 1240
	versionsHeight = 430
)

// versionsDialog sets two texts that a target handed in side by side, line by line.
type versionsDialog struct {
	page          *reportsPage
	target        data.ID
	part          *segmented
	before, after *selectBox
	versions      []data.Version // of the part
	summary       *canvas.Text
	lines         *reader
}

// showVersions compares what a target handed in: the last two to begin with.
func (p *reportsPage) showVersions(row reportRow) {
	d := &versionsDialog{page: p, target: row.target.ID, summary: remark("")}
	d.part = newSegmented([]string{data.ReportPart.String(), data.CommitmentPart.String()}, func(int) { d.read() })
	d.part.choose(p.editor.switched.chosen)
	d.before, d.after = newSelect(nil, func(int) { d.compare() }), newSelect(nil, func(int) { d.compare() })
	d.lines = newReader(func() { p.app.focus(d.after) })
	d.read()
	const selectWidth = 260
	content := vbox(12, heading(row.target.Name+"　历次送审稿"),
		hbox(8, d.part, spacer(), d.summary),
		columns(16, []float32{0, 0}, hbox(8, sized(selectWidth, 0, d.before)), hbox(8, sized(selectWidth, 0, d.after))),
		sized(versionsWidth-2*dialogPadding, versionsHeight, newPanel(d.lines)))
	p.app.showContent(versionsWidth, content)
}

// read reads the versions of the part in front.
func (d *versionsDialog) read() {
	var err error
	d.versions, err = d.page.records.Versions(context.Background(), d.target, data.Parts[d.part.chosen])
	if err != nil {
		d.page.app.showError("没有读到历次送审稿", err)
		return
	}
	var words []string
	for _, v := range d.versions {
		words = append(words, fmt.Sprintf("第 %d 次　%s　%s", v.Number, v.Date.MonthDay(), v.By))
	}
	d.before.setOptions(words, max(len(words)-2, 0))
	d.after.setOptions(words, len(words)-1)
	d.compare()
}

// compare shows the two chosen versions.
func (d *versionsDialog) compare() {
	if d.before.chosen < 0 || d.after.chosen < 0 {
		d.summary.Text = "这份文本还没有送审过。"
		d.summary.Refresh()
		d.lines.show(container.NewStack())
		return
	}
	pairs := pairLines(data.Compare(d.versions[d.before.chosen].Text, d.versions[d.after.chosen].Text))
	content, changed := vbox(0), 0
	for _, p := range pairs {
		if p.changed() {
			changed++
		}
		content.Add(p.row())
	}
	d.summary.Text = "两稿没有不同。"
	if changed > 0 {
		d.summary.Text = fmt.Sprintf("有 %d 处不同：－ 删去的，＋ 新写的。", changed)
	}
	d.summary.Refresh()
	d.lines.show(pad(8, content))
}

// linePair is a line of the comparison: how it was and how it became. One side is nil where there is nothing opposite.
type linePair struct{ before, after *data.Change }

func (p linePair) changed() bool {
	return p.before == nil || p.after == nil || p.before.Kind != data.LineKept
}

// pairLines sets what was removed beside what was added in its place.
func pairLines(changes []data.Change) (pairs []linePair) {
	open := 0 // the first pair that waits for its right side
	for i := range changes {
		c := &changes[i]
		switch c.Kind {
		case data.LineRemoved:
			pairs = append(pairs, linePair{before: c})
		case data.LineAdded:
			if open < len(pairs) {
				pairs[open].after = c
				open++
				continue
			}
			pairs = append(pairs, linePair{after: c})
			open++
		default:
			pairs = append(pairs, linePair{c, c})
			open = len(pairs)
		}
	}
	return pairs
}

// row draws the pair, each side with its sign and ground when it has changed.
func (p linePair) row() fyne.CanvasObject {
	const width = (versionsWidth - 2*dialogPadding - 2*8 - 16) / 2
	side := func(c *data.Change, sign string, kind chipKind) fyne.CanvasObject {
		if c == nil {
			return spacer()
		}
		text := newParagraph(c.Line, textBody, theme.ColorNameForeground, width-36)
		mark := body("")
		ground := canvas.NewRectangle(theme.Color(colorPanel))
		if c.Kind != data.LineKept {
			mark.Text, ground.FillColor = sign, chipColors[kind].fill
		}
		return container.NewStack(ground, pad2(6, 1, columns(4, []float32{20, 0}, vbox(0, mark), text)))
	}
	return columns(16, []float32{0, 0}, side(p.before, "－", chipRed), side(p.after, "＋", chipGreen))
}

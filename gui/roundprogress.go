package gui

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"liangping/data"
)

// progressPanel shows how far the keying is, group by group.
type progressPanel struct {
	box     *fyne.Container
	count   *canvas.Text
	rows    *fyne.Container
	keyAll  *button
	others  []*button // 按合计录入, 意见录入
	keyOne  func(group data.ID)
	showing []entryRowState
}

// entryRowState is what a row of the panel shows; the same rows are not built again, so that the focus stays.
type entryRowState struct {
	group           data.ID
	name            string
	keyed, returned int
	way             data.Way
	open            bool // the round may be changed
}

// newProgressPanel returns the panel; keyAll keys the first group that has sheets left, keyOne a certain one.
func newProgressPanel(keyAll, keyTotals, keyOpinions func(), keyOne func(group data.ID)) *progressPanel {
	p := &progressPanel{count: remark(""), rows: vbox(2), keyOne: keyOne}
	p.keyAll = newButton("逐张录入", keyAll).high().key("F5")
	p.others = []*button{newButton("按合计录入", keyTotals), newButton("意见录入", keyOpinions)}
	head := hbox(8, bold(body("录票进度")), p.count)
	p.box = newPanel(pad2(12, 8, container.NewBorder(pad2(0, 2, head), hbox(8, p.keyAll, p.others[0], p.others[1]), nil, nil, p.rows)))
	return p
}

// set shows the round's groups and how many sheets are keyed and came back.
func (p *progressPanel) set(r data.Round, progress []data.EntryProgress) {
	var states []entryRowState
	keyed, returned := 0, 0
	isOpen := r.State == data.RoundOpen
	p.keyAll.setEnabled(isOpen)
	p.others[0].setEnabled(isOpen)
	p.others[1].setEnabled(r.Live())
	for _, g := range r.Groups {
		s := entryRowState{group: g.ID, name: g.Kind.String(), keyed: keyedOf(progress, g.ID), returned: g.Returned, way: wayOf(progress, g.ID), open: isOpen}
		keyed, returned = keyed+s.keyed, returned+s.returned
		states = append(states, s)
	}
	setText(p.count, fmt.Sprintf("%d / %d", keyed, returned), colorMuted)
	if slices.Equal(states, p.showing) {
		return
	}
	p.showing = states
	p.rows.Objects = nil
	for _, s := range states {
		p.rows.Objects = append(p.rows.Objects, p.newRow(s))
	}
	p.rows.Refresh()
}

func (p *progressPanel) newRow(s entryRowState) fyne.CanvasObject {
	bar := newProgressBar(6)
	bar.set(s.keyed, s.returned)
	figure := body(fmt.Sprintf("%d / %d", s.keyed, s.returned))
	figure.Alignment = fyne.TextAlignTrailing
	var last fyne.CanvasObject
	switch {
	case s.returned > 0 && s.keyed == s.returned:
		done := newText("✓ 录完", textBody, theme.ColorNameSuccess)
		done.Alignment = fyne.TextAlignTrailing
		last = done
	case s.returned > 0 && s.keyed > s.returned:
		more := bold(newText(fmt.Sprintf("× 多 %d", s.keyed-s.returned), textBody, theme.ColorNameError))
		more.Alignment = fyne.TextAlignTrailing
		last = more
	case !s.open:
		last = body("")
	case s.way == data.ByTotals:
		last = container.NewCenter(newSmallButton("合计", p.others[0].tapped))
	default:
		word := "继续录"
		if s.keyed == 0 {
			word = "开始录"
		}
		last = container.NewCenter(newSmallButton(word, func() { p.keyOne(s.group) }))
	}
	return sized(0, 32, columns(12, []float32{90, 0, 72, 60}, body(s.name), bar, figure, last))
}

// keyedOf is the number of a group's sheets on the disk.
func keyedOf(progress []data.EntryProgress, group data.ID) int {
	for _, p := range progress {
		if p.GroupID == group {
			return p.Keyed
		}
	}
	return 0
}

// wayOf is how a group's sheets are entered; "" until something was.
func wayOf(progress []data.EntryProgress, group data.ID) data.Way {
	for _, p := range progress {
		if p.GroupID == group {
			return p.Way
		}
	}
	return ""
}

package gui

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"liangping/data"
)

// gatheringsView is the part 征求活动 of 意见建议: each meeting, opening of the box, visit and interview, and at the right what
// was said there.
type gatheringsView struct {
	page   *opinionsPage
	table  *table[data.Gathering]
	head   *canvas.Text
	facts  *fyne.Container
	said   *table[data.Opinion]
	change *button
	remove *button
	add    *button
	panels fyne.CanvasObject
}

const gatheringSideWidth = designWidth - 2*pageMargin - panelGap - opinionsTableWidth - 2*panelPadding

func newGatheringsView(p *opinionsPage) *gatheringsView {
	v := &gatheringsView{page: p, head: heading(""), facts: vbox(4)}
	v.table = newTable(func(g data.Gathering) string { return string(g.ID) }, []column[data.Gathering]{
		{label: "方式", width: 104, text: func(g data.Gathering) string { return g.Channel.String() }},
		{label: "日期", width: 104, align: fyne.TextAlignTrailing, text: func(g data.Gathering) string { return g.Date.String() }, sort: byGatheringDate},
		{label: "地点", text: func(g data.Gathering) string { return dash(g.Place) }},
		{label: "主持人", width: 168, text: func(g data.Gathering) string { return dash(g.Hosts) }},
		{label: "人数", width: 72, align: fyne.TextAlignTrailing, text: func(g data.Gathering) string { return strconv.Itoa(g.People) }},
		{label: "意见", width: 72, align: fyne.TextAlignTrailing, text: func(g data.Gathering) string { return strconv.Itoa(p.form.held(g.ID)) }},
	})
	v.table.onSelect = v.show
	v.table.onOpen = func(g data.Gathering) { p.note(g.ID) }
	v.table.onType = p.searchFor.take
	v.said = newTable(func(o data.Opinion) string { return string(o.ID) }, []column[data.Opinion]{
		{label: "", width: 32, align: fyne.TextAlignTrailing, text: func(o data.Opinion) string { return strconv.Itoa(o.Number) }},
		{label: "意见", text: func(o data.Opinion) string { return oneLine(o.Text) }},
		{label: "涉及对象", width: 128, text: func(o data.Opinion) string { return p.targetName(o.TargetID) }},
	})
	v.said.bare, v.said.noFooter = true, true
	v.said.onOpen = func(o data.Opinion) { p.openOpinion(o.ID) }
	v.remove = newButton("删除…", v.askDeletion)
	v.change = newButton("修改…", func() { v.table.call(func(g data.Gathering) { v.edit(g, func(data.ID) {}) }) })
	v.add = newButton("记意见", func() { v.table.call(v.table.onOpen) }).key("回车").high()
	top := pad2(panelPadding, 12, vbox(8, v.head, v.facts, line()))
	buttons := pad2(panelPadding, 12, hbox(8, v.remove, spacer(), v.change, v.add))
	side := newPanel(container.NewBorder(top, buttons, nil, nil, v.said))
	v.panels = newSplit(v.table, side, opinionsTableWidth)
	return v
}

// setRows shows the gatherings as they are in the records now.
func (v *gatheringsView) setRows(all []data.Gathering) {
	v.table.setRows(all)
	people := 0
	counts := map[data.Channel]int{}
	for _, g := range all {
		people += g.People
		counts[g.Channel]++
	}
	var parts []string
	for _, c := range data.Channels {
		if counts[c] > 0 {
			parts = append(parts, fmt.Sprintf("%s %d 次", c, counts[c]))
		}
	}
	v.table.setFooter(strings.Join(parts, "　"), fmt.Sprintf("共 %d 人次", people))
	v.showSelected()
}

// filter shows the gatherings of a channel whose facts have every word.
func (v *gatheringsView) filter(channel data.Channel, search string) {
	v.table.setFilter(func(g data.Gathering) bool {
		return (channel == "" || g.Channel == channel) &&
			containsAll(strings.Join([]string{g.Place, g.Hosts, g.Note}, "\n"), strings.Fields(search))
	})
	v.showSelected()
}

func (v *gatheringsView) showSelected() {
	if g, ok := v.table.selected(); ok {
		v.show(g)
		return
	}
	v.head.Text = "没有符合条件的征求活动"
	v.facts.Objects = nil
	v.said.setRows(nil)
	v.enable(false)
}

// show shows what is known of a gathering and what was said there.
func (v *gatheringsView) show(g data.Gathering) {
	v.head.Text = g.Channel.String() + "　" + g.Date.Chinese()
	v.facts.Objects = nil
	for _, fact := range [][2]string{
		{"地点", g.Place}, {"主持人", g.Hosts}, {"人数", fmt.Sprintf("%d 人", g.People)}, {"备注", g.Note},
	} {
		if fact[1] != "" {
			v.facts.Add(columns(12, []float32{48, 0}, vbox(0, remark(fact[0])),
				newParagraph(fact[1], textBody, theme.ColorNameForeground, gatheringSideWidth-60)))
		}
	}
	var said []data.Opinion
	for _, o := range v.page.all {
		if o.GatheringID == g.ID {
			said = append(said, o)
		}
	}
	v.said.setRows(said)
	v.enable(true)
}

// enable lets a gathering be worked with.
func (v *gatheringsView) enable(on bool) {
	for _, b := range []*button{v.remove, v.change, v.add} {
		b.setEnabled(on)
	}
	v.panels.Refresh()
}

// edit asks for the facts of a gathering and keeps them; then is called with its ID.
func (v *gatheringsView) edit(g data.Gathering, then func(data.ID)) {
	p := v.page
	channel := newSelect(names(data.Channels), nil)
	channel.choose(slices.Index(data.Channels, g.Channel))
	date := newDateEntry(p.app.today(), nil)
	date.set(g.Date)
	place, hosts, note := newEntry(), newEntry(), newEntry()
	place.SetText(g.Place)
	hosts.SetText(g.Hosts)
	note.SetText(g.Note)
	people := newNumberEntry(9999, nil)
	if g.People > 0 {
		people.set(g.People)
	}
	dateField := newField("日期", labelUsual, date)
	fields := []*field{
		newField("方式", labelUsual, channel), dateField, newField("地点", labelUsual, place), newField("主持人", labelUsual, hosts),
		newField("人数", labelUsual, hbox(8, sized(88, 0, people), caption("到会、走访、投意见的人数"))), newField("备注", labelUsual, note),
	}
	title, doing := "登记征求活动", "登记"
	if slices.ContainsFunc(p.form.gatherings, func(old data.Gathering) bool { return old.ID == g.ID }) {
		title, doing = "修改征求活动", "保存"
	}
	p.app.form(title, doing, fields, channel, func() error {
		dateField.accept()
		var isDate bool
		if g.Date, isDate = date.date(); !isDate && !date.empty() {
			dateField.refuse("要写成 2011-08-03 的样子。")
			p.app.resizeTop()
			return errRefused
		}
		g.Channel, g.Place, g.Hosts, g.Note = data.Channels[max(channel.chosen, 0)], place.Text, hosts.Text, note.Text
		g.People, _ = people.number()
		if err := p.records.SaveGathering(context.Background(), g); err != nil {
			return err
		}
		p.app.reload()
		p.app.saved("征求活动")
		then(g.ID)
		return nil
	})
}

// askDeletion asks before a gathering is taken out.
func (v *gatheringsView) askDeletion() {
	p := v.page
	v.table.call(func(g data.Gathering) {
		p.app.confirm(question{
			title: "删除这次" + g.Channel.String() + "？", doing: "删除", danger: true,
			lines: []string{gatheringName(g), "下面还有意见时不能删除。删除以后不能找回。"},
		}, func() {
			if err := p.records.DeleteGathering(context.Background(), g.ID); err != nil {
				p.app.showError("没有删除", err)
				return
			}
			p.app.reload()
			p.app.saved("删除征求活动")
		})
	})
}

// gatheringName is 恳谈会　8月3日　三楼会议室.
func gatheringName(g data.Gathering) string {
	parts := []string{g.Channel.String()}
	for _, part := range []string{g.Date.MonthDay(), g.Place} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, "　")
}

func byGatheringDate(a, b data.Gathering) int { return cmp.Compare(a.Date.String(), b.Date.String()) }

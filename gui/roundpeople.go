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

// attendanceRecords is what the list of people needs of the store.
type attendanceRecords interface {
	Attendance(ctx context.Context, round data.ID) ([]data.Invitee, error)
	SaveAttendance(ctx context.Context, round data.ID, people []data.Invitee) error
}

// peoplePanel is 人员: who is invited, ticked at the door, with the rules on heads tried on the list. The list is never tied to a
// ballot.
type peoplePanel struct {
	page   *roundsPage
	round  data.Round
	people []data.Invitee
	dirty  bool // the list isn't on the disk yet

	searchFor    *entry
	table        *table[inviteeRow]
	group        *selectBox
	name, post   *entry
	add          *button
	bring, paste *button
	export       *button // 导出…, or 模板… of an empty list
	remove, take *button
	heads        *headCount
	checks       *checkList
	differs      *canvas.Text
	box          *fyne.Container
	changing     []fyne.Disableable // dead on a closed round
	groups       []data.GroupKind
	entering     *fyne.Container // the fields of one more person
}

// inviteeRow is a line of the list.
type inviteeRow struct {
	data.Invitee
	at int // in the list as saved
}

const peopleSideWidth = 400

func newPeoplePanel(p *roundsPage) *peoplePanel {
	l := &peoplePanel{page: p, differs: newText("", textCaption, colorNoticeText)}
	l.table = newTable(func(r inviteeRow) string { return string(r.Group) + "\t" + r.Name + "\t" + r.Post }, []column[inviteeRow]{
		{label: "实到", width: 56, check: func(r inviteeRow) bool { return r.Present }},
		{label: "姓名", width: 168, text: func(r inviteeRow) string { return r.Name }},
		{label: "单位及职务", text: func(r inviteeRow) string { return dash(r.Post) }},
	})
	l.table.group = func(r inviteeRow) (title, remark string) { return r.Group.String(), l.groupRemark(r.Group) }
	l.table.bare = true
	l.table.onCheck = func(r inviteeRow) { l.tick(r) }
	l.table.onKey = func(key *fyne.KeyEvent) bool {
		if key.Name == fyne.KeyDelete {
			l.askRemoval()
			return true
		}
		return false
	}
	l.searchFor = newSearch("找人：姓名、单位", func(string) { l.filter() })
	l.searchFor.down, l.searchFor.enter = l.table.takeFocus, l.table.takeFocus
	l.table.onType = l.searchFor.take
	l.bring = newButton("导入…", l.importFile).withIcon(theme.UploadIcon())
	l.paste = newButton("粘贴…", l.askPaste)
	l.export = newButton("导出…", l.exportList).withIcon(theme.DownloadIcon())
	l.remove = newButton("去掉", l.askRemoval).key("Delete")
	l.group, l.name, l.post = newSelect(nil, nil), newEntry(), newEntry()
	l.name.PlaceHolder, l.post.PlaceHolder = "姓名", "单位及职务（可不填）"
	l.add = newButton("加入", l.addPerson)
	l.post.enter = l.addPerson
	l.take = newButton("按名单填写应到实到", l.takeCounts).high()
	l.heads, l.checks = newHeadCount(), newCheckList(l.table.takeFocus)
	l.checks.narrow = true
	l.changing = []fyne.Disableable{l.bring, l.paste, l.remove, l.group, l.name, l.post, l.add, l.take}

	l.entering = container.NewStack()
	head := vbox(8, hbox(8, sized(200, 0, l.searchFor), caption("空格：到会"), spacer(), l.remove, l.paste, l.bring, l.export), l.entering)
	left := newPanel(container.New(&above{}, pad2(12, 8, head), l.table))
	right := newPanel(pad2(12, 8, container.NewBorder(vbox(8, bold(body("人数")), l.heads.box, line()), vbox(4, l.differs, hbox(8, l.take)), nil, nil, l.checks.scroll)))
	l.box = columns(panelGap, []float32{0, peopleSideWidth}, left, right)
	return l
}

// read fetches the list of a round. What isn't on the disk yet stays.
func (l *peoplePanel) read(ctx context.Context, r data.Round) (err error) {
	if l.dirty {
		return nil
	}
	l.people, err = l.page.records.Attendance(ctx, r.ID)
	return err
}

// set shows the list of a round.
func (l *peoplePanel) set(r data.Round) {
	if r.ID != l.round.ID {
		l.groups = r.Kind.GroupKinds()
		l.group.setOptions(names(l.groups), 0)
		l.entering.Objects = []fyne.CanvasObject{columns(8, []float32{132, 132, 0, 60}, l.group, l.name, l.post, l.add)}
		if len(l.groups) == 1 {
			l.entering.Objects = []fyne.CanvasObject{columns(8, []float32{132, 0, 60}, l.name, l.post, l.add)}
		}
		l.searchFor.SetText("")
		l.name.SetText("")
		l.post.SetText("")
	}
	l.round = r
	for _, o := range l.changing {
		if r.State == data.RoundOpen {
			o.Enable()
		} else {
			o.Disable()
		}
	}
	l.show()
}

// show brings the table and the numbers up to date with the list.
func (l *peoplePanel) show() {
	rows := make([]inviteeRow, len(l.people))
	for i, p := range l.people {
		rows[i] = inviteeRow{p, i}
	}
	slices.SortStableFunc(rows, func(a, b inviteeRow) int { return slices.Index(l.groups, a.Group) - slices.Index(l.groups, b.Group) })
	l.table.setRows(rows)
	listed := l.round.WithAttendance(l.people)
	present := 0
	for _, g := range listed.Groups {
		present += g.Present
	}
	l.table.setFooter(fmt.Sprintf("名单 %d 人，到会 %d 人", len(l.people), present), "")
	typed := l.page.counts.round
	l.heads.set(listed, typed)
	rules := slices.DeleteFunc(data.CheckRound(listed, nil), func(c data.Check) bool { return c.ID != data.CheckQuorum && c.ID != data.CheckServiceUsers })
	for i := range rules {
		rules[i].Rule = "名单：" + rules[i].Rule
	}
	for _, c := range data.CheckRound(typed, nil) {
		if c.ID == data.CheckQuorum || c.ID == data.CheckServiceUsers {
			c.Rule = "填写：" + c.Rule
			rules = append(rules, c)
		}
	}
	l.checks.set(rules)
	words := ""
	if len(l.people) > 0 && !sameHeads(listed, typed) {
		words = "△ 填写的应到、实到和名单不一样。"
	}
	setText(l.differs, words, colorNoticeText)
	l.export.setText("导出…")
	if len(l.people) == 0 {
		l.export.setText("模板…")
	}
	l.take.setEnabled(words != "" && l.round.State == data.RoundOpen)
}

// sameHeads reports whether both have the same 应到 and 实到 in every group.
func sameHeads(a, b data.Round) bool {
	return slices.EqualFunc(a.Groups, b.Groups, func(x, y data.Group) bool { return x.Expected == y.Expected && x.Present == y.Present })
}

// groupRemark stands behind the head of a group.
func (l *peoplePanel) groupRemark(kind data.GroupKind) string {
	listed, present := 0, 0
	for _, p := range l.people {
		if p.Group == kind {
			listed++
			if p.Present {
				present++
			}
		}
	}
	return fmt.Sprintf("应到 %d，实到 %d", listed, present)
}

func (l *peoplePanel) filter() {
	l.table.setFilter(func(r inviteeRow) bool {
		return data.MatchTarget(data.Target{Name: r.Name, Unit: r.Post}, l.searchFor.Text)
	})
}

// takeFocus begins where the list is worked on: in the table, or with the first name.
func (l *peoplePanel) takeFocus() {
	if len(l.people) == 0 && l.round.State == data.RoundOpen {
		l.page.app.focus(l.name)
		return
	}
	l.page.app.focus(l.table)
}

// change puts another list in place and saves it when the work on it pauses.
func (l *peoplePanel) change(people []data.Invitee) {
	l.people, l.dirty = people, true
	l.show()
	l.page.saveSoon()
}

// tick says of a person that he or she has come, or not.
func (l *peoplePanel) tick(r inviteeRow) {
	if l.round.State != data.RoundOpen {
		return
	}
	people := slices.Clone(l.people)
	people[r.at].Present = !r.Present
	l.change(people)
}

// addPerson adds who is written in the fields.
func (l *peoplePanel) addPerson() {
	one := data.Invitee{Group: l.groups[max(l.group.chosen, 0)], Name: data.CleanName(l.name.Text), Post: data.CleanLine(l.post.Text)}
	if one.Name == "" {
		takeFocus(l.name)
		return
	}
	people := append(slices.Clone(l.people), one)
	if err := l.round.ValidateAttendance(people); err != nil {
		l.page.app.showError("没有加入名单", err)
		return
	}
	l.name.SetText("")
	l.post.SetText("")
	l.change(people)
	l.table.selectKey(l.table.key(inviteeRow{one, 0}))
	takeFocus(l.name)
}

// askRemoval takes the selected person off the list after asking.
func (l *peoplePanel) askRemoval() {
	r, ok := l.table.selected()
	if !ok || l.round.State != data.RoundOpen {
		return
	}
	l.page.app.confirm(question{
		title: "从名单中去掉“" + r.Name + "”？", lines: []string{r.Group.String() + "　" + r.Post}, doing: "去掉", danger: true,
	}, func() { l.change(slices.Delete(slices.Clone(l.people), r.at, r.at+1)) })
}

// takeCounts writes 应到 and 实到 of the accounting from the list.
func (l *peoplePanel) takeCounts() {
	p := l.page
	p.counts.set(p.counts.round.WithAttendance(l.people))
	p.typed()
	if p.flush() {
		l.show()
	}
}

// flush saves the list. It reports whether nothing is left unsaved.
func (l *peoplePanel) flush() bool {
	if !l.dirty {
		return true
	}
	l.dirty = false
	if err := l.page.records.SaveAttendance(context.Background(), l.round.ID, l.people); err != nil {
		l.dirty = true
		l.page.app.showError("名单没有存上", err, action{"再试一次", func() { l.page.flush() }})
		return false
	}
	l.page.app.saved(l.round.Name() + "人员名单")
	return true
}

// headCount is the little table of heads: as listed and as typed, group by group.
type headCount struct{ box *fyne.Container }

func newHeadCount() *headCount { return &headCount{vbox(4)} }

// set shows the heads of a round as listed and as typed.
func (h *headCount) set(listed, typed data.Round) {
	widths := []float32{0, 60, 60, 60, 60}
	cells := func(style func(string) *canvas.Text, name string, figures ...string) fyne.CanvasObject {
		row := []fyne.CanvasObject{style(name)}
		for _, f := range figures {
			t := style(f)
			t.Alignment = fyne.TextAlignTrailing
			row = append(row, t)
		}
		return columns(0, widths, row...)
	}
	h.box.Objects = []fyne.CanvasObject{cells(caption, "人员类别", "名单应到", "名单实到", "填写应到", "填写实到")}
	var sum [4]int
	figures := func(n [4]int) (words []string) {
		for _, one := range n {
			words = append(words, fmt.Sprint(one))
		}
		return words
	}
	for i, g := range listed.Groups {
		n := [4]int{g.Expected, g.Present, typed.Groups[i].Expected, typed.Groups[i].Present}
		for j := range n {
			sum[j] += n[j]
		}
		h.box.Add(cells(body, g.Kind.String(), figures(n)...))
	}
	if len(listed.Groups) > 1 {
		h.box.Add(cells(func(s string) *canvas.Text { return bold(body(s)) }, "合计", figures(sum)...))
	}
	h.box.Refresh()
}

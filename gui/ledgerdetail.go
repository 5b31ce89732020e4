package gui

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"liangping/data"
)

// itemRecords is what the detail of an item needs of the store.
type itemRecords interface {
	Item(ctx context.Context, id data.ID) (*data.ItemRecord, error)
	SaveStep(ctx context.Context, step data.Step) error
	RecordProgress(ctx context.Context, p data.ItemProgress) error
	SaveEvidence(ctx context.Context, e data.Evidence) error
	AttachFile(ctx context.Context, e data.Evidence, path string) error
	WriteAttachment(ctx context.Context, evidence data.ID, folder string) (path string, err error)
	SaveItemPublication(ctx context.Context, p data.ItemPublication) error
	SaveInspection(ctx context.Context, v data.Inspection) error
	SaveAccountability(ctx context.Context, a data.Accountability) error
	DeleteItemEntry(ctx context.Context, item, entry data.ID) error
	ChangeDue(ctx context.Context, id data.ID, due data.Date, reason, approver string, approved data.Date) error
}

// ledgerDetail shows an item with everything that hangs under it in one scroll, and under it, always in sight, what leads to its
// next state (screens.md, screen 08).
type ledgerDetail struct {
	page   *ledgerPage
	record data.ItemRecord

	head    *fyne.Container
	rest    *reader
	blocked *paragraph // what the next state lacks
	actions *fyne.Container
	buttons map[string]*button // by what they do; they stay, and with them the focus
	links   map[string]*link   // by what they open
	content fyne.CanvasObject
}

const ledgerTextWidth = ledgerFormWidth - 2*ledgerFormPadding

func newLedgerDetail(p *ledgerPage) *ledgerDetail {
	d := &ledgerDetail{page: p, head: vbox(8), actions: hbox(8), buttons: map[string]*button{}, links: map[string]*link{}}
	d.rest = newReader(p.table.takeFocus)
	d.blocked = newParagraph("", textCaption, colorNoticeText, ledgerTextWidth)
	d.content = container.NewBorder(
		vbox(0, pad2(ledgerFormPadding, 8, d.head), line()),
		vbox(0, line(), pad2(ledgerFormPadding, 8, vbox(8, d.blocked, d.actions))), nil, nil, d.rest)
	return d
}

// show shows an item. The same one shown again stays where it was scrolled to.
func (d *ledgerDetail) show(r data.ItemRecord) {
	before, same := d.rest.scroll.Offset, d.record.ID == r.ID
	if !same {
		d.links, d.buttons = map[string]*link{}, map[string]*button{}
	}
	d.record = r
	d.head.Objects = []fyne.CanvasObject{itemHead(r.LedgerItem, d.page.app.today())}
	content := vbox(6)
	d.addFacts(content)
	for _, add := range []func(*fyne.Container){
		d.addSteps, d.addProgress, d.addEvidence, d.addPublications, d.addInspections, d.addAccountability, d.addDueChanges, d.addDecisions,
	} {
		add(content)
	}
	d.rest.show(pad2(ledgerFormPadding, 8, content))
	if same {
		d.rest.scroll.ScrollToOffset(before)
	}
	d.showActions()
	d.content.Refresh()
}

// itemHead is number, problem and where the item stands.
func itemHead(i data.LedgerItem, today data.Date) fyne.CanvasObject {
	chips := itemChips(i, today)
	return hbox(8, heading(fit(itemName(i), headRoom(chips), textHeading, true)), spacer(), chips)
}

// headRoom is what the chips leave for the name.
func headRoom(chips fyne.CanvasObject) float32 { return ledgerTextWidth - chips.MinSize().Width - 8 }

func itemChips(i data.LedgerItem, today data.Date) *fyne.Container {
	chips := hbox(6)
	if i.OriginID != "" {
		chips.Add(newChip(chip{chipOutline, "", "延续"}))
	}
	chips.Add(newChip(itemChip(i)))
	if i.In(data.TermOverdue, today) {
		chips.Add(newChip(chip{chipRed, "▲", fmt.Sprintf("逾期 %d 天", -i.DaysLeft(today))}))
	}
	return chips
}

// itemName names an item: 3　办事窗口午间无人值守.
func itemName(i data.LedgerItem) string {
	if i.Number == 0 {
		return "新增的事项"
	}
	return fmt.Sprintf("%d　%s", i.Number, oneLine(i.Problem))
}

// addFacts shows every column of the item.
func (d *ledgerDetail) addFacts(content *fyne.Container) {
	r := d.record
	fact := func(name, text string, more ...fyne.CanvasObject) {
		if text == "" && len(more) == 0 {
			return
		}
		row := container.NewBorder(nil, nil, nil, hbox(0, more...), newParagraph(text, textBody, theme.ColorNameForeground, ledgerTextWidth-80))
		content.Add(columns(8, []float32{72, 0}, vbox(0, remark(name)), row))
	}
	if r.State == data.ItemClosed {
		fact("整改结果", r.Closing.Note)
		fact("销号", fmt.Sprintf("%s，验收人 %s", r.Closing.Date, r.Closing.Acceptor))
		content.Add(line())
	} else if r.Rejected != "" {
		content.Add(newNotice("驳回："+r.Rejected, ledgerTextWidth))
	}
	if r.State == data.ItemClosing {
		fact("整改结果", r.Closing.Note)
		content.Add(line())
	}
	if name := itemName(r.LedgerItem); fit(name, headRoom(itemChips(r.LedgerItem, d.page.app.today())), textHeading, true) != name || oneLine(r.Problem) != r.Problem {
		fact("存在问题", r.Problem)
	}
	var original []fyne.CanvasObject
	if r.ProblemID != "" {
		original = append(original, d.link("original", "→ 原意见", func() { d.page.app.showPage(string(data.AtOpinions), string(r.ProblemID)) }))
	}
	fact("来源", r.SourceText(), original...)
	fact("对象", cmp.Or(r.TargetName, "全办"))
	fact("整改措施", r.Measures)
	fact("整改目标", r.Goal)
	fact("责任", strings.Join(filledIn(withRole(r.Leader, "（领导）"), r.Unit, r.Person), "　"))
	fact("时限", d.dueText())
	bar := newProgressBar(8)
	bar.set(r.Percent, 100)
	content.Add(columns(8, []float32{72, 0, 44}, vbox(0, remark("进度")), bar, bold(body(fmt.Sprintf("%d%%", r.Percent)))))
}

func withRole(name, role string) string {
	if name == "" {
		return ""
	}
	return name + role
}

// filledIn are the texts that aren't empty.
func filledIn(texts ...string) []string {
	return slices.DeleteFunc(texts, func(s string) bool { return s == "" })
}

// dueText is the deadline with how often it was changed and the next step of a long-term item.
func (d *ledgerDetail) dueText() string {
	r := d.record
	text := fmt.Sprintf("%s　%s　未变更", r.Due, r.Class)
	if r.Moved > 0 {
		text = fmt.Sprintf("%s　%s　变更 %d 次", r.Due, r.Class, r.Moved)
	}
	if next := r.Deadline(); !next.IsZero() && next != r.Due {
		text += "　下一步 " + next.String()
	}
	return text
}

// link returns the link with the key; it comes into sight with the focus.
func (d *ledgerDetail) link(key, text string, follow func()) *link {
	l := d.links[key]
	if l == nil {
		l = newLink(text, nil)
		l.reached = func() { d.reveal(l) }
		d.links[key] = l
	}
	l.follow = follow
	l.setText(text)
	return l
}

// small returns the small button with the word in a section.
func (d *ledgerDetail) small(section, word string, do func()) *button {
	b := d.buttons[section+word]
	if b == nil {
		b = newSmallButton(word, nil)
		b.reached = func() { d.reveal(b) }
		d.buttons[section+word] = b
	}
	b.tapped = do
	return b
}

// reveal brings a widget that has got the focus into sight, in the form where that shows it.
func (d *ledgerDetail) reveal(o fyne.CanvasObject) {
	if d.page.showsForm() {
		d.page.form.reveal(o)
		return
	}
	d.rest.reveal(o)
}

// section begins a part of the detail: its name, how many, and what can be added.
func (d *ledgerDetail) section(content *fyne.Container, name, counted string, buttons ...*button) {
	row := hbox(8, bold(body(name)), remark(counted), spacer())
	for _, b := range buttons {
		row.Add(b)
	}
	content.Add(line())
	content.Add(sized(0, 26, row))
}

// entry is one line of a section: its day as a link that opens it, the text in full, and a remark at the right.
func (d *ledgerDetail) entry(content *fyne.Container, key data.ID, day, text, remarked string, open func()) {
	const dayWidth = 76
	var first fyne.CanvasObject = remark(day)
	if open != nil {
		first = d.link(string(key), day, open)
	}
	room := float32(ledgerTextWidth - dayWidth - 8)
	row := []fyne.CanvasObject{vbox(0, first)}
	widths := []float32{dayWidth, 0}
	if remarked != "" {
		room -= textWidth(remarked, textBody, false) + 8
		widths = append(widths, textWidth(remarked, textBody, false))
	}
	row = append(row, newParagraph(text, textBody, theme.ColorNameForeground, room))
	if remarked != "" {
		row = append(row, vbox(0, remark(remarked)))
	}
	content.Add(columns(8, widths, row...))
}

// in tells whether the item is in one of the states, and its campaign still worked on.
func (d *ledgerDetail) in(states ...data.ItemState) bool {
	return !d.page.app.archived() && slices.Contains(states, d.record.State)
}

func (d *ledgerDetail) addSteps(content *fyne.Container) {
	r := d.record
	open := d.in(data.ItemDraft, data.ItemOpen)
	if len(r.Plan) == 0 && !open {
		return
	}
	var add []*button
	if open {
		add = append(add, d.small("steps", "增加…", func() { d.page.askStep(r, data.Step{ID: data.NewID(), ItemID: r.ID}) }))
	}
	d.section(content, "分步措施", fmt.Sprintf("完成 %d / %d", r.StepsDone, r.Steps), add...)
	today := d.page.app.today()
	for _, s := range r.Plan {
		sign, note := "○ ", s.Note
		switch {
		case !s.Done.IsZero():
			sign, note = "✓ ", cmp.Or(note, s.Done.MonthDay()+"完成")
		case s.Overdue(today):
			sign = "▲ "
		}
		var ask func()
		if open {
			ask = func() { d.page.askStep(r, s) }
		}
		d.entry(content, s.ID, sign+s.Due.MonthDay(), s.Content, note, ask)
	}
}

func (d *ledgerDetail) addProgress(content *fyne.Container) {
	r := d.record
	var add []*button
	if d.in(data.ItemOpen) {
		add = append(add, d.small("progress", "记进展…", func() {
			d.page.askProgress(r, data.ItemProgress{ID: data.NewID(), ItemID: r.ID, Percent: r.Percent, Date: d.page.app.today(), By: r.Person})
		}))
	} else if len(r.Progress) == 0 {
		return
	}
	d.section(content, "进展", fmt.Sprintf("%d 条", len(r.Progress)), add...)
	for _, p := range slices.Backward(r.Progress) {
		var ask func()
		if d.in(data.ItemOpen) {
			ask = func() { d.page.askProgress(r, p) }
		}
		d.entry(content, p.ID, p.Date.MonthDay(), p.Text, fmt.Sprintf("%d%%", p.Percent), ask)
	}
}

func (d *ledgerDetail) addEvidence(content *fyne.Container) {
	r := d.record
	var add []*button
	if d.in(data.ItemOpen, data.ItemClosing) {
		add = append(add, d.small("evidence", "写说明…", func() {
			d.page.askEvidence(r, data.Evidence{ID: data.NewID(), ItemID: r.ID, Date: d.page.app.today()})
		}), d.small("evidence", "附文件…", func() { d.page.attach(r) }))
	} else if len(r.Evidence) == 0 {
		return
	}
	d.section(content, "佐证材料", fmt.Sprintf("%d 件", len(r.Evidence)), add...)
	for _, e := range r.Evidence {
		open, text, about := func() { d.page.openEvidence(r, e) }, e.Text, ""
		if e.File.Name != "" {
			text = strings.Join(filledIn(e.File.Name, e.Text), "　")
			about = e.File.Kind.String() + " " + e.File.SizeText()
		}
		d.entry(content, e.ID, e.Date.MonthDay(), text, about, open)
	}
}

func (d *ledgerDetail) addPublications(content *fyne.Container) {
	r := d.record
	may := d.in(data.ItemOpen, data.ItemClosing, data.ItemClosed)
	if !may && len(r.Publications) == 0 {
		return
	}
	d.section(content, "公示", fmt.Sprintf("%d 次", len(r.Publications)), d.small("publication", "登记…", func() {
		d.page.askPublication(r, data.ItemPublication{ID: data.NewID(), ItemID: r.ID, Date: d.page.app.today(), Subject: data.MeasuresShown})
	}))
	for _, p := range r.Publications {
		d.entry(content, p.ID, p.Date.MonthDay(), p.Place+"　"+p.Subject.String(), "", func() { d.page.askPublication(r, p) })
	}
}

func (d *ledgerDetail) addInspections(content *fyne.Container) {
	r := d.record
	may := d.in(data.ItemOpen, data.ItemClosing, data.ItemClosed)
	if !may && len(r.Inspections) == 0 {
		return
	}
	d.section(content, "督查", fmt.Sprintf("%d 次", len(r.Inspections)), d.small("inspection", "督查…", func() {
		d.page.askInspection(r, data.Inspection{ID: data.NewID(), ItemID: r.ID, Date: d.page.app.today()})
	}))
	for _, v := range r.Inspections {
		noticed := ""
		if v.DocumentID != "" {
			noticed = "已发督办通知"
		}
		d.entry(content, v.ID, v.Date.MonthDay(), v.By+"："+v.Finding, noticed, func() { d.page.askInspection(r, v) })
	}
}

func (d *ledgerDetail) addAccountability(content *fyne.Container) {
	r := d.record
	may := d.in(data.ItemOpen, data.ItemClosing, data.ItemClosed)
	if !may && len(r.Accountability) == 0 {
		return
	}
	buttons := []*button{d.small("accountability", "追究…", func() {
		d.page.askAccountability(r, data.Accountability{ID: data.NewID(), ItemID: r.ID, Date: d.page.app.today(), Person: r.Person})
	})}
	if len(r.Accountability) > 0 {
		buttons = append(buttons, d.small("accountability", "出记录", func() { d.page.app.newItemPaper(data.AccountabilityRecord, r.ID) }))
	}
	d.section(content, "责任追究", fmt.Sprintf("%d 次", len(r.Accountability)), buttons...)
	for _, a := range r.Accountability {
		d.entry(content, a.ID, a.Date.MonthDay(), fmt.Sprintf("%s　%s：%s（%s决定）", a.Person, a.Measure, a.Reason, a.Decider), "",
			func() { d.page.askAccountability(r, a) })
	}
}

// addDueChanges lists how the deadline was moved; that only grows.
func (d *ledgerDetail) addDueChanges(content *fyne.Container) {
	if len(d.record.DueChanges) == 0 {
		return
	}
	d.section(content, "时限变更", fmt.Sprintf("%d 次", len(d.record.DueChanges)))
	for _, c := range d.record.DueChanges {
		d.entry(content, "", c.Date.MonthDay(), fmt.Sprintf("%s 改为 %s。%s（%s批准）", c.Old, c.New, c.Reason, c.Approver), "", nil)
	}
}

// addDecisions lists the item's way through its states; that only grows.
func (d *ledgerDetail) addDecisions(content *fyne.Container) {
	if len(d.record.Decisions) == 0 {
		return
	}
	d.section(content, "办理经过", "")
	for _, x := range d.record.Decisions {
		d.entry(content, "", x.Date.MonthDay(), strings.Join(filledIn(x.By+"　"+x.Kind.String(), x.Opinion), "："), "", nil)
	}
}

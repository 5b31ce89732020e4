package gui

import (
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

// ballotOpinionStore is what the opinions on ballots need of the records.
type ballotOpinionStore interface {
	Targets(ctx context.Context) ([]data.Target, error)
	BallotOpinions(ctx context.Context, round data.ID) ([]data.Opinion, error)
	SaveBallotOpinions(ctx context.Context, round data.ID, opinions ...data.Opinion) error
	DeleteOpinion(ctx context.Context, id data.ID) error
}

// ballotOpinionsPage is 意见录入: what is written on the ballots of a round, typed into a list of the round. An opinion is never
// tied to a ballot: it has no batch and no number, and the list is shuffled (design.md §6).
type ballotOpinionsPage struct {
	app   *App
	store ballotOpinionStore
	round data.Round
	done  func()

	targets []data.Target
	all     []data.Opinion
	shown   data.Opinion // what the form was filled with; without a text for a new one

	table        *table[data.Opinion]
	head         *canvas.Text
	target       *entry
	match        *canvas.Text // → 王喆
	text         *textEntry
	textField    *field
	keep, remove *button
	root         fyne.CanvasObject
}

func newBallotOpinionsPage(app *App, store ballotOpinionStore, round data.Round, done func()) *ballotOpinionsPage {
	p := &ballotOpinionsPage{app: app, store: store, round: round, done: done}
	p.root = p.content()
	return p
}

func (p *ballotOpinionsPage) content() fyne.CanvasObject {
	back := newButton("返回", p.escape).withIcon(theme.NavigateBackIcon()).key("Esc")
	toolbar := hbox(8, back, hbox(16, heading(p.round.Name()), heading("票上的意见")))
	p.table = newTable(func(o data.Opinion) string { return string(o.ID) }, []column[data.Opinion]{
		{label: "意见原文", text: func(o data.Opinion) string { return oneLine(o.Text) }},
		{label: "对象", width: 160, text: func(o data.Opinion) string { return p.targetName(o.TargetID) }},
	})
	p.table.onOpen = p.edit
	p.head = heading("")
	p.target = newEntry()
	p.target.PlaceHolder = "序号、姓名或拼音首字母；不针对谁就空着"
	p.target.OnChanged = func(string) { p.matchTarget() }
	p.target.enter = func() { p.app.focus(p.text) }
	p.match = remark("")
	p.text = newTextEntry()
	p.text.SetMinRowsVisible(8)
	p.text.enter = func() { p.trySave() }
	p.textField = newField("意见", labelNarrow, p.text)
	p.keep = newButton("记下一条", func() { p.trySave() }).high().key("回车")
	p.remove = newButton("删除…", p.askDeletion)
	form := vbox(8, p.head, newParagraph("照票上的原话录，看得出是谁写的话改成一般说法。意见不与哪张票相连，列表的次序是打乱的。", textBody, colorMuted,
		entrySideWidth-2*panelPadding), newField("对象", labelNarrow, p.target), columns(0, []float32{labelNarrow + labelGap, 0}, body(""), p.match), p.textField,
		hbox(8, p.remove, spacer(), p.keep))
	return newPage(toolbar, columns(panelGap, []float32{0, entrySideWidth}, p.table, newPanel(pad(panelPadding, container.NewBorder(form, nil, nil, nil)))))
}

// object is what stands in the round's place.
func (p *ballotOpinionsPage) object() fyne.CanvasObject { return p.root }

// focus begins with whom the next opinion is about.
func (p *ballotOpinionsPage) focus() { p.app.focus(p.target) }

// reload reads the list; what is being typed stays.
func (p *ballotOpinionsPage) reload() {
	ctx := context.Background()
	var err error
	if p.targets, err = p.store.Targets(ctx); err == nil {
		p.all, err = p.store.BallotOpinions(ctx, p.round.ID)
	}
	if err != nil {
		p.app.showError("没有读到意见", err)
		return
	}
	p.table.setRows(p.all)
	p.table.setFooter("次序打乱，不与哪张票相连", "")
	if p.shown.ID == "" {
		p.begin()
	}
	p.matchTarget()
}

// begin empties the form for another opinion.
func (p *ballotOpinionsPage) begin() {
	p.fill(data.Opinion{ID: data.NewID()})
}

// edit shows an opinion of the list in the form.
func (p *ballotOpinionsPage) edit(o data.Opinion) {
	p.leave(func() {
		p.fill(o)
		p.app.focus(p.text)
	})
}

func (p *ballotOpinionsPage) fill(o data.Opinion) {
	p.shown = o
	words := "新的一条"
	if o.Text != "" {
		words = "改正一条"
	}
	setText(p.head, words, theme.ColorNameForeground)
	p.remove.setEnabled(o.Text != "")
	p.textField.accept()
	p.text.SetText(o.Text)
	name := ""
	if o.TargetID != "" {
		name = p.targetName(o.TargetID)
	}
	p.target.SetText(name)
	p.matchTarget()
}

// found returns whom the words in the field mean; ok is false when they mean nobody, or several.
func (p *ballotOpinionsPage) found() (id data.ID, words string, ok bool) {
	typed := strings.TrimSpace(p.target.Text)
	if typed == "" {
		return "", "综合，不针对哪一个", true
	}
	rank, _ := strconv.Atoi(typed)
	var matching []data.Target
	for _, t := range p.targets {
		switch {
		case t.Withdrawn:
		case t.Name == typed || t.Rank == rank && rank > 0:
			return t.ID, fmt.Sprintf("→ %d　%s", t.Rank, t.Name), true
		case data.MatchTarget(t, typed):
			matching = append(matching, t)
		}
	}
	switch len(matching) {
	case 0:
		return "", "△ 名单里没有找到", false
	case 1:
		return matching[0].ID, fmt.Sprintf("→ %d　%s", matching[0].Rank, matching[0].Name), true
	}
	var names []string
	for _, t := range matching {
		names = append(names, fmt.Sprintf("%d %s", t.Rank, t.Name))
	}
	return "", "△ 有 " + strconv.Itoa(len(names)) + " 个：" + strings.Join(names, "、"), false
}

// matchTarget shows whom the words in the field mean.
func (p *ballotOpinionsPage) matchTarget() {
	_, words, ok := p.found()
	look := theme.ColorNameSuccess
	if !ok {
		look = theme.ColorNameWarning
	}
	setText(p.match, fit(words, entrySideWidth-2*panelPadding-labelNarrow-labelGap, textBody, false), look)
	p.target.setRefused(false)
}

// save is Ctrl+S.
func (p *ballotOpinionsPage) save() {
	if p.dirty() {
		p.trySave()
	}
}

// trySave puts the opinion on the disk and empties the form for the next one.
func (p *ballotOpinionsPage) trySave() bool {
	id, _, ok := p.found()
	if !ok {
		p.target.setRefused(true)
		p.app.focus(p.target)
		return false
	}
	o := p.shown
	o.TargetID, o.Text = id, p.text.Text
	if err := p.store.SaveBallotOpinions(context.Background(), p.round.ID, o); err != nil {
		p.textField.refuse(p.app.sentence(err))
		return false
	}
	p.begin()
	p.app.reload()
	p.app.saved("票上的意见")
	p.app.focus(p.target)
	return true
}

// dirty reports whether something is typed that isn't on the disk.
func (p *ballotOpinionsPage) dirty() bool {
	return p.text.Text != p.shown.Text
}

// leave asks once what to do with an opinion that isn't on the disk.
func (p *ballotOpinionsPage) leave(proceed func()) {
	if !p.dirty() {
		proceed()
		return
	}
	p.app.leaveUnsaved("这条意见", p.trySave, func() {
		p.begin()
		proceed()
	})
}

// escape goes back to the round.
func (p *ballotOpinionsPage) escape() { p.leave(p.done) }

// askDeletion takes an opinion out of the list.
func (p *ballotOpinionsPage) askDeletion() {
	o := p.shown
	p.app.confirm(question{
		title: "删除这条意见？", lines: []string{fit(oneLine(o.Text), 400, textBody, false), "列表里不再有这一条。"}, doing: "删除", danger: true,
	}, func() {
		if err := p.store.DeleteOpinion(context.Background(), o.ID); err != nil {
			p.app.showError("没有删除", err)
			return
		}
		p.begin()
		p.app.reload()
		p.focus()
	})
}

// targetName is the name of a target, 综合 for nobody in particular.
func (p *ballotOpinionsPage) targetName(id data.ID) string {
	i := slices.IndexFunc(p.targets, func(t data.Target) bool { return t.ID == id })
	if i < 0 {
		return "综合"
	}
	return p.targets[i].Name
}

// keyOpinions opens 意见录入. It is possible after the seal too: what is written on ballots is no part of the count.
func (p *roundsPage) keyOpinions() {
	if !p.canWork() || !p.flush() {
		return
	}
	r := p.round()
	if !r.Live() {
		p.app.tell("这次评议已经作废", "作废的评议，票上的意见不再录入。")
		return
	}
	p.startWork(newBallotOpinionsPage(p.app, p.records, *r, func() { p.endWork(stepKey) }))
}

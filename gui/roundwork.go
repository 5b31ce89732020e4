package gui

import (
	"context"

	"fyne.io/fyne/v2"

	"liangping/data"
)

// workRecords is what the keying of a round needs of the store.
type workRecords interface {
	secondStore
	differenceStore
	waiverStore
	totalsStore
	ballotOpinionStore
}

// workPage stands in the round's place while something is keyed. It tells the round itself when it has ended.
type workPage interface {
	object() fyne.CanvasObject
	reload()
	focus()
	leave(proceed func()) // as a page's
}

// startWork puts a page in the round's place and moves the focus into it.
func (p *roundsPage) startWork(w workPage) {
	p.work = w
	p.put(w.object())
	p.app.reload()
	w.focus()
}

// endWork goes back to a step of the round.
func (p *roundsPage) endWork(step int) {
	p.work = nil
	p.step = step
	p.app.reload()
	p.focus()
}

// workCommands are the lines of the menu that put something in the round's place.
func (p *roundsPage) workCommands() []command {
	return []command{
		{menu: menuAppraisal, label: "逐张录入", key: fyne.KeyF5, enabled: p.notWorking, do: p.keyBallots},
		{menu: menuAppraisal, label: "第二遍录入…", key: fyne.KeyF6, enabled: p.notWorking, do: p.readSecond},
		{menu: menuAppraisal, label: "核对差异", key: fyne.KeyF7, enabled: p.notWorking, do: p.settleDifferences},
		{menu: menuAppraisal, label: "按合计录入", enabled: p.notWorking, do: p.keyTotals},
		{menu: menuAppraisal, label: "意见录入", enabled: p.notWorking, do: p.keyOpinions},
	}
}

// keyBallots keys the first group that has sheets left.
func (p *roundsPage) keyBallots() {
	if !p.mayChange() {
		return
	}
	r := p.round()
	next := r.Groups[0].ID
	for _, g := range p.counts.round.Groups {
		if keyedOf(p.progress[r.ID], g.ID) < g.Returned {
			next = g.ID
			break
		}
	}
	p.keyGroup(next)
}

// keyGroup opens the entry page for a group.
func (p *roundsPage) keyGroup(group data.ID) {
	if !p.mayChange() {
		return
	}
	r := p.round()
	form, err := p.records.Form(context.Background(), r.ID)
	if err != nil {
		p.app.showError("现在不能录票", err)
		return
	}
	p.startWork(newEntryPage(p.app, p.records, *r, *r.Group(group), *form, p.campaign.Criteria, func() { p.endWork(stepKey) }))
}

// escape is Esc in what stands in the round's place.
func (p *roundsPage) escape() {
	if w, ok := p.work.(escaper); ok {
		w.escape()
	}
}

package gui

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"liangping/data"
	"liangping/pdf"
)

// entryStore is what keying ballots needs of the records.
type entryStore interface {
	SaveBallot(ctx context.Context, b data.Ballot) (data.Ballot, error)
	TakeBackBallot(ctx context.Context, round, group data.ID) (*data.Ballot, error)
	RecentBallots(ctx context.Context, round, group data.ID, n int) ([]data.Ballot, error)
	Progress(ctx context.Context, round data.ID) ([]data.EntryProgress, error)
	Operator() string
}

// entryPage keys the ballots of one group, sheet after sheet (design.md §6). Each is on the disk before the next opens; a
// sheet that could not be saved stays in the grid.
type entryPage struct {
	app   *App
	store entryStore
	round data.Round
	group data.Group
	done  func() // the keying has ended

	grid    *entryGrid
	side    *entrySide
	who     *chipView
	root    *focusKeeper
	keyed   int      // sheets on the disk
	waiting []*sheet // sheets put aside while an earlier one is in the grid, the one to come back next last
	asked   bool     // the operator was asked whether a sheet of blanks is meant
}

// newEntryPage returns the page for a group of the round, with an empty sheet open. The grid names the criteria by their short
// names, which it never has to cut.
func newEntryPage(app *App, store entryStore, round data.Round, group data.Group, form data.Form, criteria []data.Criterion, done func()) *entryPage {
	p := &entryPage{app: app, store: store, round: round, group: group, done: done}
	lines := slices.Clone(form.Lines)
	for i, l := range lines {
		lines[i].Label = l.Short(criteria)
	}
	p.grid = newEntryGrid(lines, turn(form))
	p.grid.save, p.grid.spoil, p.grid.takeBack, p.grid.end = p.save, p.spoil, p.takeBack, p.end
	p.grid.changed = func() { p.asked = false }
	p.side = newEntrySide()
	p.root = newFocusKeeper(p.content(), p.grid)
	return p
}

// turn returns the form's first line on the back of the paper. A form that fits no paper has none.
func turn(form data.Form) int {
	if paper, err := pdf.NewSheet(form); err == nil {
		return len(paper.Sides[0].Lines)
	}
	return len(form.Lines)
}

func (p *entryPage) content() fyne.CanvasObject {
	p.who = newChip(chip{chipBlue, "", "录入人 " + p.store.Operator()})
	back := newButton("返回", p.end).withIcon(theme.NavigateBackIcon())
	toolbar := hbox(8, back, hbox(16, heading(p.round.Name()), heading(p.group.Kind.String())), p.who, spacer(),
		newButton("废票", p.spoil).key("/"), newButton("撤回上一张", p.takeBack).key("*"), newButton("结束录入", p.end).key("Esc"))
	return newPage(nil, columns(panelGap, []float32{0, entrySideWidth},
		container.New(&above{gap: panelGap}, pad2(0, 4, toolbar), p.grid), p.side))
}

// object is what stands in the round's place.
func (p *entryPage) object() fyne.CanvasObject { return p.root }

// focus begins the keying.
func (p *entryPage) focus() {
	p.app.focus(p.grid)
	p.adviseEnd()
}

// reload shows what is on the disk.
func (p *entryPage) reload() {
	ctx := context.Background()
	progress, err := p.store.Progress(ctx, p.round.ID)
	if err != nil {
		p.grid.refuse(p.app.sentence(err))
		return
	}
	for _, g := range progress {
		if g.GroupID == p.group.ID {
			p.keyed = g.Keyed
		}
	}
	recent, err := p.store.RecentBallots(ctx, p.round.ID, p.group.ID, recentSheets)
	if err != nil {
		p.grid.refuse(p.app.sentence(err))
		return
	}
	p.who.set(chip{chipBlue, "", "录入人 " + p.store.Operator()})
	p.side.show(p.keyed, p.group.Returned, recent)
}

// save puts the sheet on the disk and opens the next one. While lines are open it goes to the first of them.
func (p *entryPage) save() {
	s := p.grid.sheet
	open := s.firstOpen()
	switch {
	case s.spoiled != "":
	case open < len(s.marks):
		left := len(s.marks) - s.answered()
		s.current = open
		p.grid.refuse(fmt.Sprintf("还有 %d 项没有录，先录第 %d 项；原票空着的按 0。", left, open+1))
		return
	case s.allBlank() && !p.asked:
		p.asked = true
		p.grid.refuse("全部是空。确是整张没有填，再按一次回车存为弃权；应作废的按 /。")
		return
	}
	p.keep(s)
}

// keep saves the sheet in the grid. When that fails it stays there, and Enter tries again.
func (p *entryPage) keep(s *sheet) {
	stored, err := p.saveBallot(s.ballot(p.round.ID, p.group.ID))
	if err != nil {
		p.grid.refuse("没有存上，这张还在：" + p.app.sentence(err))
		return
	}
	p.app.saved(fmt.Sprintf("第 %d 张", stored.Position))
	p.next()
}

// saveBallot saves a ballot. A save that was reported as failed may have reached the disk after all, and its sheet may have been
// corrected since: then what stands in the grid replaces what is on the disk.
func (p *entryPage) saveBallot(b data.Ballot) (data.Ballot, error) {
	ctx := context.Background()
	stored, err := p.store.SaveBallot(ctx, b)
	refusal, ok := errors.AsType[*data.Error](err)
	if !ok || refusal.Code != data.Conflict {
		return stored, err
	}
	recent, readErr := p.store.RecentBallots(ctx, p.round.ID, p.group.ID, 1)
	if readErr != nil || len(recent) == 0 || recent[0].ID != b.ID {
		return stored, err
	}
	if _, err := p.store.TakeBackBallot(ctx, p.round.ID, p.group.ID); err != nil {
		return stored, err
	}
	return p.store.SaveBallot(ctx, b)
}

// next opens the sheet that was put aside last, or a new one.
func (p *entryPage) next() {
	p.asked = false
	s := newSheet(len(p.grid.lines))
	if n := len(p.waiting); n > 0 {
		s, p.waiting = p.waiting[n-1], p.waiting[:n-1]
	}
	p.grid.open(s)
	p.reload()
	p.adviseEnd()
}

// adviseEnd says that as many sheets are keyed as came back; more can still be keyed, and are warned of beside the grid.
func (p *entryPage) adviseEnd() {
	if p.group.Returned > 0 && p.keyed >= p.group.Returned && !p.grid.sheet.begun() {
		p.grid.advise(fmt.Sprintf("收回的 %d 张已经录完，按 Esc 结束。", p.group.Returned))
	}
}

// takeBack brings the last sheet on the disk back into the grid with its marks. What stood there is put aside and comes back after it.
func (p *entryPage) takeBack() {
	p.app.focus(p.grid)
	last, err := p.store.TakeBackBallot(context.Background(), p.round.ID, p.group.ID)
	if err != nil {
		p.grid.refuse(p.app.sentence(err))
		return
	}
	if p.grid.sheet.begun() {
		p.waiting = append(p.waiting, p.grid.sheet)
	}
	p.asked = false
	p.grid.open(sheetOf(*last, len(p.grid.lines)))
	p.reload()
	advice := fmt.Sprintf("第 %d 张撤回来了，改好按回车重新保存。", last.Position)
	if last.Spoiled != "" {
		advice = fmt.Sprintf("第 %d 张原是废票（%s）。按回车仍为废票，录入则为有效票。", last.Position, last.Spoiled)
	}
	p.grid.advise(advice)
}

// spoil asks the reason and saves the sheet as a 废票; its marks don't count and are not kept.
func (p *entryPage) spoil() {
	p.app.focus(p.grid)
	askSpoilReason(p.app, p.keyed+1, func(reason string) {
		p.grid.sheet.spoiled = reason
		p.keep(p.grid.sheet)
	})
}

// end ends the keying, after asking when sheets are not on the disk yet.
func (p *entryPage) end() {
	p.app.focus(p.grid)
	p.leave(p.done)
}

// leave calls proceed when nothing would be lost, or when the operator agrees to key those sheets again.
func (p *entryPage) leave(proceed func()) {
	var lines []string
	if s := p.grid.sheet; s.spoiled != "" {
		lines = append(lines, fmt.Sprintf("第 %d 张是撤回的废票，还没有重新保存。", p.keyed+1))
	} else if s.begun() {
		lines = append(lines, fmt.Sprintf("第 %d 张录了 %d 项，还没有保存。", p.keyed+1, s.answered()))
	}
	if n := len(p.waiting); n > 0 {
		lines = append(lines, fmt.Sprintf("另有 %d 张撤回后还没有重新保存。", n))
	}
	if len(lines) == 0 {
		proceed()
		return
	}
	p.app.confirm(question{
		title: "结束录入？",
		lines: append(lines, "现在结束，这些票不保留，下次要照原票重新录。"),
		after: fmt.Sprintf("已经保存的 %d 张不受影响。", p.keyed),
		doing: "不保留，结束",
		final: true,
	}, proceed)
}

// focusKeeper is the ground of a page on which one widget keeps the focus: a click beside it gives the focus back.
type focusKeeper struct {
	widget.BaseWidget
	content fyne.CanvasObject
	keeper  fyne.Focusable
}

func newFocusKeeper(content fyne.CanvasObject, keeper fyne.Focusable) *focusKeeper {
	f := &focusKeeper{content: content, keeper: keeper}
	f.ExtendBaseWidget(f)
	return f
}

// Tapped gives the focus back.
func (f *focusKeeper) Tapped(*fyne.PointEvent) { takeFocus(f.keeper) }

// CreateRenderer shows the content.
func (f *focusKeeper) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(f.content)
}

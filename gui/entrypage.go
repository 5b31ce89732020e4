package gui

import (
	"context"
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
	BallotAt(ctx context.Context, p data.SheetPlace) (*data.Ballot, error)
	CorrectBallot(ctx context.Context, p data.SheetPlace, old, corrected data.Reading) error
	Progress(ctx context.Context, round data.ID) ([]data.EntryProgress, error)
	SpoilReasons(ctx context.Context) ([]string, error)
	Operator() string
}

// entryPage keys the ballots of one group in one pass, sheet after sheet (design.md §6). Each is on the disk before the next
// opens; a sheet that could not be saved stays in the grid. At the end of a batch its cover stands in the way.
type entryPage struct {
	app    *App
	store  entryStore
	pile   pile
	second bool // it is the second pass
	round  data.Round
	group  data.Group
	done   func() // the keying has ended

	grid  *entryGrid
	cover *batchCover
	side  *entrySide
	who   *chipView
	root  *focusKeeper

	state    pileState
	position int      // of the sheet in the grid
	waiting  []*sheet // sheets put aside while an earlier one is in the grid, the one to come back next last
	asked    bool     // the operator was asked whether a sheet of blanks is meant
}

// newEntryPage returns the page for the first pass of a group of the round, with an empty sheet open. The grid names the
// criteria by their short names, which it never has to cut.
func newEntryPage(app *App, store entryStore, round data.Round, group data.Group, form data.Form, criteria []data.Criterion, done func()) *entryPage {
	p := &entryPage{app: app, store: store, round: round, group: group, done: done}
	p.pile = &firstPile{store, round.ID, group}
	p.build(form, criteria)
	return p
}

func (p *entryPage) build(form data.Form, criteria []data.Criterion) {
	lines := slices.Clone(form.Lines)
	for i, l := range lines {
		lines[i].Label = l.Short(criteria)
	}
	p.grid = newEntryGrid(lines, turn(form))
	p.grid.save, p.grid.spoil, p.grid.takeBack, p.grid.end = p.enter, p.spoil, p.takeBack, p.end
	p.grid.previous, p.grid.following, p.grid.find = p.previous, p.following, p.askPlace
	p.grid.changed = func() { p.asked = false }
	p.cover = newBatchCover()
	p.cover.pass, p.cover.takeBack, p.cover.others = p.passCover, p.takeBack, p.grid.TypedKey
	p.side = newEntrySide(p.second)
	p.root = newFocusKeeper(p.content(), p.grid)
}

// turn returns the form's first line on the back of the paper. A form that fits no paper has none.
func turn(form data.Form) int {
	if paper, err := pdf.NewSheet(form); err == nil {
		return len(paper.Sides[0].Lines)
	}
	return len(form.Lines)
}

func (p *entryPage) content() fyne.CanvasObject {
	p.who = newChip(p.whoChip())
	back := newButton("返回", p.end).withIcon(theme.NavigateBackIcon())
	name := newFitText(textBody, colorMuted) // 社会评议（党群，第2次） is long: it must not push the window wider
	name.setText(p.round.Name())
	buttons := hbox(8, p.who, newButton("找一张", p.askPlace).key("F8"), newButton("废票", p.spoil).key("/"))
	if !p.second {
		buttons.Add(newButton("撤回上一张", p.takeBack).key("*"))
	}
	buttons.Add(newButton("结束录入", p.end).key("Esc"))
	toolbar := container.NewBorder(nil, nil, hbox(8, back, heading(p.group.Kind.String())), buttons, pad2(8, 0, name))
	return newPage(nil, columns(panelGap, []float32{0, entrySideWidth},
		container.New(&above{gap: panelGap}, pad2(0, 4, toolbar), container.NewStack(p.grid, p.cover)), p.side))
}

// object is what stands in the round's place.
func (p *entryPage) object() fyne.CanvasObject { return p.root }

// focus begins the keying.
func (p *entryPage) focus() {
	p.app.focus(p.root.keeper)
	p.adviseEnd()
}

// reload shows what is on the disk.
func (p *entryPage) reload() {
	state, err := p.pile.state(context.Background())
	if err != nil {
		p.grid.refuse(p.app.sentence(err))
		return
	}
	p.state = state
	if p.grid.sheet.stored == nil {
		p.position = p.nextPosition()
	}
	p.show()
}

// nextPosition is where the sheet that is keyed for the first time lies.
func (p *entryPage) nextPosition() int { return p.state.next }

// show tells beside the grid where the operator is.
func (p *entryPage) show() {
	p.who.set(p.whoChip())
	p.side.show(p.state, p.position, p.grid.sheet.stored != nil)
}

// whoChip tells whose hands are at the keys, in which pass.
func (p *entryPage) whoChip() chip {
	if p.second {
		return chip{chipOrange, "", "② 第二遍　录入人 " + p.store.Operator()}
	}
	return chip{chipBlue, "", "① 第一遍　录入人 " + p.store.Operator()}
}

// enter puts the sheet on the disk and opens the next one. While lines are open it goes to the first of them.
func (p *entryPage) enter() {
	s := p.grid.sheet
	open := s.firstOpen()
	switch {
	case s.stored != nil && !s.changed():
		p.close()
		return
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
	if s.stored != nil {
		p.keepCorrection(s)
		return
	}
	b := s.ballot(p.round.ID, p.group.ID)
	b.Position = p.position
	stored, err := p.pile.save(context.Background(), b)
	if err != nil {
		p.grid.refuse("没有存上，这张还在：" + p.app.sentence(err))
		return
	}
	p.app.saved(fmt.Sprintf("第 %d 张", stored.Position))
	p.next()
	if stored.Sheet() == data.BatchSize || stored.Position == p.state.all {
		p.coverBatch(stored)
	}
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

// coverBatch asks to tie up the batch of which the sheet is the last, unless the next one is begun already.
func (p *entryPage) coverBatch(last data.Ballot) {
	if p.grid.sheet.begun() {
		return
	}
	deed := "录"
	if p.second {
		deed = "第二遍录"
	}
	p.cover.show(p.round.Name()+"　"+p.group.Kind.String(), last.Batch(), last.Sheet(), deed)
	p.root.keeper = p.cover
	p.app.focus(p.cover)
}

// passCover goes on after a batch was tied up. The next one may be somebody else's to read.
func (p *entryPage) passCover() {
	p.uncover()
	if p.state.next == 0 {
		p.done()
		return
	}
	p.checkReader()
}

// uncover gives the grid free.
func (p *entryPage) uncover() {
	p.cover.Hide()
	p.root.keeper = p.grid
	p.app.focus(p.grid)
}

// checkReader tells when whoever sits here must not key the sheet that comes now.
func (p *entryPage) checkReader() {
	if err := p.pile.may(context.Background(), p.position); err != nil {
		p.grid.refuse(p.app.sentence(err))
	}
}

// adviseEnd says that as many sheets are keyed as came back; more can still be keyed, and are warned of beside the grid.
func (p *entryPage) adviseEnd() {
	if p.state.all > 0 && p.state.keyed >= p.state.all && !p.grid.sheet.begun() && p.grid.sheet.stored == nil {
		p.grid.advise(fmt.Sprintf("收回的 %d 张已经录完，按 Esc 结束。", p.state.all))
	}
}

// takeBack brings the last sheet on the disk back into the grid with its marks. What stood there is put aside and comes back after it.
func (p *entryPage) takeBack() {
	p.uncover()
	if p.second {
		p.grid.refuse("第二遍不撤回：按 PageUp 看前一张，改好按回车存。")
		return
	}
	if p.grid.sheet.stored != nil {
		p.grid.refuse("正在看前面的票。按 Esc 回到新的一张，再撤回。")
		return
	}
	last, err := p.pile.takeBack(context.Background())
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
	p.uncover()
	reasons, err := p.store.SpoilReasons(context.Background())
	if err != nil {
		p.grid.refuse(p.app.sentence(err))
		return
	}
	askSpoilReason(p.app, reasons, p.position, func(reason string) {
		p.grid.sheet.spoiled = reason
		p.keep(p.grid.sheet)
	})
}

// end ends the keying, after asking when sheets are not on the disk yet. From a sheet that was reopened it goes back to the new
// one.
func (p *entryPage) end() {
	p.uncover()
	if s := p.grid.sheet; s.stored != nil {
		changed := s.changed()
		p.close()
		if changed {
			p.grid.advise("那一张没有改，还是原来录的。")
		}
		return
	}
	p.leave(p.done)
}

// leave calls proceed when nothing would be lost, or when the operator agrees to key those sheets again.
func (p *entryPage) leave(proceed func()) {
	lines := p.unsaved()
	if len(lines) == 0 {
		proceed()
		return
	}
	p.app.confirm(question{
		title: "结束录入？",
		lines: append(lines, "现在结束，这些票不保留，下次要照原票重新录。"),
		after: fmt.Sprintf("已经保存的 %d 张不受影响。", p.state.keyed),
		doing: "不保留，结束",
		final: true,
	}, proceed)
}

// unsaved tells what is not on the disk yet.
func (p *entryPage) unsaved() (lines []string) {
	switch s := p.grid.sheet; {
	case s.stored != nil && s.changed():
		lines = append(lines, fmt.Sprintf("第 %d 张的改动还没有保存。", p.position))
	case s.stored != nil:
	case s.spoiled != "":
		lines = append(lines, fmt.Sprintf("第 %d 张是撤回的废票，还没有重新保存。", p.position))
	case s.begun():
		lines = append(lines, fmt.Sprintf("第 %d 张录了 %d 项，还没有保存。", p.position, s.answered()))
	}
	if n := len(p.waiting); n > 0 {
		lines = append(lines, fmt.Sprintf("另有 %d 张还没有保存。", n))
	}
	return lines
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

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

// totalsStore is what entry by totals needs of the records.
type totalsStore interface {
	Totals(ctx context.Context, round, group data.ID) (*data.Total, error)
	SaveTotals(ctx context.Context, round, group data.ID, total data.Total) error
	ClearGroup(ctx context.Context, round, group data.ID) error
	TotalsTable(ctx context.Context, round data.ID) ([][]string, error)
	PreviewTotals(ctx context.Context, round data.ID, rows []data.SheetRow) (*data.TotalsImport, error)
	ConfirmTotals(ctx context.Context, round data.ID, p data.TotalsImport) error
	Progress(ctx context.Context, round data.ID) ([]data.EntryProgress, error)
	Campaign(ctx context.Context) (*data.Campaign, error)
}

// totalsPage is 按合计录入: the six counts of each line of a group, from a hand count or from the sheet that the county sends
// back (design.md §6). Each line is added up as it is typed.
type totalsPage struct {
	app   *App
	store totalsStore
	round data.Round
	lines []data.Line
	done  func()

	groups         *segmented
	shown          int // the group whose counts stand in the fields
	valid, spoiled *numberEntry
	grid           *totalsGrid
	state          *canvas.Text // 12 / 15 行相符
	notice         *paragraph
	keep, wipe     *button
	toolbar        *fyne.Container
	stored         data.Total
	way            data.Way
	root           fyne.CanvasObject
}

func newTotalsPage(app *App, store totalsStore, round data.Round, form data.Form, criteria []data.Criterion, done func()) *totalsPage {
	p := &totalsPage{app: app, store: store, round: round, lines: slices.Clone(form.Lines), done: done}
	for i, l := range p.lines {
		p.lines[i].Label = l.Short(criteria)
	}
	p.root = p.content()
	return p
}

func (p *totalsPage) content() fyne.CanvasObject {
	words := make([]string, len(p.round.Groups))
	for i, g := range p.round.Groups {
		words[i] = g.Kind.String()
	}
	p.groups = newSegmented(words, p.chooseGroup)
	back := newButton("返回", p.escape).withIcon(theme.NavigateBackIcon()).key("Esc")
	p.wipe = newButton("清空…", p.askWipe)
	p.toolbar = hbox(8, back, hbox(16, heading(p.round.Name()), heading("按合计录入")), p.groups, spacer(), p.wipe,
		newButton("导入…", p.importTotals), newButton("导出", p.exportTotals))
	p.valid, p.spoiled = newNumberEntry(mostSheets, p.typed), newNumberEntry(mostSheets, p.typed)
	p.state = remark("")
	p.keep = newButton("保存", p.save).high().key("Ctrl+S")
	p.grid = newTotalsGrid(p.lines, p.typed)
	p.valid.enter = func() { takeFocus(p.spoiled) }
	p.spoiled.enter = func() { p.grid.focusCell(0, 0) }
	p.grid.after = p.keep
	p.notice = newParagraph("", textBody, colorBrokenText, 900)
	p.notice.Hide()
	head := vbox(4, hbox(8, body("有效票"), sized(88, 0, p.valid), body("　废票"), sized(88, 0, p.spoiled),
		remark("　每行六项相加等于有效票。回车到下一格，↑ ↓ 到上下一行。"), spacer(), p.state, p.keep), p.notice)
	return newPage(p.toolbar, newPanel(pad2(12, 8, container.New(&above{gap: 8}, head, p.grid.box))))
}

// object is what stands in the round's place.
func (p *totalsPage) object() fyne.CanvasObject { return p.root }

// focus begins with the ballots, or with the first line that doesn't add up.
func (p *totalsPage) focus() {
	switch {
	case p.way == data.ByBallots:
		p.app.focus(p.groups)
	case p.valid.value() == 0:
		p.app.focus(p.valid)
	default:
		p.grid.focusCell(max(p.grid.firstWrong(p.valid.value()), 0), 0)
	}
}

func (p *totalsPage) group() data.Group { return p.round.Groups[p.shown] }

// reload shows the group as it is on the disk, unless something is typed.
func (p *totalsPage) reload() {
	if p.dirty() {
		return
	}
	ctx := context.Background()
	progress, err := p.store.Progress(ctx, p.round.ID)
	var total *data.Total
	if err == nil {
		total, err = p.store.Totals(ctx, p.round.ID, p.group().ID)
	}
	if err != nil {
		p.app.showError("没有读到合计数", err)
		return
	}
	p.way = wayOf(progress, p.group().ID)
	p.stored = data.Total{Valid: p.group().Valid, Spoiled: p.group().Spoiled, Counts: make([]data.Counts, len(p.lines))}
	if total != nil {
		p.stored = *total
	}
	p.fill(p.stored)
	p.notice.setText("")
	if p.way == data.ByBallots {
		p.refuse(fmt.Sprintf("%s已经逐张录了 %d 张票，不能再按合计录入。要改用合计，先按“清空…”。", p.group().Kind, keyedOf(progress, p.group().ID)))
	}
	for _, e := range append(p.grid.entries(), p.valid, p.spoiled) {
		if p.way == data.ByBallots {
			e.Disable()
		} else {
			e.Enable()
		}
	}
	p.wipe.setEnabled(p.way != "")
	p.typed()
}

func (p *totalsPage) fill(t data.Total) {
	p.valid.set(t.Valid)
	p.spoiled.set(t.Spoiled)
	p.grid.set(t.Counts)
}

// total is what stands in the fields.
func (p *totalsPage) total() data.Total {
	return data.Total{Valid: p.valid.value(), Spoiled: p.spoiled.value(), Counts: p.grid.counts()}
}

func (p *totalsPage) dirty() bool {
	if len(p.stored.Counts) == 0 {
		return false
	}
	t := p.total()
	return t.Valid != p.stored.Valid || t.Spoiled != p.stored.Spoiled || !slices.Equal(t.Counts, p.stored.Counts)
}

// typed adds every line up again.
func (p *totalsPage) typed() {
	right := p.grid.judge(p.valid.value())
	words, look := fmt.Sprintf("%d / %d 行相符", right, len(p.lines)), colorMuted
	if right == len(p.lines) && p.valid.value() > 0 {
		words, look = "✓ 各行都相符", theme.ColorNameSuccess
	}
	setText(p.state, words, look)
	p.keep.setEnabled(p.way != data.ByBallots && p.dirty())
	if p.way != data.ByBallots {
		p.notice.Hide()
	}
	p.root.Refresh()
}

func (p *totalsPage) refuse(sentence string) {
	p.notice.setText(sentence)
	p.notice.Show()
	p.root.Refresh()
}

// save is Ctrl+S.
func (p *totalsPage) save() {
	if p.way != data.ByBallots && p.dirty() {
		p.trySave()
	}
}

// trySave puts the group on the disk; what is refused is said above the table, and the first wrong line gets the focus.
func (p *totalsPage) trySave() bool {
	total := p.total()
	if err := p.store.SaveTotals(context.Background(), p.round.ID, p.group().ID, total); err != nil {
		p.refuse("▲ 没有存上：" + p.app.sentence(err))
		if i := p.grid.firstWrong(total.Valid); i >= 0 {
			p.grid.focusCell(i, 0)
		}
		return false
	}
	p.stored = total
	p.app.reload()
	p.app.saved(p.group().Kind.String() + "合计数")
	return true
}

// chooseGroup shows another group, after asking about what is typed.
func (p *totalsPage) chooseGroup(i int) {
	p.groups.choose(p.shown)
	p.leave(func() { p.showGroup(i) })
}

// showGroup shows a group as it is on the disk.
func (p *totalsPage) showGroup(i int) {
	p.shown, p.stored = i, data.Total{}
	p.groups.choose(i)
	p.app.reload()
	p.focus()
}

// leave asks once what to do with counts that are not on the disk.
func (p *totalsPage) leave(proceed func()) {
	if !p.dirty() {
		proceed()
		return
	}
	p.app.leaveUnsaved(p.group().Kind.String()+"的合计数", p.trySave, func() {
		p.fill(p.stored)
		proceed()
	})
}

// escape goes back to the round.
func (p *totalsPage) escape() { p.leave(p.done) }

// askWipe takes out what was entered for the group, so that it can go the other way.
func (p *totalsPage) askWipe() {
	g, words := p.group(), "已存的合计数"
	if p.way == data.ByBallots {
		words = "已逐张录入的票和第二遍"
	}
	p.app.confirm(question{
		title: "清空" + g.Kind.String() + "？",
		lines: []string{words + "全部删去，要照原票重新录。", "票样不变，别的类别不变。"},
		doing: "清空", danger: true,
	}, func() {
		if err := p.store.ClearGroup(context.Background(), p.round.ID, g.ID); err != nil {
			p.app.showError("没有清空", err)
			return
		}
		p.showGroup(p.shown)
	})
}

// keyTotals opens 按合计录入 with the first group that isn't keyed sheet by sheet.
func (p *roundsPage) keyTotals() {
	if !p.mayChange() {
		return
	}
	r := p.round()
	form, err := p.records.Form(context.Background(), r.ID)
	if err != nil {
		p.app.showError("现在不能录入", err)
		return
	}
	w := newTotalsPage(p.app, p.records, *r, *form, p.campaign.Criteria, func() { p.endWork(stepKey) })
	for i, g := range r.Groups {
		if wayOf(p.progress[r.ID], g.ID) == "" {
			w.shown = i
			w.groups.choose(i)
			break
		}
	}
	p.startWork(w)
}

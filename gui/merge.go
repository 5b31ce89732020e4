package gui

import (
	"context"
	"fmt"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"liangping/data"
)

// mergeRecords is what 归并 needs of the store.
type mergeRecords interface {
	Problems(ctx context.Context) ([]data.Problem, error)
	SaveProblem(ctx context.Context, p data.Problem) error
	NewProblem(ctx context.Context, p data.Problem, of ...data.ID) (data.Merging, error)
	MergeOpinions(ctx context.Context, problem data.ID, of ...data.ID) (data.Merging, error)
	SplitOpinions(ctx context.Context, of ...data.ID) (data.Merging, error)
	JoinProblems(ctx context.Context, into data.ID, others ...data.ID) (data.Merging, error)
	DeleteProblem(ctx context.Context, id data.ID) (data.Merging, error)
	UndoMerge(ctx context.Context, m data.Merging) error
	PutInLedger(ctx context.Context, problem data.ID) (item data.ID, err error)
}

// mergeRow is an opinion at the left, with how much it resembles what was asked for.
type mergeRow struct {
	data.Opinion
	score float64 // 0 while nothing was asked for
}

// The choices of which opinions stand at the left.
const (
	unmerged = iota
	merged
	anyMerged
)

// mergeView is the part 归并 of 意见建议 (screens.md, screen 09): the opinions as they were said at the left, at the right the
// problems that they are merged into, with the form of one of them. Space checks, Enter merges, Ctrl+Z undoes.
type mergeView struct {
	page *opinionsPage

	which  *selectBox
	said   *table[mergeRow]
	picked map[data.ID]bool
	alike  map[data.ID]float64 // what resembles the texts asked for; nil: all are listed
	notice *fyne.Container     // says that it is a suggestion

	count              *canvas.Text
	find, begin, merge *button
	undo               *button

	problems *table[data.Problem]
	form     *problemForm
	panels   fyne.CanvasObject

	done []data.Merging // the steps of this session; the last is undone first
}

const mergeTableWidth = 676

func newMergeView(p *opinionsPage) *mergeView {
	v := &mergeView{page: p, picked: map[data.ID]bool{}}
	v.which = newSelect(make([]string, anyMerged+1), func(int) { v.filter() })
	v.which.choose(unmerged)
	v.said = newTable(func(r mergeRow) string { return string(r.ID) }, []column[mergeRow]{
		{label: "", width: 40, check: func(r mergeRow) bool { return v.picked[r.ID] }},
		{label: "意见建议原文", text: func(r mergeRow) string { return oneLine(r.Text) }, remark: v.remark},
		{label: "涉及对象", width: 124, text: func(r mergeRow) string { return p.targetName(r.TargetID) }, sort: func(a, b mergeRow) int { return p.byTarget(a.Opinion, b.Opinion) }},
		{label: "来源", width: 88, text: func(r mergeRow) string { return r.Channel.String() }, sort: func(a, b mergeRow) int { return byChannel(a.Opinion, b.Opinion) }},
	})
	v.said.bare, v.said.noFooter = true, true
	v.said.onCheck = v.pick
	v.said.onOpen = func(mergeRow) { v.mergePicked() }
	v.said.onType = p.searchFor.take
	v.problems = newTable(func(q data.Problem) string { return string(q.ID) }, []column[data.Problem]{
		{label: "问题", text: func(q data.Problem) string { return q.Title }},
		{label: "评议内容", width: 132, text: func(q data.Problem) string {
			return p.contentName(data.Opinion{Aspect: q.Aspect, Criterion: q.Criterion})
		}},
		{label: "意见", width: 64, align: fyne.TextAlignTrailing, text: func(q data.Problem) string { return strconv.Itoa(q.Opinions) + " 条" }, sort: func(a, b data.Problem) int { return a.Opinions - b.Opinions }},
		{label: "突出", width: 84, chip: func(q data.Problem) (chip, bool) { return chip{chipOrange, "★", "突出"}, q.Prominent }},
		{label: "台账", width: 88, chip: func(q data.Problem) (chip, bool) { return chip{chipGreen, "✓", "已列入"}, q.ItemID != "" }},
	})
	v.form = newProblemForm(v)
	v.problems.onSelect = v.form.show
	v.problems.onOpen = func(data.Problem) { p.app.focus(v.form.title) }
	v.problems.onCheck = func(data.Problem) { v.form.prominent.Tapped(nil); v.problems.takeFocus() }
	v.problems.leave = v.form.leave

	v.count = body("")
	v.find = newButton("找相似的", v.findAlike).key("F3")
	v.begin = newButton("新建问题…", v.askProblem).key("Ctrl+N")
	v.merge = newButton("归入所选问题", v.mergePicked).key("回车").high()
	v.undo = newButton("撤销归并", v.undoLast).key("Ctrl+Z")
	v.layOut()
	return v
}

// layOut sets the opinions with what is done with them at the left, the problems above the form at the right.
func (v *mergeView) layOut() {
	v.notice = container.New(noticeLayout{})
	foot := vbox(0, line(), pad2(12, 12, hbox(8, v.count, spacer(), v.find, v.begin, v.merge)))
	left := newPanel(container.NewBorder(v.notice, foot, nil, nil, v.said))
	right := container.New(&shares{top: 0.38, gap: panelGap}, v.problems, v.form.panel)
	v.panels = newSplit(left, right, mergeTableWidth)
}

// remark is what stands behind an opinion: how alike it is, or where it was merged.
func (v *mergeView) remark(r mergeRow) string {
	if r.ProblemID != "" && v.which.chosen != unmerged {
		for _, q := range v.problems.all {
			if q.ID == r.ProblemID {
				return "→ " + q.Title
			}
		}
	}
	if r.score > 0 && !v.picked[r.ID] {
		return fmt.Sprintf("相似 %d%%", int(r.score*100+0.5))
	}
	return ""
}

// setRows shows opinions and problems as they are in the records now. Opinions that are gone aren't picked any more.
func (v *mergeView) setRows(all []data.Opinion, problems []data.Problem) {
	there, without := map[data.ID]bool{}, 0
	for _, o := range all {
		there[o.ID] = true
		if o.ProblemID == "" {
			without++
		}
	}
	for id := range v.picked {
		if !there[id] {
			delete(v.picked, id)
		}
	}
	v.which.setOptions([]string{
		fmt.Sprintf("未归并 %d", without), fmt.Sprintf("已归并 %d", len(all)-without), fmt.Sprintf("全部 %d", len(all)),
	}, v.which.chosen)
	prominent, listed := 0, 0
	for _, q := range problems {
		if q.Prominent {
			prominent++
		}
		if q.ItemID != "" {
			listed++
		}
	}
	v.problems.setFooter(fmt.Sprintf("突出 %d　已列入台账 %d", prominent, listed), fmt.Sprintf("已归并意见 %d 条", len(all)-without))
	v.problems.setRows(problems)
	v.form.reload()
	v.showRows()
	v.filter()
}

// showRows gives the table its rows: all, or those alike, the most alike first.
func (v *mergeView) showRows() {
	var rows []mergeRow
	for _, o := range v.page.all {
		score, alike := v.alike[o.ID]
		if v.alike == nil || alike {
			rows = append(rows, mergeRow{o, score})
		}
	}
	if v.alike != nil {
		sortAlike(rows)
	}
	v.said.setRows(rows)
}

// filter shows the opinions that the choices on the screen let through. What is picked stays picked and in sight.
func (v *mergeView) filter() {
	f := v.page.chosen()
	v.said.setFilter(func(r mergeRow) bool {
		switch {
		case v.which.chosen == unmerged && r.ProblemID != "", v.which.chosen == merged && r.ProblemID == "":
			return false
		}
		return v.picked[r.ID] || f.Match(r.Opinion)
	})
	v.update()
}

// pick checks an opinion or takes the check away, and goes on to the next.
func (v *mergeView) pick(r mergeRow) {
	if v.picked[r.ID] {
		delete(v.picked, r.ID)
	} else {
		v.picked[r.ID] = true
	}
	v.said.Refresh()
	v.update()
}

// update shows how many are picked and what can be done with them.
func (v *mergeView) update() {
	row, any := v.said.selected()
	_, problem := v.problems.selected()
	switch n := len(v.pickedIDs()); {
	case n > 0:
		v.count.Text = fmt.Sprintf("已选 %d 条", n)
	case any:
		v.count.Text = "空格 选中"
	default:
		v.count.Text = "没有意见"
	}
	v.count.Refresh()
	v.find.setEnabled(any && row.ID != "")
	v.begin.setEnabled(any)
	v.merge.setEnabled(any && problem)
	v.undo.setEnabled(len(v.done) > 0)
}

// pickedIDs are the opinions that are checked, in the order of the screen.
func (v *mergeView) pickedIDs() (ids []data.ID) {
	for _, r := range v.said.all {
		if v.picked[r.ID] {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

// meant are the opinions that a step is about: those that are checked, else the selected one.
func (v *mergeView) meant() []data.ID {
	if ids := v.pickedIDs(); len(ids) > 0 {
		return ids
	}
	if r, ok := v.said.selected(); ok {
		return []data.ID{r.ID}
	}
	return nil
}

// mergePicked puts what is meant into the problem that is selected: Enter.
func (v *mergeView) mergePicked() {
	q, ok := v.problems.selected()
	if !ok {
		v.askProblem()
		return
	}
	v.step("没有归并", func(ctx context.Context) (data.Merging, error) {
		return v.page.records.MergeOpinions(ctx, q.ID, v.meant()...)
	})
}

// split takes an opinion out of its problem.
func (v *mergeView) split(id data.ID) {
	v.step("没有拆出", func(ctx context.Context) (data.Merging, error) { return v.page.records.SplitOpinions(ctx, id) })
}

// step does one step of 归并 and remembers it. What is refused is said.
func (v *mergeView) step(failure string, do func(context.Context) (data.Merging, error)) {
	if err := v.try(do); err != nil {
		v.page.app.showError(failure, err)
	}
}

func (v *mergeView) try(do func(context.Context) (data.Merging, error)) error {
	m, err := do(context.Background())
	if err != nil {
		return err
	}
	v.done = append(v.done, m)
	v.picked = map[data.ID]bool{}
	v.page.app.reload()
	v.page.app.saved(m.What)
	return nil
}

// undoLast takes the last step of this session back: Ctrl+Z.
func (v *mergeView) undoLast() {
	if len(v.done) == 0 {
		return
	}
	last := v.done[len(v.done)-1]
	if err := v.page.records.UndoMerge(context.Background(), last); err != nil {
		v.page.app.showError("没有撤销", err)
		return
	}
	v.done = v.done[:len(v.done)-1]
	v.page.app.reload()
	v.page.app.saved("撤销：" + last.What)
}

// askProblem begins a problem with what is meant: Ctrl+N. Without opinions it begins an empty one.
func (v *mergeView) askProblem() {
	of := v.meant()
	title := newEntry()
	if len(of) > 0 {
		title.SetText(data.CleanLine(oneLine(v.opinion(of[0]).Text)))
	}
	titleField := newField("问题", labelUsual, title)
	content := vbox(8,
		newParagraph(fmt.Sprintf("归入这个问题的意见：%d 条。", len(of)), textBody, colorMuted, dialogWidth-2*dialogPadding),
		titleField,
		caption("用一句话写明。先按突出问题登记；对象和评议内容按意见自动填写，根源以后再写。"),
	)
	v.form.leave(func() {
		id := data.NewID()
		v.page.app.formWith(dialogWidth, "新建问题", "新建", content, title, func() error {
			q := data.Problem{ID: id, Title: title.Text, Prominent: true}
			err := v.try(func(ctx context.Context) (data.Merging, error) { return v.page.records.NewProblem(ctx, q, of...) })
			if err == nil {
				v.problems.selectKey(string(id))
			}
			return err
		})
	})
}

// opinion returns an opinion that is on the screen.
func (v *mergeView) opinion(id data.ID) data.Opinion {
	for _, o := range v.page.all {
		if o.ID == id {
			return o
		}
	}
	return data.Opinion{}
}

// mergeCommands are the lines of 归并 in the menu, which is made before the page is shown.
func (p *opinionsPage) mergeCommands() []command {
	shown := func() bool { return p.app.page() == page(p) && p.merge != nil && p.view.chosen == viewMerge }
	return []command{
		{menu: menuAppraisal, label: "归并意见", do: func() { p.leave(func() { p.showView(viewMerge); p.focus() }) }},
		{menu: menuAppraisal, label: "找相似的意见", key: fyne.KeyF3, enabled: shown, do: func() { p.merge.findAlike() }},
		{
			menu: menuAppraisal, label: "撤销归并", key: fyne.KeyZ, with: fyne.KeyModifierControl,
			enabled: func() bool { return shown() && len(p.merge.done) > 0 }, do: func() {
				if !writing(p.app.canvas.Focused()) { // there it takes back what was typed
					p.merge.undoLast()
				}
			},
		},
	}
}

// writing tells whether the focus is in a field, where Ctrl+Z has a meaning of its own.
func writing(focused fyne.Focusable) bool {
	switch focused.(type) {
	case *entry, *textEntry:
		return true
	}
	return false
}

// shares sets the first object above the second and gives it its share of the height.
type shares struct{ top, gap float32 }

// MinSize is that of both.
func (s *shares) MinSize(o []fyne.CanvasObject) fyne.Size {
	first, second := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(max(first.Width, second.Width), first.Height+s.gap+second.Height)
}

// Layout gives the first its share, as far as the second has its least height.
func (s *shares) Layout(o []fyne.CanvasObject, size fyne.Size) {
	top := min(size.Height*s.top, size.Height-s.gap-o[1].MinSize().Height)
	top = max(top, o[0].MinSize().Height)
	place(o[0], 0, 0, size.Width, top)
	place(o[1], 0, top+s.gap, size.Width, size.Height-top-s.gap)
}

package gui

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"liangping/data"
)

// targetRecords is what 评议对象 needs of the store.
type targetRecords interface {
	Targets(ctx context.Context) ([]data.Target, error)
	SaveTarget(ctx context.Context, t data.Target) error
	MoveTarget(ctx context.Context, id data.ID, rank int) error
	Reports(ctx context.Context) (map[data.ID]data.Report, error)
	Opinions(ctx context.Context, f data.OpinionFilter) ([]data.Opinion, error)
	rosterRecords
}

// targetsPage is 评议对象: the roster at the left, at the right the form of the chosen target, which is always open.
type targetsPage struct {
	app      *App
	records  targetRecords
	targets  []data.Target // by rank
	reports  map[data.ID]data.Report
	opinions map[data.ID]int

	searchFor          *entry
	kind, state, order *selectBox
	table              *table[data.Target]
	form               *targetForm
	room               *fyne.Container // the panels, or the empty page
	add, first         *button         // in the toolbar and on the empty page
	export, paper      *button
}

func newTargetsPage(a *App, records targetRecords) *targetsPage {
	return &targetsPage{app: a, records: records}
}

func (p *targetsPage) title() string { return string(data.AtTargets) }

func (p *targetsPage) content() fyne.CanvasObject {
	p.table = newTable(func(t data.Target) string { return string(t.ID) }, []column[data.Target]{
		{label: "顺序", width: 68, align: fyne.TextAlignTrailing, text: func(t data.Target) string { return strconv.Itoa(t.Rank) }, sort: byRank},
		{label: "姓名（名称）", width: 152, text: func(t data.Target) string { return t.Name }, look: targetLook},
		{label: "类别", width: 184, text: kindAndLevel, sort: byKind},
		{label: "职务（岗位）", text: func(t data.Target) string { return dash(t.Post) }},
		{label: "所在科室", width: 120, text: func(t data.Target) string { return dash(t.Unit) }, sort: byUnit},
		{label: "笔画", width: 64, align: fyne.TextAlignTrailing, text: strokesText, sort: byStrokes},
		{label: "状态", width: 76, text: stateWord, look: targetLook},
	})
	p.searchFor = newSearch("搜索姓名、拼音、职务、科室", func(string) { p.filter() })
	p.searchFor.down, p.searchFor.enter = p.table.takeFocus, p.table.takeFocus
	p.kind = newSelect(append([]string{"全部类别"}, names(data.Kinds)...), func(int) { p.filter() })
	p.state = newSelect([]string{"全部状态", "在评", "停评"}, func(int) { p.filter() })
	p.order = newSelect([]string{"按任职顺序", "按姓氏笔画"}, func(int) { p.arrange() })
	p.kind.choose(0)
	p.state.choose(0)
	p.order.choose(0)
	p.form = newTargetForm(p)
	p.table.onSelect = p.form.offer
	p.table.onOpen = func(data.Target) { p.form.focusName() }
	p.table.onType = p.searchFor.take
	p.table.leave = p.leave

	p.add = newButton("新增", p.newRecord).withIcon(theme.ContentAddIcon())
	p.export = newButton("导出…", p.exportRoster).withIcon(theme.DownloadIcon())
	p.paper = newButton("打印", p.print).withIcon(theme.DocumentPrintIcon())
	toolbar := hbox(8, sized(232, 0, p.searchFor), sized(184, 0, p.kind), sized(112, 0, p.state), sized(132, 0, p.order), spacer(), p.add,
		newButton("导入…", p.importRoster).withIcon(theme.UploadIcon()), p.export, p.paper)
	p.first = newButton("登记第一个", p.newRecord).high().key("Ctrl+N")
	nothing := newPanel(emptyPage("还没有评议对象", []string{
		"评议对象是领导班子和领导干部，也可以延伸到重点岗位、服务窗口和廉政风险岗位。",
		"自查自评、评议票、统计和整改台账都从这份名单来。",
	}, []*button{
		p.first, newButton("从表格导入…", p.importRoster), newButton("下载模板…", p.exportTemplate), newButton("复制以前的名单…", p.copyRoster),
	}, []string{
		"先登记领导班子，再按任职顺序登记领导干部", "领导班子按八项内容和总体评议，其他对象按工作、作风两项评议", "调离、退休的选“停评”，历史记录都保留",
	}))
	p.room = container.NewStack(newSplit(p.table, p.form.content(), 876), nothing)
	return newPage(toolbar, p.room)
}

func (p *targetsPage) reload() {
	targets, err := p.records.Targets(context.Background())
	var opinions []data.Opinion
	if err == nil {
		p.reports, err = p.records.Reports(context.Background())
	}
	if err == nil {
		opinions, err = p.records.Opinions(context.Background(), data.OpinionFilter{})
	}
	if err != nil {
		p.app.showError("没有读到评议对象", err)
		return
	}
	p.targets, p.opinions = targets, data.CountOpinions(opinions)
	p.arrange()
	p.table.setFooter(rosterFooter(targets), "")
	p.form.reload()
	p.showPanels()
}

// arrange shows the roster in the chosen order.
func (p *targetsPage) arrange() {
	p.table.setRows(p.ordered())
	p.form.update()
}

// ordered is the roster in the chosen order.
func (p *targetsPage) ordered() []data.Target {
	if !p.byStrokes() {
		return p.targets
	}
	rows := slices.Clone(p.targets)
	data.SortByStrokes(rows)
	return rows
}

// byStrokes reports whether 按姓氏笔画 is chosen.
func (p *targetsPage) byStrokes() bool { return p.order.chosen == 1 }

// showPanels shows the roster and the form, or the empty page with nothing to search in.
func (p *targetsPage) showPanels() {
	shown := 0
	for _, o := range []fyne.Disableable{p.searchFor, p.kind, p.state, p.order, p.export, p.paper} {
		if p.empty() {
			o.Disable()
			shown = 1
		} else {
			o.Enable()
		}
	}
	showOnly(p.room, shown)
}

// empty reports whether there is neither a target nor a new one in the form.
func (p *targetsPage) empty() bool { return len(p.targets) == 0 && !p.form.isNew() }

// setPrimary makes 新增 the primary button unless another is: 保存 while there is something to save, or that of the empty page.
func (p *targetsPage) setPrimary() {
	p.add.importance = widget.HighImportance
	if p.form.dirty() || p.empty() {
		p.add.importance = widget.MediumImportance
	}
	p.add.Refresh()
}

func (p *targetsPage) filter() {
	p.table.setFilter(func(t data.Target) bool {
		switch {
		case p.kind.chosen > 0 && t.Kind != data.Kinds[p.kind.chosen-1],
			p.state.chosen == 1 && t.Withdrawn, p.state.chosen == 2 && !t.Withdrawn:
			return false
		}
		return data.MatchTarget(t, p.searchFor.Text)
	})
}

func (p *targetsPage) focus() {
	if p.empty() {
		p.app.focus(p.first)
		return
	}
	p.app.focus(p.searchFor)
}

func (p *targetsPage) search() { p.app.focus(p.searchFor) }

// leave asks once what to do with unsaved changes.
func (p *targetsPage) leave(proceed func()) {
	if !p.form.dirty() {
		proceed()
		return
	}
	p.app.leaveUnsaved("“"+cmp.Or(data.CleanName(p.form.name.Text), "新的评议对象")+"”", p.form.trySave, func() {
		p.form.revert()
		proceed()
	})
}

// open shows the target with the ID, whatever the search hides.
func (p *targetsPage) open(id string) {
	if !p.table.selectKey(id) {
		p.searchFor.SetText("")
		p.kind.choose(0)
		p.state.choose(0)
		p.filter()
		p.table.selectKey(id)
	}
	p.table.takeFocus()
}

// newRecord opens an empty form, after asking about unsaved changes.
func (p *targetsPage) newRecord() {
	p.leave(func() {
		p.form.begin(proposedTarget(p.targets))
		p.table.deselect()
		p.showPanels()
		p.form.focusName()
	})
}

// save is Ctrl+S.
func (p *targetsPage) save() { p.form.trySave() }

// escape takes unsaved changes back.
func (p *targetsPage) escape() {
	if p.form.isNew() && !p.form.dirty() {
		p.form.revert()
		p.showPanels()
	}
}

// move gives the chosen target the place before or after its own, after asking about unsaved changes.
func (p *targetsPage) move(by int) {
	p.leave(func() {
		t := p.form.shown
		rank := t.Rank + by
		if p.form.isNew() || rank < 1 || rank > len(p.targets) {
			return
		}
		if err := p.records.MoveTarget(context.Background(), t.ID, rank); err != nil {
			p.app.showError("没有调整任职顺序", err)
			return
		}
		p.app.reload()
		p.app.saved("任职顺序")
	})
}

// commands move the target in the form; they hold only while the roster is in front.
func (p *targetsPage) commands() []command {
	inFront := func() bool { return p.app.page() == page(p) }
	canMove := func() bool { return inFront() && len(p.targets) > 1 && !p.form.isNew() && !p.byStrokes() }
	return []command{
		{menu: menuAppraisal, label: "对象上移", key: fyne.KeyUp, with: fyne.KeyModifierAlt, enabled: canMove, do: func() { p.move(-1) }},
		{menu: menuAppraisal, label: "对象下移", key: fyne.KeyDown, with: fyne.KeyModifierAlt, enabled: canMove, do: func() { p.move(1) }},
		{menu: menuAppraisal},
		{menu: menuAppraisal, label: "导入名单…", do: p.importRoster},
		{
			menu: menuAppraisal, label: "导出名单…",
			enabled: func() bool { return inFront() && len(p.targets) > 0 }, do: p.exportRoster,
		},
		{menu: menuAppraisal, label: "下载名单模板…", do: p.exportTemplate},
		{menu: menuAppraisal, label: "复制以前的名单…", do: p.copyRoster},
	}
}

// proposedTarget is what a new target most likely is: the team first, then the principal, then another like the last one.
func proposedTarget(targets []data.Target) data.Target {
	t := data.Target{ID: data.NewID(), Kind: data.Team}
	if len(targets) > 0 {
		t.Kind, t.Level = data.Leader, data.Principal
	}
	for _, other := range targets {
		if other.Level == data.Principal && !other.Withdrawn {
			last := targets[len(targets)-1]
			t.Kind, t.Level = last.Kind, last.Level
			if last.Level == data.Principal || last.Kind == data.Team {
				t.Kind, t.Level = data.Leader, data.Member
			}
			break
		}
	}
	t.Ask = data.DefaultAsk(t.Kind)
	return t
}

// rosterFooter counts the roster: 在评 18　停评 1　领导班子 1　领导干部 5.
func rosterFooter(targets []data.Target) string {
	withdrawn := 0
	kinds := map[data.Kind]int{}
	for _, t := range targets {
		if t.Withdrawn {
			withdrawn++
		}
		kinds[t.Kind]++
	}
	parts := []string{fmt.Sprintf("在评 %d", len(targets)-withdrawn)}
	if withdrawn > 0 {
		parts = append(parts, fmt.Sprintf("停评 %d", withdrawn))
	}
	for _, k := range data.Kinds {
		if kinds[k] > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", k, kinds[k]))
		}
	}
	return strings.Join(parts, "　")
}

// kindAndLevel is 领导干部 · 班子成员.
func kindAndLevel(t data.Target) string {
	if t.Level == "" {
		return t.Kind.String()
	}
	return t.Kind.String() + " · " + t.Level.String()
}

// stateWord is 在评 or 停评.
func stateWord(t data.Target) string {
	if t.Withdrawn {
		return "停评"
	}
	return "在评"
}

// targetLook writes withdrawn targets paler.
func targetLook(t data.Target) look {
	if t.Withdrawn {
		return look{color: colorMuted}
	}
	return look{}
}

func byRank(a, b data.Target) int { return cmp.Compare(a.Rank, b.Rank) }

func byKind(a, b data.Target) int {
	return cmp.Or(cmp.Compare(slices.Index(data.Kinds, a.Kind), slices.Index(data.Kinds, b.Kind)),
		cmp.Compare(slices.Index(data.Levels, a.Level), slices.Index(data.Levels, b.Level)), byRank(a, b))
}

// byStrokes is 按姓氏笔画为序; namesakes stay in their rank.
func byStrokes(a, b data.Target) int { return cmp.Or(data.CompareNames(a.Name, b.Name), byRank(a, b)) }

// strokesText is 姓氏笔画.
func strokesText(t data.Target) string {
	if n := data.Strokes(t.Name); n > 0 {
		return strconv.Itoa(n)
	}
	return "—"
}

func byUnit(a, b data.Target) int { return cmp.Or(cmp.Compare(a.Unit, b.Unit), byRank(a, b)) }

// dash stands for what is empty.
func dash(s string) string { return cmp.Or(s, "—") }

// names are the words of some values on the screen.
func names[T fmt.Stringer](values []T) []string {
	words := make([]string, len(values))
	for i, v := range values {
		words[i] = v.String()
	}
	return words
}

// containsAll reports whether the text contains every word, in capitals or not.
func containsAll(text string, words []string) bool {
	text = strings.ToLower(text)
	for _, w := range words {
		if !strings.Contains(text, strings.ToLower(w)) {
			return false
		}
	}
	return true
}

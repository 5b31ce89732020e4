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

	"liangping/data"
	"liangping/pdf"
)

// registerRecords is what 发文登记 needs of the store.
type registerRecords interface {
	paperRecords
	Documents(ctx context.Context, f data.DocumentFilter) ([]data.Document, error)
	DocumentYears(ctx context.Context) ([]int, error)
	NumberSeries(ctx context.Context, year int) ([]data.Series, error)
	WithdrawDocument(ctx context.Context, id data.ID, reason string) error
	DeleteDraft(ctx context.Context, id data.ID) error
	EnterOutsideNumber(ctx context.Context, id data.ID, n data.DocumentNumber, title string, date data.Date) error
	SaveOfficeSettings(ctx context.Context, o data.OfficeSettings) error
}

// registerPage is 发文登记 (screens.md, screen 11): every line of the register at the left, at the right what can be done with
// the chosen one. A paper that is being written stands in its place (paper.go).
type registerPage struct {
	app      *App
	records  registerRecords
	campaign data.Campaign
	all      []data.Document
	years    []int // what the choice of years offers, after 全部年份

	numbering         *segmented
	year, kind, state *selectBox
	searchFor         *entry
	create            *button
	table             *table[data.Document]
	side              *documentPanel
	room              *fyne.Container // the panels, or the empty page
	first             *button         // of the empty page
	root              *fyne.Container // the register, or the paper that is being written
	editor            *paperEditor    // nil while none is
}

func newRegisterPage(a *App, records registerRecords) *registerPage {
	return &registerPage{app: a, records: records}
}

func (p *registerPage) title() string { return string(data.AtRegister) }

// numberings are the parts of the register, in the order of the switch.
var numberings = []data.Numbering{data.Numbered, data.Unnumbered, ""}

func (p *registerPage) content() fyne.CanvasObject {
	p.table = newTable(func(d data.Document) string { return string(d.ID) }, p.columns())
	p.numbering = newSegmented([]string{"有文号", "无文号", "全部"}, func(int) { p.arrange() })
	p.year = newSelect(nil, func(int) { p.arrange() })
	p.kind = newSelect(append([]string{"全部文种"}, names(data.DocumentKinds)...), func(int) { p.filter() })
	p.state = newSelect(append([]string{"全部状态"}, names(data.DocumentStates)...), func(int) { p.filter() })
	p.kind.choose(0)
	p.state.choose(0)
	p.searchFor = newSearch("搜索标题、主送、文号", func(string) { p.filter() })
	p.searchFor.down, p.searchFor.enter = p.table.takeFocus, p.table.takeFocus
	p.side = newDocumentPanel(p)
	p.table.onSelect = p.side.show
	p.table.onOpen = p.side.openDocument
	p.table.onType = p.searchFor.take

	p.create = newButton("新建公文…", p.newRecord).withIcon(theme.ContentAddIcon())
	outside := newButton("登记程序外文号…", p.enterOutside)
	list := newButton("打印登记表", p.printList).withIcon(theme.DocumentPrintIcon())
	toolbar := hbox(8, p.numbering, sized(104, 0, p.year), sized(112, 0, p.kind), sized(112, 0, p.state), sized(190, 0, p.searchFor),
		spacer(), outside, p.create, list)

	p.first = newButton("新建公文…", p.newRecord).high().key("Ctrl+Shift+N")
	nothing := newPanel(emptyPage("还没有公文", []string{
		"活动的通知、函、报告、纪要和公示都在这里写、在这里签发。签发时取号，存档的文件以后不能改，可随时重印。",
	}, []*button{p.first}, []string{
		"在“设置 — 单位设置”里核对发文代字和本年起始号", "新建公文，按范文改好，签发", "别处用掉的文号，在这里登记成一行，文号才连续",
	}))
	p.room = container.NewStack(columns(panelGap, []float32{0, documentPanelWidth}, p.table, newPanel(p.side.box)), nothing)
	p.root = container.NewStack(newPage(toolbar, p.room))
	return p.root
}

func (p *registerPage) columns() []column[data.Document] {
	return []column[data.Document]{
		{label: "发文字号", width: 168, text: numberText, look: documentLook, sort: byNumber},
		{label: "文种", width: 60, text: func(d data.Document) string { return dash(d.Kind.String()) }, look: documentLook},
		{label: "标题", text: func(d data.Document) string { return strings.TrimPrefix(documentTitle(d), p.campaign.Office) }, look: documentLook},
		{label: "主送", width: 164, text: func(d data.Document) string { return dash(d.Addressee) }, look: documentLook},
		{label: "成文日期", width: 104, align: fyne.TextAlignTrailing, text: documentDate, look: documentLook, sort: byDocumentDate},
		{label: "页数", width: 56, align: fyne.TextAlignTrailing, text: documentPages, look: documentLook},
		{label: "状态", width: 88, chip: func(d data.Document) (chip, bool) { return documentChip(d.State), true }},
	}
}

// reload reads the register; a paper that is being written stays as it is.
func (p *registerPage) reload() {
	ctx := context.Background()
	campaign, err := p.records.Campaign(ctx)
	if err == nil {
		p.campaign = *campaign
		p.all, err = p.records.Documents(ctx, data.DocumentFilter{})
	}
	var years []int
	if err == nil {
		years, err = p.records.DocumentYears(ctx)
	}
	if err != nil {
		p.app.showError("没有读到发文登记", err)
		return
	}
	if p.editor != nil && p.editor.records.Campaign.ID != campaign.ID {
		p.putBack() // it belongs to the campaign before, and was kept when that was left
	}
	if p.editor != nil {
		p.editor.refresh()
	}
	p.offerYears(years)
	shown := 0
	if len(p.all) == 0 {
		shown = 1
	}
	for _, o := range []fyne.Disableable{p.numbering, p.year, p.kind, p.state, p.searchFor} {
		if len(p.all) == 0 {
			o.Disable()
		} else {
			o.Enable()
		}
	}
	showOnly(p.room, shown)
	p.arrange()
	if d, ok := p.table.selected(); ok {
		p.side.show(d)
	}
}

// offerYears offers the years of the register and that of the campaign, and keeps the chosen one.
func (p *registerPage) offerYears(years []int) {
	if !slices.Contains(years, p.campaign.Year) {
		years = append(years, p.campaign.Year)
		slices.Sort(years)
		slices.Reverse(years)
	}
	chosen := p.chosenYear()
	first := len(p.years) == 0
	p.years = years
	words := []string{"全部年份"}
	for _, y := range years {
		words = append(words, strconv.Itoa(y)+"年")
	}
	if first {
		chosen = p.campaign.Year
	}
	p.year.setOptions(words, slices.Index(years, chosen)+1)
}

// chosenYear is 0 for all.
func (p *registerPage) chosenYear() int {
	if p.year.chosen < 1 || p.year.chosen > len(p.years) {
		return 0
	}
	return p.years[p.year.chosen-1]
}

// arrange shows the part of the register that switch and year name, and what the other choices leave of it.
func (p *registerPage) arrange() {
	part := p.chosen()
	part.Kind, part.State, part.Search = "", "", ""
	var rows []data.Document
	for _, d := range p.all {
		if part.Match(d) {
			rows = append(rows, d)
		}
	}
	p.table.setRows(rows)
	p.filter()
	counts := map[data.DocumentState]int{}
	for _, d := range rows {
		counts[d.State]++
	}
	var parts []string
	for _, s := range []data.DocumentState{data.DocumentIssued, data.DocumentDraft, data.DocumentOutside, data.DocumentWithdrawn} {
		if counts[s] > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", s, counts[s]))
		}
	}
	p.table.setFooter(strings.Join(parts, "　"), p.nextNumbers())
}

// nextNumbers says which number each series gives next.
func (p *registerPage) nextNumbers() string {
	year := cmp.Or(p.chosenYear(), p.campaign.Year)
	all, err := p.records.NumberSeries(context.Background(), year)
	if err != nil || len(all) == 0 {
		return ""
	}
	var parts []string
	for _, s := range all {
		parts = append(parts, "下一号 "+s.Next().String())
	}
	return strings.Join(parts, "　")
}

// chosen is what the choices on the screen let through.
func (p *registerPage) chosen() data.DocumentFilter {
	f := data.DocumentFilter{Numbering: numberings[p.numbering.chosen], Year: p.chosenYear(), Search: p.searchFor.Text}
	if p.kind.chosen > 0 {
		f.Kind = data.DocumentKinds[p.kind.chosen-1]
	}
	if p.state.chosen > 0 {
		f.State = data.DocumentStates[p.state.chosen-1]
	}
	return f
}

func (p *registerPage) filter() {
	p.table.setFilter(p.chosen().Match)
	if len(p.table.rows) == 0 {
		p.side.showNothing()
	} else if d, ok := p.table.selected(); ok && d.ID != p.side.shown.ID {
		p.side.show(d)
	}
}

func (p *registerPage) focus() {
	switch {
	case p.editor != nil:
		p.editor.focus()
	case len(p.all) == 0:
		p.app.focus(p.first)
	default:
		p.app.focus(p.table)
	}
}

// search is Ctrl+F.
func (p *registerPage) search() {
	if p.editor == nil {
		p.app.focus(p.searchFor)
	}
}

// save is Ctrl+S; a draft is saved without it too.
func (p *registerPage) save() {
	if p.editor != nil {
		p.editor.save()
	}
}

// print is Ctrl+P: the paper that is being written, or the register.
func (p *registerPage) print() {
	if p.editor != nil {
		p.editor.print()
		return
	}
	p.printList()
}

// escape goes back from the paper to the register.
func (p *registerPage) escape() {
	if p.editor != nil {
		p.editor.leave(p.closeEditor)
	}
}

// leave saves the paper that is being written.
func (p *registerPage) leave(proceed func()) {
	if p.editor != nil {
		p.editor.leave(proceed)
		return
	}
	proceed()
}

// open shows the line with the ID, whatever the choices hide.
func (p *registerPage) open(id string) {
	p.leave(func() {
		p.closeEditor()
		p.reveal(id)
		p.table.takeFocus()
	})
}

// reveal selects the line with the ID, if there is one, and takes the choices back that hide it.
func (p *registerPage) reveal(id string) {
	there := func(d data.Document) bool { return string(d.ID) == id }
	if p.table.selectKey(id) || !slices.ContainsFunc(p.all, there) {
		return
	}
	p.numbering.choose(slices.Index(numberings, ""))
	p.year.choose(0)
	p.kind.choose(0)
	p.state.choose(0)
	p.searchFor.SetText("")
	p.arrange()
	p.table.selectKey(id)
}

// edit puts a paper in the register's place.
func (p *registerPage) edit(d data.Document) {
	if p.editor != nil {
		p.editor.close()
	}
	editor, err := newPaperEditor(p, d)
	if err != nil {
		p.app.showError("没有打开"+d.Paper.String(), err)
		return
	}
	p.editor = editor
	p.root.Objects = append(p.root.Objects[:1], editor.root)
	showOnly(p.root, 1)
	editor.focus()
	editor.compose()
	p.app.menu.update()
}

// closeEditor puts the register back, with the paper chosen in it.
func (p *registerPage) closeEditor() {
	if p.editor == nil {
		return
	}
	id := p.editor.kept.ID
	p.putBack()
	p.app.reload()
	p.reveal(string(id))
	p.focus()
}

// putBack takes the paper away.
func (p *registerPage) putBack() {
	p.editor.close()
	p.editor = nil
	p.root.Objects = p.root.Objects[:1]
	showOnly(p.root, 0)
}

// printList makes the printed register of what is chosen on the screen.
func (p *registerPage) printList() {
	press, campaign, f, day := p.app.press(), p.campaign, p.chosen(), p.app.today()
	p.app.makePaper("发文登记表", func() (*pdf.Paper, error) {
		lines, err := p.records.Documents(context.Background(), f)
		if err != nil {
			return nil, err
		}
		return press.Register(campaign, f, lines, day)
	})
}

// numberText is the number of a line; what will take one says so.
func numberText(d data.Document) string {
	switch {
	case d.Number.Number > 0:
		return d.Number.String()
	case d.State == data.DocumentDraft && d.Kind.Numbered():
		return "未取号"
	}
	return "—"
}

func documentTitle(d data.Document) string {
	title := cmp.Or(d.TitleLine(), d.Paper.String())
	if d.Kind == "" {
		return "（程序外发文：" + title + "）"
	}
	return title
}

func documentDate(d data.Document) string {
	if d.Date.IsZero() || d.State == data.DocumentDraft {
		return ""
	}
	return d.Date.String()
}

func documentPages(d data.Document) string {
	if d.Pages == 0 {
		return "—"
	}
	return strconv.Itoa(d.Pages)
}

// documentLook writes what isn't a paper of the program, or isn't valid any more, paler.
func documentLook(d data.Document) look {
	if d.State == data.DocumentOutside || d.State == data.DocumentWithdrawn {
		return look{color: colorMuted}
	}
	return look{}
}

var documentChips = map[data.DocumentState]chip{
	data.DocumentDraft:     {chipGrey, "○", "草稿"},
	data.DocumentIssued:    {chipGreen, "✓", "已签发"},
	data.DocumentWithdrawn: {chipOrange, "×", "作废"},
	data.DocumentOutside:   {chipGrey, "–", "程序外"},
}

func documentChip(s data.DocumentState) chip { return documentChips[s] }

func byNumber(a, b data.Document) int {
	return cmp.Or(cmp.Compare(a.Number.Series, b.Number.Series), cmp.Compare(a.Number.Year, b.Number.Year), cmp.Compare(a.Number.Number, b.Number.Number))
}

func byDocumentDate(a, b data.Document) int { return cmp.Compare(a.Date.String(), b.Date.String()) }

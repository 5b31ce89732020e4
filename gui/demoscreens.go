package gui

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"log/slog"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"liangping/data"
	"liangping/pdf/fonts"
)

// The pictures need a window without a display. Fyne measures text through its driver, and the only public driver that needs no
// display and measures as the software painter draws is the one of package fyne.io/fyne/v2/test: an own fyne.Driver would have
// to measure by other means, and its pictures would not be those of the real window. It adds less than 1 MB to the program.

// pictures draws every tab, the keying of ballots, the first-run pages and a dialog, each as large as the screens are designed.
func (d *demo) pictures() error {
	before := fyne.CurrentApp()
	defer fyne.SetCurrentApp(before)
	regular, bold, err := fonts.Window()
	if err != nil {
		return err
	}
	app := test.NewApp()
	app.Settings().SetTheme(newTheme(regular, bold))
	window := app.NewWindow("")
	defer window.Close()
	a := newApp(app, window, Options{
		Store: d.store, Press: d.press, Clock: sampleClock, PapersDir: d.dir, Log: slog.New(slog.DiscardHandler),
	}, d.store)
	a.away = func(work func()) { work() } // nothing happens beside the drawing
	a.later = func(time.Duration, func()) func() { return func() {} }
	a.build(a.allPages())
	n := 0
	picture := func(name string) error {
		n++
		return d.picture(a, fmt.Sprintf("界面-%02d-%s.png", n, name))
	}
	for i, p := range a.pages {
		a.enter(i)
		if err := picture(p.title()); err != nil {
			return err
		}
	}
	for _, s := range demoScenes {
		closeIt, err := s.open(d, a)
		if err != nil {
			return err
		}
		if err := picture(s.name); err != nil {
			return err
		}
		closeIt()
	}
	return nil
}

// demoScenes are the screens behind the tabs; open shows one and returns what takes it away.
var demoScenes = []struct {
	name string
	open func(*demo, *App) (closeIt func(), err error)
}{
	{"归并", (*demo).openMerging},
	{"活动记录", (*demo).openEvents},
	{"逐张录入", (*demo).openEntry},
	{"首次使用", (*demo).openWizard},
	{"申请销号", (*demo).openClosing},
	{"公文", (*demo).openPaper},
	{"签发", (*demo).openIssuing},
	{"单位设置", (*demo).openOffice},
	{"统计-综合", (*demo).openCombined},
	{"计分规则", (*demo).openScoring},
	{"投影公布", (*demo).openWall},
}

// openEntry shows the keying of the first group.
func (d *demo) openEntry(a *App) (closeIt func(), err error) {
	rounds, err := d.store.Rounds(d.ctx)
	if err != nil {
		return nil, err
	}
	form, err := d.store.Form(d.ctx, rounds[0].ID)
	if err != nil {
		return nil, err
	}
	campaign, err := d.store.Campaign(d.ctx)
	if err != nil {
		return nil, err
	}
	p := newEntryPage(a, d.store, rounds[0], rounds[0].Groups[0], *form, campaign.Criteria, func() {})
	a.showAlone(p.root)
	p.reload()
	p.focus()
	for _, mark := range "121" {
		p.grid.TypedRune(mark)
	}
	return a.showTabs, nil
}

// openWizard shows the first page of the first run.
func (d *demo) openWizard(a *App) (closeIt func(), err error) {
	a.setUp(data.PlanTemplate(data.SampleNow.Year()), "退出", func() {})
	return a.showTabs, nil
}

// openMerging shows the opinions beside the problems that they are merged into.
func (d *demo) openMerging(a *App) (closeIt func(), err error) {
	a.showPage(string(data.AtOpinions), "")
	p := a.page().(*opinionsPage)
	p.showView(viewMerge)
	p.focus()
	return func() { p.showView(viewOpinions) }, nil
}

// openEvents shows the 活动记录 of 总览.
func (d *demo) openEvents(a *App) (closeIt func(), err error) {
	a.enter(0)
	p := a.page().(*overviewPage)
	p.showView(viewEvents)
	p.focus()
	return func() { p.showView(viewTodos) }, nil
}

// openClosing shows the dialog that asks for the 销号 of an item over the ledger.
func (d *demo) openClosing(a *App) (closeIt func(), err error) {
	items, err := d.store.LedgerItems(d.ctx)
	if err != nil {
		return nil, err
	}
	record, err := d.store.Item(d.ctx, items[0].ID)
	if err != nil {
		return nil, err
	}
	a.showPage(string(data.AtLedger), string(record.ID))
	a.page().(*ledgerPage).askApplication(*record)
	return func() { a.escape() }, nil
}

// openPaper shows the writing of the report that is still a draft.
func (d *demo) openPaper(a *App) (closeIt func(), err error) {
	drafts, err := d.store.Documents(d.ctx, data.DocumentFilter{State: data.DocumentDraft})
	if err != nil {
		return nil, err
	}
	a.showPage(string(data.AtRegister), "")
	register := a.page().(*registerPage)
	register.edit(drafts[0])
	return register.closeEditor, nil
}

// openIssuing shows the question before it is issued.
func (d *demo) openIssuing(a *App) (closeIt func(), err error) {
	away, err := d.openPaper(a)
	if err != nil {
		return nil, err
	}
	a.page().(*registerPage).editor.askIssuing()
	return func() { a.escape(); away() }, nil
}

// openOffice shows the settings of the office.
func (d *demo) openOffice(a *App) (closeIt func(), err error) {
	a.editOffice(d.store)
	return func() { a.escape() }, nil
}

// openCombined shows the combined result with a row whole.
func (d *demo) openCombined(a *App) (closeIt func(), err error) {
	p, back := statisticsOf(a)
	p.scope.pick(len(data.Scopes) - 1)
	p.openDetail()
	return back, nil
}

// openScoring shows the rule with its worked example.
func (d *demo) openScoring(a *App) (closeIt func(), err error) {
	p, _ := statisticsOf(a)
	a.editScoring(p.records)
	return func() { a.escape() }, nil
}

// openWall shows a target of the combined result as it is announced.
func (d *demo) openWall(a *App) (closeIt func(), err error) {
	p, back := statisticsOf(a)
	p.announce()
	wall := a.canvas.Focused().(*projector)
	wall.show(len(wall.slides) / 3)
	return func() { wall.leave(); back() }, nil
}

// statisticsOf goes to 统计; back shows it as it was at first.
func statisticsOf(a *App) (p *statisticsPage, back func()) {
	a.showPage(string(data.AtStatistics), "")
	p = a.page().(*statisticsPage)
	return p, func() {
		p.scope.pick(0)
		p.side.choose(sideOutcomes)
		p.showSide(sideOutcomes)
	}
}

// picture draws the window under its menu bar into a file.
func (d *demo) picture(a *App, name string) error {
	if err := d.ctx.Err(); err != nil {
		return err
	}
	picture := image.NewNRGBA(image.Rect(0, 0, designWidth, designHeight))
	top := 0
	if menu := a.window.MainMenu(); menu != nil {
		bar := menuPicture(menu)
		draw.Draw(picture, bar.Bounds(), bar, image.Point{}, draw.Src)
		top = bar.Bounds().Dy()
		if a.dialogOpen() {
			draw.Draw(picture, bar.Bounds(), image.NewUniform(theme.Color(theme.ColorNameShadow)), image.Point{}, draw.Over)
		}
	}
	a.window.Resize(fyne.NewSize(designWidth, float32(designHeight-top)))
	draw.Draw(picture, picture.Bounds().Add(image.Pt(0, top)), a.canvas.Capture(), image.Point{}, draw.Src)
	var file bytes.Buffer
	if err := png.Encode(&file, picture); err != nil {
		return err
	}
	if err := writeAtomically(filepath.Join(d.dir, name), file.Bytes()); err != nil {
		return demoFault(d.dir, err)
	}
	d.say("界面　%s", name)
	return nil
}

const menuBarHeight = 34

// menuPicture draws the words of the menu bar, which only a real window has.
func menuPicture(menu *fyne.MainMenu) image.Image {
	words := hbox(24)
	for _, m := range menu.Items {
		words.Add(body(m.Label))
	}
	bar := software.NewCanvas()
	bar.SetPadded(false)
	bar.SetContent(pad2(20, 0, words))
	bar.Resize(fyne.NewSize(designWidth, menuBarHeight))
	return bar.Capture()
}

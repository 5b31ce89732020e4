package gui

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"liangping/data"
	"liangping/pdf"
	"liangping/pdf/font"
	"liangping/pdf/fonts"
)

// Options is what main gives the window.
type Options struct {
	Store        *data.Store                           // the office's records
	Press        *pdf.Press                            // makes the papers
	Clock        func() time.Time                      // the present moment; nil for the computer's
	PapersDir    string                                // where finished papers are kept
	OpenFile     func(path string) error               // shows a finished paper; nil for the computer's own program
	PrintFile    func(path string, how Printing) error // sends it to the printer; nil likewise
	ShowInFolder func(path string) error               // shows it among its neighbours; nil likewise
	Log          *slog.Logger                          // for the maintainer; the user never sees it
}

// page is one tab. Its content is built once, when the tab is first shown; reload brings it up to date with the records each
// time it is entered and after each change.
type page interface {
	title() string
	content() fyne.CanvasObject
	reload()
	focus()               // moves the focus to where work begins
	leave(proceed func()) // calls proceed at once, or after asking what to do with unsaved changes, or never
}

// The things that a page may do beside, each by its key in the menu. A page that lacks one has that line of the menu disabled.
type (
	creator  interface{ newRecord() }      // Ctrl+N
	saver    interface{ save() }           // Ctrl+S
	printer  interface{ print() }          // Ctrl+P
	exporter interface{ exportPage() }     // Ctrl+E
	searcher interface{ search() }         // Ctrl+F
	escaper  interface{ escape() }         // Esc
	opener   interface{ open(key string) } // shows the record with the key

	// commander offers lines of its own for the menu; they act on its page, which comes to the front first.
	commander interface{ commands() []command }
)

// App is the window: menu, tabs, status bar, and the dialogs over them. Pages are given it and reach everything through it.
type App struct {
	dialogs
	options Options
	app     fyne.App
	window  fyne.Window

	records        statusRecords
	savedWhat      string // what was saved last, for the status bar
	newCampaign    func() // 新建活动…; nil disables its line
	chooseOperator func() // 更换操作人…; nil disables its line

	pages   []page
	current int
	tabs    *tabBar
	mark    *fyne.Container // beside the tabs of an archived campaign
	room    *fyne.Container // the contents of the tabs, one of them visible
	built   []fyne.CanvasObject
	status  *statusBar
	menu    *menu
	alone   bool                     // the tabs are not shown
	chosen  map[font.Role]*font.Face // the office's own typefaces
	copies  struct {                 // of attached files, to be looked at
		sync.Mutex
		folders []string
	}
}

// Run opens the window on the office's records and returns when it has been closed.
func Run(app fyne.App, options Options) {
	window := app.NewWindow("两评一树")
	New(app, window, options)
	window.CenterOnScreen()
	window.ShowAndRun()
}

// Refuse shows why the records in file could not be opened, in a window of its own: the secretary has no terminal. It returns
// when the window has been closed.
func Refuse(app fyne.App, file string, reason error) {
	regular, bold, _ := fonts.Window() // without them the sentence is still readable
	app.Settings().SetTheme(newTheme(regular, bold))
	window := app.NewWindow("两评一树")
	window.SetPadded(false)
	window.Resize(fyne.NewSize(dialogWideWidth+80, 400))
	leave := newButton("退出", window.Close).key("Esc").high()
	d := &dialogs{log: slog.New(slog.DiscardHandler)} // main has logged the reason
	content := vbox(12, d.failure("没有打开资料", reason, func() { window.Content().Refresh() }),
		columns(12, []float32{24, 0}, spacer(), newParagraph("资料文件　"+file, textCaption, colorMuted, dialogWidth-2*dialogPadding-36)))
	window.SetContent(container.NewCenter(newPanel(frameDialog(dialogWidth, content, leave))))
	window.Canvas().SetOnTypedKey(func(key *fyne.KeyEvent) {
		if key.Name == fyne.KeyEscape {
			window.Close()
		}
	})
	window.Canvas().Focus(leave)
	window.CenterOnScreen()
	window.ShowAndRun()
}

// New builds the window's content: menu, tabs and status bar, or the first-run pages while there is no campaign, and sets the
// program's look. The window is not shown yet.
func New(app fyne.App, window fyne.Window, options Options) *App {
	regular, bold, err := fonts.Window()
	if err != nil {
		options.Log.Warn("gui: the window does without its own fonts", "err", err)
	}
	app.Settings().SetTheme(newTheme(regular, bold))
	a := newApp(app, window, options, options.Store)
	a.prepare(a.allPages())
	if _, err := options.Store.Campaign(context.Background()); err == nil {
		a.showTabs()
	}
	a.start()
	return a
}

// newApp sets size and keys of the window, without pages.
func newApp(app fyne.App, window fyne.Window, options Options, records statusRecords) *App {
	if options.Clock == nil {
		options.Clock = time.Now
	}
	if options.OpenFile == nil {
		options.OpenFile, options.PrintFile, options.ShowInFolder = OpenFile, PrintFile, ShowInFolder
	}
	a := &App{options: options, app: app, window: window, records: records}
	a.dialogs = dialogs{
		canvas: window.Canvas(), log: options.Log, lost: a.focusPage, away: func(work func()) { go work() }, later: afterDelay, patience: patience,
	}
	window.SetPadded(false)
	window.Resize(fyne.NewSize(designWidth, designHeight))
	window.SetCloseIntercept(a.quit)
	window.SetOnClosed(a.forgetCopies)
	window.Canvas().SetOnTypedKey(a.typedKey)
	leave := &desktop.CustomShortcut{KeyName: fyne.KeyQ, Modifier: fyne.KeyModifierControl} // of the menu, which showAlone takes away
	window.Canvas().AddShortcut(leave, func(fyne.Shortcut) { a.quit() })
	return a
}

// build sets the pages into the window and enters the first.
func (a *App) build(pages []page) {
	a.prepare(pages)
	a.showTabs()
}

// prepare makes menu, tabs and status bar for the pages, without showing them.
func (a *App) prepare(pages []page) {
	a.pages, a.current = pages, 0
	a.built = make([]fyne.CanvasObject, len(pages))
	titles := make([]string, len(pages))
	for i, p := range pages {
		titles[i] = p.title()
	}
	a.tabs = newTabBar(titles, a.showTab)
	a.mark = pad2(pageMargin, 0, hbox(0, spacer(), newChip(archiveMark)))
	a.mark.Hide()
	a.room = container.NewStack()
	a.status = newStatusBar(a.changeOperator)
	a.menu = newMenu(a)
}

// showTabs shows the tabs after showAlone, and at the start.
func (a *App) showTabs() {
	a.alone = false
	a.window.SetMainMenu(a.menu.main)
	top := container.NewStack(a.tabs, a.mark)
	a.window.SetContent(container.NewBorder(top, a.status.box, nil, nil, a.room))
	a.enter(a.current)
}

// showAlone gives the whole window to one content, without menu and tabs, such as the first-run pages.
func (a *App) showAlone(content fyne.CanvasObject) {
	a.alone = true
	a.window.SetMainMenu(nil)
	a.window.SetContent(content)
}

// showTab moves to the tab with the index, after the present page has agreed.
func (a *App) showTab(i int) {
	if a.dialogOpen() || i == a.current || i < 0 || i >= len(a.pages) {
		return
	}
	a.pages[a.current].leave(func() { a.enter(i) })
}

// showPage moves to the tab with the title and, when key is not "", to the record with that key in it.
func (a *App) showPage(title, key string) {
	for i, p := range a.pages {
		if p.title() != title {
			continue
		}
		there := func() {
			a.enter(i)
			if o, ok := p.(opener); ok && key != "" {
				o.open(key)
			}
		}
		if i == a.current {
			there()
		} else {
			a.pages[a.current].leave(there)
		}
		return
	}
}

// enter shows a tab, brings it up to date and moves the focus into it.
func (a *App) enter(i int) {
	if len(a.pages) == 0 {
		return
	}
	a.current = i
	if a.built[i] == nil {
		a.built[i] = a.pages[i].content()
	}
	a.canvas.Unfocus()
	a.room.Objects = []fyne.CanvasObject{a.built[i]}
	a.room.Refresh()
	a.tabs.choose(i)
	a.reload()
	a.pages[i].focus()
}

// reload brings the status bar, the page in front and the menu up to date. Pages call it after each change of the records.
func (a *App) reload() {
	a.updateStatus() // first: the page and the menu ask whether the campaign is archived
	a.pages[a.current].reload()
	a.menu.update()
}

// page returns the page in front.
func (a *App) page() page {
	if len(a.pages) == 0 {
		return nil
	}
	return a.pages[a.current]
}

// focus moves the focus to a widget that is on the window.
func (a *App) focus(o fyne.Focusable) { a.canvas.Focus(o) }

// focusPage moves the focus to where work begins on the page in front.
func (a *App) focusPage() {
	if len(a.pages) > 0 && !a.alone {
		a.page().focus()
	}
}

// now is the present moment.
func (a *App) now() time.Time { return a.options.Clock() }

// press makes the papers, with the typefaces that the office chose.
func (a *App) press() *pdf.Press { return a.options.Press.Choose(a.chosen) }

// today is the present day.
func (a *App) today() data.Date { return data.DateOf(a.now()) }

// typedKey sees the keys that the focused widget has no use for: Esc and the function keys of the menu.
func (a *App) typedKey(key *fyne.KeyEvent) {
	if key.Name == fyne.KeyEscape {
		if a.escape() || a.alone {
			return
		}
		if p, ok := a.page().(escaper); ok {
			p.escape()
		}
		return
	}
	if a.menu != nil && !a.alone {
		a.menu.press(key.Name)
	}
}

// changeOperator asks who sits at the program.
func (a *App) changeOperator() {
	if a.chooseOperator != nil && !a.dialogOpen() {
		a.chooseOperator()
	}
}

// quit closes the window after the page in front has agreed. While a dialog is open it must be answered first.
func (a *App) quit() {
	if a.dialogOpen() {
		return
	}
	if p := a.page(); p != nil && !a.alone {
		p.leave(a.window.Close)
		return
	}
	a.window.Close()
}

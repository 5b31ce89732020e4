package gui

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// command is one line of the menu that a page offers.
//
//	func (p *roundsPage) commands() []command {
//		return []command{
//			{menu: menuAppraisal, label: "新建评议…", do: p.newRecord},
//			{menu: menuAppraisal, label: "逐张录入", key: fyne.KeyF5, enabled: p.canKey, do: p.keyBallots},
//		}
//	}
type command struct {
	menu    string           // the menu in which it stands
	group   string           // the line under which it stands, "" for none; that line has its own label as group
	label   string           // “…” means that a dialog follows
	key     fyne.KeyName     // "" for none
	with    fyne.KeyModifier // 0 for a function key alone
	enabled func() bool      // nil for always
	inPlace bool             // the page in front stays there
	do      func()
}

// The menus of the window in their order; 文件, 转到, 设置 and 帮助 are the window's own, the others consist of the pages' commands.
const (
	menuFile       = "文件"
	menuPapers     = "公文"
	menuAppraisal  = "评议"
	menuStatistics = "统计"
	menuLedger     = "整改"
	menuGo         = "转到"
	menuSettings   = "设置"
	menuHelp       = "帮助"
)

var menuOrder = []string{menuFile, menuPapers, menuAppraisal, menuStatistics, menuLedger, menuGo, menuSettings, menuHelp}

// menu is the window's menu bar. Fyne runs a line's shortcut even while the line is disabled or a dialog is open, so every
// line looks for itself.
type menu struct {
	app      *App
	main     *fyne.MainMenu
	items    []*fyne.MenuItem
	commands []command // one for each of items
}

// newMenu builds the menu from the window's own commands and those of the pages. Menus without commands are left out.
func newMenu(a *App) *menu {
	m := &menu{app: a, main: fyne.NewMainMenu()}
	menus := map[string]*fyne.Menu{}
	for _, name := range menuOrder {
		menus[name] = fyne.NewMenu(name)
	}
	for _, c := range a.fileCommands() {
		m.add(menus, c)
	}
	for i, p := range a.pages {
		if source, ok := p.(commander); ok {
			for _, c := range source.commands() {
				m.add(menus, onPage(a, i, c))
			}
		}
	}
	for _, c := range a.otherCommands() {
		m.add(menus, c)
	}
	for _, name := range menuOrder {
		if len(menus[name].Items) > 0 {
			m.main.Items = append(m.main.Items, menus[name])
		}
	}
	return m
}

// onPage brings the command's page to the front before it acts, unless it acts in place.
func onPage(a *App, i int, c command) command {
	if c.inPlace {
		return c
	}
	do := c.do
	c.do = func() {
		if i == a.current {
			do()
			return
		}
		a.pages[a.current].leave(func() {
			a.enter(i)
			do()
		})
	}
	return c
}

// add appends a command to its menu, or to the line that opens further ones; one without a label is a separator.
func (m *menu) add(menus map[string]*fyne.Menu, c command) {
	list := menus[c.menu]
	if c.group != "" && c.group != c.label {
		list = list.Items[slices.IndexFunc(list.Items, func(i *fyne.MenuItem) bool { return i.Label == c.group })].ChildMenu
	}
	if c.label == "" {
		list.Items = append(list.Items, fyne.NewMenuItemSeparator())
		return
	}
	item := fyne.NewMenuItem(c.label, func() { m.run(c) })
	if c.group == c.label {
		item.ChildMenu = fyne.NewMenu(c.label) // → opens it; only Enter, before it is open, runs the line itself
	}
	if c.key != "" {
		item.Shortcut = shortcut(c)
	}
	item.IsQuit = c.label == "退出"
	list.Items = append(list.Items, item)
	m.items = append(m.items, item)
	m.commands = append(m.commands, c)
}

// shortcut is the command's key as the driver reports it: Ctrl+Z has a name of its own there.
func shortcut(c command) fyne.Shortcut {
	if c.key == fyne.KeyZ && c.with == fyne.KeyModifierControl {
		return &fyne.ShortcutUndo{}
	}
	return &desktop.CustomShortcut{KeyName: c.key, Modifier: c.with}
}

// run does a command unless a dialog is open or it can't be done now.
func (m *menu) run(c command) {
	if m.app.dialogOpen() || c.enabled != nil && !c.enabled() {
		return
	}
	c.do()
}

// press runs the command of a function key, which Fyne does not look up in the menu. It reports whether there is one.
func (m *menu) press(key fyne.KeyName) bool {
	for _, c := range m.commands {
		if c.key == key && c.with == 0 {
			m.run(c)
			return true
		}
	}
	return false
}

// update enables what can be done now. The bar is drawn anew only when something has changed.
func (m *menu) update() {
	changed := false
	for i, c := range m.commands {
		disabled := c.enabled != nil && !c.enabled()
		if m.items[i].Disabled != disabled {
			m.items[i].Disabled = disabled
			changed = true
		}
	}
	if changed {
		m.main.Refresh()
	}
}

// fileCommands are the window's own commands of the menu 文件.
func (a *App) fileCommands() []command {
	const ctrl = fyne.KeyModifierControl
	return []command{
		{menu: menuFile, label: "新建活动…", enabled: func() bool { return a.newCampaign != nil }, do: func() { a.newCampaign() }},
		{menu: menuFile},
		{menu: menuFile, label: "新增", key: fyne.KeyN, with: ctrl, enabled: a.canCreate, do: func() { a.page().(creator).newRecord() }},
		{menu: menuFile, label: "保存", key: fyne.KeyS, with: ctrl, enabled: can[saver](a), do: func() { a.page().(saver).save() }},
		{menu: menuFile, label: "查找", key: fyne.KeyF, with: ctrl, enabled: can[searcher](a), do: func() { a.page().(searcher).search() }},
		{menu: menuFile, label: "导出本页…", key: fyne.KeyE, with: ctrl, enabled: can[exporter](a), do: func() { a.page().(exporter).exportPage() }},
		{menu: menuFile, label: "打印本页", key: fyne.KeyP, with: ctrl, enabled: can[printer](a), do: func() { a.page().(printer).print() }},
		{menu: menuFile},
		{menu: menuFile, label: "打开资料文件夹", do: a.openPapersDir},
		{menu: menuFile, label: "退出", key: fyne.KeyQ, with: ctrl, do: a.quit},
	}
}

// can returns whether the page in front does what the interface T asks for.
func can[T any](a *App) func() bool {
	return func() bool {
		_, ok := a.page().(T)
		return ok
	}
}

// canCreate tells whether a record of the page in front can be begun; an archived campaign takes none.
func (a *App) canCreate() bool { return !a.archived() && can[creator](a)() }

// otherCommands are the window's own commands of the menus 转到, 设置 and 帮助.
func (a *App) otherCommands() []command {
	var list []command
	for i, p := range a.pages {
		list = append(list, command{
			menu: menuGo, label: p.title(), key: fyne.KeyName(strconv.Itoa(i + 1)), with: fyne.KeyModifierAlt,
			do: func() { a.showTab(i) },
		})
	}
	if n := len(a.pages); n > 1 {
		list = append(list,
			command{menu: menuGo},
			command{menu: menuGo, label: "下一页", key: fyne.KeyTab, with: fyne.KeyModifierControl, do: func() { a.showTab((a.current + 1) % n) }},
			command{
				menu: menuGo, label: "上一页", key: fyne.KeyTab, with: fyne.KeyModifierControl | fyne.KeyModifierShift,
				do: func() { a.showTab((a.current + n - 1) % n) },
			},
		)
	}
	return append(list,
		command{menu: menuSettings, label: "更换操作人…", enabled: func() bool { return a.chooseOperator != nil }, do: func() { a.chooseOperator() }},
		command{menu: menuHelp, label: "按键表", key: fyne.KeyF1, do: a.showKeys},
		command{menu: menuHelp, label: "关于", do: a.showAbout},
	)
}

// openPapersDir shows the folder in which the finished papers are.
func (a *App) openPapersDir() {
	a.run("正在打开资料文件夹", func(_ context.Context, _ progress) error {
		return a.options.ShowInFolder(a.options.PapersDir)
	}, func(err error) {
		if !cancelled(err) {
			a.showError("没有打开资料文件夹", err)
		}
	})
}

// generalKeys are the keys that work everywhere, beside those of the menu.
var generalKeys = [][2]string{
	{"Tab", "下一处；加 Shift 是上一处"},
	{"回车", "单行里到下一栏；表格里打开；按钮上按下"},
	{"↑ ↓", "在表格里上下移动"},
	{"PageUp PageDown", "上一屏，下一屏"},
	{"Home End", "第一行，末一行"},
	{"空格", "勾选"},
	{"直接打字", "在表格里开始查找"},
	{"← →", "切换并排的选项"},
	{"Esc", "返回、关闭、取消"},
	{"Alt", "打开菜单；→ 打开下一级"},
}

const (
	keysWidth  = 980
	keyColumns = 2 // of the keys of the menu: all are in sight in the smallest window
)

// showKeys lists all keys: those of the menu as it is, and the general ones.
func (a *App) showKeys() {
	everywhere := vbox(4)
	for _, k := range generalKeys {
		everywhere.Add(columns(12, []float32{128, 0}, body(k[0]), remark(k[1])))
	}
	var inMenu []fyne.CanvasObject
	for _, c := range a.menu.commands {
		if c.key != "" {
			inMenu = append(inMenu, columns(12, []float32{112, 0}, body(keyName(c.with, c.key)), remark(strings.TrimSuffix(c.label, "…"))))
		}
	}
	lists, widths := []fyne.CanvasObject{everywhere}, []float32{0}
	for part := range slices.Chunk(inMenu, (len(inMenu)+keyColumns-1)/keyColumns) {
		lists, widths = append(lists, vbox(4, part...)), append(widths, 256)
	}
	a.showContent(keysWidth, vbox(16, heading("按键表"), columns(24, widths, lists...)))
}

// keyName is a key as it stands on the keyboard: Ctrl+Shift+Tab.
func keyName(with fyne.KeyModifier, key fyne.KeyName) string {
	name := string(key)
	if with&fyne.KeyModifierShift != 0 {
		name = "Shift+" + name
	}
	if with&fyne.KeyModifierAlt != 0 {
		name = "Alt+" + name
	}
	if with&fyne.KeyModifierControl != 0 {
		name = "Ctrl+" + name
	}
	return name
}

// showAbout says what the program is.
func (a *App) showAbout() {
	a.tell("两评一树", "评议、统计、整改台账和公文，一台电脑，不联网。", "资料只存在这台电脑上。")
}

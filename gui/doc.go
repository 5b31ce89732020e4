// Package gui is the window: one file per tab, and the parts that tabs are made of.
//
// A tab is a struct that gets the *App and declares, beside itself, the small interface of use cases that it needs from the
// store. It has content(), reload(), focus() and leave(); it may have newRecord, save, print, search, escape, open and commands
// beside, and the menu then offers them. There is no data binding: a use case is called, then App.reload shows what is.
//
//	type targetsPage struct {
//		app   *App
//		store targetRecords
//		find  *entry
//		table *table[data.Target]
//	}
//
//	func (p *targetsPage) title() string { return "评议对象" }
//
//	func (p *targetsPage) content() fyne.CanvasObject {
//		p.table = newTable(targetKey, targetColumns)
//		p.find = newSearch("搜索姓名、职务、科室", p.filter)
//		p.find.down, p.table.onType = p.table.takeFocus, p.find.take
//		add := newButton("新增", p.newRecord).high().withIcon(theme.ContentAddIcon())
//		return newPage(hbox(8, sized(232, 0, p.find), spacer(), add), newSplit(p.table, p.detail(), 876))
//	}
//
//	func (p *targetsPage) reload()                { p.table.setRows(p.read()) }
//	func (p *targetsPage) focus()                 { p.app.focus(p.find) }
//	func (p *targetsPage) leave(proceed func())   { proceed() }
//
// Everything here runs on Fyne's one UI goroutine. Work that takes longer than a moment goes through App.run, whose work function
// runs elsewhere and may touch no widget; its result comes back on the UI goroutine.
//
// Fyne gives a key without a modifier to the focused widget alone. So every focusable widget of this package hands keys that it
// does not use to passOn, and Esc and the function keys reach the window from everywhere.
package gui

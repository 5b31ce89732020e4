package gui

import (
	"path/filepath"

	"fyne.io/fyne/v2/theme"
)

// mostPrinted is the largest number of copies that the printer is asked for at once.
const mostPrinted = 999

// askPrinting asks for copies and sides and sends a paper to the printer. Where the system's printing knows neither, it
// says so and leads to the viewer, whose own dialog does.
func (a *App) askPrinting(path string, copies int) {
	if !choosesPrinting {
		a.confirm(question{
			title: "打印", lines: []string{
				filepath.Base(path), "份数和双面在阅读程序里选：打开后按 Ctrl+P，填份数，选“双面打印，长边翻页”和“实际大小”。",
			}, doing: "打开",
		}, func() { a.handOver("打开", "没有打开", func() error { return a.options.OpenFile(path) }) })
		return
	}
	number := newNumberEntry(mostPrinted, nil)
	number.set(max(copies, 1))
	duplex := newCheck("双面打印，长边翻页", nil)
	duplex.set(true)
	var closeIt func()
	cancel := newButton("取消", func() { closeIt() }).key("Esc")
	doing := newButton("打印", func() {
		how := Printing{Copies: max(number.value(), 1), Duplex: duplex.on}
		closeIt()
		a.handOver("打印", "没有打印", func() error { return a.options.PrintFile(path, how) })
	}).high()
	number.enter = func() { a.focus(doing) } // both sides are as usual
	content := vbox(8, heading("打印"), newParagraph(filepath.Base(path), textBody, theme.ColorNameForeground, dialogWidth-2*dialogPadding),
		hbox(0, newField("份数", labelNarrow, number)), newField("双面", labelNarrow, duplex))
	closeIt = a.show(frameDialog(dialogWidth, content, cancel, doing), number, func() { closeIt() })
}

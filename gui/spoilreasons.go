package gui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2/theme"

	"liangping/data"
)

// editSpoilReasons changes the list of reasons that the 废票 key offers: a line for each, in the order of their figures.
func (p *roundsPage) editSpoilReasons() {
	if p.work != nil || !p.flush() {
		return
	}
	reasons, err := p.records.SpoilReasons(context.Background())
	if err != nil {
		p.app.showError("没有读到废票原因", err)
		return
	}
	text := newTextEntry()
	text.SetMinRowsVisible(data.MaxSpoilReasons)
	text.SetText(strings.Join(reasons, "\n"))
	const width = dialogWidth - 2*dialogPadding
	usual := newSmallButton("恢复常用的几条", func() {
		text.SetText(strings.Join(data.DefaultSpoilReasons, "\n"))
		takeFocus(text)
	})
	content := vbox(8, newParagraph("一行一条，按先后是录票时的数字 1、2、3……已经录入的废票，原因不变。", textBody, theme.ColorNameForeground, width), text, hbox(0, usual))
	p.app.formWith(dialogWidth, "废票原因", "保存", content, text, func() error {
		var lines []string
		for line := range strings.Lines(text.Text) {
			if line = data.CleanLine(line); line != "" {
				lines = append(lines, line)
			}
		}
		if err := p.records.SaveSpoilReasons(context.Background(), lines); err != nil {
			return err
		}
		p.app.reload()
		p.app.saved("废票原因")
		return nil
	})
}

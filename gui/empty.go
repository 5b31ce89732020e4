package gui

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

const emptyWidth = 560

// emptyPage is what a tab shows in its panel while it has no records: what is missing, where it comes from with today's
// numbers, the one next step as the primary button, and the way there in steps.
//
//	return newPanel(emptyPage("还没有整改事项",
//		[]string{"整改事项从“突出问题”生成，每件写明责任领导、责任科室、责任人和时限。"},
//		[]*button{newButton("新增一件", p.newRecord).high()},
//		[]string{"在问题上按“列入台账”", "送审通过后进入整改"}))
func emptyPage(title string, lines []string, buttons []*button, steps []string) fyne.CanvasObject {
	box := vbox(8, heading(title), paragraphs(emptyWidth, lines))
	row := hbox(8)
	for _, b := range buttons {
		row.Add(b)
	}
	if len(buttons) > 0 {
		box.Add(pad2(0, 4, row))
	}
	if len(steps) > 0 {
		box.Add(pad2(0, 8, line()))
	}
	for i, s := range steps {
		box.Add(caption(fmt.Sprintf("%d　%s", i+1, s)))
	}
	return container.NewCenter(sized(emptyWidth, 0, box))
}

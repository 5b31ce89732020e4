package gui

import (
	"context"
	"fmt"

	"liangping/data"
)

// Any sheet can be opened by its batch and number before the seal and corrected from the paper (design.md §11). While it is in
// the grid, what was keyed before is framed beside what is keyed now; it stays on the disk until the correction replaces it.

// previous opens the sheet that lies before the one in the grid (PageUp).
func (p *entryPage) previous() {
	if p.position <= 1 {
		p.grid.refuse("前面没有票了：这是第 1 张。")
		return
	}
	p.open(p.position - 1)
}

// following opens the sheet after a reopened one (PageDown); after the last one it is the new sheet.
func (p *entryPage) following() {
	switch {
	case p.grid.sheet.stored == nil:
		p.grid.refuse("后面没有录过的票：这一张是新的。")
	case p.position+1 == p.nextPosition():
		p.close()
	default:
		p.open(p.position + 1)
	}
}

// open brings the sheet at a position into the grid. A new sheet that is begun waits until it is closed; a correction that is
// begun must be ended first.
func (p *entryPage) open(position int) {
	s := p.grid.sheet
	if s.stored != nil && s.changed() {
		p.grid.refuse(fmt.Sprintf("这一张改了 %d 项，还没有存。按回车存，按 Esc 不改。", s.differing()))
		return
	}
	b, err := p.pile.at(context.Background(), position)
	if err != nil {
		p.grid.refuse(p.app.sentence(err))
		return
	}
	p.uncover()
	if s.stored == nil && s.begun() {
		p.waiting = append(p.waiting, s)
	}
	p.asked, p.position = false, position
	p.grid.open(reopened(*b, len(p.grid.lines)))
	p.show()
	if b.Spoiled != "" {
		p.grid.advise(fmt.Sprintf("%s是废票（%s）。要改为有效票，照原票录完按回车。", b.Place(), b.Spoiled))
	}
}

// close goes back from a reopened sheet to the new one.
func (p *entryPage) close() {
	p.next()
}

// keepCorrection replaces what is on the disk by what is in the grid now.
func (p *entryPage) keepCorrection(s *sheet) {
	err := p.pile.correct(context.Background(), p.position, *s.stored, s.ballot("", "").Reading())
	if err != nil {
		p.grid.refuse("没有存上，改动还在：" + p.app.sentence(err))
		return
	}
	place := placeAt(p.round.ID, p.group.ID, p.position)
	p.app.saved(fmt.Sprintf("第 %d 张", p.position))
	p.close()
	p.grid.advise(place.String() + "改好了。现在是新的一张。")
}

// askPlace asks which sheet to open, by its batch and number (F8).
func (p *entryPage) askPlace() {
	p.uncover()
	batch, number := newNumberEntry(mostSheets, nil), newNumberEntry(data.BatchSize, nil)
	at := placeAt(p.round.ID, p.group.ID, max(p.position-1, 1))
	batch.set(at.Batch)
	number.set(at.Sheet)
	refusal := newParagraph("", textBody, colorBrokenText, dialogWidth-2*dialogPadding)
	refusal.Hide()
	var closeIt func()
	find := newButton("打开", func() {
		place := data.SheetPlace{RoundID: p.round.ID, GroupID: p.group.ID, Batch: batch.value(), Sheet: number.value()}
		if refused := p.openPlace(place, func() { closeIt() }); refused != "" {
			refusal.setText(refused)
			refusal.Show()
			p.app.resizeTop()
			p.app.focus(batch)
		}
	}).high().key("回车")
	number.enter = find.tapped
	cancel := newButton("取消", func() { closeIt() }).key("Esc")
	row := hbox(8, body("第"), sized(88, 0, batch), body("批　第"), sized(88, 0, number), body("张"))
	content := vbox(12, heading("找一张票"), remark("批号写在封面上，张号从上往下数。"), row, refusal)
	closeIt = p.app.show(frameDialog(dialogWidth, content, cancel, find), batch, func() { closeIt() })
}

// openPlace opens the sheet at a place after the question was closed, or returns why it can't.
func (p *entryPage) openPlace(place data.SheetPlace, closeIt func()) (refused string) {
	position := place.Position()
	if position == 0 {
		return fmt.Sprintf("每批 %d 张，没有%s。", data.BatchSize, place)
	}
	if p.grid.sheet.stored == nil && position == p.position {
		closeIt()
		return ""
	}
	_, err := p.pile.at(context.Background(), position)
	switch second, ok := p.pile.(*secondPile); {
	case err == nil:
		closeIt()
		p.open(position)
	case !ok || position > p.state.all:
		return p.app.sentence(err)
	case p.grid.sheet.begun():
		return "正在录的这一张还没有存，录完再找。"
	default: // the sheet is there, but wasn't read a second time yet
		closeIt()
		second.from = position
		p.next()
		p.checkReader()
	}
	return ""
}

package typeset

import (
	"fmt"

	"liangping/pdf/font"
)

// attachmentTitle is the line of the grid, from 0, where the title of an 附件 stands (GB/T 9704-2012 7.3.8).
const attachmentTitle = 2

// attachments sets every 附件 on pages of its own.
func (s *sheet) attachments() {
	named := 0
	for _, a := range s.Attachments {
		if a.Name != "" {
			named++
		}
	}
	number := 0
	for i, a := range s.Attachments {
		label, below := "", 0.0
		if i == len(s.Attachments)-1 {
			below = float64(s.imprintLines()) * gridStep // the last row stands with the 版记
		}
		if a.Name != "" {
			number++
			label = "附件"
			if named > 1 {
				label = fmt.Sprintf("附件%d", number)
			}
		}
		s.attachment(a, label, below)
	}
	s.landscape = false
}

// attachment sets one 附件: its label in 3号黑体 in the top left corner, its title, its text and its table, with the given room
// below that. On a landscape page nothing follows.
func (s *sheet) attachment(a Attachment, label string, below float64) {
	s.landscape = a.Landscape
	s.turn()
	if label != "" {
		s.put(Measure{Width: s.block.width, Align: Left}.Lines(Span{label, s.style(font.Hei)}))
	}
	s.title(a.Title, s.block.lineTop(attachmentTitle))
	s.putHeaded(s.paragraphs(a.Body))
	if a.Landscape {
		below = 0
	}
	if a.Table != nil {
		s.table(*a.Table, below)
	}
}

// bodyTable sets the table below the body. Its last row stands on the page of the signature.
func (s *sheet) bodyTable() {
	if s.Table != nil {
		s.table(*s.Table, float64(s.closing())*gridStep)
	}
}

// table sets a table as wide as the block, page after page, its last row with the given room below it.
func (s *sheet) table(t Table, below float64) {
	t = s.fitted(t)
	t.below = below
	flow := &Flow{Page: s.page, Y: s.block.lineTop(s.line)}
	inBlock := func() {
		flow.Left, flow.Width, flow.Top, flow.Bottom = s.block.left, s.block.width, s.block.top, s.block.bottom()
	}
	inBlock()
	flow.Next = func() *Page {
		s.turn()
		inBlock()
		return s.page
	}
	t.Place(flow)
	s.line = s.block.line(flow.Y)
}

// fitted gives a table the width of the block.
func (s *sheet) fitted(t Table) Table {
	width := 0.0
	for _, c := range t.Columns {
		width += c.Width
	}
	columns := make([]Column, len(t.Columns))
	for i, c := range t.Columns {
		columns[i] = Column{Width: c.Width / width * s.block.width, Align: c.Align}
	}
	t.Columns = columns
	return t
}

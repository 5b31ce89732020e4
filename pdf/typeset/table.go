package typeset

// Table is a ruled table: cells wrap, the head comes again on every page, rows stay whole where they fit on a page.
type Table struct {
	Columns []Column
	Head    []Row
	Rows    []Row
	Style   Style
	Leading float64 // from line to line within a cell
	Pad     Padding
	Rule    float64 // thickness of the lines

	below float64 // room that the page of the last row has to have below it
}

// Column is a column of a table.
type Column struct {
	Width float64
	Align Align
}

// Padding is the room between a cell's lines and its text.
type Padding struct{ X, Y float64 }

// Row is a row of cells.
type Row struct {
	Cells []Cell
	Shade bool
	Keep  bool // stays on the page of the row that follows
}

// Cell is a cell of a row.
type Cell struct {
	Text  string
	Span  int                               // columns that it takes; 0 is 1
	Align Align                             // 0: as its column
	Style *Style                            // nil: as the table
	Draw  func(p *Page, x, y, w, h float64) // draws into the cell, in the rectangle inside its padding; nil: nothing
}

// Place sets the table into the flow and leaves the flow below it.
func (t *Table) Place(f *Flow) {
	head, rows := t.layout(t.Head), t.layout(t.Rows)
	for i := range len(head) - 1 {
		head[i].keep = true
	}
	if n := len(rows); n > 0 && t.below > 0 {
		rows[n-1].keep = true
		rows = append(rows, laidRow{height: t.below}) // is never drawn
	}
	page := f.Bottom - f.Top - group(head, 0)
	f.Need(group(head, 0) + group(rows, 0))
	t.drawAll(f, head)
	for i, row := range rows[:len(t.Rows)] {
		if h := group(rows, i); !f.Fits(h) && h <= page {
			f.Turn()
			t.drawAll(f, head)
		}
		for !f.Fits(row.height) {
			first, rest, ok := row.split(f.Bottom-f.Y, t)
			if !ok && f.Y > f.Bottom-page+0.01 {
				first, rest, ok = laidRow{}, row, true // nothing fits under other rows; on the next page it may
			}
			if !ok {
				break // not one line fits on an empty page: there is no better place
			}
			t.draw(f, first)
			f.Turn()
			t.drawAll(f, head)
			row = rest
		}
		t.draw(f, row)
	}
}

func (t *Table) drawAll(f *Flow, rows []laidRow) {
	for _, row := range rows {
		t.draw(f, row)
	}
}

// laidRow is a row whose cells are broken into lines.
type laidRow struct {
	cells  []laidCell
	height float64
	shade  bool
	keep   bool
}

type laidCell struct {
	x, width float64
	lines    []Line
	draw     func(p *Page, x, y, w, h float64)
}

func (t *Table) layout(rows []Row) []laidRow {
	laid := make([]laidRow, 0, len(rows))
	for _, row := range rows {
		l := laidRow{shade: row.Shade, keep: row.Keep}
		column, x := 0, 0.0
		for _, cell := range row.Cells {
			c := laidCell{x: x, draw: cell.Draw}
			align := t.Columns[column].Align
			for range max(cell.Span, 1) {
				c.width += t.Columns[column].Width
				column++
			}
			c.lines = t.lines(cell, align, c.width)
			l.cells = append(l.cells, c)
			l.height = max(l.height, t.height(len(c.lines), c.lines))
			x += c.width
		}
		laid = append(laid, l)
	}
	return laid
}

func (t *Table) lines(cell Cell, align Align, width float64) []Line {
	style := t.Style
	if cell.Style != nil {
		style = *cell.Style
	}
	if cell.Align != 0 {
		align = cell.Align
	}
	return Measure{Width: width - 2*t.Pad.X, Align: align}.Lines(Span{cell.Text, style})
}

// height is what n lines and their padding take.
func (t *Table) height(n int, lines []Line) float64 {
	if n == 0 {
		return 2 * t.Pad.Y
	}
	return 2*t.Pad.Y + float64(n-1)*t.Leading + MM(max(lines[0].size(), t.Style.Size))
}

// group is the height of row i with the rows that have to stay on its page. All rows of a head stay together.
func group(rows []laidRow, i int) float64 {
	height := 0.0
	for ; i < len(rows); i++ {
		height += rows[i].height
		if !rows[i].keep {
			break
		}
	}
	return height
}

// split cuts a row that is higher than the room: as many lines as fit, and the rest.
func (r laidRow) split(room float64, t *Table) (first, rest laidRow, ok bool) {
	n := int((room-2*t.Pad.Y-t.Style.Em())/t.Leading) + 1
	if room < 2*t.Pad.Y+t.Style.Em() || n < 1 {
		return r, r, false
	}
	first, rest = r, r
	first.cells, rest.cells = nil, nil
	first.height, rest.height = 0, 0
	for _, c := range r.cells {
		cut := min(n, len(c.lines))
		a, b := c, c
		a.lines, b.lines, b.draw = c.lines[:cut], c.lines[cut:], nil
		first.cells, rest.cells = append(first.cells, a), append(rest.cells, b)
		first.height = max(first.height, t.height(len(a.lines), a.lines))
		rest.height = max(rest.height, t.height(len(b.lines), b.lines))
		ok = ok || len(b.lines) > 0
	}
	return first, rest, ok
}

// draw sets a row at the flow's place, text centred in its height, and moves on.
func (t *Table) draw(f *Flow, row laidRow) {
	for _, c := range row.cells {
		x, y := f.Left+c.x, f.Y
		if row.shade {
			f.Page.Draw(Fill{X: x, Y: y, W: c.width, H: row.height, Color: Pale})
		}
		f.Page.Draw(Frame{X: x, Y: y, W: c.width, H: row.height, Width: t.Rule})
		if c.draw != nil {
			c.draw(f.Page, x+t.Pad.X, y+t.Pad.Y, c.width-2*t.Pad.X, row.height-2*t.Pad.Y)
		}
		y += (row.height-t.height(len(c.lines), c.lines))/2 + t.Pad.Y
		for _, line := range c.lines {
			f.Page.Set(line, x+t.Pad.X, y)
			y += t.Leading
		}
	}
	f.Y += row.height
}

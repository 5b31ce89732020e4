package pdf

import (
	"strconv"

	"liangping/data"
	"liangping/pdf/font"
	"liangping/pdf/typeset"
)

// gradeShade is how a grade looks in a stacked bar: shades of grey, so that it reads the same from any printer. Neighbours
// differ much, the order is always the same, and every count stands in the table beside the bar.
type gradeShade struct{ fill, figure typeset.Color }

var gradeShades = map[data.Mark]gradeShade{
	data.Satisfied:       {typeset.Color{R: 104, G: 104, B: 104}, white},
	data.MostlySatisfied: {typeset.Color{R: 214, G: 214, B: 214}, typeset.Black},
	data.Dissatisfied:    {typeset.Black, white},
	data.Unfamiliar:      {white, typeset.Black},
}

var white = typeset.Color{R: 255, G: 255, B: 255}

// The lines of a bar in millimetres.
const (
	barHeight = 3.8
	barRule   = 0.15
)

// bar draws the stacked bar of some counts into a cell, from the geometry of the screen (data.Bar), with the figures on the
// parts that are wide enough. Without any valid mark the cell stays empty.
func (p *Press) bar(counts data.Counts) typeset.Cell {
	return typeset.Cell{Draw: func(page *typeset.Page, x, y, w, h float64) {
		y += (h - barHeight) / 2
		for _, part := range data.NewBar(counts).Parts {
			p.barPart(page, part.Mark, strconv.Itoa(part.Count), x+part.From*w, y, (part.To-part.From)*w)
		}
	}}
}

// barPart draws one part of a bar, or a square of the legend.
func (p *Press) barPart(page *typeset.Page, grade data.Mark, figure string, x, y, width float64) {
	shade := gradeShades[grade]
	page.Draw(typeset.Fill{X: x, Y: y, W: width, H: barHeight, Color: shade.fill})
	page.Draw(typeset.Frame{X: x, Y: y, W: width, H: barHeight, Width: barRule})
	style := p.style(font.Song, typeset.Size6)
	style.Color = shade.figure
	line := typeset.Measure{Width: width, Align: typeset.Center}.Fit(figure, style)
	if line.Height() < style.Em() || typeset.MM(typeset.Size6)/2*float64(len(figure))+1 > width {
		return // no room: the figure stands in the table
	}
	page.Set(line, x, y+(barHeight-style.Em())/2)
}

// legend says in a line what the shades of the bars mean; so many lines of notes below it stay on its page.
func (p *Press) legend(f *typeset.Flow, notes int) {
	const square, gap, step = 6.0, 1.2, 5.0
	style := p.style(font.Song, typeset.SizeSmall5)
	f.Need(barHeight + 2 + float64(notes)*step)
	f.Y += 2
	x := f.Left
	for _, grade := range data.Grades {
		p.barPart(f.Page, grade, "", x, f.Y, square)
		x += square + gap
		word := typeset.Measure{Width: 30, Align: typeset.Left}.Fit(grade.String(), style)
		f.Page.Set(word, x, f.Y+(barHeight-style.Em())/2)
		x += word.Width() + 4*gap
	}
	f.Y += barHeight
}

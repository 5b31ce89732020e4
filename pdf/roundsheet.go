package pdf

import (
	"cmp"
	"fmt"
	"strings"

	"liangping/data"
	"liangping/pdf/font"
	"liangping/pdf/typeset"
)

// RoundSheet prints one of the 报告单 of a round (data.RoundSheets): what its meeting reports to the one in the chair at each
// step. list is the round's 人员名单, which only the 出席情况报告单 needs; it may be empty. Figures that nobody typed yet are
// left open, to be written by hand.
func (p *Press) RoundSheet(paper data.Paper, c data.Campaign, s data.CountSheet, list []data.Invitee) (*Paper, error) {
	sheet := p.newRoundPaper(c, s.Round, paper.String(), sheetMark(paper, s))
	switch paper {
	case data.AttendanceSheet:
		sheet.attendance(list)
	case data.IssuedSheet:
		sheet.issued()
	case data.ReturnedSheet:
		sheet.returned()
	case data.CountedSheet:
		sheet.counted(s)
	default:
		return nil, fmt.Errorf("%q is no sheet of a round", paper)
	}
	return sheet.finish()
}

// roundSheet names a 报告单 for the register.
func (in Records) roundSheet(d *data.Document) {
	r := in.round()
	d.RoundID, d.Title = r.ID, sheetTitle(in.Campaign, r, d.Paper.String())
}

// sheetTitle is the title of a round's paper, in two lines.
func sheetTitle(c data.Campaign, r data.Round, name string) string {
	return fmt.Sprintf("%d年%s%s\n%s", c.Year, activity(c), r.Name(), name)
}

// sheetMark is what stands on every page of a sheet that nobody may take for the result.
func sheetMark(paper data.Paper, s data.CountSheet) string {
	switch {
	case s.Round.State == data.RoundVoid:
		return "整次无效"
	case paper == data.CountedSheet && s.Seal == nil:
		return "未封存"
	}
	return ""
}

// roundPaper is a paper of a round in the making: a 报告单 or a 签到表.
type roundPaper struct {
	*Press
	campaign data.Campaign
	round    data.Round
	name     string
	doc      *typeset.Doc
	flow     *typeset.Flow
}

// newRoundPaper begins a paper with its title and, in a round that is void, the reason right across the head.
func (p *Press) newRoundPaper(c data.Campaign, r data.Round, name, mark string) *roundPaper {
	title := sheetTitle(c, r, name)
	doc := &typeset.Doc{Title: strings.ReplaceAll(title, "\n", ""), Author: c.Office, Date: made(c, r.Date)}
	s := &roundPaper{p, c, r, name, doc, p.upright(doc, mark)}
	p.uprightTitle(s.flow, title)
	if r.State == data.RoundVoid {
		s.banner("整次无效", "本次评议"+sentence("整次无效："+r.VoidReason)+"本表留存备查。")
	}
	return s
}

func (s *roundPaper) finish() (*Paper, error) {
	s.pageNumbers(s.doc)
	return finish(s.doc, fmt.Sprint(s.campaign.Year), s.round.Name(), s.name)
}

// banner says in a frame from edge to edge what nobody may overlook.
func (s *roundPaper) banner(word, text string) {
	const pad, step = 2.5, 5.2
	f := s.flow
	head := typeset.Measure{Width: f.Width, Align: typeset.Center}.Fit(word, s.style(font.Hei, typeset.Size2))
	inner := typeset.Measure{Width: f.Width - 2*pad, Align: typeset.Center}
	lines := inner.Balanced(typeset.Span{Text: text, Style: s.style(font.Hei, typeset.Size5)})
	height := 2*pad + head.Height() + 2 + float64(len(lines))*step
	f.Page.Draw(typeset.Frame{X: f.Left, Y: f.Y, W: f.Width, H: height, Width: 0.6})
	f.Page.Set(head, f.Left, f.Y+pad)
	y := f.Y + pad + head.Height() + 2
	for _, line := range lines {
		f.Page.Set(line, f.Left+pad, y)
		y += step
	}
	f.Y += height + 4
}

// facts tells when, where and by whom the meeting was held; every fact is a label and what it says.
func (s *roundPaper) facts(more ...[2]string) {
	const label, value = 24.0, uprightWidth/2 - 24
	r := s.round
	when := fmt.Sprintf("%d年　　月　　日", s.campaign.Year)
	if !r.Date.IsZero() {
		when = r.Date.Chinese() + r.Time
	}
	facts := append([][2]string{
		{"会议时间", when}, {"会议地点", r.Place}, {"召集单位", convener(s.campaign, r)}, {"主持人", r.Chair},
	}, more...)
	t := s.ruled([]column{{"", label, typeset.Center}, {"", value, typeset.Left}, {"", label, typeset.Center}, {"", value, typeset.Left}})
	t.Head = nil
	t.Rows = append(t.Rows, typeset.Row{Cells: []typeset.Cell{s.label("单位"), {Text: s.campaign.Office, Span: 3}}})
	for i := 0; i < len(facts); i += 2 {
		cells := []typeset.Cell{s.label(facts[i][0]), {Text: facts[i][1]}}
		if i+1 == len(facts) {
			cells[1].Span = 3
		} else {
			cells = append(cells, s.label(facts[i+1][0]), typeset.Cell{Text: facts[i+1][1]})
		}
		t.Rows = append(t.Rows, typeset.Row{Cells: cells})
	}
	t.Place(s.flow)
	s.flow.Y += 5
}

// report sets what the sheet reports to the one in the chair, in running text.
func (s *roundPaper) report(sentences ...string) {
	const step = 8.2
	style := s.style(font.Fang, typeset.Size4)
	s.flow.Put(typeset.Measure{Width: s.flow.Width}.Lines(typeset.Span{Text: "会议主持人：", Style: style}), step)
	body := typeset.Measure{Width: s.flow.Width, First: 2 * style.Em()}
	for _, text := range sentences {
		s.flow.Put(body.Lines(typeset.Span{Text: text, Style: style}), step)
	}
	s.flow.Y += 2
}

// The room that signatures take.
const (
	signStep  = 13.0 // from line to line
	signAbove = 10.0
	signRoom  = signAbove + 2*signStep // of three and the day
)

// sign leaves room for three signatures and the day, together on one page.
func (s *roundPaper) sign(who ...string) {
	f := s.flow
	style := s.style(font.Song, typeset.SizeSmall4)
	f.Need(signRoom)
	f.Y += signAbove
	column := func(i int, text string) {
		m := typeset.Measure{Width: f.Width / 2, Align: typeset.Left}
		put(f.Page, m, style, text, f.Left+float64(i%2)*f.Width/2, f.Y, style.Em())
	}
	for i, text := range append(who, "") {
		if text += "（签名）："; i == len(who) {
			text = "　　　　年　　　月　　　日"
		}
		column(i, text)
		if i%2 == 1 {
			f.Y += signStep
		}
	}
}

// count is a figure of a sheet; empty while nobody typed it.
func count(n int, known bool) string {
	if !known {
		return ""
	}
	return fmt.Sprint(n)
}

// open is a figure in a sentence, with room to write it while nobody typed it.
func open(n int, known bool) string { return cmp.Or(count(n, known), "　　") }

// check is how a rule of the accounting stands.
func (s *roundPaper) check(id data.CheckID) data.Check {
	for _, c := range data.CheckRound(s.round, nil) {
		if c.ID == id {
			return c
		}
	}
	return data.Check{State: data.Holds}
}

// byGroup makes a table with a row for each group and, where there are several, one for all of them.
func (s *roundPaper) byGroup(columns []column, cells func(data.Group) []string) *typeset.Table {
	t := s.ruled(columns)
	for _, g := range s.round.Groups {
		t.Rows = append(t.Rows, row(append([]string{g.Kind.String()}, cells(g)...)...))
	}
	if len(s.round.Groups) > 1 {
		t.Rows = append(t.Rows, row(append([]string{"合计"}, cells(total(s.round))...)...))
	}
	return t
}

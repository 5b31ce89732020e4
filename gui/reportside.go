package gui

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"liangping/data"
)

const (
	reportSideWidth = 450
	reportSideText  = reportSideWidth - 2*panelPadding
)

// reportSide is the right column: the self-rating, always in sight, and under it in one scroll what belongs to the chosen
// target: the opinions about it, its pledges, the record of its review, and what the plan asks.
type reportSide struct {
	page *reportsPage
	row  reportRow

	criteria []data.Criterion
	ratings  []*selectBox // by criterion
	rated    *canvas.Text
	rating   *fyne.Container
	rest     *reader
	links    map[string]*sideLink // by what they lead to; they stay, and with them the focus
}

func newReportSide(p *reportsPage) *reportSide {
	s := &reportSide{page: p, rated: remark(""), rating: container.NewStack(), links: map[string]*sideLink{}}
	s.rest = newReader(p.table.takeFocus)
	return s
}

// panel lays the column out.
func (s *reportSide) panel() fyne.CanvasObject {
	rating := container.New(layout.NewCustomPaddedLayout(12, 8, panelPadding, panelPadding), vbox(8, hbox(8, bold(body("自我评价")), s.rated), s.rating, line()))
	return newPanel(container.NewBorder(rating, nil, nil, nil, s.rest))
}

// setCriteria sets a choice for each criterion, in two columns.
func (s *reportSide) setCriteria(criteria []data.Criterion) {
	if slices.Equal(s.criteria, criteria) {
		return
	}
	s.criteria, s.ratings = criteria, nil
	grades := append([]string{"未填"}, names(data.SelfGrades)...)
	halves := map[data.Aspect]*fyne.Container{}
	var both []fyne.CanvasObject
	for _, c := range criteria {
		if halves[c.Aspect] == nil {
			halves[c.Aspect] = vbox(4, caption(c.Aspect.String()))
			both = append(both, halves[c.Aspect])
		}
		choice := newSelect(grades, func(int) { s.page.editor.typed() })
		choice.choose(0)
		s.ratings = append(s.ratings, choice)
		halves[c.Aspect].Add(newField(c.Short, labelNarrow, choice))
	}
	s.rating.Objects = []fyne.CanvasObject{columns(24, make([]float32, len(both)), both...)}
	s.rating.Refresh()
}

// setRatings shows a self-rating.
func (s *reportSide) setRatings(rating map[int]data.SelfGrade) {
	for i, c := range s.criteria {
		s.ratings[i].choose(slices.Index(data.SelfGrades, rating[c.Number]) + 1)
	}
}

// selfRating returns what is chosen.
func (s *reportSide) selfRating() map[int]data.SelfGrade {
	rating := map[int]data.SelfGrade{}
	for i, c := range s.criteria {
		if n := s.ratings[i].chosen; n > 0 {
			rating[c.Number] = data.SelfGrades[n-1]
		}
	}
	return rating
}

// enableRatings opens or closes the self-rating, which goes with the report.
func (s *reportSide) enableRatings(open bool) {
	for _, choice := range s.ratings {
		if open {
			choice.Enable()
		} else {
			choice.Disable()
		}
	}
}

// countRatings says how many criteria are rated.
func (s *reportSide) countRatings() {
	s.rated.Text = fmt.Sprintf("%d 项已填 %d 项", len(s.criteria), len(s.selfRating()))
	s.rated.Refresh()
}

// show shows what belongs to a target. The same target shown again stays where it was scrolled to.
func (s *reportSide) show(row reportRow) {
	before := s.rest.scroll.Offset
	same := s.row.target.ID == row.target.ID
	s.row = row
	content := vbox(6)
	s.addOpinions(content)
	content.Add(line())
	s.addPledges(content)
	content.Add(line())
	s.addRecord(content)
	content.Add(line())
	s.addRequirements(content)
	s.rest.show(pad2(panelPadding, 4, content))
	if same {
		s.rest.scroll.ScrollToOffset(before)
	}
}

// newLink returns the link with the key, which comes into sight with the focus.
func (s *reportSide) newLink(key, text string, follow func()) *sideLink {
	l := s.links[key]
	if l == nil {
		l = &sideLink{side: s}
		l.size = textBody
		l.ExtendBaseWidget(l)
		s.links[key] = l
	}
	l.link.follow = follow
	l.setText(text)
	return l
}

// section is the head of a part of the column, with the things that can be done in it.
func section(name, remarked string, links ...*sideLink) fyne.CanvasObject {
	row := hbox(8, bold(body(name)), remark(remarked), spacer())
	for _, l := range links {
		row.Add(l)
	}
	return sized(0, 26, row)
}

// opinionsShown is how many opinions stand beside the text; the others are a link away.
const opinionsShown = 4

// addOpinions lists the newest opinions about the target (plan.md §三.2（1）: the report answers them).
func (s *reportSide) addOpinions(content *fyne.Container) {
	all := s.newLink("opinions", "→ 全部", func() { s.page.app.showPage(string(data.AtOpinions), string(s.row.target.ID)) })
	content.Add(section("征求到的意见", fmt.Sprintf("%d 条", len(s.row.opinions)), all))
	if len(s.row.opinions) == 0 {
		content.Add(caption("还没有登记对这个对象的意见。"))
	}
	for _, o := range s.row.opinions[:min(len(s.row.opinions), opinionsShown)] {
		date := ""
		if !o.Date.IsZero() {
			date = o.Date.MonthDay()
		}
		content.Add(columns(8, []float32{64, 60, 0}, vbox(0, remark(o.Channel.String())), vbox(0, remark(date)),
			newParagraph(o.Text, textBody, theme.ColorNameForeground, reportSideText-64-60-16)))
	}
}

// addRequirements shows what the plan looks at, criterion by criterion.
func (s *reportSide) addRequirements(content *fyne.Container) {
	content.Add(section("工作方案的要求", ""))
	content.Add(newParagraph("广泛征求群众意见，查找群众不满意的问题，总结工作，作出自我评价；向全体干部职工公示，并向社会公开承诺。", textCaption, colorHeader, reportSideText))
	for _, c := range s.criteria {
		content.Add(newParagraph(fmt.Sprintf("%d　%s。%s", c.Number, c.Name, c.Focus), textCaption, colorHeader, reportSideText))
	}
}

// sideLink is a link in a scroll: the focus brings it into sight, ↑ and ↓ go to its neighbours.
type sideLink struct {
	link
	side *reportSide
}

// Tapped follows the link.
func (l *sideLink) Tapped(*fyne.PointEvent) {
	takeFocus(l)
	l.link.follow()
}

// TypedKey follows the link on Enter and Space.
func (l *sideLink) TypedKey(key *fyne.KeyEvent) {
	switch {
	case isEnter(key) || key.Name == fyne.KeySpace:
		l.Tapped(nil)
	case key.Name == fyne.KeyUp:
		if c := canvasOf(l); c != nil {
			c.FocusPrevious()
		}
	case key.Name == fyne.KeyDown:
		focusNext(l)
	default:
		passOn(l, key)
	}
}

// FocusGained scrolls the link into sight.
func (l *sideLink) FocusGained() {
	l.link.FocusGained()
	l.side.rest.reveal(l)
}

// newReportNote is a note above a text: on orange when it asks for something now, else on grey.
func newReportNote(text string, urgent bool) fyne.CanvasObject {
	const width = 568 // of the column at the design width
	if urgent {
		return newNotice(text, width)
	}
	lines := newParagraph(text, textBody, colorHeader, width-24)
	return container.NewStack(newRectangle(theme.ColorNameHeaderBackground, 4), pad2(12, 8, lines))
}

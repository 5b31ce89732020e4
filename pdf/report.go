package pdf

import (
	"fmt"
	"strings"

	"liangping/data"
	"liangping/pdf/font"
	"liangping/pdf/typeset"
)

// SelfReport prints a target's 自查自评报告 in the plain official form: the text with its headings, the self-rating by
// criterion, and room to sign. It bears the day on which it was handed in last. As long as it can be edited, it says 草稿.
func (p *Press) SelfReport(c data.Campaign, t data.Target, r data.Report) (*Paper, error) {
	text := strings.TrimSpace(r.Text)
	if text == "" {
		text = notWritten
	}
	paper := p.targetPaper(c, t, r, data.ReportPart)
	paper.Body = paragraphs(text, "对照各项评议内容，自我评价如下：")
	paper.Table = p.selfRating(c, r)
	paper.Office = t.Name
	return p.targetFile(c, t, data.ReportPart, paper)
}

// Commitment prints a target's 公开承诺书: the text, those of the pledges that are the target's with their days, and room to
// sign. Day and 草稿 are as those of SelfReport.
func (p *Press) Commitment(c data.Campaign, t data.Target, r data.Report, pledges []data.Pledge) (*Paper, error) {
	text := strings.TrimSpace(r.Commitment)
	own := pledgesOf(pledges, t)
	paper := p.targetPaper(c, t, r, data.CommitmentPart)
	switch {
	case len(own) > 0:
		paper.Body = paragraphs(text, "承诺事项和完成时限如下，请广大干部群众监督：")
		paper.Table = p.pledgeTable(own)
	case text == "":
		paper.Body = notWritten
	default:
		paper.Body = text
	}
	paper.Office = "承诺人：" + t.Name
	return p.targetFile(c, t, data.CommitmentPart, paper)
}

// notWritten stands in place of a text that nobody began.
const notWritten = "（正文还没有填写。）"

// targetPaper begins a paper that a target signs. A person's name and post stand below the title, a team's or a window's
// name at its head.
func (p *Press) targetPaper(c data.Campaign, t data.Target, r data.Report, part data.Part) typeset.Official {
	day := handedIn(r, part)
	paper := typeset.Official{
		Library: p.lib, Form: typeset.Plain, Draft: r.State(part, day).Open(), Made: made(c, day), Date: day.Chinese(),
	}
	if day.IsZero() {
		paper.Date = fmt.Sprintf("%d年　月　日", c.Year)
	}
	if person(t.Kind) {
		paper.Title = title(activity(c) + part.String())
		paper.Byline = strings.TrimSpace(t.Name + "　" + fullPost(t))
	} else {
		paper.Title = t.Name + "\n" + activity(c) + part.String()
		paper.Byline = strings.Join(strings.Fields(t.Post), "　")
	}
	return paper
}

// targetFile writes a paper that a target signs. Its properties name the office, as those of all papers do.
func (p *Press) targetFile(c data.Campaign, t data.Target, part data.Part, paper typeset.Official) (*Paper, error) {
	doc := paper.Doc()
	doc.Author = c.Office
	return finish(doc, fmt.Sprint(c.Year), part.String(), t.Name)
}

// handedIn is the day on which a text was handed in last; the zero Date before that.
func handedIn(r data.Report, part data.Part) (day data.Date) {
	for _, step := range r.Reviews {
		if step.Part == part && step.Kind == data.ReviewSubmitted {
			day = step.Date
		}
	}
	return day
}

// selfRating is the table of a target's self-rating: a mark in the column of its grade for each criterion.
func (p *Press) selfRating(c data.Campaign, r data.Report) *typeset.Table {
	columns := []column{{"评议内容", 92, typeset.Left}}
	for _, grade := range data.SelfGrades {
		columns = append(columns, column{grade.String(), 16, typeset.Center})
	}
	t := p.tableInText(columns)
	for i, criterion := range c.Criteria {
		if i == 0 || c.Criteria[i-1].Aspect != criterion.Aspect {
			t.Rows = append(t.Rows, group(t, criterion.Aspect.String()))
		}
		texts := []string{criterion.Name}
		for _, grade := range data.SelfGrades {
			mark := ""
			if r.SelfRating[criterion.Number] == grade {
				mark = "√"
			}
			texts = append(texts, mark)
		}
		t.Rows = append(t.Rows, row(texts...))
	}
	return t
}

func (p *Press) pledgeTable(pledges []data.Pledge) *typeset.Table {
	t := p.tableInText([]column{{"序号", 14, typeset.Center}, {"承诺事项", 102, typeset.Left}, {"完成时限", 40, typeset.Center}})
	for _, pledge := range pledges {
		t.Rows = append(t.Rows, row(fmt.Sprint(pledge.Number), pledge.Content, pledge.Due.Chinese()))
	}
	return t
}

// tableInText gives a table that stands in running text: larger than a list, in the face of the text.
func (p *Press) tableInText(columns []column) *typeset.Table {
	t := p.ruled(columns)
	bold := p.style(font.Hei, typeset.SizeSmall4)
	for i := range t.Head[0].Cells {
		t.Head[0].Cells[i].Style = &bold
	}
	t.Style, t.Leading, t.Pad = p.style(font.Fang, typeset.SizeSmall4), 5.4, typeset.Padding{X: 1.5, Y: 1.8}
	return t
}

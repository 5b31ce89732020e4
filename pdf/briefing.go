package pdf

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"liangping/data"
	"liangping/pdf/typeset"
)

// briefing writes an issue of the 活动简报: what was recorded since the last issue, how far the ledger is, the exemplars.
// Its first line is its number.
func (in Records) briefing(d *data.Document) {
	c := in.Campaign
	number, since := 1, data.Date{}
	for _, e := range in.Events {
		if e.Bulletin >= number {
			number, since = e.Bulletin+1, e.Date
		}
	}
	d.Title = short(c) + activity(c) + "工作动态"
	d.Copies = leadingGroup(c) + "，" + supervisors(c)
	parts := []string{fmt.Sprintf("第%d期", number)}
	headings := 0
	part := func(name string, texts []string) {
		if len(texts) > 0 {
			headings++
			parts = append(append(parts, chinese(headings)+"、"+name), texts...)
		}
	}
	part("工作动态", in.news(since))
	part("整改进展", in.progress())
	part("先进典型", in.deeds(since))
	if headings == 0 {
		parts = append(parts, "上一期简报以来还没有新的活动记录。")
	}
	d.Text = paragraphs(parts...)
}

// news tells of meetings and inspections after a day.
func (in Records) news(since data.Date) (texts []string) {
	for _, e := range slices.Backward(in.Events) {
		if e.Date.After(since) && (e.Kind == data.MeetingEvent || e.Kind == data.VisitEvent) {
			text := phrase(e.Title) + "。" + e.Date.MonthDay()
			if e.Place != "" {
				text += "，地点在" + e.Place
			}
			if e.People != "" {
				text += "，参加人员为" + phrase(e.People)
			}
			texts = append(texts, text+"。"+said(e.Text))
		}
	}
	return numbered(texts)
}

func (in Records) progress() []string {
	if len(in.Ledger) == 0 {
		return nil
	}
	return []string{fmt.Sprintf("列入整改台账%d项，%s。", len(in.Ledger), progressed(in.figures().All))}
}

// deeds tells of the exemplars after a day.
func (in Records) deeds(since data.Date) (texts []string) {
	for _, e := range in.events(data.ExemplarEvent) {
		if e.Date.After(since) {
			texts = append(texts, phrase(e.Title)+"。"+said(e.Text))
		}
	}
	return numbered(texts)
}

// issueNumber is the first line of a briefing.
var issueNumber = regexp.MustCompile(`^第\d+期$`)

// newsletter gives a paper the head of a 简报: its name in red, the number of the issue below it. It bears no signature.
func newsletter(c data.Campaign, paper *typeset.Official) {
	paper.Form, paper.Head, paper.Issuer, paper.Issued = typeset.RedHead, activity(c)+"简报", c.Office, paper.Date
	paper.Office, paper.Date = "", ""
	if first, rest, _ := strings.Cut(paper.Body, "\n"); issueNumber.MatchString(strings.TrimSpace(first)) {
		paper.Number, paper.Body = strings.TrimSpace(first), rest
	}
}

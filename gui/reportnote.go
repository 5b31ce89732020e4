package gui

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"liangping/data"
)

// closedStates are those of a text that can't be edited.
var closedStates = []data.ReportState{data.ReportSubmitted, data.ReportApproved, data.ReportPublished, data.ReportExpired}

// noteOn says where a text stands, what can be done, and whether something is due now; "" when there is nothing to say.
func (p *reportsPage) noteOn(row reportRow, part data.Part) (text string, urgent bool) {
	today, last := p.app.today(), row.report.LastReview(part)
	switch {
	case row.target.ID == "":
		return "", false
	case row.target.Withdrawn:
		return "这个对象已经停评，不再送审。要办理，请先在“评议对象”里恢复在评。", false
	}
	overdue := p.overdue(row, part)
	switch state := row.report.State(part, today); state {
	case data.ReportReturned:
		return fmt.Sprintf("← %s %s退回：%s\n应于 %s重新送审%s。", last.By, last.Date.MonthDay(), last.Opinion, last.Until.MonthDay(), overdue), true
	case data.ReportSubmitted:
		return fmt.Sprintf("◐ %s送审，等%s审核。要改，请退回草稿。", last.Date.MonthDay(), row.reviewer), false
	case data.ReportApproved:
		if last.Kind == data.ReviewPublished {
			return fmt.Sprintf("● %s。公示以前还可以改地点和日期；要改内容，退回草稿才能改。", publicationText(last.Publication)), false
		}
		return fmt.Sprintf("✓ %s %s审核通过，可以公示。退回草稿才能改。", last.By, last.Date.MonthDay()), false
	case data.ReportPublished:
		return fmt.Sprintf("● %s，今天是第 %d 天。退回草稿才能改。", publicationText(last.Publication), last.Publication.Start.DaysUntil(today)+1), false
	case data.ReportExpired:
		return fmt.Sprintf("✓ %s，公示期已满。退回草稿才能改。", publicationText(last.Publication)), false
	}
	switch {
	case last != nil && last.Kind == data.ReviewReopened:
		return fmt.Sprintf("○ %s %s退回草稿：%s\n改好以后重新送审、审核%s。", last.By, last.Date.MonthDay(), last.Opinion, overdue), overdue != ""
	case overdue != "":
		return fmt.Sprintf("△ 应于 %s送审%s。", row.report.Deadline(part, p.campaign).MonthDay(), overdue), true
	}
	return "", false
}

// overdue says by how many days a text that is still to be handed in is late; "" when it isn't.
func (p *reportsPage) overdue(row reportRow, part data.Part) string {
	if days := row.report.Deadline(part, p.campaign).DaysUntil(p.app.today()); days > 0 {
		return fmt.Sprintf("，已逾期 %d 天", days)
	}
	return ""
}

// publicationText is a 公示 in words.
func publicationText(p data.Publication) string {
	return fmt.Sprintf("%s至%s在%s公示，共 %d 天", p.Start.MonthDay(), p.End.MonthDay(), p.Place, p.Days())
}

// recordLine is a line of 审核记录: one step, taken with one of the texts or with both.
type recordLine struct {
	data.Review
	parts []data.Part
}

// recordLines joins what was done with both texts at once, the oldest first.
func recordLines(reviews []data.Review) (lines []recordLine) {
	for _, r := range reviews {
		same := slices.IndexFunc(lines, func(l recordLine) bool {
			l.Part, l.Number = r.Part, r.Number
			return l.Review == r && !slices.Contains(l.parts, r.Part)
		})
		if same >= 0 {
			lines[same].parts = append(lines[same].parts, r.Part)
			continue
		}
		lines = append(lines, recordLine{r, []data.Part{r.Part}})
	}
	return lines
}

// byWidth is the column of whoever took a step.
const byWidth = 56

// remark is what a line says beside who, when and what.
func (l recordLine) remark(t data.Target) string {
	var words []string
	if textWidth(l.By, textBody, false) > byWidth {
		words = append(words, l.By) // it doesn't fit its own column
	}
	if len(l.parts) < len(data.Parts) {
		words = append(words, l.Part.String())
	}
	switch l.Kind {
	case data.ReviewSubmitted:
		words = append(words, "送"+t.Route().String())
	case data.ReviewPublished:
		words = append(words, publicationText(l.Publication))
	}
	if l.Opinion != "" {
		words = append(words, l.Opinion)
	}
	if l.Kind == data.ReviewReturned {
		words = append(words, "限"+l.Until.MonthDay()+"前重新送审")
	}
	return strings.Join(words, "；")
}

// addRecord lists the steps of the review, the oldest first, with the day by which the texts are due.
func (s *reportSide) addRecord(content *fyne.Container) {
	due := cmp.Or(s.row.report.Due, s.page.campaign.ReportDue())
	links := []*sideLink{s.newLink("due", "改期限…", func() { s.page.askDeadline(s.row) })}
	if wasSubmitted(s.row) {
		links = append(links, s.newLink("versions", "历次送审稿…", func() { s.page.showVersions(s.row) }))
	}
	content.Add(section("审核记录", "送审期限 "+due.MonthDay(), links...))
	lines := recordLines(s.row.report.Reviews)
	if len(lines) == 0 {
		content.Add(caption("还没有起草。"))
	}
	for _, l := range lines {
		content.Add(columns(8, []float32{60, byWidth, 56, 0}, vbox(0, remark(l.Date.MonthDay())), vbox(0, body(fit(l.By, byWidth, textBody, false))),
			vbox(0, body(l.Kind.String())), newParagraph(l.remark(s.row.target), textBody, colorMuted, reportSideText-60-byWidth-56-24)))
	}
}

// wasSubmitted tells whether a version of a text is kept.
func wasSubmitted(row reportRow) bool {
	return slices.ContainsFunc(row.report.Reviews, func(r data.Review) bool { return r.Kind == data.ReviewSubmitted })
}

// askDeadline asks for a target's own day for its texts.
func (p *reportsPage) askDeadline(row reportRow) {
	due := newDateEntry(p.app.today(), nil)
	due.set(row.report.Due)
	field := newField("送审期限", labelUsual, due)
	common := p.campaign.ReportDue()
	p.app.formWith(dialogWidth, row.target.Name+"的送审期限", "保存", vbox(8,
		newParagraph(fmt.Sprintf("统一的期限是 %s。空着就按统一的期限。", common.Chinese()), textBody, theme.ColorNameForeground, dialogWidth-2*dialogPadding),
		field), due.entry, func() error {
		date, ok := due.date()
		if !ok && !due.empty() {
			field.refuse("日期要写成 2011-08-24。")
			return errRefused
		}
		return p.step("送审期限", func() error { return p.records.SetReportDue(context.Background(), row.target.ID, date) })
	})
}

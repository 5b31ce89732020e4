package pdf

import (
	"cmp"
	"fmt"
	"strings"

	"liangping/data"
	"liangping/pdf/typeset"
)

// Records are what the text of a paper is written from.
type Records struct {
	Campaign data.Campaign
	Settings data.OfficeSettings
	Targets  []data.Target // withdrawn ones are left out of papers
	Rounds   []data.Round
	Round    *data.Round // the round that the paper is about; nil: the first of Rounds
	Today    data.Date   // becomes 成文日期

	Stats     *data.Statistics // nil: there is no result
	Decisions []data.Decision  // on outcomes, the newest first
	Opinions  []data.Opinion   // what was said
	Target    *data.Target     // the target that the paper is about; nil: none in particular

	Publication *data.Publication // the 公示 of the reports and commitments; nil: one of the usual length from Today

	Problems []data.Problem
	Ledger   []data.ItemRecord
	Item     *data.ItemRecord // the item that the paper is about; nil: every one that it concerns
	Pledges  []data.Pledge
	Events   []data.Event // the newest first
}

// writers write the usual text of each paper; a paper without one begins empty.
var writers = map[data.Paper]func(Records, *data.Document){
	data.PlanNotice:         Records.planNotice,
	data.MobilizationNotice: Records.mobilizationNotice,
	data.MeetingNotice:      Records.meetingNotice,
	data.OpinionNotice:      Records.opinionNotice,
	data.OpinionLetter:      Records.opinionLetter,
	data.OpinionForm:        Records.opinionForm,
	data.Invitation:         Records.invitation,
	data.MeetingMinutes:     Records.meetingMinutes,
	data.FilingReport:       Records.filingReport,
	data.PublicationNotice:  Records.publicationNotice,
	data.AttendanceSheet:    Records.roundSheet,
	data.IssuedSheet:        Records.roundSheet,
	data.ReturnedSheet:      Records.roundSheet,
	data.CountedSheet:       Records.roundSheet,

	data.RectificationPlan:        Records.rectificationPlan,
	data.LedgerSheet:              Records.ledgerSheet,
	data.SupervisionNotice:        Records.supervisionNotice,
	data.RectificationPublication: Records.rectificationPublication,
	data.RectificationReport:      Records.rectificationReport,
	data.AccountabilityRecord:     Records.accountabilityRecord,
	data.SummaryReport:            Records.summaryReport,
	data.ResultBulletin:           Records.resultBulletin,
	data.FeedbackLetter:           Records.feedbackLetter,
	data.RectifyNotice:            Records.rectifyNotice,
	data.CriticismCircular:        Records.criticismCircular,
	data.TalkNotice:               Records.talkNotice,
	data.TalkRecord:               Records.talkRecord,
	data.ExtensionNotice:          Records.extensionNotice,
	data.NoAwardNotice:            Records.noAwardNotice,
	data.SelfCheck:                Records.selfCheck,
	data.Briefing:                 Records.briefing,
}

// NewDocument begins a paper as a draft with a new ID, everything filled in from the records in the usual wording of
// its 文种, and everything free to be edited. The lines of its title are chosen by typeset.BreakTitle.
func NewDocument(paper data.Paper, in Records) data.Document {
	d := data.Document{ID: data.NewID(), Paper: paper, Kind: paper.Kind(), State: data.DocumentDraft, Date: in.Today}
	if d.Kind.Numbered() {
		d.Signer = in.signer()
	}
	if write := writers[paper]; write != nil {
		write(in, &d)
	}
	d.Title = typeset.BreakTitle(d.Title)
	return d
}

// signer is who signs the office's papers unless the secretary says otherwise.
func (in Records) signer() string {
	if len(in.Settings.Signers) > 0 {
		return in.Settings.Signers[0]
	}
	return in.Campaign.PartyGroupHead
}

// round is the round that the paper is about, an internal one without day and place if none is set up.
func (in Records) round() data.Round {
	switch {
	case in.Round != nil:
		return *in.Round
	case len(in.Rounds) > 0:
		return in.Rounds[0]
	}
	r := data.NewRound(data.Internal, in.Campaign)
	r.ID = ""
	return r
}

// Document prints a document (design.md §10). The number of a draft has room for its figures.
func (p *Press) Document(c data.Campaign, o data.OfficeSettings, d data.Document) (*Paper, error) {
	title := d.TitleLine()
	if at := strings.Index(title, "关于"); at > 0 {
		title = title[at:] // the office's name is on all of them
	}
	title = string([]rune(title)[:min(len([]rune(title)), longestFileTitle)])
	return finish(p.Compose(c, o, d), fmt.Sprint(cmp.Or(d.Date.Year, c.Year)), d.Kind.String(), cmp.Or(title, d.Paper.String()))
}

// longestFileTitle is how many characters of a title its file's name takes: systems end names at 255 bytes.
const longestFileTitle = 60

// Compose lays a document out in the form of its 文种: what a preview shows and a file holds is this one Doc.
func (p *Press) Compose(c data.Campaign, o data.OfficeSettings, d data.Document) *typeset.Doc {
	switch d.Paper {
	case data.OpinionForm:
		return p.opinionSheet(c, d)
	case data.LedgerSheet:
		return p.ledgerPaper(c, d)
	case data.AccountabilityRecord:
		return p.formSheet(c, d)
	case data.TalkRecord:
		return p.recordSheet(c, d)
	case data.SelfCheck:
		return p.listSheet(c, d)
	}
	paper := p.official(c, o, d)
	return paper.Doc()
}

// official says what stands on the paper of a document, by its 文种.
func (p *Press) official(c data.Campaign, o data.OfficeSettings, d data.Document) typeset.Official {
	body, attachments := p.attachments(c, d.Text)
	body, table, _ := p.partTable(body)
	day := d.Date.Chinese()
	if d.Date.IsZero() {
		day = fmt.Sprintf("%d年　月　日", c.Year)
	}
	paper := typeset.Official{
		Library: p.lib, Draft: draft(d), Made: made(c, d.Date),
		Number: number(c, o, d), Title: title(d.Title), Addressee: d.Addressee, Body: body, Table: table, Attachments: attachments,
		Office: c.Office, Date: day, Copies: d.Copies,
	}
	switch d.Kind {
	case data.PublicNotice:
		paper.Form = typeset.Plain
	case data.Sheet:
		paper.Form, paper.Office, paper.Date = typeset.Plain, "", ""
	case data.Letter: // the head is the name alone, and nobody is named as printer (GB/T 9704-2012 10.1)
		paper.Form, paper.Head = typeset.LetterForm, c.Office
	default:
		paper.Form, paper.Head, paper.Issuer, paper.Issued = typeset.RedHead, c.Office+"文件", c.Office, day
	}
	if d.Paper == data.Briefing {
		paper.Date = day
		newsletter(c, &paper)
	}
	switch d.Kind {
	case data.Submission:
		paper.Signer = d.Signer
	case data.Minutes: // they bear no seal, and so no signature (10.3)
		paper.Head, paper.Office = c.Office+"会议纪要", ""
	}
	return paper
}

// draft tells whether a document isn't issued yet.
func draft(d data.Document) bool { return d.State == "" || d.State == data.DocumentDraft }

// number is the 发文字号 of a document; a draft's has the prefix of its kind, the year, and room for the figures.
func number(c data.Campaign, o data.OfficeSettings, d data.Document) string {
	if d.Number == (data.DocumentNumber{}) && d.Kind.Numbered() {
		d.Number.Series, d.Number.Year = cmp.Or(o.Prefixes[d.Kind], c.NumberPrefix), cmp.Or(d.Date.Year, c.Year)
	}
	return d.Number.String()
}

// title breaks a title that the secretary didn't break.
func title(text string) string {
	if strings.Contains(text, "\n") {
		return text
	}
	return typeset.BreakTitle(text)
}

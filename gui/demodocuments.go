package gui

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"liangping/data"
	"liangping/pdf"
)

// demoFirst is where the sample office's numbers begin: the ones before it were used before the campaign.
const demoFirst = 13

// demoPaper is a paper of the sample register.
type demoPaper struct {
	paper     data.Paper
	round     data.RoundKind // of the round that it is about, if any
	item      int            // the number of the ledger item that it is about, if any
	target    string         // the target that it is about, if any
	date      string
	draft     bool
	withdrawn string // why
	outside   string // what the number was used for outside the program
}

// demoPapers are the papers of the sample office in the order of their dates: all that the program writes, one number used
// outside it, one paper that was withdrawn, one that is still a draft.
var demoPapers = []demoPaper{
	{paper: data.PlanNotice, date: "2011-07-25"},
	{paper: data.MobilizationNotice, date: "2011-07-26"},
	{paper: data.OpinionForm, date: "2011-08-02"},
	{paper: data.OpinionNotice, date: "2011-08-02"},
	{paper: data.OpinionLetter, date: "2011-08-02"},
	{outside: "上半年工作总结", date: "2011-08-04"},
	{paper: data.PublicationNotice, date: "2011-08-16"},
	{paper: data.MeetingNotice, round: data.Internal, date: "2011-08-18", withdrawn: "会议地点变更，另行通知"},
	{paper: data.Invitation, round: data.Internal, date: "2011-08-19"},
	{paper: data.MeetingNotice, round: data.Internal, date: "2011-08-19"},
	{paper: data.MeetingMinutes, round: data.Internal, date: "2011-08-25"},
	{paper: data.Invitation, round: data.Social, date: "2011-08-27"},
	{paper: data.MeetingNotice, round: data.Social, date: "2011-08-27"},
	{paper: data.MeetingMinutes, round: data.Social, date: "2011-09-02"},
	{paper: data.RectificationPlan, date: "2011-09-11"},
	{paper: data.LedgerSheet, date: "2011-09-15"},
	{paper: data.SupervisionNotice, item: 1, date: "2011-09-15"},
	{paper: data.ResultBulletin, date: "2011-09-16"},
	{paper: data.FeedbackLetter, target: "周立民", date: "2011-09-16"},
	{paper: data.RectifyNotice, target: "周立民", date: "2011-09-16"},
	{paper: data.TalkNotice, target: "周立民", date: "2011-09-16"},
	{paper: data.TalkRecord, target: "周立民", date: "2011-09-16"},
	{paper: data.RectificationPublication, date: "2011-09-16"},
	{paper: data.RectificationReport, date: "2011-09-16"},
	{paper: data.AccountabilityRecord, item: 1, date: "2011-09-16", draft: true},
	{paper: data.SummaryReport, date: "2011-09-16", draft: true},
	{paper: data.SelfCheck, date: "2011-09-16", draft: true},
	{paper: data.Briefing, date: "2011-09-16", draft: true},
	{paper: data.FilingReport, date: "2011-09-16", draft: true},
}

// id is the paper's own, the same in every run: lines of the register that are otherwise alike stand in the order of their IDs.
func (p demoPaper) id() data.ID {
	sum := sha256.Sum256(fmt.Append(nil, "sample paper ", p))
	return data.ID(hex.EncodeToString(sum[:16]))
}

// documents writes and issues the papers of the sample office, and prints each and the register.
func (d *demo) documents() error {
	settings, err := d.store.OfficeSettings(d.ctx)
	if err != nil {
		return err
	}
	series := settings.Prefixes[data.Notice]
	settings.FirstNumbers = []data.DocumentNumber{{Series: series, Year: data.SampleNow.Year(), Number: demoFirst}}
	if err := d.store.SaveOfficeSettings(d.ctx, settings); err != nil {
		return err
	}
	for _, p := range demoPapers {
		day, err := data.ParseDate(p.date)
		if err != nil {
			return err
		}
		if p.outside != "" {
			number, err := d.store.NextNumber(d.ctx, data.Notice, day.Year)
			if err == nil {
				err = d.store.EnterOutsideNumber(d.ctx, data.NewID(), number, p.outside, day)
			}
			if err != nil {
				return err
			}
			continue
		}
		if err := d.document(p, day); err != nil {
			return fmt.Errorf("%s: %w", p.paper, err)
		}
	}
	return d.register()
}

// document writes one paper, issues it unless it stays a draft, and prints it.
func (d *demo) document(p demoPaper, day data.Date) error {
	in, err := readPaperRecords(d.ctx, d.store, day)
	if err != nil {
		return err
	}
	for i, r := range in.Rounds {
		if r.Kind == p.round {
			in.Round = &in.Rounds[i]
		}
	}
	for i, t := range in.Targets {
		if t.Name == p.target {
			in.Target = &in.Targets[i]
		}
	}
	document, err := newDocument(d.ctx, d.store, p.paper, func(i data.ItemRecord) bool { return i.Number == p.item }, in)
	if err != nil {
		return err
	}
	document.ID, document.Date = p.id(), day // drafts of one moment stand in the order of their IDs
	document.Pages = len(d.press.Compose(in.Campaign, in.Settings, document).Pages)
	if err := d.store.SaveDraft(d.ctx, document); err != nil {
		return err
	}
	if p.draft {
		return d.paper(d.press.Document(in.Campaign, in.Settings, document))
	}
	var paper *pdf.Paper
	issued, err := d.store.IssueDocument(d.ctx, document.ID, issuer(d.press, in, &paper))
	if err != nil {
		return err
	}
	if p.withdrawn != "" {
		return d.store.WithdrawDocument(d.ctx, issued.ID, p.withdrawn)
	}
	return d.paper(paper, nil)
}

// register prints the 发文登记表.
func (d *demo) register() error {
	c, err := d.store.Campaign(d.ctx)
	if err != nil {
		return err
	}
	f := data.DocumentFilter{Year: c.Year}
	lines, err := d.store.Documents(d.ctx, f)
	if err != nil {
		return err
	}
	return d.paper(d.press.Register(*c, f, lines, data.DateOf(data.SampleNow)))
}

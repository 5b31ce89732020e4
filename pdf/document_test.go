package pdf_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"liangping/data"
	"liangping/pdf"
	"liangping/pdf/typeset"
)

var update = flag.Bool("update", false, "write the golden texts anew")

// sample opens the sample campaign and gives its records.
func sample(t *testing.T) (*data.Store, pdf.Records) {
	t.Helper()
	ctx := context.Background()
	store, err := data.Open(filepath.Join(t.TempDir(), "office.db"), data.Options{
		Clock: func() time.Time { return data.SampleNow }, Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	if err := data.Sample(ctx, store); err != nil {
		t.Fatal(err)
	}
	in := pdf.Records{Today: data.DateOf(data.SampleNow)}
	c, err := store.Campaign(ctx)
	if err != nil {
		t.Fatal(err)
	}
	in.Campaign = *c
	if in.Targets, err = store.Targets(ctx); err != nil {
		t.Fatal(err)
	}
	if in.Rounds, err = store.Rounds(ctx); err != nil {
		t.Fatal(err)
	}
	if in.Settings, err = store.OfficeSettings(ctx); err != nil {
		t.Fatal(err)
	}
	if in.Opinions, err = store.Opinions(ctx, data.OpinionFilter{}); err != nil {
		t.Fatal(err)
	}
	if in.Items, err = store.LedgerItems(ctx); err != nil {
		t.Fatal(err)
	}
	if in.Stats, err = store.Statistics(ctx); err != nil {
		t.Fatal(err)
	}
	for i := range in.Stats.Results {
		in.Stats.Results[i].Sealed = true
	}
	in.Decisions = sampleDecisions(t, in)
	return store, in
}

// named is a target of the sample.
func named(t *testing.T, in pdf.Records, name string) *data.Target {
	t.Helper()
	i := slices.IndexFunc(in.Targets, func(t data.Target) bool { return t.Name == name })
	if i < 0 {
		t.Fatalf("nobody is called %s", name)
	}
	return &in.Targets[i]
}

// sampleDecisions are one decision on a leader with every measure, and one on a window with those for its kind.
func sampleDecisions(t *testing.T, in pdf.Records) []data.Decision {
	t.Helper()
	leader, window := named(t, in, "周立民"), named(t, in, "油地纠纷调解窗口")
	decided := func(target *data.Target, measures ...data.DecidedMeasure) data.Decision {
		d := data.Decision{
			ID: target.ID, TargetID: target.ID, Confirmed: true, Measures: measures, Decider: "办党组", Date: data.Date{Year: 2011, Month: 9, Day: 15},
			Band: data.BandVeryPoor, Basis: "办党组会议研究：群众反映问题较多，评议结果特别差",
		}
		for _, scope := range data.Scopes {
			r := in.Stats.Of(scope).Target(target.ID)
			d.Figures = append(d.Figures, data.DecidedFigure{Scope: scope, Rank: r.Rank, Counts: r.Counts, Figures: r.Figures})
		}
		return d
	}
	first := decided(leader, data.DecidedMeasure{Measure: data.Rectify, Subject: "周立民"}, data.DecidedMeasure{Measure: data.Criticism, Subject: "周立民"},
		data.DecidedMeasure{Measure: data.Talk, Subject: "周立民"}, data.DecidedMeasure{Measure: data.Extension, Subject: "周立民"})
	first.Serious, first.Problems = data.IsSerious, "技术方案未经论证即付诸实施"
	first.ExtendedTo = data.Date{Year: 2011, Month: 12, Day: 31}
	for _, item := range in.Items {
		if item.TargetID == leader.ID {
			first.Moved = append(first.Moved, data.MovedDeadline{ItemID: item.ID, Before: item.Due, After: data.Date{Year: 2011, Month: 12, Day: 25}})
		}
	}
	return []data.Decision{first, decided(window, data.DecidedMeasure{Measure: data.Performance, Subject: "油地纠纷调解窗口"},
		data.DecidedMeasure{Measure: data.NoAward, Subject: "油地纠纷调解窗口"}, data.DecidedMeasure{Measure: data.Talk, Subject: "曹德顺"})}
}

// subjects are whom the papers about one target are written about.
var subjects = map[data.Paper]string{
	data.FeedbackLetter: "李𬭎", data.RectifyNotice: "周立民", data.CriticismCircular: "周立民", data.TalkNotice: "油地纠纷调解窗口",
	data.TalkRecord: "周立民", data.ExtensionNotice: "周立民", data.NoAwardNotice: "油地纠纷调解窗口",
}

// written is a day on which each paper is usually written, and the paper of that day.
func written(paper data.Paper, in pdf.Records) data.Document {
	in.Today = map[data.Paper]data.Date{
		data.PlanNotice:         {Year: 2011, Month: 7, Day: 21},
		data.MobilizationNotice: {Year: 2011, Month: 7, Day: 22},
		data.OpinionNotice:      {Year: 2011, Month: 7, Day: 29},
		data.OpinionLetter:      {Year: 2011, Month: 7, Day: 29},
		data.OpinionForm:        {Year: 2011, Month: 7, Day: 29},
		data.Invitation:         {Year: 2011, Month: 8, Day: 19},
		data.MeetingNotice:      {Year: 2011, Month: 8, Day: 19},
		data.MeetingMinutes:     {Year: 2011, Month: 8, Day: 25},
		data.PublicationNotice:  {Year: 2011, Month: 8, Day: 16},
		data.FilingReport:       {Year: 2011, Month: 9, Day: 5},
		data.OtherPaper:         {Year: 2011, Month: 9, Day: 16},
		data.ResultBulletin:     {Year: 2011, Month: 9, Day: 16},
		data.FeedbackLetter:     {Year: 2011, Month: 9, Day: 16},
		data.RectifyNotice:      {Year: 2011, Month: 9, Day: 16},
		data.CriticismCircular:  {Year: 2011, Month: 9, Day: 16},
		data.TalkNotice:         {Year: 2011, Month: 9, Day: 16},
		data.TalkRecord:         {Year: 2011, Month: 9, Day: 16},
		data.ExtensionNotice:    {Year: 2011, Month: 9, Day: 16},
		data.NoAwardNotice:      {Year: 2011, Month: 9, Day: 16},
	}[paper]
	if i := slices.IndexFunc(in.Targets, func(t data.Target) bool { return t.Name == subjects[paper] }); i >= 0 {
		in.Target = &in.Targets[i]
	}
	return pdf.NewDocument(paper, in)
}

// The golden texts were read as a secretary reads a draft: whoever changes a word reads them again.
func TestGoldenTexts(t *testing.T) {
	_, in := sample(t)
	for _, paper := range data.Papers {
		t.Run(string(paper), func(t *testing.T) {
			d := written(paper, in)
			got := fmt.Sprintf("文种：%s\n标题：%s\n主送：%s\n抄送：%s\n成文日期：%s\n签发人：%s\n\n%s\n",
				d.Kind, d.TitleLine(), d.Addressee, d.Copies, d.Date.Chinese(), d.Signer, d.Text)
			path := filepath.Join("testdata", string(paper)+".txt")
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil || string(want) != got {
				t.Errorf("%s says (%v)\n%s", paper, err, got)
			}
		})
	}
}

// number is a number for an issued paper of the kind.
func number(in pdf.Records, kind data.DocumentKind) data.DocumentNumber {
	if !kind.Numbered() {
		return data.DocumentNumber{}
	}
	return data.DocumentNumber{Series: in.Settings.Prefixes[kind], Year: 2011, Number: 12}
}

// forms are what each paper of a kind has, and what none of them has (GB/T 9704-2012; paper.md §1).
var forms = map[data.DocumentKind]struct{ has, lacks []string }{
	data.Notice: {
		[]string{"某县油区工作办公室文件", "某油发〔2011〕12号", "2011年", "日印发", "抄送：", "—1—"},
		[]string{"草稿", "签发人", "会议纪要"},
	},
	data.Circular: {
		[]string{"某县油区工作办公室文件", "某油发〔2011〕12号", "2011年", "日印发", "抄送：", "—1—", "通报"},
		[]string{"草稿", "签发人", "会议纪要"},
	},
	data.Submission: {
		[]string{"某县油区工作办公室文件", "某油发〔2011〕12号", "签发人：王喆", "日印发", "某县“两评一树”活动领导小组办公室："},
		[]string{"草稿", "请示", "批准", "批复"},
	},
	data.Letter: {
		[]string{"某县油区工作办公室", "某油函〔2011〕12号", "函"},
		[]string{"草稿", "文件某油", "办公室文件", "日印发", "签发人"},
	},
	data.Minutes: {
		[]string{"某县油区工作办公室会议纪要", "某油发〔2011〕12号", "出席：", "列席："},
		[]string{"草稿", "办公室文件", "签发人"},
	},
	data.PublicNotice: {
		[]string{"公示", "共7天", "8月16日至8月22日", "2011年8月16日"},
		[]string{"草稿", "文件", "号", "印发", "抄送", "签发人"},
	},
	data.Sheet: {
		nil,
		[]string{"草稿", "文件", "号", "印发", "抄送", "签发人"},
	},
}

// Each paper says in its 文种's form what its text says, the same twice, and as a draft says so on every page.
func TestEveryDocumentHasItsForm(t *testing.T) {
	_, in := sample(t)
	for _, paper := range data.Papers {
		t.Run(string(paper), func(t *testing.T) {
			d := written(paper, in)
			if paper == data.OtherPaper {
				d.Title, d.Addressee, d.Text, d.Copies = "关于调整评议时间的通知", "各科室", "评议会议改在8月25日召开。", "县委办公室"
			}
			d.State, d.Number = data.DocumentIssued, number(in, d.Kind)
			made, err := press(t).Document(in.Campaign, in.Settings, d)
			path := save(t, made, err)
			text := plain(t, path)
			for _, want := range forms[d.Kind].has {
				if !strings.Contains(text, want) {
					t.Errorf("the paper lacks %q", want)
				}
			}
			for _, not := range forms[d.Kind].lacks {
				if strings.Contains(text, not) {
					t.Errorf("the paper has %q", not)
				}
			}
			if !strings.Contains(text, d.TitleLine()) {
				t.Errorf("the paper lacks its title %q:\n%s", d.TitleLine(), text)
			}
			if made.Pages != pages(t, path) {
				t.Errorf("%d pages, the file has %d", made.Pages, pages(t, path))
			}
			everyParagraph(t, text, d)
			again, err := press(t).Document(in.Campaign, in.Settings, d)
			if err != nil || !bytes.Equal(made.PDF, again.PDF) {
				t.Errorf("made twice, it differs (%v)", err)
			}
			d.State, d.Number = data.DocumentDraft, data.DocumentNumber{}
			made, err = press(t).Document(in.Campaign, in.Settings, d)
			text = plain(t, save(t, made, err))
			if n := strings.Count(text, "草稿"); n != made.Pages {
				t.Errorf("a draft of %d pages says 草稿 %d times", made.Pages, n)
			}
			if d.Kind.Numbered() && !strings.Contains(text, in.Settings.Prefixes[d.Kind]+"〔2011〕号") {
				t.Errorf("the draft leaves no room for its number")
			}
		})
	}
}

// pageNumber is — 1 — as pdftotext puts it between two lines of the text.
var pageNumber = regexp.MustCompile(`—\d+—`)

// everyParagraph looks for each paragraph of the document's text on the paper, in order.
func everyParagraph(t *testing.T, text string, d data.Document) {
	t.Helper()
	text = pageNumber.ReplaceAllString(text, "")
	for line := range strings.Lines(d.Text) {
		line = strings.Join(strings.Fields(line), "")
		line = strings.TrimPrefix(line, "附件：") // the name stands apart from its label on its own page
		line = strings.TrimPrefix(line, "注：")
		if label, _, _ := strings.Cut(line, "："); d.Paper == data.TalkRecord && utf8.RuneCountInString(label) <= 10 {
			line = strings.TrimPrefix(line, label+"：") // they stand beside each other
			text = strings.Replace(text, label, "", 1)
		}
		if strings.Contains(line, "｜") {
			for cell := range strings.SplitSeq(line, "｜") {
				if !strings.Contains(text, cell) {
					t.Errorf("the table lacks %q", cell)
				}
			}
			continue
		}
		_, after, found := strings.Cut(text, line)
		if !found {
			t.Errorf("the paper lacks %q, or has it too early", line)
			return
		}
		if !strings.HasPrefix(line, "附件") && len(line) > 0 {
			text = after
		}
	}
}

// Every paper that is filled in from the records can be kept and issued as it is.
func TestEveryDocumentCanBeIssued(t *testing.T) {
	store, in := sample(t)
	ctx := context.Background()
	for _, paper := range data.Papers {
		if paper == data.OtherPaper {
			continue // it begins empty
		}
		d := written(paper, in)
		if err := store.SaveDraft(ctx, d); err != nil {
			t.Errorf("%s: %v", paper, err)
			continue
		}
		if paper.ShowsResult() {
			continue // TestOnlySealedResultsAreIssued
		}
		issued, err := store.IssueDocument(ctx, d.ID, func(d data.Document) (data.IssuedPaper, error) {
			made, err := press(t).Document(in.Campaign, in.Settings, d)
			if err != nil {
				return data.IssuedPaper{}, err
			}
			if made.Warning() != "" {
				t.Errorf("%s: %s", paper, made.Warning())
			}
			return data.IssuedPaper{PDF: made.PDF, Pages: made.Pages, FileName: made.Name}, nil
		})
		if err != nil {
			t.Errorf("%s: %v", paper, err)
			continue
		}
		if issued.Kind.Numbered() != (issued.Number.Number > 0) || !strings.HasPrefix(issued.FileName, "2011-"+issued.Kind.String()+"-") {
			t.Errorf("%s is issued as %s, file %s", paper, issued.Number, issued.FileName)
		}
	}
	lines, err := store.Documents(ctx, data.DocumentFilter{})
	if err != nil {
		t.Fatal(err)
	}
	register, err := press(t).Register(in.Campaign, data.DocumentFilter{}, lines, in.Today)
	text := plain(t, save(t, register, err))
	for _, d := range lines {
		for _, want := range []string{d.Number.String(), d.TitleLine(), d.Date.String(), d.Kind.String(), d.State.String()} {
			if !strings.Contains(text, want) {
				t.Errorf("the register lacks %q", want)
			}
		}
	}
}

// bare is a campaign as it stands when nothing but the compulsory was filled in.
func bare() pdf.Records {
	c := data.PlanTemplate(2011)
	c.Office = "某县档案局"
	c.Basis, c.LeadingGroupOffice, c.SupervisionGroup = "", "", ""
	return pdf.Records{Campaign: c}
}

// verbose is a campaign with the longest names that can be.
func verbose(in pdf.Records) pdf.Records {
	in.Campaign.Office = strings.Repeat("某县油区工作和矿地关系协调", 3) + "委员会"
	in.Campaign.OfficeShort = strings.Repeat("油区工作协调", 3) + "委"
	in.Campaign.PartyGroupHead = strings.Repeat("买买提·艾力", 4)
	in.Campaign.LeadingGroupOffice = strings.Repeat("某县“两评一树”活动领导小组", 3) + "办公室"
	in.Targets = slices.Clone(in.Targets)
	for i := range in.Targets {
		in.Targets[i].Name = strings.Repeat("孙", data.MaxName)
	}
	in.Target = &in.Targets[5]
	return in
}

// Long names and missing ones are set without a missing character, inside the paper.
func TestOddCampaignsArePrinted(t *testing.T) {
	_, in := sample(t)
	unknown := in
	unknown.Stats, unknown.Decisions, unknown.Items, unknown.Opinions = nil, nil, nil, nil
	for name, in := range map[string]pdf.Records{"bare": bare(), "verbose": verbose(in), "unknown": unknown} {
		for _, paper := range data.Papers {
			t.Run(name+" "+string(paper), func(t *testing.T) {
				made, err := press(t).Document(in.Campaign, in.Settings, pdf.NewDocument(paper, in))
				path := save(t, made, err)
				if len(made.Name) > 255 {
					t.Errorf("the file's name has %d bytes", len(made.Name))
				}
				for _, w := range words(t, path) {
					if landscape := w.page > 1 && in.Stats != nil && (paper == data.ResultBulletin || paper == data.FilingReport); w.left < 20 || w.right > 190 && !landscape || w.right > 277 {
						t.Errorf("%q stands outside the block: %.1f to %.1f", w.text, w.left, w.right)
					}
				}
			})
		}
	}
}

// The lines of a title that the secretary broke stay as they are.
func TestTitleLinesStay(t *testing.T) {
	_, in := sample(t)
	d := written(data.MeetingNotice, in)
	d.Title = "关于召开\n内部评议会议的通知"
	var tops []float64
	made, err := press(t).Document(in.Campaign, in.Settings, d)
	for _, w := range words(t, save(t, made, err)) {
		if w.page == 1 && (w.text == "关于召开" || w.text == "内部评议会议的通知") {
			tops = append(tops, w.top)
		}
	}
	if len(tops) != 2 || tops[1]-tops[0] < typeset.MM(typeset.Size2) {
		t.Errorf("the lines of the title stand at %v", tops)
	}
	if usual := written(data.MeetingNotice, in); !strings.Contains(usual.Title, "\n") {
		t.Errorf("a long title is not broken: %q", usual.Title)
	}
}

func TestFileNamesOfDocuments(t *testing.T) {
	_, in := sample(t)
	for title, want := range map[string]string{
		"某县油区工作办公室\n关于召开会议的通知": "2011-通知-关于召开会议的通知.pdf",
		"某办关于印发《A/B: “方案”》的通知": "2011-通知-关于印发《AB “方案”》的通知.pdf",
		"": "2011-通知-会议通知.pdf",
	} {
		d := data.Document{Paper: data.MeetingNotice, Kind: data.Notice, Title: title, Date: in.Today}
		made, err := press(t).Document(in.Campaign, in.Settings, d)
		if err != nil {
			t.Fatal(err)
		}
		if title == "" {
			want = "2011-通知-" + data.MeetingNotice.String() + ".pdf"
		}
		if made.Name != want {
			t.Errorf("%q is filed as %s, want %s", title, made.Name, want)
		}
	}
}

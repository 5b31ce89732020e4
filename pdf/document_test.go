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
	return store, in
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
	}[paper]
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

// The office's name with the 文件 of a red head, and the other signs of each form, stand on the papers that have them
// and on no other (GB/T 9704-2012; paper.md §1).
func TestEveryDocumentHasItsForm(t *testing.T) {
	_, in := sample(t)
	forms := map[data.DocumentKind]struct{ has, lacks []string }{
		data.Notice: {
			[]string{"某县油区工作办公室文件", "某油发〔2011〕12号", "2011年", "日印发", "抄送：", "—1—"},
			[]string{"草稿", "签发人", "会议纪要"},
		},
		data.Submission: {
			[]string{"某县油区工作办公室文件", "某油发〔2011〕12号", "签发人：王喆", "日印发", "某县“两评一树”活动领导小组办公室："},
			[]string{"草稿", "请示", "批准", "批复"},
		},
		data.Letter: {
			[]string{"某县油区工作办公室", "某油函〔2011〕12号", "贵单位", "函"},
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
			[]string{"征求意见表", "油区办领导班子"},
			[]string{"草稿", "文件", "号", "印发", "抄送", "签发人"},
		},
	}
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
	return in
}

// listNumber is 1. at the start of a paragraph, whose dot is half-width by the standard (GB/T 9704-2012 7.3.3).
var listNumber = regexp.MustCompile(`(?m)^\d+\.`)

// slips are what a proof-reader strikes out: GB/T 15834-2011 and GB/T 9704-2012 7.2.5, 7.3.5.4.
var slips = map[string]*regexp.Regexp{
	"a half-width mark in Chinese":     regexp.MustCompile(`\p{Han}[,;?!()"']|[,;?!()"']\p{Han}|\p{Han}[:.]|[:.]\p{Han}`),
	"a space in Chinese":               regexp.MustCompile(`[\p{Han}，。、；：]  *[\p{Han}，。、；：]`),
	"two marks in a row":               regexp.MustCompile(`[，。、；：！？][，。、；：！？]`),
	"nothing in brackets":              regexp.MustCompile(`《》|“”|（）|〔〕`),
	"a mark at the start":              regexp.MustCompile(`(?m)^[，。、；：！？）》”]`),
	"a mark after an opening one":      regexp.MustCompile(`[（《“][，。、；：]`),
	"a date with a leading zero":       regexp.MustCompile(`[年月]0\d|^0\d月`),
	"no date":                          regexp.MustCompile(`\b0年|\b0月|\b0日`),
	"a year in square brackets":        regexp.MustCompile(`[\[［(（]20\d\d[\])）］]`),
	"a range with a hyphen":            regexp.MustCompile(`\d[-~]\d`),
	"a name twice":                     regexp.MustCompile(`办办公室|活动活动|会议会议|县县|召开召开`),
	"a sentence of a program":          regexp.MustCompile(`%!|<nil>|\{\}`),
	"a numbered line out of its style": regexp.MustCompile(`(?m)^[（(]?\d+[)）]?、|^[一二三四五六七八九十]+[.．，]`),
	"a label that begins a list twice": regexp.MustCompile(`：[^\n]{0,3}：`),
}

func TestTextsAreProofread(t *testing.T) {
	_, in := sample(t)
	nothing := in
	nothing.Targets, nothing.Rounds = nil, nil
	undated := in
	undated.Rounds = []data.Round{data.NewRound(data.Social, in.Campaign)}
	for name, in := range map[string]pdf.Records{"sample": in, "bare": bare(), "verbose": verbose(in), "no rounds": nothing, "undated": undated} {
		for _, paper := range data.Papers {
			t.Run(name+" "+string(paper), func(t *testing.T) {
				for _, d := range []data.Document{written(paper, in), pdf.NewDocument(paper, in)} {
					all := strings.Join([]string{d.TitleLine(), d.Addressee, d.Copies, listNumber.ReplaceAllString(d.Text, "")}, "\n")
					for what, slip := range slips {
						if at := slip.FindStringIndex(all); at != nil {
							t.Errorf("%s: …%s…", what, all[max(0, at[0]-30):min(len(all), at[1]+30)])
						}
					}
					if opened, closed := strings.Count(all, "“")+strings.Count(all, "《")+strings.Count(all, "（"),
						strings.Count(all, "”")+strings.Count(all, "》")+strings.Count(all, "）"); opened != closed {
						t.Errorf("%d marks open, %d close", opened, closed)
					}
					if strings.HasSuffix(d.TitleLine(), "。") || strings.ContainsAny(d.TitleLine(), "，；：") {
						t.Errorf("the title has a mark: %s", d.TitleLine())
					}
				}
			})
		}
	}
}

// Long names and missing ones are set without a missing character, inside the paper.
func TestOddCampaignsArePrinted(t *testing.T) {
	_, in := sample(t)
	for name, in := range map[string]pdf.Records{"bare": bare(), "verbose": verbose(in)} {
		for _, paper := range data.Papers {
			t.Run(name+" "+string(paper), func(t *testing.T) {
				made, err := press(t).Document(in.Campaign, in.Settings, pdf.NewDocument(paper, in))
				path := save(t, made, err)
				if len(made.Name) > 255 {
					t.Errorf("the file's name has %d bytes", len(made.Name))
				}
				for _, w := range words(t, path) {
					if w.left < 20 || w.right > 190 {
						t.Errorf("%q stands outside the block: %.1f to %.1f", w.text, w.left, w.right)
					}
				}
			})
		}
	}
}

// What the plan orders stands in the papers; the dates are the campaign's.
func TestTextsSayWhatThePlanOrders(t *testing.T) {
	_, in := sample(t)
	text := func(paper data.Paper) string {
		d := written(paper, in)
		return d.Addressee + "\n" + d.Text
	}
	for paper, wants := range map[data.Paper][]string{
		data.PlanNotice: {
			"附件：油区办“两评一树”活动实施方案", "宣传发动阶段（7月21日至7月31日）", "组织评议阶段（8月1日至9月10日）", "整改提高阶段（9月11日至10月31日）",
			"服务对象代表不少于评议人员的50%", "须经活动督导组审核把关", "须经主要负责同志审核把关", "活动延期2个月", "取消当年评先评优资格",
			"“满意”、“基本满意”、“不满意”、“不了解”", "公开栏、网站、新闻媒体", "2011年度目标考核", "李𬭎（党组成员、副主任）", "陈晓燕（油地协调科科长）",
		},
		data.MobilizationNotice: {"2011年7月25日（星期一）上午9:00，三楼会议室。", "动员讲话", "全体干部职工"},
		data.OpinionNotice:      {"召开恳谈会。", "设立意见箱。", "走访群众。", "个别谈话。", "8月1日至8月10日", "8月15日前"},
		data.OpinionLetter:      {"各有关单位", "意见和建议", "8月10日前"},
		data.Invitation:         {"县“两评一树”活动第三督导组、县纪委\n", "请贵单位派员参加会议", "2011年8月24日（星期三）上午9:00在三楼会议室"},
		data.MeetingMinutes: {
			"丁一鸣、吕秀兰为监票人，刘敏、韩雪为计票人", "应到32人，实到31人，发出评议票31张，收回30张，其中有效票29张、废票1张", "列席：县“两评一树”活动第三督导组、县纪委各1人",
		},
		data.FilingReport: {
			"评议对象共18个", "发出评议票31张，收回30张，其中有效票29张、废票1张", "发出评议票30张，收回30张，均为有效票", "备案",
			"“满意”100分、“基本满意”75分、“不满意”0分", "内部评议占50%，社会评议占50%",
		},
		data.PublicationNotice: {"2011年8月16日至8月22日，共7天", "向全体干部职工公示", "同时向社会公示"},
	} {
		for _, want := range wants {
			if !strings.Contains(text(paper), want) {
				t.Errorf("%s lacks %q:\n%s", paper, want, text(paper))
			}
		}
		if strings.Contains(text(paper), "尹立新") {
			t.Errorf("%s names a target that was withdrawn", paper)
		}
	}
	for _, criterion := range in.Campaign.Criteria {
		if want := criterion.Name + "。" + criterion.Text + criterion.Focus; !strings.Contains(text(data.PlanNotice), want) {
			t.Errorf("the plan lacks %q", want)
		}
	}
}

// A day that has passed is never asked for.
func TestLatePapersGiveAWeek(t *testing.T) {
	_, in := sample(t)
	in.Today = data.Date{Year: 2011, Month: 9, Day: 16}
	for paper, want := range map[data.Paper]string{
		data.OpinionNotice: "2011年9月16日至9月23日", data.OpinionLetter: "2011年9月23日前", data.OpinionForm: "2011年9月23日前",
		data.MobilizationNotice: "2011年9月19日（星期一）",
	} {
		if d := pdf.NewDocument(paper, in); !strings.Contains(d.Text, want) {
			t.Errorf("%s lacks %q:\n%s", paper, want, d.Text)
		}
	}
}

// The paper is about the round that is asked for, and a meeting that wasn't held isn't reported.
func TestDocumentsAboutARound(t *testing.T) {
	_, in := sample(t)
	in.Round = &in.Rounds[1]
	for _, paper := range []data.Paper{data.MeetingNotice, data.Invitation, data.MeetingMinutes} {
		d := pdf.NewDocument(paper, in)
		if d.RoundID != in.Rounds[1].ID || !strings.Contains(d.TitleLine(), "社会评议会议") || !strings.Contains(d.Text, "县行政办公中心第二会议室") {
			t.Errorf("%s is about %s: %s\n%s", paper, d.RoundID, d.TitleLine(), d.Text)
		}
	}
	in.Today = data.Date{Year: 2011, Month: 8, Day: 30}
	if d := pdf.NewDocument(data.FilingReport, in); strings.Contains(d.Text, "县行政办公中心") {
		t.Errorf("the report tells of a meeting that is to come:\n%s", d.Text)
	}
	in.Round, in.Rounds = nil, nil
	if d := pdf.NewDocument(data.MeetingNotice, in); d.RoundID != "" || !strings.Contains(d.Text, "时间、地点另行通知") {
		t.Errorf("without a round: %q\n%s", d.RoundID, d.Text)
	}
}

// 附件 lines in the text make pages of their own, a list below the body, and the table where it is asked for.
func TestAttachmentsAreParted(t *testing.T) {
	_, in := sample(t)
	d := data.Document{Paper: data.OtherPaper, Kind: data.Notice, Title: "关于报送材料的通知", Addressee: "各科室", Date: in.Today}
	for _, c := range []struct {
		text  string
		pages int
		wants []string
	}{
		{"请报送材料。", 1, []string{"请报送材料。"}},
		{"请报送材料。\n附件：材料清单\n第一项。", 2, []string{"附件：材料清单", "第一项。"}},
		{"请报送材料。\n附件1：材料清单\n第一项。\n　附件２: 征求意见表\n填表说明。", 3, []string{"附件：1.材料清单", "2.征求意见表", "附件1", "附件2", "第一项。", "填表说明。", "推动发展情况"}},
		{"见附件：材料清单。\n附件请妥善保管。", 1, []string{"见附件：材料清单。", "附件请妥善保管。"}},
	} {
		d.Text = c.text
		made, err := press(t).Document(in.Campaign, in.Settings, d)
		path := save(t, made, err)
		text := plain(t, path)
		if n := pages(t, path); n != c.pages {
			t.Errorf("%q takes %d pages, want %d", c.text, n, c.pages)
		}
		for _, want := range c.wants {
			if !strings.Contains(text, want) {
				t.Errorf("%q lacks %q:\n%s", c.text, want, text)
			}
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

func TestRegisterIsPrinted(t *testing.T) {
	_, in := sample(t)
	lines := []data.Document{
		{Kind: data.Notice, State: data.DocumentIssued, Number: data.DocumentNumber{Series: "某油发", Year: 2011, Number: 12}, Title: "关于\n召开会议的通知", Addressee: "各科室", Date: in.Today, Pages: 2, Signer: "李𬭎"},
		{Kind: data.Letter, State: data.DocumentWithdrawn, Number: data.DocumentNumber{Series: "某油函", Year: 2011, Number: 1}, Title: "关于请派员的函", Date: in.Today, Reason: "日期写错"},
		{State: data.DocumentOutside, Number: data.DocumentNumber{Series: "某油发", Year: 2011, Number: 11}, Title: "程序外的文件", Date: in.Today},
	}
	for range 40 {
		lines = append(lines, data.Document{Kind: data.PublicNotice, State: data.DocumentDraft, Title: "公示"})
	}
	made, err := press(t).Register(in.Campaign, data.DocumentFilter{Year: 2011}, lines, in.Today)
	path := save(t, made, err)
	text := plain(t, path)
	for _, want := range []string{
		"2011年发文登记表", "共43件", "某油发〔2011〕12号关于召开会议的通知通知各科室2011-09-16李𬭎2已签发", "作废原因：日期写错", "作废", "程序外", "某油发〔2011〕11号", "第2页，共",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the register lacks %q", want)
		}
	}
	if made.Name != "2011年发文登记表.pdf" || pages(t, path) < 2 || strings.Count(text, "发文字号") != made.Pages {
		t.Errorf("%s, %d pages, %d heads", made.Name, made.Pages, strings.Count(text, "发文字号"))
	}
	for filter, want := range map[data.DocumentFilter]string{
		{}: "发文登记表.pdf",
		{Numbering: data.Numbered, Year: 2011, Kind: data.Notice, State: data.DocumentIssued, Search: "会议"}: "2011年通知发文登记表（有文号，已签发，含“会议”）.pdf",
	} {
		made, err := press(t).Register(in.Campaign, filter, nil, in.Today)
		if text := plain(t, save(t, made, err)); made.Name != want || !strings.Contains(text, "没有登记的公文") {
			t.Errorf("%s: %s", made.Name, text)
		}
	}
}

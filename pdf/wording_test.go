package pdf_test

import (
	"regexp"
	"strings"
	"testing"

	"liangping/data"
	"liangping/pdf"
)

// listNumber is 1. at the start of a paragraph, whose dot is half-width by the standard (GB/T 9704-2012 7.3.3).
var listNumber = regexp.MustCompile(`(?m)^\d+\.`)

// tableFact is how narrow columns of a list write a day, and the name of a file.
var tableFact = regexp.MustCompile(`\d{4}-\d\d-\d\d|\.(csv|txt)`)

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
					text := tableFact.ReplaceAllString(listNumber.ReplaceAllString(d.Text, ""), "1")
					all := strings.Join([]string{d.TitleLine(), d.Addressee, d.Copies, text}, "\n")
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

// An office without a short name calls its meetings by its own Party group, not by somebody's 办党组.
func TestTheOfficeSpeaksOfItself(t *testing.T) {
	for office, self := range map[string]string{
		"某县档案局": "我局", "某县油区工作办公室": "我办", "某县农业委员会": "我委", "某县政务服务中心": "我中心", "某县第一中学": "我单位",
	} {
		in := bare()
		in.Campaign.Office = office
		for _, paper := range []data.Paper{data.MeetingNotice, data.MeetingMinutes, data.MobilizationNotice, data.PlanNotice} {
			if d := pdf.NewDocument(paper, in); !strings.Contains(d.Text, self+"党组") {
				t.Errorf("%s of %s doesn't say %s党组:\n%s", paper, office, self, d.Text)
			}
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

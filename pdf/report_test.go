package pdf_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"liangping/data"
	"liangping/pdf"
)

const reportText = `一、履职情况
2011年以来，本人分管油地协调和综合执法工作。牵头办理油地纠纷63件，办结58件；组织油区联合执法12次，拆除违章占压管线建筑9处，协调“项目攻坚年”活动用地4宗。
二、群众意见和存在的问题
（一）工作方面。油地纠纷受理后答复慢；执法前告知不够充分。
（二）作风方面。到采油队和村里走访偏少，对群众反映的小事重视不够。
三、整改打算
1．纠纷受理后5个工作日内答复，逾期说明原因，每月公布办理结果。
2．执法事项提前3日书面告知，给足整改时间。
3．每月到基层走访不少于4次。`

// handedIn is a report that was returned once, then passed and shown, with a commitment that waits.
func handedIn() data.Report {
	return data.Report{
		TargetID: "head", Text: reportText, Commitment: "为切实改进工作和作风，本人向全体干部职工和社会作出如下公开承诺：",
		SelfRating: map[int]data.SelfGrade{1: data.Good, 2: data.Good, 3: data.Fair, 4: data.Fair, 5: data.Good, 6: data.Fair, 7: data.Average, 8: data.Poor},
		Reviews: []data.Review{
			{Part: data.ReportPart, Kind: data.ReviewDrafted, By: "王喆", Date: day(8, 6)},
			{Part: data.ReportPart, Kind: data.ReviewSubmitted, By: "王喆", Date: day(8, 10)},
			{Part: data.ReportPart, Kind: data.ReviewReturned, By: "赵明远", Date: day(8, 11), Opinion: "查摆问题不够具体，请对照恳谈会上的意见逐条回应", Until: day(8, 13)},
			{Part: data.ReportPart, Kind: data.ReviewSubmitted, By: "王喆", Date: day(8, 12)},
			{Part: data.CommitmentPart, Kind: data.ReviewSubmitted, By: "王喆", Date: day(8, 12)},
			{Part: data.ReportPart, Kind: data.ReviewApproved, By: "赵明远", Date: day(8, 15), Opinion: "问题找得准，整改措施具体可行，同意公示。"},
			{
				Part: data.ReportPart, Kind: data.ReviewPublished, By: "刘敏", Date: day(8, 16),
				Publication: data.Publication{Place: "机关公开栏", Start: day(8, 16), End: day(8, 22)},
			},
		},
	}
}

func TestSelfReport(t *testing.T) {
	paper, err := press(t).SelfReport(campaign(), targetOf("head"), handedIn())
	path := save(t, paper, err)
	text := plain(t, path)
	if paper.Name != "2011-自查自评报告-王喆.pdf" {
		t.Errorf("the file is called %s", paper.Name)
	}
	holds(t, text, "“两评一树”活动自查自评报告王喆党组书记、主任一、", "小事重视不够。", "对照各项评议内容，自我评价如下：", "王喆2011年8月12日")
	for line := range strings.Lines(reportText) {
		if !strings.Contains(text, strings.TrimSpace(line)) {
			t.Errorf("the report lacks %q", line)
		}
	}
	if strings.Contains(text, "草稿") {
		t.Error("a report that was handed in says 草稿")
	}
	for i, c := range campaign().Criteria {
		if got, want := marked(t, path, c.Name), handedIn().SelfRating[i+1].String(); got != want {
			t.Errorf("%s is marked %q, not %q", c.Name, got, want)
		}
	}
}

// marked finds the grade whose head stands above the mark in the row of a criterion.
func marked(t *testing.T, path, criterion string) (grades string) {
	t.Helper()
	all := words(t, path)
	for _, name := range all {
		for _, mark := range all {
			if name.text != criterion || mark.text != "√" || mark.page != name.page || math.Abs(mark.foot-name.foot) > 2 {
				continue
			}
			for _, head := range all {
				if head.page == mark.page && strings.Contains("好 较好 一般 差", head.text) && math.Abs(head.left+head.right-mark.left-mark.right) < 4 {
					grades += head.text
				}
			}
		}
	}
	return grades
}

func TestPapersOfTeamsAndWindowsCarryTheNameInTheTitle(t *testing.T) {
	for id, want := range map[data.ID]string{
		"team":   "油区办领导班子“两评一树”活动自查自评报告一、",
		"window": "行政审批服务窗口“两评一树”活动自查自评报告负责人何春梅一、",
	} {
		paper, err := press(t).SelfReport(campaign(), targetOf(id), data.Report{TargetID: id, Text: reportText})
		text := plain(t, save(t, paper, err))
		if !strings.Contains(text, want) || !strings.Contains(text, "草稿") || !strings.Contains(text, "2011年月日") {
			t.Errorf("%s reads\n%s", id, text)
		}
	}
}

func TestCommitment(t *testing.T) {
	paper, err := press(t).Commitment(campaign(), targetOf("head"), handedIn(), pledges())
	text := plain(t, save(t, paper, err))
	holds(t, text, "“两评一树”活动公开承诺书王喆党组书记、主任为切实改进", "承诺事项和完成时限如下", "1油地纠纷受理后5个工作日内答复", "2011年9月12日", "承诺人：王喆2011年8月12日")
	if strings.Contains(text, "窗口公布") {
		t.Error("another's pledge stands in the commitment")
	}
}

func TestReturnedTextIsADraftAgain(t *testing.T) {
	r := handedIn()
	r.Reviews = r.Reviews[:3]
	paper, err := press(t).SelfReport(campaign(), targetOf("head"), r)
	holds(t, plain(t, save(t, paper, err)), "草稿")
}

func TestEmptyReportAndCommitmentSaySo(t *testing.T) {
	for name, make := range map[string]func() (*pdf.Paper, error){
		"report": func() (*pdf.Paper, error) { return press(t).SelfReport(campaign(), targetOf("rare"), data.Report{}) },
		"commitment": func() (*pdf.Paper, error) {
			return press(t).Commitment(campaign(), targetOf("rare"), data.Report{}, nil)
		},
	} {
		paper, err := make()
		text := plain(t, save(t, paper, err))
		if !strings.Contains(text, "（正文还没有填写。）") || !strings.Contains(text, "草稿") || strings.Contains(text, "√") {
			t.Errorf("an empty %s reads\n%s", name, text)
		}
	}
}

// However long the text, the signature never stands alone on a page: the last row of the table goes with it, and the first
// one with the words that lead to it (GB/T 9704-2012 7.3.5.5).
func TestReportOfAnyLengthKeepsItsEndTogether(t *testing.T) {
	for n := range 24 {
		r := handedIn()
		r.Text = strings.Repeat("认真履行职责。\n", n+1)
		paper, err := press(t).SelfReport(campaign(), targetOf("head"), r)
		path := save(t, paper, err)
		inside(t, path, 25, 14, 28+156+1, 37+225+14)
		page := map[string]int{}
		for _, w := range words(t, path) {
			page[w.text] = w.page // of the last one
		}
		if row, day := page["遵纪守法、清正廉洁情况"], page["2011年8月12日"]; row != day || row == 0 {
			t.Errorf("%d lines: the last row stands on page %d, the signature on page %d", n+1, row, day)
		}
		if row, lead := page["推动发展情况"], page["对照各项评议内容，自我评价如下："]; row != lead || row == 0 {
			t.Errorf("%d lines: the table begins on page %d, its lead stands on page %d", n+1, row, lead)
		}
	}
}

func TestLongReportAndNamesWrap(t *testing.T) {
	person := targetOf("post")
	person.Name = strings.Repeat("阿卜杜热合曼·", 4) + "艾力"
	person.Post = strings.Repeat("油区地质勘探工程技术综合协调科科长、", 4)
	r := handedIn()
	r.Text = strings.Repeat("进一步改进作风、转变职能，深入基层、深入群众，倾听群众意见、建议。", 600)
	paper, err := press(t).SelfReport(campaign(), person, r)
	path := save(t, paper, err)
	inside(t, path, 25, 14, 28+156+6, 297-14) // the blank half of a mark at the end of a line is no ink
	if n := strings.Count(plain(t, path), "倾"); n != 600 {
		t.Errorf("%d sentences of 600", n)
	}
	var many []data.Pledge
	for i := range 60 {
		many = append(many, data.Pledge{ID: data.ID(fmt.Sprint(i)), TargetID: "post", Number: i + 1, Content: strings.Repeat("办结", 40), Due: day(10, 31)})
	}
	paper, err = press(t).Commitment(campaign(), person, r, many)
	path = save(t, paper, err)
	inside(t, path, 25, 14, 28+156+6, 297-14) // the blank half of a mark at the end of a line is no ink
	if n := strings.Count(plain(t, path), "2011年10月31日"); n != 60 {
		t.Errorf("%d pledges of 60", n)
	}
}

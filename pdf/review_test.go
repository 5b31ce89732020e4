package pdf_test

import (
	"strings"
	"testing"

	"liangping/data"
)

func TestReviewForm(t *testing.T) {
	c := campaign()
	c.SupervisionGroup = "县“两评一树”活动第三督导组"
	paper, err := press(t).ReviewForm(c, targetOf("head"), handedIn())
	path := save(t, paper, err)
	if paper.Name != "2011-审核意见表-王喆.pdf" || paper.Pages != 1 {
		t.Errorf("%s has %d pages", paper.Name, paper.Pages)
	}
	holds(t, plain(t, path), "评议对象王喆类别领导干部（主要负责同志）", "党组书记、主任所在单位油区办", "审核县“两评一树”活动第三督导组",
		"自查自评报告", "第1稿王喆2011-08-10赵明远2011-08-11退回",
		"查摆问题不够具体，请对照恳谈会上的意见逐条回应。请于2011年8月13日前修改后重新送审。",
		"第2稿王喆2011-08-12赵明远2011-08-15审核通过", "问题找得准，整改措施具体可行，同意公示。",
		"审核人（签名）：2011年8月15日", "2011年8月16日至8月22日，共7天，机关公开栏。",
		"公开承诺书", "第1稿王喆2011-08-12审核中", "审核人（签名）：2011年月日", "注：")
}

// The route decides who is named as reviewer (plan.md §三.2（1）).
func TestReviewFormNamesTheReviewerOfTheRoute(t *testing.T) {
	c := campaign()
	c.SupervisionGroup = "第三督导组"
	for id, want := range map[data.ID]string{
		"team": "审核第三督导组", "head": "审核第三督导组", "rare": "审核主要负责同志王喆", "post": "审核主要负责同志王喆", "window": "审核主要负责同志王喆",
	} {
		paper, err := press(t).ReviewForm(c, targetOf(id), data.Report{TargetID: id})
		text := plain(t, save(t, paper, err))
		if !strings.Contains(text, want) || strings.Count(text, "尚未送审") != 2 || strings.Count(text, "审核人（签名）") != 2 {
			t.Errorf("the empty form of %s reads\n%s", id, text)
		}
	}
}

func TestReopenedApprovalIsNoLongerOne(t *testing.T) {
	r := handedIn()
	r.Reviews = append(r.Reviews, data.Review{Part: data.ReportPart, Kind: data.ReviewReopened, By: "刘敏", Date: day(8, 18), Opinion: "群众反映数字有误"})
	paper, err := press(t).ReviewForm(campaign(), targetOf("head"), r)
	text := plain(t, save(t, paper, err))
	if strings.Contains(text, "审核通过") || strings.Contains(text, "公示2011年") || !strings.Contains(text, "群众反映数字有误") {
		t.Errorf("the form reads\n%s", text)
	}
}

func TestManyVersionsAndALongOpinionWrap(t *testing.T) {
	var r data.Report
	for i := range 12 {
		r.Reviews = append(r.Reviews,
			data.Review{Part: data.ReportPart, Kind: data.ReviewSubmitted, By: "王喆", Date: day(8, i+1)},
			data.Review{Part: data.ReportPart, Kind: data.ReviewReturned, By: "赵明远", Date: day(8, i+1), Opinion: strings.Repeat("请再核实。", 30)})
	}
	paper, err := press(t).ReviewForm(campaign(), targetOf("head"), r)
	path := save(t, paper, err)
	inside(t, path, 27, 20, 28+156+1, 297-14)
	if n := strings.Count(plain(t, path), "核"); n < 12*30 {
		t.Errorf("%d of %d", n, 12*30)
	}
}

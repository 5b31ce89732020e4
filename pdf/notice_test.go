package pdf_test

import (
	"math"
	"strings"
	"testing"

	"liangping/data"
	"liangping/pdf"
)

func TestNoticeSaysWhatThePlanOrders(t *testing.T) {
	text := pdf.NewNotice(campaign(), round(data.Internal)).Text
	for _, want := range []string{
		"油区办党组", "2011年8月24日（星期三）上午9:00，三楼会议室。", "全体干部职工。", "各派1人参加。", "王喆代表领导班子作履职情况报告",
		"领导干部分别作履职情况报告", "发放、填写、收回评议票", "“满意”、“基本满意”、“不满意”、“不了解”", "提出意见和建议",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the notice lacks %q:\n%s", want, text)
		}
	}
	social := pdf.NewNotice(campaign(), round(data.Social)).Text
	for _, want := range []string{"根据县活动办公室统一安排", "党代表、人大代表、政协委员和服务对象代表"} {
		if !strings.Contains(social, want) {
			t.Errorf("the social notice lacks %q:\n%s", want, social)
		}
	}
	bare := round(data.Internal)
	bare.Date, bare.Place, bare.Chair, bare.Observers = data.Date{}, "", "", ""
	if text := pdf.NewNotice(campaign(), bare).Text; !strings.Contains(text, "另行通知") || strings.Contains(text, "0年") {
		t.Errorf("without a date it says\n%s", text)
	}
}

func TestNoticeIsAnOfficialPaper(t *testing.T) {
	c, r := campaign(), round(data.Internal)
	n := pdf.NewNotice(c, r)
	paper, err := press(t).Notice(c, r, n)
	path := save(t, paper, err)
	text := plain(t, path)
	for paragraph := range strings.Lines(n.Text) {
		if p := strings.Join(strings.Fields(paragraph), ""); !strings.Contains(strings.ReplaceAll(text, "—1—", ""), p) {
			t.Errorf("the paper lacks %q", p)
		}
	}
	for _, want := range []string{"某县油区工作办公室文件", "某油发〔2011〕", "各科室、下属各单位：", "2011年8月21日印发", "抄送：某县“两评一树”活动领导小组办公室。", "—1—"} {
		if !strings.Contains(text, want) {
			t.Errorf("the paper lacks %q", want)
		}
	}
	const step = (225 - 16*25.4/72) / 21
	for _, w := range words(t, path) {
		left := map[bool]float64{true: 28, false: 26}[w.page%2 == 1]
		if w.left < left-0.5 || w.right > left+156.5 {
			t.Errorf("%q stands outside the block: %.1f to %.1f", w.text, w.left, w.right)
		}
		switch {
		case w.text == "某县油区工作办公室文件" && math.Abs(w.top-72) > 0.5:
			t.Errorf("the head is %.1f mm from the edge, want 72", w.top)
		case strings.HasPrefix(w.text, "各科室、下属") && math.Abs(math.Remainder(w.top-37, step)) > 0.5:
			t.Errorf("the text does not stand on the grid: %.2f", w.top)
		}
	}
	n.Number = "某油发〔2011〕12号"
	paper, err = press(t).Notice(c, r, n)
	if text := plain(t, save(t, paper, err)); !strings.Contains(text, n.Number) {
		t.Error("the paper lacks its number")
	}
}

package pdf_test

import (
	"math"
	"strings"
	"testing"

	"liangping/data"
	"liangping/pdf"
)

// meetingNotice is the 通知 of a round's meeting.
func meetingNotice(r data.Round) data.Document {
	return pdf.NewDocument(data.MeetingNotice, pdf.Records{Campaign: campaign(), Round: &r})
}

func TestNoticeSaysWhatThePlanOrders(t *testing.T) {
	text := meetingNotice(round(data.Internal)).Text
	for _, want := range []string{
		"油区办党组", "2011年8月24日（星期三）上午9:00，三楼会议室。", "全体干部职工。", "各派1人参加。", "会议由孙玉琴同志主持", "王喆代表领导班子作履职情况报告",
		"领导干部分别作履职情况报告", "发放、填写、收回评议票", "“满意”、“基本满意”、“不满意”、“不了解”", "提出意见和建议",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the notice lacks %q:\n%s", want, text)
		}
	}
	social := meetingNotice(round(data.Social)).Text
	for _, want := range []string{"根据县活动办公室统一安排", "党代表、人大代表、政协委员和服务对象代表"} {
		if !strings.Contains(social, want) {
			t.Errorf("the social notice lacks %q:\n%s", want, social)
		}
	}
	bare := round(data.Internal)
	bare.Date, bare.Place, bare.Chair, bare.Observers = data.Date{}, "", "", ""
	if text := meetingNotice(bare).Text; !strings.Contains(text, "另行通知") || strings.Contains(text, "0年") {
		t.Errorf("without a date it says\n%s", text)
	}
}

func TestNoticeStandsOnTheGrid(t *testing.T) {
	d := meetingNotice(round(data.Internal))
	if want := (data.Date{Year: 2011, Month: 8, Day: 21}); d.Date != want {
		t.Errorf("the notice is of %s, want three days before the meeting", d.Date)
	}
	paper, err := press(t).Document(campaign(), data.OfficeSettings{}, d)
	path := save(t, paper, err)
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
}

// A 公示 that was arranged stands in its notice with its own place and days.
func TestPublicationNoticeTakesItsDaysFromTheRecord(t *testing.T) {
	in := pdf.Records{
		Campaign: campaign(), Targets: office(), Today: day(9, 16),
		Publication: &data.Publication{Place: "机关公开栏和门户网站", Start: day(8, 29), End: day(9, 2)},
	}
	d := pdf.NewDocument(data.PublicationNotice, in)
	if want := "公示期为2011年8月29日至9月2日，共5天，公示地点为机关公开栏和门户网站。"; !strings.Contains(d.Text, want) || d.Date != day(8, 29) {
		t.Errorf("dated %s, it says\n%s", d.Date, d.Text)
	}
}

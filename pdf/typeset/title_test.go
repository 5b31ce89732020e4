package typeset_test

import (
	"slices"
	"strings"
	"testing"

	"liangping/pdf/font"
	"liangping/pdf/typeset"
)

// The titles as offices write them, with | at every place where a typist may end a line. The test knows no word list: it
// sees only that lines end at these places.
var titles = []string{
	"临黄县|油区|工作|办公室|关于|召开|“两评一树”|内部|评议|会议的|通知",
	"临黄县|油区|工作|办公室|关于|印发|《“两评一树”|活动|实施|方案》的|通知",
	"临黄县|油区|工作|办公室|关于|邀请|派员|参加|“两评一树”|内部|评议|会议的|函",
	"临黄县|油区|工作|办公室|关于|“两评一树”|活动|内部|评议|情况的|报告",
	"临黄县|油区|工作|办公室|关于|征求|对|领导班子|和|领导干部|意见|建议的|通知",
	"关于|召开|“两评一树”|活动|动员|会议的|通知",
	"关于|2011年度|民主评议|结果的|通报",
	"油区办|“两评一树”|工作|方案",
	"油区办|领导班子|“两评一树”|活动|整改|方案",
	"关于|在|县直|部门|单位|开展|“两评一树”|活动的|指导|意见",
	"中共|临黄县|委|办公室|关于|在|县直|部门|单位|开展|“两评一树”|活动的|通知",
	"临黄县|油区|工作|办公室|关于|领导班子|和|领导干部|自查自评|报告|公示的|通知",
	"关于|对|群众|评议|结果|较差的|干部|限期|整改的|通知",
	"临黄县|油区|工作|办公室|关于|报送|“两评一树”|活动|整改|落实|情况的|报告",
	"关于|对|王喆|同志|进行|诫勉|谈话的|通知",
	"关于|给予|买买提·艾力|同志|通报|批评的|决定",
	"关于|取消|服务|窗口|2011年度|评先|评优|资格的|通知",
	"油区办|“两评一树”|内部|评议|会议|纪要",
	"关于|转发|县|活动|办公室|《关于|切实|做好|群众|评议|工作的|通知》的|通知",
	"临黄县|油区|工作|办公室|2011年|整改|台账|公示",
	"关于|进一步|加强|党风廉政建设|责任制|和|廉政|风险|防控|工作的|意见",
	"临黄县|油区|工作|办公室|关于|成立|“两评一树”|活动|领导小组的|通知",
	"关于|邀请|党代表、|人大代表、|政协|委员|和|服务|对象|代表|参加|社会|评议的|函",
	"关于|做好|“两评一树”|活动|社会|评议|有关|准备|工作的|通知",
	"关于|表彰|2011年度|先进|集体|和|先进|个人的|决定",
	"临黄县|油区|工作|办公室|“两评一树”|活动|总结|报告",
	"关于|开展|“两评一树”|活动|专项|督查|自查的|情况|报告",
	"关于|延期|整改|2个月的|通知",
	"关于|公布|领导干部|公开|承诺|事项的|公告",
	"关于|报请|备案|《油区办|“两评一树”|工作|方案》的|报告",
	"关于|2011年|国庆节|放假|期间|值班|安排的|通知",
	"关于|征求|《机关|效能|建设|考核|办法》|（征求意见稿）|意见的|函",
	"临黄县|油区|工作|办公室|关于|给予|张为民同志|通报|批评|并|取消|2011年度|评先|评优|资格的|决定",
	"公示",
}

// What never stands on two lines, wherever the words of a list may end.
var inseparable = []string{
	"民主评议", "两评一树", "办公室", "评议", "会议", "领导", "干部", "群众", "整改", "通知", "油区", "意见", "活动", "方案", "报告", "公示",
	"自查自评", "关于", "临黄县", "王喆", "买买提·艾力", "2011年", "2个月", "人大代表", "诫勉", "印发", "较差",
}

func TestTitlesBreakBetweenWords(t *testing.T) {
	big, set := style(t, font.Title, typeset.Size2), typeset.Measure{Width: 156}
	for _, marked := range titles {
		title := strings.ReplaceAll(marked, "|", "")
		broken := typeset.BreakTitle(title)
		if strings.ReplaceAll(broken, "\n", "") != title {
			t.Errorf("%q became %q", title, broken)
		}
		may := map[int]bool{}
		at := 0
		for part := range strings.SplitSeq(marked, "|") {
			at += len(part)
			may[at] = true
		}
		at = 0
		for line := range strings.SplitSeq(broken, "\n") {
			at += len(line)
			if !may[at] {
				t.Errorf("a line of %q ends after %q", broken, line)
			}
			if lines := set.Lines(typeset.Span{Text: line, Style: big}); len(lines) > 1 {
				t.Errorf("%q is too long for a line", line)
			}
		}
		for _, word := range inseparable {
			if strings.Count(broken, word) != strings.Count(title, word) {
				t.Errorf("%s is cut in %q", word, broken)
			}
		}
	}
}

// The shapes of GB/T 9704-2012 7.3.1: a trapezoid either way or a diamond, never an hourglass, no line of a word or two.
func TestTitlesHaveAShape(t *testing.T) {
	all := append([]string{
		"临黄县油区工作办公室关于贯彻落实县委进一步加强领导班子和干部队伍作风建设指导意见的通知",
		"临黄县油区工作办公室关于转发《关于在县直部门单位开展“两评一树”活动的指导意见》的通知",
	}, titles...)
	for _, marked := range all {
		broken := typeset.BreakTitle(strings.ReplaceAll(marked, "|", ""))
		var lengths []int
		for line := range strings.SplitSeq(broken, "\n") {
			lengths = append(lengths, len([]rune(line)))
		}
		for i, n := range lengths {
			if 3*n < slices.Max(lengths) {
				t.Errorf("a short line in %q", broken)
			}
			if i > 0 && i+1 < len(lengths) && n < slices.Max(lengths[:i]) && n < slices.Max(lengths[i+1:]) {
				t.Errorf("%q is an hourglass", broken)
			}
		}
	}
}

func TestBreakTitleTakesAnything(t *testing.T) {
	for in, want := range map[string]string{
		"":                "",
		"关于召开\n评议会议的\n通知": "关于召开评议会议的通知", // broken anew
		"a\x00b":          "ab",
	} {
		if got := typeset.BreakTitle(in); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
	for _, hostile := range []string{
		strings.Repeat("长", 10000), strings.Repeat("《", 10000), strings.Repeat("评议", 5000), strings.Repeat("“两评一树”", 2000),
		strings.Repeat("a b ", 2000), strings.Repeat("的", 3000), "《" + strings.Repeat("关于“评议”的通知", 50) + "》", "\xff》", "王和平张县长",
	} {
		if got := strings.ReplaceAll(typeset.BreakTitle(hostile), "\n", ""); got != typeset.Clean(hostile) {
			t.Errorf("%.20q lost characters", hostile)
		}
	}
}

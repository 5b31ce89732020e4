package pdf_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"liangping/data"
)

// hall is a social round whose figures were counted: 82 of 84 ballots came back.
func hall() data.Round {
	r := round(data.Social)
	r.Time, r.Place, r.Scrutineers, r.Tellers = "上午9:00", "县会议中心二楼会议室", "李𬭎、买买提·艾力", "刘敏、韩雪"
	for i, counts := range [][8]int{ // 应到 实到 印制 发出 收回 未收回 有效 废票
		{15, 14, 16, 14, 14, 0, 14, 0}, {15, 13, 16, 13, 13, 0, 13, 0}, {12, 11, 13, 11, 10, 1, 10, 0}, {48, 46, 52, 46, 45, 1, 43, 2},
	} {
		g := &r.Groups[i]
		g.Expected, g.Present, g.Printed, g.Issued = counts[0], counts[1], counts[2], counts[3]
		g.Returned, g.Unreturned, g.Valid, g.Spoiled = counts[4], counts[5], counts[6], counts[7]
	}
	r.Groups[0].Paper, r.Groups[3].Paper = "粉红纸", "淡绿纸"
	return r
}

const (
	sealHash    = "4f1d2c3b0a99887766554433221100ffeeddccbbaa0011223344556677889900"
	journalHead = "c81d0b36c81d0b36c81d0b36c81d0b36c81d0b36c81d0b36c81d0b36deadbeef"
)

// sealed is the count sheet of the hall: everybody ticked 满意 but for one 不了解 a group on each line.
func sealed(t *testing.T) data.CountSheet {
	t.Helper()
	s := data.CountSheet{
		Round: hall(), Lines: form(t, people[:5]...).Lines, Journal: 123, Head: journalHead,
		Seal: &data.Seal{
			Number: 1, At: time.Date(2011, 8, 24, 16, 20, 0, 0, time.UTC), Operator: "刘敏", Code: "7K3M-0QXA-91BC-ZZ42", Hash: sealHash, Program: "0.1.0",
		},
	}
	s.Round.State = data.RoundSealed
	for _, g := range s.Round.Groups {
		s.Groups = append(s.Groups, data.CountGroup{Kind: g.Kind, Way: data.ByBallots, Valid: g.Valid, Spoiled: g.Spoiled})
		column := data.CountColumn{Groups: []data.GroupKind{g.Kind}, Valid: g.Valid}
		for range s.Lines {
			column.Counts = append(column.Counts, data.Counts{Satisfied: g.Valid - 1, Unfamiliar: 1})
		}
		s.Columns = append(s.Columns, column)
	}
	s.Groups[3].Reasons = []data.ReasonCount{{Reason: "整张空白", Count: 1}, {Reason: "涂改无法辨认", Count: 1}}
	return s
}

func invitees(r data.Round) (list []data.Invitee) {
	for _, g := range r.Groups {
		for i := range g.Expected {
			list = append(list, data.Invitee{Group: g.Kind, Name: fmt.Sprintf("%s%d号", []string{"王喆", "李𬭎", "买买提·艾力"}[i%3], i+1), Post: "县某局办公室主任", Present: i < g.Present})
		}
	}
	return list
}

// sheet prints a 报告单 and returns its path.
func sheet(t *testing.T, paper data.Paper, s data.CountSheet, list []data.Invitee) string {
	t.Helper()
	made, err := press(t).RoundSheet(paper, campaign(), s, list)
	path := save(t, made, err)
	if want := fmt.Sprintf("2011-%s-%s.pdf", s.Round.Name(), paper); made.Name != want {
		t.Errorf("the file is called %s, want %s", made.Name, want)
	}
	inside(t, path, 27, 15, 28+156+2.6, 297-13) // a mark at the end of a line is measured as a whole square
	return path
}

// Each 报告单 tells the figures of the hall, what follows from them, and has room for its signatures.
func TestRoundSheets(t *testing.T) {
	s := sealed(t)
	common := []string{
		"2011年“两评一树”活动社会评议", "某县油区工作办公室", "2011年8月24日上午9:00", "县会议中心二楼会议室", "孙玉琴", "县活动办公室",
		"监票人（签名）：", "主持人（签名）：", "年 月 日",
	}
	for paper, want := range map[data.Paper][]string{
		data.AttendanceSheet: {
			"出席情况报告单", "本次社会评议会议应到90人，实到84人，超过应到人数的1/2，符合规定，可以进行评议。",
			"服务对象代表应到48人，实到46人，分别占53.33%、54.76%，不少于评议人员的50%，符合规定。",
			"县“两评一树”活动第三督导组、县纪委各派1人", "党代表 15 14 1 93.33", "服务对象代表 48 46 2 95.83", "合计 90 84 6 93.33", "清点人（签名）：",
			"人员名单", "党代表 15人", "14 李𬭎14号 县某局办公室主任 到", "15 买买提·艾力15号 县某局办公室主任 未到", "服务对象代表 48人",
		},
		data.IssuedSheet: {
			"发票情况报告单", "本次社会评议共印制评议票97张，发出84张，剩余13张；实到84人，每人一张，发出的票数与实到人数一致。",
			"党代表 粉红纸 16 14 2 □销毁 □留存", "人大代表 白纸 16 13 3", "服务对象代表 淡绿纸 52 46 6", "合计 97 84 13", "发票人（签名）：",
		},
		data.ReturnedSheet: {
			"收票情况报告单", "本次社会评议共发出评议票84张，收回82张，未收回2张。收回的票数少于发出的票数，本次评议有效。",
			"政协委员 11 10 1 11 ＝ 10 ＋ 1", "合计 84 82 2 84 ＝ 82 ＋ 2", "计票人（签名）：",
		},
		data.CountedSheet: {
			"计票结果报告单", "李𬭎、买买提·艾力", "刘敏、韩雪", "政协委员 12 11 13 11 10 1 10 0 2", "合计 90 84 97 84 82 2 80 2 13",
			"服务对象代表废票2张：整张空白1张，涂改无法辨认1张。", "合计 有效票80张", "政协委员 有效票10张", "1 油区办领导班子 推动发展情况 76 0 0 4 0 0",
			"19 周立民 作风 42 0 0 1 0 0", "由两人各录一遍，不一致的都已对照原票裁定。", "7K3M-0QXA-91BC-ZZ42",
			"第1次封存 2011年8月24日16:20 操作人：刘敏 程序0.1.0版 日志123条", "计票人（签名）：",
		},
	} {
		t.Run(string(paper), func(t *testing.T) {
			path := sheet(t, paper, s, invitees(s.Round))
			layout, text := rows(t, path), plain(t, path)
			for _, words := range append(want, common...) {
				if !strings.Contains(layout, words) && !strings.Contains(text, strings.ReplaceAll(words, " ", "")) {
					t.Errorf("the sheet lacks %q", words)
				}
			}
			if n := pages(t, path); n != 1 && (paper == data.IssuedSheet || paper == data.ReturnedSheet) {
				t.Errorf("it takes %d pages", n)
			}
			if strings.Contains(text, "未封存") || strings.Contains(text, "评议整次无效") {
				t.Error("a sealed round's sheet says that it doesn't hold")
			}
		})
	}
}

// A sheet tells plainly where the figures don't fit, and leaves open what nobody counted.
func TestRoundSheetsTellWhatIsWrong(t *testing.T) {
	for _, test := range []struct {
		name   string
		paper  data.Paper
		change func(*data.Round)
		want   string
		never  string
	}{
		{"exactly half are present", data.AttendanceSheet, func(r *data.Round) { present(r, 7, 7, 6, 25) }, "没有达到“超过应到人数的1/2”的要求，应当改期。", "可以进行评议"},
		{"one more than half", data.AttendanceSheet, func(r *data.Round) { present(r, 7, 7, 6, 26) }, "超过应到人数的1/2，符合规定", "应当改期"},
		{"at least two thirds", data.AttendanceSheet, func(r *data.Round) { r.Quorum = data.Quorums[1] }, "不少于应到人数的2/3，符合规定", "应当改期"},
		{"service users are half", data.AttendanceSheet, func(r *data.Round) { present(r, 14, 13, 11, 38) }, "不少于评议人员的50%，符合规定。", "没有达到"},
		{"service users are too few", data.AttendanceSheet, func(r *data.Round) { present(r, 14, 13, 11, 37) }, "没有达到“不少于评议人员的50%”的要求。", "50%，符合规定"},
		{"more came than were asked", data.AttendanceSheet, func(r *data.Round) { present(r, 16, 13, 11, 46) }, "党代表：应到15，实到16，多1人。实到多于应到，请核对人数。", "可以进行评议"},
		{"nobody counted heads", data.AttendanceSheet, func(r *data.Round) { r.Groups = round(data.Social).Groups }, "本次社会评议会议应到人，实到人。", "0"},
		{"somebody got no ballot", data.IssuedSheet, func(r *data.Round) { r.Groups[0].Issued = 13 }, "党代表：发出13，实到14，相差1", "数一致"},
		{"more given out than printed", data.IssuedSheet, func(r *data.Round) { r.Groups[0].Printed = 13 }, "党代表：印制13，发出14，多1张", "数一致"},
		{"nothing given out", data.IssuedSheet, func(r *data.Round) { r.Groups = round(data.Social).Groups }, "共印制评议票张，发出张，剩余张。", "一致"},
		{"all came back", data.ReturnedSheet, func(r *data.Round) {
			r.Groups[2].Returned, r.Groups[2].Unreturned, r.Groups[3].Returned, r.Groups[3].Unreturned = 11, 0, 46, 0
		}, "收回的票数等于发出的票数，本次评议有效。", "少于发出的票数，本次"},
		{"more came back than were given out", data.ReturnedSheet, func(r *data.Round) { r.Groups[0].Returned = 15 }, "党代表：收回15，发出14，多1张），本次评议整次无效，应当重新评议。", "评议有效。"},
		{"one is lost", data.ReturnedSheet, func(r *data.Round) { r.Groups[3].Unreturned = 0 }, "服务对象代表：发出46，收回45，未收回0，差1张", "评议有效。"},
		{"one is lost, in the table", data.ReturnedSheet, func(r *data.Round) { r.Groups[3].Unreturned = 0 }, "46≠45＋0", "46＝45"},
		{"nothing came back", data.ReturnedSheet, func(r *data.Round) { r.Groups = round(data.Social).Groups }, "共发出评议票张，收回张，未收回张。", "本次评议有效"},
		{"the round is void", data.ReturnedSheet, func(r *data.Round) { r.State, r.VoidReason = data.RoundVoid, "票箱丢失" }, "本次评议整次无效：票箱丢失。本表留存备查。", "本次评议有效"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := sealed(t)
			s.Round.State = data.RoundOpen
			test.change(&s.Round)
			text := plain(t, sheet(t, test.paper, s, nil))
			if !strings.Contains(text, test.want) || strings.Contains(strings.ReplaceAll(text, "9:00", ""), test.never) && test.never != "0" {
				t.Errorf("it says\n%s\nwant %q, never %q", text, test.want, test.never)
			}
		})
	}
}

func present(r *data.Round, counts ...int) {
	for i, n := range counts {
		r.Groups[i].Present = n
	}
}

var lineOfSix = regexp.MustCompile(`(?m)^\s*(\d+) .*?((?: +\d+){6})$`)

// Whatever was counted, each line's six figures make the valid ballots of its column, and the columns make the total; the text
// of the paper is read for it. 48 lines and the longest names take several pages, each of which says whose figures it has.
func TestCountedSheetAddsUp(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	s := sealed(t)
	s.Lines = nil
	for i := range data.MaxLines {
		s.Lines = append(s.Lines, data.Line{Number: i + 1, TargetName: strings.Repeat("油区地质勘探与工程技术综合协调", 2), Label: "遵纪守法、清正廉洁情况"})
	}
	want := map[string][6]int{} // by column and line
	for i := range s.Columns {
		column := &s.Columns[i]
		column.Counts = make([]data.Counts, len(s.Lines))
		for j := range column.Counts {
			var six [6]int
			for range column.Valid {
				six[random.IntN(6)]++
			}
			column.Counts[j] = data.Counts{Satisfied: six[0], MostlySatisfied: six[1], Dissatisfied: six[2], Unfamiliar: six[3], Blank: six[4], Multiple: six[5]}
			sum := want[fmt.Sprint("合计", j+1)]
			for k, n := range six {
				sum[k] += n
			}
			want[fmt.Sprint(column.Groups[0].String(), j+1)], want[fmt.Sprint("合计", j+1)] = six, sum
		}
	}
	path := sheet(t, data.CountedSheet, s, nil)
	n, seen := pages(t, path), 0
	for page := range n {
		number := strconv.Itoa(page + 1)
		whose := ""
		for line := range strings.Lines(tool(t, "pdftotext", "-layout", "-f", number, "-l", number, path, "-")) {
			if name, _, found := strings.Cut(strings.TrimSpace(line), " 有效票"); found {
				whose = strings.TrimSpace(name)
			}
			if name, _, found := strings.Cut(strings.TrimSpace(line), "　有效票"); found {
				whose = name
			}
			m := lineOfSix.FindStringSubmatch(strings.TrimRight(line, "\n"))
			if m == nil {
				continue
			}
			var got [6]int
			for k, figure := range strings.Fields(m[2]) {
				got[k], _ = strconv.Atoi(figure)
			}
			if six, ok := want[whose+m[1]]; !ok || got != six {
				t.Errorf("page %s: line %s of %q says %v, want %v", number, m[1], whose, got, six)
			}
			seen++
		}
	}
	if seen != 5*data.MaxLines {
		t.Errorf("%d lines of figures on %d pages, want %d", seen, n, 5*data.MaxLines)
	}
}

// The seal code is large where it is signed, and below every other page, wherever the counts end; the hash and the journal's
// last link are there in full.
func TestCountedSheetShowsItsSeal(t *testing.T) {
	s := sealed(t)
	lines, columns := s.Lines, s.Columns
	for n := range 12 {
		s.Lines, s.Columns = lines[:n+1], columns[:1+n%4]
		path := sheet(t, data.CountedSheet, s, nil)
		last, large, signed := pages(t, path), 0, 0
		on := map[int]bool{}
		for _, w := range words(t, path) {
			switch {
			case strings.Contains(w.text, s.Seal.Code):
				on[w.page] = true
				if w.foot-w.top > 8 {
					large += w.page
				}
			case strings.Contains(w.text, "（签名）："):
				signed += w.page
			}
		}
		if len(on) != last || large != last || signed != 3*last {
			t.Errorf("%d lines: the code stands on pages %v of %d, large on %d, signatures %d", n+1, on, last, large, signed)
		}
		text := plain(t, path)
		if !strings.Contains(text, sealHash) || !strings.Contains(text, journalHead) {
			t.Errorf("%d lines: the hash or the link isn't there in full", n+1)
		}
	}
}

// A round that isn't sealed, or void, says so across its head and on every page, and shows no code of its own.
func TestUnsealedSheetsSaySo(t *testing.T) {
	s := sealed(t)
	earlier := *s.Seal
	earlier.Opened = &data.Unsealing{At: time.Date(2011, 8, 25, 8, 5, 0, 0, time.UTC), Operator: "韩雪", Reason: "政协委员有一张票录错。"}
	s.Seal, s.Opened, s.Round.State = nil, []data.Seal{earlier}, data.RoundOpen
	for state, mark := range map[data.RoundState]string{data.RoundOpen: "未封存", data.RoundVoid: "整次无效"} {
		s.Round.State = state
		path := sheet(t, data.CountedSheet, s, nil)
		on := map[int]bool{}
		for _, w := range words(t, path) {
			if w.text == mark && w.top < 30 {
				on[w.page] = true
			}
		}
		if n := pages(t, path); len(on) != n {
			t.Errorf("%s stands on %d of %d pages", mark, len(on), n)
		}
		text := plain(t, path)
		if strings.Contains(text, sealHash) || strings.Contains(text, "各录一遍") {
			t.Error("it looks sealed")
		}
		holds(t, text, "第1次封存（2011年8月24日16:20，封存码7K3M-0QXA-91BC-ZZ42）已经启封：2011年8月25日08:05，韩雪，理由：政协委员有一张票录错。当时签字的报告单作废。")
	}
	holds(t, plain(t, sheet(t, data.CountedSheet, data.CountSheet{Round: round(data.Internal)}, nil)), "本次评议还没有封存，本表只供核对，不作为计票结果。", "还没有有效票。", "还没有录入。")
}

// The sheet tells how it was entered, of a waived second pass, and which groups' figures are shown together (design.md §11).
func TestCountedSheetTellsHowItWasCounted(t *testing.T) {
	s := sealed(t)
	s.Groups[2].Way = data.ByTotals
	s.Waiver = &data.Waiver{Reason: "票数少，当场逐张唱票", Operator: "刘敏", Date: day(8, 24)}
	merged := s.Columns[0]
	merged.Groups, merged.Valid = []data.GroupKind{data.PartyDelegate, data.PeoplesDeputy}, 5
	s.Columns = []data.CountColumn{merged, s.Columns[2], s.Columns[3]}
	text := plain(t, sheet(t, data.CountedSheet, s, nil))
	holds(t, text, "合计有效票58张", "党代表、人大代表（合并）有效票5张", "有效票不足5张的类别，各项票数与相邻类别合并列出。",
		"党代表、人大代表、服务对象代表的评议票逐张录入。没有录第二遍，原因：票数少，当场逐张唱票（刘敏，2011年8月24日）。", "政协委员的评议票按人工计票的合计录入。")
	if strings.Contains(text, "各录一遍") || strings.Contains(text, "注意保密") {
		t.Error("it tells of a second pass that was waived, or of secrecy without need")
	}
	s.Columns, s.Small = []data.CountColumn{merged}, true
	text = plain(t, sheet(t, data.CountedSheet, s, nil))
	holds(t, text, "党代表、人大代表（合并）有效票5张", "有效票合计不足5张，容易看出是谁填写的，请注意保密。")
	if strings.Contains(text, "合计有效票") {
		t.Error("one column has a total of its own")
	}
}

// Everybody on the list has a line to sign on, once; without a list there are empty lines.
func TestSignIn(t *testing.T) {
	r := hall()
	list := invitees(r)
	made, err := press(t).SignIn(campaign(), r, list)
	path := save(t, made, err)
	inside(t, path, 27, 15, 28+156+1, 297-13)
	text := plain(t, path)
	for _, p := range list {
		if !strings.Contains(text, p.Name) {
			t.Errorf("%s is missing", p.Name)
		}
	}
	for _, w := range words(t, path) {
		if w.left > 131 && w.right < 166 && w.page == 1 && w.top > 75 && w.text != "签到" {
			t.Errorf("%q stands where to sign", w.text)
		}
	}
	holds(t, text, "2011年“两评一树”活动社会评议签到表", "时间：2011年8月24日上午9:00", "地点：县会议中心二楼会议室", "党代表15人", "评议票不写姓名、不编号。")
	if made.Name != "2011-社会评议-签到表.pdf" || strings.Count(text, "县某局办公室主任") != len(list) {
		t.Errorf("%s: %d people of %d", made.Name, strings.Count(text, "县某局办公室主任"), len(list))
	}
	made, err = press(t).SignIn(campaign(), round(data.Internal), nil)
	path = save(t, made, err)
	if n := pages(t, path); n != 1 || !strings.Contains(plain(t, path), "20") {
		t.Errorf("without a list: %d pages", n)
	}
}

func TestNoSheetOfARound(t *testing.T) {
	if _, err := press(t).RoundSheet(data.BallotPaper, campaign(), sealed(t), nil); err == nil {
		t.Error("a ballot was printed as a 报告单")
	}
}

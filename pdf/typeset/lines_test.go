package typeset_test

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"liangping/pdf/font"
	"liangping/pdf/typeset"
)

// What GB/T 15834-2011 5.1 forbids, written out here once more: the test must not read the program's own list.
const (
	neverFirst = "，。、；：？！）〕》”’…—～·／%℃"
	neverLast  = "（〔《“‘￥№/"
)

const sample = "各科室、下属各单位：按照《关于在县直部门单位开展“两评一树”活动的指导意见》（某发〔2011〕12号）要求，定于2011年8月24日上午9:00召开" +
	"内部评议会议——这是“让群众评价工作、让群众评价作风、树立群众满意形象”的关键一步……由李𬭎、王喆、买买提·艾力同志负责，完成率达98.5%，室温26℃。" +
	"杜绝“门难进、脸难看、话难听、事难办”等衙门作风（见《廉政准则》）；严禁“吃拿卡要”！能否做到？能——一定能。"

func TestNoLineStartsOrEndsWithAForbiddenMark(t *testing.T) {
	song := style(t, font.Song, typeset.Size3)
	for tenths := 600; tenths < 1700; tenths += 7 {
		width := float64(tenths) / 10
		lines := typeset.Measure{Width: width, First: 11}.Lines(typeset.Span{Text: sample, Style: song})
		checkLines(t, sample, lines)
		for i, line := range lines[:len(lines)-1] {
			if got := line.X() + line.Width(); math.Abs(got-width) > 0.01 {
				t.Fatalf("width %.1f: line %d %q ends at %.2f", width, i+1, line.Text(), got)
			}
		}
	}
}

// checkLines tests that the lines are the text, character by character, and start and end as they may.
func checkLines(t *testing.T, text string, lines []typeset.Line) {
	t.Helper()
	var all strings.Builder
	for i, line := range lines {
		s := line.Text()
		all.WriteString(s)
		runes := []rune(s)
		if len(runes) == 0 {
			continue
		}
		first, last := runes[0], runes[len(runes)-1]
		if i > 0 && strings.ContainsRune(neverFirst, first) {
			t.Errorf("line %d starts with %c: %q", i+1, first, s)
		}
		if i < len(lines)-1 && strings.ContainsRune(neverLast, last) {
			t.Errorf("line %d ends with %c: %q", i+1, last, s)
		}
	}
	if want := strings.ReplaceAll(typeset.Clean(text), "\n", ""); all.String() != want {
		t.Errorf("lines hold\n%q, want\n%q", all.String(), want)
	}
}

func TestPiecesStayTogether(t *testing.T) {
	song := style(t, font.Song, typeset.Size3)
	for _, piece := range []string{"〔2011〕12号", "——", "……", "98.5%", "26℃"} {
		text := strings.Repeat("某油发"+piece+"文", 30)
		for tenths := 450; tenths < 900; tenths += 3 {
			lines := typeset.Measure{Width: float64(tenths) / 10}.Lines(typeset.Span{Text: text, Style: song})
			whole := 0
			for _, line := range lines {
				whole += strings.Count(line.Text(), piece)
			}
			if whole != 30 {
				t.Fatalf("width %.1f: %d of 30 %s are whole", float64(tenths)/10, whole, piece)
			}
		}
	}
}

func TestTheGridHolds28Characters(t *testing.T) {
	lib := library(t)
	grid := typeset.Style{Chain: lib.Chain(font.Fang), Size: typeset.Size3, Cell: 156.0 / 28}
	lines := typeset.Measure{Width: 156}.Lines(typeset.Span{Text: strings.Repeat("群众满意", 28), Style: grid})
	if len(lines) != 4 {
		t.Fatalf("112 characters take %d lines, want 4", len(lines))
	}
	for _, line := range lines {
		if n := len([]rune(line.Text())); n != 28 {
			t.Errorf("a line has %d characters, want 28", n)
		}
	}
}

func TestMarksTakeTheirRoom(t *testing.T) {
	const em = typeset.Size3 * 25.4 / 72
	for _, role := range []font.Role{font.Song, font.Title, font.Hei, font.Kai, font.Fang} {
		s := style(t, role, typeset.Size3)
		for _, c := range []struct {
			text string
			ems  float64
		}{
			{"树", 1}, {"“树”", 3}, {"树——树", 4}, {"树……树", 4}, {"甲）。", 2.5}, {"树》《树", 3.5}, {"（《树", 2.5}, {"提·艾", 2.5}, {"人”，“人", 4},
		} {
			line := typeset.Measure{Width: 500}.Lines(typeset.Span{Text: c.text, Style: s})[0]
			if math.Abs(line.Width()-c.ems*em) > 0.01 {
				t.Errorf("%v: %q is %.3f em wide, want %.1f", role, c.text, line.Width()/em, c.ems)
			}
		}
	}
}

func TestBalancedLinesAreAboutAsLong(t *testing.T) {
	hei := style(t, font.Hei, 12)
	em := hei.Em()
	for _, c := range []struct {
		text string
		ems  float64
		want string
	}{
		{"油区办领导班子", 6, "油区办领|导班子"},
		{"行政审批服务窗口", 6, "行政审批|服务窗口"},
		{"王喆", 6, "王喆"},
		{"一二三四五\n六", 4, "一二三|四五|六"},
	} {
		var lines []string
		m := typeset.Measure{Width: c.ems*em + 0.1, Align: typeset.Center}
		for _, line := range m.Balanced(typeset.Span{Text: c.text, Style: hei}) {
			lines = append(lines, line.Text())
			if middle := line.X() + line.Width()/2; math.Abs(middle-m.Width/2) > 0.01 {
				t.Errorf("%q stands at %.2f of %.2f", line.Text(), middle, m.Width)
			}
		}
		if got := strings.Join(lines, "|"); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
}

func TestHardToBreak(t *testing.T) {
	song := style(t, font.Song, typeset.Size3)
	for name, text := range map[string]string{
		"one long word":  strings.Repeat("a", 10000),
		"only marks":     strings.Repeat("，", 3000),
		"only openings":  strings.Repeat("《", 3000),
		"only dashes":    strings.Repeat("—", 3000),
		"only spaces":    strings.Repeat(" ", 3000),
		"nothing":        "",
		"empty lines":    "\n\n\n",
		"no face has it": strings.Repeat("\U000F0000", 100),
		"emoji":          "👨\u200d👩\u200d👧🇨🇳",
	} {
		t.Run(name, func(t *testing.T) {
			var all strings.Builder
			for _, line := range (typeset.Measure{Width: 156}).Lines(typeset.Span{Text: text, Style: song}) {
				if line.Width() > 156.01 {
					t.Errorf("a line is %.2f mm long", line.Width())
				}
				all.WriteString(line.Text())
			}
			if want := strings.ReplaceAll(typeset.Clean(text), "\n", ""); all.String() != want {
				t.Errorf("%d bytes came out, want %d", all.Len(), len(want))
			}
		})
	}
	for _, line := range (typeset.Measure{Width: 1}).Lines(typeset.Span{Text: "宽于版心", Style: song}) {
		if n := len([]rune(line.Text())); n != 1 {
			t.Errorf("a measure narrower than a character has %d in a line", n)
		}
	}
}

func FuzzLines(f *testing.F) {
	for _, seed := range []string{sample, "〔2011〕", "——…… /℃", "a b  c", "（（））", "\n一\n", "12,345.67%人，", "““”” ''"} {
		f.Add(seed, 80.0)
	}
	lib, err := font.Own(filepath.Join("..", "fonts", "beside"))
	if err != nil {
		f.Fatal(err)
	}
	song := typeset.Style{Chain: lib.Chain(font.Song), Size: typeset.Size3}
	f.Fuzz(func(t *testing.T, text string, width float64) {
		if !(width > 1 && width < 300) || len(text) > 5000 {
			return
		}
		for part := range strings.SplitSeq(typeset.Clean(text), "\n") {
			lines := typeset.Measure{Width: width}.Lines(typeset.Span{Text: part, Style: song})
			var all strings.Builder
			for i, line := range lines {
				s := []rune(line.Text())
				all.WriteString(line.Text())
				if i == 0 {
					continue
				}
				if strings.ContainsRune(neverFirst, s[0]) && breakable([]rune(lines[i-1].Text())) {
					t.Errorf("%q after %q", line.Text(), lines[i-1].Text())
				}
				before := []rune(lines[i-1].Text())
				if strings.ContainsRune(neverLast, before[len(before)-1]) && breakable(before) {
					t.Errorf("%q before %q", lines[i-1].Text(), line.Text())
				}
			}
			if all.String() != part {
				t.Errorf("%q became %q", part, all.String())
			}
		}
	})
}

// breakable tells whether a line surely has a place to break: two Han characters side by side.
func breakable(line []rune) bool {
	for i := range len(line) - 1 {
		if line[i] >= '一' && line[i] <= '龥' && line[i+1] >= '一' && line[i+1] <= '龥' {
			return true
		}
	}
	return false
}

// The whole plan of a campaign, set at the grid's width in the faces of a paper.
func TestALongTextKeepsEveryCharacter(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "plan.txt"))
	if err != nil {
		t.Fatal(err)
	}
	grid := typeset.Style{Chain: library(t).Chain(font.Fang), Size: typeset.Size3, Cell: 156.0 / 28}
	for paragraph := range strings.Lines(string(text)) {
		paragraph = strings.TrimSpace(paragraph)
		checkLines(t, paragraph, typeset.Measure{Width: 156, First: 11.14}.Lines(typeset.Span{Text: paragraph, Style: grid}))
	}
}

package typeset_test

import (
	"math"
	"strings"
	"testing"

	"liangping/pdf/font"
	"liangping/pdf/typeset"
)

// notice is an official paper with every part.
func notice(t testing.TB, body string) *typeset.Official {
	return &typeset.Official{
		Library:   library(t),
		Head:      "临黄县油区工作办公室文件",
		Number:    "临油发〔2011〕12号",
		Title:     "临黄县油区工作办公室\n关于召开“两评一树”内部评议会议的通知",
		Addressee: "各科室、下属各单位",
		Body:      body,
		Office:    "临黄县油区工作办公室",
		Date:      "2011年8月19日",
		Copies:    "县“两评一树”活动领导小组办公室，县纪委",
		Issuer:    "临黄县油区工作办公室",
		Issued:    "2011年8月19日",
		Made:      made,
	}
}

const (
	em3  = 16 * 25.4 / 72 // 3号
	em4  = 14 * 25.4 / 72 // 4号
	cell = 156.0 / 28
	step = (225 - em3) / 21
)

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 0.5 {
		t.Errorf("%s at %.2f mm, want %.2f", what, got, want)
	}
}

// find gives the first word that holds the text.
func find(t *testing.T, all []word, text string) word {
	t.Helper()
	for _, w := range all {
		if strings.Contains(w.text, text) {
			return w
		}
	}
	t.Fatalf("%q is not on the paper", text)
	return word{}
}

func TestOfficialPositions(t *testing.T) {
	path := write(t, notice(t, strings.Repeat("群众", 14*30)).Doc())
	all := words(t, path)
	head := find(t, all, "临黄县油区工作办公室文件")
	near(t, "head, top", head.top, 37+35)
	near(t, "head, middle", (head.left+head.right)/2, 28+78)
	number := find(t, all, "临油发〔2011〕12号")
	near(t, "number, two empty lines below the head", number.top, head.foot+2*step)
	near(t, "number, middle", (number.left+number.right)/2, 28+78)
	title := find(t, all, "关于召开")
	near(t, "title, middle", (title.left+title.right)/2, 28+78)
	first := find(t, all, "临黄县油区工作办公室")
	for _, w := range all { // the title's first line is the second such word
		if w.text == "临黄县油区工作办公室" {
			first = w
			break
		}
	}
	near(t, "title, two empty lines below the rule", first.top, number.foot+4+2*step)
	rule := redRule(t, path)
	near(t, "rule, 4 mm below the number", rule.top, number.foot+4-0.35)
	near(t, "rule, left", rule.left, 28)
	near(t, "rule, right", rule.right, 28+156)
	to := find(t, all, "各科室")
	near(t, "addressee, left", to.left, 28)
	if gap := to.top - title.foot; gap < step*0.7 || gap > 2*step {
		t.Errorf("addressee is %.2f mm below the title, want about one empty line of %.2f", gap, step)
	}
	near(t, "addressee, on the grid", math.Remainder(to.top-37, step), 0)
}

// redRule measures the red that stands on the first page at its left edge, below the head.
func redRule(t *testing.T, path string) (rule word) {
	t.Helper()
	const dpi = 150
	img := render(t, path, dpi)
	red := func(x, y int) bool {
		r, g, _, _ := img.At(x, y).RGBA()
		return r > 0xA000 && g < 0x4000
	}
	at := 177 // 30 mm: left of the head, on the rule
	for y := range img.Bounds().Dy() {
		if !red(at, y) {
			continue
		}
		left, right := at, at
		for red(left-1, y) {
			left--
		}
		for red(right+1, y) {
			right++
		}
		return word{left: float64(left) / dpi * 25.4, right: float64(right+1) / dpi * 25.4, top: float64(y) / dpi * 25.4}
	}
	t.Fatal("there is no red rule")
	return word{}
}

func TestTheBlockIsFilled(t *testing.T) {
	all := words(t, write(t, (&typeset.Official{Library: library(t), Body: strings.Repeat("群众", 14*70), Made: made}).Doc()))
	pages := map[int][]word{}
	for _, w := range all {
		if strings.Contains(w.text, "群众") {
			pages[w.page] = append(pages[w.page], w)
		}
	}
	for number, left := range map[int]float64{2: 26, 3: 28} {
		lines := pages[number]
		if len(lines) != 22 {
			t.Fatalf("page %d has %d lines, want 22", number, len(lines))
		}
		near(t, "first line, top", lines[0].top, 37)
		near(t, "last line, foot", lines[21].foot, 262)
		for _, l := range lines {
			near(t, "left edge", l.left, left)
			near(t, "right edge", l.right, left+156)
		}
	}
}

func TestPageNumbersStandOutside(t *testing.T) {
	all := words(t, write(t, (&typeset.Official{Library: library(t), Body: strings.Repeat("群众", 14*70), Made: made}).Doc()))
	var dashes []word
	for _, w := range all {
		if w.text == "—" {
			dashes = append(dashes, w)
		}
	}
	if len(dashes) != 8 {
		t.Fatalf("%d dashes on 4 pages, want 8", len(dashes))
	}
	near(t, "page 1, right edge", dashes[1].right, 28+156-em4)
	near(t, "page 2, left edge", dashes[2].left, 26+em4)
	near(t, "page 3, right edge", dashes[5].right, 28+156-em4)
	for _, d := range dashes {
		near(t, "dash", (d.top+d.foot)/2, 262+7)
	}
}

func TestSignatureStandsWithText(t *testing.T) {
	for n := range 60 { // bodies of 1 … 60 lines: the signature falls everywhere on the page
		body := strings.TrimSuffix(strings.Repeat("按照县委统一安排部署我办决定\n", n+1), "\n")
		all := words(t, write(t, notice(t, body).Doc()))
		date := all[0]
		for _, w := range all {
			if w.text == "2011年8月19日" {
				date = w
			}
		}
		near(t, "date, four characters from the right", date.right, map[bool]float64{true: 28, false: 26}[date.page%2 == 1]+156-4*cell)
		var last, office word
		for _, w := range all {
			if strings.HasPrefix(w.text, "按照县委") {
				last = w
			}
			if w.text == "临黄县油区工作办公室" && w.page == date.page && w.top < date.top && w.top > date.top-1.5*step {
				office = w
			}
		}
		if last.page != date.page {
			t.Fatalf("%d lines: text ends on page %d, the signature is on page %d", n+1, last.page, date.page)
		}
		if copies := find(t, all, "抄送："); copies.page != date.page {
			t.Fatalf("%d lines: the signature is on page %d, 抄送 on page %d", n+1, date.page, copies.page)
		}
		near(t, "office, above the date", (office.left+office.right)/2, (date.left+date.right)/2)
		near(t, "office, one line above", office.top, date.top-step)
		near(t, "room for the stamp", office.top, last.top+3*step)
	}
}

// 纪要 and papers of a person bear a date alone: it stands where the signature would.
func TestADateAlone(t *testing.T) {
	paper := notice(t, "正文。")
	paper.Office = ""
	all := words(t, write(t, paper.Doc()))
	text, date := find(t, all, "正文。"), find(t, all, "2011年8月19日")
	near(t, "date, below the room for the stamp", date.top, text.top+3*step)
	near(t, "date, four characters from the right", date.right, 28+156-4*cell)
}

func TestLongNamesStayInTheBlock(t *testing.T) {
	paper := notice(t, "正文。")
	long := strings.Repeat("临黄县油区地质勘探与工程技术综合协调工作领导小组办公室", 2)
	paper.Office, paper.Head, paper.Issuer, paper.Copies = long, long, long, strings.Repeat(long+"，", 4)
	path := write(t, paper.Doc())
	if n := strings.Count(strings.Join(strings.Fields(pdfText(t, path)), ""), long); n < 3 {
		t.Errorf("the long name is whole %d times, want 3", n)
	}
	for _, w := range words(t, path) {
		left := map[bool]float64{true: 28, false: 26}[w.page%2 == 1]
		if w.left < left-0.5 || w.right > left+156.5 || w.top < 36.5 || w.foot > 272 {
			t.Errorf("%q stands outside the block: %.1f to %.1f, %.1f to %.1f", w.text, w.left, w.right, w.top, w.foot)
		}
	}
}

func TestImprintEndsTheBlock(t *testing.T) {
	for pages, body := range map[int]string{1: "正文。", 2: strings.Repeat("正文。\n", 20), 3: strings.Repeat("正文。\n", 40)} {
		doc := notice(t, body).Doc()
		if len(doc.Pages) != pages {
			t.Fatalf("%d pages, want %d", len(doc.Pages), pages)
		}
		rules := strokes(doc.Pages[pages-1], typeset.Black)
		if len(rules) != 3 {
			t.Fatalf("%d lines in the 版记, want 3", len(rules))
		}
		top := rules[0].Y1
		for _, rule := range rules {
			want := 0.35
			if rule.Y1 > top && rule.Y1 < 261 {
				want = 0.25
			}
			if rule.Width != want {
				t.Errorf("the line at %.1f is %.2f mm thick, want %.2f", rule.Y1, rule.Width, want)
			}
			near(t, "line, left", rule.X1, left(pages))
			near(t, "line, right", rule.X2, left(pages)+156)
		}
		near(t, "last line", max(rules[0].Y1, rules[1].Y1, rules[2].Y1), 262)
		all := words(t, write(t, doc))
		copies, issued := find(t, all, "抄送："), find(t, all, "日印发")
		near(t, "抄送, left", copies.left, left(pages)+em4)
		near(t, "抄送, in its row", (copies.top+copies.foot)/2, top+3.5)
		near(t, "印发, right", issued.right, left(pages)+156-em4)
		near(t, "印发, in its row", (issued.top+issued.foot)/2, 262-3.5)
	}
}

func TestHeadingsTakeTheirFaces(t *testing.T) {
	doc := notice(t, "一、时间和地点\n（一）提高认识，加强领导。各单位要高度重视。\n（二）总结表彰；\n（三）与会人员要本着对组织、对同志负责的态度独立填写评议票，一律不得代填。不写姓名。\n1.推动发展\n正文").Doc()
	lib := library(t)
	face := map[string]string{}
	for _, page := range doc.Pages {
		for _, op := range page.Ops {
			if text, ok := op.(typeset.Text); ok {
				for _, r := range text.Runes {
					face[string(r)] += text.Face.Name()
				}
			}
		}
	}
	for _, c := range []struct{ char, like string }{
		{"间", "hei"}, {"提", "kai"}, {"高", "kai"}, {"彰", "fang"}, {"独", "fang"}, {"推", "fang"}, {"正", "fang"}, {"度", "fang"},
	} {
		chain := lib.Chain(map[string]font.Role{"hei": font.Hei, "kai": font.Kai, "fang": font.Fang}[c.like])
		if !strings.Contains(face[c.char], chain[0].Name()) {
			t.Errorf("%s is set in %s, want %s", c.char, face[c.char], chain[0].Name())
		}
	}
}

func TestAHeadingNeverEndsAPage(t *testing.T) {
	ends := []string{"一、标题\n正文\n正文", "一、标题\n正文", "一、标题\n（一）标题\n正文", "一、标题\n" + strings.Repeat("正文", 60)}
	for i := range 45 * len(ends) {
		n, end := i/len(ends), ends[i%len(ends)]
		paper := &typeset.Official{Library: library(t), Body: strings.Repeat("正文\n", n) + end, Made: made}
		for _, paper.Office = range []string{"", "办公室"} {
			for number, page := range paper.Doc().Pages {
				if text := lowest(page); strings.Contains(text, "标题") {
					t.Errorf("%d lines before %.40q: the heading ends page %d", n, end, number+1)
				}
			}
		}
	}
}

// lowest is the lowest text in the block.
func lowest(page *typeset.Page) (text string) {
	y := 0.0
	for _, op := range page.Ops {
		if run, ok := op.(typeset.Text); ok && run.Y > y && run.Y < 263 {
			y, text = run.Y, string(run.Runes)
		}
	}
	return text
}

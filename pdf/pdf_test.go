package pdf_test

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"liangping/data"
	"liangping/pdf"
	"liangping/pdf/font"
)

// ownFonts are the program's own fonts, which set-up has put in place; they are read once.
var ownFonts = sync.OnceValues(func() (*font.Library, error) { return font.Own(filepath.Join("fonts", "beside")) })

// press prints with the program's own fonts.
func press(tb testing.TB) *pdf.Press {
	tb.Helper()
	lib, err := ownFonts()
	if err != nil {
		tb.Fatal("run make setup first: ", err)
	}
	return pdf.New(lib)
}

func campaign() data.Campaign {
	c := data.PlanTemplate(2011)
	c.Office, c.OfficeShort, c.NumberPrefix = "某县油区工作办公室", "油区办", "某油发"
	c.LeadingGroupOffice = "某县“两评一树”活动领导小组办公室"
	c.PartyGroupHead = "王喆"
	return c
}

func round(kind data.RoundKind) data.Round {
	r := data.NewRound(kind, campaign())
	r.ID = "00000000000000000000000000000001"
	for i := range r.Groups {
		r.Groups[i].ID = data.ID(fmt.Sprintf("%032d", i+10))
	}
	r.Date, r.Time, r.Place = data.Date{Year: 2011, Month: 8, Day: 24}, "上午9:00", "三楼会议室"
	r.Chair = "孙玉琴"
	r.Observers = "县“两评一树”活动第三督导组、县纪委各派1人"
	return r
}

// form asks about a team by the eight criteria and about each named person by two lines.
func form(tb testing.TB, names ...string) data.Form {
	tb.Helper()
	targets := []data.Target{{ID: "team", Name: "油区办领导班子", Kind: data.Team, Ask: data.AskCriteria, Rank: 1}}
	for i, name := range names {
		targets = append(targets, data.Target{
			ID: data.ID("person" + strconv.Itoa(i)), Name: name, Kind: data.Leader, Ask: data.AskAspects, Rank: i + 2,
		})
	}
	f, err := data.BuildForm(data.Round{ID: "00000000000000000000000000000001"}, targets, campaign().Criteria)
	if err != nil {
		tb.Fatal(err)
	}
	return f
}

// people are enough for a form of two sides; among them are the names that break programs.
var people = []string{
	"王喆", "李𬭎", "买买提·艾力", "孙玉琴", "周立民", "刘建军", "陈晓燕", "高振海", "郑文博", "宋丽娟", "行政审批服务窗口",
	"信访接待窗口", "油地纠纷调解窗口", "韩雪", "杜志刚", "谢长青", "马晓东",
}

// save writes a paper into a fresh folder.
func save(t *testing.T, paper *pdf.Paper, err error) (path string) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	if w := paper.Warning(); w != "" {
		t.Errorf("%s: %s", paper.Name, w)
	}
	path = filepath.Join(t.TempDir(), paper.Name)
	if err := os.WriteFile(path, paper.PDF, 0o600); err != nil {
		t.Fatal(err)
	}
	if dir := os.Getenv("PAPERS"); dir != "" { // to look at them
		if err := os.WriteFile(filepath.Join(dir, strings.ReplaceAll(t.Name(), "/", "-")+".pdf"), paper.PDF, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return path
}

// tool runs a program of poppler-utils.
func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	var out, problem bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.Stdout, cmd.Stderr = &out, &problem
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, problem.String())
	}
	if problem.Len() > 0 {
		t.Errorf("%s complains about the file:\n%s", name, problem.String())
	}
	return out.String()
}

// plain is the text of a file without any spaces.
func plain(t *testing.T, path string) string {
	t.Helper()
	return strings.Join(strings.Fields(tool(t, "pdftotext", "-raw", path, "-")), "")
}

func pages(t *testing.T, path string) int {
	t.Helper()
	m := regexp.MustCompile(`Pages:\s+(\d+)`).FindStringSubmatch(tool(t, "pdfinfo", path))
	n, err := strconv.Atoi(m[1])
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// render draws a page, from 1, as a grey picture.
func render(t *testing.T, path string, page, dpi int) *image.Gray {
	t.Helper()
	base := filepath.Join(t.TempDir(), "page")
	n := strconv.Itoa(page)
	tool(t, "pdftoppm", "-gray", "-png", "-singlefile", "-r", strconv.Itoa(dpi), "-f", n, "-l", n, path, base)
	file, err := os.Open(base + ".png")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	picture, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	grey := image.NewGray(picture.Bounds())
	draw.Draw(grey, grey.Rect, picture, image.Point{}, draw.Src)
	return grey
}

// word is a word that pdftotext found, in millimetres.
type word struct {
	page                   int
	left, top, right, foot float64
	text                   string
}

var wordLine = regexp.MustCompile(`<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*)</word>`)

func words(t *testing.T, path string) []word {
	t.Helper()
	var all []word
	page := 0
	for line := range strings.Lines(tool(t, "pdftotext", "-bbox", path, "-")) {
		if strings.Contains(line, "<page ") {
			page++
		}
		if m := wordLine.FindStringSubmatch(line); m != nil {
			w := word{page: page, text: m[5]}
			for i, v := range []*float64{&w.left, &w.top, &w.right, &w.foot} {
				points, err := strconv.ParseFloat(m[i+1], 64)
				if err != nil {
					t.Fatal(err)
				}
				*v = points * 25.4 / 72
			}
			all = append(all, w)
		}
	}
	return all
}

// Every paper embeds subsets of its fonts, names no program, lacks no character, and comes out the same twice.
func TestEveryPaper(t *testing.T) {
	c, internal, social := campaign(), round(data.Internal), round(data.Social)
	papers := map[string]func() (*pdf.Paper, error){
		"2011-内部评议-评议票-干部职工.pdf": func() (*pdf.Paper, error) {
			return press(t).Ballot(c, internal, internal.Groups[0], form(t, people...), 1)
		},
		"2011-社会评议-评议票-服务对象代表.pdf": func() (*pdf.Paper, error) {
			return press(t).Ballot(c, social, social.Groups[3], form(t, people...), 1)
		},
		"2011-通知-关于召开“两评一树”活动内部评议会议的通知.pdf": func() (*pdf.Paper, error) {
			return press(t).Document(c, data.OfficeSettings{}, meetingNotice(internal))
		},
		"发文登记表.pdf": func() (*pdf.Paper, error) {
			return press(t).Register(c, data.DocumentFilter{}, []data.Document{meetingNotice(social)}, data.Date{Year: 2011, Month: 9, Day: 16})
		},
		"2011-评议对象名册-按姓氏笔画为序.pdf": func() (*pdf.Paper, error) { return press(t).Roster(c, office(), true, september) },
		"2011-征求意见汇总表.pdf": func() (*pdf.Paper, error) {
			return press(t).OpinionSummary(c, gatherings(), opinions(), office(), september)
		},
		"2011-自查自评报告-王喆.pdf": func() (*pdf.Paper, error) { return press(t).SelfReport(c, targetOf("head"), handedIn()) },
		"2011-公开承诺书-王喆.pdf": func() (*pdf.Paper, error) {
			return press(t).Commitment(c, targetOf("head"), handedIn(), pledges())
		},
		"2011-审核意见表-王喆.pdf": func() (*pdf.Paper, error) { return press(t).ReviewForm(c, targetOf("head"), handedIn()) },
		"2011-承诺践诺台账.pdf":   func() (*pdf.Paper, error) { return press(t).PledgeLedger(c, office(), pledges(), september) },
		"2011-社会评议-出席情况报告单.pdf": func() (*pdf.Paper, error) {
			return press(t).RoundSheet(data.AttendanceSheet, c, sealed(t), invitees(hall()))
		},
		"2011-社会评议-计票结果报告单.pdf": func() (*pdf.Paper, error) { return press(t).RoundSheet(data.CountedSheet, c, sealed(t), nil) },
		"2011-内部评议-签到表.pdf":     func() (*pdf.Paper, error) { return press(t).SignIn(c, internal, nil) },
		"2011-整改台账（10 天内）.pdf": func() (*pdf.Paper, error) {
			items, _ := manyItems(9)
			return press(t).Ledger(c, "10 天内", items, september)
		},
		"2011-综合-评议结果汇总表.pdf": func() (*pdf.Paper, error) {
			return press(t).Result(c, *result(data.Combined), data.Date{Year: 2011, Month: 9, Day: 16})
		},
	}
	maps.Copy(papers, resultPapers(t))
	for name, make := range papers {
		t.Run(name, func(t *testing.T) {
			paper, err := make()
			path := save(t, paper, err)
			if paper.Name != name {
				t.Errorf("the file is called %s", paper.Name)
			}
			again, err := make()
			if err != nil || !bytes.Equal(paper.PDF, again.PDF) {
				t.Errorf("made twice, it differs (%v)", err)
			}
			fonts := strings.Split(strings.TrimSpace(tool(t, "pdffonts", path)), "\n")[2:]
			for _, line := range fonts {
				if f := strings.Fields(line); len(f) != 9 || f[4] != "yes" || f[5] != "yes" || f[6] != "yes" {
					t.Errorf("not an embedded subset with a Unicode map: %s", line)
				}
			}
			info := tool(t, "pdfinfo", path)
			if !strings.Contains(info, c.Office) || strings.Contains(info, "Producer") || strings.Contains(info, "Creator") {
				t.Errorf("properties:\n%s", info)
			}
		})
	}
}

func TestAMissingCharacterIsTold(t *testing.T) {
	internal := round(data.Internal)
	paper, err := press(t).Ballot(campaign(), internal, internal.Groups[0], form(t, "张\U0003FFF0明"), 1)
	if err != nil {
		t.Fatal(err)
	}
	if w := paper.Warning(); !strings.Contains(w, "张\U0003FFF0明") || !strings.Contains(w, "手写") {
		t.Errorf("warning: %s", w)
	}
}

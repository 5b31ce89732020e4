package pdf_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"liangping/data"
)

func day(month time.Month, day int) data.Date { return data.Date{Year: 2011, Month: month, Day: day} }

// office is a roster with the names that break programs, out of order, one of them withdrawn.
func office() []data.Target {
	return []data.Target{
		{ID: "window", Name: "行政审批服务窗口", Kind: data.ServiceWindow, Post: "负责人 何春梅", Unit: "行政审批科", UnitClass: data.EconomyUnit, Rank: 6},
		{ID: "head", Name: "王喆", Kind: data.Leader, Level: data.Principal, Post: "党组书记、主任", Rank: 2},
		{ID: "gone", Name: "尹立新", Kind: data.KeyPost, Post: "科长", Unit: "信息科", Rank: 7, Withdrawn: true, Note: "8月2日调离，不再参加评议"},
		{ID: "dotted", Name: "买买提·艾力", Kind: data.Leader, Level: data.Member, Post: "党组成员、副主任", Rank: 4},
		{ID: "rare", Name: "李𬭎", Kind: data.Leader, Level: data.Member, Post: "党组成员、副主任", Rank: 3},
		{ID: "post", Name: "刘建军", Kind: data.KeyPost, Post: "办公室主任", Unit: "办公室", UnitClass: data.PartyUnit, Rank: 5},
		{ID: "team", Name: "油区办领导班子", Kind: data.Team, Rank: 1},
	}
}

func targetOf(id data.ID) data.Target {
	targets := office()
	return targets[slices.IndexFunc(targets, func(t data.Target) bool { return t.ID == id })]
}

// rows is the text of a table, its lines with single spaces.
func rows(t *testing.T, path string) string {
	t.Helper()
	var lines []string
	for line := range strings.Lines(tool(t, "pdftotext", "-layout", path, "-")) {
		if fields := strings.Fields(line); len(fields) > 0 {
			lines = append(lines, strings.Join(fields, " "))
		}
	}
	return strings.Join(lines, "\n")
}

// holds checks that a text has all of these, one after the other.
func holds(t *testing.T, text string, all ...string) {
	t.Helper()
	at := 0
	for _, want := range all {
		i := strings.Index(text[at:], want)
		if i < 0 {
			t.Errorf("%q is not where it belongs in\n%s", want, text)
			return
		}
		at += i
	}
}

// inside checks that nothing leaves the block of a page.
func inside(t *testing.T, path string, left, top, right, foot float64) {
	t.Helper()
	for _, w := range words(t, path) {
		if w.left < left || w.right > right || w.top < top || w.foot > foot {
			t.Errorf("%q stands outside the block on page %d", w.text, w.page)
		}
	}
}

func TestRosterByRankAndByStrokes(t *testing.T) {
	targets := office()
	kept := slices.Clone(targets)
	paper, err := press(t).Roster(campaign(), targets, false, september)
	path := save(t, paper, err)
	holds(t, rows(t, path), "2011年“两评一树”活动评议对象名册", "填报单位：某县油区工作办公室 共6个，按任职顺序排列 制表日期：2011年9月16日",
		"领导班子 1个", "1 油区办领导班子", "领导干部 3名", "2 王喆 主要负责同志 党组书记、主任", "3 李𬭎 班子成员", "4 买买提·艾力 班子成员",
		"重点岗位 1名", "5 刘建军 办公室主任 办公室 党群", "服务窗口 1个", "6 行政审批服务窗口 负责人 何春梅 行政审批科 经济")
	holds(t, plain(t, path), "另有停评1个：尹立新（8月2日调离，不再参加评议）。")
	paper, err = press(t).Roster(campaign(), targets, true, september)
	// 王 has 4 strokes, 买 6, 李 7
	holds(t, rows(t, save(t, paper, err)), "共6个，按姓氏笔画为序", "1 油区办领导班子", "2 王喆", "3 买买提·艾力", "4 李𬭎", "5 刘建军", "6 行政审批服务窗口")
	if !slices.Equal(targets, kept) {
		t.Error("the records were put into another order")
	}
}

// headed checks a landscape table of several pages: nothing leaves its block, and the head stands on every page.
func headed(t *testing.T, path, head string) {
	t.Helper()
	inside(t, path, 25, 10, 297-25, 210-14)
	heads := map[int]bool{}
	for _, w := range words(t, path) {
		if w.text == head {
			heads[w.page] = true
		}
	}
	if n := pages(t, path); n < 3 || len(heads) != n {
		t.Errorf("%d pages, %d heads", n, len(heads))
	}
}

func TestLongRosterRepeatsItsHead(t *testing.T) {
	name := strings.Repeat("油区地质勘探工程技术综合协调", 2)
	var targets []data.Target
	for i := range 120 {
		targets = append(targets, data.Target{ID: data.ID(fmt.Sprint(i)), Name: name, Note: fmt.Sprintf("第%d号", i+1), Kind: data.KeyPost, Rank: i + 1})
	}
	paper, err := press(t).Roster(campaign(), targets, false, september)
	path := save(t, paper, err)
	headed(t, path, "姓名（名称）")
	text := plain(t, path)
	for i := range 120 {
		if !strings.Contains(text, fmt.Sprintf("第%d号", i+1)) {
			t.Errorf("row %d is missing", i+1)
		}
	}
}

func TestEmptyRosterSaysSo(t *testing.T) {
	paper, err := press(t).Roster(campaign(), nil, false, data.Date{})
	text := plain(t, save(t, paper, err))
	if !strings.Contains(text, "名册里还没有在评的对象。") || !strings.Contains(text, "共0个") || strings.Contains(text, "停评") {
		t.Errorf("an empty roster reads\n%s", text)
	}
}

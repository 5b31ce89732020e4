package pdf_test

import (
	"fmt"
	"strings"
	"testing"

	"liangping/data"
)

// resultOf makes a result of targets with counts in the order 满意, 基本满意, 不满意, 不了解, 空.
func resultOf(scope data.Scope, targets ...data.TargetResult) *data.Result {
	return &data.Result{
		Scope: scope, Scoring: data.DefaultScoring, Rounds: []data.RoundKind{data.Internal}, Sealed: true, Valid: 85, Spoiled: 1, Targets: targets,
	}
}

func target(rank int, name string, kind data.Kind, counts [5]int) data.TargetResult {
	c := data.Counts{Satisfied: counts[0], MostlySatisfied: counts[1], Dissatisfied: counts[2], Unfamiliar: counts[3], Blank: counts[4]}
	lines := []data.LineResult{{Item: data.WorkItem, Label: "工作"}, {Item: data.ConductItem, Label: "作风"}}
	if kind == data.Team {
		lines = []data.LineResult{{Item: data.Overall, Label: "总体"}}
	}
	return data.TargetResult{Name: name, Kind: kind, Rank: rank, Counts: c, Figures: data.DefaultScoring.Figures(c, 0), Lines: lines}
}

// result is a round whose figures were worked out by hand.
func result(scope data.Scope) *data.Result {
	return resultOf(
		scope,
		target(1, "油区办领导班子", data.Team, [5]int{52, 24, 4, 3, 2}),
		target(1, "王喆", data.Leader, [5]int{121, 36, 6, 4, 3}),
		target(2, "买买提·艾力", data.Leader, [5]int{113, 41, 7, 6, 3}),
		target(3, "李𬭎", data.Leader, [5]int{98, 48, 14, 7, 3}),
		target(4, "周立民", data.Leader, [5]int{47, 53, 51, 14, 5}),
	)
}

var september = data.Date{Year: 2011, Month: 9, Day: 16}

func TestResultTableHoldsTheFigures(t *testing.T) {
	paper, err := press(t).Result(campaign(), *result(data.InternalScope), september)
	path := save(t, paper, err)
	text := strings.Join(strings.Fields(tool(t, "pdftotext", "-layout", path, "-")), " ")
	for _, row := range []string{ // worked out by hand (half up, two decimals)
		"1 油区办领导班子 52 24 4 3 2 62.65 91.57 87.50 4.82 3.61",
		"1 王喆 121 36 6 4 3 72.46 94.01 90.80 3.59 2.40",
		"2 买买提·艾力 113 41 7 6 3 67.66 92.22 89.29 4.19 3.59",
		"3 李𬭎 98 48 14 7 3 58.68 87.43 83.75 8.38 4.19",
		"4 周立民 47 53 51 14 5 28.48 60.61 57.45 30.91 8.48",
		"领导班子 1个 （按“总体”一项计，每票 1 项）",
		"领导干部 4个 （按工作、作风两项合计，每票 2 项）",
		"有效票85张，废票1张",
		"填报单位：某县油区工作办公室",
		"制表日期：2011年9月16日",
		"监票人（签名）：",
		"计票人（签名）：",
		"2011年“两评一树”活动内部评议结果汇总表",
	} {
		if !strings.Contains(text, row) {
			t.Errorf("the table lacks %q", row)
		}
	}
	for _, sentence := range result(data.InternalScope).RuleText() {
		if !strings.Contains(plain(t, path), strings.Join(strings.Fields(sentence), "")) {
			t.Errorf("the rule lacks %q", sentence)
		}
	}
	if strings.Contains(text, "未封存") {
		t.Error("a sealed round is marked 未封存")
	}
	if pages(t, path) != 1 {
		t.Errorf("five rows take %d pages", pages(t, path))
	}
}

func TestUnsealedResultSaysSoOnEveryPage(t *testing.T) {
	var many []data.TargetResult
	for i := range 200 {
		many = append(many, target(i+1, fmt.Sprintf("对象%d号", i+1), data.KeyPost, [5]int{50, 20, 10, 3, 2}))
	}
	r := resultOf(data.SocialScope, many...)
	r.Sealed = false
	paper, err := press(t).Result(campaign(), *r, september)
	path := save(t, paper, err)
	n := pages(t, path)
	counts := map[string]map[int]int{"未封存": {}, "评议对象": {}}
	rows := map[string]int{}
	for _, w := range words(t, path) {
		if pages, ok := counts[w.text]; ok {
			pages[w.page]++
		}
		if strings.HasPrefix(w.text, "对象") {
			rows[w.text]++
		}
		if w.left < 25 || w.right > 297-25 || w.top < 10 || w.foot > 210-14 {
			t.Errorf("%q stands outside the block", w.text)
		}
	}
	if n < 6 || len(counts["未封存"]) != n || len(counts["评议对象"]) != n {
		t.Errorf("%d pages, %d heads, %d marks", n, len(counts["评议对象"]), len(counts["未封存"]))
	}
	if len(rows) != 200 {
		t.Errorf("%d rows of 200", len(rows))
	}
}

func TestEmptyResultShowsDashes(t *testing.T) {
	paper, err := press(t).Result(campaign(), *resultOf(data.InternalScope, target(0, "王喆", data.Leader, [5]int{})), september)
	text := strings.Join(strings.Fields(tool(t, "pdftotext", "-layout", save(t, paper, err), "-")), " ")
	if !strings.Contains(text, "— 王喆 0 0 0 0 0 — — — — —") || strings.Contains(text, "NaN") {
		t.Errorf("a target without ballots reads\n%s", text)
	}
	paper, err = press(t).Result(campaign(), *resultOf(data.InternalScope), september)
	if text := plain(t, save(t, paper, err)); !strings.Contains(text, "还没有录入评议票") {
		t.Errorf("an empty result reads\n%s", text)
	}
}

// TestALongOfficeKeepsClearOfTheMiddleNote sets an office of 40 characters above the table.
func TestALongOfficeKeepsClearOfTheMiddleNote(t *testing.T) {
	c := campaign()
	c.Office = strings.Repeat("县石油天然气开采服务", 4)
	paper, err := press(t).Result(c, *resultOf(data.InternalScope, target(1, "王喆", data.Leader, [5]int{9, 8, 7, 6, 5})), september)
	office, middle := 0.0, 0.0
	for _, w := range words(t, save(t, paper, err)) {
		switch {
		case strings.Contains(w.text, "开采服务"):
			office = max(office, w.right)
		case strings.HasPrefix(w.text, "有效票") && w.top < 50: // not the rule below the table
			middle = w.left
		}
	}
	if office == 0 || middle == 0 || office > middle {
		t.Errorf("the office ends at %.1f mm, the note in the middle begins at %.1f mm", office, middle)
	}
}

func TestALongNameWrapsInItsCell(t *testing.T) {
	name := strings.Repeat("油区地质勘探与工程技术综合协调", 4)
	paper, err := press(t).Result(campaign(), *resultOf(data.InternalScope, target(1, name, data.KeyPost, [5]int{9, 8, 7, 6, 5})), september)
	path := save(t, paper, err)
	got := ""
	for _, w := range words(t, path) {
		if strings.ContainsAny(w.text, "勘探协调") && w.left < 60 {
			got += w.text
			if w.left < 38 || w.right > 26+12+50 {
				t.Errorf("%q leaves its cell: %.1f to %.1f", w.text, w.left, w.right)
			}
		}
	}
	if got != name {
		t.Errorf("the cell holds %q", got)
	}
}

package pdf_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"liangping/data"
)

// ledgerColumns are the right edges of the columns on the sheet, in millimetres.
var ledgerColumns = []float64{35.5, 72.5, 88.5, 126.5, 152.5, 171, 191, 229, 248.5, 271}

// ledgerHeads is what stands in the head of each column, on every page.
var ledgerHeads = []string{
	"序号", "存在问题（来源）", "评议对象", "整改措施", "整改目标", "责任领导责任科室责任人", "整改类型整改时限", "分步措施和进展", "公示", "状态和销号",
}

// han is a text of n characters that all fonts have, with marks in it as sentences have them.
func han(dice *rand.Rand, n int) string {
	common := []rune("的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严")
	var text strings.Builder
	for i := range n {
		text.WriteRune(common[dice.IntN(len(common))])
		if i%17 == 16 && i < n-1 {
			text.WriteRune([]rune("，；、")[dice.IntN(3)])
		}
	}
	return text.String()
}

// manyItems are items whose every cell holds a text of its own, some of them longer than a page, and the texts of their columns.
func manyItems(n int) (items []data.ItemRecord, columns []string) {
	dice := rand.New(rand.NewPCG(11, uint64(n)))
	columns = make([]string, len(ledgerColumns))
	for number := range n {
		long := 1
		if number%40 == 7 {
			long = 30
		}
		i := data.ItemRecord{LedgerItem: data.LedgerItem{
			Number: number + 1, Problem: han(dice, 18), Source: han(dice, 6), Measures: han(dice, 20*long), Goal: han(dice, 14), TargetID: "x", TargetName: han(dice, 4),
			Leader: han(dice, 3), Unit: han(dice, 5), Person: han(dice, 3), Due: day(10, 20), Class: data.LongTerm, Percent: 40, State: data.ItemOpen,
			Rejected: han(dice, 5),
		}}
		i.Plan = []data.Step{{Content: han(dice, 8), Due: day(9, 30), Done: day(9, 29), Note: han(dice, 4)}, {Content: han(dice, 6), Due: day(10, 20)}}
		i.Progress = []data.ItemProgress{{Date: day(9, 12), Percent: 40, Text: han(dice, 8), By: han(dice, 3)}}
		i.Publications = []data.ItemPublication{{Date: day(9, 13), Subject: data.MeasuresShown, Place: han(dice, 4)}}
		i.DueChanges = []data.DueChange{{Old: day(10, 10), New: day(10, 20), Reason: han(dice, 10), Approver: han(dice, 3), Date: day(9, 14)}}
		items = append(items, i)
		for column, text := range []string{
			fmt.Sprint(number + 1), i.Problem + "（" + i.Source + "）", i.TargetName, i.Measures, i.Goal, i.Leader + i.Unit + i.Person, "长期坚持2011-10-20",
			"进度40%（1）" + i.Plan[0].Content + "，2011-09-29完成（" + i.Plan[0].Note + "）（2）" + i.Plan[1].Content + "，2011-10-20前2011-09-12（40%）" +
				i.Progress[0].Text + "（" + i.Progress[0].By + "）2011-09-14时限由2011-10-10改为2011-10-20（" + i.DueChanges[0].Approver + "批准）：" + i.DueChanges[0].Reason, "2011-09-13整改措施：" + i.Publications[0].Place, "整改中驳回：" + i.Rejected,
		} {
			columns[column] += text
		}
	}
	return items, columns
}

// Every character of every cell is on paper, once, in its column, in order, on however many pages; the head is on each.
func TestEveryCharacterOfTheLedgerIsOnPaper(t *testing.T) {
	n := 90
	if os.Getenv("LIANGPING_PROVE") != "" {
		n = 2000
	}
	items, want := manyItems(n)
	paper, err := press(t).Ledger(campaign(), "", items, september)
	path := save(t, paper, err)
	all := words(t, path)
	slices.SortStableFunc(all, func(a, b word) int {
		return cmp.Or(cmp.Compare(a.page, b.page), cmp.Compare(int(a.top*4), int(b.top*4)), cmp.Compare(a.left, b.left))
	})
	got := make([]map[int]string, len(ledgerColumns)) // by column and page
	for i := range got {
		got[i] = map[int]string{}
	}
	for _, w := range all {
		if w.left < 25 || w.right > 297-25 {
			t.Fatalf("%q stands outside the block on page %d", w.text, w.page)
		}
		if w.top < 27 || w.foot > 189 || w.page == 1 && w.foot < 46 { // title, page number
			continue
		}
		column, _ := slices.BinarySearch(ledgerColumns, w.right)
		got[column][w.page] += w.text
	}
	for column, want := range want {
		text := ""
		for page := range paper.Pages {
			body, ok := strings.CutPrefix(got[column][page+1], ledgerHeads[column])
			if !ok {
				t.Fatalf("column %d of page %d has no head: %.60s", column+1, page+1, got[column][page+1])
			}
			text += body
		}
		if text != want {
			at := 0
			for at < min(len(text), len(want)) && text[at] == want[at] {
				at++
			}
			t.Errorf("column %d differs at byte %d of %d: …%s… should be …%s…", column+1, at, len(want), cut(text, at), cut(want, at))
		}
	}
	if paper.Pages < 8 {
		t.Errorf("%d items on %d pages", n, paper.Pages)
	}
}

// cut is what stands around a place of a text.
func cut(text string, at int) string {
	return strings.ToValidUTF8(text[max(0, at-30):min(len(text), at+60)], "")
}

// The sample's ledger says what the records say.
func TestTheLedgerOfTheSample(t *testing.T) {
	_, in := sample(t)
	paper, err := press(t).Ledger(in.Campaign, "逾期", in.Ledger, in.Today)
	path := save(t, paper, err)
	if paper.Name != "2011-整改台账（逾期）.pdf" {
		t.Errorf("the file is called %s", paper.Name)
	}
	holds(t, plain(t, path), "2011年“两评一树”活动整改台账（逾期）", "：已销号1项，整改中5项，草拟", "；逾期1项", "油地纠纷受理后答复慢，超过15日", "油地纠纷调解窗口",
		"立行立改2011-09-12", "进度80%", "（3）积压件全部书面答复，2011-09-12前（完成17件，差4件）", "佐证（2011-09-13）：已答复17件（答复台账9月.csv）",
		"2011-09-14督查（孙玉琴）：4件未答复，要求9月20日前办完。", "逾期4天", "2011-09-14时限由2011-09-20改为2011-09-26（王喆批准）：21个村的补偿结果要与财政所逐户核对", "验收人：刘建军2011-09-14")
}

func TestAnEmptyLedgerSaysSo(t *testing.T) {
	empty, err := press(t).Ledger(campaign(), "", nil, september)
	if text := plain(t, save(t, empty, err)); !strings.Contains(text, "共0项") || !strings.Contains(text, "没有整改事项。") {
		t.Errorf("an empty ledger reads %s", text)
	}
}

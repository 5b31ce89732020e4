package gui

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"liangping/data"
)

func TestLedgerFilters(t *testing.T) {
	noDate := ledgerItem("无期", 0, data.ItemDraft)
	noDate.Due = data.Date{}
	a, p := newLedger(t,
		ledgerItem("昨天", -1, data.ItemOpen), ledgerItem("草拟的昨天", -1, data.ItemDraft), ledgerItem("今天", 0, data.ItemOpen),
		ledgerItem("十天", 10, data.ItemOpen), ledgerItem("十一天", 11, data.ItemOpen), ledgerItem("二十天", 20, data.ItemOpen),
		ledgerItem("二十一天", 21, data.ItemOpen), ledgerItem("办完", -5, data.ItemClosed), noDate)
	if got := strings.Join(p.term.words, "｜"); got != "全部 9｜▲ 逾期 2｜10 天内 2｜20 天内 4" {
		t.Errorf("the switch says %s", got)
	}
	if p.table.left != "草拟 2　待审 0　整改中 6　待销号 0　已销号 1　其中驳回 0" {
		t.Errorf("the footer says %s", p.table.left)
	}
	for i, want := range []string{
		"昨天 草拟的昨天 今天 十天 十一天 二十天 二十一天 无期 办完", "昨天 草拟的昨天", "今天 十天", "今天 十天 十一天 二十天",
	} {
		p.term.pick(i)
		if got := problems(p); got != want {
			t.Errorf("%s shows %s", data.Terms[i], got)
		}
	}
	for i, want := range []string{"昨天", "今天"} { // 全部, then each state under 逾期 and 20 天内
		p.term.pick(1 + 2*i)
		p.state.pick(3)
		if got := problems(p); !strings.HasPrefix(got, want) || strings.Contains(got, "草拟") {
			t.Errorf("整改中 of %s shows %s", data.Terms[1+2*i], got)
		}
	}
	p.showAll()
	p.search()
	writeText(t, a, "二十一")
	if got := problems(p); got != "二十一天" {
		t.Errorf("the search shows %s", got)
	}
	writeText(t, a, "没有")
	if problems(p) != "" || !onScreen(a, "没有符合条件的事项") {
		t.Error("the detail shows an item that no row shows")
	}
	for days, want := range map[int]string{-1: "▲ 逾期 1 天", 0: "今天到期", 10: "还有 10 天", 11: "还有 11 天", 20: "还有 20 天", 21: ""} {
		row := newLedgerRow(ledgerItem("", days, data.ItemOpen), ledgerDay)
		if got, _ := row.leftText(); got != want {
			t.Errorf("%d days left: %q", days, got)
		}
	}
}

// TestLedgerGroups divides the table by office, target and class, each part with its counts.
func TestLedgerGroups(t *testing.T) {
	first, second := ledgerItem("甲", -3, data.ItemOpen), ledgerItem("乙", 3, data.ItemOpen)
	first.Unit, second.Unit = "综合科", "执法科"
	_, p := newLedger(t, first, second, ledgerItem("丙", 5, data.ItemClosed))
	p.grouping.pick(1)
	var heads []string
	for _, l := range p.table.lines {
		if l.head {
			heads = append(heads, l.title+" "+l.remark)
		}
	}
	want := "综合科 1 项，逾期 1，已销号 0|执法科 1 项，逾期 0，已销号 0|没有填写科室 1 项，逾期 0，已销号 1"
	if got := strings.Join(heads, "|"); got != want {
		t.Errorf("grouped as %s", got)
	}
	bothSizes(t, p.app, "08-groups")
}

// TestDeadlineStrip counts the days of the coming weeks and opens what is due on one.
func TestDeadlineStrip(t *testing.T) {
	a, p := newLedger(t, ledgerItem("昨天", -1, data.ItemOpen), ledgerItem("五天", 5, data.ItemOpen), ledgerItem("也五天", 5, data.ItemOpen),
		ledgerItem("末日", stripDays-1, data.ItemOpen), ledgerItem("以后", stripDays, data.ItemOpen), ledgerItem("办完", 5, data.ItemClosed))
	if s := p.strip; s.overdue != 1 || s.counts[5] != 2 || s.counts[stripDays-1] != 1 || s.later != 1 {
		t.Errorf("counts %d %v %d", s.overdue, s.counts, s.later)
	}
	a.focus(p.strip)
	typeKeys(a, fyne.KeyRight, fyne.KeyReturn)
	if row, _ := p.table.selected(); row.Problem != "末日" {
		t.Errorf("opens %s", row.Problem)
	}
}

// TestLedgerManyItems: each view of 2,000 items is there within 100 ms (issue 7).
func TestLedgerManyItems(t *testing.T) {
	a, p := newLedger(t)
	ctx := context.Background()
	for n := range 2000 {
		i := ledgerItem(fmt.Sprintf("第 %d 个问题", n), n%90-10, data.ItemDraft)
		i.Unit = fmt.Sprintf("%d 科", n%40)
		if err := a.options.Store.SaveLedgerItem(ctx, i); err != nil {
			t.Fatal(err)
		}
	}
	a.reload()
	a.focus(p.table)
	for name, do := range map[string]func(){
		"reload": p.reload, "overdue": func() { p.term.choose(1); p.filter() }, "all": p.showAll,
		"by office": func() { p.grouping.choose(1); p.filter() }, "search": func() { p.find.SetText("99") }, "move": func() { typeKeys(a, fyne.KeyEnd) },
	} {
		if took := quickest(do); took > 100*time.Millisecond {
			t.Errorf("%s takes %v", name, took)
		}
	}
}

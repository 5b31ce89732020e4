package data_test

import (
	"fmt"
	"testing"

	"liangping/data"
)

// Which view an item is in, day by day (screens.md, screen 08): 20 天内 includes 10 天内, the last day is not overdue, closed
// items and those without a deadline are in none.
func TestTerms(t *testing.T) {
	today := day(t, "2011-09-28")
	item := func(state data.ItemState, class data.ItemClass, due, step string) data.LedgerItem {
		i := data.LedgerItem{State: state, Class: class}
		for text, date := range map[string]*data.Date{due: &i.Due, step: &i.NextStep} {
			if text != "" {
				*date = day(t, text)
			}
		}
		return i
	}
	for _, test := range []struct {
		name string
		item data.LedgerItem
		want string // the terms, and the days left
	}{
		{"yesterday", item(data.ItemOpen, data.Deadline, "2011-09-27", ""), "逾期 -1"},
		{"long ago", item(data.ItemOpen, data.Immediate, "2011-06-30", ""), "逾期 -90"},
		{"the last day", item(data.ItemOpen, data.Deadline, "2011-09-28", ""), "10 天内 20 天内 0"},
		{"tomorrow", item(data.ItemOpen, data.Deadline, "2011-09-29", ""), "10 天内 20 天内 1"},
		{"day 10, over the month's end", item(data.ItemOpen, data.Deadline, "2011-10-08", ""), "10 天内 20 天内 10"},
		{"day 11", item(data.ItemOpen, data.Deadline, "2011-10-09", ""), "20 天内 11"},
		{"day 20", item(data.ItemOpen, data.Deadline, "2011-10-18", ""), "20 天内 20"},
		{"day 21", item(data.ItemOpen, data.Deadline, "2011-10-19", ""), "21"},
		{"draft", item(data.ItemDraft, data.Deadline, "2011-09-27", ""), "逾期 -1"},
		{"under review", item(data.ItemReview, data.Deadline, "2011-10-01", ""), "10 天内 20 天内 3"},
		{"waits for acceptance", item(data.ItemClosing, data.Deadline, "2011-09-27", ""), "逾期 -1"},
		{"closed", item(data.ItemClosed, data.Deadline, "2011-09-27", ""), ""},
		{"no deadline", item(data.ItemDraft, data.Deadline, "", ""), ""},
		{"long-term, step overdue", item(data.ItemOpen, data.LongTerm, "2012-06-30", "2011-09-27"), "逾期 -1"},
		{"long-term, step in 10 days", item(data.ItemOpen, data.LongTerm, "2012-06-30", "2011-10-08"), "10 天内 20 天内 10"},
		{"long-term, no open step", item(data.ItemOpen, data.LongTerm, "2011-10-18", ""), "20 天内 20"},
		{"not long-term: the step doesn't count", item(data.ItemOpen, data.Deadline, "2011-10-19", "2011-09-27"), "21"},
		{"over the year's end", item(data.ItemOpen, data.Deadline, "2012-02-29", ""), "154"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := ""
			for _, m := range data.Terms[1:] {
				if test.item.In(m, today) {
					got += m.String() + " "
				}
			}
			if !test.item.Deadline().IsZero() {
				got += fmt.Sprint(test.item.DaysLeft(today))
			}
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
			if !test.item.In(data.AnyTerm, today) {
				t.Error("it is not among all")
			}
		})
	}
}

func TestLedgerFilter(t *testing.T) {
	today := day(t, "2011-09-28")
	all := []data.LedgerItem{
		{Problem: "答复慢", Unit: "油地协调科", Person: "曹德顺", Class: data.Immediate, State: data.ItemOpen, Due: day(t, "2011-09-20"), TargetID: "w", TargetName: "调解窗口"},
		{Problem: "补偿标准没公开", Unit: "油地协调科", Person: "马晓东", Class: data.Deadline, State: data.ItemOpen, Due: day(t, "2011-10-05"), TargetID: "m", TargetName: "马晓东"},
		{Problem: "道路损坏", Unit: "规划项目科", Person: "郑文博", Class: data.LongTerm, State: data.ItemDraft, Due: day(t, "2012-06-30")},
		{Problem: "用语不文明", Unit: "行政审批科", Person: "何春梅", Class: data.Immediate, State: data.ItemClosed, Due: day(t, "2011-09-15"), TargetID: "x"},
	}
	for name, test := range map[string]struct {
		filter data.LedgerFilter
		want   string
	}{
		"all":          {data.LedgerFilter{}, "0123"},
		"overdue":      {data.LedgerFilter{Term: data.TermOverdue}, "0"},
		"10 days":      {data.LedgerFilter{Term: data.TermIn10}, "1"},
		"state":        {data.LedgerFilter{State: data.ItemClosed}, "3"},
		"class":        {data.LedgerFilter{Class: data.Immediate}, "03"},
		"unit":         {data.LedgerFilter{Unit: "油地协调科"}, "01"},
		"person":       {data.LedgerFilter{Person: "郑文博"}, "2"},
		"target":       {data.LedgerFilter{TargetID: "m"}, "1"},
		"general":      {data.LedgerFilter{General: true}, "2"},
		"target name":  {data.LedgerFilter{Search: "窗口"}, "0"},
		"two words":    {data.LedgerFilter{Search: " 油地　 马 "}, "1"},
		"and together": {data.LedgerFilter{Term: data.TermOverdue, Class: data.Deadline}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			got := ""
			for n, i := range all {
				if test.filter.Match(i, today) {
					got += fmt.Sprint(n)
				}
			}
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
	if got := fmt.Sprint(data.CountTerms(all, today)); got != "[4 1 1 1]" {
		t.Error(got)
	}
}

func TestRectificationFigures(t *testing.T) {
	o := newOffice(t)
	window, person := o.target("调解窗口", data.ServiceWindow, ""), o.target("马晓东", data.RiskPost, "")
	enter := func(class data.ItemClass, target data.ID, due string, percent int, closed bool) {
		i := o.item("问题", due)
		i.Class, i.TargetID = class, target
		o.ok(o.SaveLedgerItem(o.ctx, i))
		if percent == 0 && !closed {
			return
		}
		o.begin(i.ID)
		if percent > 0 {
			o.ok(o.RecordProgress(o.ctx, data.ItemProgress{ID: data.NewID(), ItemID: i.ID, Date: day(t, "2011-08-18"), Percent: percent, Text: "推进"}))
		}
		if closed {
			o.finish(i.ID, "办完")
		}
	}
	enter(data.Immediate, person.ID, "2011-08-18", 0, true)  // on its last day
	enter(data.Immediate, person.ID, "2011-08-17", 0, true)  // a day late
	enter(data.Deadline, window.ID, "2011-08-10", 50, false) // overdue
	enter(data.Deadline, "", "2011-08-18", 10, false)        // today is its last day
	enter(data.LongTerm, "", "2012-06-30", 0, false)         // not begun
	f, err := o.RectificationFigures(o.ctx)
	o.ok(err)
	if got := fmt.Sprint(f.All); got != "{5 2 2 1 1 1}" {
		t.Errorf("all: %s", got)
	}
	if got := fmt.Sprint(f.Classes); got != "[{立行立改 {2 2 0 0 0 1}} {限期整改 {2 0 2 0 1 0}} {长期坚持 {1 0 0 1 0 0}}]" {
		t.Errorf("classes: %s", got)
	}
	names := ""
	sum := data.RectificationCount{}
	for _, c := range f.Targets {
		names += c.Name + " "
		sum.Total, sum.Done, sum.Partly = sum.Total+c.Total, sum.Done+c.Done, sum.Partly+c.Partly
		sum.NotStarted, sum.Overdue, sum.OnTime = sum.NotStarted+c.NotStarted, sum.Overdue+c.Overdue, sum.OnTime+c.OnTime
	}
	if names != "调解窗口 马晓东 全办 " || sum != f.All {
		t.Errorf("targets: %s, together %+v", names, sum)
	}
	if data.FormatPercent(f.All.DoneRate()) != "40.00" || data.FormatPercent(f.All.OnTimeRate()) != "50.00" || f.Classes[2].OnTimeRate() != nil {
		t.Errorf("%s %s", data.FormatPercent(f.All.DoneRate()), data.FormatPercent(f.All.OnTimeRate()))
	}
}

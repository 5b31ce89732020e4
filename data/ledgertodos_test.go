package data_test

import (
	"strings"
	"testing"

	"liangping/data"
)

// What the ledger asks for on a day, item by item and as a whole (design.md §9).
func TestLedgerTodos(t *testing.T) {
	planned := []data.Document{{ID: "1", Paper: data.RectificationPlan, State: data.DocumentIssued}}
	item := func(state data.ItemState, due, rejected string) data.LedgerItem {
		i := data.LedgerItem{ID: "i", Number: 3, Problem: "答复慢", Leader: "李𬭎", Person: "曹德顺", State: state, Rejected: rejected, Percent: 40}
		if due != "" {
			i.Due = day(t, due)
		}
		return i
	}
	step := data.Step{ItemID: "i", Content: "书面答复", Due: day(t, "2011-09-24")}
	for _, test := range []struct {
		name      string
		today     string
		items     []data.LedgerItem
		steps     []data.Step
		problems  []data.Problem
		documents []data.Document
		want      string
	}{
		{"before the phase", "2011-09-10", nil, nil, nil, nil, ""},
		{"empty", "2011-09-11", nil, nil, nil, nil, "以后|列出整改事项|整改台账还是空的||2011-10-31|整改台账"},
		{"empty though there are problems", "2011-09-08", nil, nil, make([]data.Problem, 6), nil, "以后|列出整改事项|已归并问题 6 个，整改台账还是空的||2011-10-31|整改台账"},
		{"no plan", "2011-09-16", []data.LedgerItem{item(data.ItemClosed, "2011-09-12", "")}, nil, nil, nil, "将到|印发整改方案|||2011-09-21|发文登记"},
		{"no plan yet needed", "2011-09-10", []data.LedgerItem{item(data.ItemClosed, "2011-09-12", "")}, nil, nil, nil, ""},
		{"plan only drafted", "2011-09-22", []data.LedgerItem{item(data.ItemClosed, "2011-09-12", "")}, nil, nil, []data.Document{{Paper: data.RectificationPlan, State: data.DocumentDraft}}, "逾期|印发整改方案|||2011-09-21|发文登记"},
		{"prominent, not in the ledger", "2011-09-16", []data.LedgerItem{item(data.ItemClosed, "2011-09-12", "")}, nil, []data.Problem{{Prominent: true}, {}, {Prominent: true, ItemID: "i"}}, planned, "以后|突出问题 1 个还没有列入台账|||2011-10-31|意见建议"},
		{"11 days", "2011-09-16", []data.LedgerItem{item(data.ItemOpen, "2011-09-27", "")}, nil, nil, planned, ""},
		{"10 days", "2011-09-16", []data.LedgerItem{item(data.ItemOpen, "2011-09-26", "")}, nil, nil, planned, "以后|整改：答复慢|进度 40%|曹德顺|2011-09-26|整改台账"},
		{"last day", "2011-09-16", []data.LedgerItem{item(data.ItemOpen, "2011-09-16", "")}, nil, nil, planned, "将到|整改：答复慢|进度 40%|曹德顺|2011-09-16|整改台账"},
		{"overdue", "2011-09-16", []data.LedgerItem{item(data.ItemOpen, "2011-09-15", "")}, nil, nil, planned, "逾期|整改：答复慢|进度 40%|曹德顺|2011-09-15|整改台账"},
		{"sent back from the 销号", "2011-09-16", []data.LedgerItem{item(data.ItemOpen, "2011-09-15", "差4件")}, nil, nil, planned, "逾期|整改：答复慢|进度 40%，销号驳回：差4件|曹德顺|2011-09-15|整改台账"},
		{"a step in 8 days", "2011-09-16", []data.LedgerItem{item(data.ItemOpen, "2012-06-30", "")}, []data.Step{step}, nil, planned, "以后|分步措施：书面答复|第 3 项 答复慢|曹德顺|2011-09-24|整改台账"},
		{"a step in 11 days", "2011-09-13", []data.LedgerItem{item(data.ItemOpen, "2012-06-30", "")}, []data.Step{step}, nil, planned, ""},
		{"a step on the item's own day", "2011-09-16", []data.LedgerItem{item(data.ItemOpen, "2011-09-24", "")}, []data.Step{step}, nil, planned, "以后|整改：答复慢|进度 40%|曹德顺|2011-09-24|整改台账"},
		{"draft", "2011-09-16", []data.LedgerItem{item(data.ItemDraft, "", "")}, nil, nil, planned, "以后|落实整改事项：答复慢|还是草拟|曹德顺|2011-10-31|整改台账"},
		{"sent back", "2011-09-16", []data.LedgerItem{item(data.ItemDraft, "2011-09-20", "措施空泛")}, nil, nil, planned, "将到|重新送审：答复慢|驳回：措施空泛|曹德顺|2011-09-20|整改台账"},
		{"waits for review", "2011-09-16", []data.LedgerItem{item(data.ItemReview, "2011-12-20", "")}, nil, nil, planned, "将到|审核整改事项：答复慢||李𬭎|2011-09-19|整改台账"},
		{"waits for acceptance", "2011-09-16", []data.LedgerItem{item(data.ItemClosing, "2011-09-12", "")}, nil, nil, planned, "将到|验收销号：答复慢||李𬭎|2011-09-19|整改台账"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := data.Snapshot{Campaign: campaign(), Ledger: test.items, OpenSteps: test.steps, Problems: test.problems, Documents: test.documents}
			var got []string
			for line := range strings.Lines(todos(s.Overview(day(t, test.today)))) {
				if line = strings.TrimSpace(line); strings.HasSuffix(line, "|整改台账") || strings.Contains(line, "整改方案") || strings.Contains(line, "突出问题") {
					got = append(got, line)
				}
			}
			if text := strings.Join(got, "\n"); text != test.want {
				t.Errorf("got\n%s\nwant\n%s", text, test.want)
			}
		})
	}
}

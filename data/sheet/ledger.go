package sheet

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"liangping/data"
)

// Ledger makes a workbook of ledger items with everything that hangs under them, in the order given.
func Ledger(items []data.ItemRecord, office string, made time.Time) ([]byte, error) {
	t := Table{Title: "整改台账", Office: office, Made: made, Columns: []Column{
		{Name: "序号", Width: 6},
		{Name: "存在问题", Width: 36},
		{Name: "来源", Width: 24},
		{Name: "评议对象", Width: 18},
		{Name: "整改措施", Width: 40},
		{Name: "整改目标", Width: 30},
		{Name: "责任领导", Width: 10},
		{Name: "责任科室", Width: 14},
		{Name: "责任人", Width: 10},
		{Name: "时限", Width: 12},
		{Name: "类型", Width: 10},
		{Name: "进度", Width: 8},
		{Name: "状态", Width: 10},
		{Name: "分步措施", Width: 40},
		{Name: "进展", Width: 40},
		{Name: "佐证材料", Width: 30},
		{Name: "公示", Width: 30},
		{Name: "督查", Width: 40},
		{Name: "责任追究", Width: 40},
		{Name: "时限变更", Width: 40},
		{Name: "整改结果", Width: 40},
		{Name: "验收人", Width: 10},
		{Name: "销号日期", Width: 12},
	}}
	for _, i := range items {
		t.Rows = append(t.Rows, append(ledgerColumns(i), ledgerEntries(i)...))
	}
	return t.Workbook()
}

func ledgerColumns(i data.ItemRecord) []string {
	target := i.TargetName
	if i.TargetID == "" {
		target = "全办"
	}
	return []string{
		strconv.Itoa(i.Number), i.Problem, i.SourceText(), target, i.Measures, i.Goal, i.Leader, i.Unit, i.Person, i.Due.String(),
		i.Class.String(), percent(i.Percent), i.State.String(),
	}
}

func ledgerEntries(i data.ItemRecord) []string {
	return []string{
		lines(i.Plan, func(s data.Step) string {
			done := "未完成"
			if !s.Done.IsZero() {
				done = s.Done.String() + " 完成"
			}
			return fmt.Sprintf("%s %s（%s）%s", s.Due, s.Content, done, s.Note)
		}),
		lines(i.Progress, func(p data.ItemProgress) string { return fmt.Sprintf("%s %d%% %s %s", p.Date, p.Percent, p.Text, p.By) }),
		lines(i.Evidence, func(e data.Evidence) string { return fmt.Sprintf("%s %s %s", e.Date, e.Text, e.File.Name) }),
		lines(i.Publications, func(p data.ItemPublication) string { return fmt.Sprintf("%s %s %s", p.Date, p.Subject, p.Place) }),
		lines(i.Inspections, func(v data.Inspection) string { return fmt.Sprintf("%s %s：%s", v.Date, v.By, v.Finding) }),
		lines(i.Accountability, func(a data.Accountability) string {
			return fmt.Sprintf("%s %s：%s，%s（%s）", a.Date, a.Person, a.Reason, a.Measure, a.Decider)
		}),
		lines(i.DueChanges, func(c data.DueChange) string {
			return fmt.Sprintf("%s 由 %s 改为 %s：%s（%s批准）", c.Date, c.Old, c.New, c.Reason, c.Approver)
		}),
		i.Closing.Note, i.Closing.Acceptor, i.Closing.Date.String(),
	}
}

func ledger(ctx context.Context, b campaignBook) ([]byte, error) {
	all, err := b.store.Ledger(ctx)
	if err != nil {
		return nil, err
	}
	return Ledger(all, b.office, b.made)
}

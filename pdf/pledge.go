package pdf

import (
	"fmt"
	"strings"

	"liangping/data"
	"liangping/pdf/typeset"
)

// pledgeColumns are the columns of the 承诺践诺台账.
var pledgeColumns = []column{
	{"序号", 11, typeset.Center},
	{"承诺事项", 66, typeset.Left},
	{"完成时限", 22, typeset.Center},
	{"践诺情况和佐证", 56, typeset.Left},
	{"践诺日期", 22, typeset.Center},
	{"评诺\n结果", 16, typeset.Center},
	{"评诺人\n评诺日期", 23, typeset.Center},
	{"备注", 29, typeset.Left},
}

// PledgeLedger prints the 承诺践诺台账 as it stands on the given day: every pledge, under the target that made it, from
// 承诺 by 践诺 to 评诺 (plan.md §三.3). Targets without a pledge are named below the table.
func (p *Press) PledgeLedger(c data.Campaign, targets []data.Target, pledges []data.Pledge, day data.Date) (*Paper, error) {
	title := fmt.Sprintf("%d年%s承诺践诺台账", c.Year, activity(c))
	doc := &typeset.Doc{Title: title, Author: c.Office, Date: made(c, day)}
	flow := p.landscape(doc, "")
	p.tableHead(flow, title, "填报单位："+c.Office, pledgeCounts(pledges, day), "制表日期："+day.Chinese())
	t := p.ruled(pledgeColumns)
	var without []data.Target
	for _, target := range inOrder(targets, false) {
		own := pledgesOf(pledges, target)
		if len(own) == 0 {
			if !target.Withdrawn {
				without = append(without, target)
			}
			continue
		}
		t.Rows = append(t.Rows, group(t, pledger(target, len(own))))
		for _, pledge := range own {
			t.Rows = append(t.Rows, pledgeRow(c, pledge, day))
		}
	}
	if len(t.Rows) == 0 {
		t.Rows = []typeset.Row{across(t, "还没有登记承诺事项。")}
	}
	t.Place(flow)
	if len(without) > 0 {
		p.tableFoot(flow, fmt.Sprintf("还没有承诺事项的%d个：%s。", len(without), names(without)))
	}
	p.pageNumbers(doc)
	return finish(doc, fmt.Sprint(c.Year), "承诺践诺台账")
}

func pledgesOf(all []data.Pledge, target data.Target) (own []data.Pledge) {
	for _, pledge := range all {
		if pledge.TargetID == target.ID {
			own = append(own, pledge)
		}
	}
	return own
}

// pledgeCounts tells how far the pledges are: 共12项：已兑现5项，未兑现1项，已践诺待评4项，未践诺2项（逾期1项）.
func pledgeCounts(pledges []data.Pledge, day data.Date) string {
	count, overdue := map[data.PledgeState]int{}, 0
	for _, pledge := range pledges {
		count[pledge.State]++
		if pledge.Overdue(day) {
			overdue++
		}
	}
	text := fmt.Sprintf("共%d项：已兑现%d项，未兑现%d项，已践诺待评%d项，未践诺%d项",
		len(pledges), count[data.PledgeKept], count[data.PledgeBroken], count[data.PledgeDone], count[data.PledgeMade])
	if overdue > 0 {
		text += fmt.Sprintf("（逾期%d项）", overdue)
	}
	return text
}

// pledger is what the row says that names who made the pledges below it.
func pledger(t data.Target, n int) string {
	text := fmt.Sprintf("%s　%d项", posts([]data.Target{t}), n)
	if t.Withdrawn {
		text += "　已停评"
	}
	return text
}

func pledgeRow(c data.Campaign, p data.Pledge, day data.Date) typeset.Row {
	judged := ""
	if p.State == data.PledgeKept || p.State == data.PledgeBroken {
		judged = p.State.String()
	}
	var notes []string
	if p.Overdue(day) {
		notes = append(notes, fmt.Sprintf("逾期%d天", p.Due.DaysUntil(day)))
	}
	if p.Judged.Remark != "" {
		notes = append(notes, p.Judged.Remark)
	}
	if p.ItemID != "" {
		notes = append(notes, "已列入整改台账")
	}
	return row(fmt.Sprint(p.Number), p.Content, p.Due.String(), p.Done.Evidence, p.Done.Date.String(), judged,
		strings.TrimSpace(signatory(c, p.Judged.By)+"\n"+p.Judged.Date.String()), strings.Join(notes, "\n"))
}

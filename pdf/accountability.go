package pdf

import (
	"fmt"

	"liangping/data"
)

// accountabilityRecord writes the 责任追究记录 of an item (plan.md §四（二）), from the last 责任追究 that was entered. Where none
// was, the one responsible for an overdue item stands in it, and the decision is left to be written.
func (in Records) accountabilityRecord(d *data.Document) {
	c := in.Campaign
	i := in.answeredFor()
	d.TargetID = i.TargetID
	a := data.Accountability{Person: i.Person}
	if n := len(i.Accountability); n > 0 {
		a = i.Accountability[n-1]
	} else if i.In(data.TermOverdue, in.Today) {
		a.Reason = fmt.Sprintf("整改时限为%s，%s，尚未办结。", i.Deadline().Chinese(), in.timeLeft(i))
	}
	d.Title = short(c) + activity(c) + "整改责任追究记录"
	course := ""
	if i.Number > 0 {
		d.Title, course = short(c)+activity(c)+data.ItemName(i.Number)+"责任追究记录", itemCourse(i)
	}
	d.Text = paragraphs(
		tableLine("被追究人", a.Person, "责任科室", i.Unit),
		tableLine("责任领导", i.Leader, "整改时限", i.Due.Chinese()),
		tableLine("存在问题", said(i.Problem)),
		tableLine("整改措施", said(i.Measures)),
		tableLine("进展和督查情况", course),
		tableLine("追究原因", said(a.Reason)),
		tableLine("追究方式", said(a.Measure)),
		tableLine("作出决定", a.Decider, "追究日期", a.Date.Chinese()),
		tableLine("被追究人意见（签名）", ""),
		tableLine("整改要求和后续情况", ""),
	)
}

// answeredFor is the item that the record is about: the given one, else the one with the last 责任追究, else the first that
// is overdue.
func (in Records) answeredFor() (chosen data.ItemRecord) {
	if in.Item != nil {
		return *in.Item
	}
	var last data.Date
	for _, i := range in.Ledger {
		if n := len(i.Accountability); n > 0 && i.Accountability[n-1].Date.After(last) {
			last, chosen = i.Accountability[n-1].Date, i
		}
	}
	if overdue := in.urged(); last.IsZero() && len(overdue) > 0 {
		return overdue[0]
	}
	return chosen
}

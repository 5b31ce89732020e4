package gui

import "liangping/data"

// targetPapers makes the papers of the targets and of what they hand in: the roster in both orders, the opinions gathered, the
// ledgers of pledges and of rectification, and for each target with a report its 自查自评报告, 公开承诺书 and 审核意见表.
func (d *demo) targetPapers() error {
	c, err := d.store.Campaign(d.ctx)
	if err != nil {
		return err
	}
	targets, err := d.store.Targets(d.ctx)
	if err != nil {
		return err
	}
	gatherings, err := d.store.Gatherings(d.ctx)
	if err != nil {
		return err
	}
	opinions, err := d.store.Opinions(d.ctx, data.OpinionFilter{})
	if err != nil {
		return err
	}
	pledges, err := d.store.Pledges(d.ctx)
	if err != nil {
		return err
	}
	today := data.DateOf(data.SampleNow)
	for _, byStrokes := range []bool{false, true} {
		if err := d.paper(d.press.Roster(*c, targets, byStrokes, today)); err != nil {
			return err
		}
	}
	if err := d.paper(d.press.OpinionSummary(*c, gatherings, opinions, targets, today)); err != nil {
		return err
	}
	if err := d.paper(d.press.PledgeLedger(*c, targets, pledges, today)); err != nil {
		return err
	}
	items, err := d.store.Ledger(d.ctx)
	if err != nil {
		return err
	}
	if err := d.paper(d.press.Ledger(*c, "", items, today)); err != nil {
		return err
	}
	return d.reportPapers(*c, targets, pledges)
}

// reportPapers makes the papers of each target that has a report.
func (d *demo) reportPapers(c data.Campaign, targets []data.Target, pledges []data.Pledge) error {
	reports, err := d.store.Reports(d.ctx)
	if err != nil {
		return err
	}
	for _, t := range targets {
		r, ok := reports[t.ID]
		if !ok || r.Empty() {
			continue
		}
		if err := d.paper(d.press.SelfReport(c, t, r)); err != nil {
			return err
		}
		if err := d.paper(d.press.Commitment(c, t, r, pledges)); err != nil {
			return err
		}
		if err := d.paper(d.press.ReviewForm(c, t, r)); err != nil {
			return err
		}
	}
	return nil
}

// roundSheets makes the 报告单 of a round and its 签到表.
func (d *demo) roundSheets(c data.Campaign, r data.Round) error {
	sheet, err := d.store.CountSheet(d.ctx, r.ID)
	if err != nil {
		return err
	}
	list, err := d.store.Attendance(d.ctx, r.ID)
	if err != nil {
		return err
	}
	if err := d.paper(d.press.SignIn(c, r, list)); err != nil {
		return err
	}
	for _, paper := range data.RoundSheets {
		if err := d.paper(d.press.RoundSheet(paper, c, *sheet, list)); err != nil {
			return err
		}
	}
	return nil
}

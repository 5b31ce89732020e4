package data

import (
	"context"
	"math/big"
	"slices"
)

// AnnualRow is a line of the 年度考核计分表: what the campaign's result contributes to the year's 目标考核 (plan.md §三.2（3）).
type AnnualRow struct {
	Target     Target
	Democratic *big.Rat // 民主测评: the score of the internal round; nil is —
	Social     *big.Rat // 社会评议: the score of the social rounds
	Combined   *big.Rat
	Rank       int         // by the combined score within the kind; 0 without one
	Measures   []string    // those that were confirmed: 取消当年评先评优资格
	Withheld   Withholding // of the combined score; the two others have their own

	DemocraticWithheld, SocialWithheld Withholding
}

// AnnualRows returns the lines of the 年度考核计分表 in the order of the combined result.
func AnnualRows(stats *Statistics, targets []Target, decisions []Decision) (rows []AnnualRow) {
	for _, line := range stats.SideBySide() {
		i := slices.IndexFunc(targets, func(t Target) bool { return t.ID == line.TargetID })
		if i < 0 {
			continue
		}
		row := AnnualRow{Target: targets[i], Combined: line.Combined.Score, Rank: line.Combined.Rank, Withheld: line.Combined.Withheld}
		if line.Internal != nil {
			row.Democratic, row.DemocraticWithheld = line.Internal.Score, line.Internal.Withheld
		}
		if line.Social != nil {
			row.Social, row.SocialWithheld = line.Social.Score, line.Social.Withheld
		}
		for _, d := range decisions {
			if d.TargetID != line.TargetID || !d.Stands() {
				continue
			}
			for _, m := range d.Measures {
				row.Measures = append(row.Measures, m.Measure.String())
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// AnnualSheet returns the lines of the 年度考核计分表 of the current campaign.
func (s *Store) AnnualSheet(ctx context.Context) (rows []AnnualRow, err error) {
	err = s.read(ctx, func(t *tx) error {
		c, err := currentCampaign(t)
		if err != nil {
			return err
		}
		stats, err := statistics(t, c)
		if err != nil {
			return err
		}
		all, err := targets(t, c.ID)
		if err != nil {
			return err
		}
		taken, err := decisions(t, "campaign_id = ?", c.ID)
		rows = AnnualRows(stats, all, taken)
		return err
	})
	return rows, err
}

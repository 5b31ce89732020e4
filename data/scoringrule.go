package data

import (
	"context"
	"slices"
	"strings"
	"time"
)

// RuleChange tells of a scoring rule that was changed after a seal.
type RuleChange struct {
	Number        int
	At            time.Time
	Operator      string
	Reason        string
	Before, After string // the rules in words, a sentence a line
}

// SaveScoring changes the campaign's scoring rule. Once a round is sealed it needs a reason: every result on the screen is then
// recalculated and says 规则已变更; issued papers stay as they are (design.md §11). Saving the same rule changes nothing.
func (s *Store) SaveScoring(ctx context.Context, rule Scoring, reason string) error {
	if err := rule.Validate(); err != nil {
		return err
	}
	return s.write(ctx, func(t *tx) error {
		c, err := currentCampaign(t)
		if err != nil {
			return err
		}
		sealed, err := anySealed(t, c)
		if err != nil {
			return err
		}
		return changeScoring(t, c, rule, reason, sealed)
	})
}

func changeScoring(t *tx, c *Campaign, rule Scoring, reason string, sealed bool) error {
	if rule == c.Scoring {
		return nil
	}
	reason = CleanLine(reason)
	if sealed && reason == "" {
		return refuse(Invalid, "评议已经封存。这时改计分规则，要写明理由：全部结果会重算，记入日志，已签发的公文不变。")
	}
	before := strings.Join(c.Scoring.Words(), "\n")
	c.Scoring = rule
	if err := saveCampaign(t, c); err != nil {
		return err
	}
	if !sealed {
		return t.journal(c.ID, "修改计分规则")
	}
	if err := t.exec(`INSERT INTO rule_change (campaign_id, number, at, operator, reason, before, after)
		SELECT ?1, coalesce(max(number), 0) + 1, ?2, ?3, ?4, ?5, ?6 FROM rule_change WHERE campaign_id = ?1`,
		c.ID, storedTime{&t.now}, t.operator, reason, before, strings.Join(rule.Words(), "\n")); err != nil {
		return err
	}
	return t.journal(c.ID, "封存后修改计分规则，理由：%s", reason)
}

// keepsScoring refuses settings that would change the rule of a sealed round without a reason.
func keepsScoring(t *tx, c *Campaign) error {
	stored, err := campaigns(t, "id = ?", c.ID)
	if err != nil || stored[0].Scoring == c.Scoring {
		return err
	}
	sealed, err := anySealed(t, c)
	if err == nil && sealed {
		err = refuse(State, "评议已经封存，计分规则不能在这里改。请到“计分规则”里改，并写明理由；其他设置没有保存，请重新保存。")
	}
	return err
}

// anySealed tells whether a round of the campaign is sealed.
func anySealed(t *tx, c *Campaign) (bool, error) {
	all, err := tallies(t, c.ID)
	return slices.ContainsFunc(all, func(tally Tally) bool { return tally.Sealed }), err
}

// RuleChanges returns the changes of the current campaign's scoring rule after a seal, the first one first.
func (s *Store) RuleChanges(ctx context.Context) (all []RuleChange, err error) {
	err = s.read(ctx, func(t *tx) error {
		campaign, err := currentID(t)
		if err != nil {
			return err
		}
		all, err = ruleChanges(t, campaign)
		return err
	})
	return all, err
}

func ruleChanges(t *tx, campaign ID) ([]RuleChange, error) {
	return list(t, func(c *RuleChange) []any {
		return []any{&c.Number, storedTime{&c.At}, &c.Operator, &c.Reason, &c.Before, &c.After}
	}, "SELECT number, at, operator, reason, before, after FROM rule_change WHERE campaign_id = ? ORDER BY number", campaign)
}

// shares are the weights of a rule with the names under which they are stored.
func (s *Scoring) shares() map[string][]Share {
	return map[string][]Share{"group": s.Groups[:], "aspect": s.Aspects[:], "criterion": s.Criteria[:]}
}

const scoringColumns = "campaign_id, score_unfamiliar, unfamiliar, denominator, team_by_criteria, decimals"

// saveScoring writes what the campaign's own columns don't hold of its rule.
func saveScoring(t *tx, c *Campaign) error {
	s := &c.Scoring
	if err := t.upsert("scoring", scoringColumns, 1, c.ID, s.ScoreUnfamiliar, s.Unfamiliar, s.Denominator, s.TeamByCriteria, s.Decimals); err != nil {
		return err
	}
	if err := t.exec("DELETE FROM scoring_weight WHERE campaign_id = ?", c.ID); err != nil {
		return err
	}
	for part, shares := range s.shares() {
		for i, share := range shares {
			if share == 0 {
				continue
			}
			if err := t.exec("INSERT INTO scoring_weight (campaign_id, part, number, share) VALUES (?, ?, ?, ?)", c.ID, part, i+1, share); err != nil {
				return err
			}
		}
	}
	return nil
}

// loadScoring completes the campaign's rule. One from before these tables has the defaults.
func loadScoring(t *tx, c *Campaign) error {
	s := &c.Scoring
	s.Decimals = DefaultScoring.Decimals
	found, err := list(t, func(*struct{}) []any {
		return []any{&s.ScoreUnfamiliar, &s.Unfamiliar, &s.Denominator, &s.TeamByCriteria, &s.Decimals}
	}, "SELECT score_unfamiliar, unfamiliar, denominator, team_by_criteria, decimals FROM scoring WHERE campaign_id = ?", c.ID)
	if err != nil || len(found) == 0 {
		return err
	}
	type weight struct {
		part   string
		number int
		share  Share
	}
	weights, err := list(t, func(w *weight) []any { return []any{&w.part, &w.number, &w.share} },
		"SELECT part, number, share FROM scoring_weight WHERE campaign_id = ?", c.ID)
	for _, w := range weights {
		s.shares()[w.part][w.number-1] = w.share
	}
	return err
}

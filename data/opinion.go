package data

import (
	"context"
	"slices"
	"strings"
)

// Opinion is a 意见建议: one thing that somebody said, about a target or in general. Where it was said is its gathering's;
// who said it is nowhere.
type Opinion struct {
	ID          ID
	GatheringID ID
	Number      int    // the order in which it was noted at its gathering, given by the store; 0 on ballots, which have none
	TargetID    ID     // empty: general (综合)
	Aspect      Aspect // may be empty
	Criterion   int    // Criterion.Number; 0: none in particular
	Text        string

	// The store's: the problem that it was merged into, empty for none, and what is its gathering's.
	ProblemID ID
	Channel   Channel
	Date      Date // zero on ballots
	Place     string
}

// OpinionFilter chooses opinions. An empty field chooses all.
type OpinionFilter struct {
	GatheringID ID
	Channel     Channel
	TargetID    ID
	General     bool // only those about nobody in particular
	Aspect      Aspect
	Criterion   int
	ProblemID   ID
	Unmerged    bool   // only those that belong to no problem
	Search      string // in the text: every word has to be there
}

// Match tells whether the filter lets the opinion through.
func (f OpinionFilter) Match(o Opinion) bool {
	for word := range strings.FieldsSeq(f.Search) {
		if !strings.Contains(o.Text, word) {
			return false
		}
	}
	return (f.GatheringID == "" || f.GatheringID == o.GatheringID) &&
		(f.Channel == "" || f.Channel == o.Channel) &&
		(f.TargetID == "" || f.TargetID == o.TargetID) &&
		(!f.General || o.TargetID == "") &&
		(f.Aspect == "" || f.Aspect == o.Aspect) &&
		(f.Criterion == 0 || f.Criterion == o.Criterion) &&
		(f.ProblemID == "" || f.ProblemID == o.ProblemID) &&
		(!f.Unmerged || o.ProblemID == "")
}

// SaveOpinions enters opinions or changes them, all or none; they are numbered in the order in which they come. A
// criterion brings its aspect with it.
func (s *Store) SaveOpinions(ctx context.Context, opinions ...Opinion) error {
	return s.write(ctx, func(t *tx) error {
		c, err := currentCampaign(t)
		if err != nil {
			return err
		}
		for _, o := range opinions {
			if err := saveOpinion(t, c, &o); err != nil {
				return err
			}
		}
		return nil
	})
}

// validate refuses an opinion that says nothing or concerns what the campaign doesn't have.
func (o *Opinion) validate(t *tx, c *Campaign) error {
	o.Text = strings.TrimSpace(strings.ReplaceAll(strings.ToValidUTF8(o.Text, ""), "\r\n", "\n"))
	if o.Text == "" {
		return refuse(Invalid, "意见内容还没有填写。请填写后再保存。")
	}
	if o.Criterion != 0 {
		i := slices.IndexFunc(c.Criteria, func(criterion Criterion) bool { return criterion.Number == o.Criterion })
		if i < 0 {
			return refuse(Invalid, "没有第 %d 项评议内容。请重新选择。", o.Criterion)
		}
		o.Aspect = c.Criteria[i].Aspect
	}
	if o.Aspect != "" && o.Aspect.String() == "" {
		return refuse(Invalid, "意见的类别不是工作评价或者作风评价。请重新选择。")
	}
	if o.TargetID != "" {
		if _, err := findTarget(t, o.TargetID); err != nil {
			return err
		}
		if _, err := t.belongs("target", o.TargetID, c.ID); err != nil {
			return err
		}
	}
	return nil
}

func saveOpinion(t *tx, c *Campaign, o *Opinion) error {
	if err := o.validate(t, c); err != nil {
		return err
	}
	g, err := ownGathering(t, o.GatheringID)
	if err != nil {
		return err
	}
	old, err := opinions(t, "opinion.id = ?", o.ID)
	if err != nil {
		return err
	}
	switch {
	case len(old) > 0 && old[0].GatheringID == o.GatheringID:
		o.Number = old[0].Number
	case g.Channel == BallotSheet:
		o.Number = 0
	default:
		if _, err := t.value(&o.Number, "SELECT coalesce(max(number), 0) + 1 FROM opinion WHERE gathering_id = ?", g.ID); err != nil {
			return err
		}
	}
	if len(old) > 0 {
		o.ProblemID, o.Channel, o.Date, o.Place = old[0].ProblemID, g.Channel, g.Date, g.Place
		if *o == old[0] {
			return nil
		}
	}
	if err := t.upsert("opinion", "id, gathering_id, number, target_id, aspect, criterion, text", 1,
		o.ID, o.GatheringID, o.Number, orNull(o.TargetID), o.Aspect, o.Criterion, o.Text); err != nil {
		return err
	}
	if len(old) > 0 {
		return t.journalOnce(g.ID, "修改意见建议")
	}
	return t.journalOnce(g.ID, "登记意见建议") // the gathering, never the opinion (safety.md §4)
}

// DeleteOpinion takes an opinion out that was entered by mistake.
func (s *Store) DeleteOpinion(ctx context.Context, id ID) error {
	return s.write(ctx, func(t *tx) error {
		found, err := opinions(t, "opinion.id = ?", id)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return refuse(NotFound, "没有找到这条意见。请从列表中重新选择。")
		}
		if _, err := ownGathering(t, found[0].GatheringID); err != nil {
			return err
		}
		if err := t.exec("DELETE FROM opinion WHERE id = ?", id); err != nil {
			return err
		}
		return t.journal(found[0].GatheringID, "删除意见建议一条")
	})
}

// Opinions returns the chosen opinions of the current campaign: the newest gatherings first, within one in the order in
// which they were noted. Those from ballots come last, by their random IDs.
func (s *Store) Opinions(ctx context.Context, f OpinionFilter) (chosen []Opinion, err error) {
	err = s.read(ctx, func(t *tx) error {
		campaign, err := currentID(t)
		if err != nil {
			return err
		}
		all, err := campaignOpinions(t, campaign)
		for _, o := range all {
			if f.Match(o) {
				chosen = append(chosen, o)
			}
		}
		return err
	})
	return chosen, err
}

// CountOpinions returns how many opinions concern each target; those about nobody in particular are under "".
func CountOpinions(all []Opinion) map[ID]int {
	counts := map[ID]int{}
	for _, o := range all {
		counts[o.TargetID]++
	}
	return counts
}

func (o *Opinion) fields() []any {
	return []any{&o.ID, &o.GatheringID, &o.Number, &o.TargetID, &o.Aspect, &o.Criterion, &o.Text, &o.ProblemID, &o.Channel, &o.Date, &o.Place}
}

func opinions(t *tx, where string, args ...any) ([]Opinion, error) {
	return list(t, (*Opinion).fields, `SELECT opinion.id, gathering_id, number, coalesce(target_id, ''), aspect, criterion, text,
		coalesce(problem_id, ''), channel, date, place FROM opinion JOIN gathering ON gathering.id = gathering_id WHERE `+where, args...)
}

func campaignOpinions(t *tx, campaign ID) ([]Opinion, error) {
	return opinions(t, "campaign_id = ? ORDER BY date DESC, gathering_id, number, opinion.id", campaign)
}

package data

import (
	"context"
	"slices"
	"strings"
)

// Channel is how an opinion came in (plan.md §三.2（1）).
type Channel string

// The channels.
const (
	Forum       Channel = "forum"        // 恳谈会
	Box         Channel = "box"          // 意见箱
	Visit       Channel = "visit"        // 走访群众
	Interview   Channel = "interview"    // 个别谈话
	BallotSheet Channel = "ballot-sheet" // 评议票
)

// Channels lists the four channels by which opinions are gathered before the report is written.
var Channels = []Channel{Forum, Box, Visit, Interview}

// String returns the channel's name.
func (c Channel) String() string {
	return map[Channel]string{Forum: "恳谈会", Box: "意见箱", Visit: "走访群众", Interview: "个别谈话", BallotSheet: "评议票"}[c]
}

// Gathering is one 征求意见: a meeting, an opening of the box, a visit, an interview. What is written on the ballots of
// a round hangs under one gathering of its own, which has no date.
type Gathering struct {
	ID      ID
	Channel Channel
	Date    Date
	Place   string
	Hosts   string // who held it, names separated by 、
	People  int    // how many came, were visited, had written
	Note    string
}

// Validate refuses a gathering that can't be kept. What is on ballots is entered with the ballots.
func (g Gathering) Validate() error {
	switch {
	case !slices.Contains(Channels, g.Channel):
		return refuse(Invalid, "征求意见的方式还没有选定。请选定恳谈会、意见箱、走访群众或者个别谈话。")
	case g.Date.IsZero():
		return refuse(Invalid, "%s的日期还没有填写。请填写后再保存。", g.Channel)
	case g.People < 0:
		return refuse(Invalid, "人数“%d”不对。人数不能是负数，请改正。", g.People)
	}
	return nil
}

// SaveGathering enters a gathering or changes it.
func (s *Store) SaveGathering(ctx context.Context, g Gathering) error {
	for _, text := range []*string{&g.Place, &g.Hosts, &g.Note} {
		*text = CleanLine(*text)
	}
	if err := g.Validate(); err != nil {
		return err
	}
	return s.write(ctx, func(t *tx) error {
		campaign, err := currentID(t)
		if err != nil {
			return err
		}
		exists, err := t.belongs("gathering", g.ID, campaign)
		if err != nil {
			return err
		}
		if exists {
			old, err := findGathering(t, g.ID)
			if err != nil || *old == g {
				return err
			}
			if old.Channel == BallotSheet {
				return refuse(State, "这是评议票上的意见，方式不能改。请另建一次征求意见。")
			}
		}
		if err := t.upsert("gathering", "id, campaign_id, "+strings.TrimPrefix(gatheringColumns, "id, "), 2,
			slices.Insert(g.fields(), 1, any(campaign))...); err != nil {
			return err
		}
		if exists {
			return t.journal(g.ID, "修改征求意见：%s %s", g.Channel, g.Date)
		}
		return t.journal(g.ID, "登记征求意见：%s %s", g.Channel, g.Date)
	})
}

// DeleteGathering takes a gathering out that was entered by mistake. It refuses while opinions hang under it.
func (s *Store) DeleteGathering(ctx context.Context, id ID) error {
	return s.write(ctx, func(t *tx) error {
		g, err := ownGathering(t, id)
		if err != nil {
			return err
		}
		var held int
		if _, err := t.value(&held, "SELECT count(*) FROM opinion WHERE gathering_id = ?", id); err != nil {
			return err
		}
		if held > 0 {
			return refuse(State, "这次%s下面还有 %d 条意见，不能删除。请先删除这些意见，或者修改这次%s。", g.Channel, held, g.Channel)
		}
		if err := t.exec("DELETE FROM gathering WHERE id = ?", id); err != nil {
			return err
		}
		return t.journal(id, "删除征求意见：%s %s", g.Channel, g.Date)
	})
}

// Gatherings returns the current campaign's gatherings, the newest first.
func (s *Store) Gatherings(ctx context.Context) (all []Gathering, err error) {
	err = s.read(ctx, func(t *tx) error {
		campaign, err := currentID(t)
		if err != nil {
			return err
		}
		all, err = gatherings(t, campaign)
		return err
	})
	return all, err
}

const gatheringColumns = "id, channel, date, place, hosts, people, note"

func (g *Gathering) fields() []any {
	return []any{&g.ID, &g.Channel, &g.Date, &g.Place, &g.Hosts, &g.People, &g.Note}
}

func gatherings(t *tx, campaign ID) ([]Gathering, error) {
	return list(t, (*Gathering).fields, "SELECT "+gatheringColumns+" FROM gathering WHERE campaign_id = ? ORDER BY date DESC, id", campaign)
}

func findGathering(t *tx, id ID) (*Gathering, error) {
	found, err := list(t, (*Gathering).fields, "SELECT "+gatheringColumns+" FROM gathering WHERE id = ?", id)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, refuse(NotFound, "没有找到这次征求意见。请先登记方式、日期和地点。")
	}
	return &found[0], nil
}

// ownGathering returns a gathering of the current campaign.
func ownGathering(t *tx, id ID) (*Gathering, error) {
	campaign, err := currentID(t)
	if err != nil {
		return nil, err
	}
	g, err := findGathering(t, id)
	if err != nil {
		return nil, err
	}
	_, err = t.belongs("gathering", id, campaign)
	return g, err
}

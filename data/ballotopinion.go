package data

import "context"

// What is written on ballots is typed into a list of the round, never tied to a ballot (design.md §6): an opinion has a
// random ID of its own and no number, and lists show them by that ID, so that their order is as good as shuffled. The journal
// tells once who entered opinions, never how many or when each. They may still be typed after the seal: they are no part of
// the count, and by then nothing tells of the ballots' order with which theirs could be compared.

// BallotOpinions returns what was written on the ballots of a round, in no particular order.
func (s *Store) BallotOpinions(ctx context.Context, round ID) (all []Opinion, err error) {
	err = s.read(ctx, func(t *tx) error {
		if _, err := findRound(t, round); err != nil {
			return err
		}
		all, err = opinions(t, "round_id = ? ORDER BY opinion.id", round)
		return err
	})
	return all, err
}

// SaveBallotOpinions enters opinions from the ballots of a round or changes them, all or none; their GatheringID is the
// store's. A void round is refused: its ballots don't count, and neither does what is written on them.
func (s *Store) SaveBallotOpinions(ctx context.Context, round ID, opinions ...Opinion) error {
	return s.write(ctx, func(t *tx) error {
		c, err := currentCampaign(t)
		if err != nil {
			return err
		}
		r, err := findRound(t, round)
		if err != nil {
			return err
		}
		if err := t.ownRound(r); err != nil {
			return err
		}
		if !r.Live() {
			return r.RefuseClosed()
		}
		gathering, err := ballotGathering(t, c.ID, r)
		if err != nil {
			return err
		}
		for _, o := range opinions {
			o.GatheringID = gathering
			if err := saveOpinion(t, c, &o); err != nil {
				return err
			}
		}
		return nil
	})
}

// ballotGathering returns the gathering under which the opinions of a round's ballots hang, setting it up with the first.
func ballotGathering(t *tx, campaign ID, r *Round) (id ID, err error) {
	found, err := t.value(&id, "SELECT id FROM gathering WHERE round_id = ?", r.ID)
	if err != nil || found {
		return id, err
	}
	id = NewID()
	return id, t.exec(`INSERT INTO gathering (id, campaign_id, channel, round_id, date, place, hosts, people, note)
		VALUES (?, ?, ?, ?, '', '', '', 0, ?)`, id, campaign, BallotSheet, r.ID, r.Name())
}

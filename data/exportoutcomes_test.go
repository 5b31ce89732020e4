package data

import "context"

// SaveScoringSealed changes the scoring rule as it is changed once a round is sealed.
func (s *Store) SaveScoringSealed(ctx context.Context, rule Scoring, reason string) error {
	return s.write(ctx, func(t *tx) error {
		c, err := currentCampaign(t)
		if err != nil {
			return err
		}
		return changeScoring(t, c, rule, reason, true)
	})
}

// DecideSealed takes a decision as it is taken once every round is sealed.
func (s *Store) DecideSealed(ctx context.Context, d Decision) (*Decision, error) {
	err := s.write(ctx, func(t *tx) error {
		c, err := currentCampaign(t)
		if err != nil {
			return err
		}
		stats, err := statistics(t, c)
		if err != nil {
			return err
		}
		return takeDecision(t, c, stats, &d)
	})
	return &d, err
}

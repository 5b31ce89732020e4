package data

import (
	"context"
	"fmt"
)

// sampleReader is who reads the sample's ballots a second time.
const sampleReader = "韩雪"

// sampleSeals reads the internal round a second time, waives that of the social one, which the county counts, and seals both.
func sampleSeals(ctx context.Context, s *Store) error {
	held, err := s.Rounds(ctx)
	if err != nil {
		return err
	}
	for _, r := range held {
		if r.Kind == Internal {
			err = sampleSecondPass(ctx, s, r)
		} else {
			err = s.WaiveSecondPass(ctx, r.ID, "县活动办公室集中计票，两人唱票、两人计票")
		}
		if err != nil {
			return err
		}
		if _, err := s.SealRound(ctx, r.ID); err != nil {
			return fmt.Errorf("seal %s: %w", r.Name(), err)
		}
	}
	return nil
}

// sampleSecondPass reads every sheet of the round again, by another name and without a difference.
func sampleSecondPass(ctx context.Context, s *Store, r Round) error {
	reader := s.on(DateOf(s.clock()))
	reader.operator = sampleReader
	for _, g := range r.Groups {
		sheets, err := s.RecentBallots(ctx, r.ID, g.ID, g.Returned)
		if err != nil {
			return err
		}
		for _, b := range sheets {
			place := SheetPlace{RoundID: r.ID, GroupID: g.ID, Batch: b.Batch(), Sheet: b.Sheet()}
			if err := reader.SaveSecondReading(ctx, place, Reading{Marks: b.Marks, Spoiled: b.Spoiled}); err != nil {
				return err
			}
		}
	}
	return nil
}

package data

import "context"

// sampleOutcomes decides on one suggestion of the sample campaign and leaves the others open. Nothing is decided while a round isn't sealed.
func sampleOutcomes(ctx context.Context, s *Store) error {
	o, err := s.Outcomes(ctx)
	if err != nil {
		return err
	}
	for _, suggestion := range o.Suggestions {
		if !suggestion.Sealed || suggestion.Name != "周立民" {
			continue
		}
		d := Decision{
			ID: sampleID("decision " + suggestion.Name), TargetID: suggestion.TargetID, Decider: "办党组", Date: DateOf(s.clock()),
			Basis: "办党组会议研究：群众反映方案论证不听采油队意见，评议结果较差",
		}
		for _, m := range suggestion.Measures {
			if m.Ticked && m.Measure != Extension {
				d.Measures = append(d.Measures, DecidedMeasure{m.Measure, m.Subject})
			}
		}
		if suggestion.Band == BandVeryPoor {
			d.Serious = NotSerious
		}
		if _, err := s.ConfirmOutcome(ctx, d); err != nil {
			return err
		}
	}
	return nil
}

package data

import (
	"context"
	"slices"
)

// VoidRound declares an open round void (整次无效): when more ballots came back than were given out nobody can tell which
// of them count (design.md §6). The round stays with everything that is in it, read-only and never counted; only the order
// in which its ballots came is wiped, as at a seal: they are somebody's votes all the same. Voiding it again for the same
// reason changes nothing.
func (s *Store) VoidRound(ctx context.Context, id ID, reason string) error {
	if reason = CleanLine(reason); reason == "" {
		return refuse(Invalid, "整次无效的原因还没有填写。请写明原因，再定为无效。")
	}
	s.keying.Lock()
	defer s.keying.Unlock()
	delete(s.entries, id) // whoever is keying is stopped at the next sheet
	clear(s.stacks)
	err := s.write(ctx, func(t *tx) error {
		r, err := findRound(t, id)
		if err != nil {
			return err
		}
		if err := t.ownRound(r); err != nil {
			return err
		}
		if r.State == RoundVoid && r.VoidReason == reason {
			return nil
		}
		if err := r.RefuseClosed(); err != nil {
			return err
		}
		if err := s.forgetOrder(t, r); err != nil {
			return err
		}
		if err := t.exec("UPDATE round SET state = ?, void_reason = ? WHERE id = ?", RoundVoid, reason, id); err != nil {
			return err
		}
		return t.journal(id, "%s整次无效：%s", r.Name(), reason)
	})
	if err != nil {
		return err
	}
	return notWiped("定为无效", s.wipe(ctx))
}

// RedoRound sets a void round up again and returns the new one, 内部评议（第2次）: the same people, place, 议程, rules,
// 人员名单 and 应到. Everything that was counted is zero, nobody is present yet, the day is open and the form follows the
// targets again. Conflict when it was set up already.
func (s *Store) RedoRound(ctx context.Context, voidID ID) (Round, error) {
	var again Round
	err := s.write(ctx, func(t *tx) error {
		r, err := findRound(t, voidID)
		if err != nil {
			return err
		}
		if err := t.ownRound(r); err != nil {
			return err
		}
		if r.State != RoundVoid {
			return refuse(State, "%s没有定为无效，不用重新评议。", r.Name())
		}
		list, err := invitees(t, voidID)
		if err != nil {
			return err
		}
		again = r.afresh()
		campaign, err := currentID(t)
		if err != nil {
			return err
		}
		if err := saveRound(t, campaign, &again); err != nil {
			return err
		}
		for i := range list {
			list[i].Present = false
		}
		if err := saveInvitees(t, again.ID, list); err != nil {
			return err
		}
		return t.journal(again.ID, "重新组织：建立%s", again.Name())
	})
	return again, err
}

// afresh returns the round with nothing done yet.
func (r *Round) afresh() Round {
	again := *r
	again.ID, again.Date = NewID(), Date{}
	again.Groups = slices.Clone(r.Groups)
	for i, g := range again.Groups {
		again.Groups[i] = Group{ID: NewID(), Kind: g.Kind, Expected: g.Expected, Paper: g.Paper}
	}
	return again
}

// ownRound refuses a round of another campaign.
func (t *tx) ownRound(r *Round) error {
	campaign, err := currentID(t)
	if err != nil {
		return err
	}
	_, err = t.belongs("round", r.ID, campaign)
	return err
}

package data

import "context"

// AskTargets chooses how the ballots ask about some targets of the current campaign (design.md §6, 票样). Forms that are
// frozen keep their lines.
func (s *Store) AskTargets(ctx context.Context, ids []ID, ask Ask) error {
	if ask.String() == "" {
		return refuse(Invalid, "票样的问法不是一项、两项或者九项。请重新选定。")
	}
	return s.write(ctx, func(t *tx) error {
		campaign, err := currentID(t)
		if err != nil {
			return err
		}
		var changed []*Target
		for _, id := range ids {
			target, err := findTarget(t, id)
			if err != nil {
				return err
			}
			if _, err := t.belongs("target", id, campaign); err != nil {
				return err
			}
			if target.Ask == ask {
				continue
			}
			changed = append(changed, target)
			if err := t.exec("UPDATE target SET ask = ? WHERE id = ?", ask, id); err != nil {
				return err
			}
		}
		switch len(changed) {
		case 0:
			return nil
		case 1:
			return t.journal(changed[0].ID, "%s的票样改为%s", changed[0].Name, ask)
		}
		return t.journal("", "%s等 %d 个对象的票样改为%s", changed[0].Name, len(changed), ask)
	})
}

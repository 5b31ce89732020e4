package data

import (
	"context"
	"strings"
)

// ItemRecord is an item with everything that hangs under it, each list by its dates.
type ItemRecord struct {
	LedgerItem
	Plan           []Step // by due date
	Progress       []ItemProgress
	Evidence       []Evidence
	Publications   []ItemPublication
	Inspections    []Inspection
	Accountability []Accountability
	DueChanges     []DueChange
	Decisions      []ItemDecision
}

// MissingToClose names what the 销号 of an item still lacks: what was done, evidence, the 公示 of the effect.
func (r ItemRecord) MissingToClose() (names []string) {
	shown := false
	for _, p := range r.Publications {
		shown = shown || p.Subject == EffectShown
	}
	for _, need := range []struct {
		name  string
		there bool
	}{{"整改结果", r.Closing.Note != ""}, {"佐证材料", len(r.Evidence) > 0}, {"整改成效的公示", shown}} {
		if !need.there {
			names = append(names, need.name)
		}
	}
	return names
}

func (r ItemRecord) readyToClose() error {
	if missing := r.MissingToClose(); len(missing) > 0 {
		return refuse(Invalid, "第 %d 项还缺%s。请补齐后再办销号。", r.Number, strings.Join(missing, "、"))
	}
	return nil
}

// Item returns an item of the current campaign with everything that hangs under it.
func (s *Store) Item(ctx context.Context, id ID) (r *ItemRecord, err error) {
	err = s.read(ctx, func(t *tx) error {
		i, err := findItem(t, id)
		if err != nil {
			return err
		}
		r, err = itemRecord(t, i)
		return err
	})
	return r, err
}

// Ledger returns every item of the current campaign with everything that hangs under it, in the order of LedgerItems.
func (s *Store) Ledger(ctx context.Context) (all []ItemRecord, err error) {
	err = s.read(ctx, func(t *tx) error {
		campaign, err := currentID(t)
		if err != nil {
			return err
		}
		all, err = ledger(t, campaign)
		return err
	})
	return all, err
}

func ledger(t *tx, campaign ID) ([]ItemRecord, error) {
	listed, err := items(t, campaign)
	if err != nil {
		return nil, err
	}
	return itemRecords(t, listed, "item_id IN (SELECT id FROM ledger_item WHERE campaign_id = ?)", campaign)
}

func itemRecord(t *tx, i *LedgerItem) (*ItemRecord, error) {
	all, err := itemRecords(t, []LedgerItem{*i}, "item_id = ?", i.ID)
	if err != nil {
		return nil, err
	}
	return &all[0], nil
}

// itemRecords hangs the entries that where chooses under their items.
func itemRecords(t *tx, listed []LedgerItem, where string, arg any) ([]ItemRecord, error) {
	all, at := make([]ItemRecord, len(listed)), map[ID]*ItemRecord{}
	for n, i := range listed {
		all[n].LedgerItem, at[i.ID] = i, &all[n]
	}
	for _, hang := range []func() error{
		func() error {
			return hang(t, steps, where, arg, func(s Step) { at[s.ItemID].Plan = append(at[s.ItemID].Plan, s) })
		},
		func() error {
			return hang(t, itemProgress, where, arg, func(p ItemProgress) { at[p.ItemID].Progress = append(at[p.ItemID].Progress, p) })
		},
		func() error {
			return hang(t, evidence, where, arg, func(e Evidence) { at[e.ItemID].Evidence = append(at[e.ItemID].Evidence, e) })
		},
		func() error {
			return hang(t, itemPublications, where, arg, func(p ItemPublication) { at[p.ItemID].Publications = append(at[p.ItemID].Publications, p) })
		},
		func() error {
			return hang(t, inspections, where, arg, func(v Inspection) { at[v.ItemID].Inspections = append(at[v.ItemID].Inspections, v) })
		},
		func() error {
			return hang(t, accountabilities, where, arg, func(a Accountability) { at[a.ItemID].Accountability = append(at[a.ItemID].Accountability, a) })
		},
		func() error {
			return hang(t, dueChanges, where, arg, func(c DueChange) { at[c.ItemID].DueChanges = append(at[c.ItemID].DueChanges, c) })
		},
		func() error {
			return hang(t, itemDecisions, where, arg, func(d ItemDecision) { at[d.ItemID].Decisions = append(at[d.ItemID].Decisions, d) })
		},
	} {
		if err := hang(); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// hang reads one table of entries and hands each to its item.
func hang[T any](t *tx, read func(*tx, string, ...any) ([]T, error), where string, arg any, add func(T)) error {
	entries, err := read(t, where, arg)
	for _, entry := range entries {
		add(entry)
	}
	return err
}

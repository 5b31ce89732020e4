package data

import (
	"context"
	"fmt"
)

// StartNextCampaign begins the campaign of a later year where the current one, which has to be archived, ended: it takes over the
// office's names, criteria and rules, the active targets, and the items that go on as 延续事项, each linked to its origin. It
// becomes the current one; the archived campaign stays as it is (design.md §11).
func (s *Store) StartNextCampaign(ctx context.Context, year int) (id ID, err error) {
	err = s.write(ctx, func(t *tx) error {
		last, err := currentCampaign(t)
		if err != nil {
			return err
		}
		if err := mayFollow(t, last, year); err != nil {
			return err
		}
		next := *last
		next.ID, next.Year, next.Phases = NewID(), year, PlanTemplate(year).Phases
		if err := next.Validate(); err != nil {
			return err
		}
		if err := saveCampaign(t, &next); err != nil {
			return err
		}
		if err := makeCurrent(t, next.ID); err != nil {
			return err
		}
		id = next.ID
		if err := t.journal(next.ID, "建立 %d年%s，承接 %d年", year, next.Title, last.Year); err != nil {
			return err
		}
		return takeOver(t, last, &next)
	})
	return id, err
}

func mayFollow(t *tx, last *Campaign, year int) error {
	if _, ok, err := archived(t, last.ID); err != nil {
		return err
	} else if !ok {
		return refuse(State, "%d年%s还没有归档。请先归档，再建立下一年的活动。", last.Year, last.Title)
	}
	if year <= last.Year {
		return refuse(Invalid, "新活动的年度 %d 不晚于 %d。请填写以后的年度。", year, last.Year)
	}
	var taken int
	found, err := t.value(&taken, "SELECT year FROM campaign WHERE year = ?", year)
	if err == nil && found {
		err = refuse(Conflict, "%d年的活动已经建立。请换到那个活动。", year)
	}
	return err
}

// takeOver enters the rules, the roster and the 延续事项 of the last campaign.
func takeOver(t *tx, last, next *Campaign) error {
	if err := inheritOutcomeRules(t, last.ID, next.ID); err != nil {
		return err
	}
	heirs, err := inheritRoster(t, last, next)
	if err != nil {
		return err
	}
	return inheritItems(t, last, next, heirs)
}

// inheritRoster enters the active targets anew and returns which new one stands for which old one.
func inheritRoster(t *tx, last, next *Campaign) (heirs map[ID]ID, err error) {
	earlier, err := targets(t, last.ID)
	if err != nil {
		return nil, err
	}
	heirs = map[ID]ID{}
	for _, target := range earlier {
		if target.Withdrawn {
			continue
		}
		old := target.ID
		target.ID, target.Rank = NewID(), len(heirs)+1
		heirs[old] = target.ID
		if err := saveTarget(t, next.ID, target); err != nil {
			return nil, err
		}
	}
	return heirs, t.journal(next.ID, "承接评议对象 %d 个", len(heirs))
}

// inheritItems enters the items that go on, with their steps and progress. What was being worked on is worked on; a target that isn't
// appraised any more leaves its item to the office.
func inheritItems(t *tx, last, next *Campaign, heirs map[ID]ID) error {
	listed, err := items(t, last.ID)
	if err != nil {
		return err
	}
	for _, old := range listed {
		if !old.CarriesOver(*last) {
			continue
		}
		item := old
		item.ID, item.OriginID, item.ProblemID, item.TargetID = NewID(), old.ID, "", heirs[old.TargetID]
		item.Source, item.Closing = fmt.Sprintf("%d年第 %d 项延续事项", last.Year, old.Number), CloseOut{}
		switch old.State {
		case ItemReview:
			item.State = ItemDraft
		case ItemClosing:
			item.State = ItemOpen
		}
		if err := numberItem(t, next.ID, &item); err != nil {
			return err
		}
		if err := saveItem(t, next.ID, &item); err != nil {
			return err
		}
		if err := inheritEntries(t, old.ID, item.ID); err != nil {
			return err
		}
		if err := t.journal(item.ID, "延续事项第 %d 项，承接 %d年第 %d 项", item.Number, last.Year, old.Number); err != nil {
			return err
		}
	}
	return nil
}

// inheritEntries copies the steps and the progress of an item.
func inheritEntries(t *tx, from, to ID) error {
	for table, columns := range map[string]string{
		"item_step": "number, content, due, done_on, note", "item_progress": "number, date, percent, text, by",
	} {
		if err := t.exec("INSERT INTO "+table+" (id, item_id, "+columns+") SELECT lower(hex(randomblob(16))), ?, "+columns+
			" FROM "+table+" WHERE item_id = ?", to, from); err != nil {
			return err
		}
	}
	return nil
}

package data

import (
	"cmp"
	"fmt"
	"strings"
)

// ItemName is how papers call a ledger item. A 督办通知单 is about the items that it names in its title or its text.
func ItemName(number int) string { return fmt.Sprintf("整改台账第%d项", number) }

// enterSupervision enters a 督查 at each item that a 督办通知单 is about, so that the ledger tells of the notice from the moment
// in which it is issued (design.md §9).
func enterSupervision(t *tx, d *Document) error {
	c, err := currentCampaign(t)
	if err != nil {
		return err
	}
	listed, err := items(t, c.ID)
	if err != nil {
		return err
	}
	day := d.Date
	if today := DateOf(t.now); day.After(today) {
		day = today
	}
	finding := fmt.Sprintf("发出督办通知单（%s），要求限期办结。", cmp.Or(d.Number.String(), d.TitleLine()))
	for _, i := range listed {
		e := newEntry("inspection", NewID(), i.ID, "date, by, finding, document_id", day, cmp.Or(c.OfficeShort, c.Office), finding, d.ID)
		if !strings.Contains(d.TitleLine()+"\n"+d.Text, ItemName(i.Number)) || e.may(&i) != nil {
			continue
		}
		if err := keepEntry(t, &i, e); err != nil {
			return err
		}
	}
	return nil
}

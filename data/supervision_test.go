package data_test

import (
	"strings"
	"testing"

	"liangping/data"
)

// A 督办通知单 leaves a 督查 at each item that it names, and at no other; issuing it again leaves no second one.
func TestSupervisionEntersInspections(t *testing.T) {
	o := numberedOffice(t)
	var ids []data.ID
	for range 2 {
		ids = append(ids, o.itemAt(data.ItemOpen))
	}
	draft := o.itemAt(data.ItemDraft)
	d := notice("关于督办" + data.ItemName(2) + "的通知")
	d.Paper, d.Text = data.SupervisionNotice, data.ItemName(3)+"还没有送审，第1项已经办完。"
	issued := o.issue(d)
	if _, err := o.IssueDocument(o.ctx, d.ID, printed); err != nil {
		t.Fatal(err)
	}
	for _, id := range []data.ID{ids[0], draft} {
		if r, err := o.Item(o.ctx, id); err != nil || len(r.Inspections) != 0 {
			t.Errorf("item %d has %v, %v", r.Number, r.Inspections, err)
		}
	}
	r, err := o.Item(o.ctx, ids[1])
	o.ok(err)
	if len(r.Inspections) != 1 {
		t.Fatalf("the item has %d inspections, want 1", len(r.Inspections))
	}
	v := r.Inspections[0]
	if v.DocumentID != d.ID || v.By == "" || !strings.Contains(v.Finding, issued.Number.String()) || v.Date.After(data.DateOf(o.clock.Now())) {
		t.Errorf("entered %+v", v)
	}
	o.issue(notice("关于" + data.ItemName(2) + "的通知"))
	if r, err = o.Item(o.ctx, ids[1]); err != nil || len(r.Inspections) != 1 {
		t.Errorf("another paper entered an inspection: %v, %v", r.Inspections, err)
	}
}

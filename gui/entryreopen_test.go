package gui

import (
	"context"
	"slices"
	"strings"
	"testing"

	"liangping/data"
)

// full is a sheet of the test roster with one mark throughout.
func full(mark string) string { return strings.Repeat(mark, 15) }

func TestEntryBatchCover(t *testing.T) {
	d := newEntryDesk(t, 27, nil)
	for range 24 {
		d.keys("1+<回车>")
	}
	if d.page.cover.Visible() {
		t.Fatal("a cover before the batch is full")
	}
	d.keys("2+<回车>")
	saveScreen(t, d.app, "05-cover")
	if !d.page.cover.Visible() || d.page.cover.batch != 1 || d.page.cover.sheets != 25 {
		t.Fatal("no cover after 25 sheets")
	}
	d.keys("123<↓>") // a hand that went on: nothing of it reaches a sheet, and the cover says so
	if !d.page.cover.refused || d.page.grid.sheet.answered() != 0 {
		t.Error("keys under the cover were not refused")
	}
	saveScreen(t, d.app, "05-cover-refused")
	d.keys("*") // the last sheet of the batch comes back through the cover
	d.expectNotice("第 25 张撤回来了", false)
	d.keys("<↑>3<回车>")
	if !d.page.cover.Visible() {
		t.Error("no cover after the sheet was saved again")
	}
	d.keys("<回车>4+<回车>4+<回车>")
	if !d.page.cover.Visible() || d.page.cover.batch != 2 || d.page.cover.sheets != 2 {
		t.Error("no cover after the last sheet")
	}
	if got := d.stored(); len(got) != 27 || got[24] != full("2")[:14]+"3" || got[26] != full("4") {
		t.Errorf("stored: %q", got)
	}
	d.keys("<Esc>")
	if !d.ended {
		t.Error("Esc on the last cover does not end")
	}
}

func TestEntryReopenByPageUp(t *testing.T) {
	d := newEntryDesk(t, 30, nil)
	d.keys("1+<回车>2+<回车>/1" + "33") // three on the disk, the fourth begun
	d.keys("<上页>")
	d.expectNotice("第 1 批第 3 张是废票（涂改无法辨认）", false)
	d.keys("<上页><上页>")
	if d.page.position != 1 || d.page.side.sheet.Text != "第 1 批　第 1 张" {
		t.Fatalf("at %d", d.page.position)
	}
	d.keys("<上页>")
	d.expectNotice("前面没有票了", true)
	d.keys("4")
	if s := d.page.grid.sheet; s.differing() != 1 || s.before(0) != data.Satisfied {
		t.Errorf("%d lines differ", s.differing())
	}
	saveScreen(t, d.app, "05-correcting")
	d.keys("<下页>") // not away from a change that isn't on the disk
	d.expectNotice("这一张改了 1 项，还没有存", true)
	d.expectStored(full("1"), full("2"), "涂改无法辨认")
	d.keys("<回车>")
	d.expectNotice("第 1 批第 1 张改好了", false)
	d.expectStored("4"+full("1")[1:], full("2"), "涂改无法辨认")
	if d.page.grid.sheet.answered() != 2 {
		t.Error("the sheet that was begun did not come back")
	}
	d.keys("<上页>5<Esc>") // a 废票 that is one after all
	d.expectNotice("没有改", false)
	d.keys("<上页>5+<回车>") // or none
	d.expectStored("4"+full("1")[1:], full("2"), full("5"))
	d.keys("<上页>/2")
	d.expectStored("4"+full("1")[1:], full("2"), "整张空白")
	d.keys("3+<回车>")
	d.expectStored("4"+full("1")[1:], full("2"), "整张空白", "33"+full("3")[2:])
	if d.ended {
		t.Error("it ended")
	}
}

func TestEntryFindByBatchAndSheet(t *testing.T) {
	d := newEntryDesk(t, 60, nil)
	for i := range 27 {
		d.keys(string(rune('1'+i%4)) + "+<回车>")
		if d.page.cover.Visible() {
			d.keys("<回车>")
		}
	}
	d.keys("<F8>1<回车>17<回车>")
	if d.app.dialogOpen() || d.page.position != 17 || d.page.grid.sheet.stored == nil {
		t.Fatalf("at %d", d.page.position)
	}
	d.keys("<Esc><F8>2<回车>9<回车>")
	if !d.app.dialogOpen() {
		t.Fatal("a sheet that is not there was opened")
	}
	saveScreen(t, d.app, "05-find")
	d.keys("2<回车>2<回车>")
	if d.app.dialogOpen() || d.page.position != 27 {
		t.Fatalf("at %d", d.page.position)
	}
	d.keys("<下页>")
	if d.page.position != 28 || d.page.grid.sheet.stored != nil {
		t.Error("PageDown after the last sheet is not the new one")
	}
}

// secondDesk reads the sheets of a first pass again.
func newSecondDesk(t *testing.T, first ...string) *entryDesk {
	t.Helper()
	d := newEntryDesk(t, len(first), nil)
	for _, marks := range first {
		d.keys(marks + "<回车>")
		if d.page.cover.Visible() {
			d.keys("<回车>")
		}
	}
	if err := d.store.SetOperator("韩雪"); err != nil {
		t.Fatal(err)
	}
	form, err := d.store.Form(context.Background(), d.page.round.ID)
	if err != nil {
		t.Fatal(err)
	}
	c, err := d.store.Campaign(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	d.page = newSecondPage(d.app, d.store, d.page.round, d.page.group, *form, c.Criteria, func() { d.ended = true })
	d.app.room.Objects[0] = d.page.root
	d.app.room.Refresh()
	d.page.reload()
	d.page.focus()
	return d
}

func (d *entryDesk) differences() (found []string) {
	d.t.Helper()
	pass, err := d.store.SecondPass(context.Background(), d.page.round.ID)
	if err != nil {
		d.t.Fatal(err)
	}
	for _, x := range pass.Open() {
		found = append(found, x.String()+x.Readings[0].Marks+"/"+x.Readings[1].Marks)
	}
	return found
}

func TestSecondPassIsBlind(t *testing.T) {
	d := newSecondDesk(t, "1+", "2+", "3+")
	if d.page.grid.sheet.answered() != 0 || d.page.grid.sheet.stored != nil || len(d.page.state.recent) != 0 {
		t.Fatal("the second pass shows the first")
	}
	saveScreen(t, d.app, "05-second")
	d.keys("1+<回车>")
	d.keys("*")
	d.expectNotice("第二遍不撤回", true)
	d.keys("24+<回车>")
	if n := len(d.page.state.recent); n != 2 {
		t.Errorf("%d readings beside the grid, want 2", n)
	}
	d.keys("<上页>") // its own reading, not the first
	if got := d.page.grid.sheet.stored.Marks; got != "2"+full("4")[1:] {
		t.Errorf("reopened: %q", got)
	}
	d.keys("22<回车>")
	if want := 13; len(d.differences()) != want {
		t.Errorf("%d differences, want %d", len(d.differences()), want)
	}
	d.keys("/1")
	if !d.page.cover.Visible() {
		t.Fatal("no cover at the end of the second pass")
	}
	d.keys("<回车>")
	if !d.ended {
		t.Error("the second pass does not end by itself")
	}
	d.page = newEntryPage(d.app, d.store, d.page.round, d.page.group, data.Form{}, nil, nil)
	if got := d.stored(); !slices.Equal(got, []string{full("1"), full("2"), full("3")}) {
		t.Errorf("the first pass was changed: %q", got)
	}
}

func TestSecondPassRefusesTheFirstKeyer(t *testing.T) {
	d := newSecondDesk(t, "1+", "2+")
	if err := d.store.SetOperator("刘敏"); err != nil {
		t.Fatal(err)
	}
	d.keys("1+<回车>")
	d.expectNotice("第二遍要换一个人", true)
	if d.page.grid.sheet.answered() != 15 {
		t.Error("the sheet is gone")
	}
	if err := d.store.SetOperator("韩雪"); err != nil {
		t.Fatal(err)
	}
	d.keys("<回车>")
	if d.page.state.keyed != 1 {
		t.Error("not saved by another name")
	}
}

func TestSecondPassGoesToAnotherBatch(t *testing.T) {
	first := slices.Repeat([]string{"1+"}, 30)
	d := newSecondDesk(t, first...)
	d.keys("<F8>2<回车>2<回车>")
	if d.app.dialogOpen() || d.page.position != 27 || d.page.grid.sheet.stored != nil {
		t.Fatalf("at %d, want the unread 27", d.page.position)
	}
	d.keys("1+<回车>2+<回车>")
	if d.page.position != 29 {
		t.Errorf("at %d, want 29", d.page.position)
	}
	d.keys("<F8>2<回车>3<回车>") // its own reading
	if d.page.position != 28 || d.page.grid.sheet.stored == nil {
		t.Errorf("at %d", d.page.position)
	}
	d.keys("<Esc>1+<回车>1+<回车><回车>") // to the end, then on with what was left out
	if d.page.position != 1 {
		t.Errorf("at %d, want 1", d.page.position)
	}
}

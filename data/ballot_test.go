package data_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"liangping/data"
)

func TestValidateMarks(t *testing.T) {
	for _, marks := range []string{"123405", "000000", "555555"} {
		if err := data.ValidateMarks(marks, 6); err != nil {
			t.Errorf("%s: %v", marks, err)
		}
	}
	for _, test := range []struct {
		name, marks string
		parts       []string
	}{
		{"nothing marked at all", "", []string{"共 6 行", "6 行没有录"}},
		{"nothing marked, as the grid has it", "      ", []string{"共 6 行", "6 行没有录"}},
		{"two open", "12 4 1", []string{"共 6 行", "2 行没有录"}},
		{"short", "1234", []string{"共 6 行", "2 行没有录"}},
		{"long", "1234051", []string{"录了 7 行", "只有 6 行"}},
		{"foreign", "1234x1", []string{"第 5 行", "x"}},
		{"full width", "123４51", []string{"第 4 行", "４"}},
		{"six", "123461", []string{"第 5 行", "6"}},
	} {
		t.Run(test.name, func(t *testing.T) { refused(t, data.ValidateMarks(test.marks, 6), data.Invalid, test.parts...) })
	}
}

func TestCountMarks(t *testing.T) {
	if got, want := data.CountMarks("1122233334500055"), (data.Counts{2, 3, 4, 1, 3, 3}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if n := data.CountMarks("1122233334500055").Graded(); n != 10 {
		t.Errorf("%d valid marks, want 10", n)
	}
}

func TestBatches(t *testing.T) {
	for position, want := range map[int][2]int{1: {1, 1}, 25: {1, 25}, 26: {2, 1}, 62: {3, 12}} {
		if b := (data.Ballot{Position: position}); b.Batch() != want[0] || b.Sheet() != want[1] {
			t.Errorf("sheet %d is %d-%d, want %v", position, b.Batch(), b.Sheet(), want)
		}
	}
}

func TestSaveBallot(t *testing.T) {
	o := newOffice(t)
	r := o.round(data.Social)
	marks := strings.Repeat("1", rosterLines)
	b := data.Ballot{ID: data.NewID(), RoundID: r.ID, GroupID: r.Groups[0].ID, Marks: marks}
	_, err := o.SaveBallot(o.ctx, b)
	refused(t, err, data.State, "名单") // an empty roster has no form
	o.roster()
	saved, err := o.SaveBallot(o.ctx, b)
	o.ok(err)
	want := b
	want.Position = 1
	if saved != want {
		t.Errorf("saved %+v, want %+v", saved, want)
	}
	if form, err := o.Form(o.ctx, r.ID); err != nil || !form.Frozen {
		t.Errorf("the first ballot didn't freeze the form: %v", err)
	}
	before := dump(t, o)
	again, err := o.SaveBallot(o.ctx, b)
	if err != nil || again != want || dump(t, o) != before {
		t.Errorf("saving the same sheet twice: %+v, %v", again, err)
	}
	other := b
	other.Marks = strings.Repeat("2", rosterLines)
	_, err = o.SaveBallot(o.ctx, other)
	refused(t, err, data.Conflict, "内容与这一次不同")

	blank := data.Ballot{ID: data.NewID(), RoundID: r.ID, GroupID: r.Groups[0].ID, Marks: strings.Repeat("0", rosterLines)}
	spoiled := data.Ballot{ID: data.NewID(), RoundID: r.ID, GroupID: r.Groups[0].ID, Spoiled: " 写有姓名或记号 "}
	elsewhere := data.Ballot{ID: data.NewID(), RoundID: r.ID, GroupID: r.Groups[3].ID, Marks: marks}
	for i, sheet := range []data.Ballot{blank, spoiled, elsewhere} {
		saved, err := o.SaveBallot(o.ctx, sheet)
		if want := []int{2, 3, 1}[i]; err != nil || saved.Position != want {
			t.Errorf("sheet %d is at %d, want %d (%v)", i, saved.Position, want, err)
		}
	}
	recent, err := o.RecentBallots(o.ctx, r.ID, r.Groups[0].ID, 2)
	o.ok(err)
	if len(recent) != 2 || recent[0].Spoiled != "写有姓名或记号" || recent[0].Position != 3 || recent[1].ID != blank.ID || recent[1].RoundID != r.ID {
		t.Errorf("%+v", recent)
	}
	progress, err := o.Progress(o.ctx, r.ID)
	wantProgress := []data.EntryProgress{{r.Groups[0].ID, 3, 2, 1, data.ByBallots}, {GroupID: r.Groups[1].ID}, {GroupID: r.Groups[2].ID}, {r.Groups[3].ID, 1, 1, 0, data.ByBallots}}
	if err != nil || !slices.Equal(progress, wantProgress) {
		t.Errorf("progress %+v, %v, want %+v", progress, err, wantProgress)
	}
}

// What is refused leaves everything as it was.
func TestRefusedBallots(t *testing.T) {
	o := newOffice(t)
	o.roster()
	r, social := o.round(data.Internal), o.round(data.Social)
	o.key(r, 0, strings.Repeat("1", rosterLines))
	before := dump(t, o)
	good := data.Ballot{RoundID: r.ID, GroupID: r.Groups[0].ID, Marks: strings.Repeat("1", rosterLines)}
	for name, test := range map[string]struct {
		spoil func(b *data.Ballot)
		code  data.Code
		parts []string
	}{
		"nothing marked":        {func(b *data.Ballot) { b.Marks = "" }, data.Invalid, []string{"共 15 行", "15 行没有录"}},
		"a line open":           {func(b *data.Ballot) { b.Marks = b.Marks[1:] }, data.Invalid, []string{"1 行没有录"}},
		"a line too many":       {func(b *data.Ballot) { b.Marks += "1" }, data.Invalid, []string{"录了 16 行"}},
		"foreign characters":    {func(b *data.Ballot) { b.Marks = "a" + b.Marks[1:] }, data.Invalid, []string{"第 1 行"}},
		"spoiled with marks":    {func(b *data.Ballot) { b.Spoiled = "涂改无法辨认" }, data.Invalid, []string{"废票"}},
		"another round's group": {func(b *data.Ballot) { b.GroupID = social.Groups[0].ID }, data.NotFound, []string{"内部评议"}},
		"no such round":         {func(b *data.Ballot) { b.RoundID = data.NewID() }, data.NotFound, []string{"没有找到"}},
	} {
		t.Run(name, func(t *testing.T) {
			b := good
			b.ID = data.NewID()
			test.spoil(&b)
			_, err := o.SaveBallot(o.ctx, b)
			refused(t, err, test.code, test.parts...)
		})
	}
	if dump(t, o) != before {
		t.Error("a refused ballot left something behind")
	}
	if saved := o.key(r, 0, good.Marks); saved.Position != 2 {
		t.Errorf("after the refusals a sheet is at %d, want 2", saved.Position)
	}
}

func TestTakeBackBallot(t *testing.T) {
	o := newOffice(t)
	o.roster()
	r := o.round(data.Internal)
	group := r.Groups[0].ID
	_, err := o.TakeBackBallot(o.ctx, r.ID, group)
	refused(t, err, data.NotFound, "没有可以撤回")
	for i := range 27 {
		o.key(r, 0, strings.Repeat(string("1234"[i%4]), rosterLines))
	}
	for want := 27; want > 24; want-- {
		b, err := o.TakeBackBallot(o.ctx, r.ID, group)
		o.ok(err)
		if b.Position != want || b.Marks != strings.Repeat(string("1234"[(want-1)%4]), rosterLines) {
			t.Errorf("took back %+v, want sheet %d", b, want)
		}
	}
	if b := o.key(r, 0, strings.Repeat("5", rosterLines)); b.Position != 25 {
		t.Errorf("the next sheet is at %d, want 25", b.Position)
	}
	_, err = o.TakeBackBallot(o.ctx, data.NewID(), group)
	refused(t, err, data.NotFound)
}

// Two windows of one program at once: every sheet gets its own place.
func TestKeyingFromTwoGoroutines(t *testing.T) {
	o := newOffice(t)
	o.roster()
	r := o.round(data.Internal)
	var both sync.WaitGroup
	for range 2 {
		both.Go(func() {
			for i := range 60 {
				b := data.Ballot{ID: data.NewID(), RoundID: r.ID, GroupID: r.Groups[0].ID, Marks: strings.Repeat("3", rosterLines)}
				if _, err := o.SaveBallot(o.ctx, b); err != nil {
					t.Error(err)
				}
				if i%10 == 9 {
					if _, err := o.TakeBackBallot(o.ctx, r.ID, r.Groups[0].ID); err != nil {
						t.Error(err)
					}
				}
				if _, err := o.Result(o.ctx, data.Combined); err != nil {
					t.Error(err)
				}
			}
		})
	}
	both.Wait()
	sheets, err := o.RecentBallots(o.ctx, r.ID, r.Groups[0].ID, 1000)
	o.ok(err)
	if len(sheets) != 108 {
		t.Errorf("%d sheets, want 108", len(sheets))
	}
	for i, b := range sheets {
		if b.Position != 108-i {
			t.Fatalf("sheet %d from the top is at %d", i, b.Position)
		}
	}
}

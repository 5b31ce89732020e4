package data_test

import (
	"reflect"
	"strings"
	"testing"

	"liangping/data"
)

// keyedBatch keys 27 sheets, all of them 满意, and returns the place of any of them.
func keyedBatch(t *testing.T) (*office, data.Round, func(n int) data.SheetPlace) {
	t.Helper()
	o := newOffice(t)
	o.roster()
	r := o.round(data.Internal)
	for range 27 {
		o.key(r, 0, strings.Repeat("1", rosterLines))
	}
	return o, r, func(n int) data.SheetPlace {
		return data.SheetPlace{RoundID: r.ID, GroupID: r.Groups[0].ID, Batch: (n-1)/25 + 1, Sheet: (n-1)%25 + 1}
	}
}

// with returns 15 marks 满意 but for some lines, each given by its number and mark.
func with(changes ...any) data.Reading {
	marks := []byte(strings.Repeat("1", rosterLines))
	for i := 0; i < len(changes); i += 2 {
		marks[changes[i].(int)-1] = changes[i+1].(string)[0]
	}
	return data.Reading{Marks: string(marks)}
}

func TestCorrectBallot(t *testing.T) {
	o, r, place := keyedBatch(t)
	b, err := o.BallotAt(o.ctx, place(26))
	o.ok(err)
	if b.Position != 26 || b.Batch() != 2 || b.Sheet() != 1 || b.Place() != place(26) || b.Place().String() != "第 2 批第 1 张" {
		t.Errorf("%+v", b)
	}
	o.ok(o.CorrectBallot(o.ctx, place(26), with(), with(3, "5")))
	again, err := o.BallotAt(o.ctx, place(26))
	o.ok(err)
	if again.ID != b.ID || again.Reading() != with(3, "5") || again.Position != 26 {
		t.Errorf("%+v", again)
	}
	before := dump(t, o)
	o.ok(o.CorrectBallot(o.ctx, place(26), with(), with(3, "5"))) // once more: it is there already
	for name, test := range map[string]struct {
		place    data.SheetPlace
		old, new data.Reading
		code     data.Code
		part     string
	}{
		"changed meanwhile":     {place(26), with(), with(4, "2"), data.Conflict, "打开之后已经改过"},
		"no such sheet":         {place(28), with(), with(4, "2"), data.NotFound, "第 2 批第 3 张还没有录过"},
		"no such place":         {data.SheetPlace{r.ID, r.Groups[0].ID, 1, 26}, with(), with(4, "2"), data.NotFound, "还没有录过"},
		"another round's group": {data.SheetPlace{r.ID, data.NewID(), 1, 1}, with(), with(4, "2"), data.NotFound, "没有这一类"},
		"a line open":           {place(1), with(), data.Reading{Marks: "111"}, data.Invalid, "12 行没有录"},
		"spoiled with marks":    {place(1), with(), data.Reading{Marks: with().Marks, Spoiled: "整张空白"}, data.Invalid, "废票"},
	} {
		t.Run(name, func(t *testing.T) {
			refused(t, o.CorrectBallot(o.ctx, test.place, test.old, test.new), test.code, test.part)
		})
	}
	if dump(t, o) != before {
		t.Error("a refused correction left something behind")
	}
	o.ok(o.CorrectBallot(o.ctx, place(3), with(), data.Reading{Spoiled: "整张空白"}))
	progress, err := o.Progress(o.ctx, r.ID)
	o.ok(err)
	if progress[0] != (data.EntryProgress{r.Groups[0].ID, 27, 26, 1, data.ByBallots}) {
		t.Errorf("%+v", progress)
	}
	journal := strings.Join(o.journal(), "\n")
	if strings.Count(journal, "内部评议改正录票：干部职工第 2 批") != 1 || strings.Count(journal, "内部评议改正录票：干部职工第 1 批") != 1 || strings.Contains(journal, "张\n") {
		t.Errorf("the journal:\n%s", journal)
	}
	if next := o.key(r, 0, with().Marks); next.Position != 28 {
		t.Errorf("the next sheet is at %d", next.Position)
	}
}

// The second pass is another person's, batch by batch.
func TestSecondReaders(t *testing.T) {
	o, r, place := keyedBatch(t)
	refused(t, o.CheckSecondReader(o.ctx, place(1), o.Operator()), data.State, "干部职工第 1 批的第一遍是刘敏录的", "换一个人")
	refused(t, o.SaveSecondReading(o.ctx, place(1), with()), data.State, "干部职工第 1 批的第一遍是刘敏录的")
	o.ok(o.SetOperator("韩雪"))
	o.ok(o.CheckSecondReader(o.ctx, place(1), o.Operator()))
	o.ok(o.SaveSecondReading(o.ctx, place(1), with(2, "2")))
	before := dump(t, o)
	o.ok(o.SaveSecondReading(o.ctx, place(1), with(2, "2")))
	if dump(t, o) != before {
		t.Error("saving a second reading twice changes something")
	}
	refused(t, o.SaveSecondReading(o.ctx, place(1), with()), data.Conflict, "第 1 批第 1 张已经录过第二遍")
	refused(t, o.SaveSecondReading(o.ctx, place(28), with()), data.NotFound, "还没有录过票")
	refused(t, o.SaveSecondReading(o.ctx, place(2), data.Reading{Marks: "1"}), data.Invalid, "14 行没有录")

	// 韩雪 keys sheet 28, in batch 2: now 刘敏 and she both know it by its first pass, and a third one has to read it.
	o.key(r, 0, with().Marks)
	refused(t, o.SaveSecondReading(o.ctx, place(26), with()), data.State, "干部职工第 2 批的第一遍是韩雪录的")
	o.ok(o.SetOperator("刘敏"))
	refused(t, o.SaveSecondReading(o.ctx, place(28), with()), data.State, "干部职工第 2 批的第一遍是刘敏录的")
	o.ok(o.SetOperator("丁一鸣"))
	for n := 26; n <= 28; n++ {
		o.ok(o.SaveSecondReading(o.ctx, place(n), with()))
	}
	_, err := o.SaveBallot(o.ctx, data.Ballot{ID: data.NewID(), RoundID: r.ID, GroupID: r.Groups[0].ID, Marks: with().Marks})
	refused(t, err, data.State, "干部职工第 2 批的第二遍是丁一鸣录的")

	pass, err := o.SecondPass(o.ctx, r.ID)
	o.ok(err)
	if want := (data.SecondProgress{r.Groups[0].ID, 28, 4, 2}); len(pass.Groups) != 1 || pass.Groups[0] != want || pass.Complete() {
		t.Errorf("%+v, want %+v", pass.Groups, want)
	}
	// The reader of batch 1 may correct its first reading: somebody has to in an office of two.
	o.ok(o.SetOperator("韩雪"))
	o.ok(o.CorrectBallot(o.ctx, place(1), with(), with(2, "2")))
	o.ok(o.SaveSecondReading(o.ctx, place(2), with()))
	// Who corrected a first reading knows the batch and doesn't read it a second time.
	o.ok(o.SetOperator("吕秀兰"))
	o.ok(o.CorrectBallot(o.ctx, place(9), with(), with(2, "2")))
	refused(t, o.SaveSecondReading(o.ctx, place(10), with()), data.State, "吕秀兰")
}

// A sheet that is taken off the stack takes its second reading with it.
func TestTakeBackDropsTheSecondReading(t *testing.T) {
	o, r, place := keyedBatch(t)
	o.ok(o.SetOperator("韩雪"))
	o.ok(o.SaveSecondReading(o.ctx, place(27), with(2, "2")))
	o.takeBack(r)
	o.ok(o.SetOperator("刘敏"))
	o.key(r, 0, with(5, "4").Marks)
	_, err := o.SecondReadingAt(o.ctx, place(27))
	refused(t, err, data.NotFound, "第 2 批第 2 张还没有录过第二遍")
}

func TestDifferences(t *testing.T) {
	o, r, place := keyedBatch(t)
	blank := data.Reading{Spoiled: "整张空白"}
	o.ok(o.CorrectBallot(o.ctx, place(5), with(), blank))
	o.ok(o.CorrectBallot(o.ctx, place(6), with(), with(4, "3")))
	o.ok(o.SetOperator("韩雪"))
	for n := 1; n <= 27; n++ {
		reading := with()
		switch n {
		case 2:
			reading = with(3, "0", 15, "5")
		case 3:
			reading = blank
		case 5:
			reading = data.Reading{Spoiled: "涂改无法辨认"}
		case 26:
			reading = with(1, "2")
		}
		o.ok(o.SaveSecondReading(o.ctx, place(n), reading))
	}
	one := func(mark string) data.Reading { return data.Reading{Marks: mark} }
	open := []data.Difference{
		{SheetPlace: place(2), Line: 3, Readings: [2]data.Reading{one("0"), one("1")}},
		{SheetPlace: place(2), Line: 15, Readings: [2]data.Reading{one("1"), one("5")}},
		{SheetPlace: place(3), Readings: [2]data.Reading{blank, with()}},
		{SheetPlace: place(5), Readings: [2]data.Reading{blank, {Spoiled: "涂改无法辨认"}}},
		{SheetPlace: place(6), Line: 4, Readings: [2]data.Reading{one("1"), one("3")}}, // the first reading is the higher one here
		{SheetPlace: place(26), Line: 1, Readings: [2]data.Reading{one("1"), one("2")}},
	}
	want := func(differences ...data.Difference) {
		t.Helper()
		pass, err := o.SecondPass(o.ctx, r.ID)
		o.ok(err)
		if !reflect.DeepEqual(pass.Differences, differences) {
			t.Fatalf("%+v\nwant\n%+v", pass.Differences, differences)
		}
	}
	want(open...)

	// From the paper, by a third person; by one who keyed the batch; neither of the readings; the whole sheet.
	settle := func(i int, settled data.Reading, by string, sameHand bool) {
		t.Helper()
		d, err := o.SettleDifference(o.ctx, open[i], settled, by)
		o.ok(err)
		open[i].Settled, open[i].SettledBy, open[i].SameHand = settled, by, sameHand
		if *d != open[i] {
			t.Errorf("%+v, want %+v", d, open[i])
		}
	}
	before := dump(t, o)
	_, err := o.SettleDifference(o.ctx, open[0], one("6"), "丁一鸣")
	refused(t, err, data.Invalid, "不是评价等次")
	_, err = o.SettleDifference(o.ctx, open[0], one("1"), " ")
	refused(t, err, data.Invalid, "裁定人")
	_, err = o.SettleDifference(o.ctx, open[0], blank, "丁一鸣")
	refused(t, err, data.Invalid, "第 3 行")
	_, err = o.SettleDifference(o.ctx, open[2], one("1"), "丁一鸣")
	refused(t, err, data.Invalid, "14 行没有录")
	if dump(t, o) != before {
		t.Error("a refused settlement left something behind")
	}
	settle(0, one("1"), "丁一鸣", false)
	_, err = o.SettleDifference(o.ctx, open[0], one("1"), "丁一鸣")
	refused(t, err, data.Conflict, "已经改过或者裁定过")
	settle(1, one("4"), "刘敏", true)
	settle(2, with(7, "3"), "丁一鸣", false)
	settle(3, blank, "韩雪", true)
	want(open...)
	for n, reading := range map[int]data.Reading{2: with(15, "4"), 3: with(7, "3"), 5: blank} {
		b, err := o.BallotAt(o.ctx, place(n))
		o.ok(err)
		second, err := o.SecondReadingAt(o.ctx, place(n))
		o.ok(err)
		if b.Reading() != reading || *second != reading {
			t.Errorf("sheet %d is %+v and %+v, want %+v", n, b.Reading(), second, reading)
		}
	}
	// A correction of either reading ends a difference, and what was settled about that sheet.
	refused(t, o.CorrectSecondReading(o.ctx, place(26), with(), with()), data.Conflict, "打开之后已经改过")
	o.ok(o.CorrectSecondReading(o.ctx, place(26), with(1, "2"), with()))
	o.ok(o.CorrectBallot(o.ctx, place(6), with(4, "3"), with()))
	want(open[:4]...)
	o.ok(o.CorrectBallot(o.ctx, place(2), with(15, "4"), with(8, "2", 15, "4")))
	want(append([]data.Difference{{SheetPlace: place(2), Line: 8, Readings: [2]data.Reading{one("1"), one("2")}}}, open[2:4]...)...)
}

func TestWaiver(t *testing.T) {
	o, r, _ := keyedBatch(t)
	refused(t, o.WaiveSecondPass(o.ctx, r.ID, " "), data.Invalid, "原因")
	o.ok(o.WaiveSecondPass(o.ctx, r.ID, "只有一人计票"))
	before := dump(t, o)
	o.ok(o.WaiveSecondPass(o.ctx, r.ID, "只有一人计票"))
	if dump(t, o) != before {
		t.Error("waiving twice changes something")
	}
	pass, err := o.SecondPass(o.ctx, r.ID)
	o.ok(err)
	if want := (data.Waiver{"只有一人计票", "刘敏", day(t, "2011-08-18")}); pass.Waiver == nil || *pass.Waiver != want {
		t.Errorf("%+v, want %+v", pass.Waiver, want)
	}
	sheet, err := o.CountSheet(o.ctx, r.ID)
	o.ok(err)
	if sheet.Waiver == nil || sheet.Waiver.Reason != "只有一人计票" {
		t.Errorf("%+v", sheet.Waiver)
	}
	o.ok(o.UndoWaiver(o.ctx, r.ID))
	o.ok(o.UndoWaiver(o.ctx, r.ID))
	if pass, err = o.SecondPass(o.ctx, r.ID); err != nil || pass.Waiver != nil {
		t.Errorf("%+v, %v", pass, err)
	}
	journal := strings.Join(o.journal(), "\n")
	if strings.Count(journal, "内部评议不录第二遍：只有一人计票") != 1 || strings.Count(journal, "内部评议仍录第二遍") != 1 {
		t.Errorf("the journal:\n%s", journal)
	}
}

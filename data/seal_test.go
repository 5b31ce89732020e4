package data_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"liangping/data"
)

// sheets are what is on the paper of one group: marks, or a reason after a !.
type sheets []string

func (s sheets) valid() (n int) {
	for _, sheet := range s {
		if sheet[0] != '!' {
			n++
		}
	}
	return n
}

func readingOf(sheet string) data.Reading {
	if reason, spoiled := strings.CutPrefix(sheet, "!"); spoiled {
		return data.Reading{Spoiled: reason}
	}
	return data.Reading{Marks: sheet}
}

// throw returns n random sheets of so many lines: all six marks, and one sheet in twelve spoiled.
func throw(dice *rand.Rand, n, lines int) (all sheets) {
	for range n {
		if dice.IntN(12) == 0 {
			all = append(all, "!"+data.DefaultSpoilReasons[dice.IntN(4)])
			continue
		}
		var marks strings.Builder
		for range lines {
			marks.WriteByte("1112234005"[dice.IntN(10)])
		}
		all = append(all, marks.String())
	}
	return all
}

// hall types an accounting that fits the sheets of each group.
func (o *office) hall(r data.Round, papers ...sheets) data.Round {
	o.t.Helper()
	for i, paper := range papers {
		g, n := &r.Groups[i], len(paper)
		*g = data.Group{ID: g.ID, Kind: g.Kind, Expected: n, Present: n, Printed: n, Issued: n, Returned: n, Valid: paper.valid(), Spoiled: n - paper.valid()}
	}
	o.ok(o.SaveRound(o.ctx, r))
	return r
}

// keyAll keys the sheets of each group in order.
func (o *office) keyAll(r data.Round, papers ...sheets) {
	o.t.Helper()
	for i, paper := range papers {
		for _, sheet := range paper {
			reading := readingOf(sheet)
			_, err := o.SaveBallot(o.ctx, data.Ballot{ID: data.NewID(), RoundID: r.ID, GroupID: r.Groups[i].ID, Marks: reading.Marks, Spoiled: reading.Spoiled})
			o.ok(err)
		}
	}
}

// readAll reads the sheets of each group a second time, by another name.
func (o *office) readAll(r data.Round, papers ...sheets) {
	o.t.Helper()
	o.ok(o.SetOperator("韩雪"))
	for i, paper := range papers {
		for j, sheet := range paper {
			place := data.Ballot{RoundID: r.ID, GroupID: r.Groups[i].ID, Position: j + 1}.Place()
			o.ok(o.SaveSecondReading(o.ctx, place, readingOf(sheet)))
		}
	}
	o.ok(o.SetOperator("刘敏"))
}

// meeting keys a small internal round twice, ready for the seal.
func (o *office) meeting() (data.Round, sheets) {
	o.t.Helper()
	o.roster()
	paper := throw(rand.New(rand.NewPCG(1, 2)), 30, rosterLines)
	r := o.hall(o.round(data.Internal), paper)
	o.keyAll(r, paper)
	o.readAll(r, paper)
	return r, paper
}

func (o *office) seal(r data.Round) *data.Seal {
	o.t.Helper()
	seal, err := o.SealRound(o.ctx, r.ID)
	o.ok(err)
	return seal
}

func (o *office) stateOf(r data.Round) data.RoundState {
	o.t.Helper()
	all, err := o.Rounds(o.ctx)
	o.ok(err)
	return all[slices.IndexFunc(all, func(x data.Round) bool { return x.ID == r.ID })].State
}

func TestSeal(t *testing.T) {
	o := newOffice(t)
	r, paper := o.meeting()
	before, err := o.CountSheet(o.ctx, r.ID)
	o.ok(err)
	if before.Seal != nil {
		t.Errorf("an open round has the seal %+v", before.Seal)
	}
	seal := o.seal(r)
	if o.stateOf(r) != data.RoundSealed || seal.Number != 1 || seal.Operator != "刘敏" || seal.Scoring != data.DefaultScoring || seal.Opened != nil {
		t.Errorf("%s, %+v", o.stateOf(r), seal)
	}
	if parts := strings.Split(seal.Code, "-"); len(parts) != 4 || len(seal.Code) != 19 || strings.ContainsAny(seal.Code, "ILOU") || len(seal.Hash) != 64 {
		t.Errorf("the code is %q, the hash %q", seal.Code, seal.Hash)
	}
	stored, err := o.Seal(o.ctx, r.ID)
	if err != nil || *stored != *seal {
		t.Errorf("stored %+v, %v, want %+v", stored, err, seal)
	}
	journal := o.journal()
	if last := journal[len(journal)-1]; len(journal) != seal.Journal || !strings.Contains(last, "封存内部评议（第1次封存），封存码 "+seal.Code) {
		t.Errorf("entry %d of the journal is %q, the seal says %d", len(journal), last, seal.Journal)
	}
	after, err := o.CountSheet(o.ctx, r.ID)
	o.ok(err)
	if after.Seal.Code != seal.Code || after.Journal != seal.Journal || after.Head != seal.Head || after.Columns[0].Valid != paper.valid() ||
		!slices.Equal(after.Columns[0].Counts, before.Columns[0].Counts) {
		t.Errorf("%+v\n%+v", before, after)
	}
	for _, query := range []string{
		"SELECT count(*) FROM ballot WHERE position IS NOT NULL", "SELECT count(*) FROM second_reading", "SELECT count(*) FROM settlement",
		"SELECT count(*) FROM batch_keyer", "SELECT count(*) FROM unwiped",
	} {
		var n int
		if o.ok(o.DB().QueryRow(query).Scan(&n)); n != 0 {
			t.Errorf("%s: %d", query, n)
		}
	}
	findings, err := o.Check(o.ctx)
	if err != nil || !findings.OK || !strings.Contains(strings.Join(findings.Lines, "\n"), "内部评议：与封存码 "+seal.Code+" 相符") {
		t.Errorf("%+v, %v", findings, err)
	}
}

// Whatever doesn't hold is refused with its sentence, and nothing changes.
func TestSealIsRefused(t *testing.T) {
	place := func(r data.Round, n int) data.SheetPlace {
		return data.Ballot{RoundID: r.ID, GroupID: r.Groups[0].ID, Position: n}.Place()
	}
	hall := func(change func(g *data.Group)) func(*office, data.Round) {
		return func(o *office, r data.Round) {
			change(&r.Groups[0])
			o.ok(o.SaveRound(o.ctx, r))
		}
	}
	for name, test := range map[string]struct {
		spoil func(o *office, r data.Round)
		parts []string
	}{
		"printed one too few":    {hall(func(g *data.Group) { g.Printed-- }), []string{"干部职工：印制 29，发出 30，多 1 张"}},
		"one unreturned":         {hall(func(g *data.Group) { g.Unreturned++ }), []string{"干部职工：发出 30，收回 30，未收回 1，差 1 张"}},
		"returned one too many":  {hall(func(g *data.Group) { g.Issued-- }), []string{"发出 29，收回 30"}},
		"valid one too few":      {hall(func(g *data.Group) { g.Valid-- }), []string{"干部职工：收回 30，有效 "}},
		"no quorum":              {hall(func(g *data.Group) { g.Expected = 60 }), []string{"30 / 60"}},
		"one sheet not keyed":    {func(o *office, r data.Round) { o.takeBack(r) }, []string{"已录 29，收回 30，还差 1"}},
		"one sheet too many":     {func(o *office, r data.Round) { o.key(r, 0, strings.Repeat("1", rosterLines)) }, []string{"已录 31，收回 30，多 1"}},
		"hall and keys disagree": {hall(func(g *data.Group) { g.Valid--; g.Spoiled++ }), []string{"干部职工：清点有效"}},
		"second pass not done": {func(o *office, r data.Round) {
			o.takeBack(r)
			o.key(r, 0, strings.Repeat("1", rosterLines))
		}, []string{"第二遍已录 29，还差 1"}},
		"a difference": {func(o *office, r data.Round) {
			old, err := o.BallotAt(o.ctx, place(r, 3))
			o.ok(err)
			marks := []byte(old.Marks)
			marks[4] = "12345012"[marks[4]-'0'+1]
			o.ok(o.CorrectBallot(o.ctx, place(r, 3), old.Reading(), data.Reading{Marks: string(marks)}))
		}, []string{"还有 1 处不一致没有裁定"}},
		"sealed already": {func(o *office, r data.Round) { o.seal(r) }, []string{"内部评议已经封存"}},
		"void":           {func(o *office, r data.Round) { o.ok(o.VoidRound(o.ctx, r.ID, "票箱打翻")) }, []string{"整次无效"}},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			r, _ := o.meeting()
			test.spoil(o, r)
			before := dump(t, o)
			_, err := o.SealRound(o.ctx, r.ID)
			refused(t, err, data.State, test.parts...)
			if dump(t, o) != before {
				t.Error("a refused seal left something behind")
			}
		})
	}
}

func (o *office) takeBack(r data.Round) {
	o.t.Helper()
	_, err := o.TakeBackBallot(o.ctx, r.ID, r.Groups[0].ID)
	o.ok(err)
}

// After the seal the use cases refuse, and so does the database itself.
func TestSealedRoundStays(t *testing.T) {
	o := newOffice(t)
	r, _ := o.meeting()
	o.seal(r)
	before := dump(t, o)
	group := r.Groups[0].ID
	place := data.SheetPlace{RoundID: r.ID, GroupID: group, Batch: 1, Sheet: 1}
	marks := strings.Repeat("1", rosterLines)
	for name, try := range map[string]func() error{
		"save a ballot": func() error {
			_, err := o.SaveBallot(o.ctx, data.Ballot{ID: data.NewID(), RoundID: r.ID, GroupID: group, Marks: marks})
			return err
		},
		"take one back": func() error { _, err := o.TakeBackBallot(o.ctx, r.ID, group); return err },
		"open one":      func() error { _, err := o.BallotAt(o.ctx, place); return err },
		"correct one": func() error {
			return o.CorrectBallot(o.ctx, place, data.Reading{Marks: marks}, data.Reading{Marks: marks})
		},
		"read a second":    func() error { return o.SaveSecondReading(o.ctx, place, data.Reading{Marks: marks}) },
		"enter totals":     func() error { return o.SaveTotals(o.ctx, r.ID, group, data.Total{Valid: 1}) },
		"clear the group":  func() error { return o.ClearGroup(o.ctx, r.ID, group) },
		"waive":            func() error { return o.WaiveSecondPass(o.ctx, r.ID, "人手不够") },
		"undo the waiver":  func() error { return o.UndoWaiver(o.ctx, r.ID) },
		"change the count": func() error { return o.SaveRound(o.ctx, r) },
		"void it":          func() error { return o.VoidRound(o.ctx, r.ID, "重来") },
		"seal it again":    func() error { _, err := o.SealRound(o.ctx, r.ID); return err },
	} {
		t.Run(name, func(t *testing.T) { refused(t, try(), data.State, "内部评议已经封存", "启封") })
	}
	for _, statement := range []string{
		"INSERT INTO ballot VALUES ('" + string(group) + "', '" + string(data.NewID()) + "', NULL, '" + marks + "', '')",
		"UPDATE ballot SET marks = replace(marks, '1', '3')", "UPDATE ballot SET position = 1", "DELETE FROM ballot",
		"INSERT INTO total VALUES ('" + string(group) + "', 1, 0)", "INSERT INTO waiver VALUES ('" + string(r.ID) + "', 'x', 'x', '2011-08-18')",
		"UPDATE line SET label = 'x'", "DELETE FROM line", "UPDATE round_group SET valid = valid + 1", "UPDATE round SET place = 'x'",
		"UPDATE round SET state = 'open'", "UPDATE seal SET operator = 'x'", "DELETE FROM seal", "UPDATE seal_part SET part = 'x'", "DELETE FROM seal_part",
		"INSERT INTO seal SELECT round_id, 2, at, operator, program, rules, salt, hash, journal, head FROM seal",
		"INSERT OR REPLACE INTO seal SELECT round_id, number, at, 'x', program, rules, salt, hash, journal, head FROM seal",
	} {
		if _, err := o.DB().Exec(statement); err == nil {
			t.Errorf("the database takes %s", statement)
		}
	}
	if dump(t, o) != before {
		t.Error("something changed")
	}
}

// A void round keeps its ballots too.
func TestVoidRoundStays(t *testing.T) {
	o := newOffice(t)
	r, _ := o.meeting()
	o.ok(o.VoidRound(o.ctx, r.ID, "收回的票多于发出的票"))
	_, err := o.SaveBallot(o.ctx, data.Ballot{ID: data.NewID(), RoundID: r.ID, GroupID: r.Groups[0].ID, Marks: strings.Repeat("1", rosterLines)})
	refused(t, err, data.State, "整次无效")
	for _, statement := range []string{"DELETE FROM ballot", "UPDATE ballot SET marks = replace(marks, '1', '3')"} {
		if _, err := o.DB().Exec(statement); err == nil {
			t.Errorf("the database takes %s", statement)
		}
	}
}

func TestUnseal(t *testing.T) {
	o := newOffice(t)
	r, paper := o.meeting()
	refused(t, o.UnsealRound(o.ctx, r.ID, "录错"), data.State, "没有封存")
	o.SetRandom(fixedRandom()) // the salt of both seals is the same: their numbers tell them apart
	first := o.seal(r)
	refused(t, o.UnsealRound(o.ctx, r.ID, " "), data.Invalid, "原因")
	o.ok(o.UnsealRound(o.ctx, r.ID, "有一张票录错"))
	if o.stateOf(r) != data.RoundOpen {
		t.Errorf("the round is %s", o.stateOf(r))
	}
	if now, err := o.Seal(o.ctx, r.ID); err != nil || now != nil {
		t.Errorf("an opened round has the seal %+v, %v", now, err)
	}
	// The sheets lie in another order now, each in a place of its own, and both readings agree.
	stack, err := o.RecentBallots(o.ctx, r.ID, r.Groups[0].ID, 100)
	o.ok(err)
	var now sheets
	for i, b := range slices.Backward(stack) {
		if b.Position != len(stack)-i {
			t.Fatalf("sheet %d is at %d", len(stack)-i, b.Position)
		}
		if b.Spoiled != "" {
			now = append(now, "!"+b.Spoiled)
		} else {
			now = append(now, b.Marks)
		}
	}
	marked := slices.DeleteFunc(slices.Clone(now), func(sheet string) bool { return sheet[0] == '!' })
	if slices.Equal(now, paper) || slices.IsSorted(marked) {
		t.Error("the sheets are in the order of the paper again, or of their contents")
	}
	slices.Sort(now)
	if want := slices.Sorted(slices.Values(paper)); !slices.Equal(now, want) {
		t.Errorf("%v, want %v", now, want)
	}
	pass, err := o.SecondPass(o.ctx, r.ID)
	o.ok(err)
	if !pass.Complete() || len(pass.Differences) != 0 {
		t.Errorf("%+v", pass)
	}
	o.SetRandom(fixedRandom())
	again := o.seal(r)
	if again.Number != 2 || again.Code == first.Code || again.Hash == first.Hash {
		t.Errorf("the second seal is %+v, the first %+v", again, first)
	}
	all, err := o.Seals(o.ctx, r.ID)
	o.ok(err)
	if len(all) != 2 || all[0].Code != first.Code || all[0].Opened == nil || all[0].Opened.Reason != "有一张票录错" || all[1].Code != again.Code || all[1].Opened != nil {
		t.Errorf("%+v", all)
	}
	sheet, err := o.CountSheet(o.ctx, r.ID)
	o.ok(err)
	if len(sheet.Opened) != 1 || sheet.Opened[0].Opened.Reason != "有一张票录错" || sheet.Seal.Number != 2 {
		t.Errorf("%+v", sheet)
	}
	findings, err := o.Check(o.ctx)
	if err != nil || !findings.OK {
		t.Errorf("%+v, %v", findings, err)
	}
}

// A void round's ballots were somebody's votes too: their order is wiped as at a seal.
func TestVoidWipesTheOrder(t *testing.T) {
	o := newOffice(t)
	o.roster()
	r := o.round(data.Internal)
	first := o.key(r, 0, with().Marks)
	o.ok(o.BackUp(o.ctx, "录票"))
	dir := filepath.Dir(o.Path())
	if len(holding(t, dir, first.ID)) == 0 {
		t.Fatal("the key is nowhere: nothing is proved")
	}
	// What somebody copied by hand is his own.
	own := filepath.Join(dir, "office-副本.db")
	o.ok(os.WriteFile(own, []byte("x"), 0o600))
	o.ok(o.VoidRound(o.ctx, r.ID, "收回的票多于发出的票"))
	if found := holding(t, dir, first.ID); len(found) > 0 {
		t.Errorf("the key of the first ballot is still in %v", found)
	}
	if names := files(t, dir); !slices.Contains(names, "office-副本.db") {
		t.Errorf("the folder holds %v", names)
	}
	var places int
	if o.ok(o.DB().QueryRow("SELECT count(position) FROM ballot").Scan(&places)); places != 0 {
		t.Errorf("%d places are left", places)
	}
}

// A seal stands when what comes after it fails; the next start finishes it.
func TestSealStandsWithoutItsCopy(t *testing.T) {
	o := newOffice(t)
	r, _ := o.meeting()
	inTheWay := filepath.Join(o.Path()+".part", "x")
	o.ok(os.MkdirAll(inTheWay, 0o700))
	seal, err := o.SealRound(o.ctx, r.ID)
	refused(t, err, data.Disk, "已经封存", "再打开一次程序")
	if seal == nil || o.stateOf(r) != data.RoundSealed {
		t.Fatalf("%+v, %s", seal, o.stateOf(r))
	}
	findings, err := o.Check(o.ctx)
	if err != nil || !findings.OK || !strings.Contains(strings.Join(findings.Lines, "\n"), "封存后的整理还没有做完") {
		t.Errorf("%+v, %v", findings, err)
	}
	o.ok(o.Close())
	o.open(o.Path()) // still in the way: the file opens all the same
	o.ok(o.Close())
	o.ok(os.RemoveAll(o.Path() + ".part"))
	o.open(o.Path())
	findings, err = o.Check(o.ctx)
	if err != nil || !findings.OK || strings.Contains(strings.Join(findings.Lines, "\n"), "还没有做完") {
		t.Errorf("%+v, %v", findings, err)
	}
	if names := files(t, filepath.Dir(o.Path())); !slices.ContainsFunc(names, func(name string) bool { return strings.Contains(name, "封存") }) {
		t.Errorf("the folder holds %v", names)
	}
}

package data_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"liangping/data"
)

// said enters n opinions, each with its number as text, and returns their IDs.
func (o *office) said(n int) (ids []data.ID) {
	o.t.Helper()
	g := data.Gathering{ID: data.NewID(), Channel: data.Forum, Date: day(o.t, "2011-08-03"), People: n}
	o.ok(o.SaveGathering(o.ctx, g))
	var all []data.Opinion
	for i := range n {
		all = append(all, data.Opinion{ID: data.NewID(), GatheringID: g.ID, Text: fmt.Sprint("第", i, "条意见")})
		ids = append(ids, all[i].ID)
	}
	o.ok(o.SaveOpinions(o.ctx, all...))
	return ids
}

// merged returns what belongs to which problem: 甲:2 乙:1 -:3.
func (o *office) merged() string {
	o.t.Helper()
	all, err := o.Problems(o.ctx)
	o.ok(err)
	opinions, err := o.Opinions(o.ctx, data.OpinionFilter{Unmerged: true})
	o.ok(err)
	words := []string{fmt.Sprint("-:", len(opinions))}
	for _, p := range all {
		words = append(words, fmt.Sprint(p.Title, ":", p.Opinions))
	}
	slices.Sort(words)
	return strings.Join(words, " ")
}

func TestMerge(t *testing.T) {
	o := newOffice(t)
	said := o.said(6)
	var done []data.Merging
	do := func(want string) func(m data.Merging, err error) {
		return func(m data.Merging, err error) {
			t.Helper()
			o.ok(err)
			done = append(done, m)
			if got := o.merged(); got != want {
				t.Errorf("%s: %s, want %s", m.What, got, want)
			}
		}
	}
	a, b := data.Problem{ID: data.NewID(), Title: "甲"}, data.Problem{ID: data.NewID(), Title: "乙", Prominent: true}
	do("-:4 甲:2")(o.NewProblem(o.ctx, a, said[0], said[1]))
	do("-:3 乙:2 甲:1")(o.NewProblem(o.ctx, b, said[1], said[2])) // one opinion belongs to one problem
	do("-:2 乙:2 甲:2")(o.MergeOpinions(o.ctx, a.ID, said[3]))
	do("-:2 乙:2 甲:2")(o.MergeOpinions(o.ctx, a.ID, said[3])) // again: nothing changes
	do("-:3 乙:1 甲:2")(o.SplitOpinions(o.ctx, said[1]))
	do("-:3 甲:3")(o.JoinProblems(o.ctx, a.ID, b.ID))
	do("-:6")(o.DeleteProblem(o.ctx, a.ID))
	refused(t, o.UndoMerge(o.ctx, done[5]), data.Conflict, "并入“甲”", "以后又有改动") // not the last
	states := []string{"-:3 甲:3", "-:3 乙:1 甲:2", "-:2 乙:2 甲:2", "-:2 乙:2 甲:2", "-:3 乙:2 甲:1", "-:4 甲:2", "-:6"}
	for i, want := range states {
		o.ok(o.UndoMerge(o.ctx, done[len(done)-1-i]))
		if got := o.merged(); got != want {
			t.Errorf("%s undone: %s, want %s", done[len(done)-1-i].What, got, want)
		}
	}
	refused(t, o.UndoMerge(o.ctx, done[0]), data.Conflict, "不能撤销")

	// A problem that was worked on isn't lost by an undo.
	m, err := o.NewProblem(o.ctx, a, said[0])
	o.ok(err)
	a.Cause = "首问登记不落实"
	o.ok(o.SaveProblem(o.ctx, a))
	refused(t, o.UndoMerge(o.ctx, m), data.Conflict, "不能撤销")
	if got := o.merged(); got != "-:5 甲:1" {
		t.Errorf("a refused undo left %s", got)
	}
}

func TestMergeRefusals(t *testing.T) {
	o := newOffice(t)
	said := o.said(2)
	p := data.Problem{ID: data.NewID(), Title: "甲"}
	before := dump(t, o)
	for name, test := range map[string]struct {
		take func() (data.Merging, error)
		code data.Code
		part string
	}{
		"no title": {func() (data.Merging, error) {
			return o.NewProblem(o.ctx, data.Problem{ID: data.NewID(), Title: " "}, said[0])
		}, data.Invalid, "问题还没有填写"},
		"no opinion":       {func() (data.Merging, error) { return o.NewProblem(o.ctx, p) }, data.Invalid, "还没有选中意见"},
		"unknown opinion":  {func() (data.Merging, error) { return o.NewProblem(o.ctx, p, data.NewID()) }, data.NotFound, "没有找到这条意见"},
		"unknown problem":  {func() (data.Merging, error) { return o.MergeOpinions(o.ctx, p.ID, said[0]) }, data.NotFound, "没有找到这个问题"},
		"half unknown":     {func() (data.Merging, error) { return o.SplitOpinions(o.ctx, said[0], data.NewID()) }, data.NotFound, "没有找到这条意见"},
		"nothing to split": {func() (data.Merging, error) { return o.SplitOpinions(o.ctx) }, data.Invalid, "还没有选中意见"},
		"criterion 9": {func() (data.Merging, error) {
			return o.NewProblem(o.ctx, data.Problem{ID: data.NewID(), Title: "甲", Criterion: 9}, said[0])
		}, data.Invalid, "第 9 项"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := test.take()
			refused(t, err, test.code, test.part)
		})
	}
	if dump(t, o) != before {
		t.Error("something was written")
	}
	if _, err := o.NewProblem(o.ctx, p, said[0]); err != nil {
		t.Fatal(err)
	}
	_, err := o.JoinProblems(o.ctx, p.ID, p.ID)
	refused(t, err, data.Invalid, "另一个问题")
	_, err = o.NewProblem(o.ctx, p, said[1])
	refused(t, err, data.Conflict, "已经建立")
	_, err = o.PutInLedger(o.ctx, p.ID)
	o.ok(err)
	_, err = o.DeleteProblem(o.ctx, p.ID)
	refused(t, err, data.State, "已经列入整改台账")
	// an opinion of another campaign
	other := data.PlanTemplate(2012)
	other.Office = "另一个"
	o.ok(o.CreateCampaign(o.ctx, other))
	_, err = o.SplitOpinions(o.ctx, said[0])
	refused(t, err, data.NotFound, "没有找到这条意见")
}

// What all opinions agree in becomes the problem's; the ledger item knows where it comes from and counts ever anew.
func TestPutInLedger(t *testing.T) {
	o := newOffice(t)
	window := o.target("调解窗口", data.ServiceWindow, "")
	var said []data.ID
	for n, g := range []data.Gathering{
		{ID: data.NewID(), Channel: data.Visit, Date: day(t, "2011-08-08")}, {ID: data.NewID(), Channel: data.Forum, Date: day(t, "2011-08-03")},
	} {
		o.ok(o.SaveGathering(o.ctx, g))
		opinion := data.Opinion{ID: data.NewID(), GatheringID: g.ID, TargetID: window.ID, Criterion: 6 + n, Text: "答复慢"}
		o.ok(o.SaveOpinions(o.ctx, opinion))
		said = append(said, opinion.ID)
	}
	p := data.Problem{ID: data.NewID(), Title: "答复慢"}
	_, err := o.NewProblem(o.ctx, p, said...)
	o.ok(err)
	all, err := o.Problems(o.ctx)
	o.ok(err)
	p.TargetID, p.Aspect, p.Opinions = window.ID, data.Conduct, 2 // criteria 6 and 7 differ, both are 作风
	if len(all) != 1 || all[0] != p {
		t.Fatalf("got %+v, want %+v", all, p)
	}
	id, err := o.PutInLedger(o.ctx, p.ID)
	o.ok(err)
	again, err := o.PutInLedger(o.ctx, p.ID)
	o.ok(err)
	item := o.stored(id)
	if again != id || item.SourceText() != "恳谈会、走访群众等 2 条" || item.Problem != "答复慢" || item.TargetName != "调解窗口" || item.ProblemID != p.ID {
		t.Errorf("%+v, again %s", item, again)
	}
	_, err = o.SplitOpinions(o.ctx, said[0])
	o.ok(err)
	o.ok(o.DeleteOpinion(o.ctx, said[1]))
	if item = o.stored(id); item.Opinions != 0 || item.SourceText() != "恳谈会、走访群众" {
		t.Errorf("%+v", item)
	}
	o.ok(o.DeleteLedgerItem(o.ctx, id))
	if all, err = o.Problems(o.ctx); err != nil || all[0].ItemID != "" {
		t.Errorf("%+v, %v", all, err)
	}
}

// Merge, undo, merge again in random order: what the store counts always equals what a plain map of the test says, and an
// undo brings back what was before.
func TestRandomMerging(t *testing.T) {
	operations := 400
	if os.Getenv("LIANGPING_PROVE") != "" {
		operations = 10000
	}
	o := newOffice(t)
	said := o.said(40)
	dice := rand.New(rand.NewPCG(7, uint64(operations)))
	belongs := map[data.ID]data.ID{} // of the test
	titles := map[data.ID]bool{}
	type step struct {
		m        data.Merging
		belonged map[data.ID]data.ID
		titled   map[data.ID]bool
	}
	var done []step
	some := func() []data.ID { // 1 … 4 different opinions
		order := dice.Perm(len(said))[:1+dice.IntN(4)]
		var ids []data.ID
		for _, n := range order {
			ids = append(ids, said[n])
		}
		return ids
	}
	problem := func() data.ID {
		all := slices.Sorted(maps.Keys(titles))
		return all[dice.IntN(len(all))]
	}
	move := func(ids []data.ID, to data.ID) {
		for _, id := range ids {
			belongs[id] = to
		}
	}
	of := func(p data.ID) (ids []data.ID) {
		for id, q := range belongs {
			if q == p {
				ids = append(ids, id)
			}
		}
		return ids
	}
	for range operations {
		before := step{belonged: maps.Clone(belongs), titled: maps.Clone(titles)}
		var m data.Merging
		var err error
		switch n := dice.IntN(10); {
		case n < 4 && len(done) > 0:
			last := done[len(done)-1]
			o.ok(o.UndoMerge(o.ctx, last.m))
			belongs, titles, done = last.belonged, last.titled, done[:len(done)-1]
			o.counted(belongs, titles)
			continue
		case n < 6 || len(titles) == 0:
			p := data.Problem{ID: data.NewID(), Title: fmt.Sprint("问题", dice.IntN(1000))}
			ids := some()
			m, err = o.NewProblem(o.ctx, p, ids...)
			move(ids, p.ID)
			titles[p.ID] = true
		case n < 8:
			ids, p := some(), problem()
			m, err = o.MergeOpinions(o.ctx, p, ids...)
			move(ids, p)
		case n == 8:
			ids := some()
			m, err = o.SplitOpinions(o.ctx, ids...)
			move(ids, "")
		case len(titles) > 1 && dice.IntN(2) == 0:
			into, gone := problem(), problem()
			if into == gone {
				continue
			}
			m, err = o.JoinProblems(o.ctx, into, gone)
			move(of(gone), into)
			delete(titles, gone)
		default:
			p := problem()
			m, err = o.DeleteProblem(o.ctx, p)
			move(of(p), "")
			delete(titles, p)
		}
		o.ok(err)
		before.m = m
		done = append(done, before)
		o.counted(belongs, titles)
	}
	for len(done) > 0 { // and everything back again
		o.ok(o.UndoMerge(o.ctx, done[len(done)-1].m))
		done = done[:len(done)-1]
	}
	if got := o.merged(); got != "-:40" {
		t.Errorf("all undone: %s", got)
	}
}

// counted compares the store with the test's own book.
func (o *office) counted(belongs map[data.ID]data.ID, titles map[data.ID]bool) {
	o.t.Helper()
	all, err := o.Problems(o.ctx)
	o.ok(err)
	if len(all) != len(titles) {
		o.t.Fatalf("%d problems, want %d", len(all), len(titles))
	}
	counts := map[data.ID]int{}
	opinions, err := o.Opinions(o.ctx, data.OpinionFilter{})
	o.ok(err)
	for _, said := range opinions {
		if said.ProblemID != belongs[said.ID] {
			o.t.Fatalf("%s belongs to %q, want %q", said.Text, said.ProblemID, belongs[said.ID])
		}
		counts[said.ProblemID]++
	}
	for _, p := range all {
		if !titles[p.ID] || p.Opinions != counts[p.ID] {
			o.t.Fatalf("problem %s has %d opinions, want %d", p.ID, p.Opinions, counts[p.ID])
		}
	}
}

package data_test

import (
	"slices"
	"strings"
	"testing"

	"liangping/data"
)

// The grades of a group with fewer than five valid ballots are shown with the next one's; its accounting stands by itself.
func TestCountSheetMergesSmallGroups(t *testing.T) {
	const party, people, cppcc, users = data.PartyDelegate, data.PeoplesDeputy, data.CPPCCMember, data.ServiceUser
	for name, test := range map[string]struct {
		valid [4]int
		want  [][]data.GroupKind
		small bool
	}{
		"all are large":           {[4]int{5, 6, 7, 20}, [][]data.GroupKind{{party}, {people}, {cppcc}, {users}}, false},
		"the first is small":      {[4]int{4, 6, 7, 20}, [][]data.GroupKind{{party, people}, {cppcc}, {users}}, false},
		"two small ones make one": {[4]int{4, 1, 7, 20}, [][]data.GroupKind{{party, people}, {cppcc}, {users}}, false},
		"three small ones":        {[4]int{1, 1, 1, 20}, [][]data.GroupKind{{party, people, cppcc, users}}, false},
		"the last is small":       {[4]int{5, 6, 7, 4}, [][]data.GroupKind{{party}, {people}, {cppcc, users}}, false},
		"one without ballots":     {[4]int{4, 0, 7, 20}, [][]data.GroupKind{{party, cppcc}, {users}}, false},
		"none comes last":         {[4]int{6, 3, 0, 0}, [][]data.GroupKind{{party, people}}, false},
		"all together are small":  {[4]int{1, 1, 1, 1}, [][]data.GroupKind{{party, people, cppcc, users}}, true},
		"nothing at all":          {[4]int{}, nil, true},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			o.roster()
			r := o.round(data.Social)
			for i, n := range test.valid {
				if n > 0 {
					o.ok(o.SaveTotals(o.ctx, r.ID, r.Groups[i].ID, totals(n)))
				}
			}
			sheet, err := o.CountSheet(o.ctx, r.ID)
			o.ok(err)
			var got [][]data.GroupKind
			for _, column := range sheet.Columns {
				got = append(got, column.Groups)
				for _, c := range column.Counts {
					if c.Satisfied != column.Valid {
						t.Errorf("%v: %+v of %d ballots", column.Groups, c, column.Valid)
					}
				}
			}
			if !slices.EqualFunc(got, test.want, slices.Equal) || sheet.Small != test.small {
				t.Errorf("%v, small %v; want %v, %v", got, sheet.Small, test.want, test.small)
			}
			for i, g := range sheet.Groups {
				if g.Valid != test.valid[i] || g.Kind != r.Groups[i].Kind {
					t.Errorf("%+v", g)
				}
			}
		})
	}
}

func TestCountSheet(t *testing.T) {
	o := newOffice(t)
	o.roster()
	r := o.round(data.Internal)
	if sheet, err := o.CountSheet(o.ctx, r.ID); err != nil || len(sheet.Lines) != 0 || len(sheet.Columns) != 0 || sheet.Groups[0].Way != "" {
		t.Errorf("%+v, %v", sheet, err)
	}
	paper := sheets{with().Marks, "!整张空白", with(2, "2").Marks, "!涂改无法辨认", "!整张空白"}
	r = o.hall(r, paper)
	o.keyAll(r, paper)
	sheet, err := o.CountSheet(o.ctx, r.ID)
	o.ok(err)
	if !slices.Equal(sheet.Groups[0].Reasons, []data.ReasonCount{{"整张空白", 2}, {"涂改无法辨认", 1}}) || sheet.Groups[0].Way != data.ByBallots ||
		sheet.Round.Groups[0].Returned != 5 || len(sheet.Lines) != rosterLines || sheet.Columns[0].Counts[1] != (data.Counts{Satisfied: 1, MostlySatisfied: 1}) {
		t.Errorf("%+v", sheet)
	}
	if journal := o.journal(); sheet.Journal != len(journal) || len(sheet.Head) != 64 || sheet.Seal != nil || sheet.Opened != nil {
		t.Errorf("the journal has %d entries: %+v", len(journal), sheet)
	}
}

// Opinions from ballots are the round's; nothing of theirs tells of a ballot, a time or an order.
func TestBallotOpinions(t *testing.T) {
	o := newOffice(t)
	targets := o.roster()
	r := o.round(data.Internal)
	var texts []string
	for _, about := range []data.ID{"", targets[1].ID, targets[3].ID} {
		batch := []data.Opinion{
			{ID: data.NewID(), TargetID: about, Text: "答复慢" + string(about)}, {ID: data.NewID(), TargetID: about, Criterion: 2, Text: "多下基层" + string(about)},
		}
		o.ok(o.SaveBallotOpinions(o.ctx, r.ID, batch...))
		texts = append(texts, batch[0].Text, batch[1].Text)
		o.clock.now = o.clock.now.Add(3e11)
	}
	all, err := o.BallotOpinions(o.ctx, r.ID)
	o.ok(err)
	var got []string
	for i, opinion := range all {
		got = append(got, opinion.Text)
		if opinion.Number != 0 || !opinion.Date.IsZero() || opinion.Channel != data.BallotSheet || i > 0 && all[i-1].ID >= opinion.ID {
			t.Errorf("%+v", opinion)
		}
	}
	if slices.Sort(got); !slices.Equal(got, slices.Sorted(slices.Values(texts))) {
		t.Errorf("%v, want %v", got, texts)
	}
	journal := strings.Join(o.journal(), "\n")
	if strings.Count(journal, "登记意见建议") != 1 {
		t.Errorf("the journal tells how many came when:\n%s", journal)
	}
	refused(t, o.SaveBallotOpinions(o.ctx, r.ID, data.Opinion{ID: data.NewID(), Text: " "}), data.Invalid, "还没有填写")
	refused(t, o.SaveBallotOpinions(o.ctx, data.NewID(), data.Opinion{ID: data.NewID(), Text: "好"}), data.NotFound, "没有找到这次评议")
	changed := all[0]
	changed.Text = "改过"
	o.ok(o.SaveBallotOpinions(o.ctx, r.ID, changed))
	if all, err = o.BallotOpinions(o.ctx, r.ID); err != nil || len(all) != 6 || all[0].Text != "改过" {
		t.Errorf("%+v, %v", all, err)
	}
	// After the seal too: they are no part of the count.
	paper := sheets(slices.Repeat([]string{with().Marks}, 6))
	r = o.hall(r, paper)
	o.keyAll(r, paper)
	o.readAll(r, paper)
	o.seal(r)
	o.ok(o.SaveBallotOpinions(o.ctx, r.ID, data.Opinion{ID: data.NewID(), Text: "封存之后录的"}))
	if findings, err := o.VerifySeals(o.ctx); err != nil || !findings.OK {
		t.Errorf("%+v, %v", findings, err)
	}
	social := o.round(data.Social)
	o.ok(o.VoidRound(o.ctx, social.ID, "收回的票多于发出的票"))
	refused(t, o.SaveBallotOpinions(o.ctx, social.ID, data.Opinion{ID: data.NewID(), Text: "好"}), data.State, "整次无效")
}

package data_test

import (
	"fmt"
	"strings"
	"testing"

	"liangping/data"
)

// soundSocial is a social round in which every equation of design.md §6 holds, with 服务对象代表 at exactly half and the
// quorum by one head.
func soundSocial() (data.Round, []data.EntryProgress) {
	r := data.Round{Kind: data.Social, Quorum: data.Quorums[0], Groups: []data.Group{
		{"1", data.PartyDelegate, 15, 8, 9, 8, 8, 0, 7, 1, ""},
		{"2", data.PeoplesDeputy, 15, 8, 8, 8, 7, 1, 7, 0, ""},
		{"3", data.CPPCCMember, 1, 0, 0, 0, 0, 0, 0, 0, ""},
		{"4", data.ServiceUser, 32, 16, 18, 16, 15, 1, 13, 2, ""},
	}}
	return r, []data.EntryProgress{
		{GroupID: "1", Keyed: 8, Valid: 7, Spoiled: 1},
		{GroupID: "2", Keyed: 7, Valid: 7},
		{GroupID: "3"},
		{GroupID: "4", Keyed: 15, Valid: 13, Spoiled: 2},
	}
}

// Each equation broken by one, alone: refused at the seal with its own sentence. The equations are worked out here again,
// by plain arithmetic, so that each case is known to break its own and no other.
func TestSealObstacles(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(r *data.Round, p []data.EntryProgress)
		want   string // rule and sentence of each obstacle
	}{
		{"nothing", func(*data.Round, []data.EntryProgress) {}, ""},
		{
			"印制 one short", func(r *data.Round, _ []data.EntryProgress) { r.Groups[1].Printed-- },
			"印制 ≥ 发出：人大代表：印制 7，发出 8，多 1 张。请清点后改正印制数或者发出数",
		},
		{
			"未收回 one short", func(r *data.Round, _ []data.EntryProgress) { r.Groups[3].Unreturned-- },
			"发出 = 收回 + 未收回：服务对象代表：发出 16，收回 15，未收回 0，差 1 张。请清点后填写未收回数",
		},
		{
			"未收回 one too many", func(r *data.Round, _ []data.EntryProgress) { r.Groups[0].Unreturned++ },
			"发出 = 收回 + 未收回：党代表：发出 8，收回 8，未收回 1，差 1 张。请清点后改正收回数或者未收回数",
		},
		{
			"one sheet wanders between two groups", func(r *data.Round, _ []data.EntryProgress) { r.Groups[0].Unreturned++; r.Groups[1].Unreturned-- },
			"发出 = 收回 + 未收回：党代表：发出 8，收回 8，未收回 1，差 1 张。请清点后改正收回数或者未收回数",
		},
		{
			"有效 one short", func(r *data.Round, p []data.EntryProgress) { r.Groups[0].Valid--; p[0].Valid, p[0].Keyed = 6, 8 },
			"收回 = 有效 + 废票：党代表：收回 8，有效 6，废票 1，差 1 张。请清点后改正有效数或者废票数",
		},
		{
			"废票 one too many", func(r *data.Round, p []data.EntryProgress) { r.Groups[0].Spoiled++; p[0].Spoiled = 2 },
			"收回 = 有效 + 废票：党代表：收回 8，有效 7，废票 2，差 1 张。请清点后改正有效数或者废票数",
		},
		{
			"one more back than given out", func(r *data.Round, p []data.EntryProgress) {
				r.Groups[1] = data.Group{"2", data.PeoplesDeputy, 15, 8, 8, 8, 9, 0, 9, 0, ""}
				p[1].Keyed, p[1].Valid = 9, 9
			},
			"发出 = 收回 + 未收回：人大代表：发出 8，收回 9，未收回 0，差 1 张。请清点后改正收回数或者未收回数\n" +
				"收回 ≤ 发出：人大代表：收回 9，发出 8，多 1 张。收回多于发出，整次无效，应当重新评议",
		},
		{
			"one head below the quorum", func(r *data.Round, _ []data.EntryProgress) { r.Groups[0].Expected++; r.Groups[3].Expected++ },
			"实到超过应到的 1/2：32 / 65，49.23%。到会人数不够，应当改期",
		},
		{
			"exactly half", func(r *data.Round, _ []data.EntryProgress) { r.Groups[3].Expected++ },
			"实到超过应到的 1/2：32 / 64，50.00%。到会人数不够，应当改期",
		},
		{
			"one more present than expected", func(r *data.Round, _ []data.EntryProgress) {
				r.Groups[0].Expected, r.Groups[3].Expected = 7, 24
			},
			"实到超过应到的 1/2：党代表：应到 7，实到 8，多 1 人。实到多于应到，请核对人数",
		},
		{
			"one 服务对象代表 short of half on the list", func(r *data.Round, _ []data.EntryProgress) { r.Groups[3].Expected -= 2 },
			"服务对象代表不少于 50%：应到 30 / 61，49.18%；实到 16 / 32，50.00%。请增加服务对象代表",
		},
		{
			"one 服务对象代表 short of half in the hall", func(r *data.Round, _ []data.EntryProgress) { r.Groups[3].Present--; r.Groups[1].Present++ },
			"服务对象代表不少于 50%：应到 32 / 63，50.79%；实到 15 / 32，46.88%。到会的服务对象代表不够，请补请后再发票",
		},
		{
			"one sheet not keyed", func(_ *data.Round, p []data.EntryProgress) { p[3].Keyed, p[3].Valid = 14, 12 },
			"录完：已录 29，收回 30，还差 1\n清点数与录入数一致：录完后核对",
		},
		{
			"one sheet keyed twice", func(_ *data.Round, p []data.EntryProgress) { p[3].Keyed, p[3].Valid = 16, 14 },
			"录完：已录 31，收回 30，多 1。请清点收回数，或者撤回多录的票\n" +
				"清点数与录入数一致：服务对象代表：清点有效 13、废票 2，录入有效 14、废票 2。请核对原票",
		},
		{
			"one sheet keyed into another group", func(_ *data.Round, p []data.EntryProgress) {
				p[0].Keyed, p[0].Valid, p[1].Keyed, p[1].Valid = 9, 8, 6, 6
			},
			"清点数与录入数一致：党代表：清点有效 7、废票 1，录入有效 8、废票 1。请核对原票",
		},
		{
			"one 废票 keyed as valid", func(_ *data.Round, p []data.EntryProgress) { p[0].Valid, p[0].Spoiled = 8, 0 },
			"清点数与录入数一致：党代表：清点有效 7、废票 1，录入有效 8、废票 0。请核对原票",
		},
		{"one present without a ballot", func(r *data.Round, _ []data.EntryProgress) { r.Groups[3].Present++ }, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			r, progress := soundSocial()
			test.change(&r, progress)
			var got []string
			for _, c := range data.SealObstacles(data.CheckRound(r, progress)) {
				got = append(got, c.Rule+"："+c.Sentence())
				if c.Basis == "" {
					t.Errorf("%s comes from nowhere", c.Rule)
				}
			}
			if strings.Join(got, "\n") != test.want {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), test.want)
			}
			if broken := equations(r, progress); (len(broken) > 0) != (test.want != "") {
				t.Errorf("the test itself: by hand %q are broken", broken)
			}
		})
	}
}

// equations works out which equations of design.md §6 a round breaks.
func equations(r data.Round, progress []data.EntryProgress) (broken []string) {
	var invited, present, users, usersHere int
	for i, g := range r.Groups {
		p := progress[i]
		for _, e := range []struct {
			name string
			kept bool
		}{
			{"printed", g.Issued <= g.Printed},
			{"issued", g.Issued == g.Returned+g.Unreturned},
			{"returned", g.Returned <= g.Issued},
			{"valid", g.Returned == g.Valid+g.Spoiled},
			{"keyed", p.Valid == g.Valid && p.Spoiled == g.Spoiled && p.Keyed == g.Returned},
			{"present", g.Present <= g.Expected},
		} {
			if !e.kept {
				broken = append(broken, fmt.Sprint(g.Kind, e.name))
			}
		}
		invited, present = invited+g.Expected, present+g.Present
		if g.Kind == data.ServiceUser {
			users, usersHere = g.Expected, g.Present
		}
	}
	if present*2 <= invited {
		broken = append(broken, "quorum")
	}
	if users*2 < invited || usersHere*2 < present {
		broken = append(broken, "half")
	}
	return broken
}

// A round of which nothing is known yet can't be sealed: every check that wasn't tried is an obstacle, a warning isn't.
func TestNothingTypedIsAnObstacle(t *testing.T) {
	r := data.NewRound(data.Social, campaign())
	checks := data.CheckRound(r, nil)
	if got := data.SealObstacles(checks); len(got) != len(checks) || len(got) != 8 {
		t.Errorf("%d of %d: %+v", len(got), len(checks), got)
	}
	if got := data.SealObstacles([]data.Check{{State: data.Warns}, {State: data.Holds}}); got != nil {
		t.Errorf("%+v", got)
	}
}

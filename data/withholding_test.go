package data_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"liangping/data"
)

// askedOnce is a round whose groups have so many sheets, each with the marks of one line for one target.
func askedOnce(kind data.RoundKind, sheets ...string) voted {
	v := voted{kind: kind, lines: []data.Line{{Number: 1, TargetID: "t", TargetName: "某窗口", TargetKind: data.ServiceWindow, Item: data.Overall, Label: "总体"}}}
	for i, marks := range sheets {
		v.groups = append(v.groups, votedGroup{kind: kind.GroupKinds()[i], sheets: strings.Split(marks, "")})
		if marks == "" {
			v.groups[i].sheets = nil
		}
	}
	return v
}

func window() []data.Target {
	return []data.Target{{ID: "t", Name: "某窗口", Kind: data.ServiceWindow, Rank: 1}}
}

func withheld(sc data.Scoring, rounds ...voted) *data.Statistics {
	return data.Compute(tallies(rounds), window(), sc).With(sc)
}

// design.md §7: fewer than 5 are withheld, and the one that would give them away.
func TestWithholding(t *testing.T) {
	many := strings.Repeat("1", 12) + "23"
	weights := data.DefaultScoring
	weights.Groups = [4]data.Share{400, 200, 200, 200}
	for _, test := range []struct {
		name    string
		scoring data.Scoring
		rounds  []voted
		want    string // what stands in place: combined, internal, social; then each group
	}{
		{"all large", data.DefaultScoring, []voted{askedOnce(data.Internal, many), askedOnce(data.Social, "11112", "11123", "12233", many)}, "00000000"},
		{"one of four", data.DefaultScoring, []voted{askedOnce(data.Social, "111122", "1122", "12312", many)}, "0-00320"},
		{"exactly five", data.DefaultScoring, []voted{askedOnce(data.Social, "11112", "11123", "12323", "11123")}, "0-00000"},
		{"two small together are five", data.DefaultScoring, []voted{askedOnce(data.Social, "123", "12", many, many)}, "0-03300"},
		{"two small together are fewer", data.DefaultScoring, []voted{askedOnce(data.Social, "12", "12", "111122", many)}, "0-03320"},
		{"an empty group hides nothing", data.DefaultScoring, []voted{askedOnce(data.Social, "1122", "", "12312", many)}, "0-03020"},
		{"few inside", data.DefaultScoring, []voted{askedOnce(data.Internal, "123"), askedOnce(data.Social, "11112", "11123", "12233", many)}, "13230020"},
		{"nobody but a few", data.DefaultScoring, []voted{askedOnce(data.Internal, "1233")}, "33-3"},
		{"weighed groups", weights, []voted{askedOnce(data.Internal, many), askedOnce(data.Social, "1123", "1112311123", "1112311123", "1112311123")}, ""},
	} {
		stats := withheld(test.scoring, test.rounds...)
		combined := stats.Of(data.Combined).Target("t")
		got := fmt.Sprint(int(combined.Withheld))
		for _, scope := range []data.Scope{data.InternalScope, data.SocialScope} {
			if one := stats.Of(scope).Target("t"); one != nil {
				got += fmt.Sprint(int(one.Withheld))
			} else {
				got += "-"
			}
		}
		for _, g := range combined.Groups {
			got += fmt.Sprint(int(g.Withheld))
			if g.Withheld.HidesCounts() && (g.Counts != data.Counts{} || g.Score != nil || g.Lines[0].Counts != data.Counts{}) {
				t.Errorf("%s: %s is withheld and still there", test.name, g.Kind)
			}
		}
		if test.want != "" && got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
		if test.name == "weighed groups" { // with 40:20:20:20 and 4:10:10:10 ballots the counts beside the figures would tell what the four marked
			if combined.Withheld != data.NoCounts || combined.Score == nil || (combined.Counts != data.Counts{}) {
				t.Errorf("%s: the combined result is %v, %v", test.name, combined.Withheld, combined.Counts)
			}
		}
	}
	if data.TooFew.String() != "不足5票" {
		t.Error(data.TooFew)
	}
}

// unknown is what the solver doesn't know: how often one mark stands in a group's sheets on a line of a target.
type unknown struct {
	target data.ID
	round  data.RoundKind
	group  data.GroupKind
	item   data.Item
}

// solver knows linear equations over unknowns.
type solver struct {
	place map[unknown]int
	rows  [][]*big.Rat
}

func (s *solver) learn(equation map[unknown]*big.Rat) {
	row := make([]*big.Rat, len(s.place))
	for i := range row {
		row[i] = new(big.Rat)
	}
	for u, factor := range equation {
		row[s.place[u]].Set(factor)
	}
	s.rows = append(s.rows, row)
}

// solve brings the equations into reduced form: every pivot stands alone in its column.
func (s *solver) solve() {
	done := 0
	for column := range len(s.place) {
		pivot := done
		for pivot < len(s.rows) && s.rows[pivot][column].Sign() == 0 {
			pivot++
		}
		if pivot == len(s.rows) {
			continue
		}
		s.rows[done], s.rows[pivot] = s.rows[pivot], s.rows[done]
		inverse := new(big.Rat).Inv(s.rows[done][column])
		for i := range s.rows[done] {
			s.rows[done][i] = new(big.Rat).Mul(s.rows[done][i], inverse)
		}
		for other := range s.rows {
			if factor := s.rows[other][column]; other != done && factor.Sign() != 0 {
				next := make([]*big.Rat, len(s.place))
				for i := range next {
					next[i] = new(big.Rat).Sub(s.rows[other][i], new(big.Rat).Mul(factor, s.rows[done][i]))
				}
				s.rows[other] = next
			}
		}
		done++
	}
}

// knows tells whether the sum of some unknowns follows: adding it must not raise the rank.
func (s *solver) knows(sum []unknown) bool {
	rest := make([]*big.Rat, len(s.place))
	for i := range rest {
		rest[i] = new(big.Rat)
	}
	for _, u := range sum {
		rest[s.place[u]].SetInt64(1)
	}
	for _, row := range s.rows {
		lead := -1
		for i, x := range row {
			if x.Sign() != 0 {
				lead = i
				break
			}
		}
		if lead < 0 || rest[lead].Sign() == 0 {
			continue
		}
		factor := new(big.Rat).Set(rest[lead])
		for i := range rest {
			rest[i].Sub(rest[i], new(big.Rat).Mul(factor, row[i]))
		}
	}
	for _, x := range rest {
		if x.Sign() != 0 {
			return false
		}
	}
	return true
}

// whole is a row of a table as an equation: the counts add the unknowns up; the satisfied rate divides what a scope's groups
// marked, pooled or weighed, and weighs the scopes. The solver is told every denominator, even one that nobody publishes.
type whole struct {
	parts  map[data.RoundKind][]unknown
	sheets map[unknown]int // of one line
	marked map[unknown]int // valid marks: the denominator
}

func (w whole) counts() map[unknown]*big.Rat {
	equation := map[unknown]*big.Rat{}
	for _, part := range w.parts {
		for _, u := range part {
			equation[u] = big.NewRat(1, 1)
		}
	}
	return equation
}

func (w whole) rate(sc data.Scoring) map[unknown]*big.Rat {
	equation := map[unknown]*big.Rat{}
	for kind, part := range w.parts {
		weight := int64(sc.InternalWeight)
		if kind == data.Social {
			weight = 100 - weight
		}
		if len(w.parts) == 1 {
			weight = 1
		}
		groups, all := map[data.GroupKind]int{}, 0
		for _, u := range part {
			groups[u.group] += w.marked[u]
			all += w.marked[u]
		}
		for _, u := range part {
			switch {
			case kind == data.Social && sc.Groups != [4]data.Share{} && groups[u.group] > 0:
				share := int64(0) // the shares of the groups that marked something
				for i, g := range data.Social.GroupKinds() {
					if groups[g] > 0 {
						share += int64(sc.Groups[i])
					}
				}
				for i, g := range data.Social.GroupKinds() {
					if g == u.group && share > 0 {
						equation[u] = big.NewRat(weight*int64(sc.Groups[i]), share*int64(groups[g]))
					}
				}
			case (kind == data.Internal || sc.Groups == [4]data.Share{}) && all > 0:
				equation[u] = big.NewRat(weight, int64(all))
			}
		}
	}
	return equation
}

// From everything that all the views show of all targets it must not follow what fewer than five people marked.
func TestWithholdingCantBeUndone(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 4))
	hidden, shown, figuresOnly := 0, 0, 0
	for n := range proofSize(3000, 150) {
		targets, rounds := randomCampaign(rnd, []int{4, 7, 12}[rnd.IntN(3)])
		sc := data.DefaultScoring
		sc.InternalWeight = []int{50, 30, 100}[rnd.IntN(3)]
		if rnd.IntN(2) == 0 {
			sc.Groups = [][4]data.Share{{250, 250, 250, 250}, {400, 200, 200, 200}, {0, 0, 500, 500}}[rnd.IntN(3)]
		}
		stats := data.Compute(tallies(rounds), targets, sc).With(sc)
		s := &solver{place: map[unknown]int{}}
		all := whole{sheets: map[unknown]int{}, marked: map[unknown]int{}}
		for _, v := range rounds {
			if v.taken() == 0 {
				continue
			}
			for i, l := range v.lines {
				for _, g := range v.groups {
					u := unknown{l.TargetID, v.kind, g.kind, l.Item}
					for _, sheet := range g.sheets {
						if sheet == "x" {
							continue
						}
						if _, known := s.place[u]; !known {
							s.place[u] = len(s.place)
						}
						all.sheets[u]++
						if strings.ContainsRune("1234", rune(sheet[i])) {
							all.marked[u]++
						}
					}
				}
			}
		}
		choose := func(keep func(unknown) bool) whole {
			w := whole{map[data.RoundKind][]unknown{}, all.sheets, all.marked}
			for u := range s.place {
				if keep(u) {
					w.parts[u.round] = append(w.parts[u.round], u)
				}
			}
			return w
		}
		learn := func(w data.Withholding, counts data.Counts, figures data.Figures, keep func(unknown) bool) {
			row := choose(keep)
			if !w.HidesCounts() {
				s.learn(row.counts())
				shown++
			} else if counts != (data.Counts{}) {
				t.Fatal("withheld counts are there")
			}
			if !w.HidesFigures() {
				s.learn(row.rate(sc))
			} else if figures != (data.Figures{}) {
				t.Fatal("withheld figures are there")
			}
			if w == data.NoCounts {
				figuresOnly++
			}
		}
		for _, scope := range data.Scopes {
			in := func(u unknown) bool { return scope == data.Combined || string(scope) == string(u.round) }
			for _, r := range stats.Of(scope).Targets {
				for _, l := range r.Lines {
					learn(l.Withheld, l.Counts, l.Figures, func(u unknown) bool { return in(u) && u.target == r.TargetID && u.item == l.Item })
				}
				for _, g := range r.Groups {
					for _, l := range g.Lines {
						learn(l.Withheld, l.Counts, l.Figures, func(u unknown) bool {
							return u.target == r.TargetID && u.round == g.Round && u.group == g.Kind && u.item == l.Item
						})
					}
				}
			}
			for _, row := range stats.ByItem(scope, data.Choice{}) {
				learn(row.Withheld, row.Counts, row.Figures, func(u unknown) bool {
					target := stats.Of(scope).Target(u.target)
					return in(u) && target != nil && target.Kind == row.Kind && u.item == row.Item
				})
			}
			for _, item := range []data.Item{data.Overall, data.WorkItem, data.ConductItem, "c1", "c2"} {
				for _, row := range stats.ByGroup(scope, data.Choice{Item: item}) {
					learn(row.Withheld, row.Counts, row.Figures, func(u unknown) bool {
						target := stats.Of(scope).Target(u.target)
						return target != nil && target.Kind == row.Kind && u.item == item && u.round == row.Round && u.group == row.Group
					})
				}
			}
		}
		s.solve()
		for u := range s.place {
			if all.sheets[u] < data.MinBallots {
				hidden++
				if s.knows([]unknown{u}) {
					t.Fatalf("campaign %d, %+v: what the %d of %+v marked follows from what is shown", n, sc, all.sheets[u], u)
				}
			}
		}
	}
	if hidden < 500 || shown < 500 || figuresOnly < 20 {
		t.Errorf("only %d small groups, %d rows shown, %d without counts: too tame", hidden, shown, figuresOnly)
	}
}

package data_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"liangping/data"
)

// voted is what the independent calculation begins with: the raw sheets of one round, group by group.
type voted struct {
	kind   data.RoundKind
	lines  []data.Line
	groups []votedGroup
}

type votedGroup struct {
	kind              data.GroupKind
	expected, present int
	sheets            []string // marks; "x" for a spoiled one
}

func (v voted) taken() (n int) {
	for _, g := range v.groups {
		n += len(g.sheets)
	}
	return n
}

func (v voted) valid() (n int) {
	for _, g := range v.groups {
		n += len(g.sheets) - strings.Count(strings.Join(g.sheets, ""), "x")
	}
	return n
}

// tally lets the program count the sheets.
func (v voted) tally() data.Tally {
	round := data.Round{Kind: v.kind}
	var ballots []data.Ballot
	for i, g := range v.groups {
		id := data.ID(fmt.Sprint("g", i))
		round.Groups = append(round.Groups, data.Group{ID: id, Kind: g.kind, Expected: g.expected, Present: g.present})
		for _, marks := range g.sheets {
			b := data.Ballot{GroupID: id, Marks: marks}
			if marks == "x" {
				b = data.Ballot{GroupID: id, Spoiled: "整张空白"}
			}
			ballots = append(ballots, b)
		}
	}
	return tallyOf(round, data.Form{Lines: v.lines}, ballots)
}

// tallyOf is the tally of sheets that no store holds, each one counted once.
func tallyOf(round data.Round, form data.Form, ballots []data.Ballot) data.Tally {
	tally := data.Tally{RoundID: round.ID, Round: round.Kind, Lines: form.Lines}
	place := map[data.ID]int{}
	for i, g := range round.Groups {
		place[g.ID] = i
		tally.Groups = append(tally.Groups, data.GroupTally{
			GroupID: g.ID, Kind: g.Kind, Members: data.Members{Expected: g.Expected, Present: g.Present}, Counts: make([]data.Counts, len(form.Lines)),
		})
	}
	for _, b := range ballots {
		g := &tally.Groups[place[b.GroupID]]
		if b.Spoiled != "" {
			g.Spoiled++
			continue
		}
		g.Valid++
		for i := range g.Counts {
			g.Counts[i] = g.Counts[i].Plus(data.CountMarks(b.Marks[i : i+1]))
		}
	}
	return tally
}

func tallies(rounds []voted) (all []data.Tally) {
	for _, v := range rounds {
		all = append(all, v.tally())
	}
	return all
}

// path leads to a heap of marks that are counted together: everything on the same path is pooled.
type path struct {
	scope data.RoundKind
	group data.GroupKind // "" where groups are pooled
	item  data.Item      // "" where lines are pooled
}

// heap is what lies at the end of a path.
type heap struct {
	marks   map[byte]int64
	members int64
}

// independent works a row out from the raw sheets by another road than the program's: it walks over every single mark, puts it on the
// heap where it belongs, gives each heap that counts its share of the whole, from the scopes down to the lines, and adds
// share × value up. pick says which lines are asked, group which group, or "" for all.
func independent(rounds []voted, pick func(voted) []int, group data.GroupKind, sc data.Scoring) string {
	heaps, counts := map[path]*heap{}, map[byte]int{}
	items := map[[2]string]map[data.Item]bool{}
	for _, v := range rounds {
		for _, line := range pick(v) {
			for _, g := range v.groups {
				if group != "" && g.kind != group {
					continue
				}
				parent := [2]string{string(v.kind)}
				if v.kind == data.Social && sc.Groups != [4]data.Share{} && group == "" {
					parent[1] = string(g.kind)
				}
				if items[parent] == nil {
					items[parent] = map[data.Item]bool{}
				}
				items[parent][v.lines[line].Item] = true
				at := path{v.kind, data.GroupKind(parent[1]), v.lines[line].Item}
				if heaps[at] == nil {
					heaps[at] = &heap{marks: map[byte]int64{}}
				}
				heaps[at].members += map[data.Denominator]int64{data.ByExpected: int64(g.expected), data.ByPresent: int64(g.present)}[sc.Denominator]
				for _, sheet := range g.sheets {
					if sheet != "x" {
						heaps[at].marks[sheet[line]]++
						counts[sheet[line]]++
					}
				}
			}
		}
	}
	heaps, lineWeight := poolLines(heaps, items, sc)
	var row []string
	for _, mark := range "123405" {
		row = append(row, fmt.Sprint(counts[byte(mark)]))
	}
	one := map[byte]int64{'1': 1, '2': 1, '3': 1, '4': 1}
	value := func(marks string) map[byte]int64 {
		values := map[byte]int64{}
		for i := range marks {
			values[marks[i]] = one[marks[i]]
		}
		return values
	}
	base := "1234"
	if !sc.CountUnfamiliar {
		base = "123"
	}
	score, scored := map[byte]int64{'1': int64(sc.Satisfied), '2': int64(sc.MostlySatisfied), '3': int64(sc.Dissatisfied)}, "123"
	if sc.ScoreUnfamiliar {
		score['4'], scored = int64(sc.Unfamiliar), "1234"
	}
	members := sc.Denominator != data.ByMarks
	for _, figure := range []struct {
		values  map[byte]int64
		base    string
		members bool
	}{{value("1"), base, members}, {value("12"), base, members}, {value("3"), base, members}, {value("4"), "1234", members}, {score, scored, false}} {
		row = append(row, shareOut(heaps, lineWeight, sc, figure.values, figure.base, figure.members))
	}
	return strings.Join(row, " ")
}

// poolLines puts the heaps of a parent together unless the rule gives all of its lines a weight.
func poolLines(heaps map[path]*heap, items map[[2]string]map[data.Item]bool, sc data.Scoring) (map[path]*heap, func(path) int64) {
	weight := func(i data.Item) (int64, bool) {
		switch {
		case i == data.WorkItem || i == data.ConductItem:
			return int64(sc.Aspects[map[data.Item]int{data.WorkItem: 0, data.ConductItem: 1}[i]]), sc.Aspects != [2]data.Share{}
		case i[0] == 'c' && len(i) == 2 && sc.TeamByCriteria:
			return int64(sc.Criteria[i[1]-'1']), sc.Criteria != [8]data.Share{}
		}
		return 0, false
	}
	pooled := map[path]*heap{}
	for at, h := range heaps {
		set := items[[2]string{string(at.scope), string(at.group)}]
		for item := range set {
			if _, ok := weight(item); !ok {
				at.item = ""
			}
		}
		if len(set) == 1 {
			at.item = ""
		}
		if pooled[at] == nil {
			pooled[at] = &heap{marks: map[byte]int64{}}
		}
		for mark, n := range h.marks {
			pooled[at].marks[mark] += n
		}
		pooled[at].members += h.members
	}
	return pooled, func(at path) int64 {
		if at.item == "" {
			return 1
		}
		w, _ := weight(at.item)
		return w
	}
}

// shareOut gives every heap its share and adds up.
func shareOut(heaps map[path]*heap, lineWeight func(path) int64, sc data.Scoring, values map[byte]int64, base string, members bool) string {
	total := func(h *heap) (n int64) {
		if members {
			return h.members
		}
		for i := range base {
			n += h.marks[base[i]]
		}
		return n
	}
	scopes := map[data.RoundKind]bool{}
	for at := range heaps {
		scopes[at.scope] = true
	}
	groupWeight := func(at path) int64 {
		if at.group == "" {
			return 1
		}
		return int64(sc.Groups[slices.Index(data.Social.GroupKinds(), at.group)])
	}
	scopeWeight := func(at path) int64 {
		if len(scopes) == 1 {
			return 1
		}
		return map[data.RoundKind]int64{data.Internal: int64(sc.InternalWeight), data.Social: int64(100 - sc.InternalWeight)}[at.scope]
	}
	// what counts at all, and the weights beside which each weight stands
	beside := func(at path, level func(path) path, weight func(path) int64) *big.Rat {
		siblings, sum := map[path]bool{}, int64(0)
		for other, h := range heaps {
			if total(h) > 0 && lineWeight(other) > 0 && groupWeight(other) > 0 && scopeWeight(other) > 0 && !siblings[level(other)] && parentOf(level(other)) == parentOf(level(at)) {
				siblings[level(other)] = true
				sum += weight(other)
			}
		}
		return big.NewRat(weight(at), sum)
	}
	figure, any := new(big.Rat), false
	for at, h := range heaps {
		if total(h) == 0 || lineWeight(at) == 0 || groupWeight(at) == 0 || scopeWeight(at) == 0 {
			continue
		}
		any = true
		points := int64(0)
		for mark, v := range values {
			points += v * h.marks[mark]
		}
		share := big.NewRat(points, total(h))
		share.Mul(share, beside(at, func(p path) path { return path{scope: p.scope} }, scopeWeight))
		share.Mul(share, beside(at, func(p path) path { return path{p.scope, p.group + "·", ""} }, groupWeight))
		share.Mul(share, beside(at, func(p path) path { return path{p.scope, p.group + "·", p.item + "·"} }, lineWeight))
		figure.Add(figure, share)
	}
	if !any {
		return "—"
	}
	return figure.RatString()
}

// parentOf cuts the last step of a path off.
func parentOf(p path) path {
	switch {
	case p.item != "":
		return path{p.scope, p.group, ""}
	case p.group != "":
		return path{scope: p.scope}
	}
	return path{}
}

// figureLines returns the lines that make a target's figure: 总体 alone where there is one, unless the rule counts by criteria.
func figureLines(target data.ID, sc data.Scoring) func(voted) []int {
	return func(v voted) (lines []int) {
		overall, criteria := -1, 0
		for i, l := range v.lines {
			if l.TargetID != target {
				continue
			}
			if l.Item == data.Overall {
				overall = i
				continue
			}
			if l.Item[0] == 'c' && len(l.Item) == 2 {
				criteria++
			}
			lines = append(lines, i)
		}
		if overall >= 0 && !(criteria > 0 && sc.TeamByCriteria) {
			return []int{overall}
		}
		return lines
	}
}

func oneLine(target data.ID, item data.Item) func(voted) []int {
	return func(v voted) (lines []int) {
		for i, l := range v.lines {
			if l.TargetID == target && l.Item == item {
				lines = append(lines, i)
			}
		}
		return lines
	}
}

func text(c data.Counts, f data.Figures) string {
	row := fmt.Sprint(c.Satisfied, c.MostlySatisfied, c.Dissatisfied, c.Unfamiliar, c.Blank, c.Multiple)
	for _, r := range []*big.Rat{f.SatisfiedRate, f.AtLeastMostly, f.DissatisfiedRate, f.UnfamiliarRate, f.Score} {
		if r == nil {
			row += " —"
		} else {
			row += " " + r.RatString()
		}
	}
	return row
}

// randomRule invents a rule of every sort.
func randomRule(rnd *rand.Rand) data.Scoring {
	s := data.Presets[rnd.IntN(len(data.Presets))].Apply(data.DefaultScoring)
	s.CountUnfamiliar, s.TeamByCriteria = rnd.IntN(2) == 0, rnd.IntN(2) == 0
	s.InternalWeight = []int{0, 30, 40, 50, 60, 100}[rnd.IntN(6)]
	s.Denominator = data.Denominators[rnd.IntN(3)]
	if rnd.IntN(2) == 0 {
		s.Groups = [][4]data.Share{{250, 250, 250, 250}, {100, 200, 300, 400}, {0, 0, 500, 500}, {1000, 0, 0, 0}, {125, 375, 0, 500}}[rnd.IntN(5)]
	}
	if rnd.IntN(2) == 0 {
		s.Aspects = [][2]data.Share{{500, 500}, {600, 400}, {1000, 0}}[rnd.IntN(3)]
	}
	if rnd.IntN(2) == 0 {
		s.Criteria = [][8]data.Share{{500, 500}, {700, 300}, {0, 1000}}[rnd.IntN(3)]
	}
	return s
}

// randomCampaign invents a roster and up to four rounds, several social ones among them; few sheets and few grades, so that ties,
// empty denominators, groups and rounds without ballots are common. most is the largest number of sheets of a group.
func randomCampaign(rnd *rand.Rand, most int) (targets []data.Target, rounds []voted) {
	for i := range 1 + rnd.IntN(5) {
		kind := data.Kinds[rnd.IntN(len(data.Kinds))]
		targets = append(targets, data.Target{ID: data.ID(fmt.Sprint("t", i)), Name: fmt.Sprint("某", i), Kind: kind, Rank: i + 1, Ask: data.Asks[rnd.IntN(3)]})
	}
	kinds := []data.RoundKind{data.Social, data.Internal, data.Social, data.Social}[:2+rnd.IntN(3)] // the order must not matter
	for _, kind := range kinds {
		some := slices.DeleteFunc(slices.Clone(targets), func(data.Target) bool { return rnd.IntN(4) == 0 })
		form, err := data.BuildForm(data.Round{}, some, data.PlanTemplate(2011).Criteria[:2])
		if err != nil {
			continue
		}
		v := voted{kind: kind, lines: form.Lines}
		alphabet := []string{"1", "12", "4", "0", "123405", "1111123"}[rnd.IntN(6)]
		for _, g := range kind.GroupKinds() {
			group := votedGroup{kind: g}
			for range max(0, rnd.IntN(most+2)-1) {
				marks := "x"
				if rnd.IntN(8) > 0 {
					marks = ""
					for range v.lines {
						marks += string(alphabet[rnd.IntN(len(alphabet))])
					}
				}
				group.sheets = append(group.sheets, marks)
			}
			group.present = len(group.sheets) + rnd.IntN(2)
			group.expected = group.present + rnd.IntN(3)
			v.groups = append(v.groups, group)
		}
		rounds = append(rounds, v)
	}
	return targets, rounds
}

// proofSize is n in make prove, a part of it otherwise.
func proofSize(n, short int) int {
	if os.Getenv("LIANGPING_PROVE") == "1" {
		return n
	}
	return short
}

// Every figure of every scope, target, line and group, and every rank, of random campaigns under random rules.
func TestResultAgainstIndependentCalculation(t *testing.T) {
	rnd := rand.New(rand.NewPCG(2011, 8))
	ties, dashes, weighed, dropped := 0, 0, 0, 0
	for n := range proofSize(10000, 2000) {
		targets, rounds := randomCampaign(rnd, 5)
		sc := randomRule(rnd)
		if err := sc.Validate(); err != nil {
			t.Fatal(err)
		}
		stats := data.Compute(tallies(rounds), targets, sc)
		for _, scope := range data.Scopes {
			var read []voted
			valid, kinds := 0, map[data.RoundKind]bool{}
			for _, v := range rounds {
				if v.taken() > 0 && (scope == data.Combined || string(scope) == string(v.kind)) {
					read = append(read, v)
					valid += v.valid()
					kinds[v.kind] = true
				}
			}
			result := stats.Of(scope)
			if result.Valid != valid || len(result.Rounds) != len(kinds) || result.Sealed {
				t.Fatalf("campaign %d, %s: %d valid ballots of %v, want %d of %v", n, scope, result.Valid, result.Rounds, valid, kinds)
			}
			check := func(what string, got, want string) {
				t.Helper()
				if got != want {
					t.Fatalf("campaign %d, %s, %s, %+v:\n got %s\nwant %s", n, scope, what, sc, got, want)
				}
			}
			for _, got := range result.Targets {
				check(got.Name, text(got.Counts, got.Figures), independent(read, figureLines(got.TargetID, sc), "", sc))
				for _, l := range got.Lines {
					check(got.Name+string(l.Item), text(l.Counts, l.Figures), independent(read, oneLine(got.TargetID, l.Item), "", sc))
				}
				for _, g := range got.Groups {
					own := slices.DeleteFunc(slices.Clone(read), func(v voted) bool { return v.kind != g.Round })
					check(got.Name+g.Kind.String(), text(g.Counts, g.Figures), independent(own, figureLines(got.TargetID, sc), g.Kind, sc))
					if g.Ballots == 0 {
						dropped++
					}
				}
				if got.Score == nil {
					dashes++
				}
				if sc.Groups != [4]data.Share{} {
					weighed++
				}
			}
			ties += checkRanks(t, result, targets, read)
		}
	}
	if ties < 100 || dashes < 100 || weighed < 100 || dropped < 100 {
		t.Errorf("only %d ties, %d rows without a score, %d weighed, %d empty groups: too tame", ties, dashes, weighed, dropped)
	}
}

package data

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"
)

// Withholding says what of a row may not be shown (design.md §11; safety.md §4).
type Withholding int

// The ways.
const (
	Shown    Withholding = iota
	NoCounts             // 不单列: the figures are shown; the counts beside them would give a group away
	Covering             // 不单列: shown, it would give a group of fewer than five away by subtraction
	TooFew               // 不足5票: the group has fewer than five valid ballots
)

// MinBallots is the smallest number of valid ballots that are shown by themselves.
const MinBallots = 5

// String returns what stands in place of the figures: 不足5票.
func (w Withholding) String() string {
	return [...]string{"", "不单列", "不单列", "不足5票"}[w]
}

// HidesCounts tells whether the counts are withheld.
func (w Withholding) HidesCounts() bool { return w != Shown }

// HidesFigures tells whether the rates and the score are withheld.
func (w Withholding) HidesFigures() bool { return w == TooFew || w == Covering }

// and returns the stricter one.
func (w Withholding) and(other Withholding) Withholding { return max(w, other) }

// apply takes out what is withheld.
func (w Withholding) apply(c Counts, f Figures) (Counts, Figures) {
	if w.HidesCounts() {
		c = Counts{}
	}
	if w.HidesFigures() {
		f = Figures{}
	}
	return c, f
}

// Whoever reads the tables can add and subtract. So what is shown of a target is taken as equations over what its groups
// marked: the counts of a scope are the sum of its groups, weighed figures a sum with other factors, a group shown by itself is
// known. Beginning with what matters most, something is shown only if it doesn't, together with what is shown already,
// determine what fewer than five people marked. A group of five or more is so withheld where it has to cover a smaller one.

// atom is one group of evaluators in one scope: what the equations are about.
type atom struct {
	round RoundKind
	group GroupKind
}

func (c cell) atom() atom { return atom{c.round, c.group} }

// row is an equation: the factor of each atom.
type row []*big.Rat

// reading is one way to read the tables of a target: by one line or by all those of the figure, with one denominator.
type reading struct {
	ballots         []int // of each atom
	scope, combined row   // by which factor an atom enters the figures of its scope, and the combined ones
	known           space // what is shown already
}

// withhold takes out of the statistics what may not be shown.
func (s *Statistics) withhold() {
	combined := s.Of(Combined)
	for i := range combined.Targets {
		if t := &combined.Targets[i]; slices.ContainsFunc(t.cells, func(c cell) bool { return 0 < c.ballots && c.ballots < MinBallots }) {
			s.withholdTarget(t)
		}
	}
	for i := range s.Results {
		s.Results[i].rankBy(ScoreMetric)
	}
}

// withholdTarget decides what is shown of one target, in all scopes, and takes the rest out.
func (s *Statistics) withholdTarget(combined *TargetResult) {
	parts := split(combined.cells, cell.atom)
	atoms := make([]atom, len(parts))
	for i, part := range parts {
		atoms[i] = part[0].atom()
	}
	readings := s.Scoring.readings(combined.cells, atoms)
	in := func(scope Scope) func(atom) bool {
		return func(a atom) bool { return scope == Combined || Scope(a.round) == scope }
	}
	tell(readings, func(r *reading) row { return r.combined }, func() { combined.Withheld = NoCounts }, func() { combined.Withheld = Covering })
	scopes := map[Scope]*TargetResult{Combined: combined}
	for _, scope := range []Scope{InternalScope, SocialScope} {
		if t := s.Of(scope).Target(combined.TargetID); t != nil {
			scopes[scope] = t
			tell(readings, func(r *reading) row { return r.scope.only(atoms, in(scope)) }, func() { t.Withheld = NoCounts }, func() { t.Withheld = Covering })
		}
	}
	for _, scope := range []Scope{InternalScope, SocialScope, Combined} {
		if t := scopes[scope]; t != nil && !t.Withheld.HidesFigures() {
			tell(readings, func(r *reading) row { return ones(len(atoms)).only(atoms, in(scope)) }, func() { t.Withheld = Shown }, func() {})
		}
	}
	hidden := hideGroups(readings, atoms)
	for _, t := range scopes {
		t.covered = true
		t.takeOut(hidden)
	}
}

// hideGroups shows the groups one by one, the largest first, and returns those that can't be.
func hideGroups(readings []reading, atoms []atom) map[atom]Withholding {
	size := func(i int) int { // the fewest ballots on any of its lines
		fewest := 0
		for _, r := range readings {
			if n := r.ballots[i]; n > 0 && (fewest == 0 || n < fewest) {
				fewest = n
			}
		}
		return fewest
	}
	order := make([]int, len(atoms))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(size(b)-size(a), cmp.Compare(atoms[a].round, atoms[b].round), atoms[a].place()-atoms[b].place())
	})
	hidden := map[atom]Withholding{}
	for _, i := range order {
		own := func(a atom) bool { return a == atoms[i] }
		tell(readings, func(r *reading) row { return ones(len(atoms)).only(atoms, own) }, func() {}, func() {
			if hidden[atoms[i]] = Covering; size(i) < MinBallots {
				hidden[atoms[i]] = TooFew
			}
		})
	}
	return hidden
}

// place is the order of the groups on paper.
func (a atom) place() int { return slices.Index(a.round.GroupKinds(), a.group) }

// takeOut takes what is withheld out of a target's result.
func (t *TargetResult) takeOut(hidden map[atom]Withholding) {
	if n := sheets(t.cells); t.Withheld.HidesFigures() && n < MinBallots {
		t.Withheld = TooFew
	}
	t.Counts, t.Figures = t.Withheld.apply(t.Counts, t.Figures)
	t.Unanimous = t.Counts.Unanimous()
	for i := range t.Lines {
		t.Lines[i].takeOut(t.Withheld)
	}
	for i := range t.Groups {
		g := &t.Groups[i]
		g.Withheld = hidden[atom{g.Round, g.Kind}]
		g.Counts, g.Figures = g.Withheld.apply(g.Counts, g.Figures)
		g.Unanimous = g.Counts.Unanimous()
		for j := range g.Lines {
			g.Lines[j].takeOut(g.Withheld)
		}
	}
}

func (l *LineResult) takeOut(w Withholding) {
	l.Withheld = w
	l.Counts, l.Figures = w.apply(l.Counts, l.Figures)
}

// sheets returns of how many valid ballots some cells are.
func sheets(cells []cell) (n int) {
	for _, c := range split(cells, func(c cell) [3]string { return [3]string{fmt.Sprint(c.meeting), string(c.round), string(c.group)} }) {
		n += c[0].ballots
	}
	return n
}

// readings are the ways to read the tables of a target: each line, and the lines of the figure together, with each denominator that
// a figure has.
func (s Scoring) readings(cells []cell, atoms []atom) (all []reading) {
	lines := split(cells, func(c cell) Item { return c.item })
	lines = append(lines, slices.DeleteFunc(slices.Clone(cells), func(c cell) bool { return !c.figure }))
	for _, line := range lines {
		for _, base := range []func([]cell) int{
			func(c []cell) int { return sheets(c) },
			func(c []cell) int { return s.base(pool(c), s.members(c)) },
			func(c []cell) int { return s.scored(pool(c)) },
		} {
			if r := s.reading(line, atoms, base); !slices.ContainsFunc(all, r.same) {
				all = append(all, r)
			}
		}
	}
	return all
}

// reading writes down how many ballots each atom has on a line, and its factors with a denominator.
func (s Scoring) reading(line []cell, atoms []atom, base func([]cell) int) reading {
	r := reading{ballots: make([]int, len(atoms)), scope: zeros(len(atoms)), combined: zeros(len(atoms))}
	for _, scope := range split(line, func(c cell) RoundKind { return c.round }) {
		weight := 100 - s.InternalWeight
		if scope[0].round == Internal {
			weight = s.InternalWeight
		}
		if len(split(line, func(c cell) RoundKind { return c.round })) == 1 {
			weight = 100 // the only one stands
		}
		shares := 0 // of the groups that have marks
		for _, group := range split(scope, cell.atom) {
			if base(group) > 0 {
				shares += int(s.group(group[0].group))
			}
		}
		for _, group := range split(scope, cell.atom) {
			i := slices.Index(atoms, group[0].atom())
			r.ballots[i] = sheets(group)
			factor := ratio(1, base(scope))
			if scope[0].round == Social && weighs(s.Groups[:]) {
				factor = ratio(int(s.group(group[0].group)), base(group)*shares)
			}
			if factor != nil && r.ballots[i] > 0 {
				r.scope[i], r.combined[i] = factor, new(big.Rat).Mul(factor, ratio(weight, 1))
			}
		}
	}
	return r
}

func (r reading) same(other reading) bool {
	equal := func(a, b *big.Rat) bool { return a.Cmp(b) == 0 }
	return slices.Equal(r.ballots, other.ballots) && slices.EqualFunc(r.scope, other.scope, equal) && slices.EqualFunc(r.combined, other.combined, equal)
}

// tell shows something, said as an equation of every reading, unless that gives somebody away.
func tell(readings []reading, what func(*reading) row, show, hide func()) {
	var after []space
	for i := range readings {
		r := &readings[i]
		known := r.known.with(r.present(what(r)))
		if r.givesAway(known) {
			hide()
			return
		}
		after = append(after, known)
	}
	for i := range readings {
		readings[i].known = after[i]
	}
	show()
}

// present leaves out the atoms without ballots: everybody knows that they marked nothing.
func (r *reading) present(equation row) row {
	return equation.where(func(i int) bool { return r.ballots[i] > 0 })
}

// givesAway tells whether the equations determine what fewer than five people marked: a small group, or small groups together.
func (r *reading) givesAway(known space) bool {
	var small []int
	for i, n := range r.ballots {
		if 0 < n && n < MinBallots {
			small = append(small, i)
		}
	}
	for set := 1; set < 1<<len(small); set++ {
		n, secret := 0, zeros(len(r.ballots))
		for j, i := range small {
			if set>>j&1 == 1 {
				n, secret[i] = n+r.ballots[i], big.NewRat(1, 1)
			}
		}
		if n < MinBallots && known.determines(secret) {
			return true
		}
	}
	return false
}

func zeros(n int) row {
	r := make(row, n)
	for i := range r {
		r[i] = new(big.Rat)
	}
	return r
}

func ones(n int) row {
	r := make(row, n)
	for i := range r {
		r[i] = big.NewRat(1, 1)
	}
	return r
}

func (r row) where(keep func(int) bool) row {
	kept := zeros(len(r))
	for i, x := range r {
		if keep(i) {
			kept[i] = x
		}
	}
	return kept
}

// only keeps the factors of some atoms.
func (r row) only(atoms []atom, keep func(atom) bool) row {
	return r.where(func(i int) bool { return keep(atoms[i]) })
}

// lead is the place of the first factor that isn't zero, -1 if there is none.
func (r row) lead() int { return slices.IndexFunc(r, func(x *big.Rat) bool { return x.Sign() != 0 }) }

// space is everything that follows from some equations, kept in echelon form: no two of its rows lead at the same place.
type space []row

// reduce takes out of an equation what follows from the others.
func (s space) reduce(equation row) row {
	for _, known := range s {
		lead := known.lead()
		if equation[lead].Sign() == 0 {
			continue
		}
		factor := new(big.Rat).Quo(equation[lead], known[lead])
		rest := zeros(len(equation))
		for i := range rest {
			rest[i].Sub(equation[i], rest[i].Mul(factor, known[i]))
		}
		equation = rest
	}
	return equation
}

// with returns the space with one more equation.
func (s space) with(equation row) space {
	if rest := s.reduce(equation); rest.lead() >= 0 {
		return append(slices.Clip(s), rest)
	}
	return s
}

// determines tells whether an equation follows from the others.
func (s space) determines(equation row) bool { return s.reduce(equation).lead() < 0 }

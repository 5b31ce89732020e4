package data

import (
	"cmp"
	"context"
	"slices"
)

// Scope says which rounds a table reads.
type Scope string

// The scopes of statistics.
const (
	InternalScope Scope = "internal" // 内部评议
	SocialScope   Scope = "social"   // 社会评议
	Combined      Scope = "combined" // 综合
)

// Scopes lists every scope in the order of the screen.
var Scopes = []Scope{InternalScope, SocialScope, Combined}

// String returns the scope's name.
func (s Scope) String() string {
	return map[Scope]string{InternalScope: "内部评议", SocialScope: "社会评议", Combined: "综合"}[s]
}

// Statistics are the figures of one campaign: the one answer to every question about them. The window, the PDF and the
// Excel export read it and nothing else, so they can never disagree.
type Statistics struct {
	Year         int
	Title        string
	Criteria     []Criterion
	Scoring      Scoring
	RulesChanged bool      // 规则已变更: the rule was changed after a seal (design.md §11)
	Results      [3]Result // in the order of Scopes

	tallies []Tally // what it was computed from …
	targets []Target
}

// Of returns the result of a scope.
func (s *Statistics) Of(scope Scope) *Result { return &s.Results[slices.Index(Scopes, scope)] }

// Result holds the figures of one scope.
type Result struct {
	Scope        Scope
	Scoring      Scoring
	RulesChanged bool
	Rounds       []RoundKind    // the rounds that were read, each kind once; a combined result may hold only one
	Sealed       bool           // every round read is sealed; until then papers say 未封存
	Valid        int            // valid ballots
	Spoiled      int            // 废票
	Targets      []TargetResult // by kind in the order of Kinds, then by rank, then by 任职顺序
}

// TargetResult is the result of one target: its figure by design.md §11, its lines and its groups.
type TargetResult struct {
	TargetID ID
	Name     string
	Kind     Kind
	Rank     int // 名次 within the kind by 综合得分; equal scores share it (1, 2, 2, 4); 0 without a score
	Counts
	Figures
	Withheld  Withholding
	Unanimous Mark // the grade that all valid marks of a round are, 0 if they differ
	Lines     []LineResult
	Groups    []GroupResult // those whose ballots ask about the target, in the order of the rounds

	cells   []cell // what it was computed from, for the views that put targets together
	covered bool   // something of it is withheld, here or in another scope
}

// LineResult is the result of one 评价项.
type LineResult struct {
	Item  Item
	Label string
	Counts
	Figures
	Withheld Withholding
}

// GroupResult is what one group of evaluators marked for one target.
type GroupResult struct {
	Round   RoundKind
	Kind    GroupKind
	Ballots int // valid ballots that ask about the target
	Counts
	Figures
	Withheld  Withholding
	Unanimous Mark
	Lines     []LineResult
}

// Statistics computes the figures of the current campaign from the ballots on the disk, as they may be shown: what would
// give a group of fewer than five away is withheld.
func (s *Store) Statistics(ctx context.Context) (all *Statistics, err error) {
	err = s.read(ctx, func(t *tx) error {
		c, err := currentCampaign(t)
		if err != nil {
			return err
		}
		all, err = statistics(t, c)
		return err
	})
	return all, err
}

// Result computes one scope of Statistics.
func (s *Store) Result(ctx context.Context, scope Scope) (*Result, error) {
	all, err := s.Statistics(ctx)
	if err != nil {
		return nil, err
	}
	return all.Of(scope), nil
}

func statistics(t *tx, c *Campaign) (*Statistics, error) {
	all, err := targets(t, c.ID)
	if err != nil {
		return nil, err
	}
	counted, err := tallies(t, c.ID)
	if err != nil {
		return nil, err
	}
	stats := Compute(counted, all, c.Scoring)
	stats.Year, stats.Title, stats.Criteria = c.Year, c.Title, c.Criteria
	changes, err := ruleChanges(t, c.ID)
	if err != nil {
		return nil, err
	}
	if len(changes) > 0 {
		stats.markChanged()
	}
	stats.withhold()
	return stats, nil
}

// tallies counts every round of a campaign but the void ones.
func tallies(t *tx, campaign ID) (all []Tally, err error) {
	held, err := rounds(t, "campaign_id = ? AND state <> 'void'", campaign)
	if err != nil {
		return nil, err
	}
	for i := range held {
		counted, err := tally(t, &held[i])
		if err != nil {
			return nil, err
		}
		all = append(all, counted)
	}
	return all, nil
}

// With returns the same ballots counted by another rule, for the worked example of the editor: 规则 as it is typed.
func (s *Statistics) With(sc Scoring) *Statistics {
	other := Compute(s.tallies, s.targets, sc)
	other.Year, other.Title, other.Criteria = s.Year, s.Title, s.Criteria
	if s.RulesChanged {
		other.markChanged()
	}
	other.withhold()
	return other
}

func (s *Statistics) markChanged() {
	s.RulesChanged = true
	for i := range s.Results {
		s.Results[i].RulesChanged = true
	}
}

// cell is what one group marked on one line in one round.
type cell struct {
	meeting int // the place of the round among those that were read
	round   RoundKind
	group   GroupKind
	item    Item
	label   string
	figure  bool // the line is one of those that make the target's figure
	ballots int
	members Members
	counts  Counts
}

// Compute is the one calculation behind every table, with nothing withheld. It reads the rounds that took place, that is,
// that have ballots; several social rounds, one for each unit class, are pooled target by target. Combined figures
// are the weighted figures of the two scopes, combined counts their sums; where a target has figures in only one of
// them, those stand (design.md §7, §11). Targets outside the forms have no result.
func Compute(rounds []Tally, targets []Target, sc Scoring) *Statistics {
	rounds = slices.SortedStableFunc(slices.Values(rounds), func(a, b Tally) int { return cmp.Compare(a.Round, b.Round) })
	stats := &Statistics{Scoring: sc, tallies: rounds, targets: targets}
	for i, scope := range Scopes {
		stats.Results[i] = compute(scope, rounds, targets, sc)
	}
	return stats
}

// compute reads the rounds of one scope.
func compute(scope Scope, rounds []Tally, targets []Target, sc Scoring) Result {
	result := Result{Scope: scope, Scoring: sc}
	cells, place := [][]cell{}, map[ID]int{}
	for meeting, round := range rounds {
		if round.Ballots() == 0 || scope != Combined && Scope(round.Round) != scope {
			continue
		}
		result.Sealed = round.Sealed && (result.Sealed || len(result.Rounds) == 0)
		if !slices.Contains(result.Rounds, round.Round) {
			result.Rounds = append(result.Rounds, round.Round)
		}
		result.Valid += round.Valid()
		result.Spoiled += round.Spoiled()
		for i, l := range round.Lines {
			n, known := place[l.TargetID]
			if !known {
				n = len(cells)
				place[l.TargetID], cells = n, append(cells, nil)
				result.Targets = append(result.Targets, TargetResult{TargetID: l.TargetID, Name: l.TargetName, Kind: l.TargetKind})
			}
			cells[n] = append(cells[n], round.cells(meeting, i, sc)...)
		}
	}
	for i := range result.Targets {
		result.Targets[i].compute(cells[i], sc)
	}
	result.order(targets)
	return result
}

// cells returns what each group marked on one line.
func (t Tally) cells(meeting, line int, sc Scoring) (all []cell) {
	l := t.Lines[line]
	for _, g := range t.Groups {
		all = append(all, cell{meeting, t.Round, g.Kind, l.Item, l.Label, t.figureLine(l, sc), g.Valid, g.Members, g.Counts[line]})
	}
	return all
}

// figureLine tells whether a line is one of those that make its target's figure (design.md §11): its 总体 where the form
// has one, else all its lines. Where the rule counts by criteria it's those, if the form has them.
func (t Tally) figureLine(l Line, sc Scoring) bool {
	overall, criteria := false, false
	for _, other := range t.Lines {
		if other.TargetID == l.TargetID {
			overall = overall || other.Item == Overall
			criteria = criteria || other.Item.criterion() > 0
		}
	}
	if overall && criteria && sc.TeamByCriteria {
		return l.Item != Overall
	}
	return !overall || l.Item == Overall
}

// compute works the target's result out from its cells.
func (t *TargetResult) compute(cells []cell, sc Scoring) {
	t.cells = cells
	figure := slices.DeleteFunc(slices.Clone(cells), func(c cell) bool { return !c.figure })
	t.Counts, t.Figures = pool(figure), sc.combined(figure)
	t.Unanimous = t.Counts.Unanimous()
	for _, part := range split(cells, func(c cell) Item { return c.item }) {
		t.Lines = append(t.Lines, LineResult{Item: part[0].item, Label: part[0].label, Counts: pool(part), Figures: sc.combined(part)})
	}
	for _, part := range split(cells, func(c cell) [2]string { return [2]string{string(c.round), string(c.group)} }) {
		t.Groups = append(t.Groups, groupResult(part, sc))
	}
}

func groupResult(cells []cell, sc Scoring) GroupResult {
	figure := slices.DeleteFunc(slices.Clone(cells), func(c cell) bool { return !c.figure })
	g := GroupResult{Round: cells[0].round, Kind: cells[0].group, Counts: pool(figure), Figures: sc.lines(figure)}
	g.Unanimous = g.Counts.Unanimous()
	for _, meeting := range split(cells, func(c cell) int { return c.meeting }) {
		g.Ballots += meeting[0].ballots // one sheet asks about all the lines
	}
	for _, part := range split(cells, func(c cell) Item { return c.item }) {
		g.Lines = append(g.Lines, LineResult{Item: part[0].item, Label: part[0].label, Counts: pool(part), Figures: sc.lines(part)})
	}
	return g
}

// combined weighs the scopes of a target's cells: the internal round against the social ones.
func (s Scoring) combined(cells []cell) Figures {
	var parts []weighted
	for _, part := range split(cells, func(c cell) RoundKind { return c.round }) {
		if part[0].round == Internal {
			parts = append(parts, weighted{s.InternalWeight, s.groups(part)})
		} else {
			parts = append(parts, weighted{100 - s.InternalWeight, s.groups(part)})
		}
	}
	if len(parts) == 1 {
		return parts[0].Figures
	}
	return weigh(parts)
}

// groups weighs the groups of one scope's cells, or pools them.
func (s Scoring) groups(cells []cell) Figures {
	if cells[0].round == Internal || !weighs(s.Groups[:]) {
		return s.lines(cells)
	}
	var parts []weighted
	for _, part := range split(cells, func(c cell) GroupKind { return c.group }) {
		parts = append(parts, weighted{int(s.group(part[0].group)), s.lines(part)})
	}
	return weigh(parts)
}

// lines weighs the lines of some cells, or pools them. Lines are weighed where all of them have weights.
func (s Scoring) lines(cells []cell) Figures {
	var parts []weighted
	for _, part := range split(cells, func(c cell) Item { return c.item }) {
		weight, weighed := s.item(part[0].item)
		if !weighed {
			return s.Figures(pool(cells), s.members(cells))
		}
		parts = append(parts, weighted{int(weight), s.Figures(pool(part), s.members(part))})
	}
	if len(parts) == 1 {
		return parts[0].Figures
	}
	return weigh(parts)
}

// members returns how many marks there would be on some cells if every member had marked.
func (s Scoring) members(cells []cell) (n int) {
	for _, c := range cells {
		if s.Denominator == ByPresent {
			n += c.members.Present
		} else {
			n += c.members.Expected
		}
	}
	return n
}

func pool(cells []cell) (sum Counts) {
	for _, c := range cells {
		sum = sum.Plus(c.counts)
	}
	return sum
}

// split parts cells by a key, in the order in which the keys first come.
func split[K comparable](cells []cell, key func(cell) K) (parts [][]cell) {
	place := map[K]int{}
	for _, c := range cells {
		i, known := place[key(c)]
		if !known {
			i = len(parts)
			place[key(c)], parts = i, append(parts, nil)
		}
		parts[i] = append(parts[i], c)
	}
	return parts
}

// order sorts the targets by kind, score and 任职顺序 and ranks them within their kind.
func (r *Result) order(targets []Target) {
	seat := map[ID]int{}
	for _, t := range targets {
		seat[t.ID] = t.Rank
	}
	slices.SortStableFunc(r.Targets, func(a, b TargetResult) int {
		return cmp.Or(
			cmp.Compare(slices.Index(Kinds, a.Kind), slices.Index(Kinds, b.Kind)),
			cmp.Compare(seat[a.TargetID], seat[b.TargetID]),
			cmp.Compare(a.TargetID, b.TargetID),
		)
	})
	r.rankBy(ScoreMetric)
}

// rankBy sorts the targets of each kind by a metric, the best first, and ranks them: equal ones share a rank (1, 2, 2, 4)
// and keep their order; those without the figure come last and have none.
func (r *Result) rankBy(m Metric) {
	better := func(a, b TargetResult) int {
		x, y := m.Of(a.Figures), m.Of(b.Figures)
		if x != nil && y != nil && !m.Better() {
			return x.Cmp(y)
		}
		return -CompareFigures(x, y)
	}
	slices.SortStableFunc(r.Targets, func(a, b TargetResult) int {
		return cmp.Or(cmp.Compare(slices.Index(Kinds, a.Kind), slices.Index(Kinds, b.Kind)), better(a, b))
	})
	first := 0 // of the kind
	for i := range r.Targets {
		t := &r.Targets[i]
		if i > 0 && t.Kind != r.Targets[i-1].Kind {
			first = i
		}
		switch {
		case m.Of(t.Figures) == nil:
			t.Rank = 0
		case i > first && better(*t, r.Targets[i-1]) == 0:
			t.Rank = r.Targets[i-1].Rank
		default:
			t.Rank = i - first + 1
		}
	}
}

// RankedBy returns the result with the targets ranked by another figure.
func (r *Result) RankedBy(m Metric) *Result {
	ranked := *r
	ranked.Targets = slices.Clone(r.Targets)
	ranked.rankBy(m)
	return &ranked
}

// Target returns the result of a target, nil if it has none.
func (r *Result) Target(id ID) *TargetResult {
	for i := range r.Targets {
		if r.Targets[i].TargetID == id {
			return &r.Targets[i]
		}
	}
	return nil
}

// Line returns the target's line that asks an item, nil if it has none.
func (t *TargetResult) Line(item Item) *LineResult { return findLine(t.Lines, item) }

func findLine(lines []LineResult, item Item) *LineResult {
	for i := range lines {
		if lines[i].Item == item {
			return &lines[i]
		}
	}
	return nil
}

package data

import (
	"context"
	"fmt"
	"math/big"
	"slices"
)

// Bar is a stacked bar of the four grades: the one geometry that the window and the paper draw from. Without any valid mark it has no
// parts.
type Bar struct{ Parts []Segment }

// Segment is a part of a Bar. From and To are its ends as parts of the bar's length, 0 … 1; the segments join without gaps and
// the last one ends at 1.
type Segment struct {
	Mark     Mark
	Count    int
	From, To float64
}

// NewBar returns the bar of some counts: the grades in the order of Grades, those without a mark left out.
func NewBar(c Counts) (bar Bar) {
	done := 0
	at := func(n int) float64 {
		f, _ := ratio(n, c.Graded()).Float64()
		return f
	}
	for _, m := range Grades {
		if n := c.Of(m); n > 0 {
			bar.Parts = append(bar.Parts, Segment{m, n, at(done), at(done + n)})
			done += n
		}
	}
	return bar
}

// Choice narrows a view to some targets and one line. Empty fields choose all.
type Choice struct {
	Kind   Kind
	Target ID
	Item   Item
}

func (c Choice) target(t TargetResult) bool {
	return (c.Kind == "" || c.Kind == t.Kind) && (c.Target == "" || c.Target == t.TargetID)
}

// cell tells whether a cell belongs to the view: of the chosen line, else of those that make the target's figure.
func (c Choice) cell(x cell) bool { return c.Item == x.item || c.Item == "" && x.figure }

// ItemRow is a line of the table 按评议内容: one 评价项, the marks of the chosen targets of a kind pooled.
type ItemRow struct {
	Kind    Kind
	Item    Item
	Label   string
	Aspect  Aspect // of a criterion, 工作 or 作风; empty for 总体
	Targets int
	Counts
	Figures
	Withheld Withholding
}

// ByItem returns the table 按评议内容: for each kind the lines of its ballots, in their order.
func (s *Statistics) ByItem(scope Scope, choice Choice) (rows []ItemRow) {
	r := s.Of(scope)
	for _, kind := range Kinds {
		first := len(rows)
		for _, t := range r.Targets {
			if t.Kind != kind || !choice.target(t) {
				continue
			}
			for _, l := range t.Lines {
				if choice.Item != "" && l.Item != choice.Item {
					continue
				}
				if !slices.ContainsFunc(rows[first:], func(x ItemRow) bool { return x.Item == l.Item }) {
					rows = append(rows, ItemRow{Kind: kind, Item: l.Item, Label: l.Label, Aspect: s.aspect(l.Item)})
				}
			}
		}
		for i := first; i < len(rows); i++ {
			rows[i].fill(r, Choice{kind, choice.Target, rows[i].Item})
		}
	}
	slices.SortStableFunc(rows, func(a, b ItemRow) int {
		if a.Kind != b.Kind {
			return 0
		}
		return a.Item.place() - b.Item.place()
	})
	return rows
}

// place orders lines: 工作, 作风, the criteria, 总体.
func (i Item) place() int {
	switch i {
	case WorkItem:
		return 0
	case ConductItem:
		return 1
	case Overall:
		return 100
	}
	return 1 + i.criterion()
}

func (row *ItemRow) fill(r *Result, choice Choice) {
	cells, targets, withheld := r.pick(choice, func(cell) bool { return true })
	row.Targets, row.Withheld = targets, withheld
	row.Counts, row.Figures = withheld.apply(pool(cells), r.Scoring.combined(cells))
}

// pick returns the cells of a view, of how many targets they are, and whether they may be shown: only what may be shown of
// every one of these targets may be shown of all together.
func (r *Result) pick(choice Choice, of func(cell) bool) (cells []cell, targets int, withheld Withholding) {
	covered := false
	for _, t := range r.Targets {
		if !choice.target(t) {
			continue
		}
		own := slices.DeleteFunc(slices.Clone(t.cells), func(c cell) bool { return !choice.cell(c) || !of(c) })
		if len(own) > 0 {
			cells, targets, withheld, covered = append(cells, own...), targets+1, withheld.and(t.Withheld), covered || t.covered
		}
	}
	if targets > 1 && covered && (r.Scope == Combined && len(r.Rounds) > 1 || weighs(r.Scoring.Groups[:])) {
		withheld = withheld.and(Covering) // weighed figures of several targets would be one more equation
	}
	return cells, targets, withheld
}

// aspect returns the half of the appraisal that a line belongs to.
func (s *Statistics) aspect(i Item) Aspect {
	switch i {
	case WorkItem:
		return Work
	case ConductItem:
		return Conduct
	}
	for _, c := range s.Criteria {
		if c.item() == i {
			return c.Aspect
		}
	}
	return ""
}

// GroupRow is a line of the table 按人员类别: what one group of evaluators marked for the chosen targets of a kind.
type GroupRow struct {
	Kind    Kind
	Round   RoundKind
	Group   GroupKind
	Ballots int // valid ballots that ask about them
	Targets int
	Counts
	Figures
	Withheld  Withholding
	Unanimous Mark // a warning: all valid marks are the same
}

// ByGroup returns the table 按人员类别: for each kind the groups, those of the internal round first.
func (s *Statistics) ByGroup(scope Scope, choice Choice) (rows []GroupRow) {
	r := s.Of(scope)
	for _, kind := range Kinds {
		if choice.Kind != "" && choice.Kind != kind {
			continue
		}
		for _, round := range []RoundKind{Internal, Social} {
			for _, group := range round.GroupKinds() {
				if row, ok := r.groupRow(Choice{kind, choice.Target, choice.Item}, round, group); ok {
					rows = append(rows, row)
				}
			}
		}
	}
	return rows
}

func (r *Result) groupRow(choice Choice, round RoundKind, group GroupKind) (GroupRow, bool) {
	cells, targets, _ := r.pick(choice, func(c cell) bool { return c.round == round && c.group == group })
	if targets == 0 {
		return GroupRow{}, false
	}
	row := GroupRow{Kind: choice.Kind, Round: round, Group: group, Targets: targets}
	for _, t := range r.Targets {
		if !choice.target(t) {
			continue
		}
		for _, g := range t.Groups {
			if g.Round == round && g.Kind == group {
				row.Withheld = row.Withheld.and(g.Withheld)
			}
		}
	}
	for _, meeting := range split(cells, func(c cell) int { return c.meeting }) {
		row.Ballots += meeting[0].ballots
	}
	row.Counts, row.Figures = row.Withheld.apply(pool(cells), r.Scoring.lines(cells))
	row.Unanimous = row.Counts.Unanimous()
	return row, true
}

// ScopeRow is a line of the table 内部与社会对照.
type ScopeRow struct {
	TargetID         ID
	Name             string
	Kind             Kind
	Internal, Social *TargetResult // nil where the round didn't ask about the target
	Combined         *TargetResult
	Gap              *big.Rat // the internal score less the social one; nil where one is missing
}

// SideBySide returns the internal results beside the social ones, in the order of the combined result.
func (s *Statistics) SideBySide() (rows []ScopeRow) {
	combined := s.Of(Combined)
	for i := range combined.Targets {
		t := &combined.Targets[i]
		row := ScopeRow{
			TargetID: t.TargetID, Name: t.Name, Kind: t.Kind, Combined: t,
			Internal: s.Of(InternalScope).Target(t.TargetID), Social: s.Of(SocialScope).Target(t.TargetID),
		}
		if row.Internal != nil && row.Social != nil {
			row.Gap = difference(row.Internal.Score, row.Social.Score)
		}
		rows = append(rows, row)
	}
	return rows
}

func difference(a, b *big.Rat) *big.Rat {
	if a == nil || b == nil {
		return nil
	}
	return new(big.Rat).Sub(a, b)
}

// AspectRow is a line of the table 工作与作风对照.
type AspectRow struct {
	TargetID      ID
	Name          string
	Kind          Kind
	Work, Conduct AspectResult
	Gap           *big.Rat // the score of 工作 less that of 作风; nil where one is missing
	Withheld      Withholding
}

// AspectResult is what was marked on one half of the appraisal.
type AspectResult struct {
	Lines int // 评价项 that belong to it
	Counts
	Figures
}

// ByAspect returns 工作 beside 作风 for every target whose ballot asks for them: by two lines, or by the criteria of each.
func (s *Statistics) ByAspect(scope Scope) (rows []AspectRow) {
	r := s.Of(scope)
	for _, t := range r.Targets {
		row := AspectRow{TargetID: t.TargetID, Name: t.Name, Kind: t.Kind, Withheld: t.Withheld}
		for _, half := range []struct {
			aspect Aspect
			result *AspectResult
		}{{Work, &row.Work}, {Conduct, &row.Conduct}} {
			cells := slices.DeleteFunc(slices.Clone(t.cells), func(c cell) bool { return s.aspect(c.item) != half.aspect })
			half.result.Lines = len(split(cells, func(c cell) Item { return c.item }))
			half.result.Counts, half.result.Figures = t.Withheld.apply(pool(cells), r.Scoring.combined(cells))
		}
		if row.Work.Lines+row.Conduct.Lines > 0 {
			row.Gap = difference(row.Work.Score, row.Conduct.Score)
			rows = append(rows, row)
		}
	}
	return rows
}

// Years computes the statistics of every campaign in the database, each by its own rule, the newest first.
func (s *Store) Years(ctx context.Context) (all []*Statistics, err error) {
	err = s.read(ctx, func(t *tx) error {
		every, err := campaigns(t, "1 = 1")
		if err != nil {
			return err
		}
		for i := range every {
			stats, err := statistics(t, &every[i])
			if err != nil {
				return err
			}
			all = append(all, stats)
		}
		return nil
	})
	return all, err
}

// YearRow is a line of the table 历年: a target of the newest campaign with what earlier campaigns say of one of the same name and
// kind.
type YearRow struct {
	Name   string
	Kind   Kind
	Years  []*TargetResult // one for each campaign, in their order; nil where it didn't stand there
	Change *big.Rat        // the score of the newest campaign less that of the one before; nil where one is missing
}

// YearOnYear puts the campaigns, the newest first, beside each other.
func YearOnYear(scope Scope, years []*Statistics) (rows []YearRow) {
	if len(years) == 0 {
		return nil
	}
	for _, t := range years[0].Of(scope).Targets {
		row := YearRow{Name: t.Name, Kind: t.Kind}
		for _, year := range years {
			row.Years = append(row.Years, year.Of(scope).named(t.Name, t.Kind))
		}
		if len(years) > 1 && row.Years[1] != nil {
			row.Change = difference(row.Years[0].Score, row.Years[1].Score)
		}
		rows = append(rows, row)
	}
	return rows
}

func (r *Result) named(name string, kind Kind) *TargetResult {
	for i := range r.Targets {
		if t := &r.Targets[i]; t.Name == name && t.Kind == kind {
			return t
		}
	}
	return nil
}

// YearText says under the table 历年 that each campaign is counted by its own rule.
func YearText(years []*Statistics) []string {
	var text []string
	for _, y := range years {
		text = append(text, fmt.Sprintf("%d年：%s", y.Year, y.Scoring.Words()[1]))
	}
	return append(text, "各年按当年的规则计算；名称和类别相同的，作为同一个对象。")
}

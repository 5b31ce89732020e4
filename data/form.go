package data

import (
	"context"
	"fmt"
	"slices"
)

// Item tells what a line of the ballot asks about its target.
type Item string

// The items besides the eight criteria, whose items are "c1" … "c8".
const (
	Overall     Item = "overall" // 总体
	WorkItem    Item = "work"    // 工作
	ConductItem Item = "conduct" // 作风
)

// Line is one 评价项: a row of boxes on the ballot.
type Line struct {
	Number     int // 1 …, the row on the ballot and the place in Ballot.Marks
	TargetID   ID
	TargetName string // as printed; frozen with the form
	TargetKind Kind
	Item       Item
	Label      string // 总体, 工作, 推动发展情况 …
	Focus      string // 重点看 in small type, criteria only
}

// Form is what a round's ballot asks: the same sheet for every group.
type Form struct {
	RoundID ID
	Frozen  bool
	Lines   []Line
}

// A ballot is one sheet of paper, both sides if need be (design.md §11).
const (
	LinesPerSide = 24
	MaxLines     = 2 * LinesPerSide
)

// LineOrder is the order in which a ballot asks about the targets.
type LineOrder string

// The two orders.
const (
	ByRank    LineOrder = "rank"    // 任职顺序
	ByStrokes LineOrder = "strokes" // 姓氏笔画, within each kind: the team isn't put among persons by its first character
)

// LineOrders lists every order.
var LineOrders = []LineOrder{ByRank, ByStrokes}

// String returns the order's name.
func (o LineOrder) String() string {
	return map[LineOrder]string{ByRank: "任职顺序", ByStrokes: "姓氏笔画"}[o]
}

// Sort returns the targets in this order.
func (o LineOrder) Sort(targets []Target) []Target {
	sorted := slices.SortedStableFunc(slices.Values(targets), func(a, b Target) int { return a.Rank - b.Rank })
	if o == ByStrokes {
		SortByStrokes(sorted)
		slices.SortStableFunc(sorted, func(a, b Target) int { return slices.Index(Kinds, a.Kind) - slices.Index(Kinds, b.Kind) })
	}
	return sorted
}

// AsksAbout tells whether the round's ballot has lines for the target.
func (r Round) AsksAbout(t Target) bool {
	return !t.Withdrawn && (r.UnitClass == "" || t.UnitClass == "" || t.UnitClass == r.UnitClass)
}

// BuildForm returns the ballot of a round: the targets that it asks about, in its order. Its error is an *Error when
// there is none, and when the form doesn't fit on one sheet of paper.
func BuildForm(r Round, targets []Target, criteria []Criterion) (Form, error) {
	form := Form{RoundID: r.ID}
	for _, t := range r.Order.Sort(targets) {
		if !r.AsksAbout(t) {
			continue
		}
		for _, l := range t.lines(criteria) {
			l.Number = len(form.Lines) + 1
			form.Lines = append(form.Lines, l)
		}
	}
	switch n := len(form.Lines); {
	case n == 0:
		return Form{}, refuse(State, "名单里还没有在评的对象，票样是空的。请先在“评议对象”里登记名单。")
	case n > MaxLines:
		return Form{}, refuse(State, "票样有 %d 行，一张纸正反两面最多 %d 行。请把部分对象改为“两项”或者“一项：总体”，或者分成两张票分别计票。", n, MaxLines)
	}
	return form, nil
}

// lines returns what the ballot asks about the target, without numbers.
func (t Target) lines(criteria []Criterion) []Line {
	line := func(item Item, label, focus string) Line {
		return Line{TargetID: t.ID, TargetName: t.Name, TargetKind: t.Kind, Item: item, Label: label, Focus: focus}
	}
	overall := line(Overall, "总体", "")
	switch t.Ask {
	case AskAspects:
		return []Line{line(WorkItem, "工作", ""), line(ConductItem, "作风", "")}
	case AskCriteria:
		var lines []Line
		for _, c := range criteria {
			lines = append(lines, line(c.item(), c.Name, c.Focus))
		}
		return append(lines, overall)
	}
	return []Line{overall}
}

// Short returns the label for narrow places: 提升境界 for 提升境界、锐意进取情况. A criterion that was renamed after the form was
// frozen keeps the label on the paper.
func (l Line) Short(criteria []Criterion) string {
	for _, c := range criteria {
		if l.Item == c.item() && l.Label == c.Name {
			return c.Short
		}
	}
	return l.Label
}

// item is how lines of a ballot name the criterion.
func (c Criterion) item() Item { return Item(fmt.Sprintf("c%d", c.Number)) }

const lineColumns = "number, target_id, target_name, target_kind, item, label, focus"

func (l *Line) fields() []any {
	return []any{&l.Number, &l.TargetID, &l.TargetName, &l.TargetKind, &l.Item, &l.Label, &l.Focus}
}

// Form returns the round's ballot: built from the targets until it is frozen, the frozen lines from then on.
func (s *Store) Form(ctx context.Context, round ID) (form *Form, err error) {
	err = s.read(ctx, func(t *tx) error {
		r, err := findRound(t, round)
		if err != nil {
			return err
		}
		form, err = formOf(t, r)
		return err
	})
	return form, err
}

// FreezeForm fixes the round's ballot, at the first printing or the first ballot: later changes of the targets
// don't reach it any more. Freezing twice changes nothing. An empty and a too long form are refused, and a round
// that is sealed or void: no more of its ballots are printed or keyed.
func (s *Store) FreezeForm(ctx context.Context, round ID) (form *Form, err error) {
	err = s.write(ctx, func(t *tx) error {
		form, err = freezeForm(t, round)
		return err
	})
	return form, err
}

func freezeForm(t *tx, round ID) (*Form, error) {
	r, err := openRound(t, round)
	if err != nil {
		return nil, err
	}
	form, err := formOf(t, r)
	if err != nil || form.Frozen {
		return form, err
	}
	form.Frozen = true
	for i := range form.Lines {
		if err := t.exec("INSERT INTO line (round_id, "+lineColumns+") VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
			slices.Insert(form.Lines[i].fields(), 0, any(round))...); err != nil {
			return nil, err
		}
	}
	if err := t.exec("UPDATE round SET form_frozen = 1 WHERE id = ?", round); err != nil {
		return nil, err
	}
	return form, t.journal(round, "%s票样定稿，%d 行", r.Name(), len(form.Lines))
}

func formOf(t *tx, r *Round) (*Form, error) {
	if r.FormFrozen {
		lines, err := list(t, (*Line).fields, "SELECT "+lineColumns+" FROM line WHERE round_id = ? ORDER BY number", r.ID)
		return &Form{RoundID: r.ID, Frozen: true, Lines: lines}, err
	}
	var campaign ID
	if _, err := t.value(&campaign, "SELECT campaign_id FROM round WHERE id = ?", r.ID); err != nil {
		return nil, err
	}
	all, err := targets(t, campaign)
	if err != nil {
		return nil, err
	}
	owners, err := campaigns(t, "id = ?", campaign)
	if err != nil {
		return nil, err
	}
	form, err := BuildForm(*r, all, owners[0].Criteria)
	if err != nil {
		return nil, err
	}
	return &form, nil
}

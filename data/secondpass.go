package data

import (
	"context"
	"fmt"
	"slices"
)

// Waiver says why a round goes without a second pass. The count sheet tells of it.
type Waiver struct {
	Reason   string
	Operator string
	Date     Date
}

// SecondPass is how far the second, blind reading of a round's sheets is (design.md §6).
type SecondPass struct {
	Closed      bool             // the round is sealed or void: batches, second readings and differences are gone
	Waiver      *Waiver          // nil: not waived
	Groups      []SecondProgress // in the round's order, those keyed sheet by sheet
	Differences []Difference     // open and settled, by place
}

// SecondProgress is how far the second reading of a group is.
type SecondProgress struct {
	GroupID ID
	Keyed   int // sheets on disk
	Read    int // of these, read a second time
	Next    int // the position of the first sheet that wasn't; 0 when all were
}

// Complete tells whether every sheet was read twice.
func (p SecondPass) Complete() bool {
	return !slices.ContainsFunc(p.Groups, func(g SecondProgress) bool { return g.Read < g.Keyed })
}

// Open returns the differences that aren't settled yet.
func (p SecondPass) Open() (open []Difference) {
	for _, d := range p.Differences {
		if d.SettledBy == "" {
			open = append(open, d)
		}
	}
	return open
}

// check is what the second pass means for the seal.
func (p SecondPass) check() []Check {
	c := Check{ID: CheckSecondPass, Rule: "第二遍录完", Basis: "计票规则：第二个人不看第一遍，再录一遍；不录第二遍的，写明原因。"}
	keyed, read := 0, 0
	for _, g := range p.Groups {
		keyed, read = keyed+g.Keyed, read+g.Read
	}
	switch {
	case p.Waiver != nil:
		c.State, c.Figures = Warns, "不录第二遍："+p.Waiver.Reason
	case p.Closed:
		c.State, c.Figures = Holds, "第二遍的记录已经清除"
	case len(p.Groups) == 0:
		c.State, c.Figures = Holds, "没有逐张录的票"
	case read < keyed:
		c.Figures, c.Advice = fmt.Sprintf("第二遍已录 %d，还差 %d", read, keyed-read), "请换一个人录完第二遍，或者写明不录第二遍的原因"
	default:
		c.State, c.Figures = Holds, fmt.Sprintf("两遍各 %d 张", read)
	}
	d := Check{ID: CheckDifferences, Rule: "两遍一致", State: Holds, Figures: "没有不一致", Basis: "计票规则：两遍不一致的，对照原票裁定。"}
	if open := len(p.Open()); open > 0 {
		d.State, d.Figures, d.Advice = Breaks, fmt.Sprintf("还有 %d 处不一致没有裁定", open), "请对照原票逐处裁定"
	} else if n := len(p.Differences); n > 0 {
		d.Figures = fmt.Sprintf("%d 处不一致，都已裁定", n)
	}
	return []Check{c, d}
}

// The checks of the second pass.
const (
	CheckSecondPass  CheckID = "second-pass" // every sheet was read twice, or the pass was waived
	CheckDifferences CheckID = "differences" // every difference was settled
)

// SecondPass returns how far the second reading of a round is, with every difference.
func (s *Store) SecondPass(ctx context.Context, round ID) (pass *SecondPass, err error) {
	err = s.read(ctx, func(t *tx) error {
		r, err := findRound(t, round)
		if err != nil {
			return err
		}
		pass, err = secondPass(t, r)
		return err
	})
	return pass, err
}

func secondPass(t *tx, r *Round) (*SecondPass, error) {
	var pass SecondPass
	var err error
	pass.Closed = r.State != RoundOpen
	if pass.Waiver, err = findWaiver(t, r.ID); err != nil || pass.Closed {
		return &pass, err
	}
	for _, g := range r.Groups {
		twice, err := readTwice(t, r.ID, g.ID)
		if err != nil {
			return nil, err
		}
		if len(twice) == 0 {
			continue
		}
		p := SecondProgress{GroupID: g.ID, Keyed: len(twice)}
		for _, sheet := range twice {
			switch {
			case sheet.second != Reading{}:
				p.Read++
			case p.Next == 0:
				p.Next = sheet.position
			}
		}
		pass.Groups = append(pass.Groups, p)
		settled, err := settlements(t, r.ID, g.ID)
		if err != nil {
			return nil, err
		}
		pass.Differences = append(pass.Differences, merge(differences(r.ID, g.ID, twice), settled)...)
	}
	return &pass, nil
}

// CheckSecondReader refuses a reader who keyed the batch the first time: the second pass is another person's.
// A name is a name for the journal, no password (design.md §11), and it counts for its batch only: two people may take
// turns, each reading what the other keyed.
func (s *Store) CheckSecondReader(ctx context.Context, p SheetPlace, reader string) error {
	return s.read(ctx, func(t *tx) error {
		w, err := placeOf(t, p)
		if err != nil {
			return err
		}
		t.operator = CleanName(reader)
		return refuseKeyer(t, w, p, 2)
	})
}

// SaveSecondReading puts a second reading of a sheet on the disk. It is blind: nobody learns here whether it agrees with
// the first. It is refused to whoever keyed this batch the first time. Saving the same again changes nothing; another
// content is a Conflict, see CorrectSecondReading.
func (s *Store) SaveSecondReading(ctx context.Context, p SheetPlace, r Reading) error {
	s.keying.Lock()
	defer s.keying.Unlock()
	return s.write(ctx, func(t *tx) error {
		w, err := placeOf(t, p)
		if err != nil {
			return err
		}
		if err := r.validate(w.lines); err != nil {
			return err
		}
		if _, err := ballotAt(t, p); err != nil {
			return err
		}
		stored, err := secondReading(t, p)
		if err != nil {
			return err
		}
		if stored != nil && *stored == r {
			return nil
		}
		if stored != nil {
			return refuse(Conflict, "%s的%s已经录过第二遍。要改正，请从第二遍里打开这一张。", w.kind, p)
		}
		if err := enterPass(t, p, 2); err != nil {
			return err
		}
		if err := t.exec("INSERT INTO second_reading (group_id, position, marks, spoiled) VALUES (?, ?, ?, ?)",
			p.GroupID, p.Position(), r.Marks, r.Spoiled); err != nil {
			return err
		}
		return t.journalOnce(p.GroupID, fmt.Sprintf("%s第二遍录票：%s第 %d 批", w.round, w.kind, p.Batch))
	})
}

// SecondReadingAt returns the second reading of a sheet, to correct it. NotFound when it wasn't read a second time.
func (s *Store) SecondReadingAt(ctx context.Context, p SheetPlace) (r *Reading, err error) {
	err = s.read(ctx, func(t *tx) error {
		if _, err := placeOf(t, p); err != nil {
			return err
		}
		r, err = wantSecondReading(t, p)
		return err
	})
	return r, err
}

// CorrectSecondReading replaces a second reading by what stands on the paper, in the same way as CorrectBallot.
func (s *Store) CorrectSecondReading(ctx context.Context, p SheetPlace, old, corrected Reading) error {
	s.keying.Lock()
	defer s.keying.Unlock()
	return s.write(ctx, func(t *tx) error {
		w, err := placeOf(t, p)
		if err != nil {
			return err
		}
		if err := corrected.validate(w.lines); err != nil {
			return err
		}
		stored, err := wantSecondReading(t, p)
		if err != nil || *stored == corrected {
			return err
		}
		if *stored != old {
			return refuse(Conflict, "%s的%s在打开之后已经改过，这一次没有保存。请重新打开，核对原票。", w.kind, p)
		}
		if err := enterPass(t, p, 2); err != nil {
			return err
		}
		if err := unsettle(t, p); err != nil {
			return err
		}
		if err := correctSecondReading(t, p, corrected); err != nil {
			return err
		}
		return t.journal(p.GroupID, "%s改正第二遍录票：%s第 %d 批", w.round, w.kind, p.Batch)
	})
}

func correctSecondReading(t *tx, p SheetPlace, r Reading) error {
	return t.exec("UPDATE second_reading SET marks = ?, spoiled = ? WHERE group_id = ? AND position = ?",
		r.Marks, r.Spoiled, p.GroupID, p.Position())
}

func secondReading(t *tx, p SheetPlace) (*Reading, error) {
	found, err := list(t, func(r *Reading) []any { return []any{&r.Marks, &r.Spoiled} },
		"SELECT marks, spoiled FROM second_reading WHERE group_id = ? AND position = ?", p.GroupID, p.Position())
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}

func wantSecondReading(t *tx, p SheetPlace) (*Reading, error) {
	r, err := secondReading(t, p)
	if err == nil && r == nil {
		err = refuse(NotFound, "%s还没有录过第二遍。请核对批号和张号。", p)
	}
	return r, err
}

// dropSecondReading forgets the second reading of a sheet that is taken off its stack.
func dropSecondReading(t *tx, p SheetPlace) error {
	if err := unsettle(t, p); err != nil {
		return err
	}
	return t.exec("DELETE FROM second_reading WHERE group_id = ? AND position = ?", p.GroupID, p.Position())
}

// enterPass notes that the operator keys in a batch in this pass. Nobody does both.
func enterPass(t *tx, p SheetPlace, pass int) error {
	w, err := placeOf(t, p)
	if err != nil {
		return err
	}
	if err := refuseKeyer(t, w, p, pass); err != nil {
		return err
	}
	return t.exec("INSERT INTO batch_keyer (group_id, batch, operator, pass) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
		p.GroupID, p.Batch, t.operator, pass)
}

// enterCorrection notes that the operator knows a batch by its first pass now. Who read it a second time already may
// correct the first reading too: in an office of two, somebody has to.
func enterCorrection(t *tx, p SheetPlace) error {
	return t.exec("INSERT INTO batch_keyer (group_id, batch, operator, pass) VALUES (?, ?, ?, 1) ON CONFLICT DO NOTHING",
		p.GroupID, p.Batch, t.operator)
}

// refuseKeyer refuses when the operator was in the batch's other pass.
func refuseKeyer(t *tx, w whereabouts, p SheetPlace, pass int) error {
	var was int
	found, err := t.value(&was, "SELECT pass FROM batch_keyer WHERE group_id = ? AND batch = ? AND operator = ?", p.GroupID, p.Batch, t.operator)
	if err != nil || !found || was == pass {
		return err
	}
	if pass == 2 {
		return refuse(State, "%s第 %d 批的第一遍是%s录的，第二遍要换一个人。请改选操作人，或者先录别的批次。", w.kind, p.Batch, t.operator)
	}
	return refuse(State, "%s第 %d 批的第二遍是%s录的，第一遍要换一个人。请改选操作人，再接着录。", w.kind, p.Batch, t.operator)
}

// WaiveSecondPass records that the round goes without a second pass, and why. Differences that are there already have to
// be settled all the same.
func (s *Store) WaiveSecondPass(ctx context.Context, round ID, reason string) error {
	if reason = CleanLine(reason); reason == "" {
		return refuse(Invalid, "不录第二遍的原因还没有填写。请写明原因，计票结果报告单上要写。")
	}
	return s.write(ctx, func(t *tx) error {
		r, err := openRound(t, round)
		if err != nil {
			return err
		}
		old, err := findWaiver(t, round)
		if err != nil || old != nil && old.Reason == reason {
			return err
		}
		if err := t.upsert("waiver", "round_id, reason, operator, date", 1, round, reason, t.operator, DateOf(t.now)); err != nil {
			return err
		}
		return t.journal(round, "%s不录第二遍：%s", r.Name(), reason)
	})
}

// UndoWaiver takes the waiver back: the round needs its second pass again.
func (s *Store) UndoWaiver(ctx context.Context, round ID) error {
	return s.write(ctx, func(t *tx) error {
		r, err := openRound(t, round)
		if err != nil {
			return err
		}
		old, err := findWaiver(t, round)
		if err != nil || old == nil {
			return err
		}
		if err := t.exec("DELETE FROM waiver WHERE round_id = ?", round); err != nil {
			return err
		}
		return t.journal(round, "%s仍录第二遍", r.Name())
	})
}

func findWaiver(t *tx, round ID) (*Waiver, error) {
	found, err := list(t, func(w *Waiver) []any { return []any{&w.Reason, &w.Operator, &w.Date} },
		"SELECT reason, operator, date FROM waiver WHERE round_id = ?", round)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}

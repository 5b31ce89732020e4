package data

import (
	"context"
	"slices"
)

// Invitee is a person on a round's 人员名单. The list is for the hall's door: it is never tied to a ballot.
type Invitee struct {
	Group   GroupKind
	Name    string
	Post    string // 单位及职务
	Present bool   // 到会
}

// MaxInvitees is the most people that a list may have.
const MaxInvitees = 2000

// ValidateAttendance refuses a list with a name that can't be or a person who is on it twice.
func (r Round) ValidateAttendance(list []Invitee) error {
	if n := len(list); n > MaxInvitees {
		return refuse(Invalid, "人员名单有 %d 人，最多 %d 人。请核对。", n, MaxInvitees)
	}
	seen := map[Invitee]bool{}
	for i, p := range list {
		if err := validateName("姓名", p.Name); err != nil {
			return refuse(Invalid, "第 %d 人：%s", i+1, err)
		}
		if !slices.Contains(r.Kind.GroupKinds(), p.Group) {
			return refuse(Invalid, "%s的人员类别不对。请选定%s。", p.Name, names(r.Kind.GroupKinds(), "、"))
		}
		p.Present = false
		if seen[p] {
			return refuse(Conflict, "%s在%s里写了两次。请删去一个；是两个人的，请用单位及职务区分。", p.Name, p.Group)
		}
		seen[p] = true
	}
	return nil
}

// WithAttendance returns the round with 应到 and 实到 of every group as the list has them (按名单填写).
func (r Round) WithAttendance(list []Invitee) Round {
	r.Groups = slices.Clone(r.Groups)
	for i := range r.Groups {
		g := &r.Groups[i]
		g.Expected, g.Present = 0, 0
		for _, p := range list {
			if p.Group != g.Kind {
				continue
			}
			g.Expected++
			if p.Present {
				g.Present++
			}
		}
	}
	return r
}

// Attendance returns a round's 人员名单 in the order in which it was saved.
func (s *Store) Attendance(ctx context.Context, round ID) (list []Invitee, err error) {
	err = s.read(ctx, func(t *tx) error {
		if _, err := findRound(t, round); err != nil {
			return err
		}
		list, err = invitees(t, round)
		return err
	})
	return list, err
}

// SaveAttendance writes a round's whole 人员名单 anew. The counts of the groups stay as they are: they are typed, or taken
// from the list by WithAttendance and saved with the round.
func (s *Store) SaveAttendance(ctx context.Context, round ID, people []Invitee) error {
	people = slices.Clone(people)
	for i := range people {
		people[i].Name, people[i].Post = CleanName(people[i].Name), CleanLine(people[i].Post)
	}
	return s.write(ctx, func(t *tx) error {
		r, err := openRound(t, round)
		if err != nil {
			return err
		}
		if err := t.ownRound(r); err != nil {
			return err
		}
		if err := r.ValidateAttendance(people); err != nil {
			return err
		}
		old, err := invitees(t, round)
		if err != nil || slices.Equal(old, people) {
			return err
		}
		if err := saveInvitees(t, round, people); err != nil {
			return err
		}
		present := 0
		for _, p := range people {
			if p.Present {
				present++
			}
		}
		return t.journal(round, "%s人员名单：%d 人，到会 %d 人", r.Name(), len(people), present)
	})
}

const inviteeColumns = "kind, name, post, present"

func (p *Invitee) fields() []any { return []any{&p.Group, &p.Name, &p.Post, &p.Present} }

func invitees(t *tx, round ID) ([]Invitee, error) {
	return list(t, (*Invitee).fields, "SELECT "+inviteeColumns+" FROM invitee WHERE round_id = ? ORDER BY number", round)
}

func saveInvitees(t *tx, round ID, people []Invitee) error {
	if err := t.exec("DELETE FROM invitee WHERE round_id = ?", round); err != nil {
		return err
	}
	for i := range people {
		if err := t.exec("INSERT INTO invitee (round_id, number, "+inviteeColumns+") VALUES (?, ?, ?, ?, ?, ?)",
			append([]any{round, i + 1}, people[i].fields()...)...); err != nil {
			return err
		}
	}
	return nil
}

package data

import (
	"cmp"
	"context"
	"slices"
	"strings"
)

// RoundKind tells the two halves of the 群众评议 apart (plan.md §三.2（2）).
type RoundKind string

// The two kinds of round; they are also the scopes of statistics.
const (
	Internal RoundKind = "internal" // 内部评议
	Social   RoundKind = "social"   // 社会评议
)

// String returns the kind's name.
func (k RoundKind) String() string {
	return map[RoundKind]string{Internal: "内部评议", Social: "社会评议"}[k]
}

// GroupKind is a 评议人员类别.
type GroupKind string

// The groups of evaluators (plan.md §三.2（2）).
const (
	Staff         GroupKind = "staff"          // 干部职工
	PartyDelegate GroupKind = "party-delegate" // 党代表
	PeoplesDeputy GroupKind = "peoples-deputy" // 人大代表
	CPPCCMember   GroupKind = "cppcc-member"   // 政协委员
	ServiceUser   GroupKind = "service-user"   // 服务对象代表
)

// String returns the group's name on screen and ballot.
func (k GroupKind) String() string {
	return map[GroupKind]string{
		Staff: "干部职工", PartyDelegate: "党代表", PeoplesDeputy: "人大代表", CPPCCMember: "政协委员", ServiceUser: "服务对象代表",
	}[k]
}

// GroupKinds returns the groups that take part in a round of this kind, in order.
func (k RoundKind) GroupKinds() []GroupKind {
	if k == Internal {
		return []GroupKind{Staff}
	}
	return []GroupKind{PartyDelegate, PeoplesDeputy, CPPCCMember, ServiceUser}
}

// Group is one group of evaluators in a round with its accounting, counted in the hall and typed
// (design.md §6). All counts are sheets or heads, never negative.
type Group struct {
	ID         ID
	Kind       GroupKind
	Expected   int // 应到
	Present    int // 实到
	Printed    int // 印制
	Issued     int // 发出
	Returned   int // 收回
	Unreturned int // 未收回
	Valid      int // 有效
	Spoiled    int // 废票
}

// Remaining returns 剩余 = 印制 − 发出.
func (g Group) Remaining() int { return g.Printed - g.Issued }

// Round is one meeting at which ballots are filled in.
type Round struct {
	ID          ID
	Kind        RoundKind
	Date        Date
	Time        string // 上午9:00, as it stands in the notice
	Place       string
	Convener    string // who calls the meeting
	Chair       string // 主持
	Scrutineers string // 监票人, names separated by 、
	Tellers     string // 计票人
	Observers   string // 派员参加
	Groups      []Group
	FormFrozen  bool // set at the first printing or the first ballot: the lines can't change any more
}

// Name returns the round's name: 内部评议.
func (r Round) Name() string { return r.Kind.String() }

// Group returns the round's group with this ID, or nil.
func (r *Round) Group(id ID) *Group {
	for i := range r.Groups {
		if r.Groups[i].ID == id {
			return &r.Groups[i]
		}
	}
	return nil
}

// NewRound returns a round of this kind with its groups, all counts zero. The convener is the one of the plan
// (§三.2（2）): the office's Party group for the internal round, the county's campaign office for the social one.
func NewRound(kind RoundKind, c Campaign) Round {
	r := Round{ID: NewID(), Kind: kind, Convener: cmp.Or(c.OfficeShort, "办") + "党组"}
	if kind == Social {
		r.Convener = "县活动办公室"
	}
	for _, g := range kind.GroupKinds() {
		r.Groups = append(r.Groups, Group{ID: NewID(), Kind: g})
	}
	return r
}

// Validate refuses a round whose groups or counts can't be.
func (r Round) Validate() error {
	if r.Kind.String() == "" {
		return refuse(Invalid, "还没有选定内部评议或者社会评议。请选定后再保存。")
	}
	kinds := r.Kind.GroupKinds()
	if len(r.Groups) != len(kinds) {
		return refuse(Invalid, "%s应有 %d 类评议人员，现在是 %d 类。请重新建立。", r.Name(), len(kinds), len(r.Groups))
	}
	for i, g := range r.Groups {
		if g.Kind != kinds[i] {
			return refuse(Invalid, "%s的第 %d 类评议人员应是%s。请重新建立。", r.Name(), i+1, kinds[i])
		}
		for _, count := range g.counts() {
			if *count < 0 {
				return refuse(Invalid, "%s的票数里有 %d。票数和人数不能是负数，请改正。", g.Kind, *count)
			}
		}
	}
	return nil
}

func (g *Group) counts() []*int {
	return []*int{&g.Expected, &g.Present, &g.Printed, &g.Issued, &g.Returned, &g.Unreturned, &g.Valid, &g.Spoiled}
}

const (
	roundColumns = "id, kind, date, time, place, convener, chair, scrutineers, tellers, observers, form_frozen"
	groupColumns = "id, kind, expected, present, printed, issued, returned, unreturned, valid, spoiled"
)

func (r *Round) fields() []any {
	return []any{
		&r.ID, &r.Kind, &r.Date, &r.Time, &r.Place, &r.Convener, &r.Chair, &r.Scrutineers, &r.Tellers, &r.Observers, &r.FormFrozen,
	}
}

func (g *Group) fields() []any {
	all := []any{&g.ID, &g.Kind}
	for _, count := range g.counts() {
		all = append(all, count)
	}
	return all
}

// SaveRound sets a round up or changes it, with the accounting of its groups. A campaign has one round of
// each kind: a second one is a Conflict. The form's state is the store's and isn't changed here.
func (s *Store) SaveRound(ctx context.Context, r Round) error {
	for _, text := range []*string{&r.Time, &r.Place, &r.Convener, &r.Chair, &r.Scrutineers, &r.Tellers, &r.Observers} {
		*text = CleanLine(*text)
	}
	r.Groups = slices.Clone(r.Groups)
	if err := r.Validate(); err != nil {
		return err
	}
	return s.write(ctx, func(t *tx) error {
		campaign, err := currentID(t)
		if err != nil {
			return err
		}
		exists, err := t.belongs("round", r.ID, campaign)
		if err != nil {
			return err
		}
		if err := checkKind(t, campaign, r); err != nil {
			return err
		}
		if err := saveRound(t, campaign, &r, exists); err != nil {
			return err
		}
		if exists {
			return t.journal(r.ID, "修改%s", r.Name())
		}
		return t.journal(r.ID, "建立%s", r.Name())
	})
}

// checkKind refuses a second round of the kind, and another kind for a round that is there.
func checkKind(t *tx, campaign ID, r Round) error {
	var other ID
	found, err := t.value(&other, "SELECT id FROM round WHERE campaign_id = ? AND kind = ?", campaign, r.Kind)
	if err == nil && found && other != r.ID {
		err = refuse(Conflict, "%s已经建立，不能再建一次。请打开已有的那一次。", r.Name())
	}
	return err
}

func saveRound(t *tx, campaign ID, r *Round, exists bool) error {
	if exists {
		old, err := findRound(t, r.ID)
		if err != nil {
			return err
		}
		if old.Kind != r.Kind {
			return refuse(State, "%s不能改成%s。请另建一次评议。", old.Name(), r.Name())
		}
		r.FormFrozen = old.FormFrozen
		for i := range r.Groups {
			r.Groups[i].ID = old.Groups[i].ID
		}
	} else {
		r.FormFrozen = false
	}
	if err := t.upsert("round", "id, campaign_id, "+strings.TrimPrefix(roundColumns, "id, "), 2,
		slices.Insert(r.fields(), 1, any(campaign))...); err != nil {
		return err
	}
	for i := range r.Groups {
		if err := t.upsert("round_group", "id, round_id, "+strings.TrimPrefix(groupColumns, "id, "), 2,
			slices.Insert(r.Groups[i].fields(), 1, any(r.ID))...); err != nil {
			return err
		}
	}
	return nil
}

// Rounds returns the rounds of the current campaign, the internal one first.
func (s *Store) Rounds(ctx context.Context) (all []Round, err error) {
	err = s.read(ctx, func(t *tx) error {
		campaign, err := currentID(t)
		if err != nil {
			return err
		}
		all, err = rounds(t, "campaign_id = ?", campaign)
		return err
	})
	return all, err
}

func findRound(t *tx, id ID) (*Round, error) {
	found, err := rounds(t, "id = ?", id)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, refuse(NotFound, "没有找到这次评议。请从评议列表中重新选择。")
	}
	return &found[0], nil
}

func rounds(t *tx, where string, args ...any) ([]Round, error) {
	all, err := list(t, (*Round).fields, "SELECT "+roundColumns+" FROM round WHERE "+where+" ORDER BY kind", args...)
	if err != nil {
		return nil, err
	}
	for i := range all {
		r := &all[i]
		if r.Groups, err = list(t, (*Group).fields, "SELECT "+groupColumns+" FROM round_group WHERE round_id = ?", r.ID); err != nil {
			return nil, err
		}
		order := r.Kind.GroupKinds()
		slices.SortFunc(r.Groups, func(a, b Group) int { return slices.Index(order, a.Kind) - slices.Index(order, b.Kind) })
	}
	return all, nil
}

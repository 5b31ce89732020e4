package data

import (
	"cmp"
	"context"
	"fmt"
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
	Expected   int    // 应到
	Present    int    // 实到
	Printed    int    // 印制
	Issued     int    // 发出
	Returned   int    // 收回
	Unreturned int    // 未收回
	Valid      int    // 有效
	Spoiled    int    // 废票
	Paper      string // 纸色, such as 粉红纸, by which the hall tells the groups apart; empty: white
}

// Remaining returns 剩余 = 印制 − 发出.
func (g Group) Remaining() int { return g.Printed - g.Issued }

// RoundState tells what can be done with a round.
type RoundState string

// The states of a round. Only an open one changes.
const (
	RoundOpen   RoundState = "open"
	RoundSealed RoundState = "sealed" // 封存
	RoundVoid   RoundState = "void"   // 整次无效
)

// String returns the state's name; empty for an open round.
func (s RoundState) String() string {
	return map[RoundState]string{RoundSealed: "已封存", RoundVoid: "整次无效"}[s]
}

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

	// UnitClass is the 部门性质 of a social round: the county calls them for one class at a time (plan.md §三.2（2）). It asks
	// about the targets of that class and those without one. Empty: not divided by class, about all of them.
	UnitClass  UnitClass
	Attempt    int // 第几次, from 1: a round that was void is held again
	State      RoundState
	VoidReason string    // void rounds only
	Order      LineOrder // of the ballot's lines
	Quorum     Quorum
	Agenda     Agenda
}

// Name returns the round's name: 内部评议, 社会评议（党群）, 社会评议（党群，第2次）.
func (r Round) Name() string {
	var more []string
	if r.UnitClass != "" {
		more = append(more, r.UnitClass.String())
	}
	if r.Attempt > 1 {
		more = append(more, fmt.Sprintf("第%d次", r.Attempt))
	}
	if len(more) == 0 {
		return r.Kind.String()
	}
	return r.Kind.String() + "（" + strings.Join(more, "，") + "）"
}

// Live tells whether the round counts: it isn't void.
func (r Round) Live() bool { return r.State != RoundVoid }

// RefuseClosed refuses a change of a round that isn't open (State), with the sentence that says why; nil when it is open.
func (r *Round) RefuseClosed() error {
	switch r.State {
	case RoundSealed:
		return refuse(State, "%s已经封存，不能再改。要改正，请先启封并写明原因。", r.Name())
	case RoundVoid:
		return refuse(State, "%s已经定为整次无效，只能查看。请在重新组织的那一次里办理。", r.Name())
	}
	return nil
}

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
	r := Round{
		ID: NewID(), Kind: kind, Convener: cmp.Or(c.OfficeShort, "办") + "党组",
		Attempt: 1, State: RoundOpen, Order: ByRank, Quorum: Quorums[0], Agenda: usualAgenda(kind),
	}
	if kind == Social {
		r.Convener = "县活动办公室"
	}
	for _, g := range kind.GroupKinds() {
		r.Groups = append(r.Groups, Group{ID: NewID(), Kind: g})
	}
	return r
}

// Validate refuses a round whose groups, counts or rules can't be.
func (r Round) Validate() error {
	switch {
	case r.Kind.String() == "":
		return refuse(Invalid, "还没有选定内部评议或者社会评议。请选定后再保存。")
	case r.UnitClass != "" && r.UnitClass.String() == "":
		return refuse(Invalid, "部门性质不是党群、经济、执法。请重新选定。")
	case r.UnitClass != "" && r.Kind == Internal:
		return refuse(Invalid, "内部评议不分部门性质。请去掉部门性质后再保存。")
	case r.Order.String() == "":
		return refuse(Invalid, "票样的排列顺序还没有选定。请选定任职顺序或者姓氏笔画。")
	}
	if err := r.Quorum.Validate(); err != nil {
		return err
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
	roundColumns = "id, kind, date, time, place, convener, chair, scrutineers, tellers, observers, form_frozen, unit_class, " +
		"attempt, state, void_reason, line_order, quorum_numerator, quorum_denominator, quorum_inclusive, agenda"
	groupColumns = "id, kind, expected, present, printed, issued, returned, unreturned, valid, spoiled, paper"
)

func (r *Round) fields() []any {
	return []any{
		&r.ID, &r.Kind, &r.Date, &r.Time, &r.Place, &r.Convener, &r.Chair, &r.Scrutineers, &r.Tellers, &r.Observers, &r.FormFrozen,
		&r.UnitClass, &r.Attempt, &r.State, &r.VoidReason, &r.Order, &r.Quorum.Numerator, &r.Quorum.Denominator, &r.Quorum.Inclusive,
		&r.Agenda,
	}
}

func (g *Group) fields() []any {
	all := []any{&g.ID, &g.Kind}
	for _, count := range g.counts() {
		all = append(all, count)
	}
	return append(all, &g.Paper)
}

// SaveRound sets a round up or changes it, with the accounting of its groups. A campaign has one live round of each kind
// and unit class: a second one is a Conflict. Whether it is sealed, void or frozen and how often it was held is the
// store's to know and isn't changed here; a round that is sealed or void is refused.
func (s *Store) SaveRound(ctx context.Context, r Round) error {
	for _, text := range []*string{&r.Time, &r.Place, &r.Convener, &r.Chair, &r.Scrutineers, &r.Tellers, &r.Observers} {
		*text = CleanLine(*text)
	}
	r.Agenda = r.Agenda.clean()
	r.Groups = slices.Clone(r.Groups)
	for i := range r.Groups {
		r.Groups[i].Paper = CleanLine(r.Groups[i].Paper)
	}
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
		if err := saveRound(t, campaign, &r); err != nil {
			return err
		}
		if exists {
			return t.journal(r.ID, "修改%s", r.Name())
		}
		return t.journal(r.ID, "建立%s", r.Name())
	})
}

// saveRound writes a round that belongs to the campaign.
func saveRound(t *tx, campaign ID, r *Round) error {
	if err := settle(t, campaign, r); err != nil {
		return err
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

// settle gives a round what the store alone knows of it, and refuses what can't be changed any more.
func settle(t *tx, campaign ID, r *Round) error {
	stored, err := rounds(t, "campaign_id = ?", campaign)
	if err != nil {
		return err
	}
	fresh := Round{State: RoundOpen, Kind: r.Kind, Groups: r.Groups}
	old := &fresh
	if i := slices.IndexFunc(stored, func(x Round) bool { return x.ID == r.ID }); i >= 0 {
		old = &stored[i]
	}
	if err := old.refuseChange(r); err != nil {
		return err
	}
	r.FormFrozen, r.State, r.VoidReason, r.Attempt = old.FormFrozen, old.State, "", 1
	for i := range r.Groups {
		r.Groups[i].ID = old.Groups[i].ID
	}
	for _, other := range stored {
		if other.ID == r.ID || other.Kind != r.Kind || other.UnitClass != r.UnitClass {
			continue
		}
		if other.Live() {
			return refuse(Conflict, "%s已经建立，不能再建一次。请打开已有的那一次。", other.Name())
		}
		if other.Attempt >= r.Attempt {
			r.Attempt = other.Attempt + 1
		}
	}
	return nil
}

// refuseChange refuses what can't become of a round that is stored.
func (r *Round) refuseChange(changed *Round) error {
	if err := r.RefuseClosed(); err != nil {
		return err
	}
	if r.Kind != changed.Kind {
		return refuse(State, "%s不能改成%s。请另建一次评议。", r.Name(), changed.Name())
	}
	if r.FormFrozen && (r.UnitClass != changed.UnitClass || r.Order != changed.Order) {
		return refuse(State, "%s的票样已经定稿，部门性质和排列顺序不能再改。", r.Name())
	}
	return nil
}

// Rounds returns the rounds of the current campaign, void ones too: the internal ones first, then the social ones by unit
// class; a round that was held again after the one that was void.
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

// openRound returns a round that can still be changed.
func openRound(t *tx, id ID) (*Round, error) {
	r, err := findRound(t, id)
	if err != nil {
		return nil, err
	}
	return r, r.RefuseClosed()
}

func rounds(t *tx, where string, args ...any) ([]Round, error) {
	all, err := list(t, (*Round).fields, "SELECT "+roundColumns+" FROM round WHERE "+where+" ORDER BY kind, attempt", args...)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(all, func(a, b Round) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind),
			cmp.Compare(slices.Index(UnitClasses, a.UnitClass), slices.Index(UnitClasses, b.UnitClass)))
	})
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

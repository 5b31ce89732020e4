package data

import (
	"context"
	"slices"
	"strings"
)

// Kind is the kind of a 评议对象 (plan.md §二（一）).
type Kind string

// The kinds, in the order in which papers list them.
const (
	Team          Kind = "team"           // 领导班子
	Leader        Kind = "leader"         // 领导干部
	KeyPost       Kind = "key-post"       // 重点岗位
	ServiceWindow Kind = "service-window" // 服务窗口
	RiskPost      Kind = "risk-post"      // 廉政风险防范管理岗位
)

// Kinds lists every kind in the order of papers.
var Kinds = []Kind{Team, Leader, KeyPost, ServiceWindow, RiskPost}

// String returns the kind's name on screen and paper.
func (k Kind) String() string {
	return map[Kind]string{
		Team: "领导班子", Leader: "领导干部", KeyPost: "重点岗位", ServiceWindow: "服务窗口", RiskPost: "廉政风险防范管理岗位",
	}[k]
}

// Level tells leaders apart; it decides who reviews a report (plan.md §三.2（1）). Empty for other kinds.
type Level string

// The levels of a Leader.
const (
	Principal Level = "principal" // 主要负责同志
	Member    Level = "member"    // 班子成员
	UnitHead  Level = "unit-head" // 单位负责人
)

// Levels lists every level.
var Levels = []Level{Principal, Member, UnitHead}

// String returns the level's name.
func (l Level) String() string {
	return map[Level]string{Principal: "主要负责同志", Member: "班子成员", UnitHead: "单位负责人"}[l]
}

// Ask tells which lines the ballot has for a target (design.md §6, Form).
type Ask string

// The three ways to ask about a target.
const (
	AskOverall  Ask = "overall"  // 总体: one line
	AskAspects  Ask = "aspects"  // 工作、作风: two lines
	AskCriteria Ask = "criteria" // 八项 and 总体: nine lines
)

// Asks lists every way to ask.
var Asks = []Ask{AskOverall, AskAspects, AskCriteria}

// String returns the way's name on screen.
func (a Ask) String() string {
	return map[Ask]string{AskOverall: "一项：总体", AskAspects: "两项：工作、作风", AskCriteria: "九项：八项内容和总体"}[a]
}

// Target is a 评议对象 of one campaign.
type Target struct {
	ID        ID
	Name      string // a person, or the name of a team or window; at most MaxName characters
	Kind      Kind
	Level     Level // leaders only
	Post      string
	Unit      string
	Rank      int // 任职顺序, from 1; papers and ballots list targets by it
	Ask       Ask
	Withdrawn bool // 停评: kept with its history, left off new ballots
	Note      string
	UnitClass UnitClass // 部门性质 of Unit; may be empty
}

// UnitClass is the 部门性质 by which the county calls the social rounds (plan.md §三.2（2）).
type UnitClass string

// The unit classes.
const (
	PartyUnit       UnitClass = "party"       // 党群
	EconomyUnit     UnitClass = "economy"     // 经济
	EnforcementUnit UnitClass = "enforcement" // 执法
)

// UnitClasses lists every unit class.
var UnitClasses = []UnitClass{PartyUnit, EconomyUnit, EnforcementUnit}

// String returns the class's name.
func (c UnitClass) String() string {
	return map[UnitClass]string{PartyUnit: "党群", EconomyUnit: "经济", EnforcementUnit: "执法"}[c]
}

// MaxName is the longest name in characters; a ballot row holds no more.
const MaxName = 30

// DefaultAsk returns how the ballot asks about a kind unless the secretary chooses otherwise (design.md §6):
// the team by the eight criteria, everyone else by work and conduct.
func DefaultAsk(k Kind) Ask {
	if k == Team {
		return AskCriteria
	}
	return AskAspects
}

// Validate refuses a target that can't stand on a ballot.
func (t Target) Validate() error {
	if err := validateName("姓名（名称）", t.Name); err != nil {
		return err
	}
	switch {
	case t.Kind.String() == "":
		return refuse(Invalid, "“%s”的类别还没有选定。请选定后再保存。", t.Name)
	case t.Kind == Leader && t.Level.String() == "":
		return refuse(Invalid, "“%s”是领导干部，层次还没有选定。请选定后再保存。", t.Name)
	case t.Kind != Leader && t.Level != "":
		return refuse(Invalid, "“%s”不是领导干部，不分层次。请去掉层次后再保存。", t.Name)
	case t.Ask.String() == "":
		return refuse(Invalid, "“%s”的票样还没有选定。请选定后再保存。", t.Name)
	case t.UnitClass != "" && t.UnitClass.String() == "":
		return refuse(Invalid, "“%s”的部门性质不是党群、经济、执法。请重新选定。", t.Name)
	case t.Rank < 0:
		return refuse(Invalid, "任职顺序“%d”不对。请填 1 以上的数。", t.Rank)
	}
	return nil
}

const targetColumns = "id, name, kind, level, post, unit, rank, ask, withdrawn, note, unit_class"

func (t *Target) fields() []any {
	return []any{&t.ID, &t.Name, &t.Kind, &t.Level, &t.Post, &t.Unit, &t.Rank, &t.Ask, &t.Withdrawn, &t.Note, &t.UnitClass}
}

// SaveTarget enters a target into the current campaign or changes it. A new target without a Rank comes last;
// with one, the others make room. Withdrawing and bringing back are changes of Withdrawn.
func (s *Store) SaveTarget(ctx context.Context, target Target) error {
	target.Name = CleanName(target.Name)
	for _, text := range []*string{&target.Post, &target.Unit, &target.Note} {
		*text = CleanLine(*text)
	}
	if err := target.Validate(); err != nil {
		return err
	}
	return s.write(ctx, func(t *tx) error {
		campaign, err := currentID(t)
		if err != nil {
			return err
		}
		exists, err := t.belongs("target", target.ID, campaign)
		if err != nil {
			return err
		}
		rank := target.Rank
		if target.Rank, err = storedRank(t, campaign, target.ID); err != nil {
			return err
		}
		if err := saveTarget(t, campaign, target); err != nil {
			return err
		}
		if rank != 0 {
			if err := reorderTargets(t, campaign, target.ID, rank); err != nil {
				return err
			}
		}
		if exists {
			return t.journal(target.ID, "修改评议对象 %s", target.Name)
		}
		return t.journal(target.ID, "登记评议对象 %s", target.Name)
	})
}

// Targets returns the current campaign's targets by Rank, withdrawn ones included.
func (s *Store) Targets(ctx context.Context) (all []Target, err error) {
	err = s.read(ctx, func(t *tx) error {
		campaign, err := currentID(t)
		if err != nil {
			return err
		}
		all, err = targets(t, campaign)
		return err
	})
	return all, err
}

// MoveTarget gives a target another rank; the others close up.
func (s *Store) MoveTarget(ctx context.Context, id ID, rank int) error {
	return s.write(ctx, func(t *tx) error {
		campaign, err := currentID(t)
		if err != nil {
			return err
		}
		target, err := findTarget(t, id)
		if err != nil {
			return err
		}
		if _, err := t.belongs("target", id, campaign); err != nil {
			return err
		}
		if err := reorderTargets(t, campaign, id, rank); err != nil {
			return err
		}
		return t.journal(id, "调整任职顺序 %s", target.Name)
	})
}

func targets(t *tx, campaign ID) ([]Target, error) {
	return list(t, (*Target).fields, "SELECT "+targetColumns+" FROM target WHERE campaign_id = ? ORDER BY rank, id", campaign)
}

func saveTarget(t *tx, campaign ID, target Target) error {
	return t.upsert("target", "id, campaign_id, "+strings.TrimPrefix(targetColumns, "id, "), 2,
		slices.Insert(target.fields(), 1, any(campaign))...)
}

func findTarget(t *tx, id ID) (*Target, error) {
	found, err := list(t, (*Target).fields, "SELECT "+targetColumns+" FROM target WHERE id = ?", id)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, refuse(NotFound, "没有找到这个评议对象。请从名单中重新选择。")
	}
	return &found[0], nil
}

// storedRank returns the target's present rank, the last place for a new one.
func storedRank(t *tx, campaign, id ID) (rank int, err error) {
	found, err := t.value(&rank, "SELECT rank FROM target WHERE id = ?", id)
	if err != nil || found {
		return rank, err
	}
	_, err = t.value(&rank, "SELECT coalesce(max(rank), 0) + 1 FROM target WHERE campaign_id = ?", campaign)
	return rank, err
}

// reorderTargets puts a target at a rank, counted from 1, and numbers all of them anew.
func reorderTargets(t *tx, campaign, id ID, rank int) error {
	all, err := targets(t, campaign)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(all, func(x Target) bool { return x.ID == id })
	moved := all[i]
	all = slices.Delete(all, i, i+1)
	all = slices.Insert(all, min(max(rank, 1), len(all)+1)-1, moved)
	for i, target := range all {
		if target.Rank == i+1 {
			continue
		}
		if err := t.exec("UPDATE target SET rank = ? WHERE id = ?", i+1, target.ID); err != nil {
			return err
		}
	}
	return nil
}

package data

import (
	"context"
	"slices"
	"strings"
)

// EventKind tells what a 活动记录 records.
type EventKind string

// The kinds (design.md §4; plan.md §四（三）).
const (
	MeetingEvent   EventKind = "meeting"   // 会议
	PublicityEvent EventKind = "publicity" // 宣传
	ExemplarEvent  EventKind = "exemplar"  // 先进典型
	VisitEvent     EventKind = "visit"     // 上级检查
)

// EventKinds lists every kind.
var EventKinds = []EventKind{MeetingEvent, PublicityEvent, ExemplarEvent, VisitEvent}

// String returns the kind's name.
func (k EventKind) String() string {
	return map[EventKind]string{MeetingEvent: "会议", PublicityEvent: "宣传", ExemplarEvent: "先进典型", VisitEvent: "上级检查"}[k]
}

// Event is a line of 活动记录. What it feeds: the summary report and the self-check sheet of the 专项督查.
type Event struct {
	ID        ID
	Kind      EventKind
	Date      Date
	Title     string // 动员会; of an exemplar the person or unit
	Place     string
	People    string // who took part, who came to inspect
	Medium    string // of publicity: 县电视台, 活动简报
	Bulletin  int    // 简报 no. n; 0: none
	Text      string // minutes, what was said; of an exemplar its deeds
	Reason    string // of an exemplar: why it was chosen
	Publicity string // of an exemplar: how it was made known
}

// Validate refuses an event that can't be kept.
func (e Event) Validate() error {
	what := map[EventKind]string{ExemplarEvent: "先进典型（个人或者单位）", PublicityEvent: "宣传的题目", VisitEvent: "检查的名称"}[e.Kind]
	switch {
	case e.Kind.String() == "":
		return refuse(Invalid, "活动记录的类别还没有选定。请选定会议、宣传、先进典型或者上级检查。")
	case e.Title == "" && what == "":
		return refuse(Invalid, "会议名称还没有填写。请填写后再保存。")
	case e.Title == "":
		return refuse(Invalid, "%s还没有填写。请填写后再保存。", what)
	case e.Date.IsZero():
		return refuse(Invalid, "“%s”的日期还没有填写。请填写后再保存。", e.Title)
	case e.Kind == PublicityEvent && e.Medium == "":
		return refuse(Invalid, "“%s”的宣传载体还没有填写。请填写网站、报纸、电视台、简报等。", e.Title)
	case e.Bulletin < 0:
		return refuse(Invalid, "简报期数“%d”不对。请填 1 以上的数。", e.Bulletin)
	case e.Kind == ExemplarEvent && e.Text == "":
		return refuse(Invalid, "“%s”的事迹还没有填写。请填写后再保存。", e.Title)
	case e.Kind == ExemplarEvent && e.Reason == "":
		return refuse(Invalid, "选树“%s”的理由还没有填写。请填写后再保存。", e.Title)
	}
	return nil
}

// clean leaves out what doesn't go with the kind.
func (e *Event) clean() {
	for _, line := range []*string{&e.Title, &e.Place, &e.People, &e.Medium} {
		*line = CleanLine(*line)
	}
	for _, text := range []*string{&e.Text, &e.Reason, &e.Publicity} {
		*text = cleanText(*text)
	}
	if e.Kind != PublicityEvent {
		e.Medium, e.Bulletin = "", 0
	}
	if e.Kind != ExemplarEvent {
		e.Reason, e.Publicity = "", ""
	}
}

// SaveEvent enters an event or changes it.
func (s *Store) SaveEvent(ctx context.Context, e Event) error {
	e.clean()
	if err := e.Validate(); err != nil {
		return err
	}
	return s.write(ctx, func(t *tx) error {
		campaign, err := currentID(t)
		if err != nil {
			return err
		}
		exists, err := t.belongs("event", e.ID, campaign)
		if err != nil {
			return err
		}
		if err := t.upsert("event", "id, campaign_id, "+strings.TrimPrefix(eventColumns, "id, "), 2,
			slices.Insert(e.fields(), 1, any(campaign))...); err != nil {
			return err
		}
		if exists {
			return t.journal(e.ID, "修改活动记录：%s %s", e.Kind, e.Date)
		}
		return t.journal(e.ID, "登记活动记录：%s %s", e.Kind, e.Date)
	})
}

// DeleteEvent takes an event out that was entered by mistake.
func (s *Store) DeleteEvent(ctx context.Context, id ID) error {
	return s.write(ctx, func(t *tx) error {
		campaign, err := currentID(t)
		if err != nil {
			return err
		}
		exists, err := t.belongs("event", id, campaign)
		if err == nil && !exists {
			err = refuse(NotFound, "没有找到这条活动记录。请从列表中重新选择。")
		}
		if err != nil {
			return err
		}
		if err := t.exec("DELETE FROM event WHERE id = ?", id); err != nil {
			return err
		}
		return t.journal(id, "删除活动记录")
	})
}

// Events returns the events of the current campaign, the newest first. Of a kind only, unless kind is empty.
func (s *Store) Events(ctx context.Context, kind EventKind) (all []Event, err error) {
	err = s.read(ctx, func(t *tx) error {
		campaign, err := currentID(t)
		if err != nil {
			return err
		}
		all, err = list(t, (*Event).fields, "SELECT "+eventColumns+` FROM event WHERE campaign_id = ?1 AND ?2 IN ('', kind)
			ORDER BY date DESC, title, id`, campaign, kind)
		return err
	})
	return all, err
}

const eventColumns = "id, kind, date, title, place, people, medium, bulletin, text, reason, publicity"

func (e *Event) fields() []any {
	return []any{&e.ID, &e.Kind, &e.Date, &e.Title, &e.Place, &e.People, &e.Medium, &e.Bulletin, &e.Text, &e.Reason, &e.Publicity}
}

package data_test

import (
	"testing"

	"liangping/data"
)

func TestEvents(t *testing.T) {
	o := newOffice(t)
	meeting := data.Event{ID: data.NewID(), Kind: data.MeetingEvent, Date: day(t, "2011-07-25"), Title: " 动员会 ", Place: "三楼会议室", Medium: "无", Reason: "无"}
	bulletin := data.Event{ID: data.NewID(), Kind: data.PublicityEvent, Date: day(t, "2011-08-05"), Title: "活动启动", Medium: "活动简报", Bulletin: 1}
	exemplar := data.Event{
		ID: data.NewID(), Kind: data.ExemplarEvent, Date: day(t, "2011-08-16"), Title: "陈晓燕", Text: "一年走访 21 个村", Reason: "群众满意度最高", Publicity: "简报第3期",
	}
	for _, e := range []data.Event{meeting, bulletin, exemplar} {
		o.ok(o.SaveEvent(o.ctx, e))
	}
	meeting.Title, meeting.Medium, meeting.Reason = "动员会", "", "" // what doesn't go with the kind isn't kept
	all, err := o.Events(o.ctx, "")
	o.ok(err)
	if len(all) != 3 || all[0] != exemplar || all[1] != bulletin || all[2] != meeting {
		t.Errorf("%+v", all)
	}
	if found, err := o.Events(o.ctx, data.ExemplarEvent); err != nil || len(found) != 1 || found[0] != exemplar {
		t.Errorf("%+v, %v", found, err)
	}
	meeting.Text = "会议纪要"
	o.ok(o.SaveEvent(o.ctx, meeting))
	o.ok(o.DeleteEvent(o.ctx, bulletin.ID))
	if all, err = o.Events(o.ctx, ""); err != nil || len(all) != 2 || all[1] != meeting {
		t.Errorf("%+v, %v", all, err)
	}
	refused(t, o.DeleteEvent(o.ctx, bulletin.ID), data.NotFound, "没有找到这条活动记录")
	for part, spoil := range map[string]func(*data.Event){
		"类别": func(e *data.Event) { e.Kind = "a" },
		"先进典型（个人或者单位）还没有填写": func(e *data.Event) { e.Title = " " },
		"日期":         func(e *data.Event) { e.Date = data.Date{} },
		"事迹":         func(e *data.Event) { e.Text = "\n" },
		"选树“陈晓燕”的理由": func(e *data.Event) { e.Reason = "" },
		"宣传载体":       func(e *data.Event) { e.Kind = data.PublicityEvent },
		"会议名称":       func(e *data.Event) { e.Kind, e.Title = data.MeetingEvent, "" },
	} {
		e := exemplar
		spoil(&e)
		refused(t, o.SaveEvent(o.ctx, e), data.Invalid, part)
	}
}

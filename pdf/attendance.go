package pdf

import (
	"fmt"
	"math/big"
	"strings"

	"liangping/data"
	"liangping/pdf/typeset"
)

var attendanceColumns = []column{
	{"评议人员类别", 40, typeset.Center},
	{"应到人数", 24, typeset.Center},
	{"实到人数", 24, typeset.Center},
	{"缺席人数", 24, typeset.Center},
	{"到会率 %", 24, typeset.Center},
	{"备注", 20, typeset.Center},
}

// attendance is the 出席情况报告单, with the list of names behind it.
func (s *roundPaper) attendance(list []data.Invitee) {
	s.facts([2]string{"派员参加", s.round.Observers})
	sum := total(s.round)
	s.report(s.attendanceReport(sum)...)
	s.byGroup(attendanceColumns, func(g data.Group) []string {
		known := sum.Present > 0
		return []string{
			count(g.Expected, sum.Expected > 0), count(g.Present, known), count(g.Expected-g.Present, known && g.Present <= g.Expected), share(g.Present, g.Expected, known), "",
		}
	}).Place(s.flow)
	s.sign("清点人", "监票人", "主持人")
	if len(list) > 0 {
		s.people(list)
	}
}

// attendanceReport tells how many came and whether the ballot may be held.
func (s *roundPaper) attendanceReport(sum data.Group) []string {
	expected, present := sum.Expected > 0, sum.Present > 0
	text := fmt.Sprintf("本次%s会议应到%s人，实到%s人", s.round.Name(), open(sum.Expected, expected), open(sum.Present, present))
	quorum := strings.ReplaceAll(s.round.Quorum.String(), "应到的 ", "应到人数的")
	switch s.check(data.CheckQuorum).State {
	case data.Holds:
		text += "，" + quorum + "，符合规定，可以进行评议。"
	case data.Breaks:
		if s.round.Quorum.Met(sum.Present, sum.Expected) { // then a group has more than were asked
			text += "。" + s.check(data.CheckQuorum).Sentence() + "。"
		} else {
			text += "，没有达到“" + quorum + "”的要求，应当改期。"
		}
	default:
		text += "。"
	}
	all := []string{text}
	if s.round.Kind == data.Social {
		all = append(all, s.serviceUsers(sum))
	}
	return append(all, "特此报告。")
}

// serviceUsers tells whether 服务对象代表 are at least half of the evaluators (plan.md §三.2（2）), invited and present.
func (s *roundPaper) serviceUsers(sum data.Group) string {
	var users data.Group
	for _, g := range s.round.Groups {
		if g.Kind == data.ServiceUser {
			users = g
		}
	}
	text := fmt.Sprintf("服务对象代表应到%s人，实到%s人", open(users.Expected, sum.Expected > 0), open(users.Present, sum.Present > 0))
	if sum.Present == 0 {
		return text + "。"
	}
	text += fmt.Sprintf("，分别占%s%%、%s%%", share(users.Expected, sum.Expected, true), share(users.Present, sum.Present, true))
	if s.check(data.CheckServiceUsers).State == data.Holds {
		return text + "，不少于评议人员的50%，符合规定。"
	}
	return text + "，没有达到“不少于评议人员的50%”的要求。"
}

// share is a part in percent; empty while nobody typed it.
func share(part, whole int, known bool) string {
	switch {
	case !known:
		return ""
	case whole == 0:
		return "—"
	}
	return data.FormatPercent(big.NewRat(int64(part), int64(whole)))
}

var peopleColumns = []column{
	{"序号", 14, typeset.Center},
	{"姓名", 44, typeset.Center},
	{"单位及职务", 70, typeset.Left},
	{"到会情况", 28, typeset.Center},
}

// people lists who was invited and who came, on pages of their own.
func (s *roundPaper) people(list []data.Invitee) {
	s.flow.Turn()
	s.uprightTitle(s.flow, "人员名单")
	s.list(peopleColumns, list, func(p data.Invitee) []string {
		came := "到"
		if !p.Present {
			came = "未到"
		}
		return []string{p.Name, p.Post, came}
	}).Place(s.flow)
}

// list is a table of people, those of each group under its name, numbered within it.
func (s *roundPaper) list(columns []column, list []data.Invitee, cells func(data.Invitee) []string) *typeset.Table {
	t := s.ruled(columns)
	for _, g := range s.round.Groups {
		var own []data.Invitee
		for _, p := range list {
			if p.Group == g.Kind {
				own = append(own, p)
			}
		}
		if len(own) > 0 {
			t.Rows = append(t.Rows, group(t, fmt.Sprintf("%s　%d人", g.Kind, len(own))))
		}
		for i, p := range own {
			t.Rows = append(t.Rows, row(append([]string{fmt.Sprint(i + 1)}, cells(p)...)...))
		}
	}
	return t
}

package data_test

import (
	"strings"
	"testing"

	"liangping/data"
)

// Social rounds by unit class are arranged one by one and counted together; a sealed round needs nothing more.
func TestOverviewOfRounds(t *testing.T) {
	c := campaign()
	internal, party, economy := data.NewRound(data.Internal, c), data.NewRound(data.Social, c), data.NewRound(data.Social, c)
	party.UnitClass, economy.UnitClass = data.PartyUnit, data.EconomyUnit
	internal.State = data.RoundSealed
	internal.Groups[0].Returned, internal.Groups[0].Valid = 30, 29 // the checks break, but it is sealed
	s := data.Snapshot{
		Campaign: c, Targets: []data.Target{{ID: "1", Name: "王喆", Kind: data.KeyPost}}, Rounds: []data.Round{internal, party, economy},
		Progress: map[data.ID][]data.EntryProgress{internal.ID: {{GroupID: internal.Groups[0].ID, Keyed: 30, Valid: 30}}},
	}
	read := func() (todos, facts string) {
		overview := s.Overview(day(t, "2011-08-18"))
		for _, todo := range overview.Todos {
			if todo.Place == data.AtRounds {
				todos += todo.What + "\n"
			}
		}
		for _, f := range overview.Facts {
			if f.Place == data.AtRounds {
				facts += f.Name + " " + f.Figure + " " + f.Remark + "\n"
			}
		}
		return todos, facts
	}
	todos, facts := read()
	if todos != "商定社会评议（党群）会议的日期和地点\n商定社会评议（经济）会议的日期和地点\n" {
		t.Errorf("got\n%s", todos)
	}
	if facts != "内部评议 已封存 30 张\n社会评议 筹备 日期未定\n" {
		t.Errorf("got\n%s", facts)
	}

	s.Rounds[1].Groups[3].Returned = 20
	s.Progress[party.ID] = []data.EntryProgress{{GroupID: party.Groups[3].ID, Keyed: 12, Valid: 12}}
	if todos, facts = read(); !strings.Contains(todos, "录入社会评议（党群）票\n") || !strings.Contains(facts, "社会评议 录票中 12 / 20\n") {
		t.Errorf("got\n%s%s", todos, facts)
	}
	s.Rounds[1].State = data.RoundSealed
	if _, facts = read(); !strings.Contains(facts, "社会评议 录票中 12 / 20\n") {
		t.Errorf("one of two is sealed: %s", facts)
	}
	s.Rounds = s.Rounds[1:2]
	if todos, facts = read(); todos != "商定内部评议会议的日期和地点\n" || !strings.Contains(facts, "内部评议 未安排") || !strings.Contains(facts, "社会评议 已封存 12 张\n") {
		t.Errorf("got\n%s%s", todos, facts)
	}
}

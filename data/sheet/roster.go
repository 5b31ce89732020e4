package sheet

import (
	"fmt"
	"time"

	"liangping/data"
)

// Roster makes a workbook of targets, in the columns that can be imported again and with their state.
func Roster(targets []data.Target, office string, made time.Time) ([]byte, error) {
	t := Table{Title: "评议对象名单", Office: office, Made: made, Columns: append(rosterColumns(), Column{Name: "状态", Width: 8})}
	for _, target := range targets {
		state := "在评"
		if target.Withdrawn {
			state = "停评"
		}
		t.Rows = append(t.Rows, []string{
			target.Name, target.Kind.String(), target.Level.String(), target.Post, target.Unit, target.UnitClass.String(),
			target.Ask.String(), target.Note, state,
		})
	}
	return t.Workbook()
}

// RosterTemplate makes the workbook that a roster is filled into, with one row as an example.
func RosterTemplate(office string, made time.Time) ([]byte, error) {
	t := Table{Title: "评议对象名单", Office: office, Made: made, Columns: rosterColumns(), Rows: [][]string{data.RosterExample()}}
	return t.Workbook()
}

func rosterColumns() (columns []Column) {
	widths := []float64{24, 24, 14, 24, 18, 12, 20, 30}
	words := map[string][]string{
		"类别": words(data.Kinds), "层次": words(data.Levels), "部门性质": words(data.UnitClasses), "票样": words(data.Asks),
	}
	for i, name := range data.RosterColumns {
		columns = append(columns, Column{Name: name, Width: widths[i], Words: words[name]})
	}
	return columns
}

func words[T fmt.Stringer](all []T) (names []string) {
	for _, one := range all {
		names = append(names, one.String())
	}
	return names
}

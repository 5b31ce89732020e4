package sheet

import (
	"errors"
	"time"

	"liangping/data"
)

// Results makes a workbook of tables of 统计, a sheet for each, with the rule under it. Numbers are numbers, and are shown
// as the screen and the paper show them.
func Results(office string, made time.Time, tables ...data.PlainTable) ([]byte, error) {
	if len(tables) == 0 {
		return nil, errors.New("a workbook without tables")
	}
	var sheets []Table
	for _, table := range tables {
		sheets = append(sheets, results(office, made, table))
	}
	return makeBook(sheets...)
}

func results(office string, made time.Time, table data.PlainTable) Table {
	t := Table{Title: table.Title, Office: office, Made: made, Rows: table.Rows, Notes: table.Notes}
	for i, c := range table.Columns {
		width := columnWidth(c.Name)
		for _, row := range table.Rows {
			width = max(width, columnWidth(row[i]))
		}
		t.Columns = append(t.Columns, Column{Name: c.Name, Width: min(width, 40), Number: c.Number})
	}
	return t
}

// columnWidth is the room that a text needs, in characters of the table program: a Han character takes two.
func columnWidth(text string) (width float64) {
	for _, r := range text {
		if width++; r > 0x2E7F {
			width++
		}
	}
	return width + 2
}

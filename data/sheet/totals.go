package sheet

import (
	"time"

	"liangping/data"
)

// Totals makes a workbook of a round's totals, in the columns that can be imported again: the one that is filled in, or the one
// that the county sends back. rows are those of Store.TotalsTable.
func Totals(rows [][]string, round data.Round, office string, made time.Time) ([]byte, error) {
	widths := []float64{16, 6, 24, 20, 8, 10, 8, 8, 8, 8, 8, 8}
	t := Table{Title: round.Name() + "合计数", Office: office, Made: made, Rows: rows}
	for i, name := range data.TotalsColumns {
		t.Columns = append(t.Columns, Column{Name: name, Width: widths[i]})
	}
	return t.Workbook()
}

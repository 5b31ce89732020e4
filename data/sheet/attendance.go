package sheet

import (
	"time"

	"liangping/data"
)

// Attendance makes a workbook of a round's 人员名单, in the columns that can be imported again.
func Attendance(r data.Round, list []data.Invitee, office string, made time.Time) ([]byte, error) {
	t := Table{Title: r.Name() + "人员名单", Office: office, Made: made, Columns: attendanceColumns(r)}
	for _, p := range list {
		present := ""
		if p.Present {
			present = "到"
		}
		t.Rows = append(t.Rows, []string{p.Name, p.Group.String(), p.Post, present})
	}
	return t.Workbook()
}

// AttendanceTemplate makes the workbook that a round's 人员名单 is filled into, with one row as an example.
func AttendanceTemplate(r data.Round, office string, made time.Time) ([]byte, error) {
	t := Table{
		Title: r.Name() + "人员名单", Office: office, Made: made, Columns: attendanceColumns(r), Rows: [][]string{data.AttendanceExample(r.Kind)},
	}
	return t.Workbook()
}

func attendanceColumns(r data.Round) (columns []Column) {
	widths := []float64{16, 18, 36, 10}
	offered := map[string][]string{"人员类别": words(r.Kind.GroupKinds()), "到会": {"到", "未到"}}
	for i, name := range data.AttendanceColumns {
		columns = append(columns, Column{Name: name, Width: widths[i], Words: offered[name]})
	}
	return columns
}

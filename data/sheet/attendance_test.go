package sheet

import (
	"bytes"
	"reflect"
	"testing"

	"liangping/data"
)

// A list of people that is exported can be imported again, and two exports of it are the same.
func TestAttendance(t *testing.T) {
	r := data.Round{Kind: data.Social, UnitClass: data.PartyUnit}
	list := []data.Invitee{
		{Group: data.ServiceUser, Name: "买买提·艾力", Post: "某村书记", Present: true},
		{Group: data.PartyDelegate, Name: "李𬭎", Post: "=1+1"},
		{Group: data.CPPCCMember, Name: "何某"},
	}
	content, err := Attendance(r, list, "某县油区工作办公室", made)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := Attendance(r, list, "某县油区工作办公室", made); err != nil || !bytes.Equal(content, again) {
		t.Errorf("two exports of the same differ, %v", err)
	}
	rows, err := Read(t.Context(), write(t, "名单.xlsx", content))
	if err != nil {
		t.Fatal(err)
	}
	got, err := data.ReadAttendance(r, rows, "", nil)
	if err != nil || !reflect.DeepEqual(got.Good(), list) || len(got.Bad()) != 0 || len(got.Ignored) != 0 {
		t.Errorf("%+v, %v", got, err)
	}
}

// The template has the groups of its round to choose from, and its example is reported when it is left in.
func TestAttendanceTemplate(t *testing.T) {
	for _, kind := range []data.RoundKind{data.Internal, data.Social} {
		r := data.Round{Kind: kind}
		content, err := AttendanceTemplate(r, "某县油区工作办公室", made)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := Read(t.Context(), write(t, "模板.xlsx", content))
		if err != nil {
			t.Fatal(err)
		}
		got, err := data.ReadAttendance(r, rows, "", nil)
		if err != nil || len(got.Rows) != 1 || len(got.Good()) != 0 || got.Rows[0].Problems[0] != "这是模板里的示例。请删去这一行。" {
			t.Errorf("%s: %+v, %v", kind, got, err)
		}
	}
}

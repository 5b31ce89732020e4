package data_test

import (
	"testing"

	"liangping/data"
)

func TestCleanName(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"王喆", "王喆"},
		{"李𬭎", "李𬭎"},
		{" 王喆\t", "王喆"},
		{"　王　　喆　", "王 喆"},
		{"买买提·艾力", "买买提·艾力"},
		{"买买提•艾力", "买买提·艾力"},
		{"买买提・艾力", "买买提·艾力"},
		{"买买提･艾力", "买买提·艾力"},
		{"买买提‧艾力", "买买提·艾力"},
		{"买买提∙艾力", "买买提·艾力"},
		{"买买提⋅艾力", "买买提·艾力"},
		{"买买提⸱艾力", "买买提·艾力"},
		{"买买提．艾力", "买买提·艾力"},
		{"买买提 · 艾力", "买买提·艾力"},
		{"王\u200b喆\ufeff", "王喆"},
		{"王\u0000喆\r\n", "王喆"},
		{"葛\U000e0101城", "葛城"},
		{"王\xff喆", "王喆"},
		{"", ""},
	} {
		if got := data.CleanName(test.in); got != test.want {
			t.Errorf("CleanName(%q) = %q, want %q", test.in, got, test.want)
		}
	}
}

func FuzzCleanName(f *testing.F) {
	f.Add("买买提 • 艾力")
	f.Add("王\u200b喆\xff")
	f.Fuzz(func(t *testing.T, s string) {
		once := data.CleanName(s)
		if twice := data.CleanName(once); twice != once {
			t.Errorf("CleanName(%q) = %q, and again %q", s, once, twice)
		}
	})
}

func TestCleanLine(t *testing.T) {
	for in, want := range map[string]string{" 一行\n两行\t ": "一行 两行", "零\u200b宽": "零宽", "  ": ""} {
		if got := data.CleanLine(in); got != want {
			t.Errorf("CleanLine(%q) = %q, want %q", in, got, want)
		}
	}
}

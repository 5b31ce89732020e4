package typeset_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"liangping/pdf/typeset"
)

func TestCleanKeepsTextAndDropsWhatCannotBePrinted(t *testing.T) {
	for _, c := range []struct{ in, out string }{
		{"李𬭎、王喆、买买提·艾力", "李𬭎、王喆、买买提·艾力"},
		{"一\r\n二\r三\n四\u2028五", "一\n二\n三\n四\n五"},
		{"表\t格\u00a0甲\u2003乙", "表 格 甲 乙"},
		{"缩进\u3000保留", "缩进\u3000保留"},
		{"零\u200b宽\ufeff字\u2060符\u00ad", "零宽字符"},
		{"葛\U000E0100飾", "葛飾"},
		{"☎\ufe0f", "☎"},
		{"控\x00制\x07\x7f\u0085", "控制"},
		{"\u202e反向\u202c", "反向"},
		{"坏\xff\xfe字", "坏\ufffd字"},
		{"半个\xe6\x9d", "半个\ufffd"},
		{"\xed\xa0\x80", "\ufffd"}, // a lone surrogate in CESU form
		{"非字符\uffff", "非字符\ufffd"},
		{"两―一", "两—一"},
		{"", ""},
	} {
		if got := typeset.Clean(c.in); got != c.out {
			t.Errorf("Clean(%q) = %q, want %q", c.in, got, c.out)
		}
	}
}

func FuzzClean(f *testing.F) {
	for _, seed := range []string{"评议票\x00", "\xff李𬭎", "a\u200d\U000E0101b", "\r\n\t", strings.Repeat("\xed\xa0\x80", 3), "\ufdd0\U0001ffff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		clean := typeset.Clean(s)
		if !utf8.ValidString(clean) {
			t.Fatalf("Clean(%q) is not UTF-8: %q", s, clean)
		}
		for _, r := range clean {
			if r != '\n' && (unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Variation_Selector)) {
				t.Errorf("Clean(%q) leaves %U", s, r)
			}
		}
		if again := typeset.Clean(clean); again != clean {
			t.Errorf("Clean(%q) is not stable: %q, then %q", s, clean, again)
		}
	})
}

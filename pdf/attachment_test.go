package pdf_test

import (
	"strings"
	"testing"

	"liangping/data"
)

// 附件 lines in the text make pages of their own, a list below the body, and the table where it is asked for.
func TestAttachmentsAreParted(t *testing.T) {
	_, in := sample(t)
	d := data.Document{Paper: data.OtherPaper, Kind: data.Notice, Title: "关于报送材料的通知", Addressee: "各科室", Date: in.Today}
	for _, c := range []struct {
		text  string
		pages int
		wants []string
	}{
		{"请报送材料。", 1, []string{"请报送材料。"}},
		{"请报送材料。\n附件：材料清单\n第一项。", 2, []string{"附件：材料清单", "第一项。"}},
		{"请报送材料。\n附件1：材料清单\n第一项。\n　附件２: 征求意见表\n填表说明。", 3, []string{"附件：1.材料清单", "2.征求意见表", "附件1", "附件2", "第一项。", "填表说明。", "推动发展情况"}},
		{"见附件：材料清单。\n附件请妥善保管。", 1, []string{"见附件：材料清单。", "附件请妥善保管。"}},
	} {
		d.Text = c.text
		made, err := press(t).Document(in.Campaign, in.Settings, d)
		path := save(t, made, err)
		text := plain(t, path)
		if n := pages(t, path); n != c.pages {
			t.Errorf("%q takes %d pages, want %d", c.text, n, c.pages)
		}
		for _, want := range c.wants {
			if !strings.Contains(text, want) {
				t.Errorf("%q lacks %q:\n%s", c.text, want, text)
			}
		}
	}
}

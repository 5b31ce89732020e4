package pdf_test

import (
	"strings"
	"testing"

	"liangping/data"
)

func TestRegisterIsPrinted(t *testing.T) {
	_, in := sample(t)
	lines := []data.Document{
		{Kind: data.Notice, State: data.DocumentIssued, Number: data.DocumentNumber{Series: "某油发", Year: 2011, Number: 12}, Title: "关于\n召开会议的通知", Addressee: "各科室", Date: in.Today, Pages: 2, Signer: "李𬭎"},
		{Kind: data.Letter, State: data.DocumentWithdrawn, Number: data.DocumentNumber{Series: "某油函", Year: 2011, Number: 1}, Title: "关于请派员的函", Date: in.Today, Reason: "日期写错"},
		{State: data.DocumentOutside, Number: data.DocumentNumber{Series: "某油发", Year: 2011, Number: 11}, Title: "程序外的文件", Date: in.Today},
	}
	for range 40 {
		lines = append(lines, data.Document{Kind: data.PublicNotice, State: data.DocumentDraft, Title: "公示"})
	}
	made, err := press(t).Register(in.Campaign, data.DocumentFilter{Year: 2011}, lines, in.Today)
	path := save(t, made, err)
	text := plain(t, path)
	for _, want := range []string{
		"2011年发文登记表", "共43件", "某油发〔2011〕12号关于召开会议的通知通知各科室2011-09-16李𬭎2已签发", "作废原因：日期写错", "作废", "程序外", "某油发〔2011〕11号", "第2页，共",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the register lacks %q", want)
		}
	}
	if made.Name != "2011年发文登记表.pdf" || pages(t, path) < 2 || strings.Count(text, "发文字号") != made.Pages {
		t.Errorf("%s, %d pages, %d heads", made.Name, made.Pages, strings.Count(text, "发文字号"))
	}
	for filter, want := range map[data.DocumentFilter]string{
		{}: "发文登记表.pdf",
		{Numbering: data.Numbered, Year: 2011, Kind: data.Notice, State: data.DocumentIssued, Search: "会议"}: "2011年通知发文登记表（有文号，已签发，含“会议”）.pdf",
	} {
		made, err := press(t).Register(in.Campaign, filter, nil, in.Today)
		if text := plain(t, save(t, made, err)); made.Name != want || !strings.Contains(text, "没有登记的公文") {
			t.Errorf("%s: %s", made.Name, text)
		}
	}
}

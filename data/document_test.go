package data_test

import (
	"testing"

	"liangping/data"
)

// draft saves a notice that lacks nothing.
func (o *office) draft(title string) data.Document {
	o.t.Helper()
	d := data.Document{
		ID: data.NewID(), Paper: data.MeetingNotice, Kind: data.Notice, Title: title, Addressee: "各科室、下属各单位",
		Date: day(o.t, "2011-08-19"), Text: "定于8月24日召开内部评议会议。\n一、时间和地点", Pages: 2,
	}
	o.ok(o.SaveDraft(o.ctx, d))
	return d
}

// printed stands for the press: a paper that shows the number.
func printed(d data.Document) (data.IssuedPaper, error) {
	return data.IssuedPaper{PDF: []byte("%PDF-1.4 " + d.Number.String() + d.TitleLine() + d.State.String()), Pages: 3, FileName: d.TitleLine() + ".pdf"}, nil
}

// issue saves a notice and issues it.
func (o *office) issue(title string) data.Document {
	o.t.Helper()
	d, err := o.IssueDocument(o.ctx, o.draft(title).ID, printed)
	o.ok(err)
	return *d
}

// numberedOffice is an office with a 代字.
func numberedOffice(t testing.TB) *office {
	t.Helper()
	o := newOffice(t)
	o.campaign.NumberPrefix, o.campaign.PartyGroupHead = "某油发", "王喆"
	o.ok(o.SaveCampaign(o.ctx, o.campaign))
	return o
}

func TestIssue(t *testing.T) {
	o := numberedOffice(t)
	d := o.issue("关于召开“两评一树”\n内部评议会议的通知")
	if d.State != data.DocumentIssued || d.Number.String() != "某油发〔2011〕1号" || d.Pages != 3 || len(d.SHA256) != 64 {
		t.Errorf("%+v", d)
	}
	pdf, err := o.IssuedPDF(o.ctx, d.ID)
	o.ok(err)
	if string(pdf) != "%PDF-1.4 某油发〔2011〕1号关于召开“两评一树”内部评议会议的通知已签发" {
		t.Errorf("%s", pdf)
	}
	again, err := o.IssueDocument(o.ctx, d.ID, printed)
	o.ok(err)
	if *again != d {
		t.Errorf("issued again: %+v", again)
	}
	f, err := o.Check(o.ctx)
	t.Log(f, err)
}

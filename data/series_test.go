package data_test

import (
	"fmt"
	"strings"
	"testing"

	"liangping/data"
)

// GB/T 9704-2012 7.2.5: 六角括号, no 第, no leading zero.
func TestDocumentNumber(t *testing.T) {
	for _, test := range []struct {
		number data.DocumentNumber
		want   string
	}{
		{data.DocumentNumber{}, ""},
		{data.DocumentNumber{Series: "某油发", Year: 2011, Number: 7}, "某油发〔2011〕7号"},
		{data.DocumentNumber{Series: "某油函", Year: 2012, Number: 112}, "某油函〔2012〕112号"},
		{data.DocumentNumber{Series: "某油发", Year: 2011}, "某油发〔2011〕　　号"},
	} {
		if got := test.number.String(); got != test.want {
			t.Errorf("%+v reads %q, want %q", test.number, got, test.want)
		}
	}
}

// next returns the next number of each kind in the year.
func (o *office) next(year int) string {
	o.t.Helper()
	var b strings.Builder
	for _, kind := range data.DocumentKinds {
		n, err := o.NextNumber(o.ctx, kind, year)
		o.ok(err)
		fmt.Fprintf(&b, "%s %s\n", kind, n)
	}
	return b.String()
}

// 函 has a series of its own, every year begins anew, 公示 and forms take no number.
func TestSeries(t *testing.T) {
	o := numberedOffice(t)
	kindOf := func(kind data.DocumentKind, date string) data.Document {
		d := notice("标题")
		d.Kind, d.Date = kind, day(t, date)
		return o.issue(d)
	}
	var got []string
	for _, d := range []data.Document{
		kindOf(data.Notice, "2011-08-01"), kindOf(data.Letter, "2011-08-02"), kindOf(data.Submission, "2011-07-01"), kindOf(data.PublicNotice, "2011-08-03"),
		kindOf(data.Notice, "2012-01-04"), kindOf(data.Letter, "2011-12-31"), kindOf(data.Minutes, "2011-12-31"), kindOf(data.Circular, "2011-12-31"),
		kindOf(data.Sheet, "2011-12-31"),
	} {
		got = append(got, d.Number.String())
	}
	want := "某油发〔2011〕1号 某油函〔2011〕1号 某油发〔2011〕2号  某油发〔2012〕1号 某油函〔2011〕2号 某油发〔2011〕3号 某油发〔2011〕4号 "
	if strings.Join(got, " ") != want {
		t.Errorf("got  %q\nwant %q", strings.Join(got, " "), want)
	}
	if got, want := o.next(2011), `通知 某油发〔2011〕5号
通报 某油发〔2011〕5号
报告 某油发〔2011〕5号
函 某油函〔2011〕3号
纪要 某油发〔2011〕5号
公示 
表 
`; got != want {
		t.Errorf("next:\n%s", got)
	}
	rows, err := o.NumberSeries(o.ctx, 2011)
	if err != nil || fmt.Sprint(rows) != "[{某油发 2011 1 4} {某油函 2011 1 2}]" {
		t.Errorf("rows %v, %v", rows, err)
	}
	findings, err := o.Check(o.ctx)
	o.ok(err)
	for _, line := range []string{
		"某油发〔2011〕1号至4号连续，下一号 5", "某油函〔2011〕1号至2号连续，下一号 3", "某油发〔2012〕1号至1号连续，下一号 2", "存档公文 9 份，与签发时一致",
	} {
		if !strings.Contains(strings.Join(findings.Lines, "\n")+"\n", line+"\n") {
			t.Errorf("check doesn't say %s, but\n%s", line, strings.Join(findings.Lines, "\n"))
		}
	}
}

// The register of the screens: it begins with 13, and 16 and 19 were used outside the program.
func TestOutsideNumbers(t *testing.T) {
	o := numberedOffice(t)
	number := func(n int) data.DocumentNumber {
		return data.DocumentNumber{Series: "某油发", Year: 2011, Number: n}
	}
	enter := func(n data.DocumentNumber) error {
		return o.EnterOutsideNumber(o.ctx, data.NewID(), n, "汛期安全生产检查", day(t, "2011-09-06"))
	}
	refused(t, enter(number(13)), data.Invalid, "某油发〔2011〕13号之前还有1号没有登记", "起始号改为13")
	settings, err := o.OfficeSettings(o.ctx)
	o.ok(err)
	settings.FirstNumbers = []data.DocumentNumber{number(13)}
	o.ok(o.SaveOfficeSettings(o.ctx, settings))
	for range 3 {
		o.issue(notice("通知"))
	}
	o.ok(enter(number(16)))
	o.issue(notice("通知"))
	o.issue(notice("通知"))
	id := data.NewID()
	for range 2 { // saving twice enters it once
		o.ok(o.EnterOutsideNumber(o.ctx, id, number(19), " 上半年\n工作总结 ", day(t, "2011-09-06")))
	}
	d := o.document(id)
	if d.State != data.DocumentOutside || d.Number != number(19) || d.Title != "上半年 工作总结" || d.Kind.String() != "" || d.Date != day(t, "2011-09-06") || d.Year != 2011 {
		t.Errorf("%+v", d)
	}
	_, err = o.IssuedPDF(o.ctx, id)
	refused(t, err, data.NotFound, "没有存档的 PDF")

	before := dump(t, o)
	for _, test := range []struct {
		number data.DocumentNumber
		code   data.Code
		parts  string
	}{
		{number(19), data.Conflict, "某油发〔2011〕19号已经登记过。下一号是20号"},
		{number(14), data.Conflict, "已经登记过"},
		{number(12), data.Invalid, "从13号开始登记"},
		{number(0), data.Invalid, "文号“0”"},
		{number(-1), data.Invalid, "文号“-1”"},
		{number(22), data.Invalid, "某油发〔2011〕22号之前还有20号没有登记"},
		{data.DocumentNumber{Series: "别的办发", Year: 2011, Number: 1}, data.Invalid, "“别的办发”不是本单位的发文代字"},
		{data.DocumentNumber{Year: 2011, Number: 1}, data.Invalid, "发文代字"},
		{data.DocumentNumber{Series: "某油发", Year: 2012, Number: 1}, data.Invalid, "2011-09-06 不在2012年"},
		{data.DocumentNumber{Series: "某油发", Year: 11, Number: 1}, data.Invalid, "年份“11”"},
	} {
		refused(t, enter(test.number), test.code, test.parts)
	}
	refused(t, o.EnterOutsideNumber(o.ctx, data.NewID(), number(20), " ", day(t, "2011-09-06")), data.Invalid, "事由")
	refused(t, o.EnterOutsideNumber(o.ctx, data.NewID(), number(20), "事由", data.Date{}), data.Invalid, "日期还没有填写")
	refused(t, o.EnterOutsideNumber(o.ctx, id, number(20), "事由", day(t, "2011-09-06")), data.Conflict, "已经登记为某油发〔2011〕19号")
	if dump(t, o) != before {
		t.Error("a refused number was entered")
	}

	// a withdrawn outside line keeps its number; other series and years aren't concerned
	o.ok(o.WithdrawDocument(o.ctx, id, "登记错了"))
	if d := o.issue(notice("通知")); d.Number != number(20) {
		t.Errorf("the next is %s, want 20", d.Number)
	}
	o.ok(o.EnterOutsideNumber(o.ctx, data.NewID(), data.DocumentNumber{Series: "某油函", Year: 2011, Number: 1}, "函", day(t, "2011-09-06")))
	findings, err := o.Check(o.ctx)
	if err != nil || !findings.OK || !strings.Contains(strings.Join(findings.Lines, "\n"), "某油发〔2011〕13号至20号连续，下一号 21") {
		t.Errorf("%+v, %v", findings, err)
	}
}

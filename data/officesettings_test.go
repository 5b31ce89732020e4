package data_test

import (
	"reflect"
	"strings"
	"testing"

	"liangping/data"
)

// What the office didn't choose follows the campaign, also after other settings were saved.
func TestSettingsFollowTheCampaign(t *testing.T) {
	o := emptyOffice(t)
	settings, err := o.OfficeSettings(o.ctx)
	if err != nil || len(settings.Prefixes)+len(settings.Signers)+len(settings.FirstNumbers)+len(settings.Fonts) > 0 {
		t.Errorf("before the first campaign: %+v, %v", settings, err)
	}
	for _, test := range []struct{ prefix, notice, letter string }{
		{"", "", ""}, {"某油发", "某油发", "某油函"}, {"某油办发", "某油办发", "某油办函"}, {"某油", "某油", "某油函"}, {"发展发", "发展发", "发展函"},
	} {
		c := data.PlanTemplate(2011)
		c.Office, c.NumberPrefix, c.PartyGroupHead = "某县油区工作办公室", test.prefix, "王喆"
		o.ok(o.CreateCampaign(o.ctx, c))
		settings, err := o.OfficeSettings(o.ctx)
		o.ok(err)
		for _, kind := range data.DocumentKinds {
			want := test.notice
			if kind == data.Letter {
				want = test.letter
			}
			if !kind.Numbered() {
				want = ""
			}
			if settings.Prefixes[kind] != want {
				t.Errorf("%q gives %s the 代字 %q, want %q", test.prefix, kind, settings.Prefixes[kind], want)
			}
		}
		if !reflect.DeepEqual(settings.Signers, []string{"王喆"}) {
			t.Errorf("signers %q", settings.Signers)
		}
	}
	// all of it is saved as it was shown, but for the minutes
	settings, err = o.OfficeSettings(o.ctx)
	o.ok(err)
	settings.Prefixes[data.Minutes] = "发展纪要"
	o.ok(o.SaveOfficeSettings(o.ctx, settings))
	c, err := o.Campaign(o.ctx)
	o.ok(err)
	c.NumberPrefix, c.PartyGroupHead = "新发", "李𬭎"
	o.ok(o.SaveCampaign(o.ctx, *c))
	settings, err = o.OfficeSettings(o.ctx)
	o.ok(err)
	if p := settings.Prefixes; p[data.Notice] != "新发" || p[data.Letter] != "新函" || p[data.Minutes] != "发展纪要" || settings.Signers[0] != "李𬭎" {
		t.Errorf("%+v", settings)
	}
}

func TestSaveOfficeSettings(t *testing.T) {
	o := numberedOffice(t)
	given := data.OfficeSettings{
		Prefixes:     map[data.DocumentKind]string{data.Notice: " 某油办发 ", data.Letter: "某油办函"},
		FirstNumbers: []data.DocumentNumber{{Series: "某油办发", Year: 2012, Number: 5}, {Series: "某油办发", Year: 2011, Number: 13}},
		Signers:      []string{"李𬭎", " 买买提•艾力", ""},
		Fonts:        map[string]string{"仿宋": `C:\Windows\Fonts\simfang.ttf`, "楷": ""},
	}
	o.ok(o.SaveOfficeSettings(o.ctx, given))
	want := data.OfficeSettings{
		Prefixes: map[data.DocumentKind]string{ // a kind left empty follows the campaign
			data.Notice: "某油办发", data.Letter: "某油办函", data.Circular: "某油发", data.Submission: "某油发", data.Minutes: "某油发",
		},
		FirstNumbers: []data.DocumentNumber{{Series: "某油办发", Year: 2011, Number: 13}, {Series: "某油办发", Year: 2012, Number: 5}},
		Signers:      []string{"李𬭎", "买买提·艾力"},
		Fonts:        map[string]string{"仿宋": `C:\Windows\Fonts\simfang.ttf`},
	}
	got, err := o.OfficeSettings(o.ctx)
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v, %v\nwant %+v", got, err, want)
	}
	if given.Prefixes[data.Notice] != " 某油办发 " || len(given.Signers) != 3 {
		t.Errorf("saving changed what was given: %+v", given)
	}
	if told := strings.Join(o.journal(), "\n"); strings.Count(told, "修改单位设置") != 1 {
		t.Errorf("the journal tells\n%s", told)
	}
	if d := o.issue(notice("通知")); d.Number.String() != "某油办发〔2011〕13号" {
		t.Errorf("the first is %s", d.Number)
	}
}

func TestRefusedSettings(t *testing.T) {
	o := numberedOffice(t)
	number := func(n int) data.DocumentNumber {
		return data.DocumentNumber{Series: "某油发", Year: 2011, Number: n}
	}
	before := dump(t, o)
	for _, test := range []struct {
		change func(*data.OfficeSettings)
		code   data.Code
		part   string
	}{
		{func(s *data.OfficeSettings) { s.Prefixes[data.PublicNotice] = "某油公" }, data.Invalid, "“公示”不编发文字号"},
		{func(s *data.OfficeSettings) { s.Prefixes["poem"] = "某油诗" }, data.Invalid, "poem"},
		{func(s *data.OfficeSettings) { s.Prefixes[data.Letter] = "某油函〔2011〕" }, data.Invalid, "不要写括号"},
		{func(s *data.OfficeSettings) { s.Prefixes[data.Letter] = "一二三四五六七八九十函" }, data.Invalid, "最多 10 个字"},
		{func(s *data.OfficeSettings) { s.FirstNumbers = []data.DocumentNumber{number(0)} }, data.Invalid, "起始号“0”"},
		{func(s *data.OfficeSettings) { s.FirstNumbers = []data.DocumentNumber{number(13), number(14)} }, data.Conflict, "填了两次"},
		{func(s *data.OfficeSettings) { s.FirstNumbers = []data.DocumentNumber{{Year: 2011, Number: 1}} }, data.Invalid, "代字还没有选定"},
		{func(s *data.OfficeSettings) {
			s.FirstNumbers = []data.DocumentNumber{{Series: "某油发", Year: 11, Number: 1}}
		}, data.Invalid, "年份“11”"},
		{func(s *data.OfficeSettings) { s.Signers = []string{"王喆", "王喆 "} }, data.Conflict, "“王喆”填了两次"},
		{func(s *data.OfficeSettings) { s.Signers = []string{strings.Repeat("长", 31)} }, data.Invalid, "31 个字"},
		{func(s *data.OfficeSettings) { s.Fonts["隶"] = "/li.ttf" }, data.Invalid, "“隶”"},
	} {
		settings, err := o.OfficeSettings(o.ctx)
		o.ok(err)
		test.change(&settings)
		refused(t, o.SaveOfficeSettings(o.ctx, settings), test.code, test.part)
	}
	if dump(t, o) != before {
		t.Error("refused settings were saved")
	}
}

// Once a number is taken, the beginning of its row stands.
func TestFirstNumberStands(t *testing.T) {
	o := numberedOffice(t)
	begin := func(first ...data.DocumentNumber) error {
		settings, err := o.OfficeSettings(o.ctx)
		o.ok(err)
		settings.FirstNumbers = first
		return o.SaveOfficeSettings(o.ctx, settings)
	}
	thirteen := data.DocumentNumber{Series: "某油发", Year: 2011, Number: 13}
	twelve := data.DocumentNumber{Series: "某油发", Year: 2011, Number: 12}
	next := data.DocumentNumber{Series: "某油发", Year: 2012, Number: 3}
	o.ok(begin(twelve))
	o.ok(begin(thirteen))
	o.issue(notice("通知"))
	refused(t, begin(twelve), data.State, "某油发〔2011〕13号已经登记，起始号不能再改")
	refused(t, begin(), data.State, "请改回13号")
	o.ok(begin(thirteen, next))
	if n, err := o.NextNumber(o.ctx, data.Notice, 2012); err != nil || n != next {
		t.Errorf("2012 begins with %s, %v", n, err)
	}
}

// An office without a 代字 is told where to enter it; what needs no number goes out all the same.
func TestIssueWithoutPrefix(t *testing.T) {
	o := newOffice(t)
	d := o.draft("通知")
	_, err := o.IssueDocument(o.ctx, d.ID, printed)
	refused(t, err, data.State, "通知的发文代字还没有填写", "单位设置")
	public := notice("公示")
	public.Kind = data.PublicNotice
	o.issue(public)
	if rows, err := o.NumberSeries(o.ctx, 2011); err != nil || len(rows) > 0 {
		t.Errorf("rows %v, %v", rows, err)
	}
}

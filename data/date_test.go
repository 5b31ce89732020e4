package data_test

import (
	"testing"
	"time"

	"liangping/data"
)

func TestDate(t *testing.T) {
	d := day(t, "2011-07-05")
	for _, test := range []struct{ name, got, want string }{
		{"String", d.String(), "2011-07-05"},
		{"Chinese", d.Chinese(), "2011年7月5日"},
		{"MonthDay", d.MonthDay(), "7月5日"},
		{"Weekday", d.Weekday(), "星期二"},
		{"over the end of the year", day(t, "2011-12-31").AddDays(1).String(), "2012-01-01"},
		{"over a leap day", day(t, "2012-02-28").AddDays(1).String(), "2012-02-29"},
		{"zero String", data.Date{}.String(), ""},
		{"zero Chinese", data.Date{}.Chinese(), ""},
		{"zero MonthDay", data.Date{}.MonthDay(), ""},
		{"DateOf", data.DateOf(time.Date(2011, 8, 18, 23, 59, 0, 0, time.FixedZone("", 8*3600))).String(), "2011-08-18"},
	} {
		if test.got != test.want {
			t.Errorf("%s: %q, want %q", test.name, test.got, test.want)
		}
	}
	if n := d.DaysUntil(day(t, "2011-10-31")); n != 118 {
		t.Errorf("%d days to the end of October, want 118", n)
	}
	if !d.Before(d.AddDays(1)) || d.Before(d) || d.After(d) || !d.AddDays(1).After(d) {
		t.Error("the order of days is wrong")
	}
	for _, s := range []string{"", "2011-02-29", "2011-7-5", "2011/07/05", "7月5日", "2011-13-01"} {
		_, err := data.ParseDate(s)
		refused(t, err, data.Invalid, "2011-07-25")
	}
}

// 活动延期2个月 (plan.md §三.2（3）), over the ends of months and years.
func TestAddMonths(t *testing.T) {
	for from, want := range map[string]string{
		"2011-10-31": "2011-12-31", "2011-12-31": "2012-02-29", "2010-12-31": "2011-02-28", "2011-12-30": "2012-02-29", "2011-11-30": "2012-01-30",
		"2011-07-01": "2011-09-01", "2011-06-30": "2011-08-30", "2099-12-29": "2100-02-28",
	} {
		if got := day(t, from).AddMonths(2).String(); got != want {
			t.Errorf("two months after %s is %s, want %s", from, got, want)
		}
	}
	if got := day(t, "2011-03-31").AddMonths(-1).String(); got != "2011-02-28" {
		t.Error(got)
	}
}

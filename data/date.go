package data

import (
	"database/sql/driver"
	"fmt"
	"strconv"
	"time"
)

// Date is a calendar day without a time zone. The zero Date means "not set".
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf returns the day on which t falls in t's own location.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// ParseDate reads 2011-07-25. The error is an *Error that says how a date is written.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, refuse(Invalid, "“%s”不是日期。请写成 2011-07-25 的样子。", s)
	}
	return DateOf(t), nil
}

// IsZero tells whether the date is not set.
func (d Date) IsZero() bool { return d == Date{} }

// String returns 2011-07-25, or "" for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Chinese returns 2011年7月25日: Arabic figures without leading zeros (GB/T 9704-2012 7.3.5.4).
func (d Date) Chinese() string {
	if d.IsZero() {
		return ""
	}
	return strconv.Itoa(d.Year) + "年" + d.MonthDay()
}

// MonthDay returns 7月25日.
func (d Date) MonthDay() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d月%d日", d.Month, d.Day)
}

// Weekday returns 星期一 … 星期日.
func (d Date) Weekday() string {
	return "星期" + string([]rune("日一二三四五六")[d.time().Weekday()])
}

// AddDays returns the date n days later.
func (d Date) AddDays(n int) Date { return DateOf(d.time().AddDate(0, 0, n)) }

// AddMonths returns the same day n calendar months later, the last day of that month where it is shorter: two months
// after 12-31 is the last day of February.
func (d Date) AddMonths(n int) Date {
	first := time.Date(d.Year, d.Month+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return Date{first.Year(), first.Month(), min(d.Day, last)}
}

// DaysUntil returns the number of days from d to e; negative when e is earlier.
func (d Date) DaysUntil(e Date) int { return int(e.time().Sub(d.time()) / (24 * time.Hour)) }

// Before tells whether d is earlier than e.
func (d Date) Before(e Date) bool { return d.DaysUntil(e) > 0 }

// After tells whether d is later than e.
func (d Date) After(e Date) bool { return e.Before(d) }

func (d Date) time() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// Value stores a Date as its ISO text.
func (d Date) Value() (driver.Value, error) { return d.String(), nil }

// Scan reads a Date from its ISO text.
func (d *Date) Scan(src any) (err error) {
	s, ok := src.(string)
	if !ok {
		return fmt.Errorf("date is %T, not text", src)
	}
	if s == "" {
		*d = Date{}
		return nil
	}
	*d, err = ParseDate(s)
	return err
}

package data

import (
	"context"
	"fmt"
	"slices"
)

// DocumentNumber is a 发文字号: the office's 代字, the year, the number in that year (GB/T 9704-2012 7.2.5). The zero
// value is none. It also names where a series begins ([OfficeSettings.FirstNumbers]).
type DocumentNumber struct {
	Series string // 某油发
	Year   int
	Number int // from 1; 0: not yet taken
}

// String returns 某油发〔2011〕12号; with room for the number while it isn't taken; "" for none.
func (n DocumentNumber) String() string {
	switch {
	case n.Series == "":
		return ""
	case n.Number == 0:
		return fmt.Sprintf("%s〔%d〕　　号", n.Series, n.Year)
	}
	return fmt.Sprintf("%s〔%d〕%d号", n.Series, n.Year, n.Number)
}

// Series is a row of numbers of one year, without gaps: numbers used outside the program and 作废 ones are in it.
type Series struct {
	Prefix string // 某油发
	Year   int
	First  int // where the row begins
	Last   int // the last number taken; 0: none yet
}

// Next returns the number that the next document takes.
func (s Series) Next() DocumentNumber {
	return DocumentNumber{s.Prefix, s.Year, max(s.First, s.Last+1)}
}

// NumberSeries returns the office's series of a year, each once, in the order of DocumentKinds.
func (s *Store) NumberSeries(ctx context.Context, year int) (all []Series, err error) {
	err = s.read(ctx, func(t *tx) error {
		settings, err := officeSettings(t)
		if err != nil {
			return err
		}
		for _, prefix := range settings.series() {
			one, err := series(t, prefix, year)
			if err != nil {
				return err
			}
			all = append(all, one)
		}
		return nil
	})
	return all, err
}

// NextNumber returns the number that a document of this kind would take in the year, for the screen only: it is taken
// when the document is issued. The zero DocumentNumber for kinds without a number and while the office has no 代字.
func (s *Store) NextNumber(ctx context.Context, kind DocumentKind, year int) (n DocumentNumber, err error) {
	err = s.read(ctx, func(t *tx) error {
		n, err = nextNumber(t, kind, year)
		return err
	})
	return n, err
}

func nextNumber(t *tx, kind DocumentKind, year int) (DocumentNumber, error) {
	settings, err := officeSettings(t)
	if err != nil || settings.Prefixes[kind] == "" {
		return DocumentNumber{}, err
	}
	row, err := series(t, settings.Prefixes[kind], year)
	return row.Next(), err
}

func series(t *tx, prefix string, year int) (Series, error) {
	row := Series{Prefix: prefix, Year: year, First: 1}
	if _, err := t.value(&row.First, "SELECT number FROM first_number WHERE series = ? AND year = ?", prefix, year); err != nil {
		return row, err
	}
	_, err := t.value(&row.Last, "SELECT coalesce(max(number), 0) FROM document WHERE series = ? AND year = ?", prefix, year)
	return row, err
}

// EnterOutsideNumber enters a number that was used outside the program as a line of its own (design.md §11), so that
// the row stays without gaps: only the next number of a series can be entered. Entering the same line twice enters
// it once; a number that is taken is a Conflict.
func (s *Store) EnterOutsideNumber(ctx context.Context, id ID, n DocumentNumber, title string, date Date) error {
	title = CleanLine(title)
	if err := validateOutside(n, title, date); err != nil {
		return err
	}
	return s.write(ctx, func(t *tx) error {
		campaign, err := currentID(t)
		if err != nil {
			return err
		}
		exists, err := t.belongs("document", id, campaign)
		if err != nil {
			return err
		}
		d := Document{ID: id, Paper: OtherPaper, State: DocumentOutside, Number: n, Title: title, Date: date, Year: n.Year, CreatedAt: t.now, UpdatedAt: t.now}
		if exists {
			old, err := findDocument(t, id)
			if err == nil && !old.same(d) {
				err = refuse(Conflict, "这一行已经登记为%s，登记后不能再改。登记错了的，请作废。", old.Number)
			}
			return err
		}
		if err := mayEnter(t, n); err != nil {
			return err
		}
		if err := insertDocument(t, campaign, &d); err != nil {
			return err
		}
		return t.journal(id, "登记程序外文号 %s：%s", n, title)
	})
}

func validateOutside(n DocumentNumber, title string, date Date) error {
	switch {
	case title == "":
		return refuse(Invalid, "事由还没有填写。请写明这个文号用在什么文件上。")
	case date.IsZero():
		return refuse(Invalid, "日期还没有填写。请填写后再登记。")
	case n.Year < 1990 || n.Year > 2199:
		return refuse(Invalid, "年份“%d”不对。请写成 2011 这样的四位数。", n.Year)
	case date.Year != n.Year:
		return refuse(Invalid, "日期 %s 不在%d年。请核对日期和年份。", date, n.Year)
	case n.Number < 1:
		return refuse(Invalid, "文号“%d”不对。请填 1 以上的数。", n.Number)
	}
	return nil
}

// mayEnter refuses a number that isn't the next of one of the office's series.
func mayEnter(t *tx, n DocumentNumber) error {
	settings, err := officeSettings(t)
	if err != nil {
		return err
	}
	if !slices.Contains(settings.series(), n.Series) {
		return refuse(Invalid, "“%s”不是本单位的发文代字。请从列表中选择，或者先在单位设置里添加。", n.Series)
	}
	row, err := series(t, n.Series, n.Year)
	if err != nil {
		return err
	}
	switch next := row.Next(); {
	case n.Number == next.Number:
		return nil
	case n.Number < row.First:
		return refuse(Invalid, "%s在起始号之前，本年从%d号开始登记，不用补登。", n, row.First)
	case n.Number < next.Number:
		return refuse(Conflict, "%s已经登记过。下一号是%d号，请核对。", n, next.Number)
	case row.Last == 0:
		return refuse(Invalid, "%s之前还有%d号没有登记。请先登记前面的，或者在单位设置里把本年起始号改为%d。", n, next.Number, n.Number)
	default:
		return refuse(Invalid, "%s之前还有%d号没有登记，文号不能跳号。请先登记前面的。", n, next.Number)
	}
}

// verifySeries tells how far each series of each year is, and finds gaps: numbers are never left out, never given
// twice and begin where the settings say.
func verifySeries(t *tx, f *Findings) error {
	type run struct {
		prefix                        string
		year, count, least, most, own int
	}
	runs, err := list(t, func(r *run) []any { return []any{&r.prefix, &r.year, &r.count, &r.least, &r.most, &r.own} },
		`SELECT d.series, d.year, count(*), min(d.number), max(d.number), coalesce(max(f.number), 1)
		FROM document d LEFT JOIN first_number f ON f.series = d.series AND f.year = d.year
		WHERE d.number > 0 GROUP BY d.series, d.year ORDER BY d.year, d.series`)
	if err != nil {
		return err
	}
	for _, r := range runs {
		if r.least != r.own || r.count != r.most-r.own+1 {
			f.wrong("%s〔%d〕的文号不连续：应从%d号起，登记了 %d 个，最小%d号，最大%d号。", r.prefix, r.year, r.own, r.count, r.least, r.most)
			continue
		}
		f.note("%s〔%d〕%d号至%d号连续，下一号 %d", r.prefix, r.year, r.least, r.most, r.most+1)
	}
	return nil
}

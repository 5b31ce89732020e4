package gui

import (
	"cmp"
	"context"
	"fmt"

	"liangping/data"
)

// enterOutside asks for a number that was used on a paper made outside the program. The next of the series is filled in: a
// row of numbers has no gaps.
func (p *registerPage) enterOutside() {
	year := cmp.Or(p.chosenYear(), p.campaign.Year)
	all, err := p.records.NumberSeries(context.Background(), year)
	if err != nil {
		p.app.showError("没有读到文号", err)
		return
	}
	if len(all) == 0 {
		p.app.tell("还没有发文代字", "请先在“设置 — 单位设置”里填写发文代字，再登记文号。")
		return
	}
	words := make([]string, len(all))
	for i, s := range all {
		words[i] = fmt.Sprintf("%s〔%d〕", s.Prefix, s.Year)
	}
	number, title, date := newNumberEntry(9999, nil), newEntry(), newDateEntry(p.app.today(), nil)
	series := newSelect(words, func(i int) { number.set(all[i].Next().Number) })
	series.choose(0)
	number.set(all[0].Next().Number)
	if p.app.today().Year == year {
		date.set(p.app.today())
	}
	numberField, titleField, dateField := newField("号", 20, number), newField("事由", labelNarrow, title), newField("日期", labelNarrow, date)
	numbers := columns(8, []float32{280, 0}, newField("代字", labelNarrow, series), hbox(0, numberField))
	title.PlaceHolder = "如：汛期安全生产检查"
	id := data.NewID()
	p.app.formWith(dialogWidth, "登记程序外文号", "登记", vbox(4, numbers, titleField, dateField), title, func() error {
		titleField.accept()
		dateField.accept()
		day, ok := date.date()
		if !ok {
			dateField.refuse("日期要写成 2011-08-24。")
			return errRefused
		}
		s := all[max(series.chosen, 0)]
		n := data.DocumentNumber{Series: s.Prefix, Year: s.Year, Number: number.value()}
		if err := p.records.EnterOutsideNumber(context.Background(), id, n, title.Text, day); err != nil {
			return err
		}
		p.changed()
		p.table.selectKey(string(id))
		return nil
	})
}

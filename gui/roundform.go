package gui

import (
	"context"

	"fyne.io/fyne/v2"

	"liangping/data"
)

// roundForm is the form of a round: when and where, who calls, chairs, watches and counts.
type roundForm struct {
	kind                                                        *radio // only for a new round with a choice
	date                                                        *dateEntry
	time, place, convener, chair, scrutineers, tellers, observe *entry
	dateField                                                   *field
	fields                                                      []*field
}

func newRoundForm(today data.Date) *roundForm {
	f := &roundForm{date: newDateEntry(today, nil)}
	text := func(placeholder string) *entry {
		e := newEntry()
		e.PlaceHolder = placeholder
		return e
	}
	f.time, f.place = text("如：上午9:00"), text("如：三楼会议室")
	f.convener, f.chair = text("如：油区办党组"), text("")
	f.scrutineers, f.tellers = text("姓名之间用顿号"), text("姓名之间用顿号")
	f.observe = text("如：县纪委1人")
	f.dateField = newField("日期", labelUsual, f.date)
	f.fields = []*field{
		f.dateField, newField("时间", labelUsual, f.time), newField("地点", labelUsual, f.place),
		newField("召集", labelUsual, f.convener), newField("主持", labelUsual, f.chair), newField("监票人", labelUsual, f.scrutineers),
		newField("计票人", labelUsual, f.tellers), newField("派员参加", labelUsual, f.observe),
	}
	return f
}

func (f *roundForm) set(r data.Round) {
	f.date.set(r.Date)
	for e, text := range f.texts(&r) {
		e.SetText(*text)
	}
}

// texts pairs the entries with the round's fields.
func (f *roundForm) texts(r *data.Round) map[*entry]*string {
	return map[*entry]*string{
		f.time: &r.Time, f.place: &r.Place, f.convener: &r.Convener, f.chair: &r.Chair,
		f.scrutineers: &r.Scrutineers, f.tellers: &r.Tellers, f.observe: &r.Observers,
	}
}

// read takes the form over into the round; a date that is none is refused in its field.
func (f *roundForm) read(r *data.Round) error {
	f.dateField.accept()
	date, ok := f.date.date()
	if !ok && !f.date.empty() {
		f.dateField.refuse("日期要写成 2011-08-24。")
		return errRefused
	}
	r.Date = date
	for e, text := range f.texts(r) {
		*text = data.CleanLine(e.Text)
	}
	return nil
}

// missingKinds are the kinds of round that the campaign doesn't have yet.
func (p *roundsPage) missingKinds() (kinds []data.RoundKind) {
	there := map[data.RoundKind]bool{}
	for _, r := range p.rounds {
		there[r.Kind] = true
	}
	for _, k := range []data.RoundKind{data.Internal, data.Social} {
		if !there[k] {
			kinds = append(kinds, k)
		}
	}
	return kinds
}

// newRecord asks for a new round (Ctrl+N). A campaign has one of each kind.
func (p *roundsPage) newRecord() {
	kinds := p.missingKinds()
	switch {
	case p.work != nil:
		return
	case len(kinds) == 0:
		p.app.tell("两次评议都已建立", "内部评议和社会评议各有一次，不能再建。要改时间、地点和人员，请按“编辑”。")
		return
	}
	if !p.flush() {
		return
	}
	round := data.NewRound(kinds[0], p.campaign)
	f := newRoundForm(p.app.today())
	words := make([]string, len(kinds))
	for i, k := range kinds {
		words[i] = k.String()
	}
	f.kind = newRadio(words, func(i int) {
		if f.convener.Text == round.Convener { // not rewritten by hand
			f.convener.SetText(data.NewRound(kinds[i], p.campaign).Convener)
		}
		round = data.NewRound(kinds[i], p.campaign)
	})
	f.kind.choose(0)
	f.set(round)
	fields := append([]*field{newField("评议", labelUsual, f.kind)}, f.fields...)
	p.app.form("新建评议", "新建", fields, f.kind, func() error { return p.saveForm(f, &round) })
}

// editRound changes the facts of the chosen round.
func (p *roundsPage) editRound() {
	if !p.canWork() || !p.flush() {
		return
	}
	round := *p.round()
	f := newRoundForm(p.app.today())
	f.set(round)
	var first fyne.Focusable = f.date.entry
	p.app.form("编辑"+round.Name(), "保存", f.fields, first, func() error { return p.saveForm(f, &round) })
}

func (p *roundsPage) saveForm(f *roundForm, round *data.Round) error {
	if err := f.read(round); err != nil {
		return err
	}
	if err := p.records.SaveRound(context.Background(), *round); err != nil {
		return err
	}
	p.chosen = round.ID
	p.app.reload()
	p.app.saved(round.Name())
	return nil
}

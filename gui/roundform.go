package gui

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"liangping/data"
)

// roundForm is the form of a round: which one it is, when and where, who calls, chairs, watches and counts, and what is on the
// agenda.
type roundForm struct {
	round   data.Round // what the form began with
	quorums []data.Quorum

	kind                                                        *radio // nil for a round that is there
	class, quorum                                               *selectBox
	date                                                        *dateEntry
	time, place, convener, chair, scrutineers, tellers, observe *entry
	agenda                                                      *textEntry
	dateField                                                   *field
}

// unitClasses are the choices of 部门性质: the county calls the social rounds together by it (plan.md §三.2（2）).
var unitClasses = append([]data.UnitClass{""}, data.UnitClasses...)

func newRoundForm(today data.Date, round data.Round) *roundForm {
	f := &roundForm{date: newDateEntry(today, nil), agenda: newTextEntry()}
	text := func(placeholder string) *entry {
		e := newEntry()
		e.PlaceHolder = placeholder
		return e
	}
	f.time, f.place = text("如：上午9:00"), text("如：三楼会议室")
	f.convener, f.chair = text("如：油区办党组"), text("")
	f.scrutineers, f.tellers = text("姓名之间用顿号"), text("姓名之间用顿号")
	f.observe = text("如：县纪委1人")
	f.agenda.PlaceHolder = "一行写一项"
	f.agenda.SetMinRowsVisible(4)
	f.class = newSelect(append([]string{"不分部门性质"}, names(data.UnitClasses)...), nil)
	f.quorum = newSelect(nil, nil)
	f.dateField = newField("日期", labelUsual, f.date)
	f.set(round)
	return f
}

// offer lets one of several new rounds be chosen by its kind. What was not rewritten by hand follows the choice.
func (f *roundForm) offer(rounds []data.Round) {
	var words []string
	for _, r := range rounds {
		words = append(words, r.Kind.String())
	}
	f.kind = newRadio(words, func(i int) {
		before := f.round
		f.round = rounds[i]
		if f.convener.Text == before.Convener {
			f.convener.SetText(f.round.Convener)
		}
		if slices.Equal(f.items(), before.Agenda) {
			f.agenda.SetText(strings.Join(f.round.Agenda, "\n"))
		}
		f.offerClass()
	})
	f.kind.choose(0)
}

// set fills the form.
func (f *roundForm) set(r data.Round) {
	f.round = r
	f.date.set(r.Date)
	for e, text := range f.texts(&r) {
		e.SetText(*text)
	}
	f.agenda.SetText(strings.Join(r.Agenda, "\n"))
	f.quorums = data.Quorums
	if !slices.Contains(f.quorums, r.Quorum) {
		f.quorums = append(f.quorums[:len(f.quorums):len(f.quorums)], r.Quorum)
	}
	f.quorum.setOptions(names(f.quorums), slices.Index(f.quorums, r.Quorum))
	f.offerClass()
}

// offerClass lets the unit class be chosen where there is one: the social rounds, until the form is fixed.
func (f *roundForm) offerClass() {
	f.class.choose(slices.Index(unitClasses, f.round.UnitClass))
	if f.round.Kind == data.Social && !f.round.FormFrozen {
		f.class.Enable()
	} else {
		f.class.Disable()
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
	for e, text := range f.texts(r) {
		*text = data.CleanLine(e.Text)
	}
	r.UnitClass = unitClasses[max(f.class.chosen, 0)]
	r.Quorum = f.quorums[max(f.quorum.chosen, 0)]
	r.Agenda = f.items()
	f.dateField.accept()
	date, ok := f.date.date()
	if !ok && !f.date.empty() {
		f.dateField.refuse("日期要写成 2011-08-24。")
		return errRefused
	}
	r.Date = date
	return nil
}

// items are those of the agenda, one to a line.
func (f *roundForm) items() (agenda data.Agenda) {
	for item := range strings.Lines(f.agenda.Text) {
		if item = data.CleanLine(item); item != "" {
			agenda = append(agenda, item)
		}
	}
	return agenda
}

const roundFormWidth = 860

// layout sets the fields in two columns, with the agenda under them.
func (f *roundForm) layout() fyne.CanvasObject {
	line := func(label string, control fyne.CanvasObject) *field { return newField(label, labelUsual, control) }
	left := newForm(f.dateField, line("时间", f.time), line("地点", f.place), line("召集", f.convener), line("主持", f.chair))
	right := newForm(line("部门性质", f.class), line("监票人", f.scrutineers), line("计票人", f.tellers), line("派员参加", f.observe), line("到会人数", f.quorum))
	all := vbox(4)
	if f.kind != nil {
		all.Add(line("评议", f.kind))
	}
	all.Add(columns(24, []float32{0, 0}, left, right))
	all.Add(line("会议议程", f.agenda))
	return all
}

// freeRounds are new rounds of the kinds of which the campaign can still have one: one internal round counts, and one social
// round for each unit class.
func (p *roundsPage) freeRounds() (free []data.Round) {
	for _, kind := range []data.RoundKind{data.Internal, data.Social} {
		r := data.NewRound(kind, p.campaign)
		classes := unitClasses
		if kind == data.Internal {
			classes = classes[:1]
		}
		i := slices.IndexFunc(classes, func(c data.UnitClass) bool {
			return !slices.ContainsFunc(p.rounds, func(x data.Round) bool { return x.Live() && x.Kind == kind && x.UnitClass == c })
		})
		if i >= 0 {
			r.UnitClass = classes[i]
			free = append(free, r)
		}
	}
	return free
}

// newRecord asks for a new round (Ctrl+N).
func (p *roundsPage) newRecord() {
	free := p.freeRounds()
	switch {
	case p.work != nil:
		return
	case len(free) == 0:
		p.app.tell("评议都已建立", "内部评议一次，社会评议按部门性质各一次，都已经建立。要改时间、地点和人员，请按“编辑”。")
		return
	}
	if !p.flush() {
		return
	}
	f := newRoundForm(p.app.today(), free[0])
	f.offer(free)
	p.app.formWith(roundFormWidth, "新建评议", "新建", f.layout(), f.kind, func() error { return p.saveForm(f) })
}

// editRound changes the facts of the chosen round.
func (p *roundsPage) editRound() {
	if !p.mayChange() {
		return
	}
	f := newRoundForm(p.app.today(), *p.round())
	p.app.formWith(roundFormWidth, "编辑"+p.round().Name(), "保存", f.layout(), f.date.entry, func() error { return p.saveForm(f) })
}

func (p *roundsPage) saveForm(f *roundForm) error {
	round := f.round
	if err := f.read(&round); err != nil {
		return err
	}
	if err := p.records.SaveRound(context.Background(), round); err != nil {
		return err
	}
	p.chosen = round.ID
	p.app.reload()
	p.app.saved(round.Name())
	return nil
}

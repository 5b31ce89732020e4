package gui

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"liangping/data"
)

// phaseForm asks for the first and the last day of the three phases and says, as they are typed, how the phases stand to each
// other (plan.md §三: one follows the other).
type phaseForm struct {
	today      data.Date
	start, end [3]*dateEntry
	days       [3]*canvas.Text // 共 11 天
	note       *canvas.Text
}

func newPhaseForm(today data.Date) *phaseForm {
	f := &phaseForm{today: today, note: body("")}
	for i := range f.start {
		f.start[i], f.end[i] = newDateEntry(today, f.check), newDateEntry(today, f.check)
		f.days[i] = remark("")
	}
	return f
}

// content is a line for each phase and the note under them.
func (f *phaseForm) content() fyne.CanvasObject {
	const dateWidth, toWidth = 140, 16
	box := vbox(campaignGap, bold(body("三个阶段")))
	for i := range f.start {
		to := body("至")
		to.Alignment = fyne.TextAlignCenter
		label := fmt.Sprintf("%d %s", i+1, data.PhaseKind(i))
		box.Add(columns(12, []float32{labelWide + labelGap + dateWidth, toWidth, dateWidth, 0},
			newField(label, labelWide, f.start[i]), to, f.end[i], f.days[i]))
	}
	box.Add(columns(labelGap, []float32{labelWide, 0}, spacer(), f.note))
	return box
}

func (f *phaseForm) inputs() []input {
	var list []input
	for i := range f.start {
		list = append(list, dateInput(f.start[i]), dateInput(f.end[i]))
	}
	return list
}

func (f *phaseForm) set(phases [3]data.Phase) {
	for i, p := range phases {
		f.start[i].set(p.Start)
		f.end[i].set(p.End)
	}
	f.check()
}

// value returns the phases; a date that can't be read is zero.
func (f *phaseForm) value() (phases [3]data.Phase) {
	for i := range phases {
		phases[i].Kind = data.PhaseKind(i)
		phases[i].Start, _ = f.start[i].date()
		phases[i].End, _ = f.end[i].date()
	}
	return phases
}

// check shows how long each phase is and how they join.
func (f *phaseForm) check() {
	phases := f.value()
	for i, p := range phases {
		f.days[i].Text = ""
		if !p.Start.IsZero() && !p.End.IsZero() && p.Days() > 0 {
			f.days[i].Text = fmt.Sprintf("共 %d 天", p.Days())
		}
		f.days[i].Refresh()
	}
	sentence, color := phaseNote(phases, f.today)
	if unread := f.unreadable(); unread != "" {
		sentence, color = fmt.Sprintf("▲ “%s”不是日期。请写成 %s 的样子。", unread, f.today), theme.ColorNameError
	}
	f.note.Text, f.note.Color = sentence, theme.Color(color)
	f.note.Refresh()
}

// unreadable returns what stands in the first field that holds no date, "" when each that isn't empty can be read.
func (f *phaseForm) unreadable() string {
	for i := range f.start {
		for _, d := range []*dateEntry{f.start[i], f.end[i]} {
			if _, ok := d.date(); !ok && !d.empty() {
				return d.entry.Text
			}
		}
	}
	return ""
}

// refused returns the first date that can't stay.
func (f *phaseForm) refused() (fyne.Focusable, bool) {
	f.check()
	phases := f.value()
	if validPhases(phases) == nil {
		return nil, false
	}
	for i, p := range phases {
		switch {
		case p.Start.IsZero():
			return f.start[i].entry, true
		case p.End.IsZero() || p.Days() < 1:
			return f.end[i].entry, true
		case i > 0 && !phases[i-1].End.Before(p.Start):
			return f.start[i].entry, true
		}
	}
	return f.start[0].entry, true
}

// phaseNote says how the phases stand to each other: what refuses them, where days lie between two, how long they are in all,
// and whether they are over.
func phaseNote(phases [3]data.Phase, today data.Date) (sentence string, color fyne.ThemeColorName) {
	if err := validPhases(phases); err != nil {
		return "▲ " + err.Error(), theme.ColorNameError
	}
	for i := range 2 {
		before, after := phases[i], phases[i+1]
		if gap := before.End.DaysUntil(after.Start) - 1; gap > 0 {
			return fmt.Sprintf("△ %s到%s结束，%s从%s开始，中间空 %d 天。", before.Kind, before.End.MonthDay(), after.Kind, after.Start.MonthDay(), gap),
				theme.ColorNameWarning
		}
	}
	sentence = fmt.Sprintf("三个阶段首尾相接，共 %d 天", phases[0].Start.DaysUntil(phases[2].End)+1)
	if today.After(phases[2].End) {
		return "△ " + sentence + "，都已过去。", theme.ColorNameWarning
	}
	return "✓ " + sentence, theme.ColorNameSuccess
}

// validPhases asks the rule of the records about the phases alone, in a campaign that has nothing else to be refused.
func validPhases(phases [3]data.Phase) error {
	c := data.PlanTemplate(phases[0].Start.Year)
	c.Year, c.Office, c.Phases = 2011, "单位", phases
	return c.Validate()
}

package gui

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"liangping/data"
)

const outcomeDialogInner = dialogWideWidth - 2*dialogPadding

// outcomeForm asks what a decision on a suggestion rests on.
type outcomeForm struct {
	suggestion data.Suggestion
	id         data.ID

	checks   []*checkBox
	subjects []*entry // nil where the measure can only concern the target itself
	serious  *radio   // nil unless the plan asks for it
	problems *textEntry
	basis    *textEntry
	decider  *entry
	date     *dateEntry

	basisField, deciderField, dateField, problemsField *field
}

func newOutcomeForm(s data.Suggestion, today data.Date) *outcomeForm {
	f := &outcomeForm{suggestion: s, id: data.NewID(), basis: newTextEntry(), decider: newEntry()}
	f.basis.SetMinRowsVisible(2)
	f.decider.PlaceHolder = "如：办党组会议，或者决定人姓名"
	f.date = newDateEntry(today, func() { f.dateField.accept() })
	f.date.set(today)
	f.basisField, f.deciderField = newField("依据", labelUsual, f.basis), newField("决定人", labelUsual, f.decider)
	f.dateField = newField("决定日期", labelUsual, f.date)
	f.basis.OnChanged = func(string) { f.basisField.accept() }
	f.decider.OnChanged = func(string) { f.deciderField.accept() }
	return f
}

// figures shows what triggered the suggestion.
func (f *outcomeForm) figures() fyne.CanvasObject {
	s := f.suggestion
	box := vbox(4, hbox(8, newChip(bandChip(s.Band)), caption(fmt.Sprintf("%s　第 %d 名，共 %d 个", s.Kind, s.Rank, s.Peers))))
	for _, t := range s.Triggers {
		box.Add(newParagraph(t.Text, textBody, theme.ColorNameForeground, outcomeDialogInner-24))
		if len(t.Scopes) > 0 {
			box.Add(caption(strings.Join(t.Scopes, "　")))
		}
	}
	return panelled(pad(12, box))
}

// decision returns what is typed, after marking what is missing.
func (f *outcomeForm) decision() (d data.Decision, ok bool) {
	s := f.suggestion
	date, dated := f.date.date()
	d = data.Decision{ID: f.id, TargetID: s.TargetID, Basis: strings.TrimSpace(f.basis.Text), Decider: data.CleanLine(f.decider.Text), Date: date}
	ok = true
	refuse := func(to *field, wrong bool, sentence string) {
		if to.accept(); wrong {
			to.refuse(sentence)
			ok = false
		}
	}
	refuse(f.basisField, d.Basis == "", "请写明依据，如会议、文件或者核实的情况。")
	refuse(f.deciderField, d.Decider == "", "请写明由谁决定。")
	refuse(f.dateField, !dated, "日期要写成 2011-09-16。")
	for i, check := range f.checks {
		if !check.on {
			continue
		}
		subject := s.Name
		if f.subjects[i] != nil {
			subject = f.subjects[i].Text
		}
		d.Measures = append(d.Measures, data.DecidedMeasure{Measure: s.Measures[i].Measure, Subject: data.CleanName(subject)})
	}
	if f.serious != nil && f.serious.chosen >= 0 {
		d.Serious = []data.Serious{data.NotSerious, data.IsSerious}[f.serious.chosen]
		if d.Serious == data.IsSerious {
			d.Problems = strings.TrimSpace(f.problems.Text)
		}
	}
	return d, ok
}

// measures are the boxes of the measures; whom a talk concerns can be written beside it.
func (f *outcomeForm) measures(ticked map[data.Measure]bool) fyne.CanvasObject {
	box := vbox(4)
	for _, m := range f.suggestion.Measures {
		check := newCheck(m.Measure.String(), nil)
		check.set(ticked[m.Measure])
		f.checks = append(f.checks, check)
		if m.Measure != data.Talk {
			f.subjects = append(f.subjects, nil)
			box.Add(hbox(8, check))
			continue
		}
		subject := newEntry()
		subject.SetText(m.Subject)
		subject.PlaceHolder = "谈话对象姓名"
		f.subjects = append(f.subjects, subject)
		box.Add(hbox(8, check, sized(200, 0, subject)))
	}
	return box
}

// asksSerious reports whether the plan asks for serious problems here (plan.md §三.2（3）: 特别差，确实存在严重问题的干部).
func asksSerious(s data.Suggestion) bool { return s.Band == data.BandVeryPoor && s.Kind == data.Leader }

// seriousFields ask whether serious problems were verified; 活动延期 can be ticked only then.
func (f *outcomeForm) seriousFields(a *App, ticked map[data.Measure]bool) fyne.CanvasObject {
	f.problems = newTextEntry()
	f.problems.SetMinRowsVisible(2)
	f.problemsField = newField("核实情况", labelUsual, f.problems)
	f.serious = newRadio([]string{"没有", "有，已经核实"}, nil)
	update := func() {
		verified := f.serious.chosen == 1
		f.problemsField.Hidden = !verified
		for i, m := range f.suggestion.Measures {
			if m.Measure != data.Extension {
				continue
			}
			if verified {
				f.checks[i].set(ticked[data.Extension])
				f.checks[i].Enable()
			} else {
				f.checks[i].set(false)
				f.checks[i].Disable()
			}
			f.checks[i].Refresh()
		}
		a.resizeTop()
	}
	f.serious.changed = func(int) { update() }
	update()
	return vbox(4, newField("严重问题", labelUsual, f.serious), f.problemsField)
}

// askConfirming asks what the confirmation of a suggestion rests on.
func (p *statisticsPage) askConfirming(s data.Suggestion, ticked map[data.Measure]bool) {
	f := newOutcomeForm(s, p.app.today())
	f.basis.SetPlaceHolder("如：《工作方案》关于结果运用的规定；9月16日办党组会议研究决定")
	content := vbox(8, f.figures(), newField("措施", labelUsual, f.measures(ticked)))
	if asksSerious(s) {
		content.Add(f.seriousFields(p.app, ticked))
	}
	for _, o := range []fyne.CanvasObject{f.basisField, f.deciderField, f.dateField} {
		content.Add(o)
	}
	content.Add(newParagraph("确认以后，决定连同现在的票数和规则一起记下，不能改，只能撤销并写明理由；文书从这里写。"+
		extensionText(s), textCaption, colorMuted, outcomeDialogInner))
	p.app.formWith(dialogWideWidth, "确认对“"+s.Name+"”的处理", "确认", content, f.checks[0], func() error {
		d, ok := f.decision()
		if !ok {
			p.app.resizeTop()
			return errRefused
		}
		if _, err := p.records.ConfirmOutcome(context.Background(), d); err != nil {
			return err
		}
		p.app.reload()
		p.app.saved("对" + s.Name + "的处理决定")
		return nil
	})
}

// extensionText says what 活动延期2个月 moves.
func extensionText(s data.Suggestion) string {
	for _, m := range s.Measures {
		if m.Measure == data.Extension {
			return "确认“活动延期2个月”的，这个对象的整改提高阶段和未销号的整改事项顺延两个月。"
		}
	}
	return ""
}

// askRejecting asks why nothing is done about a suggestion.
func (p *statisticsPage) askRejecting(s data.Suggestion) {
	f := newOutcomeForm(s, p.app.today())
	f.basisField = newField("理由", labelUsual, f.basis)
	f.basis.SetPlaceHolder("如：经督导组核实，票数偏低是因为任职不满三个月")
	content := vbox(8, f.figures(), f.basisField, f.deciderField, f.dateField)
	p.app.formWith(dialogWideWidth, "不采纳对“"+s.Name+"”的建议", "不采纳", content, f.basis, func() error {
		d, ok := f.decision()
		if !ok {
			p.app.resizeTop()
			return errRefused
		}
		if _, err := p.records.RejectOutcome(context.Background(), d); err != nil {
			return err
		}
		p.app.reload()
		p.app.saved("对" + s.Name + "的处理决定")
		return nil
	})
}

// askWithdrawing asks why a decision is taken back. The record of it stays.
func (p *statisticsPage) askWithdrawing(name string, d data.Decision) {
	reason := newEntry()
	field := newField("理由", labelUsual, reason)
	lines := []string{fmt.Sprintf("%s %s 的决定：%s", d.Date, d.Decider, d.Text()), "撤销以后，记录保留，建议回到待确认；已经签发的文书不变。"}
	if len(d.Moved) > 0 {
		lines = append(lines, fmt.Sprintf("延期挪动过、此后没有再改的 %d 项时限，退回原来的日期。", len(d.Moved)))
	}
	p.app.formWith(dialogWidth, "撤销对“"+name+"”的决定", "撤销", vbox(8, paragraphs(dialogWidth-2*dialogPadding, lines), field), reason, func() error {
		if err := p.records.WithdrawDecision(context.Background(), d.ID, reason.Text); err != nil {
			return err
		}
		p.app.reload()
		p.app.saved("撤销的决定")
		return nil
	})
}

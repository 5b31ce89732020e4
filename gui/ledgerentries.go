package gui

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"liangping/data"
)

// itemForm asks for one entry that hangs under an item: a step, a progress entry, a publication and so on.
type itemForm struct {
	name   string // 分步措施
	item   data.ItemRecord
	id     data.ID
	fields fyne.CanvasObject
	focus  fyne.Focusable
	hint   string
	save   func() error
}

// askEntry shows the form of an entry; one that is there already can be taken out.
func (p *ledgerPage) askEntry(f itemForm) {
	content := vbox(12, newParagraph(itemName(f.item.LedgerItem), textBody, colorMuted, dialogWidth-2*dialogPadding), f.fields)
	if f.hint != "" {
		content.Add(newParagraph(f.hint, textCaption, colorMuted, dialogWidth-2*dialogPadding))
	}
	if hasEntry(f.item, f.id) && f.item.State != data.ItemClosed {
		content.Add(hbox(0, spacer(), newSmallButton("删除这一条…", func() { p.askEntryDeletion(f.name, f.item, f.id) })))
	}
	p.app.formWith(dialogWidth, f.name, "保存", content, f.focus, func() error { return p.keep(f.name, f.save) })
}

// hasEntry tells whether an entry is in the records.
func hasEntry(r data.ItemRecord, id data.ID) bool {
	return slices.ContainsFunc(r.Plan, func(x data.Step) bool { return x.ID == id }) ||
		slices.ContainsFunc(r.Progress, func(x data.ItemProgress) bool { return x.ID == id }) ||
		slices.ContainsFunc(r.Evidence, func(x data.Evidence) bool { return x.ID == id }) ||
		slices.ContainsFunc(r.Publications, func(x data.ItemPublication) bool { return x.ID == id }) ||
		slices.ContainsFunc(r.Inspections, func(x data.Inspection) bool { return x.ID == id }) ||
		slices.ContainsFunc(r.Accountability, func(x data.Accountability) bool { return x.ID == id })
}

// askEntryDeletion asks before an entry is taken out; its own dialog closes with it.
func (p *ledgerPage) askEntryDeletion(name string, r data.ItemRecord, id data.ID) {
	p.app.confirm(question{title: "删除这条" + name + "？", lines: []string{itemName(r.LedgerItem), "删除以后不能找回。"}, doing: "删除", danger: true}, func() {
		if err := p.keep("删除"+name, func() error { return p.records.DeleteItemEntry(context.Background(), r.ID, id) }); err != nil {
			p.app.showError("没有删除", err)
			return
		}
		p.app.escape() // the entry's own dialog
	})
}

// askStep asks for a step of the measures, and whether it is done.
func (p *ledgerPage) askStep(r data.ItemRecord, s data.Step) {
	text, due, done, note := newEntry(), newDateEntry(p.app.today(), nil), newDateEntry(p.app.today(), nil), newEntry()
	text.SetText(s.Content)
	due.set(s.Due)
	done.set(s.Done)
	note.SetText(s.Note)
	note.PlaceHolder = "如：完成 17 件，差 4 件"
	dueField, doneField := newField("时限", labelUsual, due), newField("完成日期", labelUsual, done)
	fields := newForm(newField("措施", labelUsual, text), dueField)
	hint := "开始整改以后记完成日期。"
	if r.State == data.ItemOpen {
		fields.Add(doneField)
		fields.Add(newField("情况", labelUsual, note))
		hint = "还没有完成的，完成日期留空。"
	}
	var focus fyne.Focusable = text
	if s.Content != "" && r.State == data.ItemOpen {
		focus = done.entry
	}
	p.askEntry(itemForm{name: "分步措施", item: r, id: s.ID, fields: fields, focus: focus, hint: hint, save: func() (err error) {
		s.Content, s.Note = text.Text, note.Text
		if s.Due, err = dayOf(p.app, dueField, due); err != nil {
			return err
		}
		if s.Done, err = dayOf(p.app, doneField, done); err != nil {
			return err
		}
		return p.records.SaveStep(context.Background(), s)
	}})
}

// askProgress asks how far an item is.
func (p *ledgerPage) askProgress(r data.ItemRecord, x data.ItemProgress) {
	text, percent, by, date := newTextEntry(), newNumberEntry(100, nil), newEntry(), newDateEntry(p.app.today(), nil)
	text.SetText(x.Text)
	text.SetMinRowsVisible(4)
	percent.set(x.Percent)
	by.SetText(x.By)
	date.set(x.Date)
	dateField, percentField := newField("日期", labelUsual, date), newField("进度", labelUsual, hbox(4, sized(72, 0, percent), body("%")))
	p.askEntry(itemForm{
		name: "进展", item: r, id: x.ID, focus: text, hint: "写明做了什么。事项的进度以最近一条为准。",
		fields: newForm(newField("进展情况", labelUsual, text), percentField, newField("报告人", labelUsual, by), dateField),
		save: func() (err error) {
			if x.Date, err = dayOf(p.app, dateField, date); err != nil {
				return err
			}
			var ok bool
			percentField.accept()
			if x.Percent, ok = percent.number(); !ok {
				percentField.refuse("请填 0 至 100 的数。")
				p.app.resizeTop()
				return errRefused
			}
			x.Text, x.By = text.Text, by.Text
			return p.records.RecordProgress(context.Background(), x)
		},
	})
}

// askPublication asks what was shown to the public where (plan.md §三.3).
func (p *ledgerPage) askPublication(r data.ItemRecord, x data.ItemPublication) {
	subject, place, date := newRadio(names(data.PublicationSubjects), nil), newEntry(), newDateEntry(p.app.today(), nil)
	subject.choose(slices.Index(data.PublicationSubjects, x.Subject))
	place.SetText(x.Place)
	place.PlaceHolder = "如：" + strings.Join(data.PublicationPlaces[:2], "、")
	date.set(x.Date)
	dateField := newField("日期", labelUsual, date)
	places := hbox(8)
	for _, usual := range data.PublicationPlaces {
		places.Add(newSmallButton(usual, func() { place.SetText(withPlace(place.Text, usual)) }))
	}
	var focus fyne.Focusable = subject
	p.askEntry(itemForm{
		name: "公示", item: r, id: x.ID, focus: focus, hint: "销号以前要公示整改成效。",
		fields: newForm(newField("公示内容", labelUsual, subject), newField("公示在", labelUsual, place), newField("", labelUsual, places), dateField),
		save: func() (err error) {
			if x.Date, err = dayOf(p.app, dateField, date); err != nil {
				return err
			}
			if subject.chosen >= 0 {
				x.Subject = data.PublicationSubjects[subject.chosen]
			}
			x.Place = place.Text
			return p.records.SaveItemPublication(context.Background(), x)
		},
	})
}

// withPlace adds a place to a list of places, or takes it out again.
func withPlace(list, place string) string {
	all := strings.FieldsFunc(list, func(r rune) bool { return r == '、' })
	if i := slices.Index(all, place); i >= 0 {
		all = slices.Delete(all, i, i+1)
	} else {
		all = append(all, place)
	}
	return strings.Join(all, "、")
}

// askInspection asks for a 督查.
func (p *ledgerPage) askInspection(r data.ItemRecord, x data.Inspection) {
	by, finding, date := newEntry(), newTextEntry(), newDateEntry(p.app.today(), nil)
	by.SetText(x.By)
	finding.SetText(x.Finding)
	finding.SetMinRowsVisible(4)
	date.set(x.Date)
	dateField := newField("日期", labelUsual, date)
	p.askEntry(itemForm{
		name: "督查", item: r, id: x.ID, focus: by, hint: "写明查到了什么、要求什么时候前办完。",
		fields: newForm(newField("督查人", labelUsual, by), newField("督查情况", labelUsual, finding), dateField),
		save: func() (err error) {
			if x.Date, err = dayOf(p.app, dateField, date); err != nil {
				return err
			}
			x.By, x.Finding = by.Text, finding.Text
			return p.records.SaveInspection(context.Background(), x)
		},
	})
}

// askAccountability asks for a 责任追究 (plan.md §四（二）).
func (p *ledgerPage) askAccountability(r data.ItemRecord, x data.Accountability) {
	person, reason, measure, decider, date := newEntry(), newTextEntry(), newEntry(), newEntry(), newDateEntry(p.app.today(), nil)
	person.SetText(x.Person)
	reason.SetText(x.Reason)
	reason.SetMinRowsVisible(3)
	measure.SetText(x.Measure)
	measure.PlaceHolder = "如：诫勉谈话"
	decider.SetText(x.Decider)
	date.set(x.Date)
	dateField := newField("日期", labelUsual, date)
	p.askEntry(itemForm{
		name: "责任追究", item: r, id: x.ID, focus: reason, hint: "如实记录，写明由谁决定。",
		fields: newForm(newField("被追究人", labelUsual, person), newField("原因", labelUsual, reason), newField("处理措施", labelUsual, measure),
			newField("决定机关", labelUsual, decider), dateField),
		save: func() (err error) {
			if x.Date, err = dayOf(p.app, dateField, date); err != nil {
				return err
			}
			x.Person, x.Reason, x.Measure, x.Decider = person.Text, reason.Text, measure.Text, decider.Text
			return p.records.SaveAccountability(context.Background(), x)
		},
	})
}

// askEvidence asks for a note among the evidence, or for the words of a file.
func (p *ledgerPage) askEvidence(r data.ItemRecord, x data.Evidence) {
	text, date := newTextEntry(), newDateEntry(p.app.today(), nil)
	text.SetText(x.Text)
	text.SetMinRowsVisible(4)
	date.set(x.Date)
	dateField := newField("日期", labelUsual, date)
	name := "佐证说明"
	fields := newForm(newField("说明", labelUsual, text), dateField)
	if x.File.Name != "" {
		name = "文件说明"
		fields = newForm(newField("文件", labelUsual, newParagraph(x.File.Name, textBody, theme.ColorNameForeground, dialogWidth-2*dialogPadding-labelUsual-labelGap)),
			newField("说明", labelUsual, text), dateField)
	}
	p.askEntry(itemForm{name: name, item: r, id: x.ID, focus: text, fields: fields, save: func() (err error) {
		if x.Date, err = dayOf(p.app, dateField, date); err != nil {
			return err
		}
		x.Text = text.Text
		return p.records.SaveEvidence(context.Background(), x)
	}})
}

// fileFact describes a file: PDF，12 KB，9月13日.
func fileFact(x data.Evidence) string {
	return fmt.Sprintf("%s，%s，%s", x.File.Kind, x.File.SizeText(), x.Date.Chinese())
}

package gui

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"liangping/data"
)

// partTicks are the boxes for report and commitment: they are usually handed in, reviewed and published together.
type partTicks struct {
	boxes   []*checkBox
	changed func()
}

// newPartTicks ticks the texts that the step can be taken with; the others can't be ticked and say where they stand.
func (p *reportsPage) newPartTicks(row reportRow, can func(data.ReportState) bool) *partTicks {
	ticks := &partTicks{}
	for _, part := range data.Parts {
		state, word := row.report.State(part, p.app.today()), part.String()
		possible := can(state)
		if !possible {
			word += "（" + state.String() + "）"
		}
		box := newCheck(word, func(bool) {
			if ticks.changed != nil {
				ticks.changed()
			}
		})
		box.set(possible)
		if !possible {
			box.Disable()
		}
		ticks.boxes = append(ticks.boxes, box)
	}
	return ticks
}

// field is the boxes as a line of a form.
func (t *partTicks) field(label string) *field {
	row := hbox(24)
	for _, box := range t.boxes {
		row.Add(box)
	}
	return newField(label, labelUsual, row)
}

// chosen returns the texts that are ticked.
func (t *partTicks) chosen() (parts []data.Part) {
	for i, box := range t.boxes {
		if box.on {
			parts = append(parts, data.Parts[i])
		}
	}
	return parts
}

// signatureForm asks who takes a step, when, and with which words.
type signatureForm struct {
	by        *entry
	date      *dateEntry
	opinion   *textEntry
	dateField *field
}

func (p *reportsPage) newSignatureForm(by string) *signatureForm {
	f := &signatureForm{by: newEntry(), date: newDateEntry(p.app.today(), nil), opinion: newTextEntry()}
	f.by.SetText(by)
	f.date.set(p.app.today())
	f.dateField = newField("日期", labelUsual, f.date)
	f.opinion.SetMinRowsVisible(3)
	return f
}

// read returns what is typed, or says beside the date that it is none.
func (f *signatureForm) read() (by data.Signature, ok bool) {
	f.dateField.accept()
	date, ok := f.date.date()
	if !ok {
		f.dateField.refuse("日期要写成 2011-08-24。")
	}
	return data.Signature{By: f.by.Text, Date: date, Opinion: f.opinion.Text}, ok
}

// step takes a step and shows what became of it.
func (p *reportsPage) step(what string, do func() error) error {
	if err := do(); err != nil {
		return err
	}
	p.app.saved(what)
	p.app.reload()
	return nil
}

// askSubmission asks what is handed in: 送审, or 重新送审 of what came back.
func (p *reportsPage) askSubmission(row reportRow) {
	ticks := p.newPartTicks(row, data.ReportState.Open)
	form := p.newSignatureForm(row.writer)
	title := "送审"
	if row.report.State(p.editor.part(), p.app.today()) == data.ReportReturned {
		title = "重新送审"
	}
	about := fmt.Sprintf("%s的报告和承诺书由%s审核。送审以后不能再改，要改须退回草稿；送审的文本留作历次送审稿。", row.target.Name, row.target.Route())
	p.app.formWith(dialogWidth, title, title, vbox(8,
		newParagraph(about, textBody, theme.ColorNameForeground, dialogWidth-2*dialogPadding),
		newForm(ticks.field("送审内容"), newField("送审人", labelUsual, form.by), form.dateField),
	), form.by, func() error {
		by, ok := form.read()
		if !ok {
			return errRefused
		}
		return p.step(title, func() error { return p.records.SubmitReport(context.Background(), row.target.ID, ticks.chosen(), by) })
	})
}

// The outcomes of a review, as the dialog offers them.
const (
	verdictApproved = iota
	verdictReturned
)

// askReview asks what became of a review: who signed, when, with which opinion, and of what goes back until when.
func (p *reportsPage) askReview(row reportRow) {
	ticks := p.newPartTicks(row, func(s data.ReportState) bool { return s == data.ReportSubmitted })
	form := p.newSignatureForm(row.reviewer)
	if row.target.Route() == data.BySupervisionGroup {
		form.by.SetText(row.target.Route().String())
	}
	until := newDateEntry(p.app.today(), nil)
	until.Disable()
	verdict := newRadio([]string{data.ReviewApproved.String(), data.ReviewReturned.String()}, func(i int) {
		if i == verdictReturned {
			until.Enable()
		} else {
			until.Disable()
		}
	})
	untilField := newField("重新送审", labelUsual, hbox(8, sized(150, 0, until), caption("退回时写明哪一天以前重新送审")))
	verdictField := newField("审核结果", labelUsual, verdict)
	about := fmt.Sprintf("%s的报告和承诺书由%s审核。", row.target.Name, row.target.Route())
	p.app.formWith(dialogWidth, "审核", "保存审核结果", vbox(8,
		newParagraph(about, textBody, theme.ColorNameForeground, dialogWidth-2*dialogPadding),
		newForm(ticks.field("审核内容"), newField("审核人", labelUsual, form.by), form.dateField, verdictField,
			newField("审核意见", labelUsual, form.opinion), untilField),
	), verdict, func() error {
		untilField.accept()
		verdictField.accept()
		by, ok := form.read()
		again, isDate := until.date()
		switch {
		case !ok:
			return errRefused
		case verdict.chosen < 0:
			verdictField.refuse("请选审核通过或者退回。")
			return errRefused
		case verdict.chosen == verdictApproved:
			return p.step("审核结果", func() error { return p.records.ApproveReport(context.Background(), row.target.ID, ticks.chosen(), by) })
		case !isDate && !until.empty():
			untilField.refuse("日期要写成 2011-08-24。")
			return errRefused
		}
		return p.step("审核结果", func() error {
			return p.records.ReturnReport(context.Background(), row.target.ID, ticks.chosen(), by, again)
		})
	})
}

// askReopening asks why a text that was handed in becomes a draft again, and says what is lost.
func (p *reportsPage) askReopening(row reportRow) {
	ticks := p.newPartTicks(row, func(s data.ReportState) bool { return !s.Open() })
	form := p.newSignatureForm("")
	lost := "退回草稿以后可以修改，改好须重新送审。"
	if slices.ContainsFunc(data.Parts, func(part data.Part) bool { return row.report.State(part, p.app.today()).Passed() }) {
		lost = "已经通过的审核作废，正在进行的公示终止。" + lost
	}
	p.app.formWith(dialogWidth, "退回草稿", "退回草稿", vbox(8,
		newParagraph(lost+"经过都记入审核记录。", textBody, theme.ColorNameForeground, dialogWidth-2*dialogPadding),
		newForm(ticks.field("退回内容"), newField("原因", labelUsual, form.opinion)),
	), form.opinion, func() error {
		by, _ := form.read()
		return p.step("退回草稿", func() error { return p.records.ReopenReport(context.Background(), row.target.ID, ticks.chosen(), by) })
	})
}

// publication is the dialog for a 公示 of several targets at once.
type publication struct {
	page       *reportsPage
	ticks      []*checkBox // by part
	place      *entry
	start, end *dateEntry
	days       *canvas.Text
	times      *field
	table      *table[reportRow]
	chosen     map[data.ID]bool
}

// askPublication asks where and from when to when approved texts hang out, and whose: the chosen target's to begin with.
func (p *reportsPage) askPublication(row reportRow) {
	today := p.app.today()
	d := &publication{page: p, place: newEntry(), days: remark(""), chosen: map[data.ID]bool{row.target.ID: true}}
	d.end = newDateEntry(today, d.count)
	d.start = newDateEntry(today, func() {
		if start, ok := d.start.date(); ok {
			d.end.set(start.AddDays(data.PublicationDays - 1))
		}
		d.count()
	})
	d.times = newField("公示时间", labelUsual, hbox(8, d.start, body("至"), d.end, d.days))
	arranged := data.Publication{Place: "单位公开栏", Start: today, End: today.AddDays(data.PublicationDays - 1)}
	if last := row.report.LastReview(p.editor.part()); last != nil && last.Kind == data.ReviewPublished {
		arranged = last.Publication
	}
	d.place.SetText(arranged.Place)
	d.start.set(arranged.Start)
	d.end.set(arranged.End)
	d.count()
	d.build(row)
	p.app.formWith(dialogWideWidth, "公示", "公示", d.content(), d.place, d.publish)
}

// count works out how many days it is.
func (d *publication) count() {
	start, _ := d.start.date()
	end, _ := d.end.date()
	d.days.Text = ""
	if n := (data.Publication{Start: start, End: end}).Days(); n > 0 {
		d.days.Text = fmt.Sprintf("共 %d 天", n)
	}
	d.days.Refresh()
}

// build makes the boxes and the list.
func (d *publication) build(row reportRow) {
	for _, part := range data.Parts {
		box := newCheck(part.String(), func(bool) { d.offer() })
		box.set(row.report.State(part, d.page.app.today()) == data.ReportApproved)
		d.ticks = append(d.ticks, box)
	}
	if len(d.parts()) == 0 {
		for _, box := range d.ticks {
			box.set(true)
		}
	}
	d.table = newTable(func(r reportRow) string { return string(r.target.ID) }, []column[reportRow]{
		{label: "公示", width: 52, check: func(r reportRow) bool { return d.chosen[r.target.ID] }},
		{label: "对象", text: func(r reportRow) string { return r.target.Name }},
		{label: "职务", width: 200, text: func(r reportRow) string { return r.target.Post }},
		{label: "状态", width: 104, chip: func(r reportRow) (chip, bool) { return standingChip(data.ReportApproved.String()), true }},
	})
	d.table.onCheck = func(r reportRow) {
		d.chosen[r.target.ID] = !d.chosen[r.target.ID]
		d.offer()
	}
	d.table.onOpen = d.table.onCheck
	d.offer()
}

func (d *publication) content() fyne.CanvasObject {
	boxes := hbox(24)
	for _, box := range d.ticks {
		boxes.Add(box)
	}
	all := newSmallButton("全选", func() {
		for _, r := range d.table.all {
			d.chosen[r.target.ID] = true
		}
		d.offer()
	})
	d.place.PlaceHolder = "公开栏、网站……"
	return vbox(8,
		newForm(newField("公示内容", labelUsual, boxes), newField("公示地点", labelUsual, d.place),
			d.times),
		caption("报告向全体干部职工公示，公开承诺书还要向社会公开。下面是这些内容都已经审核通过的对象。"),
		hbox(8, spacer(), all),
		sized(0, headHeight+6*rowHeight+footHeight, d.table))
}

// parts returns the texts that are ticked.
func (d *publication) parts() (parts []data.Part) {
	for i, box := range d.ticks {
		if box.on {
			parts = append(parts, data.Parts[i])
		}
	}
	return parts
}

// offer lists the targets whose ticked texts are all approved.
func (d *publication) offer() {
	var rows []reportRow
	for _, r := range d.page.table.all {
		possible := !r.target.Withdrawn && len(d.parts()) > 0
		for _, part := range d.parts() {
			possible = possible && r.report.State(part, d.page.app.today()) == data.ReportApproved
		}
		if possible {
			rows = append(rows, r)
		}
	}
	d.table.setRows(rows)
	d.table.setFooter(fmt.Sprintf("已选 %d 个", len(d.targets())), "")
}

// targets returns those ticked, in the order of the list.
func (d *publication) targets() (ids []data.ID) {
	for _, r := range d.table.all {
		if d.chosen[r.target.ID] {
			ids = append(ids, r.target.ID)
		}
	}
	return ids
}

// publish puts them on the board, all or none.
func (d *publication) publish() error {
	start, isStart := d.start.date()
	end, isEnd := d.end.date()
	if d.times.accept(); !isStart || !isEnd {
		d.times.refuse("开始和结束的日期要写成 2011-08-24。")
		return errRefused
	}
	return d.page.step("公示", func() error {
		return d.page.records.PublishReports(context.Background(), d.targets(), d.parts(), data.Publication{Place: d.place.Text, Start: start, End: end})
	})
}

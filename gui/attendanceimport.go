package gui

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"liangping/data"
	tables "liangping/data/sheet"
)

// importFile asks for a table file of people, reads it and shows who would be taken over. Nothing is written before that.
func (l *peoplePanel) importFile() {
	if l.page.mayChange() {
		l.page.app.askFile("导入名单：选一个表格文件（.xlsx 或 .csv）", desktopFolder(), []string{".xlsx", ".csv", ".txt"}, l.readFile)
	}
}

// exportList makes a table file of the list, which can be imported again; of an empty list the template to fill in.
func (l *peoplePanel) exportList() {
	app, round, people := l.page.app, l.round, slices.Clone(l.people)
	office, year, made := l.page.campaign.Office, l.page.campaign.Year, l.page.app.now()
	name := fmt.Sprintf("%d年%s人员名单", year, round.Name())
	app.makeSheet("人员名单", func(context.Context) (string, []byte, error) {
		if len(people) == 0 {
			content, err := tables.AttendanceTemplate(round, office, made)
			return name + "模板.xlsx", content, err
		}
		content, err := tables.Attendance(round, people, office, made)
		return name + ".xlsx", content, err
	})
}

// readFile reads a file in a task and opens the preview.
func (l *peoplePanel) readFile(path string) {
	var list *data.AttendanceImport
	round, usual, people := l.round, l.usualGroup(), slices.Clone(l.people)
	l.page.app.run("正在读取名单", func(ctx context.Context, tell progress) error {
		tell(0, 0, filepath.Base(path))
		rows, err := tables.Read(ctx, path)
		if err == nil {
			list, err = data.ReadAttendance(round, rows, usual, people)
		}
		return err
	}, func(err error) {
		switch {
		case err == nil:
			l.askTaking(filepath.Base(path), *list)
		case !cancelled(err):
			l.page.app.showError("没有读出名单", err, action{"另选一个文件…", l.importFile})
		}
	})
}

// usualGroup is the group of people whose list doesn't say it.
func (l *peoplePanel) usualGroup() data.GroupKind { return l.groups[max(l.group.chosen, 0)] }

const pasteWidth = 720

// askPaste takes a list that was copied elsewhere: a line for each person.
func (l *peoplePanel) askPaste() {
	if !l.page.mayChange() {
		return
	}
	app := l.page.app
	text := newTextEntry()
	text.SetMinRowsVisible(12)
	text.PlaceHolder = "王喆　油地协调科科长\n李𬭎　综合执法科"
	usual := newSelect(names(l.groups), nil)
	usual.choose(max(l.group.chosen, 0))
	fields := vbox(8, newParagraph("一行一人，姓名在前，单位及职务在后。按 Ctrl+V 粘贴。", textBody, colorMuted, pasteWidth-2*dialogPadding), text)
	if len(l.groups) > 1 {
		fields.Add(newField("没有写明类别的算作", labelWide+24, usual))
	}
	refusal := newParagraph("", textBody, theme.ColorNameError, pasteWidth-2*dialogPadding)
	var closeIt func()
	cancel := newButton("取消", func() { closeIt() }).key("Esc")
	doing := newButton("核对…", func() {
		list, err := data.ReadAttendance(l.round, data.PastedRows(text.Text), l.groups[max(usual.chosen, 0)], l.people)
		if err != nil {
			refusal.setText(app.sentence(err))
			app.resizeTop()
			return
		}
		closeIt()
		l.askTaking("粘贴的名单", *list)
	}).high()
	closeIt = app.show(frameDialog(pasteWidth, vbox(16, heading("粘贴名单"), fields, refusal), cancel, doing), text, func() { closeIt() })
}

// askTaking shows a list that comes in, row by row, and takes its good rows over when the user agrees.
func (l *peoplePanel) askTaking(from string, list data.AttendanceImport) {
	const width = previewWidth - 2*dialogPadding
	good, bad := list.Good(), list.Bad()
	sentence := fmt.Sprintf("共 %d 行，可以加入 %d 人。现在还什么都没有写入。", len(list.Rows), len(good))
	if len(bad) > 0 {
		sentence = fmt.Sprintf("共 %d 行，可以加入 %d 人；%d 行有问题，不加入。现在还什么都没有写入。", len(list.Rows), len(good), len(bad))
	}
	if len(list.Ignored) > 0 {
		sentence += "这些列不认识，没有读：" + fit(strings.Join(list.Ignored, "、"), width/2, textBody, false) + "。"
	}
	rows := newAttendanceTable()
	rows.setRows(list.Rows)
	reason := newParagraph("", textBody, colorNoticeText, width)
	rows.onSelect = func(r data.AttendanceRow) { reason.setText(attendanceReason(r)) }
	if row, ok := rows.selected(); ok {
		reason.setText(attendanceReason(row))
	}
	if len(bad) > 0 {
		rows.selectKey(strconv.Itoa(bad[0].Number))
	}
	var closeIt func()
	cancel := newButton("取消", func() { closeIt() }).key("Esc")
	doing := newButton(fmt.Sprintf("加入 %d 人", len(good)), func() {
		closeIt()
		l.change(append(slices.Clone(l.people), good...))
		if l.page.flush() {
			l.takeFocus()
		}
	}).high()
	doing.setEnabled(len(good) > 0)
	rows.onOpen = func(data.AttendanceRow) {
		if !doing.Disabled() {
			l.page.app.focus(doing)
		}
	}
	content := vbox(12, heading("加入名单　"+fit(from, width-140, textHeading, true)),
		newParagraph(sentence, textBody, theme.ColorNameForeground, width),
		sized(width, headHeight+previewRows*rowHeight+footHeight+3, rows), sized(0, 2*20, reason))
	closeIt = l.page.app.show(frameDialog(previewWidth, content, cancel, doing), rows, func() { closeIt() })
}

func newAttendanceTable() *table[data.AttendanceRow] {
	return newTable(func(r data.AttendanceRow) string { return strconv.Itoa(r.Number) }, []column[data.AttendanceRow]{
		{label: "行", width: 56, align: fyne.TextAlignTrailing, text: func(r data.AttendanceRow) string { return strconv.Itoa(r.Number) }},
		{label: "", width: 92, chip: func(r data.AttendanceRow) (chip, bool) { return rowChip(r.Problems, r.Remarks), true }},
		{label: "姓名", width: 144, text: func(r data.AttendanceRow) string { return dash(r.Name) }},
		{label: "单位及职务", width: 248, text: func(r data.AttendanceRow) string { return dash(r.Post) }},
		{label: "人员类别", width: 120, text: func(r data.AttendanceRow) string { return dash(r.Group.String()) }},
		{label: "到会", width: 64, text: func(r data.AttendanceRow) string {
			if r.Present {
				return "到"
			}
			return ""
		}},
		{label: "问题", text: attendanceReason, look: func(r data.AttendanceRow) look {
			if len(r.Problems) > 0 {
				return look{color: theme.ColorNameError}
			}
			return look{color: colorNoticeText}
		}},
	})
}

func attendanceReason(r data.AttendanceRow) string {
	return strings.Join(append(r.Problems[:len(r.Problems):len(r.Problems)], r.Remarks...), "")
}

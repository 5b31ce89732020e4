package gui

import (
	"context"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"liangping/data"
	tables "liangping/data/sheet"
)

// importRoster asks for a table file, reads it and shows what would be entered. Nothing is written before 确认导入.
func (p *targetsPage) importRoster() {
	p.leave(func() {
		p.app.askFile("导入名单：选一个表格文件（.xlsx 或 .csv）", desktopFolder(), []string{".xlsx", ".csv", ".txt", ".xls"}, p.previewRoster)
	})
}

// previewRoster reads a file in a task and opens the preview.
func (p *targetsPage) previewRoster(path string) {
	var preview *data.Import
	p.app.run("正在读取名单", func(ctx context.Context, tell progress) error {
		tell(0, 0, filepath.Base(path))
		rows, err := tables.Read(ctx, path)
		if err != nil {
			return err
		}
		tell(0, 0, fmt.Sprintf("核对 %d 行", len(rows)))
		preview, err = p.records.PreviewImport(ctx, rows)
		return err
	}, func(err error) {
		switch {
		case err == nil:
			p.askImport(filepath.Base(path), *preview)
		case !cancelled(err):
			p.app.showError("没有读出名单", err, action{"另选一个文件…", p.importRoster})
		}
	})
}

const (
	previewWidth = 1120
	previewRows  = 9
)

// importPreview is the dialog that shows each row of a file and what is wrong with it.
type importPreview struct {
	preview data.Import
	show    *segmented // all rows, those with problems, those to look at
	table   *table[data.ImportRow]
	reason  *paragraph // of the selected row, in full
	doing   *button
}

// askImport shows the preview of a file and enters its good rows when the user agrees.
func (p *targetsPage) askImport(file string, preview data.Import) {
	const width = previewWidth - 2*dialogPadding
	v := newImportPreview(preview)
	var closeIt func()
	cancel := newButton("取消", func() { closeIt() }).key("Esc")
	v.doing = newButton(fmt.Sprintf("确认导入 %d 个", preview.Good()), func() { p.enterRoster(preview, func() { closeIt() }) }).high()
	v.doing.setEnabled(preview.Good() > 0)
	v.table.onOpen = func(data.ImportRow) {
		if !v.doing.Disabled() {
			p.app.focus(v.doing)
		}
	}
	content := vbox(12, heading("导入名单　"+fit(file, width-120, textHeading, true)),
		newParagraph(importSentence(preview), textBody, theme.ColorNameForeground, width),
		hbox(8, v.show),
		sized(width, headHeight+previewRows*rowHeight+footHeight+3, v.table),
		sized(0, 2*20, v.reason))
	if bad := preview.Bad(); len(bad) > 0 {
		v.table.selectKey(strconv.Itoa(bad[0].Number))
	}
	closeIt = p.app.show(frameDialog(previewWidth, content, cancel, v.doing), v.table, func() { closeIt() })
}

func newImportPreview(preview data.Import) *importPreview {
	v := &importPreview{preview: preview, reason: newParagraph("", textBody, colorNoticeText, previewWidth-2*dialogPadding)}
	v.table = newTable(func(r data.ImportRow) string { return strconv.Itoa(r.Number) }, []column[data.ImportRow]{
		{label: "行", width: 56, align: fyne.TextAlignTrailing, text: func(r data.ImportRow) string { return strconv.Itoa(r.Number) }},
		{label: "", width: 92, chip: func(r data.ImportRow) (chip, bool) { return importChip(r), true }},
		{label: "姓名（名称）", width: 144, text: func(r data.ImportRow) string { return dash(r.Target.Name) }},
		{label: "类别", width: 184, text: func(r data.ImportRow) string { return dash(kindAndLevel(r.Target)) }},
		{label: "职务（岗位）", width: 144, text: func(r data.ImportRow) string { return dash(r.Target.Post) }},
		{label: "所在科室", width: 112, text: func(r data.ImportRow) string { return dash(r.Target.Unit) }},
		{label: "问题", text: importReason, look: func(r data.ImportRow) look {
			if len(r.Problems) > 0 {
				return look{color: theme.ColorNameError}
			}
			return look{color: colorNoticeText}
		}},
	})
	remarked := 0
	for _, r := range preview.Rows {
		if len(r.Problems) == 0 && len(r.Remarks) > 0 {
			remarked++
		}
	}
	v.show = newSegmented([]string{
		fmt.Sprintf("全部 %d", len(preview.Rows)), fmt.Sprintf("▲ 有问题 %d", len(preview.Bad())), fmt.Sprintf("△ 请核对 %d", remarked),
	}, v.choose)
	v.table.onSelect = func(r data.ImportRow) { v.reason.setText(importReason(r)) }
	v.table.setRows(preview.Rows)
	v.choose(0)
	return v
}

// choose shows the rows that the switch asks for.
func (v *importPreview) choose(i int) {
	v.table.setFilter(func(r data.ImportRow) bool {
		return i == 0 || i == 1 && len(r.Problems) > 0 || i == 2 && len(r.Problems) == 0 && len(r.Remarks) > 0
	})
	row, _ := v.table.selected()
	v.reason.setText(importReason(row))
}

// importSentence says what a preview comes to.
func importSentence(p data.Import) string {
	s := fmt.Sprintf("共 %d 行，可以导入 %d 个。现在还什么都没有写入。", len(p.Rows), p.Good())
	if n := len(p.Bad()); n > 0 {
		s = fmt.Sprintf("共 %d 行，可以导入 %d 个；%d 行有问题，不导入，请在表格里改好以后再导入。现在还什么都没有写入。", len(p.Rows), p.Good(), n)
	}
	if len(p.Ignored) > 0 {
		s += "这些列不认识，没有读：" + fit(strings.Join(p.Ignored, "、"), previewWidth/2, textBody, false) + "。"
	}
	return s
}

func importReason(r data.ImportRow) string {
	return strings.Join(append(r.Problems[:len(r.Problems):len(r.Problems)], r.Remarks...), "")
}

func importChip(r data.ImportRow) chip { return rowChip(r.Problems, r.Remarks) }

// rowChip is the state of a row that comes in.
func rowChip(problems, remarks []string) chip {
	switch {
	case len(problems) > 0:
		return chip{chipRed, "▲", "有问题"}
	case len(remarks) > 0:
		return chip{chipOrange, "△", "请核对"}
	}
	return chip{chipGreen, "✓", "可导入"}
}

// enterRoster enters a preview in a task. What is refused leaves the preview open.
func (p *targetsPage) enterRoster(preview data.Import, done func()) {
	entered := 0
	p.app.run("正在导入名单", func(ctx context.Context, tell progress) (err error) {
		tell(0, 0, fmt.Sprintf("写入 %d 个", preview.Good()))
		entered, err = p.records.ConfirmImport(ctx, preview)
		return err
	}, func(err error) {
		switch {
		case err == nil:
			done()
			p.app.reload()
			p.app.saved(fmt.Sprintf("评议对象 %d 个", entered))
			p.focus()
		case !cancelled(err):
			p.app.showError("没有导入", err)
		}
	})
}

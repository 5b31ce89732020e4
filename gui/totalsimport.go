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

// exportTotals makes the table of totals: empty to be filled in, or with what was counted so far.
func (p *totalsPage) exportTotals() {
	a, r := p.app, p.round
	var path string
	a.run("正在制作合计表", func(ctx context.Context, tell progress) error {
		tell(0, 0, r.Name())
		c, err := p.store.Campaign(ctx)
		if err != nil {
			return err
		}
		rows, err := p.store.TotalsTable(ctx, r.ID)
		if err != nil {
			return err
		}
		content, err := tables.Totals(rows, r, c.Office, a.now())
		if err != nil {
			return err
		}
		path = filepath.Join(a.options.PapersDir, safeName(fmt.Sprintf("%d年%s合计表.xlsx", c.Year, r.Name())))
		if err := writeAtomically(path, content); err != nil {
			return paperFault(path, err)
		}
		return nil
	}, func(err error) {
		switch {
		case err == nil:
			a.deliverSheet("合计表", path)
		case !cancelled(err):
			a.showError("没有做成合计表", err)
		}
	})
}

// importTotals asks for the sheet that came back and shows what would be entered. Nothing is written before 确认导入.
func (p *totalsPage) importTotals() {
	p.leave(func() {
		p.app.askFile("导入合计表：选一个表格文件（.xlsx 或 .csv）", desktopFolder(), []string{".xlsx", ".csv", ".txt", ".xls"}, p.previewTotals)
	})
}

// previewTotals reads a file in a task and opens the preview.
func (p *totalsPage) previewTotals(path string) {
	var preview *data.TotalsImport
	p.app.run("正在读取合计表", func(ctx context.Context, tell progress) error {
		tell(0, 0, filepath.Base(path))
		rows, err := tables.Read(ctx, path)
		if err != nil {
			return err
		}
		preview, err = p.store.PreviewTotals(ctx, p.round.ID, rows)
		return err
	}, func(err error) {
		switch {
		case err == nil:
			p.askTotals(filepath.Base(path), *preview)
		case !cancelled(err):
			p.app.showError("没有读出合计表", err, action{"另选一个文件…", p.importTotals})
		}
	})
}

// askTotals shows a preview row by row and enters it when the user agrees.
func (p *totalsPage) askTotals(file string, preview data.TotalsImport) {
	const width = previewWidth - 2*dialogPadding
	list := newTotalsPreview(p.lines, preview)
	reason := newParagraph("", textBody, colorNoticeText, width)
	list.onSelect = func(r data.TotalsRow) { reason.setText(strings.Join(r.Problems, "")) }
	if bad := preview.Bad(); len(bad) > 0 {
		list.selectKey(strconv.Itoa(bad[0].Number))
	}
	var closeIt func()
	cancel := newButton("取消", func() { closeIt() }).key("Esc")
	enter := newButton(fmt.Sprintf("确认导入 %d 类", len(preview.Groups)), nil).high()
	enter.tapped = func() {
		if err := p.store.ConfirmTotals(context.Background(), p.round.ID, preview); err != nil {
			p.app.showError("没有导入", err)
			return
		}
		closeIt()
		p.showGroup(p.shown)
		p.app.saved("合计数")
	}
	enter.setEnabled(preview.Ready())
	list.onOpen = func(data.TotalsRow) {
		if preview.Ready() {
			p.app.focus(enter)
		}
	}
	content := vbox(12, heading("导入合计表　"+fit(file, width-160, textHeading, true)),
		newParagraph(totalsSentence(p.round, preview), textBody, theme.ColorNameForeground, width),
		sized(width, headHeight+previewRows*rowHeight+footHeight+3, list), sized(0, 2*20, reason))
	closeIt = p.app.show(frameDialog(previewWidth, content, cancel, enter), list, func() { closeIt() })
}

func newTotalsPreview(lines []data.Line, preview data.TotalsImport) *table[data.TotalsRow] {
	right := fyne.TextAlignTrailing
	columns := []column[data.TotalsRow]{
		{label: "行", width: 48, align: right, text: func(r data.TotalsRow) string { return strconv.Itoa(r.Number) }},
		{label: "", width: 92, chip: func(r data.TotalsRow) (chip, bool) {
			if len(r.Problems) > 0 {
				return chip{chipRed, "▲", "有问题"}, true
			}
			return chip{chipGreen, "✓", "可导入"}, true
		}},
		{label: "类别", width: 112, text: func(r data.TotalsRow) string { return dash(r.Group.String()) }},
		{label: "评价项", width: 200, text: func(r data.TotalsRow) string {
			if r.Line < 1 || r.Line > len(lines) {
				return "—"
			}
			return lines[r.Line-1].TargetName + "　" + lines[r.Line-1].Label
		}},
	}
	for i, m := range data.Marks {
		columns = append(columns, column[data.TotalsRow]{
			label: m.String(), width: 68, align: right, text: func(r data.TotalsRow) string { return strconv.Itoa(*countsOf(&r.Counts)[i]) },
		})
	}
	columns = append(columns, column[data.TotalsRow]{
		label: "问题", text: func(r data.TotalsRow) string { return strings.Join(r.Problems, "") },
		look: func(data.TotalsRow) look { return look{color: theme.ColorNameError} },
	})
	list := newTable(func(r data.TotalsRow) string { return strconv.Itoa(r.Number) }, columns)
	list.setRows(preview.Rows)
	return list
}

// totalsSentence says what a preview comes to.
func totalsSentence(round data.Round, p data.TotalsImport) string {
	var parts []string
	for _, g := range round.Groups {
		if t, ok := p.Groups[g.ID]; ok {
			parts = append(parts, fmt.Sprintf("%s有效 %d、废票 %d", g.Kind, t.Valid, t.Spoiled))
		}
	}
	s := "现在还什么都没有写入。"
	if len(parts) > 0 {
		s = strings.Join(parts, "；") + "。" + s
	}
	if n := len(p.Bad()); n > 0 {
		s = fmt.Sprintf("%d 行有问题，请在表格里改好以后再导入。", n) + s
	}
	return strings.Join(p.Problems, "") + s
}

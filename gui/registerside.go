package gui

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"liangping/data"
	"liangping/pdf"
)

const (
	documentPanelWidth = 316
	documentTextWidth  = documentPanelWidth - 2*panelPadding
)

// documentPanel is the right side of the register: what is known of a line, and what can be done with it.
type documentPanel struct {
	page  *registerPage
	shown data.Document
	box   *fyne.Container
	top   *fyne.Container // head, facts and buttons
	foot  *paragraph
	main  *button // what Enter in the table does
}

func newDocumentPanel(p *registerPage) *documentPanel {
	s := &documentPanel{page: p, top: vbox(8), foot: newParagraph("", textCaption, colorMuted, documentTextWidth)}
	s.box = sized(documentPanelWidth, 0, pad2(panelPadding, 12, container.NewBorder(nil, s.foot, nil, nil, newScroll(s.top))))
	return s
}

// showNothing empties the panel.
func (s *documentPanel) showNothing() {
	s.shown = data.Document{}
	s.put("没有符合条件的公文。")
}

// put shows a foot and what stands above it.
func (s *documentPanel) put(foot string, above ...fyne.CanvasObject) {
	s.foot.setText(foot)
	s.top.Objects = above
	s.box.Refresh()
}

// show shows a line of the register.
func (s *documentPanel) show(d data.Document) {
	focused := s.page.app.canvas.Focused()
	s.shown = d
	head := hbox(8, newChip(documentChip(d.State)))
	if d.Kind != "" {
		head.Add(caption(d.Paper.String()))
	}
	content := []fyne.CanvasObject{head, titleLines(documentTitle(d))}
	content = append(content, documentFacts(d)...)
	content = append(content, line())
	actions, foot := s.actions(d)
	for i := 0; i < len(actions); i += 2 {
		row := []fyne.CanvasObject{actions[i], spacer()}
		if i+1 < len(actions) {
			row[1] = actions[i+1]
		}
		content = append(content, columns(8, []float32{0, 0}, row...))
	}
	s.put(foot, content...)
	if b, ok := focused.(*button); ok && canvasOf(b) == nil {
		s.page.app.focus(s.page.table) // the button that was pressed has gone
	}
}

// titleLines sets a title in the size of a head, over as many lines as it needs.
func titleLines(title string) fyne.CanvasObject {
	box := vbox(0)
	for _, l := range wrap(title, documentTextWidth, textHeading, true) {
		box.Add(heading(l))
	}
	return box
}

// documentFacts are the facts of a line that are known.
func documentFacts(d data.Document) (facts []fyne.CanvasObject) {
	add := func(name, text string) {
		if text != "" {
			facts = append(facts, columns(12, []float32{60, 0}, vbox(0, remark(name)),
				newParagraph(text, textBody, theme.ColorNameForeground, documentTextWidth-72)))
		}
	}
	add("文号", numberText(d))
	add("主送", d.Addressee)
	add("抄送", d.Copies)
	if d.State != data.DocumentDraft {
		add("成文日期", documentDate(d))
	}
	if d.Kind == data.Submission {
		add("签发人", d.Signer)
	}
	if d.Pages > 0 {
		add("页数", fmt.Sprintf("%d 页", d.Pages))
	}
	add("校验码", d.Code())
	add("作废原因", d.Reason)
	if d.State == data.DocumentDraft {
		add("上次改动", d.UpdatedAt.Local().Format("1月2日 15:04"))
	}
	return facts
}

// actions are the buttons of a line, the first one primary, and the sentence at the foot.
func (s *documentPanel) actions(d data.Document) (buttons []*button, foot string) {
	withdraw := newButton("作废…", func() { s.page.askWithdrawal(d) })
	switch {
	case d.State == data.DocumentDraft:
		s.main = newButton("继续编辑", func() { s.openDocument(d) }).high().key("回车")
		return []*button{s.main, newButton("删除草稿…", func() { s.page.askDeletion(d) }).danger()}, "草稿没有取号。签发以后不能再改。"
	case d.SHA256 == "":
		if d.State == data.DocumentWithdrawn {
			return nil, "作废的文号不再使用，也不留空。"
		}
		return []*button{withdraw}, "这个文号用在程序外的文件上，登记以后文号才连续。"
	}
	s.main = newButton("打开", func() { s.openDocument(d) }).high().key("回车")
	buttons = []*button{
		s.main,
		newButton("打印…", func() { s.page.withIssued(d, func(path string) { s.page.app.askPrinting(path, 1) }) }).withIcon(theme.DocumentPrintIcon()),
		newButton("另存为…", func() { s.page.withIssued(d, s.page.app.saveAs) }),
		newButton("打开文件夹", func() {
			s.page.withIssued(d, func(path string) {
				s.page.app.handOver("打开文件夹", "没有打开文件夹", func() error { return s.page.app.options.ShowInFolder(path) })
			})
		}),
	}
	if d.State == data.DocumentWithdrawn {
		return buttons, "已经作废，文号保留，存档的文件还可以看。"
	}
	return append(buttons, withdraw), "签发后的文件不能改，可随时重印。要更正，请发新文并注明。"
}

// openDocument is Enter: the PDF of what was issued, the text of a draft.
func (s *documentPanel) openDocument(d data.Document) {
	switch {
	case d.State == data.DocumentDraft:
		s.page.edit(d)
	case d.SHA256 != "":
		app := s.page.app
		s.page.withIssued(d, func(path string) {
			app.handOver("打开", "没有打开", func() error { return app.options.OpenFile(path) })
		})
	}
}

// withIssued lays the PDF of an issued document, as it left the office, into the folder of papers and hands its path on.
func (p *registerPage) withIssued(d data.Document, do func(path string)) {
	var path string
	p.app.run("正在取出存档的文件", func(ctx context.Context, _ progress) error {
		content, err := p.records.IssuedPDF(ctx, d.ID)
		if err == nil {
			path, err = keepIssued(p.app.options.PapersDir, issuedName(d), content)
		}
		return err
	}, func(err error) {
		switch {
		case err == nil:
			do(path)
		case !cancelled(err):
			p.app.showError("没有取出"+documentTitle(d), err)
		}
	})
}

// issuedName names the file of an issued document by its number too, or by its code where it has none: a paper that was
// withdrawn and the one that replaces it have the same title.
func issuedName(d data.Document) string {
	mark := d.Number.String()
	if d.Number.Number == 0 {
		mark = d.Code()
	}
	end := filepath.Ext(d.FileName)
	return strings.TrimSuffix(d.FileName, end) + "（" + mark + "）" + end
}

// keepIssued is keepPaper for a paper that may lie there already, perhaps open in a viewer.
func keepIssued(dir, name string, content []byte) (path string, err error) {
	path = filepath.Join(dir, safeName(name))
	if there, err := os.ReadFile(path); err == nil && bytes.Equal(there, content) {
		return path, nil
	}
	return keepPaper(dir, &pdf.Paper{Name: name, PDF: content})
}

// askWithdrawal asks why a document is not valid any more.
func (p *registerPage) askWithdrawal(d data.Document) {
	reason := newEntry()
	reasonField := newField("原因", labelNarrow, reason)
	const width = dialogWidth - 2*dialogPadding
	content := vbox(8, newParagraph(documentTitle(d), textBody, theme.ColorNameForeground, width),
		newParagraph("作废以后文号保留，不再给别的文件用；存档的文件和原因都留着，不能恢复。", textBody, colorMuted, width), reasonField)
	p.app.formWith(dialogWidth, "作废"+d.Number.String(), "作废", content, reason, func() error {
		if reasonField.accept(); required(reasonField, reason, "请写明为什么作废。") {
			return errRefused
		}
		if err := p.records.WithdrawDocument(context.Background(), d.ID, reason.Text); err != nil {
			return err
		}
		p.changed()
		return nil
	})
}

// askDeletion asks before a draft is thrown away.
func (p *registerPage) askDeletion(d data.Document) {
	p.app.confirm(question{
		title: "删除这份草稿？", lines: []string{documentTitle(d), "草稿没有签发，也没有取号，删除以后不能找回。"}, doing: "删除", danger: true,
	}, func() {
		if err := p.records.DeleteDraft(context.Background(), d.ID); err != nil {
			p.app.showError("没有删除草稿", err)
			return
		}
		p.changed()
	})
}

// changed shows the register after a change.
func (p *registerPage) changed() {
	p.app.reload()
	p.app.saved(p.title())
}

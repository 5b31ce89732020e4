package gui

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"liangping/data"
	"liangping/pdf"
)

// dirty reports whether something unsaved stands in the fields. The number of pages alone is nothing that was written.
func (e *paperEditor) dirty() bool {
	now := e.value()
	now.Pages = e.kept.Pages
	return e.draft() && (e.anew || now != e.kept)
}

// autosave saves without a dialog: whoever is typing is not interrupted, and leaving the page tries again.
func (e *paperEditor) autosave() {
	if err := e.write(); err != nil {
		e.note(fit("没有存上："+e.page.app.sentence(err), 420, textBody, false), theme.ColorNameError)
	}
}

// save writes what was typed. When it can't, it says why and offers to try again; the text stays.
func (e *paperEditor) save() bool {
	err := e.write()
	if err != nil {
		e.page.app.showError("没有保存"+e.kept.Paper.String(), err, action{"再试一次", func() { e.save() }})
	}
	return err == nil
}

// dontSave calls off the saving that lies ahead.
func (e *paperEditor) dontSave() {
	e.saving()
	e.waiting = false
}

func (e *paperEditor) write() error {
	e.dontSave()
	if !e.dirty() {
		return nil
	}
	return e.put(e.value())
}

// put keeps the draft in the store.
func (e *paperEditor) put(d data.Document) error {
	if n := e.preview.pageCount(); n > 0 {
		d.Pages = n
	}
	keep := e.page.records.SaveDraft
	if e.anew {
		keep = e.page.records.RestoreDraft
	}
	if err := keep(context.Background(), d); err != nil {
		return err
	}
	e.kept, e.anew = d, false
	e.note(e.page.app.now().Format("15:04")+" 自动保存", colorMuted)
	e.page.app.saved(d.Paper.String() + "草稿")
	return nil
}

func (e *paperEditor) note(text string, color fyne.ThemeColorName) {
	e.saved.Text, e.saved.Color = text, theme.Color(color)
	e.bar.Refresh()
}

// askRestoring asks before the text of the program replaces what was written.
func (e *paperEditor) askRestoring() {
	e.page.app.confirm(question{
		title: "恢复范文？", lines: []string{"标题、主送、抄送和正文换成程序的范文，已经写的内容不再保留。"}, doing: "恢复范文", final: true,
	}, func() {
		in, err := readPaperRecords(context.Background(), e.page.records, e.page.app.today())
		if err != nil {
			e.page.app.showError("没有恢复范文", err)
			return
		}
		e.records = in
		about := func(i data.ItemRecord) bool { return strings.Contains(e.kept.TitleLine(), data.ItemName(i.Number)) }
		in = aboutTarget(aboutRound(in, e.kept.RoundID), e.kept.TargetID)
		usual, err := newDocument(context.Background(), e.page.records, e.kept.Paper, about, in)
		if err != nil {
			e.page.app.showError("没有恢复范文", err)
			return
		}
		kept := e.kept
		usual.ID, usual.RoundID, usual.TargetID, usual.State = kept.ID, kept.RoundID, kept.TargetID, kept.State
		e.show(usual)
		e.kept, e.anew = kept, true
		e.typed()
		e.compose()
	})
}

// print makes the draft as a file to open and to print, or hands on what was issued.
func (e *paperEditor) print() {
	app := e.page.app
	if !e.draft() {
		e.page.withIssued(e.kept, func(path string) { app.askPrinting(path, 1) })
		return
	}
	if !e.save() {
		return
	}
	press, in, d := app.press(), e.records, e.value()
	app.makePaper(d.Paper.String()+"草稿", func() (*pdf.Paper, error) {
		paper, err := press.Document(in.Campaign, in.Settings, d)
		if err == nil {
			paper.Name = "草稿-" + paper.Name
		}
		return paper, err
	})
}

// askIssuing asks once, with number, title and pages, and then issues the paper.
func (e *paperEditor) askIssuing() {
	app, d := e.page.app, e.value()
	if !e.draft() || !e.save() {
		return
	}
	if err := d.Ready(); err != nil {
		app.showError("现在不能签发", err)
		return
	}
	if err := e.put(d); err != nil { // one that was opened and not changed
		app.showError("没有保存"+d.Paper.String(), err)
		return
	}
	number, err := e.page.records.NextNumber(context.Background(), d.Kind, d.Date.Year)
	if err != nil {
		app.showError("现在不能签发", err)
		return
	}
	if d.Kind.Numbered() && number.Number == 0 {
		app.confirm(question{
			title: "还没有发文代字", lines: []string{d.Kind.String() + "的发文代字还没有填写，取不到文号。填好以后再签发。"}, doing: "去填写",
		}, func() { app.editOffice(e.page.records) })
		return
	}
	doc := app.press().Compose(e.records.Campaign, e.records.Settings, d)
	figures := columns(0, []float32{210, 0, 0}, figure("文号", numberOr(number)), figure("文种", d.Kind.String()), figure("页数", fmt.Sprintf("%d 页", len(doc.Pages))))
	about := vbox(8, panelled(figures))
	if trouble := (&pdf.Paper{Missing: doc.Missing()}).Warning(); trouble != "" {
		about.Add(newNotice(trouble, dialogWidth-2*dialogPadding))
	}
	lines := []string{documentTitle(d), "签发以后：", "·　正文和各项内容固定下来，不能再改", "·　PDF 存档并记下校验码，可随时重印"}
	if d.Kind.Numbered() {
		lines = append(lines, "·　取得上面的文号；作废也保留文号，不再给别的文件用")
	}
	app.confirm(question{
		title: "签发" + d.Paper.String(), lines: lines, after: "要更正，只能发新文并注明。", about: about, doing: "签发", final: true,
	}, e.issueNow)
}

// figure is a small name over a large word, as at the head of a decision.
func figure(name, word string) fyne.CanvasObject {
	return pad2(12, 6, vbox(0, caption(name), bold(body(word))))
}

// panelled frames figures.
func panelled(o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewStack(newStroke(theme.ColorNameSeparator, 1, 4), o)
}

// numberOr is a number, or that there is none.
func numberOr(n data.DocumentNumber) string {
	if n.Number == 0 {
		return "不编文号"
	}
	return n.String()
}

// issueNow takes the number and keeps the PDF: the one that the preview shows, with the number in it.
func (e *paperEditor) issueNow() {
	app, records, in := e.page.app, e.page.records, e.records
	press, id := app.press(), e.kept.ID
	var issued *data.Document
	app.run("正在签发", func(ctx context.Context, tell progress) (err error) {
		tell(0, 0, "排版、取号、存档")
		issued, err = records.IssueDocument(ctx, id, issuer(press, in, new(*pdf.Paper)))
		return err
	}, func(err error) {
		switch {
		case err == nil:
			e.show(*issued)
			e.note("", colorMuted)
			e.compose()
			e.focus()
			app.saved(documentTitle(*issued))
			app.menu.update()
		case !cancelled(err):
			app.showError("没有签发", err, action{"再试一次", e.issueNow})
		}
	})
}

// issuer makes the paper that is kept when a document is issued, and leaves it in made.
func issuer(press *pdf.Press, in pdf.Records, made **pdf.Paper) func(data.Document) (data.IssuedPaper, error) {
	return func(d data.Document) (data.IssuedPaper, error) {
		paper, err := press.Document(in.Campaign, in.Settings, d)
		if err != nil {
			return data.IssuedPaper{}, err
		}
		*made = paper
		return data.IssuedPaper{PDF: paper.PDF, Pages: paper.Pages, FileName: paper.Name}, nil
	}
}

package gui

import (
	"context"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2/theme"

	"liangping/data"
)

// attach asks for a file and takes it into the records. One that is empty, too large or a program is refused with a sentence.
func (p *ledgerPage) attach(r data.ItemRecord) {
	p.app.askFile("附上佐证文件", p.folder(), []string{anyFile}, func(path string) {
		p.lastFolder = filepath.Dir(path)
		e := data.Evidence{ID: data.NewID(), ItemID: r.ID, Date: p.app.today()}
		p.app.run("正在附上文件", func(ctx context.Context, tell progress) error {
			tell(0, 0, filepath.Base(path))
			return p.records.AttachFile(ctx, e, path)
		}, func(err error) {
			switch {
			case err == nil:
				p.app.saved("佐证材料")
				p.app.reload()
			case !cancelled(err):
				p.app.showError("没有附上文件", err)
			}
		})
	})
}

// folder is where the last file was, the desktop at first.
func (p *ledgerPage) folder() string {
	if p.lastFolder == "" {
		return desktopFolder()
	}
	return p.lastFolder
}

// openEvidence opens a note to be changed, and shows a file with what can be done with it.
func (p *ledgerPage) openEvidence(r data.ItemRecord, x data.Evidence) {
	open := r.State == data.ItemOpen || r.State == data.ItemClosing
	if x.File.Name == "" && open {
		p.askEvidence(r, x)
		return
	}
	const width = dialogWideWidth - 2*dialogPadding
	if x.File.Name == "" {
		p.app.tell("佐证说明　"+x.Date.Chinese(), x.Text)
		return
	}
	content := vbox(8, heading(fit(x.File.Name, width, textHeading, true)), newParagraph(fileFact(x), textBody, colorMuted, width))
	if x.Text != "" {
		content.Add(newParagraph(x.Text, textBody, theme.ColorNameForeground, width))
	}
	content.Add(caption("文件存在资料库里。打开的是一份副本，改了副本，台账里的不变。"))
	var closeIt func()
	then := func(do func()) func() { return func() { closeIt(); do() } }
	buttons := []*button{newButton("关闭", func() { closeIt() }).key("Esc")}
	if open {
		buttons = append(buttons, newButton("删除…", then(func() { p.askFileDeletion(r, x) })), newButton("写说明…", then(func() { p.askEvidence(r, x) })))
	}
	show := newButton("打开", then(func() { p.openFile(x) })).high()
	buttons = append(buttons, newButton("存到文件夹…", then(func() { p.saveFile(x) })), show)
	closeIt = p.app.show(frameDialog(dialogWideWidth, content, buttons...), show, func() { closeIt() })
}

func (p *ledgerPage) askFileDeletion(r data.ItemRecord, x data.Evidence) {
	p.app.confirm(question{title: "删除这个文件？", lines: []string{x.File.Name, "从台账里删除以后不能找回。"}, doing: "删除", danger: true}, func() {
		if err := p.keep("删除佐证材料", func() error { return p.records.DeleteItemEntry(context.Background(), r.ID, x.ID) }); err != nil {
			p.app.showError("没有删除", err)
		}
	})
}

// openFile writes a copy outside the records and opens it with the program that the desktop has for it.
func (p *ledgerPage) openFile(x data.Evidence) {
	p.app.run("正在打开", func(ctx context.Context, tell progress) error {
		tell(0, 0, x.File.Name)
		folder, err := p.app.copiesFolder()
		if err != nil {
			return err
		}
		path, err := p.records.WriteAttachment(ctx, x.ID, folder)
		if err != nil {
			return err
		}
		return p.app.options.OpenFile(path)
	}, func(err error) {
		if !cancelled(err) {
			p.app.showError("没有打开文件", err)
		}
	})
}

// saveFile writes the file into a folder that is asked for. One that is there already isn't replaced.
func (p *ledgerPage) saveFile(x data.Evidence) {
	p.app.askFolder("存到哪个文件夹？", "存到这里", p.folder(), func(folder string) {
		p.lastFolder = folder
		var path string
		p.app.run("正在保存文件", func(ctx context.Context, tell progress) (err error) {
			tell(0, 0, x.File.Name)
			path, err = p.records.WriteAttachment(ctx, x.ID, folder)
			return err
		}, func(err error) {
			switch {
			case err == nil:
				p.app.tell("已经保存", filepath.Base(path), "存在 "+folder)
			case !cancelled(err):
				p.app.showError("没有保存文件", err)
			}
		})
	})
}

// copiesFolder returns a new folder for a copy that is only looked at, for the owner alone. All of them go when the window closes,
// as far as no other program holds them.
func (a *App) copiesFolder() (string, error) {
	folder, err := os.MkdirTemp("", "liangping-")
	if err == nil {
		a.copies.Lock()
		a.copies.folders = append(a.copies.folders, folder)
		a.copies.Unlock()
	}
	return folder, err
}

// forgetCopies takes the copies away that were only looked at.
func (a *App) forgetCopies() {
	a.copies.Lock()
	defer a.copies.Unlock()
	for _, folder := range a.copies.folders {
		if err := os.RemoveAll(folder); err != nil {
			a.options.Log.Warn("gui: a copy stays", "folder", folder, "err", err)
		}
	}
	a.copies.folders = nil
}

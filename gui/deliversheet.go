package gui

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2/theme"
)

// makeSheet makes a table file in a task, keeps it in the folder of papers and offers to open it or to save it elsewhere.
//
//	a.makeSheet("统计表", func(context.Context) (name string, content []byte, err error) { … })
func (a *App) makeSheet(what string, work func(context.Context) (name string, content []byte, err error)) {
	var path string
	a.run("正在制作"+what, func(ctx context.Context, tell progress) error {
		tell(0, 0, what)
		name, content, err := work(ctx)
		if err != nil {
			return err
		}
		path = filepath.Join(a.options.PapersDir, safeName(name))
		if err := writeAtomically(path, content); err != nil {
			return paperFault(path, err)
		}
		return nil
	}, func(err error) {
		switch {
		case err == nil:
			a.deliverSheet(what, path)
		case !cancelled(err):
			a.showError("没有做成"+what, err)
		}
	})
}

// deliverSheet says where a table file is and offers what one does with it.
func (a *App) deliverSheet(what, path string) {
	const width = dialogWideWidth - 2*dialogPadding
	content := vbox(8, heading(what+"做好了"), newParagraph(filepath.Base(path), textBody, theme.ColorNameForeground, width),
		newParagraph("存在 "+filepath.Dir(path), textCaption, colorMuted, width))
	var closeIt func()
	done := newButton("关闭", func() { closeIt() }).key("Esc")
	open := newButton("打开", func() { a.handOver("打开", "没有打开", func() error { return a.options.OpenFile(path) }) }).high()
	folder := newButton("打开文件夹", func() {
		a.handOver("打开文件夹", "没有打开文件夹", func() error { return a.options.ShowInFolder(path) })
	})
	copyTo := newButton("另存为…", func() { a.saveAs(path) })
	closeIt = a.show(frameDialog(dialogWideWidth, content, done, copyTo, folder, open), open, func() { closeIt() })
}

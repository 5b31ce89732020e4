package gui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2/theme"

	"liangping/data"
	"liangping/pdf"
)

// makePaper makes a paper in a task, keeps it in the folder of papers, and offers to open, print or copy it. what is its name
// in the dialogs: 评议票.
//
//	a.makePaper("结果汇总表", func() (*pdf.Paper, error) { return press.Result(*campaign, result) })
func (a *App) makePaper(what string, work func() (*pdf.Paper, error)) {
	a.makeCopies(what, 1, work)
}

// makeCopies is makePaper for a paper that is usually printed more than once.
func (a *App) makeCopies(what string, copies int, work func() (*pdf.Paper, error)) {
	var path, warning string
	a.run("正在制作"+what, func(_ context.Context, tell progress) error {
		tell(0, 0, what)
		paper, err := work()
		if err != nil {
			return err
		}
		warning = paper.Warning()
		path, err = keepPaper(a.options.PapersDir, paper)
		return err
	}, func(err error) {
		switch {
		case err == nil:
			a.deliver(what, path, warning, copies)
		case !cancelled(err):
			a.showError("没有做成"+what, err, action{"再试一次", func() { a.makeCopies(what, copies, work) }})
		}
	})
}

// keepPaper writes a paper into the folder and returns its path. An older one of the same name is replaced at once or not at
// all; the file is the owner's alone (safety.md §2).
func keepPaper(dir string, paper *pdf.Paper) (path string, err error) {
	path = filepath.Join(dir, safeName(paper.Name))
	if err := writeAtomically(path, paper.PDF); err != nil {
		return "", paperFault(path, err)
	}
	return path, nil
}

// writeAtomically writes a file beside its place and moves it there when it is complete and on the disk.
func writeAtomically(path string, content []byte) (err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	file, err := os.CreateTemp(filepath.Dir(path), ".paper-*") // created for the owner alone
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(file.Name())
		}
	}()
	_, err = file.Write(content)
	if err = errors.Join(err, file.Sync(), file.Close()); err != nil {
		return err
	}
	return os.Rename(file.Name(), path)
}

func paperFault(path string, err error) error {
	sentence := "“" + filepath.Base(path) + "”写不进文件夹“" + filepath.Dir(path) + "”，原有文件没有改动。" +
		"请检查磁盘是否已满、有没有写入权限；文件正在别的程序里打开时，先关掉它。"
	return &data.Error{Code: data.Disk, Message: sentence, Err: err}
}

// safeName makes a file name that every system takes: without the characters that Windows forbids, without dots and spaces at
// its ends, not one of the names of Windows' devices, at most 120 characters and the ending.
func safeName(name string) string {
	end := filepath.Ext(name)
	stem := strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`<>:"/\|?*`, r) {
			return '_'
		}
		return r
	}, strings.TrimSuffix(name, end))
	if runes := []rune(stem); len(runes) > 120 {
		stem = string(runes[:120])
	}
	stem = strings.Trim(stem, ". ")
	device, _, _ := strings.Cut(strings.ToUpper(stem), ".")
	switch {
	case stem == "":
		stem = "公文"
	case len(device) == 3 && strings.Contains("CON PRN AUX NUL", device),
		len(device) == 4 && (device[:3] == "COM" || device[:3] == "LPT") && device[3] >= '0' && device[3] <= '9':
		stem = "_" + stem
	}
	return stem + end
}

// deliver says where a finished paper is and offers what one does with it.
func (a *App) deliver(what, path, warning string, copies int) {
	const width = dialogWideWidth - 2*dialogPadding
	content := vbox(8, heading(what+"做好了"), newParagraph(filepath.Base(path), textBody, theme.ColorNameForeground, width),
		newParagraph("存在 "+filepath.Dir(path), textCaption, colorMuted, width))
	if warning != "" {
		content.Add(newNotice(warning, width))
	}
	var closeIt func()
	hand := func(word, failure string, do func(string) error) *button {
		return newButton(word, func() { a.handOver(word, failure, func() error { return do(path) }) })
	}
	done := newButton("关闭", func() { closeIt() }).key("Esc")
	open := hand("打开", "没有打开", a.options.OpenFile).high()
	closeIt = a.show(frameDialog(dialogWideWidth, content, done,
		newButton("另存为…", func() { a.saveAs(path) }),
		hand("打开文件夹", "没有打开文件夹", a.options.ShowInFolder),
		newButton("打印…", func() { a.askPrinting(path, copies) }).withIcon(theme.DocumentPrintIcon()), open), open, func() { closeIt() })
}

// handOver gives a paper to a program of the desktop, which may take its time.
func (a *App) handOver(word, failure string, do func() error) {
	a.run("正在"+word, func(context.Context, progress) error { return do() }, func(err error) {
		if !cancelled(err) {
			a.showError(failure, err)
		}
	})
}

// saveAs copies a finished paper to where the user wants it. A file that is there already is never replaced.
func (a *App) saveAs(path string) {
	folder, name := newEntry(), newEntry()
	folder.SetText(desktopFolder())
	name.SetText(filepath.Base(path))
	folderField, nameField := newField("文件夹", labelNarrow, folder), newField("文件名", labelNarrow, name)
	a.form("另存为", "保存", []*field{folderField, nameField}, name, func() error {
		folderField.accept()
		nameField.accept()
		if info, err := os.Stat(folder.Text); err != nil || !info.IsDir() {
			folderField.refuse("没有这个文件夹，请写完整，如 " + desktopFolder())
			return errRefused
		}
		to := filepath.Join(folder.Text, safeName(name.Text))
		if _, err := os.Stat(to); err == nil {
			nameField.refuse("已经有同名的文件，请换个名字。")
			return errRefused
		}
		return copyPaper(path, to)
	})
}

// desktopFolder is the user's desktop, or the home folder where there is none.
func desktopFolder() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	for _, name := range []string{"桌面", "Desktop"} {
		if info, err := os.Stat(filepath.Join(home, name)); err == nil && info.IsDir() {
			return filepath.Join(home, name)
		}
	}
	return home
}

func copyPaper(from, to string) error {
	content, err := os.ReadFile(from)
	if err == nil {
		err = writeAtomically(to, content)
	}
	if err != nil {
		return paperFault(to, err)
	}
	return nil
}

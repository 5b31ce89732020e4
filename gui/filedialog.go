package gui

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// fileRow is a line of the file dialog: a folder or a file.
type fileRow struct {
	name   string
	folder bool
}

const upFolder = ".."

// anyFile among the endings lets every file through.
const anyFile = "*"

// readFolder lists a folder: the way up, then its folders, then its files with one of the endings; none without endings, all
// with anyFile.
func readFolder(dir string, endings []string) ([]fileRow, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	rows := []fileRow{{upFolder, true}}
	var files []fileRow
	for _, e := range entries {
		name := e.Name()
		info, err := os.Stat(filepath.Join(dir, name)) // follows links
		switch {
		case err != nil || strings.HasPrefix(name, "."):
		case info.IsDir():
			rows = append(rows, fileRow{name, true})
		case slices.Contains(endings, anyFile), slices.Contains(endings, strings.ToLower(filepath.Ext(name))):
			files = append(files, fileRow{name, false})
		}
	}
	return append(rows, files...), nil
}

// askFile asks for a file with one of the endings (in lower case), beginning in a folder. Enter opens a folder or takes the
// file; typing in the table searches.
func (a *App) askFile(title, dir string, endings []string, take func(path string)) {
	a.browse(title, "选定", dir, endings, take)
}

// askFolder asks for a folder, beginning in one. Enter opens a folder; the button takes the one that is open.
func (a *App) askFolder(title, doing, dir string, take func(path string)) {
	a.browse(title, doing, dir, nil, take)
}

// browse is askFile with endings and askFolder without.
func (a *App) browse(title, doing, dir string, endings []string, take func(path string)) {
	place := newEntry()
	placeField := newField("位置", labelNarrow, place)
	list := newTable(func(r fileRow) string { return r.name }, []column[fileRow]{
		{label: "名称", text: func(r fileRow) string { return r.name }},
		{label: "", width: 96, text: func(r fileRow) string {
			switch {
			case r.name == upFolder:
				return "上一级"
			case r.folder:
				return "文件夹"
			}
			return ""
		}},
	})
	var closeIt func()
	open := func(path string) {
		info, err := os.Stat(path)
		if err == nil && !info.IsDir() {
			closeIt()
			take(path)
			return
		}
		rows, err := readFolder(path, endings)
		if err != nil {
			placeField.refuse("没有这个位置，或者没有权限打开。")
			a.resizeTop()
			return
		}
		placeField.accept()
		dir = path
		place.SetText(path)
		list.setRows(rows)
		list.move(min(1, len(rows)-1)) // past the way up
		a.resizeTop()
	}
	list.onOpen = func(r fileRow) { open(filepath.Join(dir, r.name)) }
	place.enter = func() { open(place.Text) }
	place.down = list.takeFocus
	list.onType = func(first rune) {
		i := slices.IndexFunc(list.all, func(r fileRow) bool {
			return strings.HasPrefix(strings.ToLower(r.name), strings.ToLower(string(first)))
		})
		if i >= 0 {
			list.selectKey(list.all[i].name)
		}
	}
	const rows = 11
	cancel := newButton("取消", func() { closeIt() }).key("Esc")
	confirm := newButton(doing, func() { list.call(list.onOpen) }).high().key("回车")
	if len(endings) == 0 {
		confirm = newButton(doing, func() { closeIt(); take(dir) }).high()
	}
	content := vbox(12, heading(title), placeField, sized(0, headHeight+rows*rowHeight+footHeight+3, list))
	closeIt = a.show(frameDialog(dialogWideWidth, content, cancel, confirm), list, func() { closeIt() })
	open(dir)
}

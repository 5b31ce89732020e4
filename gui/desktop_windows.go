package gui

import (
	"os/exec"

	"golang.org/x/sys/windows"

	"liangping/data"
)

// OpenFile shows a file in the program that Windows has chosen for its kind.
func OpenFile(path string) error {
	return shellExecute("open", path, "这台电脑没有打开 PDF 的程序。文件已存在 "+path+"，请拷到别的电脑上看。")
}

// choosesPrinting tells whether PrintFile takes copies and sides: the verb “print” of Windows knows neither.
const choosesPrinting = false

// PrintFile sends a file to the default printer through the program that Windows has chosen for its kind, which decides
// about copies and sides.
func PrintFile(path string, _ Printing) error {
	return shellExecute("print", path, "没有打印出去：没有能打印 PDF 的程序或打印机。文件已存在 "+path+"，请打开后打印。")
}

// ShowInFolder opens the folder that holds a file, with the file selected.
func ShowInFolder(path string) error {
	// explorer's exit code means nothing; only a failure to start does.
	if err := exec.Command("explorer.exe", "/select,", path).Start(); err != nil {
		return &data.Error{Code: data.NotFound, Message: "文件夹打不开。文件在 " + path + "。", Err: err}
	}
	return nil
}

func shellExecute(verb, path, sentence string) error {
	v, err := windows.UTF16PtrFromString(verb)
	if err != nil {
		return err
	}
	p, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return err
	}
	if err := windows.ShellExecute(0, v, p, nil, nil, windows.SW_SHOWNORMAL); err != nil {
		return &data.Error{Code: data.NotFound, Message: sentence, Err: err}
	}
	return nil
}

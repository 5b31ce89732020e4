//go:build !windows

package gui

import (
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"liangping/data"
)

// OpenFile shows a file in the program that the desktop has chosen for its kind.
func OpenFile(path string) error {
	return handOver("这台电脑没有打开 PDF 的程序。文件已存在 "+path+"，请拷到别的电脑上看。", "xdg-open", path)
}

// choosesPrinting tells whether PrintFile takes copies and sides; where it doesn't, the viewer asks for them.
const choosesPrinting = true

// PrintFile sends a file to the default printer.
func PrintFile(path string, how Printing) error {
	sides := "one-sided"
	if how.Duplex {
		sides = "two-sided-long-edge"
	}
	return handOver("没有打印出去：找不到可用的打印机。文件已存在 "+path+"，接好打印机再打印，或打开后打印。",
		"lp", "-n", strconv.Itoa(max(how.Copies, 1)), "-o", "sides="+sides, "--", path)
}

// ShowInFolder opens the folder that holds a file.
func ShowInFolder(path string) error {
	return handOver("文件夹打不开。文件在 "+path+"。", "xdg-open", filepath.Dir(path))
}

// handOver runs a helper program and turns its refusal into the sentence.
func handOver(sentence, name string, args ...string) error {
	out, err := exec.Command(name, args...).CombinedOutput()
	if err == nil {
		return nil
	}
	return &data.Error{Code: data.NotFound, Message: sentence, Err: &handOverError{err, strings.TrimSpace(string(out))}}
}

// handOverError keeps what the helper program said, for the log.
type handOverError struct {
	error
	output string
}

func (e *handOverError) Error() string { return e.error.Error() + ": " + e.output }
func (e *handOverError) Unwrap() error { return e.error }

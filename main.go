// Command liangping runs a 民主评议 campaign, 两评一树, in one office: from the roster to the printed
// result.
//
//	liangping             open the window
//	liangping demo DIR    run the sample campaign into DIR: its database, papers and pictures
//	liangping check FILE  verify a database, or the folder of an archive, without changing it
package main

import (
	"context"
	_ "embed"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"liangping/data"
	"liangping/gui"
	"liangping/pdf"
	"liangping/pdf/font"
)

//go:embed icon.png
var icon []byte

const usage = `用法：
  liangping [-dir 文件夹]     打开窗口；资料存在这个文件夹里
  liangping demo 文件夹       用虚构的单位走一遍全过程，公文和界面图存到文件夹
  liangping check 资料文件    核验一份资料或者一个归档文件夹，不改动它
`

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run carries out the command line and returns the exit code.
func run(args []string, out, problems io.Writer) int {
	flags := flag.NewFlagSet("liangping", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	dir := flags.String("dir", recordsDir(), "")
	if flags.Parse(args) != nil {
		fmt.Fprint(problems, usage)
		return 2
	}
	var err error
	switch rest := flags.Args(); {
	case len(rest) == 0:
		err = openWindow(*dir)
	case len(rest) == 2 && rest[0] == "demo":
		err = demo(rest[1], out)
	case len(rest) == 2 && rest[0] == "check":
		err = check(rest[1], out)
	default:
		fmt.Fprint(problems, usage)
		return 2
	}
	if err != nil {
		fmt.Fprintln(problems, sentence(err))
		return 1
	}
	return 0
}

// sentence returns what a person at a terminal should read of an error.
func sentence(err error) string {
	if refusal, ok := errors.AsType[*data.Error](err); ok {
		return refusal.Message
	}
	return err.Error()
}

// recordsDir returns the folder of the office's records: local to this computer, never a roaming or
// shared one (safety.md §2).
func recordsDir() string {
	base := os.Getenv("XDG_DATA_HOME")
	if runtime.GOOS == "windows" {
		base = os.Getenv("LOCALAPPDATA")
	}
	if base == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return "liangping"
		}
		base = filepath.Join(home, ".local", "share")
	}
	return filepath.Join(base, "liangping")
}

// openWindow opens the office's records and runs the window until it is closed. A refusal to open is
// shown in the window too: the secretary has no terminal.
func openWindow(dir string) error {
	a := app.NewWithID("cn.liangping.office")
	a.SetIcon(fyne.NewStaticResource("icon.png", icon))
	log, closeLog := openLog(dir)
	defer closeLog()

	file := filepath.Join(dir, "office.db")
	store, err := data.Open(file, data.Options{Log: log})
	if err != nil {
		log.Error("open records", "error", err, "cause", errors.Unwrap(err))
		gui.Refuse(a, file, err)
		return err
	}
	own, err := font.Own(fontDirs()...)
	if err != nil {
		log.Warn("some of the program's own fonts are missing", "error", err) // papers fall back to the others
	}
	gui.Run(a, gui.Options{
		Store: store, Press: pdf.New(font.System(own)), Clock: time.Now, PapersDir: filepath.Join(dir, "公文"),
		OpenFile: gui.OpenFile, PrintFile: gui.PrintFile, ShowInFolder: gui.ShowInFolder, Log: log,
	})
	return store.Close()
}

// fontDirs lists where the fonts that are not embedded may lie: beside the program.
func fontDirs() []string {
	program, err := os.Executable()
	if err != nil {
		return nil
	}
	return []string{filepath.Join(filepath.Dir(program), "fonts")}
}

// openLog writes the log beside the records. Without a writable folder it goes to the terminal: the
// store will refuse that folder with a sentence of its own.
func openLog(dir string) (log *slog.Logger, closeLog func()) {
	file, err := createLog(dir)
	if err != nil {
		return slog.New(slog.NewTextHandler(os.Stderr, nil)), func() {}
	}
	return slog.New(slog.NewTextHandler(file, nil)), func() { file.Close() }
}

func createLog(dir string) (*os.File, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	return os.OpenFile(filepath.Join(dir, "liangping.log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
}

// demo runs the sample campaign into dir. Only the program's own fonts are used, so that every
// machine makes the same papers.
func demo(dir string, out io.Writer) error {
	own, err := font.Own(fontDirs()...)
	if err != nil {
		return err
	}
	return gui.Demo(context.Background(), dir, pdf.New(own), out)
}

// check verifies a database, or the folder of an archive, and prints what it found.
func check(path string, out io.Writer) error {
	verify, advice := checkRecords, "资料 %s 没有通过核验。请不要继续使用，保留原文件，从备份恢复。"
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		verify, advice = data.CheckArchive, "归档 %s 没有通过核验。请保留原样，换用另一份副本。"
	}
	findings, err := verify(context.Background(), path)
	if err != nil {
		return err
	}
	for _, line := range findings.Lines {
		fmt.Fprintln(out, line)
	}
	if !findings.OK {
		return fmt.Errorf(advice, path)
	}
	fmt.Fprintf(out, "%s 核验完毕，没有问题。\n", time.Now().Format("2006-01-02 15:04"))
	return nil
}

func checkRecords(ctx context.Context, file string) (data.Findings, error) {
	store, err := data.OpenReadOnly(file)
	if err != nil {
		return data.Findings{}, err
	}
	defer store.Close()
	return store.Check(ctx)
}

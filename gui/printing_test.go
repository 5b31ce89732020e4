//go:build !windows

package gui

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"liangping/data"
)

// fakeProgram puts a program of that name in the way that notes what it is given and ends as told.
func fakeProgram(t *testing.T, name, end string) (given func() string) {
	t.Helper()
	dir := t.TempDir()
	script := "#!/bin/sh\nfor a in \"$@\"; do printf '%s|' \"$a\"; done >> " + dir + "/given\n" + end + "\n"
	if err := os.WriteFile(filepath.Join(dir, name), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+":"+os.Getenv("PATH"))
	return func() string {
		content, _ := os.ReadFile(filepath.Join(dir, "given"))
		return string(content)
	}
}

func TestPrintFile(t *testing.T) {
	given := fakeProgram(t, "lp", "exit 0")
	paper := "/资料 #1/-通知.pdf"
	for _, how := range []Printing{{Copies: 3, Duplex: true}, {}} {
		if err := PrintFile(paper, how); err != nil {
			t.Fatal(err)
		}
	}
	if want := "-n|3|-o|sides=two-sided-long-edge|--|" + paper + "|-n|1|-o|sides=one-sided|--|" + paper + "|"; given() != want {
		t.Errorf("lp got %s", given())
	}
	fakeProgram(t, "lp", "echo 'lp: Error - No default destination.' >&2; exit 1")
	refusal, ok := errors.AsType[*data.Error](PrintFile(paper, Printing{}))
	if !ok || !strings.Contains(refusal.Message, "找不到可用的打印机") || !strings.Contains(refusal.Err.Error(), "No default destination") {
		t.Errorf("without a printer: %v", refusal)
	}
	t.Setenv("PATH", t.TempDir())
	for name, err := range map[string]error{"printer": PrintFile(paper, Printing{}), "viewer": OpenFile(paper), "folder": ShowInFolder(paper)} {
		if refusal, ok := errors.AsType[*data.Error](err); !ok || !strings.Contains(refusal.Message, "/资料 #1") {
			t.Errorf("without a %s: %v", name, err)
		}
	}
}

// The printer is asked for as many ballots as the round has use for.
func TestBallotCopies(t *testing.T) {
	p := newRoundsDesk(t, newOpenSampleStore(t))
	var how Printing
	p.app.options.PrintFile = func(_ string, asked Printing) error { how = asked; return nil }
	p.print()
	p.makeBallots(p.round().Groups[0].ID, 1, p.round().Groups[0].Printed)
	tasksEnd(t)
	p.app.canvas.FocusPrevious()
	roundsPress(p, fyne.KeyReturn) // 打印…
	roundsPress(p, fyne.KeyReturn, fyne.KeyReturn)
	tasksEnd(t)
	if want := (Printing{Copies: p.round().Groups[0].Printed, Duplex: true}); how != want {
		t.Errorf("the printer is asked for %+v, want %+v", how, want)
	}
}

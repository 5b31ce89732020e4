package main

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/png"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"liangping/data"
)

// desk is a display of its own with a window manager and the real program on it, worked as the
// secretary works: keys and the clipboard, nothing else.
type desk struct {
	t       *testing.T
	display string
	home    string // of the user who sits there
	dir     string // of the records
	window  string // X window id of the program
	program *exec.Cmd
}

// newDesk starts an X server and builds the program.
func newDesk(t *testing.T, size string) *desk {
	t.Helper()
	d := &desk{t: t, home: t.TempDir()}
	d.dir = filepath.Join(d.home, "资料 #1") // a path as people make them
	d.startServer(size)
	d.background("openbox")
	d.fakeDesktop()
	if out, err := exec.Command("go", "build", "-tags", tags, "-o", filepath.Join(d.home, "bin", "liangping"), ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	if err := os.CopyFS(filepath.Join(d.home, "bin", "fonts"), os.DirFS("pdf/fonts/beside")); err != nil {
		t.Fatal(err)
	}
	return d
}

// startServer runs Xvfb on the first free display number, which it tells on a pipe.
func (d *desk) startServer(size string) {
	d.t.Helper()
	read, write, err := os.Pipe()
	if err != nil {
		d.t.Fatal(err)
	}
	server := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", size+"x24", "-nolisten", "tcp")
	server.ExtraFiles = []*os.File{write}
	if err := server.Start(); err != nil {
		d.t.Fatalf("run make setup first: %v", err)
	}
	d.t.Cleanup(func() { server.Process.Kill(); server.Wait() })
	write.Close()
	number := make([]byte, 16)
	n, err := read.Read(number)
	if err != nil {
		d.t.Fatalf("Xvfb tells no display: %v", err)
	}
	d.display = ":" + strings.TrimSpace(string(number[:n]))
}

// fakeDesktop puts a viewer and a printer in the way that note what they are given.
func (d *desk) fakeDesktop() {
	bin := filepath.Join(d.home, "bin")
	if err := os.MkdirAll(bin, 0o700); err != nil {
		d.t.Fatal(err)
	}
	for _, name := range []string{"lp", "xdg-open"} {
		script := "#!/bin/sh\necho \"$@\" >> \"$HOME/" + name + ".given\"\n"
		if err := os.WriteFile(filepath.Join(bin, name), []byte(script), 0o700); err != nil {
			d.t.Fatal(err)
		}
	}
}

// given returns what one of the fake programs has been given so far.
func (d *desk) given(name string) string {
	noted, err := os.ReadFile(filepath.Join(d.home, name+".given"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		d.t.Fatal(err)
	}
	return string(noted)
}

func (d *desk) environment() []string {
	return append(os.Environ(), "DISPLAY="+d.display, "HOME="+d.home, "LC_ALL=C.UTF-8",
		"PATH="+filepath.Join(d.home, "bin")+":"+os.Getenv("PATH"), "LIBGL_ALWAYS_SOFTWARE=1")
}

func (d *desk) background(name string, args ...string) *exec.Cmd {
	d.t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Env = d.environment()
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		d.t.Fatalf("run make setup first: %v", err)
	}
	d.t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	return cmd
}

func (d *desk) command(name string, args ...string) string {
	d.t.Helper()
	out, err := d.try(name, args...)
	if err != nil {
		d.t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
	return out
}

func (d *desk) try(name string, args ...string) (string, error) {
	cmd := exec.Command(name, args...)
	cmd.Env = d.environment()
	out, err := cmd.CombinedOutput()
	return strings.TrimSpace(string(out)), err
}

// start opens the program and waits for its window.
func (d *desk) start() {
	d.t.Helper()
	d.program = d.background(filepath.Join(d.home, "bin", "liangping"), "-dir", d.dir)
	d.until("the window opens", func() bool {
		found, err := d.try("xdotool", "search", "--onlyvisible", "--name", "两评一树")
		d.window, _, _ = strings.Cut(found, "\n")
		return err == nil && d.window != ""
	})
	d.command("xdotool", "windowactivate", "--sync", d.window)
	// Keys that come before the first question is drawn are lost.
	d.until("the window is drawn", func() bool { return pixels(d.picture("starting"), color.NRGBA{0x1F, 0x5A, 0x9E, 255}) > 500 })
	d.settle()
}

// until waits for a condition, 20 seconds at most.
func (d *desk) until(what string, holds func() bool) {
	d.t.Helper()
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(100 * time.Millisecond) {
		if holds() {
			return
		}
	}
	d.picture("failed")
	d.t.Fatalf("waited in vain until %s", what)
}

// keys presses keys one after another at a quick typist's pace.
func (d *desk) keys(names ...string) {
	d.t.Helper()
	d.command("xdotool", append([]string{"key", "--delay", "40"}, names...)...)
	d.settle()
}

// settle waits until the screen stands still: nothing changes on it but, perhaps, a blinking cursor.
func (d *desk) settle() {
	d.t.Helper()
	last := d.picture("settling")
	for range 40 {
		time.Sleep(200 * time.Millisecond)
		now := d.picture("settling")
		if changed(last, now) < 200 {
			return
		}
		last = now
	}
}

// changed counts the pixels in which two pictures of the screen differ.
func changed(a, b image.Image) (n int) {
	r := a.Bounds()
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if a.At(x, y) != b.At(x, y) {
				n++
			}
		}
	}
	return n
}

// paste puts text into the clipboard and presses Ctrl+V: how Chinese text reaches a window whose
// input method xdotool can't drive.
func (d *desk) paste(text string) {
	d.t.Helper()
	cmd := exec.Command("xclip", "-selection", "clipboard")
	cmd.Env = d.environment()
	cmd.Stdin = strings.NewReader(text)
	if err := cmd.Run(); err != nil {
		d.t.Fatal(err)
	}
	d.keys("ctrl+v")
}

// picture takes a picture of the screen; with LIANGPING_PICTURES set it is kept there.
func (d *desk) picture(name string) image.Image {
	d.t.Helper()
	dir := os.Getenv("LIANGPING_PICTURES")
	if dir == "" {
		dir = d.home
	}
	file := filepath.Join(dir, name+".png")
	d.command("import", "-window", "root", file)
	raw, err := os.ReadFile(file)
	if err != nil {
		d.t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		d.t.Fatal(err)
	}
	return img
}

// close ends the program as the secretary does and waits for it.
func (d *desk) close() {
	d.t.Helper()
	d.keys("ctrl+q")
	done := make(chan error, 1)
	go func() { done <- d.program.Wait() }()
	select {
	case err := <-done:
		if err != nil {
			d.t.Fatalf("the program ended with %v", err)
		}
	case <-time.After(20 * time.Second):
		d.picture("stuck")
		d.t.Fatal("Ctrl+Q does not end the program")
	}
}

// papers lists the PDFs that the program made.
func (d *desk) papers() []string {
	var found []string
	err := filepath.WalkDir(d.dir, func(path string, _ fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".pdf") {
			found = append(found, path)
		}
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		d.t.Fatal(err)
	}
	return found
}

// pixels counts the pixels of one colour.
func pixels(img image.Image, want color.NRGBA) (n int) {
	b := img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if color.NRGBAModel.Convert(img.At(x, y)) == want {
				n++
			}
		}
	}
	return n
}

// TestWindow works in the real window, by keyboard only.
func TestWindow(t *testing.T) {
	d := newDesk(t, "1366x768")
	d.mainJob()
	d.killWhileTyping()
}

// mainJob is the office's work from end to end: first run, a target with a pasted Chinese name, a
// round, six ballots, their statistics on screen, the printed result.
func (d *desk) mainJob() {
	d.t.Helper()
	d.start()
	d.close() // from a field of the first-run pages, which have no menu
	d.start()

	// First run: the office, its people, the criteria as they are.
	for _, name := range []string{"某县油区工作办公室", "油区办", "某油发", "某县"} {
		d.paste(name)
		d.keys("Tab")
	}
	d.keys("shift+Tab", "Return", "Return") // the page is complete; then past the prefilled fields
	d.paste("王喆")
	d.keys("Tab")
	d.paste("刘敏")
	d.keys("Return", "Return")
	d.picture("1-overview")

	// A target.
	d.keys("alt+2", "ctrl+n")
	d.paste("李𬭎")
	d.keys("shift+Tab", "Down", "Down", "Return") // 领导干部
	d.keys("ctrl+s")
	d.picture("2-target")

	// A round, held today.
	d.keys("alt+5", "ctrl+n", "Return")
	d.command("xdotool", "type", "--delay", "40", time.Now().Format(time.DateOnly))
	d.keys("Return")
	d.paste("上午9:00")
	d.keys("Return")
	d.paste("三楼会议室")
	d.keys("Return", "Return", "Return", "Return", "Return", "Return") // down to 新建
	d.keys("Return")
	d.picture("3-round")

	// Six ballots of two lines; the figures of fewer than five people are withheld.
	d.keys("F5")
	for range 2 {
		d.keys("1", "2", "Return")
		d.keys("KP_1", "KP_1", "KP_Enter")
		d.keys("3", "4", "Return")
	}
	d.picture("4-entry")
	d.keys("Escape")

	// The statistics: all four grades are in the bars, and the table can be printed and opened.
	d.keys("alt+6")
	seen := d.picture("5-statistics")
	for grade, c := range map[string]color.NRGBA{
		"满意": {0x1F, 0x5A, 0x9E, 255}, "基本满意": {0x8F, 0xBB, 0xE3, 255},
		"不满意": {0xC0, 0x54, 0x18, 255}, "不了解": {0xC9, 0xCE, 0xD6, 255},
	} {
		if n := pixels(seen, c); n < 100 {
			d.t.Errorf("%d pixels in the colour of %s", n, grade)
		}
	}
	d.keys("ctrl+p")
	d.until("the result table is there", func() bool { return len(d.papers()) == 1 })
	d.keys("Return") // 打开
	d.until("the viewer is given the table", func() bool { return strings.Contains(d.given("xdg-open"), "评议结果汇总表.pdf") })
	d.keys("shift+Tab", "Return", "Return", "Return") // 打印…, the number of copies as it is, 打印
	d.until("the printer is given the table", func() bool { return strings.Contains(d.given("lp"), "评议结果汇总表.pdf") })
	text := d.command("pdftotext", "-layout", d.papers()[0], "-")
	if row := regexp.MustCompile(`1 +李𬭎 +6 +2 +2 +2 +0 +50\.00 +66\.67 +75\.00 +16\.67 +16\.67`); !row.MatchString(text) {
		d.t.Errorf("the printed table has no row %v:\n%s", row, text)
	}
	d.keys("Escape")
	d.close()
	d.checkRecords()
}

// killWhileTyping writes in a report of the sample campaign and kills the program after the autosave of
// two seconds was due, with slack for a slow display: what was typed before must be on the disk.
func (d *desk) killWhileTyping() {
	d.t.Helper()
	d.dir = filepath.Join(d.home, "样例")
	d.command(filepath.Join(d.home, "bin", "liangping"), "demo", d.dir)
	d.start()
	d.keys("Return")                             // the operator of last time
	d.keys("Escape", "alt+4")                    // past what of the ledger is overdue; 自查自评
	d.keys("Down", "Down", "Return", "ctrl+End") // 李𬭎, whose report came back
	d.paste("断电以前写的话。")
	time.Sleep(3500 * time.Millisecond)
	d.paste("来不及存的话。")
	if err := d.program.Process.Kill(); err != nil {
		d.t.Fatal(err)
	}
	d.program.Wait()
	store, err := data.OpenReadOnly(filepath.Join(d.dir, "office.db"))
	if err != nil {
		d.t.Fatal(err)
	}
	defer store.Close()
	reports, err := store.Reports(context.Background())
	if err != nil {
		d.t.Fatal(err)
	}
	kept := 0
	for _, r := range reports {
		if strings.Contains(r.Text, "断电以前写的话。") {
			kept++
		}
	}
	if kept != 1 {
		d.t.Errorf("%d reports hold what was typed well before the kill, want 1", kept)
	}
}

// checkRecords looks at the file that the window left.
func (d *desk) checkRecords() {
	d.t.Helper()
	out := d.command(filepath.Join(d.home, "bin", "liangping"), "check", filepath.Join(d.dir, "office.db"))
	for _, want := range []string{"评议对象 1 个", "有效票 6 张，废票 0 张", "没有问题"} {
		if !strings.Contains(out, want) {
			d.t.Errorf("check does not say %q:\n%s", want, out)
		}
	}
}

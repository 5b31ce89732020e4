package gui

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"liangping/data"
)

// words collects all text that is visible in an object.
func words(o fyne.CanvasObject) string {
	if !o.Visible() {
		return ""
	}
	switch o := o.(type) {
	case *canvas.Text:
		return o.Text
	case *fyne.Container:
		return wordsOf(o.Objects)
	case fyne.Widget:
		return wordsOf(test.WidgetRenderer(o).Objects())
	}
	return ""
}

func wordsOf(objects []fyne.CanvasObject) string {
	all := ""
	for _, o := range objects {
		all += words(o)
	}
	return all
}

// shown is the text of the topmost dialog.
func shown(a *App) string { return words(a.canvas.Overlays().Top()) }

func TestConfirmKeysAndFocus(t *testing.T) {
	for _, c := range []struct {
		name  string
		final bool
		keys  []fyne.KeyName
		done  bool
	}{
		{"Enter on the doing button", false, []fyne.KeyName{fyne.KeyReturn}, true},
		{"Enter on the numeric pad", false, []fyne.KeyName{fyne.KeyEnter}, true},
		{"Space", false, []fyne.KeyName{fyne.KeySpace}, true},
		{"Esc", false, []fyne.KeyName{fyne.KeyEscape}, false},
		{"final begins on 取消", true, []fyne.KeyName{fyne.KeyReturn}, false},
		{"final, then the doing button", true, []fyne.KeyName{fyne.KeyRight, fyne.KeyReturn}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, first, _ := testApp(t)
			a.focus(first.find)
			done := false
			a.confirm(question{title: "封存“社会评议”", lines: []string{"票和合计不能再改"}, doing: "封存", final: c.final}, func() { done = true })
			press(a, c.keys...)
			if done != c.done || a.dialogOpen() {
				t.Errorf("done %v, still open %v", done, a.dialogOpen())
			}
			if a.canvas.Focused() != first.find {
				t.Errorf("the focus is on %T", a.canvas.Focused())
			}
		})
	}
}

func TestDialogsStack(t *testing.T) {
	a, first, _ := testApp(t)
	a.confirm(question{title: "一", doing: "做"}, func() {})
	a.tell("二")
	press(a, fyne.KeyEscape)
	if !a.dialogOpen() || !strings.Contains(shown(a), "一") {
		t.Fatal("Esc closes more than the topmost dialog")
	}
	press(a, fyne.KeyEscape)
	if a.dialogOpen() || a.canvas.Focused() != first.table {
		t.Fatal("the focus did not come back through two dialogs")
	}
}

func TestShowError(t *testing.T) {
	cause := errors.New("sharing violation")
	for _, c := range []struct {
		name         string
		err          error
		says, silent string
	}{
		{"a refusal", &data.Error{Code: data.Invalid, Message: "请写姓名。"}, "请写姓名。", "技术信息"},
		{"a refusal with a cause", &data.Error{Code: data.Disk, Message: "写不进去。", Err: cause}, "技术信息", "sharing"},
		{"anything else", cause, "资料没有改动", "sharing"},
		{"wrapped", errors.Join(cause, &data.Error{Message: "请写姓名。"}), "请写姓名。", "sharing"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, _, _ := testApp(t)
			a.showError("没有保存", c.err)
			if text := shown(a); !strings.Contains(text, c.says) || strings.Contains(text, c.silent) {
				t.Errorf("it says %q", text)
			}
			press(a, fyne.KeyReturn)
			if a.dialogOpen() {
				t.Error("Enter does not close it")
			}
		})
	}
}

func TestShowErrorTriesAgain(t *testing.T) {
	a, _, _ := testApp(t)
	again := 0
	a.showError("没有导出", &data.Error{Message: "文件正被打开。"}, action{"另存为…", func() {}}, action{"再试一次", func() { again++ }})
	press(a, fyne.KeyReturn)
	if again != 1 || a.dialogOpen() {
		t.Errorf("tried again %d times", again)
	}
}

func TestFormRefusesAndSaves(t *testing.T) {
	a, first, _ := testApp(t)
	name, post := newEntry(), newEntry()
	saved := ""
	a.form("新增对象", "新增", []*field{newField("姓名", labelUsual, name), newField("职务", labelUsual, post)}, nil, func() error {
		if name.Text == "" {
			return &data.Error{Code: data.Invalid, Message: "请写姓名。"}
		}
		saved = name.Text + post.Text
		return nil
	})
	if a.canvas.Focused() != name {
		t.Fatalf("typing begins in %T", a.canvas.Focused())
	}
	press(a, fyne.KeyReturn) // to the next field
	if a.canvas.Focused() != post {
		t.Fatalf("Enter goes to %T", a.canvas.Focused())
	}
	test.Type(post, "科长")
	press(a, fyne.KeyReturn, fyne.KeyReturn) // to the doing button, and press it
	if !a.dialogOpen() || !strings.Contains(shown(a), "请写姓名。") || post.Text != "科长" {
		t.Fatalf("the refusal is not said with the form kept: %q", shown(a))
	}
	a.focus(name)
	test.Type(name, "李𬭎")
	press(a, fyne.KeyReturn, fyne.KeyReturn, fyne.KeyReturn)
	if saved != "李𬭎科长" || a.dialogOpen() || a.canvas.Focused() != first.table {
		t.Errorf("saved %q, open %v", saved, a.dialogOpen())
	}
}

// runTask runs work in a window and returns what the page gets, after the dialog has closed.
func runTask(t *testing.T, act func(*App), work func(context.Context, progress) error) error {
	t.Helper()
	a, first, _ := testApp(t)
	result := errors.New("the page gets no result")
	a.run("正在制作", work, func(err error) {
		if a.dialogOpen() || a.canvas.Focused() != first.table {
			t.Error("the page gets the result before it has the window back")
		}
		result = err
	})
	if !a.dialogOpen() {
		t.Error("no dialog while the task runs")
	}
	act(a)
	tasksEnd(t)
	if a.dialogOpen() {
		t.Error("the dialog stays")
	}
	return result
}

func TestTask(t *testing.T) {
	boom := errors.New("boom")
	for _, c := range []struct {
		name   string
		result error
	}{{"done", nil}, {"failed", boom}} {
		t.Run(c.name, func(t *testing.T) {
			err := runTask(t, func(*App) {}, func(_ context.Context, tell progress) error {
				for i := range 10_000 {
					tell(i, 10_000, "第几张")
				}
				return c.result
			})
			if !errors.Is(err, c.result) || cancelled(err) {
				t.Errorf("got %v", err)
			}
		})
	}
}

// The dialog shows the last that a task told, no more often than an eye follows.
func TestTaskProgress(t *testing.T) {
	a, _, _ := testApp(t)
	told, end := make(chan bool), make(chan bool)
	a.run("正在制作", func(_ context.Context, tell progress) error {
		for i := range 41 {
			tell(i, 100, "第几张")
		}
		told <- true
		<-end
		return nil
	}, nil)
	<-told
	if n := len(currentLoop().ahead); n != 1 || strings.Contains(shown(a), "/ 100") {
		t.Errorf("it is to be shown %d times, now is %q", n, shown(a))
	}
	currentLoop().pass(progressPeriod)
	if !strings.Contains(shown(a), "40 / 100") {
		t.Errorf("the dialog shows %q", shown(a))
	}
	close(end)
	tasksEnd(t)
}

// What is to be done later is done on the UI goroutine, unless it is stopped.
func TestAfterDelay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		newTestApp(t)
		done := false
		stop := afterDelay(time.Second, func() { t.Error("what was stopped is done") })
		afterDelay(2*time.Second, func() { done = true })
		stopLate := afterDelay(2*time.Second, func() { t.Error("what was stopped on its way is done") })
		stop()
		time.Sleep(2*time.Second - 1)
		synctest.Wait()
		if len(currentLoop().queue) != 0 {
			t.Error("handed over too early")
		}
		time.Sleep(time.Nanosecond)
		synctest.Wait()
		if done {
			t.Error("done beside the loop")
		}
		stopLate()
		if currentLoop().pump(); !done {
			t.Error("not done at its time")
		}
	})
}

func TestTaskCancel(t *testing.T) {
	err := runTask(t, func(a *App) { press(a, fyne.KeyEscape) }, func(ctx context.Context, _ progress) error {
		<-ctx.Done()
		return ctx.Err()
	})
	if !cancelled(err) {
		t.Errorf("a cancelled task gives %v", err)
	}
}

func TestTaskPanic(t *testing.T) {
	err := runTask(t, func(*App) {}, func(context.Context, progress) error {
		panic("out of ink")
	})
	if err == nil || !strings.Contains(err.Error(), "out of ink") {
		t.Errorf("a panic gives %v", err)
	}
}

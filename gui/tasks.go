package gui

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"fyne.io/fyne/v2"
)

// progress is how a task tells where it is: done of total (0 of 0 while it can't know) and what it is doing. It may be called
// as often as one likes and from any goroutine.
type progress func(done, total int, note string)

// progressPeriod is how often the dialog shows a task's progress; an eye follows no more.
const progressPeriod = 50 * time.Millisecond

// run does work that takes longer than a moment (a PDF, an import, a backup) away from the UI goroutine, with a dialog that
// shows its progress and a 取消 that cancels its context. finish gets the result on the UI goroutine after the dialog has
// closed; a cancelled task gives context.Canceled. A panic becomes an error and a line in the log.
//
//	a.run("正在制作评议票", func(ctx context.Context, tell progress) error {
//		tell(0, 0, "干部职工")
//		return press.BallotSheet(ctx, round, path)
//	}, func(err error) {
//		if !cancelled(err) { a.showError("没有做成评议票", err) }
//	})
func (d *dialogs) run(title string, work func(context.Context, progress) error, finish func(error)) {
	ctx, stop := context.WithCancel(context.Background())
	note, bar, figures := remark(""), newProgressBar(8), caption("")
	var closeIt func()
	cancel := newButton("取消", stop).key("Esc")
	content := vbox(8, heading(title), note, bar, figures)
	closeIt = d.show(frameDialog(dialogWidth, content, cancel), cancel, stop)

	show := d.throttled(func(done, total int, text string) {
		note.Text = fit(text, dialogWidth-2*dialogPadding, textBody, false)
		note.Refresh()
		bar.set(done, total)
		if figures.Text = ""; total > 0 {
			figures.Text = fmt.Sprintf("%d / %d", done, total)
		}
		figures.Refresh()
	})
	d.away(func() {
		err := d.guard(title, func() error { return work(ctx, show) })
		if ctx.Err() != nil && errors.Is(err, ctx.Err()) {
			err = context.Canceled
		}
		stop()
		fyne.Do(func() {
			closeIt()
			if finish != nil {
				finish(err)
			}
		})
	})
}

// afterDelay does something on the UI goroutine after the delay, unless it is stopped there before.
func afterDelay(delay time.Duration, do func()) (stop func()) {
	stopped := false // on the UI goroutine
	timer := time.AfterFunc(delay, func() {
		fyne.Do(func() {
			if !stopped {
				do()
			}
		})
	})
	return func() {
		stopped = true // even if it is on its way to the UI goroutine
		timer.Stop()
	}
}

// cancelled reports whether the user cancelled a task, which needs no message.
func cancelled(err error) bool { return errors.Is(err, context.Canceled) }

// guard turns a panic of the work into an error, so that the window and what is typed in it stay.
func (d *dialogs) guard(title string, work func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			d.log.Error("gui: task panicked", "task", title, "panic", p, "stack", string(debug.Stack()))
			err = fmt.Errorf("%s: panic: %v", title, p)
		}
	}()
	return work()
}

// throttled returns a progress that hands at most one state per period to show, on the UI goroutine, and never loses the last.
func (d *dialogs) throttled(show func(done, total int, note string)) progress {
	var (
		mu          sync.Mutex
		pending     bool
		done, total int
		note        string
	)
	return func(newDone, newTotal int, newNote string) {
		mu.Lock()
		defer mu.Unlock()
		done, total, note = newDone, newTotal, newNote
		if pending {
			return
		}
		pending = true
		d.later(progressPeriod, func() {
			mu.Lock()
			pending = false
			d, t, n := done, total, note
			mu.Unlock()
			show(d, t, n)
		})
	}
}

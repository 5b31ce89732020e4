package gui

import (
	"slices"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// loop makes the test's own goroutine the one of the UI: what tasks hand to the window waits until the test runs it, as with the
// real driver. Fyne's test driver would run it on the task's goroutine, beside the test, and Fyne's caches bear only one at a
// time. The clock of the loop stands still until the test lets time pass.
type loop struct {
	fyne.Driver
	queue chan func()
	tasks int // at work

	mu    sync.Mutex // a task that tells its progress sets the clock too
	now   time.Duration
	ahead []*waiting
}

// waiting is something that is to be done at a time.
type waiting struct {
	at time.Duration
	do func()
}

// loopApp is the app of the test driver with the loop in the driver's place.
type loopApp struct {
	fyne.App
	loop *loop
}

// Driver returns the loop.
func (a loopApp) Driver() fyne.Driver { return a.loop }

// newTestApp begins an app on the test driver with a loop of its own.
func newTestApp(t testing.TB) fyne.App {
	t.Helper()
	before := test.NewApp()
	app := loopApp{before, &loop{Driver: before.Driver(), queue: make(chan func(), 1000)}}
	fyne.SetCurrentApp(app)
	t.Cleanup(func() { test.NewApp() })
	return app
}

// currentLoop is the loop of the last app.
func currentLoop() *loop { return fyne.CurrentApp().Driver().(*loop) }

// drive gives the window the tasks and the clock of the loop; it waits for what it reads, however loaded the machine. No task
// outlives the test.
func drive(t testing.TB, a *App) {
	t.Helper()
	l := currentLoop()
	a.away, a.later, a.patience = l.away, l.later, time.Hour
	t.Cleanup(func() { l.end(t) })
}

// DoFromGoroutine keeps f until the test runs it.
func (l *loop) DoFromGoroutine(f func(), wait bool) {
	if !wait {
		l.queue <- f
		return
	}
	done := make(chan struct{})
	l.queue <- func() { defer close(done); f() }
	<-done
}

// away does work on another goroutine.
func (l *loop) away(work func()) {
	l.tasks++
	go func() {
		defer l.DoFromGoroutine(func() { l.tasks-- }, false)
		work()
	}()
}

// atOnce does work on the test's goroutine, with all that it hands to the window.
func (l *loop) atOnce(work func()) {
	work()
	l.pump()
}

// pump runs what tasks have handed to the window.
func (l *loop) pump() {
	for {
		select {
		case f := <-l.queue:
			f()
		default:
			return
		}
	}
}

// later does something when so much time has passed.
func (l *loop) later(delay time.Duration, do func()) (stop func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	w := &waiting{l.now + delay, do}
	l.ahead = append(l.ahead, w)
	return func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.ahead = slices.DeleteFunc(l.ahead, func(o *waiting) bool { return o == w })
	}
}

// pass lets time go by and does what falls due, each thing at its time.
func (l *loop) pass(span time.Duration) {
	l.pump()
	for end := l.now + span; ; l.pump() {
		next := l.due(end)
		if next == nil {
			return
		}
		next()
	}
}

// due moves the clock to what is to be done next and returns it. When there is nothing before the end it moves the clock there.
func (l *loop) due(end time.Duration) func() {
	l.mu.Lock()
	defer l.mu.Unlock()
	next := -1
	for i, w := range l.ahead {
		if w.at <= end && (next < 0 || w.at < l.ahead[next].at) {
			next = i
		}
	}
	if next < 0 {
		l.now = end
		return nil
	}
	w := l.ahead[next]
	l.now, l.ahead = w.at, slices.Delete(l.ahead, next, next+1)
	return w.do
}

// tasksEnd runs what tasks hand to the window until none is at work.
func tasksEnd(t testing.TB) {
	t.Helper()
	currentLoop().end(t)
}

func (l *loop) end(t testing.TB) {
	t.Helper()
	enough := time.After(2 * time.Minute)
	for l.tasks > 0 {
		select {
		case f := <-l.queue:
			f()
		case <-enough:
			t.Fatal("a task doesn't end")
		}
	}
}

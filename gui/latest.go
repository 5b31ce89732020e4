package gui

import (
	"sync"
	"time"

	"fyne.io/fyne/v2"
)

// latest does work away from the UI goroutine, one thing at a time. Of what is asked for meanwhile only the last is done:
// a page that is out of date need not be drawn.
type latest struct {
	away func(func()) // App.away

	mu   sync.Mutex
	busy bool
	next func()
}

func newLatest(away func(func())) *latest { return &latest{away: away} }

// do does the work as soon as nothing else is done, unless other work is asked for before.
func (l *latest) do(work func()) {
	l.mu.Lock()
	l.next = work
	begin := !l.busy
	l.busy = true
	l.mu.Unlock()
	if begin {
		l.away(l.work)
	}
}

// work does what is asked for until nothing is left.
func (l *latest) work() {
	for {
		l.mu.Lock()
		work := l.next
		l.next = nil
		l.busy = work != nil
		l.mu.Unlock()
		if work == nil {
			return
		}
		work()
	}
}

// patience is how long the window waits for figures before it goes on without them; nobody notices less.
const patience = 80 * time.Millisecond

// soon reads away from the UI goroutine and shows on it. What takes but a moment is there when soon returns, so that nothing
// flickers; what takes longer is shown when it is done. An error of the read is for show.
//
//	a.soon(func() { stats, err = records.Statistics(ctx) }, func() { p.show(stats, err) })
func (a *App) soon(read, show func()) {
	done := make(chan struct{})
	a.away(func() {
		defer close(done)
		read()
	})
	slow := time.NewTimer(a.patience)
	defer slow.Stop()
	select {
	case <-done:
		show()
	case <-slow.C:
		a.away(func() {
			<-done
			fyne.Do(show)
		})
	}
}

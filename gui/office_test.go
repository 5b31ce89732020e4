package gui

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"liangping/data"
)

// newOffice opens the window with the pages 总览, 评议对象 and 自查自评 on a store of its own.
func newOffice(t *testing.T, store *data.Store) *App {
	t.Helper()
	a := newTestWindow(t, store)
	a.prepare([]page{newOverviewPage(a, store), newTargetsPage(a, store), newReportsPage(a, store)})
	if _, err := store.Campaign(context.Background()); err == nil {
		a.showTabs()
	}
	return a
}

// newEmptyStore opens a database without a campaign.
func newEmptyStore(t testing.TB) *data.Store {
	t.Helper()
	s, err := data.Open(filepath.Join(t.TempDir(), "office.db"), data.Options{
		Clock: func() time.Time { return testNow }, Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// newSampleStore opens the sample campaign at the given moment.
func newSampleStore(t testing.TB) *data.Store {
	t.Helper()
	s := newEmptyStore(t)
	if err := data.Sample(context.Background(), s); err != nil {
		t.Fatal(err)
	}
	return s
}

// newOpenSampleStore opens the sample campaign before its rounds were sealed and anything was decided on their results.
func newOpenSampleStore(t testing.TB) *data.Store {
	t.Helper()
	s, ctx := newSampleStore(t), context.Background()
	decided, err := s.Decisions(ctx)
	for _, d := range decided {
		err = errors.Join(err, s.WithdrawDecision(ctx, d.ID, "再研究"))
	}
	rounds, found := s.Rounds(ctx)
	err = errors.Join(err, found)
	for _, r := range rounds {
		err = errors.Join(err, s.UnsealRound(ctx, r.ID, "再核对"))
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// typeKeys gives a key to the focused widget, as the driver does.
func typeKeys(a *App, keys ...fyne.KeyName) {
	for _, k := range keys {
		if k == fyne.KeyTab {
			a.canvas.FocusNext()
			continue
		}
		key := &fyne.KeyEvent{Name: k}
		if focused := a.canvas.Focused(); focused != nil {
			focused.TypedKey(key)
		} else {
			a.typedKey(key)
		}
	}
}

// writeText types a text into the focused widget.
func writeText(t *testing.T, a *App, text string) {
	t.Helper()
	focused := a.canvas.Focused()
	if focused == nil {
		t.Fatalf("nothing has the focus to write %q", text)
	}
	test.Type(focused, text)
}

// pasteText puts the text on the clipboard and presses Ctrl+V.
func pasteText(t *testing.T, a *App, text string) {
	t.Helper()
	clipboard := test.NewClipboard()
	clipboard.SetContent(text)
	a.canvas.Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipboard})
}

// menuKey presses a key of the menu.
func menuKey(t *testing.T, a *App, key fyne.KeyName, with fyne.KeyModifier) {
	t.Helper()
	for i, item := range a.menu.items {
		if s, ok := item.Shortcut.(*desktop.CustomShortcut); ok && s.KeyName == key && s.Modifier == with {
			a.menu.run(a.menu.commands[i])
			return
		}
	}
	t.Fatalf("no line of the menu has the key %s", key)
}

// onScreen reports whether the text stands anywhere in the window.
func onScreen(a *App, text string) bool {
	return strings.Contains(test.RenderToMarkup(a.canvas), text)
}

// withMenu is the room that the real window leaves at 1366 × 698 under its menu bar, which the test driver doesn't draw.
const withMenu = designHeight - 34

// bothSizes saves what the window shows at the design size and on a large screen, so that a person can look at it.
func bothSizes(t *testing.T, a *App, name string) {
	t.Helper()
	a.window.Resize(fyne.NewSize(1920, 1010))
	saveScreen(t, a, name+"-1920")
	a.window.Resize(fyne.NewSize(designWidth, withMenu))
	saveScreen(t, a, name+"-1366")
}

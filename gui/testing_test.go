package gui

import (
	"context"
	"image/png"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"liangping/data"
	"liangping/pdf/fonts"
)

// testNow is the moment at which the tests of the window stand, within 组织评议.
var testNow = time.Date(2011, 8, 18, 10, 42, 7, 0, time.Local)

// newTestStore opens a new database with a campaign of 2011 in a folder of its own.
func newTestStore(t testing.TB) *data.Store {
	t.Helper()
	s, err := data.Open(filepath.Join(t.TempDir(), "office.db"), data.Options{
		Clock: func() time.Time { return testNow }, Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	c := data.PlanTemplate(2011)
	c.Office, c.OfficeShort, c.NumberPrefix = "某县油区工作办公室", "油区办", "某油发"
	for _, err := range []error{s.SetOperator("刘敏"), s.CreateCampaign(context.Background(), c)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// newTestWindow opens a window of the design size on the test driver, in the program's look, without pages.
func newTestWindow(t testing.TB, store *data.Store) *App {
	t.Helper()
	app := newTestApp(t)
	regular, bold, err := fonts.Window()
	if err != nil {
		t.Fatal(err)
	}
	app.Settings().SetTheme(newTheme(regular, bold))
	window := app.NewWindow("两评一树")
	t.Cleanup(window.Close)
	a := newApp(app, window, Options{
		Store: store, Clock: func() time.Time { return testNow }, PapersDir: t.TempDir(), Log: slog.New(slog.DiscardHandler),
	}, store)
	drive(t, a)
	window.Resize(fyne.NewSize(designWidth, designHeight))
	return a
}

// saveScreen writes what the window shows into the folder that LIANGPING_SCREENS names, so that a person can look at it.
// Without it, it does nothing.
func saveScreen(t testing.TB, a *App, name string) {
	t.Helper()
	dir := os.Getenv("LIANGPING_SCREENS")
	if dir == "" {
		return
	}
	file, err := os.Create(filepath.Join(dir, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := png.Encode(file, a.window.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
}

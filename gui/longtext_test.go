package gui

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// longTextOn shows a text in a window of its own.
func longTextOn(t testing.TB, text string) (*App, *longText) {
	t.Helper()
	a := newTestWindow(t, nil)
	e := newLongText()
	a.window.SetContent(e)
	a.window.Resize(fyne.NewSize(568, 460))
	e.SetText(text)
	a.focus(e)
	return a, e
}

// Whatever is typed, erased, selected and taken back: the text is what a plain row of characters would be.
func TestLongTextAgainstPlainText(t *testing.T) {
	_, e := longTextOn(t, "")
	random := rand.New(rand.NewPCG(4, 2011))
	var plain []rune
	at, other := 0, 0 // cursor and the other end of the selection
	cut := func() {
		from, to := min(at, other), max(at, other)
		plain = slices.Delete(plain, from, to)
		at, other = from, from
	}
	letters := []rune("围绕工作和作风，。“”\nab 3𬭎")
	for n := range 4000 {
		e.shift = false
		switch op := random.IntN(8); op {
		case 0, 1, 2:
			r := letters[random.IntN(len(letters))]
			cut()
			plain = slices.Insert(plain, at, r)
			at, other = at+1, at+1
			e.TypedRune(r)
		case 3, 4:
			key := fyne.KeyBackspace
			if op == 4 {
				key = fyne.KeyDelete
			}
			if at == other && op == 3 {
				other = max(at-1, 0)
			} else if at == other {
				other = min(at+1, len(plain))
			}
			cut()
			e.TypedKey(&fyne.KeyEvent{Name: key})
		case 5:
			e.shift = true
			at = max(at-1, 0)
			e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
		case 6:
			if at != other {
				at = max(at, other)
			} else {
				at = min(at+1, len(plain))
			}
			other = at
			e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
		case 7:
			clipboard := test.NewClipboard()
			clipboard.SetContent("甲乙\r\n丙")
			cut()
			plain = slices.Insert(plain, at, []rune("甲乙\n丙")...)
			at += 4
			other = at
			e.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipboard})
		}
		if e.Text != string(plain) || offset(e) != at {
			t.Fatalf("step %d: the text is %q, cursor %d; it should be %q, cursor %d", n, e.Text, offset(e), string(plain), at)
		}
	}
}

// offset is the cursor as a number of characters.
func offset(e *longText) int { return len([]rune(e.lines.between(caret{}, e.cursor))) }

// Rows are never wider than the field, hold the whole text, and obey the rules of punctuation.
func TestLongTextBreaks(t *testing.T) {
	_, e := longTextOn(t, strings.Repeat("围绕工作和作风，广泛征求群众意见（恳谈会、意见箱），深入查找群众不满意的问题。2011年Fyne", 40)+"\n短行")
	var all strings.Builder
	for i, r := range e.lines.rows {
		row := e.lines.part(i, r.start, r.end)
		all.WriteString(row)
		if width := textWidth(row, textBody, false); width > e.lines.width+2 {
			t.Errorf("row %d is %.0f wide of %.0f", i, width, e.lines.width)
		}
		if i > 0 && strings.ContainsAny(row[:3], "，。）、") {
			t.Errorf("row %d begins with %q", i, row[:3])
		}
	}
	if all.String() != strings.ReplaceAll(e.Text, "\n", "") {
		t.Error("the rows don't hold the text")
	}
}

func TestLongTextKeys(t *testing.T) {
	a, e := longTextOn(t, "第一行\n第二行比较长\n第三行")
	clipboard := test.NewClipboard()
	typeKeys(a, fyne.KeyDown, fyne.KeyEnd, fyne.KeyDown) // keeps to the right edge as far as there is one
	if e.cursor != (caret{2, 3}) {
		t.Errorf("the cursor is at %v", e.cursor)
	}
	typeKeys(a, fyne.KeyUp)
	if e.cursor != (caret{1, 6}) {
		t.Errorf("back in the long row the cursor is at %v", e.cursor)
	}
	e.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	typeKeys(a, fyne.KeyHome)
	e.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	e.TypedShortcut(&fyne.ShortcutCut{Clipboard: clipboard})
	if e.Text != "第一行\n\n第三行" || clipboard.Content() != "第二行比较长" {
		t.Errorf("cut %q out of %q", clipboard.Content(), e.Text)
	}
	writeText(t, a, "新的")
	e.TypedShortcut(&fyne.ShortcutUndo{})
	if e.Text != "第一行\n\n第三行" {
		t.Errorf("taken back is %q", e.Text)
	}
	e.TypedShortcut(&fyne.ShortcutUndo{})
	e.TypedShortcut(&fyne.ShortcutRedo{})
	e.TypedShortcut(&fyne.ShortcutRedo{})
	if e.Text != "第一行\n新的\n第三行" {
		t.Errorf("done again is %q", e.Text)
	}
	e.setReadOnly(true)
	e.TypedShortcut(&fyne.ShortcutSelectAll{})
	writeText(t, a, "x")
	typeKeys(a, fyne.KeyDelete)
	e.TypedShortcut(&fyne.ShortcutCut{Clipboard: clipboard})
	e.TypedShortcut(&fyne.ShortcutUndo{})
	e.TypedShortcut(&fyne.ShortcutCopy{Clipboard: clipboard})
	if e.Text != "第一行\n新的\n第三行" || clipboard.Content() != e.Text {
		t.Errorf("a closed text became %q, copied %q", e.Text, clipboard.Content())
	}
}

func TestLongTextMouse(t *testing.T) {
	a, e := longTextOn(t, "第一行，有逗号\n第二行")
	press := func(x, y float32, with fyne.KeyModifier) {
		ev := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary, Modifier: with}
		ev.Position = fyne.NewPos(x, y)
		e.body.MouseDown(ev)
	}
	press(longPadding+textWidth("第一", textBody, false)+1, longPadding+5, 0)
	if e.cursor != (caret{0, 2}) {
		t.Errorf("a click sets the cursor to %v", e.cursor)
	}
	press(400, 400, fyne.KeyModifierShift)
	if from, to := e.selection(); from != (caret{0, 2}) || to != (caret{1, 3}) {
		t.Errorf("a click with Shift selects from %v to %v", from, to)
	}
	saveScreen(t, a, "longtext-selection")
	e.body.DoubleTapped(&fyne.PointEvent{Position: fyne.NewPos(longPadding+20, longPadding+5)})
	if from, to := e.selection(); e.lines.between(from, to) != "第一行" {
		t.Errorf("a double click selects %q", e.lines.between(from, to))
	}
}

// The cursor stays in sight in a text that is longer than the window.
func TestLongTextScrolls(t *testing.T) {
	a, e := longTextOn(t, strings.Repeat("第一行\n", 200))
	e.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyEnd, Modifier: fyne.KeyModifierControl})
	if e.scroll.Offset.Y < 199*longRowHeight-e.scroll.Size().Height {
		t.Errorf("at the end the text is scrolled to %.0f", e.scroll.Offset.Y)
	}
	typeKeys(a, fyne.KeyPageUp, fyne.KeyPageUp)
	writeText(t, a, "甲")
	row := float32(e.lines.rowOf(e.cursor, false)) * longRowHeight
	if row < e.scroll.Offset.Y || row > e.scroll.Offset.Y+e.scroll.Size().Height {
		t.Errorf("the cursor is at %.0f, in sight is from %.0f on", row, e.scroll.Offset.Y)
	}
}

// fullReport is a report of 20,000 characters in paragraphs as they are written.
var fullReport = strings.Repeat(strings.Repeat("围绕工作和作风广泛征求群众意见，深入查找不满意的问题。", 8)+"\n", 96)

// A key in a report of 20,000 characters takes less than a frame of 16 ms, with all that the page does at it.
func TestKeyInFullReport(t *testing.T) {
	store := newTestStore(t)
	a, p := reportsOf(t, store, store)
	p.editor.report.SetText(fullReport)
	if n := countCharacters(fullReport); n < 20000 {
		t.Fatalf("the report has %d characters", n)
	}
	a.focus(p.editor.report)
	for range 40 {
		typeKeys(a, fyne.KeyPageDown)
	}
	var times []time.Duration
	for range 41 {
		start := time.Now()
		p.editor.report.TypedRune('国')
		times = append(times, time.Since(start))
	}
	slices.Sort(times)
	if median := times[20]; median > 16*time.Millisecond {
		t.Errorf("a key takes %v", median)
	}
	t.Logf("a key takes %v, at most %v", times[20], times[40])
	bothSizes(t, a, "03-reports-full")
}

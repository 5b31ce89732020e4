package gui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"liangping/data"
)

// TestProjectorAnnouncesEveryTarget walks through the slides as the announcer does.
func TestProjectorAnnouncesEveryTarget(t *testing.T) {
	a, p, _ := newStatistics(t, newOpenSampleStore(t))
	a.menu.press(fyne.KeyF9)
	wall, ok := a.canvas.Focused().(*projector)
	if !ok || !a.alone {
		t.Fatal("F9 does not announce")
	}
	if !strings.Contains(words(wall), "内部评议结果") || !strings.Contains(words(wall), "有效票 29 张　废票 1 张") {
		t.Errorf("the cover says %q", words(wall))
	}
	said := ""
	for range wall.slides {
		said += words(wall)
		if !strings.Contains(words(wall), "未封存") {
			t.Fatal("a slide does not say that the figures can still change")
		}
		typeKeys(a, fyne.KeySpace)
	}
	if wall.at != len(wall.slides)-1 {
		t.Errorf("Space stops at %d of %d", wall.at+1, len(wall.slides))
	}
	for _, target := range p.result.Targets {
		if strings.Count(said, target.Name) < 1 || !strings.Contains(said, data.FormatScore(target.Score)) {
			t.Errorf("%s is not announced", target.Name)
		}
	}
	typeKeys(a, fyne.KeyUp)
	if wall.at != len(wall.slides)-2 {
		t.Error("↑ does not go back")
	}
	typeKeys(a, fyne.KeyHome, fyne.KeyUp)
	if wall.at != 0 {
		t.Error("there is something before the cover")
	}
	typeKeys(a, fyne.KeyEscape)
	if a.alone || a.canvas.Focused() != p.current().table {
		t.Error("Esc does not go back to the table")
	}
}

// TestProjectorFitsEveryWall draws the slides for walls of several shapes: nothing may lie outside.
func TestProjectorFitsEveryWall(t *testing.T) {
	_, p, _ := newStatistics(t, newSampleStore(t))
	for _, size := range []fyne.Size{{Width: 1366, Height: 664}, {Width: 1920, Height: 1080}, {Width: 1024, Height: 768}} {
		wall := newProjector(*p.read.campaign, p.result, func() {})
		for wall.at = range wall.slides {
			for _, o := range wall.draw(size) {
				if end := o.Position().Add(o.Size()); o.Position().X < 0 || end.X > size.Width+1 || end.Y > size.Height+1 {
					t.Fatalf("slide %d on %v: %q lies at %v to %v", wall.at, size, words(o), o.Position(), end)
				}
			}
		}
	}
}

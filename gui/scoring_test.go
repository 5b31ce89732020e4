package gui

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"liangping/data"
)

func TestScoringExampleFollowsTheFields(t *testing.T) {
	a, p, _ := newStatistics(t, newOpenSampleStore(t))
	a.editScoring(p.records)
	lowest := slices.MinFunc(p.read.stats.Of(data.Combined).Targets, func(a, b data.TargetResult) int { return a.Score.Cmp(b.Score) })
	c := p.read.stats.Of(data.InternalScope).Target(lowest.TargetID).Counts
	points := func(satisfied, mostly, dissatisfied int) string {
		return fmt.Sprintf("%d × %d + %d × %d + %d × %d", satisfied, c.Satisfied, mostly, c.MostlySatisfied, dissatisfied, c.Dissatisfied)
	}
	preset := a.canvas.Focused().(*selectBox)
	before := shown(a)
	if !strings.Contains(before, data.Presets[0].Source[:30]) || !strings.Contains(before, points(100, 75, 0)) {
		t.Fatalf("no source or no formula: %q", before)
	}
	preset.pick(2) // 100 / 70 / 30
	if !strings.Contains(shown(a), points(100, 70, 30)) || !strings.Contains(shown(a), "30 × 不满意") {
		t.Errorf("the example does not follow: %q", shown(a))
	}
	typeKeys(a, fyne.KeyTab, fyne.KeyTab) // 满意, 基本满意
	writeText(t, a, "60")
	if preset.shown() != "自定" || !strings.Contains(shown(a), points(100, 60, 30)) {
		t.Errorf("own coefficients show as %q", preset.shown())
	}
	reportPress(t, a, "保存")
	saved, err := p.records.Campaign(context.Background())
	if err != nil || a.dialogOpen() || saved.Scoring.MostlySatisfied != 60 || saved.Scoring.Dissatisfied != 30 {
		t.Errorf("saved %+v, %v", saved.Scoring, err)
	}
	if !strings.Contains(p.rule.text, "60 × 基本满意") {
		t.Error("the rule under the table is the old one")
	}
}

func TestScoringWeightsAddUp(t *testing.T) {
	a, p, _ := newStatistics(t, newSampleStore(t))
	form := newScoringForm(data.DefaultScoring, nil)
	form.weights()
	form.aspects.by.pick(weighedParts)
	if got := form.value().Aspects; got != [2]data.Share{500, 500} {
		t.Errorf("weighing begins with %v", got)
	}
	form.aspects.entries[0].SetText("62.5")
	if _, _, refused := form.refused(); !refused {
		t.Error("112.5% is accepted")
	}
	form.aspects.entries[1].SetText("37.5")
	if _, _, refused := form.refused(); refused || form.value().Aspects != [2]data.Share{625, 375} {
		t.Errorf("weights %v", form.value().Aspects)
	}
	form.aspects.by.pick(pooledParts)
	if weighed(form.aspects.value()) {
		t.Error("pooled parts keep weights")
	}
	for text, want := range map[string]bool{"12.5": true, "100": true, "12.55": false, "": false, "101": false, ".": false} {
		if _, ok := parseShare(text); ok != want {
			t.Errorf("%q is a share: %v", text, ok)
		}
	}
	a.editScoring(p.records)
	choice := findIn[*segmented](a.canvas.Overlays().Top())
	choice.pick(1)
	for _, r := range allIn[*radio](a.canvas.Overlays().Top()) {
		if r.words[1] != "应到人数" {
			r.pick(weighedParts)
		}
	}
	bothSizes(t, a, "12-weights")
	if height := a.canvas.Overlays().Top().(*modal).content.MinSize().Height; height > withMenu {
		t.Errorf("the dialog is %v high, the window %v", height, withMenu)
	}
}

// allIn collects every widget of a type within an object.
func allIn[T fyne.CanvasObject](o fyne.CanvasObject) (all []T) {
	for _, child := range test.LaidOutObjects(o) {
		if w, ok := child.(T); ok {
			all = append(all, w)
		}
	}
	return all
}

func TestScoringAfterTheSeal(t *testing.T) {
	a, p, store := newSealed(t)
	a.editScoring(p.records)
	bothSizes(t, a, "12-sealed")
	if !strings.Contains(shown(a), "内部评议、社会评议已封存。改规则会重算全部结果") {
		t.Fatalf("nothing warns: %q", shown(a))
	}
	if height := a.canvas.Overlays().Top().(*modal).content.MinSize().Height; height > withMenu {
		t.Errorf("the dialog is %v high, the window %v", height, withMenu)
	}
	findIn[*selectBox](a.canvas.Overlays().Top()).pick(1)
	for _, e := range allIn[*entry](a.canvas.Overlays().Top()) {
		if strings.Contains(e.PlaceHolder, "统一按") {
			e.SetText("县里统一办法")
		}
	}
	reportPress(t, a, "保存")
	if store.reason != "县里统一办法" || store.scoring.Dissatisfied != 55 {
		t.Errorf("saved %+v for %q", store.scoring, store.reason)
	}
}

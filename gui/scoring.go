package gui

import (
	"context"
	"errors"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"liangping/data"
)

// scoringRecords is what the editor of 计分规则 needs of the store.
type scoringRecords interface {
	Statistics(ctx context.Context) (*data.Statistics, error)
	SaveScoring(ctx context.Context, sc data.Scoring, reason string) error
	RuleChanges(ctx context.Context) ([]data.RuleChange, error)
}

// The measures of the dialog (screens.md, screen 12).
const (
	scoringWidth      = 1040
	scoringFormWidth  = 592
	scoringExample    = 344
	scoringFormHeight = 340

	exampleHead = 2*16 + rowHeight + 8 // what stands above the figures of the example, and around them
)

// scoringForm asks for the rule by which counts become figures: coefficients with where they come from, denominator, weights.
// It says the rule in words and works it out on a target of the campaign at each key (screens.md, screen 12).
type scoringForm struct {
	given   data.Scoring
	filling bool
	changed func()

	preset     *selectBox
	points     [4]*numberEntry // 不了解 empty: not scored
	source     *paragraph
	base       *radio
	unfamiliar *checkBox
	decimals   *selectBox

	internal, social          *numberEntry
	groups, aspects, criteria *shareForm
	team                      *selectBox
}

// newScoringForm returns the form filled with a rule.
func newScoringForm(sc data.Scoring, changed func()) *scoringForm {
	f := &scoringForm{given: sc, changed: changed}
	var presets []string
	for _, p := range data.Presets {
		presets = append(presets, p.Name)
	}
	f.preset = newSelect(append(presets, "自定"), f.pickPreset)
	for i := range f.points {
		f.points[i] = newNumberEntry(100, f.update)
	}
	f.source = newParagraph("", textCaption, colorMuted, scoringFormWidth-labelUsual-labelGap)
	var bases []string
	for _, d := range data.Denominators {
		bases = append(bases, d.String())
	}
	f.base = newRadio(bases, func(int) { f.update() })
	f.unfamiliar = newCheck("不了解计入比率的分母", func(bool) { f.update() })
	f.decimals = newSelect([]string{"整数，四舍五入", "1 位，四舍五入", "2 位，四舍五入", "3 位，四舍五入", "4 位，四舍五入"}, func(int) { f.update() })
	f.internal = newNumberEntry(100, func() { f.balance(f.internal, f.social) })
	f.social = newNumberEntry(100, func() { f.balance(f.social, f.internal) })
	var kinds, criteria []string
	for _, k := range data.Social.GroupKinds() {
		name := []rune(k.String())
		kinds = append(kinds, string(name[:min(len(name), 4)])) // 服务对象 is enough here
	}
	for i := range sc.Criteria {
		criteria = append(criteria, fmt.Sprintf("第 %d 项", i+1))
	}
	f.groups = newShareForm("合并计票", "按类别加权", kinds, f.update)
	f.aspects = newShareForm("工作、作风合并计票", "分别加权", []string{"工作", "作风"}, f.update)
	f.team = newSelect([]string{"只用“总体”一项", "用八项评议内容"}, func(int) { f.update() })
	f.criteria = newShareForm("八项合并计票", "分别加权", criteria, f.update)
	f.fill(sc)
	return f
}

// points and rates are the first page of the form.
func (f *scoringForm) rates() fyne.CanvasObject {
	points := hbox(8)
	for i, word := range gradeWords {
		points.Add(newText(word, textBody, colorHeader))
		points.Add(sized(56, 0, f.points[i]))
	}
	return vbox(4,
		bold(body("综合得分")),
		newField("预设", labelUsual, f.preset),
		newField("各等次分值", labelUsual, points),
		columns(labelGap, []float32{labelUsual, 0}, spacer(), vbox(2, caption("不了解空着，就不计分，也不进得分的分母。"), f.source)),
		pad2(0, 6, line()),
		bold(body("比率")),
		newField("分母", labelUsual, f.base),
		newField("不了解", labelUsual, f.unfamiliar),
		newField("小数位", labelUsual, columns(0, []float32{160, 0}, f.decimals, spacer())),
	)
}

// weights are the second page of the form.
func (f *scoringForm) weights() fyne.CanvasObject {
	scopes := hbox(8, newText("内部", textBody, colorHeader), sized(56, 0, f.internal), body("%"),
		newText("社会", textBody, colorHeader), sized(56, 0, f.social), body("%"), caption("合计总是 100%"))
	return vbox(4,
		newField("内部与社会", labelUsual, scopes),
		newField("社会各类别", labelUsual, f.groups.content(4)),
		newField("个人两项", labelUsual, f.aspects.content(2)),
		newField("领导班子", labelUsual, columns(0, []float32{200, 0}, f.team, spacer())),
		newField("八项", labelUsual, f.criteria.content(4)),
	)
}

// fill shows a rule without telling of a change.
func (f *scoringForm) fill(sc data.Scoring) {
	f.filling = true
	for i, n := range []int{sc.Satisfied, sc.MostlySatisfied, sc.Dissatisfied, sc.Unfamiliar} {
		f.points[i].set(n)
	}
	if !sc.ScoreUnfamiliar {
		f.points[3].clear()
	}
	f.base.choose(int(sc.Denominator))
	f.unfamiliar.set(sc.CountUnfamiliar)
	f.decimals.choose(sc.Decimals)
	f.internal.set(sc.InternalWeight)
	f.social.set(100 - sc.InternalWeight)
	f.groups.set(sc.Groups[:])
	f.aspects.set(sc.Aspects[:])
	f.criteria.set(sc.Criteria[:])
	f.team.choose(0)
	if sc.TeamByCriteria {
		f.team.choose(1)
	}
	f.filling = false
	f.update()
}

// value returns the rule as it stands in the fields. An empty coefficient of the first three counts as 0.
func (f *scoringForm) value() data.Scoring {
	sc := f.given
	sc.Satisfied, _ = f.points[0].number()
	sc.MostlySatisfied, _ = f.points[1].number()
	sc.Dissatisfied, _ = f.points[2].number()
	sc.Unfamiliar, sc.ScoreUnfamiliar = f.points[3].number()
	if !sc.ScoreUnfamiliar {
		sc.Unfamiliar = 0
	}
	sc.Denominator = data.Denominators[max(f.base.chosen, 0)]
	sc.CountUnfamiliar = f.unfamiliar.on
	sc.Decimals = max(f.decimals.chosen, 0)
	sc.InternalWeight, _ = f.internal.number()
	copy(sc.Groups[:], f.groups.value())
	copy(sc.Aspects[:], f.aspects.value())
	copy(sc.Criteria[:], f.criteria.value())
	sc.TeamByCriteria = f.team.chosen == 1
	return sc
}

// pickPreset writes the coefficients of a preset; 自定 leaves them.
func (f *scoringForm) pickPreset(i int) {
	if i < len(data.Presets) {
		f.fill(data.Presets[i].Apply(f.value()))
	}
}

// balance gives one scope what the other leaves.
func (f *scoringForm) balance(typed, other *numberEntry) {
	n, _ := typed.number()
	other.set(100 - n)
	f.update()
}

// update shows what follows from the fields: which preset they are, where it comes from, which fields matter.
func (f *scoringForm) update() {
	if f.filling {
		return
	}
	sc := f.value()
	f.preset.choose(len(data.Presets))
	source := "自定的分值。按哪个文件定的，请写在改动理由里。"
	if known := data.PresetOf(sc); known != nil {
		for i := range data.Presets {
			if data.Presets[i].Name == known.Name {
				f.preset.choose(i)
			}
		}
		source = known.Source
	}
	f.source.setText(source)
	if sc.Denominator == data.ByMarks {
		f.unfamiliar.Enable()
	} else {
		f.unfamiliar.Disable()
	}
	f.unfamiliar.Refresh()
	if f.changed != nil {
		f.changed()
	}
}

// refused returns the page and the field that can't stay as they are.
func (f *scoringForm) refused() (page int, focus fyne.Focusable, refused bool) {
	for _, s := range []*shareForm{f.groups, f.aspects, f.criteria} {
		if focus, refused := s.refused(); refused {
			return 1, focus, true
		}
	}
	return 0, nil, false
}

// editScoring shows the rule of the campaign with its worked example. What would change sealed figures is said before, and
// needs a reason.
func (a *App) editScoring(records scoringRecords) {
	stats, err := records.Statistics(context.Background())
	var changes []data.RuleChange
	if err == nil {
		changes, err = records.RuleChanges(context.Background())
	}
	if err != nil {
		a.showError("没有打开计分规则", err)
		return
	}
	example := newWorkedExample(stats)
	var form *scoringForm
	form = newScoringForm(stats.Scoring, func() {
		if form == nil {
			return
		}
		example.show(form.value())
	})
	pages := container.New(leastSize{scoringFormWidth, scoringFormHeight}, vbox(0, form.rates()), vbox(0, form.weights()))
	showOnly(pages, 0)
	choice := newSegmented([]string{"分值和比率", "权重"}, func(i int) { showOnly(pages, i) })
	form.update()

	reason := newEntry()
	reason.PlaceHolder = "如：县活动办公室通知统一按 100 / 70 / 30 计分"
	reasonField := newField("改动理由", labelUsual, reason)
	left := vbox(12, hbox(8, choice, spacer(), newButton("恢复默认", func() { form.fill(data.DefaultScoring) })), pages)
	if sealed := sealedRounds(stats); sealed != "" {
		left.Add(newNotice(sealed+"已封存。改规则会重算全部结果，记入日志；已签发的公文不变。", scoringFormWidth))
		left.Add(reasonField)
	}
	if n := len(changes); n > 0 {
		last := changes[n-1]
		left.Add(caption(fit(fmt.Sprintf("封存后已改动 %d 次，最近一次 %s，%s：%s", n, data.DateOf(last.At), last.Operator, last.Reason),
			scoringFormWidth, textCaption, false)))
	}
	height := left.MinSize().Height - exampleHead
	content := columns(24, []float32{scoringFormWidth, 0}, left, newPanel(pad(16, example.content(height))))
	a.formWith(scoringWidth, "计分规则", "保存", content, form.preset, func() error {
		if page, focus, refused := form.refused(); refused {
			showOnly(pages, page)
			choice.choose(page)
			a.focus(focus)
			return errRefused
		}
		if err := records.SaveScoring(context.Background(), form.value(), data.CleanLine(reason.Text)); err != nil {
			if _, refused := errors.AsType[*data.Error](err); refused && reasonField.Visible() {
				a.focus(reason) // what is asked for
			}
			return err
		}
		a.reload()
		a.saved("计分规则")
		return nil
	})
}

// sealedRounds names the rounds whose figures are final: 内部评议、社会评议.
func sealedRounds(s *data.Statistics) (names string) {
	for _, scope := range []data.Scope{data.InternalScope, data.SocialScope} {
		if r := s.Of(scope); len(r.Rounds) > 0 && r.Sealed {
			if names != "" {
				names += "、"
			}
			names += scope.String()
		}
	}
	return names
}

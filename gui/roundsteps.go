package gui

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"liangping/data"
)

// The steps of a round (design.md §6); each is a cell of the stepper.
const (
	stepForm    = iota // 票样
	stepPeople         // 人员
	stepPrint          // 印票
	stepKey            // 录票
	stepCompare        // 核对
	stepSeal           // 封存
)

// judge tries the checks on the counts as they are typed and shows how far each step is.
func (p *roundsPage) judge() {
	r := p.counts.round
	progress := p.progress[r.ID]
	checks := append(data.CheckRound(r, progress), p.passed...)
	p.checks.set(checks, !p.readOnly())
	p.obstacles = data.SealObstacles(checks)
	p.sealing.set(r, p.obstacles, p.seal)
	p.keying.set(r, progress)
	p.steps.set(p.roundSteps(r, keyedSheets(progress)), p.step)
}

// roundSteps are the cells of the stepper. The first step that isn't done is the one to go on with.
func (p *roundsPage) roundSteps(r data.Round, keyed int) []step {
	var sum data.Group
	for _, g := range r.Groups {
		sum.Expected, sum.Present = sum.Expected+g.Expected, sum.Present+g.Present
		sum.Printed, sum.Issued, sum.Returned = sum.Printed+g.Printed, sum.Issued+g.Issued, sum.Returned+g.Returned
	}
	all := keyed >= sum.Returned && keyed > 0
	steps := []step{
		stepForm:    {name: "票样", figure: "还做不成", alarm: p.formErr != nil, state: doneIf(r.FormFrozen)},
		stepPeople:  {name: "人员", figure: fmt.Sprintf("应到 %d，实到 %d", sum.Expected, sum.Present), state: doneIf(sum.Present > 0)},
		stepPrint:   {name: "印票", figure: fmt.Sprintf("印制 %d，发出 %d", sum.Printed, sum.Issued), state: doneIf(sum.Issued > 0)},
		stepKey:     {name: "录票", figure: fmt.Sprintf("已录 %d / %d", keyed, sum.Returned), state: doneIf(all)},
		stepCompare: {name: "核对"},
		stepSeal:    {name: "封存", figure: fmt.Sprintf("还有 %d 条未满足", len(p.obstacles)), alarm: true},
	}
	compared, done := p.compare.figure()
	steps[stepCompare].figure, steps[stepCompare].state = compared, doneIf(done)
	switch seal := &steps[stepSeal]; {
	case r.State == data.RoundVoid:
		seal.figure = "整次无效"
	case r.State == data.RoundSealed:
		seal.figure, seal.state, seal.alarm = "已封存", stepSealed, false
		steps[stepCompare] = step{name: "核对", figure: secondPassFigure(p.passed), state: stepDone}
	case len(p.obstacles) == 0:
		seal.figure, seal.alarm = "全部满足", false
	}
	if p.form != nil {
		steps[stepForm].figure = formFigure(*p.form)
	}
	for i := range steps {
		if steps[i].state == stepAhead {
			steps[i].state = stepNow
			break
		}
	}
	return steps
}

// secondPassFigure says of a sealed round whether there was a second pass.
func secondPassFigure(passed []data.Check) string {
	if slices.ContainsFunc(passed, func(c data.Check) bool { return c.ID == data.CheckSecondPass && c.State == data.Warns }) {
		return "不录第二遍"
	}
	return "两遍一致"
}

func doneIf(done bool) stepState {
	if done {
		return stepDone
	}
	return stepAhead
}

// showStep shows what belongs to a step: the form, the people, or the accounting with what the step does beside the checks.
func (p *roundsPage) showStep(i int) {
	p.step = i
	p.steps.set(p.steps.steps, i)
	var o fyne.CanvasObject
	switch i {
	case stepForm:
		o = p.forms.box
	case stepPeople:
		o = p.people.box
	case stepPrint:
		o = p.accountingWith(p.press.box)
	case stepCompare:
		o = p.accountingWith(p.compare.box)
	case stepSeal:
		o = p.accountingWith(p.sealing.box)
	default:
		o = p.accountingWith(p.keying.box)
	}
	p.body.Objects = []fyne.CanvasObject{o}
	p.body.Refresh()
	if i == stepForm {
		p.forms.draw()
	}
}

// currentStep is the step to go on with: the first one that isn't done, the last one when all are.
func currentStep(steps []step) int {
	i := slices.IndexFunc(steps, func(s step) bool { return s.state == stepNow })
	if i < 0 {
		return len(steps) - 1
	}
	return i
}

func (p *roundsPage) accountingWith(panel fyne.CanvasObject) fyne.CanvasObject {
	return container.New(&above{gap: panelGap}, p.counts.box, columns(panelGap, []float32{0, 478}, p.checks.box, panel))
}

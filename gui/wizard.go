package gui

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"liangping/data"
)

// wizardRecords is what setting up a campaign needs of the store.
type wizardRecords interface {
	SetOperator(name string) error
	CreateCampaign(ctx context.Context, c data.Campaign) error
}

// wizard sets a campaign up in the whole window: three steps, everything filled in beforehand. Enter goes to the next empty field
// and from the last one to the next step; what was typed stays when one goes back.
type wizard struct {
	app     *App
	records wizardRecords
	form    *campaignForm
	step    int
	done    func() // the campaign is there

	list       *stepList
	head, hint *canvas.Text
	room       *fyne.Container
	buttons    *fyne.Container
	back, next *button
}

// newWizard returns a wizard over the form. leaving is the word on the button that leaves without a campaign.
func newWizard(a *App, records wizardRecords, form *campaignForm, leaving string, away, done func()) *wizard {
	w := &wizard{app: a, records: records, form: form, done: done, head: heading(""), hint: remark(""), room: container.NewStack()}
	w.list = newStepList(form.steps, w.tapStep)
	w.back = newButton("上一步", func() { w.show(w.step - 1) })
	w.next = newButton("", w.forward).high().key("回车")
	w.buttons = hbox(8, newButton(leaving, away), spacer(), w.back, w.next)
	for _, s := range form.steps {
		for i, in := range s.inputs {
			*in.enter = func() { w.enter(s.inputs[i+1:]) }
		}
		w.room.Add(vbox(0, s.content))
	}
	return w
}

// content is the list of steps at the left and the present step at the right, with its buttons below.
func (w *wizard) content() fyne.CanvasObject {
	const listWidth, side = 248, 32
	about := vbox(4, caption("资料只存在这台电脑，不联网。"), caption("这里填的以后都能改。"))
	left := container.NewBorder(pad2(20, 16, vbox(4, heading("建立活动"), caption("三步，约五分钟"))), pad2(20, 16, about), nil, nil, w.list)
	foot := vbox(0, line(), pad2(side, 16, w.buttons))
	step := pad2(side, 16, vbox(16, vbox(4, w.head, w.hint), columns(0, []float32{campaignWidth, 0}, w.room, spacer())))
	right := container.NewBorder(nil, foot, nil, nil, newScroll(step))
	page := columns(panelGap, []float32{listWidth, 0}, newPanel(left), newPanel(right))
	return pad2(pageMargin, pageMargin, page)
}

// start shows the first step.
func (w *wizard) start() { w.show(0) }

// show shows a step and moves the focus to where work begins in it.
func (w *wizard) show(step int) {
	w.step = step
	s := w.form.steps[step]
	w.head.Text, w.hint.Text = s.name, s.hint
	w.head.Refresh()
	w.hint.Refresh()
	showOnly(w.room, step)
	w.list.choose(step)
	w.back.Hidden = step == 0
	w.next.setText("下一步")
	if step == len(w.form.steps)-1 {
		w.next.setText("建立活动")
	}
	w.buttons.Refresh()
	if len(s.inputs) > 0 {
		w.app.focus(s.inputs[0].focus)
	} else {
		w.app.focus(w.next) // the plan has filled it all in
	}
}

// tapStep is a click on a step at the left: back at once, forward as 下一步 does.
func (w *wizard) tapStep(step int) {
	for w.step < step {
		before := w.step
		if w.forward(); w.step == before {
			return
		}
	}
	if step < w.step {
		w.show(step)
	}
}

// enter goes to the first of the fields after the present one that is still empty, and to the next step when none is.
func (w *wizard) enter(after []input) {
	for _, in := range after {
		if in.empty() {
			w.app.focus(in.focus)
			return
		}
	}
	w.forward()
}

// forward goes to the next step, or sets the campaign up after the last, unless the step has something to correct.
func (w *wizard) forward() {
	if focus, refused := w.form.steps[w.step].refused(); refused {
		w.app.focus(focus)
		return
	}
	if w.step < len(w.form.steps)-1 {
		w.show(w.step + 1)
		return
	}
	if err := w.create(); err != nil {
		w.app.showError("没有建立活动", err, action{"再试一次", w.forward})
		return
	}
	w.done()
}

// create writes operator and campaign; the operator comes first, because the journal names him or her at the campaign.
func (w *wizard) create() error {
	if err := w.records.SetOperator(w.form.operator.Text); err != nil {
		return err
	}
	return w.records.CreateCampaign(context.Background(), w.form.value())
}

// stepList is the list of steps at the left of the wizard: number, name, and what the step holds. A click goes there.
type stepList struct {
	widget.BaseWidget
	steps  []*campaignStep
	chosen int
	tapped func(int)
}

const stepListHeight = 64

func newStepList(steps []*campaignStep, tapped func(int)) *stepList {
	l := &stepList{steps: steps, tapped: tapped}
	l.ExtendBaseWidget(l)
	return l
}

// choose marks the present step; those before it are done.
func (l *stepList) choose(step int) {
	l.chosen = step
	l.Refresh()
}

// Tapped goes to the step under the pointer.
func (l *stepList) Tapped(ev *fyne.PointEvent) {
	if i := int(ev.Position.Y / stepListHeight); i < len(l.steps) && i != l.chosen {
		l.tapped(i)
	}
}

// CreateRenderer draws the steps one under the other.
func (l *stepList) CreateRenderer() fyne.WidgetRenderer {
	ground := newRectangle(colorRowSelection, 0)
	mark := newRectangle(theme.ColorNamePrimary, 0)
	d := &drawing{}
	var views []*stepView
	d.size = func() fyne.Size { return fyne.NewSize(160, stepListHeight*float32(len(l.steps))) }
	d.layout = func(size fyne.Size) {
		y := stepListHeight * float32(l.chosen)
		place(ground, 1, y, size.Width-2, stepListHeight)
		place(mark, 1, y, 3, stepListHeight)
		for i, v := range views {
			top := stepListHeight * float32(i)
			place(v.circle, 20, top+14, 24, 24)
			place(v.sign, 20, top+14, 24, 24)
			place(v.name, 56, top+10, size.Width-64, 20)
			v.figure.Text = fit(v.figure.Text, size.Width-64, textCaption, false)
			place(v.figure, 56, top+32, size.Width-64, 18)
		}
	}
	d.refresh = func() {
		d.objects, views = []fyne.CanvasObject{ground, mark}, nil
		for i, s := range l.steps {
			one := step{name: s.name, figure: s.summary()}
			switch {
			case i < l.chosen:
				one.state = stepDone
			case i == l.chosen:
				one.state = stepNow
			}
			v := newStepView(i+1, one, i == l.chosen)
			if one.state == stepNow {
				v.sign.Text = strconv.Itoa(i + 1)
			}
			views = append(views, v)
			d.objects = append(d.objects, v.circle, v.sign, v.name, v.figure)
		}
		d.layout(l.Size())
	}
	d.refresh()
	return d
}

var _ fyne.Tappable = (*stepList)(nil)

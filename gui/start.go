package gui

import (
	"context"
	"errors"
	"fmt"

	"liangping/data"
)

// start is what comes before work: the wizard while there is no campaign, else the question who sits here.
func (a *App) start() {
	store := a.options.Store
	a.newCampaign = a.setUpAnother
	a.chooseOperator = func() { a.askOperator(store, false) }
	a.menu.update()
	_, err := store.Campaign(context.Background())
	refusal, ok := errors.AsType[*data.Error](err)
	switch {
	case err == nil:
		a.showCampaign()
		a.loadFonts()
		a.askOperator(store, true)
	case ok && refusal.Code == data.NotFound:
		a.setUp(data.PlanTemplate(a.today().Year), "退出", a.window.Close)
	default:
		a.showError("没有读到活动", err)
	}
}

// setUpAnother is 新建活动…: the wizard with the settings of the present campaign and the dates of the plan.
func (a *App) setUpAnother() {
	now, err := a.options.Store.Campaign(context.Background())
	if err != nil {
		a.showError("没有读到活动", err)
		return
	}
	plan := data.PlanTemplate(max(a.today().Year, now.Year+1))
	c := *now
	c.ID, c.Year, c.Phases = plan.ID, plan.Year, plan.Phases
	a.page().leave(func() { a.setUp(c, "取消", a.showTabs) })
}

// setUp shows the wizard; the tabs come back when the campaign is there.
func (a *App) setUp(c data.Campaign, leaving string, away func()) {
	form := newCampaignForm(c, a.today(), true)
	form.operator.SetText(a.options.Store.Operator())
	w := newWizard(a, a.options.Store, form, leaving, away, func() {
		a.current = 0
		a.showTabs()
		a.showCampaign()
		a.saved(form.value().Title)
	})
	a.showAlone(w.content())
	w.start()
}

// showCampaign shows the current campaign in the window's title.
func (a *App) showCampaign() {
	c, err := a.options.Store.Campaign(context.Background())
	if err != nil {
		a.showError("没有读到活动", err)
		return
	}
	a.window.SetTitle(fmt.Sprintf("%d年%s — %s", c.Year, c.Title, c.Office))
	a.updateStatus()
}

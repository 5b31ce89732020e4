package gui

// allPages lists the tabs in their order; a new tab is one line here.
func (a *App) allPages() []page {
	store := a.options.Store
	return []page{
		newOverviewPage(a, store),
		newTargetsPage(a, store),
		newOpinionsPage(a, store),
		newReportsPage(a, store),
		newRoundsPage(a, store),
		newStatisticsPage(a, store),
		newLedgerPage(a, store),
		newRegisterPage(a, store),
	}
}

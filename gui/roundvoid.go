package gui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2/theme"

	"liangping/data"
)

// voidRound asks why the whole round is void, then declares it so and sets it up again (design.md §6). More sheets back than
// were given out is a reason by itself; another one has to be written.
func (p *roundsPage) voidRound() {
	if !p.mayChange() {
		return
	}
	r := *p.round()
	reason, why := newEntry(), ""
	checks := data.CheckRound(r, p.progress[r.ID])
	if i := slices.IndexFunc(checks, overReturned); i >= 0 {
		why = checks[i].Figures
	}
	reason.SetText(why)
	reason.PlaceHolder = "如：收回的票多于发出的票"
	field := newField("原因", labelNarrow, reason)
	const width = dialogWidth - 2*dialogPadding
	about := vbox(8, newParagraph("作废以后，“"+r.Name()+"”的票数和已经录入的票留下备查，只能查看，不再计票。", textBody, theme.ColorNameForeground, width),
		newParagraph("同时建立新的一次：主持、监票、计票、地点、议程、名单和应到人数照旧，日期和票数重新填写。", textBody, theme.ColorNameForeground, width),
		newParagraph("作废不能撤回。", textBody, colorMuted, width), field)
	p.app.formWith(dialogWidth, "“"+r.Name()+"”整次作废，重新评议？", "作废，重新评议", about, reason, func() error {
		field.accept()
		if data.CleanLine(reason.Text) == "" {
			field.refuse("请写明作废的原因。")
			return errRefused
		}
		return p.redo(r, reason.Text)
	})
}

// overReturned reports whether the check says that more sheets came back than were given out.
func overReturned(c data.Check) bool { return c.ID == data.CheckReturned && c.State == data.Breaks }

// redo declares the round void and shows the new one.
func (p *roundsPage) redo(r data.Round, reason string) error {
	ctx := context.Background()
	if err := p.records.VoidRound(ctx, r.ID, reason); err != nil {
		return err
	}
	return p.redoVoid(r.ID)
}

// redoVoid sets a void round up again and shows the new one.
func (p *roundsPage) redoVoid(id data.ID) error {
	again, err := p.records.RedoRound(context.Background(), id)
	if err != nil {
		p.app.reload() // the round is void all the same
		return err
	}
	p.chosen = again.ID
	p.app.reload()
	p.app.saved(again.Name())
	return nil
}

// canRedo reports whether the chosen round is void and was not set up again yet.
func (p *roundsPage) canRedo() bool {
	r := p.round()
	return r != nil && !r.Live() && !slices.ContainsFunc(p.rounds, func(x data.Round) bool {
		return x.Kind == r.Kind && x.UnitClass == r.UnitClass && x.Attempt > r.Attempt
	})
}

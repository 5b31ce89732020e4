package gui

import (
	"context"
	"fmt"
	"slices"

	"liangping/data"
	tables "liangping/data/sheet"
	"liangping/pdf"
)

// rosterRecords is what taking a roster in and giving it out needs of the store.
type rosterRecords interface {
	Campaign(ctx context.Context) (*data.Campaign, error)
	Campaigns(ctx context.Context) ([]data.Campaign, error)
	PreviewImport(ctx context.Context, rows []data.SheetRow) (*data.Import, error)
	ConfirmImport(ctx context.Context, p data.Import) (entered int, err error)
	CopyRoster(ctx context.Context, from data.ID) (entered int, err error)
}

// exportPage is Ctrl+E.
func (p *targetsPage) exportPage() {
	if len(p.targets) > 0 {
		p.exportRoster()
	}
}

// exportRoster makes an Excel file of the roster in the order of the screen.
func (p *targetsPage) exportRoster() {
	p.leave(func() {
		targets := p.ordered()
		p.makeSheet("名单", func(c *data.Campaign) (name string, content []byte, err error) {
			content, err = tables.Roster(targets, c.Office, p.app.now())
			return fmt.Sprintf("%d年评议对象名单.xlsx", c.Year), content, err
		})
	})
}

// print makes the 评议对象名册 in the order of the screen: Ctrl+P.
func (p *targetsPage) print() {
	if p.paper.Disabled() {
		return
	}
	p.leave(func() {
		targets, byStrokes, day := p.ordered(), p.byStrokes(), p.app.today()
		p.app.makePaper("评议对象名册", func() (*pdf.Paper, error) {
			c, err := p.records.Campaign(context.Background())
			if err != nil {
				return nil, err
			}
			return p.app.press().Roster(*c, targets, byStrokes, day)
		})
	})
}

// exportTemplate makes the Excel file that a roster is filled into.
func (p *targetsPage) exportTemplate() {
	p.makeSheet("名单模板", func(c *data.Campaign) (name string, content []byte, err error) {
		content, err = tables.RosterTemplate(c.Office, p.app.now())
		return "评议对象名单模板.xlsx", content, err
	})
}

// makeSheet makes a table file of the campaign's roster.
func (p *targetsPage) makeSheet(what string, work func(*data.Campaign) (name string, content []byte, err error)) {
	p.app.makeSheet(what, func(ctx context.Context) (name string, content []byte, err error) {
		campaign, err := p.records.Campaign(ctx)
		if err != nil {
			return "", nil, err
		}
		return work(campaign)
	})
}

// copyRoster asks for an earlier campaign and enters its roster.
func (p *targetsPage) copyRoster() {
	p.leave(func() {
		current, err := p.records.Campaign(context.Background())
		var others []data.Campaign
		if err == nil {
			others, err = p.records.Campaigns(context.Background())
		}
		if err != nil {
			p.app.showError("没有读到以前的活动", err)
			return
		}
		others = slices.DeleteFunc(others, func(c data.Campaign) bool { return c.ID == current.ID })
		if len(others) == 0 {
			p.app.tell("没有以前的活动", "这是第一次活动，没有名单可以复制。请逐个登记，或者从表格导入。")
			return
		}
		var words []string
		for _, c := range others {
			words = append(words, fmt.Sprintf("%d年%s", c.Year, c.Title))
		}
		from := newSelect(words, nil)
		from.choose(0)
		p.app.form("复制以前的名单", "复制", []*field{newField("活动", labelNarrow, from)}, from, func() error {
			entered, err := p.records.CopyRoster(context.Background(), others[from.chosen].ID)
			if err != nil {
				return err
			}
			p.app.reload()
			p.app.saved(fmt.Sprintf("评议对象 %d 个", entered))
			return nil
		})
	})
}

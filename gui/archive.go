package gui

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2/theme"

	"liangping/data"
	tables "liangping/data/sheet"
)

// archiveRecords is what the end of a campaign needs of the store.
type archiveRecords interface {
	Campaign(ctx context.Context) (*data.Campaign, error)
	LedgerItems(ctx context.Context) ([]data.LedgerItem, error)
	Archived(ctx context.Context) (data.Archive, bool, error)
	ArchiveBlockers(ctx context.Context) ([]string, error)
	ArchiveCampaign(ctx context.Context, parent string, o data.ArchiveOptions) (folder string, err error)
	StartNextCampaign(ctx context.Context, year int) (data.ID, error)
}

// blockersHeight is the room for the sentences in the dialog before they scroll.
const blockersHeight = 280

// askArchive is 归档…: what stands in the way of it, or into which folder the archive goes (design.md §4, §11).
func (a *App) askArchive(records archiveRecords) {
	blockers, err := records.ArchiveBlockers(context.Background())
	if err != nil {
		a.showError("没有归档", err)
		return
	}
	if len(blockers) > 0 {
		a.showBlockers(blockers)
		return
	}
	c, err := records.Campaign(context.Background())
	if err != nil {
		a.showError("没有归档", err)
		return
	}
	doing := "选文件夹…"
	a.confirm(question{
		title: fmt.Sprintf("归档 %d年%s？", c.Year, c.Title), doing: doing, final: true,
		lines: []string{
			"在选定的文件夹里生成一份档案：资料副本、全部已签发公文、Excel 表格和归档清单（每个文件都有校验码）。",
			"归档以后，这个活动只能查看和打印，不能再改。",
			"没有销号的长期坚持事项，转入下一年度活动继续整改。",
		}, after: "归档不能撤回。",
	}, func() {
		a.askFolder("档案存在哪个文件夹？", "归档到这里", desktopFolder(), func(folder string) { a.archive(records, folder) })
	})
}

// showBlockers lists what has to be done before a campaign can be archived.
func (a *App) showBlockers(blockers []string) {
	const width = dialogWideWidth - 2*dialogPadding
	list := vbox(4)
	for _, sentence := range blockers {
		list.Add(newParagraph("□ "+sentence, textBody, theme.ColorNameForeground, width-16))
	}
	var closeIt func()
	rest := newReader(func() {})
	rest.show(list)
	done := newButton("知道了", func() { closeIt() }).key("Esc").high()
	content := vbox(12, heading("还不能归档"), newParagraph(fmt.Sprintf("还有 %d 件事没有办完：", len(blockers)), textBody, colorMuted, width),
		sized(width, min(list.MinSize().Height+4, blockersHeight), rest))
	closeIt = a.show(frameDialog(dialogWideWidth, content, done), done, func() { closeIt() })
}

// archive writes the archive with its progress; 取消 leaves nothing behind.
func (a *App) archive(records archiveRecords, parent string) {
	var folder string
	a.run("正在归档", func(ctx context.Context, tell progress) (err error) {
		folder, err = records.ArchiveCampaign(ctx, parent, data.ArchiveOptions{Tables: tables.ArchiveTables, Progress: tell})
		return err
	}, func(err error) {
		switch {
		case err == nil:
			a.reload()
			a.showCampaign()
			a.saved("归档")
			a.tellArchived(folder)
		case cancelled(err):
			a.tell("没有归档", "已经取消，没有留下文件，活动照旧可以修改。")
		default:
			a.showError("没有归档", err, action{"再试一次", func() { a.archive(records, parent) }})
		}
	})
}

// tellArchived says where the archive is.
func (a *App) tellArchived(folder string) {
	const width = dialogWideWidth - 2*dialogPadding
	var closeIt func()
	done := newButton("关闭", func() { closeIt() }).key("Esc").high()
	show := newButton("打开文件夹", func() {
		a.handOver("打开文件夹", "没有打开文件夹", func() error { return a.options.OpenFile(folder) })
	})
	content := vbox(8, heading("归档完成"), newParagraph(folder, textBody, theme.ColorNameForeground, width),
		newParagraph("把整个文件夹复制到光盘或者 U 盘保存。清单里有每个文件的校验码，改动一个字都查得出来。", textBody, colorMuted, width),
		newParagraph("开始下一年度活动，用“设置 — 新建下一年度活动”。", textBody, colorMuted, width))
	closeIt = a.show(frameDialog(dialogWideWidth, content, show, done), done, func() { closeIt() })
}

// askNextCampaign asks for the year of the campaign that follows an archived one, and says what it takes over.
func (a *App) askNextCampaign(records archiveRecords) {
	ctx := context.Background()
	c, err := records.Campaign(ctx)
	if err != nil {
		a.showError("没有新建活动", err)
		return
	}
	_, archived, err := records.Archived(ctx)
	if err != nil {
		a.showError("没有新建活动", err)
		return
	}
	if !archived {
		a.tell("先归档本年度活动", "本年度活动归档以后，才能转入下一年度。", "用“设置 — 归档”。")
		return
	}
	items, err := records.LedgerItems(ctx)
	if err != nil {
		a.showError("没有新建活动", err)
		return
	}
	carried := 0
	for _, i := range items {
		if i.CarriesOver(*c) {
			carried++
		}
	}
	year := newNumberEntry(2199, nil)
	year.set(c.Year + 1)
	content := vbox(12, newField("年度", labelNarrow, hbox(0, sized(88, 0, year))),
		paragraphs(dialogWidth-2*dialogPadding, []string{
			"名单、单位设置、计分规则和阶段安排照上一年度填好，可以再改。",
			fmt.Sprintf("没有销号的长期坚持事项 %d 件，转入整改台账继续整改，标“延续”。", carried),
			"上一年度活动只能查看，用“设置 — 换活动”随时回来看。",
		}))
	a.formWith(dialogWidth, "新建下一年度活动", "新建", content, year, func() error {
		number, _ := year.number()
		if _, err := records.StartNextCampaign(ctx, number); err != nil {
			return err
		}
		a.showCampaign()
		a.reload()
		a.saved(fmt.Sprintf("%d年活动", number))
		return nil
	})
}

// archiveCommands are the end of a campaign in the menu 设置.
func (a *App) archiveCommands(records archiveRecords) []command {
	archived := func() bool {
		_, ok, err := records.Archived(context.Background())
		return err == nil && ok
	}
	return []command{
		{
			menu: menuSettings, label: "归档…", inPlace: true, enabled: func() bool { return !archived() },
			do: func() { a.page().leave(func() { a.askArchive(records) }) },
		},
		{
			menu: menuSettings, label: "新建下一年度活动…", inPlace: true, enabled: archived,
			do: func() { a.page().leave(func() { a.askNextCampaign(records) }) },
		},
	}
}

// archiveMark stands beside the tabs while the campaign in front is archived.
var archiveMark = chip{chipOrange, "■", "已归档，只能查看和打印"}

package sheet

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"liangping/data"
)

// ArchiveTables are the tables that go into the archive of a finished campaign, each as an .xlsx file.
var ArchiveTables = []data.ArchiveTable{
	{Name: "评议对象名单", Make: archiveTable(roster)},
	{Name: "意见建议", Make: archiveTable(opinions)},
	{Name: "评议统计", Make: archiveTable(statistics)},
	{Name: "突出问题", Make: archiveTable(problems)},
	{Name: "整改台账", Make: archiveTable(ledger)},
	{Name: "发文登记", Make: archiveTable(register)},
	{Name: "活动记录", Make: archiveTable(events)},
}

// campaignBook is what every table of the archive is made from.
type campaignBook struct {
	store   *data.Store
	office  string
	targets []data.Target
	names   map[data.ID]string // of the targets
	made    time.Time
}

// archiveTable reads what every table needs and makes one.
func archiveTable(table func(context.Context, campaignBook) ([]byte, error)) func(context.Context, *data.Store) ([]byte, error) {
	return func(ctx context.Context, s *data.Store) ([]byte, error) {
		c, err := s.Campaign(ctx)
		if err != nil {
			return nil, err
		}
		b := campaignBook{store: s, office: c.Office, names: map[data.ID]string{}}
		archive, _, err := s.Archived(ctx)
		if err != nil {
			return nil, err
		}
		b.made = time.Date(archive.Date.Year, archive.Date.Month, archive.Date.Day, 0, 0, 0, 0, time.UTC)
		if b.targets, err = s.Targets(ctx); err != nil {
			return nil, err
		}
		for _, t := range b.targets {
			b.names[t.ID] = t.Name
		}
		return table(ctx, b)
	}
}

// about names what something concerns.
func (b campaignBook) about(target data.ID) string {
	if target == "" {
		return "全办"
	}
	return b.names[target]
}

func roster(_ context.Context, b campaignBook) ([]byte, error) {
	return Roster(b.targets, b.office, b.made)
}

// statistics are 全部表 of 统计.
func statistics(ctx context.Context, b campaignBook) ([]byte, error) {
	c, err := b.store.Campaign(ctx)
	if err != nil {
		return nil, err
	}
	now, err := b.store.Statistics(ctx)
	if err != nil {
		return nil, err
	}
	years, err := b.store.Years(ctx)
	if err != nil {
		return nil, err
	}
	outcomes, err := b.store.Outcomes(ctx)
	if err != nil {
		return nil, err
	}
	annual, err := b.store.AnnualSheet(ctx)
	if err != nil {
		return nil, err
	}
	said, err := b.store.Opinions(ctx, data.OpinionFilter{})
	if err != nil {
		return nil, err
	}
	return Results(b.office, b.made, data.AllSheets(now, years, outcomes, data.AnalyseOpinions(said, c.Criteria, b.targets), annual)...)
}

func opinions(ctx context.Context, b campaignBook) ([]byte, error) {
	all, err := b.store.Opinions(ctx, data.OpinionFilter{})
	if err != nil {
		return nil, err
	}
	merged, err := b.store.Problems(ctx)
	if err != nil {
		return nil, err
	}
	titles := map[data.ID]string{}
	for _, p := range merged {
		titles[p.ID] = p.Title
	}
	t := Table{Title: "意见建议", Office: b.office, Made: b.made, Columns: []Column{
		{Name: "意见内容", Width: 60},
		{Name: "涉及对象", Width: 20},
		{Name: "类别", Width: 12},
		{Name: "评议内容", Width: 10},
		{Name: "来源", Width: 12},
		{Name: "日期", Width: 12},
		{Name: "地点", Width: 20},
		{Name: "归入问题", Width: 30},
	}}
	for _, o := range all {
		t.Rows = append(t.Rows, []string{
			o.Text, b.about(o.TargetID), o.Aspect.String(), number(o.Criterion), o.Channel.String(), o.Date.String(), o.Place, titles[o.ProblemID],
		})
	}
	return t.Workbook()
}

func problems(ctx context.Context, b campaignBook) ([]byte, error) {
	all, err := b.store.Problems(ctx)
	if err != nil {
		return nil, err
	}
	t := Table{Title: "突出问题", Office: b.office, Made: b.made, Columns: []Column{
		{Name: "问题", Width: 36},
		{Name: "内容", Width: 50},
		{Name: "根源", Width: 40},
		{Name: "类别", Width: 12},
		{Name: "评议内容", Width: 10},
		{Name: "涉及对象", Width: 20},
		{Name: "意见条数", Width: 10},
		{Name: "突出", Width: 8},
		{Name: "列入台账", Width: 10},
	}}
	for _, p := range all {
		t.Rows = append(t.Rows, []string{
			p.Title, p.Content, p.Cause, p.Aspect.String(), number(p.Criterion), b.about(p.TargetID), strconv.Itoa(p.Opinions),
			yes(p.Prominent), yes(p.ItemID != ""),
		})
	}
	return t.Workbook()
}

func register(ctx context.Context, b campaignBook) ([]byte, error) {
	all, err := b.store.Documents(ctx, data.DocumentFilter{})
	if err != nil {
		return nil, err
	}
	t := Table{Title: "发文登记", Office: b.office, Made: b.made, Columns: []Column{
		{Name: "文号", Width: 20},
		{Name: "标题", Width: 50},
		{Name: "文种", Width: 8},
		{Name: "主送", Width: 30},
		{Name: "成文日期", Width: 12},
		{Name: "签发人", Width: 12},
		{Name: "页数", Width: 8},
		{Name: "状态", Width: 10},
		{Name: "作废原因", Width: 30},
		{Name: "SHA-256", Width: 66},
	}}
	for _, d := range all {
		t.Rows = append(t.Rows, []string{
			d.Number.String(), d.TitleLine(), d.Kind.String(), d.Addressee, d.Date.String(), d.Signer, number(d.Pages), d.State.String(), d.Reason, d.SHA256,
		})
	}
	return t.Workbook()
}

func events(ctx context.Context, b campaignBook) ([]byte, error) {
	all, err := b.store.Events(ctx, "")
	if err != nil {
		return nil, err
	}
	t := Table{Title: "活动记录", Office: b.office, Made: b.made, Columns: []Column{
		{Name: "日期", Width: 12},
		{Name: "类别", Width: 10},
		{Name: "名称", Width: 36},
		{Name: "地点", Width: 20},
		{Name: "参加人员", Width: 30},
		{Name: "宣传载体", Width: 20},
		{Name: "简报期数", Width: 10},
		{Name: "内容", Width: 60},
		{Name: "选树理由", Width: 40},
		{Name: "宣传情况", Width: 40},
	}}
	for _, e := range all {
		t.Rows = append(t.Rows, []string{
			e.Date.String(), e.Kind.String(), e.Title, e.Place, e.People, e.Medium, number(e.Bulletin), e.Text, e.Reason, e.Publicity,
		})
	}
	return t.Workbook()
}

// lines writes one entry a line.
func lines[T any](all []T, line func(T) string) string {
	var texts []string
	for _, one := range all {
		texts = append(texts, line(one))
	}
	return strings.Join(texts, "\n")
}

// number writes a number, and nothing for none.
func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func yes(is bool) string {
	if is {
		return "是"
	}
	return ""
}

func percent(n int) string { return fmt.Sprintf("%d%%", n) }

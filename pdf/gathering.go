package pdf

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"liangping/data"
	"liangping/pdf/font"
	"liangping/pdf/typeset"
)

// OpinionSummary prints the 征求意见汇总, made on the given day: what was held through each channel, how many opinions concern
// each target, and every opinion in its own words. Beside an opinion stands how it came in, never when and where: a talk
// with one person would name who said it.
func (p *Press) OpinionSummary(
	c data.Campaign, gatherings []data.Gathering, opinions []data.Opinion, targets []data.Target, day data.Date,
) (*Paper, error) {
	heading := short(c) + activity(c) + "征求意见汇总表"
	doc := &typeset.Doc{Title: heading, Author: c.Office, Date: made(c, day)}
	flow := p.upright(doc, "")
	p.uprightTitle(flow, heading)
	p.uprightNotes(flow, "填报单位："+c.Office, "制表日期："+day.Chinese())
	concerned := concerned(opinions, targets)
	p.section(flow, "一、征求意见的方式和数量", p.channelTable(gatherings, opinions))
	p.section(flow, "二、意见建议的分布", p.spreadTable(opinions, concerned))
	p.section(flow, "三、意见建议原文", p.opinionList(c, opinions, concerned))
	p.tableFoot(flow, "意见建议照原话登记，没有增减改动。对提出意见的人员严格保密。")
	p.pageNumbers(doc)
	return finish(doc, fmt.Sprint(c.Year), "征求意见汇总表")
}

// uprightNotes sets a note flush left and one flush right above an upright table.
func (p *Press) uprightNotes(f *typeset.Flow, left, right string) {
	small := p.style(font.Song, typeset.Size5)
	put(f.Page, typeset.Measure{Width: f.Width, Align: typeset.Left}, small, left, f.Left, f.Y, small.Em())
	put(f.Page, typeset.Measure{Width: f.Width, Align: typeset.Right}, small, right, f.Left, f.Y, small.Em())
	f.Y += small.Em() + 2
}

// section sets a heading and its table, the beginning of which stays with it.
func (p *Press) section(f *typeset.Flow, heading string, t *typeset.Table) {
	const gap, step, least = 4.0, 8.0, 30.0
	f.Need(gap + step + least)
	f.Y += gap
	span := typeset.Span{Text: heading, Style: p.style(font.Hei, typeset.SizeSmall4)}
	f.Put(typeset.Measure{Width: f.Width, Align: typeset.Left}.Lines(span), step)
	t.Place(f)
}

// channels are the four of the plan, and the ballots if opinions stand on them.
func channels(opinions []data.Opinion) []data.Channel {
	if slices.ContainsFunc(opinions, func(o data.Opinion) bool { return o.Channel == data.BallotSheet }) {
		return append(slices.Clone(data.Channels), data.BallotSheet)
	}
	return data.Channels
}

var channelColumns = []column{
	{"方式", 22, typeset.Center},
	{"次数", 14, typeset.Center},
	{"参加\n人数", 16, typeset.Center},
	{"意见\n条数", 16, typeset.Center},
	{"时间、地点、主持人（承办人）和人数", 88, typeset.Left},
}

// channelTable tells for each channel how often, with how many people, with how many opinions, when and where.
func (p *Press) channelTable(gatherings []data.Gathering, opinions []data.Opinion) *typeset.Table {
	t := p.ruled(channelColumns)
	gatherings = slices.SortedStableFunc(slices.Values(gatherings), func(a, b data.Gathering) int { return b.Date.DaysUntil(a.Date) })
	times, people := 0, 0
	for _, channel := range channels(opinions) {
		n := len(filtered(opinions, data.OpinionFilter{Channel: channel}))
		if channel == data.BallotSheet {
			t.Rows = append(t.Rows, row(channel.String(), "—", "—", fmt.Sprint(n), "群众评议时填写在评议票上"))
			continue
		}
		held, came := 0, 0
		var where []string
		for _, g := range gatherings {
			if g.Channel == channel {
				held, came = held+1, came+g.People
				where = append(where, gatheringLine(g))
			}
		}
		times, people = times+held, people+came
		t.Rows = append(t.Rows, row(channel.String(), fmt.Sprint(held), fmt.Sprint(came), fmt.Sprint(n), strings.Join(where, "\n")))
	}
	t.Rows = append(t.Rows, row("合计", fmt.Sprint(times), fmt.Sprint(people), fmt.Sprint(len(opinions)), ""))
	return t
}

// gatheringLine tells of one gathering: 8月3日，三楼会议室，李𬭎，12人.
func gatheringLine(g data.Gathering) string {
	parts := []string{g.Date.MonthDay()}
	for _, part := range []string{g.Place, g.Hosts} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	if g.People > 0 {
		parts = append(parts, fmt.Sprintf("%d人", g.People))
	}
	return strings.Join(parts, "，")
}

// general is what opinions about nobody in particular are listed under.
const general = "综合（不涉及具体对象）"

// concerned lists whom opinions may be about: nobody in particular, the active targets, and withdrawn ones of whom
// somebody spoke.
func concerned(opinions []data.Opinion, targets []data.Target) []data.Target {
	count := data.CountOpinions(opinions)
	all := []data.Target{{Name: general}}
	for _, t := range inOrder(targets, false) {
		if !t.Withdrawn || count[t.ID] > 0 {
			all = append(all, t)
		}
	}
	return all
}

// spreadTable counts the opinions of each target by channel.
func (p *Press) spreadTable(opinions []data.Opinion, concerned []data.Target) *typeset.Table {
	const width = 18.0
	channels := channels(opinions)
	columns := []column{{"评议对象", uprightWidth - width*float64(len(channels)+1), typeset.Left}}
	for _, channel := range channels {
		columns = append(columns, column{channel.String(), width, typeset.Center})
	}
	t := p.ruled(append(columns, column{"合计", width, typeset.Center}))
	line := func(name string, opinions []data.Opinion) {
		texts := []string{name}
		for _, channel := range channels {
			texts = append(texts, fmt.Sprint(len(filtered(opinions, data.OpinionFilter{Channel: channel}))))
		}
		t.Rows = append(t.Rows, row(append(texts, fmt.Sprint(len(opinions)))...))
	}
	for _, target := range concerned {
		line(target.Name, about(opinions, target))
	}
	line("合计", opinions)
	return t
}

var opinionColumns = []column{
	{"序号", 12, typeset.Center},
	{"意见建议", 98, typeset.Left},
	{"评议内容", 24, typeset.Center},
	{"方式", 22, typeset.Center},
}

// opinionList gives every opinion word for word under its target, those on the same criterion together.
func (p *Press) opinionList(c data.Campaign, opinions []data.Opinion, concerned []data.Target) *typeset.Table {
	t := p.ruled(opinionColumns)
	number := 0
	for _, target := range concerned {
		own := about(opinions, target)
		if len(own) == 0 {
			continue
		}
		t.Rows = append(t.Rows, group(t, fmt.Sprintf("%s　%d条", posts([]data.Target{target}), len(own))))
		for _, o := range own {
			number++
			t.Rows = append(t.Rows, row(fmt.Sprint(number), o.Text, concerns(c, o), o.Channel.String()))
		}
	}
	if number == 0 {
		t.Rows = []typeset.Row{across(t, "还没有登记意见建议。")}
	}
	return t
}

// concerns names what an opinion is about: the criterion, or at least the aspect.
func concerns(c data.Campaign, o data.Opinion) string {
	for _, criterion := range c.Criteria {
		if criterion.Number == o.Criterion {
			return criterion.Short
		}
	}
	return o.Aspect.String()
}

// about gives the opinions about a target, general ones for the target without an ID: by criterion, those on none last, by
// aspect.
func about(opinions []data.Opinion, t data.Target) []data.Opinion {
	own := filtered(opinions, data.OpinionFilter{TargetID: t.ID, General: t.ID == ""})
	slices.SortStableFunc(own, func(a, b data.Opinion) int {
		return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(slices.Index(aspects, a.Aspect), slices.Index(aspects, b.Aspect)))
	})
	return own
}

// aspects are in the order of papers; an opinion may have none.
var aspects = []data.Aspect{data.Work, data.Conduct, ""}

// place is where an opinion stands among those about the same target.
func place(o data.Opinion) int {
	if o.Criterion == 0 {
		return math.MaxInt
	}
	return o.Criterion
}

func filtered(opinions []data.Opinion, f data.OpinionFilter) (chosen []data.Opinion) {
	for _, o := range opinions {
		if f.Match(o) {
			chosen = append(chosen, o)
		}
	}
	return chosen
}

package data

import (
	"cmp"
	"slices"
)

// OpinionChannels lists every channel that an opinion can come by: the four, and the ballots.
var OpinionChannels = append(slices.Clone(Channels), BallotSheet)

// OpinionCount is how many opinions there are of one sort, in all and by channel.
type OpinionCount struct {
	Name      string // of the sort: 推动发展情况, 王喆, 意见箱
	TargetID  ID     // of a target's line
	Aspect    Aspect // of an aspect's or a criterion's line
	Criterion int    // of a criterion's line
	Total     int
	Channels  []int // in the order of OpinionChannels
}

// OpinionFigures are the opinions analysed (design.md §5): counts by aspect, criterion, target, channel. Each table adds up to the
// total.
type OpinionFigures struct {
	Total      int
	Channels   []int // in the order of OpinionChannels
	ByAspect   []OpinionCount
	ByCriteria []OpinionCount
	ByTarget   []OpinionCount // most opinions first, then by 任职顺序; 综合 last
}

// AnalyseOpinions counts the opinions. Those that name no aspect, criterion or target have a line of their own, if there are any.
func AnalyseOpinions(opinions []Opinion, criteria []Criterion, targets []Target) OpinionFigures {
	figures := OpinionFigures{Total: len(opinions), Channels: byChannel(opinions)}
	count := func(name string, of func(Opinion) bool) OpinionCount {
		some := slices.DeleteFunc(slices.Clone(opinions), func(o Opinion) bool { return !of(o) })
		return OpinionCount{Name: name, Total: len(some), Channels: byChannel(some)}
	}
	for _, a := range []Aspect{Work, Conduct} {
		line := count(a.String(), func(o Opinion) bool { return o.Aspect == a })
		line.Aspect = a
		figures.ByAspect = append(figures.ByAspect, line)
	}
	figures.ByAspect = appendSome(figures.ByAspect, count("未分类", func(o Opinion) bool { return o.Aspect == "" }))
	for _, c := range criteria {
		line := count(c.Name, func(o Opinion) bool { return o.Criterion == c.Number })
		line.Aspect, line.Criterion = c.Aspect, c.Number
		figures.ByCriteria = append(figures.ByCriteria, line)
	}
	figures.ByCriteria = appendSome(figures.ByCriteria, count("未对应评议内容", func(o Opinion) bool {
		return !slices.ContainsFunc(criteria, func(c Criterion) bool { return c.Number == o.Criterion })
	}))
	for _, t := range slices.SortedStableFunc(slices.Values(targets), func(a, b Target) int { return cmp.Compare(a.Rank, b.Rank) }) {
		line := count(t.Name, func(o Opinion) bool { return o.TargetID == t.ID })
		line.TargetID = t.ID
		figures.ByTarget = appendSome(figures.ByTarget, line)
	}
	slices.SortStableFunc(figures.ByTarget, func(a, b OpinionCount) int { return b.Total - a.Total })
	figures.ByTarget = appendSome(figures.ByTarget, count("综合", func(o Opinion) bool {
		return !slices.ContainsFunc(targets, func(t Target) bool { return t.ID == o.TargetID })
	}))
	return figures
}

// appendSome appends a line unless it counts nothing.
func appendSome(lines []OpinionCount, line OpinionCount) []OpinionCount {
	if line.Total == 0 {
		return lines
	}
	return append(lines, line)
}

func byChannel(opinions []Opinion) []int {
	counts := make([]int, len(OpinionChannels))
	for _, o := range opinions {
		if i := slices.Index(OpinionChannels, o.Channel); i >= 0 {
			counts[i]++
		}
	}
	return counts
}

package data

import (
	"context"
	"math/big"
)

// RectificationCount is how far a number of items are. 办结: closed; 部分完成: some progress; the rest isn't begun.
type RectificationCount struct {
	Total      int
	Done       int // 办结 (已销号)
	Partly     int // 正在整改, with progress
	NotStarted int // 未启动
	Overdue    int // past the day that counts, not closed
	OnTime     int // closed by their deadline
}

func (c *RectificationCount) add(i LedgerItem, today Date) {
	c.Total++
	switch {
	case i.State == ItemClosed:
		c.Done++
		if !i.Closing.Date.After(i.Due) {
			c.OnTime++
		}
	case i.Percent > 0:
		c.Partly++
	default:
		c.NotStarted++
	}
	if i.In(TermOverdue, today) {
		c.Overdue++
	}
}

// DoneRate returns 办结率 = 办结 ÷ 总数, nil when there is nothing.
func (c RectificationCount) DoneRate() *big.Rat { return share(c.Done, c.Total) }

// OnTimeRate returns 按期办结率 = 按期办结 ÷ 办结, nil when nothing is done.
func (c RectificationCount) OnTimeRate() *big.Rat { return share(c.OnTime, c.Done) }

func share(part, whole int) *big.Rat {
	if whole == 0 {
		return nil
	}
	return big.NewRat(int64(part), int64(whole))
}

// ClassCount is how far the items of a class are.
type ClassCount struct {
	Class ItemClass
	RectificationCount
}

// TargetCount is how far the items of a target are.
type TargetCount struct {
	TargetID ID // empty: the office as a whole
	Name     string
	RectificationCount
}

// RectificationFigures are the figures of the 整改落实情况报告 as of a day.
type RectificationFigures struct {
	Day     Date
	All     RectificationCount
	Classes []ClassCount  // every class, in their order
	Targets []TargetCount // those with items, in the order of the roster, the office as a whole last
}

// CountRectification counts items as of a day.
func CountRectification(all []LedgerItem, targets []Target, day Date) RectificationFigures {
	f := RectificationFigures{Day: day}
	for _, class := range ItemClasses {
		f.Classes = append(f.Classes, ClassCount{Class: class})
	}
	byTarget := map[ID]*TargetCount{}
	for _, i := range all {
		f.All.add(i, day)
		for n := range f.Classes {
			if f.Classes[n].Class == i.Class {
				f.Classes[n].add(i, day)
			}
		}
		if byTarget[i.TargetID] == nil {
			byTarget[i.TargetID] = &TargetCount{TargetID: i.TargetID, Name: i.TargetName}
		}
		byTarget[i.TargetID].add(i, day)
	}
	for _, t := range targets {
		if c := byTarget[t.ID]; c != nil {
			f.Targets = append(f.Targets, *c)
		}
	}
	if c := byTarget[""]; c != nil {
		c.Name = "全办"
		f.Targets = append(f.Targets, *c)
	}
	return f
}

// RectificationFigures counts the current campaign's items as of the clock's today.
func (s *Store) RectificationFigures(ctx context.Context) (f RectificationFigures, err error) {
	err = s.read(ctx, func(t *tx) error {
		campaign, err := currentID(t)
		if err != nil {
			return err
		}
		listed, err := items(t, campaign)
		if err != nil {
			return err
		}
		roster, err := targets(t, campaign)
		f = CountRectification(listed, roster, DateOf(t.now))
		return err
	})
	return f, err
}

package data

import "fmt"

// Milestones of the ledger (design.md §9).
const (
	ledgerAlert = 10 // reminders begin this many days before the day that counts
	acceptDays  = 3  // whoever reviews or accepts an item has this many days
)

// takeLedger reads what the to-dos and facts of the ledger are computed from.
func (s *Snapshot) takeLedger(t *tx) (err error) {
	if s.Problems, err = problems(t, "problem.campaign_id = ?", s.Campaign.ID); err != nil {
		return err
	}
	if s.Ledger, err = items(t, s.Campaign.ID); err != nil {
		return err
	}
	s.OpenSteps, err = steps(t, "done_on = '' AND item_id IN (SELECT id FROM ledger_item WHERE campaign_id = ? AND state = 'open')", s.Campaign.ID)
	return err
}

// ledgerTodos: problems that nobody takes up, the plan that has to go out, and what each item waits for.
func (s *Snapshot) ledgerTodos(today Date) []Todo {
	last := s.Campaign.Phases[Rectification]
	begun := !today.Before(last.Start)
	if len(s.Ledger) == 0 {
		switch {
		case len(s.Problems) > 0:
			return []Todo{{What: "列出整改事项", Why: fmt.Sprintf("已归并问题 %d 个，整改台账还是空的", len(s.Problems)), Due: last.End, Place: AtLedger}}
		case begun:
			return []Todo{{What: "列出整改事项", Why: "整改台账还是空的", Due: last.End, Place: AtLedger}}
		}
		return nil
	}
	var todos []Todo
	if n := s.unlisted(); n > 0 {
		todos = append(todos, Todo{What: fmt.Sprintf("突出问题 %d 个还没有列入台账", n), Due: last.End, Place: AtOpinions})
	}
	if begun && !s.issued(RectificationPlan) {
		todos = append(todos, Todo{What: "印发整改方案", Due: last.Start.AddDays(planDays), Place: AtRegister})
	}
	open := map[ID][]Step{}
	for _, step := range s.OpenSteps {
		open[step.ItemID] = append(open[step.ItemID], step)
	}
	for _, i := range s.Ledger {
		todos = append(todos, s.itemTodos(i, open[i.ID], today)...)
	}
	return todos
}

// planDays: the 整改方案 goes out within this many days of the phase.
const planDays = 10

// unlisted counts the prominent problems that are not in the ledger.
func (s *Snapshot) unlisted() (n int) {
	for _, p := range s.Problems {
		if p.Prominent && p.ItemID == "" {
			n++
		}
	}
	return n
}

// issued tells whether a paper of this kind left the office and holds.
func (s *Snapshot) issued(paper Paper) bool {
	for _, d := range s.Documents {
		if d.Paper == paper && d.State == DocumentIssued {
			return true
		}
	}
	return false
}

// itemTodos: what an item with its open steps waits for, as of today.
func (s *Snapshot) itemTodos(i LedgerItem, open []Step, today Date) (todos []Todo) {
	due := i.Due
	if due.IsZero() {
		due = s.Campaign.Phases[Rectification].End
	}
	switch {
	case i.State == ItemDraft && i.Rejected != "":
		return []Todo{i.todo("重新送审：", "驳回："+i.Rejected, i.Person, due)}
	case i.State == ItemDraft:
		return []Todo{i.todo("落实整改事项：", "还是草拟", i.Person, due)}
	case i.State == ItemReview:
		return []Todo{i.todo("审核整改事项：", "", i.Leader, today.AddDays(acceptDays))}
	case i.State == ItemClosing:
		return []Todo{i.todo("验收销号：", "", i.Leader, today.AddDays(acceptDays))}
	case i.State == ItemClosed:
		return nil
	}
	if today.DaysUntil(i.Due) <= ledgerAlert {
		why := fmt.Sprintf("进度 %d%%", i.Percent)
		if i.Rejected != "" {
			why += "，销号驳回：" + i.Rejected
		}
		todos = append(todos, i.todo("整改：", why, i.Person, i.Due))
	}
	for _, step := range open {
		if step.Due != i.Due && today.DaysUntil(step.Due) <= ledgerAlert {
			todos = append(todos, Todo{
				What: "分步措施：" + step.Content, Why: fmt.Sprintf("第 %d 项 %s", i.Number, i.Problem), Who: i.Person, Due: step.Due,
				Place: AtLedger, Record: i.ID,
			})
		}
	}
	return todos
}

func (i LedgerItem) todo(what, why, who string, due Date) Todo {
	return Todo{What: what + i.Problem, Why: why, Who: who, Due: due, Place: AtLedger, Record: i.ID}
}

// ledgerFact counts what is closed and what is overdue.
func (s *Snapshot) ledgerFact(today Date) Fact {
	closed, overdue := 0, 0
	for _, i := range s.Ledger {
		switch {
		case i.State == ItemClosed:
			closed++
		case i.In(TermOverdue, today):
			overdue++
		}
	}
	return Fact{AtLedger, "整改事项销号", fmt.Sprintf("%d / %d", closed, len(s.Ledger)), remark("逾期 %d 项", overdue)}
}

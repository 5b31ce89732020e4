package pdf

import (
	"cmp"
	"fmt"

	"liangping/data"
	"liangping/pdf/typeset"
)

var issuedColumns = []column{
	{"评议人员类别", 32, typeset.Center},
	{"用纸", 26, typeset.Center},
	{"印制（张）", 21, typeset.Center},
	{"发出（张）", 21, typeset.Center},
	{"剩余（张）", 21, typeset.Center},
	{"剩余票处理", 35, typeset.Center},
}

// issued is the 发票情况报告单.
func (s *roundPaper) issued() {
	s.facts()
	sum := total(s.round)
	s.report(s.issuedReport(sum), "特此报告。")
	known := sum.Issued > 0
	t := s.byGroup(issuedColumns, func(g data.Group) []string {
		paper, disposal := cmp.Or(g.Paper, "白纸"), "□销毁　□留存"
		if g.Kind == "" {
			paper, disposal = "", ""
		}
		return []string{paper, count(g.Printed, sum.Printed > 0), count(g.Issued, known), count(g.Remaining(), known), disposal}
	})
	t.Place(s.flow)
	s.tableFoot(s.flow, "注：同一类别的评议票完全相同，不编号、不做记号。剩余票的处理由监票人当场勾选。")
	s.sign("监票人", "发票人", "主持人")
}

// issuedReport tells how many ballots were given out, and whether everybody present got one.
func (s *roundPaper) issuedReport(sum data.Group) string {
	known := sum.Issued > 0
	text := fmt.Sprintf("本次%s共印制评议票%s张，发出%s张，剩余%s张", s.round.Name(),
		open(sum.Printed, sum.Printed > 0), open(sum.Issued, known), open(sum.Remaining(), known))
	if !known || sum.Present == 0 {
		return text + "。"
	}
	if c := s.check(data.CheckPrinted); c.State == data.Breaks {
		return text + "。印制和发出的票数不符（" + c.Figures + "），请清点。"
	}
	if c := s.check(data.CheckPresent); c.State == data.Warns {
		return text + fmt.Sprintf("；实到%d人。发出的票数与实到人数不一致（%s），原因是：", sum.Present, c.Figures) + "　　　　　　　　　　。"
	}
	return text + fmt.Sprintf("；实到%d人，每人一张，发出的票数与实到人数一致。", sum.Present)
}

var returnedColumns = []column{
	{"评议人员类别", 40, typeset.Center},
	{"发出（张）", 24, typeset.Center},
	{"收回（张）", 24, typeset.Center},
	{"未收回（张）", 26, typeset.Center},
	{"核对", 42, typeset.Center},
}

// returned is the 收票情况报告单.
func (s *roundPaper) returned() {
	s.facts()
	sum := total(s.round)
	s.report(s.returnedReport(sum), "特此报告。")
	known := sum.Returned > 0
	t := s.byGroup(returnedColumns, func(g data.Group) []string {
		equation := ""
		if known {
			sign := "＝"
			if g.Issued != g.Returned+g.Unreturned {
				sign = "≠"
			}
			equation = fmt.Sprintf("%d %s %d ＋ %d", g.Issued, sign, g.Returned, g.Unreturned)
		}
		return []string{count(g.Issued, sum.Issued > 0), count(g.Returned, known), count(g.Unreturned, known), equation}
	})
	t.Place(s.flow)
	s.tableFoot(s.flow, "注：核对按“发出 ＝ 收回 ＋ 未收回”。收回的票数等于或者少于发出的票数，评议有效；多于发出的票数，整次无效，重新评议。")
	s.sign("监票人", "计票人", "主持人")
}

// returnedReport tells how many ballots came back, and whether the round is valid.
func (s *roundPaper) returnedReport(sum data.Group) string {
	known := sum.Returned > 0
	text := fmt.Sprintf("本次%s共发出评议票%s张，收回%s张，未收回%s张", s.round.Name(),
		open(sum.Issued, sum.Issued > 0), open(sum.Returned, known), open(sum.Unreturned, known))
	switch {
	case !s.round.Live():
		return text + "。本次评议整次无效，应当重新评议。"
	case !known:
		return text + "。"
	}
	if c := s.check(data.CheckReturned); c.State == data.Breaks {
		return text + "。收回的票数多于发出的票数（" + c.Figures + "），本次评议整次无效，应当重新评议。"
	}
	if c := s.check(data.CheckIssued); c.State == data.Breaks {
		return text + "。发出的票数与收回、未收回的合计不符（" + c.Figures + "），请清点。"
	}
	return text + "。收回的票数" + fewer(sum) + "发出的票数，本次评议有效。"
}

func fewer(sum data.Group) string {
	if sum.Returned == sum.Issued {
		return "等于"
	}
	return "少于"
}

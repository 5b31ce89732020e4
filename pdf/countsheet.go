package pdf

import (
	"fmt"
	"strings"
	"time"

	"liangping/data"
	"liangping/pdf/font"
	"liangping/pdf/typeset"
)

// counted is the 计票结果报告单: the accounting of every group, the counts of every line, how it was entered, the seal.
func (s *roundPaper) counted(sheet data.CountSheet) {
	if sheet.Seal == nil && s.round.Live() {
		s.banner("未 封 存", "本次评议还没有封存，本表只供核对，不作为计票结果。")
	}
	s.facts([2]string{"监票人", s.round.Scrutineers}, [2]string{"计票人", s.round.Tellers}, [2]string{"派员参加", s.round.Observers})
	s.section(s.flow, "一、票数", s.accounting(sheet))
	s.tableFoot(s.flow, strings.Join(spoiledNotes(sheet), "\n"))
	s.counts(sheet)
	s.tableFoot(s.flow, strings.Join(countNotes(sheet), "\n"))
	s.entry(sheet)
	s.seal(sheet)
	s.sign("监票人", "计票人", "主持人")
	if sheet.Seal != nil {
		s.sealFoot(sheet.Seal.Code)
	}
}

// sealFoot sets the seal code below each page but the one with the signatures, which shows it large: no page can be exchanged.
func (s *roundPaper) sealFoot(code string) {
	style := s.style(font.Song, typeset.SizeSmall5)
	for _, page := range s.doc.Pages[:len(s.doc.Pages)-1] {
		put(page, typeset.Measure{Width: uprightWidth, Align: typeset.Left}, style, "封存码　"+code, uprightLeft, uprightBottom+4, style.Em())
	}
}

var accountingColumns = []column{
	{"评议人员\n类别", 28, typeset.Center},
	{"应到", 14, typeset.Center},
	{"实到", 14, typeset.Center},
	{"印制", 14, typeset.Center},
	{"发出", 14, typeset.Center},
	{"收回", 14, typeset.Center},
	{"未收回", 15, typeset.Center},
	{"有效票", 15, typeset.Center},
	{"废票", 14, typeset.Center},
	{"剩余", 14, typeset.Center},
}

func (s *roundPaper) accounting(sheet data.CountSheet) *typeset.Table {
	return s.byGroup(accountingColumns, func(g data.Group) []string {
		var texts []string
		for _, n := range []int{g.Expected, g.Present, g.Printed, g.Issued, g.Returned, g.Unreturned, g.Valid, g.Spoiled, g.Remaining()} {
			texts = append(texts, fmt.Sprint(n))
		}
		return texts
	})
}

// spoiledNotes tell why ballots were spoiled: 废票2张：整张空白1张，涂改无法辨认1张。
func spoiledNotes(sheet data.CountSheet) (notes []string) {
	for _, g := range sheet.Groups {
		if g.Spoiled == 0 {
			continue
		}
		note := fmt.Sprintf("%s废票%d张", g.Kind, g.Spoiled)
		var reasons []string
		for _, reason := range g.Reasons {
			reasons = append(reasons, fmt.Sprintf("%s%d张", reason.Reason, reason.Count))
		}
		if len(reasons) > 0 {
			note += "：" + strings.Join(reasons, "，")
		}
		notes = append(notes, note+"。")
	}
	return notes
}

var lineColumns = []column{
	{"序号", 10, typeset.Center},
	{"评议对象", 34, typeset.Left},
	{"评价项", 43, typeset.Left},
	{"满意", 11.5, typeset.Center},
	{"基本\n满意", 11.5, typeset.Center},
	{"不满意", 11.5, typeset.Center},
	{"不了解", 11.5, typeset.Center},
	{"空白", 11.5, typeset.Center},
	{"多选", 11.5, typeset.Center},
}

// counts gives six figures for each line: of everybody, then of each group, small ones with their neighbours (design.md §11).
// Whose figures they are stands at the head of every page.
func (s *roundPaper) counts(sheet data.CountSheet) {
	columns := sheet.Columns
	if len(columns) > 1 {
		columns = append([]data.CountColumn{together(columns)}, columns...)
	}
	const heading = "二、各项计票结果"
	if len(columns) == 0 {
		t := s.ruled(lineColumns)
		t.Rows = []typeset.Row{across(t, "还没有有效票。")}
		s.section(s.flow, heading, t)
	}
	for i, column := range columns {
		t := s.countTable(columnName(sheet, column), sheet.Lines, column.Counts)
		if i == 0 {
			s.section(s.flow, heading, t)
			continue
		}
		s.flow.Y += 3
		t.Place(s.flow)
	}
}

// countTable is set tight, so that the usual form goes on one page.
func (s *roundPaper) countTable(whose string, lines []data.Line, counts []data.Counts) *typeset.Table {
	t := s.ruled(lineColumns)
	t.Pad = typeset.Padding{X: 0.8, Y: 0.85}
	head := s.style(font.Hei, typeset.SizeSmall5)
	for i := range t.Head[0].Cells {
		t.Head[0].Cells[i].Style = &head
	}
	t.Head = append([]typeset.Row{group(t, whose)}, t.Head...)
	for i, line := range lines {
		texts := []string{fmt.Sprint(line.Number), line.TargetName, line.Label}
		c := counts[i]
		for _, n := range []int{c.Satisfied, c.MostlySatisfied, c.Dissatisfied, c.Unfamiliar, c.Blank, c.Multiple} {
			texts = append(texts, fmt.Sprint(n))
		}
		t.Rows = append(t.Rows, row(texts...))
	}
	return t
}

// together adds all columns up.
func together(columns []data.CountColumn) data.CountColumn {
	sum := data.CountColumn{Counts: make([]data.Counts, len(columns[0].Counts))}
	for _, column := range columns {
		sum.Groups, sum.Valid = append(sum.Groups, column.Groups...), sum.Valid+column.Valid
		for i, c := range column.Counts {
			sum.Counts[i] = sum.Counts[i].Plus(c)
		}
	}
	return sum
}

// columnName names the groups of a column: 合计, 党代表、人大代表（合并）.
func columnName(sheet data.CountSheet, column data.CountColumn) string {
	var kinds []string
	for _, kind := range column.Groups {
		kinds = append(kinds, kind.String())
	}
	name := strings.Join(kinds, "、")
	switch n := len(kinds); {
	case n > 1 && len(sheet.Columns) > 1 && n == len(together(sheet.Columns).Groups):
		name = "合计"
	case n > 1:
		name += "（合并）"
	}
	return fmt.Sprintf("%s　有效票%d张", name, column.Valid)
}

// countNotes tell how the figures are to be read.
func countNotes(sheet data.CountSheet) []string {
	if len(sheet.Columns) == 0 {
		return nil
	}
	notes := []string{"注：每项六栏之和等于有效票数。空白是没有选，多选是选了两个以上，都不计入该项的有效评价。"}
	for _, column := range sheet.Columns {
		if len(column.Groups) > 1 {
			notes = append(notes, fmt.Sprintf("有效票不足%d张的类别，各项票数与相邻类别合并列出。", data.MinGroup))
			break
		}
	}
	if sheet.Small {
		notes = append(notes, fmt.Sprintf("有效票合计不足%d张，容易看出是谁填写的，请注意保密。", data.MinGroup))
	}
	return notes
}

// entry tells how the ballots were entered, and whether a second person read them too.
func (s *roundPaper) entry(sheet data.CountSheet) {
	kinds := map[data.Way][]string{}
	for _, g := range sheet.Groups {
		kinds[g.Way] = append(kinds[g.Way], g.Kind.String())
	}
	var sentences []string
	if byBallots := kinds[data.ByBallots]; len(byBallots) > 0 {
		text := strings.Join(byBallots, "、") + "的评议票逐张录入。"
		switch {
		case sheet.Waiver != nil:
			text += fmt.Sprintf("没有录第二遍，原因：%s（%s，%s）。", strings.TrimRight(sheet.Waiver.Reason, "。"), sheet.Waiver.Operator, sheet.Waiver.Date.Chinese())
		case sheet.Seal != nil:
			text += "由两人各录一遍，不一致的都已对照原票裁定。"
		}
		sentences = append(sentences, text)
	}
	if byTotals := kinds[data.ByTotals]; len(byTotals) > 0 {
		sentences = append(sentences, strings.Join(byTotals, "、")+"的评议票按人工计票的合计录入。")
	}
	if len(sentences) == 0 {
		sentences = []string{"还没有录入。"}
	}
	s.paragraph("三、录入和核对", strings.Join(sentences, "\n"))
}

// paragraph sets a heading with small running text.
func (s *roundPaper) paragraph(heading, text string) {
	const gap, headStep, step = 4.0, 8.0, 5.4
	style := s.style(font.Song, typeset.Size5)
	lines := typeset.Measure{Width: s.flow.Width, First: 2 * style.Em()}.Lines(typeset.Span{Text: text, Style: style})
	s.flow.Need(gap + headStep + float64(len(lines))*step)
	s.flow.Y += gap
	s.flow.Put(typeset.Measure{Width: s.flow.Width, Align: typeset.Left}.Lines(
		typeset.Span{Text: heading, Style: s.style(font.Hei, typeset.SizeSmall4)}), headStep)
	s.flow.Put(lines, step)
}

// seal sets the seal code so large that it can be compared across a table, and below it what it stands for. A later change of
// the round or of the journal shows against the signed paper (safety.md §4).
func (s *roundPaper) seal(sheet data.CountSheet) {
	const pad, step = 3.0, 5.0
	f := s.flow
	code, facts := "未封存", []string{"封存以后才有封存码。"}
	if seal := sheet.Seal; seal != nil {
		code = seal.Code
		facts = []string{
			fmt.Sprintf("第%d次封存　%s　操作人：%s　程序%s版　日志%d条", seal.Number, moment(seal.At), seal.Operator, seal.Program, sheet.Journal),
			"封存全码　" + spaced(seal.Hash),
			"日志末条　" + spaced(sheet.Head),
		}
	}
	for _, earlier := range sheet.Opened {
		facts = append(facts, opened(earlier))
	}
	small := s.style(font.Song, typeset.SizeSmall5)
	var lines []typeset.Line
	for _, fact := range facts {
		lines = append(lines, typeset.Measure{Width: f.Width - 2*pad, Align: typeset.Left}.Lines(typeset.Span{Text: fact, Style: small})...)
	}
	large, label := s.style(font.Hei, 24), s.style(font.Hei, typeset.SizeSmall4)
	height := 2*pad + large.Em() + 2.5 + float64(len(lines))*step - (step - small.Em())
	f.Need(5 + height + signRoom) // what is signed stands on the same page
	f.Y += 5
	f.Page.Draw(typeset.Frame{X: f.Left, Y: f.Y, W: f.Width, H: height, Width: 0.4})
	put(f.Page, typeset.Measure{Width: 24, Align: typeset.Left}, label, "封存码", f.Left+pad, f.Y+pad+(large.Em()-label.Em())/2, step)
	put(f.Page, typeset.Measure{Width: f.Width - 24 - pad, Align: typeset.Left}, large, code, f.Left+24, f.Y+pad, step)
	y := f.Y + pad + large.Em() + 2.5
	for _, line := range lines {
		f.Page.Set(line, f.Left+pad, y)
		y += step
	}
	f.Y += height
}

// opened tells of an earlier seal: the paper that was signed under it holds no longer.
func opened(s data.Seal) string {
	text := fmt.Sprintf("第%d次封存（%s，封存码 %s）已经启封", s.Number, moment(s.At), s.Code)
	if u := s.Opened; u != nil {
		text += fmt.Sprintf("：%s，%s，理由：%s", moment(u.At), u.Operator, strings.TrimRight(u.Reason, "。"))
	}
	return text + "。当时签字的报告单作废。"
}

// moment writes a time: 2011年8月24日16:20.
func moment(t time.Time) string { return data.DateOf(t).Chinese() + t.Format("15:04") }

// spaced writes a hash in groups that can be compared by eye.
func spaced(hash string) string {
	var parts []string
	for len(hash) > 8 {
		parts, hash = append(parts, hash[:8]), hash[8:]
	}
	return strings.Join(append(parts, hash), " ")
}

package data

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"
)

// PlainTable is a table of 统计 as plain rows: what the Excel export writes. Every cell is the text that the screen and the paper
// show.
type PlainTable struct {
	Title   string // 综合结果·按对象: the sheet's name
	Columns []PlainColumn
	Rows    [][]string
	Notes   []string // under the table: the rule in words
}

// PlainColumn is the head of a column of a PlainTable.
type PlainColumn struct {
	Name   string
	Number bool // numbers, at the right
}

// The columns that nearly every table ends with.
var (
	markColumns   = []PlainColumn{{"满意", true}, {"基本满意", true}, {"不满意", true}, {"不了解", true}, {"空", true}, {"多选", true}}
	figureColumns = []PlainColumn{{"满意率%", true}, {"满意和基本满意率%", true}, {"综合得分", true}, {"不满意率%", true}, {"不了解率%", true}}
)

// sheetMetrics are the figures in the order of figureColumns.
var sheetMetrics = []Metric{SatisfiedMetric, AtLeastMostlyMetric, ScoreMetric, DissatisfiedMetric, UnfamiliarMetric}

func heads(names ...string) (columns []PlainColumn) {
	for _, name := range names {
		columns = append(columns, PlainColumn{Name: name})
	}
	return columns
}

func columns(parts ...[]PlainColumn) (all []PlainColumn) {
	for _, p := range parts {
		all = append(all, p...)
	}
	return all
}

// countCells are the six counts; what is withheld says so.
func countCells(c Counts, w Withholding) (cells []string) {
	for _, m := range Marks {
		if w.HidesCounts() {
			cells = append(cells, w.String())
		} else {
			cells = append(cells, strconv.Itoa(c.Of(m)))
		}
	}
	return cells
}

// figureCell is one figure as the rule shows it; what is withheld says so.
func (s Scoring) figureCell(m Metric, value *big.Rat, w Withholding) string {
	if w.HidesFigures() {
		return w.String()
	}
	return s.Format(m, value)
}

func (s Scoring) figureCells(f Figures, w Withholding) (cells []string) {
	for _, m := range sheetMetrics {
		cells = append(cells, s.figureCell(m, m.Of(f), w))
	}
	return cells
}

// RankText is a rank on screen and paper: “—” for a target without a score.
func RankText(rank int) string {
	if rank == 0 {
		return "—"
	}
	return strconv.Itoa(rank)
}

// TargetSheet is the table 按对象 of a scope.
func (r *Result) TargetSheet() PlainTable {
	sheet := PlainTable{
		Title:   r.Scope.String() + "·按对象",
		Columns: columns(heads("类别"), []PlainColumn{{"名次", true}}, heads("评议对象"), markColumns, figureColumns, heads("提示")),
		Notes:   r.notes(),
	}
	for _, t := range r.Targets {
		row := append([]string{t.Kind.String(), RankText(t.Rank), t.Name}, countCells(t.Counts, t.Withheld)...)
		row = append(row, r.Scoring.figureCells(t.Figures, t.Withheld)...)
		sheet.Rows = append(sheet.Rows, append(row, t.Warning()))
	}
	return sheet
}

// Warning tells of a unanimous result, in whom everybody knows how everybody marked; "" otherwise.
func (t TargetResult) Warning() string { return unanimity(t.Unanimous) }

// Warning tells of a unanimous group; "" otherwise.
func (g GroupRow) Warning() string { return unanimity(g.Unanimous) }

func unanimity(m Mark) string {
	if m == 0 {
		return ""
	}
	return fmt.Sprintf("全部为“%s”，公布后等于公开每个人的评价", m)
}

// notes is the rule, with 未封存 before it while that holds.
func (r *Result) notes() []string {
	if !r.Sealed {
		return append([]string{"未封存：票数还会变，本表只供核对。"}, r.RuleText()...)
	}
	return r.RuleText()
}

// ItemSheet is the table 按评议内容 of a scope.
func (s *Statistics) ItemSheet(scope Scope, choice Choice) PlainTable {
	r := s.Of(scope)
	sheet := PlainTable{
		Title:   scope.String() + "·按评议内容",
		Columns: columns(heads("类别", "评价项", "部分"), []PlainColumn{{"对象数", true}}, markColumns, figureColumns),
		Notes:   r.notes(),
	}
	for _, row := range s.ByItem(scope, choice) {
		cells := append([]string{row.Kind.String(), row.Label, row.Aspect.String(), strconv.Itoa(row.Targets)}, countCells(row.Counts, row.Withheld)...)
		sheet.Rows = append(sheet.Rows, append(cells, r.Scoring.figureCells(row.Figures, row.Withheld)...))
	}
	return sheet
}

// LineSheet is the table of every 评价项 of every target of a scope.
func (r *Result) LineSheet() PlainTable {
	sheet := PlainTable{
		Title:   r.Scope.String() + "·逐对象逐项",
		Columns: columns(heads("类别", "评议对象", "评价项"), markColumns, figureColumns),
		Notes:   r.notes(),
	}
	for _, t := range r.Targets {
		for _, l := range t.Lines {
			cells := append([]string{t.Kind.String(), t.Name, l.Label}, countCells(l.Counts, l.Withheld)...)
			sheet.Rows = append(sheet.Rows, append(cells, r.Scoring.figureCells(l.Figures, l.Withheld)...))
		}
	}
	return sheet
}

// GroupSheet is the table 按人员类别 of a scope.
func (s *Statistics) GroupSheet(scope Scope, choice Choice) PlainTable {
	r := s.Of(scope)
	sheet := PlainTable{
		Title:   scope.String() + "·按人员类别",
		Columns: columns(heads("类别", "评议", "人员类别"), []PlainColumn{{"有效票", true}}, markColumns, figureColumns, heads("提示")),
		Notes:   append(r.notes(), WithholdingText),
	}
	for _, row := range s.ByGroup(scope, choice) {
		cells := append([]string{row.Kind.String(), row.Round.String(), row.Group.String(), strconv.Itoa(row.Ballots)}, countCells(row.Counts, row.Withheld)...)
		cells = append(cells, r.Scoring.figureCells(row.Figures, row.Withheld)...)
		sheet.Rows = append(sheet.Rows, append(cells, row.Warning()))
	}
	return sheet
}

// WithholdingText says under a table by groups what is withheld.
const WithholdingText = "有效票不足 5 张的类别不列；相减能推出它的，也不单列。"

// GapText says under a table that compares why a difference can seem to be off by 0.01.
const GapText = "相差按准确数相减，再四舍五入，与表中两数直接相减的末位可能差 1。"

// ScopeSheet is the table 内部与社会对照.
func (s *Statistics) ScopeSheet() PlainTable {
	r := s.Of(Combined)
	sheet := PlainTable{Title: "内部与社会对照", Notes: append(r.notes(), GapText)}
	sheet.Columns = heads("类别", "评议对象")
	for _, scope := range Scopes {
		for _, name := range []string{"满意和基本满意率%", "综合得分", "名次"} {
			sheet.Columns = append(sheet.Columns, PlainColumn{scope.String() + name, true})
		}
	}
	sheet.Columns = append(sheet.Columns, PlainColumn{"内部减社会", true})
	for _, row := range s.SideBySide() {
		cells := []string{row.Kind.String(), row.Name}
		for _, t := range []*TargetResult{row.Internal, row.Social, row.Combined} {
			cells = append(cells, s.Scoring.briefCells(t)...)
		}
		sheet.Rows = append(sheet.Rows, append(cells, s.Scoring.Format(ScoreMetric, row.Gap)))
	}
	return sheet
}

// briefCells are 满意和基本满意率, 综合得分 and 名次.
func (s Scoring) briefCells(t *TargetResult) []string {
	if t == nil {
		return []string{"—", "—", "—"}
	}
	return []string{
		s.figureCell(AtLeastMostlyMetric, t.AtLeastMostly, t.Withheld), s.figureCell(ScoreMetric, t.Score, t.Withheld), RankText(t.Rank),
	}
}

// AspectSheet is the table 工作与作风对照 of a scope.
func (s *Statistics) AspectSheet(scope Scope) PlainTable {
	r := s.Of(scope)
	sheet := PlainTable{Title: scope.String() + "·工作与作风", Notes: append(r.notes(), GapText)}
	sheet.Columns = heads("类别", "评议对象")
	for _, a := range []Aspect{Work, Conduct} {
		for _, name := range []string{"满意和基本满意率%", "综合得分"} {
			sheet.Columns = append(sheet.Columns, PlainColumn{a.String() + name, true})
		}
	}
	sheet.Columns = append(sheet.Columns, PlainColumn{"工作减作风", true})
	for _, row := range s.ByAspect(scope) {
		cells := []string{row.Kind.String(), row.Name}
		for _, half := range []AspectResult{row.Work, row.Conduct} {
			cells = append(cells, r.Scoring.figureCell(AtLeastMostlyMetric, half.AtLeastMostly, row.Withheld),
				r.Scoring.figureCell(ScoreMetric, half.Score, row.Withheld))
		}
		sheet.Rows = append(sheet.Rows, append(cells, r.Scoring.Format(ScoreMetric, row.Gap)))
	}
	return sheet
}

// YearSheet is the table 历年 of a scope.
func YearSheet(scope Scope, years []*Statistics) PlainTable {
	sheet := PlainTable{Title: scope.String() + "·历年", Columns: heads("类别", "评议对象"), Notes: YearText(years)}
	for _, y := range years {
		for _, name := range []string{"满意和基本满意率%", "综合得分", "名次"} {
			sheet.Columns = append(sheet.Columns, PlainColumn{fmt.Sprintf("%d年%s", y.Year, name), true})
		}
	}
	sheet.Columns = append(sheet.Columns, PlainColumn{"得分变化", true})
	for _, row := range YearOnYear(scope, years) {
		cells := []string{row.Kind.String(), row.Name}
		for i, t := range row.Years {
			cells = append(cells, years[i].Scoring.briefCells(t)...)
		}
		sheet.Rows = append(sheet.Rows, append(cells, years[0].Scoring.Format(ScoreMetric, row.Change)))
	}
	return sheet
}

// Sheet is the table of suggestions and decisions.
func (o *Outcomes) Sheet() PlainTable {
	sheet := PlainTable{
		Title: "结果运用", Columns: heads("评议对象", "类别", "等次", "触发的数字", "建议措施", "决定", "决定人", "决定日期", "依据"),
		Notes: []string{o.Note, "程序只提建议，由领导决定。"},
	}
	for _, s := range o.Suggestions {
		var triggers, measures []string
		for _, t := range s.Triggers {
			triggers = append(triggers, t.Text)
		}
		for _, m := range s.Measures {
			if m.Ticked {
				measures = append(measures, m.Measure.String())
			}
		}
		row := []string{s.Name, s.Kind.String(), s.Band.String(), strings.Join(triggers, "；"), strings.Join(measures, "、"), "待确认", "", "", ""}
		if d := s.Decision; d != nil {
			copy(row[5:], []string{d.Text(), d.Decider, d.Date.String(), d.Basis})
		}
		sheet.Rows = append(sheet.Rows, row)
	}
	return sheet
}

// Text tells what was decided: 限期整改、诫勉谈话（何春梅）, or 不采纳.
func (d Decision) Text() string {
	if !d.Confirmed {
		return "不采纳"
	}
	var measures []string
	for _, m := range d.Measures {
		measures = append(measures, fmt.Sprintf("%s（%s）", m.Measure, m.Subject))
	}
	return strings.Join(measures, "、")
}

// Sheets are the tables of the opinions: by channel and aspect, by criterion, by target.
func (f OpinionFigures) Sheets() []PlainTable {
	sheet := func(title, head string, lines []OpinionCount) PlainTable {
		s := PlainTable{Title: title, Columns: columns(heads(head), []PlainColumn{{"合计", true}})}
		for _, c := range OpinionChannels {
			s.Columns = append(s.Columns, PlainColumn{c.String(), true})
		}
		for _, l := range append(lines, OpinionCount{Name: "合计", Total: f.Total, Channels: f.Channels}) {
			row := []string{l.Name, strconv.Itoa(l.Total)}
			for _, n := range l.Channels {
				row = append(row, strconv.Itoa(n))
			}
			s.Rows = append(s.Rows, row)
		}
		return s
	}
	return []PlainTable{
		sheet("意见·按部分", "部分", f.ByAspect), sheet("意见·按评议内容", "评议内容", f.ByCriteria), sheet("意见·按对象", "评议对象", f.ByTarget),
	}
}

// AnnualTable is the 年度考核计分表 as plain rows.
func AnnualTable(rows []AnnualRow, stats *Statistics) PlainTable {
	sheet := PlainTable{
		Title:   fmt.Sprintf("%d年度考核计分表", stats.Year),
		Columns: columns(heads("类别", "评议对象", "职务", "单位"), []PlainColumn{{"民主测评得分", true}, {"社会评议得分", true}, {"综合得分", true}, {"名次", true}}, heads("结果运用")),
		Notes:   append([]string{"民主测评得分取内部评议，社会评议得分取社会评议。"}, stats.Of(Combined).notes()...),
	}
	for _, r := range rows {
		sheet.Rows = append(sheet.Rows, []string{
			r.Target.Kind.String(), r.Target.Name, r.Target.Post, r.Target.Unit,
			stats.Scoring.figureCell(ScoreMetric, r.Democratic, r.DemocraticWithheld), stats.Scoring.figureCell(ScoreMetric, r.Social, r.SocialWithheld),
			stats.Scoring.figureCell(ScoreMetric, r.Combined, r.Withheld), RankText(r.Rank), strings.Join(r.Measures, "、"),
		})
	}
	return sheet
}

// AllSheets are 全部表: every table of 统计, in the order of the screen. years are those that YearSheet sets side by side.
func AllSheets(now *Statistics, years []*Statistics, o *Outcomes, opinions OpinionFigures, annual []AnnualRow) (all []PlainTable) {
	for _, scope := range Scopes {
		r := now.Of(scope)
		if len(r.Rounds) == 0 {
			continue
		}
		all = append(all, r.TargetSheet(), now.ItemSheet(scope, Choice{}), now.GroupSheet(scope, Choice{}), now.AspectSheet(scope), r.LineSheet())
	}
	all = append(all, now.ScopeSheet(), YearSheet(Combined, years), o.Sheet(), AnnualTable(annual, now))
	return append(all, opinions.Sheets()...)
}

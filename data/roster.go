package data

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// RosterColumns are the columns of a roster on paper and in a table file, in order. The first two have to be there.
var RosterColumns = []string{"姓名（名称）", "类别", "层次", "职务（岗位）", "所在科室", "部门性质", "票样", "备注"}

// rosterNames are the other ways to head the columns.
var rosterNames = map[string]string{
	"姓名": "姓名（名称）", "名称": "姓名（名称）", "姓名(名称)": "姓名（名称）", "职务": "职务（岗位）", "岗位": "职务（岗位）", "职务(岗位)": "职务（岗位）",
	"科室": "所在科室", "单位": "所在科室", "所在单位": "所在科室",
}

// MaxRoster is the most rows that a file of a roster may have.
const MaxRoster = 5000

// example marks the row that shows how the template is filled in, in its name and its note.
const example = "示例"

// RosterExample returns the row that shows how the template is filled in, a cell for each of RosterColumns. Left in, it
// is reported.
func RosterExample() []string {
	return []string{
		example + "张三", Leader.String(), Member.String(), "党组成员、副主任", "办公室", PartyUnit.String(), AskAspects.String(), example + "，导入前请删去这一行",
	}
}

// SheetRow is a row of a table file as it was read, every cell as text.
type SheetRow struct {
	Number   int // as the file numbers it, from 1
	Cells    []string
	Problems []string // what reading it found, in sentences
}

// ImportRow is what a row would become.
type ImportRow struct {
	Number   int // the row of the file, from 1
	Target   Target
	Problems []string // why it can't be entered, in sentences; empty: it will be
	Remarks  []string // what to look at, without keeping it from being entered
}

// Import is a preview of a roster: nothing of it is written before ConfirmImport.
type Import struct {
	Rows    []ImportRow // by row number; empty rows are left out
	Ignored []string    // columns that the program doesn't know
}

// Good returns how many rows will be entered.
func (i Import) Good() (n int) {
	for _, row := range i.Rows {
		if len(row.Problems) == 0 {
			n++
		}
	}
	return n
}

// Bad returns the rows that won't be entered.
func (i Import) Bad() (rows []ImportRow) {
	for _, row := range i.Rows {
		if len(row.Problems) > 0 {
			rows = append(rows, row)
		}
	}
	return rows
}

// PreviewImport reads the rows of a table file as a roster and marks every problem by row, also what clashes with the
// current roster. Nothing is written. The error is an *Error when the rows are no roster at all.
func (s *Store) PreviewImport(ctx context.Context, rows []SheetRow) (p *Import, err error) {
	err = s.read(ctx, func(t *tx) error {
		campaign, err := currentID(t)
		if err != nil {
			return err
		}
		present, err := targets(t, campaign)
		if err != nil {
			return err
		}
		p, err = readRoster(ctx, rows, present)
		return err
	})
	return p, err
}

// readRoster is the pure part of PreviewImport.
func readRoster(ctx context.Context, rows []SheetRow, present []Target) (*Import, error) {
	columns, head, p := findHead(rows)
	if head < 0 {
		return nil, refuse(Invalid, "没有找到表头。表里要有一行写着“姓名（名称）”和“类别”。请下载模板，照样填写。")
	}
	if n := len(rows) - head - 1; n > MaxRoster {
		return nil, refuse(Invalid, "名单有 %d 行，一次最多 %d 行。请分成几个文件。", n, MaxRoster)
	}
	seen := namesakes{}
	for _, t := range present {
		seen.add(t, 0)
	}
	for _, row := range rows[head+1:] {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if len(row.Problems) == 0 && !slices.ContainsFunc(row.Cells, func(cell string) bool { return CleanLine(cell) != "" }) {
			continue
		}
		line := rosterLine{ImportRow: ImportRow{Number: row.Number, Problems: slices.Clone(row.Problems)}, cells: row.Cells, columns: columns}
		line.read()
		seen.compare(&line.ImportRow)
		p.Rows = append(p.Rows, line.ImportRow)
	}
	if len(p.Rows) == 0 {
		return nil, refuse(Invalid, "表头下面没有名单。请填写后再导入。")
	}
	return p, nil
}

// findHead returns where each known column is, and the row of the heads: the first of the ten at the top that names the
// columns that have to be there.
func findHead(rows []SheetRow) (columns map[string]int, head int, p *Import) {
	for i, row := range rows[:min(10, len(rows))] {
		columns, p = map[string]int{}, &Import{}
		for j, cell := range row.Cells {
			name := strings.Join(strings.Fields(CleanLine(cell)), "")
			name = cmp.Or(rosterNames[name], name)
			if _, twice := columns[name]; slices.Contains(RosterColumns, name) && !twice {
				columns[name] = j
			} else if name != "" && name != "序号" {
				p.Ignored = append(p.Ignored, name)
			}
		}
		_, named := columns[RosterColumns[0]]
		if _, sorted := columns[RosterColumns[1]]; named && sorted {
			return columns, i, p
		}
	}
	return nil, -1, nil
}

// rosterLine reads one row.
type rosterLine struct {
	ImportRow
	cells   []string
	columns map[string]int
}

func (l *rosterLine) wrong(format string, args ...any) {
	l.Problems = append(l.Problems, fmt.Sprintf(format, args...))
}

// cell returns a cell of a known column; "" where the row or the file has none.
func (l *rosterLine) cell(column string) string {
	if i, ok := l.columns[column]; ok && i < len(l.cells) {
		return CleanLine(l.cells[i])
	}
	return ""
}

func (l *rosterLine) read() {
	l.Target = Target{
		ID: NewID(), Name: CleanName(l.cell("姓名（名称）")), Post: l.cell("职务（岗位）"), Unit: l.cell("所在科室"), Note: l.cell("备注"),
	}
	if strings.HasPrefix(l.Target.Note, example) || strings.HasPrefix(l.Target.Name, example) {
		l.wrong("这是模板里的示例。请删去这一行。")
		return
	}
	l.readName(l.cell("姓名（名称）"))
	t := &l.Target
	t.Kind = chosen(l, "类别", Kinds, kindNames)
	t.Level = chosen(l, "层次", Levels, nil)
	t.UnitClass = chosen(l, "部门性质", UnitClasses, nil)
	t.Ask = cmp.Or(chosen(l, "票样", Asks, askNames), DefaultAsk(t.Kind))
	switch {
	case l.cell("类别") == "":
		l.wrong("类别是空的。请填%s。", names(Kinds, "、"))
	case t.Kind == Leader && l.cell("层次") == "":
		l.wrong("领导干部要填层次。请填%s。", names(Levels, "、"))
	case t.Kind != "" && t.Kind != Leader && l.cell("层次") != "":
		l.wrong("%s不分层次。请把“层次”一格清空。", t.Kind)
	}
	for _, text := range []struct{ column, text string }{{"职务（岗位）", t.Post}, {"所在科室", t.Unit}, {"备注", t.Note}} {
		if n := utf8.RuneCountInString(text.text); n > maxCell {
			l.wrong("%s有 %d 个字，最多 %d 个字。请改短。", text.column, n, maxCell)
		}
	}
}

// maxCell is the longest text of a cell in characters: more isn't a post or a unit but a slip.
const maxCell = 100

func (l *rosterLine) readName(raw string) {
	name := l.Target.Name
	switch n := utf8.RuneCountInString(name); {
	case name == "":
		l.wrong("姓名（名称）是空的。请填写。")
	case n > MaxName:
		l.wrong("姓名（名称）有 %d 个字，最多 %d 个字。请改用简称。", n, MaxName)
	case strings.ContainsRune(name, ' ') && allHan(name):
		l.wrong("“%s”中间有空格。请写成“%s”。", raw, strings.ReplaceAll(name, " ", ""))
	case !strings.ContainsFunc(name, unicode.IsLetter):
		l.wrong("“%s”不是姓名或者名称。请改正。", name)
	}
}

func allHan(name string) bool {
	return !strings.ContainsFunc(name, func(r rune) bool { return r != ' ' && r != '·' && !unicode.Is(unicode.Han, r) })
}

// The short ways to write a choice.
var (
	kindNames = map[string]Kind{"廉政风险岗位": RiskPost, "廉政风险防范岗位": RiskPost, "班子": Team}
	askNames  = map[string]Ask{"一项": AskOverall, "总体": AskOverall, "两项": AskAspects, "工作、作风": AskAspects, "九项": AskCriteria, "八项": AskCriteria}
)

// chosen reads a cell that holds one of a few words.
func chosen[T interface {
	~string
	fmt.Stringer
}](l *rosterLine, column string, all []T, short map[string]T,
) (none T) {
	cell := l.cell(column)
	if cell == "" {
		return none
	}
	for _, one := range all {
		if cell == one.String() {
			return one
		}
	}
	if one, ok := short[cell]; ok {
		return one
	}
	l.wrong("%s“%s”不认识。请填%s。", column, cell, names(all, "、"))
	return none
}

func names[T fmt.Stringer](all []T, between string) string {
	var names []string
	for _, one := range all {
		names = append(names, one.String())
	}
	return strings.Join(names, between)
}

// namesakes finds who is on the roster twice.
type namesakes map[string][]namesake

type namesake struct {
	target Target
	row    int // 0: on the roster already
}

func (n namesakes) add(t Target, row int) { n[t.Name] = append(n[t.Name], namesake{t, row}) }

// compare marks a row whose target is there already: the same name, kind and unit. The same name alone is only remarked on.
func (n namesakes) compare(row *ImportRow) {
	if row.Target.Name == "" {
		return
	}
	for _, other := range n[row.Target.Name] {
		where := fmt.Sprintf("第 %d 行", other.row)
		if other.row == 0 {
			where = "现有名单"
		}
		if other.target.Kind != row.Target.Kind || other.target.Unit != row.Target.Unit {
			row.Remarks = append(row.Remarks, fmt.Sprintf("与%s同名。请核对是不是同一个对象。", where))
			continue
		}
		if other.target.Withdrawn {
			row.Problems = append(row.Problems, "现有名单里有，已经停评。请在名单里恢复在评。")
		} else {
			row.Problems = append(row.Problems, fmt.Sprintf("与%s重复。请只留一个。", where))
		}
		break
	}
	n.add(row.Target, row.Number)
}

// ConfirmImport enters the rows of a preview that have no problem, in their order, after those that are there; all in one
// transaction. It returns how many were entered. Confirming twice enters them once. Should the roster have changed since
// the preview so that a row clashes now, nothing is entered.
func (s *Store) ConfirmImport(ctx context.Context, p Import) (entered int, err error) {
	err = s.write(ctx, func(t *tx) error {
		campaign, err := currentID(t)
		if err != nil {
			return err
		}
		present, err := targets(t, campaign)
		if err != nil {
			return err
		}
		seen := namesakes{}
		for _, t := range present {
			seen.add(t, 0)
		}
		for _, row := range p.Rows {
			if len(row.Problems) > 0 || slices.ContainsFunc(present, func(t Target) bool { return t.ID == row.Target.ID }) {
				continue
			}
			if seen.compare(&row); len(row.Problems) > 0 {
				return refuse(Conflict, "第 %d 行：%s名单在预览之后有变动，没有导入。请重新预览。", row.Number, row.Problems[0])
			}
			if err := row.Target.Validate(); err != nil {
				return err
			}
			entered++
			row.Target.Rank = len(present) + entered
			if err := saveTarget(t, campaign, row.Target); err != nil {
				return err
			}
		}
		if entered == 0 {
			return nil
		}
		return t.journal(campaign, "导入评议对象 %d 个", entered)
	})
	if err != nil {
		return 0, err
	}
	return entered, nil
}

// CopyRoster enters the active targets of another campaign into the current one, with their order and ballots; those
// with the same name, kind and unit as one that is there are left out. It returns how many were entered.
func (s *Store) CopyRoster(ctx context.Context, from ID) (entered int, err error) {
	err = s.write(ctx, func(t *tx) error {
		campaign, err := currentID(t)
		if err != nil {
			return err
		}
		if err := findCampaign(t, from); err != nil {
			return err
		}
		if from == campaign {
			return refuse(State, "这就是当前活动的名单。请选另一个活动。")
		}
		present, err := targets(t, campaign)
		if err != nil {
			return err
		}
		earlier, err := targets(t, from)
		if err != nil {
			return err
		}
		for _, target := range earlier {
			there := slices.ContainsFunc(present, func(other Target) bool {
				return other.Name == target.Name && other.Kind == target.Kind && other.Unit == target.Unit
			})
			if target.Withdrawn || there {
				continue
			}
			entered++
			target.ID, target.Rank = NewID(), len(present)+entered
			if err := saveTarget(t, campaign, target); err != nil {
				return err
			}
		}
		if entered == 0 {
			return refuse(State, "那个活动的名单里没有可以复制的对象，或者都已经在现有名单里。请逐个登记，或者从表格导入。")
		}
		return t.journal(campaign, "从以前的活动复制评议对象 %d 个", entered)
	})
	if err != nil {
		return 0, err
	}
	return entered, nil
}

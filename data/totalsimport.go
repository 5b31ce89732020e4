package data

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// TotalsColumns are the columns of a table of totals, as it is handed out and as the county sends it back: a row for each
// group and line. 有效票 and 废票 are the group's and stand in its first row.
var TotalsColumns = []string{"评议人员类别", "序号", "评议对象", "评价项", "满意", "基本满意", "不满意", "不了解", "空白", "多选", "有效票", "废票"}

// TotalsRow is a line of a table of totals.
type TotalsRow struct {
	Number   int // of the file, from 1
	Group    GroupKind
	Line     int
	Counts   Counts
	Problems []string // in sentences
}

// TotalsImport is a preview of a table of totals: nothing of it is written before ConfirmTotals.
type TotalsImport struct {
	Rows     []TotalsRow
	Groups   map[ID]Total // the groups of which every line is there
	Problems []string     // of the table as a whole, in sentences
}

// Ready tells whether the table can be entered: there is something in it and nothing is wrong.
func (i TotalsImport) Ready() bool {
	return len(i.Groups) > 0 && len(i.Problems) == 0 && !slices.ContainsFunc(i.Rows, func(r TotalsRow) bool { return len(r.Problems) > 0 })
}

// Bad returns the rows in which something is wrong.
func (i TotalsImport) Bad() (rows []TotalsRow) {
	for _, r := range i.Rows {
		if len(r.Problems) > 0 {
			rows = append(rows, r)
		}
	}
	return rows
}

// TotalsTable returns the rows of the table for a round's form, with what was counted so far: an empty one to be filled in,
// or the one that an office sends on.
func (s *Store) TotalsTable(ctx context.Context, round ID) (rows [][]string, err error) {
	err = s.read(ctx, func(t *tx) error {
		r, err := findRound(t, round)
		if err != nil {
			return err
		}
		form, err := formOf(t, r)
		if err != nil {
			return err
		}
		counted, err := tally(t, r)
		if err != nil {
			return err
		}
		for _, g := range counted.Groups {
			rows = append(rows, totalsRows(g, form.Lines)...)
		}
		return nil
	})
	return rows, err
}

func totalsRows(g GroupTally, lines []Line) (rows [][]string) {
	for i, l := range lines {
		row := []string{g.Kind.String(), strconv.Itoa(l.Number), l.TargetName, l.Label, "", "", "", "", "", "", "", ""}
		if g.Valid+g.Spoiled > 0 {
			for j, n := range g.Counts[i].numbers() {
				row[4+j] = strconv.Itoa(*n)
			}
			if i == 0 {
				row[10], row[11] = strconv.Itoa(g.Valid), strconv.Itoa(g.Spoiled)
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// PreviewTotals reads the rows of a table file as the totals of a round and marks every problem by row. Nothing is written.
// The error is an *Error when the rows are no table of totals at all.
func (s *Store) PreviewTotals(ctx context.Context, round ID, rows []SheetRow) (p *TotalsImport, err error) {
	err = s.read(ctx, func(t *tx) error {
		r, err := openRound(t, round)
		if err != nil {
			return err
		}
		form, err := formOf(t, r)
		if err != nil {
			return err
		}
		if p, err = readTotals(rows, r, form.Lines); err != nil {
			return err
		}
		for _, g := range r.Groups {
			if _, ok := p.Groups[g.ID]; !ok {
				continue
			}
			err := refuseKeyed(t, g)
			if e, ok := err.(*Error); ok {
				p.Problems = append(p.Problems, e.Message)
			} else if err != nil {
				return err
			}
		}
		return nil
	})
	return p, err
}

// ConfirmTotals enters a preview, all of it or nothing. Confirming twice enters it once.
func (s *Store) ConfirmTotals(ctx context.Context, round ID, p TotalsImport) error {
	if !p.Ready() {
		return refuse(Invalid, "表里还有要改的地方，没有导入。请按提示改好后重新选择文件。")
	}
	return s.saveTotals(ctx, round, p.Groups, "导入合计数")
}

// totalsReader reads a table of totals.
type totalsReader struct {
	lines   []Line
	kinds   []GroupKind
	columns map[string]int
	rows    []TotalsRow
	sums    map[GroupKind]*groupSums
}

// groupSums is what was found of a group.
type groupSums struct {
	valid, spoiled int         // -1: not found yet
	rows           map[int]int // by line, the place in rows
	bad            bool
}

// readTotals is the pure part of PreviewTotals.
func readTotals(rows []SheetRow, round *Round, lines []Line) (*TotalsImport, error) {
	t := totalsReader{lines: lines, sums: map[GroupKind]*groupSums{}}
	for _, g := range round.Groups {
		t.kinds = append(t.kinds, g.Kind)
	}
	head := t.findHead(rows)
	if head < 0 {
		return nil, refuse(Invalid, "没有找到表头。表里要有一行写着“评议人员类别”“序号”“满意”。请下载模板，照样填写。")
	}
	for _, row := range rows[head+1:] {
		t.read(row)
	}
	p := &TotalsImport{Rows: t.rows, Groups: map[ID]Total{}}
	for _, g := range round.Groups {
		if sums := t.sums[g.Kind]; sums != nil {
			if total, ok := t.total(p, g.Kind, sums); ok {
				p.Groups[g.ID] = total
			}
		}
	}
	if len(t.rows) == 0 {
		return nil, refuse(Invalid, "表里没有填写票数。请填好后再导入。")
	}
	return p, nil
}

func (t *totalsReader) findHead(rows []SheetRow) int {
	for i, row := range rows[:min(len(rows), 20)] {
		t.columns = map[string]int{}
		for j, cell := range row.Cells {
			cell = strings.ReplaceAll(cell, " ", "")
			if _, twice := t.columns[cell]; slices.Contains(TotalsColumns, cell) && !twice {
				t.columns[cell] = j
			}
		}
		found := true
		for _, name := range TotalsColumns[4:10] {
			_, ok := t.columns[name]
			found = found && ok
		}
		_, group := t.columns["评议人员类别"]
		_, number := t.columns["序号"]
		if found && group && number {
			return i
		}
	}
	return -1
}

// read reads one row. Rows in which no count is filled in are left out: a group may come another day.
func (t *totalsReader) read(row SheetRow) {
	cell := func(name string) string {
		if i, ok := t.columns[name]; ok && i < len(row.Cells) {
			return strings.TrimSpace(row.Cells[i])
		}
		return ""
	}
	filled := ""
	for _, name := range TotalsColumns[4:] {
		filled += cell(name)
	}
	if filled == "" {
		return
	}
	r := TotalsRow{Number: row.Number, Problems: slices.Clone(row.Problems)}
	wrong := func(format string, args ...any) { r.Problems = append(r.Problems, fmt.Sprintf(format, args...)) }
	count := func(name string) int {
		n, err := strconv.Atoi(narrow(cell(name)))
		if err != nil || n < 0 {
			wrong("%s“%s”不是票数。请填 0 或者正整数。", name, cell(name))
			return 0
		}
		return n
	}
	i := slices.IndexFunc(t.kinds, func(k GroupKind) bool { return k.String() == cell("评议人员类别") })
	if i < 0 {
		wrong("评议人员类别“%s”不在这次评议里。请填%s。", cell("评议人员类别"), names(t.kinds, "、"))
	} else {
		r.Group = t.kinds[i]
	}
	if r.Line = count("序号"); r.Line < 1 || r.Line > len(t.lines) {
		wrong("序号“%s”不在票样里，票样有 %d 行。请按票样填写。", cell("序号"), len(t.lines))
	} else if l := t.lines[r.Line-1]; cell("评议对象") != "" && CleanName(cell("评议对象")) != l.TargetName || cell("评价项") != "" && cell("评价项") != l.Label {
		wrong("序号 %d 在票样里是%s、%s，表里是%s、%s。请核对是不是这次评议的表。", r.Line, l.TargetName, l.Label, cell("评议对象"), cell("评价项"))
	}
	for i, n := range r.Counts.numbers() {
		*n = count(TotalsColumns[4+i])
	}
	t.place(&r, cell, count, wrong)
	t.rows = append(t.rows, r)
}

// place puts a row where it belongs, with the group's 有效票 and 废票 where it has them.
func (t *totalsReader) place(r *TotalsRow, cell func(string) string, count func(string) int, wrong func(string, ...any)) {
	if r.Group == "" || r.Line < 1 || r.Line > len(t.lines) {
		return
	}
	sums := t.sums[r.Group]
	if sums == nil {
		sums = &groupSums{valid: -1, spoiled: -1, rows: map[int]int{}}
		t.sums[r.Group] = sums
	}
	for _, c := range []struct {
		name string
		n    *int
	}{{"有效票", &sums.valid}, {"废票", &sums.spoiled}} {
		if cell(c.name) == "" {
			continue
		}
		n := count(c.name)
		if *c.n >= 0 && *c.n != n {
			wrong("%s的%s是 %d，上面是 %d。同一类只填一个数，请核对。", r.Group, c.name, n, *c.n)
		}
		*c.n = n
	}
	if first, twice := sums.rows[r.Line]; twice {
		wrong("%s序号 %d 与第 %d 行重复。请只留一个。", r.Group, r.Line, t.rows[first].Number)
	} else {
		sums.rows[r.Line] = len(t.rows)
	}
	sums.bad = sums.bad || len(r.Problems) > 0
}

// total puts a group together. Lines that don't add up are marked by row, lines that are missing by group.
func (t *totalsReader) total(p *TotalsImport, kind GroupKind, sums *groupSums) (total Total, ok bool) {
	problem := func(format string, args ...any) { p.Problems = append(p.Problems, fmt.Sprintf(format, args...)) }
	switch {
	case sums.bad:
		return total, false
	case sums.valid < 0 || sums.spoiled < 0:
		problem("%s的有效票或者废票没有填写。请填在这一类的第一行。", kind)
		return total, false
	case len(sums.rows) < len(t.lines):
		problem("%s有 %d 行，票样有 %d 行。请补齐。", kind, len(sums.rows), len(t.lines))
		return total, false
	}
	total = Total{Valid: sums.valid, Spoiled: sums.spoiled}
	ok = true
	for _, l := range t.lines {
		row := &p.Rows[sums.rows[l.Number]]
		total.Counts = append(total.Counts, row.Counts)
		if wrong := total.problem(l, row.Counts); wrong != "" {
			row.Problems, ok = append(row.Problems, wrong), false
		}
	}
	if ok && total.Valid+total.Spoiled == 0 {
		problem("%s的有效票和废票都是 0。没有收回票的一类请不要填写。", kind)
		ok = false
	}
	return total, ok
}

// narrow makes full-width digits plain.
func narrow(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '０' && r <= '９' {
			return r - '０' + '0'
		}
		return r
	}, s)
}

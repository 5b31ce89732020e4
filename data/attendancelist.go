package data

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// AttendanceColumns are the columns of a 人员名单 in a table file, in order. Only the first has to be there.
var AttendanceColumns = []string{"姓名", "人员类别", "单位及职务", "到会"}

// attendanceNames are the other ways to head the columns.
var attendanceNames = map[string]string{
	"名单": "姓名", "类别": "人员类别", "代表类别": "人员类别", "单位": "单位及职务", "职务": "单位及职务", "单位职务": "单位及职务", "单位及岗位": "单位及职务",
	"实到": "到会", "签到": "到会", "是否到会": "到会",
}

// AttendanceExample returns the row that shows how the template of a round is filled in, a cell for each of
// AttendanceColumns. Left in, it is reported.
func AttendanceExample(kind RoundKind) []string {
	groups := kind.GroupKinds()
	return []string{example + "张三", groups[len(groups)-1].String(), "某单位办公室主任", ""}
}

// AttendanceRow is a person as a list that comes in has him or her.
type AttendanceRow struct {
	Number int // of the row in the file or of the line in the text, from 1
	Invitee
	Problems []string // why the row can't be taken over, in sentences; empty: it can
	Remarks  []string // what to look at, without keeping it from being taken over
}

// AttendanceImport is a list that comes in, row by row, before anything is saved.
type AttendanceImport struct {
	Rows    []AttendanceRow
	Ignored []string // columns that the program doesn't know
}

// Good returns the people who can be taken over.
func (i AttendanceImport) Good() (people []Invitee) {
	for _, row := range i.Rows {
		if len(row.Problems) == 0 {
			people = append(people, row.Invitee)
		}
	}
	return people
}

// Bad returns the rows that can't be taken over.
func (i AttendanceImport) Bad() (rows []AttendanceRow) {
	for _, row := range i.Rows {
		if len(row.Problems) > 0 {
			rows = append(rows, row)
		}
	}
	return rows
}

// PastedRows splits a pasted text into rows: one person per line, the name first; what follows is set apart by tabs, commas
// or spaces. A number before the name falls away, and so does the space in 王　喆.
func PastedRows(text string) (rows []SheetRow) {
	number := 0
	for line := range strings.Lines(text) {
		number++
		line = strings.TrimSpace(line)
		var cells []string
		switch {
		case strings.Contains(line, "\t"):
			cells = strings.Split(line, "\t")
		case strings.ContainsAny(line, ",，;；"):
			cells = strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(",，;；", r) })
		default:
			cells = joinName(strings.Fields(line))
		}
		rows = append(rows, SheetRow{Number: number, Cells: cells})
	}
	return rows
}

// bullet is the number of a line: 1. 2、（3） 4
var bullet = regexp.MustCompile(`^[（(]?[0-9]+[)）、.．:：]*\s*`)

// joinName puts a name of two characters that are set apart together again.
func joinName(cells []string) []string {
	i := slices.IndexFunc(cells, func(cell string) bool { return bullet.ReplaceAllString(cell, "") != "" })
	if i < 0 || i+1 == len(cells) || !oneHan(bullet.ReplaceAllString(cells[i], "")) || !oneHan(cells[i+1]) {
		return cells
	}
	return slices.Concat(cells[:i], []string{cells[i] + cells[i+1]}, cells[i+2:])
}

func oneHan(s string) bool { return utf8.RuneCountInString(s) == 1 && allHan(s) }

// ReadAttendance reads the rows of a table file or of a pasted text as people of a round. With a line of heads the cells
// are told apart by them, without one by what they say. Who has no group belongs to usual, in the internal round to the
// only one. present is the list as it is: who is on it already is marked. The error is an *Error when there is nobody.
func ReadAttendance(r Round, rows []SheetRow, usual GroupKind, present []Invitee) (*AttendanceImport, error) {
	if len(r.Kind.GroupKinds()) == 1 {
		usual = r.Kind.GroupKinds()[0]
	}
	columns, head, ignored := attendanceHead(rows)
	list := &AttendanceImport{Ignored: ignored}
	for _, row := range rows[head+1:] {
		if len(row.Problems) == 0 && !slices.ContainsFunc(row.Cells, func(cell string) bool { return CleanLine(cell) != "" }) {
			continue
		}
		line := attendanceLine{
			AttendanceRow: AttendanceRow{Number: row.Number, Problems: slices.Clone(row.Problems)}, groups: r.Kind.GroupKinds(), usual: usual,
		}
		if columns != nil {
			line.readColumns(row.Cells, columns)
		} else {
			line.readWords(row.Cells)
		}
		line.check()
		line.compare(list.Rows, present)
		list.Rows = append(list.Rows, line.AttendanceRow)
	}
	switch n := len(list.Rows); {
	case n == 0:
		return nil, refuse(Invalid, "名单里没有人。请每人写一行，姓名在前。")
	case n > MaxInvitees:
		return nil, refuse(Invalid, "名单有 %d 行，最多 %d 行。请核对。", n, MaxInvitees)
	}
	return list, nil
}

// attendanceHead returns where the columns are and the row of the heads, −1 if the first rows have none.
func attendanceHead(rows []SheetRow) (columns map[string]int, head int, ignored []string) {
	for i, row := range rows[:min(10, len(rows))] {
		columns, ignored = map[string]int{}, nil
		for j, cell := range row.Cells {
			name := strings.Join(strings.Fields(CleanLine(cell)), "")
			name = cmp.Or(attendanceNames[name], name)
			if _, twice := columns[name]; slices.Contains(AttendanceColumns, name) && !twice {
				columns[name] = j
			} else if name != "" && name != "序号" {
				ignored = append(ignored, name)
			}
		}
		if _, named := columns[AttendanceColumns[0]]; named {
			return columns, i, ignored
		}
	}
	return nil, -1, nil
}

// attendanceLine reads one row.
type attendanceLine struct {
	AttendanceRow
	groups []GroupKind // of the round
	usual  GroupKind
}

func (l *attendanceLine) wrong(format string, args ...any) {
	l.Problems = append(l.Problems, fmt.Sprintf(format, args...))
}

// The words for groups and for who came.
var (
	groupNames    = map[string]GroupKind{"职工": Staff, "全体干部职工": Staff, "服务对象": ServiceUser, "群众代表": ServiceUser}
	presentWords  = []string{"到", "已到", "到会", "实到", "是", "√", "✓", "1"}
	absentWords   = []string{"未到", "没到", "缺席", "请假", "否", "×", "0"}
	roundGroupAll = slices.Concat(Internal.GroupKinds(), Social.GroupKinds())
)

func groupNamed(word string) GroupKind {
	for _, g := range roundGroupAll {
		if word == g.String() {
			return g
		}
	}
	return groupNames[word]
}

// readColumns reads cells by the heads above them.
func (l *attendanceLine) readColumns(cells []string, columns map[string]int) {
	cell := func(name string) string {
		if i, there := columns[name]; there && i < len(cells) {
			return CleanLine(cells[i])
		}
		return ""
	}
	l.Name, l.Post = cell("姓名"), cell("单位及职务")
	if word := cell("人员类别"); word != "" {
		if l.Group = groupNamed(word); l.Group == "" {
			l.wrong("人员类别“%s”不认识。请填%s。", word, names(l.groups, "、"))
		}
	}
	switch word := cell("到会"); {
	case slices.Contains(presentWords, word):
		l.Present = true
	case word != "" && !slices.Contains(absentWords, word):
		l.wrong("“到会”一格写着“%s”。到会的请写“到”，没有到会的空着。", word)
	}
}

// readWords reads cells without heads: the name comes first, the others say what they are.
func (l *attendanceLine) readWords(cells []string) {
	var post []string
	for _, cell := range cells {
		cell = CleanLine(cell)
		if l.Name == "" {
			l.Name = bullet.ReplaceAllString(cell, "")
			continue
		}
		switch group := groupNamed(cell); {
		case group != "" && l.Group == "":
			l.Group = group
		case slices.Contains(presentWords, cell):
			l.Present = true
		case cell != "" && !slices.Contains(absentWords, cell):
			post = append(post, cell)
		}
	}
	l.Post = strings.Join(post, " ")
}

func (l *attendanceLine) check() {
	l.Name = CleanName(l.Name)
	if allHan(l.Name) {
		l.Name = strings.ReplaceAll(l.Name, " ", "")
	}
	if strings.HasPrefix(l.Name, example) {
		l.wrong("这是模板里的示例。请删去这一行。")
		return
	}
	switch n := utf8.RuneCountInString(l.Name); {
	case n == 0:
		l.wrong("姓名是空的。请填写。")
	case n > MaxName:
		l.wrong("姓名有 %d 个字，最多 %d 个字。请核对。", n, MaxName)
	case !strings.ContainsFunc(l.Name, unicode.IsLetter):
		l.wrong("“%s”不是姓名。请改正。", l.Name)
	}
	if n := utf8.RuneCountInString(l.Post); n > maxCell {
		l.wrong("单位及职务有 %d 个字，最多 %d 个字。请改短。", n, maxCell)
	}
	if l.Group == "" && len(l.Problems) == 0 {
		l.Group = l.usual
	}
	switch {
	case slices.Contains(l.groups, l.Group):
	case l.Group != "":
		l.wrong("这次评议没有%s。请填%s。", l.Group, names(l.groups, "、"))
	case len(l.Problems) == 0:
		l.wrong("人员类别是空的。请填%s。", names(l.groups, "、"))
	}
}

// compare marks who is on the list already; nobody gets two ballots.
func (l *attendanceLine) compare(rows []AttendanceRow, present []Invitee) {
	for _, p := range present {
		l.compareWith(p, "现有名单")
	}
	for _, row := range rows {
		if len(row.Problems) == 0 {
			l.compareWith(row.Invitee, fmt.Sprintf("第 %d 行", row.Number))
		}
	}
}

func (l *attendanceLine) compareWith(p Invitee, where string) {
	switch {
	case p.Name != l.Name || len(l.Problems) > 0:
	case p.Group == l.Group && p.Post == l.Post:
		l.wrong("与%s重复。请只留一个。", where)
	default:
		l.Remarks = append(l.Remarks, fmt.Sprintf("与%s同名。请核对是不是同一个人，一个人只领一张票。", where))
	}
}

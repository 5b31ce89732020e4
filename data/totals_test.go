package data_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"liangping/data"
	"liangping/data/sheet"
)

// totals are those of n ballots on which every line was 满意.
func totals(n int) data.Total {
	return data.Total{Valid: n, Counts: slices.Repeat([]data.Counts{{Satisfied: n}}, rosterLines)}
}

func TestSaveTotals(t *testing.T) {
	o := newOffice(t)
	r := o.round(data.Social)
	group := r.Groups[1].ID
	refused(t, o.SaveTotals(o.ctx, r.ID, group, totals(9)), data.State, "名单") // an empty roster has no form
	o.roster()
	before := dump(t, o)
	for name, test := range map[string]struct {
		change func(total *data.Total)
		parts  []string
	}{
		"one too few":     {func(total *data.Total) { total.Counts[2].Satisfied-- }, []string{"第 3 行（油区办领导班子，", "相加是 8，有效票 9，少 1"}},
		"one too many":    {func(total *data.Total) { total.Counts[14].Blank++ }, []string{"第 15 行（信访接待窗口，作风）", "相加是 10，有效票 9，多 1"}},
		"negative":        {func(total *data.Total) { total.Counts[0] = data.Counts{Satisfied: 10, Multiple: -1} }, []string{"第 1 行", "不能是负数"}},
		"a line short":    {func(total *data.Total) { total.Counts = total.Counts[1:] }, []string{"有 14 行", "票样有 15 行"}},
		"negative ballot": {func(total *data.Total) { total.Spoiled = -1 }, []string{"不能是负数"}},
		"nothing":         {func(total *data.Total) { *total = totals(0) }, []string{"还没有填写"}},
	} {
		t.Run(name, func(t *testing.T) {
			total := totals(9)
			test.change(&total)
			refused(t, o.SaveTotals(o.ctx, r.ID, group, total), data.Invalid, test.parts...)
		})
	}
	refused(t, o.SaveTotals(o.ctx, r.ID, data.NewID(), totals(9)), data.NotFound, "没有这一类")
	if dump(t, o) != before {
		t.Error("refused totals left something behind")
	}
	o.ok(o.SaveTotals(o.ctx, r.ID, group, totals(9)))
	if form, err := o.Form(o.ctx, r.ID); err != nil || !form.Frozen {
		t.Errorf("the first totals didn't freeze the form: %v", err)
	}
	before = dump(t, o)
	o.ok(o.SaveTotals(o.ctx, r.ID, group, totals(9)))
	if dump(t, o) != before {
		t.Error("saving the same totals twice changes something")
	}
	other := totals(7)
	other.Spoiled = 2
	o.ok(o.SaveTotals(o.ctx, r.ID, group, other))
	stored, err := o.Totals(o.ctx, r.ID, group)
	if err != nil || !reflect.DeepEqual(*stored, other) {
		t.Errorf("%+v, %v", stored, err)
	}
	if none, err := o.Totals(o.ctx, r.ID, r.Groups[0].ID); err != nil || none != nil {
		t.Errorf("%+v, %v", none, err)
	}
	progress, err := o.Progress(o.ctx, r.ID)
	o.ok(err)
	if progress[1] != (data.EntryProgress{group, 9, 7, 2, data.ByTotals}) {
		t.Errorf("%+v", progress[1])
	}
}

// A group goes one way; cleared, it may go the other.
func TestOneWay(t *testing.T) {
	o := newOffice(t)
	o.roster()
	r := o.round(data.Social)
	first, second := r.Groups[0].ID, r.Groups[1].ID
	refused(t, o.ClearGroup(o.ctx, r.ID, first), data.NotFound, "党代表还没有录入")
	o.key(r, 0, with().Marks)
	refused(t, o.SaveTotals(o.ctx, r.ID, first, totals(1)), data.State, "党代表已经逐张录了 1 张票", "清空")
	o.ok(o.SaveTotals(o.ctx, r.ID, second, totals(3)))
	ballot := data.Ballot{ID: data.NewID(), RoundID: r.ID, GroupID: second, Marks: with().Marks}
	_, err := o.SaveBallot(o.ctx, ballot)
	refused(t, err, data.State, "人大代表已经按合计数录入", "清空")
	for _, statement := range []string{
		"INSERT INTO total VALUES ('" + string(first) + "', 1, 0)",
		"INSERT INTO ballot VALUES ('" + string(second) + "', '" + string(data.NewID()) + "', 1, '" + with().Marks + "', '')",
	} {
		if _, err := o.DB().Exec(statement); err == nil {
			t.Errorf("the database takes %s", statement)
		}
	}
	o.ok(o.ClearGroup(o.ctx, r.ID, first))
	o.ok(o.ClearGroup(o.ctx, r.ID, second))
	o.ok(o.SaveTotals(o.ctx, r.ID, first, totals(1)))
	saved, err := o.SaveBallot(o.ctx, ballot)
	if err != nil || saved.Position != 1 {
		t.Errorf("%+v, %v", saved, err)
	}
	journal := strings.Join(o.journal(), "\n")
	for _, want := range []string{"清空已录的票：党代表 1 张", "清空合计数：人大代表", "按合计数录入：党代表"} {
		if !strings.Contains(journal, want) {
			t.Errorf("the journal lacks %s:\n%s", want, journal)
		}
	}
}

// cell counts sheets in a way of its own: every cell by itself.
func cell(paper sheets, line int, mark byte) (n int) {
	for _, sheet := range paper {
		if sheet[0] != '!' && sheet[line] == mark {
			n++
		}
	}
	return n
}

// The count by ballots, the count by totals and an independent count agree in every cell, for 1,000 random ballots with
// blanks, double marks and spoiled ones among them.
func TestThreeCountsAgree(t *testing.T) {
	o := newOffice(t)
	o.roster()
	dice := rand.New(rand.NewPCG(11, 12))
	var paper []sheets
	for _, share := range []int{1, 2, 2, 5} {
		paper = append(paper, throw(dice, size(20, 100)*share, rosterLines))
	}
	byBallots := o.hall(o.round(data.Social), paper...)
	o.keyAll(byBallots, paper...)
	cells := func(r data.Round) (all [][]int) {
		sheet, err := o.CountSheet(o.ctx, r.ID)
		o.ok(err)
		for i, column := range sheet.Columns {
			row := []int{column.Valid, sheet.Groups[i].Spoiled}
			for _, c := range column.Counts {
				row = append(row, c.Satisfied, c.MostlySatisfied, c.Dissatisfied, c.Unfamiliar, c.Blank, c.Multiple)
			}
			all = append(all, row)
		}
		return all
	}
	var want [][]int
	for _, group := range paper {
		row := []int{group.valid(), len(group) - group.valid()}
		for line := range rosterLines {
			for _, mark := range []byte("123405") {
				row = append(row, cell(group, line, mark))
			}
		}
		want = append(want, row)
	}
	keyed := cells(byBallots)
	result, err := o.Result(o.ctx, data.SocialScope)
	o.ok(err)
	for i := range paper {
		o.ok(o.ClearGroup(o.ctx, byBallots.ID, byBallots.Groups[i].ID))
		o.ok(o.SaveTotals(o.ctx, byBallots.ID, byBallots.Groups[i].ID, byHand(paper[i])))
	}
	if typed := cells(byBallots); !reflect.DeepEqual(keyed, want) || !reflect.DeepEqual(typed, want) {
		t.Errorf("by ballots %v\nby totals %v\nindependent %v", keyed, typed, want)
	}
	again, err := o.Result(o.ctx, data.SocialScope)
	o.ok(err)
	if !reflect.DeepEqual(result, again) {
		t.Error("the results by ballots and by totals differ")
	}
}

// The table of a round goes out empty, comes back filled in, and is entered as a whole.
func TestImportTotals(t *testing.T) {
	o := newOffice(t)
	o.roster()
	r := o.round(data.Social)
	path := filepath.Join(t.TempDir(), "合计数.xlsx")
	roundTrip := func(rows [][]string) []data.SheetRow {
		t.Helper()
		workbook, err := sheet.Totals(rows, r, "某县油区工作办公室", time.Unix(0, 0))
		o.ok(err)
		o.ok(os.WriteFile(path, workbook, 0o600))
		read, err := sheet.Read(o.ctx, path)
		o.ok(err)
		return read
	}
	empty, err := o.TotalsTable(o.ctx, r.ID)
	o.ok(err)
	if len(empty) != 4*rosterLines || !slices.Equal(empty[0][:2], []string{"党代表", "1"}) || !slices.Equal(empty[59][:4], []string{"服务对象代表", "15", "信访接待窗口", "作风"}) {
		t.Errorf("%v", empty)
	}
	_, err = o.PreviewTotals(o.ctx, r.ID, roundTrip(empty))
	refused(t, err, data.Invalid, "没有填写票数")
	_, err = o.PreviewTotals(o.ctx, r.ID, []data.SheetRow{{Number: 1, Cells: []string{"姓名", "类别"}}})
	refused(t, err, data.Invalid, "没有找到表头")

	dice := rand.New(rand.NewPCG(13, 14))
	paper := []sheets{throw(dice, 12, rosterLines), throw(dice, 11, rosterLines)}
	filled := func() [][]string {
		rows := make([][]string, len(empty))
		for i := range rows {
			rows[i] = slices.Clone(empty[i])
		}
		for g := range paper {
			total := byHand(paper[g])
			for i, c := range total.Counts {
				row := rows[g*rosterLines+i]
				for j, n := range []int{c.Satisfied, c.MostlySatisfied, c.Dissatisfied, c.Unfamiliar, c.Blank, c.Multiple} {
					row[4+j] = strconv.Itoa(n)
				}
			}
			rows[g*rosterLines][10], rows[g*rosterLines][11] = strconv.Itoa(total.Valid), strconv.Itoa(total.Spoiled)
		}
		return rows
	}
	before := dump(t, o)
	for name, test := range map[string]struct {
		change func(rows [][]string)
		row    int // 0: the table as a whole
		want   string
	}{
		"a line doesn't add up": {func(rows [][]string) { rows[3][4] = "99" }, 5, "第 4 行（油区办领导班子，"},
		"no number":             {func(rows [][]string) { rows[3][4] = "九" }, 5, "满意“九”不是票数"},
		"negative":              {func(rows [][]string) { rows[3][4] = "-1" }, 5, "不是票数"},
		"no such group":         {func(rows [][]string) { rows[3][0] = "干部职工" }, 5, "“干部职工”不在这次评议里"},
		"no such line":          {func(rows [][]string) { rows[3][1] = "16" }, 5, "序号“16”不在票样里"},
		"another's name":        {func(rows [][]string) { rows[3][2] = "别人" }, 5, "序号 4 在票样里是油区办领导班子"},
		"twice":                 {func(rows [][]string) { rows[4][1], rows[4][2], rows[4][3] = rows[3][1], "", "" }, 6, "序号 4 与第 5 行重复"},
		"two totals":            {func(rows [][]string) { rows[3][10] = "77" }, 5, "党代表的有效票是 77"},
		"no totals":             {func(rows [][]string) { rows[0][10] = "" }, 0, "党代表的有效票或者废票没有填写"},
		"a line is missing":     {func(rows [][]string) { rows[3] = make([]string, 12) }, 0, "党代表有 14 行，票样有 15 行"},
	} {
		t.Run(name, func(t *testing.T) {
			rows := filled()
			test.change(rows)
			p, err := o.PreviewTotals(o.ctx, r.ID, roundTrip(rows))
			o.ok(err)
			got := strings.Join(p.Problems, "\n")
			if bad := p.Bad(); test.row > 0 && len(bad) == 1 && bad[0].Number == test.row {
				got = strings.Join(bad[0].Problems, "\n")
			}
			if p.Ready() || !strings.Contains(got, test.want) {
				t.Errorf("%q, want %q in row %d: %+v", got, test.want, test.row, p.Bad())
			}
			refused(t, o.ConfirmTotals(o.ctx, r.ID, *p), data.Invalid, "没有导入")
		})
	}
	if dump(t, o) != before {
		t.Error("a preview left something behind")
	}
	p, err := o.PreviewTotals(o.ctx, r.ID, roundTrip(filled()))
	o.ok(err)
	if !p.Ready() || len(p.Groups) != 2 {
		t.Fatalf("%+v", p)
	}
	o.ok(o.ConfirmTotals(o.ctx, r.ID, *p))
	before = dump(t, o)
	o.ok(o.ConfirmTotals(o.ctx, r.ID, *p))
	if dump(t, o) != before {
		t.Error("confirming twice changes something")
	}
	for g := range paper {
		stored, err := o.Totals(o.ctx, r.ID, r.Groups[g].ID)
		if err != nil || !reflect.DeepEqual(*stored, byHand(paper[g])) {
			t.Errorf("%+v, %v", stored, err)
		}
	}
	// What this office counted goes out in the same table, and a group that was keyed sheet by sheet doesn't take it.
	table, err := o.TotalsTable(o.ctx, r.ID)
	o.ok(err)
	if !reflect.DeepEqual(table, filled()) {
		t.Errorf("%v", table)
	}
	o.ok(o.ClearGroup(o.ctx, r.ID, r.Groups[1].ID))
	o.key(r, 1, with().Marks)
	if p, err = o.PreviewTotals(o.ctx, r.ID, roundTrip(table)); err != nil || p.Ready() || !strings.Contains(strings.Join(p.Problems, ""), "人大代表已经逐张录了 1 张票") {
		t.Errorf("%+v, %v", p, err)
	}
}

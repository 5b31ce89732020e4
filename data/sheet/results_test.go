package sheet

import (
	"bytes"
	"log/slog"
	"math/big"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"liangping/data"
)

// sample returns every table of the sample campaign, and its statistics.
func sample(t *testing.T) ([]data.PlainTable, *data.Statistics) {
	t.Helper()
	s, err := data.Open(filepath.Join(t.TempDir(), "office.db"), data.Options{Clock: func() time.Time { return data.SampleNow }, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	ctx := t.Context()
	if err := data.Sample(ctx, s); err != nil {
		t.Fatal(err)
	}
	years, err1 := s.Years(ctx)
	outcomes, err2 := s.Outcomes(ctx)
	opinions, err3 := s.Opinions(ctx, data.OpinionFilter{})
	targets, err4 := s.Targets(ctx)
	annual, err5 := s.AnnualSheet(ctx)
	for _, err := range []error{err1, err2, err3, err4, err5} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return data.AllSheets(years[0], years, outcomes, data.AnalyseOpinions(opinions, years[0].Criteria, targets), annual), years[0]
}

// Every cell of every table of the sample stands in the workbook as the tables have it, numbers as numbers, the rule under it.
func TestResultsOfSample(t *testing.T) {
	tables, stats := sample(t)
	content, err := Results("某县油区工作办公室", data.SampleNow, tables...)
	if err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	if got := book.GetSheetList(); len(got) != len(tables) || got[0] != "内部评议·按对象" || !slices.Contains(got, "2011年度考核计分表") {
		t.Errorf("sheets %v", got)
	}
	numbers, cells := 0, 0
	for _, table := range tables {
		for i, row := range table.Rows {
			for j, want := range row {
				name, err := excelize.CoordinatesToCellName(j+1, i+2)
				if err != nil {
					t.Fatal(err)
				}
				got, err := book.GetCellValue(table.Title, name)
				if err != nil || got != want {
					t.Fatalf("%s %s: %q, %v, want %q", table.Title, name, got, err, want)
				}
				kind, err := book.GetCellType(table.Title, name)
				if err != nil {
					t.Fatal(err)
				}
				if isNumber := strings.Trim(want, "-.0123456789") == "" && want != ""; isNumber && table.Columns[j].Number {
					numbers++
					if kind != excelize.CellTypeUnset && kind != excelize.CellTypeNumber {
						t.Errorf("%s %s: %q is kept as text", table.Title, name, want)
					}
				} else if want != "" && kind != excelize.CellTypeSharedString && kind != excelize.CellTypeInlineString {
					t.Errorf("%s %s: %q is no text", table.Title, name, want)
				}
				cells++
			}
		}
		for i, note := range table.Notes {
			if got, err := book.GetCellValue(table.Title, "A"+strconv.Itoa(len(table.Rows)+3+i)); err != nil || got != note {
				t.Errorf("%s: note %q, %v, want %q", table.Title, got, err, note)
			}
		}
	}
	if numbers < 1000 || cells < 2000 {
		t.Errorf("only %d cells, %d numbers", cells, numbers)
	}
	checkFigures(t, book, stats)
}

// checkFigures holds the table 按对象 of each scope against the exact figures, rounded by another road: by whole numbers.
func checkFigures(t *testing.T, book *excelize.File, stats *data.Statistics) {
	t.Helper()
	for _, scope := range data.Scopes {
		rows, err := book.GetRows(scope.String() + "·按对象")
		if err != nil {
			t.Fatal(err)
		}
		for i, target := range stats.Of(scope).Targets {
			want := []string{target.Kind.String(), strconv.Itoa(target.Rank), target.Name}
			for _, n := range []int{target.Satisfied, target.MostlySatisfied, target.Dissatisfied, target.Unfamiliar, target.Blank, target.Multiple} {
				want = append(want, strconv.Itoa(n))
			}
			want = append(want, rounded(target.SatisfiedRate, 100), rounded(target.AtLeastMostly, 100), rounded(target.Score, 1),
				rounded(target.DissatisfiedRate, 100), rounded(target.UnfamiliarRate, 100))
			if got := rows[i+1][:len(want)]; !slices.Equal(got, want) {
				t.Errorf("%s, %s:\n got %v\nwant %v", scope, target.Name, got, want)
			}
		}
	}
}

// rounded rounds r × scale half up to two decimals.
func rounded(r *big.Rat, scale int64) string {
	n := new(big.Int).Mul(r.Num(), big.NewInt(200*scale))
	n.Add(n, r.Denom()).Div(n, new(big.Int).Mul(r.Denom(), big.NewInt(2)))
	text := n.String()
	for len(text) < 3 {
		text = "0" + text
	}
	return text[:len(text)-2] + "." + text[len(text)-2:]
}

func TestResultsOfNothing(t *testing.T) {
	if _, err := Results("某办公室", data.SampleNow); err == nil {
		t.Error("a workbook of no tables was made")
	}
}

// What is withheld stands in its place, as text; formulas stay harmless.
func TestResultsCells(t *testing.T) {
	table := data.PlainTable{
		Title: "综合·按人员类别", Columns: []data.PlainColumn{{Name: "人员类别"}, {Name: "综合得分", Number: true}},
		Rows: [][]string{{"=1+1", "不足5票"}, {"党代表", "-1.50"}, {"人大代表", "100"}, {"政协委员", "—"}},
	}
	content, err := Results("某办公室", data.SampleNow, table)
	if err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	for cell, want := range map[string]string{"A2": "'=1+1", "B2": "不足5票", "B3": "-1.50", "B4": "100", "B5": "—"} {
		if got, err := book.GetCellValue(table.Title, cell); err != nil || got != want {
			t.Errorf("%s: %q, %v, want %q", cell, got, err, want)
		}
	}
}

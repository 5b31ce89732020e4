package data_test

import (
	"encoding/csv"
	"math/big"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"liangping/data"
)

// published reads a table that an office published; its source stands in the file's head.
func published(t *testing.T, name string) []map[string]string {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comment = '#'
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all []map[string]string
	for _, row := range rows[1:] {
		cells := map[string]string{}
		for i, head := range rows[0] {
			cells[head] = row[i]
		}
		all = append(all, cells)
	}
	return all
}

func number(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// same compares a figure with a printed one, which may have dropped its trailing zeros.
func same(got, printed string) bool {
	if strings.Contains(got, ".") {
		got = strings.TrimSuffix(strings.TrimRight(got, "0"), ".")
	}
	return got == printed
}

// 01: rate = count ÷ ballots returned, two decimals. Everybody marked every line, so 四个等次合计 is the same number.
func TestPublished01(t *testing.T) {
	rows := published(t, "01_zhanyi_2019_npc_suggestions.csv")
	if len(rows) != 7 {
		t.Fatalf("%d rows", len(rows))
	}
	for _, row := range rows {
		c := data.Counts{Satisfied: number(t, row["satisfied"]), MostlySatisfied: number(t, row["basically"]), Dissatisfied: number(t, row["dissatisfied"])}
		if c.Graded() != number(t, row["returned"]) {
			t.Errorf("item %s: %d valid marks on %s ballots", row["item"], c.Graded(), row["returned"])
		}
		f := data.DefaultScoring.Figures(c, 0)
		mostly := new(big.Rat).Sub(f.AtLeastMostly, f.SatisfiedRate)
		for head, got := range map[string]string{
			"pub_rate_satisfied": data.FormatPercent(f.SatisfiedRate), "pub_rate_basically": data.FormatPercent(mostly),
			"pub_rate_dissatisfied": data.FormatPercent(f.DissatisfiedRate),
		} {
			if printed := row[head]; printed != "" && !same(got, printed) {
				t.Errorf("item %s: %s is %s, published %s", row["item"], head, got, printed)
			}
		}
	}
}

// 02: majorities of all members, whose number isn't published. Every outcome holds for 29 members, those present, and
// up to the largest membership that the published outcomes allow: 17 satisfied are more than half of at most 33.
func TestPublished02(t *testing.T) {
	rows := published(t, "02_zhenhai_2022_minsheng.csv")
	if len(rows) != 8 {
		t.Fatalf("%d rows", len(rows))
	}
	agree := func(members int) bool {
		for _, row := range rows {
			c := data.Counts{Satisfied: number(t, row["satisfied"]), MostlySatisfied: number(t, row["basically"]), Dissatisfied: number(t, row["dissatisfied"])}
			if c.Graded() != number(t, row["present"]) {
				t.Errorf("item %s: %d marks, %s present", row["item"], c.Graded(), row["present"])
			}
			if data.MajorityGrade(c, members).String() != row["published_grade"] {
				return false
			}
		}
		return true
	}
	for members := 29; members <= 40; members++ {
		if got, want := agree(members), members <= 33; got != want {
			t.Errorf("with %d members the published outcomes hold: %v, want %v", members, got, want)
		}
	}
}

// 04: coefficients 100/75/0; each rate rounded by itself, their sum of 100.01 unforced.
func TestPublished04(t *testing.T) {
	row := published(t, "04_jinchang_2011_weighted.csv")[0]
	c := data.Counts{Satisfied: number(t, row["c_satisfied"]), MostlySatisfied: number(t, row["c_basically"]), Dissatisfied: number(t, row["c_dissatisfied"])}
	if c.Graded() != number(t, row["n_implied"]) {
		t.Errorf("%d marks", c.Graded())
	}
	f := data.Scoring{Satisfied: 100, MostlySatisfied: 75}.Figures(c, 0)
	mostly := new(big.Rat).Sub(f.AtLeastMostly, f.SatisfiedRate)
	sum := new(big.Rat)
	for head, got := range map[string]string{
		"pub_satisfied": data.FormatPercent(f.SatisfiedRate), "pub_basically": data.FormatPercent(mostly),
		"pub_dissatisfied": data.FormatPercent(f.DissatisfiedRate), "pub_weighted_rate": data.FormatScore(f.Score),
	} {
		if got != row[head] {
			t.Errorf("%s is %s, published %s", head, got, row[head])
		}
		if head != "pub_weighted_rate" {
			shown, _ := new(big.Rat).SetString(got)
			sum.Add(sum, shown)
		}
	}
	if got := data.Fixed(sum, 2); got != "100.01" {
		t.Errorf("the shown rates add up to %s, not 100.01", got)
	}
}

// 06: shares of 128 suggestions, one decimal, half up.
func TestPublished06(t *testing.T) {
	rows := published(t, "06_city_2020_128_suggestions.csv")
	if len(rows) != 9 {
		t.Fatalf("%d rows", len(rows))
	}
	for _, row := range rows {
		percent := big.NewRat(100*int64(number(t, row["count"])), int64(number(t, row["total"])))
		if got := data.Fixed(percent, 1); !same(got, row["published_pct"]) {
			t.Errorf("%s: %s, published %s", row["label"], got, row["published_pct"])
		}
	}
}

// The figures of the statistics screen, through the whole computation from single sheets: ranks too.
func TestScreenFigures(t *testing.T) {
	rows := published(t, "internal_round.csv")
	form, ballots := data.Form{}, make([]data.Ballot, 85)
	var targets []data.Target
	for i, row := range rows {
		target := data.Target{ID: data.ID(row["name"]), Name: row["name"], Kind: data.Kind(row["kind"]), Rank: len(rows) - i}
		targets = append(targets, target)
		items := []data.Item{data.WorkItem, data.ConductItem}
		if target.Kind == data.Team {
			items = []data.Item{data.Overall}
		}
		var marks strings.Builder
		for _, part := range []struct{ head, mark string }{{"satisfied", "1"}, {"mostly", "2"}, {"dissatisfied", "3"}, {"unfamiliar", "4"}, {"blank_multiple", "0"}} {
			marks.WriteString(strings.Repeat(part.mark, number(t, row[part.head])))
		}
		if marks.Len() != 85*len(items) {
			t.Fatalf("%s has %d marks on 85 ballots", target.Name, marks.Len())
		}
		for line, item := range items {
			form.Lines = append(form.Lines, data.Line{TargetID: target.ID, TargetName: target.Name, TargetKind: target.Kind, Item: item})
			for b := range ballots {
				ballots[b].Marks += marks.String()[line*85+b : line*85+b+1]
			}
		}
	}
	result := data.Compute([]data.Tally{tallyOf(data.Round{Kind: data.Internal, Groups: make([]data.Group, 1)}, form, ballots)}, targets, data.DefaultScoring).Of(data.InternalScope)
	if result.Valid != 85 || len(result.Targets) != len(rows) {
		t.Fatalf("%d ballots, %d targets", result.Valid, len(result.Targets))
	}
	for i, row := range rows {
		got := result.Targets[i]
		for head, figure := range map[string]string{
			"name": got.Name, "rank": strconv.Itoa(got.Rank), "satisfied_rate": data.FormatPercent(got.SatisfiedRate),
			"at_least_mostly": data.FormatPercent(got.AtLeastMostly), "score": data.FormatScore(got.Score),
			"dissatisfied_rate": data.FormatPercent(got.DissatisfiedRate), "unfamiliar_rate": data.FormatPercent(got.UnfamiliarRate),
		} {
			if figure != row[head] {
				t.Errorf("row %d: %s is %s, on the screen %s", i+1, head, figure, row[head])
			}
		}
	}
	want := []string{
		"有效票 85 张。满意率 = 满意 ÷ 四个等次合计；满意和基本满意率 =（满意 + 基本满意）÷ 四个等次合计；不了解计入分母。",
		"综合得分 =（100 × 满意 + 75 × 基本满意 + 0 × 不满意）÷（满意 + 基本满意 + 不满意）。四舍五入到两位小数，各率不凑足 100。",
	}
	if got := strings.Join(result.RuleText(), "\n"); got != strings.Join(want, "\n") {
		t.Errorf("rule:\n%s", got)
	}
}

package pdf_test

import (
	"context"
	"database/sql"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	_ "github.com/mattn/go-sqlite3" // the recount reads the ballots past package data

	"liangping/data"
	"liangping/pdf"
)

// recount is what a person would find with the sheets on the table: how often each mark stands on each line, by round, group,
// target and label. Marks are in the order of the counts on paper: 1 满意, 2 基本满意, 3 不满意, 4 不了解; 0 空 and 5 多选 are one.
type recount map[[4]string]*[5]int

// recountSample closes the store, which holds its file, and counts.
func recountSample(t *testing.T, store *data.Store) recount {
	t.Helper()
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite3", "file:"+store.Path()+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query(`SELECT round.kind, round_group.kind, coalesce(line.target_name, ''), line.label, substr(ballot.marks, line.number, 1)
		FROM ballot JOIN round_group ON round_group.id = group_id JOIN round ON round.id = round_group.round_id
		JOIN line ON line.round_id = round.id WHERE ballot.spoiled = ''`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	all := recount{}
	for rows.Next() {
		var key [4]string
		var mark string
		if err := rows.Scan(&key[0], &key[1], &key[2], &key[3], &mark); err != nil {
			t.Fatal(err)
		}
		if all[key] == nil {
			all[key] = new([5]int)
		}
		all[key][map[string]int{"1": 0, "2": 1, "3": 2, "4": 3, "0": 4, "5": 4}[mark]]++
	}
	if err := rows.Err(); err != nil || len(all) == 0 {
		t.Fatalf("no ballots to recount (%v)", err)
	}
	return all
}

// sum adds up what fits; an empty field fits all.
func (r recount) sum(round, group string, targets []string, labels ...string) (sum [5]int) {
	for key, n := range r {
		if (round == "" || round == key[0]) && (group == "" || group == key[1]) && slices.Contains(targets, key[2]) && slices.Contains(labels, key[3]) {
			for i := range n {
				sum[i] += n[i]
			}
		}
	}
	return sum
}

// cells are the counts and figures of a line of a scope as they have to stand on paper: a combined figure is half the one of
// each round (plan: 50/50).
func (r recount) cells(scope data.Scope, group string, targets []string, labels ...string) string {
	rounds := []string{"internal", "social"}
	if scope != data.Combined {
		rounds = []string{string(scope)}
	}
	var total [5]int
	figures := make([]*big.Rat, 5)
	for i := range figures {
		figures[i] = new(big.Rat)
	}
	for _, round := range rounds {
		n := r.sum(round, group, targets, labels...)
		for i := range n {
			total[i] += n[i]
		}
		graded, scored := n[0]+n[1]+n[2]+n[3], n[0]+n[1]+n[2]
		for i, part := range [][2]int{{100 * n[0], graded}, {100 * (n[0] + n[1]), graded}, {100*n[0] + 75*n[1], scored}, {100 * n[2], graded}, {100 * n[3], graded}} {
			figures[i].Add(figures[i], big.NewRat(int64(part[0]), int64(part[1]*len(rounds))))
		}
	}
	text := strings.Trim(fmt.Sprint(total), "[]")
	for _, f := range figures {
		hundredths := new(big.Int).Div(new(big.Int).Add(new(big.Int).Mul(big.NewInt(200), f.Num()), f.Denom()), new(big.Int).Mul(big.NewInt(2), f.Denom()))
		text += fmt.Sprintf(" %d.%02d", hundredths.Int64()/100, hundredths.Int64()%100)
	}
	return text
}

// layout is the text of a file with single spaces.
func layout(t *testing.T, path string) string {
	t.Helper()
	return strings.Join(strings.Fields(tool(t, "pdftotext", "-layout", path, "-")), " ")
}

// namesOf are the names of the sample's targets of a kind, and the lines that make their figure.
func namesOf(r *data.Result, kind data.Kind) (names, labels []string) {
	labels = []string{"工作", "作风"}
	if kind == data.Team {
		labels = []string{"总体"}
	}
	for _, t := range r.Targets {
		if t.Kind == kind {
			names = append(names, t.Name)
		}
	}
	return names, labels
}

// Every cell of the 汇总表 of the sample is what the sheets say.
func TestResultTableIsTheRecount(t *testing.T) {
	store, in := sample(t)
	stats, err := store.Statistics(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	sheets := recountSample(t, store)
	for _, scope := range data.Scopes {
		t.Run(string(scope), func(t *testing.T) {
			r := stats.Of(scope)
			paper, err := press(t).Result(in.Campaign, *r, in.Today)
			text := layout(t, save(t, paper, err))
			rows := 0
			for _, kind := range data.Kinds {
				all, labels := namesOf(r, kind)
				for _, name := range all {
					if row := name + " " + sheets.cells(scope, "", []string{name}, labels...); !strings.Contains(text, row) {
						t.Errorf("the table lacks %q", row)
					}
					rows++
				}
			}
			if rows != 18 {
				t.Errorf("%d targets were compared, want 18", rows)
			}
		})
	}
}

// Every cell of the 分类汇总表 of the sample is what the sheets say, in its table and under its kind.
func TestBreakdownIsTheRecount(t *testing.T) {
	store, in := sample(t)
	stats, err := store.Statistics(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	sheets := recountSample(t, store)
	for _, scope := range data.Scopes {
		t.Run(string(scope), func(t *testing.T) {
			r := stats.Of(scope)
			paper, err := press(t).Breakdown(in.Campaign, stats, scope, in.Today)
			rest := layout(t, save(t, paper, err))
			find := func(what string) {
				t.Helper()
				_, after, found := strings.Cut(rest, what)
				if !found {
					t.Fatalf("the paper lacks %q, or has it too early", what)
				}
				rest = after
			}
			items := map[data.Kind][]string{}
			for _, target := range r.Targets {
				if items[target.Kind] == nil {
					for _, l := range target.Lines {
						items[target.Kind] = append(items[target.Kind], l.Label)
					}
				}
			}
			find("按评议内容")
			for _, kind := range data.Kinds {
				find(kind.String())
				all, _ := namesOf(r, kind)
				for _, label := range items[kind] {
					find(fmt.Sprint(len(all)) + " " + sheets.cells(scope, "", all, label))
				}
			}
			find("按评议人员类别")
			for _, kind := range data.Kinds {
				find(kind.String())
				all, labels := namesOf(r, kind)
				for _, round := range r.Rounds {
					for _, group := range round.GroupKinds() {
						find(group.String())
						find(sheets.cells(data.Scope(round), string(group), all, labels...))
					}
				}
			}
			find("各评议对象逐项")
			for _, target := range r.Targets {
				find(target.Kind.String() + " " + target.Name)
				for _, label := range items[target.Kind] {
					find(label + " " + sheets.cells(scope, "", []string{target.Name}, label))
				}
			}
			for _, sentence := range append(r.RuleText(), data.WithholdingText, data.GapText) {
				if !strings.Contains(plain(t, save(t, paper, err)), strings.Join(strings.Fields(sentence), "")) {
					t.Errorf("the rule lacks %q", sentence)
				}
			}
		})
	}
}

// What is withheld says why in place of its counts and figures, and has no bar: neither the table nor a bar's width tells.
func TestWithheldCellsSayWhy(t *testing.T) {
	hidden := target(1, "王喆", data.Leader, [5]int{})
	hidden.Withheld = data.TooFew
	counts := target(1, "李𬭎", data.Leader, [5]int{})
	counts.Withheld, counts.Figures = data.NoCounts, data.DefaultScoring.Figures(data.Counts{Satisfied: 3, Dissatisfied: 1}, 0)
	paper, err := press(t).Result(campaign(), *resultOf(data.InternalScope, hidden, counts), september)
	text := layout(t, save(t, paper, err))
	for _, want := range []string{"1 王喆 不足5票 不足5票", "1 李𬭎 不单列 75.00 75.00 75.00 25.00 0.00"} {
		if !strings.Contains(text, want) {
			t.Errorf("the table lacks %q:\n%s", want, text)
		}
	}
}

// resultPapers are the tables of 统计 of the sample, by the names of their files.
func resultPapers(t *testing.T) map[string]func() (*pdf.Paper, error) {
	t.Helper()
	_, in := sample(t)
	rows := data.AnnualRows(in.Stats, in.Targets, in.Decisions)
	return map[string]func() (*pdf.Paper, error){
		"2011-综合-评议结果分类汇总表.pdf": func() (*pdf.Paper, error) {
			return press(t).Breakdown(in.Campaign, in.Stats, data.Combined, in.Today)
		},
		"2011-年度考核计分表.pdf": func() (*pdf.Paper, error) { return press(t).Annual(in.Campaign, in.Stats, rows, in.Today) },
	}
}

// The 年度考核计分表 has the scores of the rounds as the sheets give them, and the measures that were decided.
func TestAnnualSheetIsTheRecount(t *testing.T) {
	store, in := sample(t)
	sheets := recountSample(t, store)
	rows := data.AnnualRows(in.Stats, in.Targets, in.Decisions)
	paper, err := press(t).Annual(in.Campaign, in.Stats, rows, in.Today)
	path := save(t, paper, err)
	text := layout(t, path)
	for _, kind := range data.Kinds {
		all, labels := namesOf(in.Stats.Of(data.Combined), kind)
		for _, name := range all {
			var scores []string
			for _, scope := range data.Scopes {
				scores = append(scores, strings.Fields(sheets.cells(scope, "", []string{name}, labels...))[7]) // 综合得分
			}
			_, after, _ := strings.Cut(text, " "+name+" ")
			if want := strings.Join(scores, " "); !strings.Contains(after[:min(len(after), 120)], want) {
				t.Errorf("%s: no %q in %q", name, want, after[:min(len(after), 120)])
			}
		}
	}
	for _, want := range []string{"取消当年评先评优资格", "活动延期2个月", "审核人（签名）："} {
		if !strings.Contains(plain(t, path), want) {
			t.Errorf("the sheet lacks %q", want)
		}
	}
}

// A score that is withheld says why, on paper as in the workbook.
func TestAnnualSheetSaysWhatIsWithheld(t *testing.T) {
	_, in := sample(t)
	id := in.Stats.Of(data.Combined).Targets[0].TargetID
	internal, social := in.Stats.Of(data.InternalScope).Target(id), in.Stats.Of(data.SocialScope).Target(id)
	internal.Score, internal.Withheld = nil, data.TooFew
	social.Score, social.Withheld = nil, data.Covering
	cells := data.AnnualTable(data.AnnualRows(in.Stats, in.Targets, in.Decisions), in.Stats).Rows[0]
	if cells[4] != "不足5票" || cells[5] != "不单列" || cells[6] == "—" {
		t.Errorf("%q", cells)
	}
}

// The tables that compare have the differences of the sheets.
func TestComparisonsAreTheRecount(t *testing.T) {
	store, in := sample(t)
	sheets := recountSample(t, store)
	paper, err := press(t).Breakdown(in.Campaign, in.Stats, data.Combined, in.Today)
	text := layout(t, save(t, paper, err))
	for _, target := range in.Stats.Of(data.Combined).Targets {
		_, labels := namesOf(in.Stats.Of(data.Combined), target.Kind)
		var cells []string
		for _, scope := range data.Scopes {
			figures := strings.Fields(sheets.cells(scope, "", []string{target.Name}, labels...))
			cells = append(cells, figures[6], figures[7], fmt.Sprint(in.Stats.Of(scope).Target(target.TargetID).Rank))
		}
		if want := target.Name + " " + strings.Join(cells, " "); !strings.Contains(text, want) {
			t.Errorf("内部与社会: no %q", want)
		}
		if target.Kind == data.Team {
			continue
		}
		work := strings.Fields(sheets.cells(data.Combined, "", []string{target.Name}, "工作"))
		conduct := strings.Fields(sheets.cells(data.Combined, "", []string{target.Name}, "作风"))
		if want := strings.Join([]string{target.Name, work[6], work[7], conduct[6], conduct[7]}, " "); !strings.Contains(text, want) {
			t.Errorf("工作与作风: no %q", want)
		}
	}
}

package gui

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"liangping/data"
)

// newStatistics opens 统计 and 整改台账 on a store.
func newStatistics(t *testing.T, store *data.Store) (*App, *statisticsPage, *ledgerPage) {
	t.Helper()
	a := newTestWindow(t, store)
	a.away = currentLoop().atOnce
	statistics, ledger := newStatisticsPage(a, store), newLedgerPage(a, store)
	a.build([]page{statistics, ledger})
	a.window.Resize(fyne.NewSize(designWidth, withMenu))
	return a, statistics, ledger
}

// rowOnScreen selects a row and returns the words of its cells as they stand in the window, and the counts of its bar.
func rowOnScreen(t *testing.T, p *statisticsPage, key string) (cells []string, bar data.Counts) {
	t.Helper()
	if !p.views[byTarget].table.selectKey(key) {
		t.Fatalf("no row %s", key)
	}
	for _, row := range p.views[byTarget].table.view.pool {
		if row.mark.Hidden || !row.box.Visible() {
			continue
		}
		for _, cell := range row.cells {
			if cell.bar != nil {
				bar = cell.bar.counts
				continue
			}
			cells = append(cells, cell.text.Text)
		}
		return cells, bar
	}
	t.Fatalf("row %s is not on the screen", key)
	return nil, bar
}

// rounded is 100a÷b with two decimals, half up, worked out in whole numbers; “—” for b = 0.
func rounded(a, b int) string {
	if b == 0 {
		return "—"
	}
	hundredths := (2*a*100*100 + b) / (2 * b)
	return fmt.Sprintf("%d.%02d", hundredths/100, hundredths%100)
}

// tallyOf counts the marks of a target from the sheets of a round: of its 总体 line where it has one, else of all its lines.
func tallyOf(t *testing.T, store *data.Store, kind data.RoundKind, target data.ID) (marks map[byte]int) {
	t.Helper()
	rounds, err := store.Rounds(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	marks = map[byte]int{}
	for _, r := range rounds {
		if r.Kind != kind {
			continue
		}
		form, err := store.Form(context.Background(), r.ID)
		if err != nil {
			t.Fatal(err)
		}
		overall := false
		for _, l := range form.Lines {
			overall = overall || l.TargetID == target && l.Item == data.Overall
		}
		for _, g := range r.Groups {
			ballots, err := store.RecentBallots(context.Background(), r.ID, g.ID, 1000)
			if err != nil {
				t.Fatal(err)
			}
			for _, b := range ballots {
				for i, l := range form.Lines {
					if b.Spoiled == "" && l.TargetID == target && overall == (l.Item == data.Overall) {
						marks[b.Marks[i]]++
					}
				}
			}
		}
	}
	return marks
}

func TestStatisticsFiguresComeFromTheSheets(t *testing.T) {
	store := newSampleStore(t)
	_, p, _ := newStatistics(t, store)
	for i, scope := range data.Scopes[:2] {
		p.scope.pick(i)
		if len(p.result.Targets) != 18 {
			t.Fatalf("%s: %d targets", scope, len(p.result.Targets))
		}
		for _, target := range p.result.Targets {
			n := tallyOf(t, store, data.RoundKind(scope), target.TargetID)
			graded := n['1'] + n['2'] + n['3'] + n['4']
			want := []string{
				strconv.Itoa(n['1']), strconv.Itoa(n['2']), strconv.Itoa(n['3']), strconv.Itoa(n['4']), strconv.Itoa(n['0'] + n['5']),
				rounded(n['1'], graded), rounded(n['1']+n['2'], graded),
				rounded(100*n['1']+75*n['2'], 100*(n['1']+n['2']+n['3'])), rounded(n['3'], graded), rounded(n['4'], graded),
			}
			cells, bar := rowOnScreen(t, p, string(target.TargetID))
			if strings.TrimLeft(cells[1], "▲△ ") != target.Name || strings.Join(cells[2:], " ") != strings.Join(want, " ") {
				t.Errorf("%s %s: screen %v, sheets %v", scope, target.Name, cells[1:], want)
			}
			if bar != (data.Counts{Satisfied: n['1'], MostlySatisfied: n['2'], Dissatisfied: n['3'], Unfamiliar: n['4'], Blank: n['0'], Multiple: n['5']}) {
				t.Errorf("%s %s: bar %v", scope, target.Name, bar)
			}
		}
	}
}

// TestStatisticsFiguresAreTheResults holds every figure of the table and of the detail against the one result.
func TestStatisticsFiguresAreTheResults(t *testing.T) {
	store := newSampleStore(t)
	_, p, _ := newStatistics(t, store)
	for i, scope := range data.Scopes {
		p.scope.pick(i)
		result, err := store.Result(context.Background(), scope)
		if err != nil {
			t.Fatal(err)
		}
		if len(p.views[byTarget].table.rows) != len(result.Targets) {
			t.Fatalf("%s: %d rows for %d targets", scope, len(p.views[byTarget].table.rows), len(result.Targets))
		}
		for row, target := range result.Targets {
			cells, _ := rowOnScreen(t, p, string(target.TargetID))
			if p.views[byTarget].table.cursor != row || cells[0] != strconv.Itoa(target.Rank) {
				t.Errorf("%s %s stands in row %d with rank %s", scope, target.Name, p.views[byTarget].table.cursor, cells[0])
			}
			figures := []string{
				data.FormatPercent(target.SatisfiedRate), data.FormatPercent(target.AtLeastMostly), data.FormatScore(target.Score),
				data.FormatPercent(target.DissatisfiedRate), data.FormatPercent(target.UnfamiliarRate),
			}
			if got := strings.Join(cells[7:], " "); got != strings.Join(figures, " ") {
				t.Errorf("%s %s: %s, want %v", scope, target.Name, got, figures)
			}
			detail := words(p.detail.scroll.Content)
			for _, l := range target.Lines {
				block := l.Label + data.FormatScore(l.Score)
				if !strings.Contains(detail, block) || !strings.Contains(detail, fmt.Sprintf(
					"满意 %d　基本满意 %d　不满意 %d　不了解 %d满意率 %s%%　满意和基本满意率 %s%%", l.Satisfied, l.MostlySatisfied, l.Dissatisfied, l.Unfamiliar,
					data.FormatPercent(l.SatisfiedRate), data.FormatPercent(l.AtLeastMostly))) {
					t.Errorf("%s %s: %q and its figures are not in the detail %q", scope, target.Name, block, detail)
				}
			}
		}
		if rule := strings.Join(result.RuleText(), "\n"); p.rule.text != rule {
			t.Errorf("%s: rule %q", scope, p.rule.text)
		}
	}
}

func TestStatisticsScopeKeys(t *testing.T) {
	a, p, _ := newStatistics(t, newOpenSampleStore(t))
	if a.canvas.Focused() != p.views[byTarget].table {
		t.Fatal("the table has not the focus")
	}
	p.views[byTarget].table.selectKey(string(p.result.Targets[4].TargetID))
	name, _ := p.views[byTarget].table.selected()
	for _, step := range []struct {
		key   fyne.KeyName
		scope data.Scope
		basis string
	}{
		{fyne.KeyRight, data.SocialScope, "社会评议　有效票 30 张，废票 0 张"},
		{fyne.KeyRight, data.Combined, "内部评议、社会评议　有效票 59 张，废票 1 张"},
		{fyne.KeyRight, data.Combined, "内部评议、社会评议　有效票 59 张，废票 1 张"},
		{fyne.KeyLeft, data.SocialScope, "社会评议　有效票 30 张，废票 0 张"},
		{fyne.KeyLeft, data.InternalScope, "内部评议　有效票 29 张，废票 1 张"},
	} {
		typeKeys(a, step.key)
		row, _ := p.views[byTarget].table.selected()
		if p.result.Scope != step.scope || p.basis.Text != step.basis || row.Name != name.Name || a.canvas.Focused() != p.views[byTarget].table {
			t.Errorf("after %s: %s, %q, %s", step.key, p.result.Scope, p.basis.Text, row.Name)
		}
	}
	if p.seal.chip.text() != "○ 未封存" || !p.seal.Visible() {
		t.Errorf("the figures are not marked as unsealed: %q", p.seal.chip.text())
	}
	typeKeys(a, fyne.KeyHome, fyne.KeyReturn) // the team has nine lines
	if a.canvas.Focused() != p.detail {
		t.Fatal("Enter does not go to the detail")
	}
	typeKeys(a, fyne.KeyEnd)
	if p.detail.scroll.Offset.Y == 0 {
		t.Error("the detail can't be read to its end by keyboard")
	}
	typeKeys(a, fyne.KeyLeft)
	if a.canvas.Focused() != p.views[byTarget].table || p.result.Scope != data.InternalScope {
		t.Error("← does not go back to the table")
	}
}

func TestStatisticsOfOneKind(t *testing.T) {
	a, p, _ := newStatistics(t, newSampleStore(t))
	p.kind.pick(2)
	if len(p.views[byTarget].table.rows) != 5 || !onScreen(a, "领导干部　5 个") || onScreen(a, "重点岗位　5 个") {
		t.Errorf("%d leaders are shown", len(p.views[byTarget].table.rows))
	}
	p.scope.pick(1)
	if len(p.views[byTarget].table.rows) != 5 {
		t.Errorf("%d leaders are shown after the scope changed", len(p.views[byTarget].table.rows))
	}
	p.kind.pick(0)
	if len(p.views[byTarget].table.rows) != 18 {
		t.Errorf("%d of 18 targets are shown", len(p.views[byTarget].table.rows))
	}
}

func TestStatisticsBeforeThereAreBallots(t *testing.T) {
	store := newTestStore(t)
	a, p, _ := newStatistics(t, store)
	saveScreen(t, a, "07-no-round")
	if !onScreen(a, "现在还没有建立内部评议。") || !p.paper.Disabled() {
		t.Error("the page does not say that there is no round")
	}
	p.print()
	if a.dialogOpen() {
		t.Error("printed nothing")
	}
	r := entryRound(t, store, 3)
	a.reload()
	if !onScreen(a, "内部评议已经建立，登记收回 3 张票，还没有录入。") {
		t.Error("the page does not say that no ballot is keyed")
	}
	form, err := store.Form(context.Background(), r.ID)
	if err != nil {
		t.Fatal(err)
	}
	ballot := data.Ballot{ID: data.NewID(), RoundID: r.ID, GroupID: r.Groups[0].ID, Marks: strings.Repeat("1", len(form.Lines))}
	if _, err := store.SaveBallot(context.Background(), ballot); err != nil {
		t.Fatal(err)
	}
	a.reload()
	p.focus()
	if a.canvas.Focused() != p.views[byTarget].table || p.paper.Disabled() {
		t.Error("the first ballot does not show")
	}
	if !onScreen(a, "不足5票") || len(p.result.Targets) == 0 || onScreen(a, "100.00") {
		t.Error("the figures of a single ballot are shown")
	}
	typeKeys(a, fyne.KeyRight) // to 社会评议, which has no round
	if a.canvas.Focused() != p.scope || !onScreen(a, "现在还没有建立社会评议。") {
		t.Error("the focus is lost when there is no table")
	}
	typeKeys(a, fyne.KeyRight)
	if !onScreen(a, "只进行了内部评议，综合结果即内部评议结果。") {
		t.Error("the combined result does not say that it is one round's")
	}
}

// slowStatistics takes its time to count.
type slowStatistics struct {
	*data.Store
	counted chan struct{}
}

func (s slowStatistics) Statistics(ctx context.Context) (*data.Statistics, error) {
	<-s.counted
	return s.Store.Statistics(ctx)
}

// TestStatisticsDoNotHoldTheWindow counts for longer than the window waits: the page is there, and the figures come later.
func TestStatisticsDoNotHoldTheWindow(t *testing.T) {
	store := slowStatistics{newSampleStore(t), make(chan struct{})}
	a := newTestWindow(t, store.Store)
	a.patience = 0
	p := newStatisticsPage(a, store)
	a.build([]page{p})
	if p.result != nil || a.canvas.Focused() != p.scope {
		t.Fatal("the window waited for the figures")
	}
	p.announce()
	p.exportPage()
	p.print()
	if a.dialogOpen() || a.alone {
		t.Error("something is done with figures that are not there")
	}
	close(store.counted)
	tasksEnd(t)
	if p.result == nil || a.canvas.Focused() != p.current().table || len(p.current().table.rows) != 18 {
		t.Error("the figures do not show when they come")
	}
}

func TestStatisticsWarnOfUnanimity(t *testing.T) {
	a, p, _ := newStatistics(t, newSampleStore(t))
	if p.alike.Text != "" {
		t.Fatalf("warned of the sample: %q", p.alike.Text)
	}
	p.result.Targets[3].Unanimous = data.Satisfied
	p.result.RulesChanged = true
	p.showRows()
	p.open(string(p.result.Targets[3].TargetID))
	if !onScreen(a, "≡ "+p.result.Targets[3].Name) || !strings.Contains(p.alike.Text, "1 个对象评价完全一致") {
		t.Errorf("no warning: %q", p.alike.Text)
	}
	if !strings.Contains(words(p.detail.scroll.Content), "全部为“满意”") {
		t.Error("the detail does not warn")
	}
	if p.rules.Hidden || !onScreen(a, "△ 规则已变更") {
		t.Error("changed rules are not marked")
	}
}

// TestStatisticsGroupsOnScreen holds the table of the groups against the one result.
func TestStatisticsGroupsOnScreen(t *testing.T) {
	_, p, _ := newStatistics(t, newSampleStore(t))
	p.scope.pick(1)
	p.view.pick(byGroup)
	all := p.read.stats.ByGroup(data.SocialScope, data.Choice{})
	rows := p.current().table.rows
	if len(all) == 0 || len(rows) != len(all) {
		t.Fatalf("%d rows for %d groups", len(rows), len(all))
	}
	for i, line := range rows {
		row, g := p.current().table.lines[line].row, all[i]
		if !strings.HasPrefix(row.Name, g.Group.String()) || row.Counts != g.Counts || row.figureText(data.ScoreMetric) != data.FormatScore(g.Score) {
			t.Errorf("row %d is %s %v", i, row.Name, row.Counts)
		}
	}
}

func TestStatisticsLeadToTheBallots(t *testing.T) {
	store := newTestStore(t)
	r := entryRound(t, store, 3)
	a := newTestWindow(t, store)
	a.away = currentLoop().atOnce
	rounds := &examplePage{app: a, name: string(data.AtRounds)}
	a.build([]page{newStatisticsPage(a, store), rounds})
	typeKeys(a, fyne.KeyTab, fyne.KeyReturn) // 去录入 is what comes after the scope
	if a.page() != page(rounds) || rounds.opened != string(r.ID) {
		t.Errorf("去录入 leads to %s, record %q", a.page().title(), rounds.opened)
	}
}

func TestStatisticsPrint(t *testing.T) {
	a, p, _ := newStatistics(t, newSampleStore(t))
	a.options.Press = demoPress(t)
	p.scope.pick(2)
	menuKey(t, a, fyne.KeyP, fyne.KeyModifierControl)
	path := filepath.Join(a.options.PapersDir, "2011-综合-评议结果汇总表.pdf")
	tasksEnd(t)
	if !strings.Contains(shown(a), "评议结果汇总表做好了") {
		t.Errorf("the dialog says %q", shown(a))
	}
	if content, err := os.ReadFile(path); err != nil || !strings.HasPrefix(string(content), "%PDF-") {
		t.Errorf("no paper in the folder: %v", err)
	}
}

// strictRules makes rules that some targets of the sample come under.
func strictRules(t *testing.T, p *statisticsPage) {
	t.Helper()
	rules := slices.Clone(data.DefaultOutcomeRules)
	for i := range rules {
		rules[i].Threshold = data.Fraction{Numerator: 80, Denominator: 100}
		if rules[i].Band == data.BandVeryPoor {
			rules[i].Threshold.Numerator = 75
		}
	}
	if err := p.records.SaveOutcomeRules(context.Background(), rules); err != nil {
		t.Fatal(err)
	}
	p.app.reload()
	if len(p.read.outcomes.Suggestions) == 0 {
		t.Fatal("the rules touch nobody")
	}
}

func TestStatisticsScreens(t *testing.T) {
	a, p, ledger := newStatistics(t, newSampleStore(t))
	bothSizes(t, a, "07-statistics")
	for i, v := range p.views[1:] {
		p.view.pick(i + 1)
		if len(v.table.rows) == 0 {
			t.Errorf("%s shows nothing", v.word)
		}
		if i+1 == byGroup {
			p.scope.pick(1)
		}
		bothSizes(t, a, "07-view-"+v.word)
	}
	p.view.pick(byTarget)
	p.announce()
	wall := a.canvas.Focused().(*projector)
	for i := range 4 {
		bothSizes(t, a, fmt.Sprintf("07-wall-%d", i))
		typeKeys(a, fyne.KeySpace)
	}
	wall.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	a.editScoring(p.records)
	bothSizes(t, a, "12-scoring")
	typeKeys(a, fyne.KeyEscape)
	a.editOutcomeRules(p.records)
	bothSizes(t, a, "12-outcomes")
	typeKeys(a, fyne.KeyEscape)
	strictRules(t, p)
	bothSizes(t, a, "07-outcomes")
	p.askConfirming(p.read.outcomes.Suggestions[0], p.outcomes.ticks(p.read.outcomes.Suggestions[0]))
	bothSizes(t, a, "14-outcome")
	typeKeys(a, fyne.KeyEscape)
	p.scope.pick(2)
	p.views[byTarget].table.selectKey(string(p.result.Targets[5].TargetID))
	bothSizes(t, a, "07-combined")
	a.enter(1)
	bothSizes(t, a, "08-ledger")
	ledger.open(string(ledger.items[len(ledger.items)-1].ID))
	bothSizes(t, a, "08-closed")
	ledger.newRecord()
	bothSizes(t, a, "08-new")
}

package gui

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"liangping/data"
)

// sealedStore shows the sample as if its rounds were sealed, and keeps what is decided.
type sealedStore struct {
	*data.Store
	scoring   data.Scoring
	reason    string
	decided   []data.Decision
	withdrawn string
}

func (s *sealedStore) Statistics(ctx context.Context) (*data.Statistics, error) {
	stats, err := s.Store.Statistics(ctx)
	for i := range data.Scopes {
		stats.Results[i].Sealed = true
	}
	return stats, err
}

func (s *sealedStore) Outcomes(ctx context.Context) (*data.Outcomes, error) {
	o, err := s.Store.Outcomes(ctx)
	for i := range o.Suggestions {
		o.Suggestions[i].Sealed = true
		for j := range s.decided {
			if s.decided[j].TargetID == o.Suggestions[i].TargetID && s.withdrawn == "" {
				o.Suggestions[i].Decision = &s.decided[j]
			}
		}
	}
	return o, err
}

func (s *sealedStore) SaveScoring(_ context.Context, sc data.Scoring, reason string) error {
	s.scoring, s.reason = sc, reason
	return nil
}

func (s *sealedStore) ConfirmOutcome(_ context.Context, d data.Decision) (*data.Decision, error) {
	d.Confirmed = true
	s.decided = append(s.decided, d)
	return &d, nil
}

func (s *sealedStore) RejectOutcome(_ context.Context, d data.Decision) (*data.Decision, error) {
	s.decided = append(s.decided, d)
	return &d, nil
}

func (s *sealedStore) WithdrawDecision(_ context.Context, _ data.ID, reason string) error {
	s.withdrawn = reason
	return nil
}

// newSealed opens 统计 on the sample as if it were sealed, under rules that some targets come under.
func newSealed(t *testing.T) (*App, *statisticsPage, *sealedStore) {
	t.Helper()
	store := &sealedStore{Store: newOpenSampleStore(t)}
	a := newTestWindow(t, store.Store)
	a.away = currentLoop().atOnce
	p := newStatisticsPage(a, store)
	a.build([]page{p})
	a.window.Resize(fyne.NewSize(designWidth, withMenu))
	strictRules(t, p)
	return a, p, store
}

func TestOutcomesWaitForTheSeal(t *testing.T) {
	a, p, _ := newStatistics(t, newOpenSampleStore(t))
	strictRules(t, p)
	if !onScreen(a, "封存以后才能确认") && !strings.Contains(words(p.outcomes.scroll.Content), "封存以后才能确认") {
		t.Error("nothing says that unsealed results can't be decided on")
	}
	for _, o := range p.outcomes.list.Objects {
		if b := findIn[*button](o); b != nil && !b.Disabled() {
			t.Errorf("%q can be pressed before the seal", b.text)
		}
	}
	if _, err := p.records.ConfirmOutcome(context.Background(), data.Decision{ID: data.NewID()}); err == nil {
		t.Error("the store decides on unsealed figures")
	}
}

// TestOutcomeConfirmedByKeyboard decides on a 特别差 leader: serious problems are asked for, and only they allow the extension.
func TestOutcomeConfirmedByKeyboard(t *testing.T) {
	a, p, store := newSealed(t)
	s := p.read.outcomes.Suggestions[0]
	if s.Kind != data.Leader || s.Band != data.BandVeryPoor {
		t.Fatalf("the first suggestion is %s %s", s.Kind, s.Band)
	}
	p.goToOutcomes()
	typeKeys(a, fyne.KeySpace) // takes the first measure away
	reportPress(t, a, "确认…")
	reportPress(t, a, "确认")
	if !a.dialogOpen() || len(store.decided) > 0 {
		t.Fatal("decided without a basis")
	}
	for _, want := range []string{"请写明依据", "请写明由谁决定", s.Triggers[0].Text} {
		if !strings.Contains(shown(a), want) {
			t.Errorf("the dialog does not say %q", want)
		}
	}
	top := a.canvas.Overlays().Top()
	serious := findIn[*radio](top)
	a.focus(serious)
	typeKeys(a, fyne.KeyRight, fyne.KeyRight, fyne.KeyReturn)
	writeText(t, a, "违规审批三起")
	typeKeys(a, fyne.KeyTab)
	writeText(t, a, "党组会议研究")
	typeKeys(a, fyne.KeyTab)
	writeText(t, a, "办党组")
	reportPress(t, a, "确认")
	if a.dialogOpen() || len(store.decided) != 1 {
		t.Fatalf("not decided: %q", shown(a))
	}
	d := store.decided[0]
	if d.TargetID != s.TargetID || d.Basis != "党组会议研究" || d.Decider != "办党组" || d.Serious != data.IsSerious || d.Problems != "违规审批三起" ||
		d.Date != a.today() || d.Took(data.Rectify) || !d.Took(data.Extension) || !d.Took(data.Talk) {
		t.Errorf("decided %+v", d)
	}
	if text := words(p.outcomes.scroll.Content); !strings.Contains(text, "✓ 已确认") || !strings.Contains(text, "核实的严重问题　违规审批三起") {
		t.Errorf("the panel does not show the decision: %q", text)
	}
	if got := fmt.Sprint(papersOf(d)); got != "[通报批评 诫勉谈话通知书 诫勉谈话记录 延期整改通知书]" {
		t.Errorf("the decision is carried out by %s", got)
	}
	p.goToOutcomes()
	typeKeys(a, fyne.KeyTab, fyne.KeyTab, fyne.KeyTab, fyne.KeyTab, fyne.KeyReturn) // past the papers to 撤销决定…
	writeText(t, a, "核实有误")
	reportPress(t, a, "撤销")
	if store.withdrawn != "核实有误" || a.dialogOpen() {
		t.Errorf("withdrawn for %q", store.withdrawn)
	}
}

func TestOutcomeWithoutSeriousProblems(t *testing.T) {
	a, p, store := newSealed(t)
	s := p.read.outcomes.Suggestions[0]
	p.askConfirming(s, p.outcomes.ticks(s))
	a.focus(findIn[*radio](a.canvas.Overlays().Top()))
	typeKeys(a, fyne.KeyRight, fyne.KeyReturn) // 没有; the field of the problems is not there
	writeText(t, a, "党组会议研究")
	typeKeys(a, fyne.KeyTab)
	writeText(t, a, "办党组")
	reportPress(t, a, "确认")
	if len(store.decided) != 1 || store.decided[0].Serious != data.NotSerious || store.decided[0].Took(data.Extension) {
		t.Errorf("decided %+v", store.decided)
	}
	p.askRejecting(p.read.outcomes.Suggestions[1])
	writeText(t, a, "任职不满三个月")
	typeKeys(a, fyne.KeyTab)
	writeText(t, a, "办党组")
	reportPress(t, a, "不采纳")
	if len(store.decided) != 2 || store.decided[1].Basis != "任职不满三个月" || len(store.decided[1].Measures) > 0 {
		t.Errorf("rejected %+v", store.decided)
	}
}

func TestOutcomeBasisIsTheTargetsRow(t *testing.T) {
	a, p, _ := newSealed(t)
	p.view.pick(byOpinion)
	s := p.read.outcomes.Suggestions[1]
	p.showBasis(s.TargetID)
	row, ok := p.current().table.selected()
	if !ok || row.TargetID != s.TargetID || p.result.Scope != data.Combined || a.canvas.Focused() != p.detail {
		t.Errorf("查看依据 leads to %s in %s", row.Name, p.result.Scope)
	}
	if !strings.HasPrefix(row.nameText(), "▲") && !strings.HasPrefix(row.nameText(), "△") {
		t.Errorf("the row has no sign: %q", row.nameText())
	}
}

func TestOutcomeRulesEditor(t *testing.T) {
	a, p, _ := newStatistics(t, newSampleStore(t))
	a.editOutcomeRules(p.records)
	threshold := findIn[*entry](a.canvas.Overlays().Top())
	a.focus(threshold)
	threshold.SetText("85%")
	if !strings.Contains(shown(a), "满意和基本满意率 ＜ 85%") || !strings.Contains(shown(a), "恰好等于界限的，不算") {
		t.Errorf("the rule is not said in words: %q", shown(a))
	}
	threshold.SetText("八成")
	reportPress(t, a, "保存")
	if !a.dialogOpen() {
		t.Fatal("a threshold that is no number was saved")
	}
	threshold.SetText("85/100")
	reportPress(t, a, "保存")
	rules, err := p.records.OutcomeRules(context.Background())
	want := slices.Clone(data.DefaultOutcomeRules)
	want[0].Threshold = data.Fraction{Numerator: 85, Denominator: 100}
	if err != nil || a.dialogOpen() || len(rules) != len(want) || rules[0].String() != want[0].String() || rules[1].String() != want[1].String() {
		t.Errorf("saved %v, %v", rules, err)
	}
}

func TestStatisticsExport(t *testing.T) {
	a, p, _ := newStatistics(t, newSampleStore(t))
	for i, v := range p.views {
		p.view.pick(i)
		if all := p.sheets(); len(all) == 0 || len(all[0].Rows) == 0 {
			t.Errorf("%s exports nothing", v.word)
		}
	}
	p.view.pick(byTarget)
	p.kind.pick(2)
	if rows := p.sheets()[0].Rows; len(rows) != 5 {
		t.Errorf("%d leaders are exported", len(rows))
	}
	menuKey(t, a, fyne.KeyE, fyne.KeyModifierControl)
	tasksEnd(t)
	if !strings.Contains(shown(a), "统计表做好了") {
		t.Errorf("after Ctrl+E the window shows %s", shown(a))
	}
	typeKeys(a, fyne.KeyEscape)
	p.exportAll()
	tasksEnd(t)
	if !strings.Contains(shown(a), "全部统计表做好了") {
		t.Errorf("after 导出全部表 the window shows %s", shown(a))
	}
	for _, name := range []string{"2011-内部评议-按对象.xlsx", "2011-统计-全部表.xlsx"} {
		if content, err := os.ReadFile(filepath.Join(a.options.PapersDir, name)); err != nil || !strings.HasPrefix(string(content), "PK") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// From its block a confirmed decision leads to the paper that carries it out, about its target.
func TestOutcomeLeadsToItsPaper(t *testing.T) {
	store := newSampleStore(t)
	a := newTestWindow(t, store)
	a.away = currentLoop().atOnce
	a.options.Press = demoPress(t)
	p, register := newStatisticsPage(a, store), newRegisterPage(a, store)
	a.build([]page{p, register})
	i := slices.IndexFunc(p.read.outcomes.Decisions, func(d data.Decision) bool { return d.Stands() && d.Took(data.Rectify) })
	decision := p.read.outcomes.Decisions[i]
	for _, o := range test.LaidOutObjects(p.outcomes.list) {
		if l, ok := o.(*link); ok && l.text == "→ 写限期整改通知书" {
			a.focus(l)
		}
	}
	typeKeys(a, fyne.KeyReturn)
	if e := register.editor; e == nil || e.value().Paper != data.RectifyNotice || e.value().TargetID != decision.TargetID {
		t.Errorf("the window shows %s", shown(a))
	}
}

// Ctrl+P prints what is in front.
func TestStatisticsPrintsItsView(t *testing.T) {
	a, p, _ := newStatistics(t, newSampleStore(t))
	a.options.Press = demoPress(t)
	for i, name := range []string{
		"内部评议-评议结果汇总表", "内部评议-评议结果分类汇总表", "内部评议-评议结果分类汇总表", "综合-评议结果分类汇总表", "内部评议-评议结果分类汇总表",
		"内部评议结果历年对照表", "意见建议分类统计表",
	} {
		p.view.pick(i)
		path := filepath.Join(a.options.PapersDir, "2011-"+name+".pdf")
		_ = os.Remove(path)
		menuKey(t, a, fyne.KeyP, fyne.KeyModifierControl)
		tasksEnd(t)
		if content, err := os.ReadFile(path); err != nil || !strings.HasPrefix(string(content), "%PDF") {
			t.Errorf("%s: %v", p.views[i].word, err)
		}
		typeKeys(a, fyne.KeyEscape)
	}
}

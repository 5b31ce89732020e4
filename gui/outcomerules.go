package gui

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"liangping/data"
)

// The measures of the editor of 结果运用规则.
const (
	rulesWidth     = 1120
	rulesListWidth = 620
	rulesRows      = 10 // before the list scrolls
)

// ruleRow is a rule under the number by which the list knows it; rules have no names.
type ruleRow struct {
	number int
	data.OutcomeRule
}

func (r ruleRow) kinds() string {
	var names []string
	for _, k := range r.Kinds {
		names = append(names, k.String())
	}
	return strings.Join(names, "、")
}

func (r ruleRow) measures() string {
	var names []string
	for _, m := range r.Measures {
		names = append(names, m.String())
	}
	return strings.Join(names, "、")
}

// outcomeRulesForm shows the rules as a list with the chosen one in fields beside it, like every form of the program: what is
// typed stands in the list at once.
type outcomeRulesForm struct {
	app     *App
	rows    []ruleRow
	next    int
	filling bool

	list                     *table[ruleRow]
	kinds, measures          []*checkBox
	metric, comparator, band *selectBox
	threshold                *entry
	last                     *numberEntry
	thresholdField           *field
	words                    *paragraph
	remove                   *button
}

func newOutcomeRulesForm(a *App, rules []data.OutcomeRule) *outcomeRulesForm {
	f := &outcomeRulesForm{app: a}
	f.list = newTable(func(r ruleRow) string { return string(rune(r.number)) }, []column[ruleRow]{
		{label: "结果", width: 88, chip: func(r ruleRow) (chip, bool) { return bandChip(r.Band), true }},
		{label: "适用", width: 150, text: ruleRow.kinds},
		{label: "什么情况", width: 196, text: func(r ruleRow) string { return r.OutcomeRule.String() }},
		{label: "建议的措施", text: ruleRow.measures},
	})
	f.list.noFooter = true
	f.list.onSelect = func(r ruleRow) { f.fill(r) }
	f.list.onOpen = func(ruleRow) { takeFocus(f.band) }
	typed := func() { f.typed() }
	picked := func(int) { f.typed() }
	for _, k := range data.Kinds {
		f.kinds = append(f.kinds, newCheck(k.String(), func(bool) { f.typed() }))
	}
	for _, m := range data.Measures {
		f.measures = append(f.measures, newCheck(m.String(), func(bool) { f.typed() }))
	}
	f.band = newSelect(labelsOf(data.Bands), picked)
	f.metric = newSelect(labelsOf(data.Metrics), picked)
	f.comparator = newSelect(labelsOf(data.Comparators), picked)
	f.threshold = newEntry()
	f.threshold.OnChanged = func(string) { f.typed() }
	f.thresholdField = newField("界限", labelUsual, columns(8, []float32{0, 72, 84}, f.metric, f.comparator, f.threshold))
	f.last = newNumberEntry(999, typed)
	f.words = newParagraph("", textCaption, colorMuted, rulesWidth-2*dialogPadding-rulesListWidth-24)
	f.remove = newButton("删除这条", f.delete)
	f.set(rules)
	return f
}

func labelsOf[T interface{ String() string }](all []T) (words []string) {
	for _, one := range all {
		words = append(words, one.String())
	}
	return words
}

// content is the list with its buttons, and the fields of the chosen rule.
func (f *outcomeRulesForm) content() fyne.CanvasObject {
	kinds, measures := vbox(0), vbox(0)
	for i := 0; i < len(f.kinds); i += 2 {
		kinds.Add(columns(0, []float32{0, 0}, f.kinds[i], orSpace(f.kinds, i+1)))
	}
	for i := 0; i < len(f.measures); i += 2 {
		measures.Add(columns(0, []float32{0, 0}, f.measures[i], orSpace(f.measures, i+1)))
	}
	last := newField("名次", labelUsual, hbox(8, body("并且在同类后"), sized(64, 0, f.last), body("名"), caption("空着不看名次")))
	fields := vbox(8,
		newField("结果", labelUsual, columns(0, []float32{120, 0}, f.band, spacer())),
		newField("适用", labelUsual, kinds), f.thresholdField, last, newField("建议措施", labelUsual, measures), f.words)
	buttons := hbox(8, newButton("新增一条", f.add), f.remove, spacer(), newButton("恢复默认", func() { f.set(data.DefaultOutcomeRules) }))
	left := vbox(12, sized(rulesListWidth, headHeight+rulesRows*rowHeight+3, f.list), buttons)
	return columns(24, []float32{rulesListWidth, 0}, left, fields)
}

func orSpace(boxes []*checkBox, i int) fyne.CanvasObject {
	if i < len(boxes) {
		return boxes[i]
	}
	return spacer()
}

// set shows other rules.
func (f *outcomeRulesForm) set(rules []data.OutcomeRule) {
	f.rows = nil
	for _, r := range rules {
		f.next++
		f.rows = append(f.rows, ruleRow{f.next, r})
	}
	f.list.setRows(f.rows)
	f.show()
}

// show shows the chosen rule in the fields, and disables them when there is none.
func (f *outcomeRulesForm) show() {
	r, ok := f.list.selected()
	f.remove.setEnabled(ok)
	if ok {
		f.fill(r)
	}
}

// rules returns the rules as they stand.
func (f *outcomeRulesForm) rules() (all []data.OutcomeRule) {
	for _, r := range f.rows {
		all = append(all, r.OutcomeRule)
	}
	return all
}

// add begins a rule like the chosen one's neighbour: 较差 of the leaders.
func (f *outcomeRulesForm) add() {
	f.next++
	f.rows = append(f.rows, ruleRow{f.next, data.OutcomeRule{
		Kinds: []data.Kind{data.Leader}, Metric: data.AtLeastMostlyMetric, Comparator: data.Below,
		Threshold: data.Fraction{Numerator: 2, Denominator: 3}, Band: data.BandPoor, Measures: []data.Measure{data.Rectify},
	}})
	f.list.setRows(f.rows)
	f.list.selectKey(string(rune(f.next)))
	f.show()
	takeFocus(f.band)
}

func (f *outcomeRulesForm) delete() {
	r, ok := f.list.selected()
	if !ok {
		return
	}
	f.rows = slices.DeleteFunc(f.rows, func(x ruleRow) bool { return x.number == r.number })
	f.list.setRows(f.rows)
	f.show()
	f.list.takeFocus()
}

// fill writes a rule into the fields.
func (f *outcomeRulesForm) fill(r ruleRow) {
	f.filling = true
	for i, k := range data.Kinds {
		f.kinds[i].set(slices.Contains(r.Kinds, k))
	}
	for i, m := range data.Measures {
		f.measures[i].set(slices.Contains(r.Measures, m))
	}
	f.band.choose(slices.Index(data.Bands, r.Band))
	f.metric.choose(slices.Index(data.Metrics, r.Metric))
	f.comparator.choose(slices.Index(data.Comparators, r.Comparator))
	f.threshold.SetText(r.Threshold.String())
	if f.last.clear(); r.Last > 0 {
		f.last.set(r.Last)
	}
	f.filling = false
	f.check(r.OutcomeRule)
}

// typed takes the fields over into the list. A threshold that can't be read leaves the old one, and says so.
func (f *outcomeRulesForm) typed() {
	chosen, ok := f.list.selected()
	if f.filling || !ok {
		return
	}
	i := slices.IndexFunc(f.rows, func(r ruleRow) bool { return r.number == chosen.number })
	r := &f.rows[i].OutcomeRule
	r.Kinds, r.Measures = nil, nil
	for j, k := range data.Kinds {
		if f.kinds[j].on {
			r.Kinds = append(r.Kinds, k)
		}
	}
	for j, m := range data.Measures {
		if f.measures[j].on {
			r.Measures = append(r.Measures, m)
		}
	}
	r.Band, r.Metric, r.Comparator = data.Bands[f.band.chosen], data.Metrics[f.metric.chosen], data.Comparators[f.comparator.chosen]
	r.Last, _ = f.last.number()
	if fraction, err := data.ParseFraction(f.threshold.Text); err == nil {
		r.Threshold = fraction
	}
	f.list.setRows(f.rows)
	f.check(*r)
}

// check says the rule in words, or what is wrong with it.
func (f *outcomeRulesForm) check(r data.OutcomeRule) {
	f.words.color = colorMuted
	text := "读作：" + ruleRow{0, r}.kinds() + "，" + r.String() + "的，结果" + r.Band.String() + "，建议" + ruleRow{0, r}.measures() + "。"
	if len(r.Measures) == 0 {
		text = "读作：" + ruleRow{0, r}.kinds() + "，" + r.String() + "的，结果" + r.Band.String() + "，不预选措施。"
	}
	if r.Comparator == data.Below || r.Comparator == data.Above {
		text += "恰好等于界限的，不算。"
	} else {
		text += "恰好等于界限的，也算。"
	}
	if err := data.ValidateOutcomeRules([]data.OutcomeRule{r}); err != nil {
		f.words.color = theme.ColorNameError
		text = strings.TrimPrefix(f.app.sentence(err), "第 1 条规则")
	}
	if _, err := data.ParseFraction(f.threshold.Text); err != nil {
		f.words.color = theme.ColorNameError
		text = f.app.sentence(err)
	}
	f.words.text = text
	f.words.Refresh()
	f.app.resizeTop()
}

// editOutcomeRules shows the rules by which results are held to be 较差 or 特别差 (design.md §8).
func (a *App) editOutcomeRules(records outcomeRecords) {
	rules, err := records.OutcomeRules(context.Background())
	if err != nil {
		a.showError("没有打开结果运用规则", err)
		return
	}
	f := newOutcomeRulesForm(a, rules)
	note := caption("一个对象碰上几条规则的，按最差的一档。规则只产生建议；已经作出的决定保留当时的票数和规则。")
	a.formWith(rulesWidth, "结果运用规则", "保存", vbox(12, note, f.content()), f.list, func() error {
		if _, err := data.ParseFraction(f.threshold.Text); err != nil && len(f.rows) > 0 {
			a.focus(f.threshold)
			return err
		}
		if err := records.SaveOutcomeRules(context.Background(), f.rules()); err != nil {
			return err
		}
		a.reload()
		a.saved("结果运用规则")
		return nil
	})
}

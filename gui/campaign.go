package gui

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"liangping/data"
)

// campaignForm asks for everything about a campaign, in three steps: 单位, 活动和阶段, 评议内容. The wizard of the first run and the
// settings show the same steps. All are filled in beforehand, and what was typed stays when one goes back and forth.
type campaignForm struct {
	given data.Campaign // with what is not asked: ID and scoring
	steps []*campaignStep

	office, officeShort, numberPrefix, county *entry
	officeField                               *field

	year                                               *numberEntry
	title, basis, leading, supervision, head, operator *entry
	titleField, yearField, operatorField               *field
	phases                                             *phaseForm
	planYear                                           int // the year whose plan the dates were last taken from

	criteria *criteriaForm
}

// campaignStep is one step of the form.
type campaignStep struct {
	name    string
	hint    string // under the head
	content fyne.CanvasObject
	inputs  []input                       // in the order of Enter
	summary func() string                 // what the step holds, in a few characters
	refused func() (fyne.Focusable, bool) // marks what can't stay as it is and returns the first of it
}

// input is a field as Enter sees it in the wizard.
type input struct {
	focus fyne.Focusable
	enter *func() // what Enter does in it
	empty func() bool
}

func entryInput(e *entry) input {
	return input{e, &e.enter, func() bool { return strings.TrimSpace(e.Text) == "" }}
}

func numberInput(n *numberEntry) input {
	return input{n, &n.enter, func() bool { return n.text == "" }}
}

func dateInput(d *dateEntry) input { return input{d.entry, &d.entry.enter, d.empty} }

const (
	campaignWidth = 860 // of the two steps of fields
	campaignGap   = 8   // between lines of fields
)

// newCampaignForm returns the form filled with c. With an operator the form also asks who sits at the program.
func newCampaignForm(c data.Campaign, today data.Date, withOperator bool) *campaignForm {
	f := &campaignForm{given: c, planYear: c.Year}
	f.steps = []*campaignStep{f.officeStep(), f.activityStep(today, withOperator), f.criteriaStep()}
	f.fill(c)
	return f
}

func filled(placeholder string) *entry {
	e := newEntry()
	e.PlaceHolder = placeholder
	return e
}

func (f *campaignForm) officeStep() *campaignStep {
	f.office = filled("如：某县油区工作办公室")
	f.officeShort = filled("如：油区办")
	f.numberPrefix = filled("如：某油发")
	f.county = filled("如：某县")
	f.officeField = newField("单位全称", labelWide, f.office)
	f.office.OnChanged = func(string) { f.officeField.accept() }
	return &campaignStep{
		name: "单位",
		hint: "全称印在公文的版头和落款，简称用在正文里，代字用在发文字号里。",
		content: vbox(campaignGap, f.officeField, newField("单位简称", labelWide, f.officeShort),
			newField("发文代字", labelWide, f.numberPrefix), newField("所在县（市、区）", labelWide, f.county)),
		inputs:  []input{entryInput(f.office), entryInput(f.officeShort), entryInput(f.numberPrefix), entryInput(f.county)},
		summary: func() string { return data.CleanLine(f.office.Text) },
		refused: func() (fyne.Focusable, bool) {
			return f.office, required(f.officeField, f.office, "请写单位全称，它印在每份公文上。")
		},
	}
}

func (f *campaignForm) activityStep(today data.Date, withOperator bool) *campaignStep {
	f.year = newNumberEntry(9999, f.yearChanged)
	f.title, f.basis, f.leading, f.supervision, f.head = newEntry(), newEntry(), newEntry(), newEntry(), newEntry()
	f.operator = newEntry()
	f.yearField = newField("年度", labelWide, f.year)
	f.titleField = newField("活动名称", 56, f.title)
	f.operatorField = newField("操作人", 42, f.operator)
	f.title.OnChanged = func(string) { f.titleField.accept() }
	f.operator.OnChanged = func(string) { f.operatorField.accept() }
	f.phases = newPhaseForm(today)

	const left = labelWide + labelGap
	people := columns(24, []float32{left + 120, 42 + labelGap + 120, 0}, newField("党组书记", labelWide, f.head), f.operatorField,
		caption("操作人就是平时操作本程序的人"))
	if !withOperator {
		people = columns(24, []float32{left + 120, 0}, newField("党组书记", labelWide, f.head), spacer())
	}
	step := &campaignStep{
		name: "活动和阶段",
		hint: "日期按工作方案填好，请核对。公文上的日期和到期提醒都由这里算出。",
		content: vbox(campaignGap,
			columns(24, []float32{left + 88, 0}, f.yearField, f.titleField),
			newField("依据文件", labelWide, f.basis), newField("上级机构", labelWide, f.leading), newField("活动督导组", labelWide, f.supervision),
			people, pad2(0, 4, line()), f.phases.content()),
		summary: func() string { return fmt.Sprintf("%s年%s", f.year.text, data.CleanLine(f.title.Text)) },
		refused: func() (fyne.Focusable, bool) { return f.refusedActivity(withOperator) },
	}
	step.inputs = []input{
		numberInput(f.year), entryInput(f.title), entryInput(f.basis), entryInput(f.leading), entryInput(f.supervision), entryInput(f.head),
	}
	if withOperator {
		step.inputs = append(step.inputs, entryInput(f.operator))
	}
	step.inputs = append(step.inputs, f.phases.inputs()...)
	return step
}

func (f *campaignForm) refusedActivity(withOperator bool) (fyne.Focusable, bool) {
	if year, _ := f.year.number(); year < 1990 || year > 2199 {
		f.yearField.refuse("请写四位数的年度。")
		return f.year, true
	}
	if required(f.titleField, f.title, "请写活动名称。") {
		return f.title, true
	}
	if withOperator && required(f.operatorField, f.operator, "请写您的姓名。") {
		return f.operator, true
	}
	return f.phases.refused()
}

func (f *campaignForm) criteriaStep() *campaignStep {
	f.criteria = newCriteriaForm()
	return &campaignStep{
		name:    "评议内容",
		hint:    "八项内容按工作方案填好，一般不用改。“重点看”印在评议票上，也是写自查自评报告的要求。",
		content: f.criteria.content(),
		summary: func() string { return fmt.Sprintf("%d 项，工作评价和作风评价", len(f.criteria.items)) },
		refused: f.criteria.refused,
	}
}

// required refuses a field that is empty.
func required(f *field, e *entry, sentence string) bool {
	if data.CleanLine(e.Text) != "" {
		return false
	}
	f.refuse(sentence)
	return true
}

// fill writes a campaign into the fields.
func (f *campaignForm) fill(c data.Campaign) {
	for e, text := range map[*entry]string{
		f.office: c.Office, f.officeShort: c.OfficeShort, f.numberPrefix: c.NumberPrefix, f.county: c.County,
		f.title: c.Title, f.basis: c.Basis, f.leading: c.LeadingGroupOffice, f.supervision: c.SupervisionGroup, f.head: c.PartyGroupHead,
	} {
		e.SetText(text)
	}
	f.year.set(c.Year)
	f.phases.set(c.Phases)
	f.criteria.set(c.Criteria)
}

// value returns the campaign as it stands in the fields.
func (f *campaignForm) value() data.Campaign {
	c := f.given
	for text, e := range map[*string]*entry{
		&c.Office: f.office, &c.OfficeShort: f.officeShort, &c.NumberPrefix: f.numberPrefix, &c.County: f.county,
		&c.Title: f.title, &c.Basis: f.basis, &c.LeadingGroupOffice: f.leading, &c.SupervisionGroup: f.supervision, &c.PartyGroupHead: f.head,
	} {
		*text = e.Text
	}
	c.Year, _ = f.year.number()
	c.Phases = f.phases.value()
	c.Criteria = f.criteria.items
	return c
}

// yearChanged moves the dates of the plan to the new year, unless they were changed by hand.
func (f *campaignForm) yearChanged() {
	f.yearField.accept()
	year, _ := f.year.number()
	if year < 1990 || year > 2199 {
		return
	}
	if f.phases.value() == data.PlanTemplate(f.planYear).Phases {
		f.phases.set(data.PlanTemplate(year).Phases)
	}
	f.planYear = year
}

// showOnly shows one of the contents that lie in the same room.
func showOnly(room *fyne.Container, i int) {
	for j, o := range room.Objects {
		if j == i {
			o.Show()
		} else {
			o.Hide()
		}
	}
	room.Refresh()
}

// campaignRecords is what the settings need of the store.
type campaignRecords interface {
	Campaign(ctx context.Context) (*data.Campaign, error)
	SaveCampaign(ctx context.Context, c data.Campaign) error
	Campaigns(ctx context.Context) ([]data.Campaign, error)
	ArchivedCampaigns(ctx context.Context) ([]data.Archive, error)
	SwitchCampaign(ctx context.Context, id data.ID) error
}

// editCampaign shows the settings of the campaign: the steps of the wizard side by side behind a switch.
func (a *App) editCampaign(records campaignRecords) {
	c, err := records.Campaign(context.Background())
	if err != nil {
		a.showError("没有打开活动设置", err)
		return
	}
	form := newCampaignForm(*c, a.today(), false)
	var names []string
	room := container.New(leastSize{campaignWidth, 0}) // as high as the highest step
	for _, s := range form.steps {
		names = append(names, s.name)
		room.Add(vbox(0, s.content))
	}
	showOnly(room, 0)
	var choice *segmented
	show := func(step int) {
		showOnly(room, step)
		choice.choose(step)
	}
	choice = newSegmented(names, show)
	a.formWith(campaignWidth+2*dialogPadding, "活动设置", "保存", vbox(16, hbox(0, choice), room), choice, func() error {
		for i, s := range form.steps {
			if focus, refused := s.refused(); refused {
				show(i)
				a.focus(focus)
				return errRefused
			}
		}
		if err := records.SaveCampaign(context.Background(), form.value()); err != nil {
			return err
		}
		a.reload()
		a.showCampaign()
		a.saved("活动设置")
		return nil
	})
}

// changeCampaign asks which campaign of the office is the current one.
func (a *App) changeCampaign(records campaignRecords) {
	all, err := records.Campaigns(context.Background())
	if err != nil {
		a.showError("没有读到活动", err)
		return
	}
	archives, err := records.ArchivedCampaigns(context.Background())
	if err != nil {
		a.showError("没有读到活动", err)
		return
	}
	archived := func(c data.Campaign) string {
		for _, archive := range archives {
			if archive.CampaignID == c.ID {
				return "已归档"
			}
		}
		return ""
	}
	list := newTable(func(c data.Campaign) string { return string(c.ID) }, []column[data.Campaign]{
		{label: "年度", width: 72, align: fyne.TextAlignTrailing, text: func(c data.Campaign) string { return strconv.Itoa(c.Year) }},
		{label: "活动", text: func(c data.Campaign) string { return c.Title }, remark: archived},
		{label: "时间", width: 184, text: func(c data.Campaign) string {
			return c.Phases[0].Start.MonthDay() + " — " + c.Phases[2].End.MonthDay()
		}},
	})
	list.noFooter = true
	list.setRows(all)
	if c, err := records.Campaign(context.Background()); err == nil {
		list.selectKey(string(c.ID))
	}
	const rows = 6 // before it scrolls
	var closeIt func()
	choose := func(c data.Campaign) {
		closeIt()
		if err := records.SwitchCampaign(context.Background(), c.ID); err != nil {
			a.showError("没有换活动", err)
			return
		}
		a.showCampaign()
		a.reload()
	}
	list.onOpen = choose
	cancel := newButton("取消", func() { closeIt() }).key("Esc")
	confirm := newButton("换到这个活动", func() { list.call(choose) }).high().key("回车")
	content := vbox(12, heading("换活动"), sized(0, headHeight+float32(min(len(all), rows))*rowHeight+3, list))
	closeIt = a.show(frameDialog(dialogWidth, content, cancel, confirm), list, func() { closeIt() })
}

package data

import (
	"context"
	"slices"
)

// Aspect is one of the two halves of the appraisal (plan.md §二（二）).
type Aspect string

// The two aspects.
const (
	Work    Aspect = "work"    // 工作评价
	Conduct Aspect = "conduct" // 作风评价
)

// String returns the aspect's name on paper.
func (a Aspect) String() string {
	switch a {
	case Work:
		return "工作评价"
	case Conduct:
		return "作风评价"
	}
	return ""
}

// Criterion is one 评议内容.
type Criterion struct {
	Number int // 1 … 8, in the plan's order: four of Work, then four of Conduct
	Aspect Aspect
	Name   string // 推动发展情况
	Short  string // 推动发展, for narrow columns
	Text   string // what is appraised, in full
	Focus  string // 重点看…, printed small on the ballot
}

// PhaseKind is one of the plan's three phases.
type PhaseKind int

// The three phases, in order (plan.md §三).
const (
	Publicity     PhaseKind = iota // 宣传发动
	Appraisal                      // 组织评议
	Rectification                  // 整改提高
)

// String returns the phase's name.
func (k PhaseKind) String() string {
	return [...]string{"宣传发动", "组织评议", "整改提高"}[k]
}

// Phase is a phase with its first and last day.
type Phase struct {
	Kind       PhaseKind
	Start, End Date
}

// Days returns the number of days, both ends included.
func (p Phase) Days() int { return p.Start.DaysUntil(p.End) + 1 }

// Campaign is one year's 民主评议 activity of the office.
type Campaign struct {
	ID                 ID
	Year               int
	Title              string // “两评一树”活动
	Basis              string // 依据文件, without 《》
	Office             string // full name, the head of every paper
	OfficeShort        string // 油区办: in running text
	NumberPrefix       string // 某油发: in document numbers
	County             string
	LeadingGroupOffice string // 县“两评一树”活动领导小组办公室
	SupervisionGroup   string
	PartyGroupHead     string
	Phases             [3]Phase
	Criteria           []Criterion
	Scoring            Scoring
}

// Phase returns the phase that day falls in. ok is false outside the campaign.
func (c *Campaign) Phase(day Date) (p Phase, ok bool) {
	for _, p := range c.Phases {
		if !day.Before(p.Start) && !day.After(p.End) {
			return p, true
		}
	}
	return Phase{}, false
}

// Validate refuses a campaign whose figures or dates can't be worked with.
func (c Campaign) Validate() error {
	switch {
	case c.Year < 1990 || c.Year > 2199:
		return refuse(Invalid, "年度“%d”不对。请写成 2011 这样的四位数。", c.Year)
	case c.Title == "":
		return refuse(Invalid, "活动名称还没有填写。请填写后再保存。")
	case c.Office == "":
		return refuse(Invalid, "单位名称还没有填写。请填写后再保存。")
	}
	if err := validatePhases(c.Phases); err != nil {
		return err
	}
	if err := validateCriteria(c.Criteria); err != nil {
		return err
	}
	return c.Scoring.Validate()
}

func validatePhases(phases [3]Phase) error {
	for i, p := range phases {
		switch {
		case p.Start.IsZero() || p.End.IsZero():
			return refuse(Invalid, "%s阶段的起止日期还没有填全。请填好后再保存。", PhaseKind(i))
		case p.End.Before(p.Start):
			return refuse(Invalid, "%s阶段的结束日期 %s 早于开始日期 %s。请改正后再保存。", PhaseKind(i), p.End, p.Start)
		case i > 0 && !phases[i-1].End.Before(p.Start):
			return refuse(Invalid, "%s阶段从 %s 开始，%s阶段到 %s 才结束，两个阶段重叠。请改正后再保存。",
				PhaseKind(i), p.Start, PhaseKind(i-1), phases[i-1].End)
		}
	}
	return nil
}

func validateCriteria(criteria []Criterion) error {
	if len(criteria) == 0 || len(criteria) > len(planCriteria) {
		return refuse(Invalid, "评议内容有 %d 项，应当是 1 至 %d 项。请改正后再保存。", len(criteria), len(planCriteria))
	}
	for i, c := range criteria {
		switch {
		case c.Number != i+1:
			return refuse(Invalid, "评议内容的第 %d 项编成了第 %d 项。请按顺序编号。", i+1, c.Number)
		case c.Aspect.String() == "":
			return refuse(Invalid, "第 %d 项评议内容还没有选定工作评价或者作风评价。", i+1)
		case c.Name == "" || c.Short == "":
			return refuse(Invalid, "第 %d 项评议内容的名称或者简称还没有填写。", i+1)
		}
	}
	return nil
}

const (
	campaignColumns = "id, year, title, basis, office, office_short, number_prefix, county, leading_group_office, " +
		"supervision_group, party_group_head, satisfied, mostly_satisfied, dissatisfied, count_unfamiliar, internal_weight"
	phaseColumns     = "kind, first_day, last_day"
	criterionColumns = "number, aspect, name, short, text, focus"
)

func (c *Campaign) fields() []any {
	return []any{
		&c.ID, &c.Year, &c.Title, &c.Basis, &c.Office, &c.OfficeShort, &c.NumberPrefix, &c.County, &c.LeadingGroupOffice,
		&c.SupervisionGroup, &c.PartyGroupHead, &c.Scoring.Satisfied, &c.Scoring.MostlySatisfied, &c.Scoring.Dissatisfied,
		&c.Scoring.CountUnfamiliar, &c.Scoring.InternalWeight,
	}
}

func (p *Phase) fields() []any { return []any{&p.Kind, &p.Start, &p.End} }

func (c *Criterion) fields() []any {
	return []any{&c.Number, &c.Aspect, &c.Name, &c.Short, &c.Text, &c.Focus}
}

// CreateCampaign sets a campaign up and makes it the current one. Creating the same one twice creates it once.
func (s *Store) CreateCampaign(ctx context.Context, c Campaign) error {
	c.clean()
	if err := c.Validate(); err != nil {
		return err
	}
	return s.write(ctx, func(t *tx) error {
		var year int
		if found, err := t.value(&year, "SELECT year FROM campaign WHERE id = ?", c.ID); err != nil || found {
			return err
		}
		if err := saveCampaign(t, &c); err != nil {
			return err
		}
		if err := makeCurrent(t, c.ID); err != nil {
			return err
		}
		return t.journal(c.ID, "建立 %d年%s", c.Year, c.Title)
	})
}

// SaveCampaign changes the settings of a campaign. NotFound when it was never created. Once a round is sealed its scoring rule is
// SaveScoring's alone.
func (s *Store) SaveCampaign(ctx context.Context, c Campaign) error {
	c.clean()
	if err := c.Validate(); err != nil {
		return err
	}
	return s.write(ctx, func(t *tx) error {
		if err := findCampaign(t, c.ID); err != nil {
			return err
		}
		if err := keepsScoring(t, &c); err != nil {
			return err
		}
		if err := saveCampaign(t, &c); err != nil {
			return err
		}
		return t.journal(c.ID, "修改活动设置 %d年%s", c.Year, c.Title)
	})
}

// Campaign returns the current campaign. NotFound when there is none yet.
func (s *Store) Campaign(ctx context.Context) (c *Campaign, err error) {
	err = s.read(ctx, func(t *tx) error {
		c, err = currentCampaign(t)
		return err
	})
	return c, err
}

// Campaigns returns every campaign of the office, the newest year first.
func (s *Store) Campaigns(ctx context.Context) (all []Campaign, err error) {
	err = s.read(ctx, func(t *tx) error {
		all, err = campaigns(t, "1 = 1")
		return err
	})
	return all, err
}

// SwitchCampaign makes another campaign the current one. NotFound when it doesn't exist.
func (s *Store) SwitchCampaign(ctx context.Context, id ID) error {
	return s.write(ctx, func(t *tx) error {
		if err := findCampaign(t, id); err != nil {
			return err
		}
		if err := makeCurrent(t, id); err != nil {
			return err
		}
		return t.journal(id, "换到另一个活动")
	})
}

func (c *Campaign) clean() {
	for _, text := range []*string{
		&c.Title, &c.Basis, &c.Office, &c.OfficeShort, &c.NumberPrefix, &c.County, &c.LeadingGroupOffice,
		&c.SupervisionGroup, &c.PartyGroupHead,
	} {
		*text = CleanLine(*text)
	}
	c.Criteria = slices.Clone(c.Criteria)
	for i := range c.Criteria {
		c.Criteria[i].Name, c.Criteria[i].Short = CleanLine(c.Criteria[i].Name), CleanLine(c.Criteria[i].Short)
	}
}

func makeCurrent(t *tx, id ID) error {
	if err := t.exec("UPDATE campaign SET current = 0 WHERE current = 1"); err != nil {
		return err
	}
	return t.exec("UPDATE campaign SET current = 1 WHERE id = ?", id)
}

func findCampaign(t *tx, id ID) error {
	var year int
	found, err := t.value(&year, "SELECT year FROM campaign WHERE id = ?", id)
	if err == nil && !found {
		err = refuse(NotFound, "没有找到这个活动。请从活动列表中重新选择。")
	}
	return err
}

// currentID returns the current campaign's ID; NotFound when there is none yet.
func currentID(t *tx) (id ID, err error) {
	found, err := t.value(&id, "SELECT id FROM campaign WHERE current = 1")
	if err == nil && !found {
		err = refuse(NotFound, "还没有建立活动。请先新建活动。")
	}
	return id, err
}

func currentCampaign(t *tx) (*Campaign, error) {
	id, err := currentID(t)
	if err != nil {
		return nil, err
	}
	all, err := campaigns(t, "id = ?", id)
	if err != nil {
		return nil, err
	}
	return &all[0], nil
}

func campaigns(t *tx, where string, args ...any) ([]Campaign, error) {
	all, err := list(t, (*Campaign).fields, "SELECT "+campaignColumns+" FROM campaign WHERE "+where+" ORDER BY year DESC, id", args...)
	if err != nil {
		return nil, err
	}
	for i := range all {
		c := &all[i]
		phases, err := list(t, (*Phase).fields, "SELECT "+phaseColumns+" FROM phase WHERE campaign_id = ? ORDER BY kind", c.ID)
		if err != nil {
			return nil, err
		}
		copy(c.Phases[:], phases)
		c.Criteria, err = list(t, (*Criterion).fields,
			"SELECT "+criterionColumns+" FROM criterion WHERE campaign_id = ? ORDER BY number", c.ID)
		if err != nil {
			return nil, err
		}
		if err := loadScoring(t, c); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// saveCampaign writes the campaign with its scoring rule, phases and criteria.
func saveCampaign(t *tx, c *Campaign) error {
	if err := t.upsert("campaign", campaignColumns, 1, c.fields()...); err != nil {
		return err
	}
	if err := saveScoring(t, c); err != nil {
		return err
	}
	for _, table := range []string{"phase", "criterion"} {
		if err := t.exec("DELETE FROM "+table+" WHERE campaign_id = ?", c.ID); err != nil {
			return err
		}
	}
	for i := range c.Phases {
		c.Phases[i].Kind = PhaseKind(i)
		if err := t.exec("INSERT INTO phase (campaign_id, "+phaseColumns+") VALUES (?, ?, ?, ?)",
			append([]any{c.ID}, c.Phases[i].fields()...)...); err != nil {
			return err
		}
	}
	for i := range c.Criteria {
		if err := t.exec("INSERT INTO criterion (campaign_id, "+criterionColumns+") VALUES (?, ?, ?, ?, ?, ?, ?)",
			append([]any{c.ID}, c.Criteria[i].fields()...)...); err != nil {
			return err
		}
	}
	return nil
}

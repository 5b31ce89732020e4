package data

import "fmt"

// CheckState tells how a check of the accounting stands.
type CheckState int

// The states of a check.
const (
	Pending CheckState = iota // ○ not enough was typed yet
	Holds                     // ✓
	Warns                     // ! unusual, but no obstacle
	Breaks                    // ✗
)

// CheckID names a rule of the accounting, whatever its words are.
type CheckID string

// The rules, in the order of the hall's own steps.
const (
	CheckPrinted      CheckID = "printed"       // 印制 ≥ 发出
	CheckIssued       CheckID = "issued"        // 发出 = 收回 + 未收回
	CheckReturned     CheckID = "returned"      // 收回 ≤ 发出; broken, the whole round is void
	CheckValid        CheckID = "valid"         // 收回 = 有效 + 废票
	CheckQuorum       CheckID = "quorum"        // enough are present
	CheckServiceUsers CheckID = "service-users" // 服务对象代表不少于 50%, social rounds only
	CheckKeyed        CheckID = "keyed"         // everything that came back is keyed
	CheckAgreement    CheckID = "agreement"     // hall and keys agree
	CheckPresent      CheckID = "present"       // 发出 = 实到, only where it isn't so
)

// Check is one rule of the accounting (design.md §6) with the figures it was tried on.
type Check struct {
	ID      CheckID
	Rule    string // 发出 = 收回 + 未收回
	Figures string // 政协委员：发出 11，收回 10，未收回 0，差 1 张
	Advice  string // 请清点后填写未收回数; empty unless something is to be done
	State   CheckState
	Basis   string // where the rule comes from: the plan's own sentence, or the rule of counting
}

// Sentence returns figures and advice in one line.
func (c Check) Sentence() string {
	if c.Advice == "" {
		return c.Figures
	}
	return c.Figures + "。" + c.Advice
}

// CheckRound tries every rule of the accounting on the counts as they are typed, and on what is keyed. The rules
// stand in the order of the hall's own steps; where one breaks in a group, that group's figures are told.
func CheckRound(r Round, progress []EntryProgress) []Check {
	sum := r.sum()
	checks := []Check{checkPrinted(r, sum), checkIssued(r, sum), checkReturned(r, sum), checkValid(r, sum), checkQuorum(r, sum)}
	if r.Kind == Social {
		checks = append(checks, SocialQuota(r))
	}
	checks = append(checks, checkKeyed(sum, progress), checkAgreement(r, progress))
	if sum.Issued != 0 {
		if c, broken := checkPresent(r); broken {
			checks = append(checks, c)
		}
	}
	for i := range checks {
		checks[i].Basis = r.basis(checks[i].ID)
	}
	return checks
}

// SealObstacles returns the checks that keep a round from being sealed: those that break and those that can't be tried
// yet. What is only unusual doesn't.
func SealObstacles(checks []Check) (obstacles []Check) {
	for _, c := range checks {
		if c.State == Breaks || c.State == Pending {
			obstacles = append(obstacles, c)
		}
	}
	return obstacles
}

// basis returns where a rule comes from: plan.md §三.2（2） where the plan has it, else design.md §6.
func (r Round) basis(id CheckID) string {
	switch id {
	case CheckPrinted:
		return "计票规则：发出的票不能多于印制的票，剩余的票销毁或者留存。"
	case CheckIssued:
		return "计票规则：发出的票，或者收回，或者未收回，一张不能差。"
	case CheckReturned:
		return "计票规则：收回的票多于发出的票，整次无效，重新评议。"
	case CheckValid:
		return "计票规则：收回的票，或者有效，或者是废票，一张不能差。"
	case CheckQuorum:
		if r.Kind == Social {
			return "工作方案：“参加人员为部分党代表、人大代表、政协委员和服务对象代表”。到会比例由本单位设定。"
		}
		return "工作方案：“评议参加人员为全体干部职工”。到会比例由本单位设定。"
	case CheckServiceUsers:
		return "工作方案：“其中服务对象代表不少于评议人员的50%”。应邀的和到会的都要达到。"
	case CheckKeyed:
		return "工作方案：“办公室收回和汇总评议票，评议结果适时反馈。”收回的票全部录入。"
	case CheckAgreement:
		return "计票规则：当场清点的有效票、废票与录入的一致，才能封存。"
	case CheckPresent:
		return "工作方案：“与会人员填写书面评议票”。到会的每人一张。"
	}
	return ""
}

// sum adds up the counts of all groups.
func (r Round) sum() (sum Group) {
	for i := range r.Groups {
		for j, count := range r.Groups[i].counts() {
			*sum.counts()[j] += *count
		}
	}
	return sum
}

// each tries a rule on every group and returns the first one that breaks it, with the group's name before it.
func (c Check) each(r Round, try func(Group) (figures, advice string)) (Check, bool) {
	for _, g := range r.Groups {
		if figures, advice := try(g); figures != "" {
			c.Figures, c.Advice, c.State = fmt.Sprintf("%s：%s", g.Kind, figures), advice, Breaks
			return c, true
		}
	}
	return c, false
}

// pending returns the check as one that can't be tried yet.
func (c Check) pending(figures string) Check {
	c.Figures = figures
	return c
}

// holds returns the check as one that is kept.
func (c Check) holds(format string, args ...any) Check {
	c.Figures, c.State = fmt.Sprintf(format, args...), Holds
	return c
}

func checkPrinted(r Round, sum Group) Check {
	rule := Check{ID: CheckPrinted, Rule: "印制 ≥ 发出"}
	if c, broken := rule.each(r, func(g Group) (string, string) {
		if g.Printed >= g.Issued {
			return "", ""
		}
		return fmt.Sprintf("印制 %d，发出 %d，多 %d 张", g.Printed, g.Issued, -g.Remaining()), "请清点后改正印制数或者发出数"
	}); broken {
		return c
	}
	if sum.Printed == 0 {
		return rule.pending("印制数还没有填写")
	}
	return rule.holds("印制 %d，发出 %d，剩余 %d", sum.Printed, sum.Issued, sum.Remaining())
}

func checkIssued(r Round, sum Group) Check {
	rule := Check{ID: CheckIssued, Rule: "发出 = 收回 + 未收回"}
	if sum.Returned+sum.Unreturned == 0 {
		return rule.pending("收回数还没有填写")
	}
	if c, broken := rule.each(r, func(g Group) (string, string) {
		short := g.Issued - g.Returned - g.Unreturned
		if short == 0 {
			return "", ""
		}
		advice := "请清点后填写未收回数"
		if short < 0 {
			advice = "请清点后改正收回数或者未收回数"
		}
		return fmt.Sprintf("发出 %d，收回 %d，未收回 %d，差 %d 张", g.Issued, g.Returned, g.Unreturned, abs(short)), advice
	}); broken {
		return c
	}
	return rule.holds("%d = %d + %d", sum.Issued, sum.Returned, sum.Unreturned)
}

func checkReturned(r Round, sum Group) Check {
	rule := Check{ID: CheckReturned, Rule: "收回 ≤ 发出"}
	if c, broken := rule.each(r, func(g Group) (string, string) {
		if g.Returned <= g.Issued {
			return "", ""
		}
		return fmt.Sprintf("收回 %d，发出 %d，多 %d 张", g.Returned, g.Issued, g.Returned-g.Issued), "收回多于发出，整次无效，应当重新评议"
	}); broken {
		return c
	}
	if sum.Returned == 0 {
		return rule.pending("收回数还没有填写")
	}
	return rule.holds("收回 %d，发出 %d", sum.Returned, sum.Issued)
}

func checkValid(r Round, sum Group) Check {
	rule := Check{ID: CheckValid, Rule: "收回 = 有效 + 废票"}
	if sum.Valid+sum.Spoiled == 0 {
		return rule.pending("有效票数和废票数还没有填写")
	}
	if c, broken := rule.each(r, func(g Group) (string, string) {
		short := g.Returned - g.Valid - g.Spoiled
		if short == 0 {
			return "", ""
		}
		return fmt.Sprintf("收回 %d，有效 %d，废票 %d，差 %d 张", g.Returned, g.Valid, g.Spoiled, abs(short)), "请清点后改正有效数或者废票数"
	}); broken {
		return c
	}
	return rule.holds("%d = %d + %d", sum.Returned, sum.Valid, sum.Spoiled)
}

// checkQuorum: enough of those expected are present, and in no group more than expected.
func checkQuorum(r Round, sum Group) Check {
	rule := Check{ID: CheckQuorum, Rule: "实到" + r.Quorum.String()}
	if sum.Expected == 0 || sum.Present == 0 {
		return rule.pending("应到和实到人数还没有填写")
	}
	if c, broken := rule.each(r, func(g Group) (string, string) {
		if g.Present <= g.Expected {
			return "", ""
		}
		return fmt.Sprintf("应到 %d，实到 %d，多 %d 人", g.Expected, g.Present, g.Present-g.Expected), "实到多于应到，请核对人数"
	}); broken {
		return c
	}
	c := rule.holds("%d / %d，%s%%", sum.Present, sum.Expected, FormatPercent(ratio(sum.Present, sum.Expected)))
	if !r.Quorum.Met(sum.Present, sum.Expected) {
		c.State, c.Advice = Breaks, "到会人数不够，应当改期"
	}
	return c
}

// SocialQuota tries the plan's rule (§三.2（2）) that 服务对象代表 are at least half of the evaluators, on 应到 and again on
// 实到. It reads the counts of the groups, typed or taken from the list by WithAttendance.
func SocialQuota(r Round) Check {
	c := Check{ID: CheckServiceUsers, Rule: "服务对象代表不少于 50%", Basis: r.basis(CheckServiceUsers)}
	var users Group
	for _, g := range r.Groups {
		if g.Kind == ServiceUser {
			users = g
		}
	}
	sum := r.sum()
	if sum.Expected == 0 {
		return c.pending("应到人数还没有填写")
	}
	c.Figures = fmt.Sprintf("应到 %d / %d，%s%%", users.Expected, sum.Expected, FormatPercent(ratio(users.Expected, sum.Expected)))
	if sum.Present > 0 {
		c.Figures += fmt.Sprintf("；实到 %d / %d，%s%%", users.Present, sum.Present, FormatPercent(ratio(users.Present, sum.Present)))
	}
	switch {
	case 2*users.Expected < sum.Expected:
		c.State, c.Advice = Breaks, "请增加服务对象代表"
	case sum.Present == 0:
	case 2*users.Present < sum.Present:
		c.State, c.Advice = Breaks, "到会的服务对象代表不够，请补请后再发票"
	default:
		c.State = Holds
	}
	return c
}

func checkKeyed(sum Group, progress []EntryProgress) Check {
	c := Check{ID: CheckKeyed, Rule: "录完"}
	keyed := 0
	for _, p := range progress {
		keyed += p.Keyed
	}
	c.Figures = fmt.Sprintf("已录 %d，收回 %d", keyed, sum.Returned)
	switch missing := sum.Returned - keyed; {
	case missing > 0:
		c.Figures += fmt.Sprintf("，还差 %d", missing)
	case missing < 0:
		c.State, c.Figures, c.Advice = Breaks, c.Figures+fmt.Sprintf("，多 %d", -missing), "请清点收回数，或者撤回多录的票"
	case keyed > 0:
		c.State = Holds
	}
	return c
}

// checkAgreement: the hall's 有效 and 废票 agree with those keyed, group by group, once all are keyed.
func checkAgreement(r Round, progress []EntryProgress) Check {
	c := Check{ID: CheckAgreement, Rule: "清点数与录入数一致"}
	var valid, spoiled int
	complete := true
	for _, p := range progress {
		g := r.Group(p.GroupID)
		if g == nil {
			continue
		}
		valid, spoiled = valid+p.Valid, spoiled+p.Spoiled
		complete = complete && p.Keyed >= g.Returned
		if c.State != Breaks && p.Keyed >= g.Returned && p.Keyed > 0 && (p.Valid != g.Valid || p.Spoiled != g.Spoiled) {
			c.Figures = fmt.Sprintf("%s：清点有效 %d、废票 %d，录入有效 %d、废票 %d", g.Kind, g.Valid, g.Spoiled, p.Valid, p.Spoiled)
			c.Advice, c.State = "请核对原票", Breaks
		}
	}
	switch {
	case c.State == Breaks:
	case complete && valid+spoiled > 0:
		c.Figures, c.State = fmt.Sprintf("有效 %d，废票 %d", valid, spoiled), Holds
	default:
		c.Figures = "录完后核对"
	}
	return c
}

// checkPresent warns when somebody present got no ballot, or somebody got two.
func checkPresent(r Round) (Check, bool) {
	c, broken := Check{ID: CheckPresent, Rule: "发出 = 实到"}.each(r, func(g Group) (string, string) {
		if g.Issued == g.Present {
			return "", ""
		}
		return fmt.Sprintf("发出 %d，实到 %d，相差 %d", g.Issued, g.Present, abs(g.Issued-g.Present)), "请核对，并在报告单上说明"
	})
	c.State = Warns
	return c, broken
}

func abs(n int) int { return max(n, -n) }

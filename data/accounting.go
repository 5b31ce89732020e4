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

// Check is one rule of the accounting (design.md §6) with the figures it was tried on.
type Check struct {
	Rule    string // 发出 = 收回 + 未收回
	Figures string // 政协委员：发出 11，收回 10，未收回 0，差 1 张
	Advice  string // 请清点后填写未收回数; empty unless something is to be done
	State   CheckState
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
	sum := Group{}
	for i := range r.Groups {
		for j, count := range r.Groups[i].counts() {
			*sum.counts()[j] += *count
		}
	}
	checks := []Check{checkPrinted(r, sum), checkIssued(r, sum), checkReturned(r, sum), checkValid(r, sum), checkQuorum(sum)}
	if r.Kind == Social {
		checks = append(checks, checkUsers(r, sum))
	}
	checks = append(checks, checkKeyed(sum, progress), checkAgreement(r, progress))
	if sum.Issued != 0 && sum.Issued != sum.Present {
		checks = append(checks, checkPresent(r))
	}
	return checks
}

// each tries a rule on every group and returns the first one that breaks it, with the group's name before it.
func each(r Round, rule string, try func(Group) (figures, advice string)) (Check, bool) {
	for _, g := range r.Groups {
		if figures, advice := try(g); figures != "" {
			return Check{rule, fmt.Sprintf("%s：%s", g.Kind, figures), advice, Breaks}, true
		}
	}
	return Check{}, false
}

func checkPrinted(r Round, sum Group) Check {
	const rule = "印制 ≥ 发出"
	if c, broken := each(r, rule, func(g Group) (string, string) {
		if g.Printed >= g.Issued {
			return "", ""
		}
		return fmt.Sprintf("印制 %d，发出 %d，多 %d 张", g.Printed, g.Issued, -g.Remaining()), "请清点后改正印制数或者发出数"
	}); broken {
		return c
	}
	if sum.Printed == 0 {
		return Check{Rule: rule, Figures: "印制数还没有填写"}
	}
	return Check{rule, fmt.Sprintf("印制 %d，发出 %d，剩余 %d", sum.Printed, sum.Issued, sum.Remaining()), "", Holds}
}

func checkIssued(r Round, sum Group) Check {
	const rule = "发出 = 收回 + 未收回"
	if sum.Returned+sum.Unreturned == 0 {
		return Check{Rule: rule, Figures: "收回数还没有填写"}
	}
	if c, broken := each(r, rule, func(g Group) (string, string) {
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
	return Check{rule, fmt.Sprintf("%d = %d + %d", sum.Issued, sum.Returned, sum.Unreturned), "", Holds}
}

func checkReturned(r Round, sum Group) Check {
	const rule = "收回 ≤ 发出"
	if c, broken := each(r, rule, func(g Group) (string, string) {
		if g.Returned <= g.Issued {
			return "", ""
		}
		return fmt.Sprintf("收回 %d，发出 %d，多 %d 张", g.Returned, g.Issued, g.Returned-g.Issued), "收回多于发出，整次无效，应当重新评议"
	}); broken {
		return c
	}
	if sum.Returned == 0 {
		return Check{Rule: rule, Figures: "收回数还没有填写"}
	}
	return Check{rule, fmt.Sprintf("收回 %d，发出 %d", sum.Returned, sum.Issued), "", Holds}
}

func checkValid(r Round, sum Group) Check {
	const rule = "收回 = 有效 + 废票"
	if sum.Valid+sum.Spoiled == 0 {
		return Check{Rule: rule, Figures: "有效票数和废票数还没有填写"}
	}
	if c, broken := each(r, rule, func(g Group) (string, string) {
		short := g.Returned - g.Valid - g.Spoiled
		if short == 0 {
			return "", ""
		}
		return fmt.Sprintf("收回 %d，有效 %d，废票 %d，差 %d 张", g.Returned, g.Valid, g.Spoiled, abs(short)), "请清点后改正有效数或者废票数"
	}); broken {
		return c
	}
	return Check{rule, fmt.Sprintf("%d = %d + %d", sum.Returned, sum.Valid, sum.Spoiled), "", Holds}
}

// checkQuorum: the default quorum is more than half of those expected.
func checkQuorum(sum Group) Check {
	c := Check{Rule: "实到超过应到的 1/2"}
	if sum.Expected == 0 || sum.Present == 0 {
		c.Figures = "应到和实到人数还没有填写"
		return c
	}
	c.Figures = fmt.Sprintf("%d / %d，%s%%", sum.Present, sum.Expected, FormatPercent(ratio(sum.Present, sum.Expected)))
	switch {
	case sum.Present > sum.Expected:
		c.State, c.Advice = Breaks, "实到多于应到，请核对人数"
	case 2*sum.Present > sum.Expected:
		c.State = Holds
	default:
		c.State, c.Advice = Breaks, "到会人数不够，应当改期"
	}
	return c
}

// checkUsers: 服务对象代表 are at least half of the evaluators (plan.md §三.2（2）), of those invited and of those present.
func checkUsers(r Round, sum Group) Check {
	c := Check{Rule: "服务对象代表不少于 50%"}
	var users Group
	for _, g := range r.Groups {
		if g.Kind == ServiceUser {
			users = g
		}
	}
	if sum.Expected == 0 {
		c.Figures = "应到人数还没有填写"
		return c
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
	c := Check{Rule: "录完"}
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
	c := Check{Rule: "清点数与录入数一致"}
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
func checkPresent(r Round) Check {
	const rule = "发出 = 实到"
	c, _ := each(r, rule, func(g Group) (string, string) {
		if g.Issued == g.Present {
			return "", ""
		}
		return fmt.Sprintf("发出 %d，实到 %d，相差 %d", g.Issued, g.Present, abs(g.Issued-g.Present)), "请核对，并在报告单上说明"
	})
	c.State = Warns
	return c
}

func abs(n int) int { return max(n, -n) }

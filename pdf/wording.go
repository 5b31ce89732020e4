package pdf

import (
	"cmp"
	"fmt"
	"strings"
	"unicode/utf8"

	"liangping/data"
)

// What papers call the office, its campaign and the bodies around it. A name that the records lack is replaced by what
// the plan calls it, so that no sentence has a hole.

// everyone is whom the office's own papers are sent to.
const everyone = "各科室、下属各单位"

// activity is the name of the campaign in running text: “两评一树”活动.
func activity(c data.Campaign) string { return strings.TrimSuffix(c.Title, "活动") + "活动" }

// plan is the title of the work plan, with 《》.
func plan(c data.Campaign) string { return "《" + planTitle(c) + "》" }

func planTitle(c data.Campaign) string { return short(c) + activity(c) + "实施方案" }

// short is the name of the office in running text.
func short(c data.Campaign) string { return cmp.Or(c.OfficeShort, c.Office) }

// we is what the office calls itself: 我办, 我局.
func we(c data.Campaign) string {
	name := short(c)
	for _, ending := range []struct{ of, self string }{
		{"办公室", "我办"}, {"委员会", "我委"}, {"中心", "我中心"}, {"办", "我办"}, {"局", "我局"}, {"委", "我委"}, {"院", "我院"}, {"所", "我所"}, {"站", "我站"},
	} {
		if strings.HasSuffix(name, ending.of) {
			return ending.self
		}
	}
	return "我单位"
}

func leadingGroup(c data.Campaign) string {
	return cmp.Or(c.LeadingGroupOffice, "县"+activity(c)+"领导小组办公室")
}

func supervisors(c data.Campaign) string { return cmp.Or(c.SupervisionGroup, "活动督导组") }

// signatory is how a column names who signed: the supervision group by what it is, its full name is too long for one.
func signatory(c data.Campaign, by string) string {
	if by != "" && by == c.SupervisionGroup {
		return "活动督导组"
	}
	return by
}

// principal names the head of the Party group by duty, and by name where the records have it.
func principal(c data.Campaign) string { return "主要负责同志" + c.PartyGroupHead }

// convener is who calls a round's meeting. 办党组 is the plan's word for the office's own Party group.
func convener(c data.Campaign, r data.Round) string {
	switch {
	case r.Kind == data.Social:
		return cmp.Or(r.Convener, "县活动办公室")
	case r.Convener == "" || r.Convener == "办党组":
		return we(c) + "党组"
	}
	return r.Convener
}

// basis is what the campaign is held by: 《…指导意见》和《…实施方案》.
func basis(c data.Campaign) string {
	if c.Basis == "" {
		return plan(c)
	}
	return "《" + c.Basis + "》和" + plan(c)
}

// days tells from when to when: 7月21日至7月31日.
func days(from, to data.Date) string {
	end := to.MonthDay()
	if from.Year != to.Year {
		end = to.Chinese()
	}
	return from.MonthDay() + "至" + end
}

// long is as days, with the year.
func long(from, to data.Date) string { return fmt.Sprintf("%d年", from.Year) + days(from, to) }

// extension is how many days are given for what should be done by a day that has passed.
const extension = 7

// due is the day by which something is asked for: the plan's, or a week from today if that has passed.
func (in Records) due(day data.Date) data.Date {
	if !in.Today.IsZero() && in.Today.After(day) {
		return in.Today.AddDays(extension)
	}
	return day
}

// targets are those of a kind, in the order of the roster.
func (in Records) targets(kind data.Kind) (all []data.Target) {
	for _, t := range in.Targets {
		if t.Kind == kind && !t.Withdrawn {
			all = append(all, t)
		}
	}
	return all
}

// names joins the names of targets.
func names(targets []data.Target) string {
	all := make([]string, len(targets))
	for i, t := range targets {
		all[i] = t.Name
	}
	return strings.Join(all, "、")
}

// posts joins the names of targets with their posts behind them: 陈晓燕（油地协调科科长）.
func posts(targets []data.Target) string {
	all := make([]string, len(targets))
	for i, t := range targets {
		post := fullPost(t)
		if all[i] = t.Name; post != "" {
			all[i] += "（" + post + "）"
		}
	}
	return strings.Join(all, "、")
}

// fullPost is the post with the unit before it, unless the post names it.
func fullPost(t data.Target) string {
	post := strings.Join(strings.Fields(t.Post), "")
	if t.Kind != data.ServiceWindow && !strings.HasPrefix(post, t.Unit) {
		post = t.Unit + post
	}
	return post
}

// numbered puts （一）（二）… before the items.
func numbered(items []string) []string {
	for i := range items {
		items[i] = fmt.Sprintf("（%s）%s", chinese(i+1), items[i])
	}
	return items
}

// chinese writes a number from 1 to 99 as headings do.
func chinese(n int) string {
	digits := []rune("一二三四五六七八九")
	var b strings.Builder
	if n >= 20 {
		b.WriteRune(digits[n/10-1])
	}
	if n >= 10 {
		b.WriteRune('十')
	}
	if n%10 > 0 {
		b.WriteRune(digits[n%10-1])
	}
	return b.String()
}

// listed ends each item with ； and the last one with 。 (GB/T 15834-2011 4.5).
func listed(items []string) []string {
	for i, item := range items {
		mark := "；"
		if i == len(items)-1 {
			mark = "。"
		}
		items[i] = item + mark
	}
	return items
}

// sentence ends a text with 。 unless a mark ends it already.
func sentence(text string) string {
	if last, _ := utf8.DecodeLastRuneInString(text); text == "" || strings.ContainsRune("。！？；：", last) {
		return text
	}
	return text + "。"
}

func paragraphs(parts ...string) string { return strings.Join(parts, "\n") }

package pdf

import (
	"fmt"
	"strings"

	"liangping/data"
	"liangping/pdf/typeset"
)

// Notice is what a 会议通知 says beside the records: all of it can be edited before printing.
type Notice struct {
	Number    string    // 某油发〔2011〕12号; empty: room is left for it
	Title     string    // '\n' where a line should end
	Addressee string    // 主送机关, without a colon
	Text      string    // one paragraph a line; 一、（一） make headings
	Date      data.Date // 成文日期; not set: room is left for month and day
	Copies    string    // 抄送, without a full stop
}

// noticeAhead is how many days before the meeting its notice is dated (design.md §11).
const noticeAhead = 3

// NewNotice gives the usual notice of a round's meeting, to be edited and printed.
func NewNotice(c data.Campaign, r data.Round) Notice {
	n := Notice{
		Title:     fmt.Sprintf("%s\n关于召开%s%s会议的通知", c.Office, strings.TrimSuffix(c.Title, "活动"), r.Name()),
		Addressee: "各科室、下属各单位",
		Text:      NoticeText(c, r),
		Copies:    c.LeadingGroupOffice,
	}
	if !r.Date.IsZero() {
		n.Date = r.Date.AddDays(-noticeAhead)
	}
	return n
}

// NoticeText is the usual text of the notice of a round's meeting (plan.md §三.2（2）): time and place, who takes part,
// the agenda, what is asked of all.
func NoticeText(c data.Campaign, r data.Round) string {
	paragraphs := []string{
		noticeOpening(c, r),
		"一、时间和地点",
		meetingTime(r),
		"二、参加人员",
		participants(r),
		"三、会议议程",
	}
	paragraphs = append(paragraphs, numbered(agenda(c, r))...)
	paragraphs = append(paragraphs, "四、有关要求")
	paragraphs = append(paragraphs, numbered([]string{
		"请各科室、各单位认真组织，参会人员提前10分钟入场，无特殊情况不得请假。",
		"与会人员要本着对组织、对同志负责的态度，按照“满意”、“基本满意”、“不满意”、“不了解”四个评价等次独立填写评议票，并提出意见和建议。评议票不写姓名。",
		"作履职情况报告的同志要围绕工作和作风，实事求是，突出重点，会前将书面报告送办公室。",
	})...)
	return strings.Join(paragraphs, "\n")
}

func noticeOpening(c data.Campaign, r data.Round) string {
	basis := fmt.Sprintf("按照《%s%s工作方案》", c.OfficeShort, strings.TrimSuffix(c.Title, "活动"))
	if c.Basis != "" {
		basis = fmt.Sprintf("按照《%s》和%s", c.Basis, strings.TrimPrefix(basis, "按照"))
	}
	call := "经" + r.Convener + "研究，定于近期召开"
	if r.Kind == data.Social {
		call = "根据" + r.Convener + "统一安排，定于近期召开"
	}
	if !r.Date.IsZero() {
		call = strings.Replace(call, "近期", r.Date.MonthDay(), 1)
	}
	return fmt.Sprintf("%s，%s%s%s会议。现将有关事项通知如下：", basis, call, c.Title, r.Name())
}

func meetingTime(r data.Round) string {
	if r.Date.IsZero() || r.Place == "" {
		return "时间、地点另行通知。"
	}
	return fmt.Sprintf("%s（%s）%s，%s。", r.Date.Chinese(), r.Date.Weekday(), r.Time, r.Place)
}

func participants(r data.Round) string {
	text := "全体干部职工。"
	if r.Kind == data.Social {
		text = "部分党代表、人大代表、政协委员和服务对象代表，具体人员由活动督导组确定；领导班子成员和领导干部。"
	}
	if r.Observers != "" {
		text += "请" + r.Observers + "参加。"
	}
	return text
}

// agenda lists the steps of the meeting, in the plan's order.
func agenda(c data.Campaign, r data.Round) []string {
	head := "主要负责同志"
	if c.PartyGroupHead != "" {
		head += c.PartyGroupHead
	}
	steps := []string{
		head + "代表领导班子作履职情况报告；",
		"领导干部分别作履职情况报告；",
		"推选监票人、计票人，发放、填写、收回评议票；",
		"当场清点票数，宣布发出和收回情况。",
	}
	if r.Chair != "" {
		steps = append([]string{"会议由" + r.Chair + "同志主持，说明评议办法和填票要求；"}, steps...)
	}
	return steps
}

// numbered puts （一）（二）… before the items.
func numbered(items []string) []string {
	numbers := []rune("一二三四五六七八九十")
	for i := range items {
		items[i] = fmt.Sprintf("（%c）%s", numbers[i], items[i])
	}
	return items
}

// Notice prints a 会议通知 in the form of GB/T 9704-2012.
func (p *Press) Notice(c data.Campaign, r data.Round, n Notice) (*Paper, error) {
	year, day := n.Date.Year, n.Date.Chinese()
	if n.Date.IsZero() {
		year, day = c.Year, fmt.Sprintf("%d年　月　日", c.Year)
	}
	number := n.Number
	if number == "" {
		number = fmt.Sprintf("%s〔%d〕　　号", c.NumberPrefix, year)
	}
	paper := typeset.Official{
		Library:   p.lib,
		Head:      c.Office + "文件",
		Number:    number,
		Title:     n.Title,
		Addressee: n.Addressee,
		Body:      n.Text,
		Office:    c.Office,
		Date:      day,
		Copies:    n.Copies,
		Issuer:    c.Office,
		Issued:    day,
		Made:      made(c, n.Date),
	}
	return finish(paper.Doc(), fmt.Sprint(c.Year), r.Name(), "会议通知")
}

package pdf

import (
	"fmt"

	"liangping/data"
	"liangping/pdf/typeset"
)

var signInColumns = []column{
	{"序号", 12, typeset.Center},
	{"姓名", 36, typeset.Center},
	{"单位及职务", 54, typeset.Left},
	{"签到", 36, typeset.Center},
	{"备注", 18, typeset.Center},
}

// blankLines is how many lines a 签到表 has for a round without a list.
const blankLines = 20

// SignIn prints the 签到表 of a round: everybody on its 人员名单 with room to sign at the door, or empty lines without a list. It
// tells who came; nothing on it is on a ballot.
func (p *Press) SignIn(c data.Campaign, r data.Round, list []data.Invitee) (*Paper, error) {
	s := p.newRoundPaper(c, r, "签到表", "")
	when := ""
	if !r.Date.IsZero() {
		when = r.Date.Chinese() + r.Time
	}
	s.uprightNotes(s.flow, "时间："+when, "地点："+r.Place)
	t := s.list(signInColumns, list, func(p data.Invitee) []string { return []string{p.Name, p.Post, "", ""} })
	if len(list) == 0 {
		for i := range blankLines {
			t.Rows = append(t.Rows, row(fmt.Sprint(i+1), "", "", "", ""))
		}
	}
	t.Pad.Y = 3 // room to write
	t.Place(s.flow)
	s.tableFoot(s.flow, "本表只记到会情况，不随评议票存放。评议票不写姓名、不编号。")
	return s.finish()
}

package data_test

import (
	"fmt"
	"strings"
	"testing"

	"liangping/data"
)

// people writes a list as text, a row per line.
func people(rows []data.AttendanceRow) string {
	var b strings.Builder
	for _, r := range rows {
		fmt.Fprintf(&b, "%d %s|%s|%s|%t", r.Number, r.Name, r.Group, r.Post, r.Present)
		for _, problem := range r.Problems {
			b.WriteString(" ！" + problem)
		}
		for _, remark := range r.Remarks {
			b.WriteString(" ？" + remark)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// pasted reads a text as the window does.
func pasted(r data.Round, text string, usual data.GroupKind, present ...data.Invitee) (*data.AttendanceImport, error) {
	return data.ReadAttendance(r, data.PastedRows(text), usual, present)
}

var internalRound, socialRound = data.Round{Kind: data.Internal}, data.Round{Kind: data.Social}

func TestPastedAttendance(t *testing.T) {
	for _, test := range []struct {
		name, text string
		round      data.Round
		usual      data.GroupKind
		want       string
	}{
		{"names alone", "丁一鸣\n\n 吕秀兰 \r\n买买提•艾力", internalRound, "", `1 丁一鸣|干部职工||false
3 吕秀兰|干部职工||false
4 买买提·艾力|干部职工||false
`},
		{"numbered", "1、丁一鸣\n2. 王　喆\n（3）李 𬭎 办公室\n4\t韩雪\t综合科", internalRound, "", `1 丁一鸣|干部职工||false
2 王喆|干部职工||false
3 李𬭎|干部职工|办公室|false
4 韩雪|干部职工|综合科|false
`},
		{"with groups", "郑某 服务对象代表 某村书记\n何某，政协委员，县医院，副院长\n曹某\t人大代表\t\t到", socialRound, data.PartyDelegate, `1 郑某|服务对象代表|某村书记|false
2 何某|政协委员|县医院 副院长|false
3 曹某|人大代表||true
`},
		{"the usual group", "郑某\n何某 政协委员", socialRound, data.PartyDelegate, "1 郑某|党代表||false\n2 何某|政协委员||false\n"},
		{"no group", "郑某 某村", socialRound, "", "1 郑某||某村|false ！人员类别是空的。请填党代表、人大代表、政协委员、服务对象代表。\n"},
		{"wrong group", "郑某 干部职工", socialRound, "", "1 郑某|干部职工||false ！这次评议没有干部职工。请填党代表、人大代表、政协委员、服务对象代表。\n"},
		{"with heads", "人员名单\n序号\t姓 名\t类别\t单位职务\t签到\t电话\n1\t郑某\t服务对象\t某村\t√\t1234\n2\t何某\t街坊\t\t也许\t", socialRound, "", `3 郑某|服务对象代表|某村|true
4 何某|||false ！人员类别“街坊”不认识。请填党代表、人大代表、政协委员、服务对象代表。 ！“到会”一格写着“也许”。到会的请写“到”，没有到会的空着。
`},
		{"twice", "丁一鸣 办公室\n丁一鸣 办公室\n丁一鸣 综合科\n孙玉琴", internalRound, "", `1 丁一鸣|干部职工|办公室|false
2 丁一鸣|干部职工|办公室|false ！与第 1 行重复。请只留一个。
3 丁一鸣|干部职工|综合科|false ？与第 1 行同名。请核对是不是同一个人，一个人只领一张票。
4 孙玉琴|干部职工||false ！与现有名单重复。请只留一个。
`},
		{"no name", "12345\n!!!\n" + strings.Repeat("长", 31), internalRound, "", `1 |||false ！姓名是空的。请填写。
2 !!!|||false ！“!!!”不是姓名。请改正。
3 ` + strings.Repeat("长", 31) + "|||false ！姓名有 31 个字，最多 30 个字。请核对。\n"},
		{"the example", strings.Join(data.AttendanceExample(data.Social), "\t"), socialRound, "", "1 示例张三|服务对象代表|某单位办公室主任|false ！这是模板里的示例。请删去这一行。\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			list, err := pasted(test.round, test.text, test.usual, data.Invitee{data.Staff, "孙玉琴", "", true})
			if err != nil {
				t.Fatal(err)
			}
			if got := people(list.Rows); got != test.want {
				t.Errorf("got\n%swant\n%s", got, test.want)
			}
			if len(list.Good())+len(list.Bad()) != len(list.Rows) {
				t.Error("good and bad aren't all")
			}
		})
	}
	if list, err := pasted(socialRound, "姓名\t电话\n郑某\t1", data.PartyDelegate); err != nil || strings.Join(list.Ignored, "") != "电话" || len(list.Good()) != 1 {
		t.Errorf("%+v, %v", list, err)
	}
	for _, empty := range []string{"", "\n \n", "姓名\t人员类别\n"} {
		_, err := pasted(internalRound, empty, "")
		refused(t, err, data.Invalid, "名单里没有人")
	}
	_, err := pasted(internalRound, strings.Repeat("丁\n", data.MaxInvitees+1), "")
	refused(t, err, data.Invalid, "2001 行", "2000 行")
}

// Problems that reading the file found stay with their row.
func TestAttendanceKeepsProblems(t *testing.T) {
	list, err := data.ReadAttendance(internalRound, []data.SheetRow{{Number: 7, Cells: []string{"丁一鸣"}, Problems: []string{"数字不全。"}}}, "", nil)
	if err != nil || people(list.Rows) != "7 丁一鸣|||false ！数字不全。\n" || len(list.Good()) != 0 {
		t.Errorf("%+v, %v", list, err)
	}
}

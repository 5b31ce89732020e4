package data_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"liangping/data"
)

func TestCheck(t *testing.T) {
	o := newOffice(t)
	o.roster()
	r := o.round(data.Internal)
	o.key(r, 0, strings.Repeat("1", rosterLines))
	_, err := o.SaveBallot(o.ctx, data.Ballot{ID: data.NewID(), RoundID: r.ID, GroupID: r.Groups[0].ID, Spoiled: "整张空白"})
	o.ok(err)
	o.item("答复慢", "2011-09-20")
	findings, err := o.Check(o.ctx)
	o.ok(err)
	want := fmt.Sprintf(`文件完好
表结构第 %d 版
日志 10 条，前后相连
2011年“两评一树”活动：评议对象 4 个，整改事项 1 项
内部评议：有效票 1 张，废票 1 张`, newest(t))
	if got := strings.Join(findings.Lines, "\n"); got != want || !findings.OK || findings.Trouble() != "" {
		t.Errorf("%+v", findings)
	}
}

// Sheets that don't fit their form, or two in one place, can only come from outside the program.
func TestCheckFindsOddSheets(t *testing.T) {
	for name, test := range map[string]struct{ statement, want string }{
		"shorter": {"UPDATE ballot SET marks = '11' WHERE position = 1", "内部评议有 1 张票的行数与票样不符"},
		"doubled": {"UPDATE ballot SET position = 1", "内部评议有 1 张票的位置重复"},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			o.roster()
			r := o.round(data.Internal)
			for range 2 {
				o.key(r, 0, strings.Repeat("1", rosterLines))
			}
			path := filepath.Join(t.TempDir(), "office.db")
			o.ok(o.Close())
			o.ok(copyTo(path, o.Path()))
			o.open(o.Path())
			tamper(t, path, test.statement)
			s, err := data.OpenReadOnly(path)
			o.ok(err)
			defer s.Close()
			findings, err := s.Check(o.ctx)
			if err != nil || findings.OK || !strings.Contains(findings.Trouble(), test.want) {
				t.Errorf("%+v, %v", findings, err)
			}
		})
	}
}

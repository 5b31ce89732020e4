package pdf_test

import (
	"fmt"
	"strings"
	"testing"

	"liangping/data"
)

func pledges() []data.Pledge {
	return []data.Pledge{
		{ID: "w1", TargetID: "window", Number: 1, Content: "办件时限在窗口公布", Due: day(10, 31), State: data.PledgeMade},
		{
			ID: "h1", TargetID: "head", Number: 1, Content: "油地纠纷受理后5个工作日内答复，积压件全部办结", Due: day(9, 12), State: data.PledgeKept,
			Done:   data.Fulfilment{Evidence: "积压的5件全部办结，书面答复存档", Date: day(9, 9)},
			Judged: data.Judgement{Kept: true, By: "孙玉琴", Date: day(9, 14)},
		},
		{ID: "h2", TargetID: "head", Number: 2, Content: "每月到采油队和村里走访不少于4次", Due: day(8, 31), State: data.PledgeMade},
		{
			ID: "h3", TargetID: "head", Number: 3, Content: "补偿标准8月底前全部公开", Due: day(8, 31), State: data.PledgeBroken, ItemID: "x",
			Judged: data.Judgement{By: "孙玉琴", Date: day(9, 14), Remark: "还有6个村没有公开"},
		},
		{ID: "h4", TargetID: "head", Number: 4, Content: "执法事项提前3日告知", Due: day(10, 31), State: data.PledgeDone, Done: data.Fulfilment{Evidence: "告知书12份", Date: day(9, 15)}},
	}
}

func TestPledgeLedger(t *testing.T) {
	c, all := campaign(), pledges()
	c.SupervisionGroup = "县“两评一树”活动第三督导组"
	all[3].Judged.By = c.SupervisionGroup
	paper, err := press(t).PledgeLedger(c, office(), all, september)
	path := save(t, paper, err)
	holds(t, rows(t, path), "2011年“两评一树”活动承诺践诺台账", "共5项：已兑现1项，未兑现1项，已践诺待评1项，未践诺2项（逾期1项）",
		"王喆（党组书记、主任） 4项", "2 每月到采油队和村里走访不少于4次 2011-08-31 逾期16天",
		"4 执法事项提前3日告知 2011-10-31 告知书12份 2011-09-15", "行政审批服务窗口（负责人何春梅） 1项", "1 办件时限在窗口公布 2011-10-31",
		"还没有承诺事项的4个：油区办领导班子、李𬭎、买买提·艾力、刘建军。")
	holds(t, plain(t, path), "已兑现孙玉琴2011-09-14", "未兑现活动督导组2011-09-14还有6个村没有公开已列入整改台账")
}

func TestLongPledgeLedgerRepeatsItsHead(t *testing.T) {
	var many []data.Pledge
	for i := range 150 {
		many = append(many, data.Pledge{TargetID: "head", Number: i + 1, Content: fmt.Sprintf("走访第%d户", i+1), State: data.PledgeMade, Due: day(10, 31)})
	}
	many[70].Content += strings.Repeat("并逐户答复群众反映的问题，", 40)
	paper, err := press(t).PledgeLedger(campaign(), office(), many, september)
	path := save(t, paper, err)
	headed(t, path, "承诺事项")
	text := plain(t, path)
	for i := range 150 {
		if !strings.Contains(text, fmt.Sprintf("走访第%d户", i+1)) {
			t.Errorf("pledge %d is missing", i+1)
		}
	}
}

func TestEmptyPledgeLedgerSaysSo(t *testing.T) {
	paper, err := press(t).PledgeLedger(campaign(), nil, nil, september)
	holds(t, plain(t, save(t, paper, err)), "共0项", "还没有登记承诺事项。")
}

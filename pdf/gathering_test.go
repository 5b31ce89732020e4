package pdf_test

import (
	"fmt"
	"strings"
	"testing"

	"liangping/data"
)

func gatherings() []data.Gathering {
	return []data.Gathering{
		{ID: "talk", Channel: data.Interview, Date: day(8, 9), Place: "纪检组办公室", Hosts: "孙玉琴", People: 1},
		{ID: "forum2", Channel: data.Forum, Date: day(8, 8), Place: "采油三队会议室", Hosts: "李𬭎", People: 15},
		{ID: "forum1", Channel: data.Forum, Date: day(8, 3), Place: "三楼会议室", Hosts: "王喆", People: 22},
		{ID: "box", Channel: data.Box, Date: day(8, 5), Place: "办公楼大厅", Hosts: "刘敏、韩雪", People: 9},
	}
}

func opinions() []data.Opinion {
	return []data.Opinion{
		{ID: "1", TargetID: "head", Channel: data.Interview, Date: day(8, 9), Aspect: data.Conduct, Criterion: 7, Text: "到基层走访偏少"},
		{ID: "2", TargetID: "head", Channel: data.Forum, Date: day(8, 8), Aspect: data.Work, Criterion: 1, Text: "“项目攻坚年”的项目\n要逐项公布进度"},
		{ID: "3", TargetID: "head", Channel: data.Box, Date: day(8, 5), Text: "会多"},
		{ID: "4", Channel: data.Box, Date: day(8, 5), Aspect: data.Work, Text: "油区道路损坏长期无人管，雨天出不了村"},
		{ID: "5", TargetID: "gone", Channel: data.Forum, Date: day(8, 3), Text: "系统常出故障"},
		{ID: "6", TargetID: "window", Channel: data.Forum, Date: day(8, 3), Aspect: data.Work, Criterion: 4, Text: "窗口办件时限不公开"},
	}
}

func TestOpinionSummary(t *testing.T) {
	paper, err := press(t).OpinionSummary(campaign(), gatherings(), opinions(), office(), september)
	text := rows(t, save(t, paper, err))
	holds(t, text, "油区办“两评一树”活动征求意见汇总表", "填报单位：某县油区工作办公室 制表日期：2011年9月16日",
		"一、征求意见的方式和数量", "8月3日，三楼会议室，王喆，22人", "8月8日，采油三队会议室，李𬭎，15人",
		"意见箱 1 9 2 8月5日，办公楼大厅，刘敏、韩雪，9人", "走访群众 0 0 0", "个别谈话 1 1 1", "合计 4 47 6",
		"二、意见建议的分布", "综合（不涉及具体对象） 0 1 0 0 1", "油区办领导班子 0 0 0 0 0", "王喆 1 1 0 1 3", "李𬭎 0 0 0 0 0",
		"行政审批服务窗口 1 0 0 0 1", "合计 3 2 0 1 6",
		"三、意见建议原文", "综合（不涉及具体对象） 1条", "1 油区道路损坏长期无人管，雨天出不了村 工作评价 意见箱",
		"王喆（党组书记、主任） 3条", "“项目攻坚年”的项目", "要逐项公布进度", "3 到基层走访偏少 联系群众 个别谈话", "4 会多 意见箱",
		"尹立新（信息科科长） 1条", "行政审批服务窗口（负责人何春梅） 1条", "6 窗口办件时限不公开 优化环境 恳谈会")
	holds(t, text, "恳谈会 2 37 3")
	if strings.Count(text, "8月9日") != 1 {
		t.Error("the day of a talk stands beside what was said")
	}
	if strings.Contains(text, "评议票") {
		t.Error("ballots are named though no opinion stands on one")
	}
}

func TestOpinionsOnBallotsAreCounted(t *testing.T) {
	all := append(opinions(), data.Opinion{ID: "7", TargetID: "rare", Channel: data.BallotSheet, Text: "多到现场"})
	paper, err := press(t).OpinionSummary(campaign(), gatherings(), all, office(), september)
	holds(t, rows(t, save(t, paper, err)), "评议票 — — 1", "合计 4 47 7", "李𬭎 0 0 0 0 1 1", "多到现场 评议票")
}

// Five hundred opinions, one of them longer than a page, all stand in the summary word for word, inside the block.
func TestLongOpinionSummary(t *testing.T) {
	all := []data.Opinion{{ID: "long", TargetID: "head", Channel: data.Box, Text: strings.Repeat("道路损坏长期无人管。", 300)}}
	for i := range 500 {
		all = append(all, data.Opinion{ID: data.ID(fmt.Sprint(i)), TargetID: "rare", Channel: data.Visit, Text: fmt.Sprintf("第%d条意见", i)})
	}
	paper, err := press(t).OpinionSummary(campaign(), nil, all, office(), september)
	path := save(t, paper, err)
	inside(t, path, 27, 20, 28+156+1, 297-14)
	text := plain(t, path)
	if n := strings.Count(text, "路"); n != 300 {
		t.Errorf("%d sentences of 300", n)
	}
	for i := range 500 {
		if !strings.Contains(text, fmt.Sprintf("第%d条意见", i)) {
			t.Errorf("opinion %d is missing", i)
		}
	}
}

func TestEmptyOpinionSummarySaysSo(t *testing.T) {
	paper, err := press(t).OpinionSummary(campaign(), nil, nil, nil, september)
	holds(t, plain(t, save(t, paper, err)), "恳谈会000", "还没有登记意见建议。")
}

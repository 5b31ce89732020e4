package data

import (
	"context"
	"fmt"
	"strings"
)

const sampleReport = `一、履职情况
2011年以来，本人分管油地协调和综合执法工作。牵头办理油地纠纷63件，办结58件；组织油区联合执法12次，拆除违章占压管线建筑9处，协调“项目攻坚年”活动用地4宗。
二、群众意见和存在的问题
恳谈会、意见箱和个别谈话共征求到意见6条，主要是：油地纠纷受理后答复慢；执法前告知不够充分；到采油队和村里走访偏少。
上述问题，根子在服务意识不强、抓落实不够细，对群众反映的小事重视不够。
三、自我评价
推动发展、履职尽责好；服务民生、优化环境较好；联系群众自评为一般。
四、整改打算
（一）纠纷受理后5个工作日内答复，逾期说明原因，每月公布办理结果。
（二）执法事项提前3日书面告知，给足整改时间。
（三）每月到基层走访不少于4次。`

const sampleCommitment = `一、油地纠纷受理后5个工作日内答复，10月31日前积压件全部办结。
二、执法事项提前3日书面告知当事人。
三、每月到采油队和村里走访不少于4次，走访情况在公开栏公布。`

// sampleReports gives every active target a report and a commitment with three pledges.
func sampleReports(ctx context.Context, s *Store) error {
	targets, err := s.Targets(ctx)
	if err != nil {
		return err
	}
	for _, t := range targets {
		if t.Withdrawn {
			continue
		}
		grades := map[int]SelfGrade{1: Good, 2: Good, 3: Fair, 4: Fair, 5: Good, 6: Fair, 7: Average, 8: Good}
		text := sampleReport
		if t.Kind == Team || t.Kind == ServiceWindow { // no person speaks
			text = strings.Replace(text, "本人分管油地协调和综合执法工作。", "", 1)
		}
		err := s.SaveReport(ctx, Report{TargetID: t.ID, Text: text, Commitment: sampleCommitment, SelfRating: grades})
		if err != nil {
			return err
		}
		for i, p := range []struct {
			content string
			due     Date
		}{
			{"纠纷受理5个工作日内答复", Date{2011, 10, 31}},
			{"执法事项提前3日书面告知", Date{2011, 8, 31}},
			{"每月到基层走访不少于4次", Date{2011, 10, 31}},
		} {
			if err := s.SavePledge(ctx, Pledge{ID: samplePledge(t.Name, i+1), TargetID: t.ID, Content: p.content, Due: p.due}); err != nil {
				return err
			}
		}
	}
	return nil
}

// The batches in which the sample office hands its texts in. 杜志刚 still writes.
var (
	sampleFirst    = []string{"油区办领导班子", "王喆", "孙玉琴", "刘建军"}             // their 公示 is over
	sampleSecond   = []string{"陈晓燕", "郑文博", "行政审批服务窗口", "韩雪"}            // on the board
	sampleThird    = []string{"买买提·艾力", "周立民", "宋丽娟", "油地纠纷调解窗口", "谢长青"} // approved
	sampleReturned = []string{"李𬭎"}
	sampleWaiting  = []string{"高振海", "信访接待窗口", "马晓东"}
)

// sampleReviews sends the texts on their way, day by day, so that every state is to be seen.
func sampleReviews(ctx context.Context, s *Store) error {
	for _, step := range []struct {
		on   Date
		who  []string
		take func(context.Context, *Store, ID) error
	}{
		{Date{2011, 8, 12}, sampleFirst, sampleSubmit},
		{Date{2011, 8, 14}, sampleFirst, sampleApprove},
		{Date{2011, 8, 16}, sampleFirst, samplePublish},
		{Date{2011, 9, 8}, sampleSecond, sampleSubmit},
		{Date{2011, 9, 9}, sampleThird, sampleSubmit},
		{Date{2011, 9, 10}, sampleSecond, sampleApprove},
		{Date{2011, 9, 12}, sampleReturned, sampleSubmit},
		{Date{2011, 9, 13}, sampleThird, sampleApprove},
		{Date{2011, 9, 13}, sampleSecond, samplePublish},
		{Date{2011, 9, 13}, sampleReturned, sampleReturn},
		{Date{2011, 9, 14}, sampleWaiting, sampleSubmit},
	} {
		for _, name := range step.who {
			if err := step.take(ctx, s.on(step.on), sampleID(name)); err != nil {
				return err
			}
		}
	}
	return nil
}

func sampleSubmit(ctx context.Context, s *Store, id ID) error {
	return s.SubmitReport(ctx, id, Parts, Signature{})
}

func sampleApprove(ctx context.Context, s *Store, id ID) error {
	by := Signature{By: "王喆", Opinion: "内容属实，同意公示。"}
	if id == sampleID("油区办领导班子") || id == sampleID("王喆") {
		by = Signature{By: "县“两评一树”活动第三督导组", Opinion: "问题查摆具体，同意。"}
	}
	return s.ApproveReport(ctx, id, Parts, by)
}

func samplePublish(ctx context.Context, s *Store, id ID) error {
	return s.PublishReports(ctx, []ID{id}, Parts, Publication{Place: "一楼公开栏、网站"})
}

// sampleReturn gives 李𬭎 his texts back; he has begun to change them.
func sampleReturn(ctx context.Context, s *Store, id ID) error {
	by := Signature{By: "王喆", Opinion: "“服务民生”一项缺少具体事例；承诺第2项没有写清完成时限。"}
	if err := s.ReturnReport(ctx, id, Parts, by, Date{2011, 9, 15}); err != nil {
		return err
	}
	return s.SavePledge(ctx, Pledge{ID: samplePledge("李𬭎", 2), TargetID: id, Content: "执法事项提前3日书面告知"})
}

// samplePledge returns the ID of a target's pledge.
func samplePledge(name string, number int) ID { return sampleID(fmt.Sprint(name, " ", number)) }

// samplePledges: what the first batch pledged is carried out and judged; what wasn't kept is in the ledger.
func samplePledges(ctx context.Context, s *Store) error {
	for _, p := range []struct {
		name string
		kept bool
	}{{"王喆", true}, {"孙玉琴", true}, {"刘建军", false}} {
		id := samplePledge(p.name, 2)
		if err := s.FulfilPledge(ctx, id, Fulfilment{"执法告知书存根17份", Date{2011, 8, 30}}); err != nil {
			return err
		}
		judged := Judgement{Kept: p.kept, By: "县“两评一树”活动第三督导组", Date: Date{2011, 9, 14}}
		if !p.kept {
			judged.Remark = "抽查5件，有2件没有提前告知"
		}
		if err := s.JudgePledge(ctx, id, judged); err != nil {
			return err
		}
	}
	_, err := s.RectifyPledge(ctx, samplePledge("刘建军", 2))
	return err
}

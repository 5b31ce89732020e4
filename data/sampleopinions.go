package data

import (
	"context"
	"fmt"
)

// sampleOpinion is what somebody said: about whom (empty: in general), on which criterion.
type sampleOpinion struct {
	about     string
	criterion int
	text      string
}

// sampleGatherings are the 征求意见 of the sample campaign, one for each channel and a second forum.
var sampleGatherings = []struct {
	Gathering
	opinions []sampleOpinion
}{
	{
		Gathering{Channel: Forum, Date: Date{2011, 8, 3}, Place: "三楼会议室", Hosts: "王喆、刘建军", People: 18, Note: "采油队、村委会和企业代表"},
		[]sampleOpinion{
			{"油地纠纷调解窗口", 6, "纠纷登记后不给回执"},
			{"郑文博", 2, "用地手续几个科室来回跑"},
			{"油区办领导班子", 1, "项目落地协调慢，希望定期碰头"},
			{"", 3, "群众意见没有统一登记和答复"},
			{"周立民", 2, "技术方案论证不听采油队意见"},
		},
	},
	{
		Gathering{Channel: Forum, Date: Date{2011, 8, 5}, Place: "油地协调科", Hosts: "孙玉琴", People: 12, Note: "沿线村干部"},
		[]sampleOpinion{
			{"李𬭎", 6, "油地纠纷受理后迟迟没有答复"},
			{"李𬭎", 4, "执法时多讲政策，少一罚了之"},
			{"马晓东", 3, "补偿标准各村说法不一"},
			{"马晓东", 3, "占地补偿标准应在村里张榜"},
			{"油区办领导班子", 7, "领导下采油队太少"},
			{"高振海", 4, "检查多，指导少"},
		},
	},
	{
		Gathering{Channel: Box, Date: Date{2011, 8, 6}, Place: "一楼大厅", Hosts: "刘敏、韩雪", People: 9, Note: "第1次开箱"},
		[]sampleOpinion{
			{"李𬭎", 4, "执法前应当先告知，给整改时间"},
			{"李𬭎", 6, "积压的纠纷没人催办"},
			{"油地纠纷调解窗口", 6, "调解要跑三四趟才有人管"},
			{"油地纠纷调解窗口", 7, "调解窗口电话经常打不通"},
			{"行政审批服务窗口", 7, "窗口用语生硬"},
			{"", 3, "油区道路坑洼，多年没人修"},
			{"杜志刚", 8, "采购比价记录看不到"},
		},
	},
	{
		Gathering{Channel: Visit, Date: Date{2011, 8, 8}, Place: "河口村、采油三队", Hosts: "买买提·艾力、陈晓燕", People: 23, Note: "走访11户、2个班组"},
		[]sampleOpinion{
			{"信访接待窗口", 7, "信访转办后没有下文"},
			{"李𬭎", 7, "希望领导常来队里看看"},
			{"", 3, "路灯和桥涵报修无人受理"},
			{"马晓东", 3, "占地补偿结果应当公开"},
			{"陈晓燕", 7, "协调科的同志肯跑腿，群众满意"},
			{"油区办领导班子", 3, "便民措施要落到村里"},
		},
	},
	{
		Gathering{Channel: Interview, Date: Date{2011, 8, 9}, Place: "主任办公室", Hosts: "王喆", People: 7, Note: "与科室干部谈话"},
		[]sampleOpinion{
			{"李𬭎", 7, "到采油队和村里走访偏少"},
			{"周立民", 6, "论证会议定的事要有记录"},
			{"孙玉琴", 8, "廉政风险点要逐岗排查"},
			{"刘建军", 2, "办公室督办要跟到底"},
			{"油区办领导班子", 2, "干部轮岗交流偏少"},
			{"谢长青", 8, "招标信息公开要再早一些"},
			{"高振海", 4, "执法人员态度生硬"},
		},
	},
}

func sampleOpinions(ctx context.Context, s *Store) error {
	for i, g := range sampleGatherings {
		g.ID = sampleID(fmt.Sprint("gathering ", i))
		if err := s.SaveGathering(ctx, g.Gathering); err != nil {
			return err
		}
		var said []Opinion
		for j, o := range g.opinions {
			opinion := Opinion{ID: sampleID(fmt.Sprint("opinion ", i, j)), GatheringID: g.ID, Criterion: o.criterion, Text: o.text}
			if o.about != "" {
				opinion.TargetID = sampleID(o.about)
			}
			said = append(said, opinion)
		}
		if err := s.SaveOpinions(ctx, said...); err != nil {
			return err
		}
	}
	return nil
}

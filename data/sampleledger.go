package data

import (
	"context"
	"fmt"
)

// sampleItem is an item of the sample ledger with the way that it went.
type sampleItem struct {
	LedgerItem
	name  string // of the target
	until ItemState
	done  string // the closing note
}

var sampleItems = []sampleItem{
	{LedgerItem: LedgerItem{
		Problem: "油地纠纷受理后答复慢，超过15日", Source: "内部评议票、恳谈会、意见箱",
		Measures: "首问登记，5个工作日内答复；积压件逐件书面答复", Goal: "10月起5个工作日内答复率达到100%",
		Leader: "李𬭎", Unit: "油地协调科", Person: "曹德顺", Due: Date{2011, 9, 12}, Class: Immediate, Percent: 80,
	}, name: "油地纠纷调解窗口", until: ItemOpen},
	{LedgerItem: LedgerItem{
		Problem: "占地补偿标准没有在村里公开", Source: "走访群众",
		Measures: "补偿标准和结果在村公开栏张贴", Goal: "涉及的21个村全部公开",
		Leader: "李𬭎", Unit: "油地协调科", Person: "马晓东", Due: Date{2011, 9, 26}, Class: Deadline, Percent: 60,
	}, name: "马晓东", until: ItemOpen},
	{LedgerItem: LedgerItem{
		Problem: "执法前告知不够，一罚了之", Source: "社会评议票",
		Measures: "执法事项提前3日书面告知，给足整改时间", Goal: "告知率达到100%，零投诉",
		Leader: "李𬭎", Unit: "综合执法科", Person: "高振海", Due: Date{2011, 10, 5}, Class: Deadline, Percent: 50,
	}, name: "高振海", until: ItemOpen},
	{LedgerItem: LedgerItem{
		Problem: "技术方案论证不听采油队意见", Source: "个别谈话",
		Measures: "方案论证必须有采油队代表参加并签字", Goal: "新方案论证全部有记录",
		Leader: "王喆", Unit: "规划项目科", Person: "周立民", Due: Date{2011, 10, 25}, Class: Deadline, Percent: 10,
	}, name: "周立民", until: ItemOpen},
	{LedgerItem: LedgerItem{
		Problem: "油区道路损坏长期无人管", Source: "走访群众、意见箱",
		Measures: "会同油田建立道路养护费用分担办法，分年修复", Goal: "2012年6月底前修复主干道路",
		Leader: "李𬭎", Unit: "规划项目科", Person: "郑文博", Due: Date{2012, 6, 30}, Class: LongTerm, Percent: 15,
	}, until: ItemOpen},
	{LedgerItem: LedgerItem{
		Problem: "窗口服务用语不文明", Source: "意见箱",
		Measures: "规范服务用语，设评价器", Goal: "零投诉",
		Leader: "孙玉琴", Unit: "行政审批科", Person: "何春梅", Due: Date{2011, 9, 15}, Class: Immediate, Percent: 100,
	}, name: "行政审批服务窗口", until: ItemClosed, done: "服务用语已上墙，评价器启用，半个月没有投诉。"},
	{LedgerItem: LedgerItem{
		Problem: "群众意见没有统一登记和答复", Source: "恳谈会", Leader: "王喆", Unit: "办公室", Person: "刘建军",
		Due: Date{2011, 12, 31}, Class: LongTerm,
	}, until: ItemDraft},
}

// sampleLedger fills the ledger, item by item, so that it stands as it would on the last day of the sample.
func sampleLedger(ctx context.Context, s *Store) error {
	for n, i := range sampleItems {
		i.ID = sampleID(fmt.Sprint("item ", n+1))
		if i.name != "" {
			i.TargetID = sampleID(i.name)
		}
		if err := s.SaveLedgerItem(ctx, i.LedgerItem); err != nil {
			return err
		}
		if err := sampleWork(ctx, s, i); err != nil {
			return fmt.Errorf("item %d: %w", n+1, err)
		}
	}
	return nil
}

// sampleWork takes an item on its way.
func sampleWork(ctx context.Context, s *Store, i sampleItem) error {
	if i.until == ItemDraft {
		return nil
	}
	day := Date{2011, 9, 14}
	if err := s.SubmitItem(ctx, i.ID, Signature{Date: day}); err != nil {
		return err
	}
	if err := s.ApproveItem(ctx, i.ID, Signature{By: i.Leader, Date: day}); err != nil {
		return err
	}
	if err := s.RecordProgress(ctx, ItemProgress{
		ID: sampleID(fmt.Sprint("progress ", i.ID)), ItemID: i.ID, Date: day, Percent: i.Percent, Text: "按整改措施推进。", By: i.Person,
	}); err != nil {
		return err
	}
	if i.until == ItemOpen {
		return nil
	}
	if err := s.SaveEvidence(ctx, Evidence{ID: sampleID(fmt.Sprint("evidence ", i.ID)), ItemID: i.ID, Date: day, Text: "窗口评价器半月统计：零投诉。"}); err != nil {
		return err
	}
	if err := s.SaveItemPublication(ctx, ItemPublication{
		ID: sampleID(fmt.Sprint("publication ", i.ID)), ItemID: i.ID, Date: day, Subject: EffectShown, Place: "公开栏、网站",
	}); err != nil {
		return err
	}
	if err := s.ApplyClosing(ctx, i.ID, i.done, Signature{Date: day}); err != nil {
		return err
	}
	return s.CloseItem(ctx, i.ID, Signature{By: "刘建军", Date: day})
}

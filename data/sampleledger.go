package data

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
)

// sampleItem is an item of the sample ledger with the way that it went.
type sampleItem struct {
	LedgerItem
	name    string // of the target
	problem int    // its problem among sampleProblems, from 1; 0: none
	until   ItemState
	done    string // the closing note
}

// sampleItems stand in the ledger in this order. The first is overdue.
var sampleItems = []sampleItem{
	{LedgerItem: LedgerItem{
		Problem: "油地纠纷受理后答复慢，超过15日", Source: "内部评议票、恳谈会、意见箱",
		Measures: "首问登记，5个工作日内答复；积压件逐件书面答复", Goal: "10月起5个工作日内答复率达到100%",
		Leader: "李𬭎", Unit: "油地协调科", Person: "曹德顺", Due: Date{2011, 9, 12}, Class: Immediate, Percent: 80,
	}, name: "油地纠纷调解窗口", problem: 1, until: ItemOpen},
	{LedgerItem: LedgerItem{
		Problem: "占地补偿标准没有在村里公开", Source: "走访群众",
		Measures: "补偿标准和结果在村公开栏张贴", Goal: "涉及的21个村全部公开",
		Leader: "李𬭎", Unit: "油地协调科", Person: "马晓东", Due: Date{2011, 9, 20}, Class: Deadline, Percent: 60,
	}, name: "马晓东", problem: 2, until: ItemOpen},
	{LedgerItem: LedgerItem{
		Problem: "执法前告知不够，一罚了之", Source: "社会评议票",
		Measures: "执法事项提前3日书面告知，给足整改时间", Goal: "告知率达到100%，零投诉",
		Leader: "李𬭎", Unit: "综合执法科", Person: "高振海", Due: Date{2011, 10, 5}, Class: Deadline, Percent: 50,
	}, name: "高振海", problem: 3, until: ItemOpen},
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

func sampleItemID(number int) ID { return sampleID(fmt.Sprint("item ", number)) }

// sampleLedger fills the ledger, item by item, so that it stands as it would on the last day of the sample.
func sampleLedger(ctx context.Context, s *Store) error {
	for n, i := range sampleItems {
		i.ID = sampleItemID(n + 1)
		if i.name != "" {
			i.TargetID = sampleID(i.name)
		}
		if i.problem > 0 {
			if _, err := s.putInLedger(ctx, sampleID(fmt.Sprint("problem ", i.problem-1)), i.ID); err != nil {
				return err
			}
		}
		if err := s.SaveLedgerItem(ctx, i.LedgerItem); err != nil {
			return err
		}
		if err := sampleWork(ctx, s, i); err != nil {
			return fmt.Errorf("item %d: %w", n+1, err)
		}
	}
	return sampleEntries(ctx, s)
}

// sampleWork takes an item on its way, in the first days of the phase.
func sampleWork(ctx context.Context, s *Store, i sampleItem) error {
	if i.until == ItemDraft {
		return nil
	}
	id := func(what string) ID { return sampleID(what + string(i.ID)) }
	begun := Date{2011, 9, 11}
	steps := []func() error{
		func() error { return s.SubmitItem(ctx, i.ID, Signature{Date: begun}) },
		func() error {
			return s.ApproveItem(ctx, i.ID, Signature{By: i.Leader, Date: begun, Opinion: "同意。"})
		},
		func() error {
			return s.RecordProgress(ctx, ItemProgress{
				ID: id("progress "), ItemID: i.ID, Date: Date{2011, 9, 13}, Percent: i.Percent, Text: "按整改措施推进。", By: i.Person,
			})
		},
	}
	if i.until == ItemClosed {
		steps = append(steps, func() error {
			return s.SaveEvidence(ctx, Evidence{ID: id("evidence "), ItemID: i.ID, Date: Date{2011, 9, 13}, Text: "评价器半月统计表：评价212次，没有投诉。"})
		}, func() error {
			return s.SaveItemPublication(ctx, ItemPublication{
				ID: id("publication "), ItemID: i.ID, Date: Date{2011, 9, 13}, Subject: EffectShown, Place: "公开栏、网站",
			})
		}, func() error { return s.ApplyClosing(ctx, i.ID, i.done, Signature{Date: Date{2011, 9, 13}}) },
			func() error { return s.CloseItem(ctx, i.ID, Signature{By: "刘建军", Date: Date{2011, 9, 14}}) })
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// sampleEntries hangs under the items what a ledger shows in the middle of the work: steps, files, publications, a 督查 and a
// deadline that was moved.
func sampleEntries(ctx context.Context, s *Store) error {
	first, second, road := sampleItemID(1), sampleItemID(2), sampleItemID(5)
	for n, step := range []Step{
		{ItemID: first, Content: "清理积压纠纷21件，逐件排期", Due: Date{2011, 9, 11}, Done: Date{2011, 9, 11}},
		{ItemID: first, Content: "公布受理电话和答复时限", Due: Date{2011, 9, 12}, Done: Date{2011, 9, 12}},
		{ItemID: first, Content: "积压件全部书面答复", Due: Date{2011, 9, 12}, Note: "完成17件，差4件"},
		{ItemID: road, Content: "与油田商定养护费用分担办法", Due: Date{2011, 9, 30}},
		{ItemID: road, Content: "修复河口村至采油三队道路", Due: Date{2011, 12, 31}},
		{ItemID: road, Content: "修复其余主干道路", Due: Date{2012, 6, 30}},
	} {
		step.ID = sampleID(fmt.Sprint("step ", n))
		if err := s.SaveStep(ctx, step); err != nil {
			return err
		}
	}
	for _, write := range []func() error{
		func() error { return sampleFiles(ctx, s, first) },
		func() error {
			return s.SaveItemPublication(ctx, ItemPublication{
				ID: sampleID("measures shown"), ItemID: first, Date: Date{2011, 9, 12}, Subject: MeasuresShown, Place: "公开栏、网站",
			})
		},
		func() error {
			return s.SaveInspection(ctx, Inspection{
				ID: sampleID("inspection"), ItemID: first, Date: Date{2011, 9, 14}, By: "孙玉琴", Finding: "4件未答复，要求9月20日前办完。",
			})
		},
		func() error {
			return s.ChangeDue(ctx, second, Date{2011, 9, 26}, "21个村的补偿结果要与财政所逐户核对", "王喆", Date{2011, 9, 14})
		},
	} {
		if err := write(); err != nil {
			return err
		}
	}
	return nil
}

// sampleFiles attaches two files to an item.
func sampleFiles(ctx context.Context, s *Store, item ID) (err error) {
	dir, err := os.MkdirTemp("", "liangping")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	for _, file := range []struct{ name, content, shows string }{
		{"答复台账9月.csv", "序号,当事人,受理日期,答复日期\n1,河口村,2011-08-22,2011-09-11\n2,采油三队,2011-08-25,2011-09-12\n", "已答复17件"},
		{"会议纪要.txt", "9月11日，李𬭎主持研究积压纠纷，逐件排期，责任到人。\n", "排期会议"},
	} {
		path := filepath.Join(dir, file.name)
		if err := os.WriteFile(path, []byte(file.content), 0o600); err != nil {
			return err
		}
		e := Evidence{ID: sampleID(file.name), ItemID: item, Date: Date{2011, 9, 13}, Text: file.shows}
		if err := s.AttachFile(ctx, e, path); err != nil {
			return err
		}
	}
	return nil
}

// sampleProblems merges the opinions that say the same; three of the problems are the ledger's.
func sampleProblems(ctx context.Context, s *Store) error {
	for n, p := range []struct {
		Problem
		opinions []string // "gathering opinion", as in sampleGatherings
	}{
		{Problem{Title: "油地纠纷受理后答复慢", Criterion: 6, Prominent: true, Cause: "首问登记不落实，没有答复时限和催办"}, []string{"00", "10", "21", "22", "23"}},
		{Problem{Title: "占地补偿标准没有公开", Criterion: 3, Prominent: true, Cause: "公开只到乡镇，没有到村"}, []string{"12", "13", "33"}},
		{Problem{Title: "执法前告知不够、态度生硬", Criterion: 4, Prominent: true, Cause: "重处罚、轻指导"}, []string{"11", "15", "20", "46"}},
		{Problem{Title: "班子成员到基层走访偏少", Criterion: 7, Cause: "没有走访计划"}, []string{"14", "31", "40"}},
	} {
		p.ID = sampleID(fmt.Sprint("problem ", n))
		var ids []ID
		for _, o := range p.opinions {
			ids = append(ids, sampleID("opinion "+o[:1]+" "+o[1:]))
		}
		if _, err := s.NewProblem(ctx, p.Problem, ids...); err != nil {
			return err
		}
	}
	return nil
}

// sampleEvents are the 活动记录 so far, with the first exemplar.
func sampleEvents(ctx context.Context, s *Store) error {
	for n, e := range []Event{
		{
			Kind: MeetingEvent, Date: Date{2011, 7, 25}, Title: "“两评一树”活动动员会议", Place: "三楼会议室", People: "全体干部职工86人",
			Text: "王喆作动员讲话，刘建军宣读实施方案，各科室负责人作表态发言。",
		},
		{Kind: PublicityEvent, Date: Date{2011, 7, 28}, Title: "油区办启动“两评一树”活动", Medium: "县政府网站"},
		{Kind: PublicityEvent, Date: Date{2011, 8, 10}, Title: "开门纳谏，听取群众意见31条", Medium: "活动简报", Bulletin: 1},
		{
			Kind: VisitEvent, Date: Date{2011, 8, 19}, Title: "县活动督导组检查自查自评情况", Place: "办公室", People: "第三督导组3人",
			Text: "查阅自查自评报告和意见登记，要求把服务民生的事例写具体。",
		},
		{
			Kind: ExemplarEvent, Date: Date{2011, 9, 14}, Title: "陈晓燕（油地协调科科长）", Text: "一年走访21个村、8个采油队，当场调解纠纷37件。",
			Reason: "内部评议和社会评议满意率都在前列，走访中群众多次提到。", Publicity: "活动简报第2期、县电视台",
		},
	} {
		e.ID = sampleID(fmt.Sprint("event ", n))
		if err := s.SaveEvent(ctx, e); err != nil {
			return err
		}
	}
	return nil
}

// SampleEnd is the moment at which the sample campaign is finished and can be archived.
var SampleEnd = SampleNow.AddDate(0, 0, DateOf(SampleNow).DaysUntil(Date{2011, 11, 2}))

// FinishSample takes the sample campaign from SampleNow to its end: every item is settled, accepted by another person and
// struck off, but for the long-term ones, which go on. The store's own clock has to stand at SampleEnd.
func FinishSample(ctx context.Context, s *Store) error {
	listed, err := s.LedgerItems(ctx)
	if err != nil {
		return err
	}
	for _, i := range listed {
		if i.State == ItemClosed || i.Class == LongTerm {
			continue
		}
		if err := sampleFinish(ctx, s, i); err != nil {
			return fmt.Errorf("finish item %d: %w", i.Number, err)
		}
	}
	return s.SaveEvent(ctx, Event{
		ID: sampleID("summary meeting"), Kind: MeetingEvent, Date: Date{2011, 10, 31}, Title: "“两评一树”活动总结会议", Place: "三楼会议室",
		People: "全体干部职工84人", Text: "通报整改落实情况，表扬先进典型，部署长期整改事项。",
	})
}

// sampleFinish settles one item. One that a broken pledge became is planned first.
func sampleFinish(ctx context.Context, s *Store, i LedgerItem) error {
	id := func(what string) ID { return sampleID(what + " at the end " + i.Problem) }
	settled, accepted := Date{2011, 10, 28}, Date{2011, 10, 31}
	var steps []func() error
	if i.State == ItemDraft {
		i.Measures, i.Goal, i.Leader, i.Due = "重新书面告知，按月抽查", "提前3日告知率达到100%", "王喆", settled
		steps = append(steps, func() error { return s.SaveLedgerItem(ctx, i) },
			func() error { return s.SubmitItem(ctx, i.ID, Signature{Date: Date{2011, 9, 19}}) },
			func() error { return s.ApproveItem(ctx, i.ID, Signature{By: i.Leader, Date: Date{2011, 9, 20}}) })
	}
	steps = append(steps, func() error {
		return s.RecordProgress(ctx, ItemProgress{ID: id("progress"), ItemID: i.ID, Date: settled, Percent: 100, Text: "整改措施全部落实。", By: i.Person})
	}, func() error {
		return s.SaveEvidence(ctx, Evidence{ID: id("evidence"), ItemID: i.ID, Date: settled, Text: "办理结果和群众回访记录。"})
	}, func() error {
		return s.SaveItemPublication(ctx, ItemPublication{ID: id("publication"), ItemID: i.ID, Date: settled, Subject: EffectShown, Place: "公开栏、网站"})
	}, func() error {
		return s.ApplyClosing(ctx, i.ID, "整改措施全部落实，群众回访满意。", Signature{Date: settled})
	}, func() error { return s.CloseItem(ctx, i.ID, Signature{By: "孙玉琴", Date: accepted}) })
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

package data

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"time"
)

// The sample campaign shows the whole program at work: one invented office, its roster and two
// rounds with 60 fixed ballots. It goes through the same use cases as the window, so that whatever
// breaks for the secretary breaks here first.

// SampleNow is the moment at which the sample campaign stands: the first days of 整改提高.
var SampleNow = time.Date(2011, 9, 16, 10, 42, 7, 0, time.Local)

// SampleOperator is the secretary of the sample office.
const SampleOperator = "刘敏"

// sampleID returns the fixed ID of a sample record, so that every run makes the same papers: a ballot's
// codes are drawn from the IDs of its round and lines.
func sampleID(record string) ID {
	sum := sha256.Sum256([]byte("sample " + record))
	return ID(hex.EncodeToString(sum[:16]))
}

// sampleTarget is a line of the sample roster. lean says how its evaluators think of it, 0 … 100.
type sampleTarget struct {
	name  string
	kind  Kind
	level Level
	post  string
	unit  string
	lean  int
}

var sampleRoster = []sampleTarget{
	{"油区办领导班子", Team, "", "", "", 78},
	{"王喆", Leader, Principal, "党组书记、主任", "", 84},
	{"李𬭎", Leader, Member, "党组成员、副主任", "", 70},
	{"买买提·艾力", Leader, Member, "党组成员、副主任", "", 80},
	{"孙玉琴", Leader, Member, "党组成员、纪检组长", "", 77},
	{"周立民", Leader, Member, "党组成员、总工程师", "", 38},
	{"刘建军", KeyPost, "", "办公室主任", "办公室", 76},
	{"陈晓燕", KeyPost, "", "科长", "油地协调科", 83},
	{"高振海", KeyPost, "", "科长", "综合执法科", 58},
	{"郑文博", KeyPost, "", "科长", "规划项目科", 68},
	{"宋丽娟", KeyPost, "", "科长", "安全环保科", 75},
	{"行政审批服务窗口", ServiceWindow, "", "负责人 何春梅", "行政审批科", 72},
	{"信访接待窗口", ServiceWindow, "", "负责人 冯国强", "办公室", 66},
	{"油地纠纷调解窗口", ServiceWindow, "", "负责人 曹德顺", "油地协调科", 25},
	{"韩雪", RiskPost, "", "财务管理", "办公室", 82},
	{"杜志刚", RiskPost, "", "物资采购", "办公室", 60},
	{"谢长青", RiskPost, "", "工程招标", "规划项目科", 64},
	{"马晓东", RiskPost, "", "占地补偿核算", "油地协调科", 55},
}

// sampleStep is one thing that the sample office did.
type sampleStep struct {
	name string
	on   Date
	run  func(context.Context, *Store) error
}

// sampleSteps make the sample campaign, each on its own day, so that the journal and the records of the reviews tell a story
// that could be.
var sampleSteps = []sampleStep{
	{"campaign", Date{2011, 7, 21}, sampleCampaign},
	{"targets", Date{2011, 7, 25}, sampleTargets},
	{"opinions", Date{2011, 8, 9}, sampleOpinions},
	{"reports", Date{2011, 8, 10}, sampleReports},
	{"reviews", Date{2011, 8, 12}, sampleReviews},
	{"internal round", Date{2011, 9, 15}, sampleInternal},
	{"social round", Date{2011, 9, 15}, sampleSocial},
	{"attendance", Date{2011, 9, 15}, sampleAttendance},
	{"seals", Date{2011, 9, 15}, sampleSeals},
	{"problems", Date{2011, 9, 15}, sampleProblems},
	{"ledger", Date{2011, 9, 15}, sampleLedger},
	{"events", Date{2011, 9, 15}, sampleEvents},
	{"pledges", Date{2011, 9, 15}, samplePledges},
	{"outcomes", Date{2011, 9, 16}, sampleOutcomes},
}

// Sample fills an empty store with the sample campaign.
func Sample(ctx context.Context, s *Store) error { return takeSteps(ctx, s, sampleSteps) }

func takeSteps(ctx context.Context, s *Store, steps []sampleStep) error {
	for _, step := range steps {
		if err := step.run(ctx, s.on(step.on)); err != nil {
			return fmt.Errorf("sample %s: %w", step.name, err)
		}
	}
	return s.SetOperator(SampleOperator)
}

// on returns the same records as they are worked on on another day, by the secretary of the sample office.
func (s *Store) on(day Date) *Store {
	now := SampleNow.AddDate(0, 0, DateOf(SampleNow).DaysUntil(day))
	return &Store{
		path: s.path, clock: func() time.Time { return now }, log: s.log, db: s.db, conn: s.conn, operator: SampleOperator,
		random:  rand.NewChaCha8(sha256.Sum256([]byte("sample " + day.String()))), // so that every run has the same seal codes
		entries: map[ID]*entry{}, stacks: map[ID]*stack{},
	}
}

func sampleCampaign(ctx context.Context, s *Store) error {
	c := PlanTemplate(2011)
	c.ID = sampleID("campaign")
	c.Office = "某县油区工作办公室"
	c.OfficeShort = "油区办"
	c.NumberPrefix = "某油发"
	c.County = "某县"
	c.LeadingGroupOffice = "某县“两评一树”活动领导小组办公室"
	c.SupervisionGroup = "县“两评一树”活动第三督导组"
	c.PartyGroupHead = "王喆"
	return s.CreateCampaign(ctx, c)
}

func sampleTargets(ctx context.Context, s *Store) error {
	for _, t := range sampleRoster {
		err := s.SaveTarget(ctx, Target{
			ID: sampleID(t.name), Name: t.name, Kind: t.kind, Level: t.level, Post: t.post, Unit: t.unit, Ask: DefaultAsk(t.kind),
		})
		if err != nil {
			return err
		}
	}
	return s.SaveTarget(ctx, Target{
		ID: sampleID("尹立新"), Name: "尹立新", Kind: KeyPost, Post: "科长", Unit: "信息科", Ask: AskAspects,
		Withdrawn: true, Note: "8月2日调离，不再参加评议",
	})
}

func sampleRound(kind RoundKind, c Campaign) Round {
	r := NewRound(kind, c)
	r.ID = sampleID(string(kind))
	for i := range r.Groups {
		r.Groups[i].ID = sampleID(string(kind) + " " + string(r.Groups[i].Kind))
	}
	return r
}

func sampleInternal(ctx context.Context, s *Store) error {
	c, err := s.Campaign(ctx)
	if err != nil {
		return err
	}
	r := sampleRound(Internal, *c)
	r.Date, r.Time, r.Place = Date{2011, 8, 24}, "上午9:00", "三楼会议室"
	r.Chair, r.Scrutineers, r.Tellers = "孙玉琴", "丁一鸣、吕秀兰", "刘敏、韩雪"
	r.Observers = "县“两评一树”活动第三督导组、县纪委各派1人"
	r.Groups[0] = Group{ID: r.Groups[0].ID, Kind: Staff, Expected: 32, Present: 31, Printed: 34, Issued: 31, Returned: 30, Unreturned: 1, Valid: 29, Spoiled: 1}
	if err := s.SaveRound(ctx, r); err != nil {
		return err
	}
	return sampleBallots(ctx, s, r, 0)
}

func sampleSocial(ctx context.Context, s *Store) error {
	c, err := s.Campaign(ctx)
	if err != nil {
		return err
	}
	r := sampleRound(Social, *c)
	r.Date, r.Time, r.Place = Date{2011, 9, 1}, "下午2:30", "县行政办公中心第二会议室"
	r.Chair, r.Scrutineers, r.Tellers = "赵明远", "丁一鸣、吕秀兰", "刘敏、韩雪"
	r.Observers = "县纪委1人"
	for i, n := range []int{5, 5, 5, 15} {
		g := &r.Groups[i]
		g.Expected, g.Present, g.Printed, g.Issued, g.Returned, g.Valid = n, n, n+2, n, n, n
	}
	r.Groups[3].Expected = 17 // two of the 服务对象代表 did not come
	if err := s.SaveRound(ctx, r); err != nil {
		return err
	}
	return sampleBallots(ctx, s, r, -6)
}

// sampleBallots keys as many ballots as each group returned. shift moves every lean: people outside
// judge a little harder.
func sampleBallots(ctx context.Context, s *Store, r Round, shift int) error {
	form, err := s.Form(ctx, r.ID)
	if err != nil {
		return err
	}
	lean := map[string]int{}
	for _, t := range sampleRoster {
		lean[t.name] = t.lean + shift
	}
	dice := rand.New(rand.NewPCG(2011, uint64(len(r.Groups))))
	for _, g := range r.Groups {
		for i := range g.Returned {
			b := Ballot{ID: NewID(), RoundID: r.ID, GroupID: g.ID}
			if i == 7 && g.Spoiled > 0 {
				b.Spoiled = DefaultSpoilReasons[0]
			} else {
				for _, l := range form.Lines {
					b.Marks += string(rune(sampleMark(dice, lean[l.TargetName])))
				}
			}
			if _, err := s.SaveBallot(ctx, b); err != nil {
				return err
			}
		}
	}
	return nil
}

// sampleMark throws one mark: mostly a grade around the lean, now and then a blank or a double mark.
func sampleMark(dice *rand.Rand, lean int) Mark {
	switch n := dice.IntN(100); {
	case n < 2:
		return Blank
	case n < 3:
		return Multiple
	case n < 7:
		return Unfamiliar
	}
	mostly := (100 - lean) * 2 / 3
	if lean < 50 { // those who are thought ill of are marked down, so that the outcome rules have something to say
		mostly = (100 - lean) * (lean + 20) / 100
	}
	switch n := dice.IntN(100); {
	case n < lean:
		return Satisfied
	case n < lean+mostly:
		return MostlySatisfied
	}
	return Dissatisfied
}

package gui

import (
	"context"
	"fmt"

	"liangping/data"
)

// secondStore is what the second pass needs of the records beside the first.
type secondStore interface {
	entryStore
	operatorRecords
	Operator() string
	SecondPass(ctx context.Context, round data.ID) (*data.SecondPass, error)
	CheckSecondReader(ctx context.Context, p data.SheetPlace, reader string) error
	SaveSecondReading(ctx context.Context, p data.SheetPlace, r data.Reading) error
	SecondReadingAt(ctx context.Context, p data.SheetPlace) (*data.Reading, error)
	CorrectSecondReading(ctx context.Context, p data.SheetPlace, old, corrected data.Reading) error
}

// secondPile is the second pass: the sheets of the first are read again at their places, by somebody who sees nothing of what
// was read before (design.md §6).
type secondPile struct {
	store secondStore
	round data.ID
	group data.ID
	from  int // where the reader is: the first sheet from here on that wasn't read comes next
}

func (s *secondPile) place(position int) data.SheetPlace { return placeAt(s.round, s.group, position) }

func (s *secondPile) state(ctx context.Context) (state pileState, err error) {
	pass, err := s.store.SecondPass(ctx, s.round)
	if err != nil {
		return state, err
	}
	for _, g := range pass.Groups {
		if g.GroupID == s.group {
			state.keyed, state.all, state.next = g.Read, g.Keyed, g.Next
		}
	}
	if at := s.unread(ctx, state.all); at > 0 {
		state.next = at
	}
	state.recent = s.before(ctx, state.next)
	return state, nil
}

// unread returns the first position from where the reader is that wasn't read yet, 0 when there is none up to the end.
func (s *secondPile) unread(ctx context.Context, all int) int {
	if s.from == 0 {
		return 0
	}
	for position := s.from; position <= all; position++ {
		if _, err := s.store.SecondReadingAt(ctx, s.place(position)); err != nil {
			return position
		}
	}
	return 0
}

// before returns the readings that lie just before a position, the nearest first.
func (s *secondPile) before(ctx context.Context, next int) (recent []data.Ballot) {
	for position := next - 1; position > 0 && len(recent) < recentSheets; position-- {
		b, err := s.at(ctx, position)
		if err != nil {
			break
		}
		recent = append(recent, *b)
	}
	return recent
}

func (s *secondPile) may(ctx context.Context, position int) error {
	return s.store.CheckSecondReader(ctx, s.place(position), s.store.Operator())
}

// save saves a reading. A save that was reported as failed may have reached the disk after all: then what stands in the grid
// replaces what is on the disk.
func (s *secondPile) save(ctx context.Context, b data.Ballot) (data.Ballot, error) {
	err := s.store.SaveSecondReading(ctx, b.Place(), b.Reading())
	if isConflict(err) {
		stored, readErr := s.store.SecondReadingAt(ctx, b.Place())
		if readErr != nil {
			return b, err
		}
		err = s.store.CorrectSecondReading(ctx, b.Place(), *stored, b.Reading())
	}
	if err == nil {
		s.from = b.Position + 1
	}
	return b, err
}

func (s *secondPile) at(ctx context.Context, position int) (*data.Ballot, error) {
	r, err := s.store.SecondReadingAt(ctx, s.place(position))
	if err != nil {
		return nil, err
	}
	return &data.Ballot{RoundID: s.round, GroupID: s.group, Position: position, Marks: r.Marks, Spoiled: r.Spoiled}, nil
}

func (s *secondPile) correct(ctx context.Context, position int, old, corrected data.Reading) error {
	return s.store.CorrectSecondReading(ctx, s.place(position), old, corrected)
}

func (s *secondPile) takeBack(context.Context) (*data.Ballot, error) {
	return nil, &data.Error{Code: data.State, Message: "第二遍不撤回：按 PageUp 看前一张，改好按回车存。"}
}

// newSecondPage returns the page for the second pass of a group.
func newSecondPage(app *App, store secondStore, round data.Round, group data.Group, form data.Form, criteria []data.Criterion, done func()) *entryPage {
	p := &entryPage{app: app, store: store, second: true, round: round, group: group, done: done}
	p.pile = &secondPile{store: store, round: round.ID, group: group.ID}
	p.build(form, criteria)
	return p
}

// readSecond begins the second pass with the first group that has sheets left to read, after asking who reads (F6).
func (p *roundsPage) readSecond() {
	if !p.mayChange() {
		return
	}
	r := p.round()
	pass, err := p.records.SecondPass(context.Background(), r.ID)
	if err != nil {
		p.app.showError("现在不能录第二遍", err)
		return
	}
	for _, g := range pass.Groups {
		if g.Next > 0 {
			p.readGroup(*r, g)
			return
		}
	}
	if len(pass.Groups) == 0 {
		p.app.tell("还没有可以录第二遍的票", "先按 F5 逐张录第一遍。每一批录完，就可以换一个人录这一批的第二遍。")
		return
	}
	if open := len(pass.Open()); open > 0 {
		p.app.tell("第二遍已经录完", fmt.Sprintf("还有 %d 处不一致，按 F7 取出原票逐处定。", open))
		return
	}
	p.app.tell("第二遍已经录完", "没有要核对的，可以封存。")
}

// readGroup asks who reads a group's sheets again and opens the page.
func (p *roundsPage) readGroup(r data.Round, progress data.SecondProgress) {
	form, err := p.records.Form(context.Background(), r.ID)
	if err != nil {
		p.app.showError("现在不能录第二遍", err)
		return
	}
	group := *r.Group(progress.GroupID)
	next := placeAt(r.ID, group.ID, progress.Next)
	p.app.askWho(p.records, whoQuestion{
		title: "第二遍由谁录？",
		note:  fmt.Sprintf("%s，从%s起，还有 %d 张。要换一个人，不看第一遍，照原票再录。", group.Kind, next, progress.Keyed-progress.Read),
		word:  "开始录",
		width: dialogWidth,
		check: func(name string) error { return p.records.CheckSecondReader(context.Background(), next, name) },
		done: func() {
			p.startWork(newSecondPage(p.app, p.records, r, group, *form, p.campaign.Criteria, func() { p.endWork(stepCompare) }))
		},
	})
}

package data_test

import (
	"context"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"liangping/data"
)

// office is a store with the records that most tests begin with.
type office struct {
	*data.Store
	t        testing.TB
	ctx      context.Context
	clock    *clock
	campaign data.Campaign
}

type clock struct{ now time.Time }

func (c *clock) Now() time.Time { return c.now }

func at(date string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", date+" 10:42", time.Local)
	if err != nil {
		panic(err)
	}
	return t
}

func day(t testing.TB, s string) data.Date {
	t.Helper()
	d, err := data.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// emptyOffice opens a new database and says who sits there, nothing more.
func emptyOffice(t testing.TB) *office {
	t.Helper()
	o := &office{t: t, ctx: context.Background(), clock: &clock{at("2011-08-18")}}
	o.open(filepath.Join(t.TempDir(), "office.db"))
	t.Cleanup(func() { o.Close() })
	return o
}

func (o *office) open(path string) {
	o.t.Helper()
	s, err := data.Open(path, data.Options{Clock: o.clock.Now, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		o.t.Fatal(err)
	}
	o.Store = s
	o.ok(s.SetOperator("刘敏"))
}

// newOffice opens a new database with a campaign of 2011.
func newOffice(t testing.TB) *office {
	t.Helper()
	o := emptyOffice(t)
	o.campaign = data.PlanTemplate(2011)
	o.campaign.Office, o.campaign.OfficeShort = "某县油区工作办公室", "油区办"
	o.ok(o.CreateCampaign(o.ctx, o.campaign))
	return o
}

func (o *office) ok(err error) {
	o.t.Helper()
	if err != nil {
		o.t.Fatal(err)
	}
}

// target enters a target with the default way to ask.
func (o *office) target(name string, kind data.Kind, level data.Level) data.Target {
	o.t.Helper()
	t := data.Target{ID: data.NewID(), Name: name, Kind: kind, Level: level, Ask: data.DefaultAsk(kind)}
	o.ok(o.SaveTarget(o.ctx, t))
	return t
}

// roster enters a team, two leaders and a window: 9 + 2 + 2 + 2 = 15 lines.
func (o *office) roster() []data.Target {
	o.t.Helper()
	return []data.Target{
		o.target("油区办领导班子", data.Team, ""),
		o.target("王喆", data.Leader, data.Principal),
		o.target("李𬭎", data.Leader, data.Member),
		o.target("信访接待窗口", data.ServiceWindow, ""),
	}
}

const rosterLines = 15

func (o *office) round(kind data.RoundKind) data.Round {
	o.t.Helper()
	r := data.NewRound(kind, o.campaign)
	o.ok(o.SaveRound(o.ctx, r))
	return r
}

// key saves a valid ballot.
func (o *office) key(r data.Round, group int, marks string) data.Ballot {
	o.t.Helper()
	b, err := o.SaveBallot(o.ctx, data.Ballot{ID: data.NewID(), RoundID: r.ID, GroupID: r.Groups[group].ID, Marks: marks})
	o.ok(err)
	return b
}

// refused checks that err is a refusal of this kind whose sentence contains every part.
func refused(t testing.TB, err error, code data.Code, parts ...string) {
	t.Helper()
	e, ok := err.(*data.Error)
	if !ok {
		t.Fatalf("got %v (%T), want a refusal %s", err, err, code)
	}
	if e.Code != code {
		t.Errorf("%q has code %s, want %s", e.Message, e.Code, code)
	}
	for _, part := range parts {
		if !strings.Contains(e.Message, part) {
			t.Errorf("%q does not contain %q", e.Message, part)
		}
	}
	if !strings.HasSuffix(e.Message, "。") {
		t.Errorf("%q is not a sentence", e.Message)
	}
}

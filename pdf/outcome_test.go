package pdf_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"liangping/data"
	"liangping/pdf"
)

// texts writes each paper about one target for the target.
func texts(t *testing.T, in pdf.Records, name string, papers ...data.Paper) map[data.Paper]data.Document {
	t.Helper()
	in.Target = named(t, in, name)
	all := map[data.Paper]data.Document{}
	for _, paper := range papers {
		all[paper] = pdf.NewDocument(paper, in)
		if all[paper].TargetID != in.Target.ID {
			t.Errorf("the %s isn't about %s", paper, name)
		}
	}
	return all
}

// A feedback letter gives a target its own figures and what was said about it: no other name, no group, no channel.
func TestFeedbackIsAboutOneTargetOnly(t *testing.T) {
	_, in := sample(t)
	in.Opinions = append(in.Opinions, data.Opinion{TargetID: named(t, in, "李𬭎").ID, Criterion: 6, Text: "积压的纠纷没人催办。"})
	for _, target := range in.Targets {
		if target.Withdrawn {
			continue
		}
		text := texts(t, in, target.Name, data.FeedbackLetter)[data.FeedbackLetter].Text
		for _, other := range in.Targets {
			if other.Name != target.Name && strings.Contains(text, other.Name) {
				t.Errorf("the letter to %s names %s", target.Name, other.Name)
			}
		}
		for _, group := range append(data.Social.GroupKinds(), data.Internal.GroupKinds()...) {
			if strings.Contains(text, group.String()) {
				t.Errorf("the letter to %s tells of %s", target.Name, group)
			}
		}
		for _, channel := range data.OpinionChannels {
			if strings.Contains(text, channel.String()) && channel != data.BallotSheet {
				t.Errorf("the letter to %s tells of %s", target.Name, channel)
			}
		}
		for _, o := range in.Opinions {
			said := strings.TrimSuffix(o.Text, "。")
			if slices.ContainsFunc(in.Problems, func(p data.Problem) bool { return p.ID == o.ProblemID && p.TargetID == o.TargetID }) {
				continue // told by its problem
			}
			if own := o.TargetID == target.ID; own != strings.Contains(text, said) {
				t.Errorf("the letter to %s: %q is %v", target.Name, said, !own)
			}
		}
	}
	text := texts(t, in, "李𬭎", data.FeedbackLetter)[data.FeedbackLetter].Text
	if strings.Count(text, "积压的纠纷没人催办") != 1 || !strings.Contains(text, "积压的纠纷没人催办（2条）") || !strings.Contains(text, "归纳为6条") {
		t.Errorf("opinions that say the same aren't merged:\n%s", text)
	}
}

// Opinions that were merged are told as the problem that they have in common, with their number.
func TestFeedbackTellsMergedProblems(t *testing.T) {
	_, in := sample(t)
	own := named(t, in, "李𬭎").ID
	in.Opinions = []data.Opinion{
		{TargetID: own, Criterion: 2, Text: "答复总要等半个月", ProblemID: "p"},
		{TargetID: own, Criterion: 2, Text: "来信没有回音", ProblemID: "p"},
		{TargetID: own, Criterion: 1, Text: "开会多"},
	}
	in.Problems = []data.Problem{{ID: "p", Title: "纠纷答复慢。", Criterion: 2, TargetID: own, Opinions: 2}, {ID: "q", Title: "没有意见的问题", TargetID: own}}
	text := texts(t, in, "李𬭎", data.FeedbackLetter)[data.FeedbackLetter].Text
	if !strings.Contains(text, "归纳为2条：\n（一）开会多") || !strings.Contains(text, "（二）纠纷答复慢（2条）") || strings.Contains(text, "半个月") || strings.Contains(text, "没有意见的问题") {
		t.Errorf("the letter says\n%s", text)
	}
}

// A scope that is withheld is not told to the target either.
func TestFeedbackWithholds(t *testing.T) {
	_, in := sample(t)
	own := in.Stats.Of(data.SocialScope).Target(named(t, in, "李𬭎").ID)
	own.Withheld, own.Counts, own.Figures = data.TooFew, data.Counts{}, data.Figures{}
	text := texts(t, in, "李𬭎", data.FeedbackLetter)[data.FeedbackLetter].Text
	if !strings.Contains(text, "社会评议有效票较少，按规定不单列。") || strings.Contains(text, "57.63") {
		t.Errorf("the withheld scope reads\n%s", text)
	}
}

// The papers of 结果运用 give the figures of the day of the decision, whatever is counted now, and the dates as they were moved.
func TestOutcomePapersKeepTheDecision(t *testing.T) {
	_, in := sample(t)
	for i := range in.Stats.Results { // the rule was changed meanwhile
		for j := range in.Stats.Results[i].Targets {
			in.Stats.Results[i].Targets[j].Figures = data.Figures{}
		}
	}
	all := texts(t, in, "周立民", data.RectifyNotice, data.CriticismCircular, data.TalkNotice, data.TalkRecord, data.ExtensionNotice)
	for paper, d := range all {
		for _, want := range []string{"满意率27.85%，满意和基本满意率60.20%，综合得分54.42分，评议结果特别差", "2011年9月15日经办党组研究决定", "群众反映问题较多", "2011年12月31日"} {
			if !strings.Contains(d.Text, want) {
				t.Errorf("the %s lacks %q", paper, want)
			}
		}
	}
	for _, want := range []string{"延期2个月", "由2011年10月31日延长至2011年12月31日", "整改时限由2011年10月25日延长至2011年12月25日", "技术方案未经论证即付诸实施"} {
		if text := all[data.ExtensionNotice].Text; !strings.Contains(text, want) {
			t.Errorf("the 延期整改通知书 lacks %q", want)
		}
	}
	head := texts(t, in, "油地纠纷调解窗口", data.TalkNotice)[data.TalkNotice]
	if head.Addressee != "曹德顺同志" || !strings.Contains(head.Text, "你负责的油地纠纷调解窗口") {
		t.Errorf("the head of a window is talked to as %s:\n%s", head.Addressee, head.Text)
	}
	in.Decisions[0].WithdrawnOn = data.Date{Year: 2011, Month: 9, Day: 16}
	if text := texts(t, in, "周立民", data.ExtensionNotice)[data.ExtensionNotice].Text; strings.Contains(text, "办党组研究") {
		t.Errorf("a withdrawn decision is carried out:\n%s", text)
	}
}

// With one round only, the papers say which result they give (design.md §11).
func TestPapersOfOneRoundSaySo(t *testing.T) {
	_, in := sample(t)
	only := *in.Stats
	only.Results[2] = only.Results[0]
	only.Results[2].Scope, only.Results[2].Rounds = data.Combined, []data.RoundKind{data.Internal}
	in.Stats = &only
	d := &in.Decisions[0]
	d.Figures = []data.DecidedFigure{d.Figures[0], {Scope: data.Combined, Figures: d.Figures[0].Figures}}
	for paper, doc := range texts(t, in, "周立民", data.RectifyNotice, data.FeedbackLetter) {
		if strings.Contains(doc.Text, "综合结果为") || !strings.Contains(doc.Text, "内部评议结果为") {
			t.Errorf("the %s reads\n%s", paper, doc.Text)
		}
	}
	if text := pdf.NewDocument(data.ResultBulletin, in).Text; !strings.Contains(text, "只进行了内部评议，以下为内部评议结果。") {
		t.Errorf("the bulletin reads\n%s", text)
	}
}

// Figures that can still change are never issued, nor a text that was written when they could.
func TestOnlySealedResultsAreIssued(t *testing.T) {
	store, in := sample(t)
	ctx := context.Background()
	sealed := false
	if stats, err := store.Statistics(ctx); err != nil {
		t.Fatal(err)
	} else {
		sealed = stats.Of(data.Combined).Sealed
	}
	render := func(d data.Document) (data.IssuedPaper, error) {
		made, err := press(t).Document(in.Campaign, in.Settings, d)
		if err != nil {
			return data.IssuedPaper{}, err
		}
		return data.IssuedPaper{PDF: made.PDF, Pages: made.Pages, FileName: made.Name}, nil
	}
	for _, paper := range data.Papers {
		if !paper.ShowsResult() {
			continue
		}
		d := written(paper, in)
		early := in
		unsealed := *in.Stats
		for i := range unsealed.Results {
			unsealed.Results[i].Sealed = false
		}
		early.Stats = &unsealed
		before := written(paper, early)
		for _, d := range []data.Document{d, before} {
			if err := store.SaveDraft(ctx, d); err != nil {
				t.Fatal(err)
			}
		}
		var problem *data.Error
		_, err := store.IssueDocument(ctx, before.ID, render)
		if !errors.As(err, &problem) || problem.Code != data.State || !strings.Contains(problem.Message, "封存") {
			t.Errorf("the %s, written before the seal, is issued (%v)", paper, err)
		}
		if issued, err := store.IssueDocument(ctx, d.ID, render); sealed != (err == nil) {
			t.Errorf("sealed %v: the %s is issued as %v (%v)", sealed, paper, issued, err)
		}
	}
}

package gui

import (
	"testing"

	"liangping/data"
)

// A 反馈函 can be written to everybody who is appraised, a paper of 结果运用 only to those on whom its measure was decided.
func TestPapersAboutTargets(t *testing.T) {
	targets := []data.Target{{ID: "a", Name: "王喆"}, {ID: "b", Name: "周立民"}, {ID: "c", Name: "尹立新", Withdrawn: true}}
	rectify := []data.DecidedMeasure{{Measure: data.Rectify, Subject: "周立民"}}
	withdrawn := data.Decision{TargetID: "a", Confirmed: true, Measures: rectify, WithdrawnOn: data.Date{Year: 2011, Month: 9, Day: 16}}
	decisions := []data.Decision{withdrawn, {TargetID: "b", Confirmed: true, Measures: rectify}}
	for paper, want := range map[data.Paper]string{data.FeedbackLetter: "王喆周立民", data.RectifyNotice: "周立民", data.TalkNotice: ""} {
		got := ""
		for _, row := range targetRows(paper, targets, decisions) {
			got += row.about()
		}
		if got != want {
			t.Errorf("the %s is offered for %q, want %q", paper, got, want)
		}
	}
}

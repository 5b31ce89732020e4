package data_test

import (
	"math/big"
	"testing"

	"liangping/data"
)

// rule is a rule with other coefficients and weights than the default.
func rule(satisfied, mostly, dissatisfied int, countUnfamiliar bool, internalWeight int) data.Scoring {
	s := data.DefaultScoring
	s.Satisfied, s.MostlySatisfied, s.Dissatisfied, s.CountUnfamiliar, s.InternalWeight = satisfied, mostly, dissatisfied, countUnfamiliar, internalWeight
	return s
}

func TestFigures(t *testing.T) {
	for _, test := range []struct {
		name    string
		scoring data.Scoring
		counts  data.Counts
		want    [5]string // 满意率, 满意和基本满意率, 不满意率, 不了解率, 综合得分
	}{
		{"the defaults", data.DefaultScoring, data.Counts{52, 24, 4, 3, 1, 1}, [5]string{"62.65", "91.57", "4.82", "3.61", "87.50"}},
		{"不了解 out of the denominator", rule(100, 75, 0, false, 50), data.Counts{52, 24, 4, 3, 1, 1}, [5]string{"65.00", "95.00", "5.00", "3.61", "87.50"}},
		{"100/75/55", rule(100, 75, 55, true, 50), data.Counts{1, 1, 2, 0, 9, 9}, [5]string{"25.00", "50.00", "50.00", "0.00", "71.25"}},
		{"only 不了解", data.DefaultScoring, data.Counts{Unfamiliar: 3, Blank: 1}, [5]string{"0.00", "0.00", "0.00", "100.00", "—"}},
		{"only 不了解, out", rule(100, 75, 0, false, 50), data.Counts{Unfamiliar: 3}, [5]string{"—", "—", "—", "100.00", "—"}},
		{"only blank and multiple", data.DefaultScoring, data.Counts{Blank: 4, Multiple: 2}, [5]string{"—", "—", "—", "—", "—"}},
		{"nothing", data.DefaultScoring, data.Counts{}, [5]string{"—", "—", "—", "—", "—"}},
	} {
		f := test.scoring.Figures(test.counts, 0)
		got := [5]string{
			data.FormatPercent(f.SatisfiedRate), data.FormatPercent(f.AtLeastMostly), data.FormatPercent(f.DissatisfiedRate),
			data.FormatPercent(f.UnfamiliarRate), data.FormatScore(f.Score),
		}
		if got != test.want {
			t.Errorf("%s: got %v, want %v", test.name, got, test.want)
		}
	}
}

func TestFixed(t *testing.T) {
	for _, test := range []struct {
		a, b     int64
		decimals int
		want     string
	}{
		{1, 200, 2, "0.01"}, // half goes up
		{3, 200, 2, "0.02"},
		{1, 8, 2, "0.13"},
		{-1, 8, 2, "-0.13"},
		{2, 3, 2, "0.67"},
		{1, 3, 4, "0.3333"},
		{19999, 200, 2, "100.00"}, // 99.995
		{7, 1, 0, "7"},
		{1005, 1000, 2, "1.01"}, // 1.00 in binary floating point
	} {
		if got := data.Fixed(big.NewRat(test.a, test.b), test.decimals); got != test.want {
			t.Errorf("Fixed(%d/%d, %d) = %s, want %s", test.a, test.b, test.decimals, got, test.want)
		}
	}
	if got := data.Fixed(nil, 2); got != "—" {
		t.Error(got)
	}
}

func TestMajorityGrade(t *testing.T) {
	for _, test := range []struct {
		counts  data.Counts
		members int
		want    data.Mark
	}{
		{data.Counts{Satisfied: 6}, 11, data.Satisfied},
		{data.Counts{Satisfied: 5, MostlySatisfied: 6}, 10, data.MostlySatisfied}, // exactly half isn't more than half
		{data.Counts{Satisfied: 3, MostlySatisfied: 2, Unfamiliar: 5}, 10, data.Dissatisfied},
	} {
		if got := data.MajorityGrade(test.counts, test.members); got != test.want {
			t.Errorf("%+v of %d: %s, want %s", test.counts, test.members, got, test.want)
		}
	}
}

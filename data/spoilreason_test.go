package data_test

import (
	"slices"
	"strings"
	"testing"

	"liangping/data"
)

func TestSpoilReasons(t *testing.T) {
	o := newOffice(t)
	o.roster()
	r := o.round(data.Internal)
	got, err := o.SpoilReasons(o.ctx)
	if want := []string{"涂改无法辨认", "整张空白", "写有姓名或记号", "不是本次印发的票"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%q, %v", got, err)
	}
	b := data.Ballot{ID: data.NewID(), RoundID: r.ID, GroupID: r.Groups[0].ID, Spoiled: got[1]}
	_, err = o.SaveBallot(o.ctx, b)
	o.ok(err)

	ours := []string{"整张没有填写", "涂改无法辨认", "缺角"}
	o.ok(o.SaveSpoilReasons(o.ctx, []string{" 整张没有填写 ", "涂改无法辨认", "缺角"}))
	if got, err = o.SpoilReasons(o.ctx); err != nil || !slices.Equal(got, ours) {
		t.Errorf("%q, %v", got, err)
	}
	recent, err := o.RecentBallots(o.ctx, r.ID, r.Groups[0].ID, 1)
	if err != nil || recent[0].Spoiled != "整张空白" {
		t.Errorf("a ballot that was spoiled before says %+v, %v", recent, err)
	}
	before := dump(t, o)
	o.ok(o.SaveSpoilReasons(o.ctx, ours))
	if dump(t, o) != before {
		t.Error("saving the same reasons changed something")
	}
	o.ok(o.SaveSpoilReasons(o.ctx, data.DefaultSpoilReasons))
	if got, err = o.SpoilReasons(o.ctx); err != nil || !slices.Equal(got, data.DefaultSpoilReasons) {
		t.Errorf("%q, %v", got, err)
	}
	var rows int
	o.ok(o.DB().QueryRow("SELECT count(*) FROM spoil_reason").Scan(&rows))
	if rows != 0 {
		t.Errorf("%d rows hold what is usual", rows)
	}
	got[0] = "changed by the caller"
	if data.DefaultSpoilReasons[0] != "涂改无法辨认" {
		t.Error("the usual reasons can be changed from outside")
	}

	for name, test := range map[string]struct {
		reasons []string
		code    data.Code
		part    string
	}{
		"none":     {nil, data.Invalid, "有 0 条"},
		"too many": {strings.Split("一二三四五六七八九", ""), data.Invalid, "有 9 条，应当是 1 至 8 条"},
		"empty":    {[]string{"缺角", " "}, data.Invalid, "第 2 条废票原因是空的"},
		"long":     {[]string{strings.Repeat("长", 21)}, data.Invalid, "21 个字，最多 20 个字"},
		"twice":    {[]string{"缺角", "缺角 "}, data.Conflict, "“缺角”写了两次"},
	} {
		t.Run(name, func(t *testing.T) { refused(t, o.SaveSpoilReasons(o.ctx, test.reasons), test.code, test.part) })
	}
}

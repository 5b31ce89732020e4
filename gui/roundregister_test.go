package gui

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"liangping/data"
	"liangping/pdf"
)

// filedSheets tells how the register has the 计票结果报告单 of a round, oldest seal first: state, seal code, hash.
func filedSheets(t *testing.T, store *data.Store, round data.ID) (lines []string) {
	t.Helper()
	all, err := store.Documents(context.Background(), data.DocumentFilter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range all {
		if d.Paper == data.CountedSheet && d.RoundID == round {
			lines = append(lines, fmt.Sprint(d.State, d.Number, d.Text, len(d.SHA256), d.Reason))
		}
	}
	slices.Sort(lines)
	return lines
}

// A 报告单 of a sealed round is in the register once, without a number; printed again it is the same file even if the office was
// renamed since; after another seal the old one is 作废.
func TestSheetsOfASealedRoundAreRegistered(t *testing.T) {
	ctx, store, press := context.Background(), newOpenSampleStore(t), demoPress(t)
	held, err := store.Rounds(ctx)
	if err != nil {
		t.Fatal(err)
	}
	round := held[0].ID
	seal := func() string {
		t.Helper()
		if err := store.WaiveSecondPass(ctx, round, "人手不够"); err != nil {
			t.Fatal(err)
		}
		made, err := store.SealRound(ctx, round)
		if err != nil {
			t.Fatal(err)
		}
		return "封存码：" + made.Code
	}
	print := func() []byte {
		t.Helper()
		c, err := store.Campaign(ctx)
		if err != nil {
			t.Fatal(err)
		}
		s, err := store.CountSheet(ctx, round)
		if err != nil {
			t.Fatal(err)
		}
		made, err := press.RoundSheet(data.CountedSheet, *c, *s, nil)
		if err != nil {
			t.Fatal(err)
		}
		var kept *pdf.Paper
		if kept, err = registeredSheet(ctx, store, *c, *s, data.CountedSheet, data.DateOf(data.SampleNow), made); err != nil {
			t.Fatal(err)
		}
		if kept.Name != made.Name || kept.Pages != made.Pages || !strings.Contains(kept.Name, "计票结果报告单") {
			t.Errorf("kept as %s of %d pages, made as %s of %d", kept.Name, kept.Pages, made.Name, made.Pages)
		}
		return kept.PDF
	}
	first := seal()
	signed := print()
	c, err := store.Campaign(ctx)
	if err != nil {
		t.Fatal(err)
	}
	c.Office = "某县石油办公室"
	if err := store.SaveCampaign(ctx, *c); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(print(), signed) {
		t.Error("printed again, it is another paper")
	}
	if got := filedSheets(t, store, round); !slices.Equal(got, []string{"已签发" + first + "64"}) {
		t.Errorf("the register has %q", got)
	}
	if err := store.UnsealRound(ctx, round, "收回数写错"); err != nil {
		t.Fatal(err)
	}
	second := seal()
	if first == second || bytes.Equal(print(), signed) {
		t.Error("another seal gives the same paper")
	}
	if got := filedSheets(t, store, round); !slices.Equal(got, []string{"作废" + first + "64评议已经启封，重新封存", "已签发" + second + "64"}) {
		t.Errorf("the register has %q", got)
	}
}

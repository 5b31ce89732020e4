package gui

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"liangping/data"
)

// pledgesOf returns the pledges that are stored.
func pledgesOf(t *testing.T, store *data.Store) []data.Pledge {
	t.Helper()
	all, err := store.Pledges(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// pressLink goes with Tab to the link with the words and follows it.
func pressLink(t *testing.T, a *App, words string) {
	t.Helper()
	for range 80 {
		if l, ok := a.canvas.Focused().(*sideLink); ok && strings.HasPrefix(l.text, words) {
			typeKeys(a, fyne.KeyReturn)
			return
		}
		typeKeys(a, fyne.KeyTab)
	}
	t.Fatalf("Tab leads to no link %s", words)
}

func TestWritePledgesByKeyboard(t *testing.T) {
	store := newTestStore(t)
	a, _ := reportsOf(t, store, store)
	typeKeys(a, fyne.KeyDown)
	for _, content := range []string{"", "每月走访 4 次", "公布办理结果"} {
		pressLink(t, a, "增加…")
		writeText(t, a, content)
		reportPress(t, a, "保存")
		if content == "" {
			if !strings.Contains(shown(a), "承诺内容还没有填写。") {
				t.Errorf("an empty pledge: the dialog shows %q", shown(a))
			}
			typeKeys(a, fyne.KeyEscape)
		}
	}
	got := pledgesOf(t, store)
	if len(got) != 2 || got[0].Content != "每月走访 4 次" || got[1].Number != 2 || got[0].Due != (data.Date{Year: 2011, Month: 10, Day: 31}) {
		t.Fatalf("stored are %+v", got)
	}
	pressLink(t, a, "每月走访")
	reportPress(t, a, "删除这一项…")
	reportPress(t, a, "删除")
	if got := pledgesOf(t, store); a.dialogOpen() || len(got) != 1 || got[0].Number != 1 || got[0].Content != "公布办理结果" {
		t.Errorf("after deleting the first are stored %+v, dialog open: %t", got, a.dialogOpen())
	}
}

// A pledge that is added while the text isn't saved yet stays in the list when the text is.
func TestPledgeWhileWriting(t *testing.T) {
	store := newTestStore(t)
	a, p := reportsOf(t, store, store)
	typeKeys(a, fyne.KeyReturn)
	writeText(t, a, "一、履职情况")
	pressLink(t, a, "增加…")
	writeText(t, a, "每月走访 4 次")
	reportPress(t, a, "保存")
	if p.editor.report.Text != "一、履职情况" {
		t.Fatalf("the text became %q", p.editor.report.Text)
	}
	p.editor.autosave()
	if row, _ := p.table.selected(); len(row.pledges) != 1 || row.report.Text != "一、履职情况" || !onScreen(a, "每月走访 4 次") {
		t.Errorf("the list has %d pledges and the text %q", len(row.pledges), row.report.Text)
	}
}

// 承诺, 践诺, 评诺, and what was not kept goes into the ledger, once.
func TestFollowPledges(t *testing.T) {
	store := newTestStore(t)
	a, _ := reportsOf(t, store, store)
	ctx := context.Background()
	target := written(t, store, 2)
	for _, err := range []error{
		store.SubmitReport(ctx, target.ID, data.Parts, data.Signature{}),
		store.ApproveReport(ctx, target.ID, data.Parts, data.Signature{By: "王喆"}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	a.reload()
	typeKeys(a, fyne.KeyDown, fyne.KeyDown)

	pressLink(t, a, "纠纷受理后")
	reportPress(t, a, "践诺…")
	writeText(t, a, "受理 12 件，都在 5 个工作日内答复，答复单存档")
	saveScreen(t, a, "03-pledge-done")
	reportPress(t, a, "保存")
	pressLink(t, a, "纠纷受理后")
	reportPress(t, a, "评诺…")
	a.canvas.Focused().(*radio).pick(0)
	pressEntry(t, a, "李𬭎")
	reportPress(t, a, "保存")
	if !strings.Contains(shown(a), "“李𬭎”就是承诺人") {
		t.Errorf("judging oneself: the dialog shows %q", shown(a))
	}
	pressEntry(t, a, "王喆")
	reportPress(t, a, "保存")
	if got := pledgesOf(t, store)[0]; got.State != data.PledgeKept || got.Judged.By != "王喆" {
		t.Errorf("the first is %+v", got)
	}

	pressLink(t, a, "执法事项") // overdue since yesterday, nobody did anything
	reportPress(t, a, "评诺…")
	a.canvas.Focused().(*radio).pick(1)
	typeKeys(a, fyne.KeyTab)
	writeText(t, a, "没有告知")
	pressEntry(t, a, "王喆")
	saveScreen(t, a, "03-pledge-judged")
	reportPress(t, a, "保存")
	bothSizes(t, a, "03-reports-pledges")
	pressLink(t, a, "执法事项")
	reportPress(t, a, "列入整改台账…")
	reportPress(t, a, "列入")
	items, err := store.LedgerItems(ctx)
	if err != nil || len(items) != 1 || pledgesOf(t, store)[1].ItemID != items[0].ID {
		t.Fatalf("the ledger has %+v, %v", items, err)
	}
	pressLink(t, a, "执法事项")
	if text := shown(a); strings.Contains(text, "列入整改台账…") || !strings.Contains(text, "→ 整改台账") {
		t.Errorf("of a pledge in the ledger the dialog shows %q", text)
	}
}

// pressEntry goes with Tab to the first field for one line that isn't a date and writes into it anew.
func pressEntry(t *testing.T, a *App, text string) {
	t.Helper()
	for range 60 {
		if e, ok := a.canvas.Focused().(*entry); ok && e.PlaceHolder != reportDate.String() {
			e.SetText("")
			writeText(t, a, text)
			return
		}
		typeKeys(a, fyne.KeyTab)
	}
	t.Fatal("Tab leads to no field")
}

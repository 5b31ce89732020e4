package data_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"liangping/data"
)

func TestIssue(t *testing.T) {
	o := numberedOffice(t)
	d := o.issue(notice("关于召开“两评一树”\n内部评议会议的通知"))
	pdf, err := o.IssuedPDF(o.ctx, d.ID)
	o.ok(err)
	// the paper was made with the number and without 草稿
	if want := "%PDF 某油发〔2011〕1号 现将有关事项通知如下：\n一、时间和地点 已签发"; string(pdf) != want {
		t.Errorf("the paper is %q, want %q", pdf, want)
	}
	sum := sha256.Sum256(pdf)
	hash := hex.EncodeToString(sum[:])
	if d.State != data.DocumentIssued || d.Number != (data.DocumentNumber{Series: "某油发", Year: 2011, Number: 1}) || d.Pages != 3 ||
		d.FileName != "关于召开“两评一树”内部评议会议的通知.pdf" || d.SHA256 != hash {
		t.Errorf("issued: %+v", d)
	}
	if want := strings.ToUpper(hash[:4] + "-" + hash[4:8]); d.Code() != want {
		t.Errorf("the code is %s, want %s", d.Code(), want)
	}
	if entry := o.journal()[len(o.journal())-1]; !strings.Contains(entry, "签发 某油发〔2011〕1号《关于召开“两评一树”内部评议会议的通知》，SHA-256 "+hash) {
		t.Errorf("the journal tells %s", entry)
	}
	again, err := o.IssueDocument(o.ctx, d.ID, func(data.Document) (data.IssuedPaper, error) {
		t.Error("an issued document was made again")
		return data.IssuedPaper{}, nil
	})
	o.ok(err)
	if *again != d {
		t.Errorf("issued twice: %+v, then %+v", d, *again)
	}
}

// A paper that can't be made leaves the draft and the number as they were.
func TestIssueFails(t *testing.T) {
	o := numberedOffice(t)
	d := o.draft("通知")
	before := dump(t, o)
	cause := errors.New("no font")
	for name, paper := range map[string]data.IssuedPaper{
		"no bytes": {Pages: 1, FileName: "a.pdf"}, "no pages": {PDF: []byte("%PDF"), FileName: "a.pdf"}, "no name": {PDF: []byte("%PDF"), Pages: 1},
	} {
		if _, err := o.IssueDocument(o.ctx, d.ID, func(data.Document) (data.IssuedPaper, error) { return paper, nil }); err == nil {
			t.Errorf("a paper with %s was issued", name)
		}
	}
	_, err := o.IssueDocument(o.ctx, d.ID, func(data.Document) (data.IssuedPaper, error) { return data.IssuedPaper{}, cause })
	if !errors.Is(err, cause) {
		t.Errorf("got %v, want the cause", err)
	}
	_, err = o.IssuedPDF(o.ctx, d.ID)
	refused(t, err, data.NotFound, "《通知》没有存档的 PDF")
	if dump(t, o) != before {
		t.Error("something was written")
	}
	if n, err := o.NextNumber(o.ctx, data.Notice, 2011); err != nil || n.Number != 1 {
		t.Errorf("the next number is %s, %v", n, err)
	}
}

// While a paper is being made another takes its number, or its text is changed: it is made again, and what is kept is
// what holds at the end.
func TestIssueOvertaken(t *testing.T) {
	for _, test := range []struct {
		name      string
		meanwhile func(o *office, d data.Document)
		times     int // that the paper is made
		want      string
	}{
		{"number taken", func(o *office, _ data.Document) { o.issue(notice("更快的")) }, 2, "%PDF 某油发〔2011〕2号 甲 已签发"},
		{"number used outside", func(o *office, _ data.Document) {
			o.ok(o.EnterOutsideNumber(o.ctx, data.NewID(), data.DocumentNumber{Series: "某油发", Year: 2011, Number: 1}, "汛期", day(o.t, "2011-08-04")))
		}, 2, "%PDF 某油发〔2011〕2号 甲 已签发"},
		{"text changed", func(o *office, d data.Document) {
			d.Text = "乙"
			o.ok(o.SaveDraft(o.ctx, d))
		}, 2, "%PDF 某油发〔2011〕1号 乙 已签发"},
		{"issued by another", func(o *office, d data.Document) {
			_, err := o.IssueDocument(o.ctx, d.ID, printed)
			o.ok(err)
		}, 1, "%PDF 某油发〔2011〕1号 甲 已签发"},
		{"nothing", func(*office, data.Document) {}, 1, "%PDF 某油发〔2011〕1号 甲 已签发"},
	} {
		t.Run(test.name, func(t *testing.T) {
			o := numberedOffice(t)
			d := notice("慢的")
			d.Text = "甲"
			o.ok(o.SaveDraft(o.ctx, d))
			times := 0
			issued, err := o.IssueDocument(o.ctx, d.ID, func(now data.Document) (data.IssuedPaper, error) {
				if times++; times == 1 {
					test.meanwhile(o, d)
				}
				return printed(now)
			})
			o.ok(err)
			pdf, err := o.IssuedPDF(o.ctx, d.ID)
			if err != nil || times != test.times || string(pdf) != test.want || !strings.Contains(test.want, issued.Number.String()) {
				t.Errorf("made %d times: %q with %s, %v, want %q, made %d times", times, pdf, issued.Number, err, test.want, test.times)
			}
		})
	}
}

// Several clerks issue at the same moment: no number is left out, none is given twice, each paper shows its own.
func TestIssueAtTheSameMoment(t *testing.T) {
	o := numberedOffice(t)
	const clerks, each = 3, 8
	var wait sync.WaitGroup
	errs := make(chan error, clerks*each)
	for range clerks {
		wait.Go(func() {
			for range each {
				d := notice("通知")
				err := o.SaveDraft(o.ctx, d)
				if err == nil {
					_, err = o.IssueDocument(o.ctx, d.ID, printed)
				}
				errs <- err
			}
		})
	}
	wait.Wait()
	for range clerks * each {
		o.ok(<-errs)
	}
	o.gapless(clerks * each)
}

// gapless checks by another road than Check that the register holds the numbers 1 … n, each with the paper that
// shows it.
func (o *office) gapless(n int) {
	o.t.Helper()
	all, err := o.Documents(o.ctx, data.DocumentFilter{State: data.DocumentIssued})
	o.ok(err)
	seen := make([]bool, n+1)
	for _, d := range all {
		pdf, err := o.IssuedPDF(o.ctx, d.ID)
		o.ok(err)
		i := d.Number.Number
		if i < 1 || i > n || seen[i] || !strings.Contains(string(pdf), fmt.Sprintf("〔2011〕%d号", i)) {
			o.t.Fatalf("%s is out of the row of %d, there twice, or its paper shows another: %q", d.Number, n, pdf)
		}
		seen[i] = true
	}
	if len(all) != n {
		o.t.Errorf("%d documents, want %d", len(all), n)
	}
	findings, err := o.Check(o.ctx)
	if err != nil || !findings.OK {
		o.t.Errorf("%v, %v", findings.Lines, err)
	}
}

// issuer issues documents until it is killed, and says so before and after.
func issuer(path string) error {
	ctx := context.Background()
	s, err := data.Open(path, data.Options{})
	if err != nil {
		return err
	}
	if err := s.SetOperator("刘敏"); err != nil {
		return err
	}
	for {
		d := notice("通知")
		if err := s.SaveDraft(ctx, d); err != nil {
			return err
		}
		fmt.Println("try", d.ID)
		if _, err := s.IssueDocument(ctx, d.ID, printed); err != nil {
			return err
		}
		fmt.Println("saved", d.ID)
	}
}

// kill −9 in the middle of issuing, again and again: what was said to be issued is, the row has no gap, and a document
// is issued with its paper or not at all.
func TestKillWhileIssuing(t *testing.T) {
	o := numberedOffice(t)
	path := o.Path()
	o.ok(o.Close())
	saved, tried := map[data.ID]bool{}, map[data.ID]bool{}
	const kills = 15
	for range kills {
		workAndKill(t, issueForEver, path, saved, tried)
		o.open(path)
		all, err := o.Documents(o.ctx, data.DocumentFilter{State: data.DocumentIssued})
		o.ok(err)
		o.gapless(len(all))
		for _, d := range all {
			if !tried[d.ID] {
				t.Fatalf("%s was never issued", d.Number)
			}
		}
		for id := range saved {
			if o.document(id).State != data.DocumentIssued {
				t.Fatalf("the confirmed document %s is lost", id)
			}
		}
		if extra := len(all) - len(saved); extra > kills {
			t.Errorf("%d documents are issued without a confirmation", extra)
		}
		o.ok(o.Close())
	}
	if len(saved) < kills {
		t.Errorf("only %d documents were issued in %d runs: nothing was proved", len(saved), kills)
	}
	o.open(path)
}

func TestWithdraw(t *testing.T) {
	o := numberedOffice(t)
	first, second := o.issue(notice("第一份")), o.issue(notice("第二份"))
	refused(t, o.WithdrawDocument(o.ctx, first.ID, " \n"), data.Invalid, "作废原因")
	for range 2 {
		o.ok(o.WithdrawDocument(o.ctx, first.ID, "日期有误"))
	}
	refused(t, o.WithdrawDocument(o.ctx, first.ID, "另一个原因"), data.State, "已经作废", "日期有误")
	got := o.document(first.ID)
	if got.State != data.DocumentWithdrawn || got.Number != first.Number || got.Reason != "日期有误" || got.SHA256 != first.SHA256 {
		t.Errorf("%+v", got)
	}
	if pdf, err := o.IssuedPDF(o.ctx, first.ID); err != nil || !strings.Contains(string(pdf), "〔2011〕1号") {
		t.Errorf("a withdrawn document prints %q, %v", pdf, err)
	}
	// neither the first nor the last number comes back
	o.ok(o.WithdrawDocument(o.ctx, second.ID, "不发了"))
	if third := o.issue(notice("第三份")); third.Number.Number != 3 {
		t.Errorf("the next is %s, want 3", third.Number)
	}
	if told := strings.Join(o.journal(), "\n"); strings.Count(told, "作废某油发〔2011〕1号《第一份》，原因：日期有误") != 1 {
		t.Errorf("the journal tells\n%s", told)
	}
}

// Behind the program's back, too, the database itself keeps what was issued.
func TestIssuedIsFrozen(t *testing.T) {
	o := numberedOffice(t)
	d := o.issue(notice("通知"))
	w := o.issue(notice("作废的"))
	o.ok(o.WithdrawDocument(o.ctx, w.ID, "印错"))
	o.ok(o.EnterOutsideNumber(o.ctx, data.NewID(), data.DocumentNumber{Series: "某油发", Year: 2011, Number: 3}, "汛期", day(t, "2011-08-04")))
	draft := o.draft("草稿")
	before := dump(t, o)
	for _, statement := range []string{
		"UPDATE document SET title = '别的' WHERE state = 'issued'", "UPDATE document SET number = 9 WHERE state = 'issued'",
		"UPDATE document SET text = '' WHERE state = 'issued'", "UPDATE document SET pages = 9 WHERE state = 'issued'",
		"UPDATE document SET round_id = NULL, signer = 'x' WHERE state = 'issued'", "UPDATE document SET campaign_id = 'x' WHERE state = 'issued'",
		"UPDATE document SET state = 'draft', number = 0, series = '' WHERE state = 'issued'", "UPDATE document SET state = 'outside' WHERE state = 'issued'",
		"UPDATE document SET state = 'withdrawn' WHERE state = 'issued'", // without a reason
		"UPDATE document SET state = 'withdrawn', reason = 'x', title = 'y' WHERE state = 'issued'",
		"UPDATE document SET state = 'issued', reason = '' WHERE state = 'withdrawn'", "UPDATE document SET reason = 'x' WHERE state = 'withdrawn'",
		"UPDATE document SET title = 'x' WHERE state = 'outside'", "UPDATE document SET state = 'draft', number = 0, series = '' WHERE state = 'outside'",
		"DELETE FROM document WHERE state = 'issued'", "DELETE FROM document WHERE state = 'withdrawn'", "DELETE FROM document WHERE state = 'outside'",
		"INSERT OR REPLACE INTO document SELECT * FROM document WHERE state = 'outside'",
		"INSERT OR REPLACE INTO document SELECT * FROM document WHERE state = 'issued'",
		`INSERT INTO document SELECT lower(hex(randomblob(16))), campaign_id, paper, kind, state, series, year, number + 70, title, addressee,
			copies, date, signer, text, round_id, target_id, pages, created_at, updated_at, reason FROM document WHERE state = 'issued'`,
		"UPDATE document SET state = 'issued', series = '某油发', number = 4 WHERE state = 'draft'", // without a paper
		"UPDATE document SET state = 'withdrawn', reason = 'x' WHERE state = 'draft'",
		"UPDATE document SET series = '某油发', number = 4 WHERE state = 'draft'",
		"UPDATE document SET kind = 'poem' WHERE state = 'draft'", "UPDATE document SET date = '2011-02-30' WHERE state = 'draft'",
		"UPDATE issued_paper SET pdf = x'00'", "DELETE FROM issued_paper", "INSERT OR REPLACE INTO issued_paper SELECT * FROM issued_paper",
		"DROP TRIGGER document_frozen",
		"INSERT INTO issued_paper SELECT id, 'a', zeroblob(32), x'00' FROM document WHERE state = 'outside'",
	} {
		if _, err := o.DB().Exec(statement); err == nil {
			t.Errorf("%s went through", statement)
		}
	}
	if dump(t, o) != before {
		t.Error("something was changed")
	}
	// the same number twice, the long way round
	_, err := o.DB().Exec("INSERT INTO issued_paper VALUES (?, 'a.pdf', zeroblob(32), x'00')", draft.ID)
	o.ok(err)
	if _, err := o.DB().Exec("UPDATE document SET state = 'issued', series = ?, number = ? WHERE id = ?", d.Number.Series, d.Number.Number, draft.ID); err == nil {
		t.Error("a number was given twice")
	}
}

// Whoever changes the file from outside is found, by Check, at the next start and when the paper is printed again.
func TestTamperedDocuments(t *testing.T) {
	o := numberedOffice(t)
	d := o.issue(notice("通知"))
	o.issue(notice("第二份"))
	forged := sha256.Sum256([]byte("%PDF forged"))
	clean := filepath.Join(t.TempDir(), "clean.db")
	o.ok(o.Close())
	o.ok(copyTo(clean, o.Path()))
	o.open(o.Path())
	for name, test := range map[string]struct {
		statements []string
		want       string
		pdf        bool // reprinting is refused
	}{
		"untouched": {},
		"pdf": {
			[]string{"DROP TRIGGER issued_paper_no_update", "UPDATE issued_paper SET pdf = CAST('%PDF forged' AS BLOB) WHERE document_id = '" + string(d.ID) + "'"},
			"某油发〔2011〕1号《通知》存档的 PDF 与签发时的校验码不符", true,
		},
		"pdf and hash": {
			[]string{"DROP TRIGGER issued_paper_no_update", "UPDATE issued_paper SET pdf = CAST('%PDF forged' AS BLOB), sha256 = x'" +
				hex.EncodeToString(forged[:]) + "' WHERE document_id = '" + string(d.ID) + "'"},
			"某油发〔2011〕1号《通知》存档的 PDF", true,
		},
		"pdf gone": {
			[]string{"DROP TRIGGER issued_paper_no_delete", "DELETE FROM issued_paper WHERE document_id = '" + string(d.ID) + "'"},
			"某油发〔2011〕1号《通知》存档的 PDF", true,
		},
		"gap":       {[]string{"DROP TRIGGER document_frozen", "UPDATE document SET number = 5 WHERE number = 2"}, "某油发〔2011〕的文号不连续：应从1号起，登记了 2 个，最小1号，最大5号", false},
		"beginning": {[]string{"DROP TRIGGER document_frozen", "UPDATE document SET number = 3 WHERE number = 1"}, "应从1号起，登记了 2 个，最小2号，最大3号", false},
		"before the beginning": {
			[]string{"DROP TRIGGER document_frozen", "UPDATE document SET number = 3 WHERE number = 2", "INSERT INTO first_number VALUES ('某油发', 2011, 2)"},
			"应从2号起，登记了 2 个，最小1号，最大3号", false,
		},
		"other year": {[]string{"DROP TRIGGER document_frozen", "UPDATE document SET year = 2012 WHERE number = 2"}, "某油发〔2012〕的文号不连续", false},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "office.db")
			o.ok(copyTo(path, clean))
			tamper(t, path, test.statements...)
			s, err := data.OpenReadOnly(path)
			o.ok(err)
			findings, err := s.Check(o.ctx)
			if err != nil || findings.OK != (test.want == "") || !strings.Contains(findings.Trouble(), test.want) {
				t.Errorf("check finds %+v, %v", findings, err)
			}
			_, err = s.IssuedPDF(o.ctx, d.ID)
			switch {
			case !test.pdf:
				o.ok(err)
			case name == "pdf gone":
				refused(t, err, data.NotFound, "没有存档的 PDF")
			default:
				refused(t, err, data.Damaged, test.want, "从备份恢复")
			}
			o.ok(s.Close())
			s, err = data.Open(path, data.Options{})
			if test.want != "" {
				refused(t, err, data.Damaged)
				return
			}
			o.ok(err)
			o.ok(s.Close())
		})
	}
}

// A paper with figures is not issued with those of before the last seal or the last change of the rule, however it was edited
// since; restored, it is.
func TestIssueWithOldFigures(t *testing.T) {
	o := newOffice(t)
	r, _ := o.meeting()
	o.ok(o.SaveOfficeSettings(o.ctx, data.OfficeSettings{}))
	d := notice("关于“两评一树”活动群众评议结果的通报")
	d.Paper, d.Kind = data.ResultBulletin, data.Sheet
	later := func() { o.clock.now = o.clock.now.Add(24 * time.Hour) }
	issue := func() error {
		_, err := o.IssueDocument(o.ctx, d.ID, printed)
		return err
	}
	o.seal(r)
	later()
	o.ok(o.SaveDraft(o.ctx, d))
	later()
	o.ok(o.UnsealRound(o.ctx, r.ID, "有一张票录错"))
	refused(t, issue(), data.State, "封存")
	o.seal(r)
	later()
	d.Text += "\n封存以后又改了一句。"
	o.ok(o.SaveDraft(o.ctx, d))
	refused(t, issue(), data.State, "封存以前写的", "恢复范文")
	o.ok(o.RestoreDraft(o.ctx, d))
	later()
	rule := data.Presets[3].Apply(data.DefaultScoring)
	o.ok(o.SaveScoringSealed(o.ctx, rule, "县里要求按四等计分"))
	refused(t, issue(), data.State, "修改计分规则以前写的", "恢复范文")
	later()
	o.ok(o.RestoreDraft(o.ctx, d))
	o.ok(issue())
}

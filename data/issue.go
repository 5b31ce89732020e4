package data

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"
)

// IssuedPaper is the file that a document is made into when it is issued.
type IssuedPaper struct {
	PDF      []byte
	Pages    int
	FileName string
}

// IssueDocument makes a draft an issued document: it takes the next number of its series, if its kind has one, and is
// kept with its PDF and hash, in one transaction; a 督办通知单 enters a 督查 at each ledger item that it names. Nothing of it
// can be changed afterwards.
//
// The PDF shows the number, so render is called with the document as it will be, numbered and 已签发, before anything
// is written. Should another document take that number meanwhile, or the draft be changed, render is called again with
// what holds then. Issuing an issued document again returns it as it is.
func (s *Store) IssueDocument(ctx context.Context, id ID, render func(Document) (IssuedPaper, error)) (*Document, error) {
	for {
		d, err := s.numbered(ctx, id)
		if err != nil || d.SHA256 != "" {
			return d, err
		}
		paper, err := render(*d)
		if err != nil {
			return nil, fmt.Errorf("make %s: %w", d.called(), err)
		}
		if len(paper.PDF) == 0 || paper.Pages < 1 || paper.FileName == "" {
			return nil, fmt.Errorf("make %s: the paper is empty", d.called())
		}
		if done, err := s.issue(ctx, d, paper); err != nil {
			return nil, err
		} else if done {
			return s.Document(ctx, id)
		}
	}
}

// numbered returns the document as it would be issued now.
func (s *Store) numbered(ctx context.Context, id ID) (d *Document, err error) {
	err = s.read(ctx, func(t *tx) error {
		d, err = numbered(t, id)
		return err
	})
	return d, err
}

func numbered(t *tx, id ID) (*Document, error) {
	campaign, err := currentID(t)
	if err != nil {
		return nil, err
	}
	if _, err := t.belongs("document", id, campaign); err != nil {
		return nil, err
	}
	d, err := findDocument(t, id)
	if err != nil || d.State == DocumentIssued {
		return d, err
	}
	if d.State != DocumentDraft {
		return nil, refuse(State, "%s%s，不能签发。", d.called(), d.State.done())
	}
	if err := d.Ready(); err != nil {
		return nil, err
	}
	if d.Paper.ShowsResult() {
		if err := d.settled(t); err != nil {
			return nil, err
		}
	}
	d.State = DocumentIssued
	if !d.Kind.Numbered() {
		return d, nil
	}
	d.Number, err = nextNumber(t, d.Kind, d.Date.Year)
	if err == nil && d.Number.Number == 0 {
		err = refuse(State, "%s的发文代字还没有填写。请在单位设置里填写后再签发。", d.Kind)
	}
	return d, err
}

// UnsealedNote is what a paper says whose figures were written into it before the seal.
const UnsealedNote = "评议尚未封存，票数还会变，本稿只供核对。"

// settled refuses to issue a paper whose figures can still change, or that was written when they still could.
func (d *Document) settled(t *tx) error {
	c, err := currentCampaign(t)
	if err != nil {
		return err
	}
	stats, err := statistics(t, c)
	if err != nil {
		return err
	}
	if err := stats.Of(Combined).Issuable(); err != nil {
		return err
	}
	if strings.Contains(d.Text, UnsealedNote) {
		return refuse(State, "%s是封存以前写的，数字可能已经变了。请用“恢复范文”重新取数，核对后再签发。", d.called())
	}
	changed, what, err := figuresChanged(t, c)
	if err != nil {
		return err
	}
	if d.CreatedAt.Before(changed) {
		return refuse(State, "%s是%s%s以前写的，数字可能已经变了。请用“恢复范文”重新取数，核对后再签发。", d.called(), DateOf(changed), what)
	}
	return nil
}

// figuresChanged returns when the figures became what they are, the last seal or the last change of the rule after one, and
// what was done then.
func figuresChanged(t *tx, c *Campaign) (last time.Time, what string, err error) {
	type moment struct{ at, what string }
	all, err := list(t, func(m *moment) []any { return []any{&m.at, &m.what} },
		`SELECT seal.at, '封存' FROM seal JOIN round ON round.id = seal.round_id WHERE round.campaign_id = ?1
		UNION ALL SELECT at, '修改计分规则' FROM rule_change WHERE campaign_id = ?1`, c.ID)
	for _, m := range all {
		at, err := time.Parse(time.RFC3339, m.at)
		if err != nil {
			return last, what, err
		}
		if at.After(last) {
			last, what = at, m.what
		}
	}
	return last, what, err
}

// issue writes what was rendered, unless it no longer holds.
func (s *Store) issue(ctx context.Context, rendered *Document, paper IssuedPaper) (done bool, err error) {
	err = s.write(ctx, func(t *tx) error {
		now, err := numbered(t, rendered.ID)
		if err != nil || !now.same(*rendered) {
			return err
		}
		done = true
		sum := sha256.Sum256(paper.PDF)
		if err := t.exec("INSERT INTO issued_paper (document_id, file_name, sha256, pdf) VALUES (?, ?, ?, ?)",
			now.ID, paper.FileName, sum[:], paper.PDF); err != nil {
			return err
		}
		if err := t.exec("UPDATE document SET state = ?, series = ?, number = ?, pages = ?, updated_at = ? WHERE id = ?",
			DocumentIssued, now.Number.Series, now.Number.Number, paper.Pages, storedTime{&t.now}, now.ID); err != nil {
			return err
		}
		if now.Paper == SupervisionNotice {
			if err := enterSupervision(t, now); err != nil {
				return err
			}
		}
		return t.journal(now.ID, "%s%s，%s%x", signed(now.Number), now.called(), issuedHash, sum)
	})
	return done, err
}

// issuedHash stands before the PDF's hash in the journal, whose chain vouches for it.
const issuedHash = "SHA-256 "

func signed(n DocumentNumber) string {
	if n.Number == 0 {
		return "定稿"
	}
	return "签发 " + n.String()
}

// WithdrawDocument declares an issued document, or a number used outside the program, 作废. It keeps its number and
// its PDF; reason is kept with it. Withdrawing twice for the same reason does it once.
func (s *Store) WithdrawDocument(ctx context.Context, id ID, reason string) error {
	reason = CleanLine(reason)
	if reason == "" {
		return refuse(Invalid, "作废原因还没有填写。请填写后再作废。")
	}
	return s.write(ctx, func(t *tx) error {
		d, err := findDocument(t, id)
		if err != nil {
			return err
		}
		switch d.State {
		case DocumentDraft:
			return refuse(State, "%s还是草稿，没有签发。不再使用的，请直接删除。", d.called())
		case DocumentWithdrawn:
			if d.Reason == reason {
				return nil
			}
			return refuse(State, "%s已经作废，原因：%s。", d.called(), d.Reason)
		}
		if err := t.exec("UPDATE document SET state = ?, reason = ?, updated_at = ? WHERE id = ?",
			DocumentWithdrawn, reason, storedTime{&t.now}, id); err != nil {
			return err
		}
		return t.journal(id, "作废%s%s，原因：%s", d.Number, d.called(), reason)
	})
}

// IssuedPDF returns the PDF of an issued document, byte for byte as it left the office. It is Damaged when the bytes
// no longer fit the hash that was taken then, and NotFound for a document without a PDF.
func (s *Store) IssuedPDF(ctx context.Context, id ID) (pdf []byte, err error) {
	err = s.read(ctx, func(t *tx) error {
		d, err := findDocument(t, id)
		if err != nil {
			return err
		}
		found, err := t.value(&pdf, "SELECT pdf FROM issued_paper WHERE document_id = ?", id)
		if err == nil && !found {
			err = refuse(NotFound, "%s没有存档的 PDF。", d.called())
		}
		if err != nil {
			return err
		}
		vouched, err := vouchers(t, "record = ?", id)
		if err != nil {
			return err
		}
		if trouble := verifyPDF(d, pdf, vouched[id]); trouble != "" {
			return refuse(Damaged, "%s请从备份恢复，并保留这个文件。", trouble)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return pdf, nil
}

// vouchers returns the entries of the journal that name the hash of a PDF, by document.
func vouchers(t *tx, where string, args ...any) (map[ID][]string, error) {
	type entry struct {
		record ID
		what   string
	}
	entries, err := list(t, func(e *entry) []any { return []any{&e.record, &e.what} },
		"SELECT record, what FROM journal WHERE instr(what, '"+issuedHash+"') > 0 AND "+where, args...)
	all := map[ID][]string{}
	for _, e := range entries {
		all[e.record] = append(all[e.record], e.what)
	}
	return all, err
}

// verifyPDF compares a PDF with the register and with the entry of the journal that vouches for it: whoever changes the
// PDF together with its hash still has to change the chain. It returns a sentence where they differ.
func verifyPDF(d *Document, pdf []byte, vouched []string) (trouble string) {
	sum := sha256.Sum256(pdf)
	hash := hex.EncodeToString(sum[:])
	if hash == d.SHA256 && slices.ContainsFunc(vouched, func(what string) bool { return strings.Contains(what, issuedHash+hash) }) {
		return ""
	}
	return fmt.Sprintf("%s%s存档的 PDF 与签发时的校验码不符。", d.Number, d.called())
}

// verifyDocuments compares every issued PDF with the register and the journal.
func verifyDocuments(t *tx, f *Findings) error {
	issued, err := documents(t, "state IN ('issued', 'withdrawn') AND kind <> '' ORDER BY year, series, number, document.id")
	if err != nil {
		return err
	}
	vouched, err := vouchers(t, "1 = 1")
	if err != nil {
		return err
	}
	for _, d := range issued {
		var pdf []byte
		if _, err := t.value(&pdf, "SELECT pdf FROM issued_paper WHERE document_id = ?", d.ID); err != nil {
			return err
		}
		if trouble := verifyPDF(&d, pdf, vouched[d.ID]); trouble != "" {
			f.wrong("%s", trouble)
		}
	}
	if len(issued) > 0 && f.OK {
		f.note("存档公文 %d 份，与签发时一致", len(issued))
	}
	return nil
}

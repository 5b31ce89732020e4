package data

import (
	"cmp"
	"context"
	"strings"
	"time"
)

// DocumentState is where a document stands in the register.
type DocumentState string

// The states. 草稿 → 已签发 → 作废; a number used outside the program is 程序外 → 作废.
const (
	DocumentDraft     DocumentState = "draft"     // 草稿
	DocumentIssued    DocumentState = "issued"    // 已签发
	DocumentWithdrawn DocumentState = "withdrawn" // 作废: it keeps its number
	DocumentOutside   DocumentState = "outside"   // 程序外
)

// DocumentStates lists every state.
var DocumentStates = []DocumentState{DocumentDraft, DocumentIssued, DocumentWithdrawn, DocumentOutside}

// String returns the state's name.
func (s DocumentState) String() string {
	return map[DocumentState]string{
		DocumentDraft: "草稿", DocumentIssued: "已签发", DocumentWithdrawn: "作废", DocumentOutside: "程序外",
	}[s]
}

// Document is a line of the register (发文登记) with the text that its paper is made from.
type Document struct {
	ID        ID // random; taken when the editor opens
	Paper     Paper
	Kind      DocumentKind   // 文种; empty: made outside the program
	State     DocumentState  // the store's
	Number    DocumentNumber // 发文字号; zero until it is issued, and for kinds without a number
	Title     string         // '\n' where a line of the title should end
	Addressee string         // 主送
	Copies    string         // 抄送
	Date      Date           // 成文日期; the number is of its year
	Signer    string         // 签发人
	Text      string         // plain text, one paragraph a line
	RoundID   ID             // the round that it is about; may be empty
	TargetID  ID             // the target that it is about; may be empty
	Pages     int            // of the paper; of a draft as it was last laid out
	CreatedAt time.Time      // when its text was begun, or made anew from the records; the store's
	UpdatedAt time.Time      // the last change of the text or the state; the store's
	Reason    string         // why it was withdrawn
	FileName  string         // of the issued PDF
	SHA256    string         // of the issued PDF, 64 hex digits
	Year      int            // of Date, the campaign's while there is none; the store's
}

// TitleLine returns the title in one line, for lists.
func (d Document) TitleLine() string { return strings.ReplaceAll(d.Title, "\n", "") }

// Code returns the first figures of the PDF's SHA-256 to be read aloud: C81D-0B36; "" before it is issued.
func (d Document) Code() string {
	if len(d.SHA256) < 8 {
		return ""
	}
	code := strings.ToUpper(d.SHA256[:8])
	return code[:4] + "-" + code[4:]
}

// Validate refuses a document that can't be kept even as a draft.
func (d Document) Validate() error {
	switch {
	case d.Paper.String() == "":
		return refuse(Invalid, "还没有选定是哪一种公文。请从“新建公文”重新开始。")
	case d.Kind.String() == "":
		return refuse(Invalid, "文种还没有选定。请选定后再保存。")
	case !d.Date.IsZero() && (d.Date.Year < 1990 || d.Date.Year > 2199):
		return refuse(Invalid, "成文日期的年份“%d”不对。请写成 2011-07-25 的样子。", d.Date.Year)
	case d.Pages < 0:
		return refuse(Invalid, "页数“%d”不对。请重新排版后再保存。", d.Pages)
	}
	return nil
}

// Ready refuses to issue a draft that lacks what its kind must show: every document its title and date, one that is sent its
// 主送机关 (GB/T 9704-2012 7.3.2), one that goes upward its 签发人 (7.2.6).
func (d Document) Ready() error {
	sent := d.Kind == Notice || d.Kind == Circular || d.Kind == Submission || d.Kind == Letter
	var missing []string
	for _, need := range []struct {
		name  string
		empty bool
	}{
		{"标题", d.Title == ""},
		{"成文日期", d.Date.IsZero()},
		{"主送", sent && d.Addressee == ""},
		{"签发人", d.Kind == Submission && d.Signer == ""},
		{"正文", d.Kind != Sheet && strings.TrimSpace(d.Text) == ""},
	} {
		if need.empty {
			missing = append(missing, need.name)
		}
	}
	if len(missing) > 0 {
		return refuse(Invalid, "%s还缺%s。请填好后再签发。", d.called(), strings.Join(missing, "、"))
	}
	return nil
}

// called names the document in a sentence.
func (d Document) called() string {
	if d.Title == "" {
		return "这份" + d.Paper.String()
	}
	return "《" + d.TitleLine() + "》"
}

// same tells whether two documents hold the same but for the times of saving.
func (d Document) same(other Document) bool {
	other.CreatedAt, other.UpdatedAt, other.Year = d.CreatedAt, d.UpdatedAt, d.Year
	return d == other
}

func (d *Document) clean() {
	lines := strings.Split(strings.ReplaceAll(d.Title, "\r\n", "\n"), "\n")
	for i := range lines {
		lines[i] = CleanLine(lines[i])
	}
	d.Title = strings.Trim(strings.Join(lines, "\n"), "\n")
	for _, line := range []*string{&d.Addressee, &d.Copies, &d.Signer} {
		*line = CleanLine(*line)
	}
	d.Text = strings.ReplaceAll(strings.ToValidUTF8(d.Text, ""), "\r\n", "\n")
}

// SaveDraft keeps a document as it stands in the editor; saving the same twice writes it once. State, number, times
// and what belongs to an issued paper are the store's. A document that isn't a draft any more is refused. The journal
// tells of a draft once, and once of each operator who changes it: it is saved while it is typed.
func (s *Store) SaveDraft(ctx context.Context, d Document) error { return s.saveDraft(ctx, d, false) }

// RestoreDraft keeps a draft whose text was made anew from the records (恢复范文): its figures are those of now, so it counts
// as begun now.
func (s *Store) RestoreDraft(ctx context.Context, d Document) error { return s.saveDraft(ctx, d, true) }

func (s *Store) saveDraft(ctx context.Context, d Document, anew bool) error {
	d.clean()
	if err := d.Validate(); err != nil {
		return err
	}
	return s.write(ctx, func(t *tx) error {
		campaign, err := currentCampaign(t)
		if err != nil {
			return err
		}
		exists, err := t.belongs("document", d.ID, campaign.ID)
		if err != nil {
			return err
		}
		if err := d.subjects(t); err != nil {
			return err
		}
		d.State, d.Number, d.Reason, d.FileName, d.SHA256 = DocumentDraft, DocumentNumber{}, "", "", ""
		d.Year = cmp.Or(d.Date.Year, campaign.Year)
		d.CreatedAt, d.UpdatedAt = t.now, t.now
		if !exists {
			if err := insertDocument(t, campaign.ID, &d); err != nil {
				return err
			}
			return t.journal(d.ID, "起草%s", d.Paper)
		}
		if err := changeDraft(t, &d); err != nil || !anew {
			return err
		}
		return t.exec("UPDATE document SET created_at = ? WHERE id = ?", storedTime{&t.now}, d.ID)
	})
}

// subjects refuses a document about a round or target that isn't there.
func (d *Document) subjects(t *tx) error {
	if d.RoundID != "" {
		if _, err := findRound(t, d.RoundID); err != nil {
			return err
		}
	}
	if d.TargetID != "" {
		if _, err := findTarget(t, d.TargetID); err != nil {
			return err
		}
	}
	return nil
}

func changeDraft(t *tx, d *Document) error {
	old, err := findDocument(t, d.ID)
	if err != nil {
		return err
	}
	if old.State != DocumentDraft {
		return refuse(State, "%s%s，不能再改。要更正，请发新文并注明。", old.called(), old.State.done())
	}
	if old.same(*d) {
		return nil
	}
	if err := t.exec(`UPDATE document SET paper = ?, kind = ?, year = ?, title = ?, addressee = ?, copies = ?, date = ?, signer = ?,
		text = ?, round_id = ?, target_id = ?, pages = ?, updated_at = ? WHERE id = ?`,
		d.Paper, d.Kind, d.Year, d.Title, d.Addressee, d.Copies, d.Date, d.Signer,
		d.Text, orNull(d.RoundID), orNull(d.TargetID), d.Pages, storedTime{&d.UpdatedAt}, d.ID); err != nil {
		return err
	}
	return t.journalOnce(d.ID, "修改公文草稿")
}

// done says in a sentence what became of a document.
func (s DocumentState) done() string {
	switch s {
	case DocumentWithdrawn:
		return "已经作废"
	case DocumentOutside:
		return "是程序外的文件"
	}
	return "已经签发"
}

// DeleteDraft throws a draft away. What was issued can't be deleted, only withdrawn.
func (s *Store) DeleteDraft(ctx context.Context, id ID) error {
	return s.write(ctx, func(t *tx) error {
		d, err := findDocument(t, id)
		if err != nil {
			return err
		}
		if d.State != DocumentDraft {
			return refuse(State, "%s%s，不能删除。不再使用的，请作废。", d.called(), d.State.done())
		}
		if err := t.exec("DELETE FROM document WHERE id = ?", id); err != nil {
			return err
		}
		return t.journal(id, "删除公文草稿%s", d.called())
	})
}

// Numbering tells documents with a 发文字号 from those without.
type Numbering string

// The parts of the register.
const (
	Numbered   Numbering = "numbered"   // 有文号, drafts that will take one included
	Unnumbered Numbering = "unnumbered" // 无文号
)

// DocumentFilter chooses lines of the register. An empty field chooses all.
type DocumentFilter struct {
	Numbering Numbering
	Year      int
	Kind      DocumentKind
	State     DocumentState
	Search    string // in title, addressee and number
}

// Match tells whether the filter lets the document through.
func (f DocumentFilter) Match(d Document) bool {
	search := CleanLine(f.Search)
	return (f.Numbering == "" || (f.Numbering == Numbered) == d.Kind.Numbered()) &&
		(f.Year == 0 || f.Year == d.Year) &&
		(f.Kind == "" || f.Kind == d.Kind) &&
		(f.State == "" || f.State == d.State) &&
		(strings.Contains(d.TitleLine(), search) || strings.Contains(d.Addressee, search) || strings.Contains(d.Number.String(), search))
}

// Documents returns the lines of the register, of every campaign, since the numbers run through them: drafts first,
// the last touched on top, then the newest first.
func (s *Store) Documents(ctx context.Context, f DocumentFilter) (chosen []Document, err error) {
	err = s.read(ctx, func(t *tx) error {
		all, err := documents(t, `1 = 1 ORDER BY state <> 'draft', iif(state = 'draft', updated_at, date) DESC, series, number DESC,
			updated_at DESC, document.id`)
		if err != nil {
			return err
		}
		for _, d := range all {
			if f.Match(d) {
				chosen = append(chosen, d)
			}
		}
		return nil
	})
	return chosen, err
}

// Document returns one document. NotFound when it isn't there.
func (s *Store) Document(ctx context.Context, id ID) (d *Document, err error) {
	err = s.read(ctx, func(t *tx) error {
		d, err = findDocument(t, id)
		return err
	})
	return d, err
}

// DocumentYears returns the years that the register has lines of, the newest first.
func (s *Store) DocumentYears(ctx context.Context) (years []int, err error) {
	err = s.read(ctx, func(t *tx) error {
		years, err = list(t, func(year *int) []any { return []any{year} }, "SELECT DISTINCT year FROM document ORDER BY year DESC")
		return err
	})
	return years, err
}

const documentSelect = `SELECT document.id, paper, kind, state, series, iif(number > 0, year, 0), number, title, addressee, copies, date,
	signer, text, coalesce(round_id, ''), coalesce(target_id, ''), pages, created_at, updated_at, reason, coalesce(file_name, ''),
	coalesce(lower(hex(sha256)), ''), year FROM document LEFT JOIN issued_paper ON document_id = document.id WHERE `

func (d *Document) fields() []any {
	return []any{
		&d.ID, &d.Paper, &d.Kind, &d.State, &d.Number.Series, &d.Number.Year, &d.Number.Number, &d.Title, &d.Addressee, &d.Copies, &d.Date,
		&d.Signer, &d.Text, &d.RoundID, &d.TargetID, &d.Pages,
		storedTime{&d.CreatedAt},
		storedTime{&d.UpdatedAt},
		&d.Reason, &d.FileName,
		&d.SHA256, &d.Year,
	}
}

func documents(t *tx, where string, args ...any) ([]Document, error) {
	return list(t, (*Document).fields, documentSelect+where, args...)
}

func findDocument(t *tx, id ID) (*Document, error) {
	found, err := documents(t, "document.id = ?", id)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, refuse(NotFound, "没有找到这份公文。请从发文登记中重新选择。")
	}
	return &found[0], nil
}

func insertDocument(t *tx, campaign ID, d *Document) error {
	return t.exec(`INSERT INTO document (id, campaign_id, paper, kind, state, series, year, number, title, addressee, copies, date, signer,
		text, round_id, target_id, pages, created_at, updated_at, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		d.ID, campaign, d.Paper, d.Kind, d.State, d.Number.Series, d.Year, d.Number.Number, d.Title, d.Addressee, d.Copies, d.Date, d.Signer,
		d.Text, orNull(d.RoundID), orNull(d.TargetID), d.Pages, storedTime{&d.CreatedAt}, storedTime{&d.UpdatedAt}, d.Reason)
}

// orNull stores an empty reference as NULL.
func orNull(id ID) any {
	if id == "" {
		return nil
	}
	return id
}

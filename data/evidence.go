package data

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Evidence is a piece of 佐证材料: a note in words, or a file that is kept inside the database, with what it shows.
type Evidence struct {
	ID     ID
	ItemID ID
	Number int // the order in which they were entered; the store's
	Date   Date
	Text   string
	File   Attachment // the store's; zero: a note
}

// Attachment is a file among the evidence. Its bytes are read by WriteAttachment only.
type Attachment struct {
	Name   string // cleaned, without a folder
	Kind   FileKind
	Size   int
	SHA256 string // 64 hex digits
}

// MaxAttachment is the largest file that is taken in, in bytes.
const MaxAttachment = 20 << 20

// SizeText returns the size for lists: 12 KB, 3.4 MB.
func (a Attachment) SizeText() string {
	switch {
	case a.Size >= 1<<20:
		return fmt.Sprintf("%.1f MB", float64(a.Size)/(1<<20))
	case a.Size >= 1<<10:
		return fmt.Sprintf("%d KB", a.Size>>10)
	}
	return fmt.Sprintf("%d B", a.Size)
}

// SaveEvidence enters a note or changes the words of a note or a file, in 整改中 and 待销号.
func (s *Store) SaveEvidence(ctx context.Context, e Evidence) error {
	e.Text = cleanText(e.Text)
	entry := newEntry("evidence", e.ID, e.ItemID, "date, text, name, kind, size, sha256")
	return s.changeEvidence(ctx, &entry, &e, func(t *tx) error {
		_, err := t.value(&e.File.Name, "SELECT name FROM evidence WHERE id = ?", e.ID)
		if err == nil && e.Text == "" && e.File.Name == "" {
			err = refuse(Invalid, "佐证材料还没有填写。请写明内容，或者附上文件。")
		}
		if err == nil && e.File.Name != "" {
			err = t.QueryRowContext(ctx, "SELECT kind, size, sha256 FROM evidence WHERE id = ?", e.ID).Scan(&e.File.Kind, &e.File.Size, &e.File.SHA256)
		}
		return err
	})
}

// AttachFile takes a file into the database, in 整改中 and 待销号. Text says what it shows; it may be empty. A folder, an
// empty file, one larger than MaxAttachment and a program are refused, before more of it is read than need be. The same
// ID twice is the same file.
func (s *Store) AttachFile(ctx context.Context, e Evidence, path string) error {
	content, err := readAttachment(path)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(content)
	e.File = Attachment{Name: CleanFileName(filepath.Base(path)), Size: len(content), SHA256: hex.EncodeToString(sum[:])}
	if e.File.Kind, err = fileKind(e.File.Name, content); err != nil {
		return err
	}
	e.Text = cleanText(e.Text)
	entry := newEntry("evidence", e.ID, e.ItemID, "date, text, name, kind, size, sha256")
	return s.changeEvidence(ctx, &entry, &e, func(t *tx) error {
		var held string
		found, err := t.value(&held, "SELECT sha256 FROM evidence WHERE id = ?", e.ID)
		if err == nil && found && held != e.File.SHA256 {
			err = refuse(State, "这条佐证材料已经有内容，不能换成文件“%s”。请另附一份。", e.File.Name)
		}
		return err
	}, func(t *tx) error {
		return t.exec("INSERT INTO attachment (evidence_id, content) VALUES (?, ?) ON CONFLICT DO NOTHING", e.ID, content)
	})
}

func (s *Store) changeEvidence(ctx context.Context, entry *itemEntry, e *Evidence, check func(*tx) error, then ...func(*tx) error) error {
	return s.changeItem(ctx, e.ItemID, func(t *tx, i *LedgerItem) error {
		if err := past("佐证材料", e.Date, DateOf(t.now)); err != nil {
			return err
		}
		if err := check(t); err != nil {
			return err
		}
		entry.values = []any{e.Date, e.Text, e.File.Name, e.File.Kind, e.File.Size, e.File.SHA256}
		return keepEntry(t, i, *entry, then...)
	})
}

// readAttachment reads a file that may be taken in.
func readAttachment(path string) ([]byte, error) {
	name := filepath.Base(path)
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, &Error{NotFound, fmt.Sprintf("没有找到文件“%s”。请重新选择。", name), err}
	case err != nil:
		return nil, unreadable(name, err)
	case !info.Mode().IsRegular():
		return nil, refuse(Invalid, "“%s”不是文件，不能附上。请选择一个文件。", name)
	case info.Size() > MaxAttachment:
		return nil, tooLarge(name, info.Size())
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, unreadable(name, err)
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, MaxAttachment+1)) // it may have grown
	switch {
	case err != nil:
		return nil, unreadable(name, err)
	case len(content) > MaxAttachment:
		return nil, tooLarge(name, int64(len(content)))
	case len(content) == 0:
		return nil, refuse(Invalid, "文件“%s”是空的，没有内容。请检查文件，再附上。", name)
	}
	return content, nil
}

func unreadable(name string, err error) error {
	return &Error{Disk, fmt.Sprintf("文件“%s”读不出来。请检查文件是否还在、有没有权限，再附上。", name), err}
}

func tooLarge(name string, size int64) error {
	return refuse(Invalid, "文件“%s”有 %d MB，最大 %d MB。请压缩图片或者只附主要的几页。", name, (size+1<<20-1)>>20, MaxAttachment>>20)
}

// WriteAttachment writes a file of the evidence into a folder, to be opened there, and returns its path. Nothing is written
// outside the folder and no file is written over: a second of the same name gets a number. The bytes are those that were
// taken in, or it is Damaged.
func (s *Store) WriteAttachment(ctx context.Context, evidence ID, folder string) (path string, err error) {
	var file Attachment
	var content []byte
	err = s.read(ctx, func(t *tx) error {
		err := t.QueryRowContext(ctx, "SELECT name, sha256, content FROM evidence JOIN attachment ON evidence_id = id WHERE id = ?", evidence).
			Scan(&file.Name, &file.SHA256, &content)
		return noRow(err, "没有找到这份附件。请从整改事项中重新选择。")
	})
	if err != nil {
		return "", err
	}
	if sum := sha256.Sum256(content); hex.EncodeToString(sum[:]) != file.SHA256 {
		return "", refuse(Damaged, "附件“%s”与附上时的校验码不符。请从备份恢复，并保留这个文件。", file.Name)
	}
	name, err := writeInto(folder, file.Name, content)
	if err != nil {
		return "", &Error{Disk, fmt.Sprintf("不能在“%s”里写附件“%s”。请检查文件夹是否存在、有没有写入权限、磁盘是否已满。", folder, file.Name), err}
	}
	return filepath.Join(folder, name), nil
}

// writeInto writes a new file into a folder and returns the name that it got there.
func writeInto(folder, name string, content []byte) (written string, err error) {
	root, err := os.OpenRoot(folder) // keeps to the folder, whatever the name
	if err != nil {
		return "", err
	}
	defer root.Close()
	base, ending := cutEnding(CleanFileName(name))
	for n := 2; ; n++ {
		written = base + ending
		f, err := root.OpenFile(written, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if errors.Is(err, fs.ErrExist) && n < 1000 {
			base, _ = cutEnding(CleanFileName(name))
			base = fmt.Sprintf("%s (%d)", base, n)
			continue
		}
		if err != nil {
			return "", err
		}
		_, err = io.Copy(f, bytes.NewReader(content))
		if err = errors.Join(err, f.Close()); err != nil {
			root.Remove(written)
			return "", err
		}
		return written, nil
	}
}

func (e *Evidence) fields() []any {
	return []any{&e.ID, &e.ItemID, &e.Number, &e.Date, &e.Text, &e.File.Name, &e.File.Kind, &e.File.Size, &e.File.SHA256}
}

func evidence(t *tx, where string, args ...any) ([]Evidence, error) {
	return list(t, (*Evidence).fields, "SELECT id, item_id, number, date, text, name, kind, size, sha256 FROM evidence WHERE "+where+
		" ORDER BY item_id, date, number", args...)
}

// verifyAttachments compares every attachment with the hash that was taken when it came in.
func verifyAttachments(t *tx, f *Findings) error {
	type piece struct{ id, name, hash string }
	all, err := list(t, func(p *piece) []any { return []any{&p.id, &p.name, &p.hash} }, "SELECT id, name, sha256 FROM evidence WHERE name <> ''")
	if err != nil {
		return err
	}
	for _, p := range all {
		var content []byte
		if _, err := t.value(&content, "SELECT content FROM attachment WHERE evidence_id = ?", p.id); err != nil {
			return err
		}
		if sum := sha256.Sum256(content); hex.EncodeToString(sum[:]) != p.hash {
			f.wrong("附件“%s”与附上时的校验码不符。", p.name)
		}
	}
	if len(all) > 0 && f.OK {
		f.note("附件 %d 份，与附上时一致", len(all))
	}
	return nil
}

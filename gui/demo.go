package gui

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"liangping/data"
	"liangping/pdf"
)

// The files that a sample folder is known by.
const (
	demoRecords = "office.db"
	demoMark    = "样例.txt" // names the sample's records by their hash
)

// Demo runs the sample campaign through the use cases of the window into a folder: its records, every paper of the program as a
// PDF, a picture of every screen, the archive of its end. It tells out line by line what it did. The clock stands still at data.SampleNow, so every run
// gives the same papers, but for the codes on the ballots, which carry the identity of their round.
//
// Records that aren't an untouched sample are never replaced: the error is then a *data.Error with the sentence.
func Demo(ctx context.Context, dir string, press *pdf.Press, out io.Writer) (err error) {
	d := &demo{ctx: ctx, dir: dir, press: press, out: out}
	if err := d.replaceable(); err != nil {
		return err
	}
	work, err := d.workshop()
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	d.store, err = data.Open(filepath.Join(work, demoRecords), data.Options{
		Clock: sampleClock, Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		return err
	}
	if err := errors.Join(d.run(), d.store.Close()); err != nil {
		return err
	}
	if err := d.archive(work, d.store.Path()); err != nil {
		return err
	}
	if err := d.keepRecords(d.store.Path()); err != nil {
		return demoFault(dir, err)
	}
	d.say("全部存在 %s。要打开样例：liangping -dir %s", dir, dir)
	return nil
}

func sampleClock() time.Time { return data.SampleNow }

// demo is one run of the sample campaign.
type demo struct {
	ctx   context.Context
	dir   string
	press *pdf.Press
	out   io.Writer
	store *data.Store
}

func (d *demo) say(format string, args ...any) { fmt.Fprintf(d.out, format+"\n", args...) }

func (d *demo) run() error {
	for _, step := range []func() error{d.fill, d.papers, d.targetPapers, d.documents, d.pictures} {
		if err := d.ctx.Err(); err != nil {
			return err
		}
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// replaceable refuses a folder with records that aren't the sample as it was made: someone may have worked with them.
func (d *demo) replaceable() error {
	records := filepath.Join(d.dir, demoRecords)
	content, err := os.ReadFile(records)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return demoFault(d.dir, err)
	}
	mark, err := os.ReadFile(filepath.Join(d.dir, demoMark))
	if err != nil || !strings.Contains(string(mark), fingerprint(content)) {
		return &data.Error{Code: data.Conflict, Message: fmt.Sprintf(
			"文件夹“%s”里已有资料 %s，不是原样的样例，没有动它。请另选一个空文件夹。", d.dir, demoRecords)}
	}
	held, err := data.Open(records, data.Options{Clock: sampleClock, Log: slog.New(slog.DiscardHandler)}) // nobody looks at it now
	if err != nil {
		return err
	}
	return held.Close()
}

func fingerprint(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// workshop makes the folder, and within it one in which the records come about: what stands under their name is whole.
func (d *demo) workshop() (string, error) {
	err := os.MkdirAll(d.dir, 0o700)
	if err == nil {
		var work string
		if work, err = os.MkdirTemp(d.dir, ".样例-"); err == nil {
			return work, nil
		}
	}
	return "", demoFault(d.dir, err)
}

func demoFault(dir string, err error) error {
	return &data.Error{Code: data.Disk, Message: fmt.Sprintf(
		"不能在“%s”里写样例。请检查有没有写入权限、磁盘是否已满，或者换一个文件夹。", dir), Err: err}
}

// keepRecords moves the finished records to their place and leaves the mark by which the next run knows them.
func (d *demo) keepRecords(made string) error {
	content, err := os.ReadFile(made)
	if err != nil {
		return err
	}
	mark := "这个文件夹由 liangping demo 生成，单位和姓名都是虚构的。\n资料 " + demoRecords + " 的 SHA-256：" + fingerprint(content) + "\n"
	if err := os.Rename(made, filepath.Join(d.dir, demoRecords)); err != nil {
		return err
	}
	d.say("资料　%s", demoRecords)
	return writeAtomically(filepath.Join(d.dir, demoMark), []byte(mark))
}

// fill enters the sample campaign.
func (d *demo) fill() error {
	if err := data.Sample(d.ctx, d.store); err != nil {
		return err
	}
	c, err := d.store.Campaign(d.ctx)
	if err != nil {
		return err
	}
	d.say("活动　%d年%s，%s（虚构），操作人 %s", c.Year, c.Title, c.Office, d.store.Operator())
	targets, err := d.store.Targets(d.ctx)
	if err != nil {
		return err
	}
	withdrawn := 0
	for _, t := range targets {
		if t.Withdrawn {
			withdrawn++
		}
	}
	d.say("名单　在评 %d 个，停评 %d 个", len(targets)-withdrawn, withdrawn)
	for _, scope := range data.Scopes {
		r, err := d.store.Result(d.ctx, scope)
		if err != nil {
			return err
		}
		d.say("%s　有效票 %d 张，废票 %d 张", scope, r.Valid, r.Spoiled)
	}
	items, err := d.store.LedgerItems(d.ctx)
	if err == nil {
		d.say("台账　%d 项", len(items))
	}
	return err
}

// papers makes the papers that come from a tab of their own: the 评议票 of each group for each round with its 报告单, the
// tables of results.
func (d *demo) papers() error {
	c, err := d.store.Campaign(d.ctx)
	if err != nil {
		return err
	}
	rounds, err := d.store.Rounds(d.ctx)
	if err != nil {
		return err
	}
	for _, r := range rounds {
		form, err := d.store.Form(d.ctx, r.ID)
		if err != nil {
			return err
		}
		for _, g := range r.Groups {
			if err := d.paper(d.press.Ballot(*c, r, g, *form, 1)); err != nil {
				return err
			}
		}
		if err := d.roundSheets(*c, r); err != nil {
			return err
		}
	}
	return d.resultPapers(*c)
}

// resultPapers makes the tables of 统计 that are printed without a text of their own.
func (d *demo) resultPapers(c data.Campaign) error {
	stats, err := d.store.Statistics(d.ctx)
	if err != nil {
		return err
	}
	day := data.DateOf(data.SampleNow)
	for _, scope := range data.Scopes {
		if err := d.paper(d.press.Result(c, *stats.Of(scope), day)); err != nil {
			return err
		}
		if err := d.paper(d.press.Breakdown(c, stats, scope, day)); err != nil {
			return err
		}
	}
	rows, err := d.store.AnnualSheet(d.ctx)
	if err != nil {
		return err
	}
	return d.paper(d.press.Annual(c, stats, rows, day))
}

// paper keeps a finished paper in the folder.
func (d *demo) paper(paper *pdf.Paper, err error) error {
	if err := errors.Join(d.ctx.Err(), err); err != nil {
		return err
	}
	if _, err := keepPaper(d.dir, paper); err != nil {
		return err
	}
	d.say("公文　%s", paper.Name)
	if warning := paper.Warning(); warning != "" {
		d.say("　　　%s", warning)
	}
	return nil
}

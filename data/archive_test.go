package data_test

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"liangping/data"
)

// finishedOffice is an office whose campaign can be archived: a roster, an opinion in a problem, a closed item, a long-term
// one with steps, an extended one, an issued paper.
func finishedOffice(t *testing.T) *office {
	t.Helper()
	o := numberedOffice(t)
	o.clock.now = at("2011-11-02")
	roster := o.roster()
	said := o.said(2)
	p := data.Problem{ID: data.NewID(), Title: "答复慢", Prominent: true}
	_, err := o.NewProblem(o.ctx, p, said...)
	o.ok(err)
	id, err := o.PutInLedger(o.ctx, p.ID)
	o.ok(err)
	i := o.stored(id)
	i.Measures, i.Person, i.Due, i.TargetID = "首问登记", "曹德顺", day(t, "2011-10-31"), roster[1].ID
	o.ok(o.SaveLedgerItem(o.ctx, i))
	o.begin(id)
	o.ok(o.AttachFile(o.ctx, data.Evidence{ID: data.NewID(), ItemID: id, Date: day(t, "2011-11-02")}, file(t, "照片.jpg", "\xff\xd8\xff一")))
	o.finish(id, "全部答复")
	for problem, due := range map[string]string{"道路损坏": "2012-06-30", "方案论证": "2011-10-31"} {
		i := o.item(problem, due)
		if i.TargetID = roster[2].ID; problem == "道路损坏" {
			i.Class, i.TargetID = data.LongTerm, ""
		}
		o.ok(o.SaveLedgerItem(o.ctx, i))
		o.ok(o.SaveStep(o.ctx, data.Step{ID: data.NewID(), ItemID: i.ID, Content: "分担办法", Due: day(t, "2011-10-15")}))
		o.begin(i.ID)
		o.ok(o.RecordProgress(o.ctx, data.ItemProgress{ID: data.NewID(), ItemID: i.ID, Date: day(t, "2011-10-20"), Percent: 30, Text: "已商定"}))
	}
	_, err = o.MoveDeadlines(roster[2].ID, func(data.Date) data.Date { return day(t, "2011-12-31") }, "活动延期2个月", "县活动办公室")
	o.ok(err)
	o.issue(notice("关于召开会议的通知"))
	return o
}

var oneTable = data.ArchiveOptions{Tables: []data.ArchiveTable{{Name: "整改/台账", Make: func(ctx context.Context, s *data.Store) ([]byte, error) {
	items, err := s.LedgerItems(ctx)
	return fmt.Append(nil, len(items), " 项"), err
}}}}

func archiveFiles(t *testing.T, folder string) (names []string) {
	t.Helper()
	if err := filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			name, err := filepath.Rel(folder, path)
			names = append(names, filepath.ToSlash(name))
			return err
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return names
}

func TestArchive(t *testing.T) {
	o := finishedOffice(t)
	parent := t.TempDir()
	var steps []string
	options := oneTable
	options.Progress = func(done, total int, what string) { steps = append(steps, fmt.Sprint(done, "/", total, what)) }
	t.Chdir(parent)
	folder, err := o.ArchiveCampaign(o.ctx, ".", options) // named from the present folder
	o.ok(err)
	if want := filepath.Join(parent, "2011年“两评一树”活动归档"); folder != want {
		t.Errorf("it is %s, want %s", folder, want)
	}
	want := []string{"公文/001 某油发〔2011〕1号 关于召开会议的通知.pdf", "归档清单.txt", "表格/台账.xlsx", "资料.db"}
	slices.Sort(want)
	got := archiveFiles(t, folder)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("it holds %q, want %q", got, want)
	}
	if text := strings.Join(steps, " "); text != "0/4复制资料 1/5《关于召开会议的通知》 2/5台账 3/5核验" && !strings.HasSuffix(text, "核验") {
		t.Errorf("steps: %s", text)
	}
	if content, err := os.ReadFile(filepath.Join(folder, "表格/台账.xlsx")); err != nil || string(content) != "3 项" {
		t.Errorf("the table holds %q, %v", content, err)
	}
	findings, err := data.CheckArchive(o.ctx, folder)
	if err != nil || !findings.OK {
		t.Fatalf("%+v, %v", findings, err)
	}
	text := strings.Join(findings.Lines, "\n")
	for _, part := range []string{"活动：2011年“两评一树”活动", "归档：2011年11月2日，刘敏", "评议对象 4 个，意见建议 2 条，问题 1 个，整改事项 3 项，已销号 1 项", "文件 4 个"} {
		if !strings.Contains(text, part) {
			t.Errorf("%q isn't among\n%s", part, text)
		}
	}
	a, ok, err := o.Archived(o.ctx)
	if err != nil || !ok || a.Operator != "刘敏" || a.Date != day(t, "2011-11-02") {
		t.Errorf("%+v, %v, %v", a, ok, err)
	}
	_, err = o.ArchiveCampaign(o.ctx, t.TempDir(), oneTable)
	refused(t, err, data.State, "已经在 2011-11-02 由刘敏归档")
	// The copy is a database like any other, with the campaign read-only, and looking at it changes nothing.
	s, err := data.OpenReadOnly(filepath.Join(folder, "资料.db"))
	o.ok(err)
	if _, ok, err := s.Archived(o.ctx); err != nil || !ok {
		t.Errorf("in the copy the campaign is open: %v", err)
	}
	o.ok(s.Close())
	if findings, err = data.CheckArchive(o.ctx, folder); err != nil || !findings.OK {
		t.Errorf("%+v, %v", findings, err)
	}
	findings, err = o.Check(o.ctx)
	if err != nil || !findings.OK {
		t.Errorf("%+v, %v", findings, err)
	}
	if findings, err = data.CheckArchive(o.ctx, filepath.Base(folder)); err != nil || !findings.OK {
		t.Errorf("named from the present folder: %+v, %v", findings, err)
	}
}

// One flipped byte anywhere is named, and only the file that it is in; also a file that is missing or was added.
func TestCheckArchiveFindsEveryByte(t *testing.T) {
	o := finishedOffice(t)
	folder, err := o.ArchiveCampaign(o.ctx, t.TempDir(), oneTable)
	o.ok(err)
	for _, name := range archiveFiles(t, folder) {
		path := filepath.Join(folder, filepath.FromSlash(name))
		o.ok(os.Chmod(path, 0o600))
		original, err := os.ReadFile(path)
		o.ok(err)
		every := max(1, len(original)/60)
		if os.Getenv("LIANGPING_PROVE") != "" {
			every = max(1, len(original)/2000)
		}
		for at := 0; at < len(original); at += every {
			changed := slices.Clone(original)
			changed[at] ^= 1 << (at % 8)
			o.ok(os.WriteFile(path, changed, 0o600))
			findings, err := data.CheckArchive(o.ctx, folder)
			o.ok(err)
			if findings.OK || !strings.Contains(findings.Trouble(), name) || strings.Contains(findings.Trouble(), "\n") {
				t.Fatalf("byte %d of %s flipped: %+v", at, name, findings)
			}
		}
		o.ok(os.WriteFile(path, original[:len(original)-1], 0o600))
		if findings, err := data.CheckArchive(o.ctx, folder); err != nil || findings.OK || !strings.Contains(findings.Trouble(), name) {
			t.Errorf("%s cut short: %+v, %v", name, findings, err)
		}
		if name != "归档清单.txt" {
			o.ok(os.Remove(path))
			if findings, err := data.CheckArchive(o.ctx, folder); err != nil || findings.Trouble() != "缺少文件“"+name+"”。" {
				t.Errorf("%s gone: %+v, %v", name, findings, err)
			}
		}
		o.ok(os.WriteFile(path, original, 0o600))
	}
	o.ok(os.WriteFile(filepath.Join(folder, "公文", "多的.pdf"), nil, 0o600))
	if findings, err := data.CheckArchive(o.ctx, folder); err != nil || findings.Trouble() != "多出文件“公文/多的.pdf”，不在清单里。" {
		t.Errorf("%+v, %v", findings, err)
	}
	_, err = data.CheckArchive(o.ctx, t.TempDir())
	refused(t, err, data.NotFound, "不是一份归档")
}

// What stands in the way is named, and nothing is written.
func TestArchiveBlocked(t *testing.T) {
	o := numberedOffice(t)
	o.item("草拟的", "2011-09-20")
	open := o.item("整改的", "2011-09-21")
	o.begin(open.ID)
	long := o.item("长期的", "2012-09-20")
	long.Class = data.LongTerm
	o.ok(o.SaveLedgerItem(o.ctx, long))
	o.ok(o.SaveProblem(o.ctx, data.Problem{ID: data.NewID(), Title: "没列入的", Prominent: true}))
	o.ok(o.SaveProblem(o.ctx, data.Problem{ID: data.NewID(), Title: "不突出的"}))
	o.ok(o.SaveDraft(o.ctx, notice("没签发的")))
	want := `整改事项第 1 项“草拟的”还是草拟，还没有销号。
整改事项第 2 项“整改的”正在整改，还没有销号。
突出问题“没列入的”还没有列入整改台账。
《没签发的》还是草稿，请签发或者删除。`
	blockers, err := o.ArchiveBlockers(o.ctx)
	o.ok(err)
	if got := strings.Join(blockers, "\n"); got != want {
		t.Errorf("got\n%s", got)
	}
	for n := range 3 {
		o.item(fmt.Sprint("又一项", n), "2011-09-20")
	}
	parent := t.TempDir()
	before := dump(t, o)
	_, err = o.ArchiveCampaign(o.ctx, parent, oneTable)
	refused(t, err, data.State, "还不能归档", "“草拟的”", "另有 2 处")
	if dump(t, o) != before || len(archiveFiles(t, parent)) > 0 {
		t.Error("something was written")
	}
}

// Whatever goes wrong leaves neither a folder nor a read-only campaign.
func TestArchiveFails(t *testing.T) {
	o := finishedOffice(t)
	before := dump(t, o)
	for name, test := range map[string]struct {
		prepare func(t *testing.T, parent string) (context.Context, data.ArchiveOptions, string)
		code    data.Code
		part    string
	}{
		"cancelled": {func(t *testing.T, parent string) (context.Context, data.ArchiveOptions, string) {
			ctx, cancel := context.WithCancel(t.Context())
			options := oneTable
			options.Progress = func(done, _ int, _ string) {
				if done == 1 {
					cancel()
				}
			}
			return ctx, options, parent
		}, data.State, "归档已经取消"},
		"no such folder": {func(t *testing.T, parent string) (context.Context, data.ArchiveOptions, string) {
			return t.Context(), oneTable, filepath.Join(parent, "没有")
		}, data.Disk, "里写归档"},
		"already there": {func(t *testing.T, parent string) (context.Context, data.ArchiveOptions, string) {
			o.ok(os.Mkdir(filepath.Join(parent, "2011年“两评一树”活动归档"), 0o700))
			return t.Context(), oneTable, parent
		}, data.Conflict, "已经存在"},
		"within an archive": {func(t *testing.T, parent string) (context.Context, data.ArchiveOptions, string) {
			o.ok(os.WriteFile(filepath.Join(parent, "归档清单.txt"), nil, 0o600))
			o.ok(os.Mkdir(filepath.Join(parent, "公文"), 0o700))
			return t.Context(), oneTable, filepath.Join(parent, "公文")
		}, data.Conflict, "在一份归档里面"},
		"damaged paper": {func(t *testing.T, parent string) (context.Context, data.ArchiveOptions, string) {
			return t.Context(), data.ArchiveOptions{Tables: []data.ArchiveTable{{Name: "坏", Make: func(context.Context, *data.Store) ([]byte, error) {
				return nil, &data.Error{Code: data.Damaged, Message: "表格做不出来。"}
			}}}}, parent
		}, data.Damaged, "做不出来"},
	} {
		t.Run(name, func(t *testing.T) {
			parent := t.TempDir()
			ctx, options, into := test.prepare(t, parent)
			there := archiveFiles(t, parent)
			_, err := o.ArchiveCampaign(ctx, into, options)
			refused(t, err, test.code, test.part)
			if got := archiveFiles(t, parent); !slices.Equal(got, there) {
				t.Errorf("left behind: %q", got)
			}
			if dump(t, o) != before {
				t.Error("something was written")
			}
		})
	}
	// A record that is saved while the archive is written isn't in it: it is refused.
	options := oneTable
	options.Progress = func(done, _ int, _ string) {
		if done == 1 {
			o.target("迟到的", data.KeyPost, "")
		}
	}
	parent := t.TempDir()
	_, err := o.ArchiveCampaign(o.ctx, parent, options)
	refused(t, err, data.Conflict, "又有改动")
	if got := archiveFiles(t, parent); len(got) > 0 {
		t.Errorf("left behind: %q", got)
	}
	_, err = o.ArchiveCampaign(o.ctx, parent, oneTable)
	o.ok(err)
}

// Not a row of an archived campaign can be added, changed or taken out, whichever table it is in, even around the use cases;
// nor while another campaign is current.
func TestArchivedIsReadOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "office.db")
	s, err := data.Open(path, data.Options{Clock: func() time.Time { return data.SampleNow }})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	o := &office{Store: s, t: t, ctx: t.Context(), clock: &clock{data.SampleNow}}
	o.ok(data.Sample(o.ctx, s))
	c, err := s.Campaign(o.ctx)
	o.ok(err)
	_, err = s.DB().Exec("INSERT INTO archive (campaign_id, date, operator) VALUES (?, '2011-11-02', '刘敏')", c.ID)
	o.ok(err)
	all := tables(t, s.DB())
	before := contents(t, s.DB(), all)
	office := []string{"operator", "journal", "number_prefix", "first_number", "signer", "font_choice", "archive"}
	guarded := 0
	for _, table := range all {
		var rows int
		o.ok(s.DB().QueryRow("SELECT count(*) FROM " + table).Scan(&rows))
		if slices.Contains(office, table) || rows == 0 {
			continue
		}
		guarded++
		var column string
		o.ok(s.DB().QueryRow("SELECT name FROM pragma_table_info(?) ORDER BY cid LIMIT 1", table).Scan(&column))
		names := columns(t, s.DB(), table)
		for _, statement := range []string{
			"UPDATE " + table + " SET " + column + " = " + column,
			"DELETE FROM " + table,
			"INSERT OR REPLACE INTO " + table + " (" + names + ") SELECT " + names + " FROM " + table,
		} {
			if _, err := s.DB().Exec(statement); err == nil {
				t.Errorf("the database let through: %s", statement)
			}
		}
	}
	if contents(t, s.DB(), all) != before {
		t.Error("something was written")
	}
	if guarded < 20 {
		t.Errorf("only %d tables have rows", guarded)
	}
	targets, err := s.Targets(o.ctx)
	o.ok(err)
	items, err := s.LedgerItems(o.ctx)
	o.ok(err)
	rounds, err := s.Rounds(o.ctx)
	o.ok(err)
	writes := func() map[string]error {
		return map[string]error{
			"campaign": s.SaveCampaign(o.ctx, *c),
			"target":   s.SaveTarget(o.ctx, targets[0]),
			"item":     s.SaveLedgerItem(o.ctx, items[0]),
			"step":     s.SaveStep(o.ctx, data.Step{ID: data.NewID(), ItemID: items[0].ID, Content: "一", Due: items[0].Due}),
			"round":    s.UnsealRound(o.ctx, rounds[0].ID, "再看一遍"),
			"report":   s.SaveReport(o.ctx, data.Report{TargetID: targets[slices.IndexFunc(targets, func(t data.Target) bool { return t.Name == "杜志刚" })].ID, Text: "新的"}),
			"document": s.SaveDraft(o.ctx, notice("迟到的")),
			"event":    s.SaveEvent(o.ctx, data.Event{ID: data.NewID(), Kind: data.MeetingEvent, Date: day(t, "2011-09-01"), Title: "会"}),
		}
	}
	for name, err := range writes() {
		refused(t, err, data.State)
		if !strings.Contains(err.Error(), "已经归档，只能查看和打印") {
			t.Errorf("%s: %s", name, err)
		}
	}
	id, err := s.StartNextCampaign(o.ctx, 2012)
	o.ok(err)
	later := writes()
	delete(later, "document") // these are new and the new campaign's
	delete(later, "event")
	for name, err := range later {
		if err == nil {
			t.Errorf("%s of the archived campaign was written while %s is current", name, id)
		}
	}
}

func TestStartNextCampaign(t *testing.T) {
	o := finishedOffice(t)
	withdrawn := o.target("停评的", data.KeyPost, "")
	withdrawn.Withdrawn = true
	o.ok(o.SaveTarget(o.ctx, withdrawn))
	c, err := o.Campaign(o.ctx)
	o.ok(err)
	c.Scoring.MostlySatisfied = 70
	o.ok(o.SaveCampaign(o.ctx, *c))
	_, err = o.StartNextCampaign(o.ctx, 2012)
	refused(t, err, data.State, "还没有归档")
	folder, err := o.ArchiveCampaign(o.ctx, t.TempDir(), oneTable)
	o.ok(err)
	_, err = o.StartNextCampaign(o.ctx, 2011)
	refused(t, err, data.Invalid, "2011 不晚于 2011")
	earlier, err := o.LedgerItems(o.ctx)
	o.ok(err)
	o.clock.now = at("2012-07-01")
	id, err := o.StartNextCampaign(o.ctx, 2012)
	o.ok(err)
	next, err := o.Campaign(o.ctx)
	o.ok(err)
	if next.ID != id || next.Year != 2012 || next.Office != c.Office || next.Scoring != c.Scoring || next.Phases[0].Start != day(t, "2012-07-21") || len(next.Criteria) != 8 {
		t.Errorf("%+v", next)
	}
	targets, err := o.Targets(o.ctx)
	o.ok(err)
	if len(targets) != 4 || targets[2].Name != "李𬭎" || targets[2].Rank != 3 {
		t.Errorf("%+v", targets)
	}
	items, err := o.LedgerItems(o.ctx)
	o.ok(err)
	if len(items) != 2 || items[0].Problem != "道路损坏" || items[1].Problem != "方案论证" {
		t.Fatalf("%+v", items)
	}
	for _, i := range items {
		n := slices.IndexFunc(earlier, func(e data.LedgerItem) bool { return e.Problem == i.Problem })
		if i.OriginID != earlier[n].ID || i.State != data.ItemOpen || i.Percent != 30 || i.Steps != 1 || i.Due != earlier[n].Due ||
			i.Source != fmt.Sprintf("2011年第 %d 项延续事项", earlier[n].Number) {
			t.Errorf("%+v, from %+v", i, earlier[n])
		}
	}
	if items[1].TargetID != targets[2].ID || items[0].TargetID != "" {
		t.Errorf("%+v", items)
	}
	o.finish(items[1].ID, "办完") // it goes on as any other
	refused(t, o.SwitchCampaign(o.ctx, data.NewID()), data.NotFound)
	o.ok(o.SwitchCampaign(o.ctx, c.ID)) // the archived one can be looked at
	if again, err := o.LedgerItems(o.ctx); err != nil || !slices.Equal(again, earlier) {
		t.Errorf("the archived ledger is %+v, %v", again, err)
	}
	_, err = o.StartNextCampaign(o.ctx, 2012)
	refused(t, err, data.Conflict, "2012年的活动已经建立")
	if findings, err := data.CheckArchive(o.ctx, folder); err != nil || !findings.OK {
		t.Errorf("%+v, %v", findings, err)
	}
}

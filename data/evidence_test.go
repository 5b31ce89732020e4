package data_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"liangping/data"
)

// file writes a file into a folder of its own and returns its path.
func file(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Every kind of file that somebody might attach.
func TestAttachFile(t *testing.T) {
	o := newOffice(t)
	id := o.itemAt(data.ItemOpen)
	huge := file(t, "录像.mp4", "a")
	o.ok(os.Truncate(huge, 200<<20))
	limit := file(t, "正好.mp4", "a")
	o.ok(os.Truncate(limit, data.MaxAttachment))
	above := file(t, "多一个字节.mp4", "a")
	o.ok(os.Truncate(above, data.MaxAttachment+1))
	for name, test := range map[string]struct {
		path string
		kind data.FileKind // empty: refused
		code data.Code
		part string
	}{
		"picture":               {file(t, "公开栏.JPG", "\xff\xd8\xff\xe0 JFIF"), data.Picture, "", ""},
		"pdf":                   {file(t, "会议纪要.pdf", "%PDF-1.4 …"), data.PDFFile, "", ""},
		"table":                 {file(t, "答复台账 9月.xls", "\xd0\xcf\x11\xe0"), data.TableFile, "", ""},
		"rtf named doc":         {file(t, "纪要.doc", "{\\rtf1"), data.WordFile, "", ""},
		"no ending":             {file(t, "说明", "文字"), data.OtherFile, "", ""},
		"20 MB":                 {limit, data.MediaFile, "", ""},
		"20 MB and a byte":      {above, "", data.Invalid, "最大 20 MB"},
		"200 MB":                {huge, "", data.Invalid, "有 200 MB，最大 20 MB"},
		"0 bytes":               {file(t, "空.jpg", ""), "", data.Invalid, "是空的"},
		"program by name":       {file(t, "照片.jpg.exe", "照片"), "", data.Invalid, "是程序"},
		"program by content":    {file(t, "照片.jpg", "MZ\x90\x00"), "", data.Invalid, "是程序"},
		"ELF":                   {file(t, "说明.txt", "\x7fELF\x02"), "", data.Invalid, "是程序"},
		"script":                {file(t, "说明.txt", "#!/bin/sh\n"), "", data.Invalid, "是程序"},
		"macros":                {file(t, "统计.xlsm", "PK\x03\x04"), "", data.Invalid, "带宏"},
		"link":                  {file(t, "台账.xls.lnk", "L"), "", data.Invalid, "是程序"},
		"pdf called a picture":  {file(t, "公开栏.png", "%PDF-1.4"), "", data.Invalid, "按名字是图片，内容却是PDF"},
		"picture called a text": {file(t, "公开栏.txt", "\x89PNG\r\n\x1a\n"), "", data.Invalid, "内容却是图片"},
		"folder":                {t.TempDir(), "", data.Invalid, "不是文件"},
		"not there":             {filepath.Join(t.TempDir(), "没有.jpg"), "", data.NotFound, "没有找到文件“没有.jpg”"},
	} {
		t.Run(name, func(t *testing.T) {
			e := data.Evidence{ID: data.NewID(), ItemID: id, Date: day(t, "2011-08-18"), Text: "看"}
			err := o.AttachFile(o.ctx, e, test.path)
			if test.kind == "" {
				refused(t, err, test.code, test.part)
				if got := o.attached(id, e.ID); got != nil {
					t.Errorf("it is kept: %+v", got)
				}
				return
			}
			o.ok(err)
			o.ok(o.AttachFile(o.ctx, e, test.path)) // saved twice is saved once
			got := o.attached(id, e.ID)
			if got == nil || got.File.Kind != test.kind || got.File.Name != filepath.Base(test.path) || got.Text != "看" {
				t.Fatalf("%+v", got)
			}
			folder := t.TempDir()
			written, err := o.WriteAttachment(o.ctx, e.ID, folder)
			o.ok(err)
			if hash(t, written) != hash(t, test.path) || filepath.Dir(written) != folder {
				t.Errorf("%s differs from what was attached", written)
			}
			if info, err := os.Stat(written); err != nil || info.Mode().Perm() != 0o600 {
				t.Errorf("%v, %v", info.Mode(), err)
			}
		})
	}
}

func (o *office) attached(item, id data.ID) *data.Evidence {
	o.t.Helper()
	r, err := o.Item(o.ctx, item)
	o.ok(err)
	for _, e := range r.Evidence {
		if e.ID == id {
			return &e
		}
	}
	return nil
}

// Nothing is written outside the chosen folder, over another file or through a link, whatever name stands in the database.
func TestWriteAttachment(t *testing.T) {
	o := newOffice(t)
	id := o.itemAt(data.ItemOpen)
	e := data.Evidence{ID: data.NewID(), ItemID: id, Date: day(t, "2011-08-18")}
	o.ok(o.AttachFile(o.ctx, e, file(t, "照片.jpg", "\xff\xd8\xff一")))
	parent := t.TempDir()
	folder := filepath.Join(parent, "佐证")
	o.ok(os.Mkdir(folder, 0o700))
	outside := filepath.Join(parent, "别人的.jpg")
	o.ok(os.WriteFile(outside, []byte("别人的"), 0o600))
	o.ok(os.Symlink(outside, filepath.Join(folder, "照片.jpg")))
	for _, want := range []string{"照片 (2).jpg", "照片 (3).jpg"} {
		path, err := o.WriteAttachment(o.ctx, e.ID, folder)
		o.ok(err)
		if path != filepath.Join(folder, want) {
			t.Errorf("it became %s, want %s", path, want)
		}
	}
	_, err := o.DB().Exec("PRAGMA ignore_check_constraints = ON") // as a database that was tampered with would have it
	o.ok(err)
	for _, name := range []string{"..", "../别人的.jpg", `..\别人的.jpg`, "/别人的.jpg", `C:\别人的.jpg`, "a/../../别人的.jpg"} {
		_, err := o.DB().Exec("UPDATE evidence SET name = ? WHERE id = ?", name, e.ID)
		o.ok(err)
		path, err := o.WriteAttachment(o.ctx, e.ID, folder)
		o.ok(err)
		if filepath.Dir(path) != folder {
			t.Errorf("%q was written to %s", name, path)
		}
	}
	if content, err := os.ReadFile(outside); err != nil || string(content) != "别人的" {
		t.Errorf("outside: %q, %v", content, err)
	}
	if entries, err := os.ReadDir(parent); err != nil || len(entries) != 2 {
		t.Errorf("the parent holds %v, %v", entries, err)
	}
	_, err = o.WriteAttachment(o.ctx, e.ID, filepath.Join(parent, "没有"))
	refused(t, err, data.Disk, "不能在", "没有")
	_, err = o.WriteAttachment(o.ctx, data.NewID(), folder)
	refused(t, err, data.NotFound, "没有找到这份附件")
	_, err = o.DB().Exec("UPDATE evidence SET sha256 = ? WHERE id = ?", strings.Repeat("0", 64), e.ID)
	o.ok(err)
	_, err = o.WriteAttachment(o.ctx, e.ID, folder)
	refused(t, err, data.Damaged, "校验码不符")
	findings, err := o.Check(o.ctx)
	if err != nil || findings.OK || !strings.Contains(findings.Trouble(), "附件") {
		t.Errorf("the check finds %+v, %v", findings, err)
	}
}

func TestCleanFileName(t *testing.T) {
	for name, want := range map[string]string{
		"公开栏照片.jpg":                       "公开栏照片.jpg",
		"../../etc/passwd":                "passwd",
		`..\..\windows\win.ini`:           "win.ini",
		`C:\公文\纪要.pdf`:                    "纪要.pdf",
		"/":                               "未命名",
		"..":                              "未命名",
		"":                                "未命名",
		" . ":                             "未命名",
		"a\x00b\nc.txt":                   "abc.txt",
		"说明\u202ecod.exe":                 "说明cod.exe", // what turns the reading direction round is gone
		"问？*?<>|\".doc":                   "问？______.doc",
		"con.txt":                         "_con.txt",
		"COM1":                            "_COM1",
		"com10.txt":                       "com10.txt",
		"lpt9.tar.gz":                     "_lpt9.tar.gz",
		"纪要.pdf. . ":                      "纪要.pdf",
		"某油发〔2011〕1号 通知.pdf":              "某油发〔2011〕1号 通知.pdf",
		"\xff\xfe坏.txt":                   "坏.txt",
		"𬭎.txt":                           "𬭎.txt",
		strings.Repeat("长", 100) + ".pdf": strings.Repeat("长", 65) + ".pdf",
	} {
		if got := data.CleanFileName(name); got != want {
			t.Errorf("%q becomes %q, want %q", name, got, want)
		}
	}
}

func FuzzCleanFileName(f *testing.F) {
	for _, name := range []string{"a.txt", "../b", "CON", "…", strings.Repeat("x", 300)} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		got := data.CleanFileName(name)
		if got == "" || len(got) > 255 || !filepath.IsLocal(got) || filepath.Base(got) != got || strings.ContainsAny(got, "/\\:\x00\n") {
			t.Errorf("%q becomes %q", name, got)
		}
		if again := data.CleanFileName(got); again != got {
			t.Errorf("%q becomes %q, then %q", name, got, again)
		}
	})
}

// Entries go with the state of their item; the same ID twice is the same entry; a mistake can be taken out again.
func TestItemEntries(t *testing.T) {
	today := "2011-08-18"
	entries := map[string]func(o *office, item, id data.ID) error{
		"分步措施": func(o *office, item, id data.ID) error {
			return o.SaveStep(o.ctx, data.Step{ID: id, ItemID: item, Content: "排期", Due: day(t, "2011-09-01")})
		},
		"进展": func(o *office, item, id data.ID) error {
			return o.RecordProgress(o.ctx, data.ItemProgress{ID: id, ItemID: item, Date: day(t, today), Percent: 40, Text: "答复 8 件"})
		},
		"佐证材料": func(o *office, item, id data.ID) error {
			return o.SaveEvidence(o.ctx, data.Evidence{ID: id, ItemID: item, Date: day(t, today), Text: "台账"})
		},
		"公示": func(o *office, item, id data.ID) error {
			return o.SaveItemPublication(o.ctx, data.ItemPublication{ID: id, ItemID: item, Date: day(t, today), Subject: data.EffectShown, Place: "网站"})
		},
		"督查": func(o *office, item, id data.ID) error {
			return o.SaveInspection(o.ctx, data.Inspection{ID: id, ItemID: item, Date: day(t, today), By: "孙玉琴", Finding: "4 件未答复"})
		},
		"责任追究": func(o *office, item, id data.ID) error {
			return o.SaveAccountability(o.ctx, data.Accountability{
				ID: id, ItemID: item, Date: day(t, today), Person: "曹德顺", Reason: "逾期", Measure: "诫勉谈话", Decider: "办党组",
			})
		},
	}
	may := map[string]string{
		"草拟": "分步措施", "待审": "", "整改中": "分步措施 进展 佐证材料 公示 督查 责任追究", "待销号": "佐证材料 公示 督查 责任追究", "已销号": "公示 督查 责任追究",
	}
	for _, state := range data.ItemStates {
		for name, save := range entries {
			t.Run(fmt.Sprint(state, " ", name), func(t *testing.T) {
				o := newOffice(t)
				item, id := o.itemAt(state), data.NewID()
				count := func() int {
					r, err := o.Item(o.ctx, item)
					o.ok(err)
					return len(r.Plan) + len(r.Progress) + len(r.Evidence) + len(r.Publications) + len(r.Inspections) + len(r.Accountability)
				}
				before := count()
				if !strings.Contains(may[state.String()], name) {
					refused(t, save(o, item, id), data.State, "第 1 项", name)
					return
				}
				o.ok(save(o, item, id))
				o.ok(save(o, item, id))
				if got := count(); got != before+1 {
					t.Errorf("%d entries, want %d", got, before+1)
				}
				other := o.item("另一项", "2011-09-20").ID
				if state != data.ItemDraft {
					o.begin(other)
				}
				refused(t, save(o, other, id), data.State, "属于另一个整改事项")
				refused(t, o.DeleteItemEntry(o.ctx, item, data.NewID()), data.NotFound, "没有找到这条记录")
				if state == data.ItemClosed {
					refused(t, o.DeleteItemEntry(o.ctx, item, id), data.State, "已经销号")
					return
				}
				o.ok(o.DeleteItemEntry(o.ctx, item, id))
				if got := count(); got != before {
					t.Errorf("%d entries are left, want %d", got, before)
				}
			})
		}
	}
}

func TestItemEntryRefusals(t *testing.T) {
	o := newOffice(t)
	item := o.itemAt(data.ItemOpen)
	today, tomorrow := day(t, "2011-08-18"), day(t, "2011-08-19")
	id := data.NewID()
	for part, err := range map[string]error{
		"分步措施还没有填写":            o.SaveStep(o.ctx, data.Step{ID: id, ItemID: item, Due: today}),
		"分步措施的时限还没有填写":         o.SaveStep(o.ctx, data.Step{ID: id, ItemID: item, Content: "一"}),
		"晚于第 1 项的整改时限":         o.SaveStep(o.ctx, data.Step{ID: id, ItemID: item, Content: "一", Due: day(t, "2011-09-21")}),
		"完成日期 2011-08-19 还没有到": o.SaveStep(o.ctx, data.Step{ID: id, ItemID: item, Content: "一", Due: today, Done: tomorrow}),
		"进度“101%”不对":           o.RecordProgress(o.ctx, data.ItemProgress{ID: id, ItemID: item, Date: today, Percent: 101, Text: "一"}),
		"进展情况还没有填写":            o.RecordProgress(o.ctx, data.ItemProgress{ID: id, ItemID: item, Date: today}),
		"进展的日期 2011-08-19":     o.RecordProgress(o.ctx, data.ItemProgress{ID: id, ItemID: item, Date: tomorrow, Text: "一"}),
		"佐证材料还没有填写":            o.SaveEvidence(o.ctx, data.Evidence{ID: id, ItemID: item, Date: today, Text: " "}),
		"佐证材料的日期还没有填写":         o.SaveEvidence(o.ctx, data.Evidence{ID: id, ItemID: item, Text: "一"}),
		"公示的内容":                o.SaveItemPublication(o.ctx, data.ItemPublication{ID: id, ItemID: item, Date: today, Place: "网站"}),
		"公示的地方":                o.SaveItemPublication(o.ctx, data.ItemPublication{ID: id, ItemID: item, Date: today, Subject: data.EffectShown}),
		"督查人":                  o.SaveInspection(o.ctx, data.Inspection{ID: id, ItemID: item, Date: today, Finding: "一"}),
		"督查情况":                 o.SaveInspection(o.ctx, data.Inspection{ID: id, ItemID: item, Date: today, By: "一"}),
		"处理措施":                 o.SaveAccountability(o.ctx, data.Accountability{ID: id, ItemID: item, Date: today, Person: "一", Reason: "一", Decider: "一"}),
	} {
		refused(t, err, data.Invalid, part)
	}
	refused(t, o.SaveInspection(o.ctx, data.Inspection{ID: id, ItemID: item, Date: today, By: "一", Finding: "一", DocumentID: data.NewID()}), data.NotFound, "公文")
}

// The percentage is that of the last entry by its date; when that one is taken out, of the one before.
func TestProgress(t *testing.T) {
	o := newOffice(t)
	item := o.itemAt(data.ItemOpen)
	var ids []data.ID
	for _, p := range []struct {
		on      string
		percent int
		want    int
	}{{"2011-08-10", 20, 20}, {"2011-08-16", 60, 60}, {"2011-08-12", 40, 60}, {"2011-08-16", 50, 50}} {
		ids = append(ids, data.NewID())
		o.ok(o.RecordProgress(o.ctx, data.ItemProgress{ID: ids[len(ids)-1], ItemID: item, Date: day(t, p.on), Percent: p.percent, Text: "推进"}))
		if got := o.stored(item).Percent; got != p.want {
			t.Errorf("after %s: %d%%, want %d%%", p.on, got, p.want)
		}
	}
	for i, want := range []int{60, 40, 20, 0} {
		o.ok(o.DeleteItemEntry(o.ctx, item, ids[[]int{3, 1, 2, 0}[i]]))
		if got := o.stored(item).Percent; got != want {
			t.Errorf("%d%%, want %d%%", got, want)
		}
	}
}

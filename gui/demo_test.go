package gui

import (
	"bytes"
	"context"
	"errors"
	"image/png"
	"io"
	"log/slog"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"liangping/data"
	"liangping/pdf"
	"liangping/pdf/font"
)

// demoPress prints with the program's own fonts alone.
func demoPress(t testing.TB) *pdf.Press {
	t.Helper()
	own, err := font.Own(filepath.Join("..", "pdf", "fonts", "beside"))
	if err != nil {
		t.Fatal(err)
	}
	return pdf.New(own)
}

// runDemo runs the sample campaign into dir and returns what it said.
func runDemo(t *testing.T, dir string) string {
	t.Helper()
	var out bytes.Buffer
	if err := Demo(context.Background(), dir, demoPress(t), &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// filesOf reads the files of a folder, the folders in it too.
func filesOf(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, e := range entries {
		if e.IsDir() {
			if e.Name() == demoArchive {
				continue
			}
			t.Errorf("a folder is left behind: %s", e.Name())
			continue
		}
		if files[e.Name()], err = os.ReadFile(filepath.Join(dir, e.Name())); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

func TestDemoMakesEverything(t *testing.T) {
	before := fyne.CurrentApp()
	dir := filepath.Join(t.TempDir(), "样例 1")
	said := runDemo(t, dir)
	if fyne.CurrentApp() != before {
		t.Error("the demo leaves its own app behind")
	}
	files := filesOf(t, dir)
	for _, name := range []string{
		"office.db", "样例.txt",
		"2011-通知-关于印发《油区办“两评一树”活动实施方案》的通知.pdf", "2011年发文登记表.pdf",
		"2011-内部评议-评议票-干部职工.pdf", "2011-社会评议-评议票-党代表.pdf", "2011-社会评议-评议票-人大代表.pdf",
		"2011-社会评议-评议票-政协委员.pdf", "2011-社会评议-评议票-服务对象代表.pdf",
		"2011-评议对象名册-按任职顺序排列.pdf", "2011-评议对象名册-按姓氏笔画为序.pdf", "2011-征求意见汇总表.pdf", "2011-承诺践诺台账.pdf", "2011-整改台账.pdf",
		"2011-通知-关于督办整改台账第1项的通知.pdf", "2011-报告-关于“两评一树”活动的总结报告.pdf",
		"2011-自查自评报告-李𬭎.pdf", "2011-公开承诺书-李𬭎.pdf", "2011-审核意见表-李𬭎.pdf",
		"2011-内部评议-评议结果汇总表.pdf", "2011-社会评议-评议结果汇总表.pdf", "2011-综合-评议结果汇总表.pdf",
	} {
		if len(files[name]) == 0 || !strings.Contains(said, strings.TrimSuffix(name, ".txt")) && name != "样例.txt" {
			t.Errorf("%s is missing, or not spoken of", name)
		}
		if strings.HasSuffix(name, ".pdf") && strings.Contains(name, "评议票") || strings.Contains(name, "汇总表") {
			text, err := exec.Command("pdftotext", "-raw", filepath.Join(dir, name), "-").Output()
			if err != nil || !bytes.Contains(text, []byte("李𬭎")) {
				t.Errorf("李𬭎 is not on %s: %v", name, err)
			}
		}
	}
	for _, name := range []string{"总览", "评议对象", "自查自评", "统计", "整改台账", "逐张录入", "首次使用", "申请销号", "归并", "活动记录", "发文登记", "公文", "签发", "单位设置"} {
		if !strings.Contains(said, "-"+name+".png") {
			t.Errorf("no picture of %s", name)
		}
	}
	for name, content := range files {
		if !strings.HasSuffix(name, ".png") {
			continue
		}
		picture, err := png.DecodeConfig(bytes.NewReader(content))
		if err != nil || picture.Width != designWidth || picture.Height != designHeight {
			t.Errorf("%s is %d × %d: %v", name, picture.Width, picture.Height, err)
		}
	}
	checkRecords(t, filepath.Join(dir, demoRecords))
	archives, err := filepath.Glob(filepath.Join(dir, demoArchive, "*"))
	if err != nil || len(archives) != 1 {
		t.Fatalf("archives %v, %v", archives, err)
	}
	if findings, err := data.CheckArchive(context.Background(), archives[0]); err != nil || !findings.OK {
		t.Errorf("the archive: %v %v", findings.Lines, err)
	}
	if strings.Contains(said, "现有字体没有这些字") {
		t.Errorf("characters are missing:\n%s", said)
	}
}

// checkRecords looks into finished records as `liangping check` does.
func checkRecords(t *testing.T, path string) {
	t.Helper()
	store, err := data.OpenReadOnly(path)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	findings, err := store.Check(context.Background())
	if err != nil || !findings.OK {
		t.Errorf("%v %v", findings.Lines, err)
	}
}

// TestDemoAgain runs the sample over its own records, and next to records that it must leave alone.
func TestDemoAgain(t *testing.T) {
	dir := t.TempDir()
	runDemo(t, dir)
	first := filesOf(t, dir)
	runDemo(t, dir)
	for name, again := range filesOf(t, dir) {
		if strings.HasSuffix(name, ".pdf") && !bytes.Equal(first[name], again) {
			t.Errorf("%s differs from run to run", name)
		}
	}
	records := filepath.Join(dir, demoRecords)
	held := openRecords(t, records)
	refusesDemo(t, dir, data.InUse)
	if err := errors.Join(held.SetOperator("王秘书"), held.Close()); err != nil { // somebody has worked with the sample
		t.Fatal(err)
	}
	refusesDemo(t, dir, data.Conflict)

	foreign := t.TempDir()
	if err := os.WriteFile(filepath.Join(foreign, demoRecords), []byte("别的程序的文件"), 0o600); err != nil {
		t.Fatal(err)
	}
	refusesDemo(t, foreign, data.Conflict)
}

func openRecords(t *testing.T, path string) *data.Store {
	t.Helper()
	store, err := data.Open(path, data.Options{Clock: sampleClock, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	return store
}

// refusesDemo runs the sample into a folder with other records; it has to refuse and to leave every file as it is.
func refusesDemo(t *testing.T, dir string, code data.Code) {
	t.Helper()
	before := filesOf(t, dir)
	err := Demo(context.Background(), dir, demoPress(t), new(bytes.Buffer))
	if refusal, ok := errors.AsType[*data.Error](err); !ok || refusal.Code != code {
		t.Errorf("%s: %v", code, err)
	}
	if !maps.EqualFunc(before, filesOf(t, dir), bytes.Equal) {
		t.Errorf("%s: the files have changed", code)
	}
}

// TestDemoPapersAreReproducible prints the same records twice: the same bytes, ballots included.
func TestDemoPapersAreReproducible(t *testing.T) {
	store := newSampleStore(t)
	var runs [2]map[string][]byte
	for i := range runs {
		d := &demo{ctx: context.Background(), dir: t.TempDir(), press: demoPress(t), out: io.Discard, store: store}
		if err := errors.Join(d.papers(), d.targetPapers()); err != nil {
			t.Fatal(err)
		}
		runs[i] = filesOf(t, d.dir)
	}
	reports, err := store.Reports(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	// 5 ballots, 5 sheets of each of 2 rounds, 3 results with 3 breakdowns, the annual sheet, 2 rosters, the opinions, the
	// pledges, the ledger, and 3 papers of each report
	if want := 27 + 3*len(reports); len(runs[0]) != want || !maps.EqualFunc(runs[0], runs[1], bytes.Equal) {
		t.Errorf("%d and %d papers, or other bytes the second time", len(runs[0]), len(runs[1]))
	}
}

func TestDemoCancelled(t *testing.T) {
	dir := t.TempDir()
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if err := Demo(ctx, dir, demoPress(t), new(bytes.Buffer)); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if files := filesOf(t, dir); len(files) != 0 {
		t.Errorf("%d files are left behind", len(files))
	}
}

package sheet

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"liangping/data"
)

func refused(t *testing.T, err error, code data.Code, parts ...string) {
	t.Helper()
	e, ok := errors.AsType[*data.Error](err)
	if !ok {
		t.Fatalf("got %v (%T), want a refusal", err, err)
	}
	if e.Code != code || !strings.HasSuffix(e.Message, "。") {
		t.Errorf("%s: %q", e.Code, e.Message)
	}
	for _, part := range parts {
		if !strings.Contains(e.Message, part) {
			t.Errorf("%q does not contain %q", e.Message, part)
		}
	}
}

func write(t testing.TB, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// workbook makes a workbook by another road than the package's own.
func workbook(t testing.TB, fill func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	fill(f)
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func gb18030(t testing.TB, text string) []byte {
	t.Helper()
	b, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// cells shows rows as "number:cell|cell".
func cells(rows []data.SheetRow) string {
	var all []string
	for _, row := range rows {
		all = append(all, fmt.Sprintf("%d:%s", row.Number, strings.Join(row.Cells, "|")))
	}
	return strings.Join(all, " / ")
}

const table = "姓名,类别\n李𬭎,领导干部\n买买提·艾力,重点岗位\n"

func TestRead(t *testing.T) {
	const want = "1:姓名|类别 / 2:李𬭎|领导干部 / 3:买买提·艾力|重点岗位"
	for name, content := range map[string][]byte{
		"utf8.csv":      []byte(table),
		"bom.csv":       []byte("\uFEFF" + table),
		"gb18030.csv":   gb18030(t, table), // 𬭎 has four bytes there
		"windows.csv":   []byte(strings.ReplaceAll(table, "\n", "\r\n")),
		"tabs.txt":      []byte(strings.ReplaceAll(table, ",", "\t")),
		"semicolon.csv": []byte(strings.ReplaceAll(table, ",", ";")),
		"renamed.xlsx":  []byte(table),
		"book.csv": workbook(t, func(f *excelize.File) {
			for i, row := range [][]any{{"姓名", "类别"}, {"李𬭎", "领导干部"}, {"买买提·艾力", "重点岗位"}} {
				f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row)
			}
		}),
	} {
		rows, err := Read(t.Context(), write(t, name, content))
		if err != nil || cells(rows) != want {
			t.Errorf("%s: %s, %v", name, cells(rows), err)
		}
	}
}

// Rows keep the number that the table program shows, whatever is between them.
func TestRowNumbers(t *testing.T) {
	csv := "甲,乙\n\n\"两\n行\",二\n,,\n三,四\n"
	rows, err := Read(t.Context(), write(t, "a.csv", []byte(csv)))
	if want := "1:甲|乙 / 3:两\n行|二 / 5:三|四"; err != nil || cells(rows) != want {
		t.Errorf("%s, %v", cells(rows), err)
	}
	book := workbook(t, func(f *excelize.File) {
		f.SetCellStr("Sheet1", "A1", "甲")
		f.SetCellStr("Sheet1", "B900000", "乙")
		f.SetCellStr("Sheet1", "XFD900000", "右边尽头")
	})
	rows, err = Read(t.Context(), write(t, "a.xlsx", book))
	if err != nil || len(rows) != 2 || rows[1].Number != 900000 || len(rows[1].Cells) != maxColumns || rows[1].Cells[1] != "乙" {
		t.Errorf("%.200s, %v", cells(rows), err)
	}
}

// Every cell is text; a number that lost digits is reported with its row.
func TestCellsAreText(t *testing.T) {
	book := workbook(t, func(f *excelize.File) {
		f.SetCellStr("Sheet1", "A1", "370522198001011234") // a text made of digits is whole
		f.SetCellValue("Sheet1", "A2", 370522198001011234)
		f.SetCellValue("Sheet1", "A3", 3.70522198001011e+17)
		f.SetCellValue("Sheet1", "A4", 13905460000)
		f.SetCellValue("Sheet1", "A5", 0.5)
		f.SetCellFormula("Sheet1", "A6", "1+1")
		f.SetCellStr("Sheet1", "B6", "'=1+1")
		f.SetCellStr("Sheet1", "B1", "3E5")
		f.NewSheet("隐藏")
	})
	rows, err := Read(t.Context(), write(t, "a.xlsx", book))
	if err != nil {
		t.Fatal(err)
	}
	for i, bad := range []bool{false, true, true, false, false, false} {
		if got := len(rows[i].Problems) > 0; got != bad {
			t.Errorf("row %d: %q, problems %q", i+1, rows[i].Cells, rows[i].Problems)
		}
	}
	if rows[0].Cells[0] != "370522198001011234" || rows[3].Cells[0] != "13905460000" || rows[5].Cells[1] != "=1+1" {
		t.Error(cells(rows))
	}
	if !strings.Contains(rows[2].Problems[0], "第 1 列的长数字") || !strings.Contains(rows[2].Problems[0], "文本格式") {
		t.Error(rows[2].Problems)
	}
	rows, err = Read(t.Context(), write(t, "a.csv", []byte("甲,3.70522E+17\n乙,370522198001011234\n丙,1234567890\n")))
	if err != nil || len(rows[0].Problems) != 1 || len(rows[1].Problems) != 1 || len(rows[2].Problems) > 0 {
		t.Errorf("%+v, %v", rows, err)
	}
}

func TestHiddenSheet(t *testing.T) {
	book := workbook(t, func(f *excelize.File) {
		f.SetCellStr("Sheet1", "A1", "隐藏的")
		i, _ := f.NewSheet("名单")
		f.SetCellStr("名单", "A1", "看得见的")
		f.SetActiveSheet(i)
		f.SetSheetVisible("Sheet1", false)
	})
	rows, err := Read(t.Context(), write(t, "a.xlsx", book))
	if err != nil || cells(rows) != "1:看得见的" {
		t.Errorf("%s, %v", cells(rows), err)
	}
}

// bomb is a workbook of about 600 KB whose sheet has 600 MB.
func bomb(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	plain, err := zip.NewReader(bytes.NewReader(workbook(t, func(*excelize.File) {})), int64(len(workbook(t, func(*excelize.File) {}))))
	if err != nil {
		t.Fatal(err)
	}
	w := zip.NewWriter(&b)
	for _, f := range plain.File {
		to, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(f.Name, "sheet1.xml") {
			io.WriteString(to, `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`)
			filler := bytes.Repeat([]byte(" "), 1<<20)
			for range 600 {
				to.Write(filler)
			}
			io.WriteString(to, `</sheetData></worksheet>`)
			continue
		}
		from, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		io.Copy(to, from)
		from.Close()
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestRefused(t *testing.T) {
	big := bomb(t)
	if len(big) > 700<<10 {
		t.Fatalf("the bomb has %d KB", len(big)>>10)
	}
	for _, test := range []struct {
		name    string
		content []byte
		part    string
	}{
		{"炸弹.xlsx", big, "解开后超过 64 MB"},
		{"改了名的.xlsx", []byte("%PDF-1.7\n%âãÏÓ"), "是 PDF，不是表格"},
		{"旧版.xls", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 ..."), "旧版 Excel（.xls）文件，或者加了密码"},
		{"空.csv", nil, "是空的"},
		{"空行.csv", []byte("\n\n \n"), "是空的"},
		{"只有逗号.csv", []byte(",,\n,,\n"), "没有内容"},
		{"图片.csv", []byte("\x89PNG\r\n\x1a\n\x00\x00"), "不是表格文件"},
		{"乱码.csv", []byte("\xff\xff\xff\xff,\x80"), "认不出来"},
		{"一半.xlsx", workbook(t, func(*excelize.File) {})[:2000], "不是完整的 Excel 文件"},
		{"别的.xlsx", []byte("PK\x03\x04 nothing"), "不是完整的 Excel 文件"},
		{"太大.csv", bytes.Repeat([]byte("张三,科长\n"), maxFile/14+1), "超过 20 MB"},
		{"太长.csv", bytes.Repeat([]byte("张三\n"), maxRows+1), "超过 10000 行"},
	} {
		t.Run(test.name, func(t *testing.T) {
			start := time.Now()
			_, err := Read(t.Context(), write(t, test.name, test.content))
			refused(t, err, data.Invalid, test.name, test.part)
			if took := time.Since(start); took > time.Second {
				t.Errorf("the refusal took %s", took)
			}
		})
	}
	_, err := Read(t.Context(), filepath.Join(t.TempDir(), "没有.xlsx"))
	refused(t, err, data.NotFound, "没有找到文件“没有.xlsx”")
	_, err = Read(t.Context(), t.TempDir())
	refused(t, err, data.Disk, "没有读完")
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for name, content := range map[string][]byte{"a.csv": []byte(table), "a.xlsx": workbook(t, func(f *excelize.File) { f.SetCellStr("Sheet1", "A1", "甲") })} {
		if _, err := Read(ctx, write(t, name, content)); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

var (
	made    = time.Date(2011, 8, 18, 10, 42, 0, 0, time.UTC)
	targets = []data.Target{
		{Name: "油区办领导班子", Kind: data.Team, Ask: data.AskCriteria},
		{Name: "李𬭎", Kind: data.Leader, Level: data.Member, Post: "副主任", Unit: "办公室", UnitClass: data.PartyUnit, Ask: data.AskAspects, Note: "=HYPERLINK(\"x\")"},
		{Name: "信访接待窗口", Kind: data.ServiceWindow, Ask: data.AskOverall, Note: "+86 -1 @", Withdrawn: true},
	}
)

// What is exported can be imported again, names the office as its author and holds no formula.
func TestRoster(t *testing.T) {
	content, err := Roster(targets, "某县油区工作办公室", made)
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	props, err := f.GetDocProps()
	if err != nil || props.Creator != "某县油区工作办公室" || props.LastModifiedBy != props.Creator || props.Title != "评议对象名单" || !strings.HasPrefix(props.Created, "2011-08-18") {
		t.Errorf("%+v, %v", props, err)
	}
	app, err := f.GetAppProps()
	if err != nil || app.Company != "某县油区工作办公室" || strings.Contains(strings.ToLower(app.Application), "go") {
		t.Errorf("%+v, %v", app, err)
	}
	for cell, want := range map[string]string{"A2": "油区办领导班子", "H3": "'=HYPERLINK(\"x\")", "H4": "'+86 -1 @", "I4": "停评", "G4": "一项：总体"} {
		if got, err := f.GetCellValue("评议对象名单", cell); err != nil || got != want {
			t.Errorf("%s is %q, want %q", cell, got, want)
		}
		if formula, err := f.GetCellFormula("评议对象名单", cell); err != nil || formula != "" {
			t.Errorf("%s holds the formula %q", cell, formula)
		}
	}
	again, err := Roster(targets, "某县油区工作办公室", made)
	if err != nil || !bytes.Equal(content, again) {
		t.Errorf("two exports of the same differ, %v", err)
	}
	got, _ := imported(t, content)
	for i := range got {
		want := targets[i]
		want.ID, want.Withdrawn = got[i].ID, false
		if got[i] != want {
			t.Errorf("came back as %+v, want %+v", got[i], want)
		}
	}
	if len(got) != len(targets) {
		t.Errorf("%d came back", len(got))
	}
}

// imported reads a file as the window does.
func imported(t *testing.T, content []byte) (good []data.Target, p *data.Import) {
	t.Helper()
	s, err := data.Open(filepath.Join(t.TempDir(), "office.db"), data.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	c := data.PlanTemplate(2011)
	c.Office = "某县油区工作办公室"
	if err := errors.Join(s.SetOperator("刘敏"), s.CreateCampaign(t.Context(), c)); err != nil {
		t.Fatal(err)
	}
	rows, err := Read(t.Context(), write(t, "名单.xlsx", content))
	if err != nil {
		t.Fatal(err)
	}
	p, err = s.PreviewImport(t.Context(), rows)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range p.Rows {
		if len(row.Problems) == 0 {
			good = append(good, row.Target)
		}
	}
	return good, p
}

// The template has text columns, offers the words, and its example is found when it is left in.
func TestRosterTemplate(t *testing.T) {
	content, err := RosterTemplate("某县油区工作办公室", made)
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	title := f.GetSheetName(0)
	for _, column := range []string{"A", "D", "H"} {
		id, err := f.GetColStyle(title, column)
		if err != nil {
			t.Fatal(err)
		}
		style, err := f.GetStyle(id)
		if err != nil || style.NumFmt != 49 { // 49 is the format “text”
			t.Errorf("column %s: %+v, %v", column, style, err)
		}
	}
	choices, err := f.GetDataValidations(title)
	if err != nil || len(choices) != 4 || !slices.ContainsFunc(choices, func(v *excelize.DataValidation) bool {
		return strings.Contains(v.Formula1, "廉政风险防范管理岗位")
	}) {
		t.Errorf("%d choices, %v", len(choices), err)
	}
	good, p := imported(t, content)
	if len(good) > 0 || len(p.Bad()) != 1 || !strings.Contains(p.Bad()[0].Problems[0], "示例") {
		t.Errorf("%+v", p)
	}
}

// 500 rows with 40 faults, from the file on: three seconds are the limit of the issue.
func TestLargeRoster(t *testing.T) {
	book := Table{Title: "名单", Made: made, Columns: rosterColumns()}
	for i := range 500 {
		name := fmt.Sprintf("人员%c%c", '一'+rune(i/25), '丁'+rune(i%25))
		if i%12 == 0 && i/12 < 40 {
			name = ""
		}
		book.Rows = append(book.Rows, []string{name, "重点岗位", "", "科长", fmt.Sprint(i)})
	}
	content, err := book.Workbook()
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	_, p := imported(t, content)
	if took := time.Since(start); took > 3*time.Second {
		t.Errorf("it took %s", took)
	}
	if len(p.Rows) != 500 || len(p.Bad()) != 40 || p.Bad()[1].Number != 14 {
		t.Errorf("%d rows, %d bad", len(p.Rows), len(p.Bad()))
	}
}

// Whatever a file holds, it is read or refused with a sentence, within the limits.
func FuzzRead(f *testing.F) {
	f.Add([]byte(table))
	f.Add(gb18030(f, table))
	f.Add([]byte("\uFEFF姓名\t类别\r\n\"李\n四\"\t'=1"))
	f.Add([]byte("a\"b\nc\"\"\",\"\n"))
	f.Add(workbook(f, func(b *excelize.File) {
		b.SetCellStr("Sheet1", "B2", "李𬭎")
		b.SetCellValue("Sheet1", "C3", 3.7e17)
	}))
	if content, err := RosterTemplate("某办", made); err == nil {
		f.Add(content)
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		rows, err := parse(t.Context(), "a", content)
		if err != nil {
			if _, ok := errors.AsType[*data.Error](err); !ok {
				t.Fatalf("not a refusal: %v", err)
			}
			return
		}
		last := 0
		for _, row := range rows {
			if row.Number <= last || len(row.Cells) > maxColumns || strings.Join(row.Cells, "") == "" {
				t.Fatalf("row %d after %d: %q", row.Number, last, row.Cells)
			}
			last = row.Number
		}
	})
}

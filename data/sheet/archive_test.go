package sheet_test

import (
	"bytes"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"liangping/data"
	"liangping/data/sheet"
)

// The tables of the archive hold every record of the sample campaign, once.
func TestArchiveTables(t *testing.T) {
	s, err := data.Open(filepath.Join(t.TempDir(), "office.db"), data.Options{
		Clock: func() time.Time { return data.SampleNow }, Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := data.Sample(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	want := map[string]struct {
		rows int
		cell string
	}{
		"评议对象名单": {19, "买买提·艾力"}, "意见建议": {31, "纠纷登记后不给回执"}, "评议统计": {21, "满意和基本满意率"}, "突出问题": {4, "首问登记不落实，没有答复时限和催办"},
		"整改台账": {8, "2011-09-14 由 2011-09-20 改为 2011-09-26：21个村的补偿结果要与财政所逐户核对（王喆批准）"}, "发文登记": {0, "文号"},
		"活动记录": {5, "开门纳谏，听取群众意见31条"},
	}
	for _, table := range sheet.ArchiveTables {
		content, err := table.Make(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		book, err := excelize.OpenReader(bytes.NewReader(content))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := book.GetRows(book.GetSheetName(0))
		if err != nil {
			t.Fatal(err)
		}
		held := slices.ContainsFunc(rows, func(row []string) bool {
			return slices.ContainsFunc(row, func(cell string) bool { return strings.Contains(cell, want[table.Name].cell) })
		})
		if len(rows) != want[table.Name].rows+1 || !held {
			t.Errorf("%s has %d rows, holds %q: %t", table.Name, len(rows)-1, want[table.Name].cell, held)
		}
		delete(want, table.Name)
	}
	if len(want) > 0 {
		t.Errorf("not made: %v", want)
	}
}

// Package sheet reads and writes table files: Excel workbooks (.xlsx) and comma-separated text.
//
// What comes in may be anything that somebody saved under the name of a table, so it is told apart by its content, not its
// name; it is limited in size, also unpacked; every cell is text; and what can't be read is refused with a sentence that
// says what to do (safety.md §5). What the rows mean is package data's concern.
package sheet

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/xuri/excelize/v2"

	"liangping/data"
)

// The limits of a file. A roster of 5,000 rows is below 1 MB.
const (
	maxFile     = 20 << 20 // bytes
	maxUnpacked = 64 << 20 // bytes of a workbook, unpacked
	maxRows     = 10_000   // rows that hold something
	maxColumns  = 100      // the columns after that are left out
	maxCell     = 1_000    // bytes of a cell; the rest is cut off: no name, post or note is that long
)

// Read reads the first sheet of a workbook, or a comma- or tab-separated text in UTF-8 or GB 18030. Rows without anything in
// them are left out; the others keep their number. The error is an *data.Error when the file can't be read as a table, or
// the context's when it was cancelled.
func Read(ctx context.Context, path string) ([]data.SheetRow, error) {
	name := filepath.Base(path)
	content, err := load(path)
	if err != nil {
		return nil, err
	}
	return parse(ctx, name, content)
}

// load reads a file that isn't too large.
func load(path string) ([]byte, error) {
	name := filepath.Base(path)
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, refuse(data.NotFound, err, "没有找到文件“%s”。请重新选择。", name)
	}
	if err != nil {
		return nil, refuse(data.Disk, err, "文件“%s”打不开，可能正由别的程序使用，或者没有读取权限。请关闭后再试。", name)
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return nil, refuse(data.Disk, err, "文件“%s”没有读完。请检查磁盘或者 U 盘，再试一次。", name)
	}
	if len(content) > maxFile {
		return nil, refuse(data.Invalid, nil, "文件“%s”超过 %d MB，不像一份名单。请删去不用的内容，或者分成几个文件。", name, maxFile>>20)
	}
	return content, nil
}

// parse tells what a file is by how it begins.
func parse(ctx context.Context, name string, content []byte) ([]data.SheetRow, error) {
	begins := func(magic string) bool { return bytes.HasPrefix(content, []byte(magic)) }
	switch {
	case len(bytes.TrimSpace(content)) == 0:
		return nil, refuse(data.Invalid, nil, "文件“%s”是空的。请选择填好的文件。", name)
	case begins("PK"):
		return readWorkbook(ctx, name, content)
	case begins("\xD0\xCF\x11\xE0"):
		return nil, refuse(data.Invalid, nil, "“%s”是旧版 Excel（.xls）文件，或者加了密码。请在 Excel 或者 WPS 里另存为不加密码的 .xlsx，再导入。", name)
	case begins("%PDF"):
		return nil, refuse(data.Invalid, nil, "“%s”是 PDF，不是表格。请选择 .xlsx 或者 .csv 文件。", name)
	}
	return readText(ctx, name, content)
}

func refuse(code data.Code, cause error, format string, args ...any) error {
	return &data.Error{Code: code, Message: fmt.Sprintf(format, args...), Err: cause}
}

// readWorkbook reads the first sheet that is shown.
func readWorkbook(ctx context.Context, name string, content []byte) (rows []data.SheetRow, err error) {
	broken := "“%s”不是完整的 Excel 文件（.xlsx）。请在 Excel 或者 WPS 里打开，另存为 .xlsx，再导入。"
	defer func() {
		if p := recover(); p != nil { // the library trips over some damaged files
			rows, err = nil, refuse(data.Invalid, fmt.Errorf("excelize: %v", p), broken, name)
		}
	}()
	book, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxUnpacked, RawCellValue: true})
	if err != nil {
		if strings.Contains(err.Error(), "unzip size exceeds") {
			return nil, refuse(data.Invalid, err, "“%s”解开后超过 %d MB，不像一份名单，没有打开。请删去不用的内容，另存后再导入。", name, maxUnpacked>>20)
		}
		return nil, refuse(data.Invalid, err, broken, name)
	}
	defer book.Close()
	sheet := shown(book)
	lines, err := book.Rows(sheet)
	if err != nil {
		return nil, refuse(data.Invalid, err, broken, name)
	}
	defer lines.Close()
	c := collector{ctx: ctx, name: name, number: func(column, row int) bool { return isNumber(book, sheet, column, row) }}
	for row := 1; lines.Next(); row++ {
		cells, err := lines.Columns()
		if err != nil {
			return nil, refuse(data.Invalid, err, broken, name)
		}
		if err := c.add(row, cells); err != nil {
			return nil, err
		}
	}
	if err := lines.Error(); err != nil {
		return nil, refuse(data.Invalid, err, broken, name)
	}
	return c.rows, nil
}

// shown returns the first sheet that isn't hidden.
func shown(book *excelize.File) string {
	for _, sheet := range book.GetSheetList() {
		if visible, err := book.GetSheetVisible(sheet); err == nil && visible {
			return sheet
		}
	}
	return book.GetSheetName(0)
}

// isNumber tells whether a cell holds a number, not a text made of digits.
func isNumber(book *excelize.File, sheet string, column, row int) bool {
	cell, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return false
	}
	kind, err := book.GetCellType(sheet, cell)
	return err == nil && (kind == excelize.CellTypeNumber || kind == excelize.CellTypeUnset)
}

// collector takes rows in, within the limits.
type collector struct {
	ctx    context.Context
	name   string
	number func(column, row int) bool // whether a cell holds a number; from 1
	rows   []data.SheetRow
}

func (c *collector) add(number int, cells []string) error {
	if err := c.ctx.Err(); err != nil {
		return err
	}
	row := data.SheetRow{Number: number}
	for i, cell := range cells[:min(len(cells), maxColumns)] {
		cell = strings.TrimSpace(strings.ToValidUTF8(cell[:min(len(cell), maxCell)], ""))
		if lostDigits.MatchString(cell) && c.number(i+1, number) {
			row.Problems = append(row.Problems, fmt.Sprintf("第 %d 列的长数字“%s”丢了位数。请把这一列设为文本格式，重新填写。", i+1, cell))
		}
		row.Cells = append(row.Cells, unescape(cell))
	}
	if strings.Join(row.Cells, "") == "" {
		return nil
	}
	if len(c.rows) == maxRows {
		return refuse(data.Invalid, nil, "“%s”超过 %d 行，不像一份名单。请分成几个文件，或者删去不用的行。", c.name, maxRows)
	}
	c.rows = append(c.rows, row)
	return nil
}

// lostDigits finds numbers of which a table program keeps only the first 15 digits: 3.70522198001011E+17, and those with
// more digits than that.
var lostDigits = regexp.MustCompile(`^[+-]?(\d+(\.\d+)?[Ee]\+?\d+|\d{16,}(\.\d+)?)$`)

// formula tells whether a table program would take a cell for a formula.
func formula(cell string) bool { return cell != "" && strings.ContainsRune("=+-@", rune(cell[0])) }

// escape makes a cell harmless by a leading '; unescape takes it off again.
func escape(cell string) string {
	if formula(cell) {
		return "'" + cell
	}
	return cell
}

func unescape(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && formula(rest) {
		return rest
	}
	return cell
}

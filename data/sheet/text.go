package sheet

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"liangping/data"
)

// readText reads separated text. WPS and Excel save it in GB 18030 (GBK) on a Chinese Windows, in UTF-8 with a mark if asked to.
func readText(ctx context.Context, name string, content []byte) ([]data.SheetRow, error) {
	text, err := decode(name, content)
	if err != nil {
		return nil, err
	}
	c := collector{ctx: ctx, name: name, number: func(int, int) bool { return true }}
	reader := csv.NewReader(strings.NewReader(text))
	reader.Comma, reader.FieldsPerRecord, reader.LazyQuotes = separator(text), -1, true
	for folded := 0; ; { // lines inside cells, which the table program doesn't count as rows
		cells, err := reader.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, refuse(data.Invalid, err, "“%s”不是一份完整的表格文件。请用 Excel 或者 WPS 另存为 .xlsx，再导入。", name)
		}
		line, _ := reader.FieldPos(0)
		if err := c.add(line-folded, cells); err != nil {
			return nil, err
		}
		for _, cell := range cells {
			folded += strings.Count(cell, "\n")
		}
	}
	if len(c.rows) == 0 {
		return nil, refuse(data.Invalid, nil, "文件“%s”里没有内容。请选择填好的文件。", name)
	}
	return c.rows, nil
}

// decode returns the text of a file in UTF-8 or GB 18030.
func decode(name string, content []byte) (string, error) {
	content = bytes.TrimPrefix(content, []byte("\uFEFF"))
	if bytes.IndexByte(content, 0) >= 0 {
		return "", refuse(data.Invalid, nil, "“%s”不是表格文件。请选择 .xlsx 或者 .csv 文件。", name)
	}
	if utf8.Valid(content) {
		return string(content), nil
	}
	decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(content)
	if err != nil || bytes.ContainsRune(decoded, utf8.RuneError) {
		return "", refuse(data.Invalid, err, "“%s”里的文字认不出来，可能不是表格文件。请用 Excel 或者 WPS 另存为 .xlsx，再导入。", name)
	}
	return string(decoded), nil
}

// separator returns the one that the first lines have most of.
func separator(text string) rune {
	head := text[:min(len(text), 2000)]
	best := ','
	for _, r := range "\t;，" {
		if strings.Count(head, string(r)) > strings.Count(head, string(best)) {
			best = r
		}
	}
	return best
}

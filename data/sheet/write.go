package sheet

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"liangping/data"
)

// Table is what goes into a sheet of a workbook.
type Table struct {
	Title   string // of the sheet; the first one's stands in the properties
	Office  string // stands in the properties as the author
	Made    time.Time
	Columns []Column
	Rows    [][]string
	Notes   []string // under the rows, one a row
}

// Column is a column of a Table.
type Column struct {
	Name   string
	Width  float64  // in characters
	Words  []string // what a cell may hold; the table program offers them
	Number bool     // cells that are numbers become numbers, shown with just their decimals; the others stay text
}

// Workbook makes an .xlsx file of the table, every cell as text: what begins with = + - @ gets a leading ', so that no table
// program takes it for a formula. Only the columns of numbers hold numbers.
func (t Table) Workbook() ([]byte, error) { return makeBook(t) }

// makeBook makes an .xlsx file with a sheet for each table.
func makeBook(tables ...Table) ([]byte, error) {
	book := excelize.NewFile()
	defer book.Close()
	if err := tables[0].describe(book); err != nil {
		return nil, fmt.Errorf("describe the workbook %s: %w", tables[0].Title, err)
	}
	for i, t := range tables {
		title := sheetTitle(t.Title)
		if i > 0 {
			if _, err := book.NewSheet(title); err != nil {
				return nil, fmt.Errorf("make the sheet %s: %w", t.Title, err)
			}
		} else if err := book.SetSheetName(book.GetSheetName(0), title); err != nil {
			return nil, fmt.Errorf("make the sheet %s: %w", t.Title, err)
		}
		for _, step := range []func(*excelize.File, string) error{t.format, t.fill, t.offer} {
			if err := step(book, title); err != nil {
				return nil, fmt.Errorf("make the sheet %s: %w", t.Title, err)
			}
		}
	}
	b, err := book.WriteToBuffer()
	if err != nil {
		return nil, fmt.Errorf("make the workbook %s: %w", tables[0].Title, err)
	}
	return b.Bytes(), nil
}

// sheetTitle makes a title that may name a sheet: 31 characters, none of :\/?*[].
func sheetTitle(title string) string {
	runes := []rune(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]'`, r) {
			return -1
		}
		return r
	}, title))
	return string(runes[:min(31, len(runes))])
}

// describe writes the properties.
func (t Table) describe(book *excelize.File) error {
	made := t.Made.UTC().Format(time.RFC3339)
	if err := book.SetDocProps(&excelize.DocProperties{
		Creator: t.Office, LastModifiedBy: t.Office, Title: t.Title, Created: made, Modified: made, Language: "zh-CN",
	}); err != nil {
		return err
	}
	return book.SetAppProps(&excelize.AppProperties{Company: t.Office})
}

// format makes every column text, also below the rows that are there: what is typed stays as it is typed.
func (t Table) format(book *excelize.File, title string) error {
	text, err := book.NewStyle(&excelize.Style{NumFmt: 49, Alignment: &excelize.Alignment{Vertical: "center", WrapText: true}})
	if err != nil {
		return err
	}
	for i, column := range t.Columns {
		letter, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := book.SetColStyle(title, letter, text); err != nil {
			return err
		}
		if err := book.SetColWidth(title, letter, letter, column.Width); err != nil {
			return err
		}
	}
	return book.SetPanes(title, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}

func (t Table) fill(book *excelize.File, title string) error {
	bold, err := book.NewStyle(&excelize.Style{
		NumFmt: 49, Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E9EDF2"}},
		Alignment: &excelize.Alignment{Vertical: "center"},
	})
	if err != nil {
		return err
	}
	for i, column := range t.Columns {
		if err := setText(book, title, i+1, 1, column.Name); err != nil {
			return err
		}
	}
	last, err := excelize.CoordinatesToCellName(max(1, len(t.Columns)), 1)
	if err != nil {
		return err
	}
	if err := book.SetCellStyle(title, "A1", last, bold); err != nil {
		return err
	}
	numbers := numberStyles{}
	for i, row := range t.Rows {
		for j, cell := range row {
			set := setText
			if t.Columns[j].Number && figure.MatchString(cell) {
				set = numbers.set
			}
			if err := set(book, title, j+1, i+2, cell); err != nil {
				return err
			}
		}
	}
	return t.note(book, title)
}

// note writes the notes under the rows, an empty row between.
func (t Table) note(book *excelize.File, title string) error {
	plain, err := book.NewStyle(&excelize.Style{NumFmt: 49})
	if err != nil {
		return err
	}
	for i, note := range t.Notes {
		row := len(t.Rows) + 3 + i
		if err := setText(book, title, 1, row, note); err != nil {
			return err
		}
		if err := book.SetCellStyle(title, fmt.Sprintf("A%d", row), fmt.Sprintf("A%d", row), plain); err != nil {
			return err
		}
	}
	return nil
}

// figure is what becomes a number: 79.38, -1.50.
var figure = regexp.MustCompile(`^-?\d{1,9}(\.\d{1,4})?$`)

// numberStyles are the formats of a workbook's numbers, by their decimals.
type numberStyles map[int]int

// set writes a number so that it is shown with the decimals that its text has.
func (styles numberStyles) set(book *excelize.File, title string, column, row int, text string) error {
	cell, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return err
	}
	_, after, _ := strings.Cut(text, ".")
	style, known := styles[len(after)]
	if !known {
		format := strings.TrimSuffix("0."+strings.Repeat("0", len(after)), ".")
		if style, err = book.NewStyle(&excelize.Style{CustomNumFmt: &format, Alignment: &excelize.Alignment{Horizontal: "right", Vertical: "center"}}); err != nil {
			return err
		}
		styles[len(after)] = style
	}
	if err := book.SetCellDefault(title, cell, text); err != nil {
		return err
	}
	return book.SetCellStyle(title, cell, cell, style)
}

func setText(book *excelize.File, title string, column, row int, text string) error {
	cell, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return err
	}
	return book.SetCellStr(title, cell, escape(text))
}

// offer lets the table program offer the words of a column.
func (t Table) offer(book *excelize.File, title string) error {
	for i, column := range t.Columns {
		if len(column.Words) == 0 {
			continue
		}
		letter, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		choice := excelize.NewDataValidation(true)
		choice.SetSqref(fmt.Sprintf("%s2:%s%d", letter, letter, data.MaxRoster+1))
		if err := choice.SetDropList(column.Words); err != nil {
			return err
		}
		if err := book.AddDataValidation(title, choice); err != nil {
			return err
		}
	}
	return nil
}

package gui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"liangping/data"
)

// criteriaForm asks for the 评议内容: the list at the left, the chosen one's texts at the right. What is typed is kept at once.
type criteriaForm struct {
	items []data.Criterion
	table *table[data.Criterion]

	name, short           *entry
	text, focus           *textEntry
	nameField, shortField *field
	filling               bool // the fields are being filled, not typed in
}

func newCriteriaForm() *criteriaForm {
	f := &criteriaForm{name: newEntry(), short: newEntry(), text: newTextEntry(), focus: newTextEntry()}
	f.table = newTable(func(c data.Criterion) string { return strconv.Itoa(c.Number) }, []column[data.Criterion]{{
		label: "评议内容", text: func(c data.Criterion) string { return fmt.Sprintf("%d　%s", c.Number, c.Name) },
	}})
	f.table.group = func(c data.Criterion) (string, string) { return c.Aspect.String(), "" }
	f.table.noFooter = true
	f.table.onSelect = f.show
	f.table.onOpen = func(data.Criterion) { takeFocus(f.name) }
	f.nameField, f.shortField = newField("名称", labelNarrow, f.name), newField("简称", labelNarrow, f.short)
	f.text.SetMinRowsVisible(7)
	f.focus.SetMinRowsVisible(3)
	f.name.OnChanged = func(string) { f.typed() }
	f.short.OnChanged = func(string) { f.typed() }
	f.text.OnChanged = func(string) { f.typed() }
	f.focus.OnChanged = func(string) { f.typed() }
	return f
}

// content is the list and the form side by side.
func (f *criteriaForm) content() fyne.CanvasObject {
	const listWidth, listHeight = 270, headHeight + 8*rowHeight + 2*groupRowHeight + 3
	form := newForm(f.nameField, f.shortField, newField("内容", labelNarrow, f.text), newField("重点看", labelNarrow, f.focus))
	return columns(8, []float32{listWidth, 0}, sized(0, listHeight, f.table), form)
}

// set shows other criteria.
func (f *criteriaForm) set(items []data.Criterion) {
	f.items = slices.Clone(items)
	f.table.setRows(f.items)
}

// show writes a criterion into the fields.
func (f *criteriaForm) show(c data.Criterion) {
	f.filling = true
	f.name.SetText(c.Name)
	f.short.SetText(c.Short)
	f.text.SetText(c.Text)
	f.focus.SetText(c.Focus)
	f.nameField.accept()
	f.shortField.accept()
	f.filling = false
}

// typed keeps what the fields say of the chosen criterion.
func (f *criteriaForm) typed() {
	chosen, ok := f.table.selected()
	if f.filling || !ok {
		return
	}
	c := &f.items[chosen.Number-1]
	c.Name, c.Short = data.CleanLine(f.name.Text), data.CleanLine(f.short.Text)
	c.Text, c.Focus = strings.TrimSpace(f.text.Text), strings.TrimSpace(f.focus.Text)
	f.nameField.accept()
	f.shortField.accept()
	f.table.setRows(f.items)
}

// refused shows the first criterion that has no name or no short one.
func (f *criteriaForm) refused() (fyne.Focusable, bool) {
	for _, c := range f.items {
		if c.Name != "" && c.Short != "" {
			continue
		}
		f.table.selectKey(strconv.Itoa(c.Number))
		if required(f.nameField, f.name, "请写这项评议内容的名称。") {
			return f.name, true
		}
		required(f.shortField, f.short, "请写简称，表格的窄栏里用它。")
		return f.short, true
	}
	return nil, false
}

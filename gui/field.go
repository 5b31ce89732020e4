package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// The label widths of the forms: a narrow one beside tables, the usual one, and one for long labels.
const (
	labelNarrow = 64
	labelUsual  = 84
	labelWide   = 112
)

const labelGap = 12 // between a label and its field

// refusable is a control that can show its content as refused: entry, selectBox, dateEntry, numberEntry.
type refusable interface{ setRefused(bool) }

// field is a labelled line of a form. What a use case refuses is said in words below the control, not by colour alone.
//
//	p.name = newEntry()
//	p.nameField = newField("姓名", labelUsual, p.name)
//	form := newForm(p.kindField, p.nameField, p.postField)
//	...
//	if p.name.Text == "" { p.nameField.refuse("请写姓名。") }
type field struct {
	widget.BaseWidget
	label   string
	width   float32
	control fyne.CanvasObject
	refusal string
}

// newField returns a line with a right-aligned label of the given width. The control may also be an hbox of several.
func newField(label string, width float32, control fyne.CanvasObject) *field {
	f := &field{label: label, width: width, control: control}
	f.ExtendBaseWidget(f)
	return f
}

// setLabel changes the label.
func (f *field) setLabel(label string) {
	f.label = label
	f.Refresh()
}

// newForm sets fields one under the other, repeating every 36.
func newForm(fields ...*field) *fyne.Container {
	box := vbox(4)
	for _, f := range fields {
		box.Add(f)
	}
	return box
}

// refuse marks the control red and says below it what to do.
func (f *field) refuse(sentence string) { f.setRefusal(sentence) }

// accept takes a refusal back.
func (f *field) accept() { f.setRefusal("") }

func (f *field) setRefusal(sentence string) {
	if f.refusal == sentence {
		return
	}
	f.refusal = sentence
	if r, ok := f.control.(refusable); ok {
		r.setRefused(sentence != "")
	}
	f.Refresh()
}

const refusalHeight = 18

// CreateRenderer draws the label, the control and the refusal.
func (f *field) CreateRenderer() fyne.WidgetRenderer {
	label := newText(f.label, textBody, colorHeader)
	label.Alignment = fyne.TextAlignTrailing
	refusal := newText("", textCaption, theme.ColorNameError)
	d := &drawing{objects: []fyne.CanvasObject{label, f.control, refusal}}
	x := f.width + labelGap
	if f.label == "" && f.width == 0 {
		x = 0
	}
	d.size = func() fyne.Size {
		size := f.control.MinSize()
		size.Width += x
		size.Height = max(size.Height, rowHeight)
		if f.refusal != "" {
			size.Height += refusalHeight
		}
		return size
	}
	d.layout = func(size fyne.Size) {
		// As high as it needs, though a field beside it may be higher by its refusal.
		height := min(size.Height, max(rowHeight, f.control.MinSize().Height))
		if f.refusal != "" {
			place(refusal, x, height, size.Width-x, refusalHeight)
		}
		place(label, 0, 0, f.width, rowHeight)
		place(f.control, x, 0, size.Width-x, height)
	}
	d.refresh = func() {
		label.Text = f.label
		refusal.Text = f.refusal
		refusal.Hidden = f.refusal == ""
		d.layout(f.Size())
	}
	d.refresh()
	return d
}

package gui

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"liangping/data"
)

// officeRecords is what 单位设置 needs of the store. The office's names are the campaign's and are asked in 活动设置.
type officeRecords interface {
	Campaign(ctx context.Context) (*data.Campaign, error)
	Targets(ctx context.Context) ([]data.Target, error)
	OfficeSettings(ctx context.Context) (data.OfficeSettings, error)
	SaveOfficeSettings(ctx context.Context, o data.OfficeSettings) error
}

const (
	officeWidth = 860
	officeStep  = officeWidth - 2*dialogPadding
)

// editOffice shows the settings of the office: numbers, signers, typefaces.
func (a *App) editOffice(records officeRecords) {
	ctx := context.Background()
	campaign, err := records.Campaign(ctx)
	var settings data.OfficeSettings
	if err == nil {
		settings, err = records.OfficeSettings(ctx)
	}
	var targets []data.Target
	if err == nil {
		targets, err = records.Targets(ctx)
	}
	if err != nil {
		a.showError("没有打开单位设置", err)
		return
	}
	numbers := newNumberForm(settings, campaign.Year)
	signers := newTextEntry()
	signers.SetMinRowsVisible(6)
	signers.SetText(strings.Join(settings.Signers, "\n"))
	fonts := newFontForm(a, settings.Fonts, rosterText(*campaign, targets))

	steps := []fyne.CanvasObject{
		numbers.content(),
		vbox(8, caption("每行一个姓名，排在最前的是常用的。报告等上行文要写签发人。"), columns(0, []float32{320, 0}, signers, spacer())),
		fonts.content(),
	}
	room := container.New(leastSize{officeStep, 0})
	for _, s := range steps {
		room.Add(vbox(0, s))
	}
	showOnly(room, 0)
	choice := newSegmented([]string{"发文字号", "签发人", "字体"}, func(i int) {
		showOnly(room, i)
		fonts.draw()
	})
	a.formWith(officeWidth, "单位设置", "保存", vbox(16, hbox(0, choice), room), choice, func() error {
		o := settings
		o.Prefixes, o.FirstNumbers = numbers.value()
		o.Signers = lines(signers.Text)
		o.Fonts = fonts.value()
		if fonts.refused() {
			choice.choose(2)
			showOnly(room, 2)
			return errRefused
		}
		if err := records.SaveOfficeSettings(ctx, o); err != nil {
			return err
		}
		a.chosen = fonts.faces()
		a.reload()
		a.saved("单位设置")
		return nil
	})
}

// lines are the lines of a text that say something.
func lines(text string) (all []string) {
	for l := range strings.SplitSeq(text, "\n") {
		if l = data.CleanName(l); l != "" {
			all = append(all, l)
		}
	}
	return all
}

// numberForm asks for the 代字 of each kind and where its row begins this year.
type numberForm struct {
	given    data.OfficeSettings
	year     int
	kinds    []data.DocumentKind
	prefixes []*entry
	firsts   []*numberEntry
	same     []*fitText
}

func newNumberForm(o data.OfficeSettings, year int) *numberForm {
	f := &numberForm{given: o, year: year}
	for _, kind := range data.DocumentKinds {
		if !kind.Numbered() {
			continue
		}
		prefix, first := newEntry(), newNumberEntry(9999, func() { f.update() })
		prefix.SetText(o.Prefixes[kind])
		prefix.OnChanged = func(string) { f.update() }
		for _, n := range o.FirstNumbers {
			if n.Year == year && n.Series == o.Prefixes[kind] {
				first.set(n.Number)
			}
		}
		f.kinds, f.prefixes, f.firsts = append(f.kinds, kind), append(f.prefixes, prefix), append(f.firsts, first)
		f.same = append(f.same, newFitText(textBody, colorMuted))
	}
	f.update()
	return f
}

func (f *numberForm) content() fyne.CanvasObject {
	box := vbox(8, caption("单位全称、简称印在版头、落款和正文里，在“设置 — 活动设置”里改。"), caption(fmt.Sprintf("发文代字相同的文种共用一列文号，中间不留空号。%d年起始号不填，就从1号开始；取过号以后不能再改。", f.year)))
	const left = labelNarrow + labelGap + 200
	for i, kind := range f.kinds {
		box.Add(columns(24, []float32{left, labelWide + labelGap + 72, 0}, newField(kind.String(), labelNarrow, f.prefixes[i]),
			newField(fmt.Sprintf("%d年起始号", f.year), labelWide, f.firsts[i]), f.same[i]))
	}
	return box
}

// leads returns the index of the first kind with the same 代字, whose first number holds for all of them.
func (f *numberForm) leads(i int) int {
	return slices.IndexFunc(f.prefixes, func(e *entry) bool { return data.CleanLine(e.Text) == data.CleanLine(f.prefixes[i].Text) })
}

// update leaves one first number for each row of numbers.
func (f *numberForm) update() {
	for i := range f.prefixes {
		leader := f.leads(i)
		empty := data.CleanLine(f.prefixes[i].Text) == ""
		f.firsts[i].setEnabled(leader == i && !empty)
		text := ""
		switch {
		case empty:
			text = "不填代字，这种公文不能签发"
		case leader != i:
			text = "和" + f.kinds[leader].String() + "共用一列文号"
		default:
			first := max(f.firsts[i].value(), 1)
			text = "如：" + data.DocumentNumber{Series: data.CleanLine(f.prefixes[i].Text), Year: f.year, Number: first}.String()
		}
		f.same[i].setText(text)
	}
}

// value returns what the form says; the first numbers of other years stay as they are.
func (f *numberForm) value() (prefixes map[data.DocumentKind]string, firsts []data.DocumentNumber) {
	prefixes = map[data.DocumentKind]string{}
	for _, n := range f.given.FirstNumbers {
		if n.Year != f.year {
			firsts = append(firsts, n)
		}
	}
	for i, kind := range f.kinds {
		prefixes[kind] = data.CleanLine(f.prefixes[i].Text)
		if n := f.firsts[i].value(); n > 1 && f.leads(i) == i && prefixes[kind] != "" {
			firsts = append(firsts, data.DocumentNumber{Series: prefixes[kind], Year: f.year, Number: n})
		}
	}
	return prefixes, firsts
}

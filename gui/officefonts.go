package gui

import (
	"context"
	"errors"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"liangping/data"
	"liangping/pdf/font"
	"liangping/pdf/typeset"
)

// fontRoles are the roles in the order of data.FontRoles.
var fontRoles = []font.Role{font.Song, font.Title, font.Hei, font.Kai, font.Fang}

// fontUses say what each typeface is for (GB/T 9704-2012 5.2.2 and 7).
var fontUses = []string{"页码、表格", "版头、标题", "一级标题", "二级标题、签发人", "正文"}

const (
	sampleText   = "关于开展民主评议活动的通知 2011年7月25日"
	sampleWidth  = 380
	sampleHeight = 26
	sampleSize   = 14 // points
)

// readFonts opens the typefaces that the office chose. What can't be used is said, and the program's own is printed with.
func readFonts(paths map[string]string) (faces map[font.Role]*font.Face, troubles []string) {
	faces = map[font.Role]*font.Face{}
	for i, role := range data.FontRoles {
		if paths[role] == "" {
			continue
		}
		face, err := font.Read(paths[role])
		if err != nil {
			troubles = append(troubles, role+"："+fontTrouble(err))
			continue
		}
		faces[fontRoles[i]] = face
	}
	return faces, troubles
}

// fontTrouble says why a font can't be used and what to do.
func fontTrouble(err error) string {
	switch {
	case errors.Is(err, font.ErrForbidden):
		return "这个字体的厂家不允许嵌入 PDF，请换一个。"
	case errors.Is(err, font.ErrNotChinese):
		return "这个字体里没有常用汉字，请换一个。"
	case errors.Is(err, os.ErrNotExist):
		return "没有找到这个字体文件，请重新选择。"
	}
	return "这个文件打不开，或者不是 TTF、OTF、TTC 字体，请换一个。"
}

// loadFonts reads the office's own typefaces at the start.
func (a *App) loadFonts() {
	o, err := a.options.Store.OfficeSettings(context.Background())
	if err != nil {
		a.showError("没有读到单位设置", err)
		return
	}
	var troubles []string
	if a.chosen, troubles = readFonts(o.Fonts); len(troubles) > 0 {
		a.tell("有的字体没有用上", append(troubles, "公文暂时用程序自带的字体。请在“设置 — 单位设置”里重新选择。")...)
	}
}

// rosterText holds every character that names on papers have.
func rosterText(c data.Campaign, targets []data.Target) string {
	text := c.Office + c.OfficeShort + c.County + c.PartyGroupHead + c.LeadingGroupOffice + c.SupervisionGroup
	for _, t := range targets {
		text += t.Name + t.Post + t.Unit
	}
	return text
}

// fontForm asks which typeface each role is set in, with a line set in it and what it lacks.
type fontForm struct {
	app    *App
	roster string
	rows   []*fontRow
}

type fontRow struct {
	form   *fontForm
	index  int
	path   *entry
	field  *field
	sample *canvas.Image
	lacks  *fitText
	face   *font.Face // nil: the program's own
	wrong  bool       // the file can't be used
}

func newFontForm(a *App, paths map[string]string, roster string) *fontForm {
	f := &fontForm{app: a, roster: roster}
	for i, role := range data.FontRoles {
		r := &fontRow{form: f, index: i, path: newEntry(), sample: canvas.NewImageFromImage(nil), lacks: newFitText(textCaption, colorMuted)}
		r.path.PlaceHolder = "不选，用这台电脑或程序自带的" + role
		r.field = newField(role, labelNarrow, r.path)
		r.sample.FillMode, r.sample.ScaleMode = canvas.ImageFillStretch, canvas.ImageScaleFastest
		r.path.SetText(paths[role])
		r.path.blur = r.read
		r.path.enter = func() { focusNext(r.path) }
		r.read()
		f.rows = append(f.rows, r)
	}
	return f
}

func (f *fontForm) content() fyne.CanvasObject {
	box := vbox(8, caption("公文各处用的字体。选字体文件（TTF、OTF、TTC），或者写上它的位置；不选的用原来的。下面是印出来的样子。"))
	for i, r := range f.rows {
		choose := newButton("选文件…", func() {
			f.app.askFile("选字体："+data.FontRoles[i], fontFolder(r.path.Text), []string{".ttf", ".otf", ".ttc"}, func(path string) {
				r.path.SetText(path)
				r.read()
			})
		})
		below := columns(12, []float32{labelNarrow, sampleWidth, 0}, spacer(), sized(sampleWidth, sampleHeight, r.sample), r.lacks)
		box.Add(vbox(2, columns(8, []float32{0, 130, 84}, r.field, vbox(0, sized(0, rowHeight, caption(fontUses[i]))), vbox(0, choose)), below))
	}
	return box
}

// fontFolder is where to look for a font: beside the chosen one, else where the system keeps them.
func fontFolder(path string) string {
	if path != "" {
		return filepath.Dir(path)
	}
	for _, dir := range []string{filepath.Join(os.Getenv("WINDIR"), "Fonts"), "/usr/share/fonts"} {
		if info, err := os.Stat(dir); err == nil && info.IsDir() && filepath.IsAbs(dir) {
			return dir
		}
	}
	return desktopFolder()
}

// read opens the file that the row names.
func (r *fontRow) read() {
	r.field.accept()
	r.face, r.wrong = nil, false
	if path := r.path.Text; path != "" {
		face, err := font.Read(path)
		if r.face = face; err != nil {
			r.wrong = true
			r.field.refuse(fontTrouble(err))
		}
	}
	r.warn()
	r.draw()
	r.form.app.resizeTop()
}

// warn says which characters of the roster the chosen font lacks, and which no font has.
func (r *fontRow) warn() {
	role := fontRoles[r.index]
	press := r.form.app.options.Press.Choose(map[font.Role]*font.Face{role: r.face})
	missing := press.Missing(role, r.form.roster)
	var replaced []rune
	for _, c := range r.form.roster {
		if r.face != nil && c > ' ' && !r.face.Has(c) && !slices.Contains(missing, c) && !slices.Contains(replaced, c) {
			replaced = append(replaced, c)
		}
	}
	text := ""
	switch {
	case len(missing) > 0:
		text = fmt.Sprintf("▲ 名单里的“%s”所有字体都没有", string(missing))
	case len(replaced) > 0:
		text = fmt.Sprintf("▲ 没有名单里的“%s”，用程序自带的代替", string(replaced))
	case r.face != nil:
		text = "✓ 名单里的字都有"
	}
	r.lacks.setText(text)
}

// draw sets the sample line in the chosen typeface.
func (r *fontRow) draw() {
	role := fontRoles[r.index]
	scale := max(float64(r.form.app.canvas.Scale()), 1)
	chain := r.form.app.options.Press.Choose(map[font.Role]*font.Face{role: r.face}).Chain(role)
	picture, err := sampleLine(typeset.Style{Chain: chain, Size: sampleSize}, scale)
	if err != nil {
		r.form.app.log.Error("gui: font sample", "role", role.String(), "err", err)
	}
	r.sample.Image = picture
	r.sample.Refresh()
}

// sampleLine draws the line as wide and high as the form has room for it.
func sampleLine(style typeset.Style, scale float64) (image.Image, error) {
	const pixelsPerMM = 96 / 25.4
	doc := &typeset.Doc{}
	page := doc.Portrait()
	page.Width, page.Height = sampleWidth/pixelsPerMM, sampleHeight/pixelsPerMM
	line := typeset.Measure{Width: page.Width}.Fit(sampleText, style)
	page.Set(line, 0, (page.Height-line.Height())/2)
	picture, err := doc.Picture(0, pixelsPerMM*scale)
	if err != nil {
		return nil, err
	}
	return picture, nil
}

// draw draws the samples again, at the resolution of the window.
func (f *fontForm) draw() {
	for _, r := range f.rows {
		r.draw()
	}
}

// refused reports whether a file can't be used; its row says why.
func (f *fontForm) refused() bool {
	i := slices.IndexFunc(f.rows, func(r *fontRow) bool { r.read(); return r.wrong })
	return i >= 0
}

// value returns the files that are chosen.
func (f *fontForm) value() map[string]string {
	paths := map[string]string{}
	for i, r := range f.rows {
		if r.path.Text != "" {
			paths[data.FontRoles[i]] = r.path.Text
		}
	}
	return paths
}

// faces returns the chosen typefaces.
func (f *fontForm) faces() map[font.Role]*font.Face {
	faces := map[font.Role]*font.Face{}
	for i, r := range f.rows {
		if r.face != nil {
			faces[fontRoles[i]] = r.face
		}
	}
	return faces
}
